//! Power over Ethernet (PoE) and Power over Data Lines (PoDL): power sourcing equipment (PSE).
//!
//! C33 is PoE (IEEE 802.3 clause 33), which powers a device (PD) over two or four pairs. PoDL
//! powers a device over a single pair. The kernel documentation has an
//! [introduction](https://docs.kernel.org/networking/pse-pd/introduction.html).
use super::Header;
use crate::{
    attributes, flags, open_enum,
    wire::{Attrs, Uint},
};

open_enum! {
    /// Administrative state of PoDL: `enum ethtool_podl_pse_admin_state`, linux/ethtool.h.
    pub struct PodlAdminState(u32) {
        /// The driver does not know the state.
        ETHTOOL_PODL_PSE_ADMIN_STATE_UNKNOWN = 1,
        /// Power is disabled by the administrator.
        ETHTOOL_PODL_PSE_ADMIN_STATE_DISABLED = 2,
        /// Power is enabled by the administrator.
        ETHTOOL_PODL_PSE_ADMIN_STATE_ENABLED = 3,
    }
}
open_enum! {
    /// Power detection status of PoDL: `enum ethtool_podl_pse_pw_d_status`, linux/ethtool.h.
    pub struct PodlPwDStatus(u32) {
        /// The driver does not know the status.
        ETHTOOL_PODL_PSE_PW_D_STATUS_UNKNOWN = 1,
        /// No detection: the PSE is in the state DISABLED.
        ETHTOOL_PODL_PSE_PW_D_STATUS_DISABLED = 2,
        /// Searching: detecting or classifying a powered device.
        ETHTOOL_PODL_PSE_PW_D_STATUS_SEARCHING = 3,
        /// Delivering power.
        ETHTOOL_PODL_PSE_PW_D_STATUS_DELIVERING = 4,
        /// Sleep: the PSE state variable pi_sleeping is true (IEEE 802.3).
        ETHTOOL_PODL_PSE_PW_D_STATUS_SLEEP = 5,
        /// Idle: the PSE state variable pi_prebiased is true, pi_sleeping is not (IEEE 802.3).
        ETHTOOL_PODL_PSE_PW_D_STATUS_IDLE = 6,
        /// Error: overload.
        ETHTOOL_PODL_PSE_PW_D_STATUS_ERROR = 7,
    }
}
open_enum! {
    /// Administrative state of PoE: `enum ethtool_c33_pse_admin_state`, linux/ethtool.h.
    pub struct C33AdminState(u32) {
        /// The driver does not know the state.
        ETHTOOL_C33_PSE_ADMIN_STATE_UNKNOWN = 1,
        /// Power over Ethernet is disabled by the administrator.
        ETHTOOL_C33_PSE_ADMIN_STATE_DISABLED = 2,
        /// Power over Ethernet is enabled by the administrator.
        ETHTOOL_C33_PSE_ADMIN_STATE_ENABLED = 3,
    }
}
open_enum! {
    /// Power detection status of PoE: `enum ethtool_c33_pse_pw_d_status`, linux/ethtool.h.
    pub struct C33PwDStatus(u32) {
        /// The driver does not know the status.
        ETHTOOL_C33_PSE_PW_D_STATUS_UNKNOWN = 1,
        /// No detection: the PSE is in the state DISABLED.
        ETHTOOL_C33_PSE_PW_D_STATUS_DISABLED = 2,
        /// Searching for a powered device, or in a transitional state.
        ETHTOOL_C33_PSE_PW_D_STATUS_SEARCHING = 3,
        /// Delivering power.
        ETHTOOL_C33_PSE_PW_D_STATUS_DELIVERING = 4,
        /// Test mode.
        ETHTOOL_C33_PSE_PW_D_STATUS_TEST = 5,
        /// Fault: error in test mode.
        ETHTOOL_C33_PSE_PW_D_STATUS_FAULT = 6,
        /// Other fault: idle because of an error condition.
        ETHTOOL_C33_PSE_PW_D_STATUS_OTHERFAULT = 7,
    }
}
open_enum! {
    /// Reason why PoE delivers no power: `enum ethtool_c33_pse_ext_state`, linux/ethtool.h.
    pub struct C33ExtState(u32) {
        /// Error condition (`error_condition`).
        ETHTOOL_C33_PSE_EXT_STATE_ERROR_CONDITION = 1,
        /// Maintain Power Signature (MPS) absent: underload or disconnected (`mr_mps_valid`).
        ETHTOOL_C33_PSE_EXT_STATE_MR_MPS_VALID = 2,
        /// Disabled (`mr_pse_enable`).
        ETHTOOL_C33_PSE_EXT_STATE_MR_PSE_ENABLE = 3,
        /// Detection in progress or failed (`option_detect_ted`).
        ETHTOOL_C33_PSE_EXT_STATE_OPTION_DETECT_TED = 4,
        /// Port voltage outside the operating range (`option_vport_lim`).
        ETHTOOL_C33_PSE_EXT_STATE_OPTION_VPORT_LIM = 5,
        /// Overload (`ovld_detected`).
        ETHTOOL_C33_PSE_EXT_STATE_OVLD_DETECTED = 6,
        /// Conflict with the power type negotiated by LLDP (`pd_dll_power_type`).
        ///
        /// The device requested by LLDP, or drew, more power than was allocated.
        ETHTOOL_C33_PSE_EXT_STATE_PD_DLL_POWER_TYPE = 7,
        /// Power not available (`power_not_available`).
        ETHTOOL_C33_PSE_EXT_STATE_POWER_NOT_AVAILABLE = 8,
        /// Short circuit (`short_detected`).
        ETHTOOL_C33_PSE_EXT_STATE_SHORT_DETECTED = 9,
    }
}
flags! {
    /// Events of power sourcing equipment: `enum ethtool_pse_event`, linux/ethtool_netlink.h.
    pub struct PseEvents(u32) {
        /// Over-current: the powered device draws more than its limit.
        ETHTOOL_PSE_EVENT_OVER_CURRENT = 1 << 0,
        /// Over-temperature.
        ETHTOOL_PSE_EVENT_OVER_TEMP = 1 << 1,
        /// Detection of a powered device took place.
        ETHTOOL_C33_PSE_EVENT_DETECTION = 1 << 2,
        /// Classification of a powered device took place.
        ETHTOOL_C33_PSE_EVENT_CLASSIFICATION = 1 << 3,
        /// The powered device was disconnected.
        ETHTOOL_C33_PSE_EVENT_DISCONNECTION = 1 << 4,
        /// Turned off because the power budget is exceeded.
        ETHTOOL_PSE_EVENT_OVER_BUDGET = 1 << 5,
        /// The kernel failed to manage the power budget.
        ETHTOOL_PSE_EVENT_SW_PW_CONTROL_ERROR = 1 << 6,
    }
}
attributes! {
    /// Power sourcing equipment (PSE) of a port: `ETHTOOL_A_PSE_*`.
    ///
    /// Also `ETHTOOL_A_PODL_PSE_*` and `ETHTOOL_A_C33_PSE_*`. Header: linux/ethtool_netlink.h.
    #[doc(alias = "PoE")]
    #[doc(alias = "PoDL")]
    pub set Pse, enum PseAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_PSE_HEADER: Attrs<'a, Header> = 1,
        /// Administrative state of PoDL.
        ETHTOOL_A_PODL_PSE_ADMIN_STATE: PodlAdminState = 2 where read_only,
        /// Requested administrative state of PoDL.
        ETHTOOL_A_PODL_PSE_ADMIN_CONTROL: PodlAdminState = 3 where range(2, 3),
        /// Power detection status of PoDL.
        ETHTOOL_A_PODL_PSE_PW_D_STATUS: PodlPwDStatus = 4 where read_only,
        /// Administrative state of PoE.
        ETHTOOL_A_C33_PSE_ADMIN_STATE: C33AdminState = 5 where read_only,
        /// Requested administrative state of PoE.
        ETHTOOL_A_C33_PSE_ADMIN_CONTROL: C33AdminState = 6 where range(2, 3),
        /// Power detection status of PoE.
        ETHTOOL_A_C33_PSE_PW_D_STATUS: C33PwDStatus = 7 where read_only,
        /// Power class of the powered device.
        ETHTOOL_A_C33_PSE_PW_CLASS: u32 = 8 where read_only,
        /// Power that the device draws, milliwatts.
        ETHTOOL_A_C33_PSE_ACTUAL_PW: u32 = 9 where read_only,
        /// Reason why PoE delivers no power.
        ETHTOOL_A_C33_PSE_EXT_STATE: C33ExtState = 10 where read_only,
        /// Detail of `ETHTOOL_A_C33_PSE_EXT_STATE`, on which the meaning of the number depends.
        ///
        /// `enum ethtool_c33_pse_ext_substate_*`, linux/ethtool.h.
        ETHTOOL_A_C33_PSE_EXT_SUBSTATE: u32 = 11 where read_only,
        /// Limit of the power that the device may draw, milliwatts.
        ETHTOOL_A_C33_PSE_AVAIL_PW_LIMIT: u32 = 12,
        /// Range of power limits that can be set.
        ETHTOOL_A_C33_PSE_PW_LIMIT_RANGES: [Attrs<'a, C33PwLimit>] = 13 where read_only,
        /// Id of the power domain, which shares one power budget.
        ETHTOOL_A_PSE_PW_D_ID: u32 = 14 where read_only,
        /// Maximum priority that can be set.
        ETHTOOL_A_PSE_PRIO_MAX: u32 = 15 where read_only,
        /// Priority of the port when the power budget is exceeded.
        ETHTOOL_A_PSE_PRIO: u32 = 16,
    }
}
attributes! {
    /// Range of power limits: `ETHTOOL_A_C33_PSE_PW_LIMIT_*`, linux/ethtool_netlink.h.
    pub set C33PwLimit, enum C33PwLimitAttr<'a> {
        /// Minimum power limit, milliwatts.
        ETHTOOL_A_C33_PSE_PW_LIMIT_MIN: u32 = 1 where read_only,
        /// Maximum power limit, milliwatts.
        ETHTOOL_A_C33_PSE_PW_LIMIT_MAX: u32 = 2 where read_only,
    }
}
attributes! {
    /// Event notification of a PSE: `ETHTOOL_A_PSE_NTF_*`, linux/ethtool_netlink.h.
    pub set PseNtf, enum PseNtfAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_PSE_NTF_HEADER: Attrs<'a, Header> = 1,
        /// Events: bits of [`PseEvents`].
        ETHTOOL_A_PSE_NTF_EVENTS: Uint = 2 where read_only,
    }
}
