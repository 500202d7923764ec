//! Queries and calls.
use crate::route::{LinkMessage, RouteEntryMessage};
use crate::{
    client::{Call, Completion, Query, call},
    route::{
        DelRoute, GetLink, GetRoute, Link, LinkAfSpec, McastTable, NewRoute, Route, RouteProtocol,
        RouteTable, RouteType, RtMsg, RtNextHop, RtmTable,
    },
    uapi::AddressFamily,
    wire::{Attrs, DeleteFlags, NewFlags, RequestFlags},
};
use core::net::{IpAddr, Ipv4Addr};

impl RouteEntryMessage<'_> {
    /// Returns the source address of a multicast route; `None` for a (*, G) route.
    pub fn multicast_source(&self) -> Option<IpAddr> {
        let (address, _) = crate::route::convert::prefix(
            self.family(),
            self.attrs.get(Route::RTA_SRC).ok().flatten(),
            self.header.get(RtMsg::rtm_src_len),
        )?;
        Some(address)
    }
    /// Returns the interface index of the input interface of a multicast route.
    ///
    /// `None` if the route is unresolved.
    #[doc(alias = "RTA_IIF")]
    pub fn input_link(&self) -> Option<u32> {
        self.attrs.get(Route::RTA_IIF).ok().flatten()
    }
}
impl<'a> LinkMessage<'a> {
    /// Returns the multicast routing table in a reply to [`tables`].
    pub fn multicast_table(&self) -> Option<Attrs<'a, McastTable>> {
        match self.select(Link::IFLA_AF_SPEC).ok().flatten() {
            Some(LinkAfSpec::Ipmr(table)) => Some(table),
            _ => None,
        }
    }
}

/// Lists the IPv4 multicast routes.
///
/// Sends `RTM_GETROUTE` of RTNL_FAMILY_IPMR with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next). A kernel
/// without multicast routing returns an empty dump or EOPNOTSUPP.
#[doc(alias = "ip mroute show")]
pub fn list_ipv4() -> impl Query<Operation = GetRoute> + Copy {
    GetRoute { family: AddressFamily::RTNL_FAMILY_IPMR, ..Default::default() }
}
/// Lists the IPv6 multicast routes.
///
/// Sends `RTM_GETROUTE` of RTNL_FAMILY_IP6MR with `NLM_F_DUMP`.
///
/// # Errors
/// The errors of [`list_ipv4`].
#[doc(alias = "ip -6 mroute show")]
pub fn list_ipv6() -> impl Query<Operation = GetRoute> + Copy {
    GetRoute { family: AddressFamily::RTNL_FAMILY_IP6MR, ..Default::default() }
}
/// Lists the IPv4 multicast routing tables with their virtual interfaces (VIFs).
///
/// [`LinkMessage::multicast_table`] reads a reply. Sends `RTM_GETLINK` of
/// RTNL_FAMILY_IPMR with `NLM_F_DUMP`. Since Linux 4.13.
///
/// # Errors
/// The errors of [`list_ipv4`].
pub fn tables() -> impl Query<Operation = GetLink> + Copy {
    GetLink { family: AddressFamily::RTNL_FAMILY_IPMR, ..Default::default() }
}
/// Parameters of an IPv4 multicast route.
#[derive(Clone, Copy, Debug)]
pub struct MulticastRouteSpec<'a> {
    /// Source address; 0.0.0.0 for a (*, G) route.
    pub source: Ipv4Addr,
    /// Multicast group.
    pub group: Ipv4Addr,
    /// Interface index of the input interface, which must be a VIF.
    pub input_link: u32,
    /// Minimum TTL of packets for each VIF, in the order of the VIFs; 0 and 255 mean that the VIF
    /// is not an output.
    pub ttls: &'a [u8],
    /// Multicast routing table; `None` for the default table.
    pub table: Option<u32>,
}
/// Adds or replaces an IPv4 multicast route. Since Linux 4.3.
///
/// The multicast routing daemon of the table must be running. Sends `RTM_NEWROUTE` of
/// RTNL_FAMILY_IPMR with `NLM_F_CREATE | NLM_F_REPLACE`, `RTA_SRC`, `RTA_DST`, `RTA_IIF`,
/// `RTA_MULTIPATH` and, if `spec` has a table, `RTA_TABLE`.
///
/// # Errors
/// - ENFILE: the input interface is not a VIF.
/// - ENODEV: the input interface does not exist.
/// - ENOENT: the table does not exist.
/// - EINVAL: more TTLs than VIFs.
/// - EPERM: CAP_NET_ADMIN is missing.
pub fn replace_ipv4(spec: &MulticastRouteSpec<'_>) -> impl Call<Output = Completion> + Copy {
    let operation = NewRoute {
        family: AddressFamily::RTNL_FAMILY_IPMR,
        dst_len: 32,
        src_len: 32,
        table: RtmTable::RT_TABLE_DEFAULT,
        protocol: RouteProtocol::RTPROT_STATIC,
        kind: RouteType::RTN_MULTICAST,
        ..Default::default()
    };
    call(operation, NewFlags::CREATE | NewFlags::REPLACE, move |request| {
        request
            .put(Route::RTA_SRC, spec.source)
            .put(Route::RTA_DST, spec.group)
            .put(Route::RTA_IIF, spec.input_link)
            .put_some(Route::RTA_TABLE, spec.table.map(RouteTable));
        if !spec.ttls.is_empty() {
            request.chain(Route::RTA_MULTIPATH, |hops| {
                for ttl in spec.ttls {
                    hops.link(&RtNextHop::new().with(RtNextHop::rtnh_hops, *ttl), |_| {});
                }
            });
        }
    })
}
/// Removes an IPv4 multicast route. Since Linux 4.3.
///
/// Sends `RTM_DELROUTE` of RTNL_FAMILY_IPMR with `RTA_SRC`, `RTA_DST`, `RTA_IIF` and, if `spec` has
/// a table, `RTA_TABLE`. The TTLs of `spec` are not sent.
///
/// # Errors
/// - ENOENT: there is no such route or table
///   ([`is_not_found`](crate::client::Error::is_not_found)).
/// - ENODEV: the input interface does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
pub fn delete_ipv4(spec: &MulticastRouteSpec<'_>) -> impl Call<Output = Completion> + Copy {
    let operation = DelRoute {
        family: AddressFamily::RTNL_FAMILY_IPMR,
        dst_len: 32,
        src_len: 32,
        table: RtmTable::RT_TABLE_DEFAULT,
        protocol: RouteProtocol::RTPROT_STATIC,
        kind: RouteType::RTN_MULTICAST,
        ..Default::default()
    };
    call(operation, DeleteFlags::NONE, move |request| {
        request
            .put(Route::RTA_SRC, spec.source)
            .put(Route::RTA_DST, spec.group)
            .put(Route::RTA_IIF, spec.input_link)
            .put_some(Route::RTA_TABLE, spec.table.map(RouteTable));
    })
}
