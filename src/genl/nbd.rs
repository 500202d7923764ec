//! The family `nbd`: network block devices (linux/nbd-netlink.h).
//!
//! A client connects to a server and negotiates in user space, and hands the sockets to the kernel,
//! which makes a block device `/dev/nbdN` of them. Every command except the status needs
//! `CAP_SYS_ADMIN` in the initial user namespace. A connection that broke is announced on the
//! multicast group [`EVENTS`]. The family exists in the initial network namespace only.
//!
//! See nbd-client(8) and the
//! [protocol](https://github.com/NetworkBlockDevice/nbd/blob/master/doc/proto.md).
//!
//! ```no_run
//! use nlwire::{client::Connection, genl::{self, nbd}, socket::{Protocol, Socket}};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
//! let family = connection.run(genl::family(nbd::NAME))?; // resolve once and keep
//! let status = connection.get(nbd::status(&family, None))?;
//! for device in status.attrs.devices() {
//!     println!("nbd{:?} connected: {}", device.index(), device.is_connected());
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{Command, Family};
use crate::{
    attributes,
    client::{Call, Completion, Query, call, query},
    flags, genl_family,
    wire::{Attrs, GetFlags, Key, Str, Writer},
};

/// Name of the family: `NBD_GENL_FAMILY_NAME`.
pub const NAME: &str = "nbd";
/// Name of the multicast group for broken connections: `NBD_GENL_MCAST_GROUP_NAME`.
///
/// Resolve the id with [`Family::group`](super::Family::group).
pub const EVENTS: &str = "nbd_mc_group";

flags! {
    /// Flags of the server: `NBD_FLAG_*`, linux/nbd.h.
    pub struct ServerFlags(u64) {
        /// The server sends flags.
        NBD_FLAG_HAS_FLAGS = 1 << 0,
        /// The device is read-only.
        NBD_FLAG_READ_ONLY = 1 << 1,
        /// The server can flush its cache.
        NBD_FLAG_SEND_FLUSH = 1 << 2,
        /// The server supports forced unit access (FUA).
        NBD_FLAG_SEND_FUA = 1 << 3,
        /// The device is rotational.
        NBD_FLAG_ROTATIONAL = 1 << 4,
        /// The server supports discard (trim).
        NBD_FLAG_SEND_TRIM = 1 << 5,
        /// The server can write zeros without data.
        NBD_FLAG_SEND_WRITE_ZEROES = 1 << 6,
        /// The server supports several connections.
        NBD_FLAG_CAN_MULTI_CONN = 1 << 8,
    }
}
flags! {
    /// Flags of the client: `NBD_CFLAG_*`, linux/nbd.h.
    pub struct ClientFlags(u64) {
        /// Deletes the device when it is disconnected.
        NBD_CFLAG_DESTROY_ON_DISCONNECT = 1 << 0,
        /// Disconnects the device when its last user closes it.
        NBD_CFLAG_DISCONNECT_ON_CLOSE = 1 << 1,
    }
}
attributes! {
    /// Device: `NBD_ATTR_*`, linux/nbd-netlink.h.
    pub set Nbd, enum NbdAttr<'a> {
        /// Number of the device: `/dev/nbdN`.
        NBD_ATTR_INDEX: u32 = 1,
        /// Size of the device, bytes. `NBD_CMD_CONNECT` requires it.
        NBD_ATTR_SIZE_BYTES: u64 = 2,
        /// Block size, bytes: a power of two from 512 to the page size. Default 1024.
        NBD_ATTR_BLOCK_SIZE_BYTES: u64 = 3,
        /// Timeout of a request, seconds: then its connection counts as broken. 0, the default, means
        /// no timeout.
        NBD_ATTR_TIMEOUT: u64 = 4,
        /// Flags of the server (`NBD_FLAG_*`): what the export supports. `NBD_CMD_RECONFIGURE` ignores
        /// them.
        NBD_ATTR_SERVER_FLAGS: ServerFlags = 5,
        /// Flags of the client (`NBD_CFLAG_*`): what happens on disconnect and close.
        NBD_ATTR_CLIENT_FLAGS: ClientFlags = 6,
        /// Sockets of the connections to the server. More than one needs `NBD_FLAG_CAN_MULTI_CONN`.
        NBD_ATTR_SOCKETS: Attrs<'a, NbdSockets> = 7,
        /// Time that requests wait for a new connection after the last one broke, seconds. 0, the
        /// default: they fail immediately with EIO.
        NBD_ATTR_DEAD_CONN_TIMEOUT: u64 = 8,
        /// Devices, in the reply to `NBD_CMD_STATUS`.
        NBD_ATTR_DEVICE_LIST: Attrs<'a, NbdDevices> = 9,
        /// Identifier of the backend (Linux 5.14): in sysfs the file `backend` of the device. If it was
        /// set on connect, each `NBD_CMD_RECONFIGURE` must repeat it.
        NBD_ATTR_BACKEND_IDENTIFIER: Str<'a> = 10,
    }
}
attributes! {
    /// Devices: `NBD_DEVICE_ITEM`, linux/nbd-netlink.h.
    pub set NbdDevices, enum NbdDevicesAttr<'a> {
        /// Device: index and whether it is connected.
        NBD_DEVICE_ITEM: [Attrs<'a, NbdDevice>] = 1,
    }
}
attributes! {
    /// Status of a device: `NBD_DEVICE_*`, linux/nbd-netlink.h.
    pub set NbdDevice, enum NbdDeviceAttr<'a> {
        /// Number of the device.
        NBD_DEVICE_INDEX: u32 = 1,
        /// Whether the device is in use: connected, waiting for a new connection, or held open by a
        /// program. 0 or 1. The file `/sys/block/nbdN/pid` exists in the first two cases only.
        NBD_DEVICE_CONNECTED: u8 = 2,
    }
}
attributes! {
    /// Sockets: `NBD_SOCK_ITEM`, linux/nbd-netlink.h.
    pub set NbdSockets, enum NbdSocketsAttr<'a> {
        /// Socket.
        NBD_SOCK_ITEM: [Attrs<'a, NbdSocket>] = 1,
    }
}
attributes! {
    /// Socket: `NBD_SOCK_*`, linux/nbd-netlink.h.
    pub set NbdSocket, enum NbdSocketAttr<'a> {
        /// File descriptor, in the requesting process, of a TCP or UNIX stream socket. The kernel keeps
        /// the socket open; the process may close the descriptor.
        NBD_SOCK_FD: u32 = 1,
    }
}
genl_family! {
    /// A message of the nbd family.
    pub enum NbdMessage<'a>, family NBD = "nbd", header () {
        /// Connects a device to a server; the reply has the number of the device.
        NBD_CMD_CONNECT = 1, Both New => Connect(Nbd),
        /// Disconnects a device.
        NBD_CMD_DISCONNECT = 2, Both Delete => Disconnect(Nbd),
        /// Changes a connected device, or replaces broken connections.
        NBD_CMD_RECONFIGURE = 3, Both New => Reconfigure(Nbd),
        /// Announces that a connection of a device broke. A requested disconnection is not announced.
        NBD_CMD_LINK_DEAD = 4, Both New => LinkDead(Nbd),
        /// Requests the status of one device or of all, and is the reply.
        NBD_CMD_STATUS = 5, Both Get => Status(Nbd),
    }
}

/// Getters for common attributes.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, Nbd> {
    /// Returns the number of the device.
    #[doc(alias = "NBD_ATTR_INDEX")]
    pub fn index(self) -> Option<u32> {
        self.get(Nbd::NBD_ATTR_INDEX).ok().flatten()
    }
    /// Iterates over the devices of a reply to `NBD_CMD_STATUS`.
    pub fn devices(self) -> impl Iterator<Item = Attrs<'a, NbdDevice>> {
        let list = self.get(Nbd::NBD_ATTR_DEVICE_LIST).ok().flatten().unwrap_or(Attrs::new(&[]));
        list.get_all(NbdDevices::NBD_DEVICE_ITEM).map_while(Result::ok)
    }
}
/// Getters for the status of a device.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl Attrs<'_, NbdDevice> {
    /// Returns the number of the device.
    #[doc(alias = "NBD_DEVICE_INDEX")]
    pub fn index(self) -> Option<u32> {
        self.get(NbdDevice::NBD_DEVICE_INDEX).ok().flatten()
    }
    /// Returns whether the device is connected, waits for a new connection, or is held open.
    #[doc(alias = "NBD_DEVICE_CONNECTED")]
    pub fn is_connected(self) -> bool {
        self.get(NbdDevice::NBD_DEVICE_CONNECTED).ok().flatten() == Some(1)
    }
}

/// Configuration of a device; fields that are `None` have the kernel's default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeviceSpec<'n> {
    /// Size of the device, bytes. Required by [`connect`].
    pub size: Option<u64>,
    /// Block size, bytes.
    pub block_size: Option<u64>,
    /// Timeout of a request, seconds: then its connection counts as broken. 0 means no timeout.
    pub timeout: Option<u64>,
    /// Time that requests wait for a new connection after the last one broke, seconds.
    pub dead_conn_timeout: Option<u64>,
    /// Flags of the server, from the negotiation. Ignored by [`reconfigure`].
    pub server_flags: Option<ServerFlags>,
    /// Flags of the client (`NBD_CFLAG_*`): what happens on disconnect and close.
    pub client_flags: Option<ClientFlags>,
    /// Identifier of the backend (Linux 5.14). If it was set by [`connect`], [`reconfigure`] must
    /// repeat it.
    pub backend: Option<&'n str>,
    /// File descriptors of connected TCP or UNIX stream sockets, after the negotiation. More than one
    /// needs `NBD_FLAG_CAN_MULTI_CONN`.
    pub sockets: &'n [u32],
}
impl DeviceSpec<'_> {
    fn put(&self, request: &mut Writer<'_, Nbd>) {
        const ITEM: Key<NbdSockets, Attrs<'_, NbdSocket>> = Key::new(NbdSockets::NBD_SOCK_ITEM.number());
        request
            .put_some(Nbd::NBD_ATTR_SIZE_BYTES, self.size)
            .put_some(Nbd::NBD_ATTR_BLOCK_SIZE_BYTES, self.block_size)
            .put_some(Nbd::NBD_ATTR_TIMEOUT, self.timeout)
            .put_some(Nbd::NBD_ATTR_SERVER_FLAGS, self.server_flags)
            .put_some(Nbd::NBD_ATTR_CLIENT_FLAGS, self.client_flags)
            .put_some(Nbd::NBD_ATTR_DEAD_CONN_TIMEOUT, self.dead_conn_timeout)
            .put_some(Nbd::NBD_ATTR_BACKEND_IDENTIFIER, self.backend);
        if !self.sockets.is_empty() {
            request.nest(Nbd::NBD_ATTR_SOCKETS, |sockets| {
                for fd in self.sockets {
                    sockets.nest(ITEM, |socket| _ = socket.put(NbdSocket::NBD_SOCK_FD, *fd));
                }
            });
        }
    }
}

/// A command of nbd, as an operation.
type Op = Command<Nbd>;

/// Returns the status of a device, or of all devices.
///
/// Sends `NBD_CMD_STATUS`, with `NBD_ATTR_INDEX` if a device is given. The reply has
/// `NBD_ATTR_DEVICE_LIST`.
///
/// # Errors
/// An error of the request. A device that does not exist is missing in the reply.
pub fn status(family: &Family, index: Option<u32>) -> impl Query<Operation = Op> + Copy {
    query(family.command(NbdMessage::NBD_CMD_STATUS), move |request| {
        request.put_some(Nbd::NBD_ATTR_INDEX, index);
    })
}
/// Connects a device; returns the reply with the number of the device.
///
/// Sends `NBD_CMD_CONNECT` with the configuration, and with `NBD_ATTR_INDEX` if a device is given;
/// otherwise the kernel chooses a free device.
///
/// # Errors
/// - EBUSY: the device is connected.
/// - EINVAL: the size or the sockets are missing, a value is out of range, there are several sockets
///   without `NBD_FLAG_CAN_MULTI_CONN`, or a socket is neither TCP nor a UNIX stream.
/// - EBADF, ENOTSOCK: a descriptor is not open, or no socket.
/// - EPERM: `CAP_SYS_ADMIN` is missing.
pub fn connect(
    family: &Family,
    index: Option<u32>,
    spec: &DeviceSpec<'_>,
) -> impl Query<Operation = Op> + Copy {
    query(family.command(NbdMessage::NBD_CMD_CONNECT), move |request| {
        request.put_some(Nbd::NBD_ATTR_INDEX, index);
        spec.put(request);
    })
}
/// Changes a connected device, or replaces broken connections by new sockets.
///
/// Sends `NBD_CMD_RECONFIGURE` with `NBD_ATTR_INDEX` and the configuration. The kernel ignores the
/// flags of the server, and sockets beyond the number of broken connections.
///
/// # Errors
/// - EINVAL: the device does not exist or is not connected, the backend is not the one of
///   [`connect`], or a value is out of range.
/// - EPERM: `CAP_SYS_ADMIN` is missing.
pub fn reconfigure(
    family: &Family,
    index: u32,
    spec: &DeviceSpec<'_>,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(NbdMessage::NBD_CMD_RECONFIGURE);
    call(command, GetFlags::ACK, move |request| {
        request.put(Nbd::NBD_ATTR_INDEX, index);
        spec.put(request);
    })
}
/// Disconnects a device.
///
/// Sends `NBD_CMD_DISCONNECT` with `NBD_ATTR_INDEX`. The kernel sends `NBD_CMD_DISC` to the server;
/// I/O requests in flight fail. A device that is not connected is no error.
///
/// # Errors
/// - EINVAL: the device does not exist.
/// - EPERM: `CAP_SYS_ADMIN` is missing.
pub fn disconnect(family: &Family, index: u32) -> impl Call<Output = Completion> + Copy {
    let command = family.command(NbdMessage::NBD_CMD_DISCONNECT);
    call(command, GetFlags::ACK, move |request| {
        request.put(Nbd::NBD_ATTR_INDEX, index);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::View;
    use std::{boxed::Box, format};

    #[test]
    fn sockets_and_devices_are_lists() -> Result<(), Box<dyn core::error::Error>> {
        let mut buffer = [0xa5; 256];
        let mut writer = Writer::<Nbd>::new(&mut buffer);
        let flags = ServerFlags::NBD_FLAG_HAS_FLAGS | ServerFlags::NBD_FLAG_SEND_FLUSH;
        let spec = DeviceSpec {
            size: Some(1 << 20),
            server_flags: Some(flags),
            sockets: &[5, 6],
            ..DeviceSpec::default()
        };
        spec.put(&mut writer);
        // as `populate_nbd_status` (drivers/block/nbd.c) fills the list
        writer.nest(Nbd::NBD_ATTR_DEVICE_LIST, |list| {
            for (index, connected) in [(0, 1), (1, 0)] {
                list.nest(Key::<NbdDevices, Attrs<'_, NbdDevice>>::new(1), |device| {
                    device
                        .put(NbdDevice::NBD_DEVICE_INDEX, index)
                        .put(NbdDevice::NBD_DEVICE_CONNECTED, connected);
                });
            }
        });
        let attrs = Attrs::<Nbd>::new(writer.finish()?);
        View::of(attrs).check()?;
        let text = format!("{attrs:?}");
        assert!(text.contains("NBD_FLAG_HAS_FLAGS|NBD_FLAG_SEND_FLUSH"), "{text}");
        assert!(text.contains("NBD_SOCK_ITEM: [{NBD_SOCK_FD: 5}, {NBD_SOCK_FD: 6}]"), "{text}");
        let devices = attrs.devices().map(|device| (device.index(), device.is_connected()));
        assert!(devices.eq([(Some(0), true), (Some(1), false)]));
        Ok(())
    }
}
