//! Network namespace ids (nsids): list, find and assign. Namespaces are created and entered by
//! `socket::namespace`.
//!
//! The documentation of each function names the requests.
//! [`Connection::run`](crate::client::Connection::run) runs a call.
//!
//! An nsid is the number by which one network namespace refers to another. A socket with
//! `SocketOption::ListenAllNsid` receives the events of all namespaces that have an nsid, each with
//! its number. Requests address another namespace by the nsid
//! ([`Link::IFLA_TARGET_NETNSID`](crate::route::Link::IFLA_TARGET_NETNSID)). The example
//! `namespace_links` follows the links of all namespaces.
//!
//! ```no_run
//! # #[cfg(feature = "std")] {
//! use nlwire::{client::Connection, route::netns, socket::{Protocol, Socket, namespace::Namespace}};
//! let mut buffer = [0; 8192];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut buffer);
//! let blue = Namespace::named("blue")?;
//! let id = connection.run(netns::assign(&blue))?; // the one that it has, or a new one
//! println!("events of this namespace carry {id}");
//! # }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! See also [ip-netns(8)](https://man7.org/linux/man-pages/man8/ip-netns.8.html).
pub(super) mod attrs;
mod calls;
mod id;
#[cfg(feature = "server")]
mod policy;

pub use attrs::*;
pub use calls::*;
pub use id::*;
#[cfg(feature = "server")]
pub(in crate::route) use policy::policy;
