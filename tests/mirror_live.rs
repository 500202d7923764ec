//! Mirrors of the running kernel's tables, in a namespace: against `ip`, in a storm, for long.
#![cfg(all(target_os = "linux", feature = "std", feature = "route"))]
#![allow(clippy::unwrap_used)]
mod common;

use nlwire::{
    exchange::Connection,
    mirror::{Change, Entry, Mirror, Pace, Step, Table, Tree},
    route::*,
    socket::{Config, Protocol, Socket, monotonic},
    uapi::AddressFamily,
    wire::{DeleteFlags, Layout, Message, NewFlags, Request},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    net::Ipv4Addr,
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

const PACE: Pace = Pace {
    pause: Duration::from_millis(100),
    settle: Duration::from_millis(50),
    patience: Duration::from_secs(10),
};

/// Runs the mirror until it is whole and nothing has come for a while; how many losses it told of.
fn settle<T: Table, E: Entry<T>>(
    mirror: &mut Mirror<T, Tree<T, E>>,
    socket: &Socket,
    buffer: &mut [u8],
) -> u64 {
    let mut losses = 0;
    let until = monotonic() + Duration::from_secs(30);
    loop {
        let quiet = !socket.wait(Some(mirror.due_in(monotonic()).unwrap_or(PACE.settle))).unwrap();
        if quiet && mirror.is_whole() {
            return losses;
        }
        assert!(monotonic() < until, "it never comes to rest: {:?}", mirror.counters());
        mirror
            .step(&mut &*socket, buffer, monotonic(), &mut |change| {
                losses += u64::from(matches!(change, Change::Lost))
            })
            .unwrap();
    }
}
fn open(groups: &[u32]) -> Socket {
    Config::new(Protocol::ROUTE).groups(groups).nonblocking(true).open().unwrap()
}
/// What a table's own dumps say now, by key. Several of one key are numbered.
fn dumped<T: Table>(table: &T) -> BTreeMap<(T::Key, usize), Vec<u8>> {
    let socket = open(&[]);
    let mut mirror = Mirror::new(table, Tree::<&T, Vec<u8>>::new(), socket.port_id(), 1).pace(PACE);
    settle(&mut mirror, &socket, &mut vec![0; 32768]);
    numbered(&mirror)
}
fn numbered<T: Table>(mirror: &Mirror<T, Tree<T, Vec<u8>>>) -> BTreeMap<(T::Key, usize), Vec<u8>> {
    let mut found = BTreeMap::new();
    for (key, entry) in mirror.iter() {
        let nth = (0..).find(|nth| !found.contains_key(&(*key, *nth))).unwrap();
        found.insert((*key, nth), entry.clone());
    }
    found
}
/// In what a mirror differs from a fresh dump.
fn differences<T: Table>(mirror: &Mirror<T, Tree<T, Vec<u8>>>) -> Option<String>
where
    T::Key: std::fmt::Debug,
{
    let (mine, fresh) = (numbered(mirror), dumped(mirror.table()));
    let missing: Vec<_> = fresh.keys().filter(|key| !mine.contains_key(key)).take(5).collect();
    let surplus: Vec<_> = mine.keys().filter(|key| !fresh.contains_key(key)).take(5).collect();
    if !missing.is_empty() || !surplus.is_empty() {
        return Some(format!("missing {missing:?}, surplus {surplus:?}, {:?}", mirror.counters()));
    }
    mine.iter().find_map(|(key, entry)| {
        let (mine, fresh) = (Message::new(entry).unwrap(), Message::new(&fresh[key]).unwrap());
        let attrs = |message: Message<'_>| format!("{:?}", RouteMessage::decode(message).unwrap());
        (!mirror.table().same(mine, fresh)).then(|| format!("{key:?}:\n{}\n{}", attrs(mine), attrs(fresh)))
    })
}
fn assert_true<T: Table>(mirror: &Mirror<T, Tree<T, Vec<u8>>>)
where
    T::Key: std::fmt::Debug,
{
    assert_eq!(differences(mirror), None);
}
/// How many rows `ip -j` has of something; nothing where it is not installed.
fn ip_rows(args: &[&str]) -> Option<Vec<serde_json::Value>> {
    let output = Command::new("ip").args(["-j"]).args(args).output().ok()?;
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
fn routes_of_mirror<T: Table>(mirror: &Mirror<T, Tree<T, Vec<u8>>>) -> Rows {
    let names: BTreeMap<_, _> = ip_rows(&["link"])
        .unwrap_or_default()
        .iter()
        .map(|link| (link["ifindex"].as_u64().unwrap() as u32, link["ifname"].as_str().unwrap().to_owned()))
        .collect();
    let mut rows = Rows::new();
    for (_, entry) in mirror.iter() {
        let Ok(RouteMessage::NewRoute(header, attrs)) = RouteMessage::decode(Message::new(entry).unwrap())
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
    Command::new(tool).args(args.split(' ')).status().unwrap().success()
}
/// Two ends of a veth pair, up; the index of the first.
fn pair() -> i32 {
    let mut buffer = [0; 8192];
    let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer);
    talk.request(NewLink::default(), NewFlags::CREATE | NewFlags::EXCL, |link| {
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
        index = links::by_name(&mut talk, name).unwrap().index();
        links::set_up(&mut talk, index).unwrap();
    }
    addresses::add(&mut talk, index, "172.16.0.1".parse().unwrap(), 16).unwrap();
    index as i32
}
/// Adds or deletes a route, behind what `out` holds.
fn write_route(out: &mut Vec<u8>, n: u32, device: i32, add: bool, ack: bool) {
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
            route.put(Route::RTA_DST, dst).put(Route::RTA_OIF, device as u32);
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
fn disagreement(mirror: &Mirror<Tables, Tree<Tables, Vec<u8>>>, step: &[&str]) -> Option<String> {
    if let Some(differences) = differences(mirror) {
        return Some(differences);
    }
    let rows = |args: &[&str]| ip_rows(args).unwrap().len();
    let count = |is: fn(&TablesKey) -> bool| mirror.iter().filter(|(key, _)| is(key)).count();
    let (ours, theirs) = (count(|key| matches!(key, TablesKey::Link(_))), rows(&["link"]));
    if ours != theirs {
        return Some(format!("{ours} links, ip has {theirs}"));
    }
    let v4 = |key: &TablesKey| matches!(key, TablesKey::Route(key) if key.family == 2);
    let (ours, theirs) = (count(v4), rows(&["-4", "route", "show", "table", "all"]));
    if ours != theirs {
        return Some(format!("{ours} IPv4 routes, ip has {theirs}"));
    }
    if step.iter().any(|args| args.contains("append")) {
        return None;
    }
    let (ours, theirs) = (routes_of_mirror(mirror), routes_of_ip().unwrap());
    (ours != theirs).then(|| format!("routes {ours:?}, ip has {theirs:?}"))
}
/// Follows what each step does, and compares after it with a fresh dump and with what `ip` says.
fn follow(test: &str, steps: &'static [&'static [&'static str]]) {
    common::in_namespace(test, || {
        if Command::new("ip").arg("-V").output().is_err() {
            return common::skip(test, "ip is not installed");
        }
        // an address that duplicates are still looked for is in a dump, but its event comes later
        for conf in ["all", "default"] {
            std::fs::write(format!("/proc/sys/net/ipv6/conf/{conf}/accept_dad"), "0").unwrap();
        }
        let tables = Tables { forwarding: true, ..Tables::USUAL };
        let socket = open(Tables::GROUPS);
        let mut mirror = Mirror::new(tables, Tree::<Tables, Vec<u8>>::new(), socket.port_id(), 1).pace(PACE);
        let mut buffer = vec![0; 32768];
        settle(&mut mirror, &socket, &mut buffer);
        for step in steps {
            for (n, line) in step.iter().enumerate() {
                let done = runs(line);
                if !done && n == 0 && line.contains(" vxlan ") {
                    return common::skip(test, "this kernel has no VXLAN");
                }
                assert!(done, "{line}");
            }
            settle(&mut mirror, &socket, &mut buffer);
            // the kernel tells of carriers, and of the addresses that come with them, up to a second later (net/core/link_watch.c)
            let until = monotonic() + Duration::from_secs(20);
            let mut wrong = disagreement(&mirror, step);
            while wrong.is_some() && monotonic() < until {
                socket.wait(Some(PACE.pause)).unwrap();
                settle(&mut mirror, &socket, &mut buffer);
                wrong = disagreement(&mirror, step);
            }
            assert_eq!(wrong, None, "{step:?}");
        }
        assert_eq!(mirror.counters().lost, 0);
        println!("{:?}", mirror.counters());
    });
}
#[test]
fn tables_follow_what_ip_does() {
    follow(
        "tables_follow_what_ip_does",
        &[
            &[
                "link add v0 type veth peer name v1",
                "link set v0 up",
                "link set v1 up",
                "link set v0 mtu 1400",
            ],
            &[
                "addr add 192.0.2.1/24 dev v0",
                "addr add 2001:db8::1/64 dev v0 nodad",
                "addr add 192.0.2.77/24 dev v0",
            ],
            &["route add 198.51.100.0/24 via 192.0.2.9", "route append 198.51.100.0/24 via 192.0.2.10"],
            &[
                "route prepend 198.51.100.0/24 via 192.0.2.11",
                "route add 203.0.113.0/24 via 192.0.2.9 src 192.0.2.77",
            ],
            &["route replace 198.51.100.0/24 via 192.0.2.12", "route del 198.51.100.0/24 via 192.0.2.9"],
            &["addr del 192.0.2.77/24 dev v0"],
            &[
                "-6 route add 2001:db8:1::/64 nexthop via 2001:db8::2 nexthop via 2001:db8::3 nexthop via 2001:db8::4",
            ],
            &[
                "-6 route del 2001:db8:1::/64 via 2001:db8::3",
                "-6 route append 2001:db8:1::/64 via 2001:db8::5",
            ],
            &["route add 203.0.113.64/26 nexthop via 192.0.2.2 nexthop via 192.0.2.3 weight 3"],
            &[
                "neigh add 192.0.2.9 lladdr 02:00:00:00:00:09 dev v0",
                "neigh add 2001:db8::2 lladdr 02:00:00:00:00:02 dev v0",
            ],
            &["neigh change 192.0.2.9 lladdr 02:00:00:00:00:19 dev v0", "neigh del 2001:db8::2 dev v0"],
            &["link add br0 type bridge", "link set v0 master br0", "link set br0 up"],
            &[
                "nexthop add id 7 via 192.0.2.2 dev v0",
                "route add 192.88.99.0/24 nhid 7",
                "nexthop replace id 7 via 192.0.2.3 dev v0",
            ],
            &["nexthop del id 7"],
            &["link set v0 down"],
            &["link set v0 up", "link set v1 name other"],
            &["link del v0"],
        ],
    );
}
#[test]
fn tables_follow_what_no_event_of_its_own_tells() {
    follow(
        "tables_follow_what_no_event_of_its_own_tells",
        &[
            &[
                "link add v0 type veth peer name v1",
                "link set v0 up",
                "link set v1 up",
                "addr add 192.0.2.1/24 dev v0",
                "addr add 2001:db8::1/64 dev v0 nodad",
                "addr add 2001:db8::2/64 dev v0 nodad",
            ],
            &["neigh add 192.0.2.9 lladdr 02:00:00:00:00:09 dev v0 nud reachable"],
            &["neigh change 192.0.2.9 lladdr 02:00:00:00:00:09 dev v0 nud noarp"],
            &[
                "neigh change 192.0.2.9 lladdr 02:00:00:00:00:09 dev v0 nud permanent",
                "neigh add proxy 192.0.2.9 dev v0",
            ],
            &["neigh del proxy 192.0.2.9 dev v0"],
            &[
                "link add br0 type bridge",
                "link set br0 up",
                "link add p0 type veth peer name p1",
                "link set p0 master br0",
                "link set p1 master br0",
                "link set p0 up",
                "link set p1 up",
            ],
            &["bridge fdb add 02:00:00:00:00:77 dev p0 master static"],
            &["bridge fdb replace 02:00:00:00:00:77 dev p1 master static"],
            &["bridge fdb del 02:00:00:00:00:77 dev p1 master"],
            &["bridge fdb add 02:00:00:00:00:78 dev p1 master static"],
            &["bridge fdb add 02:00:00:00:00:79 dev br0 self local"],
            &["link set p1 nomaster"],
            &["-6 route add 2001:db8:9::/64 via 2001:db8::7 src 2001:db8::2"],
            &["-6 addr del 2001:db8::2/64 dev v0"],
            &["-6 route add 2001:db8:a::/64 via 2001:db8::7 dev v0 proto ra metric 9"],
            &["-6 route append 2001:db8:a::/64 via 2001:db8::8 dev v0 proto ra metric 9"],
            &["-6 route del 2001:db8:a::/64 via 2001:db8::7 dev v0 proto ra metric 9"],
            &["-6 route add 2001:db8:b::/64 dev v0 metric 9"],
            &["-6 route append 2001:db8:b::/64 dev v1 metric 9"],
            &["-6 route del 2001:db8:b::/64 dev v0 metric 9"],
            &["-6 route add 2001:db8:d::/64 via 2001:db8::7 metric 9"],
            &["-6 route append 2001:db8:d::/64 dev v1 metric 9"],
            &["-6 route replace 2001:db8:d::/64 via 2001:db8::8 metric 9"],
            &["-6 route replace 2001:db8:d::/64 dev v0 metric 9"],
            &["-6 route add blackhole 2001:db8:e::/64 metric 9"],
            &["-6 route replace 2001:db8:e::/64 via 2001:db8::8 metric 9"],
            &["route add 203.0.113.0/24 via 192.0.2.9 tos 4", "route append blackhole 203.0.113.0/24 tos 4"],
            &["route change 203.0.113.0/24 via 192.0.2.10 tos 4"],
            &[
                "addr add 192.0.2.1/24 dev v1",
                "addr add 192.0.2.3/24 dev v0",
                "addr add 192.0.2.4 peer 192.0.2.5 dev v0",
            ],
            &["addr change 192.0.2.3/24 dev v0 valid_lft 1000 preferred_lft 900"],
            &["sysctl net/ipv4/conf/v0/promote_secondaries=1", "addr del 192.0.2.1/24 dev v0"],
            &["addr change 2001:db8::1/64 dev v0 peer 2001:db8::f"],
            &["link property add dev v0 altname another", "link set v0 alias word", "link set v0 promisc on"],
            &["link set v0 mtu 1300"],
            &["nexthop add id 7 via 2001:db8::7 dev v0", "-6 route add 2001:db8:f::/64 nhid 7"],
            &["link set v0 down"],
            &["link set v0 up"],
            &["link set v1 down"],
            &["link del v0"],
        ],
    );
}

#[test]
fn a_hardware_address_moves_from_host_to_host() {
    follow(
        "a_hardware_address_moves_from_host_to_host",
        &[
            &["link add vx type vxlan id 7 dstport 4789 local 127.0.0.1", "link set vx up"],
            &[
                "bridge fdb append 00:00:00:00:00:00 dev vx dst 192.0.2.9",
                "bridge fdb append 00:00:00:00:00:00 dev vx dst 192.0.2.10",
                "bridge fdb append 00:00:00:00:00:00 dev vx dst 192.0.2.10 vni 8",
                "bridge fdb add 02:00:00:00:00:55 dev vx dst 192.0.2.9",
            ],
            &["bridge fdb replace 02:00:00:00:00:55 dev vx dst 192.0.2.10 vni 9"],
            &["bridge fdb del 00:00:00:00:00:00 dev vx dst 192.0.2.10 vni 8"],
            &["bridge fdb del 02:00:00:00:00:55 dev vx"],
        ],
    );
}

/// A writer that adds and deletes routes and flips a link as fast as the kernel lets it, a reader that is slow and has a small buffer.
#[test]
fn a_storm_leaves_the_table_true() {
    common::in_namespace("a_storm_leaves_the_table_true", || {
        let total = number("NLWIRE_STORM", 200_000);
        let device = pair();
        let socket = open(Routes::GROUPS);
        socket.set_receive_buffer(16 * 1024).unwrap();
        let mut mirror = Mirror::new(Routes, Tree::<Routes, Vec<u8>>::new(), socket.port_id(), 1).pace(PACE);
        let mut buffer = vec![0; 32768];
        settle(&mut mirror, &socket, &mut buffer);

        let over = AtomicBool::new(false);
        let (mut losses, mut first, mut most) = (0u64, 0, 0usize);
        let started = monotonic();
        let wrote = std::thread::scope(|scope| {
            let writer = scope.spawn(|| {
                let socket = Socket::new(Protocol::ROUTE).unwrap();
                socket.set_send_buffer(1 << 20).unwrap();
                socket.set_receive_buffer(1 << 20).unwrap();
                let (mut batch, mut answer) = (Vec::new(), vec![0; 8192]);
                let mut dice = 1u64;
                for n in 0..total {
                    dice = dice.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    // of 5,000 destinations, so that most are added, deleted and added again
                    write_route(&mut batch, (dice >> 33) as u32 % 5000, device, dice >> 20 & 3 != 0, false);
                    if n % 100 == 99 || n + 1 == total {
                        let flip = n % 20_000 == 19_999;
                        for flags in [LinkFlags::empty(), LinkFlags::IFF_UP] {
                            if flip {
                                let link = NewLink {
                                    index: device,
                                    flags,
                                    change: LinkFlags::IFF_UP,
                                    ..Default::default()
                                };
                                Request::append(&mut batch, link, NewFlags::empty(), 1, |_| {}).unwrap();
                            }
                        }
                        let link = NewLink { index: device, ..Default::default() };
                        Request::append(&mut batch, link, NewFlags::ACK, 2, |_| {}).unwrap();
                        send(&socket, &batch, &mut answer);
                        batch.clear();
                    }
                }
                over.store(true, Ordering::Release);
                monotonic() - started
            });
            let mut dice = 7u64;
            while !over.load(Ordering::Acquire) {
                let limit = mirror.due_in(monotonic()).unwrap_or(PACE.settle).min(PACE.settle);
                socket.wait(Some(limit)).unwrap();
                let step = mirror
                    .step(&mut &socket, &mut buffer, monotonic(), &mut |change| {
                        losses += u64::from(matches!(change, Change::Lost))
                    })
                    .unwrap();
                // once it has been at work for a while, memory is not to grow
                if first == 0 && mirror.counters().snapshots > 3 {
                    first = kilobytes("VmRSS");
                }
                most = most.max(mirror.len());
                dice = dice.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                if step == Step::Took && dice >> 40 & 0xff == 0 {
                    std::thread::sleep(Duration::from_micros(dice >> 52)); // a slow reader
                }
            }
            writer.join().unwrap()
        });
        losses += settle(&mut mirror, &socket, &mut buffer);
        let last = kilobytes("VmRSS");
        assert_true(&mirror);
        match routes_of_ip() {
            Some(rows) => {
                assert_eq!(routes_of_mirror(&mirror), rows, "field by field what ip says");
                println!("{} routes are field by field what ip says", rows.len());
            }
            None => common::skip("a_storm_leaves_the_table_true", "in part: ip is not installed"),
        }
        let counters = mirror.counters();
        println!(
            "{total} changes in {:?}; whole again after {:?}; at most {most} routes; RSS {first} kB, then {last} kB; {counters:?}",
            wrote,
            monotonic() - started - wrote
        );
        assert_eq!(losses, counters.lost);
        assert!(losses > 0, "the storm was none");
        // the tree's own growth is bounded by the number of destinations
        assert!(first == 0 || last < first + 8 * 1024, "memory grew from {first} kB to {last} kB");
    });
}

/// An hour's worth of events (50 a second) replayed at full speed through the whole stack: constant memory, no descriptor left open.
#[test]
fn an_hour_of_events_in_constant_memory() {
    common::in_namespace("an_hour_of_events_in_constant_memory", || {
        let total = number("NLWIRE_HOUR", 180_000);
        let device = pair();
        let socket = open(Routes::GROUPS);
        let mut mirror = Mirror::new(Routes, Tree::<Routes, Vec<u8>>::new(), socket.port_id(), 1).pace(PACE);
        let (mut buffer, mut answer, mut batch) = (vec![0; 32768], vec![0; 8192], Vec::new());
        settle(&mut mirror, &socket, &mut buffer);
        let writer = Socket::new(Protocol::ROUTE).unwrap();
        writer.set_send_buffer(1 << 20).unwrap();
        let (mut warm, mut fds) = (0, 0);
        let started = monotonic();
        for round in 0..total / 100 {
            for n in 0..100 {
                write_route(&mut batch, n, device, round % 2 == 0, false);
            }
            Request::append(
                &mut batch,
                NewLink { index: device, ..Default::default() },
                NewFlags::ACK,
                2,
                |_| {},
            )
            .unwrap();
            send(&writer, &batch, &mut answer);
            batch.clear();
            while mirror.step(&mut &socket, &mut buffer, monotonic(), &mut |_| {}).unwrap() != Step::Idle {}
            if round == total / 1000 {
                (warm, fds) = (kilobytes("VmRSS"), descriptors());
            }
        }
        let took = monotonic() - started;
        settle(&mut mirror, &socket, &mut buffer);
        assert_true(&mirror);
        let (end, peak) = (kilobytes("VmRSS"), kilobytes("VmHWM"));
        let counters = mirror.counters();
        println!("{total} events in {took:?}; RSS {warm} kB, then {end} kB, peak {peak} kB; {counters:?}");
        assert_eq!(counters.lost + counters.malformed, 0);
        assert!(counters.events >= u64::from(total), "{counters:?}");
        assert!(end <= warm + 2048, "memory grew from {warm} kB to {end} kB");
        assert_eq!(descriptors(), fds);
    });
}

#[test]
fn neighbours_and_addresses_by_a_stranger_to_alloc() {
    // a mirror that keeps the keys alone
    common::in_namespace("neighbours_and_addresses_by_a_stranger_to_alloc", || {
        let device = pair();
        let socket = open(Addresses::GROUPS);
        let mut mirror = Mirror::new(Addresses, Tree::<Addresses, ()>::new(), socket.port_id(), 1).pace(PACE);
        let mut buffer = vec![0; 32768];
        settle(&mut mirror, &socket, &mut buffer);
        let ours = |key: &AddressKey| {
            key.index == device as u32 && key.family == 2 && key.local[..4] == [172, 16, 0, 1]
        };
        assert!(mirror.iter().any(|(key, ())| ours(key) && key.prefix == 16));
        let (mut talk_buffer, talk) = ([0; 8192], Socket::new(Protocol::ROUTE).unwrap());
        let mut talk = Connection::over_socket(talk, &mut talk_buffer);
        addresses::delete(&mut talk, device as u32, "172.16.0.1".parse().unwrap(), 16).unwrap();
        settle(&mut mirror, &socket, &mut buffer);
        assert!(!mirror.iter().any(|(key, ())| ours(key)));
    });
}
