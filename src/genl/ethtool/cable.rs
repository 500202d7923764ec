//! Cable tests: pair status and time domain reflectometry (TDR).
use super::Header;
use crate::{attributes, open_enum, wire::Attrs};

open_enum! {
    /// Cable pair: `ETHTOOL_A_CABLE_PAIR_*`, linux/ethtool_netlink.h.
    pub struct CablePair(u8) {
        /// Pair A: pins 1 and 2.
        ETHTOOL_A_CABLE_PAIR_A = 0,
        /// Pair B: pins 3 and 6.
        ETHTOOL_A_CABLE_PAIR_B = 1,
        /// Pair C: pins 4 and 5.
        ETHTOOL_A_CABLE_PAIR_C = 2,
        /// Pair D: pins 7 and 8.
        ETHTOOL_A_CABLE_PAIR_D = 3,
    }
}
open_enum! {
    /// Result of a cable test for one pair: `ETHTOOL_A_CABLE_RESULT_CODE_*`.
    ///
    /// Header: linux/ethtool_netlink.h.
    pub struct CableResultCode(u8) {
        /// Unknown.
        ETHTOOL_A_CABLE_RESULT_CODE_UNSPEC = 0,
        /// No fault.
        ETHTOOL_A_CABLE_RESULT_CODE_OK = 1,
        /// Open circuit.
        ETHTOOL_A_CABLE_RESULT_CODE_OPEN = 2,
        /// Short circuit within the pair.
        ETHTOOL_A_CABLE_RESULT_CODE_SAME_SHORT = 3,
        /// Short circuit to another pair.
        ETHTOOL_A_CABLE_RESULT_CODE_CROSS_SHORT = 4,
        /// Impedance mismatch: part of the signal is reflected.
        ETHTOOL_A_CABLE_RESULT_CODE_IMPEDANCE_MISMATCH = 5,
        /// Measurement impossible because of noise.
        ETHTOOL_A_CABLE_RESULT_CODE_NOISE = 6,
        /// Fault not resolvable, or out of range.
        ETHTOOL_A_CABLE_RESULT_CODE_RESOLUTION_NOT_POSSIBLE = 7,
    }
}
open_enum! {
    /// Source of a result: `ETHTOOL_A_CABLE_INF_SRC_*`, linux/ethtool_netlink.h.
    pub struct CableSrc(u32) {
        /// Unspecified.
        ETHTOOL_A_CABLE_INF_SRC_UNSPEC = 0,
        /// Time domain reflectometry (TDR).
        ETHTOOL_A_CABLE_INF_SRC_TDR = 1,
        /// Active link cable diagnostics (ALCD).
        ETHTOOL_A_CABLE_INF_SRC_ALCD = 2,
    }
}
open_enum! {
    /// Status of a cable test: `ETHTOOL_A_CABLE_TEST_NTF_STATUS_*`, linux/ethtool_netlink.h.
    pub struct CableTestStatus(u8) {
        /// Unspecified.
        ETHTOOL_A_CABLE_TEST_NTF_STATUS_UNSPEC = 0,
        /// The test has started.
        ETHTOOL_A_CABLE_TEST_NTF_STATUS_STARTED = 1,
        /// The test is complete; the notification has the results.
        ETHTOOL_A_CABLE_TEST_NTF_STATUS_COMPLETED = 2,
    }
}
attributes! {
    /// Attributes of a request for a cable test: `ETHTOOL_A_CABLE_TEST_*`, linux/ethtool_netlink.h.
    pub set CableTest, enum CableTestAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_CABLE_TEST_HEADER: Attrs<'a, Header> = 1,
    }
}
attributes! {
    /// Notification of a cable test: `ETHTOOL_A_CABLE_TEST_NTF_*`, linux/ethtool_netlink.h.
    pub set CableTestNtf, enum CableTestNtfAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_CABLE_TEST_NTF_HEADER: Attrs<'a, Header> = 1,
        /// Status of the test: started or completed.
        ETHTOOL_A_CABLE_TEST_NTF_STATUS: CableTestStatus = 2 where read_only,
        /// Results of the test.
        ETHTOOL_A_CABLE_TEST_NTF_NEST: Attrs<'a, CableNest> = 3 where read_only,
    }
}
attributes! {
    /// Results of a cable test, one attribute per pair: `ETHTOOL_A_CABLE_NEST_*`.
    ///
    /// Header: linux/ethtool_netlink.h.
    pub set CableNest, enum CableNestAttr<'a> {
        /// Result for one pair.
        ETHTOOL_A_CABLE_NEST_RESULT: [Attrs<'a, CableResult>] = 1 where read_only,
        /// Distance to the fault of one pair.
        ETHTOOL_A_CABLE_NEST_FAULT_LENGTH: [Attrs<'a, CableFaultLength>] = 2 where read_only,
    }
}
attributes! {
    /// Result of a cable test for one pair: `ETHTOOL_A_CABLE_RESULT_*`, linux/ethtool_netlink.h.
    pub set CableResult, enum CableResultAttr<'a> {
        /// Cable pair that was tested.
        ETHTOOL_A_CABLE_RESULT_PAIR: CablePair = 1 where read_only,
        /// Result: no fault, open, short, ...
        ETHTOOL_A_CABLE_RESULT_CODE: CableResultCode = 2 where read_only,
        /// Source of the result.
        ETHTOOL_A_CABLE_RESULT_SRC: CableSrc = 3 where read_only,
    }
}
attributes! {
    /// Distance to a cable fault: `ETHTOOL_A_CABLE_FAULT_LENGTH_*`, linux/ethtool_netlink.h.
    pub set CableFaultLength, enum CableFaultLengthAttr<'a> {
        /// Cable pair that has the fault.
        ETHTOOL_A_CABLE_FAULT_LENGTH_PAIR: CablePair = 1 where read_only,
        /// Distance to the fault, centimetres.
        ETHTOOL_A_CABLE_FAULT_LENGTH_CM: u32 = 2 where read_only,
        /// Source of the result.
        ETHTOOL_A_CABLE_FAULT_LENGTH_SRC: CableSrc = 3 where read_only,
    }
}
attributes! {
    /// Attributes of a request for a TDR test: `ETHTOOL_A_CABLE_TEST_TDR_*`.
    ///
    /// Header: linux/ethtool_netlink.h.
    #[doc(alias = "TDR")]
    pub set CableTestTdr, enum CableTestTdrAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_CABLE_TEST_TDR_HEADER: Attrs<'a, Header> = 1,
        /// Configuration of the test.
        ETHTOOL_A_CABLE_TEST_TDR_CFG: Attrs<'a, CableTestTdrCfg> = 2,
    }
}
attributes! {
    /// Configuration of a TDR test: `ETHTOOL_A_CABLE_TEST_TDR_CFG_*`, linux/ethtool_netlink.h.
    pub set CableTestTdrCfg, enum CableTestTdrCfgAttr<'a> {
        /// First distance to measure, centimetres.
        ETHTOOL_A_CABLE_TEST_TDR_CFG_FIRST: u32 = 1,
        /// Last distance to measure, centimetres.
        ETHTOOL_A_CABLE_TEST_TDR_CFG_LAST: u32 = 2,
        /// Distance between measurements, centimetres.
        ETHTOOL_A_CABLE_TEST_TDR_CFG_STEP: u32 = 3,
        /// Cable pair to test. Default: all pairs.
        ETHTOOL_A_CABLE_TEST_TDR_CFG_PAIR: CablePair = 4 where range(0, 3),
    }
}
attributes! {
    /// Notification of a TDR test: `ETHTOOL_A_CABLE_TEST_TDR_NTF_*`, linux/ethtool_netlink.h.
    pub set CableTestTdrNtf, enum CableTestTdrNtfAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_CABLE_TEST_TDR_NTF_HEADER: Attrs<'a, Header> = 1,
        /// Status of the test: started or completed.
        ETHTOOL_A_CABLE_TEST_TDR_NTF_STATUS: CableTestStatus = 2 where read_only,
        /// Results of the test.
        ETHTOOL_A_CABLE_TEST_TDR_NTF_NEST: Attrs<'a, CableTdrNest> = 3 where read_only,
    }
}
attributes! {
    /// Results of a TDR test: `ETHTOOL_A_CABLE_TDR_NEST_*`, linux/ethtool_netlink.h.
    ///
    /// The YNL specification names the set `CABLE_NEST` here; the kernel sends these attributes.
    pub set CableTdrNest, enum CableTdrNestAttr<'a> {
        /// Distances that were measured.
        ETHTOOL_A_CABLE_TDR_NEST_STEP: [Attrs<'a, CableStep>] = 1 where read_only,
        /// Amplitude of the reflection.
        ETHTOOL_A_CABLE_TDR_NEST_AMPLITUDE: [Attrs<'a, CableAmplitude>] = 2 where read_only,
        /// Amplitude of the pulse.
        ETHTOOL_A_CABLE_TDR_NEST_PULSE: [Attrs<'a, CablePulse>] = 3 where read_only,
    }
}
attributes! {
    /// Distances of a TDR measurement: `ETHTOOL_A_CABLE_STEP_*`, linux/ethtool_netlink.h.
    pub set CableStep, enum CableStepAttr<'a> {
        /// First distance, centimetres.
        ETHTOOL_A_CABLE_STEP_FIRST_DISTANCE: u32 = 1 where read_only,
        /// Last distance, centimetres.
        ETHTOOL_A_CABLE_STEP_LAST_DISTANCE: u32 = 2 where read_only,
        /// Distance between measurements, centimetres.
        ETHTOOL_A_CABLE_STEP_STEP_DISTANCE: u32 = 3 where read_only,
    }
}
attributes! {
    /// Reflection of a TDR pulse: `ETHTOOL_A_CABLE_AMPLITUDE_*`, linux/ethtool_netlink.h.
    pub set CableAmplitude, enum CableAmplitudeAttr<'a> {
        /// Cable pair that was measured.
        ETHTOOL_A_CABLE_AMPLITUDE_PAIR: CablePair = 1 where read_only,
        /// Amplitude, millivolts.
        ETHTOOL_A_CABLE_AMPLITUDE_mV: i16 = 2 where read_only,
    }
}
attributes! {
    /// Pulse of a TDR measurement: `ETHTOOL_A_CABLE_PULSE_*`, linux/ethtool_netlink.h.
    pub set CablePulse, enum CablePulseAttr<'a> {
        /// Amplitude, millivolts.
        ETHTOOL_A_CABLE_PULSE_mV: i16 = 1 where read_only,
    }
}
