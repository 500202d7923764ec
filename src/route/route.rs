//! Routes: `RTM_*ROUTE`, linux/rtnetlink.h.
//!
//! ```
//! use nlwire::{route::*, uapi::AddressFamily, wire::{Labels, Layout, Message, NewFlags, Request}};
//! use core::net::Ipv4Addr;
//! let mut buffer = [0; 192];
//! let route = NewRoute {
//!     family: AddressFamily::AF_INET,
//!     dst_len: 24,
//!     table: RtmTable::RT_TABLE_MAIN,
//!     protocol: RouteProtocol::RTPROT_STATIC,
//!     kind: RouteType::RTN_UNICAST,
//!     ..Default::default()
//! };
//! let mut request = Request::new(&mut buffer, route, NewFlags::CREATE | NewFlags::EXCL | NewFlags::ACK);
//! request.put(Route::RTA_DST, Ipv4Addr::new(192, 0, 2, 0));
//! request.nest(Route::RTA_METRICS, |metrics| {
//!     metrics.put(Metrics::RTAX_MTU, 1400);
//! });
//! request.chain(Route::RTA_MULTIPATH, |hops| {
//!     hops.link(&RtNextHop::new().with(RtNextHop::rtnh_ifindex, 2), |hop| {
//!         hop.put(Route::RTA_GATEWAY, Ipv4Addr::new(10, 0, 0, 1));
//!     });
//!     hops.link(&RtNextHop::new().with(RtNextHop::rtnh_ifindex, 3), |hop| {
//!         hop.put(Route::RTA_ENCAP_TYPE, EncapType::LWTUNNEL_ENCAP_MPLS);
//!         hop.chosen(Route::RTA_ENCAP, EncapKind::MPLS, |mpls| {
//!             mpls.put(MplsEncap::MPLS_IPTUNNEL_DST, Labels(&Labels::entry(100, true)));
//!         });
//!     });
//! });
//! let message = Message::new(request.finish(1)?)?;
//! let (_, attrs) = message.split::<RtMsg, Route>()?;
//! for hop in attrs.get(Route::RTA_MULTIPATH)?.expect("just written").iter() {
//!     let hop = hop?;
//!     match (hop.header.get(RtNextHop::rtnh_ifindex), hop.tail.select(Route::RTA_ENCAP)?) {
//!         (3, Some(Encap::Mpls(mpls))) => {
//!             let labels = mpls.get(MplsEncap::MPLS_IPTUNNEL_DST)?.expect("just written");
//!             assert_eq!(labels.iter().collect::<Vec<_>>(), [100]);
//!         }
//!         (2, None) => assert_eq!(hop.tail.get(Route::RTA_GATEWAY)?.and_then(|it| it.addr()), Some([10, 0, 0, 1].into())),
//!         other => panic!("{other:?}"),
//!     }
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
mod encap;
mod metrics;

pub use encap::*;
pub use metrics::*;

use crate::{
    attributes, flags, layout, numbers, operations,
    route::RouteMessage,
    select,
    uapi::{AddressFamily, IpProtocol},
    wire::{Address, Attrs, Be, By, Chain, Headed, HwAddr, Ip, Linked, Selected, Uint},
};

layout! {
    /// `struct rtmsg`, linux/rtnetlink.h.
    #[doc(alias = "rtmsg")]
    pub struct RtMsg {
        /// The family of its addresses; RTNL_FAMILY_IPMR and RTNL_FAMILY_IP6MR for multicast routing.
        rtm_family: AddressFamily,
        /// Length of the destination's prefix, bits.
        rtm_dst_len: u8,
        /// Length of the source's prefix, bits.
        rtm_src_len: u8,
        /// Type of service that it is for.
        rtm_tos: u8,
        /// The table, where its number is under 256; all of it is in [`Route::RTA_TABLE`].
        rtm_table: RtmTable,
        /// Who made it.
        rtm_protocol: RouteProtocol,
        /// How far its destination is.
        rtm_scope: RouteScope,
        /// What is done with packets.
        rtm_type: RouteType,
        /// Its flags, and those of its only next hop.
        rtm_flags: RouteFlags,
    }
}
layout! {
    /// What heads one next hop of several: `struct rtnexthop`, linux/rtnetlink.h.
    #[doc(alias = "rtnexthop")]
    pub struct RtNextHop {
        /// Bytes of this and the attributes behind it; filled in when written.
        rtnh_len: u16,
        /// Its flags.
        rtnh_flags: NextHopFlags,
        /// Its weight, less one.
        rtnh_hops: u8,
        /// Index of the link.
        rtnh_ifindex: i32,
    }
}
impl Linked for RtNextHop {}
layout! {
    /// The family of a next hop's address, where it is not the route's: `struct rtvia`, linux/rtnetlink.h, without the address that
    /// stands right behind it.
    #[doc(alias = "rtvia")]
    pub struct RtVia {
        /// The family.
        rtvia_family: ViaFamily,
    }
}
layout! {
    /// What is known of a route in use: `struct rta_cacheinfo`, linux/rtnetlink.h.
    #[doc(alias = "rta_cacheinfo")]
    pub struct RtaCacheInfo {
        /// How many hold it.
        rta_clntref: u32,
        /// Since it was last used, hundredths of a second (USER_HZ).
        rta_lastuse: u32,
        /// Until it expires, hundredths of a second; 0 for never.
        rta_expires: i32,
        /// The errno that packets are answered with; 0 for none.
        rta_error: u32,
        /// Packets; today always 0.
        rta_used: u32,
        /// Unused today.
        rta_id: u32,
        /// Unused today.
        rta_ts: u32,
        /// Unused today.
        rta_tsage: u32,
    }
}
layout! {
    /// What a multicast route has forwarded: `struct rta_mfc_stats`, linux/rtnetlink.h.
    #[doc(alias = "rta_mfc_stats")]
    pub struct RtaMfcStats {
        /// Packets.
        mfcs_packets: u64,
        /// Bytes.
        mfcs_bytes: u64,
        /// Packets that came by another link than they should.
        mfcs_wrong_if: u64,
    }
}
numbers! {
    /// What is done with packets: `RTN_*`, linux/rtnetlink.h.
    pub struct RouteType(u8) {
        /// Nothing said.
        RTN_UNSPEC = 0,
        /// Sent on, to a gateway or at once.
        RTN_UNICAST = 1,
        /// Taken in: the address is this host's.
        RTN_LOCAL = 2,
        /// Taken in as broadcast, sent as broadcast.
        RTN_BROADCAST = 3,
        /// Taken in as broadcast, sent as unicast.
        RTN_ANYCAST = 4,
        /// Multicast.
        RTN_MULTICAST = 5,
        /// Dropped without a word.
        RTN_BLACKHOLE = 6,
        /// Refused: host unreachable.
        RTN_UNREACHABLE = 7,
        /// Refused: administratively prohibited.
        RTN_PROHIBIT = 8,
        /// Not looked for any further in this table.
        RTN_THROW = 9,
        /// Addresses are translated; gone from the kernel.
        RTN_NAT = 10,
        /// Asked of user space; never in the kernel.
        RTN_XRESOLVE = 11,
    }
}
numbers! {
    /// Who made a route: `RTPROT_*`, linux/rtnetlink.h. From RTPROT_STATIC on the kernel only keeps it.
    pub struct RouteProtocol(u8) {
        /// Nobody said.
        RTPROT_UNSPEC = 0,
        /// An ICMP redirect.
        RTPROT_REDIRECT = 1,
        /// The kernel.
        RTPROT_KERNEL = 2,
        /// Whoever booted the host.
        RTPROT_BOOT = 3,
        /// The administrator.
        RTPROT_STATIC = 4,
        /// GateD.
        RTPROT_GATED = 8,
        /// A router's announcement.
        RTPROT_RA = 9,
        /// Merit MRT.
        RTPROT_MRT = 10,
        /// Zebra.
        RTPROT_ZEBRA = 11,
        /// BIRD.
        RTPROT_BIRD = 12,
        /// A DECnet daemon.
        RTPROT_DNROUTED = 13,
        /// XORP.
        RTPROT_XORP = 14,
        /// Netsukuku.
        RTPROT_NTK = 15,
        /// A DHCP client.
        RTPROT_DHCP = 16,
        /// A multicast daemon.
        RTPROT_MROUTED = 17,
        /// keepalived.
        RTPROT_KEEPALIVED = 18,
        /// Babel.
        RTPROT_BABEL = 42,
        /// OVN.
        RTPROT_OVN = 84,
        /// Open Routing.
        RTPROT_OPENR = 99,
        /// BGP.
        RTPROT_BGP = 186,
        /// IS-IS.
        RTPROT_ISIS = 187,
        /// OSPF.
        RTPROT_OSPF = 188,
        /// RIP.
        RTPROT_RIP = 189,
        /// EIGRP.
        RTPROT_EIGRP = 192,
    }
}
numbers! {
    /// How far something is: `RT_SCOPE_*`, linux/rtnetlink.h. Values between are anybody's.
    pub struct RouteScope(u8) {
        /// Anywhere.
        RT_SCOPE_UNIVERSE = 0,
        /// Within the site.
        RT_SCOPE_SITE = 200,
        /// On the link.
        RT_SCOPE_LINK = 253,
        /// On this host.
        RT_SCOPE_HOST = 254,
        /// Nowhere.
        RT_SCOPE_NOWHERE = 255,
    }
}
/// Declares the names of tables for one width.
macro_rules! tables { ($(#[$doc:meta])* $name:ident($repr:ty)) => { numbers! {
    $(#[$doc])*
    pub struct $name($repr) {
        /// Nothing said: in a request, the main table.
        RT_TABLE_UNSPEC = 0,
        /// The header's field has no room for the number, which is in the attribute.
        RT_TABLE_COMPAT = 252,
        /// The table that the last rule looks into.
        RT_TABLE_DEFAULT = 253,
        /// The main table.
        RT_TABLE_MAIN = 254,
        /// The kernel's: local and broadcast addresses.
        RT_TABLE_LOCAL = 255,
    }
} } }
tables! {
    /// A routing table: `RT_TABLE_*`, linux/rtnetlink.h.
    RouteTable(u32)
}
tables! {
    /// A routing table in a header, where its number is under 256: `RT_TABLE_*`, linux/rtnetlink.h.
    RtmTable(u8)
}
numbers! {
    /// The family of an address behind a [`RtVia`]: `AF_*`, socket(2), in two bytes.
    pub struct ViaFamily(u16) {
        /// IPv4.
        AF_INET = 2,
        /// IPv6.
        AF_INET6 = 10,
        /// A hardware address.
        AF_PACKET = 17,
    }
}
numbers! {
    /// Preference of a router: `ICMPV6_ROUTER_PREF_*`, linux/icmpv6.h, RFC 4191.
    pub struct RouterPreference(u8) {
        /// Medium.
        ICMPV6_ROUTER_PREF_MEDIUM = 0,
        /// High.
        ICMPV6_ROUTER_PREF_HIGH = 1,
        /// Invalid; treated as medium.
        ICMPV6_ROUTER_PREF_INVALID = 2,
        /// Low.
        ICMPV6_ROUTER_PREF_LOW = 3,
    }
}
numbers! {
    /// Why a route went: `RT_DEL_REASON_*`, linux/rtnetlink.h.
    pub struct DelReason(u32) {
        /// Not said.
        RT_DEL_REASON_UNSPEC = 0,
        /// It expired.
        RT_DEL_REASON_EXPIRED = 1,
        /// The router took it back.
        RT_DEL_REASON_RA_WITHDRAWN = 2,
    }
}
/// Declares the flags of a next hop for one width, and more.
macro_rules! hop_flags { ($(#[$doc:meta])* $name:ident($repr:ty) { $($more:tt)* }) => { flags! {
    $(#[$doc])*
    pub struct $name($repr) {
        /// The next hop cannot be used.
        RTNH_F_DEAD = 1,
        /// Its gateway is looked up in turn.
        RTNH_F_PERVASIVE = 2,
        /// Its gateway is on the link, whatever its address says.
        RTNH_F_ONLINK = 4,
        /// Hardware forwards by it.
        RTNH_F_OFFLOAD = 8,
        /// Its link has no carrier.
        RTNH_F_LINKDOWN = 16,
        /// User space has not yet found the entry (multicast routing).
        RTNH_F_UNRESOLVED = 32,
        /// Hardware hands packets for it to the kernel.
        RTNH_F_TRAP = 64,
        $($more)*
    }
} } }
hop_flags! {
    /// The flags of one next hop of several: `RTNH_F_*`, linux/rtnetlink.h.
    NextHopFlags(u8) {}
}
hop_flags! {
    /// The flags of a next-hop object: `RTNH_F_*`, linux/rtnetlink.h.
    NhFlags(u32) {}
}
hop_flags! {
    /// A route's flags: `RTM_F_*`, linux/rtnetlink.h, beside `RTNH_F_*` of its only next hop, and, of a route looked up, `RTCF_*`,
    /// linux/in_route.h.
    RouteFlags(u32) {
        /// Whoever uses it wants to be told of changes.
        RTM_F_NOTIFY = 0x100,
        /// It is no entry of a table but made of one: a lookup's result, or a cached one.
        RTM_F_CLONED = 0x200,
        /// Never in the kernel.
        RTM_F_EQUALIZE = 0x400,
        /// Prefixes only.
        RTM_F_PREFIX = 0x800,
        /// Lookup: the table where it was found is wanted.
        RTM_F_LOOKUP_TABLE = 0x1000,
        /// Lookup: the entry of the table is wanted, not what was made of it.
        RTM_F_FIB_MATCH = 0x2000,
        /// Hardware forwards by it.
        RTM_F_OFFLOAD = 0x4000,
        /// Hardware hands packets for it to the kernel.
        RTM_F_TRAP = 0x8000,
        /// Hardware refused it. (Of an IPv4 lookup the same bit is RTCF_MULTICAST.)
        RTM_F_OFFLOAD_FAILED = 0x2000_0000,
        /// Lookup: changes are to be told.
        RTCF_NOTIFY = 0x1_0000,
        /// Lookup: the destination is on the link.
        RTCF_DIRECTDST = 0x2_0000,
        /// Lookup: made by a redirect.
        RTCF_REDIRECTED = 0x4_0000,
        /// Lookup: transparent proxy.
        RTCF_TPROXY = 0x8_0000,
        /// Lookup: a redirect would be sent.
        RTCF_DOREDIRECT = 0x100_0000,
        /// Lookup: the source is on the link.
        RTCF_DIRECTSRC = 0x400_0000,
        /// Lookup: a broadcast.
        RTCF_BROADCAST = 0x1000_0000,
        /// Lookup: it would be refused.
        RTCF_REJECT = 0x4000_0000,
        /// Lookup: it is for this host.
        RTCF_LOCAL = 0x8000_0000,
    }
}
// Limits: rtm_ipv4_policy (net/ipv4/fib_frontend.c), rtm_ipv6_policy (net/ipv6/route.c), rtm_mpls_policy (net/mpls/af_mpls.c), together: IPv4
// alone takes RTA_FLOW and RTA_VIA (without a policy), IPv6 alone RTA_PREF, RTA_EXPIRES, RTA_FLOWLABEL, MPLS alone RTA_NEWDST and
// RTA_TTL_PROPAGATE. The length of an address is checked by each family.
attributes! {
    /// A route's attributes: `RTA_*`, linux/rtnetlink.h. The next hops of [`RTA_MULTIPATH`](Self::RTA_MULTIPATH) have some of the same.
    pub set Route strict from 30, enum RouteAttr<'a> {
        /// The destination; of AF_MPLS, the label of incoming packets. Absent for the default route.
        RTA_DST = 1 => Dst(Address<'a>),
        /// The source's prefix; of a lookup, the source.
        RTA_SRC = 2 => Src(Address<'a>),
        /// The link that packets come by.
        RTA_IIF = 3 => Iif(u32),
        /// The link that packets go by.
        RTA_OIF = 4 => Oif(u32),
        /// The gateway, of the route's own family.
        RTA_GATEWAY = 5 => Gateway(Address<'a>),
        /// Its metric: of like routes the lowest is taken.
        RTA_PRIORITY = 6 => Priority(u32),
        /// Source address of packets that begin here.
        RTA_PREFSRC = 7 => PrefSrc(Address<'a>),
        /// What connections by it are like.
        RTA_METRICS = 8 => Metrics(Attrs<'a, Metrics>),
        /// Several next hops.
        RTA_MULTIPATH = 9 => Multipath(Chain<'a, RtNextHop, Route>) where at_least(8),
        /// Unused today.
        RTA_PROTOINFO = 10 => ProtoInfo(&'a [u8]),
        /// IPv4: realms, source's in the upper 16 bits, destination's in the lower.
        RTA_FLOW = 11 => Flow(u32),
        /// What is known of its use.
        RTA_CACHEINFO = 12 => CacheInfo(&'a RtaCacheInfo) where output(),
        /// Unused today.
        RTA_SESSION = 13 => Session(&'a [u8]),
        /// Unused today.
        RTA_MP_ALGO = 14 => MpAlgo(&'a [u8]),
        /// The table.
        RTA_TABLE = 15 => Table(RouteTable),
        /// The mark that a lookup has.
        RTA_MARK = 16 => Mark(u32),
        /// What a multicast route has forwarded.
        RTA_MFC_STATS = 17 => MfcStats(&'a RtaMfcStats) where output(),
        /// The gateway, where it is of another family.
        RTA_VIA = 18 => Via(Headed<'a, RtVia, Selected<'a, ViaKind>>),
        /// MPLS: labels that take the place of the incoming one.
        RTA_NEWDST = 19 => NewDst(Address<'a>),
        /// IPv6: preference of the router.
        RTA_PREF = 20 => Pref(RouterPreference),
        /// What packets are put into.
        RTA_ENCAP_TYPE = 21 => EncapType(EncapType),
        /// How they are put into it, by [`RTA_ENCAP_TYPE`](Self::RTA_ENCAP_TYPE).
        RTA_ENCAP = 22 => Encap(Selected<'a, EncapKind>),
        /// Until it expires. IPv6: seconds, 4 bytes, in requests. Multicast routing: hundredths of a second, 8 bytes, in answers.
        RTA_EXPIRES = 23 => Expires(Uint),
        /// Nothing: brings what follows to a multiple of 8.
        RTA_PAD = 24 => Pad(&'a [u8]),
        /// The user that a lookup is for.
        RTA_UID = 25 => Uid(u32),
        /// MPLS: whether the time to live is carried over, 0 or 1.
        RTA_TTL_PROPAGATE = 26 => TtlPropagate(u8),
        /// The IP protocol that a lookup is for.
        RTA_IP_PROTO = 27 => IpProto(IpProtocol),
        /// The source port that a lookup is for. Big-endian.
        RTA_SPORT = 28 => Sport(Be<u16>),
        /// The destination port that a lookup is for. Big-endian.
        RTA_DPORT = 29 => Dport(Be<u16>),
        /// A next-hop object in place of next hops.
        RTA_NH_ID = 30 => NhId(u32),
        /// IPv6: the flow label that a lookup is for. Big-endian.
        RTA_FLOWLABEL = 31 => FlowLabel(Be<u32>),
        /// Why it went.
        RTA_DEL_REASON = 32 => DelReason(DelReason) where output(),
    }
}
select! {
    /// The address behind a [`RtVia`], by the family there.
    pub enum Via<'a>, selector ViaKind from By::Header { offset: 0, len: 2 } => {
        /// IPv4.
        INET = &2u16.to_ne_bytes() => Inet(Ip<'a>),
        /// IPv6.
        INET6 = &10u16.to_ne_bytes() => Inet6(Ip<'a>),
        /// A hardware address: MPLS at the next router.
        PACKET = &17u16.to_ne_bytes() => Packet(HwAddr<'a>),
    }
}
impl<'a> Headed<'a, RtVia, Selected<'a, ViaKind>> {
    /// The address of an IPv4 or IPv6 gateway, or the hardware address.
    pub fn via(&self) -> Via<'a> {
        self.tail.by(zerocopy::IntoBytes::as_bytes(self.header))
    }
}
operations! {
    /// Asks for routes: by a dump for all, by [`Route::RTA_DST`] for the one that a packet would take.
    pub GetRoute {
        /// The family; AF_UNSPEC for all of a dump.
        family: AddressFamily => rtm_family,
        /// Length of the destination's prefix, bits: 32 or 128 for a lookup.
        dst_len: u8 => rtm_dst_len,
        /// Length of the source's prefix, bits.
        src_len: u8 => rtm_src_len,
        /// Type of service of the packet.
        tos: u8 => rtm_tos,
        /// A dump on a socket with NETLINK_GET_STRICT_CHK: this table only.
        table: RtmTable => rtm_table,
        /// The same: made by these only.
        protocol: RouteProtocol => rtm_protocol,
        /// The same: of this type only.
        kind: RouteType => rtm_type,
        /// What of the result is wanted.
        flags: RouteFlags => rtm_flags,
    } = Get(RouteMessage::RTM_GETROUTE, RtMsg, Route);
    /// Makes a route; by [`NewFlags`](crate::wire::NewFlags) it replaces one, or adds a next hop (IPv6).
    pub NewRoute {
        /// The family.
        family: AddressFamily => rtm_family,
        /// Length of the destination's prefix, bits.
        dst_len: u8 => rtm_dst_len,
        /// Length of the source's prefix, bits (IPv6).
        src_len: u8 => rtm_src_len,
        /// Type of service that it is for (IPv4).
        tos: u8 => rtm_tos,
        /// The table, where its number is under 256; [`Route::RTA_TABLE`] is stronger.
        table: RtmTable => rtm_table,
        /// Who makes it.
        protocol: RouteProtocol => rtm_protocol,
        /// How far its destination is: RT_SCOPE_LINK for a route without gateway (IPv4).
        scope: RouteScope => rtm_scope,
        /// What is done with packets.
        kind: RouteType => rtm_type,
        /// Flags of its only next hop.
        flags: RouteFlags => rtm_flags,
    } = New(RouteMessage::RTM_NEWROUTE, RtMsg, Route);
    /// Removes the first route that is as said; what is left out matches any.
    pub DelRoute {
        /// The family.
        family: AddressFamily => rtm_family,
        /// Length of the destination's prefix, bits.
        dst_len: u8 => rtm_dst_len,
        /// Length of the source's prefix, bits (IPv6).
        src_len: u8 => rtm_src_len,
        /// Type of service that it is for (IPv4).
        tos: u8 => rtm_tos,
        /// The table, where its number is under 256; [`Route::RTA_TABLE`] is stronger.
        table: RtmTable => rtm_table,
        /// Who made it.
        protocol: RouteProtocol => rtm_protocol,
        /// How far its destination is; RT_SCOPE_NOWHERE for any (IPv4).
        scope: RouteScope => rtm_scope,
        /// What is done with packets.
        kind: RouteType => rtm_type,
    } = Delete(RouteMessage::RTM_DELROUTE, RtMsg, Route);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{ErrorKind, Labels, Layout, Scope, Set, Shape, Value, View, Writer};
    use std::{format, string::String, vec::Vec};

    fn shown(family: u8, attrs: &[u8]) -> String {
        let header = RtMsg::new().with(RtMsg::rtm_family, AddressFamily(family));
        let scope = Scope::new(24, zerocopy::IntoBytes::as_bytes(&header));
        format!("{:?}", View::within(Shape::Set(Route::table), attrs, scope))
    }
    fn attr(number: u16, payload: &[u8]) -> Vec<u8> {
        let mut bytes =
            [&(4 + payload.len() as u16).to_ne_bytes()[..], &number.to_ne_bytes(), payload].concat();
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        bytes
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
                Some(attrs) => assert_eq!(hops.next().unwrap().unwrap().tail.bytes().len(), attrs, "{len}"),
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
                hop.put(Route::RTA_VIA, Headed { header: &via, tail: Selected::new(&[10, 0, 0, 1]) });
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
        let via = hops.iter().next().unwrap().unwrap().tail.get(Route::RTA_VIA).unwrap().unwrap().via();
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
        let lens = (RtMsg::STRUCTURE.len, RtNextHop::STRUCTURE.len, RtVia::STRUCTURE.len);
        assert_eq!((lens, RtaCacheInfo::STRUCTURE.len, RtaMfcStats::STRUCTURE.len), ((12, 8, 2), 32, 24));
    }
}
