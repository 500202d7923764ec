//! Several messages in one buffer.
use super::{BuildError, MessageHead, Request, Writer, reply};
use crate::wire::{AttributeSet, CStruct, Message, Operation, Struct, align4, value::copy};

/// Several messages in one buffer, to send with one system call.
///
/// A message that does not fit leaves the batch unchanged: send the batch, clear it, and add the
/// message again.
///
/// ```
/// use nlwire::{route::{GetLink, Link}, wire::{Batch, BuildError, GetFlags}};
/// let mut buffer = [0; 80];
/// let mut batch = Batch::new(&mut buffer);
/// for (seq, name) in [(1, "eth0"), (2, "eth1"), (3, "eth2")] {
///     let put = batch.request(GetLink::default(), GetFlags::ACK, seq, |request| {
///         request.put(Link::IFLA_IFNAME, name);
///     });
///     assert_eq!(put.is_ok(), seq < 2, "44 bytes each");
/// }
/// assert_eq!((batch.bytes().len(), batch.count()), (44, 1));
/// ```
pub struct Batch<'b> {
    buffer: &'b mut [u8],
    /// Length up to the end of the last message, without padding.
    len: usize,
    count: usize,
}
impl<'b> Batch<'b> {
    /// Creates a batch after the first `len` bytes of `buffer`, which are messages.
    pub(crate) const fn behind(buffer: &'b mut [u8], len: usize) -> Self {
        Self { buffer, len, count: 0 }
    }
    /// Creates an empty batch in `buffer`.
    pub const fn new(buffer: &'b mut [u8]) -> Self {
        Self { buffer, len: 0, count: 0 }
    }
    /// Appends a request.
    ///
    /// # Errors
    /// [`BuildError::TooSmall`] if the request does not fit; `needed` is the size of the complete
    /// batch. [`BuildError::TooLong`] or [`BuildError::NulInText`] because of an attribute. The
    /// batch is then unchanged.
    pub fn request<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        seq: u32,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> Result<&mut Self, BuildError> {
        self.append(|buffer| {
            let mut request = Request::new(buffer, operation, flags);
            fill(&mut request);
            request.finish(seq)
        })
    }
    /// Appends a message that is not a request: a reply, a part of a dump, a notification.
    ///
    /// The message is `header`, the fixed header of the family, and the attributes that `fill`
    /// writes.
    ///
    /// ```
    /// use nlwire::{route::{IfInfo, Link, RouteMessage}, wire::{write_done, Batch, MessageHead, Message, Messages}};
    /// # use nlwire::{route::GetLink, wire::{GetFlags, Request}};
    /// # let mut buffer = [0; 32];
    /// # let request = Message::new(Request::new(&mut buffer, GetLink::default(), GetFlags::DUMP).finish(9)?)?;
    /// let mut datagram = [0; 128];
    /// let mut batch = Batch::new(&mut datagram);
    /// for name in ["lo", "eth0"] {
    ///     let head = MessageHead::reply_to(request, RouteMessage::RTM_NEWLINK).multi();
    ///     batch.reply::<_, Link>(head, &IfInfo::new(), |link| { link.put(Link::IFLA_IFNAME, name); })?;
    /// }
    /// batch.append(|buffer| write_done(buffer, request, 0, |_| {}))?;
    /// assert!(Messages::new(batch.bytes()).flatten().map(|part| part.seq()).eq([9, 9, 9]));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`BuildError::TooSmall`] if the message does not fit; `needed` is the size of the complete
    /// batch. [`BuildError::TooLong`] or [`BuildError::NulInText`] because of an attribute. The
    /// batch is then unchanged.
    pub fn reply<H: CStruct, S: AttributeSet>(
        &mut self,
        head: MessageHead,
        header: &Struct<H>,
        fill: impl FnOnce(&mut Writer<'_, S>),
    ) -> Result<&mut Self, BuildError> {
        self.append(|buffer| reply(buffer, head, header, fill))
    }
    /// Appends the message that `write` writes.
    ///
    /// [`write_ack`](crate::wire::write_ack), [`write_error`](crate::wire::write_error) and
    /// [`write_done`](crate::wire::write_done) are such functions.
    ///
    /// # Errors
    /// An error of `write`. The batch is then unchanged.
    pub fn append(
        &mut self,
        write: impl FnOnce(&mut [u8]) -> Result<&[u8], BuildError>,
    ) -> Result<&mut Self, BuildError> {
        let at = align4(self.len);
        match write(self.buffer.get_mut(at..).unwrap_or(&mut [])).map(<[u8]>::len) {
            Ok(len) => {
                if let Some(padding) = self.buffer.get_mut(self.len..at) {
                    padding.fill(0);
                }
                self.len = at.saturating_add(len);
                self.count += 1;
                Ok(self)
            }
            Err(BuildError::TooSmall { needed }) => {
                Err(BuildError::TooSmall { needed: at.saturating_add(needed) })
            }
            Err(error) => Err(error),
        }
    }
    /// Appends a copy of a message.
    ///
    /// # Errors
    /// [`BuildError::TooSmall`] if the message does not fit. The batch is then unchanged.
    pub fn message(&mut self, message: Message<'_>) -> Result<&mut Self, BuildError> {
        let at = align4(self.len);
        let end = at.saturating_add(message.bytes().len());
        let Some(room) = self.buffer.get_mut(at..end) else {
            return Err(BuildError::TooSmall { needed: end });
        };
        copy(room, message.bytes());
        if let Some(padding) = self.buffer.get_mut(self.len..at) {
            padding.fill(0);
        }
        self.len = end;
        self.count += 1;
        Ok(self)
    }
    /// Returns the messages, ready to send.
    pub fn bytes(&self) -> &[u8] {
        self.buffer.get(..self.len).unwrap_or(&[])
    }
    /// Returns the number of messages.
    pub const fn count(&self) -> usize {
        self.count
    }
    /// Removes all messages.
    pub const fn clear(&mut self) {
        (self.len, self.count) = (0, 0);
    }
}
