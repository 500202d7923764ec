//! Features of a device, and its driver's own flags.
use super::{Bitset, Header};
use crate::{attributes, wire::Attrs};

attributes! {
    /// Features: `ETHTOOL_A_FEATURES_*`, linux/ethtool_netlink.h. Their names are those of [`StringSetId::ETH_SS_FEATURES`](super::StringSetId). The answer to a change says what did not come as wished: in WANTED the difference to what is active, in ACTIVE what changed.
    pub set Features, enum FeaturesAttr<'a> {
        /// Which device.
        ETHTOOL_A_FEATURES_HEADER = 1 => Header(Attrs<'a, Header>),
        /// What can be changed.
        ETHTOOL_A_FEATURES_HW = 2 => Hw(Attrs<'a, Bitset>) where output(),
        /// What is wished.
        ETHTOOL_A_FEATURES_WANTED = 3 => Wanted(Attrs<'a, Bitset>),
        /// What is active.
        ETHTOOL_A_FEATURES_ACTIVE = 4 => Active(Attrs<'a, Bitset>) where output(),
        /// What never changes.
        ETHTOOL_A_FEATURES_NOCHANGE = 5 => Nochange(Attrs<'a, Bitset>) where output(),
    }
}
attributes! {
    /// A driver's own flags: `ETHTOOL_A_PRIVFLAGS_*`, linux/ethtool_netlink.h. Their names are those of [`StringSetId::ETH_SS_PRIV_FLAGS`](super::StringSetId).
    pub set PrivFlags, enum PrivFlagsAttr<'a> {
        /// Which device.
        ETHTOOL_A_PRIVFLAGS_HEADER = 1 => Header(Attrs<'a, Header>),
        /// The flags.
        ETHTOOL_A_PRIVFLAGS_FLAGS = 2 => Flags(Attrs<'a, Bitset>),
    }
}
