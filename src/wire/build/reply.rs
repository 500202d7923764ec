//! Messages that are not requests, for servers and tests.
use super::{BuildError, Writer};
use crate::wire::{AttributeSet, CStruct, GetFlags, Message, MessageHeader, Struct};

/// Fields of a message header, without the length.
#[doc(alias = "nlmsghdr")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MessageHead {
    /// Message type, `nlmsg_type`.
    #[doc(alias = "nlmsg_type")]
    pub message_type: u16,
    /// Flags, `nlmsg_flags`.
    #[doc(alias = "nlmsg_flags")]
    pub flags: u16,
    /// Sequence number, `nlmsg_seq`: of the request; usually 0 in a notification.
    #[doc(alias = "nlmsg_seq")]
    pub seq: u32,
    /// Port id, `nlmsg_pid`: of the requester.
    ///
    /// In a notification, 0 or the port id of the socket that caused the change.
    #[doc(alias = "nlmsg_pid")]
    pub port_id: u32,
}
impl MessageHead {
    /// Creates the header of a reply: sequence number and port id are those of the request.
    ///
    /// The port id in a request is usually 0. The transport has the actual one: set it with
    /// [`to_port`](Self::to_port).
    pub fn reply_to(request: Message<'_>, message_type: u16) -> Self {
        Self { message_type, flags: 0, seq: request.seq(), port_id: request.port_id() }
    }
    /// Creates the header of a notification: no flags, sequence number 0, port id 0.
    pub const fn event(message_type: u16) -> Self {
        Self { message_type, flags: 0, seq: 0, port_id: 0 }
    }
    /// Sets NLM_F_MULTI: the message is a part of a multipart message.
    #[doc(alias = "NLM_F_MULTI")]
    #[must_use]
    pub const fn multi(mut self) -> Self {
        self.flags |= GetFlags::MULTI.bits();
        self
    }
    /// Sets the port id of the receiver.
    #[must_use]
    pub const fn to_port(mut self, port: u32) -> Self {
        self.port_id = port;
        self
    }
    /// Writes the header of a message that was written from byte 16 on. Returns the message and the
    /// rest of the buffer.
    #[inline(always)]
    pub(crate) fn seal<S>(self, writer: Writer<'_, S>) -> Result<(&mut [u8], &mut [u8]), BuildError> {
        let (message, rest) = writer.split_finish()?;
        let Ok(len) = u32::try_from(message.len()) else { return Err(BuildError::TooLong) };
        let header = MessageHeader::new()
            .with(MessageHeader::nlmsg_len, len)
            .with(MessageHeader::nlmsg_type, self.message_type)
            .with(MessageHeader::nlmsg_flags, self.flags)
            .with(MessageHeader::nlmsg_seq, self.seq)
            .with(MessageHeader::nlmsg_pid, self.port_id);
        if let Some(room) = message.first_chunk_mut::<16>() {
            room.copy_from_slice(header.as_bytes());
        }
        Ok((message, rest))
    }
}

/// Writes a message that is not a request to the start of `buffer`.
pub(super) fn reply<'b, H: CStruct, S: AttributeSet>(
    buffer: &'b mut [u8],
    head: MessageHead,
    header: &Struct<H>,
    fill: impl FnOnce(&mut Writer<'b, S>),
) -> Result<&'b [u8], BuildError> {
    let mut writer = Writer::at(buffer, 16);
    writer.structure(header);
    fill(&mut writer);
    head.seal(writer).map(|(message, _)| &*message)
}
