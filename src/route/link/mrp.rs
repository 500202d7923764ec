//! Media Redundancy Protocol (MRP, IEC 62439-2) of a bridge: `IFLA_BRIDGE_MRP`, linux/if_bridge.h.
//!
//! Also linux/mrp_bridge.h. The kernel sends the attribute only if `IFLA_EXT_MASK` has
//! `RTEXT_FILTER_MRP`.
//!
//! MRM: Media Redundancy Manager. MRC: Media Redundancy Client. MRA: Media Redundancy Automanager.
//! MIM and MIC: Media Redundancy Interconnection Manager and Client.
//!
//! ```
//! use nlwire::{route::{BridgeSpec, Mrp, MrpInstance}, wire::Writer};
//! let mut buffer = [0; 64];
//! let mut bridge = Writer::<BridgeSpec>::new(&mut buffer);
//! bridge.nest(BridgeSpec::IFLA_BRIDGE_MRP, |mrp| {
//!     mrp.nest(Mrp::IFLA_BRIDGE_MRP_INSTANCE, |ring| {
//!         ring.put(MrpInstance::IFLA_BRIDGE_MRP_INSTANCE_RING_ID, 1);
//!         ring.put(MrpInstance::IFLA_BRIDGE_MRP_INSTANCE_P_IFINDEX, 7);
//!         ring.put(MrpInstance::IFLA_BRIDGE_MRP_INSTANCE_S_IFINDEX, 8);
//!     });
//! });
//! assert_eq!(bridge.finish()?.len(), 32);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use crate::{attributes, open_enum, wire::Attrs};

open_enum! {
    /// MRP state of a port: `BR_MRP_PORT_STATE_*`, linux/mrp_bridge.h.
    pub struct MrpPortStateType(u32) {
        /// Disabled: no frames are forwarded.
        BR_MRP_PORT_STATE_DISABLED = 0,
        /// Blocked: only MRP frames are forwarded.
        BR_MRP_PORT_STATE_BLOCKED = 1,
        /// Forwarding: all frames pass.
        BR_MRP_PORT_STATE_FORWARDING = 2,
        /// Not connected: the port has no link.
        BR_MRP_PORT_STATE_NOT_CONNECTED = 3,
    }
}
open_enum! {
    /// MRP role of a port: `BR_MRP_PORT_ROLE_*`, linux/mrp_bridge.h.
    pub struct MrpPortRoleType(u32) {
        /// Primary ring port.
        BR_MRP_PORT_ROLE_PRIMARY = 0,
        /// Secondary ring port.
        BR_MRP_PORT_ROLE_SECONDARY = 1,
        /// Interconnect port.
        BR_MRP_PORT_ROLE_INTER = 2,
    }
}
open_enum! {
    /// State of an MRP ring: `BR_MRP_RING_STATE_*`, linux/mrp_bridge.h.
    pub struct MrpRingStateType(u32) {
        /// Open: the ring is interrupted, both ring ports forward.
        BR_MRP_RING_STATE_OPEN = 0,
        /// Closed: the ring is complete, one ring port is blocked.
        BR_MRP_RING_STATE_CLOSED = 1,
    }
}
open_enum! {
    /// MRP role of the bridge in a ring: `BR_MRP_RING_ROLE_*`, linux/mrp_bridge.h.
    pub struct MrpRingRoleType(u32) {
        /// Disabled: no role in the ring.
        BR_MRP_RING_ROLE_DISABLED = 0,
        /// Media Redundancy Client (MRC).
        BR_MRP_RING_ROLE_MRC = 1,
        /// Media Redundancy Manager (MRM).
        BR_MRP_RING_ROLE_MRM = 2,
        /// Media Redundancy Automanager (MRA): manager or client, as negotiated.
        BR_MRP_RING_ROLE_MRA = 3,
    }
}
open_enum! {
    /// State of an MRP interconnect: `BR_MRP_IN_STATE_*`, linux/mrp_bridge.h.
    pub struct MrpInStateType(u32) {
        /// Open: the interconnect is interrupted.
        BR_MRP_IN_STATE_OPEN = 0,
        /// Closed: the interconnect is complete.
        BR_MRP_IN_STATE_CLOSED = 1,
    }
}
open_enum! {
    /// MRP role of the bridge in an interconnect: `BR_MRP_IN_ROLE_*`, linux/mrp_bridge.h.
    pub struct MrpInRoleType(u32) {
        /// Disabled: no role in the interconnect.
        BR_MRP_IN_ROLE_DISABLED = 0,
        /// Media Redundancy Interconnection Client (MIC).
        BR_MRP_IN_ROLE_MIC = 1,
        /// Media Redundancy Interconnection Manager (MIM).
        BR_MRP_IN_ROLE_MIM = 2,
    }
}

attributes! {
    /// Media Redundancy Protocol (MRP) of a bridge: `IFLA_BRIDGE_MRP_*`, linux/if_bridge.h.
    ///
    /// Replies carry one `IFLA_BRIDGE_MRP_INFO` per ring; all other attributes are in requests.
    pub set Mrp, enum MrpAttr<'a> {
        /// Creates an MRP ring; with RTM_DELLINK, deletes one.
        IFLA_BRIDGE_MRP_INSTANCE: Attrs<'a, MrpInstance> = 1,
        /// Sets the MRP state of a port.
        IFLA_BRIDGE_MRP_PORT_STATE: Attrs<'a, MrpPortState> = 2,
        /// Sets the MRP role of a port.
        IFLA_BRIDGE_MRP_PORT_ROLE: Attrs<'a, MrpPortRole> = 3,
        /// Sets the state of a ring.
        IFLA_BRIDGE_MRP_RING_STATE: Attrs<'a, MrpRingState> = 4,
        /// Sets the role of the bridge in a ring.
        IFLA_BRIDGE_MRP_RING_ROLE: Attrs<'a, MrpRingRole> = 5,
        /// Starts or stops MRP_Test frames on a ring.
        IFLA_BRIDGE_MRP_START_TEST: Attrs<'a, MrpStartTest> = 6,
        /// MRP ring: ports, state, role and test parameters.
        IFLA_BRIDGE_MRP_INFO: [Attrs<'a, MrpInfo>] = 7 where read_only,
        /// Sets the role of the bridge in an interconnect.
        IFLA_BRIDGE_MRP_IN_ROLE: Attrs<'a, MrpInRole> = 8,
        /// Sets the state of an interconnect.
        IFLA_BRIDGE_MRP_IN_STATE: Attrs<'a, MrpInState> = 9,
        /// Starts or stops MRP_InTest frames on an interconnect.
        IFLA_BRIDGE_MRP_START_IN_TEST: Attrs<'a, MrpStartInTest> = 10,
    }
}
attributes! {
    /// MRP ring to create or delete: `IFLA_BRIDGE_MRP_INSTANCE_*`, linux/if_bridge.h.
    pub set MrpInstance, enum MrpInstanceAttr<'a> {
        /// Ring id, unique in the bridge.
        IFLA_BRIDGE_MRP_INSTANCE_RING_ID: u32 = 1,
        /// Interface index of the primary ring port.
        IFLA_BRIDGE_MRP_INSTANCE_P_IFINDEX: u32 = 2,
        /// Interface index of the secondary ring port.
        IFLA_BRIDGE_MRP_INSTANCE_S_IFINDEX: u32 = 3,
        /// Priority in the election of a manager (MRA); the lowest value wins. Default 0x8000.
        IFLA_BRIDGE_MRP_INSTANCE_PRIO: u16 = 4,
    }
}
attributes! {
    /// MRP state of a port: `IFLA_BRIDGE_MRP_PORT_STATE_*`, linux/if_bridge.h.
    pub set MrpPortState, enum MrpPortStateAttr<'a> {
        /// MRP state of the port: disabled, blocked, forwarding.
        IFLA_BRIDGE_MRP_PORT_STATE_STATE: MrpPortStateType = 1,
    }
}
attributes! {
    /// MRP role of a port: `IFLA_BRIDGE_MRP_PORT_ROLE_*`, linux/if_bridge.h.
    pub set MrpPortRole, enum MrpPortRoleAttr<'a> {
        /// MRP role of the port: primary, secondary, interconnect.
        IFLA_BRIDGE_MRP_PORT_ROLE_ROLE: MrpPortRoleType = 1,
    }
}
attributes! {
    /// State of an MRP ring: `IFLA_BRIDGE_MRP_RING_STATE_*`, linux/if_bridge.h.
    pub set MrpRingState, enum MrpRingStateAttr<'a> {
        /// Ring id: selects the MRP instance.
        IFLA_BRIDGE_MRP_RING_STATE_RING_ID: u32 = 1,
        /// State of the ring: open or closed.
        IFLA_BRIDGE_MRP_RING_STATE_STATE: MrpRingStateType = 2,
    }
}
attributes! {
    /// Role of the bridge in an MRP ring: `IFLA_BRIDGE_MRP_RING_ROLE_*`, linux/if_bridge.h.
    pub set MrpRingRole, enum MrpRingRoleAttr<'a> {
        /// Ring id: selects the MRP instance.
        IFLA_BRIDGE_MRP_RING_ROLE_RING_ID: u32 = 1,
        /// Role of the bridge in the ring: disabled, client (MRC), manager (MRM).
        IFLA_BRIDGE_MRP_RING_ROLE_ROLE: MrpRingRoleType = 2,
    }
}
attributes! {
    /// MRP_Test frames on a ring: `IFLA_BRIDGE_MRP_START_TEST_*`, linux/if_bridge.h.
    pub set MrpStartTest, enum MrpStartTestAttr<'a> {
        /// Ring id: selects the MRP instance.
        IFLA_BRIDGE_MRP_START_TEST_RING_ID: u32 = 1,
        /// Interval between MRP_Test frames, microseconds. Newer kernels reject 0, which loops for
        /// ever in older ones.
        IFLA_BRIDGE_MRP_START_TEST_INTERVAL: u32 = 2,
        /// Number of missed MRP_Test frames after which the ring counts as open.
        IFLA_BRIDGE_MRP_START_TEST_MAX_MISS: u32 = 3,
        /// Duration of the test, microseconds; 0 stops the test.
        IFLA_BRIDGE_MRP_START_TEST_PERIOD: u32 = 4,
        /// 1 to monitor received MRP_Test frames only, 0 to send as well.
        IFLA_BRIDGE_MRP_START_TEST_MONITOR: u32 = 5,
    }
}
attributes! {
    /// MRP ring: `IFLA_BRIDGE_MRP_INFO_*`, linux/if_bridge.h.
    pub set MrpInfo, enum MrpInfoAttr<'a> {
        /// Ring id, unique in the bridge.
        IFLA_BRIDGE_MRP_INFO_RING_ID: u32 = 1 where read_only,
        /// Interface index of the primary ring port.
        IFLA_BRIDGE_MRP_INFO_P_IFINDEX: u32 = 2 where read_only,
        /// Interface index of the secondary ring port.
        IFLA_BRIDGE_MRP_INFO_S_IFINDEX: u32 = 3 where read_only,
        /// Priority in the election of a manager (MRA); the lowest value wins.
        IFLA_BRIDGE_MRP_INFO_PRIO: u16 = 4 where read_only,
        /// State of the ring: open or closed.
        IFLA_BRIDGE_MRP_INFO_RING_STATE: MrpRingStateType = 5 where read_only,
        /// Role of the bridge in the ring: client (MRC), manager (MRM).
        IFLA_BRIDGE_MRP_INFO_RING_ROLE: MrpRingRoleType = 6 where read_only,
        /// Interval between MRP_Test frames, microseconds.
        IFLA_BRIDGE_MRP_INFO_TEST_INTERVAL: u32 = 7 where read_only,
        /// Number of missed MRP_Test frames after which the ring counts as open.
        IFLA_BRIDGE_MRP_INFO_TEST_MAX_MISS: u32 = 8 where read_only,
        /// 1 if the bridge only monitors received MRP_Test frames, else 0.
        IFLA_BRIDGE_MRP_INFO_TEST_MONITOR: u32 = 9 where read_only,
        /// Interface index of the interconnect port.
        IFLA_BRIDGE_MRP_INFO_I_IFINDEX: u32 = 10 where read_only,
        /// State of the interconnect.
        IFLA_BRIDGE_MRP_INFO_IN_STATE: MrpInStateType = 11 where read_only,
        /// Role of the bridge in the interconnect.
        IFLA_BRIDGE_MRP_INFO_IN_ROLE: MrpInRoleType = 12 where read_only,
        /// Interval between MRP_InTest frames, microseconds.
        IFLA_BRIDGE_MRP_INFO_IN_TEST_INTERVAL: u32 = 13 where read_only,
        /// Number of missed MRP_InTest frames after which the interconnect counts as open.
        IFLA_BRIDGE_MRP_INFO_IN_TEST_MAX_MISS: u32 = 14 where read_only,
    }
}
attributes! {
    /// State of an MRP interconnect: `IFLA_BRIDGE_MRP_IN_STATE_*`, linux/if_bridge.h.
    pub set MrpInState, enum MrpInStateAttr<'a> {
        /// Interconnect id: 4 bytes here, but 2 bytes in [`MrpInRole`].
        IFLA_BRIDGE_MRP_IN_STATE_IN_ID: u32 = 1,
        /// State of the interconnect.
        IFLA_BRIDGE_MRP_IN_STATE_STATE: MrpInStateType = 2,
    }
}
attributes! {
    /// Role of the bridge in an MRP interconnect: `IFLA_BRIDGE_MRP_IN_ROLE_*`, linux/if_bridge.h.
    pub set MrpInRole, enum MrpInRoleAttr<'a> {
        /// Ring id: selects the MRP instance.
        IFLA_BRIDGE_MRP_IN_ROLE_RING_ID: u32 = 1,
        /// Interconnect id: 2 bytes here, but 4 bytes in [`MrpInState`].
        IFLA_BRIDGE_MRP_IN_ROLE_IN_ID: u16 = 2,
        /// Role of the bridge between rings: client (MIC), manager (MIM).
        IFLA_BRIDGE_MRP_IN_ROLE_ROLE: MrpInRoleType = 3,
        /// Interface index of the interconnect port.
        IFLA_BRIDGE_MRP_IN_ROLE_I_IFINDEX: u32 = 4,
    }
}
attributes! {
    /// MRP_InTest frames on an interconnect: `IFLA_BRIDGE_MRP_START_IN_TEST_*`, linux/if_bridge.h.
    pub set MrpStartInTest, enum MrpStartInTestAttr<'a> {
        /// Interconnect id.
        IFLA_BRIDGE_MRP_START_IN_TEST_IN_ID: u32 = 1,
        /// Interval between MRP_InTest frames, microseconds. Newer kernels reject 0.
        IFLA_BRIDGE_MRP_START_IN_TEST_INTERVAL: u32 = 2,
        /// Number of missed MRP_InTest frames after which the interconnect counts as open.
        IFLA_BRIDGE_MRP_START_IN_TEST_MAX_MISS: u32 = 3,
        /// Duration of the test, microseconds; 0 stops the test.
        IFLA_BRIDGE_MRP_START_IN_TEST_PERIOD: u32 = 4,
    }
}
