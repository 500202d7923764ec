//! A whole request.
use super::{BuildError, MessageHead, Output, Writer};
use crate::wire::{Operation, RequestFlags};
use core::ops::{Deref, DerefMut};

/// A whole request: the operation's header, then attributes of its set, by the methods of [`Writer`].
///
/// ```
/// use nlwire::{route::{Link, NewLink}, wire::{NewFlags, Request}};
/// let mut buffer = [0; 64];
/// let mut request = Request::new(&mut buffer, NewLink { index: 3, ..Default::default() }, NewFlags::ACK);
/// request.put(Link::IFLA_MTU, 1500);
/// let bytes = request.finish(1)?;
/// assert_eq!(bytes.len(), 40);
/// # Ok::<(), nlwire::wire::BuildError>(())
/// ```
pub struct Request<'b, O: Operation> {
    writer: Writer<'b, O::Request>,
    kind: u16,
    flags: u16,
}
impl<'b, O: Operation> Request<'b, O> {
    /// A request without attributes as yet. NLM_F_REQUEST is set in any case.
    #[inline(always)]
    pub fn new(buffer: &'b mut [u8], operation: O, flags: O::Flags) -> Self {
        Self::with_bits(buffer, operation, flags.to_bits())
    }
    /// The same, with flags of no verb.
    #[inline(always)]
    pub(crate) fn with_bits(buffer: &'b mut [u8], operation: O, flags: u16) -> Self {
        let mut writer = Writer::at(buffer, 16);
        writer.structure(&operation.header());
        Self { writer, kind: operation.kind(), flags: flags | 1 }
    }
    /// The message, and what is left of the buffer for the next one. `nlmsg_len` is exact, and nothing follows it. The port id is 0:
    /// the kernel knows who sent it.
    ///
    /// # Errors
    /// The buffer is too small, or an attribute too long.
    #[inline(always)]
    pub fn split_finish(self, seq: u32) -> Result<(&'b mut [u8], &'b mut [u8]), BuildError> {
        MessageHead { kind: self.kind, flags: self.flags, seq, port: 0 }.seal(self.writer)
    }
    /// The message.
    ///
    /// # Errors
    /// The buffer is too small, or an attribute too long.
    #[inline(always)]
    pub fn finish(self, seq: u32) -> Result<&'b [u8], BuildError> {
        self.split_finish(seq).map(|(message, _)| &*message)
    }
    /// Builds a request behind what `output` holds: a `Vec`, or one of fixed capacity of heapless or arrayvec. `fill` may run twice, the
    /// second time with enough room.
    ///
    /// # Errors
    /// The capacity is fixed and too small, or an attribute too long; then `output` is as it was.
    pub fn append(
        output: &mut impl Output,
        operation: O,
        flags: O::Flags,
        seq: u32,
        fill: impl Fn(&mut Request<'_, O>),
    ) -> Result<(), BuildError>
    where
        O: Copy,
    {
        output.append(|buffer| {
            let mut request = Request::new(buffer, operation, flags);
            fill(&mut request);
            request.finish(seq).map(<[u8]>::len)
        })
    }
}
impl<'b, O: Operation> Deref for Request<'b, O> {
    type Target = Writer<'b, O::Request>;
    #[inline(always)]
    fn deref(&self) -> &Self::Target {
        &self.writer
    }
}
impl<O: Operation> DerefMut for Request<'_, O> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.writer
    }
}
