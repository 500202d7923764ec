//! Connectivity Fault Management (CFM) of a bridge: `IFLA_BRIDGE_CFM`, IEEE 802.1Q, ITU-T G.8013.
//!
//! linux/if_bridge.h and linux/cfm_bridge.h. The kernel sends the attribute only if `IFLA_EXT_MASK`
//! has `RTEXT_FILTER_CFM_CONFIG` or `RTEXT_FILTER_CFM_STATUS`.
//!
//! MEP: Maintenance association End Point. CCM: Continuity Check Message. MAID: Maintenance
//! Association Identifier. RDI: Remote Defect Indication.
//!
//! ```
//! use nlwire::{route::{BridgeSpec, Cfm, CfmMepConfig}, wire::{HwAddr, Writer}};
//! let mut buffer = [0; 64];
//! let mut bridge = Writer::<BridgeSpec>::new(&mut buffer);
//! bridge.nest(BridgeSpec::IFLA_BRIDGE_CFM, |cfm| {
//!     cfm.nest(Cfm::IFLA_BRIDGE_CFM_MEP_CONFIG, |point| {
//!         point.put(CfmMepConfig::IFLA_BRIDGE_CFM_MEP_CONFIG_INSTANCE, 1);
//!         point.put(CfmMepConfig::IFLA_BRIDGE_CFM_MEP_CONFIG_UNICAST_MAC, HwAddr(&[2, 0, 0, 0, 0, 1]));
//!     });
//! });
//! assert_eq!(bridge.finish()?.len(), 28);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use crate::{
    attributes, open_enum,
    wire::{Attrs, HwAddr},
};

open_enum! {
    /// Domain of a MEP: `enum br_cfm_domain`, linux/cfm_bridge.h.
    pub struct CfmDomain(u32) {
        /// Port MEP.
        BR_CFM_PORT = 0,
        /// VLAN MEP. Not implemented by any kernel yet.
        BR_CFM_VLAN = 1,
    }
}
open_enum! {
    /// Direction of a MEP: `enum br_cfm_mep_direction`, linux/cfm_bridge.h.
    pub struct CfmDirection(u32) {
        /// Down MEP: CFM frames are exchanged with the link of the port.
        BR_CFM_MEP_DIRECTION_DOWN = 0,
        /// Up MEP: CFM frames are exchanged through the bridge. Not implemented by any kernel yet.
        BR_CFM_MEP_DIRECTION_UP = 1,
    }
}
open_enum! {
    /// CCM interval: `enum br_cfm_ccm_interval`, linux/cfm_bridge.h.
    pub struct CfmInterval(u32) {
        /// No CCM interval.
        BR_CFM_CCM_INTERVAL_NONE = 0,
        /// CCM interval of 3.3 milliseconds.
        BR_CFM_CCM_INTERVAL_3_3_MS = 1,
        /// CCM interval of 10 milliseconds.
        BR_CFM_CCM_INTERVAL_10_MS = 2,
        /// CCM interval of 100 milliseconds.
        BR_CFM_CCM_INTERVAL_100_MS = 3,
        /// CCM interval of 1 second.
        BR_CFM_CCM_INTERVAL_1_SEC = 4,
        /// CCM interval of 10 seconds.
        BR_CFM_CCM_INTERVAL_10_SEC = 5,
        /// CCM interval of 1 minute.
        BR_CFM_CCM_INTERVAL_1_MIN = 6,
        /// CCM interval of 10 minutes.
        BR_CFM_CCM_INTERVAL_10_MIN = 7,
    }
}

attributes! {
    /// Connectivity Fault Management (CFM) of a bridge: `IFLA_BRIDGE_CFM_*`, linux/if_bridge.h.
    ///
    /// The attributes that end in `INFO` are in replies, one per MEP or peer; all others are in
    /// requests.
    pub set Cfm, enum CfmAttr<'a> {
        /// Creates a MEP (maintenance association end point).
        IFLA_BRIDGE_CFM_MEP_CREATE: Attrs<'a, CfmMepCreate> = 1,
        /// Deletes a MEP (maintenance association end point).
        IFLA_BRIDGE_CFM_MEP_DELETE: Attrs<'a, CfmMepDelete> = 2,
        /// Sets the MAC address, level and MEP id of a MEP.
        IFLA_BRIDGE_CFM_MEP_CONFIG: Attrs<'a, CfmMepConfig> = 3,
        /// Sets the continuity check of a MEP: interval and MAID expected.
        IFLA_BRIDGE_CFM_CC_CONFIG: Attrs<'a, CfmCcConfig> = 4,
        /// Adds a peer MEP, whose CCM frames are expected.
        IFLA_BRIDGE_CFM_CC_PEER_MEP_ADD: Attrs<'a, CfmPeerMep> = 5,
        /// Removes a peer MEP, whose CCM frames are no longer expected.
        IFLA_BRIDGE_CFM_CC_PEER_MEP_REMOVE: Attrs<'a, CfmPeerMep> = 6,
        /// Sets the RDI flag in transmitted CCM frames.
        IFLA_BRIDGE_CFM_CC_RDI: Attrs<'a, CfmRdi> = 7,
        /// Starts or stops the transmission of CCM frames.
        IFLA_BRIDGE_CFM_CC_CCM_TX: Attrs<'a, CfmCcmTx> = 8,
        /// MEP: instance, domain, direction and port.
        IFLA_BRIDGE_CFM_MEP_CREATE_INFO: [Attrs<'a, CfmMepCreate>] = 9 where read_only,
        /// MAC address, level and MEP id of a MEP.
        IFLA_BRIDGE_CFM_MEP_CONFIG_INFO: [Attrs<'a, CfmMepConfig>] = 10 where read_only,
        /// Continuity check of a MEP: interval and MAID expected.
        IFLA_BRIDGE_CFM_CC_CONFIG_INFO: [Attrs<'a, CfmCcConfig>] = 11 where read_only,
        /// RDI flag in transmitted CCM frames.
        IFLA_BRIDGE_CFM_CC_RDI_INFO: [Attrs<'a, CfmRdi>] = 12 where read_only,
        /// Transmission of CCM frames.
        IFLA_BRIDGE_CFM_CC_CCM_TX_INFO: [Attrs<'a, CfmCcmTx>] = 13 where read_only,
        /// Configured peer MEP.
        IFLA_BRIDGE_CFM_CC_PEER_MEP_INFO: [Attrs<'a, CfmPeerMep>] = 14 where read_only,
        /// Status of a MEP: defects that were seen.
        IFLA_BRIDGE_CFM_MEP_STATUS_INFO: [Attrs<'a, CfmMepStatus>] = 15 where read_only,
        /// Status of a peer MEP.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_INFO: [Attrs<'a, CfmPeerStatus>] = 16 where read_only,
    }
}
attributes! {
    /// Maintenance association end point (MEP): `IFLA_BRIDGE_CFM_MEP_CREATE_*`, linux/if_bridge.h.
    pub set CfmMepCreate, enum CfmMepCreateAttr<'a> {
        /// MEP instance number.
        IFLA_BRIDGE_CFM_MEP_CREATE_INSTANCE: u32 = 1,
        /// Domain: port or VLAN.
        IFLA_BRIDGE_CFM_MEP_CREATE_DOMAIN: CfmDomain = 2,
        /// Direction: down or up.
        IFLA_BRIDGE_CFM_MEP_CREATE_DIRECTION: CfmDirection = 3,
        /// Interface index of the bridge port.
        IFLA_BRIDGE_CFM_MEP_CREATE_IFINDEX: u32 = 4,
    }
}
attributes! {
    /// MEP to delete: `IFLA_BRIDGE_CFM_MEP_DELETE_*`, linux/if_bridge.h.
    pub set CfmMepDelete, enum CfmMepDeleteAttr<'a> {
        /// MEP instance number.
        IFLA_BRIDGE_CFM_MEP_DELETE_INSTANCE: u32 = 1,
    }
}
attributes! {
    /// Configuration of a MEP: `IFLA_BRIDGE_CFM_MEP_CONFIG_*`, linux/if_bridge.h.
    pub set CfmMepConfig, enum CfmMepConfigAttr<'a> {
        /// MEP instance number.
        IFLA_BRIDGE_CFM_MEP_CONFIG_INSTANCE: u32 = 1,
        /// Unicast MAC address of the MEP, source address of CFM frames.
        IFLA_BRIDGE_CFM_MEP_CONFIG_UNICAST_MAC: HwAddr<'a> = 2 where exact_len(6),
        /// Maintenance domain level (MD level).
        IFLA_BRIDGE_CFM_MEP_CONFIG_MDLEVEL: u32 = 3 where range(0, 7),
        /// MEP id, unique within the maintenance association.
        IFLA_BRIDGE_CFM_MEP_CONFIG_MEPID: u32 = 4 where range(0, 0x1fff),
    }
}
attributes! {
    /// Continuity check of a MEP: `IFLA_BRIDGE_CFM_CC_CONFIG_*`, linux/if_bridge.h.
    pub set CfmCcConfig, enum CfmCcConfigAttr<'a> {
        /// MEP instance number.
        IFLA_BRIDGE_CFM_CC_CONFIG_INSTANCE: u32 = 1,
        /// Continuity check of received CCM frames, 0 or 1.
        IFLA_BRIDGE_CFM_CC_CONFIG_ENABLE: u32 = 2,
        /// CCM interval, expected on receive and used on transmit.
        IFLA_BRIDGE_CFM_CC_CONFIG_EXP_INTERVAL: CfmInterval = 3,
        /// Maintenance association identifier (MAID), expected on receive, used on transmit. 48
        /// bytes.
        IFLA_BRIDGE_CFM_CC_CONFIG_EXP_MAID: &'a [u8] = 4 where max_len(48),
    }
}
attributes! {
    /// Peer MEP: `IFLA_BRIDGE_CFM_CC_PEER_MEP*`, linux/if_bridge.h.
    pub set CfmPeerMep, enum CfmPeerMepAttr<'a> {
        /// MEP instance number.
        IFLA_BRIDGE_CFM_CC_PEER_MEP_INSTANCE: u32 = 1,
        /// MEP id of the peer.
        IFLA_BRIDGE_CFM_CC_PEER_MEPID: u32 = 2 where range(0, 0x1fff),
    }
}
attributes! {
    /// Remote Defect Indication (RDI) of a MEP: `IFLA_BRIDGE_CFM_CC_RDI_*`, linux/if_bridge.h.
    pub set CfmRdi, enum CfmRdiAttr<'a> {
        /// MEP instance number.
        IFLA_BRIDGE_CFM_CC_RDI_INSTANCE: u32 = 1,
        /// RDI flag in transmitted CCM frames, 0 or 1.
        IFLA_BRIDGE_CFM_CC_RDI_RDI: u32 = 2,
    }
}
attributes! {
    /// Transmission of CCM frames by a MEP: `IFLA_BRIDGE_CFM_CC_CCM_TX_*`, linux/if_bridge.h.
    pub set CfmCcmTx, enum CfmCcmTxAttr<'a> {
        /// MEP instance number.
        IFLA_BRIDGE_CFM_CC_CCM_TX_INSTANCE: u32 = 1,
        /// Destination MAC address.
        IFLA_BRIDGE_CFM_CC_CCM_TX_DMAC: HwAddr<'a> = 2 where exact_len(6),
        /// Increment of the sequence number in each CCM frame, 0 or 1.
        IFLA_BRIDGE_CFM_CC_CCM_TX_SEQ_NO_UPDATE: u32 = 3,
        /// Duration of the transmission, seconds; 0 stops the transmission.
        IFLA_BRIDGE_CFM_CC_CCM_TX_PERIOD: u32 = 4,
        /// Interface Status TLV in CCM frames, 0 or 1.
        IFLA_BRIDGE_CFM_CC_CCM_TX_IF_TLV: u32 = 5,
        /// Value of the Interface Status TLV.
        IFLA_BRIDGE_CFM_CC_CCM_TX_IF_TLV_VALUE: u8 = 6,
        /// Port Status TLV in CCM frames, 0 or 1.
        IFLA_BRIDGE_CFM_CC_CCM_TX_PORT_TLV: u32 = 7,
        /// Value of the Port Status TLV.
        IFLA_BRIDGE_CFM_CC_CCM_TX_PORT_TLV_VALUE: u8 = 8,
    }
}
attributes! {
    /// Status of a MEP: `IFLA_BRIDGE_CFM_MEP_STATUS_*`, linux/if_bridge.h.
    ///
    /// A reply clears the `SEEN` flags.
    pub set CfmMepStatus, enum CfmMepStatusAttr<'a> {
        /// MEP instance number.
        IFLA_BRIDGE_CFM_MEP_STATUS_INSTANCE: u32 = 1 where read_only,
        /// 1 if a CFM frame with unexpected opcode was received since the last reply.
        IFLA_BRIDGE_CFM_MEP_STATUS_OPCODE_UNEXP_SEEN: u32 = 2 where read_only,
        /// 1 if a CFM frame with unexpected version was received since the last reply.
        IFLA_BRIDGE_CFM_MEP_STATUS_VERSION_UNEXP_SEEN: u32 = 3 where read_only,
        /// 1 if a CFM frame of a lower MD level was received since the last reply.
        IFLA_BRIDGE_CFM_MEP_STATUS_RX_LEVEL_LOW_SEEN: u32 = 4 where read_only,
    }
}
attributes! {
    /// Status of a peer MEP: `IFLA_BRIDGE_CFM_CC_PEER_STATUS_*`, linux/if_bridge.h.
    ///
    /// A reply clears the `SEEN` flags.
    pub set CfmPeerStatus, enum CfmPeerStatusAttr<'a> {
        /// MEP instance number.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_INSTANCE: u32 = 1 where read_only,
        /// MEP id of the peer.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_PEER_MEPID: u32 = 2 where read_only,
        /// CCM defect: 1 if CCM frames of the peer are missing.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_CCM_DEFECT: u32 = 3 where read_only,
        /// RDI flag of the last CCM frame received, 0 or 1.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_RDI: u32 = 4 where read_only,
        /// Value of the last Port Status TLV received.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_PORT_TLV_VALUE: u8 = 5 where read_only,
        /// Value of the last Interface Status TLV received.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_IF_TLV_VALUE: u8 = 6 where read_only,
        /// 1 if a CCM frame of the peer was received since the last reply.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_SEEN: u32 = 7 where read_only,
        /// 1 if a CCM frame with TLV was received since the last reply.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_TLV_SEEN: u32 = 8 where read_only,
        /// 1 if a CCM frame with unexpected sequence number was received since the last reply.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_SEQ_UNEXP_SEEN: u32 = 9 where read_only,
    }
}
