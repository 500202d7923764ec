//! Netlink in place.
#![no_std]
#![deny(unsafe_code, missing_docs)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

#[cfg(feature = "alloc")]
extern crate alloc;
extern crate self as nlwire; // so that `layout!` finds zerocopy from any crate
#[cfg(any(test, feature = "std"))]
extern crate std;

pub mod exchange;
#[cfg(feature = "route")]
pub mod route;
#[cfg(all(feature = "socket", any(target_os = "linux", target_os = "android")))]
pub mod socket;
pub mod uapi;
pub mod wire;

#[doc(hidden)]
pub use bitflags;
#[doc(hidden)]
pub use zerocopy;
