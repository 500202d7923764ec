//! Request policies of bridge VLANs: see [`request_policy`](crate::route::request_policy).
use super::BridgeVlans;
use crate::{
    route::{
        RouteMessage as M,
        policy::{BINARY, Situation, nests, rows},
    },
    server::{RequestPolicy, ValidationFlags},
    wire::spec::Constraint,
};

/// br_vlan_rtm_process, net/bridge/br_vlan.c: unknown attributes are rejected, entries have no policy
/// and are parsed one by one.
const ENTRIES: &[(u16, Constraint)] =
    rows![BridgeVlans: BRIDGE_VLANDB_ENTRY(BINARY), BRIDGE_VLANDB_GLOBAL_OPTIONS(BINARY)];
const NEW_NESTS: &[(u16, ValidationFlags)] = nests![BridgeVlans:
    BRIDGE_VLANDB_ENTRY(ValidationFlags::STRICT), BRIDGE_VLANDB_GLOBAL_OPTIONS(ValidationFlags::STRICT),
];
/// Global options can be set, not deleted.
const DELETE_NESTS: &[(u16, ValidationFlags)] =
    nests![BridgeVlans: BRIDGE_VLANDB_ENTRY(ValidationFlags::STRICT)];

/// Returns the policy of a request; `None` if Linux has no handler for it.
pub(in crate::route) fn policy(situation: Situation) -> Option<RequestPolicy> {
    let is_get = situation.is_get();
    let entries = situation.always_strict().by_hand(ENTRIES);
    (situation.is_bridge() && (!is_get || situation.dump)).then(|| match situation.kind {
        M::RTM_NEWVLAN => entries.opens(NEW_NESTS),
        M::RTM_DELVLAN => entries.opens(DELETE_NESTS),
        _ => situation.always_strict(),
    })
}
