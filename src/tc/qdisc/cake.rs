//! `cake`: Common Applications Kept Enhanced, a shaper with flow isolation, priority tins and AQM.
//!
//! `cake_mq` is `cake` on each hardware queue, with one rate for all of them.
//!
//! Kernel header: linux/pkt_sched.h. Manual page:
//! [tc-cake(8)](https://man7.org/linux/man-pages/man8/tc-cake.8.html).
use crate::{
    attributes, open_enum,
    wire::{Attrs, IndexedArray},
};

open_enum! {
    /// Tins: division of traffic by DSCP: `CAKE_DIFFSERV_*`, linux/pkt_sched.h.
    pub struct CakeDiffserv(u32) {
        /// Three tins: bulk, best effort, voice. Default.
        CAKE_DIFFSERV_DIFFSERV3 = 0,
        /// Four tins: bulk, best effort, video, voice.
        CAKE_DIFFSERV_DIFFSERV4 = 1,
        /// Eight tins by DSCP.
        CAKE_DIFFSERV_DIFFSERV8 = 2,
        /// One tin: no priorities.
        CAKE_DIFFSERV_BESTEFFORT = 3,
        /// Eight tins by the legacy IP precedence of the TOS field.
        CAKE_DIFFSERV_PRECEDENCE = 4,
    }
}
open_enum! {
    /// Flow isolation mode: `CAKE_FLOW_*`, linux/pkt_sched.h.
    pub struct CakeFlow(u32) {
        /// No flow isolation: a single queue per tin. tc(8): `flowblind`.
        CAKE_FLOW_NONE = 0,
        /// Isolation by source address. tc(8): `srchost`.
        CAKE_FLOW_SRC_IP = 1,
        /// Isolation by destination address. tc(8): `dsthost`.
        CAKE_FLOW_DST_IP = 2,
        /// Isolation by pair of source and destination address. tc(8): `hosts`.
        CAKE_FLOW_HOSTS = 3,
        /// Isolation by 5-tuple. tc(8): `flows`.
        CAKE_FLOW_FLOWS = 4,
        /// Fairness between source addresses, then between flows. tc(8): `dual-srchost`.
        CAKE_FLOW_DUAL_SRC = 5,
        /// Fairness between destination addresses, then between flows. tc(8): `dual-dsthost`.
        CAKE_FLOW_DUAL_DST = 6,
        /// Fairness between source and destination addresses, then between flows. Default. tc(8):
        /// `triple-isolate`.
        CAKE_FLOW_TRIPLE = 7,
    }
}
open_enum! {
    /// Link layer framing compensation: `CAKE_ATM_*`, linux/pkt_sched.h.
    pub struct CakeAtm(u32) {
        /// No compensation. Default.
        CAKE_ATM_NONE = 0,
        /// ATM: cells of 53 bytes with 48 bytes of payload.
        CAKE_ATM_ATM = 1,
        /// PTM: 64b/65b encoding, one more byte per 64 bytes.
        CAKE_ATM_PTM = 2,
    }
}
open_enum! {
    /// TCP ACK filter: `CAKE_ACK_*`, linux/pkt_sched.h.
    pub struct CakeAck(u32) {
        /// No ACK filter. Default.
        CAKE_ACK_NONE = 0,
        /// Drops ACKs that a later ACK makes redundant.
        CAKE_ACK_FILTER = 1,
        /// Drops more ACKs.
        CAKE_ACK_AGGRESSIVE = 2,
    }
}

// Limits: cake_policy, net/sched/sch_cake.c.
attributes! {
    /// Options of the `cake` qdisc: `TCA_CAKE_*`, linux/pkt_sched.h.
    pub set Cake, enum CakeAttr<'a> {
        /// Padding.
        TCA_CAKE_PAD: &'a [u8] = 1 where read_only,
        /// Shaper rate, bytes per second. 0 for unlimited, the default. tc(8): `bandwidth`.
        TCA_CAKE_BASE_RATE64: u64 = 2,
        /// Tins.
        TCA_CAKE_DIFFSERV_MODE: CakeDiffserv = 3,
        /// Link layer framing compensation.
        TCA_CAKE_ATM: CakeAtm = 4,
        /// Flow isolation mode.
        TCA_CAKE_FLOW_MODE: CakeFlow = 5,
        /// Overhead added to the length of each packet, bytes. May be negative.
        TCA_CAKE_OVERHEAD: i32 = 6,
        /// Expected RTT (round-trip time), microseconds. Default: 100000.
        TCA_CAKE_RTT: u32 = 7,
        /// AQM target: acceptable queueing delay, microseconds. Default: 5000.
        TCA_CAKE_TARGET: u32 = 8,
        /// Automatic capacity estimation from ingress traffic, 0 or 1. tc(8): `autorate-ingress`.
        TCA_CAKE_AUTORATE: u32 = 9,
        /// Memory limit, bytes. 0 for a limit derived from rate and RTT.
        TCA_CAKE_MEMORY: u32 = 10,
        /// Conntrack lookup of the addresses before NAT for flow isolation, 0 or 1.
        TCA_CAKE_NAT: u32 = 11,
        /// Raw mode: no overhead compensation, lengths as reported by the kernel. A reply has the
        /// attribute, with value 0, if raw mode is on.
        TCA_CAKE_RAW: u32 = 12,
        /// Clears the DSCP after tin selection, 0 or 1.
        TCA_CAKE_WASH: u32 = 13,
        /// Minimum packet unit: smallest length that a packet counts with, bytes.
        TCA_CAKE_MPU: u32 = 14,
        /// Ingress mode, 0 or 1: dropped packets count towards the rate as well.
        TCA_CAKE_INGRESS: u32 = 15,
        /// TCP ACK filter.
        TCA_CAKE_ACK_FILTER: CakeAck = 16,
        /// Splits GSO (generic segmentation offload) packets, 0 or 1. Default: 1.
        TCA_CAKE_SPLIT_GSO: u32 = 17,
        /// Mask of the packet mark bits that override the tin selection. 0 for none.
        TCA_CAKE_FWMARK: u32 = 18,
    }
}
attributes! {
    /// Statistics of a `cake` qdisc or one of the flows: `TCA_CAKE_STATS_*`, linux/pkt_sched.h.
    pub set CakeStats, enum CakeStatsAttr<'a> {
        /// Padding.
        TCA_CAKE_STATS_PAD: &'a [u8] = 1 where read_only,
        /// Estimated link capacity, bytes per second.
        TCA_CAKE_STATS_CAPACITY_ESTIMATE64: u64 = 2 where read_only,
        /// Memory limit, bytes.
        TCA_CAKE_STATS_MEMORY_LIMIT: u32 = 3 where read_only,
        /// Highest memory usage, bytes.
        TCA_CAKE_STATS_MEMORY_USED: u32 = 4 where read_only,
        /// Average offset of the network header, bytes.
        TCA_CAKE_STATS_AVG_NETOFF: u32 = 5 where read_only,
        /// Smallest packet length from the network header on, bytes.
        TCA_CAKE_STATS_MIN_NETLEN: u32 = 6 where read_only,
        /// Largest packet length from the network header on, bytes.
        TCA_CAKE_STATS_MAX_NETLEN: u32 = 7 where read_only,
        /// Smallest overhead-adjusted packet length, bytes.
        TCA_CAKE_STATS_MIN_ADJLEN: u32 = 8 where read_only,
        /// Largest overhead-adjusted packet length, bytes.
        TCA_CAKE_STATS_MAX_ADJLEN: u32 = 9 where read_only,
        /// Statistics per tin.
        TCA_CAKE_STATS_TIN_STATS: IndexedArray<'a, Attrs<'a, CakeTinStats>> = 10 where read_only,
        /// Flow: deficit (DRR), bytes that the flow may still send in this round.
        TCA_CAKE_STATS_DEFICIT: i32 = 11 where read_only,
        /// Flow: packets dropped or marked since dropping state was entered.
        TCA_CAKE_STATS_COBALT_COUNT: u32 = 12 where read_only,
        /// Flow: dropping state of the AQM, 0 or 1.
        TCA_CAKE_STATS_DROPPING: u32 = 13 where read_only,
        /// Flow: time until the next drop, microseconds. Negative if overdue.
        TCA_CAKE_STATS_DROP_NEXT_US: i32 = 14 where read_only,
        /// Flow: drop probability of BLUE, as a fraction of 2^32.
        TCA_CAKE_STATS_P_DROP: u32 = 15 where read_only,
        /// Flow: time of the last change of the BLUE probability relative to now, microseconds.
        /// Negative.
        TCA_CAKE_STATS_BLUE_TIMER_US: i32 = 16 where read_only,
        /// Qdisc below `cake_mq`: queues with traffic, among which the rate is divided. Since Linux
        /// 7.0.
        TCA_CAKE_STATS_ACTIVE_QUEUES: u32 = 17 where read_only,
    }
}
attributes! {
    /// Statistics of a `cake` tin: `TCA_CAKE_TIN_STATS_*`, linux/pkt_sched.h.
    pub set CakeTinStats, enum CakeTinStatsAttr<'a> {
        /// Padding.
        TCA_CAKE_TIN_STATS_PAD: &'a [u8] = 1 where read_only,
        /// Packets enqueued.
        TCA_CAKE_TIN_STATS_SENT_PACKETS: u32 = 2 where read_only,
        /// Bytes enqueued.
        TCA_CAKE_TIN_STATS_SENT_BYTES64: u64 = 3 where read_only,
        /// Packets dropped since the qdisc was created.
        TCA_CAKE_TIN_STATS_DROPPED_PACKETS: u32 = 4 where read_only,
        /// Bytes dropped.
        TCA_CAKE_TIN_STATS_DROPPED_BYTES64: u64 = 5 where read_only,
        /// ACK packets dropped by the ACK filter.
        TCA_CAKE_TIN_STATS_ACKS_DROPPED_PACKETS: u32 = 6 where read_only,
        /// ACK bytes dropped by the ACK filter.
        TCA_CAKE_TIN_STATS_ACKS_DROPPED_BYTES64: u64 = 7 where read_only,
        /// Packets marked by ECN (explicit congestion notification).
        TCA_CAKE_TIN_STATS_ECN_MARKED_PACKETS: u32 = 8 where read_only,
        /// Bytes marked by ECN (explicit congestion notification).
        TCA_CAKE_TIN_STATS_ECN_MARKED_BYTES64: u64 = 9 where read_only,
        /// Backlog: packets that wait in the tin.
        TCA_CAKE_TIN_STATS_BACKLOG_PACKETS: u32 = 10 where read_only,
        /// Backlog: bytes that wait in the tin.
        TCA_CAKE_TIN_STATS_BACKLOG_BYTES: u32 = 11 where read_only,
        /// Threshold rate of the tin, bytes per second. Below the threshold the tin has priority.
        TCA_CAKE_TIN_STATS_THRESHOLD_RATE64: u64 = 12 where read_only,
        /// AQM target: acceptable queueing delay, microseconds.
        TCA_CAKE_TIN_STATS_TARGET_US: u32 = 13 where read_only,
        /// AQM interval, microseconds: how long the delay must exceed the target before drops
        /// start.
        TCA_CAKE_TIN_STATS_INTERVAL_US: u32 = 14 where read_only,
        /// Indirect hits of the set-associative flow hash: flows found outside of the direct slot.
        TCA_CAKE_TIN_STATS_WAY_INDIRECT_HITS: u32 = 15 where read_only,
        /// Misses of the flow hash: new flows in an empty queue.
        TCA_CAKE_TIN_STATS_WAY_MISSES: u32 = 16 where read_only,
        /// Collisions of the flow hash: flows that share a queue.
        TCA_CAKE_TIN_STATS_WAY_COLLISIONS: u32 = 17 where read_only,
        /// Peak queueing delay, a moving average, microseconds.
        TCA_CAKE_TIN_STATS_PEAK_DELAY_US: u32 = 18 where read_only,
        /// Average queueing delay, microseconds.
        TCA_CAKE_TIN_STATS_AVG_DELAY_US: u32 = 19 where read_only,
        /// Base queueing delay, the delay of sparse flows, microseconds.
        TCA_CAKE_TIN_STATS_BASE_DELAY_US: u32 = 20 where read_only,
        /// Number of sparse flows.
        TCA_CAKE_TIN_STATS_SPARSE_FLOWS: u32 = 21 where read_only,
        /// Number of bulk flows.
        TCA_CAKE_TIN_STATS_BULK_FLOWS: u32 = 22 where read_only,
        /// Number of unresponsive flows.
        TCA_CAKE_TIN_STATS_UNRESPONSIVE_FLOWS: u32 = 23 where read_only,
        /// Largest packet, bytes.
        TCA_CAKE_TIN_STATS_MAX_SKBLEN: u32 = 24 where read_only,
        /// Quantum (DRR): bytes that a flow may send per round.
        TCA_CAKE_TIN_STATS_FLOW_QUANTUM: u32 = 25 where read_only,
    }
}
