//! Mirrors of the running kernel's tables, in a namespace: against `ip`, in a storm, for long.
#![cfg(all(target_os = "linux", feature = "std", feature = "route"))]
#![allow(clippy::unwrap_used)]
mod common;

#[path = "cache_live/neighbour.rs"]
mod neighbour;
#[path = "cache_live/route.rs"]
mod route;
#[path = "cache_live/storm.rs"]
mod storm;
#[path = "cache_live/table.rs"]
mod table;

use nlwire::{
    cache::{Cache, CacheSpec, Change, Entry, ResyncPolicy, Step, Tree},
    client::Connection,
    route::*,
    socket::{Config, Protocol, Socket, monotonic},
    uapi::AddressFamily,
    wire::{DeleteFlags, Message, NewFlags, Request},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    net::{IpAddr, Ipv4Addr},
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

const PACE: ResyncPolicy = ResyncPolicy {
    min_interval: Duration::from_millis(100),
    settle_delay: Duration::from_millis(50),
    dump_timeout: Duration::from_secs(10),
};

/// Runs the mirror until it is whole and nothing has come for a while; how many losses it told of.
fn resolve<T: CacheSpec, E: Entry<T>>(
    cache: &mut Cache<T, Tree<T, E>>,
    socket: &Socket,
    buffer: &mut [u8],
) -> u64 {
    let mut losses = 0;
    settle_with(cache, socket, buffer, &mut |change| losses += u64::from(matches!(change, Change::Lost)));
    losses
}
/// Runs the cache until it is complete and nothing has come for a while, with what it reports.
fn settle_with<T: CacheSpec, E: Entry<T>>(
    cache: &mut Cache<T, Tree<T, E>>,
    socket: &Socket,
    buffer: &mut [u8],
    sink: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>),
) {
    let until = monotonic() + Duration::from_secs(30);
    loop {
        let quiet = !socket.wait(Some(cache.due_in(monotonic()).unwrap_or(PACE.settle_delay))).unwrap();
        if quiet && cache.is_synced() {
            return;
        }
        assert!(monotonic() < until, "it never comes to rest: {:?}", cache.counters());
        cache.step(&mut &*socket, buffer, monotonic(), sink).unwrap();
    }
}
fn open(groups: &[u32]) -> Socket {
    Config::new(Protocol::ROUTE).groups(groups).nonblocking(true).open().unwrap()
}
/// What a table's own dumps say now, by key. Several of one key are numbered.
fn dumped<T: CacheSpec>(table: &T) -> BTreeMap<(T::Key, usize), Vec<u8>> {
    let socket = open(&[]);
    let mut cache = Cache::new(table, Tree::<&T, Vec<u8>>::new(), socket.port_id(), 1).pace(PACE);
    resolve(&mut cache, &socket, &mut vec![0; 32768]);
    numbered(&cache)
}
fn numbered<T: CacheSpec>(cache: &Cache<T, Tree<T, Vec<u8>>>) -> BTreeMap<(T::Key, usize), Vec<u8>> {
    let mut found = BTreeMap::new();
    for (key, entry) in cache.entries() {
        let nth = (0..).find(|nth| !found.contains_key(&(*key, *nth))).unwrap();
        found.insert((*key, nth), entry.clone());
    }
    found
}
/// In what a mirror differs from a fresh dump.
fn differences<T: CacheSpec>(cache: &Cache<T, Tree<T, Vec<u8>>>) -> Option<String>
where
    T::Key: std::fmt::Debug,
{
    let (mine, fresh) = (numbered(cache), dumped(cache.table()));
    let missing: Vec<_> = fresh.keys().filter(|key| !mine.contains_key(key)).take(5).collect();
    let surplus: Vec<_> = mine.keys().filter(|key| !fresh.contains_key(key)).take(5).collect();
    if !missing.is_empty() || !surplus.is_empty() {
        return Some(format!("missing {missing:?}, surplus {surplus:?}, {:?}", cache.counters()));
    }
    mine.iter().find_map(|(key, entry)| {
        let (mine, fresh) = (Message::new(entry).unwrap(), Message::new(&fresh[key]).unwrap());
        let attrs = |message: Message<'_>| format!("{:?}", RouteMessage::decode(message).unwrap());
        (!cache.table().same(mine, fresh)).then(|| format!("{key:?}:\n{}\n{}", attrs(mine), attrs(fresh)))
    })
}
/// The cache equals a fresh dump. What the kernel does late (an address that ends duplicate address detection, say) may be in the dump
/// and not yet read from the socket: then the cache follows once more.
fn assert_current<T: CacheSpec>(cache: &mut Cache<T, Tree<T, Vec<u8>>>, socket: &Socket, buffer: &mut [u8])
where
    T::Key: std::fmt::Debug,
{
    let until = monotonic() + Duration::from_secs(10);
    while let Some(difference) = differences(cache) {
        assert!(monotonic() < until, "{difference}");
        resolve(cache, socket, buffer);
    }
}
/// How many rows `ip -j` has of something; nothing where it is not installed.
fn ip_rows(args: &[&str]) -> Option<Vec<serde_json::Value>> {
    let output = common::tool("ip").args(["-j"]).args(args).output().ok()?;
    serde_json::from_slice(&output.stdout).ok()
}
/// What counts of a route, as `ip -N -j -d route` says it: `type=1 dst=10.0.0.5 dev=veth0 table=254 ...`.
type Rows = BTreeSet<String>;
const FIELDS: [&str; 9] =
    ["type", "dst", "dev", "table", "protocol", "scope", "prefsrc", "metric", "gateway"];
fn routes_of_ip() -> Option<Rows> {
    let mut rows = Rows::new();
    for family in ["-4", "-6"] {
        for route in ip_rows(&["-N", "-d", family, "route", "show", "table", "all"])? {
            assert!(rows.insert(row(|field| {
                let value = route.get(field)?;
                Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
            })));
        }
    }
    Some(rows)
}
fn row(field: impl Fn(&str) -> Option<String>) -> String {
    FIELDS.iter().filter_map(|name| Some(format!("{name}={} ", field(name)?))).collect()
}
fn routes_of_mirror<T: CacheSpec>(cache: &Cache<T, Tree<T, Vec<u8>>>) -> Rows {
    let names: BTreeMap<_, _> = ip_rows(&["link"])
        .unwrap_or_default()
        .iter()
        .map(|link| (link["ifindex"].as_u64().unwrap() as u32, link["ifname"].as_str().unwrap().to_owned()))
        .collect();
    let mut rows = Rows::new();
    for (_, entry) in cache.entries() {
        let Ok(RouteMessage::NewRoute(RouteEntryMessage { header, attrs, .. })) =
            RouteMessage::decode(Message::new(entry).unwrap())
        else {
            continue;
        };
        let found = nlwire::pick!(
            attrs,
            Route {
                dst: RTA_DST,
                oif: RTA_OIF,
                table: RTA_TABLE,
                source: RTA_PREFSRC,
                priority: RTA_PRIORITY,
                gateway: RTA_GATEWAY
            }
        )
        .unwrap();
        let len = header.get(RtMsg::rtm_dst_len);
        let whole = if header.get(RtMsg::rtm_family) == AddressFamily::AF_INET { 32 } else { 128 };
        assert!(rows.insert(row(|field| match field {
            "type" => Some(header.get(RtMsg::rtm_type).0.to_string()),
            "dst" if len == 0 => Some("default".into()),
            "dst" if len == whole => found.dst.map(|dst| format!("{dst:?}")),
            "dst" => found.dst.map(|dst| format!("{dst:?}/{len}")),
            "dev" => found.oif.map(|oif| names[&oif].clone()),
            "table" => found.table.map(|table| table.0.to_string()),
            "protocol" => Some(header.get(RtMsg::rtm_protocol).0.to_string()),
            "scope" => Some(header.get(RtMsg::rtm_scope).0.to_string()),
            "prefsrc" => found.source.map(|source| format!("{source:?}")),
            "metric" => found.priority.map(|priority| priority.to_string()),
            _ => found.gateway.map(|gateway| format!("{gateway:?}")),
        })));
    }
    rows
}
/// Runs `ip`, or `bridge` where the line begins so, or writes to `/proc/sys`; whether it was done.
fn runs(line: &str) -> bool {
    if let Some((path, value)) = line.strip_prefix("sysctl ").and_then(|it| it.split_once('=')) {
        return std::fs::write(format!("/proc/sys/{path}"), value).is_ok();
    }
    let (tool, args) = line.strip_prefix("bridge ").map_or(("ip", line), |args| ("bridge", args));
    common::tool(tool).args(args.split(' ')).status().unwrap().success()
}
/// Two ends of a veth pair, up; the index of the first.
fn pair() -> u32 {
    let mut buffer = [0; 8192];
    let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
    talk.request_with(NewLink::default(), NewFlags::CREATE | NewFlags::EXCL, |link| {
        link.put(Link::IFLA_IFNAME, "veth0").nest(Link::IFLA_LINKINFO, |info| {
            info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |veth| {
                veth.headed(Veth::VETH_INFO_PEER, &IfInfo::new(), |peer| {
                    peer.put(Link::IFLA_IFNAME, "veth1");
                });
            });
        });
    })
    .unwrap();
    let mut index = 0;
    for name in ["veth1", "veth0"] {
        index = talk.get(link::by_name(name)).unwrap().index();
        talk.run(link::set_up(index)).unwrap();
    }
    talk.run(addr::add(index, "172.16.0.1".parse().unwrap(), 16)).unwrap();
    index
}
/// Adds or deletes a route, behind what `out` holds.
fn write_route(out: &mut Vec<u8>, n: u32, device: u32, add: bool, ack: bool) {
    let dst = Ipv4Addr::from(0x0a00_0000 + n);
    let (family, table, protocol) =
        (AddressFamily::AF_INET, RtmTable::RT_TABLE_MAIN, RouteProtocol::RTPROT_STATIC);
    if add {
        let kind = RouteType::RTN_UNICAST;
        let scope = RouteScope::RT_SCOPE_LINK;
        let route = NewRoute { family, dst_len: 32, table, protocol, kind, scope, ..Default::default() };
        let flags =
            NewFlags::CREATE | NewFlags::REPLACE | if ack { NewFlags::ACK } else { NewFlags::empty() };
        Request::append(out, route, flags, 1, |route| {
            route.put(Route::RTA_DST, dst).put(Route::RTA_OIF, device);
        })
        .unwrap();
    } else {
        let route = DelRoute {
            family,
            dst_len: 32,
            table,
            scope: RouteScope::RT_SCOPE_NOWHERE,
            ..Default::default()
        };
        let flags = if ack { DeleteFlags::ACK } else { DeleteFlags::empty() };
        Request::append(out, route, flags, 1, |route| _ = route.put(Route::RTA_DST, dst)).unwrap();
    }
}
/// Sends a batch whose last message asks for an ack, and waits for that. Refusals come unasked, and do not matter.
fn send(socket: &Socket, batch: &[u8], buffer: &mut [u8]) {
    socket.send(batch).unwrap();
    loop {
        let Ok(len) = socket.recv(buffer) else { continue };
        let last = nlwire::wire::Messages::new(&buffer[..len]).flatten().last().unwrap();
        if last.seq() == 2 {
            return;
        }
    }
}
fn kilobytes(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(what)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
fn descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}
fn number(name: &str, usual: u32) -> u32 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// What tells the mirror from a fresh dump, or from what `ip` lists.
fn disagreement(cache: &Cache<Tables, Tree<Tables, Vec<u8>>>, step: &[&str]) -> Option<String> {
    if let Some(differences) = differences(cache) {
        return Some(differences);
    }
    let rows = |args: &[&str]| ip_rows(args).unwrap().len();
    let count = |is: fn(&TablesKey) -> bool| cache.iter().filter(|(key, _)| is(key)).count();
    let (ours, theirs) = (count(|key| matches!(key, TablesKey::Link(_))), rows(&["link"]));
    if ours != theirs {
        return Some(format!("{ours} links, ip has {theirs}"));
    }
    let v4 = |key: &TablesKey| matches!(key, TablesKey::Route(key) if key.dst.is_ipv4());
    let (ours, theirs) = (count(v4), rows(&["-4", "route", "show", "table", "all"]));
    if ours != theirs {
        return Some(format!("{ours} IPv4 routes, ip has {theirs}"));
    }
    if step.iter().any(|args| args.contains("append")) {
        return None;
    }
    let (ours, theirs) = (routes_of_mirror(cache), routes_of_ip().unwrap());
    (ours != theirs).then(|| format!("routes {ours:?}, ip has {theirs:?}"))
}
/// Follows what each step does, and compares after it with a fresh dump and with what `ip` says.
fn follow(test: &str, steps: &'static [&'static [&'static str]]) {
    common::in_namespace(test, || {
        let with_bridge = steps.iter().flat_map(|step| step.iter()).any(|line| line.starts_with("bridge "));
        if !common::has_tools(test, if with_bridge { &["ip", "bridge"] } else { &["ip"] }) {
            return;
        }
        // an address that duplicates are still looked for is in a dump, but its event comes later
        for conf in ["all", "default"] {
            std::fs::write(format!("/proc/sys/net/ipv6/conf/{conf}/accept_dad"), "0").unwrap();
        }
        let tables = Tables { forwarding: true, ..Tables::USUAL };
        let socket = open(Tables::GROUPS);
        let mut cache = Cache::new(tables, Tree::<Tables, Vec<u8>>::new(), socket.port_id(), 1).pace(PACE);
        let mut buffer = vec![0; 32768];
        resolve(&mut cache, &socket, &mut buffer);
        for step in steps {
            for (n, line) in step.iter().enumerate() {
                let done = runs(line);
                if !done && n == 0 && line.contains(" vxlan ") {
                    return common::skip(test, "this kernel has no VXLAN");
                }
                assert!(done, "{line}");
            }
            resolve(&mut cache, &socket, &mut buffer);
            // the kernel tells of carriers, and of the addresses that come with them, up to a second later (net/core/link_watch.c)
            let until = monotonic() + Duration::from_secs(20);
            let mut wrong = disagreement(&cache, step);
            while wrong.is_some() && monotonic() < until {
                socket.wait(Some(PACE.min_interval)).unwrap();
                resolve(&mut cache, &socket, &mut buffer);
                wrong = disagreement(&cache, step);
            }
            assert_eq!(wrong, None, "{step:?}");
        }
        assert_eq!(cache.counters().lost, 0);
        println!("{:?}", cache.counters());
    });
}

/// Two veth pairs that are up, with an address each.
fn two_ways() -> bool {
    [
        "link add v1 type veth peer name v2",
        "link add v3 type veth peer name v4",
        "link set v1 up",
        "link set v2 up",
        "link set v3 up",
        "link set v4 up",
        "addr add 192.0.2.1/24 dev v1",
        "addr add 198.51.100.1/24 dev v3",
        "addr add 2001:db8:1::1/64 dev v1 nodad",
        "addr add 2001:db8:2::1/64 dev v3 nodad",
    ]
    .iter()
    .all(|line| runs(line))
}
