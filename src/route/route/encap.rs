//! Lightweight tunnel encapsulation of a route or nexthop: linux/lwtunnel.h and one header per
//! type.
//!
//! `RTA_ENCAP` is selected by `RTA_ENCAP_TYPE`, `NHA_ENCAP` by `NHA_ENCAP_TYPE`.
//!
//! ```
//! use nlwire::{route::*, wire::{Attrs, Writer}};
//! let mut buffer = [0; 128];
//! let mut writer = Writer::<Route>::new(&mut buffer);
//! writer.put(Route::RTA_ENCAP_TYPE, EncapType::LWTUNNEL_ENCAP_IP6);
//! writer.chosen(Route::RTA_ENCAP, EncapKind::IP6, |tunnel| {
//!     tunnel.put(Ip6Encap::LWTUNNEL_IP6_ID, 100u64).put(Ip6Encap::LWTUNNEL_IP6_DST, core::net::Ipv6Addr::LOCALHOST);
//! });
//! let attrs = Attrs::<Route>::new(writer.finish()?);
//! let Some(Encap::Ip6(tunnel)) = attrs.select(Route::RTA_ENCAP)? else { panic!() };
//! assert_eq!(format!("{tunnel:?}"), "{LWTUNNEL_IP6_ID: 100, LWTUNNEL_IP6_DST: ::1}");
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use crate::{
    attributes, c_struct, flags, open_enum, sub_messages,
    wire::{
        Attrs, Be, Ip, Labels, PackedArray, Selector, Str, Struct, SubMessage, SubMessageKey, WithHeader,
        spec::{SelectorSource, SubMessageSpec},
    },
};
use core::net::Ipv6Addr;

c_struct! {
    /// Mode and segment routing header (SRH) of a route: `struct seg6_iptunnel_encap`.
    ///
    /// linux/seg6_iptunnel.h. Ends with the fixed part of `struct ipv6_sr_hdr` (linux/seg6.h); the
    /// segment list follows.
    #[doc(alias = "seg6_iptunnel_encap")]
    pub struct Seg6IpTunnelEncap {
        /// How the SRH is added to a packet.
        mode: Seg6Mode,
        /// Segment routing header.
        srh: Struct<Ipv6SrHdr>,
    }
}
c_struct! {
    /// Segment routing header (SRH, RFC 8754) without segment list: `struct ipv6_sr_hdr`,
    /// linux/seg6.h.
    #[doc(alias = "ipv6_sr_hdr")]
    pub struct Ipv6SrHdr {
        /// Next header (IP protocol number); filled in by the kernel.
        nexthdr: u8,
        /// Header length with segment list and TLVs, in units of 8 bytes, minus one.
        hdrlen: u8,
        /// Routing type: 4.
        r#type: u8,
        /// Number of segments still to visit.
        segments_left: u8,
        /// Index of the last entry in the segment list, which is the first segment to visit.
        first_segment: u8,
        /// SRH flags.
        flags: Seg6Flags,
        /// Tag of a group of packets. Big-endian.
        tag: Be<u16>,
    }
}
c_struct! {
    /// RPL source routing header (RFC 6554) without segments: `struct ipv6_rpl_sr_hdr`,
    /// linux/rpl.h.
    #[doc(alias = "ipv6_rpl_sr_hdr")]
    pub struct Ipv6RplSrHdr {
        /// Next header (IP protocol number); filled in by the kernel.
        nexthdr: u8,
        /// Header length with segments, in units of 8 bytes, minus one.
        hdrlen: u8,
        /// Routing type: 3.
        r#type: u8,
        /// Number of segments still to visit.
        segments_left: u8,
        /// Number of prefix bytes elided from addresses; 0 in a route.
        ///
        /// CmprI, for all segments but the last, in the upper four bits; CmprE, for the last, in
        /// the lower four.
        cmpr: u8,
        /// Bytes of padding at the end, in the upper four bits; 0 in a route.
        padding: u8,
        /// Unused.
        pad __reserved: u16,
    }
}
c_struct! {
    /// IOAM trace option header (RFC 9197): `struct ioam6_trace_hdr`, linux/ioam6.h.
    #[doc(alias = "ioam6_trace_hdr")]
    pub struct Ioam6TraceHdr {
        /// IOAM namespace id. Big-endian.
        namespace_id: Be<u16>,
        /// Length of the data of one node, in units of 4 bytes, and the overflow flag.
        ///
        /// NodeLen in the upper five bits; the overflow flag in the bit below.
        nodelen: u8,
        /// Remaining length for node data, in units of 4 bytes.
        remlen: u8,
        /// IOAM trace type: one bit for each data field, in the upper 24 bits. Big-endian.
        type_be32: Be<u32>,
    }
}
open_enum! {
    /// Lightweight tunnel encapsulation type: `LWTUNNEL_ENCAP_*`, linux/lwtunnel.h.
    pub struct EncapType(u16) {
        /// No encapsulation.
        LWTUNNEL_ENCAP_NONE = 0,
        /// MPLS label stack.
        LWTUNNEL_ENCAP_MPLS = 1,
        /// IPv4 tunnel parameters for a tunnel interface in external (collect metadata) mode.
        LWTUNNEL_ENCAP_IP = 2,
        /// Identifier-Locator Addressing (ILA).
        LWTUNNEL_ENCAP_ILA = 3,
        /// IPv6 tunnel parameters for a tunnel interface in external (collect metadata) mode.
        LWTUNNEL_ENCAP_IP6 = 4,
        /// SRv6 encapsulation: a segment routing header (SRH).
        LWTUNNEL_ENCAP_SEG6 = 5,
        /// BPF programs.
        LWTUNNEL_ENCAP_BPF = 6,
        /// SRv6 endpoint behaviour of this node.
        LWTUNNEL_ENCAP_SEG6_LOCAL = 7,
        /// RPL source routing header.
        LWTUNNEL_ENCAP_RPL = 8,
        /// In situ Operations, Administration and Maintenance (IOAM).
        LWTUNNEL_ENCAP_IOAM6 = 9,
        /// IPsec by an XFRM interface in external mode.
        LWTUNNEL_ENCAP_XFRM = 10,
    }
}
open_enum! {
    /// SRv6 encapsulation mode: `SEG6_IPTUN_MODE_*`, linux/seg6_iptunnel.h.
    pub struct Seg6Mode(i32) {
        /// Inserts the SRH after the IPv6 header of the packet.
        SEG6_IPTUN_MODE_INLINE = 0,
        /// Encapsulates the packet in a new IPv6 header with SRH.
        SEG6_IPTUN_MODE_ENCAP = 1,
        /// Encapsulates the complete Ethernet frame in a new IPv6 header with SRH.
        SEG6_IPTUN_MODE_L2ENCAP = 2,
        /// Reduced encapsulation of the packet: the SRH omits the first segment.
        ///
        /// The destination address of the new IPv6 header holds the first segment.
        SEG6_IPTUN_MODE_ENCAP_RED = 3,
        /// Reduced encapsulation of the complete Ethernet frame: the SRH omits the first segment.
        ///
        /// The destination address of the new IPv6 header holds the first segment.
        SEG6_IPTUN_MODE_L2ENCAP_RED = 4,
    }
}
open_enum! {
    /// SRv6 endpoint behaviour (RFC 8986): `SEG6_LOCAL_ACTION_*`, linux/seg6_local.h.
    pub struct Seg6Action(u32) {
        /// End: forwards to the next segment.
        SEG6_LOCAL_ACTION_END = 1,
        /// End.X: forwards to the next segment by a given IPv6 next hop.
        SEG6_LOCAL_ACTION_END_X = 2,
        /// End.T: forwards to the next segment by a given routing table.
        SEG6_LOCAL_ACTION_END_T = 3,
        /// End.DX2: decapsulates an Ethernet frame and sends it by a given interface.
        SEG6_LOCAL_ACTION_END_DX2 = 4,
        /// End.DX6: decapsulates an IPv6 packet and forwards to a given next hop.
        SEG6_LOCAL_ACTION_END_DX6 = 5,
        /// End.DX4: decapsulates an IPv4 packet and forwards to a given next hop.
        SEG6_LOCAL_ACTION_END_DX4 = 6,
        /// End.DT6: decapsulates an IPv6 packet and looks up a given routing table.
        SEG6_LOCAL_ACTION_END_DT6 = 7,
        /// End.DT4: decapsulates an IPv4 packet and looks up a given routing table.
        SEG6_LOCAL_ACTION_END_DT4 = 8,
        /// End.B6.Insert: inserts a given SRH (binding to an SRv6 policy).
        SEG6_LOCAL_ACTION_END_B6 = 9,
        /// End.B6.Encaps: encapsulates in a new IPv6 header with a given SRH.
        SEG6_LOCAL_ACTION_END_B6_ENCAP = 10,
        /// End.BM: binding to an SR-MPLS policy; not implemented by the kernel.
        SEG6_LOCAL_ACTION_END_BM = 11,
        /// End.S: endpoint in search of a target in a table; not implemented by the kernel.
        SEG6_LOCAL_ACTION_END_S = 12,
        /// End.AS: static proxy for a function unaware of SR; not implemented by the kernel.
        SEG6_LOCAL_ACTION_END_AS = 13,
        /// End.AM: masquerading proxy for a function unaware of SR; not implemented by the kernel.
        SEG6_LOCAL_ACTION_END_AM = 14,
        /// End.BPF: runs a BPF program.
        SEG6_LOCAL_ACTION_END_BPF = 15,
        /// End.DT46: decapsulates an IPv4 or IPv6 packet and looks up a given routing table.
        SEG6_LOCAL_ACTION_END_DT46 = 16,
    }
}
open_enum! {
    /// IOAM encapsulation mode: `IOAM6_IPTUNNEL_MODE_*`, linux/ioam6_iptunnel.h.
    pub struct Ioam6Mode(u8) {
        /// Inserts the IOAM data after the IPv6 header of the packet.
        IOAM6_IPTUNNEL_MODE_INLINE = 1,
        /// Encapsulates the packet in a new IPv6 header with IOAM data.
        IOAM6_IPTUNNEL_MODE_ENCAP = 2,
        /// Inserts into locally generated packets, encapsulates forwarded packets.
        IOAM6_IPTUNNEL_MODE_AUTO = 3,
    }
}
open_enum! {
    /// ILA checksum handling: `ILA_CSUM_*`, linux/ila.h.
    pub struct IlaCsumMode(u8) {
        /// Adjusts the transport checksum.
        ILA_CSUM_ADJUST_TRANSPORT = 0,
        /// Checksum-neutral mapping: adjusts the identifier and sets the C-bit in the identifier.
        ILA_CSUM_NEUTRAL_MAP = 1,
        /// Leaves checksums unchanged.
        ILA_CSUM_NO_ACTION = 2,
        /// Checksum-neutral mapping of every identifier, without a C-bit.
        ILA_CSUM_NEUTRAL_MAP_AUTO = 3,
    }
}
open_enum! {
    /// ILA identifier type: `ILA_ATYPE_*`, linux/ila.h.
    pub struct IlaIdentType(u8) {
        /// Interface identifier.
        ILA_ATYPE_IID = 0,
        /// Locally unique identifier.
        ILA_ATYPE_LUID = 1,
        /// Virtual networking identifier for an IPv4 address.
        ILA_ATYPE_VIRT_V4 = 2,
        /// Virtual networking identifier for an IPv6 unicast address.
        ILA_ATYPE_VIRT_UNI_V6 = 3,
        /// Virtual networking identifier for an IPv6 multicast address.
        ILA_ATYPE_VIRT_MULTI_V6 = 4,
        /// Non-local address identifier.
        ILA_ATYPE_NONLOCAL_ADDR = 5,
        /// Type field within the identifier determines the type.
        ILA_ATYPE_USE_FORMAT = 32,
    }
}
open_enum! {
    /// ILA translation hook: `ILA_HOOK_*`, linux/ila.h.
    pub struct IlaHook(u8) {
        /// Translates on route output.
        ILA_HOOK_ROUTE_OUTPUT = 0,
        /// Translates on route input.
        ILA_HOOK_ROUTE_INPUT = 1,
    }
}
flags! {
    /// SRH flags: `SR6_FLAG1_*`, linux/seg6.h.
    pub struct Seg6Flags(u8) {
        /// Protected packet (fast reroute).
        SR6_FLAG1_PROTECTED = 1 << 6,
        /// Operations, Administration and Maintenance (OAM) packet.
        SR6_FLAG1_OAM = 1 << 5,
        /// Alert.
        SR6_FLAG1_ALERT = 1 << 4,
        /// An HMAC TLV (keyed hash) follows the segment list.
        SR6_FLAG1_HMAC = 1 << 3,
    }
}
flags! {
    /// Tunnel flags: `TUNNEL_*`, linux/if_tunnel.h.
    ///
    /// From a route, the kernel takes only the flags that a tunnel can have.
    pub struct TunnelFlags(u16) {
        /// Checksum present.
        TUNNEL_CSUM = 0x01,
        /// Routing present.
        TUNNEL_ROUTING = 0x02,
        /// Key present.
        TUNNEL_KEY = 0x04,
        /// Sequence number present.
        TUNNEL_SEQ = 0x08,
        /// Strict source routing.
        TUNNEL_STRICT = 0x10,
        /// Recursion control.
        TUNNEL_REC = 0x20,
        /// GRE version.
        TUNNEL_VERSION = 0x40,
        /// No key.
        TUNNEL_NO_KEY = 0x80,
        /// Sets the don't fragment (DF) bit.
        TUNNEL_DONT_FRAGMENT = 0x100,
        /// Operations, Administration and Maintenance (OAM) packet.
        TUNNEL_OAM = 0x200,
        /// Critical options present.
        TUNNEL_CRIT_OPT = 0x400,
        /// Geneve options present.
        TUNNEL_GENEVE_OPT = 0x800,
        /// VXLAN options present.
        TUNNEL_VXLAN_OPT = 0x1000,
        /// Excludes the packet from the tunnel's destination cache.
        TUNNEL_NOCACHE = 0x2000,
        /// ERSPAN options present.
        TUNNEL_ERSPAN_OPT = 0x4000,
        /// GTP options present.
        TUNNEL_GTP_OPT = 0x8000,
    }
}
flags! {
    /// SRv6 endpoint flavours, one bit for each of `SEG6_LOCAL_FLV_OP_*`, linux/seg6_local.h.
    pub struct Seg6Flavors(u32) {
        /// PSP: penultimate segment pop of the SRH (RFC 8986).
        SEG6_LOCAL_FLV_OP_PSP = 1 << 1,
        /// USP: ultimate segment pop of the SRH (RFC 8986).
        SEG6_LOCAL_FLV_OP_USP = 1 << 2,
        /// USD: ultimate segment decapsulation (RFC 8986).
        SEG6_LOCAL_FLV_OP_USD = 1 << 3,
        /// NEXT-C-SID: compressed segment list in the destination address (RFC 9800).
        SEG6_LOCAL_FLV_OP_NEXT_CSID = 1 << 4,
    }
}

attributes! {
    /// MPLS encapsulation: `MPLS_IPTUNNEL_*`, linux/mpls_iptunnel.h.
    pub set MplsEncap, enum MplsEncapAttr<'a> {
        /// Label stack.
        MPLS_IPTUNNEL_DST: Labels<'a> = 1 where min_len(4),
        /// TTL of the labels; absent to propagate the TTL of the packet.
        MPLS_IPTUNNEL_TTL: u8 = 2,
    }
}
attributes! {
    /// IPv4 tunnel encapsulation: `LWTUNNEL_IP_*`, linux/lwtunnel.h.
    pub set IpEncap strict from 8, enum IpEncapAttr<'a> {
        /// Tunnel id: GRE key, VXLAN or Geneve VNI. Big-endian.
        LWTUNNEL_IP_ID: Be<u64> = 1,
        /// Remote address (outer destination).
        LWTUNNEL_IP_DST: Ip<'a> = 2,
        /// Local address (outer source).
        LWTUNNEL_IP_SRC: Ip<'a> = 3,
        /// TTL of the outer header.
        LWTUNNEL_IP_TTL: u8 = 4,
        /// Type of service (TOS) of the outer header.
        LWTUNNEL_IP_TOS: u8 = 5,
        /// Tunnel flags. Big-endian.
        LWTUNNEL_IP_FLAGS: Be<TunnelFlags> = 6,
        /// Padding.
        LWTUNNEL_IP_PAD: &'a [u8] = 7,
        /// Tunnel options.
        LWTUNNEL_IP_OPTS: Attrs<'a, TunnelOpts> = 8,
    }
}
attributes! {
    /// IPv6 tunnel encapsulation: `LWTUNNEL_IP6_*`, linux/lwtunnel.h.
    pub set Ip6Encap strict from 8, enum Ip6EncapAttr<'a> {
        /// Tunnel id: GRE key, VXLAN or Geneve VNI. Big-endian.
        LWTUNNEL_IP6_ID: Be<u64> = 1,
        /// Remote address (outer destination).
        LWTUNNEL_IP6_DST: Ip<'a> = 2 where min_len(16),
        /// Local address (outer source).
        LWTUNNEL_IP6_SRC: Ip<'a> = 3 where min_len(16),
        /// Hop limit of the outer header.
        LWTUNNEL_IP6_HOPLIMIT: u8 = 4,
        /// Traffic class of the outer header.
        LWTUNNEL_IP6_TC: u8 = 5,
        /// Tunnel flags. Big-endian.
        LWTUNNEL_IP6_FLAGS: Be<TunnelFlags> = 6,
        /// Padding.
        LWTUNNEL_IP6_PAD: &'a [u8] = 7,
        /// Tunnel options.
        LWTUNNEL_IP6_OPTS: Attrs<'a, TunnelOpts> = 8,
    }
}
attributes! {
    /// Tunnel options of one tunnel type: `LWTUNNEL_IP_OPTS_*`, linux/lwtunnel.h.
    pub set TunnelOpts, enum TunnelOptsAttr<'a> {
        /// Geneve option; the attribute repeats for each option.
        LWTUNNEL_IP_OPTS_GENEVE: [Attrs<'a, GeneveOpt>] = 1,
        /// VXLAN options.
        LWTUNNEL_IP_OPTS_VXLAN: Attrs<'a, VxlanOpt> = 2,
        /// ERSPAN options.
        LWTUNNEL_IP_OPTS_ERSPAN: Attrs<'a, ErspanOpt> = 3,
    }
}
attributes! {
    /// Geneve option (RFC 8926): `LWTUNNEL_IP_OPT_GENEVE_*`, linux/lwtunnel.h.
    pub set GeneveOpt, enum GeneveOptAttr<'a> {
        /// Option class (namespace of the type). Big-endian.
        LWTUNNEL_IP_OPT_GENEVE_CLASS: Be<u16> = 1,
        /// Option type.
        LWTUNNEL_IP_OPT_GENEVE_TYPE: u8 = 2,
        /// Option data; the length is a multiple of 4 bytes.
        LWTUNNEL_IP_OPT_GENEVE_DATA: &'a [u8] = 3 where max_len(127),
    }
}
attributes! {
    /// VXLAN options: `LWTUNNEL_IP_OPT_VXLAN_*`, linux/lwtunnel.h.
    pub set VxlanOpt, enum VxlanOptAttr<'a> {
        /// Group based policy (GBP) id, host byte order.
        LWTUNNEL_IP_OPT_VXLAN_GBP: u32 = 1,
    }
}
attributes! {
    /// ERSPAN options: `LWTUNNEL_IP_OPT_ERSPAN_*`, linux/lwtunnel.h.
    pub set ErspanOpt, enum ErspanOptAttr<'a> {
        /// ERSPAN version, 1 or 2.
        LWTUNNEL_IP_OPT_ERSPAN_VER: u8 = 1,
        /// Version 1: index of the mirrored port. Big-endian.
        LWTUNNEL_IP_OPT_ERSPAN_INDEX: Be<u32> = 2,
        /// Version 2: direction of the mirrored traffic; 0 ingress, 1 egress.
        LWTUNNEL_IP_OPT_ERSPAN_DIR: u8 = 3,
        /// Version 2: hardware id of the ERSPAN engine.
        LWTUNNEL_IP_OPT_ERSPAN_HWID: u8 = 4,
    }
}
attributes! {
    /// Identifier-Locator Addressing (ILA): `ILA_ATTR_*`, linux/ila.h.
    pub set IlaEncap, enum IlaEncapAttr<'a> {
        /// Locator that replaces the upper 64 bits of the destination address. Big-endian.
        ILA_ATTR_LOCATOR: Be<u64> = 1,
        /// Padding.
        ILA_ATTR_PAD: &'a [u8] = 6,
        /// Checksum handling.
        ILA_ATTR_CSUM_MODE: IlaCsumMode = 7,
        /// Identifier type.
        ILA_ATTR_IDENT_TYPE: IlaIdentType = 8,
        /// Translation hook.
        ILA_ATTR_HOOK_TYPE: IlaHook = 9,
    }
}
attributes! {
    /// BPF encapsulation: `LWT_BPF_*`, linux/lwtunnel.h.
    pub set BpfEncap, enum BpfEncapAttr<'a> {
        /// Program for received packets.
        LWT_BPF_IN: Attrs<'a, BpfEncapProg> = 1,
        /// Program for locally generated packets, on route output.
        LWT_BPF_OUT: Attrs<'a, BpfEncapProg> = 2,
        /// Program for packets about to be transmitted; may modify packets.
        LWT_BPF_XMIT: Attrs<'a, BpfEncapProg> = 3,
        /// Headroom that the transmit program needs, bytes; at most 256.
        LWT_BPF_XMIT_HEADROOM: u32 = 4,
    }
}
attributes! {
    /// BPF program: `LWT_BPF_PROG_*`, linux/lwtunnel.h.
    pub set BpfEncapProg, enum BpfEncapProgAttr<'a> {
        /// File descriptor of the program.
        LWT_BPF_PROG_FD: u32 = 1,
        /// Program name.
        LWT_BPF_PROG_NAME: Str<'a> = 2 where nul_max_len(256),
    }
}
open_enum! {
    /// Reserved MPLS label: `MPLS_LABEL_*`, linux/mpls.h. Labels from 16 on are unreserved.
    pub struct MplsLabel(u32) {
        /// IPv4 explicit null (RFC 3032).
        MPLS_LABEL_IPV4NULL = 0,
        /// Router alert (RFC 3032).
        MPLS_LABEL_RTALERT = 1,
        /// IPv6 explicit null (RFC 3032).
        MPLS_LABEL_IPV6NULL = 2,
        /// Implicit null (RFC 3032).
        MPLS_LABEL_IMPLNULL = 3,
        /// Entropy label indicator (RFC 6790).
        MPLS_LABEL_ENTROPY = 7,
        /// Generic associated channel label (GAL, RFC 5586).
        MPLS_LABEL_GAL = 13,
        /// OAM alert (RFC 3429).
        MPLS_LABEL_OAMALERT = 14,
        /// Extension (RFC 7274).
        MPLS_LABEL_EXTENSION = 15,
        /// First unreserved label: 0 to 15 have special meanings (RFC 7274).
        MPLS_LABEL_FIRST_UNRESERVED = 16,
    }
}
attributes! {
    /// SRv6 encapsulation: `SEG6_IPTUNNEL_*`, linux/seg6_iptunnel.h.
    pub set Seg6Encap, enum Seg6EncapAttr<'a> {
        /// Encapsulation mode, SRH and segment list.
        SEG6_IPTUNNEL_SRH: WithHeader<'a, Seg6IpTunnelEncap, SubMessage<'a, Seg6EncapSegments>> = 1 where binary_max_len(u16::MAX),
        /// Source address of the outer IPv6 header. Since Linux 7.2.
        SEG6_IPTUNNEL_SRC: Ipv6Addr = 2,
    }
}
attributes! {
    /// SRv6 endpoint: `SEG6_LOCAL_*`, linux/seg6_local.h.
    pub set Seg6LocalEncap, enum Seg6LocalEncapAttr<'a> {
        /// Endpoint behaviour.
        SEG6_LOCAL_ACTION: Seg6Action = 1,
        /// SRH and segment list to add (End.B6.Insert, End.B6.Encaps).
        SEG6_LOCAL_SRH: WithHeader<'a, Ipv6SrHdr, SubMessage<'a, Seg6LocalSegments>> = 2 where binary_max_len(u16::MAX),
        /// Routing table to look up (End.T, End.DT6).
        SEG6_LOCAL_TABLE: super::RouteTable = 3,
        /// IPv4 next hop (End.DX4).
        SEG6_LOCAL_NH4: Ip<'a> = 4 where exact_len(4),
        /// IPv6 next hop (End.X, End.DX6).
        SEG6_LOCAL_NH6: Ip<'a> = 5 where exact_len(16),
        /// Index of the incoming interface.
        SEG6_LOCAL_IIF: u32 = 6,
        /// Index of the outgoing interface (End.DX2).
        SEG6_LOCAL_OIF: u32 = 7,
        /// BPF program (End.BPF).
        SEG6_LOCAL_BPF: Attrs<'a, Seg6LocalBpf> = 8,
        /// Routing table of a VRF to look up (End.DT4, End.DT6, End.DT46).
        SEG6_LOCAL_VRFTABLE: super::RouteTable = 9,
        /// Counters; present in a request, enables counting.
        SEG6_LOCAL_COUNTERS: Attrs<'a, Seg6LocalCounters> = 10,
        /// Endpoint flavours.
        SEG6_LOCAL_FLAVORS: Attrs<'a, Seg6LocalFlavors> = 11,
    }
}
attributes! {
    /// BPF program of an SRv6 endpoint: `SEG6_LOCAL_BPF_*`, linux/seg6_local.h.
    pub set Seg6LocalBpf, enum Seg6LocalBpfAttr<'a> {
        /// File descriptor of the program in a request; program id in a reply.
        SEG6_LOCAL_BPF_PROG: u32 = 1,
        /// Program name.
        SEG6_LOCAL_BPF_PROG_NAME: Str<'a> = 2 where nul_max_len(256),
    }
}
attributes! {
    /// Counters of an SRv6 endpoint: `SEG6_LOCAL_CNT_*`, linux/seg6_local.h.
    pub set Seg6LocalCounters, enum Seg6LocalCountersAttr<'a> {
        /// Padding.
        SEG6_LOCAL_CNT_PAD: &'a [u8] = 1,
        /// Packets processed successfully.
        SEG6_LOCAL_CNT_PACKETS: u64 = 2,
        /// Bytes processed successfully.
        SEG6_LOCAL_CNT_BYTES: u64 = 3,
        /// Packets that failed processing.
        SEG6_LOCAL_CNT_ERRORS: u64 = 4,
    }
}
attributes! {
    /// Flavours of an SRv6 endpoint: `SEG6_LOCAL_FLV_*`, linux/seg6_local.h.
    pub set Seg6LocalFlavors, enum Seg6LocalFlavorsAttr<'a> {
        /// Flavours in effect.
        SEG6_LOCAL_FLV_OPERATION: Seg6Flavors = 1,
        /// NEXT-C-SID: length of the locator block, bits.
        SEG6_LOCAL_FLV_LCBLOCK_BITS: u8 = 2,
        /// NEXT-C-SID: length of locator node and function of one compressed SID, bits.
        SEG6_LOCAL_FLV_LCNODE_FN_BITS: u8 = 3,
    }
}
attributes! {
    /// RPL encapsulation: `RPL_IPTUNNEL_*`, linux/rpl_iptunnel.h.
    pub set RplEncap, enum RplEncapAttr<'a> {
        /// RPL source routing header and segments.
        RPL_IPTUNNEL_SRH: WithHeader<'a, Ipv6RplSrHdr, PackedArray<'a, Ipv6Addr>> = 1 where binary_max_len(u16::MAX),
    }
}
attributes! {
    /// IOAM encapsulation: `IOAM6_IPTUNNEL_*`, linux/ioam6_iptunnel.h.
    pub set Ioam6Encap, enum Ioam6EncapAttr<'a> {
        /// Encapsulation mode.
        IOAM6_IPTUNNEL_MODE: Ioam6Mode = 1 where range(1, 3),
        /// Destination address of the outer header.
        IOAM6_IPTUNNEL_DST: Ip<'a> = 2 where exact_len(16),
        /// Trace option header: the data fields to record.
        IOAM6_IPTUNNEL_TRACE: &'a Struct<Ioam6TraceHdr> = 3 where exact_len(8),
        /// IOAM insertion frequency: the k of "k packets of every n".
        ///
        /// [`IOAM6_IPTUNNEL_FREQ_N`](Self::IOAM6_IPTUNNEL_FREQ_N) is the n.
        IOAM6_IPTUNNEL_FREQ_K: u32 = 4 where range(1, 1_000_000),
        /// IOAM insertion frequency: the n of "k packets of every n".
        ///
        /// [`IOAM6_IPTUNNEL_FREQ_K`](Self::IOAM6_IPTUNNEL_FREQ_K) is the k.
        IOAM6_IPTUNNEL_FREQ_N: u32 = 5 where range(1, 1_000_000),
        /// Source address of the outer header.
        IOAM6_IPTUNNEL_SRC: Ip<'a> = 6 where exact_len(16),
    }
}
attributes! {
    /// IPsec by an XFRM interface in external mode: `LWT_XFRM_*`, linux/lwtunnel.h.
    pub set XfrmEncap strict from 0, enum XfrmEncapAttr<'a> {
        /// XFRM interface id, which selects the IPsec policies.
        LWT_XFRM_IF_ID: u32 = 1 where range(1, 0xffff_ffff),
        /// Index of the underlying interface.
        LWT_XFRM_LINK: u32 = 2 where range(1, 0xffff_ffff),
    }
}

sub_messages! {
    /// Encapsulation parameters by type. [`NextHopEncap`] selects the same sub-messages.
    pub enum Encap<'a>, selector EncapKind from SelectorSource::bytes(21) => {
        /// MPLS label stack.
        MPLS = &1u16.to_ne_bytes() => Mpls(Attrs<'a, MplsEncap>),
        /// IPv4 tunnel parameters.
        IP = &2u16.to_ne_bytes() => Ip(Attrs<'a, IpEncap>),
        /// Identifier-Locator Addressing (ILA).
        ILA = &3u16.to_ne_bytes() => Ila(Attrs<'a, IlaEncap>),
        /// IPv6 tunnel parameters.
        IP6 = &4u16.to_ne_bytes() => Ip6(Attrs<'a, Ip6Encap>),
        /// SRv6 encapsulation.
        SEG6 = &5u16.to_ne_bytes() => Seg6(Attrs<'a, Seg6Encap>),
        /// BPF programs.
        BPF = &6u16.to_ne_bytes() => Bpf(Attrs<'a, BpfEncap>),
        /// SRv6 endpoint.
        SEG6_LOCAL = &7u16.to_ne_bytes() => Seg6Local(Attrs<'a, Seg6LocalEncap>),
        /// RPL source routing header.
        RPL = &8u16.to_ne_bytes() => Rpl(Attrs<'a, RplEncap>),
        /// In situ OAM (IOAM).
        IOAM6 = &9u16.to_ne_bytes() => Ioam6(Attrs<'a, Ioam6Encap>),
        /// IPsec by an XFRM interface.
        XFRM = &10u16.to_ne_bytes() => Xfrm(Attrs<'a, XfrmEncap>),
    }
}
/// Selector of [`Encap`] in a nexthop object.
///
/// Selects by [`NextHop::NHA_ENCAP_TYPE`](crate::route::NextHop::NHA_ENCAP_TYPE).
pub enum NextHopEncap {}
impl Selector for NextHopEncap {
    const SPEC: SubMessageSpec = SubMessageSpec { by: SelectorSource::bytes(7), ..EncapKind::SPEC };
    type Chosen<'a> = Encap<'a>;
    #[inline]
    fn choose<'a>(key: &[u8], payload: &'a [u8]) -> Encap<'a> {
        EncapKind::choose(key, payload)
    }
}
/// Declares the sub-message keys of [`EncapKind`] for [`NextHopEncap`].
macro_rules! same_arms { ($($name:ident: $set:ty,)*) => {
    impl<'a> NextHopEncap {
        $(
            #[doc = concat!("As [`EncapKind::", stringify!($name), "`].")]
            pub const $name: SubMessageKey<Self, Attrs<'a, $set>> = SubMessageKey::new(EncapKind::$name.key());
        )*
    }
} }
same_arms! {
    MPLS: MplsEncap, IP: IpEncap, ILA: IlaEncap, IP6: Ip6Encap, SEG6: Seg6Encap, BPF: BpfEncap, SEG6_LOCAL: Seg6LocalEncap,
    RPL: RplEncap, IOAM6: Ioam6Encap, XFRM: XfrmEncap,
}
sub_messages! {
    /// Data after [`Seg6IpTunnelEncap`], by the SRH flags.
    ///
    /// With flags of 0, a segment list only.
    pub enum Segments<'a>, selector Seg6EncapSegments from SelectorSource::Header { offset: 9, len: 1 } => {
        /// Segment list; the last segment to visit comes first.
        PLAIN = &[0u8] => Plain(PackedArray<'a, Ipv6Addr>),
    }
}
sub_messages! {
    /// Data after [`Ipv6SrHdr`], by the SRH flags.
    ///
    /// With flags of 0, a segment list only.
    pub enum LocalSegments<'a>, selector Seg6LocalSegments from SelectorSource::Header { offset: 5, len: 1 } => {
        /// Segment list; the last segment to visit comes first.
        PLAIN = &[0u8] => Plain(PackedArray<'a, Ipv6Addr>),
    }
}
/// Iterates over the segment list at the start of `bytes`; `srh` holds the length. TLVs may follow.
fn segments(srh: Struct<Ipv6SrHdr>, bytes: &[u8]) -> impl Iterator<Item = Ipv6Addr> {
    let many = usize::from(srh.get(Ipv6SrHdr::first_segment)) + 1;
    bytes
        .chunks_exact(16)
        .take(many)
        .filter_map(|segment| segment.first_chunk::<16>())
        .map(|it| Ipv6Addr::from(*it))
}
impl<'a> WithHeader<'a, Seg6IpTunnelEncap, SubMessage<'a, Seg6EncapSegments>> {
    /// Returns the segment list; the last segment to visit comes first.
    ///
    /// TLVs after the segment list are skipped.
    pub fn segments(&self) -> impl Iterator<Item = Ipv6Addr> + use<'a> {
        segments(self.header.get(Seg6IpTunnelEncap::srh), self.body.bytes())
    }
}
impl<'a> WithHeader<'a, Ipv6SrHdr, SubMessage<'a, Seg6LocalSegments>> {
    /// Returns the segment list; the last segment to visit comes first.
    ///
    /// TLVs after the segment list are skipped.
    pub fn segments(&self) -> impl Iterator<Item = Ipv6Addr> + use<'a> {
        segments(*self.header, self.body.bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::{NextHop, Route},
        wire::{AttributeSet, CStruct, Writer},
    };
    use std::{format, vec::Vec};

    #[test]
    fn an_encapsulation_is_what_its_type_says_and_bytes_without_one() {
        let mut buffer = [0; 128];
        for (kind, shown) in [
            (Some(EncapType::LWTUNNEL_ENCAP_XFRM), "{LWT_XFRM_IF_ID: 117440512}"),
            (Some(EncapType::LWTUNNEL_ENCAP_IP6), "{LWTUNNEL_IP6_ID: misfit 00000007}"),
            (Some(EncapType::LWTUNNEL_ENCAP_MPLS), "{MPLS_IPTUNNEL_DST: 0}"),
            (Some(EncapType(99)), "0800010000000007"),
            (None, "0800010000000007"),
        ] {
            if cfg!(target_endian = "big") {
                continue;
            }
            let mut writer = Writer::<Route>::new(&mut buffer);
            writer.put(Route::RTA_ENCAP, SubMessage::new(&[8, 0, 1, 0, 0, 0, 0, 7]));
            writer.put_some(Route::RTA_ENCAP_TYPE, kind); // may come after, as the kernel sends it
            let attrs = format!("{:?}", Attrs::<Route>::new(writer.finish().unwrap()));
            assert!(attrs.starts_with(&format!("{{RTA_ENCAP: {shown}")), "{attrs}");
            let mut writer = Writer::<NextHop>::new(&mut buffer);
            writer.put_some(NextHop::NHA_ENCAP_TYPE, kind);
            writer.put(NextHop::NHA_ENCAP, SubMessage::new(&[8, 0, 1, 0, 0, 0, 0, 7]));
            let attrs = format!("{:?}", Attrs::<NextHop>::new(writer.finish().unwrap()));
            assert!(attrs.ends_with(&format!("NHA_ENCAP: {shown}}}")), "{attrs}");
        }
    }
    #[test]
    fn segments_are_read_with_and_without_more_behind_them() {
        for (flags, more, shown) in [
            (Seg6Flags::empty(), 0usize, "[::1, ::2]"),
            (Seg6Flags::SR6_FLAG1_HMAC, 40, "00000000000000000000000000000001"),
        ] {
            let srh = Ipv6SrHdr::new().with(Ipv6SrHdr::first_segment, 1).with(Ipv6SrHdr::flags, flags);
            let header = Seg6IpTunnelEncap::new()
                .with(Seg6IpTunnelEncap::mode, Seg6Mode(1))
                .with(Seg6IpTunnelEncap::srh, srh);
            let mut body = [Ipv6Addr::from(1u128).octets(), Ipv6Addr::from(2u128).octets()].concat();
            body.resize(32 + more, 5);
            let mut buffer = [0; 128];
            let mut writer = Writer::<Seg6Encap>::new(&mut buffer);
            writer.put(
                Seg6Encap::SEG6_IPTUNNEL_SRH,
                WithHeader { header: &header, body: SubMessage::new(&body) },
            );
            let attrs = Attrs::<Seg6Encap>::new(writer.finish().unwrap());
            let printed = format!("{attrs:?}");
            assert!(
                printed.contains("{header: {mode: SEG6_IPTUN_MODE_ENCAP, srh: {nexthdr: 0, "),
                "{printed}"
            );
            assert!(printed.contains(&format!("data: {shown}")), "{printed}");
            let srh = attrs.get(Seg6Encap::SEG6_IPTUNNEL_SRH).unwrap().unwrap();
            assert_eq!(srh.segments().collect::<Vec<_>>(), [Ipv6Addr::from(1u128), Ipv6Addr::from(2u128)]);
        }
    }
    #[test]
    fn structures_are_as_long_as_the_kernels() {
        assert_eq!((Seg6IpTunnelEncap::SPEC.len, Ipv6SrHdr::SPEC.len), (12, 8));
        assert_eq!((Ipv6RplSrHdr::SPEC.len, Ioam6TraceHdr::SPEC.len), (8, 8));
        assert_eq!(Seg6IpTunnelEncap::srh.offset() + Ipv6SrHdr::flags.offset(), 9, "the selector's offset");
        assert_eq!(Ip6Encap::spec().attribute_by_name("LWTUNNEL_IP6_TC").map(|row| row.number), Some(5));
    }
}
