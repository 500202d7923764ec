//! Calls over a [`Connection`].
use super::batch::refused_spec;
use super::connection::{Polled, Stepped, refused_at, send_transaction, send_written};
use super::{
    Buffer, Call, Completion, Connection, ErrorKind, EventHandler, ReplyMode, RequestId, Step, Transport,
    Wake,
};
use crate::{
    client,
    wire::{Ack, Message, spec::Lookup},
};
use core::time::Duration;

/// State of a run besides the call.
#[derive(Default)]
struct Run {
    /// Multicast group that the call joined, and whether the transport was no member before.
    group: Option<(u32, bool)>,
    /// Number of the connection's losses that the call has seen.
    losses: u32,
}
/// A call that runs. Dropped, it leaves the call's group and cancels the request in flight: also if the
/// call panics, which is foreign code.
struct Running<'c, T: Transport, B: Buffer, H: EventHandler> {
    connection: &'c mut Connection<T, B, H>,
    run: Run,
}
impl<T: Transport, B: Buffer, H: EventHandler> Drop for Running<'_, T, B, H> {
    fn drop(&mut self) {
        if let Some((group, true)) = self.run.group {
            // the output matters more than that a group could not be left
            let _ = self.connection.transport.leave(group);
        }
        self.connection.session.cancel_all();
    }
}
impl<T: Transport, B: Buffer, H: EventHandler> Connection<T, B, H> {
    /// Runs a call: sends its request, or its requests one after the other, and returns what it
    /// yields.
    ///
    /// A call that awaits an event joins a multicast group for that time. Events go to the handler
    /// of the connection, too. If the call panics, the group is left and the request in flight is
    /// cancelled, so that the connection can be used further.
    ///
    /// ```
    /// use nlwire::{client::{self, Buffer, Connection, Transport}, route::link};
    /// fn shrink<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
    ///     nl.run(link::set_mtu("eth0", 1400))?;
    ///     nl.run(link::set_up("eth0"))?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// The kernel's error: the function that made the call names them. After [`ErrorKind::Overrun`]
    /// a reply may be among the lost messages. [`ErrorKind::TimedOut`] if an awaited event did not
    /// come in time.
    pub fn run<C: Call>(&mut self, mut call: C) -> client::Result<C::Output, T> {
        let run = Run { group: None, losses: self.losses };
        let mut running = Running { connection: self, run };
        let output = running.connection.run_steps(&mut call, &mut running.run);
        drop(running);
        output.map_err(|kind| client::Error { operation: call.name(), kind })
    }
    #[inline(always)]
    fn run_steps<C: Call>(&mut self, call: &mut C, run: &mut Run) -> Result<C::Output, ErrorKind<T::Error>> {
        let mut step = call.start();
        loop {
            step = match step {
                Step::Done(output) => return Ok(output),
                Step::MissingReply => return Err(ErrorKind::MissingReply),
                Step::TimedOut => return Err(ErrorKind::TimedOut),
                Step::Send => {
                    self.enter(call, run)?;
                    let done = match call.transaction() {
                        None if call.mode() == ReplyMode::None => self.send_only(call),
                        None => self.send_call(call).and_then(|ticket| self.finish_call(ticket, call)),
                        Some(lookup) => self.run_transaction(call, lookup),
                    };
                    match done {
                        Ok(completion) => call.next(completion),
                        Err(kind) => {
                            let allowed = kind.refusal().and_then(|refusal| call.refused(refusal));
                            let Some(step) = allowed else { return Err(kind) };
                            step
                        }
                    }
                }
                Step::Wait(limit) => {
                    self.enter(call, run)?;
                    let (wake, waited) = self.wait(call, limit, run)?;
                    call.resume(wake, waited)
                }
            };
        }
    }
    /// Checks the protocol of the call, joins the group that it needs now, and leaves the one that it
    /// needed before.
    #[inline(always)]
    fn enter<C: Call>(&mut self, call: &C, run: &mut Run) -> Result<(), ErrorKind<T::Error>> {
        call.spec().check_protocol(self.transport.protocol())?;
        let group = call.group();
        if group == run.group.map(|(group, _)| group) {
            return Ok(());
        }
        if let Some((old, true)) = run.group.take() {
            self.transport.leave(old).map_err(ErrorKind::Transport)?;
        }
        if let Some(group) = group {
            run.group = Some((group, self.transport.join(group).map_err(ErrorKind::Transport)?));
        }
        Ok(())
    }
    /// Sends the request of a call.
    fn send_call<C: Call>(&mut self, call: &mut C) -> Result<RequestId, ErrorKind<T::Error>> {
        let mode = call.mode();
        self.make_room(mode, |event| _ = call.event(event))?;
        self.spec = call.spec();
        // the call may panic: nothing is in flight before the request is written
        let len = call.write(self.buffer.as_mut(), 0).map_err(ErrorKind::Build)?;
        let request = self.buffer.as_mut().get_mut(..len).unwrap_or(&mut []);
        send_written(&mut self.session, mode, request, |bytes| self.transport.send(bytes))
    }
    /// Sends the request of a call that has no reply. Unread events are kept.
    fn send_only<C: Call>(&mut self, call: &mut C) -> Result<Completion, ErrorKind<T::Error>> {
        let free = self.after_unread();
        let room = self.buffer.as_mut().get_mut(free..).unwrap_or(&mut []);
        let len = call.write(room, 0).map_err(ErrorKind::Build)?;
        let request = room.get_mut(..len).unwrap_or(&mut []);
        send_written(&mut self.session, ReplyMode::None, request, |bytes| self.transport.send(bytes))?;
        Ok(Completion::default())
    }
    /// Sends a call's transaction, and reads the replies until the ack of the last request or the
    /// first error.
    #[inline(never)]
    fn run_transaction<C: Call>(
        &mut self,
        call: &mut C,
        lookup: Lookup,
    ) -> Result<Completion, ErrorKind<T::Error>> {
        self.make_room(ReplyMode::Ack, |event| _ = call.event(event))?;
        let len = call.write(self.buffer.as_mut(), 0).map_err(ErrorKind::Build)?;
        let bytes = self.buffer.as_mut().get_mut(..len).unwrap_or(&mut []);
        let sent = send_transaction(&mut self.session, bytes, |bytes| self.transport.send(bytes))?;
        let Some((ticket, count)) = sent else { return Ok(Completion::default()) };
        let is_ours = |request: RequestId| request.seq().wrapping_sub(ticket.seq()) < count;
        loop {
            match self.poll_message(0) {
                Ok((_, Polled::Done(request, done)))
                    if is_ours(request) && !self.session.is_in_flight(ticket) =>
                {
                    return Ok(done);
                }
                Ok((place, Polled::Refused(request, refusal))) if is_ours(request) => {
                    self.session.cancel(ticket);
                    self.refused = place;
                    let ack = self.message(place).ok().and_then(Ack::read);
                    self.spec =
                        ack.and_then(|ack| refused_spec(&ack, lookup)).copied().unwrap_or(call.spec());
                    return Err(ErrorKind::Refused(refused_at(ticket, request, refusal)));
                }
                Ok((place, Polled::Event)) => self.dispatch_event(place, |event| _ = call.event(event)),
                Ok((_, Polled::Overrun)) => self.draining = true,
                Ok(_) => {}
                Err(ErrorKind::Overrun) => {
                    self.lost(ticket);
                    return Err(ErrorKind::Overrun);
                }
                Err(cause) => {
                    self.session.cancel(ticket);
                    return Err(cause);
                }
            }
        }
    }
    /// Reads the reply to a call's request to its end.
    fn finish_call<C: Call>(
        &mut self,
        ticket: RequestId,
        call: &mut C,
    ) -> Result<Completion, ErrorKind<T::Error>> {
        loop {
            match self.step(ticket, 0, |event| _ = call.event(event)) {
                Ok(Stepped::Done(completion)) => return Ok(completion),
                Ok(Stepped::Item(place, last)) => {
                    if let Err(error) = self.message(place).and_then(|message| call.reply(message)) {
                        self.session.cancel(ticket);
                        return Err(ErrorKind::Malformed(error));
                    }
                    if last {
                        return Ok(Completion::default());
                    }
                }
                Err(cause) => {
                    self.session.cancel(ticket);
                    return Err(cause);
                }
            }
        }
    }
    /// Reads events until the call accepts one, events were lost, or the limit has passed. Returns
    /// that, and how long it took.
    fn wait<C: Call>(
        &mut self,
        call: &mut C,
        limit: Duration,
        run: &mut Run,
    ) -> Result<(Wake, Duration), ErrorKind<T::Error>> {
        let began = self.transport.now();
        let deadline = began.saturating_add(limit);
        let wake = loop {
            if run.losses != self.losses {
                run.losses = self.losses;
                break Wake::Lost;
            }
            match self.take_unread() {
                Some(Ok((place, Polled::Event))) => {
                    let mut accepted = false;
                    self.dispatch_event(place, |event: Message<'_>| accepted = call.event(event));
                    if accepted {
                        break Wake::Event;
                    }
                }
                Some(Ok((_, Polled::Overrun))) => self.draining = true,
                Some(Ok(_)) => {}
                // the rest of the datagram is lost
                Some(Err(_)) => self.report_loss(),
                // a flood of other events does not keep the call from its end
                None if self.transport.now() >= deadline => break Wake::TimedOut,
                None => match self.receive_until(deadline) {
                    Ok(()) => {}
                    Err(ErrorKind::Overrun) => self.report_loss(),
                    Err(cause) if cause.is_timeout() => break Wake::TimedOut,
                    Err(cause) if cause.is_loss_or_timeout() => {}
                    Err(cause) => return Err(cause),
                },
            }
        };
        Ok((wake, self.transport.now().saturating_sub(began)))
    }
}
