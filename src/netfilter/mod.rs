//! NETLINK_NETFILTER: connection tracking, packets logged and queued to user space, nf_tables (linux/netfilter/nfnetlink.h).
//!
//! A message's type is its subsystem in the upper byte and the message in the lower. Numbers in attributes are big-endian, with few
//! exceptions, which the tables name.
//!
//! ```
//! use nlwire::netfilter::{NetfilterMessage, NfGenMsg, NfProto, conntrack::{Conntrack, GetConntrack}};
//! use nlwire::wire::{Be, GetFlags, Layout, Message, Request};
//! let mut buffer = [0; 64];
//! let asked = GetConntrack { family: NfProto::NFPROTO_IPV4, ..Default::default() };
//! let mut request = Request::new(&mut buffer, asked, GetFlags::DUMP);
//! request.put(Conntrack::CTA_MARK, 7u32); // those with this mark
//! match NetfilterMessage::decode(Message::new(request.finish(1)?)?)? {
//!     NetfilterMessage::CtGet(header, attrs) => {
//!         assert_eq!(header.get(NfGenMsg::nfgen_family), NfProto::NFPROTO_IPV4);
//!         assert_eq!(attrs.get(Conntrack::CTA_MARK)?, Some(Be(7)));
//!     }
//!     other => panic!("{other:?}"),
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod batch;
pub mod conntrack;
pub mod log;
pub mod nftables;
mod packet;
pub mod queue;

pub use batch::*;
pub use packet::*;

use crate::{
    layout, messages, numbers,
    wire::{Be, MessageRow},
};
use conntrack::{Conntrack, Expectation, ExpectationStats, GlobalStats, Stats};
use log::{LogConfig, LoggedPacket};
use nftables::*;
use queue::{QueueConfig, QueuedPacket};

/// The netlink protocol: `NETLINK_NETFILTER`, linux/netlink.h.
pub const NETLINK_NETFILTER: i32 = 12;

numbers! {
    /// A packet's family: `NFPROTO_*`, linux/netfilter.h. The numbers of IPv4 and IPv6 are those of AF_INET and AF_INET6.
    pub struct NfProto(u8) {
        /// Any.
        NFPROTO_UNSPEC = 0,
        /// IPv4 and IPv6 together.
        NFPROTO_INET = 1,
        /// IPv4.
        NFPROTO_IPV4 = 2,
        /// ARP.
        NFPROTO_ARP = 3,
        /// Whatever a link receives or sends.
        NFPROTO_NETDEV = 5,
        /// Whatever a bridge forwards.
        NFPROTO_BRIDGE = 7,
        /// IPv6.
        NFPROTO_IPV6 = 10,
    }
}
layout! {
    /// The header of every message: `struct nfgenmsg`, linux/netfilter/nfnetlink.h.
    #[doc(alias = "nfgenmsg")]
    pub struct NfGenMsg {
        /// The family.
        nfgen_family: NfProto,
        /// 0. Flushing conntrack, 1 says that the family counts.
        version: u8,
        /// What is meant: the number of a queue, of a log's group; of a batch, the subsystem; in statistics, the CPU.
        res_id: Be<u16>,
    }
}

numbers! {
    /// The upper byte of a message's type: `NFNL_SUBSYS_*`, linux/netfilter/nfnetlink.h.
    pub struct Subsystem(u8) {
        /// What belongs to none: the ends of a batch.
        NFNL_SUBSYS_NONE = 0,
        /// Connection tracking.
        NFNL_SUBSYS_CTNETLINK = 1,
        /// Connections that are expected.
        NFNL_SUBSYS_CTNETLINK_EXP = 2,
        /// Packets queued to user space.
        NFNL_SUBSYS_QUEUE = 3,
        /// Packets logged to user space.
        NFNL_SUBSYS_ULOG = 4,
        /// Fingerprints of operating systems.
        NFNL_SUBSYS_OSF = 5,
        /// IP sets.
        NFNL_SUBSYS_IPSET = 6,
        /// Accounting objects.
        NFNL_SUBSYS_ACCT = 7,
        /// Policies of conntrack's timeouts.
        NFNL_SUBSYS_CTNETLINK_TIMEOUT = 8,
        /// Conntrack's helpers in user space.
        NFNL_SUBSYS_CTHELPER = 9,
        /// nf_tables.
        NFNL_SUBSYS_NFTABLES = 10,
        /// iptables' extensions within nf_tables.
        NFNL_SUBSYS_NFT_COMPAT = 11,
        /// Which hooks are in use.
        NFNL_SUBSYS_HOOK = 12,
    }
}

messages! {
    /// What NETLINK_NETFILTER says. The numbers are whole types: subsystem and message.
    pub enum NetfilterMessage<'a> {
        /// A batch begins.
        NFNL_MSG_BATCH_BEGIN = 0x10, New => BatchBegin(NfGenMsg, NfnlBatch),
        /// It ends.
        NFNL_MSG_BATCH_END = 0x11, New => BatchEnd(NfGenMsg, NfnlBatch),
        /// An entry of conntrack is there or has changed, or is to be made or changed.
        IPCTNL_MSG_CT_NEW = 0x100, New => CtNew(NfGenMsg, Conntrack),
        /// An entry of conntrack is asked for.
        IPCTNL_MSG_CT_GET = 0x101, Get => CtGet(NfGenMsg, Conntrack),
        /// An entry of conntrack is gone, or is to go.
        IPCTNL_MSG_CT_DELETE = 0x102, Delete => CtDelete(NfGenMsg, Conntrack),
        /// An entry of conntrack is asked for, and its counters go back to zero.
        IPCTNL_MSG_CT_GET_CTRZERO = 0x103, Get => CtGetCtrZero(NfGenMsg, Conntrack),
        /// Conntrack's statistics of a CPU, or a request for them.
        IPCTNL_MSG_CT_GET_STATS_CPU = 0x104, Get => CtGetStatsCpu(NfGenMsg, Stats),
        /// How many entries conntrack has, or a request for that.
        IPCTNL_MSG_CT_GET_STATS = 0x105, Get => CtGetStats(NfGenMsg, GlobalStats),
        /// Entries of conntrack are asked for that are about to go.
        IPCTNL_MSG_CT_GET_DYING = 0x106, Get => CtGetDying(NfGenMsg, Conntrack),
        /// Entries of conntrack are asked for that no packet has confirmed.
        IPCTNL_MSG_CT_GET_UNCONFIRMED = 0x107, Get => CtGetUnconfirmed(NfGenMsg, Conntrack),
        /// A connection is expected, or is to be.
        IPCTNL_MSG_EXP_NEW = 0x200, New => ExpNew(NfGenMsg, Expectation),
        /// An expectation is asked for.
        IPCTNL_MSG_EXP_GET = 0x201, Get => ExpGet(NfGenMsg, Expectation),
        /// An expectation is gone, or is to go.
        IPCTNL_MSG_EXP_DELETE = 0x202, Delete => ExpDelete(NfGenMsg, Expectation),
        /// A CPU's statistics of expectations, or a request for them.
        IPCTNL_MSG_EXP_GET_STATS_CPU = 0x203, Get => ExpGetStatsCpu(NfGenMsg, ExpectationStats),
        /// A packet waits for a verdict.
        NFQNL_MSG_PACKET = 0x300, New => QueuePacket(NfGenMsg, QueuedPacket),
        /// What becomes of a packet.
        NFQNL_MSG_VERDICT = 0x301, New => QueueVerdict(NfGenMsg, QueuedPacket),
        /// How a queue is to work.
        NFQNL_MSG_CONFIG = 0x302, New => QueueConfig(NfGenMsg, QueueConfig),
        /// What becomes of all packets up to one.
        NFQNL_MSG_VERDICT_BATCH = 0x303, New => QueueVerdictBatch(NfGenMsg, QueuedPacket),
        /// A packet was logged.
        NFULNL_MSG_PACKET = 0x400, New => LogPacket(NfGenMsg, LoggedPacket),
        /// How a group of the log is to work.
        NFULNL_MSG_CONFIG = 0x401, New => LogConfig(NfGenMsg, LogConfig),
        /// A table is there, or is to be made.
        NFT_MSG_NEWTABLE = 0xa00, New => NewTable(NfGenMsg, NftTable),
        /// A table is asked for.
        NFT_MSG_GETTABLE = 0xa01, Get => GetTable(NfGenMsg, NftTable),
        /// A table is gone, or is to go.
        NFT_MSG_DELTABLE = 0xa02, Delete => DelTable(NfGenMsg, NftTable),
        /// A chain is there, or is to be made.
        NFT_MSG_NEWCHAIN = 0xa03, New => NewChain(NfGenMsg, NftChain),
        /// A chain is asked for.
        NFT_MSG_GETCHAIN = 0xa04, Get => GetChain(NfGenMsg, NftChain),
        /// A chain is gone, or is to go.
        NFT_MSG_DELCHAIN = 0xa05, Delete => DelChain(NfGenMsg, NftChain),
        /// A rule is there, or is to be made.
        NFT_MSG_NEWRULE = 0xa06, New => NewRule(NfGenMsg, NftRule),
        /// A rule is asked for.
        NFT_MSG_GETRULE = 0xa07, Get => GetRule(NfGenMsg, NftRule),
        /// A rule is gone, or is to go.
        NFT_MSG_DELRULE = 0xa08, Delete => DelRule(NfGenMsg, NftRule),
        /// A set is there, or is to be made.
        NFT_MSG_NEWSET = 0xa09, New => NewSet(NfGenMsg, NftSet),
        /// A set is asked for.
        NFT_MSG_GETSET = 0xa0a, Get => GetSet(NfGenMsg, NftSet),
        /// A set is gone, or is to go.
        NFT_MSG_DELSET = 0xa0b, Delete => DelSet(NfGenMsg, NftSet),
        /// Elements are there, or are to be made.
        NFT_MSG_NEWSETELEM = 0xa0c, New => NewSetElem(NfGenMsg, NftSetElems),
        /// Elements are asked for.
        NFT_MSG_GETSETELEM = 0xa0d, Get => GetSetElem(NfGenMsg, NftSetElems),
        /// Elements are gone, or are to go.
        NFT_MSG_DELSETELEM = 0xa0e, Delete => DelSetElem(NfGenMsg, NftSetElems),
        /// A generation began: a transaction is over.
        NFT_MSG_NEWGEN = 0xa0f, New => NewGen(NfGenMsg, NftGen),
        /// The generation is asked for.
        NFT_MSG_GETGEN = 0xa10, Get => GetGen(NfGenMsg, NftGen),
        /// Where a traced packet is.
        NFT_MSG_TRACE = 0xa11, New => Trace(NfGenMsg, NftTrace),
        /// An object is there, or is to be made.
        NFT_MSG_NEWOBJ = 0xa12, New => NewObj(NfGenMsg, NftObject),
        /// An object is asked for.
        NFT_MSG_GETOBJ = 0xa13, Get => GetObj(NfGenMsg, NftObject),
        /// An object is gone, or is to go.
        NFT_MSG_DELOBJ = 0xa14, Delete => DelObj(NfGenMsg, NftObject),
        /// An object is asked for, and counts from 0 on.
        NFT_MSG_GETOBJ_RESET = 0xa15, Get => GetObjReset(NfGenMsg, NftObject),
        /// A flow table is there, or is to be made.
        NFT_MSG_NEWFLOWTABLE = 0xa16, New => NewFlowtable(NfGenMsg, NftFlowtable),
        /// A flow table is asked for.
        NFT_MSG_GETFLOWTABLE = 0xa17, Get => GetFlowtable(NfGenMsg, NftFlowtable),
        /// A flow table is gone, or is to go.
        NFT_MSG_DELFLOWTABLE = 0xa18, Delete => DelFlowtable(NfGenMsg, NftFlowtable),
        /// A rule is asked for, and counts from 0 on.
        NFT_MSG_GETRULE_RESET = 0xa19, Get => GetRuleReset(NfGenMsg, NftRule),
        /// A table is to go, if it is there.
        NFT_MSG_DESTROYTABLE = 0xa1a, Delete => DestroyTable(NfGenMsg, NftTable),
        /// A chain is to go, if it is there.
        NFT_MSG_DESTROYCHAIN = 0xa1b, Delete => DestroyChain(NfGenMsg, NftChain),
        /// A rule is to go, if it is there.
        NFT_MSG_DESTROYRULE = 0xa1c, Delete => DestroyRule(NfGenMsg, NftRule),
        /// A set is to go, if it is there.
        NFT_MSG_DESTROYSET = 0xa1d, Delete => DestroySet(NfGenMsg, NftSet),
        /// Elements are to go, if they are there.
        NFT_MSG_DESTROYSETELEM = 0xa1e, Delete => DestroySetElem(NfGenMsg, NftSetElems),
        /// An object is to go, if it is there.
        NFT_MSG_DESTROYOBJ = 0xa1f, Delete => DestroyObj(NfGenMsg, NftObject),
        /// A flow table is to go, if it is there.
        NFT_MSG_DESTROYFLOWTABLE = 0xa20, Delete => DestroyFlowtable(NfGenMsg, NftFlowtable),
        /// Elements are asked for, and count from 0 on.
        NFT_MSG_GETSETELEM_RESET = 0xa21, Get => GetSetElemReset(NfGenMsg, NftSetElems),
    }
}
/// The row of a message type, if the table has one.
pub fn row(kind: u16) -> Option<&'static MessageRow> {
    NetfilterMessage::ROWS.iter().find(|row| row.number == kind)
}

numbers! {
    /// Multicast groups: `NFNLGRP_*`, linux/netfilter/nfnetlink.h. Joined by number.
    pub struct NetfilterGroup(u32) {
        /// Entries of conntrack that are new.
        NFNLGRP_CONNTRACK_NEW = 1,
        /// Those that have changed.
        NFNLGRP_CONNTRACK_UPDATE = 2,
        /// Those that are gone.
        NFNLGRP_CONNTRACK_DESTROY = 3,
        /// Connections that are expected.
        NFNLGRP_CONNTRACK_EXP_NEW = 4,
        /// Expectations that have changed; the kernel sends none.
        NFNLGRP_CONNTRACK_EXP_UPDATE = 5,
        /// Expectations that are gone.
        NFNLGRP_CONNTRACK_EXP_DESTROY = 6,
        /// What changes in nf_tables.
        NFNLGRP_NFTABLES = 7,
        /// Accounting objects over their quota.
        NFNLGRP_ACCT_QUOTA = 8,
        /// The way of traced packets through nf_tables.
        NFNLGRP_NFTRACE = 9,
    }
}
