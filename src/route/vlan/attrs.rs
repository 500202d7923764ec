//! VLANs of bridges and bridge ports with their options: `RTM_*VLAN`, linux/if_bridge.h.
//!
//! Messages have the family AF_BRIDGE. Each VLAN of a port has options, such as an STP state
//! ([`BridgeVlanEntry`]); each VLAN of a bridge has global options, such as those of multicast
//! snooping ([`BridgeVlanGlobal`]). VLANs without options are also in `IFLA_AF_SPEC` of AF_BRIDGE
//! links: [`BridgeSpec`](super::BridgeSpec).
//!
//! See also [bridge(8)](https://man7.org/linux/man-pages/man8/bridge.8.html).
use crate::route::{BridgePortState, BridgeQuerier, BridgeVlanInfo, McastRouter, Mdb, RouteMessage};
use crate::{
    attributes, c_struct, flags, open_enum, operations,
    uapi::AddressFamily,
    wire::{Attrs, Struct},
};

c_struct! {
    /// Header of a bridge VLAN message: `struct br_vlan_msg`, linux/if_bridge.h.
    #[doc(alias = "br_vlan_msg")]
    pub struct BrVlanMsg {
        /// Address family: AF_BRIDGE.
        family: AddressFamily,
        /// Reserved: 0.
        pad reserved1: u8,
        /// Reserved: 0.
        pad reserved2: u16,
        /// Interface index of the bridge or the bridge port. In a dump request, 0 for all.
        ifindex: u32,
    }
}
flags! {
    /// Options of a VLAN dump: `BRIDGE_VLANDB_DUMPF_*`, linux/if_bridge.h.
    pub struct BridgeVlanDumpFlags(u32) {
        /// Includes statistics; VLANs are not merged into ranges.
        BRIDGE_VLANDB_DUMPF_STATS = 1 << 0,
        /// Returns the global options of bridges instead of the VLANs of bridges and ports.
        BRIDGE_VLANDB_DUMPF_GLOBAL = 1 << 1,
    }
}
open_enum! {
    /// Command for a VLAN to tunnel mapping, a message type of linux/rtnetlink.h.
    pub struct BridgeVlanTunnelCmd(u32) {
        /// Removes the mapping.
        RTM_DELLINK = 17,
        /// Sets the mapping.
        RTM_SETLINK = 19,
    }
}
// Limits: br_vlan_db_dump_pol, net/bridge/br_vlan.c.
attributes! {
    /// Attributes of a VLAN dump request: `BRIDGE_VLANDB_DUMP_*`, linux/if_bridge.h.
    pub set BridgeVlanDump, enum BridgeVlanDumpAttr<'a> {
        /// Options of the dump.
        BRIDGE_VLANDB_DUMP_FLAGS: BridgeVlanDumpFlags = 1,
    }
}
attributes! {
    /// Attributes of a bridge VLAN message: `BRIDGE_VLANDB_*`, linux/if_bridge.h.
    ///
    /// ```
    /// use nlwire::{route::{BridgePortState, BridgeVlanEntry, BridgeVlanFlags, BridgeVlanInfo, BridgeVlans, NewVlan}};
    /// use nlwire::{uapi::AddressFamily, wire::{NewFlags, Request}};
    /// let mut buffer = [0; 128];
    /// let port = NewVlan { family: AddressFamily::AF_BRIDGE, index: 8 };
    /// let mut request = Request::new(&mut buffer, port, NewFlags::ACK);
    /// request.nest(BridgeVlans::BRIDGE_VLANDB_ENTRY, |entry| {
    ///     let vlan = BridgeVlanInfo::new().with(BridgeVlanInfo::vid, 10);
    ///     let vlan = vlan.with(BridgeVlanInfo::flags, BridgeVlanFlags::BRIDGE_VLAN_INFO_ONLY_OPTS);
    ///     entry.put(BridgeVlanEntry::BRIDGE_VLANDB_ENTRY_INFO, &vlan);
    ///     entry.put(BridgeVlanEntry::BRIDGE_VLANDB_ENTRY_STATE, BridgePortState::BR_STATE_BLOCKING);
    /// });
    /// assert_eq!(request.finish(1)?.len(), 16 + 8 + 4 + 8 + 8);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub set BridgeVlans, enum BridgeVlansAttr<'a> {
        /// VLAN or VLAN range of a bridge or bridge port.
        BRIDGE_VLANDB_ENTRY: [Attrs<'a, BridgeVlanEntry>] = 1,
        /// Global options of a VLAN or VLAN range of a bridge.
        BRIDGE_VLANDB_GLOBAL_OPTIONS: [Attrs<'a, BridgeVlanGlobal>] = 2,
    }
}
// Limits: br_vlan_db_policy, net/bridge/br_vlan.c.
attributes! {
    /// VLAN or VLAN range with options: `BRIDGE_VLANDB_ENTRY_*`, linux/if_bridge.h.
    pub set BridgeVlanEntry strict from 0, enum BridgeVlanEntryAttr<'a> {
        /// VLAN id and flags; of a range, the first VLAN.
        BRIDGE_VLANDB_ENTRY_INFO: &'a Struct<BridgeVlanInfo> = 1 where exact_len(4),
        /// Last VLAN id of a range.
        BRIDGE_VLANDB_ENTRY_RANGE: u16 = 2,
        /// STP state of the VLAN. Cannot be set while the kernel runs STP.
        BRIDGE_VLANDB_ENTRY_STATE: BridgePortState = 3,
        /// VLAN to tunnel mapping; of a range, that of the first VLAN.
        BRIDGE_VLANDB_ENTRY_TUNNEL_INFO: Attrs<'a, BridgeVlanTunnelInfo> = 4,
        /// Statistics of the VLAN.
        BRIDGE_VLANDB_ENTRY_STATS: Attrs<'a, BridgeVlanStats> = 5 where read_only,
        /// Multicast router mode of the VLAN.
        BRIDGE_VLANDB_ENTRY_MCAST_ROUTER: McastRouter = 6,
        /// Number of multicast groups. Since Linux 6.3.
        BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS: u32 = 7 where reject,
        /// Maximum number of multicast groups; 0 for unlimited. Since Linux 6.3.
        BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS: u32 = 8,
        /// Suppression of ARP and neighbour discovery (proxy replies), 0 or 1. Since Linux 6.4.
        BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS: u8 = 9 where range(0, 1),
        /// Forwarding of gratuitous ARP and unsolicited neighbour advertisements despite neighbour
        /// suppression, 0 or 1. Since Linux 7.2.
        BRIDGE_VLANDB_ENTRY_NEIGH_FORWARD_GRAT: u8 = 10 where range(0, 1),
    }
}
// Limits: br_vlandb_tinfo_pol, net/bridge/br_vlan_options.c.
attributes! {
    /// VLAN to tunnel mapping: `BRIDGE_VLANDB_TINFO_*`, linux/if_bridge.h.
    pub set BridgeVlanTunnelInfo strict from 0, enum BridgeVlanTunnelInfoAttr<'a> {
        /// Tunnel id: the VXLAN network identifier (VNI).
        BRIDGE_VLANDB_TINFO_ID: u32 = 1,
        /// Command; in requests only.
        BRIDGE_VLANDB_TINFO_CMD: BridgeVlanTunnelCmd = 2,
    }
}
attributes! {
    /// Statistics of a VLAN: `BRIDGE_VLANDB_STATS_*`, linux/if_bridge.h.
    pub set BridgeVlanStats, enum BridgeVlanStatsAttr<'a> {
        /// Bytes received.
        BRIDGE_VLANDB_STATS_RX_BYTES: u64 = 1,
        /// Packets received.
        BRIDGE_VLANDB_STATS_RX_PACKETS: u64 = 2,
        /// Bytes transmitted.
        BRIDGE_VLANDB_STATS_TX_BYTES: u64 = 3,
        /// Packets transmitted.
        BRIDGE_VLANDB_STATS_TX_PACKETS: u64 = 4,
        /// Padding.
        BRIDGE_VLANDB_STATS_PAD: &'a [u8] = 5,
    }
}
// Limits: br_vlan_db_gpol, net/bridge/br_vlan_options.c.
attributes! {
    /// Global options of a VLAN of a bridge: `BRIDGE_VLANDB_GOPTS_*`, linux/if_bridge.h.
    ///
    /// Options of multicast snooping apply if the bridge snoops per VLAN
    /// (`BR_BOOLOPT_MCAST_VLAN_SNOOPING`). Intervals are in 1/100 s.
    pub set BridgeVlanGlobal strict from 0, enum BridgeVlanGlobalAttr<'a> {
        /// VLAN id; of a range, the first one.
        BRIDGE_VLANDB_GOPTS_ID: u16 = 1,
        /// Last VLAN id of a range.
        BRIDGE_VLANDB_GOPTS_RANGE: u16 = 2,
        /// Multicast snooping, 0 or 1. Default 1.
        BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING: u8 = 3,
        /// IGMP version of queries, 2 or 3. Default 2.
        BRIDGE_VLANDB_GOPTS_MCAST_IGMP_VERSION: u8 = 4,
        /// MLD version of queries, 1 or 2. Default 1.
        BRIDGE_VLANDB_GOPTS_MCAST_MLD_VERSION: u8 = 5,
        /// Last member query count. Default 2.
        BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_CNT: u32 = 6,
        /// Startup query count. Default 2.
        BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_CNT: u32 = 7,
        /// Last member query interval, 1/100 s. Default 100.
        BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_INTVL: u64 = 8,
        /// Padding.
        BRIDGE_VLANDB_GOPTS_PAD: &'a [u8] = 9 where read_only,
        /// Group membership interval, 1/100 s. Default 26000.
        BRIDGE_VLANDB_GOPTS_MCAST_MEMBERSHIP_INTVL: u64 = 10,
        /// Other querier present interval, 1/100 s. Default 25500.
        BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_INTVL: u64 = 11,
        /// Query interval, 1/100 s. Default 12500.
        BRIDGE_VLANDB_GOPTS_MCAST_QUERY_INTVL: u64 = 12,
        /// Query response interval, 1/100 s. Default 1000.
        BRIDGE_VLANDB_GOPTS_MCAST_QUERY_RESPONSE_INTVL: u64 = 13,
        /// Startup query interval, 1/100 s. Default 3125.
        BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_INTVL: u64 = 14,
        /// IGMP and MLD querier, 0 or 1. Default 0.
        BRIDGE_VLANDB_GOPTS_MCAST_QUERIER: u8 = 15,
        /// Ports with a multicast router, in [`Mdb::MDBA_ROUTER`].
        BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS: Attrs<'a, Mdb> = 16 where read_only,
        /// Queriers of the VLAN.
        BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_STATE: Attrs<'a, BridgeQuerier> = 17 where read_only,
        /// Multiple Spanning Tree instance (MSTI), 0 to 4095. Since Linux 5.18.
        BRIDGE_VLANDB_GOPTS_MSTI: u16 = 18 where range(0, 4095),
    }
}
crate::message_types! {
    /// The VLANs of a bridge or bridge port: `struct br_vlan_msg` and the attributes of
    /// [`BridgeVlans`].
    pub struct VlanMessage(BrVlanMsg, BridgeVlans);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests the VLANs of bridges and bridge ports with `RTM_GETVLAN`; dump only.
    pub GetVlan {
        /// Address family: AF_BRIDGE.
        family: AddressFamily => family,
        /// Interface index of the bridge or the bridge port; 0 for all.
        index: u32 => ifindex,
    } = Get(RouteMessage::RTM_GETVLAN, BrVlanMsg, BridgeVlanDump) -> VlanMessage;
    /// Adds a VLAN, or changes options of a VLAN, with `RTM_NEWVLAN`.
    pub NewVlan {
        /// Address family: AF_BRIDGE.
        family: AddressFamily => family,
        /// Interface index of the bridge or the bridge port.
        index: u32 => ifindex,
    } = New(RouteMessage::RTM_NEWVLAN, BrVlanMsg, BridgeVlans) -> VlanMessage;
    /// Removes a VLAN with `RTM_DELVLAN`.
    pub DelVlan {
        /// Address family: AF_BRIDGE.
        family: AddressFamily => family,
        /// Interface index of the bridge or the bridge port.
        index: u32 => ifindex,
    } = Delete(RouteMessage::RTM_DELVLAN, BrVlanMsg, BridgeVlans) -> VlanMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::testing::{attr, message, text},
        wire::{Message, Operation},
    };
    use std::vec::Vec;

    #[test]
    fn vlans_and_ranges_are_read_with_their_options() {
        let info = |flags: u16, vid: u16| attr(1, &[flags.to_ne_bytes(), vid.to_ne_bytes()].concat());
        let one = [info(6, 1), attr(3, &[3]), attr(6, &[1]), attr(9, &[0])].concat();
        let tunnel = attr(4, &attr(1, &100u32.to_ne_bytes()));
        let stats = attr(5, &[attr(1, &5u64.to_ne_bytes()), attr(2, &1u64.to_ne_bytes())].concat());
        let range = [info(0, 10), attr(2, &12u16.to_ne_bytes()), attr(3, &[4]), tunnel, stats].concat();
        let mut payload = std::vec![7, 0, 0, 0];
        payload.extend(8u32.to_ne_bytes());
        payload.extend([attr(0x8001, &one), attr(0x8001, &range)].concat());
        let bytes = message(112, &payload);
        assert_eq!(
            text(&bytes),
            "{BRIDGE_VLANDB_ENTRY: [{BRIDGE_VLANDB_ENTRY_INFO: {flags: BRIDGE_VLAN_INFO_PVID|BRIDGE_VLAN_INFO_UNTAGGED, vid: 1}, \
             BRIDGE_VLANDB_ENTRY_STATE: BR_STATE_FORWARDING, BRIDGE_VLANDB_ENTRY_MCAST_ROUTER: MDB_RTR_TYPE_TEMP_QUERY, \
             BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS: 0}, {BRIDGE_VLANDB_ENTRY_INFO: {flags: 0, vid: 10}, BRIDGE_VLANDB_ENTRY_RANGE: 12, \
             BRIDGE_VLANDB_ENTRY_STATE: BR_STATE_BLOCKING, BRIDGE_VLANDB_ENTRY_TUNNEL_INFO: {BRIDGE_VLANDB_TINFO_ID: 100}, \
             BRIDGE_VLANDB_ENTRY_STATS: {BRIDGE_VLANDB_STATS_RX_BYTES: 5, BRIDGE_VLANDB_STATS_RX_PACKETS: 1}}]}"
        );
        let reply = GetVlan::reply(Message::new(&bytes).unwrap()).unwrap();
        let found: Vec<_> = reply.vlans().map(|vlan| (vlan.first(), vlan.last(), vlan.state())).collect();
        assert_eq!(
            (reply.link(), found),
            (
                8,
                std::vec![
                    (1, 1, Some(BridgePortState::BR_STATE_FORWARDING)),
                    (10, 12, Some(BridgePortState::BR_STATE_BLOCKING))
                ]
            )
        );
    }
    #[test]
    fn global_options_hold_the_routers_as_the_mdb_does() {
        let port = [8u32.to_ne_bytes().to_vec(), attr(1, &5u32.to_ne_bytes())].concat();
        let ports = attr(0x8010, &attr(2, &attr(1, &port)));
        let options =
            [attr(1, &10u16.to_ne_bytes()), attr(3, &[1]), attr(8, &100u64.to_ne_bytes()), ports].concat();
        let mut payload = std::vec![7, 0, 0, 0];
        payload.extend(7u32.to_ne_bytes());
        payload.extend(attr(0x8002, &options));
        let bytes = message(112, &payload);
        assert_eq!(
            text(&bytes),
            "{BRIDGE_VLANDB_GLOBAL_OPTIONS: [{BRIDGE_VLANDB_GOPTS_ID: 10, BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING: 1, \
             BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_INTVL: 100, BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS: {MDBA_ROUTER: \
             {MDBA_ROUTER_PORT: [{header: {ifindex: 8}, attributes: {MDBA_ROUTER_PATTR_TIMER: 5}}]}}}]}"
        );
        let reply = GetVlan::reply(Message::new(&bytes).unwrap()).unwrap();
        let ids = reply.global_options().map(|it| it.get(BridgeVlanGlobal::BRIDGE_VLANDB_GOPTS_ID).unwrap());
        assert_eq!(ids.collect::<Vec<_>>(), [Some(10)]);
    }
}
