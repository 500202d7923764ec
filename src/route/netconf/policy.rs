//! Request policies of IP configuration: see [`request_policy`](crate::route::request_policy).
use super::NetConf;
use crate::{
    route::policy::{Situation, numbers, rows},
    server::RequestPolicy,
    uapi::AddressFamily,
    wire::spec::Constraint,
};

/// devconf_ipv4_policy, net/ipv4/devinet.c.
const IPV4: &[(u16, Constraint)] = rows![NetConf:
    NETCONFA_IFINDEX, NETCONFA_FORWARDING, NETCONFA_RP_FILTER, NETCONFA_PROXY_NEIGH, NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN,
];
/// devconf_ipv6_policy, net/ipv6/addrconf.c.
const IPV6: &[(u16, Constraint)] = rows![NetConf:
    NETCONFA_IFINDEX, NETCONFA_FORWARDING, NETCONFA_PROXY_NEIGH, NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN,
];

/// Returns the policy of a request; `None` if Linux has no handler for it.
pub(in crate::route) fn policy(situation: Situation) -> Option<RequestPolicy> {
    let (v4, v6) = (situation.is_ipv4(), situation.is_ipv6());
    if situation.dump {
        return Some(if situation.strict { situation.get().bare() } else { situation.get() });
    }
    let get = situation.get().policy(if v6 { IPV6 } else { IPV4 });
    let get = if situation.strict { get.serves(numbers![NetConf: NETCONFA_IFINDEX]) } else { get };
    (v4 || v6 || situation.family == AddressFamily::AF_MPLS).then_some(get)
}
