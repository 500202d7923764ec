//! A transport for tests that compares requests with the expected ones.
use super::connection::{send_transaction, send_written};
use super::mock::{MockError, MockReplies, Queue, QueueEntry, of, renumber};
use super::{Call, Completion, Incoming, Query, Received, ReplyMode, Session, Step, Transport, Wake};
use crate::{
    schema::{self, Described},
    wire::{
        AttributeSet, BuildError, Errno, ExtAck, FromMessage, GetFlags, Message, MessageHeader, Messages,
        MessagesMut, Operation, Protocol, Request, RequestFlags, Str, Struct, Verb, Writer, align4,
        spec::{Lookup, MessageSpec},
    },
};
use core::{fmt, time::Duration};

/// A transport for tests: compares requests with the expected ones, in order, and answers them as
/// the test says. `N` is the maximum number of requests.
///
/// [`expect`](Self::expect) takes a call, [`expect_get`](Self::expect_get) and
/// [`expect_dump`](Self::expect_dump) a query: the same values that the code under test runs. Requests
/// and replies are kept in a buffer of the caller. Another request fails with
/// [`MockError::Differs`], which names the attribute, and [`verify`](Self::verify) fails if a request
/// is missing. [`difference`](Self::difference) prints both requests.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, ExpectTransport, Transport}, route::link, wire::Errno};
/// // code under test takes any transport
/// fn shrink<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     nl.run(link::set_mtu("eth0", 1400))?;
///     nl.run(link::set_up("eth0"))?;
///     Ok(())
/// }
///
/// let (mut memory, mut buffer) = ([0; 4096], [0; 1024]);
/// let mut mock = ExpectTransport::new(&mut memory);
/// mock.expect(link::set_mtu("eth0", 1400)).ack();
/// mock.expect(link::set_up("eth0")).refuse(Errno::EPERM);
/// let mut nl = Connection::new(mock, &mut buffer, /* port id */ 0, /* first sequence */ 1);
/// assert_eq!(shrink(&mut nl).unwrap_err().errno(), Some(Errno::EPERM));
/// nl.into_transport().verify()?;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
/// A query is answered by messages of its type:
///
/// ```
/// use nlwire::{
///     client::{self, Buffer, Connection, ExpectTransport, Transport},
///     route::{IfInfo, Link, RouteMessage, link},
/// };
/// fn mtu<T: Transport, B: Buffer>(nl: &mut Connection<T, B>, name: &str) -> client::Result<Option<u32>, T> {
///     Ok(nl.get(link::by_name(name))?.mtu())
/// }
///
/// let (mut memory, mut buffer) = ([0; 4096], [0; 1024]);
/// let mut mock = ExpectTransport::new(&mut memory);
/// mock.expect_get(link::by_name("eth0"))
///     .reply(RouteMessage::RTM_NEWLINK, &IfInfo::new(), |link| _ = link.put(Link::IFLA_MTU, 1500))
///     .ack();
/// let mut nl = Connection::new(mock, &mut buffer, 0, 1);
/// assert_eq!(mtu(&mut nl, "eth0")?, Some(1500));
/// nl.into_transport().verify()?;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct ExpectTransport<'b, const N: usize = 16> {
    buffer: &'b mut [u8],
    /// Length of the part of the buffer that is in use.
    len: usize,
    slots: [Slot; N],
    count: usize,
    /// Index of the request that comes next.
    next: usize,
    /// Number of requests that came.
    requests: u32,
    port: u32,
    protocol: Option<Protocol>,
    group: Option<u32>,
    /// The first error of the test.
    wrong: Option<MockError>,
    /// Position of the request that differs, or was not expected.
    other: Option<(usize, usize)>,
}
/// An expected request and the replies to it.
#[derive(Clone, Copy)]
struct Slot {
    name: &'static str,
    spec: MessageSpec,
    /// Looks up the messages of a transaction.
    lookup: Option<Lookup>,
    /// Position of the request in the buffer.
    start: usize,
    end: usize,
    /// Start of the replies in the buffer.
    replies: usize,
    queue: Queue,
    /// First sequence number of the request as it came; [`FIRST`] as it was written here.
    sent: u32,
}
/// First sequence number of requests as they are written here.
const FIRST: u32 = 1;
const EMPTY: Slot = Slot {
    name: "request",
    spec: MessageSpec {
        number: 0,
        name: "",
        verb: Verb::Get,
        header: None,
        table: <() as AttributeSet>::spec,
        protocol: None,
    },
    lookup: None,
    start: 0,
    end: 0,
    replies: 0,
    queue: Queue::EMPTY,
    sent: 0,
};
impl Slot {
    fn requests<'m>(&self, buffer: &'m [u8]) -> Messages<'m> {
        Messages::new(buffer.get(self.start..self.end).unwrap_or(&[]))
    }
    /// Returns the specification of a message of the request.
    fn spec(&self, message: Message<'_>) -> MessageSpec {
        self.lookup.and_then(|lookup| lookup(message)).copied().unwrap_or(self.spec)
    }
}

impl<'b> ExpectTransport<'b> {
    /// Creates a transport that expects no request yet, and at most 16. `buffer` holds requests and
    /// replies.
    pub const fn new(buffer: &'b mut [u8]) -> Self {
        Self::with_places(buffer)
    }
}
impl<'b, const N: usize> ExpectTransport<'b, N> {
    /// Creates a transport that expects no request yet, and at most `N`. `buffer` holds requests and
    /// replies.
    pub const fn with_places(buffer: &'b mut [u8]) -> Self {
        Self {
            buffer,
            len: 0,
            slots: [EMPTY; N],
            count: 0,
            next: 0,
            requests: 0,
            port: 0,
            protocol: None,
            group: None,
            wrong: None,
            other: None,
        }
    }
    /// Sets the port id of the replies to requests that are expected from now on: that of the
    /// connection. 0 by default.
    #[must_use]
    pub const fn port(mut self, port: u32) -> Self {
        self.port = port;
        self
    }
    /// Sets the netlink protocol, so that requests of other protocols are refused as over a socket. By
    /// default, requests of all protocols are compared.
    #[must_use]
    pub const fn protocol(mut self, protocol: Protocol) -> Self {
        self.protocol = Some(protocol);
        self
    }
    /// Expects the request of a call, after those that are expected already.
    ///
    /// A call of several steps is expected step by step: the answer to a request leads to the next one,
    /// such as the index of a link to the request that names it.
    pub fn expect<C: Call>(&mut self, call: C) -> Expected<'_, 'b, C, N> {
        let mut expected =
            Expected { mock: self, call, session: Session::new(0, FIRST), waits: false, open: false };
        let step = expected.call.start();
        expected.follow(step);
        expected
    }
    /// Expects the request for one object, as `get` sends it.
    pub fn expect_get<Q: Query>(&mut self, query: Q) -> Expected<'_, 'b, ExpectedQuery<Q>, N> {
        self.expect(ExpectedQuery { query, flags: Q::ONE, in_parts: false })
    }
    /// Expects the request for all objects of a query, as `dump` and `list` send it.
    pub fn expect_dump<Q: Query>(&mut self, query: Q) -> Expected<'_, 'b, ExpectedQuery<Q>, N> {
        self.expect(ExpectedQuery { query, flags: Q::ALL, in_parts: true })
    }
    /// Returns the number of requests that came.
    pub const fn requests(&self) -> u32 {
        self.requests
    }
    /// Returns the multicast group that the connection joined last and has not left.
    pub const fn group(&self) -> Option<u32> {
        self.group
    }
    /// Checks that all expected requests came, that no other one came, and that every reply was
    /// received.
    ///
    /// # Errors
    /// The first error: of the test, a request that differs ([`MockError::Differs`]) or was not
    /// expected ([`MockError::NotExpected`]), a missing request ([`MockError::Missing`]), or replies
    /// that were not received ([`MockError::Unread`]).
    pub fn verify(&self) -> Result<(), MockError> {
        if let Some(wrong) = self.wrong {
            return Err(wrong);
        }
        let expected = self.slots.get(..self.count).unwrap_or(&[]);
        if let Some(slot) = expected.get(self.next) {
            return Err(MockError::Missing { number: self.requests.saturating_add(1), expected: slot.name });
        }
        match expected.iter().map(|slot| slot.queue.waiting()).sum() {
            0 => Ok(()),
            datagrams => Err(MockError::Unread { datagrams }),
        }
    }
    /// Returns the expected request, and the one that came in its place, for printing. `None` if all
    /// requests came as expected.
    ///
    /// ```
    /// use nlwire::{client::{Connection, ExpectTransport}, route::link};
    /// let (mut memory, mut buffer) = ([0; 1024], [0; 1024]);
    /// let mut mock = ExpectTransport::new(&mut memory);
    /// mock.expect(link::set_mtu(3u32, 1400)).ack();
    /// let mut nl = Connection::new(mock, &mut buffer, 0, 1);
    /// let error = nl.run(link::set_mtu(3u32, 1500)).unwrap_err();
    /// assert_eq!(error.to_string(), "SetLink: request 1 is not the expected SetLink: it differs in IFLA_MTU");
    /// let text = nl.transport().difference().unwrap().to_string();
    /// assert!(text.starts_with("expected SetLink REQUEST|ACK "), "{text}");
    /// assert!(text.contains("{IFLA_MTU: 1400}\ngot      SetLink "), "{text}");
    /// assert!(text.ends_with("{IFLA_MTU: 1500}"), "{text}");
    /// ```
    pub fn difference(&self) -> Option<Difference<'_>> {
        let slot = self.slots.get(..self.count).unwrap_or(&[]).get(self.next);
        let first = slot.and_then(|slot| Some((*slot, slot.requests(self.buffer).next()?.ok()?)));
        let expected = first.map(|(slot, message)| (slot.spec(message), message));
        let got = self.other.and_then(|(start, end)| Message::new(self.buffer.get(start..end)?).ok());
        (expected.is_some() || got.is_some()).then_some(Difference { expected, got })
    }
    fn fail(&mut self, error: MockError) -> MockError {
        *self.wrong.get_or_insert(error)
    }
    /// Keeps a request that was not expected, if there is room.
    fn keep(&mut self, request: Message<'_>) {
        let bytes = request.bytes();
        let start = align4(self.len);
        let end = start.saturating_add(bytes.len());
        if let Some(room) = self.buffer.get_mut(start..end) {
            room.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
            self.other = Some((start, end));
        }
    }
    /// Compares messages with the request that comes next, and takes as many as it has. `several` are
    /// sent together, of which only the last asks for an ack.
    fn take(&mut self, sent: &mut Messages<'_>, first: Message<'_>, several: bool) -> Result<(), MockError> {
        let number = self.requests.saturating_add(1);
        self.requests = number;
        let (count, next) = (self.count, self.next);
        let Some(slot) = self.slots.get_mut(next).filter(|_| next < count) else {
            self.keep(first);
            return Err(self.fail(MockError::NotExpected { number, got: of(first) }));
        };
        let (mut got, mut different) = (Some(first), None);
        for (at, wanted) in slot.requests(self.buffer).flatten().enumerate() {
            if at > 0 {
                got = sent.next().and_then(Result::ok);
            }
            let spec = slot.spec(wanted);
            different = match got {
                Some(got) => differs(wanted, got, several, &spec),
                None => Some(Part::Length),
            };
            if different.is_some() {
                break;
            }
        }
        match different {
            None => {
                slot.sent = first.seq();
                self.next = next.saturating_add(1);
                slot.queue.take_send_error().map_or(Ok(()), Err)
            }
            Some(part) => {
                let error = MockError::Differs { number, expected: slot.name, part };
                self.keep(got.unwrap_or(first));
                Err(self.fail(error))
            }
        }
    }
}
/// Part of a request that differs from the expected one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Message type: expected, and got.
    MessageType(u16, u16),
    /// Flags: expected, and got.
    Flags(u16, u16),
    /// Attribute, or field of the header, by the kernel's name.
    Named(&'static str),
    /// Contents without a known name, at this offset from the message header, bytes.
    Offset(usize),
    /// The transaction is shorter.
    Length,
}
impl fmt::Debug for Part {
    /// The text of [`Display`](fmt::Display).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MessageType(wanted, got) => write!(f, "its type is {got} in place of {wanted}"),
            Self::Flags(wanted, got) => write!(f, "its flags are {got:#x} in place of {wanted:#x}"),
            Self::Named(name) => write!(f, "it differs in {name}"),
            Self::Offset(offset) => write!(f, "it differs at byte {offset}"),
            Self::Length => f.write_str("it has fewer messages"),
        }
    }
}
fn differs(wanted: Message<'_>, got: Message<'_>, several: bool, spec: &MessageSpec) -> Option<Part> {
    let ignored = if several { GetFlags::ACK.bits() } else { 0 };
    let flags = |message: Message<'_>| message.flags() & !ignored;
    if wanted.message_type() != got.message_type() {
        return Some(Part::MessageType(wanted.message_type(), got.message_type()));
    }
    if flags(wanted) != flags(got) {
        return Some(Part::Flags(wanted.flags(), got.flags()));
    }
    let (a, b) = (wanted.payload(), got.payload());
    if a == b {
        return None;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let longer = if a.len() >= b.len() { wanted } else { got };
    let offset = same.saturating_add(size_of::<Struct<MessageHeader>>());
    let path = spec.path(longer, u32::try_from(offset).unwrap_or(u32::MAX));
    let name = path.steps().iter().rev().find_map(|step| match step {
        schema::Step::Name(name) => Some(*name),
        _ => None,
    });
    Some(name.map_or(Part::Offset(offset), Part::Named))
}
/// An expected request and the one that came; returned by [`ExpectTransport::difference`].
#[derive(Clone, Copy)]
pub struct Difference<'m> {
    expected: Option<(MessageSpec, Message<'m>)>,
    got: Option<Message<'m>>,
}
impl fmt::Display for Difference<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.expected {
            Some((spec, expected)) => write!(f, "expected {:?}", Described::new("", Some(spec), *expected))?,
            None => f.write_str("expected no request")?,
        }
        let Some(got) = self.got else { return f.write_str("\ngot      no request") };
        let is_same = |(_, expected): &&(_, Message<'_>)| expected.message_type() == got.message_type();
        let spec = self.expected.as_ref().filter(is_same).map(|(spec, _)| spec);
        write!(f, "\ngot      {:?}", Described::new("", spec, got))
    }
}
impl fmt::Debug for Difference<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A call whose requests are expected, and what the kernel answers; made by
/// [`ExpectTransport::expect`].
pub struct Expected<'m, 'b, C, const N: usize> {
    mock: &'m mut ExpectTransport<'b, N>,
    call: C,
    /// Classifies the replies as a connection does, to find the next request of the call.
    session: Session<1>,
    /// The call waits for an event.
    waits: bool,
    /// A request of the call has been written.
    open: bool,
}
impl<C: Call, const N: usize> Expected<'_, '_, C, N> {
    /// The kernel acknowledges the request.
    pub fn ack(self) -> Self {
        self.answer(|kernel| _ = kernel.ack())
    }
    /// The kernel refuses the request.
    pub fn refuse(self, errno: Errno) -> Self {
        self.refuse_with(errno, |_| {})
    }
    /// The kernel refuses the request, with extended ack attributes such as a message.
    pub fn refuse_with(self, errno: Errno, ext: impl FnOnce(&mut Writer<'_, ExtAck>)) -> Self {
        self.answer(|kernel| _ = kernel.refuse(errno.0, ext))
    }
    /// Ends a dump.
    pub fn done(self) -> Self {
        self.answer(|kernel| _ = kernel.done())
    }
    /// The kernel sends any messages, or fails: what [`MockReplies`] has methods for. Several answers
    /// follow each other, each in a datagram of its own.
    ///
    /// ```
    /// use nlwire::{
    ///     client::{Connection, ExpectTransport},
    ///     route::{IfInfo, Link, RouteMessage, link},
    /// };
    /// let (mut memory, mut buffer) = ([0; 4096], [0; 1024]);
    /// let mut mock = ExpectTransport::new(&mut memory);
    /// mock.expect(link::rename("eth0", "lan0"))
    ///     .answer(|kernel| {
    ///         let header = IfInfo::new().with(IfInfo::ifi_index, 3);
    ///         kernel.reply::<_, Link>(RouteMessage::RTM_NEWLINK, &header, |_| {});
    ///     })
    ///     .ack() // the index is found: the request that renames link 3 follows
    ///     .ack();
    /// let mut nl = Connection::new(mock, &mut buffer, 0, 1);
    /// nl.run(link::rename("eth0", "lan0"))?;
    /// assert_eq!(nl.transport().requests(), 2);
    /// nl.into_transport().verify()?;
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn answer(mut self, answer: impl FnOnce(&mut MockReplies<'_>)) -> Self {
        let Some(from) = self.write_answer(answer) else { return self };
        if let Some(step) = self.read_answer(from) {
            self.follow(step);
        }
        self
    }
    /// Writes an answer after those that the request has. Returns where it begins.
    fn write_answer(&mut self, answer: impl FnOnce(&mut MockReplies<'_>)) -> Option<usize> {
        let mock = &mut *self.mock;
        let slot = mock.count.checked_sub(1).filter(|_| self.open).and_then(|at| mock.slots.get_mut(at));
        let Some(slot) = slot else {
            mock.fail(MockError::NoRequest);
            return None;
        };
        let (left, right) = mock.buffer.split_at_mut_checked(slot.replies).unwrap_or_default();
        // the request that asks for an ack: of a transaction, the message before the last
        let last = slot.requests(left).count().saturating_sub(if slot.lookup.is_some() { 2 } else { 1 });
        let request = slot.requests(left).flatten().nth(last);
        let from = slot.queue.end();
        let mut kernel = MockReplies::new(right, &mut slot.queue, request, mock.port);
        answer(&mut kernel);
        kernel.next_datagram();
        mock.len = slot.replies.saturating_add(slot.queue.end());
        if let Some(wrong) = slot.queue.wrong() {
            mock.fail(wrong);
            return None;
        }
        Some(from)
    }
    /// Passes an answer to the call, and returns the step that follows.
    fn read_answer(&mut self, from: usize) -> Option<Step<C::Output>> {
        let Self { mock, call, session, waits, .. } = self;
        let slot = mock.count.checked_sub(1).and_then(|at| mock.slots.get(at))?;
        let mut rest = mock.buffer.get(slot.replies.saturating_add(from)..mock.len).unwrap_or(&[]);
        let mut next = None;
        while let Some((entry, after)) = QueueEntry::read(rest) {
            rest = after;
            let QueueEntry::Datagram(datagram, delivery) = entry else { continue };
            for message in Messages::new(datagram).flatten() {
                let step = match session.receive(message, delivery) {
                    Incoming::Item { message, last, .. } => {
                        if let Err(error) = call.reply(message) {
                            mock.wrong.get_or_insert(MockError::Malformed(error));
                        }
                        last.then(|| call.next(Completion::default()))
                    }
                    Incoming::Done { interrupted, ack, .. } => {
                        let warning = ack.message().and_then(Str::to_inline_truncated);
                        Some(call.next(Completion { interrupted, warning }))
                    }
                    Incoming::Refused { ack, .. } => call.refused(&ack.to_kernel_error()),
                    Incoming::Event(event) => {
                        let accepted = call.event(event);
                        (*waits && accepted).then(|| call.resume(Wake::Event, Duration::ZERO))
                    }
                    Incoming::Overrun | Incoming::Nothing => None,
                };
                if let Some(step) = step {
                    *waits = matches!(step, Step::Wait(_));
                    next = Some(step);
                }
            }
        }
        next
    }
    /// Writes the next request of the call, if one follows.
    fn follow(&mut self, step: Step<C::Output>) {
        let mut step = step;
        while let Step::Send = step {
            match self.push_request() {
                // without a reply, the call goes on
                Ok(ReplyMode::None) => step = self.call.next(Completion::default()),
                Ok(_) => return,
                Err(error) => {
                    self.mock.fail(error);
                    return;
                }
            }
        }
        // events belong to the request before
        self.waits = matches!(step, Step::Wait(_));
        self.open &= self.waits;
    }
    fn push_request(&mut self) -> Result<ReplyMode, MockError> {
        let mock = &mut *self.mock;
        let start = align4(mock.len);
        let room = mock.buffer.get_mut(start..).unwrap_or(&mut []);
        let len = self.call.write(room, 0).map_err(|error| match error {
            BuildError::TooSmall { needed } => MockError::TooSmall { needed: start.saturating_add(needed) },
            other => other.into(),
        })?;
        let request = room.get_mut(..len).unwrap_or(&mut []);
        let (mode, lookup) = (self.call.mode(), self.call.transaction());
        self.session = Session::new(0, FIRST);
        let sent = |_: &[u8]| Ok::<_, MockError>(());
        let is_sent = match lookup {
            None => send_written(&mut self.session, mode, request, sent).is_ok(),
            // a transaction without requests is not sent
            Some(_) => send_transaction(&mut self.session, request, sent).is_ok_and(|sent| sent.is_some()),
        };
        if !is_sent {
            return Ok(ReplyMode::None);
        }
        let end = start.saturating_add(len);
        let slot = Slot {
            name: self.call.name(),
            spec: self.call.spec(),
            lookup,
            start,
            end,
            replies: align4(end),
            queue: Queue::of_request(u32::try_from(mock.count).unwrap_or(u32::MAX).saturating_add(1)),
            ..EMPTY
        };
        *mock.slots.get_mut(mock.count).ok_or(MockError::TooMany { limit: N })? = slot;
        mock.count = mock.count.saturating_add(1);
        mock.len = end;
        self.open = true;
        Ok(if lookup.is_some() { ReplyMode::Ack } else { mode })
    }
}
/// Fixed header of the replies to a query.
pub type ReplyHeader<Q> =
    <<<Q as Query>::Operation as Operation>::Reply<'static> as FromMessage<'static>>::Header;
/// Attribute set of the replies to a query.
pub type ReplySet<Q> =
    <<<Q as Query>::Operation as Operation>::Reply<'static> as FromMessage<'static>>::Attributes;
impl<Q: Query, const N: usize> Expected<'_, '_, ExpectedQuery<Q>, N> {
    /// The kernel sends an object: a message of the query's type. [`ack`](Self::ack) ends the reply to a
    /// get, unless the query is made by [`no_ack`](super::no_ack), and [`done`](Self::done) the reply
    /// to a dump.
    pub fn reply(
        self,
        kind: u16,
        header: &Struct<ReplyHeader<Q>>,
        fill: impl FnOnce(&mut Writer<'_, ReplySet<Q>>),
    ) -> Self {
        let in_parts = self.call.in_parts;
        self.answer(|kernel| {
            _ = if in_parts { kernel.part(kind, header, fill) } else { kernel.reply(kind, header, fill) };
        })
    }
}
/// The request of a query, as a call; used by [`ExpectTransport::expect_get`] and
/// [`ExpectTransport::expect_dump`].
#[derive(Clone, Copy, Debug)]
pub struct ExpectedQuery<Q> {
    query: Q,
    flags: GetFlags,
    /// Whether the reply consists of several messages.
    in_parts: bool,
}
impl<Q: Query> Call for ExpectedQuery<Q> {
    type Output = ();
    fn name(&self) -> &'static str {
        self.query.operation().name()
    }
    fn mode(&self) -> ReplyMode {
        let verb = <<Q::Operation as Operation>::Flags as RequestFlags>::VERB;
        ReplyMode::from_flags(verb, self.flags.bits())
    }
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
        let mut request = Request::with_bits(buffer, self.query.operation(), self.flags.bits());
        self.query.fill(&mut request);
        request.finish(seq).map(<[u8]>::len)
    }
    fn next(&mut self, _completion: Completion) -> Step<()> {
        Step::Done(())
    }
    fn spec(&self) -> MessageSpec {
        MessageSpec::from_operation::<Q::Operation>()
    }
}

impl<const N: usize> Transport for ExpectTransport<'_, N> {
    type Error = MockError;
    /// Compares each request of `datagram` with the expected one.
    fn send(&mut self, datagram: &[u8]) -> Result<(), MockError> {
        if let Some(wrong) = self.wrong {
            return Err(wrong);
        }
        let several = Messages::new(datagram).count() > 1;
        let (mut messages, mut any) = (Messages::new(datagram), false);
        while let Some(first) = messages.next() {
            let Ok(first) = first else { return Err(MockError::NoMessage) };
            any = true;
            self.take(&mut messages, first, several)?;
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
        let sent = self.slots.get_mut(..self.next).unwrap_or_default();
        let Some(slot) = sent.iter_mut().find(|slot| slot.queue.waiting() > 0) else {
            return Err(MockError::TimedOut);
        };
        let replies = self.buffer.get(slot.replies..).unwrap_or(&[]);
        let received = slot.queue.take(replies, buffer)?;
        for mut message in MessagesMut::new(buffer.get_mut(..received.len).unwrap_or(&mut [])) {
            let written = message.header().get(MessageHeader::nlmsg_seq);
            if written != 0 {
                renumber(&mut message, slot.sent.wrapping_add(written.wrapping_sub(FIRST)));
            }
        }
        Ok(received)
    }
    fn protocol(&self) -> Option<Protocol> {
        self.protocol
    }
    fn join(&mut self, group: u32) -> Result<bool, MockError> {
        Ok(self.group.replace(group) != Some(group))
    }
    fn leave(&mut self, group: u32) -> Result<(), MockError> {
        self.group = self.group.filter(|joined| *joined != group);
        Ok(())
    }
}
