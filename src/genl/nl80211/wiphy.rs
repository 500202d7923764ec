//! Wiphys: bands, channels, interface types and combinations, radios.
use super::{
    AkmSuite, DfsRegions, EhtMacCapabilities, EhtMcsSet, EhtPhyCapabilities, He6GhzCapability,
    HeMacCapabilities, HeMcsSet, HePhyCapabilities, HtCapabilities, HtMcsSet, InfoElement, TxRates,
    VhtCapabilities, VhtMcsSet,
};
use crate::{
    attributes, c_struct, flags, open_enum, sub_messages,
    wire::{
        Attrs, Flag, IndexedArray, NestTypeValue, PackedArray, Struct, SubMessage, Tlvs, spec::SelectorSource,
    },
};

attributes! {
    /// Set of interface types, each an attribute: `NL80211_ATTR_SUPPORTED_IFTYPES`.
    pub set IfTypes, enum IfTypesAttr<'a> {
        /// Unspecified: the driver decides.
        NL80211_IFTYPE_UNSPECIFIED: Flag = 0,
        /// Member of an independent BSS (IBSS).
        NL80211_IFTYPE_ADHOC: Flag = 1,
        /// Station of an infrastructure BSS (managed).
        NL80211_IFTYPE_STATION: Flag = 2,
        /// Access point.
        NL80211_IFTYPE_AP: Flag = 3,
        /// VLAN of an access point.
        NL80211_IFTYPE_AP_VLAN: Flag = 4,
        /// Wireless distribution system.
        NL80211_IFTYPE_WDS: Flag = 5,
        /// Monitor: receives all frames.
        NL80211_IFTYPE_MONITOR: Flag = 6,
        /// Mesh station.
        NL80211_IFTYPE_MESH_POINT: Flag = 7,
        /// P2P client.
        NL80211_IFTYPE_P2P_CLIENT: Flag = 8,
        /// P2P group owner.
        NL80211_IFTYPE_P2P_GO: Flag = 9,
        /// P2P device. Has no interface.
        NL80211_IFTYPE_P2P_DEVICE: Flag = 10,
        /// Outside the context of a BSS (OCB).
        NL80211_IFTYPE_OCB: Flag = 11,
        /// Neighbor Awareness Networking (NAN). Has no interface.
        NL80211_IFTYPE_NAN: Flag = 12,
        /// NAN data interface.
        NL80211_IFTYPE_NAN_DATA: Flag = 13,
        /// Proximity detection (PD). Has no interface.
        NL80211_IFTYPE_PD: Flag = 14,
    }
}

open_enum! {
    /// Interface type: `NL80211_ATTR_IFTYPE`.
    pub struct IfType(u32) {
        /// Unspecified: the driver decides.
        NL80211_IFTYPE_UNSPECIFIED = 0,
        /// Member of an independent BSS (IBSS).
        NL80211_IFTYPE_ADHOC = 1,
        /// Station of an infrastructure BSS (managed).
        NL80211_IFTYPE_STATION = 2,
        /// Access point.
        NL80211_IFTYPE_AP = 3,
        /// VLAN of an access point.
        NL80211_IFTYPE_AP_VLAN = 4,
        /// Wireless distribution system.
        NL80211_IFTYPE_WDS = 5,
        /// Monitor: receives all frames.
        NL80211_IFTYPE_MONITOR = 6,
        /// Mesh station.
        NL80211_IFTYPE_MESH_POINT = 7,
        /// P2P client.
        NL80211_IFTYPE_P2P_CLIENT = 8,
        /// P2P group owner.
        NL80211_IFTYPE_P2P_GO = 9,
        /// P2P device. Has no interface.
        NL80211_IFTYPE_P2P_DEVICE = 10,
        /// Outside the context of a BSS (OCB).
        NL80211_IFTYPE_OCB = 11,
        /// Neighbor Awareness Networking (NAN). Has no interface.
        NL80211_IFTYPE_NAN = 12,
        /// NAN data interface.
        NL80211_IFTYPE_NAN_DATA = 13,
        /// Proximity detection (PD). Has no interface.
        NL80211_IFTYPE_PD = 14,
    }
}

attributes! {
    /// Band of a wiphy: `NL80211_ATTR_WIPHY_BANDS`.
    ///
    /// A dump splits a band over several messages.
    pub set BandAttrs, enum BandAttrsAttr<'a> {
        /// Channels of the band.
        NL80211_BAND_ATTR_FREQS: IndexedArray<'a, Attrs<'a, Frequency>> = 1,
        /// Legacy rates of the band.
        NL80211_BAND_ATTR_RATES: IndexedArray<'a, Attrs<'a, Bitrate>> = 2,
        /// Supported HT MCS set.
        NL80211_BAND_ATTR_HT_MCS_SET: HtMcsSet<'a> = 3,
        /// HT capabilities.
        NL80211_BAND_ATTR_HT_CAPA: HtCapabilities = 4,
        /// Maximum A-MPDU length exponent (HT): 2^(13 + n) - 1 bytes.
        NL80211_BAND_ATTR_HT_AMPDU_FACTOR: u8 = 5,
        /// Minimum MPDU start spacing (HT): 0 for none, then 1/4, 1/2, 1, 2, 4, 8, 16 microseconds.
        NL80211_BAND_ATTR_HT_AMPDU_DENSITY: u8 = 6,
        /// Supported VHT MCS and NSS set.
        NL80211_BAND_ATTR_VHT_MCS_SET: VhtMcsSet<'a> = 7,
        /// VHT capabilities.
        NL80211_BAND_ATTR_VHT_CAPA: VhtCapabilities = 8,
        /// HE, EHT and UHR capabilities by interface type.
        NL80211_BAND_ATTR_IFTYPE_DATA: IndexedArray<'a, Attrs<'a, BandIfTypeAttrs>> = 9,
        /// 2.16 GHz channels of EDMG, bitmap.
        NL80211_BAND_ATTR_EDMG_CHANNELS: u8 = 10,
        /// Channel bandwidth configuration of EDMG.
        NL80211_BAND_ATTR_EDMG_BW_CONFIG: u8 = 11,
        /// Supported S1G MCS and NSS set: 5 bytes.
        NL80211_BAND_ATTR_S1G_MCS_NSS_SET: &'a [u8] = 12,
        /// S1G capabilities: 10 bytes.
        NL80211_BAND_ATTR_S1G_CAPA: &'a [u8] = 13,
    }
}

attributes! {
    /// HE, EHT and UHR capabilities of a band for some interface types:
    /// `NL80211_BAND_ATTR_IFTYPE_DATA`.
    pub set BandIfTypeAttrs, enum BandIfTypeAttrsAttr<'a> {
        /// Interface types with these capabilities.
        NL80211_BAND_IFTYPE_ATTR_IFTYPES: Attrs<'a, IfTypes> = 1,
        /// HE MAC capabilities.
        NL80211_BAND_IFTYPE_ATTR_HE_CAP_MAC: HeMacCapabilities<'a> = 2,
        /// HE PHY capabilities.
        NL80211_BAND_IFTYPE_ATTR_HE_CAP_PHY: HePhyCapabilities<'a> = 3,
        /// Supported HE MCS and NSS set, for up to three channel widths.
        NL80211_BAND_IFTYPE_ATTR_HE_CAP_MCS_SET: HeMcsSet<'a> = 4,
        /// HE PPE thresholds.
        NL80211_BAND_IFTYPE_ATTR_HE_CAP_PPE: &'a [u8] = 5,
        /// HE 6 GHz band capabilities.
        NL80211_BAND_IFTYPE_ATTR_HE_6GHZ_CAPA: He6GhzCapability<'a> = 6,
        /// Vendor specific elements.
        NL80211_BAND_IFTYPE_ATTR_VENDOR_ELEMS: Tlvs<'a, InfoElement> = 7,
        /// EHT MAC capabilities.
        NL80211_BAND_IFTYPE_ATTR_EHT_CAP_MAC: EhtMacCapabilities<'a> = 8,
        /// EHT PHY capabilities.
        NL80211_BAND_IFTYPE_ATTR_EHT_CAP_PHY: EhtPhyCapabilities<'a> = 9,
        /// Supported EHT MCS and NSS set.
        NL80211_BAND_IFTYPE_ATTR_EHT_CAP_MCS_SET: EhtMcsSet<'a> = 10,
        /// EHT PPE thresholds.
        NL80211_BAND_IFTYPE_ATTR_EHT_CAP_PPE: &'a [u8] = 11,
        /// UHR MAC capabilities.
        NL80211_BAND_IFTYPE_ATTR_UHR_CAP_MAC: &'a [u8] = 12,
        /// UHR PHY capabilities.
        NL80211_BAND_IFTYPE_ATTR_UHR_CAP_PHY: &'a [u8] = 13,
    }
}

attributes! {
    /// Channel of a band: `NL80211_BAND_ATTR_FREQS`, linux/nl80211.h.
    pub set Frequency, enum FrequencyAttr<'a> {
        /// Center frequency, MHz.
        NL80211_FREQUENCY_ATTR_FREQ: u32 = 1,
        /// The regulatory domain does not allow the channel.
        NL80211_FREQUENCY_ATTR_DISABLED: Flag = 2,
        /// No initiating radiation: neither active scans nor beacons.
        NL80211_FREQUENCY_ATTR_NO_IR: Flag = 3,
        /// Obsolete: sent together with `NL80211_FREQUENCY_ATTR_NO_IR`.
        __NL80211_FREQUENCY_ATTR_NO_IBSS: Flag = 4,
        /// Radar detection is mandatory (DFS).
        NL80211_FREQUENCY_ATTR_RADAR: Flag = 5,
        /// Maximum transmit power, mBm (1/100 dBm).
        NL80211_FREQUENCY_ATTR_MAX_TX_POWER: u32 = 6,
        /// DFS state: whether the channel was checked for radar.
        NL80211_FREQUENCY_ATTR_DFS_STATE: DfsState = 7,
        /// Time in this DFS state, milliseconds.
        NL80211_FREQUENCY_ATTR_DFS_TIME: u32 = 8,
        /// HT40- is not allowed.
        NL80211_FREQUENCY_ATTR_NO_HT40_MINUS: Flag = 9,
        /// HT40+ is not allowed.
        NL80211_FREQUENCY_ATTR_NO_HT40_PLUS: Flag = 10,
        /// 80 MHz is not allowed.
        NL80211_FREQUENCY_ATTR_NO_80MHZ: Flag = 11,
        /// 160 MHz is not allowed.
        NL80211_FREQUENCY_ATTR_NO_160MHZ: Flag = 12,
        /// Time of the channel availability check (CAC), milliseconds.
        NL80211_FREQUENCY_ATTR_DFS_CAC_TIME: u32 = 13,
        /// Indoor use only.
        NL80211_FREQUENCY_ATTR_INDOOR_ONLY: Flag = 14,
        /// Initiating radiation is allowed while connected on the same channel, or in the same UNII
        /// band.
        NL80211_FREQUENCY_ATTR_IR_CONCURRENT: Flag = 15,
        /// 20 MHz is not allowed.
        NL80211_FREQUENCY_ATTR_NO_20MHZ: Flag = 16,
        /// 10 MHz is not allowed.
        NL80211_FREQUENCY_ATTR_NO_10MHZ: Flag = 17,
        /// WMM limits by access category ([`AccessCategory`]).
        NL80211_FREQUENCY_ATTR_WMM: NestTypeValue<'a, Attrs<'a, WmmRule>> = 18,
        /// HE is not allowed.
        NL80211_FREQUENCY_ATTR_NO_HE: Flag = 19,
        /// Offset added to the frequency, kHz.
        NL80211_FREQUENCY_ATTR_OFFSET: u32 = 20,
        /// 1 MHz is allowed (S1G).
        NL80211_FREQUENCY_ATTR_1MHZ: Flag = 21,
        /// 2 MHz is allowed (S1G).
        NL80211_FREQUENCY_ATTR_2MHZ: Flag = 22,
        /// 4 MHz is allowed (S1G).
        NL80211_FREQUENCY_ATTR_4MHZ: Flag = 23,
        /// 8 MHz is allowed (S1G).
        NL80211_FREQUENCY_ATTR_8MHZ: Flag = 24,
        /// 16 MHz is allowed (S1G).
        NL80211_FREQUENCY_ATTR_16MHZ: Flag = 25,
        /// 320 MHz is not allowed.
        NL80211_FREQUENCY_ATTR_NO_320MHZ: Flag = 26,
        /// EHT is not allowed.
        NL80211_FREQUENCY_ATTR_NO_EHT: Flag = 27,
        /// Maximum power spectral density, dBm/MHz.
        NL80211_FREQUENCY_ATTR_PSD: i8 = 28,
        /// DFS channel that is allowed under the control of a DFS master on the same channel.
        NL80211_FREQUENCY_ATTR_DFS_CONCURRENT: Flag = 29,
        /// No client of a very low power (VLP) AP.
        NL80211_FREQUENCY_ATTR_NO_6GHZ_VLP_CLIENT: Flag = 30,
        /// No client of an automated frequency coordination (AFC) AP.
        NL80211_FREQUENCY_ATTR_NO_6GHZ_AFC_CLIENT: Flag = 31,
        /// Monitor mode is allowed, even if the channel is disabled.
        NL80211_FREQUENCY_ATTR_CAN_MONITOR: Flag = 32,
        /// A very low power (VLP) AP is allowed, despite `NL80211_FREQUENCY_ATTR_NO_IR`.
        NL80211_FREQUENCY_ATTR_ALLOW_6GHZ_VLP_AP: Flag = 33,
        /// 20 MHz operation is allowed, despite `NL80211_FREQUENCY_ATTR_NO_IR`.
        NL80211_FREQUENCY_ATTR_ALLOW_20MHZ_ACTIVITY: Flag = 34,
        /// 4 MHz is not allowed (S1G).
        NL80211_FREQUENCY_ATTR_NO_4MHZ: Flag = 35,
        /// 8 MHz is not allowed (S1G).
        NL80211_FREQUENCY_ATTR_NO_8MHZ: Flag = 36,
        /// 16 MHz is not allowed (S1G).
        NL80211_FREQUENCY_ATTR_NO_16MHZ: Flag = 37,
        /// Not allowed as primary channel (S1G).
        NL80211_FREQUENCY_ATTR_S1G_NO_PRIMARY: Flag = 38,
        /// UHR is not allowed.
        NL80211_FREQUENCY_ATTR_NO_UHR: Flag = 39,
        /// Start of the running channel availability check, nanoseconds of `CLOCK_BOOTTIME`.
        NL80211_FREQUENCY_ATTR_CAC_START_TIME: u64 = 40,
        /// Padding.
        NL80211_FREQUENCY_ATTR_PAD: &'a [u8] = 41,
    }
}

attributes! {
    /// WMM limits of a channel: `NL80211_FREQUENCY_ATTR_WMM`.
    pub set WmmRule, enum WmmRuleAttr<'a> {
        /// Minimum contention window, slots.
        NL80211_WMMR_CW_MIN: u16 = 1,
        /// Maximum contention window, slots.
        NL80211_WMMR_CW_MAX: u16 = 2,
        /// Arbitration inter-frame space number (AIFSN), slots.
        NL80211_WMMR_AIFSN: u8 = 3,
        /// Maximum transmit opportunity (TXOP), microseconds.
        NL80211_WMMR_TXOP: u16 = 4,
    }
}

attributes! {
    /// Legacy rate of a band: `NL80211_BAND_ATTR_RATES`.
    pub set Bitrate, enum BitrateAttr<'a> {
        /// Rate, 100 kbit/s.
        NL80211_BITRATE_ATTR_RATE: u32 = 1,
        /// Short preamble is supported (2.4 GHz).
        NL80211_BITRATE_ATTR_2GHZ_SHORTPREAMBLE: Flag = 2,
    }
}

attributes! {
    /// A supported interface combination: `NL80211_ATTR_INTERFACE_COMBINATIONS`.
    ///
    /// A single interface of a supported type is always possible, and not listed.
    pub set InterfaceCombination, enum InterfaceCombinationAttr<'a> {
        /// Limits by interface types.
        NL80211_IFACE_COMB_LIMITS: IndexedArray<'a, Attrs<'a, IfaceLimit>> = 1,
        /// Maximum number of interfaces.
        NL80211_IFACE_COMB_MAXNUM: u32 = 2,
        /// Beacon intervals of AP and station interfaces must be equal.
        NL80211_IFACE_COMB_STA_AP_BI_MATCH: Flag = 3,
        /// Number of different channels.
        NL80211_IFACE_COMB_NUM_CHANNELS: u32 = 4,
        /// Channel widths with radar detection.
        NL80211_IFACE_COMB_RADAR_DETECT_WIDTHS: ChannelWidths = 5,
        /// DFS regions with radar detection.
        NL80211_IFACE_COMB_RADAR_DETECT_REGIONS: DfsRegions = 6,
        /// Minimum greatest common divisor of the beacon intervals, TU.
        ///
        /// Without the attribute, beacon intervals must be equal.
        NL80211_IFACE_COMB_BI_MIN_GCD: u32 = 7,
    }
}

attributes! {
    /// Maximum number of interfaces of some types: `NL80211_IFACE_COMB_LIMITS`.
    pub set IfaceLimit, enum IfaceLimitAttr<'a> {
        /// Maximum number of interfaces.
        NL80211_IFACE_LIMIT_MAX: u32 = 1,
        /// Interface types.
        NL80211_IFACE_LIMIT_TYPES: Attrs<'a, IfTypes> = 2,
    }
}

attributes! {
    /// Radio of a wiphy: `NL80211_ATTR_WIPHY_RADIOS`.
    pub set WiphyRadio, enum WiphyRadioAttr<'a> {
        /// Index of the radio; bit number in `NL80211_ATTR_VIF_RADIO_MASK`.
        NL80211_WIPHY_RADIO_ATTR_INDEX: u32 = 1,
        /// Frequency ranges, one attribute for each.
        NL80211_WIPHY_RADIO_ATTR_FREQ_RANGE: [Attrs<'a, WiphyRadioFreq>] = 2,
        /// Interface combinations, one attribute for each.
        NL80211_WIPHY_RADIO_ATTR_INTERFACE_COMBINATION: [Attrs<'a, InterfaceCombination>] = 3,
        /// Antennas of the radio, bitmap.
        NL80211_WIPHY_RADIO_ATTR_ANTENNA_MASK: u32 = 4,
        /// RTS threshold, bytes.
        NL80211_WIPHY_RADIO_ATTR_RTS_THRESHOLD: u32 = 5,
    }
}

attributes! {
    /// Frequency range of a radio: `NL80211_WIPHY_RADIO_ATTR_FREQ_RANGE`.
    pub set WiphyRadioFreq, enum WiphyRadioFreqAttr<'a> {
        /// Start, kHz.
        NL80211_WIPHY_RADIO_FREQ_ATTR_START: u32 = 1,
        /// End, kHz.
        NL80211_WIPHY_RADIO_FREQ_ATTR_END: u32 = 2,
    }
}

attributes! {
    /// AKM suites of some interface types: `NL80211_ATTR_IFTYPE_AKM_SUITES`.
    pub set IfTypeAkm, enum IfTypeAkmAttr<'a> {
        /// Interface types.
        NL80211_IFTYPE_AKM_ATTR_IFTYPES: Attrs<'a, IfTypes> = 1,
        /// AKM suites that interfaces of these types support.
        NL80211_IFTYPE_AKM_ATTR_SUITES: PackedArray<'a, AkmSuite> = 2,
    }
}

attributes! {
    /// Flags of a monitor interface: `NL80211_ATTR_MNTR_FLAGS`.
    pub set MonitorFlags, enum MonitorFlagsAttr<'a> {
        /// Passes frames with a wrong FCS.
        NL80211_MNTR_FLAG_FCSFAIL: Flag = 1,
        /// Passes frames with a wrong PLCP.
        NL80211_MNTR_FLAG_PLCPFAIL: Flag = 2,
        /// Passes control frames.
        NL80211_MNTR_FLAG_CONTROL: Flag = 3,
        /// Disables BSSID filtering.
        NL80211_MNTR_FLAG_OTHER_BSS: Flag = 4,
        /// Obsolete: refused.
        NL80211_MNTR_FLAG_COOK_FRAMES: Flag = 5 where reject,
        /// Active monitor: acknowledges frames to its MAC address.
        NL80211_MNTR_FLAG_ACTIVE: Flag = 6,
        /// Does not pass frames sent by the local station.
        NL80211_MNTR_FLAG_SKIP_TX: Flag = 7,
    }
}

attributes! {
    /// EDCA parameters of a transmit queue: `NL80211_ATTR_WIPHY_TXQ_PARAMS`.
    pub set TxqParams, enum TxqParamsAttr<'a> {
        /// Access category.
        NL80211_TXQ_ATTR_AC: AccessCategory = 1,
        /// Transmit opportunity (TXOP) limit, 32 microseconds. 0 disables bursts.
        NL80211_TXQ_ATTR_TXOP: u16 = 2,
        /// Minimum contention window: 2^n - 1, 1 to 32767.
        NL80211_TXQ_ATTR_CWMIN: u16 = 3,
        /// Maximum contention window: 2^n - 1, 1 to 32767.
        NL80211_TXQ_ATTR_CWMAX: u16 = 4,
        /// Arbitration inter-frame space (AIFS), slots.
        NL80211_TXQ_ATTR_AIFS: u8 = 5,
    }
}

attributes! {
    /// Limits by specific absorption rate (SAR): `NL80211_ATTR_SAR_SPEC`.
    pub set SarAttrs, enum SarAttrsAttr<'a> {
        /// Type of the limits.
        NL80211_SAR_ATTR_TYPE: SarType = 1 where max(1),
        /// Limits; in a wiphy, frequency ranges.
        NL80211_SAR_ATTR_SPECS: IndexedArray<'a, Attrs<'a, SarSpec>> = 2,
    }
}

attributes! {
    /// Power limit of a frequency range: `NL80211_SAR_ATTR_SPECS`.
    pub set SarSpec, enum SarSpecAttr<'a> {
        /// Power limit, 1/4 dBm. 0 means no limit.
        NL80211_SAR_ATTR_SPECS_POWER: i32 = 1,
        /// Index of the frequency range, in the order of the wiphy.
        NL80211_SAR_ATTR_SPECS_RANGE_INDEX: u32 = 2,
        /// Start of the frequency range, kHz.
        NL80211_SAR_ATTR_SPECS_START_FREQ: u32 = 3 where read_only,
        /// End of the frequency range, kHz.
        NL80211_SAR_ATTR_SPECS_END_FREQ: u32 = 4 where read_only,
    }
}

attributes! {
    /// Configuration of TIDs: `NL80211_ATTR_TID_CONFIG`.
    pub set TidConfig, enum TidConfigAttr<'a> {
        /// Padding.
        NL80211_TID_CONFIG_ATTR_PAD: &'a [u8] = 1,
        /// Attributes supported for an interface, bitmap by attribute type.
        NL80211_TID_CONFIG_ATTR_VIF_SUPP: u64 = 2,
        /// Attributes supported for a peer, bitmap by attribute type.
        NL80211_TID_CONFIG_ATTR_PEER_SUPP: u64 = 3,
        /// Overrides the configuration of peers.
        NL80211_TID_CONFIG_ATTR_OVERRIDE: Flag = 4,
        /// TIDs, bitmap.
        NL80211_TID_CONFIG_ATTR_TIDS: u16 = 5 where range(1, 255),
        /// No Ack policy.
        NL80211_TID_CONFIG_ATTR_NOACK: TidConfigState = 6 where max(1),
        /// Retry limit of short frames; in a wiphy, the maximum.
        NL80211_TID_CONFIG_ATTR_RETRY_SHORT: u8 = 7 where range(1, 255),
        /// Retry limit of long frames; in a wiphy, the maximum.
        NL80211_TID_CONFIG_ATTR_RETRY_LONG: u8 = 8 where range(1, 255),
        /// Aggregation of MPDUs (A-MPDU).
        NL80211_TID_CONFIG_ATTR_AMPDU_CTRL: TidConfigState = 9 where max(1),
        /// RTS/CTS.
        NL80211_TID_CONFIG_ATTR_RTSCTS_CTRL: TidConfigState = 10 where max(1),
        /// Aggregation of MSDUs (A-MSDU).
        NL80211_TID_CONFIG_ATTR_AMSDU_CTRL: TidConfigState = 11 where max(1),
        /// Kind of rate setting.
        NL80211_TID_CONFIG_ATTR_TX_RATE_TYPE: TxRateSetting = 12 where max(2),
        /// Rates, by [`Band`].
        NL80211_TID_CONFIG_ATTR_TX_RATE: NestTypeValue<'a, Attrs<'a, TxRates>> = 13,
    }
}

attributes! {
    /// How the driver selects a BSS: `NL80211_ATTR_BSS_SELECT`.
    pub set BssSelect, enum BssSelectAttr<'a> {
        /// Selects the BSS with the strongest signal (RSSI).
        NL80211_BSS_SELECT_ATTR_RSSI: Flag = 1,
        /// A band is preferred; in a wiphy, a flag.
        NL80211_BSS_SELECT_ATTR_BAND_PREF: SubMessage<'a, BandPrefBy> = 2,
        /// By RSSI, adjusted for one band; in a wiphy, a flag.
        NL80211_BSS_SELECT_ATTR_RSSI_ADJUST: SubMessage<'a, RssiAdjustBy> = 3,
    }
}

sub_messages! {
    /// Preferred band: `NL80211_BSS_SELECT_ATTR_BAND_PREF`, selected by length.
    pub enum BandPref<'a>, selector BandPrefBy from SelectorSource::Length => {
        /// Supported, in a wiphy.
        SUPPORTED = &0u16.to_ne_bytes() => Supported(&'a [u8]),
        /// Preferred band.
        BAND = &4u16.to_ne_bytes() => Band(Band),
    }
}
sub_messages! {
    /// RSSI adjustment: `NL80211_BSS_SELECT_ATTR_RSSI_ADJUST`, selected by length.
    pub enum RssiAdjustment<'a>, selector RssiAdjustBy from SelectorSource::Length => {
        /// Supported, in a wiphy.
        SUPPORTED = &0u16.to_ne_bytes() => Supported(&'a [u8]),
        /// Adjustment of a band.
        ADJUST = &2u16.to_ne_bytes() => Adjust(&'a Struct<RssiAdjust>),
    }
}
c_struct! {
    /// RSSI adjustment of a band: `struct nl80211_bss_select_rssi_adjust`, linux/nl80211.h.
    #[doc(alias = "nl80211_bss_select_rssi_adjust")]
    pub struct RssiAdjust {
        /// Band: [`Band`] in one byte.
        band: u8,
        /// Adjustment, dB.
        delta: i8,
    }
}
c_struct! {
    /// Vendor command: `struct nl80211_vendor_cmd_info`, linux/nl80211.h.
    #[doc(alias = "nl80211_vendor_cmd_info")]
    pub struct VendorCmdInfo {
        /// Vendor id: an OUI.
        vendor_id: u32,
        /// Vendor command or event.
        subcmd: u32,
    }
}

open_enum! {
    /// Band: number of an item of `NL80211_ATTR_WIPHY_BANDS`.
    pub struct Band(u32) {
        /// 2.4 GHz.
        NL80211_BAND_2GHZ = 0,
        /// 5 GHz band (802.11a and later).
        NL80211_BAND_5GHZ = 1,
        /// 60 GHz: 58.32 to 69.12 GHz.
        NL80211_BAND_60GHZ = 2,
        /// 6 GHz: 5.9 to 7.2 GHz.
        NL80211_BAND_6GHZ = 3,
        /// About 900 MHz (S1G).
        NL80211_BAND_S1GHZ = 4,
        /// Light communication.
        NL80211_BAND_LC = 5,
    }
}

flags! {
    /// Set of bands: `1 << NL80211_BAND_*`.
    pub struct Bands(u32) {
        /// 2.4 GHz.
        NL80211_BAND_2GHZ = 1 << 0,
        /// 5 GHz band (802.11a and later).
        NL80211_BAND_5GHZ = 1 << 1,
        /// 60 GHz: 58.32 to 69.12 GHz.
        NL80211_BAND_60GHZ = 1 << 2,
        /// 6 GHz: 5.9 to 7.2 GHz.
        NL80211_BAND_6GHZ = 1 << 3,
        /// About 900 MHz (S1G).
        NL80211_BAND_S1GHZ = 1 << 4,
        /// Light communication.
        NL80211_BAND_LC = 1 << 5,
    }
}

open_enum! {
    /// Channel width: `NL80211_ATTR_CHANNEL_WIDTH`.
    pub struct ChannelWidth(u32) {
        /// 20 MHz, without HT.
        NL80211_CHAN_WIDTH_20_NOHT = 0,
        /// 20 MHz, HT.
        NL80211_CHAN_WIDTH_20 = 1,
        /// 40 MHz.
        NL80211_CHAN_WIDTH_40 = 2,
        /// 80 MHz.
        NL80211_CHAN_WIDTH_80 = 3,
        /// 80+80 MHz, in two segments.
        NL80211_CHAN_WIDTH_80P80 = 4,
        /// 160 MHz.
        NL80211_CHAN_WIDTH_160 = 5,
        /// 5 MHz.
        NL80211_CHAN_WIDTH_5 = 6,
        /// 10 MHz.
        NL80211_CHAN_WIDTH_10 = 7,
        /// 1 MHz (S1G).
        NL80211_CHAN_WIDTH_1 = 8,
        /// 2 MHz (S1G).
        NL80211_CHAN_WIDTH_2 = 9,
        /// 4 MHz (S1G).
        NL80211_CHAN_WIDTH_4 = 10,
        /// 8 MHz (S1G).
        NL80211_CHAN_WIDTH_8 = 11,
        /// 16 MHz (S1G).
        NL80211_CHAN_WIDTH_16 = 12,
        /// 320 MHz.
        NL80211_CHAN_WIDTH_320 = 13,
    }
}

flags! {
    /// Set of channel widths: `1 << NL80211_CHAN_WIDTH_*`.
    pub struct ChannelWidths(u32) {
        /// 20 MHz, without HT.
        NL80211_CHAN_WIDTH_20_NOHT = 1 << 0,
        /// 20 MHz, HT.
        NL80211_CHAN_WIDTH_20 = 1 << 1,
        /// 40 MHz.
        NL80211_CHAN_WIDTH_40 = 1 << 2,
        /// 80 MHz.
        NL80211_CHAN_WIDTH_80 = 1 << 3,
        /// 80+80 MHz, in two segments.
        NL80211_CHAN_WIDTH_80P80 = 1 << 4,
        /// 160 MHz.
        NL80211_CHAN_WIDTH_160 = 1 << 5,
        /// 5 MHz.
        NL80211_CHAN_WIDTH_5 = 1 << 6,
        /// 10 MHz.
        NL80211_CHAN_WIDTH_10 = 1 << 7,
        /// 1 MHz (S1G).
        NL80211_CHAN_WIDTH_1 = 1 << 8,
        /// 2 MHz (S1G).
        NL80211_CHAN_WIDTH_2 = 1 << 9,
        /// 4 MHz (S1G).
        NL80211_CHAN_WIDTH_4 = 1 << 10,
        /// 8 MHz (S1G).
        NL80211_CHAN_WIDTH_8 = 1 << 11,
        /// 16 MHz (S1G).
        NL80211_CHAN_WIDTH_16 = 1 << 12,
        /// 320 MHz.
        NL80211_CHAN_WIDTH_320 = 1 << 13,
    }
}

open_enum! {
    /// Channel type: `NL80211_ATTR_WIPHY_CHANNEL_TYPE`.
    pub struct ChannelType(u32) {
        /// 20 MHz, without HT.
        NL80211_CHAN_NO_HT = 0,
        /// 20 MHz, HT.
        NL80211_CHAN_HT20 = 1,
        /// 40 MHz; the secondary channel is below the control channel.
        NL80211_CHAN_HT40MINUS = 2,
        /// 40 MHz; the secondary channel is above the control channel.
        NL80211_CHAN_HT40PLUS = 3,
    }
}

open_enum! {
    /// Access category (AC) of WMM.
    pub struct AccessCategory(u8) {
        /// Voice.
        NL80211_AC_VO = 0,
        /// Video.
        NL80211_AC_VI = 1,
        /// Best effort.
        NL80211_AC_BE = 2,
        /// Background.
        NL80211_AC_BK = 3,
    }
}

open_enum! {
    /// Power save: `NL80211_ATTR_PS_STATE`.
    pub struct PsState(u32) {
        /// Power save is disabled.
        NL80211_PS_DISABLED = 0,
        /// Power save is enabled.
        NL80211_PS_ENABLED = 1,
    }
}

open_enum! {
    /// Transmit power setting: `NL80211_ATTR_WIPHY_TX_POWER_SETTING`.
    pub struct TxPowerSetting(u32) {
        /// The driver chooses the power.
        NL80211_TX_POWER_AUTOMATIC = 0,
        /// The power is limited to the given value.
        NL80211_TX_POWER_LIMITED = 1,
        /// The power is fixed at the given value.
        NL80211_TX_POWER_FIXED = 2,
    }
}

open_enum! {
    /// Transmit power setting in one byte: `NL80211_ATTR_STA_TX_POWER_SETTING`.
    pub struct TxPower8Setting(u8) {
        /// The driver chooses the power.
        NL80211_TX_POWER_AUTOMATIC = 0,
        /// The power is limited to the given value.
        NL80211_TX_POWER_LIMITED = 1,
        /// The power is fixed at the given value.
        NL80211_TX_POWER_FIXED = 2,
    }
}

open_enum! {
    /// Kind of rate setting: `NL80211_TID_CONFIG_ATTR_TX_RATE_TYPE`.
    pub struct TxRateSetting(u8) {
        /// The driver chooses the rate.
        NL80211_TX_RATE_AUTOMATIC = 0,
        /// The driver selects the rate, up to a limit.
        NL80211_TX_RATE_LIMITED = 1,
        /// The rate is fixed.
        NL80211_TX_RATE_FIXED = 2,
    }
}

open_enum! {
    /// Configuration of a TID.
    pub struct TidConfigState(u8) {
        /// The setting is enabled.
        NL80211_TID_CONFIG_ENABLE = 0,
        /// The setting is disabled.
        NL80211_TID_CONFIG_DISABLE = 1,
    }
}

open_enum! {
    /// DFS state of a channel: `NL80211_FREQUENCY_ATTR_DFS_STATE`.
    pub struct DfsState(u32) {
        /// Usable after a channel availability check (CAC).
        NL80211_DFS_USABLE = 0,
        /// Unavailable: a radar was detected.
        NL80211_DFS_UNAVAILABLE = 1,
        /// Available: the channel availability check succeeded.
        NL80211_DFS_AVAILABLE = 2,
    }
}

open_enum! {
    /// Type of SAR limits: `NL80211_SAR_ATTR_TYPE`.
    pub struct SarType(u32) {
        /// Transmit power, 1/4 dBm.
        NL80211_SAR_TYPE_POWER = 0,
    }
}

open_enum! {
    /// Spatial multiplexing power save (SMPS): `NL80211_ATTR_SMPS_MODE`.
    pub struct SmpsMode(u8) {
        /// Off: all antennas.
        NL80211_SMPS_OFF = 0,
        /// Static: one antenna.
        NL80211_SMPS_STATIC = 1,
        /// Dynamic: one antenna until an RTS frame arrives.
        NL80211_SMPS_DYNAMIC = 2,
    }
}

flags! {
    /// Protocols of the probe response offload: `NL80211_ATTR_PROBE_RESP_OFFLOAD`.
    pub struct ProbeRespOffload(u32) {
        /// WPS version 1.
        NL80211_PROBE_RESP_OFFLOAD_SUPPORT_WPS = 1 << 0,
        /// WPS version 2.
        NL80211_PROBE_RESP_OFFLOAD_SUPPORT_WPS2 = 1 << 1,
        /// P2P.
        NL80211_PROBE_RESP_OFFLOAD_SUPPORT_P2P = 1 << 2,
        /// IEEE 802.11u.
        NL80211_PROBE_RESP_OFFLOAD_SUPPORT_80211U = 1 << 3,
    }
}

flags! {
    /// Features of an AP SME in the device: `NL80211_ATTR_DEVICE_AP_SME`.
    pub struct ApSmeFeatures(u32) {
        /// SA Query is offloaded to the driver.
        NL80211_AP_SME_SA_QUERY_OFFLOAD = 1 << 0,
    }
}

flags! {
    /// Features of nl80211 itself: `NL80211_ATTR_PROTOCOL_FEATURES`.
    pub struct ProtocolFeatures(u32) {
        /// `NL80211_ATTR_SPLIT_WIPHY_DUMP` is supported.
        NL80211_PROTOCOL_FEATURE_SPLIT_WIPHY_DUMP = 1 << 0,
    }
}
