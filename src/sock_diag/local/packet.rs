//! AF_PACKET sockets: linux/packet_diag.h.
use super::*;

c_struct! {
    /// Header of an AF_PACKET socket request: `struct packet_diag_req`, linux/packet_diag.h.
    #[doc(alias = "packet_diag_req")]
    pub struct PacketDiagReq {
        /// Address family: AF_PACKET.
        sdiag_family: AddressFamily,
        /// Reserved: 0.
        sdiag_protocol: u8,
        /// Padding: 0.
        pad pad: u16,
        /// Unused: the kernel supports dumps only.
        pdiag_ino: u32,
        /// Attributes to report.
        pdiag_show: PacketShow,
        /// Unused.
        pdiag_cookie: FieldArray<u32, 2>,
    }
}

c_struct! {
    /// Header of an AF_PACKET socket: `struct packet_diag_msg`, linux/packet_diag.h.
    #[doc(alias = "packet_diag_msg")]
    pub struct PacketDiagMsg {
        /// Address family: AF_PACKET.
        pdiag_family: AddressFamily,
        /// Socket type.
        pdiag_type: SocketType,
        /// EtherType that the socket receives (`ETH_P_*`).
        pdiag_num: EtherType,
        /// Inode number of the socket.
        pdiag_ino: u32,
        /// Socket cookie: two halves, the lower one first.
        pdiag_cookie: FieldArray<u32, 2>,
    }
}

c_struct! {
    /// Settings of an AF_PACKET socket: `struct packet_diag_info`, linux/packet_diag.h.
    #[doc(alias = "packet_diag_info")]
    pub struct PacketDiagInfo {
        /// Index of the link that the socket is bound to; 0 for all links.
        pdi_index: u32,
        /// Version of the ring format: 0 TPACKET_V1, 1 TPACKET_V2, 2 TPACKET_V3.
        pdi_version: u32,
        /// Headroom before each packet in the ring (PACKET_RESERVE), bytes.
        pdi_reserve: u32,
        /// Copy setting (PACKET_COPY_THRESH). If not 0, packets that exceed the frame size of the
        /// ring are also queued to the socket untruncated (TPACKET_V1 and TPACKET_V2).
        pdi_copy_thresh: u32,
        /// Timestamps in the ring (PACKET_TIMESTAMP): `SOF_TIMESTAMPING_*`, linux/net_tstamp.h.
        pdi_tstamp: u32,
        /// Flags: options of the socket.
        pdi_flags: PacketDiagFlags,
    }
}

c_struct! {
    /// Membership of an AF_PACKET socket: `struct packet_diag_mclist`, linux/packet_diag.h.
    #[doc(alias = "packet_diag_mclist")]
    pub struct PacketDiagMclist {
        /// Index of the link.
        pdmc_index: u32,
        /// Number of times that the socket joined.
        pdmc_count: u32,
        /// Type of the membership: `PACKET_MR_*`, linux/if_packet.h.
        pdmc_type: u16,
        /// Length of the address, bytes.
        pdmc_alen: u16,
        /// Link-layer address.
        pdmc_addr: MacField<32>,
    }
}

c_struct! {
    /// Ring of an AF_PACKET socket: `struct packet_diag_ring`, linux/packet_diag.h. Set by
    /// `PACKET_RX_RING` and `PACKET_TX_RING`.
    #[doc(alias = "packet_diag_ring")]
    pub struct PacketDiagRing {
        /// Size of a block, bytes.
        pdr_block_size: u32,
        /// Number of blocks.
        pdr_block_nr: u32,
        /// Size of a frame, bytes.
        pdr_frame_size: u32,
        /// Number of frames.
        pdr_frame_nr: u32,
        /// Time after which an incomplete block is passed to user space (TPACKET_V3), milliseconds.
        pdr_retire_tmo: u32,
        /// Size of the private area of each block (TPACKET_V3), bytes.
        pdr_sizeof_priv: u32,
        /// Requested features (TPACKET_V3): `TP_FT_REQ_*`, linux/if_packet.h.
        pdr_features: u32,
    }
}

c_struct! {
    /// Instruction of a classic BPF program: `struct sock_filter`, linux/filter.h.
    #[doc(alias = "sock_filter")]
    pub struct SockFilter {
        /// Operation code: `BPF_*`, linux/bpf_common.h.
        code: u16,
        /// Jump distance if the condition is true, instructions.
        jt: u8,
        /// Jump distance if the condition is false, instructions.
        jf: u8,
        /// Operand.
        k: u32,
    }
}

flags! {
    /// Attributes to report for an AF_PACKET socket: `PACKET_SHOW_*`, linux/packet_diag.h.
    pub struct PacketShow(u32) {
        /// Settings and owner: [`PacketDiag::PACKET_DIAG_INFO`], [`PacketDiag::PACKET_DIAG_UID`].
        PACKET_SHOW_INFO = 0x01,
        /// Multicast memberships: [`PacketDiag::PACKET_DIAG_MCLIST`].
        PACKET_SHOW_MCLIST = 0x02,
        /// Rings: [`PacketDiag::PACKET_DIAG_RX_RING`], [`PacketDiag::PACKET_DIAG_TX_RING`].
        PACKET_SHOW_RING_CFG = 0x04,
        /// Fanout group: [`PacketDiag::PACKET_DIAG_FANOUT`].
        PACKET_SHOW_FANOUT = 0x08,
        /// Memory use: [`PacketDiag::PACKET_DIAG_MEMINFO`].
        PACKET_SHOW_MEMINFO = 0x10,
        /// Classic BPF filter: [`PacketDiag::PACKET_DIAG_FILTER`].
        PACKET_SHOW_FILTER = 0x20,
    }
}

flags! {
    /// Flags of an AF_PACKET socket: `PDI_*`, linux/packet_diag.h.
    pub struct PacketDiagFlags(u32) {
        /// The socket is attached and receives packets.
        PDI_RUNNING = 0x1,
        /// Packets carry auxiliary data (PACKET_AUXDATA).
        PDI_AUXDATA = 0x2,
        /// Packets carry the index of the link that received them, below a bond (PACKET_ORIGDEV).
        PDI_ORIGDEV = 0x4,
        /// Packets carry a virtio-net header (PACKET_VNET_HDR).
        PDI_VNETHDR = 0x8,
        /// Malformed packets in the transmit ring are skipped (PACKET_LOSS).
        PDI_LOSS = 0x10,
    }
}

attributes! {
    /// Attributes of an AF_PACKET socket: `PACKET_DIAG_*`, linux/packet_diag.h. Attribute types
    /// begin at 0.
    pub set PacketDiag, enum PacketDiagAttr<'a> {
        /// Settings.
        PACKET_DIAG_INFO: &'a Struct<PacketDiagInfo> = 0,
        /// Multicast memberships.
        PACKET_DIAG_MCLIST: PackedArray<'a, Struct<PacketDiagMclist>> = 1,
        /// Receive ring.
        PACKET_DIAG_RX_RING: &'a Struct<PacketDiagRing> = 2,
        /// Transmit ring.
        PACKET_DIAG_TX_RING: &'a Struct<PacketDiagRing> = 3,
        /// Fanout group (PACKET_FANOUT). The lower 16 bits are the id, the upper 16 bits type and
        /// flags.
        PACKET_DIAG_FANOUT: u32 = 4,
        /// User id of the owner.
        PACKET_DIAG_UID: u32 = 5,
        /// Memory use.
        PACKET_DIAG_MEMINFO: Extensible<'a, SkMemInfo> = 6,
        /// Classic BPF filter.
        PACKET_DIAG_FILTER: PackedArray<'a, Struct<SockFilter>> = 7,
    }
}
