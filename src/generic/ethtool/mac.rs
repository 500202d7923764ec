//! The MAC: pause frames, energy efficient Ethernet, forward error correction, the merge layer, PLCA.
use super::{Bitset, Header};
use crate::{
    attributes, numbers,
    wire::{Attrs, Slice, Uint},
};

numbers! {
    /// Which MAC's statistics, where frames can be preempted: `enum ethtool_mac_stats_src`, linux/ethtool.h.
    pub struct StatsSrc(u32) {
        /// Both together.
        ETHTOOL_MAC_STATS_SRC_AGGREGATE = 0,
        /// That of express frames.
        ETHTOOL_MAC_STATS_SRC_EMAC = 1,
        /// That of preemptible frames.
        ETHTOOL_MAC_STATS_SRC_PMAC = 2,
    }
}
numbers! {
    /// Whether the other end can preempt, too: `enum ethtool_mm_verify_status`, linux/ethtool.h.
    pub struct MmVerifyStatus(u8) {
        /// Unknown.
        ETHTOOL_MM_VERIFY_STATUS_UNKNOWN = 0,
        /// Not asked as yet.
        ETHTOOL_MM_VERIFY_STATUS_INITIAL = 1,
        /// It is being asked.
        ETHTOOL_MM_VERIFY_STATUS_VERIFYING = 2,
        /// It can.
        ETHTOOL_MM_VERIFY_STATUS_SUCCEEDED = 3,
        /// It did not answer.
        ETHTOOL_MM_VERIFY_STATUS_FAILED = 4,
        /// It is not asked.
        ETHTOOL_MM_VERIFY_STATUS_DISABLED = 5,
    }
}
attributes! {
    /// Pause frames: `ETHTOOL_A_PAUSE_*`, linux/ethtool_netlink.h.
    pub set Pause, enum PauseAttr<'a> {
        /// Which device.
        ETHTOOL_A_PAUSE_HEADER = 1 => Header(Attrs<'a, Header>),
        /// Whether they are negotiated: 0 or 1.
        ETHTOOL_A_PAUSE_AUTONEG = 2 => Autoneg(u8),
        /// Whether those received are heeded: 0 or 1.
        ETHTOOL_A_PAUSE_RX = 3 => Rx(u8),
        /// Whether they are sent: 0 or 1.
        ETHTOOL_A_PAUSE_TX = 4 => Tx(u8),
        /// How many there were, where ETHTOOL_FLAG_STATS asks for it.
        ETHTOOL_A_PAUSE_STATS = 5 => Stats(Attrs<'a, PauseStat>) where output(),
        /// Whose statistics.
        ETHTOOL_A_PAUSE_STATS_SRC = 6 => StatsSrc(StatsSrc) where range(0, 2),
    }
}
attributes! {
    /// Numbers of pause frames: `ETHTOOL_A_PAUSE_STAT_*`, linux/ethtool_netlink.h. What a device does not count is left out.
    pub set PauseStat, enum PauseStatAttr<'a> {
        /// Sent.
        ETHTOOL_A_PAUSE_STAT_TX_FRAMES = 2 => TxFrames(u64) where output(),
        /// Received.
        ETHTOOL_A_PAUSE_STAT_RX_FRAMES = 3 => RxFrames(u64) where output(),
        /// How often the device stopped a storm of its own.
        ETHTOOL_A_PAUSE_STAT_TX_PAUSE_STORM_EVENTS = 4 => TxPauseStormEvents(u64) where output(),
    }
}
attributes! {
    /// Energy efficient Ethernet: `ETHTOOL_A_EEE_*`, linux/ethtool_netlink.h.
    pub set Eee, enum EeeAttr<'a> {
        /// Which device.
        ETHTOOL_A_EEE_HEADER = 1 => Header(Attrs<'a, Header>),
        /// The link modes in which it can be (the mask) and is advertised (the value).
        ETHTOOL_A_EEE_MODES_OURS = 2 => ModesOurs(Attrs<'a, Bitset>),
        /// The link modes in which the other end advertises it.
        ETHTOOL_A_EEE_MODES_PEER = 3 => ModesPeer(Attrs<'a, Bitset>) where output(),
        /// Whether both ends agreed on it: 0 or 1.
        ETHTOOL_A_EEE_ACTIVE = 4 => Active(u8) where output(),
        /// Whether it is enabled: 0 or 1.
        ETHTOOL_A_EEE_ENABLED = 5 => Enabled(u8),
        /// Whether this end goes idle: 0 or 1.
        ETHTOOL_A_EEE_TX_LPI_ENABLED = 6 => TxLpiEnabled(u8),
        /// After how long, microseconds.
        ETHTOOL_A_EEE_TX_LPI_TIMER = 7 => TxLpiTimer(u32),
    }
}
attributes! {
    /// Forward error correction: `ETHTOOL_A_FEC_*`, linux/ethtool_netlink.h.
    pub set Fec, enum FecAttr<'a> {
        /// Which device.
        ETHTOOL_A_FEC_HEADER = 1 => Header(Attrs<'a, Header>),
        /// The encodings that are set: bits of [`LinkMode`](super::LinkMode), those of FEC.
        ETHTOOL_A_FEC_MODES = 2 => Modes(Attrs<'a, Bitset>),
        /// Whether the device chooses: 0 or 1.
        ETHTOOL_A_FEC_AUTO = 3 => Auto(u8) where range(0, 1),
        /// The encoding in use: a number of [`LinkMode`](super::LinkMode).
        ETHTOOL_A_FEC_ACTIVE = 4 => Active(u32) where output(),
        /// What was corrected, where ETHTOOL_FLAG_STATS asks for it.
        ETHTOOL_A_FEC_STATS = 5 => Stats(Attrs<'a, FecStat>) where output(),
    }
}
attributes! {
    /// What was corrected: `ETHTOOL_A_FEC_STAT_*`, linux/ethtool_netlink.h. Each has the sum first, and behind it the lanes, where the device tells them.
    pub set FecStat, enum FecStatAttr<'a> {
        /// Blocks that were corrected.
        ETHTOOL_A_FEC_STAT_CORRECTED = 2 => Corrected(Slice<'a, u64>) where output(),
        /// Blocks that could not be.
        ETHTOOL_A_FEC_STAT_UNCORR = 3 => Uncorr(Slice<'a, u64>) where output(),
        /// Bits that were corrected.
        ETHTOOL_A_FEC_STAT_CORR_BITS = 4 => CorrBits(Slice<'a, u64>) where output(),
        /// How many errors blocks had, one attribute a bin.
        ETHTOOL_A_FEC_STAT_HIST = 5 => Hist[Attrs<'a, FecHist>] where output(),
    }
}
attributes! {
    /// A bin of the histogram of errors: `ETHTOOL_A_FEC_HIST_*`, linux/ethtool_netlink.h.
    pub set FecHist, enum FecHistAttr<'a> {
        /// Fewest errors.
        ETHTOOL_A_FEC_HIST_BIN_LOW = 2 => BinLow(u32) where output(),
        /// Most errors.
        ETHTOOL_A_FEC_HIST_BIN_HIGH = 3 => BinHigh(u32) where output(),
        /// Blocks with so many.
        ETHTOOL_A_FEC_HIST_BIN_VAL = 4 => BinVal(Uint) where output(),
        /// The same of each lane.
        ETHTOOL_A_FEC_HIST_BIN_VAL_PER_LANE = 5 => BinValPerLane(Slice<'a, u64>) where output(),
    }
}
attributes! {
    /// The MAC merge layer, by which express frames preempt others (IEEE 802.3br): `ETHTOOL_A_MM_*`, linux/ethtool_netlink.h.
    pub set Mm, enum MmAttr<'a> {
        /// Which device.
        ETHTOOL_A_MM_HEADER = 1 => Header(Attrs<'a, Header>),
        /// Whether preempted frames are received: 0 or 1.
        ETHTOOL_A_MM_PMAC_ENABLED = 2 => PmacEnabled(u8) where range(0, 1),
        /// Whether frames sent may be preempted: 0 or 1.
        ETHTOOL_A_MM_TX_ENABLED = 3 => TxEnabled(u8) where range(0, 1),
        /// Whether they are: 0 or 1.
        ETHTOOL_A_MM_TX_ACTIVE = 4 => TxActive(u8) where output(),
        /// Smallest fragment sent, bytes.
        ETHTOOL_A_MM_TX_MIN_FRAG_SIZE = 5 => TxMinFragSize(u32) where range(60, 252),
        /// Smallest fragment that can be received, bytes.
        ETHTOOL_A_MM_RX_MIN_FRAG_SIZE = 6 => RxMinFragSize(u32) where output(),
        /// Whether the other end is asked first: 0 or 1.
        ETHTOOL_A_MM_VERIFY_ENABLED = 7 => VerifyEnabled(u8) where range(0, 1),
        /// What came of it.
        ETHTOOL_A_MM_VERIFY_STATUS = 8 => VerifyStatus(MmVerifyStatus) where output(),
        /// Time between two questions, milliseconds.
        ETHTOOL_A_MM_VERIFY_TIME = 9 => VerifyTime(u32) where range(1, 128),
        /// Largest such time, milliseconds.
        ETHTOOL_A_MM_MAX_VERIFY_TIME = 10 => MaxVerifyTime(u32) where output(),
        /// What happened, where ETHTOOL_FLAG_STATS asks for it.
        ETHTOOL_A_MM_STATS = 11 => Stats(Attrs<'a, MmStat>) where output(),
    }
}
attributes! {
    /// What happened in the merge layer: `ETHTOOL_A_MM_STAT_*`, linux/ethtool_netlink.h.
    pub set MmStat, enum MmStatAttr<'a> {
        /// Frames that could not be put together.
        ETHTOOL_A_MM_STAT_REASSEMBLY_ERRORS = 2 => ReassemblyErrors(u64) where output(),
        /// Fragments with a wrong start delimiter.
        ETHTOOL_A_MM_STAT_SMD_ERRORS = 3 => SmdErrors(u64) where output(),
        /// Frames put together.
        ETHTOOL_A_MM_STAT_REASSEMBLY_OK = 4 => ReassemblyOk(u64) where output(),
        /// Fragments received, but for the first of a frame.
        ETHTOOL_A_MM_STAT_RX_FRAG_COUNT = 5 => RxFragCount(u64) where output(),
        /// Fragments sent, but for the first of a frame.
        ETHTOOL_A_MM_STAT_TX_FRAG_COUNT = 6 => TxFragCount(u64) where output(),
        /// How often frames were held back.
        ETHTOOL_A_MM_STAT_HOLD_COUNT = 7 => HoldCount(u64) where output(),
    }
}
attributes! {
    /// Physical layer collision avoidance of single-pair Ethernet (IEEE 802.3cg): `ETHTOOL_A_PLCA_*`, linux/ethtool_netlink.h.
    pub set Plca, enum PlcaAttr<'a> {
        /// Which device.
        ETHTOOL_A_PLCA_HEADER = 1 => Header(Attrs<'a, Header>),
        /// Version of the register map.
        ETHTOOL_A_PLCA_VERSION = 2 => Version(u16) where output(),
        /// Whether it is enabled: 0 or 1.
        ETHTOOL_A_PLCA_ENABLED = 3 => Enabled(u8) where range(0, 1),
        /// Whether it works: 0 or 1.
        ETHTOOL_A_PLCA_STATUS = 4 => Status(u8) where output(),
        /// How many nodes there are.
        ETHTOOL_A_PLCA_NODE_CNT = 5 => NodeCnt(u32) where range(1, 255),
        /// This node's number; 255 is none, 0 gives the beat.
        ETHTOOL_A_PLCA_NODE_ID = 6 => NodeId(u32) where range(0, 255),
        /// How long a node has to begin, in bit times.
        ETHTOOL_A_PLCA_TO_TMR = 7 => ToTmr(u32) where range(0, 255),
        /// How many packets more a node may send in its turn.
        ETHTOOL_A_PLCA_BURST_CNT = 8 => BurstCnt(u32) where range(0, 255),
        /// How long it has to begin the next, in bit times.
        ETHTOOL_A_PLCA_BURST_TMR = 9 => BurstTmr(u32) where range(0, 255),
    }
}
