//! The mirror itself: what events and dumps make of the table.
use super::{At, Entry, Place, Slot, Store, Table, Tells};
use crate::{
    exchange::{Arrival, Cause, Exchange, Expect, Failure, Ticket, Transport, TransportError},
    wire::{BuildError, Errno, Message, Messages, Refusal},
};
use core::time::Duration;

/// When a new snapshot may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Between the beginnings of two snapshots, at least.
    pub pause: Duration,
    /// Between what makes a snapshot necessary and the snapshot, at least: kernels tell that a link went down before they drop its routes.
    pub settle: Duration,
    /// For how long a dump may be silent before it is begun anew, since its end may have been lost.
    pub patience: Duration,
}
impl Pace {
    /// A second between two snapshots, a tenth of one to settle, ten seconds of patience.
    pub const USUAL: Self = Self {
        pause: Duration::from_secs(1),
        settle: Duration::from_millis(100),
        patience: Duration::from_secs(10),
    };
}

/// What has become of the table.
#[derive(Debug)]
#[non_exhaustive]
pub enum Change<'a, K, E> {
    /// An object is there that was not.
    Added {
        /// Which.
        key: &'a K,
        /// What is kept of it.
        entry: &'a E,
        /// The message that told it: an event, or of a dump (with NLM_F_MULTI).
        message: Message<'a>,
    },
    /// An object is different.
    Changed {
        /// Which.
        key: &'a K,
        /// What was kept of it.
        old: &'a E,
        /// What is kept of it.
        entry: &'a E,
        /// The message that told it.
        message: Message<'a>,
    },
    /// An object is gone.
    Removed {
        /// Which.
        key: &'a K,
        /// What was kept of it.
        entry: &'a E,
        /// The event that told it; `None` where a snapshot did not have it any more.
        message: Option<Message<'a>>,
    },
    /// An event told nothing new of an object, or that one is gone which was not known.
    Same {
        /// The event.
        message: Message<'a>,
    },
    /// The store has no room for an object. It is missing until there is room again.
    NoRoom {
        /// Which.
        key: &'a K,
        /// The message that told of it.
        message: Message<'a>,
    },
    /// An event that is no matter of this table.
    Other {
        /// The event.
        message: Message<'a>,
    },
    /// Events were lost. A new snapshot follows by itself.
    Lost,
    /// The kernel refused a dump; what it would have brought is missing until the next snapshot.
    Refused {
        /// Which.
        part: u8,
        /// Why.
        refusal: Refusal,
    },
    /// A snapshot is whole: the table is what the kernel's was a moment ago.
    Whole,
    /// A snapshot came to its end, but changes interrupted it or events were lost meanwhile: another one follows.
    Disturbed,
}

/// What a mirror has done, for whoever watches it. Numbers only grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counters {
    /// Messages that arrived.
    pub received: u64,
    /// Of these, events.
    pub events: u64,
    /// Of these, parts of dumps.
    pub dumped: u64,
    /// Events that were no matter of the table.
    pub filtered: u64,
    /// Times that events were lost; how many at a time, nobody knows.
    pub lost: u64,
    /// Times that an event put the table in doubt.
    pub doubted: u64,
    /// Snapshots begun.
    pub snapshots: u64,
    /// Snapshots that were whole and undisturbed.
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
    /// Objects for which there was no room.
    pub no_room: u64,
    /// What could not be read.
    pub malformed: u64,
}
impl Counters {
    /// The names and the numbers, for an exporter.
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

/// What a [`Mirror::step`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It took a datagram.
    Took,
    /// Events were lost.
    Lost,
    /// Nothing was there.
    Idle,
}

/// A snapshot that is being taken.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// The dump that is in flight.
    ticket: Option<Ticket>,
    /// The part that it reads.
    part: u8,
    /// The parts that are still to be read.
    left: u32,
    /// The parts that were read whole.
    whole: u32,
    /// Events were lost meanwhile.
    lost: bool,
}

/// A table that stays true; see the [module](super).
pub struct Mirror<T, S> {
    table: T,
    store: S,
    exchange: Exchange<2>,
    pace: Pace,
    /// Counts snapshots, from 1 on.
    generation: u32,
    run: Option<Run>,
    /// The parts that need a new snapshot, and since when one is allowed.
    wanted: u32,
    not_before: Duration,
    /// Events were lost, and what was queued before has not been read to its end.
    flooded: bool,
    last_begun: Option<Duration>,
    /// When the dump in flight was asked for, or last brought something.
    heard: Duration,
    /// The latest time that was passed in.
    now: Duration,
    /// Parts of which objects are missing for want of room.
    crowded: u32,
    len: usize,
    counters: Counters,
}

impl<T: Table, S, E> Mirror<T, S>
where
    S: Store<Key = At<T::Key>, Value = Slot<E>>,
    E: Entry<T>,
{
    /// A mirror of a table in a store that is empty. `port` is the port id of the socket that dumps are asked for on (0 where it is not
    /// known), `seed` the first sequence number.
    pub fn new(table: T, store: S, port: u32, seed: u32) -> Self {
        let wanted = table.parts();
        Self {
            table,
            store,
            exchange: Exchange::new(port, seed),
            pace: Pace::USUAL,
            generation: 0,
            run: None,
            wanted,
            not_before: Duration::ZERO,
            flooded: false,
            last_begun: None,
            heard: Duration::ZERO,
            now: Duration::ZERO,
            crowded: 0,
            len: 0,
            counters: Counters::default(),
        }
    }
    /// With another pace.
    #[must_use]
    pub fn pace(mut self, pace: Pace) -> Self {
        self.pace = pace;
        self
    }
    /// The table's description.
    pub const fn table(&self) -> &T {
        &self.table
    }
    /// What has been done.
    pub const fn counters(&self) -> Counters {
        self.counters
    }
    /// How many objects there are.
    pub const fn len(&self) -> usize {
        self.len
    }
    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// Whether all that is known of is in it: a snapshot was whole, nothing has been lost or doubted since, and there was room.
    pub const fn is_whole(&self) -> bool {
        self.wanted == 0 && self.run.is_none() && self.crowded == 0
    }
    /// What is kept of an object; of several with the same key, of the first.
    pub fn get(&self, key: &T::Key) -> Option<&E> {
        self.store.get(&At { key: *key, nth: 0 }).and_then(Slot::entry)
    }
    /// All objects, in the store's order.
    pub fn iter<'m>(&'m self) -> impl Iterator<Item = (&'m T::Key, &'m E)>
    where
        T::Key: 'm,
        E: 'm,
    {
        self.store.iter().filter_map(|(at, slot)| Some((&at.key, slot.entry()?)))
    }
    /// The store.
    pub fn into_store(self) -> S {
        self.store
    }

    /// How long until [`request`](Self::request) has something to send: nothing, where it has now; `None` where the table is whole. This is
    /// what to wait for a datagram at most.
    pub fn due_in(&self, now: Duration) -> Option<Duration> {
        match self.run {
            Some(Run { ticket: Some(_), .. }) => {
                Some(until(self.heard.saturating_add(self.pace.patience), now))
            }
            Some(_) => Some(Duration::ZERO),
            None if self.wanted == 0 => None,
            None => {
                let paused =
                    self.last_begun.map_or(Duration::ZERO, |begun| begun.saturating_add(self.pace.pause));
                Some(until(self.not_before.max(paused), now))
            }
        }
    }
    /// The request that is to be sent now, if one is, written to `buffer`. `now` is the caller's clock, from any beginning on. After a loss
    /// there is none before the queue was [read to its end](Self::drained).
    ///
    /// # Errors
    /// The buffer is too small for it.
    pub fn request<'b>(
        &mut self,
        now: Duration,
        buffer: &'b mut [u8],
    ) -> Result<Option<&'b [u8]>, BuildError> {
        self.now = now;
        if self.due_in(now) != Some(Duration::ZERO) || self.flooded {
            return Ok(None);
        }
        if self.run.is_some_and(|run| run.ticket.is_some()) {
            // silent for too long; should it speak again, nobody listens
            self.exchange.reset(self.exchange.port());
            self.counters.disturbed += 1;
            self.run = None;
            self.want(self.table.parts(), now);
            return Ok(None);
        }
        self.heard = now;
        let mut run = match self.run {
            Some(run) => run,
            None => {
                self.generation = self.generation.wrapping_add(1).max(1);
                self.last_begun = Some(now);
                self.counters.snapshots += 1;
                let left = core::mem::take(&mut self.wanted);
                Run { ticket: None, part: 0, left, whole: 0, lost: false }
            }
        };
        run.part = run.left.trailing_zeros() as u8;
        // a dump that was given up may still be in flight; it is this one's predecessor, and its end comes
        let Ok(ticket) = self.exchange.begin(Expect::Dump) else {
            self.run = Some(run);
            return Ok(None);
        };
        match self.table.request(run.part, buffer, ticket.seq()) {
            Ok(request) => {
                run.ticket = Some(ticket);
                self.run = Some(run);
                Ok(Some(request))
            }
            Err(error) => {
                self.exchange.forget(ticket);
                self.run = Some(run);
                Err(error)
            }
        }
    }
    /// What [`request`](Self::request) gave could not be sent: it will be asked for again.
    pub fn not_sent(&mut self) {
        if let Some(ticket) = self.run.as_mut().and_then(|run| run.ticket.take()) {
            self.exchange.forget(ticket);
        }
    }
    /// Nothing is there to be received: the queue was read to its end. This must be known after a loss, before a new snapshot: the kernel
    /// tells of it before the events that were queued earlier, and until the queue is empty it goes on dropping events without another
    /// word (`netlink_overrun`, net/netlink/af_netlink.c).
    pub const fn drained(&mut self) {
        self.flooded = false;
    }
    /// The socket was opened anew, or its receiver was silent for too long: everything begins from the start, but what is kept. `port` is
    /// the socket's port id.
    pub fn restart(&mut self, port: u32, now: Duration) {
        self.exchange.reset(port);
        self.run = None;
        self.flooded = false;
        self.counters.lost += 1;
        self.want(self.table.parts(), now);
    }
    /// Takes a new snapshot at the next occasion that the [`Pace`] allows: for what changes without an event, such as counters.
    pub fn refresh(&mut self, now: Duration) {
        self.want(self.table.parts(), now);
    }
    /// Messages were lost.
    pub fn lost(&mut self, now: Duration, sink: &mut impl FnMut(Change<'_, T::Key, E>)) {
        self.counters.lost += 1;
        self.flooded = true;
        if let Some(run) = &mut self.run {
            run.lost = true;
        }
        self.want(self.table.parts(), now);
        sink(Change::Lost);
    }
    /// Takes a datagram that arrived, and tells what it changed.
    pub fn take(&mut self, datagram: &[u8], now: Duration, sink: &mut impl FnMut(Change<'_, T::Key, E>)) {
        self.now = now;
        for message in Messages::new(datagram) {
            let Ok(message) = message else {
                // what follows it in the datagram is lost
                self.counters.malformed += 1;
                self.lost(now, sink);
                return;
            };
            self.counters.received += 1;
            match self.exchange.take(message) {
                Arrival::Item { message, .. } => self.dumped(message, sink),
                Arrival::Done { interrupted, .. } => {
                    self.heard = now;
                    self.ended(!interrupted, sink);
                }
                Arrival::Refused { ack, .. } => {
                    self.counters.refused += 1;
                    let (part, refusal) = (self.run.map_or(0, |run| run.part), ack.to_refusal());
                    if passing(refusal.errno) {
                        self.want(bit(part), now);
                    } else {
                        sink(Change::Refused { part, refusal });
                    }
                    self.refused(sink);
                }
                Arrival::Event(message) => self.event(message, sink),
                Arrival::Overrun => self.lost(now, sink),
                Arrival::Nothing => {}
            }
        }
    }
    /// Sends what is to be sent, and receives a datagram. The transport must not block, or have a time-out, since only a receive that finds
    /// nothing tells that the queue was read to its end. Wait for it at most [`due_in`](Self::due_in).
    ///
    /// # Errors
    /// Those of the transport but losses and time-outs, and a buffer that is too small for the request.
    pub fn step<X: Transport>(
        &mut self,
        transport: &mut X,
        buffer: &mut [u8],
        now: Duration,
        sink: &mut impl FnMut(Change<'_, T::Key, E>),
    ) -> Result<Step, Failure<X::Error>> {
        let fail = |cause| Failure { operation: "mirror", cause };
        if let Some(request) = self.request(now, buffer).map_err(|error| fail(Cause::Build(error)))? {
            if let Err(error) = transport.send(request) {
                self.not_sent();
                return Err(fail(Cause::Transport(error)));
            }
        }
        match transport.recv(buffer) {
            Ok(len) => {
                self.take(buffer.get(..len).unwrap_or(&[]), now, sink);
                Ok(Step::Took)
            }
            Err(error) if error.is_loss() || error.is_truncation() => {
                self.lost(now, sink);
                Ok(Step::Lost)
            }
            Err(error) if error.is_timeout() => {
                self.drained();
                Ok(Step::Idle)
            }
            Err(error) => Err(fail(Cause::Transport(error))),
        }
    }

    /// Parts need a new snapshot.
    fn want(&mut self, parts: u32, now: Duration) {
        let parts = parts & self.table.parts();
        if parts != 0 && self.wanted == 0 {
            self.not_before = now.saturating_add(self.pace.settle);
        }
        self.wanted |= parts;
    }
    fn doubt(&mut self, parts: u32) {
        if parts & self.table.parts() != 0 {
            self.counters.doubted += 1;
            self.want(parts, self.now);
        }
    }
    /// A dump came to its end.
    fn ended(&mut self, whole: bool, sink: &mut impl FnMut(Change<'_, T::Key, E>)) {
        let Some(run) = &mut self.run else { return };
        let part = bit(run.part);
        run.ticket = None;
        run.left &= !part;
        if whole {
            run.whole |= part;
        }
        let run = *run;
        if !whole {
            self.want(part, self.now);
        }
        if run.left == 0 {
            self.finish(run, sink);
        }
    }
    /// A dump was refused: the snapshot goes on without it.
    fn refused(&mut self, sink: &mut impl FnMut(Change<'_, T::Key, E>)) {
        let Some(run) = &mut self.run else { return };
        run.ticket = None;
        run.left &= !bit(run.part);
        let run = *run;
        if run.left == 0 {
            self.finish(run, sink);
        }
    }
    /// A snapshot came to its end: what it does not have any more is gone.
    fn finish(&mut self, run: Run, sink: &mut impl FnMut(Change<'_, T::Key, E>)) {
        self.run = None;
        let sweep = if run.lost { 0 } else { run.whole };
        let Self { table, store, generation, counters, len, crowded, .. } = self;
        let mut room = false;
        store.retain(|at, slot| {
            if slot.gone {
                room = true;
                return false;
            }
            let known = slot.seen == *generation || slot.touched == *generation;
            if known || sweep & bit(table.part(&at.key)) == 0 {
                return true;
            }
            counters.removed += 1;
            *len = len.saturating_sub(1);
            if let Some(entry) = &slot.entry {
                sink(Change::Removed { key: &at.key, entry, message: None });
            }
            room = true;
            false
        });
        let crowded = if room { core::mem::take(crowded) } else { 0 };
        self.want(crowded, self.now);
        if run.lost || self.wanted & run.whole != 0 || sweep == 0 {
            self.counters.disturbed += 1;
            sink(Change::Disturbed);
        } else {
            self.counters.resynchronised += 1;
            sink(Change::Whole);
        }
    }

    /// A part of a dump.
    fn dumped(&mut self, message: Message<'_>, sink: &mut impl FnMut(Change<'_, T::Key, E>)) {
        self.counters.dumped += 1;
        self.heard = self.now;
        let Tells::There(key, _) = self.table.tells(message) else { return };
        let generation = self.generation;
        let mut at = At { key, nth: 0 };
        if T::SIBLINGS {
            // how many of this key the dump has had is kept with the first
            if let Some(first) = self.store.get_mut(&at) {
                let count = if first.seen == generation { first.count } else { 0 };
                (first.seen, first.count) = (generation, count.saturating_add(1));
                at.nth = count;
            }
        }
        match self.store.get_mut(&at) {
            Some(slot) if slot.touched == generation => {
                slot.seen = generation;
                // An event told of it, and wins. Where several have the key this may be another one: what came first by an event need not
                // be the first. The next snapshot tells.
                let other = |entry: &E| slot.gone || !entry.tells_nothing_new(&self.table, message);
                if T::SIBLINGS && slot.entry.as_ref().is_none_or(other) {
                    self.doubt(bit(self.table.part(&key)));
                }
            }
            _ => _ = self.put(at, message, false, sink),
        }
    }
    fn event(&mut self, message: Message<'_>, sink: &mut impl FnMut(Change<'_, T::Key, E>)) {
        self.counters.events += 1;
        let doubts = self.table.doubts(message);
        self.doubt(doubts);
        match self.table.tells(message) {
            Tells::Nothing => {
                self.counters.filtered += u64::from(doubts == 0);
                sink(Change::Other { message });
            }
            Tells::There(key, place) => {
                let (nth, doubt) = if T::SIBLINGS { self.place(key, place, message) } else { (0, false) };
                if doubt {
                    self.doubt(bit(self.table.part(&key)));
                }
                if !self.put(At { key, nth }, message, true, sink) {
                    sink(Change::Same { message });
                }
            }
            Tells::Gone(key) => self.gone(key, message, sink),
        }
    }
    /// Where among those of the same key an event's object stands, and whether that is in doubt. Numbers stay as they are where others moved,
    /// since to move them would tell changes of objects that are the same; the next snapshot numbers them anew.
    fn place(&self, key: T::Key, place: Place, message: Message<'_>) -> (u16, bool) {
        let (mut end, mut found) = (0, None);
        while let Some(entry) = self.store.get(&At { key, nth: end }).and_then(Slot::entry) {
            if found.is_none() && entry.tells_nothing_new(&self.table, message) {
                found = Some(end);
            }
            end = end.saturating_add(1);
        }
        match (place, found) {
            (Place::Only, _) => (0, end > 1),
            (Place::First | Place::Instead, Some(nth)) => (nth, nth != 0),
            (Place::First, None) => (0, false),
            (Place::Instead, None) => (0, end == 0),
            // there are others, says the kernel, and this one is new
            (Place::Last, found) => (end, end == 0 || found.is_some()),
            (Place::Before, _) => (end, true),
        }
    }
    fn gone(&mut self, key: T::Key, message: Message<'_>, sink: &mut impl FnMut(Change<'_, T::Key, E>)) {
        let part = bit(self.table.part(&key));
        let mut at = At { key, nth: 0 };
        if T::SIBLINGS {
            let mut end = 0;
            let mut found = None;
            while let Some(entry) = self.store.get(&At { key, nth: end }).and_then(Slot::entry) {
                if found.is_none() && entry.tells_nothing_new(&self.table, message) {
                    found = Some(end);
                }
                end = end.saturating_add(1);
            }
            match found {
                // those behind it move up
                Some(nth) => {
                    at.nth = nth;
                    if nth.saturating_add(1) < end {
                        self.doubt(part);
                    }
                }
                // One that is not known as it was: its predecessor's change was lost, or it is another one's.
                None if end > 1 => {
                    self.doubt(part);
                    sink(Change::Same { message });
                    return;
                }
                None => {}
            }
        }
        let running = self.run.is_some();
        let Self { table, store, generation, counters, len, .. } = self;
        let Some(slot) = store.get_mut(&at) else {
            // it may be in what the dump has read already and not yet brought
            if running {
                let entry = E::of(table, message, None);
                let slot = Slot { entry, gone: true, seen: 0, touched: *generation, count: 0 };
                if store.insert(at, slot).is_err() {
                    self.doubt(part);
                }
            }
            sink(Change::Same { message });
            return;
        };
        let known = slot.entry.as_ref().filter(|_| !slot.gone);
        if known.is_some_and(|entry| entry.is_more_than(table, message)) {
            self.doubt(part);
            sink(Change::Same { message });
            return;
        }
        let Some(entry) = known else {
            slot.touched = *generation;
            sink(Change::Same { message });
            return;
        };
        counters.removed += 1;
        *len = len.saturating_sub(1);
        sink(Change::Removed { key: &at.key, entry, message: Some(message) });
        (slot.gone, slot.touched) = (true, *generation);
        if !running {
            _ = store.remove(&at);
        }
        let crowded = core::mem::take(&mut self.crowded);
        self.want(crowded, self.now);
    }
    /// Puts an object where it belongs. Whether something came of it.
    fn put(
        &mut self,
        at: At<T::Key>,
        message: Message<'_>,
        event: bool,
        sink: &mut impl FnMut(Change<'_, T::Key, E>),
    ) -> bool {
        let running = self.run.is_some();
        let Self { table, store, generation, counters, len, crowded, .. } = self;
        let (key, generation) = (&at.key, *generation);
        let mut no_room = |table: &T| {
            counters.no_room += 1;
            *crowded |= bit(table.part(key));
            sink(Change::NoRoom { key, message });
            true
        };
        let touched = if event { generation } else { 0 };
        let Some(slot) = store.get_mut(&at) else {
            let Some(entry) = E::of(table, message, None) else { return no_room(table) };
            let seen = if event { 0 } else { generation };
            let slot = Slot { entry: Some(entry), gone: false, seen, touched, count: u16::from(!event) };
            if store.insert(at, slot).is_err() {
                return no_room(table);
            }
            counters.added += 1;
            *len = len.saturating_add(1);
            if let Some(entry) = store.get(&at).and_then(Slot::entry) {
                sink(Change::Added { key, entry, message });
            }
            return true;
        };
        if event {
            slot.touched = generation;
        } else {
            slot.seen = generation;
        }
        match &mut slot.entry {
            Some(old) if !slot.gone => {
                if old.tells_nothing_new(table, message) {
                    return false;
                }
                // What does not fit is not what it was any more.
                let Some(new) = E::of(table, message, Some(old)) else {
                    counters.removed += 1;
                    *len = len.saturating_sub(1);
                    sink(Change::Removed { key, entry: old, message: Some(message) });
                    counters.no_room += 1;
                    *crowded |= bit(table.part(key));
                    sink(Change::NoRoom { key, message });
                    slot.gone = true;
                    if !running {
                        _ = store.remove(&at);
                    }
                    return true;
                };
                let old = core::mem::replace(old, new);
                counters.changed += 1;
                if let Some(entry) = &slot.entry {
                    sink(Change::Changed { key, old: &old, entry, message });
                }
            }
            entry => {
                let Some(new) = E::of(table, message, None) else { return no_room(table) };
                *entry = Some(new);
                slot.gone = false;
                counters.added += 1;
                *len = len.saturating_add(1);
                if let Some(entry) = &slot.entry {
                    sink(Change::Added { key, entry, message });
                }
            }
        }
        true
    }
}
/// Whether asking again will do: a dump's first part may find the queue full, another's dump may be under way.
const fn passing(errno: Errno) -> bool {
    matches!(errno, Errno::ENOBUFS | Errno::ENOMEM | Errno::EBUSY | Errno::EAGAIN | Errno::EINTR)
}
/// Part *n* as bit *n*.
const fn bit(part: u8) -> u32 {
    1u32.wrapping_shl(part as u32)
}
/// How long until then; nothing, where it was. (Core's difference of two durations has a path to a panic. What is more than 584 years is
/// 584 years.)
fn until(then: Duration, now: Duration) -> Duration {
    let nanos = |time: Duration| {
        time.as_secs().saturating_mul(1_000_000_000).saturating_add(u64::from(time.subsec_nanos()))
    };
    Duration::from_nanos(nanos(then).saturating_sub(nanos(now)))
}
