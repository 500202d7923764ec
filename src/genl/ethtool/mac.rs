//! MAC settings: pause frames, EEE, FEC, MAC merge layer, PLCA.
use super::{Bitset, Header};
use crate::{
    attributes, open_enum,
    wire::{Attrs, PackedArray, Uint},
};

open_enum! {
    /// MAC whose statistics are returned: `enum ethtool_mac_stats_src`, linux/ethtool.h.
    ///
    /// A device with a MAC merge layer has two MACs: the express MAC (eMAC) and the preemptible MAC
    /// (pMAC).
    pub struct StatsSrc(u32) {
        /// Sum of the express MAC (eMAC) and the preemptible MAC (pMAC).
        ETHTOOL_MAC_STATS_SRC_AGGREGATE = 0,
        /// Express MAC (eMAC).
        ETHTOOL_MAC_STATS_SRC_EMAC = 1,
        /// Preemptible MAC (pMAC).
        ETHTOOL_MAC_STATS_SRC_PMAC = 2,
    }
}
open_enum! {
    /// Status of the verification of the link partner: `enum ethtool_mm_verify_status`.
    ///
    /// Header: linux/ethtool.h.
    ///
    /// Verification finds out whether the link partner supports frame preemption.
    pub struct MmVerifyStatus(u8) {
        /// Unknown: verification has no state yet.
        ETHTOOL_MM_VERIFY_STATUS_UNKNOWN = 0,
        /// Verification not started.
        ETHTOOL_MM_VERIFY_STATUS_INITIAL = 1,
        /// Verification in progress.
        ETHTOOL_MM_VERIFY_STATUS_VERIFYING = 2,
        /// Verified: the link partner supports frame preemption.
        ETHTOOL_MM_VERIFY_STATUS_SUCCEEDED = 3,
        /// Failed: the link partner did not respond.
        ETHTOOL_MM_VERIFY_STATUS_FAILED = 4,
        /// Verification disabled.
        ETHTOOL_MM_VERIFY_STATUS_DISABLED = 5,
    }
}
attributes! {
    /// Pause frames (IEEE 802.3 flow control): `ETHTOOL_A_PAUSE_*`, linux/ethtool_netlink.h.
    #[doc(alias = "ethtool_pauseparam")]
    pub set Pause, enum PauseAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_PAUSE_HEADER: Attrs<'a, Header> = 1,
        /// Autonegotiation of pause frames: 0 or 1.
        ETHTOOL_A_PAUSE_AUTONEG: u8 = 2,
        /// Received pause frames are honoured: 0 or 1.
        ETHTOOL_A_PAUSE_RX: u8 = 3,
        /// Pause frames are transmitted: 0 or 1.
        ETHTOOL_A_PAUSE_TX: u8 = 4,
        /// Statistics, if requested by `ETHTOOL_FLAG_STATS`.
        ETHTOOL_A_PAUSE_STATS: Attrs<'a, PauseStat> = 5 where read_only,
        /// MAC whose statistics are returned.
        ETHTOOL_A_PAUSE_STATS_SRC: StatsSrc = 6 where range(0, 2),
    }
}
attributes! {
    /// Pause frame statistics: `ETHTOOL_A_PAUSE_STAT_*`, linux/ethtool_netlink.h.
    ///
    /// Counters that the device does not support are absent.
    pub set PauseStat, enum PauseStatAttr<'a> {
        /// Pause frames transmitted.
        ETHTOOL_A_PAUSE_STAT_TX_FRAMES: u64 = 2 where read_only,
        /// Pause frames received.
        ETHTOOL_A_PAUSE_STAT_RX_FRAMES: u64 = 3 where read_only,
        /// Number of times the device stopped transmitting pause frames because of a pause storm.
        ETHTOOL_A_PAUSE_STAT_TX_PAUSE_STORM_EVENTS: u64 = 4 where read_only,
    }
}
attributes! {
    /// Energy-Efficient Ethernet (EEE): `ETHTOOL_A_EEE_*`, linux/ethtool_netlink.h.
    #[doc(alias = "ethtool_eee")]
    #[doc(alias = "ethtool_keee")]
    pub set Eee, enum EeeAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_EEE_HEADER: Attrs<'a, Header> = 1,
        /// Link modes for which EEE is supported (mask) and advertised (value).
        ETHTOOL_A_EEE_MODES_OURS: Attrs<'a, Bitset> = 2,
        /// Link modes for which the link partner advertises EEE.
        ETHTOOL_A_EEE_MODES_PEER: Attrs<'a, Bitset> = 3 where read_only,
        /// EEE is active, as negotiated with the link partner: 0 or 1.
        ETHTOOL_A_EEE_ACTIVE: u8 = 4 where read_only,
        /// EEE is enabled: 0 or 1.
        ETHTOOL_A_EEE_ENABLED: u8 = 5,
        /// Low power idle (LPI) is enabled for transmission: 0 or 1.
        ETHTOOL_A_EEE_TX_LPI_ENABLED: u8 = 6,
        /// Idle time before transmission enters low power idle (LPI), microseconds.
        ETHTOOL_A_EEE_TX_LPI_TIMER: u32 = 7,
    }
}
attributes! {
    /// Forward error correction (FEC): `ETHTOOL_A_FEC_*`, linux/ethtool_netlink.h.
    #[doc(alias = "ethtool_fecparam")]
    pub set Fec, enum FecAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_FEC_HEADER: Attrs<'a, Header> = 1,
        /// Configured FEC encodings: the FEC bits of [`LinkMode`](super::LinkMode).
        ETHTOOL_A_FEC_MODES: Attrs<'a, Bitset> = 2,
        /// Automatic selection of the FEC encoding by the driver: 0 or 1.
        ETHTOOL_A_FEC_AUTO: u8 = 3 where range(0, 1),
        /// Active FEC encoding: a bit number of [`LinkMode`](super::LinkMode).
        ETHTOOL_A_FEC_ACTIVE: u32 = 4 where read_only,
        /// Statistics, if requested by `ETHTOOL_FLAG_STATS`.
        ETHTOOL_A_FEC_STATS: Attrs<'a, FecStat> = 5 where read_only,
    }
}
attributes! {
    /// FEC statistics: `ETHTOOL_A_FEC_STAT_*`, linux/ethtool_netlink.h.
    ///
    /// Each array has the total first, followed by the counters of the lanes if the device supports
    /// them.
    pub set FecStat, enum FecStatAttr<'a> {
        /// Corrected FEC blocks.
        ETHTOOL_A_FEC_STAT_CORRECTED: PackedArray<'a, u64> = 2 where read_only,
        /// Uncorrectable FEC blocks.
        ETHTOOL_A_FEC_STAT_UNCORR: PackedArray<'a, u64> = 3 where read_only,
        /// Corrected bits.
        ETHTOOL_A_FEC_STAT_CORR_BITS: PackedArray<'a, u64> = 4 where read_only,
        /// Histogram of symbol errors per FEC block, one attribute per bin.
        ETHTOOL_A_FEC_STAT_HIST: [Attrs<'a, FecHist>] = 5 where read_only,
    }
}
attributes! {
    /// Bin of the FEC histogram: `ETHTOOL_A_FEC_HIST_*`, linux/ethtool_netlink.h.
    pub set FecHist, enum FecHistAttr<'a> {
        /// Lower bound of the bin, inclusive: number of errors in a block.
        ETHTOOL_A_FEC_HIST_BIN_LOW: u32 = 2 where read_only,
        /// Upper bound of the bin, inclusive: number of errors in a block.
        ETHTOOL_A_FEC_HIST_BIN_HIGH: u32 = 3 where read_only,
        /// Number of blocks in the bin. May be absent if values per lane are present.
        ETHTOOL_A_FEC_HIST_BIN_VAL: Uint = 4 where read_only,
        /// Number of blocks in the bin, per lane.
        ETHTOOL_A_FEC_HIST_BIN_VAL_PER_LANE: PackedArray<'a, u64> = 5 where read_only,
    }
}
attributes! {
    /// MAC merge layer (MM): frame preemption (IEEE 802.3br): `ETHTOOL_A_MM_*`.
    ///
    /// Header: linux/ethtool_netlink.h.
    ///
    /// Express frames interrupt the transmission of preemptible frames.
    #[doc(alias = "preemption")]
    #[doc(alias = "802.1Qbu")]
    pub set Mm, enum MmAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_MM_HEADER: Attrs<'a, Header> = 1,
        /// Reception of preemptible frames is enabled (pMAC): 0 or 1.
        ETHTOOL_A_MM_PMAC_ENABLED: u8 = 2 where range(0, 1),
        /// Transmission of preemptible frames is enabled: 0 or 1.
        ETHTOOL_A_MM_TX_ENABLED: u8 = 3 where range(0, 1),
        /// Transmission of preemptible frames is active: 0 or 1.
        ///
        /// Inactive if verification is enabled and did not succeed.
        ETHTOOL_A_MM_TX_ACTIVE: u8 = 4 where read_only,
        /// Minimum size of transmitted non-final fragments, bytes.
        ETHTOOL_A_MM_TX_MIN_FRAG_SIZE: u32 = 5 where range(60, 252),
        /// Minimum size of received non-final fragments, bytes.
        ETHTOOL_A_MM_RX_MIN_FRAG_SIZE: u32 = 6 where read_only,
        /// Verification of the link partner is enabled: 0 or 1.
        ETHTOOL_A_MM_VERIFY_ENABLED: u8 = 7 where range(0, 1),
        /// Status of the verification.
        ETHTOOL_A_MM_VERIFY_STATUS: MmVerifyStatus = 8 where read_only,
        /// Time between verification attempts, milliseconds.
        ETHTOOL_A_MM_VERIFY_TIME: u32 = 9 where range(1, 128),
        /// Maximum time between verification attempts, milliseconds.
        ETHTOOL_A_MM_MAX_VERIFY_TIME: u32 = 10 where read_only,
        /// Statistics, if requested by `ETHTOOL_FLAG_STATS`.
        ETHTOOL_A_MM_STATS: Attrs<'a, MmStat> = 11 where read_only,
    }
}
attributes! {
    /// Statistics of the MAC merge layer: `ETHTOOL_A_MM_STAT_*`, linux/ethtool_netlink.h.
    pub set MmStat, enum MmStatAttr<'a> {
        /// Frames with reassembly errors: aMACMergeFrameAssErrorCount.
        ETHTOOL_A_MM_STAT_REASSEMBLY_ERRORS: u64 = 2 where read_only,
        /// Frames with an invalid start delimiter (SMD): aMACMergeFrameSmdErrorCount.
        ETHTOOL_A_MM_STAT_SMD_ERRORS: u64 = 3 where read_only,
        /// Frames reassembled: aMACMergeFrameAssOkCount.
        ETHTOOL_A_MM_STAT_REASSEMBLY_OK: u64 = 4 where read_only,
        /// Continuation fragments received: aMACMergeFragCountRx.
        ETHTOOL_A_MM_STAT_RX_FRAG_COUNT: u64 = 5 where read_only,
        /// Continuation fragments transmitted: aMACMergeFragCountTx.
        ETHTOOL_A_MM_STAT_TX_FRAG_COUNT: u64 = 6 where read_only,
        /// Transitions to the hold state, in which preemptible frames wait: aMACMergeHoldCount.
        ETHTOOL_A_MM_STAT_HOLD_COUNT: u64 = 7 where read_only,
    }
}
attributes! {
    /// Physical layer collision avoidance (PLCA) of 10BASE-T1S (IEEE 802.3cg): `ETHTOOL_A_PLCA_*`.
    ///
    /// Header: linux/ethtool_netlink.h.
    #[doc(alias = "10BASE-T1S")]
    pub set Plca, enum PlcaAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_PLCA_HEADER: Attrs<'a, Header> = 1,
        /// Version of the PLCA register map (OPEN Alliance).
        ETHTOOL_A_PLCA_VERSION: u16 = 2 where read_only,
        /// PLCA is enabled: 0 or 1.
        ETHTOOL_A_PLCA_ENABLED: u8 = 3 where range(0, 1),
        /// PLCA is active: 0 or 1. Active while the beacon is sent or received.
        ETHTOOL_A_PLCA_STATUS: u8 = 4 where read_only,
        /// Number of nodes on the segment. Used by the coordinator (node 0).
        ETHTOOL_A_PLCA_NODE_CNT: u32 = 5 where range(1, 255),
        /// Node id; 0 is the coordinator, 255 disables PLCA.
        ETHTOOL_A_PLCA_NODE_ID: u32 = 6 where range(0, 255),
        /// Transmit opportunity timer, bit times.
        ETHTOOL_A_PLCA_TO_TMR: u32 = 7 where range(0, 255),
        /// Number of additional packets that the node may send in a transmit opportunity.
        ETHTOOL_A_PLCA_BURST_CNT: u32 = 8 where range(0, 255),
        /// Time to wait for the next packet of a burst, bit times.
        ETHTOOL_A_PLCA_BURST_TMR: u32 = 9 where range(0, 255),
    }
}
