//! Fields of management frames: capability information, reason and status codes, frame types.
use crate::{flags, open_enum};

flags! {
    /// Capability information field: `WLAN_CAPABILITY_*`, include/linux/ieee80211.h of the kernel.
    ///
    /// Host byte order in attributes, little endian in frames. In the 60 GHz band (DMG) bits 0 and
    /// 1 are the type of the BSS.
    pub struct CapabilityInfo(u16) {
        /// Infrastructure BSS.
        WLAN_CAPABILITY_ESS = 1 << 0,
        /// Independent BSS (IBSS).
        WLAN_CAPABILITY_IBSS = 1 << 1,
        /// CF-pollable (contention free): the station can be polled by a point coordinator.
        WLAN_CAPABILITY_CF_POLLABLE = 1 << 2,
        /// CF-poll request: the station asks to be polled.
        WLAN_CAPABILITY_CF_POLL_REQUEST = 1 << 3,
        /// Privacy: data frames are encrypted.
        WLAN_CAPABILITY_PRIVACY = 1 << 4,
        /// Short preamble (802.11b) is allowed.
        WLAN_CAPABILITY_SHORT_PREAMBLE = 1 << 5,
        /// PBCC (packet binary convolutional code) modulation is allowed. Obsolete.
        WLAN_CAPABILITY_PBCC = 1 << 6,
        /// Channel agility (802.11b) is in use. Obsolete.
        WLAN_CAPABILITY_CHANNEL_AGILITY = 1 << 7,
        /// Spectrum management.
        WLAN_CAPABILITY_SPECTRUM_MGMT = 1 << 8,
        /// QoS (802.11e) is supported.
        WLAN_CAPABILITY_QOS = 1 << 9,
        /// Short slot time: 9 instead of 20 µs (802.11g).
        WLAN_CAPABILITY_SHORT_SLOT_TIME = 1 << 10,
        /// Automatic power save delivery (APSD).
        WLAN_CAPABILITY_APSD = 1 << 11,
        /// Radio measurement.
        WLAN_CAPABILITY_RADIO_MEASURE = 1 << 12,
        /// DSSS-OFDM modulation (802.11g) is allowed. Obsolete.
        WLAN_CAPABILITY_DSSS_OFDM = 1 << 13,
        /// Delayed block ack.
        WLAN_CAPABILITY_DEL_BACK = 1 << 14,
        /// Immediate block ack.
        WLAN_CAPABILITY_IMM_BACK = 1 << 15,
    }
}
open_enum! {
    /// Type and subtype of a management frame: `IEEE80211_STYPE_*`, include/linux/ieee80211.h of
    /// the kernel.
    ///
    /// The bits of the frame control field, host byte order.
    pub struct FrameType(u16) {
        /// Association request.
        IEEE80211_STYPE_ASSOC_REQ = 0x0000,
        /// Association response.
        IEEE80211_STYPE_ASSOC_RESP = 0x0010,
        /// Reassociation request.
        IEEE80211_STYPE_REASSOC_REQ = 0x0020,
        /// Reassociation response.
        IEEE80211_STYPE_REASSOC_RESP = 0x0030,
        /// Probe request.
        IEEE80211_STYPE_PROBE_REQ = 0x0040,
        /// Probe response.
        IEEE80211_STYPE_PROBE_RESP = 0x0050,
        /// Timing advertisement.
        IEEE80211_STYPE_TIMING_ADVERT = 0x0060,
        /// Beacon: announces a BSS at regular intervals.
        IEEE80211_STYPE_BEACON = 0x0080,
        /// ATIM (announcement traffic indication map): announces buffered frames in an IBSS.
        IEEE80211_STYPE_ATIM = 0x0090,
        /// Disassociation.
        IEEE80211_STYPE_DISASSOC = 0x00a0,
        /// Authentication.
        IEEE80211_STYPE_AUTH = 0x00b0,
        /// Deauthentication.
        IEEE80211_STYPE_DEAUTH = 0x00c0,
        /// Action: category and action select the content.
        IEEE80211_STYPE_ACTION = 0x00d0,
        /// Action No Ack: an action frame that is not acknowledged.
        IEEE80211_STYPE_ACTION_NO_ACK = 0x00e0,
    }
}
open_enum! {
    /// Reason code: `WLAN_REASON_*`, include/linux/ieee80211.h of the kernel; IEEE 802.11-2020,
    /// 9.4.1.7.
    pub struct ReasonCode(u16) {
        /// Unspecified reason.
        WLAN_REASON_UNSPECIFIED = 1,
        /// The previous authentication is no longer valid.
        WLAN_REASON_PREV_AUTH_NOT_VALID = 2,
        /// The sender leaves the BSS, and deauthenticates.
        WLAN_REASON_DEAUTH_LEAVING = 3,
        /// Disassociated due to inactivity of the station.
        WLAN_REASON_DISASSOC_DUE_TO_INACTIVITY = 4,
        /// The AP cannot serve all stations.
        WLAN_REASON_DISASSOC_AP_BUSY = 5,
        /// Class 2 frame of a station that is not authenticated.
        WLAN_REASON_CLASS2_FRAME_FROM_NONAUTH_STA = 6,
        /// Class 3 frame of a station that is not associated.
        WLAN_REASON_CLASS3_FRAME_FROM_NONASSOC_STA = 7,
        /// The sender leaves the BSS, and disassociates.
        WLAN_REASON_DISASSOC_STA_HAS_LEFT = 8,
        /// Association request of a station that is not authenticated.
        WLAN_REASON_STA_REQ_ASSOC_WITHOUT_AUTH = 9,
        /// Unacceptable Power Capability element.
        WLAN_REASON_DISASSOC_BAD_POWER = 10,
        /// Unacceptable Supported Channels element.
        WLAN_REASON_DISASSOC_BAD_SUPP_CHAN = 11,
        /// BSS transition management.
        WLAN_REASON_BSS_TRANSITION_DISASSOC = 12,
        /// Invalid element.
        WLAN_REASON_INVALID_IE = 13,
        /// Message integrity code (MIC) failure.
        WLAN_REASON_MIC_FAILURE = 14,
        /// The 4-way handshake timed out: often a wrong passphrase.
        WLAN_REASON_4WAY_HANDSHAKE_TIMEOUT = 15,
        /// The group key handshake timed out.
        WLAN_REASON_GROUP_KEY_HANDSHAKE_TIMEOUT = 16,
        /// An element of the 4-way handshake differs from that of the association or beacon.
        WLAN_REASON_IE_DIFFERENT = 17,
        /// Invalid group cipher suite.
        WLAN_REASON_INVALID_GROUP_CIPHER = 18,
        /// Invalid pairwise cipher suite.
        WLAN_REASON_INVALID_PAIRWISE_CIPHER = 19,
        /// Invalid AKM suite.
        WLAN_REASON_INVALID_AKMP = 20,
        /// Unsupported version of the RSN element.
        WLAN_REASON_UNSUPP_RSN_VERSION = 21,
        /// Invalid RSN capabilities.
        WLAN_REASON_INVALID_RSN_IE_CAP = 22,
        /// IEEE 802.1X authentication failed.
        WLAN_REASON_IEEE8021X_FAILED = 23,
        /// The cipher suite is refused by policy.
        WLAN_REASON_CIPHER_SUITE_REJECTED = 24,
        /// TDLS teardown: the peer is unreachable.
        WLAN_REASON_TDLS_TEARDOWN_UNREACHABLE = 25,
        /// TDLS teardown (direct link) for an unspecified reason.
        WLAN_REASON_TDLS_TEARDOWN_UNSPECIFIED = 26,
        /// Disassociated for an unspecified QoS reason.
        WLAN_REASON_DISASSOC_UNSPECIFIED_QOS = 32,
        /// The AP lacks bandwidth for the station.
        WLAN_REASON_DISASSOC_QAP_NO_BANDWIDTH = 33,
        /// Too many frames are not acknowledged.
        WLAN_REASON_DISASSOC_LOW_ACK = 34,
        /// The station exceeds its TXOPs.
        WLAN_REASON_DISASSOC_QAP_EXCEED_TXOP = 35,
        /// The station leaves the BSS.
        WLAN_REASON_QSTA_LEAVE_QBSS = 36,
        /// The peer does not use the mechanism.
        WLAN_REASON_QSTA_NOT_USE = 37,
        /// The mechanism needs a setup.
        WLAN_REASON_QSTA_REQUIRE_SETUP = 38,
        /// The peer timed out.
        WLAN_REASON_QSTA_TIMEOUT = 39,
        /// The peer does not support the cipher suite.
        WLAN_REASON_QSTA_CIPHER_NOT_SUPP = 45,
        /// Mesh: the peering was cancelled.
        WLAN_REASON_MESH_PEER_CANCELED = 52,
        /// Mesh: the maximum number of peers is reached.
        WLAN_REASON_MESH_MAX_PEERS = 53,
        /// Mesh: configuration policy violation.
        WLAN_REASON_MESH_CONFIG = 54,
        /// Mesh: the peer closed the peering.
        WLAN_REASON_MESH_CLOSE = 55,
        /// Mesh: the maximum number of retries is reached.
        WLAN_REASON_MESH_MAX_RETRIES = 56,
        /// Mesh: the confirmation timed out.
        WLAN_REASON_MESH_CONFIRM_TIMEOUT = 57,
        /// Mesh: invalid group key.
        WLAN_REASON_MESH_INVALID_GTK = 58,
        /// Mesh: inconsistent parameters.
        WLAN_REASON_MESH_INCONSISTENT_PARAM = 59,
        /// Mesh: invalid security capability.
        WLAN_REASON_MESH_INVALID_SECURITY = 60,
        /// Mesh: no proxy information for the path.
        WLAN_REASON_MESH_PATH_ERROR = 61,
        /// Mesh: no forwarding information for the path.
        WLAN_REASON_MESH_PATH_NOFORWARD = 62,
        /// Mesh: the destination is unreachable.
        WLAN_REASON_MESH_PATH_DEST_UNREACHABLE = 63,
        /// Mesh: the MAC address exists in the mesh.
        WLAN_REASON_MAC_EXISTS_IN_MBSS = 64,
        /// Mesh: channel switch for regulatory reasons.
        WLAN_REASON_MESH_CHAN_REGULATORY = 65,
        /// Mesh: channel switch.
        WLAN_REASON_MESH_CHAN = 66,
    }
}
open_enum! {
    /// Status code: `WLAN_STATUS_*`, include/linux/ieee80211.h of the kernel; IEEE 802.11-2020,
    /// 9.4.1.9.
    pub struct StatusCode(u16) {
        /// Success.
        WLAN_STATUS_SUCCESS = 0,
        /// Unspecified failure.
        WLAN_STATUS_UNSPECIFIED_FAILURE = 1,
        /// Capabilities are not supported.
        WLAN_STATUS_CAPS_UNSUPPORTED = 10,
        /// Reassociation without an association.
        WLAN_STATUS_REASSOC_NO_ASSOC = 11,
        /// Association refused for reasons outside of the standard.
        WLAN_STATUS_ASSOC_DENIED_UNSPEC = 12,
        /// The authentication algorithm is not supported.
        WLAN_STATUS_NOT_SUPPORTED_AUTH_ALG = 13,
        /// Unexpected authentication transaction sequence number.
        WLAN_STATUS_UNKNOWN_AUTH_TRANSACTION = 14,
        /// Challenge failure.
        WLAN_STATUS_CHALLENGE_FAIL = 15,
        /// The authentication timed out.
        WLAN_STATUS_AUTH_TIMEOUT = 16,
        /// The AP cannot serve more stations.
        WLAN_STATUS_AP_UNABLE_TO_HANDLE_NEW_STA = 17,
        /// The station does not support all basic rates.
        WLAN_STATUS_ASSOC_DENIED_RATES = 18,
        /// The station does not support the short preamble.
        WLAN_STATUS_ASSOC_DENIED_NOSHORTPREAMBLE = 19,
        /// The station does not support PBCC.
        WLAN_STATUS_ASSOC_DENIED_NOPBCC = 20,
        /// The station does not support channel agility.
        WLAN_STATUS_ASSOC_DENIED_NOAGILITY = 21,
        /// Spectrum management is required.
        WLAN_STATUS_ASSOC_DENIED_NOSPECTRUM = 22,
        /// Unacceptable Power Capability element.
        WLAN_STATUS_ASSOC_REJECTED_BAD_POWER = 23,
        /// Unacceptable Supported Channels element.
        WLAN_STATUS_ASSOC_REJECTED_BAD_SUPP_CHAN = 24,
        /// The station does not support the short slot time.
        WLAN_STATUS_ASSOC_DENIED_NOSHORTTIME = 25,
        /// The station does not support DSSS-OFDM.
        WLAN_STATUS_ASSOC_DENIED_NODSSSOFDM = 26,
        /// The station does not support HT.
        WLAN_STATUS_ASSOC_DENIED_NO_HT = 27,
        /// Refused for some time: try again later.
        WLAN_STATUS_ASSOC_REJECTED_TEMPORARILY = 30,
        /// Policy violation of management frame protection.
        WLAN_STATUS_ROBUST_MGMT_FRAME_POLICY_VIOLATION = 31,
        /// Unspecified QoS failure.
        WLAN_STATUS_UNSPECIFIED_QOS = 32,
        /// The AP lacks bandwidth for the station.
        WLAN_STATUS_ASSOC_DENIED_NOBANDWIDTH = 33,
        /// Bad channel conditions.
        WLAN_STATUS_ASSOC_DENIED_LOWACK = 34,
        /// The station does not support QoS.
        WLAN_STATUS_ASSOC_DENIED_UNSUPP_QOS = 35,
        /// The request was declined.
        WLAN_STATUS_REQUEST_DECLINED = 37,
        /// Invalid parameters.
        WLAN_STATUS_INVALID_QOS_PARAM = 38,
        /// Refused with suggested changes.
        WLAN_STATUS_CHANGE_TSPEC = 39,
        /// Invalid element.
        WLAN_STATUS_INVALID_IE = 40,
        /// Invalid group cipher suite.
        WLAN_STATUS_INVALID_GROUP_CIPHER = 41,
        /// Invalid pairwise cipher suite.
        WLAN_STATUS_INVALID_PAIRWISE_CIPHER = 42,
        /// Invalid AKM suite.
        WLAN_STATUS_INVALID_AKMP = 43,
        /// Unsupported version of the RSN element.
        WLAN_STATUS_UNSUPP_RSN_VERSION = 44,
        /// Invalid RSN capabilities.
        WLAN_STATUS_INVALID_RSN_IE_CAP = 45,
        /// The cipher suite is refused by policy.
        WLAN_STATUS_CIPHER_SUITE_REJECTED = 46,
        /// Refused for a delay period.
        WLAN_STATUS_WAIT_TS_DELAY = 47,
        /// Direct links are not allowed.
        WLAN_STATUS_NO_DIRECT_LINK = 48,
        /// The destination station is not present.
        WLAN_STATUS_STA_NOT_PRESENT = 49,
        /// The destination station does not support QoS.
        WLAN_STATUS_STA_NOT_QSTA = 50,
        /// Invalid PMKID: the AP has no such pairwise master key.
        WLAN_STATUS_INVALID_PMKID = 53,
        /// SAE: an anti-clogging token is required.
        WLAN_STATUS_ANTI_CLOG_REQUIRED = 76,
        /// SAE: the finite cyclic group is not supported.
        WLAN_STATUS_FCG_NOT_SUPP = 77,
        /// The TBTT adjustment did not succeed.
        WLAN_STATUS_STA_NO_TBTT = 78,
        /// Refused with a schedule.
        WLAN_STATUS_REJECT_WITH_SCHEDULE = 83,
        /// FST: pending, admission.
        WLAN_STATUS_PENDING_ADMITTING_FST_SESSION = 86,
        /// FST: in progress.
        WLAN_STATUS_PERFORMING_FST_NOW = 87,
        /// FST: pending, gap in the block ack window.
        WLAN_STATUS_PENDING_GAP_IN_BA_WINDOW = 88,
        /// FST: refused U-PID setting.
        WLAN_STATUS_REJECT_U_PID_SETTING = 89,
        /// Refused because of the DSE band.
        WLAN_STATUS_REJECT_DSE_BAND = 96,
        /// Refused with a suggested band and channel.
        WLAN_STATUS_DENIED_WITH_SUGGESTED_BAND_AND_CHANNEL = 99,
        /// Refused because of spectrum management.
        WLAN_STATUS_DENIED_DUE_TO_SPECTRUM_MANAGEMENT = 103,
        /// The station does not support VHT.
        WLAN_STATUS_ASSOC_DENIED_NO_VHT = 104,
        /// FILS authentication failure (fast initial link setup).
        WLAN_STATUS_FILS_AUTHENTICATION_FAILURE = 108,
        /// FILS: unknown authentication server.
        WLAN_STATUS_UNKNOWN_AUTHENTICATION_SERVER = 109,
        /// The station does not support HE.
        WLAN_STATUS_DENIED_HE_NOT_SUPPORTED = 124,
        /// SAE: hash to element. Not a failure.
        WLAN_STATUS_SAE_HASH_TO_ELEMENT = 126,
        /// SAE: SAE-PK. Not a failure.
        WLAN_STATUS_SAE_PK = 127,
    }
}
