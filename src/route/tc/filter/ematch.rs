//! Extended matches: a tree of conditions, as the filters basic, flow and cgroup have it: linux/pkt_cls.h, linux/tc_ematch/*.h.
//!
//! The tree is a list; each match says by its flags whether the next one must hold, too. A container stands for the matches from the number
//! in it on.
use super::TcU32Key;
use crate::{
    attributes, flags, layout, numbers, select,
    wire::{Array, Attrs, By, Chars, Headed, Layout, Selected, Slice, Str, Uint},
};

/// A value in the first of two bit fields of four bits, as C lays them out on this machine.
const fn first(value: u8) -> u8 {
    if cfg!(target_endian = "little") { value } else { value << 4 }
}
/// A value in the second.
const fn second(value: u8) -> u8 {
    if cfg!(target_endian = "little") { value << 4 } else { value }
}
/// The two values of a byte of two bit fields.
const fn both(byte: u8) -> (u8, u8) {
    if cfg!(target_endian = "little") { (byte & 15, byte >> 4) } else { (byte >> 4, byte & 15) }
}

layout! {
    /// A tree of matches: `struct tcf_ematch_tree_hdr`, linux/pkt_cls.h.
    #[doc(alias = "tcf_ematch_tree_hdr")]
    pub struct TcfEmatchTreeHdr {
        /// How many matches there are.
        nmatches: u16,
        /// Which program made it: 0 is tc.
        progid: u16,
    }
}
layout! {
    /// What stands in front of a match: `struct tcf_ematch_hdr`, linux/pkt_cls.h.
    #[doc(alias = "tcf_ematch_hdr")]
    pub struct TcfEmatchHdr {
        /// A number for its kind to use.
        matchid: u16,
        /// Its kind.
        kind: EmatchType,
        /// How it goes on.
        flags: EmatchFlags,
        /// Unused.
        pad: u16,
    }
}
layout! {
    /// Compares a number in the packet: `struct tcf_em_cmp`, linux/tc_ematch/tc_em_cmp.h.
    #[doc(alias = "tcf_em_cmp")]
    pub struct TcfEmCmp {
        /// With what.
        val: u32,
        /// Which bits; 0 for all.
        mask: u32,
        /// Where it stands, bytes from the layer's front.
        off: u16,
        /// How long it is, and whether it is in host order: the bit fields `align` and `flags`.
        align_flags: EmCmpAlign,
        /// The layer, and how it is compared: the bit fields `layer` and `opnd`. None is TCF_LAYER_LINK, and TCF_EM_OPND_EQ.
        layer_opnd: EmCmpLayer,
    }
}
layout! {
    /// Compares bytes in the packet, which stand behind this: `struct tcf_em_nbyte`, linux/tc_ematch/tc_em_nbyte.h.
    #[doc(alias = "tcf_em_nbyte")]
    pub struct TcfEmNbyte {
        /// Where they stand, bytes from the layer's front.
        off: u16,
        /// How many they are, and the layer: the bit fields `len` and `layer`; see [`len`](Self::len), [`layer`](Self::layer).
        len_layer: u16,
    }
}
impl TcfEmNbyte {
    /// So many bytes there.
    pub fn at(off: u16, len: u16, layer: u8) -> Self {
        let (len, layer) = (len & 0xfff, u16::from(layer & 15));
        let both = if cfg!(target_endian = "little") { layer << 12 | len } else { len << 4 | layer };
        Self::new().with(Self::off, off).with(Self::len_layer, both)
    }
    /// How many bytes.
    pub fn len(&self) -> u16 {
        let both = self.get(Self::len_layer);
        if cfg!(target_endian = "little") { both & 0xfff } else { both >> 4 }
    }
    /// Whether it compares none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// From where they are counted: `TCF_LAYER_*`; 0 is the link's header, 1 the network's, 2 the transport's.
    pub fn layer(&self) -> u8 {
        let both = self.get(Self::len_layer);
        if cfg!(target_endian = "little") { (both >> 12) as u8 } else { (both & 15) as u8 }
    }
}
layout! {
    /// Searches for a text, which stands behind this: `struct tcf_em_text`, linux/tc_ematch/tc_em_text.h.
    #[doc(alias = "tcf_em_text")]
    pub struct TcfEmText {
        /// How it is searched for: `kmp`, `bm`, `fsm`.
        algo: Chars<16>,
        /// From where on.
        from_offset: u16,
        /// Up to where.
        to_offset: u16,
        /// Bytes of the text.
        pattern_len: u16,
        /// From which layers the offsets count: the bit fields `from_layer` and `to_layer`; see [`layers`](Self::layers).
        from_to_layer: u8,
        /// Unused.
        pad: u8,
    }
}
impl TcfEmText {
    /// From which layers `from_offset` and `to_offset` count: `TCF_LAYER_*`.
    pub fn layers(&self) -> (u8, u8) {
        both(self.get(Self::from_to_layer))
    }
}
layout! {
    /// One side of a comparison: `struct tcf_meta_val`, linux/tc_ematch/tc_em_meta.h.
    #[doc(alias = "tcf_meta_val")]
    pub struct TcfMetaVal {
        /// What it is, and whether it is a number.
        kind: MetaKind,
        /// A number is shifted to the right by this.
        shift: u8,
        /// How it is compared.
        op: EmOperand,
    }
}
layout! {
    /// A comparison of metadata: `struct tcf_meta_hdr`, linux/tc_ematch/tc_em_meta.h.
    #[doc(alias = "tcf_meta_hdr")]
    pub struct TcfMetaHdr {
        /// The left side.
        left: TcfMetaVal,
        /// The right side.
        right: TcfMetaVal,
    }
}
layout! {
    /// Asks a set of addresses: `struct xt_set_info`, linux/netfilter/xt_set.h.
    #[doc(alias = "xt_set_info")]
    pub struct XtSetInfo {
        /// The set, by its number.
        index: u16,
        /// How many parts of an element count.
        dim: u8,
        /// Which of them are the source's: a bit each.
        flags: u8,
    }
}
layout! {
    /// Identifiers on a CAN bus: `struct can_filter`, linux/can.h.
    #[doc(alias = "can_filter")]
    pub struct CanFilter {
        /// What they must be.
        can_id: u32,
        /// Which bits of them.
        can_mask: u32,
    }
}
numbers! {
    /// Kinds of extended matches: `TCF_EM_*`, linux/pkt_cls.h.
    pub struct EmatchType(u16) {
        /// Other matches.
        TCF_EM_CONTAINER = 0,
        /// A number in the packet.
        TCF_EM_CMP = 1,
        /// Bytes in the packet.
        TCF_EM_NBYTE = 2,
        /// Four bytes in the packet, as u32 has them.
        TCF_EM_U32 = 3,
        /// What the kernel knows of the packet.
        TCF_EM_META = 4,
        /// A text somewhere in the packet.
        TCF_EM_TEXT = 5,
        /// VLAN; no kernel has it.
        TCF_EM_VLAN = 6,
        /// Identifiers on a CAN bus.
        TCF_EM_CANID = 7,
        /// A set of addresses.
        TCF_EM_IPSET = 8,
        /// A match of iptables.
        TCF_EM_IPT = 9,
    }
}
numbers! {
    /// How two values are compared: `TCF_EM_OPND_*`, linux/pkt_cls.h.
    pub struct EmOperand(u8) {
        /// They are equal.
        TCF_EM_OPND_EQ = 0,
        /// The left one is greater.
        TCF_EM_OPND_GT = 1,
        /// The left one is less.
        TCF_EM_OPND_LT = 2,
    }
}
numbers! {
    /// What the kernel knows of a packet: `TCF_META_ID_*`, linux/tc_ematch/tc_em_meta.h. Those that are numbers have 0x1000 added
    /// (TCF_META_TYPE_INT), and are named here with it, those that are bytes are not.
    pub struct MetaKind(u16) {
        /// Bytes that stand in the match.
        TCF_META_TYPE_VAR = 0x0000,
        /// The link's name, bytes.
        TCF_META_ID_DEV_VAR = 0x0005,
        /// A number that stands in the match.
        TCF_META_ID_VALUE = 0x1000,
        /// A random number.
        TCF_META_ID_RANDOM = 0x1001,
        /// The machine's load in the last minute.
        TCF_META_ID_LOADAVG_0 = 0x1002,
        /// The load in the last 5 minutes.
        TCF_META_ID_LOADAVG_1 = 0x1003,
        /// The load in the last 15 minutes.
        TCF_META_ID_LOADAVG_2 = 0x1004,
        /// The link.
        TCF_META_ID_DEV = 0x1005,
        /// Priority.
        TCF_META_ID_PRIORITY = 0x1006,
        /// EtherType.
        TCF_META_ID_PROTOCOL = 0x1007,
        /// Whom it is for.
        TCF_META_ID_PKTTYPE = 0x1008,
        /// Length.
        TCF_META_ID_PKTLEN = 0x1009,
        /// Length of what does not lie together.
        TCF_META_ID_DATALEN = 0x100a,
        /// Length of the link's header.
        TCF_META_ID_MACLEN = 0x100b,
        /// Mark.
        TCF_META_ID_NFMARK = 0x100c,
        /// The index that classifiers leave for each other.
        TCF_META_ID_TCINDEX = 0x100d,
        /// Its route's realm.
        TCF_META_ID_RTCLASSID = 0x100e,
        /// The link that its route came by.
        TCF_META_ID_RTIIF = 0x100f,
        /// Socket: family.
        TCF_META_ID_SK_FAMILY = 0x1010,
        /// Socket: state.
        TCF_META_ID_SK_STATE = 0x1011,
        /// Socket: its address may be used again.
        TCF_META_ID_SK_REUSE = 0x1012,
        /// Socket: the link that it is bound to.
        TCF_META_ID_SK_BOUND_IF = 0x1013,
        /// Socket: how many hold it.
        TCF_META_ID_SK_REFCNT = 0x1014,
        /// Socket: what is shut down.
        TCF_META_ID_SK_SHUTDOWN = 0x1015,
        /// Socket: protocol.
        TCF_META_ID_SK_PROTO = 0x1016,
        /// Socket: type.
        TCF_META_ID_SK_TYPE = 0x1017,
        /// Socket: receive buffer.
        TCF_META_ID_SK_RCVBUF = 0x1018,
        /// Socket: memory for receiving.
        TCF_META_ID_SK_RMEM_ALLOC = 0x1019,
        /// Socket: memory for sending.
        TCF_META_ID_SK_WMEM_ALLOC = 0x101a,
        /// Socket: memory for other things.
        TCF_META_ID_SK_OMEM_ALLOC = 0x101b,
        /// Socket: memory that is queued for sending.
        TCF_META_ID_SK_WMEM_QUEUED = 0x101c,
        /// Socket: packets that wait to be received.
        TCF_META_ID_SK_RCV_QLEN = 0x101d,
        /// Socket: packets that wait to be sent.
        TCF_META_ID_SK_SND_QLEN = 0x101e,
        /// Socket: errors that wait.
        TCF_META_ID_SK_ERR_QLEN = 0x101f,
        /// Socket: memory in advance.
        TCF_META_ID_SK_FORWARD_ALLOCS = 0x1020,
        /// Socket: send buffer.
        TCF_META_ID_SK_SNDBUF = 0x1021,
        /// Socket: how it allocates.
        TCF_META_ID_SK_ALLOCS = 0x1022,
        /// Socket: hash.
        TCF_META_ID_SK_HASH = 0x1024,
        /// Socket: how long it lingers.
        TCF_META_ID_SK_LINGERTIME = 0x1025,
        /// Socket: connections that wait.
        TCF_META_ID_SK_ACK_BACKLOG = 0x1026,
        /// Socket: connections that may wait.
        TCF_META_ID_SK_MAX_ACK_BACKLOG = 0x1027,
        /// Socket: priority.
        TCF_META_ID_SK_PRIO = 0x1028,
        /// Socket: bytes before it wakes its reader.
        TCF_META_ID_SK_RCVLOWAT = 0x1029,
        /// Socket: for how long it waits to receive.
        TCF_META_ID_SK_RCVTIMEO = 0x102a,
        /// Socket: for how long it waits to send.
        TCF_META_ID_SK_SNDTIMEO = 0x102b,
        /// Socket: offset within a page.
        TCF_META_ID_SK_SENDMSG_OFF = 0x102c,
        /// Socket: somebody waits to write.
        TCF_META_ID_SK_WRITE_PENDING = 0x102d,
        /// VLAN tag.
        TCF_META_ID_VLAN_TAG = 0x102e,
        /// Hash.
        TCF_META_ID_RXHASH = 0x102f,
    }
}
flags! {
    /// How a match goes on: `TCF_EM_*`, linux/pkt_cls.h. None of the first two ends the list.
    pub struct EmatchFlags(u16) {
        /// The next must hold, too.
        TCF_EM_REL_AND = 1 << 0,
        /// Or the next.
        TCF_EM_REL_OR = 1 << 1,
        /// It must not match.
        TCF_EM_INVERT = 1 << 2,
        /// It is four bytes for its kind.
        TCF_EM_SIMPLE = 1 << 3,
    }
}
flags! {
    /// How long a compared number is, `TCF_EM_ALIGN_*`, and in which order, `TCF_EM_CMP_*`, linux/tc_ematch/tc_em_cmp.h.
    pub struct EmCmpAlign(u8) {
        /// One byte.
        TCF_EM_ALIGN_U8 = first(1),
        /// Two bytes.
        TCF_EM_ALIGN_U16 = first(2),
        /// Four bytes.
        TCF_EM_ALIGN_U32 = first(4),
        /// It is big-endian in the packet.
        TCF_EM_CMP_TRANS = second(1),
    }
}
flags! {
    /// In which layer a compared number stands, `TCF_LAYER_*`, and how it is compared, `TCF_EM_OPND_*`, linux/pkt_cls.h.
    pub struct EmCmpLayer(u8) {
        /// The network's header.
        TCF_LAYER_NETWORK = first(1),
        /// The transport's header.
        TCF_LAYER_TRANSPORT = first(2),
        /// It is greater.
        TCF_EM_OPND_GT = second(1),
        /// It is less.
        TCF_EM_OPND_LT = second(2),
    }
}

// Limits: em_policy, net/sched/ematch.c.
attributes! {
    /// A tree of matches: `TCA_EMATCH_TREE_*`, linux/pkt_cls.h.
    pub set Ematches, enum EmatchesAttr<'a> {
        /// How many there are.
        TCA_EMATCH_TREE_HDR = 1 => Hdr(&'a TcfEmatchTreeHdr),
        /// The matches, numbered from 1.
        TCA_EMATCH_TREE_LIST = 2 => List(Array<'a, Headed<'a, TcfEmatchHdr, Selected<'a, EmatchKind>>>),
    }
}
select! {
    /// What stands in a match, by the kind in front of it.
    pub enum Ematch<'a>, selector EmatchKind from By::Header { offset: 2, len: 2 } => {
        /// The number of the match from which on it stands for them.
        CONTAINER = &0u16.to_ne_bytes() => Container(u32),
        /// A number in the packet.
        CMP = &1u16.to_ne_bytes() => Cmp(&'a TcfEmCmp),
        /// Bytes in the packet.
        NBYTE = &2u16.to_ne_bytes() => Nbyte(Headed<'a, TcfEmNbyte, &'a [u8]>),
        /// Four bytes in the packet.
        U32 = &3u16.to_ne_bytes() => U32(&'a TcU32Key),
        /// What the kernel knows of the packet.
        META = &4u16.to_ne_bytes() => Meta(Attrs<'a, EmMeta>),
        /// A text somewhere in the packet.
        TEXT = &5u16.to_ne_bytes() => Text(Headed<'a, TcfEmText, Str<'a>>),
        /// Identifiers on a CAN bus.
        CANID = &7u16.to_ne_bytes() => CanId(Slice<'a, CanFilter>),
        /// A set of addresses.
        IPSET = &8u16.to_ne_bytes() => IpSet(&'a XtSetInfo),
        /// A match of iptables.
        IPT = &9u16.to_ne_bytes() => Ipt(Attrs<'a, EmIpt>),
    }
}
/// Where in [`EmMeta::TCA_EM_META_HDR`] the byte lies that says of a side whether it is a number.
const fn kind_of(side: usize) -> By {
    By::Part {
        up: 0,
        number: 1,
        offset: side * 4 + if cfg!(target_endian = "little") { 1 } else { 0 },
        len: 1,
    }
}
// Limits: meta_policy, net/sched/em_meta.c.
attributes! {
    /// Compares what the kernel knows of a packet: `TCA_EM_META_*`, linux/tc_ematch/tc_em_meta.h.
    pub set EmMeta, enum EmMetaAttr<'a> {
        /// What is compared.
        TCA_EM_META_HDR = 1 => Hdr(&'a TcfMetaHdr),
        /// The left side, where it stands here.
        TCA_EM_META_LVALUE = 2 => LValue(Selected<'a, MetaLeft>),
        /// The right side, where it stands here.
        TCA_EM_META_RVALUE = 3 => RValue(Selected<'a, MetaRight>),
    }
}
select! {
    /// The left side of a comparison.
    pub enum MetaLeftValue<'a>, selector MetaLeft from kind_of(0) => {
        /// Bytes.
        VAR = &[0x00u8] => Var(&'a [u8]),
        /// A number: of 4 bytes, or of a machine word.
        INT = &[0x10u8] => Int(Uint),
    }
}
select! {
    /// The right side of a comparison.
    pub enum MetaRightValue<'a>, selector MetaRight from kind_of(1) => {
        /// Bytes.
        VAR = &[0x00u8] => Var(&'a [u8]),
        /// A number: of 4 bytes, or of a machine word.
        INT = &[0x10u8] => Int(Uint),
    }
}
// Limits: em_ipt_policy, net/sched/em_ipt.c.
attributes! {
    /// A match of iptables: `TCA_EM_IPT_*`, linux/tc_ematch/tc_em_ipt.h.
    pub set EmIpt, enum EmIptAttr<'a> {
        /// Where it is asked: `NF_INET_*`.
        TCA_EM_IPT_HOOK = 1 => Hook(u32),
        /// What it is called.
        TCA_EM_IPT_MATCH_NAME = 2 => MatchName(Str<'a>) where at_most(29),
        /// Its revision.
        TCA_EM_IPT_MATCH_REVISION = 3 => MatchRevision(u8),
        /// The family: `NFPROTO_*`.
        TCA_EM_IPT_NFPROTO = 4 => NfProto(u8),
        /// A structure of its own.
        TCA_EM_IPT_MATCH_DATA = 5 => MatchData(&'a [u8]),
    }
}
