//! PHYs of a device, and how well they hear.
use super::Header;
use crate::{
    attributes, numbers,
    wire::{Attrs, Str, Uint},
};

numbers! {
    /// What a PHY hangs on: `enum phy_upstream`, linux/ethtool.h.
    pub struct PhyUpstream(u32) {
        /// The MAC.
        PHY_UPSTREAM_MAC = 0,
        /// Another PHY.
        PHY_UPSTREAM_PHY = 1,
    }
}
attributes! {
    /// A PHY: `ETHTOOL_A_PHY_*`, linux/ethtool_netlink.h.
    pub set Phy, enum PhyAttr<'a> {
        /// Which device.
        ETHTOOL_A_PHY_HEADER = 1 => Header(Attrs<'a, Header>),
        /// Its index.
        ETHTOOL_A_PHY_INDEX = 2 => Index(u32) where output(),
        /// Its driver.
        ETHTOOL_A_PHY_DRVNAME = 3 => Drvname(Str<'a>) where output(),
        /// Its name.
        ETHTOOL_A_PHY_NAME = 4 => Name(Str<'a>) where output(),
        /// What it hangs on.
        ETHTOOL_A_PHY_UPSTREAM_TYPE = 5 => UpstreamType(PhyUpstream) where output(),
        /// Index of the PHY that it hangs on.
        ETHTOOL_A_PHY_UPSTREAM_INDEX = 6 => UpstreamIndex(u32) where output(),
        /// The cage of the module that it sits in.
        ETHTOOL_A_PHY_UPSTREAM_SFP_NAME = 7 => UpstreamSfpName(Str<'a>) where output(),
        /// The cage that hangs on it.
        ETHTOOL_A_PHY_DOWNSTREAM_SFP_NAME = 8 => DownstreamSfpName(Str<'a>) where output(),
    }
}
attributes! {
    /// Mean square errors of what a PHY hears: `ETHTOOL_A_MSE_*`, linux/ethtool_netlink.h.
    pub set Mse, enum MseAttr<'a> {
        /// Which device.
        ETHTOOL_A_MSE_HEADER = 1 => Header(Attrs<'a, Header>),
        /// What it can measure.
        ETHTOOL_A_MSE_CAPABILITIES = 2 => Capabilities(Attrs<'a, MseCapabilities>) where output(),
        /// The first pair.
        ETHTOOL_A_MSE_CHANNEL_A = 3 => ChannelA(Attrs<'a, MseSnapshot>) where output(),
        /// The second.
        ETHTOOL_A_MSE_CHANNEL_B = 4 => ChannelB(Attrs<'a, MseSnapshot>) where output(),
        /// The third.
        ETHTOOL_A_MSE_CHANNEL_C = 5 => ChannelC(Attrs<'a, MseSnapshot>) where output(),
        /// The fourth.
        ETHTOOL_A_MSE_CHANNEL_D = 6 => ChannelD(Attrs<'a, MseSnapshot>) where output(),
        /// The worst pair.
        ETHTOOL_A_MSE_WORST_CHANNEL = 7 => WorstChannel(Attrs<'a, MseSnapshot>) where output(),
        /// All together.
        ETHTOOL_A_MSE_LINK = 8 => Link(Attrs<'a, MseSnapshot>) where output(),
    }
}
attributes! {
    /// What a PHY can measure: `ETHTOOL_A_MSE_CAPABILITIES_*`, linux/ethtool_netlink.h.
    pub set MseCapabilities, enum MseCapabilitiesAttr<'a> {
        /// Largest average.
        ETHTOOL_A_MSE_CAPABILITIES_MAX_AVERAGE_MSE = 1 => MaxAverageMse(Uint) where output(),
        /// Largest peak.
        ETHTOOL_A_MSE_CAPABILITIES_MAX_PEAK_MSE = 2 => MaxPeakMse(Uint) where output(),
        /// Time between two measurements, picoseconds.
        ETHTOOL_A_MSE_CAPABILITIES_REFRESH_RATE_PS = 3 => RefreshRatePs(Uint) where output(),
        /// Symbols a measurement.
        ETHTOOL_A_MSE_CAPABILITIES_NUM_SYMBOLS = 4 => NumSymbols(Uint) where output(),
    }
}
attributes! {
    /// A measurement: `ETHTOOL_A_MSE_SNAPSHOT_*`, linux/ethtool_netlink.h.
    pub set MseSnapshot, enum MseSnapshotAttr<'a> {
        /// Average.
        ETHTOOL_A_MSE_SNAPSHOT_AVERAGE_MSE = 1 => AverageMse(Uint) where output(),
        /// Peak.
        ETHTOOL_A_MSE_SNAPSHOT_PEAK_MSE = 2 => PeakMse(Uint) where output(),
        /// Largest peak since it was read last.
        ETHTOOL_A_MSE_SNAPSHOT_WORST_PEAK_MSE = 3 => WorstPeakMse(Uint) where output(),
    }
}
