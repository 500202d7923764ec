//! `red`, `choke`, `gred` and `sfb`: packets are dropped or marked early, by chance. linux/pkt_sched.h.
use crate::{
    attributes, flags, layout,
    route::tc::Probability,
    wire::{Attrs, Bitfield32, Grown, Slice},
};

flags! {
    /// How early drops are done: `TC_RED_*`, linux/pkt_sched.h.
    pub struct RedFlags(u8) {
        /// Packets are marked instead of dropped, where they can be.
        TC_RED_ECN = 1 << 0,
        /// Above the maximum they are dropped all the same.
        TC_RED_HARDDROP = 1 << 1,
        /// The probability adapts itself.
        TC_RED_ADAPTATIVE = 1 << 2,
        /// Packets that can't be marked are let through.
        TC_RED_NODROP = 1 << 3,
    }
}
layout! {
    /// `struct tc_red_qopt`, linux/pkt_sched.h; of `red` and `choke`.
    #[doc(alias = "tc_red_qopt")]
    pub struct TcRedQopt {
        /// What may wait: bytes of `red`, packets of `choke`.
        limit: u32,
        /// The average from which on there may be early drops: bytes, of `choke` packets.
        qth_min: u32,
        /// The average from which on all are dropped: bytes, of `choke` packets.
        qth_max: u32,
        /// Logarithm of how slowly the average follows.
        Wlog: u8,
        /// Logarithm of the probability over the range.
        Plog: u8,
        /// Logarithm of the time in which an idle queue's average falls.
        Scell_log: u8,
        /// How.
        flags: RedFlags,
    }
}
layout! {
    /// What `red` has counted: `struct tc_red_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_red_xstats")]
    pub struct TcRedXstats {
        /// Packets dropped early.
        early: u32,
        /// Packets dropped since the queue was full.
        pdrop: u32,
        /// Unused.
        other: u32,
        /// Packets marked instead.
        marked: u32,
    }
}
layout! {
    /// What `choke` has counted: `struct tc_choke_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_choke_xstats")]
    pub struct TcChokeXstats {
        /// Packets dropped early.
        early: u32,
        /// Packets dropped since the queue was full.
        pdrop: u32,
        /// Unused.
        other: u32,
        /// Packets marked instead.
        marked: u32,
        /// Packets dropped since one of their flow was found in the queue.
        matched: u32,
    }
}
layout! {
    /// A queue of `gred`: `struct tc_gred_qopt`, linux/pkt_sched.h. What it counts, only the kernel writes.
    #[doc(alias = "tc_gred_qopt")]
    pub struct TcGredQopt {
        /// Bytes that may wait.
        limit: u32,
        /// Bytes, on average, from which on there may be early drops.
        qth_min: u32,
        /// Bytes, on average, from which on all are dropped.
        qth_max: u32,
        /// Its number. The kernel writes 16 and more where there is none.
        DP: u32,
        /// Bytes that wait.
        backlog: u32,
        /// The average, bytes.
        qave: u32,
        /// Packets dropped since the average was above its maximum.
        forced: u32,
        /// Packets dropped early.
        early: u32,
        /// Unused.
        other: u32,
        /// Packets dropped since the queue was full.
        pdrop: u32,
        /// Logarithm of how slowly the average follows.
        Wlog: u8,
        /// Logarithm of the probability over the range.
        Plog: u8,
        /// Logarithm of the time in which an idle queue's average falls.
        Scell_log: u8,
        /// Priority.
        prio: u8,
        /// Packets that it was given.
        packets: u32,
        /// Bytes that it was given.
        bytesin: u32,
    }
}
layout! {
    /// How many queues `gred` has: `struct tc_gred_sopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_gred_sopt")]
    pub struct TcGredSopt {
        /// How many.
        DPs: u32,
        /// The one for packets that say nothing.
        def_DP: u32,
        /// Whether a queue's average counts those of higher priority, too, 0 or 1.
        grio: u8,
        /// How.
        flags: RedFlags,
        /// Unused.
        pad1: u16,
    }
}
layout! {
    /// Flows that do not give way, held down: `struct tc_sfb_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_sfb_qopt")]
    pub struct TcSfbQopt {
        /// After which flows are told apart anew, milliseconds.
        rehash_interval: u32,
        /// For how long before that the new hash is filled, milliseconds.
        warmup_time: u32,
        /// Packets of a flow that may wait.
        max: u32,
        /// Packets of a bucket from which on its probability grows.
        bin_size: u32,
        /// By how much it grows, of 65,535.
        increment: u32,
        /// By how much it falls, of 65,535.
        decrement: u32,
        /// Packets that may wait.
        limit: u32,
        /// Packets a second of all flows that do not give way.
        penalty_rate: u32,
        /// Packets of those that may come at once.
        penalty_burst: u32,
    }
}
layout! {
    /// What `sfb` has counted: `struct tc_sfb_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_sfb_xstats")]
    pub struct TcSfbXstats {
        /// Packets dropped early.
        earlydrop: u32,
        /// Packets dropped of flows that do not give way.
        penaltydrop: u32,
        /// Packets dropped since a bucket was full.
        bucketdrop: u32,
        /// Packets dropped since the queue was full.
        queuedrop: u32,
        /// Packets that the discipline below dropped.
        childdrop: u32,
        /// Packets marked instead.
        marked: u32,
        /// Packets in the fullest bucket.
        maxqlen: u32,
        /// The highest probability of a bucket, of 65,535.
        maxprob: u32,
        /// The average probability, of 65,535.
        avgprob: u32,
    }
}

// Limits: red_policy, net/sched/sch_red.c; choke_policy, net/sched/sch_choke.c; gred_policy, gred_vq_policy, net/sched/sch_gred.c; sfb_policy,
// net/sched/sch_sfb.c.
attributes! {
    /// Random early detection: `TCA_RED_*`, linux/pkt_sched.h.
    pub set Red, enum RedAttr<'a> {
        /// Limit and thresholds.
        TCA_RED_PARMS = 1 => Parms(&'a TcRedQopt),
        /// By what the average falls while the queue is idle: 256 logarithms. The kernel does not give it back.
        TCA_RED_STAB = 2 => Stab(&'a [u8]) where at_least(256),
        /// The probability at the maximum.
        TCA_RED_MAX_P = 3 => MaxP(Probability),
        /// How: [`RedFlags`].
        TCA_RED_FLAGS = 4 => Flags(Bitfield32) where mask(0xf),
        /// The block of filters that packets go through which are dropped early.
        TCA_RED_EARLY_DROP_BLOCK = 5 => EarlyDropBlock(u32),
        /// The block of filters that packets go through which are marked.
        TCA_RED_MARK_BLOCK = 6 => MarkBlock(u32),
    }
}
attributes! {
    /// Early drops of whoever has most in the queue: `TCA_CHOKE_*`, linux/pkt_sched.h.
    pub set Choke, enum ChokeAttr<'a> {
        /// Limit and thresholds.
        TCA_CHOKE_PARMS = 1 => Parms(&'a TcRedQopt),
        /// By what the average falls while the queue is idle: 256 logarithms. The kernel does not give it back.
        TCA_CHOKE_STAB = 2 => Stab(&'a [u8]) where at_least(256),
        /// The probability at the maximum.
        TCA_CHOKE_MAX_P = 3 => MaxP(Probability),
    }
}
attributes! {
    /// Several queues with early drops: `TCA_GRED_*`, linux/pkt_sched.h.
    pub set Gred, enum GredAttr<'a> {
        /// The queues: asking one, and of an answer all 16.
        TCA_GRED_PARMS = 1 => Parms(Slice<'a, TcGredQopt>) where at_least(52),
        /// By what the average falls while a queue is idle: 256 logarithms. The kernel does not give it back.
        TCA_GRED_STAB = 2 => Stab(&'a [u8]) where at_least(256),
        /// How many queues there are.
        TCA_GRED_DPS = 3 => Dps(&'a TcGredSopt),
        /// The probability at the maximum: asking of one queue, and of an answer of all 16.
        TCA_GRED_MAX_P = 4 => MaxP(Slice<'a, Probability>) where at_least(4),
        /// Bytes that may wait in all.
        TCA_GRED_LIMIT = 5 => Limit(u32),
        /// What each queue has counted.
        TCA_GRED_VQ_LIST = 6 => VqList(Attrs<'a, GredVqList>),
    }
}
attributes! {
    /// The queues of `gred`: `TCA_GRED_VQ_ENTRY`, linux/pkt_sched.h.
    pub set GredVqList, enum GredVqListAttr<'a> {
        /// A queue.
        TCA_GRED_VQ_ENTRY = 1 => Entry[Attrs<'a, GredVq>],
    }
}
attributes! {
    /// A queue of `gred`: `TCA_GRED_VQ_*`, linux/pkt_sched.h.
    pub set GredVq, enum GredVqAttr<'a> {
        /// Nothing: brings what follows to a multiple of 8.
        TCA_GRED_VQ_PAD = 1 => Pad(&'a [u8]) where output(),
        /// Its number.
        TCA_GRED_VQ_DP = 2 => Dp(u32),
        /// Bytes that it was given.
        TCA_GRED_VQ_STAT_BYTES = 3 => StatBytes(u64) where output(),
        /// Packets that it was given.
        TCA_GRED_VQ_STAT_PACKETS = 4 => StatPackets(u32) where output(),
        /// Bytes that wait.
        TCA_GRED_VQ_STAT_BACKLOG = 5 => StatBacklog(u32) where output(),
        /// Packets dropped early.
        TCA_GRED_VQ_STAT_PROB_DROP = 6 => StatProbDrop(u32) where output(),
        /// Packets marked early.
        TCA_GRED_VQ_STAT_PROB_MARK = 7 => StatProbMark(u32) where output(),
        /// Packets dropped since the average was above its maximum.
        TCA_GRED_VQ_STAT_FORCED_DROP = 8 => StatForcedDrop(u32) where output(),
        /// Packets marked since the average was above its maximum.
        TCA_GRED_VQ_STAT_FORCED_MARK = 9 => StatForcedMark(u32) where output(),
        /// Packets dropped since the queue was full.
        TCA_GRED_VQ_STAT_PDROP = 10 => StatPdrop(u32) where output(),
        /// Unused.
        TCA_GRED_VQ_STAT_OTHER = 11 => StatOther(u32) where output(),
        /// How: [`RedFlags`] in 32 bits.
        TCA_GRED_VQ_FLAGS = 12 => Flags(u32),
    }
}
attributes! {
    /// Flows that do not give way, held down: `TCA_SFB_*`, linux/pkt_sched.h.
    pub set Sfb, enum SfbAttr<'a> {
        /// All of it.
        TCA_SFB_PARMS = 1 => Parms(Grown<'a, TcSfbQopt>) where at_least(36),
    }
}
