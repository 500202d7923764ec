//! Filter chains of traffic control: list, add and delete.
//!
//! Functions that find objects return a [`Query`](crate::client::Query), for
//! [`Connection::get`](crate::client::Connection::get) and
//! [`Connection::dump`](crate::client::Connection::dump); functions that change something return a
//! [`Call`](crate::client::Call), for [`Connection::run`](crate::client::Connection::run). The
//! documentation of each names the request.
//!
//! Filters are organised in chains. Packets enter at chain 0; an action leads to another chain,
//! [`TcVerdict::to_chain`](crate::tc::TcVerdict::to_chain). The first filter of a chain
//! creates the chain implicitly. A chain that is created explicitly may have a template for its
//! filters.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, tc::{chain, TcHandle}};
//! fn show<T: Transport, B: Buffer>(connection: &mut Connection<T, B>, link: u32) -> client::Result<(), T> {
//!     let mut all = connection.dump(chain::list(link, TcHandle::CLSACT_INGRESS))?;
//!     while let Some(chain) = all.next()? {
//!         println!("{}", chain.chain());
//!     }
//!     Ok(())
//! }
//! ```
//!
//! See also [tc(8)](https://man7.org/linux/man-pages/man8/tc.8.html).
mod calls;

pub use calls::*;
