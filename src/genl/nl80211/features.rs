//! Features and extended features of drivers.
use crate::{
    flags, open_enum,
    schema::View,
    wire::{
        borrowed,
        spec::{FieldSpec, Named, Names, NumberSpec, PayloadType, StructSpec},
    },
};
use core::fmt;

flags! {
    /// Features of a driver: `NL80211_ATTR_FEATURE_FLAGS`.
    pub struct FeatureFlags(u32) {
        /// Reports the TX status to the error queue of the socket.
        NL80211_FEATURE_SK_TX_STATUS = 1 << 0,
        /// HT rates in an IBSS.
        NL80211_FEATURE_HT_IBSS = 1 << 1,
        /// Removes inactive stations of an AP.
        NL80211_FEATURE_INACTIVITY_TIMER = 1 << 2,
        /// Regulatory hints of cellular base stations.
        NL80211_FEATURE_CELL_BASE_REG_HINTS = 1 << 3,
        /// Reserved.
        NL80211_FEATURE_P2P_DEVICE_NEEDS_CHANNEL = 1 << 4,
        /// SAE with the SME in user space.
        NL80211_FEATURE_SAE = 1 << 5,
        /// Low priority scans: `NL80211_SCAN_FLAG_LOW_PRIORITY`.
        NL80211_FEATURE_LOW_PRIORITY_SCAN = 1 << 6,
        /// `NL80211_SCAN_FLAG_FLUSH`.
        NL80211_FEATURE_SCAN_FLUSH = 1 << 7,
        /// Scans on an AP interface.
        NL80211_FEATURE_AP_SCAN = 1 << 8,
        /// Transmit power for each interface.
        NL80211_FEATURE_VIF_TXPOWER = 1 << 9,
        /// Needs OBSS scans and 20/40 coexistence reports by user space.
        NL80211_FEATURE_NEED_OBSS_SCAN = 1 << 10,
        /// Client traffic window (CTWindow) of a P2P group owner.
        NL80211_FEATURE_P2P_GO_CTWIN = 1 << 11,
        /// Opportunistic power save of a P2P group owner.
        NL80211_FEATURE_P2P_GO_OPPPS = 1 << 12,
        /// Channels have the limits of HT40, 80 MHz and 160 MHz.
        NL80211_FEATURE_ADVERTISE_CHAN_LIMITS = 1 << 14,
        /// Stations of an AP are added before they are authenticated.
        NL80211_FEATURE_FULL_AP_CLIENT_STATE = 1 << 15,
        /// Mesh peering by user space.
        NL80211_FEATURE_USERSPACE_MPM = 1 << 16,
        /// Active monitor interfaces.
        NL80211_FEATURE_ACTIVE_MONITOR = 1 << 17,
        /// Change of the channel width during the lifetime of a BSS.
        NL80211_FEATURE_AP_MODE_CHAN_WIDTH_CHANGE = 1 << 18,
        /// Adds the DS Parameter Set element to probe requests.
        NL80211_FEATURE_DS_PARAM_SET_IE_IN_PROBES = 1 << 19,
        /// Adds the TPC Report element of the Wi-Fi Alliance to probe requests.
        NL80211_FEATURE_WFA_TPC_IE_IN_PROBES = 1 << 20,
        /// Quiet periods requested by an AP.
        NL80211_FEATURE_QUIET = 1 << 21,
        /// Inserts the transmit power into TPC reports and link measurement reports.
        NL80211_FEATURE_TX_POWER_INSERTION = 1 << 22,
        /// Estimation of the ACK timeout (dynack).
        NL80211_FEATURE_ACKTO_ESTIMATION = 1 << 23,
        /// Static spatial multiplexing power save.
        NL80211_FEATURE_STATIC_SMPS = 1 << 24,
        /// Dynamic spatial multiplexing power save.
        NL80211_FEATURE_DYNAMIC_SMPS = 1 << 25,
        /// WMM admission control (`NL80211_CMD_ADD_TX_TS`).
        NL80211_FEATURE_SUPPORTS_WMM_ADMISSION = 1 << 26,
        /// MAC address when an interface is created.
        NL80211_FEATURE_MAC_ON_CREATE = 1 << 27,
        /// Channel switch with a TDLS peer.
        NL80211_FEATURE_TDLS_CHANNEL_SWITCH = 1 << 28,
        /// Random MAC address in scans.
        NL80211_FEATURE_SCAN_RANDOM_MAC_ADDR = 1 << 29,
        /// Random MAC address in scheduled scans.
        NL80211_FEATURE_SCHED_SCAN_RANDOM_MAC_ADDR = 1 << 30,
        /// Random MAC address in network detection.
        NL80211_FEATURE_ND_RANDOM_MAC_ADDR = 1 << 31,
    }
}

open_enum! {
    /// Extended feature of a driver: bit number in `NL80211_ATTR_EXT_FEATURES`.
    pub struct ExtFeature(u32) {
        /// VHT rates in an IBSS.
        NL80211_EXT_FEATURE_VHT_IBSS = 0,
        /// Radio resource measurement (RRM), without `NL80211_FEATURE_QUIET`.
        NL80211_EXT_FEATURE_RRM = 1,
        /// Monitor of MU-MIMO groups.
        NL80211_EXT_FEATURE_MU_MIMO_AIR_SNIFFER = 2,
        /// Scan results report when the scan began: `NL80211_ATTR_SCAN_START_TIME_TSF`.
        NL80211_EXT_FEATURE_SCAN_START_TIME = 3,
        /// Scan results report their time by the TSF of the BSS: `NL80211_BSS_PARENT_TSF`.
        NL80211_EXT_FEATURE_BSS_PARENT_TSF = 4,
        /// Time on each channel of a scan.
        NL80211_EXT_FEATURE_SET_SCAN_DWELL = 5,
        /// Beacons can be sent at a chosen legacy rate (802.11b/g/a).
        NL80211_EXT_FEATURE_BEACON_RATE_LEGACY = 6,
        /// Beacons can be sent at a chosen HT rate (802.11n).
        NL80211_EXT_FEATURE_BEACON_RATE_HT = 7,
        /// Beacons can be sent at a chosen VHT rate (802.11ac).
        NL80211_EXT_FEATURE_BEACON_RATE_VHT = 8,
        /// FILS as station, with the SME in user space.
        NL80211_EXT_FEATURE_FILS_STA = 9,
        /// Random source address of management frames while not associated.
        NL80211_EXT_FEATURE_MGMT_TX_RANDOM_TA = 10,
        /// Random source address of management frames while associated.
        NL80211_EXT_FEATURE_MGMT_TX_RANDOM_TA_CONNECTED = 11,
        /// Scheduled scans for a BSS better than the current one.
        NL80211_EXT_FEATURE_SCHED_SCAN_RELATIVE_RSSI = 12,
        /// Several RSSI thresholds.
        NL80211_EXT_FEATURE_CQM_RSSI_LIST = 13,
        /// FILS shared key by the driver.
        NL80211_EXT_FEATURE_FILS_SK_OFFLOAD = 14,
        /// 4-way handshake with PSK by the driver, as station.
        NL80211_EXT_FEATURE_4WAY_HANDSHAKE_STA_PSK = 15,
        /// 4-way handshake with 802.1X by the driver, as station.
        NL80211_EXT_FEATURE_4WAY_HANDSHAKE_STA_1X = 16,
        /// `NL80211_SCAN_FLAG_FILS_MAX_CHANNEL_TIME`.
        NL80211_EXT_FEATURE_FILS_MAX_CHANNEL_TIME = 17,
        /// `NL80211_SCAN_FLAG_ACCEPT_BCAST_PROBE_RESP`.
        NL80211_EXT_FEATURE_ACCEPT_BCAST_PROBE_RESP = 18,
        /// `NL80211_SCAN_FLAG_OCE_PROBE_REQ_HIGH_TX_RATE`.
        NL80211_EXT_FEATURE_OCE_PROBE_REQ_HIGH_TX_RATE = 19,
        /// `NL80211_SCAN_FLAG_OCE_PROBE_REQ_DEFERRAL_SUPPRESSION`.
        NL80211_EXT_FEATURE_OCE_PROBE_REQ_DEFERRAL_SUPPRESSION = 20,
        /// Management frame protection can be optional: `NL80211_MFP_OPTIONAL`.
        NL80211_EXT_FEATURE_MFP_OPTIONAL = 21,
        /// `NL80211_SCAN_FLAG_LOW_SPAN`.
        NL80211_EXT_FEATURE_LOW_SPAN_SCAN = 22,
        /// `NL80211_SCAN_FLAG_LOW_POWER`.
        NL80211_EXT_FEATURE_LOW_POWER_SCAN = 23,
        /// `NL80211_SCAN_FLAG_HIGH_ACCURACY`.
        NL80211_EXT_FEATURE_HIGH_ACCURACY_SCAN = 24,
        /// DFS by the driver.
        NL80211_EXT_FEATURE_DFS_OFFLOAD = 25,
        /// Control port frames over nl80211.
        NL80211_EXT_FEATURE_CONTROL_PORT_OVER_NL80211 = 26,
        /// Average signal of ACK frames.
        NL80211_EXT_FEATURE_ACK_SIGNAL_SUPPORT = 27,
        /// Transmit queues with FQ-CoDel.
        NL80211_EXT_FEATURE_TXQS = 28,
        /// `NL80211_SCAN_FLAG_RANDOM_SN`.
        NL80211_EXT_FEATURE_SCAN_RANDOM_SN = 29,
        /// `NL80211_SCAN_FLAG_MIN_PREQ_CONTENT`.
        NL80211_EXT_FEATURE_SCAN_MIN_PREQ_CONTENT = 30,
        /// Replaces a pairwise key in use correctly.
        NL80211_EXT_FEATURE_CAN_REPLACE_PTK0 = 31,
        /// Fine timing measurement (FTM) responder.
        NL80211_EXT_FEATURE_ENABLE_FTM_RESPONDER = 32,
        /// Airtime fairness scheduling.
        NL80211_EXT_FEATURE_AIRTIME_FAIRNESS = 33,
        /// The device caches PMKSAs (pairwise master keys) as AP.
        NL80211_EXT_FEATURE_AP_PMKSA_CACHING = 34,
        /// Obsolete.
        NL80211_EXT_FEATURE_SCHED_SCAN_BAND_SPECIFIC_RSSI_THOLD = 35,
        /// Extended key id for unicast frames.
        NL80211_EXT_FEATURE_EXT_KEY_ID = 36,
        /// Transmit power for each station.
        NL80211_EXT_FEATURE_STA_TX_PWR = 37,
        /// SAE by the driver, as station.
        NL80211_EXT_FEATURE_SAE_OFFLOAD = 38,
        /// VLANs by the driver.
        NL80211_EXT_FEATURE_VLAN_OFFLOAD = 39,
        /// Airtime queue limit (AQL).
        NL80211_EXT_FEATURE_AQL = 40,
        /// Beacons are protected as AP, and verified as station.
        NL80211_EXT_FEATURE_BEACON_PROTECTION = 41,
        /// `NL80211_ATTR_CONTROL_PORT_NO_PREAUTH`.
        NL80211_EXT_FEATURE_CONTROL_PORT_NO_PREAUTH = 42,
        /// Protected TWT frames.
        NL80211_EXT_FEATURE_PROTECTED_TWT = 43,
        /// Removal of stations of an IBSS.
        NL80211_EXT_FEATURE_DEL_IBSS_STA = 44,
        /// Registration for multicast management frames.
        NL80211_EXT_FEATURE_MULTICAST_REGISTRATIONS = 45,
        /// Beacon protection as station only.
        NL80211_EXT_FEATURE_BEACON_PROTECTION_CLIENT = 46,
        /// `NL80211_ATTR_SCAN_FREQ_KHZ`.
        NL80211_EXT_FEATURE_SCAN_FREQ_KHZ = 47,
        /// TX status of control port frames over nl80211.
        NL80211_EXT_FEATURE_CONTROL_PORT_OVER_NL80211_TX_STATUS = 48,
        /// Operating channel validation (OCV).
        NL80211_EXT_FEATURE_OPERATING_CHANNEL_VALIDATION = 49,
        /// 4-way handshake with PSK by the driver, as AP.
        NL80211_EXT_FEATURE_4WAY_HANDSHAKE_AP_PSK = 50,
        /// SAE by the driver, as AP.
        NL80211_EXT_FEATURE_SAE_OFFLOAD_AP = 51,
        /// FILS discovery frames.
        NL80211_EXT_FEATURE_FILS_DISCOVERY = 52,
        /// Unsolicited broadcast probe responses.
        NL80211_EXT_FEATURE_UNSOL_BCAST_PROBE_RESP = 53,
        /// Beacons can be sent at a chosen HE rate (802.11ax).
        NL80211_EXT_FEATURE_BEACON_RATE_HE = 54,
        /// Secure LTF in ranging.
        NL80211_EXT_FEATURE_SECURE_LTF = 55,
        /// Secure RTT in ranging.
        NL80211_EXT_FEATURE_SECURE_RTT = 56,
        /// Protected management frames in ranging.
        NL80211_EXT_FEATURE_PROT_RANGE_NEGO_AND_MEASURE = 57,
        /// BSS color collision detection and change.
        NL80211_EXT_FEATURE_BSS_COLOR = 58,
        /// Encryption of FILS association frames by the driver, as AP.
        NL80211_EXT_FEATURE_FILS_CRYPTO_OFFLOAD = 59,
        /// Radar detection in the background.
        NL80211_EXT_FEATURE_RADAR_BACKGROUND = 60,
        /// Change of the MAC address while the interface is up.
        NL80211_EXT_FEATURE_POWERED_ADDR_CHANGE = 61,
        /// Preamble puncturing as AP.
        NL80211_EXT_FEATURE_PUNCT = 62,
        /// NAN pairing.
        NL80211_EXT_FEATURE_SECURE_NAN = 63,
        /// Random source address of authentication and deauthentication frames.
        NL80211_EXT_FEATURE_AUTH_AND_DEAUTH_RANDOM_TA = 64,
        /// OWE by the driver, as station.
        NL80211_EXT_FEATURE_OWE_OFFLOAD = 65,
        /// OWE by the driver, as AP.
        NL80211_EXT_FEATURE_OWE_OFFLOAD_AP = 66,
        /// Operation on DFS channels under the control of a DFS master.
        NL80211_EXT_FEATURE_DFS_CONCURRENT = 67,
        /// SPP A-MSDUs.
        NL80211_EXT_FEATURE_SPP_AMSDU_SUPPORT = 68,
        /// Beacons can be sent at a chosen EHT rate (802.11be).
        NL80211_EXT_FEATURE_BEACON_RATE_EHT = 69,
        /// EPPKE with the SME in user space, as station.
        NL80211_EXT_FEATURE_EPPKE = 70,
        /// Encryption of association frames.
        NL80211_EXT_FEATURE_ASSOC_FRAME_ENCRYPTION = 71,
        /// 802.1X in Authentication frames with the SME in user space, as station.
        NL80211_EXT_FEATURE_IEEE8021X_AUTH = 72,
        /// Filter by MAC address during a stay on a channel.
        NL80211_EXT_FEATURE_ROC_ADDR_FILTER = 73,
        /// The seed of secure LTFs can be set: `NL80211_KEY_LTF_SEED`.
        NL80211_EXT_FEATURE_SET_KEY_LTF_SEED = 74,
    }
}

/// Number of bytes with known extended features.
const BYTES: usize = ExtFeature::NAMES.len().div_ceil(8);
/// Names of the bits of each byte. A name repeats bit 7 where a byte has fewer names.
static NAMES: [[Named; 8]; BYTES] = names();
#[allow(clippy::indexing_slicing)] // evaluated at compile time
const fn names() -> [[Named; 8]; BYTES] {
    let mut all = [[Named { value: 0, name: "" }; 8]; BYTES];
    let mut at = 0;
    while at < ExtFeature::NAMES.len() {
        let named = ExtFeature::NAMES[at];
        let bit = named.value as usize;
        assert!(bit == at, "the extended features have numbers without gaps");
        all[bit / 8][bit % 8] = Named { value: 1 << (bit % 8), name: named.name };
        at += 1;
    }
    all
}
static FIELDS: [FieldSpec; BYTES] = fields();
#[allow(clippy::indexing_slicing)] // evaluated at compile time
const fn fields() -> [FieldSpec; BYTES] {
    const LABELS: [&str; 10] = [
        "features_0",
        "features_8",
        "features_16",
        "features_24",
        "features_32",
        "features_40",
        "features_48",
        "features_56",
        "features_64",
        "features_72",
    ];
    let spec = FieldSpec {
        name: "",
        offset: 0,
        len: 1,
        payload_type: PayloadType::Bytes,
        secret: false,
        padding: false,
    };
    let mut all = [spec; BYTES];
    let mut at = 0;
    while at < BYTES {
        let used = if ExtFeature::NAMES.len() < 8 * at + 8 { ExtFeature::NAMES.len() - 8 * at } else { 8 };
        let (names, _) = NAMES[at].split_at(used);
        let number = NumberSpec { len: 1, signed: false, big: false, names: Names::Flags(names) };
        all[at] =
            FieldSpec { name: LABELS[at], offset: at, payload_type: PayloadType::Number(number), ..spec };
        at += 1;
    }
    all
}
static SPEC: StructSpec =
    StructSpec { name: "ExtFeatures", len: BYTES, fields: &FIELDS, then: None, between: &PayloadType::Bytes };

/// Extended features of a driver: `NL80211_ATTR_EXT_FEATURES`.
///
/// A bitmap; [`ExtFeature`] numbers the bits, from the lowest bit of the first byte.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct ExtFeatures<'a>(pub &'a [u8]);
impl<'a> ExtFeatures<'a> {
    /// Returns whether the driver has a feature.
    pub fn contains(&self, feature: ExtFeature) -> bool {
        let byte = usize::try_from(feature.0 / 8).ok().and_then(|at| self.0.get(at));
        byte.is_some_and(|byte| byte >> (feature.0 % 8) & 1 != 0)
    }
    /// Iterates over the features of the driver, including those without a name.
    pub fn iter(&self) -> impl Iterator<Item = ExtFeature> + use<'a> {
        let bits = self.0.iter().zip((0u32..).step_by(8));
        bits.flat_map(|(byte, first)| {
            (0..8).filter(move |bit| byte >> bit & 1 != 0).map(move |bit| first + bit)
        })
        .map(ExtFeature)
    }
    /// Returns all bytes.
    pub const fn bytes(&self) -> &'a [u8] {
        self.0
    }
}
borrowed! {
    [] ExtFeatures<'a>: PayloadType::Extensible(&SPEC), 0, |b| Some(ExtFeatures(b)), |it| it.0;
}
impl fmt::Debug for ExtFeatures<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&View::new(PayloadType::Extensible(&SPEC), self.0), f)
    }
}
