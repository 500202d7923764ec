//! Traffic control: qdiscs, classes, filters, actions and chains.
//!
//! Messages: `RTM_*QDISC`, `RTM_*TCLASS`, `RTM_*TFILTER`, `RTM_*ACTION` and `RTM_*CHAIN`. Kernel
//! headers: linux/rtnetlink.h, linux/pkt_sched.h (qdiscs), linux/pkt_cls.h (filters),
//! linux/tc_act/*.h (actions) and linux/gen_stats.h (statistics). Manual page:
//! [tc(8)](https://man7.org/linux/man-pages/man8/tc.8.html).
//!
//! The kernel has one list of attributes, `TCA_*`, for qdiscs, classes, filters and chains. The
//! content of `TCA_OPTIONS` and of the statistics depends on the kind and on the object: an `htb`
//! qdisc has other options than an `htb` class. Therefore each object has an attribute set of its
//! own here ([`Qdisc`], [`TClass`], [`TFilter`]) with identical attributes.
//!
//! Types of one kind have their pages in [`qdisc`], [`filter`] and [`action`]; their names are here,
//! too: `tc::Htb` is `tc::qdisc::Htb`.
//!
//! ```
//! use nlwire::{tc::{NewQdisc, Qdisc, QdiscKind, QdiscOptions, Tbf, TcHandle, TcMsg}, wire::{Message, NewFlags, Request}};
//! let mut buffer = [0; 256];
//! let qdisc = NewQdisc { index: 2, parent: TcHandle::TC_H_ROOT, handle: TcHandle::new(1, 0), ..Default::default() };
//! let mut request = Request::new(&mut buffer, qdisc, NewFlags::CREATE | NewFlags::ACK);
//! request.choose(Qdisc::TCA_KIND, Qdisc::TCA_OPTIONS, QdiscKind::TBF, |tbf| {
//!     tbf.put(Tbf::TCA_TBF_RATE64, 5_000_000_000u64);
//! });
//! let message = Message::new(request.finish(1)?)?;
//! let (header, attrs) = message.split::<TcMsg, Qdisc>()?;
//! assert_eq!(header.get(TcMsg::tcm_handle).id().to_string(), "1:");
//! let Some(QdiscOptions::Tbf(tbf)) = attrs.select(Qdisc::TCA_OPTIONS)? else { panic!("{attrs:?}") };
//! assert_eq!(tbf.get(Tbf::TCA_TBF_RATE64)?, Some(5_000_000_000));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
pub mod action;
pub mod chain;
pub mod filter;
mod handle;
#[cfg(feature = "server")]
mod policy;
pub mod qdisc;
mod rate;
mod stats;

#[doc(hidden)]
pub use action::{attrs::*, control::*, edit::*, police::*, tag::*, track::*};
#[doc(hidden)]
pub use filter::{attrs::*, bpf::*, ematch::*, flower::*, small::*, u32::*};
pub use handle::*;
#[cfg(feature = "server")]
pub(crate) use policy::policy;
#[doc(hidden)]
pub use qdisc::{
    attrs::*, cake::*, codel::*, fair::*, fq::*, htb::*, mqprio::*, netem::*, pie::*, red::*, sfq::*,
    small::*, tbf::*,
};
pub use rate::*;
pub use stats::*;

use crate::{
    attributes, c_struct, flags, message_types, operations,
    route::RouteMessage,
    uapi::AddressFamily,
    wire::{Attrs, Bitfield32, Extensible, Flag, Str, Struct, SubMessage},
};

c_struct! {
    /// Header of traffic control messages: `struct tcmsg`, linux/rtnetlink.h.
    #[doc(alias = "tcmsg")]
    pub struct TcMsg {
        /// Address family: AF_UNSPEC.
        tcm_family: AddressFamily,
        /// Padding.
        pad tcm__pad1: u8,
        /// Padding.
        pad tcm__pad2: u16,
        /// Interface index. [`TCM_IFINDEX_MAGIC_BLOCK`](Self::TCM_IFINDEX_MAGIC_BLOCK) for filters
        /// and chains of a shared block.
        tcm_ifindex: u32,
        /// Handle of the qdisc or class. The handle of a filter is a number whose meaning depends
        /// on the kind.
        tcm_handle: TcHandle,
        /// Parent: a class, a qdisc, or [`TcHandle::TC_H_ROOT`]. For filters and chains of a shared
        /// block, the block index.
        tcm_parent: TcHandle,
        /// Additional information that depends on the object.
        ///
        /// - Qdisc: reference count.
        /// - Class: handle of the leaf qdisc.
        /// - Filter: priority in the upper 16 bits, protocol (`ETH_P_*`, big-endian) in the lower
        ///   16 bits; see [`filter_info`].
        tcm_info: u32,
    }
}
impl TcMsg {
    /// Value of [`tcm_ifindex`](Self::tcm_ifindex) that makes [`tcm_parent`](Self::tcm_parent) a
    /// block index.
    pub const TCM_IFINDEX_MAGIC_BLOCK: u32 = 0xffff_ffff;
}
flags! {
    /// Flags of filter dumps: `TCA_DUMP_FLAGS_*`, linux/rtnetlink.h.
    pub struct TcDumpFlags(u32) {
        /// Terse dump: handles and statistics without the match keys.
        TCA_DUMP_FLAGS_TERSE = 1 << 0,
    }
}

// Limits: rtm_tca_policy, net/sched/sch_api.c, shared by qdiscs, classes, filters and chains;
// tcf_tfilter_dump_policy, net/sched/cls_api.c, for the dump flags.
macro_rules! tca { ($(#[$doc:meta])* $set:ident, $attr:ident, $options:ident, $xstats:ty, $stats:ident) => {
    attributes! {
        $(#[$doc])*
        pub set $set, enum $attr<'a> {
            /// Kind, such as `htb`, `fq_codel` or `flower`.
            TCA_KIND: Str<'a> = 1,
            /// Options of the kind. [`TCA_KIND`](Self::TCA_KIND) selects the format.
            TCA_OPTIONS: SubMessage<'a, $options> = 2,
            /// Statistics in the old format. [`TCA_STATS2`](Self::TCA_STATS2) has these values and
            /// more.
            TCA_STATS: Extensible<'a, TcStats> = 3 where read_only,
            /// Statistics of the kind in the old format. A copy of `TCA_STATS_APP` in
            /// [`TCA_STATS2`](Self::TCA_STATS2).
            TCA_XSTATS: $xstats = 4 where read_only,
            /// Rate estimator. In a request, makes the kernel estimate the rate.
            TCA_RATE: &'a Struct<GnetEstimator> = 5 where max_len(2),
            /// Obsolete.
            TCA_FCNT: u32 = 6 where read_only,
            /// Statistics: nested `TCA_STATS_*`.
            TCA_STATS2: Attrs<'a, $stats> = 7 where read_only,
            /// Size table: corrects the packet length for link layer overhead. See
            /// [tc-stab(8)](https://man7.org/linux/man-pages/man8/tc-stab.8.html).
            TCA_STAB: Attrs<'a, Stab> = 8,
            /// Padding.
            TCA_PAD: &'a [u8] = 9 where read_only,
            /// Invisible qdiscs. In a dump request, includes qdiscs that the kernel created and
            /// hides by default; in a reply, marks such a qdisc.
            TCA_DUMP_INVISIBLE: Flag = 10,
            /// Chain index. Filters without this attribute belong to chain 0.
            TCA_CHAIN: u32 = 11,
            /// Hardware offload: 1 if the hardware implements the qdisc, else 0.
            TCA_HW_OFFLOAD: u8 = 12 where read_only,
            /// Index of the shared filter block for ingress. Not 0.
            TCA_INGRESS_BLOCK: u32 = 13,
            /// Index of the shared filter block for egress. Not 0.
            TCA_EGRESS_BLOCK: u32 = 14,
            /// Dump flags of filter dumps: [`TcDumpFlags`].
            TCA_DUMP_FLAGS: Bitfield32 = 15 where flags_mask(0x1),
            /// Warning of the kernel about a request that succeeded. Part of the notification of
            /// the change.
            TCA_EXT_WARN_MSG: Str<'a> = 16 where read_only,
        }
    }
} }
tca! {
    /// Attributes of a qdisc (queueing discipline): `TCA_*`, linux/rtnetlink.h.
    Qdisc, QdiscAttr, QdiscKind, SubMessage<'a, QdiscXstatsKind>, QdiscStats
}
tca! {
    /// Attributes of a class: `TCA_*`, linux/rtnetlink.h.
    TClass, TClassAttr, ClassKind, SubMessage<'a, ClassXstatsKind>, ClassStats
}
tca! {
    /// Attributes of a filter or a chain: `TCA_*`, linux/rtnetlink.h.
    TFilter, TFilterAttr, FilterKind, &'a [u8], TcaStats
}

message_types! {
    /// A qdisc: `struct tcmsg` and the attributes of [`Qdisc`].
    pub struct QdiscMessage(TcMsg, Qdisc);
}
message_types! {
    /// A traffic class: `struct tcmsg` and the attributes of [`TClass`].
    pub struct ClassMessage(TcMsg, TClass);
}
message_types! {
    /// A traffic control filter or chain: `struct tcmsg` and the attributes of [`TFilter`].
    pub struct FilterMessage(TcMsg, TFilter);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests qdiscs. A dump returns the qdiscs of all interfaces or of one; a single request
    /// selects one by interface and handle or parent.
    pub GetQdisc {
        /// Interface index. In a dump, 0 for all interfaces.
        index: u32 => tcm_ifindex,
        /// Parent of the qdisc.
        parent: TcHandle => tcm_parent,
        /// Handle of the qdisc.
        handle: TcHandle => tcm_handle,
    } = Get(RouteMessage::RTM_GETQDISC, TcMsg, Qdisc) -> QdiscMessage;
    /// Creates, replaces or changes a qdisc.
    pub NewQdisc {
        /// Interface index.
        index: u32 => tcm_ifindex,
        /// Parent of the qdisc: a class or [`TcHandle::TC_H_ROOT`].
        parent: TcHandle => tcm_parent,
        /// Handle of the qdisc, with minor number 0. 0 makes the kernel choose a handle.
        handle: TcHandle => tcm_handle,
    } = New(RouteMessage::RTM_NEWQDISC, TcMsg, Qdisc) -> QdiscMessage;
    /// Deletes a qdisc by parent or handle.
    pub DelQdisc {
        /// Interface index.
        index: u32 => tcm_ifindex,
        /// Parent of the qdisc.
        parent: TcHandle => tcm_parent,
        /// Handle of the qdisc.
        handle: TcHandle => tcm_handle,
    } = Delete(RouteMessage::RTM_DELQDISC, TcMsg, Qdisc) -> QdiscMessage;
    /// Requests classes: a dump of one interface, or one class by handle. A dump without an
    /// interface is empty.
    pub GetTClass {
        /// Interface index.
        index: u32 => tcm_ifindex,
        /// In a dump, qdisc or class whose classes are listed; 0 for all of the interface.
        parent: TcHandle => tcm_parent,
        /// Handle of the class.
        handle: TcHandle => tcm_handle,
    } = Get(RouteMessage::RTM_GETTCLASS, TcMsg, TClass) -> ClassMessage;
    /// Creates or changes a class.
    pub NewTClass {
        /// Interface index.
        index: u32 => tcm_ifindex,
        /// Parent of the class: a qdisc or a class.
        parent: TcHandle => tcm_parent,
        /// Handle of the class.
        handle: TcHandle => tcm_handle,
    } = New(RouteMessage::RTM_NEWTCLASS, TcMsg, TClass) -> ClassMessage;
    /// Deletes a class.
    pub DelTClass {
        /// Interface index.
        index: u32 => tcm_ifindex,
        /// Parent of the class: a qdisc or a class.
        parent: TcHandle => tcm_parent,
        /// Handle of the class.
        handle: TcHandle => tcm_handle,
    } = Delete(RouteMessage::RTM_DELTCLASS, TcMsg, TClass) -> ClassMessage;
}
