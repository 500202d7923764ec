//! Classic BPF over netlink: small programs that the kernel runs on each datagram before it is queued, so that what nobody wants never
//! wakes the process nor fills its buffer. linux/filter.h; man 7 socket (`SO_ATTACH_FILTER`).
//!
//! A program is written as what shall pass, in the tables' own names, and compiled into an array of the caller's:
//!
//! ```
//! use nlwire::{bpf::{self, Instruction, Test}, route::{GetRoute, RouteMessage, RouteTable, Route, RtMsg}, wire::MessageHeader};
//! let route = bpf::of::<GetRoute>(); // where a route's header and attributes stand
//! // routes of the main table by link 3 or 7, that come or go
//! let wanted = bpf::header(MessageHeader::nlmsg_type)
//!     .is_one_of([RouteMessage::RTM_NEWROUTE, RouteMessage::RTM_DELROUTE])
//!     .and(route.attr(Route::RTA_TABLE).is(RouteTable::RT_TABLE_MAIN))
//!     .and(route.attr(Route::RTA_OIF).is_one_of([3, 7]));
//! let mut room = [Instruction::DROP; 64];
//! let program = bpf::compile(wanted, &mut room)?;
//! assert_eq!(bpf::run(program, &[0; 40]), Ok(0)); // what the kernel would do with such a datagram: drop it
//! # Ok::<(), bpf::Unfit>(())
//! ```
//! Then it is attached by `Socket::attach_filter`, or from the first datagram on by `Config::filter`. On a socket that asks, too,
//! [`answers`] shall pass.
//!
//! # What a program can see
//!
//! - The datagram from its first message on, and of several messages in one datagram the first alone. Events come one a datagram, but for
//!   those that wait to be sent together (`NETLINK_NETFILTER`'s logged and queued packets).
//! - Attributes by the kernel's own search (`SKF_AD_NLATTR`, `SKF_AD_NLATTR_NEST`): the first of its number. What is not there, or is of
//!   another length than its type, fails each test but [`not`](Test::not). A datagram that the kernel keeps in pieces (packets queued
//!   without a copy) has no attributes to it.
//! - Loads are big-endian, whatever the machine. Values here are compared as they lie in memory, so no order needs to be thought of.
#![forbid(unsafe_code)]

mod code;
mod place;
mod run;
mod test;

pub use code::*;
pub use place::*;
pub use run::*;
pub use test::*;

/// One instruction, `struct sock_filter`, linux/filter.h. [`compile`] makes programs of these; by hand, mind that loads are big-endian:
///
/// ```
/// use nlwire::bpf::{Instruction, run};
/// /// Lets datagrams pass whose first message has this type, and drops all others.
/// const fn only(kind: u16) -> [Instruction; 4] {
///     let kind = Instruction::jump_equal(kind.to_be() as u32, 0, 1);
///     [Instruction::load_u16(4), kind, Instruction::ACCEPT, Instruction::DROP]
/// }
/// assert_eq!(run(&only(0), &[0; 16]), Ok(u32::MAX));
/// ```
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[doc(alias = "sock_filter")]
pub struct Instruction {
    /// What it does: a class, a size or operation, and a mode; `BPF_*` in linux/bpf_common.h.
    pub code: u16,
    /// Instructions to skip when a comparison holds.
    pub jt: u8,
    /// Instructions to skip when it does not.
    pub jf: u8,
    /// The operand: an offset, a number, or the bytes to keep.
    pub k: u32,
}
impl Instruction {
    /// Any instruction, as `BPF_JUMP` and `BPF_STMT` write it in C.
    #[doc(alias = "BPF_STMT")]
    #[doc(alias = "BPF_JUMP")]
    pub const fn new(code: u16, jt: u8, jf: u8, k: u32) -> Self {
        Self { code, jt, jf, k }
    }
    /// Loads a byte at an offset of the datagram; a load beyond the end drops the datagram.
    pub const fn load_u8(offset: u32) -> Self {
        Self::new(0x30, 0, 0, offset)
    }
    /// Loads two bytes, big-endian.
    pub const fn load_u16(offset: u32) -> Self {
        Self::new(0x28, 0, 0, offset)
    }
    /// Loads four bytes, big-endian.
    pub const fn load_u32(offset: u32) -> Self {
        Self::new(0x20, 0, 0, offset)
    }
    /// Skips `jt` instructions when what was loaded equals `k`, `jf` when it does not.
    pub const fn jump_equal(k: u32, jt: u8, jf: u8) -> Self {
        Self::new(0x15, jt, jf, k)
    }
    /// Lets the whole datagram pass.
    pub const ACCEPT: Self = Self::new(0x06, 0, 0, u32::MAX);
    /// Drops the datagram.
    pub const DROP: Self = Self::new(0x06, 0, 0, 0);
}
