//! A mirror of the kernel's connections, in a namespace: against `conntrack`, against fresh dumps, in a storm.
#![cfg(all(target_os = "linux", feature = "std", feature = "netfilter"))]
#![allow(clippy::unwrap_used)]
mod common;

use nlwire::{
    cache::{Cache, CacheSpec, Change, ResyncPolicy, Tree},
    client::Connection,
    netfilter::conntrack::{self, *},
    socket::{Config, Protocol, Socket, monotonic},
    uapi::IpProtocol,
    wire::{Attrs, Be, DeleteFlags, Message, Messages, NewFlags, Request, Writer},
};
use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

const PACE: ResyncPolicy = ResyncPolicy {
    min_interval: Duration::from_millis(100),
    settle_delay: Duration::from_millis(50),
    dump_timeout: Duration::from_secs(10),
};
type Mirrored = Cache<Connections, Tree<Connections, Vec<u8>>>;

fn open(groups: &[u32]) -> (Socket, Mirrored) {
    let socket = Config::new(Protocol::NETFILTER).groups(groups).nonblocking(true).open().unwrap();
    let cache = Cache::new(Connections, Tree::<Connections, Vec<u8>>::new(), socket.port_id(), 1).pace(PACE);
    (socket, cache)
}
/// Runs the mirror until it is whole and nothing has come for a while; how many losses and changes it told of.
fn resolve(cache: &mut Mirrored, socket: &Socket, buffer: &mut [u8]) -> (u64, u64) {
    let (mut losses, mut changes) = (0, 0);
    let until = monotonic() + Duration::from_secs(30);
    loop {
        let quiet = !socket.wait(Some(cache.due_in(monotonic()).unwrap_or(PACE.settle_delay))).unwrap();
        if quiet && cache.is_synced() {
            return (losses, changes);
        }
        assert!(monotonic() < until, "it never comes to rest: {:?}", cache.counters());
        let sink = &mut |change: Change<'_, _, conntrack::ConntrackMessage<'_>>| match change {
            Change::Lost => losses += 1,
            Change::Added { .. } | Change::Changed { .. } | Change::Removed { .. } => changes += 1,
            _ => {}
        };
        cache.step(&mut &*socket, buffer, monotonic(), sink).unwrap();
    }
}
/// In what a mirror differs from a fresh dump.
fn differences(cache: &Mirrored) -> Option<String> {
    let (socket, mut fresh) = open(&[]);
    resolve(&mut fresh, &socket, &mut vec![0; 32768]);
    let keys = |cache: &Mirrored| cache.iter().map(|(key, _)| *key).collect::<Vec<_>>();
    if keys(cache) != keys(&fresh) {
        return Some(format!("{:?}\n{:?}", keys(cache), keys(&fresh)));
    }
    cache.entries().zip(fresh.entries()).find_map(|((key, mine), (_, fresh))| {
        let (mine, fresh) = (Message::new(mine).unwrap(), Message::new(fresh).unwrap());
        let attrs = |message: Message<'_>| format!("{:?}", attributes(message));
        (!Connections.same(mine, fresh)).then(|| format!("{key:?}:\n{}\n{}", attrs(mine), attrs(fresh)))
    })
}
fn attributes(message: Message<'_>) -> Attrs<'_, Conntrack> {
    Attrs::new(message.payload().get(4..).unwrap())
}
/// Mark and state of each flow, as the mirror has them.
fn seen(cache: &Mirrored) -> BTreeMap<String, String> {
    let told = cache.iter().map(|(key, entry)| {
        let found = nlwire::pick!(entry.attrs, Conntrack { mark: CTA_MARK, info: CTA_PROTOINFO }).unwrap();
        let tcp = found.info.and_then(|info| info.get(ProtoInfo::CTA_PROTOINFO_TCP).unwrap());
        let state = tcp.and_then(|tcp| tcp.get(ProtoInfoTcp::CTA_PROTOINFO_TCP_STATE).unwrap());
        let state = state.map_or("", |state| state.name().unwrap().trim_start_matches("TCP_CONNTRACK_"));
        let Ends::Ports { source, destination } = key.flow.ends else { return Default::default() };
        let flow = format!(
            "src={} dst={} sport={source} dport={destination}",
            key.flow.source, key.flow.destination
        );
        (format!("{flow} id={}", key.id), format!("{state} mark={}", found.mark.map_or(0, |mark| mark.0)))
    });
    told.collect()
}
/// The same as the tool `conntrack` prints it; nothing where it is not installed.
fn seen_by_tool() -> Option<BTreeMap<String, String>> {
    let output = common::tool("conntrack").args(["-L", "-o", "id"]).output().ok()?;
    let text = String::from_utf8(output.stdout).unwrap();
    let told = text.lines().map(|line| {
        let word = |start: &str| line.split_whitespace().find(|word| word.starts_with(start)).unwrap_or("");
        let state = line
            .split_whitespace()
            .nth(3)
            .filter(|word| word.chars().all(|c| c.is_ascii_uppercase() || c == '_'));
        let flow = ["src=", "dst=", "sport=", "dport=", "id="].map(word).join(" ");
        (flow, format!("{} {}", state.unwrap_or(""), word("mark=")))
    });
    Some(told.collect())
}
fn connect(buffer: &mut [u8]) -> Connection<Socket, &'_ mut [u8]> {
    Connection::over_socket(Socket::new(Protocol::NETFILTER).unwrap(), buffer)
}
fn flow(protocol: IpProtocol, n: u32) -> Flow {
    let ends =
        (SocketAddr::new(Ipv4Addr::from(0x0a00_0000 + n).into(), 1000), "192.0.2.1:443".parse().unwrap());
    Flow::ports(protocol, ends.0, ends.1)
}
fn state(entry: &mut Writer<'_, Conntrack>, state: TcpState) {
    entry.nest(Conntrack::CTA_PROTOINFO, |info| {
        info.nest(ProtoInfo::CTA_PROTOINFO_TCP, |tcp| {
            tcp.put(ProtoInfoTcp::CTA_PROTOINFO_TCP_STATE, state);
        });
    });
}

#[test]
fn connections_follow_what_happens() {
    const TEST: &str = "connections_follow_what_happens";
    common::in_namespace(TEST, || {
        let udp = IpProtocol::IPPROTO_UDP;
        let (mut buffer, mut room) = (vec![0; 32768], [0; 8192]);
        let mut control = connect(&mut room);
        // events of what begins before anybody listens, too
        std::fs::write("/proc/sys/net/netfilter/nf_conntrack_events", "1").unwrap();
        for n in 0..10 {
            control.run(conntrack::create(&flow(udp, n), 0, 1000, |_| {})).unwrap();
        }
        let (socket, mut cache) = open(Connections::GROUPS);
        resolve(&mut cache, &socket, &mut buffer);
        type Step = fn(&mut Connection<Socket, &mut [u8]>);
        let steps: [(&str, Step, usize, u64); 8] = [
            (
                "new ones",
                |control| {
                    for n in 10..30 {
                        let made = control.run(conntrack::create(
                            &flow(IpProtocol::IPPROTO_TCP, n),
                            0,
                            1000,
                            |entry| {
                                entry.put(
                                    Conntrack::CTA_STATUS,
                                    Be(Status::IPS_CONFIRMED | Status::IPS_SEEN_REPLY),
                                );
                                state(entry, TcpState::TCP_CONNTRACK_ESTABLISHED);
                            },
                        ));
                        made.unwrap();
                    }
                },
                30,
                20,
            ),
            (
                "marks",
                |control| {
                    for n in 10..15 {
                        control
                            .run(conntrack::update(&flow(IpProtocol::IPPROTO_TCP, n), 0, |entry| {
                                _ = entry.put(Conntrack::CTA_MARK, n);
                            }))
                            .unwrap();
                    }
                },
                30,
                5,
            ),
            (
                "no marks",
                |control| {
                    for n in 10..15 {
                        control
                            .run(conntrack::update(&flow(IpProtocol::IPPROTO_TCP, n), 0, |entry| {
                                _ = entry.put(Conntrack::CTA_MARK, 0u32);
                            }))
                            .unwrap();
                    }
                },
                30,
                5,
            ),
            (
                "states",
                |control| {
                    for n in 15..20 {
                        control
                            .run(conntrack::update(&flow(IpProtocol::IPPROTO_TCP, n), 0, |entry| {
                                entry.put(
                                    Conntrack::CTA_STATUS,
                                    Be(Status::IPS_CONFIRMED | Status::IPS_SEEN_REPLY | Status::IPS_ASSURED),
                                );
                                state(entry, TcpState::TCP_CONNTRACK_TIME_WAIT);
                            }))
                            .unwrap();
                    }
                },
                30,
                5,
            ),
            (
                "only their time",
                |control| {
                    for n in 15..20 {
                        control
                            .run(conntrack::update(&flow(IpProtocol::IPPROTO_TCP, n), 0, |entry| {
                                _ = entry.put(Conntrack::CTA_TIMEOUT, 5000u32);
                            }))
                            .unwrap();
                    }
                },
                30,
                0,
            ),
            (
                "gone",
                |control| {
                    for n in [0, 1, 12, 29] {
                        let protocol = if n < 10 { IpProtocol::IPPROTO_UDP } else { IpProtocol::IPPROTO_TCP };
                        control.run(conntrack::delete(&flow(protocol, n), 0)).unwrap();
                    }
                },
                26,
                4,
            ),
            (
                "gone and here again, and in another zone",
                |control| {
                    control.run(conntrack::delete(&flow(IpProtocol::IPPROTO_UDP, 2), 0)).unwrap();
                    control
                        .run(conntrack::create(&flow(IpProtocol::IPPROTO_UDP, 2), 0, 1000, |_| {}))
                        .unwrap();
                    control
                        .run(conntrack::create(&flow(IpProtocol::IPPROTO_UDP, 2), 7, 1000, |_| {}))
                        .unwrap();
                },
                27,
                3,
            ),
            ("all gone", |control| _ = control.run(conntrack::flush(&Which::default())).unwrap(), 0, 27),
        ];
        assert_eq!((cache.len(), differences(&cache)), (10, None));
        for (name, step, len, changes) in steps {
            step(&mut control);
            let (losses, told) = resolve(&mut cache, &socket, &mut buffer);
            assert_eq!(differences(&cache), None, "{name}");
            assert_eq!((cache.len(), losses), (len, 0), "{name}");
            assert_eq!(told, changes, "{name}: each at most once");
            match seen_by_tool() {
                Some(theirs) => assert_eq!(seen(&cache), theirs, "{name}"),
                None => common::skip(TEST, "in part: conntrack is not installed"),
            }
            // and a new snapshot finds nothing that was not known
            cache.refresh(monotonic());
            assert_eq!(resolve(&mut cache, &socket, &mut buffer), (0, 0), "{name}");
        }
        assert_eq!(cache.counters().snapshots, 9);
    });
}

/// Adds, marks or deletes a connection, behind what `out` holds.
fn write(out: &mut Vec<u8>, n: u32, what: u64) {
    let flow = flow(IpProtocol::IPPROTO_UDP, n);
    let family = flow.family();
    if what == 0 {
        let gone = DelConntrack { family, ..Default::default() };
        Request::append(out, gone, DeleteFlags::empty(), 1, |entry| {
            entry.nest(Conntrack::CTA_TUPLE_ORIG, |tuple| flow.write(tuple));
        })
        .unwrap();
        return;
    }
    Request::append(out, NewConntrack { family }, NewFlags::CREATE, 1, |entry| {
        entry.nest(Conntrack::CTA_TUPLE_ORIG, |tuple| flow.write(tuple));
        entry.nest(Conntrack::CTA_TUPLE_REPLY, |tuple| flow.reversed().write(tuple));
        entry.put(Conntrack::CTA_TIMEOUT, 1000u32).put(Conntrack::CTA_MARK, what as u32);
    })
    .unwrap();
}
fn number(name: &str, usual: u32) -> u32 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// A writer as fast as the kernel lets it, a small receive buffer, a reader that is slow.
#[test]
fn a_storm_of_connections_leaves_the_table_true() {
    const TEST: &str = "a_storm_of_connections_leaves_the_table_true";
    common::in_namespace(TEST, || {
        let total = number("NLWIRE_STORM", 100_000);
        std::fs::write("/proc/sys/net/netfilter/nf_conntrack_events", "1").unwrap();
        let (socket, mut cache) = open(Connections::GROUPS);
        socket.set_receive_buffer(16 * 1024).unwrap();
        let mut buffer = vec![0; 32768];
        let (mut losses, _) = resolve(&mut cache, &socket, &mut buffer);
        let over = AtomicBool::new(false);
        let started = monotonic();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let socket = Socket::new(Protocol::NETFILTER).unwrap();
                socket.set_receive_buffer(1 << 20).unwrap();
                let (mut batch, mut answer, mut dice) = (Vec::new(), vec![0; 8192], 1u64);
                for n in 0..total {
                    dice = dice.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    write(&mut batch, (dice >> 33) as u32 % 3000, dice >> 20 & 3);
                    if n % 50 == 49 || n + 1 == total {
                        // the answer to a get ends the batch; refusals come unasked, and do not matter
                        let get = GetConntrack { family: flow(IpProtocol::IPPROTO_UDP, 0).family() };
                        Request::append(&mut batch, get, nlwire::wire::GetFlags::ACK, 2, |entry| {
                            entry.nest(Conntrack::CTA_TUPLE_ORIG, |tuple| {
                                flow(IpProtocol::IPPROTO_UDP, 0).write(tuple)
                            });
                        })
                        .unwrap();
                        socket.send(&batch).unwrap();
                        batch.clear();
                        while !socket.recv(&mut answer).is_ok_and(|len| {
                            Messages::new(&answer[..len])
                                .flatten()
                                .any(|message| message.seq() == 2 && message.message_type() == 2)
                        }) {}
                    }
                }
                over.store(true, Ordering::Release);
            });
            let mut dice = 7u64;
            while !over.load(Ordering::Acquire) {
                let limit = cache.due_in(monotonic()).unwrap_or(PACE.settle_delay).min(PACE.settle_delay);
                socket.wait(Some(limit)).unwrap();
                let sink = &mut |change: Change<'_, _, conntrack::ConntrackMessage<'_>>| {
                    losses += u64::from(matches!(change, Change::Lost))
                };
                cache.step(&mut &socket, &mut buffer, monotonic(), sink).unwrap();
                dice = dice.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                if dice >> 40 & 0x3f == 0 {
                    std::thread::sleep(Duration::from_micros(dice >> 52)); // a slow reader
                }
            }
        });
        losses += resolve(&mut cache, &socket, &mut buffer).0;
        assert_eq!(differences(&cache), None);
        match seen_by_tool() {
            Some(theirs) => assert_eq!(seen(&cache), theirs),
            None => common::skip(TEST, "in part: conntrack is not installed"),
        }
        let counters = cache.counters();
        let (took, len) = (monotonic() - started, cache.len());
        common::count(&format!(
            "{TEST}: {total} changes in {took:?}, {len} connections at the end, {counters:?}"
        ));
        assert_eq!(losses, counters.lost);
        assert!(losses > 0 && len > 100, "the storm was none: {counters:?}");
    });
}
