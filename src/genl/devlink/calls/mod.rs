//! Calls of the devlink family.
mod health;
mod param;
mod port;
mod rate;
mod region;
mod resource;
mod trap;

use super::{
    DeviceMessage, Devlink, DevlinkMessage, DevlinkSelftests, EswitchMode, FlashOverwrite, ParamCmode,
    ParamRequestValueBy, PortFlavour, PortFnState, PortFunction, PortMessage, PortType, ReloadAction,
    SelftestIds, TrapAction, VarAttrType,
};
pub use health::*;
pub use param::*;
pub use port::*;
pub use rate::*;
pub use region::*;
pub use resource::*;
pub use trap::*;

use crate::{
    client::{Call, Completion, Query, call, multi, query},
    genl::{Command, CommandKey, Family, Reply},
    wire::{Attrs, Bitfield32, Flag, GetFlags, Key, Request, Str, SubMessage, Writer},
};

/// Handle of a devlink instance: bus and device name, such as `pci/0000:03:00.0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handle<'n> {
    /// Name of the bus.
    pub bus: &'n str,
    /// Name of the device on the bus.
    pub device: &'n str,
}

impl<'n> Handle<'n> {
    /// Splits a handle as devlink(8) writes it, at the first `/`.
    ///
    /// ```
    /// use nlwire::genl::devlink::Handle;
    /// let handle = Handle::from_text("pci/0000:03:00.0").unwrap();
    /// assert_eq!((handle.bus, handle.device), ("pci", "0000:03:00.0"));
    /// ```
    pub fn from_text(text: &'n str) -> Option<Self> {
        text.split_once('/').map(|(bus, device)| Self { bus, device })
    }
    /// Writes the handle into a request.
    pub fn put(&self, request: &mut Writer<'_, Devlink>) {
        request
            .put(Devlink::DEVLINK_ATTR_BUS_NAME, self.bus)
            .put(Devlink::DEVLINK_ATTR_DEV_NAME, self.device);
    }
}

/// Getters for common attributes.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, Devlink> {
    /// Returns bus and device name of the devlink instance.
    pub fn handle(self) -> Option<(Str<'a>, Str<'a>)> {
        let bus = self.get(Devlink::DEVLINK_ATTR_BUS_NAME).ok().flatten()?;
        Some((bus, self.get(Devlink::DEVLINK_ATTR_DEV_NAME).ok().flatten()?))
    }
    /// Returns the port index.
    #[doc(alias = "DEVLINK_ATTR_PORT_INDEX")]
    pub fn port_index(self) -> Option<u32> {
        self.get(Devlink::DEVLINK_ATTR_PORT_INDEX).ok().flatten()
    }
    /// Returns the port type.
    #[doc(alias = "DEVLINK_ATTR_PORT_TYPE")]
    pub fn port_type(self) -> Option<PortType> {
        self.get(Devlink::DEVLINK_ATTR_PORT_TYPE).ok().flatten()
    }
    /// Returns the port flavour.
    #[doc(alias = "DEVLINK_ATTR_PORT_FLAVOUR")]
    pub fn port_flavour(self) -> Option<PortFlavour> {
        self.get(Devlink::DEVLINK_ATTR_PORT_FLAVOUR).ok().flatten()
    }
    /// Returns the interface name of the port's network device.
    #[doc(alias = "DEVLINK_ATTR_PORT_NETDEV_NAME")]
    pub fn netdev_name(self) -> Option<Str<'a>> {
        self.get(Devlink::DEVLINK_ATTR_PORT_NETDEV_NAME).ok().flatten()
    }
    /// Returns the interface index of the port's network device.
    #[doc(alias = "DEVLINK_ATTR_PORT_NETDEV_IFINDEX")]
    pub fn netdev_ifindex(self) -> Option<u32> {
        self.get(Devlink::DEVLINK_ATTR_PORT_NETDEV_IFINDEX).ok().flatten()
    }
    /// Returns the driver name, of a reply to `DEVLINK_CMD_INFO_GET`.
    #[doc(alias = "DEVLINK_ATTR_INFO_DRIVER_NAME")]
    pub fn driver(self) -> Option<Str<'a>> {
        self.get(Devlink::DEVLINK_ATTR_INFO_DRIVER_NAME).ok().flatten()
    }
    /// Returns the serial number, of a reply to `DEVLINK_CMD_INFO_GET`.
    #[doc(alias = "DEVLINK_ATTR_INFO_SERIAL_NUMBER")]
    pub fn serial_number(self) -> Option<Str<'a>> {
        self.get(Devlink::DEVLINK_ATTR_INFO_SERIAL_NUMBER).ok().flatten()
    }
    /// Iterates over the versions of components, of a reply to `DEVLINK_CMD_INFO_GET`.
    pub fn versions(self) -> impl Iterator<Item = Version<'a>> {
        self.raw().map_while(Result::ok).filter_map(|attr| {
            const FIXED: u16 = Devlink::DEVLINK_ATTR_INFO_VERSION_FIXED.number();
            const RUNNING: u16 = Devlink::DEVLINK_ATTR_INFO_VERSION_RUNNING.number();
            const STORED: u16 = Devlink::DEVLINK_ATTR_INFO_VERSION_STORED.number();
            let kind = match attr.attr_type() {
                FIXED => VersionKind::Fixed,
                RUNNING => VersionKind::Running,
                STORED => VersionKind::Stored,
                _ => return None,
            };
            let attrs = Attrs::<Devlink>::new(attr.payload());
            let name = attrs.get(Devlink::DEVLINK_ATTR_INFO_VERSION_NAME).ok().flatten()?;
            let value = attrs.get(Devlink::DEVLINK_ATTR_INFO_VERSION_VALUE).ok().flatten()?;
            Some(Version { kind, name, value })
        })
    }
    /// Returns the progress of a flash update, of an event `DEVLINK_CMD_FLASH_UPDATE_STATUS`.
    pub fn flash_progress(self) -> FlashProgress<'a> {
        FlashProgress {
            message: self.get(Devlink::DEVLINK_ATTR_FLASH_UPDATE_STATUS_MSG).ok().flatten(),
            component: self.get(Devlink::DEVLINK_ATTR_FLASH_UPDATE_COMPONENT).ok().flatten(),
            done: self.get(Devlink::DEVLINK_ATTR_FLASH_UPDATE_STATUS_DONE).ok().flatten().unwrap_or(0),
            total: self.get(Devlink::DEVLINK_ATTR_FLASH_UPDATE_STATUS_TOTAL).ok().flatten().unwrap_or(0),
        }
    }
    /// Iterates over the chunks of a region, of a reply to `DEVLINK_CMD_REGION_READ`.
    ///
    /// The items are address and data. A malformed chunk is left out.
    pub fn chunks(self) -> impl Iterator<Item = (u64, &'a [u8])> {
        let chunks = self.get(Devlink::DEVLINK_ATTR_REGION_CHUNKS).ok().flatten();
        let chunks = chunks.unwrap_or(Attrs::new(&[]));
        chunks.get_all(Devlink::DEVLINK_ATTR_REGION_CHUNK).map_while(Result::ok).filter_map(|chunk| {
            let address = chunk.get(Devlink::DEVLINK_ATTR_REGION_CHUNK_ADDR).ok().flatten()?;
            Some((address, chunk.get(Devlink::DEVLINK_ATTR_REGION_CHUNK_DATA).ok().flatten()?))
        })
    }
}

/// What a version is of: see [`Version`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersionKind {
    /// Hardware, which cannot be updated.
    Fixed,
    /// Component that is running.
    Running,
    /// Component in flash, which runs after the next reset.
    Stored,
}

/// Version of a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Version<'a> {
    /// What the version is of.
    pub kind: VersionKind,
    /// Name of the component.
    pub name: Str<'a>,
    /// Version.
    pub value: Str<'a>,
}

/// Progress of a flash update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FlashProgress<'a> {
    /// Current step.
    pub message: Option<Str<'a>>,
    /// Component that is updated.
    pub component: Option<Str<'a>>,
    /// Amount of work done.
    pub done: u64,
    /// Total amount of work; 0 if unknown.
    pub total: u64,
}

/// A command of devlink, as an operation.
type Op<R = Devlink> = Command<Devlink, (), R>;

/// Key of a command of devlink.
type Cmd = CommandKey<Devlink>;

/// Dumps the objects of a command, such as `DEVLINK_CMD_SB_GET`.
///
/// Sends `command` with `NLM_F_DUMP`, and with the handle of the devlink instance if given. Kernels
/// before Linux 6.6 ignore the handle and dump all instances.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn list(family: &Family, command: Cmd, of: Option<Handle<'_>>) -> impl Query<Operation = Op> + Copy {
    query(family.command(command), move |request| {
        if let Some(handle) = of {
            handle.put(request);
        }
    })
}

/// Returns one object of a devlink instance.
///
/// Sends `command` with the handle and the attributes that `fill` adds.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` if the driver does not
/// support the command, `EINVAL` if the object does not exist.
pub fn get(
    family: &Family,
    command: Cmd,
    of: Handle<'_>,
    fill: impl Fn(&mut Request<'_, Op>) + Copy,
) -> impl Query<Operation = Op> + Copy {
    query(family.command(command), move |request| {
        of.put(request);
        fill(request);
    })
}

/// Changes something of a devlink instance.
///
/// Sends `command` with the handle and the attributes that `fill` adds.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` if the driver does not
/// support the command, `EINVAL` for invalid values, `EPERM` without `CAP_NET_ADMIN`.
pub fn set(
    family: &Family,
    command: Cmd,
    of: Handle<'_>,
    fill: impl Fn(&mut Request<'_, Op>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    call(family.command(command), GetFlags::ACK, move |request| {
        of.put(request);
        fill(request);
    })
}

/// Finds objects that have a message type of their own.
fn objects_of<M: Reply>(
    family: &Family,
    command: Cmd,
    of: Option<Handle<'_>>,
    port: Option<u32>,
) -> impl Query<Operation = Op<M>> + Copy {
    query(family.command(command).replying(), move |request| {
        if let Some(handle) = of {
            handle.put(request);
        }
        request.put_some(Devlink::DEVLINK_ATTR_PORT_INDEX, port);
    })
}

/// Lists the devlink instances.
///
/// Sends `DEVLINK_CMD_GET` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn devices(family: &Family) -> impl Query<Operation = Op<DeviceMessage<'static>>> + Copy {
    objects_of(family, DevlinkMessage::DEVLINK_CMD_GET, None, None)
}

/// Returns a devlink instance, with statistics of reloads.
///
/// Sends `DEVLINK_CMD_GET` with the handle.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)).
pub fn device(family: &Family, of: Handle<'_>) -> impl Query<Operation = Op<DeviceMessage<'static>>> + Copy {
    objects_of(family, DevlinkMessage::DEVLINK_CMD_GET, Some(of), None)
}

/// Returns driver, serial numbers and versions of a device.
///
/// Sends `DEVLINK_CMD_INFO_GET` with the handle.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` if the driver has no
/// information.
pub fn info(family: &Family, of: Handle<'_>) -> impl Query<Operation = Op> + Copy {
    get(family, DevlinkMessage::DEVLINK_CMD_INFO_GET, of, |_| {})
}

/// Reloads a device; returns the reply with the actions that were performed.
///
/// Sends `DEVLINK_CMD_RELOAD` with the handle and `DEVLINK_ATTR_RELOAD_ACTION`. The reply has
/// `DEVLINK_ATTR_RELOAD_ACTIONS_PERFORMED`.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` if the driver does not
/// support the action, `EPERM` without `CAP_NET_ADMIN`.
pub fn reload(family: &Family, of: Handle<'_>, action: ReloadAction) -> impl Query<Operation = Op> + Copy {
    get(family, DevlinkMessage::DEVLINK_CMD_RELOAD, of, move |request| {
        request.put(Devlink::DEVLINK_ATTR_RELOAD_ACTION, action);
    })
}

/// Lists the line cards.
///
/// Sends `DEVLINK_CMD_LINECARD_GET` with `NLM_F_DUMP`, and with the handle of the devlink instance
/// if given. Kernels before Linux 6.6 ignore the handle and dump all instances.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn linecards(family: &Family, of: Option<Handle<'_>>) -> impl Query<Operation = Op> + Copy {
    list(family, DevlinkMessage::DEVLINK_CMD_LINECARD_GET, of)
}

/// Provisions a line card; an empty type unprovisions it.
///
/// Sends `DEVLINK_CMD_LINECARD_SET` with the handle, the index of the line card and the type.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EINVAL` if the line card does not exist
/// or does not support the type, `EBUSY` while the line card is being provisioned, `EPERM` without
/// `CAP_NET_ADMIN`.
pub fn set_linecard_type(
    family: &Family,
    of: Handle<'_>,
    linecard: u32,
    to: &str,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_LINECARD_SET, of, move |request| {
        request.put(Devlink::DEVLINK_ATTR_LINECARD_INDEX, linecard);
        request.put(Devlink::DEVLINK_ATTR_LINECARD_TYPE, to);
    })
}

/// Lists the selftests that devices support.
///
/// Sends `DEVLINK_CMD_SELFTESTS_GET` with `NLM_F_DUMP`, and with the handle of the devlink instance
/// if given. Kernels before Linux 6.6 ignore the handle and dump all instances.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn selftests(family: &Family, of: Option<Handle<'_>>) -> impl Query<Operation = Op> + Copy {
    list(family, DevlinkMessage::DEVLINK_CMD_SELFTESTS_GET, of)
}

/// Runs the selftest of the flash; returns the reply with the results.
///
/// Sends `DEVLINK_CMD_SELFTESTS_RUN` with the handle and `DEVLINK_ATTR_SELFTESTS`. The reply has
/// `DEVLINK_ATTR_SELFTESTS` with the results: [`DevlinkSelftests`].
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` without selftests, `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn run_selftests(family: &Family, of: Handle<'_>) -> impl Query<Operation = Op<DevlinkSelftests>> + Copy {
    query(family.command(DevlinkMessage::DEVLINK_CMD_SELFTESTS_RUN), move |request| {
        of.put(request);
        request.nest(Devlink::DEVLINK_ATTR_SELFTESTS, |tests| {
            tests.put(SelftestIds::DEVLINK_ATTR_SELFTEST_ID_FLASH, Flag);
        });
    })
}

/// Writes a file to the flash of a device, and waits for the end of the update.
///
/// Sends `DEVLINK_CMD_FLASH_UPDATE` with the handle, the name of a file below the kernel's firmware
/// directories, the component, and the sections to overwrite. Progress arrives as events on the
/// multicast group [`CONFIG`](super::CONFIG), read by [`flash_progress`](Attrs::flash_progress).
/// The kernel updates within the system call that sends the request, so that another thread must
/// receive the events meanwhile, on another socket.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` if the driver cannot update
/// flash, `ENOENT` if the file does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn flash_update(
    family: &Family,
    of: Handle<'_>,
    file: &str,
    component: Option<&str>,
    overwrite: FlashOverwrite,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_FLASH_UPDATE, of, move |request| {
        request
            .put(Devlink::DEVLINK_ATTR_FLASH_UPDATE_FILE_NAME, file)
            .put_some(Devlink::DEVLINK_ATTR_FLASH_UPDATE_COMPONENT, component);
        let bits = overwrite.bits();
        let mask = (bits != 0).then_some(Bitfield32 { value: bits, selector: bits });
        request.put_some(Devlink::DEVLINK_ATTR_FLASH_UPDATE_OVERWRITE_MASK, mask);
    })
}
