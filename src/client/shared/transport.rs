//! A transport that wakes tasks.
use super::*;

/// A transport that wakes a task instead of blocking: a socket registered with a runtime's reactor.
///
/// The feature `tokio` provides one for tokio; for other runtimes see `examples/async` in the
/// repository.
///
/// What the transport receives is trusted as sent by the kernel, as with
/// [`Transport`](crate::client::Transport): receive by
/// [`Socket::try_recv_checked`](crate::socket::Socket::try_recv_checked).
pub trait PollTransport {
    /// Error of sending and receiving.
    type Error: TransportError;
    /// Receives one datagram. If none is queued, the context's waker is woken when one arrives.
    ///
    /// The waker belongs to the connection, and every call gets the same. This method and
    /// [`send`](Self::send) may call, clone and drop the waker at any time.
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<Received, Self::Error>>;
    /// Receives one datagram without waiting, regardless of the runtime's budget. `None` means that
    /// the socket's queue itself is empty.
    ///
    /// # Errors
    /// Errors of the transport.
    fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, Self::Error>;
    /// Sends one datagram without waiting: the kernel processes requests without delay.
    ///
    /// # Errors
    /// Errors of the transport.
    fn send(&self, datagram: &[u8]) -> Result<(), Self::Error>;
    /// Joins a multicast group. Returns whether this call joined it: `false` if the transport is a
    /// member already, or has no groups.
    ///
    /// # Errors
    /// Errors of the transport.
    fn join(&self, _group: u32) -> Result<bool, Self::Error> {
        Ok(false)
    }
    /// Leaves a multicast group.
    ///
    /// # Errors
    /// Errors of the transport.
    fn leave(&self, _group: u32) -> Result<(), Self::Error> {
        Ok(())
    }
    /// Returns the netlink protocol that the transport speaks, as
    /// [`Transport::protocol`](crate::client::Transport::protocol). `None` if it is unknown.
    fn protocol(&self) -> Option<Protocol> {
        None
    }
    /// Returns a future that ends after `limit`: the runtime's timer, for calls that await an event and
    /// for caches. Without one, such a call waits until the event comes or the caller drops the
    /// future, and a cache reads a snapshot that is due later when the next event comes.
    fn sleep(&self, _limit: Duration) -> impl Future<Output = ()> + Send {
        pending()
    }
}

impl<X: PollTransport + ?Sized> PollTransport for &X {
    type Error = X::Error;
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<Received, X::Error>> {
        (**self).poll_recv(context, buffer)
    }
    fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, X::Error> {
        (**self).try_recv(buffer)
    }
    fn send(&self, datagram: &[u8]) -> Result<(), X::Error> {
        (**self).send(datagram)
    }
    fn join(&self, group: u32) -> Result<bool, X::Error> {
        (**self).join(group)
    }
    fn leave(&self, group: u32) -> Result<(), X::Error> {
        (**self).leave(group)
    }
    fn protocol(&self) -> Option<Protocol> {
        (**self).protocol()
    }
    fn sleep(&self, limit: Duration) -> impl Future<Output = ()> + Send {
        (**self).sleep(limit)
    }
}
