//! Sockets by verbs: list, find one, end one. Each sends one request and says which.
use super::*;
use crate::{
    exchange::{Answer, Connection, Done, Replies, Transport},
    uapi::{AddressFamily, IpProtocol},
    wire::{DeleteFlags, Layout, Many, Reply, RequestFlags},
};
use core::net::SocketAddr;

/// Which sockets of IPv4 or IPv6 to list, and what of them.
#[derive(Clone, Copy, Debug)]
pub struct Sockets<'f> {
    /// In which states; [`TcpStates::ALL`] by [`all`](Self::all).
    pub states: TcpStates,
    /// Which more is to be told.
    pub show: InetDiagExt,
    /// Which of them; the kernel evaluates it.
    pub filter: Option<Filter<'f>>,
}
impl<'f> Sockets<'f> {
    /// All of them, with their memory, their shutdown and what their protocol tells.
    pub fn all() -> Self {
        let show =
            InetDiagExt::INET_DIAG_INFO | InetDiagExt::INET_DIAG_SKMEMINFO | InetDiagExt::INET_DIAG_SHUTDOWN;
        Self { states: TcpStates::ALL, show, filter: None }
    }
    /// Those in these states only.
    #[must_use]
    pub const fn states(mut self, states: TcpStates) -> Self {
        self.states = states;
        self
    }
    /// Tells this and nothing else beside the header.
    #[must_use]
    pub const fn show(mut self, show: InetDiagExt) -> Self {
        self.show = show;
        self
    }
    /// Those only for which the expression holds.
    #[must_use]
    pub const fn filter(mut self, filter: Filter<'f>) -> Self {
        self.filter = Some(filter);
        self
    }
}

/// A dump of sockets of IPv4 or IPv6.
type InetSockets<'c, 'b, T> = Answer<Replies<'c, 'b, T, GetInet>, T>;

/// Lists sockets of one protocol and one family. For MPTCP the protocol is asked for by [`mptcp`].
///
/// Sends SOCK_DIAG_BY_FAMILY with NLM_F_DUMP; the filter goes as INET_DIAG_REQ_BYTECODE.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`]: ENOENT where it does not know the protocol, or has
/// not the module for it.
pub fn inet<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    family: AddressFamily,
    protocol: IpProtocol,
    wanted: &Sockets<'_>,
) -> InetSockets<'c, 'b, T> {
    let operation =
        GetInet { family, protocol, ext: wanted.show, states: wanted.states, ..Default::default() };
    connection.dump(operation, |request| {
        request.put_some(DiagRequest::INET_DIAG_REQ_BYTECODE, wanted.filter);
        if protocol.0 == MPTCP_ASKED {
            request.put(DiagRequest::INET_DIAG_REQ_PROTOCOL, IPPROTO_MPTCP);
        }
    })
}
macro_rules! protocols { ($($(#[$doc:meta])* $name:ident = $protocol:expr;)*) => { $(
    $(#[$doc])*
    ///
    /// Sends what [`inet`] sends.
    ///
    /// # Errors
    /// As [`inet`].
    pub fn $name<'c, 'b, T: Transport>(
        connection: &'c mut Connection<'b, T>,
        family: AddressFamily,
        wanted: &Sockets<'_>,
    ) -> InetSockets<'c, 'b, T> {
        inet(connection, family, $protocol, wanted)
    }
)* } }
protocols! {
    /// Lists sockets of TCP.
    tcp = IpProtocol::IPPROTO_TCP;
    /// Lists sockets of UDP. They are in the states TCP_ESTABLISHED and TCP_CLOSE.
    udp = IpProtocol::IPPROTO_UDP;
    /// Lists sockets of UDP-Lite, gone since Linux 7.1.
    udplite = IpProtocol::IPPROTO_UDPLITE;
    /// Lists raw sockets. Their protocol is their own port.
    raw = IpProtocol::IPPROTO_RAW;
    /// Lists sockets of SCTP.
    sctp = IpProtocol::IPPROTO_SCTP;
    /// Lists sockets of DCCP, gone since Linux 6.16.
    dccp = IpProtocol::IPPROTO_DCCP;
    /// Lists sockets of MPTCP, whose number goes as INET_DIAG_REQ_PROTOCOL. Since Linux 5.9; older kernels refuse with ENOENT.
    mptcp = IpProtocol(MPTCP_ASKED);
}
/// Finds a socket by its two ends, both of one family; a listening one by a remote of port 0.
///
/// Sends SOCK_DIAG_BY_FAMILY with NLM_F_ACK, and asks for what the protocol tells.
///
/// # Errors
/// ENOENT where there is none ([`is_not_found`](crate::exchange::Failure::is_not_found)), and where the kernel does not know the protocol.
pub fn find<'c, T: Transport>(
    connection: &'c mut Connection<'_, T>,
    protocol: IpProtocol,
    local: SocketAddr,
    remote: SocketAddr,
) -> Answer<Reply<'c, GetInet>, T> {
    let operation = GetInet {
        family: family_of(local),
        protocol,
        ext: Sockets::all().show,
        states: TcpStates::ALL,
        id: InetDiagSockId::of_ends(local, remote),
        ..Default::default()
    };
    connection.get(operation, |_| {})
}
/// Ends a socket that a dump or an event told of, cookie and all, so that it hits no other. Whoever holds it gets ECONNABORTED.
///
/// Sends SOCK_DESTROY with NLM_F_ACK.
///
/// # Errors
/// ENOENT where it has gone, EOPNOTSUPP for a kernel without INET_DIAG_DESTROY, EPERM without CAP_NET_ADMIN in its network namespace.
pub fn destroy<T: Transport>(
    connection: &mut Connection<'_, T>,
    protocol: IpProtocol,
    socket: &InetDiagMsg,
) -> Answer<Done, T> {
    let operation = DestroyInet {
        family: socket.get(InetDiagMsg::idiag_family),
        protocol,
        id: socket.get(InetDiagMsg::id),
        ..Default::default()
    };
    connection.request(operation, DeleteFlags::NONE, |_| {})
}
/// Lists sockets of AF_UNIX, in all states.
///
/// Sends SOCK_DIAG_BY_FAMILY with NLM_F_DUMP.
///
/// # Errors
/// As [`inet`].
pub fn unix<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    show: UnixShow,
) -> Answer<Replies<'c, 'b, T, GetUnix>, T> {
    let operation =
        GetUnix { family: AddressFamily::AF_UNIX, states: TcpStates::ALL, show, ..Default::default() };
    connection.dump(operation, |_| {})
}
/// Finds a socket of AF_UNIX by its inode.
///
/// Sends SOCK_DIAG_BY_FAMILY with NLM_F_ACK.
///
/// # Errors
/// ENOENT where there is none.
pub fn find_unix<'c, T: Transport>(
    connection: &'c mut Connection<'_, T>,
    inode: u32,
    show: UnixShow,
) -> Answer<Reply<'c, GetUnix>, T> {
    let family = AddressFamily::AF_UNIX;
    connection.get(GetUnix { family, states: TcpStates::ALL, inode, show, cookie: NO_COOKIE }, |_| {})
}
/// Lists sockets of AF_NETLINK, of all protocols.
///
/// Sends SOCK_DIAG_BY_FAMILY with NLM_F_DUMP.
///
/// # Errors
/// As [`inet`].
pub fn netlink<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    show: NetlinkShow,
) -> Answer<Replies<'c, 'b, T, GetNetlink>, T> {
    let protocol = NetlinkDiagReq::NDIAG_PROTO_ALL;
    connection.dump(GetNetlink { family: AddressFamily::AF_NETLINK, protocol, show }, |_| {})
}
/// Lists sockets of AF_PACKET.
///
/// Sends SOCK_DIAG_BY_FAMILY with NLM_F_DUMP.
///
/// # Errors
/// As [`inet`].
pub fn packet<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    show: PacketShow,
) -> Answer<Replies<'c, 'b, T, GetPacket>, T> {
    connection.dump(GetPacket { family: AddressFamily::AF_PACKET, show }, |_| {})
}
/// Lists sockets of AF_VSOCK, in all states.
///
/// Sends SOCK_DIAG_BY_FAMILY with NLM_F_DUMP.
///
/// # Errors
/// As [`inet`].
pub fn vsock<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetVsock>, T> {
    connection.dump(GetVsock { family: AddressFamily::AF_VSOCK, states: TcpStates::ALL }, |_| {})
}
/// Lists sockets of AF_XDP.
///
/// Sends SOCK_DIAG_BY_FAMILY with NLM_F_DUMP.
///
/// # Errors
/// As [`inet`].
pub fn xdp<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    show: XdpShow,
) -> Answer<Replies<'c, 'b, T, GetXdp>, T> {
    connection.dump(GetXdp { family: AddressFamily::AF_XDP, show }, |_| {})
}
const fn family_of(end: SocketAddr) -> AddressFamily {
    if end.is_ipv4() { AddressFamily::AF_INET } else { AddressFamily::AF_INET6 }
}

impl<'a> Reply<'a, GetInet> {
    /// Its own end; `None` where its family is neither of IPv4 nor of IPv6.
    pub fn local(&self) -> Option<SocketAddr> {
        self.header.local()
    }
    /// The peer's end; all zero where there is none.
    pub fn remote(&self) -> Option<SocketAddr> {
        self.header.remote()
    }
    /// Its state.
    pub fn state(&self) -> TcpState {
        self.header.get(InetDiagMsg::idiag_state)
    }
    /// What its protocol tells; `None` where it tells nothing, or something that is broken.
    pub fn info(&self) -> Option<Info<'a>> {
        self.select(InetDiag::INET_DIAG_INFO).ok().flatten()
    }
    /// What TCP tells; `None` of other protocols.
    pub fn tcp_info(&self) -> Option<crate::wire::Grown<'a, TcpInfo>> {
        match self.info()? {
            Info::Tcp(info) => Some(info),
            _ => None,
        }
    }
}

/// What a request says that does not know a socket's cookie: `INET_DIAG_NOCOOKIE` in both halves.
#[doc(alias = "INET_DIAG_NOCOOKIE")]
pub const NO_COOKIE: Many<u32, 2> = Many([zerocopy::native_endian::U32::from_bytes([0xff; 4]); 2]);
