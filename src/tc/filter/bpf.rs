//! `bpf`: filters by a BPF program. Kernel header: linux/pkt_cls.h.
//!
//! Manual page: [tc-bpf(8)](https://man7.org/linux/man-pages/man8/tc-bpf.8.html).
use super::ClsFlags;
use crate::{
    attributes, flags,
    tc::{Action, Police, SockFilter, TcHandle},
    wire::{Attrs, IndexedArray, PackedArray, Str, Struct},
};

flags! {
    /// Flags of the `bpf` filter: `TCA_BPF_FLAG_*`, linux/pkt_cls.h.
    pub struct BpfFlags(u32) {
        /// Direct action: the return value of the program is a verdict,
        /// [`TcVerdict`](crate::tc::TcVerdict).
        ///
        /// Without the flag, the return value is a class, or -1 for the class of the filter.
        TCA_BPF_FLAG_ACT_DIRECT = 1 << 0,
    }
}

// Limits: bpf_policy, net/sched/cls_bpf.c.
attributes! {
    /// Attributes of the `bpf` filter: `TCA_BPF_*`, linux/pkt_cls.h.
    pub set BpfFilter, enum BpfFilterAttr<'a> {
        /// Actions executed on matching packets, in order.
        TCA_BPF_ACT: IndexedArray<'a, Attrs<'a, Action>> = 1,
        /// Policer in the old form, without an action list.
        TCA_BPF_POLICE: Attrs<'a, Police> = 2,
        /// Class that matching packets are assigned to.
        TCA_BPF_CLASSID: TcHandle = 3,
        /// Number of classic BPF instructions.
        TCA_BPF_OPS_LEN: u16 = 4,
        /// Classic BPF program, at most 4096 instructions.
        TCA_BPF_OPS: PackedArray<'a, Struct<SockFilter>> = 5 where max_len(32768),
        /// File descriptor of an eBPF program, in requests.
        TCA_BPF_FD: u32 = 6,
        /// Name of an eBPF program.
        TCA_BPF_NAME: Str<'a> = 7 where nul_max_len(256),
        /// Flags: direct action.
        TCA_BPF_FLAGS: BpfFlags = 8,
        /// Offload flags.
        TCA_BPF_FLAGS_GEN: ClsFlags = 9,
        /// Tag of an eBPF program: a hash of the instructions.
        TCA_BPF_TAG: &'a [u8] = 10 where read_only,
        /// ID of an eBPF program.
        TCA_BPF_ID: u32 = 11 where read_only,
    }
}
