//! Multicast database (MDB) entries of bridges: list, find, add, replace and delete.
//!
//! Functions that find objects return a [`Query`](crate::client::Query), functions that change
//! something return a [`Call`](crate::client::Call). The documentation of each names the request.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, route::{MdbState, mdb}};
//! fn groups<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     let (bridge, port) = (7, 8);
//!     connection.run(mdb::add(bridge, &mdb::MdbSpec {
//!         port,
//!         group: Some([239, 1, 1, 1].into()),
//!         state: MdbState::MDB_PERMANENT,
//!         ..Default::default()
//!     }))?;
//!     let mut all = connection.dump(mdb::list())?;
//!     while let Some(found) = all.next()? {
//!         for entry in found.entries() {
//!             println!("bridge {}: {:?} at port {}", found.link(), entry.group(), entry.port());
//!         }
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Changes require CAP_NET_ADMIN; without it, the kernel rejects the request with EPERM.
//!
//! See also [bridge(8)](https://man7.org/linux/man-pages/man8/bridge.8.html), `bridge mdb`.
pub(super) mod attrs;
mod calls;
#[cfg(feature = "server")]
mod policy;

pub use attrs::*;
pub use calls::*;
#[cfg(feature = "server")]
pub(in crate::route) use policy::policy;
