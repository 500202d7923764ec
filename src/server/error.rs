//! Errors of validation.
use crate::wire::{BuildError, Errno, ExtAck, Message, Str, write_error};
use core::fmt;

/// A validation error: what is wrong, and where, as an extended ack reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValidationError {
    /// Offset of the attribute in the message, in bytes: `base` plus the offset in the attributes.
    ///
    /// See [`place`](Self::place) for the offset in an extended ack.
    pub offset: usize,
    /// Type of the attribute, also of a missing one.
    pub number: u16,
    /// What is wrong.
    pub why: ValidationErrorKind,
}
/// What is wrong with a request.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValidationErrorKind {
    /// Bytes after the last attribute, broken framing, or attributes where none are allowed.
    Trailing,
    /// Unknown attribute.
    Unknown,
    /// Read-only attribute.
    ReadOnly,
    /// Number longer or shorter than its type.
    NumberLength,
    /// Payload too long or too short.
    Length,
    /// Text without the required NUL.
    Nul,
    /// Number out of range.
    Range,
    /// Invalid bits.
    FlagsMask,
    /// Value that a function of the policy rejects ([`ValueCheck`](super::ValueCheck)), with the reason.
    Value(&'static str),
    /// Nest without NLA_F_NESTED.
    NotNested,
    /// NLA_F_NESTED on an attribute that is not a nest.
    Nested,
    /// More than 10 nested nests, the kernel's limit for nested policies.
    Deep,
    /// Required attribute missing.
    Missing,
    /// Truncated header of the family.
    Header,
    /// Nonzero value in a field of the family's header that must be 0.
    HeaderValue,
    /// Known attribute that the operation does not support.
    Unserved,
    /// Operation that does not exist, such as a dump of a type without one.
    Unsupported,
}
impl fmt::Debug for ValidationErrorKind {
    // not derived: core's printing of the reason has a path to a panic
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Trailing => "Trailing",
            Self::Unknown => "Unknown",
            Self::ReadOnly => "ReadOnly",
            Self::NumberLength => "NumberLength",
            Self::Length => "Length",
            Self::Nul => "Nul",
            Self::Range => "Range",
            Self::FlagsMask => "FlagsMask",
            Self::NotNested => "NotNested",
            Self::Nested => "Nested",
            Self::Deep => "Deep",
            Self::Missing => "Missing",
            Self::Header => "Header",
            Self::HeaderValue => "HeaderValue",
            Self::Unserved => "Unserved",
            Self::Unsupported => "Unsupported",
            Self::Value(reason) => return f.debug_tuple("Value").field(&Str::from(*reason)).finish(),
        })
    }
}
impl ValidationError {
    /// Returns the errno that the kernel sends.
    pub fn errno(&self) -> Errno {
        match self.why {
            ValidationErrorKind::Range | ValidationErrorKind::Length => Errno::ERANGE,
            ValidationErrorKind::Unsupported => Errno::EOPNOTSUPP,
            _ => Errno::EINVAL,
        }
    }
    /// Returns the error message for the extended ack, in the kernel's wording.
    pub const fn message(&self) -> &'static str {
        match self.why {
            ValidationErrorKind::Trailing => "bytes leftover after parsing attributes",
            ValidationErrorKind::Unknown => "Unknown attribute type",
            ValidationErrorKind::ReadOnly => "Unsupported attribute",
            ValidationErrorKind::NumberLength => "invalid attribute length",
            ValidationErrorKind::Length | ValidationErrorKind::Nul => "Attribute failed policy validation",
            ValidationErrorKind::Range => "integer out of range",
            ValidationErrorKind::FlagsMask => "reserved bit set",
            ValidationErrorKind::Value(reason) => reason,
            ValidationErrorKind::NotNested => "NLA_F_NESTED is missing",
            ValidationErrorKind::Nested => "NLA_F_NESTED not expected",
            ValidationErrorKind::Deep => "allowed policy recursion depth exceeded",
            ValidationErrorKind::Missing => "required attribute is missing",
            ValidationErrorKind::Header => "Invalid header length",
            ValidationErrorKind::HeaderValue => "Invalid values in header",
            ValidationErrorKind::Unserved => "Unsupported attribute in request",
            ValidationErrorKind::Unsupported => "Operation not supported",
        }
    }
    /// Returns the offset for the extended ack; `None` if no attribute caused the error.
    pub fn place(&self) -> Option<u32> {
        match self.why {
            ValidationErrorKind::Trailing
            | ValidationErrorKind::Missing
            | ValidationErrorKind::Header
            | ValidationErrorKind::HeaderValue
            | ValidationErrorKind::Unserved
            | ValidationErrorKind::Unsupported
            | ValidationErrorKind::Value(_) => None,
            _ => u32::try_from(self.offset).ok(),
        }
    }
    /// Writes the `NLMSG_ERROR` for this error: errno, error message, and offset or missing type.
    ///
    /// # Errors
    /// [`BuildError::TooSmall`] if the buffer is too small, [`BuildError::TooLong`] if the request
    /// is too long.
    pub fn write<'b>(&self, buffer: &'b mut [u8], request: Message<'_>) -> Result<&'b [u8], BuildError> {
        write_error(buffer, request, self.errno().0, false, |ext| {
            // the kernel sends an errno only for an operation that does not exist
            let text = (self.why != ValidationErrorKind::Unsupported).then_some(self.message());
            ext.put_some(ExtAck::NLMSGERR_ATTR_MSG, text).put_some(ExtAck::NLMSGERR_ATTR_OFFS, self.place());
            let missing = (self.why == ValidationErrorKind::Missing).then_some(u32::from(self.number));
            ext.put_some(ExtAck::NLMSGERR_ATTR_MISS_TYPE, missing);
        })
    }
}
impl fmt::Display for ValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (attribute {}, offset {})", self.message(), self.number, self.offset)
    }
}
impl core::error::Error for ValidationError {}
