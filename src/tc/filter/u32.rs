//! `u32`: filters by arbitrary bit fields of a packet, in linked hash tables. Kernel header:
//! linux/pkt_cls.h.
//!
//! Manual page: [tc-u32(8)](https://man7.org/linux/man-pages/man8/tc-u32.8.html).
use super::ClsFlags;
use crate::{
    attributes, c_struct, flags,
    tc::{Action, Police, TcHandle},
    wire::{Attrs, Be, Extensible, IndexedArray, PackedArray, Str, Struct, WithHeader},
};

c_struct! {
    /// Selector of a `u32` filter: `struct tc_u32_sel`, linux/pkt_cls.h. The keys follow.
    #[doc(alias = "tc_u32_sel")]
    pub struct TcU32Sel {
        /// Flags: terminal match, offsets of the linked table.
        flags: U32Flags,
        /// Number of bits that the variable offset is shifted right by.
        offshift: u8,
        /// Number of keys. All keys must match.
        nkeys: u8,
        /// Padding.
        pad __pad: u8,
        /// Mask of the 16 bits at [`offoff`](Self::offoff) that hold the variable offset.
        offmask: Be<u16>,
        /// Fixed offset of the linked table, bytes.
        off: u16,
        /// Position of the variable offset in the packet, bytes.
        offoff: i16,
        /// Position of the hash key in the packet, bytes. The hash key selects the bucket of the
        /// linked table.
        hoff: i16,
        /// Mask of the hash key.
        hmask: Be<u32>,
    }
}
c_struct! {
    /// Match of four bytes: `struct tc_u32_key`, linux/pkt_cls.h.
    #[doc(alias = "tc_u32_key")]
    pub struct TcU32Key {
        /// Mask of the four bytes.
        mask: Be<u32>,
        /// Value of the masked bytes.
        val: Be<u32>,
        /// Position in the packet, bytes from the network header. A multiple of 4.
        off: i32,
        /// Mask of the next header offset, which is added to [`off`](Self::off).
        ///
        /// -1 adds the offset (tc(8): `nexthdr+`), 0 ignores the offset.
        offmask: i32,
    }
}
c_struct! {
    /// Match of the packet mark: `struct tc_u32_mark`, linux/pkt_cls.h.
    #[doc(alias = "tc_u32_mark")]
    pub struct TcU32Mark {
        /// Value of the masked packet mark.
        val: u32,
        /// Mask of the packet mark.
        mask: u32,
        /// Packets matched. Set by the kernel only.
        success: u32,
    }
}
c_struct! {
    /// Hit counters of `u32`: `struct tc_u32_pcnt`, linux/pkt_cls.h. The counters of the keys
    /// follow.
    #[doc(alias = "tc_u32_pcnt")]
    pub struct TcU32Pcnt {
        /// Packets evaluated.
        rcnt: u64,
        /// Packets matched by all keys.
        rhit: u64,
    }
}
flags! {
    /// Flags of a `u32` selector: `TC_U32_*`, linux/pkt_cls.h.
    pub struct U32Flags(u8) {
        /// Terminal: a match ends classification.
        TC_U32_TERMINAL = 1,
        /// The linked table has a fixed offset.
        TC_U32_OFFSET = 2,
        /// The linked table has a variable offset, read from the packet.
        TC_U32_VAROFFSET = 4,
        /// The offset applies to all keys of the linked table and of further tables. tc(8): `eat`.
        TC_U32_EAT = 8,
    }
}

/// Handle of a `u32` filter: hash table, bucket and node, linux/pkt_cls.h.
///
/// tc(8) writes the parts in hexadecimal, such as `800:0:801`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct U32Handle {
    /// Hash table ID, 12 bits: `TC_U32_USERHTID`.
    pub table: u16,
    /// Bucket of the hash table: `TC_U32_HASH`.
    pub bucket: u8,
    /// Node in the bucket, 12 bits: `TC_U32_NODE`. 0 for the hash table.
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
    /// Formats the handle as tc(8) does: `800:` for a hash table, `800::801` for a node of bucket
    /// 0.
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
    /// Attributes of a `u32` filter or hash table: `TCA_U32_*`, linux/pkt_cls.h.
    ///
    /// A filter that takes packets from 10.0.0.0/8, written by hand:
    ///
    /// ```
    /// use nlwire::tc::{FilterKind, NewTFilter, TFilter, TcHandle, TcU32Key, TcU32Sel, U32, U32Flags, filter_info};
    /// use nlwire::{uapi::EtherType, wire::{Be, WithHeader, NewFlags, Request, PackedArray}};
    /// let mut buffer = [0; 256];
    /// let filter = NewTFilter { index: 2, parent: TcHandle::new(1, 0), info: filter_info(10, EtherType::ETH_P_IP), ..Default::default() };
    /// let mut request = Request::new(&mut buffer, filter, NewFlags::CREATE | NewFlags::EXCL | NewFlags::ACK);
    /// let from_10 = [TcU32Key::new().with(TcU32Key::mask, Be(0xff00_0000)).with(TcU32Key::val, Be(0x0a00_0000)).with(TcU32Key::off, 12)];
    /// let select = TcU32Sel::new().with(TcU32Sel::flags, U32Flags::TC_U32_TERMINAL).with(TcU32Sel::nkeys, 1);
    /// request.choose(TFilter::TCA_KIND, TFilter::TCA_OPTIONS, FilterKind::U32, |u32| {
    ///     u32.put(U32::TCA_U32_CLASSID, TcHandle::new(1, 0x10));
    ///     u32.put(U32::TCA_U32_SEL, WithHeader { header: &select, body: PackedArray::new(&from_10) });
    /// });
    /// # request.finish(1)?;
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub set U32, enum U32Attr<'a> {
        /// Class that matching packets are assigned to.
        TCA_U32_CLASSID: TcHandle = 1,
        /// Hash table and bucket of the filter.
        TCA_U32_HASH: TcHandle = 2,
        /// Linked hash table, evaluated after a match.
        TCA_U32_LINK: TcHandle = 3,
        /// Hash table: number of buckets, a power of 2 up to 256.
        TCA_U32_DIVISOR: u32 = 4,
        /// Selector and keys.
        TCA_U32_SEL: WithHeader<'a, TcU32Sel, PackedArray<'a, Struct<TcU32Key>>> = 5,
        /// Policer in the old form, without an action list.
        TCA_U32_POLICE: Attrs<'a, Police> = 6,
        /// Actions executed on matching packets, in order.
        TCA_U32_ACT: IndexedArray<'a, Attrs<'a, Action>> = 7,
        /// Name of the incoming interface to match.
        TCA_U32_INDEV: Str<'a> = 8 where max_len(16),
        /// Hit counters of the filter, followed by the hit counter of each key. Requires
        /// CONFIG_CLS_U32_PERF.
        TCA_U32_PCNT: WithHeader<'a, TcU32Pcnt, PackedArray<'a, u64>> = 9 where read_only,
        /// Packet mark to match.
        TCA_U32_MARK: Extensible<'a, TcU32Mark> = 10 where min_len(12),
        /// Offload flags.
        TCA_U32_FLAGS: ClsFlags = 11,
        /// Padding.
        TCA_U32_PAD: &'a [u8] = 12 where read_only,
    }
}
