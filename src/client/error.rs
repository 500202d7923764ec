//! The error of a request: one type of fixed size.
use super::{Busy, TransportError};
use crate::schema::Path;
use crate::wire::{self, BuildError, Errno, KernelError, Protocol, spec::MessageSpec};
use core::fmt;

/// The operation, and why it failed. Of fixed size, without allocation, so that `?` can return it
/// from `main`.
///
/// [`Connection::explain`](super::Connection::explain) and `SharedConnection::explain` add the name of
/// the attribute that the kernel refused, which would make every result some 400 bytes larger.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Error<E> {
    /// Name of the operation, such as `GetLink`; of a generic netlink family with the name of the family,
    /// such as `nl80211 NL80211_CMD_GET_WIPHY`.
    pub operation: &'static str,
    /// Why the operation failed.
    pub kind: ErrorKind<E>,
}
/// Why an operation failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind<E> {
    /// Error of the transport: sending, receiving, a timeout, or a datagram that was too large for
    /// the buffer and is lost.
    Transport(E),
    /// The request did not fit in the buffer, or an attribute became too long.
    Build(BuildError),
    /// A received message is malformed.
    Malformed(wire::Error),
    /// The kernel refused the request: errno, message, offset.
    /// [`Connection::path`](super::Connection::path) or
    /// `SharedConnection::path` names the attribute, and `explain` adds it to the error message.
    Refused(KernelError),
    /// Messages were lost: state that was built from events is no longer complete. The connection
    /// remains usable.
    #[doc(alias = "ENOBUFS")]
    Overrun,
    /// The request could not start.
    Busy(Busy),
    /// The request belongs to one netlink protocol and the connection to another, where the same
    /// message type means something else. Nothing was sent.
    WrongProtocol {
        /// Protocol of the request.
        request: Protocol,
        /// Protocol of the connection.
        connection: Protocol,
    },
    /// The kernel sent an ack without the expected reply.
    MissingReply,
    /// A batch cannot hold the call, since its request depends on the reply to another one.
    NeedsReply,
    /// A change interrupted the dump in each attempt; the number of attempts.
    Interrupted(u32),
    /// A dump repeats the same datagram without progress.
    NoProgress,
    /// The event that the call awaits did not come in time.
    TimedOut,
}
impl<E> Error<E> {
    /// Returns the kernel's errno, if the kernel refused the request.
    pub const fn errno(&self) -> Option<Errno> {
        match &self.kind {
            ErrorKind::Refused(refusal) => Some(refusal.errno),
            _ => None,
        }
    }
    /// Whether the kernel reports that the object does not exist: `ENOENT`, `ENODEV`, `ESRCH`,
    /// `ENXIO`, `EADDRNOTAVAIL`.
    pub const fn is_not_found(&self) -> bool {
        matches!(
            self.errno(),
            Some(Errno::ENOENT | Errno::ENODEV | Errno::ESRCH | Errno::ENXIO | Errno::EADDRNOTAVAIL)
        )
    }
    /// Whether the kernel reports that the object exists already: `EEXIST`.
    pub const fn already_exists(&self) -> bool {
        matches!(self.errno(), Some(Errno::EEXIST))
    }
    /// Whether the caller lacks a capability in the user namespace that the kernel asks for: `EPERM`,
    /// `EACCES`.
    pub const fn is_permission_denied(&self) -> bool {
        matches!(self.errno(), Some(Errno::EPERM | Errno::EACCES))
    }
    /// Whether the kernel lacks the operation, its protocol or its address family: `EOPNOTSUPP`,
    /// `EPROTONOSUPPORT`, `EAFNOSUPPORT`.
    ///
    /// Loading a module may help. nfnetlink returns `EINVAL` for a subsystem that is not loaded, and
    /// the controller of generic netlink `ENOENT` for a family.
    pub const fn is_unsupported(&self) -> bool {
        matches!(self.errno(), Some(Errno::EOPNOTSUPP | Errno::EPROTONOSUPPORT | Errno::EAFNOSUPPORT))
    }
}
impl<E: TransportError> ErrorKind<E> {
    pub(super) fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_timeout()) || matches!(self, Self::TimedOut)
    }
    /// Whether the session can continue as if the datagram had not come.
    pub(super) fn is_loss_or_timeout(&self) -> bool {
        let passing = |error: &E| error.is_timeout() || error.is_loss() || error.is_truncation();
        matches!(self, Self::Overrun | Self::Malformed(_))
            || matches!(self, Self::Transport(error) if passing(error))
    }
}
impl<E> ErrorKind<E> {
    /// Returns the kernel's error, if the kernel refused the request.
    pub const fn refusal(&self) -> Option<&KernelError> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }
}
impl<E: TransportError> Error<E> {
    /// Whether nothing arrived in time.
    pub fn is_timeout(&self) -> bool {
        self.kind.is_timeout()
    }
    /// Whether a retry may help: a timeout, a loss, an interrupted dump, `EBUSY`, `EAGAIN`,
    /// `EINTR`.
    pub fn is_temporary(&self) -> bool {
        match &self.kind {
            ErrorKind::Transport(error) => error.is_timeout() || error.is_loss(),
            ErrorKind::Refused(refusal) => {
                matches!(refusal.errno, Errno::EBUSY | Errno::EAGAIN | Errno::EINTR)
            }
            ErrorKind::Overrun | ErrorKind::Busy(_) | ErrorKind::Interrupted(_) | ErrorKind::TimedOut => true,
            _ => false,
        }
    }
}
impl<E: fmt::Display> fmt::Debug for Error<E> {
    /// The text of [`Display`](fmt::Display) and the numbers: what `main` prints.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)?;
        match &self.kind {
            ErrorKind::Refused(refusal) => refusal.numbers(f),
            _ => Ok(()),
        }
    }
}
impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation, self.kind)
    }
}
impl<E: fmt::Display> fmt::Display for ErrorKind<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(f),
            Self::Build(error) => error.fmt(f),
            Self::Malformed(error) => write!(f, "malformed message: {error}"),
            Self::Refused(refusal) => {
                fmt::Display::fmt(refusal, f)?;
                f.write_str(hint(refusal.errno))
            }
            Self::Overrun => f.write_str(
                "messages were lost: read the state anew by a dump; a larger receive buffer of the socket makes this rarer",
            ),
            Self::Busy(busy) => busy.fmt(f),
            Self::WrongProtocol { request, connection } => {
                write!(
                    f,
                    "the request is one of {request} and the connection is one of {connection}: open a connection of Protocol::"
                )?;
                match request.name() {
                    Some(name) => f.write_str(name.strip_prefix("NETLINK_").unwrap_or(name)),
                    None => write!(f, "from({})", request.0),
                }
            }
            Self::MissingReply => f.write_str(
                "the kernel acknowledged the request but sent no reply: it may not support this object, or only in a dump",
            ),
            Self::NeedsReply => f.write_str(
                "a batch cannot hold a call whose request needs the reply to another one: run it by itself, or name the interface by its index",
            ),
            Self::Interrupted(times) => {
                write!(
                    f,
                    "changes interrupted the dump each of {times} times: try later, or take what one reading gives"
                )
            }
            Self::TimedOut => f.write_str("the awaited event did not come in time"),
            Self::NoProgress => f.write_str(
                "the dump sends the same again and again, and never ends: an entry may be too large for it; read with a larger buffer, on another socket",
            ),
        }
    }
}
impl<E: core::error::Error> core::error::Error for Error<E> {}
impl MessageSpec {
    /// Checks that a request belongs to the protocol of a transport, as far as both are known.
    #[inline(always)]
    pub(crate) fn check_protocol<E>(&self, connection: Option<Protocol>) -> Result<(), ErrorKind<E>> {
        check_protocol(self.protocol, connection)
    }
}
/// Checks that a request belongs to the protocol of a transport, as far as both are known.
#[inline(always)]
pub(crate) fn check_protocol<E>(
    request: Option<Protocol>,
    connection: Option<Protocol>,
) -> Result<(), ErrorKind<E>> {
    match (request, connection) {
        (Some(request), Some(connection)) if request != connection => {
            Err(ErrorKind::WrongProtocol { request, connection })
        }
        _ => Ok(()),
    }
}
/// An error, and the attribute that it is about; made by
/// [`Connection::explain`](super::Connection::explain) and `SharedConnection::explain`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Explained<E> {
    /// The operation, and why it failed.
    pub failure: Error<E>,
    /// The attribute that the kernel refused, by the kernel's names, if the kernel reported one.
    pub path: Option<Path>,
}
impl<E: fmt::Display> fmt::Display for Explained<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.failure, f)?;
        match self.path.filter(|path| !path.is_empty()) {
            Some(path) => write!(f, ", at {path}"),
            None => Ok(()),
        }
    }
}
impl<E: fmt::Display> fmt::Debug for Explained<E> {
    /// The text of [`Display`](fmt::Display): what `main` prints.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl<E: core::error::Error> core::error::Error for Explained<E> {}
/// Returns what to do about an errno, where that is mostly the same; empty otherwise.
const fn hint(errno: Errno) -> &'static str {
    match errno {
        Errno::EPERM => {
            "; usually CAP_NET_ADMIN is missing in the network namespace, of some families in the initial user namespace"
        }
        Errno::EEXIST => "; `client::allow` accepts an object that exists already",
        Errno::EOPNOTSUPP => "; is the module of this kind loaded?",
        Errno::ENOENT => "; is the name right, and its module loaded?",
        Errno::ENODEV => "; is the interface in this network namespace?",
        _ => "",
    }
}

#[cfg(all(test, feature = "socket"))]
mod tests {
    use super::*;

    #[test]
    fn the_error_of_a_request_is_small_enough_for_every_result() {
        // clippy::result_large_err begins at 128 bytes
        assert!(size_of::<Error<crate::socket::SocketError>>() < 128);
    }
}
