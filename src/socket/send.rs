//! Sending: one datagram per call, complete or not at all.
#![forbid(unsafe_code)]

use rustix::fd::AsFd;
use rustix::io::{Errno, IoSlice};
use rustix::net::{SendAncillaryBuffer, SendFlags, netlink::SocketAddrNetlink};

use super::{Operation, Peer, Socket, SocketError};

/// Sending. Each call sends one datagram, which may hold several messages, each aligned to four
/// bytes, and is restarted if a signal interrupts it.
impl Socket {
    /// Sends a datagram to the socket's peer: the kernel, unless [`Peer::Process`] was set.
    ///
    /// # Errors
    /// `EMSGSIZE` if the datagram exceeds the send buffer, `ECONNREFUSED` if no socket has the
    /// peer's port id, and errors of the kernel.
    #[inline]
    pub fn send(&self, datagram: &[u8]) -> Result<(), SocketError> {
        loop {
            match rustix::net::send(self.as_fd(), datagram, SendFlags::empty()) {
                Ok(_) => return Ok(()),
                Err(Errno::INTR) => {}
                Err(errno) => return Err(self.send_error(errno)),
            }
        }
    }

    /// Sends a datagram that the kernel assembles from several pieces, such as begin, body and end
    /// of a batch. At most 1,024 pieces.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    #[doc(alias = "sendmsg")]
    pub fn send_pieces(&self, pieces: &[IoSlice<'_>]) -> Result<(), SocketError> {
        loop {
            let mut control = SendAncillaryBuffer::default();
            match rustix::net::sendmsg(self.as_fd(), pieces, &mut control, SendFlags::empty()) {
                Ok(_) => return Ok(()),
                Err(Errno::INTR) => {}
                Err(errno) => return Err(self.send_error(errno)),
            }
        }
    }

    /// Sends a datagram to a port id, and to multicast groups given as a bit mask (group *n* is bit
    /// *n* − 1; 0 for none).
    ///
    /// Sending to others than the kernel needs `CAP_NET_ADMIN` in the network namespace, except on
    /// `NETLINK_USERSOCK`.
    ///
    /// The kernel sends to the groups first, without reporting whether they have members, then to
    /// the port id, which alone determines the result. So on a protocol without a kernel socket
    /// (`NETLINK_USERSOCK`), sending to groups and port id 0 fails with `ECONNREFUSED` although the
    /// groups received the datagram.
    ///
    /// # Errors
    /// As [`send`](Self::send); `EPERM` without the capability.
    #[doc(alias = "sendto")]
    pub fn send_to(&self, datagram: &[u8], port: u32, groups: u32) -> Result<(), SocketError> {
        let address = SocketAddrNetlink::new(port, groups);
        loop {
            match rustix::net::sendto(self.as_fd(), datagram, SendFlags::empty(), &address) {
                Ok(_) => return Ok(()),
                Err(Errno::INTR) => {}
                Err(errno) => return Err(SocketError::new(Operation::Send(port), errno)),
            }
        }
    }

    #[cold]
    pub(super) fn send_error(&self, errno: Errno) -> SocketError {
        let port = match self.peer {
            Peer::Process(port) => port,
            _ => 0,
        };
        SocketError::new(Operation::Send(port), errno)
    }
}
