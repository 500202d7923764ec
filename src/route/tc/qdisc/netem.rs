//! `netem`: delays, loses, doubles, reorders and damages packets, to test. linux/pkt_sched.h.
//!
//! Its options are a structure, and then attributes: read and written as [`Headed`](crate::wire::Headed).
//!
//! ```
//! use nlwire::{route::tc::*, wire::{Layout, NewFlags, Request}};
//! let mut buffer = [0; 256];
//! let options = TcNetemQopt::new().with(TcNetemQopt::limit, 1000).with(TcNetemQopt::loss, Probability::of_percent(1.0));
//! let qdisc = NewQdisc { index: 2, parent: TcHandle::TC_H_ROOT, ..Default::default() };
//! let mut request = Request::new(&mut buffer, qdisc, NewFlags::CREATE | NewFlags::ACK);
//! request.put(Qdisc::TCA_KIND, "netem");
//! request.chosen_headed(Qdisc::TCA_OPTIONS, QdiscKind::NETEM, &options, |netem| {
//!     netem.put(Netem::TCA_NETEM_LATENCY64, 100_000_000i64); // 100 milliseconds
//! });
//! assert_eq!(request.finish(1)?.len(), 16 + 20 + 12 + 4 + 24 + 12);
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{
    attributes, layout,
    route::tc::{Probability, Ticks},
    wire::{Attrs, Slice},
};

layout! {
    /// `struct tc_netem_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_netem_qopt")]
    pub struct TcNetemQopt {
        /// How long packets are kept; [`Netem::TCA_NETEM_LATENCY64`] says it in nanoseconds.
        latency: Ticks,
        /// Packets that may be kept.
        limit: u32,
        /// How many are lost.
        loss: Probability,
        /// One in so many goes out at once, where packets are reordered; 0 for none.
        gap: u32,
        /// How many are doubled.
        duplicate: Probability,
        /// By how much the delay differs; [`Netem::TCA_NETEM_JITTER64`] says it in nanoseconds.
        jitter: Ticks,
    }
}
layout! {
    /// How much each packet's fate depends on the one before: `struct tc_netem_corr`, linux/pkt_sched.h.
    #[doc(alias = "tc_netem_corr")]
    pub struct TcNetemCorr {
        /// Of the delay.
        delay_corr: Probability,
        /// Of losses.
        loss_corr: Probability,
        /// Of doubles.
        dup_corr: Probability,
    }
}
layout! {
    /// How many go out at once: `struct tc_netem_reorder`, linux/pkt_sched.h.
    #[doc(alias = "tc_netem_reorder")]
    pub struct TcNetemReorder {
        /// How many.
        probability: Probability,
        /// How much that depends on the one before.
        correlation: Probability,
    }
}
layout! {
    /// How many are damaged: `struct tc_netem_corrupt`, linux/pkt_sched.h.
    #[doc(alias = "tc_netem_corrupt")]
    pub struct TcNetemCorrupt {
        /// How many.
        probability: Probability,
        /// How much that depends on the one before.
        correlation: Probability,
    }
}
layout! {
    /// A rate, and what is added to packets: `struct tc_netem_rate`, linux/pkt_sched.h.
    #[doc(alias = "tc_netem_rate")]
    pub struct TcNetemRate {
        /// Bytes a second; all bits set where there are more, which [`Netem::TCA_NETEM_RATE64`] then has.
        rate: u32,
        /// Bytes that each packet counts as longer; it may be negative.
        packet_overhead: i32,
        /// Bytes of a cell; 0 for none.
        cell_size: u32,
        /// Bytes that each cell counts as longer; it may be negative.
        cell_overhead: i32,
    }
}
layout! {
    /// Packets go out in bunches: `struct tc_netem_slot`, linux/pkt_sched.h.
    #[doc(alias = "tc_netem_slot")]
    pub struct TcNetemSlot {
        /// The shortest time between two, nanoseconds.
        min_delay: i64,
        /// The longest, nanoseconds.
        max_delay: i64,
        /// Packets of a bunch; 0 for any.
        max_packets: i32,
        /// Bytes of a bunch; 0 for any.
        max_bytes: i32,
        /// Between two, where a table draws it, nanoseconds.
        dist_delay: i64,
        /// By how much that differs, nanoseconds.
        dist_jitter: i64,
    }
}
layout! {
    /// Losses by four states: `struct tc_netem_gimodel`, linux/pkt_sched.h.
    #[doc(alias = "tc_netem_gimodel")]
    pub struct TcNetemGiModel {
        /// From getting through to a burst of losses.
        p13: Probability,
        /// From that back.
        p31: Probability,
        /// From a burst of losses to getting through within it.
        p32: Probability,
        /// From getting through to a single loss.
        p14: Probability,
        /// From getting through within a burst to a loss.
        p23: Probability,
    }
}
layout! {
    /// Losses by two states: `struct tc_netem_gemodel`, linux/pkt_sched.h.
    #[doc(alias = "tc_netem_gemodel")]
    pub struct TcNetemGeModel {
        /// From good to bad.
        p: Probability,
        /// From bad to good.
        r: Probability,
        /// The model's h: that a packet gets through in the bad state. (tc takes and shows 1 - h.)
        h: Probability,
        /// A loss in the good state: `1-k`.
        k1: Probability,
    }
}

// Limits: netem_policy, net/sched/sch_netem.c.
attributes! {
    /// Behind `struct tc_netem_qopt`: `TCA_NETEM_*`, linux/pkt_sched.h.
    pub set Netem, enum NetemAttr<'a> {
        /// How much each packet's fate depends on the one before.
        TCA_NETEM_CORR = 1 => Corr(&'a TcNetemCorr),
        /// A table from which delays are drawn. The kernel does not give it back.
        TCA_NETEM_DELAY_DIST = 2 => DelayDist(Slice<'a, i16>),
        /// How many go out at once.
        TCA_NETEM_REORDER = 3 => Reorder(&'a TcNetemReorder),
        /// How many are damaged.
        TCA_NETEM_CORRUPT = 4 => Corrupt(&'a TcNetemCorrupt),
        /// Losses by a model.
        TCA_NETEM_LOSS = 5 => Loss(Attrs<'a, NetemLoss>),
        /// A rate.
        TCA_NETEM_RATE = 6 => Rate(&'a TcNetemRate),
        /// Whether packets are marked instead of lost, 0 or 1.
        TCA_NETEM_ECN = 7 => Ecn(u32),
        /// The rate where it outgrows 32 bits, bytes a second.
        TCA_NETEM_RATE64 = 8 => Rate64(u64),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_NETEM_PAD = 9 => Pad(&'a [u8]) where output(),
        /// How long packets are kept, nanoseconds.
        TCA_NETEM_LATENCY64 = 10 => Latency64(i64),
        /// By how much that differs, nanoseconds.
        TCA_NETEM_JITTER64 = 11 => Jitter64(i64),
        /// Packets go out in bunches.
        TCA_NETEM_SLOT = 12 => Slot(&'a TcNetemSlot),
        /// A table from which the time between two bunches is drawn. The kernel does not give it back.
        TCA_NETEM_SLOT_DIST = 13 => SlotDist(Slice<'a, i16>),
        /// Where the random numbers begin. Since Linux 6.6.
        TCA_NETEM_PRNG_SEED = 14 => PrngSeed(u64),
    }
}
attributes! {
    /// Losses by a model: `NETEM_LOSS_*`, linux/pkt_sched.h.
    pub set NetemLoss, enum NetemLossAttr<'a> {
        /// Four states.
        NETEM_LOSS_GI = 1 => Gi(&'a TcNetemGiModel),
        /// Two states.
        NETEM_LOSS_GE = 2 => Ge(&'a TcNetemGeModel),
    }
}
