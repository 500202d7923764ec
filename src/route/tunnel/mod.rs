//! VNI filters of VXLAN interfaces (RTM_NEWTUNNEL): list, add and delete. Since Linux 5.18. The
//! devices of `ip tunnel` are kinds of [links](crate::route::link), such as
//! [`LinkKind::GRE`](crate::route::LinkKind::GRE).
//!
//! Functions that find objects return a [`Query`](crate::client::Query), functions that change
//! something return a [`Call`](crate::client::Call). The documentation of each names the request.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, route::{link, tunnel}};
//! fn vnis<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     let vxlan = connection.get(link::by_name("vxlan0"))?.index();
//!     connection.run(tunnel::add(vxlan, 100..=110, None))?;
//!     let mut all = connection.dump(tunnel::list())?;
//!     while let Some(found) = all.next()? {
//!         for vnis in found.vnis() {
//!             println!("link {}: {} to {}", found.link(), vnis.first, vnis.last);
//!         }
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Changes require CAP_NET_ADMIN; without it, the kernel rejects the request with EPERM.
//!
//! See also [bridge(8)](https://man7.org/linux/man-pages/man8/bridge.8.html), `bridge vni`.
pub(super) mod attrs;
mod calls;
#[cfg(feature = "server")]
mod policy;

pub use attrs::*;
pub use calls::*;
#[cfg(feature = "server")]
pub(in crate::route) use policy::policy;
