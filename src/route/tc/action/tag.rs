//! Actions that put something in front of a packet, or take it away: vlan, mpls, tunnel_key, ife.
use super::{TcfT, action_layout};
use crate::{
    attributes, numbers,
    uapi::EtherType,
    wire::{Attrs, Be, Flag, Grown, HwAddr, Ip, Slice},
};

action_layout! {
    /// A VLAN tag: `struct tc_vlan`, linux/tc_act/tc_vlan.h.
    #[doc(alias = "tc_vlan")]
    pub struct TcVlan {
        /// What is done with it.
        v_action: VlanDo,
    }
}
action_layout! {
    /// An MPLS label: `struct tc_mpls`, linux/tc_act/tc_mpls.h.
    #[doc(alias = "tc_mpls")]
    pub struct TcMpls {
        /// What is done with it.
        m_action: MplsDo,
    }
}
action_layout! {
    /// The metadata of a tunnel: `struct tc_tunnel_key`, linux/tc_act/tc_tunnel_key.h.
    #[doc(alias = "tc_tunnel_key")]
    pub struct TcTunnelKey {
        /// What is done with it.
        t_action: TunnelKeyDo,
    }
}
action_layout! {
    /// Metadata in a header: `struct tc_ife`, linux/tc_act/tc_ife.h.
    #[doc(alias = "tc_ife")]
    pub struct TcIfe {
        /// What is done with it.
        flags: IfeDo,
        /// Unused.
        __pad: u16,
    }
}
numbers! {
    /// What is done with a VLAN tag: `TCA_VLAN_ACT_*`, linux/tc_act/tc_vlan.h.
    pub struct VlanDo(i32) {
        /// It is taken off.
        TCA_VLAN_ACT_POP = 1,
        /// One is put on.
        TCA_VLAN_ACT_PUSH = 2,
        /// It is changed.
        TCA_VLAN_ACT_MODIFY = 3,
        /// The Ethernet header is taken off.
        TCA_VLAN_ACT_POP_ETH = 4,
        /// An Ethernet header is put on.
        TCA_VLAN_ACT_PUSH_ETH = 5,
    }
}
numbers! {
    /// What is done with an MPLS label: `TCA_MPLS_ACT_*`, linux/tc_act/tc_mpls.h.
    pub struct MplsDo(i32) {
        /// It is taken off.
        TCA_MPLS_ACT_POP = 1,
        /// One is put on.
        TCA_MPLS_ACT_PUSH = 2,
        /// It is changed.
        TCA_MPLS_ACT_MODIFY = 3,
        /// Its time to live is counted down.
        TCA_MPLS_ACT_DEC_TTL = 4,
        /// One is put on in front of the Ethernet header.
        TCA_MPLS_ACT_MAC_PUSH = 5,
    }
}
numbers! {
    /// What is done with the metadata of a tunnel: `TCA_TUNNEL_KEY_ACT_*`, linux/tc_act/tc_tunnel_key.h.
    pub struct TunnelKeyDo(i32) {
        /// They are set, for the tunnel's link to use.
        TCA_TUNNEL_KEY_ACT_SET = 1,
        /// They are removed.
        TCA_TUNNEL_KEY_ACT_RELEASE = 2,
    }
}
numbers! {
    /// What is done with a header of metadata: `IFE_*`, linux/tc_act/tc_ife.h.
    pub struct IfeDo(u16) {
        /// It is taken off, and the metadata are used.
        IFE_DECODE = 0,
        /// It is put on.
        IFE_ENCODE = 1,
    }
}

// Limits: vlan_policy, net/sched/act_vlan.c.
attributes! {
    /// A VLAN tag: `TCA_VLAN_*`, linux/tc_act/tc_vlan.h.
    pub set VlanAction, enum VlanActionAttr<'a> {
        /// When it did what.
        TCA_VLAN_TM = 1 => Tm(Grown<'a, TcfT>) where output(),
        /// What is done.
        TCA_VLAN_PARMS = 2 => Parms(&'a TcVlan),
        /// The VLAN. In host order.
        TCA_VLAN_PUSH_VLAN_ID = 3 => PushVlanId(u16),
        /// The tag's type: ETH_P_8021Q, ETH_P_8021AD. Big-endian.
        TCA_VLAN_PUSH_VLAN_PROTOCOL = 4 => PushVlanProtocol(Be<EtherType>),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_VLAN_PAD = 5 => Pad(&'a [u8]) where output(),
        /// The priority, 0 to 7.
        TCA_VLAN_PUSH_VLAN_PRIORITY = 6 => PushVlanPriority(u8),
        /// The destination of an Ethernet header that is put on.
        TCA_VLAN_PUSH_ETH_DST = 7 => PushEthDst(HwAddr<'a>) where exactly(6),
        /// Its source.
        TCA_VLAN_PUSH_ETH_SRC = 8 => PushEthSrc(HwAddr<'a>) where exactly(6),
    }
}
// Limits: mpls_policy, net/sched/act_mpls.c.
attributes! {
    /// An MPLS label: `TCA_MPLS_*`, linux/tc_act/tc_mpls.h.
    pub set MplsAction, enum MplsActionAttr<'a> {
        /// When it did what.
        TCA_MPLS_TM = 1 => Tm(Grown<'a, TcfT>) where output(),
        /// What is done.
        TCA_MPLS_PARMS = 2 => Parms(&'a TcMpls) where exactly(24),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_MPLS_PAD = 3 => Pad(&'a [u8]) where output(),
        /// What stands behind the label that is taken off, or the type of the one that is put on. Big-endian.
        TCA_MPLS_PROTO = 4 => Proto(Be<EtherType>),
        /// The label, 20 bits, in host order.
        TCA_MPLS_LABEL = 5 => Label(u32) where range(0, 0xf_ffff),
        /// The traffic class.
        TCA_MPLS_TC = 6 => Tc(u8) where range(0, 7),
        /// The time to live.
        TCA_MPLS_TTL = 7 => Ttl(u8) where range(1, 255),
        /// Whether it is the last label, 0 or 1.
        TCA_MPLS_BOS = 8 => Bos(u8) where range(0, 1),
    }
}
// Limits: tunnel_key_policy, enc_opts_policy and those of each kind of option, net/sched/act_tunnel_key.c.
attributes! {
    /// The metadata of a tunnel: `TCA_TUNNEL_KEY_*`, linux/tc_act/tc_tunnel_key.h.
    pub set TunnelKey, enum TunnelKeyAttr<'a> {
        /// When it did what.
        TCA_TUNNEL_KEY_TM = 1 => Tm(Grown<'a, TcfT>) where output(),
        /// What is done.
        TCA_TUNNEL_KEY_PARMS = 2 => Parms(&'a TcTunnelKey),
        /// This end, IPv4.
        TCA_TUNNEL_KEY_ENC_IPV4_SRC = 3 => EncIpv4Src(Ip<'a>),
        /// The other end, IPv4.
        TCA_TUNNEL_KEY_ENC_IPV4_DST = 4 => EncIpv4Dst(Ip<'a>),
        /// This end, IPv6.
        TCA_TUNNEL_KEY_ENC_IPV6_SRC = 5 => EncIpv6Src(Ip<'a>) where at_least(16),
        /// The other end, IPv6.
        TCA_TUNNEL_KEY_ENC_IPV6_DST = 6 => EncIpv6Dst(Ip<'a>) where at_least(16),
        /// The key, or the network of a VXLAN. Big-endian, 32 bits, which linux/tc_act/tc_tunnel_key.h gives as 64.
        TCA_TUNNEL_KEY_ENC_KEY_ID = 7 => EncKeyId(Be<u32>),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_TUNNEL_KEY_PAD = 8 => Pad(&'a [u8]) where output(),
        /// The other end's UDP port. Big-endian.
        TCA_TUNNEL_KEY_ENC_DST_PORT = 9 => EncDstPort(Be<u16>),
        /// Whether the outer packet goes without a checksum, 0 or 1.
        TCA_TUNNEL_KEY_NO_CSUM = 10 => NoCsum(u8),
        /// Options of a kind of tunnel.
        TCA_TUNNEL_KEY_ENC_OPTS = 11 => EncOpts(Attrs<'a, TunnelKeyOpts>),
        /// The outer type of service.
        TCA_TUNNEL_KEY_ENC_TOS = 12 => EncTos(u8),
        /// The outer time to live.
        TCA_TUNNEL_KEY_ENC_TTL = 13 => EncTtl(u8),
        /// The outer packet is not to be fragmented. Kernels since 6.3.
        TCA_TUNNEL_KEY_NO_FRAG = 14 => NoFrag(Flag),
    }
}
attributes! {
    /// Options of a kind of tunnel: `TCA_TUNNEL_KEY_ENC_OPTS_*`, linux/tc_act/tc_tunnel_key.h.
    pub set TunnelKeyOpts, enum TunnelKeyOptsAttr<'a> {
        /// Geneve. A request has one for each option; the kernel tells all options in one.
        TCA_TUNNEL_KEY_ENC_OPTS_GENEVE = 1 => Geneve[Attrs<'a, TunnelKeyGeneve>],
        /// VXLAN.
        TCA_TUNNEL_KEY_ENC_OPTS_VXLAN = 2 => Vxlan(Attrs<'a, TunnelKeyVxlan>),
        /// ERSPAN.
        TCA_TUNNEL_KEY_ENC_OPTS_ERSPAN = 3 => Erspan(Attrs<'a, TunnelKeyErspan>),
    }
}
attributes! {
    /// Options of Geneve: `TCA_TUNNEL_KEY_ENC_OPT_GENEVE_*`, linux/tc_act/tc_tunnel_key.h. Of several, each has class, type and data, in this order.
    pub set TunnelKeyGeneve, enum TunnelKeyGeneveAttr<'a> {
        /// Whose option it is. Big-endian.
        TCA_TUNNEL_KEY_ENC_OPT_GENEVE_CLASS = 1 => Class[Be<u16>],
        /// What it is.
        TCA_TUNNEL_KEY_ENC_OPT_GENEVE_TYPE = 2 => Type[u8],
        /// Its data, a multiple of 4 bytes.
        TCA_TUNNEL_KEY_ENC_OPT_GENEVE_DATA = 3 => Data[&'a [u8]] where at_most(127),
    }
}
attributes! {
    /// Options of VXLAN: `TCA_TUNNEL_KEY_ENC_OPT_VXLAN_*`, linux/tc_act/tc_tunnel_key.h.
    pub set TunnelKeyVxlan, enum TunnelKeyVxlanAttr<'a> {
        /// Group policy. In host order.
        TCA_TUNNEL_KEY_ENC_OPT_VXLAN_GBP = 1 => Gbp(u32),
    }
}
attributes! {
    /// Options of ERSPAN: `TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_*`, linux/tc_act/tc_tunnel_key.h.
    pub set TunnelKeyErspan, enum TunnelKeyErspanAttr<'a> {
        /// Version: 1 or 2.
        TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_VER = 1 => Ver(u8),
        /// Version 1: the port's index. Big-endian.
        TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_INDEX = 2 => Index(Be<u32>),
        /// Version 2: the direction.
        TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_DIR = 3 => Dir(u8),
        /// Version 2: the hardware's id.
        TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_HWID = 4 => Hwid(u8),
    }
}
// Limits: ife_policy, net/sched/act_ife.c.
attributes! {
    /// Metadata in a header: `TCA_IFE_*`, linux/tc_act/tc_ife.h.
    pub set Ife, enum IfeAttr<'a> {
        /// What is done.
        TCA_IFE_PARMS = 1 => Parms(&'a TcIfe),
        /// When it did what.
        TCA_IFE_TM = 2 => Tm(Grown<'a, TcfT>) where output(),
        /// The outer destination.
        TCA_IFE_DMAC = 3 => Dmac(HwAddr<'a>) where at_least(6),
        /// The outer source.
        TCA_IFE_SMAC = 4 => Smac(HwAddr<'a>) where at_least(6),
        /// The outer type. In host order.
        TCA_IFE_TYPE = 5 => Type(EtherType),
        /// Which metadata.
        TCA_IFE_METALST = 6 => Metalst(Attrs<'a, IfeMeta>),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_IFE_PAD = 7 => Pad(&'a [u8]) where output(),
    }
}
attributes! {
    /// Which metadata: `IFE_META_*`, linux/ife.h. Without a value, the packet's own; with one, that.
    pub set IfeMeta, enum IfeMetaAttr<'a> {
        /// The mark.
        IFE_META_SKBMARK = 1 => SkbMark(Slice<'a, u32>),
        /// The hash.
        IFE_META_HASHID = 2 => HashId(Slice<'a, u32>),
        /// The priority.
        IFE_META_PRIO = 3 => Prio(Slice<'a, u32>),
        /// The queue.
        IFE_META_QMAP = 4 => Qmap(Slice<'a, u16>),
        /// The index that classifiers leave for each other.
        IFE_META_TCINDEX = 5 => TcIndex(Slice<'a, u16>),
    }
}
