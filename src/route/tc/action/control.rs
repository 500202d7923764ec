//! Actions that say where a packet goes: gact, mirred, bpf, gate.
use super::{TcVerdict, TcfT, action_layout};
use crate::{
    attributes, flags, layout, numbers,
    wire::{Attrs, Flag, Grown, Slice, Str},
};

action_layout! {
    /// A verdict: `struct tc_gact`, linux/tc_act/tc_gact.h.
    #[doc(alias = "tc_gact")]
    pub struct TcGact {}
}
layout! {
    /// Another verdict for some packets: `struct tc_gact_p`, linux/tc_act/tc_gact.h.
    #[doc(alias = "tc_gact_p")]
    pub struct TcGactP {
        /// How they are chosen.
        ptype: GactProb,
        /// One of so many packets.
        pval: u16,
        /// Their verdict.
        paction: TcVerdict,
    }
}
action_layout! {
    /// To another link: `struct tc_mirred`, linux/tc_act/tc_mirred.h.
    #[doc(alias = "tc_mirred")]
    pub struct TcMirred {
        /// How, and to which side of it.
        eaction: MirredEaction,
        /// The link.
        ifindex: u32,
    }
}
action_layout! {
    /// A BPF program as an action: `struct tc_act_bpf`, linux/tc_act/tc_bpf.h.
    #[doc(alias = "tc_act_bpf")]
    pub struct TcActBpf {}
}
action_layout! {
    /// A gate: `struct tc_gate`, linux/tc_act/tc_gate.h.
    #[doc(alias = "tc_gate")]
    pub struct TcGate {}
}
layout! {
    /// An instruction of classic BPF: `struct sock_filter`, linux/filter.h.
    #[doc(alias = "sock_filter")]
    pub struct SockFilter {
        /// What it does: `BPF_*` of linux/bpf_common.h.
        code: u16,
        /// Instructions to skip where a comparison holds.
        jt: u8,
        /// Instructions to skip where it does not.
        jf: u8,
        /// The operand.
        k: u32,
    }
}
numbers! {
    /// How packets are chosen for another verdict: `PGACT_*`, linux/tc_act/tc_gact.h.
    pub struct GactProb(u16) {
        /// None are.
        PGACT_NONE = 0,
        /// By chance.
        PGACT_NETRAND = 1,
        /// By counting.
        PGACT_DETERM = 2,
    }
}
numbers! {
    /// How a packet gets to another link: `TCA_EGRESS_*`, `TCA_INGRESS_*`, linux/tc_act/tc_mirred.h.
    pub struct MirredEaction(i32) {
        /// It is sent by that link.
        TCA_EGRESS_REDIR = 1,
        /// A copy is sent by that link.
        TCA_EGRESS_MIRROR = 2,
        /// It comes in by that link.
        TCA_INGRESS_REDIR = 3,
        /// A copy comes in by that link.
        TCA_INGRESS_MIRROR = 4,
    }
}
flags! {
    /// Flags of a gate; the kernel hands them to hardware and knows none itself.
    pub struct GateFlags(u32) {}
}

// Limits: gact_policy, net/sched/act_gact.c.
attributes! {
    /// A verdict: `TCA_GACT_*`, linux/tc_act/tc_gact.h.
    pub set Gact, enum GactAttr<'a> {
        /// When it did what.
        TCA_GACT_TM = 1 => Tm(Grown<'a, TcfT>) where output(),
        /// The verdict.
        TCA_GACT_PARMS = 2 => Parms(&'a TcGact),
        /// Another verdict for some packets.
        TCA_GACT_PROB = 3 => Prob(&'a TcGactP),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_GACT_PAD = 4 => Pad(&'a [u8]) where output(),
    }
}
// Limits: mirred_policy, net/sched/act_mirred.c.
attributes! {
    /// To another link: `TCA_MIRRED_*`, linux/tc_act/tc_mirred.h.
    pub set Mirred, enum MirredAttr<'a> {
        /// When it did what.
        TCA_MIRRED_TM = 1 => Tm(Grown<'a, TcfT>) where output(),
        /// The link, and how.
        TCA_MIRRED_PARMS = 2 => Parms(&'a TcMirred),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_MIRRED_PAD = 3 => Pad(&'a [u8]) where output(),
        /// A block instead of a link: to all links that share it. Not 0. Kernels since 6.8.
        TCA_MIRRED_BLOCKID = 4 => Blockid(u32) where range(1, 0xffff_ffff),
    }
}
// Limits: act_bpf_policy, net/sched/act_bpf.c.
attributes! {
    /// A BPF program as an action: `TCA_ACT_BPF_*`, linux/tc_act/tc_bpf.h.
    pub set BpfAction, enum BpfActionAttr<'a> {
        /// When it did what.
        TCA_ACT_BPF_TM = 1 => Tm(Grown<'a, TcfT>) where output(),
        /// Its number and its verdict.
        TCA_ACT_BPF_PARMS = 2 => Parms(&'a TcActBpf),
        /// Classic BPF: how many instructions.
        TCA_ACT_BPF_OPS_LEN = 3 => OpsLen(u16),
        /// Classic BPF: the instructions.
        TCA_ACT_BPF_OPS = 4 => Ops(Slice<'a, SockFilter>) where at_most(32768),
        /// Extended BPF: the program's file descriptor, in a request.
        TCA_ACT_BPF_FD = 5 => Fd(u32),
        /// Extended BPF: what it is called.
        TCA_ACT_BPF_NAME = 6 => Name(Str<'a>) where nul_at_most(256),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_ACT_BPF_PAD = 7 => Pad(&'a [u8]) where output(),
        /// Extended BPF: a hash of the program.
        TCA_ACT_BPF_TAG = 8 => Tag(&'a [u8]) where output(),
        /// Extended BPF: the program's id.
        TCA_ACT_BPF_ID = 9 => Id(u32) where output(),
    }
}
// Limits: gate_policy, entry_policy, net/sched/act_gate.c.
attributes! {
    /// A gate that opens and closes by a schedule: `TCA_GATE_*`, linux/tc_act/tc_gate.h. Times are in nanoseconds.
    pub set Gate, enum GateAttr<'a> {
        /// When it did what.
        TCA_GATE_TM = 1 => Tm(Grown<'a, TcfT>) where output(),
        /// Its number and its verdict.
        TCA_GATE_PARMS = 2 => Parms(&'a TcGate) where exactly(20),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_GATE_PAD = 3 => Pad(&'a [u8]) where output(),
        /// Its priority; -1 for any.
        TCA_GATE_PRIORITY = 4 => Priority(i32),
        /// The schedule.
        TCA_GATE_ENTRY_LIST = 5 => EntryList(Attrs<'a, GateEntries>),
        /// When it begins, by the clock.
        TCA_GATE_BASE_TIME = 6 => BaseTime(u64),
        /// After which it begins anew.
        TCA_GATE_CYCLE_TIME = 7 => CycleTime(u64),
        /// By how much a cycle may be longer, before another schedule begins.
        TCA_GATE_CYCLE_TIME_EXT = 8 => CycleTimeExt(u64),
        /// Flags.
        TCA_GATE_FLAGS = 9 => Flags(GateFlags),
        /// The clock: `CLOCK_*`, linux/time.h; 11 is CLOCK_TAI.
        TCA_GATE_CLOCKID = 10 => Clockid(i32),
    }
}
attributes! {
    /// A gate's schedule: `TCA_GATE_ONE_*`, linux/tc_act/tc_gate.h.
    pub set GateEntries, enum GateEntriesAttr<'a> {
        /// One entry, in the order in which they hold.
        TCA_GATE_ONE_ENTRY = 1 => One[Attrs<'a, GateEntry>],
    }
}
attributes! {
    /// An entry of a gate's schedule: `TCA_GATE_ENTRY_*`, linux/tc_act/tc_gate.h.
    pub set GateEntry, enum GateEntryAttr<'a> {
        /// Its place in the schedule, from 0.
        TCA_GATE_ENTRY_INDEX = 1 => Index(u32),
        /// The gate is open.
        TCA_GATE_ENTRY_GATE = 2 => Gate(Flag),
        /// For how long, nanoseconds. Not 0.
        TCA_GATE_ENTRY_INTERVAL = 3 => Interval(u32),
        /// The internal priority that packets get; -1 for their own.
        TCA_GATE_ENTRY_IPV = 4 => Ipv(i32),
        /// How many bytes may pass; -1 for any number.
        TCA_GATE_ENTRY_MAX_OCTETS = 5 => MaxOctets(i32),
    }
}
