//! A socket for tokio: it waits without holding a thread. Feature `tokio`.
//!
//! [`Socket`] is the socket alone, datagrams in and out of the caller's buffers. A conversation that many tasks share is a
//! [`Shared`] over it ([`Connection`]). Nothing is spawned, and a future that is dropped loses no datagram and no reply of others.
//!
//! ```no_run
//! use nlwire::{route::{GetLink, Link}, socket::Protocol, tokio::{Connection, connect}};
//! async fn names(connection: &Connection) -> Result<Vec<String>, Box<dyn core::error::Error>> {
//!     let mut names = Vec::new();
//!     let asked = connection.dump(GetLink::default(), |_| {}, |link| {
//!         names.extend(link.attrs.get(Link::IFLA_IFNAME).ok().flatten().map(|name| name.to_string()));
//!     });
//!     asked.await?; // or within tokio::time::timeout, or beside other requests by tokio::join!
//!     Ok(names)
//! }
//! # async fn example() -> Result<(), Box<dyn core::error::Error>> {
//! let connection = connect(Protocol::ROUTE)?;
//! println!("{:?}", names(&connection).await?);
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]

use crate::{
    exchange::{PollTransport, Shared},
    socket::{self, Config, Datagram, Operation, Protocol, SocketError},
};
use ::tokio::io::unix::AsyncFd;
use alloc::{vec, vec::Vec};
use core::task::{Context, Poll, ready};
use std::io;

/// A socket in tokio's care. All methods take `&self`: tasks may share one.
#[derive(Debug)]
pub struct Socket(AsyncFd<socket::Socket>);

/// A conversation that tasks share, in buffers of its own.
pub type Connection = Shared<Socket, Vec<u8>>;

/// Opens a socket of a protocol and a conversation over it, with a buffer of 32 KiB for answers and one of 8 KiB for requests. Must be
/// called within tokio's runtime.
///
/// # Errors
/// As [`socket::Socket::open`], and where the reactor refuses it.
pub fn connect(protocol: Protocol) -> io::Result<Connection> {
    let socket = Socket::open(&Config::new(protocol))?;
    let port = socket.get().port_id();
    Ok(Shared::new(socket, vec![0; 32 * 1024], vec![0; 8192], port, port.rotate_left(16) ^ 1))
}

impl Socket {
    /// Takes a socket into the care of the runtime that this is called in; it does not block from now on.
    ///
    /// # Errors
    /// Where the reactor refuses it. Panics outside of a runtime, as tokio does.
    pub fn new(socket: socket::Socket) -> io::Result<Self> {
        socket.set_nonblocking(true)?;
        // The form that newer versions prefer is unsafe: it asks that the descriptor stay the same and open, and a Socket's does.
        #[allow(deprecated)]
        AsyncFd::new(socket).map(Self)
    }
    /// Opens a socket: [`socket::Socket::open`].
    ///
    /// # Errors
    /// As there, and as [`new`](Self::new).
    pub fn open(config: &Config<'_>) -> io::Result<Self> {
        Self::new(config.open()?)
    }
    /// The socket: to join groups, to set options, to receive what is there without waiting.
    pub fn get(&self) -> &socket::Socket {
        self.0.get_ref()
    }
    /// Gives the socket back. It does not block as yet.
    pub fn into_inner(self) -> socket::Socket {
        self.0.into_inner()
    }
    /// Receives a datagram: [`socket::Socket::recv`]. A future that is dropped has taken none.
    ///
    /// # Errors
    /// As there.
    pub async fn recv(&self, buffer: &mut [u8]) -> Result<usize, SocketError> {
        loop {
            let mut guard =
                self.0.readable().await.map_err(|error| SocketError::of(Operation::Wait, &error))?;
            match self.get().try_recv(buffer) {
                Err(error) if error.would_block() => guard.clear_ready(),
                result => return result,
            }
        }
    }
    /// Receives a datagram and learns who sent it: [`socket::Socket::recv_from`]. A future that is dropped has taken none.
    ///
    /// # Errors
    /// As there.
    pub async fn recv_from<'b>(&self, buffer: &'b mut [u8]) -> Result<Datagram<'b>, SocketError> {
        loop {
            let mut guard =
                self.0.readable().await.map_err(|error| SocketError::of(Operation::Wait, &error))?;
            // what is lent for 'b cannot be asked for in a loop: so it is taken apart, and put together behind it
            let found = self.get().recv_from(buffer);
            let (len, sender, groups, group, nsid, uid) = match found {
                Ok(it) => (it.bytes.len(), it.sender, it.groups, it.group, it.nsid, it.uid),
                Err(error) if error.would_block() => {
                    guard.clear_ready();
                    continue;
                }
                Err(error) => return Err(error),
            };
            return Ok(Datagram {
                bytes: buffer.get(..len).unwrap_or(&[]),
                sender,
                groups,
                group,
                nsid,
                uid,
            });
        }
    }
    /// Sends a datagram: [`socket::Socket::send`]. To the kernel it never waits. A future that is dropped has sent none.
    ///
    /// # Errors
    /// As there.
    pub async fn send(&self, datagram: &[u8]) -> Result<(), SocketError> {
        loop {
            let mut guard =
                self.0.writable().await.map_err(|error| SocketError::of(Operation::Wait, &error))?;
            match self.get().send(datagram) {
                Err(error) if error.would_block() => guard.clear_ready(),
                result => return result,
            }
        }
    }
}
impl PollTransport for Socket {
    type Error = SocketError;
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<usize, SocketError>> {
        loop {
            let ready = ready!(self.0.poll_read_ready(context));
            let mut guard = ready.map_err(|error| SocketError::of(Operation::Wait, &error))?;
            match self.get().try_recv(buffer) {
                Err(error) if error.would_block() => guard.clear_ready(),
                result => return Poll::Ready(result),
            }
        }
    }
    fn send(&self, datagram: &[u8]) -> Result<(), SocketError> {
        self.get().send(datagram)
    }
}
