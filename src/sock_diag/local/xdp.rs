//! AF_XDP sockets: linux/xdp_diag.h.
use super::*;

c_struct! {
    /// Header of an AF_XDP socket request: `struct xdp_diag_req`, linux/xdp_diag.h.
    #[doc(alias = "xdp_diag_req")]
    pub struct XdpDiagReq {
        /// Address family: AF_XDP.
        sdiag_family: AddressFamily,
        /// Reserved: 0.
        sdiag_protocol: u8,
        /// Padding: 0.
        pad pad: u16,
        /// Unused: the kernel supports dumps only.
        xdiag_ino: u32,
        /// Attributes to report.
        xdiag_show: XdpShow,
        /// Unused.
        xdiag_cookie: FieldArray<u32, 2>,
    }
}

c_struct! {
    /// Header of an AF_XDP socket: `struct xdp_diag_msg`, linux/xdp_diag.h.
    #[doc(alias = "xdp_diag_msg")]
    pub struct XdpDiagMsg {
        /// Address family: AF_XDP.
        xdiag_family: AddressFamily,
        /// Socket type.
        xdiag_type: SocketType,
        /// Padding.
        pad pad: u16,
        /// Inode number of the socket.
        xdiag_ino: u32,
        /// Socket cookie: two halves, the lower one first.
        xdiag_cookie: FieldArray<u32, 2>,
    }
}

c_struct! {
    /// Queue that an AF_XDP socket is bound to: `struct xdp_diag_info`, linux/xdp_diag.h.
    #[doc(alias = "xdp_diag_info")]
    pub struct XdpDiagInfo {
        /// Index of the link.
        ifindex: u32,
        /// Queue of the link.
        queue_id: u32,
    }
}

c_struct! {
    /// Ring of an AF_XDP socket: `struct xdp_diag_ring`, linux/xdp_diag.h.
    #[doc(alias = "xdp_diag_ring")]
    pub struct XdpDiagRing {
        /// Size of the ring, descriptors.
        entries: u32,
    }
}

c_struct! {
    /// UMEM (packet memory area) of an AF_XDP socket: `struct xdp_diag_umem`, linux/xdp_diag.h.
    #[doc(alias = "xdp_diag_umem")]
    pub struct XdpDiagUmem {
        /// Size of the UMEM, bytes.
        size: u64,
        /// Id of the UMEM.
        id: u32,
        /// Number of pages.
        num_pages: u32,
        /// Size of a chunk, bytes. A chunk holds one packet buffer.
        chunk_size: u32,
        /// Headroom before each packet, bytes.
        headroom: u32,
        /// Index of the link that the UMEM is bound to.
        ifindex: u32,
        /// Queue of the link that the UMEM is bound to.
        queue_id: u32,
        /// Flags: 1 (XDP_DU_F_ZEROCOPY) for zero-copy mode.
        flags: u32,
        /// Reference count.
        refs: u32,
    }
}

c_struct! {
    /// Statistics of an AF_XDP socket: `struct xdp_diag_stats`, linux/xdp_diag.h.
    #[doc(alias = "xdp_diag_stats")]
    pub struct XdpDiagStats {
        /// Packets dropped for reasons that the other counters do not cover.
        n_rx_dropped: u64,
        /// Packets dropped due to an invalid descriptor in the fill ring.
        n_rx_invalid: u64,
        /// Packets dropped because the receive ring was full.
        n_rx_full: u64,
        /// Times that the fill ring was empty.
        n_fill_ring_empty: u64,
        /// Packets not sent due to an invalid descriptor in the transmit ring.
        n_tx_invalid: u64,
        /// Times that the transmit ring was empty.
        n_tx_ring_empty: u64,
    }
}

flags! {
    /// Attributes to report for an AF_XDP socket: `XDP_SHOW_*`, linux/xdp_diag.h.
    pub struct XdpShow(u32) {
        /// Bound queue and owner: [`XdpDiag::XDP_DIAG_INFO`], [`XdpDiag::XDP_DIAG_UID`].
        XDP_SHOW_INFO = 1 << 0,
        /// Rings: [`XdpDiag::XDP_DIAG_RX_RING`], [`XdpDiag::XDP_DIAG_TX_RING`].
        XDP_SHOW_RING_CFG = 1 << 1,
        /// UMEM and its rings: [`XdpDiag::XDP_DIAG_UMEM`].
        XDP_SHOW_UMEM = 1 << 2,
        /// Memory use of the socket: [`XdpDiag::XDP_DIAG_MEMINFO`].
        XDP_SHOW_MEMINFO = 1 << 3,
        /// Statistics: [`XdpDiag::XDP_DIAG_STATS`].
        XDP_SHOW_STATS = 1 << 4,
    }
}

attributes! {
    /// Attributes of an AF_XDP socket: `XDP_DIAG_*`, linux/xdp_diag.h.
    pub set XdpDiag, enum XdpDiagAttr<'a> {
        /// Bound queue.
        XDP_DIAG_INFO: &'a Struct<XdpDiagInfo> = 1,
        /// User id of the owner.
        XDP_DIAG_UID: u32 = 2,
        /// Receive ring.
        XDP_DIAG_RX_RING: &'a Struct<XdpDiagRing> = 3,
        /// Transmit ring.
        XDP_DIAG_TX_RING: &'a Struct<XdpDiagRing> = 4,
        /// UMEM (packet memory area).
        XDP_DIAG_UMEM: &'a Struct<XdpDiagUmem> = 5,
        /// Fill ring: free chunks, passed to the kernel.
        XDP_DIAG_UMEM_FILL_RING: &'a Struct<XdpDiagRing> = 6,
        /// Completion ring: transmitted chunks, returned to user space.
        XDP_DIAG_UMEM_COMPLETION_RING: &'a Struct<XdpDiagRing> = 7,
        /// Memory use of the socket.
        XDP_DIAG_MEMINFO: Extensible<'a, SkMemInfo> = 8,
        /// Statistics.
        XDP_DIAG_STATS: Extensible<'a, XdpDiagStats> = 9,
    }
}
