//! What went wrong with a socket: the operation, the errno, and what a person can do about it.
#![forbid(unsafe_code)]

use core::fmt;

use rustix::io::Errno;

use super::{Protocol, SocketOption};

/// What was tried when an error came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// `socket(2)`.
    Open(Protocol),
    /// A file descriptor was taken over, and asked what it is.
    Adopt,
    /// `bind(2)` to this port id.
    Bind(u32),
    /// `connect(2)` to this port id; 0 is the kernel.
    Connect(u32),
    /// `getsockname(2)`, which tells our own port id.
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
    /// `recv(2)` and its kin.
    Receive,
    /// `send(2)` and its kin, to this port id; 0 is the kernel.
    Send(u32),
    /// A network namespace's file was opened.
    OpenNamespace,
    /// `setns(2)` into a network namespace.
    EnterNamespace,
    /// A helper thread was started.
    Thread,
    /// `poll(2)`.
    Wait,
    /// `eventfd(2)`, and writing to one.
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
            Self::EnterNamespace => f.write_str("enter a network namespace"),
            Self::Thread => f.write_str("start a helper thread"),
            Self::Wait => f.write_str("wait for the socket"),
            Self::Wake => f.write_str("wake who waits for a socket"),
        }
    }
}

/// An error of a socket. Small and `Copy`; its `Display` says what was tried, the errno, and what to do.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SocketError {
    /// A datagram did not fit. Receiving has cut it, and the rest is lost; peeking has left it in the queue.
    #[doc(alias = "MSG_TRUNC")]
    Truncated {
        /// The datagram's length, bytes.
        needed: usize,
        /// The buffer's length, bytes.
        given: usize,
    },
    /// Messages were lost: the receive buffer was full, or the kernel had no memory (`ENOBUFS`). The socket
    /// works on, but what is known by its events is no longer complete: read the state anew by a dump. A
    /// larger receive buffer ([`Socket::set_receive_buffer`](super::Socket::set_receive_buffer)), a filter,
    /// or fewer groups make it rarer.
    #[doc(alias = "ENOBUFS")]
    Overrun,
    /// Another thread called [`Waker::wake`](super::Waker::wake) while this one waited.
    Woken,
    /// A system call failed.
    Failed {
        /// What was tried.
        operation: Operation,
        /// The errno, positive, by the numbers of this architecture.
        errno: i32,
    },
}

impl SocketError {
    /// An error of rustix.
    #[cold]
    pub(super) fn new(operation: Operation, errno: Errno) -> Self {
        Self::raw(operation, errno.raw_os_error())
    }

    /// An error of the standard library, which holds an errno unless the library itself found fault.
    #[cfg(feature = "std")]
    #[cold]
    pub fn of(operation: Operation, error: &std::io::Error) -> Self {
        Self::raw(operation, error.raw_os_error().unwrap_or(Errno::INVAL.raw_os_error()))
    }

    /// An error of our own calls.
    #[cold]
    pub(super) fn raw(operation: Operation, errno: i32) -> Self {
        if errno == NOBUFS && operation == Operation::Receive {
            return Self::Overrun;
        }
        Self::Failed { operation, errno }
    }

    /// The errno, positive: `EMSGSIZE` for [`Truncated`](Self::Truncated), `ENOBUFS` for
    /// [`Overrun`](Self::Overrun), `ECANCELED` for [`Woken`](Self::Woken).
    pub const fn errno(&self) -> i32 {
        match *self {
            Self::Truncated { .. } => Errno::MSGSIZE.raw_os_error(),
            Self::Overrun => NOBUFS,
            Self::Woken => Errno::CANCELED.raw_os_error(),
            Self::Failed { errno, .. } => errno,
        }
    }

    /// What was tried.
    pub const fn operation(&self) -> Operation {
        match *self {
            Self::Truncated { .. } | Self::Overrun | Self::Woken => Operation::Receive,
            Self::Failed { operation, .. } => operation,
        }
    }

    /// Nothing came, or nothing could be sent, within the timeout (`EAGAIN` of a send or a receive). The
    /// kernel says the same of a non-blocking socket that would have to wait, so this and
    /// [`would_block`](Self::would_block) are one answer under two names: use the one that fits how the
    /// socket was set.
    #[doc(alias = "EAGAIN")]
    pub const fn is_timeout(&self) -> bool {
        self.would_block()
    }

    /// A non-blocking socket would have to wait (`EAGAIN` of a send or a receive). See
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

// Numbers by architecture: mips and sparc have their own.
const PERM: i32 = Errno::PERM.raw_os_error();
const NOENT: i32 = Errno::NOENT.raw_os_error();
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

/// The C names of the errnos that netlink sockets meet.
const fn errno_name(errno: i32) -> Option<&'static str> {
    Some(match errno {
        PERM => "EPERM",
        NOENT => "ENOENT",
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

/// What a person can do, where there is something to say.
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
        (O::EnterNamespace, PERM) => "needs CAP_SYS_ADMIN in the namespace and here",
        (O::EnterNamespace, INVAL) => "the file is no network namespace",
        (O::Open(_) | O::OpenNamespace, MFILE) => "too many files are open (ulimit -n)",
        _ => return Ok(()),
    };
    write!(f, ": {text}")
}

/// As it is displayed: this is what `main` prints.
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

/// The errno as the standard library's error: its kind is right, the operation is lost.
#[cfg(feature = "std")]
impl From<SocketError> for std::io::Error {
    fn from(error: SocketError) -> Self {
        Self::from_raw_os_error(error.errno())
    }
}
