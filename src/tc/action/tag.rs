//! Actions that add or remove headers: `vlan`, `mpls`, `tunnel_key`, `ife`. Kernel headers:
//! linux/tc_act/*.h.
use super::{TcfT, action_layout};
use crate::{
    attributes, open_enum,
    uapi::EtherType,
    wire::{Attrs, Be, Extensible, Flag, HwAddr, Ip, PackedArray, Struct},
};

action_layout! {
    /// Parameters of the `vlan` action: `struct tc_vlan`, linux/tc_act/tc_vlan.h.
    #[doc(alias = "tc_vlan")]
    pub struct TcVlan {
        /// Operation: push, pop or modify.
        v_action: VlanDo,
    }
}
action_layout! {
    /// Parameters of the `mpls` action: `struct tc_mpls`, linux/tc_act/tc_mpls.h.
    #[doc(alias = "tc_mpls")]
    pub struct TcMpls {
        /// Operation: push, pop, modify or decrement the TTL.
        m_action: MplsDo,
    }
}
action_layout! {
    /// Parameters of the `tunnel_key` action: `struct tc_tunnel_key`, linux/tc_act/tc_tunnel_key.h.
    #[doc(alias = "tc_tunnel_key")]
    pub struct TcTunnelKey {
        /// Operation: set or release.
        t_action: TunnelKeyDo,
    }
}
action_layout! {
    /// Parameters of the `ife` action: `struct tc_ife`, linux/tc_act/tc_ife.h.
    #[doc(alias = "tc_ife")]
    pub struct TcIfe {
        /// Operation: encode or decode.
        flags: IfeDo,
        /// Padding.
        pad __pad: u16,
    }
}
open_enum! {
    /// Operation of the `vlan` action: `TCA_VLAN_ACT_*`, linux/tc_act/tc_vlan.h.
    pub struct VlanDo(i32) {
        /// Pops the outermost VLAN tag.
        TCA_VLAN_ACT_POP = 1,
        /// Pushes a VLAN tag.
        TCA_VLAN_ACT_PUSH = 2,
        /// Modifies the outermost VLAN tag.
        TCA_VLAN_ACT_MODIFY = 3,
        /// Pops the Ethernet header.
        TCA_VLAN_ACT_POP_ETH = 4,
        /// Pushes an Ethernet header.
        TCA_VLAN_ACT_PUSH_ETH = 5,
    }
}
open_enum! {
    /// Operation of the `mpls` action: `TCA_MPLS_ACT_*`, linux/tc_act/tc_mpls.h.
    pub struct MplsDo(i32) {
        /// Pops the outermost label stack entry.
        TCA_MPLS_ACT_POP = 1,
        /// Pushes a label stack entry between Ethernet header and payload.
        TCA_MPLS_ACT_PUSH = 2,
        /// Modifies the outermost label stack entry.
        TCA_MPLS_ACT_MODIFY = 3,
        /// Decrements the TTL (time to live) of the outermost label stack entry.
        TCA_MPLS_ACT_DEC_TTL = 4,
        /// Pushes a label stack entry before the Ethernet header.
        TCA_MPLS_ACT_MAC_PUSH = 5,
    }
}
open_enum! {
    /// Operation of the `tunnel_key` action: `TCA_TUNNEL_KEY_ACT_*`, linux/tc_act/tc_tunnel_key.h.
    pub struct TunnelKeyDo(i32) {
        /// Sets tunnel metadata for a tunnel interface in external (metadata) mode.
        TCA_TUNNEL_KEY_ACT_SET = 1,
        /// Releases the tunnel metadata.
        TCA_TUNNEL_KEY_ACT_RELEASE = 2,
    }
}
open_enum! {
    /// Operation of the `ife` action: `IFE_*`, linux/tc_act/tc_ife.h.
    pub struct IfeDo(u16) {
        /// Removes the IFE header and applies the metadata.
        IFE_DECODE = 0,
        /// Adds an IFE header with the metadata.
        IFE_ENCODE = 1,
    }
}

// Limits: vlan_policy, net/sched/act_vlan.c.
attributes! {
    /// Attributes of the `vlan` action: `TCA_VLAN_*`, linux/tc_act/tc_vlan.h.
    ///
    /// Manual page: [tc-vlan(8)](https://man7.org/linux/man-pages/man8/tc-vlan.8.html).
    pub set VlanAction, enum VlanActionAttr<'a> {
        /// Times since creation, first use, last use, and until expiry.
        TCA_VLAN_TM: Extensible<'a, TcfT> = 1 where read_only,
        /// Operation, index, reference counts and verdict.
        TCA_VLAN_PARMS: &'a Struct<TcVlan> = 2,
        /// VLAN ID, in host byte order.
        TCA_VLAN_PUSH_VLAN_ID: u16 = 3,
        /// Tag protocol identifier (TPID): ETH_P_8021Q or ETH_P_8021AD.
        TCA_VLAN_PUSH_VLAN_PROTOCOL: Be<EtherType> = 4,
        /// Padding.
        TCA_VLAN_PAD: &'a [u8] = 5 where read_only,
        /// Priority code point (PCP), 0 to 7.
        TCA_VLAN_PUSH_VLAN_PRIORITY: u8 = 6,
        /// Destination MAC address of a pushed Ethernet header.
        TCA_VLAN_PUSH_ETH_DST: HwAddr<'a> = 7 where exact_len(6),
        /// Source MAC address of a pushed Ethernet header.
        TCA_VLAN_PUSH_ETH_SRC: HwAddr<'a> = 8 where exact_len(6),
    }
}
// Limits: mpls_policy, net/sched/act_mpls.c.
attributes! {
    /// Attributes of the `mpls` action: `TCA_MPLS_*`, linux/tc_act/tc_mpls.h.
    ///
    /// Manual page: [tc-mpls(8)](https://man7.org/linux/man-pages/man8/tc-mpls.8.html).
    pub set MplsAction, enum MplsActionAttr<'a> {
        /// Times since creation, first use, last use, and until expiry.
        TCA_MPLS_TM: Extensible<'a, TcfT> = 1 where read_only,
        /// Operation, index, reference counts and verdict.
        TCA_MPLS_PARMS: &'a Struct<TcMpls> = 2 where exact_len(24),
        /// Padding.
        TCA_MPLS_PAD: &'a [u8] = 3 where read_only,
        /// EtherType: of the payload after a pop, or of the pushed label stack entry.
        TCA_MPLS_PROTO: Be<EtherType> = 4,
        /// Label, in host byte order.
        TCA_MPLS_LABEL: u32 = 5 where range(0, 0xf_ffff),
        /// Traffic class (TC).
        TCA_MPLS_TC: u8 = 6 where range(0, 7),
        /// Time to live (TTL).
        TCA_MPLS_TTL: u8 = 7 where range(1, 255),
        /// Bottom of stack (S bit): 1 for the last label stack entry.
        TCA_MPLS_BOS: u8 = 8 where range(0, 1),
    }
}
// Limits: tunnel_key_policy, enc_opts_policy and the policies of the option types,
// net/sched/act_tunnel_key.c.
attributes! {
    /// Attributes of the `tunnel_key` action: `TCA_TUNNEL_KEY_*`, linux/tc_act/tc_tunnel_key.h.
    ///
    /// Manual page: [tc-tunnel_key(8)](https://man7.org/linux/man-pages/man8/tc-tunnel_key.8.html).
    pub set TunnelKey, enum TunnelKeyAttr<'a> {
        /// Times since creation, first use, last use, and until expiry.
        TCA_TUNNEL_KEY_TM: Extensible<'a, TcfT> = 1 where read_only,
        /// Operation, index, reference counts and verdict.
        TCA_TUNNEL_KEY_PARMS: &'a Struct<TcTunnelKey> = 2,
        /// IPv4 source address of the outer header.
        TCA_TUNNEL_KEY_ENC_IPV4_SRC: Ip<'a> = 3,
        /// IPv4 destination address of the outer header.
        TCA_TUNNEL_KEY_ENC_IPV4_DST: Ip<'a> = 4,
        /// IPv6 source address of the outer header.
        TCA_TUNNEL_KEY_ENC_IPV6_SRC: Ip<'a> = 5 where min_len(16),
        /// IPv6 destination address of the outer header.
        TCA_TUNNEL_KEY_ENC_IPV6_DST: Ip<'a> = 6 where min_len(16),
        /// Tunnel key, such as the VXLAN network identifier (VNI). 32 bits, although
        /// linux/tc_act/tc_tunnel_key.h documents 64.
        TCA_TUNNEL_KEY_ENC_KEY_ID: Be<u32> = 7,
        /// Padding.
        TCA_TUNNEL_KEY_PAD: &'a [u8] = 8 where read_only,
        /// UDP destination port of the outer header.
        TCA_TUNNEL_KEY_ENC_DST_PORT: Be<u16> = 9,
        /// Outer UDP checksum: 1 disables the checksum, 0 enables the checksum.
        TCA_TUNNEL_KEY_NO_CSUM: u8 = 10,
        /// Options of the tunnel type.
        TCA_TUNNEL_KEY_ENC_OPTS: Attrs<'a, TunnelKeyOpts> = 11,
        /// TOS (type of service) field of the outer header.
        TCA_TUNNEL_KEY_ENC_TOS: u8 = 12,
        /// TTL (time to live) of the outer header.
        TCA_TUNNEL_KEY_ENC_TTL: u8 = 13,
        /// Sets the don't fragment (DF) flag of the outer header. Since Linux 6.3.
        TCA_TUNNEL_KEY_NO_FRAG: Flag = 14,
    }
}
attributes! {
    /// Options by tunnel type: `TCA_TUNNEL_KEY_ENC_OPTS_*`, linux/tc_act/tc_tunnel_key.h.
    pub set TunnelKeyOpts, enum TunnelKeyOptsAttr<'a> {
        /// Geneve options. A request has one attribute per option; a reply has all options in one
        /// attribute.
        TCA_TUNNEL_KEY_ENC_OPTS_GENEVE: [Attrs<'a, TunnelKeyGeneve>] = 1,
        /// VXLAN options.
        TCA_TUNNEL_KEY_ENC_OPTS_VXLAN: Attrs<'a, TunnelKeyVxlan> = 2,
        /// ERSPAN options.
        TCA_TUNNEL_KEY_ENC_OPTS_ERSPAN: Attrs<'a, TunnelKeyErspan> = 3,
    }
}
attributes! {
    /// Geneve options: `TCA_TUNNEL_KEY_ENC_OPT_GENEVE_*`, linux/tc_act/tc_tunnel_key.h.
    ///
    /// Several options repeat class, type and data, in this order. See [RFC
    /// 8926](https://www.rfc-editor.org/rfc/rfc8926).
    pub set TunnelKeyGeneve, enum TunnelKeyGeneveAttr<'a> {
        /// Option class.
        TCA_TUNNEL_KEY_ENC_OPT_GENEVE_CLASS: [Be<u16>] = 1,
        /// Option type.
        TCA_TUNNEL_KEY_ENC_OPT_GENEVE_TYPE: [u8] = 2,
        /// Option data. The length is a multiple of 4 bytes.
        TCA_TUNNEL_KEY_ENC_OPT_GENEVE_DATA: [&'a [u8]] = 3 where max_len(127),
    }
}
attributes! {
    /// VXLAN options: `TCA_TUNNEL_KEY_ENC_OPT_VXLAN_*`, linux/tc_act/tc_tunnel_key.h.
    pub set TunnelKeyVxlan, enum TunnelKeyVxlanAttr<'a> {
        /// Group-based policy (GBP), in host byte order.
        TCA_TUNNEL_KEY_ENC_OPT_VXLAN_GBP: u32 = 1,
    }
}
attributes! {
    /// ERSPAN options: `TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_*`, linux/tc_act/tc_tunnel_key.h.
    pub set TunnelKeyErspan, enum TunnelKeyErspanAttr<'a> {
        /// ERSPAN version: 1 (type II) or 2 (type III).
        TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_VER: u8 = 1,
        /// Port index of version 1.
        TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_INDEX: Be<u32> = 2,
        /// Direction of mirrored traffic in version 2: 0 for ingress, 1 for egress.
        TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_DIR: u8 = 3,
        /// Hardware ID of version 2.
        TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_HWID: u8 = 4,
    }
}
// Limits: ife_policy, net/sched/act_ife.c.
attributes! {
    /// Attributes of the `ife` action: `TCA_IFE_*`, linux/tc_act/tc_ife.h.
    ///
    /// ForCES inter-FE LFB, [RFC 8013](https://www.rfc-editor.org/rfc/rfc8013). Manual page:
    /// [tc-ife(8)](https://man7.org/linux/man-pages/man8/tc-ife.8.html).
    pub set Ife, enum IfeAttr<'a> {
        /// Operation, index, reference counts and verdict.
        TCA_IFE_PARMS: &'a Struct<TcIfe> = 1,
        /// Times since creation, first use, last use, and until expiry.
        TCA_IFE_TM: Extensible<'a, TcfT> = 2 where read_only,
        /// Destination MAC address of the outer Ethernet header.
        TCA_IFE_DMAC: HwAddr<'a> = 3 where min_len(6),
        /// Source MAC address of the outer Ethernet header.
        TCA_IFE_SMAC: HwAddr<'a> = 4 where min_len(6),
        /// EtherType of the outer Ethernet header, in host byte order. Default: ETH_P_IFE.
        TCA_IFE_TYPE: EtherType = 5,
        /// Metadata to encode or to allow.
        TCA_IFE_METALST: Attrs<'a, IfeMeta> = 6,
        /// Padding.
        TCA_IFE_PAD: &'a [u8] = 7 where read_only,
    }
}
attributes! {
    /// Metadata of the `ife` action: `IFE_META_*`, linux/ife.h.
    ///
    /// An empty attribute encodes the value of the packet; an attribute with a value encodes that
    /// value.
    pub set IfeMeta, enum IfeMetaAttr<'a> {
        /// Packet mark.
        IFE_META_SKBMARK: PackedArray<'a, u32> = 1,
        /// Packet hash.
        IFE_META_HASHID: PackedArray<'a, u32> = 2,
        /// Packet priority.
        IFE_META_PRIO: PackedArray<'a, u32> = 3,
        /// Queue mapping.
        IFE_META_QMAP: PackedArray<'a, u16> = 4,
        /// Traffic control index (`tc_index`).
        IFE_META_TCINDEX: PackedArray<'a, u16> = 5,
    }
}
