//! Data Center Bridging (DCB): read and change the IEEE 802.1Qaz parameters of an interface.
//!
//! Functions that find objects return a [`Query`](crate::client::Query), functions that change
//! something return a [`Call`](crate::client::Call). The documentation of each names the request.
//! For other commands, such as those of CEE, use [`GetDcb`] and [`SetDcb`].
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, route::{IeeeEts, dcb}};
//! fn bandwidth<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     let found = connection.get(dcb::ieee("eth0"))?;
//!     if let Some(ets) = found.ets() {
//!         println!("{:?} percent by traffic class", ets.get(IeeeEts::tc_tx_bw));
//!     }
//!     Ok(())
//! }
//! ```
//!
//! See also [dcb(8)](https://man7.org/linux/man-pages/man8/dcb.8.html).
pub(super) mod attrs;
mod calls;
#[cfg(feature = "server")]
mod policy;

pub use attrs::*;
pub use calls::*;
#[cfg(feature = "server")]
pub(in crate::route) use policy::policy;
