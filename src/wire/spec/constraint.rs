//! Constraints on payloads.

/// Constraint on a payload beyond its type: the checks of the kernel's `struct nla_policy`.
#[doc(alias = "nla_policy")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Constraint {
    /// No constraint.
    None,
    /// Minimum and maximum of a number: `NLA_POLICY_RANGE`, `NLA_POLICY_MIN`, `NLA_POLICY_MAX`.
    #[doc(alias = "NLA_POLICY_RANGE")]
    Range(i64, i64),
    /// Valid bits of a number, `NLA_POLICY_MASK`; of a bitfield, the valid bits of the selector.
    #[doc(alias = "NLA_POLICY_MASK")]
    FlagsMask(u64),
    /// Maximum length in bytes; of text, without NUL.
    ///
    /// The member `len` of the policy of an NLA_STRING or NLA_BINARY.
    MaxLen(u16),
    /// Minimum length in bytes: `NLA_POLICY_MIN_LEN`.
    #[doc(alias = "NLA_POLICY_MIN_LEN")]
    MinLen(u16),
    /// Exact length in bytes: `NLA_POLICY_EXACT_LEN`.
    #[doc(alias = "NLA_POLICY_EXACT_LEN")]
    ExactLen(u16),
    /// Maximum length in bytes of a payload with any content.
    ///
    /// NLA_BINARY, or no policy at all if the kernel parses the attribute by other code.
    BinaryMaxLen(u16),
    /// Maximum length in bytes, without NUL, of text that must end in NUL: NLA_NUL_STRING.
    #[doc(alias = "NLA_NUL_STRING")]
    NulMaxLen(u16),
    /// Read-only: written by the kernel.
    ///
    /// The kernel's policy does not have the attribute (NLA_UNSPEC), so old operations ignore the
    /// attribute.
    ReadOnly,
    /// Read-only: written by the kernel, and rejected by every operation (NLA_REJECT).
    #[doc(alias = "NLA_REJECT")]
    Reject,
}
impl Constraint {
    /// Returns whether only the kernel writes the attribute.
    pub const fn is_read_only(self) -> bool {
        matches!(self, Self::ReadOnly | Self::Reject)
    }
}
