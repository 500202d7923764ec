//! Netlink in place.
#![no_std]
