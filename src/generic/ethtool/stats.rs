//! Statistics of standards: IEEE 802.3 and RMON, by groups.
use super::{Bitset, Header, StatsSrc};
use crate::{
    attributes, numbers, select,
    wire::{Attrs, By, Selected},
};

numbers! {
    /// A group of statistics: `ETHTOOL_STATS_*`, linux/ethtool_netlink.h.
    pub struct StatsGroup(u32) {
        /// The PHY by IEEE 802.3.
        ETHTOOL_STATS_ETH_PHY = 0,
        /// The MAC by IEEE 802.3.
        ETHTOOL_STATS_ETH_MAC = 1,
        /// MAC control by IEEE 802.3.
        ETHTOOL_STATS_ETH_CTRL = 2,
        /// RMON (RFC 2819).
        ETHTOOL_STATS_RMON = 3,
        /// Further ones of the PHY.
        ETHTOOL_STATS_PHY = 4,
    }
}
attributes! {
    /// Statistics: `ETHTOOL_A_STATS_*`, linux/ethtool_netlink.h.
    pub set Stats, enum StatsAttr<'a> {
        /// Which device.
        ETHTOOL_A_STATS_HEADER = 2 => Header(Attrs<'a, Header>),
        /// Groups that are asked for: bits of [`StatsGroup`].
        ETHTOOL_A_STATS_GROUPS = 3 => Groups(Attrs<'a, Bitset>),
        /// One group.
        ETHTOOL_A_STATS_GRP = 4 => Grp[Attrs<'a, StatsGrp>] where output(),
        /// Whose statistics.
        ETHTOOL_A_STATS_SRC = 5 => Src(StatsSrc) where range(0, 2),
    }
}
attributes! {
    /// A group of statistics: `ETHTOOL_A_STATS_GRP_*`, linux/ethtool_netlink.h. What a device does not count is left out.
    pub set StatsGrp, enum StatsGrpAttr<'a> {
        /// Which group.
        ETHTOOL_A_STATS_GRP_ID = 2 => Id(StatsGroup) where output(),
        /// The set of strings that names its statistics.
        ETHTOOL_A_STATS_GRP_SS_ID = 3 => SsId(super::StringSetId) where output(),
        /// One statistic: a nest of one attribute, by its group.
        ETHTOOL_A_STATS_GRP_STAT = 4 => Stat[Selected<'a, StatsBy>] where output(),
        /// Packets received of one range of sizes.
        ETHTOOL_A_STATS_GRP_HIST_RX = 5 => HistRx[Attrs<'a, StatsHist>] where output(),
        /// Packets sent of one range of sizes.
        ETHTOOL_A_STATS_GRP_HIST_TX = 6 => HistTx[Attrs<'a, StatsHist>] where output(),
    }
}
attributes! {
    /// Packets of one range of sizes: `ETHTOOL_A_STATS_GRP_HIST_*`, linux/ethtool_netlink.h.
    pub set StatsHist, enum StatsHistAttr<'a> {
        /// Smallest, bytes.
        ETHTOOL_A_STATS_GRP_HIST_BKT_LOW = 7 => HistBktLow(u32) where output(),
        /// Largest, bytes.
        ETHTOOL_A_STATS_GRP_HIST_BKT_HI = 8 => HistBktHi(u32) where output(),
        /// How many.
        ETHTOOL_A_STATS_GRP_HIST_VAL = 9 => HistVal(u64) where output(),
    }
}
attributes! {
    /// Statistics of the PHY: `ETHTOOL_A_STATS_ETH_PHY_*`, linux/ethtool_netlink.h; numbers in names are those of clause 30.3.2.1.
    pub set EthPhyStats, enum EthPhyStatsAttr<'a> {
        /// Times that a symbol was wrong within a packet: aSymbolErrorDuringCarrier.
        ETHTOOL_A_STATS_ETH_PHY_5_SYM_ERR = 0 => SymErr(u64) where output(),
    }
}
attributes! {
    /// Statistics of the MAC: `ETHTOOL_A_STATS_ETH_MAC_*`, linux/ethtool_netlink.h; numbers in names are those of clause 30.3.1.1.
    pub set EthMacStats, enum EthMacStatsAttr<'a> {
        /// aFramesTransmittedOK.
        ETHTOOL_A_STATS_ETH_MAC_2_TX_PKT = 0 => TxPkt(u64) where output(),
        /// aSingleCollisionFrames.
        ETHTOOL_A_STATS_ETH_MAC_3_SINGLE_COL = 1 => SingleCol(u64) where output(),
        /// aMultipleCollisionFrames.
        ETHTOOL_A_STATS_ETH_MAC_4_MULTI_COL = 2 => MultiCol(u64) where output(),
        /// aFramesReceivedOK.
        ETHTOOL_A_STATS_ETH_MAC_5_RX_PKT = 3 => RxPkt(u64) where output(),
        /// aFrameCheckSequenceErrors.
        ETHTOOL_A_STATS_ETH_MAC_6_FCS_ERR = 4 => FcsErr(u64) where output(),
        /// aAlignmentErrors.
        ETHTOOL_A_STATS_ETH_MAC_7_ALIGN_ERR = 5 => AlignErr(u64) where output(),
        /// aOctetsTransmittedOK.
        ETHTOOL_A_STATS_ETH_MAC_8_TX_BYTES = 6 => TxBytes(u64) where output(),
        /// aFramesWithDeferredXmissions.
        ETHTOOL_A_STATS_ETH_MAC_9_TX_DEFER = 7 => TxDefer(u64) where output(),
        /// aLateCollisions.
        ETHTOOL_A_STATS_ETH_MAC_10_LATE_COL = 8 => LateCol(u64) where output(),
        /// aFramesAbortedDueToXSColls.
        ETHTOOL_A_STATS_ETH_MAC_11_XS_COL = 9 => XsCol(u64) where output(),
        /// aFramesLostDueToIntMACXmitError.
        ETHTOOL_A_STATS_ETH_MAC_12_TX_INT_ERR = 10 => TxIntErr(u64) where output(),
        /// aCarrierSenseErrors.
        ETHTOOL_A_STATS_ETH_MAC_13_CS_ERR = 11 => CsErr(u64) where output(),
        /// aOctetsReceivedOK.
        ETHTOOL_A_STATS_ETH_MAC_14_RX_BYTES = 12 => RxBytes(u64) where output(),
        /// aFramesLostDueToIntMACRcvError.
        ETHTOOL_A_STATS_ETH_MAC_15_RX_INT_ERR = 13 => RxIntErr(u64) where output(),
        /// aMulticastFramesXmittedOK.
        ETHTOOL_A_STATS_ETH_MAC_18_TX_MCAST = 14 => TxMcast(u64) where output(),
        /// aBroadcastFramesXmittedOK.
        ETHTOOL_A_STATS_ETH_MAC_19_TX_BCAST = 15 => TxBcast(u64) where output(),
        /// aFramesWithExcessiveDeferral.
        ETHTOOL_A_STATS_ETH_MAC_20_XS_DEFER = 16 => XsDefer(u64) where output(),
        /// aMulticastFramesReceivedOK.
        ETHTOOL_A_STATS_ETH_MAC_21_RX_MCAST = 17 => RxMcast(u64) where output(),
        /// aBroadcastFramesReceivedOK.
        ETHTOOL_A_STATS_ETH_MAC_22_RX_BCAST = 18 => RxBcast(u64) where output(),
        /// aInRangeLengthErrors.
        ETHTOOL_A_STATS_ETH_MAC_23_IR_LEN_ERR = 19 => IrLenErr(u64) where output(),
        /// aOutOfRangeLengthField.
        ETHTOOL_A_STATS_ETH_MAC_24_OOR_LEN = 20 => OorLen(u64) where output(),
        /// aFrameTooLongErrors.
        ETHTOOL_A_STATS_ETH_MAC_25_TOO_LONG_ERR = 21 => TooLongErr(u64) where output(),
    }
}
attributes! {
    /// Statistics of MAC control: `ETHTOOL_A_STATS_ETH_CTRL_*`, linux/ethtool_netlink.h; numbers in names are those of clause 30.3.3.
    pub set EthCtrlStats, enum EthCtrlStatsAttr<'a> {
        /// aMACControlFramesTransmitted.
        ETHTOOL_A_STATS_ETH_CTRL_3_TX = 0 => Tx(u64) where output(),
        /// aMACControlFramesReceived.
        ETHTOOL_A_STATS_ETH_CTRL_4_RX = 1 => Rx(u64) where output(),
        /// aUnsupportedOpcodesReceived.
        ETHTOOL_A_STATS_ETH_CTRL_5_RX_UNSUP = 2 => RxUnsup(u64) where output(),
    }
}
attributes! {
    /// Statistics of RMON: `ETHTOOL_A_STATS_RMON_*`, linux/ethtool_netlink.h.
    pub set RmonStats, enum RmonStatsAttr<'a> {
        /// Packets that were too short: etherStatsUndersizePkts.
        ETHTOOL_A_STATS_RMON_UNDERSIZE = 0 => Undersize(u64) where output(),
        /// Packets that were too long: etherStatsOversizePkts.
        ETHTOOL_A_STATS_RMON_OVERSIZE = 1 => Oversize(u64) where output(),
        /// Packets too short with a wrong checksum: etherStatsFragments.
        ETHTOOL_A_STATS_RMON_FRAG = 2 => Frag(u64) where output(),
        /// Packets too long with a wrong checksum: etherStatsJabbers.
        ETHTOOL_A_STATS_RMON_JABBER = 3 => Jabber(u64) where output(),
    }
}
attributes! {
    /// Further statistics of the PHY: `ETHTOOL_A_STATS_PHY_*`, linux/ethtool_netlink.h.
    pub set PhyStats, enum PhyStatsAttr<'a> {
        /// Packets received.
        ETHTOOL_A_STATS_PHY_RX_PKTS = 0 => RxPkts(u64) where output(),
        /// Bytes received.
        ETHTOOL_A_STATS_PHY_RX_BYTES = 1 => RxBytes(u64) where output(),
        /// Errors of receiving.
        ETHTOOL_A_STATS_PHY_RX_ERRORS = 2 => RxErrors(u64) where output(),
        /// Packets sent.
        ETHTOOL_A_STATS_PHY_TX_PKTS = 3 => TxPkts(u64) where output(),
        /// Bytes sent.
        ETHTOOL_A_STATS_PHY_TX_BYTES = 4 => TxBytes(u64) where output(),
        /// Errors of sending.
        ETHTOOL_A_STATS_PHY_TX_ERRORS = 5 => TxErrors(u64) where output(),
    }
}

select! {
    /// `ETHTOOL_A_STATS_GRP_STAT` by `ETHTOOL_A_STATS_GRP_ID`.
    pub enum StatValue<'a>, selector StatsBy from By::bytes(2) => {
        /// Of the PHY.
        ETH_PHY = &0u32.to_ne_bytes() => EthPhy(Attrs<'a, EthPhyStats>),
        /// Of the MAC.
        ETH_MAC = &1u32.to_ne_bytes() => EthMac(Attrs<'a, EthMacStats>),
        /// Of MAC control.
        ETH_CTRL = &2u32.to_ne_bytes() => EthCtrl(Attrs<'a, EthCtrlStats>),
        /// Of RMON.
        RMON = &3u32.to_ne_bytes() => Rmon(Attrs<'a, RmonStats>),
        /// Further ones of the PHY.
        PHY = &4u32.to_ne_bytes() => Phy(Attrs<'a, PhyStats>),
    }
}
impl<'a> Attrs<'a, StatsGrp> {
    /// The group's statistics as numbers and values; a number is that of an attribute of [`EthMacStats`] and its like, and of the set of
    /// strings that ETHTOOL_A_STATS_GRP_SS_ID says. What is broken is left out.
    ///
    /// ```
    /// use nlwire::{generic::ethtool::StatsGrp, wire::{Attrs, Key, Selected, Writer}};
    /// let mut buffer = [0; 64];
    /// let mut group = Writer::<StatsGrp>::new(&mut buffer);
    /// for (number, value) in [(3, 70), (4, 1)] {
    ///     group.nest(Key::<_, Attrs<()>>::new(4), |stat| { stat.put(Key::<_, u64>::new(number), value as u64); });
    /// }
    /// let group = Attrs::<StatsGrp>::new(group.finish()?);
    /// assert!(group.counters().eq([(3, 70), (4, 1)]));
    /// # Ok::<(), nlwire::wire::BuildError>(())
    /// ```
    pub fn counters(self) -> impl Iterator<Item = (u16, u64)> + use<'a> {
        self.all(StatsGrp::ETHTOOL_A_STATS_GRP_STAT).map_while(Result::ok).filter_map(|stat| {
            let attr = Attrs::<()>::new(stat.bytes()).raw().next()?.ok()?;
            attr.value().ok().map(|value| (attr.number(), value))
        })
    }
}
