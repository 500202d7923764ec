//! Netfilter over netlink (`NETLINK_NETFILTER`): conntrack, NFLOG, NFQUEUE, ipset and nf_tables.
//!
//! The message type holds the subsystem (`NFNL_SUBSYS_*`) in its upper byte and the message of that
//! subsystem in its lower byte. Numbers in attributes are big-endian; the few exceptions are noted
//! on the attribute. The header is linux/netfilter/nfnetlink.h.
//!
//! ```
//! use nlwire::netfilter::{NetfilterMessage, NfGenMsg, NfProto, conntrack::{Conntrack, GetConntrack}};
//! use nlwire::wire::{Be, GetFlags, Message, Request};
//! let mut buffer = [0; 64];
//! let asked = GetConntrack { family: NfProto::NFPROTO_IPV4, ..Default::default() };
//! let mut request = Request::new(&mut buffer, asked, GetFlags::DUMP);
//! request.put(Conntrack::CTA_MARK, 7u32); // only entries with this mark
//! match NetfilterMessage::decode(Message::new(request.finish(1)?)?)? {
//!     NetfilterMessage::CtGet(entry) => {
//!         assert_eq!(entry.header.get(NfGenMsg::nfgen_family), NfProto::NFPROTO_IPV4);
//!         assert_eq!(entry.attrs.get(Conntrack::CTA_MARK)?, Some(Be(7)));
//!     }
//!     other => panic!("{other:?}"),
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! See [netlink(7)](https://man7.org/linux/man-pages/man7/netlink.7.html) and
//! [nft(8)](https://man7.org/linux/man-pages/man8/nft.8.html).
#![forbid(unsafe_code)]

mod batch;
#[cfg(feature = "conntrack")]
pub mod conntrack;
#[cfg(feature = "cthelper")]
pub mod cthelper;
#[cfg(feature = "cttimeout")]
pub mod cttimeout;
#[cfg(feature = "nftables")]
pub mod hooks;
#[cfg(feature = "ipset")]
pub mod ipset;
#[cfg(feature = "nflog")]
pub mod log;
#[cfg(feature = "nfacct")]
pub mod nfacct;
#[cfg(feature = "nftables")]
pub mod nftables;
#[cfg(feature = "osf")]
pub mod osf;
mod packet;
#[cfg(feature = "nfqueue")]
pub mod queue;

pub use batch::*;
pub use packet::*;

use crate::{
    c_struct, messages, open_enum,
    wire::{
        Be, Message,
        spec::{Lookup, MessageSpec, StrictChecking},
    },
};
#[cfg(feature = "conntrack")]
use conntrack::{ExpectationStats, GlobalStats};
#[cfg(feature = "nflog")]
use log::{LogConfig, LoggedPacket};
#[cfg(feature = "nftables")]
use nftables::*;
#[cfg(feature = "nfqueue")]
use queue::{QueueConfig, QueuedPacket};

/// Specification of the protocol, for [`decode`](crate::decode).
pub static PROTOCOL: crate::wire::spec::ProtocolSpec = crate::wire::spec::ProtocolSpec {
    protocol: crate::wire::Protocol::NETFILTER,
    name: crate::wire::Protocol::NETFILTER.short_name(),
    lookup,
    replies: Some(replies),
};

open_enum! {
    /// Protocol family: `NFPROTO_*`, linux/netfilter.h.
    ///
    /// The numbers of IPv4 and IPv6 equal AF_INET and AF_INET6.
    pub struct NfProto(u8) {
        /// Unspecified; in a dump request, all families.
        NFPROTO_UNSPEC = 0,
        /// IPv4 and IPv6 together: the nf_tables family `inet`.
        NFPROTO_INET = 1,
        /// IPv4 packets.
        NFPROTO_IPV4 = 2,
        /// ARP packets.
        NFPROTO_ARP = 3,
        /// Ingress and egress hooks of network interfaces: the nf_tables family `netdev`.
        NFPROTO_NETDEV = 5,
        /// Bridge hooks: the nf_tables family `bridge`.
        NFPROTO_BRIDGE = 7,
        /// IPv6 packets.
        NFPROTO_IPV6 = 10,
    }
}
c_struct! {
    /// Fixed header of all messages: `struct nfgenmsg`, linux/netfilter/nfnetlink.h.
    #[doc(alias = "nfgenmsg")]
    pub struct NfGenMsg {
        /// Protocol family.
        nfgen_family: NfProto,
        /// Version: 0 (`NFNETLINK_V0`).
        ///
        /// 1 in `IPCTNL_MSG_CT_DELETE` restricts the flush to the family in this header.
        version: u8,
        /// Resource id: queue number, NFLOG group, subsystem of a batch, or CPU of a statistics
        /// reply.
        ///
        /// 0 in other messages.
        res_id: Be<u16>,
    }
}

open_enum! {
    /// Subsystem, the upper byte of the message type: `NFNL_SUBSYS_*`, linux/netfilter/nfnetlink.h.
    pub struct Subsystem(u8) {
        /// None: the messages that begin and end a batch.
        NFNL_SUBSYS_NONE = 0,
        /// Connection tracking (conntrack).
        NFNL_SUBSYS_CTNETLINK = 1,
        /// Conntrack expectations.
        NFNL_SUBSYS_CTNETLINK_EXP = 2,
        /// Packets queued to user space (NFQUEUE).
        NFNL_SUBSYS_QUEUE = 3,
        /// Packets logged to user space (NFLOG).
        NFNL_SUBSYS_ULOG = 4,
        /// Passive operating system fingerprints.
        NFNL_SUBSYS_OSF = 5,
        /// IP sets (ipset).
        NFNL_SUBSYS_IPSET = 6,
        /// Accounting objects (nfacct).
        NFNL_SUBSYS_ACCT = 7,
        /// Conntrack timeout policies.
        NFNL_SUBSYS_CTNETLINK_TIMEOUT = 8,
        /// Conntrack helpers in user space.
        NFNL_SUBSYS_CTHELPER = 9,
        /// nf_tables.
        NFNL_SUBSYS_NFTABLES = 10,
        /// Compatibility layer: xtables matches and targets in nf_tables.
        NFNL_SUBSYS_NFT_COMPAT = 11,
        /// List of registered netfilter hooks.
        NFNL_SUBSYS_HOOK = 12,
    }
}

messages! {
    /// Messages of `NETLINK_NETFILTER`, by message type: subsystem and message of that subsystem.
    pub enum NetfilterMessage<'a> {
        /// Begins a batch: changes that take effect together.
        NFNL_MSG_BATCH_BEGIN = 0x10, New => BatchBegin(NfGenMsg, NfnlBatch),
        /// Ends a batch and commits its messages.
        NFNL_MSG_BATCH_END = 0x11, New => BatchEnd(NfGenMsg, NfnlBatch),
        /// Announces a new or changed conntrack entry; as a request, creates or changes one.
        IPCTNL_MSG_CT_NEW = 0x100, New => CtNew(conntrack::ConntrackMessage<'a>) if feature = "conntrack",
        /// Requests one conntrack entry, or dumps all.
        IPCTNL_MSG_CT_GET = 0x101, Get => CtGet(conntrack::ConntrackMessage<'a>) if feature = "conntrack",
        /// Announces the removal of a conntrack entry; as a request, deletes entries.
        IPCTNL_MSG_CT_DELETE = 0x102, Delete => CtDelete(conntrack::ConntrackMessage<'a>) if feature = "conntrack",
        /// Requests one conntrack entry, or dumps all, and resets the counters to zero.
        IPCTNL_MSG_CT_GET_CTRZERO = 0x103, Get => CtGetCtrZero(conntrack::ConntrackMessage<'a>) if feature = "conntrack",
        /// Requests the conntrack statistics of each CPU, or carries those of one CPU.
        IPCTNL_MSG_CT_GET_STATS_CPU = 0x104, Get => CtGetStatsCpu(conntrack::StatsMessage<'a>) if feature = "conntrack",
        /// Requests or carries the number of conntrack entries.
        IPCTNL_MSG_CT_GET_STATS = 0x105, Get => CtGetStats(NfGenMsg, GlobalStats) if feature = "conntrack",
        /// Dumps conntrack entries that are being destroyed.
        IPCTNL_MSG_CT_GET_DYING = 0x106, Get => CtGetDying(conntrack::ConntrackMessage<'a>) if feature = "conntrack",
        /// Dumps conntrack entries that are not confirmed yet.
        IPCTNL_MSG_CT_GET_UNCONFIRMED = 0x107, Get => CtGetUnconfirmed(conntrack::ConntrackMessage<'a>) if feature = "conntrack",
        /// Announces a new expectation; as a request, creates one.
        IPCTNL_MSG_EXP_NEW = 0x200, New => ExpNew(conntrack::ExpectationMessage<'a>) if feature = "conntrack",
        /// Requests one expectation, or dumps all.
        IPCTNL_MSG_EXP_GET = 0x201, Get => ExpGet(conntrack::ExpectationMessage<'a>) if feature = "conntrack",
        /// Announces the removal of an expectation; as a request, deletes expectations.
        IPCTNL_MSG_EXP_DELETE = 0x202, Delete => ExpDelete(conntrack::ExpectationMessage<'a>) if feature = "conntrack",
        /// Requests the expectation statistics of each CPU, or carries those of one CPU.
        IPCTNL_MSG_EXP_GET_STATS_CPU = 0x203, Get => ExpGetStatsCpu(NfGenMsg, ExpectationStats) if feature = "conntrack",
        /// Delivers a queued packet, which waits for a verdict.
        NFQNL_MSG_PACKET = 0x300, New => QueuePacket(NfGenMsg, QueuedPacket) if feature = "nfqueue",
        /// Issues the verdict on a queued packet.
        NFQNL_MSG_VERDICT = 0x301, New => QueueVerdict(NfGenMsg, QueuedPacket) if feature = "nfqueue",
        /// Configures a queue.
        NFQNL_MSG_CONFIG = 0x302, New => QueueConfig(NfGenMsg, QueueConfig) if feature = "nfqueue",
        /// Issues one verdict on all queued packets up to and including an id.
        NFQNL_MSG_VERDICT_BATCH = 0x303, New => QueueVerdictBatch(NfGenMsg, QueuedPacket) if feature = "nfqueue",
        /// Delivers a logged packet.
        NFULNL_MSG_PACKET = 0x400, New => LogPacket(NfGenMsg, LoggedPacket) if feature = "nflog",
        /// Configures an NFLOG group.
        NFULNL_MSG_CONFIG = 0x401, New => LogConfig(NfGenMsg, LogConfig) if feature = "nflog",
        /// Adds a fingerprint of an operating system.
        OSF_MSG_ADD = 0x500, New => OsfAdd(NfGenMsg, osf::Osf) if feature = "osf",
        /// Removes a fingerprint of an operating system.
        OSF_MSG_REMOVE = 0x501, Delete => OsfRemove(NfGenMsg, osf::Osf) if feature = "osf",
        /// Requests or carries the protocol versions of ipset.
        IPSET_CMD_PROTOCOL = 0x601, Get => IpSetProtocol(ipset::IpSetProtocolMessage<'a>) if feature = "ipset",
        /// Creates an IP set.
        IPSET_CMD_CREATE = 0x602, New => IpSetCreate(NfGenMsg, ipset::IpSetCreate) if feature = "ipset",
        /// Destroys an IP set, or all.
        IPSET_CMD_DESTROY = 0x603, Delete => IpSetDestroy(ipset::IpSetMessage<'a>) if feature = "ipset",
        /// Deletes the elements of an IP set, or of all.
        IPSET_CMD_FLUSH = 0x604, Delete => IpSetFlush(ipset::IpSetMessage<'a>) if feature = "ipset",
        /// Renames an IP set.
        IPSET_CMD_RENAME = 0x605, New => IpSetRename(NfGenMsg, ipset::IpSetPair) if feature = "ipset",
        /// Exchanges the content of two IP sets.
        IPSET_CMD_SWAP = 0x606, New => IpSetSwap(NfGenMsg, ipset::IpSetPair) if feature = "ipset",
        /// Dumps IP sets with their elements; also the replies to `IPSET_CMD_SAVE`.
        IPSET_CMD_LIST = 0x607, Get => IpSetList(ipset::IpSetMessage<'a>) if feature = "ipset",
        /// Dumps IP sets with their elements.
        IPSET_CMD_SAVE = 0x608, Get => IpSetSave(ipset::IpSetMessage<'a>) if feature = "ipset",
        /// Adds elements to an IP set.
        IPSET_CMD_ADD = 0x609, New => IpSetAdd(ipset::IpSetChangeMessage<'a>) if feature = "ipset",
        /// Deletes elements of an IP set. With `NLM_F_EXCL`, an element
        /// that the set lacks is an error.
        IPSET_CMD_DEL = 0x60a, New => IpSetDel(ipset::IpSetChangeMessage<'a>) if feature = "ipset",
        /// Tests whether an IP set contains an element.
        IPSET_CMD_TEST = 0x60b, New => IpSetTest(ipset::IpSetChangeMessage<'a>) if feature = "ipset",
        /// Requests or carries type, family and revision of an IP set.
        IPSET_CMD_HEADER = 0x60c, Get => IpSetHeader(ipset::IpSetMessage<'a>) if feature = "ipset",
        /// Requests or carries the revisions of a type of IP sets.
        IPSET_CMD_TYPE = 0x60d, Get => IpSetType(ipset::IpSetTypeMessage<'a>) if feature = "ipset",
        /// Requests or carries the index of an IP set.
        IPSET_CMD_GET_BYNAME = 0x60e, Get => IpSetByName(ipset::IpSetMessage<'a>) if feature = "ipset",
        /// Requests or carries the name of an IP set by its index.
        IPSET_CMD_GET_BYINDEX = 0x60f, Get => IpSetByIndex(ipset::IpSetMessage<'a>) if feature = "ipset",
        /// Carries an accounting object; as a request, creates or resets one.
        NFNL_MSG_ACCT_NEW = 0x700, New => AcctNew(nfacct::AcctMessage<'a>) if feature = "nfacct",
        /// Requests one accounting object, or dumps all.
        NFNL_MSG_ACCT_GET = 0x701, Get => AcctGet(nfacct::AcctMessage<'a>) if feature = "nfacct",
        /// Requests one accounting object, or dumps all, and resets the counters to zero.
        NFNL_MSG_ACCT_GET_CTRZERO = 0x702, Get => AcctGetCtrZero(nfacct::AcctMessage<'a>) if feature = "nfacct",
        /// Deletes an accounting object, or all that are not in use.
        NFNL_MSG_ACCT_DEL = 0x703, Delete => AcctDel(nfacct::AcctMessage<'a>) if feature = "nfacct",
        /// Announces that an accounting object has reached its quota.
        NFNL_MSG_ACCT_OVERQUOTA = 0x704, New => AcctOverquota(nfacct::AcctMessage<'a>) if feature = "nfacct",
        /// Carries a conntrack timeout policy; as a request, creates or changes one.
        IPCTNL_MSG_TIMEOUT_NEW = 0x800, New => TimeoutNew(cttimeout::TimeoutMessage<'a>) if feature = "cttimeout",
        /// Requests one conntrack timeout policy, or dumps all.
        IPCTNL_MSG_TIMEOUT_GET = 0x801, Get => TimeoutGet(cttimeout::TimeoutMessage<'a>) if feature = "cttimeout",
        /// Deletes a conntrack timeout policy, or all that are not in use.
        IPCTNL_MSG_TIMEOUT_DELETE = 0x802, Delete => TimeoutDelete(cttimeout::TimeoutMessage<'a>) if feature = "cttimeout",
        /// Carries the default conntrack timeouts of a protocol; as a request, changes them.
        IPCTNL_MSG_TIMEOUT_DEFAULT_SET = 0x803, New => TimeoutDefaultSet(cttimeout::TimeoutMessage<'a>) if feature = "cttimeout",
        /// Requests the default conntrack timeouts of a protocol.
        IPCTNL_MSG_TIMEOUT_DEFAULT_GET = 0x804, Get => TimeoutDefaultGet(cttimeout::TimeoutMessage<'a>) if feature = "cttimeout",
        /// Carries a conntrack helper in user space; as a request, creates or changes one.
        NFNL_MSG_CTHELPER_NEW = 0x900, New => CtHelperNew(cthelper::HelperMessage<'a>) if feature = "cthelper",
        /// Requests one conntrack helper in user space, or dumps all.
        NFNL_MSG_CTHELPER_GET = 0x901, Get => CtHelperGet(cthelper::HelperMessage<'a>) if feature = "cthelper",
        /// Deletes conntrack helpers in user space.
        NFNL_MSG_CTHELPER_DEL = 0x902, Delete => CtHelperDel(cthelper::HelperMessage<'a>) if feature = "cthelper",
        /// Announces a new or changed table; as a request, creates or changes one.
        NFT_MSG_NEWTABLE = 0xa00, New => NewTable(nftables::TableMessage<'a>) if feature = "nftables",
        /// Requests one table, or dumps all.
        NFT_MSG_GETTABLE = 0xa01, Get => GetTable(nftables::TableMessage<'a>) if feature = "nftables",
        /// Announces the removal of a table; as a request, deletes tables.
        NFT_MSG_DELTABLE = 0xa02, Delete => DelTable(nftables::TableMessage<'a>) if feature = "nftables",
        /// Announces a new or changed chain; as a request, creates or changes one.
        NFT_MSG_NEWCHAIN = 0xa03, New => NewChain(nftables::ChainMessage<'a>) if feature = "nftables",
        /// Requests one chain, or dumps all.
        NFT_MSG_GETCHAIN = 0xa04, Get => GetChain(nftables::ChainMessage<'a>) if feature = "nftables",
        /// Announces the removal of a chain; as a request, deletes one.
        NFT_MSG_DELCHAIN = 0xa05, Delete => DelChain(nftables::ChainMessage<'a>) if feature = "nftables",
        /// Announces a new rule; as a request, creates or replaces one.
        NFT_MSG_NEWRULE = 0xa06, New => NewRule(nftables::NftRuleMessage<'a>) if feature = "nftables",
        /// Requests one rule, or dumps all.
        NFT_MSG_GETRULE = 0xa07, Get => GetRule(nftables::NftRuleMessage<'a>) if feature = "nftables",
        /// Announces the removal of a rule; as a request, deletes rules.
        NFT_MSG_DELRULE = 0xa08, Delete => DelRule(nftables::NftRuleMessage<'a>) if feature = "nftables",
        /// Announces a new or changed set; as a request, creates or changes one.
        NFT_MSG_NEWSET = 0xa09, New => NewSet(nftables::SetMessage<'a>) if feature = "nftables",
        /// Requests one set, or dumps all.
        NFT_MSG_GETSET = 0xa0a, Get => GetSet(nftables::SetMessage<'a>) if feature = "nftables",
        /// Announces the removal of a set; as a request, deletes one.
        NFT_MSG_DELSET = 0xa0b, Delete => DelSet(nftables::SetMessage<'a>) if feature = "nftables",
        /// Announces new set elements; as a request, adds elements.
        NFT_MSG_NEWSETELEM = 0xa0c, New => NewSetElem(NfGenMsg, NftSetElems) if feature = "nftables",
        /// Requests set elements, or dumps all elements of a set.
        NFT_MSG_GETSETELEM = 0xa0d, Get => GetSetElem(NfGenMsg, NftSetElems) if feature = "nftables",
        /// Announces the removal of set elements; as a request, deletes elements.
        NFT_MSG_DELSETELEM = 0xa0e, Delete => DelSetElem(NfGenMsg, NftSetElems) if feature = "nftables",
        /// Announces a new ruleset generation after a transaction; also the reply to
        /// `NFT_MSG_GETGEN`.
        NFT_MSG_NEWGEN = 0xa0f, New => NewGen(NfGenMsg, NftGen) if feature = "nftables",
        /// Requests the current ruleset generation.
        NFT_MSG_GETGEN = 0xa10, Get => GetGen(NfGenMsg, NftGen) if feature = "nftables",
        /// Reports one step of a traced packet (`meta nftrace`).
        NFT_MSG_TRACE = 0xa11, New => Trace(NfGenMsg, NftTrace) if feature = "nftables",
        /// Announces a new or changed stateful object; as a request, creates or changes one.
        NFT_MSG_NEWOBJ = 0xa12, New => NewObj(NfGenMsg, NftObject) if feature = "nftables",
        /// Requests one stateful object, or dumps all.
        NFT_MSG_GETOBJ = 0xa13, Get => GetObj(NfGenMsg, NftObject) if feature = "nftables",
        /// Announces the removal of a stateful object; as a request, deletes one.
        NFT_MSG_DELOBJ = 0xa14, Delete => DelObj(NfGenMsg, NftObject) if feature = "nftables",
        /// Requests one stateful object, or dumps all, and resets counters and quotas.
        NFT_MSG_GETOBJ_RESET = 0xa15, Get => GetObjReset(NfGenMsg, NftObject) if feature = "nftables",
        /// Announces a new or changed flow table; as a request, creates or changes one.
        NFT_MSG_NEWFLOWTABLE = 0xa16, New => NewFlowtable(NfGenMsg, NftFlowtable) if feature = "nftables",
        /// Requests one flow table, or dumps all.
        NFT_MSG_GETFLOWTABLE = 0xa17, Get => GetFlowtable(NfGenMsg, NftFlowtable) if feature = "nftables",
        /// Announces the removal of a flow table; as a request, deletes one.
        NFT_MSG_DELFLOWTABLE = 0xa18, Delete => DelFlowtable(NfGenMsg, NftFlowtable) if feature = "nftables",
        /// Requests one rule, or dumps all, and resets counters and quotas. Since Linux 6.2.
        NFT_MSG_GETRULE_RESET = 0xa19, Get => GetRuleReset(nftables::NftRuleMessage<'a>) if feature = "nftables",
        /// Deletes a table; a missing table is not an error. Since Linux 6.3.
        NFT_MSG_DESTROYTABLE = 0xa1a, Delete => DestroyTable(nftables::TableMessage<'a>) if feature = "nftables",
        /// Deletes a chain; a missing chain is not an error. Since Linux 6.3.
        NFT_MSG_DESTROYCHAIN = 0xa1b, Delete => DestroyChain(nftables::ChainMessage<'a>) if feature = "nftables",
        /// Deletes rules; a missing rule is not an error. Since Linux 6.3.
        NFT_MSG_DESTROYRULE = 0xa1c, Delete => DestroyRule(nftables::NftRuleMessage<'a>) if feature = "nftables",
        /// Deletes a set; a missing set is not an error. Since Linux 6.3.
        NFT_MSG_DESTROYSET = 0xa1d, Delete => DestroySet(nftables::SetMessage<'a>) if feature = "nftables",
        /// Deletes set elements; a missing element is not an error. Since Linux 6.3.
        NFT_MSG_DESTROYSETELEM = 0xa1e, Delete => DestroySetElem(NfGenMsg, NftSetElems) if feature = "nftables",
        /// Deletes a stateful object; a missing object is not an error. Since Linux 6.3.
        NFT_MSG_DESTROYOBJ = 0xa1f, Delete => DestroyObj(NfGenMsg, NftObject) if feature = "nftables",
        /// Deletes a flow table; a missing flow table is not an error. Since Linux 6.3.
        NFT_MSG_DESTROYFLOWTABLE = 0xa20, Delete => DestroyFlowtable(NfGenMsg, NftFlowtable) if feature = "nftables",
        /// Requests set elements, or dumps all, and resets their counters and quotas. Since Linux
        /// 6.5.
        NFT_MSG_GETSETELEM_RESET = 0xa21, Get => GetSetElemReset(NfGenMsg, NftSetElems) if feature = "nftables",
        /// Requests the highest supported revision of an xtables match or target.
        NFNL_MSG_COMPAT_GET = 0xb00, Get => CompatGet(NfGenMsg, NftCompat) if feature = "nftables",
        /// Dumps the functions at a hook.
        NFNL_MSG_HOOK_GET = 0xc00, Get => HookGet(hooks::HookMessage<'a>) if feature = "nftables",
    }
}
/// Returns the specification of a message; `None` if the message type is unknown.
pub fn lookup(message: Message<'_>) -> Option<&'static MessageSpec> {
    NetfilterMessage::lookup(message, StrictChecking::Unknown)
}
/// Returns the specification of the replies to a request that have the type of another message.
fn replies(request: Message<'_>) -> Option<Lookup> {
    match request.message_type() {
        #[cfg(feature = "conntrack")]
        NetfilterMessage::IPCTNL_MSG_EXP_GET_STATS_CPU => {
            Some(|reply| (reply.message_type() == EXPECTATION_STATS.number).then_some(&EXPECTATION_STATS))
        }
        _ => None,
    }
}
/// Statistics of expectations: the kernel sends the subsystem of conntrack entries
/// (`ctnetlink_exp_stat_fill_info`).
#[cfg(feature = "conntrack")]
static EXPECTATION_STATS: MessageSpec = MessageSpec {
    number: NetfilterMessage::IPCTNL_MSG_CT_GET_CTRZERO,
    name: "IPCTNL_MSG_EXP_GET_STATS_CPU",
    verb: crate::wire::Verb::Get,
    header: Some(&<NfGenMsg as crate::wire::CStruct>::SPEC),
    table: <conntrack::ExpectationStats as crate::wire::AttributeSet>::spec,
    protocol: None,
};

open_enum! {
    /// Multicast groups: `NFNLGRP_*`, linux/netfilter/nfnetlink.h. Groups are joined by number.
    pub struct NetfilterGroup(u32) {
        /// New conntrack entries: IPCTNL_MSG_CT_NEW with NLM_F_CREATE.
        NFNLGRP_CONNTRACK_NEW = 1,
        /// Changed conntrack entries: IPCTNL_MSG_CT_NEW without NLM_F_CREATE.
        NFNLGRP_CONNTRACK_UPDATE = 2,
        /// Removed conntrack entries: IPCTNL_MSG_CT_DELETE.
        NFNLGRP_CONNTRACK_DESTROY = 3,
        /// New expectations: IPCTNL_MSG_EXP_NEW.
        NFNLGRP_CONNTRACK_EXP_NEW = 4,
        /// Changed expectations. The kernel sends nothing to this group.
        NFNLGRP_CONNTRACK_EXP_UPDATE = 5,
        /// Removed expectations: IPCTNL_MSG_EXP_DELETE.
        NFNLGRP_CONNTRACK_EXP_DESTROY = 6,
        /// Changes of the nf_tables ruleset: NFT_MSG_NEW*, NFT_MSG_DEL*, NFT_MSG_NEWGEN.
        NFNLGRP_NFTABLES = 7,
        /// Accounting objects that exceed their quota.
        NFNLGRP_ACCT_QUOTA = 8,
        /// Traced packets: NFT_MSG_TRACE.
        NFNLGRP_NFTRACE = 9,
    }
}
impl crate::wire::GroupId for NetfilterGroup {
    fn group_id(&self) -> u32 {
        self.0
    }
}
