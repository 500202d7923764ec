//! Summary of an AF_UNIX socket.
use super::{Shutdown, SocketType, TcpState, UnixDiag, UnixDiagMsg, UnixDiagRqLen, inet::cookie_of};
use crate::{
    pick,
    wire::{
        Error, InlineBytes, MessageView, Str, UnixName,
        summary::{Word, summaries},
    },
};
use core::fmt::{self, Write};

/// An AF_UNIX socket: the reply of [`unix`](super::unix).
pub type UnixMessage<'a> = MessageView<'a, UnixDiagMsg, UnixDiag>;

/// What matters of an AF_UNIX socket: a [`UnixMessage`] as a small value that does not borrow.
///
/// What the kernel reports depends on the [`UnixShow`](super::UnixShow) of the request.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, sock_diag::{self, UnixShow, UnixSummary}};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     let sockets: Vec<UnixSummary> = nl.list(sock_diag::unix(UnixShow::all()))?;
///     for socket in &sockets {
///         println!("{socket}"); // u_str LISTEN 0 4096 /run/systemd/private 1234 * 0
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct UnixSummary {
    /// Socket type: stream, datagram or seqpacket.
    pub socket_type: SocketType,
    /// State: TCP_ESTABLISHED, TCP_LISTEN or TCP_CLOSE.
    pub state: TcpState,
    /// Inode number.
    pub inode: u32,
    /// Cookie (`SO_COOKIE`), unique since boot.
    pub cookie: u64,
    /// Bytes of the name: a path, or a NUL byte and an abstract name; empty if the socket has none.
    pub name: InlineBytes<108>,
    /// Inode number of the peer.
    pub peer: Option<u32>,
    /// Receive queue, bytes; for a listening socket, the number of pending connections.
    pub receive_queue: u32,
    /// Send queue, bytes; for a listening socket, the maximum number of pending connections.
    pub send_queue: u32,
    /// Shut down directions.
    pub shutdown: Shutdown,
    /// User id of the owner.
    pub uid: Option<u32>,
    /// The name is longer than a name may be, and is cut.
    pub truncated: bool,
}
impl UnixSummary {
    /// Returns the name; `None` if the socket has none.
    pub fn name(&self) -> Option<UnixName<'_>> {
        Some(UnixName(self.name.bytes())).filter(|name| !name.0.is_empty())
    }
}
impl UnixMessage<'_> {
    /// Returns what matters of the socket, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<UnixSummary, Error> {
        let found = pick!(
            self.attrs,
            UnixDiag {
                name: UNIX_DIAG_NAME,
                peer: UNIX_DIAG_PEER,
                queues: UNIX_DIAG_RQLEN,
                shutdown: UNIX_DIAG_SHUTDOWN,
                uid: UNIX_DIAG_UID,
            }
        )?;
        let mut truncated = false;
        Ok(UnixSummary {
            socket_type: self.header.get(UnixDiagMsg::udiag_type),
            state: self.header.get(UnixDiagMsg::udiag_state),
            inode: self.header.get(UnixDiagMsg::udiag_ino),
            cookie: cookie_of(self.header.get(UnixDiagMsg::udiag_cookie)),
            name: InlineBytes::cut(found.name.map_or(&[], |name| name.0), &mut truncated),
            peer: found.peer,
            receive_queue: found.queues.map_or(0, |queues| queues.get(UnixDiagRqLen::udiag_rqueue)),
            send_queue: found.queues.map_or(0, |queues| queues.get(UnixDiagRqLen::udiag_wqueue)),
            shutdown: found.shutdown.unwrap_or(Shutdown::empty()),
            uid: found.uid,
            truncated,
        })
    }
}
summaries! { UnixMessage => UnixSummary; }

impl fmt::Display for UnixSummary {
    /// Prints in the format of `ss -x`: type, state, queues, name, inode number, and the peer's.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.socket_type {
            SocketType::SOCK_STREAM => f.write_str("u_str"),
            SocketType::SOCK_DGRAM => f.write_str("u_dgr"),
            SocketType::SOCK_SEQPACKET => f.write_str("u_seq"),
            other => write!(f, "u_{}", Word::of(other, "SOCK_")),
        }?;
        match self.state {
            TcpState::TCP_ESTABLISHED => f.write_str(" ESTAB"),
            TcpState::TCP_CLOSE => f.write_str(" UNCONN"),
            state => {
                f.write_str(" ")?;
                Word::of(state, "TCP_").upper(f)
            }
        }?;
        write!(f, " {} {} ", self.receive_queue, self.send_queue)?;
        match self.name.bytes() {
            [] => f.write_str("*"),
            // as in ss, NUL bytes of an abstract name are `@`
            bytes @ [0, ..] => bytes.split(|byte| *byte == 0).skip(1).try_for_each(|part| {
                f.write_char('@')?;
                fmt::Display::fmt(&Str(part), f)
            }),
            path => fmt::Display::fmt(&Str(path), f),
        }?;
        write!(f, " {} * {}", self.inode, self.peer.unwrap_or_default())
    }
}
