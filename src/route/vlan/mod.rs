//! VLANs of bridges and bridge ports with options: list, add, change and delete. Since Linux 5.6. A
//! VLAN interface is made by [`link::add_vlan`](crate::route::link::add_vlan).
//!
//! Functions that find objects return a [`Query`](crate::client::Query), functions that change
//! something return a [`Call`](crate::client::Call). The documentation of each names the request.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, route::{BridgeVlanFlags, vlan}};
//! fn vlans<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     let port = 8;
//!     connection.run(vlan::add(port, 10..=12, BridgeVlanFlags::BRIDGE_VLAN_INFO_UNTAGGED))?;
//!     let mut all = connection.dump(vlan::list())?;
//!     while let Some(found) = all.next()? {
//!         for vlan in found.vlans() {
//!             println!("link {}: VLANs {} to {}", found.link(), vlan.first(), vlan.last());
//!         }
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Changes require CAP_NET_ADMIN; without it, the kernel rejects the request with EPERM.
//!
//! See also [bridge(8)](https://man7.org/linux/man-pages/man8/bridge.8.html), `bridge vlan`.
pub(super) mod attrs;
mod calls;
#[cfg(feature = "server")]
mod policy;

pub use attrs::*;
pub use calls::*;
#[cfg(feature = "server")]
pub(in crate::route) use policy::policy;
