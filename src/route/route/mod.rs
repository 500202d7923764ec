//! Routes: list, look up, add, replace and delete.
//!
//! Functions that find objects return a [`Query`](crate::client::Query), for
//! [`Connection::get`](crate::client::Connection::get) and
//! [`Connection::dump`](crate::client::Connection::dump); functions that change something return a
//! [`Call`](crate::client::Call), for [`Connection::run`](crate::client::Connection::run). The
//! documentation of each names the request.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, route::route::{self, RouteSpec}};
//! fn routes<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     // the default route
//!     connection.run(route::replace(RouteSpec { via: Some([192, 0, 2, 1].into()), ..Default::default() }))?;
//!     // a prefix on a link
//!     let prefix = Some(([198, 51, 100, 0].into(), 24));
//!     connection.run(route::add(RouteSpec { destination: prefix, link: Some(2), ..Default::default() }))?;
//!     let found = connection.get(route::lookup([198, 51, 100, 7].into()))?;
//!     println!("by link {:?}, from {:?}", found.link(), found.source());
//!     Ok(())
//! }
//! ```
//!
//! Changes require CAP_NET_ADMIN; without it, the kernel rejects the request with EPERM.
//!
//! See also [ip-route(8)](https://man7.org/linux/man-pages/man8/ip-route.8.html).
pub(super) mod attrs;
#[cfg(feature = "cache")]
pub(super) mod cache;
mod calls;
pub mod encap;
pub mod metrics;
#[cfg(feature = "server")]
mod policy;
pub(super) mod summary;

pub use attrs::*;
#[cfg(feature = "cache")]
pub use cache::*;
pub use calls::*;
pub use encap::*;
pub use metrics::*;
#[cfg(feature = "server")]
pub(in crate::route) use policy::policy;
pub use summary::*;
