//! Statistics of links: `RTM_*STATS`, linux/if_link.h. A request says what it wants and does not get everything.
//!
//! ```
//! use nlwire::{route::{GetStats, IfStatsMsg, Stats, StatsFilter}, wire::{GetFlags, Layout, Operation, Request}};
//! let operation = GetStats { index: 2, filter: StatsFilter::IFLA_STATS_LINK_64, ..Default::default() };
//! assert_eq!(operation.header().get(IfStatsMsg::filter_mask), StatsFilter::IFLA_STATS_LINK_64);
//! let mut buffer = [0; 64];
//! assert_eq!(Request::new(&mut buffer, operation, GetFlags::ACK).finish(1)?.len(), 28);
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{
    attributes, flags, layout, operations,
    route::{LinkStats64, RouteMessage},
    uapi::AddressFamily,
    wire::{Attrs, Grown, Many},
};

layout! {
    /// `struct if_stats_msg`, linux/if_link.h.
    #[doc(alias = "if_stats_msg")]
    pub struct IfStatsMsg {
        /// AF_UNSPEC.
        family: AddressFamily,
        /// Unused.
        __pad1: u8,
        /// Unused.
        __pad2: u16,
        /// Index of the link.
        ifindex: u32,
        /// What is asked for.
        filter_mask: StatsFilter,
    }
}
layout! {
    /// What hardware has counted: `struct rtnl_hw_stats64`, linux/if_link.h.
    #[doc(alias = "rtnl_hw_stats64")]
    pub struct HwStats64 {
        /// Packets received.
        rx_packets: u64,
        /// Packets sent.
        tx_packets: u64,
        /// Bytes received.
        rx_bytes: u64,
        /// Bytes sent.
        tx_bytes: u64,
        /// Packets received that were bad.
        rx_errors: u64,
        /// Packets that could not be sent.
        tx_errors: u64,
        /// Packets received and dropped.
        rx_dropped: u64,
        /// Packets dropped before they were sent.
        tx_dropped: u64,
        /// Multicast packets received.
        multicast: u64,
    }
}
layout! {
    /// What a VLAN of a bridge has forwarded: `struct bridge_vlan_xstats`, linux/if_bridge.h.
    #[doc(alias = "bridge_vlan_xstats")]
    pub struct BridgeVlanXstats {
        /// Bytes received.
        rx_bytes: u64,
        /// Packets received.
        rx_packets: u64,
        /// Bytes sent.
        tx_bytes: u64,
        /// Packets sent.
        tx_packets: u64,
        /// The VLAN.
        vid: u16,
        /// Its flags: `BRIDGE_VLAN_INFO_*`.
        flags: u16,
        /// Unused.
        __pad2: u32,
    }
}
layout! {
    /// What a bridge has heard and said of multicast groups: `struct br_mcast_stats`, linux/if_bridge.h. Each pair is received, sent.
    #[doc(alias = "br_mcast_stats")]
    pub struct BrMcastStats {
        /// Queries of IGMP version 1.
        igmp_v1queries: Many<u64, 2>,
        /// Queries of IGMP version 2.
        igmp_v2queries: Many<u64, 2>,
        /// Queries of IGMP version 3.
        igmp_v3queries: Many<u64, 2>,
        /// Groups left by IGMP.
        igmp_leaves: Many<u64, 2>,
        /// Reports of IGMP version 1.
        igmp_v1reports: Many<u64, 2>,
        /// Reports of IGMP version 2.
        igmp_v2reports: Many<u64, 2>,
        /// Reports of IGMP version 3.
        igmp_v3reports: Many<u64, 2>,
        /// IGMP packets that were bad.
        igmp_parse_errors: u64,
        /// Queries of MLD version 1.
        mld_v1queries: Many<u64, 2>,
        /// Queries of MLD version 2.
        mld_v2queries: Many<u64, 2>,
        /// Groups left by MLD.
        mld_leaves: Many<u64, 2>,
        /// Reports of MLD version 1.
        mld_v1reports: Many<u64, 2>,
        /// Reports of MLD version 2.
        mld_v2reports: Many<u64, 2>,
        /// MLD packets that were bad.
        mld_parse_errors: u64,
        /// Bytes of multicast.
        mcast_bytes: Many<u64, 2>,
        /// Packets of multicast.
        mcast_packets: Many<u64, 2>,
    }
}
layout! {
    /// What a port's spanning tree has done: `struct bridge_stp_xstats`, linux/if_bridge.h.
    #[doc(alias = "bridge_stp_xstats")]
    pub struct BridgeStpXstats {
        /// Times that it went to blocking.
        transition_blk: u64,
        /// Times that it went to forwarding.
        transition_fwd: u64,
        /// Bridge protocol units received.
        rx_bpdu: u64,
        /// Bridge protocol units sent.
        tx_bpdu: u64,
        /// Notices of a changed topology received.
        rx_tcn: u64,
        /// Notices of a changed topology sent.
        tx_tcn: u64,
    }
}
layout! {
    /// What a link has done with labelled packets: `struct mpls_link_stats`, linux/mpls.h.
    #[doc(alias = "mpls_link_stats")]
    pub struct MplsLinkStats {
        /// Packets received.
        rx_packets: u64,
        /// Packets sent.
        tx_packets: u64,
        /// Bytes received.
        rx_bytes: u64,
        /// Bytes sent.
        tx_bytes: u64,
        /// Packets received that were bad.
        rx_errors: u64,
        /// Packets that could not be sent.
        tx_errors: u64,
        /// Packets received and dropped.
        rx_dropped: u64,
        /// Packets dropped before they were sent.
        tx_dropped: u64,
        /// Packets received for which there was no route.
        rx_noroute: u64,
    }
}
flags! {
    /// Which statistics are asked for: `IFLA_STATS_FILTER_BIT`, linux/if_link.h, of each attribute of [`Stats`].
    pub struct StatsFilter(u32) {
        /// [`Stats::IFLA_STATS_LINK_64`].
        IFLA_STATS_LINK_64 = 1 << 0,
        /// [`Stats::IFLA_STATS_LINK_XSTATS`].
        IFLA_STATS_LINK_XSTATS = 1 << 1,
        /// [`Stats::IFLA_STATS_LINK_XSTATS_SLAVE`].
        IFLA_STATS_LINK_XSTATS_SLAVE = 1 << 2,
        /// [`Stats::IFLA_STATS_LINK_OFFLOAD_XSTATS`].
        IFLA_STATS_LINK_OFFLOAD_XSTATS = 1 << 3,
        /// [`Stats::IFLA_STATS_AF_SPEC`].
        IFLA_STATS_AF_SPEC = 1 << 4,
    }
}
flags! {
    /// Which statistics of hardware are asked for, a bit for each attribute of [`OffloadXstats`].
    pub struct OffloadXstatsFilter(u32) {
        /// [`OffloadXstats::IFLA_OFFLOAD_XSTATS_CPU_HIT`].
        IFLA_OFFLOAD_XSTATS_CPU_HIT = 1 << 0,
        /// [`OffloadXstats::IFLA_OFFLOAD_XSTATS_HW_S_INFO`].
        IFLA_OFFLOAD_XSTATS_HW_S_INFO = 1 << 1,
        /// [`OffloadXstats::IFLA_OFFLOAD_XSTATS_L3_STATS`].
        IFLA_OFFLOAD_XSTATS_L3_STATS = 1 << 2,
    }
}

attributes! {
    /// A link's statistics: `IFLA_STATS_*`, linux/if_link.h. Requests have [attributes of their own](StatsRequest) under the same numbers.
    pub set Stats, enum StatsAttr<'a> {
        /// What the link has counted.
        IFLA_STATS_LINK_64 = 1 => Link64(Grown<'a, LinkStats64>) where output(),
        /// What a bridge or bond has counted.
        IFLA_STATS_LINK_XSTATS = 2 => LinkXstats(Attrs<'a, LinkXstats>) where output(),
        /// What it has counted as a port of one.
        IFLA_STATS_LINK_XSTATS_SLAVE = 3 => LinkXstatsSlave(Attrs<'a, LinkXstats>) where output(),
        /// What hardware has counted.
        IFLA_STATS_LINK_OFFLOAD_XSTATS = 4 => LinkOffloadXstats(Attrs<'a, OffloadXstats>) where output(),
        /// What address families have counted.
        IFLA_STATS_AF_SPEC = 5 => AfSpec(Attrs<'a, StatsAfSpec>) where output(),
    }
}
// Limits: rtnl_stats_get_policy, rtnl_stats_set_policy, net/core/rtnetlink.c.
attributes! {
    /// What a request for statistics, or to count, has: `IFLA_STATS_GETSET_*`, linux/if_link.h.
    pub set StatsRequest, enum StatsRequestAttr<'a> {
        /// Asking: which parts of an attribute are wanted.
        IFLA_STATS_GET_FILTERS = 1 => GetFilters(Attrs<'a, StatsGetFilters>),
        /// Setting: whether hardware is to count at layer 3, 0 or 1.
        IFLA_STATS_SET_OFFLOAD_XSTATS_L3_STATS = 2 => SetOffloadXstatsL3Stats(u8) where range(0, 1),
    }
}
attributes! {
    /// Which parts of an attribute are wanted, by the number of that attribute; the kernel knows one.
    pub set StatsGetFilters, enum StatsGetFiltersAttr<'a> {
        /// Of [`Stats::IFLA_STATS_LINK_OFFLOAD_XSTATS`].
        IFLA_STATS_LINK_OFFLOAD_XSTATS = 4 => LinkOffloadXstats(OffloadXstatsFilter) where mask(0xf),
    }
}
attributes! {
    /// What a bridge or bond has counted: `LINK_XSTATS_TYPE_*`, linux/if_link.h.
    pub set LinkXstats, enum LinkXstatsAttr<'a> {
        /// A bridge.
        LINK_XSTATS_TYPE_BRIDGE = 1 => Bridge(Attrs<'a, BridgeXstats>) where output(),
        /// A bond.
        LINK_XSTATS_TYPE_BOND = 2 => Bond(Attrs<'a, BondXstats>) where output(),
    }
}
attributes! {
    /// What a bridge has counted: `BRIDGE_XSTATS_*`, linux/if_bridge.h.
    pub set BridgeXstats, enum BridgeXstatsAttr<'a> {
        /// A VLAN.
        BRIDGE_XSTATS_VLAN = 1 => Vlan[&'a BridgeVlanXstats] where output(),
        /// Multicast groups.
        BRIDGE_XSTATS_MCAST = 2 => Mcast(&'a BrMcastStats) where output(),
        /// Nothing: brings what follows to a multiple of 8.
        BRIDGE_XSTATS_PAD = 3 => Pad(&'a [u8]) where output(),
        /// A port's spanning tree.
        BRIDGE_XSTATS_STP = 4 => Stp(&'a BridgeStpXstats) where output(),
    }
}
attributes! {
    /// What a bond has counted: `BOND_XSTATS_*`, linux/if_bonding.h.
    pub set BondXstats, enum BondXstatsAttr<'a> {
        /// Link aggregation: 802.3ad.
        BOND_XSTATS_3AD = 1 => Aggregation(Attrs<'a, Bond3adStats>) where output(),
    }
}
attributes! {
    /// What a bond has counted of link aggregation: `BOND_3AD_STAT_*`, linux/if_bonding.h.
    pub set Bond3adStats, enum Bond3adStatsAttr<'a> {
        /// LACP units received.
        BOND_3AD_STAT_LACPDU_RX = 0 => LacpduRx(u64) where output(),
        /// LACP units sent.
        BOND_3AD_STAT_LACPDU_TX = 1 => LacpduTx(u64) where output(),
        /// LACP units received of an unknown kind.
        BOND_3AD_STAT_LACPDU_UNKNOWN_RX = 2 => LacpduUnknownRx(u64) where output(),
        /// LACP units received that were bad.
        BOND_3AD_STAT_LACPDU_ILLEGAL_RX = 3 => LacpduIllegalRx(u64) where output(),
        /// Markers received.
        BOND_3AD_STAT_MARKER_RX = 4 => MarkerRx(u64) where output(),
        /// Markers sent.
        BOND_3AD_STAT_MARKER_TX = 5 => MarkerTx(u64) where output(),
        /// Answers to markers received.
        BOND_3AD_STAT_MARKER_RESP_RX = 6 => MarkerRespRx(u64) where output(),
        /// Answers to markers sent.
        BOND_3AD_STAT_MARKER_RESP_TX = 7 => MarkerRespTx(u64) where output(),
        /// Markers received of an unknown kind.
        BOND_3AD_STAT_MARKER_UNKNOWN_RX = 8 => MarkerUnknownRx(u64) where output(),
        /// Nothing: brings what follows to a multiple of 8.
        BOND_3AD_STAT_PAD = 9 => Pad(&'a [u8]) where output(),
    }
}
attributes! {
    /// What hardware has counted: `IFLA_OFFLOAD_XSTATS_*`, linux/if_link.h.
    pub set OffloadXstats, enum OffloadXstatsAttr<'a> {
        /// Packets that it handed to the kernel.
        IFLA_OFFLOAD_XSTATS_CPU_HIT = 1 => CpuHit(Grown<'a, LinkStats64>) where output(),
        /// Who counts.
        IFLA_OFFLOAD_XSTATS_HW_S_INFO = 2 => HwSInfo(Attrs<'a, HwStatsInfos>) where output(),
        /// What it counted at layer 3.
        IFLA_OFFLOAD_XSTATS_L3_STATS = 3 => L3Stats(Grown<'a, HwStats64>) where output(),
    }
}
attributes! {
    /// Who counts what, by the number of the attribute of [`OffloadXstats`].
    pub set HwStatsInfos, enum HwStatsInfosAttr<'a> {
        /// Of [`OffloadXstats::IFLA_OFFLOAD_XSTATS_L3_STATS`].
        IFLA_OFFLOAD_XSTATS_L3_STATS = 3 => L3Stats(Attrs<'a, HwStatsInfo>) where output(),
    }
}
attributes! {
    /// Who counts: `IFLA_OFFLOAD_XSTATS_HW_S_INFO_*`, linux/if_link.h.
    pub set HwStatsInfo, enum HwStatsInfoAttr<'a> {
        /// Whether that was asked for, 0 or 1.
        IFLA_OFFLOAD_XSTATS_HW_S_INFO_REQUEST = 1 => Request(u8) where output(),
        /// Whether hardware does, 0 or 1.
        IFLA_OFFLOAD_XSTATS_HW_S_INFO_USED = 2 => Used(u8) where output(),
    }
}
attributes! {
    /// What address families have counted, by family: `AF_*`.
    pub set StatsAfSpec, enum StatsAfSpecAttr<'a> {
        /// MPLS.
        AF_MPLS = 28 => Mpls(Attrs<'a, MplsStats>) where output(),
    }
}
attributes! {
    /// What MPLS has counted: `MPLS_STATS_*`, linux/mpls.h.
    pub set MplsStats, enum MplsStatsAttr<'a> {
        /// Of a link.
        MPLS_STATS_LINK = 1 => Link(Grown<'a, MplsLinkStats>) where output(),
    }
}
operations! {
    /// Asks for statistics: for those of a link, or of all by a dump.
    pub GetStats {
        /// AF_UNSPEC.
        family: AddressFamily => family,
        /// The link.
        index: u32 => ifindex,
        /// Which are wanted; the kernel refuses none.
        filter: StatsFilter => filter_mask,
    } = Get(RouteMessage::RTM_GETSTATS, IfStatsMsg, StatsRequest) -> (IfStatsMsg, Stats);
    /// Has hardware count, or no longer.
    pub SetStats {
        /// The link.
        index: u32 => ifindex,
    } = New(RouteMessage::RTM_SETSTATS, IfStatsMsg, StatsRequest) -> (IfStatsMsg, Stats);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Described, GetFlags, Layout, Message, Request, Value};
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
        let printed = format!("{:?}", Described::new("route", crate::route::row(message.kind()), message));
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
        assert_eq!(
            (IfStatsMsg::STRUCTURE.len, HwStats64::STRUCTURE.len, MplsLinkStats::STRUCTURE.len),
            (12, 72, 72)
        );
        let bridge =
            (BridgeVlanXstats::STRUCTURE.len, BrMcastStats::STRUCTURE.len, BridgeStpXstats::STRUCTURE.len);
        assert_eq!(bridge, (40, 240, 48));
        for len in 0..112 {
            assert_eq!(<&BridgeStpXstats>::read(&[0; 112][..len]).is_some(), len >= 48);
            let stats = Grown::<HwStats64>::read(&[0; 112][..len]).unwrap();
            assert_eq!(stats.get(HwStats64::multicast).is_some(), len >= 72);
        }
    }
}
