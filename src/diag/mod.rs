//! NETLINK_SOCK_DIAG: sockets, their state and their statistics; what `ss` shows (linux/sock_diag.h).
//!
//! ```no_run
//! use nlwire::{diag::{self, Filter, Sockets, TcpInfo}, exchange::Connection, socket::{Protocol, Socket}, uapi::AddressFamily};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::SOCK_DIAG)?, &mut buffer);
//! let web = Sockets::all().filter(Filter::dport(443)); // the kernel picks them out
//! let mut sockets = diag::tcp(&mut connection, AddressFamily::AF_INET, &web)?;
//! while let Some(socket) = sockets.next()? {
//!     let rtt = socket.tcp_info().and_then(|info| info.get(TcpInfo::tcpi_rtt));
//!     println!("{:?} {:?} {} {rtt:?}", socket.local(), socket.remote(), socket.state());
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//! Requests and replies have one message type; direction and family tell which structure it is. [`DiagMessage`] reads either. A reply does not
//! even say of which protocol its socket is: what a [`Connection`](crate::exchange::Connection) lends knows what was asked, and
//! [`Reply::select`](crate::wire::Reply::select) decides by that.
#![forbid(unsafe_code)]

mod filter;
mod inet;
mod info;
mod local;
mod verbs;

pub use filter::*;
pub use inet::*;
pub use info::*;
pub use local::*;
pub use verbs::*;

use crate::{
    numbers,
    uapi::AddressFamily,
    wire::{Asked, Attrs, Error, Layout, Message, MessageRow, Set, Verb},
};
use core::fmt;

/// The netlink protocol: `NETLINK_SOCK_DIAG`, linux/netlink.h.
pub const NETLINK_SOCK_DIAG: i32 = 4;
/// `IPPROTO_MPTCP`, linux/in.h: too large for the header of a request, it goes as [`DiagRequest::INET_DIAG_REQ_PROTOCOL`].
pub const IPPROTO_MPTCP: u32 = 262;
/// What stands in the header beside that: a number that is no protocol's, so that a kernel which does not look at the attribute refuses, and
/// does not list TCP's sockets; and so that the reply can be told from others by what was asked.
pub(crate) const MPTCP_ASKED: u8 = 253;

numbers! {
    /// Multicast groups: `SKNLGRP_*`, linux/sock_diag.h. They tell of sockets that have ended, to whoever has CAP_NET_ADMIN.
    pub struct DiagGroup(u32) {
        /// TCP over IPv4.
        SKNLGRP_INET_TCP_DESTROY = 1,
        /// UDP over IPv4.
        SKNLGRP_INET_UDP_DESTROY = 2,
        /// TCP over IPv6.
        SKNLGRP_INET6_TCP_DESTROY = 3,
        /// UDP over IPv6.
        SKNLGRP_INET6_UDP_DESTROY = 4,
    }
}

/// The table: type, families, direction, name, variant, header, set.
macro_rules! table {
    ($( $(#[$doc:meta])* $way:ident $($family:ident)|+ => $variant:ident($header:ty, $set:ty), )*) => {
        /// What NETLINK_SOCK_DIAG says, by direction and family: a request where NLM_F_REQUEST is set.
        #[derive(Clone, Copy)]
        #[non_exhaustive]
        pub enum DiagMessage<'a> {
            $( $(#[$doc])* $variant(&'a $header, Attrs<'a, $set>), )*
            /// An old program's request, which knows IPv4 and IPv6 only.
            OldRequest(&'a InetDiagReq, Attrs<'a, DiagRequest>),
            /// One that the table does not know.
            Unknown(Message<'a>),
        }
        impl fmt::Debug for DiagMessage<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $( Self::$variant(header, attrs) => crate::wire::write_parts(
                        f, stringify!($variant), Self::SOCK_DIAG_BY_FAMILY, *header, *attrs, Asked::UNKNOWN), )*
                    Self::OldRequest(header, attrs) => crate::wire::write_parts(
                        f, "OldRequest", Self::TCPDIAG_GETSOCK, *header, *attrs, Asked::UNKNOWN),
                    Self::Unknown(message) => fmt::Debug::fmt(message, f),
                }
            }
        }
        impl<'a> DiagMessage<'a> {
            /// Reads a message by direction and family.
            ///
            /// # Errors
            /// Where the payload is shorter than the header.
            #[inline(always)]
            pub fn decode(message: Message<'a>) -> Result<Self, Error> {
                Ok(match (Place::of(message), AddressFamily(message.payload().first().copied().unwrap_or(0))) {
                    $( (Some(Place::$way), $(AddressFamily::$family)|+) => { let (header, attrs) = message.split()?; Self::$variant(header, attrs) } )*
                    (Some(Place::Old), _) => { let (header, attrs) = message.split()?; Self::OldRequest(header, attrs) }
                    _ => Self::Unknown(message),
                })
            }
        }
        static ROWS: &[(Place, &[AddressFamily], [MessageRow; 2])] = &[$(
            (Place::$way, &[$(AddressFamily::$family),+], [
                row::<$header, $set>(DiagMessage::SOCK_DIAG_BY_FAMILY, "SOCK_DIAG_BY_FAMILY", Verb::Get),
                row::<$header, $set>(DiagMessage::SOCK_DESTROY, "SOCK_DESTROY", Verb::Delete),
            ]),
        )*];
    };
}
const fn row<H: crate::wire::Layout, S: Set>(number: u16, name: &'static str, verb: Verb) -> MessageRow {
    MessageRow { number, name, verb, header: Some(&H::STRUCTURE), table: S::table }
}
/// Where a message stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Request,
    Reply,
    Old,
}
impl Place {
    fn of(message: Message<'_>) -> Option<Self> {
        match (message.kind(), message.flags() & 1) {
            (20 | 21, 1) => Some(Self::Request),
            (18..=21, 0) => Some(Self::Reply),
            (18 | 19, _) => Some(Self::Old),
            _ => None,
        }
    }
}
table! {
    /// Sockets of IPv4 or IPv6 are asked for.
    Request AF_INET | AF_INET6 => InetRequest(InetDiagReqV2, DiagRequest),
    /// A socket of IPv4 or IPv6.
    Reply AF_INET | AF_INET6 => Inet(InetDiagMsg, InetDiag),
    /// Sockets of AF_UNIX are asked for.
    Request AF_UNIX => UnixRequest(UnixDiagReq, ()),
    /// A socket of AF_UNIX.
    Reply AF_UNIX => Unix(UnixDiagMsg, UnixDiag),
    /// Sockets of AF_NETLINK are asked for.
    Request AF_NETLINK => NetlinkRequest(NetlinkDiagReq, ()),
    /// A socket of AF_NETLINK.
    Reply AF_NETLINK => Netlink(NetlinkDiagMsg, NetlinkDiag),
    /// Sockets of AF_PACKET are asked for.
    Request AF_PACKET => PacketRequest(PacketDiagReq, ()),
    /// A socket of AF_PACKET.
    Reply AF_PACKET => Packet(PacketDiagMsg, PacketDiag),
    /// Sockets of AF_VSOCK are asked for.
    Request AF_VSOCK => VsockRequest(VsockDiagReq, ()),
    /// A socket of AF_VSOCK.
    Reply AF_VSOCK => Vsock(VsockDiagMsg, ()),
    /// Sockets of AF_XDP are asked for.
    Request AF_XDP => XdpRequest(XdpDiagReq, ()),
    /// A socket of AF_XDP.
    Reply AF_XDP => Xdp(XdpDiagMsg, XdpDiag),
}
impl DiagMessage<'_> {
    /// An old program's request: `TCPDIAG_GETSOCK`.
    pub const TCPDIAG_GETSOCK: u16 = 18;
    /// Another: `DCCPDIAG_GETSOCK`.
    pub const DCCPDIAG_GETSOCK: u16 = 19;
    /// Sockets are asked for, or told.
    pub const SOCK_DIAG_BY_FAMILY: u16 = 20;
    /// A socket is to end.
    pub const SOCK_DESTROY: u16 = 21;
}
static OLD: [MessageRow; 2] = [
    row::<InetDiagReq, DiagRequest>(18, "TCPDIAG_GETSOCK", Verb::Get),
    row::<InetDiagReq, DiagRequest>(19, "DCCPDIAG_GETSOCK", Verb::Get),
];
/// The row of a message, by direction and family.
pub fn row_of(message: Message<'_>) -> Option<&'static MessageRow> {
    let place = Place::of(message)?;
    if place == Place::Old {
        return OLD.iter().find(|row| row.number == message.kind());
    }
    let family = AddressFamily(*message.payload().first()?);
    let (_, _, rows) = ROWS.iter().find(|(way, families, _)| *way == place && families.contains(&family))?;
    // a reply to an old program's request has its type, and the form of today
    rows.iter().find(|row| row.number == message.kind()).or(rows.first())
}
/// What a request asks for, as its replies have to know it; `None` where it is no request.
pub fn asked(message: Message<'_>) -> Option<Asked> {
    match DiagMessage::decode(message).ok()? {
        DiagMessage::InetRequest(header, attrs) => {
            let wide = attrs.get(DiagRequest::INET_DIAG_REQ_PROTOCOL).ok().flatten();
            let protocol = match wide {
                Some(IPPROTO_MPTCP) => MPTCP_ASKED,
                Some(protocol) => u8::try_from(protocol).unwrap_or(0),
                None => header.get(InetDiagReqV2::sdiag_protocol).0,
            };
            Some(Asked([header.get(InetDiagReqV2::sdiag_family).0, protocol, 0, 0]))
        }
        DiagMessage::OldRequest(header, _) => {
            let protocol = if message.kind() == DiagMessage::TCPDIAG_GETSOCK { 6 } else { 33 };
            Some(Asked([header.get(InetDiagReq::idiag_family).0, protocol, 0, 0]))
        }
        _ if message.flags() & 1 != 0 => Some(Asked::of(message.payload())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        uapi::IpProtocol,
        wire::{DeleteFlags, Described, GetFlags, Request},
    };
    use std::format;

    #[test]
    fn direction_and_family_tell_what_it_is() {
        let mut buffer = [0; 128];
        let asked_for = GetInet {
            family: AddressFamily::AF_INET6,
            protocol: IpProtocol::IPPROTO_TCP,
            ..Default::default()
        };
        let len = Request::new(&mut buffer, asked_for, GetFlags::DUMP).finish(1).unwrap().len();
        let name = |bytes: &[u8]| {
            let message = Message::new(bytes).unwrap();
            let row = row_of(message).unwrap();
            format!("{} {}", row.name, row.header.unwrap().name)
        };
        assert_eq!(name(&buffer[..len]), "SOCK_DIAG_BY_FAMILY InetDiagReqV2");
        assert_eq!(asked(Message::new(&buffer).unwrap()), Some(Asked([10, 6, 0, 0])));
        buffer[..4].copy_from_slice(&88_u32.to_ne_bytes());
        buffer[6..8].copy_from_slice(&2_u16.to_ne_bytes());
        assert_eq!(name(&buffer), "SOCK_DIAG_BY_FAMILY InetDiagMsg");
        for (family, reply) in [
            (1, "UnixDiagMsg"),
            (16, "NetlinkDiagMsg"),
            (17, "PacketDiagMsg"),
            (40, "VsockDiagMsg"),
            (44, "XdpDiagMsg"),
        ] {
            buffer[16] = family;
            assert_eq!(name(&buffer), format!("SOCK_DIAG_BY_FAMILY {reply}"));
        }
        buffer[16] = 9;
        assert!(row_of(Message::new(&buffer).unwrap()).is_none());
        assert!(matches!(DiagMessage::decode(Message::new(&buffer).unwrap()), Ok(DiagMessage::Unknown(_))));
    }
    #[test]
    fn a_socket_prints_its_ends_by_its_family() {
        let local = "192.0.2.1:80".parse().unwrap();
        let id = InetDiagSockId::of_ends(local, "192.0.2.2:4000".parse().unwrap());
        let message = InetDiagMsg::new()
            .with(InetDiagMsg::idiag_family, AddressFamily::AF_INET)
            .with(InetDiagMsg::idiag_state, TcpState::TCP_LISTEN)
            .with(InetDiagMsg::id, id);
        assert_eq!(message.local(), Some(local));
        let text = format!("{message:?}");
        assert!(
            text.contains("idiag_sport: 80, idiag_dport: 4000, idiag_src: 192.0.2.1, idiag_dst: 192.0.2.2"),
            "{text}"
        );
        let v6 = InetDiagMsg::new().with(InetDiagMsg::idiag_family, AddressFamily::AF_INET6).with(
            InetDiagMsg::id,
            InetDiagSockId::of_ends("[::1]:1".parse().unwrap(), "[::2]:2".parse().unwrap()),
        );
        assert!(format!("{v6:?}").contains("idiag_src: ::1, idiag_dst: ::2"), "{v6:?}");
        assert_eq!(
            format!("{:?}", v6.get(InetDiagMsg::id).get(InetDiagSockId::idiag_cookie)),
            "[4294967295, 4294967295]"
        );
    }
    #[test]
    fn a_socket_is_ended_by_a_request_of_its_own() {
        let mut buffer = [0; 128];
        let request = DestroyInet { family: AddressFamily::AF_INET, ..Default::default() };
        let bytes = Request::new(&mut buffer, request, DeleteFlags::ACK).finish(1).unwrap();
        let message = Message::new(bytes).unwrap();
        let text = format!("{:?}", Described::new("sock_diag", row_of(message), message));
        assert!(text.starts_with("SOCK_DESTROY REQUEST|ACK"), "{text}");
    }
}
