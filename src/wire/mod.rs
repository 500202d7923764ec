//! Floor 1: bytes. Messages, attributes, values; the tables that give them types; reading, writing, printing, checking. No family is
//! known here.
//!
//! Reading borrows and never copies; writing fills a buffer of the caller's; nothing allocates, and nothing panics.
//! See [`attributes!`](crate::attributes) for how a table becomes types, and [`Request`] for how a request is written.
//!
//! ```
//! use nlwire::wire::{Messages, RawAttrs};
//! fn count(datagram: &[u8], header: usize) -> Result<usize, nlwire::wire::Error> {
//!     let mut attributes = 0;
//!     for message in Messages::new(datagram) {
//!         for attr in RawAttrs::new(message?.payload().get(header..).unwrap_or(&[])) {
//!             attributes += usize::from(attr?.number() != 0);
//!         }
//!     }
//!     Ok(attributes)
//! }
//! assert_eq!(count(&[], 16), Ok(0));
//! ```
#![forbid(unsafe_code)]

mod ack;
mod attr;
mod build;
mod describe;
mod errno;
mod error;
mod header;
mod message;
mod path;
mod policy;
pub(crate) mod print;
#[cfg(feature = "serde")]
mod serialize;
mod shape;
mod table;
mod value;
mod view;

pub use ack::*;
pub use attr::*;
pub use build::*;
pub use describe::*;
pub use errno::*;
pub use error::*;
pub use header::*;
pub use message::*;
pub use path::*;
pub use policy::*;
pub use print::Json;
#[doc(hidden)]
pub use print::write_flags;
pub use shape::*;
pub use table::*;
pub use value::*;
pub use view::*;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use {serde as __serde, serialize::serialize_number};

/// The next multiple of 4: `NLMSG_ALIGN`, `NLA_ALIGN`.
#[inline(always)]
pub(crate) const fn align4(len: usize) -> usize {
    len.wrapping_add(3) & !3
}
/// What stands behind `len` bytes and their padding: nothing where the padding is missing, which the last message of a datagram may do.
#[inline(always)]
pub(crate) fn behind(bytes: &[u8], len: usize) -> &[u8] {
    match bytes.get(align4(len)..) {
        Some(rest) => rest,
        None => {
            seldom();
            &[]
        }
    }
}
/// Tells the compiler to lay what surrounds this aside, so that the usual path runs on without a jump: a sixth of the time of `pick!`.
#[cold]
#[inline(always)]
pub(crate) fn seldom() {}
