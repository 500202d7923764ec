//! A transport for tests: requests go to a closure, which says what the kernel would.
use super::{Transport, TransportError};
use crate::wire::{
    Batch, BuildError, ControlType, ExtAck, GetFlags, Layout, Message, MessageHead, MessageHeader, Messages,
    MessagesMut, Set, Writer, align4, write_done, write_refusal,
};
use core::fmt;
use zerocopy::IntoBytes;

/// A transport for tests, without a kernel: each request that is sent goes to a closure, and what the closure [answers](Answers) waits in
/// a buffer of the caller's until it is received. It misbehaves as told: splits, mixes in events, loses messages, stays silent.
///
/// A closure that finds a request wrong says so by [`Answers::expect`] or [`Answers::unexpected`]; sending that request then fails, and
/// [`verdict`](Self::verdict) repeats it at the end.
///
/// ```
/// use nlwire::{exchange::{Answer, Connection, Script, Transport}, route::{GetLink, IfInfo, Link, RouteMessage}, wire::{GetFlags, Layout}};
/// // what is to be tested takes any transport
/// fn mtu<T: Transport>(connection: &mut Connection<'_, T>, index: i32) -> Answer<Option<u32>, T> {
///     let link = connection.get(GetLink { index, ..Default::default() }, |_| {})?;
///     Ok(link.attrs.get(Link::IFLA_MTU).ok().flatten())
/// }
///
/// let (mut queue, mut buffer) = ([0; 1024], [0; 1024]);
/// let script = Script::new(&mut queue, |_, kernel| {
///     kernel.expect(RouteMessage::RTM_GETLINK, GetFlags::ACK.bits());
///     match kernel.number() {
///         1 => kernel
///             .reply::<_, Link>(RouteMessage::RTM_NEWLINK, &IfInfo::new(), |link| {
///                 link.put(Link::IFLA_MTU, 1500);
///             })
///             .next_datagram()
///             .ack(),
///         2 => kernel.refuse(19, |_| {}),
///         _ => kernel.unexpected(),
///     };
/// });
/// let mut connection = Connection::new(script, &mut buffer, /* port id */ 7, /* first sequence */ 1);
/// assert_eq!(mtu(&mut connection, 3)?, Some(1500));
/// assert!(mtu(&mut connection, 4).unwrap_err().is_not_found());
/// connection.into_transport().verdict(2)?;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct Script<'b, F> {
    buffer: &'b mut [u8],
    queue: Queue,
    answer: F,
    port: u32,
}

/// What a [`Script`] says when it fails: because it was told to, or because the test is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ScriptError {
    /// Messages were lost, as ENOBUFS says it.
    Lost,
    /// Nothing is there to be received: the queue is empty, or the script told so.
    TimedOut,
    /// The transport is gone.
    Closed,
    /// A datagram does not fit the buffer it was to be received into.
    Truncated {
        /// Bytes of the datagram.
        needed: usize,
        /// Bytes of the buffer.
        given: usize,
    },
    /// A request is not the one that the script awaits.
    Unexpected {
        /// Its place, from 1 on.
        number: u32,
        /// The type that was awaited, and the flags beyond NLM_F_REQUEST; none where no request was.
        wanted: Option<(u16, u16)>,
        /// The type that came, and the flags beyond NLM_F_REQUEST.
        got: (u16, u16),
    },
    /// What was sent is no netlink message.
    NoMessage,
    /// The script's buffer is too small for what it answers.
    TooSmall {
        /// Bytes that suffice.
        needed: usize,
    },
    /// An attribute of an answer is longer than its length field can say.
    TooLong,
    /// More or fewer requests were sent than were awaited.
    Requests {
        /// How many were awaited.
        wanted: u32,
        /// How many came.
        got: u32,
    },
    /// Nobody received these answers.
    Unread {
        /// How many datagrams wait.
        datagrams: usize,
    },
}
impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Lost => f.write_str("the script lost messages"),
            Self::TimedOut => f.write_str("the script has nothing to say: a time-out"),
            Self::Closed => f.write_str("the script closed the transport"),
            Self::Truncated { needed, given } => {
                write!(f, "the datagram needs {needed} bytes and the buffer has {given}")
            }
            Self::Unexpected { number, wanted: Some((kind, flags)), got } => write!(
                f,
                "request {number}: the script awaited type {kind} with flags {flags:#x}, but got type {} with flags {:#x}",
                got.0, got.1
            ),
            Self::Unexpected { number, wanted: None, got: (kind, flags) } => {
                write!(f, "request {number}, of type {kind} with flags {flags:#x}, was not awaited")
            }
            Self::NoMessage => f.write_str("what was sent to the script is no netlink message"),
            Self::TooSmall { needed } => {
                write!(f, "the script's buffer is too small for its answers: give it {needed} bytes")
            }
            Self::TooLong => f.write_str("an attribute of the script's answer is longer than 65535 bytes"),
            Self::Requests { wanted, got } => write!(f, "the script awaited {wanted} requests and got {got}"),
            Self::Unread { datagrams } => write!(f, "nobody received {datagrams} datagrams of the script"),
        }
    }
}
impl core::error::Error for ScriptError {}
impl TransportError for ScriptError {
    fn is_loss(&self) -> bool {
        *self == Self::Lost
    }
    fn is_truncation(&self) -> bool {
        matches!(self, Self::Truncated { .. })
    }
    fn is_timeout(&self) -> bool {
        *self == Self::TimedOut
    }
}
impl From<BuildError> for ScriptError {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::TooSmall { needed } => Self::TooSmall { needed },
            BuildError::TooLong => Self::TooLong,
        }
    }
}

/// What waits in the buffer: entries of 4 bytes (a length, or a failure) and a datagram, padded to 4.
#[derive(Clone, Copy, Default)]
struct Queue {
    at: usize,
    end: usize,
    /// Where the entry begins that is still written to, and its length.
    open: Option<(usize, usize)>,
    waiting: usize,
    requests: u32,
    /// What sending is to fail with.
    refuse_send: Option<ScriptError>,
    /// The first thing that is wrong with the test.
    wrong: Option<ScriptError>,
}
/// Entries from here on are failures.
const FAILURE: u32 = 0xffff_ff00;
const FAILURES: [ScriptError; 3] = [ScriptError::Lost, ScriptError::TimedOut, ScriptError::Closed];

impl<'b, F: FnMut(Message<'_>, &mut Answers<'_>)> Script<'b, F> {
    /// A script that answers each request by `answer`; what it answers waits in `buffer`.
    pub fn new(buffer: &'b mut [u8], answer: F) -> Self {
        Self { buffer, queue: Queue::default(), answer, port: 0 }
    }
    /// With that port id in the answers, where the request does not say one; else they have 0.
    #[must_use]
    pub const fn port(mut self, port: u32) -> Self {
        self.port = port;
        self
    }
    /// Says something that nobody asked for: events, or an answer that comes late.
    pub fn say(&mut self, say: impl FnOnce(&mut Answers<'_>)) -> &mut Self {
        self.compact();
        let mut answers = Answers::new(self.buffer, &mut self.queue, None, self.port);
        say(&mut answers);
        answers.next_datagram();
        self
    }
    /// How many requests came.
    pub const fn requests(&self) -> u32 {
        self.queue.requests
    }
    /// How many datagrams, and failures in place of one, wait to be received.
    pub const fn waiting(&self) -> usize {
        self.queue.waiting
    }
    /// Whether all went as awaited: so many requests came, none of them wrong, and every answer was received.
    ///
    /// # Errors
    /// The first thing that was wrong.
    pub fn verdict(&self, requests: u32) -> Result<(), ScriptError> {
        match self.queue {
            Queue { wrong: Some(wrong), .. } => Err(wrong),
            Queue { requests: got, .. } if got != requests => {
                Err(ScriptError::Requests { wanted: requests, got })
            }
            Queue { waiting: 0, .. } => Ok(()),
            Queue { waiting: datagrams, .. } => Err(ScriptError::Unread { datagrams }),
        }
    }
    /// Moves what waits to the front of the buffer.
    fn compact(&mut self) {
        let Queue { at, end, .. } = self.queue;
        if at <= end && end <= self.buffer.len() {
            self.buffer.copy_within(at..end, 0);
            (self.queue.at, self.queue.end) = (0, end - at);
        }
    }
}
impl<F: FnMut(Message<'_>, &mut Answers<'_>)> Transport for Script<'_, F> {
    type Error = ScriptError;
    /// Gives each message of `datagram` to the closure.
    fn send(&mut self, datagram: &[u8]) -> Result<(), ScriptError> {
        self.compact();
        let mut any = false;
        for request in Messages::new(datagram) {
            let Ok(request) = request else { return Err(ScriptError::NoMessage) };
            any = true;
            self.queue.requests = self.queue.requests.saturating_add(1);
            let mut answers = Answers::new(self.buffer, &mut self.queue, Some(request), self.port);
            (self.answer)(request, &mut answers);
            answers.next_datagram();
            if let Some(wrong) = self.queue.wrong.or(self.queue.refuse_send.take()) {
                return Err(wrong);
            }
        }
        if any { Ok(()) } else { Err(ScriptError::NoMessage) }
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<usize, ScriptError> {
        let waiting = self.buffer.get(self.queue.at..self.queue.end).unwrap_or(&[]);
        let Some((entry, rest)) = waiting.split_first_chunk::<4>() else {
            return Err(ScriptError::TimedOut);
        };
        let entry = u32::from_ne_bytes(*entry);
        self.queue.waiting = self.queue.waiting.saturating_sub(1);
        if let Some(failure) = entry.checked_sub(FAILURE) {
            self.queue.at = self.queue.at.saturating_add(4);
            return Err(FAILURES.get(failure as usize).copied().unwrap_or(ScriptError::Closed));
        }
        let datagram = rest.get(..entry as usize).unwrap_or(rest);
        self.queue.at = self.queue.at.saturating_add(4).saturating_add(align4(datagram.len()));
        let (needed, given) = (datagram.len(), buffer.len());
        for (to, from) in buffer.iter_mut().zip(datagram) {
            *to = *from;
        }
        if needed > given { Err(ScriptError::Truncated { needed, given }) } else { Ok(needed) }
    }
}

/// What a [`Script`] says: messages, several to a datagram until [`next_datagram`](Self::next_datagram), and failures.
///
/// Sequence and port id are those of the request, but for [events](Self::event) and [others'](Self::message) messages.
pub struct Answers<'a> {
    buffer: &'a mut [u8],
    queue: &'a mut Queue,
    request: Option<Message<'a>>,
    seq: u32,
    port: u32,
    flags: u16,
}
impl<'a> Answers<'a> {
    fn new(buffer: &'a mut [u8], queue: &'a mut Queue, request: Option<Message<'a>>, port: u32) -> Self {
        let port = request.map(|request| request.port()).filter(|port| *port != 0).unwrap_or(port);
        Self { buffer, queue, request, seq: request.map_or(0, |request| request.seq()), port, flags: 0 }
    }
    /// Which request this is, from 1 on.
    pub const fn number(&self) -> u32 {
        self.queue.requests
    }
    /// Checks that the request is of a type, and has these flags and NLM_F_REQUEST. Where it is not, sending it fails by an error that
    /// says both.
    pub fn expect(&mut self, kind: u16, flags: u16) -> &mut Self {
        let Some((request, got)) = self.request.map(|request| (request, of(request))) else { return self };
        if got != (kind, flags & !1) || request.flags() & 1 == 0 {
            self.wrong(ScriptError::Unexpected {
                number: self.queue.requests,
                wanted: Some((kind, flags & !1)),
                got,
            });
        }
        self
    }
    /// Says that no such request was awaited: sending it fails.
    pub fn unexpected(&mut self) -> &mut Self {
        let got = self.request.map_or((0, 0), of);
        self.wrong(ScriptError::Unexpected { number: self.queue.requests, wanted: None, got })
    }
    fn wrong(&mut self, error: ScriptError) -> &mut Self {
        self.queue.wrong.get_or_insert(error);
        self
    }

    /// A message of the answer.
    pub fn reply<H: Layout, S: Set>(
        &mut self,
        kind: u16,
        header: &H,
        fill: impl FnOnce(&mut Writer<'_, S>),
    ) -> &mut Self {
        self.message(MessageHead { kind, flags: 0, seq: self.seq, port: self.port }, header, fill)
    }
    /// A message of an answer of several parts: the same with NLM_F_MULTI. [`done`](Self::done) ends them.
    pub fn part<H: Layout, S: Set>(
        &mut self,
        kind: u16,
        header: &H,
        fill: impl FnOnce(&mut Writer<'_, S>),
    ) -> &mut Self {
        self.message(MessageHead { kind, flags: 0, seq: self.seq, port: self.port }.multi(), header, fill)
    }
    /// An event: a message of sequence 0 and port id 0.
    pub fn event<H: Layout, S: Set>(
        &mut self,
        kind: u16,
        header: &H,
        fill: impl FnOnce(&mut Writer<'_, S>),
    ) -> &mut Self {
        self.message(MessageHead::event(kind), header, fill)
    }
    /// Any message: an event that another port id caused, the answer to another request.
    pub fn message<H: Layout, S: Set>(
        &mut self,
        head: MessageHead,
        header: &H,
        fill: impl FnOnce(&mut Writer<'_, S>),
    ) -> &mut Self {
        self.push(Some((head.seq, head.port)), |batch| batch.reply(head, header, fill).map(|_| ()))
    }
    /// An ack.
    pub fn ack(&mut self) -> &mut Self {
        self.ack_with(|_| {})
    }
    /// An ack with an extended one: a warning, a cookie.
    pub fn ack_with(&mut self, ext: impl FnOnce(&mut Writer<'_, ExtAck>)) -> &mut Self {
        self.refusal(0, true, ext)
    }
    /// A refusal that repeats the whole request. An `errno` below 0 comes out as a code above 0, which no kernel should send.
    pub fn refuse(&mut self, errno: i32, ext: impl FnOnce(&mut Writer<'_, ExtAck>)) -> &mut Self {
        self.refusal(errno, false, ext)
    }
    /// A refusal that repeats the request's header only, as a socket with NETLINK_CAP_ACK gets it.
    pub fn refuse_capped(&mut self, errno: i32, ext: impl FnOnce(&mut Writer<'_, ExtAck>)) -> &mut Self {
        self.refusal(errno, true, ext)
    }
    fn refusal(&mut self, errno: i32, capped: bool, ext: impl FnOnce(&mut Writer<'_, ExtAck>)) -> &mut Self {
        let Ok(request) = self.asked() else { return self };
        self.push(Some((self.seq, self.port)), |batch| {
            batch.append(|buffer| write_refusal(buffer, request, errno, capped, ext)).map(|_| ())
        })
    }
    /// The end of an answer of several parts.
    pub fn done(&mut self) -> &mut Self {
        self.done_with(0, |_| {})
    }
    /// The end of a dump that failed late, or that warns.
    pub fn done_with(&mut self, errno: i32, ext: impl FnOnce(&mut Writer<'_, ExtAck>)) -> &mut Self {
        let Ok(request) = self.asked() else { return self };
        self.push(Some((self.seq, self.port)), |batch| {
            batch.append(|buffer| write_done(buffer, request, errno, ext)).map(|_| ())
        })
    }
    /// A control message without payload: NLMSG_NOOP, NLMSG_OVERRUN, or the NLMSG_DONE of 16 bytes that some families send.
    pub fn control(&mut self, kind: ControlType) -> &mut Self {
        let flags = if kind == ControlType::NLMSG_DONE { GetFlags::MULTI.bits() } else { 0 };
        let header = MessageHeader::new()
            .with(MessageHeader::nlmsg_len, 16)
            .with(MessageHeader::nlmsg_type, kind.0)
            .with(MessageHeader::nlmsg_flags, flags);
        self.push(Some((self.seq, self.port)), |batch| {
            batch.append(|buffer| copy_in(buffer, header.as_bytes())).map(|_| ())
        })
    }
    /// Bytes as they stand, whatever they are, behind what the datagram holds.
    pub fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.push(None, |batch| batch.append(|buffer| copy_in(buffer, bytes)).map(|_| ()))
    }
    /// What follows answers the request of that sequence: an answer that comes late, or that another is to get.
    pub const fn seq(&mut self, seq: u32) -> &mut Self {
        self.seq = seq;
        self
    }
    /// These flags, too, on the next message: NLM_F_DUMP_INTR.
    pub const fn flags(&mut self, flags: u16) -> &mut Self {
        self.flags = flags;
        self
    }
    /// What follows stands in a datagram of its own.
    pub fn next_datagram(&mut self) -> &mut Self {
        if let Some((start, len)) = self.queue.open.take() {
            if let Some(entry) = self.buffer.get_mut(start..).and_then(|rest| rest.first_chunk_mut::<4>()) {
                *entry = (len as u32).to_ne_bytes();
                self.queue.end = start.saturating_add(4).saturating_add(align4(len)).min(self.buffer.len());
                self.queue.waiting = self.queue.waiting.saturating_add(1);
            }
        }
        self
    }
    /// Receiving fails here: [`Lost`](ScriptError::Lost), [`TimedOut`](ScriptError::TimedOut), and with any other error
    /// [`Closed`](ScriptError::Closed).
    pub fn fail(&mut self, error: ScriptError) -> &mut Self {
        self.next_datagram();
        let code = FAILURES.iter().position(|known| *known == error).unwrap_or(2) as u32;
        let at = self.queue.end;
        match self.buffer.get_mut(at..).and_then(|rest| rest.first_chunk_mut::<4>()) {
            Some(entry) => {
                *entry = FAILURE.saturating_add(code).to_ne_bytes();
                self.queue.end = at.saturating_add(4);
                self.queue.waiting = self.queue.waiting.saturating_add(1);
                self
            }
            None => self.wrong(ScriptError::TooSmall { needed: at.saturating_add(4) }),
        }
    }
    /// Sending the request fails. What was answered before is there to be received all the same.
    pub const fn fail_send(&mut self, error: ScriptError) -> &mut Self {
        self.queue.refuse_send = Some(error);
        self
    }

    fn asked(&self) -> Result<Message<'a>, crate::wire::Error> {
        Message::new(self.request.map_or(&BLANK[..], |request| request.bytes()))
    }
    /// Appends to the open datagram; of a message, sets sequence, port id and flags.
    fn push(
        &mut self,
        to: Option<(u32, u32)>,
        write: impl FnOnce(&mut Batch<'_>) -> Result<(), BuildError>,
    ) -> &mut Self {
        let (start, len) = self.queue.open.unwrap_or((self.queue.end, 0));
        let from = start.saturating_add(4);
        let room = self.buffer.get_mut(from..).unwrap_or(&mut []);
        let mut batch = Batch::behind(room, len);
        if let Err(error) = write(&mut batch) {
            return self.wrong(match error {
                BuildError::TooSmall { needed } => {
                    ScriptError::TooSmall { needed: from.saturating_add(needed) }
                }
                BuildError::TooLong => ScriptError::TooLong,
            });
        }
        let end = batch.bytes().len();
        if let Some((seq, port)) = to {
            let written = room.get_mut(align4(len)..end).unwrap_or(&mut []);
            if let Some(mut message) = MessagesMut::new(written).next() {
                let header = message.header();
                header.set(MessageHeader::nlmsg_seq, seq);
                header.set(MessageHeader::nlmsg_pid, port);
                let flags = header.get(MessageHeader::nlmsg_flags) | core::mem::take(&mut self.flags);
                header.set(MessageHeader::nlmsg_flags, flags);
            }
        }
        self.queue.open = Some((start, end));
        self
    }
}
/// Type and flags of a request, NLM_F_REQUEST aside.
fn of(request: Message<'_>) -> (u16, u16) {
    (request.kind(), request.flags() & !1)
}
/// A request of nothing, where nothing was asked.
const BLANK: [u8; 16] = {
    let [a, b, c, d] = 16u32.to_ne_bytes();
    [a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
};
fn copy_in<'b>(buffer: &'b mut [u8], bytes: &[u8]) -> Result<&'b [u8], BuildError> {
    let room = buffer.get_mut(..bytes.len()).ok_or(BuildError::TooSmall { needed: bytes.len() })?;
    room.copy_from_slice(bytes);
    Ok(room)
}
