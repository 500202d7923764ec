//! Neighbor Awareness Networking (NAN, Wi-Fi Aware).
use super::{
    HeMacCapabilities, HeMcsSet, HePhyCapabilities, HtCapabilities, HtMcsSet, InfoElement, VhtCapabilities,
    VhtMcsSet,
};
use crate::{
    attributes, flags, open_enum,
    wire::{Attrs, Flag, HwAddr, IndexedArray, Tlvs},
};

open_enum! {
    /// Type of a NAN function: `NL80211_NAN_FUNC_TYPE`.
    pub struct NanFuncType(u8) {
        /// Publish: offers a service.
        NL80211_NAN_FUNC_PUBLISH = 0,
        /// Subscribe: looks for a service.
        NL80211_NAN_FUNC_SUBSCRIBE = 1,
        /// Follow-up: a message to one peer after discovery.
        NL80211_NAN_FUNC_FOLLOW_UP = 2,
    }
}

flags! {
    /// How a NAN service is published: `NL80211_NAN_FUNC_PUBLISH_TYPE`.
    pub struct NanPublishType(u8) {
        /// Solicited: published in response to active subscribers.
        NL80211_NAN_SOLICITED_PUBLISH = 1 << 0,
        /// Unsolicited: published without a request.
        NL80211_NAN_UNSOLICITED_PUBLISH = 1 << 1,
    }
}

open_enum! {
    /// Why a NAN function ended: `NL80211_NAN_FUNC_TERM_REASON`.
    pub struct NanTermReason(u8) {
        /// Requested by user space.
        NL80211_NAN_FUNC_TERM_REASON_USER_REQUEST = 0,
        /// The time to live of the function expired.
        NL80211_NAN_FUNC_TERM_REASON_TTL_EXPIRED = 1,
        /// The device reports an error.
        NL80211_NAN_FUNC_TERM_REASON_ERROR = 2,
    }
}

attributes! {
    /// NAN function: `NL80211_ATTR_NAN_FUNC`.
    pub set NanFunc, enum NanFuncAttr<'a> {
        /// Type of the function.
        NL80211_NAN_FUNC_TYPE: NanFuncType = 1 where max(2),
        /// Service id: hash of the service name.
        NL80211_NAN_FUNC_SERVICE_ID: &'a [u8] = 2 where exact_len(6),
        /// Publish: how.
        NL80211_NAN_FUNC_PUBLISH_TYPE: NanPublishType = 3,
        /// Solicited publish: to the broadcast address.
        NL80211_NAN_FUNC_PUBLISH_BCAST: Flag = 4,
        /// The subscription is active: the device transmits, and does not only listen.
        NL80211_NAN_FUNC_SUBSCRIBE_ACTIVE: Flag = 5,
        /// Follow-up: instance id.
        NL80211_NAN_FUNC_FOLLOW_UP_ID: u8 = 6,
        /// Follow-up: instance id of the requestor.
        NL80211_NAN_FUNC_FOLLOW_UP_REQ_ID: u8 = 7,
        /// Follow-up: MAC address of the receiver.
        NL80211_NAN_FUNC_FOLLOW_UP_DEST: HwAddr<'a> = 8 where exact_len(6),
        /// For devices in close range only.
        NL80211_NAN_FUNC_CLOSE_RANGE: Flag = 9,
        /// Discovery windows that the function exists. Without the attribute, forever.
        NL80211_NAN_FUNC_TTL: u32 = 10,
        /// Service specific information.
        NL80211_NAN_FUNC_SERVICE_INFO: &'a [u8] = 11 where binary_max_len(255),
        /// Service response filter (SRF).
        NL80211_NAN_FUNC_SRF: Attrs<'a, NanSrf> = 12,
        /// Receive matching filters.
        NL80211_NAN_FUNC_RX_MATCH_FILTER: IndexedArray<'a, &'a [u8]> = 13,
        /// Transmit matching filters.
        NL80211_NAN_FUNC_TX_MATCH_FILTER: IndexedArray<'a, &'a [u8]> = 14,
        /// Instance id of the function.
        NL80211_NAN_FUNC_INSTANCE_ID: u8 = 15,
        /// Why the function ended.
        NL80211_NAN_FUNC_TERM_REASON: NanTermReason = 16,
    }
}

attributes! {
    /// Service response filter (SRF): `NL80211_NAN_FUNC_SRF`.
    pub set NanSrf, enum NanSrfAttr<'a> {
        /// The filter includes, rather than excludes.
        NL80211_NAN_SRF_INCLUDE: Flag = 1,
        /// Bloom filter. Excludes `NL80211_NAN_SRF_MAC_ADDRS`.
        NL80211_NAN_SRF_BF: &'a [u8] = 2 where binary_max_len(255),
        /// Index of the Bloom filter.
        NL80211_NAN_SRF_BF_IDX: u8 = 3,
        /// MAC addresses.
        NL80211_NAN_SRF_MAC_ADDRS: IndexedArray<'a, HwAddr<'a>> = 4,
    }
}

attributes! {
    /// Match of NAN functions: `NL80211_ATTR_NAN_MATCH`.
    pub set NanMatch, enum NanMatchAttr<'a> {
        /// Local function.
        NL80211_NAN_MATCH_FUNC_LOCAL: Attrs<'a, NanFunc> = 1,
        /// Function of the peer.
        NL80211_NAN_MATCH_FUNC_PEER: Attrs<'a, NanFunc> = 2,
    }
}

attributes! {
    /// NAN configuration of a band: `NL80211_NAN_CONF_BAND_CONFIGS`.
    pub set NanBandConf, enum NanBandConfAttr<'a> {
        /// Band: [`Band`](super::Band) in one byte.
        NL80211_NAN_BAND_CONF_BAND: u8 = 1,
        /// Discovery frequency, MHz: 5220 or 5745, in the 5 GHz band only.
        NL80211_NAN_BAND_CONF_FREQ: u16 = 2,
        /// RSSI close threshold, dBm.
        NL80211_NAN_BAND_CONF_RSSI_CLOSE: i8 = 3 where range(-59, 127),
        /// RSSI middle threshold, dBm.
        NL80211_NAN_BAND_CONF_RSSI_MIDDLE: i8 = 4 where range(-74, 127),
        /// Discovery windows with wakeup: every 2^(n - 1); 0 means none.
        NL80211_NAN_BAND_CONF_WAKE_DW: u8 = 5 where max(5),
        /// Does not scan the band.
        NL80211_NAN_BAND_CONF_DISABLE_SCAN: Flag = 6,
    }
}

attributes! {
    /// NAN configuration: `NL80211_ATTR_NAN_CONFIG`.
    pub set NanConf, enum NanConfAttr<'a> {
        /// Cluster id: 50:6f:9a:01:00:00 to 50:6f:9a:01:ff:ff.
        NL80211_NAN_CONF_CLUSTER_ID: HwAddr<'a> = 1 where exact_len(6),
        /// NAN attributes added to beacons.
        NL80211_NAN_CONF_EXTRA_ATTRS: &'a [u8] = 2 where binary_max_len(2304),
        /// Vendor specific elements added to beacons.
        NL80211_NAN_CONF_VENDOR_ELEMS: Tlvs<'a, InfoElement> = 3 where binary_max_len(2304),
        /// Configuration by band.
        NL80211_NAN_CONF_BAND_CONFIGS: IndexedArray<'a, Attrs<'a, NanBandConf>> = 4,
        /// Scan period, seconds. 0 disables scans.
        NL80211_NAN_CONF_SCAN_PERIOD: u16 = 5,
        /// Time on a channel during a scan, TU.
        NL80211_NAN_CONF_SCAN_DWELL_TIME: u16 = 6 where range(1, 65535),
        /// Discovery beacon interval, TU.
        NL80211_NAN_CONF_DISCOVERY_BEACON_INTERVAL: u8 = 7 where range(50, 200),
        /// Announces discovery windows by `NL80211_CMD_NAN_NEXT_DW_NOTIFICATION`.
        NL80211_NAN_CONF_NOTIFY_DW: Flag = 8,
    }
}

attributes! {
    /// NAN capabilities: `NL80211_ATTR_NAN_CAPABILITIES`.
    pub set NanCapabilities, enum NanCapabilitiesAttr<'a> {
        /// Synchronization can be configured (`NL80211_ATTR_NAN_CONFIG`).
        NL80211_NAN_CAPA_CONFIGURABLE_SYNC: Flag = 1,
        /// User space implements the discovery engine.
        NL80211_NAN_CAPA_USERSPACE_DE: Flag = 2,
        /// Operation Mode field (Wi-Fi Aware).
        NL80211_NAN_CAPA_OP_MODE: u8 = 3,
        /// Antennas: transmit in bits 0 to 3, receive in bits 4 to 7. 0 means unknown.
        NL80211_NAN_CAPA_NUM_ANTENNAS: u8 = 4,
        /// Maximum channel switch time, microseconds.
        NL80211_NAN_CAPA_MAX_CHANNEL_SWITCH_TIME: u16 = 5,
        /// Capabilities field (Wi-Fi Aware).
        NL80211_NAN_CAPA_CAPABILITIES: u8 = 6,
        /// PHY capabilities of NAN data.
        NL80211_NAN_CAPA_PHY: Attrs<'a, NanPhyCap> = 7,
    }
}

attributes! {
    /// PHY capabilities of NAN data: `NL80211_NAN_CAPA_PHY`.
    pub set NanPhyCap, enum NanPhyCapAttr<'a> {
        /// Supported HT MCS set.
        NL80211_NAN_PHY_CAP_ATTR_HT_MCS_SET: HtMcsSet<'a> = 1,
        /// HT capabilities.
        NL80211_NAN_PHY_CAP_ATTR_HT_CAPA: HtCapabilities = 2,
        /// Maximum A-MPDU length exponent (HT).
        NL80211_NAN_PHY_CAP_ATTR_HT_AMPDU_FACTOR: u8 = 3,
        /// Minimum MPDU start spacing (HT).
        NL80211_NAN_PHY_CAP_ATTR_HT_AMPDU_DENSITY: u8 = 4,
        /// Supported VHT MCS and NSS set.
        NL80211_NAN_PHY_CAP_ATTR_VHT_MCS_SET: VhtMcsSet<'a> = 5,
        /// VHT capabilities.
        NL80211_NAN_PHY_CAP_ATTR_VHT_CAPA: VhtCapabilities = 6,
        /// HE MAC capabilities.
        NL80211_NAN_PHY_CAP_ATTR_HE_MAC: HeMacCapabilities<'a> = 7,
        /// HE PHY capabilities.
        NL80211_NAN_PHY_CAP_ATTR_HE_PHY: HePhyCapabilities<'a> = 8,
        /// Supported HE MCS and NSS set.
        NL80211_NAN_PHY_CAP_ATTR_HE_MCS_SET: HeMcsSet<'a> = 9,
        /// HE PPE thresholds.
        NL80211_NAN_PHY_CAP_ATTR_HE_PPE: &'a [u8] = 10,
    }
}

attributes! {
    /// Schedule map of a NAN peer: `NL80211_ATTR_NAN_PEER_MAPS`.
    pub set NanPeerMap, enum NanPeerMapAttr<'a> {
        /// Map id: number of the peer's NAN availability map.
        NL80211_NAN_PEER_MAP_ATTR_MAP_ID: u8 = 1 where max(15),
        /// Channel of each of 32 time slots: an index of `NL80211_ATTR_NAN_CHANNEL`, or 255 for
        /// none.
        NL80211_NAN_PEER_MAP_ATTR_TIME_SLOTS: &'a [u8] = 2 where exact_len(32),
    }
}
