//! One step of a cache over a transport: send what is due, receive.
use super::{At, Cache, CacheSpec, Change, Entry, Slot, Step, Store};
use crate::client::{self, ErrorKind, Received, Transport, TransportError, check_protocol};
use crate::wire::Protocol;
use core::time::Duration;

impl<T: CacheSpec, S, E> Cache<T, S>
where
    S: Store<Key = At<T::Key>, Value = Slot<E>>,
    E: Entry<T>,
{
    /// Sends what is due, and receives one datagram.
    ///
    /// The transport must be nonblocking or have a timeout, since only a receive that finds nothing
    /// shows that the queue was read to its end. Wait no longer than [`due_in`](Self::due_in).
    ///
    /// # Errors
    /// Errors of the transport except losses and timeouts, and a buffer that is too small for the
    /// request.
    pub fn step<X: Transport>(
        &mut self,
        transport: &mut X,
        buffer: &mut [u8],
        now: Duration,
        sink: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) -> Result<Step, client::Error<X::Error>> {
        self.send_due(now, buffer, transport.protocol(), |request| transport.send(request))?;
        let received = match transport.recv(buffer) {
            // A deadline of the transport may pass while more is queued; after a loss and after a
            // snapshot only an empty queue counts.
            Err(error) if error.is_timeout() && self.must_drain() => {
                match transport.try_recv(buffer).transpose() {
                    Some(received) => received,
                    None => {
                        self.drained();
                        return Ok(Step::Idle);
                    }
                }
            }
            received => received,
        };
        if received.as_ref().is_err_and(TransportError::is_timeout) {
            return Ok(Step::Idle);
        }
        self.received(received, buffer, now, sink)
    }
    /// Sends the request that is due, if any.
    pub(super) fn send_due<X>(
        &mut self,
        now: Duration,
        buffer: &mut [u8],
        protocol: Option<Protocol>,
        send: impl FnOnce(&[u8]) -> Result<(), X>,
    ) -> Result<(), client::Error<X>> {
        check_protocol(T::PROTOCOL, protocol).map_err(|kind| client::Error { operation: "cache", kind })?;
        let request = self.request(now, buffer);
        let Some(request) =
            request.map_err(|error| client::Error { operation: "cache", kind: ErrorKind::Build(error) })?
        else {
            return Ok(());
        };
        send(request).map_err(|error| {
            self.not_sent();
            failed(error)
        })
    }
    /// Processes the result of a receive.
    pub(super) fn received<X: TransportError>(
        &mut self,
        received: Result<Received, X>,
        buffer: &[u8],
        now: Duration,
        on_change: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) -> Result<Step, client::Error<X>> {
        match received {
            Ok(Received { len, delivery }) => {
                self.receive(buffer.get(..len).unwrap_or(&[]), delivery, now, on_change);
                Ok(Step::Took)
            }
            Err(error) if error.is_loss() || error.is_truncation() => {
                self.lost(now, on_change);
                Ok(Step::Lost)
            }
            Err(error) => Err(failed(error)),
        }
    }
}
pub(super) fn failed<X>(error: X) -> client::Error<X> {
    client::Error { operation: "cache", kind: ErrorKind::Transport(error) }
}
