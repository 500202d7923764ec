//! Other network namespaces: a thread pool that works in several at once, and one socket that hears of all.
#![cfg(all(target_os = "linux", feature = "std", feature = "route"))]
#![allow(clippy::unwrap_used, clippy::result_large_err)]
mod common;

use common::{elsewhere, here};
use nlwire::{
    exchange::{Connection, Failure},
    route::{GetLink, IfInfo, Link, RouteGroup, RouteMessage, links, namespaces},
    socket::{Config, Protocol, Socket, SocketError, SocketOption, namespace::Namespace},
    wire::{Layout, Message},
};
use std::{
    collections::BTreeMap,
    os::fd::{AsFd, AsRawFd},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

const LO: u32 = 1;

fn connect(buffer: &mut [u8]) -> Connection<'_, Socket> {
    Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), buffer)
}
fn descriptor(namespace: &Namespace) -> i32 {
    namespace.as_fd().as_raw_fd()
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
                links::add_veth(&mut connect(&mut buffer), a.as_str(), b.as_str())
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
                        let found = others[n].run(|| -> Result<_, Failure<SocketError>> {
                            assert_ne!(here(), *home);
                            let mut buffer = [0; 8192];
                            let mut connection = connect(&mut buffer);
                            // this one's link is here, another one's is not
                            let mine = links::by_name(&mut connection, format!("a{n}").as_str())?.index();
                            let other = links::by_name(&mut connection, format!("a{}", (n + 1) % 3).as_str());
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
            assert_eq!(namespaces::id_of(&mut control, descriptor(other)).unwrap(), None);
            // the last has no id here, and is not heard
            if n < 2 {
                let id = namespaces::assign(&mut control, descriptor(other)).unwrap();
                assert_eq!(namespaces::assign(&mut control, descriptor(other)).unwrap(), id, "it keeps it");
                assert_eq!(namespaces::id_of(&mut control, descriptor(other)).unwrap(), Some(id));
                ids.push(id);
            }
        }
        let mut listed = Vec::new();
        let mut all = namespaces::list(&mut control).unwrap();
        while let Some(namespace) = all.next().unwrap() {
            listed.extend(namespace.id());
        }
        listed.sort_unstable();
        assert_eq!(listed, ids);

        let socket = Config::new(Protocol::ROUTE).groups(&[RouteGroup::RTNLGRP_LINK.0]).open().unwrap();
        socket.set_option(SocketOption::ListenAllNsid, true).unwrap();
        let in_each = |what: fn(&mut Connection<'_, Socket>)| {
            for other in &others {
                let socket = other.open(&Config::new(Protocol::ROUTE)).unwrap();
                let mut buffer = [0; 8192];
                what(&mut Connection::over_socket(socket, &mut buffer));
            }
        };
        in_each(|there| _ = links::set_up(there, LO).unwrap());
        in_each(|there| _ = links::add_veth(there, "va", "vb").unwrap());
        links::set_down(&mut control, LO).unwrap();
        // which links events told of, of which namespace
        let mut told: BTreeMap<Option<i32>, Vec<String>> = BTreeMap::new();
        let mut room = [0; 32 * 1024];
        while socket.wait(Some(Duration::ZERO)).unwrap() {
            let event = socket.recv_from(&mut room).unwrap();
            let Ok(RouteMessage::NewLink(_, attrs)) =
                RouteMessage::decode(Message::new(event.bytes).unwrap())
            else {
                continue;
            };
            told.entry(event.nsid)
                .or_default()
                .push(attrs.get(Link::IFLA_IFNAME).unwrap().unwrap().to_string());
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
                .dump(GetLink::default(), |request| _ = request.put(Link::IFLA_TARGET_NETNSID, id))
                .unwrap();
            while let Some(link) = links.next().unwrap() {
                count += 1;
                assert!(link.header.get(IfInfo::ifi_index) > 0);
            }
            assert_eq!(count, 3);
        }
    });
}
