//! Netlink in place.
#![no_std]
#![deny(unsafe_code)]

#[cfg(feature = "std")]
extern crate std;

#[cfg(all(feature = "socket", any(target_os = "linux", target_os = "android")))]
pub mod socket;
