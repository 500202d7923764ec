//! Routing policy rules: list, add and delete.
//!
//! Functions that find objects return a [`Query`](crate::client::Query), for
//! [`Connection::get`](crate::client::Connection::get) and
//! [`Connection::dump`](crate::client::Connection::dump); functions that change something return a
//! [`Call`](crate::client::Call), for [`Connection::run`](crate::client::Connection::run). The
//! documentation of each names the request.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, route::rule::{self, RuleSpec}};
//! fn policy<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     let from = Some(([192, 0, 2, 0].into(), 24));
//!     connection.run(rule::add(RuleSpec { priority: Some(100), from, table: Some(1000), ..Default::default() }))?;
//!     let mut all = connection.dump(rule::list())?;
//!     while let Some(rule) = all.next()? {
//!         println!("{}: from {:?} table {}", rule.priority(), rule.from(), rule.table());
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Changes require CAP_NET_ADMIN; without it, the kernel rejects the request with EPERM.
//!
//! See also [ip-rule(8)](https://man7.org/linux/man-pages/man8/ip-rule.8.html).
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
