//! `red`, `choke`, `gred` and `sfb`: active queue management by random early drops or marks.
//!
//! Kernel header: linux/pkt_sched.h. Manual pages:
//! [tc-red(8)](https://man7.org/linux/man-pages/man8/tc-red.8.html),
//! [tc-choke(8)](https://man7.org/linux/man-pages/man8/tc-choke.8.html),
//! [tc-sfb(8)](https://man7.org/linux/man-pages/man8/tc-sfb.8.html).
use crate::{
    attributes, c_struct, flags,
    tc::Probability,
    wire::{Attrs, Bitfield32, Extensible, PackedArray, Struct},
};

flags! {
    /// Flags of RED (random early detection): `TC_RED_*`, linux/pkt_sched.h.
    pub struct RedFlags(u8) {
        /// Marks ECN-capable packets (explicit congestion notification) instead of dropping.
        TC_RED_ECN = 1 << 0,
        /// Drops packets above the maximum threshold even if ECN-capable.
        TC_RED_HARDDROP = 1 << 1,
        /// Adaptive RED: adapts the maximum probability.
        TC_RED_ADAPTATIVE = 1 << 2,
        /// Enqueues packets that are not ECN-capable instead of dropping. tc(8): `nodrop`.
        TC_RED_NODROP = 1 << 3,
    }
}
c_struct! {
    /// Parameters of `red` and `choke`: `struct tc_red_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_red_qopt")]
    pub struct TcRedQopt {
        /// Queue limit: bytes for `red`, packets for `choke`.
        limit: u32,
        /// Minimum threshold of the average queue length: bytes for `red`, packets for `choke`.
        /// Below there are no early drops.
        qth_min: u32,
        /// Maximum threshold of the average queue length: bytes for `red`, packets for `choke`.
        /// Above every packet is marked or dropped.
        qth_max: u32,
        /// Logarithm of the averaging weight W: the weight is 2^-Wlog.
        Wlog: u8,
        /// Logarithm of the probability slope: maximum probability divided by the threshold range.
        Plog: u8,
        /// Logarithm of the cell size of the idle damping table.
        Scell_log: u8,
        /// Flags: ECN, hard drop, adaptive.
        flags: RedFlags,
    }
}
c_struct! {
    /// Statistics of `red`: `struct tc_red_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_red_xstats")]
    pub struct TcRedXstats {
        /// Packets dropped early.
        early: u32,
        /// Packets dropped because the queue was full.
        pdrop: u32,
        /// Unused.
        other: u32,
        /// Packets marked instead of dropped.
        marked: u32,
    }
}
c_struct! {
    /// Statistics of `choke`: `struct tc_choke_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_choke_xstats")]
    pub struct TcChokeXstats {
        /// Packets dropped early.
        early: u32,
        /// Packets dropped because the queue was full.
        pdrop: u32,
        /// Unused.
        other: u32,
        /// Packets marked instead of dropped.
        marked: u32,
        /// Packets dropped because a packet drawn from the queue had the flow of the new packet.
        matched: u32,
    }
}
c_struct! {
    /// Virtual queue of `gred`: `struct tc_gred_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_gred_qopt")]
    pub struct TcGredQopt {
        /// Queue limit, bytes.
        limit: u32,
        /// Minimum threshold of the average queue length, bytes. Below there are no early drops.
        qth_min: u32,
        /// Maximum threshold of the average queue length, bytes. Above every packet is marked or
        /// dropped.
        qth_max: u32,
        /// Number of the virtual queue (drop parameter set). In replies, 16 or more if the virtual
        /// queue does not exist.
        DP: u32,
        /// Backlog, bytes. Set by the kernel only.
        backlog: u32,
        /// Average queue length, bytes. Set by the kernel only.
        qave: u32,
        /// Packets dropped because the average exceeded the maximum threshold. Set by the kernel
        /// only.
        forced: u32,
        /// Packets dropped early. Set by the kernel only.
        early: u32,
        /// Unused.
        other: u32,
        /// Packets dropped because the queue was full. Set by the kernel only.
        pdrop: u32,
        /// Logarithm of the averaging weight W: the weight is 2^-Wlog.
        Wlog: u8,
        /// Logarithm of the probability slope: maximum probability divided by the threshold range.
        Plog: u8,
        /// Logarithm of the cell size of the idle damping table.
        Scell_log: u8,
        /// Priority of the virtual queue.
        prio: u8,
        /// Packets that arrived. Set by the kernel only.
        packets: u32,
        /// Bytes that arrived. Set by the kernel only.
        bytesin: u32,
    }
}
c_struct! {
    /// Setup of `gred`: `struct tc_gred_sopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_gred_sopt")]
    pub struct TcGredSopt {
        /// Number of virtual queues.
        DPs: u32,
        /// Default virtual queue, for packets without a `tc_index` of a virtual queue.
        def_DP: u32,
        /// RIO mode, 0 or 1. The average of a virtual queue includes the averages of all queues
        /// with a lower priority value.
        grio: u8,
        /// Flags: ECN, hard drop, adaptive.
        flags: RedFlags,
        /// Padding.
        pad pad1: u16,
    }
}
c_struct! {
    /// Parameters of `sfb` (Stochastic Fair Blue): `struct tc_sfb_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_sfb_qopt")]
    pub struct TcSfbQopt {
        /// Interval between changes of the flow hash, milliseconds. Default: 600000.
        rehash_interval: u32,
        /// Double-buffering warm-up: how long before a change the new hash is filled, milliseconds.
        /// Default: 60000.
        warmup_time: u32,
        /// Longest bin queue, packets: above, packets are dropped. Default: 25.
        max: u32,
        /// Target bin queue length, packets: from this length on the marking probability grows.
        /// Default: 20. tc(8): `target`.
        bin_size: u32,
        /// Increment of the marking probability, as a fraction of 65,535.
        increment: u32,
        /// Decrement of the marking probability, as a fraction of 65,535.
        decrement: u32,
        /// Queue limit, packets. 0 for the transmit queue length of the device.
        limit: u32,
        /// Rate limit of non-responsive flows in total, packets per second. Default: 10.
        penalty_rate: u32,
        /// Burst of non-responsive flows, packets. Default: 20.
        penalty_burst: u32,
    }
}
c_struct! {
    /// Statistics of `sfb`: `struct tc_sfb_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_sfb_xstats")]
    pub struct TcSfbXstats {
        /// Packets dropped early.
        earlydrop: u32,
        /// Packets of non-responsive flows dropped by the penalty rate.
        penaltydrop: u32,
        /// Packets dropped because the bin queue was full.
        bucketdrop: u32,
        /// Packets dropped because the queue was full.
        queuedrop: u32,
        /// Packets dropped by the child qdisc.
        childdrop: u32,
        /// Packets marked instead of dropped.
        marked: u32,
        /// Longest bin queue, packets.
        maxqlen: u32,
        /// Highest marking probability of a bin, as a fraction of 65,535.
        maxprob: u32,
        /// Average marking probability, as a fraction of 65,535.
        avgprob: u32,
    }
}

// Limits: red_policy, net/sched/sch_red.c; choke_policy, net/sched/sch_choke.c; gred_policy,
// gred_vq_policy, net/sched/sch_gred.c; sfb_policy, net/sched/sch_sfb.c.
attributes! {
    /// Options of the `red` qdisc: `TCA_RED_*`, linux/pkt_sched.h.
    pub set Red, enum RedAttr<'a> {
        /// Queue limit, thresholds, averaging parameters.
        TCA_RED_PARMS: &'a Struct<TcRedQopt> = 1,
        /// Idle damping table: 256 logarithms by which the average decays. The kernel does not
        /// return the table.
        TCA_RED_STAB: &'a [u8] = 2 where min_len(256),
        /// Maximum marking probability, reached at the maximum threshold.
        TCA_RED_MAX_P: Probability = 3,
        /// Flags: [`RedFlags`].
        TCA_RED_FLAGS: Bitfield32 = 4 where flags_mask(0xf),
        /// Index of the filter block for packets that are dropped early (qevent `early_drop`).
        TCA_RED_EARLY_DROP_BLOCK: u32 = 5,
        /// Index of the filter block for packets that are marked (qevent `mark`).
        TCA_RED_MARK_BLOCK: u32 = 6,
    }
}
attributes! {
    /// Options of the `choke` qdisc: `TCA_CHOKE_*`, linux/pkt_sched.h.
    pub set Choke, enum ChokeAttr<'a> {
        /// Queue limit, thresholds, averaging parameters.
        TCA_CHOKE_PARMS: &'a Struct<TcRedQopt> = 1,
        /// Idle damping table: 256 logarithms by which the average decays. The kernel does not
        /// return the table.
        TCA_CHOKE_STAB: &'a [u8] = 2 where min_len(256),
        /// Maximum marking probability, reached at the maximum threshold.
        TCA_CHOKE_MAX_P: Probability = 3,
    }
}
attributes! {
    /// Options of the `gred` qdisc: `TCA_GRED_*`, linux/pkt_sched.h.
    pub set Gred, enum GredAttr<'a> {
        /// Parameters of virtual queues: one in a request, all 16 in a reply.
        TCA_GRED_PARMS: PackedArray<'a, Struct<TcGredQopt>> = 1 where min_len(52),
        /// Idle damping table: 256 logarithms by which the average decays. The kernel does not
        /// return the table.
        TCA_GRED_STAB: &'a [u8] = 2 where min_len(256),
        /// Setup: number of virtual queues, default queue, flags.
        TCA_GRED_DPS: &'a Struct<TcGredSopt> = 3,
        /// Maximum marking probability: of one virtual queue in a request, of all 16 in a reply.
        TCA_GRED_MAX_P: PackedArray<'a, Probability> = 4 where min_len(4),
        /// Queue limit of the qdisc, bytes.
        TCA_GRED_LIMIT: u32 = 5,
        /// Flags and statistics of the virtual queues.
        TCA_GRED_VQ_LIST: Attrs<'a, GredVqList> = 6,
    }
}
attributes! {
    /// Virtual queues of `gred`: `TCA_GRED_VQ_ENTRY`, linux/pkt_sched.h.
    pub set GredVqList, enum GredVqListAttr<'a> {
        /// Virtual queue.
        TCA_GRED_VQ_ENTRY: [Attrs<'a, GredVq>] = 1,
    }
}
attributes! {
    /// Virtual queue of `gred`: `TCA_GRED_VQ_*`, linux/pkt_sched.h.
    pub set GredVq, enum GredVqAttr<'a> {
        /// Padding.
        TCA_GRED_VQ_PAD: &'a [u8] = 1 where read_only,
        /// Number of the virtual queue.
        TCA_GRED_VQ_DP: u32 = 2,
        /// Bytes that arrived.
        TCA_GRED_VQ_STAT_BYTES: u64 = 3 where read_only,
        /// Packets that arrived.
        TCA_GRED_VQ_STAT_PACKETS: u32 = 4 where read_only,
        /// Backlog, bytes.
        TCA_GRED_VQ_STAT_BACKLOG: u32 = 5 where read_only,
        /// Packets dropped early.
        TCA_GRED_VQ_STAT_PROB_DROP: u32 = 6 where read_only,
        /// Packets marked early.
        TCA_GRED_VQ_STAT_PROB_MARK: u32 = 7 where read_only,
        /// Packets dropped because the average exceeded the maximum threshold.
        TCA_GRED_VQ_STAT_FORCED_DROP: u32 = 8 where read_only,
        /// Packets marked because the average exceeded the maximum threshold.
        TCA_GRED_VQ_STAT_FORCED_MARK: u32 = 9 where read_only,
        /// Packets dropped because the queue was full.
        TCA_GRED_VQ_STAT_PDROP: u32 = 10 where read_only,
        /// Unused.
        TCA_GRED_VQ_STAT_OTHER: u32 = 11 where read_only,
        /// Flags: [`RedFlags`] in 32 bits.
        TCA_GRED_VQ_FLAGS: u32 = 12,
    }
}
attributes! {
    /// Options of the `sfb` qdisc: `TCA_SFB_*`, linux/pkt_sched.h.
    pub set Sfb, enum SfbAttr<'a> {
        /// Parameters: hash interval, bins, probabilities, limits.
        TCA_SFB_PARMS: Extensible<'a, TcSfbQopt> = 1 where min_len(36),
    }
}
