//! Guide: chapters with examples.
//!
//! Start with the [quick start](quick_start), or with
//! [coming from Go](coming_from_go) or [coming from rtnetlink](coming_from_rtnetlink).
#[doc = include_str!("quick_start.md")]
pub mod quick_start {}
#[doc = include_str!("events_and_caches.md")]
pub mod events_and_caches {}
#[doc = include_str!("errors.md")]
pub mod errors {}
#[doc = include_str!("sockets_threads_deadlines.md")]
pub mod sockets_threads_deadlines {}
#[doc = include_str!("traffic_control.md")]
pub mod traffic_control {}
#[doc = include_str!("nftables.md")]
pub mod nftables {}
#[doc = include_str!("wifi.md")]
pub mod wifi {}
#[doc = include_str!("own_family.md")]
pub mod own_family {}
#[doc = include_str!("testing.md")]
pub mod testing {}
#[doc = include_str!("no_std.md")]
pub mod no_std {}
#[doc = include_str!("servers.md")]
pub mod servers {}
#[doc = include_str!("fuzzing.md")]
pub mod fuzzing {}
#[doc = include_str!("coming_from_go.md")]
pub mod coming_from_go {}
#[doc = include_str!("coming_from_rtnetlink.md")]
pub mod coming_from_rtnetlink {}
#[doc = include_str!("kernel_notes.md")]
pub mod kernel_notes {}
#[doc = include_str!("verification.md")]
pub mod verification {}
#[doc = include_str!("performance.md")]
pub mod performance {}
