//! Links (network interfaces): list, find, create, change and remove.
//!
//! Functions that find objects return a [`Query`](crate::client::Query), for
//! [`Connection::get`](crate::client::Connection::get) and
//! [`Connection::dump`](crate::client::Connection::dump); functions that change something return a
//! [`Call`](crate::client::Call), for [`Connection::run`](crate::client::Connection::run). The
//! documentation of each names the request.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, route::link};
//! fn show<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     let mut all = connection.dump(link::list())?;
//!     while let Some(link) = all.next()? {
//!         println!("{} {} {} mtu {:?}", link.index(), link.name(), link.state(), link.mtu());
//!     }
//!     connection.run(link::set_mtu("eth0", 1400))?;
//!     connection.run(link::set_up("eth0"))?;
//!     Ok(())
//! }
//! ```
//!
//! Interface indexes are those of the connection's network namespace. Changes require CAP_NET_ADMIN
//! there; without it, the kernel rejects the request with EPERM.
//!
//! Dumps, replies and events all yield a [`LinkMessage`]: an event is one by
//! [`RouteMessage::decode`](crate::route::RouteMessage::decode).
//!
//! See also [ip-link(8)](https://man7.org/linux/man-pages/man8/ip-link.8.html).
pub mod af_bridge;
pub mod af_spec;
pub(super) mod attrs;
pub mod bridge_port;
#[cfg(feature = "cache")]
pub(super) mod cache;
mod calls;
pub mod cfm;
pub(super) mod id;
pub(super) mod info;
pub mod kind;
pub mod mrp;
#[cfg(feature = "server")]
mod policy;
pub mod stats;
pub(super) mod summary;
pub mod vf;
pub mod xdp;

pub use af_bridge::*;
pub use af_spec::*;
pub use attrs::*;
pub use bridge_port::*;
#[cfg(feature = "cache")]
pub use cache::*;
pub use calls::*;
pub use cfm::*;
pub use id::*;
pub use info::*;
pub use kind::*;
pub use mrp::*;
#[cfg(feature = "server")]
pub(in crate::route) use policy::policy;
pub use stats::*;
pub use summary::*;
pub use vf::*;
pub use xdp::*;
