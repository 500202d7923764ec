//! Bridge ports: `IFLA_BRPORT_*`, linux/if_link.h and linux/if_bridge.h.
//!
//! The attributes are the contents of `IFLA_PROTINFO` in AF_BRIDGE messages, and of
//! `IFLA_INFO_SLAVE_DATA` if the master is a bridge. An RTM_DELLINK message of AF_BRIDGE means that
//! a port left the bridge, not that the link was deleted.
//!
//! See [bridge(8)](https://man7.org/linux/man-pages/man8/bridge.8.html) and the kernel's
//! [bridge documentation](https://docs.kernel.org/networking/bridge.html).
//!
//! ```
//! use nlwire::{route::{BridgePort, BridgePortState, Link, ProtInfo, SetLink}, uapi::AddressFamily, wire::{NewFlags, Request}};
//! let mut buffer = [0; 64];
//! let operation = SetLink { family: AddressFamily::AF_BRIDGE, index: 7, ..Default::default() };
//! let mut request = Request::new(&mut buffer, operation, NewFlags::ACK);
//! request.chosen(Link::IFLA_PROTINFO, ProtInfo::BRIDGE, |port| {
//!     port.put(BridgePort::IFLA_BRPORT_STATE, BridgePortState::BR_STATE_FORWARDING);
//! });
//! request.finish(1)?;
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use crate::{
    attributes, c_struct, open_enum,
    wire::{Be, Flag, MacField, Struct},
};

c_struct! {
    /// STP bridge identifier: `struct ifla_bridge_id`, linux/if_link.h.
    ///
    /// STP: Spanning Tree Protocol, IEEE 802.1D.
    #[doc(alias = "ifla_bridge_id")]
    pub struct BridgeId {
        /// Bridge priority, in network byte order.
        prio: Be<u16>,
        /// Bridge MAC address.
        addr: MacField<6>,
    }
}

open_enum! {
    /// STP state of a bridge port: `BR_STATE_*`, linux/if_bridge.h.
    pub struct BridgePortState(u8) {
        /// Disabled: no frames are forwarded and no BPDUs processed.
        BR_STATE_DISABLED = 0,
        /// Listening: only BPDUs are processed.
        BR_STATE_LISTENING = 1,
        /// Learning: source addresses are learned; no frames are forwarded.
        BR_STATE_LEARNING = 2,
        /// Forwarding: learns and forwards (IEEE 802.1D).
        BR_STATE_FORWARDING = 3,
        /// Blocking: the port would close a loop; only BPDUs are processed.
        BR_STATE_BLOCKING = 4,
    }
}
open_enum! {
    /// Multicast router mode of a bridge or bridge port: `MDB_RTR_TYPE_*`, linux/if_bridge.h.
    pub struct McastRouter(u8) {
        /// No multicast router.
        MDB_RTR_TYPE_DISABLED = 0,
        /// Automatic: multicast routers are detected by received queries. The default.
        MDB_RTR_TYPE_TEMP_QUERY = 1,
        /// Permanent multicast router.
        MDB_RTR_TYPE_PERM = 2,
        /// Temporary multicast router: the timer restarts whenever this value is set.
        MDB_RTR_TYPE_TEMP = 3,
    }
}

attributes! {
    /// Attributes of a bridge port: `IFLA_BRPORT_*`, linux/if_link.h.
    pub set BridgePort strict from 38, enum BridgePortAttr<'a> {
        /// STP state.
        IFLA_BRPORT_STATE: BridgePortState = 1,
        /// STP port priority, 0 to 63; default 32.
        IFLA_BRPORT_PRIORITY: u16 = 2,
        /// STP path cost, 1 to 65535. The default follows the port's speed.
        IFLA_BRPORT_COST: u32 = 3,
        /// Hairpin mode: frames may be sent out of the port on which they were received. 0 or 1;
        /// default 0.
        #[doc(alias = "hairpin")]
        #[doc(alias = "BRIDGE_MODE_HAIRPIN")]
        IFLA_BRPORT_MODE: u8 = 4,
        /// BPDU guard: the port is disabled when a BPDU is received. 0 or 1; default 0.
        #[doc(alias = "bpdu_guard")]
        IFLA_BRPORT_GUARD: u8 = 5,
        /// Root guard: the port cannot become the STP root port. 0 or 1; default 0.
        #[doc(alias = "root_block")]
        IFLA_BRPORT_PROTECT: u8 = 6,
        /// Fast leave: a group ends on the port with the first IGMP leave message. 0 or 1; default
        /// 0.
        IFLA_BRPORT_FAST_LEAVE: u8 = 7,
        /// Learning of source addresses into the forwarding database (FDB). 0 or 1; default 1.
        IFLA_BRPORT_LEARNING: u8 = 8,
        /// Flooding of unicast frames with unknown destination out of the port. 0 or 1; default 1.
        #[doc(alias = "flood")]
        IFLA_BRPORT_UNICAST_FLOOD: u8 = 9,
        /// Proxy ARP: the bridge answers ARP requests received on the port. 0 or 1; default 0.
        IFLA_BRPORT_PROXYARP: u8 = 10,
        /// Synchronisation of addresses that the device learned into the FDB. 0 or 1. Depends on
        /// the driver.
        IFLA_BRPORT_LEARNING_SYNC: u8 = 11 where read_only,
        /// Proxy ARP for wireless stations behind the port (IEEE 802.11, Hotspot 2.0). 0 or 1;
        /// default 0.
        IFLA_BRPORT_PROXYARP_WIFI: u8 = 12,
        /// STP designated root: bridge identifier of the root bridge.
        IFLA_BRPORT_ROOT_ID: &'a Struct<BridgeId> = 13 where read_only,
        /// STP designated bridge: identifier of the bridge that serves the port's segment.
        IFLA_BRPORT_BRIDGE_ID: &'a Struct<BridgeId> = 14 where read_only,
        /// STP designated port: port identifier on the designated bridge.
        IFLA_BRPORT_DESIGNATED_PORT: u16 = 15 where read_only,
        /// STP designated cost: path cost from the designated bridge to the root.
        IFLA_BRPORT_DESIGNATED_COST: u16 = 16 where read_only,
        /// STP port identifier: priority and port number combined.
        IFLA_BRPORT_ID: u16 = 17 where read_only,
        /// Port number within the bridge.
        IFLA_BRPORT_NO: u16 = 18 where read_only,
        /// Topology change acknowledgement pending in the next configuration BPDU. 0 or 1.
        IFLA_BRPORT_TOPOLOGY_CHANGE_ACK: u8 = 19 where read_only,
        /// Configuration BPDU pending until the hold timer expires. 0 or 1.
        IFLA_BRPORT_CONFIG_PENDING: u8 = 20 where read_only,
        /// Remaining time until the received STP information expires (message age), 1/100 s.
        IFLA_BRPORT_MESSAGE_AGE_TIMER: u64 = 21 where read_only,
        /// Remaining time until the next STP state (forward delay), 1/100 s.
        IFLA_BRPORT_FORWARD_DELAY_TIMER: u64 = 22 where read_only,
        /// Remaining time until the next configuration BPDU may be sent (hold time), 1/100 s.
        IFLA_BRPORT_HOLD_TIMER: u64 = 23 where read_only,
        /// Flush of the FDB entries learned on the port. Only in requests.
        IFLA_BRPORT_FLUSH: Flag = 24 where binary_max_len(u16::MAX),
        /// Multicast router mode.
        #[doc(alias = "mcast_router")]
        IFLA_BRPORT_MULTICAST_ROUTER: McastRouter = 25,
        /// Flooding of multicast frames without MDB entry out of the port. 0 or 1; default 1.
        IFLA_BRPORT_MCAST_FLOOD: u8 = 27,
        /// Multicast to unicast: one unicast copy is sent to each listener. 0 or 1; default 0.
        #[doc(alias = "mcast_to_unicast")]
        IFLA_BRPORT_MCAST_TO_UCAST: u8 = 28,
        /// VLAN to tunnel mapping on the port. 0 or 1; default 0.
        IFLA_BRPORT_VLAN_TUNNEL: u8 = 29,
        /// Flooding of broadcast frames out of the port. 0 or 1; default 1.
        IFLA_BRPORT_BCAST_FLOOD: u8 = 30,
        /// Forwarding mask of link-local groups: bit X is for 01:80:c2:00:00:0X. Default 0: none is
        /// forwarded.
        IFLA_BRPORT_GROUP_FWD_MASK: u16 = 31,
        /// ARP and neighbour discovery suppression: the bridge answers from known entries. 0 or 1;
        /// default 0.
        #[doc(alias = "neigh_suppress")]
        IFLA_BRPORT_NEIGH_SUPPRESS: u8 = 32,
        /// Isolation: the port exchanges frames with non-isolated ports only. 0 or 1; default 0.
        IFLA_BRPORT_ISOLATED: u8 = 33,
        /// Interface index of the backup port, used while this port has no carrier; 0 for none.
        IFLA_BRPORT_BACKUP_PORT: u32 = 34,
        /// Lost continuity of the port's MRP ring (Media Redundancy Protocol). 0 or 1.
        IFLA_BRPORT_MRP_RING_OPEN: u8 = 35 where read_only,
        /// Lost continuity of the port's MRP interconnect (Media Redundancy Protocol). 0 or 1.
        IFLA_BRPORT_MRP_IN_OPEN: u8 = 36 where read_only,
        /// Maximum number of hosts for explicit host tracking (EHT) of multicast. Default 512; 0 is
        /// invalid.
        IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT: u32 = 37,
        /// Number of hosts in explicit host tracking (EHT) of multicast.
        IFLA_BRPORT_MCAST_EHT_HOSTS_CNT: u32 = 38 where read_only,
        /// Locked port: frames from source addresses without FDB entry on the port are dropped. 0
        /// or 1; default 0.
        IFLA_BRPORT_LOCKED: u8 = 39,
        /// MAC authentication bypass (MAB): unknown source addresses get a locked FDB entry. 0 or
        /// 1; default 0.
        ///
        /// User space authorises the host when it replaces the locked entry. Requires
        /// `IFLA_BRPORT_LOCKED` and `IFLA_BRPORT_LEARNING`.
        IFLA_BRPORT_MAB: u8 = 40,
        /// Number of multicast group memberships (MDB entries) on the port.
        IFLA_BRPORT_MCAST_N_GROUPS: u32 = 41 where reject,
        /// Maximum number of multicast group memberships (MDB entries). Default 0: unlimited.
        IFLA_BRPORT_MCAST_MAX_GROUPS: u32 = 42,
        /// Neighbour suppression per VLAN instead of per port. Needs `IFLA_BRPORT_NEIGH_SUPPRESS`;
        /// default 0.
        IFLA_BRPORT_NEIGH_VLAN_SUPPRESS: u8 = 43 where range(0, 1),
        /// FDB nexthop object id attached to frames sent to the backup port. Default 0: none. Takes
        /// effect with `IFLA_BRPORT_VLAN_TUNNEL` on the backup port.
        IFLA_BRPORT_BACKUP_NHID: u32 = 44,
        /// Forwarding of gratuitous ARP and unsolicited neighbour advertisements. 0 or 1; default
        /// 0.
        ///
        /// Takes effect while `IFLA_BRPORT_NEIGH_SUPPRESS` is set.
        IFLA_BRPORT_NEIGH_FORWARD_GRAT: u8 = 45,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;

    #[test]
    fn a_bridge_s_identity_is_big_endian() {
        let id = BridgeId::new()
            .with(BridgeId::prio, Be(0x8000))
            .with(BridgeId::addr, MacField([2, 0, 0, 0, 0, 1]));
        assert_eq!(zerocopy::IntoBytes::as_bytes(&id), [0x80, 0, 2, 0, 0, 0, 0, 1]);
        assert_eq!(format!("{id:?}"), "{prio: 32768, addr: 02:00:00:00:00:01}");
    }
}
