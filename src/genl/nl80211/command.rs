//! Command numbers, as payloads.
use crate::open_enum;

open_enum! {
    /// Command number: item of `NL80211_ATTR_SUPPORTED_COMMANDS`.
    ///
    /// To send a command, use the constants of [`Nl80211Message`](super::Nl80211Message).
    pub struct CommandId(u32) {
        /// Requests wiphys: one, or a dump of all.
        NL80211_CMD_GET_WIPHY = 1,
        /// Changes a wiphy: name, retry limits, thresholds, antennas, transmit power.
        NL80211_CMD_SET_WIPHY = 2,
        /// Describes a wiphy, or announces a new or renamed one. As a request, reserved.
        NL80211_CMD_NEW_WIPHY = 3,
        /// Announces that a wiphy is gone.
        NL80211_CMD_DEL_WIPHY = 4,
        /// Requests interfaces: one, or a dump of all.
        NL80211_CMD_GET_INTERFACE = 5,
        /// Changes the type of an interface.
        NL80211_CMD_SET_INTERFACE = 6,
        /// Describes an interface, or announces a new one. As a request, creates one.
        NL80211_CMD_NEW_INTERFACE = 7,
        /// Announces that an interface is gone. As a request, deletes one.
        NL80211_CMD_DEL_INTERFACE = 8,
        /// Requests the sequence counter of a key.
        NL80211_CMD_GET_KEY = 9,
        /// Makes a key the default key.
        NL80211_CMD_SET_KEY = 10,
        /// Adds a key. Also the reply to `NL80211_CMD_GET_KEY`.
        NL80211_CMD_NEW_KEY = 11,
        /// Deletes a key.
        NL80211_CMD_DEL_KEY = 12,
        /// Not used.
        NL80211_CMD_GET_BEACON = 13,
        /// Changes the beacon of an AP.
        NL80211_CMD_SET_BEACON = 14,
        /// Starts an AP. Alias: `NL80211_CMD_NEW_BEACON`.
        NL80211_CMD_START_AP = 15,
        /// Stops an AP. Alias: `NL80211_CMD_DEL_BEACON`.
        NL80211_CMD_STOP_AP = 16,
        /// Requests stations: one by its MAC address, or a dump of all.
        NL80211_CMD_GET_STATION = 17,
        /// Changes a station.
        NL80211_CMD_SET_STATION = 18,
        /// Describes a station, or announces a new one. As a request, adds one.
        NL80211_CMD_NEW_STATION = 19,
        /// Announces that a station is gone. As a request, removes one, or all of the interface.
        NL80211_CMD_DEL_STATION = 20,
        /// Requests mesh paths: one by its destination, or a dump of all.
        NL80211_CMD_GET_MPATH = 21,
        /// Changes the next hop of a mesh path.
        NL80211_CMD_SET_MPATH = 22,
        /// Describes a mesh path. As a request, creates one.
        NL80211_CMD_NEW_MPATH = 23,
        /// Deletes a mesh path.
        NL80211_CMD_DEL_MPATH = 24,
        /// Changes parameters of the BSS of an AP.
        NL80211_CMD_SET_BSS = 25,
        /// Sets the rules of a regulatory domain. Used by CRDA.
        NL80211_CMD_SET_REG = 26,
        /// Requests a regulatory domain: a regulatory hint of a user.
        NL80211_CMD_REQ_SET_REG = 27,
        /// Requests the mesh configuration, and is the reply.
        NL80211_CMD_GET_MESH_CONFIG = 28,
        /// Changes the mesh configuration.
        NL80211_CMD_SET_MESH_CONFIG = 29,
        /// Reserved.
        NL80211_CMD_SET_MGMT_EXTRA_IE = 30,
        /// Requests regulatory domains: the global one, that of a wiphy, or a dump of all.
        ///
        /// Also the reply.
        NL80211_CMD_GET_REG = 31,
        /// Requests a dump of scan results.
        NL80211_CMD_GET_SCAN = 32,
        /// Starts a scan, and announces the start.
        NL80211_CMD_TRIGGER_SCAN = 33,
        /// Scan result. As a notification, announces that a scan finished.
        NL80211_CMD_NEW_SCAN_RESULTS = 34,
        /// Announces that a scan was aborted.
        NL80211_CMD_SCAN_ABORTED = 35,
        /// Announces a change of the regulatory domain.
        NL80211_CMD_REG_CHANGE = 36,
        /// Authenticates with a BSS, and announces the result.
        NL80211_CMD_AUTHENTICATE = 37,
        /// Associates with a BSS, and announces the result.
        NL80211_CMD_ASSOCIATE = 38,
        /// Deauthenticates, and announces a deauthentication.
        NL80211_CMD_DEAUTHENTICATE = 39,
        /// Disassociates, and announces a disassociation.
        NL80211_CMD_DISASSOCIATE = 40,
        /// Announces a Michael MIC failure (TKIP).
        NL80211_CMD_MICHAEL_MIC_FAILURE = 41,
        /// Announces that a beacon relaxed the limits of a channel.
        NL80211_CMD_REG_BEACON_HINT = 42,
        /// Joins an IBSS, or creates one; announces that the IBSS was joined.
        NL80211_CMD_JOIN_IBSS = 43,
        /// Leaves the IBSS (ad hoc network).
        NL80211_CMD_LEAVE_IBSS = 44,
        /// Test mode command or event of a driver.
        NL80211_CMD_TESTMODE = 45,
        /// Connects to a BSS, and announces the result.
        NL80211_CMD_CONNECT = 46,
        /// Announces that the driver roamed.
        NL80211_CMD_ROAM = 47,
        /// Disconnects, and announces a disconnection.
        NL80211_CMD_DISCONNECT = 48,
        /// Moves a wiphy to another network namespace.
        NL80211_CMD_SET_WIPHY_NETNS = 49,
        /// Requests a dump of the survey of channels.
        NL80211_CMD_GET_SURVEY = 50,
        /// Survey of a channel.
        NL80211_CMD_NEW_SURVEY_RESULTS = 51,
        /// Adds an entry to the PMKSA cache.
        NL80211_CMD_SET_PMKSA = 52,
        /// Deletes an entry of the PMKSA cache.
        NL80211_CMD_DEL_PMKSA = 53,
        /// Deletes all entries of the PMKSA cache.
        NL80211_CMD_FLUSH_PMKSA = 54,
        /// Stays on a channel for some time; announces the start.
        NL80211_CMD_REMAIN_ON_CHANNEL = 55,
        /// Ends a stay on a channel; announces the end.
        NL80211_CMD_CANCEL_REMAIN_ON_CHANNEL = 56,
        /// Limits the transmit rates.
        NL80211_CMD_SET_TX_BITRATE_MASK = 57,
        /// Registers the socket for management frames. Alias: `NL80211_CMD_REGISTER_ACTION`.
        NL80211_CMD_REGISTER_FRAME = 58,
        /// Sends a management frame, and passes a received one. Alias: `NL80211_CMD_ACTION`.
        NL80211_CMD_FRAME = 59,
        /// TX status of a management frame. Alias: `NL80211_CMD_ACTION_TX_STATUS`.
        NL80211_CMD_FRAME_TX_STATUS = 60,
        /// Enables or disables power save.
        NL80211_CMD_SET_POWER_SAVE = 61,
        /// Requests the power save state, and is the reply.
        NL80211_CMD_GET_POWER_SAVE = 62,
        /// Configures connection quality monitoring (CQM).
        NL80211_CMD_SET_CQM = 63,
        /// Announces a change of the connection quality.
        NL80211_CMD_NOTIFY_CQM = 64,
        /// Sets the channel of an interface.
        NL80211_CMD_SET_CHANNEL = 65,
        /// No longer supported.
        NL80211_CMD_SET_WDS_PEER = 66,
        /// Ends the wait for a response to a frame; announces the end.
        NL80211_CMD_FRAME_WAIT_CANCEL = 67,
        /// Joins a mesh (802.11s), or starts one.
        NL80211_CMD_JOIN_MESH = 68,
        /// Leaves the mesh (802.11s).
        NL80211_CMD_LEAVE_MESH = 69,
        /// Announces an unprotected deauthentication frame, which was dropped.
        NL80211_CMD_UNPROT_DEAUTHENTICATE = 70,
        /// Announces an unprotected disassociation frame, which was dropped.
        NL80211_CMD_UNPROT_DISASSOCIATE = 71,
        /// Announces a compatible mesh peer.
        NL80211_CMD_NEW_PEER_CANDIDATE = 72,
        /// Requests the WoWLAN triggers, and is the reply.
        NL80211_CMD_GET_WOWLAN = 73,
        /// Sets the WoWLAN triggers; announces the reason of a wakeup.
        NL80211_CMD_SET_WOWLAN = 74,
        /// Starts a scheduled scan, and announces the start.
        NL80211_CMD_START_SCHED_SCAN = 75,
        /// Stops a scheduled scan.
        NL80211_CMD_STOP_SCHED_SCAN = 76,
        /// Announces results of a scheduled scan.
        NL80211_CMD_SCHED_SCAN_RESULTS = 77,
        /// Announces that a scheduled scan stopped.
        NL80211_CMD_SCHED_SCAN_STOPPED = 78,
        /// Sets the keys for GTK rekeying; announces the new replay counter.
        NL80211_CMD_SET_REKEY_OFFLOAD = 79,
        /// Announces a candidate for PMKSA caching.
        NL80211_CMD_PMKSA_CANDIDATE = 80,
        /// TDLS operation; announces that a driver requests one.
        NL80211_CMD_TDLS_OPER = 81,
        /// Sends a TDLS frame.
        NL80211_CMD_TDLS_MGMT = 82,
        /// Registers the socket for frames of stations that are not associated; announces one.
        NL80211_CMD_UNEXPECTED_FRAME = 83,
        /// Probes a station by a null data frame; announces the result.
        NL80211_CMD_PROBE_CLIENT = 84,
        /// Registers the socket for beacons of other BSSs.
        NL80211_CMD_REGISTER_BEACONS = 85,
        /// Announces an unexpected 4-address frame of a station.
        NL80211_CMD_UNEXPECTED_4ADDR_FRAME = 86,
        /// Sets the TIDs with the No Ack policy.
        NL80211_CMD_SET_NOACK_MAP = 87,
        /// Announces a finished channel switch.
        NL80211_CMD_CH_SWITCH_NOTIFY = 88,
        /// Starts a P2P device.
        NL80211_CMD_START_P2P_DEVICE = 89,
        /// Stops a P2P device.
        NL80211_CMD_STOP_P2P_DEVICE = 90,
        /// Announces that an AP refused a station.
        NL80211_CMD_CONN_FAILED = 91,
        /// Sets the multicast rate of an IBSS or mesh.
        NL80211_CMD_SET_MCAST_RATE = 92,
        /// Sets the access control list of an AP.
        NL80211_CMD_SET_MAC_ACL = 93,
        /// Starts a channel availability check (CAC); announces radar events.
        NL80211_CMD_RADAR_DETECT = 94,
        /// Requests the features of nl80211, and is the reply.
        NL80211_CMD_GET_PROTOCOL_FEATURES = 95,
        /// Sets the elements of a fast BSS transition.
        NL80211_CMD_UPDATE_FT_IES = 96,
        /// Announces elements of a fast BSS transition.
        NL80211_CMD_FT_EVENT = 97,
        /// Announces to the driver that a critical protocol runs.
        NL80211_CMD_CRIT_PROTOCOL_START = 98,
        /// Ends `NL80211_CMD_CRIT_PROTOCOL_START`.
        NL80211_CMD_CRIT_PROTOCOL_STOP = 99,
        /// Requests the packet coalescing rules, and is the reply.
        NL80211_CMD_GET_COALESCE = 100,
        /// Sets the packet coalescing rules.
        NL80211_CMD_SET_COALESCE = 101,
        /// Switches the channel of an AP or mesh, with an announcement in beacons (CSA).
        NL80211_CMD_CHANNEL_SWITCH = 102,
        /// Vendor command or event.
        NL80211_CMD_VENDOR = 103,
        /// Sets the QoS map: which DSCP has which user priority.
        NL80211_CMD_SET_QOS_MAP = 104,
        /// Adds a traffic stream.
        NL80211_CMD_ADD_TX_TS = 105,
        /// Deletes a traffic stream.
        NL80211_CMD_DEL_TX_TS = 106,
        /// Requests mesh proxy paths, and is the reply.
        NL80211_CMD_GET_MPP = 107,
        /// Joins an OCB network.
        NL80211_CMD_JOIN_OCB = 108,
        /// Leaves the OCB network.
        NL80211_CMD_LEAVE_OCB = 109,
        /// Announces the start of a channel switch.
        NL80211_CMD_CH_SWITCH_STARTED_NOTIFY = 110,
        /// Starts channel switching with a TDLS peer.
        NL80211_CMD_TDLS_CHANNEL_SWITCH = 111,
        /// Ends channel switching with a TDLS peer.
        NL80211_CMD_TDLS_CANCEL_CHANNEL_SWITCH = 112,
        /// Announces a change of the regulatory domain of a wiphy.
        NL80211_CMD_WIPHY_REG_CHANGE = 113,
        /// Aborts a scan; `NL80211_CMD_SCAN_ABORTED` follows.
        NL80211_CMD_ABORT_SCAN = 114,
        /// Starts NAN (neighbour awareness networking) on an interface of type NL80211_IFTYPE_NAN.
        NL80211_CMD_START_NAN = 115,
        /// Stops NAN (neighbour awareness networking).
        NL80211_CMD_STOP_NAN = 116,
        /// Adds a NAN function, and is the reply.
        NL80211_CMD_ADD_NAN_FUNCTION = 117,
        /// Deletes a NAN function; announces that one ended.
        NL80211_CMD_DEL_NAN_FUNCTION = 118,
        /// Changes the NAN configuration.
        NL80211_CMD_CHANGE_NAN_CONFIG = 119,
        /// Announces a match of NAN functions.
        NL80211_CMD_NAN_MATCH = 120,
        /// Enables or disables conversion of multicast to unicast.
        NL80211_CMD_SET_MULTICAST_TO_UNICAST = 121,
        /// Changes parameters of the connection for later roaming.
        NL80211_CMD_UPDATE_CONNECT_PARAMS = 122,
        /// Sets the PMK of an offloaded 4-way handshake.
        NL80211_CMD_SET_PMK = 123,
        /// Deletes the PMK of an offloaded 4-way handshake.
        NL80211_CMD_DEL_PMK = 124,
        /// Announces that the port is authorized.
        NL80211_CMD_PORT_AUTHORIZED = 125,
        /// Reloads the regulatory database.
        NL80211_CMD_RELOAD_REGDB = 126,
        /// Requests an authentication by user space; as a request, reports the result.
        NL80211_CMD_EXTERNAL_AUTH = 127,
        /// Announces that a station changed its operating mode.
        NL80211_CMD_STA_OPMODE_CHANGED = 128,
        /// Sends a control port frame (EAPOL), and passes a received one.
        NL80211_CMD_CONTROL_PORT_FRAME = 129,
        /// Requests the statistics of the FTM responder, and is the reply.
        NL80211_CMD_GET_FTM_RESPONDER_STATS = 130,
        /// Starts peer measurements, such as FTM ranging; the reply has a cookie.
        NL80211_CMD_PEER_MEASUREMENT_START = 131,
        /// Result of a peer measurement. Sent to the socket that requested it.
        NL80211_CMD_PEER_MEASUREMENT_RESULT = 132,
        /// Announces the end of peer measurements. Sent to the socket that requested them.
        NL80211_CMD_PEER_MEASUREMENT_COMPLETE = 133,
        /// Reports a radar that another device detected.
        NL80211_CMD_NOTIFY_RADAR = 134,
        /// Announces the OWE elements of a station; as a request, reports the result.
        NL80211_CMD_UPDATE_OWE_INFO = 135,
        /// Sends a data frame to a mesh peer, to measure the link.
        NL80211_CMD_PROBE_MESH_LINK = 136,
        /// Configures TIDs.
        NL80211_CMD_SET_TID_CONFIG = 137,
        /// Announces an unprotected beacon, which was dropped.
        NL80211_CMD_UNPROT_BEACON = 138,
        /// TX status of a control port frame: whether the peer acknowledged the frame (EAPOL).
        NL80211_CMD_CONTROL_PORT_FRAME_TX_STATUS = 139,
        /// Sets transmit power limits by specific absorption rate (SAR).
        NL80211_CMD_SET_SAR_SPECS = 140,
        /// Announces a BSS color collision.
        NL80211_CMD_OBSS_COLOR_COLLISION = 141,
        /// Changes the BSS color.
        NL80211_CMD_COLOR_CHANGE_REQUEST = 142,
        /// Announces the start of a color change.
        NL80211_CMD_COLOR_CHANGE_STARTED = 143,
        /// Announces that a color change was aborted.
        NL80211_CMD_COLOR_CHANGE_ABORTED = 144,
        /// Announces the end of a color change.
        NL80211_CMD_COLOR_CHANGE_COMPLETED = 145,
        /// Sets the additional authenticated data (AAD) of FILS for a station.
        NL80211_CMD_SET_FILS_AAD = 146,
        /// Announces that an AP asks to associate later.
        NL80211_CMD_ASSOC_COMEBACK = 147,
        /// Adds a link to an interface (MLO).
        NL80211_CMD_ADD_LINK = 148,
        /// Removes a link from an interface (MLO).
        NL80211_CMD_REMOVE_LINK = 149,
        /// Adds a link to a station (MLO).
        NL80211_CMD_ADD_LINK_STA = 150,
        /// Changes a link of a station (MLO).
        NL80211_CMD_MODIFY_LINK_STA = 151,
        /// Removes a link from a station (MLO).
        NL80211_CMD_REMOVE_LINK_STA = 152,
        /// Enables or disables hardware time stamps.
        NL80211_CMD_SET_HW_TIMESTAMP = 153,
        /// Announces removed links (MLO).
        NL80211_CMD_LINKS_REMOVED = 154,
        /// Sets the links of each TID (MLO).
        NL80211_CMD_SET_TID_TO_LINK_MAPPING = 155,
        /// Adds and removes links of the association (MLO); announces added links.
        NL80211_CMD_ASSOC_MLO_RECONF = 156,
        /// Enables or disables EPCS; announces the state.
        NL80211_CMD_EPCS_CFG = 157,
        /// Announces the next NAN discovery window.
        NL80211_CMD_NAN_NEXT_DW_NOTIFICATION = 158,
        /// Announces that a NAN cluster was joined.
        NL80211_CMD_NAN_CLUSTER_JOINED = 159,
        /// Announces an incumbent signal in the 6 GHz band.
        NL80211_CMD_INCUMBENT_SIGNAL_DETECT = 160,
        /// Sets the local NAN schedule.
        NL80211_CMD_NAN_SET_LOCAL_SCHED = 161,
        /// Announces the end of a deferred NAN schedule update.
        NL80211_CMD_NAN_SCHED_UPDATE_DONE = 162,
        /// Sets the NAN schedule of a peer.
        NL80211_CMD_NAN_SET_PEER_SCHED = 163,
        /// Announces the unaligned windows (ULW) of the device.
        NL80211_CMD_NAN_ULW_UPDATE = 164,
        /// Announces that a NAN channel was given up.
        NL80211_CMD_NAN_CHANNEL_EVAC = 165,
        /// Starts proximity detection (PD).
        NL80211_CMD_START_PD = 166,
        /// Stops proximity detection (PD).
        NL80211_CMD_STOP_PD = 167,
    }
}
