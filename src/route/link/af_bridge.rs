//! Bridge and bridge port data in `IFLA_AF_SPEC` of AF_BRIDGE messages, linux/if_bridge.h. VLANs,
//! VLAN to tunnel mappings, MRP, CFM and MST.
//!
//! Attribute types start at 0 in this set, so type 2 is a VLAN and not AF_INET.
//! [`LinkMessage::select`](super::LinkMessage::select) decodes the attribute by the family of the reply;
//! requests are written with the selector [`AfSpecFamily::BRIDGE`](super::AfSpecFamily::BRIDGE).
//!
//! See [bridge(8)](https://man7.org/linux/man-pages/man8/bridge.8.html) and the kernel's
//! [bridge documentation](https://docs.kernel.org/networking/bridge.html).
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
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{BridgePortState, Cfm, Mrp};
use crate::{
    attributes, c_struct, flags, open_enum,
    wire::{Attrs, Struct},
};

c_struct! {
    /// VLAN of a bridge or bridge port, or one end of a VLAN range. `struct bridge_vlan_info`,
    /// linux/if_bridge.h.
    #[doc(alias = "bridge_vlan_info")]
    pub struct BridgeVlanInfo {
        /// VLAN flags.
        flags: BridgeVlanFlags,
        /// VLAN id, 1 to 4094.
        vid: u16,
    }
}

flags! {
    /// Flags of a VLAN on a bridge port: `BRIDGE_VLAN_INFO_*`, linux/if_bridge.h.
    pub struct BridgeVlanFlags(u16) {
        /// The request applies to the bridge device as well.
        BRIDGE_VLAN_INFO_MASTER = 1 << 0,
        /// Port VLAN id (PVID): untagged frames received on the port belong to this VLAN.
        BRIDGE_VLAN_INFO_PVID = 1 << 1,
        /// Egress untagged: frames of this VLAN are sent without tag.
        BRIDGE_VLAN_INFO_UNTAGGED = 1 << 2,
        /// First VLAN of a range.
        BRIDGE_VLAN_INFO_RANGE_BEGIN = 1 << 3,
        /// Last VLAN of a range.
        BRIDGE_VLAN_INFO_RANGE_END = 1 << 4,
        /// VLAN entry of the bridge device.
        BRIDGE_VLAN_INFO_BRENTRY = 1 << 5,
        /// Only options of the VLAN change; the VLAN is neither created nor deleted.
        BRIDGE_VLAN_INFO_ONLY_OPTS = 1 << 6,
    }
}
flags! {
    /// Target of a bridge request: `BRIDGE_FLAGS_*`, linux/if_bridge.h. No flag selects the bridge,
    /// as MASTER does.
    pub struct BridgeFlags(u16) {
        /// The bridge that the interface is a port of.
        BRIDGE_FLAGS_MASTER = 1 << 0,
        /// The interface itself: a device with an embedded switch.
        BRIDGE_FLAGS_SELF = 1 << 1,
    }
}
open_enum! {
    /// Forwarding mode of an embedded switch: `BRIDGE_MODE_*`, linux/if_bridge.h.
    #[doc(alias = "hwmode")]
    pub struct BridgeMode(u16) {
        /// Virtual Ethernet Bridge (VEB): frames between functions are switched in the device.
        BRIDGE_MODE_VEB = 0,
        /// Virtual Ethernet Port Aggregator (VEPA, 802.1Qbg): all frames go to the external switch.
        BRIDGE_MODE_VEPA = 1,
        /// Undefined: the device does not report a mode.
        BRIDGE_MODE_UNDEF = 0xffff,
    }
}

attributes! {
    /// Bridge or bridge port data: `IFLA_BRIDGE_*`, linux/if_bridge.h. `IFLA_AF_SPEC` of AF_BRIDGE
    /// messages.
    ///
    /// Attribute types start at 0.
    pub set BridgeSpec, enum BridgeSpecAttr<'a> {
        /// Target of the request: the bridge or the interface itself.
        IFLA_BRIDGE_FLAGS: BridgeFlags = 0,
        /// Forwarding mode of an embedded switch.
        IFLA_BRIDGE_MODE: BridgeMode = 1,
        /// VLAN, or one end of a VLAN range.
        IFLA_BRIDGE_VLAN_INFO: [&'a Struct<BridgeVlanInfo>] = 2 where exact_len(4),
        /// VLAN to tunnel mapping, or one end of a range of mappings.
        IFLA_BRIDGE_VLAN_TUNNEL_INFO: [Attrs<'a, BridgeVlanTunnel>] = 3,
        /// Media Redundancy Protocol (MRP, IEC 62439-2) instances.
        IFLA_BRIDGE_MRP: Attrs<'a, Mrp> = 4,
        /// Connectivity Fault Management (CFM, IEEE 802.1Q).
        IFLA_BRIDGE_CFM: Attrs<'a, Cfm> = 5,
        /// Port states by Multiple Spanning Tree (MST) instance.
        IFLA_BRIDGE_MST: Attrs<'a, BridgeMst> = 6,
    }
}
attributes! {
    /// VLAN to tunnel mapping: `IFLA_BRIDGE_VLAN_TUNNEL_*`, linux/if_bridge.h.
    pub set BridgeVlanTunnel, enum BridgeVlanTunnelAttr<'a> {
        /// Tunnel id: the VXLAN network identifier (VNI).
        IFLA_BRIDGE_VLAN_TUNNEL_ID: u32 = 1,
        /// VLAN id.
        IFLA_BRIDGE_VLAN_TUNNEL_VID: u16 = 2,
        /// Flags that mark the first or last mapping of a range.
        IFLA_BRIDGE_VLAN_TUNNEL_FLAGS: BridgeVlanFlags = 3,
    }
}
attributes! {
    /// Port states by Multiple Spanning Tree (MST) instance. `IFLA_BRIDGE_MST_*`,
    /// linux/if_bridge.h.
    pub set BridgeMst, enum BridgeMstAttr<'a> {
        /// Port state in one spanning tree instance.
        IFLA_BRIDGE_MST_ENTRY: [Attrs<'a, BridgeMstEntry>] = 1,
    }
}
attributes! {
    /// Port state in one spanning tree instance: `IFLA_BRIDGE_MST_ENTRY_*`, linux/if_bridge.h.
    pub set BridgeMstEntry, enum BridgeMstEntryAttr<'a> {
        /// Multiple Spanning Tree instance (MSTI). Instance 0, the CIST, cannot be set here.
        IFLA_BRIDGE_MST_ENTRY_MSTI: u16 = 1 where range(1, 4095),
        /// STP state of the port in the instance.
        IFLA_BRIDGE_MST_ENTRY_STATE: BridgePortState = 2 where range(0, 4),
    }
}
