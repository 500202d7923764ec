//! How Linux reads each request of NETLINK_ROUTE: which are strict, what their policies have, what they serve and need. For whoever
//! answers such requests himself.
//!
//! ```
//! use nlwire::{route::{self, GetLink, Link}, wire::{GetFlags, Message, Request, Why}};
//! let mut buffer = [0; 64];
//! let mut request = Request::new(&mut buffer, GetLink::default(), GetFlags::ACK);
//! request.put(Link::IFLA_MTU, 1500);
//! let request = Message::new(request.finish(1)?)?;
//! let row = route::row(request.kind()).unwrap();
//! // an old program's socket, and one with NETLINK_GET_STRICT_CHK
//! assert_eq!(row.validate(request, &route::reading(request, false)), Ok(()));
//! let refused = row.validate(request, &route::reading(request, true)).unwrap_err();
//! assert_eq!((refused.why, refused.number), (Why::Unserved, 4));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use crate::{
    route::RouteMessage as M,
    uapi::AddressFamily,
    wire::{Checks, GetFlags, Limit, Message, Reading},
};

/// What a policy says as the table does.
const fn as_is(number: u16) -> (u16, Limit) {
    (number, Limit::None)
}
/// An address of 4 bytes, or more in old operations.
const fn four(number: u16) -> (u16, Limit) {
    (number, Limit::AtLeast(4))
}
/// An address of 16 bytes, or more in old operations.
const fn sixteen(number: u16) -> (u16, Limit) {
    (number, Limit::AtLeast(16))
}
/// Bytes of any number; what they are is checked by hand.
const fn binary(number: u16) -> (u16, Limit) {
    (number, Limit::Binary(u16::MAX))
}
/// ifa_ipv4_policy, net/ipv4/devinet.c.
const ADDR4: &[(u16, Limit)] =
    &[four(1), four(2), as_is(3), four(4), as_is(6), as_is(8), as_is(9), as_is(10), as_is(11)];
/// ifa_ipv6_policy, net/ipv6/addrconf.c.
const ADDR6: &[(u16, Limit)] = &[sixteen(1), sixteen(2), as_is(6), as_is(8), as_is(9), as_is(10), as_is(11)];
/// rtm_ipv4_policy, net/ipv4/fib_frontend.c.
#[rustfmt::skip]
const ROUTE4: &[(u16, Limit)] = &[
    four(1), four(2), as_is(3), as_is(4), four(5), as_is(6), four(7), as_is(8), as_is(9), as_is(11), as_is(15), as_is(16), as_is(21),
    as_is(22), as_is(25), as_is(27), as_is(28), as_is(29), as_is(30),
];
/// rtm_ipv6_policy, net/ipv6/route.c. RTA_DST and RTA_SRC are checked by hand.
#[rustfmt::skip]
const ROUTE6: &[(u16, Limit)] = &[
    as_is(3), as_is(4), sixteen(5), as_is(6), sixteen(7), as_is(8), as_is(9), as_is(15), as_is(16), as_is(20), as_is(21), as_is(22),
    four(23), as_is(25), as_is(27), as_is(28), as_is(29), as_is(30), as_is(31),
];
/// rtm_mpls_policy, net/mpls/af_mpls.c.
const ROUTE_MPLS: &[(u16, Limit)] = &[four(1), as_is(4), as_is(26)];
/// nda_policy, net/core/neighbour.c. The others are those of forwarding entries alone, which are read without a policy.
#[rustfmt::skip]
const NEIGH: &[(u16, Limit)] = &[
    as_is(1), as_is(2), as_is(3), as_is(4), as_is(5), as_is(6), as_is(7), as_is(8), as_is(9), as_is(12), as_is(13), as_is(14), as_is(15),
];
/// devconf_ipv4_policy, net/ipv4/devinet.c, and devconf_ipv6_policy, net/ipv6/addrconf.c.
const NETCONF4: &[(u16, Limit)] = &[as_is(1), as_is(2), as_is(3), as_is(5), as_is(6)];
const NETCONF6: &[(u16, Limit)] = &[as_is(1), as_is(2), as_is(5), as_is(6)];
/// fib_rule_policy, net/core/fib_rules.c: all but FRA_DST and FRA_SRC, which IPv4 has as numbers of 4 bytes and IPv6 checks by hand.
#[rustfmt::skip]
const RULE: &[(u16, Limit)] = &[
    as_is(3), as_is(4), as_is(6), as_is(10), as_is(11), as_is(12), as_is(13), as_is(14), as_is(15), as_is(16), as_is(17), as_is(19),
    as_is(20), as_is(21), as_is(22), as_is(23), as_is(24), as_is(25), as_is(26), as_is(27), as_is(28), as_is(29), as_is(30),
];
/// What rtnl_newlink and do_setlink look into, net/core/rtnetlink.c.
const LINK: &[(u16, Checks)] = &[
    (18, Checks::LIBERAL),
    (22, Checks::LIBERAL),
    (25, Checks::LIBERAL),
    (26, Checks::LIBERAL),
    (43, Checks::LIBERAL),
    (55, Checks::LIBERAL),
];
const SETLINK: &[(u16, Checks)] = LINK.split_at(1).1;
/// Names are looked at one by one, strictly; another attribute beside them is not.
const NAMES: &[(u16, Checks)] = &[(52, Checks::STRICT.difference(Checks::DEPRECATED_STRICT))];
/// A bridge and its ports have no policy at the top: rtnl_bridge_setlink.
const BRIDGE: &[(u16, Limit)] = &[binary(12), binary(26)];
/// An encapsulation is read as in a route, a resilient group's settings are not.
const NEXTHOP: &[(u16, Checks)] = &[(8, Checks::LIBERAL), (12, Checks::STRICT)];
/// rtm_nh_policy_new, net/ipv4/nexthop.c.
#[rustfmt::skip]
const NEXTHOP_NEW: &[(u16, Limit)] = &[
    as_is(1), binary(2), as_is(3), as_is(4), as_is(5), binary(6), as_is(7), as_is(8), as_is(11), as_is(12), as_is(16),
];
const NEXTHOP_GET: &[(u16, Limit)] = &[as_is(1), as_is(14)];
const NEXTHOP_DEL: &[(u16, Limit)] = &[as_is(1)];
const NEXTHOP_DUMP: &[(u16, Limit)] = &[as_is(5), as_is(9), as_is(10), as_is(11), as_is(14)];
const BUCKET_GET: &[(u16, Limit)] = &[as_is(1), as_is(13)];
const BUCKET_DUMP: &[(u16, Limit)] = &[as_is(1), as_is(5), as_is(10), as_is(13)];
/// rtnl_stats_get_policy and rtnl_stats_set_policy, net/core/rtnetlink.c.
const STATS_GET: &[(u16, Limit)] = &[as_is(1)];
const STATS_SET: &[(u16, Limit)] = &[as_is(2)];

/// How Linux 6.18 reads a request of this type, family and flags; `strict` where its socket has NETLINK_GET_STRICT_CHK. A type that is
/// not known here is read as old operations are.
pub fn reading(request: Message<'_>, strict: bool) -> Reading {
    let family = AddressFamily(request.payload().first().copied().unwrap_or(0));
    let dump = request.flags() & GetFlags::DUMP.bits() != 0;
    // what a get checks depends on the socket
    let get = Reading::new(if strict { Checks::DEPRECATED_STRICT } else { Checks::LIBERAL }).opens(&[]);
    let (old, new) = (Reading::new(Checks::LIBERAL), Reading::new(Checks::STRICT));
    let addr = |reading: Reading| match family {
        AddressFamily::AF_INET => reading.policy(ADDR4),
        AddressFamily::AF_INET6 => reading.policy(ADDR6),
        _ => reading,
    };
    let route = |reading: Reading| match family {
        AddressFamily::AF_INET => reading.policy(ROUTE4),
        AddressFamily::AF_INET6 => reading.policy(ROUTE6),
        AddressFamily::AF_MPLS => reading.policy(ROUTE_MPLS),
        _ => reading,
    };
    match request.kind() {
        M::RTM_NEWLINK => old.opens(LINK),
        M::RTM_SETLINK | M::RTM_DELLINK if family == AddressFamily::AF_BRIDGE => old.by_hand(BRIDGE),
        M::RTM_SETLINK => old.opens(SETLINK),
        M::RTM_DELLINK => old.opens(&[]),
        M::RTM_NEWADDR | M::RTM_DELADDR => addr(old),
        M::RTM_NEWROUTE => route(old),
        M::RTM_DELROUTE => route(old).opens(&[]),
        M::RTM_NEWNEIGH => old.policy(NEIGH).opens(&[]),
        // it looks for NDA_DST alone
        M::RTM_DELNEIGH => old.by_hand(&[]),
        M::RTM_NEWRULE | M::RTM_DELRULE => old.policy(RULE),
        M::RTM_NEWLINKPROP | M::RTM_DELLINKPROP => new.opens(NAMES),
        M::RTM_NEWNEXTHOP => new.policy(NEXTHOP_NEW).opens(NEXTHOP).zero(&[(1, 1), (3, 1)]),
        M::RTM_DELNEXTHOP => new.policy(NEXTHOP_DEL).zero(&[(1, 7)]).needs(&[1]),
        M::RTM_GETNEXTHOP if dump => new.policy(NEXTHOP_DUMP).zero(&[(1, 7)]),
        M::RTM_GETNEXTHOP => new.policy(NEXTHOP_GET).zero(&[(1, 7)]).needs(&[1]),
        M::RTM_GETNEXTHOPBUCKET if dump => new.policy(BUCKET_DUMP).zero(&[(1, 7)]),
        M::RTM_GETNEXTHOPBUCKET => new.policy(BUCKET_GET).zero(&[(1, 7)]).needs(&[1, 13]),
        M::RTM_NEWNSID => old.needs(&[1]),
        M::RTM_GETSTATS if strict && dump => new.policy(STATS_GET).zero(&[(1, 7)]),
        M::RTM_GETSTATS if strict => new.policy(STATS_GET).zero(&[(1, 3)]),
        M::RTM_GETSTATS => new.policy(STATS_GET),
        M::RTM_SETSTATS => new.policy(STATS_SET).zero(&[(1, 3), (8, 4)]),
        // this one is strict on any socket
        M::RTM_GETNEIGH if !dump => {
            let reading = Reading::new(Checks::DEPRECATED_STRICT).policy(NEIGH).opens(&[]);
            reading.zero(&[(1, 3), (8, 2), (11, 1)]).serves(&[1])
        }
        _ if dump && !strict => get.lenient(),
        M::RTM_GETNETCONF if !dump => {
            let v6 = family == AddressFamily::AF_INET6;
            let reading = get.policy(if v6 { NETCONF6 } else { NETCONF4 });
            if strict { reading.serves(&[1]) } else { reading }
        }
        M::RTM_GETADDR => match addr(get) {
            reading if !strict => reading,
            reading if dump => reading.zero(&[(1, 3)]).serves(&[10]),
            reading => reading.zero(&[(1, 3)]).serves(&[1, 2, 10]),
        },
        M::RTM_GETROUTE if dump => get.policy(ROUTE4).zero(&[(1, 3), (6, 1)]).serves(&[4, 15]),
        M::RTM_GETROUTE => match route(get) {
            reading if !strict => reading,
            reading => reading.zero(&[(4, 4)]).serves(&[1, 2, 3, 4, 16, 25, 27, 28, 29, 31]),
        },
        _ if !strict => get,
        M::RTM_GETLINK if dump && family == AddressFamily::AF_BRIDGE => get.zero(&[(1, 15)]).serves(&[29]),
        M::RTM_GETLINK if dump => get.zero(&[(1, 15)]).serves(&[10, 18, 29, 46]),
        M::RTM_GETLINK => get.zero(&[(1, 3), (8, 8)]).serves(&[3, 29, 46, 53]),
        M::RTM_GETNEIGH => get.policy(NEIGH).zero(&[(1, 9), (11, 1)]).serves(&[8, 9]),
        M::RTM_GETNEIGHTBL => get.zero(&[(1, 3)]).bare(),
        M::RTM_GETRULE => get.zero(&[(1, 11)]).bare(),
        M::RTM_GETNSID if dump => get.serves(&[4]),
        M::RTM_GETNSID => get.serves(&[1, 2, 3, 4]),
        _ => old,
    }
}
