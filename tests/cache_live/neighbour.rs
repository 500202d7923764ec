//! Neighbours.
use super::*;

#[test]
fn a_hardware_address_moves_from_host_to_host() {
    follow(
        "neighbour::a_hardware_address_moves_from_host_to_host",
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
#[test]
fn neighbours_and_addresses_by_a_stranger_to_alloc() {
    // a mirror that keeps the keys alone
    common::in_namespace("neighbour::neighbours_and_addresses_by_a_stranger_to_alloc", || {
        let device = pair();
        let socket = open(Addresses::GROUPS);
        let mut cache = Cache::new(Addresses, Tree::<Addresses, ()>::new(), socket.port_id(), 1).pace(PACE);
        let mut buffer = vec![0; 32768];
        resolve(&mut cache, &socket, &mut buffer);
        let ours = |key: &AddressKey| key.index == device && key.local == IpAddr::from([172, 16, 0, 1]);
        assert!(cache.iter().any(|(key, ())| ours(key) && key.prefix == 16));
        let (mut talk_buffer, talk) = ([0; 8192], Socket::new(Protocol::ROUTE).unwrap());
        let mut talk = Connection::over_socket(talk, &mut talk_buffer[..]);
        talk.run(addr::delete(device, "172.16.0.1".parse().unwrap(), 16)).unwrap();
        resolve(&mut cache, &socket, &mut buffer);
        assert!(!cache.iter().any(|(key, ())| ours(key)));
    });
}
#[test]
fn neighbours_that_were_never_shown_are_not_reported_as_removed() {
    const TEST: &str = "neighbour::neighbours_that_were_never_shown_are_not_reported_as_removed";
    if ip_rows(&["link"]).is_none() {
        return common::skip(TEST, "ip is not installed");
    }
    common::in_namespace(TEST, || {
        assert!(two_ways());
        assert!(runs("neigh add 192.0.2.7 lladdr 02:00:00:00:00:07 dev v1"));
        assert!(runs("neigh add 192.0.2.8 lladdr 02:00:00:00:00:08 dev v1 nud noarp"));
        let table = Neighbours::default();
        let socket = open(Neighbours::GROUPS);
        let mut cache = Cache::new(table, Tree::<Neighbours, Vec<u8>>::new(), socket.port_id(), 1).pace(PACE);
        let mut buffer = vec![0; 32768];
        resolve(&mut cache, &socket, &mut buffer);
        // the kernel deletes all neighbours of the link, those for multicast among them
        assert!(runs("link set v1 down"));
        let (mut removed, mut excluded) = (Vec::new(), 0);
        let until = monotonic() + Duration::from_secs(10);
        while removed.is_empty() || excluded == 0 {
            assert!(monotonic() < until, "{removed:?}, {excluded} of the excluded");
            settle_with(&mut cache, &socket, &mut buffer, &mut |change| match change {
                Change::Removed { key, .. } => removed.push(key.dst),
                Change::Excluded { .. } => excluded += 1,
                Change::Same { message } => {
                    assert_ne!(message.message_type(), RouteMessage::RTM_DELNEIGH, "of what was never shown");
                }
                _ => {}
            });
        }
        let shown = removed.iter().filter(|dst| **dst == Some(IpAddr::from([192, 0, 2, 7]))).count();
        assert_eq!(
            (shown, removed.iter().any(|dst| *dst == Some(IpAddr::from([192, 0, 2, 8])))),
            (1, false),
            "{removed:?}"
        );
        assert_current(&mut cache, &socket, &mut buffer);
    });
}
