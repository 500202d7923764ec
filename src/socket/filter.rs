//! Classic BPF filters: what nobody wants never wakes the process nor fills its buffer. Programs are written by [`bpf`](crate::bpf).
//! man 7 socket (`SO_ATTACH_FILTER`).
#![forbid(unsafe_code)]

use super::{Operation, Socket, SocketError, sys};
use crate::bpf::Instruction;

/// Filters.
impl Socket {
    /// Runs a program on each datagram that comes from now on; what is queued already stays, so a socket that
    /// shall see nothing else gets its filter by [`Config::filter`](super::Config::filter). Another filter is
    /// replaced at once: no datagram passes between the two, and none is lost to it.
    ///
    /// The program sees whole datagrams, answers to requests among them ([`bpf::answers`](crate::bpf::answers) lets those pass), and one
    /// may hold several messages.
    ///
    /// # Errors
    /// `EINVAL` for an empty program and for one the kernel refuses, `EPERM` when the filter is locked.
    #[doc(alias = "SO_ATTACH_FILTER")]
    pub fn attach_filter(&self, program: &[Instruction]) -> Result<(), SocketError> {
        sys::attach_filter(&self.fd, program)
            .map_err(|errno| SocketError::raw(Operation::AttachFilter, errno))
    }

    /// Takes the filter away.
    ///
    /// # Errors
    /// `ENOENT` where there is none, `EPERM` when it is locked.
    #[doc(alias = "SO_DETACH_FILTER")]
    pub fn detach_filter(&self) -> Result<(), SocketError> {
        sys::set_socket_int(&self.fd, sys::numbers::SO_DETACH_FILTER, 0)
            .map_err(|errno| SocketError::raw(Operation::DetachFilter, errno))
    }

    /// Locks the filter: nobody can change it any more, for as long as the socket lives. For a socket that is
    /// handed to a process with less trust.
    ///
    /// # Errors
    /// An errno of `setsockopt(2)`.
    #[doc(alias = "SO_LOCK_FILTER")]
    pub fn lock_filter(&self) -> Result<(), SocketError> {
        sys::set_socket_int(&self.fd, sys::numbers::SO_LOCK_FILTER, 1)
            .map_err(|errno| SocketError::raw(Operation::LockFilter, errno))
    }
}
