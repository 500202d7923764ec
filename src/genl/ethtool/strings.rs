//! String sets: names of statistics, features, link modes and other numbered items.
use super::Header;
use crate::{
    attributes, open_enum,
    wire::{Attrs, Flag, Str},
};

open_enum! {
    /// Id of a string set: `enum ethtool_stringset`, linux/ethtool.h.
    pub struct StringSetId(u32) {
        /// Self-test results.
        ETH_SS_TEST = 0,
        /// Driver statistics.
        ETH_SS_STATS = 1,
        /// Driver private flags.
        ETH_SS_PRIV_FLAGS = 2,
        /// Obsolete.
        ETH_SS_NTUPLE_FILTERS = 3,
        /// Device features.
        ETH_SS_FEATURES = 4,
        /// RSS hash functions.
        ETH_SS_RSS_HASH_FUNCS = 5,
        /// Names of the device's tunables.
        ETH_SS_TUNABLES = 6,
        /// PHY statistics.
        ETH_SS_PHY_STATS = 7,
        /// Names of the PHY's tunables.
        ETH_SS_PHY_TUNABLES = 8,
        /// Names of the link modes.
        ETH_SS_LINK_MODES = 9,
        /// Message classes of the driver's log.
        ETH_SS_MSG_CLASSES = 10,
        /// Wake-on-LAN modes.
        ETH_SS_WOL_MODES = 11,
        /// Time stamping capabilities: `SOF_TIMESTAMPING_*`.
        ETH_SS_SOF_TIMESTAMPING = 12,
        /// Transmit time stamping types: `HWTSTAMP_TX_*`.
        ETH_SS_TS_TX_TYPES = 13,
        /// Receive time stamping filters: `HWTSTAMP_FILTER_*`.
        ETH_SS_TS_RX_FILTERS = 14,
        /// Names of the UDP tunnel types that devices offload.
        ETH_SS_UDP_TUNNEL_TYPES = 15,
        /// Groups of standard statistics.
        ETH_SS_STATS_STD = 16,
        /// IEEE 802.3 PHY statistics.
        ETH_SS_STATS_ETH_PHY = 17,
        /// IEEE 802.3 MAC statistics.
        ETH_SS_STATS_ETH_MAC = 18,
        /// IEEE 802.3 MAC control statistics.
        ETH_SS_STATS_ETH_CTRL = 19,
        /// RMON statistics.
        ETH_SS_STATS_RMON = 20,
        /// Additional PHY statistics.
        ETH_SS_STATS_PHY = 21,
        /// Hardware time stamping flags: `HWTSTAMP_FLAG_*`.
        ETH_SS_TS_FLAGS = 22,
    }
}
attributes! {
    /// Request and reply for string sets: `ETHTOOL_A_STRSET_*`, linux/ethtool_netlink.h.
    ///
    /// A request without a device returns the global string sets.
    #[doc(alias = "ethtool_gstrings")]
    pub set StrSet, enum StrSetAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_STRSET_HEADER: Attrs<'a, Header> = 1,
        /// Requested string sets, or their contents.
        ETHTOOL_A_STRSET_STRINGSETS: Attrs<'a, StringSets> = 2,
        /// Return the number of strings only.
        ETHTOOL_A_STRSET_COUNTS_ONLY: Flag = 3,
    }
}
attributes! {
    /// List of string sets: `ETHTOOL_A_STRINGSETS_*`, linux/ethtool_netlink.h.
    pub set StringSets, enum StringSetsAttr<'a> {
        /// One string set.
        ETHTOOL_A_STRINGSETS_STRINGSET: [Attrs<'a, StringSet>] = 1,
    }
}
attributes! {
    /// String set: `ETHTOOL_A_STRINGSET_*`, linux/ethtool_netlink.h.
    pub set StringSet, enum StringSetAttr<'a> {
        /// Id of the string set.
        ETHTOOL_A_STRINGSET_ID: StringSetId = 1,
        /// Number of strings.
        ETHTOOL_A_STRINGSET_COUNT: u32 = 2 where read_only,
        /// Strings of the set; absent if only the counts were requested.
        ETHTOOL_A_STRINGSET_STRINGS: Attrs<'a, Strings> = 3 where read_only,
    }
}
attributes! {
    /// Strings of a string set: `ETHTOOL_A_STRINGS_*`, linux/ethtool_netlink.h.
    pub set Strings, enum StringsAttr<'a> {
        /// One string.
        ETHTOOL_A_STRINGS_STRING: [Attrs<'a, StringItem>] = 1 where read_only,
    }
}
attributes! {
    /// String: `ETHTOOL_A_STRING_*`, linux/ethtool_netlink.h.
    pub set StringItem, enum StringItemAttr<'a> {
        /// Index in the string set.
        ETHTOOL_A_STRING_INDEX: u32 = 1 where read_only,
        /// The string: name of a feature, flag or statistic.
        ETHTOOL_A_STRING_VALUE: Str<'a> = 2 where read_only,
    }
}

/// Lookup of strings by index.
impl<'a> Attrs<'a, Strings> {
    /// Returns the string with this index, for example the name of a bit of a compact bitset.
    ///
    /// Linear search; iterate over the strings to look up many.
    pub fn name(self, index: u32) -> Option<Str<'a>> {
        let named = self
            .get_all(Strings::ETHTOOL_A_STRINGS_STRING)
            .map_while(Result::ok)
            .find(|string| string.get(StringItem::ETHTOOL_A_STRING_INDEX).ok().flatten() == Some(index));
        named?.get(StringItem::ETHTOOL_A_STRING_VALUE).ok().flatten()
    }
}
impl<'a> Attrs<'a, StrSet> {
    /// Returns the strings of one string set of a reply.
    pub fn strings(self, set: StringSetId) -> Option<Attrs<'a, Strings>> {
        let sets = self.get(StrSet::ETHTOOL_A_STRSET_STRINGSETS).ok().flatten()?;
        let found = sets.get_all(StringSets::ETHTOOL_A_STRINGSETS_STRINGSET).map_while(Result::ok);
        found
            .filter(|found| found.get(StringSet::ETHTOOL_A_STRINGSET_ID).ok().flatten() == Some(set))
            .find_map(|found| found.get(StringSet::ETHTOOL_A_STRINGSET_STRINGS).ok().flatten())
    }
}
