//! Requests.
use super::{BuildError, MessageHead, Output, Writer};
use crate::wire::{Operation, RequestFlags};
use core::ops::{Deref, DerefMut};

/// Writes a request: the fixed header of the operation, then attributes.
///
/// The attributes are written with the methods of [`Writer`].
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
    message_type: u16,
    flags: u16,
}
impl<'b, O: Operation> Request<'b, O> {
    /// Creates a request without attributes. Sets NLM_F_REQUEST.
    #[doc(alias = "NLM_F_REQUEST")]
    #[inline(always)]
    pub fn new(buffer: &'b mut [u8], operation: O, flags: O::Flags) -> Self {
        Self::with_bits(buffer, operation, flags.to_bits())
    }
    /// Creates a request with flags of no particular operation.
    #[inline(always)]
    pub(crate) fn with_bits(buffer: &'b mut [u8], operation: O, flags: u16) -> Self {
        let mut writer = Writer::at(buffer, 16);
        writer.structure(&operation.header());
        Self { writer, message_type: operation.message_type(), flags: flags | 1 }
    }
    /// Finishes the request, and returns the message and the rest of the buffer.
    ///
    /// `nlmsg_len` does not include padding after the message. The port id is 0; the kernel takes
    /// it from the socket.
    ///
    /// # Errors
    /// [`BuildError`] if the buffer is too small, an attribute is too long, or text contains a NUL.
    #[inline(always)]
    pub fn split_finish(self, seq: u32) -> Result<(&'b mut [u8], &'b mut [u8]), BuildError> {
        MessageHead { message_type: self.message_type, flags: self.flags, seq, port_id: 0 }.seal(self.writer)
    }
    /// Finishes the request, and returns the message.
    ///
    /// # Errors
    /// [`BuildError`] if the buffer is too small, an attribute is too long, or text contains a NUL.
    #[inline(always)]
    pub fn finish(self, seq: u32) -> Result<&'b [u8], BuildError> {
        self.split_finish(seq).map(|(message, _)| &*message)
    }
    /// Appends a request to a growable buffer: a `Vec`, or one of heapless or arrayvec.
    ///
    /// `fill` may be called twice, the second time with a larger buffer.
    ///
    /// # Errors
    /// [`BuildError`] if a fixed capacity is too small, an attribute is too long, or text contains
    /// a NUL. `output` is then unchanged.
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
