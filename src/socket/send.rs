//! Sending: a call sends one datagram, whole or not at all.
#![forbid(unsafe_code)]

use rustix::fd::AsFd;
use rustix::io::{Errno, IoSlice};
use rustix::net::{SendAncillaryBuffer, SendFlags, netlink::SocketAddrNetlink};

use super::{Operation, Peer, Socket, SocketError};

/// Sending. Each call sends one datagram, which may hold several messages, each aligned to four bytes, and
/// starts again when a signal interrupts it.
impl Socket {
    /// Sends a datagram to the socket's peer: the kernel, unless another was chosen by [`Peer::Process`].
    ///
    /// # Errors
    /// `EMSGSIZE` when it exceeds the send buffer, `ECONNREFUSED` when nobody listens, and what the kernel
    /// says.
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

    /// Sends a datagram made of several pieces, which the kernel puts together: a batch's beginning, its
    /// middle and its end, say. At most 1,024 pieces.
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

    /// Sends a datagram to a port id, and to the groups of a bit mask (group *n* is bit *n* − 1, none is 0).
    /// To others than the kernel this needs `CAP_NET_ADMIN` in the network namespace, save on
    /// `NETLINK_USERSOCK`.
    ///
    /// The kernel sends to the groups first and does not say whether anybody was there; then it sends to the port id,
    /// and that alone decides the result. So on a protocol where the kernel itself does not listen
    /// (`NETLINK_USERSOCK`), sending to groups and port id 0 fails with `ECONNREFUSED` though the groups have got it.
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
