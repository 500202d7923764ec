//! Calls of addresses.

mod scripted {
    use crate::support::scripted::*;

    #[test]
    fn addresses_are_sent_as_ip_sends_them() {
        same!(|c| c.dump(addr::list()).map(drop), GetAddr::default(), GetFlags::DUMP, |_| {});
        let of_link = GetAddr { index: 3, ..Default::default() };
        same!(|c| c.dump(addr::of_link(3)).map(drop), of_link, GetFlags::DUMP, |_| {});
        for (address, family, prefix_len, scope) in [
            ("192.0.2.1", INET, 24, RouteScope::RT_SCOPE_UNIVERSE),
            ("127.0.0.2", INET, 8, RouteScope::RT_SCOPE_HOST),
            ("2001:db8::1", INET6, 64, RouteScope::RT_SCOPE_UNIVERSE),
            ("::1", INET6, 128, RouteScope::RT_SCOPE_UNIVERSE),
        ] {
            let address = ip(address);
            let operation = NewAddr { family, prefix_len, scope, index: 3, ..Default::default() };
            macro_rules! both {
                () => {
                    |request| {
                        request.put(Addr::IFA_LOCAL, address).put(Addr::IFA_ADDRESS, address);
                    }
                };
            }
            same!(|c| c.run(addr::add(3, address, prefix_len)), operation, EXCL, both!());
            same!(|c| c.run(addr::replace(3, address, prefix_len)), operation, REPLACE, both!());
            let operation = DelAddr { family, prefix_len, index: 3 };
            same!(|c| c.run(addr::delete(3, address, prefix_len)), operation, DeleteFlags::ACK, both!());
        }
        // all that can be said
        let spec = AddressSpec {
            peer: Some(ip("192.0.2.9")),
            broadcast: Some([192, 0, 2, 255].into()),
            label: Some("a:1".into()),
            flags: AddrFlags::IFA_F_NODAD | AddrFlags::IFA_F_NOPREFIXROUTE,
            lifetime: Some((10, 20)),
            metric: Some(7),
            ..AddressSpec::new(3, ip("192.0.2.1"), 32)
        };
        let operation = NewAddr {
            family: INET,
            prefix_len: 32,
            flags: IfAddrFlags::IFA_F_NODAD,
            index: 3,
            ..Default::default()
        };
        let life = IfaCacheInfo::new().with(IfaCacheInfo::ifa_prefered, 10).with(IfaCacheInfo::ifa_valid, 20);
        same!(|c| c.run(addr::add_spec(spec)), operation, EXCL, |request| {
            request.put(Addr::IFA_LOCAL, ip("192.0.2.1")).put(Addr::IFA_ADDRESS, ip("192.0.2.9"));
            request.put(Addr::IFA_BROADCAST, ip("192.0.2.255")).put(Addr::IFA_LABEL, "a:1");
            request.put(Addr::IFA_CACHEINFO, &life);
            request.put(Addr::IFA_FLAGS, spec.flags).put(Addr::IFA_RT_PRIORITY, 7);
        });
        let operation = DelAddr { family: INET, prefix_len: 32, index: 3 };
        same!(|c| c.run(addr::delete_spec(spec)), operation, DeleteFlags::ACK, |request| {
            request.put(Addr::IFA_LOCAL, ip("192.0.2.1")).put(Addr::IFA_ADDRESS, ip("192.0.2.9"));
            request.put(Addr::IFA_LABEL, "a:1");
        });
    }
    #[test]
    fn a_dump_that_the_kernel_did_not_filter_is_filtered() {
        let answer = |_: Message<'_>, kernel: &mut MockReplies<'_>| {
            for (link, host) in [(3, 1), (4, 2), (3, 3), (5, 4)] {
                let header = IfAddr::new().with(IfAddr::ifa_index, link).with(IfAddr::ifa_prefixlen, 24);
                kernel.part::<_, Addr>(RouteMessage::RTM_NEWADDR, &header, |addr| {
                    addr.put(Addr::IFA_LOCAL, ip(&format!("192.0.2.{host}")));
                });
            }
            kernel.done();
        };
        with(answer, |c| {
            let (mut all, mut found) = (c.dump(addr::of_link(3)).unwrap(), Vec::new());
            while let Some(address) = all.next().unwrap() {
                found.push((address.link(), address.address(), address.prefix_len()));
            }
            assert_eq!(found, [(3, Some(ip("192.0.2.1")), 24), (3, Some(ip("192.0.2.3")), 24)]);
            assert!(all.done().is_some());
        });
    }
}

#[cfg(all(feature = "std", target_os = "linux"))]
mod live {
    use crate::support::live::*;

    fn addresses_of(c: &mut Live<'_>, link: u32) -> Vec<(IpAddr, u8)> {
        let (mut all, mut found) = (c.dump(addr::of_link(link)).unwrap(), Vec::new());
        while let Some(address) = all.next().unwrap() {
            found.push((address.address().unwrap(), address.prefix_len()));
        }
        found
    }
    #[test]
    fn addresses_of_both_families() {
        with("addr::live::addresses_of_both_families", |c| {
            let (a, b) = pair(c);
            for (address, len) in [net("192.0.2.1/24"), net("192.0.2.2/24"), net("2001:db8::1/64")] {
                c.run(addr::add(a, address, len)).unwrap();
                assert!(c.run(addr::add(a, address, len)).is_err_and(|failure| failure.already_exists()));
                c.run(addr::replace(a, address, len)).unwrap();
                assert!(addresses_of(c, a).contains(&(address, len)));
                assert!(!addresses_of(c, b).contains(&(address, len)));
            }
            assert_eq!(errno(c.run(addr::add(a, ip("192.0.2.1"), 33))), Some(Errno::EINVAL));
            assert_eq!(errno(c.run(addr::add(999, ip("192.0.2.1"), 24))), Some(Errno::ENODEV));
            assert_eq!(errno(c.dump(addr::of_link(999)).unwrap().next()), Some(Errno::ENODEV));

            let spec = AddressSpec {
                peer: Some(ip("198.51.100.9")),
                broadcast: Some([198, 51, 100, 255].into()),
                label: Some("b:web".into()),
                flags: AddrFlags::IFA_F_NOPREFIXROUTE,
                lifetime: Some((1000, 2000)),
                ..AddressSpec::new(b, ip("203.0.113.1"), 24)
            };
            c.run(addr::add_spec(spec)).unwrap();
            let mut all = c.dump(addr::list()).unwrap();
            while let Some(found) = all.next().unwrap() {
                let broadcast = found.broadcast();
                match found.address().unwrap().to_string().as_str() {
                    "203.0.113.1" => {
                        assert_eq!((found.link(), found.peer()), (b, Some(ip("198.51.100.9"))));
                        assert_eq!(
                            (found.label(), broadcast),
                            (Some("b:web".into()), Some(ip("198.51.100.255")))
                        );
                        assert!(found.flags().contains(AddrFlags::IFA_F_NOPREFIXROUTE));
                    }
                    "192.0.2.1" => {
                        assert_eq!((found.label(), broadcast, found.peer()), (Some("a".into()), None, None));
                        assert_eq!((found.scope(), found.prefix_len()), (RouteScope::RT_SCOPE_UNIVERSE, 24));
                    }
                    _ => {}
                }
            }
            if let Some(found) = ip_json("address show dev b") {
                let found = found[0]["addr_info"].as_array().unwrap();
                let found = found.iter().find(|found| found["local"] == "203.0.113.1").unwrap();
                assert_eq!((&found["address"], &found["label"]), (&"198.51.100.9".into(), &"b:web".into()));
                assert_eq!(
                    (&found["broadcast"], &found["prefixlen"]),
                    (&"198.51.100.255".into(), &24.into())
                );
                assert_eq!(found["noprefixroute"], true);
            }
            let plain = c.run(addr::delete(b, ip("203.0.113.1"), 24));
            assert!(plain.is_err_and(|failure| failure.is_not_found()), "a peer is to be named");
            c.run(addr::delete_spec(spec)).unwrap();

            c.run(addr::delete(a, ip("2001:db8::1"), 64)).unwrap();
            assert!(
                c.run(addr::delete(a, ip("2001:db8::1"), 64)).is_err_and(|failure| failure.is_not_found())
            );
            c.run(addr::delete(a, ip("192.0.2.2"), 24)).unwrap();
            let left: Vec<_> =
                addresses_of(c, a).into_iter().filter(|(address, _)| address.is_ipv4()).collect();
            assert_eq!(left, [net("192.0.2.1/24")]);
        });
    }
}
