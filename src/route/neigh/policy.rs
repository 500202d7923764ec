//! Request policies of neighbours, FDB entries and neighbour tables: see [`request_policy`](crate::route::request_policy).
use super::{NdMsg, NdtMsg, Neigh, NeighFlags};
use crate::{
    route::{
        RouteMessage as M,
        policy::{BINARY, Situation, behind, between, field, numbers, rows},
    },
    server::{RequestPolicy, ValidationFlags},
    wire::spec::Constraint,
};

/// nda_policy, net/core/neighbour.c. The attributes left out apply to FDB entries only, which are
/// parsed without a policy.
const NEIGH: &[(u16, Constraint)] = rows![Neigh:
    NDA_DST, NDA_LLADDR, NDA_CACHEINFO, NDA_PROBES, NDA_VLAN, NDA_PORT, NDA_VNI, NDA_IFINDEX, NDA_MASTER, NDA_PROTOCOL,
    NDA_NH_ID, NDA_FDB_EXT_ATTRS, NDA_FLAGS_EXT,
];
/// A dump of FDB entries has no policy; the lengths are checked by hand.
const FDB: &[(u16, Constraint)] = rows![Neigh: NDA_IFINDEX(BINARY), NDA_MASTER(BINARY)];
const PROXY: &[(u8, u8)] = &[only(NeighFlags::NTF_PROXY)];
const SELF_OR_MASTER: &[(u8, u8)] = &[only(NeighFlags::NTF_SELF.union(NeighFlags::NTF_MASTER))];
/// Allows these flags in `ndm_flags` only.
const fn only(flags: NeighFlags) -> (u8, u8) {
    (NdMsg::ndm_flags.offset() as u8, flags.bits())
}

/// Returns the policy of a request; `None` if Linux has no handler for it.
pub(in crate::route) fn policy(situation: Situation) -> Option<RequestPolicy> {
    let (get, bridge) = (situation.get(), situation.is_bridge());
    let header = const {
        &[between(NdMsg::ndm_family, NdMsg::ndm_ifindex), field(NdMsg::ndm_state), field(NdMsg::ndm_type)]
    };
    // strict on every socket
    let lookup = RequestPolicy::new(ValidationFlags::DEPRECATED_STRICT).policy(NEIGH).opens(&[]).zero(header);
    Some(match situation.kind {
        M::RTM_NEWNEIGH => situation.liberal().policy(NEIGH).opens(&[]),
        // only NDA_DST is looked for
        M::RTM_DELNEIGH => situation.liberal().by_hand(&[]),
        M::RTM_SETNEIGHTBL => situation.liberal(),
        M::RTM_GETNEIGHTBL if !situation.dump => return None,
        M::RTM_GETNEIGHTBL if !situation.strict => get,
        M::RTM_GETNEIGHTBL => get.zero(const { &[behind(NdtMsg::ndtm_family)] }).bare(),
        _ if !situation.dump && bridge => {
            lookup.bits(SELF_OR_MASTER).serves(numbers![Neigh: NDA_LLADDR, NDA_VLAN, NDA_VNI, NDA_MASTER])
        }
        _ if !situation.dump => lookup.bits(PROXY).serves(numbers![Neigh: NDA_DST]),
        // a struct ndmsg is not parsed: see RouteMessage::OldGetFdb
        _ if bridge && !situation.strict && !matches!(situation.len, 12 | 20) => {
            situation.liberal().opens(&[])
        }
        _ if !situation.strict => get,
        _ if bridge => get
            .by_hand(FDB)
            .zero(const { &[between(NdMsg::ndm_family, NdMsg::ndm_ifindex), behind(NdMsg::ndm_ifindex)] })
            .serves(numbers![Neigh: NDA_IFINDEX, NDA_MASTER]),
        _ => get
            .policy(NEIGH)
            .zero(const { &[between(NdMsg::ndm_family, NdMsg::ndm_flags), field(NdMsg::ndm_type)] })
            .bits(PROXY)
            .serves(numbers![Neigh: NDA_IFINDEX, NDA_MASTER]),
    })
}
