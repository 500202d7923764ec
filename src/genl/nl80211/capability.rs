//! HT and VHT capabilities, extended capabilities, and the bit fields that they consist of.
//!
//! Sections of IEEE 802.11 give the meaning of the fields.
use crate::{
    flags,
    schema::View,
    wire::spec::{FieldSpec, PayloadType, StructSpec},
};
use core::fmt;

/// Declares a view of bytes with named bit fields, counted from the lowest bit of the first byte.
///
/// IEEE 802.11 is little endian on every machine. `name: at` is a bit, `name: at, len` a number of
/// up to 24 bits. A field beyond the end of the bytes is 0, and is not printed.
macro_rules! bits {
    ($(#[$meta:meta])* pub struct $name:ident[$len:literal] { $( $(#[$doc:meta])* $field:ident: $at:literal $(, $bits:literal)?; )* }) => {
        $(#[$meta])*
        ///
        /// Borrows the bytes; fields beyond their end are 0.
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub struct $name<'a>(pub &'a [u8]);
        impl<'a> $name<'a> {
            /// Length in the standard, bytes.
            pub const LEN: usize = $len;
            const FIELDS: &'static [$crate::wire::spec::FieldSpec] =
                &[$( $crate::genl::nl80211::field_of(stringify!($field), $at, 0 $(+ $bits)?) ),*];
            const SPEC: $crate::wire::spec::StructSpec = $crate::genl::nl80211::spec_of(stringify!($name), $len, Self::FIELDS);
            /// Returns all bytes.
            pub const fn bytes(&self) -> &'a [u8] { self.0 }
            $( $(#[$doc])* pub fn $field(&self) -> bits!(@type $($bits)?) { bits!(@read self.0, $at $(, $bits)?) } )*
        }
        $crate::wire::borrowed! {
            [] $name<'a>: $crate::wire::spec::PayloadType::Extensible(&<$name<'static>>::SPEC), 0, |b| Some($name(b)), |it| it.0;
        }
        impl ::core::fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::genl::nl80211::debug_bits(f, <Self as $crate::wire::Encode>::PAYLOAD_TYPE, self.0)
            }
        }
    };
    (@type) => { bool };
    (@type $bits:literal) => { u32 };
    (@read $bytes:expr, $at:literal) => { $crate::genl::nl80211::number_at($bytes, $at, 1) != 0 };
    (@read $bytes:expr, $at:literal, $bits:literal) => { $crate::genl::nl80211::number_at($bytes, $at, $bits) };
}
pub(super) use bits;

/// Specification of a bit field. `len` 0 is a single bit.
pub(crate) const fn field_of(name: &'static str, at: usize, len: u8) -> FieldSpec {
    let len = if len == 0 { 1 } else { len };
    let shift = (at % 8) as u8;
    assert!(len <= 24, "a bit field has at most 24 bits");
    FieldSpec {
        name,
        offset: at / 8,
        len: (shift as usize + len as usize).div_ceil(8),
        payload_type: PayloadType::Bits { at: shift, len, is_c: false },
        secret: false,
        padding: false,
    }
}
pub(crate) const fn spec_of(name: &'static str, len: usize, fields: &'static [FieldSpec]) -> StructSpec {
    StructSpec { name, len, fields, then: None, between: &PayloadType::Bytes }
}
pub(crate) fn debug_bits(f: &mut fmt::Formatter<'_>, of: PayloadType, bytes: &[u8]) -> fmt::Result {
    fmt::Debug::fmt(&View::new(of, bytes), f)
}
/// Reads a little-endian bit field of up to 24 bits; 0 if a byte of the field is missing.
pub(crate) fn number_at(bytes: &[u8], at: usize, len: u8) -> u32 {
    let shift = (at % 8) as u32;
    let span = (shift as usize + usize::from(len)).div_ceil(8);
    let start = at / 8;
    let Some(bytes) = start.checked_add(span).and_then(|end| bytes.get(start..end)) else { return 0 };
    let whole = bytes.iter().rev().fold(0u64, |whole, byte| whole << 8 | u64::from(*byte));
    (whole >> shift & ((1 << (len & 31)) - 1)) as u32
}

flags! {
    /// HT capability information: `IEEE80211_HT_CAP_*`, include/linux/ieee80211.h of the kernel.
    ///
    /// The payload of `NL80211_BAND_ATTR_HT_CAPA`, in host byte order. Names of several bits are
    /// values of a field.
    pub struct HtCapabilities(u16) {
        /// Spatial multiplexing power save is disabled. Without this and the next: static.
        WLAN_HT_CAP_SM_PS_DISABLED = 3 << 2,
        /// Dynamic spatial multiplexing power save.
        WLAN_HT_CAP_SM_PS_DYNAMIC = 1 << 2,
        /// Reception with STBC of three spatial streams.
        WLAN_HT_CAP_RX_STBC_3 = 3 << 8,
        /// Reception with STBC of two spatial streams.
        WLAN_HT_CAP_RX_STBC_2 = 2 << 8,
        /// Reception with STBC of one spatial stream.
        WLAN_HT_CAP_RX_STBC_1 = 1 << 8,
        /// Reception of LDPC coded packets.
        IEEE80211_HT_CAP_LDPC_CODING = 1 << 0,
        /// 20 and 40 MHz channels.
        IEEE80211_HT_CAP_SUP_WIDTH_20_40 = 1 << 1,
        /// Reception of HT-greenfield PPDUs.
        IEEE80211_HT_CAP_GRN_FLD = 1 << 4,
        /// Short guard interval at 20 MHz.
        IEEE80211_HT_CAP_SGI_20 = 1 << 5,
        /// Short guard interval at 40 MHz.
        IEEE80211_HT_CAP_SGI_40 = 1 << 6,
        /// Transmission with STBC.
        IEEE80211_HT_CAP_TX_STBC = 1 << 7,
        /// HT-delayed block ack.
        IEEE80211_HT_CAP_DELAY_BA = 1 << 10,
        /// Maximum A-MSDU length of 7935 bytes, rather than 3839.
        IEEE80211_HT_CAP_MAX_AMSDU = 1 << 11,
        /// DSSS/CCK at 40 MHz.
        IEEE80211_HT_CAP_DSSSCCK40 = 1 << 12,
        /// Reserved. IEEE 802.11 requires 0.
        IEEE80211_HT_CAP_RESERVED = 1 << 13,
        /// Forbids 40 MHz channels to the AP.
        IEEE80211_HT_CAP_40MHZ_INTOLERANT = 1 << 14,
        /// L-SIG TXOP protection.
        IEEE80211_HT_CAP_LSIG_TXOP_PROT = 1 << 15,
    }
}
flags! {
    /// VHT capability information: `IEEE80211_VHT_CAP_*`, include/linux/ieee80211.h of the kernel.
    ///
    /// The payload of `NL80211_BAND_ATTR_VHT_CAPA`, in host byte order. Names of several bits are
    /// values of a field; for fields without named values use the methods.
    pub struct VhtCapabilities(u32) {
        /// Reception with STBC of three spatial streams.
        IEEE80211_VHT_CAP_RXSTBC_3 = 3 << 8,
        /// MCS feedback by link adaptation: unsolicited, and on request.
        IEEE80211_VHT_CAP_VHT_LINK_ADAPTATION_VHT_MRQ_MFB = 3 << 26,
        /// Maximum MPDU length of 7991 bytes.
        IEEE80211_VHT_CAP_MAX_MPDU_LENGTH_7991 = 1 << 0,
        /// Maximum MPDU length of 11454 bytes.
        IEEE80211_VHT_CAP_MAX_MPDU_LENGTH_11454 = 2,
        /// 160 MHz channels.
        IEEE80211_VHT_CAP_SUPP_CHAN_WIDTH_160MHZ = 1 << 2,
        /// 160 and 80+80 MHz channels.
        IEEE80211_VHT_CAP_SUPP_CHAN_WIDTH_160_80PLUS80MHZ = 2 << 2,
        /// Reception of LDPC coded packets.
        IEEE80211_VHT_CAP_RXLDPC = 1 << 4,
        /// Short guard interval at 80 MHz.
        IEEE80211_VHT_CAP_SHORT_GI_80 = 1 << 5,
        /// Short guard interval at 160 and 80+80 MHz.
        IEEE80211_VHT_CAP_SHORT_GI_160 = 1 << 6,
        /// Transmission with STBC.
        IEEE80211_VHT_CAP_TXSTBC = 1 << 7,
        /// Reception with STBC of one spatial stream.
        IEEE80211_VHT_CAP_RXSTBC_1 = 1 << 8,
        /// Reception with STBC of two spatial streams.
        IEEE80211_VHT_CAP_RXSTBC_2 = 2 << 8,
        /// Reception with STBC of four spatial streams.
        IEEE80211_VHT_CAP_RXSTBC_4 = 4 << 8,
        /// Single user beamformer.
        IEEE80211_VHT_CAP_SU_BEAMFORMER_CAPABLE = 1 << 11,
        /// Single user beamformee.
        IEEE80211_VHT_CAP_SU_BEAMFORMEE_CAPABLE = 1 << 12,
        /// Space-time streams as beamformee, less 1: bit 0.
        WLAN_VHT_CAP_BEAMFORMEE_STS_0 = 1 << 13,
        /// Space-time streams as beamformee, less 1: bit 1.
        WLAN_VHT_CAP_BEAMFORMEE_STS_1 = 1 << 14,
        /// Space-time streams as beamformee, less 1: bit 2.
        WLAN_VHT_CAP_BEAMFORMEE_STS_2 = 1 << 15,
        /// Sounding dimensions, less 1: bit 0.
        WLAN_VHT_CAP_SOUNDING_DIMENSIONS_0 = 1 << 16,
        /// Sounding dimensions, less 1: bit 1.
        WLAN_VHT_CAP_SOUNDING_DIMENSIONS_1 = 1 << 17,
        /// Sounding dimensions, less 1: bit 2.
        WLAN_VHT_CAP_SOUNDING_DIMENSIONS_2 = 1 << 18,
        /// Multi user beamformer.
        IEEE80211_VHT_CAP_MU_BEAMFORMER_CAPABLE = 1 << 19,
        /// Multi user beamformee.
        IEEE80211_VHT_CAP_MU_BEAMFORMEE_CAPABLE = 1 << 20,
        /// TXOP power save.
        IEEE80211_VHT_CAP_VHT_TXOP_PS = 1 << 21,
        /// VHT variant of the HT Control field.
        IEEE80211_VHT_CAP_HTC_VHT = 1 << 22,
        /// Maximum A-MPDU length exponent: bit 0.
        WLAN_VHT_CAP_MAX_AMPDU_EXPONENT_0 = 1 << 23,
        /// Maximum A-MPDU length exponent: bit 1.
        WLAN_VHT_CAP_MAX_AMPDU_EXPONENT_1 = 1 << 24,
        /// Maximum A-MPDU length exponent: bit 2.
        WLAN_VHT_CAP_MAX_AMPDU_EXPONENT_2 = 1 << 25,
        /// MCS feedback by link adaptation: unsolicited.
        IEEE80211_VHT_CAP_VHT_LINK_ADAPTATION_VHT_UNSOL_MFB = 2 << 26,
        /// The receive antenna pattern does not change.
        IEEE80211_VHT_CAP_RX_ANTENNA_PATTERN = 1 << 28,
        /// The transmit antenna pattern does not change.
        IEEE80211_VHT_CAP_TX_ANTENNA_PATTERN = 1 << 29,
        /// Extended NSS bandwidth support: bit 0.
        WLAN_VHT_CAP_EXT_NSS_BW_0 = 1 << 30,
        /// Extended NSS bandwidth support: bit 1.
        WLAN_VHT_CAP_EXT_NSS_BW_1 = 1 << 31,
    }
}
impl HtCapabilities {
    /// Returns the number of spatial streams that are received with STBC.
    pub const fn rx_stbc(self) -> u16 {
        self.bits() >> 8 & 3
    }
    /// Returns the spatial multiplexing power save: 0 static, 1 dynamic, 3 disabled.
    pub const fn sm_power_save(self) -> u16 {
        self.bits() >> 2 & 3
    }
    /// Returns the maximum A-MSDU length, bytes.
    pub const fn max_amsdu_len(self) -> u16 {
        if self.contains(Self::IEEE80211_HT_CAP_MAX_AMSDU) { 7935 } else { 3839 }
    }
}
impl VhtCapabilities {
    /// Returns the maximum MPDU length, bytes; `None` for a reserved value.
    pub const fn max_mpdu_len(self) -> Option<u16> {
        match self.bits() & 3 {
            0 => Some(3895),
            1 => Some(7991),
            2 => Some(11454),
            _ => None,
        }
    }
    /// Returns the number of spatial streams that are received with STBC.
    pub const fn rx_stbc(self) -> u32 {
        self.bits() >> 8 & 7
    }
    /// Returns the maximum number of space-time streams as beamformee, less 1.
    pub const fn beamformee_sts(self) -> u32 {
        self.bits() >> 13 & 7
    }
    /// Returns the number of sounding dimensions as beamformer, less 1.
    pub const fn sounding_dimensions(self) -> u32 {
        self.bits() >> 16 & 7
    }
    /// Returns the maximum A-MPDU length exponent: 2^(13 + n) - 1 bytes.
    pub const fn max_ampdu_exponent(self) -> u32 {
        self.bits() >> 23 & 7
    }
}
/// Returns the two bits of an MCS map for a number of spatial streams: 1 to 8.
///
/// See [`VhtMcsSet`] and [`HeMcsSet`]. `None` if the streams are not supported.
pub const fn mcs_map_entry(map: u32, streams: u8) -> Option<u8> {
    if streams == 0 || streams > 8 {
        return None;
    }
    match (map >> (2 * (streams as u32 - 1)) & 3) as u8 {
        3 => None,
        entry => Some(entry),
    }
}

bits! {
    /// Supported HT MCS set: IEEE 802.11-2020, 9.4.2.55.4. Bit n of the receive bitmaps is MCS n.
    pub struct HtMcsSet[16] {
        /// Receive MCS 0 to 7: one spatial stream.
        rx_mcs_0_7: 0, 8;
        /// Receive MCS 8 to 15: two spatial streams.
        rx_mcs_8_15: 8, 8;
        /// Receive MCS 16 to 23: three spatial streams.
        rx_mcs_16_23: 16, 8;
        /// Receive MCS 24 to 31: four spatial streams.
        rx_mcs_24_31: 24, 8;
        /// Receive MCS 32: 40 MHz duplicate.
        rx_mcs_32: 32;
        /// Receive MCS 33 to 52: unequal modulation.
        rx_mcs_33_52: 33, 20;
        /// Receive MCS 53 to 76: unequal modulation.
        rx_mcs_53_76: 53, 24;
        /// Highest receive rate, Mbit/s. 0 means that the MCS determine it.
        rx_highest_rate: 80, 10;
        /// The transmit MCS set is defined.
        tx_mcs_set_defined: 96;
        /// The transmit MCS set differs from the receive MCS set.
        tx_rx_mcs_not_equal: 97;
        /// Maximum transmit spatial streams, less 1, if the sets differ.
        tx_max_streams: 98, 2;
        /// Transmission with unequal modulation.
        tx_unequal_modulation: 100;
    }
}
bits! {
    /// Supported VHT MCS and NSS set: IEEE 802.11-2020, 9.4.2.157.3.
    ///
    /// The maps have two bits for each number of spatial streams, from 1 in the lowest bits to 8: 0
    /// is MCS 0 to 7, 1 is MCS 0 to 8, 2 is MCS 0 to 9, 3 is not supported.
    pub struct VhtMcsSet[8] {
        /// Receive MCS map.
        rx_mcs_map: 0, 16;
        /// Highest receive rate with the long guard interval, Mbit/s.
        ///
        /// 0 means that the map determines it.
        rx_highest_rate: 16, 13;
        /// Maximum number of space-time streams, total.
        max_nsts_total: 29, 3;
        /// Transmit MCS map.
        tx_mcs_map: 32, 16;
        /// Highest transmit rate with the long guard interval, Mbit/s.
        ///
        /// 0 means that the map determines it.
        tx_highest_rate: 48, 13;
        /// Capable of extended NSS bandwidth support.
        ext_nss_bw_capable: 61;
    }
}
bits! {
    /// Supported HE MCS and NSS set: IEEE 802.11ax-2021, 9.4.2.248.4.
    ///
    /// The maps have two bits for each number of spatial streams, from 1 in the lowest bits to 8: 0
    /// is MCS 0 to 7, 1 is MCS 0 to 9, 2 is MCS 0 to 11, 3 is not supported.
    pub struct HeMcsSet[12] {
        /// Receive map up to 80 MHz.
        rx_80: 0, 16;
        /// Transmit map up to 80 MHz.
        tx_80: 16, 16;
        /// Receive map at 160 MHz.
        rx_160: 32, 16;
        /// Transmit map at 160 MHz.
        tx_160: 48, 16;
        /// Receive map at 80+80 MHz.
        rx_80p80: 64, 16;
        /// Transmit map at 80+80 MHz.
        tx_80p80: 80, 16;
    }
}
bits! {
    /// Supported EHT MCS and NSS set: IEEE 802.11be, 9.4.2.323.4.
    ///
    /// Each value is a maximum number of spatial streams; 0 means not supported. The layout of a
    /// station that supports 20 MHz only differs: its four bytes are MCS 0 to 7, 8 and 9, 10 and
    /// 11, 12 and 13.
    pub struct EhtMcsSet[9] {
        /// Receive, MCS 0 to 9, up to 80 MHz.
        rx_80_mcs_0_9: 0, 4;
        /// Transmit, MCS 0 to 9, up to 80 MHz.
        tx_80_mcs_0_9: 4, 4;
        /// Receive, MCS 10 and 11, up to 80 MHz.
        rx_80_mcs_10_11: 8, 4;
        /// Transmit, MCS 10 and 11, up to 80 MHz.
        tx_80_mcs_10_11: 12, 4;
        /// Receive, MCS 12 and 13, up to 80 MHz.
        rx_80_mcs_12_13: 16, 4;
        /// Transmit, MCS 12 and 13, up to 80 MHz.
        tx_80_mcs_12_13: 20, 4;
        /// Receive, MCS 0 to 9, at 160 MHz.
        rx_160_mcs_0_9: 24, 4;
        /// Transmit, MCS 0 to 9, at 160 MHz.
        tx_160_mcs_0_9: 28, 4;
        /// Receive, MCS 10 and 11, at 160 MHz.
        rx_160_mcs_10_11: 32, 4;
        /// Transmit, MCS 10 and 11, at 160 MHz.
        tx_160_mcs_10_11: 36, 4;
        /// Receive, MCS 12 and 13, at 160 MHz.
        rx_160_mcs_12_13: 40, 4;
        /// Transmit, MCS 12 and 13, at 160 MHz.
        tx_160_mcs_12_13: 44, 4;
        /// Receive, MCS 0 to 9, at 320 MHz.
        rx_320_mcs_0_9: 48, 4;
        /// Transmit, MCS 0 to 9, at 320 MHz.
        tx_320_mcs_0_9: 52, 4;
        /// Receive, MCS 10 and 11, at 320 MHz.
        rx_320_mcs_10_11: 56, 4;
        /// Transmit, MCS 10 and 11, at 320 MHz.
        tx_320_mcs_10_11: 60, 4;
        /// Receive, MCS 12 and 13, at 320 MHz.
        rx_320_mcs_12_13: 64, 4;
        /// Transmit, MCS 12 and 13, at 320 MHz.
        tx_320_mcs_12_13: 68, 4;
    }
}
bits! {
    /// HT Capabilities element, without its header: IEEE 802.11-2020, 9.4.2.55.
    pub struct HtCapability[26] {
        /// Reception of LDPC coded packets.
        ldpc: 0;
        /// 20 and 40 MHz channels.
        width_40mhz: 1;
        /// Spatial multiplexing power save: 0 static, 1 dynamic, 3 disabled.
        sm_power_save: 2, 2;
        /// Reception of HT-greenfield PPDUs.
        greenfield: 4;
        /// Short guard interval at 20 MHz.
        short_gi_20mhz: 5;
        /// Short guard interval at 40 MHz.
        short_gi_40mhz: 6;
        /// Transmission with STBC.
        tx_stbc: 7;
        /// Reception with STBC: number of spatial streams.
        rx_stbc: 8, 2;
        /// HT-delayed block ack.
        delayed_block_ack: 10;
        /// Maximum A-MSDU length of 7935 bytes, rather than 3839.
        max_amsdu_7935: 11;
        /// DSSS/CCK at 40 MHz.
        dsss_cck_40mhz: 12;
        /// Forbids 40 MHz channels to the AP.
        intolerant_40mhz: 14;
        /// L-SIG TXOP protection.
        lsig_txop_protection: 15;
        /// Maximum A-MPDU length exponent: 2^(13 + n) - 1 bytes.
        max_ampdu_exponent: 16, 2;
        /// Minimum MPDU start spacing: 0 for none, then 1/4, 1/2, 1, 2, 4, 8, 16 microseconds.
        min_mpdu_start_spacing: 18, 3;
        /// Receive MCS 0 to 7: one spatial stream.
        rx_mcs_0_7: 24, 8;
        /// Receive MCS 8 to 15: two spatial streams.
        rx_mcs_8_15: 32, 8;
        /// Receive MCS 16 to 23: three spatial streams.
        rx_mcs_16_23: 40, 8;
        /// Receive MCS 24 to 31: four spatial streams.
        rx_mcs_24_31: 48, 8;
        /// Receive MCS 32: 40 MHz duplicate.
        rx_mcs_32: 56;
        /// Highest receive rate, Mbit/s. 0 means that the MCS determine it.
        rx_highest_rate: 104, 10;
        /// The transmit MCS set is defined.
        tx_mcs_set_defined: 120;
        /// The transmit MCS set differs from the receive MCS set.
        tx_rx_mcs_not_equal: 121;
        /// Maximum transmit spatial streams, less 1, if the sets differ.
        tx_max_streams: 122, 2;
        /// Transmission with unequal modulation.
        tx_unequal_modulation: 124;
        /// MCS feedback: 0 none, 2 unsolicited, 3 both.
        mcs_feedback: 160, 2;
        /// HT Control field.
        htc: 162;
        /// Reverse direction responder.
        rd_responder: 163;
        /// Reception of implicitly beamformed PPDUs.
        txbf_implicit_rx: 168;
        /// Reception of staggered sounding frames.
        txbf_rx_staggered_sounding: 169;
        /// Transmission of staggered sounding frames.
        txbf_tx_staggered_sounding: 170;
        /// Reception of null data packets (NDP).
        txbf_rx_ndp: 171;
        /// Transmission of null data packets (NDP).
        txbf_tx_ndp: 172;
        /// Implicit transmit beamforming.
        txbf_implicit_tx: 173;
        /// Calibration: 0 none, 1 responds, 3 initiates and responds.
        txbf_calibration: 174, 2;
        /// Explicit transmit beamforming by CSI feedback.
        txbf_explicit_csi: 176;
        /// Explicit transmit beamforming by noncompressed feedback.
        txbf_explicit_noncompressed: 177;
        /// Explicit transmit beamforming by compressed feedback.
        txbf_explicit_compressed: 178;
        /// Antenna selection.
        asel_capable: 200;
    }
}
bits! {
    /// VHT Capabilities element, without its header: IEEE 802.11-2020, 9.4.2.157.
    pub struct VhtCapability[12] {
        /// Maximum MPDU length: 0 for 3895, 1 for 7991, 2 for 11454 bytes.
        max_mpdu_length: 0, 2;
        /// Channel widths: 1 for 160 MHz, 2 for 160 and 80+80 MHz.
        channel_width_set: 2, 2;
        /// Reception of LDPC coded packets.
        rx_ldpc: 4;
        /// Short guard interval at 80 MHz.
        short_gi_80mhz: 5;
        /// Short guard interval at 160 and 80+80 MHz.
        short_gi_160mhz: 6;
        /// Transmission with STBC.
        tx_stbc: 7;
        /// Reception with STBC: number of spatial streams.
        rx_stbc: 8, 3;
        /// Single user beamformer.
        su_beamformer: 11;
        /// Single user beamformee.
        su_beamformee: 12;
        /// Maximum space-time streams as beamformee, less 1.
        beamformee_sts: 13, 3;
        /// Sounding dimensions as beamformer, less 1.
        sounding_dimensions: 16, 3;
        /// Multi user beamformer.
        mu_beamformer: 19;
        /// Multi user beamformee.
        mu_beamformee: 20;
        /// TXOP power save.
        txop_ps: 21;
        /// VHT variant of the HT Control field.
        htc_vht: 22;
        /// Maximum A-MPDU length exponent: 2^(13 + n) - 1 bytes.
        max_ampdu_exponent: 23, 3;
        /// Link adaptation: 0 none, 2 unsolicited, 3 both.
        link_adaptation: 26, 2;
        /// The receive antenna pattern does not change.
        rx_antenna_pattern: 28;
        /// The transmit antenna pattern does not change.
        tx_antenna_pattern: 29;
        /// Extended NSS bandwidth support.
        ext_nss_bw: 30, 2;
        /// Receive MCS map: see [`VhtMcsSet`].
        rx_mcs_map: 32, 16;
        /// Highest receive rate with the long guard interval, Mbit/s.
        rx_highest_rate: 48, 13;
        /// Maximum number of space-time streams, total.
        max_nsts_total: 61, 3;
        /// Transmit MCS map: see [`VhtMcsSet`].
        tx_mcs_map: 64, 16;
        /// Highest transmit rate with the long guard interval, Mbit/s.
        tx_highest_rate: 80, 13;
        /// Capable of extended NSS bandwidth support.
        ext_nss_bw_capable: 93;
    }
}
bits! {
    /// HE 6 GHz band capabilities: IEEE 802.11ax-2021, 9.4.2.263.
    pub struct He6GhzCapability[2] {
        /// Minimum MPDU start spacing: 0 for none, then 1/4, 1/2, 1, 2, 4, 8, 16 microseconds.
        min_mpdu_start_spacing: 0, 3;
        /// Maximum A-MPDU length exponent: 2^(13 + n) - 1 bytes.
        max_ampdu_exponent: 3, 3;
        /// Maximum MPDU length: 0 for 3895, 1 for 7991, 2 for 11454 bytes.
        max_mpdu_length: 6, 2;
        /// Spatial multiplexing power save: 0 static, 1 dynamic, 3 disabled.
        sm_power_save: 9, 2;
        /// Reverse direction responder.
        rd_responder: 11;
        /// The receive antenna pattern does not change.
        rx_antenna_pattern: 12;
        /// The transmit antenna pattern does not change.
        tx_antenna_pattern: 13;
    }
}
bits! {
    /// Extended capabilities: IEEE 802.11-2020, 9.4.2.26.
    pub struct ExtendedCapabilities[11] {
        /// 20/40 BSS coexistence management.
        coexistence_20_40: 0;
        /// Extended channel switching: announcements with the operating class.
        extended_channel_switching: 2;
        /// Power save multi-poll (PSMP).
        psmp: 4;
        /// Scheduled PSMP.
        s_psmp: 6;
        /// Event reports.
        event: 7;
        /// Diagnostics reports.
        diagnostics: 8;
        /// Multicast diagnostics: reports on received multicast frames.
        multicast_diagnostics: 9;
        /// Location tracking: the station sends location frames.
        location_tracking: 10;
        /// Flexible multicast service (FMS).
        fms: 11;
        /// Proxy ARP: the AP answers ARP and neighbour discovery for its stations.
        proxy_arp: 12;
        /// Collocated interference reporting: interference by other radios of the device.
        collocated_interference_reporting: 13;
        /// Civic location: location as an address, of radio measurements.
        civic_location: 14;
        /// Geospatial location: location as coordinates, of radio measurements.
        geospatial_location: 15;
        /// Traffic filtering service (TFS).
        tfs: 16;
        /// WNM sleep mode: extended power save of wireless network management.
        wnm_sleep_mode: 17;
        /// TIM broadcast: TIM frames between beacons.
        tim_broadcast: 18;
        /// BSS transition management (IEEE 802.11v).
        bss_transition: 19;
        /// QoS traffic capability: the station reports which access categories it uses.
        qos_traffic_capability: 20;
        /// Station count by access category.
        ac_station_count: 21;
        /// Multiple BSSID: one beacon for several BSSs.
        multiple_bssid: 22;
        /// Timing measurement: exchange of time stamps (802.1AS over Wi-Fi).
        timing_measurement: 23;
        /// Channel usage: recommended channels for other networks.
        channel_usage: 24;
        /// SSID list: probe requests for several SSIDs.
        ssid_list: 25;
        /// Directed multicast service (DMS).
        dms: 26;
        /// UTC TSF offset: the AP announces UTC time.
        utc_tsf_offset: 27;
        /// TDLS peer U-APSD buffer station.
        tpu_buffer_sta: 28;
        /// TDLS peer power save mode.
        tdls_peer_psm: 29;
        /// TDLS channel switching: direct links on other channels.
        tdls_channel_switching: 30;
        /// Interworking (IEEE 802.11u).
        interworking: 31;
        /// QoS map: mapping of DSCP to user priorities.
        qos_map: 32;
        /// Expedited bandwidth request.
        ebr: 33;
        /// SSPN interface: the AP gets authorization from the subscription service provider.
        sspn_interface: 34;
        /// MSGCF (MAC state generic convergence function): events of the link for upper layers.
        msgcf: 36;
        /// TDLS (tunneled direct link setup): direct links between stations.
        tdls: 37;
        /// TDLS is prohibited in this BSS.
        tdls_prohibited: 38;
        /// TDLS channel switching is prohibited in this BSS.
        tdls_channel_switching_prohibited: 39;
        /// Rejects unadmitted frames: the station drops frames of streams without admission.
        reject_unadmitted_frame: 40;
        /// Service interval granularity: 5 milliseconds each, less 1.
        service_interval_granularity: 41, 3;
        /// Identifier location: location as a URI, of radio measurements.
        identifier_location: 44;
        /// U-APSD coexistence.
        uapsd_coexistence: 45;
        /// WNM notification: such as a new firmware version.
        wnm_notification: 46;
        /// Quieting of APs (QAB).
        qab: 47;
        /// The SSID is UTF-8.
        utf8_ssid: 48;
        /// QoS management frames (QMF) are activated.
        qmf_activated: 49;
        /// QMF reconfiguration (QoS management frame): policies may change while associated.
        qmf_reconfiguration: 50;
        /// Robust AV streaming (802.11aa).
        robust_av_streaming: 51;
        /// Advanced groupcast with retries (GCR).
        advanced_gcr: 52;
        /// Mesh GCR (group cast with retries) between mesh stations.
        mesh_gcr: 53;
        /// Stream classification service (SCS).
        scs: 54;
        /// QLoad reports: expected load of QoS traffic, for overlapping APs.
        qload_report: 55;
        /// Alternate EDCA queues.
        alternate_edca: 56;
        /// Unprotected TXOP negotiation of HCCA between APs.
        unprotected_txop_negotiation: 57;
        /// Protected TXOP negotiation of HCCA between APs.
        protected_txop_negotiation: 58;
        /// Protected QLoad reports: QLoad reports in protected frames.
        protected_qload_report: 60;
        /// TDLS on wider channels.
        tdls_wider_bandwidth: 61;
        /// Operating mode notification: changes of channel width and spatial streams.
        operating_mode_notification: 62;
        /// Maximum number of MSDUs in an A-MSDU: 0 for no limit, 1 for 32, 2 for 16, 3 for 8.
        max_msdus_in_amsdu: 63, 2;
        /// Channel schedule management (TV white space).
        channel_schedule_management: 65;
        /// Geodatabase inband enabling signal.
        geodatabase_inband_enabling: 66;
        /// Network channel control (TV white space).
        network_channel_control: 67;
        /// White space map: usable TV channels.
        white_space_map: 68;
        /// Channel availability query (TV white space).
        channel_availability_query: 69;
        /// Fine timing measurement (FTM) responder.
        ftm_responder: 70;
        /// Fine timing measurement (FTM) initiator.
        ftm_initiator: 71;
        /// Fast initial link setup (FILS).
        fils: 72;
        /// Extended spectrum management: Extended Power Constraint and Quiet Channel elements.
        extended_spectrum_management: 73;
        /// Future channel guidance: announcement of a likely next channel.
        future_channel_guidance: 74;
        /// Preassociation discovery (PAD).
        preassociation_discovery: 75;
        /// Target wake time (TWT) requester.
        twt_requester: 77;
        /// Target wake time (TWT) responder.
        twt_responder: 78;
        /// Tolerates narrow RUs in uplink OFDMA of overlapping BSSs.
        obss_narrow_ru_tolerance: 79;
        /// The list of nontransmitted BSSIDs is complete.
        complete_nontransmitted_list: 80;
        /// SAE password identifiers are in use.
        sae_password_ids: 81;
        /// Only SAE password identifiers are in use.
        sae_password_ids_only: 82;
        /// Enhanced multi-BSSID advertisement (EMA).
        ema: 83;
        /// Beacon protection is enabled.
        beacon_protection: 84;
        /// Mirrored SCS (stream classification service): uplink streams classified as downlink
        /// ones.
        mirrored_scs: 85;
        /// Local MAC address policy.
        local_mac_policy: 87;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::genl::nl80211::{ExtFeature, ExtFeatures, HePhyCapabilities, HtOperation};
    use std::{format, vec::Vec};

    #[test]
    fn bit_fields_are_little_endian_on_every_machine() {
        let bytes = [0b1010_0101, 0xff, 0x00, 0x12];
        assert_eq!((number_at(&bytes, 0, 1), number_at(&bytes, 1, 1), number_at(&bytes, 4, 8)), (1, 0, 0xfa));
        assert_eq!(
            (number_at(&bytes, 8, 16), number_at(&bytes, 7, 2), number_at(&bytes, 12, 20)),
            (0xff, 3, 0x1200f)
        );
        assert_eq!((number_at(&bytes, 31, 1), number_at(&bytes, 31, 2), number_at(&bytes, 32, 1)), (0, 0, 0));
        assert_eq!((number_at(&[], 0, 1), number_at(&bytes, usize::MAX, 24)), (0, 0));
    }
    #[test]
    fn bit_fields_are_printed_by_name() {
        let operation = HtOperation(&[36, 0x05]);
        assert_eq!(operation.primary_channel(), 36);
        let printed = format!("{operation:?}");
        assert!(printed.contains("primary_channel: 36"), "{printed}");
        // fields beyond the end are not printed
        assert!(!format!("{:?}", HtOperation(&[36])).contains("mcs"), "{printed}");
        let he = HePhyCapabilities(&[0b1100]);
        assert!(he.width_40_80_in_5ghz() && he.width_160_in_5ghz() && !he.width_80p80_in_5ghz());
        assert!(!he.ppe_thresholds_present());
        for len in 0..40 {
            let bytes = [0xff; 40];
            let _ = format!(
                "{:?} {:?} {:?}",
                HePhyCapabilities(&bytes[..len]),
                HtCapability(&bytes[..len]),
                ExtendedCapabilities(&bytes[..len])
            );
        }
    }
    #[test]
    fn extended_features_are_bits_by_number() {
        let features = ExtFeatures(&[0b10, 0, 0, 0, 0, 0, 0, 0b1000_0000, 0, 0, 1]);
        let found: Vec<_> = features.iter().map(|it| it.0).collect();
        assert_eq!(found, [1, 63, 80]);
        assert!(features.contains(ExtFeature::NL80211_EXT_FEATURE_SECURE_NAN));
        assert!(features.contains(ExtFeature(80)) && !features.contains(ExtFeature(81)));
        assert!(!features.contains(ExtFeature(u32::MAX)) && !features.contains(ExtFeature(0)));
        let printed = format!("{features:?}");
        assert!(printed.contains("NL80211_EXT_FEATURE_SECURE_NAN"), "{printed}");
        for len in 0..12 {
            let _ = format!("{:?}", ExtFeatures(&[0xff; 12][..len]));
        }
        let of_all = format!("{:?}", ExtFeatures(&[0xff; 10]));
        assert_eq!(of_all.matches("NL80211_EXT_FEATURE_").count(), ExtFeature::NAMES.len());
    }
}
