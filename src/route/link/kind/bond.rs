//! Bonds and their ports: kind `bond`, `IFLA_BOND_*` and `IFLA_BOND_SLAVE_*`, linux/if_link.h.
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
    attributes, flags, numbers,
    wire::{Array, Attrs, HwAddr, Ip},
};

numbers! {
    /// How a bond uses its ports: `BOND_MODE_*`, linux/if_bonding.h.
    pub struct BondMode(u8) {
        /// One packet to each in turn: balance-rr.
        BOND_MODE_ROUNDROBIN = 0,
        /// One is used, the others wait: active-backup.
        BOND_MODE_ACTIVEBACKUP = 1,
        /// By a hash of addresses: balance-xor.
        BOND_MODE_XOR = 2,
        /// Every packet on every port.
        BOND_MODE_BROADCAST = 3,
        /// Link aggregation, IEEE 802.3ad.
        BOND_MODE_8023AD = 4,
        /// Sending is balanced by load: balance-tlb.
        BOND_MODE_TLB = 5,
        /// Receiving is balanced, too, by ARP: balance-alb.
        BOND_MODE_ALB = 6,
    }
}
numbers! {
    /// What the hash is made of that chooses a port: `BOND_XMIT_POLICY_*`, linux/if_bonding.h.
    pub struct BondXmitPolicy(u8) {
        /// Ethernet addresses.
        BOND_XMIT_POLICY_LAYER2 = 0,
        /// IP addresses and ports.
        BOND_XMIT_POLICY_LAYER34 = 1,
        /// Ethernet and IP addresses.
        BOND_XMIT_POLICY_LAYER23 = 2,
        /// Ethernet and IP addresses, also within a tunnel.
        BOND_XMIT_POLICY_ENCAP23 = 3,
        /// IP addresses and ports, also within a tunnel.
        BOND_XMIT_POLICY_ENCAP34 = 4,
        /// VLAN and the source's Ethernet address.
        BOND_XMIT_POLICY_VLAN_SRCMAC = 5,
    }
}
numbers! {
    /// Which ARP packets count as signs of life: `BOND_ARP_VALIDATE_*` and `BOND_ARP_FILTER*`, net/bonding.h of the kernel.
    pub struct BondArpValidate(u32) {
        /// All traffic counts.
        BOND_ARP_VALIDATE_NONE = 0,
        /// Only answers to its own, on the active port.
        BOND_ARP_VALIDATE_ACTIVE = 1,
        /// Only its own requests, on waiting ports.
        BOND_ARP_VALIDATE_BACKUP = 2,
        /// Both.
        BOND_ARP_VALIDATE_ALL = 3,
        /// Any ARP packet, but nothing else.
        BOND_ARP_FILTER = 4,
        /// Any ARP packet, but validated on the active port.
        BOND_ARP_FILTER_ACTIVE = 5,
        /// Any ARP packet, but validated on waiting ports.
        BOND_ARP_FILTER_BACKUP = 6,
    }
}
numbers! {
    /// How many ARP targets must answer: `BOND_ARP_TARGETS_*`, net/bonding.h of the kernel.
    pub struct BondArpTargets(u32) {
        /// One is enough.
        BOND_ARP_TARGETS_ANY = 0,
        /// All.
        BOND_ARP_TARGETS_ALL = 1,
    }
}
numbers! {
    /// When the primary port becomes active again: `BOND_PRI_RESELECT_*`, net/bonding.h of the kernel.
    pub struct BondReselect(u8) {
        /// As soon as it is back.
        BOND_PRI_RESELECT_ALWAYS = 0,
        /// When it is faster than the active one.
        BOND_PRI_RESELECT_BETTER = 1,
        /// When the active one fails.
        BOND_PRI_RESELECT_FAILURE = 2,
    }
}
numbers! {
    /// Whose Ethernet address the bond has: `BOND_FOM_*`, net/bonding.h of the kernel.
    pub struct BondFailOverMac(u8) {
        /// All ports have the bond's.
        BOND_FOM_NONE = 0,
        /// The bond has the active port's.
        BOND_FOM_ACTIVE = 1,
        /// A port has the bond's while it is active.
        BOND_FOM_FOLLOW = 2,
    }
}
numbers! {
    /// How often partners tell of themselves: `AD_LACP_*`, net/bond_3ad.h of the kernel.
    pub struct BondLacpRate(u8) {
        /// Every 30 seconds.
        AD_LACP_SLOW = 0,
        /// Every second.
        AD_LACP_FAST = 1,
    }
}
numbers! {
    /// Which aggregate of ports is used: `BOND_AD_*`, net/bond_3ad.h of the kernel.
    pub struct BondAdSelect(u8) {
        /// The same, until all its ports are gone.
        BOND_AD_STABLE = 0,
        /// The one with the most bandwidth.
        BOND_AD_BANDWIDTH = 1,
        /// The one with the most ports.
        BOND_AD_COUNT = 2,
        /// The one whose ports have the highest priority.
        BOND_AD_PRIO = 3,
    }
}
numbers! {
    /// Whether a port is used: `BOND_STATE_*`, linux/if_bonding.h.
    pub struct BondPortState(u8) {
        /// In use.
        BOND_STATE_ACTIVE = 0,
        /// Waiting.
        BOND_STATE_BACKUP = 1,
    }
}
numbers! {
    /// What a port's link does: `BOND_LINK_*`, linux/if_bonding.h.
    pub struct BondPortLink(u8) {
        /// Up.
        BOND_LINK_UP = 0,
        /// Just gone; counts as up for the down delay.
        BOND_LINK_FAIL = 1,
        /// Down.
        BOND_LINK_DOWN = 2,
        /// Just back; counts as down for the up delay.
        BOND_LINK_BACK = 3,
    }
}
numbers! {
    /// Whether LACP comes to rest: `AD_CHURN_*`, net/bond_3ad.h of the kernel.
    pub struct BondChurn(u8) {
        /// It is being watched.
        AD_CHURN_MONITOR = 0,
        /// It does not.
        AD_CHURN = 1,
        /// It does.
        AD_NO_CHURN = 2,
    }
}
/// The same bits in one byte and in two: `LACP_STATE_*`, linux/if_bonding.h.
macro_rules! lacp_states { ($($(#[$doc:meta])* $name:ident: $repr:ty;)*) => { $(
    flags! {
        $(#[$doc])*
        pub struct $name($repr) {
            /// It sends by itself.
            LACP_STATE_LACP_ACTIVITY = 0x1,
            /// Short timeout.
            LACP_STATE_LACP_TIMEOUT = 0x2,
            /// It can be part of an aggregate.
            LACP_STATE_AGGREGATION = 0x4,
            /// It is in the right aggregate.
            LACP_STATE_SYNCHRONIZATION = 0x8,
            /// It receives.
            LACP_STATE_COLLECTING = 0x10,
            /// It sends.
            LACP_STATE_DISTRIBUTING = 0x20,
            /// It has heard no partner and assumes one.
            LACP_STATE_DEFAULTED = 0x40,
            /// It has not heard its partner for too long.
            LACP_STATE_EXPIRED = 0x80,
        }
    }
)* } }
lacp_states! {
    /// State of a port's own end in IEEE 802.3ad: `LACP_STATE_*`, linux/if_bonding.h.
    LacpState: u8;
    /// State of the partner's end, which the kernel tells in two bytes: `LACP_STATE_*`, linux/if_bonding.h.
    LacpPartnerState: u16;
}

attributes! {
    /// A bond: `IFLA_BOND_*`, linux/if_link.h.
    pub set Bond, enum BondAttr<'a> {
        /// How it uses its ports.
        IFLA_BOND_MODE = 1 => Mode(BondMode),
        /// Index of the active port.
        IFLA_BOND_ACTIVE_SLAVE = 2 => ActiveSlave(u32),
        /// Time between looks at the carrier, ms; 0 for none.
        IFLA_BOND_MIIMON = 3 => Miimon(u32),
        /// How long a link must be back before it is used, ms.
        IFLA_BOND_UPDELAY = 4 => Updelay(u32),
        /// How long a link must be gone before it is dropped, ms.
        IFLA_BOND_DOWNDELAY = 5 => Downdelay(u32),
        /// Always 1: the carrier is asked for, not MII registers.
        IFLA_BOND_USE_CARRIER = 6 => UseCarrier(u8),
        /// Time between ARP requests that watch the ports, ms; 0 for none.
        IFLA_BOND_ARP_INTERVAL = 7 => ArpInterval(u32),
        /// Whom to ask, IPv4, numbered from 0.
        IFLA_BOND_ARP_IP_TARGET = 8 => ArpIpTarget(Array<'a, Ip<'a>>),
        /// Which packets count as signs of life.
        IFLA_BOND_ARP_VALIDATE = 9 => ArpValidate(BondArpValidate),
        /// How many targets must answer.
        IFLA_BOND_ARP_ALL_TARGETS = 10 => ArpAllTargets(BondArpTargets),
        /// Index of the primary port.
        IFLA_BOND_PRIMARY = 11 => Primary(u32),
        /// When the primary port becomes active again.
        IFLA_BOND_PRIMARY_RESELECT = 12 => PrimaryReselect(BondReselect),
        /// Whose Ethernet address the bond has.
        IFLA_BOND_FAIL_OVER_MAC = 13 => FailOverMac(BondFailOverMac),
        /// What the hash is made of that chooses a port.
        IFLA_BOND_XMIT_HASH_POLICY = 14 => XmitHashPolicy(BondXmitPolicy),
        /// IGMP reports after a change of the active port.
        IFLA_BOND_RESEND_IGMP = 15 => ResendIgmp(u32),
        /// Gratuitous ARP packets after a change of the active port.
        IFLA_BOND_NUM_PEER_NOTIF = 16 => NumPeerNotif(u8),
        /// Whether duplicates on waiting ports are taken, 0 or 1.
        IFLA_BOND_ALL_SLAVES_ACTIVE = 17 => AllSlavesActive(u8),
        /// So many ports must be up for the bond to have a carrier.
        IFLA_BOND_MIN_LINKS = 18 => MinLinks(u32),
        /// Time between learning packets to the switches, s.
        IFLA_BOND_LP_INTERVAL = 19 => LpInterval(u32),
        /// In balance-rr: packets before the next port has its turn; 0 for random.
        IFLA_BOND_PACKETS_PER_SLAVE = 20 => PacketsPerSlave(u32),
        /// How often partners tell of themselves.
        IFLA_BOND_AD_LACP_RATE = 21 => AdLacpRate(BondLacpRate),
        /// Which aggregate is used.
        IFLA_BOND_AD_SELECT = 22 => AdSelect(BondAdSelect),
        /// The aggregate in use; only in 802.3ad, and only the kernel tells it.
        IFLA_BOND_AD_INFO = 23 => AdInfo(Attrs<'a, BondAdInfo>),
        /// This system's priority in LACP.
        IFLA_BOND_AD_ACTOR_SYS_PRIO = 24 => AdActorSysPrio(u16),
        /// The part of the port key that users choose, 0 to 1023.
        IFLA_BOND_AD_USER_PORT_KEY = 25 => AdUserPortKey(u16),
        /// This system's address in LACP; zero for the bond's.
        IFLA_BOND_AD_ACTOR_SYSTEM = 26 => AdActorSystem(HwAddr<'a>) where at_most(6),
        /// In balance-tlb: whether load is moved between ports, 0 or 1.
        IFLA_BOND_TLB_DYNAMIC_LB = 27 => TlbDynamicLb(u8),
        /// Time between gratuitous ARP packets, ms.
        IFLA_BOND_PEER_NOTIF_DELAY = 28 => PeerNotifDelay(u32) where range(0, 300_000),
        /// Whether LACP speaks first, 0 or 1.
        IFLA_BOND_AD_LACP_ACTIVE = 29 => AdLacpActive(u8),
        /// ARP intervals without an answer before a port counts as down.
        IFLA_BOND_MISSED_MAX = 30 => MissedMax(u8),
        /// Whom to ask by neighbour discovery, IPv6, numbered from 0.
        IFLA_BOND_NS_IP6_TARGET = 31 => NsIp6Target(Array<'a, Ip<'a>>),
        /// Whether collecting and distributing are one state of LACP, 0 or 1.
        IFLA_BOND_COUPLED_CONTROL = 32 => CoupledControl(u8),
        /// In 802.3ad: whether ARP and neighbour discovery go out on every port, 0 or 1.
        IFLA_BOND_BROADCAST_NEIGH = 33 => BroadcastNeigh(u8),
        /// In 802.3ad: whether the bond has a carrier only with a partner that speaks LACP, 0 or 1.
        IFLA_BOND_LACP_STRICT = 34 => LacpStrict(u8),
    }
}
attributes! {
    /// The aggregate of ports in use: `IFLA_BOND_AD_INFO_*`, linux/if_link.h.
    pub set BondAdInfo, enum BondAdInfoAttr<'a> {
        /// Its id.
        IFLA_BOND_AD_INFO_AGGREGATOR = 1 => Aggregator(u16) where output(),
        /// How many ports it has.
        IFLA_BOND_AD_INFO_NUM_PORTS = 2 => NumPorts(u16) where output(),
        /// This end's key.
        IFLA_BOND_AD_INFO_ACTOR_KEY = 3 => ActorKey(u16) where output(),
        /// The partner's key.
        IFLA_BOND_AD_INFO_PARTNER_KEY = 4 => PartnerKey(u16) where output(),
        /// The partner's address.
        IFLA_BOND_AD_INFO_PARTNER_MAC = 5 => PartnerMac(HwAddr<'a>) where output(),
    }
}
attributes! {
    /// A bond's port: `IFLA_BOND_SLAVE_*`, linux/if_link.h.
    pub set BondPort, enum BondPortAttr<'a> {
        /// Whether it is used.
        IFLA_BOND_SLAVE_STATE = 1 => State(BondPortState) where output(),
        /// What its link does.
        IFLA_BOND_SLAVE_MII_STATUS = 2 => MiiStatus(BondPortLink) where output(),
        /// How often its link failed.
        IFLA_BOND_SLAVE_LINK_FAILURE_COUNT = 3 => LinkFailureCount(u32) where output(),
        /// Its own hardware address, which it gets back when it leaves.
        IFLA_BOND_SLAVE_PERM_HWADDR = 4 => PermHwaddr(HwAddr<'a>) where output(),
        /// Transmit queue of the bond that leads to it.
        IFLA_BOND_SLAVE_QUEUE_ID = 5 => QueueId(u16),
        /// The aggregate that it is in.
        IFLA_BOND_SLAVE_AD_AGGREGATOR_ID = 6 => AdAggregatorId(u16) where output(),
        /// State of its own end in LACP.
        IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE = 7 => AdActorOperPortState(LacpState) where output(),
        /// State of the partner's end.
        IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE = 8 => AdPartnerOperPortState(LacpPartnerState) where output(),
        /// Priority as the active port; higher is better.
        IFLA_BOND_SLAVE_PRIO = 9 => Prio(i32),
        /// Priority in LACP; lower is better.
        IFLA_BOND_SLAVE_ACTOR_PORT_PRIO = 10 => ActorPortPrio(u16),
        /// Whether LACP comes to rest at this end.
        IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE = 11 => AdChurnActorState(BondChurn) where output(),
        /// Whether it comes to rest at the partner's.
        IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE = 12 => AdChurnPartnerState(BondChurn) where output(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Checks, Scope, Set, Why, Writer, validate};
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
            .map(|item| item.map(|(number, ip)| (number, ip.addr())).unwrap())
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
        for (delay, why) in [(300_000, None), (300_001, Some(Why::Range))] {
            let mut buffer = [0xa5; 16];
            let mut writer = Writer::<Bond>::new(&mut buffer);
            writer.put(Bond::IFLA_BOND_PEER_NOTIF_DELAY, delay);
            let bytes = writer.finish().unwrap();
            let refused = validate(Bond::table(), bytes, 0, Scope::new(16, &[]), Checks::STRICT);
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
