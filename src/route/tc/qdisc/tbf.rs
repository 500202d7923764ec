//! `tbf`: a token bucket, one rate and a burst. linux/pkt_sched.h.
use crate::{
    attributes, layout,
    route::tc::{TcRateSpec, Ticks},
};

layout! {
    /// `struct tc_tbf_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_tbf_qopt")]
    pub struct TcTbfQopt {
        /// The rate.
        rate: TcRateSpec,
        /// The rate at which a burst may go; 0 for any.
        peakrate: TcRateSpec,
        /// Bytes that may wait.
        limit: u32,
        /// How long the burst takes at the rate.
        buffer: Ticks,
        /// How long the burst at the peak rate takes at it.
        mtu: Ticks,
    }
}

// Limits: tbf_policy, net/sched/sch_tbf.c.
attributes! {
    /// A token bucket: `TCA_TBF_*`, linux/pkt_sched.h.
    pub set Tbf, enum TbfAttr<'a> {
        /// Rates, limit and burst.
        TCA_TBF_PARMS = 1 => Parms(&'a TcTbfQopt),
        /// Times by length at the rate: 256 numbers, which kernels since Linux 3.8 do not use.
        TCA_TBF_RTAB = 2 => Rtab(&'a [u8]) where at_most(1024),
        /// The same at the peak rate.
        TCA_TBF_PTAB = 3 => Ptab(&'a [u8]) where at_most(1024),
        /// The rate where it outgrows 32 bits, bytes a second.
        TCA_TBF_RATE64 = 4 => Rate64(u64),
        /// The peak rate where it outgrows 32 bits, bytes a second.
        TCA_TBF_PRATE64 = 5 => Prate64(u64),
        /// The burst, bytes. Asking only.
        TCA_TBF_BURST = 6 => Burst(u32),
        /// The burst at the peak rate, bytes. Asking only.
        TCA_TBF_PBURST = 7 => Pburst(u32),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_TBF_PAD = 8 => Pad(&'a [u8]) where output(),
    }
}
