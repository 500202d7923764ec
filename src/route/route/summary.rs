//! Summary of a route.
use super::{Hop, RouteEntryMessage};
use crate::{
    pick,
    route::{
        Metrics, Route, RouteFlags, RouteProtocol, RouteScope, RouteTable, RouteType, RouterPreference,
        RtMsg, RtNextHop, RtVia, Via, ViaKind,
        convert::{ScopeText, TableText, checked_ip, checked_prefix, flag_words},
    },
    uapi::AddressFamily,
    wire::{
        Address, Attrs, Error, SubMessage, WithHeader,
        summary::{IpText, PrefixText, Word, summaries, word},
    },
};
use core::{fmt, net::IpAddr};

/// What matters of a route: a [`RouteEntryMessage`] as a small value that does not borrow.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, route::route::{self, RouteSummary}};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     let routes: Vec<RouteSummary> = nl.list(route::list())?;
///     for route in &routes {
///         println!("{route}"); // default via 192.0.2.1 dev if2 proto dhcp src 192.0.2.9 metric 100
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RouteSummary {
    /// Address family.
    pub family: AddressFamily,
    /// Destination and its prefix length; `None` for the default route, and for a family without
    /// IP addresses.
    pub destination: Option<(IpAddr, u8)>,
    /// Outermost label of the destination of an MPLS route.
    pub label: Option<u32>,
    /// Source prefix and its length, of a source-specific route (IPv6).
    pub from: Option<(IpAddr, u8)>,
    /// Type of service (TOS) of a route for some packets only; 0 for any.
    pub tos: u8,
    /// Route type.
    pub kind: RouteType,
    /// Routing table.
    pub table: u32,
    /// Origin of the route.
    pub protocol: RouteProtocol,
    /// Scope: the distance to the destination.
    pub scope: RouteScope,
    /// Route flags. If there is one next hop, its flags are included.
    pub flags: RouteFlags,
    /// First next hop; `None` for a route that discards or rejects packets.
    pub hop: Option<Hop>,
    /// Number of next hops.
    pub hop_count: u32,
    /// Id of the nexthop object of the route.
    pub nexthop_id: Option<u32>,
    /// Preferred source address for locally generated packets.
    pub source: Option<IpAddr>,
    /// Metric (priority): of several routes to a destination, the lowest wins. `None` is 0.
    pub metric: Option<u32>,
    /// Path MTU of the route, bytes, if set.
    pub mtu: Option<u32>,
    /// Preference of the router (IPv6).
    pub preference: Option<RouterPreference>,
    /// Something of the route is not in the summary: further next hops or labels, an
    /// encapsulation, a gateway with a link-layer address, or the destination of another family.
    pub truncated: bool,
}
fn gateway_of(
    gateway: Option<Address<'_>>,
    via: Option<WithHeader<'_, RtVia, SubMessage<'_, ViaKind>>>,
    truncated: &mut bool,
) -> Result<Option<IpAddr>, Error> {
    match (gateway, via.map(|via| via.via())) {
        (None, Some(Via::Inet(address) | Via::Inet6(address))) => Ok(Some(address.to_ip_addr())),
        (gateway, via) => {
            *truncated |= via.is_some();
            checked_ip(Route::RTA_GATEWAY.number(), gateway)
        }
    }
}
fn first_hop(attrs: Attrs<'_, Route>, truncated: &mut bool) -> Result<Option<IpAddr>, Error> {
    let found = pick!(attrs, Route { gateway: RTA_GATEWAY, via: RTA_VIA, encap: RTA_ENCAP_TYPE })?;
    *truncated |= found.encap.is_some();
    gateway_of(found.gateway, found.via, truncated)
}
impl RouteEntryMessage<'_> {
    /// Returns what matters of the route, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<RouteSummary, Error> {
        let found = pick!(
            self.attrs,
            Route {
                destination: RTA_DST,
                from: RTA_SRC,
                link: RTA_OIF,
                gateway: RTA_GATEWAY,
                via: RTA_VIA,
                metric: RTA_PRIORITY,
                source: RTA_PREFSRC,
                metrics: RTA_METRICS,
                hops: RTA_MULTIPATH,
                table: RTA_TABLE,
                preference: RTA_PREF,
                encap: RTA_ENCAP_TYPE,
                nexthop_id: RTA_NH_ID,
            }
        )?;
        let family = self.family();
        let prefix = |key, address, len| checked_prefix(family, key, address, self.header.get(len));
        let destination = prefix(Route::RTA_DST.number(), found.destination, RtMsg::rtm_dst_len)?;
        let from = prefix(Route::RTA_SRC.number(), found.from, RtMsg::rtm_src_len)?;
        let mut label = None;
        let mut truncated = found.encap.is_some();
        if let (None, Some(address)) = (destination, found.destination) {
            let labels = address.labels();
            let mut labels = labels.iter();
            label = labels.next().filter(|_| family == AddressFamily::AF_MPLS);
            truncated |= label.is_none() || labels.next().is_some();
        }
        let gateway = gateway_of(found.gateway, found.via, &mut truncated)?;
        let mut hop = (gateway.is_some() || found.link.is_some()).then_some(Hop {
            gateway,
            link: found.link,
            weight: 1,
        });
        let mut hop_count = u32::from(hop.is_some());
        for (at, each) in found.hops.into_iter().flat_map(|hops| hops.iter()).enumerate() {
            let each = each?;
            if at == 0 {
                hop = Some(Hop {
                    gateway: first_hop(each.body, &mut truncated)?,
                    link: Some(each.header.get(RtNextHop::rtnh_ifindex)),
                    weight: u16::from(each.header.get(RtNextHop::rtnh_hops)) + 1,
                });
                hop_count = 0;
            }
            hop_count = hop_count.saturating_add(1);
        }
        let mtu = found.metrics.map(|metrics| metrics.get(Metrics::RTAX_MTU)).transpose()?.flatten();
        Ok(RouteSummary {
            family,
            destination,
            label,
            from,
            tos: self.header.get(RtMsg::rtm_tos),
            kind: self.kind(),
            table: found.table.map_or_else(|| self.header.get(RtMsg::rtm_table).0.into(), |table| table.0),
            protocol: self.protocol(),
            scope: self.scope(),
            flags: self.header.get(RtMsg::rtm_flags),
            hop,
            hop_count,
            nexthop_id: found.nexthop_id,
            source: checked_ip(Route::RTA_PREFSRC.number(), found.source)?,
            metric: found.metric,
            mtu,
            preference: found.preference,
            truncated: truncated || hop_count > 1,
        })
    }
}
summaries! { RouteEntryMessage => RouteSummary; }

impl fmt::Display for RouteSummary {
    /// Prints in the format of `ip route show table all`, with indexes as `if3` where `ip` looks
    /// names up.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind != RouteType::RTN_UNICAST {
            write!(f, "{} ", Word::of(self.kind, "RTN_"))?;
        }
        match (self.destination, self.label) {
            (Some((address, len)), _) => PrefixText(address, len).fmt(f),
            (None, Some(label)) => label.fmt(f),
            (None, None) => f.write_str("default"),
        }?;
        word(f, "from", self.from.map(|(address, len)| PrefixText(address, len)))?;
        if self.tos != 0 {
            write!(f, " tos {:#04x}", self.tos)?;
        }
        word(f, "nhid", self.nexthop_id)?;
        if self.hop_count == 1 {
            self.write_hop(f)?;
        }
        if self.table != RouteTable::RT_TABLE_MAIN.0 {
            word(f, "table", Some(TableText(self.table)))?;
        }
        if self.protocol != RouteProtocol::RTPROT_BOOT {
            word(f, "proto", Some(Word::of(self.protocol, "RTPROT_")))?;
        }
        if self.scope != RouteScope::RT_SCOPE_UNIVERSE {
            word(f, "scope", Some(ScopeText(self.scope)))?;
        }
        word(f, "src", self.source.map(IpText))?;
        word(f, "metric", self.metric)?;
        flag_words(f, &FLAGS, |flag| self.flags.contains(flag))?;
        word(f, "mtu", self.mtu)?;
        if self.hop_count > 1 {
            f.write_str(" nexthop")?;
            self.write_hop(f)?;
            word(f, "weight", self.hop.map(|hop| hop.weight))?;
            write!(f, " and {} more", self.hop_count.saturating_sub(1))?;
        }
        word(f, "pref", self.preference.map(|preference| Word::of(preference, "ICMPV6_ROUTER_PREF_")))
    }
}
impl RouteSummary {
    fn write_hop(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(hop) = self.hop else { return Ok(()) };
        if let Some(gateway) = hop.gateway {
            let is_other = gateway.is_ipv6() && self.family == AddressFamily::AF_INET;
            write!(f, " via {}{}", if is_other { "inet6 " } else { "" }, IpText(gateway))?;
        }
        hop.link.map_or(Ok(()), |link| write!(f, " dev if{link}"))
    }
}
/// Words of flags in the order of `ip`.
const FLAGS: [(RouteFlags, &str); 9] = [
    (RouteFlags::RTNH_F_DEAD, "dead"),
    (RouteFlags::RTNH_F_ONLINK, "onlink"),
    (RouteFlags::RTNH_F_PERVASIVE, "pervasive"),
    (RouteFlags::RTNH_F_OFFLOAD, "offload"),
    (RouteFlags::RTNH_F_TRAP, "trap"),
    (RouteFlags::RTM_F_NOTIFY, "notify"),
    (RouteFlags::RTNH_F_LINKDOWN, "linkdown"),
    (RouteFlags::RTM_F_OFFLOAD, "rt_offload"),
    (RouteFlags::RTM_F_TRAP, "rt_trap"),
];
