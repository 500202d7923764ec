//! `hfsc`, `drr`, `qfq`, `ets` and `hhf`: shares for classes and flows. linux/pkt_sched.h.
use crate::{attributes, layout, wire::Attrs};

layout! {
    /// The discipline `hfsc`: `struct tc_hfsc_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_hfsc_qopt")]
    pub struct TcHfscQopt {
        /// Minor number of the class for packets that no filter knows.
        defcls: u16,
    }
}
layout! {
    /// A curve of service: `struct tc_service_curve`, linux/pkt_sched.h.
    #[doc(alias = "tc_service_curve")]
    pub struct TcServiceCurve {
        /// The rate at first, bytes a second.
        m1: u32,
        /// For how long, microseconds.
        d: u32,
        /// The rate from then on, bytes a second.
        m2: u32,
    }
}
layout! {
    /// What a class of `hfsc` has counted: `struct tc_hfsc_stats`, linux/pkt_sched.h.
    #[doc(alias = "tc_hfsc_stats")]
    pub struct TcHfscStats {
        /// Bytes sent.
        work: u64,
        /// Bytes sent since its curve of real time said so.
        rtwork: u64,
        /// How often it began anew.
        period: u32,
        /// How high it is in the tree: 0 where no class is below.
        level: u32,
    }
}
layout! {
    /// What a class of `drr` has: `struct tc_drr_stats`, linux/pkt_sched.h.
    #[doc(alias = "tc_drr_stats")]
    pub struct TcDrrStats {
        /// Bytes that it may send before the next one does.
        deficit: u32,
    }
}
layout! {
    /// What a class of `qfq` has: `struct tc_qfq_stats`, linux/pkt_sched.h.
    #[doc(alias = "tc_qfq_stats")]
    pub struct TcQfqStats {
        /// Its weight.
        weight: u32,
        /// Bytes of its longest packet.
        lmax: u32,
    }
}
layout! {
    /// What `hhf` has counted: `struct tc_hhf_xstats`, linux/pkt_sched.h.
    #[doc(alias = "tc_hhf_xstats")]
    pub struct TcHhfXstats {
        /// Packets dropped since the queue was full.
        drop_overlimit: u32,
        /// How often a heavy flow could not be kept apart.
        hh_overlimit: u32,
        /// Heavy flows so far.
        hh_tot_count: u32,
        /// Heavy flows at present.
        hh_cur_count: u32,
    }
}

// Limits: hfsc_policy, net/sched/sch_hfsc.c; drr_policy, net/sched/sch_drr.c; qfq_policy, net/sched/sch_qfq.c; ets_policy, ets_quanta_policy,
// ets_priomap_policy, net/sched/sch_ets.c; hhf_policy, net/sched/sch_hhf.c.
attributes! {
    /// A class of `hfsc`, by curves of service: `TCA_HFSC_*`, linux/pkt_sched.h.
    pub set Hfsc, enum HfscAttr<'a> {
        /// What it is sure of, in time.
        TCA_HFSC_RSC = 1 => Rsc(&'a TcServiceCurve),
        /// Its share of what is left.
        TCA_HFSC_FSC = 2 => Fsc(&'a TcServiceCurve),
        /// What it may have at most.
        TCA_HFSC_USC = 3 => Usc(&'a TcServiceCurve),
    }
}
attributes! {
    /// A class of `drr`: `TCA_DRR_*`, linux/pkt_sched.h.
    pub set Drr, enum DrrAttr<'a> {
        /// Bytes that it may send before the next one does.
        TCA_DRR_QUANTUM = 1 => Quantum(u32),
    }
}
attributes! {
    /// A class of `qfq`: `TCA_QFQ_*`, linux/pkt_sched.h.
    pub set Qfq, enum QfqAttr<'a> {
        /// Its weight.
        TCA_QFQ_WEIGHT = 1 => Weight(u32) where range(1, 1024),
        /// Bytes of its longest packet.
        TCA_QFQ_LMAX = 2 => Lmax(u32) where range(512, 0x1_0000),
    }
}
attributes! {
    /// Bands, strict ones and then those with shares, IEEE 802.1Qaz; of the discipline and its classes: `TCA_ETS_*`, linux/pkt_sched.h.
    pub set Ets, enum EtsAttr<'a> {
        /// How many bands.
        TCA_ETS_NBANDS = 1 => Nbands(u8),
        /// How many of them are strict.
        TCA_ETS_NSTRICT = 2 => Nstrict(u8),
        /// The shares of the others.
        TCA_ETS_QUANTA = 3 => Quanta(Attrs<'a, EtsQuanta>),
        /// Of a class: its share, bytes.
        TCA_ETS_QUANTA_BAND = 4 => QuantaBand(u32),
        /// The band of each priority.
        TCA_ETS_PRIOMAP = 5 => Priomap(Attrs<'a, EtsPriomap>),
    }
}
attributes! {
    /// Shares, a band each, in order.
    pub set EtsQuanta, enum EtsQuantaAttr<'a> {
        /// Bytes that it may send before the next one does.
        TCA_ETS_QUANTA_BAND = 4 => Band[u32],
    }
}
attributes! {
    /// The band of each priority, in order.
    pub set EtsPriomap, enum EtsPriomapAttr<'a> {
        /// The band.
        TCA_ETS_PRIOMAP_BAND = 6 => Band[u8],
    }
}
attributes! {
    /// Heavy flows kept apart: `TCA_HHF_*`, linux/pkt_sched.h.
    pub set Hhf, enum HhfAttr<'a> {
        /// Packets that may wait.
        TCA_HHF_BACKLOG_LIMIT = 1 => BacklogLimit(u32),
        /// Bytes that a flow may send before the next one does.
        TCA_HHF_QUANTUM = 2 => Quantum(u32),
        /// How many heavy flows are kept.
        TCA_HHF_HH_FLOWS_LIMIT = 3 => HhFlowsLimit(u32),
        /// After which counters begin anew, microseconds.
        TCA_HHF_RESET_TIMEOUT = 4 => ResetTimeout(u32),
        /// Bytes within that time from which on a flow is heavy.
        TCA_HHF_ADMIT_BYTES = 5 => AdmitBytes(u32),
        /// After which an idle heavy flow is forgotten, microseconds.
        TCA_HHF_EVICT_TIMEOUT = 6 => EvictTimeout(u32),
        /// Weight of the flows that are not heavy.
        TCA_HHF_NON_HH_WEIGHT = 7 => NonHhWeight(u32),
    }
}
