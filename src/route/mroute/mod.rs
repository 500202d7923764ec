//! Multicast routes and virtual interfaces (VIFs): list, add and delete.
//!
//! Functions that find objects return a [`Query`](crate::client::Query), functions that change
//! something return a [`Call`](crate::client::Call). The documentation of each names the request.
//! VIFs are made with the socket options of a raw IGMP or ICMPv6 socket, not with netlink.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, route::mroute};
//! fn show<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     let mut routes = connection.dump(mroute::list_ipv4())?;
//!     while let Some(route) = routes.next()? {
//!         println!("({:?}, {:?}) from link {:?}", route.multicast_source(), route.destination(), route.input_link());
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Messages and attributes:
//!
//! - Multicast routes are messages `RTM_*ROUTE` of the families RTNL_FAMILY_IPMR and
//!   RTNL_FAMILY_IP6MR, in [`Route`](super::Route).
//! - Tables and VIFs of IPv4 are the reply to `RTM_GETLINK` of RTNL_FAMILY_IPMR, in `IFLA_AF_SPEC`:
//!   [`McastTable`], by the selector [`AfSpecFamily::IPMR`](super::AfSpecFamily::IPMR).
//! - Upcalls to the multicast routing daemon are `RTM_NEWCACHEREPORT`: [`CacheReport`] and, of
//!   RTNL_FAMILY_IP6MR, [`CacheReport6`].
//!
//! See also [ip-mroute(8)](https://man7.org/linux/man-pages/man8/ip-mroute.8.html).
pub(super) mod attrs;
mod calls;

pub use attrs::*;
pub use calls::*;
