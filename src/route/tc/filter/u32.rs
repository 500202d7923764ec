//! Filters by any bits of a packet, in tables of hashes that lead to each other: u32.
use super::ClsFlags;
use crate::{
    attributes, flags, layout,
    route::tc::{Action, Police, TcHandle},
    wire::{Array, Attrs, Be, Grown, Headed, Slice, Str},
};

layout! {
    /// Which packets: `struct tc_u32_sel`, linux/pkt_cls.h, without the keys behind it.
    #[doc(alias = "tc_u32_sel")]
    pub struct TcU32Sel {
        /// What is done where it matches.
        flags: U32Flags,
        /// By how much the variable offset is shifted to the right.
        offshift: u8,
        /// How many keys follow; all must match.
        nkeys: u8,
        /// Unused.
        __pad: u8,
        /// Which bits at [`offoff`](Self::offoff) are the variable offset.
        offmask: Be<u16>,
        /// By how much the next table's offsets are moved.
        off: u16,
        /// Where the variable offset stands.
        offoff: i16,
        /// Where the four bytes stand that are hashed for the next table.
        hoff: i16,
        /// Which bits of them.
        hmask: Be<u32>,
    }
}
layout! {
    /// Four bytes that must match: `struct tc_u32_key`, linux/pkt_cls.h.
    #[doc(alias = "tc_u32_key")]
    pub struct TcU32Key {
        /// Which bits.
        mask: Be<u32>,
        /// What they must be.
        val: Be<u32>,
        /// Where, bytes from the network header. A multiple of 4.
        off: i32,
        /// All bits set: also from where the packet above it begins.
        offmask: i32,
    }
}
layout! {
    /// The mark that a packet must have: `struct tc_u32_mark`, linux/pkt_cls.h.
    #[doc(alias = "tc_u32_mark")]
    pub struct TcU32Mark {
        /// What it must be.
        val: u32,
        /// Which bits.
        mask: u32,
        /// How often it was.
        success: u32,
    }
}
layout! {
    /// How often it matched: `struct tc_u32_pcnt`, linux/pkt_cls.h, without the keys' own counters behind it.
    #[doc(alias = "tc_u32_pcnt")]
    pub struct TcU32Pcnt {
        /// How often it was asked.
        rcnt: u64,
        /// How often all of it matched.
        rhit: u64,
    }
}
flags! {
    /// What is done where a u32 filter matches: `TC_U32_*`, linux/pkt_cls.h.
    pub struct U32Flags(u8) {
        /// The packet has found its class.
        TC_U32_TERMINAL = 1,
        /// The next table's offsets are moved.
        TC_U32_OFFSET = 2,
        /// They are moved by what stands in the packet.
        TC_U32_VAROFFSET = 4,
        /// The move is kept in mind for the tables behind the next, too.
        TC_U32_EAT = 8,
    }
}

/// A u32 filter's handle in its parts, linux/pkt_cls.h; written `800:0:801` by people, in hexadecimal: table, bucket, node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct U32Handle {
    /// The table of hashes, 12 bits: `TC_U32_USERHTID`.
    pub table: u16,
    /// The bucket of it: `TC_U32_HASH`.
    pub bucket: u8,
    /// The node in it, 12 bits: `TC_U32_NODE`. 0 where it is the table itself.
    pub node: u16,
}
impl From<TcHandle> for U32Handle {
    fn from(handle: TcHandle) -> Self {
        Self {
            table: (handle.0 >> 20) as u16,
            bucket: (handle.0 >> 12) as u8,
            node: (handle.0 & 0xfff) as u16,
        }
    }
}
impl From<U32Handle> for TcHandle {
    fn from(handle: U32Handle) -> Self {
        let (table, node) = (u32::from(handle.table & 0xfff), u32::from(handle.node & 0xfff));
        Self(table << 20 | u32::from(handle.bucket) << 12 | node)
    }
}
impl core::fmt::Display for U32Handle {
    /// As `tc` writes it: `800:` for a table, `800::801` for a node of the bucket 0.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:x}:", self.table)?;
        if self.bucket != 0 {
            write!(f, "{:x}", self.bucket)?;
        }
        if self.node != 0 { write!(f, ":{:x}", self.node) } else { Ok(()) }
    }
}

// Limits: u32_policy, net/sched/cls_u32.c.
attributes! {
    /// By any bits of a packet: `TCA_U32_*`, linux/pkt_cls.h. A filter, or a table of them.
    pub set U32, enum U32Attr<'a> {
        /// The class that packets go into.
        TCA_U32_CLASSID = 1 => ClassId(TcHandle),
        /// The table and the bucket that it lies in.
        TCA_U32_HASH = 2 => Hash(TcHandle),
        /// The table that is asked next.
        TCA_U32_LINK = 3 => Link(TcHandle),
        /// A table: how many buckets it has, a power of 2 up to 256.
        TCA_U32_DIVISOR = 4 => Divisor(u32),
        /// Which packets.
        TCA_U32_SEL = 5 => Sel(Headed<'a, TcU32Sel, Slice<'a, TcU32Key>>),
        /// A rate to keep to, in the old form.
        TCA_U32_POLICE = 6 => Police(Attrs<'a, Police>),
        /// What is done to them, in order.
        TCA_U32_ACT = 7 => Act(Array<'a, Attrs<'a, Action>>),
        /// The link that they must come by, by name.
        TCA_U32_INDEV = 8 => Indev(Str<'a>) where at_most(16),
        /// How often it matched, and behind that how often each key did. Kernels that count (CONFIG_CLS_U32_PERF).
        TCA_U32_PCNT = 9 => Pcnt(Headed<'a, TcU32Pcnt, Slice<'a, u64>>) where output(),
        /// The mark that they must have.
        TCA_U32_MARK = 10 => Mark(Grown<'a, TcU32Mark>) where at_least(12),
        /// Where it works.
        TCA_U32_FLAGS = 11 => Flags(ClsFlags),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_U32_PAD = 12 => Pad(&'a [u8]) where output(),
    }
}
