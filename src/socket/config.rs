//! How a socket shall be opened.
#![forbid(unsafe_code)]

use super::Protocol;
use crate::bpf::Instruction;

/// Whom a socket speaks with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Peer {
    /// The kernel alone. The socket is connected to port id 0, so that the kernel refuses every unicast of
    /// another process (its sender gets `ECONNREFUSED`), and a plain receive can be believed. The default.
    ///
    /// Multicast is not held back by it. Where processes may send to a group that we joined (udev's group of
    /// `NETLINK_KOBJECT_UEVENT`, `NETLINK_USERSOCK`, others with `CAP_NET_ADMIN`), ask for the sender by
    /// [`recv_from`](super::Socket::recv_from).
    Kernel,
    /// One process, by the port id of its socket, or what else may listen there.
    Process(u32),
    /// Whoever sends. Ask for each datagram's sender by [`recv_from`](super::Socket::recv_from).
    Anyone,
    /// Whoever sends, and the socket is left without an address until its first send gives it one. For
    /// sandboxes that forbid both `bind(2)` and `connect(2)`. A port id of one's own cannot go with it and is
    /// passed over.
    Unbound,
}

/// How much an option is wanted that older kernels lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Want {
    /// Leave it off.
    Off,
    /// Switch it on; a kernel that does not know it is no error.
    BestEffort,
    /// Switch it on, or fail to open.
    Required,
}

/// What a socket shall be: a protocol, and what differs from the defaults. A value to keep and to use again.
///
/// ```no_run
/// use nlwire::socket::{Config, Protocol};
/// // RTNLGRP_LINK and RTNLGRP_NEIGH, and room for a burst.
/// let monitor = Config::new(Protocol::ROUTE).groups(&[1, 3]).receive_buffer(4 << 20).open()?;
/// # Ok::<(), nlwire::socket::SocketError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Config<'a> {
    pub(super) protocol: Protocol,
    pub(super) peer: Peer,
    pub(super) port_id: u32,
    pub(super) groups: &'a [u32],
    pub(super) filter: &'a [Instruction],
    pub(super) receive_buffer: Option<usize>,
    pub(super) strict_checking: Want,
    pub(super) extended_acks: Want,
    pub(super) capped_acks: Want,
    pub(super) packet_info: Want,
    pub(super) nonblocking: bool,
}

impl<'a> Config<'a> {
    /// The defaults: connected to the kernel, a port id of the kernel's choice, extended acks and strict
    /// checking where the kernel has them, no groups, blocking.
    pub const fn new(protocol: Protocol) -> Self {
        Self {
            protocol,
            peer: Peer::Kernel,
            port_id: 0,
            groups: &[],
            filter: &[],
            receive_buffer: None,
            strict_checking: Want::BestEffort,
            extended_acks: Want::BestEffort,
            capped_acks: Want::Off,
            packet_info: Want::Off,
            nonblocking: false,
        }
    }

    /// Whom to speak with.
    pub const fn peer(mut self, peer: Peer) -> Self {
        self.peer = peer;
        self
    }

    /// The socket's own port id; 0 lets the kernel choose one that is free. Opening fails with `EADDRINUSE`
    /// where another socket of the protocol has it already. Despite the C name `nl_pid` it need not be a
    /// process id.
    #[doc(alias = "nl_pid")]
    pub const fn port_id(mut self, port_id: u32) -> Self {
        self.port_id = port_id;
        self
    }

    /// Multicast groups to join, by their numbers. They are joined last, when all else is set.
    pub const fn groups(mut self, groups: &'a [u32]) -> Self {
        self.groups = groups;
        self
    }

    /// A classic BPF program that every datagram has to pass, from the first on.
    #[doc(alias = "SO_ATTACH_FILTER")]
    pub const fn filter(mut self, program: &'a [Instruction]) -> Self {
        self.filter = program;
        self
    }

    /// The receive buffer's size, bytes, as far as it is granted; see
    /// [`set_receive_buffer`](super::Socket::set_receive_buffer).
    #[doc(alias = "SO_RCVBUF")]
    pub const fn receive_buffer(mut self, bytes: usize) -> Self {
        self.receive_buffer = Some(bytes);
        self
    }

    /// Strict checking of dump requests, which is also what makes the kernel filter a dump. `BestEffort` by
    /// default.
    #[doc(alias = "NETLINK_GET_STRICT_CHK")]
    pub const fn strict_checking(mut self, want: Want) -> Self {
        self.strict_checking = want;
        self
    }

    /// Acks with a sentence and the place of the error. `BestEffort` by default.
    #[doc(alias = "NETLINK_EXT_ACK")]
    pub const fn extended_acks(mut self, want: Want) -> Self {
        self.extended_acks = want;
        self
    }

    /// Acks without the echo of the request. `Off` by default: the echo names the offending attribute to
    /// those who did not keep the request.
    #[doc(alias = "NETLINK_CAP_ACK")]
    pub const fn capped_acks(mut self, want: Want) -> Self {
        self.capped_acks = want;
        self
    }

    /// The group of each datagram, for [`recv_from`](super::Socket::recv_from). `Off` by default.
    #[doc(alias = "NETLINK_PKTINFO")]
    pub const fn packet_info(mut self, want: Want) -> Self {
        self.packet_info = want;
        self
    }

    /// Never wait: see [`set_nonblocking`](super::Socket::set_nonblocking).
    #[doc(alias = "SOCK_NONBLOCK")]
    pub const fn nonblocking(mut self, on: bool) -> Self {
        self.nonblocking = on;
        self
    }

    /// Opens the socket: [`Socket::open`](super::Socket::open).
    ///
    /// # Errors
    /// As there.
    pub fn open(&self) -> Result<super::Socket, super::SocketError> {
        super::Socket::open(self)
    }
}

impl From<Protocol> for Config<'_> {
    fn from(protocol: Protocol) -> Self {
        Self::new(protocol)
    }
}
