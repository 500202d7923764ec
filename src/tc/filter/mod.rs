//! Traffic control filters (classifiers): list, add, replace, delete and flush.
//!
//! Functions that find objects return a [`Query`](crate::client::Query), for
//! [`Connection::get`](crate::client::Connection::get) and
//! [`Connection::dump`](crate::client::Connection::dump); functions that change something return a
//! [`Call`](crate::client::Call), for [`Connection::run`](crate::client::Connection::run). The
//! documentation of each names the request.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, tc::{filter::{self, FilterSpec}, TcHandle}, uapi::EtherType};
//! /// What comes from 10.0.0.0/8 goes into the class 1:10.
//! fn into_class<T: Transport, B: Buffer>(connection: &mut Connection<T, B>, link: u32) -> client::Result<(), T> {
//!     let spec = FilterSpec { protocol: EtherType::ETH_P_IP, priority: 10, ..FilterSpec::of_link(link, TcHandle::new(1, 0)) };
//!     connection.run(filter::add_u32(&spec, TcHandle::new(1, 0x10), &[filter::u32_key(12, 0x0a00_0000, 0xff00_0000)]))?;
//!     let mut all = connection.dump(filter::list(link, TcHandle::new(1, 0)))?;
//!     while let Some(filter) = all.next()? {
//!         println!("{} {:?} {:?}", filter.priority(), filter.protocol(), filter.kind());
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Changes require CAP_NET_ADMIN; without it, the kernel rejects the request with EPERM.
//!
//! See also [tc(8)](https://man7.org/linux/man-pages/man8/tc.8.html).
pub(super) mod attrs;
pub mod bpf;
mod calls;
pub mod ematch;
pub mod flower;
pub mod small;
pub mod u32;

pub use attrs::*;
pub use bpf::*;
pub use calls::*;
pub use ematch::*;
pub use flower::*;
pub use small::*;
pub use u32::*;
