//! AF_NETLINK sockets: linux/netlink_diag.h.
use super::*;

c_struct! {
    /// Header of an AF_NETLINK socket request: `struct netlink_diag_req`, linux/netlink_diag.h.
    #[doc(alias = "netlink_diag_req")]
    pub struct NetlinkDiagReq {
        /// Address family: AF_NETLINK.
        sdiag_family: AddressFamily,
        /// Netlink protocol, or [`NDIAG_PROTO_ALL`](Self::NDIAG_PROTO_ALL).
        sdiag_protocol: u8,
        /// Padding: 0.
        pad pad: u16,
        /// Unused: the kernel supports dumps only.
        ndiag_ino: u32,
        /// Attributes to report.
        ndiag_show: NetlinkShow,
        /// Unused.
        ndiag_cookie: FieldArray<u32, 2>,
    }
}

impl NetlinkDiagReq {
    /// Value of `sdiag_protocol` that selects all netlink protocols.
    pub const NDIAG_PROTO_ALL: u8 = u8::MAX;
}

c_struct! {
    /// Header of an AF_NETLINK socket: `struct netlink_diag_msg`, linux/netlink_diag.h.
    #[doc(alias = "netlink_diag_msg")]
    pub struct NetlinkDiagMsg {
        /// Address family: AF_NETLINK.
        ndiag_family: AddressFamily,
        /// Socket type.
        ndiag_type: SocketType,
        /// Netlink protocol: `NETLINK_*`.
        ndiag_protocol: u8,
        /// State of the socket: 0 unconnected, 1 connected.
        ndiag_state: u8,
        /// Port id; 0 for sockets of the kernel.
        ndiag_portid: u32,
        /// Port id of the connected peer.
        ndiag_dst_portid: u32,
        /// Multicast group of the connected peer.
        ndiag_dst_group: u32,
        /// Inode number of the socket.
        ndiag_ino: u32,
        /// Socket cookie: two halves, the lower one first.
        ndiag_cookie: FieldArray<u32, 2>,
    }
}

c_struct! {
    /// Ring of an AF_NETLINK socket (mmap): `struct netlink_diag_ring`, linux/netlink_diag.h.
    /// Removed in Linux 4.6.
    #[doc(alias = "netlink_diag_ring")]
    pub struct NetlinkDiagRing {
        /// Size of a block, bytes.
        ndr_block_size: u32,
        /// Number of blocks.
        ndr_block_nr: u32,
        /// Size of a frame, bytes.
        ndr_frame_size: u32,
        /// Number of frames.
        ndr_frame_nr: u32,
    }
}

flags! {
    /// Attributes to report for an AF_NETLINK socket: `NDIAG_SHOW_*`, linux/netlink_diag.h.
    pub struct NetlinkShow(u32) {
        /// Memory use: [`NetlinkDiag::NETLINK_DIAG_MEMINFO`].
        NDIAG_SHOW_MEMINFO = 0x1,
        /// Joined multicast groups: [`NetlinkDiag::NETLINK_DIAG_GROUPS`].
        NDIAG_SHOW_GROUPS = 0x2,
        /// Ring configuration. Ignored since Linux 4.6.
        NDIAG_SHOW_RING_CFG = 0x4,
        /// Flags: [`NetlinkDiag::NETLINK_DIAG_FLAGS`].
        NDIAG_SHOW_FLAGS = 0x8,
    }
}

flags! {
    /// Flags of an AF_NETLINK socket: `NDIAG_FLAG_*`, linux/netlink_diag.h.
    pub struct NetlinkDiagFlags(u32) {
        /// A dump is in progress.
        NDIAG_FLAG_CB_RUNNING = 0x01,
        /// Socket option NETLINK_PKTINFO is on: datagrams carry their multicast group.
        NDIAG_FLAG_PKTINFO = 0x02,
        /// Socket option NETLINK_BROADCAST_ERROR is on. A full receive buffer fails the broadcast
        /// of the sender.
        NDIAG_FLAG_BROADCAST_ERROR = 0x04,
        /// Socket option NETLINK_NO_ENOBUFS is on: lost messages are not reported.
        NDIAG_FLAG_NO_ENOBUFS = 0x08,
        /// Socket option NETLINK_LISTEN_ALL_NSID is on. The socket receives notifications of all
        /// network namespaces that have an id.
        NDIAG_FLAG_LISTEN_ALL_NSID = 0x10,
        /// Socket option NETLINK_CAP_ACK is on: ACKs echo only the request header.
        NDIAG_FLAG_CAP_ACK = 0x20,
        /// Socket option NETLINK_EXT_ACK is on: ACKs are extended. Absent from linux/netlink_diag.h
        /// (as of Linux 7.2).
        NDIAG_FLAG_EXT_ACK = 0x40,
        /// Socket option NETLINK_GET_STRICT_CHK is on: dump requests are validated strictly. Absent
        /// from linux/netlink_diag.h (as of Linux 7.2).
        NDIAG_FLAG_STRICT_CHK = 0x80,
    }
}

attributes! {
    /// Attributes of an AF_NETLINK socket: `NETLINK_DIAG_*`, linux/netlink_diag.h. Attribute types
    /// begin at 0.
    pub set NetlinkDiag, enum NetlinkDiagAttr<'a> {
        /// Memory use.
        NETLINK_DIAG_MEMINFO: Extensible<'a, SkMemInfo> = 0,
        /// Bitmap of the joined multicast groups, an array of C's `unsigned long`. Use [`groups`]
        /// to decode the bitmap.
        NETLINK_DIAG_GROUPS: &'a [u8] = 1,
        /// Receive ring. Removed in Linux 4.6.
        NETLINK_DIAG_RX_RING: &'a Struct<NetlinkDiagRing> = 2,
        /// Transmit ring. Removed in Linux 4.6.
        NETLINK_DIAG_TX_RING: &'a Struct<NetlinkDiagRing> = 3,
        /// Flags: options of the socket, dump in progress, bound.
        NETLINK_DIAG_FLAGS: NetlinkDiagFlags = 4,
    }
}

/// Returns the group numbers in a payload of [`NetlinkDiag::NETLINK_DIAG_GROUPS`], from 1 up.
pub fn groups(bitmap: &[u8]) -> impl Iterator<Item = u32> {
    let word = size_of::<usize>();
    bitmap.chunks(word).zip(0u32..).flat_map(move |(bytes, index)| {
        let bits = crate::wire::spec::unsigned(bytes, false);
        (0..word as u32 * 8)
            .filter(move |bit| bits >> bit & 1 != 0)
            .map(move |bit| index.wrapping_mul(word as u32).wrapping_mul(8).wrapping_add(bit).wrapping_add(1))
    })
}
