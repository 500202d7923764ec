//! Structs of 32-bit x86 programs on a 64-bit kernel: net/xfrm/xfrm_compat.c.
//!
//! A `u64` is aligned to 4 bytes there, so that the padding at the end of `struct xfrm_usersa_info`
//! and `struct xfrm_userpolicy_info` is 4 bytes shorter. In a capture, the messages of such programs
//! have these structs, and so do the messages of a 32-bit x86 machine.
use super::*;
use crate::{
    c_struct,
    wire::{CStruct, IpUnion, Message, Struct, in_either_order, spec::StrictChecking},
};

c_struct! {
    /// Security association (SA) of a 32-bit x86 program: `struct compat_xfrm_usersa_info`,
    /// net/xfrm/xfrm_compat.c.
    #[doc(alias = "compat_xfrm_usersa_info")]
    pub struct XfrmUserSaInfo32 as packed {
        /// Selector.
        sel: Struct<XfrmSelector>,
        /// Identity: destination address, SPI and protocol.
        id: Struct<XfrmId>,
        /// Source address.
        saddr: IpUnion<0, { structs::SA }>,
        /// Lifetime limits.
        lft: Struct<XfrmLifetimeCfg>,
        /// Consumed lifetime.
        curlft: Struct<XfrmLifetimeCur>,
        /// Error counters.
        stats: Struct<XfrmStats>,
        /// Sequence number of the acquire request that the SA answers.
        seq: u32,
        /// Request id, which links the SA to policies with the same id.
        reqid: u32,
        /// Address family of the outer addresses.
        family: XfrmFamily,
        /// Mode of the SA.
        mode: XfrmMode,
        /// Size of the replay window, packets; at most 32.
        replay_window: u8,
        /// Flags of the SA, such as `XFRM_STATE_ESN`.
        flags: XfrmStateFlags,
        /// Padding.
        pad pad1: [u8; 3],
    }
}
c_struct! {
    /// Policy of a 32-bit x86 program: `struct compat_xfrm_userpolicy_info`,
    /// net/xfrm/xfrm_compat.c.
    #[doc(alias = "compat_xfrm_userpolicy_info")]
    pub struct XfrmUserPolicyInfo32 as packed {
        /// Selector.
        sel: Struct<XfrmSelector>,
        /// Lifetime limits.
        lft: Struct<XfrmLifetimeCfg>,
        /// Consumed lifetime.
        curlft: Struct<XfrmLifetimeCur>,
        /// Priority. The smallest value wins.
        priority: u32,
        /// Index. The kernel assigns one if 0.
        index: u32,
        /// Direction.
        dir: XfrmPolicyDir,
        /// Action: allow or block.
        action: XfrmPolicyAction,
        /// Flags of the policy, such as `XFRM_POLICY_LOCALOK`.
        flags: XfrmPolicyFlags,
        /// Sharing of the SAs.
        share: XfrmShare,
    }
}
c_struct! {
    /// Request of a 32-bit x86 program to allocate an SPI: `struct compat_xfrm_userspi_info`,
    /// net/xfrm/xfrm_compat.c.
    #[doc(alias = "compat_xfrm_userspi_info")]
    pub struct XfrmUserSpiInfo32 as packed {
        /// Properties of the SA to create.
        info: Struct<XfrmUserSaInfo32>,
        /// Smallest SPI to allocate. Host byte order.
        min: u32,
        /// Largest SPI to allocate. Host byte order.
        max: u32,
    }
}
c_struct! {
    /// Request for a missing SA, to a 32-bit x86 program: `struct compat_xfrm_user_acquire`,
    /// net/xfrm/xfrm_compat.c.
    #[doc(alias = "compat_xfrm_user_acquire")]
    pub struct XfrmUserAcquire32 as packed {
        /// Identity of the SA.
        id: Struct<XfrmAcquireId>,
        /// Source address of the SA.
        saddr: IpUnion<0, { structs::ACQUIRE }>,
        /// Selector of the packet that needs the SA.
        sel: Struct<XfrmSelector>,
        /// Policy that requires the SA.
        policy: Struct<XfrmUserPolicyInfo32>,
        /// Bit mask of acceptable authentication algorithms.
        aalgos: u32,
        /// Bit mask of acceptable encryption algorithms.
        ealgos: u32,
        /// Bit mask of acceptable compression algorithms.
        calgos: u32,
        /// Sequence number of the acquire request; to be copied to the SA.
        seq: u32,
    }
}
c_struct! {
    /// Expiration of an SA, to a 32-bit x86 program: `struct compat_xfrm_user_expire`,
    /// net/xfrm/xfrm_compat.c.
    #[doc(alias = "compat_xfrm_user_expire")]
    pub struct XfrmUserExpire32 {
        /// The SA.
        state: Struct<XfrmUserSaInfo32>,
        /// Kind of expiration: 1 hard (the SA is deleted), 0 soft.
        hard: u8,
        /// Padding.
        pad pad1: [u8; 3],
    }
}
c_struct! {
    /// Expiration of a policy, to a 32-bit x86 program: `struct compat_xfrm_user_polexpire`,
    /// net/xfrm/xfrm_compat.c.
    #[doc(alias = "compat_xfrm_user_polexpire")]
    pub struct XfrmUserPolExpire32 {
        /// The policy.
        pol: Struct<XfrmUserPolicyInfo32>,
        /// Kind of expiration: 1 hard (the policy is deleted), 0 soft.
        hard: u8,
        /// Padding.
        pad pad1: [u8; 3],
    }
}

/// Whether the header of a message is the one of a 32-bit x86 program.
///
/// Decided by single bytes, since the message may be of the other byte order: the length, and the
/// four bytes of padding, which are zero.
pub(super) fn is_compat(message: Message<'_>, _: StrictChecking) -> bool {
    const SA: usize = XfrmUserSaInfo32::SPEC.len;
    const POLICY: usize = XfrmUserPolicyInfo32::SPEC.len;
    let (short, long, padding) = match message.message_type() {
        XfrmMessage::XFRM_MSG_NEWSA | XfrmMessage::XFRM_MSG_UPDSA => (SA, XfrmUserSaInfo::SPEC.len, SA),
        XfrmMessage::XFRM_MSG_NEWPOLICY | XfrmMessage::XFRM_MSG_UPDPOLICY => {
            (POLICY, XfrmUserPolicyInfo::SPEC.len, POLICY)
        }
        XfrmMessage::XFRM_MSG_ALLOCSPI => (XfrmUserSpiInfo32::SPEC.len, XfrmUserSpiInfo::SPEC.len, SA),
        XfrmMessage::XFRM_MSG_ACQUIRE => {
            let policy = XfrmUserAcquire32::policy.offset();
            (XfrmUserAcquire32::SPEC.len, XfrmUserAcquire::SPEC.len, policy.saturating_add(POLICY))
        }
        XfrmMessage::XFRM_MSG_EXPIRE => (XfrmUserExpire32::SPEC.len, XfrmUserExpire::SPEC.len, SA),
        XfrmMessage::XFRM_MSG_POLEXPIRE => {
            (XfrmUserPolExpire32::SPEC.len, XfrmUserPolExpire::SPEC.len, POLICY)
        }
        _ => return false,
    };
    let payload = message.payload();
    let part = |at: usize, len| payload.get(at..).and_then(|rest| rest.get(..len)).unwrap_or(&[]);
    // of an expiration, a zero may be padding or a soft one: the kind, or the length of an attribute
    let has_attribute = || match part(short, 2) {
        &[a, b] if long.saturating_sub(short) > 4 => !in_either_order(|number| number([a, b]) <= 1),
        _ => false,
    };
    short < long
        && payload.len() >= short
        && (payload.len() < long || part(padding, 4) != [0; 4] || has_attribute())
}

#[cfg(all(test, target_pointer_width = "64"))]
mod tests {
    use super::*;
    use crate::schema::{ByteOrder, Described, swap_bytes};
    use std::{format, vec, vec::Vec};

    fn message(kind: u16, payload: &[u8]) -> Vec<u8> {
        let len = (payload.len() as u32 + 16).to_ne_bytes();
        [&len, &kind.to_ne_bytes()[..], &[0; 10], payload].concat()
    }
    fn described(message: Message<'_>) -> Described<'_> {
        Described::new("xfrm", lookup(message), message)
    }
    /// A struct with a 2 in the last byte of `at`, and an attribute: XFRMA_IF_ID 5.
    fn payload(len: usize, at: &[usize], attrs: bool) -> Vec<u8> {
        let mut bytes = vec![0; len];
        at.iter().for_each(|at| bytes[*at] = 2);
        if attrs {
            bytes.extend([8u16.to_ne_bytes(), 31u16.to_ne_bytes(), [5, 0], [0, 0]].concat());
            let end = bytes.len();
            bytes[end - 4..].copy_from_slice(&5u32.to_ne_bytes());
        }
        bytes
    }

    #[test]
    fn the_padding_decides_which_program_it_is_of() {
        // type, lengths, and fields that are not zero: a minimal SPI, algorithms
        type Layouts = (u16, usize, usize, &'static [usize], &'static [usize]);
        let all: [Layouts; 8] = [
            (XfrmMessage::XFRM_MSG_NEWSA, 220, 224, &[216], &[216]),
            (XfrmMessage::XFRM_MSG_UPDSA, 220, 224, &[], &[]),
            (XfrmMessage::XFRM_MSG_NEWPOLICY, 164, 168, &[163], &[163]),
            (XfrmMessage::XFRM_MSG_UPDPOLICY, 164, 168, &[], &[]),
            (XfrmMessage::XFRM_MSG_ALLOCSPI, 228, 232, &[223, 227], &[227, 231]),
            (XfrmMessage::XFRM_MSG_ACQUIRE, 276, 280, &[260, 275], &[264, 279]),
            (XfrmMessage::XFRM_MSG_EXPIRE, 224, 232, &[], &[]),
            (XfrmMessage::XFRM_MSG_POLEXPIRE, 168, 176, &[], &[]),
        ];
        for (kind, short, long, in_short, in_long) in all {
            for hard in [0, 1] {
                for attrs in [false, true] {
                    for (len, at, expected) in [(short, in_short, true), (long, in_long, false)] {
                        let mut payload = payload(len, at, attrs);
                        match kind {
                            XfrmMessage::XFRM_MSG_EXPIRE => {
                                payload[len - if expected { 4 } else { 8 }] = hard
                            }
                            XfrmMessage::XFRM_MSG_POLEXPIRE => {
                                payload[len - if expected { 4 } else { 8 }] = hard
                            }
                            _ => {}
                        }
                        let bytes = message(kind, &payload);
                        let found = described(Message::new(&bytes).unwrap());
                        let spec = lookup(Message::new(&bytes).unwrap()).unwrap().header.unwrap();
                        assert_eq!((spec.len, spec.name.ends_with("32")), (len, expected), "{found:?}");
                        assert!(found.check().is_ok(), "{found:?}");
                        assert_eq!(format!("{found:?}").contains("XFRMA_IF_ID: 5"), attrs, "{found:?}");
                        // of the other byte order, too
                        let mut swapped = bytes.clone();
                        swap_bytes(&mut swapped, ByteOrder::Foreign, &described);
                        let id = swapped.last_chunk().map(|id| u32::from_ne_bytes(*id));
                        assert!(!attrs || id == Some(5u32.swap_bytes()), "{found:?}");
                        swap_bytes(&mut swapped, ByteOrder::Native, &described);
                        assert_eq!(swapped, bytes, "{found:?}");
                    }
                }
            }
        }
    }
}
