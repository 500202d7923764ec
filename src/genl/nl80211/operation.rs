//! Operation elements of HT, VHT, HE, EHT and mesh, and the RSN extension.
use super::capability::bits;

bits! {
    /// HT Operation element, without its header: IEEE 802.11-2020, 9.4.2.56.
    pub struct HtOperation[22] {
        /// Number of the primary channel.
        primary_channel: 0, 8;
        /// Secondary channel: 0 none, 1 above, 3 below.
        secondary_channel_offset: 8, 2;
        /// Any supported channel width, rather than 20 MHz.
        sta_channel_width: 10;
        /// Reduced inter-frame space (RIFS) is allowed.
        rifs: 11;
        /// HT protection: 0 none, 1 nonmember, 2 20 MHz, 3 non-HT mixed mode.
        ht_protection: 16, 2;
        /// Stations without HT-greenfield support are associated.
        nongreenfield_stations: 18;
        /// Overlapping BSSs have stations without HT.
        obss_non_ht_stations: 20;
        /// Channel center frequency segment 2.
        center_freq_segment2: 21, 8;
        /// Dual beacon: a second, STBC encoded beacon is sent.
        dual_beacon: 38;
        /// Dual CTS protection: a CTS frame with and one without STBC.
        dual_cts_protection: 39;
        /// The beacon is an STBC beacon (space-time block code).
        stbc_beacon: 40;
        /// Basic MCS 0 to 7, which all stations support: one spatial stream.
        basic_mcs_0_7: 48, 8;
        /// Basic MCS 8 to 15, which all stations support: two spatial streams.
        basic_mcs_8_15: 56, 8;
        /// Basic MCS 16 to 23, which all stations support: three spatial streams.
        basic_mcs_16_23: 64, 8;
        /// Basic MCS 24 to 31, which all stations support: four spatial streams.
        basic_mcs_24_31: 72, 8;
    }
}
bits! {
    /// VHT Operation element, without its header: IEEE 802.11-2020, 9.4.2.158.
    pub struct VhtOperation[5] {
        /// Channel width: 0 for 20 or 40 MHz, 1 for 80, 160 or 80+80 MHz.
        channel_width: 0, 8;
        /// Channel center frequency segment 0: a channel number.
        center_freq_segment0: 8, 8;
        /// Channel center frequency segment 1: a channel number. 0 means none.
        center_freq_segment1: 16, 8;
        /// Basic MCS map: see [`VhtMcsSet`](super::VhtMcsSet).
        basic_mcs_map: 24, 16;
    }
}
bits! {
    /// HE Operation element, from the parameters on: IEEE 802.11ax-2021, 9.4.2.249.
    ///
    /// Optional fields follow: see [`HeOperation::vht_operation_info`],
    /// [`HeOperation::max_cohosted_bssid`] and [`HeOperation::six_ghz_info`].
    pub struct HeOperation[6] {
        /// Default PE duration, 4 microseconds each.
        default_pe_duration: 0, 3;
        /// TWT (target wake time) is required of stations that support it.
        twt_required: 3;
        /// TXOP duration RTS threshold, 32 microseconds each. 1023 disables it.
        rts_threshold: 4, 10;
        /// VHT operation information is present.
        vht_operation_info_present: 14;
        /// Co-hosted BSS.
        cohosted_bss: 15;
        /// ER SU PPDUs are disabled.
        er_su_disable: 16;
        /// 6 GHz operation information is present.
        six_ghz_info_present: 17;
        /// BSS color: 1 to 63, tells frames of overlapping BSSs apart.
        bss_color: 24, 6;
        /// AIDs are assigned by the color (partial BSS color).
        partial_bss_color: 30;
        /// BSS coloring is disabled for the moment, as after a collision.
        bss_color_disabled: 31;
        /// Basic MCS map: see [`HeMcsSet`](super::HeMcsSet).
        basic_mcs_map: 32, 16;
    }
}
bits! {
    /// 6 GHz operation information of an HE Operation element: IEEE 802.11ax-2021, 9.4.2.249.
    pub struct HeSixGhzInfo[5] {
        /// Number of the primary channel.
        primary_channel: 0, 8;
        /// Channel width: 20, 40, 80, or 160 and 80+80 MHz.
        channel_width: 8, 2;
        /// The beacon is a non-HT duplicate.
        duplicate_beacon: 10;
        /// Type of the AP: 0 indoor, 1 standard power, 2 very low power.
        regulatory_info: 11, 3;
        /// Channel center frequency segment 0: a channel number.
        center_freq_segment0: 16, 8;
        /// Channel center frequency segment 1: a channel number. 0 means none.
        center_freq_segment1: 24, 8;
        /// Minimum rate, Mbit/s.
        minimum_rate: 32, 8;
    }
}
bits! {
    /// EHT Operation element, from the parameters on: IEEE 802.11be, 9.4.2.321.
    ///
    /// Optional fields follow: see [`EhtOperation::info`].
    pub struct EhtOperation[5] {
        /// Operation information is present.
        info_present: 0;
        /// The bitmap of disabled subchannels is present.
        disabled_subchannels_present: 1;
        /// Default PE duration of EHT.
        default_pe_duration: 2;
        /// The group addressed BU indication is limited.
        group_bu_limit: 3;
        /// Exponent of the group addressed BU indication.
        group_bu_exponent: 4, 2;
        /// Basic receive spatial streams, MCS 0 to 7.
        basic_rx_mcs_0_7: 8, 4;
        /// Basic transmit spatial streams, MCS 0 to 7.
        basic_tx_mcs_0_7: 12, 4;
        /// Basic receive spatial streams, MCS 8 and 9.
        basic_rx_mcs_8_9: 16, 4;
        /// Basic transmit spatial streams, MCS 8 and 9.
        basic_tx_mcs_8_9: 20, 4;
        /// Basic receive spatial streams, MCS 10 and 11.
        basic_rx_mcs_10_11: 24, 4;
        /// Basic transmit spatial streams, MCS 10 and 11.
        basic_tx_mcs_10_11: 28, 4;
        /// Basic receive spatial streams, MCS 12 and 13.
        basic_rx_mcs_12_13: 32, 4;
        /// Basic transmit spatial streams, MCS 12 and 13.
        basic_tx_mcs_12_13: 36, 4;
    }
}
bits! {
    /// Operation information of an EHT Operation element: IEEE 802.11be, 9.4.2.321.
    ///
    /// The bitmap of disabled subchannels is valid only if
    /// [`EhtOperation::disabled_subchannels_present`].
    pub struct EhtOperationInfo[5] {
        /// Channel width: 20, 40, 80, 160 or 320 MHz.
        channel_width: 0, 3;
        /// Channel center frequency segment 0: a channel number.
        center_freq_segment0: 8, 8;
        /// Channel center frequency segment 1: a channel number. 0 means none.
        center_freq_segment1: 16, 8;
        /// Disabled 20 MHz subchannels, bitmap.
        disabled_subchannels: 24, 16;
    }
}
bits! {
    /// RSN Extension element (RSNXE), without its header: IEEE 802.11-2020, 9.4.2.241.
    pub struct RsnExtension[2] {
        /// Length of the field, bytes, less 1.
        length: 0, 4;
        /// Protected TWT operations.
        protected_twt: 4;
        /// SAE hash to element (H2E).
        sae_h2e: 5;
        /// SAE-PK: password and public key of the AP are verified together.
        sae_pk: 6;
        /// Secure LTF (long training field) in ranging.
        secure_ltf: 8;
        /// Secure RTT (round-trip time) in ranging.
        secure_rtt: 9;
        /// Protection of range negotiation for frames of 20 MHz.
        urnm_mfpr_x20: 10;
        /// SPP A-MSDUs.
        spp_amsdu: 14;
    }
}
bits! {
    /// Mesh Configuration element, without its header: IEEE 802.11-2020, 9.4.2.97.
    pub struct MeshConfiguration[7] {
        /// Path selection protocol: 1 HWMP, 255 vendor specific.
        path_selection_protocol: 0, 8;
        /// Path selection metric: 1 airtime, 255 vendor specific.
        path_selection_metric: 8, 8;
        /// Congestion control: 0 none, 1 signaling, 255 vendor specific.
        congestion_control: 16, 8;
        /// Synchronization: 1 neighbor offset, 255 vendor specific.
        synchronization: 24, 8;
        /// Authentication protocol: 0 none, 1 SAE, 2 IEEE 802.1X.
        authentication_protocol: 32, 8;
        /// Connected to a mesh gate.
        connected_to_gate: 40;
        /// Number of peerings.
        peerings: 41, 6;
        /// Connected to an authentication server.
        connected_to_as: 47;
        /// Accepts more peerings.
        accepting_peerings: 48;
        /// MCCA (mesh coordinated channel access) is supported.
        mcca_supported: 49;
        /// MCCA (mesh coordinated channel access) is enabled.
        mcca_enabled: 50;
        /// Forwards frames.
        forwarding: 51;
        /// MBCA (mesh beacon collision avoidance) is enabled.
        mbca_enabled: 52;
        /// The TBTT is being adjusted.
        tbtt_adjusting: 53;
        /// Power save: a link of the mesh station is in deep sleep mode.
        power_save: 54;
    }
}
impl<'a> HeOperation<'a> {
    /// Returns the VHT operation information; `None` if it is not present.
    pub fn vht_operation_info(&self) -> Option<VhtOperation<'a>> {
        if !self.vht_operation_info_present() {
            return None;
        }
        self.0.get(6..9).map(VhtOperation)
    }
    /// Returns the maximum BSSID indicator of co-hosted BSSs; `None` if it is not present.
    pub fn max_cohosted_bssid(&self) -> Option<u8> {
        let at = if self.vht_operation_info_present() { 9 } else { 6 };
        self.0.get(at).copied().filter(|_| self.cohosted_bss())
    }
    /// Returns the 6 GHz operation information; `None` if it is not present.
    pub fn six_ghz_info(&self) -> Option<HeSixGhzInfo<'a>> {
        let vht = if self.vht_operation_info_present() { 3 } else { 0 };
        let at = 6 + vht + usize::from(self.cohosted_bss());
        self.0.get(at..at + HeSixGhzInfo::LEN).filter(|_| self.six_ghz_info_present()).map(HeSixGhzInfo)
    }
}
impl<'a> EhtOperation<'a> {
    /// Returns the operation information; `None` if it is not present.
    pub fn info(&self) -> Option<EhtOperationInfo<'a>> {
        if !self.info_present() {
            return None;
        }
        let len = if self.disabled_subchannels_present() { 5 } else { 3 };
        self.0.get(5..5 + len).map(EhtOperationInfo)
    }
}
