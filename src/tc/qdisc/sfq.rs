//! `sfq`: Stochastic Fairness Queueing.
//!
//! Kernel header: linux/pkt_sched.h.
//!
//! Flows are hashed to queues that are served round robin. Manual page:
//! [tc-sfq(8)](https://man7.org/linux/man-pages/man8/tc-sfq.8.html).
use super::RedFlags;
use crate::wire::Struct;
use crate::{c_struct, tc::Probability};

c_struct! {
    /// Options of `sfq`, first version: `struct tc_sfq_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_sfq_qopt")]
    pub struct TcSfqQopt {
        /// Quantum (DRR): bytes that a flow may send per round. Default: MTU plus link layer
        /// header. In a request, 0 keeps the value.
        quantum: u32,
        /// Interval between changes of the flow hash, seconds. 0 for never.
        perturb_period: i32,
        /// Queue limit, packets.
        limit: u32,
        /// Number of hash buckets.
        divisor: u32,
        /// Limit of active flows.
        flows: u32,
    }
}
c_struct! {
    /// Statistics of RED in `sfq`: `struct tc_sfqred_stats`, linux/pkt_sched.h.
    #[doc(alias = "tc_sfqred_stats")]
    pub struct TcSfqredStats {
        /// Packets dropped early.
        prob_drop: u32,
        /// Packets dropped because the average exceeded the maximum threshold.
        forced_drop: u32,
        /// Packets marked early.
        prob_mark: u32,
        /// Packets marked because the average exceeded the maximum threshold.
        forced_mark: u32,
        /// Packets at the head of a flow marked early.
        prob_mark_head: u32,
        /// Packets at the head of a flow marked because the average exceeded the maximum threshold.
        forced_mark_head: u32,
    }
}
c_struct! {
    /// Options of `sfq` since Linux 3.3: `struct tc_sfq_qopt_v1`, linux/pkt_sched.h.
    #[doc(alias = "tc_sfq_qopt_v1")]
    pub struct TcSfqQoptV1 {
        /// First version of the options.
        v0: Struct<TcSfqQopt>,
        /// Limit per flow, packets.
        depth: u32,
        /// Drops packets at the head of a flow instead of the tail, 0 or 1.
        headdrop: u32,
        /// RED: limit per flow, bytes. 0 disables RED.
        limit: u32,
        /// RED: minimum threshold of the average flow queue, bytes. Below there are no early drops.
        qth_min: u32,
        /// RED: maximum threshold of the average flow queue, bytes. Above every packet is marked or
        /// dropped.
        qth_max: u32,
        /// RED: logarithm of the averaging weight W: the weight is 2^-Wlog.
        Wlog: u8,
        /// RED: logarithm of the probability slope. The slope is the maximum probability divided by
        /// the threshold range.
        Plog: u8,
        /// RED: logarithm of the cell size of the idle damping table.
        Scell_log: u8,
        /// RED: flags.
        flags: RedFlags,
        /// RED: maximum marking probability, reached at the maximum threshold.
        max_P: Probability,
        /// RED: statistics. Set by the kernel only.
        stats: Struct<TcSfqredStats>,
    }
}
c_struct! {
    /// Statistics of a flow of `sfq`: `struct tc_sfq_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_sfq_xstats")]
    pub struct TcSfqXstats {
        /// Allotment: bytes that the flow may still send in this round.
        allot: i32,
    }
}
