//! The link: connector, modes, state, wake on LAN, debug messages.
use super::{Bitset, Header};
use crate::{
    attributes, numbers,
    wire::{Attrs, HwAddr},
};

numbers! {
    /// A connector: `PORT_*`, linux/ethtool.h.
    pub struct Port(u8) {
        /// Twisted pair.
        PORT_TP = 0,
        /// Attachment unit interface.
        PORT_AUI = 1,
        /// Media independent interface.
        PORT_MII = 2,
        /// Fibre.
        PORT_FIBRE = 3,
        /// Coaxial.
        PORT_BNC = 4,
        /// Direct attach copper.
        PORT_DA = 5,
        /// None.
        PORT_NONE = 0xef,
        /// Another.
        PORT_OTHER = 0xff,
    }
}
numbers! {
    /// Duplex: `DUPLEX_*`, linux/ethtool.h.
    pub struct Duplex(u8) {
        /// Half.
        DUPLEX_HALF = 0,
        /// Full.
        DUPLEX_FULL = 1,
        /// Unknown.
        DUPLEX_UNKNOWN = 0xff,
    }
}
numbers! {
    /// Crossing of the pairs of a twisted-pair cable: `ETH_TP_MDI*`, linux/ethtool.h.
    pub struct Mdix(u8) {
        /// State: unknown. Control: not supported.
        ETH_TP_MDI_INVALID = 0,
        /// Not crossed.
        ETH_TP_MDI = 1,
        /// Crossed.
        ETH_TP_MDI_X = 2,
        /// Control: as the device finds.
        ETH_TP_MDI_AUTO = 3,
    }
}
numbers! {
    /// Where the transceiver is: `XCVR_*`, linux/ethtool.h.
    pub struct Transceiver(u8) {
        /// In the same package as the MAC.
        XCVR_INTERNAL = 0,
        /// Outside of it.
        XCVR_EXTERNAL = 1,
    }
}
numbers! {
    /// Which end gives the clock, as wished: `MASTER_SLAVE_CFG_*`, linux/ethtool.h.
    pub struct MasterSlaveCfg(u8) {
        /// Not supported.
        MASTER_SLAVE_CFG_UNSUPPORTED = 0,
        /// Unknown.
        MASTER_SLAVE_CFG_UNKNOWN = 1,
        /// This one, if it can be.
        MASTER_SLAVE_CFG_MASTER_PREFERRED = 2,
        /// The other, if it can be.
        MASTER_SLAVE_CFG_SLAVE_PREFERRED = 3,
        /// This one.
        MASTER_SLAVE_CFG_MASTER_FORCE = 4,
        /// The other.
        MASTER_SLAVE_CFG_SLAVE_FORCE = 5,
    }
}
numbers! {
    /// Which end gives the clock, as it is: `MASTER_SLAVE_STATE_*`, linux/ethtool.h.
    pub struct MasterSlaveState(u8) {
        /// Not supported.
        MASTER_SLAVE_STATE_UNSUPPORTED = 0,
        /// Unknown.
        MASTER_SLAVE_STATE_UNKNOWN = 1,
        /// This one.
        MASTER_SLAVE_STATE_MASTER = 2,
        /// The other.
        MASTER_SLAVE_STATE_SLAVE = 3,
        /// They did not agree.
        MASTER_SLAVE_STATE_ERR = 4,
    }
}
numbers! {
    /// How the MAC's rate is matched to the line's: `RATE_MATCH_*`, linux/ethtool.h.
    pub struct RateMatching(u8) {
        /// It is not.
        RATE_MATCH_NONE = 0,
        /// By pause frames.
        RATE_MATCH_PAUSE = 1,
        /// By carrier sense.
        RATE_MATCH_CRS = 2,
        /// By longer gaps between packets.
        RATE_MATCH_OPEN_LOOP = 3,
    }
}
numbers! {
    /// Why there is no link: `enum ethtool_link_ext_state`, linux/ethtool.h.
    pub struct LinkExtState(u8) {
        /// Autonegotiation.
        ETHTOOL_LINK_EXT_STATE_AUTONEG = 0,
        /// Link training failed.
        ETHTOOL_LINK_EXT_STATE_LINK_TRAINING_FAILURE = 1,
        /// A mismatch of coding or error correction.
        ETHTOOL_LINK_EXT_STATE_LINK_LOGICAL_MISMATCH = 2,
        /// The signal is bad.
        ETHTOOL_LINK_EXT_STATE_BAD_SIGNAL_INTEGRITY = 3,
        /// No cable.
        ETHTOOL_LINK_EXT_STATE_NO_CABLE = 4,
        /// The cable.
        ETHTOOL_LINK_EXT_STATE_CABLE_ISSUE = 5,
        /// Reading the cable's EEPROM.
        ETHTOOL_LINK_EXT_STATE_EEPROM_ISSUE = 6,
        /// Calibration failed.
        ETHTOOL_LINK_EXT_STATE_CALIBRATION_FAILURE = 7,
        /// The device may not draw so much power.
        ETHTOOL_LINK_EXT_STATE_POWER_BUDGET_EXCEEDED = 8,
        /// Too hot.
        ETHTOOL_LINK_EXT_STATE_OVERHEAT = 9,
        /// The plug-in module.
        ETHTOOL_LINK_EXT_STATE_MODULE = 10,
    }
}
attributes! {
    /// Connector and transceiver: `ETHTOOL_A_LINKINFO_*`, linux/ethtool_netlink.h.
    pub set LinkInfo, enum LinkInfoAttr<'a> {
        /// Which device.
        ETHTOOL_A_LINKINFO_HEADER = 1 => Header(Attrs<'a, Header>),
        /// The connector.
        ETHTOOL_A_LINKINFO_PORT = 2 => Port(Port),
        /// Address of the PHY on its MDIO bus.
        ETHTOOL_A_LINKINFO_PHYADDR = 3 => Phyaddr(u8),
        /// How the pairs are crossed.
        ETHTOOL_A_LINKINFO_TP_MDIX = 4 => TpMdix(Mdix) where output(),
        /// How they shall be.
        ETHTOOL_A_LINKINFO_TP_MDIX_CTRL = 5 => TpMdixCtrl(Mdix),
        /// Where the transceiver is.
        ETHTOOL_A_LINKINFO_TRANSCEIVER = 6 => Transceiver(Transceiver) where output(),
    }
}
attributes! {
    /// Speed, duplex, and what both ends can do: `ETHTOOL_A_LINKMODES_*`, linux/ethtool_netlink.h.
    pub set LinkModes, enum LinkModesAttr<'a> {
        /// Which device.
        ETHTOOL_A_LINKMODES_HEADER = 1 => Header(Attrs<'a, Header>),
        /// Whether it negotiates: 0 or 1.
        ETHTOOL_A_LINKMODES_AUTONEG = 2 => Autoneg(u8),
        /// What this end can do (the mask) and advertises (the value): bits of [`LinkMode`](super::LinkMode).
        ETHTOOL_A_LINKMODES_OURS = 3 => Ours(Attrs<'a, Bitset>),
        /// What the other end advertises.
        ETHTOOL_A_LINKMODES_PEER = 4 => Peer(Attrs<'a, Bitset>) where output(),
        /// Speed, Mbit/s; 0xffff_ffff where it is unknown.
        ETHTOOL_A_LINKMODES_SPEED = 5 => Speed(u32),
        /// Duplex.
        ETHTOOL_A_LINKMODES_DUPLEX = 6 => Duplex(Duplex),
        /// Which end shall give the clock.
        ETHTOOL_A_LINKMODES_MASTER_SLAVE_CFG = 7 => MasterSlaveCfg(MasterSlaveCfg),
        /// Which end does.
        ETHTOOL_A_LINKMODES_MASTER_SLAVE_STATE = 8 => MasterSlaveState(MasterSlaveState) where output(),
        /// How many lanes.
        ETHTOOL_A_LINKMODES_LANES = 9 => Lanes(u32) where range(1, 8),
        /// How the MAC's rate is matched to the line's.
        ETHTOOL_A_LINKMODES_RATE_MATCHING = 10 => RateMatching(RateMatching) where output(),
    }
}
attributes! {
    /// Whether there is a link, and how good: `ETHTOOL_A_LINKSTATE_*`, linux/ethtool_netlink.h.
    pub set LinkState, enum LinkStateAttr<'a> {
        /// Which device.
        ETHTOOL_A_LINKSTATE_HEADER = 1 => Header(Attrs<'a, Header>),
        /// Whether there is: 0 or 1.
        ETHTOOL_A_LINKSTATE_LINK = 2 => Link(u8) where output(),
        /// Quality of the signal, 0 up to the largest.
        ETHTOOL_A_LINKSTATE_SQI = 3 => Sqi(u32) where output(),
        /// The largest quality.
        ETHTOOL_A_LINKSTATE_SQI_MAX = 4 => SqiMax(u32) where output(),
        /// Why there is no link.
        ETHTOOL_A_LINKSTATE_EXT_STATE = 5 => ExtState(LinkExtState) where output(),
        /// More on that: a number by what EXT_STATE is (`enum ethtool_link_ext_substate_*`, linux/ethtool.h).
        ETHTOOL_A_LINKSTATE_EXT_SUBSTATE = 6 => ExtSubstate(u8) where output(),
        /// How often the link went down.
        ETHTOOL_A_LINKSTATE_EXT_DOWN_CNT = 7 => ExtDownCnt(u32) where output(),
    }
}
attributes! {
    /// Which messages a driver logs: `ETHTOOL_A_DEBUG_*`, linux/ethtool_netlink.h.
    pub set Debug, enum DebugAttr<'a> {
        /// Which device.
        ETHTOOL_A_DEBUG_HEADER = 1 => Header(Attrs<'a, Header>),
        /// Classes of messages: `NETIF_MSG_*`.
        ETHTOOL_A_DEBUG_MSGMASK = 2 => Msgmask(Attrs<'a, Bitset>),
    }
}
attributes! {
    /// Wake on LAN: `ETHTOOL_A_WOL_*`, linux/ethtool_netlink.h.
    pub set Wol, enum WolAttr<'a> {
        /// Which device.
        ETHTOOL_A_WOL_HEADER = 1 => Header(Attrs<'a, Header>),
        /// By what it can be woken (the mask) and is (the value): bits of `WAKE_*`.
        ETHTOOL_A_WOL_MODES = 2 => Modes(Attrs<'a, Bitset>),
        /// The password of SecureOn, six bytes.
        ETHTOOL_A_WOL_SOPASS = 3 => Sopass(HwAddr<'a>) where at_most(6),
    }
}
