//! The mirror against a kernel that is made up: thousands of histories of changes, losses, interruptions and overtaking, and in the end
//! the table is the kernel's.
#![cfg(feature = "route")]
#![allow(clippy::unwrap_used)]

use nlwire::{
    exchange::{Transport, TransportError},
    mirror::{Change, Entry, Mirror, Step, Store, Table, Tree},
    route::{Link, Links, RouteKey, Routes},
    wire::{GetFlags, Message},
};
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
}

struct Kernel<M> {
    model: M,
    dice: Dice,
    weather: Weather,
    queue: VecDeque<Vec<u8>>,
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
    fn change(&mut self) {
        let events = self.model.change(&mut self.dice);
        for (kind, flags, body) in events {
            if self.congested || self.dice.one_in(self.weather.lose) {
                self.lost |= !self.congested;
                (self.congested, self.losses) = (true, self.losses + 1);
            } else {
                self.queue.push_back(message(kind, flags, 0, 0, &body));
            }
        }
        if let Some((_, events)) = &mut self.held {
            *events = events.saturating_sub(1);
            self.release(false);
        }
    }
    fn release(&mut self, now: bool) {
        if self.held.as_ref().is_some_and(|(_, events)| now || *events == 0) {
            self.queue.push_back(self.held.take().unwrap().0);
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
    fn recv(&mut self, buffer: &mut [u8]) -> Result<usize, Fault> {
        if std::mem::take(&mut self.lost) {
            return Err(Fault::Lost);
        }
        if self.queue.is_empty() {
            self.release(true);
        }
        let datagram = self.queue.pop_front();
        self.congested &= !self.queue.is_empty();
        // as the kernel does: a receive reads the next part
        self.dump_on();
        let datagram = datagram.ok_or(Fault::Nothing)?;
        buffer[..datagram.len()].copy_from_slice(&datagram);
        Ok(datagram.len())
    }
}

/// A history: changes and receives at random, then quiet. In the end the mirror is the model; what it told adds up to what it has; a
/// snapshot told each difference once.
fn history<M: Model, T: Table, S>(
    seed: u64,
    weather: Weather,
    model: M,
    table: T,
    store: S,
    compare: impl Fn(&M, Vec<(T::Key, Vec<u8>)>),
) -> (u64, nlwire::mirror::Counters)
where
    S: Store<Key = nlwire::mirror::At<T::Key>, Value = nlwire::mirror::Slot<Vec<u8>>>,
    T::Key: fmt::Debug,
    Vec<u8>: Entry<T>,
{
    let mut kernel = Kernel {
        model,
        dice: Dice(seed),
        weather,
        queue: VecDeque::new(),
        lost: false,
        congested: false,
        dump: None,
        held: None,
        losses: 0,
    };
    let mut mirror = Mirror::new(table, store, PORT, 1);
    let mut buffer = vec![0; 65536];
    let mut now = Duration::ZERO;
    // what the changes add up to
    let mut told: BTreeMap<T::Key, u32> = BTreeMap::new();
    let mut by_snapshot: BTreeSet<(T::Key, Vec<u8>)> = BTreeSet::new();
    let mut losses = 0;
    let steps = 50 + kernel.dice.below(400);
    let mut quiet = 0;
    for step in 0.. {
        if step < steps {
            for _ in 0..kernel.dice.below(4) {
                kernel.change();
            }
        }
        now += Duration::from_millis(1 + kernel.dice.below(60));
        let before = mirror.counters().snapshots;
        let mut sink = |change: Change<'_, T::Key, Vec<u8>>| match change {
            Change::Added { key, entry, message } => {
                *told.entry(*key).or_default() += 1;
                if message.flags() & GetFlags::MULTI.bits() != 0 {
                    assert!(by_snapshot.insert((*key, entry.clone())), "added twice: {key:?}");
                }
            }
            Change::Changed { old, entry, .. } => assert_ne!(old[16..], entry[16..]),
            Change::Removed { key, .. } => {
                let count = told.get_mut(key).expect("was told of before");
                *count -= 1;
                if *count == 0 {
                    told.remove(key);
                }
            }
            Change::Lost => losses += 1,
            Change::NoRoom { .. } | Change::Refused { .. } => panic!("{change:?}"),
            _ => {}
        };
        let done = mirror.step(&mut kernel, &mut buffer, now, &mut sink).unwrap();
        if mirror.counters().snapshots != before {
            by_snapshot.clear();
        }
        quiet = if step >= steps && done == Step::Idle && mirror.is_whole() { quiet + 1 } else { 0 };
        if quiet > 3 {
            break;
        }
        if step == steps {
            // fair weather from here on, or a snapshot would be disturbed for ever
            kernel.weather = Weather { lose: 0, interrupt: 0, overtake: 0 };
        }
        assert!(step < steps + 2000, "it never comes to rest");
    }
    let mut counts: BTreeMap<T::Key, u32> = BTreeMap::new();
    mirror.iter().for_each(|(key, _)| *counts.entry(*key).or_default() += 1);
    assert_eq!(counts, told, "the changes add up to the table");
    assert_eq!(mirror.len(), mirror.iter().count());
    assert_eq!(losses > 0, kernel.losses > 0, "losses are reported");
    let objects = mirror.iter().map(|(key, entry)| (*key, entry[16..].to_vec())).collect();
    compare(&kernel.model, objects);
    (kernel.losses, mirror.counters())
}
/// Histories by the number; where one fails, its seed is said.
fn histories(name: &str, count: u64, run: impl Fn(u64, Weather) -> (u64, nlwire::mirror::Counters)) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let from: u64 = number("NLWIRE_SEED").unwrap_or(1);
    let count = number("NLWIRE_HISTORIES").unwrap_or(count);
    let mut totals = (0, 0, 0, 0);
    for seed in from..from + count {
        let mut dice = Dice(seed ^ 0x5eed);
        let mut once_in = |n: &[u64]| n[dice.below(n.len() as u64) as usize];
        let weather = Weather {
            lose: once_in(&[0, 5, 30, 200]),
            interrupt: once_in(&[0, 4, 20]),
            overtake: once_in(&[0, 2, 5]),
        };
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
        "{name}: {count} histories from seed {from}, {} events, {} losses, {} snapshots, {} of them disturbed",
        totals.3, totals.0, totals.1, totals.2
    );
    assert!(totals.0 > 0 && totals.2 > 0, "the weather was too fair to test anything");
}

/// Links with an MTU.
#[derive(Default)]
struct SomeLinks(BTreeMap<i32, u32>);
fn link_body(index: i32, mtu: u32) -> Vec<u8> {
    let mut body = vec![0; 16];
    body[4..8].copy_from_slice(&index.to_ne_bytes());
    attr(&mut body, Link::IFLA_MTU.number(), &mtu.to_ne_bytes());
    attr(&mut body, 900, &u64::from(index as u32).to_be_bytes());
    body
}
impl Model for SomeLinks {
    const NEW: u16 = 16;
    fn objects(&self, _: u8) -> Vec<Vec<u8>> {
        self.0.iter().map(|(index, mtu)| link_body(*index, *mtu)).collect()
    }
    fn part(&self, request: Message<'_>) -> u8 {
        assert_eq!(request.kind(), 18);
        0
    }
    fn change(&mut self, dice: &mut Dice) -> Vec<(u16, u16, Vec<u8>)> {
        let index = 1 + dice.below(24) as i32;
        match (self.0.get(&index).copied(), dice.below(3)) {
            (Some(mtu), 0) => {
                self.0.remove(&index);
                vec![(17, 0, link_body(index, mtu))]
            }
            (Some(mtu), 1) => vec![(16, 0, link_body(index, mtu))], // an event that tells nothing new
            _ => {
                let mtu = 1000 + dice.below(5) as u32;
                self.0.insert(index, mtu);
                vec![(16, 0, link_body(index, mtu))]
            }
        }
    }
}
fn links_are_the_models(model: &SomeLinks, objects: Vec<(i32, Vec<u8>)>) {
    let found: BTreeMap<i32, Vec<u8>> = objects.into_iter().collect();
    let expected: BTreeMap<i32, Vec<u8>> =
        model.0.iter().map(|(index, mtu)| (*index, link_body(*index, *mtu))).collect();
    assert_eq!(found, expected);
}

#[test]
fn links_come_true_in_any_weather() {
    histories("links", 1500, |seed, weather| {
        history(
            seed,
            weather,
            SomeLinks::default(),
            Links,
            Tree::<Links, Vec<u8>>::new(),
            links_are_the_models,
        )
    });
}

/// Routes of IPv4 with several of one key, and of IPv6 with several next hops, over links that go down and take IPv4's along in silence.
#[derive(Default)]
struct SomeRoutes {
    /// By destination, in the kernel's order: the gateway and the link of each.
    v4: BTreeMap<u8, Vec<(u8, u8)>>,
    /// By destination: gateways.
    v6: BTreeMap<u8, BTreeSet<u8>>,
}
fn v4_body(dst: u8, (gateway, link): (u8, u8), nth: u16) -> Vec<u8> {
    let mut body = vec![2, 32, 0, 0, 254, 4, 0, 1, 0, 0, 0, 0];
    attr(&mut body, 15, &254u32.to_ne_bytes());
    attr(&mut body, 1, &[10, 0, 0, dst]);
    attr(&mut body, 5, &[192, 0, 2, gateway]);
    attr(&mut body, 4, &u32::from(link).to_ne_bytes());
    attr(&mut body, 900, &(u64::from(dst) << 16 | u64::from(nth)).to_be_bytes());
    body
}
fn v6_body(dst: u8, gateways: &[u8]) -> Vec<u8> {
    let address = |last: u8| [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last];
    let mut body = vec![10, 128, 0, 0, 254, 4, 0, 1, 0, 0, 0, 0];
    attr(&mut body, 1, &address(dst));
    if let [gateway] = gateways {
        attr(&mut body, 5, &address(*gateway));
        attr(&mut body, 4, &1u32.to_ne_bytes());
    } else {
        let mut hops = Vec::new();
        for gateway in gateways {
            hops.extend(28u16.to_ne_bytes());
            hops.extend([0, 0, 1, 0, 0, 0]);
            attr(&mut hops, 5, &address(*gateway));
        }
        attr(&mut body, 9, &hops);
    }
    attr(&mut body, 900, &u64::from(dst).to_be_bytes());
    body
}
const REPLACE: u16 = 0x100;
const EXCL: u16 = 0x200;
const CREATE: u16 = 0x400;
const APPEND: u16 = 0x800;
impl SomeRoutes {
    fn change_v4(&mut self, dice: &mut Dice) -> Vec<(u16, u16, Vec<u8>)> {
        let dst = dice.below(12) as u8;
        let hop = (dice.below(4) as u8, 1 + dice.below(3) as u8);
        let several = dice.one_in(4);
        let routes = self.v4.entry(dst).or_default();
        // the order in a dump is no part of what an event says; the model's events say 0
        let tell = |kind, flags, hop| vec![(kind, flags, v4_body(dst, hop, 0))];
        if routes.is_empty() {
            routes.push(hop);
            return tell(24, CREATE | EXCL, hop);
        }
        let there = routes.contains(&hop);
        let events = match dice.below(6) {
            0 | 1 => {
                let at = dice.below(routes.len() as u64) as usize;
                let hop = routes.remove(at);
                tell(25, 0, hop)
            }
            2 if several && !there => {
                routes.push(hop);
                tell(24, CREATE | APPEND, hop)
            }
            3 if several && !there => {
                routes.insert(0, hop);
                tell(24, CREATE, hop)
            }
            _ if !there => {
                routes[0] = hop;
                tell(24, REPLACE, hop)
            }
            _ => vec![],
        };
        if routes.is_empty() {
            self.v4.remove(&dst);
        }
        events
    }
    fn change_v6(&mut self, dice: &mut Dice) -> Vec<(u16, u16, Vec<u8>)> {
        let (dst, gateway) = (dice.below(12) as u8, dice.below(4) as u8);
        let gateways = self.v6.entry(dst).or_default();
        if gateways.remove(&gateway) {
            if gateways.is_empty() {
                self.v6.remove(&dst);
            }
            return vec![(25, 0, v6_body(dst, &[gateway]))];
        }
        let flags = if gateways.is_empty() { CREATE | EXCL } else { CREATE | APPEND };
        gateways.insert(gateway);
        vec![(24, flags, v6_body(dst, &gateways.iter().copied().collect::<Vec<_>>()))]
    }
    fn link_down(&mut self, dice: &mut Dice) -> Vec<(u16, u16, Vec<u8>)> {
        let link = 1 + dice.below(3) as u8;
        self.v4.values_mut().for_each(|routes| routes.retain(|hop| hop.1 != link));
        self.v4.retain(|_, routes| !routes.is_empty());
        let mut body = vec![0; 16];
        body[4] = link;
        body[12] = 1; // ifi_change: IFF_UP; ifi_flags has it not
        vec![(16, 0, body)]
    }
}
impl Model for SomeRoutes {
    const NEW: u16 = 24;
    fn objects(&self, part: u8) -> Vec<Vec<u8>> {
        if part == 1 {
            return self
                .v6
                .iter()
                .map(|(dst, hops)| v6_body(*dst, &hops.iter().copied().collect::<Vec<_>>()))
                .collect();
        }
        let all = self
            .v4
            .iter()
            .flat_map(|(dst, routes)| routes.iter().zip(0..).map(move |(hop, nth)| v4_body(*dst, *hop, nth)));
        all.collect()
    }
    fn part(&self, request: Message<'_>) -> u8 {
        assert_eq!(request.kind(), 26);
        u8::from(request.payload()[0] == 10)
    }
    fn change(&mut self, dice: &mut Dice) -> Vec<(u16, u16, Vec<u8>)> {
        match dice.below(40) {
            0 => self.link_down(dice),
            1..25 => self.change_v4(dice),
            _ => self.change_v6(dice),
        }
    }
}
/// [`Routes`], but for the attribute by which this test's dumps have an order.
#[derive(Clone, Copy)]
struct OrderedRoutes;
impl Table for OrderedRoutes {
    type Key = RouteKey;
    const SIBLINGS: bool = true;
    fn parts(&self) -> u32 {
        Routes.parts()
    }
    fn part(&self, key: &RouteKey) -> u8 {
        Routes.part(key)
    }
    fn request<'b>(
        &self,
        part: u8,
        buffer: &'b mut [u8],
        seq: u32,
    ) -> Result<&'b [u8], nlwire::wire::BuildError> {
        Routes.request(part, buffer, seq)
    }
    fn tells(&self, message: Message<'_>) -> nlwire::mirror::Tells<RouteKey> {
        Routes.tells(message)
    }
    fn doubts(&self, message: Message<'_>) -> u32 {
        Routes.doubts(message)
    }
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        let cut = |message: Message<'_>| {
            let body = message.payload();
            self::message(message.kind(), 0, 0, 0, &body[..body.len() - ORDER])
        };
        let (old, new) = (cut(old), cut(new));
        Routes.same(Message::new(&old).unwrap(), Message::new(&new).unwrap())
    }
    fn is_part_of(&self, gone: Message<'_>, object: Message<'_>) -> bool {
        Routes.is_part_of(gone, object)
    }
}
#[test]
fn routes_come_true_in_any_weather() {
    histories("routes", 1500, |seed, weather| {
        let compare = |model: &SomeRoutes, objects: Vec<(RouteKey, Vec<u8>)>| {
            let cut = |body: Vec<u8>| body[..body.len() - ORDER].to_vec();
            // siblings come in their order from the tree
            let found: Vec<_> = objects.into_iter().map(|(_, body)| cut(body)).collect();
            let expected: Vec<_> = model.objects(0).into_iter().chain(model.objects(1)).map(cut).collect();
            assert_eq!(found, expected);
        };
        history(
            seed,
            weather,
            SomeRoutes::default(),
            OrderedRoutes,
            Tree::<OrderedRoutes, Vec<u8>>::new(),
            compare,
        )
    });
}

// -------------------------------------------------------------------------------------------------
// Stores

/// A mirror that is given events only.
fn events<S>(mirror: &mut Mirror<Links, S>, events: &[Vec<u8>]) -> Vec<String>
where
    S: Store<Key = nlwire::mirror::At<i32>, Value = nlwire::mirror::Slot<Kept>>,
{
    let mut told = Vec::new();
    for event in events {
        mirror.take(event, Duration::ZERO, &mut |change| {
            told.push(match change {
                Change::Added { key, .. } => format!("+{key}"),
                Change::Changed { key, .. } => format!("~{key}"),
                Change::Removed { key, .. } => format!("-{key}"),
                Change::NoRoom { key, .. } => format!("full {key}"),
                Change::Same { .. } => "same".into(),
                Change::Other { .. } => "other".into(),
                Change::Lost => "lost".into(),
                other => format!("{other:?}"),
            });
        });
    }
    told
}
#[cfg(feature = "heapless")]
type Kept = heapless::Vec<u8, 64>;
#[cfg(not(feature = "heapless"))]
type Kept = Vec<u8>;

#[test]
fn any_map_keeps_the_same() {
    let there = |index, mtu| message(16, 0, 0, 0, &link_body(index, mtu));
    let gone = |index| message(17, 0, 0, 0, &link_body(index, 0));
    let route = message(24, 0, 0, 0, &v4_body(1, (1, 1), 0));
    let broken = vec![1; 16];
    let all =
        [there(1, 5), there(2, 5), there(1, 6), there(1, 6), gone(3), route, gone(2), there(2, 7), broken];
    let expected = ["+1", "+2", "~1", "same", "same", "other", "-2", "+2", "lost"];
    assert_eq!(events(&mut Mirror::new(Links, Tree::<Links, Kept>::new(), PORT, 1), &all), expected);
    let mut hashed = Mirror::new(Links, nlwire::mirror::Hashed::<Links, Kept>::new(), PORT, 1);
    assert_eq!(events(&mut hashed, &all), expected);
    #[cfg(feature = "heapless")]
    assert_eq!(
        events(&mut Mirror::new(Links, nlwire::mirror::Fixed::<Links, Kept, 4>::new(), PORT, 1), &all),
        expected
    );
    assert_eq!((hashed.len(), hashed.get(&1).is_some(), hashed.get(&3).is_some()), (2, true, false));
    let counters = hashed.counters();
    let found = (
        counters.events,
        counters.filtered,
        counters.added,
        counters.changed,
        counters.removed,
        counters.lost,
    );
    assert_eq!(found, (8, 1, 3, 1, 1, 1));
    assert_eq!(counters.named().iter().map(|(_, number)| number).sum::<u64>(), 8 + 8 + 1 + 3 + 1 + 1 + 1 + 1);
}
#[cfg(feature = "heapless")]
#[test]
fn a_full_table_is_told_and_filled_up_when_there_is_room() {
    let mut kernel = SomeLinks::default();
    (1..=6).for_each(|index| _ = kernel.0.insert(index, 1500));
    let mut kernel = Kernel {
        model: kernel,
        dice: Dice(1),
        weather: Weather { lose: 0, interrupt: 0, overtake: 0 },
        queue: VecDeque::new(),
        lost: false,
        congested: false,
        dump: None,
        held: None,
        losses: 0,
    };
    let mut mirror = Mirror::new(Links, nlwire::mirror::Fixed::<Links, Kept, 4>::new(), PORT, 1);
    let mut buffer = [0; 4096];
    let mut run = |kernel: &mut Kernel<SomeLinks>, mirror: &mut Mirror<_, _>, from: u64| {
        let mut told = Vec::new();
        for second in from..from + 20 {
            let mut sink = |change: Change<'_, i32, Kept>| match change {
                Change::Added { key, .. } => told.push(*key),
                Change::NoRoom { key, .. } => told.push(-*key),
                _ => {}
            };
            mirror.step(kernel, &mut buffer, Duration::from_secs(second), &mut sink).unwrap();
        }
        told.sort();
        told
    };
    assert_eq!(run(&mut kernel, &mut mirror, 0), [-6, -5, 1, 2, 3, 4]);
    assert!(!mirror.is_whole() && mirror.len() == 4 && mirror.counters().no_room == 2);
    // two go: there is room for the two that were missing
    for index in [1, 2] {
        kernel.model.0.remove(&index);
        kernel.queue.push_back(message(17, 0, 0, 0, &link_body(index, 1500)));
    }
    let told = run(&mut kernel, &mut mirror, 20);
    assert!(told.ends_with(&[5, 6]) && mirror.is_whole() && mirror.len() == 4, "{told:?}");
    // what does not fit its place in the store is no room, too
    let mut large = link_body(9, 1500);
    attr(&mut large, 3, &[b'x'; 60]);
    kernel.queue.push_back(message(16, 0, 0, 0, &large));
    assert_eq!(run(&mut kernel, &mut mirror, 40), [-9]);
}
