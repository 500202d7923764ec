//! Kinds that are one structure or less: `pfifo`, `bfifo`, `pfifo_fast`, `prio`, `multiq`, `skbprio`, `plug`, `cbs`, `etf`.
//! linux/pkt_sched.h.
use crate::{attributes, flags, layout, numbers, route::tc::ClockId, wire::Many};

layout! {
    /// A queue: `struct tc_fifo_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_fifo_qopt")]
    pub struct TcFifoQopt {
        /// What may wait: bytes of `bfifo`, packets of `pfifo` and `pfifo_head_drop`.
        limit: u32,
    }
}
layout! {
    /// Queues by priority, `prio` and `pfifo_fast`: `struct tc_prio_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_prio_qopt")]
    pub struct TcPrioQopt {
        /// How many queues.
        bands: i32,
        /// The queue of each priority, `TC_PRIO_*`.
        priomap: Many<u8, 16>,
    }
}
layout! {
    /// Queues as the hardware has them: `struct tc_multiq_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_multiq_qopt")]
    pub struct TcMultiqQopt {
        /// How many queues. Only the kernel writes it.
        bands: u16,
        /// How many there may be. Only the kernel writes it.
        max_bands: u16,
    }
}
layout! {
    /// `struct tc_skbprio_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_skbprio_qopt")]
    pub struct TcSkbprioQopt {
        /// Packets that may wait.
        limit: u32,
    }
}
numbers! {
    /// What a plug is told: `TCQ_PLUG_*`, linux/pkt_sched.h.
    pub struct PlugAction(i32) {
        /// Keep what comes from now on.
        TCQ_PLUG_BUFFER = 0,
        /// Let go what came before the last TCQ_PLUG_BUFFER.
        TCQ_PLUG_RELEASE_ONE = 1,
        /// Let everything go, until the next TCQ_PLUG_BUFFER.
        TCQ_PLUG_RELEASE_INDEFINITE = 2,
        /// Change the limit.
        TCQ_PLUG_LIMIT = 3,
    }
}
layout! {
    /// A plug, which keeps packets until it is told to let go: `struct tc_plug_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_plug_qopt")]
    pub struct TcPlugQopt {
        /// What it is to do.
        action: PlugAction,
        /// TCQ_PLUG_LIMIT: bytes that may wait.
        limit: u32,
    }
}
layout! {
    /// A credit-based shaper, IEEE 802.1Qav: `struct tc_cbs_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_cbs_qopt")]
    pub struct TcCbsQopt {
        /// Whether hardware does it, 0 or 1.
        offload: u8,
        /// Unused.
        __pad: [u8; 3],
        /// Credit that it may have, bytes.
        hicredit: i32,
        /// Debt that it may have, bytes, negative.
        locredit: i32,
        /// How credit grows while packets wait, kbit/s.
        idleslope: i32,
        /// How it falls while one is sent, kbit/s, negative.
        sendslope: i32,
    }
}
flags! {
    /// `TC_ETF_*`, linux/pkt_sched.h.
    pub struct EtfFlags(u32) {
        /// A packet's time is when it must be out, not when it is to go.
        TC_ETF_DEADLINE_MODE_ON = 1 << 0,
        /// Hardware does it.
        TC_ETF_OFFLOAD_ON = 1 << 1,
        /// Also packets of sockets that did not ask for it.
        TC_ETF_SKIP_SOCK_CHECK = 1 << 2,
    }
}
layout! {
    /// Packets that say when they go: `struct tc_etf_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_etf_qopt")]
    pub struct TcEtfQopt {
        /// How long before its time a packet is handed to the hardware, nanoseconds.
        delta: i32,
        /// The clock that the times are of.
        clockid: ClockId,
        /// How it is done.
        flags: EtfFlags,
    }
}

// Limits: cbs_policy, net/sched/sch_cbs.c; etf_policy, net/sched/sch_etf.c.
attributes! {
    /// A credit-based shaper: `TCA_CBS_*`, linux/pkt_sched.h.
    pub set Cbs, enum CbsAttr<'a> {
        /// All of it.
        TCA_CBS_PARMS = 1 => Parms(&'a TcCbsQopt),
    }
}
attributes! {
    /// Packets that say when they go: `TCA_ETF_*`, linux/pkt_sched.h.
    pub set Etf, enum EtfAttr<'a> {
        /// All of it.
        TCA_ETF_PARMS = 1 => Parms(&'a TcEtfQopt),
    }
}
