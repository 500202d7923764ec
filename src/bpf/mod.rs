//! Classic BPF filters for netlink sockets: small programs that the kernel runs on each datagram
//! before it is queued, so that unwanted events neither wake the process nor fill its receive
//! buffer. linux/filter.h.
//!
//! A filter is written as a test of what passes, in the names of the attribute tables, and compiled
//! into an array of the caller:
//!
//! ```
//! use nlwire::{bpf::{self, Instruction, Test}, route::{GetRoute, RouteMessage, RouteTable, Route, RtMsg}, wire::MessageHeader};
//! let route = bpf::of::<GetRoute>(); // header and attributes of a route
//! // new and deleted routes of the main table over interface 3 or 7
//! let wanted = bpf::header(MessageHeader::nlmsg_type)
//!     .is_one_of([RouteMessage::RTM_NEWROUTE, RouteMessage::RTM_DELROUTE])
//!     .and(route.attr(Route::RTA_TABLE).is(RouteTable::RT_TABLE_MAIN))
//!     .and(route.attr(Route::RTA_OIF).is_one_of([3, 7]));
//! let mut room = [Instruction::DROP; 64];
//! let program = bpf::compile(wanted, &mut room)?;
//! assert_eq!(bpf::run(program, &[0; 40]), Ok(0)); // the kernel would drop this datagram
//! # Ok::<(), bpf::Unfit>(())
//! ```
//! Attach the program by `Socket::attach_filter`, or from the first datagram on by
//! `Config::filter`. If the socket also sends requests, the filter must let [`answers`] pass.
//!
//! # What a program can see
//!
//! - The datagram from its first message on; of several messages in one datagram, only the first.
//!   Events are sent one per datagram, except for those that the kernel collects (logged and queued
//!   packets of `NETLINK_NETFILTER`).
//! - Attributes, found by the kernel's own search (`SKF_AD_NLATTR`, `SKF_AD_NLATTR_NEST`): the
//!   first of its type. A missing attribute, or one whose length differs from its type's, fails
//!   every test except [`not`](Test::not). In a datagram that the kernel keeps in fragments
//!   (packets queued without a copy) no attribute is found.
//! - Loads are big-endian on every machine. Tests compare values as they are in memory, so byte
//!   order needs no attention.
//!
//! See [socket(7)](https://man7.org/linux/man-pages/man7/socket.7.html) (`SO_ATTACH_FILTER`) and
//! [the kernel's documentation](https://docs.kernel.org/networking/filter.html).
#![forbid(unsafe_code)]

mod code;
mod place;
mod run;
mod test;

pub use code::*;
pub use place::*;
pub use run::*;
pub use test::*;

/// One instruction: `struct sock_filter`, linux/filter.h. Usually written by [`compile`]; by hand,
/// note that loads are big-endian:
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
    /// Operation: class, size or operation, and mode; `BPF_*` in linux/bpf_common.h.
    pub code: u16,
    /// Number of instructions to skip if the comparison is true.
    pub jt: u8,
    /// Number of instructions to skip if the comparison is false.
    pub jf: u8,
    /// Operand: an offset, a constant, or the number of bytes to keep.
    pub k: u32,
}
impl Instruction {
    /// Creates an instruction, like `BPF_JUMP` and `BPF_STMT` in C.
    #[doc(alias = "BPF_STMT")]
    #[doc(alias = "BPF_JUMP")]
    pub const fn new(code: u16, jt: u8, jf: u8, k: u32) -> Self {
        Self { code, jt, jf, k }
    }
    /// Loads a byte at an offset of the datagram. A load beyond the end drops the datagram.
    pub const fn load_u8(offset: u32) -> Self {
        Self::new(0x30, 0, 0, offset)
    }
    /// Loads two bytes at an offset of the datagram, big-endian. A load beyond the end drops the
    /// datagram.
    pub const fn load_u16(offset: u32) -> Self {
        Self::new(0x28, 0, 0, offset)
    }
    /// Loads four bytes at an offset of the datagram, big-endian. A load beyond the end drops the
    /// datagram.
    pub const fn load_u32(offset: u32) -> Self {
        Self::new(0x20, 0, 0, offset)
    }
    /// Skips `jt` instructions if the loaded value equals `k`, otherwise `jf`.
    pub const fn jump_equal(k: u32, jt: u8, jf: u8) -> Self {
        Self::new(0x15, jt, jf, k)
    }
    /// Accepts the complete datagram.
    pub const ACCEPT: Self = Self::new(0x06, 0, 0, u32::MAX);
    /// Drops the datagram.
    pub const DROP: Self = Self::new(0x06, 0, 0, 0);
}
