//! What a cache reports, and how often it reads its table.
use crate::wire::{KernelError, Message};
use core::time::Duration;

/// Limits on how often, and when, snapshots are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResyncPolicy {
    /// Minimum time between the starts of two snapshots.
    pub min_interval: Duration,
    /// Minimum time between the cause of a snapshot and its start: kernels report that a link went
    /// down before they delete its routes.
    pub settle_delay: Duration,
    /// Time without a message after which a dump is restarted, since its end may have been lost.
    pub dump_timeout: Duration,
}
impl ResyncPolicy {
    /// One second between two snapshots, a tenth of a second to settle, ten seconds of dump
    /// timeout.
    pub const USUAL: Self = Self {
        min_interval: Duration::from_secs(1),
        settle_delay: Duration::from_millis(100),
        dump_timeout: Duration::from_secs(10),
    };
}

/// A change of the cache. `K` is the type of the keys, `V` the [view](super::Entry::View) of an entry.
#[derive(Debug)]
#[non_exhaustive]
pub enum Change<'a, K, V> {
    /// An object was added.
    Added {
        /// Key of the object.
        key: &'a K,
        /// View of the object: the message type with its accessors, if the store keeps messages.
        entry: V,
        /// The event, or the message of a dump (with `NLM_F_MULTI`).
        message: Message<'a>,
    },
    /// An object changed.
    Changed {
        /// Key of the object.
        key: &'a K,
        /// View of the previous object.
        old: V,
        /// View of the new object.
        entry: V,
        /// The event, or the message of a dump.
        message: Message<'a>,
    },
    /// An object was removed.
    Removed {
        /// Key of the object.
        key: &'a K,
        /// View of the object as it was last.
        entry: V,
        /// The event; `None` if a snapshot no longer contained the object.
        message: Option<Message<'a>>,
    },
    /// An event without a difference to the cache: nothing new about an object, or the deletion of
    /// an unknown one.
    Same {
        /// The event.
        message: Message<'a>,
    },
    /// An event about an object that the table [excludes](super::Update::Excluded) and that was not
    /// cached.
    Excluded {
        /// The event.
        message: Message<'a>,
    },
    /// An object that was not stored: the store is full, or the key has [`CacheSpec::MAX_SIBLINGS`](super::CacheSpec::MAX_SIBLINGS)
    /// objects already. The object is missing until a snapshot finds room for it.
    NoRoom {
        /// The key of the object.
        key: &'a K,
        /// The message that describes the object.
        message: Message<'a>,
    },
    /// An event that does not concern this table.
    Other {
        /// The event.
        message: Message<'a>,
    },
    /// Events were lost. A new snapshot follows automatically.
    Lost,
    /// The kernel refused a dump; its objects are missing until the next snapshot.
    Refused {
        /// Part of the table that the dump reads.
        part: u8,
        /// The kernel's error.
        refusal: KernelError,
    },
    /// A snapshot is complete: the cache equals the kernel's table of a moment ago.
    Synced,
    /// A snapshot ended, but changes interrupted it or events were lost meanwhile. Another snapshot
    /// follows.
    Interrupted,
    /// A snapshot ended without interruption, but objects without room ([`Change::NoRoom`]) are
    /// missing. Another snapshot follows when an object is removed.
    OverCapacity,
}

/// Statistics of a cache. All numbers only grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counters {
    /// Messages received.
    pub received: u64,
    /// Events among the received messages.
    pub events: u64,
    /// Messages of dumps among the received messages.
    pub dumped: u64,
    /// Events that do not concern the table, or about objects that the table excludes.
    pub filtered: u64,
    /// Occasions on which events were lost; the number of lost events is unknown.
    pub lost: u64,
    /// Events that invalidated a part of the table.
    pub doubted: u64,
    /// Snapshots started.
    pub snapshots: u64,
    /// Snapshots that were complete and uninterrupted, with room for every object.
    pub resynchronised: u64,
    /// Snapshots that changes interrupted, or during which events were lost.
    pub disturbed: u64,
    /// Dumps that the kernel refused.
    pub refused: u64,
    /// Objects added.
    pub added: u64,
    /// Objects changed.
    pub changed: u64,
    /// Objects removed.
    pub removed: u64,
    /// Objects that did not fit in the store.
    pub no_room: u64,
    /// Malformed messages.
    pub malformed: u64,
}
impl Counters {
    /// Returns names and values, for an exporter of metrics.
    pub const fn named(&self) -> [(&'static str, u64); 15] {
        [
            ("received", self.received),
            ("events", self.events),
            ("dumped", self.dumped),
            ("filtered", self.filtered),
            ("lost", self.lost),
            ("doubted", self.doubted),
            ("snapshots", self.snapshots),
            ("resynchronised", self.resynchronised),
            ("disturbed", self.disturbed),
            ("refused", self.refused),
            ("added", self.added),
            ("changed", self.changed),
            ("removed", self.removed),
            ("no_room", self.no_room),
            ("malformed", self.malformed),
        ]
    }
}

/// Result of [`Cache::step`](super::Cache::step).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A datagram was processed.
    Took,
    /// Events were lost.
    Lost,
    /// Nothing was queued.
    Idle,
}
