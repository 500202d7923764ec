//! `pie`, `fq_pie` and `dualpi2`: early drops by a controller that aims at a delay. linux/pkt_sched.h. Times are in microseconds.
use crate::{attributes, layout};

layout! {
    /// What `pie` has counted: `struct tc_pie_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_pie_xstats")]
    pub struct TcPieXstats {
        /// How likely a packet is dropped, of 2^64 (before Linux 5.5, of 2^32 in the first four bytes).
        prob: u64,
        /// How long packets wait, microseconds (before Linux 5.6, in scheduler ticks).
        delay: u32,
        /// The rate at which packets go out, bytes a second.
        avg_dq_rate: u32,
        /// Whether the delay is estimated by that rate, 0 or 1.
        dq_rate_estimating: u32,
        /// Packets that came.
        packets_in: u32,
        /// Packets dropped early.
        dropped: u32,
        /// Packets dropped since the queue was full.
        overlimit: u32,
        /// Packets that waited at most.
        maxq: u32,
        /// Packets marked instead of dropped.
        ecn_mark: u32,
    }
}
layout! {
    /// What `fq_pie` has counted: `struct tc_fq_pie_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_fq_pie_xstats")]
    pub struct TcFqPieXstats {
        /// Packets that came.
        packets_in: u32,
        /// Packets dropped early.
        dropped: u32,
        /// Packets dropped since the queue was full.
        overlimit: u32,
        /// Packets dropped for want of memory.
        overmemory: u32,
        /// Packets marked instead of dropped.
        ecn_mark: u32,
        /// How often a flow began, or began again.
        new_flow_count: u32,
        /// Flows that have just begun.
        new_flows_len: u32,
        /// Other flows with packets that wait.
        old_flows_len: u32,
        /// Bytes of memory.
        memory_usage: u32,
    }
}
layout! {
    /// What `dualpi2` has counted: `struct tc_dualpi2_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_dualpi2_xstats")]
    pub struct TcDualpi2Xstats {
        /// How likely a packet is dropped or marked, of 2^32.
        prob: u32,
        /// How long packets of the classic queue wait, microseconds.
        delay_c: u32,
        /// How long packets of the low-latency queue wait, microseconds.
        delay_l: u32,
        /// Packets that came to the classic queue.
        packets_in_c: u32,
        /// Packets that came to the low-latency queue.
        packets_in_l: u32,
        /// Packets that waited at most.
        maxq: u32,
        /// Packets marked.
        ecn_mark: u32,
        /// Packets marked since the low-latency queue was above its step.
        step_marks: u32,
        /// Whose turn it is: negative for the classic queue.
        credit: i32,
        /// Bytes of memory.
        memory_used: u32,
        /// Bytes of memory at most.
        max_memory_used: u32,
        /// Bytes of memory that it may have.
        memory_limit: u32,
    }
}

// Limits: pie_policy, net/sched/sch_pie.c; fq_pie_policy, net/sched/sch_fq_pie.c; dualpi2_policy, net/sched/sch_dualpi2.c.
attributes! {
    /// One queue: `TCA_PIE_*`, linux/pkt_sched.h.
    pub set Pie, enum PieAttr<'a> {
        /// How long packets should wait, microseconds.
        TCA_PIE_TARGET = 1 => Target(u32),
        /// Packets that may wait.
        TCA_PIE_LIMIT = 2 => Limit(u32),
        /// How often the probability is worked out, microseconds.
        TCA_PIE_TUPDATE = 3 => Tupdate(u32),
        /// Weight of the delay.
        TCA_PIE_ALPHA = 4 => Alpha(u32),
        /// Weight of the delay's change.
        TCA_PIE_BETA = 5 => Beta(u32),
        /// Whether packets are marked instead of dropped, where they can be, 0 or 1.
        TCA_PIE_ECN = 6 => Ecn(u32),
        /// Whether longer packets are dropped more often, 0 or 1.
        TCA_PIE_BYTEMODE = 7 => Bytemode(u32),
        /// Whether the delay is estimated by the rate, 0 or 1.
        TCA_PIE_DQ_RATE_ESTIMATOR = 8 => DqRateEstimator(u32),
    }
}
attributes! {
    /// A queue for each flow: `TCA_FQ_PIE_*`, linux/pkt_sched.h.
    pub set FqPie, enum FqPieAttr<'a> {
        /// Packets that may wait.
        TCA_FQ_PIE_LIMIT = 1 => Limit(u32),
        /// How many flows are told apart; it can't be changed.
        TCA_FQ_PIE_FLOWS = 2 => Flows(u32),
        /// How long packets should wait, microseconds.
        TCA_FQ_PIE_TARGET = 3 => Target(u32),
        /// How often the probability is worked out, microseconds.
        TCA_FQ_PIE_TUPDATE = 4 => Tupdate(u32),
        /// Weight of the delay.
        TCA_FQ_PIE_ALPHA = 5 => Alpha(u32),
        /// Weight of the delay's change.
        TCA_FQ_PIE_BETA = 6 => Beta(u32),
        /// Bytes that a flow may send before the next one does.
        TCA_FQ_PIE_QUANTUM = 7 => Quantum(u32) where range(1, 0x10_0000),
        /// Bytes of memory.
        TCA_FQ_PIE_MEMORY_LIMIT = 8 => MemoryLimit(u32),
        /// Packets are marked instead of dropped up to this probability, per cent.
        TCA_FQ_PIE_ECN_PROB = 9 => EcnProb(u32),
        /// Whether packets are marked instead of dropped, where they can be, 0 or 1.
        TCA_FQ_PIE_ECN = 10 => Ecn(u32),
        /// Whether longer packets are dropped more often, 0 or 1.
        TCA_FQ_PIE_BYTEMODE = 11 => Bytemode(u32),
        /// Whether the delay is estimated by the rate, 0 or 1.
        TCA_FQ_PIE_DQ_RATE_ESTIMATOR = 12 => DqRateEstimator(u32),
    }
}
attributes! {
    /// A queue for those who keep delays low, and one for the others: `TCA_DUALPI2_*`, linux/pkt_sched.h. Since Linux 6.17.
    pub set Dualpi2, enum Dualpi2Attr<'a> {
        /// Packets that may wait.
        TCA_DUALPI2_LIMIT = 1 => Limit(u32) where range(1, 0xffff_ffff),
        /// Bytes of memory.
        TCA_DUALPI2_MEMORY_LIMIT = 2 => MemoryLimit(u32) where range(1, 0xffff_ffff),
        /// How long packets should wait, microseconds.
        TCA_DUALPI2_TARGET = 3 => Target(u32),
        /// How often the probability is worked out, microseconds.
        TCA_DUALPI2_TUPDATE = 4 => Tupdate(u32) where range(1, 0xffff_ffff),
        /// Weight of the delay, 1/256 hertz.
        TCA_DUALPI2_ALPHA = 5 => Alpha(u32),
        /// Weight of the delay's change, 1/256 hertz.
        TCA_DUALPI2_BETA = 6 => Beta(u32),
        /// Packets of the low-latency queue from which on all are marked.
        TCA_DUALPI2_STEP_THRESH_PKTS = 7 => StepThreshPkts(u32),
        /// How long they wait from which on all are marked, microseconds.
        TCA_DUALPI2_STEP_THRESH_US = 8 => StepThreshUs(u32),
        /// Packets that must wait for that.
        TCA_DUALPI2_MIN_QLEN_STEP = 9 => MinQlenStep(u32),
        /// By how much low-latency packets are marked more often.
        TCA_DUALPI2_COUPLING = 10 => Coupling(u8) where range(1, 255),
        /// Whether packets are dropped on overload, 0 or 1.
        TCA_DUALPI2_DROP_OVERLOAD = 11 => DropOverload(u8) where range(0, 1),
        /// Whether packets are dropped as they come, 0 or 1.
        TCA_DUALPI2_DROP_EARLY = 12 => DropEarly(u8) where range(0, 1),
        /// The share of the classic queue, per cent.
        TCA_DUALPI2_C_PROTECTION = 13 => CProtection(u8) where range(0, 100),
        /// Which bits of the ECN field tell low-latency packets.
        TCA_DUALPI2_ECN_MASK = 14 => EcnMask(u8) where range(1, 3),
        /// Whether large packets are split, 0 or 1.
        TCA_DUALPI2_SPLIT_GSO = 15 => SplitGso(u8) where range(0, 1),
    }
}
