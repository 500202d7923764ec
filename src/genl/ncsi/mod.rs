//! The family `NCSI`: packages and channels of network controllers that a management controller
//! uses by NC-SI (linux/ncsi.h).
//!
//! NC-SI (Network Controller Sideband Interface, DMTF DSP0222) connects a baseboard management
//! controller (BMC) to the host's network controllers, which share their ports with it. A package
//! is a network controller, a channel is a port. The kernel of the BMC chooses the channels of an
//! interface; this family lists them, restricts the choice, and sends commands to packages and
//! channels. Every command except [`package`] and [`packages`] needs `CAP_NET_ADMIN` in the initial
//! user namespace. There are no events.
//!
//! The family is present in kernels with `CONFIG_NET_NCSI`, such as those of OpenBMC.
//!
//! See [DSP0222](https://www.dmtf.org/dsp/DSP0222), the specification of NC-SI.
//!
//! ```no_run
//! use nlwire::{client::Connection, genl::{self, ncsi::{self, CommandPacket, PacketType}}, socket::{Protocol, Socket}};
//! let mut buffer = [0; 32 * 1024];
//! let socket = Socket::new(Protocol::GENERIC)?;
//! socket.set_receive_timeout(Some(core::time::Duration::from_secs(3)))?;
//! let mut connection = Connection::over_socket(socket, &mut buffer);
//! let family = connection.run(genl::family(ncsi::NAME))?; // resolve once and keep
//! let eth0 = 2; // interface index
//! let mut packages = connection.dump(ncsi::packages(&family, eth0))?;
//! while let Some(reply) = packages.next()? {
//!     for package in reply.attrs.packages() {
//!         for channel in package.channels() {
//!             println!("{:?}.{:?}: link {}", package.id(), channel.id(), channel.has_link());
//!         }
//!     }
//! }
//! let version = CommandPacket::new(PacketType::NCSI_PKT_CMD_GVI, &[]);
//! let reply = connection.get(ncsi::send_command(&family, eth0, 0, 0, version))?;
//! if let Some(response) = reply.attrs.response()? {
//!     println!("{:?} {:?}: {:?}", response.code, response.reason, response.payload);
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
mod calls;
mod packet;
#[cfg(test)]
mod tests;

pub use calls::*;
pub use packet::*;

use crate::{
    attributes, genl_family,
    wire::{Attrs, Flag, Str},
};

/// Name of the family.
pub const NAME: &str = "NCSI";

attributes! {
    /// Request or reply: `NCSI_ATTR_*`, linux/ncsi.h.
    pub set Ncsi, enum NcsiAttr<'a> {
        /// Interface index.
        NCSI_ATTR_IFINDEX: u32 = 1,
        /// Packages, in the reply to `NCSI_CMD_PKG_INFO`: one in each message.
        NCSI_ATTR_PACKAGE_LIST: Attrs<'a, NcsiPackages> = 2,
        /// Id of the package, 0 to 7.
        NCSI_ATTR_PACKAGE_ID: u32 = 3,
        /// Id of the channel, 0 to 31. 31 ([`NCSI_RESERVED_CHANNEL`]) means the package.
        NCSI_ATTR_CHANNEL_ID: u32 = 4,
        /// NC-SI packet: in a request a [`CommandPacket`], in a reply a [`Response`].
        NCSI_ATTR_DATA: &'a [u8] = 5 where binary_max_len(2048),
        /// Several packages or channels are used at once.
        NCSI_ATTR_MULTI_FLAG: Flag = 6,
        /// Bit mask of the packages that the kernel may use, by id.
        NCSI_ATTR_PACKAGE_MASK: u32 = 7,
        /// Bit mask of the channels that the kernel may use, by id.
        NCSI_ATTR_CHANNEL_MASK: u32 = 8,
    }
}
attributes! {
    /// Packages: `NCSI_PKG_ATTR`, linux/ncsi.h.
    pub set NcsiPackages, enum NcsiPackagesAttr<'a> {
        /// Package.
        NCSI_PKG_ATTR: [Attrs<'a, NcsiPackage>] = 1,
    }
}
attributes! {
    /// Package: `NCSI_PKG_ATTR_*`, linux/ncsi.h.
    pub set NcsiPackage, enum NcsiPackageAttr<'a> {
        /// Id of the package.
        NCSI_PKG_ATTR_ID: u32 = 2,
        /// The kernel may use no other package.
        NCSI_PKG_ATTR_FORCED: Flag = 3,
        /// Channels of the package.
        NCSI_PKG_ATTR_CHANNEL_LIST: Attrs<'a, NcsiChannels> = 4,
    }
}
attributes! {
    /// Channels: `NCSI_CHANNEL_ATTR`, linux/ncsi.h.
    pub set NcsiChannels, enum NcsiChannelsAttr<'a> {
        /// Channel.
        NCSI_CHANNEL_ATTR: [Attrs<'a, NcsiChannel>] = 1,
    }
}
attributes! {
    /// Channel: `NCSI_CHANNEL_ATTR_*`, linux/ncsi.h.
    pub set NcsiChannel, enum NcsiChannelAttr<'a> {
        /// Id of the channel.
        NCSI_CHANNEL_ATTR_ID: u32 = 2,
        /// Major version of NC-SI that the channel supports. Kernels before Linux 6.8 without the
        /// backport send major version, minor version, update and alpha 1, a byte each, BCD.
        NCSI_CHANNEL_ATTR_VERSION_MAJOR: u32 = 3,
        /// Minor version of NC-SI that the channel supports. Kernels before Linux 6.8 without the
        /// backport send alpha 2.
        NCSI_CHANNEL_ATTR_VERSION_MINOR: u32 = 4,
        /// Name of the firmware, at most 12 bytes.
        NCSI_CHANNEL_ATTR_VERSION_STR: Str<'a> = 5,
        /// Link status, as the last response to Get Link Status has it: bit 0 means that the link is
        /// up.
        NCSI_CHANNEL_ATTR_LINK_STATE: u32 = 6,
        /// The channel is in use.
        NCSI_CHANNEL_ATTR_ACTIVE: Flag = 7,
        /// The channel is the preferred one of the package.
        NCSI_CHANNEL_ATTR_FORCED: Flag = 8,
        /// VLAN ids that the channel accepts.
        NCSI_CHANNEL_ATTR_VLAN_LIST: Attrs<'a, NcsiVlans> = 9,
    }
}
attributes! {
    /// VLAN filter of a channel: `NCSI_CHANNEL_ATTR_VLAN_ID`, linux/ncsi.h.
    pub set NcsiVlans, enum NcsiVlansAttr<'a> {
        /// VLAN id.
        NCSI_CHANNEL_ATTR_VLAN_ID: [u16] = 10,
    }
}
genl_family! {
    /// A message of the family NCSI.
    pub enum NcsiMessage<'a>, family NCSI = "NCSI", header () {
        /// Requests a package or a dump of all, and is the reply.
        NCSI_CMD_PKG_INFO = 1, Both Get => PkgInfo(Ncsi),
        /// Sets the preferred package, and its preferred channel.
        NCSI_CMD_SET_INTERFACE = 2, Request New => SetInterface(Ncsi),
        /// Clears preferences and masks of packages and channels.
        NCSI_CMD_CLEAR_INTERFACE = 3, Request Delete => ClearInterface(Ncsi),
        /// Sends a command to a package or channel, and is the reply with the response.
        NCSI_CMD_SEND_CMD = 4, Both Get => SendCmd(Ncsi),
        /// Sets which packages the kernel may use.
        NCSI_CMD_SET_PACKAGE_MASK = 5, Request New => SetPackageMask(Ncsi),
        /// Sets which channels of a package the kernel may use.
        NCSI_CMD_SET_CHANNEL_MASK = 6, Request New => SetChannelMask(Ncsi),
    }
}

/// Getters for a reply.
///
/// A malformed attribute is treated as absent, except by [`response`](Attrs::response);
/// [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, Ncsi> {
    /// Iterates over the packages in the reply to `NCSI_CMD_PKG_INFO`.
    #[doc(alias = "NCSI_ATTR_PACKAGE_LIST")]
    pub fn packages(self) -> impl Iterator<Item = Attrs<'a, NcsiPackage>> {
        let list = self.get(Ncsi::NCSI_ATTR_PACKAGE_LIST).ok().flatten().unwrap_or(Attrs::new(&[]));
        list.get_all(NcsiPackages::NCSI_PKG_ATTR).map_while(Result::ok)
    }
    /// Returns the interface index in the reply to `NCSI_CMD_SEND_CMD`.
    #[doc(alias = "NCSI_ATTR_IFINDEX")]
    pub fn ifindex(self) -> Option<u32> {
        self.get(Ncsi::NCSI_ATTR_IFINDEX).ok().flatten()
    }
    /// Returns the id of the package in the reply to `NCSI_CMD_SEND_CMD`.
    #[doc(alias = "NCSI_ATTR_PACKAGE_ID")]
    pub fn package_id(self) -> Option<u32> {
        self.get(Ncsi::NCSI_ATTR_PACKAGE_ID).ok().flatten()
    }
    /// Returns the id of the channel in the reply to `NCSI_CMD_SEND_CMD`;
    /// [`NCSI_RESERVED_CHANNEL`] for the package, and for a channel that the kernel did not find.
    #[doc(alias = "NCSI_ATTR_CHANNEL_ID")]
    pub fn channel_id(self) -> Option<u32> {
        self.get(Ncsi::NCSI_ATTR_CHANNEL_ID).ok().flatten()
    }
    /// Returns the response in the reply to `NCSI_CMD_SEND_CMD`; `None` if the network controller
    /// did not respond within a second.
    ///
    /// A command that failed has a response, too: [`Response::is_completed`].
    ///
    /// # Errors
    /// [`PacketError`] if the attributes or the packet are malformed.
    #[doc(alias = "NCSI_ATTR_DATA")]
    pub fn response(self) -> Result<Option<Response<'a>>, PacketError> {
        match self.get(Ncsi::NCSI_ATTR_DATA) {
            Ok(data) => data.map(Response::read).transpose(),
            Err(error) => Err(PacketError::Malformed(error)),
        }
    }
}
/// Getters for a package.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, NcsiPackage> {
    /// Returns the id of the package.
    #[doc(alias = "NCSI_PKG_ATTR_ID")]
    pub fn id(self) -> Option<u32> {
        self.get(NcsiPackage::NCSI_PKG_ATTR_ID).ok().flatten()
    }
    /// Returns whether the kernel may use no other package.
    #[doc(alias = "NCSI_PKG_ATTR_FORCED")]
    pub fn is_forced(self) -> bool {
        matches!(self.get(NcsiPackage::NCSI_PKG_ATTR_FORCED), Ok(Some(_)))
    }
    /// Iterates over the channels of the package.
    #[doc(alias = "NCSI_PKG_ATTR_CHANNEL_LIST")]
    pub fn channels(self) -> impl Iterator<Item = Attrs<'a, NcsiChannel>> {
        let list = self.get(NcsiPackage::NCSI_PKG_ATTR_CHANNEL_LIST).ok().flatten();
        list.unwrap_or(Attrs::new(&[])).get_all(NcsiChannels::NCSI_CHANNEL_ATTR).map_while(Result::ok)
    }
}
/// Getters for a channel.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, NcsiChannel> {
    /// Returns the id of the channel.
    #[doc(alias = "NCSI_CHANNEL_ATTR_ID")]
    pub fn id(self) -> Option<u32> {
        self.get(NcsiChannel::NCSI_CHANNEL_ATTR_ID).ok().flatten()
    }
    /// Returns major and minor version of NC-SI. Kernels before Linux 6.8 without the backport send
    /// other numbers: see `NCSI_CHANNEL_ATTR_VERSION_MAJOR`.
    pub fn version(self) -> Option<(u32, u32)> {
        let major = self.get(NcsiChannel::NCSI_CHANNEL_ATTR_VERSION_MAJOR).ok().flatten()?;
        Some((major, self.get(NcsiChannel::NCSI_CHANNEL_ATTR_VERSION_MINOR).ok().flatten()?))
    }
    /// Returns the name of the firmware.
    #[doc(alias = "NCSI_CHANNEL_ATTR_VERSION_STR")]
    pub fn firmware_name(self) -> Option<Str<'a>> {
        self.get(NcsiChannel::NCSI_CHANNEL_ATTR_VERSION_STR).ok().flatten()
    }
    /// Returns whether the link of the channel is up: bit 0 of the link status.
    #[doc(alias = "NCSI_CHANNEL_ATTR_LINK_STATE")]
    pub fn has_link(self) -> bool {
        let state = self.get(NcsiChannel::NCSI_CHANNEL_ATTR_LINK_STATE).ok().flatten();
        state.is_some_and(|state| state & 1 != 0)
    }
    /// Returns whether the channel is in use.
    #[doc(alias = "NCSI_CHANNEL_ATTR_ACTIVE")]
    pub fn is_active(self) -> bool {
        matches!(self.get(NcsiChannel::NCSI_CHANNEL_ATTR_ACTIVE), Ok(Some(_)))
    }
    /// Returns whether the channel is the preferred one of the package.
    #[doc(alias = "NCSI_CHANNEL_ATTR_FORCED")]
    pub fn is_preferred(self) -> bool {
        matches!(self.get(NcsiChannel::NCSI_CHANNEL_ATTR_FORCED), Ok(Some(_)))
    }
    /// Iterates over the VLAN ids that the channel accepts.
    #[doc(alias = "NCSI_CHANNEL_ATTR_VLAN_LIST")]
    pub fn vlans(self) -> impl Iterator<Item = u16> + use<'a> {
        let list = self.get(NcsiChannel::NCSI_CHANNEL_ATTR_VLAN_LIST).ok().flatten();
        let list = list.unwrap_or(Attrs::new(&[]));
        list.get_all(NcsiVlans::NCSI_CHANNEL_ATTR_VLAN_ID).map_while(Result::ok)
    }
}
