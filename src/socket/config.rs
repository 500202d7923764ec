//! Configuration of a socket.
#![forbid(unsafe_code)]

use super::Protocol;
use crate::{bpf::Instruction, wire::GroupId};

/// Maximum number of groups.
const GROUPS: usize = 64;

/// Remote side of a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Peer {
    /// The kernel only (default). The socket is connected to port id 0, so the kernel refuses
    /// unicast from other processes (their send fails with `ECONNREFUSED`), and a plain receive is
    /// trustworthy.
    ///
    /// Multicast is not refused. Processes may send to a group that the socket has joined: any
    /// process on `NETLINK_USERSOCK`, those with `CAP_NET_ADMIN` in the network namespace on every
    /// protocol. [`recv_checked`](super::Socket::recv_checked), which sessions and caches use,
    /// discards what the kernel did not send; [`recv_from`](super::Socket::recv_from) returns the
    /// sender.
    Kernel,
    /// One process, by the port id of its socket.
    Process(u32),
    /// Any sender; nothing is discarded. [`recv_from`](super::Socket::recv_from) returns the sender
    /// of each datagram.
    Anyone,
    /// The kernel, over a socket without an address until its first send. For sandboxes that forbid
    /// both `bind(2)` and `connect(2)`.
    ///
    /// Other processes can send to the socket, by unicast too:
    /// [`recv_checked`](super::Socket::recv_checked), which sessions and caches use, discards what
    /// the kernel did not send. [`Config::port_id`] has no effect.
    Unbound,
}

/// Requirement level of an option that older kernels lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Requirement {
    /// Leaves the option off.
    Off,
    /// Switches the option on if the kernel has it.
    BestEffort,
    /// Switches the option on; opening fails if the kernel lacks it.
    Required,
}

/// Configuration of a socket: a protocol, and what differs from the defaults. Reusable.
///
/// ```no_run
/// use nlwire::socket::{Config, Protocol};
/// # #[cfg(feature = "route")] {
/// use nlwire::route::RouteGroup;
/// let groups = [RouteGroup::RTNLGRP_LINK, RouteGroup::RTNLGRP_NEIGH];
/// // with a buffer for bursts
/// let monitor = Config::new(Protocol::ROUTE).groups(groups).receive_buffer(4 << 20).open()?;
/// # }
/// # Ok::<(), nlwire::socket::SocketError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Config<'a> {
    pub(super) protocol: Protocol,
    pub(super) peer: Peer,
    pub(super) port_id: u32,
    groups: [u32; GROUPS],
    /// Number of groups, those that did not fit included.
    group_count: usize,
    pub(super) filter: &'a [Instruction],
    pub(crate) receive_buffer: Option<usize>,
    pub(super) strict_checking: Requirement,
    pub(super) extended_acks: Requirement,
    pub(super) capped_acks: Requirement,
    pub(super) packet_info: Requirement,
    pub(super) nonblocking: bool,
}

impl<'a> Config<'a> {
    /// Creates the default configuration: connected to the kernel, a port id chosen by the kernel,
    /// extended acks and strict checking if the kernel has them, no groups, blocking.
    pub const fn new(protocol: Protocol) -> Self {
        Self {
            protocol,
            peer: Peer::Kernel,
            port_id: 0,
            groups: [0; GROUPS],
            group_count: 0,
            filter: &[],
            receive_buffer: None,
            strict_checking: Requirement::BestEffort,
            extended_acks: Requirement::BestEffort,
            capped_acks: Requirement::Off,
            packet_info: Requirement::Off,
            nonblocking: false,
        }
    }

    /// Sets the remote side.
    pub const fn peer(mut self, peer: Peer) -> Self {
        self.peer = peer;
        self
    }

    /// Sets the socket's port id; 0 (default) lets the kernel choose a free one. Opening fails with
    /// `EADDRINUSE` if another socket of the protocol has the port id. Despite the C name `nl_pid`,
    /// it need not be a process id.
    #[doc(alias = "nl_pid")]
    pub const fn port_id(mut self, port_id: u32) -> Self {
        self.port_id = port_id;
        self
    }

    /// Adds multicast groups to join: at most 64, after which [`Socket::join`](super::Socket::join)
    /// joins further ones. They are joined last, when the socket is configured.
    ///
    /// Opening fails with `E2BIG` if there are more, and as [`Socket::join`](super::Socket::join).
    #[doc(alias = "NETLINK_ADD_MEMBERSHIP")]
    pub fn groups(mut self, groups: impl IntoIterator<Item = impl GroupId>) -> Self {
        for group in groups {
            if let Some(place) = self.groups.get_mut(self.group_count) {
                *place = group.group_id();
            }
            self.group_count = self.group_count.saturating_add(1);
        }
        self
    }
    /// Returns the groups to join; `None` if some did not fit.
    pub(super) fn joined(&self) -> Option<&[u32]> {
        self.groups.get(..self.group_count)
    }

    /// Sets a classic BPF filter, from the first datagram on.
    #[doc(alias = "SO_ATTACH_FILTER")]
    pub const fn filter(mut self, program: &'a [Instruction]) -> Self {
        self.filter = program;
        self
    }

    /// Sets the size of the receive buffer, bytes, as far as it is granted; see
    /// [`set_receive_buffer`](super::Socket::set_receive_buffer).
    #[doc(alias = "SO_RCVBUF")]
    pub const fn receive_buffer(mut self, bytes: usize) -> Self {
        self.receive_buffer = Some(bytes);
        self
    }

    /// Sets strict checking of dump requests, which also makes the kernel filter dumps.
    /// `BestEffort` by default.
    #[doc(alias = "NETLINK_GET_STRICT_CHK")]
    pub const fn strict_checking(mut self, want: Requirement) -> Self {
        self.strict_checking = want;
        self
    }

    /// Sets extended acks: errors with a message and the offset of the offending attribute.
    /// `BestEffort` by default.
    #[doc(alias = "NETLINK_EXT_ACK")]
    pub const fn extended_acks(mut self, want: Requirement) -> Self {
        self.extended_acks = want;
        self
    }

    /// Sets acks without the echo of the request. `Off` by default: the echo is needed to name the
    /// offending attribute if the request was not kept.
    #[doc(alias = "NETLINK_CAP_ACK")]
    pub const fn capped_acks(mut self, want: Requirement) -> Self {
        self.capped_acks = want;
        self
    }

    /// Sets the report of each datagram's group, for [`recv_from`](super::Socket::recv_from). `Off`
    /// by default.
    #[doc(alias = "NETLINK_PKTINFO")]
    pub const fn packet_info(mut self, want: Requirement) -> Self {
        self.packet_info = want;
        self
    }

    /// Makes the socket nonblocking; see [`set_nonblocking`](super::Socket::set_nonblocking).
    #[doc(alias = "SOCK_NONBLOCK")]
    pub const fn nonblocking(mut self, on: bool) -> Self {
        self.nonblocking = on;
        self
    }

    /// Opens the socket, as [`Socket::open`](super::Socket::open) does.
    ///
    /// # Errors
    /// As [`Socket::open`](super::Socket::open).
    pub fn open(&self) -> Result<super::Socket, super::SocketError> {
        super::Socket::open(self)
    }
}

impl From<Protocol> for Config<'_> {
    fn from(protocol: Protocol) -> Self {
        Self::new(protocol)
    }
}
