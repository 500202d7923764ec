//! IPv6 address labels (RFC 6724): list, find, add and delete.
//!
//! Functions that find objects return a [`Query`](crate::client::Query), functions that change
//! something return a [`Call`](crate::client::Call). The documentation of each names the request.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, route::addrlabel};
//! fn labels<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     connection.run(addrlabel::add("2001:db8::".parse().unwrap(), 32, 99))?;
//!     let mut all = connection.dump(addrlabel::list())?;
//!     while let Some(found) = all.next()? {
//!         println!("{:?} has label {:?}", found.prefix(), found.label());
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Changes require CAP_NET_ADMIN; without it, the kernel rejects the request with EPERM.
//!
//! See also [ip-addrlabel(8)](https://man7.org/linux/man-pages/man8/ip-addrlabel.8.html).
pub(super) mod attrs;
mod calls;
#[cfg(feature = "server")]
mod policy;

pub use attrs::*;
pub use calls::*;
#[cfg(feature = "server")]
pub(in crate::route) use policy::policy;
