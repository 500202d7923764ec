//! A transport that receives what the fuzzer says: replies, near misses of replies, events, raw bytes, losses.
use crate::Input;
use nlwire::{
    client::{Delivery, Received, Transport, TransportError},
    wire::{Ack, Errno, Message, Messages},
};
use nlwire_tables::made;
use std::fmt;

/// Error of a [`Feed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Messages were lost (ENOBUFS).
    Lost,
    /// A datagram did not fit the buffer.
    Cut,
    /// Nothing arrived in time.
    Late,
    /// The input is at its end, or sending failed.
    Closed,
}
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
impl std::error::Error for Trouble {}
impl TransportError for Trouble {
    fn is_loss(&self) -> bool {
        *self == Self::Lost
    }
    fn is_truncation(&self) -> bool {
        *self == Self::Cut
    }
    fn is_timeout(&self) -> bool {
        *self == Self::Late
    }
}

/// What the conversation could know of a message that was received.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heard {
    /// `nlmsg_type`.
    pub kind: u16,
    /// `nlmsg_seq`.
    pub seq: u32,
    /// Whether it was sent to this socket alone, with its port ID or 0.
    pub ours: bool,
    /// Errno of an NLMSG_ERROR or NLMSG_DONE; 0 of an ack.
    pub errno: Option<Errno>,
    /// The interface index, if the payload has one.
    pub index: Option<u32>,
}
/// The transport.
pub struct Feed<'a> {
    /// Where decisions come from.
    pub input: Input<'a>,
    port: u32,
    /// Sequence numbers sent last, the newest at the end.
    pub sent: Vec<u32>,
    /// The datagram sent last.
    pub last: Vec<u8>,
    /// Messages received since the last request that asks for a reply.
    pub heard: Vec<Heard>,
    /// How often messages were lost, reported by an error or by NLMSG_OVERRUN.
    pub losses: u32,
    /// How often something else was wrong: a datagram cut, or with broken framing.
    pub troubles: u32,
    datagram: Vec<u8>,
}
impl<'a> Feed<'a> {
    /// Creates a transport of the socket with that port ID.
    pub fn new(input: Input<'a>, port: u32) -> Self {
        let (sent, last, heard, datagram) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { input, port, sent, last, heard, losses: 0, troubles: 0, datagram }
    }
    /// Returns the messages that may answer the request with that sequence number.
    pub fn answers(&self, seq: u32) -> impl Iterator<Item = &Heard> {
        self.heard.iter().filter(move |heard| heard.ours && heard.seq == seq)
    }
    /// Appends a message as the fuzzer says: mostly one that is, or nearly is, part of a reply.
    fn message(&mut self) {
        let (what, whose) = (self.input.byte(), self.input.byte());
        let near = match self.sent.len() {
            0 => 1,
            len => self.sent[len - 1 - usize::from(whose & 3) % len],
        };
        let seq = if whose & 0x1c == 0x1c { 0 } else { near.wrapping_add(u32::from(whose >> 2 & 7) / 4) };
        let port = [self.port, self.port, self.port, self.port, 0, 0, self.port + 1, u32::MAX];
        let port = port[usize::from(whose >> 5)];
        let multi = if what & 8 != 0 { 2 } else { 0 };
        let code = || if what & 16 != 0 { 0i32 } else { -i32::from(what >> 5 << 2 | 1) };
        let (kind, flags, payload) = match what & 7 {
            0 | 1 => (2, multi | 0x100, [&code().to_ne_bytes()[..], &self.input.array::<16>()].concat()),
            2 => {
                let request = if self.last.is_empty() { vec![0; 16] } else { self.last.clone() };
                let ext = self.input.piece().to_vec();
                (2, multi | 0x200, [&code().to_ne_bytes()[..], &request, &ext].concat())
            }
            3 => (3, multi, if what & 64 != 0 { Vec::new() } else { code().to_ne_bytes().to_vec() }),
            4 | 5 => {
                let mut header = [0; 16];
                header[4] = self.input.byte();
                (16, multi | u16::from(what & 16), [&header[..], self.input.piece()].concat())
            }
            6 => (u16::from(what >> 5), multi, Vec::new()),
            _ => {
                let raw = self.input.piece().to_vec();
                return self.datagram.extend(raw);
            }
        };
        let at = self.datagram.len();
        self.datagram.extend(made::message(kind, flags, seq, &payload));
        self.datagram[at + 12..at + 16].copy_from_slice(&port.to_ne_bytes());
        self.datagram.resize(self.datagram.len().next_multiple_of(4), 0);
    }
    fn receive(&mut self, buffer: &mut [u8]) -> Result<Received, Trouble> {
        if self.input.is_empty() {
            return Err(Trouble::Closed);
        }
        let what = self.input.byte();
        match what & 15 {
            0 => return Err(Trouble::Late),
            1 => {
                self.losses += 1;
                return Err(Trouble::Lost);
            }
            2 => {
                self.troubles += 1;
                return Err(Trouble::Cut);
            }
            _ => {}
        }
        self.datagram.clear();
        for _ in 0..=what >> 6 {
            self.message();
        }
        let len = self.datagram.len();
        let Some(room) = buffer.get_mut(..len) else {
            self.troubles += 1;
            return Err(Trouble::Cut);
        };
        room.copy_from_slice(&self.datagram);
        let delivery = if what & 48 == 48 { Delivery::Multicast } else { Delivery::Unicast };
        for message in Messages::new(&self.datagram) {
            let Ok(message) = message else {
                self.troubles += 1;
                break;
            };
            let unicast = delivery == Delivery::Unicast;
            self.losses += u32::from(unicast && message.message_type() == 4);
            let index =
                message.payload().get(4..8).map(|bytes| u32::from_ne_bytes(bytes.try_into().expect("4")));
            self.heard.push(Heard {
                kind: message.message_type(),
                seq: message.seq(),
                ours: unicast && message.seq() != 0 && [0, self.port].contains(&message.port_id()),
                errno: Ack::read(message).map(|ack| ack.errno()),
                index,
            });
        }
        Ok(Received { len, delivery })
    }
}
impl Transport for Feed<'_> {
    type Error = Trouble;
    fn send(&mut self, datagram: &[u8]) -> Result<(), Trouble> {
        assert!(!datagram.is_empty(), "an empty datagram was sent");
        let mut awaits = false;
        for message in Messages::new(datagram) {
            let message: Message<'_> = message.expect("what is sent is well-formed");
            awaits |= message.flags() & 0x304 != 0;
            self.sent.push(message.seq());
        }
        self.last = datagram.to_vec();
        if awaits {
            self.heard.clear();
        }
        if self.input.byte() == 0xff { Err(Trouble::Closed) } else { Ok(()) }
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, Trouble> {
        self.receive(buffer)
    }
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, Trouble> {
        match self.receive(buffer) {
            // the queue of a transport that was closed is empty
            Err(Trouble::Late | Trouble::Closed) => Ok(None),
            received => received.map(Some),
        }
    }
}
