//! Filters with few attributes: `matchall`, `fw`, `basic`, `flow`, `route`, `cgroup`. Kernel
//! header: linux/pkt_cls.h.
//!
//! Manual pages: [tc-matchall(8)](https://man7.org/linux/man-pages/man8/tc-matchall.8.html),
//! [tc-fw(8)](https://man7.org/linux/man-pages/man8/tc-fw.8.html),
//! [tc-basic(8)](https://man7.org/linux/man-pages/man8/tc-basic.8.html),
//! [tc-flow(8)](https://man7.org/linux/man-pages/man8/tc-flow.8.html),
//! [tc-route(8)](https://man7.org/linux/man-pages/man8/tc-route.8.html),
//! [tc-cgroup(8)](https://man7.org/linux/man-pages/man8/tc-cgroup.8.html).
use super::{ClsFlags, Ematches};
use crate::{
    attributes, c_struct, flags, open_enum,
    tc::{Action, Police, TcHandle},
    wire::{Attrs, Extensible, IndexedArray, Str},
};

c_struct! {
    /// Hit counter of `matchall`: `struct tc_matchall_pcnt`, linux/pkt_cls.h.
    #[doc(alias = "tc_matchall_pcnt")]
    pub struct TcMatchallPcnt {
        /// Packets matched.
        rhit: u64,
    }
}
c_struct! {
    /// Hit counters of `basic`: `struct tc_basic_pcnt`, linux/pkt_cls.h.
    #[doc(alias = "tc_basic_pcnt")]
    pub struct TcBasicPcnt {
        /// Packets evaluated.
        rcnt: u64,
        /// Packets matched.
        rhit: u64,
    }
}
open_enum! {
    /// Mode of `flow`: `FLOW_MODE_*`, linux/pkt_cls.h.
    pub struct FlowMode(u32) {
        /// Map: one key determines the class directly.
        FLOW_MODE_MAP = 0,
        /// Hash: a hash of the keys determines the class.
        FLOW_MODE_HASH = 1,
    }
}
flags! {
    /// Keys of `flow`, one bit per `FLOW_KEY_*`, linux/pkt_cls.h.
    pub struct FlowKeys(u32) {
        /// Source address.
        FLOW_KEY_SRC = 1 << 0,
        /// Destination address.
        FLOW_KEY_DST = 1 << 1,
        /// Transport protocol.
        FLOW_KEY_PROTO = 1 << 2,
        /// Transport source port.
        FLOW_KEY_PROTO_SRC = 1 << 3,
        /// Transport destination port.
        FLOW_KEY_PROTO_DST = 1 << 4,
        /// Incoming interface.
        FLOW_KEY_IIF = 1 << 5,
        /// Packet priority.
        FLOW_KEY_PRIORITY = 1 << 6,
        /// Packet mark.
        FLOW_KEY_MARK = 1 << 7,
        /// Conntrack entry.
        FLOW_KEY_NFCT = 1 << 8,
        /// Source address of the conntrack entry.
        FLOW_KEY_NFCT_SRC = 1 << 9,
        /// Destination address of the conntrack entry.
        FLOW_KEY_NFCT_DST = 1 << 10,
        /// Transport source port of the conntrack entry.
        FLOW_KEY_NFCT_PROTO_SRC = 1 << 11,
        /// Transport destination port of the conntrack entry.
        FLOW_KEY_NFCT_PROTO_DST = 1 << 12,
        /// Routing realm.
        FLOW_KEY_RTCLASSID = 1 << 13,
        /// User ID of the sending socket.
        FLOW_KEY_SKUID = 1 << 14,
        /// Group ID of the sending socket.
        FLOW_KEY_SKGID = 1 << 15,
        /// VLAN ID.
        FLOW_KEY_VLAN_TAG = 1 << 16,
        /// Packet hash.
        FLOW_KEY_RXHASH = 1 << 17,
    }
}

// Limits: mall_policy, net/sched/cls_matchall.c.
attributes! {
    /// Attributes of the `matchall` filter: `TCA_MATCHALL_*`, linux/pkt_cls.h.
    pub set Matchall, enum MatchallAttr<'a> {
        /// Class that matching packets are assigned to.
        TCA_MATCHALL_CLASSID: TcHandle = 1,
        /// Actions executed on matching packets, in order.
        TCA_MATCHALL_ACT: IndexedArray<'a, Attrs<'a, Action>> = 2,
        /// Offload flags.
        TCA_MATCHALL_FLAGS: ClsFlags = 3,
        /// Hit counter.
        TCA_MATCHALL_PCNT: Extensible<'a, TcMatchallPcnt> = 4 where read_only,
        /// Padding.
        TCA_MATCHALL_PAD: &'a [u8] = 5 where read_only,
    }
}
// Limits: fw_policy, net/sched/cls_fw.c.
attributes! {
    /// Attributes of the `fw` filter: `TCA_FW_*`, linux/pkt_cls.h.
    ///
    /// The handle of the filter is the packet mark to match.
    pub set Fw, enum FwAttr<'a> {
        /// Class that matching packets are assigned to.
        TCA_FW_CLASSID: TcHandle = 1,
        /// Policer in the old form, without an action list.
        TCA_FW_POLICE: Attrs<'a, Police> = 2,
        /// Name of the incoming interface to match.
        TCA_FW_INDEV: Str<'a> = 3 where max_len(16),
        /// Actions executed on matching packets, in order.
        TCA_FW_ACT: IndexedArray<'a, Attrs<'a, Action>> = 4,
        /// Mask of the packet mark. All filters of a priority have one mask.
        TCA_FW_MASK: u32 = 5,
    }
}
// Limits: basic_policy, net/sched/cls_basic.c.
attributes! {
    /// Attributes of the `basic` filter: `TCA_BASIC_*`, linux/pkt_cls.h.
    pub set Basic, enum BasicAttr<'a> {
        /// Class that matching packets are assigned to.
        TCA_BASIC_CLASSID: TcHandle = 1,
        /// Tree of extended matches.
        TCA_BASIC_EMATCHES: Attrs<'a, Ematches> = 2,
        /// Actions executed on matching packets, in order.
        TCA_BASIC_ACT: IndexedArray<'a, Attrs<'a, Action>> = 3,
        /// Policer in the old form, without an action list.
        TCA_BASIC_POLICE: Attrs<'a, Police> = 4,
        /// Hit counters.
        TCA_BASIC_PCNT: Extensible<'a, TcBasicPcnt> = 5 where read_only,
        /// Padding.
        TCA_BASIC_PAD: &'a [u8] = 6 where read_only,
    }
}
// Limits: flow_policy, net/sched/cls_flow.c.
attributes! {
    /// Attributes of the `flow` filter: `TCA_FLOW_*`, linux/pkt_cls.h.
    ///
    /// In map mode, the key is ANDed with the mask, XORed, shifted right, and added to the addend,
    /// in this order. In both modes the divisor and the base class apply to the result.
    pub set Flow, enum FlowAttr<'a> {
        /// Keys: fields of the packet that select the class.
        TCA_FLOW_KEYS: FlowKeys = 1,
        /// Mode: map or hash.
        TCA_FLOW_MODE: FlowMode = 2,
        /// Base class: added to the result.
        TCA_FLOW_BASECLASS: TcHandle = 3,
        /// Map mode: number of bits that the key is shifted right by.
        TCA_FLOW_RSHIFT: u32 = 4 where range(0, 31),
        /// Map mode: value added to the shifted key.
        TCA_FLOW_ADDEND: u32 = 5,
        /// Map mode: mask of the key.
        TCA_FLOW_MASK: u32 = 6,
        /// Map mode: value that the masked key is XORed with.
        TCA_FLOW_XOR: u32 = 7,
        /// Divisor: the result is taken modulo this value.
        TCA_FLOW_DIVISOR: u32 = 8,
        /// Actions executed on matching packets, in order.
        TCA_FLOW_ACT: IndexedArray<'a, Attrs<'a, Action>> = 9,
        /// Policer in the old form, without an action list.
        TCA_FLOW_POLICE: Attrs<'a, Police> = 10,
        /// Tree of extended matches that packets must match.
        TCA_FLOW_EMATCHES: Attrs<'a, Ematches> = 11,
        /// Interval between changes of the hash, seconds.
        TCA_FLOW_PERTURB: u32 = 12,
    }
}
// Limits: route4_policy, net/sched/cls_route.c.
attributes! {
    /// Attributes of the `route` filter: `TCA_ROUTE4_*`, linux/pkt_cls.h.
    pub set RouteFilter, enum RouteFilterAttr<'a> {
        /// Class that matching packets are assigned to.
        TCA_ROUTE4_CLASSID: TcHandle = 1,
        /// Destination realm.
        TCA_ROUTE4_TO: u32 = 2 where range(0, 255),
        /// Source realm.
        TCA_ROUTE4_FROM: u32 = 3 where range(0, 255),
        /// Index of the incoming interface.
        TCA_ROUTE4_IIF: u32 = 4 where range(0, 0x7fff),
        /// Policer in the old form, without an action list.
        TCA_ROUTE4_POLICE: Attrs<'a, Police> = 5,
        /// Actions executed on matching packets, in order.
        TCA_ROUTE4_ACT: IndexedArray<'a, Attrs<'a, Action>> = 6,
    }
}
// Limits: cgroup_policy, net/sched/cls_cgroup.c.
attributes! {
    /// Attributes of the `cgroup` filter: `TCA_CGROUP_*`, linux/pkt_cls.h.
    ///
    /// The control group (`net_cls.classid`) determines the class.
    pub set Cgroup, enum CgroupAttr<'a> {
        /// Actions executed on matching packets, in order.
        TCA_CGROUP_ACT: IndexedArray<'a, Attrs<'a, Action>> = 1,
        /// Policer in the old form, without an action list.
        TCA_CGROUP_POLICE: Attrs<'a, Police> = 2,
        /// Tree of extended matches that packets must match.
        TCA_CGROUP_EMATCHES: Attrs<'a, Ematches> = 3,
    }
}
