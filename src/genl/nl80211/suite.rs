//! Cipher and AKM suites.
use crate::open_enum;

open_enum! {
    /// Cipher suite: OUI and type, IEEE 802.11-2020, 9.4.2.24.2.
    ///
    /// `WLAN_CIPHER_SUITE_*` of include/linux/ieee80211.h of the kernel; `WPA_CIPHER_SUITE_*` are
    /// the suites of the WPA element. Host byte order in attributes, big endian in elements.
    pub struct CipherSuite(u32) {
        /// The group cipher suite also protects unicast frames.
        WLAN_CIPHER_SUITE_USE_GROUP = 0x000f_ac00,
        /// WEP, 40-bit key.
        WLAN_CIPHER_SUITE_WEP40 = 0x000f_ac01,
        /// TKIP (Temporal Key Integrity Protocol, WPA). Deprecated.
        WLAN_CIPHER_SUITE_TKIP = 0x000f_ac02,
        /// CCMP, 128-bit key.
        WLAN_CIPHER_SUITE_CCMP = 0x000f_ac04,
        /// WEP, 104-bit key.
        WLAN_CIPHER_SUITE_WEP104 = 0x000f_ac05,
        /// BIP-CMAC, 128-bit key: management frames.
        WLAN_CIPHER_SUITE_AES_CMAC = 0x000f_ac06,
        /// Group addressed traffic is not allowed.
        WLAN_CIPHER_SUITE_NO_GROUP_ADDR = 0x000f_ac07,
        /// GCMP, 128-bit key.
        WLAN_CIPHER_SUITE_GCMP = 0x000f_ac08,
        /// GCMP, 256-bit key.
        WLAN_CIPHER_SUITE_GCMP_256 = 0x000f_ac09,
        /// CCMP, 256-bit key.
        WLAN_CIPHER_SUITE_CCMP_256 = 0x000f_ac0a,
        /// BIP-GMAC, 128-bit key: management frames.
        WLAN_CIPHER_SUITE_BIP_GMAC_128 = 0x000f_ac0b,
        /// BIP-GMAC, 256-bit key: management frames.
        WLAN_CIPHER_SUITE_BIP_GMAC_256 = 0x000f_ac0c,
        /// BIP-CMAC, 256-bit key: management frames.
        WLAN_CIPHER_SUITE_BIP_CMAC_256 = 0x000f_ac0d,
        /// SMS4 (WAPI).
        WLAN_CIPHER_SUITE_SMS4 = 0x0014_7201,
        /// WPA: the group cipher suite.
        WPA_CIPHER_SUITE_NONE = 0x0050_f200,
        /// WPA: WEP, 40-bit key.
        WPA_CIPHER_SUITE_WEP40 = 0x0050_f201,
        /// TKIP (Temporal Key Integrity Protocol), number of WPA.
        WPA_CIPHER_SUITE_TKIP = 0x0050_f202,
        /// CCMP (AES), number of WPA.
        WPA_CIPHER_SUITE_CCMP = 0x0050_f204,
        /// WPA: WEP, 104-bit key.
        WPA_CIPHER_SUITE_WEP104 = 0x0050_f205,
    }
}
open_enum! {
    /// Authentication and key management (AKM) suite: OUI and type, IEEE 802.11-2020, 9.4.2.24.3.
    ///
    /// `WLAN_AKM_SUITE_*` of include/linux/ieee80211.h of the kernel; `WPA_AUTH_KEY_MGMT_*` are the
    /// suites of the WPA element. Host byte order in attributes, big endian in elements.
    pub struct AkmSuite(u32) {
        /// IEEE 802.1X.
        WLAN_AKM_SUITE_8021X = 0x000f_ac01,
        /// PSK: pre-shared key (WPA2-Personal).
        WLAN_AKM_SUITE_PSK = 0x000f_ac02,
        /// FT with IEEE 802.1X.
        WLAN_AKM_SUITE_FT_8021X = 0x000f_ac03,
        /// Fast transition (FT, 802.11r) with a pre-shared key.
        WLAN_AKM_SUITE_FT_PSK = 0x000f_ac04,
        /// IEEE 802.1X with SHA-256.
        WLAN_AKM_SUITE_8021X_SHA256 = 0x000f_ac05,
        /// PSK with SHA-256.
        WLAN_AKM_SUITE_PSK_SHA256 = 0x000f_ac06,
        /// TDLS: TPK handshake between two stations.
        WLAN_AKM_SUITE_TDLS = 0x000f_ac07,
        /// SAE: Simultaneous Authentication of Equals (WPA3-Personal).
        WLAN_AKM_SUITE_SAE = 0x000f_ac08,
        /// Fast transition (FT, 802.11r) with SAE.
        WLAN_AKM_SUITE_FT_OVER_SAE = 0x000f_ac09,
        /// AP PeerKey: keys between access points.
        WLAN_AKM_SUITE_AP_PEER_KEY = 0x000f_ac0a,
        /// IEEE 802.1X, Suite B with SHA-256.
        WLAN_AKM_SUITE_8021X_SUITE_B = 0x000f_ac0b,
        /// IEEE 802.1X, CNSA (Suite B, 192 bits) with SHA-384.
        WLAN_AKM_SUITE_8021X_SUITE_B_192 = 0x000f_ac0c,
        /// FT with IEEE 802.1X and SHA-384.
        WLAN_AKM_SUITE_FT_8021X_SHA384 = 0x000f_ac0d,
        /// FILS with SHA-256.
        WLAN_AKM_SUITE_FILS_SHA256 = 0x000f_ac0e,
        /// FILS with SHA-384.
        WLAN_AKM_SUITE_FILS_SHA384 = 0x000f_ac0f,
        /// FT with FILS and SHA-256.
        WLAN_AKM_SUITE_FT_FILS_SHA256 = 0x000f_ac10,
        /// FT with FILS and SHA-384.
        WLAN_AKM_SUITE_FT_FILS_SHA384 = 0x000f_ac11,
        /// Opportunistic wireless encryption (OWE).
        WLAN_AKM_SUITE_OWE = 0x000f_ac12,
        /// FT with PSK and SHA-384.
        WLAN_AKM_SUITE_FT_PSK_SHA384 = 0x000f_ac13,
        /// PSK with SHA-384.
        WLAN_AKM_SUITE_PSK_SHA384 = 0x000f_ac14,
        /// SAE with a key of variable length.
        WLAN_AKM_SUITE_SAE_EXT_KEY = 0x000f_ac18,
        /// FT with SAE and a key of variable length.
        WLAN_AKM_SUITE_FT_SAE_EXT_KEY = 0x000f_ac19,
        /// Device provisioning protocol (DPP).
        WLAN_AKM_SUITE_WFA_DPP = 0x506f_9a02,
        /// WPA: IEEE 802.1X.
        WPA_AUTH_KEY_MGMT_UNSPEC_802_1X = 0x0050_f201,
        /// PSK: pre-shared key, number of WPA.
        WPA_AUTH_KEY_MGMT_PSK_OVER_802_1X = 0x0050_f202,
    }
}
