//! The messages of a reply, one by one.
use super::*;

/// The messages of a reply, borrowed one by one from the connection's buffer. Dropping it before
/// its end cancels the request; what still arrives for it is discarded.
pub struct Replies<'c, T, B, Q, H = DiscardEvents> {
    pub(super) connection: &'c mut Connection<T, B, H>,
    pub(super) ticket: RequestId,
    /// The reply has ended, or was refused.
    pub(super) ended: bool,
    /// A part has come, so that the next message is most likely another one.
    pub(super) flows: bool,
    /// How often the request may be repeated if the kernel reports that another dump runs.
    pub(super) retries: u8,
    pub(super) done: Option<Completion>,
    /// Position of the message that was returned last.
    pub(super) current: Option<Place>,
    pub(super) query: Q,
}

impl<T: Transport, B: Buffer, Q: Query, H: EventHandler> Replies<'_, T, B, Q, H> {
    /// Returns the next message, or `None` at the end; then [`done`](Self::done) reports how the
    /// request completed.
    ///
    /// # Errors
    /// The kernel's error, or [`ErrorKind::Overrun`] (messages were lost, among them the end of the
    /// reply); both end the reply. After a timeout or a malformed message, the next call continues.
    /// `EBUSY` because an earlier dump over this socket was cancelled is not reported: that dump is
    /// read to its end, and the request is sent again.
    #[inline]
    #[allow(clippy::should_implement_trait)] // it lends, which an Iterator cannot
    pub fn next(&mut self) -> client::Result<Option<<Q::Operation as Operation>::Reply<'_>>, T> {
        loop {
            let Some(place) = self.next_place()? else { return Ok(None) };
            self.current = Some(place);
            if Q::FILTERS && !self.query.matches(&self.lend(place)?) {
                continue;
            }
            return self.lend(place).map(Some);
        }
    }
    /// Borrows a message of the reply.
    #[inline(always)]
    fn lend(&self, place: Place) -> client::Result<<Q::Operation as Operation>::Reply<'_>, T> {
        let reply = self.connection.lend::<Q::Operation>(place);
        reply.map_err(|error| failure(self.name(), ErrorKind::Malformed(error)))
    }
    /// Returns the name of the operation, for errors.
    #[cold]
    pub(in crate::client) fn name(&self) -> &'static str {
        self.query.operation().name()
    }
    #[inline(always)]
    fn next_place(&mut self) -> client::Result<Option<Place>, T> {
        if self.flows {
            if let Some(place) = self.connection.take_part(self.ticket) {
                return Ok(Some(place));
            }
        }
        self.step()
    }
    #[inline]
    fn step(&mut self) -> client::Result<Option<Place>, T> {
        self.current = None;
        if self.ended {
            return Ok(None);
        }
        match self.connection.step(self.ticket, 0, |_| {}) {
            Ok(Stepped::Item(place, last)) => {
                if last {
                    (self.ended, self.done) = (true, Some(Completion::default()));
                }
                (self.flows, self.retries) = (!last, 0);
                Ok(Some(place))
            }
            Ok(Stepped::Done(done)) => {
                (self.ended, self.flows, self.done) = (true, false, Some(done));
                Ok(None)
            }
            Err(ErrorKind::Refused(refusal)) if refusal.errno == Errno::EBUSY && self.retries > 0 => {
                self.retries -= 1;
                let place = self.connection.refused;
                match self.connection.retry_dump(place) {
                    Ok(Some(ticket)) => {
                        self.ticket = ticket;
                        self.step()
                    }
                    // nothing is in flight any more
                    retried => {
                        (self.ended, self.flows) = (true, false);
                        Err(failure(self.name(), retried.err().unwrap_or(ErrorKind::Refused(refusal))))
                    }
                }
            }
            Err(cause) => {
                self.flows = false;
                self.ended =
                    matches!(cause, ErrorKind::Refused(_) | ErrorKind::NoProgress | ErrorKind::Overrun);
                Err(failure(self.name(), cause))
            }
        }
    }
    /// Returns the message that [`next`](Self::next) returned last, once more. Use it to search in
    /// a loop and return the match after the loop, which the borrow checker does not allow with the
    /// result of `next`. `None` before the first message, and after the end or an error.
    pub fn last(&self) -> Option<<Q::Operation as Operation>::Reply<'_>> {
        self.connection.lend::<Q::Operation>(self.current?).ok()
    }
    /// Returns how the request completed; `None` before the end, and if it failed.
    pub const fn done(&self) -> Option<Completion> {
        self.done
    }
    /// Whether a change has interrupted the dump so far. Only after the end is `false` certain.
    pub fn interrupted(&self) -> bool {
        self.done.is_some_and(|done| done.interrupted) || self.connection.session.is_interrupted(self.ticket)
    }
}
