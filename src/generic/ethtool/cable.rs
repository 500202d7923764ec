//! Tests of the cable: whether pairs are whole, and how they reflect (TDR).
use super::Header;
use crate::{attributes, numbers, wire::Attrs};

numbers! {
    /// A pair of wires: `ETHTOOL_A_CABLE_PAIR_*`, linux/ethtool_netlink.h.
    pub struct CablePair(u8) {
        /// The first.
        ETHTOOL_A_CABLE_PAIR_A = 0,
        /// The second.
        ETHTOOL_A_CABLE_PAIR_B = 1,
        /// The third.
        ETHTOOL_A_CABLE_PAIR_C = 2,
        /// The fourth.
        ETHTOOL_A_CABLE_PAIR_D = 3,
    }
}
numbers! {
    /// How a pair is: `ETHTOOL_A_CABLE_RESULT_CODE_*`, linux/ethtool_netlink.h.
    pub struct CableResultCode(u8) {
        /// Nothing was found out.
        ETHTOOL_A_CABLE_RESULT_CODE_UNSPEC = 0,
        /// Whole.
        ETHTOOL_A_CABLE_RESULT_CODE_OK = 1,
        /// Open.
        ETHTOOL_A_CABLE_RESULT_CODE_OPEN = 2,
        /// A short within the pair.
        ETHTOOL_A_CABLE_RESULT_CODE_SAME_SHORT = 3,
        /// A short to another pair.
        ETHTOOL_A_CABLE_RESULT_CODE_CROSS_SHORT = 4,
        /// Another impedance than it should have.
        ETHTOOL_A_CABLE_RESULT_CODE_IMPEDANCE_MISMATCH = 5,
        /// Too much noise to say.
        ETHTOOL_A_CABLE_RESULT_CODE_NOISE = 6,
        /// It could not be told apart.
        ETHTOOL_A_CABLE_RESULT_CODE_RESOLUTION_NOT_POSSIBLE = 7,
    }
}
numbers! {
    /// What found it out: `ETHTOOL_A_CABLE_INF_SRC_*`, linux/ethtool_netlink.h.
    pub struct CableSrc(u32) {
        /// It is not said.
        ETHTOOL_A_CABLE_INF_SRC_UNSPEC = 0,
        /// Time domain reflectometry.
        ETHTOOL_A_CABLE_INF_SRC_TDR = 1,
        /// Active link cable diagnostics.
        ETHTOOL_A_CABLE_INF_SRC_ALCD = 2,
    }
}
numbers! {
    /// How far a test is: `ETHTOOL_A_CABLE_TEST_NTF_STATUS_*`, linux/ethtool_netlink.h.
    pub struct CableTestStatus(u8) {
        /// It is not said.
        ETHTOOL_A_CABLE_TEST_NTF_STATUS_UNSPEC = 0,
        /// It began.
        ETHTOOL_A_CABLE_TEST_NTF_STATUS_STARTED = 1,
        /// It is done.
        ETHTOOL_A_CABLE_TEST_NTF_STATUS_COMPLETED = 2,
    }
}
attributes! {
    /// Begins a test: `ETHTOOL_A_CABLE_TEST_*`, linux/ethtool_netlink.h.
    pub set CableTest, enum CableTestAttr<'a> {
        /// Which device.
        ETHTOOL_A_CABLE_TEST_HEADER = 1 => Header(Attrs<'a, Header>),
    }
}
attributes! {
    /// What a test found out: `ETHTOOL_A_CABLE_TEST_NTF_*`, linux/ethtool_netlink.h.
    pub set CableTestNtf, enum CableTestNtfAttr<'a> {
        /// Which device.
        ETHTOOL_A_CABLE_TEST_NTF_HEADER = 1 => Header(Attrs<'a, Header>),
        /// How far it is.
        ETHTOOL_A_CABLE_TEST_NTF_STATUS = 2 => Status(CableTestStatus) where output(),
        /// What it found out.
        ETHTOOL_A_CABLE_TEST_NTF_NEST = 3 => Nest(Attrs<'a, CableNest>) where output(),
    }
}
attributes! {
    /// What a test found out, one attribute a pair: `ETHTOOL_A_CABLE_NEST_*`, linux/ethtool_netlink.h.
    pub set CableNest, enum CableNestAttr<'a> {
        /// How a pair is.
        ETHTOOL_A_CABLE_NEST_RESULT = 1 => Result[Attrs<'a, CableResult>] where output(),
        /// Where a pair is broken.
        ETHTOOL_A_CABLE_NEST_FAULT_LENGTH = 2 => FaultLength[Attrs<'a, CableFaultLength>] where output(),
    }
}
attributes! {
    /// How a pair is: `ETHTOOL_A_CABLE_RESULT_*`, linux/ethtool_netlink.h.
    pub set CableResult, enum CableResultAttr<'a> {
        /// Which pair.
        ETHTOOL_A_CABLE_RESULT_PAIR = 1 => Pair(CablePair) where output(),
        /// How it is.
        ETHTOOL_A_CABLE_RESULT_CODE = 2 => Code(CableResultCode) where output(),
        /// What found it out.
        ETHTOOL_A_CABLE_RESULT_SRC = 3 => Src(CableSrc) where output(),
    }
}
attributes! {
    /// Where a pair is broken: `ETHTOOL_A_CABLE_FAULT_LENGTH_*`, linux/ethtool_netlink.h.
    pub set CableFaultLength, enum CableFaultLengthAttr<'a> {
        /// Which pair.
        ETHTOOL_A_CABLE_FAULT_LENGTH_PAIR = 1 => Pair(CablePair) where output(),
        /// How far away, centimetres.
        ETHTOOL_A_CABLE_FAULT_LENGTH_CM = 2 => Cm(u32) where output(),
        /// What found it out.
        ETHTOOL_A_CABLE_FAULT_LENGTH_SRC = 3 => Src(CableSrc) where output(),
    }
}
attributes! {
    /// Begins a test by reflections: `ETHTOOL_A_CABLE_TEST_TDR_*`, linux/ethtool_netlink.h.
    pub set CableTestTdr, enum CableTestTdrAttr<'a> {
        /// Which device.
        ETHTOOL_A_CABLE_TEST_TDR_HEADER = 1 => Header(Attrs<'a, Header>),
        /// What is tested.
        ETHTOOL_A_CABLE_TEST_TDR_CFG = 2 => Cfg(Attrs<'a, CableTestTdrCfg>),
    }
}
attributes! {
    /// What is tested by reflections: `ETHTOOL_A_CABLE_TEST_TDR_CFG_*`, linux/ethtool_netlink.h.
    pub set CableTestTdrCfg, enum CableTestTdrCfgAttr<'a> {
        /// From here on, centimetres.
        ETHTOOL_A_CABLE_TEST_TDR_CFG_FIRST = 1 => First(u32),
        /// Up to here, centimetres.
        ETHTOOL_A_CABLE_TEST_TDR_CFG_LAST = 2 => Last(u32),
        /// In such steps, centimetres.
        ETHTOOL_A_CABLE_TEST_TDR_CFG_STEP = 3 => Step(u32),
        /// One pair alone.
        ETHTOOL_A_CABLE_TEST_TDR_CFG_PAIR = 4 => Pair(CablePair) where range(0, 3),
    }
}
attributes! {
    /// What a test by reflections found out: `ETHTOOL_A_CABLE_TEST_TDR_NTF_*`, linux/ethtool_netlink.h.
    pub set CableTestTdrNtf, enum CableTestTdrNtfAttr<'a> {
        /// Which device.
        ETHTOOL_A_CABLE_TEST_TDR_NTF_HEADER = 1 => Header(Attrs<'a, Header>),
        /// How far it is.
        ETHTOOL_A_CABLE_TEST_TDR_NTF_STATUS = 2 => Status(CableTestStatus) where output(),
        /// What it found out.
        ETHTOOL_A_CABLE_TEST_TDR_NTF_NEST = 3 => Nest(Attrs<'a, CableTdrNest>) where output(),
    }
}
attributes! {
    /// What a test by reflections found out: `ETHTOOL_A_CABLE_TDR_NEST_*`, linux/ethtool_netlink.h. (The specification says CABLE_NEST here; the kernel sends this.)
    pub set CableTdrNest, enum CableTdrNestAttr<'a> {
        /// Where it measured.
        ETHTOOL_A_CABLE_TDR_NEST_STEP = 1 => Step[Attrs<'a, CableStep>] where output(),
        /// What came back.
        ETHTOOL_A_CABLE_TDR_NEST_AMPLITUDE = 2 => Amplitude[Attrs<'a, CableAmplitude>] where output(),
        /// What was sent.
        ETHTOOL_A_CABLE_TDR_NEST_PULSE = 3 => Pulse[Attrs<'a, CablePulse>] where output(),
    }
}
attributes! {
    /// Where it measured, centimetres: `ETHTOOL_A_CABLE_STEP_*`, linux/ethtool_netlink.h.
    pub set CableStep, enum CableStepAttr<'a> {
        /// From here on.
        ETHTOOL_A_CABLE_STEP_FIRST_DISTANCE = 1 => FirstDistance(u32) where output(),
        /// Up to here.
        ETHTOOL_A_CABLE_STEP_LAST_DISTANCE = 2 => LastDistance(u32) where output(),
        /// In such steps.
        ETHTOOL_A_CABLE_STEP_STEP_DISTANCE = 3 => StepDistance(u32) where output(),
    }
}
attributes! {
    /// What came back: `ETHTOOL_A_CABLE_AMPLITUDE_*`, linux/ethtool_netlink.h.
    pub set CableAmplitude, enum CableAmplitudeAttr<'a> {
        /// On which pair.
        ETHTOOL_A_CABLE_AMPLITUDE_PAIR = 1 => Pair(CablePair) where output(),
        /// How much, millivolts.
        ETHTOOL_A_CABLE_AMPLITUDE_mV = 2 => Mv(i16) where output(),
    }
}
attributes! {
    /// What was sent: `ETHTOOL_A_CABLE_PULSE_*`, linux/ethtool_netlink.h.
    pub set CablePulse, enum CablePulseAttr<'a> {
        /// How much, millivolts.
        ETHTOOL_A_CABLE_PULSE_mV = 1 => Mv(i16) where output(),
    }
}
