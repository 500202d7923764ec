//! Mesh: configuration, peer links, paths.
use super::InfoElement;
use crate::{
    attributes, flags, open_enum,
    wire::{Flag, Tlvs},
};

attributes! {
    /// Metric and state of a mesh path: `NL80211_ATTR_MPATH_INFO`.
    pub set MpathInfo, enum MpathInfoAttr<'a> {
        /// Frames queued for the destination.
        NL80211_MPATH_INFO_FRAME_QLEN: u32 = 1,
        /// Sequence number of the destination.
        NL80211_MPATH_INFO_SN: u32 = 2,
        /// Metric of the path.
        NL80211_MPATH_INFO_METRIC: u32 = 3,
        /// Time until the path expires, milliseconds.
        NL80211_MPATH_INFO_EXPTIME: u32 = 4,
        /// Flags of the path.
        NL80211_MPATH_INFO_FLAGS: MpathFlags = 5,
        /// Timeout of the path discovery, milliseconds.
        NL80211_MPATH_INFO_DISCOVERY_TIMEOUT: u32 = 6,
        /// Retries of the path discovery.
        NL80211_MPATH_INFO_DISCOVERY_RETRIES: u8 = 7,
        /// Hops to the destination.
        NL80211_MPATH_INFO_HOP_COUNT: u8 = 8,
        /// Number of times that the next hop of the path changed.
        NL80211_MPATH_INFO_PATH_CHANGE: u32 = 9,
    }
}

flags! {
    /// Flags of a mesh path: `NL80211_MPATH_INFO_FLAGS`.
    pub struct MpathFlags(u8) {
        /// The path is active: frames are forwarded along it.
        NL80211_MPATH_FLAG_ACTIVE = 1 << 0,
        /// Path discovery is running.
        NL80211_MPATH_FLAG_RESOLVING = 1 << 1,
        /// The sequence number is valid.
        NL80211_MPATH_FLAG_SN_VALID = 1 << 2,
        /// Set by hand.
        NL80211_MPATH_FLAG_FIXED = 1 << 3,
        /// Path discovery succeeded.
        NL80211_MPATH_FLAG_RESOLVED = 1 << 4,
    }
}

attributes! {
    /// Mesh configuration: `NL80211_ATTR_MESH_CONFIG`.
    pub set MeshConfig, enum MeshConfigAttr<'a> {
        /// Timeout before a Mesh Peering Open frame is sent again, milliseconds.
        NL80211_MESHCONF_RETRY_TIMEOUT: u16 = 1 where range(1, 255),
        /// Timeout before a peer link is closed, milliseconds.
        NL80211_MESHCONF_CONFIRM_TIMEOUT: u16 = 2 where range(1, 255),
        /// Timeout of the HOLDING state, milliseconds.
        NL80211_MESHCONF_HOLDING_TIMEOUT: u16 = 3 where range(1, 255),
        /// Maximum number of peer links.
        NL80211_MESHCONF_MAX_PEER_LINKS: u16 = 4 where range(0, 255),
        /// Maximum number of Mesh Peering Open retries.
        NL80211_MESHCONF_MAX_RETRIES: u8 = 5 where max(16),
        /// TTL of sent mesh frames.
        NL80211_MESHCONF_TTL: u8 = 6 where range(1, 255),
        /// Opens peer links automatically: 0 or 1.
        NL80211_MESHCONF_AUTO_OPEN_PLINKS: u8 = 7 where max(1),
        /// Maximum number of path request (PREQ) retries.
        NL80211_MESHCONF_HWMP_MAX_PREQ_RETRIES: u8 = 8,
        /// Time before its expiry when a path is refreshed, milliseconds.
        NL80211_MESHCONF_PATH_REFRESH_TIME: u32 = 9,
        /// Minimum time until a path discovery is given up, milliseconds.
        NL80211_MESHCONF_MIN_DISCOVERY_TIMEOUT: u16 = 10 where range(1, 65535),
        /// Validity of forwarding information, TU.
        NL80211_MESHCONF_HWMP_ACTIVE_PATH_TIMEOUT: u32 = 11,
        /// Minimum interval between path requests, TU.
        NL80211_MESHCONF_HWMP_PREQ_MIN_INTERVAL: u16 = 12 where range(1, 65535),
        /// Time for an HWMP element to cross the mesh, TU.
        NL80211_MESHCONF_HWMP_NET_DIAM_TRVS_TIME: u16 = 13 where range(1, 65535),
        /// Root mode: 0 none, 2 proactive PREQ, 3 proactive PREQ with PREP, 4 root announcements
        /// (RANN).
        NL80211_MESHCONF_HWMP_ROOTMODE: u8 = 14 where max(4),
        /// TTL of path selection elements.
        NL80211_MESHCONF_ELEMENT_TTL: u8 = 15 where range(1, 255),
        /// Interval of root announcements, TU.
        NL80211_MESHCONF_HWMP_RANN_INTERVAL: u16 = 16 where range(1, 65535),
        /// Announces access to another network: 0 or 1.
        NL80211_MESHCONF_GATE_ANNOUNCEMENTS: u8 = 17 where max(1),
        /// Minimum interval between path errors (PERR), TU.
        NL80211_MESHCONF_HWMP_PERR_MIN_INTERVAL: u16 = 18 where range(1, 65535),
        /// Forwards frames: 0 or 1. By default 1.
        NL80211_MESHCONF_FORWARDING: u8 = 19 where max(1),
        /// Minimum signal of a peer, dBm. 0 disables the threshold.
        NL80211_MESHCONF_RSSI_THRESHOLD: i32 = 20 where range(-255, 0),
        /// Maximum number of neighbors to synchronize with.
        NL80211_MESHCONF_SYNC_OFFSET_MAX_NEIGHBOR: u32 = 21,
        /// HT protection mode: the HT protection field of the HT Operation element.
        NL80211_MESHCONF_HT_OPMODE: u16 = 22,
        /// Validity of the path to the root, TU.
        NL80211_MESHCONF_HWMP_PATH_TO_ROOT_TIMEOUT: u32 = 23,
        /// Interval of proactive path requests, TU.
        NL80211_MESHCONF_HWMP_ROOT_INTERVAL: u16 = 24 where range(1, 65535),
        /// Minimum interval between path requests that confirm the root path, TU.
        NL80211_MESHCONF_HWMP_CONFIRMATION_INTERVAL: u16 = 25 where range(1, 65535),
        /// Power mode of new peer links.
        NL80211_MESHCONF_POWER_MODE: MeshPowerMode = 26 where range(1, 3),
        /// Awake window, TU.
        NL80211_MESHCONF_AWAKE_WINDOW: u16 = 27,
        /// Time without activity until a peer is removed, seconds. 0 disables it; by default 1800.
        NL80211_MESHCONF_PLINK_TIMEOUT: u32 = 28,
        /// Announces a connection to a mesh gate: 0 or 1.
        NL80211_MESHCONF_CONNECTED_TO_GATE: u8 = 29 where range(0, 1),
        /// Avoids path discovery to direct neighbors: 0 or 1.
        NL80211_MESHCONF_NOLEARN: u8 = 30 where range(0, 1),
        /// Announces a connection to an authentication server: 0 or 1.
        NL80211_MESHCONF_CONNECTED_TO_AS: u8 = 31 where range(0, 1),
    }
}

attributes! {
    /// Fixed mesh parameters: `NL80211_ATTR_MESH_SETUP`.
    pub set MeshSetup, enum MeshSetupAttr<'a> {
        /// Vendor specific path selection: 0 (HWMP) or 1.
        NL80211_MESH_SETUP_ENABLE_VENDOR_PATH_SEL: u8 = 1,
        /// Vendor specific path metric: 0 (airtime) or 1.
        NL80211_MESH_SETUP_ENABLE_VENDOR_METRIC: u8 = 2,
        /// Elements of the mesh, such as RSN.
        NL80211_MESH_SETUP_IE: Tlvs<'a, InfoElement> = 3 where binary_max_len(2304),
        /// User space authenticates mesh peers.
        NL80211_MESH_SETUP_USERSPACE_AUTH: Flag = 4,
        /// User space secures the peering (AMPE).
        NL80211_MESH_SETUP_USERSPACE_AMPE: Flag = 5,
        /// Vendor specific synchronization: 0 (neighbor offset) or 1.
        NL80211_MESH_SETUP_ENABLE_VENDOR_SYNC: u8 = 6,
        /// User space manages the peering (MPM).
        NL80211_MESH_SETUP_USERSPACE_MPM: Flag = 7,
        /// Authentication protocol: 0 none, 1 SAE.
        NL80211_MESH_SETUP_AUTH_PROTOCOL: u8 = 8,
    }
}

open_enum! {
    /// Power mode of a mesh station, between peers or without a peer.
    pub struct MeshPowerMode(u32) {
        /// Unknown: the peer has not announced its power mode.
        NL80211_MESH_POWER_UNKNOWN = 0,
        /// Active: always awake.
        NL80211_MESH_POWER_ACTIVE = 1,
        /// Light sleep: wakes up for beacons of neighbors.
        NL80211_MESH_POWER_LIGHT_SLEEP = 2,
        /// Deep sleep: may not wake up for beacons of neighbors.
        NL80211_MESH_POWER_DEEP_SLEEP = 3,
    }
}

open_enum! {
    /// State of a mesh peer link.
    pub struct PlinkState(u8) {
        /// LISTEN: no peer link.
        NL80211_PLINK_LISTEN = 0,
        /// OPN_SNT: Mesh Peering Open was sent.
        NL80211_PLINK_OPN_SNT = 1,
        /// OPN_RCVD: Mesh Peering Open was received.
        NL80211_PLINK_OPN_RCVD = 2,
        /// CNF_RCVD: Mesh Peering Confirm was received.
        NL80211_PLINK_CNF_RCVD = 3,
        /// ESTAB: established.
        NL80211_PLINK_ESTAB = 4,
        /// HOLDING: being closed.
        NL80211_PLINK_HOLDING = 5,
        /// Blocked: frames are dropped, except for authentication.
        NL80211_PLINK_BLOCKED = 6,
    }
}

open_enum! {
    /// Action on a mesh peer link: `NL80211_ATTR_STA_PLINK_ACTION`.
    pub struct PlinkAction(u8) {
        /// None.
        NL80211_PLINK_ACTION_NO_ACTION = 0,
        /// Opens the peer link.
        NL80211_PLINK_ACTION_OPEN = 1,
        /// Blocks the peer.
        NL80211_PLINK_ACTION_BLOCK = 2,
    }
}
