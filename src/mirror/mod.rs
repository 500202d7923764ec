//! A table that stays true: a copy of one of the kernel's tables (links, addresses, routes, neighbours, connections), kept by events and
//! mended by dumps. No family is known here; a family says by a [`Table`] what its messages tell.
//!
//! A [`Mirror`] does no I/O and knows no clock. It says what to send ([`Mirror::request`]), is given what arrives
//! ([`Mirror::take`]) and what was lost ([`Mirror::lost`]), and reports changes; [`Mirror::step`] does that over any
//! [`Transport`](crate::exchange::Transport). It keeps objects in a [`Store`] of the caller's, and allocates nothing itself.
//!
//! ```no_run
//! # #[cfg(all(feature = "std", feature = "route"))] {
//! use nlwire::{mirror::{Change, Mirror, Tree}, route::Routes, socket::{Config, Protocol}};
//! let socket = Config::new(Protocol::ROUTE).groups(Routes::GROUPS).nonblocking(true).open()?;
//! let mut mirror = Mirror::new(Routes, Tree::<Routes, Vec<u8>>::new(), socket.port_id(), 1);
//! let (mut buffer, started) = (vec![0; 32 * 1024], std::time::Instant::now());
//! loop {
//!     socket.wait(mirror.due_in(started.elapsed()))?;
//!     mirror.step(&mut &socket, &mut buffer, started.elapsed(), &mut |change| match change {
//!         Change::Added { key, .. } => println!("+ {key:?}"),
//!         Change::Changed { key, .. } => println!("~ {key:?}"),
//!         Change::Removed { key, .. } => println!("- {key:?}"),
//!         Change::Lost => println!("events were lost; what follows from a new snapshot comes as changes"),
//!         _ => {}
//!     })?;
//! }
//! # }
//! # #[cfg(not(all(feature = "std", feature = "route")))] return Ok(());
//! # #[allow(unreachable_code)]
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! # What is promised
//!
//! - The groups are joined first, then the table is read by a dump on the same socket. What events tell while the dump runs is merged:
//!   of an object that an event told of, what the dump says is passed over. That is right in either order, because every change that the
//!   dump could know and the mirror does not is followed by an event of its own.
//! - Lost events ([`Mirror::lost`]), an interrupted dump, and events that [put a table in doubt](Table::doubts) lead to a new snapshot.
//!   Its differences come out as ordinary changes, each at most once. Only a whole and undisturbed snapshot removes what it does not have.
//! - Snapshots keep the [`Pace`].
//! - A store that is full is [`Change::NoRoom`]. When there is room again, a new snapshot fetches what is missing.
//!
//! # Why one socket
//!
//! A socket's queue keeps the order, so the dump's part that was read last is never older than an event before it by more than the
//! instant between reading the table and queueing the message. With a second socket that distance has no bound, and the merge rule would
//! have to hold tombstones for longer than the dump lasts.
#![forbid(unsafe_code)]

mod engine;
mod same;
mod store;

pub use engine::*;
pub use same::*;
pub use store::*;

use crate::wire::{BuildError, Message};
use core::hash::Hash;

/// What a family says of one of its tables, or of several that are kept together.
pub trait Table {
    /// What identifies an object, as the kernel sees it: two messages with the same key tell of the same object.
    type Key: Copy + Eq + Ord + Hash;

    /// Whether several objects may have the same key, told apart by their order. Then the mirror numbers them.
    const SIBLINGS: bool = false;

    /// The dumps that read the table, as bits: part *n* is bit *n*.
    fn parts(&self) -> u32 {
        1
    }

    /// Which dump an object is read by.
    fn part(&self, key: &Self::Key) -> u8 {
        _ = key;
        0
    }

    /// Writes the request for a dump.
    ///
    /// # Errors
    /// The buffer is too small.
    fn request<'b>(&self, part: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError>;

    /// What a message tells, an event or a part of a dump.
    fn tells(&self, message: Message<'_>) -> Tells<Self::Key>;

    /// The parts that an event puts in doubt: it is known to go along with changes that no event tells of.
    fn doubts(&self, message: Message<'_>) -> u32 {
        _ = message;
        0
    }

    /// Whether two messages tell the same of an object, all but what changes without an event: counters, ages.
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        old.payload() == new.payload()
    }

    /// Whether a message has only those attributes that changed, so that the others stay as they were.
    fn is_partial(&self, message: Message<'_>) -> bool {
        _ = message;
        false
    }

    /// Whether a message that tells that an object is gone tells it of a part of the object only: one next hop of several.
    fn is_part_of(&self, gone: Message<'_>, object: Message<'_>) -> bool {
        _ = (gone, object);
        false
    }
}

/// What a message tells of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells<K> {
    /// Nothing: it is another table's.
    Nothing,
    /// The object is there, as the message says.
    There(K, Place),
    /// The object is gone.
    Gone(K),
}

/// Where an object stands among those of the same key. Without [siblings](Table::SIBLINGS) it is all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is the only one.
    Only,
    /// In place of the first, or as it was.
    First,
    /// In place of one that was there. Where none of the key is known it was one of another key, and the next snapshot tells which.
    Instead,
    /// Behind all others.
    Last,
    /// Before all others.
    Before,
}

/// An object's key, and its number among those that have the same: 0 for the first, and for the only one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At<K> {
    /// What identifies it.
    pub key: K,
    /// Which of several.
    pub nth: u16,
}

impl<T: Table + ?Sized> Table for &T {
    type Key = T::Key;
    const SIBLINGS: bool = T::SIBLINGS;
    fn parts(&self) -> u32 {
        (**self).parts()
    }
    fn part(&self, key: &T::Key) -> u8 {
        (**self).part(key)
    }
    fn request<'b>(&self, part: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        (**self).request(part, buffer, seq)
    }
    fn tells(&self, message: Message<'_>) -> Tells<T::Key> {
        (**self).tells(message)
    }
    fn doubts(&self, message: Message<'_>) -> u32 {
        (**self).doubts(message)
    }
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        (**self).same(old, new)
    }
    fn is_partial(&self, message: Message<'_>) -> bool {
        (**self).is_partial(message)
    }
    fn is_part_of(&self, gone: Message<'_>, object: Message<'_>) -> bool {
        (**self).is_part_of(gone, object)
    }
}
