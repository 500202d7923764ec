//! Numbers and their names.

/// Specification of a number.
#[derive(Clone, Copy, Debug)]
pub struct NumberSpec {
    /// Length in bytes: 1, 2, 4 or 8; 0 for a length of 4 or 8.
    pub len: u8,
    /// Whether the number is signed.
    pub signed: bool,
    /// Whether the number is in network byte order.
    pub big: bool,
    /// Names of values or bits.
    pub names: Names,
}

/// Names of the values or bits of a number.
#[derive(Clone, Copy, Debug)]
pub enum Names {
    /// No names.
    None,
    /// Names of values.
    Values(&'static [Named]),
    /// Names of bits.
    Flags(&'static [Named]),
}
/// Name of a value, or of one or more bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Value, sign-extended to 64 bits; or the bits.
    pub value: u64,
    /// Name in the kernel header.
    pub name: &'static str,
}
/// Returns the name of a value, if known.
#[doc(hidden)]
pub fn value_name(names: &'static [Named], value: u64) -> Option<&'static str> {
    names.iter().find(|named| named.value == value).map(|named| named.name)
}

/// Decodes up to eight bytes as a number.
pub(crate) fn unsigned(bytes: &[u8], big: bool) -> u64 {
    let push = |value: u64, byte: &u8| (value << 8) | u64::from(*byte);
    if big || cfg!(target_endian = "big") {
        bytes.iter().fold(0, push)
    } else {
        bytes.iter().rev().fold(0, push)
    }
}
/// Extracts a bit field from its bytes.
pub(crate) const fn view_bits(bytes: u64, at: u8, len: u8) -> u64 {
    (bytes >> (at & 7)) & ((1 << (len & 31)) - 1)
}
