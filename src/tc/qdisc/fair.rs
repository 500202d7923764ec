//! `hfsc`, `drr`, `qfq`, `ets` and `hhf`: fair sharing between classes and flows.
//!
//! Kernel header: linux/pkt_sched.h. Manual pages:
//! [tc-hfsc(8)](https://man7.org/linux/man-pages/man8/tc-hfsc.8.html),
//! [tc-drr(8)](https://man7.org/linux/man-pages/man8/tc-drr.8.html),
//! [tc-ets(8)](https://man7.org/linux/man-pages/man8/tc-ets.8.html).
use crate::{
    attributes, c_struct,
    wire::{Attrs, Struct},
};

c_struct! {
    /// Options of the `hfsc` qdisc: `struct tc_hfsc_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_hfsc_qopt")]
    pub struct TcHfscQopt {
        /// Default class: minor number of the class for unclassified packets.
        defcls: u16,
    }
}
c_struct! {
    /// Service curve with two slopes: `struct tc_service_curve`, linux/pkt_sched.h.
    #[doc(alias = "tc_service_curve")]
    pub struct TcServiceCurve {
        /// Slope of the first segment, bytes per second.
        m1: u32,
        /// Duration of the first segment, microseconds.
        d: u32,
        /// Slope of the second segment, bytes per second.
        m2: u32,
    }
}
c_struct! {
    /// Statistics of an `hfsc` class: `struct tc_hfsc_stats`, linux/pkt_sched.h.
    #[doc(alias = "tc_hfsc_stats")]
    pub struct TcHfscStats {
        /// Total work: bytes sent.
        work: u64,
        /// Real-time work: bytes sent by the real-time criterion.
        rtwork: u64,
        /// Virtual time period: counts how often the class became active.
        period: u32,
        /// Level in the class hierarchy. 0 for a leaf class.
        level: u32,
    }
}
c_struct! {
    /// Statistics of a `drr` class: `struct tc_drr_stats`, linux/pkt_sched.h.
    #[doc(alias = "tc_drr_stats")]
    pub struct TcDrrStats {
        /// Deficit: bytes that the class may still send in this round.
        deficit: u32,
    }
}
c_struct! {
    /// Statistics of a `qfq` class: `struct tc_qfq_stats`, linux/pkt_sched.h.
    #[doc(alias = "tc_qfq_stats")]
    pub struct TcQfqStats {
        /// Weight: share of the bandwidth relative to other classes.
        weight: u32,
        /// Largest packet, bytes.
        lmax: u32,
    }
}
c_struct! {
    /// Statistics of `hhf`: `struct tc_hhf_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_hhf_xstats")]
    pub struct TcHhfXstats {
        /// Packets dropped because the queue was full.
        drop_overlimit: u32,
        /// Heavy-hitters not captured because the flow table was full.
        hh_overlimit: u32,
        /// Heavy-hitters captured so far.
        hh_tot_count: u32,
        /// Heavy-hitters in the flow table.
        hh_cur_count: u32,
    }
}

// Limits: hfsc_policy, net/sched/sch_hfsc.c; drr_policy, net/sched/sch_drr.c; qfq_policy,
// net/sched/sch_qfq.c; ets_policy, ets_quanta_policy, ets_priomap_policy, net/sched/sch_ets.c;
// hhf_policy, net/sched/sch_hhf.c.
attributes! {
    /// Options of an `hfsc` class: service curves: `TCA_HFSC_*`, linux/pkt_sched.h.
    pub set Hfsc, enum HfscAttr<'a> {
        /// Real-time service curve: guaranteed service. tc(8): `rt`.
        TCA_HFSC_RSC: &'a Struct<TcServiceCurve> = 1,
        /// Link-sharing service curve: share of the remaining bandwidth. tc(8): `ls`.
        TCA_HFSC_FSC: &'a Struct<TcServiceCurve> = 2,
        /// Upper-limit service curve: limits link sharing. tc(8): `ul`.
        TCA_HFSC_USC: &'a Struct<TcServiceCurve> = 3,
    }
}
attributes! {
    /// Options of a `drr` class: `TCA_DRR_*`, linux/pkt_sched.h.
    pub set Drr, enum DrrAttr<'a> {
        /// Quantum: bytes that the class may send per round. Default: MTU plus link layer header.
        TCA_DRR_QUANTUM: u32 = 1,
    }
}
attributes! {
    /// Options of a `qfq` class: `TCA_QFQ_*`, linux/pkt_sched.h.
    pub set Qfq, enum QfqAttr<'a> {
        /// Weight. Default: 1.
        TCA_QFQ_WEIGHT: u32 = 1 where range(1, 1024),
        /// Largest packet, bytes. Default: MTU plus link layer header.
        TCA_QFQ_LMAX: u32 = 2 where range(512, 0x1_0000),
    }
}
attributes! {
    /// Options of an `ets` qdisc or class: `TCA_ETS_*`, linux/pkt_sched.h.
    ///
    /// Strict priority bands precede bands that share bandwidth by DRR (deficit round robin). IEEE
    /// 802.1Qaz.
    pub set Ets, enum EtsAttr<'a> {
        /// Number of bands.
        TCA_ETS_NBANDS: u8 = 1,
        /// Number of strict priority bands.
        TCA_ETS_NSTRICT: u8 = 2,
        /// Quanta of the bandwidth-sharing bands.
        TCA_ETS_QUANTA: Attrs<'a, EtsQuanta> = 3,
        /// Class: quantum of the band, bytes.
        TCA_ETS_QUANTA_BAND: u32 = 4,
        /// Map of packet priority to band.
        TCA_ETS_PRIOMAP: Attrs<'a, EtsPriomap> = 5,
    }
}
attributes! {
    /// Quanta of the bandwidth-sharing bands, in order.
    pub set EtsQuanta, enum EtsQuantaAttr<'a> {
        /// Quantum (DRR): bytes that the band may send per round.
        TCA_ETS_QUANTA_BAND: [u32] = 4,
    }
}
attributes! {
    /// Map of packet priority to band: one entry per priority, in order.
    pub set EtsPriomap, enum EtsPriomapAttr<'a> {
        /// Band of a priority; the position is the priority.
        TCA_ETS_PRIOMAP_BAND: [u8] = 6,
    }
}
attributes! {
    /// Options of the `hhf` qdisc (heavy-hitter filter): `TCA_HHF_*`, linux/pkt_sched.h.
    pub set Hhf, enum HhfAttr<'a> {
        /// Queue limit, packets. Default: 1000.
        TCA_HHF_BACKLOG_LIMIT: u32 = 1,
        /// Quantum (DRR): bytes sent per round, multiplied by the weight. Default: MTU plus link
        /// layer header.
        TCA_HHF_QUANTUM: u32 = 2,
        /// Limit of heavy-hitters in the flow table. Default: 2048.
        TCA_HHF_HH_FLOWS_LIMIT: u32 = 3,
        /// Reset interval of the byte counters that detect heavy-hitters, microseconds. Default:
        /// 40000.
        TCA_HHF_RESET_TIMEOUT: u32 = 4,
        /// Bytes per reset interval that make a flow a heavy-hitter. Default: 131072.
        TCA_HHF_ADMIT_BYTES: u32 = 5,
        /// Idle time after which a heavy-hitter is evicted, microseconds. Default: 1000000.
        TCA_HHF_EVICT_TIMEOUT: u32 = 6,
        /// Weight of other flows relative to heavy-hitters. Default: 2.
        TCA_HHF_NON_HH_WEIGHT: u32 = 7,
    }
}
