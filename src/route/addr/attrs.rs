//! IP addresses of interfaces: `RTM_*ADDR`, linux/if_addr.h.
//!
//! See also [rtnetlink(7)](https://man7.org/linux/man-pages/man7/rtnetlink.7.html) and
//! [ip-address(8)](https://man7.org/linux/man-pages/man8/ip-address.8.html).
use crate::{
    attributes, c_struct, flags, message_types, open_enum, operations,
    route::{RouteMessage, RouteScope},
    uapi::AddressFamily,
    wire::{Address, Ip, Str, Struct},
};

c_struct! {
    /// Header of an address message: `struct ifaddrmsg`, linux/if_addr.h.
    #[doc(alias = "ifaddrmsg")]
    pub struct IfAddr {
        /// Address family: AF_INET or AF_INET6; AF_UNSPEC in a dump request for every family.
        ifa_family: AddressFamily,
        /// Prefix length, bits.
        ifa_prefixlen: u8,
        /// The lower eight address flags; [`Addr::IFA_FLAGS`] carries all of them.
        ifa_flags: IfAddrFlags,
        /// Scope of the address.
        ifa_scope: RouteScope,
        /// Interface index.
        ifa_index: u32,
    }
}
c_struct! {
    /// Lifetimes and timestamps of an address: `struct ifa_cacheinfo`, linux/if_addr.h.
    #[doc(alias = "ifa_cacheinfo")]
    pub struct IfaCacheInfo {
        /// Preferred lifetime, seconds; 0xffff_ffff means forever. The kernel spells it with one
        /// "r".
        ifa_prefered: u32,
        /// Valid lifetime, seconds; 0xffff_ffff means forever.
        ifa_valid: u32,
        /// Creation time of the address, hundredths of a second since boot.
        cstamp: u32,
        /// Time of the last change to the address, hundredths of a second since boot.
        tstamp: u32,
    }
}
/// Declares the address flags for one integer width.
macro_rules! address_flags { ($(#[$doc:meta])* $name:ident($repr:ty) { $($more:tt)* }) => { flags! {
    $(#[$doc])*
    pub struct $name($repr) {
        /// IPv4: secondary address, not the first of its prefix. IPv6: temporary address (RFC
        /// 8981), which linux/if_addr.h also names IFA_F_TEMPORARY.
        IFA_F_SECONDARY = 1 << 0,
        /// Duplicate address detection (DAD, RFC 4862) is skipped for this address.
        IFA_F_NODAD = 1 << 1,
        /// Optimistic DAD (RFC 4429): the address is usable before detection completes.
        IFA_F_OPTIMISTIC = 1 << 2,
        /// DAD failed: another node uses this address.
        IFA_F_DADFAILED = 1 << 3,
        /// Home address of a Mobile IPv6 node (RFC 6275).
        IFA_F_HOMEADDRESS = 1 << 4,
        /// Deprecated address: the preferred lifetime has expired (RFC 4862).
        IFA_F_DEPRECATED = 1 << 5,
        /// Tentative address: DAD has not completed.
        IFA_F_TENTATIVE = 1 << 6,
        /// Permanent address, without an expiry.
        IFA_F_PERMANENT = 1 << 7,
        $($more)*
    }
} } }
address_flags! {
    /// Lower eight address flags, as in the message header: `IFA_F_*`, linux/if_addr.h.
    IfAddrFlags(u8) {}
}
address_flags! {
    /// Address flags: `IFA_F_*`, linux/if_addr.h.
    AddrFlags(u32) {
        /// IPv6: the kernel creates and manages temporary addresses (RFC 8981) from this address.
        IFA_F_MANAGETEMPADDR = 1 << 8,
        /// The kernel adds no prefix route for this address.
        IFA_F_NOPREFIXROUTE = 1 << 9,
        /// Multicast address whose group the kernel joins automatically.
        IFA_F_MCAUTOJOIN = 1 << 10,
        /// IPv6: stable privacy address, generated from a secret (RFC 7217).
        IFA_F_STABLE_PRIVACY = 1 << 11,
    }
}
open_enum! {
    /// Origin of an address: `IFAPROT_*`, linux/if_addr.h.
    pub struct AddrProtocol(u8) {
        /// Unspecified origin.
        IFAPROT_UNSPEC = 0,
        /// Loopback address, added by the kernel.
        IFAPROT_KERNEL_LO = 1,
        /// Address that the kernel generated from a router advertisement (RA).
        IFAPROT_KERNEL_RA = 2,
        /// Link-local address, added by the kernel.
        IFAPROT_KERNEL_LL = 3,
    }
}

// Limits: ifa_ipv4_policy (net/ipv4/devinet.c), ifa_ipv6_policy (net/ipv6/addrconf.c). Only IPv4
// takes a label and a broadcast address.
attributes! {
    /// Attributes of an address: `IFA_*`, linux/if_addr.h.
    ///
    /// ```
    /// use nlwire::{route::{Addr, IfAddr, NewAddr, RouteScope}, uapi::AddressFamily, wire::{Message, NewFlags, Request}};
    /// let mut buffer = [0; 64];
    /// let address = NewAddr { family: AddressFamily::AF_INET, prefix_len: 24, index: 2, ..Default::default() };
    /// let mut request = Request::new(&mut buffer, address, NewFlags::CREATE | NewFlags::EXCL | NewFlags::ACK);
    /// request.put(Addr::IFA_LOCAL, core::net::Ipv4Addr::new(10, 0, 0, 1));
    /// let message = Message::new(request.finish(1)?)?;
    /// let (header, attrs) = message.split::<IfAddr, Addr>()?;
    /// assert_eq!((header.get(IfAddr::ifa_index), header.get(IfAddr::ifa_scope)), (2, RouteScope::RT_SCOPE_UNIVERSE));
    /// let local = attrs.get(Addr::IFA_LOCAL)?.and_then(|local| local.to_ip_addr());
    /// assert_eq!(local, Some([10, 0, 0, 1].into()));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub set Addr, enum AddrAttr<'a> {
        /// Interface address; on a point-to-point interface, the peer's address.
        ///
        /// Differs from [`IFA_LOCAL`](Self::IFA_LOCAL) only where a peer is configured. The address
        /// family of the header determines the length.
        IFA_ADDRESS: Address<'a> = 1,
        /// Local address. IPv6 sends this attribute only where the address differs from
        /// [`IFA_ADDRESS`](Self::IFA_ADDRESS). The address family of the header determines the
        /// length: an MCTP endpoint id and a Phonet address have one byte.
        IFA_LOCAL: Address<'a> = 2,
        /// IPv4 address label; begins with the interface name.
        IFA_LABEL: Str<'a> = 3 where max_len(15),
        /// IPv4 broadcast address.
        IFA_BROADCAST: Ip<'a> = 4,
        /// Anycast address, in replies to RTM_GETANYCAST.
        IFA_ANYCAST: Ip<'a> = 5 where read_only,
        /// Lifetimes and timestamps.
        IFA_CACHEINFO: &'a Struct<IfaCacheInfo> = 6,
        /// Multicast address, in replies to RTM_GETMULTICAST.
        IFA_MULTICAST: Ip<'a> = 7 where read_only,
        /// Address flags, all 32 bits; takes precedence over the flags in the header.
        IFA_FLAGS: AddrFlags = 8,
        /// Metric of the prefix route that the kernel adds for this address.
        IFA_RT_PRIORITY: u32 = 9,
        /// Network namespace (nsid) in which the request is carried out.
        ///
        /// The id is an id of the current namespace.
        IFA_TARGET_NETNSID: i32 = 10,
        /// Origin of the address, since Linux 5.18.
        IFA_PROTO: AddrProtocol = 11,
        /// Reference count of a multicast address: memberships on this interface.
        IFA_MC_USERS: u32 = 12 where read_only,
    }
}
message_types! {
    /// An address of an interface: `struct ifaddrmsg` and the attributes of [`Addr`].
    pub struct AddrMessage(IfAddr, Addr);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests addresses with `RTM_GETADDR`.
    ///
    /// With [`GetFlags::DUMP`](crate::wire::GetFlags::DUMP), all addresses; without (IPv6 only),
    /// the address in [`Addr::IFA_ADDRESS`].
    pub GetAddr {
        /// Address family; AF_UNSPEC for every family.
        family: AddressFamily => ifa_family,
        /// Interface index; 0 for all. A dump is filtered by index only on a socket with
        /// NETLINK_GET_STRICT_CHK.
        index: u32 => ifa_index,
    } = Get(RouteMessage::RTM_GETADDR, IfAddr, Addr) -> AddrMessage;
    /// Adds an address with `RTM_NEWADDR`.
    ///
    /// With [`NewFlags::REPLACE`](crate::wire::NewFlags::REPLACE), changes the lifetimes and flags
    /// of an existing address.
    pub NewAddr {
        /// Address family.
        family: AddressFamily => ifa_family,
        /// Prefix length, bits.
        prefix_len: u8 => ifa_prefixlen,
        /// The lower eight address flags; [`Addr::IFA_FLAGS`] carries all of them.
        flags: IfAddrFlags => ifa_flags,
        /// Scope of the address. IPv6 derives the scope from the address.
        scope: RouteScope => ifa_scope,
        /// Interface index.
        index: u32 => ifa_index,
    } = New(RouteMessage::RTM_NEWADDR, IfAddr, Addr) -> AddrMessage;
    /// Removes an address with `RTM_DELADDR`.
    pub DelAddr {
        /// Address family.
        family: AddressFamily => ifa_family,
        /// Prefix length, bits.
        prefix_len: u8 => ifa_prefixlen,
        /// Interface index.
        index: u32 => ifa_index,
    } = Delete(RouteMessage::RTM_DELADDR, IfAddr, Addr) -> AddrMessage;
    /// Requests the multicast group memberships of interfaces with `RTM_GETMULTICAST`.
    ///
    /// IPv4 memberships since Linux 6.15.
    pub GetMulticast {
        /// Address family.
        family: AddressFamily => ifa_family,
        /// Interface index; 0 for all.
        index: u32 => ifa_index,
    } = Get(RouteMessage::RTM_GETMULTICAST, IfAddr, Addr) -> AddrMessage;
    /// Requests the anycast addresses of interfaces with `RTM_GETANYCAST`; IPv6 only.
    pub GetAnycast {
        /// Address family.
        family: AddressFamily => ifa_family,
        /// Interface index; 0 for all.
        index: u32 => ifa_index,
    } = Get(RouteMessage::RTM_GETANYCAST, IfAddr, Addr) -> AddrMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{AttributeSet, Attrs, CStruct, Value};
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
                "{IFA_ADDRESS: 7f000001, IFA_LABEL: \"lo\", IFA_FLAGS: IFA_F_PERMANENT|IFA_F_NOPREFIXROUTE, IFA_PROTO: IFAPROT_KERNEL_LO}"
            );
        }
    }
    #[test]
    fn structures_are_as_long_as_the_kernels() {
        assert_eq!((IfAddr::SPEC.len, IfaCacheInfo::SPEC.len), (8, 16));
        let bytes = [0; 80];
        for len in 0..80 {
            assert_eq!(<&Struct<IfaCacheInfo>>::read(&bytes[..len]).is_some(), len >= 16, "{len} bytes");
        }
        assert_eq!(Addr::spec().attributes.len(), 12);
    }
}
