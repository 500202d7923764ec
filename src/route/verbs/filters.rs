//! Filters of traffic control, by verbs: list, add, replace, delete, flush. Each function sends one request and says which.
//!
//! ```
//! use nlwire::{exchange::{Answer, Connection, Transport}, route::{filters::{self, FilterSpec}, tc::TcHandle}, uapi::EtherType};
//! /// What comes from 10.0.0.0/8 goes into the class 1:10.
//! fn into_class<T: Transport>(connection: &mut Connection<'_, T>, link: u32) -> Answer<(), T> {
//!     let spec = FilterSpec { protocol: EtherType::ETH_P_IP, priority: 10, ..FilterSpec::of_link(link, TcHandle::new(1, 0)) };
//!     filters::add_u32(connection, &spec, TcHandle::new(1, 0x10), &[filters::u32_key(12, 0x0a00_0000, 0xff00_0000)])?;
//!     let mut all = filters::list(connection, link, TcHandle::new(1, 0))?;
//!     while let Some(filter) = all.next()? {
//!         println!("{} {:?} {:?}", filter.priority(), filter.protocol(), filter.kind());
//!     }
//!     Ok(())
//! }
//! ```
//! Changes need CAP_NET_ADMIN; without it the kernel refuses with EPERM.
use super::getters;
use crate::{
    exchange::{Answer, Connection, Done, Replies, Transport},
    route::tc::{
        BpfFilter, DelTFilter, FilterKind, GetTFilter, Matchall, NewTFilter, SockFilter, TFilter, TcHandle,
        TcMsg, TcU32Key, TcU32Sel, U32, U32Flags, filter_info,
    },
    uapi::EtherType,
    wire::{Be, DeleteFlags, Headed, Layout, NewFlags, Reply, RequestFlags, Slice, Str, Writer},
};

getters! { TFilter, GetTFilter {
    /// Its kind.
    kind(attrs) -> Str<'a> = attrs.get(TFilter::TCA_KIND).ok().flatten().unwrap_or_default();
    /// The chain that it lies in.
    chain(attrs) -> u32 = attrs.get(TFilter::TCA_CHAIN).ok().flatten().unwrap_or(0);
} }
impl Reply<'_, GetTFilter> {
    /// Its priority. Those with a small number are asked first.
    pub fn priority(&self) -> u16 {
        self.header.priority()
    }
    /// The protocol of the packets that it is asked about.
    pub fn protocol(&self) -> EtherType {
        self.header.protocol()
    }
    /// Its handle: a number that its kind understands. 0 in the message that says no more than that the kind has filters of this priority.
    pub fn handle(&self) -> TcHandle {
        self.header.get(TcMsg::tcm_handle)
    }
}

/// Where a filter is, and which packets it is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilterSpec {
    /// The link; all bits set, as [`of_block`](Self::of_block) does, where the parent is a block.
    pub index: u32,
    /// What it hangs on: a discipline, a class, [`TcHandle::CLSACT_INGRESS`]; 0 for the root discipline.
    pub parent: TcHandle,
    /// The chain; 0 is asked first.
    pub chain: u32,
    /// Its priority: 0 lets the kernel choose where one is added.
    pub priority: u16,
    /// The protocol of the packets.
    pub protocol: EtherType,
    /// Its handle: 0 lets the kernel choose where one is added, and stands for all of that priority where they are removed.
    pub handle: TcHandle,
}
impl FilterSpec {
    /// For all packets of a discipline or class of a link.
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
    /// For all packets of a block, which several links may share.
    pub const fn of_block(block: u32) -> Self {
        Self::of_link(TcMsg::TCM_IFINDEX_MAGIC_BLOCK as u32, TcHandle(block))
    }
    /// The chain, unless it is the first: what tc sends, and what kernels before 4.13 take.
    fn some_chain(&self) -> Option<u32> {
        Some(self.chain).filter(|chain| *chain != 0)
    }
    fn made(&self) -> NewTFilter {
        let info = filter_info(self.priority, self.protocol);
        NewTFilter { index: self.index as i32, parent: self.parent, handle: self.handle, info }
    }
}
/// A condition of [`add_u32`]: four bytes in the packet, `off` bytes behind the network header's front, of which those under the mask are the
/// value. An offset is a multiple of 4; all as the packet has it, big-endian.
pub fn u32_key(off: i32, value: u32, mask: u32) -> TcU32Key {
    TcU32Key::new().with(TcU32Key::off, off).with(TcU32Key::val, Be(value)).with(TcU32Key::mask, Be(mask))
}

/// Lists the filters of a discipline or a class, one by one. A kind has, at each priority, a message without handle and options before those
/// of its filters.
///
/// Sends RTM_GETTFILTER with NLM_F_DUMP.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`]: EINVAL where there is no such discipline.
pub fn list<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    index: u32,
    parent: TcHandle,
) -> Answer<Replies<'c, 'b, T, GetTFilter>, T> {
    connection.dump(GetTFilter { index: index as i32, parent, ..Default::default() }, |_| {})
}
/// Lists the filters of a block.
///
/// Sends RTM_GETTFILTER with NLM_F_DUMP, the index TCM_IFINDEX_MAGIC_BLOCK and the block as parent.
///
/// # Errors
/// As [`list`].
pub fn of_block<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    block: u32,
) -> Answer<Replies<'c, 'b, T, GetTFilter>, T> {
    list(connection, TcMsg::TCM_IFINDEX_MAGIC_BLOCK as u32, TcHandle(block))
}
/// Makes a filter of any kind; `fill` writes kind and options, and actions, if there shall be some.
///
/// Sends RTM_NEWTFILTER with NLM_F_CREATE | NLM_F_EXCL: TCA_CHAIN unless it is 0, and what `fill` writes.
///
/// # Errors
/// EEXIST where it is there ([`already_exists`](crate::exchange::Failure::already_exists)), ENOENT where the kernel does not have that kind,
/// EINVAL for options that do not fit together, EPERM without CAP_NET_ADMIN.
pub fn add<T: Transport>(
    connection: &mut Connection<'_, T>,
    spec: &FilterSpec,
    fill: impl FnOnce(&mut Writer<'_, TFilter>),
) -> Answer<Done, T> {
    send(connection, spec, NewFlags::CREATE | NewFlags::EXCL, fill)
}
/// Makes a filter of any kind, or changes the one that is there.
///
/// Sends RTM_NEWTFILTER with NLM_F_CREATE: TCA_CHAIN unless it is 0, and what `fill` writes. (tc's `replace` sends the same.)
///
/// # Errors
/// As [`add`], but for EEXIST.
pub fn replace<T: Transport>(
    connection: &mut Connection<'_, T>,
    spec: &FilterSpec,
    fill: impl FnOnce(&mut Writer<'_, TFilter>),
) -> Answer<Done, T> {
    send(connection, spec, NewFlags::CREATE, fill)
}
fn send<T: Transport>(
    connection: &mut Connection<'_, T>,
    spec: &FilterSpec,
    flags: NewFlags,
    fill: impl FnOnce(&mut Writer<'_, TFilter>),
) -> Answer<Done, T> {
    connection.request(spec.made(), flags, |request| {
        request.put_some(TFilter::TCA_CHAIN, spec.some_chain());
        fill(request);
    })
}
/// Puts packets that have all of the keys into a class.
///
/// Sends RTM_NEWTFILTER with NLM_F_CREATE | NLM_F_EXCL: the kind u32, TCA_U32_CLASSID, and TCA_U32_SEL with TC_U32_TERMINAL and the keys.
///
/// # Errors
/// As [`add`]; EINVAL for more than 128 keys.
pub fn add_u32<T: Transport>(
    connection: &mut Connection<'_, T>,
    spec: &FilterSpec,
    class: TcHandle,
    keys: &[TcU32Key],
) -> Answer<Done, T> {
    let nkeys = u8::try_from(keys.len()).unwrap_or(u8::MAX);
    let header =
        TcU32Sel::new().with(TcU32Sel::flags, U32Flags::TC_U32_TERMINAL).with(TcU32Sel::nkeys, nkeys);
    add(connection, spec, |request| {
        request.choose(TFilter::TCA_KIND, TFilter::TCA_OPTIONS, FilterKind::U32, |u32| {
            u32.put(U32::TCA_U32_CLASSID, class);
            u32.put(U32::TCA_U32_SEL, Headed { header: &header, tail: Slice::new(keys) });
        });
    })
}
/// Puts all packets into a class. (On `clsact`, where there are no classes, [`add`] one with actions.)
///
/// Sends RTM_NEWTFILTER with NLM_F_CREATE | NLM_F_EXCL: the kind matchall and TCA_MATCHALL_CLASSID.
///
/// # Errors
/// As [`add`].
pub fn add_matchall<T: Transport>(
    connection: &mut Connection<'_, T>,
    spec: &FilterSpec,
    class: TcHandle,
) -> Answer<Done, T> {
    add(connection, spec, |request| {
        request.choose(TFilter::TCA_KIND, TFilter::TCA_OPTIONS, FilterKind::MATCHALL, |all| {
            all.put(Matchall::TCA_MATCHALL_CLASSID, class);
        });
    })
}
/// Puts packets for which a program of classic BPF says -1 into a class; one that it says 0 for is not meant, and any other answer is the
/// class itself.
///
/// Sends RTM_NEWTFILTER with NLM_F_CREATE | NLM_F_EXCL: the kind bpf, TCA_BPF_CLASSID, TCA_BPF_OPS_LEN, TCA_BPF_OPS.
///
/// # Errors
/// As [`add`]; EINVAL for a program that the kernel refuses.
pub fn add_bpf<T: Transport>(
    connection: &mut Connection<'_, T>,
    spec: &FilterSpec,
    class: TcHandle,
    program: &[SockFilter],
) -> Answer<Done, T> {
    let len = u16::try_from(program.len()).unwrap_or(u16::MAX);
    add(connection, spec, |request| {
        request.choose(TFilter::TCA_KIND, TFilter::TCA_OPTIONS, FilterKind::BPF, |bpf| {
            bpf.put(BpfFilter::TCA_BPF_CLASSID, class).put(BpfFilter::TCA_BPF_OPS_LEN, len);
            bpf.put(BpfFilter::TCA_BPF_OPS, Slice::new(program));
        });
    })
}
/// Removes a filter by priority, protocol and handle, or all of a priority.
///
/// Sends RTM_DELTFILTER: TCA_CHAIN unless it is 0, and TCA_KIND unless the kind is empty. With a handle the kernel wants the kind, too.
///
/// # Errors
/// ENOENT where there is none ([`is_not_found`](crate::exchange::Failure::is_not_found)), EINVAL where it is of another kind, EPERM without
/// CAP_NET_ADMIN.
pub fn delete<T: Transport>(
    connection: &mut Connection<'_, T>,
    spec: &FilterSpec,
    kind: &str,
) -> Answer<Done, T> {
    let NewTFilter { index, parent, handle, info } = spec.made();
    connection.request(DelTFilter { index, parent, handle, info }, DeleteFlags::NONE, |request| {
        request.put_some(TFilter::TCA_CHAIN, spec.some_chain());
        request.put_some(TFilter::TCA_KIND, Some(kind).filter(|kind| !kind.is_empty()));
    })
}
/// Removes all filters of a discipline or a class that lie in the first chain.
///
/// Sends RTM_DELTFILTER without priority, protocol, handle and kind.
///
/// # Errors
/// EINVAL where there is no such discipline, EPERM without CAP_NET_ADMIN.
pub fn flush<T: Transport>(
    connection: &mut Connection<'_, T>,
    index: u32,
    parent: TcHandle,
) -> Answer<Done, T> {
    connection.request(
        DelTFilter { index: index as i32, parent, ..Default::default() },
        DeleteFlags::NONE,
        |_| {},
    )
}
