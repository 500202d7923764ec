//! Queries and calls.
use super::*;
use crate::{
    client::{Call, Completion, Query, call, query},
    uapi::{AddressFamily, IpProtocol},
    wire::{DeleteFlags, FieldArray, RequestFlags, Struct},
};
use core::net::SocketAddr;

/// Selection of IPv4 or IPv6 sockets to list, and of the extensions to report.
#[derive(Clone, Copy, Debug)]
pub struct Sockets<'f> {
    /// Socket states to list; [`all`](Self::all) sets [`TcpStates::ALL`].
    pub states: TcpStates,
    /// Extensions to report for each socket.
    pub show: InetDiagExt,
    /// Filter expression, evaluated by the kernel.
    pub filter: Option<Filter<'f>>,
}
impl<'f> Sockets<'f> {
    /// Selects all sockets, with protocol statistics, congestion control, memory use and shutdown
    /// state.
    pub fn all() -> Self {
        let show = InetDiagExt::INET_DIAG_INFO
            | InetDiagExt::INET_DIAG_CONG
            | InetDiagExt::INET_DIAG_SKMEMINFO
            | InetDiagExt::INET_DIAG_SHUTDOWN;
        Self { states: TcpStates::ALL, show, filter: None }
    }
    /// Restricts the list to sockets in these states.
    #[must_use]
    pub const fn states(mut self, states: TcpStates) -> Self {
        self.states = states;
        self
    }
    /// Adds extensions to report.
    #[must_use]
    pub const fn show(mut self, show: InetDiagExt) -> Self {
        self.show = self.show.union(show);
        self
    }
    /// Restricts the list to sockets that match the expression.
    #[must_use]
    pub const fn filter(mut self, filter: Filter<'f>) -> Self {
        self.filter = Some(filter);
        self
    }
}

/// Lists the sockets of one protocol, IPv4 and IPv6: two queries, for
/// `Connection::list`.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, sock_diag::{self, Sockets, Tcp, TcpStates}};
/// fn listening<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     let wanted = Sockets::all().states(TcpStates::TCPF_LISTEN);
///     for socket in nl.list(sock_diag::list(Tcp, &wanted))? {
///         println!("{socket}");
///     }
///     Ok(())
/// }
/// ```
///
/// Sends the request of [`inet()`] for AF_INET and for AF_INET6.
///
/// # Errors
/// The errors of [`inet()`].
#[doc(alias = "ss")]
pub fn list<P: InetProtocol>(
    protocol: P,
    wanted: &Sockets<'_>,
) -> [impl Query<Operation = GetInet<P>> + Copy; 2] {
    [AddressFamily::AF_INET, AddressFamily::AF_INET6].map(|family| inet(family, protocol, wanted))
}
/// Lists the sockets of one protocol and one address family.
///
/// Sends `SOCK_DIAG_BY_FAMILY` with NLM_F_DUMP; the filter is sent as `INET_DIAG_REQ_BYTECODE`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): ENOENT if
/// the kernel does not support the protocol or lacks its diag module, EPERM for [`Filter::Mark`]
/// without CAP_NET_ADMIN.
pub fn inet<P: InetProtocol>(
    family: AddressFamily,
    protocol: P,
    wanted: &Sockets<'_>,
) -> impl Query<Operation = GetInet<P>> + Copy {
    let operation = GetInet {
        family,
        protocol,
        ext: wanted.show,
        raw_protocol: IpProtocol(0),
        states: wanted.states,
        id: InetDiagSockId::new(),
    };
    query(operation, move |request| {
        request.put_some(DiagRequest::INET_DIAG_REQ_BYTECODE, wanted.filter);
        GetInet::fill(request, protocol);
    })
}
macro_rules! protocols { ($($(#[$doc:meta])* $name:ident = $protocol:ident;)*) => { $(
    $(#[$doc])*
    ///
    /// Sends the request of [`inet()`] for this protocol.
    ///
    /// # Errors
    /// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next):
    /// ENOENT if the kernel does not support the protocol or lacks its diag module.
    pub fn $name(
        family: AddressFamily,
        wanted: &Sockets<'_>,
    ) -> impl Query<Operation = GetInet<$protocol>> + Copy {
        inet(family, $protocol, wanted)
    }
)* } }
protocols! {
    /// Lists TCP sockets.
    tcp = Tcp;
    /// Lists UDP sockets: connected ones in state TCP_ESTABLISHED, others in TCP_CLOSE.
    udp = Udp;
    /// Lists UDP-Lite sockets. UDP-Lite was removed in Linux 7.1.
    udplite = UdpLite;
    /// Lists raw sockets. The local port of the identity is the IP protocol.
    raw = Raw;
    /// Lists SCTP sockets.
    sctp = Sctp;
    /// Lists DCCP sockets. DCCP was removed in Linux 6.16.
    dccp = Dccp;
    /// Lists MPTCP sockets. The protocol number is sent as `INET_DIAG_REQ_PROTOCOL`. Since Linux
    /// 5.9; older kernels fail with ENOENT.
    mptcp = Mptcp;
}
/// Lists AF_SMC sockets.
///
/// Sends `SOCK_DIAG_BY_FAMILY` of AF_SMC with NLM_F_DUMP.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): ENOENT
/// without the module `smc_diag`.
#[doc(alias = "smcss")]
pub fn smc(ext: SmcDiagExt) -> impl Query<Operation = GetSmc> + Copy {
    GetSmc { family: AddressFamily::AF_SMC, ext }
}
/// Lists AF_TIPC sockets in the given states.
///
/// Sends `SOCK_DIAG_BY_FAMILY` of AF_TIPC with NLM_F_DUMP.
///
/// ```
/// use nlwire::{sock_diag::*, client::{self, Buffer, Connection, Transport}};
/// fn references<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
///     let mut sockets = connection.dump(tipc(TcpStates::ALL))?;
///     while let Some(socket) = sockets.next()? {
///         println!("{:?} is {:?}", socket.reference(), socket.state());
///     }
///     Ok(())
/// }
/// ```
///
/// See also [tipc-socket(8)](https://man7.org/linux/man-pages/man8/tipc-socket.8.html).
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): ENOENT
/// without the module `tipc_diag`.
#[doc(alias = "ss --tipc")]
pub fn tipc(states: TcpStates) -> impl Query<Operation = GetTipc> + Copy {
    GetTipc { family: AddressFamily::AF_TIPC, states }
}
/// Finds a socket by its local and remote address, both of one address family. For a listening
/// socket, pass a remote address with port 0.
///
/// Sends `SOCK_DIAG_BY_FAMILY` with NLM_F_ACK, and requests the extensions of [`Sockets::all`].
///
/// # Errors
/// ENOENT if there is no such socket ([`is_not_found`](crate::client::Error::is_not_found)), or
/// if the kernel does not support the protocol.
pub fn find<P: InetProtocol>(
    protocol: P,
    local: SocketAddr,
    remote: SocketAddr,
) -> impl Query<Operation = GetInet<P>> + Copy {
    let operation = GetInet {
        family: family_of(local),
        protocol,
        ext: Sockets::all().show,
        raw_protocol: IpProtocol(0),
        states: TcpStates::ALL,
        id: InetDiagSockId::from_endpoints(local, remote),
    };
    query(operation, move |request| GetInet::fill(request, protocol))
}
/// Closes a socket forcibly; its owner gets ECONNABORTED. The header of a dump or of a notification
/// identifies the socket including its cookie, so that no other socket is closed.
///
/// Sends `SOCK_DESTROY` with NLM_F_ACK.
///
/// # Errors
/// ENOENT if the socket no longer exists, EOPNOTSUPP if the kernel was built without
/// CONFIG_INET_DIAG_DESTROY, EPERM without CAP_NET_ADMIN in the network namespace.
#[doc(alias = "SOCK_DESTROY")]
#[doc(alias = "ss -K")]
pub fn destroy(protocol: IpProtocol, socket: &Struct<InetDiagMsg>) -> impl Call<Output = Completion> + Copy {
    let operation = DestroyInet {
        family: socket.get(InetDiagMsg::idiag_family),
        protocol,
        id: socket.get(InetDiagMsg::id),
        ..Default::default()
    };
    call(operation, DeleteFlags::NONE, |_| {})
}
/// Lists the AF_UNIX sockets, in all states.
///
/// Sends `SOCK_DIAG_BY_FAMILY` with NLM_F_DUMP.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): ENOENT if
/// the kernel lacks the module `unix_diag`.
pub fn unix(show: UnixShow) -> impl Query<Operation = GetUnix> + Copy {
    GetUnix { family: AddressFamily::AF_UNIX, states: TcpStates::ALL, show, ..Default::default() }
}
/// Finds an AF_UNIX socket by its inode number.
///
/// Sends `SOCK_DIAG_BY_FAMILY` with NLM_F_ACK.
///
/// # Errors
/// ENOENT if there is no such socket, or if the kernel lacks the module `unix_diag`.
pub fn find_unix(inode: u32, show: UnixShow) -> impl Query<Operation = GetUnix> + Copy {
    let family = AddressFamily::AF_UNIX;
    GetUnix { family, states: TcpStates::ALL, inode, show, cookie: NO_COOKIE }
}
/// Lists the AF_NETLINK sockets of all netlink protocols.
///
/// Sends `SOCK_DIAG_BY_FAMILY` with NLM_F_DUMP.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): ENOENT if
/// the kernel lacks the module `netlink_diag`.
pub fn netlink(show: NetlinkShow) -> impl Query<Operation = GetNetlink> + Copy {
    let protocol = NetlinkDiagReq::NDIAG_PROTO_ALL;
    GetNetlink { family: AddressFamily::AF_NETLINK, protocol, show }
}
/// Lists the AF_PACKET sockets.
///
/// Sends `SOCK_DIAG_BY_FAMILY` with NLM_F_DUMP.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): ENOENT if
/// the kernel lacks the module `af_packet_diag`.
pub fn packet(show: PacketShow) -> impl Query<Operation = GetPacket> + Copy {
    GetPacket { family: AddressFamily::AF_PACKET, show }
}
/// Lists the AF_VSOCK sockets, in all states.
///
/// Sends `SOCK_DIAG_BY_FAMILY` with NLM_F_DUMP.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): ENOENT if
/// the kernel lacks the module `vsock_diag`.
pub fn vsock() -> impl Query<Operation = GetVsock> + Copy {
    GetVsock { family: AddressFamily::AF_VSOCK, states: TcpStates::ALL }
}
/// Lists the AF_XDP sockets.
///
/// Sends `SOCK_DIAG_BY_FAMILY` with NLM_F_DUMP.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): ENOENT if
/// the kernel lacks the module `xsk_diag`.
pub fn xdp(show: XdpShow) -> impl Query<Operation = GetXdp> + Copy {
    GetXdp { family: AddressFamily::AF_XDP, show }
}
const fn family_of(end: SocketAddr) -> AddressFamily {
    if end.is_ipv4() { AddressFamily::AF_INET } else { AddressFamily::AF_INET6 }
}

/// The cookie of a request that matches any socket: `INET_DIAG_NOCOOKIE` in both halves.
#[doc(alias = "INET_DIAG_NOCOOKIE")]
pub const NO_COOKIE: FieldArray<u32, 2> =
    FieldArray([zerocopy::native_endian::U32::from_bytes([0xff; 4]); 2]);
