//! Attributes of every command.
use super::{
    AclPolicy, AkmSuite, ApSettingsFlags, ApSmeFeatures, AuthType, BandAttrs, Bands, Bss, BssColor,
    BssParamBy, BssSelect, CapabilityInfo, ChannelType, ChannelWidth, CipherSuite, CoalesceBy, CommandId,
    ConnectFailedReason, ControlPortBy, Cqm, CritProtoId, DfsRegion, ExtFeatures, ExtendedCapabilities,
    ExternalAuthAction, FeatureFlags, FilsDiscovery, FrameType, Frequency, FtmResponder, FtmStats,
    He6GhzCapability, HiddenSsid, HtCapability, IfType, IfTypeAkm, IfTypes, InfoElement,
    InterfaceCombination, KeyDefaultTypes, KeyParams, KeyType, MbssidConfig, MeshConfig, MeshPowerMode,
    MeshSetup, Mfp, MonitorFlags, MpathInfo, NanCapabilities, NanConf, NanFunc, NanMatch, NanPeerMap, ObssPd,
    P2pPsStatus, PlinkAction, PlinkState, PmksaCandidate, Pmsr, ProbeRespOffload, ProtocolFeatures, PsState,
    RadarEvent, ReasonCode, RegInitiator, RegRule, RegType, RekeyData, RssiAdjust, RxMgmtFlags,
    S1gShortBeacon, SaePwe, SarAttrs, ScanFlags, SchedScanMatch, SchedScanPlan, SmpsMode, Ssid,
    StaFlagUpdate, StaFlags, StaInfo, StaWme, StatusCode, SurveyInfo, TdlsOperation, TdlsPeerCapability,
    TidConfig, TimeoutReason, TxPower8Setting, TxPowerSetting, TxRates, TxqParams, TxqStats,
    UnsolBcastProbeResp, UserRegHintType, VendorCmdInfo, VendorDataBy, VhtCapability, WiphyRadio,
    WowlanSupport, WowlanTriggers, WpaVersions,
};
use crate::{
    attributes,
    wire::{Attrs, Flag, HwAddr, IndexedArray, NestTypeValue, PackedArray, Str, Struct, SubMessage, Tlvs},
};

attributes! {
    /// Attributes of every command: `NL80211_ATTR_*`, linux/nl80211.h.
    ///
    /// The family has one set for all commands; the documentation of a command names the attributes
    /// that the command reads. Old operations do not validate an attribute that has no policy in
    /// the kernel; those are marked `read_only` only where the kernel alone writes them.
    pub set Nl80211 strict from 279, enum Nl80211Attr<'a> {
        /// Wiphy index, as in /sys/class/ieee80211/phy0/index.
        NL80211_ATTR_WIPHY: u32 = 1,
        /// Wiphy name. In `NL80211_CMD_SET_WIPHY` the new name.
        NL80211_ATTR_WIPHY_NAME: Str<'a> = 2 where nul_max_len(19),
        /// Interface index.
        NL80211_ATTR_IFINDEX: u32 = 3,
        /// Interface name.
        NL80211_ATTR_IFNAME: Str<'a> = 4 where nul_max_len(15),
        /// Interface type.
        NL80211_ATTR_IFTYPE: IfType = 5 where max(14),
        /// MAC address: of the interface, station, BSS or peer, depending on the command.
        NL80211_ATTR_MAC: HwAddr<'a> = 6 where exact_len(6),
        /// Key.
        ///
        /// For TKIP 16 bytes of encryption key, 8 bytes of TX MIC key and 8 bytes of RX MIC key.
        NL80211_ATTR_KEY_DATA: &'a [u8] = 7 where binary_max_len(32) where secret,
        /// Key index.
        ///
        /// 0 to 3 for data, 4 and 5 for management (IGTK), 6 and 7 for beacon protection (BIGTK).
        NL80211_ATTR_KEY_IDX: u8 = 8 where max(7),
        /// Cipher suite of the key.
        NL80211_ATTR_KEY_CIPHER: CipherSuite = 9,
        /// Sequence counter of the key (TSC, PN), little endian.
        NL80211_ATTR_KEY_SEQ: &'a [u8] = 10 where binary_max_len(16),
        /// Makes the key the default key.
        NL80211_ATTR_KEY_DEFAULT: Flag = 11,
        /// Beacon interval, TU (1024 microseconds).
        NL80211_ATTR_BEACON_INTERVAL: u32 = 12,
        /// Beacon intervals between DTIM beacons.
        NL80211_ATTR_DTIM_PERIOD: u32 = 13,
        /// Beacon frame up to the TIM element, with the header.
        NL80211_ATTR_BEACON_HEAD: &'a [u8] = 14 where binary_max_len(2304),
        /// Elements of the beacon after the TIM element.
        NL80211_ATTR_BEACON_TAIL: Tlvs<'a, InfoElement> = 15 where binary_max_len(2304),
        /// Association id (AID) of the station.
        NL80211_ATTR_STA_AID: u16 = 16 where range(1, 2007),
        /// Flags of the station. `NL80211_ATTR_STA_FLAGS2` replaces it, as it also has a mask.
        NL80211_ATTR_STA_FLAGS: Attrs<'a, StaFlags> = 17,
        /// Listen interval of the station, beacon intervals.
        NL80211_ATTR_STA_LISTEN_INTERVAL: u16 = 18,
        /// Supported rates of the station, 500 kbit/s each. Bit 7 marks a basic rate.
        NL80211_ATTR_STA_SUPPORTED_RATES: &'a [u8] = 19 where binary_max_len(32),
        /// Interface index of the AP VLAN that the station is moved to.
        NL80211_ATTR_STA_VLAN: u32 = 20,
        /// Statistics and state of a station.
        NL80211_ATTR_STA_INFO: Attrs<'a, StaInfo> = 21 where read_only,
        /// Bands of the wiphy, by [`Band`](super::Band).
        NL80211_ATTR_WIPHY_BANDS: NestTypeValue<'a, Attrs<'a, BandAttrs>> = 22 where read_only,
        /// Flags of a monitor interface.
        NL80211_ATTR_MNTR_FLAGS: Attrs<'a, MonitorFlags> = 23,
        /// Mesh id: name of the mesh.
        NL80211_ATTR_MESH_ID: Ssid<'a> = 24 where binary_max_len(32),
        /// Action on the peer link of a mesh station.
        NL80211_ATTR_STA_PLINK_ACTION: PlinkAction = 25 where max(2),
        /// Next hop of a mesh path.
        NL80211_ATTR_MPATH_NEXT_HOP: HwAddr<'a> = 26 where exact_len(6),
        /// Metric and state of a mesh path.
        NL80211_ATTR_MPATH_INFO: Attrs<'a, MpathInfo> = 27 where read_only,
        /// CTS protection: 0 or 1.
        NL80211_ATTR_BSS_CTS_PROT: u8 = 28,
        /// Short preamble: 0 or 1.
        NL80211_ATTR_BSS_SHORT_PREAMBLE: u8 = 29,
        /// Short slot time: 0 or 1.
        NL80211_ATTR_BSS_SHORT_SLOT_TIME: u8 = 30,
        /// HT Capabilities element of the station, without its header.
        NL80211_ATTR_HT_CAPABILITY: HtCapability<'a> = 31 where exact_len(26),
        /// Interface types that the wiphy supports.
        NL80211_ATTR_SUPPORTED_IFTYPES: Attrs<'a, IfTypes> = 32 where read_only,
        /// Country code (ISO 3166-1 alpha-2).
        ///
        /// `00` is the world regulatory domain, `98` an intersection, `99` a custom domain of the
        /// driver.
        NL80211_ATTR_REG_ALPHA2: Str<'a> = 33 where binary_max_len(3),
        /// Rules of the regulatory domain.
        NL80211_ATTR_REG_RULES: IndexedArray<'a, Attrs<'a, RegRule>> = 34,
        /// Mesh configuration. May change while the mesh is active.
        NL80211_ATTR_MESH_CONFIG: Attrs<'a, MeshConfig> = 35,
        /// Basic rates, 500 kbit/s each.
        NL80211_ATTR_BSS_BASIC_RATES: &'a [u8] = 36 where binary_max_len(32),
        /// EDCA parameters of the transmit queues.
        NL80211_ATTR_WIPHY_TXQ_PARAMS: IndexedArray<'a, Attrs<'a, TxqParams>> = 37,
        /// Frequency of the control channel, MHz.
        NL80211_ATTR_WIPHY_FREQ: u32 = 38,
        /// Channel type (HT). `NL80211_ATTR_CHANNEL_WIDTH` replaces it.
        NL80211_ATTR_WIPHY_CHANNEL_TYPE: ChannelType = 39,
        /// Makes the key the default management key (IGTK).
        NL80211_ATTR_KEY_DEFAULT_MGMT: Flag = 40,
        /// Subtype of a management frame, for `NL80211_CMD_DEL_STATION`: 10 for disassociation, 12
        /// for deauthentication.
        NL80211_ATTR_MGMT_SUBTYPE: u8 = 41,
        /// Information elements that the frame, or the beacon, carries in addition.
        ///
        /// See [`Elements`](super::Elements).
        NL80211_ATTR_IE: Tlvs<'a, InfoElement> = 42 where binary_max_len(2304),
        /// Maximum number of SSIDs of one scan.
        NL80211_ATTR_MAX_NUM_SCAN_SSIDS: u8 = 43 where read_only,
        /// Frequencies to scan, or that were scanned, MHz.
        NL80211_ATTR_SCAN_FREQUENCIES: IndexedArray<'a, u32> = 44,
        /// SSIDs to probe for.
        ///
        /// An empty SSID is the wildcard; without the attribute the scan is passive.
        NL80211_ATTR_SCAN_SSIDS: IndexedArray<'a, Ssid<'a>> = 45,
        /// Generation of the list that is dumped.
        ///
        /// A dump whose messages differ in it is inconsistent.
        NL80211_ATTR_GENERATION: u32 = 46 where read_only,
        /// BSS that a scan found.
        NL80211_ATTR_BSS: Attrs<'a, Bss> = 47 where read_only,
        /// Initiator of the last regulatory request.
        NL80211_ATTR_REG_INITIATOR: RegInitiator = 48 where read_only,
        /// Type of the regulatory domain.
        NL80211_ATTR_REG_TYPE: RegType = 49 where read_only,
        /// Commands that the driver supports, apart from those that every driver supports.
        NL80211_ATTR_SUPPORTED_COMMANDS: IndexedArray<'a, CommandId> = 50 where read_only,
        /// Frame with the 802.11 header, without FCS. A control port frame has no header.
        NL80211_ATTR_FRAME: &'a [u8] = 51 where binary_max_len(2304),
        /// SSID: name of the network.
        NL80211_ATTR_SSID: Ssid<'a> = 52 where binary_max_len(32),
        /// Authentication algorithm. Without the attribute, `NL80211_CMD_CONNECT` chooses it.
        NL80211_ATTR_AUTH_TYPE: AuthType = 53,
        /// Reason code of a deauthentication or disassociation.
        NL80211_ATTR_REASON_CODE: ReasonCode = 54,
        /// Key type. By default pairwise with a MAC address, group without.
        NL80211_ATTR_KEY_TYPE: KeyType = 55 where max(3),
        /// Maximum length of the elements added to the probe requests of a scan, bytes.
        NL80211_ATTR_MAX_SCAN_IE_LEN: u16 = 56 where read_only,
        /// Cipher suites that the wiphy supports.
        NL80211_ATTR_CIPHER_SUITES: PackedArray<'a, CipherSuite> = 57 where read_only,
        /// Channel before a regulatory beacon hint.
        NL80211_ATTR_FREQ_BEFORE: Attrs<'a, Frequency> = 58 where read_only,
        /// Channel after a regulatory beacon hint.
        NL80211_ATTR_FREQ_AFTER: Attrs<'a, Frequency> = 59 where read_only,
        /// Keeps the IBSS on the given frequency; no other channel is searched.
        NL80211_ATTR_FREQ_FIXED: Flag = 60,
        /// Retry limit of frames up to the RTS threshold: dot11ShortRetryLimit.
        NL80211_ATTR_WIPHY_RETRY_SHORT: u8 = 61 where range(1, 255),
        /// Retry limit of frames above the RTS threshold: dot11LongRetryLimit.
        NL80211_ATTR_WIPHY_RETRY_LONG: u8 = 62 where range(1, 255),
        /// Fragmentation threshold, bytes: 256 to 8000. `u32::MAX` disables fragmentation.
        NL80211_ATTR_WIPHY_FRAG_THRESHOLD: u32 = 63,
        /// RTS threshold, bytes. `u32::MAX` disables RTS/CTS.
        NL80211_ATTR_WIPHY_RTS_THRESHOLD: u32 = 64,
        /// The authentication, association or connection timed out.
        NL80211_ATTR_TIMED_OUT: Flag = 65,
        /// Management frame protection (MFP, IEEE 802.11w).
        NL80211_ATTR_USE_MFP: Mfp = 66 where range(0, 2),
        /// Flags of the station to change, and their new values.
        NL80211_ATTR_STA_FLAGS2: &'a Struct<StaFlagUpdate> = 67 where exact_len(8),
        /// User space controls the 802.1X port: the port stays unauthorized until
        /// `NL80211_STA_FLAG_AUTHORIZED` is set.
        NL80211_ATTR_CONTROL_PORT: Flag = 68,
        /// Data of a test mode command, defined by the driver.
        NL80211_ATTR_TESTDATA: &'a [u8] = 69,
        /// The BSS uses encryption (privacy bit of the capability field).
        NL80211_ATTR_PRIVACY: Flag = 70,
        /// The AP ended the connection, not the local station.
        NL80211_ATTR_DISCONNECTED_BY_AP: Flag = 71 where read_only,
        /// Status code of the connection or authentication. 0 is success.
        NL80211_ATTR_STATUS_CODE: StatusCode = 72,
        /// Pairwise cipher suites: at most 5.
        NL80211_ATTR_CIPHER_SUITES_PAIRWISE: PackedArray<'a, CipherSuite> = 73,
        /// Cipher suite for broadcast and multicast frames.
        NL80211_ATTR_CIPHER_SUITE_GROUP: CipherSuite = 74,
        /// WPA versions that the connection or the AP accepts.
        NL80211_ATTR_WPA_VERSIONS: WpaVersions = 75 where range(0, 7),
        /// Authentication and key management (AKM) suites: at most 2, unless the wiphy has
        /// `NL80211_ATTR_MAX_NUM_AKM_SUITES`.
        NL80211_ATTR_AKM_SUITES: PackedArray<'a, AkmSuite> = 76,
        /// Elements of the (re)association request that was sent.
        NL80211_ATTR_REQ_IE: Tlvs<'a, InfoElement> = 77 where read_only,
        /// Elements of the (re)association response that was received.
        NL80211_ATTR_RESP_IE: Tlvs<'a, InfoElement> = 78 where read_only,
        /// BSSID of the current AP: requests a reassociation in the ESS.
        NL80211_ATTR_PREV_BSSID: HwAddr<'a> = 79 where exact_len(6),
        /// Key to add, delete or make the default.
        NL80211_ATTR_KEY: Attrs<'a, KeyParams> = 80,
        /// Static WEP keys of a connection or IBSS.
        NL80211_ATTR_KEYS: IndexedArray<'a, Attrs<'a, KeyParams>> = 81,
        /// Process whose network namespace the wiphy moves to.
        NL80211_ATTR_PID: u32 = 82,
        /// 4-address frames (WDS): 0 or 1.
        NL80211_ATTR_4ADDR: u8 = 83,
        /// Survey of a channel: noise and times.
        NL80211_ATTR_SURVEY_INFO: Attrs<'a, SurveyInfo> = 84 where read_only,
        /// PMKID of a PMKSA cache entry.
        NL80211_ATTR_PMKID: &'a [u8] = 85 where exact_len(16),
        /// Size of the PMKSA cache of the device, entries.
        NL80211_ATTR_MAX_NUM_PMKIDS: u8 = 86 where read_only,
        /// Duration of a stay on a channel, milliseconds.
        NL80211_ATTR_DURATION: u32 = 87,
        /// Cookie: identifies a request in the reply and in later events.
        NL80211_ATTR_COOKIE: u64 = 88,
        /// Coverage class (IEEE 802.11-2020, 9.4.2.8): 3 microseconds of air propagation time each.
        NL80211_ATTR_WIPHY_COVERAGE_CLASS: u8 = 89,
        /// Transmit rates that are allowed, by [`Band`](super::Band).
        NL80211_ATTR_TX_RATES: NestTypeValue<'a, Attrs<'a, TxRates>> = 90,
        /// First bytes of the frame body that a registered frame must have.
        NL80211_ATTR_FRAME_MATCH: &'a [u8] = 91,
        /// The receiver acknowledged the frame.
        NL80211_ATTR_ACK: Flag = 92 where read_only,
        /// Power save.
        NL80211_ATTR_PS_STATE: PsState = 93 where range(0, 1),
        /// Connection quality monitoring (CQM).
        NL80211_ATTR_CQM: Attrs<'a, Cqm> = 94,
        /// Changes the local state only; no frame is sent.
        NL80211_ATTR_LOCAL_STATE_CHANGE: Flag = 95,
        /// Isolates stations of the BSS from each other: 0 or 1.
        NL80211_ATTR_AP_ISOLATE: u8 = 96,
        /// Transmit power setting.
        NL80211_ATTR_WIPHY_TX_POWER_SETTING: TxPowerSetting = 97,
        /// Transmit power, mBm (1/100 dBm).
        NL80211_ATTR_WIPHY_TX_POWER_LEVEL: i32 = 98,
        /// Management frames that user space may send, by [`IfType`].
        NL80211_ATTR_TX_FRAME_TYPES: NestTypeValue<'a, IndexedArray<'a, FrameType>> = 99 where read_only,
        /// Management frames that user space may register for, by [`IfType`].
        NL80211_ATTR_RX_FRAME_TYPES: NestTypeValue<'a, IndexedArray<'a, FrameType>> = 100 where read_only,
        /// Type and subtype of a frame, as in its frame control field.
        NL80211_ATTR_FRAME_TYPE: FrameType = 101,
        /// EtherType of the control port, 0x888e (PAE) by default.
        ///
        /// Without payload in a wiphy: other EtherTypes than PAE are supported.
        NL80211_ATTR_CONTROL_PORT_ETHERTYPE: SubMessage<'a, ControlPortBy> = 102,
        /// Frames of the control port's EtherType are not encrypted.
        NL80211_ATTR_CONTROL_PORT_NO_ENCRYPT: Flag = 103,
        /// The wiphy supports RSN in an IBSS (per-station group keys).
        NL80211_ATTR_SUPPORT_IBSS_RSN: Flag = 104 where read_only,
        /// Transmit antennas that are allowed, bitmap.
        NL80211_ATTR_WIPHY_ANTENNA_TX: u32 = 105,
        /// Receive antennas that are allowed, bitmap.
        NL80211_ATTR_WIPHY_ANTENNA_RX: u32 = 106,
        /// Rate of multicast frames in an IBSS or mesh, 100 kbit/s.
        NL80211_ATTR_MCAST_RATE: u32 = 107,
        /// The frame may be sent on another channel than the current one.
        ///
        /// In a wiphy: this is supported.
        NL80211_ATTR_OFFCHANNEL_TX_OK: Flag = 108,
        /// HT operation mode: HT protection field of the HT Operation element.
        NL80211_ATTR_BSS_HT_OPMODE: u16 = 109,
        /// What the default key is used for.
        NL80211_ATTR_KEY_DEFAULT_TYPES: Attrs<'a, KeyDefaultTypes> = 110,
        /// Maximum duration of a stay on a channel, milliseconds.
        NL80211_ATTR_MAX_REMAIN_ON_CHANNEL_DURATION: u32 = 111 where read_only,
        /// Mesh parameters that are fixed while the mesh is active.
        NL80211_ATTR_MESH_SETUP: Attrs<'a, MeshSetup> = 112,
        /// Transmit antennas that can be configured, bitmap.
        NL80211_ATTR_WIPHY_ANTENNA_AVAIL_TX: u32 = 113 where read_only,
        /// Receive antennas that can be configured, bitmap.
        NL80211_ATTR_WIPHY_ANTENNA_AVAIL_RX: u32 = 114 where read_only,
        /// The wiphy supports mesh authentication in user space.
        NL80211_ATTR_SUPPORT_MESH_AUTH: Flag = 115,
        /// State of the peer link of a mesh station.
        NL80211_ATTR_STA_PLINK_STATE: PlinkState = 116 where max(6),
        /// Wake-on-WLAN (WoWLAN) triggers, or the reason of a wakeup.
        NL80211_ATTR_WOWLAN_TRIGGERS: Attrs<'a, WowlanTriggers> = 117,
        /// WoWLAN triggers that the wiphy supports.
        NL80211_ATTR_WOWLAN_TRIGGERS_SUPPORTED: Attrs<'a, WowlanSupport> = 118 where read_only,
        /// Interval of a scheduled scan, milliseconds. Excludes `NL80211_ATTR_SCHED_SCAN_PLANS`.
        NL80211_ATTR_SCHED_SCAN_INTERVAL: u32 = 119,
        /// Supported interface combinations. With several radios, those of the first radio.
        NL80211_ATTR_INTERFACE_COMBINATIONS: IndexedArray<'a, Attrs<'a, InterfaceCombination>> = 120 where read_only,
        /// Interface types that are managed in software: not limited in number.
        NL80211_ATTR_SOFTWARE_IFTYPES: Attrs<'a, IfTypes> = 121 where read_only,
        /// Keys for GTK rekeying by the device.
        NL80211_ATTR_REKEY_DATA: Attrs<'a, RekeyData> = 122,
        /// Maximum number of SSIDs of a scheduled scan.
        NL80211_ATTR_MAX_NUM_SCHED_SCAN_SSIDS: u8 = 123 where read_only,
        /// Maximum length of the elements added to the probe requests of a scheduled scan, bytes.
        NL80211_ATTR_MAX_SCHED_SCAN_IE_LEN: u16 = 124 where read_only,
        /// Supported rates in the probe requests of a scan, by [`Band`](super::Band): 500 kbit/s
        /// each.
        NL80211_ATTR_SCAN_SUPP_RATES: NestTypeValue<'a, &'a [u8]> = 125,
        /// How beacons hide the SSID.
        NL80211_ATTR_HIDDEN_SSID: HiddenSsid = 126 where range(0, 2),
        /// Elements that the driver adds to probe responses.
        NL80211_ATTR_IE_PROBE_RESP: Tlvs<'a, InfoElement> = 127 where binary_max_len(2304),
        /// Elements that the driver adds to (re)association responses.
        NL80211_ATTR_IE_ASSOC_RESP: Tlvs<'a, InfoElement> = 128 where binary_max_len(2304),
        /// WMM (WME) parameters of the station.
        NL80211_ATTR_STA_WME: Attrs<'a, StaWme> = 129,
        /// The wiphy supports U-APSD in AP mode.
        NL80211_ATTR_SUPPORT_AP_UAPSD: Flag = 130 where read_only,
        /// The firmware roams in the ESS by itself.
        NL80211_ATTR_ROAM_SUPPORT: Flag = 131,
        /// Match sets of a scheduled scan: a BSS must fulfil one of them.
        NL80211_ATTR_SCHED_SCAN_MATCH: IndexedArray<'a, Attrs<'a, SchedScanMatch>> = 132,
        /// Maximum number of match sets of a scheduled scan.
        NL80211_ATTR_MAX_MATCH_SETS: u8 = 133 where read_only,
        /// BSS for which PMKSA caching or preauthentication is useful.
        NL80211_ATTR_PMKSA_CANDIDATE: Attrs<'a, PmksaCandidate> = 134 where read_only,
        /// Sends the management frames without CCK rates in the 2.4 GHz band.
        NL80211_ATTR_TX_NO_CCK_RATE: Flag = 135,
        /// TDLS action code.
        NL80211_ATTR_TDLS_ACTION: u8 = 136,
        /// Dialog token of a TDLS exchange.
        NL80211_ATTR_TDLS_DIALOG_TOKEN: u8 = 137,
        /// Operation on the direct link (TDLS): discovery, setup, teardown, enable, disable.
        NL80211_ATTR_TDLS_OPERATION: TdlsOperation = 138,
        /// The wiphy supports TDLS.
        NL80211_ATTR_TDLS_SUPPORT: Flag = 139,
        /// User space sends the TDLS frames (`NL80211_CMD_TDLS_MGMT`).
        NL80211_ATTR_TDLS_EXTERNAL_SETUP: Flag = 140,
        /// The device implements the AP's SME, with these features.
        NL80211_ATTR_DEVICE_AP_SME: ApSmeFeatures = 141 where read_only,
        /// Does not wait for the acknowledgement of the frame; there is no status event and no
        /// cookie.
        NL80211_ATTR_DONT_WAIT_FOR_ACK: Flag = 142,
        /// Features of the driver.
        NL80211_ATTR_FEATURE_FLAGS: FeatureFlags = 143 where read_only,
        /// Protocols whose probe requests the device answers.
        NL80211_ATTR_PROBE_RESP_OFFLOAD: ProbeRespOffload = 144 where read_only,
        /// Template of the probe response, with the header.
        NL80211_ATTR_PROBE_RESP: &'a [u8] = 145 where binary_max_len(2304),
        /// DFS region of the country.
        NL80211_ATTR_DFS_REGION: DfsRegion = 146,
        /// Disables HT for the connection.
        NL80211_ATTR_DISABLE_HT: Flag = 147,
        /// Bits of `NL80211_ATTR_HT_CAPABILITY` that apply.
        NL80211_ATTR_HT_CAPABILITY_MASK: HtCapability<'a> = 148 where min_len(26),
        /// TIDs with the No Ack policy, bitmap.
        NL80211_ATTR_NOACK_MAP: u16 = 149,
        /// Time after which an AP removes an inactive station, seconds.
        NL80211_ATTR_INACTIVITY_TIMEOUT: u16 = 150,
        /// Signal of the received frame, dBm.
        NL80211_ATTR_RX_SIGNAL_DBM: i32 = 151 where read_only,
        /// Period of the background scan of the driver, seconds. 0 disables the scan.
        NL80211_ATTR_BG_SCAN_PERIOD: u16 = 152,
        /// Wireless device (wdev): also identifies a device without interface, such as a P2P
        /// device.
        NL80211_ATTR_WDEV: u64 = 153,
        /// Type of the regulatory hint.
        NL80211_ATTR_USER_REG_HINT_TYPE: UserRegHintType = 154,
        /// Why the AP refused the station.
        NL80211_ATTR_CONN_FAILED_REASON: ConnectFailedReason = 155 where read_only,
        /// Authentication frame body from the transaction sequence number on (SAE, FILS).
        NL80211_ATTR_AUTH_DATA: &'a [u8] = 156 where min_len(4) where secret,
        /// VHT Capabilities element of the station, without its header.
        NL80211_ATTR_VHT_CAPABILITY: VhtCapability<'a> = 157 where exact_len(12),
        /// Flags of the scan: priority, cache flush, MAC randomization.
        NL80211_ATTR_SCAN_FLAGS: ScanFlags = 158,
        /// Channel width, with `NL80211_ATTR_CENTER_FREQ1` above 40 MHz.
        NL80211_ATTR_CHANNEL_WIDTH: ChannelWidth = 159,
        /// Center frequency of the channel, or of its first segment, MHz. Not used for 20 MHz.
        NL80211_ATTR_CENTER_FREQ1: u32 = 160,
        /// Center frequency of the second segment of an 80+80 MHz channel, MHz.
        NL80211_ATTR_CENTER_FREQ2: u32 = 161,
        /// Client traffic window (CTWindow) of a P2P group owner, TU.
        NL80211_ATTR_P2P_CTWINDOW: u8 = 162 where max(127),
        /// Opportunistic power save of a P2P group owner: 0 or 1.
        NL80211_ATTR_P2P_OPPPS: u8 = 163 where max(1),
        /// Mesh power mode towards this peer.
        NL80211_ATTR_LOCAL_MESH_POWER_MODE: MeshPowerMode = 164 where range(1, 3),
        /// Access control policy.
        NL80211_ATTR_ACL_POLICY: AclPolicy = 165,
        /// MAC addresses of the access control list.
        NL80211_ATTR_MAC_ADDRS: IndexedArray<'a, HwAddr<'a>> = 166,
        /// Maximum length of the access control list.
        NL80211_ATTR_MAC_ACL_MAX: u32 = 167 where read_only,
        /// Radar event: a radar was detected, or a channel check ended.
        NL80211_ATTR_RADAR_EVENT: RadarEvent = 168 where read_only,
        /// Extended capabilities that the driver sets, as in the Extended Capabilities element.
        NL80211_ATTR_EXT_CAPA: ExtendedCapabilities<'a> = 169 where read_only,
        /// Bits of the extended capabilities that the driver sets.
        NL80211_ATTR_EXT_CAPA_MASK: ExtendedCapabilities<'a> = 170 where read_only,
        /// Capability information field of the station.
        NL80211_ATTR_STA_CAPABILITY: CapabilityInfo = 171,
        /// Extended capabilities of the station.
        NL80211_ATTR_STA_EXT_CAPABILITY: ExtendedCapabilities<'a> = 172 where binary_max_len(65535),
        /// Features of nl80211 itself.
        NL80211_ATTR_PROTOCOL_FEATURES: ProtocolFeatures = 173 where read_only,
        /// Allows the kernel to describe a wiphy in several messages.
        ///
        /// Without the flag, newer attributes are missing.
        NL80211_ATTR_SPLIT_WIPHY_DUMP: Flag = 174,
        /// Disables VHT for the connection.
        NL80211_ATTR_DISABLE_VHT: Flag = 175,
        /// Bits of `NL80211_ATTR_VHT_CAPABILITY` that apply.
        NL80211_ATTR_VHT_CAPABILITY_MASK: VhtCapability<'a> = 176 where min_len(12),
        /// Mobility domain id (IEEE 802.11r).
        NL80211_ATTR_MDID: u16 = 177,
        /// Resource information container (RIC) elements.
        NL80211_ATTR_IE_RIC: Tlvs<'a, InfoElement> = 178 where binary_max_len(2304),
        /// Critical protocol.
        NL80211_ATTR_CRIT_PROT_ID: CritProtoId = 179,
        /// Maximum duration of the critical protocol, milliseconds.
        NL80211_ATTR_MAX_CRIT_PROT_DURATION: u16 = 180 where max(5000),
        /// Association id (AID) of a TDLS peer.
        NL80211_ATTR_PEER_AID: u16 = 181 where range(1, 2007),
        /// Packet coalescing rules; in a wiphy, the limits of the rules
        /// ([`CoalesceRuleSupport`](super::CoalesceRuleSupport)).
        NL80211_ATTR_COALESCE_RULE: SubMessage<'a, CoalesceBy> = 182,
        /// Beacons (TBTT) until the channel switch.
        NL80211_ATTR_CH_SWITCH_COUNT: u32 = 183,
        /// Stations stop sending until the channel switch.
        NL80211_ATTR_CH_SWITCH_BLOCK_TX: Flag = 184,
        /// Beacon and probe response data during the channel switch.
        NL80211_ATTR_CSA_IES: Attrs<'a, Nl80211> = 185,
        /// Offsets of the countdown counters in `NL80211_ATTR_BEACON_TAIL`, bytes.
        NL80211_ATTR_CNTDWN_OFFS_BEACON: PackedArray<'a, u16> = 186 where binary_max_len(65535),
        /// Offsets of the countdown counters in `NL80211_ATTR_PROBE_RESP`, bytes.
        NL80211_ATTR_CNTDWN_OFFS_PRESP: PackedArray<'a, u16> = 187 where binary_max_len(65535),
        /// Flags of the received management frame.
        NL80211_ATTR_RXMGMT_FLAGS: RxMgmtFlags = 188 where read_only,
        /// Supported channels of the station: pairs of first channel and number of channels.
        NL80211_ATTR_STA_SUPPORTED_CHANNELS: &'a [u8] = 189 where min_len(2),
        /// Supported operating classes of the station.
        NL80211_ATTR_STA_SUPPORTED_OPER_CLASSES: &'a [u8] = 190 where binary_max_len(253),
        /// User space handles DFS in the IBSS.
        NL80211_ATTR_HANDLE_DFS: Flag = 191,
        /// The wiphy supports 5 MHz channels.
        NL80211_ATTR_SUPPORT_5_MHZ: Flag = 192 where read_only,
        /// The wiphy supports 10 MHz channels.
        NL80211_ATTR_SUPPORT_10_MHZ: Flag = 193 where read_only,
        /// Operating Mode field of the station (VHT): channel width in bits 0 and 1, spatial
        /// streams less 1 in bits 4 to 6.
        NL80211_ATTR_OPMODE_NOTIF: u8 = 194,
        /// Vendor id: an OUI of 24 bits.
        NL80211_ATTR_VENDOR_ID: u32 = 195,
        /// Vendor command.
        NL80211_ATTR_VENDOR_SUBCMD: u32 = 196,
        /// Data of the vendor command; in a wiphy, the vendor commands that the driver supports
        /// ([`VendorCmdInfo`]).
        NL80211_ATTR_VENDOR_DATA: SubMessage<'a, VendorDataBy> = 197,
        /// Vendor events that the driver may send.
        NL80211_ATTR_VENDOR_EVENTS: IndexedArray<'a, &'a Struct<VendorCmdInfo>> = 198 where read_only,
        /// QoS Map element, without its header: 16 to 58 bytes.
        ///
        /// Without the attribute, the mapping is removed.
        NL80211_ATTR_QOS_MAP: &'a [u8] = 199 where binary_max_len(58),
        /// BSSID that is recommended for the connection.
        NL80211_ATTR_MAC_HINT: HwAddr<'a> = 200 where exact_len(6),
        /// Frequency that is recommended for the connection, MHz.
        NL80211_ATTR_WIPHY_FREQ_HINT: u32 = 201,
        /// Maximum number of stations of an AP.
        NL80211_ATTR_MAX_AP_ASSOC_STA: u32 = 202 where read_only,
        /// Capabilities of the TDLS peer: HT, VHT, WMM, HE.
        NL80211_ATTR_TDLS_PEER_CAPABILITY: TdlsPeerCapability = 203,
        /// Ties the object to the socket: closing the socket removes the interface, or ends the
        /// connection, scan, AP, mesh or IBSS.
        NL80211_ATTR_SOCKET_OWNER: Flag = 204,
        /// Offsets of the channel switch counters in the frame to send, bytes.
        NL80211_ATTR_CSA_C_OFFSETS_TX: PackedArray<'a, u16> = 205 where binary_max_len(65535),
        /// Maximum number of channel switch counters.
        NL80211_ATTR_MAX_CSA_COUNTERS: u8 = 206 where read_only,
        /// The local station initiates the TDLS link.
        NL80211_ATTR_TDLS_INITIATOR: Flag = 207,
        /// The connection supports radio resource measurement (IEEE 802.11k).
        NL80211_ATTR_USE_RRM: Flag = 208,
        /// Enables ACK timeout estimation (dynack).
        NL80211_ATTR_WIPHY_DYN_ACK: Flag = 209,
        /// Traffic stream id (TSID).
        NL80211_ATTR_TSID: u8 = 210 where max(15),
        /// User priority (UP).
        NL80211_ATTR_USER_PRIO: u8 = 211 where max(7),
        /// Admitted time per second, 32 microseconds.
        NL80211_ATTR_ADMITTED_TIME: u16 = 212,
        /// Spatial multiplexing power save (SMPS) mode.
        NL80211_ATTR_SMPS_MODE: SmpsMode = 213,
        /// Operating class of the target channel.
        NL80211_ATTR_OPER_CLASS: u8 = 214,
        /// Bits of `NL80211_ATTR_MAC` that are kept; the others are random.
        NL80211_ATTR_MAC_MASK: HwAddr<'a> = 215 where exact_len(6),
        /// The device manages its regulatory domain by itself.
        NL80211_ATTR_WIPHY_SELF_MANAGED_REG: Flag = 216,
        /// Extended features of the driver: bits of [`ExtFeature`](super::ExtFeature).
        NL80211_ATTR_EXT_FEATURES: ExtFeatures<'a> = 217 where read_only,
        /// Requests an entry for the complete radio, without a channel.
        NL80211_ATTR_SURVEY_RADIO_STATS: Flag = 218,
        /// File descriptor of the network namespace that the wiphy moves to.
        NL80211_ATTR_NETNS_FD: u32 = 219,
        /// Delay of the first scheduled scan, seconds.
        NL80211_ATTR_SCHED_SCAN_DELAY: u32 = 220,
        /// The device is indoors.
        NL80211_ATTR_REG_INDOOR: Flag = 221,
        /// Maximum number of plans of a scheduled scan.
        NL80211_ATTR_MAX_NUM_SCHED_SCAN_PLANS: u32 = 222 where read_only,
        /// Maximum interval of a scan plan, seconds.
        NL80211_ATTR_MAX_SCAN_PLAN_INTERVAL: u32 = 223 where read_only,
        /// Maximum number of iterations of a scan plan.
        NL80211_ATTR_MAX_SCAN_PLAN_ITERATIONS: u32 = 224 where read_only,
        /// Plans of a scheduled scan, executed in order. The last one runs forever.
        NL80211_ATTR_SCHED_SCAN_PLANS: IndexedArray<'a, Attrs<'a, SchedScanPlan>> = 225,
        /// Personal BSS (PBSS, DMG): connects to a PCP, or starts one.
        NL80211_ATTR_PBSS: Flag = 226,
        /// How the driver selects a BSS; in a wiphy, the ways it supports.
        NL80211_ATTR_BSS_SELECT: Attrs<'a, BssSelect> = 227,
        /// Whether the station supports P2P power save.
        NL80211_ATTR_STA_SUPPORT_P2P_PS: P2pPsStatus = 228 where max(1),
        /// Padding.
        NL80211_ATTR_PAD: &'a [u8] = 229,
        /// Extended capabilities by interface type.
        NL80211_ATTR_IFTYPE_EXT_CAPA: IndexedArray<'a, Attrs<'a, Nl80211>> = 230 where read_only,
        /// MU-MIMO groups that a monitor follows: 8 bytes of membership, 16 bytes of user
        /// positions.
        NL80211_ATTR_MU_MIMO_GROUP_DATA: &'a [u8] = 231 where min_len(24),
        /// Station whose MU-MIMO groups a monitor follows. An invalid address disables it.
        NL80211_ATTR_MU_MIMO_FOLLOW_MAC_ADDR: HwAddr<'a> = 232 where exact_len(6),
        /// Start of the scan by the TSF of the BSS `NL80211_ATTR_SCAN_START_TIME_TSF_BSSID`,
        /// microseconds.
        NL80211_ATTR_SCAN_START_TIME_TSF: u64 = 233 where read_only,
        /// BSS whose TSF is the start time of the scan.
        NL80211_ATTR_SCAN_START_TIME_TSF_BSSID: HwAddr<'a> = 234 where read_only,
        /// Time on each channel, TU.
        NL80211_ATTR_MEASUREMENT_DURATION: u16 = 235,
        /// `NL80211_ATTR_MEASUREMENT_DURATION` is mandatory, not a maximum.
        NL80211_ATTR_MEASUREMENT_DURATION_MANDATORY: Flag = 236,
        /// Association id (AID) of a mesh peer.
        NL80211_ATTR_MESH_PEER_AID: u16 = 237 where range(1, 2007),
        /// Master preference of NAN. 1 and 255 are reserved for certification.
        NL80211_ATTR_NAN_MASTER_PREF: u8 = 238 where range(1, 255),
        /// Bands that NAN uses. 0 lets the device choose.
        NL80211_ATTR_BANDS: Bands = 239,
        /// NAN function.
        NL80211_ATTR_NAN_FUNC: Attrs<'a, NanFunc> = 240,
        /// Match of NAN functions.
        NL80211_ATTR_NAN_MATCH: Attrs<'a, NanMatch> = 241 where read_only,
        /// Key encryption key (KEK) of FILS.
        NL80211_ATTR_FILS_KEK: &'a [u8] = 242 where binary_max_len(64) where secret,
        /// Nonces of FILS: 16 bytes of the station, 16 bytes of the AP.
        NL80211_ATTR_FILS_NONCES: &'a [u8] = 243 where exact_len(32),
        /// Enables conversion of multicast to unicast.
        NL80211_ATTR_MULTICAST_TO_UNICAST_ENABLED: Flag = 244,
        /// BSSID of the AP.
        NL80211_ATTR_BSSID: HwAddr<'a> = 245 where exact_len(6),
        /// Reports only a BSS whose RSSI is better than that of the current BSS by this, dB.
        NL80211_ATTR_SCHED_SCAN_RELATIVE_RSSI: i8 = 246,
        /// RSSI adjustment of one band for `NL80211_ATTR_SCHED_SCAN_RELATIVE_RSSI`.
        NL80211_ATTR_SCHED_SCAN_RSSI_ADJUST: &'a Struct<RssiAdjust> = 247 where min_len(2),
        /// Why the operation timed out.
        NL80211_ATTR_TIMEOUT_REASON: TimeoutReason = 248,
        /// User name of the EAP reauthentication protocol (ERP, RFC 6696).
        NL80211_ATTR_FILS_ERP_USERNAME: &'a [u8] = 249 where binary_max_len(16),
        /// Realm of ERP (EAP reauthentication protocol), for FILS.
        NL80211_ATTR_FILS_ERP_REALM: &'a [u8] = 250 where binary_max_len(253),
        /// Next sequence number of ERP.
        NL80211_ATTR_FILS_ERP_NEXT_SEQ_NUM: u16 = 251,
        /// Reauthentication root key (rRK) of ERP.
        NL80211_ATTR_FILS_ERP_RRK: &'a [u8] = 252 where binary_max_len(64) where secret,
        /// Cache identifier of FILS: the scope of PMKSAs.
        NL80211_ATTR_FILS_CACHE_ID: &'a [u8] = 253 where exact_len(2),
        /// Pairwise master key (PMK): of a PMKSA, or the PSK of a connection whose 4-way handshake
        /// is offloaded.
        NL80211_ATTR_PMK: &'a [u8] = 254 where binary_max_len(64) where secret,
        /// User space supports several concurrent scheduled scans.
        NL80211_ATTR_SCHED_SCAN_MULTI: Flag = 255,
        /// Maximum number of concurrent scheduled scans.
        NL80211_ATTR_SCHED_SCAN_MAX_REQS: u32 = 256 where read_only,
        /// Requests offload of the 4-way handshake for 802.1X.
        NL80211_ATTR_WANT_1X_4WAY_HS: Flag = 257,
        /// PMK-R0 name; `NL80211_ATTR_PMK` is then the PMK-R0.
        NL80211_ATTR_PMKR0_NAME: &'a [u8] = 258 where exact_len(16),
        /// Reserved.
        NL80211_ATTR_PORT_AUTHORIZED: &'a [u8] = 259 where read_only,
        /// External authentication: start or abort.
        NL80211_ATTR_EXTERNAL_AUTH_ACTION: ExternalAuthAction = 260,
        /// User space supports external authentication.
        NL80211_ATTR_EXTERNAL_AUTH_SUPPORT: Flag = 261,
        /// Receive spatial streams of the station.
        NL80211_ATTR_NSS: u8 = 262 where read_only,
        /// Signal of the acknowledgement, dBm.
        NL80211_ATTR_ACK_SIGNAL: i32 = 263 where read_only,
        /// Frames of the control port are sent and received as `NL80211_CMD_CONTROL_PORT_FRAME`.
        NL80211_ATTR_CONTROL_PORT_OVER_NL80211: Flag = 264,
        /// Statistics of the transmit queues (TXQ).
        NL80211_ATTR_TXQ_STATS: Attrs<'a, TxqStats> = 265 where read_only,
        /// Packet limit of the transmit queues.
        NL80211_ATTR_TXQ_LIMIT: u32 = 266,
        /// Memory limit of the transmit queues, bytes.
        NL80211_ATTR_TXQ_MEMORY_LIMIT: u32 = 267,
        /// Quantum of a flow in the DRR scheduler of the transmit queues, bytes.
        NL80211_ATTR_TXQ_QUANTUM: u32 = 268 where range(1, 2147483647),
        /// HE Capabilities element of the station, from the MAC capabilities on: at least 16 bytes.
        NL80211_ATTR_HE_CAPABILITY: &'a [u8] = 269 where binary_max_len(54),
        /// Fine timing measurement (FTM) responder.
        NL80211_ATTR_FTM_RESPONDER: Attrs<'a, FtmResponder> = 270,
        /// Statistics of the FTM responder.
        NL80211_ATTR_FTM_RESPONDER_STATS: Attrs<'a, FtmStats> = 271 where read_only,
        /// Timeout of the operation, milliseconds; of `NL80211_CMD_ASSOC_COMEBACK` in TU.
        NL80211_ATTR_TIMEOUT: u32 = 272 where range(1, 4294967295),
        /// Peer measurements; in a wiphy, their limits.
        NL80211_ATTR_PEER_MEASUREMENTS: Attrs<'a, Pmsr> = 273,
        /// Weight of the station in the airtime scheduler.
        NL80211_ATTR_AIRTIME_WEIGHT: u16 = 274 where range(1, 65535),
        /// Transmit power setting of the station.
        NL80211_ATTR_STA_TX_POWER_SETTING: TxPower8Setting = 275 where range(0, 2),
        /// Transmit power to the station, dBm.
        NL80211_ATTR_STA_TX_POWER: i16 = 276,
        /// SAE password of an offloaded authentication.
        NL80211_ATTR_SAE_PASSWORD: &'a [u8] = 277 where binary_max_len(128) where secret,
        /// Enables the target wake time (TWT) responder.
        NL80211_ATTR_TWT_RESPONDER: Flag = 278,
        /// Spatial reuse by OBSS packet detection (OBSS PD).
        NL80211_ATTR_HE_OBSS_PD: Attrs<'a, ObssPd> = 279,
        /// 2.16 GHz channels of EDMG, bitmap.
        NL80211_ATTR_WIPHY_EDMG_CHANNELS: u8 = 280 where range(1, 60),
        /// Channel bandwidth configuration of EDMG.
        NL80211_ATTR_WIPHY_EDMG_BW_CONFIG: u8 = 281 where range(4, 15),
        /// VLAN id of the station or group key.
        NL80211_ATTR_VLAN_ID: u16 = 282 where range(1, 4094),
        /// BSS color of an HE AP, and whether it is disabled.
        NL80211_ATTR_HE_BSS_COLOR: Attrs<'a, BssColor> = 283,
        /// AKM suites by interface type.
        NL80211_ATTR_IFTYPE_AKM_SUITES: IndexedArray<'a, Attrs<'a, IfTypeAkm>> = 284 where read_only,
        /// Configuration of TIDs; in a wiphy, what can be configured.
        NL80211_ATTR_TID_CONFIG: IndexedArray<'a, Attrs<'a, TidConfig>> = 285,
        /// Preauthentication frames are data frames, not control port frames.
        NL80211_ATTR_CONTROL_PORT_NO_PREAUTH: Flag = 286,
        /// Lifetime of the PMKSA, seconds.
        NL80211_ATTR_PMK_LIFETIME: u32 = 287 where range(1, 4294967295),
        /// Part of the lifetime after which a full authentication takes place, percent.
        NL80211_ATTR_PMK_REAUTH_THRESHOLD: u8 = 288 where range(1, 100),
        /// Also registers for multicast frames.
        NL80211_ATTR_RECEIVE_MULTICAST: Flag = 289,
        /// Offset added to `NL80211_ATTR_WIPHY_FREQ`, kHz.
        NL80211_ATTR_WIPHY_FREQ_OFFSET: u32 = 290 where range(0, 999),
        /// Offset added to `NL80211_ATTR_CENTER_FREQ1`, kHz.
        NL80211_ATTR_CENTER_FREQ1_OFFSET: u32 = 291 where range(0, 999),
        /// Frequencies to scan, or that were scanned, kHz.
        NL80211_ATTR_SCAN_FREQ_KHZ: IndexedArray<'a, u32> = 292,
        /// HE 6 GHz Band Capabilities element of the station, without its header.
        NL80211_ATTR_HE_6GHZ_CAPABILITY: He6GhzCapability<'a> = 293 where exact_len(2),
        /// FILS discovery frames. An empty nest disables them.
        NL80211_ATTR_FILS_DISCOVERY: Attrs<'a, FilsDiscovery> = 294,
        /// Unsolicited broadcast probe responses. An empty nest disables them.
        NL80211_ATTR_UNSOL_BCAST_PROBE_RESP: Attrs<'a, UnsolBcastProbeResp> = 295,
        /// S1G Capabilities element of the station, without its header.
        NL80211_ATTR_S1G_CAPABILITY: &'a [u8] = 296 where exact_len(15),
        /// Bits of `NL80211_ATTR_S1G_CAPABILITY` that apply.
        NL80211_ATTR_S1G_CAPABILITY_MASK: &'a [u8] = 297 where exact_len(15),
        /// Derivation of the SAE password element (PWE).
        NL80211_ATTR_SAE_PWE: SaePwe = 298 where range(1, 3),
        /// The driver asks to reconnect to the AP.
        NL80211_ATTR_RECONNECT_REQUESTED: Flag = 299 where reject,
        /// Transmit power limits by specific absorption rate (SAR); in a wiphy, the frequency
        /// ranges.
        NL80211_ATTR_SAR_SPEC: Attrs<'a, SarAttrs> = 300,
        /// Disables HE for the connection.
        NL80211_ATTR_DISABLE_HE: Flag = 301,
        /// BSS colors seen on overlapping BSSs, bitmap.
        NL80211_ATTR_OBSS_COLOR_BITMAP: u64 = 302,
        /// Beacons (TBTT) until the color change.
        NL80211_ATTR_COLOR_CHANGE_COUNT: u8 = 303,
        /// New BSS color.
        NL80211_ATTR_COLOR_CHANGE_COLOR: u8 = 304,
        /// Beacon and probe response data during the color change.
        NL80211_ATTR_COLOR_CHANGE_ELEMS: Attrs<'a, Nl80211> = 305,
        /// Multiple BSSID; in a wiphy, the limits.
        NL80211_ATTR_MBSSID_CONFIG: Attrs<'a, MbssidConfig> = 306,
        /// Multiple BSSID elements of the transmitting interface.
        NL80211_ATTR_MBSSID_ELEMS: IndexedArray<'a, Tlvs<'a, InfoElement>> = 307,
        /// Radar detection on a dedicated chain, in the background.
        NL80211_ATTR_RADAR_BACKGROUND: Flag = 308,
        /// Settings of the AP: what user space supports.
        NL80211_ATTR_AP_SETTINGS_FLAGS: ApSettingsFlags = 309,
        /// EHT Capabilities element of the station, from the MAC capabilities on: at least 13
        /// bytes.
        NL80211_ATTR_EHT_CAPABILITY: &'a [u8] = 310 where binary_max_len(51),
        /// Disables EHT for the connection.
        NL80211_ATTR_DISABLE_EHT: Flag = 311,
        /// Links of multi-link operation (MLO), each with `NL80211_ATTR_MLO_LINK_ID`.
        NL80211_ATTR_MLO_LINKS: IndexedArray<'a, Attrs<'a, Nl80211>> = 312,
        /// Link id of multi-link operation (MLO): selects the link of the interface.
        NL80211_ATTR_MLO_LINK_ID: u8 = 313 where range(0, 14),
        /// MLD address of the peer.
        NL80211_ATTR_MLD_ADDR: HwAddr<'a> = 314 where exact_len(6),
        /// User space supports MLO connections.
        NL80211_ATTR_MLO_SUPPORT: Flag = 315,
        /// Maximum number of AKM suites of a connection.
        NL80211_ATTR_MAX_NUM_AKM_SUITES: u16 = 316 where reject,
        /// EML Capabilities field.
        NL80211_ATTR_EML_CAPABILITY: u16 = 317,
        /// MLD Capabilities and Operations field.
        NL80211_ATTR_MLD_CAPA_AND_OPS: u16 = 318 where read_only,
        /// Hardware time stamp of the transmission, nanoseconds of the device's clock.
        NL80211_ATTR_TX_HW_TIMESTAMP: u64 = 319 where read_only,
        /// Hardware time stamp of the reception, nanoseconds of the device's clock.
        NL80211_ATTR_RX_HW_TIMESTAMP: u64 = 320 where read_only,
        /// Transition Disable bitmap.
        NL80211_ATTR_TD_BITMAP: &'a [u8] = 321 where read_only,
        /// Punctured 20 MHz subchannels, bitmap; the lowest bit is the lowest subchannel.
        NL80211_ATTR_PUNCT_BITMAP: u32 = 322 where range(0, 65535),
        /// Maximum number of peers with hardware time stamps. 0xffff: they can be enabled for
        /// all peers at once, by a request without `NL80211_ATTR_MAC`.
        NL80211_ATTR_MAX_HW_TIMESTAMP_PEERS: u16 = 323,
        /// Enables hardware time stamps.
        NL80211_ATTR_HW_TIMESTAMP_ENABLED: Flag = 324,
        /// Reduced neighbor report elements of enhanced multi-BSSID advertisement (EMA).
        NL80211_ATTR_EMA_RNR_ELEMS: IndexedArray<'a, Tlvs<'a, InfoElement>> = 325,
        /// The link is disabled. Not used.
        NL80211_ATTR_MLO_LINK_DISABLED: Flag = 326,
        /// Also dumps BSSs that can be used in part, or not at all.
        NL80211_ATTR_BSS_DUMP_INCLUDE_USE_DATA: Flag = 327,
        /// Links of each TID, downlink: a bitmap of links for each of 8 TIDs.
        NL80211_ATTR_MLO_TTLM_DLINK: PackedArray<'a, u16> = 328 where exact_len(16),
        /// Links of each TID, uplink: a bitmap of links for each of 8 TIDs.
        NL80211_ATTR_MLO_TTLM_ULINK: PackedArray<'a, u16> = 329 where exact_len(16),
        /// The connection uses SPP A-MSDUs.
        NL80211_ATTR_ASSOC_SPP_AMSDU: Flag = 330,
        /// Radios of the wiphy.
        NL80211_ATTR_WIPHY_RADIOS: IndexedArray<'a, Attrs<'a, WiphyRadio>> = 331 where read_only,
        /// Interface combinations that are supported across all radios.
        NL80211_ATTR_WIPHY_INTERFACE_COMBINATIONS: IndexedArray<'a, Attrs<'a, InterfaceCombination>> = 332 where read_only,
        /// Radios that the interface may use, bitmap. 0 means all.
        NL80211_ATTR_VIF_RADIO_MASK: u32 = 333,
        /// BSS membership selectors that user space supports.
        NL80211_ATTR_SUPPORTED_SELECTORS: &'a [u8] = 334 where binary_max_len(128),
        /// Links to remove from the association, bitmap.
        NL80211_ATTR_MLO_RECONF_REM_LINKS: u16 = 335,
        /// Emergency preparedness communications service (EPCS) is enabled.
        NL80211_ATTR_EPCS: Flag = 336,
        /// Extended MLD Capabilities and Operations field.
        NL80211_ATTR_EXT_MLD_CAPA_AND_OPS: u16 = 337,
        /// Radio that the setting applies to.
        NL80211_ATTR_WIPHY_RADIO_INDEX: u8 = 338,
        /// Beacon intervals between long S1G beacons.
        NL80211_ATTR_S1G_LONG_BEACON_PERIOD: u8 = 339 where range(2, 255),
        /// Template of the short S1G beacon.
        NL80211_ATTR_S1G_SHORT_BEACON: Attrs<'a, S1gShortBeacon> = 340,
        /// BSS parameters that `NL80211_CMD_SET_BSS` may change, in a wiphy; without payload in a
        /// request: unsupported parameters are refused.
        NL80211_ATTR_BSS_PARAM: SubMessage<'a, BssParamBy> = 341,
        /// Configuration of the NAN cluster.
        NL80211_ATTR_NAN_CONFIG: Attrs<'a, NanConf> = 342,
        /// The NAN cluster was created, not joined.
        NL80211_ATTR_NAN_NEW_CLUSTER: Flag = 343 where read_only,
        /// NAN capabilities of the driver.
        NL80211_ATTR_NAN_CAPABILITIES: Attrs<'a, NanCapabilities> = 344 where read_only,
        /// The primary channel of S1G is 2 MHz wide.
        NL80211_ATTR_S1G_PRIMARY_2MHZ: Flag = 345,
        /// The peer uses enhanced privacy protection (EPP).
        NL80211_ATTR_EPP_PEER: Flag = 346,
        /// UHR Capabilities element of the station, without its header.
        NL80211_ATTR_UHR_CAPABILITY: &'a [u8] = 347 where binary_max_len(255),
        /// Disables UHR for the connection.
        NL80211_ATTR_DISABLE_UHR: Flag = 348,
        /// 20 MHz subchannels on which an incumbent signal was detected, bitmap.
        NL80211_ATTR_INCUMBENT_SIGNAL_INTERFERENCE_BITMAP: u32 = 349 where read_only,
        /// UHR Operation element, without its header.
        NL80211_ATTR_UHR_OPERATION: &'a [u8] = 350 where binary_max_len(65535),
        /// Channel of the NAN schedule, one attribute for each.
        NL80211_ATTR_NAN_CHANNEL: [Attrs<'a, Nl80211>] = 351,
        /// Channel Entry of the NAN Availability attribute.
        NL80211_ATTR_NAN_CHANNEL_ENTRY: &'a [u8] = 352 where exact_len(6),
        /// Channel of each of 32 time slots of 16 TU: an index of `NL80211_ATTR_NAN_CHANNEL`, or
        /// 255 for none.
        NL80211_ATTR_NAN_TIME_SLOTS: &'a [u8] = 353 where exact_len(32),
        /// Receive spatial streams on the NAN channel.
        NL80211_ATTR_NAN_RX_NSS: u8 = 354,
        /// NAN Availability attribute, with its header.
        NL80211_ATTR_NAN_AVAIL_BLOB: &'a [u8] = 355 where binary_max_len(65535),
        /// Announces the schedule to the peers before it is applied.
        NL80211_ATTR_NAN_SCHED_DEFERRED: Flag = 356,
        /// The deferred schedule update succeeded.
        NL80211_ATTR_NAN_SCHED_UPDATE_SUCCESS: Flag = 357 where read_only,
        /// NAN management interface address of the peer.
        NL80211_ATTR_NAN_NMI_MAC: HwAddr<'a> = 358 where exact_len(6),
        /// Unaligned schedule attributes of the peer.
        NL80211_ATTR_NAN_ULW: &'a [u8] = 359 where binary_max_len(65535),
        /// Committed discovery windows of the peer.
        NL80211_ATTR_NAN_COMMITTED_DW: u16 = 360,
        /// Sequence id of the peer schedule.
        NL80211_ATTR_NAN_SEQ_ID: u8 = 361,
        /// Maximum channel switch time, microseconds.
        NL80211_ATTR_NAN_MAX_CHAN_SWITCH_TIME: u16 = 362,
        /// Schedule maps of the peer: at most 2.
        NL80211_ATTR_NAN_PEER_MAPS: IndexedArray<'a, Attrs<'a, NanPeerMap>> = 363,
        /// The association frames were encrypted.
        NL80211_ATTR_ASSOC_ENCRYPTED: Flag = 364 where read_only,
        /// Primary frequency of non-primary channel access (NPCA), MHz.
        NL80211_ATTR_NPCA_PRIMARY_FREQ: u32 = 365,
        /// Punctured 20 MHz subchannels of NPCA, bitmap.
        NL80211_ATTR_NPCA_PUNCT_BITMAP: u32 = 366 where range(0, 65535),
    }
}
