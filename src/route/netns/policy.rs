//! Request policies of network namespace ids: see [`request_policy`](crate::route::request_policy).
use super::Nsid;
use crate::{
    route::{
        RouteMessage as M,
        policy::{Situation, numbers},
    },
    server::RequestPolicy,
};

/// Returns the policy of a request; `None` if Linux has no handler for it.
pub(in crate::route) fn policy(situation: Situation) -> Option<RequestPolicy> {
    let get = situation.get();
    Some(match situation.kind {
        M::RTM_NEWNSID => situation.liberal().needs(numbers![Nsid: NETNSA_NSID]),
        _ if !situation.strict => get,
        _ if situation.dump => get.serves(numbers![Nsid: NETNSA_TARGET_NSID]),
        _ => get.serves(numbers![Nsid: NETNSA_NSID, NETNSA_PID, NETNSA_FD, NETNSA_TARGET_NSID]),
    })
}
