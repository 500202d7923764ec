//! `tbf`: Token Bucket Filter, a shaper with rate and burst.
//!
//! Kernel header: linux/pkt_sched.h. Manual page:
//! [tc-tbf(8)](https://man7.org/linux/man-pages/man8/tc-tbf.8.html).
use crate::wire::Struct;
use crate::{
    attributes, c_struct,
    tc::{TcRateSpec, Ticks},
};

c_struct! {
    /// Parameters of `tbf`: `struct tc_tbf_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_tbf_qopt")]
    pub struct TcTbfQopt {
        /// Rate at which the bucket is filled.
        rate: Struct<TcRateSpec>,
        /// Peak rate: limit within a burst. 0 for unlimited.
        peakrate: Struct<TcRateSpec>,
        /// Queue limit, bytes.
        limit: u32,
        /// Burst, as the transmission time of the burst at the rate. See [`Ticks::from_bytes`].
        /// tc(8): `burst`.
        buffer: Ticks,
        /// Burst at the peak rate, as a transmission time. tc(8): `mtu` or `minburst`.
        mtu: Ticks,
    }
}

// Limits: tbf_policy, net/sched/sch_tbf.c.
attributes! {
    /// Options of the `tbf` qdisc: `TCA_TBF_*`, linux/pkt_sched.h.
    pub set Tbf, enum TbfAttr<'a> {
        /// Rate, peak rate, queue limit and bursts.
        TCA_TBF_PARMS: &'a Struct<TcTbfQopt> = 1,
        /// Rate table of the rate, 256 transmission times. Not used by kernels since Linux 3.8.
        TCA_TBF_RTAB: &'a [u8] = 2 where max_len(1024),
        /// Rate table of the peak rate, 256 transmission times. Not used by kernels since Linux
        /// 3.8.
        TCA_TBF_PTAB: &'a [u8] = 3 where max_len(1024),
        /// Rate, bytes per second, if the rate exceeds 32 bits.
        TCA_TBF_RATE64: u64 = 4,
        /// Peak rate, bytes per second, if the peak rate exceeds 32 bits.
        TCA_TBF_PRATE64: u64 = 5,
        /// Burst, bytes. In requests only.
        TCA_TBF_BURST: u32 = 6,
        /// Burst at the peak rate, bytes. In requests only.
        TCA_TBF_PBURST: u32 = 7,
        /// Padding.
        TCA_TBF_PAD: &'a [u8] = 8 where read_only,
    }
}
