//! `htb`: Hierarchical Token Bucket, a class tree in which classes borrow from their parents.
//!
//! Kernel header: linux/pkt_sched.h. Manual page:
//! [tc-htb(8)](https://man7.org/linux/man-pages/man8/tc-htb.8.html).
//!
//! ```
//! use nlwire::{tc::*, wire::{NewFlags, Request}};
//! let mut buffer = [0; 256];
//! let class = NewTClass { index: 2, parent: TcHandle::new(1, 0), handle: TcHandle::new(1, 10) };
//! let mut request = Request::new(&mut buffer, class, NewFlags::CREATE | NewFlags::ACK);
//! let (rate, ceil) = (125_000, 1_250_000); // 1 and 10 Mbit/s
//! request.choose(TClass::TCA_KIND, TClass::TCA_OPTIONS, ClassKind::HTB, |htb| {
//!     let parms = TcHtbOpt::new().with(TcHtbOpt::rate, TcRateSpec::from_bytes_per_second(rate)).with(TcHtbOpt::ceil, TcRateSpec::from_bytes_per_second(ceil));
//!     let parms = parms.with(TcHtbOpt::buffer, Ticks::from_bytes(1600, rate)).with(TcHtbOpt::cbuffer, Ticks::from_bytes(1600, ceil));
//!     htb.put(Htb::TCA_HTB_PARMS, &parms);
//! });
//! assert_eq!(request.finish(1)?.len(), 16 + 20 + 8 + 4 + 4 + 44);
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{
    attributes, c_struct,
    tc::{TcRateSpec, Ticks},
    wire::{Flag, Struct},
};

c_struct! {
    /// Parameters of an `htb` class: `struct tc_htb_opt`, linux/pkt_sched.h.
    #[doc(alias = "tc_htb_opt")]
    pub struct TcHtbOpt {
        /// Guaranteed rate.
        rate: Struct<TcRateSpec>,
        /// Ceiling: maximum rate including bandwidth borrowed from the parent class.
        ceil: Struct<TcRateSpec>,
        /// Burst, as the transmission time of the burst at the rate. See [`Ticks::from_bytes`].
        /// tc(8): `burst`.
        buffer: Ticks,
        /// Burst at the ceiling, as the transmission time at the ceiling. tc(8): `cburst`.
        cbuffer: Ticks,
        /// Quantum: bytes that the class may send per round among classes of one priority. 0 for
        /// the rate divided by `rate2quantum`.
        quantum: u32,
        /// Level in the class hierarchy. 0 for a leaf class. Set by the kernel only.
        level: u32,
        /// Priority for borrowed bandwidth, 0 (highest) to 7.
        prio: u32,
    }
}
c_struct! {
    /// Parameters of the `htb` qdisc: `struct tc_htb_glob`, linux/pkt_sched.h.
    #[doc(alias = "tc_htb_glob")]
    pub struct TcHtbGlob {
        /// Interface version: 3 in a request, 0x30011 (196,625) in a reply.
        version: u32,
        /// Divisor that converts a rate in bytes per second to a quantum. tc(8): `r2q`, default 10.
        rate2quantum: u32,
        /// Default class: minor number of the class for unclassified packets. 0 for none: such
        /// packets bypass shaping.
        defcls: u32,
        /// Unused.
        debug: u32,
        /// Packets that bypassed shaping. Set by the kernel only.
        direct_pkts: u32,
    }
}
c_struct! {
    /// Statistics of an `htb` class: `struct tc_htb_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_htb_xstats")]
    pub struct TcHtbXstats {
        /// Packets sent with tokens of this class.
        lends: u32,
        /// Packets sent with tokens borrowed from an ancestor.
        borrows: u32,
        /// Unused.
        giants: u32,
        /// Tokens of the rate bucket, as transmission time in ticks of 64 nanoseconds.
        tokens: i32,
        /// Tokens of the ceiling bucket, as transmission time in ticks of 64 nanoseconds.
        ctokens: i32,
    }
}

// Limits: htb_policy, net/sched/sch_htb.c.
attributes! {
    /// Options of an `htb` qdisc or class: `TCA_HTB_*`, linux/pkt_sched.h.
    pub set Htb, enum HtbAttr<'a> {
        /// Class: rate, ceiling, bursts, priority.
        TCA_HTB_PARMS: &'a Struct<TcHtbOpt> = 1,
        /// Qdisc: default class and quantum divisor.
        TCA_HTB_INIT: &'a Struct<TcHtbGlob> = 2,
        /// Class: rate table of the ceiling, 256 transmission times. Not used by kernels since
        /// Linux 3.8.
        TCA_HTB_CTAB: &'a [u8] = 3 where max_len(1024),
        /// Class: rate table of the rate, 256 transmission times. Not used by kernels since Linux
        /// 3.8.
        TCA_HTB_RTAB: &'a [u8] = 4 where max_len(1024),
        /// Qdisc: limit of the queue for packets that bypass shaping, packets.
        TCA_HTB_DIRECT_QLEN: u32 = 5,
        /// Class: rate, bytes per second, if the rate exceeds 32 bits.
        TCA_HTB_RATE64: u64 = 6,
        /// Class: ceiling, bytes per second, if the ceiling exceeds 32 bits.
        TCA_HTB_CEIL64: u64 = 7,
        /// Padding.
        TCA_HTB_PAD: &'a [u8] = 8 where read_only,
        /// Hardware offload.
        TCA_HTB_OFFLOAD: Flag = 9,
    }
}
