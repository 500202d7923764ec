//! Numbers of information elements.
use crate::open_enum;

open_enum! {
    /// Element id: `WLAN_EID_*`, include/linux/ieee80211.h of the kernel; IEEE 802.11-2020,
    /// 9.4.2.1.
    pub struct ElementId(u8) {
        /// SSID: name of the network, 0 to 32 bytes.
        WLAN_EID_SSID = 0,
        /// Supported Rates and BSS Membership Selectors.
        WLAN_EID_SUPP_RATES = 1,
        /// FH Parameter Set (obsolete).
        WLAN_EID_FH_PARAMS = 2,
        /// DSSS Parameter Set: current channel.
        WLAN_EID_DS_PARAMS = 3,
        /// CF Parameter Set (obsolete).
        WLAN_EID_CF_PARAMS = 4,
        /// Traffic Indication Map (TIM).
        WLAN_EID_TIM = 5,
        /// IBSS Parameter Set: ATIM window of an ad hoc network, TU.
        WLAN_EID_IBSS_PARAMS = 6,
        /// Country: country code, and channels with their maximum transmit power.
        WLAN_EID_COUNTRY = 7,
        /// Request: ids of the elements that a probe request asks for.
        WLAN_EID_REQUEST = 10,
        /// BSS Load: number of stations, and use of the channel.
        WLAN_EID_QBSS_LOAD = 11,
        /// EDCA Parameter Set: contention window, AIFS and TXOP limit of each access category.
        WLAN_EID_EDCA_PARAM_SET = 12,
        /// Traffic specification (TSPEC).
        WLAN_EID_TSPEC = 13,
        /// Traffic classification (TCLAS).
        WLAN_EID_TCLAS = 14,
        /// Schedule: service period granted to a traffic stream (HCCA).
        WLAN_EID_SCHEDULE = 15,
        /// Challenge Text of shared key authentication (WEP).
        WLAN_EID_CHALLENGE = 16,
        /// Power Constraint: reduction of the maximum transmit power of the Country element, dB.
        WLAN_EID_PWR_CONSTRAINT = 32,
        /// Power Capability: minimum and maximum transmit power of a station, dBm.
        WLAN_EID_PWR_CAPABILITY = 33,
        /// TPC Request (transmit power control): asks for a TPC Report.
        WLAN_EID_TPC_REQUEST = 34,
        /// TPC Report: transmit power, dBm, and link margin, dB.
        WLAN_EID_TPC_REPORT = 35,
        /// Supported Channels: ranges of channels that a station can use.
        WLAN_EID_SUPPORTED_CHANNELS = 36,
        /// Channel Switch Announcement (CSA): new channel, and beacons until the switch.
        WLAN_EID_CHANNEL_SWITCH = 37,
        /// Measurement Request: asks for a radio measurement (802.11h, 802.11k).
        WLAN_EID_MEASURE_REQUEST = 38,
        /// Measurement Report: result of a radio measurement.
        WLAN_EID_MEASURE_REPORT = 39,
        /// Quiet: interval in which no station transmits, for measurements.
        WLAN_EID_QUIET = 40,
        /// IBSS DFS: owner of radar detection (DFS) in an IBSS, and the state of channels.
        WLAN_EID_IBSS_DFS = 41,
        /// ERP (extended rate PHY): protection and preamble of 802.11g.
        WLAN_EID_ERP_INFO = 42,
        /// TS Delay: time to wait before a refused traffic stream is requested again.
        WLAN_EID_TS_DELAY = 43,
        /// TCLAS Processing: whether one or all traffic classifiers have to match.
        WLAN_EID_TCLAS_PROCESSING = 44,
        /// HT Capabilities (high throughput, 802.11n).
        WLAN_EID_HT_CAPABILITY = 45,
        /// QoS Capability: U-APSD (power save delivery) of AP or station.
        WLAN_EID_QOS_CAPA = 46,
        /// Robust Security Network (RSN).
        WLAN_EID_RSN = 48,
        /// IEEE 802.15 Coexistence.
        WLAN_EID_802_15_COEX = 49,
        /// Extended Supported Rates and BSS Membership Selectors.
        WLAN_EID_EXT_SUPP_RATES = 50,
        /// AP Channel Report: channels on which the ESS has APs.
        WLAN_EID_AP_CHAN_REPORT = 51,
        /// Neighbor Report: a neighbouring AP, with channel and capabilities.
        WLAN_EID_NEIGHBOR_REPORT = 52,
        /// RCPI: received channel power indicator.
        WLAN_EID_RCPI = 53,
        /// Mobility Domain (IEEE 802.11r).
        WLAN_EID_MOBILITY_DOMAIN = 54,
        /// Fast BSS Transition (FT, 802.11r): nonces, key holders and MIC.
        WLAN_EID_FAST_BSS_TRANSITION = 55,
        /// Timeout Interval: reassociation deadline, key lifetime, or association comeback time.
        WLAN_EID_TIMEOUT_INTERVAL = 56,
        /// RIC Data (resource information container): begins a resource request of FT.
        WLAN_EID_RIC_DATA = 57,
        /// DSE Registered Location (dynamic station enablement): location of a station at 3.65 GHz.
        WLAN_EID_DSE_REGISTERED_LOCATION = 58,
        /// Supported Operating Classes: bands and channel widths that a device can use.
        WLAN_EID_SUPPORTED_REGULATORY_CLASSES = 59,
        /// Extended Channel Switch Announcement (ECSA): with the new operating class.
        WLAN_EID_EXT_CHANSWITCH_ANN = 60,
        /// HT Operation: primary and secondary channel, and protection (802.11n).
        WLAN_EID_HT_OPERATION = 61,
        /// Secondary Channel Offset: side of the secondary 20 MHz channel, in a channel switch.
        WLAN_EID_SECONDARY_CHANNEL_OFFSET = 62,
        /// BSS Average Access Delay: average delay of frames at the AP.
        WLAN_EID_BSS_AVG_ACCESS_DELAY = 63,
        /// Antenna: id of the antenna of a measurement.
        WLAN_EID_ANTENNA_INFO = 64,
        /// RSNI: received signal to noise indicator.
        WLAN_EID_RSNI = 65,
        /// Measurement Pilot Transmission: interval of measurement pilot frames.
        WLAN_EID_MEASUREMENT_PILOT_TX_INFO = 66,
        /// BSS Available Admission Capacity: time left for admission control, by priority.
        WLAN_EID_BSS_AVAILABLE_CAPACITY = 67,
        /// BSS AC Access Delay: average delay of each access category at the AP.
        WLAN_EID_BSS_AC_ACCESS_DELAY = 68,
        /// Time Advertisement: UTC time of the TSF timer.
        WLAN_EID_TIME_ADVERTISEMENT = 69,
        /// RM Enabled Capabilities: radio measurements (802.11k) that are supported.
        WLAN_EID_RRM_ENABLED_CAPABILITIES = 70,
        /// Multiple BSSID: profiles of nontransmitted BSSIDs, which share one beacon.
        WLAN_EID_MULTIPLE_BSSID = 71,
        /// 20/40 BSS Coexistence: asks for 20 MHz operation at 2.4 GHz.
        WLAN_EID_BSS_COEX_2040 = 72,
        /// 20/40 BSS Intolerant Channel Report: channels with networks that do not tolerate 40 MHz.
        WLAN_EID_BSS_INTOLERANT_CHL_REPORT = 73,
        /// Overlapping BSS Scan Parameters: how stations look for networks that forbid 40 MHz.
        WLAN_EID_OVERLAP_BSS_SCAN_PARAM = 74,
        /// RIC Descriptor: a resource other than a traffic stream, in a resource request of FT.
        WLAN_EID_RIC_DESCRIPTOR = 75,
        /// Management MIC (MME): integrity of broadcast management frames (802.11w).
        WLAN_EID_MMIE = 76,
        /// Association comeback time.
        WLAN_EID_ASSOC_COMEBACK_TIME = 77,
        /// Event Request (WNM): asks a station for a log of transitions, RSNA or peer-to-peer
        /// events.
        WLAN_EID_EVENT_REQUEST = 78,
        /// Event Report (WNM): log that answers an Event Request.
        WLAN_EID_EVENT_REPORT = 79,
        /// Diagnostic Request (WNM): asks a station for configuration, association or 802.1X
        /// diagnostics.
        WLAN_EID_DIAGNOSTIC_REQUEST = 80,
        /// Diagnostic Report (WNM): result of a Diagnostic Request.
        WLAN_EID_DIAGNOSTIC_REPORT = 81,
        /// Location Parameters: how a station sends location frames (WNM).
        WLAN_EID_LOCATION_PARAMS = 82,
        /// Nontransmitted BSSID Capability: capability field of a profile of Multiple BSSID.
        WLAN_EID_NON_TX_BSSID_CAP = 83,
        /// SSID List: further SSIDs that a probe request asks for.
        WLAN_EID_SSID_LIST = 84,
        /// Multiple BSSID-Index: number of a nontransmitted BSSID.
        WLAN_EID_MULTI_BSSID_IDX = 85,
        /// FMS Descriptor (flexible multicast service): counters of the delivery intervals of
        /// multicast streams.
        WLAN_EID_FMS_DESCRIPTOR = 86,
        /// FMS Request: asks for longer delivery intervals of multicast streams.
        WLAN_EID_FMS_REQUEST = 87,
        /// FMS Response: delivery intervals that the AP grants.
        WLAN_EID_FMS_RESPONSE = 88,
        /// QoS Traffic Capability: access categories that a station uses (WNM).
        WLAN_EID_QOS_TRAFFIC_CAPA = 89,
        /// BSS Max Idle Period: time without frames after which the AP disassociates a station,
        /// units of 1000 TU.
        WLAN_EID_BSS_MAX_IDLE_PERIOD = 90,
        /// TFS Request (traffic filter service): frames that a sleeping station wants to receive.
        WLAN_EID_TSF_REQUEST = 91,
        /// TFS Response (traffic filter service): answers a TFS Request.
        WLAN_EID_TSF_RESPOSNE = 92,
        /// WNM Sleep Mode: enters or leaves the extended power save mode of WNM.
        WLAN_EID_WNM_SLEEP_MODE = 93,
        /// TIM Broadcast Request: asks for TIM frames between beacons.
        WLAN_EID_TIM_BCAST_REQ = 94,
        /// TIM Broadcast Response: interval and rate of TIM frames.
        WLAN_EID_TIM_BCAST_RESP = 95,
        /// Collocated Interference Report: interference by other radios of the device.
        WLAN_EID_COLL_IF_REPORT = 96,
        /// Channel Usage: channels for an infrastructure-free network or off-channel TDLS.
        WLAN_EID_CHANNEL_USAGE = 97,
        /// Time Zone: local time zone of the AP, POSIX format.
        WLAN_EID_TIME_ZONE = 98,
        /// DMS Request (directed multicast service): asks for multicast frames as unicast.
        WLAN_EID_DMS_REQUEST = 99,
        /// DMS Response: answers a DMS Request.
        WLAN_EID_DMS_RESPONSE = 100,
        /// Link Identifier of a TDLS link: BSSID, initiator and responder.
        WLAN_EID_LINK_ID = 101,
        /// TDLS Wakeup Schedule: when TDLS peers that save power are awake.
        WLAN_EID_WAKEUP_SCHEDUL = 102,
        /// Channel Switch Timing: time that a TDLS peer needs to change the channel.
        WLAN_EID_CHAN_SWITCH_TIMING = 104,
        /// PTI Control (peer traffic indication): sequence control of the last frame, for TDLS peer
        /// power save.
        WLAN_EID_PTI_CONTROL = 105,
        /// TPU Buffer Status.
        WLAN_EID_PU_BUFFER_STATUS = 106,
        /// Interworking (IEEE 802.11u).
        WLAN_EID_INTERWORKING = 107,
        /// Advertisement Protocol: query protocol of GAS, such as ANQP.
        WLAN_EID_ADVERTISEMENT_PROTOCOL = 108,
        /// Expedited Bandwidth Request.
        WLAN_EID_EXPEDITED_BW_REQ = 109,
        /// QoS Map: mapping of DSCP to user priorities.
        WLAN_EID_QOS_MAP_SET = 110,
        /// Roaming Consortium: organization ids whose credentials the AP accepts.
        WLAN_EID_ROAMING_CONSORTIUM = 111,
        /// Emergency Alert Identifier: hash of an alert, which GAS delivers.
        WLAN_EID_EMERGENCY_ALERT = 112,
        /// Mesh Configuration: path selection, synchronization and authentication (802.11s).
        WLAN_EID_MESH_CONFIG = 113,
        /// Mesh ID: name of the mesh, 0 to 32 bytes.
        WLAN_EID_MESH_ID = 114,
        /// Mesh Link Metric Report: metric of a link to a mesh peer.
        WLAN_EID_LINK_METRIC_REPORT = 115,
        /// Congestion Notification: time for which a mesh station shall send less to each access
        /// category.
        WLAN_EID_CONGESTION_NOTIFICATION = 116,
        /// Mesh Peering Management: opens, confirms or closes a link to a mesh peer.
        WLAN_EID_PEER_MGMT = 117,
        /// Mesh Channel Switch Parameters: propagates a channel switch in a mesh.
        WLAN_EID_CHAN_SWITCH_PARAM = 118,
        /// Mesh Awake Window: time that a mesh station stays awake after its beacon, TU.
        WLAN_EID_MESH_AWAKE_WINDOW = 119,
        /// Beacon Timing: beacon times of neighbouring mesh stations, to avoid collisions.
        WLAN_EID_BEACON_TIMING = 120,
        /// MCCAOP Setup Request: asks for a reservation of channel time in a mesh.
        WLAN_EID_MCCAOP_SETUP_REQ = 121,
        /// MCCAOP Setup Reply: accepts or refuses a reservation.
        WLAN_EID_MCCAOP_SETUP_RESP = 122,
        /// MCCAOP Advertisement: reservations of a mesh station.
        WLAN_EID_MCCAOP_ADVERT = 123,
        /// MCCAOP Teardown (MCCA opportunity): releases a reservation.
        WLAN_EID_MCCAOP_TEARDOWN = 124,
        /// Gate Announcement (GANN).
        WLAN_EID_GANN = 125,
        /// Root Announcement (RANN).
        WLAN_EID_RANN = 126,
        /// Extended Capabilities: bitmap of optional features.
        WLAN_EID_EXT_CAPABILITY = 127,
        /// Path Request (PREQ).
        WLAN_EID_PREQ = 130,
        /// Path Reply (PREP).
        WLAN_EID_PREP = 131,
        /// Path Error (PERR).
        WLAN_EID_PERR = 132,
        /// Proxy Update (PXU).
        WLAN_EID_PXU = 137,
        /// Proxy Update Confirmation (PXUC).
        WLAN_EID_PXUC = 138,
        /// Authenticated Mesh Peering Exchange (AMPE): nonces and group key.
        WLAN_EID_AUTH_MESH_PEER_EXCH = 139,
        /// MIC (message integrity code) of mesh peering frames.
        WLAN_EID_MIC = 140,
        /// Destination URI: where event and diagnostic reports are sent.
        WLAN_EID_DESTINATION_URI = 141,
        /// U-APSD Coexistence.
        WLAN_EID_UAPSD_COEX = 142,
        /// DMG Wakeup Schedule.
        WLAN_EID_WAKEUP_SCHEDULE = 143,
        /// Extended Schedule.
        WLAN_EID_EXT_SCHEDULE = 144,
        /// STA Availability (DMG): whether a station accepts CBAPs.
        WLAN_EID_STA_AVAILABILITY = 145,
        /// DMG TSPEC (traffic specification): asks for an allocation of channel time (60 GHz).
        WLAN_EID_DMG_TSPEC = 146,
        /// Next DMG ATI.
        WLAN_EID_DMG_AT = 147,
        /// DMG Capabilities (directional multi-gigabit, 60 GHz, 802.11ad).
        WLAN_EID_DMG_CAP = 148,
        /// Cisco vendor specific (CCX).
        WLAN_EID_CISCO_VENDOR_SPECIFIC = 150,
        /// DMG Operation (directional multi-gigabit, 60 GHz, 802.11ad).
        WLAN_EID_DMG_OPERATION = 151,
        /// DMG BSS Parameter Change.
        WLAN_EID_DMG_BSS_PARAM_CHANGE = 152,
        /// DMG Beam Refinement: requests and feedback of beam training.
        WLAN_EID_DMG_BEAM_REFINEMENT = 153,
        /// Channel Measurement Feedback.
        WLAN_EID_CHANNEL_MEASURE_FEEDBACK = 154,
        /// Awake Window (DMG): time that stations stay awake in a beacon interval.
        WLAN_EID_AWAKE_WINDOW = 157,
        /// Multi-band: band, channel and capabilities of the device in another band.
        WLAN_EID_MULTI_BAND = 158,
        /// ADDBA Extension: fragmentation and buffer size of a block ack agreement.
        WLAN_EID_ADDBA_EXT = 159,
        /// NextPCP List.
        WLAN_EID_NEXT_PCP_LIST = 160,
        /// PCP Handover (PBSS control point): new control point of a PBSS.
        WLAN_EID_PCP_HANDOVER = 161,
        /// DMG Link Margin: asks for, or reports, margin and transmit power of a link.
        WLAN_EID_DMG_LINK_MARGIN = 162,
        /// Switching Stream: streams that move to another band (fast session transfer).
        WLAN_EID_SWITCHING_STREAM = 163,
        /// Session Transition: bands and session of a fast session transfer (FST).
        WLAN_EID_SESSION_TRANSITION = 164,
        /// Dynamic Tone Pairing Report.
        WLAN_EID_DYN_TONE_PAIRING_REPORT = 165,
        /// Cluster Report: beacons and allocations of neighbouring DMG networks.
        WLAN_EID_CLUSTER_REPORT = 166,
        /// Relay Capabilities.
        WLAN_EID_RELAY_CAP = 167,
        /// Relay Transfer Parameter Set.
        WLAN_EID_RELAY_XFER_PARAM_SET = 168,
        /// BeamLink Maintenance.
        WLAN_EID_BEAM_LINK_MAINT = 169,
        /// Multiple MAC Sublayers.
        WLAN_EID_MULTIPLE_MAC_ADDR = 170,
        /// U-PID: LLC header that is left out of the frames of a traffic stream.
        WLAN_EID_U_PID = 171,
        /// DMG Link Adaptation Acknowledgment.
        WLAN_EID_DMG_LINK_ADAPT_ACK = 172,
        /// MCCAOP Advertisement Overview.
        WLAN_EID_MCCAOP_ADV_OVERVIEW = 174,
        /// Quiet Period Request.
        WLAN_EID_QUIET_PERIOD_REQ = 175,
        /// Quiet Period Response.
        WLAN_EID_QUIET_PERIOD_RESP = 177,
        /// ECAPC Policy.
        WLAN_EID_EPAC_POLICY = 182,
        /// Cluster Time Offset.
        WLAN_EID_CLISTER_TIME_OFF = 183,
        /// Intra-Access Category Priority.
        WLAN_EID_INTER_AC_PRIO = 184,
        /// SCS Descriptor (stream classification service): assigns a stream to an access category.
        WLAN_EID_SCS_DESCRIPTOR = 185,
        /// QLoad Report: load that the BSS and overlapping BSSs expect from QoS traffic.
        WLAN_EID_QLOAD_REPORT = 186,
        /// HCCA TXOP Update Count: changes of the schedule of controlled access.
        WLAN_EID_HCCA_TXOP_UPDATE_COUNT = 187,
        /// Higher Layer Stream ID.
        WLAN_EID_HL_STREAM_ID = 188,
        /// GCR Group Address.
        WLAN_EID_GCR_GROUP_ADDR = 189,
        /// Antenna Sector ID Pattern (DMG): pattern of the transmit sectors of a station.
        WLAN_EID_ANTENNA_SECTOR_ID_PATTERN = 190,
        /// VHT Capabilities (very high throughput, 802.11ac).
        WLAN_EID_VHT_CAPABILITY = 191,
        /// VHT Operation: channel width and centre (802.11ac).
        WLAN_EID_VHT_OPERATION = 192,
        /// Extended BSS Load: use of MU-MIMO and of each channel width.
        WLAN_EID_EXTENDED_BSS_LOAD = 193,
        /// Wide Bandwidth Channel Switch: width and centre of the new channel.
        WLAN_EID_WIDE_BW_CHANNEL_SWITCH = 194,
        /// Transmit Power Envelope: maximum transmit power for each channel width.
        WLAN_EID_TX_POWER_ENVELOPE = 195,
        /// Channel Switch Wrapper: country, width and power of the new channel.
        WLAN_EID_CHANNEL_SWITCH_WRAPPER = 196,
        /// AID (association id) of a TDLS peer.
        WLAN_EID_AID = 197,
        /// Quiet Channel: quiet interval of the secondary 80 MHz channel.
        WLAN_EID_QUIET_CHANNEL = 198,
        /// Operating Mode Notification: changed channel width or number of spatial streams.
        WLAN_EID_OPMODE_NOTIF = 199,
        /// UPSIM (unscheduled power save interval map): unscheduled power save of a DMG station.
        WLAN_EID_UPSIM = 200,
        /// Reduced Neighbor Report (RNR): APs on other channels, such as those at 6 GHz.
        WLAN_EID_REDUCED_NEIGHBOR_REPORT = 201,
        /// AID Request: asks for a new association id (S1G, 802.11ah).
        WLAN_EID_AID_REQUEST = 210,
        /// AID Response: association id that the AP assigns (S1G).
        WLAN_EID_AID_RESPONSE = 211,
        /// S1G Beacon Compatibility: fields of a full beacon (sub-1 GHz, 802.11ah).
        WLAN_EID_S1G_BCN_COMPAT = 213,
        /// Short Beacon Interval.
        WLAN_EID_S1G_SHORT_BCN_INTERVAL = 214,
        /// Target Wake Time (TWT).
        WLAN_EID_S1G_TWT = 216,
        /// S1G Capabilities (sub-1 GHz, 802.11ah).
        WLAN_EID_S1G_CAPABILITIES = 217,
        /// Vendor Specific: OUI and content of a vendor, such as WPA and WMM.
        WLAN_EID_VENDOR_SPECIFIC = 221,
        /// QoS parameter. Not of IEEE 802.11.
        WLAN_EID_QOS_PARAMETER = 222,
        /// S1G Operation: channel width and primary channel (802.11ah).
        WLAN_EID_S1G_OPERATION = 232,
        /// CAG Number (common advertisement group): version of the advertised information.
        WLAN_EID_CAG_NUMBER = 237,
        /// AP-CSN (configuration sequence number): counts changes of the AP's configuration.
        WLAN_EID_AP_CSN = 239,
        /// FILS Indication (fast initial link setup): realms and key types of the AP.
        WLAN_EID_FILS_INDICATION = 240,
        /// DILS (differentiated initial link setup): which stations may associate now.
        WLAN_EID_DILS = 241,
        /// Fragment: continues the preceding element.
        WLAN_EID_FRAGMENT = 242,
        /// RSN Extension (RSNXE).
        WLAN_EID_RSNX = 244,
        /// Element with an extended id, which follows: [`ExtElementId`].
        WLAN_EID_EXTENSION = 255,
    }
}
open_enum! {
    /// Extended element id, the first byte of an element with id 255: `WLAN_EID_EXT_*`,
    /// include/linux/ieee80211.h of the kernel.
    pub struct ExtElementId(u8) {
        /// Association Delay Info.
        WLAN_EID_EXT_ASSOC_DELAY_INFO = 1,
        /// FILS Request Parameters.
        WLAN_EID_EXT_FILS_REQ_PARAMS = 2,
        /// FILS Key Confirmation: proof that the sender has the key.
        WLAN_EID_EXT_FILS_KEY_CONFIRM = 3,
        /// FILS Session: random id of a FILS authentication.
        WLAN_EID_EXT_FILS_SESSION = 4,
        /// FILS HLP Container (higher layer protocol): a packet such as DHCP, sent with the
        /// association.
        WLAN_EID_EXT_FILS_HLP_CONTAINER = 5,
        /// FILS IP Address Assignment: requests or assigns an address during association.
        WLAN_EID_EXT_FILS_IP_ADDR_ASSIGN = 6,
        /// Key Delivery: group keys, sent with the association response.
        WLAN_EID_EXT_KEY_DELIVERY = 7,
        /// Wrapped Data: EAP-RP packet of a FILS authentication.
        WLAN_EID_EXT_FILS_WRAPPED_DATA = 8,
        /// FILS Public Key: key or certificate of the sender.
        WLAN_EID_EXT_FILS_PUBLIC_KEY = 12,
        /// FILS Nonce: 16 random bytes.
        WLAN_EID_EXT_FILS_NONCE = 13,
        /// Future Channel Guidance.
        WLAN_EID_EXT_FUTURE_CHAN_GUIDANCE = 14,
        /// OWE Diffie-Hellman Parameter (opportunistic wireless encryption): group and public key.
        WLAN_EID_EXT_OWE_DH_PARAM = 32,
        /// Password Identifier: selects one of several SAE passwords.
        WLAN_EID_EXT_PASSWORD_IDENTIFIER = 33,
        /// HE Capabilities (high efficiency, 802.11ax).
        WLAN_EID_EXT_HE_CAPABILITY = 35,
        /// HE Operation: BSS color, TWT and 6 GHz channel (802.11ax).
        WLAN_EID_EXT_HE_OPERATION = 36,
        /// UL OFDMA-based Random Access (UORA) Parameter Set.
        WLAN_EID_EXT_UORA = 37,
        /// MU EDCA Parameter Set: access of stations that the AP schedules (802.11ax).
        WLAN_EID_EXT_HE_MU_EDCA = 38,
        /// Spatial Reuse Parameter Set: transmission during frames of other BSSs (802.11ax).
        WLAN_EID_EXT_HE_SPR = 39,
        /// NDP Feedback Report Parameter Set.
        WLAN_EID_EXT_NDP_FEEDBACK_REPORT_PARAMSET = 41,
        /// BSS Color Change Announcement: new color, and beacons until the change.
        WLAN_EID_EXT_BSS_COLOR_CHG_ANN = 42,
        /// Quiet Time Period Setup: time reserved for peer-to-peer traffic.
        WLAN_EID_EXT_QUIET_TIME_PERIOD_SETUP = 43,
        /// ESS Report: whether the ESS has only planned APs, and when a station may roam.
        WLAN_EID_EXT_ESS_REPORT = 45,
        /// Opportunistic Power Save (OPS).
        WLAN_EID_EXT_OPS = 46,
        /// HE BSS Load: HE stations, and use of channel and spatial streams.
        WLAN_EID_EXT_HE_BSS_LOAD = 47,
        /// Max Channel Switch Time: longest time between the last beacon on the old channel and the
        /// first on the new, TU.
        WLAN_EID_EXT_MAX_CHANNEL_SWITCH_TIME = 52,
        /// Multiple BSSID Configuration: number of BSSIDs, and beacons that hold all profiles.
        WLAN_EID_EXT_MULTIPLE_BSSID_CONFIGURATION = 55,
        /// Non-Inheritance: elements that a profile does not take over from the transmitted BSSID.
        WLAN_EID_EXT_NON_INHERITANCE = 56,
        /// Known BSSID: BSSIDs that need no answer to a probe request.
        WLAN_EID_EXT_KNOWN_BSSID = 57,
        /// Short SSID List: CRC-32 of each SSID that a probe request asks for.
        WLAN_EID_EXT_SHORT_SSID_LIST = 58,
        /// HE 6 GHz Band Capabilities: those of HT and VHT that apply at 6 GHz.
        WLAN_EID_EXT_HE_6GHZ_CAPA = 59,
        /// UL MU Power Capabilities.
        WLAN_EID_EXT_UL_MU_POWER_CAPA = 60,
        /// Rejected Groups: groups that the AP refused in this SAE exchange.
        WLAN_EID_EXT_SAE_REJECTED_GROUPS = 92,
        /// Anti-Clogging Token Container: token that a busy SAE peer asks to repeat.
        WLAN_EID_EXT_SAE_ANTI_CLOGGING_TOKEN = 93,
        /// EHT Operation: channel width and punctured subchannels (802.11be).
        WLAN_EID_EXT_EHT_OPERATION = 106,
        /// Multi-Link: links and MLD address of a multi-link device (802.11be).
        WLAN_EID_EXT_EHT_MULTI_LINK = 107,
        /// EHT Capabilities (extremely high throughput, 802.11be).
        WLAN_EID_EXT_EHT_CAPABILITY = 108,
        /// TID-To-Link Mapping: links that carry each traffic id (802.11be).
        WLAN_EID_EXT_TID_TO_LINK_MAPPING = 109,
        /// Bandwidth Indication: channel width after a switch (802.11be).
        WLAN_EID_EXT_BANDWIDTH_INDICATION = 135,
    }
}
