//! Connections that are expected: the data connection that an FTP session announced.
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
    NetfilterMessage, Tuple,
};
use crate::{
    attributes, flags, numbers, operations,
    wire::{Attrs, Be, Str},
};

flags! {
    /// An expectation's flags: `NF_CT_EXPECT_*`, linux/netfilter/nf_conntrack_common.h.
    pub struct ExpectationFlags(u32) {
        /// It stays when a connection has met it.
        NF_CT_EXPECT_PERMANENT = 0x1,
        /// No connection meets it for now.
        NF_CT_EXPECT_INACTIVE = 0x2,
        /// User space made it.
        NF_CT_EXPECT_USERSPACE = 0x4,
    }
}
numbers! {
    /// Which direction of a connection: `IP_CT_DIR_*`, linux/netfilter/nf_conntrack_tuple_common.h.
    pub struct Direction(u32) {
        /// That of the first packet.
        IP_CT_DIR_ORIGINAL = 0,
        /// That of the answers.
        IP_CT_DIR_REPLY = 1,
    }
}

// Limits: exp_nla_policy, net/netfilter/nf_conntrack_netlink.c.
attributes! {
    /// An expectation's attributes: `CTA_EXPECT_*`, linux/netfilter/nfnetlink_conntrack.h.
    pub set Expectation, enum ExpectationAttr<'a> {
        /// The original tuple of the connection that expects it.
        CTA_EXPECT_MASTER = 1 => Master(Attrs<'a, Tuple>),
        /// What is expected.
        CTA_EXPECT_TUPLE = 2 => Tuple(Attrs<'a, Tuple>),
        /// Which bits of its source count; those of the destination always do.
        CTA_EXPECT_MASK = 3 => Mask(Attrs<'a, Tuple>),
        /// Seconds until it goes.
        CTA_EXPECT_TIMEOUT = 4 => Timeout(Be<u32>),
        /// Its id.
        CTA_EXPECT_ID = 5 => Id(Be<u32>),
        /// Whose helper expects it.
        CTA_EXPECT_HELP_NAME = 6 => HelpName(Str<'a>) where nul_at_most(15),
        /// Its zone.
        CTA_EXPECT_ZONE = 7 => Zone(Be<u16>),
        /// Its flags.
        CTA_EXPECT_FLAGS = 8 => Flags(Be<ExpectationFlags>),
        /// Which class of the helper's expectations it is in.
        CTA_EXPECT_CLASS = 9 => Class(Be<u32>),
        /// How the connection will be translated.
        CTA_EXPECT_NAT = 10 => Nat(Attrs<'a, ExpectationNat>),
        /// The function that the kernel calls when a connection meets it: `nat-follow-master`.
        CTA_EXPECT_FN = 11 => Fn(Str<'a>) where nul_at_most(u16::MAX),
    }
}
// Limits: exp_nat_nla_policy, net/netfilter/nf_conntrack_netlink.c.
attributes! {
    /// How an expected connection is translated: `CTA_EXPECT_NAT_*`.
    pub set ExpectationNat, enum ExpectationNatAttr<'a> {
        /// Which direction of the new connection.
        CTA_EXPECT_NAT_DIR = 1 => Dir(Be<Direction>),
        /// What it was before the translation.
        CTA_EXPECT_NAT_TUPLE = 2 => Tuple(Attrs<'a, Tuple>),
    }
}
attributes! {
    /// A CPU's statistics of expectations: `CTA_STATS_EXP_*`. The CPU is the header's `res_id`.
    pub set ExpectationStats, enum ExpectationStatsAttr<'a> {
        /// Connections that met one.
        CTA_STATS_EXP_NEW = 1 => New(Be<u32>),
        /// Expectations made.
        CTA_STATS_EXP_CREATE = 2 => Create(Be<u32>),
        /// Expectations removed.
        CTA_STATS_EXP_DELETE = 3 => Delete(Be<u32>),
    }
}
operations! {
    /// Asks for an expectation by [`Expectation::CTA_EXPECT_TUPLE`], or by a dump for all; with
    /// [`Expectation::CTA_EXPECT_MASTER`] for those of a connection.
    pub GetExpectation {
        /// The family; NFPROTO_UNSPEC for all.
        family: NfProto => nfgen_family,
    } = Get(NetfilterMessage::IPCTNL_MSG_EXP_GET, NfGenMsg, Expectation);
    /// Expects a connection: tuple, mask, master and timeout. The master needs a helper.
    pub NewExpectation {
        /// The family.
        family: NfProto => nfgen_family,
    } = New(NetfilterMessage::IPCTNL_MSG_EXP_NEW, NfGenMsg, Expectation);
    /// Removes an expectation by [`Expectation::CTA_EXPECT_TUPLE`], those of a helper by name, or all.
    pub DelExpectation {
        /// The family.
        family: NfProto => nfgen_family,
    } = Delete(NetfilterMessage::IPCTNL_MSG_EXP_DELETE, NfGenMsg, Expectation);
    /// Asks for the statistics of each CPU, by a dump.
    pub GetExpectationStats {} = Get(NetfilterMessage::IPCTNL_MSG_EXP_GET_STATS_CPU, NfGenMsg, ExpectationStats);
}
