//! A netlink socket: open, join, send, receive into your own buffers. man 7 netlink.
//!
//! It allocates nothing, needs no libc where rustix needs none, and has no opinion on what the datagrams
//! mean: messages are read and written by the other modules. What it does have an opinion on: by default it
//! is connected to the kernel and so hears no forgers ([`Peer`]); a datagram that is cut is an error that
//! says how long it was ([`SocketError::Truncated`]); lost messages are never passed over
//! ([`SocketError::Overrun`]); calls that a signal interrupts start again; groups are numbers, never bit
//! masks.
//!
//! ```no_run
//! use nlwire::socket::{Protocol, Socket};
//!
//! # fn main() -> Result<(), nlwire::socket::SocketError> {
//! let socket = Socket::new(Protocol::ROUTE)?;
//! socket.join(1)?; // RTNLGRP_LINK: links that come, change and go
//! let mut buffer = [0; 32 * 1024];
//! loop {
//!     let length = socket.recv(&mut buffer)?;
//!     let datagram = &buffer[..length];
//!     // ... one or more messages
//! #   _ = datagram;
//! }
//! # }
//! ```
//!
//! # Threads
//!
//! A [`Socket`] is `Send` and `Sync`, and every method takes `&self`: threads may share one, one sending while another receives. The
//! kernel gives each datagram to one receiver, whole; who gets which is not said. So of a pool of threads either
//! - each has a socket of its own, which is the cheapest: a socket costs the kernel about a kilobyte, and nothing is shared; or
//! - one receives and gives out what arrived by sequence ([`Exchange`](crate::exchange::Exchange) tells whose it is; `tests/threads.rs` does
//!   so), or tasks share a conversation, `exchange::Shared`.
//!
//! Two threads that hold conversations over one socket take each other's answers. A [`Connection`](crate::exchange::Connection) is
//! `Send`, and its methods take `&mut self`, so that the compiler forbids that over a socket that it owns.
//!
//! Closing a descriptor does not wake who waits for it. A reader that shall be ended by another thread waits for a [`Waker`] beside the
//! socket ([`Watched`]); who needs no such thing keeps the plain [`Socket::recv`], one system call a datagram. An event loop watches a
//! socket by [`AsFd`] like any other descriptor.
//!
//! # Deadlines
//!
//! Every call that waits can end: a plain socket's by [`set_receive_timeout`](Socket::set_receive_timeout) and
//! [`set_send_timeout`](Socket::set_send_timeout), which the kernel keeps and which cost nothing; a conversation's by [`Watched::within`],
//! whatever it does until the next deadline is set; a wait by its limit ([`Socket::wait`]); a future by its runtime. A time-out loses nothing:
//! what was asked for is given up, and what still arrives for it is nobody's.
//!
//! | feature | what there is |
//! |---|---|
//! | `socket` | all but the following, without the standard library |
//! | `std` | other network namespaces (`namespace`), `std::io::Error` from [`SocketError`], `AsRawFd` |

mod batch;
mod config;
mod error;
mod filter;
#[cfg(feature = "std")]
pub mod namespace;
mod options;
mod protocol;
mod receive;
mod send;
mod sys;
mod wait;

use core::fmt;
use core::sync::atomic::{AtomicU32, Ordering};

use rustix::net::{AddressFamily, SocketFlags, SocketType, netlink::SocketAddrNetlink, socket_with};

pub use batch::{Batch, Drained, MAX_BATCH, Slot};
pub use config::{Config, Peer, Want};
pub use error::{Operation, SocketError};
pub use options::{SocketOption, groups_of};
pub use protocol::Protocol;
pub use receive::Datagram;
/// The standard library's descriptors and slices with the feature `std`; else their twins of rustix.
pub use rustix::{
    fd::{AsFd, BorrowedFd, OwnedFd},
    io::IoSlice,
};
pub use wait::{Ready, Waker, Watched, monotonic};

/// An open netlink socket. Dropping it closes it.
pub struct Socket {
    fd: OwnedFd,
    protocol: Protocol,
    peer: Peer,
    /// Our own port id; 0 as long as the socket has none.
    port_id: AtomicU32,
}

impl Socket {
    /// Opens a socket with the defaults of [`Config`].
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn new(protocol: Protocol) -> Result<Self, SocketError> {
        Self::open(&Config::new(protocol))
    }

    /// Opens a socket: creates it (close-on-exec), sets what was asked for, gives it an address, and joins
    /// the groups last, so that no event meets a socket that is half made.
    ///
    /// # Errors
    /// What failed, as the error's [`Operation`]: `EPROTONOSUPPORT` where the kernel lacks the protocol,
    /// `EADDRINUSE` for a port id that is taken, `EPERM` for a group that needs a capability, `ENOPROTOOPT`
    /// for an option that is [required](Want::Required) and unknown to the kernel.
    pub fn open(config: &Config<'_>) -> Result<Self, SocketError> {
        let fd = create(config)?;
        let socket = Self { fd, protocol: config.protocol, peer: config.peer, port_id: AtomicU32::new(0) };
        for (option, want) in [
            (SocketOption::ExtendedAcks, config.extended_acks),
            (SocketOption::StrictChecking, config.strict_checking),
            (SocketOption::CappedAcks, config.capped_acks),
            (SocketOption::PacketInfo, config.packet_info),
        ] {
            match want {
                Want::Off => {}
                Want::BestEffort => _ = socket.set_option(option, true),
                Want::Required => socket.set_option(option, true)?,
            }
        }
        if let Some(bytes) = config.receive_buffer {
            socket.set_receive_buffer(bytes)?;
        }
        if !config.filter.is_empty() {
            socket.attach_filter(config.filter)?;
        }
        socket.take_address(config)?;
        for &group in config.groups {
            socket.join(group)?;
        }
        Ok(socket)
    }

    /// Binds and connects. `connect(2)` binds by itself to a port id of the kernel's choice, so the usual
    /// socket takes one call, and works in Android's sandbox, which forbids `bind(2)`.
    fn take_address(&self, config: &Config<'_>) -> Result<(), SocketError> {
        let peer = match config.peer {
            Peer::Kernel => Some(0),
            Peer::Process(port) => Some(port),
            Peer::Anyone => None,
            Peer::Unbound => return Ok(()),
        };
        if config.port_id != 0 || peer.is_none() {
            rustix::net::bind(self, &SocketAddrNetlink::new(config.port_id, 0))
                .map_err(|errno| SocketError::new(Operation::Bind(config.port_id), errno))?;
        }
        if let Some(port) = peer {
            rustix::net::connect(self, &SocketAddrNetlink::new(port, 0))
                .map_err(|errno| SocketError::new(Operation::Connect(port), errno))?;
        }
        self.port_id.store(config.port_id, Ordering::Relaxed);
        if config.port_id == 0 {
            self.ask_port_id()?;
        }
        Ok(())
    }

    /// The socket's own port id, which is how the kernel addresses its replies. It is a number of the socket,
    /// not of the process. 0 as long as there is none: with [`Peer::Unbound`] before the first send.
    #[doc(alias = "nl_pid")]
    #[doc(alias = "getsockname")]
    pub fn port_id(&self) -> u32 {
        match self.port_id.load(Ordering::Relaxed) {
            0 => self.ask_port_id().unwrap_or(0),
            port => port,
        }
    }

    fn ask_port_id(&self) -> Result<u32, SocketError> {
        let address = sys::own_address(&self.fd).map_err(|errno| SocketError::raw(Operation::Name, errno))?;
        self.port_id.store(address.port, Ordering::Relaxed);
        Ok(address.port)
    }

    /// The protocol that the socket was opened for.
    #[doc(alias = "SO_PROTOCOL")]
    pub const fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// Whom the socket speaks with.
    pub const fn peer(&self) -> Peer {
        self.peer
    }
}

fn create(config: &Config<'_>) -> Result<OwnedFd, SocketError> {
    let mut flags = SocketFlags::CLOEXEC;
    flags.set(SocketFlags::NONBLOCK, config.nonblocking);
    // rustix has 0, NETLINK_ROUTE, as the absence of a protocol.
    let protocol =
        rustix::net::RawProtocol::new(config.protocol.0.into()).map(rustix::net::Protocol::from_raw);
    socket_with(AddressFamily::NETLINK, SocketType::RAW, flags, protocol)
        .map_err(|errno| SocketError::new(Operation::Open(config.protocol), errno))
}

impl AsFd for Socket {
    #[inline]
    fn as_fd(&self) -> BorrowedFd<'_> {
        sys::borrow(&self.fd)
    }
}

#[cfg(feature = "std")]
impl std::os::fd::AsRawFd for Socket {
    fn as_raw_fd(&self) -> std::os::fd::RawFd {
        self.fd.as_raw_fd()
    }
}

/// Gives the descriptor away; it is not closed.
impl From<Socket> for OwnedFd {
    fn from(socket: Socket) -> Self {
        socket.fd
    }
}

/// Takes over a netlink socket from elsewhere: inherited, passed by another process, or made by other means.
/// Nothing about it is changed; its protocol and port id are read. To whom it is connected cannot be known,
/// so its [`peer`](Socket::peer) is [`Peer::Anyone`].
///
/// # Errors
/// `EAFNOSUPPORT` for a socket of another family, `ENOTSOCK` for what is no socket. The descriptor is closed
/// then.
impl TryFrom<OwnedFd> for Socket {
    type Error = SocketError;

    fn try_from(fd: OwnedFd) -> Result<Self, SocketError> {
        const AF_NETLINK: i32 = 16;
        let failed = |errno| SocketError::raw(Operation::Adopt, errno);
        if sys::socket_int(&fd, sys::numbers::SO_DOMAIN).map_err(failed)? != AF_NETLINK {
            return Err(SocketError::new(Operation::Adopt, rustix::io::Errno::AFNOSUPPORT));
        }
        let protocol = sys::socket_int(&fd, sys::numbers::SO_PROTOCOL).map_err(failed)?;
        // Netlink's protocols are fewer than 32 (MAX_LINKS).
        let protocol = Protocol(u8::try_from(protocol).unwrap_or(u8::MAX));
        let socket = Self { fd, protocol, peer: Peer::Anyone, port_id: AtomicU32::new(0) };
        socket.ask_port_id()?;
        Ok(socket)
    }
}

impl fmt::Debug for Socket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Socket")
            .field("protocol", &self.protocol)
            .field("port_id", &self.port_id())
            .field("peer", &self.peer)
            .finish_non_exhaustive()
    }
}
