//! Writing attributes, requests, batches, constant requests, and edited copies of messages.
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
pub use rewrite::{Edit, RewriteError, rewrite};
pub use template::Template;
pub use writer::{NextHopsWriter, Writer};

use core::fmt;

/// An error of writing a message.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// The buffer is too small.
    TooSmall {
        /// Sufficient size of the buffer, bytes.
        needed: usize,
    },
    /// An attribute is longer than 65,535 bytes, or a message longer than 4 GiB.
    ///
    /// The length of an attribute, `nla_len`, has 16 bits.
    ///
    /// Split the contents over several requests.
    TooLong,
    /// Text contains a NUL byte.
    ///
    /// The kernel ends text at the first NUL: a request for `lo\0x` would affect `lo`.
    NulInText,
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
            Self::NulInText => f.write_str("text contains a NUL byte, where the kernel would end it"),
        }
    }
}
impl fmt::Debug for BuildError {
    /// The text of [`Display`](fmt::Display): what `main` prints.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl core::error::Error for BuildError {}
