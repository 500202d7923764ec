//! Request policies of Data Center Bridging (DCB): see [`request_policy`](crate::route::request_policy).
use super::{Dcb, DcbCommand as C};
use crate::{
    route::policy::{Situation, nests, numbers, rows},
    server::{RequestPolicy, ValidationFlags},
    wire::spec::Constraint,
};

/// dcbnl_rtnl_policy, net/dcb/dcbnl.c: DCB_ATTR_PERM_HWADDR is a flag in requests, of DCB_ATTR_NUMTCS
/// nothing is checked before the command parses it.
const DCB: &[(u16, Constraint)] = rows![Dcb:
    DCB_ATTR_IFNAME, DCB_ATTR_STATE, DCB_ATTR_PFC_STATE, DCB_ATTR_PFC_CFG, DCB_ATTR_PG_CFG, DCB_ATTR_SET_ALL,
    DCB_ATTR_PERM_HWADDR(Constraint::ExactLen(0)), DCB_ATTR_CAP, DCB_ATTR_NUMTCS(crate::route::policy::BINARY),
    DCB_ATTR_BCN, DCB_ATTR_APP, DCB_ATTR_IEEE, DCB_ATTR_DCBX, DCB_ATTR_FEATCFG,
];
const LIBERAL: ValidationFlags = ValidationFlags::LIBERAL;

/// Returns the nests that a command parses: the functions of reply_funcs, net/dcb/dcbnl.c.
const fn parsed(command: C) -> &'static [(u16, ValidationFlags)] {
    match command {
        C::DCB_CMD_PGTX_GCFG | C::DCB_CMD_PGTX_SCFG | C::DCB_CMD_PGRX_GCFG | C::DCB_CMD_PGRX_SCFG => {
            const { nests![Dcb: DCB_ATTR_PG_CFG(LIBERAL)] }
        }
        C::DCB_CMD_PFC_GCFG | C::DCB_CMD_PFC_SCFG => const { nests![Dcb: DCB_ATTR_PFC_CFG(LIBERAL)] },
        C::DCB_CMD_GCAP => const { nests![Dcb: DCB_ATTR_CAP(LIBERAL)] },
        C::DCB_CMD_GNUMTCS | C::DCB_CMD_SNUMTCS => const { nests![Dcb: DCB_ATTR_NUMTCS(LIBERAL)] },
        C::DCB_CMD_BCN_GCFG | C::DCB_CMD_BCN_SCFG => const { nests![Dcb: DCB_ATTR_BCN(LIBERAL)] },
        C::DCB_CMD_GAPP | C::DCB_CMD_SAPP => const { nests![Dcb: DCB_ATTR_APP(LIBERAL)] },
        C::DCB_CMD_IEEE_SET | C::DCB_CMD_IEEE_DEL => const { nests![Dcb: DCB_ATTR_IEEE(LIBERAL)] },
        C::DCB_CMD_GFEATCFG | C::DCB_CMD_SFEATCFG => const { nests![Dcb: DCB_ATTR_FEATCFG(LIBERAL)] },
        _ => &[],
    }
}

/// Whether a command changes something: rejected with EPERM in a RTM_GETDCB.
const fn is_change(command: C) -> bool {
    matches!(
        command,
        C::DCB_CMD_SSTATE
            | C::DCB_CMD_PGTX_SCFG
            | C::DCB_CMD_PGRX_SCFG
            | C::DCB_CMD_PFC_SCFG
            | C::DCB_CMD_SET_ALL
            | C::DCB_CMD_SNUMTCS
            | C::DCB_CMD_PFC_SSTATE
            | C::DCB_CMD_BCN_SCFG
            | C::DCB_CMD_SAPP
            | C::DCB_CMD_IEEE_SET
            | C::DCB_CMD_IEEE_DEL
            | C::DCB_CMD_SDCBX
            | C::DCB_CMD_SFEATCFG
    )
}

/// Returns the policy of a request; `None` if Linux has no handler for it.
pub(in crate::route) fn policy(situation: Situation) -> Option<RequestPolicy> {
    (!situation.dump).then(|| {
        let command = C(situation.second);
        let policy = situation.liberal().policy(DCB).opens(parsed(command));
        // a command that does not exist, or that the message type does not allow, needs no interface
        let is_rejected = command == C(0) || situation.is_get() && is_change(command);
        if is_rejected { policy } else { policy.needs(numbers![Dcb: DCB_ATTR_IFNAME]) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::{
            self, RouteMessage as M,
            testing::{attr, message},
        },
        server::{ValidationError, ValidationErrorKind},
        wire::Message,
    };
    use std::vec::Vec;

    fn verdict(kind: u16, command: C, attrs: &[Vec<u8>]) -> Result<(), ValidationError> {
        let bytes = message(kind, &[&[0, command.0, 0, 0][..], &attrs.concat()].concat());
        let request = Message::new(&bytes).unwrap();
        route::lookup(request).unwrap().validate(request, &route::request_policy(request, true))
    }

    // Interfaces with DCB are hardware: the nests are held against the code of net/dcb/dcbnl.c.
    #[test]
    fn a_command_looks_into_its_own_nest_only() {
        let name = attr(1, b"eth0\0");
        let short = attr(1, &[1, 2, 3]);
        for (command, own) in [
            (C::DCB_CMD_PFC_GCFG, 4),
            (C::DCB_CMD_PGTX_GCFG, 6),
            (C::DCB_CMD_PGRX_GCFG, 6),
            (C::DCB_CMD_GCAP, 9),
            (C::DCB_CMD_GNUMTCS, 10),
            (C::DCB_CMD_BCN_GCFG, 11),
            (C::DCB_CMD_GAPP, 12),
            (C::DCB_CMD_IEEE_SET, 13),
            (C::DCB_CMD_GFEATCFG, 15),
            (C::DCB_CMD_GDCBX, 0),
        ] {
            for nest in [4, 6, 9, 10, 11, 12, 13, 15] {
                // too short for a structure and a nest, too long for a flag; right for a number of one byte
                let inside = if nest == 12 || nest == 4 || nest == 11 { attr(1, &[]) } else { short.clone() };
                let found = verdict(M::RTM_SETDCB, command, &[name.clone(), attr(nest, &inside)]);
                let is_rejected = found.is_err_and(|error| (error.offset, error.number) == (36, 1));
                assert_eq!(is_rejected, nest == own, "{command:?} {nest}: {found:?}");
            }
        }
    }
    #[test]
    fn an_interface_is_required_by_commands_that_exist_alone() {
        let missing = |kind, command| {
            verdict(kind, command, &[]).is_err_and(|error| error.why == ValidationErrorKind::Missing)
        };
        assert!(missing(M::RTM_GETDCB, C::DCB_CMD_GSTATE) && missing(M::RTM_SETDCB, C::DCB_CMD_SSTATE));
        assert!(!missing(M::RTM_GETDCB, C::DCB_CMD_SSTATE) && !missing(M::RTM_GETDCB, C(0)));
    }
}
