//! Calls of neighbours.

mod scripted {
    use crate::support::scripted::*;

    #[test]
    fn neighbours_are_sent_as_ip_sends_them() {
        same!(|c| c.dump(neigh::list()).map(drop), GetNeigh::default(), GetFlags::DUMP, |_| {});
        same!(|c| c.dump(neigh::of_link(3)).map(drop), GetNeigh::default(), GetFlags::DUMP, |request| {
            request.put(Neigh::NDA_IFINDEX, 3);
        });
        let (address, hardware) = (ip("192.0.2.9"), [2, 0, 0, 0, 0, 9]);
        let operation =
            NewNeigh { family: INET, index: 3, state: NeighState::NUD_PERMANENT, ..Default::default() };
        macro_rules! both {
            () => {
                |request| {
                    request.put(Neigh::NDA_DST, address).put(Neigh::NDA_LLADDR, hardware);
                }
            };
        }
        same!(|c| c.run(neigh::add(3, address, &hardware)), operation, EXCL, both!());
        same!(|c| c.run(neigh::replace(3, address, &hardware)), operation, REPLACE, both!());
        let operation = GetNeigh { family: INET, index: 3, ..Default::default() };
        same!(|c| c.get(neigh::find(3, address)).map(drop), operation, GetFlags::ACK, |request| {
            request.put(Neigh::NDA_DST, address);
        });
        let operation = DelNeigh { family: INET, index: 3, ..Default::default() };
        same!(|c| c.run(neigh::delete(3, address)), operation, DeleteFlags::ACK, |request| {
            request.put(Neigh::NDA_DST, address);
        });
    }
}

#[cfg(all(feature = "std", target_os = "linux"))]
mod live {
    use crate::support::live::*;

    #[test]
    fn neighbours_of_both_families() {
        with("neigh::live::neighbours_of_both_families", |c| {
            let (a, b) = pair(c);
            for address in ["192.0.2.9", "2001:db8::9"] {
                let (address, first, second) = (ip(address), [2, 0, 0, 0, 0, 9], [2, 0, 0, 0, 0, 10]);
                assert!(c.get(neigh::find(a, address)).is_err_and(|failure| failure.is_not_found()));
                c.run(neigh::add(a, address, &first)).unwrap();
                assert!(c.run(neigh::add(a, address, &first)).is_err_and(|failure| failure.already_exists()));
                assert_eq!(errno(c.run(neigh::add(a, address, &[2, 0]))), Some(Errno::EINVAL));
                c.run(neigh::replace(a, address, &second)).unwrap();
                let found = c.get(neigh::find(a, address)).unwrap();
                assert_eq!((found.address(), found.link()), (Some(address), a));
                assert_eq!(found.hardware_address().and_then(|it| it.as_ethernet()), Some(second));
                assert_eq!((found.state(), found.flags()), (NeighState::NUD_PERMANENT, NeighFlags::empty()));
                for (link, times) in [(a, 1), (b, 0)] {
                    let (mut all, mut seen) = (c.dump(neigh::of_link(link)).unwrap(), 0);
                    while let Some(found) = all.next().unwrap() {
                        assert_eq!(found.link(), link);
                        seen += usize::from(found.address() == Some(address));
                    }
                    assert_eq!(seen, times, "{address} at link {link}");
                }
                if let Some(found) = ip_json(&format!("neighbour show {address}")) {
                    assert_eq!(
                        (&found[0]["lladdr"], &found[0]["state"][0]),
                        (&"02:00:00:00:00:0a".into(), &"PERMANENT".into())
                    );
                }
                c.run(neigh::delete(a, address)).unwrap();
                assert!(
                    c.get(neigh::find(a, address))
                        .map_or(true, |found| found.state() == NeighState::NUD_FAILED)
                );
            }
            assert_eq!(errno(c.run(neigh::delete(a, ip("192.0.2.77")))), Some(Errno::ENOENT));
            assert_eq!(errno(c.run(neigh::delete(999, ip("192.0.2.77")))), Some(Errno::ENODEV));
            let mut all = c.dump(neigh::list()).unwrap();
            while all.next().unwrap().is_some() {}
        });
    }
}
