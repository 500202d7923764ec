//! Keeping to a rate: police, also as filters of old have it without the list of actions.
use super::{TcVerdict, TcfT};
use crate::{
    attributes, layout,
    route::tc::{TcRateSpec, Ticks},
    wire::{Grown, Slice},
};

layout! {
    /// What is allowed: `struct tc_police`, linux/pkt_cls.h.
    #[doc(alias = "tc_police")]
    pub struct TcPolice {
        /// Its number among those of its kind; 0 in a request lets the kernel choose.
        index: u32,
        /// What becomes of a packet that is too much.
        action: TcVerdict,
        /// Unused.
        limit: u32,
        /// How much may come at once: the time that it takes at the rate.
        burst: Ticks,
        /// Longest packet, bytes; with a peak rate, its burst.
        mtu: u32,
        /// The rate.
        rate: TcRateSpec,
        /// The rate within a burst.
        peakrate: TcRateSpec,
        /// How many hold it.
        refcnt: i32,
        /// How many filters hold it.
        bindcnt: i32,
        /// Unused.
        capab: u32,
    }
}

// Limits: police_policy, net/sched/act_police.c.
attributes! {
    /// Keeping to a rate: `TCA_POLICE_*`, linux/pkt_cls.h.
    pub set Police, enum PoliceAttr<'a> {
        /// What is allowed.
        TCA_POLICE_TBF = 1 => Tbf(&'a TcPolice),
        /// Request: how long packets of which length take at the rate: 256 entries, ticks of 64 nanoseconds. Kernels since 3.8 want it
        /// beside a rate whose `cell_log` is from 1 to 31, and look at nothing in it where the rate says its link layer: zeros will do.
        TCA_POLICE_RATE = 2 => Rate(Slice<'a, u32>) where at_least(1024),
        /// Request: the same at the rate within a burst.
        TCA_POLICE_PEAKRATE = 3 => PeakRate(Slice<'a, u32>) where at_least(1024),
        /// A rate that the kernel estimates must be below this: bytes a second.
        TCA_POLICE_AVRATE = 4 => AvRate(u32),
        /// What becomes of a packet that is not too much.
        TCA_POLICE_RESULT = 5 => Result(TcVerdict),
        /// When it did what.
        TCA_POLICE_TM = 6 => Tm(Grown<'a, TcfT>) where output(),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_POLICE_PAD = 7 => Pad(&'a [u8]) where output(),
        /// The rate, bytes a second, where it outgrows 32 bits.
        TCA_POLICE_RATE64 = 8 => Rate64(u64),
        /// The rate within a burst, bytes a second, where it outgrows 32 bits.
        TCA_POLICE_PEAKRATE64 = 9 => PeakRate64(u64),
        /// Packets a second.
        TCA_POLICE_PKTRATE64 = 10 => PktRate64(u64),
        /// How many packets may come at once: the time that they take, in ticks of 64 nanoseconds.
        TCA_POLICE_PKTBURST64 = 11 => PktBurst64(u64),
    }
}
