//! A cache of the kernel's routing tables, in memory allocated at the start: prints every change,
//! losses and resynchronisations, and statistics at the end. Needs no privileges.
//!
//!     cargo run --release --example route_cache [-- SECONDS [CAPACITY]]
//!
//!     = whole: 13 routes after 0.001 s
//!     + 10.0.0.0/8 table 254 via 192.0.2.1 dev 3
//!     ~ 10.0.0.0/8 table 254 via 192.0.2.2 dev 3 (was via 192.0.2.1 dev 3)
//!     - 10.0.0.0/8 table 254 via 192.0.2.2 dev 3
use nlwire::wire::Operation;
use nlwire::{
    cache::{At, Cache, Change, Entry, Slot, Store},
    route::{GetRoute, RouteKey, Routes},
    socket::{Config, Protocol, monotonic, random_seed},
    wire::Message,
};
use std::{error::Error, fmt, net::IpAddr, time::Duration};

/// What the cache keeps of a route; other programs keep other properties.
#[derive(Clone, Copy, PartialEq)]
struct Direction {
    gateway: Option<IpAddr>,
    link: Option<u32>,
    hops: usize,
}
impl Direction {
    fn read(message: Message<'_>) -> Option<Self> {
        let route = GetRoute::reply(message).ok()?;
        Some(Self { gateway: route.gateway(), link: route.link(), hops: route.hops().count() })
    }
}
impl Entry<Routes> for Direction {
    type View<'a> = Self;
    fn view(&self, _: &Routes) -> Option<Self> {
        Some(*self)
    }
    fn of(_: &Routes, message: Message<'_>, _: Option<&Self>) -> Option<Self> {
        Self::read(message)
    }
    fn matches(&self, _: &Routes, message: Message<'_>) -> bool {
        Self::read(message) == Some(*self)
    }
}
impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(gateway) = self.gateway {
            write!(f, " via {gateway}")?;
        }
        match (self.link, self.hops) {
            (Some(link), _) => write!(f, " dev {link}"),
            (None, 0) => f.write_str(" dropped"),
            (None, hops) => write!(f, " by {hops} next hops"),
        }
    }
}

type Key = At<RouteKey>;
/// A custom store: a sorted array of limited capacity.
struct Sorted(Vec<(Key, Slot<Direction>)>);
impl Sorted {
    fn at(&self, key: &Key) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.cmp(key))
    }
}
impl Store for Sorted {
    type Key = Key;
    type Value = Slot<Direction>;
    fn get(&self, key: &Key) -> Option<&Slot<Direction>> {
        self.at(key).ok().map(|at| &self.0[at].1)
    }
    fn get_mut(&mut self, key: &Key) -> Option<&mut Slot<Direction>> {
        self.at(key).ok().map(|at| &mut self.0[at].1)
    }
    fn insert(&mut self, key: Key, slot: Slot<Direction>) -> Result<(), Slot<Direction>> {
        match self.at(&key) {
            Err(at) if self.0.len() < self.0.capacity() => self.0.insert(at, (key, slot)),
            _ => return Err(slot),
        }
        Ok(())
    }
    fn remove(&mut self, key: &Key) -> Option<Slot<Direction>> {
        self.at(key).ok().map(|at| self.0.remove(at).1)
    }
    fn retain(&mut self, mut keep: impl FnMut(&Key, &mut Slot<Direction>) -> bool) {
        self.0.retain_mut(|(key, slot)| keep(key, slot));
    }
    fn iter(&self) -> impl Iterator<Item = (&Key, &Slot<Direction>)> {
        self.0.iter().map(|(key, slot)| (key, slot))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let end = arguments.next().map(|seconds| seconds.parse()).transpose()?.map(Duration::from_secs);
    let capacity = arguments.next().map_or(Ok(1 << 16), |capacity| capacity.parse())?;

    let socket =
        Config::new(Protocol::ROUTE).groups(Routes::GROUPS).nonblocking(true).receive_buffer(4 << 20);
    let socket = socket.open()?;
    let mut cache = Cache::new(Routes, Sorted(Vec::with_capacity(capacity)), socket.port_id(), random_seed());
    let (mut buffer, began) = ([0; 32 * 1024], monotonic());
    let elapsed = || monotonic().saturating_sub(began);
    let mut first = true;
    while end.is_none_or(|end| elapsed() < end) {
        let left = end.map(|end| end.saturating_sub(elapsed()));
        socket.wait([cache.due_in(elapsed()), left].into_iter().flatten().min())?;
        let (mut whole, is_first) = (false, first);
        cache.step(&mut &socket, &mut buffer, elapsed(), &mut |change| match change {
            Change::Added { .. } if is_first => {} // the first snapshot would print every route
            Change::Added { key, entry, .. } => println!("+ {key}{entry}"),
            Change::Changed { key, old, entry, .. } => println!("~ {key}{entry} (was{old})"),
            Change::Removed { key, entry, .. } => println!("- {key}{entry}"),
            Change::NoRoom { key, .. } => println!("! no room for {key}"),
            Change::Lost => println!("! events were lost; a new snapshot follows"),
            Change::Refused { refusal, .. } => println!("! {refusal}"),
            Change::Synced => whole = true,
            Change::OverCapacity => {
                first = false;
                println!("! a snapshot ended, but routes without room are missing");
            }
            _ => {}
        })?;
        if whole {
            first = false;
            println!("= whole: {} routes after {:.3} s", cache.len(), elapsed().as_secs_f64());
        }
    }
    let counters = cache.counters().named().map(|(name, count)| format!("{name} {count}"));
    println!("= {}", counters.join(", "));
    Ok(())
}
