//! Netlink sockets for tokio. Feature `tokio`.
//!
//! [`Socket`] is the plain socket: datagrams in and out of the caller's buffers. For requests, many
//! tasks share one [`SharedConnection`] over it ([`Connection`]). Nothing is spawned, and dropping
//! a future loses no datagram and no reply of another request.
//!
//! ```no_run
//! use nlwire::{route::{GetLink, Link}, socket::Protocol, tokio::{Connection, connect}};
//! async fn names(connection: &Connection) -> Result<Vec<String>, Box<dyn core::error::Error>> {
//!     let mut names = Vec::new();
//!     let asked = connection.dump(GetLink::default(), |link| {
//!         names.extend(link.attrs.get(Link::IFLA_IFNAME).ok().flatten().map(|name| name.to_string()));
//!     });
//!     asked.await?; // or with tokio::time::timeout, or concurrently with other requests by tokio::join!
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
    client::{PollTransport, Received, SharedConnection},
    socket::{self, Config, Datagram, Operation, Protocol, SocketError},
};
use ::tokio::io::unix::AsyncFd;
use alloc::{vec, vec::Vec};
use core::{
    future::Future,
    task::{Context, Poll, ready},
    time::Duration,
};
use std::io;

/// A netlink socket registered with tokio's reactor. All methods take `&self`: tasks may share one.
#[derive(Debug)]
pub struct Socket(AsyncFd<socket::Socket>);

/// A shared connection over a tokio socket, with allocated buffers.
pub type Connection = SharedConnection<Socket, Vec<u8>>;

/// Opens a socket of a protocol, and a shared connection over it with a buffer of 32 KiB for
/// replies and one of 8 KiB for requests.
///
/// # Errors
/// As [`socket::Socket::open`], and if the reactor refuses the socket.
///
/// # Panics
/// Outside a tokio runtime.
pub fn connect(protocol: Protocol) -> io::Result<Connection> {
    connect_with(&Config::new(protocol))
}

/// Opens a socket as configured, and a shared connection over it with at most `N` requests in
/// flight. If the configuration does not set the size of the receive buffer, the size is chosen for
/// the replies to `N` requests.
///
/// # Errors
/// As [`connect`].
///
/// # Panics
/// Outside a tokio runtime.
pub fn connect_with<const N: usize>(config: &Config<'_>) -> io::Result<SharedConnection<Socket, Vec<u8>, N>> {
    /// Receive buffer accounted by the kernel for a reply and its ack, bytes.
    const REPLY: usize = 8 * 1024;
    let socket = Socket::open(config)?;
    let (needed, port) = (N.saturating_mul(REPLY), socket.get().port_id());
    if config.receive_buffer.is_none() && socket.get().receive_buffer()? < needed {
        socket.get().set_receive_buffer(needed)?;
    }
    Ok(SharedConnection::with_places(socket, vec![0; 32 * 1024], vec![0; 8192], port, socket::random_seed()))
}

impl Socket {
    /// Registers a socket with the current runtime, and makes it nonblocking.
    ///
    /// # Errors
    /// The reactor refuses the socket.
    ///
    /// # Panics
    /// Outside a tokio runtime.
    pub fn new(socket: socket::Socket) -> io::Result<Self> {
        socket.set_nonblocking(true)?;
        // The form that newer versions prefer is unsafe: it requires that the descriptor stay the
        // same and open, as a Socket's does.
        #[allow(deprecated)]
        AsyncFd::new(socket).map(Self)
    }
    /// Opens a socket, as [`socket::Socket::open`] does, and registers it with the current runtime.
    ///
    /// # Errors
    /// As [`socket::Socket::open`] and [`new`](Self::new).
    ///
    /// # Panics
    /// Outside a tokio runtime.
    pub fn open(config: &Config<'_>) -> io::Result<Self> {
        Self::new(config.open()?)
    }
    /// Returns the socket: to join groups, to set options, to receive without waiting.
    pub fn get(&self) -> &socket::Socket {
        self.0.get_ref()
    }
    /// Returns the socket, still nonblocking.
    pub fn into_inner(self) -> socket::Socket {
        self.0.into_inner()
    }
    /// Receives a datagram, as [`socket::Socket::recv_checked`] does. Cancel safe: dropping the
    /// future loses no datagram.
    ///
    /// # Errors
    /// As [`socket::Socket::recv_checked`].
    pub async fn recv(&self, buffer: &mut [u8]) -> Result<Received, SocketError> {
        loop {
            let mut guard =
                self.0.readable().await.map_err(|error| SocketError::from_io(Operation::Wait, &error))?;
            match self.get().try_recv_checked(buffer).transpose() {
                Some(received) => return received,
                None => guard.clear_ready(),
            }
        }
    }
    /// Receives a datagram with its sender, as [`socket::Socket::recv_from`] does. Cancel safe:
    /// dropping the future loses no datagram.
    ///
    /// # Errors
    /// As [`socket::Socket::recv_from`].
    pub async fn recv_from<'b>(&self, buffer: &'b mut [u8]) -> Result<Datagram<'b>, SocketError> {
        loop {
            let mut guard =
                self.0.readable().await.map_err(|error| SocketError::from_io(Operation::Wait, &error))?;
            // a borrow for 'b cannot be returned from a loop: take the datagram apart, and rebuild
            // it after the loop
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
    /// Sends a datagram, as [`socket::Socket::send`] does. Sending to the kernel never waits. If
    /// the future is dropped before completion, the datagram was not sent.
    ///
    /// # Errors
    /// As [`socket::Socket::send`].
    pub async fn send(&self, datagram: &[u8]) -> Result<(), SocketError> {
        loop {
            let mut guard =
                self.0.writable().await.map_err(|error| SocketError::from_io(Operation::Wait, &error))?;
            match self.get().send(datagram) {
                Err(error) if error.would_block() => guard.clear_ready(),
                result => return result,
            }
        }
    }
}
impl PollTransport for Socket {
    type Error = SocketError;
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<Received, SocketError>> {
        loop {
            let ready = ready!(self.0.poll_read_ready(context));
            let mut guard = ready.map_err(|error| SocketError::from_io(Operation::Wait, &error))?;
            match self.get().try_recv_checked(buffer).transpose() {
                Some(received) => return Poll::Ready(received),
                None => guard.clear_ready(),
            }
        }
    }
    fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, SocketError> {
        self.get().try_recv_checked(buffer)
    }
    fn send(&self, datagram: &[u8]) -> Result<(), SocketError> {
        self.get().send(datagram)
    }
    fn join(&self, group: u32) -> Result<bool, SocketError> {
        self.get().join_for_now(group)
    }
    fn leave(&self, group: u32) -> Result<(), SocketError> {
        self.get().leave(group)
    }
    fn protocol(&self) -> Option<Protocol> {
        Some(self.get().protocol())
    }
    /// # Panics
    /// When polled, if the runtime's timers are off: see `tokio::runtime::Builder::enable_time`.
    fn sleep(&self, limit: Duration) -> impl Future<Output = ()> + Send {
        ::tokio::time::sleep(limit)
    }
}
