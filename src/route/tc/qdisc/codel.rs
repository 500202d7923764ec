//! `codel` and `fq_codel`: queues that are kept short by how long packets wait. linux/pkt_sched.h. Times are in microseconds.
use crate::{attributes, layout};

layout! {
    /// What `codel` has counted: `struct tc_codel_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_codel_xstats")]
    pub struct TcCodelXstats {
        /// Bytes of the largest packet so far.
        maxpacket: u32,
        /// Packets dropped since it began to drop.
        count: u32,
        /// `count` when it last began.
        lastcount: u32,
        /// How long the last packet waited, microseconds.
        ldelay: u32,
        /// When it drops next, microseconds from now; negative where that has passed.
        drop_next: i32,
        /// Packets dropped since the queue was full.
        drop_overlimit: u32,
        /// Packets marked instead of dropped.
        ecn_mark: u32,
        /// Whether it drops at present, 0 or 1.
        dropping: u32,
        /// Packets marked since they waited for longer than the threshold.
        ce_mark: u32,
    }
}
layout! {
    /// What `fq_codel` has counted: `struct tc_fq_codel_xstats` with `struct tc_fq_codel_qd_stats`, linux/pkt_sched.h.
    #[doc(alias = "tc_fq_codel_qd_stats")]
    pub struct TcFqCodelQdStats {
        /// TCA_FQ_CODEL_XSTATS_QDISC, 0: what follows is of the discipline.
        r#type: u32,
        /// Bytes of the largest packet so far.
        maxpacket: u32,
        /// Packets dropped since the queue was full.
        drop_overlimit: u32,
        /// Packets marked instead of dropped.
        ecn_mark: u32,
        /// How often a flow began, or began again.
        new_flow_count: u32,
        /// Flows that have just begun.
        new_flows_len: u32,
        /// Other flows with packets that wait.
        old_flows_len: u32,
        /// Packets marked since they waited for longer than the threshold.
        ce_mark: u32,
        /// Bytes of memory.
        memory_usage: u32,
        /// Packets dropped for want of memory.
        drop_overmemory: u32,
    }
}
layout! {
    /// What a flow of `fq_codel` has counted: `struct tc_fq_codel_xstats` with `struct tc_fq_codel_cl_stats`, linux/pkt_sched.h.
    #[doc(alias = "tc_fq_codel_cl_stats")]
    pub struct TcFqCodelClStats {
        /// TCA_FQ_CODEL_XSTATS_CLASS, 1: what follows is of a flow.
        r#type: u32,
        /// Bytes that it may send before the next flow does.
        deficit: i32,
        /// How long the last packet waited, microseconds.
        ldelay: u32,
        /// Packets dropped since it began to drop.
        count: u32,
        /// `count` when it last began.
        lastcount: u32,
        /// Whether it drops at present, 0 or 1.
        dropping: u32,
        /// When it drops next, microseconds from now; negative where that has passed.
        drop_next: i32,
    }
}

// Limits: codel_policy, net/sched/sch_codel.c; fq_codel_policy, net/sched/sch_fq_codel.c.
attributes! {
    /// One queue: `TCA_CODEL_*`, linux/pkt_sched.h.
    pub set Codel, enum CodelAttr<'a> {
        /// How long packets may wait, microseconds.
        TCA_CODEL_TARGET = 1 => Target(u32),
        /// Packets that may wait.
        TCA_CODEL_LIMIT = 2 => Limit(u32),
        /// For how long the wait must be too long before it drops, microseconds.
        TCA_CODEL_INTERVAL = 3 => Interval(u32),
        /// Whether packets are marked instead of dropped, where they can be, 0 or 1.
        TCA_CODEL_ECN = 4 => Ecn(u32),
        /// Packets that wait for longer are marked, microseconds.
        TCA_CODEL_CE_THRESHOLD = 5 => CeThreshold(u32),
    }
}
attributes! {
    /// A queue for each flow: `TCA_FQ_CODEL_*`, linux/pkt_sched.h.
    pub set FqCodel, enum FqCodelAttr<'a> {
        /// How long packets may wait, microseconds.
        TCA_FQ_CODEL_TARGET = 1 => Target(u32),
        /// Packets that may wait.
        TCA_FQ_CODEL_LIMIT = 2 => Limit(u32),
        /// For how long the wait must be too long before it drops, microseconds.
        TCA_FQ_CODEL_INTERVAL = 3 => Interval(u32),
        /// Whether packets are marked instead of dropped, where they can be, 0 or 1.
        TCA_FQ_CODEL_ECN = 4 => Ecn(u32),
        /// How many flows are told apart; it can't be changed.
        TCA_FQ_CODEL_FLOWS = 5 => Flows(u32),
        /// Bytes that a flow may send before the next one does.
        TCA_FQ_CODEL_QUANTUM = 6 => Quantum(u32),
        /// Packets that wait for longer are marked, microseconds.
        TCA_FQ_CODEL_CE_THRESHOLD = 7 => CeThreshold(u32),
        /// Packets dropped at once where the queue is full.
        TCA_FQ_CODEL_DROP_BATCH_SIZE = 8 => DropBatchSize(u32),
        /// Bytes of memory.
        TCA_FQ_CODEL_MEMORY_LIMIT = 9 => MemoryLimit(u32),
        /// The threshold is for packets whose DS field, under the mask, is this.
        TCA_FQ_CODEL_CE_THRESHOLD_SELECTOR = 10 => CeThresholdSelector(u8),
        /// That mask.
        TCA_FQ_CODEL_CE_THRESHOLD_MASK = 11 => CeThresholdMask(u8),
    }
}
