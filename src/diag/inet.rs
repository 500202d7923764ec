//! Sockets of IPv4 and IPv6: TCP, UDP, UDP-Lite, raw, SCTP, DCCP, MPTCP (linux/inet_diag.h).
//!
//! ```
//! use nlwire::{diag::*, exchange::{Answer, Connection, Transport}, uapi::{AddressFamily, IpProtocol}};
//! fn listeners<T: Transport>(connection: &mut Connection<'_, T>) -> Answer<(), T> {
//!     let asked = GetInet {
//!         family: AddressFamily::AF_INET6,
//!         protocol: IpProtocol::IPPROTO_TCP,
//!         states: TcpStates::TCPF_LISTEN,
//!         ..Default::default()
//!     };
//!     let mut sockets = connection.dump(asked, |_| {})?;
//!     while let Some(socket) = sockets.next()? {
//!         println!("{:?}", socket.local());
//!     }
//!     Ok(())
//! }
//! ```
//! A reply does not say of which protocol it is; what was asked decides what [`InetDiag::INET_DIAG_INFO`] holds.
use super::{
    Bytecode, InfoOf, SkMemInfo, TcpBbrInfo, TcpDctcpInfo, TcpState, TcpStates, TcpVegasInfo, UlpInfo,
};
use crate::{
    attributes, flags, layout, operations,
    uapi::{AddressFamily, IpProtocol},
    wire::{
        Attrs, Be, By, Choices, FieldRow, Grown, IpUnion, Layout, Many, Member, Selected, Shape, Slice, Str,
        Structure, field,
    },
};
use core::net::{IpAddr, SocketAddr};

layout! {
    /// Which socket: `struct inet_diag_sockid`, linux/inet_diag.h. All zero in a request for any.
    #[doc(alias = "inet_diag_sockid")]
    pub struct InetDiagSockId {
        /// Its own port.
        idiag_sport: Be<u16>,
        /// The peer's port.
        idiag_dport: Be<u16>,
        /// Its own address, of the family in the structure around this.
        idiag_src: IpUnion<1, 0>,
        /// The peer's address.
        idiag_dst: IpUnion<1, 0>,
        /// The link that it is bound to, by index.
        idiag_if: u32,
        /// A number that no other socket has had: two halves, the lower one first. [`NO_COOKIE`](super::NO_COOKIE) in a request fits any.
        idiag_cookie: Many<u32, 2>,
    }
}
impl InetDiagSockId {
    /// A socket by its two ends, both of one family. Whatever cookie it has, and whatever link it is bound to.
    pub fn of_ends(local: SocketAddr, remote: SocketAddr) -> Self {
        Self::new()
            .with(Self::idiag_sport, Be(local.port()))
            .with(Self::idiag_dport, Be(remote.port()))
            .with(Self::idiag_src, local.ip().into())
            .with(Self::idiag_dst, remote.ip().into())
            .with(Self::idiag_cookie, super::NO_COOKIE)
    }
    /// The number that no other socket has had since the machine started.
    pub fn cookie(&self) -> u64 {
        let cookie = self.get(Self::idiag_cookie);
        let mut words = cookie.iter().map(u64::from);
        let (low, high) = (words.next().unwrap_or(0), words.next().unwrap_or(0));
        low | high << 32
    }
}
layout! {
    /// What is asked for: `struct inet_diag_req_v2`, linux/inet_diag.h.
    #[doc(alias = "inet_diag_req_v2")]
    #[doc(alias = "inet_diag_req_raw")]
    pub struct InetDiagReqV2 {
        /// AF_INET or AF_INET6.
        sdiag_family: AddressFamily,
        /// The protocol; where [`DiagRequest::INET_DIAG_REQ_PROTOCOL`] is there, that counts.
        sdiag_protocol: IpProtocol,
        /// Which more is to be told.
        idiag_ext: InetDiagExt,
        /// Raw sockets: the protocol that they carry. `pad` in older headers.
        sdiag_raw_protocol: IpProtocol,
        /// Sockets in which states, of a dump. None is none.
        idiag_states: TcpStates,
        /// Which socket, of a do; its ports narrow a dump, too.
        id: InetDiagSockId,
    }
}
layout! {
    /// The same as old programs ask: `struct inet_diag_req`, linux/inet_diag.h.
    #[doc(alias = "inet_diag_req")]
    pub struct InetDiagReq {
        /// AF_INET or AF_INET6; AF_UNSPEC for both.
        idiag_family: AddressFamily,
        /// Unused.
        idiag_src_len: u8,
        /// Unused.
        idiag_dst_len: u8,
        /// Which more is to be told.
        idiag_ext: InetDiagExt,
        /// Which socket.
        id: InetDiagSockId,
        /// Sockets in which states.
        idiag_states: TcpStates,
        /// Unused.
        idiag_dbs: u32,
    }
}
layout! {
    /// A socket: `struct inet_diag_msg`, linux/inet_diag.h.
    #[doc(alias = "inet_diag_msg")]
    pub struct InetDiagMsg {
        /// AF_INET or AF_INET6.
        idiag_family: AddressFamily,
        /// Its state.
        idiag_state: TcpState,
        /// Which timer runs: 0 none, 1 of a retransmission, 2 of a keep-alive, 3 of TIME_WAIT, 4 of a probe of a closed window.
        idiag_timer: u8,
        /// How often it has retransmitted, or probed.
        idiag_retrans: u8,
        /// Which it is.
        id: InetDiagSockId,
        /// When the timer ends, milliseconds.
        idiag_expires: u32,
        /// Bytes that nobody has read; of a listening one, connections that nobody has accepted.
        idiag_rqueue: u32,
        /// Bytes that are not acknowledged; of a listening one, how many connections may wait.
        idiag_wqueue: u32,
        /// Whose it is.
        idiag_uid: u32,
        /// Its inode, as `/proc/PID/fd` shows it; 0 where no process holds it.
        idiag_inode: u32,
    }
}
impl InetDiagMsg {
    /// Its own end.
    pub fn local(&self) -> Option<SocketAddr> {
        let id = self.get(Self::id);
        Some(SocketAddr::new(
            self.address(id.get(InetDiagSockId::idiag_src))?,
            id.get(InetDiagSockId::idiag_sport).0,
        ))
    }
    /// The peer's end; all zero where there is none.
    pub fn remote(&self) -> Option<SocketAddr> {
        let id = self.get(Self::id);
        Some(SocketAddr::new(
            self.address(id.get(InetDiagSockId::idiag_dst))?,
            id.get(InetDiagSockId::idiag_dport).0,
        ))
    }
    fn address(&self, union: IpUnion<1, 0>) -> Option<IpAddr> {
        union.of_family(self.get(Self::idiag_family).0)
    }
}
layout! {
    /// Memory of a socket, bytes: `struct inet_diag_meminfo`, linux/inet_diag.h.
    #[doc(alias = "inet_diag_meminfo")]
    pub struct InetDiagMemInfo {
        /// Of what was received.
        idiag_rmem: u32,
        /// Of what waits to be sent.
        idiag_wmem: u32,
        /// Allocated ahead.
        idiag_fmem: u32,
        /// Of what is sent and not freed.
        idiag_tmem: u32,
    }
}
layout! {
    /// Options of a socket: `struct inet_diag_sockopt`, linux/inet_diag.h.
    #[doc(alias = "inet_diag_sockopt")]
    pub struct InetDiagSockOpt {
        /// Eight of them; the header gives names to the bits only.
        sockopt: InetSockOpt,
        /// And three more.
        more: InetSockOptMore,
    }
}
layout! {
    /// A key of TCP's MD5 signatures: `struct tcp_diag_md5sig`, linux/tcp.h. Only for whoever has CAP_NET_ADMIN.
    #[doc(alias = "tcp_diag_md5sig")]
    pub struct TcpDiagMd5Sig {
        /// The peers' family.
        tcpm_family: AddressFamily,
        /// Bits of their address that count.
        tcpm_prefixlen: u8,
        /// Bytes of the key.
        tcpm_keylen: u16,
        /// Their address.
        tcpm_addr: IpUnion<0, 0>,
        /// The key, and NULs behind it.
        tcpm_key: [u8; 80],
    }
}
layout! {
    /// One end of an SCTP association: `struct sockaddr_storage`, of which a family says what it is.
    #[doc(alias = "sockaddr_storage")]
    pub struct SockAddrStorage {
        /// The family, here in two bytes.
        ss_family: u16,
        /// The port.
        port: Be<u16>,
        /// The address, and what belongs to it.
        address: SockAddrRest,
    }
}
impl SockAddrStorage {
    /// As an address of IPv4 or IPv6; `None` where it is neither.
    pub fn addr(&self) -> Option<SocketAddr> {
        let family = u8::try_from(self.get(Self::ss_family)).ok()?;
        let address = match family {
            2 => IpAddr::from(*self.bytes_of(Self::address).first_chunk::<4>()?),
            10 => IpAddr::from(*self.bytes_of(Self::address).get(4..)?.first_chunk::<16>()?),
            _ => return None,
        };
        Some(SocketAddr::new(address, self.get(Self::port).0))
    }
}
/// What stands behind family and port of a [`SockAddrStorage`]: the rest of a `struct sockaddr_in`, or of a `struct sockaddr_in6`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SockAddrRest(pub [u8; 124]);
impl SockAddrRest {
    const IN: Structure = Structure {
        name: "sockaddr_in",
        len: 4,
        fields: &[field("sin_addr", 0, 4, Shape::Ip)],
        then: None,
        between: &Shape::Bytes,
    };
    const IN6: Structure = Structure {
        name: "sockaddr_in6",
        len: 24,
        fields: &[
            field("sin6_flowinfo", 0, 4, <Be<u32> as crate::wire::Encode>::SHAPE),
            field("sin6_addr", 4, 16, Shape::Ip),
            FieldRow {
                name: "sin6_scope_id",
                offset: 20,
                len: 4,
                shape: <u32 as crate::wire::Encode>::SHAPE,
            },
        ],
        then: None,
        between: &Shape::Bytes,
    };
}
impl Member for SockAddrRest {
    type Raw = [u8; 124];
    const SHAPE: Shape = Shape::By(&Choices {
        by: By::Structure { up: 0, offset: 0, len: 2 },
        arms: &[
            (&2u16.to_ne_bytes(), Shape::Struct(&Self::IN)),
            (&10u16.to_ne_bytes(), Shape::Struct(&Self::IN6)),
        ],
    });
    fn of_raw(raw: &[u8; 124]) -> Self {
        Self(*raw)
    }
    fn to_raw(self) -> [u8; 124] {
        self.0
    }
}
flags! {
    /// Which more is to be told of a socket: bits `1 << (INET_DIAG_* - 1)`, linux/inet_diag.h. Eight fit; some stand for several.
    pub struct InetDiagExt(u8) {
        /// Memory, by four numbers.
        INET_DIAG_MEMINFO = 1 << 0,
        /// What the protocol tells.
        INET_DIAG_INFO = 1 << 1,
        /// What the congestion control tells, whichever it is.
        INET_DIAG_VEGASINFO = 1 << 2,
        /// The name of the congestion control.
        INET_DIAG_CONG = 1 << 3,
        /// Type of service.
        INET_DIAG_TOS = 1 << 4,
        /// Traffic class of IPv6, and the class id of a control group.
        INET_DIAG_TCLASS = 1 << 5,
        /// Memory, by nine numbers.
        INET_DIAG_SKMEMINFO = 1 << 6,
        /// Which directions are shut down.
        INET_DIAG_SHUTDOWN = 1 << 7,
    }
}
flags! {
    /// Which directions of a socket are shut down: `RCV_SHUTDOWN`, `SEND_SHUTDOWN`, net/sock.h of the kernel.
    pub struct Shutdown(u8) {
        /// Nothing is received any more.
        RCV_SHUTDOWN = 1,
        /// Nothing is sent any more.
        SEND_SHUTDOWN = 2,
    }
}
/// The bit of C's n-th bit field of one bit.
const fn bit(n: u8) -> u8 {
    if cfg!(target_endian = "big") { 0x80 >> n } else { 1 << n }
}
flags! {
    /// Options of a socket, by the names of the bit fields of `struct inet_diag_sockopt`, linux/inet_diag.h.
    pub struct InetSockOpt(u8) {
        /// Errors are queued: IP_RECVERR, IPV6_RECVERR.
        recverr = bit(0),
        /// It belongs to a protocol with connections.
        is_icsk = bit(1),
        /// It may be bound to an address that is not here: IP_FREEBIND.
        freebind = bit(2),
        /// Packets come with their header: IP_HDRINCL.
        hdrincl = bit(3),
        /// Its multicast comes back: IP_MULTICAST_LOOP.
        mc_loop = bit(4),
        /// It takes what is for others: IP_TRANSPARENT.
        transparent = bit(5),
        /// It gets multicast of groups that others have joined: IP_MULTICAST_ALL.
        mc_all = bit(6),
        /// Fragments are not put together: IP_NODEFRAG.
        nodefrag = bit(7),
    }
}
flags! {
    /// More options of a socket.
    pub struct InetSockOptMore(u8) {
        /// It gets its port by connecting: IP_BIND_ADDRESS_NO_PORT.
        bind_address_no_port = bit(0),
        /// Errors of RFC 4884 are queued: IP_RECVERR_RFC4884.
        recverr_rfc4884 = bit(1),
        /// It connects when it first sends: TCP_FASTOPEN_CONNECT.
        defer_connect = bit(2),
    }
}

attributes! {
    /// What narrows a request: `INET_DIAG_REQ_*`, linux/inet_diag.h.
    pub set DiagRequest, enum DiagRequestAttr<'a> {
        /// Which sockets, as a program: written by a [`Filter`](super::Filter).
        INET_DIAG_REQ_BYTECODE = 1 => Bytecode(Bytecode<'a>),
        /// Which maps of BPF are to be told of; empty for all.
        INET_DIAG_REQ_SK_BPF_STORAGES = 2 => SkBpfStorages(Attrs<'a, SkBpfStorageRequest>),
        /// The protocol, where it is larger than a byte: [`IPPROTO_MPTCP`](super::IPPROTO_MPTCP).
        INET_DIAG_REQ_PROTOCOL = 3 => Protocol(u32),
    }
}
attributes! {
    /// What is told of a socket beside its header: `INET_DIAG_*`, linux/inet_diag.h.
    pub set InetDiag, enum InetDiagAttr<'a> {
        /// Memory, by four numbers.
        INET_DIAG_MEMINFO = 1 => MemInfo(&'a InetDiagMemInfo),
        /// What the protocol tells: of TCP a [`TcpInfo`](super::TcpInfo).
        INET_DIAG_INFO = 2 => Info(Selected<'a, InfoOf>),
        /// What vegas, westwood or illinois tells.
        INET_DIAG_VEGASINFO = 3 => VegasInfo(Grown<'a, TcpVegasInfo>),
        /// The congestion control's name.
        INET_DIAG_CONG = 4 => Cong(Str<'a>),
        /// Type of service.
        INET_DIAG_TOS = 5 => Tos(u8),
        /// Traffic class of IPv6.
        INET_DIAG_TCLASS = 6 => Tclass(u8),
        /// Memory, by nine numbers.
        INET_DIAG_SKMEMINFO = 7 => SkMemInfo(Grown<'a, SkMemInfo>),
        /// Which directions are shut down.
        INET_DIAG_SHUTDOWN = 8 => Shutdown(Shutdown),
        /// What dctcp tells; asked for as [`InetDiagExt::INET_DIAG_VEGASINFO`].
        INET_DIAG_DCTCPINFO = 9 => DctcpInfo(Grown<'a, TcpDctcpInfo>),
        /// The protocol: of a raw socket, and where a socket's end is told.
        INET_DIAG_PROTOCOL = 10 => Protocol(IpProtocol),
        /// Whether a socket of IPv6 leaves IPv4 alone.
        INET_DIAG_SKV6ONLY = 11 => SkV6Only(u8),
        /// SCTP: its own addresses.
        INET_DIAG_LOCALS = 12 => Locals(Slice<'a, SockAddrStorage>),
        /// SCTP: the peer's addresses.
        INET_DIAG_PEERS = 13 => Peers(Slice<'a, SockAddrStorage>),
        /// Nothing: brings what follows to a multiple of 8.
        INET_DIAG_PAD = 14 => Pad(&'a [u8]),
        /// Mark of its packets; for CAP_NET_ADMIN only.
        INET_DIAG_MARK = 15 => Mark(u32),
        /// What bbr tells; asked for as [`InetDiagExt::INET_DIAG_VEGASINFO`].
        INET_DIAG_BBRINFO = 16 => BbrInfo(Grown<'a, TcpBbrInfo>),
        /// Class id of its control group, or its priority; asked for as [`InetDiagExt::INET_DIAG_TCLASS`].
        INET_DIAG_CLASS_ID = 17 => ClassId(u32),
        /// Keys of its MD5 signatures; for CAP_NET_ADMIN only.
        INET_DIAG_MD5SIG = 18 => Md5Sig(Slice<'a, TcpDiagMd5Sig>),
        /// What a protocol above TCP tells: TLS, MPTCP.
        INET_DIAG_ULP_INFO = 19 => UlpInfo(Attrs<'a, UlpInfo>),
        /// What BPF programs keep of it.
        INET_DIAG_SK_BPF_STORAGES = 20 => SkBpfStorages(Attrs<'a, SkBpfStorages>),
        /// Its control group of version 2.
        INET_DIAG_CGROUP_ID = 21 => CgroupId(u64),
        /// Its options.
        INET_DIAG_SOCKOPT = 22 => SockOpt(&'a InetDiagSockOpt),
    }
}
attributes! {
    /// Which maps are asked for: `SK_DIAG_BPF_STORAGE_REQ_*`, linux/sock_diag.h.
    pub set SkBpfStorageRequest, enum SkBpfStorageRequestAttr<'a> {
        /// A map's descriptor.
        SK_DIAG_BPF_STORAGE_REQ_MAP_FD = 1 => MapFd[u32],
    }
}
attributes! {
    /// What BPF programs keep of a socket: `SK_DIAG_BPF_STORAGE`, linux/sock_diag.h.
    pub set SkBpfStorages, enum SkBpfStoragesAttr<'a> {
        /// What stands in one map.
        SK_DIAG_BPF_STORAGE = 1 => Storage[Attrs<'a, SkBpfStorage>],
    }
}
attributes! {
    /// What stands in one map: `SK_DIAG_BPF_STORAGE_*`, linux/sock_diag.h.
    pub set SkBpfStorage, enum SkBpfStorageAttr<'a> {
        /// Nothing: brings what follows to a multiple of 8.
        SK_DIAG_BPF_STORAGE_PAD = 1 => Pad(&'a [u8]),
        /// The map.
        SK_DIAG_BPF_STORAGE_MAP_ID = 2 => MapId(u32),
        /// The value.
        SK_DIAG_BPF_STORAGE_MAP_VALUE = 3 => MapValue(&'a [u8]),
    }
}
operations! {
    /// Asks for sockets of IPv4 or of IPv6: for those in some states by a dump, or for one by its id.
    pub GetInet {
        /// AF_INET or AF_INET6.
        family: AddressFamily => sdiag_family,
        /// The protocol.
        protocol: IpProtocol => sdiag_protocol,
        /// Which more is to be told.
        ext: InetDiagExt => idiag_ext,
        /// Raw sockets: the protocol that they carry; 0 for any.
        raw_protocol: IpProtocol => sdiag_raw_protocol,
        /// A dump: sockets in which states. None is none.
        states: TcpStates => idiag_states,
        /// Which socket; of a dump, its ports narrow it.
        id: InetDiagSockId => id,
    } = Get(super::DiagMessage::SOCK_DIAG_BY_FAMILY, InetDiagReqV2, DiagRequest) -> (InetDiagMsg, InetDiag);
    /// Ends a socket: whoever holds it gets ECONNABORTED. Needs CAP_NET_ADMIN, and a kernel with INET_DIAG_DESTROY.
    pub DestroyInet {
        /// AF_INET or AF_INET6.
        family: AddressFamily => sdiag_family,
        /// TCP, UDP, UDP-Lite or raw.
        protocol: IpProtocol => sdiag_protocol,
        /// Raw sockets: the protocol that it carries.
        raw_protocol: IpProtocol => sdiag_raw_protocol,
        /// Which: ends and, to be certain, the cookie.
        id: InetDiagSockId => id,
    } = Delete(super::DiagMessage::SOCK_DESTROY, InetDiagReqV2, DiagRequest) -> (InetDiagMsg, InetDiag);
}
