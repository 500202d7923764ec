//! Tables follow what `ip` does.
use super::*;

#[test]
fn tables_follow_what_ip_does() {
    follow(
        "table::tables_follow_what_ip_does",
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
        "table::tables_follow_what_no_event_of_its_own_tells",
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
fn what_links_change_without_an_event_is_read_again() {
    const TEST: &str = "table::what_links_change_without_an_event_is_read_again";
    if ip_rows(&["link"]).is_none() {
        return common::skip(TEST, "ip is not installed");
    }
    common::in_namespace(TEST, || {
        assert!(runs("link add v1 type veth peer name v2"));
        let socket = open(Links::GROUPS);
        let mut cache = Cache::new(Links, Tree::<Links, Vec<u8>>::new(), socket.port_id(), 1).pace(PACE);
        let mut buffer = vec![0; 32768];
        resolve(&mut cache, &socket, &mut buffer);
        for action in [
            "link set v1 alias word",
            "link set v1 group 7",
            "link property add dev v1 altname another",
            "link set v1 gso_max_size 3000",
            "link set v1 gro_max_size 3000",
            "link set v1 gso_max_segs 30",
            "link set v1 mode dormant",
        ] {
            assert!(runs(action));
            resolve(&mut cache, &socket, &mut buffer);
            let silent = differences(&cache).is_some();
            cache.refresh(monotonic());
            let mut changed = 0;
            settle_with(&mut cache, &socket, &mut buffer, &mut |change| {
                changed += u32::from(matches!(change, Change::Changed { .. }))
            });
            println!("{action}: {}", if silent { "no event" } else { "an event" });
            assert_eq!(changed, u32::from(silent), "{action}");
            assert_current(&mut cache, &socket, &mut buffer);
        }
    });
}
