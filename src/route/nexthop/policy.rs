//! Request policies of nexthop objects: see [`request_policy`](crate::route::request_policy).
use super::{NextHop, NhMsg};
use crate::{
    route::{
        RouteMessage as M,
        policy::{BINARY, Situation, behind, between, field, nests, numbers, rows},
    },
    server::{RequestPolicy, ValidationFlags},
    wire::spec::Constraint,
};

/// Encapsulations are validated as in a route, parameters of a resilient group strictly.
const NESTS: &[(u16, ValidationFlags)] =
    nests![NextHop: NHA_ENCAP(ValidationFlags::LIBERAL), NHA_RES_GROUP(ValidationFlags::STRICT)];
const BUCKET_NESTS: &[(u16, ValidationFlags)] = nests![NextHop: NHA_RES_BUCKET(ValidationFlags::STRICT)];
/// rtm_nh_policy_new, net/ipv4/nexthop.c.
const NEW: &[(u16, Constraint)] = rows![NextHop:
    NHA_ID, NHA_GROUP(BINARY), NHA_GROUP_TYPE, NHA_BLACKHOLE, NHA_OIF, NHA_GATEWAY(BINARY), NHA_ENCAP_TYPE, NHA_ENCAP,
    NHA_FDB, NHA_RES_GROUP, NHA_HW_STATS_ENABLE,
];
/// rtm_nh_policy_get, rtm_nh_policy_del, rtm_nh_policy_dump.
const GET: &[(u16, Constraint)] = rows![NextHop: NHA_ID, NHA_OP_FLAGS];
const DELETE: &[(u16, Constraint)] = rows![NextHop: NHA_ID];
const DUMP: &[(u16, Constraint)] = rows![NextHop: NHA_OIF, NHA_GROUPS, NHA_MASTER, NHA_FDB, NHA_OP_FLAGS];
/// rtm_nh_policy_get_bucket, rtm_nh_policy_dump_bucket.
const GET_BUCKET: &[(u16, Constraint)] = rows![NextHop: NHA_ID, NHA_RES_BUCKET];
const DUMP_BUCKETS: &[(u16, Constraint)] = rows![NextHop: NHA_ID, NHA_OIF, NHA_MASTER, NHA_RES_BUCKET];

/// Returns the policy of a request; `None` if Linux has no handler for it.
pub(in crate::route) fn policy(situation: Situation) -> Option<RequestPolicy> {
    let policy = situation.always_strict().header_last();
    let zero = policy.zero(const { &[behind(NhMsg::nh_family)] });
    Some(match situation.kind {
        M::RTM_NEWNEXTHOP => policy
            .zero(const { &[field(NhMsg::nh_scope), between(NhMsg::nh_protocol, NhMsg::nh_flags)] })
            .policy(NEW)
            .opens(NESTS),
        M::RTM_DELNEXTHOP => zero.policy(DELETE).needs(numbers![NextHop: NHA_ID]),
        M::RTM_GETNEXTHOP if situation.dump => zero.policy(DUMP),
        M::RTM_GETNEXTHOP => zero.policy(GET).needs(numbers![NextHop: NHA_ID]),
        M::RTM_GETNEXTHOPBUCKET if situation.dump => zero.policy(DUMP_BUCKETS).opens(BUCKET_NESTS),
        M::RTM_GETNEXTHOPBUCKET => {
            zero.policy(GET_BUCKET).opens(BUCKET_NESTS).needs(numbers![NextHop: NHA_ID, NHA_RES_BUCKET])
        }
        _ => return None,
    })
}
