//! Receiving: one datagram a call, never cut in silence.
#![forbid(unsafe_code)]

use core::mem::{MaybeUninit, size_of};

use rustix::fd::AsFd;
use rustix::io::Errno;
use rustix::net::RecvFlags;

use super::sys::{self, Control};
use super::{Operation, Socket, SocketError};

/// A datagram and where it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Datagram<'b> {
    /// The datagram: one or more netlink messages, in the buffer that was given.
    pub bytes: &'b [u8],
    /// The port id of the sender, as the kernel vouches for it: 0 is the kernel.
    #[doc(alias = "nl_pid")]
    pub sender: u32,
    /// The group that the datagram was sent to as a bit mask, group *n* as bit *n* − 1; 0 for a unicast and
    /// for groups above 32. `nl_groups` of the address, which in spite of its name is the receiver's, not the
    /// sender's.
    #[doc(alias = "nl_groups")]
    pub groups: u32,
    /// The number of the group that the datagram was sent to, and 0 for a unicast, with
    /// [`SocketOption::PacketInfo`](super::SocketOption::PacketInfo); else `None`.
    #[doc(alias = "nl_pktinfo")]
    pub group: Option<u32>,
    /// The id of the network namespace that the datagram comes from, as seen from ours, with
    /// [`SocketOption::ListenAllNsid`](super::SocketOption::ListenAllNsid); `None` is our own namespace.
    #[doc(alias = "NETLINK_LISTEN_ALL_NSID")]
    pub nsid: Option<i32>,
    /// The user who sent it, as the kernel vouches for it, after [`Socket::set_credentials`]; 0 of the kernel itself.
    #[doc(alias = "SCM_CREDENTIALS")]
    pub uid: Option<u32>,
}

impl Datagram<'_> {
    /// Whether the kernel itself sent it.
    pub const fn is_from_kernel(&self) -> bool {
        self.sender == 0
    }

    /// Whether the kernel sent it, or root: whom to believe in groups that processes feed, such as udev's. Root is known only after
    /// [`Socket::set_credentials`].
    pub const fn is_from_kernel_or_root(&self) -> bool {
        self.is_from_kernel() || matches!(self.uid, Some(0))
    }

    /// Whether it was sent to a group. A group above 32 is known as one only with
    /// [`SocketOption::PacketInfo`](super::SocketOption::PacketInfo).
    pub const fn is_multicast(&self) -> bool {
        match self.group {
            Some(group) => group != 0,
            None => self.groups != 0,
        }
    }
}

/// Receiving. Each call takes one datagram, and starts again when a signal interrupts it. A receive buffer of
/// 32 KiB holds whatever the kernel sends in a dump.
impl Socket {
    /// Receives a datagram and returns its length, bytes. One system call, the cheapest there is; it does not
    /// say who sent the datagram, which on a socket that is connected to the kernel
    /// ([`Peer::Kernel`](super::Peer::Kernel), the default) nobody else can have done by unicast.
    ///
    /// # Errors
    /// [`SocketError::Truncated`] when the buffer is too small: what was received is lost.
    /// [`SocketError::Overrun`] when messages were lost before. An error that [is a
    /// timeout](SocketError::is_timeout) or [would block](SocketError::would_block) when nothing came.
    #[inline]
    pub fn recv(&self, buffer: &mut [u8]) -> Result<usize, SocketError> {
        self.recv_with(buffer, RecvFlags::TRUNC)
    }

    /// [`recv`](Self::recv) that never waits, on a socket that otherwise does: an error that [would
    /// block](SocketError::would_block) where nothing is there.
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

    /// Receives a datagram into memory that need not be initialized; returns the datagram and the rest of the
    /// buffer.
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

    /// The length of the next datagram, bytes, which stays in the queue; waits for one as
    /// [`recv`](Self::recv) does. For buffers that grow, at the price of a second system call.
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

    /// Receives a datagram and learns who sent it, and as far as the socket's options say so, to which group
    /// and from which network namespace. For sockets that others than the kernel may write to, and for groups
    /// that processes can feed (udev's, `NETLINK_USERSOCK`).
    ///
    /// # Errors
    /// As [`recv`](Self::recv).
    #[doc(alias = "recvmsg")]
    pub fn recv_from<'b>(&self, buffer: &'b mut [u8]) -> Result<Datagram<'b>, SocketError> {
        const INTR: i32 = Errno::INTR.raw_os_error();
        let given = buffer.len();
        let mut control = Control::new();
        let received = loop {
            match sys::receive_message(&self.fd, buffer, &mut control, RecvFlags::TRUNC.bits()) {
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

/// What control messages say of a datagram.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ancillary {
    group: Option<u32>,
    nsid: Option<i32>,
    uid: Option<u32>,
}
impl Ancillary {
    /// Of so many bytes of them; of none nothing.
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

const SOL_SOCKET: i32 = 1;
const SCM_CREDENTIALS: i32 = 2;
const SOL_NETLINK: i32 = 270;
const NETLINK_PKTINFO: i32 = 3;
const NETLINK_LISTEN_ALL_NSID: i32 = 8;

/// Walks `struct cmsghdr`s: a length (which counts the header), a level, a type, the data, and padding to the
/// size of a long. Yields level, type and data of each; one that is broken ends the walk.
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
            control(1, 2, &[9; 12]),
            control(SOL_NETLINK, NETLINK_PKTINFO, &33u32.to_ne_bytes()),
            control(SOL_NETLINK, 99, &[]),
            control(SOL_NETLINK, NETLINK_LISTEN_ALL_NSID, &(-7i32).to_ne_bytes()),
        ]
        .concat();
        let found: Vec<_> = ControlMessages(&bytes).collect();
        let expected: [(i32, i32, &[u8]); 4] = [
            (1, 2, &[9; 12]),
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
