//! Actions that ask connection tracking: ct, ctinfo, connmark.
use super::{TcfT, action_layout};
use crate::{
    attributes, flags,
    uapi::{AddressFamily, IpProtocol},
    wire::{Be, Grown, Ip, Str},
};

action_layout! {
    /// Finds a packet's connection: `struct tc_ct`, linux/tc_act/tc_ct.h.
    #[doc(alias = "tc_ct")]
    pub struct TcCt {}
}
action_layout! {
    /// Uses a connection's mark: `struct tc_ctinfo`, linux/tc_act/tc_ctinfo.h.
    #[doc(alias = "tc_ctinfo")]
    pub struct TcCtinfo {}
}
action_layout! {
    /// Gives a packet its connection's mark: `struct tc_connmark`, linux/tc_act/tc_connmark.h.
    #[doc(alias = "tc_connmark")]
    pub struct TcConnmark {
        /// The zone of connection tracking.
        zone: u16,
        /// Unused.
        __pad: u16,
    }
}
flags! {
    /// What is done with a connection: `TCA_CT_ACT_*`, linux/tc_act/tc_ct.h.
    pub struct CtFlags(u16) {
        /// It is kept.
        TCA_CT_ACT_COMMIT = 1 << 0,
        /// Also where the packet goes the other way.
        TCA_CT_ACT_FORCE = 1 << 1,
        /// The packet forgets its connection.
        TCA_CT_ACT_CLEAR = 1 << 2,
        /// Addresses are translated.
        TCA_CT_ACT_NAT = 1 << 3,
        /// That of the source.
        TCA_CT_ACT_NAT_SRC = 1 << 4,
        /// That of the destination.
        TCA_CT_ACT_NAT_DST = 1 << 5,
    }
}

// Limits: ct_policy, net/sched/act_ct.c.
attributes! {
    /// Finds a packet's connection: `TCA_CT_*`, linux/tc_act/tc_ct.h.
    pub set Ct, enum CtAttr<'a> {
        /// Its number and its verdict.
        TCA_CT_PARMS = 1 => Parms(&'a TcCt) where exactly(20),
        /// When it did what.
        TCA_CT_TM = 2 => Tm(Grown<'a, TcfT>) where output(),
        /// What is done.
        TCA_CT_ACTION = 3 => Action(CtFlags),
        /// The zone.
        TCA_CT_ZONE = 4 => Zone(u16),
        /// The mark that the connection gets. In host order.
        TCA_CT_MARK = 5 => Mark(u32),
        /// Which bits of it.
        TCA_CT_MARK_MASK = 6 => MarkMask(u32),
        /// The labels that the connection gets, a bit each.
        TCA_CT_LABELS = 7 => Labels(&'a [u8]) where at_most(16),
        /// Which of them.
        TCA_CT_LABELS_MASK = 8 => LabelsMask(&'a [u8]) where at_most(16),
        /// Translation: the first IPv4 address.
        TCA_CT_NAT_IPV4_MIN = 9 => NatIpv4Min(Ip<'a>),
        /// Translation: the last IPv4 address; absent where it is the first.
        TCA_CT_NAT_IPV4_MAX = 10 => NatIpv4Max(Ip<'a>),
        /// Translation: the first IPv6 address.
        TCA_CT_NAT_IPV6_MIN = 11 => NatIpv6Min(Ip<'a>) where exactly(16),
        /// Translation: the last IPv6 address; absent where it is the first.
        TCA_CT_NAT_IPV6_MAX = 12 => NatIpv6Max(Ip<'a>) where exactly(16),
        /// Translation: the first port. Big-endian.
        TCA_CT_NAT_PORT_MIN = 13 => NatPortMin(Be<u16>),
        /// Translation: the last port; absent where it is the first. Big-endian.
        TCA_CT_NAT_PORT_MAX = 14 => NatPortMax(Be<u16>),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_CT_PAD = 15 => Pad(&'a [u8]) where output(),
        /// The connection's helper, such as `ftp`. Kernels since 6.2.
        TCA_CT_HELPER_NAME = 16 => HelperName(Str<'a>) where at_most(16),
        /// The helper's family.
        TCA_CT_HELPER_FAMILY = 17 => HelperFamily(AddressFamily),
        /// The helper's protocol.
        TCA_CT_HELPER_PROTO = 18 => HelperProto(IpProtocol),
    }
}
// Limits: ctinfo_policy, net/sched/act_ctinfo.c.
attributes! {
    /// Uses a connection's mark: `TCA_CTINFO_*`, linux/tc_act/tc_ctinfo.h.
    pub set Ctinfo, enum CtinfoAttr<'a> {
        /// Nothing: brings what follows to a multiple of 8.
        TCA_CTINFO_PAD = 1 => Pad(&'a [u8]) where output(),
        /// When it did what.
        TCA_CTINFO_TM = 2 => Tm(Grown<'a, TcfT>) where output(),
        /// Its number and its verdict.
        TCA_CTINFO_ACT = 3 => Act(&'a TcCtinfo) where exactly(20),
        /// The zone.
        TCA_CTINFO_ZONE = 4 => Zone(u16),
        /// Which six bits of the connection's mark are the packet's DSCP.
        TCA_CTINFO_PARMS_DSCP_MASK = 5 => ParmsDscpMask(u32),
        /// Of which bits one must be set for that.
        TCA_CTINFO_PARMS_DSCP_STATEMASK = 6 => ParmsDscpStatemask(u32),
        /// Which bits of the connection's mark become the packet's.
        TCA_CTINFO_PARMS_CPMARK_MASK = 7 => ParmsCpmarkMask(u32),
        /// How often a DSCP was set.
        TCA_CTINFO_STATS_DSCP_SET = 8 => StatsDscpSet(u64) where output(),
        /// How often it could not be.
        TCA_CTINFO_STATS_DSCP_ERROR = 9 => StatsDscpError(u64) where output(),
        /// How often a mark was set.
        TCA_CTINFO_STATS_CPMARK_SET = 10 => StatsCpmarkSet(u64) where output(),
    }
}
// Limits: connmark_policy, net/sched/act_connmark.c.
attributes! {
    /// Gives a packet its connection's mark: `TCA_CONNMARK_*`, linux/tc_act/tc_connmark.h.
    pub set Connmark, enum ConnmarkAttr<'a> {
        /// Its zone.
        TCA_CONNMARK_PARMS = 1 => Parms(&'a TcConnmark),
        /// When it did what.
        TCA_CONNMARK_TM = 2 => Tm(Grown<'a, TcfT>) where output(),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_CONNMARK_PAD = 3 => Pad(&'a [u8]) where output(),
    }
}
