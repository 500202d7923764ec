//! Filters with few attributes: matchall, fw, basic, flow, route, cgroup.
use super::{ClsFlags, Ematches};
use crate::{
    attributes, flags, layout, numbers,
    route::tc::{Action, Police, TcHandle},
    wire::{Array, Attrs, Grown, Str},
};

layout! {
    /// How often it matched: `struct tc_matchall_pcnt`, linux/pkt_cls.h.
    #[doc(alias = "tc_matchall_pcnt")]
    pub struct TcMatchallPcnt {
        /// How often it was asked, and so matched.
        rhit: u64,
    }
}
layout! {
    /// How often it matched: `struct tc_basic_pcnt`, linux/pkt_cls.h.
    #[doc(alias = "tc_basic_pcnt")]
    pub struct TcBasicPcnt {
        /// How often it was asked.
        rcnt: u64,
        /// How often it matched.
        rhit: u64,
    }
}
numbers! {
    /// How a flow becomes a class: `FLOW_MODE_*`, linux/pkt_cls.h.
    pub struct FlowMode(u32) {
        /// By one key as it is.
        FLOW_MODE_MAP = 0,
        /// By a hash of the keys.
        FLOW_MODE_HASH = 1,
    }
}
flags! {
    /// What counts of a packet's flow, a bit for each of `FLOW_KEY_*`, linux/pkt_cls.h.
    pub struct FlowKeys(u32) {
        /// Source address.
        FLOW_KEY_SRC = 1 << 0,
        /// Destination address.
        FLOW_KEY_DST = 1 << 1,
        /// Protocol.
        FLOW_KEY_PROTO = 1 << 2,
        /// The protocol's source: its port.
        FLOW_KEY_PROTO_SRC = 1 << 3,
        /// The protocol's destination: its port.
        FLOW_KEY_PROTO_DST = 1 << 4,
        /// The link that it came by.
        FLOW_KEY_IIF = 1 << 5,
        /// Priority.
        FLOW_KEY_PRIORITY = 1 << 6,
        /// Mark.
        FLOW_KEY_MARK = 1 << 7,
        /// Its connection.
        FLOW_KEY_NFCT = 1 << 8,
        /// Source address of its connection.
        FLOW_KEY_NFCT_SRC = 1 << 9,
        /// Destination address of its connection.
        FLOW_KEY_NFCT_DST = 1 << 10,
        /// Source port of its connection.
        FLOW_KEY_NFCT_PROTO_SRC = 1 << 11,
        /// Destination port of its connection.
        FLOW_KEY_NFCT_PROTO_DST = 1 << 12,
        /// Its route's realm.
        FLOW_KEY_RTCLASSID = 1 << 13,
        /// Who sends it.
        FLOW_KEY_SKUID = 1 << 14,
        /// Which group sends it.
        FLOW_KEY_SKGID = 1 << 15,
        /// Its VLAN.
        FLOW_KEY_VLAN_TAG = 1 << 16,
        /// Its hash.
        FLOW_KEY_RXHASH = 1 << 17,
    }
}

// Limits: mall_policy, net/sched/cls_matchall.c.
attributes! {
    /// All packets: `TCA_MATCHALL_*`, linux/pkt_cls.h.
    pub set Matchall, enum MatchallAttr<'a> {
        /// The class that they go into.
        TCA_MATCHALL_CLASSID = 1 => ClassId(TcHandle),
        /// What is done to them, in order.
        TCA_MATCHALL_ACT = 2 => Act(Array<'a, Attrs<'a, Action>>),
        /// Where it works.
        TCA_MATCHALL_FLAGS = 3 => Flags(ClsFlags),
        /// How often it matched.
        TCA_MATCHALL_PCNT = 4 => Pcnt(Grown<'a, TcMatchallPcnt>) where output(),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_MATCHALL_PAD = 5 => Pad(&'a [u8]) where output(),
    }
}
// Limits: fw_policy, net/sched/cls_fw.c.
attributes! {
    /// By a packet's mark, which is the filter's handle: `TCA_FW_*`, linux/pkt_cls.h.
    pub set Fw, enum FwAttr<'a> {
        /// The class that they go into.
        TCA_FW_CLASSID = 1 => ClassId(TcHandle),
        /// A rate to keep to, in the old form.
        TCA_FW_POLICE = 2 => Police(Attrs<'a, Police>),
        /// The link that they must come by, by name.
        TCA_FW_INDEV = 3 => Indev(Str<'a>) where at_most(16),
        /// What is done to them, in order.
        TCA_FW_ACT = 4 => Act(Array<'a, Attrs<'a, Action>>),
        /// Which bits of the mark; all filters of a priority have the same.
        TCA_FW_MASK = 5 => Mask(u32),
    }
}
// Limits: basic_policy, net/sched/cls_basic.c.
attributes! {
    /// By a tree of extended matches: `TCA_BASIC_*`, linux/pkt_cls.h.
    pub set Basic, enum BasicAttr<'a> {
        /// The class that they go into.
        TCA_BASIC_CLASSID = 1 => ClassId(TcHandle),
        /// The tree.
        TCA_BASIC_EMATCHES = 2 => Ematches(Attrs<'a, Ematches>),
        /// What is done to them, in order.
        TCA_BASIC_ACT = 3 => Act(Array<'a, Attrs<'a, Action>>),
        /// A rate to keep to, in the old form.
        TCA_BASIC_POLICE = 4 => Police(Attrs<'a, Police>),
        /// How often it matched.
        TCA_BASIC_PCNT = 5 => Pcnt(Grown<'a, TcBasicPcnt>) where output(),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_BASIC_PAD = 6 => Pad(&'a [u8]) where output(),
    }
}
// Limits: flow_policy, net/sched/cls_flow.c.
attributes! {
    /// Into a class by what a packet's flow has: `TCA_FLOW_*`, linux/pkt_cls.h.
    pub set Flow, enum FlowAttr<'a> {
        /// What counts of it.
        TCA_FLOW_KEYS = 1 => Keys(FlowKeys),
        /// How that becomes a class.
        TCA_FLOW_MODE = 2 => Mode(FlowMode),
        /// The class that the others are counted from.
        TCA_FLOW_BASECLASS = 3 => BaseClass(TcHandle),
        /// The key is shifted to the right by this.
        TCA_FLOW_RSHIFT = 4 => Rshift(u32) where range(0, 31),
        /// This is added to it, then.
        TCA_FLOW_ADDEND = 5 => Addend(u32),
        /// Only these bits of it count.
        TCA_FLOW_MASK = 6 => Mask(u32),
        /// It is exclusive-ored with this.
        TCA_FLOW_XOR = 7 => Xor(u32),
        /// The class is the remainder by this.
        TCA_FLOW_DIVISOR = 8 => Divisor(u32),
        /// What is done to the packets, in order.
        TCA_FLOW_ACT = 9 => Act(Array<'a, Attrs<'a, Action>>),
        /// A rate to keep to, in the old form.
        TCA_FLOW_POLICE = 10 => Police(Attrs<'a, Police>),
        /// A tree of extended matches that packets must match.
        TCA_FLOW_EMATCHES = 11 => Ematches(Attrs<'a, Ematches>),
        /// After how many seconds the hash is mixed anew.
        TCA_FLOW_PERTURB = 12 => Perturb(u32),
    }
}
// Limits: route4_policy, net/sched/cls_route.c.
attributes! {
    /// By the realms of a packet's route: `TCA_ROUTE4_*`, linux/pkt_cls.h.
    pub set RouteFilter, enum RouteFilterAttr<'a> {
        /// The class that they go into.
        TCA_ROUTE4_CLASSID = 1 => ClassId(TcHandle),
        /// The realm that they go to.
        TCA_ROUTE4_TO = 2 => To(u32) where range(0, 255),
        /// The realm that they come from.
        TCA_ROUTE4_FROM = 3 => From(u32) where range(0, 255),
        /// The link that they come by.
        TCA_ROUTE4_IIF = 4 => Iif(u32) where range(0, 0x7fff),
        /// A rate to keep to, in the old form.
        TCA_ROUTE4_POLICE = 5 => Police(Attrs<'a, Police>),
        /// What is done to them, in order.
        TCA_ROUTE4_ACT = 6 => Act(Array<'a, Attrs<'a, Action>>),
    }
}
// Limits: cgroup_policy, net/sched/cls_cgroup.c.
attributes! {
    /// By the sender's control group, which says the class: `TCA_CGROUP_*`, linux/pkt_cls.h.
    pub set Cgroup, enum CgroupAttr<'a> {
        /// What is done to the packets, in order.
        TCA_CGROUP_ACT = 1 => Act(Array<'a, Attrs<'a, Action>>),
        /// A rate to keep to, in the old form.
        TCA_CGROUP_POLICE = 2 => Police(Attrs<'a, Police>),
        /// A tree of extended matches that they must match.
        TCA_CGROUP_EMATCHES = 3 => Ematches(Attrs<'a, Ematches>),
    }
}
