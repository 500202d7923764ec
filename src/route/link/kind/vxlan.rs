//! Tunnels over UDP: kinds `vxlan`, `geneve`, `bareudp`, `gtp` and `amt`.
//!
//! `IFLA_VXLAN_*`, `IFLA_GENEVE_*`, `IFLA_BAREUDP_*` and `IFLA_GTP_*`, linux/if_link.h;
//! `IFLA_AMT_*`, linux/amt.h. VNI: virtual network identifier.
//!
//! See VXLAN ([RFC 7348](https://www.rfc-editor.org/rfc/rfc7348)), Geneve
//! ([RFC 8926](https://www.rfc-editor.org/rfc/rfc8926)), AMT
//! ([RFC 7450](https://www.rfc-editor.org/rfc/rfc7450)) and the kernel's
//! [VXLAN documentation](https://docs.kernel.org/networking/vxlan.html).
//!
//! ```
//! use nlwire::{route::{Link, LinkInfo, LinkKind, Vxlan}, wire::Writer};
//! use core::net::Ipv4Addr;
//! let mut buffer = [0; 128];
//! let mut link = Writer::<Link>::new(&mut buffer);
//! link.nest(Link::IFLA_LINKINFO, |info| {
//!     info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VXLAN, |vxlan| {
//!         vxlan.put(Vxlan::IFLA_VXLAN_ID, 42).put(Vxlan::IFLA_VXLAN_PORT, 4789);
//!         vxlan.put(Vxlan::IFLA_VXLAN_GROUP, Ipv4Addr::new(192, 0, 2, 1));
//!     });
//! });
//! let attributes = link.finish()?;
//! # let _ = attributes;
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{
    attributes, c_struct, flags, open_enum,
    uapi::EtherType,
    wire::{Be, Flag, Ip, Key, PackedArray, Struct},
};

c_struct! {
    /// Range of UDP source ports. `struct ifla_vxlan_port_range` and
    /// `struct ifla_geneve_port_range`, linux/if_link.h.
    #[doc(alias("ifla_vxlan_port_range", "ifla_geneve_port_range"))]
    pub struct TunnelPortRange {
        /// Lowest port, in network byte order.
        low: Be<u16>,
        /// Highest port, in network byte order.
        high: Be<u16>,
    }
}
c_struct! {
    /// VXLAN header: `struct vxlanhdr`, net/vxlan.h of the kernel.
    ///
    /// As `IFLA_VXLAN_RESERVED_BITS`, a mask of the header bits that must be zero.
    #[doc(alias = "vxlanhdr")]
    pub struct VxlanHeader {
        /// Flags and reserved bits, in network byte order.
        vx_flags: Be<VxlanBits>,
        /// Virtual network identifier (VNI) in the upper 24 bits, in network byte order.
        vx_vni: Be<u32>,
    }
}
open_enum! {
    /// Don't-fragment (DF) bit of the outer IPv4 header: `enum ifla_vxlan_df`, linux/if_link.h.
    pub struct VxlanDf(u8) {
        /// DF bit never set.
        VXLAN_DF_UNSET = 0,
        /// DF bit always set.
        VXLAN_DF_SET = 1,
        /// DF bit inherited from the inner packet.
        VXLAN_DF_INHERIT = 2,
    }
}
open_enum! {
    /// IPv6 flow label of the outer header: `enum ifla_vxlan_label_policy`, linux/if_link.h.
    pub struct VxlanLabelPolicy(u32) {
        /// Fixed flow label, from `IFLA_VXLAN_LABEL`.
        VXLAN_LABEL_FIXED = 0,
        /// Flow label inherited from the inner packet.
        VXLAN_LABEL_INHERIT = 1,
    }
}
open_enum! {
    /// Don't-fragment (DF) bit of the outer IPv4 header: `enum ifla_geneve_df`, linux/if_link.h.
    pub struct GeneveDf(u8) {
        /// DF bit never set.
        GENEVE_DF_UNSET = 0,
        /// DF bit always set.
        GENEVE_DF_SET = 1,
        /// DF bit inherited from the inner packet.
        GENEVE_DF_INHERIT = 2,
    }
}
open_enum! {
    /// Role of a GTP interface: `enum ifla_gtp_role`, linux/if_link.h.
    pub struct GtpRole(u32) {
        /// Gateway GPRS support node (GGSN): PDP contexts are looked up by destination address.
        GTP_ROLE_GGSN = 0,
        /// Serving GPRS support node (SGSN): PDP contexts are looked up by source address.
        GTP_ROLE_SGSN = 1,
    }
}
open_enum! {
    /// Mode of an AMT interface: `enum ifla_amt_mode`, linux/amt.h.
    ///
    /// AMT: Automatic Multicast Tunneling, RFC 7450.
    pub struct AmtMode(u32) {
        /// Gateway: sends IGMP and MLD to the relay, receives multicast.
        AMT_MODE_GATEWAY = 0,
        /// Relay: receives IGMP and MLD of gateways, sends multicast.
        AMT_MODE_RELAY = 1,
    }
}
flags! {
    /// Flags of the VXLAN header (first 32 bits): `VXLAN_HF_*`, net/vxlan.h of the kernel.
    pub struct VxlanBits(u32) {
        /// Valid virtual network identifier (I flag).
        VXLAN_HF_VNI = 1 << 27,
        /// Group policy (GBP).
        VXLAN_HF_GBP = 1 << 31,
        /// Next protocol field present (GPE).
        VXLAN_HF_NP = 1 << 26,
        /// Remote checksum offload.
        VXLAN_HF_RCO = 1 << 21,
    }
}

attributes! {
    /// Attributes of a VXLAN interface: `IFLA_VXLAN_*`, linux/if_link.h.
    pub set Vxlan strict from 31, enum VxlanAttr<'a> {
        /// Virtual network identifier (VNI), 24 bits.
        #[doc(alias = "vni")]
        IFLA_VXLAN_ID: u32 = 1,
        /// IPv4 address of the remote endpoint, or multicast group.
        IFLA_VXLAN_GROUP: Ip<'a> = 2,
        /// Interface index of the lower device.
        IFLA_VXLAN_LINK: u32 = 3,
        /// Local IPv4 address.
        IFLA_VXLAN_LOCAL: Ip<'a> = 4,
        /// TTL of the outer header; 0 for the default.
        IFLA_VXLAN_TTL: u8 = 5,
        /// TOS of the outer header; 1 to inherit the TOS of the inner packet.
        IFLA_VXLAN_TOS: u8 = 6,
        /// Learning of source MAC and endpoint addresses into the FDB. 0 or 1; default 1.
        IFLA_VXLAN_LEARNING: u8 = 7,
        /// Ageing time of learned FDB entries, seconds. Default 300.
        IFLA_VXLAN_AGEING: u32 = 8,
        /// Maximum number of FDB entries; 0 for unlimited.
        #[doc(alias = "maxaddress")]
        IFLA_VXLAN_LIMIT: u32 = 9,
        /// Range of UDP source ports.
        #[doc(alias = "srcport")]
        IFLA_VXLAN_PORT_RANGE: &'a Struct<TunnelPortRange> = 10,
        /// ARP and neighbour discovery proxy, 0 or 1.
        IFLA_VXLAN_PROXY: u8 = 11,
        /// Route short circuit: packets to a router's MAC address are routed locally. 0 or 1.
        IFLA_VXLAN_RSC: u8 = 12,
        /// Netlink notifications of unknown destination MAC addresses, 0 or 1.
        IFLA_VXLAN_L2MISS: u8 = 13,
        /// Netlink notifications of unknown destination IP addresses, 0 or 1.
        IFLA_VXLAN_L3MISS: u8 = 14,
        /// UDP destination port, in network byte order. Default 8472; 4789 is assigned by IANA.
        #[doc(alias = "dstport")]
        IFLA_VXLAN_PORT: Be<u16> = 15,
        /// IPv6 address of the remote endpoint, or multicast group.
        IFLA_VXLAN_GROUP6: Ip<'a> = 16 where min_len(16),
        /// Local IPv6 address.
        IFLA_VXLAN_LOCAL6: Ip<'a> = 17 where min_len(16),
        /// UDP checksum over IPv4, 0 or 1.
        IFLA_VXLAN_UDP_CSUM: u8 = 18,
        /// Transmission of packets without UDP checksum over IPv6, 0 or 1.
        IFLA_VXLAN_UDP_ZERO_CSUM6_TX: u8 = 19,
        /// Acceptance of packets without UDP checksum over IPv6, 0 or 1.
        IFLA_VXLAN_UDP_ZERO_CSUM6_RX: u8 = 20,
        /// Remote checksum offload on transmit, 0 or 1.
        IFLA_VXLAN_REMCSUM_TX: u8 = 21,
        /// Remote checksum offload on receive, 0 or 1.
        IFLA_VXLAN_REMCSUM_RX: u8 = 22,
        /// Group Based Policy extension (GBP).
        IFLA_VXLAN_GBP: Flag = 23,
        /// Full computation of the checksum in remote checksum offload, without `CHECKSUM_PARTIAL`.
        IFLA_VXLAN_REMCSUM_NOPARTIAL: Flag = 24,
        /// External control plane: tunnel parameters per packet. 0 or 1.
        #[doc(alias = "external")]
        IFLA_VXLAN_COLLECT_METADATA: u8 = 25,
        /// IPv6 flow label of the outer header, 20 bits, in network byte order.
        IFLA_VXLAN_LABEL: Be<u32> = 26,
        /// Generic Protocol Extension (VXLAN-GPE).
        IFLA_VXLAN_GPE: Flag = 27,
        /// TTL inherited from the inner packet, in replies: one byte, 0 or 1.
        ///
        /// Requests have no payload here, see
        /// [`IFLA_VXLAN_TTL_INHERIT_SET`](Vxlan::IFLA_VXLAN_TTL_INHERIT_SET).
        IFLA_VXLAN_TTL_INHERIT: PackedArray<'a, u8> = 28 where binary_max_len(0),
        /// Don't-fragment (DF) bit of the outer IPv4 header.
        IFLA_VXLAN_DF: VxlanDf = 29,
        /// VNI filtering, with `IFLA_VXLAN_COLLECT_METADATA` only. 0 or 1.
        IFLA_VXLAN_VNIFILTER: u8 = 30,
        /// Local bypass: packets to an endpoint of this host skip the network stack. Default 1.
        IFLA_VXLAN_LOCALBYPASS: u8 = 31 where range(0, 1),
        /// Source of the IPv6 flow label: fixed or inherited.
        IFLA_VXLAN_LABEL_POLICY: VxlanLabelPolicy = 32 where range(0, 1),
        /// Mask of the header bits that must be zero in received packets.
        IFLA_VXLAN_RESERVED_BITS: &'a Struct<VxlanHeader> = 33 where exact_len(8),
        /// Multicast routing of the interface's own multicast packets.
        IFLA_VXLAN_MC_ROUTE: u8 = 34 where range(0, 1),
    }
}
impl Vxlan {
    /// `IFLA_VXLAN_TTL_INHERIT` in requests: without payload.
    pub const IFLA_VXLAN_TTL_INHERIT_SET: Key<Self, Flag> = Key::new(28);
}
attributes! {
    /// Attributes of a Geneve interface: `IFLA_GENEVE_*`, linux/if_link.h.
    pub set Geneve strict from 14, enum GeneveAttr<'a> {
        /// Virtual network identifier (VNI), 24 bits.
        #[doc(alias = "vni")]
        IFLA_GENEVE_ID: u32 = 1,
        /// IPv4 address of the remote endpoint.
        IFLA_GENEVE_REMOTE: Ip<'a> = 2,
        /// TTL of the outer header; 0 for the default.
        IFLA_GENEVE_TTL: u8 = 3,
        /// TOS of the outer header; 1 to inherit the TOS of the inner packet.
        IFLA_GENEVE_TOS: u8 = 4,
        /// UDP destination port, in network byte order. Default 6081.
        #[doc(alias = "dstport")]
        IFLA_GENEVE_PORT: Be<u16> = 5,
        /// External control plane: tunnel parameters per packet.
        #[doc(alias = "external")]
        IFLA_GENEVE_COLLECT_METADATA: Flag = 6,
        /// IPv6 address of the remote endpoint.
        IFLA_GENEVE_REMOTE6: Ip<'a> = 7 where min_len(16),
        /// UDP checksum over IPv4, 0 or 1.
        IFLA_GENEVE_UDP_CSUM: u8 = 8,
        /// Transmission of packets without UDP checksum over IPv6, 0 or 1.
        IFLA_GENEVE_UDP_ZERO_CSUM6_TX: u8 = 9,
        /// Acceptance of packets without UDP checksum over IPv6, 0 or 1.
        IFLA_GENEVE_UDP_ZERO_CSUM6_RX: u8 = 10,
        /// IPv6 flow label of the outer header, 20 bits, in network byte order.
        IFLA_GENEVE_LABEL: Be<u32> = 11,
        /// TTL inherited from the inner packet, 0 or 1.
        IFLA_GENEVE_TTL_INHERIT: u8 = 12,
        /// Don't-fragment (DF) bit of the outer IPv4 header.
        IFLA_GENEVE_DF: GeneveDf = 13,
        /// Protocol type inherited from the inner packet, instead of always Ethernet.
        IFLA_GENEVE_INNER_PROTO_INHERIT: Flag = 14,
        /// Range of UDP source ports.
        IFLA_GENEVE_PORT_RANGE: &'a Struct<TunnelPortRange> = 15 where exact_len(4),
        /// GRO hint as a Geneve option, for aggregation of encapsulated packets.
        IFLA_GENEVE_GRO_HINT: Flag = 16,
        /// Local IPv4 address.
        IFLA_GENEVE_LOCAL: Ip<'a> = 17 where exact_len(4),
        /// Local IPv6 address.
        IFLA_GENEVE_LOCAL6: Ip<'a> = 18 where exact_len(16),
    }
}
attributes! {
    /// Attributes of a bare UDP (layer 3 over UDP) tunnel: `IFLA_BAREUDP_*`, linux/if_link.h.
    ///
    /// See the kernel's [bareudp documentation](https://docs.kernel.org/networking/bareudp.html).
    pub set BareUdp, enum BareUdpAttr<'a> {
        /// UDP destination port, in network byte order.
        IFLA_BAREUDP_PORT: Be<u16> = 1,
        /// EtherType of the inner packets, in network byte order.
        IFLA_BAREUDP_ETHERTYPE: Be<EtherType> = 2,
        /// Lowest UDP source port, in host byte order.
        IFLA_BAREUDP_SRCPORT_MIN: u16 = 3,
        /// Multiprotocol mode: IPv6 in addition to IPv4, or MPLS multicast in addition to unicast.
        IFLA_BAREUDP_MULTIPROTO_MODE: Flag = 4,
    }
}
attributes! {
    /// Attributes of a GTP (GPRS Tunnelling Protocol) interface: `IFLA_GTP_*`, linux/if_link.h.
    pub set Gtp, enum GtpAttr<'a> {
        /// File descriptor of a UDP socket for GTP version 0. Only in requests.
        IFLA_GTP_FD0: u32 = 1,
        /// File descriptor of a UDP socket for GTP version 1. Only in requests.
        IFLA_GTP_FD1: u32 = 2,
        /// Number of hash buckets for PDP contexts.
        IFLA_GTP_PDP_HASHSIZE: u32 = 3,
        /// Role: GGSN or SGSN.
        IFLA_GTP_ROLE: GtpRole = 4,
        /// Creation of the UDP sockets in the kernel, instead of `IFLA_GTP_FD0` and `IFLA_GTP_FD1`.
        ///
        /// Only in requests.
        IFLA_GTP_CREATE_SOCKETS: u8 = 5,
        /// Restart counter, sent in GTP echo responses.
        IFLA_GTP_RESTART_COUNT: u8 = 6,
        /// Local IPv4 address of the sockets that the kernel creates.
        IFLA_GTP_LOCAL: Ip<'a> = 7,
        /// Local IPv6 address of the sockets that the kernel creates.
        IFLA_GTP_LOCAL6: Ip<'a> = 8 where min_len(16),
    }
}
attributes! {
    /// Attributes of an AMT (Automatic Multicast Tunneling) interface: `IFLA_AMT_*`, linux/amt.h.
    pub set Amt, enum AmtAttr<'a> {
        /// Mode: gateway or relay.
        IFLA_AMT_MODE: AmtMode = 1,
        /// UDP port of the relay, in network byte order.
        IFLA_AMT_RELAY_PORT: Be<u16> = 2,
        /// UDP port of the gateway, in network byte order. Not used in relay mode.
        IFLA_AMT_GATEWAY_PORT: Be<u16> = 3,
        /// Interface index of the lower device.
        IFLA_AMT_LINK: u32 = 4,
        /// Local IPv4 address.
        IFLA_AMT_LOCAL_IP: Ip<'a> = 5,
        /// IPv4 address of the discovered relay. Not used in relay mode.
        IFLA_AMT_REMOTE_IP: Ip<'a> = 6,
        /// IPv4 address to which a gateway sends discovery messages. Not used in relay mode.
        IFLA_AMT_DISCOVERY_IP: Ip<'a> = 7,
        /// Maximum number of tunnels of a relay.
        IFLA_AMT_MAX_TUNNELS: u32 = 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        server::{ValidationFlags, validate},
        wire::{AttributeSet, Attrs, Writer, spec::Scope},
    };
    use core::net::Ipv6Addr;
    use std::format;

    #[test]
    fn ports_labels_and_reserved_bits_are_big_endian() {
        let range = TunnelPortRange::new()
            .with(TunnelPortRange::low, Be(0x1234))
            .with(TunnelPortRange::high, Be(0x5678));
        let mut buffer = [0xa5; 96];
        let mut writer = Writer::<Vxlan>::new(&mut buffer);
        writer
            .put(Vxlan::IFLA_VXLAN_PORT_RANGE, &range)
            .put(Vxlan::IFLA_VXLAN_PORT, 4789)
            .put(Vxlan::IFLA_VXLAN_LOCAL6, Ipv6Addr::LOCALHOST)
            .put(Vxlan::IFLA_VXLAN_LABEL, 0xa_bcde)
            .put(Vxlan::IFLA_VXLAN_TTL_INHERIT_SET, Flag)
            .put(Vxlan::IFLA_VXLAN_RESERVED_BITS, &VxlanHeader::new().with(VxlanHeader::vx_vni, Be(0xff)));
        let bytes = writer.finish().unwrap();
        assert_eq!((&bytes[4..8], &bytes[12..14]), (&[0x12, 0x34, 0x56, 0x78][..], &[0x12, 0xb5][..]));
        assert_eq!(validate(Vxlan::spec(), bytes, 0, Scope::new(16, &[]), ValidationFlags::STRICT), Ok(()));
        assert_eq!(
            format!("{:?}", Attrs::<Vxlan>::new(bytes)),
            "{IFLA_VXLAN_PORT_RANGE: {low: 4660, high: 22136}, IFLA_VXLAN_PORT: 4789, IFLA_VXLAN_LOCAL6: ::1, \
             IFLA_VXLAN_LABEL: 703710, IFLA_VXLAN_TTL_INHERIT: [], IFLA_VXLAN_RESERVED_BITS: {vx_flags: 0, vx_vni: 255}}"
        );
    }
}
