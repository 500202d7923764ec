//! Time stamps and clocks.
use super::{Bitset, Header};
use crate::{
    attributes, numbers,
    wire::{Attrs, Slice, Uint},
};

numbers! {
    /// Where a time stamp is made: `enum hwtstamp_source`, linux/ethtool_netlink.h.
    pub struct HwtstampSource(u32) {
        /// In the MAC.
        HWTSTAMP_SOURCE_NETDEV = 1,
        /// In a PHY.
        HWTSTAMP_SOURCE_PHYLIB = 2,
    }
}
numbers! {
    /// How exact time stamps are: `enum hwtstamp_provider_qualifier`, linux/net_tstamp.h.
    pub struct HwtstampQualifier(u32) {
        /// Made at the wire.
        HWTSTAMP_PROVIDER_QUALIFIER_PRECISE = 0,
        /// Made where the packet is fetched from memory.
        HWTSTAMP_PROVIDER_QUALIFIER_APPROX = 1,
    }
}
attributes! {
    /// How a device can make time stamps: `ETHTOOL_A_TSINFO_*`, linux/ethtool_netlink.h.
    pub set TsInfo, enum TsInfoAttr<'a> {
        /// Which device.
        ETHTOOL_A_TSINFO_HEADER = 1 => Header(Attrs<'a, Header>),
        /// Its abilities: bits of `SOF_TIMESTAMPING_*`.
        ETHTOOL_A_TSINFO_TIMESTAMPING = 2 => Timestamping(Attrs<'a, Bitset>) where output(),
        /// Of packets sent: bits of `HWTSTAMP_TX_*`.
        ETHTOOL_A_TSINFO_TX_TYPES = 3 => TxTypes(Attrs<'a, Bitset>) where output(),
        /// Of packets received: bits of `HWTSTAMP_FILTER_*`.
        ETHTOOL_A_TSINFO_RX_FILTERS = 4 => RxFilters(Attrs<'a, Bitset>) where output(),
        /// Number of its clock, `/dev/ptp0`.
        ETHTOOL_A_TSINFO_PHC_INDEX = 5 => PhcIndex(u32) where output(),
        /// How many were made, where ETHTOOL_FLAG_STATS asks for it.
        ETHTOOL_A_TSINFO_STATS = 6 => Stats(Attrs<'a, TsStat>) where output(),
        /// Which clock is meant, where there are several.
        ETHTOOL_A_TSINFO_HWTSTAMP_PROVIDER = 7 => HwtstampProvider(Attrs<'a, TsHwtstampProvider>),
        /// Where they are made.
        ETHTOOL_A_TSINFO_HWTSTAMP_SOURCE = 8 => HwtstampSource(HwtstampSource) where output(),
        /// Index of the PHY that makes them.
        ETHTOOL_A_TSINFO_HWTSTAMP_PHYINDEX = 9 => HwtstampPhyindex(u32) where output(),
    }
}
attributes! {
    /// How many time stamps were made: `ETHTOOL_A_TS_STAT_*`, linux/ethtool_netlink.h.
    pub set TsStat, enum TsStatAttr<'a> {
        /// Packets sent that got one.
        ETHTOOL_A_TS_STAT_TX_PKTS = 1 => TxPkts(Uint) where output(),
        /// Packets whose time stamp was lost.
        ETHTOOL_A_TS_STAT_TX_LOST = 2 => TxLost(Uint) where output(),
        /// Packets for which it failed.
        ETHTOOL_A_TS_STAT_TX_ERR = 3 => TxErr(Uint) where output(),
        /// Packets that got one within, of which nobody knows whether it worked.
        ETHTOOL_A_TS_STAT_TX_ONESTEP_PKTS_UNCONFIRMED = 4 => TxOnestepPktsUnconfirmed(Uint) where output(),
    }
}
attributes! {
    /// Which clock makes time stamps: `ETHTOOL_A_TS_HWTSTAMP_PROVIDER_*`, linux/ethtool_netlink.h.
    pub set TsHwtstampProvider, enum TsHwtstampProviderAttr<'a> {
        /// Number of the clock.
        ETHTOOL_A_TS_HWTSTAMP_PROVIDER_INDEX = 1 => Index(u32),
        /// How exact.
        ETHTOOL_A_TS_HWTSTAMP_PROVIDER_QUALIFIER = 2 => Qualifier(HwtstampQualifier) where range(0, 1),
    }
}
attributes! {
    /// How time stamps are made: `ETHTOOL_A_TSCONFIG_*`, linux/ethtool_netlink.h.
    pub set TsConfig, enum TsConfigAttr<'a> {
        /// Which device.
        ETHTOOL_A_TSCONFIG_HEADER = 1 => Header(Attrs<'a, Header>),
        /// By which clock.
        ETHTOOL_A_TSCONFIG_HWTSTAMP_PROVIDER = 2 => HwtstampProvider(Attrs<'a, TsHwtstampProvider>),
        /// Of packets sent: one bit of `HWTSTAMP_TX_*`.
        ETHTOOL_A_TSCONFIG_TX_TYPES = 3 => TxTypes(Attrs<'a, Bitset>),
        /// Of packets received: one bit of `HWTSTAMP_FILTER_*`.
        ETHTOOL_A_TSCONFIG_RX_FILTERS = 4 => RxFilters(Attrs<'a, Bitset>),
        /// Flags: bits of `HWTSTAMP_FLAG_*`.
        ETHTOOL_A_TSCONFIG_HWTSTAMP_FLAGS = 5 => HwtstampFlags(Attrs<'a, Bitset>),
    }
}
attributes! {
    /// Virtual clocks of a device's clock: `ETHTOOL_A_PHC_VCLOCKS_*`, linux/ethtool_netlink.h.
    pub set PhcVclocks, enum PhcVclocksAttr<'a> {
        /// Which device.
        ETHTOOL_A_PHC_VCLOCKS_HEADER = 1 => Header(Attrs<'a, Header>),
        /// How many there are.
        ETHTOOL_A_PHC_VCLOCKS_NUM = 2 => Num(u32) where output(),
        /// Their numbers.
        ETHTOOL_A_PHC_VCLOCKS_INDEX = 3 => Index(Slice<'a, i32>) where output(),
    }
}
