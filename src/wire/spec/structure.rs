//! C structs.
use super::PayloadType;

/// Specification of a struct.
#[derive(Clone, Copy, Debug)]
pub struct StructSpec {
    /// Name of the Rust type.
    pub name: &'static str,
    /// Length in bytes.
    pub len: usize,
    /// Fields, in order.
    pub fields: &'static [FieldSpec],
    /// Offset of a `u16` field with the length of the data between struct and attributes.
    ///
    /// `None` if there is no such data.
    pub then: Option<usize>,
    /// Payload type of the data between struct and attributes.
    pub between: &'static PayloadType,
}
impl StructSpec {
    pub(super) fn holds_secrets(&self) -> bool {
        self.fields.iter().any(|field| field.secret || field.payload_type.holds_secrets_within(0))
    }
    /// Splits a payload into struct, data whose length the struct gives, and attributes.
    #[inline(always)]
    pub(crate) fn split<'a>(&self, payload: &'a [u8]) -> Option<(&'a [u8], &'a [u8], &'a [u8])> {
        let header = payload.get(..self.len)?;
        let rest = payload.get(crate::wire::align4(self.len)..).unwrap_or(&[]);
        let Some(at) = self.then else { return Some((header, &[], rest)) };
        let said = header.get(at..).and_then(|bytes| bytes.first_chunk::<2>())?;
        let said = usize::from(u16::from_ne_bytes(*said));
        Some((header, rest.get(..said)?, rest.get(crate::wire::align4(said)..).unwrap_or(&[])))
    }
}
/// Specification of a field of a struct.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// Name in the kernel header.
    pub name: &'static str,
    /// Offset in bytes.
    pub offset: usize,
    /// Length in bytes.
    pub len: usize,
    /// Type of the field: number, address, struct, ...
    pub payload_type: PayloadType,
    /// Whether the field holds a key or a password, which is printed only on request.
    pub secret: bool,
    /// Whether the field is padding, which printing and serializing leave out.
    pub padding: bool,
}
impl FieldSpec {
    /// Marks the field as secret.
    #[doc(hidden)]
    #[must_use]
    pub const fn secret(self) -> Self {
        Self { secret: true, ..self }
    }
    /// Marks the field as padding.
    #[doc(hidden)]
    #[must_use]
    pub const fn padding(self) -> Self {
        Self { padding: true, ..self }
    }
}
