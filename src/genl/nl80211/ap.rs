//! Access points: beacons, multiple BSSID, fine timing measurement responder.
use super::{InfoElement, VendorCmdInfo};
use crate::{
    attributes, flags, open_enum, sub_messages,
    wire::{Attrs, Flag, IndexedArray, Struct, Tlvs, spec::SelectorSource},
};

open_enum! {
    /// How beacons hide the SSID: `NL80211_ATTR_HIDDEN_SSID`.
    pub struct HiddenSsid(u32) {
        /// The SSID is not hidden: beacons contain it.
        NL80211_HIDDEN_SSID_NOT_IN_USE = 0,
        /// SSID element without content.
        NL80211_HIDDEN_SSID_ZERO_LEN = 1,
        /// SSID element of zeros.
        NL80211_HIDDEN_SSID_ZERO_CONTENTS = 2,
    }
}

open_enum! {
    /// Access control policy: `NL80211_ATTR_ACL_POLICY`.
    pub struct AclPolicy(u32) {
        /// Accepts stations that are not listed.
        NL80211_ACL_POLICY_ACCEPT_UNLESS_LISTED = 0,
        /// Accepts stations that are listed.
        NL80211_ACL_POLICY_DENY_UNLESS_LISTED = 1,
    }
}

flags! {
    /// Settings of an AP: `NL80211_ATTR_AP_SETTINGS_FLAGS`.
    pub struct ApSettingsFlags(u32) {
        /// User space supports external authentication.
        NL80211_AP_SETTINGS_EXTERNAL_AUTH_SUPPORT = 1 << 0,
        /// User space supports offloaded SA Query.
        NL80211_AP_SETTINGS_SA_QUERY_OFFLOAD_SUPPORT = 1 << 1,
    }
}

attributes! {
    /// BSS parameters that the driver can change: `NL80211_ATTR_BSS_PARAM` of a wiphy.
    ///
    /// The attribute types are those of [`Nl80211`](super::Nl80211).
    pub set BssParams, enum BssParamsAttr<'a> {
        /// The CTS protection of 802.11g frames can be changed.
        NL80211_ATTR_BSS_CTS_PROT: Flag = 28 where read_only,
        /// The use of the short preamble (802.11b) can be changed.
        NL80211_ATTR_BSS_SHORT_PREAMBLE: Flag = 29 where read_only,
        /// The use of the short slot time (802.11g) can be changed.
        NL80211_ATTR_BSS_SHORT_SLOT_TIME: Flag = 30 where read_only,
        /// The basic rates, which every station must support, can be changed.
        NL80211_ATTR_BSS_BASIC_RATES: Flag = 36 where read_only,
        /// The isolation of stations from each other can be changed.
        NL80211_ATTR_AP_ISOLATE: Flag = 96 where read_only,
        /// The HT operation mode (protection) can be changed.
        NL80211_ATTR_BSS_HT_OPMODE: Flag = 109 where read_only,
        /// The client traffic window (CTWindow) of P2P can be changed.
        NL80211_ATTR_P2P_CTWINDOW: Flag = 162 where read_only,
        /// The opportunistic power save of P2P can be changed.
        NL80211_ATTR_P2P_OPPPS: Flag = 163 where read_only,
    }
}
sub_messages! {
    /// BSS parameters: `NL80211_ATTR_BSS_PARAM`, selected by the command.
    pub enum BssParam<'a>, selector BssParamBy from SelectorSource::Header { offset: 0, len: 1 } => {
        /// Parameters that the driver can change (`NL80211_CMD_NEW_WIPHY`).
        WIPHY = &[3u8] => Wiphy(Attrs<'a, BssParams>),
        /// Present in a request of `NL80211_CMD_SET_BSS`: refuses parameters that the driver cannot
        /// change.
        SET_BSS = &[25u8] => Strict(Flag),
    }
}
sub_messages! {
    /// Content of `NL80211_ATTR_CONTROL_PORT_ETHERTYPE`: a flag in a wiphy, an EtherType in a request.
    ///
    /// The length of the payload selects.
    pub enum ControlPort<'a>, selector ControlPortBy from SelectorSource::Length => {
        /// The driver supports other EtherTypes than PAE (0x888e).
        SUPPORTED = &0u16.to_ne_bytes() => Supported(Flag),
        /// EtherType of the frames that pass an unauthorized port, in host byte order.
        ETHERTYPE = &2u16.to_ne_bytes() => EtherType(u16),
    }
}
sub_messages! {
    /// Data of a vendor command: `NL80211_ATTR_VENDOR_DATA`, selected by the command.
    pub enum VendorData<'a>, selector VendorDataBy from SelectorSource::Header { offset: 0, len: 1 } => {
        /// Vendor commands that the driver supports (`NL80211_CMD_NEW_WIPHY`).
        WIPHY = &[3u8] => Wiphy(IndexedArray<'a, &'a Struct<VendorCmdInfo>>),
        /// Data as the vendor defines them (`NL80211_CMD_VENDOR`).
        VENDOR = &[103u8] => Vendor(&'a [u8]),
    }
}

attributes! {
    /// Multiple BSSID (MBSSID): `NL80211_ATTR_MBSSID_CONFIG`.
    pub set MbssidConfig, enum MbssidConfigAttr<'a> {
        /// Maximum number of interfaces. Of a wiphy.
        NL80211_MBSSID_CONFIG_ATTR_MAX_INTERFACES: u8 = 1 where range(2, 255),
        /// Maximum profile periodicity of EMA. Of a wiphy.
        NL80211_MBSSID_CONFIG_ATTR_MAX_EMA_PROFILE_PERIODICITY: u8 = 2 where range(1, 255),
        /// Index of the BSS: 0 for the transmitting interface.
        NL80211_MBSSID_CONFIG_ATTR_INDEX: u8 = 3,
        /// Interface index of the transmitting interface.
        NL80211_MBSSID_CONFIG_ATTR_TX_IFINDEX: u32 = 4,
        /// Enables enhanced multi-BSSID advertisement (EMA).
        NL80211_MBSSID_CONFIG_ATTR_EMA: Flag = 5,
        /// Link id of the transmitting interface, if it is part of an MLD.
        NL80211_MBSSID_CONFIG_ATTR_TX_LINK_ID: u8 = 6 where range(0, 14),
    }
}

attributes! {
    /// Fine timing measurement (FTM) responder: `NL80211_ATTR_FTM_RESPONDER`.
    pub set FtmResponder, enum FtmResponderAttr<'a> {
        /// Enables the responder.
        NL80211_FTM_RESP_ATTR_ENABLED: Flag = 1,
        /// Location configuration information (LCI): Measurement Report element from the token on.
        NL80211_FTM_RESP_ATTR_LCI: &'a [u8] = 2 where binary_max_len(255),
        /// Civic location: Measurement Report element from the token on.
        NL80211_FTM_RESP_ATTR_CIVICLOC: &'a [u8] = 3 where binary_max_len(255),
    }
}

attributes! {
    /// Statistics of an FTM responder: `NL80211_ATTR_FTM_RESPONDER_STATS`.
    pub set FtmStats, enum FtmStatsAttr<'a> {
        /// Sessions with all frames answered.
        NL80211_FTM_STATS_SUCCESS_NUM: u32 = 1,
        /// Sessions with a part of the frames answered.
        NL80211_FTM_STATS_PARTIAL_NUM: u32 = 2,
        /// Sessions that failed.
        NL80211_FTM_STATS_FAILED_NUM: u32 = 3,
        /// ASAP sessions.
        NL80211_FTM_STATS_ASAP_NUM: u32 = 4,
        /// Sessions that are not ASAP.
        NL80211_FTM_STATS_NON_ASAP_NUM: u32 = 5,
        /// Total duration of sessions, milliseconds.
        NL80211_FTM_STATS_TOTAL_DURATION_MSEC: u64 = 6,
        /// Triggers of initiators that did not finish the negotiation.
        NL80211_FTM_STATS_UNKNOWN_TRIGGERS_NUM: u32 = 7,
        /// Requests for another schedule.
        NL80211_FTM_STATS_RESCHEDULE_REQUESTS_NUM: u32 = 8,
        /// Triggers outside of the scheduled window.
        NL80211_FTM_STATS_OUT_OF_WINDOW_TRIGGERS_NUM: u32 = 9,
        /// Padding.
        NL80211_FTM_STATS_PAD: &'a [u8] = 10,
    }
}

attributes! {
    /// Spatial reuse by OBSS packet detection: `NL80211_ATTR_HE_OBSS_PD`.
    pub set ObssPd, enum ObssPdAttr<'a> {
        /// Minimum transmit power offset of the spatial reuse group (SRG), dB.
        NL80211_HE_OBSS_PD_ATTR_MIN_OFFSET: u8 = 1 where range(1, 20),
        /// Maximum transmit power offset of the spatial reuse group, dB.
        NL80211_HE_OBSS_PD_ATTR_MAX_OFFSET: u8 = 2 where range(1, 20),
        /// Maximum transmit power offset outside of the spatial reuse group, dB.
        NL80211_HE_OBSS_PD_ATTR_NON_SRG_MAX_OFFSET: u8 = 3 where range(1, 20),
        /// BSS colors of the spatial reuse group, bitmap.
        NL80211_HE_OBSS_PD_ATTR_BSS_COLOR_BITMAP: &'a [u8] = 4 where exact_len(8),
        /// Partial BSSIDs of the spatial reuse group, bitmap.
        NL80211_HE_OBSS_PD_ATTR_PARTIAL_BSSID_BITMAP: &'a [u8] = 5 where exact_len(8),
        /// SR Control field of the Spatial Reuse Parameter Set element.
        NL80211_HE_OBSS_PD_ATTR_SR_CTRL: u8 = 6,
    }
}

attributes! {
    /// BSS color: `NL80211_ATTR_HE_BSS_COLOR`.
    pub set BssColor, enum BssColorAttr<'a> {
        /// BSS color: 1 to 63, tells frames of overlapping BSSs apart.
        NL80211_HE_BSS_COLOR_ATTR_COLOR: u8 = 1 where range(1, 63),
        /// BSS coloring is disabled, for example during a color change.
        NL80211_HE_BSS_COLOR_ATTR_DISABLED: Flag = 2,
        /// AIDs are assigned by the color (partial BSS color).
        NL80211_HE_BSS_COLOR_ATTR_PARTIAL: Flag = 3,
    }
}

attributes! {
    /// FILS discovery frames: `NL80211_ATTR_FILS_DISCOVERY`.
    pub set FilsDiscovery, enum FilsDiscoveryAttr<'a> {
        /// Minimum interval, TU.
        NL80211_FILS_DISCOVERY_ATTR_INT_MIN: u32 = 1 where range(0, 10000),
        /// Maximum interval, TU. 0 disables the frames.
        NL80211_FILS_DISCOVERY_ATTR_INT_MAX: u32 = 2 where range(0, 10000),
        /// Template of the frame, with the header: at least 42 bytes.
        NL80211_FILS_DISCOVERY_ATTR_TMPL: &'a [u8] = 3 where binary_max_len(2304),
    }
}

attributes! {
    /// Unsolicited broadcast probe responses: `NL80211_ATTR_UNSOL_BCAST_PROBE_RESP`.
    pub set UnsolBcastProbeResp, enum UnsolBcastProbeRespAttr<'a> {
        /// Maximum interval, TU. 0 disables the frames.
        NL80211_UNSOL_BCAST_PROBE_RESP_ATTR_INT: u32 = 1 where range(0, 20),
        /// Template of the frame.
        NL80211_UNSOL_BCAST_PROBE_RESP_ATTR_TMPL: &'a [u8] = 2 where binary_max_len(2304),
    }
}

attributes! {
    /// Short S1G beacon: `NL80211_ATTR_S1G_SHORT_BEACON`.
    pub set S1gShortBeacon, enum S1gShortBeaconAttr<'a> {
        /// Beacon up to the TIM element.
        NL80211_S1G_SHORT_BEACON_ATTR_HEAD: &'a [u8] = 1 where binary_max_len(2304),
        /// Elements after the TIM element.
        NL80211_S1G_SHORT_BEACON_ATTR_TAIL: Tlvs<'a, InfoElement> = 2 where binary_max_len(2304),
    }
}
