//! `mqprio` and `taprio`: traffic classes on hardware queues, and time-aware scheduling.
//!
//! Kernel header: linux/pkt_sched.h. Manual pages:
//! [tc-mqprio(8)](https://man7.org/linux/man-pages/man8/tc-mqprio.8.html),
//! [tc-taprio(8)](https://man7.org/linux/man-pages/man8/tc-taprio.8.html).
use crate::{
    attributes, c_struct, flags, open_enum,
    tc::ClockId,
    wire::{Attrs, FieldArray, Struct},
};

c_struct! {
    /// Traffic classes and their queues: `struct tc_mqprio_qopt`, linux/pkt_sched.h.
    #[doc(alias = "tc_mqprio_qopt")]
    pub struct TcMqprioQopt {
        /// Number of traffic classes.
        num_tc: u8,
        /// Traffic class of each packet priority.
        prio_tc_map: FieldArray<u8, 16>,
        /// Hardware offload. In replies, the level that the driver granted.
        hw: MqprioHwOffload,
        /// Number of queues of each traffic class.
        count: FieldArray<u16, 16>,
        /// First queue of each traffic class.
        offset: FieldArray<u16, 16>,
    }
}
open_enum! {
    /// Hardware offload of `mqprio`: `TC_MQPRIO_HW_OFFLOAD_*`, linux/pkt_sched.h.
    pub struct MqprioHwOffload(u8) {
        /// No offload.
        TC_MQPRIO_HW_OFFLOAD_NONE = 0,
        /// Traffic classes, without queue counts.
        TC_MQPRIO_HW_OFFLOAD_TCS = 1,
    }
}
open_enum! {
    /// Offload mode of `mqprio`: `TC_MQPRIO_MODE_*`, linux/pkt_sched.h.
    pub struct MqprioMode(u16) {
        /// Offloads the traffic classes only (data centre bridging).
        TC_MQPRIO_MODE_DCB = 0,
        /// Offloads traffic classes, queue ranges and rates.
        TC_MQPRIO_MODE_CHANNEL = 1,
    }
}
open_enum! {
    /// Shaper of `mqprio`: `TC_MQPRIO_SHAPER_*`, linux/pkt_sched.h.
    pub struct MqprioShaper(u16) {
        /// Hardware default (data centre bridging).
        TC_MQPRIO_SHAPER_DCB = 0,
        /// Bandwidth limits: minimum and maximum rate per traffic class.
        TC_MQPRIO_SHAPER_BW_RATE = 1,
    }
}
open_enum! {
    /// Frame preemption of a traffic class (IEEE 802.1Qbu): `TC_FP_*`, linux/pkt_sched.h.
    pub struct FramePreemption(u32) {
        /// Express: frames may preempt others.
        TC_FP_EXPRESS = 1,
        /// Preemptible: frames may be preempted.
        TC_FP_PREEMPTIBLE = 2,
    }
}
open_enum! {
    /// Operation of a gate control list entry: `TC_TAPRIO_CMD_*`, linux/pkt_sched.h.
    pub struct TaprioCmd(u8) {
        /// SetGateStates: opens the gates in the mask and closes the others.
        TC_TAPRIO_CMD_SET_GATES = 0,
        /// Set-And-Hold-MAC: sets the gates and disables frame preemption.
        TC_TAPRIO_CMD_SET_AND_HOLD = 1,
        /// Set-And-Release-MAC: sets the gates and enables frame preemption.
        TC_TAPRIO_CMD_SET_AND_RELEASE = 2,
    }
}
flags! {
    /// Flags of `taprio`: `TCA_TAPRIO_ATTR_FLAG_*`, linux/pkt_sched.h. The flags exclude each
    /// other.
    pub struct TaprioFlags(u32) {
        /// Txtime assist: `taprio` sets the transmit time of packets, for an `etf` child qdisc.
        TCA_TAPRIO_ATTR_FLAG_TXTIME_ASSIST = 1 << 0,
        /// Full offload: the hardware executes the gate control list.
        TCA_TAPRIO_ATTR_FLAG_FULL_OFFLOAD = 1 << 1,
    }
}

// Limits: mqprio_policy, mqprio_tc_entry_policy, net/sched/sch_mqprio.c; taprio_policy,
// entry_policy, taprio_tc_policy, net/sched/sch_taprio.c.
attributes! {
    /// Options of `mqprio` after `struct tc_mqprio_qopt`: `TCA_MQPRIO_*`, linux/pkt_sched.h.
    pub set Mqprio, enum MqprioAttr<'a> {
        /// Offload mode.
        TCA_MQPRIO_MODE: MqprioMode = 1,
        /// Shaper: none (DCB), or rates of traffic classes.
        TCA_MQPRIO_SHAPER: MqprioShaper = 2,
        /// Minimum rate of each traffic class.
        TCA_MQPRIO_MIN_RATE64: Attrs<'a, MqprioMinRates> = 3,
        /// Maximum rate of each traffic class.
        TCA_MQPRIO_MAX_RATE64: Attrs<'a, MqprioMaxRates> = 4,
        /// Options of a traffic class. Since Linux 6.4.
        TCA_MQPRIO_TC_ENTRY: [Attrs<'a, MqprioTcEntry>] = 5,
    }
}
attributes! {
    /// Minimum rates, one per traffic class, in order.
    ///
    /// Nest and members have one attribute number.
    pub set MqprioMinRates, enum MqprioMinRatesAttr<'a> {
        /// Minimum rate, bytes per second.
        TCA_MQPRIO_MIN_RATE64: [u64] = 3,
    }
}
attributes! {
    /// Maximum rates, one per traffic class, in order.
    ///
    /// Nest and members have one attribute number.
    pub set MqprioMaxRates, enum MqprioMaxRatesAttr<'a> {
        /// Maximum rate, bytes per second.
        TCA_MQPRIO_MAX_RATE64: [u64] = 4,
    }
}
attributes! {
    /// Options of a traffic class: `TCA_MQPRIO_TC_ENTRY_*`, linux/pkt_sched.h.
    pub set MqprioTcEntry, enum MqprioTcEntryAttr<'a> {
        /// Traffic class.
        TCA_MQPRIO_TC_ENTRY_INDEX: u32 = 1 where range(0, 15),
        /// Frame preemption.
        TCA_MQPRIO_TC_ENTRY_FP: FramePreemption = 2 where range(1, 2),
    }
}
attributes! {
    /// Options of the `taprio` qdisc: `TCA_TAPRIO_ATTR_*`, linux/pkt_sched.h.
    ///
    /// Enhancements for scheduled traffic, IEEE 802.1Qbv. Times are in nanoseconds.
    pub set Taprio, enum TaprioAttr<'a> {
        /// Map of priorities to traffic classes and of traffic classes to queues.
        TCA_TAPRIO_ATTR_PRIOMAP: &'a Struct<TcMqprioQopt> = 1,
        /// Gate control list.
        TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST: Attrs<'a, TaprioSchedule> = 2,
        /// Base time: start of the schedule, nanoseconds of the clock.
        TCA_TAPRIO_ATTR_SCHED_BASE_TIME: i64 = 3,
        /// Single entry. Not used by the kernel.
        TCA_TAPRIO_ATTR_SCHED_SINGLE_ENTRY: Attrs<'a, TaprioSchedule> = 4,
        /// Clock of the schedule. Not allowed with full offload.
        TCA_TAPRIO_ATTR_SCHED_CLOCKID: ClockId = 5,
        /// Padding.
        TCA_TAPRIO_PAD: &'a [u8] = 6 where read_only,
        /// Administrative schedule: the schedule that will replace the operational one.
        TCA_TAPRIO_ATTR_ADMIN_SCHED: Attrs<'a, Taprio> = 7 where read_only,
        /// Cycle time, nanoseconds. Default: the sum of the intervals.
        TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME: i64 = 8 where range(1, 0x7fff_ffff),
        /// Cycle time extension, nanoseconds. Limits how much longer the last cycle before another
        /// schedule may be.
        TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME_EXTENSION: i64 = 9,
        /// Flags: txtime assist or full offload.
        TCA_TAPRIO_ATTR_FLAGS: TaprioFlags = 10 where flags_mask(0x3),
        /// Txtime assist: longest time from the qdisc to the network card, nanoseconds.
        TCA_TAPRIO_ATTR_TXTIME_DELAY: u32 = 11,
        /// Options of a traffic class. Since Linux 6.1.
        TCA_TAPRIO_ATTR_TC_ENTRY: [Attrs<'a, TaprioTcEntry>] = 12,
    }
}
attributes! {
    /// Gate control list: `TCA_TAPRIO_SCHED_ENTRY`, linux/pkt_sched.h.
    pub set TaprioSchedule, enum TaprioScheduleAttr<'a> {
        /// Entry of the list.
        TCA_TAPRIO_SCHED_ENTRY: [Attrs<'a, TaprioSchedEntry>] = 1,
    }
}
attributes! {
    /// Entry of a gate control list: `TCA_TAPRIO_SCHED_ENTRY_*`, linux/pkt_sched.h.
    pub set TaprioSchedEntry, enum TaprioSchedEntryAttr<'a> {
        /// Position of the entry.
        TCA_TAPRIO_SCHED_ENTRY_INDEX: u32 = 1,
        /// Operation: set the gates, optionally hold or release the MAC.
        TCA_TAPRIO_SCHED_ENTRY_CMD: TaprioCmd = 2,
        /// Gate mask: traffic classes whose gate is open, one bit each.
        TCA_TAPRIO_SCHED_ENTRY_GATE_MASK: u32 = 3,
        /// Duration of the entry, nanoseconds.
        TCA_TAPRIO_SCHED_ENTRY_INTERVAL: u32 = 4,
    }
}
attributes! {
    /// Options of a traffic class: `TCA_TAPRIO_TC_ENTRY_*`, linux/pkt_sched.h.
    pub set TaprioTcEntry, enum TaprioTcEntryAttr<'a> {
        /// Traffic class.
        TCA_TAPRIO_TC_ENTRY_INDEX: u32 = 1 where range(0, 15),
        /// Largest SDU (service data unit) of the traffic class, bytes. 0 for unlimited.
        TCA_TAPRIO_TC_ENTRY_MAX_SDU: u32 = 2,
        /// Frame preemption. Since Linux 6.4.
        TCA_TAPRIO_TC_ENTRY_FP: FramePreemption = 3 where range(1, 2),
    }
}
attributes! {
    /// Statistics of offloaded `taprio`: `TCA_TAPRIO_OFFLOAD_STATS_*`, linux/pkt_sched.h.
    pub set TaprioStats, enum TaprioStatsAttr<'a> {
        /// Padding.
        TCA_TAPRIO_OFFLOAD_STATS_PAD: &'a [u8] = 1 where read_only,
        /// Packets dropped because they did not fit into any gate window of the queue.
        TCA_TAPRIO_OFFLOAD_STATS_WINDOW_DROPS: u64 = 2 where read_only,
        /// Transmit overruns: packets still in transmission after the gate closed.
        TCA_TAPRIO_OFFLOAD_STATS_TX_OVERRUNS: u64 = 3 where read_only,
    }
}
