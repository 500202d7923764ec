//! What the tasks of a shared connection share, under its lock.
use super::*;

pub(in crate::client) struct State<B, const N: usize> {
    pub(super) receive: B,
    pub(super) send: B,
    /// Start and end of the unread messages of the current datagram, and how it was delivered.
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) delivery: Delivery,
    /// A message that was taken, and that its owner has not seen yet.
    pub(super) front: Option<(Place, RequestId, Polled)>,
    pub(super) session: Session<N>,
    /// Number of losses after which the queue was drained.
    pub(in crate::client) losses: u64,
    /// Messages were lost, and the queue has not been read to its end since.
    pub(super) draining: Option<Loss>,
    pub(super) events: Option<Queue>,
    pub(super) passed_over: u64,
    /// Calls that await events, and the event that some of them have not seen: it blocks those after
    /// it.
    pub(in crate::client) watches: Vec<Watch>,
    pub(in crate::client) unseen: Option<Place>,
    /// Transactions in flight, and the number of their messages except the last.
    pub(super) transactions: Vec<(RequestId, u32)>,
    /// Multicast groups that calls joined, and the number of calls.
    pub(in crate::client) groups: Vec<(u32, usize)>,
    /// Attributes that the last `N` errors were about, by the sequence numbers of their requests,
    /// newest first.
    pub(super) refused: VecDeque<(u32, Path)>,
    /// Tasks that wait for a message: at most one entry for each request in flight, and one for
    /// events.
    pub(super) waiting: Vec<(Reader, Waker)>,
    /// Tasks that wait for a slot, by ascending numbers: requests that are not dumps, and dumps.
    /// `None` if the task was woken already, or is registered.
    pub(super) queued: BTreeMap<u64, Option<Waker>>,
    pub(super) queued_dumps: BTreeMap<u64, Option<Waker>>,
    /// Tasks that were woken because a slot is free for them, and have not started yet.
    pub(super) called: Vec<(u64, ReplyMode)>,
    pub(in crate::client) next_number: u64,
    /// Number of further datagrams that may be taken ahead of the reactor before a request yields
    /// to the runtime.
    pub(super) credit: u32,
    /// The reader that the reactor wakes. The relay holds its waker, or has called it.
    pub(super) registered: Option<Reader>,
    pub(super) relay: Arc<Relay>,
    /// Wakers to call and to drop when the lock is released.
    pub(super) woken: Vec<Waker>,
    pub(super) dropped: Vec<Waker>,
}

/// Passes the reactor's wake-up on to the registered reader. While the connection is locked, the
/// holder of the lock does that after the release: the transport may call its waker while it sends
/// or receives.
#[derive(Default)]
pub(super) struct Relay {
    pub(super) locked: AtomicBool,
    fired: AtomicBool,
    waker: Mutex<Option<Waker>>,
}

impl Relay {
    fn replace(&self, waker: Option<Waker>) -> Option<Waker> {
        core::mem::replace(&mut *self.waker.lock().unwrap_or_else(PoisonError::into_inner), waker)
    }
    /// Takes the waker to call, if the reactor has called.
    pub(super) fn take_fired(&self) -> Option<Waker> {
        if self.fired.load(SeqCst) && self.fired.swap(false, SeqCst) { self.replace(None) } else { None }
    }
}

impl Wake for Relay {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }
    fn wake_by_ref(self: &Arc<Self>) {
        // Either this sees that the lock was released, or its last holder sees this.
        self.fired.store(true, SeqCst);
        if !self.locked.load(SeqCst) {
            self.take_fired().into_iter().for_each(Waker::wake);
        }
    }
}

/// Queued events, each with its length in front; never more bytes than the capacity set at the
/// start.
pub(super) struct Queue {
    pub(super) bytes: VecDeque<u8>,
    pub(super) capacity: usize,
    /// Events were lost after those that are queued. Until the reader has seen the loss, later
    /// events are not kept: the reader's response to the loss is newer than they are.
    pub(super) overrun: bool,
}

/// Kind of a loss.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Loss {
    /// A datagram that did not fit, or the rest of a malformed one: reported immediately. Requests
    /// whose end was in it keep their slots until the queue is empty.
    Datagram,
    /// Messages that the kernel discarded (ENOBUFS): reported when what was queued before has been
    /// read. Until the queue is empty the kernel continues to discard without another error.
    Discarded,
}

/// A call that awaits events.
pub(in crate::client) struct Watch {
    pub(in crate::client) number: u64,
    /// The call has not seen the event in front.
    pub(in crate::client) unseen: bool,
    /// Events were lost since the call waited last.
    pub(in crate::client) lost: bool,
    /// What the call's task waits for.
    pub(in crate::client) reader: Option<Reader>,
}

/// A task that reads, and what it waits for.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::client) enum Reader {
    /// The owner of a request.
    Request(RequestId),
    /// The reader of events.
    Events,
    /// A task that waits for a slot, by number, for a request of that mode.
    Slot(u64, ReplyMode),
    /// A call that waits for an event, by number.
    Watch(u64),
}

/// A turn of a reader.
#[derive(Clone, Copy)]
pub(in crate::client) struct Turn {
    pub(in crate::client) reader: Reader,
    /// The reader has sent a request in this turn.
    pub(in crate::client) has_sent: bool,
    /// Number of the reader's watch.
    pub(in crate::client) watch: Option<u64>,
}

type Read<E> = Poll<Result<Option<(Place, Polled)>, ErrorKind<E>>>;

/// Maximum number of datagrams per poll, before other tasks of the runtime get their turn.
pub(in crate::client) const BUDGET: u32 = 128;

impl<B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> State<B, N> {
    /// Wakes the owner of a request, the reader of events, or the task of a call that awaits events. A
    /// task that waits for a slot keeps its place.
    pub(in crate::client) fn wake(&mut self, reader: Reader) {
        let waker = self.deregister(reader);
        self.woken.extend(waker);
        if let Reader::Slot(number, expect) = reader {
            let waker = self.queue(expect).get_mut(&number).and_then(Option::take);
            self.woken.extend(waker);
        } else if let Some(at) = self.waiting.iter().position(|(waiting, _)| *waiting == reader) {
            let (_, waker) = self.waiting.swap_remove(at);
            self.woken.push(waker);
        }
    }
    /// Wakes all that wait for a message.
    fn wake_all(&mut self) {
        let registered = self.registered.and_then(|reader| self.deregister(reader));
        let waiting = take(&mut self.waiting);
        self.woken.extend(waiting.into_iter().map(|(_, waker)| waker).chain(registered));
    }
    /// Takes a reader's waker back from the reactor. `None` if the reactor does not hold it, or has
    /// called it.
    fn deregister(&mut self, reader: Reader) -> Option<Waker> {
        if self.registered != Some(reader) {
            return None;
        }
        self.registered = None;
        self.relay.replace(None)
    }
    /// Whether a dump is in flight, or about to start.
    fn has_dump(&self) -> bool {
        self.session.is_dumping() || self.called.iter().any(|(_, expect)| *expect == ReplyMode::Dump)
    }
    fn queue(&mut self, expect: ReplyMode) -> &mut BTreeMap<u64, Option<Waker>> {
        if expect == ReplyMode::Dump { &mut self.queued_dumps } else { &mut self.queued }
    }
    /// Returns the first in the queue that could start if a slot were free: dumps wait for each
    /// other, and no other request waits for them.
    fn first_queued(&self) -> Option<(u64, ReplyMode)> {
        let request = self.queued.keys().next().map(|number| (*number, ReplyMode::Answer));
        let dump = self.queued_dumps.keys().next().filter(|_| !self.has_dump());
        let dump = dump.map(|number| (*number, ReplyMode::Dump));
        match (request, dump) {
            (Some(request), Some(dump)) => Some(if dump.0 < request.0 { dump } else { request }),
            (request, dump) => request.or(dump),
        }
    }
    /// Wakes those that wait for a slot, as long as slots are free: always the first in the queue
    /// that can start.
    fn call_queued(&mut self) {
        if self.queued.is_empty() && self.queued_dumps.is_empty() {
            return;
        }
        while self.draining.is_none() && self.session.available() > self.called.len() {
            let Some((number, expect)) = self.first_queued() else { return };
            let kept = self.queue(expect).remove(&number).flatten();
            let is_registered =
                matches!(self.registered, Some(Reader::Slot(registered, _)) if registered == number);
            let registered = self.registered.filter(|_| is_registered);
            let registered = registered.and_then(|reader| self.deregister(reader));
            self.called.push((number, expect));
            self.woken.extend(kept.into_iter().chain(registered));
        }
    }
    /// Whether a request may start: it was woken for a slot, or a slot is free that no earlier one
    /// waits for.
    pub(super) fn may_begin(&self, number: u64, expect: ReplyMode) -> bool {
        if self.draining.is_some() || self.session.check(expect).is_err() {
            return false;
        }
        if self.called.iter().any(|(called, _)| *called == number) {
            return true;
        }
        self.session.available() > self.called.len()
            && !(expect == ReplyMode::Dump && self.has_dump())
            && self.first_queued().is_none_or(|(first, _)| first >= number)
    }
    /// Ends or cancels a reader: slots may be free, and if nobody else is about to read, one that
    /// waits takes over.
    pub(in crate::client) fn leave(&mut self, reader: Reader) {
        if let Reader::Request(ticket) = reader {
            self.session.cancel(ticket);
            self.transactions.retain(|(transaction, _)| *transaction != ticket);
            if self.front.is_some_and(|(_, owner, _)| owner == ticket) {
                self.front = None;
            }
        }
        self.forget(reader);
        self.call_queued();
        // A task that was woken for a slot reads, and so does the owner of the message in front.
        // Unread messages of the current datagram, and messages queued during a loss, cause no
        // further wake-up by the reactor.
        let has_more = self.at < self.end || self.draining.is_some();
        // So do the calls that have not seen the event in front.
        let others_read = !self.called.is_empty() || self.front.is_some() || self.unseen.is_some();
        if others_read || (self.registered.is_some() && !has_more) {
            return;
        }
        if let Some((_, waker)) = self.waiting.pop() {
            self.woken.push(waker);
        } else if let Some(registered) = self.registered {
            let waker = self.deregister(registered);
            self.woken.extend(waker);
        } else {
            // those that wait for a slot read, too, if nobody else does; they keep their place
            let mut queued = self.queued.values_mut().chain(self.queued_dumps.values_mut());
            self.woken.extend(queued.find_map(Option::take));
        }
    }
    /// Keeps the waker of a reader that goes to sleep: for the reactor, or for another reader. A
    /// task that waits for a slot keeps its place in any case.
    fn sleep(&mut self, waker: &mut Option<Waker>, reader: Reader, registers: bool) {
        if let Reader::Slot(number, _) = reader {
            // woken without effect: messages were lost in the meantime
            self.called.retain(|(called, _)| *called != number);
        }
        if registers {
            // the task registered so far is woken by others from now on
            if let Some(other) = self.registered.take() {
                if let Some(waker) = self.relay.replace(None) {
                    self.keep(other, Some(waker));
                }
            }
            self.keep(reader, None);
            self.registered = Some(reader);
            self.dropped.extend(self.relay.replace(waker.take()));
        } else {
            self.keep(reader, waker.take());
        }
    }
    /// Replaces the waker by which others wake a reader.
    fn keep(&mut self, reader: Reader, waker: Option<Waker>) {
        if let Reader::Slot(number, expect) = reader {
            let old = self.queue(expect).insert(number, waker).flatten();
            self.dropped.extend(old);
            return;
        }
        if let Some(at) = self.waiting.iter().position(|(waiting, _)| *waiting == reader) {
            let (_, old) = self.waiting.swap_remove(at);
            self.dropped.push(old);
        }
        self.waiting.extend(waker.map(|waker| (reader, waker)));
    }
    /// Removes the waker of a reader that ends, or continues as another.
    pub(super) fn forget(&mut self, reader: Reader) {
        let waker = self.deregister(reader);
        self.dropped.extend(waker);
        if let Reader::Slot(number, expect) = reader {
            let waker = self.queue(expect).remove(&number).flatten();
            self.dropped.extend(waker);
            self.called.retain(|(called, _)| *called != number);
        } else {
            self.keep(reader, None);
        }
    }
    pub(in crate::client) fn message(&self, place: Place) -> Result<Message<'_>, Error> {
        Message::new(self.receive.as_ref().get(place.0..place.1).unwrap_or(&[]))
    }
    /// Keeps the attribute that an error is about, since the error message does not stay in the
    /// buffer.
    pub(super) fn keep_path(&mut self, spec: &MessageSpec, place: Place, seq: u32) {
        let path = self.message(place).ok().and_then(Ack::read).and_then(|ack| ack.path(spec));
        if let Some(path) = path.filter(|path| !path.is_empty()) {
            self.refused.truncate(N.saturating_sub(1));
            self.refused.push_front((seq, path));
        }
    }
    /// Takes the next message of the current datagram.
    fn take_unread(&mut self) -> Option<Taken> {
        take_unread(&mut self.session, self.receive.as_ref(), &mut self.at, self.end, self.delivery)
    }
    /// Reads until the reader has something: a message of its request, a loss, or `None` if an
    /// event was queued for it, or a slot may have become free.
    pub(in crate::client) fn read<X: PollTransport>(
        &mut self,
        transport: &X,
        context: &mut Context<'_>,
        waker: &mut Option<Waker>,
        budget: &mut u32,
        turn: Turn,
        seen: &mut u64,
    ) -> Read<X::Error> {
        let Turn { reader, has_sent, watch } = turn;
        let old = self.deregister(reader);
        self.dropped.extend(old);
        if watch.is_some() {
            self.enter_watch(watch, reader);
        }
        loop {
            if *seen != self.losses {
                *seen = self.losses;
                if matches!(reader, Reader::Request(_) | Reader::Watch(_)) {
                    return Poll::Ready(Err(ErrorKind::Overrun));
                }
            }
            if let Some(place) = self.unseen {
                if self.see(watch) {
                    return Poll::Ready(Ok(Some((place, Polled::Event))));
                }
                self.wake_watches();
                self.sleep(waker, reader, false);
                return Poll::Pending;
            }
            if let Some((place, owner, happened)) = self.front {
                if reader == Reader::Request(owner) {
                    self.front = None;
                    return Poll::Ready(Ok(Some((place, happened))));
                }
                self.wake(Reader::Request(owner));
                self.sleep(waker, reader, false);
                return Poll::Pending;
            }
            match self.take_unread() {
                Some(Ok((place, happened))) => match happened {
                    Polled::Item(owner, _) | Polled::Done(owner, _) | Polled::Refused(owner, _) => {
                        let owner = self.owner(owner);
                        self.front = Some((place, owner, happened));
                    }
                    Polled::Event => {
                        self.event(place);
                        if reader == Reader::Events {
                            return Poll::Ready(Ok(None));
                        }
                    }
                    Polled::Overrun => self.draining = Some(Loss::Discarded),
                    // may be the end of a cancelled request, for whose slot others wait
                    Polled::Nothing => {
                        self.call_queued();
                        if matches!(reader, Reader::Slot(..)) {
                            return Poll::Ready(Ok(None));
                        }
                    }
                },
                // the rest of the datagram is lost
                Some(Err(_)) => self.lost_datagram(),
                None => {
                    (self.at, self.end) = (0, 0);
                    let Some(left) = budget.checked_sub(1) else {
                        self.yields(waker, reader);
                        return Poll::Pending;
                    };
                    *budget = left;
                    let received = if self.draining.is_some() {
                        match transport.try_recv(self.receive.as_mut()).transpose() {
                            Some(received) => received,
                            // all that was queued before the loss was read, and the kernel queues
                            // events again
                            None => {
                                self.drained();
                                match reader {
                                    Reader::Request(_) | Reader::Watch(_) => continue,
                                    Reader::Slot(..) | Reader::Events => return Poll::Ready(Ok(None)),
                                }
                            }
                        }
                    } else {
                        match transport.poll_recv(context, self.receive.as_mut()) {
                            Poll::Ready(received) => received,
                            Poll::Pending => match self.take_early(transport, has_sent).transpose() {
                                Some(received) => received,
                                None => {
                                    self.credit = BUDGET;
                                    self.sleep(waker, reader, true);
                                    return Poll::Pending;
                                }
                            },
                        }
                    };
                    match received {
                        Ok(Received { len, delivery }) => (self.end, self.delivery) = (len, delivery),
                        Err(error) if error.is_loss() => self.draining = Some(Loss::Discarded),
                        Err(error) if error.is_truncation() => self.lost_datagram(),
                        Err(error) => return Poll::Ready(Err(ErrorKind::Transport(error))),
                    }
                }
            }
        }
    }
    /// Returns the id of the transaction that a request belongs to, or that of the request.
    #[inline(always)]
    fn owner(&self, request: RequestId) -> RequestId {
        let mut transactions = self.transactions.iter();
        let found = transactions
            .find(|(ticket, count)| request.seq().wrapping_sub(ticket.seq()) < *count)
            .map(|(ticket, _)| *ticket);
        found.unwrap_or(request)
    }
    /// Receives ahead of the reactor: the kernel has replied when sending returns, and a reply that
    /// is left to the reactor delays those after it.
    fn take_early<X: PollTransport>(
        &mut self,
        transport: &X,
        has_sent: bool,
    ) -> Result<Option<Received>, X::Error> {
        if !has_sent {
            return Ok(None);
        }
        self.credit = self.credit.saturating_sub(1);
        transport.try_recv(self.receive.as_mut())
    }
    /// Whether to yield to the runtime before a request that may start: a task that requests in a
    /// loop would never wait. It is polled again, and starts then.
    pub(super) fn yields_before(&mut self, waker: &mut Option<Waker>, reader: Reader) -> bool {
        let Reader::Slot(number, expect) = reader else { return false };
        if self.credit > 0 {
            return false;
        }
        self.credit = BUDGET;
        self.forget(reader);
        self.called.push((number, expect));
        self.woken.extend(waker.take());
        true
    }
    /// Ends the reader's turn although there may be more: it is polled again, after other tasks of
    /// the runtime.
    fn yields(&mut self, waker: &mut Option<Waker>, reader: Reader) {
        if let Reader::Slot(number, _) = reader {
            if !self.called.iter().any(|(called, _)| *called == number) {
                self.keep(reader, None);
            }
        }
        self.woken.extend(waker.take());
    }
    /// A datagram was lost: it may have been part of any reply, so the requests in flight fail.
    fn lost_datagram(&mut self) {
        self.draining = self.draining.or(Some(Loss::Datagram));
        self.fail_all();
    }
    /// Fails the requests in flight, and reports the loss to the reader of events.
    fn fail_all(&mut self) {
        self.losses = self.losses.wrapping_add(1);
        self.session.cancel_all();
        self.front = None;
        self.watches.iter_mut().for_each(|watch| watch.lost = true);
        if let Some(queue) = &mut self.events {
            queue.overrun = true;
        }
        self.wake_all();
    }
    /// The queue was read to its end after a loss: ends of requests that have not come by now were
    /// lost, so slots are free.
    fn drained(&mut self) {
        if self.draining.take() == Some(Loss::Discarded) {
            self.fail_all();
        }
        self.session.forget_cancelled();
        self.call_queued();
    }
    /// Queues an event for its reader, or counts it if there is no reader. Calls that await events
    /// see it first.
    fn event(&mut self, place: Place) {
        if !self.watches.is_empty() {
            self.show_event(place);
        }
        let Some(queue) = &mut self.events else {
            self.passed_over = self.passed_over.saturating_add(1);
            return;
        };
        let bytes = self.receive.as_ref().get(place.0..place.1).unwrap_or(&[]);
        if queue.bytes.len() + bytes.len() <= queue.capacity && !queue.overrun {
            queue.bytes.extend(bytes);
            // a message may lack its padding
            queue.bytes.extend(core::iter::repeat_n(0, bytes.len().wrapping_neg() & 3));
        } else {
            queue.overrun = true;
        }
        self.wake(Reader::Events);
    }
}
