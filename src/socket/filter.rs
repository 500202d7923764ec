//! Classic BPF filters of a socket, so that unwanted datagrams neither wake the process nor fill
//! its receive buffer. [`bpf`](crate::bpf) compiles programs.
//!
//! See [socket(7)](https://man7.org/linux/man-pages/man7/socket.7.html) (`SO_ATTACH_FILTER`).
#![forbid(unsafe_code)]

use super::{Operation, Socket, SocketError, sys};
use crate::bpf::Instruction;

/// Classic BPF filters.
impl Socket {
    /// Attaches a filter program, which runs on each datagram that arrives from now on.
    ///
    /// Datagrams that are queued already stay; to filter from the first datagram on, use
    /// [`Config::filter`](super::Config::filter). An existing filter is replaced atomically: no
    /// datagram passes unfiltered, and none is lost.
    ///
    /// The program sees complete datagrams, including replies to requests
    /// ([`bpf::answers`](crate::bpf::answers) lets those pass). A datagram may hold several
    /// messages.
    ///
    /// # Errors
    /// `EINVAL` if the program is empty or the kernel refuses it, `EPERM` if the filter is locked.
    #[doc(alias = "SO_ATTACH_FILTER")]
    pub fn attach_filter(&self, program: &[Instruction]) -> Result<(), SocketError> {
        sys::attach_filter(&self.fd, program)
            .map_err(|errno| SocketError::raw(Operation::AttachFilter, errno))
    }

    /// Detaches the filter.
    ///
    /// # Errors
    /// `ENOENT` if there is none, `EPERM` if the filter is locked.
    #[doc(alias = "SO_DETACH_FILTER")]
    pub fn detach_filter(&self) -> Result<(), SocketError> {
        sys::set_socket_int(&self.fd, sys::numbers::SO_DETACH_FILTER, 0)
            .map_err(|errno| SocketError::raw(Operation::DetachFilter, errno))
    }

    /// Locks the filter: it cannot be changed for the lifetime of the socket. For a socket that is
    /// passed to a less trusted process.
    ///
    /// # Errors
    /// An errno of `setsockopt(2)`.
    #[doc(alias = "SO_LOCK_FILTER")]
    pub fn lock_filter(&self) -> Result<(), SocketError> {
        sys::set_socket_int(&self.fd, sys::numbers::SO_LOCK_FILTER, 1)
            .map_err(|errno| SocketError::raw(Operation::LockFilter, errno))
    }
}
