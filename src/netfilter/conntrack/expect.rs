//! Expectations: announced connections, such as the data connection of an FTP session.
//!
//! A helper creates an expectation when a packet of the control connection (the master) announces a
//! new connection. linux/netfilter/nfnetlink_conntrack.h.
//!
//! ```
//! use nlwire::{netfilter::{NfProto, conntrack::{Expectation, NewExpectation}}, wire::{NewFlags, Request}};
//! let mut buffer = [0; 64];
//! let expected = NewExpectation { family: NfProto::NFPROTO_IPV4 };
//! let mut request = Request::new(&mut buffer, expected, NewFlags::CREATE | NewFlags::ACK);
//! request.put(Expectation::CTA_EXPECT_TIMEOUT, 60u32).put(Expectation::CTA_EXPECT_HELP_NAME, "ftp");
//! assert_eq!(request.finish(1)?.len(), 36);
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use super::{
    super::{NfGenMsg, NfProto},
    ExpectationMessage, NetfilterMessage, Tuple,
};
use crate::{
    attributes, flags, open_enum, operations,
    wire::{Attrs, Be, Str},
};

flags! {
    /// Flags of an expectation: `NF_CT_EXPECT_*`, linux/netfilter/nf_conntrack_common.h.
    pub struct ExpectationFlags(u32) {
        /// Permanent: remains after a connection has matched.
        NF_CT_EXPECT_PERMANENT = 0x1,
        /// Inactive: matches no connection.
        NF_CT_EXPECT_INACTIVE = 0x2,
        /// Created by user space.
        NF_CT_EXPECT_USERSPACE = 0x4,
    }
}
open_enum! {
    /// Direction of a connection: `IP_CT_DIR_*`, linux/netfilter/nf_conntrack_tuple_common.h.
    pub struct Direction(u32) {
        /// Original direction, that of the first packet.
        IP_CT_DIR_ORIGINAL = 0,
        /// Reply direction.
        IP_CT_DIR_REPLY = 1,
    }
}

// Limits: exp_nla_policy, net/netfilter/nf_conntrack_netlink.c.
attributes! {
    /// Attributes of an expectation: `CTA_EXPECT_*`, linux/netfilter/nfnetlink_conntrack.h.
    pub set Expectation, enum ExpectationAttr<'a> {
        /// Original tuple of the master, the connection whose helper expects another.
        CTA_EXPECT_MASTER: Attrs<'a, Tuple> = 1,
        /// Tuple of the expected connection.
        CTA_EXPECT_TUPLE: Attrs<'a, Tuple> = 2,
        /// Mask for the source of the expected tuple. The destination is always compared
        /// completely.
        CTA_EXPECT_MASK: Attrs<'a, Tuple> = 3,
        /// Time until the expectation expires, seconds.
        CTA_EXPECT_TIMEOUT: Be<u32> = 4,
        /// Expectation id.
        CTA_EXPECT_ID: Be<u32> = 5,
        /// Name of the helper.
        CTA_EXPECT_HELP_NAME: Str<'a> = 6 where nul_max_len(15),
        /// Conntrack zone.
        CTA_EXPECT_ZONE: Be<u16> = 7,
        /// Flags: permanent, inactive, made by user space.
        CTA_EXPECT_FLAGS: Be<ExpectationFlags> = 8,
        /// Expectation class of the helper.
        CTA_EXPECT_CLASS: Be<u32> = 9,
        /// NAT of the expected connection.
        CTA_EXPECT_NAT: Attrs<'a, ExpectationNat> = 10,
        /// Kernel function called when a connection matches, for example `nat-follow-master`.
        CTA_EXPECT_FN: Str<'a> = 11 where nul_max_len(u16::MAX),
    }
}
// Limits: exp_nat_nla_policy, net/netfilter/nf_conntrack_netlink.c.
attributes! {
    /// NAT of an expected connection: `CTA_EXPECT_NAT_*`.
    pub set ExpectationNat, enum ExpectationNatAttr<'a> {
        /// Direction of the new connection.
        CTA_EXPECT_NAT_DIR: Be<Direction> = 1,
        /// Tuple before NAT.
        CTA_EXPECT_NAT_TUPLE: Attrs<'a, Tuple> = 2,
    }
}
attributes! {
    /// Expectation statistics of one CPU: `CTA_STATS_EXP_*`. The CPU is `res_id` of the header.
    pub set ExpectationStats, enum ExpectationStatsAttr<'a> {
        /// Connections that matched an expectation.
        CTA_STATS_EXP_NEW: Be<u32> = 1,
        /// Expectations created.
        CTA_STATS_EXP_CREATE: Be<u32> = 2,
        /// Expectations deleted.
        CTA_STATS_EXP_DELETE: Be<u32> = 3,
    }
}
operations! {
    protocol crate::wire::Protocol::NETFILTER;
    /// Requests one expectation by [`Expectation::CTA_EXPECT_TUPLE`], or dumps all.
    ///
    /// A dump with [`Expectation::CTA_EXPECT_MASTER`] returns the expectations of one connection.
    pub GetExpectation {
        /// Protocol family; `NFPROTO_UNSPEC` for all.
        family: NfProto => nfgen_family,
    } = Get(NetfilterMessage::IPCTNL_MSG_EXP_GET, NfGenMsg, Expectation) -> ExpectationMessage;
    /// Creates an expectation from tuple, mask, master and timeout. The master needs a helper.
    pub NewExpectation {
        /// Protocol family.
        family: NfProto => nfgen_family,
    } = New(NetfilterMessage::IPCTNL_MSG_EXP_NEW, NfGenMsg, Expectation) -> ExpectationMessage;
    /// Deletes one expectation by tuple, all of a helper, or all.
    ///
    /// [`Expectation::CTA_EXPECT_TUPLE`] selects one expectation,
    /// [`Expectation::CTA_EXPECT_HELP_NAME`] those of a helper; without either, all are deleted.
    pub DelExpectation {
        /// Protocol family.
        family: NfProto => nfgen_family,
    } = Delete(NetfilterMessage::IPCTNL_MSG_EXP_DELETE, NfGenMsg, Expectation) -> ExpectationMessage;
    /// Requests the expectation statistics of each CPU. Dump only.
    pub GetExpectationStats {} = Get(NetfilterMessage::IPCTNL_MSG_EXP_GET_STATS_CPU, NfGenMsg, ExpectationStats);
}
