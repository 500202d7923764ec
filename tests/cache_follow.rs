//! The loops that keep a cache up to date, in a namespace.
#![cfg(all(target_os = "linux", feature = "std", feature = "route", feature = "cache"))]
#![allow(clippy::unwrap_used)]
mod common;

use nlwire::{
    cache::{Cache, Change, Entry, Tree},
    client::{Connection, Delivery, PollTransport, Received},
    route::{Links, Tables, TablesKey, TablesObject, addr, link},
    socket::{Config, Protocol, Socket, SocketError, Waker, namespace::Namespace},
};
use std::{
    cell::Cell,
    future::Future,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Wake},
    time::Duration,
};

type Everything = Cache<Tables, Tree<Tables, Vec<u8>>>;
fn connect() -> Connection<Socket, Vec<u8>> {
    Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), vec![0; 8192])
}
fn name(object: TablesObject<'_>) -> Option<String> {
    match object {
        TablesObject::Link(link) => Some(link.name().to_string()),
        _ => None,
    }
}

#[test]
fn a_cache_syncs_and_follows_a_blocking_socket() {
    common::in_namespace("a_cache_syncs_and_follows_a_blocking_socket", || {
        let socket = Config::new(Protocol::ROUTE).groups(Tables::GROUPS).open().unwrap();
        let mut cache: Everything = Cache::over_socket(Tables::USUAL, Tree::<Tables, _>::new(), &socket);
        let mut buffer = vec![0; 32 * 1024];
        assert!(cache.get(&TablesKey::Link(1)).is_none());
        cache.sync(&socket, &mut buffer, |_| {}).unwrap();
        assert!(cache.is_synced());
        assert_eq!(cache.get(&TablesKey::Link(1)).and_then(name).as_deref(), Some("lo"));

        // until the change that ends it
        let mut control = connect();
        control.run(link::add_veth("v0", "v1")).unwrap();
        let index = control.run(link::index_of("v0")).unwrap();
        control.run(addr::add(index, [192, 0, 2, 1].into(), 24)).unwrap();
        let (waker, mut keys) = (Waker::new().unwrap(), Vec::new());
        let followed = cache.follow_until_woken(&socket, &waker, &mut buffer, |change| {
            if let Change::Added { key, .. } = change {
                keys.push(key.to_string());
                if matches!(key, TablesKey::Address(_)) {
                    waker.wake().unwrap();
                }
            }
        });
        followed.unwrap();
        assert!(
            keys.contains(&format!("link {index}"))
                && keys.contains(&format!("address 192.0.2.1/24 dev {index}")),
            "{keys:?}"
        );
        assert!(waker.clear());

        // until another thread ends it
        std::thread::scope(|scope| {
            scope.spawn(|| waker.wake().unwrap());
            cache.follow_until_woken(&socket, &waker, &mut buffer, |_| {}).unwrap();
        });

        // for some time
        control.run(link::delete("v0")).unwrap();
        let mut removed = Vec::new();
        let taken = cache.follow_for(&socket, &mut buffer, Duration::from_millis(200), |change| {
            if let Change::Removed { entry, .. } = change {
                removed.extend(name(entry));
            }
        });
        taken.unwrap();
        removed.sort_unstable();
        assert_eq!(removed, ["v0", "v1"]);
        assert!(cache.get(&TablesKey::Link(index)).is_none());
    });
}

#[test]
fn an_error_ends_the_loop() {
    common::in_namespace("an_error_ends_the_loop", || {
        let socket = Config::new(Protocol::ROUTE).groups(Links::GROUPS).open().unwrap();
        let mut cache = Cache::over_socket(Links, Tree::<Links, Vec<u8>>::new(), &socket);
        // no room for a request
        let Err(error) = cache.follow(&socket, &mut [0; 8], |_| {});
        assert!(error.to_string().starts_with("cache: "), "{error}");
        // with a larger buffer it goes on
        cache.sync(&socket, &mut vec![0; 32 * 1024], |_| {}).unwrap();
        assert_eq!(cache.get(&1).unwrap().name().to_string(), "lo");
    });
}

/// A socket that a test polls itself.
struct Polled(Socket, Cell<u32>);
impl PollTransport for Polled {
    type Error = SocketError;
    fn poll_recv(&self, _: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<Received, SocketError>> {
        self.1.set(self.1.get() + 1);
        match self.0.try_recv_checked(buffer).transpose() {
            Some(received) => Poll::Ready(received),
            None => Poll::Pending,
        }
    }
    fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, SocketError> {
        self.0.try_recv_checked(buffer)
    }
    fn send(&self, datagram: &[u8]) -> Result<(), SocketError> {
        self.0.send(datagram)
    }
}
struct Nobody;
impl Wake for Nobody {
    fn wake(self: Arc<Self>) {}
}

#[test]
fn a_future_that_is_dropped_loses_nothing() {
    common::in_namespace("a_future_that_is_dropped_loses_nothing", || {
        let socket = Config::new(Protocol::ROUTE).groups(Links::GROUPS).open().unwrap();
        let mut cache = Cache::over_socket(Links, Tree::<Links, Vec<u8>>::new(), &socket);
        let (transport, waker) = (Polled(socket, Cell::new(0)), Arc::new(Nobody).into());
        let (mut context, mut buffer) = (Context::from_waker(&waker), vec![0; 32 * 1024]);
        let mut control = connect();
        let mut added = Vec::new();
        for round in 0..10 {
            control.run(link::add_veth(format!("a{round}").as_str(), format!("b{round}").as_str())).unwrap();
            // a new future each time, dropped where it waits
            let mut follow = pin!(cache.follow_async(&transport, &mut buffer, |change| {
                if let Change::Added { entry, .. } = change {
                    added.push(entry.name().to_string());
                }
            }));
            assert!(follow.as_mut().poll(&mut context).is_pending());
        }
        assert!(cache.is_synced());
        added.sort_unstable();
        let mut expected: Vec<_> = (0..10).flat_map(|n| [format!("a{n}"), format!("b{n}")]).collect();
        expected.push("lo".into());
        expected.sort_unstable();
        assert_eq!(added, expected);
        assert!(transport.1.get() > 0);
    });
}

#[test]
fn changes_come_one_by_one() {
    common::in_namespace("changes_come_one_by_one", || {
        let socket = Config::new(Protocol::ROUTE).groups(Links::GROUPS).open().unwrap();
        let mut cache = Cache::over_socket(Links, Tree::<Links, Vec<u8>>::new(), &socket);
        let (transport, waker) = (Polled(socket, Cell::new(0)), Arc::new(Nobody).into());
        let (mut context, mut buffer) = (Context::from_waker(&waker), vec![0; 32 * 1024]);
        let mut control = connect();
        let mut changes = cache.changes(&transport, &mut buffer, |change| match change {
            Change::Added { entry, .. } => Some(format!("+{}", entry.name())),
            Change::Removed { entry, .. } => Some(format!("-{}", entry.name())),
            _ => None,
        });
        let mut seen = Vec::new();
        for round in 0..10 {
            let (a, b) = (format!("a{round}"), format!("b{round}"));
            control.run(link::add_veth(a.as_str(), b.as_str())).unwrap();
            // each future ends with one change, and the last is dropped where it waits
            while let Poll::Ready(change) = pin!(changes.next()).poll(&mut context) {
                seen.push(change.unwrap());
            }
            assert_eq!(changes.cache().len(), 3);
            control.run(link::delete(a.as_str())).unwrap();
        }
        while let Poll::Ready(change) = pin!(changes.next()).poll(&mut context) {
            seen.push(change.unwrap());
        }
        seen.sort_unstable();
        let names = (0..10).flat_map(|n| [format!("a{n}"), format!("b{n}")]);
        let mut expected: Vec<_> = names.flat_map(|name| [format!("+{name}"), format!("-{name}")]).collect();
        expected.push("+lo".into());
        expected.sort_unstable();
        assert_eq!(seen, expected);
    });
}

#[test]
fn a_storm_lets_other_tasks_run() {
    /// A transport on which the same event is always queued.
    struct Storm(Vec<u8>);
    impl PollTransport for Storm {
        type Error = SocketError;
        fn poll_recv(&self, _: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<Received, SocketError>> {
            Poll::Ready(self.try_recv(buffer).map(Option::unwrap))
        }
        fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, SocketError> {
            buffer[..self.0.len()].copy_from_slice(&self.0);
            Ok(Some(Received { len: self.0.len(), delivery: Delivery::Multicast }))
        }
        fn send(&self, _: &[u8]) -> Result<(), SocketError> {
            Ok(())
        }
    }
    let storm = Storm([&20u32.to_ne_bytes()[..], &16u16.to_ne_bytes(), &[0; 14]].concat());
    let mut cache = Cache::new(Links, Tree::<Links, Vec<u8>>::new(), 1, 1);
    let waker = Arc::new(Nobody).into();
    let (mut buffer, count) = (vec![0; 8192], Cell::new(0));
    let mut follow = pin!(cache.follow_async(&storm, &mut buffer, |_| count.set(count.get() + 1)));
    for _ in 0..3 {
        assert!(follow.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    }
    assert_eq!(count.get(), 3 * 128);
}

/// An entry that cannot be read is skipped, and its changes are not reported.
#[test]
fn entries_of_ones_own_have_a_view() {
    #[derive(PartialEq)]
    struct Short(u32);
    impl Entry<Links> for Short {
        type View<'a> = u32;
        fn view(&self, _: &Links) -> Option<u32> {
            (self.0 != 0).then_some(self.0)
        }
        fn of(_: &Links, message: nlwire::wire::Message<'_>, _: Option<&Self>) -> Option<Self> {
            nlwire::cache::CacheSpec::object(&Links, message).map(|link| Self(link.mtu().unwrap_or(0)))
        }
        fn matches(&self, table: &Links, message: nlwire::wire::Message<'_>) -> bool {
            Self::of(table, message, None).as_ref() == Some(self)
        }
    }
    common::in_namespace("entries_of_ones_own_have_a_view", || {
        let socket = Namespace::current().unwrap().open(&Config::new(Protocol::ROUTE)).unwrap();
        let mut cache = Cache::over_socket(Links, Tree::<Links, Short>::new(), &socket);
        cache.sync(&socket, &mut vec![0; 32 * 1024], |_| {}).unwrap();
        assert_eq!(cache.get(&1), Some(65536), "the MTU of the loopback");
    });
}
