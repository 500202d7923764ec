//! Errors of a socket: the operation, the errno, and advice.
#![forbid(unsafe_code)]

use core::fmt;

use rustix::io::Errno;

use super::{Protocol, SocketOption};

/// The operation that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// `socket(2)`.
    Open(Protocol),
    /// Taking over a file descriptor: reading its family, protocol and address.
    Adopt,
    /// `bind(2)` to this port id.
    Bind(u32),
    /// `connect(2)` to this port id; 0 is the kernel.
    Connect(u32),
    /// `getsockname(2)`, which returns the socket's port id.
    Name,
    /// `NETLINK_ADD_MEMBERSHIP` of this multicast group.
    Join(u32),
    /// `NETLINK_DROP_MEMBERSHIP` of this multicast group.
    Leave(u32),
    /// `NETLINK_LIST_MEMBERSHIPS`.
    Memberships,
    /// `setsockopt(2)` of a netlink option.
    SetOption(SocketOption),
    /// `getsockopt(2)` of a netlink option.
    GetOption(SocketOption),
    /// `SO_RCVBUF` and `SO_RCVBUFFORCE`.
    ReceiveBuffer,
    /// `SO_SNDBUF` and `SO_SNDBUFFORCE`.
    SendBuffer,
    /// `SO_RCVTIMEO`.
    ReceiveTimeout,
    /// `SO_SNDTIMEO`.
    SendTimeout,
    /// `FIONBIO`.
    NonBlocking,
    /// `SO_PASSCRED`.
    Credentials,
    /// `SO_ATTACH_FILTER`.
    AttachFilter,
    /// `SO_DETACH_FILTER`.
    DetachFilter,
    /// `SO_LOCK_FILTER`.
    LockFilter,
    /// `recv(2)` and its variants.
    Receive,
    /// `send(2)` and its variants, to this port id; 0 is the kernel.
    Send(u32),
    /// Opening a network namespace's file.
    OpenNamespace,
    /// Creating a network namespace: `unshare(2)`, and for a named one `mount(2)` on a file.
    CreateNamespace,
    /// Deleting the name of a network namespace: `umount(2)` and `unlink(2)`.
    DeleteNamespace,
    /// Reading the directory of named network namespaces.
    ListNamespaces,
    /// `setns(2)` into a network namespace.
    EnterNamespace,
    /// Starting a helper thread.
    Thread,
    /// `poll(2)`.
    Wait,
    /// `eventfd(2)`, and a write to the descriptor.
    Wake,
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Open(protocol) => write!(f, "open a {protocol} socket"),
            Self::Adopt => f.write_str("take over a file descriptor as a netlink socket"),
            Self::Bind(port) => write!(f, "bind to port id {port}"),
            Self::Connect(0) => f.write_str("connect to the kernel"),
            Self::Connect(port) => write!(f, "connect to port id {port}"),
            Self::Name => f.write_str("read the socket's own address"),
            Self::Join(group) => write!(f, "join multicast group {group}"),
            Self::Leave(group) => write!(f, "leave multicast group {group}"),
            Self::Memberships => f.write_str("list multicast groups"),
            Self::SetOption(option) => write!(f, "set {option}"),
            Self::GetOption(option) => write!(f, "read {option}"),
            Self::ReceiveBuffer => f.write_str("size the receive buffer"),
            Self::SendBuffer => f.write_str("size the send buffer"),
            Self::ReceiveTimeout => f.write_str("time receiving"),
            Self::SendTimeout => f.write_str("time sending"),
            Self::NonBlocking => f.write_str("switch blocking"),
            Self::Credentials => f.write_str("ask for credentials"),
            Self::AttachFilter => f.write_str("attach a filter"),
            Self::DetachFilter => f.write_str("detach the filter"),
            Self::LockFilter => f.write_str("lock the filter"),
            Self::Receive => f.write_str("receive"),
            Self::Send(0) => f.write_str("send"),
            Self::Send(port) => write!(f, "send to port id {port}"),
            Self::OpenNamespace => f.write_str("open a network namespace"),
            Self::CreateNamespace => f.write_str("create a network namespace"),
            Self::DeleteNamespace => f.write_str("delete a network namespace"),
            Self::ListNamespaces => f.write_str("list network namespaces"),
            Self::EnterNamespace => f.write_str("enter a network namespace"),
            Self::Thread => f.write_str("start a helper thread"),
            Self::Wait => f.write_str("wait for the socket"),
            Self::Wake => f.write_str("wake who waits for a socket"),
        }
    }
}

/// An error of a socket. Small and `Copy`; the `Display` text holds the operation, the errno, and
/// advice.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SocketError {
    /// A datagram did not fit the buffer. A receive has truncated the datagram, and the rest is
    /// lost; a peek has left it in the queue.
    #[doc(alias = "MSG_TRUNC")]
    Truncated {
        /// Length of the datagram, bytes.
        needed: usize,
        /// Length of the buffer, bytes.
        given: usize,
    },
    /// Messages were lost: the receive buffer was full, or the kernel had no memory (`ENOBUFS`).
    ///
    /// The socket remains usable, but state that was built from its events is no longer complete:
    /// dump it again. A larger receive buffer
    /// ([`Socket::set_receive_buffer`](super::Socket::set_receive_buffer)), a filter, or fewer
    /// groups make losses rarer.
    #[doc(alias = "ENOBUFS")]
    Overrun,
    /// Another thread called [`Waker::wake`](super::Waker::wake) while this one waited.
    Woken,
    /// A system call failed.
    Failed {
        /// The operation that failed.
        operation: Operation,
        /// The errno, positive, as numbered on this architecture.
        errno: i32,
    },
}

impl SocketError {
    /// Creates an error from an errno of rustix.
    #[cold]
    pub(super) fn new(operation: Operation, errno: Errno) -> Self {
        Self::raw(operation, errno.raw_os_error())
    }

    /// Creates an error from one of the standard library, which holds an errno unless the library
    /// itself raised it.
    #[cfg(feature = "std")]
    #[cold]
    pub fn from_io(operation: Operation, error: &std::io::Error) -> Self {
        Self::raw(operation, error.raw_os_error().unwrap_or(Errno::INVAL.raw_os_error()))
    }

    /// Creates an error from a raw errno.
    #[cold]
    pub(super) fn raw(operation: Operation, errno: i32) -> Self {
        if errno == NOBUFS && operation == Operation::Receive {
            return Self::Overrun;
        }
        Self::Failed { operation, errno }
    }

    /// Returns the errno, positive: `EMSGSIZE` for [`Truncated`](Self::Truncated), `ENOBUFS` for
    /// [`Overrun`](Self::Overrun), `ECANCELED` for [`Woken`](Self::Woken).
    pub const fn errno(&self) -> i32 {
        match *self {
            Self::Truncated { .. } => Errno::MSGSIZE.raw_os_error(),
            Self::Overrun => NOBUFS,
            Self::Woken => Errno::CANCELED.raw_os_error(),
            Self::Failed { errno, .. } => errno,
        }
    }

    /// Returns the operation that failed.
    pub const fn operation(&self) -> Operation {
        match *self {
            Self::Truncated { .. } | Self::Overrun | Self::Woken => Operation::Receive,
            Self::Failed { operation, .. } => operation,
        }
    }

    /// Whether a send or a receive timed out (`EAGAIN`).
    ///
    /// The kernel returns the same errno for a nonblocking socket that would have to wait, so this
    /// equals [`would_block`](Self::would_block): use the one that matches the socket's mode.
    #[doc(alias = "EAGAIN")]
    pub const fn is_timeout(&self) -> bool {
        self.would_block()
    }

    /// Whether a nonblocking socket would have to wait (`EAGAIN` of a send or a receive). Equals
    /// [`is_timeout`](Self::is_timeout).
    #[doc(alias = "EWOULDBLOCK")]
    pub const fn would_block(&self) -> bool {
        match *self {
            Self::Failed { operation: Operation::Receive | Operation::Send(_), errno } => errno == AGAIN,
            _ => false,
        }
    }

    /// Whether messages were lost: [`Overrun`](Self::Overrun), or [`Truncated`](Self::Truncated).
    pub const fn is_loss(&self) -> bool {
        matches!(self, Self::Overrun | Self::Truncated { .. })
    }
}

// Numbers depend on the architecture: mips and sparc have their own.
const PERM: i32 = Errno::PERM.raw_os_error();
const NOENT: i32 = Errno::NOENT.raw_os_error();
const EXIST: i32 = Errno::EXIST.raw_os_error();
const NOSPC: i32 = Errno::NOSPC.raw_os_error();
const AGAIN: i32 = Errno::AGAIN.raw_os_error();
const NOMEM: i32 = Errno::NOMEM.raw_os_error();
const ACCESS: i32 = Errno::ACCESS.raw_os_error();
const BUSY: i32 = Errno::BUSY.raw_os_error();
const INVAL: i32 = Errno::INVAL.raw_os_error();
const MFILE: i32 = Errno::MFILE.raw_os_error();
const MSGSIZE: i32 = Errno::MSGSIZE.raw_os_error();
const NOPROTOOPT: i32 = Errno::NOPROTOOPT.raw_os_error();
const PROTONOSUPPORT: i32 = Errno::PROTONOSUPPORT.raw_os_error();
const AFNOSUPPORT: i32 = Errno::AFNOSUPPORT.raw_os_error();
const ADDRINUSE: i32 = Errno::ADDRINUSE.raw_os_error();
const NOBUFS: i32 = Errno::NOBUFS.raw_os_error();
const CONNREFUSED: i32 = Errno::CONNREFUSED.raw_os_error();
const BADF: i32 = Errno::BADF.raw_os_error();
const NODATA: i32 = Errno::NODATA.raw_os_error();

/// Returns the C name of an errno that netlink sockets return.
const fn errno_name(errno: i32) -> Option<&'static str> {
    Some(match errno {
        PERM => "EPERM",
        NOENT => "ENOENT",
        EXIST => "EEXIST",
        NOSPC => "ENOSPC",
        AGAIN => "EAGAIN",
        NOMEM => "ENOMEM",
        ACCESS => "EACCES",
        BUSY => "EBUSY",
        INVAL => "EINVAL",
        MFILE => "EMFILE",
        MSGSIZE => "EMSGSIZE",
        NOPROTOOPT => "ENOPROTOOPT",
        PROTONOSUPPORT => "EPROTONOSUPPORT",
        AFNOSUPPORT => "EAFNOSUPPORT",
        ADDRINUSE => "EADDRINUSE",
        NOBUFS => "ENOBUFS",
        CONNREFUSED => "ECONNREFUSED",
        BADF => "EBADF",
        NODATA => "ENODATA",
        _ => return None,
    })
}

/// Writes advice for an error, if there is any.
fn advice(operation: Operation, errno: i32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    use Operation as O;
    let text = match (operation, errno) {
        (O::Open(protocol), PROTONOSUPPORT) => {
            return write!(f, ": this kernel has no {protocol}; is its module loaded?");
        }
        (O::Open(_), AFNOSUPPORT) => "this kernel has no netlink, or a sandbox forbids it",
        (O::Open(_), PERM | ACCESS) => "a sandbox (seccomp, SELinux) forbids it",
        (O::Adopt, AFNOSUPPORT) => "it is another kind of socket",
        (O::Bind(port), ADDRINUSE) => {
            return write!(f, ": port id {port} is taken; use 0 and let the kernel choose");
        }
        (O::Bind(_), PERM | ACCESS) => "a sandbox forbids it; Android's wants Peer::Kernel and no port id",
        (O::Connect(0), CONNREFUSED) | (O::Send(0), CONNREFUSED) => {
            "nothing in this kernel listens to the protocol"
        }
        (O::Connect(_) | O::Send(_), CONNREFUSED) => {
            "no socket has that port id, or the one that has it listens to another peer only"
        }
        (O::Connect(_) | O::Send(_), PERM) => {
            "needs CAP_NET_ADMIN in the network namespace; without it only NETLINK_USERSOCK lets processes talk to others"
        }
        (O::Join(_), PERM) => "needs CAP_NET_ADMIN in the network namespace (audit: CAP_AUDIT_READ)",
        (O::Join(_) | O::Leave(_), INVAL) => {
            "the protocol has no such group; groups count from 1 and are not a bit mask"
        }
        (O::Join(_), NOENT) => "nobody serves this group now; is the family's module loaded?",
        (O::SetOption(SocketOption::ListenAllNsid), PERM) => "needs CAP_NET_BROADCAST",
        (O::SetOption(_) | O::GetOption(_), NOPROTOOPT) => "this kernel does not know the option",
        (O::ReceiveTimeout | O::SendTimeout, INVAL) => "a timeout is longer than zero; None waits forever",
        (O::AttachFilter, INVAL) => "the program is empty, too long, or the kernel's verifier refuses it",
        (O::AttachFilter | O::DetachFilter | O::LockFilter, PERM) => "the filter is locked",
        (O::AttachFilter, NOMEM) => "the program is larger than net.core.optmem_max allows",
        (O::DetachFilter, NOENT) => "no filter is attached",
        (O::Receive, AGAIN) => "nothing came in time",
        (O::Send(_), AGAIN) => "the receiver's buffer is full",
        (O::Send(_), MSGSIZE) => {
            "the datagram is larger than the send buffer: enlarge that, or send less at once"
        }
        (O::Send(_), NOBUFS | NOMEM) => "the kernel has no memory for it now",
        (O::Send(_), NODATA) => "there was nothing to send",
        (O::OpenNamespace, NOENT) => "no namespace is mounted under that name or path",
        (O::CreateNamespace | O::DeleteNamespace, PERM | ACCESS) => {
            "needs CAP_SYS_ADMIN and, for a named one, permission to write /run/netns"
        }
        (O::CreateNamespace, EXIST) => "a namespace of that name exists",
        (O::CreateNamespace, NOSPC) => "the limit /proc/sys/user/max_net_namespaces is reached",
        (O::CreateNamespace | O::DeleteNamespace | O::OpenNamespace, INVAL) => {
            "a name is a file name without slashes"
        }
        (O::DeleteNamespace, NOENT) => "no namespace has that name",
        (O::EnterNamespace, PERM) => "needs CAP_SYS_ADMIN in the namespace and here",
        (O::EnterNamespace, INVAL) => "the file is no network namespace",
        (O::Open(_) | O::OpenNamespace, MFILE) => "too many files are open (ulimit -n)",
        _ => return Ok(()),
    };
    write!(f, ": {text}")
}

/// Same as [`Display`](fmt::Display): this is what `main` prints.
impl fmt::Debug for SocketError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl fmt::Display for SocketError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Truncated { needed, given } => {
                write!(f, "receive: the datagram needs {needed} bytes and the buffer has {given}")
            }
            Self::Overrun => f.write_str(
                "receive: the kernel dropped messages (ENOBUFS): resynchronise by a dump; a larger receive buffer helps",
            ),
            Self::Woken => f.write_str("receive: another thread ended the wait"),
            Self::Failed { operation, errno } => {
                match errno_name(errno) {
                    Some(name) => write!(f, "{operation}: {name}")?,
                    None => write!(f, "{operation}: errno {errno}")?,
                }
                advice(operation, errno, f)
            }
        }
    }
}

impl core::error::Error for SocketError {}

/// Converts the errno to the standard library's error: the kind is right, the operation is lost.
#[cfg(feature = "std")]
impl From<SocketError> for std::io::Error {
    fn from(error: SocketError) -> Self {
        Self::from_raw_os_error(error.errno())
    }
}
