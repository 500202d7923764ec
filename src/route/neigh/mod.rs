//! Neighbours (ARP, IPv6 neighbour discovery): list, find, add, replace and delete.
//!
//! Functions that find objects return a [`Query`](crate::client::Query), for
//! [`Connection::get`](crate::client::Connection::get) and
//! [`Connection::dump`](crate::client::Connection::dump); functions that change something return a
//! [`Call`](crate::client::Call), for [`Connection::run`](crate::client::Connection::run). The
//! documentation of each names the request.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, route::neigh};
//! fn show<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     connection.run(neigh::replace(2, [192, 0, 2, 9].into(), &[2, 0, 0, 0, 0, 9]))?;
//!     let mut all = connection.dump(neigh::list())?;
//!     while let Some(found) = all.next()? {
//!         println!("{:?} at link {} is {:?}, {:?}", found.address(), found.link(), found.hardware_address(), found.state());
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Changes require CAP_NET_ADMIN; without it, the kernel rejects the request with EPERM.
//!
//! See also [ip-neighbour(8)](https://man7.org/linux/man-pages/man8/ip-neighbour.8.html).
pub(super) mod attrs;
#[cfg(feature = "cache")]
pub(super) mod cache;
mod calls;
#[cfg(feature = "server")]
mod policy;
pub(super) mod summary;

pub use attrs::*;
#[cfg(feature = "cache")]
pub use cache::*;
pub use calls::*;
#[cfg(feature = "server")]
pub(in crate::route) use policy::policy;
pub use summary::*;
