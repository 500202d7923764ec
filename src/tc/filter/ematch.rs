//! Extended matches (ematch): a tree of conditions in the filters `basic`, `flow` and `cgroup`.
//!
//! The tree is a list: the flags of a match specify the relation to the next one, AND or OR. A
//! container refers to a sequence of matches by the index of the first one. Kernel headers:
//! linux/pkt_cls.h, linux/tc_ematch/*.h. Manual page:
//! [tc-ematch(8)](https://man7.org/linux/man-pages/man8/tc-ematch.8.html).
use super::TcU32Key;
use crate::{
    attributes, c_struct, flags, open_enum, sub_messages,
    wire::{
        Attrs, FixedStr, IndexedArray, PackedArray, Str, Struct, SubMessage, Uint, WithHeader,
        spec::SelectorSource,
    },
};

/// Places a value in the first of two 4-bit fields, in the C bit field layout of this machine.
const fn first(value: u8) -> u8 {
    if cfg!(target_endian = "little") { value } else { value << 4 }
}
/// Places a value in the second of two 4-bit fields, in the C bit field layout of this machine.
const fn second(value: u8) -> u8 {
    if cfg!(target_endian = "little") { value << 4 } else { value }
}
/// Returns the values of two 4-bit fields.
const fn both(byte: u8) -> (u8, u8) {
    if cfg!(target_endian = "little") { (byte & 15, byte >> 4) } else { (byte >> 4, byte & 15) }
}

c_struct! {
    /// Header of a tree of matches: `struct tcf_ematch_tree_hdr`, linux/pkt_cls.h.
    #[doc(alias = "tcf_ematch_tree_hdr")]
    pub struct TcfEmatchTreeHdr {
        /// Number of matches.
        nmatches: u16,
        /// ID of the program that created the tree. 0 is tc(8).
        progid: u16,
    }
}
c_struct! {
    /// Header of a match: `struct tcf_ematch_hdr`, linux/pkt_cls.h.
    #[doc(alias = "tcf_ematch_hdr")]
    pub struct TcfEmatchHdr {
        /// Match ID, for use by the kind.
        matchid: u16,
        /// Kind of the match.
        kind: EmatchType,
        /// Relation to the next match, and inversion.
        flags: EmatchFlags,
        /// Padding.
        pad pad: u16,
    }
}
c_struct! {
    /// Parameters of the `cmp` match: `struct tcf_em_cmp`, linux/tc_ematch/tc_em_cmp.h.
    #[doc(alias = "tcf_em_cmp")]
    pub struct TcfEmCmp {
        /// Value to compare with.
        val: u32,
        /// Mask. 0 for all bits.
        mask: u32,
        /// Position of the number, bytes from the start of the layer.
        off: u16,
        /// Width of the number, and byte swap: the bit fields `align` and `flags`.
        align_flags: EmCmpAlign,
        /// Layer and operator: the bit fields `layer` and `opnd`.
        ///
        /// 0 is TCF_LAYER_LINK with TCF_EM_OPND_EQ.
        layer_opnd: EmCmpLayer,
    }
}
c_struct! {
    /// Parameters of the `nbyte` match: `struct tcf_em_nbyte`, linux/tc_ematch/tc_em_nbyte.h. The
    /// bytes follow.
    #[doc(alias = "tcf_em_nbyte")]
    pub struct TcfEmNbyte {
        /// Position of the bytes, bytes from the start of the layer.
        off: u16,
        /// Length and layer: the bit fields `len` and `layer`. See [`len`](Struct::len) and
        /// [`layer`](Struct::layer).
        len_layer: u16,
    }
}
impl TcfEmNbyte {
    /// Creates parameters for `len` bytes at `off` in `layer`.
    pub fn at(off: u16, len: u16, layer: u8) -> Struct<Self> {
        let (len, layer) = (len & 0xfff, u16::from(layer & 15));
        let both = if cfg!(target_endian = "little") { layer << 12 | len } else { len << 4 | layer };
        Self::new().with(Self::off, off).with(Self::len_layer, both)
    }
}
impl Struct<TcfEmNbyte> {
    /// Returns the number of bytes.
    pub fn len(&self) -> u16 {
        let both = self.get(TcfEmNbyte::len_layer);
        if cfg!(target_endian = "little") { both & 0xfff } else { both >> 4 }
    }
    /// Returns whether the number of bytes is 0.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Returns the layer that the offset is relative to: `TCF_LAYER_*`.
    ///
    /// 0 is the link layer header, 1 the network header, 2 the transport header.
    pub fn layer(&self) -> u8 {
        let both = self.get(TcfEmNbyte::len_layer);
        if cfg!(target_endian = "little") { (both >> 12) as u8 } else { (both & 15) as u8 }
    }
}
c_struct! {
    /// Parameters of the `text` match: `struct tcf_em_text`, linux/tc_ematch/tc_em_text.h. The
    /// pattern follows.
    #[doc(alias = "tcf_em_text")]
    pub struct TcfEmText {
        /// Search algorithm: `kmp`, `bm` or `fsm`.
        algo: FixedStr<16>,
        /// Start of the search, bytes from the start of the layer.
        from_offset: u16,
        /// End of the search, bytes from the start of the layer.
        to_offset: u16,
        /// Length of the pattern, bytes.
        pattern_len: u16,
        /// Layers of start and end: the bit fields `from_layer` and `to_layer`. See
        /// [`layers`](Struct::layers).
        from_to_layer: u8,
        /// Padding.
        pad pad: u8,
    }
}
impl Struct<TcfEmText> {
    /// Returns the layers that `from_offset` and `to_offset` are relative to: `TCF_LAYER_*`.
    pub fn layers(&self) -> (u8, u8) {
        both(self.get(TcfEmText::from_to_layer))
    }
}
c_struct! {
    /// Side of a metadata comparison: `struct tcf_meta_val`, linux/tc_ematch/tc_em_meta.h.
    #[doc(alias = "tcf_meta_val")]
    pub struct TcfMetaVal {
        /// Metadata, and whether the value is a number.
        kind: MetaKind,
        /// Number of bits that a number is shifted right by.
        shift: u8,
        /// Operator: equal, greater or less than. The operator of the left side is used.
        op: EmOperand,
    }
}
c_struct! {
    /// Metadata comparison: `struct tcf_meta_hdr`, linux/tc_ematch/tc_em_meta.h.
    #[doc(alias = "tcf_meta_hdr")]
    pub struct TcfMetaHdr {
        /// Left side.
        left: Struct<TcfMetaVal>,
        /// Right side.
        right: Struct<TcfMetaVal>,
    }
}
c_struct! {
    /// Parameters of the `ipset` match: `struct xt_set_info`, linux/netfilter/xt_set.h.
    #[doc(alias = "xt_set_info")]
    pub struct XtSetInfo {
        /// Index of the IP set.
        index: u16,
        /// Number of dimensions of an element.
        dim: u8,
        /// Direction of each dimension, one bit each: set for source, clear for destination.
        flags: u8,
    }
}
c_struct! {
    /// CAN ID filter: `struct can_filter`, linux/can.h.
    #[doc(alias = "can_filter")]
    pub struct CanFilter {
        /// CAN ID to match.
        can_id: u32,
        /// Mask of the CAN ID.
        can_mask: u32,
    }
}
open_enum! {
    /// Kind of extended match: `TCF_EM_*`, linux/pkt_cls.h.
    pub struct EmatchType(u16) {
        /// Container: a group of other matches.
        TCF_EM_CONTAINER = 0,
        /// Comparison of a number in the packet.
        TCF_EM_CMP = 1,
        /// Comparison of bytes in the packet.
        TCF_EM_NBYTE = 2,
        /// Comparison of four bytes in the packet, as by the `u32` filter.
        TCF_EM_U32 = 3,
        /// Comparison of packet metadata.
        TCF_EM_META = 4,
        /// Text search in the packet.
        TCF_EM_TEXT = 5,
        /// VLAN. Not implemented by any kernel.
        TCF_EM_VLAN = 6,
        /// CAN ID.
        TCF_EM_CANID = 7,
        /// IP set.
        TCF_EM_IPSET = 8,
        /// Match extension of iptables.
        TCF_EM_IPT = 9,
    }
}
open_enum! {
    /// Operator of a comparison: `TCF_EM_OPND_*`, linux/pkt_cls.h.
    pub struct EmOperand(u8) {
        /// Equal.
        TCF_EM_OPND_EQ = 0,
        /// Greater than.
        TCF_EM_OPND_GT = 1,
        /// Less than.
        TCF_EM_OPND_LT = 2,
    }
}
open_enum! {
    /// Packet metadata: `TCF_META_ID_*`, linux/tc_ematch/tc_em_meta.h.
    ///
    /// The constants for numbers include the type bits 0x1000 (TCF_META_TYPE_INT). The constants
    /// for bytes have type 0.
    pub struct MetaKind(u16) {
        /// Bytes given in the match (`TCA_EM_META_LVALUE` or `RVALUE`), type TCF_META_TYPE_VAR.
        TCF_META_TYPE_VAR = 0x0000,
        /// Name of the interface, bytes.
        TCF_META_ID_DEV_VAR = 0x0005,
        /// Number given in the match.
        TCF_META_ID_VALUE = 0x1000,
        /// Random number.
        TCF_META_ID_RANDOM = 0x1001,
        /// Load average of the last minute.
        TCF_META_ID_LOADAVG_0 = 0x1002,
        /// Load average of the last 5 minutes.
        TCF_META_ID_LOADAVG_1 = 0x1003,
        /// Load average of the last 15 minutes.
        TCF_META_ID_LOADAVG_2 = 0x1004,
        /// Interface index.
        TCF_META_ID_DEV = 0x1005,
        /// Packet priority.
        TCF_META_ID_PRIORITY = 0x1006,
        /// EtherType.
        TCF_META_ID_PROTOCOL = 0x1007,
        /// Packet type, `PACKET_*`.
        TCF_META_ID_PKTTYPE = 0x1008,
        /// Packet length.
        TCF_META_ID_PKTLEN = 0x1009,
        /// Length of non-linear data (`skb->data_len`).
        TCF_META_ID_DATALEN = 0x100a,
        /// Length of the link layer header.
        TCF_META_ID_MACLEN = 0x100b,
        /// Packet mark.
        TCF_META_ID_NFMARK = 0x100c,
        /// Traffic control index (`tc_index`).
        TCF_META_ID_TCINDEX = 0x100d,
        /// Routing realm.
        TCF_META_ID_RTCLASSID = 0x100e,
        /// Incoming interface of the route.
        TCF_META_ID_RTIIF = 0x100f,
        /// Socket: address family.
        TCF_META_ID_SK_FAMILY = 0x1010,
        /// Socket: state.
        TCF_META_ID_SK_STATE = 0x1011,
        /// Socket: address reuse, SO_REUSEADDR.
        TCF_META_ID_SK_REUSE = 0x1012,
        /// Socket: bound interface, SO_BINDTODEVICE.
        TCF_META_ID_SK_BOUND_IF = 0x1013,
        /// Socket: reference count.
        TCF_META_ID_SK_REFCNT = 0x1014,
        /// Socket: shutdown mask.
        TCF_META_ID_SK_SHUTDOWN = 0x1015,
        /// Socket: protocol.
        TCF_META_ID_SK_PROTO = 0x1016,
        /// Socket: type.
        TCF_META_ID_SK_TYPE = 0x1017,
        /// Socket: receive buffer size, SO_RCVBUF.
        TCF_META_ID_SK_RCVBUF = 0x1018,
        /// Socket: receive memory allocated.
        TCF_META_ID_SK_RMEM_ALLOC = 0x1019,
        /// Socket: send memory allocated.
        TCF_META_ID_SK_WMEM_ALLOC = 0x101a,
        /// Socket: option memory allocated.
        TCF_META_ID_SK_OMEM_ALLOC = 0x101b,
        /// Socket: send memory queued.
        TCF_META_ID_SK_WMEM_QUEUED = 0x101c,
        /// Socket: receive queue length, packets.
        TCF_META_ID_SK_RCV_QLEN = 0x101d,
        /// Socket: send queue length, packets.
        TCF_META_ID_SK_SND_QLEN = 0x101e,
        /// Socket: error queue length, packets.
        TCF_META_ID_SK_ERR_QLEN = 0x101f,
        /// Socket: forward allocated memory.
        TCF_META_ID_SK_FORWARD_ALLOCS = 0x1020,
        /// Socket: send buffer size, SO_SNDBUF.
        TCF_META_ID_SK_SNDBUF = 0x1021,
        /// Socket: allocation mode.
        TCF_META_ID_SK_ALLOCS = 0x1022,
        /// Socket: hash.
        TCF_META_ID_SK_HASH = 0x1024,
        /// Socket: linger time, SO_LINGER.
        TCF_META_ID_SK_LINGERTIME = 0x1025,
        /// Socket: length of the accept queue.
        TCF_META_ID_SK_ACK_BACKLOG = 0x1026,
        /// Socket: limit of the accept queue, the backlog of listen(2).
        TCF_META_ID_SK_MAX_ACK_BACKLOG = 0x1027,
        /// Socket: priority, SO_PRIORITY.
        TCF_META_ID_SK_PRIO = 0x1028,
        /// Socket: receive low water mark, SO_RCVLOWAT.
        TCF_META_ID_SK_RCVLOWAT = 0x1029,
        /// Socket: receive timeout, SO_RCVTIMEO.
        TCF_META_ID_SK_RCVTIMEO = 0x102a,
        /// Socket: send timeout, SO_SNDTIMEO.
        TCF_META_ID_SK_SNDTIMEO = 0x102b,
        /// Socket: offset of sendmsg in the current page.
        TCF_META_ID_SK_SENDMSG_OFF = 0x102c,
        /// Socket: a write waits to start.
        TCF_META_ID_SK_WRITE_PENDING = 0x102d,
        /// VLAN tag of the packet, if any.
        TCF_META_ID_VLAN_TAG = 0x102e,
        /// Packet hash.
        TCF_META_ID_RXHASH = 0x102f,
    }
}
flags! {
    /// Flags of a match: `TCF_EM_*`, linux/pkt_cls.h. Without a relation flag, the match is the
    /// last one of the list.
    pub struct EmatchFlags(u16) {
        /// AND: the next match must hold as well.
        TCF_EM_REL_AND = 1 << 0,
        /// OR: this or the next match must hold.
        TCF_EM_REL_OR = 1 << 1,
        /// Inverts the result.
        TCF_EM_INVERT = 1 << 2,
        /// Simple: the data of the kind is a number of 4 bytes.
        TCF_EM_SIMPLE = 1 << 3,
    }
}
flags! {
    /// Width and byte order of a compared number: linux/tc_ematch/tc_em_cmp.h.
    ///
    /// `TCF_EM_ALIGN_*` and `TCF_EM_CMP_*`.
    pub struct EmCmpAlign(u8) {
        /// One byte.
        TCF_EM_ALIGN_U8 = first(1),
        /// Two bytes.
        TCF_EM_ALIGN_U16 = first(2),
        /// Four bytes.
        TCF_EM_ALIGN_U32 = first(4),
        /// Byte swap: the number is in host byte order. Without the flag, the number is big-endian.
        TCF_EM_CMP_TRANS = second(1),
    }
}
flags! {
    /// Layer of a compared number (`TCF_LAYER_*`) and operator (`TCF_EM_OPND_*`), linux/pkt_cls.h.
    pub struct EmCmpLayer(u8) {
        /// Network header.
        TCF_LAYER_NETWORK = first(1),
        /// Transport header.
        TCF_LAYER_TRANSPORT = first(2),
        /// Greater than.
        TCF_EM_OPND_GT = second(1),
        /// Less than.
        TCF_EM_OPND_LT = second(2),
    }
}

// Limits: em_policy, net/sched/ematch.c.
attributes! {
    /// Tree of matches: `TCA_EMATCH_TREE_*`, linux/pkt_cls.h.
    pub set Ematches, enum EmatchesAttr<'a> {
        /// Header: number of matches.
        TCA_EMATCH_TREE_HDR: &'a Struct<TcfEmatchTreeHdr> = 1,
        /// Matches, numbered from 1.
        TCA_EMATCH_TREE_LIST: IndexedArray<'a, WithHeader<'a, TcfEmatchHdr, SubMessage<'a, EmatchKind>>> = 2,
    }
}
sub_messages! {
    /// Data of a match, by the kind in the header.
    pub enum Ematch<'a>, selector EmatchKind from SelectorSource::Header { offset: 2, len: 2 } => {
        /// Container: index of the first match of the group.
        CONTAINER = &0u16.to_ne_bytes() => Container(u32),
        /// Comparison of a number in the packet.
        CMP = &1u16.to_ne_bytes() => Cmp(&'a Struct<TcfEmCmp>),
        /// Comparison of bytes in the packet.
        NBYTE = &2u16.to_ne_bytes() => Nbyte(WithHeader<'a, TcfEmNbyte, &'a [u8]>),
        /// Comparison of four bytes in the packet.
        U32 = &3u16.to_ne_bytes() => U32(&'a Struct<TcU32Key>),
        /// Comparison of packet metadata.
        META = &4u16.to_ne_bytes() => Meta(Attrs<'a, EmMeta>),
        /// Text search in the packet.
        TEXT = &5u16.to_ne_bytes() => Text(WithHeader<'a, TcfEmText, Str<'a>>),
        /// CAN IDs.
        CANID = &7u16.to_ne_bytes() => CanId(PackedArray<'a, Struct<CanFilter>>),
        /// IP set.
        IPSET = &8u16.to_ne_bytes() => IpSet(&'a Struct<XtSetInfo>),
        /// Match extension of iptables.
        IPT = &9u16.to_ne_bytes() => Ipt(Attrs<'a, EmIpt>),
    }
}
/// Returns where [`EmMeta::TCA_EM_META_HDR`] has the type (bytes or number) of a side.
const fn kind_of(side: usize) -> SelectorSource {
    SelectorSource::Part {
        up: 0,
        number: 1,
        offset: side * 4 + if cfg!(target_endian = "little") { 1 } else { 0 },
        len: 1,
    }
}
// Limits: meta_policy, net/sched/em_meta.c.
attributes! {
    /// Attributes of the `meta` match: `TCA_EM_META_*`, linux/tc_ematch/tc_em_meta.h.
    pub set EmMeta, enum EmMetaAttr<'a> {
        /// Both sides of the comparison, and the operator.
        TCA_EM_META_HDR: &'a Struct<TcfMetaHdr> = 1,
        /// Left side: value, or mask of a number.
        ///
        /// The value for TCF_META_ID_VALUE and TCF_META_TYPE_VAR, the mask for other numbers.
        TCA_EM_META_LVALUE: SubMessage<'a, MetaLeft> = 2,
        /// Right side: value, or mask of a number.
        ///
        /// The value for TCF_META_ID_VALUE and TCF_META_TYPE_VAR, the mask for other numbers.
        TCA_EM_META_RVALUE: SubMessage<'a, MetaRight> = 3,
    }
}
sub_messages! {
    /// Value of the left side of a comparison.
    pub enum MetaLeftValue<'a>, selector MetaLeft from kind_of(0) => {
        /// Bytes.
        VAR = &[0x00u8] => Var(&'a [u8]),
        /// Number of 4 bytes or of the size of `unsigned long`.
        INT = &[0x10u8] => Int(Uint),
    }
}
sub_messages! {
    /// Value of the right side of a comparison.
    pub enum MetaRightValue<'a>, selector MetaRight from kind_of(1) => {
        /// Bytes.
        VAR = &[0x00u8] => Var(&'a [u8]),
        /// Number of 4 bytes or of the size of `unsigned long`.
        INT = &[0x10u8] => Int(Uint),
    }
}
// Limits: em_ipt_policy, net/sched/em_ipt.c.
attributes! {
    /// Attributes of the `ipt` match: `TCA_EM_IPT_*`, linux/tc_ematch/tc_em_ipt.h.
    pub set EmIpt, enum EmIptAttr<'a> {
        /// Netfilter hook of the evaluation: `NF_INET_*`.
        TCA_EM_IPT_HOOK: u32 = 1,
        /// Name of the match extension.
        TCA_EM_IPT_MATCH_NAME: Str<'a> = 2 where max_len(29),
        /// Revision of the match extension.
        TCA_EM_IPT_MATCH_REVISION: u8 = 3,
        /// Netfilter protocol family: `NFPROTO_*`.
        TCA_EM_IPT_NFPROTO: u8 = 4,
        /// Parameter structure of the match extension.
        TCA_EM_IPT_MATCH_DATA: &'a [u8] = 5,
    }
}
