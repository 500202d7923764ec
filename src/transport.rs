//! The transport trait: what carries datagrams to and from the kernel.
use crate::wire::Protocol;
use core::time::Duration;

/// Delivery of a datagram: to this socket alone, or to a multicast group. A reply is always
/// unicast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// Sent to this socket's port id. Also for transports without this information, such as
    /// recordings.
    #[default]
    Unicast,
    /// Sent to a multicast group that the socket has joined: an event, never a reply.
    Multicast,
}

/// A datagram that a transport received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// Length, bytes.
    pub len: usize,
    /// How the datagram was delivered.
    pub delivery: Delivery,
}
impl Received {
    /// Creates the description of a unicast datagram of `len` bytes.
    pub const fn unicast(len: usize) -> Self {
        Self { len, delivery: Delivery::Unicast }
    }
    /// Creates the description of a multicast datagram of `len` bytes.
    pub const fn multicast(len: usize) -> Self {
        Self { len, delivery: Delivery::Multicast }
    }
}

/// A transport of datagrams to and from the kernel: a socket, a mock for tests, a recording, or a
/// tracer around any of them.
///
/// What the transport receives is trusted as sent by the kernel. A transport over a socket that
/// other processes can send to (by unicast, or by multicast to a joined group) must discard what
/// the kernel did not send; those of this crate do.
pub trait Transport {
    /// Error of sending and receiving.
    type Error: TransportError;
    /// Sends one datagram.
    ///
    /// # Errors
    /// Errors of the transport.
    fn send(&mut self, datagram: &[u8]) -> Result<(), Self::Error>;
    /// Receives one datagram into `buffer`; waits for one as the transport is configured to.
    ///
    /// # Errors
    /// Errors of the transport, including a datagram that does not fit.
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, Self::Error>;
    /// Receives one datagram without waiting. `None` means that the queue itself is empty.
    ///
    /// An empty queue ends the congestion during which the kernel discards events: a dump that
    /// repairs a loss starts only after that. A transport must not return `None` for another
    /// reason, such as a deadline or a scheduler's budget.
    ///
    /// # Errors
    /// As [`recv`](Self::recv); a timeout if a deadline passes while more is queued.
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, Self::Error>;
    /// Joins a multicast group. Returns whether this call joined it: `false` if the transport is a
    /// member already, or has no groups.
    ///
    /// # Errors
    /// Errors of the transport.
    #[inline(always)]
    fn join(&mut self, _group: u32) -> Result<bool, Self::Error> {
        Ok(false)
    }
    /// Leaves a multicast group.
    ///
    /// # Errors
    /// Errors of the transport.
    #[inline(always)]
    fn leave(&mut self, _group: u32) -> Result<(), Self::Error> {
        Ok(())
    }
    /// Returns the netlink protocol that the transport speaks: requests of another protocol are not
    /// sent. `None` if the protocol is unknown, or any request may be sent: a mock, a recording.
    ///
    /// Return a stored value: the method is called for every request.
    #[inline(always)]
    fn protocol(&self) -> Option<Protocol> {
        None
    }
    /// Returns the time of a monotonic clock; always zero if the transport has none.
    #[inline(always)]
    fn now(&self) -> Duration {
        Duration::ZERO
    }
    /// Receives one datagram into `buffer`; waits for one until `deadline`, a time of
    /// [`now`](Self::now). A transport without a clock waits as [`recv`](Self::recv) does.
    ///
    /// # Errors
    /// As [`recv`](Self::recv); a timeout at the deadline.
    #[inline(always)]
    fn recv_until(&mut self, buffer: &mut [u8], _deadline: Duration) -> Result<Received, Self::Error> {
        self.recv(buffer)
    }
}
impl<T: Transport + ?Sized> Transport for &mut T {
    type Error = T::Error;
    #[inline(always)]
    fn send(&mut self, datagram: &[u8]) -> Result<(), T::Error> {
        (**self).send(datagram)
    }
    #[inline(always)]
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, T::Error> {
        (**self).recv(buffer)
    }
    #[inline(always)]
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, T::Error> {
        (**self).try_recv(buffer)
    }
    #[inline(always)]
    fn join(&mut self, group: u32) -> Result<bool, T::Error> {
        (**self).join(group)
    }
    #[inline(always)]
    fn leave(&mut self, group: u32) -> Result<(), T::Error> {
        (**self).leave(group)
    }
    #[inline(always)]
    fn protocol(&self) -> Option<Protocol> {
        (**self).protocol()
    }
    #[inline(always)]
    fn now(&self) -> Duration {
        (**self).now()
    }
    #[inline(always)]
    fn recv_until(&mut self, buffer: &mut [u8], deadline: Duration) -> Result<Received, T::Error> {
        (**self).recv_until(buffer, deadline)
    }
}

/// Classification of a transport's error for the session.
pub trait TransportError: core::error::Error + Send + Sync + 'static {
    /// Whether the kernel discarded messages while the transport remains usable: `ENOBUFS`.
    fn is_loss(&self) -> bool {
        false
    }
    /// Whether a datagram did not fit the buffer, so that the rest of the datagram is lost.
    fn is_truncation(&self) -> bool {
        false
    }
    /// Whether nothing has arrived: a timeout, or nothing queued on a nonblocking socket.
    fn is_timeout(&self) -> bool {
        false
    }
}

/// Memory of a connection, for requests and received datagrams: `[u8; N]`, `&mut [u8]`, `Vec<u8>`,
/// or a vector of fixed capacity.
///
/// 32 KiB hold the largest datagrams that a dump sends; 8 KiB are enough for most requests.
pub trait Buffer: AsRef<[u8]> + AsMut<[u8]> {}
impl<B: AsRef<[u8]> + AsMut<[u8]>> Buffer for B {}
