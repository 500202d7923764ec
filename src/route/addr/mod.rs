//! IP addresses of interfaces: list, add, replace and delete.
//!
//! Functions that find objects return a [`Query`](crate::client::Query), for
//! [`Connection::get`](crate::client::Connection::get) and
//! [`Connection::dump`](crate::client::Connection::dump); functions that change something return a
//! [`Call`](crate::client::Call), for [`Connection::run`](crate::client::Connection::run). The
//! documentation of each names the request.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, route::{addr, link}};
//! fn address<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     let link = connection.get(link::by_name("eth0"))?.index();
//!     connection.run(addr::add(link, [192, 0, 2, 1].into(), 24))?;
//!     let mut all = connection.dump(addr::of_link(link))?;
//!     while let Some(found) = all.next()? {
//!         println!("{:?}/{}", found.address(), found.prefix_len());
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Changes require CAP_NET_ADMIN; without it, the kernel rejects the request with EPERM. The
//! functions send what `ip address` sends: both IFA_LOCAL and IFA_ADDRESS (which differ only on a
//! point-to-point interface, by [`AddressSpec::peer`]), RT_SCOPE_HOST for 127.0.0.0/8, and a
//! broadcast address only if one is given.
//!
//! See also [ip-address(8)](https://man7.org/linux/man-pages/man8/ip-address.8.html).
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
