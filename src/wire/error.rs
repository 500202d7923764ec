//! What can be wrong with bytes: one small error for every reader.
//!
//! ```
//! use nlwire::wire::{Messages, ErrorKind};
//! let datagram = [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]; // a message that says it is 3 bytes long
//! let error = Messages::new(&datagram).next().unwrap().unwrap_err();
//! assert_eq!((error.kind(), error.offset_in(&datagram)), (ErrorKind::Framing, Some(0)));
//! ```
use core::fmt;

/// What is wrong, with which attribute, and where. 16 bytes, `Copy`, and without any text until it is displayed.
///
/// Where: the address of the offending bytes is kept as a number; [`offset_in`](Self::offset_in) makes an offset of it in whatever
/// slice the reader still holds (a message, a datagram, a file).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    number: u16,
    len: u32,
    at: usize,
}

/// The three ways in which bytes can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A length field is smaller than its header or points outside its container. The walk ends here, since nothing tells where
    /// the next thing would begin.
    Framing,
    /// The payload is shorter than the fixed header that stands at its front.
    Header,
    /// The payload of one attribute does not fit its type. The walk goes on behind it.
    Payload,
}

impl Error {
    // Cold, and yet in place: what is right runs on without a jump.
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
    /// What is wrong.
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }
    /// The number of the attribute whose payload does not fit; `None` for the other kinds.
    pub const fn number(&self) -> Option<u16> {
        if matches!(self.kind, ErrorKind::Payload) { Some(self.number) } else { None }
    }
    /// The offset in `bytes`, in bytes, of what is wrong: of the length field for [`ErrorKind::Framing`], of the payload otherwise.
    /// `None` where it does not lie in `bytes`.
    pub fn offset_in(&self, bytes: &[u8]) -> Option<usize> {
        self.at.checked_sub(bytes.as_ptr().addr()).filter(|offset| *offset <= bytes.len())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            ErrorKind::Framing => {
                write!(f, "a length field is too small or points past the {} bytes that are there", self.len)
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
}
