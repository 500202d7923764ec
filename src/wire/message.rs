//! Messages of a datagram: one or several, each with a header and padded to 4 bytes.
use crate::wire::Struct;
use crate::wire::{Attrs, CStruct, Error, MessageHeader, align4, behind};
use core::iter::FusedIterator;
use zerocopy::FromBytes;

/// A message, borrowed: header and payload.
#[doc(alias = "nlmsghdr")]
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Message<'a> {
    bytes: &'a [u8],
    header: &'a [u8; 16],
}
impl<'a> Message<'a> {
    /// Reads the message at the start of `bytes`, and ignores what follows.
    ///
    /// # Errors
    /// [`ErrorKind::Framing`](super::ErrorKind::Framing) if there are fewer than `nlmsg_len` bytes,
    /// or if `nlmsg_len` is below 16.
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
    /// Returns the message header.
    #[doc(alias = "nlmsghdr")]
    #[inline(always)]
    pub fn header(&self) -> &'a Struct<MessageHeader> {
        zerocopy::transmute_ref!(self.header)
    }
    /// Returns the message type, `nlmsg_type`; the values are those of the protocol.
    #[doc(alias = "nlmsg_type")]
    #[inline(always)]
    pub fn message_type(&self) -> u16 {
        self.header().get(MessageHeader::nlmsg_type)
    }
    /// Returns the flags, `nlmsg_flags`, as bits.
    ///
    /// Their meaning depends on what the message does: see [`Verb`](super::Verb).
    #[doc(alias = "nlmsg_flags")]
    #[inline(always)]
    pub fn flags(&self) -> u16 {
        self.header().get(MessageHeader::nlmsg_flags)
    }
    /// Returns the sequence number, `nlmsg_seq`.
    #[doc(alias = "nlmsg_seq")]
    #[inline(always)]
    pub fn seq(&self) -> u32 {
        self.header().get(MessageHeader::nlmsg_seq)
    }
    /// Returns the port id, `nlmsg_pid`.
    #[doc(alias = "nlmsg_pid")]
    #[inline(always)]
    pub fn port_id(&self) -> u32 {
        self.header().get(MessageHeader::nlmsg_pid)
    }
    /// Returns the complete message: header and payload, without padding.
    #[doc(alias = "nlmsg_len")]
    #[inline(always)]
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
    /// Returns the payload, which follows the message header.
    #[doc(alias = "NLMSG_DATA")]
    #[inline(always)]
    pub fn payload(&self) -> &'a [u8] {
        self.bytes.get(16..).unwrap_or(&[])
    }
    /// Returns the fixed header of the family, and the attributes that follow.
    ///
    /// # Errors
    /// [`ErrorKind::Header`](super::ErrorKind::Header) if the payload is shorter than an `H` and
    /// the data whose length the header gives.
    #[inline(always)]
    pub fn split<H: CStruct, S>(&self) -> Result<(&'a Struct<H>, Attrs<'a, S>), Error> {
        let payload = self.payload();
        let parts = H::SPEC.split(payload);
        match (Struct::ref_from_prefix(payload), parts) {
            (Ok((header, _)), Some((_, _, attrs))) => Ok((header, Attrs::new(attrs))),
            _ => Err(Error::header(payload)),
        }
    }
    /// Returns the data between the fixed header and the attributes.
    ///
    /// An example is the options after a `struct nduseroptmsg`.
    ///
    /// Empty for most headers.
    ///
    /// # Errors
    /// [`ErrorKind::Header`](super::ErrorKind::Header) if the payload is shorter than an `H` and
    /// the data whose length the header gives.
    #[inline(always)]
    pub fn between<H: CStruct>(&self) -> Result<&'a [u8], Error> {
        let payload = self.payload();
        H::SPEC.split(payload).map(|(_, between, _)| between).ok_or(Error::header(payload))
    }
}

/// Iterator over the messages of a datagram. Ends after a framing error.
///
/// ```text
///  <---------- nlmsg_len ---------->
/// +-----------+--------------------+---------+-----------+--
/// | nlmsghdr  | payload            | padding | nlmsghdr  | ...
/// | 16 bytes  |                    | to 4    | 16 bytes  |
/// +-----------+--------------------+---------+-----------+--
/// ```
/// The last message of a datagram may lack its padding.
#[doc(alias = "NLMSG_ALIGN")]
#[doc(alias = "NLMSG_NEXT")]
#[doc(alias = "NLMSG_OK")]
#[derive(Clone, Copy)]
pub struct Messages<'a>(&'a [u8]);
impl<'a> Messages<'a> {
    /// Iterates over the messages from the start of `datagram`.
    #[inline(always)]
    pub const fn new(datagram: &'a [u8]) -> Self {
        Self(datagram)
    }
    /// Returns the bytes that are not yet iterated over.
    #[inline(always)]
    pub const fn rest(&self) -> &'a [u8] {
        self.0
    }
    /// Returns the rest of the datagram if it is a tail that the kernel ignores, otherwise nothing.
    ///
    /// A tail is fewer than 16 bytes, or starts with an `nlmsg_len` below 16: programs that send
    /// their complete request buffer leave zeros after the last message. Call this after at least
    /// one message. The iterator itself returns an error for a tail of 4 bytes or more.
    ///
    /// ```
    /// use nlwire::wire::Messages;
    /// let mut datagram = [0; 20 + 136]; // a message of 20 bytes, and zeros
    /// datagram[..4].copy_from_slice(&20u32.to_ne_bytes());
    /// let mut messages = Messages::new(&datagram);
    /// assert!(messages.next().is_some_and(|message| message.is_ok()));
    /// assert_eq!(messages.ignored_tail().len(), 136);
    /// ```
    pub fn ignored_tail(&self) -> &'a [u8] {
        // netlink_rcv_skb() stops without an error at either
        match self.0.first_chunk::<16>() {
            Some([a, b, c, d, ..]) if u32::from_ne_bytes([*a, *b, *c, *d]) >= 16 => &[],
            _ => self.0,
        }
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

/// A message that can be changed in place: header and payload.
pub struct MessageMut<'a> {
    header: &'a mut Struct<MessageHeader>,
    payload: &'a mut [u8],
}
impl MessageMut<'_> {
    /// Returns the header, to change sequence number, port id or flags.
    ///
    /// The caller is responsible for a changed `nlmsg_len`.
    pub fn header(&mut self) -> &mut Struct<MessageHeader> {
        self.header
    }
    /// Returns the payload, which follows the message header.
    pub fn payload(&mut self) -> &mut [u8] {
        self.payload
    }
}

/// Iterator over the messages of a datagram, to change them in place. Ends at a framing error.
///
/// ```
/// use nlwire::wire::{MessageHeader, Messages, MessagesMut};
/// let mut datagram = [0u8; 20];
/// datagram[0..4].copy_from_slice(&20u32.to_ne_bytes());
/// datagram[4..6].copy_from_slice(&16u16.to_ne_bytes());
/// for mut message in MessagesMut::new(&mut datagram) {
///     message.header().set(MessageHeader::nlmsg_seq, 7);
/// }
/// let message = Messages::new(&datagram).next().unwrap()?;
/// assert_eq!((message.message_type(), message.seq(), message.payload().len()), (16, 7, 4));
/// # Ok::<(), nlwire::wire::Error>(())
/// ```
pub struct MessagesMut<'a>(&'a mut [u8]);
impl<'a> MessagesMut<'a> {
    /// Iterates over the messages from the start of `datagram`.
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
        let (header, payload) = Struct::<MessageHeader>::mut_from_prefix(message).ok()?;
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
    fn a_tail_is_what_the_kernel_ignores() {
        let tail = |len: u32, filled: usize| {
            let mut bytes = [&message(20, 20)[..20], &[0xa5; 40][..filled]].concat();
            if let Some(field) = bytes.get_mut(20..24) {
                field.copy_from_slice(&len.to_ne_bytes());
            }
            let mut messages = Messages::new(&bytes);
            assert!(messages.next().unwrap().is_ok());
            messages.ignored_tail().len()
        };
        for filled in 4..40 {
            assert_eq!(tail(0, filled), filled, "zeros");
            assert_eq!(tail(15, filled), filled, "a length below the header's");
            // a message, whole or cut, is none
            assert_eq!(tail(16, filled), if filled < 16 { filled } else { 0 });
            assert_eq!(tail(u32::MAX, filled), if filled < 16 { filled } else { 0 });
        }
        assert_eq!([0, 1, 3].map(|filled| tail(0, filled)), [0, 1, 3]);
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
                (found.message_type(), found.seq(), found.payload()),
                (16, 0xa5a5_a5a5, &[0xa5; 4][..]),
                "offset {at}"
            );
        }
    }
    crate::c_struct! {
        /// A header with the length of the data between header and attributes.
        pub struct Counted then count {
            /// Length in bytes.
            count: u16,
            /// Unused.
            pad pad: u16,
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
