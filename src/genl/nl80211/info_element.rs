//! Information elements of IEEE 802.11 by name: the set of [`Tlvs`].
use super::{
    ElementId, Elements, ErpInformation, ExtendedCapabilities, HtCapability, HtOperation, MeshConfiguration,
    RsnExtension, Ssid, VhtCapability, VhtOperation, capability::bits,
};
use crate::{
    attributes, c_struct,
    wire::{FixedStr, PackedArray, Struct, Tlvs, WithHeader},
};

attributes! {
    /// Information elements: `WLAN_EID_*`, include/linux/ieee80211.h of the kernel; IEEE 802.11-2020,
    /// 9.4.2.1.
    ///
    /// The order of elements is part of a frame, and an element may occur several times: the set is
    /// ordered. Elements without a type here, and elements whose data do not have the form of their
    /// type, are bytes. [`Elements`] decodes more of them, and joins fragments.
    ///
    /// ```
    /// use nlwire::{genl::nl80211::{Elements, InfoElement}, wire::Tlvs};
    /// let elements = Tlvs::<InfoElement>::new(b"\x00\x04cafe\x03\x01\x06");
    /// assert_eq!(elements.get(InfoElement::WLAN_EID_DS_PARAMS)?, Some(6));
    /// assert_eq!(format!("{elements:?}"), r#"[{WLAN_EID_SSID: "cafe"}, {WLAN_EID_DS_PARAMS: 6}]"#);
    /// assert_eq!(Elements::from(elements).ssid(), Some("cafe".into()));
    /// # Ok::<(), nlwire::wire::Error>(())
    /// ```
    pub set InfoElement ordered, enum InfoElementAttr<'a> {
        /// SSID: name of the network, 0 to 32 bytes.
        WLAN_EID_SSID: Ssid<'a> = 0,
        /// Supported Rates and BSS Membership Selectors.
        WLAN_EID_SUPP_RATES: PackedArray<'a, u8> = 1,
        /// FH Parameter Set (obsolete).
        WLAN_EID_FH_PARAMS: &'a [u8] = 2,
        /// DSSS Parameter Set: current channel.
        WLAN_EID_DS_PARAMS: u8 = 3,
        /// CF Parameter Set (obsolete).
        WLAN_EID_CF_PARAMS: &'a [u8] = 4,
        /// Traffic Indication Map (TIM).
        WLAN_EID_TIM: WithHeader<'a, TimIe, &'a [u8]> = 5,
        /// IBSS Parameter Set: ATIM window of an ad hoc network, TU.
        WLAN_EID_IBSS_PARAMS: &'a [u8] = 6,
        /// Country: country code, and channels with their maximum transmit power.
        WLAN_EID_COUNTRY: WithHeader<'a, CountryHeader, PackedArray<'a, Struct<CountryIeTriplet>>> = 7,
        /// Request: ids of the elements that a probe request asks for.
        WLAN_EID_REQUEST: PackedArray<'a, ElementId> = 10,
        /// BSS Load: number of stations, and use of the channel.
        WLAN_EID_QBSS_LOAD: QbssLoad<'a> = 11,
        /// EDCA Parameter Set: contention window, AIFS and TXOP limit of each access category.
        WLAN_EID_EDCA_PARAM_SET: &'a [u8] = 12,
        /// Traffic specification (TSPEC).
        WLAN_EID_TSPEC: &'a [u8] = 13,
        /// Traffic classification (TCLAS).
        WLAN_EID_TCLAS: &'a [u8] = 14,
        /// Schedule: service period granted to a traffic stream (HCCA).
        WLAN_EID_SCHEDULE: &'a [u8] = 15,
        /// Challenge Text of shared key authentication (WEP).
        WLAN_EID_CHALLENGE: &'a [u8] = 16,
        /// Power Constraint: reduction of the maximum transmit power of the Country element, dB.
        WLAN_EID_PWR_CONSTRAINT: u8 = 32,
        /// Power Capability: minimum and maximum transmit power of a station, dBm.
        WLAN_EID_PWR_CAPABILITY: &'a [u8] = 33,
        /// TPC Request (transmit power control): asks for a TPC Report.
        WLAN_EID_TPC_REQUEST: &'a [u8] = 34,
        /// TPC Report: transmit power, dBm, and link margin, dB.
        WLAN_EID_TPC_REPORT: &'a [u8] = 35,
        /// Supported Channels: ranges of channels that a station can use.
        WLAN_EID_SUPPORTED_CHANNELS: &'a [u8] = 36,
        /// Channel Switch Announcement (CSA): new channel, and beacons until the switch.
        WLAN_EID_CHANNEL_SWITCH: &'a Struct<ChannelSwIe> = 37,
        /// Measurement Request: asks for a radio measurement (802.11h, 802.11k).
        WLAN_EID_MEASURE_REQUEST: &'a [u8] = 38,
        /// Measurement Report: result of a radio measurement.
        WLAN_EID_MEASURE_REPORT: &'a [u8] = 39,
        /// Quiet: interval in which no station transmits, for measurements.
        WLAN_EID_QUIET: &'a [u8] = 40,
        /// IBSS DFS: owner of radar detection (DFS) in an IBSS, and the state of channels.
        WLAN_EID_IBSS_DFS: &'a [u8] = 41,
        /// ERP (extended rate PHY): protection and preamble of 802.11g.
        WLAN_EID_ERP_INFO: ErpInformation = 42,
        /// TS Delay: time to wait before a refused traffic stream is requested again.
        WLAN_EID_TS_DELAY: &'a [u8] = 43,
        /// TCLAS Processing: whether one or all traffic classifiers have to match.
        WLAN_EID_TCLAS_PROCESSING: &'a [u8] = 44,
        /// HT Capabilities (high throughput, 802.11n).
        WLAN_EID_HT_CAPABILITY: HtCapability<'a> = 45,
        /// QoS Capability: U-APSD (power save delivery) of AP or station.
        WLAN_EID_QOS_CAPA: &'a [u8] = 46,
        /// Robust Security Network (RSN).
        WLAN_EID_RSN: &'a [u8] = 48,
        /// IEEE 802.15 Coexistence.
        WLAN_EID_802_15_COEX: &'a [u8] = 49,
        /// Extended Supported Rates and BSS Membership Selectors.
        WLAN_EID_EXT_SUPP_RATES: PackedArray<'a, u8> = 50,
        /// AP Channel Report: channels on which the ESS has APs.
        WLAN_EID_AP_CHAN_REPORT: &'a [u8] = 51,
        /// Neighbor Report: a neighbouring AP, with channel and capabilities.
        WLAN_EID_NEIGHBOR_REPORT: &'a [u8] = 52,
        /// RCPI: received channel power indicator.
        WLAN_EID_RCPI: &'a [u8] = 53,
        /// Mobility Domain (IEEE 802.11r).
        WLAN_EID_MOBILITY_DOMAIN: &'a [u8] = 54,
        /// Fast BSS Transition (FT, 802.11r): nonces, key holders and MIC.
        WLAN_EID_FAST_BSS_TRANSITION: &'a [u8] = 55,
        /// Timeout Interval: reassociation deadline, key lifetime, or association comeback time.
        WLAN_EID_TIMEOUT_INTERVAL: &'a [u8] = 56,
        /// RIC Data (resource information container): begins a resource request of FT.
        WLAN_EID_RIC_DATA: &'a [u8] = 57,
        /// DSE Registered Location (dynamic station enablement): location of a station at 3.65 GHz.
        WLAN_EID_DSE_REGISTERED_LOCATION: &'a [u8] = 58,
        /// Supported Operating Classes: bands and channel widths that a device can use.
        WLAN_EID_SUPPORTED_REGULATORY_CLASSES: PackedArray<'a, u8> = 59,
        /// Extended Channel Switch Announcement (ECSA): with the new operating class.
        WLAN_EID_EXT_CHANSWITCH_ANN: &'a [u8] = 60,
        /// HT Operation: primary and secondary channel, and protection (802.11n).
        WLAN_EID_HT_OPERATION: HtOperation<'a> = 61,
        /// Secondary Channel Offset: side of the secondary 20 MHz channel, in a channel switch.
        WLAN_EID_SECONDARY_CHANNEL_OFFSET: &'a [u8] = 62,
        /// BSS Average Access Delay: average delay of frames at the AP.
        WLAN_EID_BSS_AVG_ACCESS_DELAY: &'a [u8] = 63,
        /// Antenna: id of the antenna of a measurement.
        WLAN_EID_ANTENNA_INFO: &'a [u8] = 64,
        /// RSNI: received signal to noise indicator.
        WLAN_EID_RSNI: &'a [u8] = 65,
        /// Measurement Pilot Transmission: interval of measurement pilot frames.
        WLAN_EID_MEASUREMENT_PILOT_TX_INFO: &'a [u8] = 66,
        /// BSS Available Admission Capacity: time left for admission control, by priority.
        WLAN_EID_BSS_AVAILABLE_CAPACITY: &'a [u8] = 67,
        /// BSS AC Access Delay: average delay of each access category at the AP.
        WLAN_EID_BSS_AC_ACCESS_DELAY: &'a [u8] = 68,
        /// Time Advertisement: UTC time of the TSF timer.
        WLAN_EID_TIME_ADVERTISEMENT: &'a [u8] = 69,
        /// RM Enabled Capabilities: radio measurements (802.11k) that are supported.
        WLAN_EID_RRM_ENABLED_CAPABILITIES: &'a [u8] = 70,
        /// Multiple BSSID: profiles of nontransmitted BSSIDs, which share one beacon.
        WLAN_EID_MULTIPLE_BSSID: &'a [u8] = 71,
        /// 20/40 BSS Coexistence: asks for 20 MHz operation at 2.4 GHz.
        WLAN_EID_BSS_COEX_2040: &'a [u8] = 72,
        /// 20/40 BSS Intolerant Channel Report: channels with networks that do not tolerate 40 MHz.
        WLAN_EID_BSS_INTOLERANT_CHL_REPORT: &'a [u8] = 73,
        /// Overlapping BSS Scan Parameters: how stations look for networks that forbid 40 MHz.
        WLAN_EID_OVERLAP_BSS_SCAN_PARAM: &'a [u8] = 74,
        /// RIC Descriptor: a resource other than a traffic stream, in a resource request of FT.
        WLAN_EID_RIC_DESCRIPTOR: &'a [u8] = 75,
        /// Management MIC (MME): integrity of broadcast management frames (802.11w).
        WLAN_EID_MMIE: &'a [u8] = 76,
        /// Association comeback time.
        WLAN_EID_ASSOC_COMEBACK_TIME: &'a [u8] = 77,
        /// Event Request (WNM): asks a station for a log of transitions, RSNA or peer-to-peer
        /// events.
        WLAN_EID_EVENT_REQUEST: &'a [u8] = 78,
        /// Event Report (WNM): log that answers an Event Request.
        WLAN_EID_EVENT_REPORT: &'a [u8] = 79,
        /// Diagnostic Request (WNM): asks a station for configuration, association or 802.1X
        /// diagnostics.
        WLAN_EID_DIAGNOSTIC_REQUEST: &'a [u8] = 80,
        /// Diagnostic Report (WNM): result of a Diagnostic Request.
        WLAN_EID_DIAGNOSTIC_REPORT: &'a [u8] = 81,
        /// Location Parameters: how a station sends location frames (WNM).
        WLAN_EID_LOCATION_PARAMS: &'a [u8] = 82,
        /// Nontransmitted BSSID Capability: capability field of a profile of Multiple BSSID.
        WLAN_EID_NON_TX_BSSID_CAP: &'a [u8] = 83,
        /// SSID List: further SSIDs that a probe request asks for.
        WLAN_EID_SSID_LIST: &'a [u8] = 84,
        /// Multiple BSSID-Index: number of a nontransmitted BSSID.
        WLAN_EID_MULTI_BSSID_IDX: &'a [u8] = 85,
        /// FMS Descriptor (flexible multicast service): counters of the delivery intervals of
        /// multicast streams.
        WLAN_EID_FMS_DESCRIPTOR: &'a [u8] = 86,
        /// FMS Request: asks for longer delivery intervals of multicast streams.
        WLAN_EID_FMS_REQUEST: &'a [u8] = 87,
        /// FMS Response: delivery intervals that the AP grants.
        WLAN_EID_FMS_RESPONSE: &'a [u8] = 88,
        /// QoS Traffic Capability: access categories that a station uses (WNM).
        WLAN_EID_QOS_TRAFFIC_CAPA: &'a [u8] = 89,
        /// BSS Max Idle Period: time without frames after which the AP disassociates a station,
        /// units of 1000 TU.
        WLAN_EID_BSS_MAX_IDLE_PERIOD: &'a [u8] = 90,
        /// TFS Request (traffic filter service): frames that a sleeping station wants to receive.
        WLAN_EID_TSF_REQUEST: &'a [u8] = 91,
        /// TFS Response (traffic filter service): answers a TFS Request.
        WLAN_EID_TSF_RESPOSNE: &'a [u8] = 92,
        /// WNM Sleep Mode: enters or leaves the extended power save mode of WNM.
        WLAN_EID_WNM_SLEEP_MODE: &'a [u8] = 93,
        /// TIM Broadcast Request: asks for TIM frames between beacons.
        WLAN_EID_TIM_BCAST_REQ: &'a [u8] = 94,
        /// TIM Broadcast Response: interval and rate of TIM frames.
        WLAN_EID_TIM_BCAST_RESP: &'a [u8] = 95,
        /// Collocated Interference Report: interference by other radios of the device.
        WLAN_EID_COLL_IF_REPORT: &'a [u8] = 96,
        /// Channel Usage: channels for an infrastructure-free network or off-channel TDLS.
        WLAN_EID_CHANNEL_USAGE: &'a [u8] = 97,
        /// Time Zone: local time zone of the AP, POSIX format.
        WLAN_EID_TIME_ZONE: &'a [u8] = 98,
        /// DMS Request (directed multicast service): asks for multicast frames as unicast.
        WLAN_EID_DMS_REQUEST: &'a [u8] = 99,
        /// DMS Response: answers a DMS Request.
        WLAN_EID_DMS_RESPONSE: &'a [u8] = 100,
        /// Link Identifier of a TDLS link: BSSID, initiator and responder.
        WLAN_EID_LINK_ID: &'a [u8] = 101,
        /// TDLS Wakeup Schedule: when TDLS peers that save power are awake.
        WLAN_EID_WAKEUP_SCHEDUL: &'a [u8] = 102,
        /// Channel Switch Timing: time that a TDLS peer needs to change the channel.
        WLAN_EID_CHAN_SWITCH_TIMING: &'a [u8] = 104,
        /// PTI Control (peer traffic indication): sequence control of the last frame, for TDLS peer
        /// power save.
        WLAN_EID_PTI_CONTROL: &'a [u8] = 105,
        /// TPU Buffer Status.
        WLAN_EID_PU_BUFFER_STATUS: &'a [u8] = 106,
        /// Interworking (IEEE 802.11u).
        WLAN_EID_INTERWORKING: &'a [u8] = 107,
        /// Advertisement Protocol: query protocol of GAS, such as ANQP.
        WLAN_EID_ADVERTISEMENT_PROTOCOL: &'a [u8] = 108,
        /// Expedited Bandwidth Request.
        WLAN_EID_EXPEDITED_BW_REQ: &'a [u8] = 109,
        /// QoS Map: mapping of DSCP to user priorities.
        WLAN_EID_QOS_MAP_SET: &'a [u8] = 110,
        /// Roaming Consortium: organization ids whose credentials the AP accepts.
        WLAN_EID_ROAMING_CONSORTIUM: &'a [u8] = 111,
        /// Emergency Alert Identifier: hash of an alert, which GAS delivers.
        WLAN_EID_EMERGENCY_ALERT: &'a [u8] = 112,
        /// Mesh Configuration: path selection, synchronization and authentication (802.11s).
        WLAN_EID_MESH_CONFIG: MeshConfiguration<'a> = 113,
        /// Mesh ID: name of the mesh, 0 to 32 bytes.
        WLAN_EID_MESH_ID: Ssid<'a> = 114,
        /// Mesh Link Metric Report: metric of a link to a mesh peer.
        WLAN_EID_LINK_METRIC_REPORT: &'a [u8] = 115,
        /// Congestion Notification: time for which a mesh station shall send less to each access
        /// category.
        WLAN_EID_CONGESTION_NOTIFICATION: &'a [u8] = 116,
        /// Mesh Peering Management: opens, confirms or closes a link to a mesh peer.
        WLAN_EID_PEER_MGMT: &'a [u8] = 117,
        /// Mesh Channel Switch Parameters: propagates a channel switch in a mesh.
        WLAN_EID_CHAN_SWITCH_PARAM: &'a [u8] = 118,
        /// Mesh Awake Window: time that a mesh station stays awake after its beacon, TU.
        WLAN_EID_MESH_AWAKE_WINDOW: &'a [u8] = 119,
        /// Beacon Timing: beacon times of neighbouring mesh stations, to avoid collisions.
        WLAN_EID_BEACON_TIMING: &'a [u8] = 120,
        /// MCCAOP Setup Request: asks for a reservation of channel time in a mesh.
        WLAN_EID_MCCAOP_SETUP_REQ: &'a [u8] = 121,
        /// MCCAOP Setup Reply: accepts or refuses a reservation.
        WLAN_EID_MCCAOP_SETUP_RESP: &'a [u8] = 122,
        /// MCCAOP Advertisement: reservations of a mesh station.
        WLAN_EID_MCCAOP_ADVERT: &'a [u8] = 123,
        /// MCCAOP Teardown (MCCA opportunity): releases a reservation.
        WLAN_EID_MCCAOP_TEARDOWN: &'a [u8] = 124,
        /// Gate Announcement (GANN).
        WLAN_EID_GANN: &'a [u8] = 125,
        /// Root Announcement (RANN).
        WLAN_EID_RANN: &'a [u8] = 126,
        /// Extended Capabilities: bitmap of optional features.
        WLAN_EID_EXT_CAPABILITY: ExtendedCapabilities<'a> = 127,
        /// Path Request (PREQ).
        WLAN_EID_PREQ: &'a [u8] = 130,
        /// Path Reply (PREP).
        WLAN_EID_PREP: &'a [u8] = 131,
        /// Path Error (PERR).
        WLAN_EID_PERR: &'a [u8] = 132,
        /// Proxy Update (PXU).
        WLAN_EID_PXU: &'a [u8] = 137,
        /// Proxy Update Confirmation (PXUC).
        WLAN_EID_PXUC: &'a [u8] = 138,
        /// Authenticated Mesh Peering Exchange (AMPE): nonces and group key.
        WLAN_EID_AUTH_MESH_PEER_EXCH: &'a [u8] = 139,
        /// MIC (message integrity code) of mesh peering frames.
        WLAN_EID_MIC: &'a [u8] = 140,
        /// Destination URI: where event and diagnostic reports are sent.
        WLAN_EID_DESTINATION_URI: &'a [u8] = 141,
        /// U-APSD Coexistence.
        WLAN_EID_UAPSD_COEX: &'a [u8] = 142,
        /// DMG Wakeup Schedule.
        WLAN_EID_WAKEUP_SCHEDULE: &'a [u8] = 143,
        /// Extended Schedule.
        WLAN_EID_EXT_SCHEDULE: &'a [u8] = 144,
        /// STA Availability (DMG): whether a station accepts CBAPs.
        WLAN_EID_STA_AVAILABILITY: &'a [u8] = 145,
        /// DMG TSPEC (traffic specification): asks for an allocation of channel time (60 GHz).
        WLAN_EID_DMG_TSPEC: &'a [u8] = 146,
        /// Next DMG ATI.
        WLAN_EID_DMG_AT: &'a [u8] = 147,
        /// DMG Capabilities (directional multi-gigabit, 60 GHz, 802.11ad).
        WLAN_EID_DMG_CAP: &'a [u8] = 148,
        /// Cisco vendor specific (CCX).
        WLAN_EID_CISCO_VENDOR_SPECIFIC: &'a [u8] = 150,
        /// DMG Operation (directional multi-gigabit, 60 GHz, 802.11ad).
        WLAN_EID_DMG_OPERATION: &'a [u8] = 151,
        /// DMG BSS Parameter Change.
        WLAN_EID_DMG_BSS_PARAM_CHANGE: &'a [u8] = 152,
        /// DMG Beam Refinement: requests and feedback of beam training.
        WLAN_EID_DMG_BEAM_REFINEMENT: &'a [u8] = 153,
        /// Channel Measurement Feedback.
        WLAN_EID_CHANNEL_MEASURE_FEEDBACK: &'a [u8] = 154,
        /// Awake Window (DMG): time that stations stay awake in a beacon interval.
        WLAN_EID_AWAKE_WINDOW: &'a [u8] = 157,
        /// Multi-band: band, channel and capabilities of the device in another band.
        WLAN_EID_MULTI_BAND: &'a [u8] = 158,
        /// ADDBA Extension: fragmentation and buffer size of a block ack agreement.
        WLAN_EID_ADDBA_EXT: &'a [u8] = 159,
        /// NextPCP List.
        WLAN_EID_NEXT_PCP_LIST: &'a [u8] = 160,
        /// PCP Handover (PBSS control point): new control point of a PBSS.
        WLAN_EID_PCP_HANDOVER: &'a [u8] = 161,
        /// DMG Link Margin: asks for, or reports, margin and transmit power of a link.
        WLAN_EID_DMG_LINK_MARGIN: &'a [u8] = 162,
        /// Switching Stream: streams that move to another band (fast session transfer).
        WLAN_EID_SWITCHING_STREAM: &'a [u8] = 163,
        /// Session Transition: bands and session of a fast session transfer (FST).
        WLAN_EID_SESSION_TRANSITION: &'a [u8] = 164,
        /// Dynamic Tone Pairing Report.
        WLAN_EID_DYN_TONE_PAIRING_REPORT: &'a [u8] = 165,
        /// Cluster Report: beacons and allocations of neighbouring DMG networks.
        WLAN_EID_CLUSTER_REPORT: &'a [u8] = 166,
        /// Relay Capabilities.
        WLAN_EID_RELAY_CAP: &'a [u8] = 167,
        /// Relay Transfer Parameter Set.
        WLAN_EID_RELAY_XFER_PARAM_SET: &'a [u8] = 168,
        /// BeamLink Maintenance.
        WLAN_EID_BEAM_LINK_MAINT: &'a [u8] = 169,
        /// Multiple MAC Sublayers.
        WLAN_EID_MULTIPLE_MAC_ADDR: &'a [u8] = 170,
        /// U-PID: LLC header that is left out of the frames of a traffic stream.
        WLAN_EID_U_PID: &'a [u8] = 171,
        /// DMG Link Adaptation Acknowledgment.
        WLAN_EID_DMG_LINK_ADAPT_ACK: &'a [u8] = 172,
        /// MCCAOP Advertisement Overview.
        WLAN_EID_MCCAOP_ADV_OVERVIEW: &'a [u8] = 174,
        /// Quiet Period Request.
        WLAN_EID_QUIET_PERIOD_REQ: &'a [u8] = 175,
        /// Quiet Period Response.
        WLAN_EID_QUIET_PERIOD_RESP: &'a [u8] = 177,
        /// ECAPC Policy.
        WLAN_EID_EPAC_POLICY: &'a [u8] = 182,
        /// Cluster Time Offset.
        WLAN_EID_CLISTER_TIME_OFF: &'a [u8] = 183,
        /// Intra-Access Category Priority.
        WLAN_EID_INTER_AC_PRIO: &'a [u8] = 184,
        /// SCS Descriptor (stream classification service): assigns a stream to an access category.
        WLAN_EID_SCS_DESCRIPTOR: &'a [u8] = 185,
        /// QLoad Report: load that the BSS and overlapping BSSs expect from QoS traffic.
        WLAN_EID_QLOAD_REPORT: &'a [u8] = 186,
        /// HCCA TXOP Update Count: changes of the schedule of controlled access.
        WLAN_EID_HCCA_TXOP_UPDATE_COUNT: &'a [u8] = 187,
        /// Higher Layer Stream ID.
        WLAN_EID_HL_STREAM_ID: &'a [u8] = 188,
        /// GCR Group Address.
        WLAN_EID_GCR_GROUP_ADDR: &'a [u8] = 189,
        /// Antenna Sector ID Pattern (DMG): pattern of the transmit sectors of a station.
        WLAN_EID_ANTENNA_SECTOR_ID_PATTERN: &'a [u8] = 190,
        /// VHT Capabilities (very high throughput, 802.11ac).
        WLAN_EID_VHT_CAPABILITY: VhtCapability<'a> = 191,
        /// VHT Operation: channel width and centre (802.11ac).
        WLAN_EID_VHT_OPERATION: VhtOperation<'a> = 192,
        /// Extended BSS Load: use of MU-MIMO and of each channel width.
        WLAN_EID_EXTENDED_BSS_LOAD: &'a [u8] = 193,
        /// Wide Bandwidth Channel Switch: width and centre of the new channel.
        WLAN_EID_WIDE_BW_CHANNEL_SWITCH: &'a [u8] = 194,
        /// Transmit Power Envelope: maximum transmit power for each channel width.
        WLAN_EID_TX_POWER_ENVELOPE: &'a [u8] = 195,
        /// Channel Switch Wrapper: country, width and power of the new channel.
        WLAN_EID_CHANNEL_SWITCH_WRAPPER: &'a [u8] = 196,
        /// AID (association id) of a TDLS peer.
        WLAN_EID_AID: &'a [u8] = 197,
        /// Quiet Channel: quiet interval of the secondary 80 MHz channel.
        WLAN_EID_QUIET_CHANNEL: &'a [u8] = 198,
        /// Operating Mode Notification: changed channel width or number of spatial streams.
        WLAN_EID_OPMODE_NOTIF: &'a [u8] = 199,
        /// UPSIM (unscheduled power save interval map): unscheduled power save of a DMG station.
        WLAN_EID_UPSIM: &'a [u8] = 200,
        /// Reduced Neighbor Report (RNR): APs on other channels, such as those at 6 GHz.
        WLAN_EID_REDUCED_NEIGHBOR_REPORT: &'a [u8] = 201,
        /// AID Request: asks for a new association id (S1G, 802.11ah).
        WLAN_EID_AID_REQUEST: &'a [u8] = 210,
        /// AID Response: association id that the AP assigns (S1G).
        WLAN_EID_AID_RESPONSE: &'a [u8] = 211,
        /// S1G Beacon Compatibility: fields of a full beacon (sub-1 GHz, 802.11ah).
        WLAN_EID_S1G_BCN_COMPAT: &'a [u8] = 213,
        /// Short Beacon Interval.
        WLAN_EID_S1G_SHORT_BCN_INTERVAL: &'a [u8] = 214,
        /// Target Wake Time (TWT).
        WLAN_EID_S1G_TWT: &'a [u8] = 216,
        /// S1G Capabilities (sub-1 GHz, 802.11ah).
        WLAN_EID_S1G_CAPABILITIES: &'a [u8] = 217,
        /// Vendor Specific: OUI and content of a vendor, such as WPA and WMM.
        WLAN_EID_VENDOR_SPECIFIC: &'a [u8] = 221,
        /// QoS parameter. Not of IEEE 802.11.
        WLAN_EID_QOS_PARAMETER: &'a [u8] = 222,
        /// S1G Operation: channel width and primary channel (802.11ah).
        WLAN_EID_S1G_OPERATION: &'a [u8] = 232,
        /// CAG Number (common advertisement group): version of the advertised information.
        WLAN_EID_CAG_NUMBER: &'a [u8] = 237,
        /// AP-CSN (configuration sequence number): counts changes of the AP's configuration.
        WLAN_EID_AP_CSN: &'a [u8] = 239,
        /// FILS Indication (fast initial link setup): realms and key types of the AP.
        WLAN_EID_FILS_INDICATION: &'a [u8] = 240,
        /// DILS (differentiated initial link setup): which stations may associate now.
        WLAN_EID_DILS: &'a [u8] = 241,
        /// Fragment: continues the preceding element.
        WLAN_EID_FRAGMENT: &'a [u8] = 242,
        /// RSN Extension (RSNXE).
        WLAN_EID_RSNX: RsnExtension<'a> = 244,
        /// Element with an extended id, which follows:
        /// [`ExtElementId`](super::ExtElementId).
        WLAN_EID_EXTENSION: &'a [u8] = 255,
    }
}
c_struct! {
    /// Start of the Country element: IEEE 802.11-2020, 9.4.2.8.
    pub struct CountryHeader {
        /// Country code (ISO 3166-1 alpha-2), upper case letters as sent.
        code: FixedStr<2>,
        /// Environment: a space (32) for any, `I` (73) for indoors, `O` (79) for outdoors, `X` (88) for
        /// no country, or the number of a table of operating classes.
        environment: u8,
    }
}
c_struct! {
    /// Triplet of the Country element: `struct ieee80211_country_ie_triplet`.
    ///
    /// If the first byte is 201 or more, the triplet is an operating class: operating extension
    /// identifier, operating class, coverage class.
    pub struct CountryIeTriplet {
        /// Number of the first channel.
        first_channel: u8,
        /// Number of channels. In the 5 GHz band they are four apart.
        num_channels: u8,
        /// Maximum transmit power, dBm.
        max_power: i8,
    }
}
c_struct! {
    /// Start of the TIM element, before the partial virtual bitmap: `struct ieee80211_tim_ie`.
    pub struct TimIe {
        /// Beacons until the next DTIM beacon; 0 for this one.
        dtim_count: u8,
        /// Beacon intervals between DTIM beacons.
        dtim_period: u8,
        /// Bitmap control: bit 0 is group addressed traffic, bits 1 to 7 the offset of the bitmap.
        bitmap_ctrl: u8,
    }
}
c_struct! {
    /// Channel Switch Announcement element: `struct ieee80211_channel_sw_ie`.
    pub struct ChannelSwIe {
        /// 1 if stations stop sending until the switch, else 0.
        mode: u8,
        /// New channel.
        new_ch_num: u8,
        /// Beacons until the switch.
        count: u8,
    }
}
bits! {
    /// BSS Load element, without its header: IEEE 802.11-2020, 9.4.2.27.
    pub struct QbssLoad[5] {
        /// Number of associated stations.
        station_count: 0, 16;
        /// Time the channel is busy: 255 is always.
        channel_utilization: 16, 8;
        /// Available admission capacity, 32 microseconds per second.
        admission_capacity: 24, 16;
    }
}

impl<'a> From<Tlvs<'a, InfoElement>> for Elements<'a> {
    fn from(elements: Tlvs<'a, InfoElement>) -> Self {
        Self::new(elements.bytes())
    }
}

#[cfg(test)]
mod tests;
