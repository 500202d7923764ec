//! Request policies of address labels: see [`request_policy`](crate::route::request_policy).
use super::{AddrLabel, IfAddrLblMsg};
use crate::{
    route::{
        RouteMessage as M,
        policy::{IPV6, Situation, behind, between, field, numbers, rows},
    },
    server::RequestPolicy,
    wire::spec::Constraint,
};

/// ifal_policy, net/ipv6/addrlabel.c: minimum lengths.
const LABEL: &[(u16, Constraint)] = rows![AddrLabel: IFAL_ADDRESS(IPV6), IFAL_LABEL(Constraint::MinLen(4))];

/// Returns the policy of a request; `None` if Linux has no handler for it.
pub(in crate::route) fn policy(situation: Situation) -> Option<RequestPolicy> {
    let get = situation.get().policy(LABEL);
    situation.is_ipv6().then(|| match situation.kind {
        M::RTM_NEWADDRLABEL | M::RTM_DELADDRLABEL => {
            situation.liberal().policy(LABEL).needs(numbers![AddrLabel: IFAL_ADDRESS, IFAL_LABEL])
        }
        _ if situation.dump && !situation.strict => get,
        _ if situation.dump => get.zero(const { &[behind(IfAddrLblMsg::ifal_family)] }).bare(),
        _ if !situation.strict => get.needs(numbers![AddrLabel: IFAL_ADDRESS]),
        _ => get
            .zero(
                const {
                    &[
                        between(IfAddrLblMsg::ifal_family, IfAddrLblMsg::ifal_prefixlen),
                        field(IfAddrLblMsg::ifal_flags),
                        field(IfAddrLblMsg::ifal_seq),
                    ]
                },
            )
            .serves(numbers![AddrLabel: IFAL_ADDRESS])
            .needs(numbers![AddrLabel: IFAL_ADDRESS]),
    })
}
