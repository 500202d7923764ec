//! Tunnels over IP: kinds `gre`, `gretap`, `erspan`, `ip6gre`, `ip6gretap`, `ip6erspan`, `ipip`, `sit`, `ip6tnl`, `vti`, `vti6`, `xfrm`.
//! linux/if_tunnel.h, linux/ip6_tunnel.h, linux/if_link.h.
//!
//! ```
//! use nlwire::{route::{Gre, GreFlags, Link, LinkInfo, LinkKind}, wire::{Be, Writer}};
//! use core::net::Ipv4Addr;
//! let mut buffer = [0; 128];
//! let mut link = Writer::<Link>::new(&mut buffer);
//! link.nest(Link::IFLA_LINKINFO, |info| {
//!     info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::GRETAP, |gre| {
//!         gre.put(Gre::IFLA_GRE_REMOTE, Ipv4Addr::new(192, 0, 2, 1)).put(Gre::IFLA_GRE_OKEY, 7);
//!         gre.put(Gre::IFLA_GRE_OFLAGS, Be(GreFlags::GRE_KEY));
//!     });
//! });
//! let attributes = link.finish()?;
//! # let _ = attributes;
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{
    attributes, flags, numbers,
    uapi::IpProtocol,
    wire::{Be, Flag, Ip},
};

flags! {
    /// What a GRE header has: `GRE_*`, linux/if_tunnel.h.
    pub struct GreFlags(u16) {
        /// A checksum.
        GRE_CSUM = 0x8000,
        /// A route.
        GRE_ROUTING = 0x4000,
        /// A key.
        GRE_KEY = 0x2000,
        /// A sequence number.
        GRE_SEQ = 0x1000,
        /// A strict route.
        GRE_STRICT = 0x0800,
        /// An acknowledgement (version 1).
        GRE_ACK = 0x0080,
    }
}
flags! {
    /// Flags of tunnels over IPv6: `IP6_TNL_F_*`, linux/ip6_tunnel.h and net/ip6_tunnel.h of the kernel.
    pub struct Ip6TunnelFlags(u32) {
        /// No option that limits tunnels in tunnels.
        IP6_TNL_F_IGN_ENCAP_LIMIT = 0x1,
        /// The traffic class is that of the packet within.
        IP6_TNL_F_USE_ORIG_TCLASS = 0x2,
        /// The flow label is that of the packet within.
        IP6_TNL_F_USE_ORIG_FLOWLABEL = 0x4,
        /// It belongs to Mobile IPv6.
        IP6_TNL_F_MIP6_DEV = 0x8,
        /// The DSCP goes over into the packet within.
        IP6_TNL_F_RCV_DSCP_COPY = 0x10,
        /// The firewall mark is that of the packet within.
        IP6_TNL_F_USE_ORIG_FWMARK = 0x20,
        /// Its other end may be an address of this host.
        IP6_TNL_F_ALLOW_LOCAL_REMOTE = 0x40,
        /// It can send; the kernel finds this out.
        IP6_TNL_F_CAP_XMIT = 0x1_0000,
        /// It can receive; the kernel finds this out.
        IP6_TNL_F_CAP_RCV = 0x2_0000,
        /// Whether it can is decided for each packet.
        IP6_TNL_F_CAP_PER_PACKET = 0x4_0000,
    }
}
flags! {
    /// Flags of `sit` tunnels: `SIT_ISATAP`, linux/if_tunnel.h.
    pub struct SitFlags(u16) {
        /// Automatic addresses within a site, RFC 5214.
        SIT_ISATAP = 0x0001,
    }
}
numbers! {
    /// A header between IP and the tunnel's own: `enum tunnel_encap_types`, linux/if_tunnel.h.
    pub struct TunnelEncap(u16) {
        /// None.
        TUNNEL_ENCAP_NONE = 0,
        /// UDP, foo over UDP.
        TUNNEL_ENCAP_FOU = 1,
        /// UDP, generic UDP encapsulation.
        TUNNEL_ENCAP_GUE = 2,
        /// MPLS.
        TUNNEL_ENCAP_MPLS = 3,
    }
}
flags! {
    /// What that header has: `TUNNEL_ENCAP_FLAG_*`, linux/if_tunnel.h.
    pub struct TunnelEncapFlags(u16) {
        /// A checksum over IPv4.
        TUNNEL_ENCAP_FLAG_CSUM = 1 << 0,
        /// A checksum over IPv6.
        TUNNEL_ENCAP_FLAG_CSUM6 = 1 << 1,
        /// Remote checksum offload.
        TUNNEL_ENCAP_FLAG_REMCSUM = 1 << 2,
    }
}
numbers! {
    /// Which way mirrored traffic went: the direction bit of ERSPAN 2. The kernel has no names for its values.
    pub struct ErspanDirection(u8) {
        /// In.
        ERSPAN_DIR_INGRESS = 0,
        /// Out.
        ERSPAN_DIR_EGRESS = 1,
    }
}

attributes! {
    /// GRE over IPv4, layer 3 or Ethernet, and ERSPAN: `IFLA_GRE_*`, linux/if_tunnel.h.
    pub set Gre, enum GreAttr<'a> {
        /// Index of the link that it goes through.
        IFLA_GRE_LINK = 1 => Link(u32),
        /// What a received header must have, big-endian.
        IFLA_GRE_IFLAGS = 2 => Iflags(Be<GreFlags>),
        /// What a sent header has, big-endian.
        IFLA_GRE_OFLAGS = 3 => Oflags(Be<GreFlags>),
        /// Key of what is received, big-endian.
        IFLA_GRE_IKEY = 4 => Ikey(Be<u32>),
        /// Key of what is sent, big-endian.
        IFLA_GRE_OKEY = 5 => Okey(Be<u32>),
        /// Own address, IPv4.
        IFLA_GRE_LOCAL = 6 => Local(Ip<'a>),
        /// The other end, IPv4.
        IFLA_GRE_REMOTE = 7 => Remote(Ip<'a>),
        /// Time to live; 0 for that of the packet within.
        IFLA_GRE_TTL = 8 => Ttl(u8),
        /// Type of service; 1 for that of the packet within.
        IFLA_GRE_TOS = 9 => Tos(u8),
        /// Whether the path's MTU is discovered, 0 or 1.
        IFLA_GRE_PMTUDISC = 10 => Pmtudisc(u8),
        /// A header between IP and GRE.
        IFLA_GRE_ENCAP_TYPE = 14 => EncapType(TunnelEncap),
        /// What it has.
        IFLA_GRE_ENCAP_FLAGS = 15 => EncapFlags(TunnelEncapFlags),
        /// Its source port, big-endian; 0 for one by flow.
        IFLA_GRE_ENCAP_SPORT = 16 => EncapSport(Be<u16>),
        /// Its destination port, big-endian.
        IFLA_GRE_ENCAP_DPORT = 17 => EncapDport(Be<u16>),
        /// The tunnel comes with each packet (`external`).
        IFLA_GRE_COLLECT_METADATA = 18 => CollectMetadata(Flag),
        /// Whether the don't-fragment bit of the packet within is ignored, 0 or 1.
        IFLA_GRE_IGNORE_DF = 19 => IgnoreDf(u8),
        /// Firewall mark of what is sent.
        IFLA_GRE_FWMARK = 20 => Fwmark(u32),
        /// ERSPAN 1: index of the mirrored port, 20 bits.
        IFLA_GRE_ERSPAN_INDEX = 21 => ErspanIndex(u32),
        /// Version of ERSPAN, 0 to 2.
        IFLA_GRE_ERSPAN_VER = 22 => ErspanVer(u8),
        /// ERSPAN 2: which way the mirrored traffic went.
        IFLA_GRE_ERSPAN_DIR = 23 => ErspanDir(ErspanDirection),
        /// ERSPAN 2: id of the mirroring engine, 6 bits.
        IFLA_GRE_ERSPAN_HWID = 24 => ErspanHwid(u16),
    }
}
attributes! {
    /// GRE over IPv6, layer 3 or Ethernet, and ERSPAN: `IFLA_GRE_*`, linux/if_tunnel.h.
    pub set Gre6, enum Gre6Attr<'a> {
        /// Index of the link that it goes through.
        IFLA_GRE_LINK = 1 => Link(u32),
        /// What a received header must have, big-endian.
        IFLA_GRE_IFLAGS = 2 => Iflags(Be<GreFlags>),
        /// What a sent header has, big-endian.
        IFLA_GRE_OFLAGS = 3 => Oflags(Be<GreFlags>),
        /// Key of what is received, big-endian.
        IFLA_GRE_IKEY = 4 => Ikey(Be<u32>),
        /// Key of what is sent, big-endian.
        IFLA_GRE_OKEY = 5 => Okey(Be<u32>),
        /// Own address, IPv6.
        IFLA_GRE_LOCAL = 6 => Local(Ip<'a>) where at_least(16),
        /// The other end, IPv6.
        IFLA_GRE_REMOTE = 7 => Remote(Ip<'a>) where at_least(16),
        /// Hop limit; 0 for that of the packet within.
        IFLA_GRE_TTL = 8 => Ttl(u8),
        /// How many tunnels may be in one another.
        IFLA_GRE_ENCAP_LIMIT = 11 => EncapLimit(u8),
        /// Traffic class and flow label, as they stand in the IPv6 header: big-endian.
        IFLA_GRE_FLOWINFO = 12 => Flowinfo(Be<u32>),
        /// The tunnel's flags, in host order.
        IFLA_GRE_FLAGS = 13 => Flags(Ip6TunnelFlags),
        /// A header between IPv6 and GRE.
        IFLA_GRE_ENCAP_TYPE = 14 => EncapType(TunnelEncap),
        /// What it has.
        IFLA_GRE_ENCAP_FLAGS = 15 => EncapFlags(TunnelEncapFlags),
        /// Its source port, big-endian; 0 for one by flow.
        IFLA_GRE_ENCAP_SPORT = 16 => EncapSport(Be<u16>),
        /// Its destination port, big-endian.
        IFLA_GRE_ENCAP_DPORT = 17 => EncapDport(Be<u16>),
        /// The tunnel comes with each packet (`external`).
        IFLA_GRE_COLLECT_METADATA = 18 => CollectMetadata(Flag),
        /// Firewall mark of what is sent.
        IFLA_GRE_FWMARK = 20 => Fwmark(u32),
        /// ERSPAN 1: index of the mirrored port, 20 bits.
        IFLA_GRE_ERSPAN_INDEX = 21 => ErspanIndex(u32),
        /// Version of ERSPAN, 0 to 2.
        IFLA_GRE_ERSPAN_VER = 22 => ErspanVer(u8),
        /// ERSPAN 2: which way the mirrored traffic went.
        IFLA_GRE_ERSPAN_DIR = 23 => ErspanDir(ErspanDirection),
        /// ERSPAN 2: id of the mirroring engine, 6 bits.
        IFLA_GRE_ERSPAN_HWID = 24 => ErspanHwid(u16),
    }
}
attributes! {
    /// IP in IPv4 (`ipip`) and IPv6 in IPv4 (`sit`): `IFLA_IPTUN_*`, linux/if_tunnel.h.
    pub set IpTunnel, enum IpTunnelAttr<'a> {
        /// Index of the link that it goes through.
        IFLA_IPTUN_LINK = 1 => Link(u32),
        /// Own address, IPv4.
        IFLA_IPTUN_LOCAL = 2 => Local(Ip<'a>),
        /// The other end, IPv4.
        IFLA_IPTUN_REMOTE = 3 => Remote(Ip<'a>),
        /// Time to live; 0 for that of the packet within.
        IFLA_IPTUN_TTL = 4 => Ttl(u8),
        /// Type of service; 1 for that of the packet within.
        IFLA_IPTUN_TOS = 5 => Tos(u8),
        /// Flags of `sit`. The kernel calls them big-endian, but they are in host order.
        IFLA_IPTUN_FLAGS = 8 => Flags(SitFlags),
        /// What it carries; 0 for anything.
        IFLA_IPTUN_PROTO = 9 => Proto(IpProtocol),
        /// Whether the path's MTU is discovered, 0 or 1.
        IFLA_IPTUN_PMTUDISC = 10 => Pmtudisc(u8),
        /// IPv6 rapid deployment: the provider's IPv6 prefix.
        IFLA_IPTUN_6RD_PREFIX = 11 => SixRdPrefix(Ip<'a>) where at_least(16),
        /// The IPv4 prefix that all customers share.
        IFLA_IPTUN_6RD_RELAY_PREFIX = 12 => SixRdRelayPrefix(Ip<'a>),
        /// Length of the IPv6 prefix, bits.
        IFLA_IPTUN_6RD_PREFIXLEN = 13 => SixRdPrefixlen(u16),
        /// Length of the IPv4 prefix, bits.
        IFLA_IPTUN_6RD_RELAY_PREFIXLEN = 14 => SixRdRelayPrefixlen(u16),
        /// A header between the two.
        IFLA_IPTUN_ENCAP_TYPE = 15 => EncapType(TunnelEncap),
        /// What it has.
        IFLA_IPTUN_ENCAP_FLAGS = 16 => EncapFlags(TunnelEncapFlags),
        /// Its source port, big-endian; 0 for one by flow.
        IFLA_IPTUN_ENCAP_SPORT = 17 => EncapSport(Be<u16>),
        /// Its destination port, big-endian.
        IFLA_IPTUN_ENCAP_DPORT = 18 => EncapDport(Be<u16>),
        /// Of `ipip`: the tunnel comes with each packet (`external`).
        IFLA_IPTUN_COLLECT_METADATA = 19 => CollectMetadata(Flag),
        /// Firewall mark of what is sent.
        IFLA_IPTUN_FWMARK = 20 => Fwmark(u32),
    }
}
attributes! {
    /// IP in IPv6 (`ip6tnl`): `IFLA_IPTUN_*`, linux/if_tunnel.h.
    pub set Ip6Tunnel, enum Ip6TunnelAttr<'a> {
        /// Index of the link that it goes through.
        IFLA_IPTUN_LINK = 1 => Link(u32),
        /// Own address, IPv6.
        IFLA_IPTUN_LOCAL = 2 => Local(Ip<'a>) where at_least(16),
        /// The other end, IPv6.
        IFLA_IPTUN_REMOTE = 3 => Remote(Ip<'a>) where at_least(16),
        /// Hop limit; 0 for that of the packet within.
        IFLA_IPTUN_TTL = 4 => Ttl(u8),
        /// How many tunnels may be in one another.
        IFLA_IPTUN_ENCAP_LIMIT = 6 => EncapLimit(u8),
        /// Traffic class and flow label, as they stand in the IPv6 header: big-endian.
        IFLA_IPTUN_FLOWINFO = 7 => Flowinfo(Be<u32>),
        /// The tunnel's flags: four bytes in host order, where `sit` has two.
        IFLA_IPTUN_FLAGS = 8 => Flags(Ip6TunnelFlags),
        /// What it carries; 0 for anything.
        IFLA_IPTUN_PROTO = 9 => Proto(IpProtocol),
        /// A header between the two.
        IFLA_IPTUN_ENCAP_TYPE = 15 => EncapType(TunnelEncap),
        /// What it has.
        IFLA_IPTUN_ENCAP_FLAGS = 16 => EncapFlags(TunnelEncapFlags),
        /// Its source port, big-endian; 0 for one by flow.
        IFLA_IPTUN_ENCAP_SPORT = 17 => EncapSport(Be<u16>),
        /// Its destination port, big-endian.
        IFLA_IPTUN_ENCAP_DPORT = 18 => EncapDport(Be<u16>),
        /// The tunnel comes with each packet (`external`).
        IFLA_IPTUN_COLLECT_METADATA = 19 => CollectMetadata(Flag),
        /// Firewall mark of what is sent.
        IFLA_IPTUN_FWMARK = 20 => Fwmark(u32),
    }
}
attributes! {
    /// IPsec by routes, over IPv4: `IFLA_VTI_*`, linux/if_tunnel.h.
    pub set Vti, enum VtiAttr<'a> {
        /// Index of the link that it goes through.
        IFLA_VTI_LINK = 1 => Link(u32),
        /// Mark of what is received, big-endian.
        IFLA_VTI_IKEY = 2 => Ikey(Be<u32>),
        /// Mark of what is sent, big-endian.
        IFLA_VTI_OKEY = 3 => Okey(Be<u32>),
        /// Own address, IPv4.
        IFLA_VTI_LOCAL = 4 => Local(Ip<'a>),
        /// The other end, IPv4.
        IFLA_VTI_REMOTE = 5 => Remote(Ip<'a>),
        /// Firewall mark of what is sent.
        IFLA_VTI_FWMARK = 6 => Fwmark(u32),
    }
}
attributes! {
    /// IPsec by routes, over IPv6: `IFLA_VTI_*`, linux/if_tunnel.h.
    pub set Vti6, enum Vti6Attr<'a> {
        /// Index of the link that it goes through.
        IFLA_VTI_LINK = 1 => Link(u32),
        /// Mark of what is received, big-endian.
        IFLA_VTI_IKEY = 2 => Ikey(Be<u32>),
        /// Mark of what is sent, big-endian.
        IFLA_VTI_OKEY = 3 => Okey(Be<u32>),
        /// Own address, IPv6.
        IFLA_VTI_LOCAL = 4 => Local(Ip<'a>) where at_least(16),
        /// The other end, IPv6.
        IFLA_VTI_REMOTE = 5 => Remote(Ip<'a>) where at_least(16),
        /// Firewall mark of what is sent.
        IFLA_VTI_FWMARK = 6 => Fwmark(u32),
    }
}
attributes! {
    /// IPsec by interface: `IFLA_XFRM_*`, linux/if_link.h.
    pub set XfrmLink strict from 3, enum XfrmLinkAttr<'a> {
        /// Index of the link that it goes through.
        IFLA_XFRM_LINK = 1 => Link(u32),
        /// Which policies and states belong to it: their `XFRMA_IF_ID`.
        IFLA_XFRM_IF_ID = 2 => IfId(u32),
        /// That id comes with each packet (`external`).
        IFLA_XFRM_COLLECT_METADATA = 3 => CollectMetadata(Flag),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Attrs, Writer};
    use std::format;

    #[test]
    fn byte_orders_are_mixed() {
        let mut buffer = [0xa5; 128];
        let mut writer = Writer::<Gre6>::new(&mut buffer);
        writer
            .put(Gre6::IFLA_GRE_OFLAGS, Be(GreFlags::GRE_KEY))
            .put(Gre6::IFLA_GRE_OKEY, 0x0102_0304)
            .put(Gre6::IFLA_GRE_FLOWINFO, 0x000a_bcde)
            .put(Gre6::IFLA_GRE_FLAGS, Ip6TunnelFlags::IP6_TNL_F_USE_ORIG_TCLASS)
            .put(Gre6::IFLA_GRE_ENCAP_DPORT, 5555)
            .put(Gre6::IFLA_GRE_FWMARK, 1);
        let bytes = writer.finish().unwrap();
        for (at, expected) in [
            (4, &[0x20, 0][..]),
            (12, &[1, 2, 3, 4]),
            (20, &[0, 0x0a, 0xbc, 0xde]),
            (28, &2u32.to_ne_bytes()),
            (36, &[0x15, 0xb3]),
            (44, &1u32.to_ne_bytes()),
        ] {
            assert_eq!(bytes[at..at + expected.len()], *expected, "at {at}");
        }
        assert_eq!(
            format!("{:?}", Attrs::<Gre6>::new(bytes)),
            "{IFLA_GRE_OFLAGS: GRE_KEY, IFLA_GRE_OKEY: 16909060, IFLA_GRE_FLOWINFO: 703710, \
             IFLA_GRE_FLAGS: IP6_TNL_F_USE_ORIG_TCLASS, IFLA_GRE_ENCAP_DPORT: 5555, IFLA_GRE_FWMARK: 1}"
        );
    }
    #[test]
    fn one_number_has_two_widths() {
        let mut buffer = [0xa5; 16];
        let mut sit = Writer::<IpTunnel>::new(&mut buffer);
        sit.put(IpTunnel::IFLA_IPTUN_FLAGS, SitFlags::SIT_ISATAP);
        assert_eq!(sit.finish().unwrap()[4..6], 1u16.to_ne_bytes());
        let mut ip6tnl = Writer::<Ip6Tunnel>::new(&mut buffer);
        ip6tnl.put(Ip6Tunnel::IFLA_IPTUN_FLAGS, Ip6TunnelFlags::IP6_TNL_F_IGN_ENCAP_LIMIT);
        assert_eq!(ip6tnl.finish().unwrap()[4..8], 1u32.to_ne_bytes());
    }
}
