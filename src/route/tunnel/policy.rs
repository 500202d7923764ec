//! Request policies of VNI filters of VXLAN: see [`request_policy`](crate::route::request_policy).
use super::{TunnelMsg, TunnelMsgFlags, VniFilter};
use crate::{
    route::policy::{Situation, nests},
    server::{RequestPolicy, ValidationFlags},
};

/// vxlan_vnifilter_process, drivers/net/vxlan/vxlan_vnifilter.c: each entry is parsed by itself.
const ENTRIES: &[(u16, ValidationFlags)] = nests![VniFilter: VXLAN_VNIFILTER_ENTRY(ValidationFlags::STRICT)];
/// TUNNEL_MSG_VALID_USER_FLAGS, linux/if_link.h.
const FLAGS: &[(u8, u8)] = &[(TunnelMsg::flags.offset() as u8, TunnelMsgFlags::TUNNEL_MSG_FLAG_STATS.bits())];

/// Returns the policy of a request; `None` if Linux has no handler for it.
pub(in crate::route) fn policy(situation: Situation) -> Option<RequestPolicy> {
    let is_get = situation.is_get();
    (situation.is_bridge() && (!is_get || situation.dump)).then(|| {
        if is_get {
            // attributes are not looked at
            situation.liberal().by_hand(&[]).bits(FLAGS)
        } else {
            situation.always_strict().opens(ENTRIES)
        }
    })
}
