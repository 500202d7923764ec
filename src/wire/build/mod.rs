//! Writing: attributes, requests, batches, constants, edited copies.
//!
//! A buffer that is too small is no error at each step: length goes on being counted, and the end says how much would have sufficed.
//!
//! ```
//! use nlwire::wire::{BuildError, Key, Str, Writer};
//! const NAME: Key<(), Str<'static>> = Key::new(3);
//! let mut writer = Writer::<()>::new(&mut []);
//! writer.put(NAME, "eth0");
//! assert_eq!(writer.finish(), Err(BuildError::TooSmall { needed: 12 }));
//! ```
mod batch;
mod output;
mod reply;
mod request;
mod rewrite;
mod template;
mod writer;

pub use batch::Batch;
pub use output::Output;
pub use reply::MessageHead;
use reply::reply;
pub use request::Request;
pub use rewrite::{Edit, rewrite};
pub use template::Template;
pub use writer::{Links, Writer};

use core::fmt;

/// Why nothing could be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// The buffer is too small; `needed` bytes suffice.
    TooSmall {
        /// Bytes.
        needed: usize,
    },
    /// An attribute would be longer than the 65,535 bytes that its length field can say, or a message longer than 4 GiB. Send the
    /// contents in several requests.
    TooLong,
}
impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooSmall { needed } => {
                write!(f, "the buffer is too small for the message: give it {needed} bytes")
            }
            Self::TooLong => f.write_str(
                "an attribute would be longer than 65535 bytes: split its contents over several requests",
            ),
        }
    }
}
impl core::error::Error for BuildError {}
