//! Filters (classifiers): `RTM_*TFILTER`, and `RTM_*CHAIN` for chains of filters, linux/pkt_cls.h.
use super::*;
use crate::tc::FilterMessage;
use crate::{
    flags, operations,
    route::RouteMessage,
    sub_messages,
    tc::{TFilter, TcHandle, TcMsg},
    uapi::EtherType,
    wire::{Attrs, Struct, spec::SelectorSource},
};

flags! {
    /// Offload flags of a filter: `TCA_CLS_FLAGS_*`, linux/pkt_cls.h.
    pub struct ClsFlags(u32) {
        /// The filter is not offloaded to hardware. tc(8): `skip_hw`.
        TCA_CLS_FLAGS_SKIP_HW = 1 << 0,
        /// The filter runs in hardware only. tc(8): `skip_sw`.
        TCA_CLS_FLAGS_SKIP_SW = 1 << 1,
        /// The filter is offloaded to hardware. Set by the kernel only.
        TCA_CLS_FLAGS_IN_HW = 1 << 2,
        /// The filter is not offloaded to hardware. Set by the kernel only.
        TCA_CLS_FLAGS_NOT_IN_HW = 1 << 3,
        /// Verbose: the kernel reports why the hardware refuses the filter. For requests. tc(8):
        /// `verbose`.
        TCA_CLS_FLAGS_VERBOSE = 1 << 4,
    }
}
sub_messages! {
    /// Options of a filter, `TCA_OPTIONS`, by the kind in `TCA_KIND`. Of a chain: the template for
    /// the filters of the chain.
    pub enum FilterOptions<'a>, selector FilterKind from SelectorSource::text(1) => {
        /// Classifies by a tree of extended matches (ematch).
        BASIC = b"basic" => Basic(Attrs<'a, Basic>),
        /// Classifies by a BPF program.
        BPF = b"bpf" => Bpf(Attrs<'a, BpfFilter>),
        /// Classifies by the control group of the sender (`net_cls`).
        CGROUP = b"cgroup" => Cgroup(Attrs<'a, Cgroup>),
        /// Classifies by keys of the flow, mapped or hashed to a class.
        FLOW = b"flow" => Flow(Attrs<'a, Flow>),
        /// Classifies by header fields (flow dissector).
        FLOWER = b"flower" => Flower(Attrs<'a, Flower>),
        /// Classifies by packet mark (fwmark).
        FW = b"fw" => Fw(Attrs<'a, Fw>),
        /// Matches all packets.
        MATCHALL = b"matchall" => Matchall(Attrs<'a, Matchall>),
        /// Classifies by routing realm.
        ROUTE = b"route" => Route(Attrs<'a, RouteFilter>),
        /// Classifies by arbitrary bit fields of the packet.
        U32 = b"u32" => U32(Attrs<'a, U32>),
    }
}
/// Returns the value of [`TcMsg::tcm_info`] for a filter: priority and protocol.
pub const fn filter_info(priority: u16, protocol: EtherType) -> u32 {
    (priority as u32) << 16 | protocol.0.to_be() as u32
}
impl Struct<TcMsg> {
    /// Returns the priority of a filter. Filters with lower values are evaluated first. tc(8):
    /// `prio` or `pref`.
    pub fn priority(&self) -> u16 {
        (self.get(TcMsg::tcm_info) >> 16) as u16
    }
    /// Returns the protocol of a filter: the EtherType of the packets to match, or ETH_P_ALL.
    pub fn protocol(&self) -> EtherType {
        EtherType(u16::from_be(self.get(TcMsg::tcm_info) as u16))
    }
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests filters.
    ///
    /// A dump returns the filters of a qdisc, class or block; a single request selects one by
    /// parent, priority, protocol, kind and handle.
    pub GetTFilter {
        /// Interface index. [`TcMsg::TCM_IFINDEX_MAGIC_BLOCK`] if the parent is a block.
        index: u32 => tcm_ifindex,
        /// Parent: qdisc, class or block. 0 for the root qdisc.
        parent: TcHandle => tcm_parent,
        /// Handle of the filter.
        handle: TcHandle => tcm_handle,
        /// Priority and protocol, by [`filter_info`]. In a dump, each one that is not 0 selects
        /// filters.
        info: u32 => tcm_info,
    } = Get(RouteMessage::RTM_GETTFILTER, TcMsg, TFilter) -> FilterMessage;
    /// Creates or changes a filter.
    pub NewTFilter {
        /// Interface index. [`TcMsg::TCM_IFINDEX_MAGIC_BLOCK`] if the parent is a block.
        index: u32 => tcm_ifindex,
        /// Parent: qdisc, class or block. 0 for the root qdisc.
        parent: TcHandle => tcm_parent,
        /// Handle of the filter. 0 makes the kernel choose a handle.
        handle: TcHandle => tcm_handle,
        /// Priority and protocol, by [`filter_info`]. With NLM_F_CREATE and priority 0 the kernel
        /// chooses a priority.
        info: u32 => tcm_info,
    } = New(RouteMessage::RTM_NEWTFILTER, TcMsg, TFilter) -> FilterMessage;
    /// Deletes a filter.
    ///
    /// Without a handle, deletes all filters of the priority; without a priority, deletes all
    /// filters of the parent.
    pub DelTFilter {
        /// Interface index. [`TcMsg::TCM_IFINDEX_MAGIC_BLOCK`] if the parent is a block.
        index: u32 => tcm_ifindex,
        /// Parent: qdisc, class or block. 0 for the root qdisc.
        parent: TcHandle => tcm_parent,
        /// Handle of the filter.
        handle: TcHandle => tcm_handle,
        /// Priority and protocol, by [`filter_info`].
        info: u32 => tcm_info,
    } = Delete(RouteMessage::RTM_DELTFILTER, TcMsg, TFilter) -> FilterMessage;
    /// Requests chains: a dump of a qdisc, class or block, or one chain by index, TCA_CHAIN.
    pub GetChain {
        /// Interface index. [`TcMsg::TCM_IFINDEX_MAGIC_BLOCK`] if the parent is a block.
        index: u32 => tcm_ifindex,
        /// Parent: qdisc, class or block. 0 for the root qdisc.
        parent: TcHandle => tcm_parent,
    } = Get(RouteMessage::RTM_GETCHAIN, TcMsg, TFilter) -> FilterMessage;
    /// Creates the chain TCA_CHAIN. Kind and options set a template for the filters of the chain.
    pub NewChain {
        /// Interface index. [`TcMsg::TCM_IFINDEX_MAGIC_BLOCK`] if the parent is a block.
        index: u32 => tcm_ifindex,
        /// Parent: qdisc, class or block. 0 for the root qdisc.
        parent: TcHandle => tcm_parent,
        /// Protocol of the template, by [`filter_info`] with priority 0.
        info: u32 => tcm_info,
    } = New(RouteMessage::RTM_NEWCHAIN, TcMsg, TFilter) -> FilterMessage;
    /// Deletes a chain and all filters of the chain.
    pub DelChain {
        /// Interface index. [`TcMsg::TCM_IFINDEX_MAGIC_BLOCK`] if the parent is a block.
        index: u32 => tcm_ifindex,
        /// Parent: qdisc, class or block. 0 for the root qdisc.
        parent: TcHandle => tcm_parent,
    } = Delete(RouteMessage::RTM_DELCHAIN, TcMsg, TFilter) -> FilterMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::CStruct;
    use crate::{
        schema::View,
        server::{ValidationFlags, validate},
        wire::{AttributeSet, PackedArray, Uint, WithHeader, Writer, spec::Scope},
    };
    use core::net::Ipv4Addr;
    use std::{format, string::String};

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        macro_rules! lens {
            ($($name:ident $len:literal),*) => { $( assert_eq!($name::SPEC.len, $len, stringify!($name)); )* };
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
    /// Formats a filter for comparison.
    fn printed(write: impl FnOnce(&mut Writer<'_, TFilter>)) -> String {
        let mut buffer = [0xa5; 512];
        let mut writer = Writer::<TFilter>::new(&mut buffer);
        write(&mut writer);
        let bytes = writer.finish().unwrap();
        let checks = ValidationFlags::STRICT - ValidationFlags::NL_VALIDATE_NESTED; // ematch lists lack NLA_F_NESTED
        assert_eq!(
            validate(TFilter::spec(), bytes, 0, Scope::new(44, &[0; 20]), checks),
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
                u32.put(
                    U32::TCA_U32_SEL,
                    WithHeader { header: &header, body: PackedArray::new(&[key, key]) },
                );
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
        // The left side is decoded as a number, which three bytes are not.
        assert!(text.contains("TCA_EM_META_LVALUE: misfit 010203, TCA_EM_META_RVALUE: 5}"), "{text}");
        assert!(text.contains("left: {kind: TCF_META_ID_PKTLEN, shift: 0, op: TCF_EM_OPND_EQ}"), "{text}");
        let nbyte = TcfEmNbyte::at(12, 3, 1);
        assert_eq!((nbyte.len(), nbyte.layer(), nbyte.get(TcfEmNbyte::off)), (3, 1, 12));
    }
}
