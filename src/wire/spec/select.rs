//! Sub-messages and their selectors.
use super::PayloadType;

/// Specification of a sub-message: its selector, and the payload type for each key.
#[derive(Clone, Copy, Debug)]
pub struct SubMessageSpec {
    /// Source of the selector.
    pub by: SelectorSource,
    /// Keys, each with the payload type for the key.
    pub arms: &'static [(&'static [u8], PayloadType)],
}
impl SubMessageSpec {
    /// Returns the payload type for a key; bytes if the key is unknown.
    pub(crate) fn arm(&self, key: &[u8]) -> PayloadType {
        self.arms
            .iter()
            .find(|(arm, _)| *arm == key)
            .map_or(PayloadType::Bytes, |(_, payload_type)| *payload_type)
    }
}
/// Returns the key for [`SelectorSource::Length`]: the length of the payload.
pub(crate) fn length_key(payload: &[u8]) -> [u8; 2] {
    u16::try_from(payload.len()).unwrap_or(u16::MAX).to_ne_bytes()
}
/// Where a sub-message takes its selector from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SelectorSource {
    /// Text of an attribute, without NUL.
    Text {
        /// Levels above the sub-message; 0 is a sibling.
        up: u8,
        /// Attribute type.
        number: u16,
    },
    /// Payload of an attribute.
    Bytes {
        /// Levels above the sub-message; 0 is a sibling.
        up: u8,
        /// Attribute type.
        number: u16,
    },
    /// Part of the payload of an attribute, such as a field of a struct.
    Part {
        /// Levels above the sub-message; 0 is a sibling.
        up: u8,
        /// Attribute type.
        number: u16,
        /// Offset in the payload, bytes.
        offset: usize,
        /// Length in bytes.
        len: usize,
    },
    /// Part of the fixed header: of the message, or of the payload if it has one.
    ///
    /// For next hops, the header is the one of the route.
    Header {
        /// Offset in the header, bytes.
        offset: usize,
        /// Length in bytes.
        len: usize,
    },
    /// Message type, as two bytes in host byte order.
    Type,
    /// Length of the payload, as two bytes in host byte order.
    ///
    /// The key for a payload of 16 bytes is `&16u16.to_ne_bytes()`.
    Length,
    /// Payload of the attribute immediately before, if it has this type and length.
    ///
    /// For pairs of type and value that are repeated at one level. One empty attribute between the
    /// two is skipped: padding that aligns a 64-bit value.
    Preceding {
        /// Attribute type.
        number: u16,
        /// Length of the payload, bytes.
        len: usize,
    },
    /// Part of the struct that contains the selected field.
    Structure {
        /// Structs further out; 0 is the struct of the field.
        up: u8,
        /// Offset in the struct, bytes.
        offset: usize,
        /// Length in bytes.
        len: usize,
    },
}
impl SelectorSource {
    /// Selects by the text of a sibling with this attribute type.
    pub const fn text(number: u16) -> Self {
        Self::Text { up: 0, number }
    }
    /// Selects by the payload of a sibling with this attribute type.
    pub const fn bytes(number: u16) -> Self {
        Self::Bytes { up: 0, number }
    }
    /// Whether the selector is in the fixed header, or is the message type.
    pub const fn is_header(self) -> bool {
        matches!(self, Self::Header { .. } | Self::Type)
    }
}
