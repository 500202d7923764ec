//! A copy of the kernel's routing tables that stays true, in memory that is set aside at the start: every change as a line, losses and what
//! mended them, and counters at the end. Needs no privileges.
//!
//!     cargo run --release --example route_mirror [-- SECONDS [CAPACITY]]
//!
//!     = whole: 13 routes after 0.001 s
//!     + 10.0.0.0/8 table 254 via 192.0.2.1 dev 3
//!     ~ 10.0.0.0/8 table 254 via 192.0.2.2 dev 3 (was via 192.0.2.1 dev 3)
//!     - 10.0.0.0/8 table 254 via 192.0.2.2 dev 3
use nlwire::{
    mirror::{At, Change, Entry, Mirror, Slot, Store},
    route::{Route, RouteKey, Routes, RtMsg},
    socket::{Config, Protocol, monotonic},
    wire::Message,
};
use std::{
    error::Error,
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    time::Duration,
};

/// What is kept of a route; another program keeps something else.
#[derive(Clone, Copy, PartialEq)]
struct Way {
    gateway: Option<IpAddr>,
    link: Option<u32>,
    hops: usize,
}
impl Way {
    fn read(message: Message<'_>) -> Option<Self> {
        let (_, attrs) = message.split::<RtMsg, Route>().ok()?;
        Some(Self { gateway: attrs.gateway(), link: attrs.link(), hops: attrs.hops().count() })
    }
}
impl Entry<Routes> for Way {
    fn of(_: &Routes, message: Message<'_>, _: Option<&Self>) -> Option<Self> {
        Self::read(message)
    }
    fn tells_nothing_new(&self, _: &Routes, message: Message<'_>) -> bool {
        Self::read(message) == Some(*self)
    }
}
impl fmt::Display for Way {
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
/// A store of one's own: rows in order, and never more than there was room for at the start.
struct Sorted(Vec<(Key, Slot<Way>)>);
impl Sorted {
    fn at(&self, key: &Key) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.cmp(key))
    }
}
impl Store for Sorted {
    type Key = Key;
    type Value = Slot<Way>;
    fn get(&self, key: &Key) -> Option<&Slot<Way>> {
        self.at(key).ok().map(|at| &self.0[at].1)
    }
    fn get_mut(&mut self, key: &Key) -> Option<&mut Slot<Way>> {
        self.at(key).ok().map(|at| &mut self.0[at].1)
    }
    fn insert(&mut self, key: Key, slot: Slot<Way>) -> Result<(), Slot<Way>> {
        match self.at(&key) {
            Err(at) if self.0.len() < self.0.capacity() => self.0.insert(at, (key, slot)),
            _ => return Err(slot),
        }
        Ok(())
    }
    fn remove(&mut self, key: &Key) -> Option<Slot<Way>> {
        self.at(key).ok().map(|at| self.0.remove(at).1)
    }
    fn retain(&mut self, mut keep: impl FnMut(&Key, &mut Slot<Way>) -> bool) {
        self.0.retain_mut(|(key, slot)| keep(key, slot));
    }
    fn iter(&self) -> impl Iterator<Item = (&Key, &Slot<Way>)> {
        self.0.iter().map(|(key, slot)| (key, slot))
    }
}

fn name(key: &RouteKey) -> String {
    let [a, b, c, d, ..] = key.dst;
    let address: IpAddr =
        if key.family == 2 { Ipv4Addr::new(a, b, c, d).into() } else { Ipv6Addr::from(key.dst).into() };
    let metric = if key.priority == 0 { String::new() } else { format!(" metric {}", key.priority) };
    format!("{address}/{} table {}{metric}", key.dst_len, key.table)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let end = arguments.next().map(|seconds| seconds.parse()).transpose()?.map(Duration::from_secs);
    let capacity = arguments.next().map_or(Ok(1 << 16), |capacity| capacity.parse())?;

    let socket =
        Config::new(Protocol::ROUTE).groups(Routes::GROUPS).nonblocking(true).receive_buffer(4 << 20);
    let socket = socket.open()?;
    let mut mirror = Mirror::new(Routes, Sorted(Vec::with_capacity(capacity)), socket.port_id(), 1);
    let (mut buffer, began) = ([0; 32 * 1024], monotonic());
    let elapsed = || monotonic().saturating_sub(began);
    let mut first = true;
    while end.is_none_or(|end| elapsed() < end) {
        let left = end.map(|end| end.saturating_sub(elapsed()));
        socket.wait([mirror.due_in(elapsed()), left].into_iter().flatten().min())?;
        let mut whole = false;
        mirror.step(&mut &socket, &mut buffer, elapsed(), &mut |change| match change {
            Change::Added { .. } if first => {} // the first snapshot would be a line for each route
            Change::Added { key, entry, .. } => println!("+ {}{entry}", name(key)),
            Change::Changed { key, old, entry, .. } => println!("~ {}{entry} (was{old})", name(key)),
            Change::Removed { key, entry, .. } => println!("- {}{entry}", name(key)),
            Change::NoRoom { key, .. } => println!("! no room for {}", name(key)),
            Change::Lost => println!("! events were lost; a new snapshot follows"),
            Change::Refused { refusal, .. } => println!("! {refusal}"),
            Change::Whole => whole = true,
            _ => {}
        })?;
        if whole {
            first = false;
            println!("= whole: {} routes after {:.3} s", mirror.len(), elapsed().as_secs_f64());
        }
    }
    let counters = mirror.counters().named().map(|(name, count)| format!("{name} {count}"));
    println!("= {}", counters.join(", "));
    Ok(())
}
