//! NETLINK_ROUTE: links, addresses, routes, neighbours, rules, next hops, traffic control (linux/rtnetlink.h).
//!
//! ```
//! use nlwire::{route::{IfInfo, Link, NewLink, RouteMessage}, wire::{Message, NewFlags, Request}};
//! let mut buffer = [0; 64];
//! let mut request = Request::new(&mut buffer, NewLink { index: 3, ..Default::default() }, NewFlags::ACK);
//! request.put(Link::IFLA_MTU, 1400);
//! match RouteMessage::decode(Message::new(request.finish(1)?)?)? {
//!     RouteMessage::NewLink(header, attrs) => {
//!         assert_eq!((header.get(IfInfo::ifi_index), attrs.get(Link::IFLA_MTU)?), (3, Some(1400)));
//!     }
//!     other => panic!("{other:?}"),
//! }
//! # use nlwire::wire::Layout;
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod addr;
mod link;
mod neigh;
mod netconf;
mod nexthop;
mod nsid;
mod prefix;
mod reading;
#[allow(clippy::module_inception)]
mod route;
mod rule;
mod stats;
mod tables;
pub mod tc;
mod userop;
mod verbs;

pub use addr::*;
pub use link::*;
pub use neigh::*;
pub use netconf::*;
pub use nexthop::*;
pub use nsid::*;
pub use prefix::*;
pub use reading::*;
pub use route::*;
pub use rule::*;
pub use stats::*;
pub use tables::*;
pub use userop::*;
pub use verbs::{
    Matching, actions, addresses, chains, filters, links, namespaces, neighbours, qdiscs, routes, rules,
};

use crate::{messages, numbers, wire::MessageRow};
use tc::{ActionRoot, Qdisc, TClass, TFilter, TcMsg, TcaMsg};

/// The netlink protocol: `NETLINK_ROUTE`, linux/netlink.h.
pub const NETLINK_ROUTE: i32 = 0;

messages! {
    /// What NETLINK_ROUTE says.
    pub enum RouteMessage<'a> {
        /// A link is there, or is to be made.
        RTM_NEWLINK = 16, New => NewLink(IfInfo, Link),
        /// A link is gone, or is to go.
        RTM_DELLINK = 17, Delete => DelLink(IfInfo, Link),
        /// A link is asked for.
        RTM_GETLINK = 18, Get => GetLink(IfInfo, Link),
        /// A link is to be changed.
        RTM_SETLINK = 19, New => SetLink(IfInfo, Link),
        /// An address is there, or is to be made.
        RTM_NEWADDR = 20, New => NewAddr(IfAddr, Addr),
        /// An address is gone, or is to go.
        RTM_DELADDR = 21, Delete => DelAddr(IfAddr, Addr),
        /// An address is asked for.
        RTM_GETADDR = 22, Get => GetAddr(IfAddr, Addr),
        /// A route is there, or is to be made.
        RTM_NEWROUTE = 24, New => NewRoute(RtMsg, Route),
        /// A route is gone, or is to go.
        RTM_DELROUTE = 25, Delete => DelRoute(RtMsg, Route),
        /// A route is asked for.
        RTM_GETROUTE = 26, Get => GetRoute(RtMsg, Route),
        /// A neighbour is there, or is to be made.
        RTM_NEWNEIGH = 28, New => NewNeigh(NdMsg, Neigh),
        /// A neighbour is gone, or is to go.
        RTM_DELNEIGH = 29, Delete => DelNeigh(NdMsg, Neigh),
        /// A neighbour is asked for.
        RTM_GETNEIGH = 30, Get => GetNeigh(NdMsg, Neigh),
        /// A routing rule is there, or is to be made.
        RTM_NEWRULE = 32, New => NewRule(FibRuleHdr, Rule),
        /// A routing rule is gone, or is to go.
        RTM_DELRULE = 33, Delete => DelRule(FibRuleHdr, Rule),
        /// A routing rule is asked for.
        RTM_GETRULE = 34, Get => GetRule(FibRuleHdr, Rule),
        /// A queueing discipline is there, or is to be made.
        RTM_NEWQDISC = 36, New => NewQdisc(TcMsg, Qdisc),
        /// A queueing discipline is gone, or is to go.
        RTM_DELQDISC = 37, Delete => DelQdisc(TcMsg, Qdisc),
        /// A queueing discipline is asked for.
        RTM_GETQDISC = 38, Get => GetQdisc(TcMsg, Qdisc),
        /// A traffic class is there, or is to be made.
        RTM_NEWTCLASS = 40, New => NewTClass(TcMsg, TClass),
        /// A traffic class is gone, or is to go.
        RTM_DELTCLASS = 41, Delete => DelTClass(TcMsg, TClass),
        /// A traffic class is asked for.
        RTM_GETTCLASS = 42, Get => GetTClass(TcMsg, TClass),
        /// A traffic filter is there, or is to be made.
        RTM_NEWTFILTER = 44, New => NewTFilter(TcMsg, TFilter),
        /// A traffic filter is gone, or is to go.
        RTM_DELTFILTER = 45, Delete => DelTFilter(TcMsg, TFilter),
        /// A traffic filter is asked for.
        RTM_GETTFILTER = 46, Get => GetTFilter(TcMsg, TFilter),
        /// A traffic action is there, or is to be made.
        RTM_NEWACTION = 48, New => NewAction(TcaMsg, ActionRoot),
        /// A traffic action is gone, or is to go.
        RTM_DELACTION = 49, Delete => DelAction(TcaMsg, ActionRoot),
        /// A traffic action is asked for.
        RTM_GETACTION = 50, Get => GetAction(TcaMsg, ActionRoot),
        /// A prefix that a router announced is there, or is to be made.
        RTM_NEWPREFIX = 52, New => NewPrefix(PrefixMsg, Prefix),
        /// A multicast address is there, or is to be made.
        RTM_NEWMULTICAST = 56, New => NewMulticast(IfAddr, Addr),
        /// A multicast address is gone, or is to go.
        RTM_DELMULTICAST = 57, Delete => DelMulticast(IfAddr, Addr),
        /// A multicast address is asked for.
        RTM_GETMULTICAST = 58, Get => GetMulticast(IfAddr, Addr),
        /// An anycast address is there, or is to be made.
        RTM_NEWANYCAST = 60, New => NewAnycast(IfAddr, Addr),
        /// An anycast address is gone, or is to go.
        RTM_DELANYCAST = 61, Delete => DelAnycast(IfAddr, Addr),
        /// An anycast address is asked for.
        RTM_GETANYCAST = 62, Get => GetAnycast(IfAddr, Addr),
        /// A neighbour table is there, or is to be made.
        RTM_NEWNEIGHTBL = 64, New => NewNeighTable(NdtMsg, NeighTable),
        /// A neighbour table is asked for.
        RTM_GETNEIGHTBL = 66, Get => GetNeighTable(NdtMsg, NeighTable),
        /// A neighbour table is to be changed.
        RTM_SETNEIGHTBL = 67, New => SetNeighTable(NdtMsg, NeighTable),
        /// A neighbour-discovery option for user space is there, or is to be made.
        RTM_NEWNDUSEROPT = 68, New => NewNdUserOpt(NdUserOptMsg, NdUserOpt),
        /// IP settings of a link is there, or is to be made.
        RTM_NEWNETCONF = 80, New => NewNetConf(NetConfMsg, NetConf),
        /// IP settings of a link is gone, or is to go.
        RTM_DELNETCONF = 81, Delete => DelNetConf(NetConfMsg, NetConf),
        /// IP settings of a link is asked for.
        RTM_GETNETCONF = 82, Get => GetNetConf(NetConfMsg, NetConf),
        /// A namespace id is there, or is to be made.
        RTM_NEWNSID = 88, New => NewNsid(RtGenMsg, Nsid),
        /// A namespace id is gone, or is to go.
        RTM_DELNSID = 89, Delete => DelNsid(RtGenMsg, Nsid),
        /// A namespace id is asked for.
        RTM_GETNSID = 90, Get => GetNsid(RtGenMsg, Nsid),
        /// Statistics of a link is there, or is to be made.
        RTM_NEWSTATS = 92, New => NewStats(IfStatsMsg, Stats),
        /// Statistics of a link is asked for.
        RTM_GETSTATS = 94, Get => GetStats(IfStatsMsg, StatsRequest),
        /// Statistics of a link is to be changed.
        RTM_SETSTATS = 95, New => SetStats(IfStatsMsg, StatsRequest),
        /// A filter chain is there, or is to be made.
        RTM_NEWCHAIN = 100, New => NewChain(TcMsg, TFilter),
        /// A filter chain is gone, or is to go.
        RTM_DELCHAIN = 101, Delete => DelChain(TcMsg, TFilter),
        /// A filter chain is asked for.
        RTM_GETCHAIN = 102, Get => GetChain(TcMsg, TFilter),
        /// A next-hop object is there, or is to be made.
        RTM_NEWNEXTHOP = 104, New => NewNextHop(NhMsg, NextHop),
        /// A next-hop object is gone, or is to go.
        RTM_DELNEXTHOP = 105, Delete => DelNextHop(NhMsg, NextHop),
        /// A next-hop object is asked for.
        RTM_GETNEXTHOP = 106, Get => GetNextHop(NhMsg, NextHop),
        /// A bucket of a resilient next-hop group is there, or is to be made.
        RTM_NEWNEXTHOPBUCKET = 116, New => NewNextHopBucket(NhMsg, NextHop),
        /// A bucket of a resilient next-hop group is gone, or is to go.
        RTM_DELNEXTHOPBUCKET = 117, Delete => DelNextHopBucket(NhMsg, NextHop),
        /// A bucket of a resilient next-hop group is asked for.
        RTM_GETNEXTHOPBUCKET = 118, Get => GetNextHopBucket(NhMsg, NextHop),
        /// Properties of a link are to be added.
        RTM_NEWLINKPROP = 108, New => NewLinkProp(IfInfo, Link),
        /// Properties of a link are to go.
        RTM_DELLINKPROP = 109, Delete => DelLinkProp(IfInfo, Link),
        /// Properties of a link are asked for.
        RTM_GETLINKPROP = 110, Get => GetLinkProp(IfInfo, Link),
    }
    also {
        /// An address label is there, or is to be made.
        RTM_NEWADDRLABEL = 72, New,
        /// An address label is gone, or is to go.
        RTM_DELADDRLABEL = 73, Delete,
        /// An address label is asked for.
        RTM_GETADDRLABEL = 74, Get,
        /// Data centre bridging is asked for.
        RTM_GETDCB = 78, Get,
        /// Data centre bridging is to be changed.
        RTM_SETDCB = 79, New,
        /// A bridge's multicast group is there, or is to be made.
        RTM_NEWMDB = 84, New,
        /// A bridge's multicast group is gone, or is to go.
        RTM_DELMDB = 85, Delete,
        /// A bridge's multicast group is asked for.
        RTM_GETMDB = 86, Get,
        /// An unresolved multicast packet is there, or is to be made.
        RTM_NEWCACHEREPORT = 96, New,
        /// A bridge's VLAN is there, or is to be made.
        RTM_NEWVLAN = 112, New,
        /// A bridge's VLAN is gone, or is to go.
        RTM_DELVLAN = 113, Delete,
        /// A bridge's VLAN is asked for.
        RTM_GETVLAN = 114, Get,
        /// A tunnel is there, or is to be made.
        RTM_NEWTUNNEL = 120, New,
        /// A tunnel is gone, or is to go.
        RTM_DELTUNNEL = 121, Delete,
        /// A tunnel is asked for.
        RTM_GETTUNNEL = 122, Get,
    }
}
/// The row of a message type, if the table has one.
pub fn row(kind: u16) -> Option<&'static MessageRow> {
    RouteMessage::ROWS.iter().find(|row| row.number == kind)
}

numbers! {
    /// Multicast groups: `RTNLGRP_*`, linux/rtnetlink.h. Joined by number, also above 31.
    pub struct RouteGroup(u32) {
        /// link.
        RTNLGRP_LINK = 1,
        /// notify.
        RTNLGRP_NOTIFY = 2,
        /// neigh.
        RTNLGRP_NEIGH = 3,
        /// tc.
        RTNLGRP_TC = 4,
        /// ipv4 ifaddr.
        RTNLGRP_IPV4_IFADDR = 5,
        /// ipv4 mroute.
        RTNLGRP_IPV4_MROUTE = 6,
        /// ipv4 route.
        RTNLGRP_IPV4_ROUTE = 7,
        /// ipv4 rule.
        RTNLGRP_IPV4_RULE = 8,
        /// ipv6 ifaddr.
        RTNLGRP_IPV6_IFADDR = 9,
        /// ipv6 mroute.
        RTNLGRP_IPV6_MROUTE = 10,
        /// ipv6 route.
        RTNLGRP_IPV6_ROUTE = 11,
        /// ipv6 ifinfo.
        RTNLGRP_IPV6_IFINFO = 12,
        /// decnet ifaddr.
        RTNLGRP_DECnet_IFADDR = 13,
        /// nop2.
        RTNLGRP_NOP2 = 14,
        /// decnet route.
        RTNLGRP_DECnet_ROUTE = 15,
        /// decnet rule.
        RTNLGRP_DECnet_RULE = 16,
        /// nop4.
        RTNLGRP_NOP4 = 17,
        /// ipv6 prefix.
        RTNLGRP_IPV6_PREFIX = 18,
        /// ipv6 rule.
        RTNLGRP_IPV6_RULE = 19,
        /// nd useropt.
        RTNLGRP_ND_USEROPT = 20,
        /// phonet ifaddr.
        RTNLGRP_PHONET_IFADDR = 21,
        /// phonet route.
        RTNLGRP_PHONET_ROUTE = 22,
        /// dcb.
        RTNLGRP_DCB = 23,
        /// ipv4 netconf.
        RTNLGRP_IPV4_NETCONF = 24,
        /// ipv6 netconf.
        RTNLGRP_IPV6_NETCONF = 25,
        /// mdb.
        RTNLGRP_MDB = 26,
        /// mpls route.
        RTNLGRP_MPLS_ROUTE = 27,
        /// nsid.
        RTNLGRP_NSID = 28,
        /// mpls netconf.
        RTNLGRP_MPLS_NETCONF = 29,
        /// ipv4 mroute r.
        RTNLGRP_IPV4_MROUTE_R = 30,
        /// ipv6 mroute r.
        RTNLGRP_IPV6_MROUTE_R = 31,
        /// nexthop.
        RTNLGRP_NEXTHOP = 32,
        /// brvlan.
        RTNLGRP_BRVLAN = 33,
        /// mctp ifaddr.
        RTNLGRP_MCTP_IFADDR = 34,
        /// tunnel.
        RTNLGRP_TUNNEL = 35,
        /// stats.
        RTNLGRP_STATS = 36,
    }
}
