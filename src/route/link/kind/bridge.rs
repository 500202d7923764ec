//! Bridges: kind `bridge`, `IFLA_BR_*`, linux/if_link.h. Their ports are in a module of their own.
//!
//! Times are in hundredths of a second (`USER_HZ`), whatever the kernel's own clock.
//!
//! ```
//! use nlwire::{route::{Bridge, BridgeStp, Link, LinkInfo, LinkKind}, wire::Writer};
//! let mut buffer = [0; 128];
//! let mut link = Writer::<Link>::new(&mut buffer);
//! link.put(Link::IFLA_IFNAME, "br0").nest(Link::IFLA_LINKINFO, |info| {
//!     info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::BRIDGE, |bridge| {
//!         bridge.put(Bridge::IFLA_BR_STP_STATE, BridgeStp::BR_KERNEL_STP).put(Bridge::IFLA_BR_VLAN_FILTERING, true);
//!     });
//! });
//! let attributes = link.finish()?;
//! # let _ = attributes;
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::route::{BridgeId, McastRouter};
use crate::{
    attributes, flags, layout, numbers,
    uapi::EtherType,
    wire::{Attrs, Be, Flag, HwAddr, Ip},
};

layout! {
    /// Options that are bits: `struct br_boolopt_multi`, linux/if_bridge.h.
    #[doc(alias = "br_boolopt_multi")]
    pub struct BridgeBoolOpts {
        /// Values of the options in `optmask`.
        optval: BridgeBoolOpt,
        /// Which options are meant; the kernel tells all that it knows.
        optmask: BridgeBoolOpt,
    }
}

flags! {
    /// A bridge's options that are bits: one for each of `enum br_boolopt_id`, linux/if_bridge.h.
    pub struct BridgeBoolOpt(u32) {
        /// No learning from link-local packets.
        BR_BOOLOPT_NO_LL_LEARN = 1 << 0,
        /// Multicast snooping for each VLAN by itself.
        BR_BOOLOPT_MCAST_VLAN_SNOOPING = 1 << 1,
        /// Multiple spanning trees.
        BR_BOOLOPT_MST_ENABLE = 1 << 2,
        /// The offload of MDB entries to a device is told, and its failure, too.
        BR_BOOLOPT_MDB_OFFLOAD_FAIL_NOTIFICATION = 1 << 3,
        /// The bridge's own addresses stay in VLAN 0 alone.
        BR_BOOLOPT_FDB_LOCAL_VLAN_0 = 1 << 4,
    }
}
numbers! {
    /// Who runs the spanning tree: `BR_*_STP`, net/bridge/br_private.h of the kernel.
    pub struct BridgeStp(u32) {
        /// Nobody.
        BR_NO_STP = 0,
        /// The kernel. Whoever asks for it gets user space where a helper (`/sbin/bridge-stp`) takes it.
        BR_KERNEL_STP = 1,
        /// A program in user space.
        BR_USER_STP = 2,
    }
}
numbers! {
    /// Who is to run the spanning tree when it is switched on: `BR_STP_MODE_*`, linux/if_link.h.
    pub struct BridgeStpMode(u32) {
        /// User space where a helper takes it, else the kernel.
        BR_STP_MODE_AUTO = 0,
        /// User space, without a helper.
        BR_STP_MODE_USER = 1,
        /// The kernel.
        BR_STP_MODE_KERNEL = 2,
    }
}

attributes! {
    /// A bridge: `IFLA_BR_*`, linux/if_link.h.
    pub set Bridge strict from 48, enum BridgeAttr<'a> {
        /// How long a port listens and learns before it forwards, 1/100 s.
        IFLA_BR_FORWARD_DELAY = 1 => ForwardDelay(u32),
        /// Time between hello packets of the spanning tree, 1/100 s.
        IFLA_BR_HELLO_TIME = 2 => HelloTime(u32),
        /// How long another bridge's message is valid, 1/100 s.
        IFLA_BR_MAX_AGE = 3 => MaxAge(u32),
        /// How long a learned address is kept, 1/100 s.
        IFLA_BR_AGEING_TIME = 4 => AgeingTime(u32),
        /// Who runs the spanning tree.
        IFLA_BR_STP_STATE = 5 => StpState(BridgeStp),
        /// Priority in the spanning tree.
        IFLA_BR_PRIORITY = 6 => Priority(u16),
        /// Whether VLANs are filtered, 0 or 1.
        IFLA_BR_VLAN_FILTERING = 7 => VlanFiltering(u8),
        /// EtherType of the VLAN tags, big-endian.
        IFLA_BR_VLAN_PROTOCOL = 8 => VlanProtocol(Be<EtherType>),
        /// Which link-local groups 01:80:c2:00:00:0X are forwarded: bit X.
        IFLA_BR_GROUP_FWD_MASK = 9 => GroupFwdMask(u16),
        /// The root of the spanning tree.
        IFLA_BR_ROOT_ID = 10 => RootId(&'a BridgeId) where output(),
        /// This bridge in the spanning tree.
        IFLA_BR_BRIDGE_ID = 11 => BridgeId(&'a BridgeId) where output(),
        /// Number of the port towards the root; 0 on the root itself.
        IFLA_BR_ROOT_PORT = 12 => RootPort(u16) where output(),
        /// Cost of the path to the root.
        IFLA_BR_ROOT_PATH_COST = 13 => RootPathCost(u32) where output(),
        /// Whether the topology is changing, 0 or 1.
        IFLA_BR_TOPOLOGY_CHANGE = 14 => TopologyChange(u8) where output(),
        /// Whether this bridge saw it change, 0 or 1.
        IFLA_BR_TOPOLOGY_CHANGE_DETECTED = 15 => TopologyChangeDetected(u8) where output(),
        /// Until the next hello packet, 1/100 s.
        IFLA_BR_HELLO_TIMER = 16 => HelloTimer(u64) where output(),
        /// Until the next notice of a changed topology, 1/100 s.
        IFLA_BR_TCN_TIMER = 17 => TcnTimer(u64) where output(),
        /// Until the change of the topology is over, 1/100 s.
        IFLA_BR_TOPOLOGY_CHANGE_TIMER = 18 => TopologyChangeTimer(u64) where output(),
        /// Until old addresses are removed, 1/100 s.
        IFLA_BR_GC_TIMER = 19 => GcTimer(u64) where output(),
        /// Group address of the spanning tree's packets.
        IFLA_BR_GROUP_ADDR = 20 => GroupAddr(HwAddr<'a>) where at_most(6),
        /// Forget learned addresses; requests only.
        IFLA_BR_FDB_FLUSH = 21 => FdbFlush(Flag) where binary(u16::MAX),
        /// Whether the bridge itself is a multicast router.
        IFLA_BR_MCAST_ROUTER = 22 => McastRouter(McastRouter),
        /// Whether it learns who hears which group, 0 or 1.
        IFLA_BR_MCAST_SNOOPING = 23 => McastSnooping(u8),
        /// Whether its queries come from its own IP address rather than 0.0.0.0, 0 or 1.
        IFLA_BR_MCAST_QUERY_USE_IFADDR = 24 => McastQueryUseIfaddr(u8),
        /// Whether it sends queries, 0 or 1.
        IFLA_BR_MCAST_QUERIER = 25 => McastQuerier(u8),
        /// Without effect since Linux 5.0; the kernel answers 16.
        IFLA_BR_MCAST_HASH_ELASTICITY = 26 => McastHashElasticity(u32),
        /// Most multicast groups.
        IFLA_BR_MCAST_HASH_MAX = 27 => McastHashMax(u32),
        /// Queries after a host has left a group.
        IFLA_BR_MCAST_LAST_MEMBER_CNT = 28 => McastLastMemberCnt(u32),
        /// Queries at the start.
        IFLA_BR_MCAST_STARTUP_QUERY_CNT = 29 => McastStartupQueryCnt(u32),
        /// Time between queries after a host has left a group, 1/100 s.
        IFLA_BR_MCAST_LAST_MEMBER_INTVL = 30 => McastLastMemberIntvl(u64),
        /// How long a group is kept without a report, 1/100 s.
        IFLA_BR_MCAST_MEMBERSHIP_INTVL = 31 => McastMembershipIntvl(u64),
        /// How long another querier is believed to be there without a query, 1/100 s.
        IFLA_BR_MCAST_QUERIER_INTVL = 32 => McastQuerierIntvl(u64),
        /// Time between queries, 1/100 s.
        IFLA_BR_MCAST_QUERY_INTVL = 33 => McastQueryIntvl(u64),
        /// How long hosts may take to answer a query, 1/100 s.
        IFLA_BR_MCAST_QUERY_RESPONSE_INTVL = 34 => McastQueryResponseIntvl(u64),
        /// Time between queries at the start, 1/100 s.
        IFLA_BR_MCAST_STARTUP_QUERY_INTVL = 35 => McastStartupQueryIntvl(u64),
        /// Whether bridged IPv4 passes through iptables, 0 or 1.
        IFLA_BR_NF_CALL_IPTABLES = 36 => NfCallIptables(u8),
        /// Whether bridged IPv6 passes through ip6tables, 0 or 1.
        IFLA_BR_NF_CALL_IP6TABLES = 37 => NfCallIp6tables(u8),
        /// Whether bridged ARP passes through arptables, 0 or 1.
        IFLA_BR_NF_CALL_ARPTABLES = 38 => NfCallArptables(u8),
        /// VLAN of untagged packets on new ports; 0 for none.
        IFLA_BR_VLAN_DEFAULT_PVID = 39 => VlanDefaultPvid(u16),
        /// Whether packets are counted by VLAN, 0 or 1.
        IFLA_BR_VLAN_STATS_ENABLED = 41 => VlanStatsEnabled(u8),
        /// Whether IGMP and MLD packets are counted, 0 or 1.
        IFLA_BR_MCAST_STATS_ENABLED = 42 => McastStatsEnabled(u8),
        /// Version of IGMP that it speaks, 2 or 3.
        IFLA_BR_MCAST_IGMP_VERSION = 43 => McastIgmpVersion(u8),
        /// Version of MLD that it speaks, 1 or 2.
        IFLA_BR_MCAST_MLD_VERSION = 44 => McastMldVersion(u8),
        /// Whether packets are counted by VLAN and port, 0 or 1.
        IFLA_BR_VLAN_STATS_PER_PORT = 45 => VlanStatsPerPort(u8),
        /// Options that are bits.
        IFLA_BR_MULTI_BOOLOPT = 46 => MultiBoolopt(&'a BridgeBoolOpts) where exactly(8),
        /// Who sends the queries now.
        IFLA_BR_MCAST_QUERIER_STATE = 47 => McastQuerierState(Attrs<'a, BridgeQuerier>) where output(),
        /// How many addresses it has learned.
        IFLA_BR_FDB_N_LEARNED = 48 => FdbNLearned(u32) where rejected(),
        /// How many it may learn; 0 for no limit.
        IFLA_BR_FDB_MAX_LEARNED = 49 => FdbMaxLearned(u32),
        /// Who is to run the spanning tree when it is switched on.
        IFLA_BR_STP_MODE = 50 => StpMode(BridgeStpMode) where range(0, 2),
    }
}
attributes! {
    /// Who sends multicast queries, by IP version: `BRIDGE_QUERIER_*`, linux/if_bridge.h.
    pub set BridgeQuerier, enum BridgeQuerierAttr<'a> {
        /// The IPv4 querier.
        BRIDGE_QUERIER_IP_ADDRESS = 1 => IpAddress(Ip<'a>),
        /// Index of the port behind which it is; absent where it is the bridge itself.
        BRIDGE_QUERIER_IP_PORT = 2 => IpPort(u32),
        /// Until it is believed to be gone, 1/100 s.
        BRIDGE_QUERIER_IP_OTHER_TIMER = 3 => IpOtherTimer(u64),
        /// The IPv6 querier.
        BRIDGE_QUERIER_IPV6_ADDRESS = 5 => Ipv6Address(Ip<'a>),
        /// Index of the port behind which it is; absent where it is the bridge itself.
        BRIDGE_QUERIER_IPV6_PORT = 6 => Ipv6Port(u32),
        /// Until it is believed to be gone, 1/100 s.
        BRIDGE_QUERIER_IPV6_OTHER_TIMER = 7 => Ipv6OtherTimer(u64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Layout, Octets, Writer};
    use std::format;

    #[test]
    fn a_bridge_id_has_its_priority_in_network_order() {
        let id =
            BridgeId::new().with(BridgeId::prio, Be(0x8000)).with(BridgeId::addr, Octets([2, 0, 0, 0, 0, 9]));
        let mut buffer = [0xa5; 32];
        let mut writer = Writer::<Bridge>::new(&mut buffer);
        writer
            .put(Bridge::IFLA_BR_BRIDGE_ID, &id)
            .put(Bridge::IFLA_BR_VLAN_PROTOCOL, Be(EtherType::ETH_P_8021AD));
        let bytes = writer.finish().unwrap();
        assert_eq!(bytes[4..12], [0x80, 0, 2, 0, 0, 0, 0, 9]);
        assert_eq!(bytes[16..], [0x88, 0xa8, 0, 0]);
        assert_eq!(
            format!("{:?}", Attrs::<Bridge>::new(bytes)),
            "{IFLA_BR_BRIDGE_ID: {prio: 32768, addr: 02:00:00:00:00:09}, IFLA_BR_VLAN_PROTOCOL: ETH_P_8021AD}"
        );
    }
    #[test]
    fn options_that_are_bits() {
        let opts = BridgeBoolOpts::new()
            .with(BridgeBoolOpts::optval, BridgeBoolOpt::BR_BOOLOPT_MST_ENABLE)
            .with(BridgeBoolOpts::optmask, BridgeBoolOpt::from_bits_retain(0x84));
        let mut buffer = [0xa5; 32];
        let mut writer = Writer::<Bridge>::new(&mut buffer);
        writer.put(Bridge::IFLA_BR_MULTI_BOOLOPT, &opts);
        let bridge = Attrs::<Bridge>::new(writer.finish().unwrap());
        assert_eq!(
            format!("{bridge:?}"),
            "{IFLA_BR_MULTI_BOOLOPT: {optval: BR_BOOLOPT_MST_ENABLE, optmask: BR_BOOLOPT_MST_ENABLE|0x80}}"
        );
        assert_eq!(bridge.get(Bridge::IFLA_BR_MULTI_BOOLOPT).unwrap(), Some(&opts));
    }
}
