//! Link settings: connector, link modes, link state, Wake-on-LAN, driver message levels.
use super::{Bitset, Header};
use crate::{
    attributes, open_enum,
    wire::{Attrs, HwAddr},
};

open_enum! {
    /// Connector type: `PORT_*`, linux/ethtool.h.
    pub struct Port(u8) {
        /// Twisted pair.
        PORT_TP = 0,
        /// Attachment Unit Interface (AUI).
        PORT_AUI = 1,
        /// Media Independent Interface (MII).
        PORT_MII = 2,
        /// Fibre: optical connector.
        PORT_FIBRE = 3,
        /// Coaxial cable (BNC).
        PORT_BNC = 4,
        /// Direct attach copper (DAC).
        PORT_DA = 5,
        /// No connector.
        PORT_NONE = 0xef,
        /// Other: no connector of this list.
        PORT_OTHER = 0xff,
    }
}
open_enum! {
    /// Duplex mode: `DUPLEX_*`, linux/ethtool.h.
    pub struct Duplex(u8) {
        /// Half duplex: sends or receives (CSMA/CD).
        DUPLEX_HALF = 0,
        /// Full duplex: sends and receives at the same time.
        DUPLEX_FULL = 1,
        /// Unknown, for example without carrier.
        DUPLEX_UNKNOWN = 0xff,
    }
}
open_enum! {
    /// MDI/MDI-X status or control of a twisted-pair port: `ETH_TP_MDI*`, linux/ethtool.h.
    pub struct Mdix(u8) {
        /// As status: unknown. As control: not supported.
        ETH_TP_MDI_INVALID = 0,
        /// MDI: pairs not crossed over.
        ETH_TP_MDI = 1,
        /// MDI-X: pairs crossed over.
        ETH_TP_MDI_X = 2,
        /// Automatic selection (Auto MDI-X). Only as control.
        ETH_TP_MDI_AUTO = 3,
    }
}
open_enum! {
    /// Location of the transceiver: `XCVR_*`, linux/ethtool.h.
    pub struct Transceiver(u8) {
        /// Internal: in one package with the MAC.
        XCVR_INTERNAL = 0,
        /// External: outside the package of the MAC.
        XCVR_EXTERNAL = 1,
    }
}
open_enum! {
    /// Configured master or slave role of the PHY (clock source): `MASTER_SLAVE_CFG_*`.
    ///
    /// Header: linux/ethtool.h.
    pub struct MasterSlaveCfg(u8) {
        /// Not supported.
        MASTER_SLAVE_CFG_UNSUPPORTED = 0,
        /// Unknown to the driver.
        MASTER_SLAVE_CFG_UNKNOWN = 1,
        /// Master preferred: autonegotiation, as a multi-port device.
        MASTER_SLAVE_CFG_MASTER_PREFERRED = 2,
        /// Slave preferred: autonegotiation, as a single-port device.
        MASTER_SLAVE_CFG_SLAVE_PREFERRED = 3,
        /// Master forced: provides the clock.
        MASTER_SLAVE_CFG_MASTER_FORCE = 4,
        /// Slave forced: recovers the clock from the peer.
        MASTER_SLAVE_CFG_SLAVE_FORCE = 5,
    }
}
open_enum! {
    /// Current master or slave role of the PHY (clock source): `MASTER_SLAVE_STATE_*`.
    ///
    /// Header: linux/ethtool.h.
    pub struct MasterSlaveState(u8) {
        /// Not supported.
        MASTER_SLAVE_STATE_UNSUPPORTED = 0,
        /// Unknown, for example without carrier.
        MASTER_SLAVE_STATE_UNKNOWN = 1,
        /// Master: provides the clock of the link.
        MASTER_SLAVE_STATE_MASTER = 2,
        /// Slave: recovers the clock from the peer.
        MASTER_SLAVE_STATE_SLAVE = 3,
        /// Resolution failed: both ends claim one role.
        MASTER_SLAVE_STATE_ERR = 4,
    }
}
open_enum! {
    /// Rate matching between MAC and PHY: `RATE_MATCH_*`, linux/ethtool.h.
    pub struct RateMatching(u8) {
        /// No rate matching.
        RATE_MATCH_NONE = 0,
        /// By pause frames.
        RATE_MATCH_PAUSE = 1,
        /// By carrier sense (CRS).
        RATE_MATCH_CRS = 2,
        /// Open loop: the MAC inserts longer inter-packet gaps.
        RATE_MATCH_OPEN_LOOP = 3,
    }
}
open_enum! {
    /// Reason for a missing link: `enum ethtool_link_ext_state`, linux/ethtool.h.
    pub struct LinkExtState(u8) {
        /// Autonegotiation.
        ETHTOOL_LINK_EXT_STATE_AUTONEG = 0,
        /// Link training failure: equalization with the peer failed.
        ETHTOOL_LINK_EXT_STATE_LINK_TRAINING_FAILURE = 1,
        /// Logical mismatch: physical coding sublayer (PCS) or FEC.
        ETHTOOL_LINK_EXT_STATE_LINK_LOGICAL_MISMATCH = 2,
        /// Bad signal integrity: too many bit errors.
        ETHTOOL_LINK_EXT_STATE_BAD_SIGNAL_INTEGRITY = 3,
        /// No cable connected.
        ETHTOOL_LINK_EXT_STATE_NO_CABLE = 4,
        /// Cable failure.
        ETHTOOL_LINK_EXT_STATE_CABLE_ISSUE = 5,
        /// Failure to read the EEPROM of the cable.
        ETHTOOL_LINK_EXT_STATE_EEPROM_ISSUE = 6,
        /// Calibration failure of the transmitter or receiver.
        ETHTOOL_LINK_EXT_STATE_CALIBRATION_FAILURE = 7,
        /// Power budget of the port exceeded by cable or module.
        ETHTOOL_LINK_EXT_STATE_POWER_BUDGET_EXCEEDED = 8,
        /// Overheated interface.
        ETHTOOL_LINK_EXT_STATE_OVERHEAT = 9,
        /// Failure of the plug-in module.
        ETHTOOL_LINK_EXT_STATE_MODULE = 10,
    }
}
attributes! {
    /// Connector and transceiver: `ETHTOOL_A_LINKINFO_*`, linux/ethtool_netlink.h.
    pub set LinkInfo, enum LinkInfoAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_LINKINFO_HEADER: Attrs<'a, Header> = 1,
        /// Connector type.
        ETHTOOL_A_LINKINFO_PORT: Port = 2,
        /// MDIO address of the PHY.
        ETHTOOL_A_LINKINFO_PHYADDR: u8 = 3,
        /// MDI-X status.
        ETHTOOL_A_LINKINFO_TP_MDIX: Mdix = 4 where read_only,
        /// MDI-X control.
        ETHTOOL_A_LINKINFO_TP_MDIX_CTRL: Mdix = 5,
        /// Location of the transceiver.
        ETHTOOL_A_LINKINFO_TRANSCEIVER: Transceiver = 6 where read_only,
    }
}
attributes! {
    /// Speed, duplex and link modes of both ends: `ETHTOOL_A_LINKMODES_*`, linux/ethtool_netlink.h.
    #[doc(alias = "ethtool_link_settings")]
    pub set LinkModes, enum LinkModesAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_LINKMODES_HEADER: Attrs<'a, Header> = 1,
        /// Autonegotiation: 0 or 1.
        ETHTOOL_A_LINKMODES_AUTONEG: u8 = 2,
        /// Supported (mask) and advertised (value) link modes.
        ///
        /// Bits of [`LinkMode`](super::LinkMode).
        ETHTOOL_A_LINKMODES_OURS: Attrs<'a, Bitset> = 3,
        /// Link modes that the link partner advertises: bits of [`LinkMode`](super::LinkMode).
        ETHTOOL_A_LINKMODES_PEER: Attrs<'a, Bitset> = 4 where read_only,
        /// Speed, Mbit/s; `0xffff_ffff` if unknown.
        ETHTOOL_A_LINKMODES_SPEED: u32 = 5,
        /// Duplex mode.
        ETHTOOL_A_LINKMODES_DUPLEX: Duplex = 6,
        /// Configured master or slave role of the PHY.
        ETHTOOL_A_LINKMODES_MASTER_SLAVE_CFG: MasterSlaveCfg = 7,
        /// Current master or slave role of the PHY.
        ETHTOOL_A_LINKMODES_MASTER_SLAVE_STATE: MasterSlaveState = 8 where read_only,
        /// Number of lanes.
        ETHTOOL_A_LINKMODES_LANES: u32 = 9 where range(1, 8),
        /// Rate matching between MAC and PHY.
        ETHTOOL_A_LINKMODES_RATE_MATCHING: RateMatching = 10 where read_only,
    }
}
attributes! {
    /// Link state and signal quality: `ETHTOOL_A_LINKSTATE_*`, linux/ethtool_netlink.h.
    pub set LinkState, enum LinkStateAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_LINKSTATE_HEADER: Attrs<'a, Header> = 1,
        /// Link detected: 0 or 1.
        ETHTOOL_A_LINKSTATE_LINK: u8 = 2 where read_only,
        /// Signal quality index (SQI), from 0 to `ETHTOOL_A_LINKSTATE_SQI_MAX`.
        ETHTOOL_A_LINKSTATE_SQI: u32 = 3 where read_only,
        /// Maximum signal quality index (SQI).
        ETHTOOL_A_LINKSTATE_SQI_MAX: u32 = 4 where read_only,
        /// Reason for the missing link.
        ETHTOOL_A_LINKSTATE_EXT_STATE: LinkExtState = 5 where read_only,
        /// Detail of `ETHTOOL_A_LINKSTATE_EXT_STATE`, on which the meaning of the number depends.
        ///
        /// `enum ethtool_link_ext_substate_*`, linux/ethtool.h.
        ETHTOOL_A_LINKSTATE_EXT_SUBSTATE: u8 = 6 where read_only,
        /// Number of times the link went down.
        ETHTOOL_A_LINKSTATE_EXT_DOWN_CNT: u32 = 7 where read_only,
    }
}
attributes! {
    /// Message level of the driver: `ETHTOOL_A_DEBUG_*`, linux/ethtool_netlink.h.
    #[doc(alias = "msglvl")]
    pub set Debug, enum DebugAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_DEBUG_HEADER: Attrs<'a, Header> = 1,
        /// Classes of messages that the driver logs: bits of `NETIF_MSG_*`.
        ETHTOOL_A_DEBUG_MSGMASK: Attrs<'a, Bitset> = 2,
    }
}
attributes! {
    /// Wake-on-LAN: `ETHTOOL_A_WOL_*`, linux/ethtool_netlink.h.
    #[doc(alias = "ethtool_wolinfo")]
    pub set Wol, enum WolAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_WOL_HEADER: Attrs<'a, Header> = 1,
        /// Supported (mask) and enabled (value) Wake-on-LAN modes: bits of `WAKE_*`.
        ETHTOOL_A_WOL_MODES: Attrs<'a, Bitset> = 2,
        /// SecureOn password, 6 bytes.
        ETHTOOL_A_WOL_SOPASS: HwAddr<'a> = 3 where max_len(6) where secret,
    }
}
