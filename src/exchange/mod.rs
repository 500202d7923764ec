//! Floor 2: the conversation. What each message that arrives means for the requests that were sent, without I/O; and a [`Connection`] that
//! does the I/O over any [`Transport`].
//!
//! The rules, in one place:
//! - A message type below 16 is control. NOOP is skipped, OVERRUN is a loss, ERROR with 0 is an ack. DONE ends a multi-part reply;
//!   without NLM_F_MULTI, and where no dump is under way, it is ordinary data (the connector sends every event so).
//! - A multi-part reply ends by DONE or by an ack. A do may answer by a message and an ack in datagrams of their own, or by an ack alone.
//!   What belongs to one request never leaks into the next: a request that is given up is drained by its sequence.
//! - A reply belongs to a request by sequence and port id. Multicast (sequence 0, or another port id) that arrives in between is an event.
//!   So is a notification of a change that we asked for ourselves, though it bears our sequence and our port id.
//! - NLM_F_DUMP_INTR may stand on any message of a dump, or on its DONE only. What was read is kept, and marked.
//! - One dump at a time on a socket: the kernel answers a second one with EBUSY, so here it does not begin.
//! - Sequences skip 0.
//!
//! ```
//! use nlwire::{exchange::{Arrival, Exchange, Expect}, wire::{write_ack, Message, NewFlags, Request}, route::NewLink};
//! let mut exchange = Exchange::<2>::new(/* our port id */ 7, /* first sequence */ 100);
//! let ticket = exchange.begin(Expect::Ack)?;
//! let mut buffer = [0; 64];
//! let request = Message::new(Request::new(&mut buffer, NewLink::default(), NewFlags::ACK).finish(ticket.seq())?)?;
//!
//! let mut answer = [0; 64];
//! let answer = write_ack(&mut answer, request)?; // what the kernel would send
//! # let answer = &mut answer.to_vec()[..]; answer[12] = 0; answer[12..16].copy_from_slice(&7u32.to_ne_bytes());
//! assert!(matches!(exchange.take(Message::new(answer)?), Arrival::Done { request, .. } if request == ticket));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod batch;
mod connection;
mod error;
mod machine;
mod recording;
mod replay;
mod script;
#[cfg(feature = "std")]
mod shared;
mod tracer;
mod transport;

pub use batch::*;
pub use connection::*;
pub use error::*;
pub use machine::*;
pub use recording::*;
pub use replay::*;
pub use script::*;
#[cfg(feature = "std")]
pub use shared::*;
pub use tracer::*;
pub use transport::*;
