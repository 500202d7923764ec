//! Hardware time stamping and PTP hardware clocks (PHC).
use super::{Bitset, Header};
use crate::{
    attributes, open_enum,
    wire::{Attrs, PackedArray, Uint},
};

open_enum! {
    /// Source of hardware time stamps: `enum hwtstamp_source`, linux/ethtool_netlink.h.
    pub struct HwtstampSource(u32) {
        /// MAC, or a device that combines MAC and PHY.
        HWTSTAMP_SOURCE_NETDEV = 1,
        /// PHY, by the PHY library of the kernel.
        HWTSTAMP_SOURCE_PHYLIB = 2,
    }
}
open_enum! {
    /// Precision of hardware time stamps: `enum hwtstamp_provider_qualifier`, linux/net_tstamp.h.
    pub struct HwtstampQualifier(u32) {
        /// Precise: taken at the medium (IEEE 1588 quality).
        HWTSTAMP_PROVIDER_QUALIFIER_PRECISE = 0,
        /// Approximate: taken at the DMA of the packet.
        HWTSTAMP_PROVIDER_QUALIFIER_APPROX = 1,
    }
}
attributes! {
    /// Time stamping capabilities of a device: `ETHTOOL_A_TSINFO_*`, linux/ethtool_netlink.h.
    #[doc(alias = "ethtool_ts_info")]
    pub set TsInfo, enum TsInfoAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_TSINFO_HEADER: Attrs<'a, Header> = 1,
        /// Capabilities: bits of `SOF_TIMESTAMPING_*`.
        ETHTOOL_A_TSINFO_TIMESTAMPING: Attrs<'a, Bitset> = 2 where read_only,
        /// Supported transmit time stamping types: bits of `HWTSTAMP_TX_*`.
        ETHTOOL_A_TSINFO_TX_TYPES: Attrs<'a, Bitset> = 3 where read_only,
        /// Supported receive filters: bits of `HWTSTAMP_FILTER_*`.
        ETHTOOL_A_TSINFO_RX_FILTERS: Attrs<'a, Bitset> = 4 where read_only,
        /// Index of the PTP hardware clock (PHC): 0 for `/dev/ptp0`.
        ETHTOOL_A_TSINFO_PHC_INDEX: u32 = 5 where read_only,
        /// Statistics, if requested by `ETHTOOL_FLAG_STATS`.
        ETHTOOL_A_TSINFO_STATS: Attrs<'a, TsStat> = 6 where read_only,
        /// Selected clock and precision, for devices with several.
        ETHTOOL_A_TSINFO_HWTSTAMP_PROVIDER: Attrs<'a, TsHwtstampProvider> = 7,
        /// Source of the time stamps.
        ETHTOOL_A_TSINFO_HWTSTAMP_SOURCE: HwtstampSource = 8 where read_only,
        /// Index of the PHY that takes the time stamps.
        ETHTOOL_A_TSINFO_HWTSTAMP_PHYINDEX: u32 = 9 where read_only,
    }
}
attributes! {
    /// Transmit time stamping statistics: `ETHTOOL_A_TS_STAT_*`, linux/ethtool_netlink.h.
    pub set TsStat, enum TsStatAttr<'a> {
        /// Packets transmitted with a time stamp.
        ETHTOOL_A_TS_STAT_TX_PKTS: Uint = 1 where read_only,
        /// Packets whose time stamp was lost.
        ETHTOOL_A_TS_STAT_TX_LOST: Uint = 2 where read_only,
        /// Packets for which time stamping failed.
        ETHTOOL_A_TS_STAT_TX_ERR: Uint = 3 where read_only,
        /// One-step packets, whose time stamp is inserted on transmission and not confirmed.
        ETHTOOL_A_TS_STAT_TX_ONESTEP_PKTS_UNCONFIRMED: Uint = 4 where read_only,
    }
}
attributes! {
    /// Clock that takes time stamps: `ETHTOOL_A_TS_HWTSTAMP_PROVIDER_*`, linux/ethtool_netlink.h.
    pub set TsHwtstampProvider, enum TsHwtstampProviderAttr<'a> {
        /// Index of the PTP hardware clock (PHC).
        ETHTOOL_A_TS_HWTSTAMP_PROVIDER_INDEX: u32 = 1,
        /// Precision of the time stamps.
        ETHTOOL_A_TS_HWTSTAMP_PROVIDER_QUALIFIER: HwtstampQualifier = 2 where range(0, 1),
    }
}
attributes! {
    /// Time stamping configuration: `ETHTOOL_A_TSCONFIG_*`, linux/ethtool_netlink.h.
    #[doc(alias = "hwtstamp_config")]
    pub set TsConfig, enum TsConfigAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_TSCONFIG_HEADER: Attrs<'a, Header> = 1,
        /// Clock and precision.
        ETHTOOL_A_TSCONFIG_HWTSTAMP_PROVIDER: Attrs<'a, TsHwtstampProvider> = 2,
        /// Transmit time stamping type: one bit of `HWTSTAMP_TX_*`.
        ETHTOOL_A_TSCONFIG_TX_TYPES: Attrs<'a, Bitset> = 3,
        /// Receive filter: one bit of `HWTSTAMP_FILTER_*`.
        ETHTOOL_A_TSCONFIG_RX_FILTERS: Attrs<'a, Bitset> = 4,
        /// Flags: bits of `HWTSTAMP_FLAG_*`.
        ETHTOOL_A_TSCONFIG_HWTSTAMP_FLAGS: Attrs<'a, Bitset> = 5,
    }
}
attributes! {
    /// Virtual PTP clocks of a device: `ETHTOOL_A_PHC_VCLOCKS_*`, linux/ethtool_netlink.h.
    pub set PhcVclocks, enum PhcVclocksAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_PHC_VCLOCKS_HEADER: Attrs<'a, Header> = 1,
        /// Number of virtual clocks.
        ETHTOOL_A_PHC_VCLOCKS_NUM: u32 = 2 where read_only,
        /// Indexes of the virtual clocks: 1 for `/dev/ptp1`.
        ETHTOOL_A_PHC_VCLOCKS_INDEX: PackedArray<'a, i32> = 3 where read_only,
    }
}
