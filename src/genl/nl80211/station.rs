//! Stations: state, statistics, rates.
use super::{MeshPowerMode, PlinkState};
use crate::{
    attributes, c_struct, flags, open_enum,
    wire::{Attrs, Flag, IndexedArray, NestTypeValue, Struct},
};

attributes! {
    /// Flags of a station, each an attribute: `NL80211_ATTR_STA_FLAGS`.
    pub set StaFlags, enum StaFlagsAttr<'a> {
        /// The station is authorized: the 802.1X port is open.
        NL80211_STA_FLAG_AUTHORIZED: Flag = 1,
        /// The station receives frames with a short preamble.
        NL80211_STA_FLAG_SHORT_PREAMBLE: Flag = 2,
        /// The station supports WMM (QoS).
        NL80211_STA_FLAG_WME: Flag = 3,
        /// The station uses management frame protection (MFP).
        NL80211_STA_FLAG_MFP: Flag = 4,
        /// The station is authenticated.
        NL80211_STA_FLAG_AUTHENTICATED: Flag = 5,
        /// The station is a TDLS peer. Only when the station is added.
        NL80211_STA_FLAG_TDLS_PEER: Flag = 6,
        /// The station is associated.
        NL80211_STA_FLAG_ASSOCIATED: Flag = 7,
        /// The station supports SPP A-MSDUs.
        NL80211_STA_FLAG_SPP_AMSDU: Flag = 8,
    }
}

flags! {
    /// Flags of a station as bits: `1 << NL80211_STA_FLAG_*`.
    pub struct StaFlagBits(u32) {
        /// The station is authorized: the 802.1X port is open.
        NL80211_STA_FLAG_AUTHORIZED = 1 << 1,
        /// The station receives frames with a short preamble.
        NL80211_STA_FLAG_SHORT_PREAMBLE = 1 << 2,
        /// The station supports WMM (QoS).
        NL80211_STA_FLAG_WME = 1 << 3,
        /// The station uses management frame protection (MFP).
        NL80211_STA_FLAG_MFP = 1 << 4,
        /// The station is authenticated.
        NL80211_STA_FLAG_AUTHENTICATED = 1 << 5,
        /// The station is a TDLS peer. Only when the station is added.
        NL80211_STA_FLAG_TDLS_PEER = 1 << 6,
        /// The station is associated.
        NL80211_STA_FLAG_ASSOCIATED = 1 << 7,
        /// The station supports SPP A-MSDUs.
        NL80211_STA_FLAG_SPP_AMSDU = 1 << 8,
    }
}

c_struct! {
    /// Flags of a station to change: `struct nl80211_sta_flag_update`, linux/nl80211.h.
    #[doc(alias = "nl80211_sta_flag_update")]
    pub struct StaFlagUpdate {
        /// Flags to change; in a reply, flags that are known.
        mask: StaFlagBits,
        /// New values of the flags.
        set: StaFlagBits,
    }
}

attributes! {
    /// Statistics and state of a station: `NL80211_ATTR_STA_INFO`.
    ///
    /// Counters start at 0 when the station is added. Which attributes exist depends on the driver.
    pub set StaInfo, enum StaInfoAttr<'a> {
        /// Time since the last activity, milliseconds.
        NL80211_STA_INFO_INACTIVE_TIME: u32 = 1,
        /// Bytes received from the station, modulo 2^32.
        NL80211_STA_INFO_RX_BYTES: u32 = 2,
        /// Bytes sent to the station, modulo 2^32.
        NL80211_STA_INFO_TX_BYTES: u32 = 3,
        /// Local link id of the mesh peer link.
        NL80211_STA_INFO_LLID: u16 = 4,
        /// Peer link id of the mesh peer link.
        NL80211_STA_INFO_PLID: u16 = 5,
        /// State of the mesh peer link.
        NL80211_STA_INFO_PLINK_STATE: PlinkState = 6,
        /// Signal of the last PPDU received, dBm.
        NL80211_STA_INFO_SIGNAL: i8 = 7,
        /// Rate of the last unicast frame sent.
        NL80211_STA_INFO_TX_BITRATE: Attrs<'a, RateInfo> = 8,
        /// Packets received (MSDUs and MMPDUs).
        NL80211_STA_INFO_RX_PACKETS: u32 = 9,
        /// Packets sent (MSDUs and MMPDUs).
        NL80211_STA_INFO_TX_PACKETS: u32 = 10,
        /// Retries of sent MPDUs.
        NL80211_STA_INFO_TX_RETRIES: u32 = 11,
        /// MPDUs that could not be sent.
        NL80211_STA_INFO_TX_FAILED: u32 = 12,
        /// Average signal, dBm.
        NL80211_STA_INFO_SIGNAL_AVG: i8 = 13,
        /// Rate of the last unicast data frame received.
        NL80211_STA_INFO_RX_BITRATE: Attrs<'a, RateInfo> = 14,
        /// Parameters of the BSS.
        NL80211_STA_INFO_BSS_PARAM: Attrs<'a, StaBssParam> = 15,
        /// Time since the association, seconds.
        NL80211_STA_INFO_CONNECTED_TIME: u32 = 16,
        /// Flags of the station.
        NL80211_STA_INFO_STA_FLAGS: &'a Struct<StaFlagUpdate> = 17,
        /// Detected losses of beacons.
        NL80211_STA_INFO_BEACON_LOSS: u32 = 18,
        /// Offset of the TSF to that of the mesh peer, microseconds.
        NL80211_STA_INFO_T_OFFSET: i64 = 19,
        /// Local mesh power mode towards the peer.
        NL80211_STA_INFO_LOCAL_PM: MeshPowerMode = 20,
        /// Mesh power mode of the peer.
        NL80211_STA_INFO_PEER_PM: MeshPowerMode = 21,
        /// Mesh power mode of the station towards non-peers.
        NL80211_STA_INFO_NONPEER_PM: MeshPowerMode = 22,
        /// Bytes received from the station.
        NL80211_STA_INFO_RX_BYTES64: u64 = 23,
        /// Bytes sent to the station.
        NL80211_STA_INFO_TX_BYTES64: u64 = 24,
        /// Signal of the last PPDU for each chain, dBm.
        NL80211_STA_INFO_CHAIN_SIGNAL: IndexedArray<'a, i8> = 25,
        /// Average signal for each chain, dBm.
        NL80211_STA_INFO_CHAIN_SIGNAL_AVG: IndexedArray<'a, i8> = 26,
        /// Expected throughput, kbit/s.
        NL80211_STA_INFO_EXPECTED_THROUGHPUT: u32 = 27,
        /// Received packets that were dropped for other reasons.
        NL80211_STA_INFO_RX_DROP_MISC: u64 = 28,
        /// Beacons received.
        NL80211_STA_INFO_BEACON_RX: u64 = 29,
        /// Average signal of beacons, dBm.
        NL80211_STA_INFO_BEACON_SIGNAL_AVG: i8 = 30,
        /// Statistics by TID: the number is the TID plus 1; 17 is frames without QoS.
        NL80211_STA_INFO_TID_STATS: NestTypeValue<'a, Attrs<'a, TidStats>> = 31,
        /// Duration of the PPDUs received from the station, microseconds.
        NL80211_STA_INFO_RX_DURATION: u64 = 32,
        /// Padding.
        NL80211_STA_INFO_PAD: &'a [u8] = 33,
        /// Signal of the last ACK frame, dBm.
        NL80211_STA_INFO_ACK_SIGNAL: i8 = 34,
        /// Average signal of ACK frames, dBm.
        NL80211_STA_INFO_ACK_SIGNAL_AVG: i8 = 35,
        /// MPDUs received.
        NL80211_STA_INFO_RX_MPDUS: u32 = 36,
        /// MPDUs received with a wrong FCS.
        NL80211_STA_INFO_FCS_ERROR_COUNT: u32 = 37,
        /// Whether the mesh station has a path to a mesh gate: 0 or 1.
        NL80211_STA_INFO_CONNECTED_TO_GATE: u8 = 38,
        /// Duration of the PPDUs sent to the station, microseconds.
        NL80211_STA_INFO_TX_DURATION: u64 = 39,
        /// Weight in the airtime scheduler.
        NL80211_STA_INFO_AIRTIME_WEIGHT: u16 = 40,
        /// Airtime link metric of the mesh station.
        NL80211_STA_INFO_AIRTIME_LINK_METRIC: u32 = 41,
        /// Time of the association, nanoseconds of `CLOCK_BOOTTIME`.
        NL80211_STA_INFO_ASSOC_AT_BOOTTIME: u64 = 42,
        /// Whether the mesh station has a path to an authentication server: 0 or 1.
        NL80211_STA_INFO_CONNECTED_TO_AS: u8 = 43,
    }
}

attributes! {
    /// Rate of a station: `NL80211_STA_INFO_TX_BITRATE`, `NL80211_STA_INFO_RX_BITRATE`.
    ///
    /// A rate with neither MCS nor width is a legacy rate at 20 MHz.
    pub set RateInfo, enum RateInfoAttr<'a> {
        /// Rate, 100 kbit/s. Missing above 6.5535 Gbit/s.
        NL80211_RATE_INFO_BITRATE: u16 = 1,
        /// HT MCS index.
        NL80211_RATE_INFO_MCS: u8 = 2,
        /// 40 MHz channel.
        NL80211_RATE_INFO_40_MHZ_WIDTH: Flag = 3,
        /// Guard interval of 400 nanoseconds (HT, VHT).
        NL80211_RATE_INFO_SHORT_GI: Flag = 4,
        /// Rate, 100 kbit/s.
        NL80211_RATE_INFO_BITRATE32: u32 = 5,
        /// VHT MCS index.
        NL80211_RATE_INFO_VHT_MCS: u8 = 6,
        /// VHT spatial streams.
        NL80211_RATE_INFO_VHT_NSS: u8 = 7,
        /// 80 MHz channel.
        NL80211_RATE_INFO_80_MHZ_WIDTH: Flag = 8,
        /// 80+80 MHz channel. Not used: reported as 160 MHz.
        NL80211_RATE_INFO_80P80_MHZ_WIDTH: Flag = 9,
        /// 160 MHz channel.
        NL80211_RATE_INFO_160_MHZ_WIDTH: Flag = 10,
        /// 10 MHz channel.
        NL80211_RATE_INFO_10_MHZ_WIDTH: Flag = 11,
        /// 5 MHz channel.
        NL80211_RATE_INFO_5_MHZ_WIDTH: Flag = 12,
        /// HE MCS index: 0 to 11.
        NL80211_RATE_INFO_HE_MCS: u8 = 13,
        /// HE spatial streams: 1 to 8.
        NL80211_RATE_INFO_HE_NSS: u8 = 14,
        /// HE guard interval.
        NL80211_RATE_INFO_HE_GI: HeGi = 15,
        /// HE dual carrier modulation (DCM): 0 or 1.
        NL80211_RATE_INFO_HE_DCM: u8 = 16,
        /// HE resource unit (RU). Missing if OFDMA is not used.
        NL80211_RATE_INFO_HE_RU_ALLOC: HeRuAlloc = 17,
        /// 320 MHz channel.
        NL80211_RATE_INFO_320_MHZ_WIDTH: Flag = 18,
        /// EHT MCS index: 0 to 15.
        NL80211_RATE_INFO_EHT_MCS: u8 = 19,
        /// EHT spatial streams: 1 to 8.
        NL80211_RATE_INFO_EHT_NSS: u8 = 20,
        /// EHT guard interval.
        NL80211_RATE_INFO_EHT_GI: EhtGi = 21,
        /// EHT resource unit (RU). Missing if OFDMA is not used.
        NL80211_RATE_INFO_EHT_RU_ALLOC: EhtRuAlloc = 22,
        /// S1G MCS index: 0 to 10.
        NL80211_RATE_INFO_S1G_MCS: u8 = 23,
        /// S1G spatial streams: 1 to 4.
        NL80211_RATE_INFO_S1G_NSS: u8 = 24,
        /// 1 MHz channel (S1G).
        NL80211_RATE_INFO_1_MHZ_WIDTH: Flag = 25,
        /// 2 MHz channel (S1G).
        NL80211_RATE_INFO_2_MHZ_WIDTH: Flag = 26,
        /// 4 MHz channel (S1G).
        NL80211_RATE_INFO_4_MHZ_WIDTH: Flag = 27,
        /// 8 MHz channel (S1G).
        NL80211_RATE_INFO_8_MHZ_WIDTH: Flag = 28,
        /// 16 MHz channel (S1G).
        NL80211_RATE_INFO_16_MHZ_WIDTH: Flag = 29,
        /// UHR MCS index. Streams and guard interval are the EHT attributes.
        NL80211_RATE_INFO_UHR_MCS: u8 = 30,
        /// UHR enhanced long range (ELR).
        NL80211_RATE_INFO_UHR_ELR: Flag = 31,
        /// UHR interference mitigation.
        NL80211_RATE_INFO_UHR_IM: Flag = 32,
    }
}

attributes! {
    /// Parameters of the BSS of a station: `NL80211_STA_INFO_BSS_PARAM`.
    pub set StaBssParam, enum StaBssParamAttr<'a> {
        /// CTS protection is enabled.
        NL80211_STA_BSS_PARAM_CTS_PROT: Flag = 1,
        /// Short preamble is enabled.
        NL80211_STA_BSS_PARAM_SHORT_PREAMBLE: Flag = 2,
        /// Short slot time is enabled.
        NL80211_STA_BSS_PARAM_SHORT_SLOT_TIME: Flag = 3,
        /// Beacon intervals between DTIM beacons.
        NL80211_STA_BSS_PARAM_DTIM_PERIOD: u8 = 4,
        /// Beacon interval, TU.
        NL80211_STA_BSS_PARAM_BEACON_INTERVAL: u16 = 5,
    }
}

attributes! {
    /// Statistics of a TID: `NL80211_STA_INFO_TID_STATS`.
    pub set TidStats, enum TidStatsAttr<'a> {
        /// MSDUs received.
        NL80211_TID_STATS_RX_MSDU: u64 = 1,
        /// MSDUs sent, or tried to send.
        NL80211_TID_STATS_TX_MSDU: u64 = 2,
        /// Retries of MSDUs sent for this TID.
        NL80211_TID_STATS_TX_MSDU_RETRIES: u64 = 3,
        /// MSDUs that could not be sent.
        NL80211_TID_STATS_TX_MSDU_FAILED: u64 = 4,
        /// Padding.
        NL80211_TID_STATS_PAD: &'a [u8] = 5,
        /// Statistics of the transmit queue.
        NL80211_TID_STATS_TXQ_STATS: Attrs<'a, TxqStats> = 6,
    }
}

attributes! {
    /// Statistics of a transmit queue (TXQ, FQ-CoDel): of a wiphy, interface or TID.
    pub set TxqStats, enum TxqStatsAttr<'a> {
        /// Backlog: bytes that wait in the queue.
        NL80211_TXQ_STATS_BACKLOG_BYTES: u32 = 1,
        /// Backlog: packets that wait in the queue.
        NL80211_TXQ_STATS_BACKLOG_PACKETS: u32 = 2,
        /// New flows seen.
        NL80211_TXQ_STATS_FLOWS: u32 = 3,
        /// Packets dropped by CoDel.
        NL80211_TXQ_STATS_DROPS: u32 = 4,
        /// Packets marked with ECN.
        NL80211_TXQ_STATS_ECN_MARKS: u32 = 5,
        /// Packets dropped because of the packet limit.
        NL80211_TXQ_STATS_OVERLIMIT: u32 = 6,
        /// Packets dropped because of the memory limit. Of a wiphy only.
        NL80211_TXQ_STATS_OVERMEMORY: u32 = 7,
        /// Hash collisions.
        NL80211_TXQ_STATS_COLLISIONS: u32 = 8,
        /// Bytes dequeued.
        NL80211_TXQ_STATS_TX_BYTES: u32 = 9,
        /// Packets dequeued.
        NL80211_TXQ_STATS_TX_PACKETS: u32 = 10,
        /// Flow buckets. Of a wiphy only.
        NL80211_TXQ_STATS_MAX_FLOWS: u32 = 11,
    }
}

attributes! {
    /// WMM parameters of a station: `NL80211_ATTR_STA_WME`.
    pub set StaWme, enum StaWmeAttr<'a> {
        /// Access categories with U-APSD, bitmap as in the QoS Info field.
        NL80211_STA_WME_UAPSD_QUEUES: u8 = 1,
        /// Maximum service period length, as in the QoS Info field, shifted down.
        NL80211_STA_WME_MAX_SP: u8 = 2,
    }
}

open_enum! {
    /// HE guard interval: `NL80211_RATE_INFO_HE_GI`.
    pub struct HeGi(u8) {
        /// 0.8 microseconds.
        NL80211_RATE_INFO_HE_GI_0_8 = 0,
        /// 1.6 microseconds.
        NL80211_RATE_INFO_HE_GI_1_6 = 1,
        /// 3.2 microseconds.
        NL80211_RATE_INFO_HE_GI_3_2 = 2,
    }
}

open_enum! {
    /// HE long training field (LTF): `NL80211_TXRATE_HE_LTF`.
    pub struct HeLtf(u8) {
        /// 3.2 microseconds.
        NL80211_RATE_INFO_HE_1XLTF = 0,
        /// 6.4 microseconds.
        NL80211_RATE_INFO_HE_2XLTF = 1,
        /// 12.8 microseconds.
        NL80211_RATE_INFO_HE_4XLTF = 2,
    }
}

open_enum! {
    /// HE resource unit (RU): `NL80211_RATE_INFO_HE_RU_ALLOC`.
    pub struct HeRuAlloc(u8) {
        /// 26 tones.
        NL80211_RATE_INFO_HE_RU_ALLOC_26 = 0,
        /// 52 tones.
        NL80211_RATE_INFO_HE_RU_ALLOC_52 = 1,
        /// 106 tones.
        NL80211_RATE_INFO_HE_RU_ALLOC_106 = 2,
        /// 242 tones.
        NL80211_RATE_INFO_HE_RU_ALLOC_242 = 3,
        /// 484 tones.
        NL80211_RATE_INFO_HE_RU_ALLOC_484 = 4,
        /// 996 tones.
        NL80211_RATE_INFO_HE_RU_ALLOC_996 = 5,
        /// 2 × 996 tones.
        NL80211_RATE_INFO_HE_RU_ALLOC_2x996 = 6,
    }
}

open_enum! {
    /// EHT guard interval: `NL80211_RATE_INFO_EHT_GI`.
    pub struct EhtGi(u8) {
        /// 0.8 microseconds.
        NL80211_RATE_INFO_EHT_GI_0_8 = 0,
        /// 1.6 microseconds.
        NL80211_RATE_INFO_EHT_GI_1_6 = 1,
        /// 3.2 microseconds.
        NL80211_RATE_INFO_EHT_GI_3_2 = 2,
    }
}

open_enum! {
    /// EHT long training field (LTF): `NL80211_TXRATE_EHT_LTF`.
    pub struct EhtLtf(u8) {
        /// 3.2 microseconds.
        NL80211_RATE_INFO_EHT_1XLTF = 0,
        /// 6.4 microseconds.
        NL80211_RATE_INFO_EHT_2XLTF = 1,
        /// 12.8 microseconds.
        NL80211_RATE_INFO_EHT_4XLTF = 2,
        /// 19.2 microseconds.
        NL80211_RATE_INFO_EHT_6XLTF = 3,
        /// 25.6 microseconds.
        NL80211_RATE_INFO_EHT_8XLTF = 4,
    }
}

open_enum! {
    /// EHT resource unit (RU): `NL80211_RATE_INFO_EHT_RU_ALLOC`.
    pub struct EhtRuAlloc(u8) {
        /// 26 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_26 = 0,
        /// 52 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_52 = 1,
        /// 52 + 26 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_52P26 = 2,
        /// 106 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_106 = 3,
        /// 106 + 26 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_106P26 = 4,
        /// 242 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_242 = 5,
        /// 484 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_484 = 6,
        /// 484 + 242 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_484P242 = 7,
        /// 996 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_996 = 8,
        /// 996 + 484 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_996P484 = 9,
        /// 996 + 484 + 242 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_996P484P242 = 10,
        /// 2 × 996 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_2x996 = 11,
        /// 2 × 996 + 484 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_2x996P484 = 12,
        /// 3 × 996 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_3x996 = 13,
        /// 3 × 996 + 484 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_3x996P484 = 14,
        /// 4 × 996 tones.
        NL80211_RATE_INFO_EHT_RU_ALLOC_4x996 = 15,
    }
}

open_enum! {
    /// Support of P2P power save: `NL80211_ATTR_STA_SUPPORT_P2P_PS`.
    pub struct P2pPsStatus(u8) {
        /// Not supported.
        NL80211_P2P_PS_UNSUPPORTED = 0,
        /// P2P power save is supported.
        NL80211_P2P_PS_SUPPORTED = 1,
    }
}

flags! {
    /// Capabilities of a TDLS peer: `NL80211_ATTR_TDLS_PEER_CAPABILITY`.
    pub struct TdlsPeerCapability(u32) {
        /// The TDLS peer supports HT (802.11n).
        NL80211_TDLS_PEER_HT = 1 << 0,
        /// The TDLS peer supports VHT (802.11ac).
        NL80211_TDLS_PEER_VHT = 1 << 1,
        /// The TDLS peer supports WMM (Wi-Fi Multimedia).
        NL80211_TDLS_PEER_WMM = 1 << 2,
        /// The TDLS peer supports HE (802.11ax).
        NL80211_TDLS_PEER_HE = 1 << 3,
    }
}

open_enum! {
    /// TDLS operation: `NL80211_ATTR_TDLS_OPERATION`.
    pub struct TdlsOperation(u8) {
        /// Sends a discovery request.
        NL80211_TDLS_DISCOVERY_REQ = 0,
        /// Sets up a direct link.
        NL80211_TDLS_SETUP = 1,
        /// Tears down the direct link.
        NL80211_TDLS_TEARDOWN = 2,
        /// Enables the direct link.
        NL80211_TDLS_ENABLE_LINK = 3,
        /// Disables the direct link.
        NL80211_TDLS_DISABLE_LINK = 4,
    }
}
