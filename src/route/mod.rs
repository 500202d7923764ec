//! Routing netlink (NETLINK_ROUTE): links, addresses, routes, neighbours, rules and next hops;
//! linux/rtnetlink.h. Traffic control, of the same protocol, is the module `tc`.
//!
//! ```
//! use nlwire::{route::{Link, NewLink, RouteMessage}, wire::{Message, NewFlags, Request}};
//! let mut buffer = [0; 64];
//! let mut request = Request::new(&mut buffer, NewLink { index: 3, ..Default::default() }, NewFlags::ACK);
//! request.put(Link::IFLA_MTU, 1400);
//! match RouteMessage::decode(Message::new(request.finish(1)?)?)? {
//!     RouteMessage::NewLink(link) => assert_eq!((link.index(), link.mtu()), (3, Some(1400))),
//!     other => panic!("{other:?}"),
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! Each type has its page in the module of its object, such as [`link`] and [`route`](mod@route); its
//! name is here, too: `route::Link` is `route::link::Link`.
//!
//! See also [rtnetlink(7)](https://man7.org/linux/man-pages/man7/rtnetlink.7.html).
#![forbid(unsafe_code)]

pub mod addr;
pub mod addrlabel;
#[cfg(test)]
mod alternatives;
#[cfg(feature = "cache")]
mod cache;
pub mod can_gw;
mod convert;
pub mod dcb;
pub mod link;
pub mod mdb;
pub mod mroute;
pub mod neigh;
pub mod netconf;
pub mod netns;
pub mod nexthop;
#[cfg(feature = "server")]
pub(crate) mod policy;
pub mod prefix;
#[allow(clippy::module_inception)]
pub mod route;
pub mod rule;
pub mod stats;
#[cfg(test)]
mod testing;
pub mod tunnel;
pub mod userop;
pub mod vlan;

#[doc(hidden)]
pub use addr::{attrs::*, summary::*};
#[doc(hidden)]
pub use addrlabel::attrs::*;
#[cfg(feature = "cache")]
pub use cache::*;
#[doc(hidden)]
pub use can_gw::attrs::*;
#[doc(hidden)]
pub use dcb::attrs::*;
#[doc(hidden)]
pub use link::{
    af_bridge::*, af_spec::*, attrs::*, bridge_port::*, cfm::*, id::LinkId, info::*, kind::*, mrp::*,
    stats::*, summary::*, vf::*, xdp::*,
};
#[doc(hidden)]
pub use mdb::attrs::*;
#[doc(hidden)]
pub use mroute::attrs::*;
#[doc(hidden)]
pub use neigh::{attrs::*, summary::*};
pub use netconf::*;
#[doc(hidden)]
pub use netns::attrs::*;
#[doc(hidden)]
pub use nexthop::{attrs::*, summary::*};
#[cfg(feature = "server")]
pub use policy::request_policy;
pub use prefix::*;
#[doc(hidden)]
pub use route::{attrs::*, encap::*, metrics::*, summary::*};
#[doc(hidden)]
pub use rule::{attrs::*, summary::*};
pub use stats::*;
#[doc(hidden)]
pub use tunnel::attrs::*;
pub use userop::*;
#[doc(hidden)]
pub use vlan::attrs::*;
#[cfg(feature = "cache")]
#[doc(hidden)]
pub use {addr::cache::*, link::cache::*, neigh::cache::*, route::cache::*};

#[cfg(feature = "tc")]
use crate::tc::{ActionMessage, ClassMessage, FilterMessage, QdiscMessage};
use crate::{
    messages, open_enum,
    uapi::AddressFamily,
    wire::{
        CStruct, GetFlags, Message, align4, in_either_order,
        spec::{MessageSpec, StrictChecking},
    },
};

/// Specification of the protocol, for [`decode`](crate::decode).
pub static PROTOCOL: crate::wire::spec::ProtocolSpec = crate::wire::spec::ProtocolSpec {
    protocol: crate::wire::Protocol::ROUTE,
    name: crate::wire::Protocol::ROUTE.short_name(),
    lookup,
    replies: None,
};

messages! {
    /// A message of NETLINK_ROUTE: `RTM_*`, linux/rtnetlink.h.
    pub enum RouteMessage<'a> {
        /// Announces a new or changed link; as a request, creates or changes one.
        RTM_NEWLINK = 16, New => NewLink(LinkMessage<'a>),
        /// Announces a removed link; as a request, removes one.
        RTM_DELLINK = 17, Delete => DelLink(LinkMessage<'a>),
        /// Requests one link, or with NLM_F_DUMP all links.
        RTM_GETLINK = 18, Get => GetLink(LinkMessage<'a>),
        /// Changes a link; request only.
        RTM_SETLINK = 19, New => SetLink(LinkMessage<'a>),
        /// Announces a new or changed address; as a request, adds or changes one.
        RTM_NEWADDR = 20, New => NewAddr(AddrMessage<'a>),
        /// Announces a removed address; as a request, removes one.
        RTM_DELADDR = 21, Delete => DelAddr(AddrMessage<'a>),
        /// Requests addresses.
        RTM_GETADDR = 22, Get => GetAddr(AddrMessage<'a>),
        /// Announces a new or changed route; as a request, adds or changes one.
        RTM_NEWROUTE = 24, New => NewRoute(RouteEntryMessage<'a>),
        /// Announces a removed route; as a request, removes one.
        RTM_DELROUTE = 25, Delete => DelRoute(RouteEntryMessage<'a>),
        /// Requests a route lookup, or with NLM_F_DUMP all routes.
        RTM_GETROUTE = 26, Get => GetRoute(RouteEntryMessage<'a>),
        /// Announces a new or changed neighbour or forwarding database (FDB) entry; as a request,
        /// adds one.
        RTM_NEWNEIGH = 28, New => NewNeigh(NeighMessage<'a>),
        /// Announces a removed neighbour or FDB entry; as a request, removes one.
        RTM_DELNEIGH = 29, Delete => DelNeigh(NeighMessage<'a>),
        /// Requests one neighbour or FDB entry, or with NLM_F_DUMP all of them.
        ///
        /// As an event, asks user space to resolve an address (sysctl `app_solicit`).
        RTM_GETNEIGH = 30, Get => GetNeigh(NeighMessage<'a>),
        /// Announces a new routing rule; as a request, adds one.
        RTM_NEWRULE = 32, New => NewRule(RuleMessage<'a>),
        /// Announces a removed routing rule; as a request, removes one.
        RTM_DELRULE = 33, Delete => DelRule(RuleMessage<'a>),
        /// Requests routing rules; dump only.
        RTM_GETRULE = 34, Get => GetRule(RuleMessage<'a>),
        /// Announces a new or changed qdisc; as a request, creates or changes one.
        RTM_NEWQDISC = 36, New => NewQdisc(QdiscMessage<'a>) if feature = "tc",
        /// Announces a removed qdisc; as a request, removes one.
        RTM_DELQDISC = 37, Delete => DelQdisc(QdiscMessage<'a>) if feature = "tc",
        /// Requests one qdisc, or with NLM_F_DUMP all of them.
        RTM_GETQDISC = 38, Get => GetQdisc(QdiscMessage<'a>) if feature = "tc",
        /// Announces a new or changed traffic class; as a request, creates or changes one.
        RTM_NEWTCLASS = 40, New => NewTClass(ClassMessage<'a>) if feature = "tc",
        /// Announces a removed traffic class; as a request, removes one.
        RTM_DELTCLASS = 41, Delete => DelTClass(ClassMessage<'a>) if feature = "tc",
        /// Requests one traffic class, or with NLM_F_DUMP all classes of an interface.
        RTM_GETTCLASS = 42, Get => GetTClass(ClassMessage<'a>) if feature = "tc",
        /// Announces a new or changed traffic control filter; as a request, creates or changes one.
        RTM_NEWTFILTER = 44, New => NewTFilter(FilterMessage<'a>) if feature = "tc",
        /// Announces a removed traffic control filter; as a request, removes one.
        RTM_DELTFILTER = 45, Delete => DelTFilter(FilterMessage<'a>) if feature = "tc",
        /// Requests one traffic control filter, or with NLM_F_DUMP all of a qdisc, class or block.
        RTM_GETTFILTER = 46, Get => GetTFilter(FilterMessage<'a>) if feature = "tc",
        /// Announces new or changed traffic control actions; as a request, creates or changes them.
        RTM_NEWACTION = 48, New => NewAction(ActionMessage<'a>) if feature = "tc",
        /// Announces removed traffic control actions; as a request, removes them.
        RTM_DELACTION = 49, Delete => DelAction(ActionMessage<'a>) if feature = "tc",
        /// Requests traffic control actions, or with NLM_F_DUMP all actions of one kind.
        RTM_GETACTION = 50, Get => GetAction(ActionMessage<'a>) if feature = "tc",
        /// Announces an IPv6 prefix received in a router advertisement; notification only.
        RTM_NEWPREFIX = 52, New => NewPrefix(PrefixMessage<'a>),
        /// Announces a joined multicast group; reply to `RTM_GETMULTICAST`.
        RTM_NEWMULTICAST = 56, New => NewMulticast(AddrMessage<'a>),
        /// Announces a left multicast group; notification only.
        RTM_DELMULTICAST = 57, Delete => DelMulticast(AddrMessage<'a>),
        /// Requests the multicast groups that interfaces have joined.
        RTM_GETMULTICAST = 58, Get => GetMulticast(AddrMessage<'a>),
        /// Announces a new anycast address; reply to `RTM_GETANYCAST`.
        RTM_NEWANYCAST = 60, New => NewAnycast(AddrMessage<'a>),
        /// Announces a removed anycast address; notification only.
        RTM_DELANYCAST = 61, Delete => DelAnycast(AddrMessage<'a>),
        /// Requests the anycast addresses of interfaces.
        RTM_GETANYCAST = 62, Get => GetAnycast(AddrMessage<'a>),
        /// Neighbour table parameters and statistics; reply to `RTM_GETNEIGHTBL`.
        RTM_NEWNEIGHTBL = 64, New => NewNeighTable(NeighTableMessage<'a>),
        /// Requests neighbour tables and their per-interface parameters; dump only.
        RTM_GETNEIGHTBL = 66, Get => GetNeighTable(NeighTableMessage<'a>),
        /// Changes a neighbour table or the parameters of an interface.
        RTM_SETNEIGHTBL = 67, New => SetNeighTable(NeighTableMessage<'a>),
        /// IPv6 neighbour discovery options of a router, such as RDNSS; notification only.
        RTM_NEWNDUSEROPT = 68, New => NewNdUserOpt(NdUserOptMessage<'a>),
        /// Per-interface IP configuration (`NETCONFA_*`): notification, or reply to
        /// `RTM_GETNETCONF`.
        RTM_NEWNETCONF = 80, New => NewNetConf(NetConfMessage<'a>),
        /// Announces that the IP configuration of an interface is removed; notification only.
        RTM_DELNETCONF = 81, Delete => DelNetConf(NetConfMessage<'a>),
        /// Requests the IP configuration of one interface, or with NLM_F_DUMP of all.
        RTM_GETNETCONF = 82, Get => GetNetConf(NetConfMessage<'a>),
        /// Announces a network namespace id (nsid); as a request, assigns one.
        ///
        /// Also the reply to `RTM_GETNSID`.
        RTM_NEWNSID = 88, New => NewNsid(NsidMessage<'a>),
        /// Announces a removed network namespace id; notification only.
        RTM_DELNSID = 89, Delete => DelNsid(NsidMessage<'a>),
        /// Requests the id of a network namespace, or with NLM_F_DUMP all ids.
        RTM_GETNSID = 90, Get => GetNsid(NsidMessage<'a>),
        /// Interface statistics: notification, or reply to `RTM_GETSTATS`.
        RTM_NEWSTATS = 92, New => NewStats(StatsMessage<'a>),
        /// Requests the statistics of one interface, or with NLM_F_DUMP of all.
        RTM_GETSTATS = 94, Get => GetStats(IfStatsMsg, StatsRequest),
        /// Switches hardware statistics of an interface on or off.
        RTM_SETSTATS = 95, New => SetStats(IfStatsMsg, StatsRequest),
        /// Announces a new filter chain; as a request, creates one.
        RTM_NEWCHAIN = 100, New => NewChain(FilterMessage<'a>) if feature = "tc",
        /// Announces a removed filter chain; as a request, removes one.
        RTM_DELCHAIN = 101, Delete => DelChain(FilterMessage<'a>) if feature = "tc",
        /// Requests one filter chain, or with NLM_F_DUMP all chains of a qdisc, class or block.
        RTM_GETCHAIN = 102, Get => GetChain(FilterMessage<'a>) if feature = "tc",
        /// Announces a new or changed nexthop object; as a request, creates or replaces one.
        RTM_NEWNEXTHOP = 104, New => NewNextHop(NextHopMessage<'a>),
        /// Announces a removed nexthop object; as a request, removes one.
        RTM_DELNEXTHOP = 105, Delete => DelNextHop(NextHopMessage<'a>),
        /// Requests one nexthop object, or with NLM_F_DUMP all of them.
        RTM_GETNEXTHOP = 106, Get => GetNextHop(NextHopMessage<'a>),
        /// Announces a migrated bucket of a resilient nexthop group.
        ///
        /// Also the reply to `RTM_GETNEXTHOPBUCKET`.
        RTM_NEWNEXTHOPBUCKET = 116, New => NewNextHopBucket(NextHopMessage<'a>),
        /// Reserved for removed nexthop buckets; the kernel does not send this message.
        RTM_DELNEXTHOPBUCKET = 117, Delete => DelNextHopBucket(NextHopMessage<'a>),
        /// Requests one bucket of a resilient nexthop group, or with NLM_F_DUMP all buckets.
        RTM_GETNEXTHOPBUCKET = 118, Get => GetNextHopBucket(NextHopMessage<'a>),
        /// Adds properties (alternative names) to a link.
        RTM_NEWLINKPROP = 108, New => NewLinkProp(LinkMessage<'a>),
        /// Removes properties (alternative names) from a link.
        RTM_DELLINKPROP = 109, Delete => DelLinkProp(LinkMessage<'a>),
        /// Reserved for link properties; `RTM_GETLINK` returns them in IFLA_PROP_LIST.
        RTM_GETLINKPROP = 110, Get => GetLinkProp(LinkMessage<'a>),
        /// Announces a new IPv6 address label (RFC 6724); as a request, adds one.
        RTM_NEWADDRLABEL = 72, New => NewAddrLabel(AddrLabelMessage<'a>),
        /// Announces a removed IPv6 address label; as a request, removes one.
        RTM_DELADDRLABEL = 73, Delete => DelAddrLabel(AddrLabelMessage<'a>),
        /// Requests one IPv6 address label, or with NLM_F_DUMP all of them.
        RTM_GETADDRLABEL = 74, Get => GetAddrLabel(AddrLabelMessage<'a>),
        /// Requests Data Center Bridging (DCB, IEEE 802.1Qaz) parameters of an interface.
        RTM_GETDCB = 78, Get => GetDcb(DcbMessage<'a>),
        /// Changes the DCB parameters of an interface; as a notification, announces changed ones.
        ///
        /// The reply to a change has the attributes of [`DcbStatus`].
        RTM_SETDCB = 79, New => SetDcb(DcbMessage<'a>),
        /// Announces a new or changed multicast database (MDB) entry; as a request, adds one.
        ///
        /// A request has the attributes of [`MdbSet`].
        RTM_NEWMDB = 84, New => NewMdb(MdbMessage<'a>),
        /// Announces a removed MDB entry; as a request, removes one.
        ///
        /// A request has the attributes of [`MdbSet`].
        RTM_DELMDB = 85, Delete => DelMdb(MdbMessage<'a>),
        /// Requests one MDB entry, or with NLM_F_DUMP all of them.
        RTM_GETMDB = 86, Get => GetMdb(BrPortMsg, MdbGet),
        /// Multicast routing upcall, such as a cache miss (`IGMPMSG_*`); notification only.
        ///
        /// Of RTNL_FAMILY_IP6MR, with the attributes of [`CacheReport6`].
        RTM_NEWCACHEREPORT = 96, New => NewCacheReport(RtGenMsg, CacheReport),
        /// Announces new or changed VLANs of a bridge or port; as a request, adds or changes them.
        RTM_NEWVLAN = 112, New => NewVlan(VlanMessage<'a>),
        /// Announces removed VLANs of a bridge or port; as a request, removes them.
        RTM_DELVLAN = 113, Delete => DelVlan(VlanMessage<'a>),
        /// Requests the VLANs of bridges and ports; dump only.
        RTM_GETVLAN = 114, Get => GetVlan(BrVlanMsg, BridgeVlanDump),
        /// Announces a new entry of a VXLAN VNI filter; as a request, adds one.
        RTM_NEWTUNNEL = 120, New => NewTunnel(TunnelMessage<'a>),
        /// Announces a removed entry of a VXLAN VNI filter; as a request, removes one.
        RTM_DELTUNNEL = 121, Delete => DelTunnel(TunnelMessage<'a>),
        /// Requests the VNI filter entries of VXLAN interfaces; dump only.
        RTM_GETTUNNEL = 122, Get => GetTunnel(TunnelMessage<'a>),
    }
    alternatives {
        /// Requests bridge FDB entries; sent by bridge(8) before iproute2 5.0, on sockets without
        /// NETLINK_GET_STRICT_CHK. [`Link::IFLA_MASTER`] is the bridge, the index the port.
        [RTM_GETNEIGH] if is_old_fdb_dump, Get => OldGetFdb(IfInfo, Link),
        /// Requests links with the header of iproute2 before 3.9.
        [RTM_GETLINK] if is_short_dump, Get => ShortGetLink(RtGenMsg, Link),
        /// CAN gateway job: notification of AF_CAN instead of a route; as a request, adds a job.
        [RTM_NEWROUTE] if is_can, New => NewCanJob(RtCanMsg, CanGw),
        /// Removes a CAN gateway job; request only.
        [RTM_DELROUTE] if is_can, Delete => DelCanJob(RtCanMsg, CanGw),
        /// Requests CAN gateway jobs; dump only.
        [RTM_GETROUTE] if is_can, Get => GetCanJob(RtCanMsg, CanGw),
        /// Adds an entry to the MDB of a bridge.
        [RTM_NEWMDB] if is_request, New => SetMdb(BrPortMsg, MdbSet),
        /// Removes an entry from the MDB of a bridge.
        [RTM_DELMDB] if is_request, Delete => UnsetMdb(BrPortMsg, MdbSet),
        /// Upcall of IPv6 multicast routing.
        [RTM_NEWCACHEREPORT] if is_ip6mr, New => NewCacheReport6(RtGenMsg, CacheReport6),
        /// Reply to a change of DCB parameters.
        [RTM_SETDCB] if is_dcb_status, New => DcbStatus(DcbMsg, DcbStatus),
        /// Requests all objects of a type with the generic header, as glibc does. The kernel reads
        /// no attributes. Accepted on sockets without NETLINK_GET_STRICT_CHK.
        [
            RTM_GETADDR, RTM_GETROUTE, RTM_GETNEIGH, RTM_GETRULE, RTM_GETMULTICAST, RTM_GETANYCAST,
            RTM_GETNEIGHTBL, RTM_GETADDRLABEL, RTM_GETMDB, RTM_GETTCLASS, RTM_GETTFILTER, RTM_GETCHAIN
        ] if is_short_dump, Get => ShortDump(RtGenMsg, ()),
        /// Requests all objects of a type with the header of a link, as iproute2 before 5.0 does. Of
        /// header and attributes the kernel reads the family. Accepted on sockets without
        /// NETLINK_GET_STRICT_CHK.
        [
            RTM_GETADDR, RTM_GETROUTE, RTM_GETNEIGH, RTM_GETRULE, RTM_GETMULTICAST, RTM_GETANYCAST,
            RTM_GETNEIGHTBL, RTM_GETADDRLABEL, RTM_GETNETCONF, RTM_GETNSID, RTM_GETMDB
        ] if is_link_dump, Get => LinkDump(IfInfo, Link),
    }
}
/// Returns the specification of a message; `None` for an unknown message type.
///
/// Each protocol has a function of this name, which decoders and batches take. The query for the
/// route to a destination, `ip route get`, is [`route::route::lookup`](crate::route::route::lookup).
///
/// A server, which knows whether a socket has NETLINK_GET_STRICT_CHK, calls
/// [`RouteMessage::lookup`].
pub fn lookup(message: Message<'_>) -> Option<&'static MessageSpec> {
    RouteMessage::lookup(message, StrictChecking::Unknown)
}
fn is_dump(message: Message<'_>) -> bool {
    let flags = message.flags();
    flags & GetFlags::REQUEST.bits() != 0 && flags & GetFlags::DUMP.bits() != 0
}
/// Whether a request is a dump with a `struct rtgenmsg` instead of the header of its type.
fn is_short_dump(message: Message<'_>, strict: StrictChecking) -> bool {
    let payload = message.payload();
    let header = match message.message_type() {
        RouteMessage::RTM_GETLINK => IfInfo::SPEC.len,
        // the bridge reads a `struct ifinfomsg` where the length is not that of a `struct ndmsg`
        RouteMessage::RTM_GETNEIGH if payload.first() == Some(&AddressFamily::AF_BRIDGE.0) => 0,
        // accepted whatever the socket, for an empty reply
        RouteMessage::RTM_GETTCLASS | RouteMessage::RTM_GETTFILTER | RouteMessage::RTM_GETCHAIN => {
            return is_dump(message) && (1..TCMSG).contains(&payload.len());
        }
        kind => dump_header(kind),
    };
    is_dump(message) && strict != StrictChecking::On && (1..header).contains(&payload.len())
}
/// Whether a request is a dump with a `struct ifinfomsg` instead of the header of its type: where
/// the attributes of the type would begin, there is a field, which is zero (in both byte orders).
fn is_link_dump(message: Message<'_>, strict: StrictChecking) -> bool {
    let payload = message.payload();
    let attrs = align4(dump_header(message.message_type()));
    let is_fdb = message.message_type() == RouteMessage::RTM_GETNEIGH
        && payload.first() == Some(&AddressFamily::AF_BRIDGE.0);
    is_dump(message)
        && !is_fdb
        && strict != StrictChecking::On
        && payload.len() >= IfInfo::SPEC.len
        && payload.get(attrs..).and_then(|rest| rest.get(..4)) == Some(&[0; 4])
}
/// Length of the header of dumps that the kernel accepts with another header, bytes; 0 for other
/// types.
const fn dump_header(kind: u16) -> usize {
    match kind {
        RouteMessage::RTM_GETADDR | RouteMessage::RTM_GETMULTICAST | RouteMessage::RTM_GETANYCAST => {
            IfAddr::SPEC.len
        }
        RouteMessage::RTM_GETROUTE => RtMsg::SPEC.len,
        RouteMessage::RTM_GETNEIGH => NdMsg::SPEC.len,
        RouteMessage::RTM_GETRULE => FibRuleHdr::SPEC.len,
        RouteMessage::RTM_GETNEIGHTBL => NdtMsg::SPEC.len,
        RouteMessage::RTM_GETADDRLABEL => IfAddrLblMsg::SPEC.len,
        RouteMessage::RTM_GETNETCONF => NetConfMsg::SPEC.len,
        RouteMessage::RTM_GETNSID => RtGenMsg::SPEC.len,
        RouteMessage::RTM_GETMDB => BrPortMsg::SPEC.len,
        _ => 0,
    }
}
/// Whether a message is a request, which has other attributes than a notification.
fn is_request(message: Message<'_>, _: StrictChecking) -> bool {
    message.flags() & GetFlags::REQUEST.bits() != 0
}
fn is_ip6mr(message: Message<'_>, _: StrictChecking) -> bool {
    message.payload().first() == Some(&AddressFamily::RTNL_FAMILY_IP6MR.0)
}
/// Whether a message is the reply to a change of DCB parameters: a header, and one attribute with a
/// byte. A request has the name of the interface as well. The kernel copies the flags of the
/// request into the reply, so NLM_F_REQUEST does not tell.
fn is_dcb_status(message: Message<'_>, _: StrictChecking) -> bool {
    let payload = message.payload();
    let len = payload.get(4..).and_then(|attr| attr.first_chunk::<2>());
    payload.len() == 12 && len.is_some_and(|len| in_either_order(|number| number(*len) == 5))
}
/// Whether a message of a route type is of a CAN gateway job, which has another header.
fn is_can(message: Message<'_>, _: StrictChecking) -> bool {
    message.payload().first() == Some(&AddressFamily::AF_CAN.0)
}
/// Length of `struct tcmsg`.
const TCMSG: usize = 20;
/// Whether a request for FDB entries has a `struct ifinfomsg`: `valid_fdb_dump_legacy`,
/// net/core/rtnetlink.c.
fn is_old_fdb_dump(message: Message<'_>, strict: StrictChecking) -> bool {
    const NDMSG: usize = NdMsg::SPEC.len;
    const IFINFOMSG: usize = IfInfo::SPEC.len;
    let payload = message.payload();
    let is_of_bridge = payload.first() == Some(&AddressFamily::AF_BRIDGE.0);
    is_dump(message)
        && is_of_bridge
        && match strict {
            StrictChecking::On => false,
            // without or with an attribute of 4 bytes
            StrictChecking::Off => payload.len() != NDMSG && payload.len() != NDMSG + 8,
            StrictChecking::Unknown => payload.len() == IFINFOMSG || payload.len() == IFINFOMSG + 8,
        }
}

open_enum! {
    /// Multicast groups: `RTNLGRP_*`, linux/rtnetlink.h.
    ///
    /// Join a group by number with `NETLINK_ADD_MEMBERSHIP`; the bit mask `nl_groups` ends at group
    /// 32.
    pub struct RouteGroup(u32) {
        /// Link notifications: RTM_NEWLINK, RTM_DELLINK.
        RTNLGRP_LINK = 1,
        /// Obsolete; the kernel sends no notifications to this group.
        RTNLGRP_NOTIFY = 2,
        /// Neighbour and FDB notifications: RTM_NEWNEIGH, RTM_DELNEIGH, RTM_GETNEIGH.
        RTNLGRP_NEIGH = 3,
        /// Traffic control notifications of qdiscs, classes, filters, chains and actions.
        ///
        /// RTM_NEWQDISC, RTM_NEWTCLASS, RTM_NEWTFILTER, RTM_NEWCHAIN, RTM_NEWACTION and the
        /// matching RTM_DEL messages.
        RTNLGRP_TC = 4,
        /// IPv4 address notifications: RTM_NEWADDR, RTM_DELADDR.
        RTNLGRP_IPV4_IFADDR = 5,
        /// IPv4 multicast route notifications: RTM_NEWROUTE, RTM_DELROUTE of RTNL_FAMILY_IPMR.
        RTNLGRP_IPV4_MROUTE = 6,
        /// IPv4 route notifications: RTM_NEWROUTE, RTM_DELROUTE.
        RTNLGRP_IPV4_ROUTE = 7,
        /// IPv4 rule notifications: RTM_NEWRULE, RTM_DELRULE.
        RTNLGRP_IPV4_RULE = 8,
        /// IPv6 address notifications: RTM_NEWADDR, RTM_DELADDR.
        RTNLGRP_IPV6_IFADDR = 9,
        /// IPv6 multicast route notifications: RTM_NEWROUTE, RTM_DELROUTE of RTNL_FAMILY_IP6MR.
        RTNLGRP_IPV6_MROUTE = 10,
        /// IPv6 route notifications: RTM_NEWROUTE, RTM_DELROUTE.
        RTNLGRP_IPV6_ROUTE = 11,
        /// IPv6 link configuration notifications: RTM_NEWLINK of AF_INET6.
        RTNLGRP_IPV6_IFINFO = 12,
        /// DECnet address notifications; unused since Linux 6.1 removed DECnet.
        RTNLGRP_DECnet_IFADDR = 13,
        /// Unused.
        RTNLGRP_NOP2 = 14,
        /// DECnet route notifications; unused since Linux 6.1 removed DECnet.
        RTNLGRP_DECnet_ROUTE = 15,
        /// DECnet rule notifications; unused since Linux 6.1 removed DECnet.
        RTNLGRP_DECnet_RULE = 16,
        /// Unused.
        RTNLGRP_NOP4 = 17,
        /// IPv6 prefix notifications (router advertisements): RTM_NEWPREFIX.
        RTNLGRP_IPV6_PREFIX = 18,
        /// IPv6 rule notifications: RTM_NEWRULE, RTM_DELRULE.
        RTNLGRP_IPV6_RULE = 19,
        /// Neighbour discovery options for user space: RTM_NEWNDUSEROPT.
        RTNLGRP_ND_USEROPT = 20,
        /// Phonet address notifications: RTM_NEWADDR, RTM_DELADDR of AF_PHONET.
        RTNLGRP_PHONET_IFADDR = 21,
        /// Phonet route notifications: RTM_NEWROUTE, RTM_DELROUTE of AF_PHONET.
        RTNLGRP_PHONET_ROUTE = 22,
        /// Data Center Bridging notifications: RTM_GETDCB, RTM_SETDCB.
        RTNLGRP_DCB = 23,
        /// IPv4 interface configuration notifications: RTM_NEWNETCONF, RTM_DELNETCONF.
        RTNLGRP_IPV4_NETCONF = 24,
        /// IPv6 interface configuration notifications: RTM_NEWNETCONF, RTM_DELNETCONF.
        RTNLGRP_IPV6_NETCONF = 25,
        /// Multicast database notifications: RTM_NEWMDB, RTM_DELMDB.
        RTNLGRP_MDB = 26,
        /// MPLS route notifications: RTM_NEWROUTE, RTM_DELROUTE of AF_MPLS.
        RTNLGRP_MPLS_ROUTE = 27,
        /// Network namespace id notifications: RTM_NEWNSID, RTM_DELNSID.
        RTNLGRP_NSID = 28,
        /// MPLS interface configuration notifications: RTM_NEWNETCONF, RTM_DELNETCONF.
        RTNLGRP_MPLS_NETCONF = 29,
        /// IPv4 multicast routing upcalls: RTM_NEWCACHEREPORT. Joining requires CAP_NET_ADMIN.
        RTNLGRP_IPV4_MROUTE_R = 30,
        /// IPv6 multicast routing upcalls: RTM_NEWCACHEREPORT. Joining requires CAP_NET_ADMIN.
        RTNLGRP_IPV6_MROUTE_R = 31,
        /// Nexthop notifications: RTM_NEWNEXTHOP, RTM_DELNEXTHOP, RTM_NEWNEXTHOPBUCKET.
        RTNLGRP_NEXTHOP = 32,
        /// Bridge VLAN notifications: RTM_NEWVLAN, RTM_DELVLAN.
        RTNLGRP_BRVLAN = 33,
        /// MCTP address notifications: RTM_NEWADDR, RTM_DELADDR of AF_MCTP.
        RTNLGRP_MCTP_IFADDR = 34,
        /// VXLAN VNI filter notifications: RTM_NEWTUNNEL, RTM_DELTUNNEL.
        RTNLGRP_TUNNEL = 35,
        /// Statistics notifications: RTM_NEWSTATS.
        RTNLGRP_STATS = 36,
        /// IPv4 multicast group notifications: RTM_NEWMULTICAST, RTM_DELMULTICAST. Since Linux
        /// 6.14.
        RTNLGRP_IPV4_MCADDR = 37,
        /// IPv6 multicast group notifications: RTM_NEWMULTICAST, RTM_DELMULTICAST. Since Linux
        /// 6.14.
        RTNLGRP_IPV6_MCADDR = 38,
        /// IPv6 anycast address notifications: RTM_NEWANYCAST, RTM_DELANYCAST. Since Linux 6.14.
        RTNLGRP_IPV6_ACADDR = 39,
    }
}
impl crate::wire::GroupId for RouteGroup {
    fn group_id(&self) -> u32 {
        self.0
    }
}
