//! Sets of strings: the names of statistics, features, link modes and other things that are numbered, as the kernel or a driver has them.
use super::Header;
use crate::{
    attributes, numbers,
    wire::{Attrs, Flag, Str},
};

numbers! {
    /// Which set of strings: `enum ethtool_stringset`, linux/ethtool.h.
    pub struct StringSetId(u32) {
        /// Results of the device's self test.
        ETH_SS_TEST = 0,
        /// The driver's own statistics.
        ETH_SS_STATS = 1,
        /// The driver's own flags.
        ETH_SS_PRIV_FLAGS = 2,
        /// Not in use any more.
        ETH_SS_NTUPLE_FILTERS = 3,
        /// Features.
        ETH_SS_FEATURES = 4,
        /// Hash functions that spread packets over queues.
        ETH_SS_RSS_HASH_FUNCS = 5,
        /// Tunables.
        ETH_SS_TUNABLES = 6,
        /// Statistics of a PHY.
        ETH_SS_PHY_STATS = 7,
        /// Tunables of a PHY.
        ETH_SS_PHY_TUNABLES = 8,
        /// Link modes.
        ETH_SS_LINK_MODES = 9,
        /// Classes of debug messages.
        ETH_SS_MSG_CLASSES = 10,
        /// Ways to wake on LAN.
        ETH_SS_WOL_MODES = 11,
        /// Abilities of time stamping.
        ETH_SS_SOF_TIMESTAMPING = 12,
        /// Types of time stamps of packets sent.
        ETH_SS_TS_TX_TYPES = 13,
        /// Filters of time stamps of packets received.
        ETH_SS_TS_RX_FILTERS = 14,
        /// Types of UDP tunnels.
        ETH_SS_UDP_TUNNEL_TYPES = 15,
        /// Groups of the standard statistics.
        ETH_SS_STATS_STD = 16,
        /// Statistics of the PHY by IEEE 802.3.
        ETH_SS_STATS_ETH_PHY = 17,
        /// Statistics of the MAC by IEEE 802.3.
        ETH_SS_STATS_ETH_MAC = 18,
        /// Statistics of MAC control by IEEE 802.3.
        ETH_SS_STATS_ETH_CTRL = 19,
        /// Statistics of RMON.
        ETH_SS_STATS_RMON = 20,
        /// Further statistics of the PHY.
        ETH_SS_STATS_PHY = 21,
        /// Flags of hardware time stamping.
        ETH_SS_TS_FLAGS = 22,
    }
}
attributes! {
    /// Sets of strings, asked for and told: `ETHTOOL_A_STRSET_*`, linux/ethtool_netlink.h. Without a device, those of the kernel's own.
    pub set StrSet, enum StrSetAttr<'a> {
        /// Which device.
        ETHTOOL_A_STRSET_HEADER = 1 => Header(Attrs<'a, Header>),
        /// Which sets are asked for, and what is in them.
        ETHTOOL_A_STRSET_STRINGSETS = 2 => Stringsets(Attrs<'a, StringSets>),
        /// Only how many strings there are is asked for.
        ETHTOOL_A_STRSET_COUNTS_ONLY = 3 => CountsOnly(Flag),
    }
}
attributes! {
    /// Sets of strings: `ETHTOOL_A_STRINGSETS_*`, linux/ethtool_netlink.h.
    pub set StringSets, enum StringSetsAttr<'a> {
        /// One set.
        ETHTOOL_A_STRINGSETS_STRINGSET = 1 => Stringset[Attrs<'a, StringSet>],
    }
}
attributes! {
    /// A set of strings: `ETHTOOL_A_STRINGSET_*`, linux/ethtool_netlink.h.
    pub set StringSet, enum StringSetAttr<'a> {
        /// Which set.
        ETHTOOL_A_STRINGSET_ID = 1 => Id(StringSetId),
        /// How many strings it has.
        ETHTOOL_A_STRINGSET_COUNT = 2 => Count(u32) where output(),
        /// The strings.
        ETHTOOL_A_STRINGSET_STRINGS = 3 => Strings(Attrs<'a, Strings>) where output(),
    }
}
attributes! {
    /// Strings: `ETHTOOL_A_STRINGS_*`, linux/ethtool_netlink.h.
    pub set Strings, enum StringsAttr<'a> {
        /// One string.
        ETHTOOL_A_STRINGS_STRING = 1 => String[Attrs<'a, StringItem>] where output(),
    }
}
attributes! {
    /// A string: `ETHTOOL_A_STRING_*`, linux/ethtool_netlink.h.
    pub set StringItem, enum StringItemAttr<'a> {
        /// Its number within the set.
        ETHTOOL_A_STRING_INDEX = 1 => Index(u32) where output(),
        /// The string.
        ETHTOOL_A_STRING_VALUE = 2 => Value(Str<'a>) where output(),
    }
}

/// The strings of a set, found by number.
impl<'a> Attrs<'a, Strings> {
    /// The string of a number: what a bit of a compact bitset is called. A walk; for many look-ups at once walk yourself.
    pub fn name(self, index: u32) -> Option<Str<'a>> {
        let named = self
            .all(Strings::ETHTOOL_A_STRINGS_STRING)
            .map_while(Result::ok)
            .find(|string| string.get(StringItem::ETHTOOL_A_STRING_INDEX).ok().flatten() == Some(index));
        named?.get(StringItem::ETHTOOL_A_STRING_VALUE).ok().flatten()
    }
}
impl<'a> Attrs<'a, StrSet> {
    /// The strings of one set in an answer.
    pub fn strings(self, set: StringSetId) -> Option<Attrs<'a, Strings>> {
        let sets = self.get(StrSet::ETHTOOL_A_STRSET_STRINGSETS).ok().flatten()?;
        let found = sets.all(StringSets::ETHTOOL_A_STRINGSETS_STRINGSET).map_while(Result::ok);
        found
            .filter(|found| found.get(StringSet::ETHTOOL_A_STRINGSET_ID).ok().flatten() == Some(set))
            .find_map(|found| found.get(StringSet::ETHTOOL_A_STRINGSET_STRINGS).ok().flatten())
    }
}
