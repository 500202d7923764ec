//! Netlink sockets: open, join multicast groups, send, and receive into buffers of the caller.
//!
//! The module allocates nothing, needs no libc where rustix needs none, and does not interpret
//! datagrams: other modules read and write messages.
//!
//! - By default a socket is connected to the kernel, which refuses unicast from other processes
//!   ([`Peer`]); [`Socket::recv_checked`] discards what processes send to its multicast groups.
//! - A truncated datagram is an error with the original length ([`SocketError::Truncated`]).
//! - Lost messages are always reported ([`SocketError::Overrun`]).
//! - Calls that a signal interrupts are restarted.
//! - Groups are numbers, never bit masks.
//!
//! See [netlink(7)](https://man7.org/linux/man-pages/man7/netlink.7.html).
//!
//! ```no_run
//! use nlwire::socket::{Protocol, Socket};
//!
//! # fn main() -> Result<(), nlwire::socket::SocketError> {
//! let socket = Socket::new(Protocol::ROUTE)?;
//! socket.join(1)?; // RTNLGRP_LINK: new, changed and deleted links
//! let mut buffer = [0; 32 * 1024];
//! loop {
//!     // from the kernel only: a datagram that a process sent to the group is returned empty
//!     let length = socket.recv_checked(&mut buffer)?.len;
//!     let datagram = &buffer[..length];
//!     // ... one or more messages
//! #   _ = datagram;
//! }
//! # }
//! ```
//!
//! # Threads
//!
//! A [`Socket`] is `Send` and `Sync`, and every method takes `&self`: threads may share a socket,
//! for example one that sends and one that receives. The kernel delivers each datagram to exactly
//! one receiver, in no defined order. So in a pool of threads either
//! - each thread has its own socket, which is the cheapest: a socket takes about a kilobyte of
//!   kernel memory, and nothing is shared; or
//! - one thread receives and distributes replies by sequence number
//!   ([`Session`](crate::client::Session) identifies the request; see `tests/threads.rs`), or tasks
//!   share a `client::SharedConnection`.
//!
//! Two threads with a session each over one socket would receive each other's replies. The methods
//! of a [`Connection`](crate::client::Connection) take `&mut self`, so the compiler prevents that
//! for a socket that the connection owns; the connection is `Send`.
//!
//! Closing a descriptor does not wake a thread that waits for it. To end a reader from another
//! thread, wait for a [`Waker`] along with the socket ([`Cancellable`]); otherwise use plain
//! [`Socket::recv`], one system call per datagram. An event loop polls a socket by [`AsFd`] like
//! any other descriptor.
//!
//! # Deadlines
//!
//! Every call that waits can have a limit: a plain socket by
//! [`set_receive_timeout`](Socket::set_receive_timeout) and
//! [`set_send_timeout`](Socket::set_send_timeout), which the kernel enforces at no cost; a session
//! by [`Cancellable::within`], for all calls until the next deadline is set; a wait by its limit
//! ([`Socket::wait`]); a future by its runtime. A timeout loses no other message: the request is
//! cancelled, and its late replies are discarded.
//!
//! | feature | contents |
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
mod receive;
mod send;
mod sys;
mod transport;
mod wait;

use core::fmt;
use core::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};

use rustix::net::{AddressFamily, SocketFlags, SocketType, netlink::SocketAddrNetlink, socket_with};

pub use crate::wire::Protocol;
pub use batch::{Batch, Drained, MAX_BATCH, Slot};
pub use config::{Config, Peer, Requirement};
pub use error::{Operation, SocketError};
pub use options::{SocketOption, groups_of};
pub use receive::Datagram;
/// Descriptors and slices of the standard library with the feature `std`, otherwise those of
/// rustix.
pub use rustix::{
    fd::{AsFd, BorrowedFd, OwnedFd},
    io::IoSlice,
};
pub use wait::{Cancellable, Ready, Waker, monotonic};

/// An open netlink socket. Dropping it closes the descriptor.
pub struct Socket {
    fd: OwnedFd,
    protocol: Protocol,
    peer: Peer,
    /// The socket's port id; 0 as long as it has none.
    port_id: AtomicU32,
    /// Whether others than the peer can reach the socket, so that the sender of each datagram must
    /// be checked.
    verify: AtomicBool,
    /// Whether the sender's address is not sufficient: a group above 32, or another namespace, is
    /// in a control message only.
    control: AtomicBool,
    /// Datagrams of other senders that were discarded.
    foreign: AtomicUsize,
}

impl Socket {
    /// Opens a socket with the defaults of [`Config`].
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn new(protocol: Protocol) -> Result<Self, SocketError> {
        Self::open(&Config::new(protocol))
    }

    /// Opens a socket: creates it (close-on-exec), sets options, binds or connects it, and joins
    /// the groups last, so that no event arrives on a socket that is half configured.
    ///
    /// # Errors
    /// The failed step, as the error's [`Operation`]: `EPROTONOSUPPORT` if the kernel lacks the
    /// protocol, `EADDRINUSE` if the port id is in use, `EPERM` for a group that needs a
    /// capability, `ENOPROTOOPT` for an option that is [required](Requirement::Required) and
    /// unknown to the kernel.
    pub fn open(config: &Config<'_>) -> Result<Self, SocketError> {
        let fd = create(config)?;
        let connected = matches!(config.peer, Peer::Kernel | Peer::Process(_));
        let socket = Self::from_parts(fd, config.protocol, config.peer, !connected);
        for (option, want) in [
            (SocketOption::ExtendedAcks, config.extended_acks),
            (SocketOption::StrictChecking, config.strict_checking),
            (SocketOption::CappedAcks, config.capped_acks),
            (SocketOption::PacketInfo, config.packet_info),
        ] {
            match want {
                Requirement::Off => {}
                Requirement::BestEffort => _ = socket.set_option(option, true),
                Requirement::Required => socket.set_option(option, true)?,
            }
        }
        if let Some(bytes) = config.receive_buffer {
            socket.set_receive_buffer(bytes)?;
        }
        if !config.filter.is_empty() {
            socket.attach_filter(config.filter)?;
        }
        socket.take_address(config)?;
        if connected {
            // What came between bind(2) and connect(2) is not from the peer: no request was sent
            // yet.
            loop {
                match socket.try_recv(&mut []) {
                    Err(error) if error.would_block() => break,
                    Ok(_) | Err(SocketError::Truncated { .. } | SocketError::Overrun) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        let too_many = || SocketError::new(Operation::Join(0), rustix::io::Errno::TOOBIG);
        for group in config.joined().ok_or_else(too_many)? {
            socket.join(group)?;
        }
        Ok(socket)
    }

    const fn from_parts(fd: OwnedFd, protocol: Protocol, peer: Peer, verify: bool) -> Self {
        Self {
            fd,
            protocol,
            peer,
            port_id: AtomicU32::new(0),
            verify: AtomicBool::new(verify),
            control: AtomicBool::new(false),
            foreign: AtomicUsize::new(0),
        }
    }

    /// Binds and connects. `connect(2)` alone binds to a port id that the kernel chooses, so the
    /// default socket takes one call, and works in Android's sandbox, which forbids `bind(2)`.
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

    /// Returns the socket's port id, the address of the kernel's replies. A number of the socket,
    /// not of the process. 0 if there is none yet: with [`Peer::Unbound`] before the first send.
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

    /// Returns the protocol of the socket.
    #[doc(alias = "SO_PROTOCOL")]
    pub const fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// Returns the peer of the socket.
    pub const fn peer(&self) -> Peer {
        self.peer
    }

    /// Returns the number of datagrams that [`recv_checked`](Self::recv_checked) discarded because
    /// of their sender: not the [`peer`](Self::peer), or another network namespace.
    ///
    /// More than 0 on a socket for the kernel means that a process sends to one of its groups, or
    /// that the socket receives from other namespaces ([`SocketOption::ListenAllNsid`]).
    pub fn foreign_datagrams(&self) -> usize {
        self.foreign.load(Ordering::Relaxed)
    }
}

/// Returns a random first sequence number from `getrandom(2)`, so that processes cannot guess the
/// sequence numbers in flight.
#[doc(alias = "getrandom")]
pub fn random_seed() -> u32 {
    use rustix::rand::{GetRandomFlags, getrandom};
    let mut seed = [0; 4];
    // INSECURE (Linux 5.6) never waits for entropy, which the others may do early in boot.
    for flags in [GetRandomFlags::INSECURE, GetRandomFlags::NONBLOCK] {
        if getrandom(&mut seed, flags).is_ok_and(|filled| filled == 4) {
            return u32::from_ne_bytes(seed);
        }
    }
    // A kernel without getrandom (before 3.17): where the stack lies, which the kernel randomises.
    let address = &raw const seed as usize;
    (address >> 4) as u32 ^ address.rotate_left(13) as u32
}

fn create(config: &Config<'_>) -> Result<OwnedFd, SocketError> {
    let mut flags = SocketFlags::CLOEXEC;
    flags.set(SocketFlags::NONBLOCK, config.nonblocking);
    // rustix represents protocol 0, NETLINK_ROUTE, as no protocol.
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

/// Converts the socket to its descriptor, without closing it.
impl From<Socket> for OwnedFd {
    fn from(socket: Socket) -> Self {
        socket.fd
    }
}

/// Takes over a netlink socket to the kernel: [`Socket::adopt`] with [`Peer::Kernel`].
///
/// # Errors
/// As [`Socket::adopt`].
impl TryFrom<OwnedFd> for Socket {
    type Error = SocketError;

    fn try_from(fd: OwnedFd) -> Result<Self, SocketError> {
        Self::adopt(fd, Peer::Kernel)
    }
}

impl Socket {
    /// Takes over a netlink socket: inherited, passed by another process, or created by other
    /// means.
    ///
    /// Protocol and port id are read from the socket. Whether it is connected cannot be determined,
    /// so the sender of each datagram that a session receives is checked against `peer`. The socket
    /// is not changed, except that [`SocketOption::PacketInfo`] is switched on if it is a member of
    /// a group above 32.
    ///
    /// # Errors
    /// `EAFNOSUPPORT` for a socket of another family, `ENOTSOCK` if the descriptor is not a socket.
    /// The descriptor is closed in these cases.
    pub fn adopt(fd: OwnedFd, peer: Peer) -> Result<Self, SocketError> {
        const AF_NETLINK: i32 = 16;
        let failed = |errno| SocketError::raw(Operation::Adopt, errno);
        if sys::socket_int(&fd, sys::numbers::SO_DOMAIN).map_err(failed)? != AF_NETLINK {
            return Err(SocketError::new(Operation::Adopt, rustix::io::Errno::AFNOSUPPORT));
        }
        let protocol = sys::socket_int(&fd, sys::numbers::SO_PROTOCOL).map_err(failed)?;
        // There are fewer than 32 netlink protocols (MAX_LINKS).
        let protocol = Protocol(u8::try_from(protocol).unwrap_or(u8::MAX));
        let socket = Self::from_parts(fd, protocol, peer, true);
        socket.ask_port_id()?;
        // not all options can be read, so control messages are requested for each datagram
        socket.control.store(true, Ordering::Relaxed);
        let mut words = [0; options::MEMBERSHIP_WORDS];
        // older kernels do not report which groups were joined
        if socket.memberships(&mut words).is_err() || groups_of(&words).any(|group| group > 32) {
            _ = socket.set_option(SocketOption::PacketInfo, true);
        }
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
