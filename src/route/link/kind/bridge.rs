//! Bridges: kind `bridge`, `IFLA_BR_*`, linux/if_link.h.
//!
//! Bridge ports have a module of their own. All times are in 1/100 s (`USER_HZ`), whatever the
//! kernel's own clock rate is.
//!
//! See the kernel's [bridge documentation](https://docs.kernel.org/networking/bridge.html). STP:
//! Spanning Tree Protocol, IEEE 802.1D. BPDU: Bridge Protocol Data Unit. FDB: forwarding database.
//! MDB: multicast group database.
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
    attributes, c_struct, flags, open_enum,
    uapi::EtherType,
    wire::{Attrs, Be, Flag, HwAddr, Ip, Struct},
};

c_struct! {
    /// Boolean options of a bridge: `struct br_boolopt_multi`, linux/if_bridge.h.
    #[doc(alias = "br_boolopt_multi")]
    pub struct BridgeBoolOpts {
        /// Values of the options in `optmask`.
        optval: BridgeBoolOpt,
        /// Mask of the options; in replies, all options that the kernel supports.
        optmask: BridgeBoolOpt,
    }
}

flags! {
    /// Boolean option of a bridge: one bit per `enum br_boolopt_id`, linux/if_bridge.h.
    pub struct BridgeBoolOpt(u32) {
        /// No learning from link-local frames (01:80:c2:00:00:0X).
        BR_BOOLOPT_NO_LL_LEARN = 1 << 0,
        /// Multicast snooping per VLAN.
        BR_BOOLOPT_MCAST_VLAN_SNOOPING = 1 << 1,
        /// Multiple Spanning Tree (MST).
        BR_BOOLOPT_MST_ENABLE = 1 << 2,
        /// Notifications of changes to the offload state of MDB entries, including failures.
        BR_BOOLOPT_MDB_OFFLOAD_FAIL_NOTIFICATION = 1 << 3,
        /// Local FDB entries of the bridge in VLAN 0 only.
        BR_BOOLOPT_FDB_LOCAL_VLAN_0 = 1 << 4,
    }
}
open_enum! {
    /// STP state of a bridge: `BR_*_STP`, net/bridge/br_private.h of the kernel.
    pub struct BridgeStp(u32) {
        /// STP disabled.
        BR_NO_STP = 0,
        /// STP in the kernel. A request for it results in STP in user space if the helper
        /// `/sbin/bridge-stp` accepts.
        BR_KERNEL_STP = 1,
        /// STP in user space.
        BR_USER_STP = 2,
    }
}
open_enum! {
    /// Choice between kernel and user space when STP is enabled: `BR_STP_MODE_*`, linux/if_link.h.
    pub struct BridgeStpMode(u32) {
        /// STP in user space if the helper `/sbin/bridge-stp` accepts, else in the kernel. The
        /// default.
        BR_STP_MODE_AUTO = 0,
        /// STP in user space, without the helper `/sbin/bridge-stp`.
        BR_STP_MODE_USER = 1,
        /// STP in the kernel, without the helper `/sbin/bridge-stp`.
        BR_STP_MODE_KERNEL = 2,
    }
}

attributes! {
    /// Attributes of a bridge: `IFLA_BR_*`, linux/if_link.h.
    pub set Bridge strict from 48, enum BridgeAttr<'a> {
        /// STP forward delay: time in each of the states listening and learning, 1/100 s. Default
        /// 1500.
        IFLA_BR_FORWARD_DELAY: u32 = 1,
        /// STP hello time: interval of configuration BPDUs, 1/100 s. Default 200.
        IFLA_BR_HELLO_TIME: u32 = 2,
        /// STP maximum age of received information, 1/100 s. Default 2000.
        IFLA_BR_MAX_AGE: u32 = 3,
        /// Ageing time of dynamic FDB entries, 1/100 s. Default 30000; 0 disables ageing.
        IFLA_BR_AGEING_TIME: u32 = 4,
        /// STP state: disabled, in the kernel or in user space. Default disabled.
        IFLA_BR_STP_STATE: BridgeStp = 5,
        /// STP bridge priority; the lowest value wins the election of the root. Default 32768.
        IFLA_BR_PRIORITY: u16 = 6,
        /// VLAN filtering. 0 or 1; default 0.
        IFLA_BR_VLAN_FILTERING: u8 = 7,
        /// EtherType of the VLAN tags: ETH_P_8021Q (default) or ETH_P_8021AD. Network byte order.
        IFLA_BR_VLAN_PROTOCOL: Be<EtherType> = 8,
        /// Forwarding mask of link-local groups: bit X is for 01:80:c2:00:00:0X. Default 0: none is
        /// forwarded.
        IFLA_BR_GROUP_FWD_MASK: u16 = 9,
        /// STP identifier of the root bridge.
        IFLA_BR_ROOT_ID: &'a Struct<BridgeId> = 10 where read_only,
        /// STP identifier of the bridge.
        IFLA_BR_BRIDGE_ID: &'a Struct<BridgeId> = 11 where read_only,
        /// STP root port, by port number; 0 if the bridge is the root.
        IFLA_BR_ROOT_PORT: u16 = 12 where read_only,
        /// STP path cost to the root bridge.
        IFLA_BR_ROOT_PATH_COST: u32 = 13 where read_only,
        /// STP topology change in progress, 0 or 1.
        IFLA_BR_TOPOLOGY_CHANGE: u8 = 14 where read_only,
        /// STP topology change detected by the bridge, 0 or 1.
        IFLA_BR_TOPOLOGY_CHANGE_DETECTED: u8 = 15 where read_only,
        /// Remaining time until the next configuration BPDU, 1/100 s.
        IFLA_BR_HELLO_TIMER: u64 = 16 where read_only,
        /// Remaining time until the next topology change notification (TCN), 1/100 s.
        IFLA_BR_TCN_TIMER: u64 = 17 where read_only,
        /// Remaining time of the topology change, 1/100 s.
        IFLA_BR_TOPOLOGY_CHANGE_TIMER: u64 = 18 where read_only,
        /// Remaining time until aged FDB entries are removed (garbage collection), 1/100 s.
        IFLA_BR_GC_TIMER: u64 = 19 where read_only,
        /// Group address of BPDUs. Default 01:80:c2:00:00:00.
        IFLA_BR_GROUP_ADDR: HwAddr<'a> = 20 where max_len(6),
        /// Flush of the dynamic FDB entries. Only in requests.
        IFLA_BR_FDB_FLUSH: Flag = 21 where binary_max_len(u16::MAX),
        /// Multicast router mode of the bridge itself.
        IFLA_BR_MCAST_ROUTER: McastRouter = 22,
        /// Multicast snooping (IGMP and MLD snooping). 0 or 1; default 1.
        #[doc(alias = "igmp_snooping")]
        IFLA_BR_MCAST_SNOOPING: u8 = 23,
        /// Source address of IGMP queries: 1 for the bridge's own address, 0 for 0.0.0.0. Default
        /// 0.
        IFLA_BR_MCAST_QUERY_USE_IFADDR: u8 = 24,
        /// Multicast querier: the bridge sends IGMP and MLD queries. 0 or 1; default 0.
        IFLA_BR_MCAST_QUERIER: u8 = 25,
        /// Hash elasticity of the MDB. Without effect since Linux 5.0; replies have 16.
        IFLA_BR_MCAST_HASH_ELASTICITY: u32 = 26,
        /// Maximum number of multicast groups. A power of 2; default 4096.
        IFLA_BR_MCAST_HASH_MAX: u32 = 27,
        /// Last member query count: queries after a leave message. Default 2.
        IFLA_BR_MCAST_LAST_MEMBER_CNT: u32 = 28,
        /// Startup query count. Default 2.
        IFLA_BR_MCAST_STARTUP_QUERY_CNT: u32 = 29,
        /// Last member query interval, 1/100 s. Default 100.
        IFLA_BR_MCAST_LAST_MEMBER_INTVL: u64 = 30,
        /// Membership interval: lifetime of a group without report, 1/100 s. Default 26000.
        IFLA_BR_MCAST_MEMBERSHIP_INTVL: u64 = 31,
        /// Other querier present interval: lifetime of another querier, 1/100 s. Default 25500.
        IFLA_BR_MCAST_QUERIER_INTVL: u64 = 32,
        /// Query interval, 1/100 s. Default 12500.
        IFLA_BR_MCAST_QUERY_INTVL: u64 = 33,
        /// Query response interval: maximum response time of hosts, 1/100 s. Default 1000.
        IFLA_BR_MCAST_QUERY_RESPONSE_INTVL: u64 = 34,
        /// Startup query interval, 1/100 s. Default 3125.
        IFLA_BR_MCAST_STARTUP_QUERY_INTVL: u64 = 35,
        /// Bridged IPv4 packets pass through iptables. 0 or 1; default 0.
        IFLA_BR_NF_CALL_IPTABLES: u8 = 36,
        /// Bridged IPv6 packets pass through ip6tables. 0 or 1; default 0.
        IFLA_BR_NF_CALL_IP6TABLES: u8 = 37,
        /// Bridged ARP packets pass through arptables. 0 or 1; default 0.
        IFLA_BR_NF_CALL_ARPTABLES: u8 = 38,
        /// Default port VLAN id (PVID) of new ports; 0 for none. Default 1.
        IFLA_BR_VLAN_DEFAULT_PVID: u16 = 39,
        /// VLAN statistics. 0 or 1; default 0.
        IFLA_BR_VLAN_STATS_ENABLED: u8 = 41,
        /// Multicast statistics (IGMP and MLD packets). 0 or 1; default 0.
        IFLA_BR_MCAST_STATS_ENABLED: u8 = 42,
        /// IGMP version of queries, 2 or 3. Default 2.
        IFLA_BR_MCAST_IGMP_VERSION: u8 = 43,
        /// MLD version of queries, 1 or 2. Default 1.
        IFLA_BR_MCAST_MLD_VERSION: u8 = 44,
        /// VLAN statistics per port. 0 or 1; default 0. Settable only while no port has VLANs.
        IFLA_BR_VLAN_STATS_PER_PORT: u8 = 45,
        /// Boolean options.
        IFLA_BR_MULTI_BOOLOPT: &'a Struct<BridgeBoolOpts> = 46 where exact_len(8),
        /// Multicast queriers in use.
        IFLA_BR_MCAST_QUERIER_STATE: Attrs<'a, BridgeQuerier> = 47 where read_only,
        /// Number of learned FDB entries.
        IFLA_BR_FDB_N_LEARNED: u32 = 48 where reject,
        /// Maximum number of learned FDB entries. Default 0: unlimited.
        IFLA_BR_FDB_MAX_LEARNED: u32 = 49,
        /// Choice between kernel and user space when STP is enabled.
        ///
        /// Settable only while STP is disabled; fails with EBUSY otherwise.
        IFLA_BR_STP_MODE: BridgeStpMode = 50 where range(0, 2),
    }
}
attributes! {
    /// Multicast queriers of a bridge, by IP version: `BRIDGE_QUERIER_*`, linux/if_bridge.h.
    pub set BridgeQuerier, enum BridgeQuerierAttr<'a> {
        /// Address of the IPv4 (IGMP) querier.
        BRIDGE_QUERIER_IP_ADDRESS: Ip<'a> = 1,
        /// Interface index of the port towards the IPv4 querier. Absent if the bridge is the
        /// querier.
        BRIDGE_QUERIER_IP_PORT: u32 = 2,
        /// Remaining lifetime of the other IPv4 querier, 1/100 s.
        BRIDGE_QUERIER_IP_OTHER_TIMER: u64 = 3,
        /// Address of the IPv6 (MLD) querier.
        BRIDGE_QUERIER_IPV6_ADDRESS: Ip<'a> = 5,
        /// Interface index of the port towards the IPv6 querier. Absent if the bridge is the
        /// querier.
        BRIDGE_QUERIER_IPV6_PORT: u32 = 6,
        /// Remaining lifetime of the other IPv6 querier, 1/100 s.
        BRIDGE_QUERIER_IPV6_OTHER_TIMER: u64 = 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{MacField, Writer};
    use std::format;

    #[test]
    fn a_bridge_id_has_its_priority_in_network_order() {
        let id = BridgeId::new()
            .with(BridgeId::prio, Be(0x8000))
            .with(BridgeId::addr, MacField([2, 0, 0, 0, 0, 9]));
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
