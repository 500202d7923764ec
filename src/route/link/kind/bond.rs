//! Bonds and bond ports: kind `bond`, `IFLA_BOND_*` and `IFLA_BOND_SLAVE_*`, linux/if_link.h.
//!
//! See the kernel's [bonding documentation](https://docs.kernel.org/networking/bonding.html). LACP:
//! Link Aggregation Control Protocol, IEEE 802.1AX (formerly 802.3ad).
//!
//! ```
//! use nlwire::{route::{Bond, BondMode, Link, LinkInfo, LinkKind}, wire::Writer};
//! use core::net::Ipv4Addr;
//! let mut buffer = [0; 128];
//! let mut link = Writer::<Link>::new(&mut buffer);
//! link.put(Link::IFLA_IFNAME, "bond0").nest(Link::IFLA_LINKINFO, |info| {
//!     info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::BOND, |bond| {
//!         bond.put(Bond::IFLA_BOND_MODE, BondMode::BOND_MODE_ACTIVEBACKUP).put(Bond::IFLA_BOND_ARP_INTERVAL, 100);
//!         bond.values(Bond::IFLA_BOND_ARP_IP_TARGET, 0, [Ipv4Addr::new(192, 0, 2, 1)]);
//!     });
//! });
//! let attributes = link.finish()?;
//! # let _ = attributes;
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{
    attributes, flags, open_enum,
    wire::{Attrs, HwAddr, IndexedArray, Ip},
};

open_enum! {
    /// Mode of a bond: `BOND_MODE_*`, linux/if_bonding.h.
    pub struct BondMode(u8) {
        /// Round robin over the ports, `balance-rr`.
        #[doc(alias = "balance-rr")]
        BOND_MODE_ROUNDROBIN = 0,
        /// One active port, all others are backup: `active-backup`.
        #[doc(alias = "active-backup")]
        BOND_MODE_ACTIVEBACKUP = 1,
        /// Port chosen by transmit hash, `balance-xor`.
        #[doc(alias = "balance-xor")]
        BOND_MODE_XOR = 2,
        /// Every packet on every port, `broadcast`.
        BOND_MODE_BROADCAST = 3,
        /// Dynamic link aggregation with LACP, `802.3ad`.
        #[doc(alias = "802.3ad")]
        BOND_MODE_8023AD = 4,
        /// Adaptive transmit load balancing, `balance-tlb`.
        #[doc(alias = "balance-tlb")]
        BOND_MODE_TLB = 5,
        /// Adaptive load balancing, transmit and receive (by ARP), `balance-alb`.
        #[doc(alias = "balance-alb")]
        BOND_MODE_ALB = 6,
    }
}
open_enum! {
    /// Transmit hash policy of a bond: `BOND_XMIT_POLICY_*`, linux/if_bonding.h.
    pub struct BondXmitPolicy(u8) {
        /// MAC addresses and EtherType, `layer2`.
        BOND_XMIT_POLICY_LAYER2 = 0,
        /// IP addresses and transport ports, `layer3+4`.
        BOND_XMIT_POLICY_LAYER34 = 1,
        /// MAC and IP addresses, `layer2+3`.
        BOND_XMIT_POLICY_LAYER23 = 2,
        /// MAC and IP addresses, of the inner packet if there is a tunnel, `encap2+3`.
        BOND_XMIT_POLICY_ENCAP23 = 3,
        /// IP addresses and transport ports, of the inner packet if there is a tunnel, `encap3+4`.
        BOND_XMIT_POLICY_ENCAP34 = 4,
        /// VLAN id and source MAC address, `vlan+srcmac`.
        BOND_XMIT_POLICY_VLAN_SRCMAC = 5,
    }
}
open_enum! {
    /// Validation of ARP packets in ARP monitoring. `BOND_ARP_VALIDATE_*` and `BOND_ARP_FILTER*`,
    /// net/bonding.h of the kernel.
    pub struct BondArpValidate(u32) {
        /// No validation: any received traffic counts.
        BOND_ARP_VALIDATE_NONE = 0,
        /// Validation on the active port: only replies of the targets count.
        BOND_ARP_VALIDATE_ACTIVE = 1,
        /// Validation on backup ports: only the bond's own requests count.
        BOND_ARP_VALIDATE_BACKUP = 2,
        /// Validation on the active port and on backup ports.
        BOND_ARP_VALIDATE_ALL = 3,
        /// Filter on all ports: any ARP packet counts, other traffic does not.
        BOND_ARP_FILTER = 4,
        /// Filter on all ports, validation on the active port.
        BOND_ARP_FILTER_ACTIVE = 5,
        /// Filter on all ports, validation on backup ports.
        BOND_ARP_FILTER_BACKUP = 6,
    }
}
open_enum! {
    /// Number of ARP targets that must reply: `BOND_ARP_TARGETS_*`, net/bonding.h of the kernel.
    pub struct BondArpTargets(u32) {
        /// The port is up if any ARP target replies.
        BOND_ARP_TARGETS_ANY = 0,
        /// The port is up only if all ARP targets reply.
        BOND_ARP_TARGETS_ALL = 1,
    }
}
open_enum! {
    /// Reselection of the primary port as the active port: `BOND_PRI_RESELECT_*`, net/bonding.h.
    pub struct BondReselect(u8) {
        /// Whenever the primary port comes back up.
        BOND_PRI_RESELECT_ALWAYS = 0,
        /// If the primary port is faster than the active port.
        BOND_PRI_RESELECT_BETTER = 1,
        /// If the active port fails.
        BOND_PRI_RESELECT_FAILURE = 2,
    }
}
open_enum! {
    /// MAC address policy of an active-backup bond: `BOND_FOM_*`, net/bonding.h of the kernel.
    pub struct BondFailOverMac(u8) {
        /// All ports have the MAC address of the bond.
        BOND_FOM_NONE = 0,
        /// The bond has the MAC address of the active port.
        BOND_FOM_ACTIVE = 1,
        /// A port has the MAC address of the bond only while active.
        BOND_FOM_FOLLOW = 2,
    }
}
open_enum! {
    /// Rate at which the LACP partner is asked to send LACPDUs: `AD_LACP_*`, net/bond_3ad.h.
    pub struct BondLacpRate(u8) {
        /// Slow: an LACPDU every 30 seconds.
        AD_LACP_SLOW = 0,
        /// Fast: an LACPDU every second.
        AD_LACP_FAST = 1,
    }
}
open_enum! {
    /// Selection logic for the active LACP aggregator: `BOND_AD_*`, net/bond_3ad.h of the kernel.
    pub struct BondAdSelect(u8) {
        /// Stable: reselection only if all ports of the aggregator are down.
        BOND_AD_STABLE = 0,
        /// Aggregator with the most bandwidth.
        BOND_AD_BANDWIDTH = 1,
        /// Aggregator with the most ports.
        BOND_AD_COUNT = 2,
        /// Aggregator with the highest sum of actor port priority values of enabled ports.
        BOND_AD_PRIO = 3,
    }
}
open_enum! {
    /// State of a bond port: `BOND_STATE_*`, linux/if_bonding.h.
    pub struct BondPortState(u8) {
        /// Active port.
        BOND_STATE_ACTIVE = 0,
        /// Backup port.
        BOND_STATE_BACKUP = 1,
    }
}
open_enum! {
    /// Link state of a bond port: `BOND_LINK_*`, linux/if_bonding.h.
    pub struct BondPortLink(u8) {
        /// Link up: used for transmission.
        BOND_LINK_UP = 0,
        /// Failing: lost carrier, still in use until the down delay ends.
        BOND_LINK_FAIL = 1,
        /// Link down: not used.
        BOND_LINK_DOWN = 2,
        /// Recovering: carrier is back, not in use until the up delay ends.
        BOND_LINK_BACK = 3,
    }
}
open_enum! {
    /// Churn detection state of LACP (IEEE 802.1AX): `AD_CHURN_*`, net/bond_3ad.h of the kernel.
    pub struct BondChurn(u8) {
        /// Churn is being monitored.
        AD_CHURN_MONITOR = 0,
        /// Churn detected: the port does not reach synchronisation.
        AD_CHURN = 1,
        /// No churn: the port is in synchronisation.
        AD_NO_CHURN = 2,
    }
}
/// LACP port state flags, one byte for the actor and two bytes for the partner.
macro_rules! lacp_states { ($($(#[$doc:meta])* $name:ident: $repr:ty;)*) => { $(
    flags! {
        $(#[$doc])*
        pub struct $name($repr) {
            /// Activity: active LACP, LACPDUs are sent without being asked.
            LACP_STATE_LACP_ACTIVITY = 0x1,
            /// Timeout: short timeout of received LACPDUs, else long timeout.
            LACP_STATE_LACP_TIMEOUT = 0x2,
            /// Aggregation: the link can be aggregated.
            LACP_STATE_AGGREGATION = 0x4,
            /// Synchronization: the port is attached to the right aggregator.
            LACP_STATE_SYNCHRONIZATION = 0x8,
            /// Collecting: received frames are accepted (IEEE 802.1AX).
            LACP_STATE_COLLECTING = 0x10,
            /// Distributing: frames are transmitted on this port (IEEE 802.1AX).
            LACP_STATE_DISTRIBUTING = 0x20,
            /// Defaulted: no LACPDU was received, default partner parameters are in use.
            LACP_STATE_DEFAULTED = 0x40,
            /// Expired: LACPDUs of the partner timed out.
            LACP_STATE_EXPIRED = 0x80,
        }
    }
)* } }
lacp_states! {
    /// LACP state of the actor (local end) of a port: `LACP_STATE_*`, linux/if_bonding.h.
    LacpState: u8;
    /// LACP state of the partner (remote end) of a port: `LACP_STATE_*`, linux/if_bonding.h.
    ///
    /// The kernel sends two bytes here, one for the actor.
    LacpPartnerState: u16;
}

attributes! {
    /// Attributes of a bond: `IFLA_BOND_*`, linux/if_link.h.
    pub set Bond, enum BondAttr<'a> {
        /// Bonding mode.
        IFLA_BOND_MODE: BondMode = 1,
        /// Interface index of the active port.
        IFLA_BOND_ACTIVE_SLAVE: u32 = 2,
        /// Interval of carrier monitoring, milliseconds; 0 disables it.
        IFLA_BOND_MIIMON: u32 = 3,
        /// Delay before a port with regained carrier is used, milliseconds.
        IFLA_BOND_UPDELAY: u32 = 4,
        /// Delay before a port with lost carrier is disabled, milliseconds.
        IFLA_BOND_DOWNDELAY: u32 = 5,
        /// Monitoring of the carrier instead of MII registers. Newer kernels always report 1.
        IFLA_BOND_USE_CARRIER: u8 = 6,
        /// Interval of ARP monitoring, milliseconds; 0 disables it.
        IFLA_BOND_ARP_INTERVAL: u32 = 7,
        /// IPv4 targets of ARP monitoring. Attribute types start at 0.
        IFLA_BOND_ARP_IP_TARGET: IndexedArray<'a, Ip<'a>> = 8,
        /// Validation of ARP packets for ARP monitoring.
        IFLA_BOND_ARP_VALIDATE: BondArpValidate = 9,
        /// Number of ARP targets that must reply.
        IFLA_BOND_ARP_ALL_TARGETS: BondArpTargets = 10,
        /// Interface index of the primary port.
        IFLA_BOND_PRIMARY: u32 = 11,
        /// Reselection of the primary port as the active port.
        IFLA_BOND_PRIMARY_RESELECT: BondReselect = 12,
        /// MAC address policy in active-backup mode.
        IFLA_BOND_FAIL_OVER_MAC: BondFailOverMac = 13,
        /// Transmit hash policy.
        IFLA_BOND_XMIT_HASH_POLICY: BondXmitPolicy = 14,
        /// Number of IGMP membership reports after a failover. Default 1.
        IFLA_BOND_RESEND_IGMP: u32 = 15,
        /// Number of gratuitous ARP and unsolicited neighbour advertisements after a failover.
        /// Default 1.
        #[doc(alias = "num_grat_arp")]
        #[doc(alias = "num_unsol_na")]
        IFLA_BOND_NUM_PEER_NOTIF: u8 = 16,
        /// Delivery of duplicate frames received on inactive ports. 0 or 1; default 0.
        IFLA_BOND_ALL_SLAVES_ACTIVE: u8 = 17,
        /// Minimum number of ports that must be up for the bond to have carrier. Default 0.
        IFLA_BOND_MIN_LINKS: u32 = 18,
        /// Interval of learning packets to the switches, seconds. Default 1.
        IFLA_BOND_LP_INTERVAL: u32 = 19,
        /// Number of packets per port in balance-rr mode; 0 chooses the port at random. Default 1.
        IFLA_BOND_PACKETS_PER_SLAVE: u32 = 20,
        /// Rate at which the LACP partner is asked to send LACPDUs.
        IFLA_BOND_AD_LACP_RATE: BondLacpRate = 21,
        /// Selection logic for the active LACP aggregator.
        IFLA_BOND_AD_SELECT: BondAdSelect = 22,
        /// Active LACP aggregator. Only in replies, in 802.3ad mode.
        IFLA_BOND_AD_INFO: Attrs<'a, BondAdInfo> = 23,
        /// LACP system priority of this system (actor).
        IFLA_BOND_AD_ACTOR_SYS_PRIO: u16 = 24,
        /// User-defined part of the LACP port key, 0 to 1023.
        IFLA_BOND_AD_USER_PORT_KEY: u16 = 25,
        /// LACP system MAC address of this system (actor); zero for that of the bond.
        IFLA_BOND_AD_ACTOR_SYSTEM: HwAddr<'a> = 26 where max_len(6),
        /// Dynamic shuffling of flows between ports in balance-tlb mode. 0 or 1; default 1.
        IFLA_BOND_TLB_DYNAMIC_LB: u8 = 27,
        /// Interval between gratuitous ARP packets after a failover, milliseconds.
        IFLA_BOND_PEER_NOTIF_DELAY: u32 = 28 where range(0, 300_000),
        /// Active LACP: LACPDUs are sent periodically, not only in reply. 0 or 1; default 1.
        IFLA_BOND_AD_LACP_ACTIVE: u8 = 29,
        /// Number of ARP intervals without reply after which a port counts as down. Default 2.
        IFLA_BOND_MISSED_MAX: u8 = 30,
        /// IPv6 targets of monitoring by neighbour discovery. Attribute types start at 0.
        #[doc(alias = "ns_ip6_target")]
        IFLA_BOND_NS_IP6_TARGET: IndexedArray<'a, Ip<'a>> = 31,
        /// Coupled collecting and distributing states of LACP. 0 or 1; default 1.
        IFLA_BOND_COUPLED_CONTROL: u8 = 32,
        /// ARP and neighbour discovery on all ports in 802.3ad mode. 0 or 1; default 0.
        IFLA_BOND_BROADCAST_NEIGH: u8 = 33,
        /// Carrier only with an LACP partner in 802.3ad mode. 0 or 1.
        IFLA_BOND_LACP_STRICT: u8 = 34,
    }
}
attributes! {
    /// Active LACP aggregator of a bond: `IFLA_BOND_AD_INFO_*`, linux/if_link.h.
    pub set BondAdInfo, enum BondAdInfoAttr<'a> {
        /// Id of the active LACP aggregator.
        IFLA_BOND_AD_INFO_AGGREGATOR: u16 = 1 where read_only,
        /// Number of ports in the aggregator.
        IFLA_BOND_AD_INFO_NUM_PORTS: u16 = 2 where read_only,
        /// Operational key of the actor (local end).
        IFLA_BOND_AD_INFO_ACTOR_KEY: u16 = 3 where read_only,
        /// Operational key of the partner.
        IFLA_BOND_AD_INFO_PARTNER_KEY: u16 = 4 where read_only,
        /// System MAC address of the partner.
        IFLA_BOND_AD_INFO_PARTNER_MAC: HwAddr<'a> = 5 where read_only,
    }
}
attributes! {
    /// Attributes of a bond port: `IFLA_BOND_SLAVE_*`, linux/if_link.h.
    pub set BondPort, enum BondPortAttr<'a> {
        /// State: active or backup.
        IFLA_BOND_SLAVE_STATE: BondPortState = 1 where read_only,
        /// Link state of the port.
        IFLA_BOND_SLAVE_MII_STATUS: BondPortLink = 2 where read_only,
        /// Number of link failures.
        IFLA_BOND_SLAVE_LINK_FAILURE_COUNT: u32 = 3 where read_only,
        /// Permanent MAC address, restored when the port leaves the bond.
        IFLA_BOND_SLAVE_PERM_HWADDR: HwAddr<'a> = 4 where read_only,
        /// Transmit queue of the bond that is mapped to the port.
        IFLA_BOND_SLAVE_QUEUE_ID: u16 = 5,
        /// Id of the port's LACP aggregator.
        IFLA_BOND_SLAVE_AD_AGGREGATOR_ID: u16 = 6 where read_only,
        /// Operational LACP state of the actor (local end).
        IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE: LacpState = 7 where read_only,
        /// Operational LACP state of the partner.
        IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE: LacpPartnerState = 8 where read_only,
        /// Priority in the selection of the active port; the highest value wins. Default 0.
        IFLA_BOND_SLAVE_PRIO: i32 = 9,
        /// LACP port priority of the actor, default 255; a lower value is a higher priority in
        /// LACP.
        ///
        /// `BOND_AD_PRIO` compares sums of the values, and the highest sum wins.
        IFLA_BOND_SLAVE_ACTOR_PORT_PRIO: u16 = 10,
        /// Churn detection state of the actor (local end).
        IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE: BondChurn = 11 where read_only,
        /// Churn detection state of the partner.
        IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE: BondChurn = 12 where read_only,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        server::{ValidationErrorKind, ValidationFlags, validate},
        wire::{AttributeSet, Writer, spec::Scope},
    };
    use core::net::Ipv4Addr;
    use std::{format, vec::Vec};

    #[test]
    fn a_bond_with_ad_info_and_targets() {
        let mut buffer = [0xa5; 128];
        let mut writer = Writer::<Bond>::new(&mut buffer);
        writer
            .put(Bond::IFLA_BOND_MODE, BondMode::BOND_MODE_8023AD)
            .values(
                Bond::IFLA_BOND_ARP_IP_TARGET,
                0,
                [Ipv4Addr::new(10, 0, 0, 1), Ipv4Addr::new(10, 0, 0, 2)],
            )
            .nest(Bond::IFLA_BOND_AD_INFO, |info| {
                info.put(BondAdInfo::IFLA_BOND_AD_INFO_AGGREGATOR, 1)
                    .put(BondAdInfo::IFLA_BOND_AD_INFO_PARTNER_MAC, [2, 0, 0, 0, 0, 9]);
            });
        let bond = Attrs::<Bond>::new(writer.finish().unwrap());
        let targets: Vec<_> = bond
            .get(Bond::IFLA_BOND_ARP_IP_TARGET)
            .unwrap()
            .unwrap()
            .iter()
            .map(|item| item.map(|(number, ip)| (number, ip.to_ip_addr())).unwrap())
            .collect();
        assert_eq!(targets, [(0, Ipv4Addr::new(10, 0, 0, 1).into()), (1, Ipv4Addr::new(10, 0, 0, 2).into())]);
        assert_eq!(
            format!("{bond:?}"),
            "{IFLA_BOND_MODE: BOND_MODE_8023AD, IFLA_BOND_ARP_IP_TARGET: [10.0.0.1, 10.0.0.2], \
             IFLA_BOND_AD_INFO: {IFLA_BOND_AD_INFO_AGGREGATOR: 1, IFLA_BOND_AD_INFO_PARTNER_MAC: 02:00:00:00:00:09}}"
        );
    }
    #[test]
    fn limits_are_the_kernels() {
        for (delay, why) in [(300_000, None), (300_001, Some(ValidationErrorKind::Range))] {
            let mut buffer = [0xa5; 16];
            let mut writer = Writer::<Bond>::new(&mut buffer);
            writer.put(Bond::IFLA_BOND_PEER_NOTIF_DELAY, delay);
            let bytes = writer.finish().unwrap();
            let refused = validate(Bond::spec(), bytes, 0, Scope::new(16, &[]), ValidationFlags::STRICT);
            assert_eq!(refused.err().map(|invalid| invalid.why), why);
        }
    }
    #[test]
    fn the_partners_state_has_two_bytes() {
        let bytes = [5, 0, 7, 0, 0x3d, 0, 0, 0, 6, 0, 8, 0, 0x45, 0, 0, 0];
        if cfg!(target_endian = "little") {
            assert_eq!(
                format!("{:?}", Attrs::<BondPort>::new(&bytes)),
                "{IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE: LACP_STATE_LACP_ACTIVITY|LACP_STATE_AGGREGATION|\
                 LACP_STATE_SYNCHRONIZATION|LACP_STATE_COLLECTING|LACP_STATE_DISTRIBUTING, \
                 IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE: LACP_STATE_LACP_ACTIVITY|LACP_STATE_AGGREGATION|\
                 LACP_STATE_DEFAULTED}"
            );
        }
    }
}
