//! `sfq`: flows told apart by chance, one packet of each in turn. linux/pkt_sched.h.
use super::RedFlags;
use crate::{layout, route::tc::Probability};

layout! {
    /// The first form: `struct tc_sfq_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_sfq_qopt")]
    pub struct TcSfqQopt {
        /// Bytes that a flow may send before the next one does.
        quantum: u32,
        /// After which flows are told apart anew, seconds; 0 for never.
        perturb_period: i32,
        /// Packets that may wait.
        limit: u32,
        /// Buckets of the hash.
        divisor: u32,
        /// Flows that there may be at once.
        flows: u32,
    }
}
layout! {
    /// What it dropped and marked early: `struct tc_sfqred_stats`, linux/pkt_sched.h.
    #[doc(alias = "tc_sfqred_stats")]
    pub struct TcSfqredStats {
        /// Packets dropped early.
        prob_drop: u32,
        /// Packets dropped since the flow was above its maximum.
        forced_drop: u32,
        /// Packets marked early.
        prob_mark: u32,
        /// Packets marked since the flow was above its maximum.
        forced_mark: u32,
        /// Packets marked early at the front of a flow.
        prob_mark_head: u32,
        /// Packets marked at the front of a flow since it was above its maximum.
        forced_mark_head: u32,
    }
}
layout! {
    /// The form since Linux 3.3: `struct tc_sfq_qopt_v1`, linux/pkt_sched.h.
    #[doc(alias = "tc_sfq_qopt_v1")]
    pub struct TcSfqQoptV1 {
        /// The first form.
        v0: TcSfqQopt,
        /// Packets of a flow that may wait.
        depth: u32,
        /// Whether packets are dropped at the front of a flow, 0 or 1.
        headdrop: u32,
        /// Early drops: bytes of a flow that may wait; 0 for no early drops.
        limit: u32,
        /// Early drops: bytes, on average, from which on there may be any.
        qth_min: u32,
        /// Early drops: bytes, on average, from which on all are dropped.
        qth_max: u32,
        /// Early drops: logarithm of how slowly the average follows.
        Wlog: u8,
        /// Early drops: logarithm of the probability over the range.
        Plog: u8,
        /// Early drops: logarithm of the time in which an idle flow's average falls.
        Scell_log: u8,
        /// Early drops: how.
        flags: RedFlags,
        /// Early drops: the probability at the maximum.
        max_P: Probability,
        /// What was dropped and marked early. Only the kernel writes it.
        stats: TcSfqredStats,
    }
}
layout! {
    /// What a flow has: `struct tc_sfq_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_sfq_xstats")]
    pub struct TcSfqXstats {
        /// Bytes that it may send before the next flow does.
        allot: i32,
    }
}
