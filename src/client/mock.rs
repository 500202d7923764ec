//! A transport for tests: requests go to a closure, which replies as the kernel would.
use super::{Delivery, Part, Received, Transport, TransportError};

use crate::wire::{
    AttributeSet, Batch, BuildError, CStruct, ControlType, ExtAck, GetFlags, Message, MessageHead,
    MessageHeader, MessageMut, Messages, MessagesMut, Protocol, Struct, Writer, align4, write_done,
    write_error,
};
use core::fmt;

/// A transport for tests, without a kernel: each request goes to a closure, whose
/// [replies](MockReplies) are queued in a buffer of the caller until they are received.
///
/// On request it misbehaves: splits replies, mixes in events, loses messages, stays silent.
///
/// A closure reports a wrong request by [`MockReplies::expect`] or [`MockReplies::unexpected`];
/// sending that request then fails, and [`verdict`](Self::verdict) repeats the error at the end.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, MockTransport, Transport}, route::{GetLink, IfInfo, Link, RouteMessage}, wire::GetFlags};
/// // code under test takes any transport
/// fn mtu<T: Transport, B: Buffer>(connection: &mut Connection<T, B>, index: u32) -> client::Result<Option<u32>, T> {
///     let link = connection.get(GetLink { index, ..Default::default() })?;
///     Ok(link.attrs.get(Link::IFLA_MTU).ok().flatten())
/// }
///
/// let (mut queue, mut buffer) = ([0; 1024], [0; 1024]);
/// let script = MockTransport::new(&mut queue, |_, kernel| {
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
pub struct MockTransport<'b, F> {
    buffer: &'b mut [u8],
    queue: Queue,
    answer: F,
    port: u32,
    protocol: Option<Protocol>,
}

/// Error of a [`MockTransport`]: requested by the closure, or a wrong test.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MockError {
    /// Messages were lost, as `ENOBUFS` reports.
    Lost,
    /// Nothing to receive: the queue is empty, or the closure asked for a timeout.
    TimedOut,
    /// The transport is closed.
    Closed,
    /// A datagram does not fit the receive buffer.
    Truncated {
        /// Length of the datagram, bytes.
        needed: usize,
        /// Length of the buffer, bytes.
        given: usize,
    },
    /// A request is not the one that the closure expects.
    Unexpected {
        /// Number of the request, from 1.
        number: u32,
        /// Expected message type, and flags except `NLM_F_REQUEST`; `None` if no request was
        /// expected.
        wanted: Option<(u16, u16)>,
        /// Message type of the request, and flags except `NLM_F_REQUEST`.
        got: (u16, u16),
    },
    /// A request differs from the one that an
    /// [`ExpectTransport`](super::ExpectTransport) expects.
    Differs {
        /// Number of the request, from 1.
        number: u32,
        /// Name of the expected operation.
        expected: &'static str,
        /// What differs.
        part: Part,
    },
    /// A request came after all that an [`ExpectTransport`](super::ExpectTransport) expects.
    NotExpected {
        /// Number of the request, from 1.
        number: u32,
        /// Message type of the request, and flags except `NLM_F_REQUEST`.
        got: (u16, u16),
    },
    /// A request that an [`ExpectTransport`](super::ExpectTransport) expects was not sent.
    Missing {
        /// Number of the request, from 1.
        number: u32,
        /// Name of the expected operation.
        expected: &'static str,
    },
    /// More requests are expected than an [`ExpectTransport`](super::ExpectTransport) has places.
    TooMany {
        /// Number of places.
        limit: usize,
    },
    /// An answer was given to a call that has no request, or whose last request was answered already.
    NoRequest,
    /// A call could not read the reply that a test gives.
    Malformed(crate::wire::Error),
    /// The datagram sent is not a netlink message.
    NoMessage,
    /// The mock's buffer is too small for the replies.
    TooSmall {
        /// Sufficient length, bytes.
        needed: usize,
    },
    /// An attribute of a reply is longer than its length field allows.
    TooLong,
    /// A string of a reply contains a NUL byte.
    NulInText,
    /// More or fewer requests were sent than expected.
    Requests {
        /// Number of expected requests.
        wanted: u32,
        /// Number of requests sent.
        got: u32,
    },
    /// Replies were never received.
    Unread {
        /// Number of datagrams in the queue.
        datagrams: usize,
    },
}
impl fmt::Display for MockError {
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
            Self::Differs { number, expected, part } => {
                write!(f, "request {number} is not the expected {expected}: {part}")
            }
            Self::NotExpected { number, got: (kind, flags) } => {
                write!(f, "request {number}, of type {kind} with flags {flags:#x}, was not expected")
            }
            Self::Missing { number, expected } => {
                write!(f, "request {number}, the expected {expected}, was not sent")
            }
            Self::TooMany { limit } => {
                write!(
                    f,
                    "more than {limit} requests are expected: write ExpectTransport::<{}>::with_places",
                    limit.saturating_mul(2)
                )
            }
            Self::NoRequest => f.write_str(
                "an answer was given to a call that has no request, or whose last one has its answer",
            ),
            Self::Malformed(error) => write!(f, "the call cannot read the answer of the test: {error}"),
            Self::NoMessage => f.write_str("what was sent to the script is no netlink message"),
            Self::TooSmall { needed } => {
                write!(f, "the script's buffer is too small for its answers: give it {needed} bytes")
            }
            Self::TooLong => f.write_str("an attribute of the script's answer is longer than 65535 bytes"),
            Self::NulInText => f.write_str("text of the script's answer contains a NUL byte"),
            Self::Requests { wanted, got } => write!(f, "the script awaited {wanted} requests and got {got}"),
            Self::Unread { datagrams } => write!(f, "nobody received {datagrams} datagrams of the script"),
        }
    }
}
impl fmt::Debug for MockError {
    /// The text of [`Display`](fmt::Display): what `unwrap` prints.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl core::error::Error for MockError {}
impl TransportError for MockError {
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
impl From<BuildError> for MockError {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::TooSmall { needed } => Self::TooSmall { needed },
            BuildError::TooLong => Self::TooLong,
            BuildError::NulInText => Self::NulInText,
        }
    }
}

/// The queue in the buffer: entries of 4 bytes (a length, or a failure) and a datagram, padded to
/// 4.
#[derive(Clone, Copy)]
pub(super) struct Queue {
    at: usize,
    end: usize,
    /// Start and length of the entry that is being written.
    open: Option<(usize, usize)>,
    waiting: usize,
    /// The datagram being written is multicast.
    multicast: bool,
    requests: u32,
    /// The error with which sending fails next.
    refuse_send: Option<MockError>,
    /// The first error of the test.
    wrong: Option<MockError>,
    /// The multicast group that was joined last, until it is left.
    group: Option<u32>,
}
impl Queue {
    pub(super) const EMPTY: Self = Self {
        at: 0,
        end: 0,
        open: None,
        waiting: 0,
        multicast: false,
        requests: 0,
        refuse_send: None,
        wrong: None,
        group: None,
    };
    pub(super) const fn waiting(&self) -> usize {
        self.waiting
    }
    pub(super) const fn end(&self) -> usize {
        self.end
    }
    /// An empty queue for the replies to a request with this number, from 1.
    pub(super) const fn of_request(number: u32) -> Self {
        Self { requests: number, ..Self::EMPTY }
    }
    /// Takes the error with which sending the request fails.
    pub(super) const fn take_send_error(&mut self) -> Option<MockError> {
        self.refuse_send.take()
    }
    pub(super) const fn wrong(&self) -> Option<MockError> {
        self.wrong
    }
    /// Takes the first entry of the queue in `queued`, and copies its datagram to `buffer`.
    pub(super) fn take(&mut self, queued: &[u8], buffer: &mut [u8]) -> Result<Received, MockError> {
        let waiting = queued.get(self.at..self.end).unwrap_or(&[]);
        let Some((entry, rest)) = QueueEntry::read(waiting) else { return Err(MockError::TimedOut) };
        self.waiting = self.waiting.saturating_sub(1);
        self.at = self.at.saturating_add(waiting.len().saturating_sub(rest.len()));
        let (datagram, delivery) = match entry {
            QueueEntry::Failure(error) => return Err(error),
            QueueEntry::Datagram(datagram, delivery) => (datagram, delivery),
        };
        let (needed, given) = (datagram.len(), buffer.len());
        for (to, from) in buffer.iter_mut().zip(datagram) {
            *to = *from;
        }
        if needed > given {
            return Err(MockError::Truncated { needed, given });
        }
        Ok(Received { len: needed, delivery })
    }
}
/// An entry of the queue.
pub(super) enum QueueEntry<'q> {
    Failure(MockError),
    Datagram(&'q [u8], Delivery),
}
impl<'q> QueueEntry<'q> {
    /// Reads the first entry, and returns it and the rest of the queue.
    pub(super) fn read(queue: &'q [u8]) -> Option<(Self, &'q [u8])> {
        let (entry, rest) = queue.split_first_chunk::<4>()?;
        let entry = u32::from_ne_bytes(*entry);
        if let Some(failure) = entry.checked_sub(FAILURE) {
            let failure = FAILURES.get(failure as usize).copied().unwrap_or(MockError::Closed);
            return Some((Self::Failure(failure), rest));
        }
        let delivery = if entry & MULTICAST == 0 { Delivery::Unicast } else { Delivery::Multicast };
        let datagram = rest.get(..(entry & !MULTICAST) as usize).unwrap_or(rest);
        Some((Self::Datagram(datagram, delivery), rest.get(align4(datagram.len())..).unwrap_or(&[])))
    }
}
/// Marks the length of a multicast datagram.
const MULTICAST: u32 = 1 << 31;
/// Entries from this value on are failures.
const FAILURE: u32 = 0xffff_ff00;
const FAILURES: [MockError; 3] = [MockError::Lost, MockError::TimedOut, MockError::Closed];

impl<'b, F: FnMut(Message<'_>, &mut MockReplies<'_>)> MockTransport<'b, F> {
    /// Creates a transport that answers each request by `answer`, and queues the replies in
    /// `buffer`.
    pub fn new(buffer: &'b mut [u8], answer: F) -> Self {
        Self { buffer, queue: Queue::EMPTY, answer, port: 0, protocol: None }
    }
    /// Sets the netlink protocol, so that requests of other protocols are refused as over a socket. By
    /// default, requests of all protocols reach the closure.
    #[must_use]
    pub const fn protocol(mut self, protocol: Protocol) -> Self {
        self.protocol = Some(protocol);
        self
    }
    /// Sets the port id of replies to requests that carry none; 0 by default.
    #[must_use]
    pub const fn port(mut self, port: u32) -> Self {
        self.port = port;
        self
    }
    /// Queues messages that no request asked for: events, or a late reply.
    pub fn say(&mut self, say: impl FnOnce(&mut MockReplies<'_>)) -> &mut Self {
        self.compact();
        let mut answers = MockReplies::new(self.buffer, &mut self.queue, None, self.port);
        say(&mut answers);
        answers.next_datagram();
        self
    }
    /// Returns the number of requests sent.
    pub const fn requests(&self) -> u32 {
        self.queue.requests
    }
    /// Returns the number of datagrams and failures in the queue.
    pub const fn waiting(&self) -> usize {
        self.queue.waiting
    }
    /// Returns the multicast group that the connection joined last and has not left.
    pub const fn group(&self) -> Option<u32> {
        self.queue.group
    }
    /// Checks that `requests` requests were sent, none of them wrong, and that every reply was
    /// received.
    ///
    /// # Errors
    /// The first error.
    pub fn verdict(&self, requests: u32) -> Result<(), MockError> {
        match self.queue {
            Queue { wrong: Some(wrong), .. } => Err(wrong),
            Queue { requests: got, .. } if got != requests => {
                Err(MockError::Requests { wanted: requests, got })
            }
            Queue { waiting: 0, .. } => Ok(()),
            Queue { waiting: datagrams, .. } => Err(MockError::Unread { datagrams }),
        }
    }
    /// Moves the queue to the front of the buffer.
    fn compact(&mut self) {
        let Queue { at, end, .. } = self.queue;
        if at <= end && end <= self.buffer.len() {
            self.buffer.copy_within(at..end, 0);
            (self.queue.at, self.queue.end) = (0, end - at);
        }
    }
}
impl<F: FnMut(Message<'_>, &mut MockReplies<'_>)> Transport for MockTransport<'_, F> {
    type Error = MockError;
    /// Passes each message of `datagram` to the closure.
    fn send(&mut self, datagram: &[u8]) -> Result<(), MockError> {
        self.compact();
        let mut any = false;
        for request in Messages::new(datagram) {
            let Ok(request) = request else { return Err(MockError::NoMessage) };
            any = true;
            self.queue.requests = self.queue.requests.saturating_add(1);
            let mut answers = MockReplies::new(self.buffer, &mut self.queue, Some(request), self.port);
            (self.answer)(request, &mut answers);
            answers.next_datagram();
            if let Some(wrong) = self.queue.wrong.or(self.queue.refuse_send.take()) {
                return Err(wrong);
            }
        }
        if any { Ok(()) } else { Err(MockError::NoMessage) }
    }
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, MockError> {
        match self.recv(buffer) {
            Err(MockError::TimedOut) => Ok(None),
            result => result.map(Some),
        }
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, MockError> {
        self.queue.take(self.buffer, buffer)
    }
    fn protocol(&self) -> Option<Protocol> {
        self.protocol
    }
    fn join(&mut self, group: u32) -> Result<bool, MockError> {
        Ok(self.queue.group.replace(group) != Some(group))
    }
    fn leave(&mut self, group: u32) -> Result<(), MockError> {
        self.queue.group = self.queue.group.filter(|joined| *joined != group);
        Ok(())
    }
}

/// Replies of a [`MockTransport`]: messages, several in a datagram until
/// [`next_datagram`](Self::next_datagram), and failures.
///
/// Sequence number and port id are those of the request, except in [events](Self::event) and [other
/// messages](Self::message).
pub struct MockReplies<'a> {
    buffer: &'a mut [u8],
    queue: &'a mut Queue,
    request: Option<Message<'a>>,
    seq: u32,
    port: u32,
    flags: u16,
}
impl<'a> MockReplies<'a> {
    pub(super) fn new(
        buffer: &'a mut [u8],
        queue: &'a mut Queue,
        request: Option<Message<'a>>,
        port: u32,
    ) -> Self {
        let port = request.map(|request| request.port_id()).filter(|port| *port != 0).unwrap_or(port);
        Self { buffer, queue, request, seq: request.map_or(0, |request| request.seq()), port, flags: 0 }
    }
    /// Returns the number of the request, from 1.
    pub const fn number(&self) -> u32 {
        self.queue.requests
    }
    /// Returns the multicast group that the connection has joined for the call.
    pub const fn group(&self) -> Option<u32> {
        self.queue.group
    }
    /// Checks that the request has the given type and flags, and `NLM_F_REQUEST`. Otherwise,
    /// sending the request fails with [`MockError::Unexpected`].
    pub fn expect(&mut self, kind: u16, flags: u16) -> &mut Self {
        let Some((request, got)) = self.request.map(|request| (request, of(request))) else { return self };
        if got != (kind, flags & !1) || request.flags() & 1 == 0 {
            self.wrong(MockError::Unexpected {
                number: self.queue.requests,
                wanted: Some((kind, flags & !1)),
                got,
            });
        }
        self
    }
    /// Makes sending the request fail, because no such request was expected.
    pub fn unexpected(&mut self) -> &mut Self {
        let got = self.request.map_or((0, 0), of);
        self.wrong(MockError::Unexpected { number: self.queue.requests, wanted: None, got })
    }
    fn wrong(&mut self, error: MockError) -> &mut Self {
        self.queue.wrong.get_or_insert(error);
        self
    }

    /// Adds a message to the reply.
    pub fn reply<H: CStruct, S: AttributeSet>(
        &mut self,
        kind: u16,
        header: &Struct<H>,
        fill: impl FnOnce(&mut Writer<'_, S>),
    ) -> &mut Self {
        self.message(
            MessageHead { message_type: kind, flags: 0, seq: self.seq, port_id: self.port },
            header,
            fill,
        )
    }
    /// Adds a message of a multipart reply: one with `NLM_F_MULTI`. [`done`](Self::done) ends the
    /// reply.
    pub fn part<H: CStruct, S: AttributeSet>(
        &mut self,
        kind: u16,
        header: &Struct<H>,
        fill: impl FnOnce(&mut Writer<'_, S>),
    ) -> &mut Self {
        self.message(
            MessageHead { message_type: kind, flags: 0, seq: self.seq, port_id: self.port }.multi(),
            header,
            fill,
        )
    }
    /// Adds an event: a message with sequence number 0 and port id 0.
    pub fn event<H: CStruct, S: AttributeSet>(
        &mut self,
        kind: u16,
        header: &Struct<H>,
        fill: impl FnOnce(&mut Writer<'_, S>),
    ) -> &mut Self {
        self.message(MessageHead::event(kind), header, fill)
    }
    /// Adds any message: an event caused by another port id, or the reply to another request.
    pub fn message<H: CStruct, S: AttributeSet>(
        &mut self,
        head: MessageHead,
        header: &Struct<H>,
        fill: impl FnOnce(&mut Writer<'_, S>),
    ) -> &mut Self {
        self.push(Some((head.seq, head.port_id)), |batch| batch.reply(head, header, fill).map(|_| ()))
    }
    /// Adds an ack.
    pub fn ack(&mut self) -> &mut Self {
        self.ack_with(|_| {})
    }
    /// Adds an ack with extended ack attributes: a warning, a cookie.
    pub fn ack_with(&mut self, ext: impl FnOnce(&mut Writer<'_, ExtAck>)) -> &mut Self {
        self.refusal(0, true, ext)
    }
    /// Adds an error that echoes the complete request. A negative `errno` is sent as a positive
    /// error code, which no kernel should send.
    pub fn refuse(&mut self, errno: i32, ext: impl FnOnce(&mut Writer<'_, ExtAck>)) -> &mut Self {
        self.refusal(errno, false, ext)
    }
    /// Adds an error that echoes only the request's header, as for a socket with `NETLINK_CAP_ACK`.
    pub fn refuse_capped(&mut self, errno: i32, ext: impl FnOnce(&mut Writer<'_, ExtAck>)) -> &mut Self {
        self.refusal(errno, true, ext)
    }
    fn refusal(&mut self, errno: i32, capped: bool, ext: impl FnOnce(&mut Writer<'_, ExtAck>)) -> &mut Self {
        let Ok(request) = self.asked() else { return self };
        self.push(Some((self.seq, self.port)), |batch| {
            batch.append(|buffer| write_error(buffer, request, errno, capped, ext)).map(|_| ())
        })
    }
    /// Ends a multipart reply with `NLMSG_DONE`.
    pub fn done(&mut self) -> &mut Self {
        self.done_with(0, |_| {})
    }
    /// Ends a dump with `NLMSG_DONE` that carries an error code, or a warning.
    pub fn done_with(&mut self, errno: i32, ext: impl FnOnce(&mut Writer<'_, ExtAck>)) -> &mut Self {
        let Ok(request) = self.asked() else { return self };
        self.push(Some((self.seq, self.port)), |batch| {
            batch.append(|buffer| write_done(buffer, request, errno, ext)).map(|_| ())
        })
    }
    /// Adds a control message without payload: `NLMSG_NOOP`, `NLMSG_OVERRUN`, or the `NLMSG_DONE`
    /// of 16 bytes that some families send.
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
    /// Appends bytes unchanged to the datagram.
    pub fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.push(None, |batch| batch.append(|buffer| copy_in(buffer, bytes)).map(|_| ()))
    }
    /// Sets the sequence number of the following messages: for a late reply, or a reply to another
    /// request.
    pub const fn seq(&mut self, seq: u32) -> &mut Self {
        self.seq = seq;
        self
    }
    /// Adds flags to the next message, such as `NLM_F_DUMP_INTR`.
    pub const fn flags(&mut self, flags: u16) -> &mut Self {
        self.flags = flags;
        self
    }
    /// Marks the datagram being written as multicast, so that nothing in it is a reply.
    pub const fn multicast(&mut self) -> &mut Self {
        self.queue.multicast = true;
        self
    }
    /// Ends the datagram: what follows is received by another call.
    pub fn next_datagram(&mut self) -> &mut Self {
        if let Some((start, len)) = self.queue.open.take() {
            if let Some(entry) = self.buffer.get_mut(start..).and_then(|rest| rest.first_chunk_mut::<4>()) {
                let multicast = if core::mem::take(&mut self.queue.multicast) { MULTICAST } else { 0 };
                *entry = (len as u32 | multicast).to_ne_bytes();
                self.queue.end = start.saturating_add(4).saturating_add(align4(len)).min(self.buffer.len());
                self.queue.waiting = self.queue.waiting.saturating_add(1);
            }
        }
        self
    }
    /// Makes receiving fail at this point: [`Lost`](MockError::Lost),
    /// [`TimedOut`](MockError::TimedOut), and [`Closed`](MockError::Closed) for any other error.
    pub fn fail(&mut self, error: MockError) -> &mut Self {
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
            None => self.wrong(MockError::TooSmall { needed: at.saturating_add(4) }),
        }
    }
    /// Makes sending the request fail. Replies that were added before can still be received.
    pub const fn fail_send(&mut self, error: MockError) -> &mut Self {
        self.queue.refuse_send = Some(error);
        self
    }

    fn asked(&self) -> Result<Message<'a>, crate::wire::Error> {
        Message::new(self.request.map_or(&BLANK[..], |request| request.bytes()))
    }
    /// Appends to the open datagram; sets sequence number, port id and flags of a message.
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
                    MockError::TooSmall { needed: from.saturating_add(needed) }
                }
                BuildError::TooLong => MockError::TooLong,
                BuildError::NulInText => MockError::NulInText,
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
/// Changes the sequence number of a received message; of an `NLMSG_ERROR` also that of the request's
/// header, which follows the code.
pub(super) fn renumber(message: &mut MessageMut<'_>, seq: u32) {
    message.header().set(MessageHeader::nlmsg_seq, seq);
    if message.header().get(MessageHeader::nlmsg_type) == ControlType::NLMSG_ERROR.0 {
        if let Some(echoed) = message.payload().get_mut(12..16) {
            echoed.copy_from_slice(&seq.to_ne_bytes());
        }
    }
}
/// Returns type and flags of a request, without `NLM_F_REQUEST`.
pub(super) fn of(request: Message<'_>) -> (u16, u16) {
    (request.message_type(), request.flags() & !1)
}
/// An empty request, echoed if there was none.
const BLANK: [u8; 16] = {
    let [a, b, c, d] = 16u32.to_ne_bytes();
    [a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
};
fn copy_in<'b>(buffer: &'b mut [u8], bytes: &[u8]) -> Result<&'b [u8], BuildError> {
    let room = buffer.get_mut(..bytes.len()).ok_or(BuildError::TooSmall { needed: bytes.len() })?;
    room.copy_from_slice(bytes);
    Ok(room)
}
