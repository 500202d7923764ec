//! Requests and replies: [`Connection`], `SharedConnection` for many tasks, and [`Session`] without
//! I/O.
//!
//! A [`Session`] decides which request each incoming message belongs to. A [`Connection`] does the
//! I/O over any [`Transport`].
//!
//! The rules of netlink's message exchange, in one place:
//! - A message type below 16 is a control message. `NLMSG_NOOP` is skipped, `NLMSG_OVERRUN` reports
//!   a loss, `NLMSG_ERROR` with code 0 is an ack. `NLMSG_DONE` ends a multipart reply; without
//!   `NLM_F_MULTI`, and outside a dump, it is ordinary data (the connector sends all its events
//!   this way).
//! - A multipart reply ends with `NLMSG_DONE` or with an ack. A do request may be answered by a
//!   message and an ack in separate datagrams, or by an ack alone. Replies to a cancelled request
//!   are recognised by its sequence number and discarded; they never reach the next request.
//! - A reply belongs to a request by sequence number and port id. Multicast (sequence number 0, or
//!   another port id) that arrives in between is an event. The notification of a change that this
//!   socket requested is an event too, although it carries the request's sequence number and port
//!   id.
//! - `NLM_F_DUMP_INTR` may be set on any message of a dump, or on its `NLMSG_DONE` only. What was
//!   read is kept and marked as interrupted.
//! - One dump at a time per socket: the kernel refuses a second one with `EBUSY`, so
//!   [`Session::begin`] refuses it first.
//! - Sequence numbers skip 0.
//!
//! See [netlink(7)](https://man7.org/linux/man-pages/man7/netlink.7.html) and [Introduction to
//! Netlink](https://docs.kernel.org/userspace-api/netlink/intro.html).
//!
//! ```
//! use nlwire::{client::{Delivery, Incoming, ReplyMode, Session}, wire::{write_ack, Message, NewFlags, Request}, route::NewLink};
//! let mut session = Session::<2>::new(/* our port id */ 7, /* first sequence */ 100);
//! let ticket = session.begin(ReplyMode::Ack)?;
//! let mut buffer = [0; 64];
//! let request = Message::new(Request::new(&mut buffer, NewLink::default(), NewFlags::ACK).finish(ticket.seq())?)?;
//!
//! let mut answer = [0; 64];
//! let answer = write_ack(&mut answer, request)?; // what the kernel would send
//! # let answer = &mut answer.to_vec()[..]; answer[12] = 0; answer[12..16].copy_from_slice(&7u32.to_ne_bytes());
//! assert!(matches!(session.receive(Message::new(answer)?, Delivery::Unicast), Incoming::Done { request, .. } if request == ticket));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod batch;
mod call;
#[cfg(all(feature = "alloc", feature = "socket", any(target_os = "linux", target_os = "android")))]
mod connect;
mod connection;
mod error;
mod expect;
mod list;
mod mock;
mod replay;
mod run;
mod session;
#[cfg(feature = "std")]
mod shared;
mod tracer;

pub use crate::transport::*;
pub use batch::*;
pub use call::*;
pub use connection::*;
#[cfg(feature = "cache")]
pub(crate) use error::check_protocol;
pub use error::*;
pub use expect::*;
pub use list::*;
pub use mock::*;
pub use replay::*;
pub use session::*;
#[cfg(feature = "std")]
pub use shared::*;
pub use tracer::*;

/// Result of a request over the transport `T`.
pub type Result<V, T> = core::result::Result<V, Error<<T as Transport>::Error>>;
