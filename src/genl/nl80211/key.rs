//! Keys, authentication, transmit rates, connection quality.
use super::{AkmSuite, CipherSuite, EhtGi, EhtLtf, HeGi, HeLtf};
use crate::{
    attributes, c_struct, flags, open_enum,
    wire::{Attrs, FieldArray, Flag, HwAddr, PackedArray, Struct},
};

attributes! {
    /// Key: `NL80211_ATTR_KEY`, `NL80211_ATTR_KEYS`.
    pub set KeyParams, enum KeyParamsAttr<'a> {
        /// Key.
        ///
        /// For TKIP 16 bytes of encryption key, 8 bytes of TX MIC key and 8 bytes of RX MIC key.
        NL80211_KEY_DATA: &'a [u8] = 1 where binary_max_len(32) where secret,
        /// Key index.
        NL80211_KEY_IDX: u8 = 2,
        /// Cipher suite.
        NL80211_KEY_CIPHER: CipherSuite = 3,
        /// Sequence counter (TSC, PN), little endian.
        NL80211_KEY_SEQ: &'a [u8] = 4 where binary_max_len(16),
        /// Default key: encrypts transmitted frames that have no pairwise key (WEP).
        NL80211_KEY_DEFAULT: Flag = 5,
        /// Default management key (IGTK).
        NL80211_KEY_DEFAULT_MGMT: Flag = 6,
        /// Key type. By default pairwise with a MAC address, group without.
        NL80211_KEY_TYPE: KeyType = 7 where max(2),
        /// What the default key is used for.
        NL80211_KEY_DEFAULT_TYPES: Attrs<'a, KeyDefaultTypes> = 8,
        /// Whether the key is used for transmission.
        NL80211_KEY_MODE: KeyMode = 9 where range(0, 2),
        /// Default beacon protection key (BIGTK).
        NL80211_KEY_DEFAULT_BEACON: Flag = 10,
        /// Seed of the secure LTF keys of ranging.
        NL80211_KEY_LTF_SEED: &'a [u8] = 11 where binary_max_len(48) where secret,
    }
}

attributes! {
    /// What a default key is used for: `NL80211_KEY_DEFAULT_TYPES`.
    pub set KeyDefaultTypes, enum KeyDefaultTypesAttr<'a> {
        /// Unicast frames.
        NL80211_KEY_DEFAULT_TYPE_UNICAST: Flag = 1,
        /// Multicast frames.
        NL80211_KEY_DEFAULT_TYPE_MULTICAST: Flag = 2,
    }
}

open_enum! {
    /// Key type: `NL80211_ATTR_KEY_TYPE`.
    pub struct KeyType(u32) {
        /// Group key.
        NL80211_KEYTYPE_GROUP = 0,
        /// Pairwise key.
        NL80211_KEYTYPE_PAIRWISE = 1,
        /// Peer key (DLS).
        NL80211_KEYTYPE_PEERKEY = 2,
    }
}

open_enum! {
    /// Use of a key: `NL80211_KEY_MODE`.
    pub struct KeyMode(u8) {
        /// Reception and transmission.
        NL80211_KEY_RX_TX = 0,
        /// Reception only, until `NL80211_KEY_SET_TX`.
        NL80211_KEY_NO_TX = 1,
        /// The installed key becomes the key for transmission.
        NL80211_KEY_SET_TX = 2,
    }
}

open_enum! {
    /// Authentication algorithm: `NL80211_ATTR_AUTH_TYPE`.
    pub struct AuthType(u32) {
        /// Open System authentication: none before association; also used with WPA.
        NL80211_AUTHTYPE_OPEN_SYSTEM = 0,
        /// Shared Key (WEP).
        NL80211_AUTHTYPE_SHARED_KEY = 1,
        /// Fast BSS transition (FT, IEEE 802.11r).
        NL80211_AUTHTYPE_FT = 2,
        /// Network EAP (LEAP).
        NL80211_AUTHTYPE_NETWORK_EAP = 3,
        /// Simultaneous authentication of equals (SAE).
        NL80211_AUTHTYPE_SAE = 4,
        /// FILS shared key.
        NL80211_AUTHTYPE_FILS_SK = 5,
        /// FILS shared key with perfect forward secrecy (PFS).
        NL80211_AUTHTYPE_FILS_SK_PFS = 6,
        /// FILS public key.
        NL80211_AUTHTYPE_FILS_PK = 7,
        /// Enhanced privacy protection key exchange (EPPKE).
        NL80211_AUTHTYPE_EPPKE = 8,
        /// IEEE 802.1X in Authentication frames.
        NL80211_AUTHTYPE_IEEE8021X = 9,
    }
}

open_enum! {
    /// Management frame protection (MFP): `NL80211_ATTR_USE_MFP`.
    pub struct Mfp(u32) {
        /// Not used.
        NL80211_MFP_NO = 0,
        /// Management frame protection (802.11w) is required.
        NL80211_MFP_REQUIRED = 1,
        /// Optional: the driver decides. Only with `NL80211_EXT_FEATURE_MFP_OPTIONAL`.
        NL80211_MFP_OPTIONAL = 2,
    }
}

flags! {
    /// WPA versions: `NL80211_ATTR_WPA_VERSIONS`.
    pub struct WpaVersions(u32) {
        /// WPA, version 1 (802.11i draft).
        NL80211_WPA_VERSION_1 = 1 << 0,
        /// WPA2 (RSN).
        NL80211_WPA_VERSION_2 = 1 << 1,
        /// WPA3.
        NL80211_WPA_VERSION_3 = 1 << 2,
    }
}

open_enum! {
    /// Derivation of the SAE password element: `NL80211_ATTR_SAE_PWE`.
    pub struct SaePwe(u8) {
        /// Unspecified. Not in requests.
        NL80211_SAE_PWE_UNSPECIFIED = 0,
        /// Hunting and pecking: derives the password element (PWE) of SAE by a loop.
        NL80211_SAE_PWE_HUNT_AND_PECK = 1,
        /// Hash to element (H2E).
        NL80211_SAE_PWE_HASH_TO_ELEMENT = 2,
        /// Hunting and pecking, and hash to element.
        NL80211_SAE_PWE_BOTH = 3,
    }
}

open_enum! {
    /// External authentication: `NL80211_ATTR_EXTERNAL_AUTH_ACTION`.
    pub struct ExternalAuthAction(u32) {
        /// Starts the authentication.
        NL80211_EXTERNAL_AUTH_START = 0,
        /// Aborts the authentication.
        NL80211_EXTERNAL_AUTH_ABORT = 1,
    }
}

open_enum! {
    /// Why an operation timed out: `NL80211_ATTR_TIMEOUT_REASON`.
    pub struct TimeoutReason(u32) {
        /// Unspecified: the phase that timed out is not known.
        NL80211_TIMEOUT_UNSPECIFIED = 0,
        /// The scan timed out.
        NL80211_TIMEOUT_SCAN = 1,
        /// The authentication timed out.
        NL80211_TIMEOUT_AUTH = 2,
        /// The association timed out.
        NL80211_TIMEOUT_ASSOC = 3,
    }
}

open_enum! {
    /// Why an AP refused a station: `NL80211_ATTR_CONN_FAILED_REASON`.
    pub struct ConnectFailedReason(u32) {
        /// The AP has the maximum number of stations.
        NL80211_CONN_FAIL_MAX_CLIENTS = 0,
        /// The access control list refuses the station.
        NL80211_CONN_FAIL_BLOCKED_CLIENT = 1,
    }
}

attributes! {
    /// Keys for GTK rekeying: `NL80211_ATTR_REKEY_DATA`.
    pub set RekeyData, enum RekeyDataAttr<'a> {
        /// Key encryption key (KEK): 16 or 32 bytes.
        NL80211_REKEY_DATA_KEK: &'a [u8] = 1 where binary_max_len(32) where secret,
        /// Key confirmation key (KCK): 16, 24 or 32 bytes.
        NL80211_REKEY_DATA_KCK: &'a [u8] = 2 where binary_max_len(32) where secret,
        /// Replay counter.
        NL80211_REKEY_DATA_REPLAY_CTR: &'a [u8] = 3 where exact_len(8),
        /// AKM suite.
        NL80211_REKEY_DATA_AKM: AkmSuite = 4,
    }
}

attributes! {
    /// Candidate for PMKSA caching: `NL80211_ATTR_PMKSA_CANDIDATE`.
    pub set PmksaCandidate, enum PmksaCandidateAttr<'a> {
        /// Index: a smaller one has a higher priority.
        NL80211_PMKSA_CANDIDATE_INDEX: u32 = 1,
        /// BSSID of the candidate for preauthentication.
        NL80211_PMKSA_CANDIDATE_BSSID: HwAddr<'a> = 2,
        /// The BSS supports preauthentication.
        NL80211_PMKSA_CANDIDATE_PREAUTH: Flag = 3,
    }
}

attributes! {
    /// Transmit rates of a band: `NL80211_ATTR_TX_RATES`.
    pub set TxRates, enum TxRatesAttr<'a> {
        /// Legacy rates, 500 kbit/s each.
        NL80211_TXRATE_LEGACY: &'a [u8] = 1 where binary_max_len(32),
        /// HT MCS indices.
        NL80211_TXRATE_HT: &'a [u8] = 2 where binary_max_len(77),
        /// VHT MCS by number of spatial streams.
        NL80211_TXRATE_VHT: &'a Struct<TxRateVht> = 3 where exact_len(16),
        /// Guard interval (HT, VHT).
        NL80211_TXRATE_GI: TxRateGi = 4 where max(2),
        /// HE MCS by number of spatial streams.
        NL80211_TXRATE_HE: &'a Struct<TxRateHe> = 5 where exact_len(16),
        /// HE guard interval.
        NL80211_TXRATE_HE_GI: HeGi = 6 where max(2),
        /// HE long training field (LTF).
        NL80211_TXRATE_HE_LTF: HeLtf = 7 where max(2),
        /// EHT MCS by number of spatial streams.
        NL80211_TXRATE_EHT: &'a Struct<TxRateEht> = 8 where exact_len(32),
        /// EHT guard interval.
        NL80211_TXRATE_EHT_GI: EhtGi = 9 where max(2),
        /// EHT long training field (LTF).
        NL80211_TXRATE_EHT_LTF: EhtLtf = 10 where max(4),
    }
}

open_enum! {
    /// Guard interval (HT, VHT): `NL80211_TXRATE_GI`.
    pub struct TxRateGi(u8) {
        /// Chosen by the driver.
        NL80211_TXRATE_DEFAULT_GI = 0,
        /// Short: 400 nanoseconds.
        NL80211_TXRATE_FORCE_SGI = 1,
        /// Long: 800 nanoseconds.
        NL80211_TXRATE_FORCE_LGI = 2,
    }
}

c_struct! {
    /// VHT rates: `struct nl80211_txrate_vht`, linux/nl80211.h.
    #[doc(alias = "nl80211_txrate_vht")]
    pub struct TxRateVht {
        /// Bitmap of MCS for 1 to 8 spatial streams.
        mcs: FieldArray<u16, 8>,
    }
}
c_struct! {
    /// HE rates: `struct nl80211_txrate_he`, linux/nl80211.h.
    #[doc(alias = "nl80211_txrate_he")]
    pub struct TxRateHe {
        /// Bitmap of MCS for 1 to 8 spatial streams.
        mcs: FieldArray<u16, 8>,
    }
}
c_struct! {
    /// EHT rates: `struct nl80211_txrate_eht`, linux/nl80211.h.
    #[doc(alias = "nl80211_txrate_eht")]
    pub struct TxRateEht {
        /// Bitmap of MCS for 1 to 16 spatial streams.
        mcs: FieldArray<u16, 16>,
    }
}

attributes! {
    /// Connection quality monitoring (CQM): `NL80211_ATTR_CQM`.
    pub set Cqm, enum CqmAttr<'a> {
        /// RSSI thresholds, dBm, ascending.
        ///
        /// 0 disables. More than one needs `NL80211_EXT_FEATURE_CQM_RSSI_LIST`.
        NL80211_ATTR_CQM_RSSI_THOLD: PackedArray<'a, i32> = 1 where binary_max_len(65535),
        /// Hysteresis of the RSSI threshold, dB.
        NL80211_ATTR_CQM_RSSI_HYST: u32 = 2,
        /// Event: the RSSI crossed a threshold.
        NL80211_ATTR_CQM_RSSI_THRESHOLD_EVENT: CqmRssiEvent = 3,
        /// Event: packets in sequence that the peer did not acknowledge.
        NL80211_ATTR_CQM_PKT_LOSS_EVENT: u32 = 4,
        /// TX error rate that causes an event, percent.
        NL80211_ATTR_CQM_TXE_RATE: u32 = 5,
        /// Packets in the interval from which on the TX error rate is checked.
        NL80211_ATTR_CQM_TXE_PKTS: u32 = 6,
        /// Interval of the TX error rate, seconds: at most 1800. 0 disables.
        NL80211_ATTR_CQM_TXE_INTVL: u32 = 7,
        /// Event: beacons were lost.
        NL80211_ATTR_CQM_BEACON_LOSS_EVENT: Flag = 8,
        /// RSSI that caused the event, dBm.
        NL80211_ATTR_CQM_RSSI_LEVEL: i32 = 9,
    }
}

open_enum! {
    /// RSSI event: `NL80211_ATTR_CQM_RSSI_THRESHOLD_EVENT`.
    pub struct CqmRssiEvent(u32) {
        /// The RSSI is below the threshold.
        NL80211_CQM_RSSI_THRESHOLD_EVENT_LOW = 0,
        /// The RSSI is above the threshold.
        NL80211_CQM_RSSI_THRESHOLD_EVENT_HIGH = 1,
        /// Reserved.
        NL80211_CQM_RSSI_BEACON_LOSS_EVENT = 2,
    }
}

open_enum! {
    /// Critical protocol: `NL80211_ATTR_CRIT_PROT_ID`.
    pub struct CritProtoId(u16) {
        /// Unspecified.
        NL80211_CRIT_PROTO_UNSPEC = 0,
        /// DHCP: protects the exchange from other use of the radio, such as Bluetooth.
        NL80211_CRIT_PROTO_DHCP = 1,
        /// EAPOL: protects the exchange from other use of the radio, such as Bluetooth.
        NL80211_CRIT_PROTO_EAPOL = 2,
        /// APIPA: automatic private addresses.
        NL80211_CRIT_PROTO_APIPA = 3,
    }
}

flags! {
    /// Flags of a received management frame: `NL80211_ATTR_RXMGMT_FLAGS`.
    pub struct RxMgmtFlags(u32) {
        /// The device answered the frame.
        NL80211_RXMGMT_FLAG_ANSWERED = 1 << 0,
        /// The driver leaves the authentication to user space.
        NL80211_RXMGMT_FLAG_EXTERNAL_AUTH = 1 << 1,
    }
}
