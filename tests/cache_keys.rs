//! What a cache shows of its objects: the keys as text, and the message types with their accessors.
#![cfg(all(feature = "route", feature = "cache", feature = "alloc"))]
#![allow(clippy::unwrap_used)]

use nlwire::{
    cache::{Cache, Change, Tree},
    client::Delivery,
    route::*,
    uapi::AddressFamily,
    wire::{Be, NewFlags, Operation, Request},
};
use std::{net::IpAddr, time::Duration};

type Everything = Cache<Tables, Tree<Tables, Vec<u8>>>;
fn cache() -> Everything {
    let tables = Tables { forwarding: true, ..Tables::USUAL };
    Cache::new(tables, Tree::<Tables, Vec<u8>>::new(), 1, 1)
}
/// Gives the cache an event; the key of the object that is new, as text.
fn added<O: Operation<Flags = NewFlags>>(
    cache: &mut Everything,
    operation: O,
    fill: impl Fn(&mut Request<'_, O>),
) -> String {
    let (mut buffer, mut said) = ([0; 256], String::new());
    let mut request = Request::new(&mut buffer, operation, NewFlags::CREATE);
    fill(&mut request);
    cache.receive(request.finish(0).unwrap(), Delivery::Multicast, Duration::ZERO, &mut |change| {
        if let Change::Added { key, .. } = change {
            said = key.to_string();
        }
    });
    said
}
fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

#[test]
fn objects_have_their_accessors() {
    let mut cache = cache();
    let key = added(&mut cache, NewLink { index: 3, ..Default::default() }, |link| {
        link.put(Link::IFLA_IFNAME, "eth0").put(Link::IFLA_MTU, 1400);
    });
    assert_eq!(key, "link 3");
    let Some(TablesObject::Link(link)) = cache.get(&TablesKey::Link(3)) else { panic!("a link") };
    assert_eq!((link.index(), link.name().to_string(), link.mtu()), (3, "eth0".to_owned(), Some(1400)));
    let (key, object) = cache.iter().next().unwrap();
    assert_eq!((*key, object.message().bytes()), (TablesKey::Link(3), link.message.bytes()));
    assert_eq!(cache.entry(key).unwrap(), link.message.bytes());

    let mut links = Cache::new(Links, Tree::<Links, Vec<u8>>::new(), 1, 1);
    let mtu = |links: &Cache<Links, Tree<Links, Vec<u8>>>| links.get(&3)?.mtu();
    assert_eq!(mtu(&links), None);
    let mut changes = Vec::new();
    for number in [1400, 1500] {
        let mut buffer = [0; 64];
        let mut request =
            Request::new(&mut buffer, NewLink { index: 3, ..Default::default() }, NewFlags::empty());
        request.put(Link::IFLA_MTU, number);
        let event = request.finish(0).unwrap();
        links.receive(event, Delivery::Multicast, Duration::ZERO, &mut |change| match change {
            Change::Added { entry, .. } => changes.push((None, entry.mtu())),
            Change::Changed { old, entry, .. } => changes.push((old.mtu(), entry.mtu())),
            other => panic!("{other:?}"),
        });
    }
    assert_eq!(changes, [(None, Some(1400)), (Some(1400), Some(1500))]);
    assert_eq!(mtu(&links), Some(1500));
}

#[test]
fn keys_of_addresses_are_readable() {
    let (v4, v6) = (AddressFamily::AF_INET, AddressFamily::AF_INET6);
    let mut cache = cache();
    let mut address = |family, prefix_len, local: &str, peer: &str| {
        added(&mut cache, NewAddr { family, prefix_len, index: 3, ..Default::default() }, |address| {
            address.put(Addr::IFA_LOCAL, ip(local)).put(Addr::IFA_ADDRESS, ip(peer));
        })
    };
    assert_eq!(address(v4, 24, "192.0.2.1", "192.0.2.1"), "address 192.0.2.1/24 dev 3");
    assert_eq!(address(v4, 32, "192.0.2.1", "198.51.100.1"), "address 192.0.2.1 peer 198.51.100.1/32 dev 3");
    assert_eq!(address(v6, 64, "2001:db8::1", "2001:db8::1"), "address 2001:db8::1 dev 3");
    // an address of another family than the header says is no address
    assert_eq!(address(v4, 64, "2001:db8::1", "2001:db8::1"), "");
    assert_eq!(address(v6, 24, "192.0.2.1", "192.0.2.1"), "");
    assert!(
        cache.iter().any(|(key, _)| matches!(key, TablesKey::Address(it) if it.peer == ip("198.51.100.1")))
    );
}

#[test]
fn keys_of_routes_are_readable() {
    let (v4, v6) = (AddressFamily::AF_INET, AddressFamily::AF_INET6);
    let mut cache = cache();
    let route = |family, dst_len, tos| NewRoute {
        family,
        dst_len,
        tos,
        table: RtmTable::RT_TABLE_MAIN,
        ..Default::default()
    };
    let mut key = |operation, fill: &dyn Fn(&mut Request<'_, NewRoute>)| added(&mut cache, operation, fill);
    assert_eq!(key(route(v4, 0, 0), &|_| {}), "route 0.0.0.0/0 table 254");
    assert_eq!(key(route(v6, 0, 0), &|_| {}), "route ::/0 table 254");
    assert_eq!(
        key(route(v4, 24, 0x10), &|route| {
            route.put(Route::RTA_DST, ip("192.0.2.0")).put(Route::RTA_PRIORITY, 100);
            route.put(Route::RTA_GATEWAY, ip("198.51.100.1"));
        }),
        "route 192.0.2.0/24 table 254 tos 0x10 metric 100"
    );
    assert_eq!(
        key(route(v6, 32, 0), &|route| {
            route.put(Route::RTA_DST, ip("2001:db8::")).put(Route::RTA_OIF, 3);
        }),
        "route 2001:db8::/32 table 254 dev 3"
    );
    assert_eq!(key(route(v4, 24, 0), &|route| _ = route.put(Route::RTA_DST, ip("2001:db8::"))), "");
    let found = cache.iter().find_map(|(key, _)| match key {
        TablesKey::Route(key) if key.priority == 100 => Some(key.destination()),
        _ => None,
    });
    assert_eq!(found, Some((ip("192.0.2.0"), 24)));
}

#[test]
fn keys_of_neighbours_are_readable() {
    let mut cache = cache();
    let state = NeighState::NUD_REACHABLE;
    let neighbour = NewNeigh { family: AddressFamily::AF_INET, index: 3, state, ..Default::default() };
    let key = added(&mut cache, neighbour, |it| _ = it.put(Neigh::NDA_DST, ip("192.0.2.7")));
    assert_eq!(key, "neighbour 192.0.2.7 dev 3");
    let entry = NewNeigh { family: AddressFamily::AF_BRIDGE, index: 3, state, ..Default::default() };
    let key = added(&mut cache, entry, |it| {
        it.put(Neigh::NDA_LLADDR, [0x52u8, 0x54, 0, 0x12, 0x34, 0x56]).put(Neigh::NDA_MASTER, 9);
        it.put(Neigh::NDA_VLAN, 10);
    });
    assert_eq!(key, "neighbour 52:54:00:12:34:56 dev 9 vlan 10");
    let entry = NewNeigh { flags: NeighFlags::NTF_SELF, ..entry };
    let key = added(&mut cache, entry, |it| {
        it.put(Neigh::NDA_LLADDR, [0u8; 6]).put(Neigh::NDA_DST, ip("198.51.100.2"));
        it.put(Neigh::NDA_PORT, Be(4789u16)).put(Neigh::NDA_VNI, 7);
    });
    assert_eq!(key, "neighbour 00:00:00:00:00:00 dev 3 self dst 198.51.100.2 port 4789 vni 7");
    let mac = cache.iter().find_map(|(key, _)| match key {
        TablesKey::Neighbour(key) if key.vlan == 10 => key.mac(),
        _ => None,
    });
    assert_eq!(mac, Some([0x52, 0x54, 0, 0x12, 0x34, 0x56]));
}

/// Objects of tables without siblings are found by their key alone, also beside routes.
#[test]
fn a_link_that_changed_before_its_deletion_is_removed() {
    let mut cache = cache();
    let event = |kind: u16, mtu: u32| {
        let mut buffer = [0; 64];
        let mut request =
            Request::new(&mut buffer, NewLink { index: 3, ..Default::default() }, NewFlags::empty());
        request.put(Link::IFLA_MTU, mtu);
        let mut event = request.finish(0).unwrap().to_vec();
        event[4..6].copy_from_slice(&kind.to_ne_bytes());
        event
    };
    let mut said = Vec::new();
    for event in [event(RouteMessage::RTM_NEWLINK, 1400), event(RouteMessage::RTM_DELLINK, 1500)] {
        cache.receive(&event, Delivery::Multicast, Duration::ZERO, &mut |change| match change {
            Change::Added { .. } => said.push("added"),
            Change::Removed { .. } => said.push("removed"),
            _ => said.push("other"),
        });
    }
    assert_eq!((said, cache.len()), (vec!["added", "removed"], 0));
}
