//! NETLINK_SOCK_DIAG: sockets, their state and their statistics, as shown by `ss`
//! (linux/sock_diag.h).
//!
//! ```no_run
//! use nlwire::{sock_diag::{self, Filter, Sockets, TcpInfo}, client::Connection, socket::{Protocol, Socket}, uapi::AddressFamily};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::SOCK_DIAG)?, &mut buffer);
//! let web = Sockets::all().filter(Filter::dport(443)); // the kernel picks them out
//! let mut sockets = connection.dump(sock_diag::tcp(AddressFamily::AF_INET, &web))?;
//! while let Some(socket) = sockets.next()? {
//!     let rtt = socket.tcp_info().and_then(|info| info.get(TcpInfo::tcpi_rtt));
//!     println!("{:?} {:?} {} {rtt:?}", socket.local(), socket.remote(), socket.state());
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//! Requests and replies share one message type; direction and address family select the header.
//! [`DiagMessage`] decodes both. A reply does not contain the protocol of its socket, on which
//! [`InetDiag::INET_DIAG_INFO`] depends: the type of the protocol in [`GetInet`] selects the
//! attribute set of the reply, such as [`TcpDiag`].
//!
//! See [sock_diag(7)](https://man7.org/linux/man-pages/man7/sock_diag.7.html) and
//! [ss(8)](https://man7.org/linux/man-pages/man8/ss.8.html).
#![forbid(unsafe_code)]

mod calls;
pub mod filter;
pub mod inet;
pub mod info;
pub mod local;
mod protocol;
mod smc;
mod summary;
mod tipc;
mod unix_summary;

pub use calls::*;
pub use filter::*;
pub use inet::*;
pub use info::*;
pub use local::*;
pub use protocol::*;
pub use smc::*;
pub use summary::*;
pub use tipc::*;
pub use unix_summary::*;

use crate::{
    open_enum,
    uapi::AddressFamily,
    wire::{AttributeSet, Attrs, Error, Message, Struct, Verb, in_either_order, spec::MessageSpec},
};
use core::fmt;

/// Specification of the protocol, for [`decode`](crate::decode).
pub static PROTOCOL: crate::wire::spec::ProtocolSpec = crate::wire::spec::ProtocolSpec {
    protocol: crate::wire::Protocol::SOCK_DIAG,
    name: crate::wire::Protocol::SOCK_DIAG.short_name(),
    lookup,
    replies: Some(protocol::replies),
};
/// Protocol number of Multipath TCP: `IPPROTO_MPTCP`, linux/in.h. The number exceeds the one-byte
/// field of the request header, so it is sent as [`DiagRequest::INET_DIAG_REQ_PROTOCOL`].
pub const IPPROTO_MPTCP: u32 = 262;

open_enum! {
    /// Multicast groups: `SKNLGRP_*`, linux/sock_diag.h. They carry notifications of closed
    /// sockets; joining needs no privilege.
    pub struct DiagGroup(u32) {
        /// Notifications of closed TCP sockets over IPv4.
        SKNLGRP_INET_TCP_DESTROY = 1,
        /// Notifications of closed UDP sockets over IPv4.
        SKNLGRP_INET_UDP_DESTROY = 2,
        /// Notifications of closed TCP sockets over IPv6.
        SKNLGRP_INET6_TCP_DESTROY = 3,
        /// Notifications of closed UDP sockets over IPv6.
        SKNLGRP_INET6_UDP_DESTROY = 4,
    }
}
impl crate::wire::GroupId for DiagGroup {
    fn group_id(&self) -> u32 {
        self.0
    }
}

/// Generates [`DiagMessage`] from lines of direction, families, variant, header and attributes.
macro_rules! table {
    ($( $(#[$doc:meta])* $way:ident $($family:ident)|+ => $variant:ident($header:ty, $set:ty), )*) => {
        /// A message of NETLINK_SOCK_DIAG, decoded by direction and address family. A message with
        /// NLM_F_REQUEST is a request, another one a reply or a notification.
        #[derive(Clone, Copy)]
        #[non_exhaustive]
        pub enum DiagMessage<'a> {
            $( $(#[$doc])* $variant(&'a Struct<$header>, Attrs<'a, $set>), )*
            /// Legacy request (`TCPDIAG_GETSOCK`, `DCCPDIAG_GETSOCK`) for IPv4 and IPv6 sockets.
            OldRequest(&'a Struct<InetDiagReq>, Attrs<'a, DiagRequest>),
            /// AF_TIPC socket. The message has no header.
            Tipc(&'a Struct<TipcNoHeader>, Attrs<'a, TipcDiag>),
            /// Message of an unknown type or address family.
            Unknown(Message<'a>),
        }
        impl fmt::Debug for DiagMessage<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $( Self::$variant(header, attrs) => crate::schema::write_parts(
                        f, stringify!($variant), Self::SOCK_DIAG_BY_FAMILY, *header, *attrs), )*
                    Self::OldRequest(header, attrs) => crate::schema::write_parts(
                        f, "OldRequest", Self::TCPDIAG_GETSOCK, *header, *attrs),
                    Self::Tipc(header, attrs) => crate::schema::write_parts(
                        f, "Tipc", Self::SOCK_DIAG_BY_FAMILY, *header, *attrs),
                    Self::Unknown(message) => fmt::Debug::fmt(message, f),
                }
            }
        }
        impl<'a> DiagMessage<'a> {
            /// Decodes a message by direction and address family.
            ///
            /// # Errors
            /// The payload is shorter than the header.
            #[inline(always)]
            pub fn decode(message: Message<'a>) -> Result<Self, Error> {
                Ok(match (Place::of(message), AddressFamily(message.payload().first().copied().unwrap_or(0))) {
                    (Some(Place::Reply), _) if is_tipc(message) => { let (header, attrs) = message.split()?; Self::Tipc(header, attrs) }
                    $( (Some(Place::$way), $(AddressFamily::$family)|+) => { let (header, attrs) = message.split()?; Self::$variant(header, attrs) } )*
                    (Some(Place::Old), _) => { let (header, attrs) = message.split()?; Self::OldRequest(header, attrs) }
                    _ => Self::Unknown(message),
                })
            }
        }
        impl<'a> crate::wire::MessageEnum<'a> for DiagMessage<'a> {
            #[inline(always)]
            fn decode(message: Message<'a>) -> Result<Self, Error> {
                Self::decode(message)
            }
        }
        static MESSAGES: &[(Place, &[AddressFamily], [MessageSpec; 2])] = &[$(
            (Place::$way, &[$(AddressFamily::$family),+], [
                row::<$header, $set>(DiagMessage::SOCK_DIAG_BY_FAMILY, "SOCK_DIAG_BY_FAMILY", Verb::Get),
                row::<$header, $set>(DiagMessage::SOCK_DESTROY, "SOCK_DESTROY", Verb::Delete),
            ]),
        )*];
    };
}
const fn row<H: crate::wire::CStruct, S: AttributeSet>(
    number: u16,
    name: &'static str,
    verb: Verb,
) -> MessageSpec {
    MessageSpec { number, name, verb, header: Some(&H::SPEC), table: S::spec, protocol: None }
}
/// Kind of a message.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Request,
    Reply,
    Old,
}
impl Place {
    fn of(message: Message<'_>) -> Option<Self> {
        match (message.message_type(), message.flags() & 1) {
            (20 | 21, 1) => Some(Self::Request),
            (18..=21, 0) => Some(Self::Reply),
            (18 | 19, _) => Some(Self::Old),
            _ => None,
        }
    }
}
table! {
    /// Request for IPv4 or IPv6 sockets.
    Request AF_INET | AF_INET6 => InetRequest(InetDiagReqV2, DiagRequest),
    /// IPv4 or IPv6 socket.
    Reply AF_INET | AF_INET6 => Inet(InetDiagMsg, InetDiag),
    /// Request for AF_UNIX sockets.
    Request AF_UNIX => UnixRequest(UnixDiagReq, ()),
    /// AF_UNIX socket.
    Reply AF_UNIX => Unix(UnixDiagMsg, UnixDiag),
    /// Request for AF_NETLINK sockets.
    Request AF_NETLINK => NetlinkRequest(NetlinkDiagReq, ()),
    /// AF_NETLINK socket.
    Reply AF_NETLINK => Netlink(NetlinkDiagMsg, NetlinkDiag),
    /// Request for AF_PACKET sockets.
    Request AF_PACKET => PacketRequest(PacketDiagReq, ()),
    /// AF_PACKET socket.
    Reply AF_PACKET => Packet(PacketDiagMsg, PacketDiag),
    /// Request for AF_VSOCK sockets.
    Request AF_VSOCK => VsockRequest(VsockDiagReq, ()),
    /// AF_VSOCK socket.
    Reply AF_VSOCK => Vsock(VsockDiagMsg, ()),
    /// Request for AF_XDP sockets.
    Request AF_XDP => XdpRequest(XdpDiagReq, ()),
    /// AF_XDP socket.
    Reply AF_XDP => Xdp(XdpDiagMsg, XdpDiag),
    /// Request for AF_SMC sockets.
    Request AF_SMC => SmcRequest(SmcDiagReq, ()),
    /// AF_SMC socket.
    Reply AF_SMC => Smc(SmcDiagMsg, SmcDiag),
    /// Request for AF_TIPC sockets.
    Request AF_TIPC => TipcRequest(TipcSockDiagReq, ()),
}
impl DiagMessage<'_> {
    /// Legacy request for TCP sockets; replaced by `SOCK_DIAG_BY_FAMILY`.
    pub const TCPDIAG_GETSOCK: u16 = 18;
    /// Legacy request for DCCP sockets; replaced by `SOCK_DIAG_BY_FAMILY`.
    pub const DCCPDIAG_GETSOCK: u16 = 19;
    /// Requests sockets of an address family; as a reply or a notification, describes one socket.
    pub const SOCK_DIAG_BY_FAMILY: u16 = 20;
    /// Closes a socket forcibly.
    pub const SOCK_DESTROY: u16 = 21;
}
static TIPC: MessageSpec = row::<TipcNoHeader, TipcDiag>(20, "SOCK_DIAG_BY_FAMILY", Verb::Get);
/// Whether a reply is an AF_TIPC socket.
///
/// Such a reply has no header with a family: it is one nest, which begins with an attribute of four
/// bytes.
fn is_tipc(message: Message<'_>) -> bool {
    let payload = message.payload();
    let Some([a, b, c, d, e, f, ..]) = payload.first_chunk::<8>() else { return false };
    // each by itself, because only the outer one is converted where a length is wrong
    in_either_order(|number| {
        number([*c, *d]) & !crate::wire::NLA_F_NESTED == 2
            && crate::wire::align4(usize::from(number([*a, *b]))) == payload.len()
    }) && in_either_order(|number| number([*e, *f]) == 8)
}
static OLD: [MessageSpec; 2] = [
    row::<InetDiagReq, DiagRequest>(18, "TCPDIAG_GETSOCK", Verb::Get),
    row::<InetDiagReq, DiagRequest>(19, "DCCPDIAG_GETSOCK", Verb::Get),
];
/// Returns the table entry of a message, by direction and address family; `None` if there is none.
pub fn lookup(message: Message<'_>) -> Option<&'static MessageSpec> {
    let place = Place::of(message)?;
    if place == Place::Old {
        return OLD.iter().find(|row| row.number == message.message_type());
    }
    if place == Place::Reply && is_tipc(message) {
        return Some(&TIPC);
    }
    let family = AddressFamily(*message.payload().first()?);
    let (_, _, rows) =
        MESSAGES.iter().find(|(way, families, _)| *way == place && families.contains(&family))?;
    // a reply to a legacy request has the type of the request, and the structure of current replies
    rows.iter().find(|row| row.number == message.message_type()).or(rows.first())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schema::Described,
        wire::{DeleteFlags, GetFlags, Request},
    };
    use std::format;

    #[test]
    fn direction_and_family_tell_what_it_is() {
        let mut buffer = [0; 128];
        let operation = GetTcp { family: AddressFamily::AF_INET6, ..Default::default() };
        let len = Request::new(&mut buffer, operation, GetFlags::DUMP).finish(1).unwrap().len();
        let name = |bytes: &[u8]| {
            let message = Message::new(bytes).unwrap();
            let row = lookup(message).unwrap();
            format!("{} {}", row.name, row.header.unwrap().name)
        };
        assert_eq!(name(&buffer[..len]), "SOCK_DIAG_BY_FAMILY InetDiagReqV2");
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
        assert!(lookup(Message::new(&buffer).unwrap()).is_none());
        assert!(matches!(DiagMessage::decode(Message::new(&buffer).unwrap()), Ok(DiagMessage::Unknown(_))));
    }
    #[test]
    fn a_socket_prints_its_ends_by_its_family() {
        let local = "192.0.2.1:80".parse().unwrap();
        let id = InetDiagSockId::from_endpoints(local, "192.0.2.2:4000".parse().unwrap());
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
            InetDiagSockId::from_endpoints("[::1]:1".parse().unwrap(), "[::2]:2".parse().unwrap()),
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
        let text = format!("{:?}", Described::new("sock_diag", lookup(message), message));
        assert!(text.starts_with("SOCK_DESTROY REQUEST|ACK"), "{text}");
    }
}
