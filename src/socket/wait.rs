//! Waiting with a limit, and wake-up by another thread: `poll(2)`, `eventfd(2)`.
#![forbid(unsafe_code)]

use core::time::Duration;

use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::io::Errno;
use rustix::time::{ClockId, clock_gettime};

use super::{Operation, Socket, SocketError, sys};
use crate::client::Received;

/// Returns the time of the monotonic clock (`CLOCK_MONOTONIC`), on which deadlines are based.
#[doc(alias = "CLOCK_MONOTONIC")]
pub fn monotonic() -> Duration {
    let now = clock_gettime(ClockId::Monotonic);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or(0) % 1_000_000_000)
}

/// Reason why a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ready {
    /// A datagram, or a pending error, can be received.
    Socket,
    /// A [`Waker`] was triggered.
    Woken,
    /// The limit has expired.
    TimedOut,
}

/// Wakes a thread that waits for a socket, by a descriptor (`eventfd`) that is polled along with
/// the socket. Stays triggered for all waiting threads until [`clear`](Self::clear).
#[derive(Debug)]
pub struct Waker(OwnedFd);
impl Waker {
    /// Creates a waker, not triggered.
    ///
    /// # Errors
    /// `EMFILE` if too many files are open.
    #[doc(alias = "eventfd")]
    pub fn new() -> Result<Self, SocketError> {
        eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)
            .map(Self)
            .map_err(|errno| SocketError::new(Operation::Wake, errno))
    }

    /// Wakes all current and future waits, until [`clear`](Self::clear). May be called from any
    /// thread; share the waker by reference or in an `Arc`.
    ///
    /// # Errors
    /// An errno of `write(2)`.
    pub fn wake(&self) -> Result<(), SocketError> {
        match rustix::io::write(self.as_fd(), &1u64.to_ne_bytes()) {
            // EAGAIN: the counter is at its maximum, 2^64 - 2, so the waker is triggered
            Ok(_) | Err(Errno::AGAIN) => Ok(()),
            Err(errno) => Err(SocketError::new(Operation::Wake, errno)),
        }
    }

    /// Resets the waker, so that the next wait blocks. Returns whether it was triggered.
    pub fn clear(&self) -> bool {
        rustix::io::read(self.as_fd(), &mut [0u8; 8]).is_ok()
    }
}
impl AsFd for Waker {
    fn as_fd(&self) -> BorrowedFd<'_> {
        sys::borrow(&self.0)
    }
}

/// Waiting.
impl Socket {
    /// Waits until a datagram can be received, at most for `limit` (`None` waits forever). Returns
    /// whether one can be received. Signals do not shorten the wait.
    ///
    /// # Errors
    /// An errno of `poll(2)`.
    #[doc(alias = "poll")]
    pub fn wait(&self, limit: Option<Duration>) -> Result<bool, SocketError> {
        self.wait_or(None, limit).map(|ready| ready == Ready::Socket)
    }

    /// Waits until a datagram can be received or a waker is triggered, at most for `limit` (`None`
    /// waits forever). The waker takes precedence, so that a busy socket does not keep its reader
    /// from ending.
    ///
    /// # Errors
    /// An errno of `poll(2)`.
    pub fn wait_or(&self, waker: Option<&Waker>, limit: Option<Duration>) -> Result<Ready, SocketError> {
        let until = limit.map(|limit| monotonic().saturating_add(limit));
        loop {
            let left = until.map(|until| until.saturating_sub(monotonic()));
            // A limit too large to be expressed means no limit.
            let left = left.and_then(|left| Timespec::try_from(left).ok());
            let mut both = [
                PollFd::new(self, PollFlags::IN),
                PollFd::from_borrowed_fd(waker.map_or(self.as_fd(), Waker::as_fd), PollFlags::IN),
            ];
            let count = if waker.is_some() { 2 } else { 1 };
            match poll(both.get_mut(..count).unwrap_or_default(), left.as_ref()) {
                Ok(0) => return Ok(Ready::TimedOut),
                Ok(_) => {
                    let [_, woken] = both;
                    let woken = waker.is_some() && !woken.revents().is_empty();
                    return Ok(if woken { Ready::Woken } else { Ready::Socket });
                }
                Err(Errno::INTR) => {}
                Err(errno) => return Err(SocketError::new(Operation::Wait, errno)),
            }
        }
    }
}

/// A socket whose receives have a deadline and can be cancelled by another thread: a
/// [`Transport`](crate::client::Transport) for a [`Connection`](crate::client::Connection) that
/// must not hang.
///
/// Costs one `poll` for each datagram that is not queued yet, and nothing for queued ones.
///
/// ```no_run
/// # #[cfg(feature = "route")] {
/// use nlwire::{client::Connection, route::GetLink, socket::{Protocol, Socket, Waker, Cancellable, random_seed}};
/// use core::time::Duration;
/// let (socket, waker) = (Socket::new(Protocol::ROUTE)?, Waker::new()?);
/// let mut buffer = [0; 8192];
/// let mut connection = Connection::new(Cancellable::new(&socket, Some(&waker)), &mut buffer, socket.port_id(), random_seed());
/// connection.transport().within(Duration::from_secs(2)); // for all following calls, until it is set again
/// let link = connection.get(GetLink { index: 1, ..Default::default() })?;
/// # }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Cancellable<'s> {
    socket: &'s Socket,
    waker: Option<&'s Waker>,
    until: Option<Duration>,
    /// Number of datagrams since the waker and the deadline were checked.
    since: u8,
}
impl<'s> Cancellable<'s> {
    /// Maximum number of datagrams between two checks of the waker and the deadline.
    const BUSY: u8 = 32;

    /// Creates a transport without a deadline.
    pub const fn new(socket: &'s Socket, waker: Option<&'s Waker>) -> Self {
        Self { socket, waker, until: None, since: 0 }
    }
    /// Sets the deadline of all following receives to `limit` from now; then they fail with a
    /// timeout.
    pub fn within(&mut self, limit: Duration) -> &mut Self {
        self.until = Some(monotonic().saturating_add(limit));
        self
    }
    /// Sets the deadline of all following receives, by the [`monotonic`] clock; `None` waits
    /// forever.
    pub const fn until(&mut self, deadline: Option<Duration>) -> &mut Self {
        self.until = deadline;
        self
    }
    /// Returns the socket.
    pub const fn socket(&self) -> &'s Socket {
        self.socket
    }
    /// Receives a datagram, as [`Socket::recv_checked`] does. A queued datagram is returned even
    /// after the deadline, but at most 32 in a row.
    ///
    /// # Errors
    /// As [`Socket::recv`]; a [timeout](SocketError::is_timeout) at the deadline,
    /// [`SocketError::Woken`] if the waker was triggered.
    pub fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, SocketError> {
        loop {
            if self.since < Self::BUSY {
                if let Some(result) = self.socket.try_recv_checked(buffer).transpose() {
                    self.since += 1;
                    return result;
                }
            }
            let busy = core::mem::take(&mut self.since) >= Self::BUSY;
            let left = self.until.map(|until| until.saturating_sub(monotonic()));
            if busy && left == Some(Duration::ZERO) {
                return Err(SocketError::new(Operation::Receive, Errno::AGAIN));
            }
            match self.socket.wait_or(self.waker, left)? {
                Ready::Socket => {}
                Ready::Woken => return Err(SocketError::Woken),
                Ready::TimedOut => return Err(SocketError::new(Operation::Receive, Errno::AGAIN)),
            }
        }
    }
}
impl crate::client::Transport for Cancellable<'_> {
    type Error = SocketError;
    fn send(&mut self, datagram: &[u8]) -> Result<(), SocketError> {
        self.socket.send(datagram)
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, SocketError> {
        Cancellable::recv(self, buffer)
    }
    /// Receives what is queued. Fails with a timeout or [`SocketError::Woken`] only after 32
    /// datagrams in a row, so that a flood does not keep a reader that drains the queue from the
    /// deadline and the waker.
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, SocketError> {
        if self.since >= Self::BUSY {
            self.since = 0;
            if self.waker.is_some() && self.socket.wait_or(self.waker, Some(Duration::ZERO))? == Ready::Woken
            {
                return Err(SocketError::Woken);
            }
            if self.until.is_some_and(|until| until <= monotonic()) {
                return Err(SocketError::new(Operation::Receive, Errno::AGAIN));
            }
        }
        let received = self.socket.try_recv_checked(buffer)?;
        self.since = if received.is_some() { self.since.saturating_add(1) } else { 0 };
        Ok(received)
    }
    fn join(&mut self, group: u32) -> Result<bool, SocketError> {
        self.socket.join_for_now(group)
    }
    fn leave(&mut self, group: u32) -> Result<(), SocketError> {
        self.socket.leave(group)
    }
    #[inline(always)]
    fn protocol(&self) -> Option<super::Protocol> {
        Some(self.socket.protocol())
    }
    fn now(&self) -> Duration {
        monotonic()
    }
    /// Waits until `deadline`, or the deadline of [`within`](Self::within) if that is earlier.
    fn recv_until(&mut self, buffer: &mut [u8], deadline: Duration) -> Result<Received, SocketError> {
        let until = self.until;
        self.until = Some(until.map_or(deadline, |until| until.min(deadline)));
        let received = Cancellable::recv(self, buffer);
        self.until = until;
        received
    }
}
