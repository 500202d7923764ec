//! A bridge's port: what `IFLA_PROTINFO` holds in messages of AF_BRIDGE, and `IFLA_INFO_SLAVE_DATA` where the master is a bridge.
//! linux/if_link.h, linux/if_bridge.h. A message RTM_DELLINK of AF_BRIDGE says that a port has left its bridge, not that the link is gone.
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
    attributes, layout, numbers,
    wire::{Be, Flag, Octets},
};

layout! {
    /// A bridge by its spanning-tree identity: `struct ifla_bridge_id`, linux/if_link.h.
    #[doc(alias = "ifla_bridge_id")]
    pub struct BridgeId {
        /// Priority, in network order.
        prio: Be<u16>,
        /// Address.
        addr: Octets<6>,
    }
}

numbers! {
    /// A port's spanning-tree state: `BR_STATE_*`, linux/if_bridge.h.
    pub struct BridgePortState(u8) {
        /// Nothing passes.
        BR_STATE_DISABLED = 0,
        /// It hears the protocol, and nothing passes.
        BR_STATE_LISTENING = 1,
        /// Addresses are learned, and nothing passes.
        BR_STATE_LEARNING = 2,
        /// Frames pass.
        BR_STATE_FORWARDING = 3,
        /// It would close a loop: nothing passes.
        BR_STATE_BLOCKING = 4,
    }
}
numbers! {
    /// Whether a multicast router is behind a port, or the bridge is one: `MDB_RTR_TYPE_*`, linux/if_bridge.h.
    pub struct McastRouter(u8) {
        /// Never.
        MDB_RTR_TYPE_DISABLED = 0,
        /// As queries tell.
        MDB_RTR_TYPE_TEMP_QUERY = 1,
        /// Always.
        MDB_RTR_TYPE_PERM = 2,
        /// For a while, and again whenever this is set.
        MDB_RTR_TYPE_TEMP = 3,
    }
}

attributes! {
    /// A bridge's port: `IFLA_BRPORT_*`, linux/if_link.h. Where nothing else is said, a byte is 0 or 1; timers count hundredths of a second.
    pub set BridgePort strict from 38, enum BridgePortAttr<'a> {
        /// Spanning-tree state.
        IFLA_BRPORT_STATE = 1 => State(BridgePortState),
        /// Spanning-tree priority, 0 to 63.
        IFLA_BRPORT_PRIORITY = 2 => Priority(u16),
        /// Spanning-tree path cost, 1 to 65535.
        IFLA_BRPORT_COST = 3 => Cost(u32),
        /// Whether frames may leave by the port they came in ("hairpin").
        IFLA_BRPORT_MODE = 4 => Mode(u8),
        /// Whether spanning-tree frames are refused.
        IFLA_BRPORT_GUARD = 5 => Guard(u8),
        /// Whether it can never become the root port.
        IFLA_BRPORT_PROTECT = 6 => Protect(u8),
        /// Whether a group ends as soon as one listener leaves.
        IFLA_BRPORT_FAST_LEAVE = 7 => FastLeave(u8),
        /// Whether addresses are learned.
        IFLA_BRPORT_LEARNING = 8 => Learning(u8),
        /// Whether frames to unknown addresses leave by it.
        IFLA_BRPORT_UNICAST_FLOOD = 9 => UnicastFlood(u8),
        /// Whether the bridge answers ARP for those behind it.
        IFLA_BRPORT_PROXYARP = 10 => ProxyArp(u8),
        /// Whether a device's own learning is taken over. Only some drivers know it.
        IFLA_BRPORT_LEARNING_SYNC = 11 => LearningSync(u8) where output(),
        /// Whether the bridge answers ARP for stations of a wireless network.
        IFLA_BRPORT_PROXYARP_WIFI = 12 => ProxyArpWifi(u8),
        /// The root of the spanning tree, as it sees it.
        IFLA_BRPORT_ROOT_ID = 13 => RootId(&'a BridgeId) where output(),
        /// The bridge that serves its segment.
        IFLA_BRPORT_BRIDGE_ID = 14 => BridgeId(&'a BridgeId) where output(),
        /// That bridge's port.
        IFLA_BRPORT_DESIGNATED_PORT = 15 => DesignatedPort(u16) where output(),
        /// That bridge's path cost to the root.
        IFLA_BRPORT_DESIGNATED_COST = 16 => DesignatedCost(u16) where output(),
        /// Priority and number as spanning tree has them, in one.
        IFLA_BRPORT_ID = 17 => Id(u16) where output(),
        /// Its number in the bridge.
        IFLA_BRPORT_NO = 18 => No(u16) where output(),
        /// Whether it has a change of topology to confirm.
        IFLA_BRPORT_TOPOLOGY_CHANGE_ACK = 19 => TopologyChangeAck(u8) where output(),
        /// Whether it has a configuration to send.
        IFLA_BRPORT_CONFIG_PENDING = 20 => ConfigPending(u8) where output(),
        /// Until what it heard last is too old.
        IFLA_BRPORT_MESSAGE_AGE_TIMER = 21 => MessageAgeTimer(u64) where output(),
        /// Until its next state.
        IFLA_BRPORT_FORWARD_DELAY_TIMER = 22 => ForwardDelayTimer(u64) where output(),
        /// Until it may send again.
        IFLA_BRPORT_HOLD_TIMER = 23 => HoldTimer(u64) where output(),
        /// Forget the addresses learned behind it. Requests only.
        IFLA_BRPORT_FLUSH = 24 => Flush(Flag) where binary(u16::MAX),
        /// Whether a multicast router is behind it.
        IFLA_BRPORT_MULTICAST_ROUTER = 25 => MulticastRouter(McastRouter),
        /// Whether multicast frames to unknown groups leave by it.
        IFLA_BRPORT_MCAST_FLOOD = 27 => McastFlood(u8),
        /// Whether multicast frames are sent to each listener by itself.
        IFLA_BRPORT_MCAST_TO_UCAST = 28 => McastToUcast(u8),
        /// Whether VLANs map to tunnels.
        IFLA_BRPORT_VLAN_TUNNEL = 29 => VlanTunnel(u8),
        /// Whether broadcasts leave by it.
        IFLA_BRPORT_BCAST_FLOOD = 30 => BcastFlood(u8),
        /// Which of the link-local groups 01:80:c2:00:00:0X pass: bit X.
        IFLA_BRPORT_GROUP_FWD_MASK = 31 => GroupFwdMask(u16),
        /// Whether the bridge answers ARP and neighbour solicitations from what it knows.
        IFLA_BRPORT_NEIGH_SUPPRESS = 32 => NeighSuppress(u8),
        /// Whether it speaks only to ports that are not isolated.
        IFLA_BRPORT_ISOLATED = 33 => Isolated(u8),
        /// The port that takes over while it has no carrier, by index; 0 for none.
        IFLA_BRPORT_BACKUP_PORT = 34 => BackupPort(u32),
        /// Whether its MRP ring is open.
        IFLA_BRPORT_MRP_RING_OPEN = 35 => MrpRingOpen(u8) where output(),
        /// Whether its MRP interconnection is open.
        IFLA_BRPORT_MRP_IN_OPEN = 36 => MrpInOpen(u8) where output(),
        /// How many multicast listeners are tracked by host, at most.
        IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT = 37 => McastEhtHostsLimit(u32),
        /// How many are.
        IFLA_BRPORT_MCAST_EHT_HOSTS_CNT = 38 => McastEhtHostsCnt(u32) where output(),
        /// Whether frames from addresses that it does not know are dropped.
        IFLA_BRPORT_LOCKED = 39 => Locked(u8),
        /// Whether such addresses are told to user space, which may let them in.
        IFLA_BRPORT_MAB = 40 => Mab(u8),
        /// How many multicast groups it is in.
        IFLA_BRPORT_MCAST_N_GROUPS = 41 => McastNGroups(u32) where rejected(),
        /// How many it may be in; 0 for any.
        IFLA_BRPORT_MCAST_MAX_GROUPS = 42 => McastMaxGroups(u32),
        /// Whether suppression of neighbour discovery is set by VLAN.
        IFLA_BRPORT_NEIGH_VLAN_SUPPRESS = 43 => NeighVlanSuppress(u8) where range(0, 1),
        /// The next hop that frames get while the backup port takes over; 0 for none.
        IFLA_BRPORT_BACKUP_NHID = 44 => BackupNhid(u32),
        /// Whether gratuitous ARP and unsolicited advertisements pass in spite of the suppression.
        IFLA_BRPORT_NEIGH_FORWARD_GRAT = 45 => NeighForwardGrat(u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Layout;
    use std::format;

    #[test]
    fn a_bridge_s_identity_is_big_endian() {
        let id =
            BridgeId::new().with(BridgeId::prio, Be(0x8000)).with(BridgeId::addr, Octets([2, 0, 0, 0, 0, 1]));
        assert_eq!(zerocopy::IntoBytes::as_bytes(&id), [0x80, 0, 2, 0, 0, 0, 0, 1]);
        assert_eq!(format!("{id:?}"), "{prio: 32768, addr: 02:00:00:00:00:01}");
    }
}
