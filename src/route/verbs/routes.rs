//! Routes, by verbs: list, look up, add, replace, delete. Each function sends one request and says which.
//!
//! ```
//! use nlwire::{exchange::{Answer, Connection, Transport}, route::routes::{self, RouteSpec}};
//! fn routes<T: Transport>(connection: &mut Connection<'_, T>) -> Answer<(), T> {
//!     // the default route
//!     routes::replace(connection, &RouteSpec { via: Some([192, 0, 2, 1].into()), ..Default::default() })?;
//!     // a prefix on a link
//!     let prefix = Some(([198, 51, 100, 0].into(), 24));
//!     routes::add(connection, &RouteSpec { destination: prefix, link: Some(2), ..Default::default() })?;
//!     let found = routes::lookup(connection, [198, 51, 100, 7].into())?;
//!     println!("by link {:?}, from {:?}", found.link(), found.source());
//!     Ok(())
//! }
//! ```
//! Changes need CAP_NET_ADMIN; without it the kernel refuses with EPERM.
use super::{Matching, bits_of, family_of, getters, prefix, split_table};
use crate::{
    exchange::{Answer, Connection, Done, Replies, Transport},
    route::{
        DelRoute, GetRoute, Metrics, NewRoute, NextHopFlags, Route, RouteFlags, RouteProtocol, RouteScope,
        RouteTable, RouteType, RtMsg, RtNextHop, RtVia, RtmTable, Via, ViaFamily,
    },
    uapi::AddressFamily,
    wire::{Attrs, DeleteFlags, Headed, Layout, NewFlags, Reply, RequestFlags, Selected, Writer},
};
use core::net::IpAddr;

/// One next hop of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Hop {
    /// The gateway; `None` where the destination is on the link.
    pub gateway: Option<IpAddr>,
    /// Index of the link.
    pub link: Option<u32>,
    /// Its weight among the others, from 1 to 256. Of a route that is made, 0 counts as 1, and more as 256.
    pub weight: u16,
}
fn gateway_of(attrs: Attrs<'_, Route>) -> Option<IpAddr> {
    if let Some(gateway) = attrs.get(Route::RTA_GATEWAY).ok().flatten() {
        return gateway.addr();
    }
    match attrs.get(Route::RTA_VIA).ok().flatten()?.via() {
        Via::Inet(address) | Via::Inet6(address) => Some(address.addr()),
        _ => None,
    }
}

getters! { Route, GetRoute {
    /// The gateway, of the route's family (RTA_GATEWAY) or of another (RTA_VIA). `None` where there is none, and where there are several
    /// next hops: [`hops`](Self::hops).
    gateway(attrs) -> Option<IpAddr> = gateway_of(attrs);
    /// Index of the link that packets go by. `None` where there is none, and where there are several next hops: [`hops`](Self::hops).
    link(attrs) -> Option<u32> = attrs.get(Route::RTA_OIF).ok().flatten();
    /// Its next hops, one or several; none of a route that drops packets.
    hops(attrs) -> impl Iterator<Item = Hop> = {
        let several = attrs.get(Route::RTA_MULTIPATH).ok().flatten();
        let (gateway, link) = (gateway_of(attrs), attrs.link());
        let one = (several.is_none() && (gateway.is_some() || link.is_some()))
            .then_some(Hop { gateway, link, weight: 1 });
        let several = several.into_iter().flat_map(|several| several.iter()).filter_map(Result::ok);
        several
            .map(|hop| Hop {
                gateway: gateway_of(hop.tail),
                link: Some(hop.header.get(RtNextHop::rtnh_ifindex) as u32),
                weight: u16::from(hop.header.get(RtNextHop::rtnh_hops)) + 1,
            })
            .chain(one)
    };
    /// Its metric: of like routes the lowest is taken. The kernel sends none for 0.
    metric(attrs) -> Option<u32> = attrs.get(Route::RTA_PRIORITY).ok().flatten();
    /// Source address of packets that begin here.
    source(attrs) -> Option<IpAddr> =
        attrs.get(Route::RTA_PREFSRC).ok().flatten().and_then(|address| address.addr());
    /// Largest packet, where the route says it, bytes.
    mtu(attrs) -> Option<u32> =
        attrs.get(Route::RTA_METRICS).ok().flatten().and_then(|metrics| metrics.get(Metrics::RTAX_MTU).ok().flatten());
} }
impl Reply<'_, GetRoute> {
    /// The family of its destination.
    pub fn family(&self) -> AddressFamily {
        self.header.get(RtMsg::rtm_family)
    }
    /// The destination and the length of its prefix; `None` for the default route, and for one of a family without IP addresses.
    pub fn destination(&self) -> Option<(IpAddr, u8)> {
        let address = self.attrs.get(Route::RTA_DST).ok().flatten();
        prefix(self.family(), address, self.header.get(RtMsg::rtm_dst_len))
    }
    /// The table: RTA_TABLE, or the header's where that is not there.
    pub fn table(&self) -> u32 {
        let table = self.attrs.get(Route::RTA_TABLE).ok().flatten();
        table.map_or_else(|| u32::from(self.header.get(RtMsg::rtm_table).0), |table| table.0)
    }
    /// Who made it.
    pub fn protocol(&self) -> RouteProtocol {
        self.header.get(RtMsg::rtm_protocol)
    }
    /// How far its destination is.
    pub fn scope(&self) -> RouteScope {
        self.header.get(RtMsg::rtm_scope)
    }
    /// What is done with packets.
    pub fn kind(&self) -> RouteType {
        self.header.get(RtMsg::rtm_type)
    }
}

/// A route. What is left out is as `ip route` takes it, or, where a route is to be removed, matches any.
///
/// ```
/// use nlwire::route::{RouteType, routes::RouteSpec};
/// let default = RouteSpec { via: Some([192, 0, 2, 1].into()), metric: Some(100), ..Default::default() };
/// let blackhole = RouteSpec {
///     destination: Some(([203, 0, 113, 0].into(), 24)),
///     kind: RouteType::RTN_BLACKHOLE,
///     table: Some(1000),
///     ..Default::default()
/// };
/// // two ways, the first of which takes three packets of four
/// use nlwire::route::routes::Hop;
/// let ways = [
///     Hop { gateway: Some([192, 0, 2, 1].into()), weight: 3, ..Default::default() },
///     Hop { gateway: Some([192, 0, 2, 2].into()), weight: 1, ..Default::default() },
/// ];
/// let multipath = RouteSpec { hops: &ways, ..Default::default() };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RouteSpec<'a> {
    /// The family, where neither `destination` nor `via` says it; AF_UNSPEC is taken for AF_INET.
    pub family: AddressFamily,
    /// The destination, of which no bits behind the prefix are set, and the length of its prefix; `None` for the default route.
    pub destination: Option<(IpAddr, u8)>,
    /// The gateway. Of an IPv4 route it may be an IPv6 address: it stands in RTA_VIA then.
    pub via: Option<IpAddr>,
    /// Index of the link; without one the kernel finds it by the gateway.
    pub link: Option<u32>,
    /// Several next hops, in place of `via` and `link`: RTA_MULTIPATH.
    pub hops: &'a [Hop],
    /// The table; without one the main table, or for RTN_LOCAL, RTN_BROADCAST and RTN_ANYCAST the local one.
    pub table: Option<u32>,
    /// Its metric; without one 0 of IPv4, and 1024 of IPv6.
    pub metric: Option<u32>,
    /// Source address of packets that begin here.
    pub source: Option<IpAddr>,
    /// Largest packet, bytes.
    pub mtu: Option<u32>,
    /// Who makes it; RTPROT_UNSPEC, the default, adds one of RTPROT_BOOT.
    pub protocol: RouteProtocol,
    /// How far its destination is. Without one, of IPv4: RT_SCOPE_HOST for RTN_LOCAL, RT_SCOPE_LINK for RTN_BROADCAST, RTN_MULTICAST,
    /// RTN_ANYCAST and for a unicast route without gateway, else RT_SCOPE_UNIVERSE. IPv6 has no scopes.
    pub scope: Option<RouteScope>,
    /// What is done with packets; RTN_UNSPEC, the default, adds one of RTN_UNICAST.
    pub kind: RouteType,
    /// The gateway is on the link, whatever its address says.
    pub on_link: bool,
}
impl RouteSpec<'_> {
    /// A gateway, where there is one.
    fn gateway(&self) -> Option<IpAddr> {
        self.via.or_else(|| self.hops.iter().find_map(|hop| hop.gateway))
    }
    fn family(&self) -> AddressFamily {
        match (self.destination, self.gateway(), self.family) {
            (Some((address, _)), ..) => family_of(address),
            // the default route of a family that was said, by a gateway of the other
            (None, Some(via), AddressFamily::AF_UNSPEC) => family_of(via),
            (None, None, AddressFamily::AF_UNSPEC) => AddressFamily::AF_INET,
            (None, _, family) => family,
        }
    }
    /// As iproute_modify (ip/iproute.c) has it.
    fn scope(&self, otherwise: RouteScope) -> RouteScope {
        match self.kind {
            _ if self.scope.is_some() => self.scope.unwrap_or_default(),
            _ if self.family() == AddressFamily::AF_INET6 => RouteScope::RT_SCOPE_UNIVERSE,
            RouteType::RTN_LOCAL => RouteScope::RT_SCOPE_HOST,
            RouteType::RTN_BROADCAST | RouteType::RTN_MULTICAST | RouteType::RTN_ANYCAST => {
                RouteScope::RT_SCOPE_LINK
            }
            RouteType::RTN_UNICAST | RouteType::RTN_UNSPEC => otherwise,
            _ => RouteScope::RT_SCOPE_UNIVERSE,
        }
    }
    fn table(&self) -> (RtmTable, Option<u32>) {
        let usual = match self.kind {
            RouteType::RTN_LOCAL | RouteType::RTN_BROADCAST | RouteType::RTN_ANYCAST => {
                RtmTable::RT_TABLE_LOCAL
            }
            _ => RtmTable::RT_TABLE_MAIN,
        };
        split_table(self.table.unwrap_or(u32::from(usual.0)))
    }
    fn put(&self, request: &mut Writer<'_, Route>, table: Option<u32>) {
        request.put_some(Route::RTA_DST, self.destination.map(|(address, _)| address));
        self.put_gateway(request, self.via);
        if !self.hops.is_empty() {
            request.chain(Route::RTA_MULTIPATH, |hops| {
                let on_link = if self.on_link { NextHopFlags::RTNH_F_ONLINK } else { NextHopFlags::empty() };
                for hop in self.hops {
                    let more = u8::try_from(hop.weight.saturating_sub(1)).unwrap_or(u8::MAX);
                    let header = RtNextHop::new()
                        .with(RtNextHop::rtnh_ifindex, hop.link.unwrap_or(0) as i32)
                        .with(RtNextHop::rtnh_flags, on_link)
                        .with(RtNextHop::rtnh_hops, more);
                    hops.link(&header, |attrs| self.put_gateway(attrs, hop.gateway));
                }
            });
        }
        request
            .put_some(Route::RTA_OIF, self.link)
            .put_some(Route::RTA_PREFSRC, self.source)
            .put_some(Route::RTA_PRIORITY, self.metric)
            .put_some(Route::RTA_TABLE, table.map(RouteTable));
        if let Some(mtu) = self.mtu {
            request.nest(Route::RTA_METRICS, |metrics| {
                metrics.put(Metrics::RTAX_MTU, mtu);
            });
        }
    }
    fn put_gateway(&self, request: &mut Writer<'_, Route>, gateway: Option<IpAddr>) {
        match gateway {
            Some(gateway) if family_of(gateway) == self.family() => {
                request.put(Route::RTA_GATEWAY, gateway);
            }
            Some(IpAddr::V4(gateway)) => put_via(request, ViaFamily::AF_INET, &gateway.octets()),
            Some(IpAddr::V6(gateway)) => put_via(request, ViaFamily::AF_INET6, &gateway.octets()),
            None => {}
        }
    }
    fn send<T: Transport>(&self, connection: &mut Connection<'_, T>, flags: NewFlags) -> Answer<Done, T> {
        let (table, more) = self.table();
        let is_far = self.via.is_some() || !self.hops.is_empty();
        let near = if is_far { RouteScope::RT_SCOPE_UNIVERSE } else { RouteScope::RT_SCOPE_LINK };
        let operation = NewRoute {
            family: self.family(),
            dst_len: self.destination.map_or(0, |(_, len)| len),
            table,
            protocol: match self.protocol {
                RouteProtocol::RTPROT_UNSPEC => RouteProtocol::RTPROT_BOOT,
                protocol => protocol,
            },
            scope: self.scope(near),
            kind: match self.kind {
                RouteType::RTN_UNSPEC => RouteType::RTN_UNICAST,
                kind => kind,
            },
            flags: if self.on_link { RouteFlags::RTNH_F_ONLINK } else { RouteFlags::empty() },
            ..Default::default()
        };
        connection.request(operation, flags, |request| self.put(request, more))
    }
}
fn put_via(request: &mut Writer<'_, Route>, family: ViaFamily, address: &[u8]) {
    let header = RtVia::new().with(RtVia::rtvia_family, family);
    request.put(Route::RTA_VIA, Headed { header: &header, tail: Selected::new(address) });
}

/// Lists the routes of all tables and families, one by one: also those of the local table, which `ip route` hides.
///
/// Sends RTM_GETROUTE of AF_UNSPEC with NLM_F_DUMP.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`].
pub fn list<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetRoute>, T> {
    connection.dump(GetRoute::default(), |_| {})
}
/// Lists the routes of one table: 254 is the main table, 255 the local one ([`RouteTable`]).
///
/// Sends RTM_GETROUTE of AF_UNSPEC with NLM_F_DUMP and RTA_TABLE, which the kernel heeds on a socket with NETLINK_GET_STRICT_CHK.
///
/// # Errors
/// As [`list`].
pub fn of_table<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    table: u32,
) -> Answer<Matching<'c, 'b, T, GetRoute>, T> {
    let replies = connection.dump(GetRoute::default(), |request| {
        request.put(Route::RTA_TABLE, RouteTable(table));
    })?;
    Ok(Matching { replies, wanted: table, number: |reply| reply.table() })
}
/// The way that a packet to an address would take: `ip route get`.
///
/// Sends RTM_GETROUTE with RTA_DST and its whole length, and for IPv4 with RTM_F_LOOKUP_TABLE, so that the table is told in which it was
/// found; IPv6 does not take that flag.
///
/// # Errors
/// ENETUNREACH where there is no way (of IPv6, too: it does not answer with an unreachable route), EHOSTUNREACH, EACCES, EINVAL where a route
/// says so: RTN_UNREACHABLE, RTN_PROHIBIT, RTN_BLACKHOLE.
pub fn lookup<'c, T: Transport>(
    connection: &'c mut Connection<'_, T>,
    destination: IpAddr,
) -> Answer<Reply<'c, GetRoute>, T> {
    look_up(connection, destination, None)
}
/// The way that a packet to an address would take that has this source.
///
/// Sends what [`lookup`] does, and RTA_SRC.
///
/// # Errors
/// As [`lookup`]; EINVAL where the source is not an address of this host.
pub fn lookup_from<'c, T: Transport>(
    connection: &'c mut Connection<'_, T>,
    destination: IpAddr,
    source: IpAddr,
) -> Answer<Reply<'c, GetRoute>, T> {
    look_up(connection, destination, Some(source))
}
fn look_up<'c, T: Transport>(
    connection: &'c mut Connection<'_, T>,
    destination: IpAddr,
    source: Option<IpAddr>,
) -> Answer<Reply<'c, GetRoute>, T> {
    let flags = if destination.is_ipv4() { RouteFlags::RTM_F_LOOKUP_TABLE } else { RouteFlags::empty() };
    let operation = GetRoute {
        family: family_of(destination),
        dst_len: bits_of(destination),
        src_len: source.map_or(0, bits_of),
        flags,
        ..Default::default()
    };
    connection.get(operation, |request| {
        request.put(Route::RTA_DST, destination).put_some(Route::RTA_SRC, source);
    })
}
/// Makes a route.
///
/// Sends RTM_NEWROUTE with NLM_F_CREATE | NLM_F_EXCL: the table in the header or, above 255, in RTA_TABLE, and of RTA_DST, RTA_GATEWAY or
/// RTA_VIA, RTA_MULTIPATH, RTA_OIF, RTA_PREFSRC, RTA_PRIORITY, RTA_METRICS those that the specification has. What it leaves out is as `ip route add` has it.
///
/// # Errors
/// EEXIST where there is one to that destination with that metric ([`already_exists`](crate::exchange::Failure::already_exists)), ENETUNREACH
/// or EHOSTUNREACH where the gateway is on no link, ENETDOWN where the link is down, ENODEV where there is no such link, EINVAL for what does
/// not fit together, such as an IPv4 destination with bits behind its prefix, EPERM without CAP_NET_ADMIN.
pub fn add<T: Transport>(connection: &mut Connection<'_, T>, spec: &RouteSpec<'_>) -> Answer<Done, T> {
    spec.send(connection, NewFlags::CREATE | NewFlags::EXCL)
}
/// Makes a route in place of the one to the same destination in the same table with the same metric, or a new one where there is none. Give a
/// metric where the one that is to go has one: without it IPv4 replaces the route of metric 0, and IPv6 that of metric 1024.
///
/// Sends what [`add`] does, but with NLM_F_CREATE | NLM_F_REPLACE.
///
/// # Errors
/// As [`add`], but never EEXIST.
pub fn replace<T: Transport>(connection: &mut Connection<'_, T>, spec: &RouteSpec<'_>) -> Answer<Done, T> {
    spec.send(connection, NewFlags::CREATE | NewFlags::REPLACE)
}
/// Removes the first route to that destination in that table that is as said; what the specification leaves out matches any.
///
/// Sends RTM_DELROUTE with what [`add`] sends, but for protocol and type that are left out, and for IPv4 RT_SCOPE_NOWHERE, which is any
/// scope.
///
/// # Errors
/// ESRCH where there is none ([`is_not_found`](crate::exchange::Failure::is_not_found)), EPERM without CAP_NET_ADMIN.
pub fn delete<T: Transport>(connection: &mut Connection<'_, T>, spec: &RouteSpec<'_>) -> Answer<Done, T> {
    let (table, more) = spec.table();
    let operation = DelRoute {
        family: spec.family(),
        dst_len: spec.destination.map_or(0, |(_, len)| len),
        table,
        protocol: spec.protocol,
        scope: spec.scope(RouteScope::RT_SCOPE_NOWHERE),
        kind: spec.kind,
        ..Default::default()
    };
    connection.request(operation, DeleteFlags::NONE, |request| spec.put(request, more))
}
