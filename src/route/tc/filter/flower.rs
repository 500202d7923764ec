//! Filters by the fields of a packet's headers: flower.
//!
//! A key and its mask stand side by side. A request without a mask means all bits; the kernel always tells the mask.
use super::ClsFlags;
use crate::{
    attributes, flags,
    route::tc::{Action, TcHandle},
    uapi::{EtherType, IpProtocol},
    wire::{Array, Attrs, Be, HwAddr, Ip, Str},
};

flags! {
    /// What is known of a packet: `TCA_FLOWER_KEY_FLAGS_*`, linux/pkt_cls.h.
    pub struct FlowerKeyFlags(u32) {
        /// It is a fragment.
        TCA_FLOWER_KEY_FLAGS_IS_FRAGMENT = 1 << 0,
        /// It is the first fragment.
        TCA_FLOWER_KEY_FLAGS_FRAG_IS_FIRST = 1 << 1,
        /// The tunnel's packet has a checksum.
        TCA_FLOWER_KEY_FLAGS_TUNNEL_CSUM = 1 << 2,
        /// The tunnel's packet must not be fragmented.
        TCA_FLOWER_KEY_FLAGS_TUNNEL_DONT_FRAGMENT = 1 << 3,
        /// The tunnel's packet is for its maintenance.
        TCA_FLOWER_KEY_FLAGS_TUNNEL_OAM = 1 << 4,
        /// The tunnel's packet has options that must be understood.
        TCA_FLOWER_KEY_FLAGS_TUNNEL_CRIT_OPT = 1 << 5,
    }
}
flags! {
    /// The state of a packet's connection: `TCA_FLOWER_KEY_CT_FLAGS_*`, linux/pkt_cls.h.
    pub struct FlowerCtState(u16) {
        /// It is new.
        TCA_FLOWER_KEY_CT_FLAGS_NEW = 1 << 0,
        /// It is there.
        TCA_FLOWER_KEY_CT_FLAGS_ESTABLISHED = 1 << 1,
        /// It belongs to one that is there.
        TCA_FLOWER_KEY_CT_FLAGS_RELATED = 1 << 2,
        /// It is being tracked.
        TCA_FLOWER_KEY_CT_FLAGS_TRACKED = 1 << 3,
        /// It is none.
        TCA_FLOWER_KEY_CT_FLAGS_INVALID = 1 << 4,
        /// The packet goes the other way.
        TCA_FLOWER_KEY_CT_FLAGS_REPLY = 1 << 5,
    }
}
flags! {
    /// The flags of a TCP header, RFC 9293, by the names of `struct tcphdr`, linux/tcp.h.
    pub struct TcpFlags(u16) {
        /// It is the last one.
        fin = 1 << 0,
        /// It begins a connection.
        syn = 1 << 1,
        /// It ends a connection at once.
        rst = 1 << 2,
        /// It is to be handed on at once.
        psh = 1 << 3,
        /// It acknowledges.
        ack = 1 << 4,
        /// Some of it is urgent.
        urg = 1 << 5,
        /// Congestion was told: RFC 3168.
        ece = 1 << 6,
        /// The window was reduced: RFC 3168.
        cwr = 1 << 7,
    }
}

// Limits: fl_policy, enc_opts_policy and those of each kind of option, mpls_opts_policy, mpls_stack_entry_policy, cfm_opt_policy,
// net/sched/cls_flower.c.
attributes! {
    /// By the fields of its headers: `TCA_FLOWER_*`, linux/pkt_cls.h.
    pub set Flower, enum FlowerAttr<'a> {
        /// The class that they go into.
        TCA_FLOWER_CLASSID = 1 => ClassId(TcHandle),
        /// The link that they come by, by name.
        TCA_FLOWER_INDEV = 2 => Indev(Str<'a>) where at_most(16),
        /// What is done to them, in order.
        TCA_FLOWER_ACT = 3 => Act(Array<'a, Attrs<'a, Action>>),
        /// The Ethernet destination.
        TCA_FLOWER_KEY_ETH_DST = 4 => EthDst(HwAddr<'a>) where at_least(6),
        /// Which bits of [`TCA_FLOWER_KEY_ETH_DST`](Self::TCA_FLOWER_KEY_ETH_DST); absent for all.
        TCA_FLOWER_KEY_ETH_DST_MASK = 5 => EthDstMask(HwAddr<'a>) where at_least(6),
        /// The Ethernet source.
        TCA_FLOWER_KEY_ETH_SRC = 6 => EthSrc(HwAddr<'a>) where at_least(6),
        /// Which bits of [`TCA_FLOWER_KEY_ETH_SRC`](Self::TCA_FLOWER_KEY_ETH_SRC); absent for all.
        TCA_FLOWER_KEY_ETH_SRC_MASK = 7 => EthSrcMask(HwAddr<'a>) where at_least(6),
        /// The EtherType; of a packet with a VLAN tag, the tag's. Big-endian.
        TCA_FLOWER_KEY_ETH_TYPE = 8 => EthType(Be<EtherType>),
        /// The IP protocol.
        TCA_FLOWER_KEY_IP_PROTO = 9 => IpProto(IpProtocol),
        /// The IPv4 source.
        TCA_FLOWER_KEY_IPV4_SRC = 10 => Ipv4Src(Ip<'a>),
        /// Which bits of [`TCA_FLOWER_KEY_IPV4_SRC`](Self::TCA_FLOWER_KEY_IPV4_SRC); absent for all.
        TCA_FLOWER_KEY_IPV4_SRC_MASK = 11 => Ipv4SrcMask(Ip<'a>),
        /// The IPv4 destination.
        TCA_FLOWER_KEY_IPV4_DST = 12 => Ipv4Dst(Ip<'a>),
        /// Which bits of [`TCA_FLOWER_KEY_IPV4_DST`](Self::TCA_FLOWER_KEY_IPV4_DST); absent for all.
        TCA_FLOWER_KEY_IPV4_DST_MASK = 13 => Ipv4DstMask(Ip<'a>),
        /// The IPv6 source.
        TCA_FLOWER_KEY_IPV6_SRC = 14 => Ipv6Src(Ip<'a>) where at_least(16),
        /// Which bits of [`TCA_FLOWER_KEY_IPV6_SRC`](Self::TCA_FLOWER_KEY_IPV6_SRC); absent for all.
        TCA_FLOWER_KEY_IPV6_SRC_MASK = 15 => Ipv6SrcMask(Ip<'a>) where at_least(16),
        /// The IPv6 destination.
        TCA_FLOWER_KEY_IPV6_DST = 16 => Ipv6Dst(Ip<'a>) where at_least(16),
        /// Which bits of [`TCA_FLOWER_KEY_IPV6_DST`](Self::TCA_FLOWER_KEY_IPV6_DST); absent for all.
        TCA_FLOWER_KEY_IPV6_DST_MASK = 17 => Ipv6DstMask(Ip<'a>) where at_least(16),
        /// The TCP source port. Big-endian.
        TCA_FLOWER_KEY_TCP_SRC = 18 => TcpSrc(Be<u16>),
        /// The TCP destination port. Big-endian.
        TCA_FLOWER_KEY_TCP_DST = 19 => TcpDst(Be<u16>),
        /// The UDP source port. Big-endian.
        TCA_FLOWER_KEY_UDP_SRC = 20 => UdpSrc(Be<u16>),
        /// The UDP destination port. Big-endian.
        TCA_FLOWER_KEY_UDP_DST = 21 => UdpDst(Be<u16>),
        /// Where it works.
        TCA_FLOWER_FLAGS = 22 => Flags(ClsFlags),
        /// The VLAN. In host order, though linux/pkt_cls.h says otherwise.
        TCA_FLOWER_KEY_VLAN_ID = 23 => VlanId(u16),
        /// The VLAN's priority.
        TCA_FLOWER_KEY_VLAN_PRIO = 24 => VlanPrio(u8),
        /// The EtherType behind the VLAN's tag. Big-endian.
        TCA_FLOWER_KEY_VLAN_ETH_TYPE = 25 => VlanEthType(Be<EtherType>),
        /// The tunnel's key, or the network of a VXLAN. Big-endian.
        TCA_FLOWER_KEY_ENC_KEY_ID = 26 => EncKeyId(Be<u32>),
        /// The tunnel's IPv4 source.
        TCA_FLOWER_KEY_ENC_IPV4_SRC = 27 => EncIpv4Src(Ip<'a>),
        /// Which bits of [`TCA_FLOWER_KEY_ENC_IPV4_SRC`](Self::TCA_FLOWER_KEY_ENC_IPV4_SRC); absent for all.
        TCA_FLOWER_KEY_ENC_IPV4_SRC_MASK = 28 => EncIpv4SrcMask(Ip<'a>),
        /// The tunnel's IPv4 destination.
        TCA_FLOWER_KEY_ENC_IPV4_DST = 29 => EncIpv4Dst(Ip<'a>),
        /// Which bits of [`TCA_FLOWER_KEY_ENC_IPV4_DST`](Self::TCA_FLOWER_KEY_ENC_IPV4_DST); absent for all.
        TCA_FLOWER_KEY_ENC_IPV4_DST_MASK = 30 => EncIpv4DstMask(Ip<'a>),
        /// The tunnel's IPv6 source.
        TCA_FLOWER_KEY_ENC_IPV6_SRC = 31 => EncIpv6Src(Ip<'a>) where at_least(16),
        /// Which bits of [`TCA_FLOWER_KEY_ENC_IPV6_SRC`](Self::TCA_FLOWER_KEY_ENC_IPV6_SRC); absent for all.
        TCA_FLOWER_KEY_ENC_IPV6_SRC_MASK = 32 => EncIpv6SrcMask(Ip<'a>) where at_least(16),
        /// The tunnel's IPv6 destination.
        TCA_FLOWER_KEY_ENC_IPV6_DST = 33 => EncIpv6Dst(Ip<'a>) where at_least(16),
        /// Which bits of [`TCA_FLOWER_KEY_ENC_IPV6_DST`](Self::TCA_FLOWER_KEY_ENC_IPV6_DST); absent for all.
        TCA_FLOWER_KEY_ENC_IPV6_DST_MASK = 34 => EncIpv6DstMask(Ip<'a>) where at_least(16),
        /// Which bits of [`TCA_FLOWER_KEY_TCP_SRC`](Self::TCA_FLOWER_KEY_TCP_SRC); absent for all.
        TCA_FLOWER_KEY_TCP_SRC_MASK = 35 => TcpSrcMask(Be<u16>),
        /// Which bits of [`TCA_FLOWER_KEY_TCP_DST`](Self::TCA_FLOWER_KEY_TCP_DST); absent for all.
        TCA_FLOWER_KEY_TCP_DST_MASK = 36 => TcpDstMask(Be<u16>),
        /// Which bits of [`TCA_FLOWER_KEY_UDP_SRC`](Self::TCA_FLOWER_KEY_UDP_SRC); absent for all.
        TCA_FLOWER_KEY_UDP_SRC_MASK = 37 => UdpSrcMask(Be<u16>),
        /// Which bits of [`TCA_FLOWER_KEY_UDP_DST`](Self::TCA_FLOWER_KEY_UDP_DST); absent for all.
        TCA_FLOWER_KEY_UDP_DST_MASK = 38 => UdpDstMask(Be<u16>),
        /// Which bits of [`TCA_FLOWER_KEY_SCTP_SRC`](Self::TCA_FLOWER_KEY_SCTP_SRC); absent for all.
        TCA_FLOWER_KEY_SCTP_SRC_MASK = 39 => SctpSrcMask(Be<u16>),
        /// Which bits of [`TCA_FLOWER_KEY_SCTP_DST`](Self::TCA_FLOWER_KEY_SCTP_DST); absent for all.
        TCA_FLOWER_KEY_SCTP_DST_MASK = 40 => SctpDstMask(Be<u16>),
        /// The SCTP source port. Big-endian.
        TCA_FLOWER_KEY_SCTP_SRC = 41 => SctpSrc(Be<u16>),
        /// The SCTP destination port. Big-endian.
        TCA_FLOWER_KEY_SCTP_DST = 42 => SctpDst(Be<u16>),
        /// The tunnel's UDP source port. Big-endian.
        TCA_FLOWER_KEY_ENC_UDP_SRC_PORT = 43 => EncUdpSrcPort(Be<u16>),
        /// Which bits of [`TCA_FLOWER_KEY_ENC_UDP_SRC_PORT`](Self::TCA_FLOWER_KEY_ENC_UDP_SRC_PORT); absent for all.
        TCA_FLOWER_KEY_ENC_UDP_SRC_PORT_MASK = 44 => EncUdpSrcPortMask(Be<u16>),
        /// The tunnel's UDP destination port. Big-endian.
        TCA_FLOWER_KEY_ENC_UDP_DST_PORT = 45 => EncUdpDstPort(Be<u16>),
        /// Which bits of [`TCA_FLOWER_KEY_ENC_UDP_DST_PORT`](Self::TCA_FLOWER_KEY_ENC_UDP_DST_PORT); absent for all.
        TCA_FLOWER_KEY_ENC_UDP_DST_PORT_MASK = 46 => EncUdpDstPortMask(Be<u16>),
        /// Whether it is a fragment. Big-endian.
        TCA_FLOWER_KEY_FLAGS = 47 => KeyFlags(Be<FlowerKeyFlags>),
        /// Which of the flags.
        TCA_FLOWER_KEY_FLAGS_MASK = 48 => KeyFlagsMask(Be<FlowerKeyFlags>),
        /// The ICMP code.
        TCA_FLOWER_KEY_ICMPV4_CODE = 49 => Icmpv4Code(u8),
        /// Which bits of [`TCA_FLOWER_KEY_ICMPV4_CODE`](Self::TCA_FLOWER_KEY_ICMPV4_CODE); absent for all.
        TCA_FLOWER_KEY_ICMPV4_CODE_MASK = 50 => Icmpv4CodeMask(u8),
        /// The ICMP type.
        TCA_FLOWER_KEY_ICMPV4_TYPE = 51 => Icmpv4Type(u8),
        /// Which bits of [`TCA_FLOWER_KEY_ICMPV4_TYPE`](Self::TCA_FLOWER_KEY_ICMPV4_TYPE); absent for all.
        TCA_FLOWER_KEY_ICMPV4_TYPE_MASK = 52 => Icmpv4TypeMask(u8),
        /// The ICMPv6 code.
        TCA_FLOWER_KEY_ICMPV6_CODE = 53 => Icmpv6Code(u8),
        /// Which bits of [`TCA_FLOWER_KEY_ICMPV6_CODE`](Self::TCA_FLOWER_KEY_ICMPV6_CODE); absent for all.
        TCA_FLOWER_KEY_ICMPV6_CODE_MASK = 54 => Icmpv6CodeMask(u8),
        /// The ICMPv6 type.
        TCA_FLOWER_KEY_ICMPV6_TYPE = 55 => Icmpv6Type(u8),
        /// Which bits of [`TCA_FLOWER_KEY_ICMPV6_TYPE`](Self::TCA_FLOWER_KEY_ICMPV6_TYPE); absent for all.
        TCA_FLOWER_KEY_ICMPV6_TYPE_MASK = 56 => Icmpv6TypeMask(u8),
        /// ARP: the sender's IPv4 address.
        TCA_FLOWER_KEY_ARP_SIP = 57 => ArpSip(Ip<'a>),
        /// Which bits of [`TCA_FLOWER_KEY_ARP_SIP`](Self::TCA_FLOWER_KEY_ARP_SIP); absent for all.
        TCA_FLOWER_KEY_ARP_SIP_MASK = 58 => ArpSipMask(Ip<'a>),
        /// ARP: the target's IPv4 address.
        TCA_FLOWER_KEY_ARP_TIP = 59 => ArpTip(Ip<'a>),
        /// Which bits of [`TCA_FLOWER_KEY_ARP_TIP`](Self::TCA_FLOWER_KEY_ARP_TIP); absent for all.
        TCA_FLOWER_KEY_ARP_TIP_MASK = 60 => ArpTipMask(Ip<'a>),
        /// ARP: the operation; 1 asks, 2 answers.
        TCA_FLOWER_KEY_ARP_OP = 61 => ArpOp(u8),
        /// Which bits of [`TCA_FLOWER_KEY_ARP_OP`](Self::TCA_FLOWER_KEY_ARP_OP); absent for all.
        TCA_FLOWER_KEY_ARP_OP_MASK = 62 => ArpOpMask(u8),
        /// ARP: the sender's hardware address.
        TCA_FLOWER_KEY_ARP_SHA = 63 => ArpSha(HwAddr<'a>) where at_least(6),
        /// Which bits of [`TCA_FLOWER_KEY_ARP_SHA`](Self::TCA_FLOWER_KEY_ARP_SHA); absent for all.
        TCA_FLOWER_KEY_ARP_SHA_MASK = 64 => ArpShaMask(HwAddr<'a>) where at_least(6),
        /// ARP: the target's hardware address.
        TCA_FLOWER_KEY_ARP_THA = 65 => ArpTha(HwAddr<'a>) where at_least(6),
        /// Which bits of [`TCA_FLOWER_KEY_ARP_THA`](Self::TCA_FLOWER_KEY_ARP_THA); absent for all.
        TCA_FLOWER_KEY_ARP_THA_MASK = 66 => ArpThaMask(HwAddr<'a>) where at_least(6),
        /// The outermost MPLS label's time to live.
        TCA_FLOWER_KEY_MPLS_TTL = 67 => MplsTtl(u8),
        /// Whether the outermost MPLS label is the last, 0 or 1.
        TCA_FLOWER_KEY_MPLS_BOS = 68 => MplsBos(u8),
        /// The outermost MPLS label's traffic class.
        TCA_FLOWER_KEY_MPLS_TC = 69 => MplsTc(u8),
        /// The outermost MPLS label. In host order, though linux/pkt_cls.h says otherwise.
        TCA_FLOWER_KEY_MPLS_LABEL = 70 => MplsLabel(u32),
        /// The flags in the TCP header. Big-endian.
        TCA_FLOWER_KEY_TCP_FLAGS = 71 => TcpFlags(Be<TcpFlags>),
        /// Which bits of [`TCA_FLOWER_KEY_TCP_FLAGS`](Self::TCA_FLOWER_KEY_TCP_FLAGS); absent for all.
        TCA_FLOWER_KEY_TCP_FLAGS_MASK = 72 => TcpFlagsMask(Be<TcpFlags>),
        /// The type of service.
        TCA_FLOWER_KEY_IP_TOS = 73 => IpTos(u8),
        /// Which bits of [`TCA_FLOWER_KEY_IP_TOS`](Self::TCA_FLOWER_KEY_IP_TOS); absent for all.
        TCA_FLOWER_KEY_IP_TOS_MASK = 74 => IpTosMask(u8),
        /// The time to live.
        TCA_FLOWER_KEY_IP_TTL = 75 => IpTtl(u8),
        /// Which bits of [`TCA_FLOWER_KEY_IP_TTL`](Self::TCA_FLOWER_KEY_IP_TTL); absent for all.
        TCA_FLOWER_KEY_IP_TTL_MASK = 76 => IpTtlMask(u8),
        /// The inner VLAN. In host order, though linux/pkt_cls.h says otherwise.
        TCA_FLOWER_KEY_CVLAN_ID = 77 => CvlanId(u16),
        /// The inner VLAN's priority.
        TCA_FLOWER_KEY_CVLAN_PRIO = 78 => CvlanPrio(u8),
        /// The EtherType behind the inner VLAN's tag. Big-endian.
        TCA_FLOWER_KEY_CVLAN_ETH_TYPE = 79 => CvlanEthType(Be<EtherType>),
        /// The tunnel's type of service.
        TCA_FLOWER_KEY_ENC_IP_TOS = 80 => EncIpTos(u8),
        /// Which bits of [`TCA_FLOWER_KEY_ENC_IP_TOS`](Self::TCA_FLOWER_KEY_ENC_IP_TOS); absent for all.
        TCA_FLOWER_KEY_ENC_IP_TOS_MASK = 81 => EncIpTosMask(u8),
        /// The tunnel's time to live.
        TCA_FLOWER_KEY_ENC_IP_TTL = 82 => EncIpTtl(u8),
        /// Which bits of [`TCA_FLOWER_KEY_ENC_IP_TTL`](Self::TCA_FLOWER_KEY_ENC_IP_TTL); absent for all.
        TCA_FLOWER_KEY_ENC_IP_TTL_MASK = 83 => EncIpTtlMask(u8),
        /// The options of its kind of tunnel.
        TCA_FLOWER_KEY_ENC_OPTS = 84 => EncOpts(Attrs<'a, FlowerEncOpts>),
        /// Which bits of them.
        TCA_FLOWER_KEY_ENC_OPTS_MASK = 85 => EncOptsMask(Attrs<'a, FlowerEncOpts>),
        /// How many pieces of hardware have it.
        TCA_FLOWER_IN_HW_COUNT = 86 => InHwCount(u32) where output(),
        /// A range of source ports: the first. Big-endian.
        TCA_FLOWER_KEY_PORT_SRC_MIN = 87 => PortSrcMin(Be<u16>),
        /// A range of source ports: the last. Big-endian.
        TCA_FLOWER_KEY_PORT_SRC_MAX = 88 => PortSrcMax(Be<u16>),
        /// A range of destination ports: the first. Big-endian.
        TCA_FLOWER_KEY_PORT_DST_MIN = 89 => PortDstMin(Be<u16>),
        /// A range of destination ports: the last. Big-endian.
        TCA_FLOWER_KEY_PORT_DST_MAX = 90 => PortDstMax(Be<u16>),
        /// The state of its connection.
        TCA_FLOWER_KEY_CT_STATE = 91 => CtState(FlowerCtState) where mask(0x3f),
        /// Which bits of [`TCA_FLOWER_KEY_CT_STATE`](Self::TCA_FLOWER_KEY_CT_STATE); absent for all.
        TCA_FLOWER_KEY_CT_STATE_MASK = 92 => CtStateMask(FlowerCtState) where mask(0x3f),
        /// The zone of its connection.
        TCA_FLOWER_KEY_CT_ZONE = 93 => CtZone(u16),
        /// Which bits of [`TCA_FLOWER_KEY_CT_ZONE`](Self::TCA_FLOWER_KEY_CT_ZONE); absent for all.
        TCA_FLOWER_KEY_CT_ZONE_MASK = 94 => CtZoneMask(u16),
        /// The mark of its connection.
        TCA_FLOWER_KEY_CT_MARK = 95 => CtMark(u32),
        /// Which bits of [`TCA_FLOWER_KEY_CT_MARK`](Self::TCA_FLOWER_KEY_CT_MARK); absent for all.
        TCA_FLOWER_KEY_CT_MARK_MASK = 96 => CtMarkMask(u32),
        /// The labels of its connection, a bit each.
        TCA_FLOWER_KEY_CT_LABELS = 97 => CtLabels(&'a [u8]) where at_most(16),
        /// Which bits of [`TCA_FLOWER_KEY_CT_LABELS`](Self::TCA_FLOWER_KEY_CT_LABELS); absent for all.
        TCA_FLOWER_KEY_CT_LABELS_MASK = 98 => CtLabelsMask(&'a [u8]) where at_most(16),
        /// The stack of MPLS labels.
        TCA_FLOWER_KEY_MPLS_OPTS = 99 => MplsOpts(Attrs<'a, FlowerMplsOpts>),
        /// Its hash.
        TCA_FLOWER_KEY_HASH = 100 => Hash(u32),
        /// Which bits of [`TCA_FLOWER_KEY_HASH`](Self::TCA_FLOWER_KEY_HASH); absent for all.
        TCA_FLOWER_KEY_HASH_MASK = 101 => HashMask(u32),
        /// How many VLAN tags it has. Kernels since 5.19.
        TCA_FLOWER_KEY_NUM_OF_VLANS = 102 => NumOfVlans(u8),
        /// The PPPoE session. Kernels since 6.0. Big-endian.
        TCA_FLOWER_KEY_PPPOE_SID = 103 => PppoeSid(Be<u16>),
        /// The protocol in PPP. Kernels since 6.0. Big-endian.
        TCA_FLOWER_KEY_PPP_PROTO = 104 => PppProto(Be<u16>),
        /// The L2TPv3 session. Kernels since 6.1. Big-endian.
        TCA_FLOWER_KEY_L2TPV3_SID = 105 => L2tpv3Sid(Be<u32>),
        /// Whether no forwarding entry was found for it, 0 or 1. Kernels since 6.5.
        TCA_FLOWER_L2_MISS = 106 => L2Miss(u8) where range(0, 1),
        /// Connectivity fault management. Kernels since 6.5.
        TCA_FLOWER_KEY_CFM = 107 => Cfm(Attrs<'a, FlowerCfm>),
        /// The security parameter index of IPsec. Kernels since 6.6. Big-endian.
        TCA_FLOWER_KEY_SPI = 108 => Spi(Be<u32>),
        /// Which bits of [`TCA_FLOWER_KEY_SPI`](Self::TCA_FLOWER_KEY_SPI); absent for all.
        TCA_FLOWER_KEY_SPI_MASK = 109 => SpiMask(Be<u32>),
        /// The tunnel's flags. Kernels since 6.12. Big-endian.
        TCA_FLOWER_KEY_ENC_FLAGS = 110 => EncFlags(Be<FlowerKeyFlags>),
        /// Which of the flags.
        TCA_FLOWER_KEY_ENC_FLAGS_MASK = 111 => EncFlagsMask(Be<FlowerKeyFlags>),
    }
}
attributes! {
    /// Options of a kind of tunnel: `TCA_FLOWER_KEY_ENC_OPTS_*`, linux/pkt_cls.h.
    pub set FlowerEncOpts, enum FlowerEncOptsAttr<'a> {
        /// Geneve. A request has one for each option; the kernel tells all options in one.
        TCA_FLOWER_KEY_ENC_OPTS_GENEVE = 1 => Geneve[Attrs<'a, FlowerGeneve>],
        /// VXLAN.
        TCA_FLOWER_KEY_ENC_OPTS_VXLAN = 2 => Vxlan(Attrs<'a, FlowerVxlan>),
        /// ERSPAN.
        TCA_FLOWER_KEY_ENC_OPTS_ERSPAN = 3 => Erspan(Attrs<'a, FlowerErspan>),
        /// GTP.
        TCA_FLOWER_KEY_ENC_OPTS_GTP = 4 => Gtp(Attrs<'a, FlowerGtp>),
        /// PFCP. Kernels since 6.10.
        TCA_FLOWER_KEY_ENC_OPTS_PFCP = 5 => Pfcp(Attrs<'a, FlowerPfcp>),
    }
}
attributes! {
    /// Options of Geneve: `TCA_FLOWER_KEY_ENC_OPT_GENEVE_*`, linux/pkt_cls.h. Of several, each has class, type and data, in this order.
    pub set FlowerGeneve, enum FlowerGeneveAttr<'a> {
        /// Whose option it is. Big-endian.
        TCA_FLOWER_KEY_ENC_OPT_GENEVE_CLASS = 1 => Class[Be<u16>],
        /// What it is.
        TCA_FLOWER_KEY_ENC_OPT_GENEVE_TYPE = 2 => Type[u8],
        /// Its data, a multiple of 4 bytes.
        TCA_FLOWER_KEY_ENC_OPT_GENEVE_DATA = 3 => Data[&'a [u8]] where at_most(127),
    }
}
attributes! {
    /// Options of VXLAN: `TCA_FLOWER_KEY_ENC_OPT_VXLAN_*`, linux/pkt_cls.h.
    pub set FlowerVxlan, enum FlowerVxlanAttr<'a> {
        /// Group policy. In host order.
        TCA_FLOWER_KEY_ENC_OPT_VXLAN_GBP = 1 => Gbp(u32),
    }
}
attributes! {
    /// Options of ERSPAN: `TCA_FLOWER_KEY_ENC_OPT_ERSPAN_*`, linux/pkt_cls.h.
    pub set FlowerErspan, enum FlowerErspanAttr<'a> {
        /// Version: 1 or 2.
        TCA_FLOWER_KEY_ENC_OPT_ERSPAN_VER = 1 => Ver(u8),
        /// Version 1: the port's index. Big-endian.
        TCA_FLOWER_KEY_ENC_OPT_ERSPAN_INDEX = 2 => Index(Be<u32>),
        /// Version 2: the direction.
        TCA_FLOWER_KEY_ENC_OPT_ERSPAN_DIR = 3 => Dir(u8),
        /// Version 2: the hardware's id.
        TCA_FLOWER_KEY_ENC_OPT_ERSPAN_HWID = 4 => Hwid(u8),
    }
}
attributes! {
    /// Options of GTP: `TCA_FLOWER_KEY_ENC_OPT_GTP_*`, linux/pkt_cls.h.
    pub set FlowerGtp, enum FlowerGtpAttr<'a> {
        /// The kind of packet.
        TCA_FLOWER_KEY_ENC_OPT_GTP_PDU_TYPE = 1 => PduType(u8),
        /// The quality of service.
        TCA_FLOWER_KEY_ENC_OPT_GTP_QFI = 2 => Qfi(u8),
    }
}
attributes! {
    /// Options of PFCP: `TCA_FLOWER_KEY_ENC_OPT_PFCP_*`, linux/pkt_cls.h.
    pub set FlowerPfcp, enum FlowerPfcpAttr<'a> {
        /// Whether it is a node's or a session's.
        TCA_FLOWER_KEY_ENC_OPT_PFCP_TYPE = 1 => Type(u8),
        /// The session. Big-endian.
        TCA_FLOWER_KEY_ENC_OPT_PFCP_SEID = 2 => Seid(Be<u64>),
    }
}
attributes! {
    /// A stack of MPLS labels: `TCA_FLOWER_KEY_MPLS_OPTS_*`, linux/pkt_cls.h.
    pub set FlowerMplsOpts, enum FlowerMplsOptsAttr<'a> {
        /// One label.
        TCA_FLOWER_KEY_MPLS_OPTS_LSE = 1 => Lse[Attrs<'a, FlowerMplsLse>],
    }
}
attributes! {
    /// An MPLS label: `TCA_FLOWER_KEY_MPLS_OPT_LSE_*`, linux/pkt_cls.h.
    pub set FlowerMplsLse, enum FlowerMplsLseAttr<'a> {
        /// Which of them: 1 is the outermost.
        TCA_FLOWER_KEY_MPLS_OPT_LSE_DEPTH = 1 => Depth(u8),
        /// Its time to live.
        TCA_FLOWER_KEY_MPLS_OPT_LSE_TTL = 2 => Ttl(u8),
        /// Whether it is the last, 0 or 1.
        TCA_FLOWER_KEY_MPLS_OPT_LSE_BOS = 3 => Bos(u8),
        /// Its traffic class.
        TCA_FLOWER_KEY_MPLS_OPT_LSE_TC = 4 => Tc(u8),
        /// The label. In host order.
        TCA_FLOWER_KEY_MPLS_OPT_LSE_LABEL = 5 => Label(u32),
    }
}
attributes! {
    /// Connectivity fault management: `TCA_FLOWER_KEY_CFM_*`, linux/pkt_cls.h.
    pub set FlowerCfm, enum FlowerCfmAttr<'a> {
        /// The maintenance level.
        TCA_FLOWER_KEY_CFM_MD_LEVEL = 1 => MdLevel(u8) where range(0, 7),
        /// The operation.
        TCA_FLOWER_KEY_CFM_OPCODE = 2 => Opcode(u8),
    }
}
