//! Calls over a [`SharedConnection`].
//!
//! A call that awaits events has a watch: an event stays in front of the queue until all watches
//! have seen it, as a reply stays until its request has. So no event is copied, and none is missed
//! between the request and the wait.
use super::{
    BUDGET, Exchange, PollTransport, Reader, RequestInfo, SharedConnection, State, Turn, Waiting, Watch,
};
use crate::client::{
    Call, Completion, ErrorKind, ReplyMode, Step, Wake,
    connection::{Place, Polled},
};
use crate::{
    client,
    wire::{BuildError, Error, Message},
};
use core::{
    future::{Future, poll_fn},
    mem::take,
    pin::pin,
    task::{Context, Poll},
    time::Duration,
};
use std::time::Instant;

impl<X: PollTransport, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> SharedConnection<X, B, N> {
    /// Runs a call: sends its request, or its requests one after the other, and returns what it
    /// yields.
    ///
    /// A call that awaits an event joins a multicast group for that time, and waits by
    /// [`PollTransport::sleep`]. The reader of [`events`](Self::events) gets the events, too.
    ///
    /// ```
    /// use nlwire::{client::{self, PollTransport, SharedConnection}, route::link};
    /// async fn shrink<X: PollTransport>(nl: &SharedConnection<X>) -> Result<(), client::Error<X::Error>> {
    ///     nl.run(link::set_mtu("eth0", 1400)).await?;
    ///     nl.run(link::set_up("eth0")).await?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// As [`Connection::run`](crate::client::Connection::run).
    pub async fn run<C: Call>(&self, mut call: C) -> Result<C::Output, client::Error<X::Error>> {
        let mut watching = Watching { shared: self, number: None, group: None };
        let mut step = call.start();
        loop {
            let fail = |kind| client::Error { operation: call.name(), kind };
            step = match step {
                Step::Done(output) => return Ok(output),
                Step::MissingReply => return Err(fail(ErrorKind::MissingReply)),
                Step::TimedOut => return Err(fail(ErrorKind::TimedOut)),
                Step::Send => {
                    watching.enter(&call).map_err(fail)?;
                    match self.exchange_call(&mut call, watching.number).await {
                        Ok(completion) => call.next(completion),
                        Err(failure) => {
                            let allowed = failure.kind.refusal().and_then(|refusal| call.refused(refusal));
                            let Some(step) = allowed else { return Err(failure) };
                            step
                        }
                    }
                }
                Step::Wait(limit) => {
                    watching.enter(&call).map_err(fail)?;
                    let number = watching.begin();
                    match self.wait(&mut call, number, limit).await {
                        Ok((wake, waited)) => call.resume(wake, waited),
                        Err(kind) => return Err(client::Error { operation: call.name(), kind }),
                    }
                }
            };
        }
    }
    async fn exchange_call<C: Call>(
        &self,
        call: &mut C,
        watch: Option<u64>,
    ) -> Result<Completion, client::Error<X::Error>> {
        let transaction = call.transaction();
        let mode = if transaction.is_some() { ReplyMode::Ack } else { call.mode() };
        let request = RequestInfo { name: call.name(), mode, spec: call.spec(), transaction };
        self.exchange(request, CallExchange(call), watch).await
    }
    /// Reads events until the call accepts one, events were lost, or the limit has passed. Returns
    /// that, and how long it took.
    async fn wait<C: Call>(
        &self,
        call: &mut C,
        watch: u64,
        limit: Duration,
    ) -> Result<(Wake, Duration), ErrorKind<X::Error>> {
        let began = Instant::now();
        let mut timer = pin!(self.transport.sleep(limit));
        let mut waiting = Waiting { shared: self, reader: None };
        let mut seen = self.with(|state| state.losses);
        let wake = poll_fn(|context| {
            // the timer is foreign code, too: it is polled without the lock
            let expired = timer.as_mut().poll(context).is_ready();
            let mut waker = Some(context.waker().clone());
            let mut context = Context::from_waker(&self.reactor);
            let mut budget = BUDGET;
            self.with(|state| {
                let reader = Reader::Watch(watch);
                waiting.reader = Some(reader);
                let turn = Turn { reader, has_sent: false, watch: Some(watch) };
                let result = loop {
                    if state.take_lost(watch) {
                        seen = state.losses;
                        break Ok(Wake::Lost);
                    }
                    let transport = &self.transport;
                    match state.read(transport, &mut context, &mut waker, &mut budget, turn, &mut seen) {
                        Poll::Ready(Ok(Some((place, Polled::Event)))) => {
                            if state.message(place).is_ok_and(|event| call.event(event)) {
                                break Ok(Wake::Event);
                            }
                        }
                        // the watch has noted the loss
                        Poll::Ready(Ok(_) | Err(ErrorKind::Overrun)) => {}
                        Poll::Ready(Err(cause)) => break Err(cause),
                        Poll::Pending if expired => break Ok(Wake::TimedOut),
                        Poll::Pending => return Poll::Pending,
                    }
                };
                waiting.reader.take().into_iter().for_each(|reader| state.leave(reader));
                Poll::Ready(result)
            })
        });
        Ok((wake.await?, began.elapsed()))
    }
}

impl<B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> State<B, N> {
    fn watch(&mut self, number: Option<u64>) -> Option<&mut Watch> {
        let number = number?;
        self.watches.iter_mut().find(|watch| watch.number == number)
    }
    /// Notes what the task of a watch waits for.
    pub(super) fn enter_watch(&mut self, number: Option<u64>, reader: Reader) {
        if let Some(watch) = self.watch(number) {
            watch.reader = Some(reader);
        }
    }
    /// Takes note that events were lost.
    fn take_lost(&mut self, number: u64) -> bool {
        self.watch(Some(number)).is_some_and(|watch| take(&mut watch.lost))
    }
    /// Puts an event in front, for all watches.
    pub(super) fn show_event(&mut self, place: Place) {
        self.watches.iter_mut().for_each(|watch| watch.unseen = true);
        self.unseen = Some(place);
        self.wake_watches();
    }
    /// Whether a watch has not seen the event in front. Now it has.
    pub(super) fn see(&mut self, number: Option<u64>) -> bool {
        let unseen = self.watch(number).is_some_and(|watch| take(&mut watch.unseen));
        self.pass_event();
        unseen
    }
    /// Removes the event in front if all watches have seen it.
    fn pass_event(&mut self) {
        if self.watches.iter().all(|watch| !watch.unseen) {
            self.unseen = None;
        }
    }
    /// Wakes the tasks that have not seen the event in front.
    pub(super) fn wake_watches(&mut self) {
        for at in 0..self.watches.len() {
            let Some(reader) = self.watches.get(at).filter(|it| it.unseen).and_then(|it| it.reader) else {
                continue;
            };
            self.wake(reader);
        }
    }
    /// Removes a watch.
    fn end_watch(&mut self, number: u64) {
        self.watches.retain(|watch| watch.number != number);
        self.pass_event();
        self.leave(Reader::Watch(number));
    }
    /// Joins a group for a call. Returns whether the call has to leave it.
    fn join<X: PollTransport>(&mut self, transport: &X, group: u32) -> Result<bool, X::Error> {
        if let Some((_, calls)) = self.groups.iter_mut().find(|(joined, _)| *joined == group) {
            *calls += 1;
            return Ok(true);
        }
        let joined = transport.join(group)?;
        self.groups.extend(joined.then_some((group, 1)));
        Ok(joined)
    }
    /// Leaves a group when the last call that joined it ends.
    fn leave_group<X: PollTransport>(&mut self, transport: &X, group: u32) -> Result<(), X::Error> {
        let Some(at) = self.groups.iter().position(|(joined, _)| *joined == group) else { return Ok(()) };
        let calls = self.groups.get_mut(at).map_or(0, |(_, calls)| {
            *calls = calls.saturating_sub(1);
            *calls
        });
        if calls > 0 {
            return Ok(());
        }
        self.groups.swap_remove(at);
        transport.leave(group)
    }
}

/// The watch and the group of a call: when dropped, both end.
struct Watching<'s, X: PollTransport, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> {
    shared: &'s SharedConnection<X, B, N>,
    number: Option<u64>,
    /// The group, and whether to leave it.
    group: Option<(u32, bool)>,
}
impl<X: PollTransport, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> Watching<'_, X, B, N> {
    /// Begins the watch, if it has not begun.
    fn begin(&mut self) -> u64 {
        *self.number.get_or_insert_with(|| {
            self.shared.with(|state| {
                state.next_number += 1;
                let number = state.next_number;
                state.watches.push(Watch { number, unseen: false, lost: false, reader: None });
                number
            })
        })
    }
    /// Checks the protocol of the call, joins the group that it needs now, and leaves the one that it
    /// needed before.
    fn enter<C: Call>(&mut self, call: &C) -> Result<(), ErrorKind<X::Error>> {
        call.spec().check_protocol(self.shared.transport.protocol())?;
        let group = call.group();
        if group == self.group.map(|(group, _)| group) {
            return Ok(());
        }
        let SharedConnection { transport, .. } = self.shared;
        if let Some((old, true)) = self.group.take() {
            let left = self.shared.with(|state| state.leave_group(transport, old));
            left.map_err(ErrorKind::Transport)?;
        }
        if let Some(group) = group {
            self.begin();
            let joined = self.shared.with(|state| state.join(transport, group));
            self.group = Some((group, joined.map_err(ErrorKind::Transport)?));
        }
        Ok(())
    }
}
impl<X: PollTransport, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> Drop for Watching<'_, X, B, N> {
    fn drop(&mut self) {
        let Some(number) = self.number else { return };
        self.shared.with(|state| {
            state.end_watch(number);
            if let Some((group, true)) = self.group {
                // a drop cannot return the error
                let _ = state.leave_group(&self.shared.transport, group);
            }
        });
    }
}

/// The current request of a call.
struct CallExchange<'c, C>(&'c mut C);
impl<C: Call> Exchange for CallExchange<'_, C> {
    fn write(&mut self, buffer: &mut [u8]) -> Result<usize, BuildError> {
        self.0.write(buffer, 0)
    }
    fn reply(&mut self, message: Message<'_>) -> Result<(), Error> {
        self.0.reply(message)
    }
    fn event(&mut self, event: Message<'_>) {
        self.0.event(event);
    }
}
