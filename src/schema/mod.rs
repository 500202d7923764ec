//! Printing, serializing and converting messages of any family by their specifications.
//!
//! A specification ([`wire::spec`](crate::wire::spec)) describes headers, attributes and payload
//! types as data. Each module here is one walk over that data and a message, so that all families
//! print alike, and a new attribute is printed as soon as its table has it.
//!
//! - [`Described`]: a message with its specification; `Debug` for logs, [`Json`] for programs, and
//!   `serde::Serialize` with the feature `serde`
//! - [`View`]: a payload with its type, for walks of your own
//! - [`Path`]: the names down to an attribute, from the offset in an extended ack
//! - [`swap_bytes`]: conversion of messages of a machine of the other byte order
//!
//! ```
//! use nlwire::{route, schema::{Described, Json}, wire::{Message, NewFlags, Request}};
//! # #[cfg(feature = "route")] {
//! let mut buffer = [0; 64];
//! let mut request = Request::new(&mut buffer, route::NewLink { index: 1, ..Default::default() }, NewFlags::ACK);
//! request.put(route::Link::IFLA_MTU, 1500);
//! let message = Message::new(request.finish(7)?)?;
//! let json = Json(Described::new("route", route::lookup(message), message)).to_string();
//! assert!(json.contains(r#""IFLA_MTU":1500"#), "{json}");
//! # }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod debug;
mod describe;
mod path;
pub(crate) mod print;
#[cfg(feature = "serde")]
mod serialize;
mod swap;
mod view;

pub use describe::*;
pub use path::*;
pub use print::Json;
pub use swap::*;
pub use view::*;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use {serde as __serde, serialize::serialize_number};
