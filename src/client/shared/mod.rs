//! Many concurrent requests over one socket: futures for any runtime.
//!
//! # Scheduling
//!
//! Any waiting task reads for all. A message of another request stays in front of the queue, and
//! only the task that owns the request is woken. The last task that finds the socket's queue empty
//! is registered with the runtime's reactor; when its future ends, another waiting task takes over.
//! Requests without a free slot queue in order of arrival; the end of a request wakes the first
//! that can start. So a request is polled once if the kernel has replied by then, and twice if it
//! had to wait for a slot.
//!
//! # What runs under the lock
//!
//! The transport and the closures of requests, but no waker: a waker is foreign code, which may
//! call back into the connection. The transport gets a waker of the connection (`Relay`), since it
//! clones, drops and calls what it gets.
mod events;
mod exchange;
mod run;
mod state;
mod transport;

pub use events::*;
pub(super) use exchange::*;
pub(super) use state::*;
pub use transport::*;

use super::batch::refused_spec;
use super::connection::{Place, Polled, Taken, refused_at, send_transaction, send_written, take_unread};
use super::error::check_protocol;
use super::{
    Completion, Delivery, ErrorKind, Query, Received, ReplyMode, RequestId, Session, TransportError,
};
use crate::client;
use crate::{
    schema::Path,
    wire::{
        Ack, BuildError, Error, GetFlags, Message, MessageEnum, Operation, Protocol, Request, RequestFlags,
        Verb,
        spec::{Lookup, MessageSpec},
    },
};
use alloc::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
    task::Wake,
    vec::Vec,
};
use core::{
    future::{Future, pending, poll_fn},
    mem::take,
    sync::atomic::{AtomicBool, Ordering::SeqCst},
    task::{Context, Poll, Waker},
    time::Duration,
};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A connection that many tasks share: multiplexes concurrent requests over one socket.
///
/// Each task calls by `&self` and awaits its own reply, in buffers of the caller. No background
/// task runs: any waiting task reads for all.
///
/// - **Cancellation.** A future may be dropped at any time. Replies to its request are discarded,
///   and no other task loses a message.
/// - **Concurrency.** Up to `N` requests are in flight; further requests wait for a slot, in order
///   of arrival. The kernel allows one dump per socket, so dumps wait for each other.
/// - **Deadlines** are up to the runtime: drop the future when the time has expired
///   (`tokio::time::timeout`).
/// - **Losses.** If the kernel lost messages, the queue is drained first. Then each request that is
///   still in flight fails with [`ErrorKind::Overrun`], since its reply was among the lost
///   messages, and [`Events::next`] reports the loss once, after all events that were queued before
///   it. A dump that starts after that contains all that was lost.
/// - **Closures.** Replies are read by a closure while the connection is locked: the closure must
///   not send a request in turn. A live future must be polled when it is woken, as runtimes do:
///   messages for it block those after them.
///
/// ```
/// use nlwire::{client::{self, PollTransport, SharedConnection}, route::{GetAddr, GetLink, IfInfo}};
/// async fn count<X: PollTransport>(shared: &SharedConnection<X>) -> Result<(usize, usize), client::Error<X::Error>> {
///     let (mut links, mut addresses) = (0, 0);
///     shared.dump(GetLink::default(), |_| links += 1).await?;
///     shared.dump(GetAddr::default(), |_| addresses += 1).await?;
///     let lo = shared.get(GetLink { index: 1, ..Default::default() }, |link| link.header.get(IfInfo::ifi_flags)).await?;
///     Ok((links, addresses))
/// }
/// ```
pub struct SharedConnection<X, B = Vec<u8>, const N: usize = 16> {
    pub(super) transport: X,
    state: Mutex<State<B, N>>,
    relay: Arc<Relay>,
    /// The waker that the transport gets: the relay.
    pub(super) reactor: Waker,
}

/// A future that waits for something: when dropped, its request is cancelled, and another reads for
/// all.
pub(super) struct Waiting<'s, X, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> {
    pub(super) shared: &'s SharedConnection<X, B, N>,
    /// `None` before the first poll, and after the end.
    pub(super) reader: Option<Reader>,
}

impl<X, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> Drop for Waiting<'_, X, B, N> {
    fn drop(&mut self) {
        if let Some(reader) = self.reader.take() {
            self.shared.with(|state| state.leave(reader));
        }
    }
}

impl<X, B: AsRef<[u8]> + AsMut<[u8]>> SharedConnection<X, B> {
    /// Creates a connection with at most 16 requests in flight.
    ///
    /// `port` is the transport's port id, `seed` the first sequence number: use a [random
    /// one](crate::socket::random_seed). Replies are received in the first buffer (32 KiB hold the
    /// largest datagrams that a dump sends), and requests are built in the second.
    pub fn new(transport: X, receive: B, send: B, port: u32, seed: u32) -> Self {
        Self::with_places(transport, receive, send, port, seed)
    }
}

impl<X, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> SharedConnection<X, B, N> {
    /// Creates a connection with at most `N` requests in flight.
    ///
    /// The replies to all of them may be queued in the socket's receive buffer at the same time,
    /// about 6 KiB each (the kernel counts its own memory, and an ack is a datagram of its own). So
    /// more than about 30 requests need a larger buffer than the default of 208 KiB
    /// ([`Config::receive_buffer`](crate::socket::Config::receive_buffer)), or requests fail with
    /// [`ErrorKind::Overrun`]. `tokio::connect_with` sets it.
    pub fn with_places(transport: X, receive: B, send: B, port: u32, seed: u32) -> Self {
        let relay = Arc::new(Relay::default());
        let state = State {
            receive,
            send,
            at: 0,
            end: 0,
            delivery: Delivery::Unicast,
            front: None,
            session: Session::new(port, seed),
            losses: 0,
            draining: None,
            events: None,
            passed_over: 0,
            watches: Vec::new(),
            unseen: None,
            transactions: Vec::new(),
            groups: Vec::new(),
            refused: VecDeque::with_capacity(N),
            waiting: Vec::with_capacity(N),
            queued: BTreeMap::new(),
            queued_dumps: BTreeMap::new(),
            called: Vec::with_capacity(N),
            next_number: 0,
            credit: BUDGET,
            registered: None,
            relay: relay.clone(),
            woken: Vec::new(),
            dropped: Vec::new(),
        };
        Self { transport, state: Mutex::new(state), reactor: Waker::from(relay.clone()), relay }
    }
    fn lock(&self) -> MutexGuard<'_, State<B, N>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Calls `act` with the state locked. Wakers are called and dropped after the lock is released,
    /// since both run foreign code, which may call back. If `act` panics, the next holder of the
    /// lock calls them: the future that unwinds does.
    pub(super) fn with<R>(&self, act: impl FnOnce(&mut State<B, N>) -> R) -> R {
        let mut state = self.lock();
        self.relay.locked.store(true, SeqCst);
        let result = act(&mut state);
        let (woken, dropped) = (take(&mut state.woken), take(&mut state.dropped));
        self.relay.locked.store(false, SeqCst);
        let fired = self.relay.take_fired();
        drop(state);
        woken.into_iter().chain(fired).for_each(Waker::wake);
        drop(dropped);
        result
    }
    /// Returns the transport: to join groups, to set options.
    pub const fn transport(&self) -> &X {
        &self.transport
    }
    /// Returns the number of events discarded because there was no reader.
    pub fn unhandled_events(&self) -> u64 {
        self.lock().passed_over
    }
    /// Returns the number of messages discarded because their request had been cancelled.
    pub fn late_replies(&self) -> u64 {
        self.lock().session.late_replies()
    }
    /// Returns the number of requests in flight, including cancelled ones.
    pub fn in_flight(&self) -> usize {
        self.lock().session.in_flight()
    }
    /// Returns the attribute that a kernel error is about, by the kernel's names, such as
    /// `IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_VLAN_ID`, or the attribute that is missing.
    ///
    /// `None` if the kernel gave no offset or did not echo the request, or after `N` further
    /// errors. [`explain`](Self::explain) adds it to an error message.
    pub fn path<E>(&self, failure: &client::Error<E>) -> Option<Path> {
        let ErrorKind::Refused(refusal) = &failure.kind else { return None };
        self.lock().refused.iter().find(|(seq, _)| *seq == refusal.seq).map(|(_, path)| *path)
    }
    /// Adds the attribute that the kernel refused to an error, by [`path`](Self::path), for messages
    /// to people.
    ///
    /// ```
    /// use nlwire::{client::{PollTransport, SharedConnection}, route::link};
    /// async fn shrink<X: PollTransport>(nl: &SharedConnection<X>) -> Result<(), Box<dyn std::error::Error>> {
    ///     // SetLink: EINVAL (invalid argument): mtu greater than device maximum, at IFLA_MTU
    ///     nl.run(link::set_mtu("eth0", 1 << 20)).await.map_err(|error| nl.explain(error))?;
    ///     Ok(())
    /// }
    /// ```
    pub fn explain<E>(&self, failure: client::Error<E>) -> client::Explained<E> {
        client::Explained { path: self.path(&failure), failure }
    }
    /// Starts to queue events for a reader, up to `capacity` bytes. Events beyond that are lost,
    /// and reported as a loss. `None` if there is a reader already.
    pub fn events(&self, capacity: usize) -> Option<Events<'_, X, B, N>> {
        let mut state = self.lock();
        if state.events.is_some() {
            return None;
        }
        state.events = Some(Queue { bytes: VecDeque::with_capacity(capacity), capacity, overrun: false });
        Some(Events { shared: self, current: Vec::new(), budget: BUDGET })
    }
}

impl<X: PollTransport, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> SharedConnection<X, B, N> {
    /// Requests one object, and calls `read` with the first message of the reply.
    ///
    /// # Errors
    /// As [`Connection::get`](super::Connection::get).
    pub async fn get<Q: Query, R>(
        &self,
        query: Q,
        read: impl FnOnce(<Q::Operation as Operation>::Reply<'_>) -> R,
    ) -> Result<R, client::Error<X::Error>> {
        self.get_one(query.operation(), Q::ONE, |request| query.fill(request), read).await
    }
    /// Like [`get`](Self::get), with attributes that `fill` adds to the request.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub async fn get_with<O: Operation<Flags = GetFlags>, R>(
        &self,
        operation: O,
        fill: impl FnOnce(&mut Request<'_, O>),
        read: impl FnOnce(O::Reply<'_>) -> R,
    ) -> Result<R, client::Error<X::Error>> {
        self.get_one(operation, GetFlags::ACK, fill, read).await
    }
    async fn get_one<O: Operation, R>(
        &self,
        operation: O,
        flags: GetFlags,
        fill: impl FnOnce(&mut Request<'_, O>),
        read: impl FnOnce(O::Reply<'_>) -> R,
    ) -> Result<R, client::Error<X::Error>> {
        let (mut read, mut found, name) = (Some(read), None, operation.name());
        let asked = self.send_and_read(operation, flags.bits(), fill, |reply| {
            if let Some(read) = read.take() {
                found = Some(read(reply));
            }
        });
        match (asked.await, found) {
            // the reply is complete; the reader of events is notified of messages lost after it
            (Ok(_) | Err(client::Error { kind: ErrorKind::Overrun, .. }), Some(found)) => Ok(found),
            (Err(failure), _) => Err(failure),
            (Ok(_), None) => Err(client::Error { operation: name, kind: ErrorKind::MissingReply }),
        }
    }
    /// Requests all objects with `NLM_F_DUMP`, and calls `each` with each message of the reply.
    ///
    /// # Errors
    /// As [`Connection::dump`](super::Connection::dump) and
    /// [`Replies::next`](super::Replies::next).
    pub async fn dump<Q: Query>(
        &self,
        query: Q,
        mut each: impl FnMut(<Q::Operation as Operation>::Reply<'_>),
    ) -> Result<Completion, client::Error<X::Error>> {
        let filter = |reply: <Q::Operation as Operation>::Reply<'_>| {
            if !Q::FILTERS || query.matches(&reply) {
                each(reply);
            }
        };
        self.send_and_read(query.operation(), Q::ALL.bits(), |request| query.fill(request), filter).await
    }
    /// Like [`dump`](Self::dump), with attributes that `fill` adds to the request: the dump's
    /// filter.
    ///
    /// # Errors
    /// As [`dump`](Self::dump).
    pub async fn dump_with<O: Operation<Flags = GetFlags>>(
        &self,
        operation: O,
        fill: impl FnOnce(&mut Request<'_, O>),
        each: impl FnMut(O::Reply<'_>),
    ) -> Result<Completion, client::Error<X::Error>> {
        self.send_and_read(operation, GetFlags::DUMP.bits(), fill, each).await
    }
    /// Sends a request that changes something, with `NLM_F_ACK`, and waits for the ack.
    ///
    /// # Errors
    /// As [`Connection::request`](super::Connection::request).
    pub async fn request<O: Operation>(
        &self,
        operation: O,
        flags: O::Flags,
    ) -> Result<Completion, client::Error<X::Error>> {
        self.request_with(operation, flags, |_| {}).await
    }
    /// Like [`request`](Self::request), with attributes that `fill` adds to the request.
    ///
    /// # Errors
    /// As [`request`](Self::request).
    pub async fn request_with<O: Operation>(
        &self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> Result<Completion, client::Error<X::Error>> {
        self.send_and_read(operation, flags.to_bits() | GetFlags::ACK.bits(), fill, |_| {}).await
    }
    /// Sends a request with the given flags, and calls `each` with each message of the reply. A
    /// request that changes something always gets `NLM_F_ACK`.
    ///
    /// # Errors
    /// As [`Connection::request_multi`](super::Connection::request_multi) and
    /// [`Replies::next`](super::Replies::next).
    pub async fn request_multi<O: Operation>(
        &self,
        operation: O,
        flags: O::Flags,
        each: impl FnMut(O::Reply<'_>),
    ) -> Result<Completion, client::Error<X::Error>> {
        self.request_multi_with(operation, flags, |_| {}, each).await
    }
    /// Like [`request_multi`](Self::request_multi), with attributes that `fill` adds to the
    /// request.
    ///
    /// # Errors
    /// As [`request_multi`](Self::request_multi).
    pub async fn request_multi_with<O: Operation>(
        &self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
        each: impl FnMut(O::Reply<'_>),
    ) -> Result<Completion, client::Error<X::Error>> {
        let ack = if <O::Flags as RequestFlags>::VERB == Verb::Get { 0 } else { GetFlags::ACK.bits() };
        self.send_and_read(operation, flags.to_bits() | ack, fill, each).await
    }

    async fn send_and_read<O: Operation>(
        &self,
        operation: O,
        flags: u16,
        fill: impl FnOnce(&mut Request<'_, O>),
        each: impl FnMut(O::Reply<'_>),
    ) -> Result<Completion, client::Error<X::Error>> {
        let mode = ReplyMode::from_flags(<O::Flags as RequestFlags>::VERB, flags);
        let request = RequestInfo {
            name: operation.name(),
            mode,
            spec: MessageSpec::from_operation::<O>(),
            transaction: None,
        };
        check_protocol(O::PROTOCOL, self.transport.protocol())
            .map_err(|kind| client::Error { operation: request.name, kind })?;
        let exchange = OperationExchange { operation: Some((operation, fill)), flags, each };
        self.exchange(request, exchange, None).await
    }
    pub(super) async fn exchange(
        &self,
        request: RequestInfo,
        mut exchange: impl Exchange,
        watch: Option<u64>,
    ) -> Result<Completion, client::Error<X::Error>> {
        let fail = |cause| client::Error { operation: request.name, kind: cause };
        let expect = request.mode;
        let mut waiting = Waiting { shared: self, reader: None };
        let mut seen = 0;
        // slot and reply in one poll: the kernel has replied when sending returns
        let replied = poll_fn(|context| {
            // cloned before the lock is taken, since cloning runs foreign code, too
            let mut waker = Some(context.waker().clone());
            let mut context = Context::from_waker(&self.reactor);
            let (mut budget, mut has_sent) = (BUDGET, false);
            self.with(|state| {
                if expect == ReplyMode::None {
                    let State { send, session, .. } = state;
                    let sent = exchange.write(send.as_mut()).map_err(ErrorKind::Build).and_then(|len| {
                        let bytes = send.as_mut().get_mut(..len).unwrap_or(&mut []);
                        send_written(session, expect, bytes, |bytes| self.transport.send(bytes))
                    });
                    return Poll::Ready(sent.map(|_| Completion::default()));
                }
                let result = loop {
                    let reader = *waiting.reader.get_or_insert_with(|| {
                        state.next_number += 1;
                        Reader::Slot(state.next_number, expect)
                    });
                    if matches!(reader, Reader::Slot(number, _) if state.may_begin(number, expect)) {
                        if state.yields_before(&mut waker, reader) {
                            return Poll::Pending;
                        }
                        let State { send, session, losses, .. } = state;
                        seen = *losses;
                        // the closure may panic: nothing is in flight before it has returned
                        let len = match exchange.write(send.as_mut()) {
                            Ok(len) => len,
                            Err(error) => break Err(ErrorKind::Build(error)),
                        };
                        let bytes = send.as_mut().get_mut(..len).unwrap_or(&mut []);
                        let send = |bytes: &[u8]| self.transport.send(bytes);
                        let sent = match request.transaction {
                            None => send_written(session, expect, bytes, send).map(|id| Some((id, 1))),
                            Some(_) => send_transaction(session, bytes, send),
                        };
                        let (ticket, count) = match sent {
                            Ok(Some(sent)) => sent,
                            Ok(None) => break Ok(Completion::default()),
                            Err(cause) => break Err(cause),
                        };
                        if request.transaction.is_some() {
                            state.transactions.push((ticket, count));
                        }
                        state.forget(reader);
                        waiting.reader = Some(Reader::Request(ticket));
                        has_sent = true;
                        continue;
                    }
                    let (transport, turn) = (&self.transport, Turn { reader, has_sent, watch });
                    match state.read(transport, &mut context, &mut waker, &mut budget, turn, &mut seen) {
                        Poll::Ready(Ok(Some((place, Polled::Item(_, last))))) => {
                            if let Err(error) =
                                state.message(place).and_then(|message| exchange.reply(message))
                            {
                                break Err(ErrorKind::Malformed(error));
                            }
                            if last {
                                break Ok(Completion::default());
                            }
                        }
                        Poll::Ready(Ok(Some((_, Polled::Done(_, done))))) => break Ok(done),
                        Poll::Ready(Ok(Some((place, Polled::Refused(id, refusal))))) => {
                            let Some(lookup) = request.transaction else {
                                state.keep_path(&request.spec, place, refusal.seq);
                                break Err(ErrorKind::Refused(refusal));
                            };
                            let ack = state.message(place).ok().and_then(Ack::read);
                            let spec = ack.and_then(|ack| refused_spec(&ack, lookup));
                            state.keep_path(spec.unwrap_or(&request.spec), place, refusal.seq);
                            let Reader::Request(ticket) = turn.reader else { continue };
                            break Err(ErrorKind::Refused(refused_at(ticket, id, refusal)));
                        }
                        Poll::Ready(Ok(Some((place, Polled::Event)))) => {
                            state.message(place).into_iter().for_each(|event| exchange.event(event));
                        }
                        Poll::Ready(Ok(_)) => {}
                        Poll::Ready(Err(cause)) => break Err(cause),
                        Poll::Pending => return Poll::Pending,
                    }
                };
                waiting.reader.take().into_iter().for_each(|reader| state.leave(reader));
                Poll::Ready(result)
            })
        });
        replied.await.map_err(fail)
    }
}
