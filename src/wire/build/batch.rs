//! Several messages in one buffer.
use super::{BuildError, MessageHead, Request, Writer, reply};
use crate::wire::{Layout, Message, Operation, Set, align4, value::copy};

/// Several requests in one buffer, for one send. A request that does not fit leaves no trace: send the batch, clear it, and put that
/// request first.
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
    /// Up to the end of the last message, without its padding.
    len: usize,
    count: usize,
}
impl<'b> Batch<'b> {
    /// A batch that goes on behind the first `len` bytes of `buffer`, which are messages.
    pub(crate) const fn behind(buffer: &'b mut [u8], len: usize) -> Self {
        Self { buffer, len, count: 0 }
    }
    /// An empty batch in `buffer`.
    pub const fn new(buffer: &'b mut [u8]) -> Self {
        Self { buffer, len: 0, count: 0 }
    }
    /// Appends a request.
    ///
    /// # Errors
    /// It does not fit (`needed` is what the whole batch would take), or an attribute is too long. The batch is as it was.
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
    /// Appends a message that is no request: a reply, a part of a dump, an event. It is the family's `header` and what `fill` puts.
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
    /// # use nlwire::wire::Layout;
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// It does not fit (`needed` is what the whole batch would take), or an attribute is too long. The batch is as it was.
    pub fn reply<H: Layout, S: Set>(
        &mut self,
        head: MessageHead,
        header: &H,
        fill: impl FnOnce(&mut Writer<'_, S>),
    ) -> Result<&mut Self, BuildError> {
        self.append(|buffer| reply(buffer, head, header, fill))
    }
    /// Appends what a writer of one message makes: [`write_ack`](crate::wire::write_ack), [`write_refusal`](crate::wire::write_refusal),
    /// [`write_done`](crate::wire::write_done).
    ///
    /// # Errors
    /// Those of the writer. The batch is as it was.
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
    /// Appends a message that is already written, as it stands.
    ///
    /// # Errors
    /// It does not fit. The batch is as it was.
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
    /// What to send.
    pub fn bytes(&self) -> &[u8] {
        self.buffer.get(..self.len).unwrap_or(&[])
    }
    /// How many messages there are.
    pub const fn count(&self) -> usize {
        self.count
    }
    /// Empties it.
    pub const fn clear(&mut self) {
        (self.len, self.count) = (0, 0);
    }
}
