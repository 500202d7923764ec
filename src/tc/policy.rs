//! Request policies of traffic control: see [`request_policy`](crate::route::request_policy).
use super::{ActionRoot, Qdisc, TFilter};
use crate::{
    route::{
        RouteMessage as M,
        policy::{Situation, rows},
    },
    server::RequestPolicy,
    wire::spec::Constraint,
};

/// rtm_tca_policy, net/sched/sch_api.c, of qdiscs, classes, filters and chains.
const TCA: &[(u16, Constraint)] = rows![Qdisc:
    TCA_KIND, TCA_RATE(Constraint::BinaryMaxLen(2)), TCA_STAB, TCA_DUMP_INVISIBLE, TCA_CHAIN, TCA_INGRESS_BLOCK,
    TCA_EGRESS_BLOCK,
];
/// tcf_tfilter_dump_policy, net/sched/cls_api.c.
const FILTER_DUMP: &[(u16, Constraint)] = rows![TFilter: TCA_CHAIN, TCA_DUMP_FLAGS];
/// tcaa_policy, net/sched/act_api.c.
const ACTION_DUMP: &[(u16, Constraint)] = rows![ActionRoot: TCA_ROOT_FLAGS, TCA_ROOT_TIME_DELTA];
/// Length of `struct tcmsg`, bytes.
const HEADER: usize = 20;

/// Returns the policy of a request, the same on every socket; `None` if Linux has no handler for it.
pub(crate) fn policy(situation: Situation) -> Option<RequestPolicy> {
    let liberal = situation.liberal();
    Some(match situation.kind {
        // of classes the kernel reads the header only
        M::RTM_GETTCLASS if situation.dump => liberal.lenient(),
        M::RTM_GETTFILTER | M::RTM_GETCHAIN if situation.dump && situation.len < HEADER => liberal.lenient(),
        M::RTM_GETTFILTER if situation.dump => liberal.policy(FILTER_DUMP).opens(&[]),
        M::RTM_GETACTION if situation.dump => liberal.policy(ACTION_DUMP).opens(&[]),
        M::RTM_NEWACTION..=M::RTM_GETACTION => liberal.by_hand(&[]),
        M::RTM_NEWQDISC..=M::RTM_GETQDISC
        | M::RTM_NEWTCLASS..=M::RTM_GETTCLASS
        | M::RTM_NEWTFILTER..=M::RTM_GETTFILTER
        | M::RTM_NEWCHAIN..=M::RTM_GETCHAIN => liberal.policy(TCA).opens(&[]),
        _ => return None,
    })
}
