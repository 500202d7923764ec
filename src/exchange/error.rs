//! What can go wrong in a conversation: one error of fixed size.
use super::{Busy, TransportError};
use crate::wire::{BuildError, Errno, Error, Refusal};
use core::fmt;

/// What was asked for, and why it failed. Of fixed size, without allocation, so that `?` carries it out of `main`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Failure<E> {
    /// The operation's name, such as `GetLink`.
    pub operation: &'static str,
    /// Why it failed.
    pub cause: Cause<E>,
}
/// Why something failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause<E> {
    /// The transport did: sending, receiving, a time-out, a datagram too large for the buffer, which is lost.
    Transport(E),
    /// The request did not fit the buffer, or an attribute became too long.
    Build(BuildError),
    /// What arrived is broken.
    Malformed(Error),
    /// The kernel refused: errno, its sentence, the offset. [`Connection::path`](super::Connection::path) names the attribute; of a
    /// shared conversation, its own `path`.
    Refused(Refusal),
    /// Messages were lost; what is known by events is no longer complete. The connection works on.
    Overrun,
    /// The request could not begin.
    Busy(Busy),
    /// An ack came where an answer should have.
    NoAnswer,
    /// A change interrupted a dump as often as it was begun anew, so many times.
    Interrupted(u32),
    /// A dump sends the same again and again.
    Stuck,
}
impl<E> Failure<E> {
    /// The kernel's errno, where it refused.
    pub const fn errno(&self) -> Option<Errno> {
        match &self.cause {
            Cause::Refused(refusal) => Some(refusal.errno),
            _ => None,
        }
    }
    /// Whether the kernel says that there is no such thing: ENOENT, ENODEV, ESRCH, ENXIO, EADDRNOTAVAIL.
    pub const fn is_not_found(&self) -> bool {
        matches!(
            self.errno(),
            Some(Errno::ENOENT | Errno::ENODEV | Errno::ESRCH | Errno::ENXIO | Errno::EADDRNOTAVAIL)
        )
    }
    /// Whether the kernel says that it is there already: EEXIST.
    pub const fn already_exists(&self) -> bool {
        matches!(self.errno(), Some(Errno::EEXIST))
    }
}
impl<E: TransportError> Cause<E> {
    pub(super) fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_timeout())
    }
    /// Whether the conversation can go on as if the datagram had not come.
    pub(super) fn is_loss_or_timeout(&self) -> bool {
        let passing = |error: &E| error.is_timeout() || error.is_loss() || error.is_truncation();
        matches!(self, Self::Overrun | Self::Malformed(_))
            || matches!(self, Self::Transport(error) if passing(error))
    }
}
impl<E: TransportError> Failure<E> {
    /// Whether nothing arrived in time.
    pub fn is_timeout(&self) -> bool {
        self.cause.is_timeout()
    }
    /// Whether trying again may help: a time-out, a loss, an interrupted dump, EBUSY, EAGAIN, EINTR.
    pub fn is_temporary(&self) -> bool {
        match &self.cause {
            Cause::Transport(error) => error.is_timeout() || error.is_loss(),
            Cause::Refused(refusal) => matches!(refusal.errno, Errno::EBUSY | Errno::EAGAIN | Errno::EINTR),
            Cause::Overrun | Cause::Busy(_) | Cause::Interrupted(_) => true,
            _ => false,
        }
    }
}
impl<E: fmt::Display> fmt::Debug for Failure<E> {
    /// What [`Display`](fmt::Display) says, and the numbers: this is what `main` prints.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)?;
        match &self.cause {
            Cause::Refused(refusal) => refusal.numbers(f),
            _ => Ok(()),
        }
    }
}
impl<E: fmt::Display> fmt::Display for Failure<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation, self.cause)
    }
}
impl<E: fmt::Display> fmt::Display for Cause<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(f),
            Self::Build(error) => error.fmt(f),
            Self::Malformed(error) => write!(f, "what arrived is broken: {error}"),
            Self::Refused(refusal) => {
                fmt::Display::fmt(refusal, f)?;
                if refusal.errno == Errno::EPERM {
                    f.write_str("; this needs CAP_NET_ADMIN in the network namespace")?;
                }
                Ok(())
            }
            Self::Overrun => f.write_str(
                "messages were lost: read the state anew by a dump; a larger receive buffer of the socket makes this rarer",
            ),
            Self::Busy(busy) => busy.fmt(f),
            Self::NoAnswer => f.write_str(
                "the kernel granted the request but sent no answer: it may know nothing of the kind, or be asked by a dump only",
            ),
            Self::Interrupted(times) => {
                write!(
                    f,
                    "changes interrupted the dump each of {times} times: try later, or take what one reading gives"
                )
            }
            Self::Stuck => f.write_str(
                "the dump sends the same again and again, and never ends: an entry may be too large for it; read with a larger buffer, on another socket",
            ),
        }
    }
}
impl<E: core::error::Error> core::error::Error for Failure<E> {}
