//! Request policies of addresses: see [`request_policy`](crate::route::request_policy).
use super::{Addr, IfAddr};
use crate::{
    route::{
        RouteMessage as M,
        policy::{IPV4, IPV6, Situation, between, numbers, rows},
    },
    server::RequestPolicy,
    uapi::AddressFamily,
    wire::spec::Constraint,
};

/// ifa_ipv4_policy, net/ipv4/devinet.c.
const ADDR4: &[(u16, Constraint)] = rows![Addr:
    IFA_ADDRESS(IPV4), IFA_LOCAL(IPV4), IFA_LABEL, IFA_BROADCAST(IPV4), IFA_CACHEINFO, IFA_FLAGS, IFA_RT_PRIORITY,
    IFA_TARGET_NETNSID, IFA_PROTO,
];
/// ifa_ipv6_policy, net/ipv6/addrconf.c.
const ADDR6: &[(u16, Constraint)] = rows![Addr:
    IFA_ADDRESS(IPV6), IFA_LOCAL(IPV6), IFA_CACHEINFO, IFA_FLAGS, IFA_RT_PRIORITY, IFA_TARGET_NETNSID, IFA_PROTO,
];

/// Returns the policy of a request; `None` if Linux has no handler for it.
pub(in crate::route) fn policy(situation: Situation) -> Option<RequestPolicy> {
    let (v4, v6) = (situation.is_ipv4(), situation.is_ipv6());
    let small = matches!(situation.family, AddressFamily::AF_MCTP | AddressFamily::AF_PHONET);
    let of_family = |policy: RequestPolicy| match situation.family {
        AddressFamily::AF_INET6 => policy.policy(ADDR6),
        AddressFamily::AF_MCTP | AddressFamily::AF_PHONET => policy,
        // a dump of all families begins with IPv4
        _ => policy.policy(ADDR4),
    };
    let get = of_family(situation.get());
    let header = const { &[between(IfAddr::ifa_family, IfAddr::ifa_index)] };
    let served = match situation.kind {
        M::RTM_NEWADDR | M::RTM_DELADDR => v4 || v6 || small,
        M::RTM_GETADDR => situation.dump || v6,
        M::RTM_GETMULTICAST => situation.dump && (v4 || v6),
        M::RTM_GETANYCAST => situation.dump && v6,
        _ => false,
    };
    served.then(|| match situation.kind {
        M::RTM_NEWADDR | M::RTM_DELADDR => of_family(situation.liberal()),
        _ if !situation.strict => get,
        M::RTM_GETADDR if !situation.dump => {
            get.zero(header).serves(numbers![Addr: IFA_ADDRESS, IFA_LOCAL, IFA_TARGET_NETNSID])
        }
        _ => get.zero(header).serves(numbers![Addr: IFA_TARGET_NETNSID]),
    })
}
