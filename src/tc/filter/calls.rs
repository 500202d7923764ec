//! Queries and calls.
use crate::tc::FilterMessage;
use crate::{
    client::{Call, Completion, Query, call},
    tc::{
        BpfFilter, DelTFilter, FilterKind, GetTFilter, Matchall, NewTFilter, SockFilter, TFilter, TcHandle,
        TcMsg, TcU32Key, TcU32Sel, U32, U32Flags, filter_info,
    },
    uapi::EtherType,
    wire::{Be, DeleteFlags, NewFlags, PackedArray, RequestFlags, Str, Struct, WithHeader, Writer},
};

impl<'a> FilterMessage<'a> {
    /// Returns the filter kind, such as `u32`.
    #[doc(alias = "TCA_KIND")]
    pub fn kind(&self) -> Str<'a> {
        self.attrs.get(TFilter::TCA_KIND).ok().flatten().unwrap_or_default()
    }
    /// Returns the chain of the filter.
    #[doc(alias = "TCA_CHAIN")]
    pub fn chain(&self) -> u32 {
        self.attrs.get(TFilter::TCA_CHAIN).ok().flatten().unwrap_or(0)
    }
}
impl FilterMessage<'_> {
    /// Returns the priority (preference); lower numbers are evaluated first.
    pub fn priority(&self) -> u16 {
        self.header.priority()
    }
    /// Returns the protocol of the packets that the filter classifies.
    pub fn protocol(&self) -> EtherType {
        self.header.protocol()
    }
    /// Returns the filter handle; the meaning depends on the kind.
    ///
    /// 0 in the message that only announces filters of this kind and priority.
    pub fn handle(&self) -> TcHandle {
        self.header.get(TcMsg::tcm_handle)
    }
}

/// Position of a filter, and the packets that it classifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilterSpec {
    /// Interface index.
    ///
    /// 0xffff_ffff, set by [`of_block`](Self::of_block), if the parent is a shared block.
    pub index: u32,
    /// Parent: a qdisc, a class, or [`TcHandle::CLSACT_INGRESS`] and the like.
    ///
    /// 0 means the root qdisc.
    pub parent: TcHandle,
    /// Filter chain; packets enter at chain 0.
    pub chain: u32,
    /// Priority (preference); 0 in an add request lets the kernel choose.
    pub priority: u16,
    /// Protocol of the packets.
    pub protocol: EtherType,
    /// Filter handle.
    ///
    /// 0 in an add request lets the kernel choose; in a delete request, 0 means all filters of the
    /// priority.
    pub handle: TcHandle,
}
impl FilterSpec {
    /// Creates the position of a filter for all packets of a qdisc or class.
    pub const fn of_link(index: u32, parent: TcHandle) -> Self {
        Self {
            index,
            parent,
            chain: 0,
            priority: 0,
            protocol: EtherType::ETH_P_ALL,
            handle: TcHandle::TC_H_UNSPEC,
        }
    }
    /// Creates the position of a filter for all packets of a block, which several qdiscs may share.
    pub const fn of_block(block: u32) -> Self {
        Self::of_link(TcMsg::TCM_IFINDEX_MAGIC_BLOCK, TcHandle(block))
    }
    /// The chain unless it is 0: what tc sends, and kernels before 4.13 accept.
    fn some_chain(&self) -> Option<u32> {
        Some(self.chain).filter(|chain| *chain != 0)
    }
    fn made(&self) -> NewTFilter {
        let info = filter_info(self.priority, self.protocol);
        NewTFilter { index: self.index, parent: self.parent, handle: self.handle, info }
    }
}
/// Creates a match (key) of [`add_u32`] on four bytes of the packet.
///
/// `off` is the offset from the start of the network header, bytes; a multiple of 4. The four
/// bytes, read as a big-endian number, are compared with `value` in the bits of `mask`.
pub fn u32_key(off: i32, value: u32, mask: u32) -> Struct<TcU32Key> {
    TcU32Key::new().with(TcU32Key::off, off).with(TcU32Key::val, Be(value)).with(TcU32Key::mask, Be(mask))
}

/// Lists the filters of a qdisc or class.
///
/// Before the filters of each kind and priority, the kernel sends a message without handle and
/// options.
///
/// Sends `RTM_GETTFILTER` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next), such as
/// EINVAL: the qdisc does not exist.
#[doc(alias = "tc filter show")]
pub fn list(index: u32, parent: TcHandle) -> impl Query<Operation = GetTFilter> + Copy {
    GetTFilter { index, parent, ..Default::default() }
}
/// Lists the filters of a shared block.
///
/// Sends `RTM_GETTFILTER` with `NLM_F_DUMP`, the index `TCM_IFINDEX_MAGIC_BLOCK` and the block as
/// parent.
///
/// # Errors
/// The errors of [`list`].
pub fn of_block(block: u32) -> impl Query<Operation = GetTFilter> + Copy {
    list(TcMsg::TCM_IFINDEX_MAGIC_BLOCK, TcHandle(block))
}
/// Creates a filter of any kind. `fill` writes the kind, the options and the actions.
///
/// Sends `RTM_NEWTFILTER` with `NLM_F_CREATE | NLM_F_EXCL`, `TCA_CHAIN` unless the chain is 0, and
/// what `fill` writes.
///
/// # Errors
/// - EEXIST: the filter exists ([`already_exists`](crate::client::Error::already_exists)).
/// - ENOENT: the kernel does not have this kind.
/// - EINVAL: invalid combination of options.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "tc filter add")]
pub fn add(
    spec: &FilterSpec,
    fill: impl Fn(&mut Writer<'_, TFilter>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    send(spec, NewFlags::CREATE | NewFlags::EXCL, fill)
}
/// Creates a filter of any kind, or changes an existing one.
///
/// Sends `RTM_NEWTFILTER` with `NLM_F_CREATE`, `TCA_CHAIN` unless the chain is 0, and what `fill`
/// writes, as `tc filter replace` does.
///
/// # Errors
/// The errors of [`add`], except EEXIST.
#[doc(alias = "tc filter replace")]
pub fn replace(
    spec: &FilterSpec,
    fill: impl Fn(&mut Writer<'_, TFilter>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    send(spec, NewFlags::CREATE, fill)
}
fn send(
    spec: &FilterSpec,
    flags: NewFlags,
    fill: impl Fn(&mut Writer<'_, TFilter>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    call(spec.made(), flags, move |request| {
        request.put_some(TFilter::TCA_CHAIN, spec.some_chain());
        fill(request);
    })
}
/// Creates a u32 filter that puts packets matching all keys into a class.
///
/// Sends `RTM_NEWTFILTER` with `NLM_F_CREATE | NLM_F_EXCL`, the kind u32, `TCA_U32_CLASSID`, and
/// `TCA_U32_SEL` with `TC_U32_TERMINAL` and the keys.
///
/// # Errors
/// The errors of [`add`]; EINVAL also for more than 128 keys.
pub fn add_u32(
    spec: &FilterSpec,
    class: TcHandle,
    keys: &[Struct<TcU32Key>],
) -> impl Call<Output = Completion> + Copy {
    let nkeys = u8::try_from(keys.len()).unwrap_or(u8::MAX);
    let header =
        TcU32Sel::new().with(TcU32Sel::flags, U32Flags::TC_U32_TERMINAL).with(TcU32Sel::nkeys, nkeys);
    add(spec, move |request| {
        request.choose(TFilter::TCA_KIND, TFilter::TCA_OPTIONS, FilterKind::U32, |u32| {
            u32.put(U32::TCA_U32_CLASSID, class);
            u32.put(U32::TCA_U32_SEL, WithHeader { header: &header, body: PackedArray::new(keys) });
        });
    })
}
/// Creates a matchall filter that puts all packets into a class.
///
/// The qdisc `clsact` has no classes: use [`add`] with actions there.
///
/// Sends `RTM_NEWTFILTER` with `NLM_F_CREATE | NLM_F_EXCL`, the kind matchall and
/// `TCA_MATCHALL_CLASSID`.
///
/// # Errors
/// The errors of [`add`].
pub fn add_matchall(spec: &FilterSpec, class: TcHandle) -> impl Call<Output = Completion> + Copy {
    add(spec, move |request| {
        request.choose(TFilter::TCA_KIND, TFilter::TCA_OPTIONS, FilterKind::MATCHALL, |all| {
            all.put(Matchall::TCA_MATCHALL_CLASSID, class);
        });
    })
}
/// Creates a filter of classic BPF that puts packets into a class.
///
/// The return value of the program decides: -1 selects `class`, 0 is no match, and any other value
/// is the class itself.
///
/// Sends `RTM_NEWTFILTER` with `NLM_F_CREATE | NLM_F_EXCL`, the kind bpf, `TCA_BPF_CLASSID`,
/// `TCA_BPF_OPS_LEN` and `TCA_BPF_OPS`.
///
/// # Errors
/// The errors of [`add`]; EINVAL also for a program that the kernel rejects.
pub fn add_bpf(
    spec: &FilterSpec,
    class: TcHandle,
    program: &[Struct<SockFilter>],
) -> impl Call<Output = Completion> + Copy {
    let len = u16::try_from(program.len()).unwrap_or(u16::MAX);
    add(spec, move |request| {
        request.choose(TFilter::TCA_KIND, TFilter::TCA_OPTIONS, FilterKind::BPF, |bpf| {
            bpf.put(BpfFilter::TCA_BPF_CLASSID, class).put(BpfFilter::TCA_BPF_OPS_LEN, len);
            bpf.put(BpfFilter::TCA_BPF_OPS, PackedArray::new(program));
        });
    })
}
/// Removes a filter by priority, protocol and handle, or all filters of a priority.
///
/// Sends `RTM_DELTFILTER` with `TCA_CHAIN` unless the chain is 0, and `TCA_KIND` unless `kind` is
/// empty. With a handle, the kernel requires the kind as well.
///
/// # Errors
/// - ENOENT: the filter does not exist ([`is_not_found`](crate::client::Error::is_not_found)).
/// - EINVAL: the filter is of another kind.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "tc filter delete")]
pub fn delete(spec: &FilterSpec, kind: &str) -> impl Call<Output = Completion> + Copy {
    let NewTFilter { index, parent, handle, info } = spec.made();
    call(DelTFilter { index, parent, handle, info }, DeleteFlags::NONE, move |request| {
        request.put_some(TFilter::TCA_CHAIN, spec.some_chain());
        request.put_some(TFilter::TCA_KIND, Some(kind).filter(|kind| !kind.is_empty()));
    })
}
/// Removes all filters of a qdisc or class in chain 0.
///
/// Sends `RTM_DELTFILTER` without priority, protocol, handle and kind.
///
/// # Errors
/// - EINVAL: the qdisc does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
pub fn flush(index: u32, parent: TcHandle) -> impl Call<Output = Completion> + Copy {
    call(DelTFilter { index, parent, ..Default::default() }, DeleteFlags::NONE, |_| {})
}
