//! The events of a shared connection, for one reader.
use super::*;

/// Events of a [`SharedConnection`], for one reader: a stream whose items, borrowed until the next
/// call, [`next`](Self::next) and [`next_as`](Self::next_as) return. After it is dropped, events are
/// discarded again.
///
/// Not a `futures_core::Stream`: the reader must not block other tasks between two calls, and a
/// `Stream` has no way to say that it is not being polled.
#[doc(alias = "Stream")]
pub struct Events<'s, X, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> {
    pub(super) shared: &'s SharedConnection<X, B, N>,
    pub(super) current: Vec<u8>,
    /// Number of datagrams that may be taken before the task has to wait, since a loop over events
    /// may be one poll of the task.
    pub(super) budget: u32,
}

impl<X: PollTransport, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> Events<'_, X, B, N> {
    /// Returns the next event, decoded by the [`MessageEnum`] of the protocol:
    /// `events.next_as::<RouteMessage>().await`. Borrowed until the next call. Cancel safe: dropping
    /// the future loses no event.
    ///
    /// # Errors
    /// As [`next`](Self::next); [`ErrorKind::Malformed`] if the message is shorter than its fixed
    /// header.
    #[doc(alias = "Event")]
    pub async fn next_as<'e, M: MessageEnum<'e>>(&'e mut self) -> Result<M, client::Error<X::Error>> {
        let malformed = |error| client::Error { operation: "events", kind: ErrorKind::Malformed(error) };
        M::decode(self.next().await?).map_err(malformed)
    }
    /// Returns the next event, borrowed until the next call. Cancel safe: dropping the future loses
    /// no event.
    ///
    /// # Errors
    /// [`ErrorKind::Overrun`] if events were lost: dump the state again, then continue. Otherwise
    /// errors of the transport.
    pub async fn next(&mut self) -> Result<Message<'_>, client::Error<X::Error>> {
        let fail = |cause| client::Error { operation: "events", kind: cause };
        let mut waiting = Waiting { shared: self.shared, reader: None };
        let (shared, current, budget, mut seen) = (self.shared, &mut self.current, &mut self.budget, 0);
        poll_fn(|context| {
            let mut waker = Some(context.waker().clone());
            let mut context = Context::from_waker(&shared.reactor);
            shared.with(|state| {
                waiting.reader = Some(Reader::Events);
                let result = loop {
                    let Some(queue) = &mut state.events else { break Err(ErrorKind::Overrun) };
                    let mut head = [0; 4];
                    head.iter_mut().zip(&queue.bytes).for_each(|(to, from)| *to = *from);
                    if queue.bytes.len() >= head.len() {
                        let len = (u32::from_ne_bytes(head) as usize).next_multiple_of(4);
                        current.clear();
                        current.extend(queue.bytes.drain(..len.min(queue.bytes.len())));
                        break Ok(());
                    }
                    // while the queue is being drained, more of what was queued before the loss may
                    // come
                    if state.draining != Some(Loss::Discarded) && take(&mut queue.overrun) {
                        break Err(ErrorKind::Overrun);
                    }
                    let turn = Turn { reader: Reader::Events, has_sent: false, watch: None };
                    let transport = &shared.transport;
                    match state.read(transport, &mut context, &mut waker, budget, turn, &mut seen) {
                        Poll::Ready(Ok(_)) => {}
                        Poll::Ready(Err(cause)) => break Err(cause),
                        Poll::Pending => {
                            *budget = BUDGET;
                            return Poll::Pending;
                        }
                    }
                };
                waiting.reader.take().into_iter().for_each(|reader| state.leave(reader));
                Poll::Ready(result)
            })
        })
        .await
        .map_err(fail)?;
        Message::new(&self.current).map_err(|error| fail(ErrorKind::Malformed(error)))
    }
}

impl<X, B: AsRef<[u8]> + AsMut<[u8]>, const N: usize> Drop for Events<'_, X, B, N> {
    fn drop(&mut self) {
        // the queue is freed after the lock is released
        let queue = self.shared.lock().events.take();
        drop(queue);
    }
}
