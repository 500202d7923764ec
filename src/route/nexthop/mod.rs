//! Nexthop objects and groups, which several routes may share: list, find, add, replace and delete.
//!
//! Functions that find objects return a [`Query`](crate::client::Query), for
//! [`Connection::get`](crate::client::Connection::get) and
//! [`Connection::dump`](crate::client::Connection::dump); functions that change something return a
//! [`Call`](crate::client::Call), for [`Connection::run`](crate::client::Connection::run). The
//! documentation of each names the request.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, route::{NextHopGrp, nexthop::{self, NextHopSpec}, route::{self, RouteSpec}}};
//! fn share<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     for (id, gateway) in [(1, [192, 0, 2, 1]), (2, [192, 0, 2, 2])] {
//!         connection.run(nexthop::add(NextHopSpec { id, via: Some(gateway.into()), link: Some(3), ..Default::default() }))?;
//!     }
//!     let group = [NextHopGrp::member(1, 1), NextHopGrp::member(2, 9)];
//!     connection.run(nexthop::add(NextHopSpec { id: 10, group: &group, ..Default::default() }))?;
//!     let destination = Some(([198, 51, 100, 0].into(), 24));
//!     connection.run(route::add(RouteSpec { destination, nexthop: Some(10), ..Default::default() }))?;
//!     Ok(())
//! }
//! ```
//!
//! Changes require CAP_NET_ADMIN; without it, the kernel rejects the request with EPERM. Nexthop
//! objects exist since Linux 5.3.
//!
//! See also [ip-nexthop(8)](https://man7.org/linux/man-pages/man8/ip-nexthop.8.html) and the
//! kernel's documentation of [resilient
//! groups](https://docs.kernel.org/networking/nexthop-group-resilient.html).
pub(super) mod attrs;
mod calls;
#[cfg(feature = "server")]
mod policy;
pub(super) mod summary;

pub use attrs::*;
pub use calls::*;
#[cfg(feature = "server")]
pub(in crate::route) use policy::policy;
pub use summary::*;
