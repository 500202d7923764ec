//! `cake`: a shaper with fair queues, by traffic class. linux/pkt_sched.h. Times are in microseconds, rates in bytes a second.
use crate::{
    attributes, numbers,
    wire::{Array, Attrs},
};

numbers! {
    /// Which classes there are: `CAKE_DIFFSERV_*`, linux/pkt_sched.h.
    pub struct CakeDiffserv(u32) {
        /// Three.
        CAKE_DIFFSERV_DIFFSERV3 = 0,
        /// Four.
        CAKE_DIFFSERV_DIFFSERV4 = 1,
        /// Eight.
        CAKE_DIFFSERV_DIFFSERV8 = 2,
        /// One.
        CAKE_DIFFSERV_BESTEFFORT = 3,
        /// Eight, by the old meaning of the field.
        CAKE_DIFFSERV_PRECEDENCE = 4,
    }
}
numbers! {
    /// What is told apart: `CAKE_FLOW_*`, linux/pkt_sched.h.
    pub struct CakeFlow(u32) {
        /// Nothing.
        CAKE_FLOW_NONE = 0,
        /// Who sends.
        CAKE_FLOW_SRC_IP = 1,
        /// Who receives.
        CAKE_FLOW_DST_IP = 2,
        /// Both.
        CAKE_FLOW_HOSTS = 3,
        /// Flows.
        CAKE_FLOW_FLOWS = 4,
        /// Who sends, and then flows.
        CAKE_FLOW_DUAL_SRC = 5,
        /// Who receives, and then flows.
        CAKE_FLOW_DUAL_DST = 6,
        /// Who sends, who receives, and then flows.
        CAKE_FLOW_TRIPLE = 7,
    }
}
numbers! {
    /// How the link below wraps packets: `CAKE_ATM_*`, linux/pkt_sched.h.
    pub struct CakeAtm(u32) {
        /// As they are.
        CAKE_ATM_NONE = 0,
        /// In cells of 53 bytes.
        CAKE_ATM_ATM = 1,
        /// With a byte more for each 64.
        CAKE_ATM_PTM = 2,
    }
}
numbers! {
    /// Which acknowledgements of TCP are dropped: `CAKE_ACK_*`, linux/pkt_sched.h.
    pub struct CakeAck(u32) {
        /// None.
        CAKE_ACK_NONE = 0,
        /// Those that a later one makes needless.
        CAKE_ACK_FILTER = 1,
        /// More of them.
        CAKE_ACK_AGGRESSIVE = 2,
    }
}

// Limits: cake_policy, net/sched/sch_cake.c.
attributes! {
    /// A shaper with fair queues: `TCA_CAKE_*`, linux/pkt_sched.h.
    pub set Cake, enum CakeAttr<'a> {
        /// Nothing: brings what follows to a multiple of 8.
        TCA_CAKE_PAD = 1 => Pad(&'a [u8]) where output(),
        /// The rate, bytes a second; 0 for any.
        TCA_CAKE_BASE_RATE64 = 2 => BaseRate64(u64),
        /// Which classes there are.
        TCA_CAKE_DIFFSERV_MODE = 3 => DiffservMode(CakeDiffserv),
        /// How the link below wraps packets.
        TCA_CAKE_ATM = 4 => Atm(CakeAtm),
        /// What is told apart.
        TCA_CAKE_FLOW_MODE = 5 => FlowMode(CakeFlow),
        /// Bytes that each packet counts as longer; it may be negative.
        TCA_CAKE_OVERHEAD = 6 => Overhead(i32),
        /// How long a packet's way and the answer's are taken to be, microseconds.
        TCA_CAKE_RTT = 7 => Rtt(u32),
        /// How long packets may wait, microseconds.
        TCA_CAKE_TARGET = 8 => Target(u32),
        /// Whether the rate follows what comes in, 0 or 1.
        TCA_CAKE_AUTORATE = 9 => Autorate(u32),
        /// Bytes of memory; 0 for what the rate needs.
        TCA_CAKE_MEMORY = 10 => Memory(u32),
        /// Whether addresses are those behind a translation, 0 or 1.
        TCA_CAKE_NAT = 11 => Nat(u32),
        /// Whether lengths are taken as the kernel has them. Of an answer it is there where they are, with 0.
        TCA_CAKE_RAW = 12 => Raw(u32),
        /// Whether the DS field is cleared, 0 or 1.
        TCA_CAKE_WASH = 13 => Wash(u32),
        /// Bytes that a packet counts as at least.
        TCA_CAKE_MPU = 14 => Mpu(u32),
        /// Whether it is for packets that come in, 0 or 1: those that are dropped count, too.
        TCA_CAKE_INGRESS = 15 => Ingress(u32),
        /// Which acknowledgements of TCP are dropped.
        TCA_CAKE_ACK_FILTER = 16 => AckFilter(CakeAck),
        /// Whether large packets are split, 0 or 1.
        TCA_CAKE_SPLIT_GSO = 17 => SplitGso(u32),
        /// The bits of a packet's mark that say its class; 0 for none.
        TCA_CAKE_FWMARK = 18 => Fwmark(u32),
    }
}
attributes! {
    /// What `cake` has counted, the discipline and its flows: `TCA_CAKE_STATS_*`, linux/pkt_sched.h.
    pub set CakeStats, enum CakeStatsAttr<'a> {
        /// Nothing: brings what follows to a multiple of 8.
        TCA_CAKE_STATS_PAD = 1 => Pad(&'a [u8]) where output(),
        /// The rate that it takes the link to have, bytes a second.
        TCA_CAKE_STATS_CAPACITY_ESTIMATE64 = 2 => CapacityEstimate64(u64) where output(),
        /// Bytes of memory that it may have.
        TCA_CAKE_STATS_MEMORY_LIMIT = 3 => MemoryLimit(u32) where output(),
        /// Bytes of memory that it had at most.
        TCA_CAKE_STATS_MEMORY_USED = 4 => MemoryUsed(u32) where output(),
        /// Bytes in front of the network header, on average.
        TCA_CAKE_STATS_AVG_NETOFF = 5 => AvgNetoff(u32) where output(),
        /// Bytes of the shortest packet, from its network header on.
        TCA_CAKE_STATS_MIN_NETLEN = 6 => MinNetlen(u32) where output(),
        /// Bytes of the longest packet, from its network header on.
        TCA_CAKE_STATS_MAX_NETLEN = 7 => MaxNetlen(u32) where output(),
        /// Bytes that the shortest packet counted as.
        TCA_CAKE_STATS_MIN_ADJLEN = 8 => MinAdjlen(u32) where output(),
        /// Bytes that the longest packet counted as.
        TCA_CAKE_STATS_MAX_ADJLEN = 9 => MaxAdjlen(u32) where output(),
        /// Each class.
        TCA_CAKE_STATS_TIN_STATS = 10 => TinStats(Array<'a, Attrs<'a, CakeTinStats>>) where output(),
        /// Of a flow: bytes that it may send before the next one does.
        TCA_CAKE_STATS_DEFICIT = 11 => Deficit(i32) where output(),
        /// Of a flow: packets dropped since it began to drop.
        TCA_CAKE_STATS_COBALT_COUNT = 12 => CobaltCount(u32) where output(),
        /// Of a flow: whether it drops at present, 0 or 1.
        TCA_CAKE_STATS_DROPPING = 13 => Dropping(u32) where output(),
        /// Of a flow: when it drops next, microseconds from now; negative where that has passed.
        TCA_CAKE_STATS_DROP_NEXT_US = 14 => DropNextUs(i32) where output(),
        /// Of a flow: how likely a packet is dropped, of 2^32.
        TCA_CAKE_STATS_P_DROP = 15 => PDrop(u32) where output(),
        /// Of a flow: since that was changed, microseconds, negative.
        TCA_CAKE_STATS_BLUE_TIMER_US = 16 => BlueTimerUs(i32) where output(),
    }
}
attributes! {
    /// What a class of `cake` has counted: `TCA_CAKE_TIN_STATS_*`, linux/pkt_sched.h.
    pub set CakeTinStats, enum CakeTinStatsAttr<'a> {
        /// Nothing: brings what follows to a multiple of 8.
        TCA_CAKE_TIN_STATS_PAD = 1 => Pad(&'a [u8]) where output(),
        /// Packets that came.
        TCA_CAKE_TIN_STATS_SENT_PACKETS = 2 => SentPackets(u32) where output(),
        /// Bytes that came.
        TCA_CAKE_TIN_STATS_SENT_BYTES64 = 3 => SentBytes64(u64) where output(),
        /// Packets dropped.
        TCA_CAKE_TIN_STATS_DROPPED_PACKETS = 4 => DroppedPackets(u32) where output(),
        /// Bytes dropped.
        TCA_CAKE_TIN_STATS_DROPPED_BYTES64 = 5 => DroppedBytes64(u64) where output(),
        /// Acknowledgements dropped.
        TCA_CAKE_TIN_STATS_ACKS_DROPPED_PACKETS = 6 => AcksDroppedPackets(u32) where output(),
        /// Bytes of those.
        TCA_CAKE_TIN_STATS_ACKS_DROPPED_BYTES64 = 7 => AcksDroppedBytes64(u64) where output(),
        /// Packets marked.
        TCA_CAKE_TIN_STATS_ECN_MARKED_PACKETS = 8 => EcnMarkedPackets(u32) where output(),
        /// Bytes of those.
        TCA_CAKE_TIN_STATS_ECN_MARKED_BYTES64 = 9 => EcnMarkedBytes64(u64) where output(),
        /// Packets that wait.
        TCA_CAKE_TIN_STATS_BACKLOG_PACKETS = 10 => BacklogPackets(u32) where output(),
        /// Bytes that wait.
        TCA_CAKE_TIN_STATS_BACKLOG_BYTES = 11 => BacklogBytes(u32) where output(),
        /// Rate up to which it comes before others, bytes a second.
        TCA_CAKE_TIN_STATS_THRESHOLD_RATE64 = 12 => ThresholdRate64(u64) where output(),
        /// How long packets may wait, microseconds.
        TCA_CAKE_TIN_STATS_TARGET_US = 13 => TargetUs(u32) where output(),
        /// For how long the wait must be too long before it drops, microseconds.
        TCA_CAKE_TIN_STATS_INTERVAL_US = 14 => IntervalUs(u32) where output(),
        /// How often a flow was found beside its place.
        TCA_CAKE_TIN_STATS_WAY_INDIRECT_HITS = 15 => WayIndirectHits(u32) where output(),
        /// How often a flow was new.
        TCA_CAKE_TIN_STATS_WAY_MISSES = 16 => WayMisses(u32) where output(),
        /// How often two flows had to share a place.
        TCA_CAKE_TIN_STATS_WAY_COLLISIONS = 17 => WayCollisions(u32) where output(),
        /// How long packets waited lately at most, microseconds.
        TCA_CAKE_TIN_STATS_PEAK_DELAY_US = 18 => PeakDelayUs(u32) where output(),
        /// How long they waited on average, microseconds.
        TCA_CAKE_TIN_STATS_AVG_DELAY_US = 19 => AvgDelayUs(u32) where output(),
        /// How long those of sparse flows waited, microseconds.
        TCA_CAKE_TIN_STATS_BASE_DELAY_US = 20 => BaseDelayUs(u32) where output(),
        /// Flows that send little.
        TCA_CAKE_TIN_STATS_SPARSE_FLOWS = 21 => SparseFlows(u32) where output(),
        /// Flows that send much.
        TCA_CAKE_TIN_STATS_BULK_FLOWS = 22 => BulkFlows(u32) where output(),
        /// Flows that do not give way.
        TCA_CAKE_TIN_STATS_UNRESPONSIVE_FLOWS = 23 => UnresponsiveFlows(u32) where output(),
        /// Bytes of the longest packet.
        TCA_CAKE_TIN_STATS_MAX_SKBLEN = 24 => MaxSkblen(u32) where output(),
        /// Bytes that a flow may send before the next one does.
        TCA_CAKE_TIN_STATS_FLOW_QUANTUM = 25 => FlowQuantum(u32) where output(),
    }
}
