//! Sockets that do not speak IP: of AF_UNIX, AF_NETLINK, AF_PACKET, AF_VSOCK, AF_XDP (linux/unix_diag.h and its like).
//!
//! ```
//! use nlwire::{diag::*, exchange::{Answer, Connection, Transport}, wire::Layout};
//! fn named<T: Transport>(connection: &mut Connection<'_, T>) -> Answer<(), T> {
//!     let mut sockets = unix(connection, UnixShow::UDIAG_SHOW_NAME | UnixShow::UDIAG_SHOW_PEER)?;
//!     while let Some(socket) = sockets.next()? {
//!         let name = socket.attrs.get(UnixDiag::UNIX_DIAG_NAME).ok().flatten();
//!         println!("{} {name:?}", socket.header.get(UnixDiagMsg::udiag_ino));
//!     }
//!     Ok(())
//! }
//! ```
use super::{Shutdown, SkMemInfo, TcpState, TcpStates};
use crate::{
    attributes, flags, layout, numbers, operations,
    uapi::{AddressFamily, EtherType},
    wire::{Grown, Many, Octets, Slice, UnixName},
};

numbers! {
    /// Of which type a socket is: `SOCK_*`, socket(2).
    pub struct SocketType(u8) {
        /// A stream of bytes.
        SOCK_STREAM = 1,
        /// Datagrams.
        SOCK_DGRAM = 2,
        /// Packets as they are.
        SOCK_RAW = 3,
        /// Datagrams that arrive.
        SOCK_RDM = 4,
        /// A stream of datagrams.
        SOCK_SEQPACKET = 5,
        /// DCCP.
        SOCK_DCCP = 6,
        /// The old way to packets.
        SOCK_PACKET = 10,
    }
}

layout! {
    /// What is asked for: `struct unix_diag_req`, linux/unix_diag.h.
    #[doc(alias = "unix_diag_req")]
    pub struct UnixDiagReq {
        /// AF_UNIX.
        sdiag_family: AddressFamily,
        /// 0.
        sdiag_protocol: u8,
        /// 0.
        pad: u16,
        /// A dump: in which states.
        udiag_states: TcpStates,
        /// A do: the inode.
        udiag_ino: u32,
        /// What is to be told.
        udiag_show: UnixShow,
        /// A do: its cookie, or [`NO_COOKIE`](super::NO_COOKIE).
        udiag_cookie: Many<u32, 2>,
    }
}
layout! {
    /// A socket of AF_UNIX: `struct unix_diag_msg`, linux/unix_diag.h.
    #[doc(alias = "unix_diag_msg")]
    pub struct UnixDiagMsg {
        /// AF_UNIX.
        udiag_family: AddressFamily,
        /// Its type.
        udiag_type: SocketType,
        /// Its state.
        udiag_state: TcpState,
        /// 0.
        pad: u8,
        /// Its inode.
        udiag_ino: u32,
        /// Its cookie: two halves, the lower one first.
        udiag_cookie: Many<u32, 2>,
    }
}
layout! {
    /// Where a socket's file lies: `struct unix_diag_vfs`, linux/unix_diag.h.
    #[doc(alias = "unix_diag_vfs")]
    pub struct UnixDiagVfs {
        /// Inode of the file.
        udiag_vfs_ino: u32,
        /// Its file system's device, as the kernel numbers it: 12 bits major, 20 bits minor.
        udiag_vfs_dev: u32,
    }
}
layout! {
    /// Queues: `struct unix_diag_rqlen`, linux/unix_diag.h.
    #[doc(alias = "unix_diag_rqlen")]
    pub struct UnixDiagRqLen {
        /// Bytes that nobody has read; of a listening one, connections that nobody has accepted.
        udiag_rqueue: u32,
        /// Bytes that are on their way; of a listening one, how many connections may wait.
        udiag_wqueue: u32,
    }
}
flags! {
    /// What is to be told of a socket: `UDIAG_SHOW_*`, linux/unix_diag.h.
    pub struct UnixShow(u32) {
        /// Its name.
        UDIAG_SHOW_NAME = 0x01,
        /// Where its file lies.
        UDIAG_SHOW_VFS = 0x02,
        /// Its peer.
        UDIAG_SHOW_PEER = 0x04,
        /// Connections that wait.
        UDIAG_SHOW_ICONS = 0x08,
        /// Its queues.
        UDIAG_SHOW_RQLEN = 0x10,
        /// Its memory.
        UDIAG_SHOW_MEMINFO = 0x20,
        /// Whose it is.
        UDIAG_SHOW_UID = 0x40,
    }
}
attributes! {
    /// What is told of a socket of AF_UNIX: `UNIX_DIAG_*`, linux/unix_diag.h. Numbers begin with 0.
    pub set UnixDiag, enum UnixDiagAttr<'a> {
        /// Its name: a path, or an abstract one, which begins with NUL.
        UNIX_DIAG_NAME = 0 => Name(UnixName<'a>),
        /// Where its file lies.
        UNIX_DIAG_VFS = 1 => Vfs(&'a UnixDiagVfs),
        /// The peer's inode.
        UNIX_DIAG_PEER = 2 => Peer(u32),
        /// Inodes of whoever waits to be connected; 0 for one that is gone.
        UNIX_DIAG_ICONS = 3 => Icons(Slice<'a, u32>),
        /// Its queues.
        UNIX_DIAG_RQLEN = 4 => RqLen(&'a UnixDiagRqLen),
        /// Its memory.
        UNIX_DIAG_MEMINFO = 5 => MemInfo(Grown<'a, SkMemInfo>),
        /// Which directions are shut down.
        UNIX_DIAG_SHUTDOWN = 6 => Shutdown(Shutdown),
        /// Whose it is.
        UNIX_DIAG_UID = 7 => Uid(u32),
    }
}

layout! {
    /// What is asked for: `struct netlink_diag_req`, linux/netlink_diag.h.
    #[doc(alias = "netlink_diag_req")]
    pub struct NetlinkDiagReq {
        /// AF_NETLINK.
        sdiag_family: AddressFamily,
        /// The protocol, or [`NDIAG_PROTO_ALL`](Self::NDIAG_PROTO_ALL).
        sdiag_protocol: u8,
        /// 0.
        pad: u16,
        /// 0: only dumps are answered.
        ndiag_ino: u32,
        /// What is to be told.
        ndiag_show: NetlinkShow,
        /// 0.
        ndiag_cookie: Many<u32, 2>,
    }
}
impl NetlinkDiagReq {
    /// Sockets of all protocols.
    pub const NDIAG_PROTO_ALL: u8 = u8::MAX;
}
layout! {
    /// A socket of AF_NETLINK: `struct netlink_diag_msg`, linux/netlink_diag.h.
    #[doc(alias = "netlink_diag_msg")]
    pub struct NetlinkDiagMsg {
        /// AF_NETLINK.
        ndiag_family: AddressFamily,
        /// Its type.
        ndiag_type: SocketType,
        /// Its protocol: `NETLINK_*`.
        ndiag_protocol: u8,
        /// 0 not connected, 1 connected.
        ndiag_state: u8,
        /// Its port id; 0 of the kernel's own.
        ndiag_portid: u32,
        /// The port id that it is connected to.
        ndiag_dst_portid: u32,
        /// The group that it is connected to.
        ndiag_dst_group: u32,
        /// Its inode.
        ndiag_ino: u32,
        /// Its cookie: two halves, the lower one first.
        ndiag_cookie: Many<u32, 2>,
    }
}
layout! {
    /// A ring of a socket, gone since Linux 4.6: `struct netlink_diag_ring`, linux/netlink_diag.h.
    #[doc(alias = "netlink_diag_ring")]
    pub struct NetlinkDiagRing {
        /// Bytes of a block.
        ndr_block_size: u32,
        /// Blocks.
        ndr_block_nr: u32,
        /// Bytes of a frame.
        ndr_frame_size: u32,
        /// Frames.
        ndr_frame_nr: u32,
    }
}
flags! {
    /// What is to be told of a socket: `NDIAG_SHOW_*`, linux/netlink_diag.h.
    pub struct NetlinkShow(u32) {
        /// Its memory.
        NDIAG_SHOW_MEMINFO = 0x1,
        /// Its groups.
        NDIAG_SHOW_GROUPS = 0x2,
        /// Its rings; gone since Linux 4.6.
        NDIAG_SHOW_RING_CFG = 0x4,
        /// Its flags.
        NDIAG_SHOW_FLAGS = 0x8,
    }
}
flags! {
    /// A socket's flags: `NDIAG_FLAG_*`, linux/netlink_diag.h.
    pub struct NetlinkDiagFlags(u32) {
        /// A dump is under way.
        NDIAG_FLAG_CB_RUNNING = 0x01,
        /// Datagrams come with their group.
        NDIAG_FLAG_PKTINFO = 0x02,
        /// Whoever sends to a group hears of receivers that missed it.
        NDIAG_FLAG_BROADCAST_ERROR = 0x04,
        /// Losses are not told.
        NDIAG_FLAG_NO_ENOBUFS = 0x08,
        /// Events of all namespaces that have an id are received.
        NDIAG_FLAG_LISTEN_ALL_NSID = 0x10,
        /// Acks do not repeat the request.
        NDIAG_FLAG_CAP_ACK = 0x20,
        /// Acks are extended.
        NDIAG_FLAG_EXT_ACK = 0x40,
        /// Requests are checked strictly.
        NDIAG_FLAG_STRICT_CHK = 0x80,
    }
}
attributes! {
    /// What is told of a socket of AF_NETLINK: `NETLINK_DIAG_*`, linux/netlink_diag.h. Numbers begin with 0.
    pub set NetlinkDiag, enum NetlinkDiagAttr<'a> {
        /// Its memory.
        NETLINK_DIAG_MEMINFO = 0 => MemInfo(Grown<'a, SkMemInfo>),
        /// Its groups, as an array of C's `unsigned long`: [`groups`] lists them.
        NETLINK_DIAG_GROUPS = 1 => Groups(&'a [u8]),
        /// Ring of what is received.
        NETLINK_DIAG_RX_RING = 2 => RxRing(&'a NetlinkDiagRing),
        /// Ring of what is sent.
        NETLINK_DIAG_TX_RING = 3 => TxRing(&'a NetlinkDiagRing),
        /// Its flags.
        NETLINK_DIAG_FLAGS = 4 => Flags(NetlinkDiagFlags),
    }
}
/// The groups that a payload of [`NetlinkDiag::NETLINK_DIAG_GROUPS`] says, from 1 on.
pub fn groups(bitmap: &[u8]) -> impl Iterator<Item = u32> {
    let word = size_of::<usize>();
    bitmap.chunks(word).zip(0u32..).flat_map(move |(bytes, index)| {
        let bits = crate::wire::unsigned(bytes, false);
        (0..word as u32 * 8)
            .filter(move |bit| bits >> bit & 1 != 0)
            .map(move |bit| index.wrapping_mul(word as u32).wrapping_mul(8).wrapping_add(bit).wrapping_add(1))
    })
}

layout! {
    /// What is asked for: `struct packet_diag_req`, linux/packet_diag.h.
    #[doc(alias = "packet_diag_req")]
    pub struct PacketDiagReq {
        /// AF_PACKET.
        sdiag_family: AddressFamily,
        /// 0.
        sdiag_protocol: u8,
        /// 0.
        pad: u16,
        /// 0: only dumps are answered.
        pdiag_ino: u32,
        /// What is to be told.
        pdiag_show: PacketShow,
        /// 0.
        pdiag_cookie: Many<u32, 2>,
    }
}
layout! {
    /// A socket of AF_PACKET: `struct packet_diag_msg`, linux/packet_diag.h.
    #[doc(alias = "packet_diag_msg")]
    pub struct PacketDiagMsg {
        /// AF_PACKET.
        pdiag_family: AddressFamily,
        /// Its type.
        pdiag_type: SocketType,
        /// What it receives.
        pdiag_num: EtherType,
        /// Its inode.
        pdiag_ino: u32,
        /// Its cookie: two halves, the lower one first.
        pdiag_cookie: Many<u32, 2>,
    }
}
layout! {
    /// What a socket is like: `struct packet_diag_info`, linux/packet_diag.h.
    #[doc(alias = "packet_diag_info")]
    pub struct PacketDiagInfo {
        /// The link that it is bound to; 0 for all.
        pdi_index: u32,
        /// Version of its rings: 0 to 2.
        pdi_version: u32,
        /// Room in front of each packet, bytes.
        pdi_reserve: u32,
        /// From which size on packets are copied.
        pdi_copy_thresh: u32,
        /// Which time stamps it gets.
        pdi_tstamp: u32,
        /// Its flags.
        pdi_flags: PacketDiagFlags,
    }
}
layout! {
    /// A multicast address that a socket has joined: `struct packet_diag_mclist`, linux/packet_diag.h.
    #[doc(alias = "packet_diag_mclist")]
    pub struct PacketDiagMclist {
        /// On which link.
        pdmc_index: u32,
        /// How often.
        pdmc_count: u32,
        /// How: `PACKET_MR_*`, linux/if_packet.h.
        pdmc_type: u16,
        /// Bytes of the address.
        pdmc_alen: u16,
        /// The address.
        pdmc_addr: Octets<32>,
    }
}
layout! {
    /// A ring of a socket: `struct packet_diag_ring`, linux/packet_diag.h.
    #[doc(alias = "packet_diag_ring")]
    pub struct PacketDiagRing {
        /// Bytes of a block.
        pdr_block_size: u32,
        /// Blocks.
        pdr_block_nr: u32,
        /// Bytes of a frame.
        pdr_frame_size: u32,
        /// Frames.
        pdr_frame_nr: u32,
        /// After how long a block is handed over, milliseconds.
        pdr_retire_tmo: u32,
        /// Bytes of each block that the program keeps for itself.
        pdr_sizeof_priv: u32,
        /// What was asked of it.
        pdr_features: u32,
    }
}
layout! {
    /// An instruction of a classic BPF program: `struct sock_filter`, linux/filter.h.
    #[doc(alias = "sock_filter")]
    pub struct SockFilter {
        /// What it does.
        code: u16,
        /// Where to go if so.
        jt: u8,
        /// Where to go if not.
        jf: u8,
        /// Its operand.
        k: u32,
    }
}
flags! {
    /// What is to be told of a socket: `PACKET_SHOW_*`, linux/packet_diag.h.
    pub struct PacketShow(u32) {
        /// What it is like, and whose it is.
        PACKET_SHOW_INFO = 0x01,
        /// Multicast that it has joined.
        PACKET_SHOW_MCLIST = 0x02,
        /// Its rings.
        PACKET_SHOW_RING_CFG = 0x04,
        /// With whom it shares packets.
        PACKET_SHOW_FANOUT = 0x08,
        /// Its memory.
        PACKET_SHOW_MEMINFO = 0x10,
        /// Its filter.
        PACKET_SHOW_FILTER = 0x20,
    }
}
flags! {
    /// A socket's flags: `PDI_*`, linux/packet_diag.h.
    pub struct PacketDiagFlags(u32) {
        /// It receives.
        PDI_RUNNING = 0x1,
        /// Packets come with auxiliary data.
        PDI_AUXDATA = 0x2,
        /// They come with the link by which they really came.
        PDI_ORIGDEV = 0x4,
        /// They come with a header of virtio.
        PDI_VNETHDR = 0x8,
        /// Broken ones are passed over in a ring.
        PDI_LOSS = 0x10,
    }
}
attributes! {
    /// What is told of a socket of AF_PACKET: `PACKET_DIAG_*`, linux/packet_diag.h. Numbers begin with 0.
    pub set PacketDiag, enum PacketDiagAttr<'a> {
        /// What it is like.
        PACKET_DIAG_INFO = 0 => Info(&'a PacketDiagInfo),
        /// Multicast that it has joined.
        PACKET_DIAG_MCLIST = 1 => Mclist(Slice<'a, PacketDiagMclist>),
        /// Ring of what is received.
        PACKET_DIAG_RX_RING = 2 => RxRing(&'a PacketDiagRing),
        /// Ring of what is sent.
        PACKET_DIAG_TX_RING = 3 => TxRing(&'a PacketDiagRing),
        /// With whom it shares packets: the group's id below, its kind above 16 bits.
        PACKET_DIAG_FANOUT = 4 => Fanout(u32),
        /// Whose it is.
        PACKET_DIAG_UID = 5 => Uid(u32),
        /// Its memory.
        PACKET_DIAG_MEMINFO = 6 => MemInfo(Grown<'a, SkMemInfo>),
        /// Its filter.
        PACKET_DIAG_FILTER = 7 => Filter(Slice<'a, SockFilter>),
    }
}

layout! {
    /// What is asked for: `struct vsock_diag_req`, linux/vm_sockets_diag.h.
    #[doc(alias = "vsock_diag_req")]
    pub struct VsockDiagReq {
        /// AF_VSOCK.
        sdiag_family: AddressFamily,
        /// 0.
        sdiag_protocol: u8,
        /// 0.
        pad: u16,
        /// In which states.
        vdiag_states: TcpStates,
        /// 0: only dumps are answered.
        vdiag_ino: u32,
        /// 0.
        vdiag_show: u32,
        /// 0.
        vdiag_cookie: Many<u32, 2>,
    }
}
layout! {
    /// A socket of AF_VSOCK: `struct vsock_diag_msg`, linux/vm_sockets_diag.h.
    #[doc(alias = "vsock_diag_msg")]
    pub struct VsockDiagMsg {
        /// AF_VSOCK.
        vdiag_family: AddressFamily,
        /// Its type.
        vdiag_type: SocketType,
        /// Its state.
        vdiag_state: TcpState,
        /// Which directions are shut down.
        vdiag_shutdown: Shutdown,
        /// Its own machine, by context id.
        vdiag_src_cid: u32,
        /// Its own port.
        vdiag_src_port: u32,
        /// The peer's machine.
        vdiag_dst_cid: u32,
        /// The peer's port.
        vdiag_dst_port: u32,
        /// Its inode.
        vdiag_ino: u32,
        /// Its cookie: two halves, the lower one first.
        vdiag_cookie: Many<u32, 2>,
    }
}

layout! {
    /// What is asked for: `struct xdp_diag_req`, linux/xdp_diag.h.
    #[doc(alias = "xdp_diag_req")]
    pub struct XdpDiagReq {
        /// AF_XDP.
        sdiag_family: AddressFamily,
        /// 0.
        sdiag_protocol: u8,
        /// 0.
        pad: u16,
        /// 0: only dumps are answered.
        xdiag_ino: u32,
        /// What is to be told.
        xdiag_show: XdpShow,
        /// 0.
        xdiag_cookie: Many<u32, 2>,
    }
}
layout! {
    /// A socket of AF_XDP: `struct xdp_diag_msg`, linux/xdp_diag.h.
    #[doc(alias = "xdp_diag_msg")]
    pub struct XdpDiagMsg {
        /// AF_XDP.
        xdiag_family: AddressFamily,
        /// Its type.
        xdiag_type: SocketType,
        /// 0.
        pad: u16,
        /// Its inode.
        xdiag_ino: u32,
        /// Its cookie: two halves, the lower one first.
        xdiag_cookie: Many<u32, 2>,
    }
}
layout! {
    /// Where a socket is bound: `struct xdp_diag_info`, linux/xdp_diag.h.
    #[doc(alias = "xdp_diag_info")]
    pub struct XdpDiagInfo {
        /// The link.
        ifindex: u32,
        /// Its queue.
        queue_id: u32,
    }
}
layout! {
    /// A ring: `struct xdp_diag_ring`, linux/xdp_diag.h.
    #[doc(alias = "xdp_diag_ring")]
    pub struct XdpDiagRing {
        /// Descriptors.
        entries: u32,
    }
}
layout! {
    /// The packets' memory: `struct xdp_diag_umem`, linux/xdp_diag.h.
    #[doc(alias = "xdp_diag_umem")]
    pub struct XdpDiagUmem {
        /// Bytes.
        size: u64,
        /// Its id.
        id: u32,
        /// Pages.
        num_pages: u32,
        /// Bytes of a packet's place.
        chunk_size: u32,
        /// Room in front of each packet, bytes.
        headroom: u32,
        /// The link.
        ifindex: u32,
        /// Its queue.
        queue_id: u32,
        /// 1 where nothing is copied.
        flags: u32,
        /// How many hold it.
        refs: u32,
    }
}
layout! {
    /// What has happened: `struct xdp_diag_stats`, linux/xdp_diag.h.
    #[doc(alias = "xdp_diag_stats")]
    pub struct XdpDiagStats {
        /// Packets dropped.
        n_rx_dropped: u64,
        /// Descriptors that were invalid.
        n_rx_invalid: u64,
        /// Times that there was no room for a packet.
        n_rx_full: u64,
        /// Times that there was no place for one.
        n_fill_ring_empty: u64,
        /// Descriptors to be sent that were invalid.
        n_tx_invalid: u64,
        /// Times that there was nothing to send.
        n_tx_ring_empty: u64,
    }
}
flags! {
    /// What is to be told of a socket: `XDP_SHOW_*`, linux/xdp_diag.h.
    pub struct XdpShow(u32) {
        /// Where it is bound, and whose it is.
        XDP_SHOW_INFO = 1 << 0,
        /// Its rings.
        XDP_SHOW_RING_CFG = 1 << 1,
        /// The packets' memory.
        XDP_SHOW_UMEM = 1 << 2,
        /// Its own memory.
        XDP_SHOW_MEMINFO = 1 << 3,
        /// What has happened.
        XDP_SHOW_STATS = 1 << 4,
    }
}
attributes! {
    /// What is told of a socket of AF_XDP: `XDP_DIAG_*`, linux/xdp_diag.h.
    pub set XdpDiag, enum XdpDiagAttr<'a> {
        /// Where it is bound.
        XDP_DIAG_INFO = 1 => Info(&'a XdpDiagInfo),
        /// Whose it is.
        XDP_DIAG_UID = 2 => Uid(u32),
        /// Ring of what is received.
        XDP_DIAG_RX_RING = 3 => RxRing(&'a XdpDiagRing),
        /// Ring of what is sent.
        XDP_DIAG_TX_RING = 4 => TxRing(&'a XdpDiagRing),
        /// The packets' memory.
        XDP_DIAG_UMEM = 5 => Umem(&'a XdpDiagUmem),
        /// Ring of free places.
        XDP_DIAG_UMEM_FILL_RING = 6 => UmemFillRing(&'a XdpDiagRing),
        /// Ring of places that were sent.
        XDP_DIAG_UMEM_COMPLETION_RING = 7 => UmemCompletionRing(&'a XdpDiagRing),
        /// Its own memory.
        XDP_DIAG_MEMINFO = 8 => MemInfo(Grown<'a, SkMemInfo>),
        /// What has happened.
        XDP_DIAG_STATS = 9 => Stats(Grown<'a, XdpDiagStats>),
    }
}

operations! {
    /// Asks for sockets of AF_UNIX: for those in some states by a dump, or for one by its inode and cookie.
    pub GetUnix {
        /// AF_UNIX.
        family: AddressFamily => sdiag_family,
        /// A dump: in which states.
        states: TcpStates => udiag_states,
        /// A do: the inode.
        inode: u32 => udiag_ino,
        /// What is to be told.
        show: UnixShow => udiag_show,
        /// A do: its cookie, or [`NO_COOKIE`](super::NO_COOKIE).
        cookie: Many<u32, 2> => udiag_cookie,
    } = Get(super::DiagMessage::SOCK_DIAG_BY_FAMILY, UnixDiagReq, ()) -> (UnixDiagMsg, UnixDiag);
    /// Asks for sockets of AF_NETLINK; the kernel knows only the dump.
    pub GetNetlink {
        /// AF_NETLINK.
        family: AddressFamily => sdiag_family,
        /// The protocol, or [`NetlinkDiagReq::NDIAG_PROTO_ALL`].
        protocol: u8 => sdiag_protocol,
        /// What is to be told.
        show: NetlinkShow => ndiag_show,
    } = Get(super::DiagMessage::SOCK_DIAG_BY_FAMILY, NetlinkDiagReq, ()) -> (NetlinkDiagMsg, NetlinkDiag);
    /// Asks for sockets of AF_PACKET; the kernel knows only the dump.
    pub GetPacket {
        /// AF_PACKET.
        family: AddressFamily => sdiag_family,
        /// What is to be told.
        show: PacketShow => pdiag_show,
    } = Get(super::DiagMessage::SOCK_DIAG_BY_FAMILY, PacketDiagReq, ()) -> (PacketDiagMsg, PacketDiag);
    /// Asks for sockets of AF_VSOCK; the kernel knows only the dump.
    pub GetVsock {
        /// AF_VSOCK.
        family: AddressFamily => sdiag_family,
        /// In which states.
        states: TcpStates => vdiag_states,
    } = Get(super::DiagMessage::SOCK_DIAG_BY_FAMILY, VsockDiagReq, ()) -> (VsockDiagMsg, ());
    /// Asks for sockets of AF_XDP; the kernel knows only the dump.
    pub GetXdp {
        /// AF_XDP.
        family: AddressFamily => sdiag_family,
        /// What is to be told.
        show: XdpShow => xdiag_show,
    } = Get(super::DiagMessage::SOCK_DIAG_BY_FAMILY, XdpDiagReq, ()) -> (XdpDiagMsg, XdpDiag);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Layout;

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        assert_eq!((UnixDiagReq::STRUCTURE.len, UnixDiagMsg::STRUCTURE.len), (24, 16));
        assert_eq!((NetlinkDiagReq::STRUCTURE.len, NetlinkDiagMsg::STRUCTURE.len), (20, 28));
        assert_eq!((PacketDiagReq::STRUCTURE.len, PacketDiagMsg::STRUCTURE.len), (20, 16));
        assert_eq!((PacketDiagInfo::STRUCTURE.len, PacketDiagMclist::STRUCTURE.len), (24, 44));
        assert_eq!((VsockDiagReq::STRUCTURE.len, VsockDiagMsg::STRUCTURE.len), (24, 32));
        assert_eq!(
            (XdpDiagReq::STRUCTURE.len, XdpDiagMsg::STRUCTURE.len, XdpDiagUmem::STRUCTURE.len),
            (20, 16, 40)
        );
    }
    #[test]
    fn groups_are_bits_of_long_words() {
        let mut bitmap = [0; 16];
        let word = size_of::<usize>();
        bitmap[..word].copy_from_slice(&1usize.to_ne_bytes());
        bitmap[word..2 * word].copy_from_slice(&6usize.to_ne_bytes());
        let first = word as u32 * 8;
        assert_eq!(groups(&bitmap).collect::<std::vec::Vec<_>>(), [1, first + 2, first + 3]);
        assert_eq!(groups(&bitmap[..word]).count(), 1);
        assert_eq!(groups(&[]).count(), 0);
    }
}
