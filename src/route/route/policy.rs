//! Request policies of routes: see [`request_policy`](crate::route::request_policy).
use super::{Route, RouteFlags, RtMsg};
use crate::{
    route::{
        RouteMessage as M,
        policy::{IPV4, IPV6, Situation, between, field, numbers, rows},
    },
    server::RequestPolicy,
    uapi::AddressFamily,
    wire::spec::Constraint,
};

/// rtm_ipv4_policy, net/ipv4/fib_frontend.c.
const ROUTE4: &[(u16, Constraint)] = rows![Route:
    RTA_DST(IPV4), RTA_SRC(IPV4), RTA_IIF, RTA_OIF, RTA_GATEWAY(IPV4), RTA_PRIORITY, RTA_PREFSRC(IPV4), RTA_METRICS,
    RTA_MULTIPATH, RTA_FLOW, RTA_TABLE, RTA_MARK, RTA_ENCAP_TYPE, RTA_ENCAP, RTA_UID, RTA_IP_PROTO, RTA_SPORT,
    RTA_DPORT, RTA_NH_ID,
];
/// rtm_ipv6_policy, net/ipv6/route.c. The handler checks RTA_DST and RTA_SRC.
const ROUTE6: &[(u16, Constraint)] = rows![Route:
    RTA_IIF, RTA_OIF, RTA_GATEWAY(IPV6), RTA_PRIORITY, RTA_PREFSRC(IPV6), RTA_METRICS, RTA_MULTIPATH, RTA_TABLE, RTA_MARK,
    RTA_PREF, RTA_ENCAP_TYPE, RTA_ENCAP, RTA_EXPIRES(MIN4), RTA_UID, RTA_IP_PROTO, RTA_SPORT, RTA_DPORT, RTA_NH_ID,
    RTA_FLOWLABEL,
];
/// A number of 4 bytes; old operations accept longer ones.
const MIN4: Constraint = Constraint::MinLen(4);
/// rtm_mpls_policy, net/mpls/af_mpls.c.
const ROUTE_MPLS: &[(u16, Constraint)] = rows![Route: RTA_DST(MIN4), RTA_OIF, RTA_TTL_PROPAGATE];

/// Allows these flags in `rtm_flags` only, and no prefix length other than 0 and `len`.
const fn allowed(flags: RouteFlags, len: u8) -> [(u8, u8); 6] {
    let [first, second, third, fourth] = flags.bits().to_ne_bytes();
    let at = RtMsg::rtm_flags.offset() as u8;
    let (dst, src) = (RtMsg::rtm_dst_len.offset() as u8, RtMsg::rtm_src_len.offset() as u8);
    [(dst, len), (src, len), (at, first), (at + 1, second), (at + 2, third), (at + 3, fourth)]
}
const DUMP: &[(u8, u8)] = &allowed(RouteFlags::RTM_F_CLONED.union(RouteFlags::RTM_F_PREFIX), 0);
const GET4: &[(u8, u8)] = &allowed(
    RouteFlags::RTM_F_NOTIFY.union(RouteFlags::RTM_F_LOOKUP_TABLE).union(RouteFlags::RTM_F_FIB_MATCH),
    32,
);
const GET6: &[(u8, u8)] = &allowed(RouteFlags::RTM_F_FIB_MATCH, 128);

/// Returns the policy of a request; `None` if Linux has no handler for it.
pub(in crate::route) fn policy(situation: Situation) -> Option<RequestPolicy> {
    use AddressFamily as F;
    let (v4, v6) = (situation.is_ipv4(), situation.is_ipv6());
    // RTNL_FAMILY_IPMR and RTNL_FAMILY_IP6MR, linux/rtnetlink.h
    let (ipmr, ip6mr) = (situation.family == F(128), situation.family == F(129));
    let mpls = situation.family == F::AF_MPLS;
    let served = match situation.kind {
        M::RTM_GETROUTE => situation.dump || v4 || v6 || ipmr || ip6mr || mpls,
        _ => v4 || v6 || ipmr || mpls || matches!(situation.family, F::AF_MCTP | F::AF_PHONET | F::AF_CAN),
    };
    let of_family = |policy: RequestPolicy| match situation.family {
        F::AF_INET => policy.policy(ROUTE4),
        F::AF_INET6 => policy.policy(ROUTE6),
        F::AF_MPLS => policy.policy(ROUTE_MPLS),
        _ => policy,
    };
    let get = situation.get();
    served.then(|| match situation.kind {
        M::RTM_NEWROUTE => of_family(situation.liberal()),
        M::RTM_DELROUTE => of_family(situation.liberal()).opens(&[]),
        _ if situation.dump && !situation.strict => get,
        _ if situation.dump => get
            .policy(ROUTE4)
            .zero(const { &[between(RtMsg::rtm_family, RtMsg::rtm_table), field(RtMsg::rtm_scope)] })
            .bits(DUMP)
            .serves(numbers![Route: RTA_OIF, RTA_TABLE]),
        _ if !situation.strict => of_family(get),
        _ => of_family(get)
            .bits(if v6 { GET6 } else { GET4 })
            .zero(const { &[between(RtMsg::rtm_tos, RtMsg::rtm_flags)] })
            .serves(numbers![Route:
                RTA_DST, RTA_SRC, RTA_IIF, RTA_OIF, RTA_MARK, RTA_UID, RTA_IP_PROTO, RTA_SPORT, RTA_DPORT, RTA_FLOWLABEL,
            ]),
    })
}
