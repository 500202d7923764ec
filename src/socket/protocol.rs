//! The protocols of `AF_NETLINK`: which part of the kernel a socket speaks to.
#![forbid(unsafe_code)]

use core::fmt;

/// A netlink protocol, the third argument of `socket(2)`; `NETLINK_*` in linux/netlink.h. Any number will do:
/// the constants are the ones with a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Protocol(pub u8);

macro_rules! protocols {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $c:literal;)*) => {
        impl Protocol {
            $($(#[$doc])* #[doc(alias = $c)] pub const $name: Self = Self($number);)*

            /// The constant's name in linux/netlink.h, where the number has one.
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
    /// For processes among themselves, without the kernel's taking part: `NETLINK_USERSOCK`.
    USERSOCK = 2, "NETLINK_USERSOCK";
    /// ip_queue, gone since Linux 3.5: `NETLINK_FIREWALL`.
    FIREWALL = 3, "NETLINK_FIREWALL";
    /// Sockets' states and statistics, once `NETLINK_INET_DIAG`: `NETLINK_SOCK_DIAG`.
    #[doc(alias = "NETLINK_INET_DIAG")]
    SOCK_DIAG = 4, "NETLINK_SOCK_DIAG";
    /// iptables' ULOG, gone since Linux 3.17: `NETLINK_NFLOG`. Today's nflog is a part of
    /// [`NETFILTER`](Self::NETFILTER).
    NFLOG = 5, "NETLINK_NFLOG";
    /// IPsec's states and policies: `NETLINK_XFRM`.
    XFRM = 6, "NETLINK_XFRM";
    /// SELinux's events: `NETLINK_SELINUX`.
    SELINUX = 7, "NETLINK_SELINUX";
    /// Open-iSCSI: `NETLINK_ISCSI`.
    ISCSI = 8, "NETLINK_ISCSI";
    /// The audit system: `NETLINK_AUDIT`.
    AUDIT = 9, "NETLINK_AUDIT";
    /// Lookups in the forwarding table: `NETLINK_FIB_LOOKUP`.
    FIB_LOOKUP = 10, "NETLINK_FIB_LOOKUP";
    /// The connector: process events, 1-Wire and others: `NETLINK_CONNECTOR`.
    CONNECTOR = 11, "NETLINK_CONNECTOR";
    /// Conntrack, nftables, ipset, nfqueue, nflog: `NETLINK_NETFILTER`.
    NETFILTER = 12, "NETLINK_NETFILTER";
    /// ip6_queue, gone since Linux 3.5: `NETLINK_IP6_FW`.
    IP6_FW = 13, "NETLINK_IP6_FW";
    /// DECnet's routing messages, gone since Linux 6.1: `NETLINK_DNRTMSG`.
    DNRTMSG = 14, "NETLINK_DNRTMSG";
    /// Devices that come and go, by the kernel (group 1) and by udev (group 2): `NETLINK_KOBJECT_UEVENT`.
    KOBJECT_UEVENT = 15, "NETLINK_KOBJECT_UEVENT";
    /// Generic netlink, many families under one number: `NETLINK_GENERIC`.
    GENERIC = 16, "NETLINK_GENERIC";
    /// SCSI transports' events: `NETLINK_SCSITRANSPORT`.
    SCSITRANSPORT = 18, "NETLINK_SCSITRANSPORT";
    /// eCryptfs: `NETLINK_ECRYPTFS`.
    ECRYPTFS = 19, "NETLINK_ECRYPTFS";
    /// InfiniBand and other RDMA devices: `NETLINK_RDMA`.
    RDMA = 20, "NETLINK_RDMA";
    /// The kernel's ciphers: `NETLINK_CRYPTO`.
    CRYPTO = 21, "NETLINK_CRYPTO";
    /// Statistics of SMC sockets, in Linux 4.19 to 5.x: `NETLINK_SMC`.
    SMC = 22, "NETLINK_SMC";
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
