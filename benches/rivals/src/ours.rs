//! nlwire at work, and the one file that knows its API. In every work: borrowed bytes, no state, what its documentation shows first.
use crate::{
    fold::{fold, fold_bytes, nest},
    work::{Library, NEW_ROUTE_FLAGS, Scratch, Wanted},
};
use nlwire::{client::Connection, pick, route::*, socket::Socket, uapi::AddressFamily, wire::*};
use rustix::fd::OwnedFd;
use std::{hint::black_box, net::Ipv4Addr};

pub const LIBRARY: Library = Library {
    name: "nlwire",
    walk: |datagram| walk(datagram).unwrap_or(0),
    stream: |datagram| stream(datagram).unwrap_or(0),
    pick: |datagram| pick(datagram).unwrap_or(0),
    link_stream: |datagram| link_stream(datagram).unwrap_or(0),
    link_pick: |datagram| link_pick(datagram).unwrap_or(0),
    encode,
};

/// Messages, split into header and attributes, attributes unread.
#[inline(never)]
fn walk(datagram: &[u8]) -> Result<u64, Error> {
    let mut sum = 0;
    for message in Messages::new(datagram) {
        let message = message?;
        let (_, attrs) = message.split::<RtMsg, Route>()?;
        sum = fold(sum, 0, message.message_type());
        for attr in attrs.raw() {
            let attr = attr?;
            sum = fold(sum, attr.attr_type(), attr.payload().len() as u64);
        }
    }
    Ok(sum)
}

/// A `match` on each message, then one on each of its attributes.
#[inline(never)]
fn stream(datagram: &[u8]) -> Result<u64, Error> {
    let mut sum = 0;
    for message in Messages::new(datagram) {
        if let RouteMessage::NewRoute(route) = RouteMessage::decode(message?)? {
            sum = stream_route(sum, route.header, route.attrs)?;
        }
    }
    Ok(sum)
}

#[inline(always)]
fn stream_route(mut sum: u64, header: &Struct<RtMsg>, attrs: Attrs<'_, Route>) -> Result<u64, Error> {
    sum = fold(sum, 0, header.get(RtMsg::rtm_dst_len));
    for attr in attrs {
        sum = match attr? {
            RouteAttr::RTA_DST(address) => fold_address(sum, 1, address),
            RouteAttr::RTA_OIF(index) => fold(sum, 4, index),
            RouteAttr::RTA_GATEWAY(address) => fold_address(sum, 5, address),
            RouteAttr::RTA_PRIORITY(priority) => fold(sum, 6, priority),
            RouteAttr::RTA_PREFSRC(address) => fold_address(sum, 7, address),
            RouteAttr::RTA_METRICS(metrics) => {
                for metric in metrics {
                    sum = match metric? {
                        MetricsAttr::RTAX_MTU(mtu) => fold(sum, nest::METRICS + 2, mtu),
                        MetricsAttr::RTAX_ADVMSS(mss) => fold(sum, nest::METRICS + 8, mss),
                        _ => sum,
                    }
                }
                sum
            }
            RouteAttr::RTA_TABLE(table) => fold(sum, 15, table.0),
            _ => sum,
        }
    }
    Ok(sum)
}

#[inline(always)]
fn fold_address(sum: u64, number: u16, address: Address<'_>) -> u64 {
    match address.ip() {
        Some(address) => fold_ip(sum, number, address),
        None => fold_bytes(sum, number, address.bytes()),
    }
}

#[inline(always)]
fn fold_ip(sum: u64, number: u16, address: Ip<'_>) -> u64 {
    match address {
        Ip::V4(address) => fold(sum, number, u32::from(Ipv4Addr::from(*address))),
        Ip::V6(address) => fold_bytes(sum, number, address),
    }
}

/// `pick!`: one pass.
#[inline(never)]
fn pick(datagram: &[u8]) -> Result<u64, Error> {
    let mut sum = 0;
    for message in Messages::new(datagram) {
        let RouteMessage::NewRoute(view) = RouteMessage::decode(message?)? else { continue };
        let route =
            pick!(view.attrs, Route { dst: RTA_DST, oif: RTA_OIF, gateway: RTA_GATEWAY, priority: RTA_PRIORITY, table: RTA_TABLE })?;
        sum = route.dst.map_or(sum, |address| fold_address(sum, 1, address));
        sum = fold(sum, 4, route.oif.unwrap_or(0));
        sum = route.gateway.map_or(sum, |address| fold_address(sum, 5, address));
        sum = fold(sum, 6, route.priority.unwrap_or(0));
        sum = fold(sum, 15, route.table.unwrap_or_default().0);
    }
    Ok(sum)
}

/// A `match` on each attribute, nests entered in the same way; counters read from the structures that grow.
#[inline(never)]
fn link_stream(datagram: &[u8]) -> Result<u64, Error> {
    let mut sum = 0;
    for message in Messages::new(datagram) {
        let RouteMessage::NewLink(link) = RouteMessage::decode(message?)? else { continue };
        sum = fold(sum, 0, link.header.get(IfInfo::ifi_index));
        for attr in link.attrs {
            sum = match attr? {
                LinkAttr::IFLA_ADDRESS(address) => fold_bytes(sum, 1, address.bytes()),
                LinkAttr::IFLA_BROADCAST(address) => fold_bytes(sum, 2, address.bytes()),
                LinkAttr::IFLA_IFNAME(name) => fold_bytes(sum, 3, name.0),
                LinkAttr::IFLA_MTU(n) => fold(sum, 4, n),
                LinkAttr::IFLA_LINK(n) => fold(sum, 5, n),
                LinkAttr::IFLA_QDISC(name) => fold_bytes(sum, 6, name.0),
                LinkAttr::IFLA_STATS(stats) => fold_stats(sum, stats),
                LinkAttr::IFLA_TXQLEN(n) => fold(sum, 13, n),
                LinkAttr::IFLA_MAP(map) => {
                    sum = fold(sum, nest::MAP, map.get(LinkMap::mem_start).unwrap_or(0));
                    fold(sum, nest::MAP + 1, map.get(LinkMap::irq).unwrap_or(0))
                }
                LinkAttr::IFLA_OPERSTATE(state) => fold(sum, 16, state.0),
                LinkAttr::IFLA_LINKMODE(mode) => fold(sum, 17, mode.0),
                LinkAttr::IFLA_LINKINFO(info) => {
                    for attr in info {
                        if let LinkInfoAttr::IFLA_INFO_KIND(kind) = attr? {
                            sum = fold_bytes(sum, nest::LINKINFO, kind.0);
                        }
                    }
                    sum
                }
                LinkAttr::IFLA_IFALIAS(name) => fold_bytes(sum, 20, name.0),
                LinkAttr::IFLA_STATS64(stats) => fold_stats64(sum, stats),
                LinkAttr::IFLA_AF_SPEC(families) => match families.by(&[link.header.get(IfInfo::ifi_family).0]) {
                    LinkAfSpec::Unspec(families) => families_stream(sum, families)?,
                    _ => sum,
                },
                LinkAttr::IFLA_GROUP(n) => fold(sum, 27, n),
                LinkAttr::IFLA_PROMISCUITY(n) => fold(sum, 30, n),
                LinkAttr::IFLA_NUM_TX_QUEUES(n) => fold(sum, 31, n),
                LinkAttr::IFLA_NUM_RX_QUEUES(n) => fold(sum, 32, n),
                LinkAttr::IFLA_CARRIER(n) => fold(sum, 33, n),
                LinkAttr::IFLA_CARRIER_CHANGES(n) => fold(sum, 35, n),
                LinkAttr::IFLA_PROTO_DOWN(n) => fold(sum, 39, n),
                LinkAttr::IFLA_GSO_MAX_SEGS(n) => fold(sum, 40, n),
                LinkAttr::IFLA_GSO_MAX_SIZE(n) => fold(sum, 41, n),
                LinkAttr::IFLA_XDP(xdp) => {
                    for attr in xdp {
                        if let XdpAttr::IFLA_XDP_ATTACHED(attached) = attr? {
                            sum = fold(sum, nest::XDP, attached.0);
                        }
                    }
                    sum
                }
                LinkAttr::IFLA_CARRIER_UP_COUNT(n) => fold(sum, 47, n),
                LinkAttr::IFLA_CARRIER_DOWN_COUNT(n) => fold(sum, 48, n),
                LinkAttr::IFLA_MIN_MTU(n) => fold(sum, 50, n),
                LinkAttr::IFLA_MAX_MTU(n) => fold(sum, 51, n),
                LinkAttr::IFLA_PROP_LIST(properties) => {
                    for property in properties {
                        if let LinkPropertyAttr::IFLA_ALT_IFNAME(name) = property? {
                            sum = fold_bytes(sum, 53, name.0);
                        }
                    }
                    sum
                }
                LinkAttr::IFLA_GRO_MAX_SIZE(n) => fold(sum, 58, n),
                LinkAttr::IFLA_TSO_MAX_SIZE(n) => fold(sum, 59, n),
                LinkAttr::IFLA_TSO_MAX_SEGS(n) => fold(sum, 60, n),
                LinkAttr::IFLA_ALLMULTI(n) => fold(sum, 61, n),
                LinkAttr::IFLA_GSO_IPV4_MAX_SIZE(n) => fold(sum, 63, n),
                LinkAttr::IFLA_GRO_IPV4_MAX_SIZE(n) => fold(sum, 64, n),
                LinkAttr::IFLA_MAX_PACING_OFFLOAD_HORIZON(n) => fold(sum, 66, n.0),
                LinkAttr::IFLA_NETNS_IMMUTABLE(n) => fold(sum, 67, n),
                LinkAttr::IFLA_HEADROOM(n) => fold(sum, 68, n),
                LinkAttr::IFLA_TAILROOM(n) => fold(sum, 69, n),
                _ => sum,
            }
        }
    }
    Ok(sum)
}

/// `IFLA_AF_SPEC`. Settings and counters are arrays that grow; the first of each is read.
#[inline(always)]
fn families_stream(mut sum: u64, families: Attrs<'_, AfSpec>) -> Result<u64, Error> {
    for family in families {
        match family? {
            AfSpecAttr::AF_INET(inet) => {
                for attr in inet {
                    if let InetAttr::IFLA_INET_CONF(settings) = attr? {
                        sum = fold(sum, nest::INET, first_u32(settings.bytes()));
                    }
                }
            }
            AfSpecAttr::AF_INET6(inet6) => {
                for attr in inet6 {
                    sum = match attr? {
                        Inet6Attr::IFLA_INET6_FLAGS(flags) => fold(sum, nest::INET6 + 1, flags.bits()),
                        Inet6Attr::IFLA_INET6_CONF(settings) => fold(sum, nest::INET6 + 2, first_u32(settings.bytes())),
                        Inet6Attr::IFLA_INET6_STATS(counters) => fold(sum, nest::INET6 + 3, first_u64(counters.bytes())),
                        Inet6Attr::IFLA_INET6_CACHEINFO(info) => {
                            sum = fold(sum, nest::CACHEINFO, info.get(Inet6CacheInfo::max_reasm_len).unwrap_or(0));
                            fold(sum, nest::CACHEINFO + 1, info.get(Inet6CacheInfo::reachable_time).unwrap_or(0))
                        }
                        Inet6Attr::IFLA_INET6_ICMP6STATS(counters) => fold(sum, nest::INET6 + 6, first_u64(counters.bytes())),
                        Inet6Attr::IFLA_INET6_TOKEN(address) => fold_ip(sum, nest::INET6 + 7, address),
                        Inet6Attr::IFLA_INET6_ADDR_GEN_MODE(mode) => fold(sum, nest::INET6 + 8, mode.0),
                        _ => sum,
                    }
                }
            }
            _ => {}
        }
    }
    Ok(sum)
}

#[inline(always)]
fn first_u32(array: &[u8]) -> u32 {
    array.first_chunk().map_or(0, |bytes| u32::from_ne_bytes(*bytes))
}

#[inline(always)]
fn first_u64(array: &[u8]) -> u64 {
    array.first_chunk().map_or(0, |bytes| u64::from_ne_bytes(*bytes))
}

/// The twelve counters that `ip -s link` prints, field by field: one that this kernel does not send counts as 0.
macro_rules! fold_grown {
    ($sum:expr, $first:expr, $stats:expr, $set:ident) => {
        fold_grown!($sum, $first, $stats, $set: rx_bytes 0, rx_packets 1, rx_errors 2, rx_dropped 3, rx_missed_errors 4, multicast 5,
            tx_bytes 6, tx_packets 7, tx_errors 8, tx_dropped 9, tx_carrier_errors 10, collisions 11)
    };
    ($sum:expr, $first:expr, $stats:expr, $set:ident: $($field:ident $at:literal),+) => {{
        let mut sum = $sum;
        $( sum = fold(sum, $first + $at, $stats.get($set::$field).unwrap_or(0)); )+
        sum
    }};
}

#[inline(always)]
fn fold_stats(sum: u64, stats: Extensible<'_, LinkStats>) -> u64 {
    fold_grown!(sum, nest::STATS, stats, LinkStats)
}

#[inline(always)]
fn fold_stats64(sum: u64, stats: Extensible<'_, LinkStats64>) -> u64 {
    fold_grown!(sum, nest::STATS64, stats, LinkStats64)
}

#[inline(never)]
fn link_pick(datagram: &[u8]) -> Result<u64, Error> {
    let mut sum = 0;
    for message in Messages::new(datagram) {
        let RouteMessage::NewLink(view) = RouteMessage::decode(message?)? else { continue };
        let link = pick!(
            view.attrs,
            Link {
                address: IFLA_ADDRESS,
                name: IFLA_IFNAME,
                mtu: IFLA_MTU,
                link: IFLA_LINK,
                txqlen: IFLA_TXQLEN,
                state: IFLA_OPERSTATE,
                stats: IFLA_STATS64,
                group: IFLA_GROUP,
            }
        )?;
        sum = fold_bytes(sum, 1, link.address.map_or(&[], |address| address.0));
        sum = fold_bytes(sum, 3, link.name.map_or(&[], |name| name.0));
        sum = fold(sum, 4, link.mtu.unwrap_or(0));
        sum = fold(sum, 5, link.link.unwrap_or(0));
        sum = fold(sum, 13, link.txqlen.unwrap_or(0));
        sum = fold(sum, 16, link.state.unwrap_or_default().0);
        if let Some(stats) = link.stats {
            sum = fold(sum, nest::STATS64, stats.get(LinkStats64::rx_bytes).unwrap_or(0));
            sum = fold(sum, nest::STATS64 + 1, stats.get(LinkStats64::rx_packets).unwrap_or(0));
            sum = fold(sum, nest::STATS64 + 6, stats.get(LinkStats64::tx_bytes).unwrap_or(0));
            sum = fold(sum, nest::STATS64 + 7, stats.get(LinkStats64::tx_packets).unwrap_or(0));
        }
        sum = fold(sum, 27, link.group.unwrap_or(0));
    }
    Ok(sum)
}

/// One request after the other into the same slice.
fn encode(scratch: &mut Scratch, first: u32, count: u32) -> &[u8] {
    let mut len = 0;
    for n in first..first + count {
        let wanted = Wanted::new(n);
        let operation = NewRoute {
            family: AddressFamily::AF_INET,
            dst_len: 32,
            protocol: RouteProtocol::RTPROT_STATIC,
            kind: RouteType::RTN_UNICAST,
            ..Default::default()
        };
        let flags = NewFlags::from_bits_retain(NEW_ROUTE_FLAGS);
        let mut request = Request::new(&mut scratch.slice, operation, flags);
        request.put(Route::RTA_DST, Ipv4Addr::from(wanted.dst));
        request.put(Route::RTA_OIF, wanted.oif);
        request.put(Route::RTA_GATEWAY, Ipv4Addr::from(wanted.gateway));
        request.put(Route::RTA_PRIORITY, wanted.priority);
        request.put(Route::RTA_TABLE, wanted.table);
        request.nest(Route::RTA_METRICS, |metrics| {
            metrics.put(Metrics::RTAX_MTU, wanted.mtu).put(Metrics::RTAX_ADVMSS, wanted.advmss);
        });
        len = black_box(request.finish(wanted.seq)).map_or(0, <[u8]>::len);
    }
    &scratch.slice[..len]
}

/// The whole of a live dump: request, every datagram, every route by `match`, and the end recognised.
pub struct Live {
    connection: Connection<Socket, &'static mut [u8]>,
}

impl Live {
    pub fn new(socket: OwnedFd, buffer: usize) -> Self {
        let socket = Socket::try_from(socket).expect("a netlink socket");
        Self { connection: Connection::over_socket(socket, vec![0; buffer].leak()) }
    }
    pub fn dump(&mut self) -> u64 {
        self.try_dump().unwrap_or(0)
    }
    fn try_dump(&mut self) -> Option<u64> {
        let mut sum = 0;
        let mut routes = self.connection.dump(GetRoute { family: AddressFamily::AF_INET, ..Default::default() }).ok()?;
        while let Some(route) = routes.next().ok()? {
            sum = stream_route(sum, route.header, route.attrs).ok()?;
        }
        Some(sum)
    }
}
