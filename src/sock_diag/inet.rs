//! IPv4 and IPv6 sockets: TCP, UDP, UDP-Lite, raw, SCTP, DCCP and MPTCP (linux/inet_diag.h).
//!
//! ```
//! use nlwire::{sock_diag::*, client::{self, Buffer, Connection, Transport}, uapi::AddressFamily};
//! fn listeners<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     let listening =
//!         GetTcp { family: AddressFamily::AF_INET6, states: TcpStates::TCPF_LISTEN, ..Default::default() };
//!     let mut sockets = connection.dump(listening)?;
//!     while let Some(socket) = sockets.next()? {
//!         println!("{:?}", socket.local());
//!     }
//!     Ok(())
//! }
//! ```
//! A reply does not contain the protocol of its socket; the type of the protocol in the request
//! selects the attribute set of the reply, and with it the payload type of `INET_DIAG_INFO`.
//!
//! See [sock_diag(7)](https://man7.org/linux/man-pages/man7/sock_diag.7.html).
use super::{
    Bytecode, InfoOf, SkMemInfo, TcpBbrInfo, TcpDctcpInfo, TcpState, TcpStates, TcpVegasInfo, UlpInfo,
};
use crate::{
    attributes, c_struct, flags, open_enum, operations,
    uapi::{AddressFamily, IpProtocol},
    wire::{
        Attrs, Be, Extensible, FieldArray, IpUnion, PackedArray, Str, Struct, StructField, SubMessage, field,
        spec::{FieldSpec, PayloadType, SelectorSource, StructSpec, SubMessageSpec},
    },
};
use core::net::{IpAddr, SocketAddr};

c_struct! {
    /// Identity of an IPv4 or IPv6 socket: `struct inet_diag_sockid`, linux/inet_diag.h. In a dump
    /// request, all zero matches any socket.
    #[doc(alias = "inet_diag_sockid")]
    pub struct InetDiagSockId {
        /// Local port.
        idiag_sport: Be<u16>,
        /// Remote port.
        idiag_dport: Be<u16>,
        /// Local address. The address family is in the enclosing header.
        idiag_src: IpUnion<1, 0>,
        /// Remote address. The address family is in the enclosing header.
        idiag_dst: IpUnion<1, 0>,
        /// Index of the link that the socket is bound to; 0 if it is not bound to a link.
        idiag_if: u32,
        /// Socket cookie, unique since boot: two halves, the lower one first.
        /// [`NO_COOKIE`](super::NO_COOKIE) in a request matches any cookie.
        idiag_cookie: FieldArray<u32, 2>,
    }
}
impl InetDiagSockId {
    /// Creates an identity from the local and the remote address, both of one address family. The
    /// cookie is [`NO_COOKIE`](super::NO_COOKIE) and the link index is 0, so that any socket with
    /// these addresses matches.
    pub fn from_endpoints(local: SocketAddr, remote: SocketAddr) -> Struct<Self> {
        Self::new()
            .with(Self::idiag_sport, Be(local.port()))
            .with(Self::idiag_dport, Be(remote.port()))
            .with(Self::idiag_src, local.ip().into())
            .with(Self::idiag_dst, remote.ip().into())
            .with(Self::idiag_cookie, super::NO_COOKIE)
    }
}
impl Struct<InetDiagSockId> {
    /// Returns the socket cookie (`SO_COOKIE`), a number that is unique since boot.
    pub fn cookie(&self) -> u64 {
        cookie_of(self.get(InetDiagSockId::idiag_cookie))
    }
}
/// Joins the halves of a cookie, the lower one first.
pub(super) fn cookie_of(halves: FieldArray<u32, 2>) -> u64 {
    let mut words = halves.iter().map(u64::from);
    let (low, high) = (words.next().unwrap_or(0), words.next().unwrap_or(0));
    low | high << 32
}
c_struct! {
    /// Header of a socket request: `struct inet_diag_req_v2`, linux/inet_diag.h.
    #[doc(alias = "inet_diag_req_v2")]
    #[doc(alias = "inet_diag_req_raw")]
    pub struct InetDiagReqV2 {
        /// Address family: AF_INET or AF_INET6.
        sdiag_family: AddressFamily,
        /// Transport protocol. The kernel prefers [`DiagRequest::INET_DIAG_REQ_PROTOCOL`] if the
        /// request has that attribute.
        sdiag_protocol: IpProtocol,
        /// Extensions to report for each socket.
        idiag_ext: InetDiagExt,
        /// IP protocol of raw sockets. Called `pad` in `struct inet_diag_req_v2`.
        sdiag_raw_protocol: IpProtocol,
        /// Socket states to dump. An empty set matches no socket.
        idiag_states: TcpStates,
        /// Identity of the socket (do). In a dump, non-zero ports restrict the result.
        id: Struct<InetDiagSockId>,
    }
}
c_struct! {
    /// Header of a legacy socket request: `struct inet_diag_req`, linux/inet_diag.h.
    #[doc(alias = "inet_diag_req")]
    pub struct InetDiagReq {
        /// Address family of one socket (do): AF_INET or AF_INET6. Ignored in a dump, which reports
        /// both.
        idiag_family: AddressFamily,
        /// Unused.
        idiag_src_len: u8,
        /// Unused.
        idiag_dst_len: u8,
        /// Extensions to report for each socket.
        idiag_ext: InetDiagExt,
        /// Identity of the socket.
        id: Struct<InetDiagSockId>,
        /// Socket states to dump.
        idiag_states: TcpStates,
        /// Unused.
        idiag_dbs: u32,
    }
}
open_enum! {
    /// Running timer of a socket: `IDIAG_TIMER_*`, linux/inet_diag.h.
    pub struct InetTimer(u8) {
        /// No timer.
        IDIAG_TIMER_OFF = 0,
        /// Retransmission.
        IDIAG_TIMER_ON = 1,
        /// Keepalive: next probe of an idle connection.
        IDIAG_TIMER_KEEPALIVE = 2,
        /// TIME_WAIT.
        IDIAG_TIMER_TIMEWAIT = 3,
        /// Zero-window probe.
        IDIAG_TIMER_PROBE0 = 4,
        /// Delayed ACK. In the headers of Linux 7.2.
        IDIAG_TIMER_DELACK = 5,
    }
}
c_struct! {
    /// Header of an IPv4 or IPv6 socket: `struct inet_diag_msg`, linux/inet_diag.h.
    #[doc(alias = "inet_diag_msg")]
    pub struct InetDiagMsg {
        /// Address family: AF_INET or AF_INET6.
        idiag_family: AddressFamily,
        /// State of the socket.
        idiag_state: TcpState,
        /// Running timer.
        idiag_timer: InetTimer,
        /// Number of retransmissions or of unanswered probes, depending on the running timer.
        idiag_retrans: u8,
        /// Identity of the socket.
        id: Struct<InetDiagSockId>,
        /// Time until the running timer expires, milliseconds.
        idiag_expires: u32,
        /// Receive queue: bytes not yet read by the application. For a listening TCP socket, the
        /// current length of the accept queue (connections).
        idiag_rqueue: u32,
        /// Send queue: bytes written by the application and not yet acknowledged. For a listening
        /// TCP socket, the maximum length of the accept queue (the backlog of listen(2)).
        idiag_wqueue: u32,
        /// User id of the owner.
        idiag_uid: u32,
        /// Inode number of the socket, as in `/proc/PID/fd`; 0 if no process holds the socket.
        idiag_inode: u32,
    }
}
impl Struct<InetDiagMsg> {
    /// Returns the local address and port; `None` if the address family is neither IPv4 nor IPv6.
    pub fn local(&self) -> Option<SocketAddr> {
        let id = self.get(InetDiagMsg::id);
        Some(SocketAddr::new(
            self.address(id.get(InetDiagSockId::idiag_src))?,
            id.get(InetDiagSockId::idiag_sport).0,
        ))
    }
    /// Returns the remote address and port, all zero if the socket is not connected.
    ///
    /// `None` if the address family is neither IPv4 nor IPv6.
    pub fn remote(&self) -> Option<SocketAddr> {
        let id = self.get(InetDiagMsg::id);
        Some(SocketAddr::new(
            self.address(id.get(InetDiagSockId::idiag_dst))?,
            id.get(InetDiagSockId::idiag_dport).0,
        ))
    }
    fn address(&self, union: IpUnion<1, 0>) -> Option<IpAddr> {
        union.of_family(self.get(InetDiagMsg::idiag_family).0)
    }
}
c_struct! {
    /// Memory use of a socket: `struct inet_diag_meminfo`, linux/inet_diag.h.
    #[doc(alias = "inet_diag_meminfo")]
    pub struct InetDiagMemInfo {
        /// Memory allocated for received data, bytes.
        idiag_rmem: u32,
        /// Memory of the send queue, bytes.
        idiag_wmem: u32,
        /// Forward-allocated memory, bytes.
        idiag_fmem: u32,
        /// Memory of transmitted packets that are not yet freed, bytes.
        idiag_tmem: u32,
    }
}
c_struct! {
    /// Options of a socket: `struct inet_diag_sockopt`, linux/inet_diag.h.
    #[doc(alias = "inet_diag_sockopt")]
    pub struct InetDiagSockOpt {
        /// The first eight options. The C bit-fields have no common name.
        sockopt: InetSockOpt,
        /// The remaining three options.
        more: InetSockOptMore,
    }
}
c_struct! {
    /// A key of the TCP MD5 signature option (RFC 2385): `struct tcp_diag_md5sig`, linux/tcp.h.
    /// Reported only to holders of CAP_NET_ADMIN.
    #[doc(alias = "tcp_diag_md5sig")]
    pub struct TcpDiagMd5Sig {
        /// Address family of the peers.
        tcpm_family: AddressFamily,
        /// Prefix length of the peer address, bits.
        tcpm_prefixlen: u8,
        /// Length of the key, bytes.
        tcpm_keylen: u16,
        /// Address of the peers.
        tcpm_addr: IpUnion<0, 0>,
        /// The key, padded with NUL bytes.
        tcpm_key: [u8; 80] where secret,
    }
}
c_struct! {
    /// A socket address of an SCTP association: `struct sockaddr_storage`.
    #[doc(alias = "sockaddr_storage")]
    pub struct SockAddrStorage {
        /// Address family (two bytes here).
        ss_family: u16,
        /// Port of the endpoint.
        port: Be<u16>,
        /// Address and further address fields.
        address: SockAddrRest,
    }
}
impl Struct<SockAddrStorage> {
    /// Returns the IPv4 or IPv6 address and port; `None` for other address families.
    pub fn addr(&self) -> Option<SocketAddr> {
        let family = u8::try_from(self.get(SockAddrStorage::ss_family)).ok()?;
        let address = match family {
            2 => IpAddr::from(*self.bytes_of(SockAddrStorage::address).first_chunk::<4>()?),
            10 => IpAddr::from(*self.bytes_of(SockAddrStorage::address).get(4..)?.first_chunk::<16>()?),
            _ => return None,
        };
        Some(SocketAddr::new(address, self.get(SockAddrStorage::port).0))
    }
}
/// The bytes of a [`SockAddrStorage`] after family and port. The layout depends on the address
/// family: the rest of a `struct sockaddr_in` or of a `struct sockaddr_in6`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SockAddrRest(pub [u8; 124]);
impl SockAddrRest {
    const IN: StructSpec = StructSpec {
        name: "sockaddr_in",
        len: 4,
        fields: &[field("sin_addr", 0, 4, PayloadType::Ip)],
        then: None,
        between: &PayloadType::Bytes,
    };
    const IN6: StructSpec = StructSpec {
        name: "sockaddr_in6",
        len: 24,
        fields: &[
            field("sin6_flowinfo", 0, 4, <Be<u32> as crate::wire::Encode>::PAYLOAD_TYPE),
            field("sin6_addr", 4, 16, PayloadType::Ip),
            FieldSpec {
                name: "sin6_scope_id",
                offset: 20,
                len: 4,
                payload_type: <u32 as crate::wire::Encode>::PAYLOAD_TYPE,
                secret: false,
                padding: false,
            },
        ],
        then: None,
        between: &PayloadType::Bytes,
    };
}
impl StructField for SockAddrRest {
    type Raw = [u8; 124];
    const PAYLOAD_TYPE: PayloadType = PayloadType::SubMessage(&SubMessageSpec {
        by: SelectorSource::Structure { up: 0, offset: 0, len: 2 },
        arms: &[
            (&2u16.to_ne_bytes(), PayloadType::Struct(&Self::IN)),
            (&10u16.to_ne_bytes(), PayloadType::Struct(&Self::IN6)),
        ],
    });
    fn from_raw(raw: &[u8; 124]) -> Self {
        Self(*raw)
    }
    fn to_raw(self) -> [u8; 124] {
        self.0
    }
}
flags! {
    /// Extensions to report for each socket: bits `1 << (INET_DIAG_* - 1)`, linux/inet_diag.h. The
    /// field has eight bits; some bits request several attributes.
    pub struct InetDiagExt(u8) {
        /// Memory use in four values: [`InetDiag::INET_DIAG_MEMINFO`].
        INET_DIAG_MEMINFO = 1 << 0,
        /// Statistics of the protocol, such as `struct tcp_info`: [`InetDiag::INET_DIAG_INFO`].
        INET_DIAG_INFO = 1 << 1,
        /// Statistics of the congestion control in use. Reported as
        /// [`InetDiag::INET_DIAG_VEGASINFO`], [`InetDiag::INET_DIAG_DCTCPINFO`] or
        /// [`InetDiag::INET_DIAG_BBRINFO`].
        INET_DIAG_VEGASINFO = 1 << 2,
        /// Name of the congestion control: [`InetDiag::INET_DIAG_CONG`].
        INET_DIAG_CONG = 1 << 3,
        /// Type of service (IPv4): [`InetDiag::INET_DIAG_TOS`].
        INET_DIAG_TOS = 1 << 4,
        /// Traffic class (IPv6) and class id. Reported as [`InetDiag::INET_DIAG_TCLASS`] and
        /// [`InetDiag::INET_DIAG_CLASS_ID`].
        INET_DIAG_TCLASS = 1 << 5,
        /// Memory use in nine values: [`InetDiag::INET_DIAG_SKMEMINFO`].
        INET_DIAG_SKMEMINFO = 1 << 6,
        /// Shut down directions: [`InetDiag::INET_DIAG_SHUTDOWN`].
        INET_DIAG_SHUTDOWN = 1 << 7,
    }
}
flags! {
    /// Directions in which a socket is shut down; see shutdown(2). `RCV_SHUTDOWN`, `SEND_SHUTDOWN`,
    /// net/sock.h of the kernel.
    pub struct Shutdown(u8) {
        /// The receive direction is shut down.
        RCV_SHUTDOWN = 1,
        /// The send direction is shut down.
        SEND_SHUTDOWN = 2,
    }
}
/// Returns the bit that a C compiler assigns to the n-th one-bit bit-field of a byte.
const fn bit(n: u8) -> u8 {
    if cfg!(target_endian = "big") { 0x80 >> n } else { 1 << n }
}
flags! {
    /// Options of a socket, first byte. The names are those of the bit-fields of
    /// `struct inet_diag_sockopt`, linux/inet_diag.h.
    pub struct InetSockOpt(u8) {
        /// Errors are queued to the error queue: IP_RECVERR, IPV6_RECVERR.
        recverr = bit(0),
        /// The protocol of the socket is connection-oriented (an `inet_connection_sock`).
        is_icsk = bit(1),
        /// The socket may be bound to a non-local address: IP_FREEBIND.
        freebind = bit(2),
        /// The application supplies the IP header: IP_HDRINCL.
        hdrincl = bit(3),
        /// Sent multicast packets are looped back: IP_MULTICAST_LOOP.
        mc_loop = bit(4),
        /// Transparent proxying: IP_TRANSPARENT.
        transparent = bit(5),
        /// The socket receives multicast of all groups joined on the system: IP_MULTICAST_ALL.
        mc_all = bit(6),
        /// Fragments are not reassembled in netfilter: IP_NODEFRAG.
        nodefrag = bit(7),
    }
}
flags! {
    /// Options of a socket, second byte. The names are those of the bit-fields of
    /// `struct inet_diag_sockopt`, linux/inet_diag.h.
    pub struct InetSockOptMore(u8) {
        /// The port is chosen by connect(2) instead of bind(2): IP_BIND_ADDRESS_NO_PORT.
        bind_address_no_port = bit(0),
        /// ICMP errors with RFC 4884 extensions are queued: IP_RECVERR_RFC4884.
        recverr_rfc4884 = bit(1),
        /// The connection is opened by the first write: TCP_FASTOPEN_CONNECT.
        defer_connect = bit(2),
    }
}

attributes! {
    /// Attributes of a socket request: `INET_DIAG_REQ_*`, linux/inet_diag.h.
    pub set DiagRequest, enum DiagRequestAttr<'a> {
        /// Filter program: written by a [`Filter`](super::Filter).
        INET_DIAG_REQ_BYTECODE: Bytecode<'a> = 1,
        /// BPF maps whose socket storage is reported; empty for all maps.
        INET_DIAG_REQ_SK_BPF_STORAGES: Attrs<'a, SkBpfStorageRequest> = 2,
        /// Transport protocol, for numbers above 255: [`IPPROTO_MPTCP`](super::IPPROTO_MPTCP).
        INET_DIAG_REQ_PROTOCOL: u32 = 3,
    }
}
attributes! {
    /// Attributes of an IPv4 or IPv6 socket: `INET_DIAG_*`, linux/inet_diag.h.
    pub set InetDiag, enum InetDiagAttr<'a> {
        /// Memory use in four values.
        INET_DIAG_MEMINFO: &'a Struct<InetDiagMemInfo> = 1,
        /// Statistics of the protocol. Notifications of closed sockets name the protocol; in a
        /// reply, the request determines the type: [`TcpDiag`](super::TcpDiag),
        /// [`SctpDiag`](super::SctpDiag), [`MptcpDiag`](super::MptcpDiag).
        INET_DIAG_INFO: SubMessage<'a, InfoOf> = 2,
        /// Statistics of the congestion controls vegas, westwood, illinois and yeah.
        INET_DIAG_VEGASINFO: Extensible<'a, TcpVegasInfo> = 3,
        /// Name of the congestion control.
        INET_DIAG_CONG: Str<'a> = 4,
        /// Type of service (IPv4).
        INET_DIAG_TOS: u8 = 5,
        /// Traffic class (IPv6).
        INET_DIAG_TCLASS: u8 = 6,
        /// Memory use in nine values.
        INET_DIAG_SKMEMINFO: Extensible<'a, SkMemInfo> = 7,
        /// Shut down directions.
        INET_DIAG_SHUTDOWN: Shutdown = 8,
        /// Statistics of the congestion control DCTCP. Requested by
        /// [`InetDiagExt::INET_DIAG_VEGASINFO`].
        INET_DIAG_DCTCPINFO: Extensible<'a, TcpDctcpInfo> = 9,
        /// IP protocol: present for raw sockets, and in notifications of closed sockets.
        INET_DIAG_PROTOCOL: IpProtocol = 10,
        /// Whether an IPv6 socket is limited to IPv6 (IPV6_V6ONLY). 0 or 1.
        INET_DIAG_SKV6ONLY: u8 = 11,
        /// Local addresses of an SCTP endpoint or association.
        INET_DIAG_LOCALS: PackedArray<'a, Struct<SockAddrStorage>> = 12,
        /// Peer addresses of an SCTP association.
        INET_DIAG_PEERS: PackedArray<'a, Struct<SockAddrStorage>> = 13,
        /// Padding.
        INET_DIAG_PAD: &'a [u8] = 14,
        /// Packet mark (SO_MARK). Reported only to holders of CAP_NET_ADMIN.
        INET_DIAG_MARK: u32 = 15,
        /// Statistics of the congestion control BBR. Requested by
        /// [`InetDiagExt::INET_DIAG_VEGASINFO`].
        INET_DIAG_BBRINFO: Extensible<'a, TcpBbrInfo> = 16,
        /// Class id of the control group (net_cls), or the priority of the socket (SO_PRIORITY).
        /// Requested by [`InetDiagExt::INET_DIAG_TCLASS`].
        INET_DIAG_CLASS_ID: u32 = 17,
        /// TCP MD5 signature keys. Reported only to holders of CAP_NET_ADMIN.
        INET_DIAG_MD5SIG: PackedArray<'a, Struct<TcpDiagMd5Sig>> = 18,
        /// Statistics of the upper layer protocol (ULP) on a TCP socket: TLS or MPTCP.
        INET_DIAG_ULP_INFO: Attrs<'a, UlpInfo> = 19,
        /// BPF socket storage.
        INET_DIAG_SK_BPF_STORAGES: Attrs<'a, SkBpfStorages> = 20,
        /// Cgroup v2 id.
        INET_DIAG_CGROUP_ID: u64 = 21,
        /// Socket options.
        INET_DIAG_SOCKOPT: &'a Struct<InetDiagSockOpt> = 22,
    }
}
attributes! {
    /// BPF maps whose socket storage is requested: `SK_DIAG_BPF_STORAGE_REQ_*`, linux/sock_diag.h.
    pub set SkBpfStorageRequest, enum SkBpfStorageRequestAttr<'a> {
        /// File descriptor of a BPF map.
        SK_DIAG_BPF_STORAGE_REQ_MAP_FD: [u32] = 1,
    }
}
attributes! {
    /// BPF socket storage, one attribute per map: `SK_DIAG_BPF_STORAGE`, linux/sock_diag.h.
    pub set SkBpfStorages, enum SkBpfStoragesAttr<'a> {
        /// Storage of the socket in one BPF map.
        SK_DIAG_BPF_STORAGE: [Attrs<'a, SkBpfStorage>] = 1,
    }
}
attributes! {
    /// BPF socket storage in one map: `SK_DIAG_BPF_STORAGE_*`, linux/sock_diag.h.
    pub set SkBpfStorage, enum SkBpfStorageAttr<'a> {
        /// Padding.
        SK_DIAG_BPF_STORAGE_PAD: &'a [u8] = 1,
        /// Id of the BPF map (BPF_MAP_TYPE_SK_STORAGE).
        SK_DIAG_BPF_STORAGE_MAP_ID: u32 = 2,
        /// Value stored in the BPF map.
        SK_DIAG_BPF_STORAGE_MAP_VALUE: &'a [u8] = 3,
    }
}
operations! {
    protocol crate::wire::Protocol::SOCK_DIAG;
    /// Closes a socket forcibly; its owner gets ECONNABORTED. Needs CAP_NET_ADMIN, and a kernel
    /// built with CONFIG_INET_DIAG_DESTROY.
    pub DestroyInet {
        /// Address family: AF_INET or AF_INET6.
        family: AddressFamily => sdiag_family,
        /// Transport protocol: TCP, UDP, UDP-Lite or raw.
        protocol: IpProtocol => sdiag_protocol,
        /// IP protocol of a raw socket.
        raw_protocol: IpProtocol => sdiag_raw_protocol,
        /// Identity of the socket: addresses, ports and, to exclude a reused address, the cookie.
        id: Struct<InetDiagSockId> => id,
    } = Delete(super::DiagMessage::SOCK_DESTROY, InetDiagReqV2, DiagRequest) -> (InetDiagMsg, InetDiag);
}
