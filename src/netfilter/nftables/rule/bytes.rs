//! Values as the bytes of a register.
use super::*;

/// The lowest `bits` bits.
pub(crate) const fn ones(bits: u16) -> u128 {
    match bits {
        0 => 0,
        1..=127 => (1 << bits) - 1,
        _ => u128::MAX,
    }
}

/// Bytes of a register: at most 16.
#[derive(Clone, Copy)]
pub(crate) struct RegBytes {
    bytes: [u8; 16],
    len: u8,
}
impl RegBytes {
    /// The number, shifted, in `len` bytes.
    pub(crate) fn number(number: u128, shift: u16, len: u16, host_order: bool) -> Self {
        let len = len.min(16);
        let value = number.checked_shl(shift.into()).unwrap_or(0);
        let unused = u32::from(128 - len * 8);
        let value = value.checked_shl(unused).unwrap_or(0);
        let bytes = if host_order && cfg!(target_endian = "little") {
            // not `reverse` of the slice, for which core has a path to a panic
            value.checked_shr(unused).unwrap_or(0).to_le_bytes()
        } else {
            value.to_be_bytes()
        };
        Self { bytes, len: len as u8 }
    }
    pub(crate) fn name(name: &NamePattern, len: u16) -> Self {
        let len = if name.prefix { u16::from(name.len) } else { len.min(16) };
        Self { bytes: name.bytes, len: len as u8 }
    }
    pub(crate) fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.len.into()).unwrap_or(&[])
    }
    pub(super) fn truncated(mut self, len: u16) -> Self {
        self.len = self.len.min(len as u8);
        self
    }
    pub(super) fn to_number(self) -> u128 {
        u128::from_be_bytes(self.bytes) >> (128 - u32::from(self.len.clamp(1, 16)) * 8)
    }
    pub(super) fn zero(len: u16) -> Zero {
        Zero(len.min(16) as u8)
    }
}
/// A number of zero bytes.
pub(super) struct Zero(u8);
impl core::ops::Deref for Zero {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        const ZEROS: &[u8] = &[0; 16];
        ZEROS.get(..self.0.into()).unwrap_or(&[])
    }
}
