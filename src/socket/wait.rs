//! Waiting with a limit, and being woken by another thread: `poll(2)` beside the socket. man 2 poll, man 2 eventfd.
#![forbid(unsafe_code)]

use core::time::Duration;

use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::io::Errno;
use rustix::time::{ClockId, clock_gettime};

use super::{Operation, Socket, SocketError, sys};

/// The time of the clock that only goes forward (`CLOCK_MONOTONIC`), which deadlines here are counted by.
#[doc(alias = "CLOCK_MONOTONIC")]
pub fn monotonic() -> Duration {
    let now = clock_gettime(ClockId::Monotonic);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or(0) % 1_000_000_000)
}

/// What ended a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ready {
    /// There is something to receive, or an error to be told of.
    Socket,
    /// A [`Waker`] was called.
    Woken,
    /// The time is over.
    TimedOut,
}

/// Wakes a thread that waits for a socket: a descriptor (`eventfd`) that is polled beside it. Once called it stays called, for all who
/// look, until [`clear`](Self::clear).
#[derive(Debug)]
pub struct Waker(OwnedFd);
impl Waker {
    /// A new one, not called.
    ///
    /// # Errors
    /// `EMFILE` where too many files are open.
    #[doc(alias = "eventfd")]
    pub fn new() -> Result<Self, SocketError> {
        eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)
            .map(Self)
            .map_err(|errno| SocketError::new(Operation::Wake, errno))
    }

    /// Wakes who waits, and who will. From any thread; `&self`, so share it by reference or in an `Arc`.
    ///
    /// # Errors
    /// An errno of `write(2)`.
    pub fn wake(&self) -> Result<(), SocketError> {
        match rustix::io::write(self.as_fd(), &1u64.to_ne_bytes()) {
            // EAGAIN: it has been called 2^64 - 2 times already, and that is enough.
            Ok(_) | Err(Errno::AGAIN) => Ok(()),
            Err(errno) => Err(SocketError::new(Operation::Wake, errno)),
        }
    }

    /// Takes calls back, so that the next wait lasts; whether there were any.
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
    /// Waits until there is something to receive, at most so long (`None`: for ever); whether there is. Signals do not shorten it.
    ///
    /// # Errors
    /// An errno of `poll(2)`.
    #[doc(alias = "poll")]
    pub fn wait(&self, limit: Option<Duration>) -> Result<bool, SocketError> {
        self.wait_or(None, limit).map(|ready| ready == Ready::Socket)
    }

    /// Waits until there is something to receive or a waker is called, at most so long. The waker goes before the socket, so that a busy
    /// socket does not keep its reader from being ended.
    ///
    /// # Errors
    /// An errno of `poll(2)`.
    pub fn wait_or(&self, waker: Option<&Waker>, limit: Option<Duration>) -> Result<Ready, SocketError> {
        let until = limit.map(|limit| monotonic().saturating_add(limit));
        loop {
            let left = until.map(|until| until.saturating_sub(monotonic()));
            // A limit that is too large to be told is none.
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

/// A socket whose every receive has a deadline, and can be ended by another thread: a
/// [`Transport`](crate::exchange::Transport) for a [`Connection`](crate::exchange::Connection) that must not hang. It costs a `poll` a
/// datagram that is not there yet, and nothing for those that are.
///
/// ```no_run
/// # #[cfg(feature = "route")] {
/// use nlwire::{exchange::Connection, route::GetLink, socket::{Protocol, Socket, Waker, Watched}};
/// use core::time::Duration;
/// let (socket, waker) = (Socket::new(Protocol::ROUTE)?, Waker::new()?);
/// let mut buffer = [0; 8192];
/// let mut connection = Connection::new(Watched::new(&socket, Some(&waker)), &mut buffer, socket.port_id(), 1);
/// connection.transport().within(Duration::from_secs(2)); // all that follows, until it is set anew
/// let link = connection.get(GetLink { index: 1, ..Default::default() }, |_| {})?;
/// # }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Watched<'s> {
    socket: &'s Socket,
    waker: Option<&'s Waker>,
    until: Option<Duration>,
    /// Datagrams since the waker and the deadline were looked at.
    since: u8,
}
impl<'s> Watched<'s> {
    /// How many datagrams in a row may keep a reader from looking at the waker and the deadline.
    const BUSY: u8 = 32;

    /// Without a deadline as yet.
    pub const fn new(socket: &'s Socket, waker: Option<&'s Waker>) -> Self {
        Self { socket, waker, until: None, since: 0 }
    }
    /// Whatever is received from now on must be there after so long; then it is a time-out.
    pub fn within(&mut self, limit: Duration) -> &mut Self {
        self.until = Some(monotonic().saturating_add(limit));
        self
    }
    /// Whatever is received must be there at that time of the [`monotonic`] clock; `None` waits for ever.
    pub const fn until(&mut self, deadline: Option<Duration>) -> &mut Self {
        self.until = deadline;
        self
    }
    /// The socket.
    pub const fn socket(&self) -> &'s Socket {
        self.socket
    }
    /// Receives a datagram. Where one is there it comes even after the deadline, but not 32 times in a row.
    ///
    /// # Errors
    /// As [`Socket::recv`]; a [time-out](SocketError::is_timeout) at the deadline, [`SocketError::Woken`] where the waker was called.
    pub fn recv(&mut self, buffer: &mut [u8]) -> Result<usize, SocketError> {
        loop {
            if self.since < Self::BUSY {
                match self.socket.try_recv(buffer) {
                    Err(error) if error.would_block() => {}
                    result => {
                        self.since += 1;
                        return result;
                    }
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
impl crate::exchange::Transport for Watched<'_> {
    type Error = SocketError;
    fn send(&mut self, datagram: &[u8]) -> Result<(), SocketError> {
        self.socket.send(datagram)
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<usize, SocketError> {
        Watched::recv(self, buffer)
    }
}
