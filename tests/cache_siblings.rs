//! Caches and routes of one key: what is reported of them, how long an event takes, and what happens at the limits.
#![cfg(all(feature = "route", feature = "alloc"))]
#![allow(clippy::unwrap_used)]

#[path = "common/raw.rs"]
mod raw;

use nlwire::{
    cache::{At, Cache, CacheSpec, Change, Slot, Store, Tree, Update},
    route::{Links, Neighbours, RouteEntryMessage, RouteKey, Routes},
    wire::{BuildError, Message},
};
use raw::Raw;
use std::{cell::Cell, collections::BTreeMap, fmt::Debug, time::Duration};

const PORT: u32 = 7;
const NEWLINK: u16 = 16;
const NEWROUTE: u16 = 24;
const DELROUTE: u16 = 25;
const NEWNEIGH: u16 = 28;
const DELNEIGH: u16 = 29;
const MULTI: u16 = 2;
const REPLACE: u16 = 0x100;
const EXCL: u16 = 0x200;
const CREATE: u16 = 0x400;
const APPEND: u16 = 0x800;

fn message(kind: u16, flags: u16, seq: u32, body: &[u8]) -> Vec<u8> {
    let mut bytes = (16 + body.len() as u32).to_ne_bytes().to_vec();
    bytes.extend([kind, flags].map(u16::to_ne_bytes).concat());
    bytes.extend([seq, if seq == 0 { 0 } else { PORT }].map(u32::to_ne_bytes).concat());
    bytes.extend(body);
    bytes
}
fn attr(out: &mut Vec<u8>, number: u16, payload: &[u8]) {
    out.extend([4 + payload.len() as u16, number].map(u16::to_ne_bytes).concat());
    out.extend(payload);
    out.resize(out.len().next_multiple_of(4), 0);
}
/// A route to 198.51.100.0/24 through 10.0.0.0 and a number.
fn route(gateway: u32) -> Vec<u8> {
    let mut body = vec![2, 24, 0, 0, 254, 4, 0, 1, 0, 0, 0, 0];
    attr(&mut body, 1, &[198, 51, 100, 0]);
    attr(&mut body, 5, &(0x0a00_0000 + gateway).to_be_bytes());
    body
}
fn v6(last: u8) -> [u8; 16] {
    [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last]
}
/// A route to 2001:db8::/64 through each of the gateways.
fn multipath(gateways: &[u8]) -> Vec<u8> {
    let mut body = vec![10, 64, 0, 0, 254, 4, 0, 1, 0, 0, 0, 0];
    attr(&mut body, 1, &v6(0));
    if let [gateway] = gateways {
        attr(&mut body, 5, &v6(*gateway));
    } else {
        let mut hops = Vec::new();
        for gateway in gateways {
            hops.extend(28u16.to_ne_bytes());
            hops.extend([0, 0, 1, 0, 0, 0]);
            attr(&mut hops, 5, &v6(*gateway));
        }
        attr(&mut body, 9, &hops);
    }
    body
}
/// The gateways of a route, by their last byte: `1`, or `1+2`.
fn name(entry: &[u8]) -> String {
    let attrs = nlwire::wire::RawAttrs::new(&entry[28..]);
    let found = attrs.flatten().find(|it| matches!(it.attr_type(), 5 | 9)).unwrap();
    match found.payload() {
        [a, b, c, d] => (u32::from_be_bytes([*a, *b, *c, *d]) - 0x0a00_0000).to_string(),
        [.., last] if found.attr_type() == 5 => last.to_string(),
        hops => hops.chunks(28).map(|hop| hop[27].to_string()).collect::<Vec<_>>().join("+"),
    }
}

/// A cache and what it is given: events at any time, and snapshots one after another.
struct Test<T: CacheSpec, S> {
    cache: Cache<T, S>,
    now: Duration,
    said: Vec<String>,
}
impl<T: CacheSpec, S: Store<Key = At<T::Key>, Value = Slot<Raw>>> Test<T, S>
where
    T::Key: Debug,
{
    fn new(table: T, store: S) -> Self {
        Self { cache: Cache::new(table, store, PORT, 1), now: Duration::ZERO, said: Vec::new() }
    }
    fn take(&mut self, datagram: &[u8], name: fn(&[u8]) -> String) {
        let said = &mut self.said;
        self.cache.receive(datagram, nlwire::client::Delivery::Unicast, self.now, &mut |change: Change<
            '_,
            T::Key,
            &[u8],
        >| match change
        {
            Change::Added { entry, .. } => said.push(format!("+{}", name(entry))),
            Change::Changed { old, entry, .. } => said.push(format!("{}~{}", name(old), name(entry))),
            Change::Removed { entry, .. } => said.push(format!("-{}", name(entry))),
            Change::Same { .. } => said.push("same".into()),
            Change::Excluded { .. } => said.push("excluded".into()),
            Change::NoRoom { .. } if said.last().is_some_and(|last| last == "no room") => {}
            Change::NoRoom { .. } => said.push("no room".into()),
            other => said.push(format!("{other:?}").to_lowercase()),
        });
    }
    /// What is said of an event that comes some time after all others.
    fn event(&mut self, kind: u16, flags: u16, body: &[u8]) -> String {
        self.cache.drained();
        self.now += Duration::from_secs(2);
        self.soon(kind, flags, body)
    }
    /// What is said of an event that comes right after the last datagram.
    fn soon(&mut self, kind: u16, flags: u16, body: &[u8]) -> String {
        self.take(&message(kind, flags, 0, body), name);
        std::mem::take(&mut self.said).join(" ")
    }
    /// Begins the next dump of the snapshot; its sequence number.
    fn begin(&mut self) -> u32 {
        self.cache.drained();
        self.now += Duration::from_secs(2);
        let mut buffer = [0; 64];
        let request = self.cache.request(self.now, &mut buffer).unwrap().expect("a dump is due");
        Message::new(request).unwrap().seq()
    }
    fn dump(&mut self, seq: u32, kind: u16, bodies: &[Vec<u8>]) -> String {
        let datagram = bodies.iter().flat_map(|body| message(kind, MULTI, seq, body)).collect::<Vec<_>>();
        self.take(&datagram, name);
        std::mem::take(&mut self.said).join(" ")
    }
    fn done(&mut self, seq: u32) -> String {
        self.take(&message(3, MULTI, seq, &0i32.to_ne_bytes()), name);
        std::mem::take(&mut self.said).join(" ")
    }
    /// What is said of a snapshot of two dumps, the second of which has nothing.
    fn snapshot(&mut self, bodies: &[Vec<u8>]) -> String {
        let seq = self.begin();
        let first = self.dump(seq, NEWROUTE, bodies);
        let mut said = vec![first, self.done(seq)];
        if self.cache.due_in(self.now) == Some(Duration::ZERO) {
            let seq = self.begin();
            said.push(self.done(seq));
        }
        said.retain(|it| !it.is_empty());
        said.join(" ")
    }
}
type InTree<T> = Test<T, Tree<T, Raw>>;
/// The interface index of a message of a link.
fn index(entry: &[u8]) -> String {
    u32::from_ne_bytes(entry[20..24].try_into().unwrap()).to_string()
}
fn routes() -> InTree<Routes> {
    Test::new(Routes, Tree::<Routes, Raw>::new())
}
fn gateways<T: CacheSpec>(test: &InTree<T>) -> Vec<String> {
    test.cache.iter().map(|(_, entry)| name(entry)).collect()
}

#[test]
fn of_several_routes_the_one_that_goes_is_reported() {
    let mut test = routes();
    assert_eq!(test.snapshot(&[1, 2, 3].map(route)), "+1 +2 +3 synced");
    // by an event: it says which, and no snapshot is needed
    assert_eq!(test.event(DELROUTE, 0, &route(2)), "-2");
    assert!(test.cache.is_synced());
    assert_eq!(test.event(DELROUTE, 0, &route(1)), "-1");
    assert_eq!((gateways(&test), test.cache.is_synced()), (vec!["3".to_string()], true));
    test.cache.refresh(test.now);
    assert_eq!(test.snapshot(&[route(3)]), "synced");
    // a deletion of one that is not known does not remove another
    assert_eq!(test.event(DELROUTE, 0, &route(9)), "same");
    assert_eq!((gateways(&test), test.cache.is_synced()), (vec!["3".to_string()], false));
    assert_eq!(test.snapshot(&[route(3)]), "synced");
    assert_eq!(test.event(DELROUTE, 0, &route(3)), "-3");
    assert!(test.cache.is_synced() && test.cache.is_empty());
}
#[test]
fn a_snapshot_reports_of_several_routes_those_that_came_and_went() {
    let kept = |known: &[u32], now: &[u32], expected: &str| {
        let mut test = routes();
        let all = |gateways: &[u32]| gateways.iter().copied().map(route).collect::<Vec<_>>();
        test.snapshot(&all(known));
        test.cache.refresh(test.now);
        assert_eq!(test.snapshot(&all(now)), expected, "{known:?} became {now:?}");
        let found = gateways(&test);
        assert_eq!(found, now.iter().map(u32::to_string).collect::<Vec<_>>(), "in the kernel's order");
        test.cache.refresh(test.now);
        assert_eq!(test.snapshot(&all(now)), "synced");
    };
    kept(&[1, 2], &[2], "-1 synced");
    kept(&[1, 2, 3], &[1, 3], "-2 synced");
    kept(&[1, 2, 3], &[3, 2, 1], "synced");
    kept(&[1, 2, 3], &[9, 1, 2, 3], "+9 synced");
    kept(&[1, 2, 3], &[3, 9, 1], "+9 -2 synced");
    kept(&[1, 2], &[8, 9], "+8 +9 -1 -2 synced");
    kept(&[1], &[2], "1~2 synced");
    kept(&[1], &[2, 1], "+2 synced");
    kept(&[1], &[2, 3, 1], "+2 +3 synced");
    kept(&[1], &[1, 2], "+2 synced");
    kept(&[1, 2], &[], "-1 -2 synced");
}
#[test]
fn events_keep_the_kernels_order_without_a_snapshot() {
    let mut test = routes();
    assert_eq!(test.snapshot(&[]), "synced");
    assert_eq!(test.event(NEWROUTE, CREATE | EXCL, &route(1)), "+1");
    assert_eq!(test.event(NEWROUTE, CREATE | APPEND, &route(2)), "+2");
    assert_eq!(test.event(NEWROUTE, CREATE, &route(3)), "+3");
    assert_eq!(gateways(&test), ["3", "1", "2"]);
    assert_eq!(test.event(NEWROUTE, REPLACE, &route(4)), "3~4");
    assert_eq!(test.event(NEWROUTE, REPLACE, &route(4)), "same");
    assert_eq!(gateways(&test), ["4", "1", "2"]);
    assert!(test.cache.is_synced());
    // One that is known is not added again: a dump was ahead of the event. Its place is checked.
    assert_eq!(test.event(NEWROUTE, CREATE | APPEND, &route(2)), "same");
    assert!(!test.cache.is_synced());
    // as long as the order is uncertain, nothing is said to be replaced
    assert_eq!(test.event(NEWROUTE, REPLACE, &route(5)), "+5");
    assert_eq!(test.snapshot(&[5, 1, 2].map(route)), "-4 synced");
}
/// A transport that receives what is queued.
struct Queued(std::collections::VecDeque<Vec<u8>>, u32);
#[derive(Debug)]
struct Empty;
impl core::fmt::Display for Empty {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("empty")
    }
}
impl core::error::Error for Empty {}
impl nlwire::client::TransportError for Empty {
    fn is_timeout(&self) -> bool {
        true
    }
}
impl nlwire::client::Transport for Queued {
    type Error = Empty;
    fn send(&mut self, datagram: &[u8]) -> Result<(), Empty> {
        self.1 = Message::new(datagram).unwrap().seq();
        Ok(())
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<nlwire::client::Received, Empty> {
        self.try_recv(buffer).transpose().unwrap_or(Err(Empty))
    }
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<nlwire::client::Received>, Empty> {
        let Some(datagram) = self.0.pop_front() else { return Ok(None) };
        buffer[..datagram.len()].copy_from_slice(&datagram);
        Ok(Some(nlwire::client::Received::unicast(datagram.len())))
    }
}
#[test]
fn a_step_that_finds_nothing_settles_the_snapshot() {
    let mut cache = Cache::new(Routes, Tree::<Routes, Vec<u8>>::new(), PORT, 1);
    let (mut transport, mut buffer) = (Queued([].into(), 0), [0; 4096]);
    let mut now = Duration::ZERO;
    let mut step = |transport: &mut Queued, seconds| {
        now += Duration::from_secs(seconds);
        cache.step(transport, &mut buffer, now, &mut |_| {}).unwrap();
        cache.is_synced()
    };
    let mut synced = false;
    for _ in 0..10 {
        // a snapshot of two dumps: routes of one key, and none
        synced = step(&mut transport, 2);
        let first = transport.1 == 1;
        let routes = if first { [1, 2, 3].map(route).to_vec() } else { Vec::new() };
        let mut datagram: Vec<u8> =
            routes.iter().flat_map(|body| message(NEWROUTE, MULTI, transport.1, body)).collect();
        datagram.extend(message(3, MULTI, transport.1, &0i32.to_ne_bytes()));
        if !synced {
            transport.0.push_back(datagram);
        }
    }
    assert!(synced, "nothing is queued: the snapshot is complete");
    transport.0.push_back(message(DELROUTE, 0, 0, &route(1)));
    assert!(step(&mut transport, 2), "no further snapshot is due: the order of the others is certain");
    let left: Vec<_> = cache.entries().map(|(_, entry)| name(entry)).collect();
    assert_eq!((left, cache.counters().snapshots), (vec!["2".into(), "3".into()], 1));
}
/// Routes, whose first request panics.
struct Panics(Cell<bool>);
impl CacheSpec for Panics {
    type Key = RouteKey;
    type Object<'a> = RouteEntryMessage<'a>;
    fn object<'a>(&self, message: Message<'a>) -> Option<RouteEntryMessage<'a>> {
        Routes.object(message)
    }
    const SIBLINGS: bool = true;
    fn parts(&self) -> u32 {
        CacheSpec::parts(&Routes)
    }
    fn part(&self, key: &RouteKey) -> u8 {
        Routes.part(key)
    }
    fn request<'b>(&self, part: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        assert!(!self.0.take(), "panics");
        Routes.request(part, buffer, seq)
    }
    fn classify(&self, message: Message<'_>) -> Update<RouteKey> {
        Routes.classify(message)
    }
}
#[test]
fn a_panic_while_a_dump_is_requested_leaves_its_slot_free() {
    let mut test = Test::new(Panics(Cell::new(true)), Tree::<Panics, Raw>::new());
    let mut buffer = [0; 64];
    let cache = &mut test.cache;
    let request = std::panic::AssertUnwindSafe(|| cache.request(Duration::ZERO, &mut buffer).is_ok());
    std::panic::catch_unwind(request).unwrap_err();
    assert_eq!(test.snapshot(&[route(1)]), "+1 synced");
    assert!(test.cache.is_synced());
}
#[test]
fn an_event_in_the_middle_of_a_dump_of_several_routes_asks_for_another() {
    // The kernel continues a dump by index: of 1, 2 and 3 it sends 1, then 1 is deleted, and the dump goes on behind 2.
    let mut test = routes();
    test.snapshot(&[1, 2, 3].map(route));
    for after in [false, true] {
        test.cache.refresh(test.now);
        let seq = test.begin();
        assert_eq!(test.dump(seq, NEWROUTE, &[route(1)]), "");
        if !after {
            assert_eq!(test.soon(DELROUTE, 0, &route(1)), "-1");
            assert_eq!(test.dump(seq, NEWROUTE, &[route(3)]), "");
            assert_eq!(test.done(seq), "");
            let seq = test.begin();
            assert_eq!(test.done(seq), "interrupted");
            assert_eq!(test.snapshot(&[2, 3].map(route)), "synced", "2 was there all the time");
            assert_eq!(test.event(NEWROUTE, CREATE, &route(1)), "+1");
        } else {
            // the event is queued behind the end of the last dump
            let dump = test.dump(seq, NEWROUTE, &[route(3)]);
            assert_eq!((dump, test.done(seq)), (String::new(), String::new()));
            let seq = test.begin();
            assert_eq!(test.done(seq), "-2 synced");
            assert_eq!(test.soon(DELROUTE, 0, &route(1)), "-1");
            assert!(!test.cache.is_synced());
            assert_eq!(test.snapshot(&[2, 3].map(route)), "+2 synced");
        }
    }
}
#[test]
fn a_next_hop_of_several_that_goes_does_not_take_the_route_along() {
    let mut test = routes();
    assert_eq!(test.snapshot(&[]), "synced");
    assert_eq!(test.event(NEWROUTE, CREATE | EXCL, &multipath(&[1])), "+1");
    assert_eq!(test.event(NEWROUTE, CREATE | APPEND, &multipath(&[1, 2])), "1~1+2");
    assert_eq!(test.event(DELROUTE, 0, &multipath(&[1])), "same");
    assert!(!test.cache.is_synced() && test.cache.len() == 1);
    // A deletion that a dump was ahead of concerns a next hop that is not known any more.
    let seq = test.begin();
    assert_eq!(test.dump(seq, NEWROUTE, &[multipath(&[2])]), "1+2~2");
    assert_eq!(test.done(seq), "synced");
    assert!(test.cache.is_synced());
    assert_eq!(test.event(DELROUTE, 0, &multipath(&[1])), "same");
    assert!(!test.cache.is_synced() && test.cache.len() == 1);

    // A dump lists the next hops from the first, an event from the one that was added; the ring is the same.
    let mut test = routes();
    test.snapshot(&[]);
    assert_eq!(test.event(NEWROUTE, CREATE | EXCL, &multipath(&[3, 1, 2])), "+3+1+2");
    for (gateways, expected) in [
        (&[1, 2, 3][..], "same"),
        (&[2, 3, 1], "same"),
        (&[1, 3, 2], "3+1+2~1+3+2"),
        (&[1, 3, 4], "1+3+2~1+3+4"),
        (&[1, 3], "1+3+4~1+3"),
        (&[3, 1], "same"),
    ] {
        assert_eq!(test.event(NEWROUTE, CREATE | APPEND, &multipath(gateways)), expected);
    }

    // entries that do not hold the next hops wait for a snapshot
    let mut cache = Cache::new(Routes, Tree::<Routes, ()>::new(), PORT, 1);
    for (kind, flags, gateways) in
        [(NEWROUTE, CREATE | EXCL, &[1][..]), (NEWROUTE, CREATE | APPEND, &[1, 2]), (DELROUTE, 0, &[1])]
    {
        cache.receive(
            &message(kind, flags, 0, &multipath(gateways)),
            nlwire::client::Delivery::Unicast,
            Duration::ZERO,
            &mut |change| {
                assert!(!matches!(change, Change::Removed { .. }));
            },
        );
    }
    assert_eq!(cache.len(), 1);
}

/// [`Routes`] with another limit, which counts comparisons.
struct Counted<'c, const MAX: u16>(&'c Cell<u64>);
impl<const MAX: u16> CacheSpec for Counted<'_, MAX> {
    type Key = RouteKey;
    const SIBLINGS: bool = true;
    const MAX_SIBLINGS: u16 = MAX;
    type Object<'a> = RouteEntryMessage<'a>;
    fn object<'a>(&self, message: Message<'a>) -> Option<RouteEntryMessage<'a>> {
        Routes.object(message)
    }
    fn request<'b>(&self, part: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        Routes.request(part, buffer, seq)
    }
    fn classify(&self, message: Message<'_>) -> Update<RouteKey> {
        Routes.classify(message)
    }
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        self.0.set(self.0.get() + 1);
        Routes.same(old, new)
    }
}
/// The most comparisons that one of these events takes, where so many routes have the key; and what is said of the snapshot that has them.
fn comparisons<const MAX: u16>(routes: u32) -> (u64, String) {
    let counted = Cell::new(0);
    let table = Counted::<MAX>(&counted);
    let mut test = Test::new(table, Tree::<Counted<'_, MAX>, Raw>::new());
    let seq = test.begin();
    for gateway in 0..routes {
        let datagram = message(NEWROUTE, MULTI, seq, &route(gateway));
        test.take(&datagram, |_| "0".into());
    }
    let said = test.done(seq);
    let known = test.said.len();
    assert!(known == 0 && test.cache.len() as u32 == routes.min(MAX.into()));
    let end = routes.saturating_add(1);
    let mut most = 0;
    for (kind, flags, gateway) in [
        (NEWROUTE, CREATE | APPEND, end),
        (NEWROUTE, CREATE, end + 1),
        (NEWROUTE, REPLACE, end + 2),
        (NEWROUTE, REPLACE, 5),
        (DELROUTE, 0, end + 3),
        (DELROUTE, 0, routes - 1),
        (DELROUTE, 0, 20),
    ] {
        counted.set(0);
        test.event(kind, flags, &route(gateway));
        most = most.max(counted.get());
    }
    (most, said.split_whitespace().last().unwrap_or("").to_owned())
}
#[test]
fn an_event_takes_bounded_time_whatever_shares_its_key() {
    let limit = u64::from(Routes::MAX_SIBLINGS);
    assert_eq!(comparisons::<128>(100), (103, "synced".into()));
    for routes in [10_000, 70_000] {
        let (most, said) = comparisons::<128>(routes);
        // once to look for it, once to see what it changes
        assert!(most <= limit + 1, "{most} comparisons among {routes} routes");
        assert_eq!(said, "overcapacity", "routes are missing");
    }
    // the highest limit there can be, which all routes of one key reached before
    let (most, said) = comparisons::<{ u16::MAX }>(70_000);
    assert!(most <= 65_536, "{most}");
    assert_eq!(said, "overcapacity");
}
#[test]
fn routes_beyond_the_limit_are_missing_until_there_is_room() {
    let all = (0..200).map(route).collect::<Vec<_>>();
    let mut test = routes();
    let said = test.snapshot(&all);
    assert!(said.ends_with("+127 no room overcapacity"), "{said}");
    assert!(!test.cache.is_synced() && test.cache.len() == 128 && test.cache.counters().no_room == 72);
    assert_eq!(test.event(NEWROUTE, CREATE | APPEND, &route(200)), "no room");
    // one goes, and the next snapshot has room for the first of those that are missing
    assert_eq!(test.event(DELROUTE, 0, &route(7)), "-7");
    let left = (0..200).filter(|it| *it != 7).map(route).collect::<Vec<_>>();
    assert_eq!(test.snapshot(&left), "+128 no room overcapacity");
    // all that had no room go
    for gateway in 129..=200 {
        assert_eq!(test.event(DELROUTE, 0, &route(gateway)), "same");
    }
    assert!(!test.cache.is_synced());
    assert_eq!(test.snapshot(&left[..128]), "synced");
    assert!(test.cache.is_synced());
}

fn link(index: u32) -> Vec<u8> {
    let mut body = vec![0; 16];
    body[4..8].copy_from_slice(&index.to_ne_bytes());
    body
}
/// A store with room for two.
#[derive(Default)]
struct Two(BTreeMap<At<u32>, Slot<Raw>>);
impl Store for Two {
    type Key = At<u32>;
    type Value = Slot<Raw>;
    fn get(&self, key: &At<u32>) -> Option<&Slot<Raw>> {
        self.0.get(key)
    }
    fn get_mut(&mut self, key: &At<u32>) -> Option<&mut Slot<Raw>> {
        self.0.get_mut(key)
    }
    fn insert(&mut self, key: At<u32>, value: Slot<Raw>) -> Result<(), Slot<Raw>> {
        if self.0.len() == 2 { Err(value) } else { Ok(_ = self.0.insert(key, value)) }
    }
    fn remove(&mut self, key: &At<u32>) -> Option<Slot<Raw>> {
        self.0.remove(key)
    }
    fn retain(&mut self, keep: impl FnMut(&At<u32>, &mut Slot<Raw>) -> bool) {
        self.0.retain(keep);
    }
    fn iter(&self) -> impl Iterator<Item = (&At<u32>, &Slot<Raw>)> {
        self.0.iter()
    }
}
#[test]
fn a_cache_is_whole_again_when_what_had_no_room_is_gone() {
    let mut test = Test::new(Links, Two::default());
    let snapshot = |test: &mut Test<Links, Two>, links: &[u32]| {
        let seq = test.begin();
        for index_of in links {
            test.take(&message(NEWLINK, MULTI, seq, &link(*index_of)), index);
        }
        test.done(seq)
    };
    assert_eq!(snapshot(&mut test, &[1, 2, 3]), "+1 +2 no room overcapacity");
    assert!(!test.cache.is_synced() && test.cache.due_in(test.now).is_none());
    // the deletion of what had no room asks for a snapshot, and that clears it
    test.take(&message(NEWLINK + 1, 0, 0, &link(3)), index);
    assert_eq!(std::mem::take(&mut test.said), ["same"]);
    assert_eq!(snapshot(&mut test, &[1, 2]), "synced");
    assert!(test.cache.is_synced());
    // so does any snapshot: here the deletion was not heard of
    test.take(&message(NEWLINK, 0, 0, &link(4)), index);
    assert_eq!(
        (std::mem::take(&mut test.said), test.cache.is_synced()),
        (vec!["no room".to_string()], false)
    );
    test.cache.refresh(test.now);
    assert_eq!(snapshot(&mut test, &[1, 2]), "synced");
    assert!(test.cache.is_synced());
}

#[test]
fn a_link_without_an_index_is_no_object() {
    let mut test = Test::new(Links, Tree::<Links, Raw>::new());
    for (kind, index_of) in [(NEWLINK, 0), (NEWLINK, 3), (NEWLINK + 1, 0)] {
        test.take(&message(kind, 0, 0, &link(index_of)), index);
    }
    assert!(test.said[0].starts_with("other") && test.said[1] == "+3", "{:?}", test.said);
    assert_eq!(test.cache.iter().map(|(key, _)| *key).collect::<Vec<_>>(), [3]);
}
#[test]
fn neighbours_that_are_excluded_are_so_in_both_directions() {
    const REACHABLE: u8 = 2;
    const NOARP: u8 = 0x40;
    let neighbour = |last: u8, state: u8| {
        let mut body = vec![2, 0, 0, 0, 3, 0, 0, 0, state, 0, 0, 1];
        attr(&mut body, 1, &[192, 0, 2, last]);
        body
    };
    fn last(entry: &[u8]) -> String {
        entry[35].to_string()
    }
    let mut test = Test::new(Neighbours::default(), Tree::<Neighbours, Raw>::new());
    let mut event = |kind, last_byte, state| {
        test.take(&message(kind, 0, 0, &neighbour(last_byte, state)), last);
        std::mem::take(&mut test.said).join(" ")
    };
    assert_eq!(event(NEWNEIGH, 1, NOARP), "excluded");
    assert_eq!(event(DELNEIGH, 1, NOARP), "excluded");
    assert_eq!(event(DELNEIGH, 1, 0), "excluded", "NUD_NONE");
    // one that was another before goes when it comes to that, once
    assert_eq!(event(NEWNEIGH, 2, REACHABLE), "+2");
    assert_eq!(event(NEWNEIGH, 2, NOARP), "-2");
    assert_eq!(event(DELNEIGH, 2, NOARP), "excluded");
    // the kernel marks an entry that is in use when it deletes it
    assert_eq!(event(NEWNEIGH, 3, REACHABLE), "+3");
    assert_eq!(event(DELNEIGH, 3, NOARP), "-3");
    assert_eq!((test.cache.len(), test.cache.counters().filtered), (0, 4));
    // and so in a dump, and while one runs
    let seq = test.begin();
    test.take(&message(NEWNEIGH, 0, 0, &neighbour(4, NOARP)), last);
    test.take(&message(NEWNEIGH, MULTI, seq, &neighbour(4, REACHABLE)), last);
    test.take(&message(NEWNEIGH, MULTI, seq, &neighbour(5, NOARP)), last);
    assert_eq!(
        (std::mem::take(&mut test.said).join(" "), test.done(seq)),
        ("excluded".into(), "synced".into())
    );
    assert!(test.cache.is_empty());
}
