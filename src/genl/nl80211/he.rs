//! HE and EHT capabilities.
//!
//! Sections of IEEE 802.11ax and IEEE 802.11be give the meaning of the fields.
use super::capability::bits;

bits! {
    /// HE MAC capabilities: IEEE 802.11ax-2021, 9.4.2.248.2.
    pub struct HeMacCapabilities[6] {
        /// HE variant of the HT Control field.
        htc_he: 0;
        /// Target wake time (TWT) requester.
        twt_requester: 1;
        /// Target wake time (TWT) responder.
        twt_responder: 2;
        /// Dynamic fragmentation level: 0 to 3.
        dynamic_fragmentation: 3, 2;
        /// Maximum number of fragmented MSDUs: 2^n; 7 for no limit.
        max_fragmented_msdus: 5, 3;
        /// Minimum fragment size: 0 for none, 1 for 128, 2 for 256, 3 for 512 bytes.
        min_fragment_size: 8, 2;
        /// Trigger frame MAC padding: 0, 8 or 16 microseconds.
        trigger_frame_mac_padding: 10, 2;
        /// Maximum number of TIDs in a received multi-TID A-MPDU, less 1.
        multi_tid_agg_rx: 12, 3;
        /// Link adaptation: 0 none, 2 unsolicited, 3 both.
        link_adaptation: 15, 2;
        /// All Ack: one acknowledgement for all frames of an aggregate.
        all_ack: 17;
        /// Triggered response scheduling (TRS).
        trs: 18;
        /// Buffer status report (BSR).
        bsr: 19;
        /// Broadcast TWT (target wake time): one schedule for several stations.
        broadcast_twt: 20;
        /// Block ack bitmap of 32 bits.
        ba_bitmap_32bit: 21;
        /// MU cascading: downlink and uplink exchanges in one TXOP.
        mu_cascading: 22;
        /// Ack-enabled aggregation: frames that need a single acknowledgement within an A-MPDU.
        ack_enabled_aggregation: 23;
        /// Operating mode (OM) control.
        om_control: 25;
        /// OFDMA random access.
        ofdma_ra: 26;
        /// Extension of the maximum A-MPDU length exponent.
        max_ampdu_exponent_ext: 27, 2;
        /// A-MSDU fragmentation.
        amsdu_fragmentation: 29;
        /// Flexible TWT schedule: target wake times may be adjusted.
        flexible_twt_schedule: 30;
        /// Reception of control frames to the transmitted BSSID.
        rx_control_frame_to_multibss: 31;
        /// Aggregation of BSRP and BQRP frames.
        bsrp_bqrp_ampdu_agg: 32;
        /// Quiet time period (QTP).
        qtp: 33;
        /// Bandwidth query report (BQR).
        bqr: 34;
        /// Parameterized spatial reuse (PSR) responder.
        psr_responder: 35;
        /// NDP feedback report (null data packet): short requests of many stations at the same
        /// time.
        ndp_feedback_report: 36;
        /// Opportunistic power save (OPS).
        ops: 37;
        /// A-MSDU not under block ack in an ack-enabled A-MPDU.
        amsdu_not_under_ba: 38;
        /// Maximum number of TIDs in a sent multi-TID A-MPDU, less 1.
        multi_tid_agg_tx: 39, 3;
        /// HE subchannel selective transmission.
        subchannel_selective_transmission: 42;
        /// Uplink RU of 2 × 996 tones.
        ul_2x996_tone_ru: 43;
        /// OM control: reception of UL MU Data Disable.
        om_control_ul_mu_data_disable_rx: 44;
        /// HE dynamic spatial multiplexing power save.
        dynamic_sm_power_save: 45;
        /// Punctured sounding: sounding frames with unused 20 MHz subchannels.
        punctured_sounding: 46;
        /// Reception of trigger frames in HT and VHT PPDUs.
        ht_vht_trigger_frame_rx: 47;
    }
}
bits! {
    /// HE PHY capabilities: IEEE 802.11ax-2021, 9.4.2.248.3.
    pub struct HePhyCapabilities[11] {
        /// 40 MHz in the 2.4 GHz band.
        width_40_in_2ghz: 1;
        /// 40 and 80 MHz in the 5 and 6 GHz bands.
        width_40_80_in_5ghz: 2;
        /// 160 MHz in the 5 and 6 GHz bands.
        width_160_in_5ghz: 3;
        /// 80+80 MHz in the 5 and 6 GHz bands.
        width_80p80_in_5ghz: 4;
        /// RUs of 242 tones in the 2.4 GHz band.
        ru_242_in_2ghz: 5;
        /// RUs of 242 tones in the 5 and 6 GHz bands.
        ru_242_in_5ghz: 6;
        /// Reception of punctured preambles.
        punctured_preamble_rx: 8, 4;
        /// Class A device: higher accuracy of transmit power. 0 is class B.
        device_class: 12;
        /// LDPC coding.
        ldpc_in_payload: 13;
        /// SU PPDU with 1x HE-LTF and 0.8 microseconds of guard interval.
        su_ppdu_1x_ltf_0_8_gi: 14;
        /// Maximum space-time streams with midambles, less 1.
        midamble_max_nsts: 15, 2;
        /// NDP with 4x HE-LTF and 3.2 microseconds of guard interval.
        ndp_4x_ltf_3_2_gi: 17;
        /// Transmission with STBC up to 80 MHz.
        tx_stbc_80: 18;
        /// Reception with STBC up to 80 MHz.
        rx_stbc_80: 19;
        /// Transmission in Doppler mode.
        doppler_tx: 20;
        /// Reception in Doppler mode.
        doppler_rx: 21;
        /// Uplink MU-MIMO on the full bandwidth.
        ul_mu_mimo_full: 22;
        /// Uplink MU-MIMO on a part of the bandwidth.
        ul_mu_mimo_partial: 23;
        /// Maximum constellation with DCM, transmission: 0 none, 1 BPSK, 2 QPSK, 3 16-QAM.
        dcm_max_constellation_tx: 24, 2;
        /// Two spatial streams with DCM, transmission.
        dcm_max_nss_tx: 26;
        /// Maximum constellation with DCM, reception: 0 none, 1 BPSK, 2 QPSK, 3 16-QAM.
        dcm_max_constellation_rx: 27, 2;
        /// Two spatial streams with DCM, reception.
        dcm_max_nss_rx: 29;
        /// Reception of partial bandwidth SU in a 20 MHz MU PPDU.
        rx_partial_su_in_20_mu: 30;
        /// Single user beamformer.
        su_beamformer: 31;
        /// Single user beamformee.
        su_beamformee: 32;
        /// Multi user beamformer.
        mu_beamformer: 33;
        /// Maximum space-time streams as beamformee up to 80 MHz, less 1.
        beamformee_sts_80: 34, 3;
        /// Maximum space-time streams as beamformee above 80 MHz, less 1.
        beamformee_sts_160: 37, 3;
        /// Sounding dimensions up to 80 MHz, less 1.
        sounding_dimensions_80: 40, 3;
        /// Sounding dimensions above 80 MHz, less 1.
        sounding_dimensions_160: 43, 3;
        /// Ng = 16 in SU feedback.
        ng16_su_feedback: 46;
        /// Ng = 16 in MU feedback.
        ng16_mu_feedback: 47;
        /// Codebook size (4, 2) in SU feedback.
        codebook_4_2_su_feedback: 48;
        /// Codebook size (7, 5) in MU feedback.
        codebook_7_5_mu_feedback: 49;
        /// Triggered SU beamforming feedback: partial band, in response to a trigger frame.
        triggered_su_beamforming_feedback: 50;
        /// Triggered MU beamforming feedback on a part of the bandwidth.
        triggered_mu_beamforming_feedback: 51;
        /// Triggered CQI feedback (channel quality), in response to a trigger frame.
        triggered_cqi_feedback: 52;
        /// Extended range on a part of the bandwidth.
        partial_bandwidth_extended_range: 53;
        /// Downlink MU-MIMO on a part of the bandwidth.
        dl_mu_mimo_partial: 54;
        /// PPE thresholds are present (PHY packet extension).
        ppe_thresholds_present: 55;
        /// Spatial reuse based on PSR.
        psr_spatial_reuse: 56;
        /// Power boost factor: different power of the resource units of a frame, ratio 0.5 to 2.
        power_boost_factor: 57;
        /// SU and MU PPDU with 4x HE-LTF and 0.8 microseconds of guard interval.
        su_mu_ppdu_4x_ltf_0_8_gi: 58;
        /// Maximum Nc of feedback, less 1.
        max_nc: 59, 3;
        /// Transmission with STBC above 80 MHz.
        tx_stbc_160: 62;
        /// Reception with STBC above 80 MHz.
        rx_stbc_160: 63;
        /// ER SU PPDU with 4x HE-LTF and 0.8 microseconds of guard interval.
        er_su_ppdu_4x_ltf_0_8_gi: 64;
        /// 20 MHz operation in a 40 MHz PPDU in the 2.4 GHz band.
        in_40_mhz_ppdu_in_2ghz: 65;
        /// 20 MHz operation in a 160 MHz PPDU.
        in_160_mhz_ppdu_20: 66;
        /// 80 MHz operation in a 160 MHz PPDU.
        in_160_mhz_ppdu_80: 67;
        /// ER SU PPDU with 1x HE-LTF and 0.8 microseconds of guard interval.
        er_su_ppdu_1x_ltf_0_8_gi: 68;
        /// Midambles with 2x and 1x HE-LTF.
        midamble_2x_1x_ltf: 69;
        /// Maximum RU with DCM: 242, 484, 996 or 2 × 996 tones.
        dcm_max_ru: 70, 2;
        /// More than 16 HE-SIG-B symbols.
        longer_than_16_sigb_symbols: 72;
        /// CQI feedback that is not triggered.
        non_triggered_cqi_feedback: 73;
        /// Transmission with 1024-QAM on RUs below 242 tones.
        tx_1024_qam_small_ru: 74;
        /// Reception with 1024-QAM on RUs below 242 tones.
        rx_1024_qam_small_ru: 75;
        /// Reception of SU in a MU PPDU with compressed HE-SIG-B.
        rx_su_in_mu_compressed_sigb: 76;
        /// Reception of SU in a MU PPDU with noncompressed HE-SIG-B.
        rx_su_in_mu_noncompressed_sigb: 77;
        /// Nominal packet padding: 0, 8 or 16 microseconds.
        nominal_packet_padding: 78, 2;
        /// MU PPDU with more than one RU and the maximum number of HE-LTFs.
        mu_ppdu_max_ltf: 80;
    }
}
bits! {
    /// EHT MAC capabilities: IEEE 802.11be, 9.4.2.323.2.
    pub struct EhtMacCapabilities[2] {
        /// EPCS priority access (emergency preparedness communications service).
        epcs_priority_access: 0;
        /// EHT operating mode (OM) control.
        om_control: 1;
        /// Triggered TXOP sharing, mode 1.
        triggered_txop_sharing_mode1: 2;
        /// Triggered TXOP sharing, mode 2.
        triggered_txop_sharing_mode2: 3;
        /// Restricted TWT: service periods in which other stations do not transmit.
        restricted_twt: 4;
        /// SCS traffic description: QoS characteristics of streams.
        scs_traffic_description: 5;
        /// Maximum MPDU length: 0 for 3895, 1 for 7991, 2 for 11454 bytes.
        max_mpdu_length: 6, 2;
        /// Extension of the maximum A-MPDU length exponent.
        max_ampdu_exponent_ext: 8;
        /// EHT triggered response scheduling (TRS).
        trs: 9;
        /// TXOP return in TXOP sharing, mode 2.
        txop_return: 10;
        /// Two bandwidth query reports.
        two_bqrs: 11;
        /// Link adaptation: 0 none, 2 unsolicited, 3 both.
        link_adaptation: 12, 2;
        /// Unsolicited update of EPCS parameters.
        unsolicited_epcs_update: 14;
    }
}
bits! {
    /// EHT PHY capabilities: IEEE 802.11be, 9.4.2.323.3.
    pub struct EhtPhyCapabilities[9] {
        /// 320 MHz in the 6 GHz band.
        width_320_in_6ghz: 1;
        /// RUs of 242 tones on channels wider than 20 MHz.
        ru_242_wider_than_20: 2;
        /// NDP with 4x EHT-LTF and 3.2 microseconds of guard interval.
        ndp_4x_ltf_3_2_gi: 3;
        /// Uplink MU-MIMO on a part of the bandwidth.
        ul_mu_mimo_partial: 4;
        /// Single user beamformer.
        su_beamformer: 5;
        /// Single user beamformee.
        su_beamformee: 6;
        /// Maximum spatial streams as beamformee up to 80 MHz, less 1.
        beamformee_ss_80: 7, 3;
        /// Maximum spatial streams as beamformee at 160 MHz, less 1.
        beamformee_ss_160: 10, 3;
        /// Maximum spatial streams as beamformee at 320 MHz, less 1.
        beamformee_ss_320: 13, 3;
        /// Sounding dimensions up to 80 MHz, less 1.
        sounding_dimensions_80: 16, 3;
        /// Sounding dimensions at 160 MHz, less 1.
        sounding_dimensions_160: 19, 3;
        /// Sounding dimensions at 320 MHz, less 1.
        sounding_dimensions_320: 22, 3;
        /// Ng = 16 in SU feedback.
        ng16_su_feedback: 25;
        /// Ng = 16 in MU feedback.
        ng16_mu_feedback: 26;
        /// Codebook size (4, 2) in SU feedback.
        codebook_4_2_su_feedback: 27;
        /// Codebook size (7, 5) in MU feedback.
        codebook_7_5_mu_feedback: 28;
        /// Triggered SU beamforming feedback: partial band, in response to a trigger frame.
        triggered_su_beamforming_feedback: 29;
        /// Triggered MU beamforming feedback on a part of the bandwidth.
        triggered_mu_beamforming_feedback: 30;
        /// Triggered CQI feedback (channel quality), in response to a trigger frame.
        triggered_cqi_feedback: 31;
        /// Downlink MU-MIMO on a part of the bandwidth.
        dl_mu_mimo_partial: 32;
        /// Spatial reuse based on PSR.
        psr_spatial_reuse: 33;
        /// Power boost factor: different power of the resource units of a frame, ratio 0.5 to 2.
        power_boost_factor: 34;
        /// MU PPDU with 4x EHT-LTF and 0.8 microseconds of guard interval.
        mu_ppdu_4x_ltf_0_8_gi: 35;
        /// Maximum Nc of feedback, less 1.
        max_nc: 36, 4;
        /// CQI feedback that is not triggered.
        non_triggered_cqi_feedback: 40;
        /// Transmission with 1024-QAM and 4096-QAM on RUs below 242 tones.
        tx_1024_4096_qam_small_ru: 41;
        /// Reception with 1024-QAM and 4096-QAM on RUs below 242 tones.
        rx_1024_4096_qam_small_ru: 42;
        /// PPE thresholds are present (PHY packet extension).
        ppe_thresholds_present: 43;
        /// Common nominal packet padding: 0, 8, 16 or 20 microseconds.
        nominal_packet_padding: 44, 2;
        /// Maximum number of EHT-LTFs.
        max_eht_ltfs: 46, 5;
        /// MCS 15: bit 0 for 52+26 and 106+26 tones, then for 80, 160 and 320 MHz.
        mcs_15: 51, 4;
        /// EHT DUP (MCS 14) in the 6 GHz band.
        eht_dup_in_6ghz: 55;
        /// Reception of NDPs wider than 20 MHz by a station with 20 MHz only.
        rx_ndp_wider_bandwidth: 56;
        /// Non-OFDMA uplink MU-MIMO up to 80 MHz.
        non_ofdma_ul_mu_mimo_80: 57;
        /// Non-OFDMA uplink MU-MIMO at 160 MHz.
        non_ofdma_ul_mu_mimo_160: 58;
        /// Non-OFDMA uplink MU-MIMO at 320 MHz.
        non_ofdma_ul_mu_mimo_320: 59;
        /// Multi user beamformer up to 80 MHz.
        mu_beamformer_80: 60;
        /// Multi user beamformer at 160 MHz.
        mu_beamformer_160: 61;
        /// Multi user beamformer at 320 MHz.
        mu_beamformer_320: 62;
        /// Rate limit of triggered sounding feedback.
        tb_sounding_rate_limit: 63;
        /// Reception with 1024-QAM in wider downlink OFDMA.
        rx_1024_qam_wider_dl_ofdma: 64;
        /// Reception with 4096-QAM in wider downlink OFDMA.
        rx_4096_qam_wider_dl_ofdma: 65;
        /// Limited capabilities of a station with 20 MHz only.
        limited_20mhz_only: 66;
        /// Triggered MU beamforming feedback and downlink MU-MIMO of a station with 20 MHz only.
        triggered_mu_beamforming_20mhz_only: 67;
        /// Multiple RUs (MRU) of a station with 20 MHz only.
        mru_20mhz_only: 68;
    }
}
