//! `mqprio` and `taprio`: priorities in queues of the hardware, and when each queue is open. linux/pkt_sched.h.
use crate::{
    attributes, flags, layout, numbers,
    route::tc::ClockId,
    wire::{Attrs, Many},
};

layout! {
    /// Which priority is of which class, and which queues a class has: `struct tc_mqprio_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_mqprio_qopt")]
    pub struct TcMqprioQopt {
        /// How many classes.
        num_tc: u8,
        /// The class of each priority.
        prio_tc_map: Many<u8, 16>,
        /// Whether hardware does it: 0, 1, or 2 for some of it.
        hw: u8,
        /// How many queues each class has.
        count: Many<u16, 16>,
        /// The first of them.
        offset: Many<u16, 16>,
    }
}
numbers! {
    /// What `mqprio` leaves to the hardware: `TC_MQPRIO_MODE_*`, linux/pkt_sched.h.
    pub struct MqprioMode(u16) {
        /// Classes.
        TC_MQPRIO_MODE_DCB = 0,
        /// Rates of classes, too.
        TC_MQPRIO_MODE_CHANNEL = 1,
    }
}
numbers! {
    /// How `mqprio` keeps rates: `TC_MQPRIO_SHAPER_*`, linux/pkt_sched.h.
    pub struct MqprioShaper(u16) {
        /// As data centre bridging says.
        TC_MQPRIO_SHAPER_DCB = 0,
        /// By rates.
        TC_MQPRIO_SHAPER_BW_RATE = 1,
    }
}
numbers! {
    /// Whether a class's frames may be interrupted: `TC_FP_*`, linux/pkt_sched.h.
    pub struct FramePreemption(u32) {
        /// They interrupt others.
        TC_FP_EXPRESS = 1,
        /// They may be interrupted.
        TC_FP_PREEMPTIBLE = 2,
    }
}
numbers! {
    /// What an entry of a schedule does: `TC_TAPRIO_CMD_*`, linux/pkt_sched.h.
    pub struct TaprioCmd(u8) {
        /// Opens the queues of its mask, and closes the others.
        TC_TAPRIO_CMD_SET_GATES = 0,
        /// And interrupts no frames.
        TC_TAPRIO_CMD_SET_AND_HOLD = 1,
        /// And may interrupt frames.
        TC_TAPRIO_CMD_SET_AND_RELEASE = 2,
    }
}
flags! {
    /// What `taprio` leaves to the hardware: `TCA_TAPRIO_ATTR_FLAG_*`, linux/pkt_sched.h.
    pub struct TaprioFlags(u32) {
        /// When a packet goes.
        TCA_TAPRIO_ATTR_FLAG_TXTIME_ASSIST = 1 << 0,
        /// All of it.
        TCA_TAPRIO_ATTR_FLAG_FULL_OFFLOAD = 1 << 1,
    }
}

// Limits: mqprio_policy, mqprio_tc_entry_policy, net/sched/sch_mqprio.c; taprio_policy, entry_policy, taprio_tc_policy, net/sched/sch_taprio.c.
attributes! {
    /// Behind `struct tc_mqprio_qopt`: `TCA_MQPRIO_*`, linux/pkt_sched.h.
    pub set Mqprio, enum MqprioAttr<'a> {
        /// What is left to the hardware.
        TCA_MQPRIO_MODE = 1 => Mode(MqprioMode),
        /// How rates are kept.
        TCA_MQPRIO_SHAPER = 2 => Shaper(MqprioShaper),
        /// The least rate of each class.
        TCA_MQPRIO_MIN_RATE64 = 3 => MinRates(Attrs<'a, MqprioMinRates>),
        /// The highest rate of each class.
        TCA_MQPRIO_MAX_RATE64 = 4 => MaxRates(Attrs<'a, MqprioMaxRates>),
        /// A class. Since Linux 6.4.
        TCA_MQPRIO_TC_ENTRY = 5 => TcEntry[Attrs<'a, MqprioTcEntry>],
    }
}
attributes! {
    /// The least rates, a class each, in order: the nest has the number of its members.
    pub set MqprioMinRates, enum MqprioMinRatesAttr<'a> {
        /// Bytes a second.
        TCA_MQPRIO_MIN_RATE64 = 3 => Rate[u64],
    }
}
attributes! {
    /// The highest rates, a class each, in order: the nest has the number of its members.
    pub set MqprioMaxRates, enum MqprioMaxRatesAttr<'a> {
        /// Bytes a second.
        TCA_MQPRIO_MAX_RATE64 = 4 => Rate[u64],
    }
}
attributes! {
    /// A class: `TCA_MQPRIO_TC_ENTRY_*`, linux/pkt_sched.h.
    pub set MqprioTcEntry, enum MqprioTcEntryAttr<'a> {
        /// Which.
        TCA_MQPRIO_TC_ENTRY_INDEX = 1 => Index(u32) where range(0, 15),
        /// Whether its frames may be interrupted.
        TCA_MQPRIO_TC_ENTRY_FP = 2 => Fp(FramePreemption) where range(1, 2),
    }
}
attributes! {
    /// When each queue is open, IEEE 802.1Qbv: `TCA_TAPRIO_ATTR_*`, linux/pkt_sched.h. Times are in nanoseconds.
    pub set Taprio, enum TaprioAttr<'a> {
        /// Priorities, classes and queues.
        TCA_TAPRIO_ATTR_PRIOMAP = 1 => Priomap(&'a TcMqprioQopt),
        /// The schedule.
        TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST = 2 => SchedEntryList(Attrs<'a, TaprioSchedule>),
        /// When it begins, nanoseconds of its clock.
        TCA_TAPRIO_ATTR_SCHED_BASE_TIME = 3 => SchedBaseTime(i64),
        /// One entry; nobody uses it.
        TCA_TAPRIO_ATTR_SCHED_SINGLE_ENTRY = 4 => SchedSingleEntry(Attrs<'a, TaprioSchedule>),
        /// Its clock.
        TCA_TAPRIO_ATTR_SCHED_CLOCKID = 5 => SchedClockid(ClockId),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_TAPRIO_PAD = 6 => Pad(&'a [u8]) where output(),
        /// A schedule that is to follow: its times and its entries.
        TCA_TAPRIO_ATTR_ADMIN_SCHED = 7 => AdminSched(Attrs<'a, Taprio>) where output(),
        /// How long the schedule is, nanoseconds.
        TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME = 8 => SchedCycleTime(i64) where range(1, 0x7fff_ffff),
        /// By how much its last round may be longer when another one follows, nanoseconds.
        TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME_EXTENSION = 9 => SchedCycleTimeExtension(i64),
        /// What is left to the hardware.
        TCA_TAPRIO_ATTR_FLAGS = 10 => Flags(TaprioFlags) where mask(0x3),
        /// TXTIME_ASSIST: how long before its time a packet is handed over, nanoseconds.
        TCA_TAPRIO_ATTR_TXTIME_DELAY = 11 => TxtimeDelay(u32),
        /// A class. Since Linux 6.1.
        TCA_TAPRIO_ATTR_TC_ENTRY = 12 => TcEntry[Attrs<'a, TaprioTcEntry>],
    }
}
attributes! {
    /// A schedule: `TCA_TAPRIO_SCHED_ENTRY`, linux/pkt_sched.h.
    pub set TaprioSchedule, enum TaprioScheduleAttr<'a> {
        /// An entry.
        TCA_TAPRIO_SCHED_ENTRY = 1 => Entry[Attrs<'a, TaprioSchedEntry>],
    }
}
attributes! {
    /// An entry of a schedule: `TCA_TAPRIO_SCHED_ENTRY_*`, linux/pkt_sched.h.
    pub set TaprioSchedEntry, enum TaprioSchedEntryAttr<'a> {
        /// Its place.
        TCA_TAPRIO_SCHED_ENTRY_INDEX = 1 => Index(u32),
        /// What it does.
        TCA_TAPRIO_SCHED_ENTRY_CMD = 2 => Cmd(TaprioCmd),
        /// The queues that are open, a bit for each class.
        TCA_TAPRIO_SCHED_ENTRY_GATE_MASK = 3 => GateMask(u32),
        /// For how long, nanoseconds.
        TCA_TAPRIO_SCHED_ENTRY_INTERVAL = 4 => Interval(u32),
    }
}
attributes! {
    /// A class: `TCA_TAPRIO_TC_ENTRY_*`, linux/pkt_sched.h.
    pub set TaprioTcEntry, enum TaprioTcEntryAttr<'a> {
        /// Which.
        TCA_TAPRIO_TC_ENTRY_INDEX = 1 => Index(u32) where range(0, 15),
        /// Bytes of its longest frame; 0 for any.
        TCA_TAPRIO_TC_ENTRY_MAX_SDU = 2 => MaxSdu(u32),
        /// Whether its frames may be interrupted. Since Linux 6.4.
        TCA_TAPRIO_TC_ENTRY_FP = 3 => Fp(FramePreemption) where range(1, 2),
    }
}
attributes! {
    /// What the hardware has counted for `taprio`: `TCA_TAPRIO_OFFLOAD_STATS_*`, linux/pkt_sched.h.
    pub set TaprioStats, enum TaprioStatsAttr<'a> {
        /// Nothing: brings what follows to a multiple of 8.
        TCA_TAPRIO_OFFLOAD_STATS_PAD = 1 => Pad(&'a [u8]) where output(),
        /// Packets dropped since their queue was not open for long enough.
        TCA_TAPRIO_OFFLOAD_STATS_WINDOW_DROPS = 2 => WindowDrops(u64) where output(),
        /// How often a packet went on after its queue was closed.
        TCA_TAPRIO_OFFLOAD_STATS_TX_OVERRUNS = 3 => TxOverruns(u64) where output(),
    }
}
