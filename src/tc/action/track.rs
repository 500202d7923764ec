//! Actions that use connection tracking: `ct`, `ctinfo`, `connmark`. Kernel headers:
//! linux/tc_act/*.h.
use super::{TcfT, action_layout};
use crate::{
    attributes, flags,
    uapi::{AddressFamily, IpProtocol},
    wire::{Be, Extensible, Ip, Str, Struct},
};

action_layout! {
    /// Parameters of the `ct` action: `struct tc_ct`, linux/tc_act/tc_ct.h.
    #[doc(alias = "tc_ct")]
    pub struct TcCt {}
}
action_layout! {
    /// Parameters of the `ctinfo` action: `struct tc_ctinfo`, linux/tc_act/tc_ctinfo.h.
    #[doc(alias = "tc_ctinfo")]
    pub struct TcCtinfo {}
}
action_layout! {
    /// Parameters of the `connmark` action: `struct tc_connmark`, linux/tc_act/tc_connmark.h.
    #[doc(alias = "tc_connmark")]
    pub struct TcConnmark {
        /// Conntrack zone.
        zone: u16,
        /// Padding.
        pad __pad: u16,
    }
}
flags! {
    /// Operations of the `ct` action: `TCA_CT_ACT_*`, linux/tc_act/tc_ct.h.
    pub struct CtFlags(u16) {
        /// Commits the connection to the conntrack table.
        TCA_CT_ACT_COMMIT = 1 << 0,
        /// With commit, replaces an existing connection whose original direction differs.
        TCA_CT_ACT_FORCE = 1 << 1,
        /// Clears the conntrack state of the packet.
        TCA_CT_ACT_CLEAR = 1 << 2,
        /// Performs NAT.
        TCA_CT_ACT_NAT = 1 << 3,
        /// Source NAT.
        TCA_CT_ACT_NAT_SRC = 1 << 4,
        /// Destination NAT.
        TCA_CT_ACT_NAT_DST = 1 << 5,
    }
}

// Limits: ct_policy, net/sched/act_ct.c.
attributes! {
    /// Attributes of the `ct` action: `TCA_CT_*`, linux/tc_act/tc_ct.h.
    ///
    /// Manual page: [tc-ct(8)](https://man7.org/linux/man-pages/man8/tc-ct.8.html).
    pub set Ct, enum CtAttr<'a> {
        /// Index, reference counts and verdict.
        TCA_CT_PARMS: &'a Struct<TcCt> = 1 where exact_len(20),
        /// Times since creation, first use, last use, and until expiry.
        TCA_CT_TM: Extensible<'a, TcfT> = 2 where read_only,
        /// Operations.
        TCA_CT_ACTION: CtFlags = 3,
        /// Conntrack zone.
        TCA_CT_ZONE: u16 = 4,
        /// Conntrack mark to set, in host byte order.
        TCA_CT_MARK: u32 = 5,
        /// Mask for [`TCA_CT_MARK`](Self::TCA_CT_MARK).
        TCA_CT_MARK_MASK: u32 = 6,
        /// Conntrack labels to set, a bitmap.
        TCA_CT_LABELS: &'a [u8] = 7 where max_len(16),
        /// Mask for [`TCA_CT_LABELS`](Self::TCA_CT_LABELS).
        TCA_CT_LABELS_MASK: &'a [u8] = 8 where max_len(16),
        /// First IPv4 address of the NAT range.
        TCA_CT_NAT_IPV4_MIN: Ip<'a> = 9,
        /// Last IPv4 address of the NAT range. Absent if the range has one address.
        TCA_CT_NAT_IPV4_MAX: Ip<'a> = 10,
        /// First IPv6 address of the NAT range.
        TCA_CT_NAT_IPV6_MIN: Ip<'a> = 11 where exact_len(16),
        /// Last IPv6 address of the NAT range. Absent if the range has one address.
        TCA_CT_NAT_IPV6_MAX: Ip<'a> = 12 where exact_len(16),
        /// First port of the NAT range.
        TCA_CT_NAT_PORT_MIN: Be<u16> = 13,
        /// Last port of the NAT range. Absent if the range has one port.
        TCA_CT_NAT_PORT_MAX: Be<u16> = 14,
        /// Padding.
        TCA_CT_PAD: &'a [u8] = 15 where read_only,
        /// Conntrack helper, such as `ftp`. Since Linux 6.2.
        TCA_CT_HELPER_NAME: Str<'a> = 16 where max_len(16),
        /// Address family of the conntrack helper.
        TCA_CT_HELPER_FAMILY: AddressFamily = 17,
        /// IP protocol of the conntrack helper.
        TCA_CT_HELPER_PROTO: IpProtocol = 18,
    }
}
// Limits: ctinfo_policy, net/sched/act_ctinfo.c.
attributes! {
    /// Attributes of the `ctinfo` action: `TCA_CTINFO_*`, linux/tc_act/tc_ctinfo.h.
    ///
    /// Manual page: [tc-ctinfo(8)](https://man7.org/linux/man-pages/man8/tc-ctinfo.8.html).
    pub set Ctinfo, enum CtinfoAttr<'a> {
        /// Padding.
        TCA_CTINFO_PAD: &'a [u8] = 1 where read_only,
        /// Times since creation, first use, last use, and until expiry.
        TCA_CTINFO_TM: Extensible<'a, TcfT> = 2 where read_only,
        /// Index, reference counts and verdict.
        TCA_CTINFO_ACT: &'a Struct<TcCtinfo> = 3 where exact_len(20),
        /// Conntrack zone.
        TCA_CTINFO_ZONE: u16 = 4,
        /// Mask of the 6 contiguous bits of the conntrack mark that hold the DSCP.
        TCA_CTINFO_PARMS_DSCP_MASK: u32 = 5,
        /// Mask of conntrack mark bits that enable the DSCP restore: at least one must be set. 0
        /// for always.
        TCA_CTINFO_PARMS_DSCP_STATEMASK: u32 = 6,
        /// Mask of the conntrack mark bits that are copied to the packet mark.
        TCA_CTINFO_PARMS_CPMARK_MASK: u32 = 7,
        /// Number of packets whose DSCP was set.
        TCA_CTINFO_STATS_DSCP_SET: u64 = 8 where read_only,
        /// Number of packets whose DSCP could not be set.
        TCA_CTINFO_STATS_DSCP_ERROR: u64 = 9 where read_only,
        /// Number of packets whose mark was set.
        TCA_CTINFO_STATS_CPMARK_SET: u64 = 10 where read_only,
    }
}
// Limits: connmark_policy, net/sched/act_connmark.c.
attributes! {
    /// Attributes of the `connmark` action: `TCA_CONNMARK_*`, linux/tc_act/tc_connmark.h.
    ///
    /// Manual page: [tc-connmark(8)](https://man7.org/linux/man-pages/man8/tc-connmark.8.html).
    pub set Connmark, enum ConnmarkAttr<'a> {
        /// Conntrack zone, index and verdict.
        TCA_CONNMARK_PARMS: &'a Struct<TcConnmark> = 1,
        /// Times since creation, first use, last use, and until expiry.
        TCA_CONNMARK_TM: Extensible<'a, TcfT> = 2 where read_only,
        /// Padding.
        TCA_CONNMARK_PAD: &'a [u8] = 3 where read_only,
    }
}
