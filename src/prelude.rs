//! What most programs import: `use nlwire::prelude::*;`
//!
//! The objects are in the modules of their protocols: [`route::link`](crate::route::link),
//! [`netfilter::conntrack`](crate::netfilter::conntrack), ...
//!
//! ```no_run
//! # #[cfg(all(feature = "std", feature = "route"))] {
//! use nlwire::{prelude::*, route::{addr, link}};
//! let mut nl = Connection::open(Protocol::ROUTE)?;
//! nl.run(link::set_up("eth0"))?;
//! let addresses = nl.list(addr::list())?;
//! for link in nl.list(link::list())? {
//!     println!("{link}");
//!     for address in addresses.iter().filter(|address| address.link == link.index) {
//!         println!("    {address}");
//!     }
//! }
//! # }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
#[cfg(feature = "std")]
pub use crate::client::{PollTransport, SharedConnection};
#[cfg(all(feature = "std", any(target_os = "linux", target_os = "android")))]
pub use crate::socket::namespace::Namespace;
#[cfg(all(feature = "socket", any(target_os = "linux", target_os = "android")))]
pub use crate::socket::{Config, Socket};
pub use crate::{
    client::{Buffer, Call, Connection, Query, Transport, TransportError},
    pick,
    uapi::AddressFamily,
    wire::{
        Be, CStruct, DeleteFlags, FromMessage, GetFlags, GroupId, Message, MessageEnum, NewFlags, Operation,
        Protocol, RequestFlags, Summarize,
    },
};
