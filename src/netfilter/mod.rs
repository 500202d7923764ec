//! NETLINK_NETFILTER: connection tracking, packets logged and queued to user space, nf_tables (linux/netfilter/nfnetlink.h).
//!
//! A message's type is its subsystem in the upper byte and the message in the lower. Numbers in attributes are big-endian, with few
//! exceptions, which the tables name.
//!
//! ```
//! use nlwire::{netfilter::{NetfilterMessage, NfGenMsg, conntrack::{Conntrack, GetConntrack}}, uapi::AddressFamily};
//! use nlwire::wire::{Be, GetFlags, Layout, Message, Request};
//! let mut buffer = [0; 64];
//! let asked = GetConntrack { family: AddressFamily::AF_INET, ..Default::default() };
//! let mut request = Request::new(&mut buffer, asked, GetFlags::DUMP);
//! request.put(Conntrack::CTA_MARK, 7u32); // those with this mark
//! match NetfilterMessage::decode(Message::new(request.finish(1)?)?)? {
//!     NetfilterMessage::CtGet(header, attrs) => {
//!         assert_eq!(header.get(NfGenMsg::nfgen_family), AddressFamily::AF_INET);
//!         assert_eq!(attrs.get(Conntrack::CTA_MARK)?, Some(Be(7)));
//!     }
//!     other => panic!("{other:?}"),
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

pub mod conntrack;

use crate::{
    layout, messages, numbers,
    uapi::AddressFamily,
    wire::{Be, MessageRow},
};
use conntrack::{Conntrack, Expectation, ExpectationStats, GlobalStats, Stats};

/// The netlink protocol: `NETLINK_NETFILTER`, linux/netlink.h.
pub const NETLINK_NETFILTER: i32 = 12;

layout! {
    /// The header of every message: `struct nfgenmsg`, linux/netfilter/nfnetlink.h.
    #[doc(alias = "nfgenmsg")]
    pub struct NfGenMsg {
        /// The family: AF_INET, AF_INET6, of nf_tables those of `NFPROTO_*`, too; AF_UNSPEC for any.
        nfgen_family: AddressFamily,
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
