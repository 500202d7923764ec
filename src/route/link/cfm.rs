//! Connectivity fault management of a bridge, IEEE 802.1Q and ITU-T G.8013: `IFLA_BRIDGE_CFM`, linux/if_bridge.h and linux/cfm_bridge.h.
//! The kernel tells of it only where `IFLA_EXT_MASK` asks by `RTEXT_FILTER_CFM_CONFIG` and `RTEXT_FILTER_CFM_STATUS`.
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
    attributes, numbers,
    wire::{Attrs, HwAddr},
};

numbers! {
    /// What a point watches: `enum br_cfm_domain`, linux/cfm_bridge.h.
    pub struct CfmDomain(u32) {
        /// A port.
        BR_CFM_PORT = 0,
        /// A VLAN. (No kernel knows how, yet.)
        BR_CFM_VLAN = 1,
    }
}
numbers! {
    /// Where a point looks: `enum br_cfm_mep_direction`, linux/cfm_bridge.h.
    pub struct CfmDirection(u32) {
        /// Out of the port.
        BR_CFM_MEP_DIRECTION_DOWN = 0,
        /// Into the bridge. (No kernel knows how, yet.)
        BR_CFM_MEP_DIRECTION_UP = 1,
    }
}
numbers! {
    /// How often continuity is checked: `enum br_cfm_ccm_interval`, linux/cfm_bridge.h.
    pub struct CfmInterval(u32) {
        /// Never.
        BR_CFM_CCM_INTERVAL_NONE = 0,
        /// Every 3.3 milliseconds.
        BR_CFM_CCM_INTERVAL_3_3_MS = 1,
        /// Every 10 milliseconds.
        BR_CFM_CCM_INTERVAL_10_MS = 2,
        /// Every 100 milliseconds.
        BR_CFM_CCM_INTERVAL_100_MS = 3,
        /// Every second.
        BR_CFM_CCM_INTERVAL_1_SEC = 4,
        /// Every 10 seconds.
        BR_CFM_CCM_INTERVAL_10_SEC = 5,
        /// Every minute.
        BR_CFM_CCM_INTERVAL_1_MIN = 6,
        /// Every 10 minutes.
        BR_CFM_CCM_INTERVAL_10_MIN = 7,
    }
}

attributes! {
    /// Connectivity fault management: `IFLA_BRIDGE_CFM_*`, linux/if_bridge.h. Requests have the orders, replies the rows that end in INFO, one a point.
    pub set Cfm, enum CfmAttr<'a> {
        /// Make a maintenance point.
        IFLA_BRIDGE_CFM_MEP_CREATE = 1 => MepCreate(Attrs<'a, CfmMepCreate>),
        /// Remove one.
        IFLA_BRIDGE_CFM_MEP_DELETE = 2 => MepDelete(Attrs<'a, CfmMepDelete>),
        /// Set a point's address and numbers.
        IFLA_BRIDGE_CFM_MEP_CONFIG = 3 => MepConfig(Attrs<'a, CfmMepConfig>),
        /// Set what a point expects to hear.
        IFLA_BRIDGE_CFM_CC_CONFIG = 4 => CcConfig(Attrs<'a, CfmCcConfig>),
        /// Add a peer.
        IFLA_BRIDGE_CFM_CC_PEER_MEP_ADD = 5 => CcPeerMepAdd(Attrs<'a, CfmPeerMep>),
        /// Remove a peer.
        IFLA_BRIDGE_CFM_CC_PEER_MEP_REMOVE = 6 => CcPeerMepRemove(Attrs<'a, CfmPeerMep>),
        /// Set the defect that a point tells its peers.
        IFLA_BRIDGE_CFM_CC_RDI = 7 => CcRdi(Attrs<'a, CfmRdi>),
        /// Send continuity checks.
        IFLA_BRIDGE_CFM_CC_CCM_TX = 8 => CcCcmTx(Attrs<'a, CfmCcmTx>),
        /// A maintenance point.
        IFLA_BRIDGE_CFM_MEP_CREATE_INFO = 9 => MepCreateInfo[Attrs<'a, CfmMepCreate>] where output(),
        /// A point's address and numbers.
        IFLA_BRIDGE_CFM_MEP_CONFIG_INFO = 10 => MepConfigInfo[Attrs<'a, CfmMepConfig>] where output(),
        /// What a point expects to hear.
        IFLA_BRIDGE_CFM_CC_CONFIG_INFO = 11 => CcConfigInfo[Attrs<'a, CfmCcConfig>] where output(),
        /// The defect that a point tells its peers.
        IFLA_BRIDGE_CFM_CC_RDI_INFO = 12 => CcRdiInfo[Attrs<'a, CfmRdi>] where output(),
        /// The continuity checks that a point sends.
        IFLA_BRIDGE_CFM_CC_CCM_TX_INFO = 13 => CcCcmTxInfo[Attrs<'a, CfmCcmTx>] where output(),
        /// A peer.
        IFLA_BRIDGE_CFM_CC_PEER_MEP_INFO = 14 => CcPeerMepInfo[Attrs<'a, CfmPeerMep>] where output(),
        /// What a point has seen.
        IFLA_BRIDGE_CFM_MEP_STATUS_INFO = 15 => MepStatusInfo[Attrs<'a, CfmMepStatus>] where output(),
        /// What a point has heard of a peer.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_INFO = 16 => CcPeerStatusInfo[Attrs<'a, CfmPeerStatus>] where output(),
    }
}
attributes! {
    /// A maintenance point: `IFLA_BRIDGE_CFM_MEP_CREATE_*`, linux/if_bridge.h.
    pub set CfmMepCreate, enum CfmMepCreateAttr<'a> {
        /// The maintenance point, by number.
        IFLA_BRIDGE_CFM_MEP_CREATE_INSTANCE = 1 => Instance(u32),
        /// What it watches.
        IFLA_BRIDGE_CFM_MEP_CREATE_DOMAIN = 2 => Domain(CfmDomain),
        /// Where it looks.
        IFLA_BRIDGE_CFM_MEP_CREATE_DIRECTION = 3 => Direction(CfmDirection),
        /// Its port, by index.
        IFLA_BRIDGE_CFM_MEP_CREATE_IFINDEX = 4 => Ifindex(u32),
    }
}
attributes! {
    /// A maintenance point to remove: `IFLA_BRIDGE_CFM_MEP_DELETE_*`, linux/if_bridge.h.
    pub set CfmMepDelete, enum CfmMepDeleteAttr<'a> {
        /// The maintenance point, by number.
        IFLA_BRIDGE_CFM_MEP_DELETE_INSTANCE = 1 => Instance(u32),
    }
}
attributes! {
    /// A point's address and numbers: `IFLA_BRIDGE_CFM_MEP_CONFIG_*`, linux/if_bridge.h.
    pub set CfmMepConfig, enum CfmMepConfigAttr<'a> {
        /// The maintenance point, by number.
        IFLA_BRIDGE_CFM_MEP_CONFIG_INSTANCE = 1 => Instance(u32),
        /// Its address.
        IFLA_BRIDGE_CFM_MEP_CONFIG_UNICAST_MAC = 2 => UnicastMac(HwAddr<'a>) where exactly(6),
        /// Its level, 0 to 7.
        IFLA_BRIDGE_CFM_MEP_CONFIG_MDLEVEL = 3 => Mdlevel(u32) where range(0, 7),
        /// Its identity among peers.
        IFLA_BRIDGE_CFM_MEP_CONFIG_MEPID = 4 => Mepid(u32) where range(0, 0x1fff),
    }
}
attributes! {
    /// What a point expects to hear: `IFLA_BRIDGE_CFM_CC_CONFIG_*`, linux/if_bridge.h.
    pub set CfmCcConfig, enum CfmCcConfigAttr<'a> {
        /// The maintenance point, by number.
        IFLA_BRIDGE_CFM_CC_CONFIG_INSTANCE = 1 => Instance(u32),
        /// 1 where it listens.
        IFLA_BRIDGE_CFM_CC_CONFIG_ENABLE = 2 => Enable(u32),
        /// How often.
        IFLA_BRIDGE_CFM_CC_CONFIG_EXP_INTERVAL = 3 => ExpInterval(CfmInterval),
        /// Identity of the association, 48 bytes.
        IFLA_BRIDGE_CFM_CC_CONFIG_EXP_MAID = 4 => ExpMaid(&'a [u8]) where at_most(48),
    }
}
attributes! {
    /// A peer: `IFLA_BRIDGE_CFM_CC_PEER_MEP*`, linux/if_bridge.h.
    pub set CfmPeerMep, enum CfmPeerMepAttr<'a> {
        /// The maintenance point, by number.
        IFLA_BRIDGE_CFM_CC_PEER_MEP_INSTANCE = 1 => Instance(u32),
        /// The peer's identity.
        IFLA_BRIDGE_CFM_CC_PEER_MEPID = 2 => MepId(u32) where range(0, 0x1fff),
    }
}
attributes! {
    /// The defect that a point tells its peers: `IFLA_BRIDGE_CFM_CC_RDI_*`, linux/if_bridge.h.
    pub set CfmRdi, enum CfmRdiAttr<'a> {
        /// The maintenance point, by number.
        IFLA_BRIDGE_CFM_CC_RDI_INSTANCE = 1 => Instance(u32),
        /// 1 where it tells one.
        IFLA_BRIDGE_CFM_CC_RDI_RDI = 2 => Rdi(u32),
    }
}
attributes! {
    /// The continuity checks that a point sends: `IFLA_BRIDGE_CFM_CC_CCM_TX_*`, linux/if_bridge.h.
    pub set CfmCcmTx, enum CfmCcmTxAttr<'a> {
        /// The maintenance point, by number.
        IFLA_BRIDGE_CFM_CC_CCM_TX_INSTANCE = 1 => Instance(u32),
        /// To which address.
        IFLA_BRIDGE_CFM_CC_CCM_TX_DMAC = 2 => Dmac(HwAddr<'a>) where exactly(6),
        /// 1 where they are numbered.
        IFLA_BRIDGE_CFM_CC_CCM_TX_SEQ_NO_UPDATE = 3 => SeqNoUpdate(u32),
        /// For how long, seconds; 0 ends it.
        IFLA_BRIDGE_CFM_CC_CCM_TX_PERIOD = 4 => Period(u32),
        /// 1 where they tell the state of the interface.
        IFLA_BRIDGE_CFM_CC_CCM_TX_IF_TLV = 5 => IfTlv(u32),
        /// That state.
        IFLA_BRIDGE_CFM_CC_CCM_TX_IF_TLV_VALUE = 6 => IfTlvValue(u8),
        /// 1 where they tell the state of the port.
        IFLA_BRIDGE_CFM_CC_CCM_TX_PORT_TLV = 7 => PortTlv(u32),
        /// That state.
        IFLA_BRIDGE_CFM_CC_CCM_TX_PORT_TLV_VALUE = 8 => PortTlvValue(u8),
    }
}
attributes! {
    /// What a point has seen since it was last asked: `IFLA_BRIDGE_CFM_MEP_STATUS_*`, linux/if_bridge.h.
    pub set CfmMepStatus, enum CfmMepStatusAttr<'a> {
        /// The maintenance point, by number.
        IFLA_BRIDGE_CFM_MEP_STATUS_INSTANCE = 1 => Instance(u32) where output(),
        /// 1 after a frame of an unknown kind.
        IFLA_BRIDGE_CFM_MEP_STATUS_OPCODE_UNEXP_SEEN = 2 => OpcodeUnexpSeen(u32) where output(),
        /// 1 after a frame of an unknown version.
        IFLA_BRIDGE_CFM_MEP_STATUS_VERSION_UNEXP_SEEN = 3 => VersionUnexpSeen(u32) where output(),
        /// 1 after a frame of a lower level.
        IFLA_BRIDGE_CFM_MEP_STATUS_RX_LEVEL_LOW_SEEN = 4 => RxLevelLowSeen(u32) where output(),
    }
}
attributes! {
    /// What a point has heard of a peer: `IFLA_BRIDGE_CFM_CC_PEER_STATUS_*`, linux/if_bridge.h.
    pub set CfmPeerStatus, enum CfmPeerStatusAttr<'a> {
        /// The maintenance point, by number.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_INSTANCE = 1 => Instance(u32) where output(),
        /// The peer's identity.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_PEER_MEPID = 2 => PeerMepid(u32) where output(),
        /// 1 where its checks are missing.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_CCM_DEFECT = 3 => CcmDefect(u32) where output(),
        /// 1 where it tells a defect.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_RDI = 4 => Rdi(u32) where output(),
        /// The state of its port, as it told.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_PORT_TLV_VALUE = 5 => PortTlvValue(u8) where output(),
        /// The state of its interface, as it told.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_IF_TLV_VALUE = 6 => IfTlvValue(u8) where output(),
        /// 1 where it was heard since last asked.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_SEEN = 7 => Seen(u32) where output(),
        /// 1 where it told a state since last asked.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_TLV_SEEN = 8 => TlvSeen(u32) where output(),
        /// 1 where its numbering had a gap since last asked.
        IFLA_BRIDGE_CFM_CC_PEER_STATUS_SEQ_UNEXP_SEEN = 9 => SeqUnexpSeen(u32) where output(),
    }
}
