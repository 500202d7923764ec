//! Standard statistics in groups: IEEE 802.3, RMON (RFC 2819), PHY.
use super::{Bitset, Header, StatsSrc};
use crate::{
    attributes, open_enum, sub_messages,
    wire::{Attrs, SubMessage, spec::SelectorSource},
};

open_enum! {
    /// Group of statistics: `ETHTOOL_STATS_*`, linux/ethtool_netlink.h.
    pub struct StatsGroup(u32) {
        /// IEEE 802.3 PHY statistics.
        ETHTOOL_STATS_ETH_PHY = 0,
        /// IEEE 802.3 MAC statistics.
        ETHTOOL_STATS_ETH_MAC = 1,
        /// IEEE 802.3 MAC control statistics.
        ETHTOOL_STATS_ETH_CTRL = 2,
        /// RMON statistics (RFC 2819).
        ETHTOOL_STATS_RMON = 3,
        /// Additional PHY statistics.
        ETHTOOL_STATS_PHY = 4,
    }
}
attributes! {
    /// Statistics in groups: `ETHTOOL_A_STATS_*`, linux/ethtool_netlink.h.
    pub set Stats, enum StatsAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_STATS_HEADER: Attrs<'a, Header> = 2,
        /// Requested groups: bits of [`StatsGroup`].
        ETHTOOL_A_STATS_GROUPS: Attrs<'a, Bitset> = 3,
        /// One group of statistics.
        ETHTOOL_A_STATS_GRP: [Attrs<'a, StatsGrp>] = 4 where read_only,
        /// MAC whose statistics are returned.
        ETHTOOL_A_STATS_SRC: StatsSrc = 5 where range(0, 2),
    }
}
attributes! {
    /// Group of statistics: `ETHTOOL_A_STATS_GRP_*`, linux/ethtool_netlink.h.
    ///
    /// Counters that the device does not support are absent.
    pub set StatsGrp, enum StatsGrpAttr<'a> {
        /// Id of the group.
        ETHTOOL_A_STATS_GRP_ID: StatsGroup = 2 where read_only,
        /// String set with the names of the statistics.
        ETHTOOL_A_STATS_GRP_SS_ID: super::StringSetId = 3 where read_only,
        /// One statistic: a nested attribute whose attribute set depends on the group.
        ETHTOOL_A_STATS_GRP_STAT: [SubMessage<'a, StatsBy>] = 4 where read_only,
        /// Received packets in one size range.
        ETHTOOL_A_STATS_GRP_HIST_RX: [Attrs<'a, StatsHist>] = 5 where read_only,
        /// Transmitted packets in one size range.
        ETHTOOL_A_STATS_GRP_HIST_TX: [Attrs<'a, StatsHist>] = 6 where read_only,
    }
}
attributes! {
    /// Packet size histogram bucket: `ETHTOOL_A_STATS_GRP_HIST_*`, linux/ethtool_netlink.h.
    pub set StatsHist, enum StatsHistAttr<'a> {
        /// Lower bound of the packet size, bytes.
        ETHTOOL_A_STATS_GRP_HIST_BKT_LOW: u32 = 7 where read_only,
        /// Upper bound of the packet size, bytes.
        ETHTOOL_A_STATS_GRP_HIST_BKT_HI: u32 = 8 where read_only,
        /// Number of packets.
        ETHTOOL_A_STATS_GRP_HIST_VAL: u64 = 9 where read_only,
    }
}
attributes! {
    /// IEEE 802.3 PHY statistics: `ETHTOOL_A_STATS_ETH_PHY_*`, linux/ethtool_netlink.h.
    ///
    /// The number in a name is the attribute's number in clause 30.3.2.1.
    pub set EthPhyStats, enum EthPhyStatsAttr<'a> {
        /// Symbol errors during reception of a packet: aSymbolErrorDuringCarrier.
        ETHTOOL_A_STATS_ETH_PHY_5_SYM_ERR: u64 = 0 where read_only,
    }
}
attributes! {
    /// IEEE 802.3 MAC statistics: `ETHTOOL_A_STATS_ETH_MAC_*`, linux/ethtool_netlink.h.
    ///
    /// The number in a name is the attribute's number in clause 30.3.1.1.
    pub set EthMacStats, enum EthMacStatsAttr<'a> {
        /// Frames transmitted: aFramesTransmittedOK.
        ETHTOOL_A_STATS_ETH_MAC_2_TX_PKT: u64 = 0 where read_only,
        /// Frames transmitted after exactly one collision: aSingleCollisionFrames.
        ETHTOOL_A_STATS_ETH_MAC_3_SINGLE_COL: u64 = 1 where read_only,
        /// Frames transmitted after several collisions: aMultipleCollisionFrames.
        ETHTOOL_A_STATS_ETH_MAC_4_MULTI_COL: u64 = 2 where read_only,
        /// Frames received: aFramesReceivedOK.
        ETHTOOL_A_STATS_ETH_MAC_5_RX_PKT: u64 = 3 where read_only,
        /// Frames received with FCS errors: aFrameCheckSequenceErrors.
        ETHTOOL_A_STATS_ETH_MAC_6_FCS_ERR: u64 = 4 where read_only,
        /// Frames received with alignment errors: aAlignmentErrors.
        ETHTOOL_A_STATS_ETH_MAC_7_ALIGN_ERR: u64 = 5 where read_only,
        /// Bytes transmitted: aOctetsTransmittedOK.
        ETHTOOL_A_STATS_ETH_MAC_8_TX_BYTES: u64 = 6 where read_only,
        /// Frames whose transmission was deferred by a busy medium: aFramesWithDeferredXmissions.
        ETHTOOL_A_STATS_ETH_MAC_9_TX_DEFER: u64 = 7 where read_only,
        /// Late collisions: aLateCollisions.
        ETHTOOL_A_STATS_ETH_MAC_10_LATE_COL: u64 = 8 where read_only,
        /// Frames aborted after excessive collisions: aFramesAbortedDueToXSColls.
        ETHTOOL_A_STATS_ETH_MAC_11_XS_COL: u64 = 9 where read_only,
        /// Frames lost by an internal MAC error on transmission: aFramesLostDueToIntMACXmitError.
        ETHTOOL_A_STATS_ETH_MAC_12_TX_INT_ERR: u64 = 10 where read_only,
        /// Carrier sense errors: aCarrierSenseErrors.
        ETHTOOL_A_STATS_ETH_MAC_13_CS_ERR: u64 = 11 where read_only,
        /// Bytes received: aOctetsReceivedOK.
        ETHTOOL_A_STATS_ETH_MAC_14_RX_BYTES: u64 = 12 where read_only,
        /// Frames lost by an internal MAC error on reception: aFramesLostDueToIntMACRcvError.
        ETHTOOL_A_STATS_ETH_MAC_15_RX_INT_ERR: u64 = 13 where read_only,
        /// Multicast frames transmitted: aMulticastFramesXmittedOK.
        ETHTOOL_A_STATS_ETH_MAC_18_TX_MCAST: u64 = 14 where read_only,
        /// Broadcast frames transmitted: aBroadcastFramesXmittedOK.
        ETHTOOL_A_STATS_ETH_MAC_19_TX_BCAST: u64 = 15 where read_only,
        /// Frames with excessive deferral: aFramesWithExcessiveDeferral.
        ETHTOOL_A_STATS_ETH_MAC_20_XS_DEFER: u64 = 16 where read_only,
        /// Multicast frames received: aMulticastFramesReceivedOK.
        ETHTOOL_A_STATS_ETH_MAC_21_RX_MCAST: u64 = 17 where read_only,
        /// Broadcast frames received: aBroadcastFramesReceivedOK.
        ETHTOOL_A_STATS_ETH_MAC_22_RX_BCAST: u64 = 18 where read_only,
        /// Frames whose length field does not match the data: aInRangeLengthErrors.
        ETHTOOL_A_STATS_ETH_MAC_23_IR_LEN_ERR: u64 = 19 where read_only,
        /// Frames whose length field is out of range: aOutOfRangeLengthField.
        ETHTOOL_A_STATS_ETH_MAC_24_OOR_LEN: u64 = 20 where read_only,
        /// Frames longer than permitted: aFrameTooLongErrors.
        ETHTOOL_A_STATS_ETH_MAC_25_TOO_LONG_ERR: u64 = 21 where read_only,
    }
}
attributes! {
    /// IEEE 802.3 MAC control statistics: `ETHTOOL_A_STATS_ETH_CTRL_*`, linux/ethtool_netlink.h.
    ///
    /// The number in a name is the attribute's number in clause 30.3.3.
    pub set EthCtrlStats, enum EthCtrlStatsAttr<'a> {
        /// MAC control frames transmitted: aMACControlFramesTransmitted.
        ETHTOOL_A_STATS_ETH_CTRL_3_TX: u64 = 0 where read_only,
        /// MAC control frames received: aMACControlFramesReceived.
        ETHTOOL_A_STATS_ETH_CTRL_4_RX: u64 = 1 where read_only,
        /// MAC control frames received with an unsupported opcode: aUnsupportedOpcodesReceived.
        ETHTOOL_A_STATS_ETH_CTRL_5_RX_UNSUP: u64 = 2 where read_only,
    }
}
attributes! {
    /// RMON statistics (RFC 2819): `ETHTOOL_A_STATS_RMON_*`, linux/ethtool_netlink.h.
    pub set RmonStats, enum RmonStatsAttr<'a> {
        /// Undersized packets: etherStatsUndersizePkts.
        ETHTOOL_A_STATS_RMON_UNDERSIZE: u64 = 0 where read_only,
        /// Oversized packets: etherStatsOversizePkts.
        ETHTOOL_A_STATS_RMON_OVERSIZE: u64 = 1 where read_only,
        /// Undersized packets with FCS errors: etherStatsFragments.
        ETHTOOL_A_STATS_RMON_FRAG: u64 = 2 where read_only,
        /// Oversized packets with FCS errors: etherStatsJabbers.
        ETHTOOL_A_STATS_RMON_JABBER: u64 = 3 where read_only,
    }
}
attributes! {
    /// Additional PHY statistics: `ETHTOOL_A_STATS_PHY_*`, linux/ethtool_netlink.h.
    pub set PhyStats, enum PhyStatsAttr<'a> {
        /// Packets received.
        ETHTOOL_A_STATS_PHY_RX_PKTS: u64 = 0 where read_only,
        /// Bytes received.
        ETHTOOL_A_STATS_PHY_RX_BYTES: u64 = 1 where read_only,
        /// Receive errors.
        ETHTOOL_A_STATS_PHY_RX_ERRORS: u64 = 2 where read_only,
        /// Packets transmitted.
        ETHTOOL_A_STATS_PHY_TX_PKTS: u64 = 3 where read_only,
        /// Bytes transmitted.
        ETHTOOL_A_STATS_PHY_TX_BYTES: u64 = 4 where read_only,
        /// Transmit errors.
        ETHTOOL_A_STATS_PHY_TX_ERRORS: u64 = 5 where read_only,
    }
}

sub_messages! {
    /// Statistic of a group: `ETHTOOL_A_STATS_GRP_STAT`, selected by `ETHTOOL_A_STATS_GRP_ID`.
    pub enum StatValue<'a>, selector StatsBy from SelectorSource::bytes(2) => {
        /// IEEE 802.3 PHY statistic.
        ETH_PHY = &0u32.to_ne_bytes() => EthPhy(Attrs<'a, EthPhyStats>),
        /// IEEE 802.3 MAC statistic.
        ETH_MAC = &1u32.to_ne_bytes() => EthMac(Attrs<'a, EthMacStats>),
        /// IEEE 802.3 MAC control statistic.
        ETH_CTRL = &2u32.to_ne_bytes() => EthCtrl(Attrs<'a, EthCtrlStats>),
        /// RMON statistic.
        RMON = &3u32.to_ne_bytes() => Rmon(Attrs<'a, RmonStats>),
        /// Additional PHY statistic.
        PHY = &4u32.to_ne_bytes() => Phy(Attrs<'a, PhyStats>),
    }
}
impl<'a> Attrs<'a, StatsGrp> {
    /// Returns the statistics of the group as pairs of number and value.
    ///
    /// The number is the attribute type in the attribute set of the group, such as [`EthMacStats`],
    /// and the string index in the string set `ETHTOOL_A_STATS_GRP_SS_ID`. Malformed statistics are
    /// skipped.
    ///
    /// ```
    /// use nlwire::{genl::ethtool::StatsGrp, wire::{Attrs, Key, SubMessage, Writer}};
    /// let mut buffer = [0; 64];
    /// let mut group = Writer::<StatsGrp>::new(&mut buffer);
    /// for (number, value) in [(3, 70), (4, 1)] {
    ///     group.nest(Key::<_, Attrs<()>>::new(4), |stat| {
    ///         stat.put(Key::<_, u64>::new(number), value as u64);
    ///     });
    /// }
    /// let group = Attrs::<StatsGrp>::new(group.finish()?);
    /// assert!(group.counters().eq([(3, 70), (4, 1)]));
    /// # Ok::<(), nlwire::wire::BuildError>(())
    /// ```
    #[doc(alias = "ETHTOOL_A_STATS_GRP_STAT")]
    pub fn counters(self) -> impl Iterator<Item = (u16, u64)> + use<'a> {
        self.get_all(StatsGrp::ETHTOOL_A_STATS_GRP_STAT).map_while(Result::ok).filter_map(|stat| {
            let attr = Attrs::<()>::new(stat.bytes()).raw().next()?.ok()?;
            attr.value().ok().map(|value| (attr.attr_type(), value))
        })
    }
}
