//! Device features (offloads) and driver private flags.
use super::{Bitset, Header};
use crate::{attributes, wire::Attrs};

attributes! {
    /// Device features (offloads): `ETHTOOL_A_FEATURES_*`, linux/ethtool_netlink.h.
    ///
    /// The bit names are in the string set [`StringSetId::ETH_SS_FEATURES`](super::StringSetId).
    /// The reply to `ETHTOOL_MSG_FEATURES_SET` reports the effect of the change: `WANTED` is the
    /// difference between the requested and the active features, `ACTIVE` the features that
    /// changed.
    #[doc(alias = "offload")]
    #[doc(alias = "ethtool_gfeatures")]
    pub set Features, enum FeaturesAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_FEATURES_HEADER: Attrs<'a, Header> = 1,
        /// Features that can be changed.
        ETHTOOL_A_FEATURES_HW: Attrs<'a, Bitset> = 2 where read_only,
        /// Requested features.
        ETHTOOL_A_FEATURES_WANTED: Attrs<'a, Bitset> = 3,
        /// Active features: those wanted, as far as other features and the driver allow.
        ETHTOOL_A_FEATURES_ACTIVE: Attrs<'a, Bitset> = 4 where read_only,
        /// Features that can never be changed.
        ETHTOOL_A_FEATURES_NOCHANGE: Attrs<'a, Bitset> = 5 where read_only,
    }
}
attributes! {
    /// Driver private flags: `ETHTOOL_A_PRIVFLAGS_*`, linux/ethtool_netlink.h.
    ///
    /// The bit names are in the string set [`StringSetId::ETH_SS_PRIV_FLAGS`](super::StringSetId).
    pub set PrivFlags, enum PrivFlagsAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_PRIVFLAGS_HEADER: Attrs<'a, Header> = 1,
        /// Private flags.
        ETHTOOL_A_PRIVFLAGS_FLAGS: Attrs<'a, Bitset> = 2,
    }
}
