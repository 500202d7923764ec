//! `fq`: a queue for each socket, paced by what it says. linux/pkt_sched.h.
use super::TcPrioQopt;
use crate::{
    attributes, layout,
    wire::{Many, Slice},
};

layout! {
    /// What `fq` has counted: `struct tc_fq_qd_stats`, linux/pkt_sched.h.
    #[doc(alias = "tc_fq_qd_stats")]
    pub struct TcFqQdStats {
        /// Flows forgotten since they were idle.
        gc_flows: u64,
        /// Packets of high priority.
        highprio_packets: u64,
        /// Unused since Linux 4.20.
        tcp_retrans: u64,
        /// How often a flow had to wait for its time.
        throttled: u64,
        /// Packets dropped since their flow was full.
        flows_plimit: u64,
        /// Packets longer than pacing can deal with.
        pkts_too_long: u64,
        /// Flows that could not be made for want of memory.
        allocation_errors: u64,
        /// When the next flow may send, nanoseconds from now; where none waits, less than nothing: the time since the machine began, negative.
        time_next_delayed_flow: i64,
        /// Flows.
        flows: u32,
        /// Flows without packets.
        inactive_flows: u32,
        /// Flows that wait for their time.
        throttled_flows: u32,
        /// How late flows are sent, on average, nanoseconds.
        unthrottle_latency_ns: u32,
        /// Packets marked since they waited for longer than the threshold.
        ce_mark: u64,
        /// Packets dropped since their time was beyond the horizon.
        horizon_drops: u64,
        /// Packets whose time was set to the horizon.
        horizon_caps: u64,
        /// Packets that went out at once. Since Linux 6.7, as what follows.
        fastpath_packets: u64,
        /// Packets dropped, by band.
        band_drops: Many<u64, 3>,
        /// Packets that wait, by band.
        band_pkt_count: Many<u32, 3>,
        /// Unused.
        pad: u32,
    }
}

// Limits: fq_policy, net/sched/sch_fq.c.
attributes! {
    /// A queue for each socket: `TCA_FQ_*`, linux/pkt_sched.h.
    pub set Fq, enum FqAttr<'a> {
        /// Packets that may wait.
        TCA_FQ_PLIMIT = 1 => Plimit(u32),
        /// Packets of a flow that may wait.
        TCA_FQ_FLOW_PLIMIT = 2 => FlowPlimit(u32),
        /// Bytes that a flow may send before the next one does.
        TCA_FQ_QUANTUM = 3 => Quantum(u32),
        /// The same, of a flow that has just begun.
        TCA_FQ_INITIAL_QUANTUM = 4 => InitialQuantum(u32) where range(0, 0x7fff_ffff),
        /// Whether flows are paced, 0 or 1.
        TCA_FQ_RATE_ENABLE = 5 => RateEnable(u32),
        /// Obsolete, and not used.
        TCA_FQ_FLOW_DEFAULT_RATE = 6 => FlowDefaultRate(u32),
        /// Rate of a flow at most, bytes a second; all bits set for any.
        TCA_FQ_FLOW_MAX_RATE = 7 => FlowMaxRate(u32),
        /// Logarithm of how many buckets there are.
        TCA_FQ_BUCKETS_LOG = 8 => BucketsLog(u32),
        /// After which an idle flow is given its quantum again, microseconds.
        TCA_FQ_FLOW_REFILL_DELAY = 9 => FlowRefillDelay(u32),
        /// By which bits of its hash a packet without a socket is told apart.
        TCA_FQ_ORPHAN_MASK = 10 => OrphanMask(u32),
        /// Flows of a lower rate are not paced by it, bytes a second.
        TCA_FQ_LOW_RATE_THRESHOLD = 11 => LowRateThreshold(u32),
        /// Packets that wait for longer are marked, microseconds.
        TCA_FQ_CE_THRESHOLD = 12 => CeThreshold(u32),
        /// How late a timer may be, nanoseconds.
        TCA_FQ_TIMER_SLACK = 13 => TimerSlack(u32),
        /// How far ahead a packet's time may lie, microseconds.
        TCA_FQ_HORIZON = 14 => Horizon(u32),
        /// Whether packets beyond that are dropped, 0 or 1.
        TCA_FQ_HORIZON_DROP = 15 => HorizonDrop(u8),
        /// The band of each priority. Since Linux 6.7.
        TCA_FQ_PRIOMAP = 16 => Priomap(&'a TcPrioQopt) where exactly(20),
        /// The weight of each band, bytes. Since Linux 6.7.
        TCA_FQ_WEIGHTS = 17 => Weights(Slice<'a, i32>) where exactly(12),
        /// How far ahead the hardware paces, microseconds. Since Linux 6.13.
        TCA_FQ_OFFLOAD_HORIZON = 18 => OffloadHorizon(u32),
    }
}
