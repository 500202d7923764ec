//! Power over Ethernet, from the end that gives it.
use super::Header;
use crate::{
    attributes, flags, numbers,
    wire::{Attrs, Uint},
};

numbers! {
    /// Whether power over a single pair is given: `enum ethtool_podl_pse_admin_state`, linux/ethtool.h.
    pub struct PodlAdminState(u32) {
        /// Unknown.
        ETHTOOL_PODL_PSE_ADMIN_STATE_UNKNOWN = 1,
        /// It is not.
        ETHTOOL_PODL_PSE_ADMIN_STATE_DISABLED = 2,
        /// It is.
        ETHTOOL_PODL_PSE_ADMIN_STATE_ENABLED = 3,
    }
}
numbers! {
    /// How far the detection over a single pair is: `enum ethtool_podl_pse_pw_d_status`, linux/ethtool.h.
    pub struct PodlPwDStatus(u32) {
        /// Unknown.
        ETHTOOL_PODL_PSE_PW_D_STATUS_UNKNOWN = 1,
        /// Off.
        ETHTOOL_PODL_PSE_PW_D_STATUS_DISABLED = 2,
        /// It searches for a device.
        ETHTOOL_PODL_PSE_PW_D_STATUS_SEARCHING = 3,
        /// It gives power.
        ETHTOOL_PODL_PSE_PW_D_STATUS_DELIVERING = 4,
        /// It sleeps.
        ETHTOOL_PODL_PSE_PW_D_STATUS_SLEEP = 5,
        /// It is idle.
        ETHTOOL_PODL_PSE_PW_D_STATUS_IDLE = 6,
        /// It failed.
        ETHTOOL_PODL_PSE_PW_D_STATUS_ERROR = 7,
    }
}
numbers! {
    /// Whether power by clause 33 is given: `enum ethtool_c33_pse_admin_state`, linux/ethtool.h.
    pub struct C33AdminState(u32) {
        /// Unknown.
        ETHTOOL_C33_PSE_ADMIN_STATE_UNKNOWN = 1,
        /// It is not.
        ETHTOOL_C33_PSE_ADMIN_STATE_DISABLED = 2,
        /// It is.
        ETHTOOL_C33_PSE_ADMIN_STATE_ENABLED = 3,
    }
}
numbers! {
    /// How far the detection by clause 33 is: `enum ethtool_c33_pse_pw_d_status`, linux/ethtool.h.
    pub struct C33PwDStatus(u32) {
        /// Unknown.
        ETHTOOL_C33_PSE_PW_D_STATUS_UNKNOWN = 1,
        /// Off.
        ETHTOOL_C33_PSE_PW_D_STATUS_DISABLED = 2,
        /// It searches for a device.
        ETHTOOL_C33_PSE_PW_D_STATUS_SEARCHING = 3,
        /// It gives power.
        ETHTOOL_C33_PSE_PW_D_STATUS_DELIVERING = 4,
        /// It is tested.
        ETHTOOL_C33_PSE_PW_D_STATUS_TEST = 5,
        /// The device is faulty.
        ETHTOOL_C33_PSE_PW_D_STATUS_FAULT = 6,
        /// Something else is.
        ETHTOOL_C33_PSE_PW_D_STATUS_OTHERFAULT = 7,
    }
}
numbers! {
    /// Why no power is given: `enum ethtool_c33_pse_ext_state`, linux/ethtool.h.
    pub struct C33ExtState(u32) {
        /// An error.
        ETHTOOL_C33_PSE_EXT_STATE_ERROR_CONDITION = 1,
        /// The device does not draw enough.
        ETHTOOL_C33_PSE_EXT_STATE_MR_MPS_VALID = 2,
        /// It is off.
        ETHTOOL_C33_PSE_EXT_STATE_MR_PSE_ENABLE = 3,
        /// Detection waits.
        ETHTOOL_C33_PSE_EXT_STATE_OPTION_DETECT_TED = 4,
        /// The port's voltage is out of range.
        ETHTOOL_C33_PSE_EXT_STATE_OPTION_VPORT_LIM = 5,
        /// Too much is drawn.
        ETHTOOL_C33_PSE_EXT_STATE_OVLD_DETECTED = 6,
        /// The device asked for more by LLDP, or took more, than it was given.
        ETHTOOL_C33_PSE_EXT_STATE_PD_DLL_POWER_TYPE = 7,
        /// There is not enough power.
        ETHTOOL_C33_PSE_EXT_STATE_POWER_NOT_AVAILABLE = 8,
        /// A short.
        ETHTOOL_C33_PSE_EXT_STATE_SHORT_DETECTED = 9,
    }
}
flags! {
    /// What happened: `enum ethtool_pse_event`, linux/ethtool_netlink.h.
    pub struct PseEvents(u32) {
        /// Too much is drawn.
        ETHTOOL_PSE_EVENT_OVER_CURRENT = 1 << 0,
        /// Too hot.
        ETHTOOL_PSE_EVENT_OVER_TEMP = 1 << 1,
        /// A device was searched for.
        ETHTOOL_C33_PSE_EVENT_DETECTION = 1 << 2,
        /// A device told its class.
        ETHTOOL_C33_PSE_EVENT_CLASSIFICATION = 1 << 3,
        /// The device is gone.
        ETHTOOL_C33_PSE_EVENT_DISCONNECTION = 1 << 4,
        /// Turned off, since there is not enough power for all.
        ETHTOOL_PSE_EVENT_OVER_BUDGET = 1 << 5,
        /// The kernel could not share the power out.
        ETHTOOL_PSE_EVENT_SW_PW_CONTROL_ERROR = 1 << 6,
    }
}
attributes! {
    /// Power that a port gives: `ETHTOOL_A_PSE_*`, `ETHTOOL_A_PODL_PSE_*`, `ETHTOOL_A_C33_PSE_*`, linux/ethtool_netlink.h. Power is in milliwatts.
    pub set Pse, enum PseAttr<'a> {
        /// Which device.
        ETHTOOL_A_PSE_HEADER = 1 => PseHeader(Attrs<'a, Header>),
        /// Whether power over a single pair is given.
        ETHTOOL_A_PODL_PSE_ADMIN_STATE = 2 => PodlPseAdminState(PodlAdminState) where output(),
        /// Whether it shall be.
        ETHTOOL_A_PODL_PSE_ADMIN_CONTROL = 3 => PodlPseAdminControl(PodlAdminState) where range(2, 3),
        /// How far the detection is.
        ETHTOOL_A_PODL_PSE_PW_D_STATUS = 4 => PodlPsePwDStatus(PodlPwDStatus) where output(),
        /// Whether power by clause 33 is given.
        ETHTOOL_A_C33_PSE_ADMIN_STATE = 5 => C33PseAdminState(C33AdminState) where output(),
        /// Whether it shall be.
        ETHTOOL_A_C33_PSE_ADMIN_CONTROL = 6 => C33PseAdminControl(C33AdminState) where range(2, 3),
        /// How far the detection is.
        ETHTOOL_A_C33_PSE_PW_D_STATUS = 7 => C33PsePwDStatus(C33PwDStatus) where output(),
        /// The device's class.
        ETHTOOL_A_C33_PSE_PW_CLASS = 8 => C33PsePwClass(u32) where output(),
        /// Power drawn.
        ETHTOOL_A_C33_PSE_ACTUAL_PW = 9 => C33PseActualPw(u32) where output(),
        /// Why no power is given.
        ETHTOOL_A_C33_PSE_EXT_STATE = 10 => C33PseExtState(C33ExtState) where output(),
        /// More on that: a number by what EXT_STATE is.
        ETHTOOL_A_C33_PSE_EXT_SUBSTATE = 11 => C33PseExtSubstate(u32) where output(),
        /// Most power that may be drawn.
        ETHTOOL_A_C33_PSE_AVAIL_PW_LIMIT = 12 => C33PseAvailPwLimit(u32),
        /// Limits that can be set.
        ETHTOOL_A_C33_PSE_PW_LIMIT_RANGES = 13 => C33PsePwLimitRanges[Attrs<'a, C33PwLimit>] where output(),
        /// Id of the domain that shares its power out.
        ETHTOOL_A_PSE_PW_D_ID = 14 => PsePwDId(u32) where output(),
        /// The largest priority.
        ETHTOOL_A_PSE_PRIO_MAX = 15 => PsePrioMax(u32) where output(),
        /// The port's priority, where there is not enough for all.
        ETHTOOL_A_PSE_PRIO = 16 => PsePrio(u32),
    }
}
attributes! {
    /// Limits that can be set, milliwatts: `ETHTOOL_A_C33_PSE_PW_LIMIT_*`, linux/ethtool_netlink.h.
    pub set C33PwLimit, enum C33PwLimitAttr<'a> {
        /// The smallest.
        ETHTOOL_A_C33_PSE_PW_LIMIT_MIN = 1 => Min(u32) where output(),
        /// The largest.
        ETHTOOL_A_C33_PSE_PW_LIMIT_MAX = 2 => Max(u32) where output(),
    }
}
attributes! {
    /// Something happened to a port that gives power: `ETHTOOL_A_PSE_NTF_*`, linux/ethtool_netlink.h.
    pub set PseNtf, enum PseNtfAttr<'a> {
        /// Which device.
        ETHTOOL_A_PSE_NTF_HEADER = 1 => Header(Attrs<'a, Header>),
        /// What: bits of [`PseEvents`].
        ETHTOOL_A_PSE_NTF_EVENTS = 2 => Events(Uint) where output(),
    }
}
