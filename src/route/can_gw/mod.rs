//! CAN gateway jobs: list, add, delete and flush.
//!
//! Functions that find objects return a [`Query`](crate::client::Query), functions that change
//! something return a [`Call`](crate::client::Call). The documentation of each names the request.
//! The kernel module is `can-gw`.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, route::{CanGwFlags, can_gw}};
//! fn jobs<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     connection.run(can_gw::add(3, 4, CanGwFlags::empty(), |_| {}))?;
//!     let mut all = connection.dump(can_gw::list())?;
//!     while let Some(job) = all.next()? {
//!         println!("{:?} to {:?}: {} frames", job.source_link(), job.destination_link(), job.handled());
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Changes require CAP_NET_ADMIN; without it, the kernel rejects the request with EPERM.
//!
//! See also [the kernel's documentation of CAN](https://docs.kernel.org/networking/can.html).
pub(super) mod attrs;
mod calls;

pub use attrs::*;
pub use calls::*;
