//! Routes and next hops that go.
use super::*;

/// The gateways of a route by its next hops.
fn hops(route: RouteEntryMessage<'_>) -> String {
    let all: Vec<_> = route.hops().filter_map(|hop| Some(hop.gateway?.to_string())).collect();
    all.join("+")
}
#[test]
fn of_several_routes_the_one_that_goes_is_reported() {
    const TEST: &str = "route::of_several_routes_the_one_that_goes_is_reported";
    if ip_rows(&["link"]).is_none() {
        return common::skip(TEST, "ip is not installed");
    }
    let prefix = |key: &RouteKey| key.dst_len == 15 || key.dst_len == 47;
    common::in_namespace(TEST, || {
        for (number, action) in [
            "route del 198.18.0.0/15 via 192.0.2.9",
            "addr del 192.0.2.1/24 dev v1",
            "link set v1 down",
            "link del v1",
        ]
        .iter()
        .enumerate()
        {
            assert!(two_ways());
            let ways = ["192.0.2.9", "198.51.100.9", "198.51.100.10"];
            assert!(runs(&format!("route add 198.18.0.0/15 via {} metric 7", ways[0])));
            assert!(runs(&format!("route append 198.18.0.0/15 via {} metric 7", ways[1])));
            assert!(runs(&format!("route append 198.18.0.0/15 via {} metric 7", ways[2])));
            let socket = open(Routes::GROUPS);
            let mut cache =
                Cache::new(Routes, Tree::<Routes, Vec<u8>>::new(), socket.port_id(), 1).pace(PACE);
            let mut buffer = vec![0; 32768];
            resolve(&mut cache, &socket, &mut buffer);
            assert!(runs(action));
            let mut said = Vec::new();
            settle_with(&mut cache, &socket, &mut buffer, &mut |change| match change {
                Change::Added { key, entry, .. } if prefix(key) => said.push(format!("+{}", hops(entry))),
                Change::Changed { key, old, entry, .. } if prefix(key) => {
                    said.push(format!("{}~{}", hops(old), hops(entry)));
                }
                Change::Removed { key, entry, .. } if prefix(key) => said.push(format!("-{}", hops(entry))),
                _ => {}
            });
            assert_eq!(said, [format!("-{}", ways[0])], "{action}");
            let left: Vec<_> = cache.iter().filter(|(key, _)| prefix(key)).map(|it| hops(it.1)).collect();
            assert_eq!(left, ways[1..], "{action}");
            assert_current(&mut cache, &socket, &mut buffer);
            if number < 3 {
                assert!(runs("link del v1"));
            }
            assert!(runs("link del v3"));
        }
    });
}
#[test]
fn a_next_hop_that_goes_does_not_take_the_route_along() {
    const TEST: &str = "route::a_next_hop_that_goes_does_not_take_the_route_along";
    if ip_rows(&["link"]).is_none() {
        return common::skip(TEST, "ip is not installed");
    }
    common::in_namespace(TEST, || {
        assert!(two_ways());
        let socket = open(Routes::GROUPS);
        let mut cache = Cache::new(Routes, Tree::<Routes, Vec<u8>>::new(), socket.port_id(), 1).pace(PACE);
        let mut buffer = vec![0; 32768];
        resolve(&mut cache, &socket, &mut buffer);
        let mut said = Vec::new();
        for (action, expected) in [
            ("add 2001:db8:8::/47 via 2001:db8:1::9", "+2001:db8:1::9"),
            ("append 2001:db8:8::/47 via 2001:db8:2::9", "2001:db8:1::9~2001:db8:2::9+2001:db8:1::9"),
            ("del 2001:db8:8::/47 via 2001:db8:1::9", "2001:db8:2::9+2001:db8:1::9~2001:db8:2::9"),
            ("append 2001:db8:8::/47 via 2001:db8:1::8", "2001:db8:2::9~2001:db8:1::8+2001:db8:2::9"),
            ("replace 2001:db8:8::/47 via 2001:db8:1::7", "2001:db8:1::8+2001:db8:2::9~2001:db8:1::7"),
            ("del 2001:db8:8::/47", "-2001:db8:1::7"),
        ] {
            assert!(runs(&format!("-6 route {action} metric 7")));
            settle_with(&mut cache, &socket, &mut buffer, &mut |change| match change {
                Change::Added { key, entry, .. } if key.dst_len == 47 => {
                    said.push(format!("+{}", hops(entry)))
                }
                Change::Changed { key, old, entry, .. } if key.dst_len == 47 => {
                    said.push(format!("{}~{}", hops(old), hops(entry)));
                }
                Change::Removed { key, entry, .. } if key.dst_len == 47 => {
                    said.push(format!("-{}", hops(entry)));
                }
                _ => {}
            });
            assert_eq!(std::mem::take(&mut said), [expected], "{action}");
            assert_current(&mut cache, &socket, &mut buffer);
            // A dump lists the next hops in another order than the event that added one.
            cache.refresh(monotonic());
            settle_with(&mut cache, &socket, &mut buffer, &mut |change| {
                assert!(!matches!(change, Change::Changed { .. }), "{action}");
            });
        }
    });
}
