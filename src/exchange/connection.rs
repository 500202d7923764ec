//! A conversation over a transport, in a buffer of the caller's.
use super::{Arrival, Busy, Cause, Exchange, Expect, Failure, Ticket, Transport, TransportError};
use crate::wire::{
    Ack, Asked, Error, GetFlags, Layout, Message, MessageRow, Messages, NLMSG_MIN_TYPE, Name, Operation,
    Path, Refusal, Reply, Request, RequestFlags, Set, Str, Verb, align4,
};
use core::{hash::Hasher, marker::PhantomData};

/// The result of a conversation over `T`.
pub type Answer<V, T> = Result<V, Failure<<T as Transport>::Error>>;

/// A conversation: a transport, a buffer of the caller's, a sequence. Requests are built in the buffer, and what arrives is lent from it;
/// 32 KiB get the largest datagrams that a dump will send, 8 KiB are enough for most.
///
/// ```no_run
/// use nlwire::{exchange::Connection, route::{GetLink, IfInfo, Link}, socket::{Protocol, Socket}, wire::Layout};
/// let mut buffer = [0; 32 * 1024];
/// let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut buffer);
/// let mut links = connection.dump(GetLink::default(), |_| {})?;
/// while let Some(link) = links.next()? {
///     println!("{} {:?}", link.header.get(IfInfo::ifi_index), link.attrs.get(Link::IFLA_IFNAME)?);
/// }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct Connection<'b, T> {
    pub(super) transport: T,
    pub(super) buffer: &'b mut [u8],
    pub(super) exchange: Exchange<4>,
    /// Where unread messages of the current datagram begin and end.
    at: usize,
    end: usize,
    events: Option<&'b mut (dyn FnMut(Message<'_>) + Send)>,
    passed_over: u64,
    /// Messages were lost where nobody could be told; the next to ask for events is.
    lost: bool,
    guard: Guard,
    /// Where the last refusal lies in the buffer.
    refused: Place,
    /// Where the event lies that was lent last.
    event: Place,
}

/// How a request ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Done {
    /// Whether a change interrupted the dump, so that what was read does not fit together.
    pub interrupted: bool,
    /// What the kernel warned of, cut to 72 bytes.
    pub warning: Option<Name<72>>,
}

/// A message found in the buffer, by its place: what may be lent once the search is over.
#[derive(Clone, Copy)]
pub(super) struct Place(pub(super) usize, pub(super) usize);

/// What one message was, without borrowing it.
#[derive(Clone, Copy)]
pub(super) enum Happened {
    Item(Ticket, bool),
    Done(Ticket, Done),
    Refused(Ticket, Refusal),
    Event,
    Overrun,
    Nothing,
}
/// Where a message lies, and what it was.
pub(super) type Taken = Result<(Place, Happened), Error>;
/// Takes the message that begins at `at` of a datagram that ends at `end`, and moves `at` behind it; `None` at the end.
#[inline(always)]
pub(super) fn take_unread<const N: usize>(
    exchange: &mut Exchange<N>,
    buffer: &[u8],
    at: &mut usize,
    end: usize,
) -> Option<Taken> {
    let mut messages = Messages::new(buffer.get(*at..end).unwrap_or(&[]));
    let message = messages.next()?;
    let start = core::mem::replace(at, end - messages.rest().len().min(end));
    let message = match message {
        Ok(message) => message,
        Err(error) => return Some(Err(error)),
    };
    let happened = match exchange.take(message) {
        Arrival::Item { request, last, .. } => Happened::Item(request, last),
        Arrival::Done { request, interrupted, ack } => {
            let warning = ack.message().and_then(Str::to_name_cut);
            Happened::Done(request, Done { interrupted, warning })
        }
        Arrival::Refused { request, ack } => Happened::Refused(request, ack.to_refusal()),
        Arrival::Event(_) => Happened::Event,
        Arrival::Overrun => Happened::Overrun,
        Arrival::Nothing => Happened::Nothing,
    };
    Some(Ok((Place(start, start + message.bytes().len()), happened)))
}

/// What a step of a request brought.
enum Stepped {
    /// A message of the answer, and whether it is the last.
    Item(Place, bool),
    Done(Done),
}

#[cfg(all(feature = "socket", any(target_os = "linux", target_os = "android")))]
impl<'b> Connection<'b, crate::socket::Socket> {
    /// A conversation over a socket. Sequences begin at a number made of the port id and, with `std`, of the clock.
    pub fn over_socket(socket: crate::socket::Socket, buffer: &'b mut [u8]) -> Self {
        let port = socket.port_id();
        #[cfg(feature = "std")]
        let clock = {
            let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            since.map_or(0, |since| since.as_nanos() as u32)
        };
        #[cfg(not(feature = "std"))]
        let clock = 0;
        Self::new(socket, buffer, port, port.rotate_left(16) ^ clock)
    }
    /// The socket: to join groups, to set timeouts, to wait for it.
    pub const fn socket(&self) -> &crate::socket::Socket {
        &self.transport
    }
}

impl<'b, T: Transport> Connection<'b, T> {
    /// A conversation over a transport whose port id is `port` (0 where it has none), with `seed` as the first sequence number.
    pub fn new(transport: T, buffer: &'b mut [u8], port: u32, seed: u32) -> Self {
        Self {
            transport,
            buffer,
            exchange: Exchange::new(port, seed),
            at: 0,
            end: 0,
            events: None,
            passed_over: 0,
            lost: false,
            guard: Guard::default(),
            refused: Place(0, 0),
            event: Place(0, 0),
        }
    }
    /// Hands events over that arrive while an answer is awaited. Without a handler they are counted and passed over.
    pub fn on_event(&mut self, handler: &'b mut (dyn FnMut(Message<'_>) + Send)) -> &mut Self {
        self.events = Some(handler);
        self
    }
    /// How many events arrived while an answer was awaited and no handler was there.
    pub const fn events_passed_over(&self) -> u64 {
        self.passed_over
    }
    /// The transport.
    pub const fn transport(&mut self) -> &mut T {
        &mut self.transport
    }
    /// Ends the conversation and returns the transport.
    pub fn into_transport(self) -> T {
        self.transport
    }

    /// Asks for one thing: sends the request, and lends the first message of the answer. Of an answer of several messages use
    /// [`replies`](Self::replies).
    ///
    /// # Errors
    /// The kernel's refusal ([`Failure::is_not_found`] tells a thing that is not there), or [`Cause::NoAnswer`] where it acked without an
    /// answer. After [`Cause::Overrun`] the answer may have been among what was lost.
    pub fn get<O: Operation<Flags = GetFlags>>(
        &mut self,
        operation: O,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> Answer<Reply<'_, O>, T> {
        let asked = operation.asked();
        let ticket = self.send(operation, GetFlags::ACK.bits(), fill)?;
        let mut found: Option<Place> = None;
        loop {
            // the answer stays at the front; the ack, where it is a datagram of its own, is received behind it
            let keep = found.map_or(0, |Place(_, end)| align4(end));
            match self.step(ticket, keep) {
                Ok(Stepped::Item(place, last)) => {
                    found = found.or(Some(place));
                    if last {
                        break;
                    }
                }
                Ok(Stepped::Done(_)) => break,
                // the answer is there: what came behind it is lost, and whoever asks for events hears of it
                Err(cause) if found.is_some() && cause.is_loss_or_timeout() => {
                    self.lost |= !cause.is_timeout();
                    break;
                }
                Err(cause) => return Err(failure::<O, _>(cause)),
            }
        }
        match found {
            Some(place) => self.lend::<O>(place, asked),
            None => Err(failure::<O, _>(Cause::NoAnswer)),
        }
    }
    /// Asks for all: sends the request with NLM_F_DUMP, and lends each message of the answer in turn.
    ///
    /// # Errors
    /// The request could not be built or sent. What the kernel refuses comes by [`Replies::next`].
    pub fn dump<O: Operation<Flags = GetFlags>>(
        &mut self,
        operation: O,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> Answer<Replies<'_, 'b, T, O>, T> {
        self.replies(operation, GetFlags::DUMP, fill)
    }
    /// Sends a request with flags of your own, and lends each message of the answer in turn. A request that changes something gets
    /// NLM_F_ACK in any case, since nothing else ends it; with NLM_F_ECHO its answer is what it changed.
    ///
    /// # Errors
    /// The request could not be built or sent.
    pub fn replies<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> Answer<Replies<'_, 'b, T, O>, T> {
        let ack = if <O::Flags as RequestFlags>::VERB == Verb::Get { 0 } else { GetFlags::ACK.bits() };
        let asked = operation.asked();
        let ticket = self.send(operation, flags.to_bits() | ack, fill)?;
        Ok(Replies {
            connection: self,
            ticket,
            asked,
            ended: false,
            flows: false,
            done: None,
            current: None,
            operation: PhantomData,
        })
    }
    /// Sends a request that changes something, with NLM_F_ACK, and waits for the ack.
    ///
    /// # Errors
    /// The kernel's refusal. After [`Cause::Overrun`] the ack may have been among what was lost.
    pub fn request<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> Answer<Done, T> {
        let ticket = self.send(operation, flags.to_bits() | GetFlags::ACK.bits(), fill)?;
        loop {
            match self.step(ticket, 0).map_err(|cause| failure::<O, _>(cause))? {
                Stepped::Done(done) => return Ok(done),
                Stepped::Item(_, true) => return Ok(Done::default()),
                Stepped::Item(..) => {}
            }
        }
    }
    /// Reads a whole dump, and again from the start where a change interrupted it: `restart` is called before each reading, so that what
    /// an earlier one brought can be thrown away; `each` gets every message.
    ///
    /// # Errors
    /// As [`dump`](Self::dump); [`Cause::Interrupted`] where each of `attempts` readings was interrupted.
    pub fn dump_consistent<O: Operation<Flags = GetFlags> + Clone>(
        &mut self,
        operation: O,
        attempts: u32,
        fill: impl Fn(&mut Request<'_, O>),
        mut restart: impl FnMut(),
        mut each: impl FnMut(Reply<'_, O>) -> Result<(), Error>,
    ) -> Answer<Done, T> {
        for _ in 0..attempts.max(1) {
            restart();
            let mut replies = self.dump(operation.clone(), &fill)?;
            while let Some(reply) = replies.next()? {
                each(reply).map_err(|error| failure::<O, _>(Cause::Malformed(error)))?;
            }
            let done = replies.done().unwrap_or_default();
            if !done.interrupted {
                return Ok(done);
            }
        }
        Err(failure::<O, _>(Cause::Interrupted(attempts.max(1))))
    }
    /// The next event: multicast of the groups that the socket has joined, or a notification of a change of our own. Lent until the next
    /// call.
    ///
    /// # Errors
    /// [`Cause::Overrun`] where events were lost (go on, and read the state anew), those of the transport, a datagram that is broken.
    pub fn next_event(&mut self) -> Answer<Message<'_>, T> {
        let fail = |cause| Failure { operation: "events", cause };
        if core::mem::take(&mut self.lost) {
            return Err(fail(Cause::Overrun));
        }
        let place = loop {
            match self.happens(0).map_err(fail)? {
                (place, Happened::Event) => break place,
                (_, Happened::Overrun) => return Err(fail(Cause::Overrun)),
                _ => {}
            }
        };
        self.event = place;
        self.message(place).map_err(|error| fail(Cause::Malformed(error)))
    }
    /// The next event that `wanted` wants; the others on the way are passed over. Lent until the next call.
    ///
    /// # Errors
    /// As [`next_event`](Self::next_event).
    pub fn next_event_that(&mut self, wanted: impl Fn(Message<'_>) -> bool) -> Answer<Message<'_>, T> {
        let fail = |cause| Failure { operation: "events", cause };
        loop {
            if wanted(self.next_event()?) {
                return self.message(self.event).map_err(|error| fail(Cause::Malformed(error)));
            }
        }
    }
    /// Sends a request and waits for nothing: no ack is asked for, and a refusal is nobody's. Events that were not read yet are kept.
    ///
    /// # Errors
    /// It could not be sent, or does not fit what is left of the buffer behind unread events.
    pub fn tell<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> Answer<(), T> {
        let seq = self.exchange.sequence();
        let free = if self.at < self.end { align4(self.end) } else { 0 };
        let mut request =
            Request::with_bits(self.buffer.get_mut(free..).unwrap_or(&mut []), operation, flags.to_bits());
        fill(&mut request);
        let sent = match request.finish(seq) {
            Ok(bytes) => self.transport.send(bytes).map_err(Cause::Transport),
            Err(error) => Err(Cause::Build(error)),
        };
        sent.map_err(|cause| failure::<O, _>(cause))
    }
    /// The attribute that the last refusal was about, by the kernel's names: `IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_VLAN_ID`, or the one that
    /// is missing. `None` where the kernel did not say, or did not repeat the request. To be asked before the next request is sent.
    pub fn path<O: Operation>(&self) -> Option<Path> {
        let Place(start, end) = self.refused;
        let ack = Ack::read(Message::new(self.buffer.get(start..end)?).ok()?)?;
        ack.path(&row_of::<O>())
    }

    /// Builds a request in the buffer and sends it.
    fn send<O: Operation>(
        &mut self,
        operation: O,
        flags: u16,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> Answer<Ticket, T> {
        let fail = |cause| failure::<O, _>(cause);
        let expect = Expect::of(<O::Flags as RequestFlags>::VERB, flags);
        let ticket = self.begin(expect).map_err(fail)?;
        let mut request = Request::with_bits(self.buffer, operation, flags);
        fill(&mut request);
        let sent = match request.finish(ticket.seq()) {
            Ok(bytes) => self.transport.send(bytes).map_err(Cause::Transport),
            Err(error) => Err(Cause::Build(error)),
        };
        if let Err(cause) = sent {
            self.exchange.forget(ticket);
            return Err(fail(cause));
        }
        Ok(ticket)
    }
    /// Makes the buffer free for a request, and begins it: unread messages are taken as what they are, and a dump that was given up is
    /// read to its end where another is to begin.
    fn begin(&mut self, expect: Expect) -> Result<Ticket, Cause<T::Error>> {
        // whoever asked before holds nothing of us any more
        self.exchange.cancel_all();
        loop {
            self.leave_datagram();
            match self.exchange.begin(expect) {
                Ok(ticket) => {
                    (self.refused, self.guard) = (Place(0, 0), Guard::default());
                    return Ok(ticket);
                }
                Err(busy) => match self.receive(0) {
                    Ok(()) => {}
                    // nothing of it comes any more: its end was lost
                    Err(cause) if cause.is_timeout() => match busy {
                        Busy::Dump => self.exchange.forget_cancelled(),
                        Busy::Full => return Err(Cause::Busy(busy)),
                    },
                    Err(cause) if cause.is_loss_or_timeout() => self.lost = true,
                    Err(cause) => return Err(cause),
                },
            }
        }
    }
    /// Takes the unread messages of the current datagram for what they are, so that the buffer is free. Nobody can be told of a loss
    /// now; who asks for events is.
    pub(super) fn leave_datagram(&mut self) {
        while let Some(taken) = self.take_unread() {
            match taken {
                Ok((place, Happened::Event)) => self.hand_over(place),
                Ok((_, Happened::Overrun)) | Err(_) => self.lost = true,
                Ok(_) => {}
            }
        }
        (self.at, self.end) = (0, 0);
    }
    /// The next message that belongs to a request; events on the way are handed over. What is received goes behind the first `keep`
    /// bytes of the buffer.
    #[inline(always)]
    fn step(&mut self, ticket: Ticket, keep: usize) -> Result<Stepped, Cause<T::Error>> {
        loop {
            match self.happens(keep)? {
                (place, Happened::Item(request, last)) if request == ticket => {
                    return Ok(Stepped::Item(place, last));
                }
                (_, Happened::Done(request, done)) if request == ticket => return Ok(Stepped::Done(done)),
                (place, Happened::Refused(request, refusal)) if request == ticket => {
                    self.refused = place;
                    return Err(Cause::Refused(refusal));
                }
                (place, Happened::Event) => self.hand_over(place),
                (_, Happened::Overrun) => return Err(Cause::Overrun),
                _ => {}
            }
        }
    }
    /// Takes the next message, of the current datagram or of a new one.
    #[inline(always)]
    pub(super) fn happens(&mut self, keep: usize) -> Result<(Place, Happened), Cause<T::Error>> {
        loop {
            match self.take_unread() {
                Some(taken) => return taken.map_err(Cause::Malformed),
                None => self.receive(keep)?,
            }
        }
    }
    /// Takes the next message of the current datagram.
    #[inline(always)]
    fn take_unread(&mut self) -> Option<Taken> {
        take_unread(&mut self.exchange, self.buffer, &mut self.at, self.end)
    }
    /// The next message where it is one more part of a dump that flows, as nearly all are: told by its header alone, without a look at the
    /// requests in flight. All else is [`take_unread`](Self::take_unread)'s.
    #[inline(always)]
    fn take_part(&mut self, ticket: Ticket) -> Option<Place> {
        const FLAGS: u16 = GetFlags::MULTI.bits() | GetFlags::DUMP_INTR.bits();
        let message = Message::new(self.buffer.get(self.at..self.end)?).ok()?;
        let ours = message.seq() == ticket.seq() && message.port() == self.exchange.port();
        let plain = message.kind() >= NLMSG_MIN_TYPE && message.flags() & FLAGS == GetFlags::MULTI.bits();
        if !(ours && plain) {
            return None;
        }
        let (start, len) = (self.at, message.bytes().len());
        self.at = start.saturating_add(align4(len)).min(self.end);
        Some(Place(start, start.saturating_add(len)))
    }
    /// Receives a datagram behind the first `keep` bytes of the buffer.
    #[inline]
    fn receive(&mut self, keep: usize) -> Result<(), Cause<T::Error>> {
        (self.at, self.end, self.refused) = (0, 0, Place(0, 0));
        let room = self.buffer.get_mut(keep..).unwrap_or(&mut []);
        match self.transport.recv(room) {
            Ok(len) => {
                if self.exchange.is_dumping() {
                    self.guard.look(room.get(..len).unwrap_or(&[]))?;
                }
                (self.at, self.end) = (keep, keep.saturating_add(len).min(self.buffer.len()));
                Ok(())
            }
            Err(error) if error.is_loss() => Err(Cause::Overrun),
            Err(error) => Err(Cause::Transport(error)),
        }
    }
    /// Hands an event over, or counts it.
    pub(super) fn hand_over(&mut self, place: Place) {
        let message = self.buffer.get(place.0..place.1).and_then(|bytes| Message::new(bytes).ok());
        match (&mut self.events, message) {
            (Some(handler), Some(message)) => handler(message),
            _ => self.passed_over = self.passed_over.saturating_add(1),
        }
    }
    #[inline(always)]
    pub(super) fn message(&self, place: Place) -> Result<Message<'_>, Error> {
        Message::new(self.buffer.get(place.0..place.1).unwrap_or(&[]))
    }
    #[inline(always)]
    fn lend<O: Operation>(&self, place: Place, asked: Asked) -> Answer<Reply<'_, O>, T> {
        let reply = self.message(place).and_then(O::reply).map(|reply| Reply { asked, ..reply });
        reply.map_err(|error| failure::<O, _>(Cause::Malformed(error)))
    }
}
#[inline(always)]
fn failure<O: Operation, E>(cause: Cause<E>) -> Failure<E> {
    Failure { operation: O::NAME, cause }
}
/// What the tables say of an operation's request.
pub(super) fn row_of<O: Operation>() -> MessageRow {
    MessageRow {
        number: 0,
        name: O::NAME,
        verb: Verb::Get,
        header: Some(&<O::Header as Layout>::STRUCTURE),
        table: O::Request::table,
    }
}

/// The messages of an answer, lent one by one from the connection's buffer. Leaving it before its end gives the request up: what still
/// arrives for it is nobody's.
pub struct Replies<'c, 'b, T: Transport, O: Operation> {
    connection: &'c mut Connection<'b, T>,
    ticket: Ticket,
    asked: Asked,
    /// Nothing more comes: by its end, or by a refusal.
    ended: bool,
    /// A part has come, so that the next is most likely one, too.
    flows: bool,
    done: Option<Done>,
    /// Where the message lies that was lent last.
    current: Option<Place>,
    operation: PhantomData<fn() -> O>,
}
impl<T: Transport, O: Operation> Replies<'_, '_, T, O> {
    /// The next message, or `None` at the end; then [`done`](Self::done) says how it ended.
    ///
    /// # Errors
    /// The kernel's refusal, after which there is nothing more. After [`Cause::Overrun`] (events were lost), a time-out or a message
    /// that is broken the next call goes on.
    #[inline]
    #[allow(clippy::should_implement_trait)] // it lends, which an Iterator cannot
    pub fn next(&mut self) -> Answer<Option<Reply<'_, O>>, T> {
        if self.flows {
            if let Some(place) = self.connection.take_part(self.ticket) {
                self.current = Some(place);
                return self.connection.lend::<O>(place, self.asked).map(Some);
            }
        }
        self.current = None;
        if self.ended {
            return Ok(None);
        }
        match self.connection.step(self.ticket, 0) {
            Ok(Stepped::Item(place, last)) => {
                if last {
                    (self.ended, self.done) = (true, Some(Done::default()));
                }
                self.flows = !last;
                self.current = Some(place);
                self.connection.lend::<O>(place, self.asked).map(Some)
            }
            Ok(Stepped::Done(done)) => {
                (self.ended, self.flows, self.done) = (true, false, Some(done));
                Ok(None)
            }
            Err(cause) => {
                self.flows = false;
                self.ended = matches!(cause, Cause::Refused(_) | Cause::Stuck);
                Err(failure::<O, _>(cause))
            }
        }
    }
    /// The message that [`next`](Self::next) lent last, once more: to look for one in a loop and return it behind the loop, which the borrow
    /// checker does not allow with what `next` lends. `None` before the first, and after the end or an error.
    pub fn current(&self) -> Option<Reply<'_, O>> {
        self.connection.lend::<O>(self.current?, self.asked).ok()
    }
    /// How it ended; `None` before the end, and where it ended by a refusal.
    pub const fn done(&self) -> Option<Done> {
        self.done
    }
    /// Whether a change interrupted the dump, as far as is known: only at the end is it certain that none did.
    pub fn interrupted(&self) -> bool {
        self.done.is_some_and(|done| done.interrupted) || self.connection.exchange.is_interrupted(self.ticket)
    }
}
/// Watches for a dump that makes no progress: a kernel whose entry outgrew the datagram sends the same one for ever.
#[derive(Clone, Copy, Default)]
struct Guard {
    seen: u64,
    times: u16,
}
impl Guard {
    /// How often the same may come in a row.
    const LIMIT: u16 = 1000;
    #[inline]
    fn look<E>(&mut self, datagram: &[u8]) -> Result<(), Cause<E>> {
        // events come without NLM_F_MULTI, and may well be alike
        if !Message::new(datagram).is_ok_and(|first| first.flags() & GetFlags::MULTI.bits() != 0) {
            return Ok(());
        }
        // behind the message header, which bears the sequence; the front of a datagram tells entries apart
        let mut hasher = Fnv(0xcbf2_9ce4_8422_2325 ^ datagram.len() as u64);
        hasher.write(datagram.get(16..datagram.len().min(112)).unwrap_or(&[]));
        let seen = hasher.finish();
        self.times = if seen == self.seen { self.times.saturating_add(1) } else { 0 };
        self.seen = seen;
        if self.times >= Self::LIMIT { Err(Cause::Stuck) } else { Ok(()) }
    }
}
/// FNV-1a, eight bytes a step.
struct Fnv(u64);
impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for word in bytes.chunks(8) {
            let word = word.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte));
            self.0 = (self.0 ^ word).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    fn finish(&self) -> u64 {
        self.0
    }
}
