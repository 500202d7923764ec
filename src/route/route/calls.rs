//! Queries and calls.
use super::RouteEntryMessage;
use crate::route::convert::{bits_of, family_of, prefix, split_table};
use crate::{
    client::{Call, Completion, Query, call, query},
    route::{
        DelRoute, GetRoute, Metrics, NewRoute, NextHopFlags, Route, RouteFlags, RouteProtocol, RouteScope,
        RouteTable, RouteType, RtMsg, RtNextHop, RtVia, RtmTable, Via, ViaFamily,
    },
    uapi::AddressFamily,
    wire::{Attrs, DeleteFlags, NewFlags, RequestFlags, SubMessage, WithHeader, Writer},
};
use core::net::IpAddr;

/// Next hop of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub struct Hop {
    /// Gateway address; `None` if the destination is directly connected.
    pub gateway: Option<IpAddr>,
    /// Index of the outgoing interface.
    pub link: Option<u32>,
    /// Weight among the next hops, 1 to 256.
    ///
    /// In a request, 0 is sent as 1, and values above 256 as 256.
    pub weight: u16,
}
fn gateway_of(attrs: Attrs<'_, Route>) -> Option<IpAddr> {
    if let Some(gateway) = attrs.get(Route::RTA_GATEWAY).ok().flatten() {
        return gateway.to_ip_addr();
    }
    match attrs.get(Route::RTA_VIA).ok().flatten()?.via() {
        Via::Inet(address) | Via::Inet6(address) => Some(address.to_ip_addr()),
        _ => None,
    }
}

impl<'a> RouteEntryMessage<'a> {
    /// Returns the gateway, of the family of the route (RTA_GATEWAY) or another (RTA_VIA).
    ///
    /// `None` if there is no gateway, and for a multipath route: see [`hops`](Self::hops).
    pub fn gateway(&self) -> Option<IpAddr> {
        gateway_of(self.attrs)
    }
    /// Returns the index of the outgoing interface.
    ///
    /// `None` if there is none, and for a multipath route: see [`hops`](Self::hops).
    #[doc(alias = "RTA_OIF")]
    pub fn link(&self) -> Option<u32> {
        self.attrs.get(Route::RTA_OIF).ok().flatten()
    }
    /// Iterates over the next hops; empty for a route that discards or rejects packets.
    pub fn hops(&self) -> impl Iterator<Item = Hop> {
        let several = self.attrs.get(Route::RTA_MULTIPATH).ok().flatten();
        let (gateway, link) = (gateway_of(self.attrs), self.link());
        let one = (several.is_none() && (gateway.is_some() || link.is_some())).then_some(Hop {
            gateway,
            link,
            weight: 1,
        });
        let several = several.into_iter().flat_map(|several| several.iter()).filter_map(Result::ok);
        several
            .map(|hop| Hop {
                gateway: gateway_of(hop.body),
                link: Some(hop.header.get(RtNextHop::rtnh_ifindex)),
                weight: u16::from(hop.header.get(RtNextHop::rtnh_hops)) + 1,
            })
            .chain(one)
    }
    /// Returns the metric (priority): of several routes to a destination, the lowest metric wins.
    ///
    /// `None` for a metric of 0, which the kernel does not send.
    #[doc(alias = "RTA_PRIORITY")]
    pub fn metric(&self) -> Option<u32> {
        self.attrs.get(Route::RTA_PRIORITY).ok().flatten()
    }
    /// Returns the id of the nexthop object that the route uses.
    ///
    /// The kernel sends the object's next hops as well: see [`gateway`](Self::gateway) and
    /// [`hops`](Self::hops).
    #[doc(alias = "RTA_NH_ID")]
    pub fn nexthop(&self) -> Option<u32> {
        self.attrs.get(Route::RTA_NH_ID).ok().flatten()
    }
    /// Returns the preferred source address for locally generated packets.
    #[doc(alias = "RTA_PREFSRC")]
    pub fn source(&self) -> Option<IpAddr> {
        self.attrs.get(Route::RTA_PREFSRC).ok().flatten().and_then(|address| address.to_ip_addr())
    }
    /// Returns the path MTU of the route, bytes, if set.
    pub fn mtu(&self) -> Option<u32> {
        self.attrs
            .get(Route::RTA_METRICS)
            .ok()
            .flatten()
            .and_then(|metrics| metrics.get(Metrics::RTAX_MTU).ok().flatten())
    }
}
impl RouteEntryMessage<'_> {
    /// Returns the address family.
    pub fn family(&self) -> AddressFamily {
        self.header.get(RtMsg::rtm_family)
    }
    /// Returns the destination and its prefix length.
    ///
    /// `None` for the default route, and for a family without IP addresses.
    pub fn destination(&self) -> Option<(IpAddr, u8)> {
        let address = self.attrs.get(Route::RTA_DST).ok().flatten();
        prefix(self.family(), address, self.header.get(RtMsg::rtm_dst_len))
    }
    /// Returns the routing table: RTA_TABLE if present, otherwise the table in the header.
    pub fn table(&self) -> u32 {
        let table = self.attrs.get(Route::RTA_TABLE).ok().flatten();
        table.map_or_else(|| u32::from(self.header.get(RtMsg::rtm_table).0), |table| table.0)
    }
    /// Returns the TOS that packets must have (IPv4); 0 for any.
    pub fn tos(&self) -> u8 {
        self.header.get(RtMsg::rtm_tos)
    }
    /// Returns the origin of the route.
    pub fn protocol(&self) -> RouteProtocol {
        self.header.get(RtMsg::rtm_protocol)
    }
    /// Returns the scope: the distance to the destination.
    pub fn scope(&self) -> RouteScope {
        self.header.get(RtMsg::rtm_scope)
    }
    /// Returns the route type.
    pub fn kind(&self) -> RouteType {
        self.header.get(RtMsg::rtm_type)
    }
}

/// Parameters of a route.
///
/// In an add request, omitted fields have the defaults of `ip route`. In a delete request, omitted
/// fields match any route.
///
/// ```
/// use nlwire::route::{RouteType, route::RouteSpec};
/// let net = RouteSpec::to([198, 51, 100, 0], 24).via([192, 0, 2, 1]);
/// let default = RouteSpec { via: Some([192, 0, 2, 1].into()), metric: Some(100), ..Default::default() };
/// let blackhole = RouteSpec {
///     destination: Some(([203, 0, 113, 0].into(), 24)),
///     kind: RouteType::RTN_BLACKHOLE,
///     table: Some(1000),
///     ..Default::default()
/// };
/// // two ways, the first of which takes three packets of four
/// use nlwire::route::route::Hop;
/// let ways = [
///     Hop { gateway: Some([192, 0, 2, 1].into()), weight: 3, ..Default::default() },
///     Hop { gateway: Some([192, 0, 2, 2].into()), weight: 1, ..Default::default() },
/// ];
/// let multipath = RouteSpec { hops: &ways, ..Default::default() };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RouteSpec<'a> {
    /// Address family, if neither `destination` nor `via` determines it.
    ///
    /// AF_UNSPEC means AF_INET.
    pub family: AddressFamily,
    /// Destination and prefix length; `None` for the default route.
    ///
    /// Bits beyond the prefix length must be zero.
    pub destination: Option<(IpAddr, u8)>,
    /// Gateway address.
    ///
    /// A gateway of another family than the route, such as IPv6 for an IPv4 route, is sent in
    /// RTA_VIA.
    pub via: Option<IpAddr>,
    /// Index of the outgoing interface; `None` lets the kernel find it by the gateway.
    pub link: Option<u32>,
    /// Next hops of a multipath route, instead of `via` and `link`: RTA_MULTIPATH.
    pub hops: &'a [Hop],
    /// Id of a nexthop object, instead of `via`, `link` and `hops`: RTA_NH_ID. Since Linux 5.3.
    pub nexthop: Option<u32>,
    /// TOS that packets must have (IPv4), 0 for any: a DSCP, shifted left by two.
    ///
    /// A route with a TOS takes precedence over one without.
    pub tos: u8,
    /// Routing table.
    ///
    /// `None` means the local table for RTN_LOCAL, RTN_BROADCAST and RTN_ANYCAST, and otherwise the
    /// main table.
    pub table: Option<u32>,
    /// Metric (priority); `None` means 0 for IPv4 and 1024 for IPv6.
    pub metric: Option<u32>,
    /// Preferred source address for locally generated packets.
    pub source: Option<IpAddr>,
    /// Path MTU, bytes.
    pub mtu: Option<u32>,
    /// Origin of the route; RTPROT_UNSPEC, the default, is sent as RTPROT_BOOT by add requests.
    pub protocol: RouteProtocol,
    /// Scope of the destination (IPv4); IPv6 routes have no scope.
    ///
    /// `None` means RT_SCOPE_HOST for RTN_LOCAL; RT_SCOPE_LINK for RTN_BROADCAST, RTN_MULTICAST,
    /// RTN_ANYCAST and unicast routes without a gateway; otherwise RT_SCOPE_UNIVERSE.
    pub scope: Option<RouteScope>,
    /// Route type; RTN_UNSPEC, the default, is sent as RTN_UNICAST by add requests.
    pub kind: RouteType,
    /// Treats the gateway as directly reachable on the link, whatever the address.
    pub on_link: bool,
}
impl RouteSpec<'_> {
    /// Creates the parameters of a route to a destination, with defaults for all other fields.
    pub fn to(destination: impl Into<IpAddr>, prefix_len: u8) -> Self {
        Self { destination: Some((destination.into(), prefix_len)), ..Self::default() }
    }
    /// Sets the gateway.
    #[must_use]
    pub fn via(mut self, gateway: impl Into<IpAddr>) -> Self {
        self.via = Some(gateway.into());
        self
    }
    /// Sets the outgoing interface, by index.
    #[must_use]
    pub const fn dev(mut self, link: u32) -> Self {
        self.link = Some(link);
        self
    }
    /// Returns the first gateway, if there is one.
    fn gateway(&self) -> Option<IpAddr> {
        self.via.or_else(|| self.hops.iter().find_map(|hop| hop.gateway))
    }
    fn family(&self) -> AddressFamily {
        match (self.destination, self.gateway(), self.family) {
            (Some((address, _)), ..) => family_of(address),
            // the default route of a given family, by a gateway of the other family
            (None, Some(via), AddressFamily::AF_UNSPEC) => family_of(via),
            (None, None, AddressFamily::AF_UNSPEC) => AddressFamily::AF_INET,
            (None, _, family) => family,
        }
    }
    /// Scope as chosen by iproute_modify (ip/iproute.c).
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
                        .with(RtNextHop::rtnh_ifindex, hop.link.unwrap_or(0))
                        .with(RtNextHop::rtnh_flags, on_link)
                        .with(RtNextHop::rtnh_hops, more);
                    hops.link(&header, |attrs| self.put_gateway(attrs, hop.gateway));
                }
            });
        }
        request
            .put_some(Route::RTA_OIF, self.link)
            .put_some(Route::RTA_NH_ID, self.nexthop)
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
    fn send(self, flags: NewFlags) -> impl Call<Output = Completion> + Copy {
        let (table, more) = self.table();
        let is_far = self.via.is_some() || !self.hops.is_empty() || self.nexthop.is_some();
        let near = if is_far { RouteScope::RT_SCOPE_UNIVERSE } else { RouteScope::RT_SCOPE_LINK };
        let operation = NewRoute {
            family: self.family(),
            dst_len: self.destination.map_or(0, |(_, len)| len),
            tos: self.tos,
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
        call(operation, flags, move |request| self.put(request, more))
    }
}
fn put_via(request: &mut Writer<'_, Route>, family: ViaFamily, address: &[u8]) {
    let header = RtVia::new().with(RtVia::rtvia_family, family);
    request.put(Route::RTA_VIA, WithHeader { header: &header, body: SubMessage::new(address) });
}

/// Lists the routes of all tables and families.
///
/// Includes the local table, which `ip route` hides.
///
/// Sends `RTM_GETROUTE` of AF_UNSPEC with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
#[doc(alias = "ip route show")]
pub fn list() -> impl Query<Operation = GetRoute> + Copy {
    GetRoute::default()
}
/// Lists the routes of one table, such as 254 (main) or 255 (local): [`RouteTable`].
///
/// Sends `RTM_GETROUTE` of AF_UNSPEC with `NLM_F_DUMP` and `RTA_TABLE`, by which the kernel filters
/// on a socket with NETLINK_GET_STRICT_CHK.
///
/// # Errors
/// The errors of [`list`].
pub fn of_table(table: u32) -> impl Query<Operation = GetRoute> + Copy {
    query(GetRoute::default(), move |request| {
        request.put(Route::RTA_TABLE, RouteTable(table));
    })
    .matching(move |reply| reply.table() == table)
}
/// Lists the routes that use a nexthop object, of all tables and families.
///
/// Sends the request of [`list`]; the kernel has no filter by nexthop object, so that this function
/// filters the reply.
///
/// # Errors
/// The errors of [`list`].
pub fn of_nexthop(id: u32) -> impl Query<Operation = GetRoute> + Copy {
    query(GetRoute::default(), |_| {}).matching(move |reply| reply.nexthop() == Some(id))
}
/// Returns the route that a packet to `destination` takes.
///
/// Not [`route::lookup`](crate::route::lookup), which returns the specification of a message.
///
/// Sends `RTM_GETROUTE` with `RTA_DST` of full prefix length. IPv4 requests also have
/// `RTM_F_LOOKUP_TABLE`, so that the reply contains the table of the route; IPv6 does not accept
/// this flag.
///
/// # Errors
/// - ENETUNREACH: there is no route. An IPv6 lookup also returns this error instead of an
///   unreachable route.
/// - EHOSTUNREACH: an RTN_UNREACHABLE route matches.
/// - EACCES: an RTN_PROHIBIT route matches.
/// - EINVAL: an RTN_BLACKHOLE route matches.
#[doc(alias = "ip route get")]
pub fn lookup(destination: IpAddr) -> impl Query<Operation = GetRoute> + Copy {
    look_up(destination, None)
}
/// Returns the route that a packet from `source` to `destination` takes.
///
/// Sends the request of [`lookup`] with `RTA_SRC`.
///
/// # Errors
/// The errors of [`lookup`]; EINVAL also if the source is not an address of this host.
pub fn lookup_from(destination: IpAddr, source: IpAddr) -> impl Query<Operation = GetRoute> + Copy {
    look_up(destination, Some(source))
}
fn look_up(destination: IpAddr, source: Option<IpAddr>) -> impl Query<Operation = GetRoute> + Copy {
    let flags = if destination.is_ipv4() { RouteFlags::RTM_F_LOOKUP_TABLE } else { RouteFlags::empty() };
    let operation = GetRoute {
        family: family_of(destination),
        dst_len: bits_of(destination),
        src_len: source.map_or(0, bits_of),
        flags,
        ..Default::default()
    };
    query(operation, move |request| {
        request.put(Route::RTA_DST, destination).put_some(Route::RTA_SRC, source);
    })
}
/// Adds a route.
///
/// Sends `RTM_NEWROUTE` with `NLM_F_CREATE | NLM_F_EXCL`, the table in the header or, above 255, in
/// `RTA_TABLE`, and those of `RTA_DST`, `RTA_GATEWAY` or `RTA_VIA`, `RTA_MULTIPATH`, `RTA_OIF`,
/// `RTA_NH_ID`, `RTA_PREFSRC`, `RTA_PRIORITY` and `RTA_METRICS` that `spec` contains. Omitted fields
/// have the defaults of `ip route add`.
///
/// # Errors
/// - EEXIST: a route to this destination with this TOS and metric exists
///   ([`already_exists`](crate::client::Error::already_exists)).
/// - ENETUNREACH or EHOSTUNREACH: the gateway is not directly reachable on any link.
/// - ENETDOWN: the interface is down.
/// - ENODEV: the interface does not exist.
/// - EINVAL: invalid combination, such as an IPv4 destination with bits beyond the prefix length, or
///   a nexthop object that does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip route add")]
pub fn add(spec: RouteSpec<'_>) -> impl Call<Output = Completion> + Copy {
    spec.send(NewFlags::CREATE | NewFlags::EXCL)
}
/// Adds a route behind those with the same destination, table, TOS and metric.
///
/// IPv4 uses the first of these routes. IPv6 makes the routes one multipath route if each has a
/// gateway.
///
/// Sends the request of [`add`] with `NLM_F_CREATE | NLM_F_APPEND`.
///
/// # Errors
/// The errors of [`add`]; EEXIST: a route with the same next hop exists as well.
#[doc(alias = "ip route append")]
pub fn append(spec: RouteSpec<'_>) -> impl Call<Output = Completion> + Copy {
    spec.send(NewFlags::CREATE | NewFlags::APPEND)
}
/// Adds a route, or replaces the one with the same destination, table, TOS and metric.
///
/// To replace a route with a metric, give that metric: without one, IPv4 replaces the route of
/// metric 0 and IPv6 the route of metric 1024.
///
/// Sends the request of [`add`] with `NLM_F_CREATE | NLM_F_REPLACE`.
///
/// # Errors
/// The errors of [`add`], except EEXIST.
#[doc(alias = "ip route replace")]
pub fn replace(spec: RouteSpec<'_>) -> impl Call<Output = Completion> + Copy {
    spec.send(NewFlags::CREATE | NewFlags::REPLACE)
}
/// Removes the first route that matches destination, table and all other given fields.
///
/// Omitted fields match any route.
///
/// Sends `RTM_DELROUTE` with the attributes of [`add`]. An omitted protocol or type is sent as
/// unspecified, an omitted IPv4 scope as `RT_SCOPE_NOWHERE`, which matches any scope.
///
/// # Errors
/// - ESRCH: no route matches ([`is_not_found`](crate::client::Error::is_not_found)).
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip route delete")]
pub fn delete(spec: RouteSpec<'_>) -> impl Call<Output = Completion> + Copy {
    let (table, more) = spec.table();
    let operation = DelRoute {
        family: spec.family(),
        dst_len: spec.destination.map_or(0, |(_, len)| len),
        tos: spec.tos,
        table,
        protocol: spec.protocol,
        scope: spec.scope(RouteScope::RT_SCOPE_NOWHERE),
        kind: spec.kind,
        ..Default::default()
    };
    call(operation, DeleteFlags::NONE, move |request| spec.put(request, more))
}
