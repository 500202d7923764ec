//! Routes: `RTM_*ROUTE`, linux/rtnetlink.h.
//!
//! See also [rtnetlink(7)](https://man7.org/linux/man-pages/man7/rtnetlink.7.html) and
//! [ip-route(8)](https://man7.org/linux/man-pages/man8/ip-route.8.html).
use super::*;
use crate::{
    attributes, c_struct, flags, message_types, open_enum, operations,
    route::RouteMessage,
    sub_messages,
    uapi::{AddressFamily, IpProtocol},
    wire::{
        Address, Attrs, Be, Chain, HwAddr, Ip, Linked, Struct, SubMessage, Uint, WithHeader,
        spec::SelectorSource,
    },
};

c_struct! {
    /// Header of a route message: `struct rtmsg`, linux/rtnetlink.h.
    #[doc(alias = "rtmsg")]
    pub struct RtMsg {
        /// Address family of the destination.
        ///
        /// RTNL_FAMILY_IPMR and RTNL_FAMILY_IP6MR for multicast routing.
        rtm_family: AddressFamily,
        /// Prefix length of the destination, bits.
        rtm_dst_len: u8,
        /// Prefix length of the source, bits.
        rtm_src_len: u8,
        /// Type of service (TOS) that the route matches; 0 for any.
        rtm_tos: u8,
        /// Routing table with a number below 256; [`Route::RTA_TABLE`] carries any number.
        rtm_table: RtmTable,
        /// Origin of the route: the routing protocol or daemon that added it.
        rtm_protocol: RouteProtocol,
        /// Scope: the distance to the destination.
        rtm_scope: RouteScope,
        /// Route type: what happens to matching packets.
        rtm_type: RouteType,
        /// Flags of the route; with a single next hop, also the flags of the next hop.
        rtm_flags: RouteFlags,
    }
}
c_struct! {
    /// Header of one next hop of a multipath route: `struct rtnexthop`, linux/rtnetlink.h.
    #[doc(alias = "rtnexthop")]
    pub struct RtNextHop {
        /// Length of the header and its attributes, bytes; filled in by the writer.
        rtnh_len: u16,
        /// Next hop flags.
        rtnh_flags: NextHopFlags,
        /// Weight of the next hop, minus one.
        rtnh_hops: u8,
        /// Index of the outgoing interface.
        rtnh_ifindex: u32,
    }
}
impl Linked for RtNextHop {}
c_struct! {
    /// Family of a gateway address in [`Route::RTA_VIA`]: `struct rtvia`, linux/rtnetlink.h.
    ///
    /// The address follows directly after this structure.
    #[doc(alias = "rtvia")]
    pub struct RtVia {
        /// Address family of the gateway.
        rtvia_family: ViaFamily,
    }
}
c_struct! {
    /// Usage data of a route: `struct rta_cacheinfo`, linux/rtnetlink.h.
    #[doc(alias = "rta_cacheinfo")]
    pub struct RtaCacheInfo {
        /// Reference count.
        rta_clntref: u32,
        /// Time since the route was last used, hundredths of a second (USER_HZ).
        rta_lastuse: u32,
        /// Time until the route expires, hundredths of a second (USER_HZ); 0 for never.
        rta_expires: i32,
        /// Errno with which the route rejects packets; 0 for none.
        rta_error: u32,
        /// Packet counter; always 0 in current kernels.
        rta_used: u32,
        /// Unused.
        rta_id: u32,
        /// Unused.
        rta_ts: u32,
        /// Unused.
        rta_tsage: u32,
    }
}
c_struct! {
    /// Counters of a multicast route: `struct rta_mfc_stats`, linux/rtnetlink.h.
    #[doc(alias = "rta_mfc_stats")]
    pub struct RtaMfcStats {
        /// Packets forwarded.
        mfcs_packets: u64,
        /// Bytes forwarded.
        mfcs_bytes: u64,
        /// Packets that arrived on the wrong interface.
        mfcs_wrong_if: u64,
    }
}
open_enum! {
    /// Route type: `RTN_*`, linux/rtnetlink.h.
    pub struct RouteType(u8) {
        /// Unspecified; in a delete request, any type.
        RTN_UNSPEC = 0,
        /// Unicast route: forwards to a gateway or to a directly connected host.
        RTN_UNICAST = 1,
        /// Local route: delivers to this host.
        RTN_LOCAL = 2,
        /// Broadcast route: delivers locally as broadcast, sends as link-layer broadcast.
        RTN_BROADCAST = 3,
        /// Anycast route: delivers locally as broadcast, sends as unicast.
        RTN_ANYCAST = 4,
        /// Multicast route.
        RTN_MULTICAST = 5,
        /// Discards packets silently. Local senders get EINVAL.
        RTN_BLACKHOLE = 6,
        /// Rejects packets with ICMP host unreachable. Local senders get EHOSTUNREACH.
        RTN_UNREACHABLE = 7,
        /// Rejects packets with ICMP administratively prohibited. Local senders get EACCES.
        RTN_PROHIBIT = 8,
        /// Ends the lookup in this table; continues with the next routing rule.
        RTN_THROW = 9,
        /// Network address translation; removed from the kernel.
        RTN_NAT = 10,
        /// External resolver; not implemented by the kernel.
        RTN_XRESOLVE = 11,
    }
}
open_enum! {
    /// Origin of a route: `RTPROT_*`, linux/rtnetlink.h.
    ///
    /// The kernel does not interpret values from RTPROT_STATIC on.
    pub struct RouteProtocol(u8) {
        /// Unspecified.
        RTPROT_UNSPEC = 0,
        /// ICMP redirect.
        RTPROT_REDIRECT = 1,
        /// Installed by the kernel, such as the connected route of an address.
        RTPROT_KERNEL = 2,
        /// Boot; the default of `ip route`.
        RTPROT_BOOT = 3,
        /// Static route, set by an administrator.
        RTPROT_STATIC = 4,
        /// GateD routing daemon.
        RTPROT_GATED = 8,
        /// IPv6 router advertisement (RA).
        RTPROT_RA = 9,
        /// Merit MRT.
        RTPROT_MRT = 10,
        /// Zebra, the route manager of Quagga and FRR.
        RTPROT_ZEBRA = 11,
        /// BIRD routing daemon.
        RTPROT_BIRD = 12,
        /// DECnet routing daemon.
        RTPROT_DNROUTED = 13,
        /// XORP routing platform.
        RTPROT_XORP = 14,
        /// Netsukuku.
        RTPROT_NTK = 15,
        /// DHCP client.
        RTPROT_DHCP = 16,
        /// Multicast routing daemon.
        RTPROT_MROUTED = 17,
        /// keepalived (VRRP).
        RTPROT_KEEPALIVED = 18,
        /// Babel routing protocol (babeld).
        RTPROT_BABEL = 42,
        /// Open Virtual Network (OVN).
        RTPROT_OVN = 84,
        /// Open/R.
        RTPROT_OPENR = 99,
        /// Border Gateway Protocol (BGP).
        RTPROT_BGP = 186,
        /// Intermediate System to Intermediate System (IS-IS).
        RTPROT_ISIS = 187,
        /// Open Shortest Path First (OSPF).
        RTPROT_OSPF = 188,
        /// Routing Information Protocol (RIP).
        RTPROT_RIP = 189,
        /// Enhanced Interior Gateway Routing Protocol (EIGRP).
        RTPROT_EIGRP = 192,
    }
}
open_enum! {
    /// Scope of a route or address: `RT_SCOPE_*`, linux/rtnetlink.h.
    ///
    /// Values from 1 to 199 are free for users.
    pub struct RouteScope(u8) {
        /// Global: valid everywhere.
        RT_SCOPE_UNIVERSE = 0,
        /// Site: valid within this site (IPv6).
        RT_SCOPE_SITE = 200,
        /// Link: valid on this link only.
        RT_SCOPE_LINK = 253,
        /// Host: valid on this host only.
        RT_SCOPE_HOST = 254,
        /// Nowhere: the destination does not exist; in a delete request, any scope.
        RT_SCOPE_NOWHERE = 255,
    }
}
/// Declares the routing table numbers for one integer width.
macro_rules! tables { ($(#[$doc:meta])* $name:ident($repr:ty)) => { open_enum! {
    $(#[$doc])*
    pub struct $name($repr) {
        /// Unspecified; in a request, the main table.
        RT_TABLE_UNSPEC = 0,
        /// Marks a table number above 255, which an attribute carries.
        ///
        /// [`Route::RTA_TABLE`] or [`Rule::FRA_TABLE`](crate::route::Rule::FRA_TABLE).
        RT_TABLE_COMPAT = 252,
        /// Default table, looked up last.
        RT_TABLE_DEFAULT = 253,
        /// Main table: unicast routes without another table.
        RT_TABLE_MAIN = 254,
        /// Local table: local and broadcast addresses, maintained by the kernel.
        RT_TABLE_LOCAL = 255,
    }
} } }
tables! {
    /// Routing table number: `RT_TABLE_*`, linux/rtnetlink.h.
    RouteTable(u32)
}
tables! {
    /// Routing table number below 256, in a header: `RT_TABLE_*`, linux/rtnetlink.h.
    RtmTable(u8)
}
open_enum! {
    /// Address family in a [`RtVia`], 16 bits: `AF_*`, socket(2).
    pub struct ViaFamily(u16) {
        /// IPv4.
        AF_INET = 2,
        /// IPv6.
        AF_INET6 = 10,
        /// Link-layer address.
        AF_PACKET = 17,
    }
}
open_enum! {
    /// Default router preference (RFC 4191): `ICMPV6_ROUTER_PREF_*`, linux/icmpv6.h.
    pub struct RouterPreference(u8) {
        /// Medium preference (RFC 4191). The default.
        ICMPV6_ROUTER_PREF_MEDIUM = 0,
        /// High preference (RFC 4191).
        ICMPV6_ROUTER_PREF_HIGH = 1,
        /// Invalid; treated as medium.
        ICMPV6_ROUTER_PREF_INVALID = 2,
        /// Low preference (RFC 4191).
        ICMPV6_ROUTER_PREF_LOW = 3,
    }
}
open_enum! {
    /// Reason for the removal of a route: `RT_DEL_REASON_*`, linux/rtnetlink.h.
    pub struct DelReason(u32) {
        /// Unspecified.
        RT_DEL_REASON_UNSPEC = 0,
        /// The lifetime of the route expired.
        RT_DEL_REASON_EXPIRED = 1,
        /// The router withdrew the route by a router advertisement.
        RT_DEL_REASON_RA_WITHDRAWN = 2,
    }
}
/// Declares the next hop flags for one integer width, and further flags.
macro_rules! hop_flags { ($(#[$doc:meta])* $name:ident($repr:ty) { $($more:tt)* }) => { flags! {
    $(#[$doc])*
    pub struct $name($repr) {
        /// Dead next hop: not used, because the interface is down or removed.
        RTNH_F_DEAD = 1,
        /// Recursive gateway lookup.
        RTNH_F_PERVASIVE = 2,
        /// The gateway is treated as directly reachable on the link, whatever the address.
        RTNH_F_ONLINK = 4,
        /// Offloaded to hardware.
        RTNH_F_OFFLOAD = 8,
        /// The interface has no carrier.
        RTNH_F_LINKDOWN = 16,
        /// Unresolved multicast route: the entry waits for user space.
        RTNH_F_UNRESOLVED = 32,
        /// Hardware traps packets to the kernel.
        RTNH_F_TRAP = 64,
        $($more)*
    }
} } }
hop_flags! {
    /// Flags of one next hop of a multipath route: `RTNH_F_*`, linux/rtnetlink.h.
    NextHopFlags(u8) {}
}
hop_flags! {
    /// Flags of a nexthop object: `RTNH_F_*`, linux/rtnetlink.h.
    NhFlags(u32) {}
}
hop_flags! {
    /// Flags of a route: `RTM_F_*`, linux/rtnetlink.h.
    ///
    /// A route with a single next hop also has the flags of that next hop (`RTNH_F_*`), and the
    /// reply to a lookup has `RTCF_*`, linux/in_route.h.
    RouteFlags(u32) {
        /// Requests notification when the route changes.
        RTM_F_NOTIFY = 0x100,
        /// Cloned route: a lookup result or cache entry, not an entry of a table.
        RTM_F_CLONED = 0x200,
        /// Multipath equaliser; not implemented by the kernel.
        RTM_F_EQUALIZE = 0x400,
        /// IPv6: prefix route of a router advertisement; in a dump request, selects such routes.
        RTM_F_PREFIX = 0x800,
        /// Lookup request: returns the table in which the route was found.
        RTM_F_LOOKUP_TABLE = 0x1000,
        /// Lookup request: returns the matching table entry instead of the lookup result.
        RTM_F_FIB_MATCH = 0x2000,
        /// Offloaded to hardware.
        RTM_F_OFFLOAD = 0x4000,
        /// Hardware traps packets to the kernel.
        RTM_F_TRAP = 0x8000,
        /// Offload to hardware failed. In the reply to an IPv4 lookup, this bit is RTCF_MULTICAST.
        RTM_F_OFFLOAD_FAILED = 0x2000_0000,
        /// Lookup result: changes are notified.
        RTCF_NOTIFY = 0x1_0000,
        /// Lookup result: the destination is directly connected.
        RTCF_DIRECTDST = 0x2_0000,
        /// Lookup result: created by an ICMP redirect.
        RTCF_REDIRECTED = 0x4_0000,
        /// Lookup result: transparent proxy.
        RTCF_TPROXY = 0x8_0000,
        /// Lookup result: an ICMP redirect would be sent to the source.
        RTCF_DOREDIRECT = 0x100_0000,
        /// Lookup result: the source is directly connected.
        RTCF_DIRECTSRC = 0x400_0000,
        /// Lookup result: broadcast destination.
        RTCF_BROADCAST = 0x1000_0000,
        /// Lookup result: packets are rejected.
        RTCF_REJECT = 0x4000_0000,
        /// Lookup result: local destination.
        RTCF_LOCAL = 0x8000_0000,
    }
}
// Limits: rtm_ipv4_policy (net/ipv4/fib_frontend.c), rtm_ipv6_policy (net/ipv6/route.c),
// rtm_mpls_policy (net/mpls/af_mpls.c), combined: only IPv4 takes RTA_FLOW and RTA_VIA (without a
// policy), only IPv6 takes RTA_PREF, RTA_EXPIRES and RTA_FLOWLABEL, only MPLS takes RTA_NEWDST and
// RTA_TTL_PROPAGATE. Each family checks the length of addresses.
attributes! {
    /// Attributes of a route: `RTA_*`, linux/rtnetlink.h.
    ///
    /// Each next hop of [`RTA_MULTIPATH`](Self::RTA_MULTIPATH) has a subset of them.
    ///
    /// ```
    /// use nlwire::{route::*, uapi::AddressFamily, wire::{Labels, Message, NewFlags, Request}};
    /// use core::net::Ipv4Addr;
    /// let mut buffer = [0; 192];
    /// let route = NewRoute {
    ///     family: AddressFamily::AF_INET,
    ///     dst_len: 24,
    ///     table: RtmTable::RT_TABLE_MAIN,
    ///     protocol: RouteProtocol::RTPROT_STATIC,
    ///     kind: RouteType::RTN_UNICAST,
    ///     ..Default::default()
    /// };
    /// let mut request = Request::new(&mut buffer, route, NewFlags::CREATE | NewFlags::EXCL | NewFlags::ACK);
    /// request.put(Route::RTA_DST, Ipv4Addr::new(192, 0, 2, 0));
    /// request.nest(Route::RTA_METRICS, |metrics| {
    ///     metrics.put(Metrics::RTAX_MTU, 1400);
    /// });
    /// request.chain(Route::RTA_MULTIPATH, |hops| {
    ///     hops.link(&RtNextHop::new().with(RtNextHop::rtnh_ifindex, 2), |hop| {
    ///         hop.put(Route::RTA_GATEWAY, Ipv4Addr::new(10, 0, 0, 1));
    ///     });
    ///     hops.link(&RtNextHop::new().with(RtNextHop::rtnh_ifindex, 3), |hop| {
    ///         hop.put(Route::RTA_ENCAP_TYPE, EncapType::LWTUNNEL_ENCAP_MPLS);
    ///         hop.chosen(Route::RTA_ENCAP, EncapKind::MPLS, |mpls| {
    ///             mpls.put(MplsEncap::MPLS_IPTUNNEL_DST, Labels(&Labels::entry(100, true)));
    ///         });
    ///     });
    /// });
    /// let message = Message::new(request.finish(1)?)?;
    /// let (_, attrs) = message.split::<RtMsg, Route>()?;
    /// for hop in attrs.get(Route::RTA_MULTIPATH)?.expect("just written").iter() {
    ///     let hop = hop?;
    ///     match (hop.header.get(RtNextHop::rtnh_ifindex), hop.body.select(Route::RTA_ENCAP)?) {
    ///         (3, Some(Encap::Mpls(mpls))) => {
    ///             let labels = mpls.get(MplsEncap::MPLS_IPTUNNEL_DST)?.expect("just written");
    ///             assert_eq!(labels.iter().collect::<Vec<_>>(), [100]);
    ///         }
    ///         (2, None) => assert_eq!(hop.body.get(Route::RTA_GATEWAY)?.and_then(|it| it.to_ip_addr()), Some([10, 0, 0, 1].into())),
    ///         other => panic!("{other:?}"),
    ///     }
    /// }
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub set Route strict from 30, enum RouteAttr<'a> {
        /// Destination address; for AF_MPLS the incoming label. Absent in a default route.
        RTA_DST: Address<'a> = 1,
        /// Source prefix; in a lookup, the source address.
        RTA_SRC: Address<'a> = 2,
        /// Index of the incoming interface.
        RTA_IIF: u32 = 3,
        /// Index of the outgoing interface.
        RTA_OIF: u32 = 4,
        /// Gateway address, of the same family as the route.
        RTA_GATEWAY: Address<'a> = 5,
        /// Metric (priority): of several routes to a destination, the lowest metric wins.
        RTA_PRIORITY: u32 = 6,
        /// Preferred source address for locally generated packets.
        RTA_PREFSRC: Address<'a> = 7,
        /// Metrics for TCP and path MTU.
        RTA_METRICS: Attrs<'a, Metrics> = 8,
        /// Next hops of a multipath route.
        RTA_MULTIPATH: Chain<'a, RtNextHop, Route> = 9 where min_len(8),
        /// Unused.
        RTA_PROTOINFO: &'a [u8] = 10,
        /// IPv4 routing realms: source in the upper 16 bits, destination in the lower 16 bits.
        RTA_FLOW: u32 = 11,
        /// Usage data of the route.
        RTA_CACHEINFO: &'a Struct<RtaCacheInfo> = 12 where read_only,
        /// Unused.
        RTA_SESSION: &'a [u8] = 13,
        /// Unused.
        RTA_MP_ALGO: &'a [u8] = 14,
        /// Routing table number.
        RTA_TABLE: RouteTable = 15,
        /// Packet mark (fwmark) of a lookup.
        RTA_MARK: u32 = 16,
        /// Counters of a multicast route.
        RTA_MFC_STATS: &'a Struct<RtaMfcStats> = 17 where read_only,
        /// Gateway address of another family, such as IPv6 in an IPv4 route.
        RTA_VIA: WithHeader<'a, RtVia, SubMessage<'a, ViaKind>> = 18,
        /// MPLS: outgoing label stack, which replaces the incoming label.
        RTA_NEWDST: Address<'a> = 19,
        /// IPv6: router preference.
        RTA_PREF: RouterPreference = 20,
        /// Lightweight tunnel encapsulation type.
        RTA_ENCAP_TYPE: EncapType = 21,
        /// Encapsulation parameters, of the type in [`RTA_ENCAP_TYPE`](Self::RTA_ENCAP_TYPE).
        RTA_ENCAP: SubMessage<'a, EncapKind> = 22,
        /// Expiry time.
        ///
        /// In IPv6 requests, seconds in 4 bytes; in replies for multicast routes, hundredths of a
        /// second (USER_HZ) in 8 bytes.
        RTA_EXPIRES: Uint = 23,
        /// Padding.
        RTA_PAD: &'a [u8] = 24,
        /// User id (UID) of a lookup.
        RTA_UID: u32 = 25,
        /// MPLS: TTL propagation between the IP header and the label, 0 or 1.
        RTA_TTL_PROPAGATE: u8 = 26,
        /// IP protocol of a lookup.
        RTA_IP_PROTO: IpProtocol = 27,
        /// Source port of a lookup. Big-endian.
        RTA_SPORT: Be<u16> = 28,
        /// Destination port of a lookup. Big-endian.
        RTA_DPORT: Be<u16> = 29,
        /// Id of a nexthop object, instead of next hops in the route.
        RTA_NH_ID: u32 = 30,
        /// IPv6: flow label of a lookup. Big-endian.
        RTA_FLOWLABEL: Be<u32> = 31,
        /// Reason for the removal of the route.
        RTA_DEL_REASON: DelReason = 32 where read_only,
    }
}
sub_messages! {
    /// Gateway address after a [`RtVia`], by address family.
    pub enum Via<'a>, selector ViaKind from SelectorSource::Header { offset: 0, len: 2 } => {
        /// IPv4 address.
        INET = &2u16.to_ne_bytes() => Inet(Ip<'a>),
        /// IPv6 address.
        INET6 = &10u16.to_ne_bytes() => Inet6(Ip<'a>),
        /// Link-layer address: an MPLS next hop without an IP address.
        PACKET = &17u16.to_ne_bytes() => Packet(HwAddr<'a>),
    }
}
impl<'a> WithHeader<'a, RtVia, SubMessage<'a, ViaKind>> {
    /// Returns the gateway address: IPv4, IPv6 or link-layer.
    pub fn via(&self) -> Via<'a> {
        self.body.by(zerocopy::IntoBytes::as_bytes(self.header))
    }
}
message_types! {
    /// A route: `struct rtmsg` and the attributes of [`Route`].
    pub struct RouteEntryMessage(RtMsg, Route);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests routes with `RTM_GETROUTE`.
    ///
    /// With [`GetFlags::DUMP`](crate::wire::GetFlags::DUMP), all routes; without, the route that a
    /// packet to [`Route::RTA_DST`] takes.
    pub GetRoute {
        /// Address family; AF_UNSPEC for all families of a dump.
        family: AddressFamily => rtm_family,
        /// Prefix length of the destination, bits: 32 or 128 for a lookup.
        dst_len: u8 => rtm_dst_len,
        /// Prefix length of the source, bits.
        src_len: u8 => rtm_src_len,
        /// Type of service (TOS) of the packet.
        tos: u8 => rtm_tos,
        /// Dump filter: routing table; on a socket with NETLINK_GET_STRICT_CHK.
        table: RtmTable => rtm_table,
        /// Dump filter: origin of the routes; on a socket with NETLINK_GET_STRICT_CHK.
        protocol: RouteProtocol => rtm_protocol,
        /// Dump filter: route type; on a socket with NETLINK_GET_STRICT_CHK.
        kind: RouteType => rtm_type,
        /// Flags that select what a lookup returns, such as [`RouteFlags::RTM_F_FIB_MATCH`].
        flags: RouteFlags => rtm_flags,
    } = Get(RouteMessage::RTM_GETROUTE, RtMsg, Route) -> RouteEntryMessage;
    /// Adds a route with `RTM_NEWROUTE`.
    ///
    /// By [`NewFlags`](crate::wire::NewFlags), replaces an existing route, or appends a next hop to
    /// a route (IPv6).
    pub NewRoute {
        /// Address family.
        family: AddressFamily => rtm_family,
        /// Prefix length of the destination, bits.
        dst_len: u8 => rtm_dst_len,
        /// Prefix length of the source, bits (IPv6).
        src_len: u8 => rtm_src_len,
        /// Type of service (TOS) that the route matches (IPv4).
        tos: u8 => rtm_tos,
        /// Routing table with a number below 256; [`Route::RTA_TABLE`] takes precedence.
        table: RtmTable => rtm_table,
        /// Origin of the route: the routing protocol or daemon that adds it.
        protocol: RouteProtocol => rtm_protocol,
        /// Scope of the destination (IPv4): RT_SCOPE_LINK for a route without a gateway.
        scope: RouteScope => rtm_scope,
        /// Route type.
        kind: RouteType => rtm_type,
        /// Flags of the next hop of a route with only one.
        flags: RouteFlags => rtm_flags,
    } = New(RouteMessage::RTM_NEWROUTE, RtMsg, Route) -> RouteEntryMessage;
    /// Removes a route with `RTM_DELROUTE`.
    ///
    /// Removes the first route that matches all given fields and attributes.
    pub DelRoute {
        /// Address family.
        family: AddressFamily => rtm_family,
        /// Prefix length of the destination, bits.
        dst_len: u8 => rtm_dst_len,
        /// Prefix length of the source, bits (IPv6).
        src_len: u8 => rtm_src_len,
        /// Type of service (TOS) that the route matches (IPv4).
        tos: u8 => rtm_tos,
        /// Routing table with a number below 256; [`Route::RTA_TABLE`] takes precedence.
        table: RtmTable => rtm_table,
        /// Origin of the route.
        protocol: RouteProtocol => rtm_protocol,
        /// Scope of the destination (IPv4); RT_SCOPE_NOWHERE for any.
        scope: RouteScope => rtm_scope,
        /// Route type.
        kind: RouteType => rtm_type,
    } = Delete(RouteMessage::RTM_DELROUTE, RtMsg, Route) -> RouteEntryMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::testing::attr;
    use crate::{
        schema::View,
        wire::{
            AttributeSet, CStruct, ErrorKind, Labels, Value, Writer,
            spec::{PayloadType, Scope},
        },
    };
    use std::{format, string::String, vec::Vec};

    fn shown(family: u8, attrs: &[u8]) -> String {
        let header = RtMsg::new().with(RtMsg::rtm_family, AddressFamily(family));
        let scope = Scope::new(24, zerocopy::IntoBytes::as_bytes(&header));
        format!("{:?}", View::within(PayloadType::Nest(Route::spec), attrs, scope))
    }

    #[test]
    fn lengths_of_next_hops_that_lie_are_one_error_and_the_end() {
        // (rtnh_len, bytes that are there, next hops that are found)
        for (len, there, found) in [
            (0u16, 16, [None, None]),
            (1, 16, [None, None]),
            (7, 16, [None, None]),
            (8, 16, [Some(0), Some(8)]),
            (9, 24, [Some(1), Some(12)]),
            (11, 24, [Some(3), Some(12)]),
            (16, 16, [Some(8), None]),
            (17, 16, [None, None]),
            (0xffff, 16, [None, None]),
            (13, 14, [Some(5), None]),
        ] {
            let mut bytes = [&len.to_ne_bytes()[..], &[0; 6], &[0xa5; 16]].concat();
            if let Some(next) = found[1] {
                let at = usize::from(len).next_multiple_of(4);
                assert_eq!(at, next);
                bytes[at..at + 2].copy_from_slice(&8u16.to_ne_bytes());
                bytes.truncate(at + 8);
            } else {
                bytes.truncate(there);
            }
            let chain = Chain::<RtNextHop, Route>::read(&bytes).unwrap();
            let mut hops = chain.iter();
            match found[0] {
                Some(attrs) => assert_eq!(hops.next().unwrap().unwrap().body.bytes().len(), attrs, "{len}"),
                None => {
                    assert_eq!(hops.next().unwrap().unwrap_err().kind(), ErrorKind::Framing, "{len}");
                    assert!(hops.next().is_none());
                    continue;
                }
            }
            if found[1].is_some() {
                assert!(hops.next().unwrap().is_ok());
            }
            assert!(hops.next().is_none(), "{len}");
        }
    }
    #[test]
    fn zeros_are_no_next_hops_but_one_error() {
        let bytes = attr(9, &[0; 16]);
        let hops = Attrs::<Route>::new(&bytes).get(Route::RTA_MULTIPATH).unwrap().unwrap();
        assert_eq!(hops.iter().map(|hop| hop.is_err()).collect::<Vec<_>>(), [true]);
        assert_eq!(shown(2, &bytes), "{RTA_MULTIPATH: [broken framing]}");
    }
    #[test]
    fn addresses_are_of_the_family_of_the_header_also_in_next_hops() {
        let label = Labels::entry(100, true);
        let bytes = attr(1, &label);
        assert_eq!(shown(28, &bytes), "{RTA_DST: 100}");
        assert_eq!(shown(2, &bytes), "{RTA_DST: 0.6.65.0}");
        let mut buffer = [0; 128];
        let mut writer = Writer::<Route>::new(&mut buffer);
        writer.chain(Route::RTA_MULTIPATH, |hops| {
            hops.link(&RtNextHop::new().with(RtNextHop::rtnh_ifindex, 7), |hop| {
                hop.put(Route::RTA_NEWDST, Labels(&label));
                let via = RtVia::new().with(RtVia::rtvia_family, ViaFamily::AF_INET);
                hop.put(Route::RTA_VIA, WithHeader { header: &via, body: SubMessage::new(&[10, 0, 0, 1]) });
            });
        });
        let bytes = writer.finish().unwrap();
        let hop = "{rtnh_len: 28, rtnh_flags: 0, rtnh_hops: 0, rtnh_ifindex: 7}";
        let via = "{header: {rtvia_family: AF_INET}, data: 10.0.0.1}";
        assert_eq!(
            shown(28, bytes),
            format!(
                "{{RTA_MULTIPATH: [{{header: {hop}, attributes: {{RTA_NEWDST: 100, RTA_VIA: {via}}}}}]}}"
            )
        );
        let hops = Attrs::<Route>::new(bytes).get(Route::RTA_MULTIPATH).unwrap().unwrap();
        let via = hops.iter().next().unwrap().unwrap().body.get(Route::RTA_VIA).unwrap().unwrap().via();
        assert!(matches!(via, Via::Inet(Ip::V4([10, 0, 0, 1]))), "{via:?}");
    }
    #[test]
    fn a_gateway_of_another_family_is_as_long_as_its_family_says() {
        for (family, len, shown_as) in [
            (2u16, 4, "1.1.1.1"),
            (10, 16, "101:101:101:101:101:101:101:101"),
            (17, 6, "01:01:01:01:01:01"),
            (17, 0, ""),
            (99, 3, "010101"),
        ] {
            let bytes = attr(18, &[&family.to_ne_bytes()[..], &[1; 16][..len]].concat());
            assert!(shown(28, &bytes).ends_with(&format!("data: {shown_as}}}}}")), "{}", shown(28, &bytes));
        }
        for len in 0..2 {
            assert!(Attrs::<Route>::new(&attr(18, &[2; 2][..len])).get(Route::RTA_VIA).is_err());
        }
    }
    #[test]
    fn ports_and_flow_labels_are_big_endian_and_expiry_has_two_lengths() {
        let bytes = [attr(29, &[0, 80]), attr(31, &[0, 1, 2, 3]), attr(23, &60u32.to_ne_bytes())].concat();
        assert_eq!(shown(10, &bytes), "{RTA_DPORT: 80, RTA_FLOWLABEL: 66051, RTA_EXPIRES: 60}");
        assert_eq!(shown(128, &attr(23, &60u64.to_ne_bytes())), "{RTA_EXPIRES: 60}");
    }
    #[test]
    fn structures_are_as_long_as_the_kernels() {
        let lens = (RtMsg::SPEC.len, RtNextHop::SPEC.len, RtVia::SPEC.len);
        assert_eq!((lens, RtaCacheInfo::SPEC.len, RtaMfcStats::SPEC.len), ((12, 8, 2), 32, 24));
    }
}
