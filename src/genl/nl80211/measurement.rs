//! Peer measurements: fine timing measurement (FTM).
use super::{ChannelWidth, ChannelWidths, Nl80211, RateInfo};
use crate::{
    attributes, flags, open_enum,
    wire::{Attrs, Flag, HwAddr, IndexedArray},
};

attributes! {
    /// Peer measurements: `NL80211_ATTR_PEER_MEASUREMENTS`.
    pub set Pmsr, enum PmsrAttr<'a> {
        /// Maximum number of peers of a request. Of a wiphy.
        NL80211_PMSR_ATTR_MAX_PEERS: u32 = 1 where reject,
        /// The TSF of the AP can be reported. Of a wiphy.
        NL80211_PMSR_ATTR_REPORT_AP_TSF: Flag = 2 where reject,
        /// A random MAC address can be used. Of a wiphy.
        NL80211_PMSR_ATTR_RANDOMIZE_MAC_ADDR: Flag = 3 where reject,
        /// Capabilities by measurement type. Of a wiphy.
        NL80211_PMSR_ATTR_TYPE_CAPA: Attrs<'a, PmsrTypeCapa> = 4 where reject,
        /// Peers to measure, or results of each peer.
        NL80211_PMSR_ATTR_PEERS: IndexedArray<'a, Attrs<'a, PmsrPeer>> = 5,
        /// Maximum number of peers as initiator (ISTA). Of a wiphy.
        NL80211_PMSR_ATTR_MAX_PEER_ISTA_ROLE: u32 = 6 where reject,
        /// Maximum number of peers as responder (RSTA). Of a wiphy.
        NL80211_PMSR_ATTR_MAX_PEER_RSTA_ROLE: u32 = 7 where reject,
    }
}

attributes! {
    /// Capabilities by measurement type: `NL80211_PMSR_ATTR_TYPE_CAPA`.
    pub set PmsrTypeCapa, enum PmsrTypeCapaAttr<'a> {
        /// Fine timing measurement (FTM).
        NL80211_PMSR_TYPE_FTM: Attrs<'a, FtmCapa> = 1,
    }
}

attributes! {
    /// Peer of a measurement: `NL80211_PMSR_ATTR_PEERS`.
    pub set PmsrPeer, enum PmsrPeerAttr<'a> {
        /// MAC address.
        NL80211_PMSR_PEER_ATTR_ADDR: HwAddr<'a> = 1 where exact_len(6),
        /// Channel: `NL80211_ATTR_WIPHY_FREQ` and the attributes of the width.
        NL80211_PMSR_PEER_ATTR_CHAN: Attrs<'a, Nl80211> = 2,
        /// Request.
        NL80211_PMSR_PEER_ATTR_REQ: Attrs<'a, PmsrReq> = 3,
        /// Result.
        NL80211_PMSR_PEER_ATTR_RESP: Attrs<'a, PmsrResp> = 4 where reject,
        /// Kind of ranging.
        NL80211_PMSR_PEER_ATTR_REQ_TYPE: FtmReqType = 5,
    }
}

attributes! {
    /// Request of a measurement: `NL80211_PMSR_PEER_ATTR_REQ`.
    pub set PmsrReq, enum PmsrReqAttr<'a> {
        /// Parameters by measurement type.
        NL80211_PMSR_REQ_ATTR_DATA: Attrs<'a, PmsrReqData> = 1,
        /// Requests the TSF of the AP.
        NL80211_PMSR_REQ_ATTR_GET_AP_TSF: Flag = 2,
    }
}

attributes! {
    /// Parameters of a request by measurement type: `NL80211_PMSR_REQ_ATTR_DATA`.
    pub set PmsrReqData, enum PmsrReqDataAttr<'a> {
        /// Fine timing measurement (FTM).
        NL80211_PMSR_TYPE_FTM: Attrs<'a, FtmReq> = 1,
    }
}

attributes! {
    /// Result of a measurement: `NL80211_PMSR_PEER_ATTR_RESP`.
    pub set PmsrResp, enum PmsrRespAttr<'a> {
        /// Results by measurement type.
        NL80211_PMSR_RESP_ATTR_DATA: Attrs<'a, PmsrRespData> = 1,
        /// Status of the measurement.
        NL80211_PMSR_RESP_ATTR_STATUS: PmsrStatus = 2,
        /// Time of the result, nanoseconds of `CLOCK_BOOTTIME`.
        NL80211_PMSR_RESP_ATTR_HOST_TIME: u64 = 3,
        /// TSF of the AP at the time of the result, microseconds.
        NL80211_PMSR_RESP_ATTR_AP_TSF: u64 = 4,
        /// Last result of this peer.
        NL80211_PMSR_RESP_ATTR_FINAL: Flag = 5,
        /// Padding.
        NL80211_PMSR_RESP_ATTR_PAD: &'a [u8] = 6,
    }
}

attributes! {
    /// Results by measurement type: `NL80211_PMSR_RESP_ATTR_DATA`.
    pub set PmsrRespData, enum PmsrRespDataAttr<'a> {
        /// Fine timing measurement (FTM).
        NL80211_PMSR_TYPE_FTM: Attrs<'a, FtmResp> = 1,
    }
}

open_enum! {
    /// Measurement type.
    pub struct PmsrType(u32) {
        /// Invalid. Not a measurement.
        NL80211_PMSR_TYPE_INVALID = 0,
        /// Fine timing measurement (FTM).
        NL80211_PMSR_TYPE_FTM = 1,
    }
}

open_enum! {
    /// Status of a measurement: `NL80211_PMSR_RESP_ATTR_STATUS`.
    pub struct PmsrStatus(u32) {
        /// Success.
        NL80211_PMSR_STATUS_SUCCESS = 0,
        /// Refused locally.
        NL80211_PMSR_STATUS_REFUSED = 1,
        /// Timed out.
        NL80211_PMSR_STATUS_TIMEOUT = 2,
        /// Failed; `NL80211_PMSR_FTM_RESP_ATTR_FAIL_REASON` is the reason.
        NL80211_PMSR_STATUS_FAILURE = 3,
    }
}

open_enum! {
    /// Kind of ranging: `NL80211_PMSR_PEER_ATTR_REQ_TYPE`.
    pub struct FtmReqType(u32) {
        /// Infrastructure: station to AP.
        NL80211_PMSR_FTM_REQ_TYPE_INFRA = 0,
        /// Peer to peer: proximity detection.
        NL80211_PMSR_FTM_REQ_TYPE_PD = 1,
    }
}

open_enum! {
    /// Preamble of frames.
    pub struct Preamble(u32) {
        /// Legacy (DSSS, OFDM, ERP).
        NL80211_PREAMBLE_LEGACY = 0,
        /// HT preamble (802.11n).
        NL80211_PREAMBLE_HT = 1,
        /// VHT preamble (802.11ac).
        NL80211_PREAMBLE_VHT = 2,
        /// DMG preamble (60 GHz, 802.11ad).
        NL80211_PREAMBLE_DMG = 3,
        /// HE preamble (802.11ax).
        NL80211_PREAMBLE_HE = 4,
    }
}

flags! {
    /// Set of preambles: `1 << NL80211_PREAMBLE_*`.
    pub struct Preambles(u32) {
        /// Legacy (DSSS, OFDM, ERP).
        NL80211_PREAMBLE_LEGACY = 1 << 0,
        /// HT preamble (802.11n).
        NL80211_PREAMBLE_HT = 1 << 1,
        /// VHT preamble (802.11ac).
        NL80211_PREAMBLE_VHT = 1 << 2,
        /// DMG preamble (60 GHz, 802.11ad).
        NL80211_PREAMBLE_DMG = 1 << 3,
        /// HE preamble (802.11ax).
        NL80211_PREAMBLE_HE = 1 << 4,
    }
}

attributes! {
    /// FTM capabilities: `NL80211_PMSR_TYPE_FTM` of `NL80211_PMSR_ATTR_TYPE_CAPA`.
    pub set FtmCapa, enum FtmCapaAttr<'a> {
        /// ASAP mode.
        NL80211_PMSR_FTM_CAPA_ATTR_ASAP: Flag = 1,
        /// Mode other than ASAP.
        NL80211_PMSR_FTM_CAPA_ATTR_NON_ASAP: Flag = 2,
        /// Location configuration information (LCI) can be requested.
        NL80211_PMSR_FTM_CAPA_ATTR_REQ_LCI: Flag = 3,
        /// The civic location can be requested.
        NL80211_PMSR_FTM_CAPA_ATTR_REQ_CIVICLOC: Flag = 4,
        /// Preambles that the device can use for FTM frames.
        NL80211_PMSR_FTM_CAPA_ATTR_PREAMBLES: Preambles = 5,
        /// Channel widths.
        NL80211_PMSR_FTM_CAPA_ATTR_BANDWIDTHS: ChannelWidths = 6,
        /// Maximum exponent of the number of bursts.
        NL80211_PMSR_FTM_CAPA_ATTR_MAX_BURSTS_EXPONENT: u32 = 7,
        /// Maximum number of FTM frames of a burst.
        NL80211_PMSR_FTM_CAPA_ATTR_MAX_FTMS_PER_BURST: u32 = 8,
        /// Trigger based ranging.
        NL80211_PMSR_FTM_CAPA_ATTR_TRIGGER_BASED: Flag = 9,
        /// Non-trigger based ranging.
        NL80211_PMSR_FTM_CAPA_ATTR_NON_TRIGGER_BASED: Flag = 10,
        /// Ranging in the 6 GHz band.
        NL80211_PMSR_FTM_CAPA_ATTR_6GHZ_SUPPORT: Flag = 11,
        /// Maximum number of LTF repetitions sent.
        NL80211_PMSR_FTM_CAPA_ATTR_MAX_TX_LTF_REP: u32 = 12,
        /// Maximum number of LTF repetitions received.
        NL80211_PMSR_FTM_CAPA_ATTR_MAX_RX_LTF_REP: u32 = 13,
        /// Maximum number of space-time streams sent, less 1.
        NL80211_PMSR_FTM_CAPA_ATTR_MAX_TX_STS: u32 = 14,
        /// Maximum number of space-time streams received, less 1.
        NL80211_PMSR_FTM_CAPA_ATTR_MAX_RX_STS: u32 = 15,
        /// Maximum number of LTFs sent: repetitions times streams.
        NL80211_PMSR_FTM_CAPA_ATTR_MAX_TOTAL_LTF_TX: u32 = 16,
        /// Maximum number of LTFs received: repetitions times streams.
        NL80211_PMSR_FTM_CAPA_ATTR_MAX_TOTAL_LTF_RX: u32 = 17,
        /// Ranging as responder (RSTA).
        NL80211_PMSR_FTM_CAPA_ATTR_RSTA_SUPPORT: Flag = 18,
        /// Capabilities as initiator (ISTA).
        NL80211_PMSR_FTM_CAPA_ATTR_ISTA_CAPS: Attrs<'a, FtmCapa> = 19,
        /// Capabilities as responder (RSTA).
        NL80211_PMSR_FTM_CAPA_ATTR_RSTA_CAPS: Attrs<'a, FtmCapa> = 20,
        /// Non-trigger based ranging in this role.
        NL80211_PMSR_FTM_CAPA_ATTR_SUPPORT_NTB: Flag = 21,
        /// Trigger based ranging in this role.
        NL80211_PMSR_FTM_CAPA_ATTR_SUPPORT_TB: Flag = 22,
        /// EDCA based ranging in this role.
        NL80211_PMSR_FTM_CAPA_ATTR_SUPPORT_EDCA: Flag = 23,
        /// Kinds of ranging.
        NL80211_PMSR_FTM_CAPA_ATTR_TYPE_CAPS: Attrs<'a, FtmTypeCapa> = 24,
        /// Initiator and responder at the same time.
        NL80211_PMSR_FTM_CAPA_ATTR_CONCURRENT_ISTA_RSTA_SUPPORT: Flag = 25,
        /// Maximum number of transmit antennas. 0 means unknown.
        NL80211_PMSR_FTM_CAPA_ATTR_MAX_NUM_TX_ANTENNAS: u32 = 26,
        /// Maximum number of receive antennas. 0 means unknown.
        NL80211_PMSR_FTM_CAPA_ATTR_MAX_NUM_RX_ANTENNAS: u32 = 27,
        /// Minimum interval of EDCA based ranging, milliseconds. 0 means unknown.
        NL80211_PMSR_FTM_CAPA_ATTR_MIN_INTERVAL_EDCA: u32 = 28,
        /// Minimum interval of non-trigger based ranging, milliseconds. 0 means unknown.
        NL80211_PMSR_FTM_CAPA_ATTR_MIN_INTERVAL_NTB: u32 = 29,
        /// Preambles of peer-to-peer ranging.
        NL80211_PMSR_FTM_CAPA_ATTR_PD_PREAMBLES: Preambles = 30,
        /// Channel widths of peer-to-peer ranging.
        NL80211_PMSR_FTM_CAPA_ATTR_PD_BANDWIDTHS: ChannelWidths = 31,
    }
}

attributes! {
    /// Kinds of ranging: `NL80211_PMSR_FTM_CAPA_ATTR_TYPE_CAPS`.
    pub set FtmTypeCapa, enum FtmTypeCapaAttr<'a> {
        /// Infrastructure ranging.
        NL80211_PMSR_FTM_TYPE_CAPA_ATTR_INFRA_SUPPORT: Flag = 1,
        /// Peer-to-peer ranging.
        NL80211_PMSR_FTM_TYPE_CAPA_ATTR_PD_SUPPORT: Flag = 2,
    }
}

attributes! {
    /// FTM request: `NL80211_PMSR_TYPE_FTM` of `NL80211_PMSR_REQ_ATTR_DATA`.
    pub set FtmReq, enum FtmReqAttr<'a> {
        /// ASAP mode.
        NL80211_PMSR_FTM_REQ_ATTR_ASAP: Flag = 1,
        /// Preamble of FTM frames.
        NL80211_PMSR_FTM_REQ_ATTR_PREAMBLE: Preamble = 2 where max(4),
        /// Exponent of the number of bursts. 15 (default) means no preference.
        NL80211_PMSR_FTM_REQ_ATTR_NUM_BURSTS_EXP: u8 = 3 where max(15),
        /// Interval between bursts, 100 milliseconds.
        NL80211_PMSR_FTM_REQ_ATTR_BURST_PERIOD: u16 = 4,
        /// Duration of a burst, as in the FTM Parameters element. 15 (default) means no preference.
        NL80211_PMSR_FTM_REQ_ATTR_BURST_DURATION: u8 = 5 where max(15),
        /// FTM frames of a burst. 0 (default) means no preference.
        NL80211_PMSR_FTM_REQ_ATTR_FTMS_PER_BURST: u8 = 6 where max(31),
        /// Retries of the FTM request. By default 3.
        NL80211_PMSR_FTM_REQ_ATTR_NUM_FTMR_RETRIES: u8 = 7,
        /// Requests location configuration information (LCI).
        NL80211_PMSR_FTM_REQ_ATTR_REQUEST_LCI: Flag = 8,
        /// Requests the civic location.
        NL80211_PMSR_FTM_REQ_ATTR_REQUEST_CIVICLOC: Flag = 9,
        /// Trigger based ranging.
        NL80211_PMSR_FTM_REQ_ATTR_TRIGGER_BASED: Flag = 10,
        /// Non-trigger based ranging.
        NL80211_PMSR_FTM_REQ_ATTR_NON_TRIGGER_BASED: Flag = 11,
        /// Negotiates feedback by location measurement reports (LMR).
        NL80211_PMSR_FTM_REQ_ATTR_LMR_FEEDBACK: Flag = 12,
        /// BSS color of the responder.
        NL80211_PMSR_FTM_REQ_ATTR_BSS_COLOR: u8 = 13,
        /// Measures as responder (RSTA).
        NL80211_PMSR_FTM_REQ_ATTR_RSTA: Flag = 14,
        /// Minimum time between measurements, 100 microseconds.
        NL80211_PMSR_FTM_REQ_ATTR_MIN_TIME_BETWEEN_MEASUREMENTS: u32 = 15,
        /// Maximum time between measurements, 10 milliseconds.
        NL80211_PMSR_FTM_REQ_ATTR_MAX_TIME_BETWEEN_MEASUREMENTS: u32 = 16,
        /// Nominal time between availability windows, milliseconds.
        NL80211_PMSR_FTM_REQ_ATTR_NOMINAL_TIME: u32 = 17,
        /// Duration of an availability window, milliseconds.
        NL80211_PMSR_FTM_REQ_ATTR_AW_DURATION: u32 = 18 where range(0, 255),
        /// Number of availability windows.
        NL80211_PMSR_FTM_REQ_ATTR_NUM_MEASUREMENTS: u32 = 19,
        /// Padding.
        NL80211_PMSR_FTM_REQ_ATTR_PAD: &'a [u8] = 20,
        /// Reports a peer that comes closer than this, millimeters.
        NL80211_PMSR_FTM_REQ_ATTR_INGRESS: u64 = 21,
        /// Reports a peer that goes farther than this, millimeters.
        NL80211_PMSR_FTM_REQ_ATTR_EGRESS: u64 = 22,
        /// Does not report the results of peer-to-peer ranging.
        NL80211_PMSR_FTM_REQ_ATTR_PD_SUPPRESS_RESULTS: Flag = 23,
    }
}

open_enum! {
    /// Why an FTM measurement failed: `NL80211_PMSR_FTM_RESP_ATTR_FAIL_REASON`.
    pub struct FtmFailureReason(u32) {
        /// Unspecified failure.
        NL80211_PMSR_FTM_FAILURE_UNSPECIFIED = 0,
        /// The responder did not answer.
        NL80211_PMSR_FTM_FAILURE_NO_RESPONSE = 1,
        /// The responder refused.
        NL80211_PMSR_FTM_FAILURE_REJECTED = 2,
        /// The peer is on another channel.
        NL80211_PMSR_FTM_FAILURE_WRONG_CHANNEL = 3,
        /// The peer does not support FTM.
        NL80211_PMSR_FTM_FAILURE_PEER_NOT_CAPABLE = 4,
        /// Invalid time stamps were received.
        NL80211_PMSR_FTM_FAILURE_INVALID_TIMESTAMP = 5,
        /// The peer is busy; `NL80211_PMSR_FTM_RESP_ATTR_BUSY_RETRY_TIME` says when to retry.
        NL80211_PMSR_FTM_FAILURE_PEER_BUSY = 6,
        /// The peer changed parameters, which are not supported.
        NL80211_PMSR_FTM_FAILURE_BAD_CHANGED_PARAMS = 7,
    }
}

attributes! {
    /// FTM result: `NL80211_PMSR_TYPE_FTM` of `NL80211_PMSR_RESP_ATTR_DATA`.
    pub set FtmResp, enum FtmRespAttr<'a> {
        /// Reason of the failure.
        NL80211_PMSR_FTM_RESP_ATTR_FAIL_REASON: FtmFailureReason = 1,
        /// Index of the burst, if bursts are reported one by one.
        NL80211_PMSR_FTM_RESP_ATTR_BURST_INDEX: u32 = 2,
        /// FTM requests sent.
        NL80211_PMSR_FTM_RESP_ATTR_NUM_FTMR_ATTEMPTS: u32 = 3,
        /// FTM requests acknowledged.
        NL80211_PMSR_FTM_RESP_ATTR_NUM_FTMR_SUCCESSES: u32 = 4,
        /// Time after which a busy peer may be asked again, seconds.
        NL80211_PMSR_FTM_RESP_ATTR_BUSY_RETRY_TIME: u8 = 5,
        /// Exponent of the number of bursts.
        NL80211_PMSR_FTM_RESP_ATTR_NUM_BURSTS_EXP: u8 = 6,
        /// Duration of a burst.
        NL80211_PMSR_FTM_RESP_ATTR_BURST_DURATION: u8 = 7,
        /// FTM frames of a burst.
        NL80211_PMSR_FTM_RESP_ATTR_FTMS_PER_BURST: u8 = 8,
        /// Average RSSI, 1/2 dBm.
        NL80211_PMSR_FTM_RESP_ATTR_RSSI_AVG: i32 = 9,
        /// Spread of the RSSI, 1/2 dBm.
        NL80211_PMSR_FTM_RESP_ATTR_RSSI_SPREAD: i32 = 10,
        /// Rate of the acknowledgements sent.
        NL80211_PMSR_FTM_RESP_ATTR_TX_RATE: Attrs<'a, RateInfo> = 11,
        /// Rate of the FTM frames received.
        NL80211_PMSR_FTM_RESP_ATTR_RX_RATE: Attrs<'a, RateInfo> = 12,
        /// Average round-trip time, picoseconds.
        NL80211_PMSR_FTM_RESP_ATTR_RTT_AVG: i64 = 13,
        /// Variance of the round-trip time, square picoseconds.
        NL80211_PMSR_FTM_RESP_ATTR_RTT_VARIANCE: u64 = 14,
        /// Spread of the round-trip time, picoseconds.
        NL80211_PMSR_FTM_RESP_ATTR_RTT_SPREAD: u64 = 15,
        /// Average distance, millimeters.
        NL80211_PMSR_FTM_RESP_ATTR_DIST_AVG: i64 = 16,
        /// Variance of the distance, square millimeters.
        NL80211_PMSR_FTM_RESP_ATTR_DIST_VARIANCE: u64 = 17,
        /// Spread of the distance, millimeters.
        NL80211_PMSR_FTM_RESP_ATTR_DIST_SPREAD: u64 = 18,
        /// Location configuration information (LCI) of the peer: Measurement Report element from
        /// the token on.
        NL80211_PMSR_FTM_RESP_ATTR_LCI: &'a [u8] = 19,
        /// Civic location of the peer: Measurement Report element from the token on.
        NL80211_PMSR_FTM_RESP_ATTR_CIVICLOC: &'a [u8] = 20,
        /// Padding.
        NL80211_PMSR_FTM_RESP_ATTR_PAD: &'a [u8] = 21,
        /// Interval between bursts, 100 milliseconds.
        NL80211_PMSR_FTM_RESP_ATTR_BURST_PERIOD: u16 = 22,
        /// LTF repetitions sent.
        NL80211_PMSR_FTM_RESP_ATTR_TX_LTF_REPETITION_COUNT: u32 = 23,
        /// LTF repetitions received.
        NL80211_PMSR_FTM_RESP_ATTR_RX_LTF_REPETITION_COUNT: u32 = 24,
        /// Maximum time between measurements, 10 milliseconds.
        NL80211_PMSR_FTM_RESP_ATTR_MAX_TIME_BETWEEN_MEASUREMENTS: u32 = 25,
        /// Minimum time between measurements, 100 microseconds.
        NL80211_PMSR_FTM_RESP_ATTR_MIN_TIME_BETWEEN_MEASUREMENTS: u32 = 26,
        /// Space-time streams sent.
        NL80211_PMSR_FTM_RESP_ATTR_NUM_TX_SPATIAL_STREAMS: u32 = 27,
        /// Space-time streams received.
        NL80211_PMSR_FTM_RESP_ATTR_NUM_RX_SPATIAL_STREAMS: u32 = 28,
        /// Nominal time between availability windows, milliseconds.
        NL80211_PMSR_FTM_RESP_ATTR_NOMINAL_TIME: u32 = 29,
        /// Duration of an availability window, milliseconds.
        NL80211_PMSR_FTM_RESP_ATTR_AVAILABILITY_WINDOW: u32 = 30,
        /// Channel width of the measurement.
        NL80211_PMSR_FTM_RESP_ATTR_CHANNEL_WIDTH: ChannelWidth = 31,
        /// Preamble of the received FTM frames.
        NL80211_PMSR_FTM_RESP_ATTR_PREAMBLE: Preamble = 32,
        /// The result is of a delayed location measurement report (LMR).
        NL80211_PMSR_FTM_RESP_ATTR_IS_DELAYED_LMR: Flag = 33,
    }
}
