//! Messages: a datagram holds one or several, each with a header and padded to 4 bytes.
//!
//! ```text
//!  <---------- nlmsg_len ---------->
//! +-----------+--------------------+---------+-----------+--
//! | nlmsghdr  | payload            | padding | nlmsghdr  | ...
//! | 16 bytes  |                    | to 4    | 16 bytes  |
//! +-----------+--------------------+---------+-----------+--
//! ```
//! The last message of a datagram may lack its padding.
//!
//! ```
//! use nlwire::wire::{Layout, MessageHeader, Messages, MessagesMut};
//! let mut datagram = [0u8; 20];
//! datagram[0..4].copy_from_slice(&20u32.to_ne_bytes());
//! datagram[4..6].copy_from_slice(&16u16.to_ne_bytes());
//! for mut message in MessagesMut::new(&mut datagram) {
//!     message.header().set(MessageHeader::nlmsg_seq, 7);
//! }
//! let message = Messages::new(&datagram).next().unwrap()?;
//! assert_eq!((message.kind(), message.seq(), message.payload().len()), (16, 7, 4));
//! # Ok::<(), nlwire::wire::Error>(())
//! ```
use super::{Attrs, Error, Layout, MessageHeader, align4, behind};
use core::iter::FusedIterator;
use zerocopy::FromBytes;

/// One message, in place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Message<'a> {
    bytes: &'a [u8],
    header: &'a [u8; 16],
}
impl<'a> Message<'a> {
    /// The message at the front of `bytes`; what follows is ignored.
    ///
    /// # Errors
    /// Framing: fewer bytes than `nlmsg_len` says, or an `nlmsg_len` under 16.
    #[inline(always)]
    pub fn new(bytes: &'a [u8]) -> Result<Self, Error> {
        let (Some(header), Some(len)) = (bytes.first_chunk::<16>(), bytes.first_chunk::<4>()) else {
            return Err(Error::framing(bytes));
        };
        let len = u32::from_ne_bytes(*len) as usize;
        match bytes.get(..len) {
            Some(bytes) if len >= 16 => Ok(Self { bytes, header }),
            _ => Err(Error::framing(bytes)),
        }
    }
    /// Its header.
    #[inline(always)]
    pub fn header(&self) -> &'a MessageHeader {
        zerocopy::transmute_ref!(self.header)
    }
    /// `nlmsg_type`: what the message is, in the numbers of its protocol.
    #[inline(always)]
    pub fn kind(&self) -> u16 {
        self.header().get(MessageHeader::nlmsg_type)
    }
    /// `nlmsg_flags`, as bits; their meaning depends on the [`Verb`](super::Verb).
    #[inline(always)]
    pub fn flags(&self) -> u16 {
        self.header().get(MessageHeader::nlmsg_flags)
    }
    /// `nlmsg_seq`: the sequence number.
    #[inline(always)]
    pub fn seq(&self) -> u32 {
        self.header().get(MessageHeader::nlmsg_seq)
    }
    /// `nlmsg_pid`: a port id.
    #[inline(always)]
    pub fn port(&self) -> u32 {
        self.header().get(MessageHeader::nlmsg_pid)
    }
    /// The whole message, header included, padding not.
    #[inline(always)]
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
    /// What stands behind the header.
    #[inline(always)]
    pub fn payload(&self) -> &'a [u8] {
        self.bytes.get(16..).unwrap_or(&[])
    }
    /// The fixed header of a family, and the attributes behind it.
    ///
    /// # Errors
    /// [`ErrorKind::Header`](super::ErrorKind::Header) where the payload is shorter than an `H`, and what it says stands behind it.
    #[inline(always)]
    pub fn split<H: Layout, S>(&self) -> Result<(&'a H, Attrs<'a, S>), Error> {
        let payload = self.payload();
        let parts = H::STRUCTURE.split(payload);
        match (H::ref_from_prefix(payload), parts) {
            (Ok((header, _)), Some((_, _, attrs))) => Ok((header, Attrs::new(attrs))),
            _ => Err(Error::header(payload)),
        }
    }
    /// What stands between the fixed header and the attributes: the options behind a `struct nduseroptmsg`. Nothing, for most headers.
    ///
    /// # Errors
    /// [`ErrorKind::Header`](super::ErrorKind::Header) where the payload is shorter than an `H` and what it says stands behind it.
    #[inline(always)]
    pub fn between<H: Layout>(&self) -> Result<&'a [u8], Error> {
        let payload = self.payload();
        H::STRUCTURE.split(payload).map(|(_, between, _)| between).ok_or(Error::header(payload))
    }
}

/// The messages of a datagram, in place. After a framing error it ends.
#[derive(Clone, Copy)]
pub struct Messages<'a>(&'a [u8]);
impl<'a> Messages<'a> {
    /// Messages from the front of `datagram` on.
    #[inline(always)]
    pub const fn new(datagram: &'a [u8]) -> Self {
        Self(datagram)
    }
    /// What has not been walked yet.
    #[inline(always)]
    pub const fn rest(&self) -> &'a [u8] {
        self.0
    }
}
impl<'a> Iterator for Messages<'a> {
    type Item = Result<Message<'a>, Error>;
    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        if self.0.len() < 4 {
            return None; // padding
        }
        match Message::new(self.0) {
            Ok(message) => {
                self.0 = behind(self.0, message.bytes.len());
                Some(Ok(message))
            }
            Err(error) => {
                self.0 = &[];
                Some(Err(error))
            }
        }
    }
}
impl FusedIterator for Messages<'_> {}

/// One message that may be changed in place: its header, and its payload.
pub struct MessageMut<'a> {
    header: &'a mut MessageHeader,
    payload: &'a mut [u8],
}
impl MessageMut<'_> {
    /// The header, to patch sequence, port id or flags. A changed `nlmsg_len` is the caller's own affair.
    pub fn header(&mut self) -> &mut MessageHeader {
        self.header
    }
    /// What stands behind the header.
    pub fn payload(&mut self) -> &mut [u8] {
        self.payload
    }
}

/// The messages of a datagram, to be patched in place. Where the framing breaks it ends.
pub struct MessagesMut<'a>(&'a mut [u8]);
impl<'a> MessagesMut<'a> {
    /// Messages from the front of `datagram` on.
    pub const fn new(datagram: &'a mut [u8]) -> Self {
        Self(datagram)
    }
}
impl<'a> Iterator for MessagesMut<'a> {
    type Item = MessageMut<'a>;
    fn next(&mut self) -> Option<Self::Item> {
        let bytes = core::mem::take(&mut self.0);
        let len = Message::new(bytes).ok()?.bytes.len();
        let (message, rest) = bytes.split_at_mut_checked(align4(len).min(bytes.len()))?;
        self.0 = rest;
        let (header, payload) = MessageHeader::mut_from_prefix(message).ok()?;
        Some(MessageMut { header, payload: payload.get_mut(..len.checked_sub(16)?)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::ErrorKind;

    fn message(len: u32, filled: usize) -> [u8; 40] {
        let mut bytes = [0xa5; 40];
        bytes[..4].copy_from_slice(&len.to_ne_bytes());
        bytes[filled..].fill(0);
        bytes
    }

    #[test]
    fn lengths_that_lie_are_one_error_and_the_end() {
        for len in [0, 1, 3, 4, 15, 41, 0xffff, 0xff00_0000, u32::MAX] {
            let bytes = message(len, 40);
            let mut messages = Messages::new(&bytes);
            assert_eq!(messages.next().unwrap().unwrap_err().kind(), ErrorKind::Framing, "nlmsg_len {len}");
            assert!(messages.next().is_none());
            assert!(MessagesMut::new(&mut bytes.clone()).next().is_none());
        }
        for cut in 4..16 {
            assert!(Messages::new(&message(16, 40)[..cut]).next().unwrap().is_err(), "{cut} bytes");
        }
        assert!(Messages::new(&[]).next().is_none() && Messages::new(&[1, 2, 3]).next().is_none());
    }
    #[test]
    fn a_length_that_is_no_multiple_of_four_advances_by_the_padded_one() {
        let mut bytes = message(17, 40);
        bytes[20..24].copy_from_slice(&18u32.to_ne_bytes());
        let lens = |bytes: &[u8]| {
            Messages::new(bytes).map(|m| m.map_or(0, |m| m.bytes().len())).collect::<std::vec::Vec<_>>()
        };
        assert_eq!(lens(&bytes[..38]), [17, 18], "the last one needs no padding");
        assert_eq!(lens(&bytes[..37]), [17, 0]);
        assert_eq!(MessagesMut::new(&mut bytes[..38]).count(), 2);
    }
    #[test]
    fn it_reads_the_same_at_any_address() {
        let mut buffer = [0; 64];
        for at in 0..8 {
            let mut bytes = message(20, 40);
            bytes[4..6].copy_from_slice(&16u16.to_ne_bytes());
            buffer[at..at + 40].copy_from_slice(&bytes);
            let found = Messages::new(&buffer[at..at + 20]).next().unwrap().unwrap();
            assert_eq!(
                (found.kind(), found.seq(), found.payload()),
                (16, 0xa5a5_a5a5, &[0xa5; 4][..]),
                "offset {at}"
            );
        }
    }
    crate::layout! {
        /// A header that says how much stands between it and the attributes.
        pub struct Counted then count {
            /// Bytes.
            count: u16,
            /// Unused.
            pad: u16,
        }
    }
    #[test]
    fn what_a_header_says_stands_between_it_and_the_attributes() {
        let mut bytes = [0; 40];
        bytes[20..32].copy_from_slice(b"abcdefghijkl");
        for (len, count, expected) in [
            (32u32, 5u16, Some(("abcde", "ijkl"))),
            (32, 0, Some(("", "abcdefghijkl"))),
            (32, 12, Some(("abcdefghijkl", ""))),
            (31, 11, Some(("abcdefghijk", ""))),
            (32, 13, None),
            (20, 0, Some(("", ""))),
            (20, 1, None),
            (19, 0, None),
            (32, 0xffff, None),
        ] {
            bytes[..4].copy_from_slice(&len.to_ne_bytes());
            bytes[16..18].copy_from_slice(&count.to_ne_bytes());
            let message = Message::new(&bytes).unwrap();
            let between = message.between::<Counted>();
            let attrs = message.split::<Counted, ()>().map(|(_, attrs)| attrs.bytes());
            match expected {
                Some((a, b)) => assert_eq!((between, attrs), (Ok(a.as_bytes()), Ok(b.as_bytes()))),
                None => {
                    assert_eq!(between.unwrap_err().kind(), ErrorKind::Header);
                    assert_eq!(attrs.unwrap_err().kind(), ErrorKind::Header);
                }
            }
        }
    }
}
