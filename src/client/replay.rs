//! A transport that answers from a recording.
use super::mock::renumber;
use super::{Received, Transport, TransportError};

use crate::wire::{Message, MessageHeader, Messages, MessagesMut};
use core::fmt;

/// One datagram of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded<'r> {
    /// Sent to the kernel.
    Sent(&'r [u8]),
    /// Received from the kernel.
    Received(&'r [u8]),
}

/// Converts a packet of a [`Recording`](crate::pcap::Recording). A capture through `nlmon` marks
/// all packets as sent; `NLM_F_REQUEST` shows the direction.
#[cfg(feature = "pcap")]
impl<'r> From<crate::pcap::Packet<'r>> for Recorded<'r> {
    fn from(packet: crate::pcap::Packet<'r>) -> Self {
        let asks = Message::new(packet.bytes).is_ok_and(|message| message.flags() & 1 != 0);
        if asks { Self::Sent(packet.bytes) } else { Self::Received(packet.bytes) }
    }
}

/// A transport that answers from a recording.
///
/// A request that is sent is searched in the recording, from the current position on. The recorded
/// replies are then received with the sequence number and the port id of the new request. So
/// [`Connection::dump`](super::Connection::dump) reads a recorded dump in a test, on any machine.
///
/// Datagrams in between (events, replies to requests that are not repeated) are received unchanged.
///
/// ```
/// use nlwire::{client::{Connection, Recorded, Replay}, route::{GetLink, IfInfo, Link, RouteMessage}};
/// use nlwire::wire::{write_done, Batch, GetFlags, MessageHead, Message, Request};
/// # let (mut one, mut two) = ([0; 32], [0; 128]);
/// // recorded: a dump by port id 999 with sequence number 5000
/// let asked = Request::new(&mut one, GetLink::default(), GetFlags::DUMP).finish(5000)?;
/// let request = Message::new(asked)?;
/// let mut answer = Batch::new(&mut two);
/// let head = MessageHead::reply_to(request, RouteMessage::RTM_NEWLINK).multi().to_port(999);
/// answer.reply::<_, Link>(head, &IfInfo::new(), |link| { link.put(Link::IFLA_IFNAME, "lo"); })?;
/// answer.append(|buffer| write_done(buffer, request, 0, |_| {}))?;
/// let recording = [Recorded::Sent(asked), Recorded::Received(answer.bytes())];
///
/// let mut buffer = [0; 256];
/// let replay = Replay::new(recording.iter().copied(), /* our port id */ 7);
/// let mut connection = Connection::new(replay, &mut buffer, 7, 1);
/// let mut links = connection.dump(GetLink::default())?;
/// assert!(links.next()?.unwrap().attrs.get(Link::IFLA_IFNAME)?.unwrap() == "lo");
/// assert!(links.next()?.is_none());
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Replay<I> {
    recording: I,
    port: u32,
    by_type: bool,
    /// Recorded and new sequence numbers, latest first.
    known: [(u32, u32); KNOWN],
    passed_over: u64,
}
/// Maximum number of requests in flight.
const KNOWN: usize = 8;

/// Error of a [`Replay`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReplayError {
    /// The request is not in the recording after the current position.
    NotRecorded {
        /// Message type of the request.
        kind: u16,
        /// Flags of the request.
        flags: u16,
    },
    /// The datagram sent is not a netlink message.
    NoMessage,
    /// The next recorded datagram is a request of this type, which has not been sent.
    AwaitsRequest {
        /// Message type of the recorded request.
        kind: u16,
    },
    /// The recording has ended.
    End,
    /// A datagram does not fit the buffer.
    Truncated {
        /// Length of the datagram, bytes.
        needed: usize,
        /// Length of the buffer, bytes.
        given: usize,
    },
}
impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NotRecorded { kind, flags } => {
                write!(
                    f,
                    "the rest of the recording has no such request, of type {kind} with flags {flags:#x}"
                )
            }
            Self::NoMessage => f.write_str("what was sent is no netlink message"),
            Self::AwaitsRequest { kind } => {
                write!(f, "the recording goes on with a request of type {kind}, which was not sent")
            }
            Self::End => f.write_str("the recording is at its end"),
            Self::Truncated { needed, given } => {
                write!(f, "the recorded datagram needs {needed} bytes and the buffer has {given}")
            }
        }
    }
}
impl core::error::Error for ReplayError {}
impl TransportError for ReplayError {
    fn is_truncation(&self) -> bool {
        matches!(self, Self::Truncated { .. })
    }
    fn is_timeout(&self) -> bool {
        matches!(self, Self::AwaitsRequest { .. } | Self::End)
    }
}

impl<'r, I: Iterator<Item = Recorded<'r>> + Clone> Replay<I> {
    /// Creates a transport with port id `port` that answers from `recording`. A request must equal
    /// the recorded one except for sequence number and port id.
    pub const fn new(recording: I, port: u32) -> Self {
        Self { recording, port, by_type: false, known: [(0, 0); KNOWN], passed_over: 0 }
    }
    /// Compares requests by message type only: flags, header and attributes may differ from the
    /// recorded ones.
    #[must_use]
    pub const fn by_type(mut self) -> Self {
        self.by_type = true;
        self
    }
    /// Returns the number of recorded datagrams that were skipped in search of a request.
    pub const fn passed_over(&self) -> u64 {
        self.passed_over
    }
    /// Returns the rest of the recording.
    pub fn into_rest(self) -> I {
        self.recording
    }
    /// Whether the requests of two datagrams match, one by one.
    fn same(&self, sent: &[u8], recorded: &[u8]) -> bool {
        let (mut sent, mut recorded) = (Messages::new(sent), Messages::new(recorded));
        loop {
            match (sent.next(), recorded.next()) {
                (None, None) => return true,
                (Some(Ok(a)), Some(Ok(b))) if a.message_type() == b.message_type() => {
                    if !self.by_type && (a.flags() != b.flags() || a.payload() != b.payload()) {
                        return false;
                    }
                }
                _ => return false,
            }
        }
    }
}
impl<'r, I: Iterator<Item = Recorded<'r>> + Clone> Transport for Replay<I> {
    type Error = ReplayError;
    fn send(&mut self, datagram: &[u8]) -> Result<(), ReplayError> {
        let Some(Ok(first)) = Messages::new(datagram).next() else { return Err(ReplayError::NoMessage) };
        let mut ahead = self.recording.clone();
        let mut passed_over = 0u64;
        let recorded = loop {
            match ahead.next() {
                None => {
                    return Err(ReplayError::NotRecorded {
                        kind: first.message_type(),
                        flags: first.flags(),
                    });
                }
                Some(Recorded::Sent(recorded)) if self.same(datagram, recorded) => break recorded,
                Some(_) => passed_over += 1,
            }
        };
        self.recording = ahead;
        self.passed_over = self.passed_over.saturating_add(passed_over);
        for (old, new) in Messages::new(recorded).flatten().zip(Messages::new(datagram).flatten()) {
            self.known.rotate_right(1);
            if let Some(slot) = self.known.first_mut() {
                *slot = (old.seq(), new.seq());
            }
        }
        Ok(())
    }
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, ReplayError> {
        match self.recv(buffer) {
            Err(error) if error.is_timeout() => Ok(None),
            result => result.map(Some),
        }
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, ReplayError> {
        let mut ahead = self.recording.clone();
        let datagram = match ahead.next() {
            Some(Recorded::Received(datagram)) => datagram,
            Some(Recorded::Sent(request)) => {
                let kind = Message::new(request).map_or(0, |request| request.message_type());
                return Err(ReplayError::AwaitsRequest { kind });
            }
            None => return Err(ReplayError::End),
        };
        self.recording = ahead;
        let (needed, given) = (datagram.len(), buffer.len());
        let Some(room) = buffer.get_mut(..needed) else {
            return Err(ReplayError::Truncated { needed, given });
        };
        room.copy_from_slice(datagram);
        for mut message in MessagesMut::new(room) {
            let header = message.header();
            let seq = header.get(MessageHeader::nlmsg_seq);
            let Some((_, new)) = self.known.iter().find(|(old, _)| *old == seq && seq != 0) else { continue };
            if header.get(MessageHeader::nlmsg_pid) != 0 {
                header.set(MessageHeader::nlmsg_pid, self.port);
            }
            renumber(&mut message, *new);
        }
        Ok(Received::unicast(needed))
    }
}
