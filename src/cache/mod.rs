//! Caches of kernel tables (links, addresses, routes, neighbours, conntrack entries), kept up to
//! date by events and repaired by dumps.
//!
//! This module is independent of any family: a [`CacheSpec`] describes a family's messages.
//!
//! [`Cache::follow`] keeps a cache up to date over a socket and reports every change:
//!
//! ```no_run
//! # #[cfg(all(feature = "alloc", feature = "socket", feature = "route"))] {
//! use nlwire::{cache::{Cache, Change, Tree}, route::Tables, socket::{Config, Protocol}};
//! let socket = Config::new(Protocol::ROUTE).groups(Tables::GROUPS).open()?;
//! let mut cache = Cache::over_socket(Tables::USUAL, Tree::<Tables, Vec<u8>>::new(), &socket);
//! let mut buffer = [0; 32 * 1024];
//! cache.sync(&socket, &mut buffer, |_| {})?; // reads links, addresses, routes and neighbours
//! println!("{} objects", cache.len());
//! cache.follow(&socket, &mut buffer, |change| match change {
//!     Change::Added { key, .. } => println!("+ {key}"), // + route 192.0.2.0/24 table 254
//!     Change::Changed { key, .. } => println!("~ {key}"),
//!     Change::Removed { key, .. } => println!("- {key}"),
//!     Change::Lost => println!("events were lost; what follows from a new snapshot comes as changes"),
//!     _ => {}
//! })?;
//! # }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! `Cache::follow_async` does so on any async runtime, and `Cache::changes` returns the changes one
//! by one, as a stream does. Underneath, a [`Cache`] does no I/O and has no clock. It returns the
//! requests to send ([`Cache::request`]), takes received datagrams ([`Cache::receive`]) and losses
//! ([`Cache::lost`]), and reports changes; [`Cache::step`] does one step of this over any
//! [`Transport`](crate::client::Transport). Objects are kept in a [`Store`]
//! of the caller; the cache itself allocates nothing. [`Cache::get`] returns an object as its
//! message type, with its accessors: `cache.get(&index)?.mtu()`.
//!
//! # Guarantees
//!
//! - The multicast groups are joined first, then a dump on the same socket reads the table. Events
//!   during the dump are merged: an object of an event takes precedence over the dump. That is
//!   right in either order, because every change that the dump may contain and the cache does not
//!   is followed by an event of its own.
//! - Lost events ([`Cache::lost`]), an interrupted dump, and events that [invalidate a
//!   table](CacheSpec::invalidates) cause a new snapshot. Its differences are reported as ordinary
//!   changes, each at most once. Only a complete, uninterrupted snapshot removes the objects that
//!   it does not contain.
//! - Snapshots follow the [`ResyncPolicy`].
//! - An object that does not fit in the store is reported as [`Change::NoRoom`]. When there is room
//!   again, a new snapshot fetches the missing objects. Until a complete snapshot had room for
//!   every object, [`Cache::is_synced`] is false and snapshots end with [`Change::OverCapacity`]
//!   instead of [`Change::Synced`].
//! - Objects with the same key ([`CacheSpec::SIBLINGS`]: IPv4 routes added by `ip route append`)
//!   are reported by content: a snapshot reports those that it does not contain as removed and
//!   those that are new as added, whatever their order. If one object of a key is known and a
//!   snapshot contains a different one instead, that is a change.
//! - The time for an event is at most proportional to the number of objects of its key, which
//!   [`CacheSpec::MAX_SIBLINGS`] limits.
//!
//! # Why one socket
//!
//! A socket's queue preserves the order, so the last part of the dump is never older than a
//! preceding event by more than the instant between reading the table and queueing the message.
//! With a second socket that distance has no bound, and the merge rule would have to keep deleted
//! objects for longer than the dump lasts.
#![forbid(unsafe_code)]

mod change;
mod engine;
#[cfg(all(feature = "socket", any(target_os = "linux", target_os = "android")))]
mod follow;
#[cfg(all(feature = "std", any(target_os = "linux", target_os = "android")))]
mod follow_async;
mod same;
mod step;
mod store;

pub use change::*;
pub use engine::*;
#[cfg(all(feature = "std", any(target_os = "linux", target_os = "android")))]
pub use follow_async::Changes;
pub use same::*;
pub use store::*;

use crate::wire::{BuildError, Message, Protocol};
use core::hash::Hash;

/// Description of a kernel table, or of several tables that are cached together.
pub trait CacheSpec {
    /// Type that identifies an object for the kernel: two messages with the same key describe the
    /// same object.
    type Key: Copy + Eq + Ord + Hash;

    /// An object, borrowed from a message that describes it: the message type of the table, such as
    /// `LinkMessage`.
    type Object<'a>;

    /// Reads an object from a message. `None` if the message describes none; never for a message
    /// that [`classify`](Self::classify) takes for a present object.
    fn object<'a>(&self, message: Message<'a>) -> Option<Self::Object<'a>>;

    /// Whether several objects may have the same key. The cache then keeps them in the kernel's
    /// order and distinguishes them by [content](Entry::matches).
    const SIBLINGS: bool = false;

    /// Protocol that serves the dumps: they are not sent over a transport of another protocol
    /// ([`ErrorKind::WrongProtocol`](crate::client::ErrorKind::WrongProtocol)). `None` if the dumps may
    /// be sent over any transport.
    const PROTOCOL: Option<Protocol> = None;

    /// Maximum number of objects with the same key. Further objects are refused
    /// ([`Change::NoRoom`]), which bounds the time for an event: it grows linearly with the number
    /// of objects of its key, up to this limit. No effect without [siblings](Self::SIBLINGS).
    const MAX_SIBLINGS: u16 = 128;

    /// Returns the dumps that read the table, as bits: part *n* is bit *n*.
    fn parts(&self) -> u32 {
        1
    }

    /// Returns the part (dump) that an object belongs to.
    fn part(&self, key: &Self::Key) -> u8 {
        _ = key;
        0
    }

    /// Whether several objects may have this key, in a table with [siblings](Self::SIBLINGS): of
    /// several tables that are cached together, some have none.
    fn has_siblings(&self, key: &Self::Key) -> bool {
        _ = key;
        Self::SIBLINGS
    }

    /// Writes the request for a dump.
    ///
    /// # Errors
    /// The buffer is too small.
    fn request<'b>(&self, part: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError>;

    /// Classifies a message: an event, or a part of a dump.
    fn classify(&self, message: Message<'_>) -> Update<Self::Key>;

    /// Returns the parts that an event invalidates, because it accompanies changes that cause no
    /// event.
    fn invalidates(&self, message: Message<'_>) -> u32 {
        _ = message;
        0
    }

    /// Whether two messages describe an object alike, except for what changes without an event:
    /// counters, ages.
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        old.payload() == new.payload()
    }

    /// Whether a message contains only the changed attributes, so that the others keep their
    /// values.
    fn is_partial(&self, message: Message<'_>) -> bool {
        _ = message;
        false
    }

    /// Whether a deletion message concerns a part of the object only, such as one next hop of
    /// several.
    fn is_part_of(&self, gone: Message<'_>, object: Message<'_>) -> bool {
        _ = (gone, object);
        false
    }

    /// Whether a deletion message may concern a part of an object only, depending on the object:
    /// for entries that do not hold enough of the object to decide.
    fn may_be_part(&self, gone: Message<'_>) -> bool {
        _ = gone;
        false
    }
}

/// What a message means for a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Update<K> {
    /// The message concerns another table.
    Nothing,
    /// The object exists, as the message describes it.
    Present(K, Position),
    /// The object was deleted.
    Deleted(K),
    /// The table excludes the object by rule. If the cache holds the object, which had other
    /// properties before, it is removed.
    Excluded(K),
}

/// Position of an object among those with the same key. Irrelevant without
/// [siblings](CacheSpec::SIBLINGS).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// The only object of the key.
    Unique,
    /// Replaces the first object, or leaves it as it was.
    First,
    /// Replaces an existing object (`NLM_F_REPLACE`). If none of the key is known, it replaces one
    /// of another key, and the next snapshot shows which.
    Replace,
    /// After all others (`NLM_F_APPEND`).
    Last,
    /// Before all others.
    Before,
}

/// The key of an object, and its position among the objects with this key: 0 for the first or only
/// one. The position changes when objects before it are inserted or removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At<K> {
    /// Key of the object.
    pub key: K,
    /// Position among the objects with this key, from 0.
    pub nth: u16,
}

impl<T: CacheSpec + ?Sized> CacheSpec for &T {
    type Key = T::Key;
    type Object<'a> = T::Object<'a>;
    const SIBLINGS: bool = T::SIBLINGS;
    const PROTOCOL: Option<Protocol> = T::PROTOCOL;
    const MAX_SIBLINGS: u16 = T::MAX_SIBLINGS;
    fn object<'a>(&self, message: Message<'a>) -> Option<T::Object<'a>> {
        (**self).object(message)
    }
    fn parts(&self) -> u32 {
        (**self).parts()
    }
    fn part(&self, key: &T::Key) -> u8 {
        (**self).part(key)
    }
    fn has_siblings(&self, key: &T::Key) -> bool {
        (**self).has_siblings(key)
    }
    fn request<'b>(&self, part: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        (**self).request(part, buffer, seq)
    }
    fn classify(&self, message: Message<'_>) -> Update<T::Key> {
        (**self).classify(message)
    }
    fn invalidates(&self, message: Message<'_>) -> u32 {
        (**self).invalidates(message)
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
    fn may_be_part(&self, gone: Message<'_>) -> bool {
        (**self).may_be_part(gone)
    }
}
