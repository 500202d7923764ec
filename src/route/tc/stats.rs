//! What traffic control counts: `TCA_STATS`, `TCA_STATS2`, linux/gen_stats.h, and what only a kind counts within.
//!
//! ```
//! use nlwire::{route::tc::{GnetStatsBasic, Qdisc, QdiscStats}, wire::{Attrs, Error}};
//! fn bytes(qdisc: Attrs<'_, Qdisc>) -> Result<Option<u64>, Error> {
//!     let Some(stats) = qdisc.get(Qdisc::TCA_STATS2)? else { return Ok(None) };
//!     Ok(stats.get(QdiscStats::TCA_STATS_BASIC)?.and_then(|basic| basic.get(GnetStatsBasic::bytes)))
//! }
//! ```
use super::{ClassXstatsUp, QdiscXstatsUp};
use crate::{
    attributes, layout,
    wire::{Grown, Selected},
};

layout! {
    /// What was counted, in the old form: `struct tc_stats`, linux/pkt_sched.h.
    #[doc(alias = "tc_stats")]
    pub struct TcStats {
        /// Bytes sent.
        bytes: u64,
        /// Packets sent.
        packets: u32,
        /// Packets dropped.
        drops: u32,
        /// How often it was over its limit.
        overlimits: u32,
        /// Estimated rate, bytes a second.
        bps: u32,
        /// Estimated rate, packets a second.
        pps: u32,
        /// Packets that wait.
        qlen: u32,
        /// Bytes that wait.
        backlog: u32,
    }
}
layout! {
    /// Bytes and packets: `struct gnet_stats_basic`, linux/gen_stats.h. Where packets outgrow 32 bits, `TCA_STATS_PKT64` has them all.
    #[doc(alias = "gnet_stats_basic")]
    pub struct GnetStatsBasic {
        /// Bytes.
        bytes: u64,
        /// Packets, the lower 32 bits.
        packets: u32,
    }
}
layout! {
    /// An estimated rate: `struct gnet_stats_rate_est`, linux/gen_stats.h.
    #[doc(alias = "gnet_stats_rate_est")]
    pub struct GnetStatsRateEst {
        /// Bytes a second; all bits set where there are more.
        bps: u32,
        /// Packets a second.
        pps: u32,
    }
}
layout! {
    /// An estimated rate: `struct gnet_stats_rate_est64`, linux/gen_stats.h.
    #[doc(alias = "gnet_stats_rate_est64")]
    pub struct GnetStatsRateEst64 {
        /// Bytes a second.
        bps: u64,
        /// Packets a second.
        pps: u64,
    }
}
layout! {
    /// What waits, and what did not get through: `struct gnet_stats_queue`, linux/gen_stats.h.
    #[doc(alias = "gnet_stats_queue")]
    pub struct GnetStatsQueue {
        /// Packets that wait.
        qlen: u32,
        /// Bytes that wait.
        backlog: u32,
        /// Packets dropped.
        drops: u32,
        /// Packets that had to be put back, since the link did not take them.
        requeues: u32,
        /// How often it was over its limit.
        overlimits: u32,
    }
}
layout! {
    /// How a rate is estimated: `struct gnet_estimator`, linux/gen_stats.h.
    #[doc(alias = "gnet_estimator")]
    pub struct GnetEstimator {
        /// How often: every 250 milliseconds shifted by `interval + 2`, from -2 (1/4 second) to 3 (8 seconds).
        interval: i8,
        /// How slowly an average forgets: the logarithm of how many samples.
        ewma_log: u8,
    }
}

macro_rules! stats { ($(#[$doc:meta])* $set:ident, $attr:ident, $app:ty) => {
    attributes! {
        $(#[$doc])*
        pub set $set, enum $attr<'a> {
            /// Bytes and packets.
            TCA_STATS_BASIC = 1 => Basic(Grown<'a, GnetStatsBasic>) where output(),
            /// Estimated rate, where one was asked for.
            TCA_STATS_RATE_EST = 2 => RateEst(Grown<'a, GnetStatsRateEst>) where output(),
            /// What waits, and what was dropped.
            TCA_STATS_QUEUE = 3 => Queue(Grown<'a, GnetStatsQueue>) where output(),
            /// What only its kind counts.
            TCA_STATS_APP = 4 => App($app) where output(),
            /// Estimated rate, where it outgrows 32 bits.
            TCA_STATS_RATE_EST64 = 5 => RateEst64(Grown<'a, GnetStatsRateEst64>) where output(),
            /// Nothing: brings what follows to a multiple of 8.
            TCA_STATS_PAD = 6 => Pad(&'a [u8]) where output(),
            /// Bytes and packets of those in [`TCA_STATS_BASIC`](Self::TCA_STATS_BASIC) that hardware has seen.
            TCA_STATS_BASIC_HW = 7 => BasicHw(Grown<'a, GnetStatsBasic>) where output(),
            /// Packets, where they outgrow 32 bits.
            TCA_STATS_PKT64 = 8 => Pkt64(u64) where output(),
        }
    }
} }
stats! {
    /// What a queueing discipline has counted: `TCA_STATS_*`, linux/gen_stats.h.
    QdiscStats, QdiscStatsAttr, Selected<'a, QdiscXstatsUp>
}
stats! {
    /// What a class has counted: `TCA_STATS_*`, linux/gen_stats.h.
    ClassStats, ClassStatsAttr, Selected<'a, ClassXstatsUp>
}
stats! {
    /// What an action has counted: `TCA_STATS_*`, linux/gen_stats.h.
    TcaStats, TcaStatsAttr, &'a [u8]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Layout, Value};

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        // without the padding at the end, which depends on the machine's word
        let lens = (TcStats::STRUCTURE.len, GnetStatsBasic::STRUCTURE.len, GnetStatsQueue::STRUCTURE.len);
        assert_eq!(lens, (36, 12, 20));
        let lens = (
            GnetStatsRateEst::STRUCTURE.len,
            GnetStatsRateEst64::STRUCTURE.len,
            GnetEstimator::STRUCTURE.len,
        );
        assert_eq!(lens, (8, 16, 2));
        for len in 0..20 {
            let basic = Grown::<GnetStatsBasic>::read(&[0; 20][..len]).unwrap();
            assert_eq!(
                (basic.get(GnetStatsBasic::bytes).is_some(), basic.get(GnetStatsBasic::packets).is_some()),
                (len >= 8, len >= 12)
            );
        }
    }
}
