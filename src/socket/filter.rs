//! Classic BPF: programs of a few instructions that the kernel runs on each datagram, so that what nobody
//! wants never wakes the process nor fills its buffer. man 7 socket (`SO_ATTACH_FILTER`), linux/filter.h.
#![forbid(unsafe_code)]

use super::{Operation, Socket, SocketError, sys};

/// One instruction, `struct sock_filter`. Loads see the datagram from its first `nlmsghdr` on, and read
/// big-endian: compare with `value.to_be()` to meet a field that netlink holds in native order.
///
/// ```
/// use nlwire::socket::BpfInstruction as Bpf;
/// /// Lets datagrams pass whose first message has this type, and drops all others.
/// const fn only(kind: u16) -> [Bpf; 4] {
///     [Bpf::load_u16(4), Bpf::jump_equal(kind.to_be() as u32, 0, 1), Bpf::ACCEPT, Bpf::DROP]
/// }
/// ```
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[doc(alias = "sock_filter")]
pub struct BpfInstruction {
    /// What it does: a class, a size or operation, and a mode; `BPF_*` in linux/bpf_common.h.
    pub code: u16,
    /// Instructions to skip when a comparison holds.
    pub jt: u8,
    /// Instructions to skip when it does not.
    pub jf: u8,
    /// The operand: an offset, a number, or the bytes to keep.
    pub k: u32,
}

impl BpfInstruction {
    /// Any instruction, as `BPF_JUMP` and `BPF_STMT` write it in C.
    #[doc(alias = "BPF_STMT")]
    #[doc(alias = "BPF_JUMP")]
    pub const fn new(code: u16, jt: u8, jf: u8, k: u32) -> Self {
        Self { code, jt, jf, k }
    }

    /// Loads a byte at an offset of the datagram; a load beyond the end drops the datagram.
    pub const fn load_u8(offset: u32) -> Self {
        Self::new(0x30, 0, 0, offset)
    }

    /// Loads two bytes, big-endian.
    pub const fn load_u16(offset: u32) -> Self {
        Self::new(0x28, 0, 0, offset)
    }

    /// Loads four bytes, big-endian.
    pub const fn load_u32(offset: u32) -> Self {
        Self::new(0x20, 0, 0, offset)
    }

    /// Skips `jt` instructions when what was loaded equals `k`, `jf` when it does not.
    pub const fn jump_equal(k: u32, jt: u8, jf: u8) -> Self {
        Self::new(0x15, jt, jf, k)
    }

    /// Lets the whole datagram pass.
    pub const ACCEPT: Self = Self::new(0x06, 0, 0, u32::MAX);

    /// Drops the datagram.
    pub const DROP: Self = Self::new(0x06, 0, 0, 0);
}

/// Filters.
impl Socket {
    /// Runs a program on each datagram that comes from now on; what is queued already stays, so a socket that
    /// shall see nothing else gets its filter by [`Config::filter`](super::Config::filter). Another filter is
    /// replaced.
    ///
    /// The program sees whole datagrams, and one may hold several messages.
    ///
    /// # Errors
    /// `EINVAL` for an empty program and for one the kernel refuses, `EPERM` when the filter is locked.
    #[doc(alias = "SO_ATTACH_FILTER")]
    pub fn attach_filter(&self, program: &[BpfInstruction]) -> Result<(), SocketError> {
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
