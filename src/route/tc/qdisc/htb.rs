//! `htb`: a tree of token buckets, in which classes borrow from those above. linux/pkt_sched.h.
//!
//! ```
//! use nlwire::{route::tc::*, wire::{Layout, NewFlags, Request}};
//! let mut buffer = [0; 256];
//! let class = NewTClass { index: 2, parent: TcHandle::new(1, 0), handle: TcHandle::new(1, 10) };
//! let mut request = Request::new(&mut buffer, class, NewFlags::CREATE | NewFlags::ACK);
//! let (rate, ceil) = (125_000, 1_250_000); // 1 and 10 Mbit/s
//! request.choose(TClass::TCA_KIND, TClass::TCA_OPTIONS, ClassKind::HTB, |htb| {
//!     let parms = TcHtbOpt::new().with(TcHtbOpt::rate, TcRateSpec::of(rate)).with(TcHtbOpt::ceil, TcRateSpec::of(ceil));
//!     let parms = parms.with(TcHtbOpt::buffer, Ticks::of_bytes(1600, rate)).with(TcHtbOpt::cbuffer, Ticks::of_bytes(1600, ceil));
//!     htb.put(Htb::TCA_HTB_PARMS, &parms);
//! });
//! assert_eq!(request.finish(1)?.len(), 16 + 20 + 8 + 4 + 4 + 44);
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{
    attributes, layout,
    route::tc::{TcRateSpec, Ticks},
    wire::Flag,
};

layout! {
    /// A class: `struct tc_htb_opt`, linux/pkt_sched.h.
    #[doc(alias = "tc_htb_opt")]
    pub struct TcHtbOpt {
        /// What it is sure of.
        rate: TcRateSpec,
        /// What it may have where others leave it.
        ceil: TcRateSpec,
        /// How long the burst takes at the rate.
        buffer: Ticks,
        /// How long the burst takes at the ceiling.
        cbuffer: Ticks,
        /// Bytes that it may send before the next of its priority does; 0 for the rate by `rate2quantum`.
        quantum: u32,
        /// How high it is in the tree: 0 where no class is below. Only the kernel writes it.
        level: u32,
        /// Priority, 0 (first) to 7.
        prio: u32,
    }
}
layout! {
    /// The discipline: `struct tc_htb_glob`, linux/pkt_sched.h.
    #[doc(alias = "tc_htb_glob")]
    pub struct TcHtbGlob {
        /// The version of this interface: 3 in a request; the kernel answers 0x30011 (196,625).
        version: u32,
        /// By what a rate in bytes a second is divided to be a quantum.
        rate2quantum: u32,
        /// Minor number of the class for packets that no filter knows; 0 for none: they go out at once.
        defcls: u32,
        /// Unused.
        debug: u32,
        /// Packets that went out at once. Only the kernel writes it.
        direct_pkts: u32,
    }
}
layout! {
    /// What a class has counted: `struct tc_htb_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_htb_xstats")]
    pub struct TcHtbXstats {
        /// Packets sent at its own rate.
        lends: u32,
        /// Packets sent at what others left.
        borrows: u32,
        /// Unused.
        giants: u32,
        /// Time that is left to it at the rate, ticks of 64 nanoseconds.
        tokens: i32,
        /// Time that is left to it at the ceiling, ticks of 64 nanoseconds.
        ctokens: i32,
    }
}

// Limits: htb_policy, net/sched/sch_htb.c.
attributes! {
    /// A tree of token buckets, the discipline and its classes: `TCA_HTB_*`, linux/pkt_sched.h.
    pub set Htb, enum HtbAttr<'a> {
        /// Of a class: rates, bursts, priority.
        TCA_HTB_PARMS = 1 => Parms(&'a TcHtbOpt),
        /// Of the discipline.
        TCA_HTB_INIT = 2 => Init(&'a TcHtbGlob),
        /// Of a class: times by length at the ceiling, 256 numbers, which kernels since Linux 3.8 do not use.
        TCA_HTB_CTAB = 3 => Ctab(&'a [u8]) where at_most(1024),
        /// Of a class: the same at the rate.
        TCA_HTB_RTAB = 4 => Rtab(&'a [u8]) where at_most(1024),
        /// Of the discipline: packets that may wait to go out at once.
        TCA_HTB_DIRECT_QLEN = 5 => DirectQlen(u32),
        /// Of a class: the rate where it outgrows 32 bits, bytes a second.
        TCA_HTB_RATE64 = 6 => Rate64(u64),
        /// Of a class: the ceiling where it outgrows 32 bits, bytes a second.
        TCA_HTB_CEIL64 = 7 => Ceil64(u64),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_HTB_PAD = 8 => Pad(&'a [u8]) where output(),
        /// Hardware does it.
        TCA_HTB_OFFLOAD = 9 => Offload(Flag),
    }
}
