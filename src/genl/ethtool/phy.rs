//! PHYs of a device, and mean square error (MSE) diagnostics.
use super::Header;
use crate::{
    attributes, open_enum,
    wire::{Attrs, Str, Uint},
};

open_enum! {
    /// Type of the upstream device of a PHY: `enum phy_upstream`, linux/ethtool.h.
    pub struct PhyUpstream(u32) {
        /// The PHY is connected to the MAC.
        PHY_UPSTREAM_MAC = 0,
        /// The PHY is connected to another PHY, such as one in an SFP module.
        PHY_UPSTREAM_PHY = 1,
    }
}
attributes! {
    /// PHY of a device: `ETHTOOL_A_PHY_*`, linux/ethtool_netlink.h (Linux 6.12).
    pub set Phy, enum PhyAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_PHY_HEADER: Attrs<'a, Header> = 1,
        /// Index of the PHY, unique within the interface.
        ETHTOOL_A_PHY_INDEX: u32 = 2 where read_only,
        /// Driver name.
        ETHTOOL_A_PHY_DRVNAME: Str<'a> = 3 where read_only,
        /// Name of the PHY device in the kernel.
        ETHTOOL_A_PHY_NAME: Str<'a> = 4 where read_only,
        /// Type of the upstream device.
        ETHTOOL_A_PHY_UPSTREAM_TYPE: PhyUpstream = 5 where read_only,
        /// Index of the upstream PHY, if the upstream device is a PHY.
        ETHTOOL_A_PHY_UPSTREAM_INDEX: u32 = 6 where read_only,
        /// Name of the SFP cage whose module contains the PHY.
        ETHTOOL_A_PHY_UPSTREAM_SFP_NAME: Str<'a> = 7 where read_only,
        /// Name of the SFP cage that is connected to the PHY.
        ETHTOOL_A_PHY_DOWNSTREAM_SFP_NAME: Str<'a> = 8 where read_only,
    }
}
attributes! {
    /// Mean square error (MSE) of the received signal: `ETHTOOL_A_MSE_*`, linux/ethtool_netlink.h.
    ///
    /// Linux 6.19. The reply contains the channels if the PHY measures them, otherwise the worst
    /// channel, otherwise the link.
    pub set Mse, enum MseAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_MSE_HEADER: Attrs<'a, Header> = 1,
        /// Measurement capabilities of the PHY.
        ETHTOOL_A_MSE_CAPABILITIES: Attrs<'a, MseCapabilities> = 2 where read_only,
        /// Measurement of channel A.
        ETHTOOL_A_MSE_CHANNEL_A: Attrs<'a, MseSnapshot> = 3 where read_only,
        /// Measurement of channel B.
        ETHTOOL_A_MSE_CHANNEL_B: Attrs<'a, MseSnapshot> = 4 where read_only,
        /// Measurement of channel C.
        ETHTOOL_A_MSE_CHANNEL_C: Attrs<'a, MseSnapshot> = 5 where read_only,
        /// Measurement of channel D.
        ETHTOOL_A_MSE_CHANNEL_D: Attrs<'a, MseSnapshot> = 6 where read_only,
        /// Measurement of the worst channel.
        ETHTOOL_A_MSE_WORST_CHANNEL: Attrs<'a, MseSnapshot> = 7 where read_only,
        /// Measurement of the link, all channels combined.
        ETHTOOL_A_MSE_LINK: Attrs<'a, MseSnapshot> = 8 where read_only,
    }
}
attributes! {
    /// MSE capabilities of a PHY: `ETHTOOL_A_MSE_CAPABILITIES_*`, linux/ethtool_netlink.h.
    pub set MseCapabilities, enum MseCapabilitiesAttr<'a> {
        /// Maximum of the average MSE: the end of the scale.
        ETHTOOL_A_MSE_CAPABILITIES_MAX_AVERAGE_MSE: Uint = 1 where read_only,
        /// Maximum of the peak MSE: the end of the scale.
        ETHTOOL_A_MSE_CAPABILITIES_MAX_PEAK_MSE: Uint = 2 where read_only,
        /// Time between measurements, picoseconds.
        ETHTOOL_A_MSE_CAPABILITIES_REFRESH_RATE_PS: Uint = 3 where read_only,
        /// Number of symbols per measurement.
        ETHTOOL_A_MSE_CAPABILITIES_NUM_SYMBOLS: Uint = 4 where read_only,
    }
}
attributes! {
    /// MSE measurement: `ETHTOOL_A_MSE_SNAPSHOT_*`, linux/ethtool_netlink.h.
    pub set MseSnapshot, enum MseSnapshotAttr<'a> {
        /// Average MSE, in the scale of the PHY.
        ETHTOOL_A_MSE_SNAPSHOT_AVERAGE_MSE: Uint = 1 where read_only,
        /// Peak MSE, in the scale of the PHY.
        ETHTOOL_A_MSE_SNAPSHOT_PEAK_MSE: Uint = 2 where read_only,
        /// Worst peak MSE since the last read, in the scale of the PHY.
        ETHTOOL_A_MSE_SNAPSHOT_WORST_PEAK_MSE: Uint = 3 where read_only,
    }
}
