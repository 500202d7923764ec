//! `netem`: network emulator: delay, loss, duplication, reordering, corruption and rate.
//!
//! Kernel header: linux/pkt_sched.h. The options are a structure followed by attributes, read and
//! written as [`WithHeader`](crate::wire::WithHeader). Manual page:
//! [tc-netem(8)](https://man7.org/linux/man-pages/man8/tc-netem.8.html).
//!
//! ```
//! use nlwire::{tc::*, wire::{NewFlags, Request}};
//! let mut buffer = [0; 256];
//! let options = TcNetemQopt::new().with(TcNetemQopt::limit, 1000).with(TcNetemQopt::loss, Probability::from_percent(1.0));
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
    attributes, c_struct,
    tc::{Probability, Ticks},
    wire::{Attrs, PackedArray, Struct},
};

c_struct! {
    /// Fixed header of the `netem` options: `struct tc_netem_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_netem_qopt")]
    pub struct TcNetemQopt {
        /// Delay. [`Netem::TCA_NETEM_LATENCY64`] has nanoseconds.
        latency: Ticks,
        /// Queue limit, packets.
        limit: u32,
        /// Probability of loss.
        loss: Probability,
        /// Reordering gap: one packet in `gap` is sent without delay. 0 for no reordering.
        gap: u32,
        /// Probability of duplication.
        duplicate: Probability,
        /// Jitter: random variation of the delay. [`Netem::TCA_NETEM_JITTER64`] has nanoseconds.
        jitter: Ticks,
    }
}
c_struct! {
    /// Correlations of successive random values: `struct tc_netem_corr`, linux/pkt_sched.h.
    #[doc(alias = "tc_netem_corr")]
    pub struct TcNetemCorr {
        /// Correlation of the delay.
        delay_corr: Probability,
        /// Correlation of the loss.
        loss_corr: Probability,
        /// Correlation of the duplication.
        dup_corr: Probability,
    }
}
c_struct! {
    /// Reordering: `struct tc_netem_reorder`, linux/pkt_sched.h.
    #[doc(alias = "tc_netem_reorder")]
    pub struct TcNetemReorder {
        /// Probability that a packet is sent without delay.
        probability: Probability,
        /// Correlation with the previous packet.
        correlation: Probability,
    }
}
c_struct! {
    /// Corruption: `struct tc_netem_corrupt`, linux/pkt_sched.h.
    #[doc(alias = "tc_netem_corrupt")]
    pub struct TcNetemCorrupt {
        /// Probability that a bit of the packet is flipped.
        probability: Probability,
        /// Correlation with the previous packet.
        correlation: Probability,
    }
}
c_struct! {
    /// Rate and packet overhead: `struct tc_netem_rate`, linux/pkt_sched.h.
    #[doc(alias = "tc_netem_rate")]
    pub struct TcNetemRate {
        /// Rate, bytes per second. All bits set if the rate exceeds 32 bits; see
        /// [`Netem::TCA_NETEM_RATE64`].
        rate: u32,
        /// Overhead added to each packet, bytes. May be negative.
        packet_overhead: i32,
        /// Cell size, bytes. 0 for no cells.
        cell_size: u32,
        /// Overhead added to each cell, bytes. May be negative.
        cell_overhead: i32,
    }
}
c_struct! {
    /// Slots: packets are delivered in bursts: `struct tc_netem_slot`, linux/pkt_sched.h.
    #[doc(alias = "tc_netem_slot")]
    pub struct TcNetemSlot {
        /// Shortest time between slots, nanoseconds.
        min_delay: i64,
        /// Longest time between slots, nanoseconds.
        max_delay: i64,
        /// Limit of packets per slot. 0 for unlimited.
        max_packets: i32,
        /// Limit of bytes per slot. 0 for unlimited.
        max_bytes: i32,
        /// Average time between slots if drawn from a distribution, nanoseconds.
        dist_delay: i64,
        /// Jitter of the time between slots if drawn from a distribution, nanoseconds.
        dist_jitter: i64,
    }
}
c_struct! {
    /// Probabilities of the 4-state loss model: `struct tc_netem_gimodel`, linux/pkt_sched.h.
    ///
    /// States: 1 good reception, 2 good reception within a burst, 3 loss burst, 4 isolated loss.
    #[doc(alias = "tc_netem_gimodel")]
    pub struct TcNetemGiModel {
        /// From good reception to a loss burst.
        p13: Probability,
        /// From a loss burst to good reception.
        p31: Probability,
        /// From a loss burst to good reception within the burst.
        p32: Probability,
        /// From good reception to an isolated loss.
        p14: Probability,
        /// From good reception within a burst to a loss burst.
        p23: Probability,
    }
}
c_struct! {
    /// Gilbert-Elliott loss model: `struct tc_netem_gemodel`, linux/pkt_sched.h.
    #[doc(alias = "tc_netem_gemodel")]
    pub struct TcNetemGeModel {
        /// Transition from the good to the bad state.
        p: Probability,
        /// Transition from the bad to the good state.
        r: Probability,
        /// Reception in the bad state: `h`. tc(8) takes and shows `1-h`.
        h: Probability,
        /// Loss in the good state: `1-k`.
        k1: Probability,
    }
}
c_struct! {
    /// Statistics of `netem`: `struct tc_netem_xstats`, linux/pkt_sched.h. Since Linux 7.2.
    #[doc(alias = "tc_netem_xstats")]
    pub struct TcNetemXstats {
        /// Packets delayed.
        delayed: u64,
        /// Packets dropped by the loss model.
        dropped: u64,
        /// Packets corrupted.
        corrupted: u64,
        /// Packets duplicated.
        duplicated: u64,
        /// Packets reordered.
        reordered: u64,
        /// Packets marked by ECN (explicit congestion notification) instead of dropped.
        ecn_marked: u64,
        /// Packets dropped because memory could not be allocated.
        allocation_errors: u64,
    }
}

// Limits: netem_policy, net/sched/sch_netem.c.
attributes! {
    /// Attributes after `struct tc_netem_qopt`: `TCA_NETEM_*`, linux/pkt_sched.h.
    pub set Netem, enum NetemAttr<'a> {
        /// Correlations of delay, loss and duplication.
        TCA_NETEM_CORR: &'a Struct<TcNetemCorr> = 1,
        /// Delay distribution table. The kernel does not return the table.
        TCA_NETEM_DELAY_DIST: PackedArray<'a, i16> = 2,
        /// Reordering: share of packets that are sent without delay.
        TCA_NETEM_REORDER: &'a Struct<TcNetemReorder> = 3,
        /// Corruption.
        TCA_NETEM_CORRUPT: &'a Struct<TcNetemCorrupt> = 4,
        /// Loss model.
        TCA_NETEM_LOSS: Attrs<'a, NetemLoss> = 5,
        /// Rate and packet overhead.
        TCA_NETEM_RATE: &'a Struct<TcNetemRate> = 6,
        /// Marks packets by ECN (explicit congestion notification) instead of dropping, 0 or 1.
        TCA_NETEM_ECN: u32 = 7,
        /// Rate, bytes per second, if the rate exceeds 32 bits.
        TCA_NETEM_RATE64: u64 = 8,
        /// Padding.
        TCA_NETEM_PAD: &'a [u8] = 9 where read_only,
        /// Delay, nanoseconds.
        TCA_NETEM_LATENCY64: i64 = 10,
        /// Jitter: random variation of the delay, nanoseconds.
        TCA_NETEM_JITTER64: i64 = 11,
        /// Slots: delivery in bursts.
        TCA_NETEM_SLOT: &'a Struct<TcNetemSlot> = 12,
        /// Distribution table of the time between slots. The kernel does not return the table.
        TCA_NETEM_SLOT_DIST: PackedArray<'a, i16> = 13,
        /// Seed of the random number generator. Since Linux 6.6.
        TCA_NETEM_PRNG_SEED: u64 = 14,
    }
}
attributes! {
    /// Loss model: `NETEM_LOSS_*`, linux/pkt_sched.h.
    pub set NetemLoss, enum NetemLossAttr<'a> {
        /// 4-state Markov model (general and intuitive).
        NETEM_LOSS_GI: &'a Struct<TcNetemGiModel> = 1,
        /// Gilbert-Elliott model, two states.
        NETEM_LOSS_GE: &'a Struct<TcNetemGeModel> = 2,
    }
}
