//! Conntrack statistics: counters of each CPU, number of entries.
use super::StatsMessage;
use super::{super::NfGenMsg, NetfilterMessage};
use crate::{attributes, operations, wire::Be};

attributes! {
    /// Conntrack statistics of one CPU: `CTA_STATS_*`, linux/netfilter/nfnetlink_conntrack.h.
    ///
    /// The CPU is `res_id` of the header.
    pub set Stats, enum StatsAttr<'a> {
        /// Lookups. No longer counted.
        CTA_STATS_SEARCHED: Be<u32> = 1,
        /// Lookups that found an entry.
        ///
        /// Recent kernels count only lookups by NAT that found the wanted tuple in use.
        CTA_STATS_FOUND: Be<u32> = 2,
        /// Entries created. No longer counted.
        CTA_STATS_NEW: Be<u32> = 3,
        /// Packets that cannot be tracked.
        CTA_STATS_INVALID: Be<u32> = 4,
        /// Packets that had a conntrack entry already. No longer counted.
        CTA_STATS_IGNORE: Be<u32> = 5,
        /// Entries deleted. No longer counted.
        CTA_STATS_DELETE: Be<u32> = 6,
        /// Entries put on the list of dying entries. No longer counted.
        CTA_STATS_DELETE_LIST: Be<u32> = 7,
        /// Entries inserted into the table.
        ///
        /// Recent kernels count only entries created by netlink requests.
        CTA_STATS_INSERT: Be<u32> = 8,
        /// Entries that could not be inserted, for example because the tuple is in use.
        CTA_STATS_INSERT_FAILED: Be<u32> = 9,
        /// Packets dropped: table full, out of memory, or tuple clash not resolved.
        CTA_STATS_DROP: Be<u32> = 10,
        /// Entries evicted to make space in a full table.
        CTA_STATS_EARLY_DROP: Be<u32> = 11,
        /// Packets with errors.
        CTA_STATS_ERROR: Be<u32> = 12,
        /// Lookups restarted because the table changed meanwhile.
        CTA_STATS_SEARCH_RESTART: Be<u32> = 13,
        /// Tuple clashes resolved: two packets created the same entry at the same time.
        CTA_STATS_CLASH_RESOLVE: Be<u32> = 14,
        /// Entries rejected because the hash bucket was too long.
        CTA_STATS_CHAIN_TOOLONG: Be<u32> = 15,
    }
}
attributes! {
    /// Number of conntrack entries: `CTA_STATS_GLOBAL_*`, linux/netfilter/nfnetlink_conntrack.h.
    pub set GlobalStats, enum GlobalStatsAttr<'a> {
        /// Current number of entries in the network namespace.
        CTA_STATS_GLOBAL_ENTRIES: Be<u32> = 1,
        /// Maximum number of entries of a network namespace (net.netfilter.nf_conntrack_max).
        CTA_STATS_GLOBAL_MAX_ENTRIES: Be<u32> = 2,
    }
}
operations! {
    protocol crate::wire::Protocol::NETFILTER;
    /// Requests the conntrack statistics of each CPU. Dump only.
    pub GetStats {} = Get(NetfilterMessage::IPCTNL_MSG_CT_GET_STATS_CPU, NfGenMsg, Stats) -> StatsMessage;
    /// Requests the number of conntrack entries. The reply carries NLM_F_MULTI and is followed by
    /// an ack.
    pub GetGlobalStats {} = Get(NetfilterMessage::IPCTNL_MSG_CT_GET_STATS, NfGenMsg, GlobalStats);
}
