//! Media redundancy of a bridge, IEC 62439-2: `IFLA_BRIDGE_MRP`, linux/if_bridge.h and linux/mrp_bridge.h. The kernel tells of it only
//! where `IFLA_EXT_MASK` asks by `RTEXT_FILTER_MRP`.
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
use crate::{attributes, numbers, wire::Attrs};

numbers! {
    /// A port's state: `BR_MRP_PORT_STATE_*`, linux/mrp_bridge.h.
    pub struct MrpPortStateType(u32) {
        /// Nothing passes.
        BR_MRP_PORT_STATE_DISABLED = 0,
        /// Only the protocol passes.
        BR_MRP_PORT_STATE_BLOCKED = 1,
        /// Frames pass.
        BR_MRP_PORT_STATE_FORWARDING = 2,
        /// It has no link.
        BR_MRP_PORT_STATE_NOT_CONNECTED = 3,
    }
}
numbers! {
    /// A port's role: `BR_MRP_PORT_ROLE_*`, linux/mrp_bridge.h.
    pub struct MrpPortRoleType(u32) {
        /// First port of the ring.
        BR_MRP_PORT_ROLE_PRIMARY = 0,
        /// Second port of the ring.
        BR_MRP_PORT_ROLE_SECONDARY = 1,
        /// Port of an interconnection.
        BR_MRP_PORT_ROLE_INTER = 2,
    }
}
numbers! {
    /// A ring's state: `BR_MRP_RING_STATE_*`, linux/mrp_bridge.h.
    pub struct MrpRingStateType(u32) {
        /// Broken somewhere: both ports forward.
        BR_MRP_RING_STATE_OPEN = 0,
        /// Whole: one port blocks.
        BR_MRP_RING_STATE_CLOSED = 1,
    }
}
numbers! {
    /// The bridge's role in a ring: `BR_MRP_RING_ROLE_*`, linux/mrp_bridge.h.
    pub struct MrpRingRoleType(u32) {
        /// None.
        BR_MRP_RING_ROLE_DISABLED = 0,
        /// Client.
        BR_MRP_RING_ROLE_MRC = 1,
        /// Manager.
        BR_MRP_RING_ROLE_MRM = 2,
        /// Whichever turns out.
        BR_MRP_RING_ROLE_MRA = 3,
    }
}
numbers! {
    /// An interconnection's state: `BR_MRP_IN_STATE_*`, linux/mrp_bridge.h.
    pub struct MrpInStateType(u32) {
        /// Broken somewhere.
        BR_MRP_IN_STATE_OPEN = 0,
        /// Whole.
        BR_MRP_IN_STATE_CLOSED = 1,
    }
}
numbers! {
    /// The bridge's role in an interconnection: `BR_MRP_IN_ROLE_*`, linux/mrp_bridge.h.
    pub struct MrpInRoleType(u32) {
        /// None.
        BR_MRP_IN_ROLE_DISABLED = 0,
        /// Client.
        BR_MRP_IN_ROLE_MIC = 1,
        /// Manager.
        BR_MRP_IN_ROLE_MIM = 2,
    }
}

attributes! {
    /// Media redundancy: `IFLA_BRIDGE_MRP_*`, linux/if_bridge.h. Requests have the orders, replies one `INFO` a ring.
    pub set Mrp, enum MrpAttr<'a> {
        /// Make a ring, or remove one.
        IFLA_BRIDGE_MRP_INSTANCE = 1 => Instance(Attrs<'a, MrpInstance>),
        /// Set a port's state.
        IFLA_BRIDGE_MRP_PORT_STATE = 2 => PortState(Attrs<'a, MrpPortState>),
        /// Set a port's role.
        IFLA_BRIDGE_MRP_PORT_ROLE = 3 => PortRole(Attrs<'a, MrpPortRole>),
        /// Set a ring's state.
        IFLA_BRIDGE_MRP_RING_STATE = 4 => RingState(Attrs<'a, MrpRingState>),
        /// Set the bridge's role in a ring.
        IFLA_BRIDGE_MRP_RING_ROLE = 5 => RingRole(Attrs<'a, MrpRingRole>),
        /// Send test frames around a ring.
        IFLA_BRIDGE_MRP_START_TEST = 6 => StartTest(Attrs<'a, MrpStartTest>),
        /// A ring.
        IFLA_BRIDGE_MRP_INFO = 7 => Info[Attrs<'a, MrpInfo>] where output(),
        /// Set the bridge's role in the interconnection of rings.
        IFLA_BRIDGE_MRP_IN_ROLE = 8 => InRole(Attrs<'a, MrpInRole>),
        /// Set an interconnection's state.
        IFLA_BRIDGE_MRP_IN_STATE = 9 => InState(Attrs<'a, MrpInState>),
        /// Send test frames across an interconnection.
        IFLA_BRIDGE_MRP_START_IN_TEST = 10 => StartInTest(Attrs<'a, MrpStartInTest>),
    }
}
attributes! {
    /// A ring to make or to remove: `IFLA_BRIDGE_MRP_INSTANCE_*`, linux/if_bridge.h.
    pub set MrpInstance, enum MrpInstanceAttr<'a> {
        /// The ring's number.
        IFLA_BRIDGE_MRP_INSTANCE_RING_ID = 1 => RingId(u32),
        /// Its primary port, by index.
        IFLA_BRIDGE_MRP_INSTANCE_P_IFINDEX = 2 => PIfindex(u32),
        /// Its secondary port, by index.
        IFLA_BRIDGE_MRP_INSTANCE_S_IFINDEX = 3 => SIfindex(u32),
        /// Priority; the lowest manages, where that is to be found out.
        IFLA_BRIDGE_MRP_INSTANCE_PRIO = 4 => Prio(u16),
    }
}
attributes! {
    /// A port's state: `IFLA_BRIDGE_MRP_PORT_STATE_*`, linux/if_bridge.h.
    pub set MrpPortState, enum MrpPortStateAttr<'a> {
        /// The state.
        IFLA_BRIDGE_MRP_PORT_STATE_STATE = 1 => State(MrpPortStateType),
    }
}
attributes! {
    /// A port's role: `IFLA_BRIDGE_MRP_PORT_ROLE_*`, linux/if_bridge.h.
    pub set MrpPortRole, enum MrpPortRoleAttr<'a> {
        /// The role.
        IFLA_BRIDGE_MRP_PORT_ROLE_ROLE = 1 => Role(MrpPortRoleType),
    }
}
attributes! {
    /// A ring's state: `IFLA_BRIDGE_MRP_RING_STATE_*`, linux/if_bridge.h.
    pub set MrpRingState, enum MrpRingStateAttr<'a> {
        /// The ring's number.
        IFLA_BRIDGE_MRP_RING_STATE_RING_ID = 1 => RingId(u32),
        /// The state.
        IFLA_BRIDGE_MRP_RING_STATE_STATE = 2 => State(MrpRingStateType),
    }
}
attributes! {
    /// The bridge's role in a ring: `IFLA_BRIDGE_MRP_RING_ROLE_*`, linux/if_bridge.h.
    pub set MrpRingRole, enum MrpRingRoleAttr<'a> {
        /// The ring's number.
        IFLA_BRIDGE_MRP_RING_ROLE_RING_ID = 1 => RingId(u32),
        /// The role.
        IFLA_BRIDGE_MRP_RING_ROLE_ROLE = 2 => Role(MrpRingRoleType),
    }
}
attributes! {
    /// Test frames around a ring: `IFLA_BRIDGE_MRP_START_TEST_*`, linux/if_bridge.h.
    pub set MrpStartTest, enum MrpStartTestAttr<'a> {
        /// The ring's number.
        IFLA_BRIDGE_MRP_START_TEST_RING_ID = 1 => RingId(u32),
        /// One every so many microseconds; newer kernels refuse 0, since it kept them busy for ever.
        IFLA_BRIDGE_MRP_START_TEST_INTERVAL = 2 => Interval(u32),
        /// How many may be missed before the ring counts as open.
        IFLA_BRIDGE_MRP_START_TEST_MAX_MISS = 3 => MaxMiss(u32),
        /// For how long, microseconds; 0 ends it.
        IFLA_BRIDGE_MRP_START_TEST_PERIOD = 4 => Period(u32),
        /// 1 to listen only, 0 to send.
        IFLA_BRIDGE_MRP_START_TEST_MONITOR = 5 => Monitor(u32),
    }
}
attributes! {
    /// A ring: `IFLA_BRIDGE_MRP_INFO_*`, linux/if_bridge.h.
    pub set MrpInfo, enum MrpInfoAttr<'a> {
        /// The ring's number.
        IFLA_BRIDGE_MRP_INFO_RING_ID = 1 => RingId(u32) where output(),
        /// Its primary port, by index.
        IFLA_BRIDGE_MRP_INFO_P_IFINDEX = 2 => PIfindex(u32) where output(),
        /// Its secondary port, by index.
        IFLA_BRIDGE_MRP_INFO_S_IFINDEX = 3 => SIfindex(u32) where output(),
        /// Priority.
        IFLA_BRIDGE_MRP_INFO_PRIO = 4 => Prio(u16) where output(),
        /// The ring's state.
        IFLA_BRIDGE_MRP_INFO_RING_STATE = 5 => RingState(MrpRingStateType) where output(),
        /// The bridge's role in it.
        IFLA_BRIDGE_MRP_INFO_RING_ROLE = 6 => RingRole(MrpRingRoleType) where output(),
        /// Test frames: one every so many microseconds.
        IFLA_BRIDGE_MRP_INFO_TEST_INTERVAL = 7 => TestInterval(u32) where output(),
        /// How many may be missed.
        IFLA_BRIDGE_MRP_INFO_TEST_MAX_MISS = 8 => TestMaxMiss(u32) where output(),
        /// 1 where it listens only.
        IFLA_BRIDGE_MRP_INFO_TEST_MONITOR = 9 => TestMonitor(u32) where output(),
        /// Its interconnection port, by index.
        IFLA_BRIDGE_MRP_INFO_I_IFINDEX = 10 => IIfindex(u32) where output(),
        /// The interconnection's state.
        IFLA_BRIDGE_MRP_INFO_IN_STATE = 11 => InState(MrpInStateType) where output(),
        /// The bridge's role in it.
        IFLA_BRIDGE_MRP_INFO_IN_ROLE = 12 => InRole(MrpInRoleType) where output(),
        /// Its test frames: one every so many microseconds.
        IFLA_BRIDGE_MRP_INFO_IN_TEST_INTERVAL = 13 => InTestInterval(u32) where output(),
        /// How many of these may be missed.
        IFLA_BRIDGE_MRP_INFO_IN_TEST_MAX_MISS = 14 => InTestMaxMiss(u32) where output(),
    }
}
attributes! {
    /// An interconnection's state: `IFLA_BRIDGE_MRP_IN_STATE_*`, linux/if_bridge.h.
    pub set MrpInState, enum MrpInStateAttr<'a> {
        /// The interconnection's number. (4 bytes here, 2 in `IN_ROLE`.)
        IFLA_BRIDGE_MRP_IN_STATE_IN_ID = 1 => InId(u32),
        /// The state.
        IFLA_BRIDGE_MRP_IN_STATE_STATE = 2 => State(MrpInStateType),
    }
}
attributes! {
    /// The bridge's role in an interconnection: `IFLA_BRIDGE_MRP_IN_ROLE_*`, linux/if_bridge.h.
    pub set MrpInRole, enum MrpInRoleAttr<'a> {
        /// The ring's number.
        IFLA_BRIDGE_MRP_IN_ROLE_RING_ID = 1 => RingId(u32),
        /// The interconnection's number.
        IFLA_BRIDGE_MRP_IN_ROLE_IN_ID = 2 => InId(u16),
        /// The role.
        IFLA_BRIDGE_MRP_IN_ROLE_ROLE = 3 => Role(MrpInRoleType),
        /// The port, by index.
        IFLA_BRIDGE_MRP_IN_ROLE_I_IFINDEX = 4 => IIfindex(u32),
    }
}
attributes! {
    /// Test frames across an interconnection: `IFLA_BRIDGE_MRP_START_IN_TEST_*`, linux/if_bridge.h.
    pub set MrpStartInTest, enum MrpStartInTestAttr<'a> {
        /// The interconnection's number.
        IFLA_BRIDGE_MRP_START_IN_TEST_IN_ID = 1 => InId(u32),
        /// One every so many microseconds; newer kernels refuse 0.
        IFLA_BRIDGE_MRP_START_IN_TEST_INTERVAL = 2 => Interval(u32),
        /// How many may be missed before it counts as open.
        IFLA_BRIDGE_MRP_START_IN_TEST_MAX_MISS = 3 => MaxMiss(u32),
        /// For how long, microseconds; 0 ends it.
        IFLA_BRIDGE_MRP_START_IN_TEST_PERIOD = 4 => Period(u32),
    }
}
