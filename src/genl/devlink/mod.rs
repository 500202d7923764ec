//! The family `devlink`: devices, ports, parameters, health, traps and more (linux/devlink.h).
//!
//! A devlink instance is a device such as a network card or a switch, of which network devices are
//! only the ports. It is identified by bus and device name, such as `pci/0000:03:00.0`: a
//! [`Handle`]. Reading needs no privileges, except for the contents of regions, health dumps and
//! diagnostics; changes need `CAP_NET_ADMIN`. Notifications arrive on the multicast group
//! [`CONFIG`].
//!
//! | object | functions |
//! |---|---|
//! | device | [`devices`], [`device`], [`info`], [`reload`], [`flash_update`], [`run_selftests`] |
//! | port | [`ports`], [`port`], [`set_port_type`], [`split_port`], [`set_port_function`] |
//! | embedded switch | [`eswitch`], [`set_eswitch_mode`] |
//! | parameter | [`params`], [`param`], [`set_param`] |
//! | health reporter | [`health_reporters`], [`diagnose`], [`health_dump`], [`recover`]; [`Fmsg`] reads the replies |
//! | region | [`regions`], [`new_snapshot`], [`delete_snapshot`], [`read_region`] |
//! | trap | [`traps`], [`set_trap_action`], [`trap_groups`], [`trap_policers`], [`set_trap_policer`] |
//! | resource | [`resources`], [`set_resource`] |
//! | rate | [`rates`], [`set_rate`], [`add_rate_node`], [`delete_rate_node`] |
//! | anything else | [`list`], [`get`], [`set`] with a command of [`DevlinkMessage`] |
//!
//! See [devlink](https://docs.kernel.org/networking/devlink/index.html) in the kernel documentation
//! and devlink(8).
//!
//! ```no_run
//! use nlwire::{client::Connection, genl::{self, devlink}, socket::{Protocol, Socket}};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
//! let family = connection.run(genl::family(devlink::NAME))?; // resolve once and keep
//! for port in connection.list(devlink::ports(&family, None))? {
//!     println!("{port}"); // pci/0000:03:00.0/1: type eth netdev eth0 flavour physical port 1
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
pub mod attrs;
mod calls;
pub mod fmsg;
pub mod numbers;
mod summary;
#[cfg(test)]
mod tests;

pub use attrs::*;
pub use calls::*;
pub use fmsg::*;
pub use numbers::*;
pub use summary::*;

use super::command::objects;
use crate::genl_family;

/// Name of the family: `DEVLINK_GENL_NAME`.
pub const NAME: &str = "devlink";
/// Name of the multicast group for notifications: `DEVLINK_GENL_MCGRP_CONFIG_NAME`.
///
/// Resolve the id with [`Family::group`](super::Family::group).
pub const CONFIG: &str = "config";
/// Bus name that selects a devlink instance by its index: `DEVLINK_INDEX_BUS_NAME`.
pub const INDEX_BUS: &str = "devlink_index";

objects! {
    /// A devlink instance: the reply to `DEVLINK_CMD_GET`.
    DeviceMessage(Devlink);
    /// A port: the reply to `DEVLINK_CMD_PORT_GET`.
    PortMessage(Devlink);
}
genl_family! {
    /// A message of the devlink family.
    ///
    /// The reply to a request may have another command: `DEVLINK_CMD_PORT_GET` is answered by
    /// `DEVLINK_CMD_PORT_NEW`, and a dump of ports by `DEVLINK_CMD_NEW`.
    pub enum DevlinkMessage<'a>, family DEVLINK = "devlink", header () {
        /// Requests a devlink instance, or a dump of all.
        DEVLINK_CMD_GET = 1, Both Get => Get(Devlink),
        /// Unused.
        DEVLINK_CMD_SET = 2, Both New => Set(Devlink),
        /// Announces a new or changed devlink instance; reply to `DEVLINK_CMD_GET`.
        DEVLINK_CMD_NEW = 3, Both New => New(Devlink),
        /// Announces that a devlink instance was removed.
        DEVLINK_CMD_DEL = 4, Both Delete => Del(Devlink),
        /// Requests a port, or a dump of all.
        DEVLINK_CMD_PORT_GET = 5, Both Get => PortGet(Devlink),
        /// Changes the type or the function of a port.
        DEVLINK_CMD_PORT_SET = 6, Both New => PortSet(Devlink),
        /// Announces a new or changed port, and is the reply to `DEVLINK_CMD_PORT_GET`; as a
        /// request, adds one.
        DEVLINK_CMD_PORT_NEW = 7, Both New => PortNew(Devlink),
        /// Announces that a port was removed; as a request, deletes one.
        DEVLINK_CMD_PORT_DEL = 8, Both Delete => PortDel(Devlink),
        /// Splits a port into `DEVLINK_ATTR_PORT_SPLIT_COUNT` ports.
        DEVLINK_CMD_PORT_SPLIT = 9, Both New => PortSplit(Devlink),
        /// Reverts the split of a port.
        DEVLINK_CMD_PORT_UNSPLIT = 10, Both New => PortUnsplit(Devlink),
        /// Requests a shared buffer, or a dump of all.
        DEVLINK_CMD_SB_GET = 11, Both Get => SbGet(Devlink),
        /// Unused.
        DEVLINK_CMD_SB_SET = 12, Both New => SbSet(Devlink),
        /// Reply to `DEVLINK_CMD_SB_GET`.
        DEVLINK_CMD_SB_NEW = 13, Both New => SbNew(Devlink),
        /// Unused.
        DEVLINK_CMD_SB_DEL = 14, Both Delete => SbDel(Devlink),
        /// Requests a pool of a shared buffer, or a dump of all.
        DEVLINK_CMD_SB_POOL_GET = 15, Both Get => SbPoolGet(Devlink),
        /// Changes size and threshold type of a pool.
        DEVLINK_CMD_SB_POOL_SET = 16, Both New => SbPoolSet(Devlink),
        /// Reply to `DEVLINK_CMD_SB_POOL_GET`.
        DEVLINK_CMD_SB_POOL_NEW = 17, Both New => SbPoolNew(Devlink),
        /// Unused.
        DEVLINK_CMD_SB_POOL_DEL = 18, Both Delete => SbPoolDel(Devlink),
        /// Requests the threshold of a port in a pool, or a dump of all.
        DEVLINK_CMD_SB_PORT_POOL_GET = 19, Both Get => SbPortPoolGet(Devlink),
        /// Changes the threshold of a port in a pool.
        DEVLINK_CMD_SB_PORT_POOL_SET = 20, Both New => SbPortPoolSet(Devlink),
        /// Reply to `DEVLINK_CMD_SB_PORT_POOL_GET`.
        DEVLINK_CMD_SB_PORT_POOL_NEW = 21, Both New => SbPortPoolNew(Devlink),
        /// Unused.
        DEVLINK_CMD_SB_PORT_POOL_DEL = 22, Both Delete => SbPortPoolDel(Devlink),
        /// Requests the pool and threshold of a port and traffic class, or a dump of all.
        DEVLINK_CMD_SB_TC_POOL_BIND_GET = 23, Both Get => SbTcPoolBindGet(Devlink),
        /// Binds a port and traffic class to a pool, with a threshold.
        DEVLINK_CMD_SB_TC_POOL_BIND_SET = 24, Both New => SbTcPoolBindSet(Devlink),
        /// Reply to `DEVLINK_CMD_SB_TC_POOL_BIND_GET`.
        DEVLINK_CMD_SB_TC_POOL_BIND_NEW = 25, Both New => SbTcPoolBindNew(Devlink),
        /// Unused.
        DEVLINK_CMD_SB_TC_POOL_BIND_DEL = 26, Both Delete => SbTcPoolBindDel(Devlink),
        /// Takes a snapshot of the occupancy of a shared buffer.
        DEVLINK_CMD_SB_OCC_SNAPSHOT = 27, Both New => SbOccSnapshot(Devlink),
        /// Resets the maximum occupancy of a shared buffer.
        DEVLINK_CMD_SB_OCC_MAX_CLEAR = 28, Both New => SbOccMaxClear(Devlink),
        /// Requests the mode of the embedded switch, and is the reply.
        DEVLINK_CMD_ESWITCH_GET = 29, Both Get => EswitchGet(Devlink),
        /// Changes the mode of the embedded switch.
        DEVLINK_CMD_ESWITCH_SET = 30, Both New => EswitchSet(Devlink),
        /// Requests tables of the pipeline, and is the reply.
        DEVLINK_CMD_DPIPE_TABLE_GET = 31, Both Get => DpipeTableGet(Devlink),
        /// Requests the entries of a table, and is the reply.
        DEVLINK_CMD_DPIPE_ENTRIES_GET = 32, Both Get => DpipeEntriesGet(Devlink),
        /// Requests the headers of the pipeline, and is the reply.
        DEVLINK_CMD_DPIPE_HEADERS_GET = 33, Both Get => DpipeHeadersGet(Devlink),
        /// Enables or disables the counters of a table.
        DEVLINK_CMD_DPIPE_TABLE_COUNTERS_SET = 34, Both New => DpipeTableCountersSet(Devlink),
        /// Changes the size of a resource.
        DEVLINK_CMD_RESOURCE_SET = 35, Both New => ResourceSet(Devlink),
        /// Requests the resources, and is the reply.
        DEVLINK_CMD_RESOURCE_DUMP = 36, Both Get => ResourceDump(Devlink),
        /// Reloads the driver or activates firmware; the reply has the actions that were performed.
        DEVLINK_CMD_RELOAD = 37, Both New => Reload(Devlink),
        /// Requests a parameter or a dump of all, and is the reply.
        DEVLINK_CMD_PARAM_GET = 38, Both Get => ParamGet(Devlink),
        /// Changes a parameter.
        DEVLINK_CMD_PARAM_SET = 39, Both New => ParamSet(Devlink),
        /// Announces a new or changed parameter.
        DEVLINK_CMD_PARAM_NEW = 40, Both New => ParamNew(Devlink),
        /// Announces that a parameter was removed.
        DEVLINK_CMD_PARAM_DEL = 41, Both Delete => ParamDel(Devlink),
        /// Requests a region or a dump of all, and is the reply.
        DEVLINK_CMD_REGION_GET = 42, Both Get => RegionGet(Devlink),
        /// Unused.
        DEVLINK_CMD_REGION_SET = 43, Both New => RegionSet(Devlink),
        /// Announces a new region or snapshot; as a request, takes a snapshot.
        DEVLINK_CMD_REGION_NEW = 44, Both New => RegionNew(Devlink),
        /// Announces that a region or snapshot was removed; as a request, deletes a snapshot.
        DEVLINK_CMD_REGION_DEL = 45, Both Delete => RegionDel(Devlink),
        /// Dumps the contents of a region in chunks.
        DEVLINK_CMD_REGION_READ = 46, Both Get => RegionRead(Devlink),
        /// Requests a parameter of a port. No driver has such parameters.
        DEVLINK_CMD_PORT_PARAM_GET = 47, Both Get => PortParamGet(Devlink),
        /// Changes a parameter of a port. No driver has such parameters.
        DEVLINK_CMD_PORT_PARAM_SET = 48, Both New => PortParamSet(Devlink),
        /// Announces a parameter of a port.
        DEVLINK_CMD_PORT_PARAM_NEW = 49, Both New => PortParamNew(Devlink),
        /// Announces that a parameter of a port was removed.
        DEVLINK_CMD_PORT_PARAM_DEL = 50, Both Delete => PortParamDel(Devlink),
        /// Requests driver, serial numbers and versions, and is the reply.
        DEVLINK_CMD_INFO_GET = 51, Both Get => InfoGet(Devlink),
        /// Requests a health reporter or a dump of all, and is the reply.
        DEVLINK_CMD_HEALTH_REPORTER_GET = 52, Both Get => HealthReporterGet(Devlink),
        /// Changes the settings of a health reporter.
        DEVLINK_CMD_HEALTH_REPORTER_SET = 53, Both New => HealthReporterSet(Devlink),
        /// Starts a recovery; as an event, announces a new state of a health reporter.
        DEVLINK_CMD_HEALTH_REPORTER_RECOVER = 54, Both New => HealthReporterRecover(Devlink),
        /// Requests diagnostics of a health reporter; the reply is a formatted message.
        DEVLINK_CMD_HEALTH_REPORTER_DIAGNOSE = 55, Both Get => HealthReporterDiagnose(Devlink),
        /// Dumps the stored dump of a health reporter, or takes one: a formatted message.
        DEVLINK_CMD_HEALTH_REPORTER_DUMP_GET = 56, Both Get => HealthReporterDumpGet(Devlink),
        /// Deletes the stored dump of a health reporter.
        DEVLINK_CMD_HEALTH_REPORTER_DUMP_CLEAR = 57, Both Delete => HealthReporterDumpClear(Devlink),
        /// Writes a file to flash; as an event, announces the start of an update.
        DEVLINK_CMD_FLASH_UPDATE = 58, Both New => FlashUpdate(Devlink),
        /// Announces the end of a flash update.
        DEVLINK_CMD_FLASH_UPDATE_END = 59, Both New => FlashUpdateEnd(Devlink),
        /// Announces the progress of a flash update.
        DEVLINK_CMD_FLASH_UPDATE_STATUS = 60, Both New => FlashUpdateStatus(Devlink),
        /// Requests a packet trap, or a dump of all.
        DEVLINK_CMD_TRAP_GET = 61, Both Get => TrapGet(Devlink),
        /// Changes the action of a packet trap.
        DEVLINK_CMD_TRAP_SET = 62, Both New => TrapSet(Devlink),
        /// Announces a new or changed packet trap; reply to `DEVLINK_CMD_TRAP_GET`.
        DEVLINK_CMD_TRAP_NEW = 63, Both New => TrapNew(Devlink),
        /// Announces that a packet trap was removed.
        DEVLINK_CMD_TRAP_DEL = 64, Both Delete => TrapDel(Devlink),
        /// Requests a trap group, or a dump of all.
        DEVLINK_CMD_TRAP_GROUP_GET = 65, Both Get => TrapGroupGet(Devlink),
        /// Changes the action of all traps of a group, or the policer of the group.
        DEVLINK_CMD_TRAP_GROUP_SET = 66, Both New => TrapGroupSet(Devlink),
        /// Announces a new or changed trap group; reply to `DEVLINK_CMD_TRAP_GROUP_GET`.
        DEVLINK_CMD_TRAP_GROUP_NEW = 67, Both New => TrapGroupNew(Devlink),
        /// Announces that a trap group was removed.
        DEVLINK_CMD_TRAP_GROUP_DEL = 68, Both Delete => TrapGroupDel(Devlink),
        /// Requests a trap policer, or a dump of all.
        DEVLINK_CMD_TRAP_POLICER_GET = 69, Both Get => TrapPolicerGet(Devlink),
        /// Changes rate and burst of a trap policer.
        DEVLINK_CMD_TRAP_POLICER_SET = 70, Both New => TrapPolicerSet(Devlink),
        /// Announces a new or changed trap policer; reply to `DEVLINK_CMD_TRAP_POLICER_GET`.
        DEVLINK_CMD_TRAP_POLICER_NEW = 71, Both New => TrapPolicerNew(Devlink),
        /// Announces that a trap policer was removed.
        DEVLINK_CMD_TRAP_POLICER_DEL = 72, Both Delete => TrapPolicerDel(Devlink),
        /// Makes a health reporter report a test error.
        DEVLINK_CMD_HEALTH_REPORTER_TEST = 73, Both New => HealthReporterTest(Devlink),
        /// Requests a rate object, or a dump of all.
        DEVLINK_CMD_RATE_GET = 74, Both Get => RateGet(Devlink),
        /// Changes a rate object.
        DEVLINK_CMD_RATE_SET = 75, Both New => RateSet(Devlink),
        /// Announces a new or changed rate object, and is the reply to `DEVLINK_CMD_RATE_GET`; as a
        /// request, adds a rate node.
        DEVLINK_CMD_RATE_NEW = 76, Both New => RateNew(Devlink),
        /// Announces that a rate object was removed; as a request, deletes a rate node.
        DEVLINK_CMD_RATE_DEL = 77, Both Delete => RateDel(Devlink),
        /// Requests a line card, or a dump of all.
        DEVLINK_CMD_LINECARD_GET = 78, Both Get => LinecardGet(Devlink),
        /// Provisions a line card.
        DEVLINK_CMD_LINECARD_SET = 79, Both New => LinecardSet(Devlink),
        /// Announces a new or changed line card; reply to `DEVLINK_CMD_LINECARD_GET`.
        DEVLINK_CMD_LINECARD_NEW = 80, Both New => LinecardNew(Devlink),
        /// Announces that a line card was removed.
        DEVLINK_CMD_LINECARD_DEL = 81, Both Delete => LinecardDel(Devlink),
        /// Requests the selftests that a device supports, or a dump of all; is the reply.
        DEVLINK_CMD_SELFTESTS_GET = 82, Both Get => SelftestsGet(Devlink),
        /// Runs selftests of the device, such as that of the flash.
        DEVLINK_CMD_SELFTESTS_RUN = 83, Request New => SelftestsRun(Devlink) -> SelftestsResult(DevlinkSelftests),
        /// Limits the notifications that the socket receives to one devlink instance or port (Linux
        /// 6.8).
        DEVLINK_CMD_NOTIFY_FILTER_SET = 84, Both New => NotifyFilterSet(Devlink),
    }
}
