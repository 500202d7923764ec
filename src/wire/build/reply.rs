//! Messages that are no requests: what a server answers, what a test sends.
use super::{BuildError, Writer};
use crate::wire::{GetFlags, Layout, Message, MessageHeader, Set};
use zerocopy::IntoBytes;

/// What stands in a message's header, its length aside, which is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MessageHead {
    /// `nlmsg_type`.
    pub kind: u16,
    /// `nlmsg_flags`.
    pub flags: u16,
    /// `nlmsg_seq`: that of the request; of an event mostly 0.
    pub seq: u32,
    /// `nlmsg_pid`: the port id of who asked; of an event 0, or of who caused it.
    pub port: u32,
}
impl MessageHead {
    /// A reply: sequence and port id are those of the request. A request seldom says its port id; the transport knows it
    /// ([`to_port`](Self::to_port)).
    pub fn reply_to(request: Message<'_>, kind: u16) -> Self {
        Self { kind, flags: 0, seq: request.seq(), port: request.port() }
    }
    /// An event: no flags, sequence 0, port id 0.
    pub const fn event(kind: u16) -> Self {
        Self { kind, flags: 0, seq: 0, port: 0 }
    }
    /// As one part of several: NLM_F_MULTI.
    #[must_use]
    pub const fn multi(mut self) -> Self {
        self.flags |= GetFlags::MULTI.bits();
        self
    }
    /// To the one with that port id.
    #[must_use]
    pub const fn to_port(mut self, port: u32) -> Self {
        self.port = port;
        self
    }
    /// Puts the header in front of a message that was written from byte 16 on; the message, and what is left of the buffer.
    #[inline(always)]
    pub(crate) fn seal<S>(self, writer: Writer<'_, S>) -> Result<(&mut [u8], &mut [u8]), BuildError> {
        let (message, rest) = writer.split_finish()?;
        let Ok(len) = u32::try_from(message.len()) else { return Err(BuildError::TooLong) };
        let header = MessageHeader::new()
            .with(MessageHeader::nlmsg_len, len)
            .with(MessageHeader::nlmsg_type, self.kind)
            .with(MessageHeader::nlmsg_flags, self.flags)
            .with(MessageHeader::nlmsg_seq, self.seq)
            .with(MessageHeader::nlmsg_pid, self.port);
        if let Some(room) = message.first_chunk_mut::<16>() {
            room.copy_from_slice(header.as_bytes());
        }
        Ok((message, rest))
    }
}

/// Writes one such message at the front of `buffer`.
pub(super) fn reply<'b, H: Layout, S: Set>(
    buffer: &'b mut [u8],
    head: MessageHead,
    header: &H,
    fill: impl FnOnce(&mut Writer<'b, S>),
) -> Result<&'b [u8], BuildError> {
    let mut writer = Writer::at(buffer, 16);
    writer.structure(header);
    fill(&mut writer);
    head.seal(writer).map(|(message, _)| &*message)
}
