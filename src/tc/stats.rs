//! Statistics of qdiscs, classes, filters and actions: `TCA_STATS`, `TCA_STATS2`,
//! linux/gen_stats.h.
use super::{ClassXstatsUp, QdiscXstatsUp};
use crate::{
    attributes, c_struct,
    wire::{Extensible, SubMessage},
};

c_struct! {
    /// Statistics in the old format: `struct tc_stats`, linux/pkt_sched.h.
    #[doc(alias = "tc_stats")]
    pub struct TcStats as packed {
        /// Bytes sent.
        bytes: u64,
        /// Packets sent.
        packets: u32,
        /// Packets dropped.
        drops: u32,
        /// Overlimits: times that the rate or the queue limit was exceeded.
        overlimits: u32,
        /// Estimated rate, bytes per second.
        bps: u32,
        /// Estimated rate, packets per second.
        pps: u32,
        /// Queue length, packets.
        qlen: u32,
        /// Backlog, bytes.
        backlog: u32,
    }
}
c_struct! {
    /// Byte and packet counters: `struct gnet_stats_basic`, linux/gen_stats.h.
    ///
    /// `TCA_STATS_PKT64` has the complete packet counter when the value exceeds 32 bits.
    ///
    /// ```
    /// use nlwire::{tc::{GnetStatsBasic, Qdisc, QdiscStats}, wire::{Attrs, Error}};
    /// fn bytes(qdisc: Attrs<'_, Qdisc>) -> Result<Option<u64>, Error> {
    ///     let Some(stats) = qdisc.get(Qdisc::TCA_STATS2)? else { return Ok(None) };
    ///     Ok(stats.get(QdiscStats::TCA_STATS_BASIC)?.and_then(|basic| basic.get(GnetStatsBasic::bytes)))
    /// }
    /// ```
    #[doc(alias = "gnet_stats_basic")]
    pub struct GnetStatsBasic as packed {
        /// Bytes, with link layer headers.
        bytes: u64,
        /// Packets, lower 32 bits of the counter.
        packets: u32,
    }
}
c_struct! {
    /// Estimated rate: `struct gnet_stats_rate_est`, linux/gen_stats.h.
    #[doc(alias = "gnet_stats_rate_est")]
    pub struct GnetStatsRateEst {
        /// Bytes per second. All bits set if the value exceeds 32 bits.
        bps: u32,
        /// Packets per second.
        pps: u32,
    }
}
c_struct! {
    /// Estimated rate: `struct gnet_stats_rate_est64`, linux/gen_stats.h.
    #[doc(alias = "gnet_stats_rate_est64")]
    pub struct GnetStatsRateEst64 {
        /// Bytes per second.
        bps: u64,
        /// Packets per second.
        pps: u64,
    }
}
c_struct! {
    /// Queue statistics: `struct gnet_stats_queue`, linux/gen_stats.h.
    #[doc(alias = "gnet_stats_queue")]
    pub struct GnetStatsQueue {
        /// Queue length, packets.
        qlen: u32,
        /// Backlog, bytes.
        backlog: u32,
        /// Packets dropped.
        drops: u32,
        /// Packets requeued because the driver did not accept them.
        requeues: u32,
        /// Overlimits: times that the rate or the queue limit was exceeded.
        overlimits: u32,
    }
}
c_struct! {
    /// Parameters of a rate estimator: `struct gnet_estimator`, linux/gen_stats.h.
    #[doc(alias = "gnet_estimator")]
    pub struct GnetEstimator {
        /// Sampling interval: 250 milliseconds shifted left by `interval + 2`. From -2 (250
        /// milliseconds) to 3 (8 seconds).
        interval: i8,
        /// Base-2 logarithm of the time constant of the moving average (EWMA), in samples.
        ewma_log: u8,
    }
}

macro_rules! stats { ($(#[$doc:meta])* $set:ident, $attr:ident, $app:ty) => {
    attributes! {
        $(#[$doc])*
        pub set $set, enum $attr<'a> {
            /// Byte and packet counters.
            TCA_STATS_BASIC: Extensible<'a, GnetStatsBasic> = 1 where read_only,
            /// Estimated rate. Present if a rate estimator is configured.
            TCA_STATS_RATE_EST: Extensible<'a, GnetStatsRateEst> = 2 where read_only,
            /// Queue statistics: queue length, backlog, drops, requeues, overlimits.
            TCA_STATS_QUEUE: Extensible<'a, GnetStatsQueue> = 3 where read_only,
            /// Statistics of the kind.
            TCA_STATS_APP: $app = 4 where read_only,
            /// Estimated rate, 64 bits. Present if the rate exceeds 32 bits.
            TCA_STATS_RATE_EST64: Extensible<'a, GnetStatsRateEst64> = 5 where read_only,
            /// Padding.
            TCA_STATS_PAD: &'a [u8] = 6 where read_only,
            /// Byte and packet counters of the hardware. [`TCA_STATS_BASIC`](Self::TCA_STATS_BASIC)
            /// includes them.
            TCA_STATS_BASIC_HW: Extensible<'a, GnetStatsBasic> = 7 where read_only,
            /// Packet counter, 64 bits. Present if the counter exceeds 32 bits.
            TCA_STATS_PKT64: u64 = 8 where read_only,
        }
    }
} }
stats! {
    /// Statistics of a qdisc: `TCA_STATS_*`, linux/gen_stats.h.
    QdiscStats, QdiscStatsAttr, SubMessage<'a, QdiscXstatsUp>
}
stats! {
    /// Statistics of a class: `TCA_STATS_*`, linux/gen_stats.h.
    ClassStats, ClassStatsAttr, SubMessage<'a, ClassXstatsUp>
}
stats! {
    /// Statistics of a filter or an action: `TCA_STATS_*`, linux/gen_stats.h.
    TcaStats, TcaStatsAttr, &'a [u8]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{CStruct, Value};

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        // Without the trailing padding, which depends on the alignment of u64.
        let lens = (TcStats::SPEC.len, GnetStatsBasic::SPEC.len, GnetStatsQueue::SPEC.len);
        assert_eq!(lens, (36, 12, 20));
        let lens = (GnetStatsRateEst::SPEC.len, GnetStatsRateEst64::SPEC.len, GnetEstimator::SPEC.len);
        assert_eq!(lens, (8, 16, 2));
        for len in 0..20 {
            let basic = Extensible::<GnetStatsBasic>::read(&[0; 20][..len]).unwrap();
            assert_eq!(
                (basic.get(GnetStatsBasic::bytes).is_some(), basic.get(GnetStatsBasic::packets).is_some()),
                (len >= 8, len >= 12)
            );
        }
    }
}
