//! `pie`, `fq_pie` and `dualpi2`: active queue management by a proportional integral controller.
//!
//! Kernel header: linux/pkt_sched.h. See [RFC 8033](https://www.rfc-editor.org/rfc/rfc8033) (PIE),
//! [RFC 9332](https://www.rfc-editor.org/rfc/rfc9332) (dual-queue coupled AQM for L4S),
//! [tc-pie(8)](https://man7.org/linux/man-pages/man8/tc-pie.8.html) and
//! [tc-fq_pie(8)](https://man7.org/linux/man-pages/man8/tc-fq_pie.8.html). Times are in
//! microseconds.
use crate::{attributes, c_struct, open_enum};

c_struct! {
    /// Statistics of `pie`: `struct tc_pie_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_pie_xstats")]
    pub struct TcPieXstats {
        /// Drop probability, as a fraction of 2^64. Before Linux 5.5, of 2^32 and in the first four
        /// bytes.
        prob: u64,
        /// Queueing delay, microseconds. Before Linux 5.6, in scheduler ticks.
        delay: u32,
        /// Average dequeue rate, bytes per second.
        avg_dq_rate: u32,
        /// Whether the delay is estimated from the dequeue rate, 0 or 1.
        dq_rate_estimating: u32,
        /// Packets enqueued.
        packets_in: u32,
        /// Packets dropped.
        dropped: u32,
        /// Packets dropped because the queue was full.
        overlimit: u32,
        /// Highest queue length, packets.
        maxq: u32,
        /// Packets marked by ECN (explicit congestion notification) instead of dropped.
        ecn_mark: u32,
    }
}
c_struct! {
    /// Statistics of `fq_pie`: `struct tc_fq_pie_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_fq_pie_xstats")]
    pub struct TcFqPieXstats {
        /// Packets enqueued.
        packets_in: u32,
        /// Packets dropped.
        dropped: u32,
        /// Packets dropped because the queue was full.
        overlimit: u32,
        /// Packets that arrived above the memory limit. The kernel counts but does not drop them.
        overmemory: u32,
        /// Packets marked by ECN (explicit congestion notification) instead of dropped.
        ecn_mark: u32,
        /// Number of times that a flow became new.
        new_flow_count: u32,
        /// Number of new flows.
        new_flows_len: u32,
        /// Number of old flows with packets queued.
        old_flows_len: u32,
        /// Memory usage, bytes.
        memory_usage: u32,
    }
}
c_struct! {
    /// Statistics of `dualpi2`: `struct tc_dualpi2_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_dualpi2_xstats")]
    pub struct TcDualpi2Xstats {
        /// Base PI probability, as a fraction of 2^32.
        prob: u32,
        /// Queueing delay of the classic queue (C-queue), microseconds.
        delay_c: u32,
        /// Queueing delay of the low-latency queue (L-queue), microseconds.
        delay_l: u32,
        /// Packets enqueued in the classic queue.
        packets_in_c: u32,
        /// Packets enqueued in the low-latency queue.
        packets_in_l: u32,
        /// Highest queue length, packets.
        maxq: u32,
        /// Packets marked by ECN (explicit congestion notification).
        ecn_mark: u32,
        /// Packets marked by ECN because the low-latency queue exceeded the step threshold.
        step_marks: u32,
        /// Credit of the weighted round robin. Positive: the classic queue is next; otherwise the
        /// low-latency queue.
        credit: i32,
        /// Memory usage, bytes.
        memory_used: u32,
        /// Highest memory usage, bytes.
        max_memory_used: u32,
        /// Memory limit, bytes.
        memory_limit: u32,
    }
}
open_enum! {
    /// Overload strategy of `dualpi2`: `TC_DUALPI2_DROP_OVERLOAD_*`, linux/pkt_sched.h.
    pub struct Dualpi2DropOverload(u8) {
        /// The queue overflows: packets are dropped at the queue limit only.
        TC_DUALPI2_DROP_OVERLOAD_OVERFLOW = 0,
        /// Packets are dropped to keep the delay. The default.
        TC_DUALPI2_DROP_OVERLOAD_DROP = 1,
    }
}
open_enum! {
    /// Time at which `dualpi2` drops packets: `TC_DUALPI2_DROP_EARLY_*`, linux/pkt_sched.h.
    pub struct Dualpi2DropEarly(u8) {
        /// Drops packets when they are dequeued. The default.
        TC_DUALPI2_DROP_EARLY_DROP_DEQUEUE = 0,
        /// Drops packets when they are enqueued.
        TC_DUALPI2_DROP_EARLY_DROP_ENQUEUE = 1,
    }
}
open_enum! {
    /// ECN codepoints that select the low-latency queue of `dualpi2`: `TC_DUALPI2_ECN_MASK_*`,
    /// linux/pkt_sched.h.
    pub struct Dualpi2EcnMask(u8) {
        /// ECT(1), the codepoint of L4S. The default. CE is always selected.
        TC_DUALPI2_ECN_MASK_L4S_ECT = 1,
        /// ECT(0), the codepoint of classic ECN.
        TC_DUALPI2_ECN_MASK_CLA_ECT = 2,
        /// Any ECT: ECT(0) and ECT(1).
        TC_DUALPI2_ECN_MASK_ANY_ECT = 3,
    }
}
open_enum! {
    /// GSO (generic segmentation offload) in `dualpi2`: `TC_DUALPI2_SPLIT_GSO_*`,
    /// linux/pkt_sched.h.
    pub struct Dualpi2SplitGso(u8) {
        /// GSO packets are not split.
        TC_DUALPI2_SPLIT_GSO_NO_SPLIT_GSO = 0,
        /// GSO packets are split. The default.
        TC_DUALPI2_SPLIT_GSO_SPLIT_GSO = 1,
    }
}

// Limits: pie_policy, net/sched/sch_pie.c; fq_pie_policy, net/sched/sch_fq_pie.c; dualpi2_policy,
// net/sched/sch_dualpi2.c.
attributes! {
    /// Options of the `pie` qdisc: `TCA_PIE_*`, linux/pkt_sched.h.
    pub set Pie, enum PieAttr<'a> {
        /// Target queueing delay, microseconds. Default: 15000.
        TCA_PIE_TARGET: u32 = 1,
        /// Queue limit, packets. Default: 1000.
        TCA_PIE_LIMIT: u32 = 2,
        /// Update interval of the drop probability, microseconds. Default: 15000.
        TCA_PIE_TUPDATE: u32 = 3,
        /// Integral gain (weight of the deviation from the target), 1/16 hertz, 0 to 32. Default:
        /// 2.
        TCA_PIE_ALPHA: u32 = 4,
        /// Proportional gain (weight of the change of delay), 1/16 hertz, 0 to 32. Default: 20.
        TCA_PIE_BETA: u32 = 5,
        /// Marks packets by ECN (explicit congestion notification) instead of dropping, 0 or 1.
        /// Default: 0.
        TCA_PIE_ECN: u32 = 6,
        /// Byte mode: scales the drop probability with the packet length, 0 or 1. Default: 0.
        TCA_PIE_BYTEMODE: u32 = 7,
        /// Estimates the delay from the dequeue rate instead of timestamps, 0 or 1. Default: 0.
        TCA_PIE_DQ_RATE_ESTIMATOR: u32 = 8,
    }
}
attributes! {
    /// Options of the `fq_pie` qdisc: `TCA_FQ_PIE_*`, linux/pkt_sched.h.
    pub set FqPie, enum FqPieAttr<'a> {
        /// Queue limit, packets. Default: 10240.
        TCA_FQ_PIE_LIMIT: u32 = 1,
        /// Number of flow queues. Default: 1024. Cannot be changed after creation.
        TCA_FQ_PIE_FLOWS: u32 = 2,
        /// Target queueing delay, microseconds. Default: 15000.
        TCA_FQ_PIE_TARGET: u32 = 3,
        /// Update interval of the drop probability, microseconds. Default: 15000.
        TCA_FQ_PIE_TUPDATE: u32 = 4,
        /// Integral gain (weight of the deviation from the target), 1/16 hertz, 0 to 32. Default:
        /// 2.
        TCA_FQ_PIE_ALPHA: u32 = 5,
        /// Proportional gain (weight of the change of delay), 1/16 hertz, 0 to 32. Default: 20.
        TCA_FQ_PIE_BETA: u32 = 6,
        /// Quantum (DRR): bytes that a flow may send per round. Default: MTU plus link layer
        /// header.
        TCA_FQ_PIE_QUANTUM: u32 = 7 where range(1, 0x10_0000),
        /// Memory limit, bytes. Default: 32 MiB.
        TCA_FQ_PIE_MEMORY_LIMIT: u32 = 8,
        /// Drop probability up to which ECN marks packets instead of dropping, per cent. Default:
        /// 10.
        TCA_FQ_PIE_ECN_PROB: u32 = 9,
        /// Marks packets by ECN (explicit congestion notification) instead of dropping, 0 or 1.
        /// Default: 0.
        TCA_FQ_PIE_ECN: u32 = 10,
        /// Byte mode: scales the drop probability with the packet length, 0 or 1. Default: 0.
        TCA_FQ_PIE_BYTEMODE: u32 = 11,
        /// Estimates the delay from the dequeue rate instead of timestamps, 0 or 1. Default: 0.
        TCA_FQ_PIE_DQ_RATE_ESTIMATOR: u32 = 12,
    }
}
attributes! {
    /// Options of the `dualpi2` qdisc: `TCA_DUALPI2_*`, linux/pkt_sched.h. Since Linux 6.17.
    pub set Dualpi2, enum Dualpi2Attr<'a> {
        /// Queue limit, packets. Default: 10000.
        TCA_DUALPI2_LIMIT: u32 = 1 where range(1, 0xffff_ffff),
        /// Memory limit, bytes.
        TCA_DUALPI2_MEMORY_LIMIT: u32 = 2 where range(1, 0xffff_ffff),
        /// Target queueing delay, microseconds. Default: 15000.
        TCA_DUALPI2_TARGET: u32 = 3,
        /// Update interval of the probability, microseconds. Default: 16000.
        TCA_DUALPI2_TUPDATE: u32 = 4 where range(1, 0xffff_ffff),
        /// Integral gain (weight of the deviation from the target), 1/256 hertz. Default: 41.
        TCA_DUALPI2_ALPHA: u32 = 5,
        /// Proportional gain (weight of the change of delay), 1/256 hertz. Default: 819.
        TCA_DUALPI2_BETA: u32 = 6,
        /// Step threshold of the low-latency queue, packets. Above the threshold all packets are
        /// marked. Excludes [`TCA_DUALPI2_STEP_THRESH_US`](Self::TCA_DUALPI2_STEP_THRESH_US).
        TCA_DUALPI2_STEP_THRESH_PKTS: u32 = 7,
        /// Step threshold of the low-latency queue, microseconds of delay. Above the threshold all
        /// packets are marked. Default: 1000.
        TCA_DUALPI2_STEP_THRESH_US: u32 = 8,
        /// Shortest length of the low-latency queue at which the step threshold applies, packets.
        /// Default: 0.
        TCA_DUALPI2_MIN_QLEN_STEP: u32 = 9,
        /// Coupling factor between the probabilities of classic and low-latency queue. Default: 2.
        TCA_DUALPI2_COUPLING: u8 = 10 where range(1, 255),
        /// Overload strategy.
        TCA_DUALPI2_DROP_OVERLOAD: Dualpi2DropOverload = 11 where range(0, 1),
        /// Time at which packets are dropped.
        TCA_DUALPI2_DROP_EARLY: Dualpi2DropEarly = 12 where range(0, 1),
        /// Weight of the classic queue in the weighted round robin, per cent. Default: 10.
        TCA_DUALPI2_C_PROTECTION: u8 = 13 where range(0, 100),
        /// ECN codepoints that select the low-latency queue, besides CE.
        TCA_DUALPI2_ECN_MASK: Dualpi2EcnMask = 14 where range(1, 3),
        /// Splitting of GSO (generic segmentation offload) packets.
        TCA_DUALPI2_SPLIT_GSO: Dualpi2SplitGso = 15 where range(0, 1),
        /// Padding.
        TCA_DUALPI2_PAD: &'a [u8] = 16 where read_only,
    }
}
