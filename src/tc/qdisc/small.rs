//! Qdiscs whose options are a single structure.
//!
//! Kinds: `pfifo`, `bfifo`, `pfifo_fast`, `prio`, `multiq`, `skbprio`, `plug`, `cbs`, `etf`. Kernel
//! header: linux/pkt_sched.h. Manual pages:
//! [tc-pfifo(8)](https://man7.org/linux/man-pages/man8/tc-pfifo.8.html),
//! [tc-prio(8)](https://man7.org/linux/man-pages/man8/tc-prio.8.html),
//! [tc-skbprio(8)](https://man7.org/linux/man-pages/man8/tc-skbprio.8.html),
//! [tc-cbs(8)](https://man7.org/linux/man-pages/man8/tc-cbs.8.html),
//! [tc-etf(8)](https://man7.org/linux/man-pages/man8/tc-etf.8.html).
use crate::{
    attributes, c_struct, flags, open_enum,
    tc::ClockId,
    wire::{FieldArray, Struct},
};

c_struct! {
    /// Options of FIFO queues: `struct tc_fifo_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_fifo_qopt")]
    pub struct TcFifoQopt {
        /// Queue limit: bytes for `bfifo`, packets for `pfifo` and `pfifo_head_drop`.
        limit: u32,
    }
}
open_enum! {
    /// Packet priority (`SO_PRIORITY`): `TC_PRIO_*`, linux/pkt_sched.h.
    ///
    /// The index in maps of priorities: [`TcPrioQopt::priomap`] and
    /// [`TcMqprioQopt::prio_tc_map`](super::TcMqprioQopt::prio_tc_map). The kernel derives the
    /// priority of forwarded packets from TOS or DSCP.
    pub struct TcPriority(u32) {
        /// Best effort. The default.
        TC_PRIO_BESTEFFORT = 0,
        /// Filler: less than best effort. TOS "minimize cost" (0x02).
        TC_PRIO_FILLER = 1,
        /// Bulk transfers. TOS "maximize throughput" (0x08).
        TC_PRIO_BULK = 2,
        /// Interactive bulk. TOS "maximize throughput" and "minimize delay" (0x18).
        TC_PRIO_INTERACTIVE_BULK = 4,
        /// Interactive traffic. TOS "minimize delay" (0x10).
        TC_PRIO_INTERACTIVE = 6,
        /// Control traffic, such as routing protocols. No TOS gives this priority.
        TC_PRIO_CONTROL = 7,
        /// Largest priority that maps have.
        TC_PRIO_MAX = 15,
    }
}
c_struct! {
    /// Options of `prio` and `pfifo_fast`: `struct tc_prio_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_prio_qopt")]
    pub struct TcPrioQopt {
        /// Number of bands.
        bands: i32,
        /// Band of each packet priority (`TC_PRIO_*`).
        priomap: FieldArray<u8, 16>,
    }
}
c_struct! {
    /// Options of `multiq`: `struct tc_multiq_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_multiq_qopt")]
    pub struct TcMultiqQopt {
        /// Number of bands. Set by the kernel only.
        bands: u16,
        /// Limit of bands. Set by the kernel only.
        max_bands: u16,
    }
}
c_struct! {
    /// Options of `skbprio`: `struct tc_skbprio_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_skbprio_qopt")]
    pub struct TcSkbprioQopt {
        /// Queue limit, packets.
        limit: u32,
    }
}
open_enum! {
    /// Operation of `plug`: `TCQ_PLUG_*`, linux/pkt_sched.h.
    pub struct PlugAction(i32) {
        /// Inserts a plug: packets that arrive from now on are buffered.
        TCQ_PLUG_BUFFER = 0,
        /// Releases the packets before the last plug.
        TCQ_PLUG_RELEASE_ONE = 1,
        /// Releases all packets, and passes packets until the next TCQ_PLUG_BUFFER.
        TCQ_PLUG_RELEASE_INDEFINITE = 2,
        /// Changes the queue limit.
        TCQ_PLUG_LIMIT = 3,
    }
}
c_struct! {
    /// Options of `plug`: `struct tc_plug_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_plug_qopt")]
    pub struct TcPlugQopt {
        /// Operation: insert a plug, release packets, change the limit.
        action: PlugAction,
        /// Queue limit for TCQ_PLUG_LIMIT, bytes.
        limit: u32,
    }
}
c_struct! {
    /// Options of `cbs` (Credit-Based Shaper): `struct tc_cbs_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_cbs_qopt")]
    pub struct TcCbsQopt {
        /// Hardware offload, 0 or 1.
        offload: u8,
        /// Padding.
        pad __pad: [u8; 3],
        /// Maximum credit, bytes.
        hicredit: i32,
        /// Minimum credit, bytes. Negative.
        locredit: i32,
        /// Idle slope: rate at which credit grows while packets wait, kbit/s.
        idleslope: i32,
        /// Send slope: rate at which credit falls during a transmission, kbit/s. Negative.
        sendslope: i32,
    }
}
flags! {
    /// Flags of `etf`: `TC_ETF_*`, linux/pkt_sched.h.
    pub struct EtfFlags(u32) {
        /// Deadline mode: the transmit time of a packet is the latest time, not the exact time.
        TC_ETF_DEADLINE_MODE_ON = 1 << 0,
        /// Hardware offload.
        TC_ETF_OFFLOAD_ON = 1 << 1,
        /// Accepts packets without a socket that has SO_TXTIME enabled.
        TC_ETF_SKIP_SOCK_CHECK = 1 << 2,
    }
}
c_struct! {
    /// Options of `etf` (Earliest TxTime First): `struct tc_etf_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_etf_qopt")]
    pub struct TcEtfQopt {
        /// Lead time: how long before the transmit time a packet is dequeued, nanoseconds.
        delta: i32,
        /// Clock of the transmit times.
        clockid: ClockId,
        /// Flags: deadline mode, offload, socket check.
        flags: EtfFlags,
    }
}

// Limits: cbs_policy, net/sched/sch_cbs.c; etf_policy, net/sched/sch_etf.c.
attributes! {
    /// Attributes of the `cbs` qdisc: `TCA_CBS_*`, linux/pkt_sched.h.
    pub set Cbs, enum CbsAttr<'a> {
        /// Parameters: credits, slopes, offload.
        TCA_CBS_PARMS: &'a Struct<TcCbsQopt> = 1,
    }
}
attributes! {
    /// Attributes of the `etf` qdisc: `TCA_ETF_*`, linux/pkt_sched.h.
    pub set Etf, enum EtfAttr<'a> {
        /// Parameters: clock, lead time, flags.
        TCA_ETF_PARMS: &'a Struct<TcEtfQopt> = 1,
    }
}
