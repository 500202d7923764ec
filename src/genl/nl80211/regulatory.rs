//! Regulatory domains and radar detection (DFS).
use crate::{attributes, flags, open_enum};

attributes! {
    /// Rule of a regulatory domain: `NL80211_ATTR_REG_RULES`.
    pub set RegRule, enum RegRuleAttr<'a> {
        /// Flags of the rule: uses that the rule forbids.
        NL80211_ATTR_REG_RULE_FLAGS: RegRuleFlags = 1,
        /// Start of the frequency range, kHz. An edge of the band, not a center frequency.
        NL80211_ATTR_FREQ_RANGE_START: u32 = 2,
        /// End of the frequency range, kHz.
        NL80211_ATTR_FREQ_RANGE_END: u32 = 3,
        /// Maximum bandwidth, kHz.
        NL80211_ATTR_FREQ_RANGE_MAX_BW: u32 = 4,
        /// Maximum antenna gain, mBi (1/100 dBi). 0 means unknown.
        NL80211_ATTR_POWER_RULE_MAX_ANT_GAIN: u32 = 5,
        /// Maximum EIRP, mBm (1/100 dBm).
        NL80211_ATTR_POWER_RULE_MAX_EIRP: u32 = 6,
        /// Time of the channel availability check (CAC), milliseconds. 0 means the default.
        NL80211_ATTR_DFS_CAC_TIME: u32 = 7,
        /// Maximum power spectral density, dBm/MHz.
        NL80211_ATTR_POWER_RULE_PSD: i8 = 8,
    }
}

flags! {
    /// Flags of a regulatory rule: `NL80211_ATTR_REG_RULE_FLAGS`.
    pub struct RegRuleFlags(u32) {
        /// OFDM is not allowed.
        NL80211_RRF_NO_OFDM = 1 << 0,
        /// CCK is not allowed.
        NL80211_RRF_NO_CCK = 1 << 1,
        /// Indoor use is not allowed.
        NL80211_RRF_NO_INDOOR = 1 << 2,
        /// Outdoor use is not allowed.
        NL80211_RRF_NO_OUTDOOR = 1 << 3,
        /// Radar detection (DFS) is required.
        NL80211_RRF_DFS = 1 << 4,
        /// Point-to-point links only.
        NL80211_RRF_PTP_ONLY = 1 << 5,
        /// Point-to-multipoint links only.
        NL80211_RRF_PTMP_ONLY = 1 << 6,
        /// No initiating radiation: neither active scans nor beacons.
        NL80211_RRF_NO_IR = 1 << 7,
        /// Obsolete: set together with `NL80211_RRF_NO_IR`.
        __NL80211_RRF_NO_IBSS = 1 << 8,
        /// The bandwidth is the sum of adjacent rules.
        NL80211_RRF_AUTO_BW = 1 << 11,
        /// Initiating radiation is allowed while connected on the same channel, or in the same UNII
        /// band.
        NL80211_RRF_IR_CONCURRENT = 1 << 12,
        /// HT40- is not allowed.
        NL80211_RRF_NO_HT40MINUS = 1 << 13,
        /// HT40+ is not allowed.
        NL80211_RRF_NO_HT40PLUS = 1 << 14,
        /// 80 MHz is not allowed.
        NL80211_RRF_NO_80MHZ = 1 << 15,
        /// 160 MHz is not allowed.
        NL80211_RRF_NO_160MHZ = 1 << 16,
        /// HE is not allowed.
        NL80211_RRF_NO_HE = 1 << 17,
        /// 320 MHz is not allowed.
        NL80211_RRF_NO_320MHZ = 1 << 18,
        /// EHT is not allowed.
        NL80211_RRF_NO_EHT = 1 << 19,
        /// The rule limits the power spectral density.
        NL80211_RRF_PSD = 1 << 20,
        /// DFS channel that is allowed under the control of a DFS master on the same channel.
        NL80211_RRF_DFS_CONCURRENT = 1 << 21,
        /// No client of a very low power (VLP) AP.
        NL80211_RRF_NO_6GHZ_VLP_CLIENT = 1 << 22,
        /// No client of an automated frequency coordination (AFC) AP.
        NL80211_RRF_NO_6GHZ_AFC_CLIENT = 1 << 23,
        /// A very low power (VLP) AP is allowed, despite `NL80211_RRF_NO_IR`.
        NL80211_RRF_ALLOW_6GHZ_VLP_AP = 1 << 24,
        /// 20 MHz operation is allowed, despite `NL80211_RRF_NO_IR`.
        NL80211_RRF_ALLOW_20MHZ_ACTIVITY = 1 << 25,
        /// UHR is not allowed.
        NL80211_RRF_NO_UHR = 1 << 26,
    }
}

open_enum! {
    /// Initiator of a regulatory request: `NL80211_ATTR_REG_INITIATOR`.
    pub struct RegInitiator(u8) {
        /// The regulatory core.
        NL80211_REGDOM_SET_BY_CORE = 0,
        /// A user, such as `iw reg set`.
        NL80211_REGDOM_SET_BY_USER = 1,
        /// A driver, from the country code in the device.
        NL80211_REGDOM_SET_BY_DRIVER = 2,
        /// The Country element of an AP.
        NL80211_REGDOM_SET_BY_COUNTRY_IE = 3,
    }
}

open_enum! {
    /// Type of a regulatory domain: `NL80211_ATTR_REG_TYPE`.
    pub struct RegType(u8) {
        /// Country: `NL80211_ATTR_REG_ALPHA2` names the country.
        NL80211_REGDOM_TYPE_COUNTRY = 0,
        /// World: what is allowed in every country.
        NL80211_REGDOM_TYPE_WORLD = 1,
        /// World, as the driver defines it.
        NL80211_REGDOM_TYPE_CUSTOM_WORLD = 2,
        /// Intersection of two regulatory domains.
        NL80211_REGDOM_TYPE_INTERSECTION = 3,
    }
}

open_enum! {
    /// DFS region: `NL80211_ATTR_DFS_REGION`.
    pub struct DfsRegion(u8) {
        /// None.
        NL80211_DFS_UNSET = 0,
        /// FCC (USA).
        NL80211_DFS_FCC = 1,
        /// ETSI (Europe).
        NL80211_DFS_ETSI = 2,
        /// Japan (MKK).
        NL80211_DFS_JP = 3,
    }
}

flags! {
    /// Set of DFS regions: `1 << NL80211_DFS_*`.
    pub struct DfsRegions(u32) {
        /// None.
        NL80211_DFS_UNSET = 1 << 0,
        /// FCC (USA).
        NL80211_DFS_FCC = 1 << 1,
        /// ETSI (Europe).
        NL80211_DFS_ETSI = 1 << 2,
        /// Japan (MKK).
        NL80211_DFS_JP = 1 << 3,
    }
}

open_enum! {
    /// Type of a regulatory hint: `NL80211_ATTR_USER_REG_HINT_TYPE`.
    pub struct UserRegHintType(u32) {
        /// A user, or a program that acts for a user.
        NL80211_USER_REG_HINT_USER = 0,
        /// By a cellular base station.
        NL80211_USER_REG_HINT_CELL_BASE = 1,
        /// The device is indoors.
        NL80211_USER_REG_HINT_INDOOR = 2,
    }
}

open_enum! {
    /// Radar event: `NL80211_ATTR_RADAR_EVENT`.
    pub struct RadarEvent(u32) {
        /// A radar was detected: the channel is unusable.
        NL80211_RADAR_DETECTED = 0,
        /// The channel availability check (CAC) finished: the channel is available.
        NL80211_RADAR_CAC_FINISHED = 1,
        /// The channel availability check was aborted.
        NL80211_RADAR_CAC_ABORTED = 2,
        /// The non-occupancy period (NOP) is over: the channel is usable again.
        NL80211_RADAR_NOP_FINISHED = 3,
        /// The channel availability check expired.
        NL80211_RADAR_PRE_CAC_EXPIRED = 4,
        /// The channel availability check started.
        NL80211_RADAR_CAC_STARTED = 5,
    }
}
