//! What can be set on an open socket: groups, options, buffers, timeouts. man 7 netlink, man 7 socket.
#![forbid(unsafe_code)]

use core::fmt;
use core::time::Duration;

use rustix::fd::AsFd;

use super::sys::{self, Direction, numbers};
use super::{Operation, Socket, SocketError};

/// A switch of `SOL_NETLINK`; `NETLINK_*` in linux/netlink.h.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SocketOption {
    /// Tell the multicast group of each datagram: [`Datagram::group`](super::Datagram::group).
    /// `NETLINK_PKTINFO`, Linux 2.6.14.
    #[doc(alias = "NETLINK_PKTINFO")]
    PacketInfo,
    /// Let this receiver's lack of room fail the sender's broadcast, which some senders take note of
    /// (conntrack keeps the event and tries again). `NETLINK_BROADCAST_ERROR`, Linux 2.6.30.
    #[doc(alias = "NETLINK_BROADCAST_ERROR")]
    BroadcastError,
    /// Do not report lost messages. They are lost all the same, and nobody learns of it:
    /// [`SocketError::Overrun`] no longer comes. `NETLINK_NO_ENOBUFS`, Linux 2.6.30.
    #[doc(alias = "NETLINK_NO_ENOBUFS")]
    NoEnobufs,
    /// Hear the groups in every network namespace that has an id here:
    /// [`Datagram::nsid`](super::Datagram::nsid) tells them apart. Needs `CAP_NET_BROADCAST`.
    /// `NETLINK_LISTEN_ALL_NSID`, Linux 4.2.
    #[doc(alias = "NETLINK_LISTEN_ALL_NSID")]
    ListenAllNsid,
    /// Acks echo the request's header only, not the request. `NETLINK_CAP_ACK`, Linux 4.3.
    #[doc(alias = "NETLINK_CAP_ACK")]
    CappedAcks,
    /// Acks carry a sentence and the place of the error. `NETLINK_EXT_ACK`, Linux 4.12.
    #[doc(alias = "NETLINK_EXT_ACK")]
    ExtendedAcks,
    /// Headers and attributes of dump requests are checked, and filter the dump. `NETLINK_GET_STRICT_CHK`,
    /// Linux 4.20.
    #[doc(alias = "NETLINK_GET_STRICT_CHK")]
    StrictChecking,
}

impl SocketOption {
    /// Every option, in the order of their numbers.
    pub const ALL: [Self; 7] = [
        Self::PacketInfo,
        Self::BroadcastError,
        Self::NoEnobufs,
        Self::ListenAllNsid,
        Self::CappedAcks,
        Self::ExtendedAcks,
        Self::StrictChecking,
    ];

    /// The option's number.
    pub const fn number(self) -> i32 {
        match self {
            Self::PacketInfo => 3,
            Self::BroadcastError => 4,
            Self::NoEnobufs => 5,
            Self::ListenAllNsid => 8,
            Self::CappedAcks => 10,
            Self::ExtendedAcks => 11,
            Self::StrictChecking => 12,
        }
    }

    /// The option's name in linux/netlink.h.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PacketInfo => "NETLINK_PKTINFO",
            Self::BroadcastError => "NETLINK_BROADCAST_ERROR",
            Self::NoEnobufs => "NETLINK_NO_ENOBUFS",
            Self::ListenAllNsid => "NETLINK_LISTEN_ALL_NSID",
            Self::CappedAcks => "NETLINK_CAP_ACK",
            Self::ExtendedAcks => "NETLINK_EXT_ACK",
            Self::StrictChecking => "NETLINK_GET_STRICT_CHK",
        }
    }
}

impl fmt::Display for SocketOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

const NETLINK_ADD_MEMBERSHIP: i32 = 1;
const NETLINK_DROP_MEMBERSHIP: i32 = 2;

/// Words of a bitmap of groups that [`Socket::is_member`] can look at: 4,096 groups, on the stack.
const MEMBERSHIP_WORDS: usize = 128;

/// Multicast groups.
impl Socket {
    /// Joins a multicast group, by its number (`RTNLGRP_*`, `NFNLGRP_*`, or what the generic controller
    /// says), from 1 up and without a limit of 32. It is no bit mask. Joining twice is no error.
    ///
    /// Many groups are open to all; others need `CAP_NET_ADMIN`.
    ///
    /// # Errors
    /// `EINVAL` for group 0 and for one the protocol lacks, `EPERM` without the capability, `ENOENT` where
    /// the protocol wants the group to be served by somebody.
    #[doc(alias = "NETLINK_ADD_MEMBERSHIP")]
    pub fn join(&self, group: u32) -> Result<(), SocketError> {
        sys::set_netlink(&self.fd, NETLINK_ADD_MEMBERSHIP, group)
            .map_err(|errno| SocketError::raw(Operation::Join(group), errno))
    }

    /// Leaves a multicast group. Datagrams that are queued already stay.
    ///
    /// # Errors
    /// `EINVAL` for group 0 and for one the protocol lacks. Leaving a group that was not joined is no error.
    #[doc(alias = "NETLINK_DROP_MEMBERSHIP")]
    pub fn leave(&self, group: u32) -> Result<(), SocketError> {
        sys::set_netlink(&self.fd, NETLINK_DROP_MEMBERSHIP, group)
            .map_err(|errno| SocketError::raw(Operation::Leave(group), errno))
    }

    /// Writes the bitmap of the groups that the socket has joined, as far as `words` go: group *n* is bit
    /// (*n* − 1) mod 32 of word (*n* − 1) / 32. Returns how many words the whole bitmap has; when that is
    /// more than was given, ask again with as many. [`groups_of`] lists the numbers.
    ///
    /// # Errors
    /// `ENOPROTOOPT` before Linux 4.2. Until Linux 6.4 the number may be one word too
    /// small, and the words themselves are right: give room to spare.
    #[doc(alias = "NETLINK_LIST_MEMBERSHIPS")]
    pub fn memberships(&self, words: &mut [u32]) -> Result<usize, SocketError> {
        sys::memberships(&self.fd, words).map_err(|errno| SocketError::raw(Operation::Memberships, errno))
    }

    /// Whether the socket has joined a group, of the first 4,096.
    ///
    /// # Errors
    /// As [`memberships`](Self::memberships).
    pub fn is_member(&self, group: u32) -> Result<bool, SocketError> {
        let mut words = [0; MEMBERSHIP_WORDS];
        self.memberships(&mut words)?;
        Ok(groups_of(&words).any(|joined| joined == group))
    }
}

/// The numbers of the groups in a bitmap of [`Socket::memberships`], ascending.
pub fn groups_of(words: &[u32]) -> impl Iterator<Item = u32> + '_ {
    (1..)
        .zip(words.iter().flat_map(|word| (0..32).map(move |bit| word >> bit & 1)))
        .filter_map(|(group, joined): (u32, u32)| (joined != 0).then_some(group))
}

/// Options.
impl Socket {
    /// Switches an option.
    ///
    /// # Errors
    /// `ENOPROTOOPT` where the kernel does not know it; `EPERM` for [`SocketOption::ListenAllNsid`] without
    /// `CAP_NET_BROADCAST`.
    pub fn set_option(&self, option: SocketOption, on: bool) -> Result<(), SocketError> {
        sys::set_netlink(&self.fd, option.number(), u32::from(on))
            .map_err(|errno| SocketError::raw(Operation::SetOption(option), errno))
    }

    /// Whether an option is on.
    ///
    /// # Errors
    /// `ENOPROTOOPT` where the kernel does not know it.
    pub fn option(&self, option: SocketOption) -> Result<bool, SocketError> {
        sys::netlink_switch(&self.fd, option.number())
            .map_err(|errno| SocketError::raw(Operation::GetOption(option), errno))
    }

    /// Sets the size of the receive buffer, bytes, and returns what came of it. With `CAP_NET_ADMIN` any size
    /// is granted, else at most `net.core.rmem_max`. The kernel doubles the number, to make up for its own
    /// bookkeeping, and counts that against it: a small event takes about 1 kB of the result.
    ///
    /// # Errors
    /// An errno of `setsockopt(2)`; that the size is less than was asked for is none.
    #[doc(alias = "SO_RCVBUF")]
    #[doc(alias = "SO_RCVBUFFORCE")]
    pub fn set_receive_buffer(&self, bytes: usize) -> Result<usize, SocketError> {
        self.set_buffer(numbers::SO_RCVBUFFORCE, numbers::SO_RCVBUF, bytes)
            .map_err(|errno| SocketError::raw(Operation::ReceiveBuffer, errno))?;
        self.receive_buffer()
    }

    /// The size of the receive buffer, bytes, as the kernel counts it: twice what was set.
    ///
    /// # Errors
    /// An errno of `getsockopt(2)`.
    #[doc(alias = "SO_RCVBUF")]
    pub fn receive_buffer(&self) -> Result<usize, SocketError> {
        self.buffer(numbers::SO_RCVBUF).map_err(|errno| SocketError::raw(Operation::ReceiveBuffer, errno))
    }

    /// Sets the size of the send buffer, bytes, which bounds the datagrams we send; as
    /// [`set_receive_buffer`](Self::set_receive_buffer), with `net.core.wmem_max`.
    ///
    /// # Errors
    /// An errno of `setsockopt(2)`.
    #[doc(alias = "SO_SNDBUF")]
    #[doc(alias = "SO_SNDBUFFORCE")]
    pub fn set_send_buffer(&self, bytes: usize) -> Result<usize, SocketError> {
        self.set_buffer(numbers::SO_SNDBUFFORCE, numbers::SO_SNDBUF, bytes)
            .map_err(|errno| SocketError::raw(Operation::SendBuffer, errno))?;
        self.send_buffer()
    }

    /// The size of the send buffer, bytes, as the kernel counts it: twice what was set.
    ///
    /// # Errors
    /// An errno of `getsockopt(2)`.
    #[doc(alias = "SO_SNDBUF")]
    pub fn send_buffer(&self) -> Result<usize, SocketError> {
        self.buffer(numbers::SO_SNDBUF).map_err(|errno| SocketError::raw(Operation::SendBuffer, errno))
    }

    fn set_buffer(&self, force: i32, plain: i32, bytes: usize) -> Result<(), i32> {
        let bytes = i32::try_from(bytes).unwrap_or(i32::MAX);
        sys::set_socket_int(&self.fd, force, bytes).or_else(|_| sys::set_socket_int(&self.fd, plain, bytes))
    }

    fn buffer(&self, name: i32) -> Result<usize, i32> {
        Ok(usize::try_from(sys::socket_int(&self.fd, name)?).unwrap_or(0))
    }

    /// How long a receive waits before it fails with an error that [is a timeout](SocketError::is_timeout);
    /// `None` is forever. Rounded up to microseconds, and by the kernel to its ticks.
    ///
    /// # Errors
    /// `EINVAL` for a duration of zero, which the kernel would take for "forever".
    #[doc(alias = "SO_RCVTIMEO")]
    pub fn set_receive_timeout(&self, timeout: Option<Duration>) -> Result<(), SocketError> {
        self.set_timeout(Direction::Receive, timeout)
            .map_err(|errno| SocketError::raw(Operation::ReceiveTimeout, errno))
    }

    /// How long a receive waits; `None` is forever.
    ///
    /// # Errors
    /// An errno of `getsockopt(2)`.
    #[doc(alias = "SO_RCVTIMEO")]
    pub fn receive_timeout(&self) -> Result<Option<Duration>, SocketError> {
        self.timeout(Direction::Receive).map_err(|errno| SocketError::raw(Operation::ReceiveTimeout, errno))
    }

    /// How long a send waits for room in another process's buffer (the kernel itself never makes us wait);
    /// `None` is forever.
    ///
    /// # Errors
    /// `EINVAL` for a duration of zero.
    #[doc(alias = "SO_SNDTIMEO")]
    pub fn set_send_timeout(&self, timeout: Option<Duration>) -> Result<(), SocketError> {
        self.set_timeout(Direction::Send, timeout)
            .map_err(|errno| SocketError::raw(Operation::SendTimeout, errno))
    }

    /// How long a send waits; `None` is forever.
    ///
    /// # Errors
    /// An errno of `getsockopt(2)`.
    #[doc(alias = "SO_SNDTIMEO")]
    pub fn send_timeout(&self) -> Result<Option<Duration>, SocketError> {
        self.timeout(Direction::Send).map_err(|errno| SocketError::raw(Operation::SendTimeout, errno))
    }

    fn set_timeout(&self, direction: Direction, timeout: Option<Duration>) -> Result<(), i32> {
        if timeout.is_some_and(|timeout| timeout.is_zero()) {
            return Err(rustix::io::Errno::INVAL.raw_os_error());
        }
        sys::set_timeout(&self.fd, direction, timeout.unwrap_or(Duration::ZERO))
    }

    fn timeout(&self, direction: Direction) -> Result<Option<Duration>, i32> {
        let timeout = sys::timeout(&self.fd, direction)?;
        Ok((!timeout.is_zero()).then_some(timeout))
    }

    /// Asks for the sender's user with each datagram: [`Datagram::uid`](super::Datagram::uid) of
    /// [`recv_from`](Self::recv_from).
    ///
    /// # Errors
    /// Never on a healthy socket.
    #[doc(alias = "SO_PASSCRED")]
    pub fn set_credentials(&self, on: bool) -> Result<(), SocketError> {
        rustix::net::sockopt::set_socket_passcred(self.as_fd(), on)
            .map_err(|errno| SocketError::new(Operation::Credentials, errno))
    }

    /// Whether operations fail with an error that [would block](SocketError::would_block), in place of
    /// waiting. It is a property of the open file, and holds for every duplicate of the descriptor.
    ///
    /// # Errors
    /// An errno of `ioctl(2)`.
    #[doc(alias = "FIONBIO")]
    #[doc(alias = "O_NONBLOCK")]
    pub fn set_nonblocking(&self, on: bool) -> Result<(), SocketError> {
        rustix::io::ioctl_fionbio(self.as_fd(), on)
            .map_err(|errno| SocketError::new(Operation::NonBlocking, errno))
    }
}
