//! Other network namespaces: a thread pool that works in several at once, and one socket that hears of all.
#![cfg(all(target_os = "linux", feature = "std", feature = "route"))]
#![allow(clippy::unwrap_used)]
mod common;

use common::{elsewhere, here};
use nlwire::{
    client::{self, Connection},
    route::{GetLink, IfInfo, Link, RouteGroup, RouteMessage, link, netns},
    socket::{Config, Protocol, Socket, SocketError, SocketOption, namespace::Namespace},
    wire::Message,
};
use rustix::io::Errno;
use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

const LO: u32 = 1;

fn connect(buffer: &mut [u8]) -> Connection<Socket, &'_ mut [u8]> {
    Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), buffer)
}

#[test]
fn a_pool_works_in_several_namespaces_and_stays_where_it_is() {
    common::in_namespace("a_pool_works_in_several_namespaces_and_stays_where_it_is", || {
        let others: Vec<_> = (0..3).map(|_| elsewhere()).collect();
        // a whole conversation in each: a link of its own
        for (n, other) in others.iter().enumerate() {
            let made = other.run(|| {
                let mut buffer = [0; 8192];
                let (a, b) = (format!("a{n}"), format!("b{n}"));
                connect(&mut buffer).run(link::add_veth(a.as_str(), b.as_str()))
            });
            made.unwrap().unwrap();
        }
        let (home, done) = (here(), AtomicU32::new(0));
        std::thread::scope(|scope| {
            for worker in 0..4 {
                let (others, home, done) = (&others, &home, &done);
                scope.spawn(move || {
                    for task in 0..30 {
                        let n = (worker + task) % 3;
                        let found = others[n].run(|| -> Result<_, client::Error<SocketError>> {
                            assert_ne!(here(), *home);
                            let mut buffer = [0; 8192];
                            let mut connection = connect(&mut buffer);
                            // this one's link is here, another one's is not
                            let mine = connection.get(link::by_name(format!("a{n}").as_str()))?.index();
                            let other = connection.get(link::by_name(format!("a{}", (n + 1) % 3).as_str()));
                            assert!(other.is_err_and(|failure| failure.is_not_found()));
                            Ok(mine)
                        });
                        assert!(found.unwrap().unwrap() > LO);
                        assert_eq!(here(), *home, "the pool's thread stays");
                        done.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
        });
        assert_eq!(done.into_inner(), 120);
        // a panic goes on here, and nothing of it stays
        let panicked = std::panic::catch_unwind(|| others[0].run(|| assert_eq!(1, 2)));
        assert!(panicked.is_err());
        assert_eq!(here(), home);
        let mut ran = false;
        let refused = Namespace::at("/dev/null").unwrap().run(|| ran = true);
        assert!(!ran);
        let refused: SocketError = refused.unwrap_err();
        assert_eq!(refused.errno(), rustix::io::Errno::INVAL.raw_os_error());
    });
}

#[test]
fn one_socket_follows_links_of_all_namespaces() {
    common::in_namespace("one_socket_follows_links_of_all_namespaces", || {
        let others: Vec<_> = (0..3).map(|_| elsewhere()).collect();
        let (mut buffer, mut ids) = ([0; 32 * 1024], Vec::new());
        let mut control = connect(&mut buffer);
        for (n, other) in others.iter().enumerate() {
            assert_eq!(control.run(netns::id_of(other)).unwrap(), None);
            // the last has no id here, and is not heard
            if n < 2 {
                let id = control.run(netns::assign(other)).unwrap();
                assert_eq!(control.run(netns::assign(other)).unwrap(), id, "it keeps it");
                assert_eq!(control.run(netns::id_of(other)).unwrap(), Some(id));
                ids.push(id);
            }
        }
        let mut listed = Vec::new();
        let mut all = control.dump(netns::list()).unwrap();
        while let Some(namespace) = all.next().unwrap() {
            listed.extend(namespace.id());
        }
        listed.sort_unstable();
        assert_eq!(listed, ids);

        let socket = Config::new(Protocol::ROUTE).groups([RouteGroup::RTNLGRP_LINK]).open().unwrap();
        socket.set_option(SocketOption::ListenAllNsid, true).unwrap();
        let in_each = |what: fn(&mut Connection<Socket, &mut [u8]>)| {
            for other in &others {
                let socket = other.open(&Config::new(Protocol::ROUTE)).unwrap();
                let mut buffer = [0; 8192];
                what(&mut Connection::over_socket(socket, &mut buffer[..]));
            }
        };
        in_each(|there| _ = there.run(link::set_up(LO)).unwrap());
        in_each(|there| _ = there.run(link::add_veth("va", "vb")).unwrap());
        control.run(link::set_down(LO)).unwrap();
        // which links events told of, of which namespace
        let mut told: BTreeMap<Option<i32>, Vec<String>> = BTreeMap::new();
        let mut room = [0; 32 * 1024];
        while socket.wait(Some(Duration::ZERO)).unwrap() {
            let event = socket.recv_from(&mut room).unwrap();
            let Ok(RouteMessage::NewLink(view)) = RouteMessage::decode(Message::new(event.bytes).unwrap())
            else {
                continue;
            };
            told.entry(event.nsid)
                .or_default()
                .push(view.attrs.get(Link::IFLA_IFNAME).unwrap().unwrap().to_string());
        }
        for names in told.values_mut() {
            names.sort_unstable();
            names.dedup();
        }
        let links = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let expected = [(None, links(&["lo"]))]
            .into_iter()
            .chain(ids.iter().map(|id| (Some(*id), links(&["lo", "va", "vb"]))));
        assert_eq!(told, expected.collect());

        // and they are asked for from here, by the id
        for id in ids {
            let mut count = 0;
            let mut links = control
                .dump_with(GetLink::default(), |request| _ = request.put(Link::IFLA_TARGET_NETNSID, id))
                .unwrap();
            while let Some(link) = links.next().unwrap() {
                count += 1;
                assert!(link.header.get(IfInfo::ifi_index) > 0);
            }
            assert_eq!(count, 3);
        }
    });
}

/// Names that `ip netns list` prints, sorted.
fn names_of_ip() -> Vec<String> {
    let output = common::tool("ip").args(["netns", "list"]).output().unwrap();
    let mut names: Vec<_> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .filter_map(|line| line.split(' ').next().map(str::to_owned))
        .collect();
    names.sort_unstable();
    names
}
fn ip(args: &str) -> bool {
    common::tool("ip").args(args.split(' ')).status().is_ok_and(|status| status.success())
}
fn errno<V>(result: Result<V, SocketError>) -> Option<i32> {
    result.err().map(|error| error.errno())
}

#[test]
fn named_namespaces_are_those_of_ip() {
    const TEST: &str = "named_namespaces_are_those_of_ip";
    common::in_namespace(TEST, || {
        common::empty_run();
        let home = here();
        assert_eq!(Namespace::list().unwrap(), [""; 0], "without the directory");
        assert_eq!(errno(Namespace::delete("blue")), Some(Errno::NOENT.raw_os_error()));

        let blue = Namespace::create("blue").unwrap();
        assert_eq!(here(), home, "the caller's thread stays");
        let there = blue.run(here).unwrap();
        assert_ne!(there, home);
        assert_eq!(errno(Namespace::create("blue")), Some(Errno::EXIST.raw_os_error()));
        assert_eq!(Namespace::named("blue").unwrap().run(here).unwrap(), there, "the first one remains");
        for name in ["", ".", "..", "a/b", "/etc", "a\0b"] {
            assert_eq!(errno(Namespace::create(name)), Some(Errno::INVAL.raw_os_error()), "{name:?}");
            assert_eq!(errno(Namespace::delete(name)), Some(Errno::INVAL.raw_os_error()), "{name:?}");
            assert_eq!(errno(Namespace::named(name)), Some(Errno::INVAL.raw_os_error()), "{name:?}");
        }
        assert_eq!(Namespace::list().unwrap(), ["blue"]);

        if common::has_tools(TEST, &["ip"]) {
            assert_eq!(names_of_ip(), ["blue"]);
            assert!(ip("-n blue link set lo up"), "ip enters the namespace");
            assert!(ip("netns add red"));
            assert_eq!(Namespace::list().unwrap(), ["blue", "red"]);
            assert_ne!(Namespace::named("red").unwrap().run(here).unwrap(), there);
            Namespace::delete("red").unwrap();
            Namespace::create("green").unwrap();
            assert_eq!(names_of_ip(), ["blue", "green"]);
            assert!(ip("netns delete green"));
            assert_eq!(Namespace::list().unwrap(), ["blue"]);
        }
        // the directory is mounted once, however many namespaces are created
        let mounts = std::fs::read_to_string("/proc/thread-self/mountinfo").unwrap();
        assert_eq!(mounts.lines().filter(|line| line.split(' ').nth(4) == Some("/run/netns")).count(), 1);

        Namespace::delete("blue").unwrap();
        assert_eq!(blue.run(here).unwrap(), there, "a descriptor keeps the namespace");
        assert_eq!(errno(Namespace::named("blue")), Some(Errno::NOENT.raw_os_error()));
        assert_eq!(Namespace::list().unwrap(), [""; 0]);
    });
}

#[test]
fn a_creation_that_fails_leaves_nothing() {
    common::in_namespace("a_creation_that_fails_leaves_nothing", || {
        common::empty_run();
        std::fs::write("/proc/sys/user/max_net_namespaces", "0").unwrap();
        assert_eq!(errno(Namespace::new()), Some(Errno::NOSPC.raw_os_error()));
        let error = Namespace::create("blue").unwrap_err();
        assert_eq!(
            error.to_string(),
            "create a network namespace: ENOSPC: the limit /proc/sys/user/max_net_namespaces is reached"
        );
        assert_eq!(Namespace::list().unwrap(), [""; 0]);
        std::fs::write("/proc/sys/user/max_net_namespaces", "8").unwrap();
        Namespace::create("blue").unwrap();
        // without a privilege the name stays, too
        let capabilities = rustix::thread::capabilities(None).unwrap();
        let none = rustix::thread::CapabilitySet::empty();
        let less = rustix::thread::CapabilitySets { effective: none, ..capabilities };
        rustix::thread::set_capabilities(None, less).unwrap();
        assert_eq!(errno(Namespace::new()), Some(Errno::PERM.raw_os_error()));
        assert!(errno(Namespace::create("green")).is_some());
        rustix::thread::set_capabilities(None, capabilities).unwrap();
        assert_eq!(Namespace::list().unwrap(), ["blue"]);
    });
}

#[test]
fn a_nameless_namespace_ends_with_its_last_user() {
    common::in_namespace("a_nameless_namespace_ends_with_its_last_user", || {
        let home = here();
        let (one, other) = (Namespace::new().unwrap(), Namespace::new().unwrap());
        assert_eq!(here(), home);
        assert_ne!(one.run(here).unwrap(), other.run(here).unwrap());
        // a veth vanishes with the namespace of its peer
        let (mut buffer, mut events) = ([0; 8192], [0; 32 * 1024]);
        let mut control = connect(&mut buffer);
        let groups = [RouteGroup::RTNLGRP_LINK];
        let watcher = Config::new(Protocol::ROUTE).groups(groups).open().unwrap();
        watcher.set_receive_timeout(Some(Duration::from_secs(20))).unwrap();
        control.run(link::add_veth_into("v0", "v1", &one)).unwrap();
        let index = control.get(link::by_name("v0")).unwrap().index();
        drop(one);
        loop {
            let len = watcher.recv(&mut events).unwrap();
            let event = RouteMessage::decode(Message::new(&events[..len]).unwrap()).unwrap();
            if matches!(event, RouteMessage::DelLink(link) if link.index() == index) {
                break;
            }
        }
    });
}

#[test]
fn a_veth_is_made_into_a_namespace() {
    common::in_namespace("a_veth_is_made_into_a_namespace", || {
        let blue = Namespace::new().unwrap();
        let mut buffer = [0; 8192];
        let mut here = connect(&mut buffer);
        let mut there = blue.connect(Protocol::ROUTE).unwrap();
        let watcher = Config::new(Protocol::ROUTE).groups([RouteGroup::RTNLGRP_LINK]).open().unwrap();
        here.run(link::add_veth_into("veth0", "veth1", &blue)).unwrap();
        // no event of this namespace is about the peer
        let mut events = [0; 32 * 1024];
        while let Some(datagram) = watcher.try_recv_checked(&mut events).unwrap() {
            let event = RouteMessage::decode(Message::new(&events[..datagram.len]).unwrap()).unwrap();
            let (RouteMessage::NewLink(link) | RouteMessage::DelLink(link)) = event else { continue };
            assert_eq!(link.name(), "veth0");
        }
        assert!(here.get(link::by_name("veth1")).is_err_and(|error| error.is_not_found()));
        there.get(link::by_name("veth1")).unwrap();
        // by process
        let parent = netns::NetNs::from_pid(std::process::id());
        there.run(link::add_veth_into("a0", "a1", parent)).unwrap();
        here.get(link::by_name("a1")).unwrap();
        // a name that is in use there creates nothing here
        let taken = here.run(link::add_veth_into("c0", "veth1", &blue));
        assert!(taken.is_err_and(|error| error.already_exists()));
        assert!(here.get(link::by_name("c0")).is_err());
    });
}
