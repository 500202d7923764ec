//! Link modes by bit number.
use crate::open_enum;

open_enum! {
    /// A link mode or link capability: `ETHTOOL_LINK_MODE_*_BIT`, linux/ethtool.h.
    ///
    /// Bit number in the bitsets of [`LinkModes`](super::LinkModes). The kernel's names, including
    /// modes newer than this list, are in the string set
    /// [`StringSetId::ETH_SS_LINK_MODES`](super::StringSetId).
    pub struct LinkMode(u32) {
        /// 10baseT/Half.
        ETHTOOL_LINK_MODE_10baseT_Half_BIT = 0,
        /// 10baseT/Full.
        ETHTOOL_LINK_MODE_10baseT_Full_BIT = 1,
        /// 100baseT/Half.
        ETHTOOL_LINK_MODE_100baseT_Half_BIT = 2,
        /// 100baseT/Full.
        ETHTOOL_LINK_MODE_100baseT_Full_BIT = 3,
        /// 1000baseT/Half.
        ETHTOOL_LINK_MODE_1000baseT_Half_BIT = 4,
        /// 1000baseT/Full.
        ETHTOOL_LINK_MODE_1000baseT_Full_BIT = 5,
        /// Autonegotiation.
        ETHTOOL_LINK_MODE_Autoneg_BIT = 6,
        /// Twisted-pair port.
        ETHTOOL_LINK_MODE_TP_BIT = 7,
        /// Attachment Unit Interface (AUI) port.
        ETHTOOL_LINK_MODE_AUI_BIT = 8,
        /// Media Independent Interface (MII) port.
        ETHTOOL_LINK_MODE_MII_BIT = 9,
        /// Fibre port.
        ETHTOOL_LINK_MODE_FIBRE_BIT = 10,
        /// Coaxial (BNC) port.
        ETHTOOL_LINK_MODE_BNC_BIT = 11,
        /// 10000baseT/Full.
        ETHTOOL_LINK_MODE_10000baseT_Full_BIT = 12,
        /// Symmetric pause frames.
        ETHTOOL_LINK_MODE_Pause_BIT = 13,
        /// Asymmetric pause frames.
        ETHTOOL_LINK_MODE_Asym_Pause_BIT = 14,
        /// 2500baseX/Full.
        ETHTOOL_LINK_MODE_2500baseX_Full_BIT = 15,
        /// Backplane port.
        ETHTOOL_LINK_MODE_Backplane_BIT = 16,
        /// 1000baseKX/Full.
        ETHTOOL_LINK_MODE_1000baseKX_Full_BIT = 17,
        /// 10000baseKX4/Full.
        ETHTOOL_LINK_MODE_10000baseKX4_Full_BIT = 18,
        /// 10000baseKR/Full.
        ETHTOOL_LINK_MODE_10000baseKR_Full_BIT = 19,
        /// 10000baseR with forward error correction (FEC).
        ETHTOOL_LINK_MODE_10000baseR_FEC_BIT = 20,
        /// 20000baseMLD2/Full.
        ETHTOOL_LINK_MODE_20000baseMLD2_Full_BIT = 21,
        /// 20000baseKR2/Full.
        ETHTOOL_LINK_MODE_20000baseKR2_Full_BIT = 22,
        /// 40000baseKR4/Full.
        ETHTOOL_LINK_MODE_40000baseKR4_Full_BIT = 23,
        /// 40000baseCR4/Full.
        ETHTOOL_LINK_MODE_40000baseCR4_Full_BIT = 24,
        /// 40000baseSR4/Full.
        ETHTOOL_LINK_MODE_40000baseSR4_Full_BIT = 25,
        /// 40000baseLR4/Full.
        ETHTOOL_LINK_MODE_40000baseLR4_Full_BIT = 26,
        /// 56000baseKR4/Full.
        ETHTOOL_LINK_MODE_56000baseKR4_Full_BIT = 27,
        /// 56000baseCR4/Full.
        ETHTOOL_LINK_MODE_56000baseCR4_Full_BIT = 28,
        /// 56000baseSR4/Full.
        ETHTOOL_LINK_MODE_56000baseSR4_Full_BIT = 29,
        /// 56000baseLR4/Full.
        ETHTOOL_LINK_MODE_56000baseLR4_Full_BIT = 30,
        /// 25000baseCR/Full.
        ETHTOOL_LINK_MODE_25000baseCR_Full_BIT = 31,
        /// 25000baseKR/Full.
        ETHTOOL_LINK_MODE_25000baseKR_Full_BIT = 32,
        /// 25000baseSR/Full.
        ETHTOOL_LINK_MODE_25000baseSR_Full_BIT = 33,
        /// 50000baseCR2/Full.
        ETHTOOL_LINK_MODE_50000baseCR2_Full_BIT = 34,
        /// 50000baseKR2/Full.
        ETHTOOL_LINK_MODE_50000baseKR2_Full_BIT = 35,
        /// 100000baseKR4/Full.
        ETHTOOL_LINK_MODE_100000baseKR4_Full_BIT = 36,
        /// 100000baseSR4/Full.
        ETHTOOL_LINK_MODE_100000baseSR4_Full_BIT = 37,
        /// 100000baseCR4/Full.
        ETHTOOL_LINK_MODE_100000baseCR4_Full_BIT = 38,
        /// 100000baseLR4/ER4/Full.
        ETHTOOL_LINK_MODE_100000baseLR4_ER4_Full_BIT = 39,
        /// 50000baseSR2/Full.
        ETHTOOL_LINK_MODE_50000baseSR2_Full_BIT = 40,
        /// 1000baseX/Full.
        ETHTOOL_LINK_MODE_1000baseX_Full_BIT = 41,
        /// 10000baseCR/Full.
        ETHTOOL_LINK_MODE_10000baseCR_Full_BIT = 42,
        /// 10000baseSR/Full.
        ETHTOOL_LINK_MODE_10000baseSR_Full_BIT = 43,
        /// 10000baseLR/Full.
        ETHTOOL_LINK_MODE_10000baseLR_Full_BIT = 44,
        /// 10000baseLRM/Full.
        ETHTOOL_LINK_MODE_10000baseLRM_Full_BIT = 45,
        /// 10000baseER/Full.
        ETHTOOL_LINK_MODE_10000baseER_Full_BIT = 46,
        /// 2500baseT/Full.
        ETHTOOL_LINK_MODE_2500baseT_Full_BIT = 47,
        /// 5000baseT/Full.
        ETHTOOL_LINK_MODE_5000baseT_Full_BIT = 48,
        /// No forward error correction (FEC).
        ETHTOOL_LINK_MODE_FEC_NONE_BIT = 49,
        /// Reed-Solomon forward error correction (RS-FEC).
        ETHTOOL_LINK_MODE_FEC_RS_BIT = 50,
        /// BASE-R forward error correction (Firecode, IEEE 802.3 clause 74).
        ETHTOOL_LINK_MODE_FEC_BASER_BIT = 51,
        /// 50000baseKR/Full.
        ETHTOOL_LINK_MODE_50000baseKR_Full_BIT = 52,
        /// 50000baseSR/Full.
        ETHTOOL_LINK_MODE_50000baseSR_Full_BIT = 53,
        /// 50000baseCR/Full.
        ETHTOOL_LINK_MODE_50000baseCR_Full_BIT = 54,
        /// 50000baseLR/ER/FR/Full.
        ETHTOOL_LINK_MODE_50000baseLR_ER_FR_Full_BIT = 55,
        /// 50000baseDR/Full.
        ETHTOOL_LINK_MODE_50000baseDR_Full_BIT = 56,
        /// 100000baseKR2/Full.
        ETHTOOL_LINK_MODE_100000baseKR2_Full_BIT = 57,
        /// 100000baseSR2/Full.
        ETHTOOL_LINK_MODE_100000baseSR2_Full_BIT = 58,
        /// 100000baseCR2/Full.
        ETHTOOL_LINK_MODE_100000baseCR2_Full_BIT = 59,
        /// 100000baseLR2/ER2/FR2/Full.
        ETHTOOL_LINK_MODE_100000baseLR2_ER2_FR2_Full_BIT = 60,
        /// 100000baseDR2/Full.
        ETHTOOL_LINK_MODE_100000baseDR2_Full_BIT = 61,
        /// 200000baseKR4/Full.
        ETHTOOL_LINK_MODE_200000baseKR4_Full_BIT = 62,
        /// 200000baseSR4/Full.
        ETHTOOL_LINK_MODE_200000baseSR4_Full_BIT = 63,
        /// 200000baseLR4/ER4/FR4/Full.
        ETHTOOL_LINK_MODE_200000baseLR4_ER4_FR4_Full_BIT = 64,
        /// 200000baseDR4/Full.
        ETHTOOL_LINK_MODE_200000baseDR4_Full_BIT = 65,
        /// 200000baseCR4/Full.
        ETHTOOL_LINK_MODE_200000baseCR4_Full_BIT = 66,
        /// 100baseT1/Full.
        ETHTOOL_LINK_MODE_100baseT1_Full_BIT = 67,
        /// 1000baseT1/Full.
        ETHTOOL_LINK_MODE_1000baseT1_Full_BIT = 68,
        /// 400000baseKR8/Full.
        ETHTOOL_LINK_MODE_400000baseKR8_Full_BIT = 69,
        /// 400000baseSR8/Full.
        ETHTOOL_LINK_MODE_400000baseSR8_Full_BIT = 70,
        /// 400000baseLR8/ER8/FR8/Full.
        ETHTOOL_LINK_MODE_400000baseLR8_ER8_FR8_Full_BIT = 71,
        /// 400000baseDR8/Full.
        ETHTOOL_LINK_MODE_400000baseDR8_Full_BIT = 72,
        /// 400000baseCR8/Full.
        ETHTOOL_LINK_MODE_400000baseCR8_Full_BIT = 73,
        /// Low-latency Reed-Solomon forward error correction (LL-RS-FEC).
        ETHTOOL_LINK_MODE_FEC_LLRS_BIT = 74,
        /// 100000baseKR/Full.
        ETHTOOL_LINK_MODE_100000baseKR_Full_BIT = 75,
        /// 100000baseSR/Full.
        ETHTOOL_LINK_MODE_100000baseSR_Full_BIT = 76,
        /// 100000baseLR/ER/FR/Full.
        ETHTOOL_LINK_MODE_100000baseLR_ER_FR_Full_BIT = 77,
        /// 100000baseCR/Full.
        ETHTOOL_LINK_MODE_100000baseCR_Full_BIT = 78,
        /// 100000baseDR/Full.
        ETHTOOL_LINK_MODE_100000baseDR_Full_BIT = 79,
        /// 200000baseKR2/Full.
        ETHTOOL_LINK_MODE_200000baseKR2_Full_BIT = 80,
        /// 200000baseSR2/Full.
        ETHTOOL_LINK_MODE_200000baseSR2_Full_BIT = 81,
        /// 200000baseLR2/ER2/FR2/Full.
        ETHTOOL_LINK_MODE_200000baseLR2_ER2_FR2_Full_BIT = 82,
        /// 200000baseDR2/Full.
        ETHTOOL_LINK_MODE_200000baseDR2_Full_BIT = 83,
        /// 200000baseCR2/Full.
        ETHTOOL_LINK_MODE_200000baseCR2_Full_BIT = 84,
        /// 400000baseKR4/Full.
        ETHTOOL_LINK_MODE_400000baseKR4_Full_BIT = 85,
        /// 400000baseSR4/Full.
        ETHTOOL_LINK_MODE_400000baseSR4_Full_BIT = 86,
        /// 400000baseLR4/ER4/FR4/Full.
        ETHTOOL_LINK_MODE_400000baseLR4_ER4_FR4_Full_BIT = 87,
        /// 400000baseDR4/Full.
        ETHTOOL_LINK_MODE_400000baseDR4_Full_BIT = 88,
        /// 400000baseCR4/Full.
        ETHTOOL_LINK_MODE_400000baseCR4_Full_BIT = 89,
        /// 100baseFX/Half.
        ETHTOOL_LINK_MODE_100baseFX_Half_BIT = 90,
        /// 100baseFX/Full.
        ETHTOOL_LINK_MODE_100baseFX_Full_BIT = 91,
        /// 10baseT1L/Full.
        ETHTOOL_LINK_MODE_10baseT1L_Full_BIT = 92,
        /// 800000baseCR8/Full.
        ETHTOOL_LINK_MODE_800000baseCR8_Full_BIT = 93,
        /// 800000baseKR8/Full.
        ETHTOOL_LINK_MODE_800000baseKR8_Full_BIT = 94,
        /// 800000baseDR8/Full.
        ETHTOOL_LINK_MODE_800000baseDR8_Full_BIT = 95,
        /// 800000baseDR8_2/Full.
        ETHTOOL_LINK_MODE_800000baseDR8_2_Full_BIT = 96,
        /// 800000baseSR8/Full.
        ETHTOOL_LINK_MODE_800000baseSR8_Full_BIT = 97,
        /// 800000baseVR8/Full.
        ETHTOOL_LINK_MODE_800000baseVR8_Full_BIT = 98,
        /// 10baseT1S/Full.
        ETHTOOL_LINK_MODE_10baseT1S_Full_BIT = 99,
        /// 10baseT1S/Half.
        ETHTOOL_LINK_MODE_10baseT1S_Half_BIT = 100,
        /// 10baseT1S_P2MP/Half.
        ETHTOOL_LINK_MODE_10baseT1S_P2MP_Half_BIT = 101,
        /// 10baseT1BRR/Full.
        ETHTOOL_LINK_MODE_10baseT1BRR_Full_BIT = 102,
        /// 200000baseCR/Full.
        ETHTOOL_LINK_MODE_200000baseCR_Full_BIT = 103,
        /// 200000baseKR/Full.
        ETHTOOL_LINK_MODE_200000baseKR_Full_BIT = 104,
        /// 200000baseDR/Full.
        ETHTOOL_LINK_MODE_200000baseDR_Full_BIT = 105,
        /// 200000baseDR_2/Full.
        ETHTOOL_LINK_MODE_200000baseDR_2_Full_BIT = 106,
        /// 200000baseSR/Full.
        ETHTOOL_LINK_MODE_200000baseSR_Full_BIT = 107,
        /// 200000baseVR/Full.
        ETHTOOL_LINK_MODE_200000baseVR_Full_BIT = 108,
        /// 400000baseCR2/Full.
        ETHTOOL_LINK_MODE_400000baseCR2_Full_BIT = 109,
        /// 400000baseKR2/Full.
        ETHTOOL_LINK_MODE_400000baseKR2_Full_BIT = 110,
        /// 400000baseDR2/Full.
        ETHTOOL_LINK_MODE_400000baseDR2_Full_BIT = 111,
        /// 400000baseDR2_2/Full.
        ETHTOOL_LINK_MODE_400000baseDR2_2_Full_BIT = 112,
        /// 400000baseSR2/Full.
        ETHTOOL_LINK_MODE_400000baseSR2_Full_BIT = 113,
        /// 400000baseVR2/Full.
        ETHTOOL_LINK_MODE_400000baseVR2_Full_BIT = 114,
        /// 800000baseCR4/Full.
        ETHTOOL_LINK_MODE_800000baseCR4_Full_BIT = 115,
        /// 800000baseKR4/Full.
        ETHTOOL_LINK_MODE_800000baseKR4_Full_BIT = 116,
        /// 800000baseDR4/Full.
        ETHTOOL_LINK_MODE_800000baseDR4_Full_BIT = 117,
        /// 800000baseDR4_2/Full.
        ETHTOOL_LINK_MODE_800000baseDR4_2_Full_BIT = 118,
        /// 800000baseSR4/Full.
        ETHTOOL_LINK_MODE_800000baseSR4_Full_BIT = 119,
        /// 800000baseVR4/Full.
        ETHTOOL_LINK_MODE_800000baseVR4_Full_BIT = 120,
    }
}
