//! The cache: merges events and dumps into a table.
use super::{At, CacheSpec, Change, Counters, Entry, Position, ResyncPolicy, Slot, Store, Update};
use crate::{
    client::{Delivery, Incoming, ReplyMode, RequestId, Session},
    wire::{BuildError, Errno, Message, Messages},
};
use core::time::Duration;

/// A running snapshot.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// The dump in flight.
    ticket: Option<RequestId>,
    /// The part that this dump reads.
    part: u8,
    /// The parts that remain to be read.
    left: u32,
    /// The parts that were read completely.
    whole: u32,
    /// The parts with objects that did not fit meanwhile.
    no_room: u32,
    /// Events were lost meanwhile.
    lost: bool,
}

/// A request that is being written. Dropped before it is sent, its slot is free again.
struct Unsent<'s> {
    session: &'s mut Session<2>,
    ticket: Option<RequestId>,
}
impl Unsent<'_> {
    fn keep(mut self) {
        self.ticket = None;
    }
}
impl Drop for Unsent<'_> {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket {
            self.session.forget(ticket);
        }
    }
}

/// A cached table; see the [module](super).
pub struct Cache<T, S> {
    table: T,
    store: S,
    session: Session<2>,
    pace: ResyncPolicy,
    /// Number of snapshots started.
    generation: u32,
    run: Option<Run>,
    /// The parts that need a new snapshot, and since when one is allowed.
    wanted: u32,
    not_before: Duration,
    /// Events were lost, and the queue has not been read to its end since.
    overrun: bool,
    last_begun: Option<Duration>,
    /// Time when the dump in flight was requested, or last yielded a message.
    last_received: Duration,
    /// The latest time passed in.
    now: Duration,
    /// Parts with objects missing for lack of room. Cleared by a complete snapshot with room for
    /// every object.
    over_capacity: u32,
    /// When the last snapshot ended.
    finished: Option<Duration>,
    /// Whether no receive has found the queue empty since the last snapshot ended.
    undrained: bool,
    len: usize,
    counters: Counters,
}

impl<T: CacheSpec, S, E> Cache<T, S>
where
    S: Store<Key = At<T::Key>, Value = Slot<E>>,
    E: Entry<T>,
{
    /// Creates a cache of a table in an empty store.
    ///
    /// `port` is the port id of the socket on which dumps are requested (0 if unknown), `seed` the
    /// first sequence number.
    pub fn new(table: T, store: S, port: u32, seed: u32) -> Self {
        let wanted = table.parts();
        Self {
            table,
            store,
            session: Session::new(port, seed),
            pace: ResyncPolicy::USUAL,
            generation: 0,
            run: None,
            wanted,
            not_before: Duration::ZERO,
            overrun: false,
            last_begun: None,
            last_received: Duration::ZERO,
            now: Duration::ZERO,
            over_capacity: 0,
            finished: None,
            undrained: false,
            len: 0,
            counters: Counters::default(),
        }
    }
    /// Sets the policy for snapshots.
    #[must_use]
    pub fn pace(mut self, pace: ResyncPolicy) -> Self {
        self.pace = pace;
        self
    }
    /// Returns the table's description.
    pub const fn table(&self) -> &T {
        &self.table
    }
    /// Returns the statistics.
    pub const fn counters(&self) -> Counters {
        self.counters
    }
    /// Returns the number of objects.
    pub const fn len(&self) -> usize {
        self.len
    }
    /// Whether the cache is empty.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// Whether the cache is complete: the last snapshot was, with room for every object, and
    /// nothing was lost or invalidated since.
    pub const fn is_synced(&self) -> bool {
        self.wanted == 0 && self.run.is_none() && self.over_capacity == 0
    }
    /// Returns an object; of several with the same key, the first.
    ///
    /// If the store keeps messages, the object is the message type with its accessors; see
    /// [`Entry::View`].
    ///
    /// ```
    /// # #[cfg(all(feature = "alloc", feature = "route"))] {
    /// use nlwire::{cache::{Cache, Tree}, route::Links};
    /// fn mtu(cache: &Cache<Links, Tree<Links, Vec<u8>>>, index: u32) -> Option<u32> {
    ///     cache.get(&index)?.mtu()
    /// }
    /// # _ = mtu;
    /// # }
    /// ```
    pub fn get(&self, key: &T::Key) -> Option<E::View<'_>> {
        self.entry(key)?.view(&self.table)
    }
    /// Returns an iterator over all objects, in the store's order.
    pub fn iter<'m>(&'m self) -> impl Iterator<Item = (&'m T::Key, E::View<'m>)>
    where
        T::Key: 'm,
    {
        self.entries().filter_map(|(key, entry)| Some((key, entry.view(&self.table)?)))
    }
    /// Returns the entry of an object as the store keeps it, such as the bytes of the message; of
    /// several with the same key, the first.
    pub fn entry(&self, key: &T::Key) -> Option<&E> {
        self.store.get(&At { key: *key, nth: 0 }).and_then(Slot::entry)
    }
    /// Returns an iterator over all entries as the store keeps them, in the store's order.
    pub fn entries<'m>(&'m self) -> impl Iterator<Item = (&'m T::Key, &'m E)>
    where
        T::Key: 'm,
    {
        self.store.iter().filter_map(|(at, slot)| Some((&at.key, slot.entry()?)))
    }
    /// Returns the store.
    pub fn into_store(self) -> S {
        self.store
    }

    /// Returns the time until [`request`](Self::request) has something to send: zero if it has now,
    /// `None` if no snapshot is due. Wait for a datagram no longer than this.
    pub fn due_in(&self, now: Duration) -> Option<Duration> {
        match self.run {
            Some(Run { ticket: Some(_), .. }) => {
                Some(until(self.last_received.saturating_add(self.pace.dump_timeout), now))
            }
            Some(_) => Some(Duration::ZERO),
            None if self.wanted == 0 => None,
            None => {
                let paused = self
                    .last_begun
                    .map_or(Duration::ZERO, |begun| begun.saturating_add(self.pace.min_interval));
                Some(until(self.not_before.max(paused), now))
            }
        }
    }
    /// Returns the request to send now, if any, written to `buffer`.
    ///
    /// `now` is the caller's monotonic clock, with any origin. After a loss there is no request
    /// before the queue was [read to its end](Self::drained).
    ///
    /// # Errors
    /// The buffer is too small for the request.
    pub fn request<'b>(
        &mut self,
        now: Duration,
        buffer: &'b mut [u8],
    ) -> Result<Option<&'b [u8]>, BuildError> {
        self.now = now;
        if self.due_in(now) != Some(Duration::ZERO) || self.overrun {
            return Ok(None);
        }
        if self.run.is_some_and(|run| run.ticket.is_some()) {
            // silent for too long: late messages of that dump are ignored
            self.session.reset(self.session.port_id());
            self.counters.disturbed += 1;
            self.run = None;
            self.want(self.table.parts(), now);
            return Ok(None);
        }
        self.last_received = now;
        let mut run = match self.run {
            Some(run) => run,
            None => {
                self.generation = self.generation.wrapping_add(1).max(1);
                self.last_begun = Some(now);
                self.counters.snapshots += 1;
                let left = core::mem::take(&mut self.wanted);
                Run { ticket: None, part: 0, left, whole: 0, no_room: 0, lost: false }
            }
        };
        run.part = run.left.trailing_zeros() as u8;
        self.run = Some(run);
        // the preceding dump, cancelled, may still be in flight; its end will come
        let Ok(ticket) = self.session.begin(ReplyMode::Dump) else { return Ok(None) };
        // the table is foreign code, which may panic: then nothing is in flight
        let unsent = Unsent { session: &mut self.session, ticket: Some(ticket) };
        let request = self.table.request(run.part, buffer, ticket.seq())?;
        unsent.keep();
        self.run = Some(Run { ticket: Some(ticket), ..run });
        Ok(Some(request))
    }
    /// Reports that the last [`request`](Self::request) could not be sent: it is repeated later.
    pub fn not_sent(&mut self) {
        if let Some(ticket) = self.run.as_mut().and_then(|run| run.ticket.take()) {
            self.session.forget(ticket);
        }
    }
    /// Reports that a receive found the queue empty. Call it whenever that happens.
    ///
    /// After a loss no snapshot starts before that: the kernel reports the loss ahead of the events
    /// that were queued earlier, and until the queue is empty it drops further events without
    /// reporting them (`netlink_overrun`, net/netlink/af_netlink.c).
    pub const fn drained(&mut self) {
        self.overrun = false;
        self.undrained = false;
    }
    /// Restarts with a new snapshot and keeps the objects: after the socket was reopened, or its
    /// receiver was silent for too long. `port` is the socket's port id.
    pub fn restart(&mut self, port: u32, now: Duration) {
        self.session.reset(port);
        self.run = None;
        self.overrun = false;
        self.counters.lost += 1;
        self.want(self.table.parts(), now);
    }
    /// Requests a new snapshot as soon as the [`ResyncPolicy`] allows: for what changes without an
    /// event, such as counters.
    pub fn refresh(&mut self, now: Duration) {
        self.want(self.table.parts(), now);
    }
    /// Reports that messages were lost.
    pub fn lost(&mut self, now: Duration, sink: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>)) {
        self.counters.lost += 1;
        self.overrun = true;
        if let Some(run) = &mut self.run {
            run.lost = true;
        }
        self.want(self.table.parts(), now);
        sink(Change::Lost);
    }
    /// Processes a datagram from the kernel, and reports what changed. Do not pass datagrams of
    /// other senders: receive by [`Socket::recv_checked`](crate::socket::Socket::recv_checked).
    pub fn receive(
        &mut self,
        datagram: &[u8],
        delivery: Delivery,
        now: Duration,
        sink: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) {
        self.now = now;
        let mut messages = Messages::new(datagram);
        while let Some(message) = messages.next() {
            let Ok(message) = message else {
                // the rest of the datagram is lost
                self.counters.malformed += 1;
                self.lost(now, sink);
                return;
            };
            self.counters.received += 1;
            match self.session.receive(message, delivery) {
                Incoming::Item { message, .. } => self.dumped(message, messages, sink),
                Incoming::Done { interrupted, .. } => {
                    self.last_received = now;
                    self.ended(!interrupted, sink);
                }
                Incoming::Refused { ack, .. } => {
                    self.counters.refused += 1;
                    let (part, refusal) = (self.run.map_or(0, |run| run.part), ack.to_kernel_error());
                    if passing(refusal.errno) {
                        self.want(bit(part), now);
                    } else {
                        sink(Change::Refused { part, refusal });
                    }
                    self.refused(sink);
                }
                Incoming::Event(message) => self.event(message, sink),
                Incoming::Overrun => self.lost(now, sink),
                Incoming::Nothing => {}
            }
        }
    }
    /// Whether events were lost, or a snapshot ended, and the queue has not been read to its end
    /// since.
    pub(super) const fn must_drain(&self) -> bool {
        self.overrun || self.undrained
    }

    /// Marks parts as in need of a new snapshot.
    fn want(&mut self, parts: u32, now: Duration) {
        let parts = parts & self.table.parts();
        if parts != 0 && self.wanted == 0 {
            self.not_before = now.saturating_add(self.pace.settle_delay);
        }
        self.wanted |= parts;
    }
    fn doubt(&mut self, parts: u32) {
        if parts & self.table.parts() != 0 {
            self.counters.doubted += 1;
            self.want(parts, self.now);
        }
    }
    /// Handles the end of a dump.
    fn ended(&mut self, whole: bool, sink: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>)) {
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
    /// Handles a refused dump: the snapshot continues without it.
    fn refused(&mut self, sink: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>)) {
        let Some(run) = &mut self.run else { return };
        run.ticket = None;
        run.left &= !bit(run.part);
        let run = *run;
        if run.left == 0 {
            self.finish(run, sink);
        }
    }
    /// Handles the end of a snapshot: removes the objects that it does not contain.
    fn finish(&mut self, run: Run, sink: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>)) {
        self.run = None;
        self.finished = Some(self.now);
        self.undrained = true;
        let sweep = if run.lost { 0 } else { run.whole };
        let Self { table, store, generation, counters, len, .. } = self;
        let mut room = false;
        store.retain(|at, slot| {
            if slot.gone {
                room = true;
                return false;
            }
            // All slots of a key are touched, or none. In untouched keys, the slots that the snapshot
            // contains come first, so that no gap is left.
            if slot.touched == *generation || sweep & bit(table.part(&at.key)) == 0 {
                return true;
            }
            if slot.seen == *generation {
                if at.nth == 0 {
                    slot.siblings = slot.matched;
                }
                return true;
            }
            counters.removed += 1;
            *len = len.saturating_sub(1);
            if let Some(entry) = slot.entry.as_ref().and_then(|entry| entry.view(table)) {
                sink(Change::Removed { key: &at.key, entry, message: None });
            }
            room = true;
            false
        });
        self.over_capacity &= !sweep | run.no_room;
        if room {
            self.want(self.over_capacity, self.now);
        }
        if run.lost || self.wanted & run.whole != 0 || sweep == 0 {
            self.counters.disturbed += 1;
            sink(Change::Interrupted);
        } else if self.over_capacity != 0 {
            sink(Change::OverCapacity);
        } else {
            self.counters.resynchronised += 1;
            sink(Change::Synced);
        }
    }

    /// Handles an object in a dump. `rest` is what follows it in the datagram.
    fn dumped(
        &mut self,
        message: Message<'_>,
        rest: Messages<'_>,
        sink: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) {
        self.counters.dumped += 1;
        self.last_received = self.now;
        let Update::Present(key, _) = self.table.classify(message) else { return };
        let (head, generation) = (At { key, nth: 0 }, self.generation);
        let slot = self.store.get(&head);
        let siblings = slot.map_or(0, |slot| slot.siblings);
        let matched = slot.filter(|slot| slot.seen == generation).map_or(0, |slot| slot.matched);
        if let Some(slot) = slot.filter(|slot| slot.touched == generation) {
            // An event concerned the key since the dump started. It is as new as the dump or newer,
            // and takes precedence. An object that is neither known nor the one that was deleted
            // may be another of the same key.
            let deleted = slot.gone && slot.entry.as_ref().is_some_and(|it| self.describes(message, it));
            if self.has_siblings(key) && !deleted && self.find(key, 0, siblings, message).is_none() {
                self.doubt(bit(self.table.part(&key)));
            }
            return;
        }
        let has_siblings = self.has_siblings(key);
        let found = if has_siblings { self.find(key, matched, siblings, message) } else { None };
        match found {
            Some(nth) => {
                self.swap(key, nth, matched);
                self.mark_seen(key, matched);
            }
            None if siblings == 0
                || has_siblings && (siblings > 1 || matched > 0 || self.follows(&head, rest)) =>
            {
                if self.insert(key, siblings, message, false, sink) {
                    self.swap(key, siblings, matched);
                    self.mark_seen(key, matched);
                }
            }
            // the only object of its key
            None => {
                self.mark_seen(key, 0);
                self.change(head, siblings, message, sink);
            }
        }
    }
    /// Whether a message adds nothing to an object.
    fn describes(&self, message: Message<'_>, entry: &E) -> bool {
        entry.matches(&self.table, message)
    }
    /// Whether the messages that follow describe an object, as far as they have its key.
    fn follows(&self, at: &At<T::Key>, rest: Messages<'_>) -> bool {
        let Some(entry) = self.store.get(at).and_then(Slot::entry) else { return false };
        rest.map_while(Result::ok)
            .take_while(
                |message| matches!(self.table.classify(*message), Update::Present(key, _) if key == at.key),
            )
            .any(|message| self.describes(message, entry))
    }
    /// Returns the first object of a key that a message describes, from `from` to `end`.
    fn find(&self, key: T::Key, from: u16, end: u16, message: Message<'_>) -> Option<u16> {
        (from..end).find(|nth| {
            let entry = self.store.get(&At { key, nth: *nth }).and_then(Slot::entry);
            entry.is_some_and(|entry| self.describes(message, entry))
        })
    }
    /// Whether several objects may have a key.
    fn has_siblings(&self, key: T::Key) -> bool {
        T::SIBLINGS && self.table.has_siblings(&key)
    }
    /// Returns the number of objects with a key.
    fn siblings(&self, key: T::Key) -> u16 {
        self.store.get(&At { key, nth: 0 }).map_or(0, |slot| slot.siblings)
    }
    /// Exchanges two objects of a key.
    fn swap(&mut self, key: T::Key, one: u16, other: u16) {
        if one == other {
            return;
        }
        let Some(slot) = self.store.get_mut(&At { key, nth: one }) else { return };
        let mut entry = slot.entry.take();
        if let Some(slot) = self.store.get_mut(&At { key, nth: other }) {
            core::mem::swap(&mut slot.entry, &mut entry);
        }
        if let Some(slot) = self.store.get_mut(&At { key, nth: one }) {
            slot.entry = entry;
        }
    }
    /// Marks an object as contained in the snapshot, after the objects of its key that are marked
    /// already.
    fn mark_seen(&mut self, key: T::Key, nth: u16) {
        let generation = self.generation;
        if let Some(slot) = self.store.get_mut(&At { key, nth }) {
            slot.seen = generation;
        }
        if let Some(first) = self.store.get_mut(&At { key, nth: 0 }) {
            first.matched = nth.saturating_add(1);
        }
    }
    /// Marks all objects of a key as concerned by an event, which matters while a snapshot runs.
    fn touch(&mut self, key: T::Key) {
        if self.run.is_some() {
            let generation = self.generation;
            for nth in 0..self.siblings(key).max(1) {
                if let Some(slot) = self.store.get_mut(&At { key, nth }) {
                    slot.touched = generation;
                }
            }
        }
    }
    /// Whether a dump may have read its part of the table around the time of the current event.
    /// Kernels continue a dump by index among the objects of one key: insertions and deletions
    /// meanwhile make them repeat or skip an object. The event may be queued shortly after the end
    /// of that dump.
    fn is_unsettled(&self) -> bool {
        let recent = |finished: Duration| self.now < finished.saturating_add(self.pace.settle_delay);
        self.run.is_some() || self.undrained || self.finished.is_some_and(recent)
    }

    fn event(&mut self, message: Message<'_>, sink: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>)) {
        self.counters.events += 1;
        let invalidates = self.table.invalidates(message);
        self.doubt(invalidates);
        match self.table.classify(message) {
            Update::Nothing => {
                self.counters.filtered += u64::from(invalidates == 0);
                sink(Change::Other { message });
            }
            Update::Present(key, place) => {
                if !self.present(key, place, message, sink) {
                    sink(Change::Same { message });
                }
            }
            Update::Deleted(key) => {
                if !self.gone(key, message, sink) {
                    sink(Change::Same { message });
                }
            }
            Update::Excluded(key) => {
                if !self.gone(key, message, sink) {
                    self.counters.filtered += u64::from(invalidates == 0);
                    sink(Change::Excluded { message });
                }
            }
        }
    }
    /// Handles an event about an object that exists. Returns whether it changed anything.
    fn present(
        &mut self,
        key: T::Key,
        place: Position,
        message: Message<'_>,
        sink: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) -> bool {
        let (part, siblings) = (bit(self.table.part(&key)), self.siblings(key));
        let first = At { key, nth: 0 };
        if !self.has_siblings(key) {
            let changed = if siblings == 0 {
                self.insert(key, 0, message, true, sink);
                true
            } else {
                self.change(first, siblings, message, sink)
            };
            self.touch(key);
            return changed;
        }
        let unsettled = self.is_unsettled();
        if let Some(nth) = self.find(key, 0, siblings, message) {
            // Known from a dump that was ahead of this event, or the order differs from the
            // kernel's.
            let expected = match place {
                Position::Unique => siblings == 1,
                Position::First | Position::Replace => nth == 0,
                Position::Last | Position::Before => false,
            };
            if !expected || unsettled && siblings > 1 {
                self.doubt(part);
            }
            self.touch(key);
            return false;
        }
        // While the order is uncertain, the object that was replaced is left to the next snapshot.
        let certain = !unsettled && (self.wanted | self.over_capacity) & part == 0;
        let (replaces, doubt) = match place {
            Position::Unique | Position::First | Position::Replace if siblings == 1 => (true, false),
            Position::First | Position::Replace if siblings > 1 && certain => (true, false),
            Position::Unique | Position::First => (false, siblings > 0),
            Position::Replace => (false, true),
            // the kernel reports that there are others
            Position::Last | Position::Before => (false, siblings == 0),
        };
        if replaces {
            self.change(first, siblings, message, sink);
        } else if self.insert(key, siblings, message, true, sink) && place != Position::Last {
            self.move_to_front(key, siblings);
        }
        if doubt || unsettled && self.siblings(key).max(siblings) > 1 {
            self.doubt(part);
        }
        self.touch(key);
        true
    }
    /// Moves an object of a key before the others.
    fn move_to_front(&mut self, key: T::Key, nth: u16) {
        let Some(slot) = self.store.get_mut(&At { key, nth }) else { return };
        let mut entry = slot.entry.take();
        for nth in 0..=nth {
            if let Some(slot) = self.store.get_mut(&At { key, nth }) {
                core::mem::swap(&mut slot.entry, &mut entry);
            }
        }
    }
    /// Handles the deletion of an object. Returns whether the object was known and has been
    /// removed.
    fn gone(
        &mut self,
        key: T::Key,
        message: Message<'_>,
        sink: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) -> bool {
        let (part, siblings) = (bit(self.table.part(&key)), self.siblings(key));
        let found = if self.has_siblings(key) { self.find(key, 0, siblings, message) } else { Some(0) };
        let found = found.filter(|nth| {
            let entry = self.store.get(&At { key, nth: *nth }).and_then(Slot::entry);
            entry.is_some_and(|entry| !entry.is_more_than(&self.table, message))
        });
        self.touch(key);
        if let Some(nth) = found {
            self.remove(At { key, nth }, siblings, message, sink);
            if siblings > 1 && self.is_unsettled() {
                self.doubt(part);
            }
            return true;
        }
        if siblings > 0 {
            // Part of an object that remains, an object with other content, or another of the same
            // key: what remains is unknown.
            self.doubt(part);
        } else if self.run.is_some() {
            // The dump may have read the object already and not yet delivered it.
            let at = At { key, nth: 0 };
            if self.store.get(&at).is_none() {
                let entry = E::of(&self.table, message, None);
                let slot =
                    Slot { entry, gone: true, seen: 0, touched: self.generation, siblings: 0, matched: 0 };
                if self.store.insert(at, slot).is_err() {
                    self.doubt(part);
                }
            }
        }
        // It may be the object that did not fit.
        self.want(self.over_capacity & part, self.now);
        false
    }
    /// Removes an object. Later objects of the same key move up.
    fn remove(
        &mut self,
        at: At<T::Key>,
        siblings: u16,
        message: Message<'_>,
        sink: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) {
        let running = self.run.is_some();
        let (key, left) = (at.key, siblings.saturating_sub(1));
        let mut entry = None;
        for nth in (at.nth..siblings).rev() {
            if let Some(slot) = self.store.get_mut(&At { key, nth }) {
                core::mem::swap(&mut slot.entry, &mut entry);
            }
        }
        self.counters.removed += 1;
        self.len = self.len.saturating_sub(1);
        if let Some(entry) = entry.as_ref().and_then(|entry| entry.view(&self.table)) {
            sink(Change::Removed { key: &key, entry, message: Some(message) });
        }
        if left > 0 || !running {
            _ = self.store.remove(&At { key, nth: left });
        }
        let generation = self.generation;
        if let Some(first) = self.store.get_mut(&At { key, nth: 0 }) {
            first.siblings = left;
            if left == 0 {
                // The dump may have read the object already and not yet delivered it.
                (first.entry, first.gone, first.touched) = (entry, true, generation);
            }
        }
        self.want(self.over_capacity, self.now);
    }
    /// Stores a new object after the others of its key. Returns whether there was room.
    fn insert(
        &mut self,
        key: T::Key,
        siblings: u16,
        message: Message<'_>,
        event: bool,
        sink: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) -> bool {
        let at = At { key, nth: siblings };
        let entry = if siblings == 0 || siblings < T::MAX_SIBLINGS {
            E::of(&self.table, message, None)
        } else {
            None
        };
        let Some(entry) = entry else { return self.no_room(&key, message, sink) };
        let touched = if event { self.generation } else { 0 };
        let slot = Slot { entry: Some(entry), gone: false, seen: 0, touched, siblings: 1, matched: 0 };
        if let Some(free) = self.store.get_mut(&at) {
            *free = slot;
        } else if self.store.insert(at, slot).is_err() {
            return self.no_room(&key, message, sink);
        }
        if siblings > 0 {
            if let Some(first) = self.store.get_mut(&At { key, nth: 0 }) {
                first.siblings = siblings.saturating_add(1);
            }
        }
        self.counters.added += 1;
        self.len = self.len.saturating_add(1);
        if let Some(entry) =
            self.store.get(&at).and_then(Slot::entry).and_then(|entry| entry.view(&self.table))
        {
            sink(Change::Added { key: &key, entry, message });
        }
        true
    }
    /// Merges a message into a known object. Returns whether it changed anything.
    fn change(
        &mut self,
        at: At<T::Key>,
        siblings: u16,
        message: Message<'_>,
        sink: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) -> bool {
        let Self { table, store, counters, .. } = self;
        let Some(slot) = store.get_mut(&at) else { return false };
        let Some(old) = &mut slot.entry else { return false };
        if old.matches(table, message) {
            return false;
        }
        let Some(new) = E::of(table, message, Some(old)) else {
            // The new content does not fit, and the old one is outdated.
            self.remove(at, siblings, message, sink);
            self.no_room(&at.key, message, sink);
            return true;
        };
        let old = core::mem::replace(old, new);
        counters.changed += 1;
        if let (Some(old), Some(entry)) =
            (old.view(table), slot.entry.as_ref().and_then(|entry| entry.view(table)))
        {
            sink(Change::Changed { key: &at.key, old, entry, message });
        }
        true
    }
    /// Reports an object that is not stored. Returns false.
    fn no_room(
        &mut self,
        key: &T::Key,
        message: Message<'_>,
        sink: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) -> bool {
        let part = bit(self.table.part(key));
        self.counters.no_room += 1;
        self.over_capacity |= part;
        if let Some(run) = &mut self.run {
            run.no_room |= part;
        }
        sink(Change::NoRoom { key, message });
        false
    }
}
/// Whether a retry is worthwhile: the queue may be full for the first part of a dump, or another
/// dump may be running.
const fn passing(errno: Errno) -> bool {
    matches!(errno, Errno::ENOBUFS | Errno::ENOMEM | Errno::EBUSY | Errno::EAGAIN | Errno::EINTR)
}
/// Bit of a part.
const fn bit(part: u8) -> u32 {
    1u32.wrapping_shl(part as u32)
}
/// Returns the time until `then`, or zero if it has passed. (Subtraction of `Duration`s in core has
/// a path to a panic. More than 584 years are clamped.)
fn until(then: Duration, now: Duration) -> Duration {
    let nanos = |time: Duration| {
        time.as_secs().saturating_mul(1_000_000_000).saturating_add(u64::from(time.subsec_nanos()))
    };
    Duration::from_nanos(nanos(then).saturating_sub(nanos(now)))
}
