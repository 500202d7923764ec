//! Traffic control: queueing disciplines, classes, filters, actions and chains, `RTM_*QDISC`, `RTM_*TCLASS`, `RTM_*TFILTER`, `RTM_*ACTION`,
//! `RTM_*CHAIN`: linux/rtnetlink.h, linux/pkt_sched.h, linux/pkt_cls.h, linux/gen_stats.h.
//!
//! The kernel has one list of attributes for all of these, `TCA_*`. What TCA_OPTIONS and the statistics hold depends on the kind, and on
//! which of them the message speaks of: an `htb` discipline has other options than an `htb` class. Hence a set for each, by the same rows.
//!
//! ```
//! use nlwire::{route::tc::{NewQdisc, Qdisc, QdiscKind, QdiscOptions, Tbf, TcHandle, TcMsg}, wire::{Message, NewFlags, Request}};
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
//! # use nlwire::wire::Layout;
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
mod action;
mod filter;
mod handle;
mod qdisc;
mod rate;
mod stats;

pub use action::*;
pub use filter::*;
pub use handle::*;
pub use qdisc::*;
pub use rate::*;
pub use stats::*;

use crate::{
    attributes, flags, layout, operations,
    route::RouteMessage,
    uapi::AddressFamily,
    wire::{Attrs, Bitfield32, Flag, Grown, Selected, Str},
};

layout! {
    /// `struct tcmsg`, linux/rtnetlink.h.
    #[doc(alias = "tcmsg")]
    pub struct TcMsg {
        /// AF_UNSPEC.
        tcm_family: AddressFamily,
        /// Unused.
        tcm__pad1: u8,
        /// Unused.
        tcm__pad2: u16,
        /// Index of the link; [`TCM_IFINDEX_MAGIC_BLOCK`](Self::TCM_IFINDEX_MAGIC_BLOCK) of filters and chains that lie in a block.
        tcm_ifindex: i32,
        /// Its own handle; of a filter, a number that its kind understands.
        tcm_handle: TcHandle,
        /// What it hangs on: a class, a discipline, or [`TcHandle::TC_H_ROOT`]. Of filters and chains in a block, the block's number.
        tcm_parent: TcHandle,
        /// Of a discipline, how many hold it; of a class, the handle of the discipline below it; of a filter, its priority in the upper
        /// and its protocol (`ETH_P_*`, big-endian) in the lower 16 bits.
        tcm_info: u32,
    }
}
impl TcMsg {
    /// What [`tcm_ifindex`](Self::tcm_ifindex) is where [`tcm_parent`](Self::tcm_parent) is the number of a block.
    pub const TCM_IFINDEX_MAGIC_BLOCK: i32 = -1;
}
flags! {
    /// What a dump of filters is to have: `TCA_DUMP_FLAGS_*`, linux/rtnetlink.h.
    pub struct TcDumpFlags(u32) {
        /// Their statistics and handles, without what they match.
        TCA_DUMP_FLAGS_TERSE = 1 << 0,
    }
}

// Limits: rtm_tca_policy, net/sched/sch_api.c, which all of these share; tcf_tfilter_dump_policy, net/sched/cls_api.c, for the dump's flags.
macro_rules! tca { ($(#[$doc:meta])* $set:ident, $attr:ident, $options:ident, $xstats:ty, $stats:ident) => {
    attributes! {
        $(#[$doc])*
        pub set $set, enum $attr<'a> {
            /// The kind: `htb`, `fq_codel`, `flower`, ...
            TCA_KIND = 1 => Kind(Str<'a>),
            /// What only its kind has.
            TCA_OPTIONS = 2 => Options(Selected<'a, $options>),
            /// What it has counted, in the old form; [`TCA_STATS2`](Self::TCA_STATS2) says the same and more.
            TCA_STATS = 3 => Stats(Grown<'a, TcStats>) where output(),
            /// What only its kind counts, in the old place; the same as `TCA_STATS_APP` within TCA_STATS2.
            TCA_XSTATS = 4 => Xstats($xstats) where output(),
            /// Has the kernel estimate its rate.
            TCA_RATE = 5 => Rate(&'a GnetEstimator) where at_most(2),
            /// Nobody uses it.
            TCA_FCNT = 6 => Fcnt(u32) where output(),
            /// What it has counted.
            TCA_STATS2 = 7 => Stats2(Attrs<'a, $stats>) where output(),
            /// How long packets count as: a table of sizes.
            TCA_STAB = 8 => Stab(Attrs<'a, Stab>),
            /// Nothing: brings what follows to a multiple of 8.
            TCA_PAD = 9 => Pad(&'a [u8]) where output(),
            /// Dumps: also what the kernel made and does not show by itself. On a discipline: that it is such a one.
            TCA_DUMP_INVISIBLE = 10 => DumpInvisible(Flag),
            /// The chain.
            TCA_CHAIN = 11 => Chain(u32),
            /// Whether hardware does it, 0 or 1.
            TCA_HW_OFFLOAD = 12 => HwOffload(u8) where output(),
            /// The block of filters that packets go through as they come in.
            TCA_INGRESS_BLOCK = 13 => IngressBlock(u32),
            /// The block of filters that packets go through as they go out.
            TCA_EGRESS_BLOCK = 14 => EgressBlock(u32),
            /// Dumps of filters: what is wanted, [`TcDumpFlags`].
            TCA_DUMP_FLAGS = 15 => DumpFlags(Bitfield32) where mask(0x1),
            /// What the kernel did not like, though it obeyed. It comes with the notice of the change.
            TCA_EXT_WARN_MSG = 16 => ExtWarnMsg(Str<'a>) where output(),
        }
    }
} }
tca! {
    /// A queueing discipline's attributes: `TCA_*`, linux/rtnetlink.h.
    Qdisc, QdiscAttr, QdiscKind, Selected<'a, QdiscXstatsKind>, QdiscStats
}
tca! {
    /// A class's attributes: `TCA_*`, linux/rtnetlink.h.
    TClass, TClassAttr, ClassKind, Selected<'a, ClassXstatsKind>, ClassStats
}
tca! {
    /// A filter's attributes, or a chain's: `TCA_*`, linux/rtnetlink.h.
    TFilter, TFilterAttr, FilterKind, &'a [u8], TcaStats
}

operations! {
    /// Asks for queueing disciplines: for all, or those of a link, by a dump; or for one, by its link and its handle or parent.
    pub GetQdisc {
        /// The link; 0 for all.
        index: i32 => tcm_ifindex,
        /// What it hangs on.
        parent: TcHandle => tcm_parent,
        /// Its handle.
        handle: TcHandle => tcm_handle,
    } = Get(RouteMessage::RTM_GETQDISC, TcMsg, Qdisc);
    /// Makes a queueing discipline or changes it.
    pub NewQdisc {
        /// The link.
        index: i32 => tcm_ifindex,
        /// What it hangs on.
        parent: TcHandle => tcm_parent,
        /// Its handle, of which the minor part is 0; 0 for one that the kernel chooses.
        handle: TcHandle => tcm_handle,
    } = New(RouteMessage::RTM_NEWQDISC, TcMsg, Qdisc);
    /// Removes a queueing discipline, by its parent, or its handle.
    pub DelQdisc {
        /// The link.
        index: i32 => tcm_ifindex,
        /// What it hangs on.
        parent: TcHandle => tcm_parent,
        /// Its handle.
        handle: TcHandle => tcm_handle,
    } = Delete(RouteMessage::RTM_DELQDISC, TcMsg, Qdisc);
    /// Asks for classes: for those of a link by a dump, or for one by its handle. The kernel dumps none without a link.
    pub GetTClass {
        /// The link.
        index: i32 => tcm_ifindex,
        /// Dumps: those of which discipline or class; 0 for all of the link.
        parent: TcHandle => tcm_parent,
        /// Its handle.
        handle: TcHandle => tcm_handle,
    } = Get(RouteMessage::RTM_GETTCLASS, TcMsg, TClass);
    /// Makes a class or changes it.
    pub NewTClass {
        /// The link.
        index: i32 => tcm_ifindex,
        /// The discipline or the class that it is part of.
        parent: TcHandle => tcm_parent,
        /// Its handle.
        handle: TcHandle => tcm_handle,
    } = New(RouteMessage::RTM_NEWTCLASS, TcMsg, TClass);
    /// Removes a class.
    pub DelTClass {
        /// The link.
        index: i32 => tcm_ifindex,
        /// The discipline or the class that it is part of.
        parent: TcHandle => tcm_parent,
        /// Its handle.
        handle: TcHandle => tcm_handle,
    } = Delete(RouteMessage::RTM_DELTCLASS, TcMsg, TClass);
}
