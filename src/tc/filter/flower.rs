//! `flower`: filters by header fields. Kernel header: linux/pkt_cls.h.
//!
//! Keys have a mask in a separate attribute. If a request has no mask, all bits must match; a reply
//! always has the mask. Manual page:
//! [tc-flower(8)](https://man7.org/linux/man-pages/man8/tc-flower.8.html).
use super::ClsFlags;
use crate::{
    attributes, flags,
    tc::{Action, TcHandle},
    uapi::{EtherType, IpProtocol},
    wire::{Attrs, Be, HwAddr, IndexedArray, Ip, Str},
};

flags! {
    /// Fragment and tunnel flags of a packet: `TCA_FLOWER_KEY_FLAGS_*`, linux/pkt_cls.h.
    pub struct FlowerKeyFlags(u32) {
        /// The packet is an IP fragment.
        TCA_FLOWER_KEY_FLAGS_IS_FRAGMENT = 1 << 0,
        /// First fragment.
        TCA_FLOWER_KEY_FLAGS_FRAG_IS_FIRST = 1 << 1,
        /// Tunnel: checksum in the outer header.
        TCA_FLOWER_KEY_FLAGS_TUNNEL_CSUM = 1 << 2,
        /// Tunnel: don't fragment (DF) flag in the outer header.
        TCA_FLOWER_KEY_FLAGS_TUNNEL_DONT_FRAGMENT = 1 << 3,
        /// Tunnel: OAM (operations, administration, maintenance) packet.
        TCA_FLOWER_KEY_FLAGS_TUNNEL_OAM = 1 << 4,
        /// Tunnel: critical options present.
        TCA_FLOWER_KEY_FLAGS_TUNNEL_CRIT_OPT = 1 << 5,
    }
}
flags! {
    /// Conntrack state of a packet: `TCA_FLOWER_KEY_CT_FLAGS_*`, linux/pkt_cls.h.
    pub struct FlowerCtState(u16) {
        /// New connection.
        TCA_FLOWER_KEY_CT_FLAGS_NEW = 1 << 0,
        /// Established connection.
        TCA_FLOWER_KEY_CT_FLAGS_ESTABLISHED = 1 << 1,
        /// Connection related to an established one.
        TCA_FLOWER_KEY_CT_FLAGS_RELATED = 1 << 2,
        /// Tracked: the packet passed through conntrack.
        TCA_FLOWER_KEY_CT_FLAGS_TRACKED = 1 << 3,
        /// Invalid: conntrack could not associate the packet with a connection.
        TCA_FLOWER_KEY_CT_FLAGS_INVALID = 1 << 4,
        /// Packet in the reply direction.
        TCA_FLOWER_KEY_CT_FLAGS_REPLY = 1 << 5,
    }
}
flags! {
    /// TCP header flags, [RFC 9293](https://www.rfc-editor.org/rfc/rfc9293).
    ///
    /// The names are those in `struct tcphdr`, linux/tcp.h.
    pub struct TcpFlags(u16) {
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
    }
}

// Limits: fl_policy, enc_opts_policy and the policies of the option types, mpls_opts_policy,
// mpls_stack_entry_policy, cfm_opt_policy, net/sched/cls_flower.c.
attributes! {
    /// Attributes of the `flower` filter: `TCA_FLOWER_*`, linux/pkt_cls.h.
    pub set Flower, enum FlowerAttr<'a> {
        /// Class that matching packets are assigned to.
        TCA_FLOWER_CLASSID: TcHandle = 1,
        /// Name of the incoming interface to match.
        TCA_FLOWER_INDEV: Str<'a> = 2 where max_len(16),
        /// Actions executed on matching packets, in order.
        TCA_FLOWER_ACT: IndexedArray<'a, Attrs<'a, Action>> = 3,
        /// Destination MAC address.
        TCA_FLOWER_KEY_ETH_DST: HwAddr<'a> = 4 where min_len(6),
        /// Mask for [`TCA_FLOWER_KEY_ETH_DST`](Self::TCA_FLOWER_KEY_ETH_DST). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_ETH_DST_MASK: HwAddr<'a> = 5 where min_len(6),
        /// Source MAC address.
        TCA_FLOWER_KEY_ETH_SRC: HwAddr<'a> = 6 where min_len(6),
        /// Mask for [`TCA_FLOWER_KEY_ETH_SRC`](Self::TCA_FLOWER_KEY_ETH_SRC). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_ETH_SRC_MASK: HwAddr<'a> = 7 where min_len(6),
        /// EtherType. For a packet with a VLAN tag, the EtherType of the tag.
        TCA_FLOWER_KEY_ETH_TYPE: Be<EtherType> = 8,
        /// IP protocol.
        TCA_FLOWER_KEY_IP_PROTO: IpProtocol = 9,
        /// IPv4 source address.
        TCA_FLOWER_KEY_IPV4_SRC: Ip<'a> = 10,
        /// Mask for [`TCA_FLOWER_KEY_IPV4_SRC`](Self::TCA_FLOWER_KEY_IPV4_SRC). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_IPV4_SRC_MASK: Ip<'a> = 11,
        /// IPv4 destination address.
        TCA_FLOWER_KEY_IPV4_DST: Ip<'a> = 12,
        /// Mask for [`TCA_FLOWER_KEY_IPV4_DST`](Self::TCA_FLOWER_KEY_IPV4_DST). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_IPV4_DST_MASK: Ip<'a> = 13,
        /// IPv6 source address.
        TCA_FLOWER_KEY_IPV6_SRC: Ip<'a> = 14 where min_len(16),
        /// Mask for [`TCA_FLOWER_KEY_IPV6_SRC`](Self::TCA_FLOWER_KEY_IPV6_SRC). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_IPV6_SRC_MASK: Ip<'a> = 15 where min_len(16),
        /// IPv6 destination address.
        TCA_FLOWER_KEY_IPV6_DST: Ip<'a> = 16 where min_len(16),
        /// Mask for [`TCA_FLOWER_KEY_IPV6_DST`](Self::TCA_FLOWER_KEY_IPV6_DST). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_IPV6_DST_MASK: Ip<'a> = 17 where min_len(16),
        /// TCP source port.
        TCA_FLOWER_KEY_TCP_SRC: Be<u16> = 18,
        /// TCP destination port.
        TCA_FLOWER_KEY_TCP_DST: Be<u16> = 19,
        /// UDP source port.
        TCA_FLOWER_KEY_UDP_SRC: Be<u16> = 20,
        /// UDP destination port.
        TCA_FLOWER_KEY_UDP_DST: Be<u16> = 21,
        /// Offload flags.
        TCA_FLOWER_FLAGS: ClsFlags = 22,
        /// VLAN ID. In host byte order although linux/pkt_cls.h documents big-endian.
        TCA_FLOWER_KEY_VLAN_ID: u16 = 23,
        /// Priority code point (PCP) of the VLAN tag.
        TCA_FLOWER_KEY_VLAN_PRIO: u8 = 24,
        /// EtherType after the VLAN tag.
        TCA_FLOWER_KEY_VLAN_ETH_TYPE: Be<EtherType> = 25,
        /// Tunnel key, such as the VXLAN network identifier (VNI).
        TCA_FLOWER_KEY_ENC_KEY_ID: Be<u32> = 26,
        /// IPv4 source address of the outer header.
        TCA_FLOWER_KEY_ENC_IPV4_SRC: Ip<'a> = 27,
        /// Mask for [`TCA_FLOWER_KEY_ENC_IPV4_SRC`](Self::TCA_FLOWER_KEY_ENC_IPV4_SRC). If absent,
        /// all bits must match.
        TCA_FLOWER_KEY_ENC_IPV4_SRC_MASK: Ip<'a> = 28,
        /// IPv4 destination address of the outer header.
        TCA_FLOWER_KEY_ENC_IPV4_DST: Ip<'a> = 29,
        /// Mask for [`TCA_FLOWER_KEY_ENC_IPV4_DST`](Self::TCA_FLOWER_KEY_ENC_IPV4_DST). If absent,
        /// all bits must match.
        TCA_FLOWER_KEY_ENC_IPV4_DST_MASK: Ip<'a> = 30,
        /// IPv6 source address of the outer header.
        TCA_FLOWER_KEY_ENC_IPV6_SRC: Ip<'a> = 31 where min_len(16),
        /// Mask for [`TCA_FLOWER_KEY_ENC_IPV6_SRC`](Self::TCA_FLOWER_KEY_ENC_IPV6_SRC). If absent,
        /// all bits must match.
        TCA_FLOWER_KEY_ENC_IPV6_SRC_MASK: Ip<'a> = 32 where min_len(16),
        /// IPv6 destination address of the outer header.
        TCA_FLOWER_KEY_ENC_IPV6_DST: Ip<'a> = 33 where min_len(16),
        /// Mask for [`TCA_FLOWER_KEY_ENC_IPV6_DST`](Self::TCA_FLOWER_KEY_ENC_IPV6_DST). If absent,
        /// all bits must match.
        TCA_FLOWER_KEY_ENC_IPV6_DST_MASK: Ip<'a> = 34 where min_len(16),
        /// Mask for [`TCA_FLOWER_KEY_TCP_SRC`](Self::TCA_FLOWER_KEY_TCP_SRC). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_TCP_SRC_MASK: Be<u16> = 35,
        /// Mask for [`TCA_FLOWER_KEY_TCP_DST`](Self::TCA_FLOWER_KEY_TCP_DST). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_TCP_DST_MASK: Be<u16> = 36,
        /// Mask for [`TCA_FLOWER_KEY_UDP_SRC`](Self::TCA_FLOWER_KEY_UDP_SRC). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_UDP_SRC_MASK: Be<u16> = 37,
        /// Mask for [`TCA_FLOWER_KEY_UDP_DST`](Self::TCA_FLOWER_KEY_UDP_DST). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_UDP_DST_MASK: Be<u16> = 38,
        /// Mask for [`TCA_FLOWER_KEY_SCTP_SRC`](Self::TCA_FLOWER_KEY_SCTP_SRC). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_SCTP_SRC_MASK: Be<u16> = 39,
        /// Mask for [`TCA_FLOWER_KEY_SCTP_DST`](Self::TCA_FLOWER_KEY_SCTP_DST). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_SCTP_DST_MASK: Be<u16> = 40,
        /// SCTP source port.
        TCA_FLOWER_KEY_SCTP_SRC: Be<u16> = 41,
        /// SCTP destination port.
        TCA_FLOWER_KEY_SCTP_DST: Be<u16> = 42,
        /// UDP source port of the outer header.
        TCA_FLOWER_KEY_ENC_UDP_SRC_PORT: Be<u16> = 43,
        /// Mask for [`TCA_FLOWER_KEY_ENC_UDP_SRC_PORT`](Self::TCA_FLOWER_KEY_ENC_UDP_SRC_PORT). If
        /// absent, all bits must match.
        TCA_FLOWER_KEY_ENC_UDP_SRC_PORT_MASK: Be<u16> = 44,
        /// UDP destination port of the outer header.
        TCA_FLOWER_KEY_ENC_UDP_DST_PORT: Be<u16> = 45,
        /// Mask for [`TCA_FLOWER_KEY_ENC_UDP_DST_PORT`](Self::TCA_FLOWER_KEY_ENC_UDP_DST_PORT). If
        /// absent, all bits must match.
        TCA_FLOWER_KEY_ENC_UDP_DST_PORT_MASK: Be<u16> = 46,
        /// Flags: fragment and tunnel flags.
        TCA_FLOWER_KEY_FLAGS: Be<FlowerKeyFlags> = 47,
        /// Mask for [`TCA_FLOWER_KEY_FLAGS`](Self::TCA_FLOWER_KEY_FLAGS).
        TCA_FLOWER_KEY_FLAGS_MASK: Be<FlowerKeyFlags> = 48,
        /// ICMP code.
        TCA_FLOWER_KEY_ICMPV4_CODE: u8 = 49,
        /// Mask for [`TCA_FLOWER_KEY_ICMPV4_CODE`](Self::TCA_FLOWER_KEY_ICMPV4_CODE). If absent,
        /// all bits must match.
        TCA_FLOWER_KEY_ICMPV4_CODE_MASK: u8 = 50,
        /// ICMP type.
        TCA_FLOWER_KEY_ICMPV4_TYPE: u8 = 51,
        /// Mask for [`TCA_FLOWER_KEY_ICMPV4_TYPE`](Self::TCA_FLOWER_KEY_ICMPV4_TYPE). If absent,
        /// all bits must match.
        TCA_FLOWER_KEY_ICMPV4_TYPE_MASK: u8 = 52,
        /// ICMPv6 code to match.
        TCA_FLOWER_KEY_ICMPV6_CODE: u8 = 53,
        /// Mask for [`TCA_FLOWER_KEY_ICMPV6_CODE`](Self::TCA_FLOWER_KEY_ICMPV6_CODE). If absent,
        /// all bits must match.
        TCA_FLOWER_KEY_ICMPV6_CODE_MASK: u8 = 54,
        /// ICMPv6 type to match.
        TCA_FLOWER_KEY_ICMPV6_TYPE: u8 = 55,
        /// Mask for [`TCA_FLOWER_KEY_ICMPV6_TYPE`](Self::TCA_FLOWER_KEY_ICMPV6_TYPE). If absent,
        /// all bits must match.
        TCA_FLOWER_KEY_ICMPV6_TYPE_MASK: u8 = 56,
        /// ARP: sender IPv4 address.
        TCA_FLOWER_KEY_ARP_SIP: Ip<'a> = 57,
        /// Mask for [`TCA_FLOWER_KEY_ARP_SIP`](Self::TCA_FLOWER_KEY_ARP_SIP). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_ARP_SIP_MASK: Ip<'a> = 58,
        /// ARP: target IPv4 address.
        TCA_FLOWER_KEY_ARP_TIP: Ip<'a> = 59,
        /// Mask for [`TCA_FLOWER_KEY_ARP_TIP`](Self::TCA_FLOWER_KEY_ARP_TIP). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_ARP_TIP_MASK: Ip<'a> = 60,
        /// ARP: operation. 1 for request, 2 for reply.
        TCA_FLOWER_KEY_ARP_OP: u8 = 61,
        /// Mask for [`TCA_FLOWER_KEY_ARP_OP`](Self::TCA_FLOWER_KEY_ARP_OP). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_ARP_OP_MASK: u8 = 62,
        /// ARP: sender hardware address.
        TCA_FLOWER_KEY_ARP_SHA: HwAddr<'a> = 63 where min_len(6),
        /// Mask for [`TCA_FLOWER_KEY_ARP_SHA`](Self::TCA_FLOWER_KEY_ARP_SHA). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_ARP_SHA_MASK: HwAddr<'a> = 64 where min_len(6),
        /// ARP: target hardware address.
        TCA_FLOWER_KEY_ARP_THA: HwAddr<'a> = 65 where min_len(6),
        /// Mask for [`TCA_FLOWER_KEY_ARP_THA`](Self::TCA_FLOWER_KEY_ARP_THA). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_ARP_THA_MASK: HwAddr<'a> = 66 where min_len(6),
        /// TTL (time to live) of the outermost MPLS label stack entry.
        TCA_FLOWER_KEY_MPLS_TTL: u8 = 67,
        /// Bottom of stack (S bit) of the outermost MPLS label stack entry, 0 or 1.
        TCA_FLOWER_KEY_MPLS_BOS: u8 = 68,
        /// Traffic class (TC) of the outermost MPLS label stack entry.
        TCA_FLOWER_KEY_MPLS_TC: u8 = 69,
        /// Label of the outermost MPLS label stack entry. In host byte order although
        /// linux/pkt_cls.h documents big-endian.
        TCA_FLOWER_KEY_MPLS_LABEL: u32 = 70,
        /// TCP flags to match, 12 bits.
        TCA_FLOWER_KEY_TCP_FLAGS: Be<TcpFlags> = 71,
        /// Mask for [`TCA_FLOWER_KEY_TCP_FLAGS`](Self::TCA_FLOWER_KEY_TCP_FLAGS). If absent, all
        /// bits must match.
        TCA_FLOWER_KEY_TCP_FLAGS_MASK: Be<TcpFlags> = 72,
        /// TOS field (IPv4) or traffic class (IPv6).
        TCA_FLOWER_KEY_IP_TOS: u8 = 73,
        /// Mask for [`TCA_FLOWER_KEY_IP_TOS`](Self::TCA_FLOWER_KEY_IP_TOS). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_IP_TOS_MASK: u8 = 74,
        /// TTL (IPv4) or hop limit (IPv6).
        TCA_FLOWER_KEY_IP_TTL: u8 = 75,
        /// Mask for [`TCA_FLOWER_KEY_IP_TTL`](Self::TCA_FLOWER_KEY_IP_TTL). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_IP_TTL_MASK: u8 = 76,
        /// VLAN ID of the inner tag. In host byte order although linux/pkt_cls.h documents
        /// big-endian.
        TCA_FLOWER_KEY_CVLAN_ID: u16 = 77,
        /// Priority code point (PCP) of the inner VLAN tag.
        TCA_FLOWER_KEY_CVLAN_PRIO: u8 = 78,
        /// EtherType after the inner VLAN tag.
        TCA_FLOWER_KEY_CVLAN_ETH_TYPE: Be<EtherType> = 79,
        /// TOS field or traffic class of the outer header.
        TCA_FLOWER_KEY_ENC_IP_TOS: u8 = 80,
        /// Mask for [`TCA_FLOWER_KEY_ENC_IP_TOS`](Self::TCA_FLOWER_KEY_ENC_IP_TOS). If absent, all
        /// bits must match.
        TCA_FLOWER_KEY_ENC_IP_TOS_MASK: u8 = 81,
        /// TTL or hop limit of the outer header.
        TCA_FLOWER_KEY_ENC_IP_TTL: u8 = 82,
        /// Mask for [`TCA_FLOWER_KEY_ENC_IP_TTL`](Self::TCA_FLOWER_KEY_ENC_IP_TTL). If absent, all
        /// bits must match.
        TCA_FLOWER_KEY_ENC_IP_TTL_MASK: u8 = 83,
        /// Options of the tunnel type.
        TCA_FLOWER_KEY_ENC_OPTS: Attrs<'a, FlowerEncOpts> = 84,
        /// Mask for [`TCA_FLOWER_KEY_ENC_OPTS`](Self::TCA_FLOWER_KEY_ENC_OPTS).
        TCA_FLOWER_KEY_ENC_OPTS_MASK: Attrs<'a, FlowerEncOpts> = 85,
        /// Number of hardware instances that the filter is offloaded to.
        TCA_FLOWER_IN_HW_COUNT: u32 = 86 where read_only,
        /// First port of the source port range.
        TCA_FLOWER_KEY_PORT_SRC_MIN: Be<u16> = 87,
        /// Last port of the source port range.
        TCA_FLOWER_KEY_PORT_SRC_MAX: Be<u16> = 88,
        /// First port of the destination port range.
        TCA_FLOWER_KEY_PORT_DST_MIN: Be<u16> = 89,
        /// Last port of the destination port range.
        TCA_FLOWER_KEY_PORT_DST_MAX: Be<u16> = 90,
        /// Conntrack state.
        TCA_FLOWER_KEY_CT_STATE: FlowerCtState = 91 where flags_mask(0x3f),
        /// Mask for [`TCA_FLOWER_KEY_CT_STATE`](Self::TCA_FLOWER_KEY_CT_STATE). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_CT_STATE_MASK: FlowerCtState = 92 where flags_mask(0x3f),
        /// Conntrack zone.
        TCA_FLOWER_KEY_CT_ZONE: u16 = 93,
        /// Mask for [`TCA_FLOWER_KEY_CT_ZONE`](Self::TCA_FLOWER_KEY_CT_ZONE). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_CT_ZONE_MASK: u16 = 94,
        /// Conntrack mark.
        TCA_FLOWER_KEY_CT_MARK: u32 = 95,
        /// Mask for [`TCA_FLOWER_KEY_CT_MARK`](Self::TCA_FLOWER_KEY_CT_MARK). If absent, all bits
        /// must match.
        TCA_FLOWER_KEY_CT_MARK_MASK: u32 = 96,
        /// Conntrack labels, a bitmap.
        TCA_FLOWER_KEY_CT_LABELS: &'a [u8] = 97 where max_len(16),
        /// Mask for [`TCA_FLOWER_KEY_CT_LABELS`](Self::TCA_FLOWER_KEY_CT_LABELS). If absent, all
        /// bits must match.
        TCA_FLOWER_KEY_CT_LABELS_MASK: &'a [u8] = 98 where max_len(16),
        /// MPLS label stack.
        TCA_FLOWER_KEY_MPLS_OPTS: Attrs<'a, FlowerMplsOpts> = 99,
        /// Packet hash.
        TCA_FLOWER_KEY_HASH: u32 = 100,
        /// Mask for [`TCA_FLOWER_KEY_HASH`](Self::TCA_FLOWER_KEY_HASH). If absent, all bits must
        /// match.
        TCA_FLOWER_KEY_HASH_MASK: u32 = 101,
        /// Number of VLAN tags. Since Linux 5.19.
        TCA_FLOWER_KEY_NUM_OF_VLANS: u8 = 102,
        /// PPPoE session ID. Since Linux 6.0.
        TCA_FLOWER_KEY_PPPOE_SID: Be<u16> = 103,
        /// PPP protocol. Since Linux 6.0.
        TCA_FLOWER_KEY_PPP_PROTO: Be<u16> = 104,
        /// L2TPv3 session ID. Since Linux 6.1.
        TCA_FLOWER_KEY_L2TPV3_SID: Be<u32> = 105,
        /// L2 miss: 1 if the packet had no matching bridge FDB or MDB entry. Since Linux 6.5.
        TCA_FLOWER_L2_MISS: u8 = 106 where range(0, 1),
        /// Connectivity fault management (CFM, IEEE 802.1ag). Since Linux 6.5.
        TCA_FLOWER_KEY_CFM: Attrs<'a, FlowerCfm> = 107,
        /// Security parameter index (SPI) of IPsec. Since Linux 6.6.
        TCA_FLOWER_KEY_SPI: Be<u32> = 108,
        /// Mask for [`TCA_FLOWER_KEY_SPI`](Self::TCA_FLOWER_KEY_SPI). If absent, all bits must
        /// match.
        TCA_FLOWER_KEY_SPI_MASK: Be<u32> = 109,
        /// Tunnel flags. Since Linux 6.12.
        TCA_FLOWER_KEY_ENC_FLAGS: Be<FlowerKeyFlags> = 110,
        /// Mask for [`TCA_FLOWER_KEY_ENC_FLAGS`](Self::TCA_FLOWER_KEY_ENC_FLAGS).
        TCA_FLOWER_KEY_ENC_FLAGS_MASK: Be<FlowerKeyFlags> = 111,
    }
}
attributes! {
    /// Options by tunnel type: `TCA_FLOWER_KEY_ENC_OPTS_*`, linux/pkt_cls.h.
    pub set FlowerEncOpts, enum FlowerEncOptsAttr<'a> {
        /// Geneve options. A request has one attribute per option; a reply has all options in one
        /// attribute.
        TCA_FLOWER_KEY_ENC_OPTS_GENEVE: [Attrs<'a, FlowerGeneve>] = 1,
        /// VXLAN options.
        TCA_FLOWER_KEY_ENC_OPTS_VXLAN: Attrs<'a, FlowerVxlan> = 2,
        /// ERSPAN options.
        TCA_FLOWER_KEY_ENC_OPTS_ERSPAN: Attrs<'a, FlowerErspan> = 3,
        /// GTP (GPRS Tunnelling Protocol) options.
        TCA_FLOWER_KEY_ENC_OPTS_GTP: Attrs<'a, FlowerGtp> = 4,
        /// PFCP (Packet Forwarding Control Protocol) options. Since Linux 6.10.
        TCA_FLOWER_KEY_ENC_OPTS_PFCP: Attrs<'a, FlowerPfcp> = 5,
    }
}
attributes! {
    /// Geneve options: `TCA_FLOWER_KEY_ENC_OPT_GENEVE_*`, linux/pkt_cls.h.
    ///
    /// Several options repeat class, type and data, in this order. See
    /// [RFC 8926](https://www.rfc-editor.org/rfc/rfc8926).
    pub set FlowerGeneve, enum FlowerGeneveAttr<'a> {
        /// Option class.
        TCA_FLOWER_KEY_ENC_OPT_GENEVE_CLASS: [Be<u16>] = 1,
        /// Option type.
        TCA_FLOWER_KEY_ENC_OPT_GENEVE_TYPE: [u8] = 2,
        /// Option data. The length is a multiple of 4 bytes.
        TCA_FLOWER_KEY_ENC_OPT_GENEVE_DATA: [&'a [u8]] = 3 where max_len(127),
    }
}
attributes! {
    /// VXLAN options: `TCA_FLOWER_KEY_ENC_OPT_VXLAN_*`, linux/pkt_cls.h.
    pub set FlowerVxlan, enum FlowerVxlanAttr<'a> {
        /// Group-based policy (GBP), in host byte order.
        TCA_FLOWER_KEY_ENC_OPT_VXLAN_GBP: u32 = 1,
    }
}
attributes! {
    /// ERSPAN options: `TCA_FLOWER_KEY_ENC_OPT_ERSPAN_*`, linux/pkt_cls.h.
    pub set FlowerErspan, enum FlowerErspanAttr<'a> {
        /// ERSPAN version: 1 (type II) or 2 (type III).
        TCA_FLOWER_KEY_ENC_OPT_ERSPAN_VER: u8 = 1,
        /// Port index of version 1.
        TCA_FLOWER_KEY_ENC_OPT_ERSPAN_INDEX: Be<u32> = 2,
        /// Direction of mirrored traffic in version 2: 0 for ingress, 1 for egress.
        TCA_FLOWER_KEY_ENC_OPT_ERSPAN_DIR: u8 = 3,
        /// Hardware ID of version 2.
        TCA_FLOWER_KEY_ENC_OPT_ERSPAN_HWID: u8 = 4,
    }
}
attributes! {
    /// GTP options: `TCA_FLOWER_KEY_ENC_OPT_GTP_*`, linux/pkt_cls.h.
    pub set FlowerGtp, enum FlowerGtpAttr<'a> {
        /// PDU type of the GTP extension header (PDU session container).
        TCA_FLOWER_KEY_ENC_OPT_GTP_PDU_TYPE: u8 = 1,
        /// QoS flow identifier (QFI).
        TCA_FLOWER_KEY_ENC_OPT_GTP_QFI: u8 = 2,
    }
}
attributes! {
    /// PFCP options: `TCA_FLOWER_KEY_ENC_OPT_PFCP_*`, linux/pkt_cls.h.
    pub set FlowerPfcp, enum FlowerPfcpAttr<'a> {
        /// Type: 0 for node, 1 for session.
        TCA_FLOWER_KEY_ENC_OPT_PFCP_TYPE: u8 = 1,
        /// Session endpoint identifier (SEID).
        TCA_FLOWER_KEY_ENC_OPT_PFCP_SEID: Be<u64> = 2,
    }
}
attributes! {
    /// MPLS label stack: `TCA_FLOWER_KEY_MPLS_OPTS_*`, linux/pkt_cls.h.
    pub set FlowerMplsOpts, enum FlowerMplsOptsAttr<'a> {
        /// Label stack entry.
        TCA_FLOWER_KEY_MPLS_OPTS_LSE: [Attrs<'a, FlowerMplsLse>] = 1,
    }
}
attributes! {
    /// MPLS label stack entry: `TCA_FLOWER_KEY_MPLS_OPT_LSE_*`, linux/pkt_cls.h.
    pub set FlowerMplsLse, enum FlowerMplsLseAttr<'a> {
        /// Depth: position in the stack, 1 for the outermost entry.
        TCA_FLOWER_KEY_MPLS_OPT_LSE_DEPTH: u8 = 1,
        /// Time to live (TTL).
        TCA_FLOWER_KEY_MPLS_OPT_LSE_TTL: u8 = 2,
        /// Bottom of stack (S bit), 0 or 1.
        TCA_FLOWER_KEY_MPLS_OPT_LSE_BOS: u8 = 3,
        /// Traffic class (TC).
        TCA_FLOWER_KEY_MPLS_OPT_LSE_TC: u8 = 4,
        /// Label, in host byte order.
        TCA_FLOWER_KEY_MPLS_OPT_LSE_LABEL: u32 = 5,
    }
}
attributes! {
    /// Connectivity fault management (CFM): `TCA_FLOWER_KEY_CFM_*`, linux/pkt_cls.h.
    pub set FlowerCfm, enum FlowerCfmAttr<'a> {
        /// Maintenance domain level.
        TCA_FLOWER_KEY_CFM_MD_LEVEL: u8 = 1 where range(0, 7),
        /// CFM opcode (IEEE 802.1Q), such as 1 for CCM.
        TCA_FLOWER_KEY_CFM_OPCODE: u8 = 2,
    }
}
