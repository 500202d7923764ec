//! Conntrack's statistics: of each CPU, and how many entries there are.
use super::{super::NfGenMsg, NetfilterMessage};
use crate::{attributes, operations, wire::Be};

attributes! {
    /// What has happened on a CPU: `CTA_STATS_*`, linux/netfilter/nfnetlink_conntrack.h. The CPU is the header's `res_id`.
    pub set Stats, enum StatsAttr<'a> {
        /// Lookups; no longer counted.
        CTA_STATS_SEARCHED = 1 => Searched(Be<u32>),
        /// Entries that were found.
        CTA_STATS_FOUND = 2 => Found(Be<u32>),
        /// Entries that were made; no longer counted.
        CTA_STATS_NEW = 3 => New(Be<u32>),
        /// Packets that cannot be tracked.
        CTA_STATS_INVALID = 4 => Invalid(Be<u32>),
        /// Packets of entries that were there already; no longer counted.
        CTA_STATS_IGNORE = 5 => Ignore(Be<u32>),
        /// Entries that were removed; no longer counted.
        CTA_STATS_DELETE = 6 => Delete(Be<u32>),
        /// Entries put on the list of the dying; no longer counted.
        CTA_STATS_DELETE_LIST = 7 => DeleteList(Be<u32>),
        /// Entries put into the table.
        CTA_STATS_INSERT = 8 => Insert(Be<u32>),
        /// Entries that could not be, such as one of a tuple that is there.
        CTA_STATS_INSERT_FAILED = 9 => InsertFailed(Be<u32>),
        /// Packets dropped for want of room or memory.
        CTA_STATS_DROP = 10 => Drop(Be<u32>),
        /// Entries dropped to make room.
        CTA_STATS_EARLY_DROP = 11 => EarlyDrop(Be<u32>),
        /// Packets with errors.
        CTA_STATS_ERROR = 12 => Error(Be<u32>),
        /// Lookups begun again since the table was changed on the way.
        CTA_STATS_SEARCH_RESTART = 13 => SearchRestart(Be<u32>),
        /// Entries lost to another of the same tuple, for which a way was found.
        CTA_STATS_CLASH_RESOLVE = 14 => ClashResolve(Be<u32>),
        /// Entries refused since their bucket was too long.
        CTA_STATS_CHAIN_TOOLONG = 15 => ChainTooLong(Be<u32>),
    }
}
attributes! {
    /// How many entries there are: `CTA_STATS_GLOBAL_*`, linux/netfilter/nfnetlink_conntrack.h.
    pub set GlobalStats, enum GlobalStatsAttr<'a> {
        /// Entries of the network namespace.
        CTA_STATS_GLOBAL_ENTRIES = 1 => Entries(Be<u32>),
        /// How many there may be, in all namespaces.
        CTA_STATS_GLOBAL_MAX_ENTRIES = 2 => MaxEntries(Be<u32>),
    }
}
operations! {
    /// Asks for the statistics of each CPU, by a dump.
    pub GetStats {} = Get(NetfilterMessage::IPCTNL_MSG_CT_GET_STATS_CPU, NfGenMsg, Stats);
    /// Asks how many entries there are. The answer bears NLM_F_MULTI, and an ack ends it.
    pub GetGlobalStats {} = Get(NetfilterMessage::IPCTNL_MSG_CT_GET_STATS, NfGenMsg, GlobalStats);
}
