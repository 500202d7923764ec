//! Interface statistics: `RTM_*STATS`, linux/if_link.h.
//!
//! A request selects the statistics by [`StatsFilter`].
//!
//! ```
//! use nlwire::{route::{GetStats, IfStatsMsg, Stats, StatsFilter}, wire::{GetFlags, Operation, Request}};
//! let operation = GetStats { index: 2, filter: StatsFilter::IFLA_STATS_LINK_64, ..Default::default() };
//! assert_eq!(operation.header().get(IfStatsMsg::filter_mask), StatsFilter::IFLA_STATS_LINK_64);
//! let mut buffer = [0; 64];
//! assert_eq!(Request::new(&mut buffer, operation, GetFlags::ACK).finish(1)?.len(), 28);
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
//!
//! See also [ip-stats(8)](https://man7.org/linux/man-pages/man8/ip-stats.8.html).
#[cfg(feature = "server")]
mod policy;

use crate::{
    attributes, c_struct, flags, message_types, operations,
    route::{LinkStats64, RouteMessage},
    uapi::AddressFamily,
    wire::{Attrs, Extensible, FieldArray, Struct},
};
#[cfg(feature = "server")]
pub(in crate::route) use policy::policy;

c_struct! {
    /// Header of a statistics message: `struct if_stats_msg`, linux/if_link.h.
    #[doc(alias = "if_stats_msg")]
    pub struct IfStatsMsg {
        /// Address family: AF_UNSPEC.
        family: AddressFamily,
        /// Unused.
        pad __pad1: u8,
        /// Unused.
        pad __pad2: u16,
        /// Interface index.
        ifindex: u32,
        /// Requested statistics.
        filter_mask: StatsFilter,
    }
}
c_struct! {
    /// Hardware counters of an interface: `struct rtnl_hw_stats64`, linux/if_link.h.
    #[doc(alias = "rtnl_hw_stats64")]
    pub struct HwStats64 {
        /// Packets received.
        rx_packets: u64,
        /// Packets transmitted.
        tx_packets: u64,
        /// Bytes received.
        rx_bytes: u64,
        /// Bytes transmitted.
        tx_bytes: u64,
        /// Packets received with errors.
        rx_errors: u64,
        /// Packets that failed to be transmitted.
        tx_errors: u64,
        /// Packets dropped on receive.
        rx_dropped: u64,
        /// Packets dropped on transmit.
        tx_dropped: u64,
        /// Multicast packets received.
        multicast: u64,
    }
}
c_struct! {
    /// Counters of a bridge VLAN: `struct bridge_vlan_xstats`, linux/if_bridge.h.
    #[doc(alias = "bridge_vlan_xstats")]
    pub struct BridgeVlanXstats {
        /// Bytes received.
        rx_bytes: u64,
        /// Packets received.
        rx_packets: u64,
        /// Bytes transmitted.
        tx_bytes: u64,
        /// Packets transmitted.
        tx_packets: u64,
        /// VLAN id.
        vid: u16,
        /// VLAN flags: `BRIDGE_VLAN_INFO_*`.
        flags: u16,
        /// Unused.
        pad __pad2: u32,
    }
}
c_struct! {
    /// IGMP and MLD counters of a bridge (multicast snooping): `struct br_mcast_stats`,
    /// linux/if_bridge.h.
    ///
    /// Each pair of counters is received, transmitted.
    #[doc(alias = "br_mcast_stats")]
    pub struct BrMcastStats {
        /// IGMPv1 queries: received, transmitted.
        igmp_v1queries: FieldArray<u64, 2>,
        /// IGMPv2 queries: received, transmitted.
        igmp_v2queries: FieldArray<u64, 2>,
        /// IGMPv3 queries: received, transmitted.
        igmp_v3queries: FieldArray<u64, 2>,
        /// IGMP leave messages: received, transmitted.
        igmp_leaves: FieldArray<u64, 2>,
        /// IGMPv1 reports: received, transmitted.
        igmp_v1reports: FieldArray<u64, 2>,
        /// IGMPv2 reports: received, transmitted.
        igmp_v2reports: FieldArray<u64, 2>,
        /// IGMPv3 reports: received, transmitted.
        igmp_v3reports: FieldArray<u64, 2>,
        /// IGMP packets with parse errors.
        igmp_parse_errors: u64,
        /// MLDv1 queries: received, transmitted.
        mld_v1queries: FieldArray<u64, 2>,
        /// MLDv2 queries: received, transmitted.
        mld_v2queries: FieldArray<u64, 2>,
        /// MLD done (leave) messages: received, transmitted.
        mld_leaves: FieldArray<u64, 2>,
        /// MLDv1 reports: received, transmitted.
        mld_v1reports: FieldArray<u64, 2>,
        /// MLDv2 reports: received, transmitted.
        mld_v2reports: FieldArray<u64, 2>,
        /// MLD packets with parse errors.
        mld_parse_errors: u64,
        /// Bytes of multicast packets: received, transmitted.
        mcast_bytes: FieldArray<u64, 2>,
        /// Multicast packets: received, transmitted.
        mcast_packets: FieldArray<u64, 2>,
    }
}
c_struct! {
    /// STP counters of a bridge port (Spanning Tree Protocol): `struct bridge_stp_xstats`,
    /// linux/if_bridge.h.
    #[doc(alias = "bridge_stp_xstats")]
    pub struct BridgeStpXstats {
        /// Transitions to the blocking state.
        transition_blk: u64,
        /// Transitions to the forwarding state.
        transition_fwd: u64,
        /// Bridge protocol data units (BPDUs) received.
        rx_bpdu: u64,
        /// Bridge protocol data units (BPDUs) transmitted.
        tx_bpdu: u64,
        /// Topology change notifications (TCNs) received.
        rx_tcn: u64,
        /// Topology change notifications (TCNs) transmitted.
        tx_tcn: u64,
    }
}
c_struct! {
    /// MPLS counters of an interface: `struct mpls_link_stats`, linux/mpls.h.
    #[doc(alias = "mpls_link_stats")]
    pub struct MplsLinkStats {
        /// Packets received.
        rx_packets: u64,
        /// Packets transmitted.
        tx_packets: u64,
        /// Bytes received.
        rx_bytes: u64,
        /// Bytes transmitted.
        tx_bytes: u64,
        /// Packets received with errors.
        rx_errors: u64,
        /// Packets that failed to be transmitted.
        tx_errors: u64,
        /// Packets dropped on receive.
        rx_dropped: u64,
        /// Packets dropped on transmit.
        tx_dropped: u64,
        /// Packets received without a matching label route.
        rx_noroute: u64,
    }
}
flags! {
    /// Requested statistics, one bit for each attribute of [`Stats`].
    ///
    /// `IFLA_STATS_FILTER_BIT`, linux/if_link.h.
    pub struct StatsFilter(u32) {
        /// Requests [`Stats::IFLA_STATS_LINK_64`].
        IFLA_STATS_LINK_64 = 1 << 0,
        /// Requests [`Stats::IFLA_STATS_LINK_XSTATS`].
        IFLA_STATS_LINK_XSTATS = 1 << 1,
        /// Requests [`Stats::IFLA_STATS_LINK_XSTATS_SLAVE`].
        IFLA_STATS_LINK_XSTATS_SLAVE = 1 << 2,
        /// Requests [`Stats::IFLA_STATS_LINK_OFFLOAD_XSTATS`].
        IFLA_STATS_LINK_OFFLOAD_XSTATS = 1 << 3,
        /// Requests [`Stats::IFLA_STATS_AF_SPEC`].
        IFLA_STATS_AF_SPEC = 1 << 4,
    }
}
flags! {
    /// Requested hardware statistics, one bit for each attribute of [`OffloadXstats`].
    pub struct OffloadXstatsFilter(u32) {
        /// Requests [`OffloadXstats::IFLA_OFFLOAD_XSTATS_CPU_HIT`].
        IFLA_OFFLOAD_XSTATS_CPU_HIT = 1 << 0,
        /// Requests [`OffloadXstats::IFLA_OFFLOAD_XSTATS_HW_S_INFO`].
        IFLA_OFFLOAD_XSTATS_HW_S_INFO = 1 << 1,
        /// Requests [`OffloadXstats::IFLA_OFFLOAD_XSTATS_L3_STATS`].
        IFLA_OFFLOAD_XSTATS_L3_STATS = 1 << 2,
    }
}

attributes! {
    /// Statistics of an interface: `IFLA_STATS_*`, linux/if_link.h.
    ///
    /// Requests have [a separate attribute set](StatsRequest) with the same numbers.
    pub set Stats, enum StatsAttr<'a> {
        /// Standard interface counters.
        IFLA_STATS_LINK_64: Extensible<'a, LinkStats64> = 1 where read_only,
        /// Extended statistics of a bridge or bond.
        IFLA_STATS_LINK_XSTATS: Attrs<'a, LinkXstats> = 2 where read_only,
        /// Extended statistics of a bridge or bond port.
        IFLA_STATS_LINK_XSTATS_SLAVE: Attrs<'a, LinkXstats> = 3 where read_only,
        /// Statistics of hardware offload.
        IFLA_STATS_LINK_OFFLOAD_XSTATS: Attrs<'a, OffloadXstats> = 4 where read_only,
        /// Statistics per address family.
        IFLA_STATS_AF_SPEC: Attrs<'a, StatsAfSpec> = 5 where read_only,
    }
}
// Limits: rtnl_stats_get_policy, rtnl_stats_set_policy, net/core/rtnetlink.c.
attributes! {
    /// Attributes of a statistics request: `IFLA_STATS_GETSET_*`, linux/if_link.h.
    pub set StatsRequest, enum StatsRequestAttr<'a> {
        /// In `RTM_GETSTATS`: selects parts of the nested statistics.
        IFLA_STATS_GET_FILTERS: Attrs<'a, StatsGetFilters> = 1,
        /// In `RTM_SETSTATS`: switches layer 3 hardware statistics on or off.
        IFLA_STATS_SET_OFFLOAD_XSTATS_L3_STATS: u8 = 2 where range(0, 1),
    }
}
attributes! {
    /// Filters of nested statistics, numbered as the attributes of [`Stats`].
    ///
    /// The kernel implements one of them.
    pub set StatsGetFilters, enum StatsGetFiltersAttr<'a> {
        /// Filter of [`Stats::IFLA_STATS_LINK_OFFLOAD_XSTATS`].
        IFLA_STATS_LINK_OFFLOAD_XSTATS: OffloadXstatsFilter = 4 where flags_mask(0xf),
    }
}
attributes! {
    /// Extended statistics by link type: `LINK_XSTATS_TYPE_*`, linux/if_link.h.
    pub set LinkXstats, enum LinkXstatsAttr<'a> {
        /// Bridge statistics.
        LINK_XSTATS_TYPE_BRIDGE: Attrs<'a, BridgeXstats> = 1 where read_only,
        /// Bond statistics.
        LINK_XSTATS_TYPE_BOND: Attrs<'a, BondXstats> = 2 where read_only,
    }
}
attributes! {
    /// Bridge statistics: `BRIDGE_XSTATS_*`, linux/if_bridge.h.
    pub set BridgeXstats, enum BridgeXstatsAttr<'a> {
        /// Counters of a VLAN.
        BRIDGE_XSTATS_VLAN: [&'a Struct<BridgeVlanXstats>] = 1 where read_only,
        /// IGMP and MLD counters (multicast snooping).
        BRIDGE_XSTATS_MCAST: &'a Struct<BrMcastStats> = 2 where read_only,
        /// Padding.
        BRIDGE_XSTATS_PAD: &'a [u8] = 3 where read_only,
        /// STP counters of a bridge port.
        BRIDGE_XSTATS_STP: &'a Struct<BridgeStpXstats> = 4 where read_only,
    }
}
attributes! {
    /// Bond statistics: `BOND_XSTATS_*`, linux/if_bonding.h.
    pub set BondXstats, enum BondXstatsAttr<'a> {
        /// Link aggregation (IEEE 802.3ad, LACP) counters.
        BOND_XSTATS_3AD: Attrs<'a, Bond3adStats> = 1 where read_only,
    }
}
attributes! {
    /// Link aggregation (802.3ad) counters of a bond: `BOND_3AD_STAT_*`, linux/if_bonding.h.
    pub set Bond3adStats, enum Bond3adStatsAttr<'a> {
        /// LACP data units (LACPDUs) received.
        BOND_3AD_STAT_LACPDU_RX: u64 = 0 where read_only,
        /// LACP data units (LACPDUs) transmitted.
        BOND_3AD_STAT_LACPDU_TX: u64 = 1 where read_only,
        /// LACPDUs of unknown type received.
        BOND_3AD_STAT_LACPDU_UNKNOWN_RX: u64 = 2 where read_only,
        /// Illegal LACPDUs received.
        BOND_3AD_STAT_LACPDU_ILLEGAL_RX: u64 = 3 where read_only,
        /// Marker PDUs received.
        BOND_3AD_STAT_MARKER_RX: u64 = 4 where read_only,
        /// Marker PDUs transmitted.
        BOND_3AD_STAT_MARKER_TX: u64 = 5 where read_only,
        /// Marker response PDUs received.
        BOND_3AD_STAT_MARKER_RESP_RX: u64 = 6 where read_only,
        /// Marker response PDUs transmitted.
        BOND_3AD_STAT_MARKER_RESP_TX: u64 = 7 where read_only,
        /// Marker PDUs of unknown type received.
        BOND_3AD_STAT_MARKER_UNKNOWN_RX: u64 = 8 where read_only,
        /// Padding.
        BOND_3AD_STAT_PAD: &'a [u8] = 9 where read_only,
    }
}
attributes! {
    /// Statistics of hardware offload: `IFLA_OFFLOAD_XSTATS_*`, linux/if_link.h.
    pub set OffloadXstats, enum OffloadXstatsAttr<'a> {
        /// Counters of packets that the CPU processed instead of the hardware.
        IFLA_OFFLOAD_XSTATS_CPU_HIT: Extensible<'a, LinkStats64> = 1 where read_only,
        /// State of the hardware counters.
        IFLA_OFFLOAD_XSTATS_HW_S_INFO: Attrs<'a, HwStatsInfos> = 2 where read_only,
        /// Layer 3 hardware counters.
        IFLA_OFFLOAD_XSTATS_L3_STATS: Extensible<'a, HwStats64> = 3 where read_only,
    }
}
attributes! {
    /// State of hardware counters, numbered as the attributes of [`OffloadXstats`].
    pub set HwStatsInfos, enum HwStatsInfosAttr<'a> {
        /// State of [`OffloadXstats::IFLA_OFFLOAD_XSTATS_L3_STATS`].
        IFLA_OFFLOAD_XSTATS_L3_STATS: Attrs<'a, HwStatsInfo> = 3 where read_only,
    }
}
attributes! {
    /// State of a hardware counter: `IFLA_OFFLOAD_XSTATS_HW_S_INFO_*`, linux/if_link.h.
    pub set HwStatsInfo, enum HwStatsInfoAttr<'a> {
        /// Whether user space requested the counter, 0 or 1.
        IFLA_OFFLOAD_XSTATS_HW_S_INFO_REQUEST: u8 = 1 where read_only,
        /// Whether a driver maintains the counter, 0 or 1.
        IFLA_OFFLOAD_XSTATS_HW_S_INFO_USED: u8 = 2 where read_only,
    }
}
attributes! {
    /// Statistics per address family, numbered by `AF_*`.
    pub set StatsAfSpec, enum StatsAfSpecAttr<'a> {
        /// MPLS statistics.
        AF_MPLS: Attrs<'a, MplsStats> = 28 where read_only,
    }
}
attributes! {
    /// MPLS statistics: `MPLS_STATS_*`, linux/mpls.h.
    pub set MplsStats, enum MplsStatsAttr<'a> {
        /// MPLS counters of the interface.
        MPLS_STATS_LINK: Extensible<'a, MplsLinkStats> = 1 where read_only,
    }
}
message_types! {
    /// The statistics of an interface: `struct if_stats_msg` and the attributes of [`Stats`].
    pub struct StatsMessage(IfStatsMsg, Stats);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests interface statistics with `RTM_GETSTATS`.
    ///
    /// Without [`GetFlags::DUMP`](crate::wire::GetFlags::DUMP), for one interface; with, for all.
    pub GetStats {
        /// Address family: AF_UNSPEC.
        family: AddressFamily => family,
        /// Interface index.
        index: u32 => ifindex,
        /// Requested statistics. The kernel rejects an empty filter.
        filter: StatsFilter => filter_mask,
    } = Get(RouteMessage::RTM_GETSTATS, IfStatsMsg, StatsRequest) -> StatsMessage;
    /// Switches hardware statistics of an interface on or off, with `RTM_SETSTATS`.
    pub SetStats {
        /// Interface index.
        index: u32 => ifindex,
    } = New(RouteMessage::RTM_SETSTATS, IfStatsMsg, StatsRequest) -> StatsMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schema::Described,
        wire::{CStruct, GetFlags, Message, Request, Value},
    };
    use std::format;

    #[test]
    fn requests_and_answers_read_the_same_number_differently() {
        let mut buffer = [0; 64];
        let operation = GetStats {
            index: 2,
            filter: StatsFilter::IFLA_STATS_LINK_64 | StatsFilter::IFLA_STATS_LINK_OFFLOAD_XSTATS,
            ..Default::default()
        };
        let mut request = Request::new(&mut buffer, operation, GetFlags::DUMP);
        request.nest(StatsRequest::IFLA_STATS_GET_FILTERS, |filters| {
            let l3 = OffloadXstatsFilter::IFLA_OFFLOAD_XSTATS_L3_STATS;
            filters.put(StatsGetFilters::IFLA_STATS_LINK_OFFLOAD_XSTATS, l3);
        });
        let message = Message::new(request.finish(1).unwrap()).unwrap();
        let printed = format!("{:?}", Described::new("route", crate::route::lookup(message), message));
        assert!(
            printed.ends_with(
                "{family: AF_UNSPEC, ifindex: 2, filter_mask: IFLA_STATS_LINK_64|IFLA_STATS_LINK_OFFLOAD_XSTATS} \
                 {IFLA_STATS_GET_FILTERS: {IFLA_STATS_LINK_OFFLOAD_XSTATS: IFLA_OFFLOAD_XSTATS_L3_STATS}}"
            ),
            "{printed}"
        );
    }
    #[test]
    fn structures_are_as_long_as_the_kernels() {
        assert_eq!((IfStatsMsg::SPEC.len, HwStats64::SPEC.len, MplsLinkStats::SPEC.len), (12, 72, 72));
        let bridge = (BridgeVlanXstats::SPEC.len, BrMcastStats::SPEC.len, BridgeStpXstats::SPEC.len);
        assert_eq!(bridge, (40, 240, 48));
        for len in 0..112 {
            assert_eq!(<&Struct<BridgeStpXstats>>::read(&[0; 112][..len]).is_some(), len >= 48);
            let stats = Extensible::<HwStats64>::read(&[0; 112][..len]).unwrap();
            assert_eq!(stats.get(HwStats64::multicast).is_some(), len >= 72);
        }
    }
}
