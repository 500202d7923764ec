//! One socket, many requests at once: futures for any runtime.
use super::connection::{Happened, Place, Taken, row_of, take_unread};
use super::{Busy, Cause, Done, Exchange, Expect, Failure, Ticket, TransportError};
use crate::wire::{Ack, Error, GetFlags, Message, Operation, Path, Reply, Request, RequestFlags, Verb};
use alloc::{collections::VecDeque, vec::Vec};
use core::{
    future::poll_fn,
    task::{Context, Poll, Waker},
};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A transport that does not wait but wakes: what a runtime's reactor makes of a socket. There is one ready for tokio (feature `tokio`);
/// for another runtime it is a few lines, see `examples/async` in the repository.
pub trait PollTransport {
    /// What can go wrong.
    type Error: TransportError;
    /// Receives one datagram. Where none is there, the context's waker is woken when one is; of several tasks only the last need be.
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<usize, Self::Error>>;
    /// Sends one datagram, whole, and at once: the kernel takes requests without delay.
    ///
    /// # Errors
    /// Those of the transport.
    fn send(&self, datagram: &[u8]) -> Result<(), Self::Error>;
}
impl<X: PollTransport + ?Sized> PollTransport for &X {
    type Error = X::Error;
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<usize, X::Error>> {
        (**self).poll_recv(context, buffer)
    }
    fn send(&self, datagram: &[u8]) -> Result<(), X::Error> {
        (**self).send(datagram)
    }
}

/// A conversation that many tasks share: each asks by `&self` and awaits its own answer, all over one socket, in the caller's buffers. No
/// task runs behind the others: whoever waits reads for all.
///
/// - **Cancellation.** A future may be dropped at any time. What arrives for it afterwards is nobody's, and nobody else's is lost.
/// - **Many at once.** Up to `N` requests are in flight; who comes later waits for a place. The kernel allows one dump a socket, so dumps
///   wait for each other.
/// - **Deadlines** are the runtime's: drop the future when the time is over (`tokio::time::timeout`).
/// - **Losses.** Where the kernel lost messages, each request in flight fails with [`Cause::Overrun`], since its answer may have been among
///   them, and [`Events::next`] tells it once.
/// - What a request is answered is read by a closure, while the conversation is locked: it must not ask in turn. A future that is alive
///   must be polled when it is woken, as runtimes do: what arrived for it stands in front of what is behind it.
///
/// ```
/// use nlwire::{exchange::{Failure, PollTransport, Shared}, route::{GetAddr, GetLink, IfInfo}, wire::Layout};
/// async fn count<X: PollTransport>(shared: &Shared<X>) -> Result<(usize, usize), Failure<X::Error>> {
///     let (mut links, mut addresses) = (0, 0);
///     shared.dump(GetLink::default(), |_| {}, |_| links += 1).await?;
///     shared.dump(GetAddr::default(), |_| {}, |_| addresses += 1).await?;
///     let lo = shared.get(GetLink { index: 1, ..Default::default() }, |_| {}, |link| link.header.get(IfInfo::ifi_flags)).await?;
///     Ok((links, addresses))
/// }
/// ```
pub struct Shared<X, B = Vec<u8>, const N: usize = 16> {
    transport: X,
    state: Mutex<State<B, N>>,
}
struct State<B, const N: usize> {
    receive: B,
    send: B,
    /// Where unread messages of the current datagram begin and end.
    at: usize,
    end: usize,
    /// A message that was taken, and whose owner has not looked at it yet.
    front: Option<(Place, Ticket, Happened)>,
    exchange: Exchange<N>,
    losses: u64,
    /// The kernel lost messages, and until its queue was read to the end it goes on dropping them without another word.
    flooded: bool,
    events: Option<Queue>,
    passed_over: u64,
    /// What the last `N` refusals were about, by the sequence numbers of their requests, the newest first.
    refused: VecDeque<(u32, Path)>,
    waiting: Vec<Waker>,
}
/// Events that wait for their reader: each with its length in front, and never more bytes than there was room for at the start.
struct Queue {
    bytes: VecDeque<u8>,
    capacity: usize,
    /// Events were dropped for want of room.
    overrun: bool,
}
/// Who reads, and what is to be returned to whom.
#[derive(Clone, Copy, PartialEq)]
enum Reader {
    /// The owner of a request.
    Request(Ticket),
    /// Whoever waits for events.
    Events,
    /// Who waits for a place.
    Other,
}
type Read<E> = Poll<Result<Option<(Place, Happened)>, Cause<E>>>;

impl<B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> State<B, N> {
    /// Wakes all others, so that whoever owns what is in front looks at it, and one of them waits for the socket.
    fn wake(&mut self) {
        self.waiting.drain(..).for_each(Waker::wake);
    }
    fn wait(&mut self, context: &Context<'_>) {
        if !self.waiting.iter().any(|waker| waker.will_wake(context.waker())) {
            self.waiting.push(context.waker().clone());
        }
    }
    fn message(&self, place: Place) -> Result<Message<'_>, Error> {
        Message::new(self.receive.as_ref().get(place.0..place.1).unwrap_or(&[]))
    }
    /// Keeps which attribute a refusal is about, since its message does not stay.
    fn keep_path<O: Operation>(&mut self, place: Place, seq: u32) {
        let path = self.message(place).ok().and_then(Ack::read).and_then(|ack| ack.path(&row_of::<O>()));
        if let Some(path) = path.filter(|path| !path.is_empty()) {
            self.refused.truncate(N.saturating_sub(1));
            self.refused.push_front((seq, path));
        }
    }
    /// The next message of the current datagram.
    fn take_unread(&mut self) -> Option<Taken> {
        take_unread(&mut self.exchange, self.receive.as_ref(), &mut self.at, self.end)
    }
    /// Reads until something is the reader's: a message of its request, a loss, or `None` where an event was queued for it, or a place
    /// may have become free.
    fn read<X: PollTransport>(
        &mut self,
        transport: &X,
        context: &mut Context<'_>,
        reader: Reader,
        seen: &mut u64,
    ) -> Read<X::Error> {
        loop {
            if *seen != self.losses {
                *seen = self.losses;
                if reader != Reader::Other {
                    return Poll::Ready(Err(Cause::Overrun));
                }
            }
            if let Some((place, owner, happened)) = self.front {
                if reader == Reader::Request(owner) {
                    self.front = None;
                    return Poll::Ready(Ok(Some((place, happened))));
                }
                self.wake();
                self.wait(context);
                return Poll::Pending;
            }
            match self.take_unread() {
                Some(Ok((place, happened))) => match happened {
                    Happened::Item(owner, _) | Happened::Done(owner, _) | Happened::Refused(owner, _) => {
                        self.front = Some((place, owner, happened));
                    }
                    Happened::Event => {
                        self.event(place);
                        if reader == Reader::Events {
                            return Poll::Ready(Ok(None));
                        }
                    }
                    Happened::Overrun => self.lost(),
                    // it may have been the end of what was given up, for whose place others wait
                    Happened::Nothing => {
                        self.wake();
                        if reader == Reader::Other {
                            return Poll::Ready(Ok(None));
                        }
                    }
                },
                // the walk ends here: what stood behind it is lost
                Some(Err(_)) => self.lost(),
                None => {
                    (self.at, self.end) = (0, 0);
                    match transport.poll_recv(context, self.receive.as_mut()) {
                        Poll::Ready(Ok(len)) => self.end = len,
                        Poll::Ready(Err(error)) if error.is_loss() || error.is_truncation() => self.lost(),
                        Poll::Ready(Err(error)) => return Poll::Ready(Err(Cause::Transport(error))),
                        Poll::Pending => {
                            if core::mem::take(&mut self.flooded) {
                                self.exchange.forget_cancelled();
                                self.wake();
                                if reader == Reader::Other {
                                    return Poll::Ready(Ok(None));
                                }
                            }
                            self.wait(context);
                            return Poll::Pending;
                        }
                    }
                }
            }
        }
    }
    /// What is in flight fails, and what still comes of it is nobody's. When the queue was read to its end, its places are free: an end
    /// that has not come by then was lost.
    fn lost(&mut self) {
        self.flooded = true;
        self.losses = self.losses.wrapping_add(1);
        self.exchange.cancel_all();
        self.front = None;
        self.wake();
    }
    /// Queues an event for its reader, or counts it where nobody reads events.
    fn event(&mut self, place: Place) {
        let Some(queue) = &mut self.events else {
            self.passed_over = self.passed_over.saturating_add(1);
            return;
        };
        let bytes = self.receive.as_ref().get(place.0..place.1).unwrap_or(&[]);
        if queue.bytes.len() + bytes.len() <= queue.capacity && !queue.overrun {
            queue.bytes.extend(bytes);
            // a message may be without its padding
            queue.bytes.extend(core::iter::repeat_n(0, bytes.len().wrapping_neg() & 3));
        } else {
            queue.overrun = true;
        }
        self.wake();
    }
}

/// A request in flight: dropped, it is given up.
struct InFlight<'s, X, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> {
    shared: &'s Shared<X, B, N>,
    ticket: Option<Ticket>,
}
impl<X, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> Drop for InFlight<'_, X, B, N> {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        if let Some(ticket) = self.ticket {
            state.exchange.cancel(ticket);
            if state.front.is_some_and(|(_, owner, _)| owner == ticket) {
                state.front = None;
            }
        }
        // whoever waited for the socket may have been this one
        state.wake();
    }
}

impl<X, B: AsRef<[u8]> + AsMut<[u8]>> Shared<X, B> {
    /// A conversation over a transport whose port id is `port`, with `seed` as the first sequence number. Answers are received in one buffer
    /// (32 KiB get the largest datagrams that a dump will send), and requests are built in the other. 16 requests may be in flight.
    pub fn new(transport: X, receive: B, send: B, port: u32, seed: u32) -> Self {
        Self::with_places(transport, receive, send, port, seed)
    }
}
impl<X, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> Shared<X, B, N> {
    /// The same with `N` requests in flight at most.
    pub fn with_places(transport: X, receive: B, send: B, port: u32, seed: u32) -> Self {
        let state = State {
            receive,
            send,
            at: 0,
            end: 0,
            front: None,
            exchange: Exchange::new(port, seed),
            losses: 0,
            flooded: false,
            events: None,
            passed_over: 0,
            refused: VecDeque::with_capacity(N),
            waiting: Vec::with_capacity(N),
        };
        Self { transport, state: Mutex::new(state) }
    }
    fn lock(&self) -> MutexGuard<'_, State<B, N>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// The transport: to join groups, to set options.
    pub const fn transport(&self) -> &X {
        &self.transport
    }
    /// How many events arrived while nobody read them.
    pub fn events_passed_over(&self) -> u64 {
        self.lock().passed_over
    }
    /// How many requests are in flight, given-up ones included.
    pub fn in_flight(&self) -> usize {
        self.lock().exchange.in_flight()
    }
    /// The attribute that a refusal was about, by the kernel's names: `IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_VLAN_ID`, or the one that is
    /// missing. `None` where the kernel did not say, or did not repeat the request, and where `N` refusals came since. It is of use to
    /// whoever prints the failure:
    ///
    /// ```
    /// use nlwire::exchange::{Failure, Shared, TransportError};
    /// fn explain<X, E: TransportError + core::fmt::Display>(shared: &Shared<X>, failure: &Failure<E>) -> String {
    ///     match shared.path(failure) {
    ///         Some(path) => format!("{failure}, at {path}"),
    ///         None => failure.to_string(),
    ///     }
    /// }
    /// ```
    pub fn path<E>(&self, failure: &Failure<E>) -> Option<Path> {
        let Cause::Refused(refusal) = &failure.cause else { return None };
        self.lock().refused.iter().find(|(seq, _)| *seq == refusal.seq).map(|(_, path)| *path)
    }
    /// From now on events are kept for a reader, up to so many bytes; what comes when these are full is lost, and told as a loss. `None`
    /// where there is a reader already.
    pub fn events(&self, capacity: usize) -> Option<Events<'_, X, B, N>> {
        let mut state = self.lock();
        if state.events.is_some() {
            return None;
        }
        state.events = Some(Queue { bytes: VecDeque::with_capacity(capacity), capacity, overrun: false });
        Some(Events { shared: self, current: Vec::new(), seen: state.losses })
    }
}
impl<X: PollTransport, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> Shared<X, B, N> {
    /// Asks for one thing, and reads the first message of the answer.
    ///
    /// # Errors
    /// As [`Connection::get`](super::Connection::get).
    pub async fn get<O: Operation<Flags = GetFlags>, R>(
        &self,
        operation: O,
        fill: impl FnOnce(&mut Request<'_, O>),
        read: impl FnOnce(Reply<'_, O>) -> R,
    ) -> Result<R, Failure<X::Error>> {
        let (mut read, mut found) = (Some(read), None);
        let asked = self.run(operation, GetFlags::ACK.bits(), fill, |reply| {
            if let Some(read) = read.take() {
                found = Some(read(reply));
            }
        });
        match (asked.await, found) {
            // the answer is there; whoever reads events hears of what came behind it and was lost
            (Ok(_) | Err(Failure { cause: Cause::Overrun, .. }), Some(found)) => Ok(found),
            (Err(failure), _) => Err(failure),
            (Ok(_), None) => Err(Failure { operation: O::NAME, cause: Cause::NoAnswer }),
        }
    }
    /// Asks for all, and reads each message of the answer.
    ///
    /// # Errors
    /// As [`Connection::dump`](super::Connection::dump) and [`Replies::next`](super::Replies::next).
    pub async fn dump<O: Operation<Flags = GetFlags>>(
        &self,
        operation: O,
        fill: impl FnOnce(&mut Request<'_, O>),
        each: impl FnMut(Reply<'_, O>),
    ) -> Result<Done, Failure<X::Error>> {
        self.run(operation, GetFlags::DUMP.bits(), fill, each).await
    }
    /// Asks for a change, with NLM_F_ACK.
    ///
    /// # Errors
    /// As [`Connection::request`](super::Connection::request).
    pub async fn request<O: Operation>(
        &self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> Result<Done, Failure<X::Error>> {
        self.run(operation, flags.to_bits() | GetFlags::ACK.bits(), fill, |_| {}).await
    }
    /// Sends a request with flags of your own, and reads each message of the answer. One that changes something gets NLM_F_ACK in any case.
    ///
    /// # Errors
    /// As [`Connection::replies`](super::Connection::replies).
    pub async fn replies<O: Operation>(
        &self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
        each: impl FnMut(Reply<'_, O>),
    ) -> Result<Done, Failure<X::Error>> {
        let ack = if <O::Flags as RequestFlags>::VERB == Verb::Get { 0 } else { GetFlags::ACK.bits() };
        self.run(operation, flags.to_bits() | ack, fill, each).await
    }

    async fn run<O: Operation>(
        &self,
        operation: O,
        flags: u16,
        fill: impl FnOnce(&mut Request<'_, O>),
        mut each: impl FnMut(Reply<'_, O>),
    ) -> Result<Done, Failure<X::Error>> {
        let fail = |cause| Failure { operation: O::NAME, cause };
        let asked = operation.asked();
        let expect = Expect::of(<O::Flags as RequestFlags>::VERB, flags);
        let mut in_flight = InFlight { shared: self, ticket: None };
        let mut seen = self.lock().losses;
        let mut what = Some((operation, fill));
        // a place
        let begun = poll_fn(|context| {
            let mut state = self.lock();
            loop {
                if state.flooded {
                    match state.read(&self.transport, context, Reader::Other, &mut seen) {
                        Poll::Ready(Err(cause)) => return Poll::Ready(Err(cause)),
                        Poll::Pending if state.flooded => return Poll::Pending,
                        _ => continue,
                    }
                }
                match state.exchange.begin(expect) {
                    Ok(ticket) => {
                        let Some((operation, fill)) = what.take() else { return Poll::Ready(Ok(ticket)) };
                        seen = state.losses;
                        let mut request = Request::with_bits(state.send.as_mut(), operation, flags);
                        fill(&mut request);
                        let sent = match request.finish(ticket.seq()) {
                            Ok(bytes) => self.transport.send(bytes).map_err(Cause::Transport),
                            Err(error) => Err(Cause::Build(error)),
                        };
                        if sent.is_err() {
                            state.exchange.forget(ticket);
                        }
                        return Poll::Ready(sent.map(|()| ticket));
                    }
                    // whoever has the place may be gone: then what is left of the answer must be read
                    Err(Busy::Full | Busy::Dump) => {
                        match state.read(&self.transport, context, Reader::Other, &mut seen) {
                            Poll::Ready(Err(cause)) => return Poll::Ready(Err(cause)),
                            Poll::Ready(Ok(_)) => {}
                            Poll::Pending => return Poll::Pending,
                        }
                    }
                }
            }
        });
        let ticket = begun.await.map_err(fail)?;
        in_flight.ticket = Some(ticket);
        // its answer
        let answered = poll_fn(|context| {
            let mut state = self.lock();
            loop {
                match state.read(&self.transport, context, Reader::Request(ticket), &mut seen) {
                    Poll::Ready(Ok(Some((place, Happened::Item(_, last))))) => {
                        match state.message(place).and_then(O::reply) {
                            Ok(reply) => each(Reply { asked, ..reply }),
                            Err(error) => return Poll::Ready(Err(Cause::Malformed(error))),
                        }
                        if last {
                            return Poll::Ready(Ok(Done::default()));
                        }
                    }
                    Poll::Ready(Ok(Some((_, Happened::Done(_, done))))) => return Poll::Ready(Ok(done)),
                    Poll::Ready(Ok(Some((place, Happened::Refused(_, refusal))))) => {
                        state.keep_path::<O>(place, refusal.seq);
                        return Poll::Ready(Err(Cause::Refused(refusal)));
                    }
                    Poll::Ready(Ok(_)) => {}
                    Poll::Ready(Err(cause)) => return Poll::Ready(Err(cause)),
                    Poll::Pending => return Poll::Pending,
                }
            }
        });
        answered.await.map_err(fail)
    }
}

/// Events of a [`Shared`] conversation, for one reader. Dropped, they are passed over again.
pub struct Events<'s, X, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> {
    shared: &'s Shared<X, B, N>,
    current: Vec<u8>,
    seen: u64,
}
impl<X: PollTransport, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> Events<'_, X, B, N> {
    /// The next event. Lent until the next call; a future that is dropped has taken none.
    ///
    /// # Errors
    /// [`Cause::Overrun`] where events were lost: go on, and read the state anew. Those of the transport.
    pub async fn next(&mut self) -> Result<Message<'_>, Failure<X::Error>> {
        let fail = |cause| Failure { operation: "events", cause };
        let waiting = InFlight { shared: self.shared, ticket: None };
        let (shared, current, seen) = (self.shared, &mut self.current, &mut self.seen);
        poll_fn(|context| {
            let mut state = shared.lock();
            loop {
                let Some(queue) = &mut state.events else { return Poll::Ready(Err(Cause::Overrun)) };
                let mut head = [0; 4];
                head.iter_mut().zip(&queue.bytes).for_each(|(to, from)| *to = *from);
                if queue.bytes.len() >= head.len() {
                    let len = (u32::from_ne_bytes(head) as usize).next_multiple_of(4).min(queue.bytes.len());
                    current.clear();
                    current.extend(queue.bytes.drain(..len));
                    return Poll::Ready(Ok(()));
                }
                if core::mem::take(&mut queue.overrun) {
                    return Poll::Ready(Err(Cause::Overrun));
                }
                match state.read(&shared.transport, context, Reader::Events, seen) {
                    Poll::Ready(Ok(_)) => {}
                    Poll::Ready(Err(cause)) => return Poll::Ready(Err(cause)),
                    Poll::Pending => return Poll::Pending,
                }
            }
        })
        .await
        .map_err(fail)?;
        drop(waiting);
        Message::new(&self.current).map_err(|error| fail(Cause::Malformed(error)))
    }
}
impl<X, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> Drop for Events<'_, X, B, N> {
    fn drop(&mut self) {
        self.shared.lock().events = None;
    }
}
