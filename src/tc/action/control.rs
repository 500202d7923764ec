//! Actions that decide where a packet goes: `gact`, `mirred`, `bpf`, `gate`. Kernel headers:
//! linux/tc_act/*.h.
use super::{TcVerdict, TcfT, action_layout};
use crate::{
    attributes, c_struct, flags, open_enum,
    wire::{Attrs, Extensible, Flag, PackedArray, Str, Struct},
};

action_layout! {
    /// Parameters of the `gact` action: `struct tc_gact`, linux/tc_act/tc_gact.h.
    #[doc(alias = "tc_gact")]
    pub struct TcGact {}
}
c_struct! {
    /// Alternative verdict for a share of the packets: `struct tc_gact_p`, linux/tc_act/tc_gact.h.
    #[doc(alias = "tc_gact_p")]
    pub struct TcGactP {
        /// Method of choosing packets.
        ptype: GactProb,
        /// Interval: one packet in `pval` gets the alternative verdict.
        pval: u16,
        /// Alternative verdict.
        paction: TcVerdict,
    }
}
action_layout! {
    /// Parameters of the `mirred` action: `struct tc_mirred`, linux/tc_act/tc_mirred.h.
    #[doc(alias = "tc_mirred")]
    pub struct TcMirred {
        /// Operation: redirect or mirror, to egress or ingress.
        eaction: MirredEaction,
        /// Index of the target interface.
        ifindex: u32,
    }
}
action_layout! {
    /// Parameters of the `bpf` action: `struct tc_act_bpf`, linux/tc_act/tc_bpf.h.
    #[doc(alias = "tc_act_bpf")]
    pub struct TcActBpf {}
}
action_layout! {
    /// Parameters of the `gate` action: `struct tc_gate`, linux/tc_act/tc_gate.h.
    #[doc(alias = "tc_gate")]
    pub struct TcGate {}
}
c_struct! {
    /// Instruction of classic BPF: `struct sock_filter`, linux/filter.h.
    #[doc(alias = "sock_filter")]
    pub struct SockFilter {
        /// Opcode: `BPF_*`, linux/bpf_common.h.
        code: u16,
        /// Instructions to skip if a comparison is true.
        jt: u8,
        /// Instructions to skip if a comparison is false.
        jf: u8,
        /// Operand.
        k: u32,
    }
}
open_enum! {
    /// Method of choosing packets for the alternative verdict: `PGACT_*`, linux/tc_act/tc_gact.h.
    pub struct GactProb(u16) {
        /// No alternative verdict.
        PGACT_NONE = 0,
        /// Random: each packet with a probability of 1 / `pval`.
        PGACT_NETRAND = 1,
        /// Deterministic: every `pval`-th packet.
        PGACT_DETERM = 2,
    }
}
open_enum! {
    /// Operation of `mirred`: `TCA_EGRESS_*`, `TCA_INGRESS_*`, linux/tc_act/tc_mirred.h.
    pub struct MirredEaction(i32) {
        /// Redirects the packet to the egress of the target interface.
        TCA_EGRESS_REDIR = 1,
        /// Sends a copy of the packet to the egress of the target interface.
        TCA_EGRESS_MIRROR = 2,
        /// Redirects the packet to the ingress of the target interface.
        TCA_INGRESS_REDIR = 3,
        /// Sends a copy of the packet to the ingress of the target interface.
        TCA_INGRESS_MIRROR = 4,
    }
}
flags! {
    /// Flags of the `gate` action. No flags are defined; the kernel passes them to hardware.
    pub struct GateFlags(u32) {}
}

// Limits: gact_policy, net/sched/act_gact.c.
attributes! {
    /// Attributes of the generic action `gact`: `TCA_GACT_*`, linux/tc_act/tc_gact.h.
    pub set Gact, enum GactAttr<'a> {
        /// Times since creation, first use, last use, and until expiry.
        TCA_GACT_TM: Extensible<'a, TcfT> = 1 where read_only,
        /// Verdict, index and reference counts.
        TCA_GACT_PARMS: &'a Struct<TcGact> = 2,
        /// Alternative verdict for a share of the packets.
        TCA_GACT_PROB: &'a Struct<TcGactP> = 3,
        /// Padding.
        TCA_GACT_PAD: &'a [u8] = 4 where read_only,
    }
}
// Limits: mirred_policy, net/sched/act_mirred.c.
attributes! {
    /// Attributes of the `mirred` action: `TCA_MIRRED_*`, linux/tc_act/tc_mirred.h.
    ///
    /// Manual page: [tc-mirred(8)](https://man7.org/linux/man-pages/man8/tc-mirred.8.html).
    pub set Mirred, enum MirredAttr<'a> {
        /// Times since creation, first use, last use, and until expiry.
        TCA_MIRRED_TM: Extensible<'a, TcfT> = 1 where read_only,
        /// Operation and target interface.
        TCA_MIRRED_PARMS: &'a Struct<TcMirred> = 2,
        /// Padding.
        TCA_MIRRED_PAD: &'a [u8] = 3 where read_only,
        /// Index of a shared filter block, instead of an interface. All interfaces of the block are
        /// targets. Since Linux 6.8.
        TCA_MIRRED_BLOCKID: u32 = 4 where range(1, 0xffff_ffff),
    }
}
// Limits: act_bpf_policy, net/sched/act_bpf.c.
attributes! {
    /// Attributes of the `bpf` action: `TCA_ACT_BPF_*`, linux/tc_act/tc_bpf.h.
    ///
    /// Manual page: [tc-bpf(8)](https://man7.org/linux/man-pages/man8/tc-bpf.8.html).
    pub set BpfAction, enum BpfActionAttr<'a> {
        /// Times since creation, first use, last use, and until expiry.
        TCA_ACT_BPF_TM: Extensible<'a, TcfT> = 1 where read_only,
        /// Index, reference counts and default verdict.
        TCA_ACT_BPF_PARMS: &'a Struct<TcActBpf> = 2,
        /// Number of classic BPF instructions.
        TCA_ACT_BPF_OPS_LEN: u16 = 3,
        /// Classic BPF program.
        TCA_ACT_BPF_OPS: PackedArray<'a, Struct<SockFilter>> = 4 where max_len(32768),
        /// File descriptor of an eBPF program, in requests.
        TCA_ACT_BPF_FD: u32 = 5,
        /// Name of an eBPF program.
        TCA_ACT_BPF_NAME: Str<'a> = 6 where nul_max_len(256),
        /// Padding.
        TCA_ACT_BPF_PAD: &'a [u8] = 7 where read_only,
        /// Tag of an eBPF program: a hash of the instructions.
        TCA_ACT_BPF_TAG: &'a [u8] = 8 where read_only,
        /// ID of an eBPF program.
        TCA_ACT_BPF_ID: u32 = 9 where read_only,
    }
}
// Limits: gate_policy, entry_policy, net/sched/act_gate.c.
attributes! {
    /// Attributes of the `gate` action: `TCA_GATE_*`, linux/tc_act/tc_gate.h.
    ///
    /// The action passes packets while the gate is open and drops them while the gate is closed
    /// (IEEE 802.1Qci). Manual page:
    /// [tc-gate(8)](https://man7.org/linux/man-pages/man8/tc-gate.8.html).
    pub set Gate, enum GateAttr<'a> {
        /// Times since creation, first use, last use, and until expiry.
        TCA_GATE_TM: Extensible<'a, TcfT> = 1 where read_only,
        /// Index, reference counts and verdict of passed packets.
        TCA_GATE_PARMS: &'a Struct<TcGate> = 2 where exact_len(20),
        /// Padding.
        TCA_GATE_PAD: &'a [u8] = 3 where read_only,
        /// Internal priority (IPV) of the gate. -1 for any.
        TCA_GATE_PRIORITY: i32 = 4,
        /// Gate control list.
        TCA_GATE_ENTRY_LIST: Attrs<'a, GateEntries> = 5,
        /// Base time: start of the first cycle, nanoseconds of the clock.
        TCA_GATE_BASE_TIME: u64 = 6,
        /// Cycle time, nanoseconds. 0 for the sum of the intervals.
        TCA_GATE_CYCLE_TIME: u64 = 7,
        /// Cycle time extension, nanoseconds. Limits how much longer the last cycle before another
        /// schedule may be.
        TCA_GATE_CYCLE_TIME_EXT: u64 = 8,
        /// Flags. None is defined.
        TCA_GATE_FLAGS: GateFlags = 9,
        /// Clock of the schedule: `CLOCK_*`, linux/time.h. 11 is CLOCK_TAI.
        TCA_GATE_CLOCKID: i32 = 10,
    }
}
attributes! {
    /// Gate control list: `TCA_GATE_ONE_*`, linux/tc_act/tc_gate.h.
    pub set GateEntries, enum GateEntriesAttr<'a> {
        /// Entry of the list. The order of the attributes is the order of execution.
        TCA_GATE_ONE_ENTRY: [Attrs<'a, GateEntry>] = 1,
    }
}
attributes! {
    /// Entry of a gate control list: `TCA_GATE_ENTRY_*`, linux/tc_act/tc_gate.h.
    pub set GateEntry, enum GateEntryAttr<'a> {
        /// Position of the entry, from 0.
        TCA_GATE_ENTRY_INDEX: u32 = 1,
        /// Gate state: open if present, closed if absent.
        TCA_GATE_ENTRY_GATE: Flag = 2,
        /// Duration of the entry, nanoseconds. Not 0.
        TCA_GATE_ENTRY_INTERVAL: u32 = 3,
        /// Internal priority value (IPV) assigned to packets. -1 keeps the priority.
        TCA_GATE_ENTRY_IPV: i32 = 4,
        /// Limit of bytes per interval. -1 for unlimited.
        TCA_GATE_ENTRY_MAX_OCTETS: i32 = 5,
    }
}
