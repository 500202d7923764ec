//! Calls of links.

mod scripted {
    use crate::support::scripted::*;

    #[test]
    fn links_are_asked_for() {
        same!(|c| c.dump(link::list()).map(drop), GetLink::default(), GetFlags::DUMP, |_| {});
        let three = GetLink { index: 3, ..Default::default() };
        same!(|c| c.get(link::by_index(3)).map(drop), three, GetFlags::ACK, |_| {});
        for (name, number) in [("a23456789012345", 3), ("a234567890123456", 53)] {
            let bytes = sent(|c| {
                let _ = c.get(link::by_name(name));
            });
            assert_eq!(bytes[34..36], u16::to_ne_bytes(number), "{name}");
            assert_eq!((&bytes[36..36 + name.len()], bytes[36 + name.len()]), (name.as_bytes(), 0));
        }
    }
    #[test]
    fn links_are_made_and_removed() {
        same!(|c| c.run(link::add("d0", "dummy")), NewLink::default(), EXCL, |request| {
            request.put(Link::IFLA_IFNAME, "d0").nest(Link::IFLA_LINKINFO, |info| {
                info.put(LinkInfo::IFLA_INFO_KIND, "dummy");
            });
        });
        same!(|c| c.run(link::add_veth("a", "b")), NewLink::default(), EXCL, |request| {
            request.put(Link::IFLA_IFNAME, "a").nest(Link::IFLA_LINKINFO, |info| {
                info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |veth| {
                    veth.headed(Veth::VETH_INFO_PEER, &IfInfo::new(), |peer| {
                        peer.put(Link::IFLA_IFNAME, "b");
                    });
                });
            });
        });
        same!(
            |c| c.run(link::add_veth_into("a", "b", NetNs::from_raw_fd(7))),
            NewLink::default(),
            EXCL,
            |request| {
                request.put(Link::IFLA_IFNAME, "a").nest(Link::IFLA_LINKINFO, |info| {
                    info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |veth| {
                        veth.headed(Veth::VETH_INFO_PEER, &IfInfo::new(), |peer| {
                            peer.put(Link::IFLA_IFNAME, "b").put(Link::IFLA_NET_NS_FD, 7);
                        });
                    });
                });
            }
        );
        same!(|c| c.run(link::add_vlan("a.5", 3, 5)), NewLink::default(), EXCL, |request| {
            request.put(Link::IFLA_IFNAME, "a.5").put(Link::IFLA_LINK, 3).nest(Link::IFLA_LINKINFO, |info| {
                info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VLAN, |vlan| {
                    vlan.put(Vlan::IFLA_VLAN_ID, 5);
                });
            });
        });
        let three = DelLink { index: 3, ..Default::default() };
        same!(|c| c.run(link::delete(3)), three, DeleteFlags::ACK, |_| {});
    }
    #[test]
    fn links_are_changed() {
        let set = |flags, change| SetLink { index: 3, flags, change, ..Default::default() };
        let (up, none) = (LinkFlags::IFF_UP, LinkFlags::empty());
        same!(|c| c.run(link::set_up(3)), set(up, up), NewFlags::ACK, |_| {});
        same!(|c| c.run(link::set_down(3)), set(none, up), NewFlags::ACK, |_| {});
        let three = set(none, none);
        macro_rules! puts {
            (|$c:ident| $call:expr, $key:ident, $value:expr) => {
                same!(|$c| $call, three, NewFlags::ACK, |request| {
                    request.put(Link::$key, $value);
                })
            };
        }
        puts!(|c| c.run(link::set_mtu(3, 1400)), IFLA_MTU, 1400);
        puts!(|c| c.run(link::set_address(3, &[2, 0, 0, 0, 0, 1])), IFLA_ADDRESS, [2, 0, 0, 0, 0, 1]);
        puts!(|c| c.run(link::rename(3, "new")), IFLA_IFNAME, "new");
        puts!(|c| c.run(link::set_master(3, 5)), IFLA_MASTER, 5);
        puts!(|c| c.run(link::unset_master(3)), IFLA_MASTER, 0);
        puts!(|c| c.run(link::move_to_namespace(3, NetNs::from_pid(9))), IFLA_NET_NS_PID, 9);
        puts!(|c| c.run(link::move_to_namespace(3, NetNs::from_raw_fd(9))), IFLA_NET_NS_FD, 9);
        let names = |names: &mut nlwire::wire::Writer<'_, LinkProperty>| {
            names.put(LinkProperty::IFLA_ALT_IFNAME, "other");
        };
        same!(
            |c| c.run(link::add_alternative_name(3, "other")),
            NewLinkProp { index: 3 },
            EXCL | NewFlags::APPEND,
            |request| {
                request.nest(Link::IFLA_PROP_LIST, names);
            }
        );
        same!(
            |c| c.run(link::delete_alternative_name(3, "other")),
            DelLinkProp { index: 3 },
            DeleteFlags::ACK,
            |request| {
                request.nest(Link::IFLA_PROP_LIST, names);
            }
        );
    }
    #[test]
    fn a_link_says_what_a_person_wants_first() {
        let answer = |_: Message<'_>, kernel: &mut MockReplies<'_>| {
            let header = IfInfo::new().with(IfInfo::ifi_index, 3).with(IfInfo::ifi_flags, LinkFlags::IFF_UP);
            kernel
                .reply::<_, Link>(RouteMessage::RTM_NEWLINK, &header, |link| {
                    link.put(Link::IFLA_IFNAME, "a").put(Link::IFLA_MTU, 1400).put(Link::IFLA_MASTER, 5);
                    link.put(Link::IFLA_OPERSTATE, OperState::IF_OPER_UP)
                        .put(Link::IFLA_ADDRESS, [2u8, 0, 0, 0, 0, 1]);
                    link.nest(Link::IFLA_LINKINFO, |info| {
                        info.put(LinkInfo::IFLA_INFO_KIND, "veth");
                    });
                    link.nest(Link::IFLA_PROP_LIST, |names| {
                        names.put(LinkProperty::IFLA_ALT_IFNAME, "b").put(LinkProperty::IFLA_ALT_IFNAME, "c");
                    });
                })
                .ack();
        };
        with(answer, |c| {
            let link = c.get(link::by_name("a")).unwrap();
            assert_eq!((link.index(), link.name(), link.kind()), (3, "a".into(), Some("veth".into())));
            assert_eq!((link.mtu(), link.master(), link.below()), (Some(1400), Some(5), None));
            assert_eq!((link.state(), link.is_up()), (OperState::IF_OPER_UP, true));
            assert_eq!(link.address().and_then(|it| it.as_ethernet()), Some([2, 0, 0, 0, 0, 1]));
            assert_eq!(link.alternative_names().collect::<Vec<_>>(), [Str(b"b"), Str(b"c")]);
            // an event has the same getters
            let bytes = link.message.bytes().to_vec();
            let event = Message::new(&bytes).unwrap();
            assert_eq!(GetLink::reply(event).unwrap().index(), 3);
            match RouteMessage::decode(event).unwrap() {
                RouteMessage::NewLink(view) => {
                    assert_eq!((view.name(), view.mtu()), ("a".into(), Some(1400)))
                }
                other => panic!("{other:?}"),
            }
        });
    }
    #[test]
    fn what_is_absent_or_broken_is_none() {
        let answer = |_: Message<'_>, kernel: &mut MockReplies<'_>| {
            kernel
                .reply::<_, Link>(RouteMessage::RTM_NEWLINK, &IfInfo::new(), |link| {
                    // an MTU of three bytes, a kind that overruns its nest
                    link.copy(nlwire::wire::Attr::new(4, &[1, 2, 3]));
                    link.copy(nlwire::wire::Attr::new(18, &[255, 0, 1, 0]));
                })
                .ack();
        };
        with(answer, |c| {
            let link = c.get(link::by_index(1)).unwrap();
            assert_eq!((link.name(), link.kind(), link.mtu()), (Str(b""), None, None));
            assert_eq!((link.state(), link.is_up()), (OperState::IF_OPER_UNKNOWN, false));
            assert_eq!((link.address(), link.master(), link.alternative_names().count()), (None, None, 0));
        });
    }
}

#[cfg(all(feature = "std", target_os = "linux"))]
mod live {
    use crate::support::live::*;

    #[test]
    fn links_from_birth_to_death() {
        with("link::live::links_from_birth_to_death", |c| {
            let (a, b) = pair(c);
            // the kernel finds the state later, in a thread of its own, and may pass through others
            let start = Instant::now();
            while c.get(link::by_index(a)).unwrap().state() != OperState::IF_OPER_UP
                && start.elapsed() < Duration::from_secs(10)
            {
                std::thread::sleep(Duration::from_millis(5));
            }
            let link = c.get(link::by_index(a)).unwrap();
            assert_eq!((link.name(), link.kind()), ("a".into(), Some("veth".into())));
            assert_eq!((link.is_up(), link.state(), link.below()), (true, OperState::IF_OPER_UP, Some(b)));
            assert_eq!((link.mtu(), link.master()), (Some(1500), None));

            c.run(link::set_mtu(a, 1400)).unwrap();
            assert_eq!(errno(c.run(link::set_mtu(a, 1))), Some(Errno::EINVAL));
            c.run(link::set_address(a, &[2, 0, 0, 0, 0, 1])).unwrap();
            assert_eq!(errno(c.run(link::set_address(a, &[3, 0, 0, 0, 0, 1]))), Some(Errno::EADDRNOTAVAIL));
            let link = c.get(link::by_index(a)).unwrap();
            assert_eq!(
                (link.mtu(), link.address().and_then(|it| it.as_ethernet())),
                (Some(1400), Some([2, 0, 0, 0, 0, 1]))
            );

            c.run(link::set_down(a)).unwrap();
            assert!(!c.get(link::by_index(a)).unwrap().is_up());
            assert_eq!(errno(c.run(link::rename(a, "b"))), Some(Errno::EEXIST));
            assert_eq!(errno(c.run(link::rename(a, "a234567890123456"))), Some(Errno::ERANGE));
            c.run(link::rename(a, "uplink")).unwrap();
            assert_eq!(c.get(link::by_name("uplink")).unwrap().index(), a);
            assert_eq!(errno(c.get(link::by_name("a"))), Some(Errno::ENODEV));

            let long = "the-name-that-no-interface-had-before-linux-5.5";
            c.run(link::add_alternative_name(a, long)).unwrap();
            c.run(link::add_alternative_name(a, "short")).unwrap();
            assert_eq!(errno(c.run(link::add_alternative_name(b, long))), Some(Errno::EEXIST));
            assert_eq!(c.get(link::by_name(long)).unwrap().index(), a);
            let link = c.get(link::by_name("short")).unwrap();
            assert_eq!(link.alternative_names().collect::<Vec<_>>(), [long, "short"]);
            c.run(link::delete_alternative_name(a, "short")).unwrap();
            assert!(c.get(link::by_name("short")).is_err_and(|failure| failure.is_not_found()));
            assert_eq!(errno(c.run(link::delete_alternative_name(a, "short"))), Some(Errno::ENOENT));

            if let Some(found) = ip_json("-d link show dev uplink") {
                assert_eq!(found[0]["ifindex"], a);
                assert_eq!(found[0]["mtu"], 1400);
                assert_eq!(found[0]["address"], "02:00:00:00:00:01");
                assert_eq!(found[0]["linkinfo"]["info_kind"], "veth");
                assert_eq!(found[0]["altnames"][0], long);
            }
            c.run(link::delete(a)).unwrap();
            assert_eq!(errno(c.get(link::by_index(b))), Some(Errno::ENODEV), "the other end goes, too");
            assert_eq!(errno(c.run(link::delete(a))), Some(Errno::ENODEV));
            assert_eq!(errno(c.run(link::delete(1))), Some(Errno::EOPNOTSUPP), "the loopback");
            for index in [0, u32::MAX] {
                assert_eq!(errno(c.get(link::by_index(index))), Some(Errno::EINVAL));
                assert_eq!(errno(c.run(link::set_up(index))), Some(Errno::EINVAL));
                assert_eq!(errno(c.run(link::delete(index))), Some(Errno::EINVAL));
            }
        });
    }
    #[test]
    fn bridges_vlans_and_the_list() {
        with("link::live::bridges_vlans_and_the_list", |c| {
            let (a, _) = pair(c);
            c.run(link::add("br0", "bridge")).unwrap();
            assert_eq!(errno(c.run(link::add("br0", "bridge"))), Some(Errno::EEXIST));
            assert_eq!(errno(c.run(link::add("x", "no such kind"))), Some(Errno::EOPNOTSUPP));
            let refused =
                errno(c.run(link::add("d0", "dummy")).and_then(|_| c.run(link::add_vlan("a.5", a, 5))));
            if refused == Some(Errno::EOPNOTSUPP) {
                return crate::common::skip(
                    "link::live::bridges_vlans_and_the_list",
                    "this kernel has no dummies or VLANs",
                );
            }
            assert_eq!(refused, None);
            assert_eq!(errno(c.run(link::add_vlan("a.6", a, 5))), Some(Errno::EEXIST));
            assert_eq!(errno(c.run(link::add_vlan("a.6", a, 4095))), Some(Errno::ERANGE));
            assert_eq!(errno(c.run(link::add_vlan("a.6", 999, 6))), Some(Errno::ENODEV));
            assert_eq!(c.get(link::by_name("a.5")).unwrap().below(), Some(a));

            let bridge = c.get(link::by_name("br0")).unwrap().index();
            c.run(link::set_master(a, bridge)).unwrap();
            assert_eq!(c.get(link::by_index(a)).unwrap().master(), Some(bridge));
            if let Some(found) = ip_json("link show master br0") {
                assert_eq!((found.len(), &found[0]["ifname"]), (1, &"a".into()));
            }
            assert_eq!(errno(c.run(link::set_master(a, 1))), Some(Errno::EOPNOTSUPP));
            c.run(link::unset_master(a)).unwrap();
            assert_eq!(c.get(link::by_index(a)).unwrap().master(), None);

            let (mut all, mut found) = (c.dump(link::list()).unwrap(), Vec::new());
            while let Some(link) = all.next().unwrap() {
                found.push((link.name().to_string(), link.index()));
            }
            if let Some(theirs) = ip_json("link show") {
                let theirs: Vec<_> = theirs
                    .iter()
                    .map(|link| {
                        (
                            link["ifname"].as_str().unwrap().to_owned(),
                            link["ifindex"].as_u64().unwrap() as u32,
                        )
                    })
                    .collect();
                assert_eq!(found, theirs);
            }
            let names: Vec<_> =
                found.iter().map(|(name, _)| name.as_str()).filter(|name| name.len() < 5).collect();
            for name in ["lo", "a", "b", "br0", "d0", "a.5"] {
                assert!(names.contains(&name), "{name} of {names:?}");
            }
        });
    }
    #[test]
    fn links_move_to_a_namespace() {
        with("link::live::links_move_to_a_namespace", |c| {
            let (a, b) = pair(c);
            let other = Namespace::new().unwrap();
            assert_eq!(errno(c.run(link::move_to_namespace(1, &other))), Some(Errno::EINVAL));
            c.run(link::move_to_namespace(b, &other)).unwrap();
            assert_eq!(errno(c.get(link::by_index(b))), Some(Errno::ENODEV));
            let mut buffer = [0; 8192];
            let there = Socket::open_in(&other, &Config::new(Protocol::ROUTE)).unwrap();
            let mut there = Connection::over_socket(there, &mut buffer[..]);
            let link = there.get(link::by_name("b")).unwrap();
            assert!(!link.is_up());
            let b = link.index();
            // and back, by a process
            there.run(link::move_to_namespace(b, NetNs::from_pid(std::process::id()))).unwrap();
            assert_eq!(c.get(link::by_name("b")).unwrap().below(), Some(a));
            let nobody = NetNs::from_pid(0x7fff_ffff);
            assert_eq!(errno(c.run(link::move_to_namespace(b, nobody))), Some(Errno::ESRCH));
        });
    }
    #[test]
    fn without_the_capability_a_refusal_says_which() {
        with("link::live::without_the_capability_a_refusal_says_which", |c| {
            // sockets hold what their maker might do: a new one, made without
            let thread = std::thread::spawn(|| {
                rustix::thread::set_capabilities(
                    None,
                    rustix::thread::CapabilitySets {
                        effective: rustix::thread::CapabilitySet::empty(),
                        permitted: rustix::thread::CapabilitySet::empty(),
                        inheritable: rustix::thread::CapabilitySet::empty(),
                    },
                )
                .unwrap();
                let mut buffer = [0; 8192];
                let mut c = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
                let refused = c.run(link::set_mtu(1, 1500)).unwrap_err();
                assert_eq!(refused.errno(), Some(Errno::EPERM));
                assert!(refused.to_string().contains("CAP_NET_ADMIN"), "{refused}");
                assert_eq!(c.get(link::by_index(1)).unwrap().name(), "lo", "reading needs none");
            });
            thread.join().unwrap();
            c.run(link::set_mtu(1, 65536)).unwrap();
        });
    }
}
