//! Transport protocols of IPv4 and IPv6 sockets, and the attribute sets of their replies.
use super::{
    DiagMessage, DiagRequest, InetDiag, InetDiagExt, InetDiagMsg, InetDiagReqV2, InetDiagSockId, MptcpInfo,
    Place, SctpInfo, TcpInfo, TcpState, TcpStates, row,
};
use crate::{
    attributes,
    uapi::{AddressFamily, IpProtocol},
    wire::{
        AttributeSet, Attrs, Extensible, GetFlags, Message, MessageView, Operation, Request, Str, Struct,
        Verb,
        spec::{Lookup, MessageSpec},
    },
};
use core::{marker::PhantomData, net::SocketAddr};

attributes! {
    /// Attributes of a TCP socket: those of [`InetDiag`], with the type that `INET_DIAG_INFO` has
    /// in the reply to a request for TCP sockets. Also for DCCP sockets.
    pub set TcpDiag extends InetDiag, enum TcpDiagAttr<'a> {
        /// Statistics of the TCP connection.
        INET_DIAG_INFO: Extensible<'a, TcpInfo> = 2,
    }
}
attributes! {
    /// Attributes of an SCTP socket: those of [`InetDiag`], with the type that `INET_DIAG_INFO` has
    /// in the reply to a request for SCTP sockets.
    pub set SctpDiag extends InetDiag, enum SctpDiagAttr<'a> {
        /// Statistics of the SCTP association.
        INET_DIAG_INFO: Extensible<'a, SctpInfo> = 2,
    }
}
attributes! {
    /// Attributes of an MPTCP socket: those of [`InetDiag`], with the type that `INET_DIAG_INFO`
    /// has in the reply to a request for MPTCP sockets.
    pub set MptcpDiag extends InetDiag, enum MptcpDiagAttr<'a> {
        /// Statistics of the MPTCP connection.
        INET_DIAG_INFO: Extensible<'a, MptcpInfo> = 2,
    }
}

/// Transport protocol of a request for IPv4 or IPv6 sockets. Its type selects the attribute set of
/// the reply.
///
/// [`IpProtocol`] implements the trait, too, for a protocol that is known at run time only: the
/// type of `INET_DIAG_INFO` in the reply is then unknown.
pub trait InetProtocol: Copy {
    /// Attribute set of the reply: [`InetDiag`], or a set that extends it.
    type Set: AttributeSet;
    /// Protocol number in the header of the request.
    fn number(self) -> IpProtocol;
    /// Protocol number in [`DiagRequest::INET_DIAG_REQ_PROTOCOL`], for protocols above 255.
    fn wide_number(self) -> Option<u32> {
        None
    }
}
impl InetProtocol for IpProtocol {
    type Set = InetDiag;
    fn number(self) -> IpProtocol {
        self
    }
}
macro_rules! protocols { ($($(#[$doc:meta])* $name:ident = $number:expr, $set:ty $(, $wide:expr)?;)*) => { $(
    $(#[$doc])*
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct $name;
    impl InetProtocol for $name {
        type Set = $set;
        fn number(self) -> IpProtocol {
            $number
        }
        $(fn wide_number(self) -> Option<u32> {
            Some($wide)
        })?
    }
)* } }
protocols! {
    /// TCP, as the protocol of [`GetInet`].
    Tcp = IpProtocol::IPPROTO_TCP, TcpDiag;
    /// UDP, as the protocol of [`GetInet`].
    Udp = IpProtocol::IPPROTO_UDP, InetDiag;
    /// UDP-Lite, as the protocol of [`GetInet`]. Removed in Linux 7.1.
    UdpLite = IpProtocol::IPPROTO_UDPLITE, InetDiag;
    /// Raw sockets, as the protocol of [`GetInet`].
    Raw = IpProtocol::IPPROTO_RAW, InetDiag;
    /// SCTP, as the protocol of [`GetInet`].
    Sctp = IpProtocol::IPPROTO_SCTP, SctpDiag;
    /// DCCP, as the protocol of [`GetInet`]. Removed in Linux 6.16. The kernel filled the fields of
    /// [`TcpInfo`] that apply.
    Dccp = IpProtocol::IPPROTO_DCCP, TcpDiag;
    /// MPTCP, as the protocol of [`GetInet`]. The request needs
    /// [`IPPROTO_MPTCP`](super::IPPROTO_MPTCP) as [`DiagRequest::INET_DIAG_REQ_PROTOCOL`], which
    /// [`GetInet::fill`] writes.
    Mptcp = NO_PROTOCOL, MptcpDiag, super::IPPROTO_MPTCP;
}
/// Protocol number in the header of an MPTCP request. No protocol uses the number: a kernel that
/// ignores `INET_DIAG_REQ_PROTOCOL` refuses the request instead of listing TCP sockets.
const NO_PROTOCOL: IpProtocol = IpProtocol(253);

/// Requests IPv4 or IPv6 sockets of one protocol: those in the given states (dump), or one by
/// identity (do).
///
/// ```
/// use nlwire::{sock_diag::*, client::{self, Buffer, Connection, Transport}, uapi::AddressFamily};
/// fn associations<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
///     let all = GetInet {
///         family: AddressFamily::AF_INET,
///         protocol: Sctp,
///         ext: InetDiagExt::INET_DIAG_INFO,
///         states: TcpStates::ALL,
///         ..Default::default()
///     };
///     let mut sockets = connection.dump(all)?;
///     while let Some(socket) = sockets.next()? {
///         println!("{:?}", socket.sctp_info().and_then(|info| info.get(SctpInfo::sctpi_rwnd)));
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct GetInet<P> {
    /// Address family: AF_INET or AF_INET6.
    pub family: AddressFamily,
    /// Transport protocol: [`Tcp`], [`Udp`], ..., or an [`IpProtocol`].
    pub protocol: P,
    /// Extensions to report for each socket.
    pub ext: InetDiagExt,
    /// IP protocol of raw sockets; 0 for any.
    pub raw_protocol: IpProtocol,
    /// Socket states to dump. An empty set matches no socket.
    pub states: TcpStates,
    /// Identity of the socket (do). In a dump, non-zero ports restrict the result.
    pub id: Struct<InetDiagSockId>,
}
/// Requests TCP sockets.
pub type GetTcp = GetInet<Tcp>;
impl<P: InetProtocol> GetInet<P> {
    /// Writes [`DiagRequest::INET_DIAG_REQ_PROTOCOL`] for protocols with a number above 255.
    pub fn fill(request: &mut Request<'_, Self>, protocol: P) {
        request.put_some(DiagRequest::INET_DIAG_REQ_PROTOCOL, protocol.wide_number());
    }
}
impl<P: InetProtocol> Operation for GetInet<P> {
    type Header = InetDiagReqV2;
    type Request = DiagRequest;
    type Reply<'a> = InetMessage<'a, P::Set>;
    type Flags = GetFlags;
    const NAME: &'static str = "GetInet";
    const PROTOCOL: Option<crate::wire::Protocol> = Some(crate::wire::Protocol::SOCK_DIAG);
    #[inline(always)]
    fn message_type(&self) -> u16 {
        DiagMessage::SOCK_DIAG_BY_FAMILY
    }
    #[inline(always)]
    fn header(&self) -> Struct<InetDiagReqV2> {
        InetDiagReqV2::new()
            .with(InetDiagReqV2::sdiag_family, self.family)
            .with(InetDiagReqV2::sdiag_protocol, self.protocol.number())
            .with(InetDiagReqV2::idiag_ext, self.ext)
            .with(InetDiagReqV2::sdiag_raw_protocol, self.raw_protocol)
            .with(InetDiagReqV2::idiag_states, self.states)
            .with(InetDiagReqV2::id, self.id)
    }
}

/// An IPv4 or IPv6 socket: `struct inet_diag_msg` and the attributes of [`InetDiag`], or of a set
/// that extends it.
pub type InetMessage<'a, S> = MessageView<'a, InetDiagMsg, S>;
/// Properties of sockets of any protocol.
impl<'a, S: AttributeSet> MessageView<'a, InetDiagMsg, S> {
    /// Returns the local address and port; `None` if the address family is neither IPv4 nor IPv6.
    pub fn local(&self) -> Option<SocketAddr> {
        self.header.local()
    }
    /// Returns the remote address and port, all zero if the socket is not connected.
    ///
    /// `None` if the address family is neither IPv4 nor IPv6.
    pub fn remote(&self) -> Option<SocketAddr> {
        self.header.remote()
    }
    /// Returns the state of the socket.
    pub fn state(&self) -> TcpState {
        self.header.get(InetDiagMsg::idiag_state)
    }
    /// Returns the attributes as those that sockets of all protocols have, read by the keys of
    /// [`InetDiag`].
    pub fn inet(&self) -> Attrs<'a, InetDiag> {
        self.attrs.cast()
    }
    /// Returns the name of the congestion control; `None` if it is absent or malformed.
    pub fn congestion_control(&self) -> Option<Str<'a>> {
        self.inet().get(InetDiag::INET_DIAG_CONG).ok().flatten()
    }
}
macro_rules! info { ($($name:ident, $set:ident, $info:ident, $what:literal;)*) => { $(
    impl<'a> MessageView<'a, InetDiagMsg, $set> {
        #[doc = concat!("Returns the ", $what, " statistics; `None` if they are absent or malformed.")]
        pub fn $name(&self) -> Option<Extensible<'a, $info>> {
            self.attrs.get($set::INET_DIAG_INFO).ok().flatten()
        }
    }
)* } }
info! {
    tcp_info, TcpDiag, TcpInfo, "TCP";
    sctp_info, SctpDiag, SctpInfo, "SCTP";
    mptcp_info, MptcpDiag, MptcpInfo, "MPTCP";
}

/// Message specifications of a socket with the attribute set `S`, by type of the message.
struct Sockets<S>(PhantomData<S>);
impl<S: AttributeSet> Sockets<S> {
    /// A reply to a legacy request has the type of the request.
    const ROWS: &'static [MessageSpec] = &[
        row::<InetDiagMsg, S>(DiagMessage::SOCK_DIAG_BY_FAMILY, "SOCK_DIAG_BY_FAMILY", Verb::Get),
        row::<InetDiagMsg, S>(DiagMessage::SOCK_DESTROY, "SOCK_DESTROY", Verb::Delete),
    ];
    fn lookup(message: Message<'_>) -> Option<&'static MessageSpec> {
        let is_inet = matches!(message.payload().first(), Some(&(2 | 10)));
        let is_socket = is_inet && Place::of(message) == Some(Place::Reply);
        let rows = is_socket.then_some(Self::ROWS)?;
        rows.iter().find(|row| row.number == message.message_type()).or(rows.first())
    }
}
/// Returns the specifications of the replies to a request for IPv4 or IPv6 sockets; `None` if the
/// replies to the request do not depend on it.
pub(super) fn replies(request: Message<'_>) -> Option<Lookup> {
    const TCP: u32 = 6;
    const DCCP: u32 = 33;
    const SCTP: u32 = 132;
    let protocol = match DiagMessage::decode(request).ok()? {
        DiagMessage::InetRequest(header, attrs) => {
            let wide = attrs.get(DiagRequest::INET_DIAG_REQ_PROTOCOL).ok().flatten();
            wide.unwrap_or(header.get(InetDiagReqV2::sdiag_protocol).0.into())
        }
        DiagMessage::OldRequest(..) if request.message_type() == DiagMessage::TCPDIAG_GETSOCK => TCP,
        DiagMessage::OldRequest(..) => DCCP,
        _ => return None,
    };
    match protocol {
        TCP | DCCP => Some(Sockets::<TcpDiag>::lookup),
        SCTP => Some(Sockets::<SctpDiag>::lookup),
        super::IPPROTO_MPTCP => Some(Sockets::<MptcpDiag>::lookup),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::InetDiagReq, *};
    use crate::{
        decode::Decoder,
        schema::Json,
        wire::{Attr, FromMessage, Protocol, Writer},
    };
    use std::{format, string::String, vec::Vec};

    fn request(header: &[u8], kind: u16, attrs: &[u8]) -> Vec<u8> {
        message(header, kind, 0x301, attrs)
    }
    fn message(header: &[u8], kind: u16, flags: u16, attrs: &[u8]) -> Vec<u8> {
        let len = (16 + header.len() + attrs.len()) as u32;
        let head =
            [&len.to_ne_bytes()[..], &kind.to_ne_bytes(), &flags.to_ne_bytes(), &[9, 0, 0, 0, 0, 0, 0, 0]];
        [&head.concat(), header, attrs].concat()
    }
    /// A socket with the beginning of some statistics, printed after the requests.
    fn printed(requests: &[Vec<u8>], kind: u16, protocol: Option<u8>) -> String {
        let mut buffer = [0; 64];
        let mut writer = Writer::<InetDiag>::new(&mut buffer);
        writer.copy(Attr::new(2, &[1, 0, 0, 0, 0, 0, 0x77, 3, 9, 0, 0, 0]));
        writer.put_some(InetDiag::INET_DIAG_PROTOCOL, protocol.map(IpProtocol));
        let header = InetDiagMsg::new().with(InetDiagMsg::idiag_family, AddressFamily::AF_INET);
        let reply = message(zerocopy::IntoBytes::as_bytes(&header), kind, 2, writer.finish().unwrap());
        let mut decoder = Decoder::new();
        for request in requests {
            decoder.learn(Protocol::SOCK_DIAG, Message::new(request).unwrap());
        }
        format!("{}", Json(decoder.describe(Protocol::SOCK_DIAG, Message::new(&reply).unwrap())))
    }
    fn v2(protocol: u8) -> Vec<u8> {
        let header = InetDiagReqV2::new()
            .with(InetDiagReqV2::sdiag_family, AddressFamily::AF_INET)
            .with(InetDiagReqV2::sdiag_protocol, IpProtocol(protocol));
        request(zerocopy::IntoBytes::as_bytes(&header), 20, &[])
    }

    #[test]
    fn the_request_selects_the_type_of_the_statistics() {
        let tcp = printed(&[v2(6)], 20, None);
        assert!(tcp.contains(r#""INET_DIAG_INFO":{"tcpi_state":"TCP_ESTABLISHED""#), "{tcp}");
        assert!(printed(&[v2(33)], 20, None).contains("tcpi_state"));
        assert!(printed(&[v2(132)], 20, None).contains("sctpi_tag"));
        let header = InetDiagReqV2::new().with(InetDiagReqV2::sdiag_family, AddressFamily::AF_INET6);
        let wide = [8u16.to_ne_bytes(), 3u16.to_ne_bytes()].concat();
        let wide = [wide, super::super::IPPROTO_MPTCP.to_ne_bytes().to_vec()].concat();
        let mptcp = request(zerocopy::IntoBytes::as_bytes(&header), 20, &wide);
        assert!(printed(&[mptcp], 20, None).contains(r#""mptcpi_subflows":1"#));
        for (kind, name) in [(18, "tcpi_state"), (19, "tcpi_state")] {
            let old = request(zerocopy::IntoBytes::as_bytes(&InetDiagReq::new()), kind, &[]);
            let text = printed(&[old], kind, None);
            assert!(text.contains(name) && text.contains(r#""message":"SOCK_DIAG_BY_FAMILY""#), "{text}");
        }
    }
    #[test]
    fn without_a_known_request_the_protocol_attribute_selects_the_type() {
        assert!(printed(&[], 20, Some(132)).contains("sctpi_tag"));
        assert!(printed(&[], 20, Some(6)).contains("tcpi_state"));
        let hex = r#""INET_DIAG_INFO":"010000000000770309000000""#;
        assert!(printed(&[], 20, None).contains(hex), "{}", printed(&[], 20, None));
        assert!(printed(&[v2(17)], 20, None).contains(hex));
    }
    #[test]
    fn a_later_request_with_the_same_number_replaces_an_earlier_one() {
        assert!(printed(&[v2(6), v2(132)], 20, None).contains("sctpi_tag"));
        let none = printed(&[v2(6), v2(17)], 20, None);
        assert!(none.contains(r#""INET_DIAG_INFO":"01"#), "{none}");
    }
    #[test]
    fn a_type_selects_the_set_of_the_reply() {
        fn name<O: Operation>(_: O) -> &'static str {
            <<O::Reply<'static> as FromMessage<'static>>::Attributes as AttributeSet>::spec().name
        }
        assert_eq!(name(GetInet { protocol: Udp, ..Default::default() }), "InetDiag");
        assert_eq!(name(GetInet { protocol: Mptcp, ..Default::default() }), "MptcpDiag");
        assert_eq!(name(GetTcp::default()), "TcpDiag");
    }
}
