//! Request policies of routing rules: see [`request_policy`](crate::route::request_policy).
use super::{FibRuleHdr, Rule};
use crate::{
    route::{
        RouteMessage as M,
        policy::{Situation, behind, rows},
    },
    server::RequestPolicy,
    wire::spec::Constraint,
};

/// fib_rule_policy, net/core/fib_rules.c: all but FRA_DST and FRA_SRC, which are numbers of 4 bytes
/// for IPv4 and are checked by the handler for IPv6.
const RULE: &[(u16, Constraint)] = rows![Rule:
    FRA_IIFNAME, FRA_GOTO, FRA_PRIORITY, FRA_FWMARK, FRA_FLOW, FRA_TUN_ID, FRA_SUPPRESS_IFGROUP, FRA_SUPPRESS_PREFIXLEN,
    FRA_TABLE, FRA_FWMASK, FRA_OIFNAME, FRA_L3MDEV, FRA_UID_RANGE, FRA_PROTOCOL, FRA_IP_PROTO, FRA_SPORT_RANGE,
    FRA_DPORT_RANGE, FRA_DSCP, FRA_FLOWLABEL, FRA_FLOWLABEL_MASK, FRA_SPORT_MASK, FRA_DPORT_MASK, FRA_DSCP_MASK,
];

/// Returns the policy of a request; `None` if Linux has no handler for it.
pub(in crate::route) fn policy(situation: Situation) -> Option<RequestPolicy> {
    match situation.kind {
        M::RTM_NEWRULE | M::RTM_DELRULE => Some(situation.liberal().policy(RULE)),
        _ if !situation.dump => None,
        _ if !situation.strict => Some(situation.get()),
        _ => Some(situation.get().zero(const { &[behind(FibRuleHdr::family)] }).bare()),
    }
}
