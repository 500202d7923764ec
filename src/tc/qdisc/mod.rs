//! Queueing disciplines (qdiscs) and classes: list, add, replace and delete.
//!
//! Functions that find objects return a [`Query`](crate::client::Query), for
//! [`Connection::get`](crate::client::Connection::get) and
//! [`Connection::dump`](crate::client::Connection::dump); functions that change something return a
//! [`Call`](crate::client::Call), for [`Connection::run`](crate::client::Connection::run). The
//! documentation of each names the request.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, tc::{qdisc::{self, ClassSpec, QdiscSpec}, TcHandle}};
//! fn payload_type<T: Transport, B: Buffer>(connection: &mut Connection<T, B>, link: u32) -> client::Result<(), T> {
//!     let (root, class) = (TcHandle::new(1, 0), TcHandle::new(1, 0x10));
//!     connection.run(qdisc::replace(link, TcHandle::TC_H_ROOT, root, &QdiscSpec::Htb { default: 0x10 }))?;
//!     connection.run(qdisc::add_class(link, root, class, &ClassSpec { rate: 1_250_000, ..Default::default() }))?; // 10 Mbit/s
//!     connection.run(qdisc::add(link, class, TcHandle::TC_H_UNSPEC, &QdiscSpec::FqCodel { limit: None, target: Some(5_000) }))?;
//!     let mut all = connection.dump(qdisc::of_link(link))?;
//!     while let Some(qdisc) = all.next()? {
//!         println!("{:?} {}: {} bytes, {} drops", qdisc.kind(), qdisc.handle().id(), qdisc.sent_bytes(), qdisc.drops());
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Changes require CAP_NET_ADMIN; without it, the kernel rejects the request with EPERM. For kinds
//! and attributes that the specifications here lack, use [`NewQdisc`](crate::tc::NewQdisc) and
//! [`NewTClass`](crate::tc::NewTClass) directly.
//!
//! See also [tc(8)](https://man7.org/linux/man-pages/man8/tc.8.html).
pub(super) mod attrs;
pub mod cake;
mod calls;
pub mod codel;
pub mod fair;
pub mod fq;
pub mod htb;
pub mod mqprio;
pub mod netem;
pub mod pie;
pub mod red;
pub mod sfq;
pub mod small;
mod summary;
pub mod tbf;

pub use attrs::*;
pub use cake::*;
pub use calls::*;
pub use codel::*;
pub use fair::*;
pub use fq::*;
pub use htb::*;
pub use mqprio::*;
pub use netem::*;
pub use pie::*;
pub use red::*;
pub use sfq::*;
pub use small::*;
pub use summary::*;
pub use tbf::*;
