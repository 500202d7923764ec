//! Receiving: one datagram per call, never truncated silently.
#![forbid(unsafe_code)]

use core::mem::{MaybeUninit, size_of};
use core::sync::atomic::Ordering;

use rustix::fd::AsFd;
use rustix::io::Errno;
use rustix::net::RecvFlags;

use super::sys::{self, Control, numbers::SOL_SOCKET};
use super::{Operation, Peer, Socket, SocketError};
use crate::client::Received;

/// A datagram and its metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Datagram<'b> {
    /// The datagram: one or more netlink messages, in the caller's buffer.
    pub bytes: &'b [u8],
    /// Port id of the sender, set by the kernel; 0 is the kernel.
    #[doc(alias = "nl_pid")]
    pub sender: u32,
    /// Multicast group of the datagram as a bit mask, group *n* as bit *n* − 1; 0 for unicast and
    /// for groups above 32. The kernel reports the mask in `nl_groups` of the sender's address.
    #[doc(alias = "nl_groups")]
    pub groups: u32,
    /// Number of the multicast group, 0 for unicast; `None` without
    /// [`SocketOption::PacketInfo`](super::SocketOption::PacketInfo).
    #[doc(alias = "nl_pktinfo")]
    pub group: Option<u32>,
    /// Id of the sender's network namespace, as seen from the socket's namespace, with
    /// [`SocketOption::ListenAllNsid`](super::SocketOption::ListenAllNsid); `None` is the socket's
    /// namespace.
    #[doc(alias = "NETLINK_LISTEN_ALL_NSID")]
    pub nsid: Option<i32>,
    /// User id of the sender, set by the kernel, after [`Socket::set_credentials`]; 0 for the
    /// kernel itself.
    #[doc(alias = "SCM_CREDENTIALS")]
    pub uid: Option<u32>,
}

impl Datagram<'_> {
    /// Whether the kernel sent the datagram.
    pub const fn is_from_kernel(&self) -> bool {
        self.sender == 0
    }

    /// Whether the kernel or root sent the datagram: the trusted senders of groups that processes
    /// use, such as udev's. Root is known only after [`Socket::set_credentials`].
    pub const fn is_from_kernel_or_root(&self) -> bool {
        self.is_from_kernel() || matches!(self.uid, Some(0))
    }

    /// Whether the datagram is multicast. A group above 32 is recognised only with
    /// [`SocketOption::PacketInfo`](super::SocketOption::PacketInfo).
    pub const fn is_multicast(&self) -> bool {
        match self.group {
            Some(group) => group != 0,
            None => self.groups != 0,
        }
    }
}

/// Receiving. Each call takes one datagram, and is restarted if a signal interrupts it. A buffer of
/// 32 KiB holds every datagram of a dump.
impl Socket {
    /// Receives a datagram and returns its length, bytes. One system call, the cheapest, but
    /// without the sender. Use it only on a socket that is connected to the kernel
    /// ([`Peer::Kernel`], the default) and has joined no group; otherwise use
    /// [`recv_checked`](Self::recv_checked).
    ///
    /// # Errors
    /// [`SocketError::Truncated`] if the buffer is too small: the datagram is lost.
    /// [`SocketError::Overrun`] if messages were lost before. An error that [is a
    /// timeout](SocketError::is_timeout) or [would block](SocketError::would_block) if nothing
    /// arrived.
    #[inline]
    pub fn recv(&self, buffer: &mut [u8]) -> Result<usize, SocketError> {
        self.recv_with(buffer, RecvFlags::TRUNC)
    }

    /// Receives a datagram without waiting, even on a blocking socket: an error that [would
    /// block](SocketError::would_block) if nothing is queued.
    ///
    /// # Errors
    /// As [`recv`](Self::recv).
    #[doc(alias = "MSG_DONTWAIT")]
    #[inline]
    pub fn try_recv(&self, buffer: &mut [u8]) -> Result<usize, SocketError> {
        self.recv_with(buffer, RecvFlags::TRUNC | RecvFlags::DONTWAIT)
    }

    #[inline]
    fn recv_with(&self, buffer: &mut [u8], flags: RecvFlags) -> Result<usize, SocketError> {
        let given = buffer.len();
        loop {
            match rustix::net::recv(self.as_fd(), &mut *buffer, flags) {
                Ok((_, needed)) if needed <= given => return Ok(needed),
                Ok((_, needed)) => return Err(SocketError::Truncated { needed, given }),
                Err(Errno::INTR) => {}
                Err(errno) => return Err(SocketError::new(Operation::Receive, errno)),
            }
        }
    }

    /// Receives a datagram from the socket's [`peer`](Self::peer), with its delivery (unicast or
    /// multicast). Sessions and caches receive by this function.
    ///
    /// A datagram of another sender is discarded, counted
    /// ([`foreign_datagrams`](Self::foreign_datagrams)) and returned as an empty datagram, so that
    /// a flood of them does not delay the caller past its deadline.
    ///
    /// No other process reaches a socket that is connected to the kernel and has joined no group:
    /// in this case the function is a plain [`recv`](Self::recv), otherwise a `recvmsg(2)` with
    /// the sender's address, or a `recvmsg(2)` if a group above 32 was joined or the socket was
    /// [adopted](Self::adopt). By `cargo bench --bench events` (Linux 6.18) a datagram of 128 bytes
    /// took 504, 554 and 653 nanoseconds, respectively.
    ///
    /// With [`SocketOption::ListenAllNsid`](super::SocketOption::ListenAllNsid), datagrams from
    /// other network namespaces are discarded in the same way, except with [`Peer::Anyone`]: a
    /// session would mistake the links of another namespace for those of its own.
    /// [`recv_from`](Self::recv_from) receives them.
    ///
    /// # Errors
    /// As [`recv`](Self::recv).
    #[inline]
    pub fn recv_checked(&self, buffer: &mut [u8]) -> Result<Received, SocketError> {
        self.recv_checked_with(buffer, RecvFlags::TRUNC)
    }

    /// Receives a datagram without waiting, as [`recv_checked`](Self::recv_checked) does; `None` if
    /// the socket's queue is empty.
    ///
    /// # Errors
    /// As [`recv`](Self::recv), except that an empty queue is no error.
    #[doc(alias = "MSG_DONTWAIT")]
    #[inline]
    pub fn try_recv_checked(&self, buffer: &mut [u8]) -> Result<Option<Received>, SocketError> {
        match self.recv_checked_with(buffer, RecvFlags::TRUNC | RecvFlags::DONTWAIT) {
            Err(error) if error.would_block() => Ok(None),
            result => result.map(Some),
        }
    }

    #[inline]
    fn recv_checked_with(&self, buffer: &mut [u8], flags: RecvFlags) -> Result<Received, SocketError> {
        if !self.verify.load(Ordering::Relaxed) {
            return self.recv_with(buffer, flags).map(Received::unicast);
        }
        self.recv_verified(buffer, flags)
    }

    fn recv_verified(&self, buffer: &mut [u8], flags: RecvFlags) -> Result<Received, SocketError> {
        let given = buffer.len();
        let (needed, sender, multicast) = loop {
            let result = if self.control.load(Ordering::Relaxed) {
                self.recv_with_control(buffer, flags)
            } else {
                self.recv_with_address(buffer, flags)
            };
            match result {
                Ok(found) => break found,
                Err(Errno::INTR) => {}
                Err(errno) => return Err(SocketError::new(Operation::Receive, errno)),
            }
        };
        let expected = match self.peer {
            Peer::Kernel | Peer::Unbound => sender == Some(0),
            Peer::Process(port) => sender == Some(port),
            Peer::Anyone => true,
        };
        if !expected {
            self.foreign.fetch_add(1, Ordering::Relaxed);
            Ok(Received::unicast(0))
        } else if needed > given {
            Err(SocketError::Truncated { needed, given })
        } else if multicast {
            Ok(Received::multicast(needed))
        } else {
            Ok(Received::unicast(needed))
        }
    }

    /// Returns length, sender, and whether the datagram was sent to one of the first 32 groups,
    /// which the address holds as a bit mask.
    #[inline]
    fn recv_with_address(
        &self,
        buffer: &mut [u8],
        flags: RecvFlags,
    ) -> Result<(usize, Option<u32>, bool), Errno> {
        let received =
            sys::receive_message(&self.fd, buffer, None, flags.bits()).map_err(Errno::from_raw_os_error)?;
        Ok((received.length, Some(received.sender.port), received.sender.groups != 0))
    }

    /// Returns length, sender, and whether the datagram is multicast, which only a control message
    /// shows for groups above 32. No sender if another control message shows that the datagram
    /// comes from another namespace.
    fn recv_with_control(
        &self,
        buffer: &mut [u8],
        flags: RecvFlags,
    ) -> Result<(usize, Option<u32>, bool), Errno> {
        let mut control = Control::new();
        let received = sys::receive_message(&self.fd, buffer, Some(&mut control), flags.bits())
            .map_err(Errno::from_raw_os_error)?;
        let ancillary = Ancillary::read(&control.0, received.control_length);
        let multicast = ancillary.group.unwrap_or(0) != 0 || received.sender.groups != 0;
        let sender = if ancillary.nsid.is_none() { Some(received.sender.port) } else { None };
        Ok((received.length, sender, multicast))
    }

    /// Receives a datagram into memory that need not be initialized. Returns the datagram and the
    /// rest of the buffer.
    ///
    /// # Errors
    /// As [`recv`](Self::recv).
    #[inline]
    pub fn recv_uninit<'b>(
        &self,
        buffer: &'b mut [MaybeUninit<u8>],
    ) -> Result<(&'b mut [u8], &'b mut [MaybeUninit<u8>]), SocketError> {
        let given = buffer.len();
        match sys::receive_uninit(self.as_fd(), buffer) {
            Ok((halves, needed)) if needed <= given => Ok(halves),
            Ok((_, needed)) => Err(SocketError::Truncated { needed, given }),
            Err(errno) => Err(SocketError::new(Operation::Receive, errno)),
        }
    }

    /// Returns the length of the next datagram, bytes, which stays in the queue. Waits for one as
    /// [`recv`](Self::recv) does. For buffers that grow, at the cost of a second system call.
    ///
    /// # Errors
    /// As [`recv`](Self::recv), but never `Truncated`.
    #[doc(alias = "MSG_PEEK")]
    pub fn peek_size(&self) -> Result<usize, SocketError> {
        loop {
            match rustix::net::recv(self.as_fd(), &mut [0u8; 0], RecvFlags::PEEK | RecvFlags::TRUNC) {
                Ok((_, needed)) => return Ok(needed),
                Err(Errno::INTR) => {}
                Err(errno) => return Err(SocketError::new(Operation::Receive, errno)),
            }
        }
    }

    /// Receives a datagram with its sender, and, depending on the socket's options, with its group
    /// and network namespace. For sockets that other processes may send to, and for groups that
    /// processes use (udev's, `NETLINK_USERSOCK`).
    ///
    /// # Errors
    /// As [`recv`](Self::recv).
    #[doc(alias = "recvmsg")]
    pub fn recv_from<'b>(&self, buffer: &'b mut [u8]) -> Result<Datagram<'b>, SocketError> {
        const INTR: i32 = Errno::INTR.raw_os_error();
        let given = buffer.len();
        let mut control = Control::new();
        let received = loop {
            match sys::receive_message(&self.fd, buffer, Some(&mut control), RecvFlags::TRUNC.bits()) {
                Err(INTR) => {}
                result => break result.map_err(|errno| SocketError::raw(Operation::Receive, errno))?,
            }
        };
        let Some(bytes) = buffer.get(..received.length) else {
            return Err(SocketError::Truncated { needed: received.length, given });
        };
        let mut datagram = Datagram {
            bytes,
            sender: received.sender.port,
            groups: received.sender.groups,
            group: None,
            nsid: None,
            uid: None,
        };
        Ancillary::read(&control.0, received.control_length).tell(&mut datagram);
        Ok(datagram)
    }
}

/// Contents of a datagram's control messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ancillary {
    group: Option<u32>,
    nsid: Option<i32>,
    uid: Option<u32>,
}
impl Ancillary {
    /// Reads the first `length` bytes of `control`.
    #[inline]
    pub(super) fn read(control: &[u8], length: usize) -> Self {
        let mut found = Self::default();
        for (level, kind, data) in ControlMessages(control.get(..length).unwrap_or(&[])) {
            match (level, kind, data) {
                (SOL_NETLINK, NETLINK_PKTINFO, &[a, b, c, d, ..]) => {
                    found.group = Some(u32::from_ne_bytes([a, b, c, d]));
                }
                (SOL_NETLINK, NETLINK_LISTEN_ALL_NSID, &[a, b, c, d, ..]) => {
                    found.nsid = Some(i32::from_ne_bytes([a, b, c, d]));
                }
                // struct ucred: process, user, group
                (SOL_SOCKET, SCM_CREDENTIALS, &[_, _, _, _, a, b, c, d, ..]) => {
                    found.uid = Some(u32::from_ne_bytes([a, b, c, d]));
                }
                _ => {}
            }
        }
        found
    }
    pub(super) const fn tell(self, datagram: &mut Datagram<'_>) {
        (datagram.group, datagram.nsid, datagram.uid) = (self.group, self.nsid, self.uid);
    }
}

const SCM_CREDENTIALS: i32 = 2;
const SOL_NETLINK: i32 = 270;
const NETLINK_PKTINFO: i32 = 3;
const NETLINK_LISTEN_ALL_NSID: i32 = 8;

/// Iterates over `struct cmsghdr`s: a length (including the header), a level, a type, the data, and
/// padding to the size of a long. Yields level, type and data; a malformed one ends the iteration.
///
/// ```text
///  len: usize │ level: i32 │ type: i32 │ data ... │ pad
/// ```
struct ControlMessages<'a>(&'a [u8]);

impl<'a> Iterator for ControlMessages<'a> {
    type Item = (i32, i32, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = core::mem::take(&mut self.0);
        let (length, after) = rest.split_first_chunk::<{ size_of::<usize>() }>()?;
        let (level, after) = after.split_first_chunk()?;
        let (kind, _) = after.split_first_chunk()?;
        let length = usize::from_ne_bytes(*length);
        let data = rest.get(size_of::<usize>() + 8..length)?;
        self.0 = rest.get(length.checked_next_multiple_of(size_of::<usize>())?..).unwrap_or(&[]);
        Some((i32::from_ne_bytes(*level), i32::from_ne_bytes(*kind), data))
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec::Vec;

    use super::*;

    fn control(level: i32, kind: i32, data: &[u8]) -> Vec<u8> {
        let length = size_of::<usize>() + 8 + data.len();
        let mut bytes = length.to_ne_bytes().to_vec();
        bytes.extend(level.to_ne_bytes());
        bytes.extend(kind.to_ne_bytes());
        bytes.extend(data);
        bytes.resize(bytes.len().next_multiple_of(size_of::<usize>()), 0);
        bytes
    }

    #[test]
    fn control_messages_are_found_one_by_one() {
        let bytes = [
            control(SOL_SOCKET, 2, &[9; 12]),
            control(SOL_NETLINK, NETLINK_PKTINFO, &33u32.to_ne_bytes()),
            control(SOL_NETLINK, 99, &[]),
            control(SOL_NETLINK, NETLINK_LISTEN_ALL_NSID, &(-7i32).to_ne_bytes()),
        ]
        .concat();
        let found: Vec<_> = ControlMessages(&bytes).collect();
        let expected: [(i32, i32, &[u8]); 4] = [
            (SOL_SOCKET, 2, &[9; 12]),
            (SOL_NETLINK, 3, &33u32.to_ne_bytes()),
            (SOL_NETLINK, 99, &[]),
            (SOL_NETLINK, 8, &(-7i32).to_ne_bytes()),
        ];
        assert_eq!(found, expected);
        for end in 0..bytes.len() {
            assert!(ControlMessages(&bytes[..end]).count() <= 4);
        }
    }

    #[test]
    fn broken_control_messages_end_the_walk() {
        for length in [0usize, 1, 15, 17, 1000, usize::MAX] {
            let mut bytes = control(SOL_NETLINK, NETLINK_PKTINFO, &[1; 4]);
            bytes[..size_of::<usize>()].copy_from_slice(&length.to_ne_bytes());
            assert!(ControlMessages(&bytes).count() <= 1);
        }
    }
}
