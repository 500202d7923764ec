//! Request policies of statistics: see [`request_policy`](crate::route::request_policy).
use super::{IfStatsMsg, StatsRequest};
use crate::{
    route::{
        RouteMessage as M,
        policy::{Situation, between, field, rows},
    },
    server::RequestPolicy,
    wire::spec::Constraint,
};

/// rtnl_stats_get_policy and rtnl_stats_set_policy, net/core/rtnetlink.c.
const GET: &[(u16, Constraint)] = rows![StatsRequest: IFLA_STATS_GET_FILTERS];
const SET: &[(u16, Constraint)] = rows![StatsRequest: IFLA_STATS_SET_OFFLOAD_XSTATS_L3_STATS];
const PADDING: (u8, u8) = between(IfStatsMsg::family, IfStatsMsg::ifindex);

/// Returns the policy of a request; `None` if Linux has no handler for it.
pub(in crate::route) fn policy(situation: Situation) -> Option<RequestPolicy> {
    let get = situation.always_strict().policy(GET);
    Some(match situation.kind {
        M::RTM_SETSTATS => {
            situation.always_strict().policy(SET).zero(const { &[PADDING, field(IfStatsMsg::filter_mask)] })
        }
        _ if !situation.strict => get,
        _ if situation.dump => get.zero(const { &[between(IfStatsMsg::family, IfStatsMsg::filter_mask)] }),
        _ => get.zero(&[PADDING]),
    })
}
