//! The family `nl80211`: wireless devices (IEEE 802.11, Wi-Fi).
//!
//! Header: linux/nl80211.h. Kernel documentation:
//! [cfg80211](https://docs.kernel.org/driver-api/80211/cfg80211.html). Tool:
//! [iw(8)](https://man.archlinux.org/man/iw.8).
//!
//! A *wiphy* is a radio; an *interface* or another wireless device (wdev) belongs to a wiphy. Every
//! command has the attribute set [`Nl80211`]. Names of interfaces are not accepted in requests: use
//! the index. Frames of IEEE 802.11 are bytes in attributes, their elements are
//! [`InfoElement`]s by name; [`Elements`] decodes elements. Connections with encryption are the work of wpa_supplicant, unless the driver
//! performs the handshake: see [`Security`].
//!
//! Events go to multicast groups: [`GROUP_CONFIG`], [`GROUP_SCAN`], [`GROUP_REGULATORY`],
//! [`GROUP_MLME`], [`GROUP_VENDOR`], [`GROUP_NAN`], [`GROUP_TESTMODE`]; resolve the id with
//! [`Family::group`](super::Family::group).
//!
//! ```no_run
//! use nlwire::{
//!     client::Connection,
//!     genl::{self, nl80211},
//!     socket::{Protocol, Socket},
//! };
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
//! let family = connection.run(genl::family(nl80211::NAME))?; // resolve once and keep
//! for station in connection.list(nl80211::stations(&family, 3))? {
//!     println!("{station}"); // 02:00:00:00:01:00 dev if3 signal -30 dBm tx 54.0 MBit/s
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
pub mod ap;
mod attrs;
pub mod capability;
mod command;
pub mod element;
pub mod element_id;
pub mod elements;
pub mod features;
pub mod frame;
mod getters;
pub mod he;
pub mod info_element;
mod interfaces;
pub mod key;
pub mod measurement;
pub mod mesh;
mod message;
pub mod nan;
mod networks;
pub mod operation;
pub mod power;
mod regdomains;
pub mod regulatory;
mod scan;
mod scanning;
pub mod ssid;
mod station;
pub mod suite;
mod summary;
pub mod wiphy;
mod wiphys;

pub use ap::*;
pub use attrs::*;
pub use capability::*;
pub use command::*;
pub use element::*;
pub use element_id::*;
pub use elements::*;
pub use features::*;
pub use frame::*;
pub use getters::*;
pub use he::*;
pub use info_element::*;
pub use interfaces::*;
pub use key::*;
pub use measurement::*;
pub use mesh::*;
pub use message::*;
pub use nan::*;
pub use networks::*;
pub use operation::*;
pub use power::*;
pub use regdomains::*;
pub use regulatory::*;
pub use scan::*;
pub use scanning::*;
pub use ssid::*;
pub use station::*;
pub use suite::*;
pub use summary::*;
pub use wiphy::*;
pub use wiphys::*;

/// Name of the family: `NL80211_GENL_NAME`.
pub const NAME: &str = "nl80211";
/// Name of the multicast group for wiphys and interfaces: `NL80211_MULTICAST_GROUP_CONFIG`.
pub const GROUP_CONFIG: &str = "config";
/// Name of the multicast group for vendor events: `NL80211_MULTICAST_GROUP_VENDOR`.
pub const GROUP_VENDOR: &str = "vendor";
/// Name of the multicast group for NAN events: `NL80211_MULTICAST_GROUP_NAN`.
pub const GROUP_NAN: &str = "nan";
/// Name of the multicast group for test mode events: `NL80211_MULTICAST_GROUP_TESTMODE`.
pub const GROUP_TESTMODE: &str = "testmode";
