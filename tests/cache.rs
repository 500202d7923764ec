//! Model check of the cache: thousands of random histories of a modelled kernel, with lost events, interrupted dumps, dumps and events that
//! overtake each other, forged datagrams that the transport drops, and stores that are too small. After each history the multiset of the
//! reported objects equals the store and the kernel's table.
//!
//! Histories have numbers as seeds. `NLWIRE_HISTORIES=100000` runs more of them, `NLWIRE_SEED=N` begins with number N.
#![cfg(feature = "route")]
#![allow(clippy::unwrap_used)]

#[path = "common/raw.rs"]
mod raw;

#[path = "cache/link.rs"]
mod link;
#[path = "cache/route.rs"]
mod route;
#[path = "cache/store.rs"]
mod store;

use nlwire::{
    cache::{Cache, CacheSpec, Change, Step, Store, Tree, Update},
    client::{Delivery, Received, Transport, TransportError},
    route::{Link, Links, RouteEntryMessage, RouteKey, Routes},
    wire::{GetFlags, Message},
};
use raw::Raw;
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    fmt,
    time::Duration,
};

const PORT: u32 = 7;

/// SplitMix64: small, and the same everywhere.
#[derive(Clone)]
struct Dice(u64);
impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    fn below(&mut self, n: u64) -> u64 {
        self.roll() % n
    }
    fn one_in(&mut self, n: u64) -> bool {
        n != 0 && self.below(n) == 0
    }
}

fn message(kind: u16, flags: u16, seq: u32, port: u32, body: &[u8]) -> Vec<u8> {
    let mut bytes = (16 + body.len() as u32).to_ne_bytes().to_vec();
    bytes.extend(kind.to_ne_bytes());
    bytes.extend(flags.to_ne_bytes());
    bytes.extend(seq.to_ne_bytes());
    bytes.extend(port.to_ne_bytes());
    bytes.extend(body);
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}
fn attr(out: &mut Vec<u8>, number: u16, payload: &[u8]) {
    out.extend((4 + payload.len() as u16).to_ne_bytes());
    out.extend(number.to_ne_bytes());
    out.extend(payload);
    out.resize(out.len().next_multiple_of(4), 0);
}

/// What a transport of the test fails with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Lost,
    Nothing,
}
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}
impl std::error::Error for Fault {}
impl TransportError for Fault {
    fn is_loss(&self) -> bool {
        *self == Self::Lost
    }
    fn is_timeout(&self) -> bool {
        *self == Self::Nothing
    }
}

/// A table as a kernel has it, and what it says of its objects: the body of a message each.
trait Model {
    /// In the order of a dump.
    fn objects(&self, part: u8) -> Vec<Vec<u8>>;
    /// The part that a dump's request asks for.
    fn part(&self, request: Message<'_>) -> u8;
    const NEW: u16;
    /// Changes something; the events of it, as kind, flags and body.
    fn change(&mut self, dice: &mut Dice) -> Vec<(u16, u16, Vec<u8>)>;
}

/// How badly it goes.
#[derive(Clone, Copy, Debug)]
struct Weather {
    /// One event in so many is lost.
    lose: u64,
    /// One part of a dump in so many is interrupted, and lacks something.
    interrupt: u64,
    /// One part of a dump in so many is overtaken by events.
    overtake: u64,
    /// The event of one change in so many is queued only after the dump has read its next part.
    late: u64,
    /// One datagram in so many is followed by one that another process forged. Half of these take the place of an event.
    forge: u64,
}
impl Weather {
    const CALM: Self = Self { lose: 0, interrupt: 0, overtake: 0, late: 0, forge: 0 };
    fn is_calm(&self) -> bool {
        self.lose + self.interrupt + self.overtake + self.late + self.forge == 0
    }
}

struct Kernel<M> {
    model: M,
    dice: Dice,
    weather: Weather,
    /// Datagrams, and whether the kernel is their sender.
    queue: VecDeque<(bool, Vec<u8>)>,
    /// Events of the last change that are not in the queue yet. There is no next change before they are: the kernel holds a lock.
    late: Vec<Vec<u8>>,
    /// ENOBUFS waits to be told; and events are dropped without a word until the queue is empty.
    lost: bool,
    congested: bool,
    /// Sequence, part, how many objects have been told, whether anything was interrupted.
    dump: Option<(u32, u8, Vec<Vec<u8>>, bool)>,
    /// A part of a dump that was read and is not yet in the queue, and for how many events more.
    held: Option<(Vec<u8>, u64)>,
    losses: u64,
}
impl<M: Model> Kernel<M> {
    fn new(model: M, seed: u64, weather: Weather) -> Self {
        Self {
            model,
            dice: Dice(seed),
            weather,
            queue: VecDeque::new(),
            late: Vec::new(),
            lost: false,
            congested: false,
            dump: None,
            held: None,
            losses: 0,
        }
    }
    /// Puts an event into the queue, or loses it.
    fn notify(&mut self, event: Vec<u8>) {
        let forged = self.dice.one_in(self.weather.forge);
        let crowded_out = forged && self.dice.one_in(2);
        if self.congested || crowded_out || self.dice.one_in(self.weather.lose) {
            self.lost |= !self.congested;
            (self.congested, self.losses) = (true, self.losses + 1);
        } else {
            self.queue.push_back((true, event));
        }
        if forged {
            self.forge();
        }
    }
    /// A process sends what looks like a deletion, an update or the end of the dump that runs.
    fn forge(&mut self) {
        let part = self.dice.below(2) as u8;
        let objects = self.model.objects(part);
        let seq = self.dump.as_ref().map_or(1, |dump| dump.0);
        let forged = match self.dice.below(3) {
            0 => message(3, GetFlags::MULTI.bits(), seq, PORT, &0i32.to_ne_bytes()),
            kind => {
                let body = objects.get(self.dice.below(objects.len().max(1) as u64) as usize);
                let body = body.cloned().unwrap_or_default();
                message(M::NEW + kind as u16 - 1, 0x400, 0, 0, &body)
            }
        };
        self.queue.push_back((false, forged));
    }
    fn notify_late(&mut self) {
        std::mem::take(&mut self.late).into_iter().for_each(|event| self.notify(event));
    }
    fn change(&mut self) {
        self.notify_late();
        let events = self.model.change(&mut self.dice);
        self.late = events.into_iter().map(|(kind, flags, body)| message(kind, flags, 0, 0, &body)).collect();
        if !self.dice.one_in(self.weather.late) {
            self.notify_late();
        }
        if let Some((_, events)) = &mut self.held {
            *events = events.saturating_sub(1);
            self.release(false);
        }
    }
    fn release(&mut self, now: bool) {
        if self.held.as_ref().is_some_and(|(_, events)| now || *events == 0) {
            self.queue.push_back((true, self.held.take().unwrap().0));
        }
    }
    /// Reads the next part of a dump: the objects behind the last one that was told, as they are now.
    fn dump_on(&mut self) {
        if self.held.is_some() {
            return;
        }
        let Some((seq, part, told, mut interrupted)) = self.dump.take() else { return };
        let mut flags = GetFlags::MULTI.bits();
        let all = self.model.objects(part);
        // objects have an order by their first 12 bytes, their key in this test's models' sense
        let mut left: Vec<_> =
            all.into_iter().filter(|object| told.last().is_none_or(|last| after(object, last))).collect();
        let mut told = told;
        if self.dice.one_in(self.weather.interrupt) {
            interrupted = true;
            if !left.is_empty() {
                let at = self.dice.below(left.len() as u64) as usize;
                left.remove(at);
            }
        }
        if interrupted {
            flags |= GetFlags::DUMP_INTR.bits();
        }
        let take = (1 + self.dice.below(6) as usize).min(left.len());
        let mut datagram = Vec::new();
        for object in left.drain(..take) {
            datagram.extend(message(M::NEW, flags, seq, PORT, &object));
            told.push(object);
        }
        if left.is_empty() {
            datagram.extend(message(3, flags, seq, PORT, &0i32.to_ne_bytes()));
        } else {
            self.dump = Some((seq, part, told, interrupted));
        }
        let events = if self.dice.one_in(self.weather.overtake) { 1 + self.dice.below(3) } else { 0 };
        self.held = Some((datagram, events));
        self.release(false);
    }
}
/// Whether an object comes behind another in a dump.
fn after(object: &[u8], last: &[u8]) -> bool {
    order(object) > order(last)
}
/// The order of a dump: the first 16 bytes behind the header of each model here are made so that they say it.
fn order(object: &[u8]) -> Vec<u8> {
    let attrs = nlwire::wire::RawAttrs::new(&object[object.len() - ORDER..]);
    attrs.flatten().last().unwrap().payload().to_vec()
}
/// Each object ends by an attribute of eight bytes, which says its place in a dump.
const ORDER: usize = 12;

impl<M: Model> Transport for Kernel<M> {
    type Error = Fault;
    fn send(&mut self, datagram: &[u8]) -> Result<(), Fault> {
        let request = Message::new(datagram).unwrap();
        assert!(self.dump.is_none() && self.held.is_none(), "one dump at a time");
        self.dump = Some((request.seq(), self.model.part(request), Vec::new(), false));
        self.dump_on();
        Ok(())
    }
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, Fault> {
        match self.recv(buffer) {
            Err(Fault::Nothing) => Ok(None),
            result => result.map(Some),
        }
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, Fault> {
        if std::mem::take(&mut self.lost) {
            return Err(Fault::Lost);
        }
        if self.queue.is_empty() {
            self.release(true);
        }
        // what others sent is dropped
        let mut datagram = None;
        while let Some((genuine, bytes)) = self.queue.pop_front() {
            self.congested &= !self.queue.is_empty();
            if genuine {
                datagram = Some(bytes);
                break;
            }
        }
        self.congested &= !self.queue.is_empty();
        // as the kernel does: a receive reads the next part
        self.dump_on();
        if datagram.is_none() || self.dice.one_in(2) {
            self.notify_late();
        }
        let datagram = datagram.ok_or(Fault::Nothing)?;
        buffer[..datagram.len()].copy_from_slice(&datagram);
        Ok(Received::unicast(datagram.len()))
    }
}

/// What is compared of an entry: all but the header and the place in a dump.
fn content(entry: &[u8]) -> Vec<u8> {
    entry[16..entry.len() - ORDER].to_vec()
}
/// How often each object is there.
type Multiset<K> = BTreeMap<(K, Vec<u8>), usize>;
fn multiset<K: Ord>(objects: impl Iterator<Item = (K, Vec<u8>)>) -> Multiset<K> {
    let mut counts = Multiset::new();
    objects.for_each(|object| *counts.entry(object).or_default() += 1);
    counts
}

/// A history: changes and receives at random, then quiet.
///
/// - The multiset of what was reported equals the store throughout, and in the end the model. (Where the table or the store is `limited`, it
///   does if the cache says that it is whole, and otherwise is part of the model.)
/// - A snapshot reports each difference once. What it reports as removed when nothing changes any more is not in the model.
/// - In calm weather, nothing that is in the model is reported as removed, and each event is followed by the change it stands for.
fn history<M: Model, T: CacheSpec, S>(
    seed: u64,
    weather: Weather,
    model: M,
    table: T,
    store: S,
    limited: bool,
    compare: impl Fn(&M, Vec<(T::Key, Vec<u8>)>),
) -> (u64, nlwire::cache::Counters)
where
    S: Store<Key = nlwire::cache::At<T::Key>, Value = nlwire::cache::Slot<Raw>>,
    T::Key: fmt::Debug,
{
    let mut kernel = Kernel::new(model, seed, weather);
    let mut cache = Cache::new(table, store, PORT, 1);
    let mut buffer = vec![0; 65536];
    let mut now = Duration::ZERO;
    let parts: Vec<u8> = (0..32).filter(|part| cache.table().parts() >> part & 1 != 0).collect();
    let live = |model: &M, table: &T| {
        let objects =
            parts.iter().flat_map(|part| model.objects(*part)).map(|body| message(M::NEW, 0, 0, 0, &body));
        multiset(objects.map(|bytes| {
            let Update::Present(key, _) = table.classify(Message::new(&bytes).unwrap()) else {
                panic!("an object")
            };
            (key, content(&bytes))
        }))
    };
    let mut reported: Multiset<T::Key> = BTreeMap::new();
    let mut by_snapshot: BTreeSet<(T::Key, Vec<u8>)> = BTreeSet::new();
    let mut losses = 0;
    let steps = 50 + kernel.dice.below(400);
    let (mut quiet, mut complete) = (0, false);
    // the first snapshot that begins when nothing changes any more and all events have been read
    let mut last_change = u64::MAX;
    for step in 0.. {
        if step < steps && (!weather.is_calm() || quiet > 0) {
            for _ in 0..kernel.dice.below(4) {
                kernel.change();
                if weather.is_calm() {
                    break;
                }
            }
        }
        now += Duration::from_millis(1 + kernel.dice.below(45));
        let before = cache.counters().snapshots;
        let mut removed = Vec::new();
        let mut sink = |change: Change<'_, T::Key, &[u8]>| match change {
            Change::Added { key, entry, message } => {
                *reported.entry((*key, content(entry))).or_default() += 1;
                if message.flags() & GetFlags::MULTI.bits() != 0 {
                    assert!(by_snapshot.insert((*key, entry.to_vec())), "added twice: {key:?}");
                }
            }
            Change::Changed { key, old, entry, message } => {
                assert_ne!(content(old), content(entry));
                take(&mut reported, (*key, content(old)));
                *reported.entry((*key, content(entry))).or_default() += 1;
                // A snapshot that meets another object first takes it for a change if the one that is known comes in the next datagram. An event
                // that replaces an object for which there was no room changes the only one that is known.
                if message.flags() & GetFlags::MULTI.bits() == 0 && !limited {
                    removed.push((false, *key, content(old)));
                }
            }
            Change::Removed { key, entry, message } => {
                take(&mut reported, (*key, content(entry)));
                removed.push((message.is_none(), *key, content(entry)));
            }
            Change::Lost => losses += 1,
            Change::NoRoom { .. } | Change::OverCapacity if limited => complete = false,
            Change::Synced => complete = true,
            Change::NoRoom { .. } | Change::OverCapacity | Change::Refused { .. } => panic!("{change:?}"),
            _ => {}
        };
        let done = cache.step(&mut kernel, &mut buffer, now, &mut sink).unwrap();
        if step % 16 == 0 {
            let stored = multiset(cache.iter().map(|(key, entry)| (*key, content(entry))));
            assert_eq!(reported, stored, "the changes add up to the store");
        }
        let (calm, over) = (weather.is_calm(), before >= last_change);
        if step > steps && done == Step::Idle {
            last_change = last_change.min(cache.counters().snapshots + 1);
        }
        if removed.iter().any(|it| calm || over && it.0) {
            let live = live(&kernel.model, cache.table());
            for (by_snapshot, key, content) in removed {
                let object = (key, content);
                let is_live = live.get(&object) > reported.get(&object);
                assert!(!is_live || !calm && !by_snapshot, "a live object was reported as removed: {key:?}");
            }
        }
        if cache.counters().snapshots != before {
            by_snapshot.clear();
        }
        let settled = if limited { cache.due_in(now).is_none() } else { cache.is_synced() };
        quiet = if done == Step::Idle && settled { quiet + 1 } else { 0 };
        if quiet > 3 && step > steps {
            break;
        }
        if step == steps {
            // fair weather from here on, or a snapshot would be disturbed for ever
            kernel.weather = Weather::CALM;
        }
        assert!(step < steps + 2000, "it never comes to rest");
    }
    let stored = multiset(cache.iter().map(|(key, entry)| (*key, content(entry))));
    assert_eq!(reported, stored, "the changes add up to the store");
    assert_eq!(cache.len(), cache.iter().count());
    assert_eq!(losses > 0, kernel.losses > 0, "losses are reported");
    let live = live(&kernel.model, cache.table());
    if limited && !cache.is_synced() {
        assert!(!complete, "objects are missing from a snapshot that was said to be synced");
        assert!(reported.iter().all(|(object, count)| live.get(object).is_some_and(|it| it >= count)));
        assert!(reported != live, "it is whole and does not say so");
    } else {
        assert_eq!(reported, live, "the store is the kernel's table");
        let objects = cache.iter().map(|(key, entry)| (*key, entry[16..].to_vec())).collect();
        compare(&kernel.model, objects);
    }
    (kernel.losses, cache.counters())
}
/// Takes one out of a multiset.
fn take<K: Ord + fmt::Debug>(counts: &mut Multiset<K>, object: (K, Vec<u8>)) {
    let count = counts.get_mut(&object).expect("was reported before");
    *count -= 1;
    if *count == 0 {
        counts.remove(&object);
    }
}
/// Histories by the number; where one fails, its seed is said.
fn histories(name: &str, count: u64, run: impl Fn(u64, Weather) -> (u64, nlwire::cache::Counters)) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let from: u64 = number("NLWIRE_SEED").unwrap_or(1);
    let count = number("NLWIRE_HISTORIES").unwrap_or(count);
    let mut totals = (0, 0, 0, 0);
    for seed in from..from + count {
        let mut dice = Dice(seed ^ 0x5eed);
        let once_in = |dice: &mut Dice, n: &[u64]| n[dice.below(n.len() as u64) as usize];
        let weather = Weather {
            lose: once_in(&mut dice, &[0, 5, 30, 200]),
            interrupt: once_in(&mut dice, &[0, 4, 20]),
            overtake: once_in(&mut dice, &[0, 2, 5]),
            late: once_in(&mut dice, &[0, 2, 8]),
            forge: once_in(&mut dice, &[0, 3, 40]),
        };
        let weather = if dice.one_in(6) { Weather::CALM } else { weather };
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(seed, weather)));
        let Ok((losses, counters)) = result else {
            panic!("{name}: history {seed} failed, in {weather:?}; NLWIRE_SEED={seed} begins with it");
        };
        totals.0 += losses;
        totals.1 += counters.snapshots;
        totals.2 += counters.disturbed;
        totals.3 += counters.events;
    }
    println!(
        "{name}: {count} histories from seed {from}, {} events, {} losses, {} snapshots, {} of them interrupted",
        totals.3, totals.0, totals.1, totals.2
    );
    assert!(totals.0 > 0 && totals.2 > 0, "the weather was too fair to test anything");
}
