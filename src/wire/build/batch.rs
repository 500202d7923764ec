//! Several messages in one buffer.
use super::{BuildError, Request};
use crate::wire::{Message, Operation, align4, value::copy};

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
        let at = align4(self.len);
        let mut request = Request::new(self.buffer.get_mut(at..).unwrap_or(&mut []), operation, flags);
        fill(&mut request);
        match request.finish(seq).map(<[u8]>::len) {
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
