//! Addresses of links: `RTM_*ADDR`, linux/if_addr.h.
//!
//! ```
//! use nlwire::{route::{Addr, IfAddr, NewAddr, RouteScope}, uapi::AddressFamily, wire::{Layout, Message, NewFlags, Request}};
//! let mut buffer = [0; 64];
//! let address = NewAddr { family: AddressFamily::AF_INET, prefix_len: 24, index: 2, ..Default::default() };
//! let mut request = Request::new(&mut buffer, address, NewFlags::CREATE | NewFlags::EXCL | NewFlags::ACK);
//! request.put(Addr::IFA_LOCAL, core::net::Ipv4Addr::new(10, 0, 0, 1));
//! let message = Message::new(request.finish(1)?)?;
//! let (header, attrs) = message.split::<IfAddr, Addr>()?;
//! assert_eq!((header.get(IfAddr::ifa_index), header.get(IfAddr::ifa_scope)), (2, RouteScope::RT_SCOPE_UNIVERSE));
//! assert_eq!(format!("{attrs:?}"), "{IFA_LOCAL: 10.0.0.1}");
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use crate::{
    attributes, flags, layout, numbers, operations,
    route::{RouteMessage, RouteScope},
    uapi::AddressFamily,
    wire::{Ip, Str},
};

layout! {
    /// `struct ifaddrmsg`, linux/if_addr.h.
    #[doc(alias = "ifaddrmsg")]
    pub struct IfAddr {
        /// The address's family.
        ifa_family: AddressFamily,
        /// Length of the prefix, bits.
        ifa_prefixlen: u8,
        /// The lower eight flags; all of them are in [`Addr::IFA_FLAGS`].
        ifa_flags: IfAddrFlags,
        /// How far the address reaches.
        ifa_scope: RouteScope,
        /// Index of the link that has it.
        ifa_index: u32,
    }
}
layout! {
    /// How long an address lives: `struct ifa_cacheinfo`, linux/if_addr.h.
    #[doc(alias = "ifa_cacheinfo")]
    pub struct IfaCacheInfo {
        /// Seconds for which it is preferred; all ones for ever. (One r is the kernel's spelling.)
        ifa_prefered: u32,
        /// Seconds for which it is valid; all ones for ever.
        ifa_valid: u32,
        /// When it was made, hundredths of a second since boot.
        cstamp: u32,
        /// When it was last changed, hundredths of a second since boot.
        tstamp: u32,
    }
}
/// Declares the flags of an address for one width.
macro_rules! address_flags { ($(#[$doc:meta])* $name:ident($repr:ty) { $($more:tt)* }) => { flags! {
    $(#[$doc])*
    pub struct $name($repr) {
        /// IPv4: not the first of its prefix. IPv6: a temporary address, which linux/if_addr.h calls IFA_F_TEMPORARY, too.
        IFA_F_SECONDARY = 1 << 0,
        /// No duplicate address detection.
        IFA_F_NODAD = 1 << 1,
        /// Usable while duplicates are still being looked for.
        IFA_F_OPTIMISTIC = 1 << 2,
        /// Another host has it.
        IFA_F_DADFAILED = 1 << 3,
        /// Home address of a mobile node.
        IFA_F_HOMEADDRESS = 1 << 4,
        /// No longer preferred.
        IFA_F_DEPRECATED = 1 << 5,
        /// Duplicates are being looked for.
        IFA_F_TENTATIVE = 1 << 6,
        /// It does not expire.
        IFA_F_PERMANENT = 1 << 7,
        $($more)*
    }
} } }
address_flags! {
    /// The flags of an address that have room in its header: `IFA_F_*`, linux/if_addr.h.
    IfAddrFlags(u8) {}
}
address_flags! {
    /// An address's flags: `IFA_F_*`, linux/if_addr.h.
    AddrFlags(u32) {
        /// The kernel makes temporary addresses of its prefix.
        IFA_F_MANAGETEMPADDR = 1 << 8,
        /// No route for its prefix.
        IFA_F_NOPREFIXROUTE = 1 << 9,
        /// Its multicast group is joined, too.
        IFA_F_MCAUTOJOIN = 1 << 10,
        /// Made of a secret rather than the hardware address: RFC 7217.
        IFA_F_STABLE_PRIVACY = 1 << 11,
    }
}
numbers! {
    /// Who made an address: `IFAPROT_*`, linux/if_addr.h.
    pub struct AddrProtocol(u8) {
        /// Nobody said.
        IFAPROT_UNSPEC = 0,
        /// The kernel, for the loopback.
        IFAPROT_KERNEL_LO = 1,
        /// The kernel, by a router's announcement.
        IFAPROT_KERNEL_RA = 2,
        /// The kernel, a link-local one.
        IFAPROT_KERNEL_LL = 3,
    }
}

// Limits: ifa_ipv4_policy (net/ipv4/devinet.c), ifa_ipv6_policy (net/ipv6/addrconf.c). IPv4 alone takes a label and a broadcast address.
attributes! {
    /// An address's attributes: `IFA_*`, linux/if_addr.h.
    pub set Addr, enum AddrAttr<'a> {
        /// The address; of a point-to-point link, and where [`IFA_LOCAL`](Self::IFA_LOCAL) differs, the other end's.
        IFA_ADDRESS = 1 => Address(Ip<'a>),
        /// The address itself. IPv6 has it only where it differs from [`IFA_ADDRESS`](Self::IFA_ADDRESS).
        IFA_LOCAL = 2 => Local(Ip<'a>),
        /// IPv4: a label that begins with the link's name, at most 15 bytes.
        IFA_LABEL = 3 => Label(Str<'a>) where at_most(15),
        /// IPv4: the broadcast address.
        IFA_BROADCAST = 4 => Broadcast(Ip<'a>),
        /// An anycast address: what RTM_GETANYCAST answers.
        IFA_ANYCAST = 5 => Anycast(Ip<'a>) where output(),
        /// How long it lives.
        IFA_CACHEINFO = 6 => CacheInfo(&'a IfaCacheInfo),
        /// A multicast address: what RTM_GETMULTICAST answers.
        IFA_MULTICAST = 7 => Multicast(Ip<'a>) where output(),
        /// Its flags, all of them; stronger than those of the header.
        IFA_FLAGS = 8 => Flags(AddrFlags),
        /// Metric of the route that the kernel makes for its prefix.
        IFA_RT_PRIORITY = 9 => RtPriority(u32),
        /// Another namespace, in which the link is: its id here.
        IFA_TARGET_NETNSID = 10 => TargetNetnsid(i32),
        /// Who made it.
        IFA_PROTO = 11 => Proto(AddrProtocol),
        /// How many users a multicast address has.
        IFA_MC_USERS = 12 => McUsers(u32) where output(),
    }
}
operations! {
    /// Asks for addresses: for all, by [`GetFlags::DUMP`](crate::wire::GetFlags::DUMP), or, IPv6 only, for the one in
    /// [`Addr::IFA_ADDRESS`].
    pub GetAddr {
        /// AF_UNSPEC for every family.
        family: AddressFamily => ifa_family,
        /// The link, or 0 for all; a dump goes by it only on a socket with NETLINK_GET_STRICT_CHK.
        index: u32 => ifa_index,
    } = Get(RouteMessage::RTM_GETADDR, IfAddr, Addr);
    /// Makes an address, or by [`NewFlags::REPLACE`](crate::wire::NewFlags::REPLACE) changes its lifetime and flags.
    pub NewAddr {
        /// The family.
        family: AddressFamily => ifa_family,
        /// Length of the prefix, bits.
        prefix_len: u8 => ifa_prefixlen,
        /// The lower flags; [`Addr::IFA_FLAGS`] holds all.
        flags: IfAddrFlags => ifa_flags,
        /// How far it reaches; IPv6 finds that out itself.
        scope: RouteScope => ifa_scope,
        /// The link.
        index: u32 => ifa_index,
    } = New(RouteMessage::RTM_NEWADDR, IfAddr, Addr);
    /// Removes an address.
    pub DelAddr {
        /// The family.
        family: AddressFamily => ifa_family,
        /// Length of the prefix, bits.
        prefix_len: u8 => ifa_prefixlen,
        /// The link.
        index: u32 => ifa_index,
    } = Delete(RouteMessage::RTM_DELADDR, IfAddr, Addr);
    /// Asks for the multicast groups that links have joined. IPv4 answers since Linux 6.15.
    pub GetMulticast {
        /// The family.
        family: AddressFamily => ifa_family,
        /// The link, or 0 for all.
        index: u32 => ifa_index,
    } = Get(RouteMessage::RTM_GETMULTICAST, IfAddr, Addr);
    /// Asks for the anycast addresses of links; IPv6 only.
    pub GetAnycast {
        /// The family.
        family: AddressFamily => ifa_family,
        /// The link, or 0 for all.
        index: u32 => ifa_index,
    } = Get(RouteMessage::RTM_GETANYCAST, IfAddr, Addr);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Attrs, Layout, Set, Value};
    use std::format;

    #[test]
    fn an_address_by_bytes() {
        #[rustfmt::skip]
        let bytes = [
            8u16.to_ne_bytes(), 1u16.to_ne_bytes(), [127, 0], [0, 1],
            7u16.to_ne_bytes(), 3u16.to_ne_bytes(), *b"lo", [0, 0],
            8u16.to_ne_bytes(), 8u16.to_ne_bytes(), 0x280u16.to_ne_bytes(), 0u16.to_ne_bytes(),
            5u16.to_ne_bytes(), 11u16.to_ne_bytes(), [1, 0], [0, 0],
        ].concat();
        if cfg!(target_endian = "little") {
            assert_eq!(
                format!("{:?}", Attrs::<Addr>::new(&bytes)),
                "{IFA_ADDRESS: 127.0.0.1, IFA_LABEL: \"lo\", IFA_FLAGS: IFA_F_PERMANENT|IFA_F_NOPREFIXROUTE, IFA_PROTO: IFAPROT_KERNEL_LO}"
            );
        }
    }
    #[test]
    fn structures_are_as_long_as_the_kernels() {
        assert_eq!((IfAddr::STRUCTURE.len, IfaCacheInfo::STRUCTURE.len), (8, 16));
        let bytes = [0; 80];
        for len in 0..80 {
            assert_eq!(<&IfaCacheInfo>::read(&bytes[..len]).is_some(), len >= 16, "{len} bytes");
        }
        assert_eq!(Addr::table().rows.len(), 12);
    }
}
