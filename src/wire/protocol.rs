//! The protocols of `AF_NETLINK`, each served by a subsystem of the kernel.
#![forbid(unsafe_code)]

use core::fmt;

/// A multicast group, by number: a type such as `RouteGroup`, a group of a generic netlink family,
/// or a plain `u32`.
///
/// ```
/// # #[cfg(all(feature = "route", feature = "socket"))] {
/// use nlwire::{route::RouteGroup, socket::{Config, Protocol}};
/// let config = Config::new(Protocol::ROUTE).groups([RouteGroup::RTNLGRP_LINK, RouteGroup::RTNLGRP_NEIGH]);
/// # _ = config;
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no multicast group",
    label = "no multicast group",
    note = "RouteGroup, NetfilterGroup, DiagGroup, XfrmGroup, genl::Group and u32 are"
)]
pub trait GroupId {
    /// Returns the number of the group, as `NETLINK_ADD_MEMBERSHIP` takes it.
    fn group_id(&self) -> u32;
}
impl GroupId for u32 {
    fn group_id(&self) -> u32 {
        *self
    }
}
impl<G: GroupId> GroupId for &G {
    fn group_id(&self) -> u32 {
        (**self).group_id()
    }
}

/// A netlink protocol, the third argument of `socket(2)`; `NETLINK_*` in linux/netlink.h. Any
/// number is valid; constants exist for the assigned ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Protocol(pub u8);

macro_rules! protocols {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $c:literal;)*) => {
        impl Protocol {
            $($(#[$doc])* #[doc(alias = $c)] pub const $name: Self = Self($number);)*

            /// Returns the constant's name in linux/netlink.h, if the number has one.
            pub const fn name(self) -> Option<&'static str> {
                match self.0 {
                    $($number => Some($c),)*
                    _ => None,
                }
            }
        }
    };
}

protocols! {
    /// Links, addresses, routes, neighbours, rules, traffic control: `NETLINK_ROUTE`.
    ROUTE = 0, "NETLINK_ROUTE";
    /// Messages between processes, without the kernel: `NETLINK_USERSOCK`.
    USERSOCK = 2, "NETLINK_USERSOCK";
    /// ip_queue, removed in Linux 3.5: `NETLINK_FIREWALL`.
    FIREWALL = 3, "NETLINK_FIREWALL";
    /// Socket states and statistics, formerly `NETLINK_INET_DIAG`: `NETLINK_SOCK_DIAG`.
    #[doc(alias = "NETLINK_INET_DIAG")]
    SOCK_DIAG = 4, "NETLINK_SOCK_DIAG";
    /// ULOG of iptables, removed in Linux 3.17: `NETLINK_NFLOG`. Today's nflog belongs to
    /// [`NETFILTER`](Self::NETFILTER).
    NFLOG = 5, "NETLINK_NFLOG";
    /// IPsec security associations (SA) and policies: `NETLINK_XFRM`.
    XFRM = 6, "NETLINK_XFRM";
    /// SELinux events: `NETLINK_SELINUX`.
    SELINUX = 7, "NETLINK_SELINUX";
    /// Open-iSCSI: `NETLINK_ISCSI`.
    ISCSI = 8, "NETLINK_ISCSI";
    /// The audit system: `NETLINK_AUDIT`.
    AUDIT = 9, "NETLINK_AUDIT";
    /// Lookups in the forwarding information base (FIB): `NETLINK_FIB_LOOKUP`.
    FIB_LOOKUP = 10, "NETLINK_FIB_LOOKUP";
    /// Connector: process events, 1-Wire and others: `NETLINK_CONNECTOR`.
    CONNECTOR = 11, "NETLINK_CONNECTOR";
    /// Conntrack, nftables, ipset, nfqueue, nflog: `NETLINK_NETFILTER`.
    NETFILTER = 12, "NETLINK_NETFILTER";
    /// ip6_queue, removed in Linux 3.5: `NETLINK_IP6_FW`.
    IP6_FW = 13, "NETLINK_IP6_FW";
    /// DECnet routing messages, removed in Linux 6.1: `NETLINK_DNRTMSG`.
    DNRTMSG = 14, "NETLINK_DNRTMSG";
    /// Device events (uevents), from the kernel (group 1) and from udev (group 2):
    /// `NETLINK_KOBJECT_UEVENT`.
    KOBJECT_UEVENT = 15, "NETLINK_KOBJECT_UEVENT";
    /// Generic netlink, which multiplexes many families: `NETLINK_GENERIC`.
    GENERIC = 16, "NETLINK_GENERIC";
    /// SCSI transport events: `NETLINK_SCSITRANSPORT`.
    SCSITRANSPORT = 18, "NETLINK_SCSITRANSPORT";
    /// eCryptfs: `NETLINK_ECRYPTFS`.
    ECRYPTFS = 19, "NETLINK_ECRYPTFS";
    /// RDMA devices, such as InfiniBand: `NETLINK_RDMA`.
    RDMA = 20, "NETLINK_RDMA";
    /// Kernel crypto algorithms: `NETLINK_CRYPTO`.
    CRYPTO = 21, "NETLINK_CRYPTO";
    /// Statistics of SMC sockets, Linux 4.19 to 5.x: `NETLINK_SMC`.
    SMC = 22, "NETLINK_SMC";
}

impl Protocol {
    /// Returns the name in JSON and logs, such as `route` for `NETLINK_ROUTE`.
    ///
    /// Numbers without a name become `netlink_17`. Numbers above 31, which no protocol can have,
    /// become `unknown`.
    pub const fn short_name(self) -> &'static str {
        match self.0 {
            0 => "route",
            1 => "netlink_1",
            2 => "usersock",
            3 => "firewall",
            4 => "sock_diag",
            5 => "nflog",
            6 => "xfrm",
            7 => "selinux",
            8 => "iscsi",
            9 => "audit",
            10 => "fib_lookup",
            11 => "connector",
            12 => "netfilter",
            13 => "ip6_fw",
            14 => "dnrtmsg",
            15 => "uevent",
            16 => "generic",
            17 => "netlink_17",
            18 => "scsitransport",
            19 => "ecryptfs",
            20 => "rdma",
            21 => "crypto",
            22 => "smc",
            23 => "netlink_23",
            24 => "netlink_24",
            25 => "netlink_25",
            26 => "netlink_26",
            27 => "netlink_27",
            28 => "netlink_28",
            29 => "netlink_29",
            30 => "netlink_30",
            31 => "netlink_31",
            _ => "unknown",
        }
    }
}
impl From<u8> for Protocol {
    fn from(number: u8) -> Self {
        Self(number)
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "netlink protocol {}", self.0),
        }
    }
}

impl fmt::Debug for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
