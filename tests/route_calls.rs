//! Calls of rtnetlink, by object: what they send, byte for byte, and what the running kernel makes of it.
#![cfg(feature = "route")]
#![allow(clippy::unwrap_used)]

#[cfg(all(feature = "std", target_os = "linux"))]
mod common;
#[path = "route_calls/support.rs"]
#[macro_use]
mod support;

#[path = "route_calls/addr.rs"]
mod addr;
#[path = "route_calls/link.rs"]
mod link;
#[path = "route_calls/neigh.rs"]
mod neigh;
#[path = "route_calls/route.rs"]
mod route;
#[path = "route_calls/rule.rs"]
mod rule;
