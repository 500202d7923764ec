//! Requests and replies over a transport, in a buffer of the caller.
mod guard;
mod handler;
mod replies;
mod unread;

use guard::*;
pub use handler::*;
pub use replies::*;
pub(super) use unread::*;

use super::error::check_protocol;
use super::{
    Buffer, Busy, Delivery, ErrorKind, Incoming, Query, Received, ReplyMode, RequestId, Session, Transport,
    TransportError,
};
use crate::client;
use crate::{
    schema::Path,
    wire::{
        Ack, Errno, Error, GetFlags, InlineStr, KernelError, Message, MessageEnum, MessageHeader,
        MessageView, Messages, MessagesMut, NLMSG_MIN_TYPE, Operation, Request, RequestFlags, Str, Verb,
        align4, spec::MessageSpec,
    },
};
use core::time::Duration;

/// Declares the connection, with default types where there are some.
macro_rules! connection { ($($transport:ty, $buffer:ty)?) => {
    /// A netlink connection: a transport, a buffer, and the session's state.
    ///
    /// [`open`](Self::open) opens a socket and allocates the buffer; without type parameters,
    /// `Connection` is such a connection:
    ///
    /// ```no_run
    /// use nlwire::{client::Connection, route::link, socket::{Protocol, SocketError}};
    /// struct App {
    ///     nl: Connection,
    /// }
    /// fn start() -> Result<App, SocketError> {
    ///     Ok(App { nl: Connection::open(Protocol::ROUTE)? })
    /// }
    /// let mut app = start()?;
    /// for link in app.nl.list(link::list())? {
    ///     println!("{link}");
    /// }
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    /// [`over_socket`](Self::over_socket) and [`new`](Self::new) take a buffer of the caller, borrowed
    /// or owned, and need no allocator. Requests are built in the buffer, and replies are borrowed from
    /// it. 32 KiB hold the largest datagrams that a dump sends; 8 KiB are enough for most requests.
    ///
    /// ```no_run
    /// use nlwire::{client::Connection, route::link, socket::{Protocol, Socket}};
    /// let mut buffer = [0; 32 * 1024];
    /// let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut buffer);
    /// let mut links = connection.dump(link::list())?;
    /// while let Some(link) = links.next()? {
    ///     println!("{} {}", link.index(), link.name());
    /// }
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub struct Connection<T $(= $transport)?, B $(= $buffer)?, H = DiscardEvents> {
        pub(super) transport: T,
        pub(super) buffer: B,
        pub(super) session: Session<4>,
        /// Start and end of the unread messages of the current datagram.
        at: usize,
        end: usize,
        /// How the current datagram was delivered.
        delivery: Delivery,
        /// Messages were lost, and the queue has not been read to its end since. Until then the kernel
        /// discards events without another error.
        pub(super) draining: bool,
        events: H,
        /// Specification of the last request, for the path of an error.
        pub(super) spec: MessageSpec,
        passed_over: u64,
        /// Messages were lost while no caller could be notified; the next call that reads events
        /// reports it.
        lost: bool,
        /// Number of losses, for calls that await an event.
        pub(super) losses: u32,
        guard: Guard,
        /// Position of the last refusal in the buffer.
        pub(super) refused: Place,
        /// Position of the event that was returned last.
        event: Place,
    }
} }

#[cfg(all(feature = "alloc", feature = "socket", any(target_os = "linux", target_os = "android")))]
connection!(crate::socket::Socket, alloc::vec::Vec<u8>);

#[cfg(not(all(feature = "alloc", feature = "socket", any(target_os = "linux", target_os = "android"))))]
connection!();

/// How a request completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Completion {
    /// Whether a change interrupted the dump (`NLM_F_DUMP_INTR`), so that its entries may be
    /// inconsistent.
    pub interrupted: bool,
    /// The kernel's warning (`NLMSGERR_ATTR_MSG` of an ack), cut to 68 bytes.
    pub warning: Option<InlineStr<72>>,
}

/// Begins a request that is written already, and sends it with its sequence number.
pub(super) fn send_written<const N: usize, E>(
    session: &mut Session<N>,
    mode: ReplyMode,
    request: &mut [u8],
    send: impl FnOnce(&[u8]) -> Result<(), E>,
) -> Result<RequestId, ErrorKind<E>> {
    let ticket = session.begin(mode).map_err(ErrorKind::Busy)?;
    if let Some(mut message) = MessagesMut::new(request).next() {
        message.header().set(MessageHeader::nlmsg_seq, ticket.seq());
    }
    send(request).map(|()| ticket).map_err(|error| {
        session.forget(ticket);
        ErrorKind::Transport(error)
    })
}

/// Begins a transaction that is written already, and sends it: a message that begins it, requests
/// with consecutive sequence numbers of which the last asks for an ack, and a message that ends it.
/// Returns its id, and the number of messages except the last. `None` if it has no requests.
pub(super) fn send_transaction<const N: usize, E>(
    session: &mut Session<N>,
    bytes: &mut [u8],
    send: impl FnOnce(&[u8]) -> Result<(), E>,
) -> Result<Option<(RequestId, u32)>, ErrorKind<E>> {
    let count = (Messages::new(bytes).count() as u32).saturating_sub(1);
    if count < 2 {
        return Ok(None);
    }
    let ticket = session.begin_batch(count, true, false).map_err(ErrorKind::Busy)?;
    let end = session.sequence();
    for (at, mut message) in (0..).zip(MessagesMut::new(bytes)) {
        let header = message.header();
        let ack = if at + 1 == count { GetFlags::ACK.bits() } else { 0 };
        let flags = header.get(MessageHeader::nlmsg_flags) | ack;
        header.set(MessageHeader::nlmsg_flags, flags);
        header.set(MessageHeader::nlmsg_seq, if at < count { ticket.seq().wrapping_add(at) } else { end });
    }
    match send(bytes) {
        Ok(()) => Ok(Some((ticket, count))),
        Err(error) => {
            session.forget(ticket);
            Err(ErrorKind::Transport(error))
        }
    }
}

/// Returns the error of a transaction with the index of its request.
pub(super) fn refused_at(ticket: RequestId, request: RequestId, mut refusal: KernelError) -> KernelError {
    refusal.set_index(request.seq().wrapping_sub(ticket.seq()).checked_sub(1));
    refusal
}

/// What a step of a request yielded.
pub(super) enum Stepped {
    /// A message of the reply, and whether it is the last.
    Item(Place, bool),
    Done(Completion),
}

#[cfg(all(feature = "socket", any(target_os = "linux", target_os = "android")))]
impl<B: Buffer> Connection<crate::socket::Socket, B> {
    /// Creates a connection over a socket. Sequence numbers start at a [random
    /// one](crate::socket::random_seed).
    pub fn over_socket(socket: crate::socket::Socket, buffer: B) -> Self {
        let port = socket.port_id();
        Self::new(socket, buffer, port, crate::socket::random_seed())
    }
}

#[cfg(all(feature = "socket", any(target_os = "linux", target_os = "android")))]
impl<B, H> Connection<crate::socket::Socket, B, H> {
    /// Returns the socket: to join groups, to set timeouts, to poll it.
    pub const fn socket(&self) -> &crate::socket::Socket {
        &self.transport
    }
}

impl<T: Transport, B: Buffer> Connection<T, B> {
    /// Creates a connection over a transport.
    ///
    /// `port` is the transport's port id, 0 if it has none. `seed` is the first sequence number:
    /// use a random one if other processes can send to the transport.
    pub fn new(transport: T, buffer: B, port: u32, seed: u32) -> Self {
        Self {
            transport,
            buffer,
            session: Session::new(port, seed),
            at: 0,
            end: 0,
            delivery: Delivery::Unicast,
            draining: false,
            events: DiscardEvents,
            spec: MessageSpec::from_operation::<NoRequest>(),
            passed_over: 0,
            lost: false,
            losses: 0,
            guard: Guard::default(),
            refused: Place(0, 0),
            event: Place(0, 0),
        }
    }
    /// Sets a handler for events that arrive while a reply is awaited. Without a handler they are
    /// discarded and counted by [`unhandled_events`](Self::unhandled_events).
    pub fn on_event<H: EventHandler>(self, handler: H) -> Connection<T, B, H> {
        let Self {
            transport,
            buffer,
            session,
            at,
            end,
            delivery,
            draining,
            passed_over,
            lost,
            losses,
            guard,
            ..
        } = self;
        let Self { refused, event, spec, .. } = self;
        Connection {
            transport,
            buffer,
            session,
            at,
            end,
            delivery,
            draining,
            events: handler,
            spec,
            passed_over,
            lost,
            losses,
            guard,
            refused,
            event,
        }
    }
}

impl<T: Transport, B: Buffer, H: EventHandler> Connection<T, B, H> {
    /// Returns the number of messages discarded because their request had been cancelled: after a
    /// timeout, or because its reply was not read to the end.
    pub const fn late_replies(&self) -> u64 {
        self.session.late_replies()
    }
    /// Returns the number of events discarded because they arrived while a reply was awaited and no
    /// handler was set.
    pub const fn unhandled_events(&self) -> u64 {
        self.passed_over
    }
    /// Returns the transport.
    pub const fn transport(&mut self) -> &mut T {
        &mut self.transport
    }
    /// Closes the connection and returns the transport.
    pub fn into_transport(self) -> T {
        self.transport
    }

    /// Requests one object by an operation or a [`Query`]: sends the request and returns the first
    /// message of the reply. For a reply of several messages use
    /// [`request_multi`](Self::request_multi).
    ///
    /// # Errors
    /// The kernel's error ([`client::Error::is_not_found`] if the object does not exist), or
    /// [`ErrorKind::MissingReply`] if the kernel sent an ack only. After [`ErrorKind::Overrun`] the
    /// reply may be among the lost messages.
    pub fn get<Q: Query>(&mut self, query: Q) -> client::Result<<Q::Operation as Operation>::Reply<'_>, T> {
        self.get_one(query.operation(), Q::ONE, |request| query.fill(request))
    }
    /// Like [`get`](Self::get), with attributes that `fill` adds to the request.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub fn get_with<O: Operation<Flags = GetFlags>>(
        &mut self,
        operation: O,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> client::Result<O::Reply<'_>, T> {
        self.get_one(operation, GetFlags::ACK, fill)
    }
    fn get_one<O: Operation>(
        &mut self,
        operation: O,
        flags: GetFlags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> client::Result<O::Reply<'_>, T> {
        let name = operation.name();
        let ticket = self.send(operation, flags.bits(), fill)?;
        let mut found: Option<Place> = None;
        loop {
            // the reply stays at the front; an ack in its own datagram is received after it
            let keep = found.map_or(0, |Place(_, end)| align4(end));
            match self.step(ticket, keep, |_| {}) {
                Ok(Stepped::Item(place, last)) => {
                    found = found.or(Some(place));
                    if last {
                        break;
                    }
                }
                Ok(Stepped::Done(_)) => break,
                // the reply is complete: what came after it is lost, which the next call that reads
                // events reports
                Err(cause) if found.is_some() && cause.is_loss_or_timeout() => {
                    self.lost |= !cause.is_timeout();
                    break;
                }
                Err(cause) => {
                    self.session.cancel(ticket);
                    return Err(failure(name, cause));
                }
            }
        }
        match found {
            Some(place) => self.lend::<O>(place).map_err(|error| failure(name, ErrorKind::Malformed(error))),
            None => Err(failure(name, ErrorKind::MissingReply)),
        }
    }
    /// Requests all objects of an operation or a [`Query`]: sends the request with `NLM_F_DUMP`,
    /// and returns an iterator over the messages of the reply.
    ///
    /// # Errors
    /// The request could not be built or sent. Errors of the kernel are returned by
    /// [`Replies::next`].
    #[doc(alias = "NLM_F_DUMP")]
    pub fn dump<Q: Query>(&mut self, query: Q) -> client::Result<Replies<'_, T, B, Q, H>, T> {
        self.send_query(query, Q::ALL.bits(), |request, query| query.fill(request))
    }
    /// Like [`dump`](Self::dump), with attributes that `fill` adds to the request: the dump's
    /// filter.
    ///
    /// # Errors
    /// As [`dump`](Self::dump).
    pub fn dump_with<O: Operation<Flags = GetFlags>>(
        &mut self,
        operation: O,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> client::Result<Replies<'_, T, B, O, H>, T> {
        self.request_multi_with(operation, GetFlags::DUMP, fill)
    }
    /// Sends a request with the given flags, and returns an iterator over the messages of the
    /// reply.
    ///
    /// A request that changes something always gets `NLM_F_ACK`, since nothing else would end it;
    /// with `NLM_F_ECHO` the reply holds the changed objects.
    ///
    /// # Errors
    /// The request could not be built or sent.
    pub fn request_multi<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
    ) -> client::Result<Replies<'_, T, B, O, H>, T> {
        self.request_multi_with(operation, flags, |_| {})
    }
    /// Like [`request_multi`](Self::request_multi), with attributes that `fill` adds to the
    /// request.
    ///
    /// # Errors
    /// As [`request_multi`](Self::request_multi).
    pub fn request_multi_with<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> client::Result<Replies<'_, T, B, O, H>, T> {
        let ack = if <O::Flags as RequestFlags>::VERB == Verb::Get { 0 } else { GetFlags::ACK.bits() };
        self.send_query(operation, flags.to_bits() | ack, |request, _| fill(request))
    }
    /// Sends the request of a query with the given flags.
    #[inline(always)]
    fn send_query<Q: Query>(
        &mut self,
        query: Q,
        bits: u16,
        fill: impl FnOnce(&mut Request<'_, Q::Operation>, &Q),
    ) -> client::Result<Replies<'_, T, B, Q, H>, T> {
        let operation = query.operation();
        let verb = <<Q::Operation as Operation>::Flags as RequestFlags>::VERB;
        let is_dump = ReplyMode::from_flags(verb, bits) == ReplyMode::Dump;
        let ticket = self.send(operation, bits, |request| fill(request, &query))?;
        Ok(Replies {
            connection: self,
            ticket,
            ended: false,
            flows: false,
            retries: if is_dump { 2 } else { 0 },
            done: None,
            current: None,
            query,
        })
    }
    /// Sends a request that changes something, with `NLM_F_ACK`, and waits for the ack.
    ///
    /// # Errors
    /// The kernel's error. After [`ErrorKind::Overrun`] the ack may be among the lost messages.
    pub fn request<O: Operation>(&mut self, operation: O, flags: O::Flags) -> client::Result<Completion, T> {
        self.request_with(operation, flags, |_| {})
    }
    /// Like [`request`](Self::request), with attributes that `fill` adds to the request.
    ///
    /// # Errors
    /// As [`request`](Self::request).
    pub fn request_with<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> client::Result<Completion, T> {
        let name = operation.name();
        let ticket = self.send(operation, flags.to_bits() | GetFlags::ACK.bits(), fill)?;
        self.finish(ticket).map_err(|cause| failure(name, cause))
    }
    /// Reads a complete dump, and repeats it if a change interrupted it.
    ///
    /// `restart` is called before each attempt, so that the entries of an earlier one can be
    /// discarded; `each` gets every message.
    ///
    /// # Errors
    /// As [`dump`](Self::dump) and [`Replies::next`]; [`ErrorKind::Interrupted`] if each of
    /// `attempts` dumps was interrupted.
    pub fn dump_consistent<O: Operation<Flags = GetFlags> + Clone>(
        &mut self,
        operation: O,
        attempts: u32,
        fill: impl Fn(&mut Request<'_, O>),
        mut restart: impl FnMut(),
        mut each: impl FnMut(O::Reply<'_>) -> Result<(), Error>,
    ) -> client::Result<Completion, T> {
        let name = operation.name();
        for _ in 0..attempts.max(1) {
            restart();
            let mut replies = self.dump_with(operation, &fill)?;
            while let Some(reply) = replies.next()? {
                each(reply).map_err(|error| failure(name, ErrorKind::Malformed(error)))?;
            }
            let done = replies.done().unwrap_or_default();
            if !done.interrupted {
                return Ok(done);
            }
        }
        Err(failure(name, ErrorKind::Interrupted(attempts.max(1))))
    }
    /// Returns the next event: multicast of a group that the socket has joined, or the notification
    /// of a change of this socket. Borrowed until the next call.
    ///
    /// # Errors
    /// [`ErrorKind::Overrun`] if events were lost: dump the state again, then continue. Otherwise
    /// errors of the transport, or a malformed datagram.
    pub fn next_event(&mut self) -> client::Result<Message<'_>, T> {
        let fail = |cause| client::Error { operation: "events", kind: cause };
        // while the queue is being drained, the loss is reported after what was queued before it
        if !self.draining && core::mem::take(&mut self.lost) {
            return Err(fail(ErrorKind::Overrun));
        }
        let place = loop {
            match self.poll_message(0) {
                Ok((place, Polled::Event)) => break place,
                Ok((_, Polled::Overrun)) | Err(ErrorKind::Overrun) => {
                    self.lost = false;
                    return Err(fail(ErrorKind::Overrun));
                }
                Ok(_) => {}
                Err(cause) => return Err(fail(cause)),
            }
        };
        self.event = place;
        self.message(place).map_err(|error| fail(ErrorKind::Malformed(error)))
    }
    /// Returns the next event, decoded by the [`MessageEnum`] of the protocol:
    /// `nl.next_event_as::<RouteMessage>()`. Borrowed until the next call.
    ///
    /// Events of generic netlink families are decoded by `genl::Family::decode`.
    ///
    /// # Errors
    /// As [`next_event`](Self::next_event); [`ErrorKind::Malformed`] if the message is shorter than
    /// its fixed header.
    #[doc(alias = "Event")]
    pub fn next_event_as<'c, M: MessageEnum<'c>>(&'c mut self) -> client::Result<M, T> {
        let malformed = |error| client::Error { operation: "events", kind: ErrorKind::Malformed(error) };
        M::decode(self.next_event()?).map_err(malformed)
    }
    /// Returns the next event for which `wanted` returns true, and discards the others. Borrowed
    /// until the next call.
    ///
    /// # Errors
    /// As [`next_event`](Self::next_event).
    pub fn find_event(&mut self, wanted: impl Fn(Message<'_>) -> bool) -> client::Result<Message<'_>, T> {
        let fail = |cause| client::Error { operation: "events", kind: cause };
        loop {
            if wanted(self.next_event()?) {
                return self.message(self.event).map_err(|error| fail(ErrorKind::Malformed(error)));
            }
        }
    }
    /// Sends a request without waiting for a reply. No ack is requested, and an error of the kernel
    /// is discarded. Unread events are kept.
    ///
    /// # Errors
    /// The request could not be sent, or does not fit in the buffer after the unread events.
    pub fn send_no_ack<O: Operation>(&mut self, operation: O, flags: O::Flags) -> client::Result<(), T> {
        self.send_no_ack_with(operation, flags, |_| {})
    }
    /// Like [`send_no_ack`](Self::send_no_ack), with attributes that `fill` adds to the request.
    ///
    /// # Errors
    /// As [`send_no_ack`](Self::send_no_ack).
    pub fn send_no_ack_with<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> client::Result<(), T> {
        let name = operation.name();
        check_protocol(O::PROTOCOL, self.transport.protocol()).map_err(|cause| failure(name, cause))?;
        let seq = self.session.sequence();
        let room = self.after_unread();
        let room = self.buffer.as_mut().get_mut(room..).unwrap_or(&mut []);
        let mut request = Request::with_bits(room, operation, flags.to_bits());
        fill(&mut request);
        let sent = match request.finish(seq) {
            Ok(bytes) => self.transport.send(bytes).map_err(ErrorKind::Transport),
            Err(error) => Err(ErrorKind::Build(error)),
        };
        sent.map_err(|cause| failure(name, cause))
    }
    /// Returns the `NLMSG_ERROR` of the last kernel error.
    ///
    /// Call it before the next request is sent.
    #[doc(alias = "NLMSG_ERROR")]
    pub fn last_error(&self) -> Option<Ack<'_>> {
        let Place(start, end) = self.refused;
        Ack::read(Message::new(self.buffer.as_ref().get(start..end)?).ok()?)
    }
    /// Returns the attribute that the last kernel error is about, by the kernel's names, such as
    /// `IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_VLAN_ID`, or the attribute that is missing.
    ///
    /// `None` if the kernel gave no offset or did not echo the request (`NETLINK_CAP_ACK`). Call it
    /// before the next request is sent.
    pub fn path(&self) -> Option<Path> {
        self.last_error()?.path(&self.spec)
    }
    /// Adds the attribute that the kernel refused to an error, by [`path`](Self::path), for messages
    /// to people. The path is left out if the kernel gave none, or if the connection has sent another
    /// request since.
    ///
    /// ```
    /// use nlwire::{client::{Buffer, Connection, Transport}, route::link};
    /// fn shrink<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> Result<(), Box<dyn std::error::Error>> {
    ///     let result = nl.run(link::set_mtu("eth0", 1 << 20));
    ///     // SetLink: EINVAL (invalid argument): mtu greater than device maximum, at IFLA_MTU
    ///     result.map_err(|error| nl.explain(error))?;
    ///     Ok(())
    /// }
    /// ```
    pub fn explain<E>(&self, failure: client::Error<E>) -> client::Explained<E> {
        let last = self.last_error().map(|ack| ack.to_kernel_error().seq);
        let is_last = last.is_some() && last == failure.kind.refusal().map(|refusal| refusal.seq);
        client::Explained { path: self.path().filter(|_| is_last), failure }
    }
    /// Reads the reply to a request to its end, and discards its messages.
    fn finish(&mut self, ticket: RequestId) -> Result<Completion, ErrorKind<T::Error>> {
        loop {
            match self.step(ticket, 0, |_| {}) {
                Ok(Stepped::Done(completion)) => return Ok(completion),
                Ok(Stepped::Item(_, true)) => return Ok(Completion::default()),
                Ok(Stepped::Item(..)) => {}
                Err(cause) => {
                    self.session.cancel(ticket);
                    return Err(cause);
                }
            }
        }
    }

    /// Builds a request in the buffer and sends it.
    fn send<O: Operation>(
        &mut self,
        operation: O,
        flags: u16,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> client::Result<RequestId, T> {
        let name = operation.name();
        let fail = |cause| failure(name, cause);
        check_protocol(O::PROTOCOL, self.transport.protocol()).map_err(fail)?;
        let expect = ReplyMode::from_flags(<O::Flags as RequestFlags>::VERB, flags);
        self.make_room(expect, |_| {}).map_err(fail)?;
        self.spec = MessageSpec::from_operation::<O>();
        // the closure may panic: nothing is in flight before it has returned
        let mut request = Request::with_bits(self.buffer.as_mut(), operation, flags);
        fill(&mut request);
        let ticket = self.session.begin(expect).map_err(|busy| fail(ErrorKind::Busy(busy)))?;
        let sent = match request.finish(ticket.seq()) {
            Ok(bytes) => self.transport.send(bytes).map_err(ErrorKind::Transport),
            Err(error) => Err(ErrorKind::Build(error)),
        };
        if let Err(cause) = sent {
            self.session.forget(ticket);
            return Err(fail(cause));
        }
        Ok(ticket)
    }
    /// Frees the buffer and a slot for a request: processes unread messages, reads a cancelled dump
    /// to its end before another dump starts, and drains the queue after a loss, since only then
    /// the kernel queues events again.
    pub(super) fn make_room(
        &mut self,
        expect: ReplyMode,
        mut event: impl FnMut(Message<'_>),
    ) -> Result<(), ErrorKind<T::Error>> {
        // no earlier caller borrows from us any more
        self.session.cancel_all();
        loop {
            self.discard_datagram(&mut event);
            let busy = match self.session.check(expect) {
                Ok(()) if expect == ReplyMode::Dump && self.draining => None,
                Ok(()) => {
                    (self.refused, self.guard) = (Place(0, 0), Guard::default());
                    return Ok(());
                }
                Err(busy) => Some(busy),
            };
            match self.receive(0) {
                Ok(()) => {}
                Err(ErrorKind::Overrun) => self.report_loss(),
                Err(cause) if cause.is_timeout() => match busy {
                    // The queue, not the deadline, decides whether its end may still come.
                    Some(Busy::Dump) => {
                        if self.receive_queued(0)? {
                            self.discard_datagram(&mut event);
                            return Err(cause);
                        }
                        self.session.forget_cancelled();
                    }
                    Some(busy) => return Err(ErrorKind::Busy(busy)),
                    None => return Err(cause),
                },
                Err(cause) if cause.is_loss_or_timeout() => self.report_loss(),
                Err(cause) => return Err(cause),
            }
        }
    }
    /// Sends a refused dump request again, from its echo in the error message at `place`. The
    /// kernel answers `EBUSY` while an earlier dump of the same socket runs, which another session
    /// cancelled; that dump is read to its end first. `None` if the error has no echo
    /// (`NETLINK_CAP_ACK`), so that only the next dump succeeds.
    #[cold]
    fn retry_dump(&mut self, place: Place) -> Result<Option<RequestId>, ErrorKind<T::Error>> {
        let ack = self.message(place).ok().and_then(Ack::read).filter(|ack| !ack.is_capped());
        let len = ack.and_then(|ack| ack.request()).map_or(0, |request| request.bytes().len());
        // past the message header and the error code
        let from = place.0.saturating_add(20);
        let end = from.saturating_add(len);
        let len = if end <= place.1 && end <= self.buffer.as_ref().len() { len } else { 0 };
        if len != 0 && from <= end && end <= self.buffer.as_ref().len() {
            self.buffer.as_mut().copy_within(from..end, 0);
        }
        let keep = align4(len);
        self.discard_datagram(|_| {});
        loop {
            match self.receive_queued(keep) {
                Ok(true) => self.discard_datagram(|_| {}),
                Ok(false) => break,
                // a deadline, which is not the end of the queue
                Err(cause) if cause.is_timeout() => return Err(cause),
                Err(cause) if cause.is_loss_or_timeout() => self.report_loss(),
                Err(cause) => return Err(cause),
            }
        }
        self.session.cancel_all();
        self.session.forget_cancelled();
        if len == 0 {
            return Ok(None);
        }
        let request = self.buffer.as_mut().get_mut(..len).unwrap_or(&mut []);
        let send = |bytes: &[u8]| self.transport.send(bytes);
        send_written(&mut self.session, ReplyMode::Dump, request, send).map(Some)
    }
    /// Processes the unread messages of the current datagram, so that the buffer is free. A loss is
    /// reported by the next call that reads events.
    pub(super) fn discard_datagram(&mut self, mut event: impl FnMut(Message<'_>)) {
        while let Some(taken) = self.take_unread() {
            match taken {
                Ok((place, Polled::Event)) => self.dispatch_event(place, &mut event),
                Ok((_, Polled::Overrun)) | Err(_) => self.report_loss(),
                Ok(_) => {}
            }
        }
        (self.at, self.end) = (0, 0);
    }
    /// Returns the next message that belongs to a request, and dispatches events on the way.
    /// Received data goes after the first `keep` bytes of the buffer. `event` reads each event.
    #[inline(always)]
    pub(super) fn step(
        &mut self,
        ticket: RequestId,
        keep: usize,
        mut event: impl FnMut(Message<'_>),
    ) -> Result<Stepped, ErrorKind<T::Error>> {
        loop {
            match self.poll_message(keep) {
                Ok((place, Polled::Item(request, last))) if request == ticket => {
                    return Ok(Stepped::Item(place, last));
                }
                Ok((_, Polled::Done(request, done))) if request == ticket => {
                    return Ok(Stepped::Done(done));
                }
                Ok((place, Polled::Refused(request, refusal))) if request == ticket => {
                    self.refused = place;
                    return Err(ErrorKind::Refused(refusal));
                }
                Ok((place, Polled::Event)) => self.dispatch_event(place, &mut event),
                Ok((_, Polled::Overrun)) => self.draining = true,
                Ok(_) => {}
                Err(ErrorKind::Overrun) => {
                    self.lost(ticket);
                    return Err(ErrorKind::Overrun);
                }
                Err(cause) => return Err(cause),
            }
        }
    }
    /// Cancels a request whose reply, or the end of it, was lost. The next call that reads events
    /// reports the loss, too.
    pub(super) fn lost(&mut self, ticket: RequestId) {
        self.report_loss();
        self.session.forget(ticket);
    }
    /// Messages were lost: the next call that reads events reports it.
    pub(super) fn report_loss(&mut self) {
        self.lost = true;
        self.losses = self.losses.wrapping_add(1);
    }
    /// Takes the next message, from the current datagram or a new one.
    #[inline(always)]
    pub(super) fn poll_message(&mut self, keep: usize) -> Result<(Place, Polled), ErrorKind<T::Error>> {
        loop {
            match self.take_unread() {
                Some(taken) => return taken.map_err(ErrorKind::Malformed),
                None => self.receive(keep)?,
            }
        }
    }
    /// Takes the next message of the current datagram.
    #[inline(always)]
    pub(super) fn take_unread(&mut self) -> Option<Taken> {
        take_unread(&mut self.session, self.buffer.as_ref(), &mut self.at, self.end, self.delivery)
    }
    /// Fast path for another part of a running dump, which nearly all messages are: recognised by
    /// the header alone, without a look at the requests in flight.
    /// [`take_unread`](Self::take_unread) handles the rest.
    #[inline(always)]
    fn take_part(&mut self, ticket: RequestId) -> Option<Place> {
        const FLAGS: u16 = GetFlags::MULTI.bits() | GetFlags::DUMP_INTR.bits();
        let message = Message::new(self.buffer.as_ref().get(self.at..self.end)?).ok()?;
        let ours = message.seq() == ticket.seq() && message.port_id() == self.session.port_id();
        let plain =
            message.message_type() >= NLMSG_MIN_TYPE && message.flags() & FLAGS == GetFlags::MULTI.bits();
        if !(ours && plain && self.delivery == Delivery::Unicast) {
            return None;
        }
        let (start, len) = (self.at, message.bytes().len());
        self.at = start.saturating_add(align4(len)).min(self.end);
        Some(Place(start, start.saturating_add(len)))
    }
    /// Returns the position in the buffer after the unread events.
    pub(super) fn after_unread(&self) -> usize {
        if self.at < self.end { align4(self.end) } else { 0 }
    }
    /// Receives a datagram after the first `keep` bytes of the buffer. After a loss, only what is
    /// queued: at the end of the queue the loss is reported, after all that was queued before it,
    /// and a reply that has not come by then is lost.
    #[inline]
    fn receive(&mut self, keep: usize) -> Result<(), ErrorKind<T::Error>> {
        if self.draining {
            return if self.receive_queued(keep)? { Ok(()) } else { Err(ErrorKind::Overrun) };
        }
        let room = self.buffer.as_mut().get_mut(keep..).unwrap_or(&mut []);
        let received = self.transport.recv(room);
        self.received(keep, received)
    }
    /// Receives a datagram as [`receive`](Self::receive) does, until a deadline.
    pub(super) fn receive_until(&mut self, deadline: Duration) -> Result<(), ErrorKind<T::Error>> {
        if self.draining {
            return self.receive(0);
        }
        let received = self.transport.recv_until(self.buffer.as_mut(), deadline);
        self.received(0, received)
    }
    /// Receives a datagram that is queued already. Returns `false` if the queue is empty, which
    /// ends the loss.
    #[cold]
    fn receive_queued(&mut self, keep: usize) -> Result<bool, ErrorKind<T::Error>> {
        let room = self.buffer.as_mut().get_mut(keep..).unwrap_or(&mut []);
        match self.transport.try_recv(room) {
            Ok(Some(received)) => self.received(keep, Ok(received)).map(|()| true),
            Ok(None) => {
                self.draining = false;
                Ok(false)
            }
            Err(error) => self.received(keep, Err(error)).map(|()| true),
        }
    }
    #[inline(always)]
    fn received(
        &mut self,
        keep: usize,
        received: Result<Received, T::Error>,
    ) -> Result<(), ErrorKind<T::Error>> {
        (self.at, self.end, self.refused) = (0, 0, Place(0, 0));
        match received {
            Ok(Received { len, delivery }) => {
                self.delivery = delivery;
                (self.at, self.end) = (keep, keep.saturating_add(len).min(self.buffer.as_ref().len()));
                if self.session.is_dumping() {
                    let datagram = self.buffer.as_ref().get(self.at..self.end).unwrap_or(&[]);
                    self.guard.look(datagram)?;
                }
                Ok(())
            }
            // reported when what was queued before it has been read
            Err(error) if error.is_loss() => {
                self.draining = true;
                Ok(())
            }
            Err(error) => {
                // the end of a reply may have been in it: do not wait for it
                self.draining |= error.is_truncation();
                Err(ErrorKind::Transport(error))
            }
        }
    }
    /// Passes an event to `event`, and to the handler, or counts it.
    pub(super) fn dispatch_event(&mut self, place: Place, event: impl FnOnce(Message<'_>)) {
        let message = self.buffer.as_ref().get(place.0..place.1).and_then(|bytes| Message::new(bytes).ok());
        if let Some(message) = message {
            event(message);
        }
        if !message.is_some_and(|message| self.events.handle(message)) {
            self.passed_over = self.passed_over.saturating_add(1);
        }
    }
    #[inline(always)]
    pub(super) fn message(&self, place: Place) -> Result<Message<'_>, Error> {
        Message::new(self.buffer.as_ref().get(place.0..place.1).unwrap_or(&[]))
    }
    #[inline(always)]
    fn lend<O: Operation>(&self, place: Place) -> Result<O::Reply<'_>, Error> {
        self.message(place).and_then(O::reply)
    }
}

#[inline(always)]
fn failure<E>(operation: &'static str, cause: ErrorKind<E>) -> client::Error<E> {
    client::Error { operation, kind: cause }
}

/// No request was sent yet.
#[derive(Clone, Copy)]
struct NoRequest;

impl Operation for NoRequest {
    type Header = ();
    type Request = ();
    type Reply<'a> = MessageView<'a, (), ()>;
    type Flags = GetFlags;
    fn message_type(&self) -> u16 {
        0
    }
    fn header(&self) -> crate::wire::Struct<()> {
        crate::wire::Struct::new()
    }
}
