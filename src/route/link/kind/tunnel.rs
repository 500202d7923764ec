//! Tunnels over IP: kinds `gre`, `ipip`, `sit`, `ip6tnl`, `vti`, `xfrm` and their variants.
//!
//! All kinds: `gre`, `gretap`, `erspan`, `ip6gre`, `ip6gretap`, `ip6erspan`, `ipip`, `sit`,
//! `ip6tnl`, `vti`, `vti6`, `xfrm`. linux/if_tunnel.h, linux/ip6_tunnel.h and linux/if_link.h.
//!
//! See [ip-tunnel(8)](https://man7.org/linux/man-pages/man8/ip-tunnel.8.html), GRE
//! ([RFC 2784](https://www.rfc-editor.org/rfc/rfc2784),
//! [RFC 2890](https://www.rfc-editor.org/rfc/rfc2890)) and tunnels over IPv6
//! ([RFC 2473](https://www.rfc-editor.org/rfc/rfc2473)). FOU: Foo over UDP. GUE: Generic UDP
//! Encapsulation. ERSPAN: Encapsulated Remote Switched Port Analyzer.
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
    attributes, flags, open_enum,
    uapi::IpProtocol,
    wire::{Be, Flag, Ip},
};

flags! {
    /// Fields present in a GRE header: `GRE_*`, linux/if_tunnel.h.
    pub struct GreFlags(u16) {
        /// Checksum field.
        GRE_CSUM = 0x8000,
        /// Routing fields (RFC 1701).
        GRE_ROUTING = 0x4000,
        /// Key field.
        GRE_KEY = 0x2000,
        /// Sequence number field.
        GRE_SEQ = 0x1000,
        /// Strict source route (RFC 1701).
        GRE_STRICT = 0x0800,
        /// Acknowledgement number field (version 1, PPTP).
        GRE_ACK = 0x0080,
    }
}
flags! {
    /// Flags of a tunnel over IPv6: `IP6_TNL_F_*`, linux/ip6_tunnel.h and net/ip6_tunnel.h.
    pub struct Ip6TunnelFlags(u32) {
        /// No tunnel encapsulation limit option (RFC 2473).
        IP6_TNL_F_IGN_ENCAP_LIMIT = 0x1,
        /// Traffic class inherited from the inner packet.
        IP6_TNL_F_USE_ORIG_TCLASS = 0x2,
        /// Flow label inherited from the inner packet.
        IP6_TNL_F_USE_ORIG_FLOWLABEL = 0x4,
        /// Tunnel of Mobile IPv6.
        IP6_TNL_F_MIP6_DEV = 0x8,
        /// DSCP copied to the inner packet on receive.
        IP6_TNL_F_RCV_DSCP_COPY = 0x10,
        /// Firewall mark inherited from the inner packet.
        IP6_TNL_F_USE_ORIG_FWMARK = 0x20,
        /// Remote address may be an address of this host.
        IP6_TNL_F_ALLOW_LOCAL_REMOTE = 0x40,
        /// Transmit capable. Set by the kernel only.
        IP6_TNL_F_CAP_XMIT = 0x1_0000,
        /// Receive capable. Set by the kernel only.
        IP6_TNL_F_CAP_RCV = 0x2_0000,
        /// Capability determined per packet. Set by the kernel only.
        IP6_TNL_F_CAP_PER_PACKET = 0x4_0000,
    }
}
flags! {
    /// Flags of a `sit` tunnel: `SIT_ISATAP`, linux/if_tunnel.h.
    pub struct SitFlags(u16) {
        /// Intra-Site Automatic Tunnel Addressing Protocol (ISATAP, RFC 5214).
        SIT_ISATAP = 0x0001,
    }
}
open_enum! {
    /// Encapsulation below the tunnel protocol: `enum tunnel_encap_types`, linux/if_tunnel.h.
    pub struct TunnelEncap(u16) {
        /// No encapsulation.
        TUNNEL_ENCAP_NONE = 0,
        /// Foo over UDP (FOU).
        TUNNEL_ENCAP_FOU = 1,
        /// Generic UDP Encapsulation (GUE).
        TUNNEL_ENCAP_GUE = 2,
        /// MPLS encapsulation.
        TUNNEL_ENCAP_MPLS = 3,
    }
}
flags! {
    /// Flags of a FOU or GUE encapsulation: `TUNNEL_ENCAP_FLAG_*`, linux/if_tunnel.h.
    pub struct TunnelEncapFlags(u16) {
        /// UDP checksum over IPv4.
        TUNNEL_ENCAP_FLAG_CSUM = 1 << 0,
        /// UDP checksum over IPv6.
        TUNNEL_ENCAP_FLAG_CSUM6 = 1 << 1,
        /// Remote checksum offload (GUE).
        TUNNEL_ENCAP_FLAG_REMCSUM = 1 << 2,
    }
}
open_enum! {
    /// Direction of mirrored traffic in ERSPAN version 2 (type III).
    ///
    /// The kernel has no names for the values.
    pub struct ErspanDirection(u8) {
        /// Ingress traffic.
        ERSPAN_DIR_INGRESS = 0,
        /// Egress traffic.
        ERSPAN_DIR_EGRESS = 1,
    }
}

attributes! {
    /// Attributes of GRE, GRETAP and ERSPAN tunnels over IPv4: `IFLA_GRE_*`, linux/if_tunnel.h.
    pub set Gre, enum GreAttr<'a> {
        /// Interface index of the lower device.
        IFLA_GRE_LINK: u32 = 1,
        /// Header fields required in received packets, in network byte order.
        IFLA_GRE_IFLAGS: Be<GreFlags> = 2,
        /// Header fields in transmitted packets, in network byte order.
        IFLA_GRE_OFLAGS: Be<GreFlags> = 3,
        /// Key of received packets, in network byte order.
        #[doc(alias = "ikey")]
        IFLA_GRE_IKEY: Be<u32> = 4,
        /// Key of transmitted packets, in network byte order.
        #[doc(alias = "okey")]
        IFLA_GRE_OKEY: Be<u32> = 5,
        /// Local IPv4 address.
        IFLA_GRE_LOCAL: Ip<'a> = 6,
        /// Remote IPv4 address.
        IFLA_GRE_REMOTE: Ip<'a> = 7,
        /// TTL of the outer header; 0 to inherit the TTL of the inner packet.
        IFLA_GRE_TTL: u8 = 8,
        /// TOS of the outer header; 1 to inherit the TOS of the inner packet.
        IFLA_GRE_TOS: u8 = 9,
        /// Path MTU discovery, 0 or 1.
        IFLA_GRE_PMTUDISC: u8 = 10,
        /// Encapsulation between the outer IP header and GRE.
        IFLA_GRE_ENCAP_TYPE: TunnelEncap = 14,
        /// Flags of the FOU or GUE encapsulation.
        IFLA_GRE_ENCAP_FLAGS: TunnelEncapFlags = 15,
        /// UDP source port of FOU or GUE, in network byte order; 0 to choose one per flow.
        IFLA_GRE_ENCAP_SPORT: Be<u16> = 16,
        /// UDP destination port of FOU or GUE, in network byte order.
        IFLA_GRE_ENCAP_DPORT: Be<u16> = 17,
        /// External control plane: tunnel parameters per packet.
        #[doc(alias = "external")]
        IFLA_GRE_COLLECT_METADATA: Flag = 18,
        /// Don't-fragment (DF) bit of the inner packet ignored, 0 or 1.
        IFLA_GRE_IGNORE_DF: u8 = 19,
        /// Firewall mark of transmitted packets.
        IFLA_GRE_FWMARK: u32 = 20,
        /// ERSPAN version 1 (type II): index of the mirrored port, 20 bits.
        IFLA_GRE_ERSPAN_INDEX: u32 = 21,
        /// ERSPAN version, 0 to 2 (type I to III).
        IFLA_GRE_ERSPAN_VER: u8 = 22,
        /// ERSPAN version 2 (type III): direction of the mirrored traffic.
        IFLA_GRE_ERSPAN_DIR: ErspanDirection = 23,
        /// ERSPAN version 2 (type III): hardware id of the mirroring engine, 6 bits.
        IFLA_GRE_ERSPAN_HWID: u16 = 24,
    }
}
attributes! {
    /// Attributes of GRE, GRETAP and ERSPAN tunnels over IPv6: `IFLA_GRE_*`, linux/if_tunnel.h.
    pub set Gre6, enum Gre6Attr<'a> {
        /// Interface index of the lower device.
        IFLA_GRE_LINK: u32 = 1,
        /// Header fields required in received packets, in network byte order.
        IFLA_GRE_IFLAGS: Be<GreFlags> = 2,
        /// Header fields in transmitted packets, in network byte order.
        IFLA_GRE_OFLAGS: Be<GreFlags> = 3,
        /// Key of received packets, in network byte order.
        #[doc(alias = "ikey")]
        IFLA_GRE_IKEY: Be<u32> = 4,
        /// Key of transmitted packets, in network byte order.
        #[doc(alias = "okey")]
        IFLA_GRE_OKEY: Be<u32> = 5,
        /// Local IPv6 address.
        IFLA_GRE_LOCAL: Ip<'a> = 6 where min_len(16),
        /// Remote IPv6 address.
        IFLA_GRE_REMOTE: Ip<'a> = 7 where min_len(16),
        /// Hop limit of the outer header; 0 to inherit the hop limit of the inner packet.
        IFLA_GRE_TTL: u8 = 8,
        /// Tunnel encapsulation limit (RFC 2473): number of further encapsulations permitted.
        IFLA_GRE_ENCAP_LIMIT: u8 = 11,
        /// Traffic class and flow label as in the IPv6 header, in network byte order.
        IFLA_GRE_FLOWINFO: Be<u32> = 12,
        /// Tunnel flags, in host byte order.
        IFLA_GRE_FLAGS: Ip6TunnelFlags = 13,
        /// Encapsulation between the outer IP header and GRE.
        IFLA_GRE_ENCAP_TYPE: TunnelEncap = 14,
        /// Flags of the FOU or GUE encapsulation.
        IFLA_GRE_ENCAP_FLAGS: TunnelEncapFlags = 15,
        /// UDP source port of FOU or GUE, in network byte order; 0 to choose one per flow.
        IFLA_GRE_ENCAP_SPORT: Be<u16> = 16,
        /// UDP destination port of FOU or GUE, in network byte order.
        IFLA_GRE_ENCAP_DPORT: Be<u16> = 17,
        /// External control plane: tunnel parameters per packet.
        #[doc(alias = "external")]
        IFLA_GRE_COLLECT_METADATA: Flag = 18,
        /// Firewall mark of transmitted packets.
        IFLA_GRE_FWMARK: u32 = 20,
        /// ERSPAN version 1 (type II): index of the mirrored port, 20 bits.
        IFLA_GRE_ERSPAN_INDEX: u32 = 21,
        /// ERSPAN version, 0 to 2 (type I to III).
        IFLA_GRE_ERSPAN_VER: u8 = 22,
        /// ERSPAN version 2 (type III): direction of the mirrored traffic.
        IFLA_GRE_ERSPAN_DIR: ErspanDirection = 23,
        /// ERSPAN version 2 (type III): hardware id of the mirroring engine, 6 bits.
        IFLA_GRE_ERSPAN_HWID: u16 = 24,
    }
}
attributes! {
    /// Attributes of `ipip` (IP in IPv4) and `sit` (IPv6 in IPv4) tunnels: `IFLA_IPTUN_*`.
    ///
    /// linux/if_tunnel.h.
    pub set IpTunnel, enum IpTunnelAttr<'a> {
        /// Interface index of the lower device.
        IFLA_IPTUN_LINK: u32 = 1,
        /// Local IPv4 address.
        IFLA_IPTUN_LOCAL: Ip<'a> = 2,
        /// Remote IPv4 address.
        IFLA_IPTUN_REMOTE: Ip<'a> = 3,
        /// TTL of the outer header; 0 to inherit the TTL of the inner packet.
        IFLA_IPTUN_TTL: u8 = 4,
        /// TOS of the outer header; 1 to inherit the TOS of the inner packet.
        IFLA_IPTUN_TOS: u8 = 5,
        /// Flags of a `sit` tunnel: two bytes in host byte order. The kernel declares them
        /// big-endian.
        IFLA_IPTUN_FLAGS: SitFlags = 8,
        /// IP protocol of the inner packets; 0 for any.
        IFLA_IPTUN_PROTO: IpProtocol = 9,
        /// Path MTU discovery, 0 or 1.
        IFLA_IPTUN_PMTUDISC: u8 = 10,
        /// 6rd (IPv6 rapid deployment, RFC 5969): IPv6 prefix of the provider.
        IFLA_IPTUN_6RD_PREFIX: Ip<'a> = 11 where min_len(16),
        /// 6rd (RFC 5969): IPv4 prefix common to all customers.
        IFLA_IPTUN_6RD_RELAY_PREFIX: Ip<'a> = 12,
        /// 6rd (RFC 5969): length of the IPv6 prefix, bits.
        IFLA_IPTUN_6RD_PREFIXLEN: u16 = 13,
        /// 6rd (RFC 5969): length of the IPv4 prefix, bits.
        IFLA_IPTUN_6RD_RELAY_PREFIXLEN: u16 = 14,
        /// Encapsulation between the outer IP header and the inner packet.
        IFLA_IPTUN_ENCAP_TYPE: TunnelEncap = 15,
        /// Flags of the FOU or GUE encapsulation.
        IFLA_IPTUN_ENCAP_FLAGS: TunnelEncapFlags = 16,
        /// UDP source port of FOU or GUE, in network byte order; 0 to choose one per flow.
        IFLA_IPTUN_ENCAP_SPORT: Be<u16> = 17,
        /// UDP destination port of FOU or GUE, in network byte order.
        IFLA_IPTUN_ENCAP_DPORT: Be<u16> = 18,
        /// External control plane: tunnel parameters per packet. `ipip` only.
        #[doc(alias = "external")]
        IFLA_IPTUN_COLLECT_METADATA: Flag = 19,
        /// Firewall mark of transmitted packets.
        IFLA_IPTUN_FWMARK: u32 = 20,
    }
}
attributes! {
    /// Attributes of an `ip6tnl` tunnel (IP in IPv6): `IFLA_IPTUN_*`, linux/if_tunnel.h.
    pub set Ip6Tunnel, enum Ip6TunnelAttr<'a> {
        /// Interface index of the lower device.
        IFLA_IPTUN_LINK: u32 = 1,
        /// Local IPv6 address.
        IFLA_IPTUN_LOCAL: Ip<'a> = 2 where min_len(16),
        /// Remote IPv6 address.
        IFLA_IPTUN_REMOTE: Ip<'a> = 3 where min_len(16),
        /// Hop limit of the outer header; 0 to inherit the hop limit of the inner packet.
        IFLA_IPTUN_TTL: u8 = 4,
        /// Tunnel encapsulation limit (RFC 2473): number of further encapsulations permitted.
        IFLA_IPTUN_ENCAP_LIMIT: u8 = 6,
        /// Traffic class and flow label as in the IPv6 header, in network byte order.
        IFLA_IPTUN_FLOWINFO: Be<u32> = 7,
        /// Tunnel flags: four bytes in host byte order, where `sit` has two bytes.
        IFLA_IPTUN_FLAGS: Ip6TunnelFlags = 8,
        /// IP protocol of the inner packets; 0 for any.
        IFLA_IPTUN_PROTO: IpProtocol = 9,
        /// Encapsulation between the outer IP header and the inner packet.
        IFLA_IPTUN_ENCAP_TYPE: TunnelEncap = 15,
        /// Flags of the FOU or GUE encapsulation.
        IFLA_IPTUN_ENCAP_FLAGS: TunnelEncapFlags = 16,
        /// UDP source port of FOU or GUE, in network byte order; 0 to choose one per flow.
        IFLA_IPTUN_ENCAP_SPORT: Be<u16> = 17,
        /// UDP destination port of FOU or GUE, in network byte order.
        IFLA_IPTUN_ENCAP_DPORT: Be<u16> = 18,
        /// External control plane: tunnel parameters per packet.
        #[doc(alias = "external")]
        IFLA_IPTUN_COLLECT_METADATA: Flag = 19,
        /// Firewall mark of transmitted packets.
        IFLA_IPTUN_FWMARK: u32 = 20,
    }
}
attributes! {
    /// Attributes of a `vti` interface: `IFLA_VTI_*`, linux/if_tunnel.h.
    ///
    /// VTI: Virtual Tunnel Interface, route-based IPsec over IPv4.
    pub set Vti, enum VtiAttr<'a> {
        /// Interface index of the lower device.
        IFLA_VTI_LINK: u32 = 1,
        /// Mark for received packets, matched by IPsec policies and SAs. Network byte order.
        IFLA_VTI_IKEY: Be<u32> = 2,
        /// Mark for transmitted packets, matched by IPsec policies and SAs. Network byte order.
        IFLA_VTI_OKEY: Be<u32> = 3,
        /// Local IPv4 address.
        IFLA_VTI_LOCAL: Ip<'a> = 4,
        /// Remote IPv4 address.
        IFLA_VTI_REMOTE: Ip<'a> = 5,
        /// Firewall mark of transmitted packets.
        IFLA_VTI_FWMARK: u32 = 6,
    }
}
attributes! {
    /// Attributes of a `vti6` interface: `IFLA_VTI_*`, linux/if_tunnel.h.
    ///
    /// VTI: Virtual Tunnel Interface, route-based IPsec over IPv6.
    pub set Vti6, enum Vti6Attr<'a> {
        /// Interface index of the lower device.
        IFLA_VTI_LINK: u32 = 1,
        /// Mark for received packets, matched by IPsec policies and SAs. Network byte order.
        IFLA_VTI_IKEY: Be<u32> = 2,
        /// Mark for transmitted packets, matched by IPsec policies and SAs. Network byte order.
        IFLA_VTI_OKEY: Be<u32> = 3,
        /// Local IPv6 address.
        IFLA_VTI_LOCAL: Ip<'a> = 4 where min_len(16),
        /// Remote IPv6 address.
        IFLA_VTI_REMOTE: Ip<'a> = 5 where min_len(16),
        /// Firewall mark of transmitted packets.
        IFLA_VTI_FWMARK: u32 = 6,
    }
}
attributes! {
    /// Attributes of an `xfrm` interface (IPsec by interface id): `IFLA_XFRM_*`, linux/if_link.h.
    pub set XfrmLink strict from 3, enum XfrmLinkAttr<'a> {
        /// Interface index of the lower device.
        IFLA_XFRM_LINK: u32 = 1,
        /// Interface id that IPsec policies and SAs refer to with `XFRMA_IF_ID`.
        IFLA_XFRM_IF_ID: u32 = 2,
        /// External control plane: interface id per packet.
        #[doc(alias = "external")]
        IFLA_XFRM_COLLECT_METADATA: Flag = 3,
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
