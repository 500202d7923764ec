//! What messages of AF_BRIDGE say of a bridge and of its ports in `IFLA_AF_SPEC`: VLANs, tunnels, redundancy. linux/if_bridge.h.
//!
//! Numbers begin at 0 here, so that 2 is a VLAN and not AF_INET. A reply is read by [`Reply::select`](crate::wire::Reply::select), which
//! knows the family; a request is written by the choice [`AfSpecFamily::BRIDGE`](super::AfSpecFamily::BRIDGE).
//!
//! ```
//! use nlwire::{route::{AfSpecFamily, BridgeSpec, BridgeVlanFlags, BridgeVlanInfo, Link, SetLink}, uapi::AddressFamily};
//! use nlwire::wire::{NewFlags, Request};
//! let mut buffer = [0; 64];
//! let operation = SetLink { family: AddressFamily::AF_BRIDGE, index: 7, ..Default::default() };
//! let mut request = Request::new(&mut buffer, operation, NewFlags::ACK);
//! request.chosen(Link::IFLA_AF_SPEC, AfSpecFamily::BRIDGE, |bridge| {
//!     let vlan = BridgeVlanInfo::new().with(BridgeVlanInfo::vid, 10);
//!     bridge.put(BridgeSpec::IFLA_BRIDGE_VLAN_INFO, &vlan.with(BridgeVlanInfo::flags, BridgeVlanFlags::BRIDGE_VLAN_INFO_PVID));
//! });
//! request.finish(1)?;
//! # use nlwire::wire::Layout;
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{BridgePortState, Cfm, Mrp};
use crate::{attributes, flags, layout, numbers, wire::Attrs};

layout! {
    /// A VLAN of a port, or one end of a range of them: `struct bridge_vlan_info`, linux/if_bridge.h.
    #[doc(alias = "bridge_vlan_info")]
    pub struct BridgeVlanInfo {
        /// What it is there.
        flags: BridgeVlanFlags,
        /// The VLAN, 1 to 4094.
        vid: u16,
    }
}

flags! {
    /// What a VLAN is on a port: `BRIDGE_VLAN_INFO_*`, linux/if_bridge.h.
    pub struct BridgeVlanFlags(u16) {
        /// The request means the bridge, too.
        BRIDGE_VLAN_INFO_MASTER = 1 << 0,
        /// Untagged frames that come in are of it.
        BRIDGE_VLAN_INFO_PVID = 1 << 1,
        /// Its frames leave untagged.
        BRIDGE_VLAN_INFO_UNTAGGED = 1 << 2,
        /// A range begins here.
        BRIDGE_VLAN_INFO_RANGE_BEGIN = 1 << 3,
        /// A range ends here.
        BRIDGE_VLAN_INFO_RANGE_END = 1 << 4,
        /// The bridge itself has it.
        BRIDGE_VLAN_INFO_BRENTRY = 1 << 5,
        /// Only options change; it is neither made nor removed.
        BRIDGE_VLAN_INFO_ONLY_OPTS = 1 << 6,
    }
}
flags! {
    /// Whom a request means: `BRIDGE_FLAGS_*`, linux/if_bridge.h. None is the bridge, as is MASTER.
    pub struct BridgeFlags(u16) {
        /// The bridge that the link is a port of.
        BRIDGE_FLAGS_MASTER = 1 << 0,
        /// The link itself: a card with a switch in it.
        BRIDGE_FLAGS_SELF = 1 << 1,
    }
}
numbers! {
    /// How a card with a switch in it passes frames between its functions: `BRIDGE_MODE_*`, linux/if_bridge.h.
    pub struct BridgeMode(u16) {
        /// It passes them on by itself.
        BRIDGE_MODE_VEB = 0,
        /// It sends all to the switch outside, 802.1Qbg.
        BRIDGE_MODE_VEPA = 1,
        /// It does not say.
        BRIDGE_MODE_UNDEF = 0xffff,
    }
}

attributes! {
    /// A bridge, or a port of one, in `IFLA_AF_SPEC` of AF_BRIDGE: `IFLA_BRIDGE_*`, linux/if_bridge.h. Numbers begin at 0.
    pub set BridgeSpec, enum BridgeSpecAttr<'a> {
        /// Whom a request means.
        IFLA_BRIDGE_FLAGS = 0 => Flags(BridgeFlags),
        /// How a card with a switch in it passes frames between its functions.
        IFLA_BRIDGE_MODE = 1 => Mode(BridgeMode),
        /// A VLAN, or one end of a range.
        IFLA_BRIDGE_VLAN_INFO = 2 => VlanInfo[&'a BridgeVlanInfo] where exactly(4),
        /// A VLAN that maps to a tunnel, or one end of a range.
        IFLA_BRIDGE_VLAN_TUNNEL_INFO = 3 => VlanTunnelInfo[Attrs<'a, BridgeVlanTunnel>],
        /// Media redundancy: rings that it is part of.
        IFLA_BRIDGE_MRP = 4 => Mrp(Attrs<'a, Mrp>),
        /// Connectivity fault management.
        IFLA_BRIDGE_CFM = 5 => Cfm(Attrs<'a, Cfm>),
        /// States by spanning tree, where there are several.
        IFLA_BRIDGE_MST = 6 => Mst(Attrs<'a, BridgeMst>),
    }
}
attributes! {
    /// A VLAN and its tunnel: `IFLA_BRIDGE_VLAN_TUNNEL_*`, linux/if_bridge.h.
    pub set BridgeVlanTunnel, enum BridgeVlanTunnelAttr<'a> {
        /// The tunnel's number: a VXLAN network identifier.
        IFLA_BRIDGE_VLAN_TUNNEL_ID = 1 => Id(u32),
        /// The VLAN.
        IFLA_BRIDGE_VLAN_TUNNEL_VID = 2 => Vid(u16),
        /// Which end of a range it is.
        IFLA_BRIDGE_VLAN_TUNNEL_FLAGS = 3 => Flags(BridgeVlanFlags),
    }
}
attributes! {
    /// States by spanning tree: `IFLA_BRIDGE_MST_*`, linux/if_bridge.h.
    pub set BridgeMst, enum BridgeMstAttr<'a> {
        /// One tree's.
        IFLA_BRIDGE_MST_ENTRY = 1 => Entry[Attrs<'a, BridgeMstEntry>],
    }
}
attributes! {
    /// A port's state in one spanning tree: `IFLA_BRIDGE_MST_ENTRY_*`, linux/if_bridge.h.
    pub set BridgeMstEntry, enum BridgeMstEntryAttr<'a> {
        /// The tree. The common one, 0, cannot be set here.
        IFLA_BRIDGE_MST_ENTRY_MSTI = 1 => Msti(u16) where range(1, 4095),
        /// The state.
        IFLA_BRIDGE_MST_ENTRY_STATE = 2 => State(BridgePortState) where range(0, 4),
    }
}
