//! Scans, scan results, and surveys.
use super::{CapabilityInfo, InfoElement, RssiAdjust, Ssid};
use crate::{
    attributes, flags, open_enum,
    wire::{Flag, HwAddr, NestTypeValue, Struct, Tlvs},
};

attributes! {
    /// BSS that a scan found: `NL80211_ATTR_BSS`.
    pub set Bss, enum BssAttr<'a> {
        /// BSSID: MAC address of the BSS.
        NL80211_BSS_BSSID: HwAddr<'a> = 1,
        /// Frequency, MHz.
        NL80211_BSS_FREQUENCY: u32 = 2,
        /// TSF of the last probe response or beacon, microseconds.
        NL80211_BSS_TSF: u64 = 3,
        /// Beacon interval, TU.
        NL80211_BSS_BEACON_INTERVAL: u16 = 4,
        /// Capability information field.
        NL80211_BSS_CAPABILITY: CapabilityInfo = 5,
        /// Elements of the last probe response or beacon. See [`Elements`](super::Elements).
        NL80211_BSS_INFORMATION_ELEMENTS: Tlvs<'a, InfoElement> = 6,
        /// Signal, mBm (1/100 dBm).
        NL80211_BSS_SIGNAL_MBM: i32 = 7,
        /// Signal without unit: 0 to 100.
        NL80211_BSS_SIGNAL_UNSPEC: u8 = 8,
        /// Relation of the interface to the BSS. Missing if there is none.
        NL80211_BSS_STATUS: BssStatus = 9,
        /// Age of the entry, milliseconds.
        NL80211_BSS_SEEN_MS_AGO: u32 = 10,
        /// Elements of the last beacon. See [`Elements`](super::Elements).
        NL80211_BSS_BEACON_IES: Tlvs<'a, InfoElement> = 11,
        /// Width of the control channel. Not used any more.
        NL80211_BSS_CHAN_WIDTH: BssScanWidth = 12,
        /// TSF of the last beacon, microseconds.
        NL80211_BSS_BEACON_TSF: u64 = 13,
        /// `NL80211_BSS_INFORMATION_ELEMENTS` are of a probe response.
        NL80211_BSS_PRESP_DATA: Flag = 14,
        /// Time of the last frame, nanoseconds of `CLOCK_BOOTTIME`.
        NL80211_BSS_LAST_SEEN_BOOTTIME: u64 = 15,
        /// Padding.
        NL80211_BSS_PAD: &'a [u8] = 16,
        /// Time of the last frame by the TSF of `NL80211_BSS_PARENT_BSSID`, microseconds.
        NL80211_BSS_PARENT_TSF: u64 = 17,
        /// BSS whose TSF is `NL80211_BSS_PARENT_TSF`.
        NL80211_BSS_PARENT_BSSID: HwAddr<'a> = 18,
        /// Signal by chain, dBm.
        NL80211_BSS_CHAIN_SIGNAL: NestTypeValue<'a, i8> = 19,
        /// Offset added to the frequency, kHz.
        NL80211_BSS_FREQUENCY_OFFSET: u32 = 20,
        /// Link id, if connected by MLO.
        NL80211_BSS_MLO_LINK_ID: u8 = 21,
        /// MLD address, if connected by MLO.
        NL80211_BSS_MLD_ADDR: HwAddr<'a> = 22,
        /// Uses that are possible.
        NL80211_BSS_USE_FOR: BssUseFor = 23,
        /// Why some uses are not possible.
        NL80211_BSS_CANNOT_USE_REASONS: BssCannotUse = 24,
    }
}

open_enum! {
    /// Relation of an interface to a BSS: `NL80211_BSS_STATUS`.
    pub struct BssStatus(u32) {
        /// Authenticated. Not used any more.
        NL80211_BSS_STATUS_AUTHENTICATED = 0,
        /// The interface is associated with this BSS.
        NL80211_BSS_STATUS_ASSOCIATED = 1,
        /// Member of the IBSS.
        NL80211_BSS_STATUS_IBSS_JOINED = 2,
    }
}

open_enum! {
    /// Width of the control channel of a BSS: `NL80211_BSS_CHAN_WIDTH`.
    pub struct BssScanWidth(u32) {
        /// 20 MHz or compatible.
        NL80211_BSS_CHAN_WIDTH_20 = 0,
        /// 10 MHz.
        NL80211_BSS_CHAN_WIDTH_10 = 1,
        /// 5 MHz.
        NL80211_BSS_CHAN_WIDTH_5 = 2,
        /// 1 MHz.
        NL80211_BSS_CHAN_WIDTH_1 = 3,
        /// 2 MHz.
        NL80211_BSS_CHAN_WIDTH_2 = 4,
    }
}

flags! {
    /// Uses of a BSS: `NL80211_BSS_USE_FOR`.
    pub struct BssUseFor(u32) {
        /// Normal connection.
        NL80211_BSS_USE_FOR_NORMAL = 1 << 0,
        /// Link of an MLO connection.
        NL80211_BSS_USE_FOR_MLD_LINK = 1 << 1,
    }
}

flags! {
    /// Why a BSS cannot be used: `NL80211_BSS_CANNOT_USE_REASONS`.
    pub struct BssCannotUse(u64) {
        /// NSTR nonprimary link, which the device does not support.
        NL80211_BSS_CANNOT_USE_NSTR_NONPRIMARY = 1 << 0,
        /// The device does not support the power type of the 6 GHz AP.
        NL80211_BSS_CANNOT_USE_6GHZ_PWR_MISMATCH = 1 << 1,
    }
}

flags! {
    /// Flags of a scan: `NL80211_ATTR_SCAN_FLAGS`.
    ///
    /// Of `LOW_SPAN`, `LOW_POWER` and `HIGH_ACCURACY` at most one may be set.
    pub struct ScanFlags(u32) {
        /// Low priority: other traffic goes first, so that the scan takes longer.
        NL80211_SCAN_FLAG_LOW_PRIORITY = 1 << 0,
        /// Removes old results first.
        NL80211_SCAN_FLAG_FLUSH = 1 << 1,
        /// Scans even while the interface beacons as AP. Stations lose frames meanwhile.
        NL80211_SCAN_FLAG_AP = 1 << 2,
        /// Random MAC address; `NL80211_ATTR_MAC` and `NL80211_ATTR_MAC_MASK` fix bits of it.
        NL80211_SCAN_FLAG_RANDOM_ADDR = 1 << 3,
        /// Puts the time on a channel into the FILS Request Parameters element.
        NL80211_SCAN_FLAG_FILS_MAX_CHANNEL_TIME = 1 << 4,
        /// Accepts broadcast probe responses.
        NL80211_SCAN_FLAG_ACCEPT_BCAST_PROBE_RESP = 1 << 5,
        /// Sends probe requests at 5.5 Mbit/s at least (OCE).
        NL80211_SCAN_FLAG_OCE_PROBE_REQ_HIGH_TX_RATE = 1 << 6,
        /// Allows deferral and suppression of probe requests (OCE).
        NL80211_SCAN_FLAG_OCE_PROBE_REQ_DEFERRAL_SUPPRESSION = 1 << 7,
        /// Short scan.
        NL80211_SCAN_FLAG_LOW_SPAN = 1 << 8,
        /// Scan with little power.
        NL80211_SCAN_FLAG_LOW_POWER = 1 << 9,
        /// Scan with many results.
        NL80211_SCAN_FLAG_HIGH_ACCURACY = 1 << 10,
        /// Random sequence numbers in probe requests.
        NL80211_SCAN_FLAG_RANDOM_SN = 1 << 11,
        /// Probe requests with supported rates only.
        NL80211_SCAN_FLAG_MIN_PREQ_CONTENT = 1 << 12,
        /// Reports `NL80211_ATTR_SCAN_FREQ_KHZ` in place of `NL80211_ATTR_SCAN_FREQUENCIES`.
        NL80211_SCAN_FLAG_FREQ_KHZ = 1 << 13,
        /// Scans 6 GHz only where reduced neighbor reports announce a collocated AP.
        NL80211_SCAN_FLAG_COLOCATED_6GHZ = 1 << 14,
    }
}

attributes! {
    /// Match set of a scheduled scan: `NL80211_ATTR_SCHED_SCAN_MATCH`.
    pub set SchedScanMatch, enum SchedScanMatchAttr<'a> {
        /// SSID. Excludes `NL80211_SCHED_SCAN_MATCH_ATTR_BSSID`.
        NL80211_SCHED_SCAN_MATCH_ATTR_SSID: Ssid<'a> = 1 where binary_max_len(32),
        /// Minimum RSSI, dBm. Alone in a set: the default of all sets.
        NL80211_SCHED_SCAN_MATCH_ATTR_RSSI: i32 = 2,
        /// `NL80211_SCHED_SCAN_MATCH_ATTR_RSSI` is relative to the current BSS.
        NL80211_SCHED_SCAN_MATCH_ATTR_RELATIVE_RSSI: Flag = 3,
        /// RSSI adjustment of one band.
        NL80211_SCHED_SCAN_MATCH_ATTR_RSSI_ADJUST: &'a Struct<RssiAdjust> = 4,
        /// BSSID. Excludes `NL80211_SCHED_SCAN_MATCH_ATTR_SSID`.
        NL80211_SCHED_SCAN_MATCH_ATTR_BSSID: HwAddr<'a> = 5 where exact_len(6),
        /// Obsolete.
        NL80211_SCHED_SCAN_MATCH_PER_BAND_RSSI: &'a [u8] = 6,
    }
}

attributes! {
    /// Plan of a scheduled scan: `NL80211_ATTR_SCHED_SCAN_PLANS`.
    pub set SchedScanPlan, enum SchedScanPlanAttr<'a> {
        /// Interval between scans, seconds.
        NL80211_SCHED_SCAN_PLAN_INTERVAL: u32 = 1,
        /// Number of scans. Missing in the last plan, which runs forever.
        NL80211_SCHED_SCAN_PLAN_ITERATIONS: u32 = 2,
    }
}

attributes! {
    /// Survey of a channel: `NL80211_ATTR_SURVEY_INFO`.
    ///
    /// Times count from the start of the radio on this channel; which of them exist depends on the
    /// driver.
    pub set SurveyInfo, enum SurveyInfoAttr<'a> {
        /// Frequency, MHz. Missing in the entry of the complete radio.
        NL80211_SURVEY_INFO_FREQUENCY: u32 = 1,
        /// Noise, dBm.
        NL80211_SURVEY_INFO_NOISE: i8 = 2,
        /// The channel is in use.
        NL80211_SURVEY_INFO_IN_USE: Flag = 3,
        /// Time on the channel, milliseconds.
        NL80211_SURVEY_INFO_TIME: u64 = 4,
        /// Time the primary channel was busy, milliseconds.
        NL80211_SURVEY_INFO_TIME_BUSY: u64 = 5,
        /// Time the extension channel was busy, milliseconds.
        NL80211_SURVEY_INFO_TIME_EXT_BUSY: u64 = 6,
        /// Time of reception, milliseconds.
        NL80211_SURVEY_INFO_TIME_RX: u64 = 7,
        /// Time of transmission, milliseconds.
        NL80211_SURVEY_INFO_TIME_TX: u64 = 8,
        /// Time of scanning, milliseconds.
        NL80211_SURVEY_INFO_TIME_SCAN: u64 = 9,
        /// Padding.
        NL80211_SURVEY_INFO_PAD: &'a [u8] = 10,
        /// Time of reception of frames to the local BSS, milliseconds.
        NL80211_SURVEY_INFO_TIME_BSS_RX: u64 = 11,
        /// Offset added to the frequency, kHz.
        NL80211_SURVEY_INFO_FREQUENCY_OFFSET: u32 = 12,
    }
}
