//! What packets of a route are put into: `RTA_ENCAP` by `RTA_ENCAP_TYPE`, and `NHA_ENCAP` by `NHA_ENCAP_TYPE`, linux/lwtunnel.h and the
//! headers of each kind.
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
    attributes, flags, layout, numbers, select,
    wire::{Attrs, Be, By, Choice, Choices, Headed, Ip, Labels, Layout, Selected, Selector, Slice, Str},
};
use core::net::Ipv6Addr;

layout! {
    /// What heads a segment routing header in a route: `struct seg6_iptunnel_encap`, linux/seg6_iptunnel.h, with the fixed part of the
    /// `struct ipv6_sr_hdr` (linux/seg6.h) that it ends in. The segments stand behind it.
    #[doc(alias = "seg6_iptunnel_encap")]
    pub struct Seg6IpTunnelEncap {
        /// How the header gets into a packet.
        mode: Seg6Mode,
        /// The segment routing header.
        srh: Ipv6SrHdr,
    }
}
layout! {
    /// A segment routing header without its segments: `struct ipv6_sr_hdr`, linux/seg6.h, RFC 8754.
    #[doc(alias = "ipv6_sr_hdr")]
    pub struct Ipv6SrHdr {
        /// What follows in a packet; the kernel fills it in.
        nexthdr: u8,
        /// Its length with segments and all, in units of 8 bytes, less one.
        hdrlen: u8,
        /// 4.
        r#type: u8,
        /// How many segments are yet to be visited.
        segments_left: u8,
        /// Index of the last segment of the list, which is the first to be visited.
        first_segment: u8,
        /// Its flags.
        flags: Seg6Flags,
        /// Marks packets of one kind. Big-endian.
        tag: Be<u16>,
    }
}
layout! {
    /// An RPL source routing header without its segments: `struct ipv6_rpl_sr_hdr`, linux/rpl.h, RFC 6554.
    #[doc(alias = "ipv6_rpl_sr_hdr")]
    pub struct Ipv6RplSrHdr {
        /// What follows in a packet; the kernel fills it in.
        nexthdr: u8,
        /// Its length with segments and all, in units of 8 bytes, less one.
        hdrlen: u8,
        /// 3.
        r#type: u8,
        /// How many segments are yet to be visited.
        segments_left: u8,
        /// How many bytes are left out in front of each segment but the last (upper four bits) and of the last; in a route 0.
        cmpr: u8,
        /// How many bytes of padding are at the end (upper four bits); in a route 0.
        padding: u8,
        /// Unused.
        __reserved: u16,
    }
}
layout! {
    /// What routers on the way write down: `struct ioam6_trace_hdr`, linux/ioam6.h, RFC 9197.
    #[doc(alias = "ioam6_trace_hdr")]
    pub struct Ioam6TraceHdr {
        /// The namespace. Big-endian.
        namespace_id: Be<u16>,
        /// Length of one router's data in units of 4 bytes (upper five bits), and whether there was no room (the bit below).
        nodelen: u8,
        /// How much room is left, in units of 4 bytes.
        remlen: u8,
        /// What is written down, a bit each in the upper 24 bits. Big-endian.
        type_be32: Be<u32>,
    }
}
numbers! {
    /// What packets are put into: `LWTUNNEL_ENCAP_*`, linux/lwtunnel.h.
    pub struct EncapType(u16) {
        /// Nothing.
        LWTUNNEL_ENCAP_NONE = 0,
        /// MPLS labels.
        LWTUNNEL_ENCAP_MPLS = 1,
        /// An IPv4 tunnel whose link takes its parameters from the route.
        LWTUNNEL_ENCAP_IP = 2,
        /// Identifier-locator addressing.
        LWTUNNEL_ENCAP_ILA = 3,
        /// An IPv6 tunnel whose link takes its parameters from the route.
        LWTUNNEL_ENCAP_IP6 = 4,
        /// A segment routing header.
        LWTUNNEL_ENCAP_SEG6 = 5,
        /// Programs.
        LWTUNNEL_ENCAP_BPF = 6,
        /// What this host does as a segment.
        LWTUNNEL_ENCAP_SEG6_LOCAL = 7,
        /// An RPL source routing header.
        LWTUNNEL_ENCAP_RPL = 8,
        /// In-situ measurement data.
        LWTUNNEL_ENCAP_IOAM6 = 9,
        /// An IPsec link that takes its id from the route.
        LWTUNNEL_ENCAP_XFRM = 10,
    }
}
numbers! {
    /// How a segment routing header gets into a packet: `SEG6_IPTUN_MODE_*`, linux/seg6_iptunnel.h.
    pub struct Seg6Mode(i32) {
        /// Behind its IPv6 header.
        SEG6_IPTUN_MODE_INLINE = 0,
        /// With a new IPv6 header around it.
        SEG6_IPTUN_MODE_ENCAP = 1,
        /// The same around the whole Ethernet frame.
        SEG6_IPTUN_MODE_L2ENCAP = 2,
        /// With a new IPv6 header, the first segment only in its destination.
        SEG6_IPTUN_MODE_ENCAP_RED = 3,
        /// The same around the whole Ethernet frame.
        SEG6_IPTUN_MODE_L2ENCAP_RED = 4,
    }
}
numbers! {
    /// What a host does as a segment: `SEG6_LOCAL_ACTION_*`, linux/seg6_local.h, RFC 8986.
    pub struct Seg6Action(u32) {
        /// Goes on to the next segment.
        SEG6_LOCAL_ACTION_END = 1,
        /// Goes on by way of an IPv6 neighbour.
        SEG6_LOCAL_ACTION_END_X = 2,
        /// Goes on by a table.
        SEG6_LOCAL_ACTION_END_T = 3,
        /// Unpacks a frame and sends it by a link.
        SEG6_LOCAL_ACTION_END_DX2 = 4,
        /// Unpacks an IPv6 packet and sends it to a neighbour.
        SEG6_LOCAL_ACTION_END_DX6 = 5,
        /// Unpacks an IPv4 packet and sends it to a neighbour.
        SEG6_LOCAL_ACTION_END_DX4 = 6,
        /// Unpacks an IPv6 packet and routes it by a table.
        SEG6_LOCAL_ACTION_END_DT6 = 7,
        /// Unpacks an IPv4 packet and routes it by a table.
        SEG6_LOCAL_ACTION_END_DT4 = 8,
        /// Adds a header.
        SEG6_LOCAL_ACTION_END_B6 = 9,
        /// Adds a header with a new IPv6 header around it.
        SEG6_LOCAL_ACTION_END_B6_ENCAP = 10,
        /// Adds MPLS labels; not in the kernel.
        SEG6_LOCAL_ACTION_END_BM = 11,
        /// Looks up the last segment; not in the kernel.
        SEG6_LOCAL_ACTION_END_S = 12,
        /// Speaks for a function that knows no segments; not in the kernel.
        SEG6_LOCAL_ACTION_END_AS = 13,
        /// The same by disguise; not in the kernel.
        SEG6_LOCAL_ACTION_END_AM = 14,
        /// Runs a program.
        SEG6_LOCAL_ACTION_END_BPF = 15,
        /// Unpacks a packet of either version and routes it by a table.
        SEG6_LOCAL_ACTION_END_DT46 = 16,
    }
}
numbers! {
    /// How in-situ data gets into a packet: `IOAM6_IPTUNNEL_MODE_*`, linux/ioam6_iptunnel.h.
    pub struct Ioam6Mode(u8) {
        /// Behind its IPv6 header.
        IOAM6_IPTUNNEL_MODE_INLINE = 1,
        /// With a new IPv6 header around it.
        IOAM6_IPTUNNEL_MODE_ENCAP = 2,
        /// The first for packets of this host, the second for others.
        IOAM6_IPTUNNEL_MODE_AUTO = 3,
    }
}
numbers! {
    /// How a checksum is kept right: `ILA_CSUM_*`, linux/ila.h.
    pub struct IlaCsumMode(u8) {
        /// That of the transport is changed.
        ILA_CSUM_ADJUST_TRANSPORT = 0,
        /// The identifier is chosen so that it stays right.
        ILA_CSUM_NEUTRAL_MAP = 1,
        /// Not at all.
        ILA_CSUM_NO_ACTION = 2,
        /// As the second, where the identifier's type says so.
        ILA_CSUM_NEUTRAL_MAP_AUTO = 3,
    }
}
numbers! {
    /// What an identifier is: `ILA_ATYPE_*`, linux/ila.h.
    pub struct IlaIdentType(u8) {
        /// An interface.
        ILA_ATYPE_IID = 0,
        /// Unique where it is.
        ILA_ATYPE_LUID = 1,
        /// A virtual IPv4 address.
        ILA_ATYPE_VIRT_V4 = 2,
        /// A virtual IPv6 address.
        ILA_ATYPE_VIRT_UNI_V6 = 3,
        /// A virtual IPv6 multicast address.
        ILA_ATYPE_VIRT_MULTI_V6 = 4,
        /// Of elsewhere.
        ILA_ATYPE_NONLOCAL_ADDR = 5,
        /// As its own bits say.
        ILA_ATYPE_USE_FORMAT = 32,
    }
}
numbers! {
    /// Where addresses are changed: `ILA_HOOK_*`, linux/ila.h.
    pub struct IlaHook(u8) {
        /// On the way out.
        ILA_HOOK_ROUTE_OUTPUT = 0,
        /// On the way in.
        ILA_HOOK_ROUTE_INPUT = 1,
    }
}
flags! {
    /// Flags of a segment routing header: `SR6_FLAG1_*`, linux/seg6.h.
    pub struct Seg6Flags(u8) {
        /// Protected.
        SR6_FLAG1_PROTECTED = 1 << 6,
        /// Operation and maintenance.
        SR6_FLAG1_OAM = 1 << 5,
        /// Alert.
        SR6_FLAG1_ALERT = 1 << 4,
        /// A keyed hash stands behind the segments.
        SR6_FLAG1_HMAC = 1 << 3,
    }
}
flags! {
    /// Flags of a tunnel's packets: `TUNNEL_*`, linux/if_tunnel.h. The kernel takes those from a route that a tunnel can have.
    pub struct TunnelFlags(u16) {
        /// With a checksum.
        TUNNEL_CSUM = 0x01,
        /// With routing.
        TUNNEL_ROUTING = 0x02,
        /// With a key.
        TUNNEL_KEY = 0x04,
        /// With sequence numbers.
        TUNNEL_SEQ = 0x08,
        /// Strict source routing.
        TUNNEL_STRICT = 0x10,
        /// Recursion.
        TUNNEL_REC = 0x20,
        /// GRE's version.
        TUNNEL_VERSION = 0x40,
        /// Without a key.
        TUNNEL_NO_KEY = 0x80,
        /// Not to be fragmented.
        TUNNEL_DONT_FRAGMENT = 0x100,
        /// Operation and maintenance.
        TUNNEL_OAM = 0x200,
        /// With options that must be understood.
        TUNNEL_CRIT_OPT = 0x400,
        /// With Geneve options.
        TUNNEL_GENEVE_OPT = 0x800,
        /// With VXLAN options.
        TUNNEL_VXLAN_OPT = 0x1000,
        /// Not to be cached.
        TUNNEL_NOCACHE = 0x2000,
        /// With ERSPAN options.
        TUNNEL_ERSPAN_OPT = 0x4000,
        /// With GTP options.
        TUNNEL_GTP_OPT = 0x8000,
    }
}
flags! {
    /// How a segment goes about its action, a bit for each of `SEG6_LOCAL_FLV_OP_*`, linux/seg6_local.h.
    pub struct Seg6Flavors(u32) {
        /// Takes the header off before the last segment.
        SEG6_LOCAL_FLV_OP_PSP = 1 << 1,
        /// Takes the header off at the last segment.
        SEG6_LOCAL_FLV_OP_USP = 1 << 2,
        /// Unpacks at the last segment.
        SEG6_LOCAL_FLV_OP_USD = 1 << 3,
        /// Takes its next segment out of the destination's own bits: RFC 9800.
        SEG6_LOCAL_FLV_OP_NEXT_CSID = 1 << 4,
    }
}

attributes! {
    /// MPLS labels: `MPLS_IPTUNNEL_*`, linux/mpls_iptunnel.h.
    pub set MplsEncap, enum MplsEncapAttr<'a> {
        /// The labels.
        MPLS_IPTUNNEL_DST = 1 => Dst(Labels<'a>) where at_least(4),
        /// Time to live; absent for the packet's own.
        MPLS_IPTUNNEL_TTL = 2 => Ttl(u8),
    }
}
attributes! {
    /// An IPv4 tunnel: `LWTUNNEL_IP_*`, linux/lwtunnel.h.
    pub set IpEncap strict from 8, enum IpEncapAttr<'a> {
        /// The key, or the network of a VXLAN. Big-endian.
        LWTUNNEL_IP_ID = 1 => Id(Be<u64>),
        /// The other end.
        LWTUNNEL_IP_DST = 2 => Dst(Ip<'a>),
        /// This end.
        LWTUNNEL_IP_SRC = 3 => Src(Ip<'a>),
        /// Time to live.
        LWTUNNEL_IP_TTL = 4 => Ttl(u8),
        /// Type of service.
        LWTUNNEL_IP_TOS = 5 => Tos(u8),
        /// Flags. Big-endian.
        LWTUNNEL_IP_FLAGS = 6 => Flags(Be<TunnelFlags>),
        /// Nothing: brings what follows to a multiple of 8.
        LWTUNNEL_IP_PAD = 7 => Pad(&'a [u8]),
        /// Options of the tunnel's kind.
        LWTUNNEL_IP_OPTS = 8 => Opts(Attrs<'a, TunnelOpts>),
    }
}
attributes! {
    /// An IPv6 tunnel: `LWTUNNEL_IP6_*`, linux/lwtunnel.h.
    pub set Ip6Encap strict from 8, enum Ip6EncapAttr<'a> {
        /// The key, or the network of a VXLAN. Big-endian.
        LWTUNNEL_IP6_ID = 1 => Id(Be<u64>),
        /// The other end.
        LWTUNNEL_IP6_DST = 2 => Dst(Ip<'a>) where at_least(16),
        /// This end.
        LWTUNNEL_IP6_SRC = 3 => Src(Ip<'a>) where at_least(16),
        /// Hop limit.
        LWTUNNEL_IP6_HOPLIMIT = 4 => HopLimit(u8),
        /// Traffic class.
        LWTUNNEL_IP6_TC = 5 => TrafficClass(u8),
        /// Flags. Big-endian.
        LWTUNNEL_IP6_FLAGS = 6 => Flags(Be<TunnelFlags>),
        /// Nothing: brings what follows to a multiple of 8.
        LWTUNNEL_IP6_PAD = 7 => Pad(&'a [u8]),
        /// Options of the tunnel's kind.
        LWTUNNEL_IP6_OPTS = 8 => Opts(Attrs<'a, TunnelOpts>),
    }
}
attributes! {
    /// Options of a tunnel, of one kind: `LWTUNNEL_IP_OPTS_*`, linux/lwtunnel.h.
    pub set TunnelOpts, enum TunnelOptsAttr<'a> {
        /// Geneve, an option each.
        LWTUNNEL_IP_OPTS_GENEVE = 1 => Geneve[Attrs<'a, GeneveOpt>],
        /// VXLAN.
        LWTUNNEL_IP_OPTS_VXLAN = 2 => Vxlan(Attrs<'a, VxlanOpt>),
        /// ERSPAN.
        LWTUNNEL_IP_OPTS_ERSPAN = 3 => Erspan(Attrs<'a, ErspanOpt>),
    }
}
attributes! {
    /// A Geneve option: `LWTUNNEL_IP_OPT_GENEVE_*`, linux/lwtunnel.h.
    pub set GeneveOpt, enum GeneveOptAttr<'a> {
        /// Whose option it is. Big-endian.
        LWTUNNEL_IP_OPT_GENEVE_CLASS = 1 => Class(Be<u16>),
        /// What it is.
        LWTUNNEL_IP_OPT_GENEVE_TYPE = 2 => Type(u8),
        /// Its data, a multiple of 4 bytes.
        LWTUNNEL_IP_OPT_GENEVE_DATA = 3 => Data(&'a [u8]) where at_most(127),
    }
}
attributes! {
    /// Options of VXLAN: `LWTUNNEL_IP_OPT_VXLAN_*`, linux/lwtunnel.h.
    pub set VxlanOpt, enum VxlanOptAttr<'a> {
        /// Group policy, host order.
        LWTUNNEL_IP_OPT_VXLAN_GBP = 1 => Gbp(u32),
    }
}
attributes! {
    /// Options of ERSPAN: `LWTUNNEL_IP_OPT_ERSPAN_*`, linux/lwtunnel.h.
    pub set ErspanOpt, enum ErspanOptAttr<'a> {
        /// Version, 1 or 2.
        LWTUNNEL_IP_OPT_ERSPAN_VER = 1 => Ver(u8),
        /// Version 1: index. Big-endian.
        LWTUNNEL_IP_OPT_ERSPAN_INDEX = 2 => Index(Be<u32>),
        /// Version 2: direction, 0 in, 1 out.
        LWTUNNEL_IP_OPT_ERSPAN_DIR = 3 => Dir(u8),
        /// Version 2: the hardware's id.
        LWTUNNEL_IP_OPT_ERSPAN_HWID = 4 => HwId(u8),
    }
}
attributes! {
    /// Identifier-locator addressing: `ILA_ATTR_*`, linux/ila.h.
    pub set IlaEncap, enum IlaEncapAttr<'a> {
        /// The locator that packets get. Big-endian.
        ILA_ATTR_LOCATOR = 1 => Locator(Be<u64>),
        /// Nothing: brings what follows to a multiple of 8.
        ILA_ATTR_PAD = 6 => Pad(&'a [u8]),
        /// How checksums are kept right.
        ILA_ATTR_CSUM_MODE = 7 => CsumMode(IlaCsumMode),
        /// What the identifier is.
        ILA_ATTR_IDENT_TYPE = 8 => IdentType(IlaIdentType),
        /// Where it is done.
        ILA_ATTR_HOOK_TYPE = 9 => HookType(IlaHook),
    }
}
attributes! {
    /// Programs: `LWT_BPF_*`, linux/lwtunnel.h.
    pub set BpfEncap, enum BpfEncapAttr<'a> {
        /// The one that packets in go through.
        LWT_BPF_IN = 1 => In(Attrs<'a, BpfEncapProg>),
        /// The one that packets out go through.
        LWT_BPF_OUT = 2 => Out(Attrs<'a, BpfEncapProg>),
        /// The one that may change packets out.
        LWT_BPF_XMIT = 3 => Xmit(Attrs<'a, BpfEncapProg>),
        /// Room that it needs in front, bytes, at most 256.
        LWT_BPF_XMIT_HEADROOM = 4 => XmitHeadroom(u32),
    }
}
attributes! {
    /// A program: `LWT_BPF_PROG_*`, linux/lwtunnel.h.
    pub set BpfEncapProg, enum BpfEncapProgAttr<'a> {
        /// Its descriptor.
        LWT_BPF_PROG_FD = 1 => Fd(u32),
        /// Its name.
        LWT_BPF_PROG_NAME = 2 => Name(Str<'a>) where nul_at_most(256),
    }
}
attributes! {
    /// A segment routing header: `SEG6_IPTUNNEL_*`, linux/seg6_iptunnel.h.
    pub set Seg6Encap, enum Seg6EncapAttr<'a> {
        /// How, the header, and its segments.
        SEG6_IPTUNNEL_SRH = 1 => Srh(Headed<'a, Seg6IpTunnelEncap, Selected<'a, Seg6EncapSegments>>) where binary(u16::MAX),
    }
}
attributes! {
    /// What this host does as a segment: `SEG6_LOCAL_*`, linux/seg6_local.h.
    pub set Seg6LocalEncap, enum Seg6LocalEncapAttr<'a> {
        /// What it does.
        SEG6_LOCAL_ACTION = 1 => Action(Seg6Action),
        /// The header that it adds, and its segments.
        SEG6_LOCAL_SRH = 2 => Srh(Headed<'a, Ipv6SrHdr, Selected<'a, Seg6LocalSegments>>) where binary(u16::MAX),
        /// The table it routes by.
        SEG6_LOCAL_TABLE = 3 => Table(super::RouteTable),
        /// The IPv4 neighbour it sends to.
        SEG6_LOCAL_NH4 = 4 => Nh4(Ip<'a>) where exactly(4),
        /// The IPv6 neighbour it sends to.
        SEG6_LOCAL_NH6 = 5 => Nh6(Ip<'a>) where exactly(16),
        /// The link that packets come by.
        SEG6_LOCAL_IIF = 6 => Iif(u32),
        /// The link that packets go by.
        SEG6_LOCAL_OIF = 7 => Oif(u32),
        /// The program it runs.
        SEG6_LOCAL_BPF = 8 => Bpf(Attrs<'a, Seg6LocalBpf>),
        /// The table it routes by, of a virtual router (VRF).
        SEG6_LOCAL_VRFTABLE = 9 => VrfTable(super::RouteTable),
        /// What it has done; in a request, that it is to count.
        SEG6_LOCAL_COUNTERS = 10 => Counters(Attrs<'a, Seg6LocalCounters>),
        /// How it goes about it.
        SEG6_LOCAL_FLAVORS = 11 => Flavors(Attrs<'a, Seg6LocalFlavors>),
    }
}
attributes! {
    /// A segment's program: `SEG6_LOCAL_BPF_*`, linux/seg6_local.h.
    pub set Seg6LocalBpf, enum Seg6LocalBpfAttr<'a> {
        /// In a request its descriptor, in an answer its id.
        SEG6_LOCAL_BPF_PROG = 1 => Prog(u32),
        /// Its name.
        SEG6_LOCAL_BPF_PROG_NAME = 2 => Name(Str<'a>) where nul_at_most(256),
    }
}
attributes! {
    /// What a segment has done: `SEG6_LOCAL_CNT_*`, linux/seg6_local.h.
    pub set Seg6LocalCounters, enum Seg6LocalCountersAttr<'a> {
        /// Nothing: brings what follows to a multiple of 8.
        SEG6_LOCAL_CNT_PAD = 1 => Pad(&'a [u8]),
        /// Packets it has treated.
        SEG6_LOCAL_CNT_PACKETS = 2 => Packets(u64),
        /// Bytes of those.
        SEG6_LOCAL_CNT_BYTES = 3 => Bytes(u64),
        /// Packets that it could not treat.
        SEG6_LOCAL_CNT_ERRORS = 4 => Errors(u64),
    }
}
attributes! {
    /// How a segment goes about its action: `SEG6_LOCAL_FLV_*`, linux/seg6_local.h.
    pub set Seg6LocalFlavors, enum Seg6LocalFlavorsAttr<'a> {
        /// The flavours.
        SEG6_LOCAL_FLV_OPERATION = 1 => Operation(Seg6Flavors),
        /// Bits of the block in front of compressed segments.
        SEG6_LOCAL_FLV_LCBLOCK_BITS = 2 => LcBlockBits(u8),
        /// Bits of one compressed segment.
        SEG6_LOCAL_FLV_LCNODE_FN_BITS = 3 => LcNodeFnBits(u8),
    }
}
attributes! {
    /// An RPL source routing header: `RPL_IPTUNNEL_*`, linux/rpl_iptunnel.h.
    pub set RplEncap, enum RplEncapAttr<'a> {
        /// The header, and its segments.
        RPL_IPTUNNEL_SRH = 1 => Srh(Headed<'a, Ipv6RplSrHdr, Slice<'a, Ipv6Addr>>) where binary(u16::MAX),
    }
}
attributes! {
    /// In-situ measurement data: `IOAM6_IPTUNNEL_*`, linux/ioam6_iptunnel.h.
    pub set Ioam6Encap, enum Ioam6EncapAttr<'a> {
        /// How it gets into a packet.
        IOAM6_IPTUNNEL_MODE = 1 => Mode(Ioam6Mode) where range(1, 3),
        /// The other end of the tunnel.
        IOAM6_IPTUNNEL_DST = 2 => Dst(Ip<'a>) where exactly(16),
        /// What is written down.
        IOAM6_IPTUNNEL_TRACE = 3 => Trace(&'a Ioam6TraceHdr) where exactly(8),
        /// In so many packets ...
        IOAM6_IPTUNNEL_FREQ_K = 4 => FreqK(u32) where range(1, 1_000_000),
        /// ... of so many.
        IOAM6_IPTUNNEL_FREQ_N = 5 => FreqN(u32) where range(1, 1_000_000),
        /// This end of the tunnel.
        IOAM6_IPTUNNEL_SRC = 6 => Src(Ip<'a>) where exactly(16),
    }
}
attributes! {
    /// An IPsec link: `LWT_XFRM_*`, linux/lwtunnel.h.
    pub set XfrmEncap strict from 0, enum XfrmEncapAttr<'a> {
        /// The id that policies go by.
        LWT_XFRM_IF_ID = 1 => IfId(u32) where range(1, 0xffff_ffff),
        /// The link below.
        LWT_XFRM_LINK = 2 => Link(u32) where range(1, 0xffff_ffff),
    }
}

select! {
    /// What packets are put into. Also selected by [`NextHopEncap`].
    pub enum Encap<'a>, selector EncapKind from By::bytes(21) => {
        /// MPLS labels.
        MPLS = &1u16.to_ne_bytes() => Mpls(Attrs<'a, MplsEncap>),
        /// An IPv4 tunnel.
        IP = &2u16.to_ne_bytes() => Ip(Attrs<'a, IpEncap>),
        /// Identifier-locator addressing.
        ILA = &3u16.to_ne_bytes() => Ila(Attrs<'a, IlaEncap>),
        /// An IPv6 tunnel.
        IP6 = &4u16.to_ne_bytes() => Ip6(Attrs<'a, Ip6Encap>),
        /// A segment routing header.
        SEG6 = &5u16.to_ne_bytes() => Seg6(Attrs<'a, Seg6Encap>),
        /// Programs.
        BPF = &6u16.to_ne_bytes() => Bpf(Attrs<'a, BpfEncap>),
        /// What this host does as a segment.
        SEG6_LOCAL = &7u16.to_ne_bytes() => Seg6Local(Attrs<'a, Seg6LocalEncap>),
        /// An RPL source routing header.
        RPL = &8u16.to_ne_bytes() => Rpl(Attrs<'a, RplEncap>),
        /// In-situ measurement data.
        IOAM6 = &9u16.to_ne_bytes() => Ioam6(Attrs<'a, Ioam6Encap>),
        /// An IPsec link.
        XFRM = &10u16.to_ne_bytes() => Xfrm(Attrs<'a, XfrmEncap>),
    }
}
/// What selects [`Encap`] in a next-hop object: the same arms, by another sibling.
pub enum NextHopEncap {}
impl Selector for NextHopEncap {
    const CHOICES: Choices = Choices { by: By::bytes(7), ..EncapKind::CHOICES };
    type Chosen<'a> = Encap<'a>;
    #[inline]
    fn choose<'a>(key: &[u8], payload: &'a [u8]) -> Encap<'a> {
        EncapKind::choose(key, payload)
    }
}
/// The arms of [`EncapKind`] again, for [`NextHopEncap`].
macro_rules! same_arms { ($($name:ident: $set:ty,)*) => {
    impl<'a> NextHopEncap {
        $(
            #[doc = concat!("As [`EncapKind::", stringify!($name), "`].")]
            pub const $name: Choice<Self, Attrs<'a, $set>> = Choice::new(EncapKind::$name.key());
        )*
    }
} }
same_arms! {
    MPLS: MplsEncap, IP: IpEncap, ILA: IlaEncap, IP6: Ip6Encap, SEG6: Seg6Encap, BPF: BpfEncap, SEG6_LOCAL: Seg6LocalEncap,
    RPL: RplEncap, IOAM6: Ioam6Encap, XFRM: XfrmEncap,
}
select! {
    /// What stands behind [`Seg6IpTunnelEncap`], by the flags there: where they are 0, segments and nothing else.
    pub enum Segments<'a>, selector Seg6EncapSegments from By::Header { offset: 9, len: 1 } => {
        /// Segments, the last to be visited first.
        PLAIN = &[0u8] => Plain(Slice<'a, Ipv6Addr>),
    }
}
select! {
    /// What stands behind [`Ipv6SrHdr`], by the flags there: where they are 0, segments and nothing else.
    pub enum LocalSegments<'a>, selector Seg6LocalSegments from By::Header { offset: 5, len: 1 } => {
        /// Segments, the last to be visited first.
        PLAIN = &[0u8] => Plain(Slice<'a, Ipv6Addr>),
    }
}
/// The segments at the front of `bytes`, as many as the header says: others of its options stand behind them.
fn segments(srh: Ipv6SrHdr, bytes: &[u8]) -> impl Iterator<Item = Ipv6Addr> {
    let many = usize::from(srh.get(Ipv6SrHdr::first_segment)) + 1;
    bytes
        .chunks_exact(16)
        .take(many)
        .filter_map(|segment| segment.first_chunk::<16>())
        .map(|it| Ipv6Addr::from(*it))
}
impl<'a> Headed<'a, Seg6IpTunnelEncap, Selected<'a, Seg6EncapSegments>> {
    /// The segments, the last to be visited first; whatever else stands in the header is passed over.
    pub fn segments(&self) -> impl Iterator<Item = Ipv6Addr> + use<'a> {
        segments(self.header.get(Seg6IpTunnelEncap::srh), self.tail.bytes())
    }
}
impl<'a> Headed<'a, Ipv6SrHdr, Selected<'a, Seg6LocalSegments>> {
    /// The segments, the last to be visited first; whatever else stands in the header is passed over.
    pub fn segments(&self) -> impl Iterator<Item = Ipv6Addr> + use<'a> {
        segments(*self.header, self.tail.bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::{NextHop, Route},
        wire::{Layout, Set, Writer},
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
            writer.put(Route::RTA_ENCAP, Selected::new(&[8, 0, 1, 0, 0, 0, 0, 7]));
            writer.put_some(Route::RTA_ENCAP_TYPE, kind); // it may stand behind, as the kernel has it
            let attrs = format!("{:?}", Attrs::<Route>::new(writer.finish().unwrap()));
            assert!(attrs.starts_with(&format!("{{RTA_ENCAP: {shown}")), "{attrs}");
            let mut writer = Writer::<NextHop>::new(&mut buffer);
            writer.put_some(NextHop::NHA_ENCAP_TYPE, kind);
            writer.put(NextHop::NHA_ENCAP, Selected::new(&[8, 0, 1, 0, 0, 0, 0, 7]));
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
            let mut tail = [Ipv6Addr::from(1u128).octets(), Ipv6Addr::from(2u128).octets()].concat();
            tail.resize(32 + more, 5);
            let mut buffer = [0; 128];
            let mut writer = Writer::<Seg6Encap>::new(&mut buffer);
            writer.put(Seg6Encap::SEG6_IPTUNNEL_SRH, Headed { header: &header, tail: Selected::new(&tail) });
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
        assert_eq!((Seg6IpTunnelEncap::STRUCTURE.len, Ipv6SrHdr::STRUCTURE.len), (12, 8));
        assert_eq!((Ipv6RplSrHdr::STRUCTURE.len, Ioam6TraceHdr::STRUCTURE.len), (8, 8));
        assert_eq!(Seg6IpTunnelEncap::srh.offset() + Ipv6SrHdr::flags.offset(), 9, "the selector's offset");
        assert_eq!(Ip6Encap::table().row_named("LWTUNNEL_IP6_TC").map(|row| row.number), Some(5));
    }
}
