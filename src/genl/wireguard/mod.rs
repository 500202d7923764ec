//! The family `wireguard`: devices, peers and allowed IPs (linux/wireguard.h).
//!
//! Every command needs `CAP_NET_ADMIN`. The kernel splits a device with many peers into several
//! messages, and continues a peer with many allowed IPs in the next message; [`get`] joins them. A
//! configuration may exceed the size limit of a message or attribute; [`set`] splits it into as
//! many messages as necessary.
//!
//! The protocol is described at [wireguard.com](https://www.wireguard.com/protocol/).
//!
//! ```no_run
//! use nlwire::{
//!     client::Connection,
//!     genl::{self, wireguard::{self, AllowedIp, DeviceSpec, Part, PeerSpec}},
//!     socket::{Protocol, Socket},
//! };
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
//! let family = connection.run(genl::family(wireguard::NAME))?; // resolve once and keep
//! let key = wireguard::key_from_base64("xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=")
//!     .ok_or("no key")?;
//! let office = [AllowedIp::new("10.1.0.0".parse()?, 16)];
//! let peer = PeerSpec {
//!     endpoint: Some("192.0.2.1:51820".parse()?), allowed_ips: &office, ..PeerSpec::new(&key)
//! };
//! let port = DeviceSpec { listen_port: Some(51820), ..DeviceSpec::default() };
//! connection.run(wireguard::set(&family, "wg0", &port, [peer]))?;
//! let mut parts = wireguard::get(&mut connection, &family, "wg0")?;
//! while let Some(part) = parts.next()? {
//!     match part {
//!         Part::Device(device) => println!("port {:?}", device.listen_port()),
//!         Part::Peer(peer) => println!("peer {:?} at {:?}, {} bytes received",
//!             peer.public_key().map(wireguard::Base64), peer.endpoint(), peer.rx_bytes()),
//!         Part::AllowedIp(allowed) => println!("    {}/{}", allowed.address, allowed.prefix),
//!     }
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
mod attrs;
mod get;
mod key;
mod set;
mod summary;

pub use attrs::*;
pub use get::*;
pub use key::*;
pub use set::*;
pub use summary::{DeviceMessage, DeviceSummary, PeerSummary};

use super::{Command, Device, Family};
use crate::{
    attributes, c_struct,
    client::{
        self, Buffer, Call, Completion, Connection, DiscardEvents, EventHandler, Replies, ReplyMode,
        Transport,
    },
    flags, genl_family, open_enum, sub_messages,
    uapi::KernelTimespec,
    wire::{
        Attrs, Be, BuildError, Error, GetFlags, IndexedArray, Ip, Key, Operation, RawAttrs, Request, Str,
        Struct, SubMessage, Writer,
        spec::{MessageSpec, SECRET, SelectorSource},
    },
};
use core::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6},
    time::Duration,
};

/// Name of the family: `WG_GENL_NAME`.
pub const NAME: &str = "wireguard";

/// Length of a key, bytes: `WG_KEY_LEN`.
pub const KEY_LEN: usize = 32;
