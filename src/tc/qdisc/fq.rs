//! `fq`: fair queueing by socket, with pacing.
//!
//! Kernel header: linux/pkt_sched.h. Manual page:
//! [tc-fq(8)](https://man7.org/linux/man-pages/man8/tc-fq.8.html).
use super::TcPrioQopt;
use crate::{
    attributes, c_struct,
    wire::{FieldArray, PackedArray, Struct},
};

c_struct! {
    /// Statistics of `fq`: `struct tc_fq_qd_stats`, linux/pkt_sched.h.
    #[doc(alias = "tc_fq_qd_stats")]
    pub struct TcFqQdStats {
        /// Idle flows freed by garbage collection.
        gc_flows: u64,
        /// Obsolete: packets with high priority.
        highprio_packets: u64,
        /// Obsolete: not used since Linux 4.20.
        tcp_retrans: u64,
        /// Number of times that a flow was throttled by pacing.
        throttled: u64,
        /// Packets dropped because of the flow limit.
        flows_plimit: u64,
        /// Packets whose pacing delay was cut to one second.
        pkts_too_long: u64,
        /// Flows that could not be allocated.
        allocation_errors: u64,
        /// Time until the next throttled flow may send, nanoseconds. If no flow is throttled, a
        /// large negative value: minus the time since boot.
        time_next_delayed_flow: i64,
        /// Number of flows.
        flows: u32,
        /// Number of flows without packets.
        inactive_flows: u32,
        /// Number of flows throttled by pacing.
        throttled_flows: u32,
        /// Average latency of throttled flows beyond the send time, nanoseconds.
        unthrottle_latency_ns: u32,
        /// Packets marked CE because the delay exceeded the CE threshold.
        ce_mark: u64,
        /// Packets dropped because the departure time was beyond the horizon.
        horizon_drops: u64,
        /// Packets whose departure time was capped to the horizon.
        horizon_caps: u64,
        /// Packets that bypassed flow classification. Since Linux 6.7.
        fastpath_packets: u64,
        /// Packets dropped, per band. Since Linux 6.7.
        band_drops: FieldArray<u64, 3>,
        /// Packets queued, per band. Since Linux 6.7.
        band_pkt_count: FieldArray<u32, 3>,
        /// Padding.
        pad pad: u32,
    }
}

// Limits: fq_policy, net/sched/sch_fq.c.
attributes! {
    /// Options of the `fq` qdisc: `TCA_FQ_*`, linux/pkt_sched.h.
    pub set Fq, enum FqAttr<'a> {
        /// Queue limit, packets; since Linux 6.7 per band. Default: 10000.
        TCA_FQ_PLIMIT: u32 = 1,
        /// Limit per flow, packets. Default: 100.
        TCA_FQ_FLOW_PLIMIT: u32 = 2,
        /// Quantum (DRR): bytes that a flow may send per round. Default: twice the MTU plus link
        /// layer header.
        TCA_FQ_QUANTUM: u32 = 3,
        /// Initial credit of a new flow, bytes. Default: ten times the MTU plus link layer header.
        TCA_FQ_INITIAL_QUANTUM: u32 = 4 where range(0, 0x7fff_ffff),
        /// Pacing, 0 or 1. Default: 1.
        TCA_FQ_RATE_ENABLE: u32 = 5,
        /// Obsolete and ignored.
        TCA_FQ_FLOW_DEFAULT_RATE: u32 = 6,
        /// Maximum rate of a flow, bytes per second. All bits set for unlimited, the default.
        TCA_FQ_FLOW_MAX_RATE: u32 = 7,
        /// Base-2 logarithm of the number of hash buckets. Default: 10.
        TCA_FQ_BUCKETS_LOG: u32 = 8,
        /// Idle time after which the credit of a flow is refilled, microseconds. Default: 40000.
        TCA_FQ_FLOW_REFILL_DELAY: u32 = 9,
        /// Mask of the packet hash for packets without a socket. Limits the number of such flows.
        /// Default: 1023.
        TCA_FQ_ORPHAN_MASK: u32 = 10,
        /// Low rate threshold, bytes per second. Slower flows are paced packet by packet, faster
        /// flows quantum by quantum. Default: 68750.
        TCA_FQ_LOW_RATE_THRESHOLD: u32 = 11,
        /// CE threshold: packets with a longer delay are marked CE, microseconds. Default: off.
        TCA_FQ_CE_THRESHOLD: u32 = 12,
        /// Timer slack: tolerated lateness of the pacing timer, nanoseconds. Default: 10000.
        TCA_FQ_TIMER_SLACK: u32 = 13,
        /// Horizon: how far in the future the departure time of a packet may be, microseconds.
        /// Default: 10000000.
        TCA_FQ_HORIZON: u32 = 14,
        /// Drops packets beyond the horizon (1), or caps the departure time (0). Default: 1.
        TCA_FQ_HORIZON_DROP: u8 = 15,
        /// Map of packet priority to band. Since Linux 6.7.
        TCA_FQ_PRIOMAP: &'a Struct<TcPrioQopt> = 16 where exact_len(20),
        /// Weights of the three bands, bytes. Since Linux 6.7.
        TCA_FQ_WEIGHTS: PackedArray<'a, i32> = 17 where exact_len(12),
        /// Offload horizon, microseconds. Packets due within this time are passed to a device that
        /// paces. Since Linux 6.13.
        TCA_FQ_OFFLOAD_HORIZON: u32 = 18,
    }
}
