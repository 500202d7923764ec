//! Netlink in place: messages are read where they lie in your buffer, and written into one, without copies, allocations or panics.
//!
//! # A tour
//!
//! **Read what arrived.** A datagram holds messages, a message holds attributes; a set of attributes knows their names and types.
//! ```
//! use nlwire::{pick, route::{Link, RouteMessage}, wire::Messages};
//! fn names(datagram: &[u8]) -> Result<(), nlwire::wire::Error> {
//!     for message in Messages::new(datagram) {
//!         if let RouteMessage::NewLink(_, attrs) = RouteMessage::decode(message?)? {
//!             let link = pick!(attrs, Link { name: IFLA_IFNAME, mtu: IFLA_MTU })?; // one pass, only these are decoded
//!             println!("{:?} {:?}", link.name, link.mtu);
//!         }
//!     }
//!     Ok(())
//! }
//! # names(&[]).unwrap();
//! ```
//! **Write a request.** The same keys write; nests are closures; a buffer that is too small says how much would have sufficed.
//! ```
//! use nlwire::{route::{Link, LinkInfo, NewLink}, wire::{NewFlags, Request}};
//! let mut buffer = [0; 128];
//! let mut request = Request::new(&mut buffer, NewLink::default(), NewFlags::CREATE | NewFlags::ACK);
//! request.put(Link::IFLA_IFNAME, "br0").nest(Link::IFLA_LINKINFO, |info| {
//!     info.put(LinkInfo::IFLA_INFO_KIND, "bridge");
//! });
//! let bytes = request.finish(/* sequence */ 1)?;
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
//! **Ask the kernel.** A connection sends requests and lends the answers, from your buffer.
//! ```no_run
//! # #[cfg(feature = "std")] {
//! use nlwire::{exchange::Connection, route::GetLink, socket::{Protocol, Socket}};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut buffer);
//! let mut links = connection.dump(GetLink::default(), |_| {})?;
//! while let Some(link) = links.next()? {
//!     println!("{:?}", link.attrs); // {IFLA_IFNAME: "lo", IFLA_MTU: 65536, ...}
//! }
//! # }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//! **Be told what was wrong.** A refusal has the errno, the kernel's sentence, and the attribute by name: see
//! [`Connection::path`](exchange::Connection::path).
//!
//! **Describe a family of your own.** A family is its tables: see [`attributes!`], and the example of a whole one in
//! [`wire`]'s tables; [`operations!`] makes requests of it.
//!
//! # Floors
//!
//! [`wire`] is bytes, [`exchange`] the conversation without I/O, [`mirror`] a table that stays true, [`route`] and [`generic`] the
//! families, [`bpf`] filters for the kernel, [`socket`] the socket. Each knows only what lies below it. Features are listed in the README.
#![no_std]
#![deny(unsafe_code, missing_docs)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

#[cfg(feature = "alloc")]
extern crate alloc;
extern crate self as nlwire; // so that `layout!` finds zerocopy from any crate
#[cfg(any(test, feature = "std"))]
extern crate std;

pub mod bpf;
#[cfg(feature = "connector")]
pub mod connector;
#[cfg(feature = "crypto")]
pub mod crypto;
#[cfg(feature = "diag")]
pub mod diag;
pub mod exchange;
#[cfg(feature = "generic")]
pub mod generic;
pub mod mirror;
#[cfg(feature = "netfilter")]
pub mod netfilter;
pub mod protocols;
#[cfg(feature = "route")]
pub mod route;
#[cfg(all(feature = "socket", any(target_os = "linux", target_os = "android")))]
pub mod socket;
#[cfg(all(feature = "tokio", any(target_os = "linux", target_os = "android")))]
pub mod tokio;
pub mod uapi;
#[cfg(feature = "uevent")]
pub mod uevent;
pub mod wire;
#[cfg(feature = "xfrm")]
pub mod xfrm;

#[doc(hidden)]
pub use bitflags;
#[doc(hidden)]
pub use zerocopy;

/// The README's examples compile.
#[cfg(all(doctest, feature = "std", feature = "route", feature = "generic"))]
#[doc = include_str!("../README.md")]
struct Readme;
