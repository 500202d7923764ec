//! Calls of routes and next hops.

mod scripted {
    use crate::support::scripted::*;

    #[test]
    fn routes_are_sent_as_ip_sends_them() {
        same!(|c| c.dump(route::list()).map(drop), GetRoute::default(), GetFlags::DUMP, |_| {});
        same!(|c| c.dump(route::of_table(1000)).map(drop), GetRoute::default(), GetFlags::DUMP, |request| {
            request.put(Route::RTA_TABLE, RouteTable(1000));
        });
        // (what is said, operation, attributes)
        let usual = NewRoute {
            family: INET,
            table: RtmTable::RT_TABLE_MAIN,
            protocol: RouteProtocol::RTPROT_BOOT,
            kind: RouteType::RTN_UNICAST,
            ..Default::default()
        };
        let near = NewRoute { scope: RouteScope::RT_SCOPE_LINK, ..usual };
        let nothing = RouteSpec::default();
        // a gateway: scope universe
        let default = RouteSpec { via: Some(ip("192.0.2.1")), ..nothing };
        same!(|c| c.run(route::add(default)), usual, EXCL, |request| {
            request.put(Route::RTA_GATEWAY, ip("192.0.2.1"));
        });
        // none: scope link
        let prefix = RouteSpec { destination: Some(net("198.51.100.0/24")), link: Some(3), ..nothing };
        let to_prefix = |request: &mut Request<'_, NewRoute>| {
            request.put(Route::RTA_DST, ip("198.51.100.0")).put(Route::RTA_OIF, 3);
        };
        same!(|c| c.run(route::add(prefix)), NewRoute { dst_len: 24, ..near }, EXCL, to_prefix);
        same!(|c| c.run(route::replace(prefix)), NewRoute { dst_len: 24, ..near }, REPLACE, to_prefix);
        // removed: any scope, any type, any protocol
        let gone = DelRoute {
            family: INET,
            dst_len: 24,
            table: RtmTable::RT_TABLE_MAIN,
            scope: RouteScope::RT_SCOPE_NOWHERE,
            ..Default::default()
        };
        same!(|c| c.run(route::delete(prefix)), gone, DeleteFlags::ACK, |request| {
            request.put(Route::RTA_DST, ip("198.51.100.0")).put(Route::RTA_OIF, 3);
        });
        // IPv6 has no scopes; a table that the header has no room for; a metric, an MTU, a source
        let far = RouteSpec {
            destination: Some(net("2001:db8:1::/48")),
            link: Some(3),
            table: Some(1000),
            metric: Some(5),
            source: Some(ip("2001:db8::1")),
            mtu: Some(1400),
            ..nothing
        };
        let operation = NewRoute { family: INET6, dst_len: 48, table: RtmTable::RT_TABLE_UNSPEC, ..usual };
        same!(|c| c.run(route::add(far)), operation, EXCL, |request| {
            request.put(Route::RTA_DST, ip("2001:db8:1::")).put(Route::RTA_OIF, 3);
            request.put(Route::RTA_PREFSRC, ip("2001:db8::1")).put(Route::RTA_PRIORITY, 5);
            request.put(Route::RTA_TABLE, RouteTable(1000)).nest(Route::RTA_METRICS, |metrics| {
                metrics.put(Metrics::RTAX_MTU, 1400);
            });
        });
        // a nexthop object in place of a gateway: scope universe; a TOS
        let shared = RouteSpec { nexthop: Some(7), tos: 0x10, ..prefix };
        let shared = RouteSpec { link: None, ..shared };
        let operation = NewRoute { dst_len: 24, tos: 0x10, ..usual };
        let by_object = |request: &mut Request<'_, NewRoute>| {
            request.put(Route::RTA_DST, ip("198.51.100.0")).put(Route::RTA_NH_ID, 7);
        };
        same!(|c| c.run(route::add(shared)), operation, EXCL, by_object);
        let append = NewFlags::CREATE | NewFlags::APPEND | NewFlags::ACK;
        same!(|c| c.run(route::append(shared)), operation, append, by_object);
        same!(
            |c| c.run(route::delete(shared)),
            DelRoute { tos: 0x10, ..gone },
            DeleteFlags::ACK,
            |request| {
                request.put(Route::RTA_DST, ip("198.51.100.0")).put(Route::RTA_NH_ID, 7);
            }
        );
        same!(|c| c.dump(route::of_nexthop(7)).map(drop), GetRoute::default(), GetFlags::DUMP, |_| {});
        // several next hops, the first by a gateway of the other family; a weight is sent less one
        let ways = [
            Hop { gateway: Some(ip("fe80::1")), link: Some(3), weight: 3 },
            Hop { gateway: Some(ip("192.0.2.2")), link: None, weight: 0 },
            Hop { gateway: None, link: Some(4), weight: 300 },
        ];
        let destination = Some(net("198.51.100.0/24"));
        let several = RouteSpec { destination, hops: &ways, ..nothing };
        same!(|c| c.run(route::add(several)), NewRoute { dst_len: 24, ..usual }, EXCL, |request| {
            request.put(Route::RTA_DST, ip("198.51.100.0"));
            request.chain(Route::RTA_MULTIPATH, |hops| {
                let hop = |index, more| {
                    let hop = RtNextHop::new().with(RtNextHop::rtnh_ifindex, index);
                    hop.with(RtNextHop::rtnh_hops, more)
                };
                hops.link(&hop(3, 2), |hop| {
                    let via = RtVia::new().with(RtVia::rtvia_family, ViaFamily::AF_INET6);
                    let address = "fe80::1".parse::<core::net::Ipv6Addr>().unwrap().octets();
                    hop.put(Route::RTA_VIA, WithHeader { header: &via, body: SubMessage::new(&address) });
                });
                hops.link(&hop(0, 0), |hop| {
                    hop.put(Route::RTA_GATEWAY, ip("192.0.2.2"));
                });
                hops.link(&hop(4, 255), |_| {});
            });
        });
        // IPv4 by an IPv6 gateway that is on the link
        let spec = RouteSpec {
            destination: Some(net("198.51.100.0/24")),
            via: Some(ip("fe80::1")),
            link: Some(3),
            on_link: true,
            ..nothing
        };
        let operation = NewRoute { dst_len: 24, flags: RouteFlags::RTNH_F_ONLINK, ..usual };
        same!(|c| c.run(route::add(spec)), operation, EXCL, |request| {
            let via = RtVia::new().with(RtVia::rtvia_family, ViaFamily::AF_INET6);
            let octets = "fe80::1".parse::<core::net::Ipv6Addr>().unwrap().octets();
            request.put(Route::RTA_DST, ip("198.51.100.0"));
            request.put(Route::RTA_VIA, WithHeader { header: &via, body: SubMessage::new(&octets) });
            request.put(Route::RTA_OIF, 3);
        });
        // types have scopes and tables of their own
        for (kind, scope, table) in [
            (RouteType::RTN_LOCAL, RouteScope::RT_SCOPE_HOST, RtmTable::RT_TABLE_LOCAL),
            (RouteType::RTN_BROADCAST, RouteScope::RT_SCOPE_LINK, RtmTable::RT_TABLE_LOCAL),
            (RouteType::RTN_BLACKHOLE, RouteScope::RT_SCOPE_UNIVERSE, RtmTable::RT_TABLE_MAIN),
        ] {
            let spec = RouteSpec { destination: Some(net("10.0.0.0/8")), kind, ..nothing };
            let operation = NewRoute { dst_len: 8, kind, scope, table, ..usual };
            same!(|c| c.run(route::add(spec)), operation, EXCL, |request| {
                request.put(Route::RTA_DST, ip("10.0.0.0"));
            });
        }
    }
    #[test]
    fn routes_are_looked_up() {
        let bytes = sent(|c| {
            let _ = c.get(route::lookup(ip("192.0.2.7")));
        });
        // by hand: family 2, 32 bits, RTM_F_LOOKUP_TABLE, RTA_DST
        let expected = [
            &[2, 32, 0, 0, 0, 0, 0, 0][..],
            &0x1000u32.to_ne_bytes(),
            &8u16.to_ne_bytes(),
            &1u16.to_ne_bytes(),
            &[192, 0, 2, 7],
        ];
        assert_eq!(bytes[16..], expected.concat());
        assert_eq!(
            (bytes[4..6].to_vec(), bytes[6..8].to_vec()),
            (26u16.to_ne_bytes().into(), 5u16.to_ne_bytes().into())
        );
        let operation = GetRoute { family: INET6, dst_len: 128, src_len: 128, ..Default::default() };
        same!(
            |c| c.get(route::lookup_from(ip("2001:db8::7"), ip("2001:db8::1"))).map(drop),
            operation,
            GetFlags::ACK,
            |request| {
                request.put(Route::RTA_DST, ip("2001:db8::7")).put(Route::RTA_SRC, ip("2001:db8::1"));
            }
        );
    }
    #[test]
    fn next_hops_are_one_or_several() {
        let answer = |_: Message<'_>, kernel: &mut MockReplies<'_>| {
            let header = RtMsg::new().with(RtMsg::rtm_family, INET).with(RtMsg::rtm_dst_len, 24);
            kernel.part::<_, Route>(RouteMessage::RTM_NEWROUTE, &header, |route| {
                route.put(Route::RTA_DST, ip("198.51.100.0")).put(Route::RTA_OIF, 3);
            });
            kernel.part::<_, Route>(
                RouteMessage::RTM_NEWROUTE,
                &RtMsg::new().with(RtMsg::rtm_family, INET),
                |route| {
                    route.put(Route::RTA_TABLE, RouteTable(1000)).chain(Route::RTA_MULTIPATH, |hops| {
                        for (link, more) in [(4, 0), (5, 9)] {
                            let hop = RtNextHop::new()
                                .with(RtNextHop::rtnh_ifindex, link)
                                .with(RtNextHop::rtnh_hops, more);
                            hops.link(&hop, |hop| {
                                hop.put(Route::RTA_GATEWAY, ip("192.0.2.1"));
                            });
                        }
                    });
                },
            );
            // a label of MPLS is no address
            let header = RtMsg::new().with(RtMsg::rtm_family, AddressFamily::AF_MPLS);
            kernel.part::<_, Route>(RouteMessage::RTM_NEWROUTE, &header, |route| {
                route.put(Route::RTA_DST, nlwire::wire::Labels(&[0, 6, 0x41, 0]));
            });
            kernel.done();
        };
        with(answer, |c| {
            let mut all = c.dump(route::list()).unwrap();
            let route = all.next().unwrap().unwrap();
            assert_eq!((route.destination(), route.link()), (Some(net("198.51.100.0/24")), Some(3)));
            assert_eq!(route.hops().collect::<Vec<_>>(), [Hop { gateway: None, link: Some(3), weight: 1 }]);
            let route = all.next().unwrap().unwrap();
            assert_eq!(
                (route.destination(), route.gateway(), route.link(), route.table()),
                (None, None, None, 1000)
            );
            let gateway = Some(ip("192.0.2.1"));
            let expected =
                [Hop { gateway, link: Some(4), weight: 1 }, Hop { gateway, link: Some(5), weight: 10 }];
            assert_eq!(route.hops().collect::<Vec<_>>(), expected);
            let route = all.next().unwrap().unwrap();
            assert_eq!((route.destination(), route.hops().count()), (None, 0));
            assert!(all.next().unwrap().is_none());
        });
    }
}

#[cfg(all(feature = "std", target_os = "linux"))]
mod live {
    use crate::support::live::*;

    /// The routes of a table to a destination: gateway, link, metric.
    fn routes_to(
        c: &mut Live<'_>,
        table: u32,
        to: Option<(IpAddr, u8)>,
    ) -> Vec<(Option<IpAddr>, u32, Option<u32>)> {
        let (mut all, mut found) = (c.dump(route::of_table(table)).unwrap(), Vec::new());
        while let Some(route) = all.next().unwrap() {
            if route.destination() == to {
                found.push((route.gateway(), route.link().unwrap_or(0), route.metric()));
            }
        }
        found
    }
    #[test]
    fn routes_of_both_families() {
        with("route::live::routes_of_both_families", |c| {
            let (a, b) = pair(c);
            c.run(addr::add(a, ip("192.0.2.1"), 24)).unwrap();
            let address =
                AddressSpec { flags: AddrFlags::IFA_F_NODAD, ..AddressSpec::new(a, ip("2001:db8::1"), 64) };
            c.run(addr::add_spec(address)).unwrap();
            assert_eq!(errno(c.get(route::lookup(ip("198.51.100.7")))), Some(Errno::ENETUNREACH));
            assert_eq!(errno(c.get(route::lookup(ip("2001:db8:1::7")))), Some(Errno::ENETUNREACH));

            for (prefix, gateway, host, source, metric) in [
                ("198.51.100.0/24", "192.0.2.9", "198.51.100.7", "192.0.2.1", None),
                ("2001:db8:1::/48", "2001:db8::9", "2001:db8:1::7", "2001:db8::1", Some(1024)),
            ] {
                let (destination, via) = (Some(net(prefix)), Some(ip(gateway)));
                let spec = RouteSpec { destination, via, mtu: Some(1400), ..Default::default() };
                c.run(route::add(spec)).unwrap();
                assert!(c.run(route::add(spec)).is_err_and(|failure| failure.already_exists()));
                assert_eq!(routes_to(c, 254, destination), [(via, a, metric)]);
                let found = c.get(route::lookup(ip(host))).unwrap();
                assert_eq!((found.gateway(), found.link(), found.source()), (via, Some(a), Some(ip(source))));
                assert_eq!((found.table(), found.mtu()), (254, Some(1400)));
                assert_eq!(found.destination().map(|(address, _)| address), Some(ip(host)));
                assert_eq!(c.get(route::lookup_from(ip(host), ip(source))).unwrap().gateway(), via);
                if let Some(found) =
                    ip_json(&format!("-d route show {prefix}")).filter(|_| ip(host).is_ipv4())
                {
                    assert_eq!((&found[0]["gateway"], &found[0]["dev"]), (&gateway.into(), &"a".into()));
                    assert_eq!(
                        (&found[0]["protocol"], &found[0]["flags"].as_array().unwrap().len()),
                        (&"boot".into(), &0)
                    );
                }
                // in its place: on a link, without a gateway
                let spec = RouteSpec { destination, link: Some(b), ..Default::default() };
                c.run(route::replace(spec)).unwrap();
                assert_eq!(routes_to(c, 254, destination), [(None, b, metric)]);
                if let Some(found) = ip_json(&format!("route show {prefix}")).filter(|_| ip(host).is_ipv4()) {
                    assert_eq!((&found[0]["scope"], &found[0]["dev"]), (&"link".into(), &"b".into()));
                }
                // of another metric, beside it; in a table with a large number
                c.run(route::replace(RouteSpec { metric: Some(7), ..spec })).unwrap();
                assert_eq!(routes_to(c, 254, destination).len(), 2);
                c.run(route::add(RouteSpec { table: Some(1000), ..spec })).unwrap();
                assert_eq!(routes_to(c, 1000, destination), [(None, b, metric)]);
                c.run(route::delete(RouteSpec { destination, table: Some(1000), ..Default::default() }))
                    .unwrap();
                assert_eq!(routes_to(c, 1000, destination), []);
                c.run(route::delete(RouteSpec { metric: Some(7), ..spec })).unwrap();
                c.run(route::delete(RouteSpec { destination, ..Default::default() })).unwrap();
                assert!(c.run(route::delete(spec)).is_err_and(|failure| failure.is_not_found()));
                // several next hops
                let other = if ip(host).is_ipv4() { "192.0.2.10" } else { "2001:db8::10" };
                let ways = [(gateway, 3), (other, 1)].map(|(gateway, weight)| Hop {
                    gateway: Some(ip(gateway)),
                    link: Some(a),
                    weight,
                });
                let several = RouteSpec { destination, hops: &ways, ..Default::default() };
                c.run(route::add(several)).unwrap();
                let mut found = c.dump(route::of_table(254)).unwrap();
                let mut hops = Vec::new();
                while let Some(route) = found.next().unwrap() {
                    if route.destination() == destination {
                        hops.extend(route.hops());
                    }
                }
                assert_eq!(hops, ways);
                c.run(route::delete(several)).unwrap();
                // the default route
                let default = RouteSpec { via, ..Default::default() };
                c.run(route::add(default)).unwrap();
                assert_eq!(c.get(route::lookup(ip(host))).unwrap().gateway(), via);
                c.run(route::delete(default)).unwrap();
            }
            // nexthop objects, of routes of both families; one of two routes goes with its object
            for (id, gateway, family) in [(7, "192.0.2.9", INET), (8, "2001:db8::9", INET6)] {
                let hop = NextHopSpec { id, via: Some(ip(gateway)), link: Some(a), ..Default::default() };
                c.run(nexthop::add(hop)).unwrap();
                assert!(c.run(nexthop::add(hop)).is_err_and(|failure| failure.already_exists()));
                let prefix = if family == INET { "198.51.100.0/24" } else { "2001:db8:1::/48" };
                let (destination, nexthop) = (Some(net(prefix)), Some(id));
                let spec = RouteSpec { destination, nexthop, ..Default::default() };
                c.run(route::add(spec)).unwrap();
                c.run(route::add(RouteSpec { metric: Some(9), nexthop: None, link: Some(b), ..spec }))
                    .unwrap();
                let mut found = c.dump(route::of_nexthop(id)).unwrap();
                let route = found.next().unwrap().unwrap();
                assert_eq!((route.destination(), route.nexthop()), (destination, Some(id)));
                assert_eq!((route.gateway(), route.link()), (Some(ip(gateway)), Some(a)));
                assert_eq!(route.scope(), RouteScope::RT_SCOPE_UNIVERSE);
                assert!(found.next().unwrap().is_none());
                if let Some(found) = ip_json(&format!("-N route show {prefix} table main metric 0")) {
                    if family == INET {
                        assert_eq!(found[0]["nhid"], id, "{found:?}");
                    }
                }
                assert!(c.run(route::add(spec)).is_err_and(|failure| failure.already_exists()));
                c.run(route::delete(spec)).unwrap();
                assert!(c.dump(route::of_nexthop(id)).unwrap().next().unwrap().is_none());
                c.run(route::delete(RouteSpec { destination, ..Default::default() })).unwrap();
                let missing = RouteSpec { nexthop: Some(99), ..spec };
                assert_eq!(errno(c.run(route::add(missing))), Some(Errno::EINVAL));
            }
            // groups, blackholes, and what is replaced and removed
            let group = [NextHopGrp::member(7, 1), NextHopGrp::member(8, 9)];
            c.run(nexthop::add(NextHopSpec { id: 9, family: INET, blackhole: true, ..Default::default() }))
                .unwrap();
            let same = NextHopSpec { id: 10, group: &group[..1], ..Default::default() };
            c.run(nexthop::add(same)).unwrap();
            c.run(nexthop::replace(NextHopSpec { group: &group, ..same })).unwrap();
            let mut found = c.dump(nexthop::list()).unwrap();
            let mut hops = Vec::new();
            while let Some(hop) = found.next().unwrap() {
                let members =
                    hop.group().map(|group| group.iter().map(|it| it.weights()).collect::<Vec<_>>());
                hops.push((hop.id(), hop.gateway(), hop.link(), hop.is_blackhole(), members));
            }
            let expected = [
                (7, Some(ip("192.0.2.9")), Some(a), false, None),
                (8, Some(ip("2001:db8::9")), Some(a), false, None),
                (9, None, None, true, None),
                (10, None, None, false, Some(vec![1, 9])),
            ];
            assert_eq!(hops, expected);
            assert_eq!(c.get(nexthop::find(8)).unwrap().gateway(), Some(ip("2001:db8::9")));
            if let Some(found) = ip_json("nexthop show id 10") {
                let member = &found[0]["group"][1];
                assert_eq!((&member["id"], &member["weight"]), (&8.into(), &9.into()), "{found:?}");
            }
            for id in [10, 9, 8, 7] {
                c.run(nexthop::delete(id)).unwrap();
                assert!(c.run(nexthop::delete(id)).is_err_and(|failure| failure.is_not_found()));
            }
            assert!(c.get(nexthop::find(7)).is_err_and(|failure| failure.is_not_found()));
            // routes of one key, in order; a TOS is part of the key
            let destination = Some(net("198.51.100.0/24"));
            let spec = RouteSpec { destination, via: Some(ip("192.0.2.9")), ..Default::default() };
            let second = RouteSpec { via: Some(ip("192.0.2.10")), ..spec };
            c.run(route::add(spec)).unwrap();
            c.run(route::append(second)).unwrap();
            assert!(c.run(route::append(second)).is_err_and(|failure| failure.already_exists()));
            c.run(route::add(RouteSpec { tos: 0x10, ..second })).unwrap();
            let mut found = c.dump(route::of_table(254)).unwrap();
            let mut hops = Vec::new();
            while let Some(route) = found.next().unwrap() {
                if route.destination() == destination {
                    hops.push((route.tos(), route.gateway()));
                }
            }
            assert_eq!(hops, [(0x10, second.via), (0, spec.via), (0, second.via)]);
            c.run(route::delete(RouteSpec { destination, tos: 0x10, ..Default::default() })).unwrap();
            assert_eq!(routes_to(c, 254, destination).len(), 2);
            for _ in 0..2 {
                c.run(route::delete(RouteSpec { destination, ..Default::default() })).unwrap();
            }
            let host_bits =
                RouteSpec { destination: Some(net("198.51.100.1/24")), link: Some(a), ..Default::default() };
            assert_eq!(errno(c.run(route::add(host_bits))), Some(Errno::EINVAL));
            let nowhere = RouteSpec { via: Some(ip("203.0.113.1")), ..Default::default() };
            assert_eq!(errno(c.run(route::add(nowhere))), Some(Errno::ENETUNREACH));
            c.run(route::add(RouteSpec { link: Some(a), on_link: true, ..nowhere })).unwrap();
            // IPv4 by an IPv6 gateway; a route that refuses
            let destination = Some(net("203.0.113.0/24"));
            let (link, via) = (Some(a), Some(ip("fe80::9")));
            c.run(route::add(RouteSpec { destination, via, link, ..Default::default() })).unwrap();
            assert_eq!(c.get(route::lookup(ip("203.0.113.7"))).unwrap().gateway(), via);
            let destination = Some(net("203.0.113.128/25"));
            let spec = RouteSpec { destination, kind: RouteType::RTN_UNREACHABLE, ..Default::default() };
            c.run(route::add(spec)).unwrap();
            assert_eq!(errno(c.get(route::lookup(ip("203.0.113.200")))), Some(Errno::EHOSTUNREACH));
            let mut all = c.dump(route::list()).unwrap();
            let mut refusing = Vec::new();
            while let Some(route) = all.next().unwrap() {
                if route.kind() == RouteType::RTN_UNREACHABLE && route.family().0 == 2 {
                    refusing.push((
                        route.destination(),
                        route.scope(),
                        route.protocol(),
                        route.hops().count(),
                    ));
                }
            }
            assert_eq!(
                refusing,
                [(destination, RouteScope::RT_SCOPE_UNIVERSE, RouteProtocol::RTPROT_BOOT, 0)]
            );
        });
    }
}
