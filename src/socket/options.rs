//! Settings of an open socket: groups, options, buffers, timeouts.
//!
//! See [netlink(7)](https://man7.org/linux/man-pages/man7/netlink.7.html) and
//! [socket(7)](https://man7.org/linux/man-pages/man7/socket.7.html).
#![forbid(unsafe_code)]

use core::fmt;
use core::sync::atomic::Ordering;
use core::time::Duration;

use rustix::fd::AsFd;

use super::sys::{self, Direction, numbers};
use super::{Operation, Socket, SocketError};
use crate::wire::GroupId;

/// A boolean option of `SOL_NETLINK`; `NETLINK_*` in linux/netlink.h.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SocketOption {
    /// Reports the multicast group of each datagram: [`Datagram::group`](super::Datagram::group).
    /// `NETLINK_PKTINFO`, Linux 2.6.14.
    #[doc(alias = "NETLINK_PKTINFO")]
    PacketInfo,
    /// Makes a broadcast fail for the sender if this receiver's buffer is full. Some senders react:
    /// conntrack keeps the event and retries. `NETLINK_BROADCAST_ERROR`, Linux 2.6.30.
    #[doc(alias = "NETLINK_BROADCAST_ERROR")]
    BroadcastError,
    /// Suppresses the report of lost messages: [`SocketError::Overrun`] is no longer returned,
    /// although messages may be lost. `NETLINK_NO_ENOBUFS`, Linux 2.6.30.
    #[doc(alias = "NETLINK_NO_ENOBUFS")]
    NoEnobufs,
    /// Receives the groups of every network namespace that has an id in the socket's namespace:
    /// [`Datagram::nsid`](super::Datagram::nsid). Needs `CAP_NET_BROADCAST`.
    /// `NETLINK_LISTEN_ALL_NSID`, Linux 4.2.
    ///
    /// Receive by [`recv_from`](super::Socket::recv_from), and check
    /// [`is_from_kernel`](super::Datagram::is_from_kernel): in a user namespace, an unprivileged
    /// process may send to the groups of its own network namespace.
    /// [`recv_checked`](super::Socket::recv_checked), and so sessions and caches, discard datagrams
    /// from other namespaces, whose objects would be mistaken for those of this one.
    #[doc(alias = "NETLINK_LISTEN_ALL_NSID")]
    ListenAllNsid,
    /// Limits the echo in acks and errors to the request's header. `NETLINK_CAP_ACK`, Linux 4.3.
    #[doc(alias = "NETLINK_CAP_ACK")]
    CappedAcks,
    /// Adds a message and the offset of the offending attribute to errors. `NETLINK_EXT_ACK`, Linux
    /// 4.12.
    #[doc(alias = "NETLINK_EXT_ACK")]
    ExtendedAcks,
    /// Checks headers and attributes of dump requests, and filters dumps by them.
    /// `NETLINK_GET_STRICT_CHK`, Linux 4.20.
    #[doc(alias = "NETLINK_GET_STRICT_CHK")]
    StrictChecking,
}

impl SocketOption {
    /// All options, in the order of their numbers.
    pub const ALL: [Self; 7] = [
        Self::PacketInfo,
        Self::BroadcastError,
        Self::NoEnobufs,
        Self::ListenAllNsid,
        Self::CappedAcks,
        Self::ExtendedAcks,
        Self::StrictChecking,
    ];

    /// Returns the option's number.
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

    /// Returns the option's name in linux/netlink.h.
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

/// Size of the group bitmap that [`Socket::is_member`] reads: 4,096 groups, on the stack.
pub(super) const MEMBERSHIP_WORDS: usize = 128;

/// Multicast groups.
impl Socket {
    /// Joins a multicast group: a type such as `RouteGroup`, a group of a generic netlink family,
    /// or a number, from 1 and without a limit of 32. Not a bit mask. Joining a group again has no
    /// effect.
    ///
    /// Many groups are open to all users; others need `CAP_NET_ADMIN`.
    ///
    /// # Errors
    /// `EINVAL` for group 0 and for one the protocol lacks, `EPERM` without the capability,
    /// `ENOENT` if the protocol requires a server for the group and has none.
    #[doc(alias = "NETLINK_ADD_MEMBERSHIP")]
    pub fn join(&self, group: impl GroupId) -> Result<(), SocketError> {
        let group = group.group_id();
        // before the first datagram of the group can arrive, and permanently: some may stay queued
        // after leaving
        self.verify.store(true, Ordering::Relaxed);
        if group > 32 && self.set_option(SocketOption::PacketInfo, true).is_ok() {
            self.control.store(true, Ordering::Relaxed);
        }
        sys::set_netlink(&self.fd, NETLINK_ADD_MEMBERSHIP, group)
            .map_err(|errno| SocketError::raw(Operation::Join(group), errno))
    }

    /// Joins a multicast group if the socket is not a member yet. Returns whether the caller should
    /// leave the group in the end: never before Linux 4.2, which does not list memberships.
    pub(crate) fn join_for_now(&self, group: u32) -> Result<bool, SocketError> {
        let is_member = self.is_member(group);
        if !matches!(is_member, Ok(true)) {
            self.join(group)?;
        }
        Ok(matches!(is_member, Ok(false)))
    }

    /// Leaves a multicast group. Datagrams that are queued already stay.
    ///
    /// # Errors
    /// `EINVAL` for group 0 and for one the protocol lacks. Leaving a group that was not joined is
    /// no error.
    #[doc(alias = "NETLINK_DROP_MEMBERSHIP")]
    pub fn leave(&self, group: impl GroupId) -> Result<(), SocketError> {
        let group = group.group_id();
        sys::set_netlink(&self.fd, NETLINK_DROP_MEMBERSHIP, group)
            .map_err(|errno| SocketError::raw(Operation::Leave(group), errno))
    }

    /// Writes the bitmap of the joined groups to `words`, as far as the slice goes: group *n* is
    /// bit (*n* − 1) mod 32 of word (*n* − 1) / 32.
    ///
    /// Returns the number of words of the complete bitmap; if it exceeds the slice, repeat the call
    /// with a larger one. [`groups_of`] lists the group numbers.
    ///
    /// # Errors
    /// `ENOPROTOOPT` before Linux 4.2. Before Linux 6.4 the returned number may be one word too
    /// small, although the words are right: leave a spare word.
    #[doc(alias = "NETLINK_LIST_MEMBERSHIPS")]
    pub fn memberships(&self, words: &mut [u32]) -> Result<usize, SocketError> {
        sys::memberships(&self.fd, words).map_err(|errno| SocketError::raw(Operation::Memberships, errno))
    }

    /// Whether the socket has joined a group, among the first 4,096.
    ///
    /// # Errors
    /// As [`memberships`](Self::memberships).
    pub fn is_member(&self, group: impl GroupId) -> Result<bool, SocketError> {
        let group = group.group_id();
        let mut words = [0; MEMBERSHIP_WORDS];
        self.memberships(&mut words)?;
        Ok(groups_of(&words).any(|joined| joined == group))
    }
}

/// Iterates over the group numbers in a bitmap of [`Socket::memberships`], in ascending order. Bit
/// *n* of the first word is group *n* + 1.
pub fn groups_of(words: &[u32]) -> impl Iterator<Item = u32> + '_ {
    (1..)
        .zip(words.iter().flat_map(|word| (0..32).map(move |bit| word >> bit & 1)))
        .filter_map(|(group, joined): (u32, u32)| (joined != 0).then_some(group))
}

/// Options of netlink(7) and socket(7).
impl Socket {
    /// Switches an option on or off. Keep [`SocketOption::PacketInfo`] on while a session receives
    /// from groups above 32: without it their datagrams look like unicast from the kernel.
    ///
    /// # Errors
    /// `ENOPROTOOPT` if the kernel lacks the option; `EPERM` for [`SocketOption::ListenAllNsid`]
    /// without `CAP_NET_BROADCAST`.
    pub fn set_option(&self, option: SocketOption, on: bool) -> Result<(), SocketError> {
        if on && option == SocketOption::ListenAllNsid {
            // before the first datagram of another namespace can arrive
            self.verify.store(true, Ordering::Relaxed);
            self.control.store(true, Ordering::Relaxed);
        }
        sys::set_netlink(&self.fd, option.number(), u32::from(on))
            .map_err(|errno| SocketError::raw(Operation::SetOption(option), errno))
    }

    /// Whether an option is on.
    ///
    /// # Errors
    /// `ENOPROTOOPT` if the kernel lacks the option.
    pub fn option(&self, option: SocketOption) -> Result<bool, SocketError> {
        sys::netlink_switch(&self.fd, option.number())
            .map_err(|errno| SocketError::raw(Operation::GetOption(option), errno))
    }

    /// Sets the size of the receive buffer, bytes, and returns the resulting size.
    ///
    /// With `CAP_NET_ADMIN` any size is granted, otherwise at most `net.core.rmem_max`. The kernel
    /// doubles the number to account for its own overhead, which counts against the size: a small
    /// event takes about 1 kB.
    ///
    /// # Errors
    /// An errno of `setsockopt(2)`. A smaller size than requested is not an error.
    #[doc(alias = "SO_RCVBUF")]
    #[doc(alias = "SO_RCVBUFFORCE")]
    pub fn set_receive_buffer(&self, bytes: usize) -> Result<usize, SocketError> {
        self.set_buffer(numbers::SO_RCVBUFFORCE, numbers::SO_RCVBUF, bytes)
            .map_err(|errno| SocketError::raw(Operation::ReceiveBuffer, errno))?;
        self.receive_buffer()
    }

    /// Returns the size of the receive buffer, bytes, as the kernel counts it: twice the size set.
    ///
    /// # Errors
    /// An errno of `getsockopt(2)`.
    #[doc(alias = "SO_RCVBUF")]
    pub fn receive_buffer(&self) -> Result<usize, SocketError> {
        self.buffer(numbers::SO_RCVBUF).map_err(|errno| SocketError::raw(Operation::ReceiveBuffer, errno))
    }

    /// Sets the size of the send buffer, bytes, which limits the size of sent datagrams. As
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

    /// Returns the size of the send buffer, bytes, as the kernel counts it: twice the size set.
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

    /// Sets the receive timeout, after which a receive fails with an error that [is a
    /// timeout](SocketError::is_timeout); `None` waits forever. Rounded up to microseconds, and by
    /// the kernel to its ticks.
    ///
    /// # Errors
    /// `EINVAL` for a duration of zero, which the kernel would interpret as "forever".
    #[doc(alias = "SO_RCVTIMEO")]
    pub fn set_receive_timeout(&self, timeout: Option<Duration>) -> Result<(), SocketError> {
        self.set_timeout(Direction::Receive, timeout)
            .map_err(|errno| SocketError::raw(Operation::ReceiveTimeout, errno))
    }

    /// Returns the receive timeout; `None` waits forever.
    ///
    /// # Errors
    /// An errno of `getsockopt(2)`.
    #[doc(alias = "SO_RCVTIMEO")]
    pub fn receive_timeout(&self) -> Result<Option<Duration>, SocketError> {
        self.timeout(Direction::Receive).map_err(|errno| SocketError::raw(Operation::ReceiveTimeout, errno))
    }

    /// Sets the send timeout: the time a send waits for space in another process's buffer (a send
    /// to the kernel never waits); `None` waits forever.
    ///
    /// # Errors
    /// `EINVAL` for a duration of zero.
    #[doc(alias = "SO_SNDTIMEO")]
    pub fn set_send_timeout(&self, timeout: Option<Duration>) -> Result<(), SocketError> {
        self.set_timeout(Direction::Send, timeout)
            .map_err(|errno| SocketError::raw(Operation::SendTimeout, errno))
    }

    /// Returns the send timeout; `None` waits forever.
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

    /// Reports the sender's user id with each datagram: [`Datagram::uid`](super::Datagram::uid) of
    /// [`recv_from`](Self::recv_from).
    ///
    /// # Errors
    /// An errno of `setsockopt(2)`.
    #[doc(alias = "SO_PASSCRED")]
    pub fn set_credentials(&self, on: bool) -> Result<(), SocketError> {
        rustix::net::sockopt::set_socket_passcred(self.as_fd(), on)
            .map_err(|errno| SocketError::new(Operation::Credentials, errno))
    }

    /// Makes operations fail with an error that [would block](SocketError::would_block) instead of
    /// waiting. A property of the open file, shared by all duplicates of the descriptor.
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
