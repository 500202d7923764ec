//! `codel` and `fq_codel`: CoDel (Controlled Delay), for one queue or per flow.
//!
//! Kernel header: linux/pkt_sched.h.
//!
//! CoDel is an active queue management (AQM) that drops or marks packets when the queueing delay
//! exceeds a target for an interval. See [RFC 8289](https://www.rfc-editor.org/rfc/rfc8289),
//! [RFC 8290](https://www.rfc-editor.org/rfc/rfc8290),
//! [tc-codel(8)](https://man7.org/linux/man-pages/man8/tc-codel.8.html) and
//! [tc-fq_codel(8)](https://man7.org/linux/man-pages/man8/tc-fq_codel.8.html). Times are in
//! microseconds.
use crate::{attributes, c_struct};

c_struct! {
    /// Statistics of `codel`: `struct tc_codel_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_codel_xstats")]
    pub struct TcCodelXstats {
        /// Largest packet so far, bytes.
        maxpacket: u32,
        /// Packets dropped or marked since dropping state was last entered.
        count: u32,
        /// Value of [`count`](Self::count) when dropping state was last entered.
        lastcount: u32,
        /// Queueing delay of the last packet dequeued, microseconds.
        ldelay: u32,
        /// Time until the next drop, microseconds. Negative if overdue.
        drop_next: i32,
        /// Packets dropped because the queue was full.
        drop_overlimit: u32,
        /// Packets marked by ECN (explicit congestion notification) instead of dropped.
        ecn_mark: u32,
        /// Dropping state, 0 or 1.
        dropping: u32,
        /// Packets marked CE because the delay exceeded the CE threshold.
        ce_mark: u32,
    }
}
c_struct! {
    /// Statistics of an `fq_codel` qdisc: `struct tc_fq_codel_qd_stats`, linux/pkt_sched.h.
    ///
    /// The part of `struct tc_fq_codel_xstats` with type `TCA_FQ_CODEL_XSTATS_QDISC`.
    #[doc(alias = "tc_fq_codel_qd_stats")]
    pub struct TcFqCodelQdStats {
        /// TCA_FQ_CODEL_XSTATS_QDISC, 0: statistics of the qdisc.
        r#type: u32,
        /// Largest packet so far, bytes.
        maxpacket: u32,
        /// Packets dropped because the queue was full.
        drop_overlimit: u32,
        /// Packets marked by ECN (explicit congestion notification) instead of dropped.
        ecn_mark: u32,
        /// Number of times that a flow became new.
        new_flow_count: u32,
        /// Number of new flows.
        new_flows_len: u32,
        /// Number of old flows with packets queued.
        old_flows_len: u32,
        /// Packets marked CE because the delay exceeded the CE threshold.
        ce_mark: u32,
        /// Memory usage, bytes.
        memory_usage: u32,
        /// Packets dropped because the memory limit was exceeded.
        drop_overmemory: u32,
    }
}
c_struct! {
    /// Statistics of a flow of `fq_codel`: `struct tc_fq_codel_cl_stats`, linux/pkt_sched.h.
    ///
    /// The part of `struct tc_fq_codel_xstats` with type `TCA_FQ_CODEL_XSTATS_CLASS`.
    #[doc(alias = "tc_fq_codel_cl_stats")]
    pub struct TcFqCodelClStats {
        /// TCA_FQ_CODEL_XSTATS_CLASS, 1: statistics of a flow.
        r#type: u32,
        /// Deficit (DRR): bytes that the flow may still send in this round.
        deficit: i32,
        /// Queueing delay of the last packet dequeued, microseconds.
        ldelay: u32,
        /// Packets dropped or marked since dropping state was last entered.
        count: u32,
        /// Value of [`count`](Self::count) when dropping state was last entered.
        lastcount: u32,
        /// Dropping state, 0 or 1.
        dropping: u32,
        /// Time until the next drop, microseconds. Negative if overdue.
        drop_next: i32,
    }
}

// Limits: codel_policy, net/sched/sch_codel.c; fq_codel_policy, net/sched/sch_fq_codel.c.
attributes! {
    /// Options of the `codel` qdisc: `TCA_CODEL_*`, linux/pkt_sched.h.
    pub set Codel, enum CodelAttr<'a> {
        /// Target: acceptable queueing delay, microseconds. Default: 5000.
        TCA_CODEL_TARGET: u32 = 1,
        /// Queue limit, packets. Default: 1000.
        TCA_CODEL_LIMIT: u32 = 2,
        /// Interval, microseconds: how long the delay must exceed the target before drops start.
        /// Default: 100000.
        TCA_CODEL_INTERVAL: u32 = 3,
        /// Marks packets by ECN (explicit congestion notification) instead of dropping, 0 or 1.
        /// Default: 0.
        TCA_CODEL_ECN: u32 = 4,
        /// CE threshold: packets with a longer queueing delay are marked CE, microseconds. Default:
        /// off.
        TCA_CODEL_CE_THRESHOLD: u32 = 5,
    }
}
attributes! {
    /// Options of the `fq_codel` qdisc: `TCA_FQ_CODEL_*`, linux/pkt_sched.h.
    pub set FqCodel, enum FqCodelAttr<'a> {
        /// Target: acceptable queueing delay, microseconds. Default: 5000.
        TCA_FQ_CODEL_TARGET: u32 = 1,
        /// Queue limit, packets. Default: 10240.
        TCA_FQ_CODEL_LIMIT: u32 = 2,
        /// Interval, microseconds: how long the delay must exceed the target before drops start.
        /// Default: 100000.
        TCA_FQ_CODEL_INTERVAL: u32 = 3,
        /// Marks packets by ECN (explicit congestion notification) instead of dropping, 0 or 1.
        /// Default: 1.
        TCA_FQ_CODEL_ECN: u32 = 4,
        /// Number of flow queues. Default: 1024. Cannot be changed after creation.
        TCA_FQ_CODEL_FLOWS: u32 = 5,
        /// Quantum (DRR): bytes that a flow may send per round. Default: MTU plus link layer
        /// header.
        TCA_FQ_CODEL_QUANTUM: u32 = 6,
        /// CE threshold: packets with a longer queueing delay are marked CE, microseconds. Default:
        /// off.
        TCA_FQ_CODEL_CE_THRESHOLD: u32 = 7,
        /// Drop batch: most packets dropped in one go when the queue is full. Default: 64.
        TCA_FQ_CODEL_DROP_BATCH_SIZE: u32 = 8,
        /// Memory limit, bytes. Default: 32 MiB.
        TCA_FQ_CODEL_MEMORY_LIMIT: u32 = 9,
        /// Value of the masked DS field of packets that the CE threshold applies to.
        TCA_FQ_CODEL_CE_THRESHOLD_SELECTOR: u8 = 10,
        /// Mask of the DS field for
        /// [`TCA_FQ_CODEL_CE_THRESHOLD_SELECTOR`](Self::TCA_FQ_CODEL_CE_THRESHOLD_SELECTOR). 0 for
        /// all packets.
        TCA_FQ_CODEL_CE_THRESHOLD_MASK: u8 = 11,
    }
}
