//! What a program without libc brings itself: a start, an end, a line of text, and what the compiler calls. x86_64 Linux, and a Cortex-M4
//! without an operating system under qemu.
#![no_std]

#[cfg(target_os = "none")]
mod bare;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
#[path = "../../memory.rs"]
mod memory;

#[cfg(target_os = "none")]
pub use bare::*;
#[cfg(target_os = "linux")]
pub use linux::*;
