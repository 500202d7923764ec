//! Decoding errors.
use core::fmt;

/// A decoding error: what is wrong, in which attribute, and where. 16 bytes on 64-bit machines.
///
/// The position is kept as an address; [`offset_in`](Self::offset_in) converts it to an offset in a
/// slice that contains it (a message, a datagram, a file).
#[derive(Clone, Copy)]
pub struct Error {
    kind: ErrorKind,
    number: u16,
    len: u32,
    at: usize,
}

/// What is wrong with the bytes.
///
/// ```
/// use nlwire::wire::{Messages, ErrorKind};
/// let datagram = [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]; // a message whose length is 3 bytes
/// let error = Messages::new(&datagram).next().unwrap().unwrap_err();
/// assert_eq!((error.kind(), error.offset_in(&datagram)), (ErrorKind::Framing, Some(0)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A length field is smaller than its header or exceeds its container.
    ///
    /// Iteration ends here, since the start of the next message or attribute is unknown.
    Framing,
    /// The payload is shorter than the fixed header.
    Header,
    /// The payload of an attribute does not match its type. Iteration continues after the
    /// attribute.
    Payload,
}

impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        let Self { kind, number, len, at: _ } = *self;
        (kind, number, len) == (other.kind, other.number, other.len)
    }
}
impl Eq for Error {}

impl Error {
    // cold, but inlined: the path without errors stays free of jumps
    #[cold]
    #[inline(always)]
    pub(crate) fn framing(at: &[u8]) -> Self {
        Self { kind: ErrorKind::Framing, number: 0, len: at.len() as u32, at: at.as_ptr().addr() }
    }
    #[cold]
    #[inline(always)]
    pub(crate) fn header(at: &[u8]) -> Self {
        Self { kind: ErrorKind::Header, number: 0, len: at.len() as u32, at: at.as_ptr().addr() }
    }
    #[cold]
    #[inline(always)]
    pub(crate) fn payload(number: u16, payload: &[u8]) -> Self {
        Self { kind: ErrorKind::Payload, number, len: payload.len() as u32, at: payload.as_ptr().addr() }
    }
    /// Returns what is wrong.
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }
    /// Returns the type of the attribute whose payload does not match; `None` for other errors.
    #[doc(alias = "nla_type")]
    pub const fn number(&self) -> Option<u16> {
        if matches!(self.kind, ErrorKind::Payload) { Some(self.number) } else { None }
    }
    /// Returns the offset of the error in `bytes`.
    ///
    /// The offset of the length field for [`ErrorKind::Framing`], otherwise of the payload.
    ///
    /// `None` if the error is not in `bytes`.
    pub fn offset_in(&self, bytes: &[u8]) -> Option<usize> {
        self.at.checked_sub(bytes.as_ptr().addr()).filter(|offset| *offset <= bytes.len())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            ErrorKind::Framing => {
                write!(f, "a length field is too small or exceeds the {} bytes that remain", self.len)
            }
            ErrorKind::Header => {
                write!(f, "the payload of {} bytes is shorter than its fixed header", self.len)
            }
            ErrorKind::Payload => write!(
                f,
                "the payload of attribute {}, {} bytes long, does not fit the attribute's type",
                self.number, self.len
            ),
        }
    }
}
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl core::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_one_within_the_given_bytes_only() {
        let bytes = [0u8; 16];
        let error = Error::payload(7, &bytes[4..8]);
        assert_eq!(
            (error.offset_in(&bytes), error.offset_in(&bytes[2..]), error.number()),
            (Some(4), Some(2), Some(7))
        );
        assert_eq!(error.offset_in(&bytes[8..]), None);
        assert_eq!(size_of::<Error>(), 8 + size_of::<usize>());
    }
    #[test]
    fn an_error_in_two_buffers_is_equal() {
        let bytes = [0u8; 32];
        let (one, other) = bytes.split_at(16);
        assert_eq!(Error::payload(7, &one[4..8]), Error::payload(7, &other[4..8]));
        assert_eq!(Error::framing(one), Error::framing(other));
        assert_ne!(Error::framing(one), Error::header(one));
        assert_ne!(Error::payload(7, one), Error::payload(8, one));
        assert_ne!(Error::payload(7, one), Error::payload(7, &one[1..]));
    }
}
