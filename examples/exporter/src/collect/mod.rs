//! The collectors, one for each kind of object.
mod classes;
mod conntrack;
mod devlink;
mod ethtool;
mod links;
mod neighbours;
mod nftables;
mod qdiscs;
pub mod routes;
mod sockets;
mod wifi;
mod wireguard;

use crate::{
    args::Choice,
    namespace::{Failure, Namespace},
    table::{AnyTable, Row, Table},
};
use nlwire::{uapi::AddressFamily, wire::Str};
use std::{borrow::Cow, sync::Arc};

/// Declares the collectors: variant, name on the command line, function.
macro_rules! collectors { ($($variant:ident, $name:literal, $function:path;)*) => {
    /// A collector.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Collector { $($variant),* }
    impl Collector {
        /// All collectors, in the order in which they run.
        pub const ALL: &[Self] = &[$(Self::$variant),*];
        /// Returns the name, as on the command line and in the label `collector`.
        pub const fn name(self) -> &'static str {
            match self { $(Self::$variant => $name),* }
        }
        /// Adds the samples of a namespace; at most `top` series of a metric that has one for each object.
        pub async fn collect(self, namespace: &Namespace, top: usize, tables: &mut Tables) -> Result<(), Failure> {
            match self { $(Self::$variant => $function(namespace, top, tables).await),* }
        }
    }
    impl Choice {
        /// Whether the choice names the collector.
        pub const fn is(self, collector: Collector) -> bool {
            matches!((self, collector), $((Self::$variant, Collector::$variant))|*)
        }
    }
} }
collectors! {
    Links, "links", links::collect;
    Qdiscs, "qdiscs", qdiscs::collect;
    Classes, "classes", classes::collect;
    Sockets, "sockets", sockets::collect;
    Conntrack, "conntrack", conntrack::collect;
    Neighbours, "neighbours", neighbours::collect;
    Routes, "routes", routes::collect;
    Nftables, "nftables", nftables::collect;
    Ethtool, "ethtool", ethtool::collect;
    Wireguard, "wireguard", wireguard::collect;
    Wifi, "wifi", wifi::collect;
    Devlink, "devlink", devlink::collect;
}

/// Declares the tables of all collectors.
macro_rules! tables { ($($name:ident: $row:ty,)*) => {
    /// The tables that collectors fill.
    #[derive(Default)]
    pub struct Tables { $(pub $name: Table<$row>),* }
    impl Tables {
        /// Returns the tables, without their types.
        pub fn into_list(self) -> Vec<Arc<dyn AnyTable>> {
            fn any<R: Row>(table: Table<R>) -> Arc<dyn AnyTable> {
                Arc::new(table)
            }
            vec![$(any(self.$name)),*]
        }
    }
} }
tables! {
    links: links::LinkRow,
    link_infos: links::InfoRow,
    qdiscs: qdiscs::QdiscRow,
    classes: classes::ClassRow,
    tcp: sockets::TcpRow,
    udp: sockets::UdpRow,
    rtt: sockets::RttRow,
    conntrack: conntrack::EntriesRow,
    conntrack_totals: conntrack::TotalsRow,
    arp: neighbours::ArpRow,
    neighbours: neighbours::NeighbourRow,
    routes: routes::RouteRow,
    nft_objects: nftables::ObjectRow,
    ethtool: ethtool::StatRow,
    wireguard: wireguard::PeerRow,
    wifi_interfaces: wifi::InterfaceRow,
    wifi_stations: wifi::StationRow,
    devlink: devlink::ReporterRow,
}

/// Returns text of the kernel as a label: bytes that are not UTF-8 are escaped.
pub fn text<'s>(text: &Str<'s>) -> Cow<'s, str> {
    match text.to_str() {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(text.to_string()),
    }
}
/// Returns the kernel's name of a number as a label: without its prefix, in lower case. A number without a name stays
/// a number.
pub fn constant(
    name: Option<&'static str>,
    prefix: &str,
    number: impl std::fmt::Display,
) -> Cow<'static, str> {
    match name.and_then(|name| name.strip_prefix(prefix)) {
        Some(name) => Cow::Owned(name.to_ascii_lowercase()),
        None => Cow::Owned(number.to_string()),
    }
}
/// Returns an address family as a label.
pub fn family(family: AddressFamily) -> Cow<'static, str> {
    match family {
        AddressFamily::AF_INET => "ipv4".into(),
        AddressFamily::AF_INET6 => "ipv6".into(),
        _ => constant(family.name(), "AF_", family.0),
    }
}
