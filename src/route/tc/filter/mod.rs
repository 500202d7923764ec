//! Filters: which packets go into which class, and what is done to them; `RTM_*TFILTER` and, for the chains that they lie in, `RTM_*CHAIN`:
//! linux/pkt_cls.h.
//!
//! ```
//! use nlwire::{route::tc::{FilterKind, NewTFilter, TFilter, TcHandle, TcU32Key, TcU32Sel, U32, U32Flags, filter_info}};
//! use nlwire::{uapi::EtherType, wire::{Be, Headed, Layout, NewFlags, Request, Slice}};
//! let mut buffer = [0; 256];
//! let filter = NewTFilter { index: 2, parent: TcHandle::new(1, 0), info: filter_info(10, EtherType::ETH_P_IP), ..Default::default() };
//! let mut request = Request::new(&mut buffer, filter, NewFlags::CREATE | NewFlags::EXCL | NewFlags::ACK);
//! let from_10 = [TcU32Key::new().with(TcU32Key::mask, Be(0xff00_0000)).with(TcU32Key::val, Be(0x0a00_0000)).with(TcU32Key::off, 12)];
//! let select = TcU32Sel::new().with(TcU32Sel::flags, U32Flags::TC_U32_TERMINAL).with(TcU32Sel::nkeys, 1);
//! request.choose(TFilter::TCA_KIND, TFilter::TCA_OPTIONS, FilterKind::U32, |u32| {
//!     u32.put(U32::TCA_U32_CLASSID, TcHandle::new(1, 0x10));
//!     u32.put(U32::TCA_U32_SEL, Headed { header: &select, tail: Slice::new(&from_10) });
//! });
//! # request.finish(1)?;
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
mod bpf;
mod ematch;
mod flower;
mod small;
mod u32;

pub use bpf::*;
pub use ematch::*;
pub use flower::*;
pub use small::*;
pub use u32::*;

use crate::{
    flags, operations,
    route::{
        RouteMessage,
        tc::{TFilter, TcHandle, TcMsg},
    },
    select,
    uapi::EtherType,
    wire::{Attrs, By, Layout},
};

flags! {
    /// Where a filter works: `TCA_CLS_FLAGS_*`, linux/pkt_cls.h.
    pub struct ClsFlags(u32) {
        /// Not in hardware.
        TCA_CLS_FLAGS_SKIP_HW = 1 << 0,
        /// Not in software.
        TCA_CLS_FLAGS_SKIP_SW = 1 << 1,
        /// It is in hardware.
        TCA_CLS_FLAGS_IN_HW = 1 << 2,
        /// It is not in hardware.
        TCA_CLS_FLAGS_NOT_IN_HW = 1 << 3,
        /// Request: the kernel is to say why hardware does not take it.
        TCA_CLS_FLAGS_VERBOSE = 1 << 4,
    }
}
select! {
    /// What a kind of filter has, `TCA_OPTIONS`, by its name in `TCA_KIND`. Of a chain: what its filters must be like.
    pub enum FilterOptions<'a>, selector FilterKind from By::text(1) => {
        /// By a tree of extended matches.
        BASIC = b"basic" => Basic(Attrs<'a, Basic>),
        /// By a BPF program.
        BPF = b"bpf" => Bpf(Attrs<'a, BpfFilter>),
        /// By the sender's control group.
        CGROUP = b"cgroup" => Cgroup(Attrs<'a, Cgroup>),
        /// Into a class by what a packet's flow has.
        FLOW = b"flow" => Flow(Attrs<'a, Flow>),
        /// By the fields of its headers.
        FLOWER = b"flower" => Flower(Attrs<'a, Flower>),
        /// By its mark.
        FW = b"fw" => Fw(Attrs<'a, Fw>),
        /// All packets.
        MATCHALL = b"matchall" => Matchall(Attrs<'a, Matchall>),
        /// By its route's realms.
        ROUTE = b"route" => Route(Attrs<'a, RouteFilter>),
        /// By any bits of it.
        U32 = b"u32" => U32(Attrs<'a, U32>),
    }
}
/// What [`TcMsg::tcm_info`] is of a filter: its priority, and the protocol of the packets that it is asked about.
pub const fn filter_info(priority: u16, protocol: EtherType) -> u32 {
    (priority as u32) << 16 | protocol.0.to_be() as u32
}
impl TcMsg {
    /// Of a filter: its priority. Those with a small number are asked first.
    pub fn priority(&self) -> u16 {
        (self.get(Self::tcm_info) >> 16) as u16
    }
    /// Of a filter: the protocol of the packets that it is asked about; ETH_P_ALL for all.
    pub fn protocol(&self) -> EtherType {
        EtherType(u16::from_be(self.get(Self::tcm_info) as u16))
    }
}
operations! {
    /// Asks for filters: for those of a discipline, a class or a block by a dump, or for one by its parent, priority, protocol, kind and
    /// handle.
    pub GetTFilter {
        /// The link; [`TcMsg::TCM_IFINDEX_MAGIC_BLOCK`] where the parent is a block.
        index: i32 => tcm_ifindex,
        /// What it hangs on; 0 for the root discipline.
        parent: TcHandle => tcm_parent,
        /// Its handle.
        handle: TcHandle => tcm_handle,
        /// Priority and protocol, by [`filter_info`]; a dump gives those that have them where they are not 0.
        info: u32 => tcm_info,
    } = Get(RouteMessage::RTM_GETTFILTER, TcMsg, TFilter);
    /// Makes a filter or changes it.
    pub NewTFilter {
        /// The link; [`TcMsg::TCM_IFINDEX_MAGIC_BLOCK`] where the parent is a block.
        index: i32 => tcm_ifindex,
        /// What it hangs on; 0 for the root discipline.
        parent: TcHandle => tcm_parent,
        /// Its handle; 0 for one that the kernel chooses.
        handle: TcHandle => tcm_handle,
        /// Priority and protocol, by [`filter_info`]. Without a priority, and with NLM_F_CREATE, the kernel chooses one.
        info: u32 => tcm_info,
    } = New(RouteMessage::RTM_NEWTFILTER, TcMsg, TFilter);
    /// Removes a filter; without a handle all of its priority, without a priority all.
    pub DelTFilter {
        /// The link; [`TcMsg::TCM_IFINDEX_MAGIC_BLOCK`] where the parent is a block.
        index: i32 => tcm_ifindex,
        /// What it hangs on; 0 for the root discipline.
        parent: TcHandle => tcm_parent,
        /// Its handle.
        handle: TcHandle => tcm_handle,
        /// Priority and protocol, by [`filter_info`].
        info: u32 => tcm_info,
    } = Delete(RouteMessage::RTM_DELTFILTER, TcMsg, TFilter);
    /// Asks for chains: for those of a discipline, a class or a block by a dump, or for one by its number, TCA_CHAIN.
    pub GetChain {
        /// The link; [`TcMsg::TCM_IFINDEX_MAGIC_BLOCK`] where the parent is a block.
        index: i32 => tcm_ifindex,
        /// What it hangs on; 0 for the root discipline.
        parent: TcHandle => tcm_parent,
    } = Get(RouteMessage::RTM_GETCHAIN, TcMsg, TFilter);
    /// Makes a chain of the number TCA_CHAIN; a kind and options say what its filters must be like.
    pub NewChain {
        /// The link; [`TcMsg::TCM_IFINDEX_MAGIC_BLOCK`] where the parent is a block.
        index: i32 => tcm_ifindex,
        /// What it hangs on; 0 for the root discipline.
        parent: TcHandle => tcm_parent,
        /// Where it says what its filters must be like: their protocol, by [`filter_info`] with the priority 0.
        info: u32 => tcm_info,
    } = New(RouteMessage::RTM_NEWCHAIN, TcMsg, TFilter);
    /// Removes a chain with all its filters.
    pub DelChain {
        /// The link; [`TcMsg::TCM_IFINDEX_MAGIC_BLOCK`] where the parent is a block.
        index: i32 => tcm_ifindex,
        /// What it hangs on; 0 for the root discipline.
        parent: TcHandle => tcm_parent,
    } = Delete(RouteMessage::RTM_DELCHAIN, TcMsg, TFilter);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Checks, Headed, Scope, Set, Slice, Uint, View, Writer, validate};
    use core::net::Ipv4Addr;
    use std::{format, string::String};

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        macro_rules! lens {
            ($($name:ident $len:literal),*) => { $( assert_eq!($name::STRUCTURE.len, $len, stringify!($name)); )* };
        }
        lens!(
            TcU32Sel 16, TcU32Key 16, TcU32Mark 12, TcU32Pcnt 16, TcBasicPcnt 16, TcMatchallPcnt 8, TcfEmatchTreeHdr 4, TcfEmatchHdr 8,
            TcfEmCmp 12, TcfEmNbyte 4, TcfEmText 24, TcfMetaHdr 8, XtSetInfo 4, CanFilter 8
        );
    }
    #[test]
    fn a_header_says_priority_and_protocol() {
        let header = TcMsg::new().with(TcMsg::tcm_info, filter_info(10, EtherType::ETH_P_IPV6));
        assert_eq!((header.priority(), header.protocol()), (10, EtherType::ETH_P_IPV6));
        let bytes = zerocopy::IntoBytes::as_bytes(&header);
        let expected = if cfg!(target_endian = "little") { [0x86, 0xdd, 10, 0] } else { [0, 10, 0x86, 0xdd] };
        assert_eq!(bytes[16..20], expected);
    }
    #[test]
    fn handles_of_u32_are_written_as_tc_writes_them() {
        for (handle, text) in
            [(0x8000_0000, "800:"), (0x8000_0801, "800::801"), (0x0020_3800, "2:3:800"), (0x0020_3000, "2:3")]
        {
            let parts = U32Handle::from(TcHandle(handle));
            assert_eq!((format!("{parts}").as_str(), TcHandle::from(parts).0), (text, handle));
        }
    }
    /// A filter of a kind, as text.
    fn printed(write: impl FnOnce(&mut Writer<'_, TFilter>)) -> String {
        let mut buffer = [0xa5; 512];
        let mut writer = Writer::<TFilter>::new(&mut buffer);
        write(&mut writer);
        let bytes = writer.finish().unwrap();
        let checks = Checks::STRICT - Checks::NL_VALIDATE_NESTED; // an ematch list bears no bit
        assert_eq!(
            validate(TFilter::table(), bytes, 0, Scope::new(44, &[0; 20]), checks),
            Ok(()),
            "{bytes:02x?}"
        );
        format!("{:?}", View::of(Attrs::<TFilter>::new(bytes)))
    }
    #[test]
    fn a_selector_has_its_keys_behind_it() {
        let text = printed(|filter| {
            filter.choose(TFilter::TCA_KIND, TFilter::TCA_OPTIONS, FilterKind::U32, |u32| {
                let header =
                    TcU32Sel::new().with(TcU32Sel::nkeys, 2).with(TcU32Sel::flags, U32Flags::TC_U32_TERMINAL);
                let key = TcU32Key::new()
                    .with(TcU32Key::mask, crate::wire::Be(0xff00_0000))
                    .with(TcU32Key::off, -14);
                u32.put(U32::TCA_U32_SEL, Headed { header: &header, tail: Slice::new(&[key, key]) });
            });
        });
        let key = "{mask: 4278190080, val: 0, off: -14, offmask: 0}";
        assert_eq!(
            text,
            format!(
                "{{TCA_KIND: \"u32\", TCA_OPTIONS: {{TCA_U32_SEL: {{header: {{flags: TC_U32_TERMINAL, offshift: 0, nkeys: 2, offmask: 0, \
                 off: 0, offoff: 0, hoff: 0, hmask: 0}}, data: [{key}, {key}]}}}}}}"
            )
        );
    }
    #[test]
    fn keys_of_flower_have_their_byte_orders() {
        let text = printed(|filter| {
            filter.choose(TFilter::TCA_KIND, TFilter::TCA_OPTIONS, FilterKind::FLOWER, |flower| {
                flower
                    .put(Flower::TCA_FLOWER_KEY_ETH_TYPE, EtherType::ETH_P_IP)
                    .put(Flower::TCA_FLOWER_KEY_TCP_DST, 80);
                flower
                    .put(Flower::TCA_FLOWER_KEY_IPV4_DST, Ipv4Addr::new(10, 0, 0, 1))
                    .put(Flower::TCA_FLOWER_KEY_VLAN_ID, 100);
                flower.put(Flower::TCA_FLOWER_KEY_TCP_FLAGS, TcpFlags::syn | TcpFlags::ack);
                flower.put(Flower::TCA_FLOWER_KEY_MPLS_LABEL, 1234);
            });
        });
        assert!(text.contains("TCA_FLOWER_KEY_IPV4_DST: 10.0.0.1, TCA_FLOWER_KEY_VLAN_ID: 100"), "{text}");
        assert!(text.contains("TCA_FLOWER_KEY_ETH_TYPE: ETH_P_IP, TCA_FLOWER_KEY_TCP_DST: 80"), "{text}");
        assert!(
            text.contains("TCA_FLOWER_KEY_TCP_FLAGS: syn|ack, TCA_FLOWER_KEY_MPLS_LABEL: 1234"),
            "{text}"
        );
    }
    #[test]
    fn a_match_is_what_its_kind_says() {
        let header =
            |kind, flags| TcfEmatchHdr::new().with(TcfEmatchHdr::kind, kind).with(TcfEmatchHdr::flags, flags);
        let mut cmp = [0; 20];
        let parts = TcfEmCmp::new().with(TcfEmCmp::val, 100);
        let parts =
            parts.with(TcfEmCmp::align_flags, EmCmpAlign::TCF_EM_ALIGN_U16 | EmCmpAlign::TCF_EM_CMP_TRANS);
        let parts =
            parts.with(TcfEmCmp::layer_opnd, EmCmpLayer::TCF_LAYER_NETWORK | EmCmpLayer::TCF_EM_OPND_GT);
        cmp[..8].copy_from_slice(zerocopy::IntoBytes::as_bytes(&header(
            EmatchType::TCF_EM_CMP,
            EmatchFlags::TCF_EM_REL_AND,
        )));
        cmp[8..].copy_from_slice(zerocopy::IntoBytes::as_bytes(&parts));
        let mut buffer = [0; 64];
        let mut meta = Writer::<EmMeta>::new(&mut buffer);
        let left = TcfMetaVal::new().with(TcfMetaVal::kind, MetaKind::TCF_META_ID_PKTLEN);
        let right = TcfMetaVal::new().with(TcfMetaVal::kind, MetaKind::TCF_META_ID_VALUE);
        meta.put(
            EmMeta::TCA_EM_META_HDR,
            &TcfMetaHdr::new().with(TcfMetaHdr::left, left).with(TcfMetaHdr::right, right),
        );
        meta.put_chosen(EmMeta::TCA_EM_META_LVALUE, MetaLeft::VAR, &[1, 2, 3][..]);
        meta.put_chosen(EmMeta::TCA_EM_META_RVALUE, MetaRight::INT, Uint(5));
        let meta = [
            zerocopy::IntoBytes::as_bytes(&header(EmatchType::TCF_EM_META, EmatchFlags::empty())),
            meta.finish().unwrap(),
        ]
        .concat();
        let text = printed(|filter| {
            filter.choose(TFilter::TCA_KIND, TFilter::TCA_OPTIONS, FilterKind::BASIC, |basic| {
                basic.nest(Basic::TCA_BASIC_EMATCHES, |tree| {
                    tree.put(
                        Ematches::TCA_EMATCH_TREE_HDR,
                        &TcfEmatchTreeHdr::new().with(TcfEmatchTreeHdr::nmatches, 2),
                    );
                    tree.nest(crate::wire::Key::<_, Attrs<'_, ()>>::new(2), |list| {
                        list.copy(crate::wire::Attr::new(1, &cmp)).copy(crate::wire::Attr::new(2, &meta));
                    });
                });
            });
        });
        assert!(
            text.contains(
                "data: {val: 100, mask: 0, off: 0, align_flags: TCF_EM_ALIGN_U16|TCF_EM_CMP_TRANS, \
                 layer_opnd: TCF_LAYER_NETWORK|TCF_EM_OPND_GT}}"
            ),
            "{text}"
        );
        // a number on the left is read as one: three bytes are none
        assert!(text.contains("TCA_EM_META_LVALUE: misfit 010203, TCA_EM_META_RVALUE: 5}"), "{text}");
        assert!(text.contains("left: {kind: TCF_META_ID_PKTLEN, shift: 0, op: TCF_EM_OPND_EQ}"), "{text}");
        let nbyte = TcfEmNbyte::at(12, 3, 1);
        assert_eq!((nbyte.len(), nbyte.layer(), nbyte.get(TcfEmNbyte::off)), (3, 1, 12));
    }
}
