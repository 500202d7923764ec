//! Flow keys: what a packet looks like to the datapath.
//!
//! A mask is a flow key whose bits are 1 where the packet must match.
use super::Masked;
use crate::{
    attributes, c_struct, flags, open_enum,
    uapi::{EtherType, IpProtocol},
    wire::{Attrs, Be, FieldArray, Flag, MacField, PackedArray, Struct},
};
use core::net::{Ipv4Addr, Ipv6Addr};

c_struct! {
    /// Ethernet addresses: `struct ovs_key_ethernet`, linux/openvswitch.h.
    #[doc(alias = "ovs_key_ethernet")]
    pub struct KeyEthernet {
        /// Source MAC address.
        eth_src: MacField<6>,
        /// Destination MAC address.
        eth_dst: MacField<6>,
    }
}
c_struct! {
    /// MPLS label stack entry (RFC 3032): `struct ovs_key_mpls`, linux/openvswitch.h.
    #[doc(alias = "ovs_key_mpls")]
    pub struct KeyMpls {
        /// Label (20 bits), traffic class (3 bits), bottom of stack (1 bit), TTL (8 bits).
        mpls_lse: Be<u32>,
    }
}
c_struct! {
    /// IPv4 header fields: `struct ovs_key_ipv4`, linux/openvswitch.h.
    #[doc(alias = "ovs_key_ipv4")]
    pub struct KeyIpv4 {
        /// Source address.
        ipv4_src: Ipv4Addr,
        /// Destination address.
        ipv4_dst: Ipv4Addr,
        /// IP protocol.
        ipv4_proto: IpProtocol,
        /// Type of service: DSCP and ECN.
        ipv4_tos: u8,
        /// Time to live.
        ipv4_ttl: u8,
        /// Fragment type.
        ipv4_frag: FragType,
    }
}
c_struct! {
    /// IPv6 header fields: `struct ovs_key_ipv6`, linux/openvswitch.h.
    #[doc(alias = "ovs_key_ipv6")]
    pub struct KeyIpv6 {
        /// Source address.
        ipv6_src: Ipv6Addr,
        /// Destination address.
        ipv6_dst: Ipv6Addr,
        /// Flow label, the lower 20 bits.
        ipv6_label: Be<u32>,
        /// Upper-layer protocol.
        ipv6_proto: IpProtocol,
        /// Traffic class: DSCP and ECN.
        ipv6_tclass: u8,
        /// Hop limit.
        ipv6_hlimit: u8,
        /// Fragment type.
        ipv6_frag: FragType,
    }
}
c_struct! {
    /// IPv6 extension headers: `struct ovs_key_ipv6_exthdrs`, linux/openvswitch.h (Linux 5.18).
    #[doc(alias = "ovs_key_ipv6_exthdrs")]
    pub struct KeyIpv6Exthdrs {
        /// Extension headers of the packet, one bit each.
        hdrs: Ipv6Exthdrs,
    }
}
c_struct! {
    /// TCP ports: `struct ovs_key_tcp`, linux/openvswitch.h.
    #[doc(alias = "ovs_key_tcp")]
    pub struct KeyTcp {
        /// Source port.
        tcp_src: Be<u16>,
        /// Destination port.
        tcp_dst: Be<u16>,
    }
}
c_struct! {
    /// UDP ports: `struct ovs_key_udp`, linux/openvswitch.h.
    #[doc(alias = "ovs_key_udp")]
    pub struct KeyUdp {
        /// Source port.
        udp_src: Be<u16>,
        /// Destination port.
        udp_dst: Be<u16>,
    }
}
c_struct! {
    /// SCTP ports: `struct ovs_key_sctp`, linux/openvswitch.h.
    #[doc(alias = "ovs_key_sctp")]
    pub struct KeySctp {
        /// Source port.
        sctp_src: Be<u16>,
        /// Destination port.
        sctp_dst: Be<u16>,
    }
}
c_struct! {
    /// ICMP header fields: `struct ovs_key_icmp`, linux/openvswitch.h.
    #[doc(alias = "ovs_key_icmp")]
    pub struct KeyIcmp {
        /// ICMP type (RFC 792).
        icmp_type: u8,
        /// ICMP code, within the type.
        icmp_code: u8,
    }
}
c_struct! {
    /// ICMPv6 header fields: `struct ovs_key_icmpv6`, linux/openvswitch.h.
    #[doc(alias = "ovs_key_icmpv6")]
    pub struct KeyIcmpv6 {
        /// ICMPv6 type (RFC 4443).
        icmpv6_type: u8,
        /// ICMPv6 code, within the type.
        icmpv6_code: u8,
    }
}
c_struct! {
    /// ARP header fields: `struct ovs_key_arp`, linux/openvswitch.h.
    #[doc(alias = "ovs_key_arp")]
    pub struct KeyArp {
        /// Sender IP address.
        arp_sip: Ipv4Addr,
        /// Target IP address.
        arp_tip: Ipv4Addr,
        /// Opcode: 1 for a request, 2 for a reply.
        arp_op: Be<u16>,
        /// Sender hardware address.
        arp_sha: MacField<6>,
        /// Target hardware address.
        arp_tha: MacField<6>,
        /// Padding.
        pad __pad: u16,
    }
}
c_struct! {
    /// IPv6 Neighbor Discovery fields: `struct ovs_key_nd`, linux/openvswitch.h.
    #[doc(alias = "ovs_key_nd")]
    pub struct KeyNd {
        /// Target address.
        nd_target: Ipv6Addr,
        /// Source link-layer address option.
        nd_sll: MacField<6>,
        /// Target link-layer address option.
        nd_tll: MacField<6>,
    }
}
c_struct! {
    /// Connection tracking label, 128 bits: `struct ovs_key_ct_labels`, linux/openvswitch.h.
    #[doc(alias = "ovs_key_ct_labels")]
    pub struct KeyCtLabels {
        /// Words of the label, the lowest bits first.
        ct_labels_32: FieldArray<u32, 4>,
    }
}
c_struct! {
    /// Original direction of a tracked IPv4 connection: `struct ovs_key_ct_tuple_ipv4`.
    ///
    /// Header: linux/openvswitch.h.
    #[doc(alias = "ovs_key_ct_tuple_ipv4")]
    pub struct KeyCtTupleIpv4 {
        /// Source address.
        ipv4_src: Ipv4Addr,
        /// Destination address.
        ipv4_dst: Ipv4Addr,
        /// Source port, or ICMP type.
        src_port: Be<u16>,
        /// Destination port, or ICMP code.
        dst_port: Be<u16>,
        /// IP protocol.
        ipv4_proto: IpProtocol,
        /// Padding.
        pad __pad: [u8; 3],
    }
}
c_struct! {
    /// Original direction of a tracked IPv6 connection: `struct ovs_key_ct_tuple_ipv6`.
    ///
    /// Header: linux/openvswitch.h.
    #[doc(alias = "ovs_key_ct_tuple_ipv6")]
    pub struct KeyCtTupleIpv6 {
        /// Source address.
        ipv6_src: Ipv6Addr,
        /// Destination address.
        ipv6_dst: Ipv6Addr,
        /// Source port, or ICMPv6 type.
        src_port: Be<u16>,
        /// Destination port, or ICMPv6 code.
        dst_port: Be<u16>,
        /// IP protocol.
        ipv6_proto: IpProtocol,
        /// Padding.
        pad __pad: [u8; 3],
    }
}
c_struct! {
    /// Base and service path header of NSH (RFC 8300): `struct ovs_nsh_key_base`.
    ///
    /// NSH: Network Service Header. Header: linux/openvswitch.h.
    #[doc(alias = "ovs_nsh_key_base")]
    pub struct NshKeyBase {
        /// Flags: the O bit (OAM) is 0x2.
        flags: u8,
        /// Time to live, 0 to 63.
        ttl: u8,
        /// Metadata type: 1 or 2.
        mdtype: u8,
        /// Next protocol: 1 IPv4, 2 IPv6, 3 Ethernet, 4 NSH, 5 MPLS.
        np: u8,
        /// Service path identifier (24 bits) and service index (8 bits).
        path_hdr: Be<u32>,
    }
}
c_struct! {
    /// Context headers of NSH metadata type 1: `struct ovs_nsh_key_md1`, linux/openvswitch.h.
    #[doc(alias = "ovs_nsh_key_md1")]
    pub struct NshKeyMd1 {
        /// Context headers.
        context: FieldArray<Be<u32>, 4>,
    }
}
open_enum! {
    /// Fragment type of an IPv4 or IPv6 packet: `enum ovs_frag_type`, linux/openvswitch.h.
    ///
    /// 255 in a mask.
    pub struct FragType(u8) {
        /// Not a fragment.
        OVS_FRAG_TYPE_NONE = 0,
        /// Fragment with offset 0.
        OVS_FRAG_TYPE_FIRST = 1,
        /// Fragment with another offset.
        OVS_FRAG_TYPE_LATER = 2,
    }
}
flags! {
    /// IPv6 extension headers: `OFPIEH12_*`, net/openvswitch/flow.h.
    pub struct Ipv6Exthdrs(u16) {
        /// No next header (59).
        OFPIEH12_NONEXT = 1 << 0,
        /// Encapsulating Security Payload.
        OFPIEH12_ESP = 1 << 1,
        /// Authentication header.
        OFPIEH12_AUTH = 1 << 2,
        /// One or two destination options headers.
        OFPIEH12_DEST = 1 << 3,
        /// Fragment header.
        OFPIEH12_FRAG = 1 << 4,
        /// Routing header.
        OFPIEH12_ROUTER = 1 << 5,
        /// Hop-by-hop options.
        OFPIEH12_HOP = 1 << 6,
        /// An extension header occurs more often than RFC 8200 recommends.
        OFPIEH12_UNREP = 1 << 7,
        /// The extension headers are not in the order that RFC 8200 recommends.
        OFPIEH12_UNSEQ = 1 << 8,
    }
}
flags! {
    /// Connection tracking state of a packet: `OVS_CS_F_*`, linux/openvswitch.h.
    pub struct CtState(u32) {
        /// First packet of a new connection.
        OVS_CS_F_NEW = 0x01,
        /// Part of an established connection.
        OVS_CS_F_ESTABLISHED = 0x02,
        /// Related to an established connection.
        OVS_CS_F_RELATED = 0x04,
        /// Packet in the reply direction.
        OVS_CS_F_REPLY_DIR = 0x08,
        /// Packet that connection tracking could not associate with a connection.
        OVS_CS_F_INVALID = 0x10,
        /// The packet passed through connection tracking.
        OVS_CS_F_TRACKED = 0x20,
        /// NAT changed source address or port of the packet.
        OVS_CS_F_SRC_NAT = 0x40,
        /// NAT changed destination address or port of the packet.
        OVS_CS_F_DST_NAT = 0x80,
    }
}
flags! {
    /// TCP header flags, [RFC 9293](https://www.rfc-editor.org/rfc/rfc9293).
    ///
    /// The names are those in `struct tcphdr`, linux/tcp.h.
    pub struct KeyTcpFlags(u16) {
        /// FIN: no more data from the sender.
        fin = 1 << 0,
        /// SYN: synchronises sequence numbers; opens a connection.
        syn = 1 << 1,
        /// RST: resets the connection.
        rst = 1 << 2,
        /// PSH: pushes data to the application.
        psh = 1 << 3,
        /// ACK: the acknowledgement number is valid.
        ack = 1 << 4,
        /// URG: the urgent pointer is valid.
        urg = 1 << 5,
        /// ECE: ECN-echo (RFC 3168).
        ece = 1 << 6,
        /// CWR: congestion window reduced (RFC 3168).
        cwr = 1 << 7,
        /// AE: accurate ECN (RFC 9768).
        ae = 1 << 8,
    }
}
// Lengths: ovs_key_lens, ovs_tunnel_key_lens, ovs_nsh_key_attr_lens, net/openvswitch/flow_netlink.c,
// which is what the kernel checks: there is no nla_policy.
attributes! {
    /// Attributes of a flow key, or of a mask: `OVS_KEY_ATTR_*`, linux/openvswitch.h.
    ///
    /// `OVS_KEY_ATTR_ETHERNET` is required. With an EtherType of IPv4, IPv6, ARP or MPLS, so is the
    /// attribute of that protocol, and with an IP protocol of TCP, UDP, SCTP or ICMP the attribute
    /// of that.
    ///
    /// In a mask, an absent attribute is all zero: any value matches.
    pub set FlowKey, enum FlowKeyAttr<'a> {
        /// Key after a VLAN tag.
        OVS_KEY_ATTR_ENCAP: Attrs<'a, FlowKey> = 1,
        /// Priority of the packet: `skb->priority`.
        OVS_KEY_ATTR_PRIORITY: u32 = 2,
        /// Port number on which the packet was received.
        OVS_KEY_ATTR_IN_PORT: u32 = 3,
        /// Ethernet addresses.
        OVS_KEY_ATTR_ETHERNET: &'a Struct<KeyEthernet> = 4,
        /// VLAN tag: priority (3 bits), tag present (1 bit, always set), VLAN id (12 bits).
        ///
        /// Its TPID is `OVS_KEY_ATTR_ETHERTYPE`; `OVS_KEY_ATTR_ENCAP` contains what follows.
        OVS_KEY_ATTR_VLAN: Be<u16> = 5,
        /// EtherType. The mask must be 0xffff.
        OVS_KEY_ATTR_ETHERTYPE: Be<EtherType> = 6,
        /// IPv4 header fields.
        OVS_KEY_ATTR_IPV4: &'a Struct<KeyIpv4> = 7,
        /// IPv6 header fields.
        OVS_KEY_ATTR_IPV6: &'a Struct<KeyIpv6> = 8,
        /// TCP ports.
        OVS_KEY_ATTR_TCP: &'a Struct<KeyTcp> = 9,
        /// UDP ports.
        OVS_KEY_ATTR_UDP: &'a Struct<KeyUdp> = 10,
        /// ICMP type and code.
        OVS_KEY_ATTR_ICMP: &'a Struct<KeyIcmp> = 11,
        /// ICMPv6 type and code.
        OVS_KEY_ATTR_ICMPV6: &'a Struct<KeyIcmpv6> = 12,
        /// ARP header fields.
        OVS_KEY_ATTR_ARP: &'a Struct<KeyArp> = 13,
        /// IPv6 Neighbor Discovery fields.
        OVS_KEY_ATTR_ND: &'a Struct<KeyNd> = 14,
        /// Packet mark.
        OVS_KEY_ATTR_SKB_MARK: u32 = 15,
        /// Outer header of a packet received or sent by a tunnel port.
        OVS_KEY_ATTR_TUNNEL: Attrs<'a, TunnelKey> = 16,
        /// SCTP ports.
        OVS_KEY_ATTR_SCTP: &'a Struct<KeySctp> = 17,
        /// TCP flags: lower 12 bits of bytes 13 and 14 of the TCP header.
        OVS_KEY_ATTR_TCP_FLAGS: Be<KeyTcpFlags> = 18,
        /// Hash of the packet that `OVS_ACTION_ATTR_HASH` computed. 0 means not computed.
        OVS_KEY_ATTR_DP_HASH: u32 = 19,
        /// Recirculation id. 0 for a packet from a port.
        OVS_KEY_ATTR_RECIRC_ID: u32 = 20,
        /// MPLS label stack, outermost entry first. The kernel takes up to 3 entries.
        OVS_KEY_ATTR_MPLS: PackedArray<'a, Struct<KeyMpls>> = 21,
        /// Connection tracking state.
        OVS_KEY_ATTR_CT_STATE: CtState = 22,
        /// Connection tracking zone.
        OVS_KEY_ATTR_CT_ZONE: u16 = 23,
        /// Connection tracking mark.
        OVS_KEY_ATTR_CT_MARK: u32 = 24,
        /// Connection tracking label.
        OVS_KEY_ATTR_CT_LABELS: &'a Struct<KeyCtLabels> = 25,
        /// Original direction of the tracked connection, IPv4.
        OVS_KEY_ATTR_CT_ORIG_TUPLE_IPV4: &'a Struct<KeyCtTupleIpv4> = 26,
        /// Original direction of the tracked connection, IPv6.
        OVS_KEY_ATTR_CT_ORIG_TUPLE_IPV6: &'a Struct<KeyCtTupleIpv6> = 27,
        /// Network Service Header.
        OVS_KEY_ATTR_NSH: Attrs<'a, NshKey> = 28,
        /// Packet type. For user space only: the kernel rejects the attribute.
        OVS_KEY_ATTR_PACKET_TYPE: Be<u32> = 29,
        /// IPv6 Neighbor Discovery extensions. For user space only: the kernel rejects the
        /// attribute.
        OVS_KEY_ATTR_ND_EXTENSIONS: &'a [u8] = 30,
        /// Tunnel metadata. Inside the kernel only: the kernel rejects the attribute.
        OVS_KEY_ATTR_TUNNEL_INFO: &'a [u8] = 31,
        /// IPv6 extension headers (Linux 5.18).
        OVS_KEY_ATTR_IPV6_EXTHDRS: &'a Struct<KeyIpv6Exthdrs> = 32,
    }
}
attributes! {
    /// Attributes of the header that `OVS_ACTION_ATTR_SET_MASKED` changes: `OVS_KEY_ATTR_*`.
    ///
    /// Each payload is the value of the flow key, then a mask. Header: linux/openvswitch.h.
    pub set MaskedKey, enum MaskedKeyAttr<'a> {
        /// Priority of the packet: `skb->priority`.
        OVS_KEY_ATTR_PRIORITY: Masked<u32> = 2,
        /// Ethernet addresses.
        OVS_KEY_ATTR_ETHERNET: Masked<Struct<KeyEthernet>> = 4,
        /// IPv4 header fields. Protocol and fragment type cannot be changed.
        OVS_KEY_ATTR_IPV4: Masked<Struct<KeyIpv4>> = 7,
        /// IPv6 header fields. Protocol and fragment type cannot be changed.
        OVS_KEY_ATTR_IPV6: Masked<Struct<KeyIpv6>> = 8,
        /// TCP ports.
        OVS_KEY_ATTR_TCP: Masked<Struct<KeyTcp>> = 9,
        /// UDP ports.
        OVS_KEY_ATTR_UDP: Masked<Struct<KeyUdp>> = 10,
        /// Packet mark.
        OVS_KEY_ATTR_SKB_MARK: Masked<u32> = 15,
        /// SCTP ports.
        OVS_KEY_ATTR_SCTP: Masked<Struct<KeySctp>> = 17,
        /// Outermost MPLS label stack entry.
        OVS_KEY_ATTR_MPLS: Masked<Struct<KeyMpls>> = 21,
        /// Network Service Header.
        OVS_KEY_ATTR_NSH: Attrs<'a, MaskedNshKey> = 28,
    }
}
attributes! {
    /// Outer header of a tunnel: `OVS_TUNNEL_KEY_ATTR_*`, linux/openvswitch.h.
    ///
    /// Destination address and TTL are required, except in a mask and with
    /// `OVS_TUNNEL_KEY_ATTR_IPV4_INFO_BRIDGE`.
    pub set TunnelKey, enum TunnelKeyAttr<'a> {
        /// Tunnel id: VNI, or GRE key.
        OVS_TUNNEL_KEY_ATTR_ID: Be<u64> = 0,
        /// IPv4 source address.
        OVS_TUNNEL_KEY_ATTR_IPV4_SRC: Ipv4Addr = 1,
        /// IPv4 destination address.
        OVS_TUNNEL_KEY_ATTR_IPV4_DST: Ipv4Addr = 2,
        /// Type of service.
        OVS_TUNNEL_KEY_ATTR_TOS: u8 = 3,
        /// Time to live.
        OVS_TUNNEL_KEY_ATTR_TTL: u8 = 4,
        /// Don't Fragment bit.
        OVS_TUNNEL_KEY_ATTR_DONT_FRAGMENT: Flag = 5,
        /// Checksum in the outer header.
        OVS_TUNNEL_KEY_ATTR_CSUM: Flag = 6,
        /// OAM frame.
        OVS_TUNNEL_KEY_ATTR_OAM: Flag = 7,
        /// Geneve options, at most 255 bytes: see [`geneve_options`](super::geneve_options).
        OVS_TUNNEL_KEY_ATTR_GENEVE_OPTS: &'a [u8] = 8 where binary_max_len(255),
        /// Source port.
        OVS_TUNNEL_KEY_ATTR_TP_SRC: Be<u16> = 9,
        /// Destination port.
        OVS_TUNNEL_KEY_ATTR_TP_DST: Be<u16> = 10,
        /// VXLAN extensions.
        OVS_TUNNEL_KEY_ATTR_VXLAN_OPTS: Attrs<'a, TunnelVxlanOptions> = 11,
        /// IPv6 source address.
        OVS_TUNNEL_KEY_ATTR_IPV6_SRC: Ipv6Addr = 12,
        /// IPv6 destination address.
        OVS_TUNNEL_KEY_ATTR_IPV6_DST: Ipv6Addr = 13,
        /// Padding.
        OVS_TUNNEL_KEY_ATTR_PAD: &'a [u8] = 14,
        /// ERSPAN metadata.
        OVS_TUNNEL_KEY_ATTR_ERSPAN_OPTS: &'a Struct<ErspanMetadata> = 15,
        /// Bridge mode: the tunnel key has no addresses, only an id.
        OVS_TUNNEL_KEY_ATTR_IPV4_INFO_BRIDGE: Flag = 16,
    }
}
attributes! {
    /// VXLAN extensions of a tunnel key: `OVS_VXLAN_EXT_*`, linux/openvswitch.h.
    pub set TunnelVxlanOptions, enum TunnelVxlanOptionsAttr<'a> {
        /// Group Based Policy: policy id (16 bits) and flags.
        OVS_VXLAN_EXT_GBP: u32 = 1,
    }
}
c_struct! {
    /// ERSPAN metadata: `struct erspan_metadata`, linux/erspan.h.
    #[doc(alias = "erspan_metadata")]
    pub struct ErspanMetadata {
        /// ERSPAN version: 1 (type II) or 2 (type III).
        version: i32,
        /// Version 1: index of the mirrored port, 20 bits. Version 2: timestamp.
        index: Be<u32>,
        /// Version 2: security group tag.
        sgt: Be<u16>,
        /// Version 2: bits of hardware id, frame type and P (`struct erspan_md2`), as in C.
        hwid_upper_ft_p: u8,
        /// Version 2: bits of O, granularity, direction and hardware id (`struct erspan_md2`), as
        /// in C.
        o_gra_dir_hwid: u8,
    }
}
attributes! {
    /// Network Service Header (RFC 8300): `OVS_NSH_KEY_ATTR_*`, linux/openvswitch.h.
    pub set NshKey, enum NshKeyAttr<'a> {
        /// Base and service path header.
        OVS_NSH_KEY_ATTR_BASE: &'a Struct<NshKeyBase> = 1,
        /// Context headers of metadata type 1.
        OVS_NSH_KEY_ATTR_MD1: &'a Struct<NshKeyMd1> = 2,
        /// Context headers of metadata type 2, as in the packet. In actions only.
        OVS_NSH_KEY_ATTR_MD2: &'a [u8] = 3,
    }
}
attributes! {
    /// Network Service Header that `OVS_ACTION_ATTR_SET_MASKED` changes: `OVS_NSH_KEY_ATTR_*`.
    ///
    /// Header: linux/openvswitch.h.
    pub set MaskedNshKey, enum MaskedNshKeyAttr<'a> {
        /// Base and service path header.
        OVS_NSH_KEY_ATTR_BASE: Masked<Struct<NshKeyBase>> = 1,
        /// Context headers of metadata type 1.
        OVS_NSH_KEY_ATTR_MD1: Masked<Struct<NshKeyMd1>> = 2,
    }
}
