//! Filters by a BPF program.
use super::ClsFlags;
use crate::{
    attributes, flags,
    route::tc::{Action, Police, SockFilter, TcHandle},
    wire::{Array, Attrs, Slice, Str},
};

flags! {
    /// What a BPF program's answer is: `TCA_BPF_FLAG_*`, linux/pkt_cls.h.
    pub struct BpfFlags(u32) {
        /// A verdict, [`TcVerdict`](crate::route::tc::TcVerdict); else a class, or -1 for the filter's own.
        TCA_BPF_FLAG_ACT_DIRECT = 1 << 0,
    }
}

// Limits: bpf_policy, net/sched/cls_bpf.c.
attributes! {
    /// By a BPF program: `TCA_BPF_*`, linux/pkt_cls.h.
    pub set BpfFilter, enum BpfFilterAttr<'a> {
        /// What is done to the packets, in order.
        TCA_BPF_ACT = 1 => Act(Array<'a, Attrs<'a, Action>>),
        /// A rate to keep to, in the old form.
        TCA_BPF_POLICE = 2 => Police(Attrs<'a, Police>),
        /// The class that they go into.
        TCA_BPF_CLASSID = 3 => ClassId(TcHandle),
        /// Classic BPF: how many instructions.
        TCA_BPF_OPS_LEN = 4 => OpsLen(u16),
        /// Classic BPF: the instructions, 4096 at most.
        TCA_BPF_OPS = 5 => Ops(Slice<'a, SockFilter>) where at_most(32768),
        /// Extended BPF: the program's file descriptor, in a request.
        TCA_BPF_FD = 6 => Fd(u32),
        /// Extended BPF: what it is called.
        TCA_BPF_NAME = 7 => Name(Str<'a>) where nul_at_most(256),
        /// What its answer is.
        TCA_BPF_FLAGS = 8 => Flags(BpfFlags),
        /// Where it works.
        TCA_BPF_FLAGS_GEN = 9 => FlagsGen(ClsFlags),
        /// Extended BPF: a hash of the program.
        TCA_BPF_TAG = 10 => Tag(&'a [u8]) where output(),
        /// Extended BPF: the program's id.
        TCA_BPF_ID = 11 => Id(u32) where output(),
    }
}
