//! The verbs: what they send, byte for byte, and what the running kernel makes of it.
#![cfg(feature = "route")]
#![allow(clippy::unwrap_used, clippy::result_large_err)]

use core::net::IpAddr;
use nlwire::{exchange::Connection, route::*};

#[cfg(all(feature = "std", target_os = "linux"))]
mod common;

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}
/// `192.0.2.0/24`.
fn net(text: &str) -> (IpAddr, u8) {
    let (address, len) = text.split_once('/').unwrap();
    (ip(address), len.parse().unwrap())
}

mod scripted {
    use super::*;
    use addresses::AddressSpec;
    use nlwire::{
        exchange::{Answers, Script},
        uapi::AddressFamily,
        wire::{DeleteFlags, GetFlags, Headed, Layout, Message, NewFlags, Operation, Request, Selected, Str},
    };
    use routes::{Hop, RouteSpec};
    use rules::RuleSpec;
    use std::cell::RefCell;

    const INET: AddressFamily = AddressFamily::AF_INET;
    const INET6: AddressFamily = AddressFamily::AF_INET6;
    type Scripted<'a> = Script<'a, Box<dyn FnMut(Message<'_>, &mut Answers<'_>) + 'a>>;

    /// Runs a test with a connection over a script.
    fn with(
        answer: impl FnMut(Message<'_>, &mut Answers<'_>),
        test: impl FnOnce(&mut Connection<'_, Scripted<'_>>),
    ) {
        let (mut queue, mut buffer) = ([0; 4096], [0; 4096]);
        let script: Scripted<'_> = Script::new(&mut queue, Box::new(answer));
        test(&mut Connection::new(script, &mut buffer, 7, 1));
    }
    /// What a verb sends. The script refuses it.
    fn sent(verb: impl FnOnce(&mut Connection<'_, Scripted<'_>>)) -> Vec<u8> {
        let bytes = RefCell::new(Vec::new());
        let answer = |message: Message<'_>, kernel: &mut Answers<'_>| {
            bytes.borrow_mut().extend_from_slice(message.bytes());
            kernel.refuse(1, |_| {});
        };
        with(answer, verb);
        bytes.into_inner()
    }
    /// A request made by hand.
    fn made<O: Operation>(operation: O, flags: O::Flags, fill: impl FnOnce(&mut Request<'_, O>)) -> Vec<u8> {
        let mut buffer = [0; 1024];
        let mut request = Request::new(&mut buffer, operation, flags);
        fill(&mut request);
        request.finish(1).unwrap().to_vec()
    }
    const EXCL: NewFlags = NewFlags::CREATE.union(NewFlags::EXCL).union(NewFlags::ACK);
    const REPLACE: NewFlags = NewFlags::CREATE.union(NewFlags::REPLACE).union(NewFlags::ACK);
    macro_rules! same {
        ($verb:expr, $($made:tt)*) => { assert_eq!(sent(|c| { let _ = $verb(c); }), made($($made)*), stringify!($verb)) };
    }

    #[test]
    fn links_are_asked_for() {
        same!(|c| links::list(c).map(drop), GetLink::default(), GetFlags::DUMP, |_| {});
        let three = GetLink { index: 3, ..Default::default() };
        same!(|c| links::by_index(c, 3).map(drop), three, GetFlags::ACK, |_| {});
        for (name, number) in [("a23456789012345", 3), ("a234567890123456", 53)] {
            let bytes = sent(|c| {
                let _ = links::by_name(c, name);
            });
            assert_eq!(bytes[34..36], u16::to_ne_bytes(number), "{name}");
            assert_eq!((&bytes[36..36 + name.len()], bytes[36 + name.len()]), (name.as_bytes(), 0));
        }
    }
    #[test]
    fn links_are_made_and_removed() {
        same!(|c| links::add(c, "dummy", "d0"), NewLink::default(), EXCL, |request| {
            request.put(Link::IFLA_IFNAME, "d0").nest(Link::IFLA_LINKINFO, |info| {
                info.put(LinkInfo::IFLA_INFO_KIND, "dummy");
            });
        });
        same!(|c| links::add_veth(c, "a", "b"), NewLink::default(), EXCL, |request| {
            request.put(Link::IFLA_IFNAME, "a").nest(Link::IFLA_LINKINFO, |info| {
                info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |veth| {
                    veth.headed(Veth::VETH_INFO_PEER, &IfInfo::new(), |peer| {
                        peer.put(Link::IFLA_IFNAME, "b");
                    });
                });
            });
        });
        same!(|c| links::add_vlan(c, "a.5", 3, 5), NewLink::default(), EXCL, |request| {
            request.put(Link::IFLA_IFNAME, "a.5").put(Link::IFLA_LINK, 3).nest(Link::IFLA_LINKINFO, |info| {
                info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VLAN, |vlan| {
                    vlan.put(Vlan::IFLA_VLAN_ID, 5);
                });
            });
        });
        let three = DelLink { index: 3, ..Default::default() };
        same!(|c| links::delete(c, 3), three, DeleteFlags::ACK, |_| {});
    }
    #[test]
    fn links_are_changed() {
        let set = |flags, change| SetLink { index: 3, flags, change, ..Default::default() };
        let (up, none) = (LinkFlags::IFF_UP, LinkFlags::empty());
        same!(|c| links::set_up(c, 3), set(up, up), NewFlags::ACK, |_| {});
        same!(|c| links::set_down(c, 3), set(none, up), NewFlags::ACK, |_| {});
        let three = set(none, none);
        macro_rules! puts {
            ($verb:expr, $key:ident, $value:expr) => {
                same!($verb, three, NewFlags::ACK, |request| {
                    request.put(Link::$key, $value);
                })
            };
        }
        puts!(|c| links::set_mtu(c, 3, 1400), IFLA_MTU, 1400);
        puts!(|c| links::set_address(c, 3, &[2, 0, 0, 0, 0, 1]), IFLA_ADDRESS, [2, 0, 0, 0, 0, 1]);
        puts!(|c| links::rename(c, 3, "new"), IFLA_IFNAME, "new");
        puts!(|c| links::set_master(c, 3, Some(5)), IFLA_MASTER, 5);
        puts!(|c| links::set_master(c, 3, None), IFLA_MASTER, 0);
        puts!(|c| links::move_to_namespace(c, 3, links::NetNs::Process(9)), IFLA_NET_NS_PID, 9);
        puts!(|c| links::move_to_namespace(c, 3, links::NetNs::File(9)), IFLA_NET_NS_FD, 9);
        let names = |names: &mut nlwire::wire::Writer<'_, LinkProperty>| {
            names.put(LinkProperty::IFLA_ALT_IFNAME, "other");
        };
        same!(
            |c| links::add_alternative_name(c, 3, "other"),
            NewLinkProp { index: 3 },
            EXCL | NewFlags::APPEND,
            |request| {
                request.nest(Link::IFLA_PROP_LIST, names);
            }
        );
        same!(
            |c| links::delete_alternative_name(c, 3, "other"),
            DelLinkProp { index: 3 },
            DeleteFlags::ACK,
            |request| {
                request.nest(Link::IFLA_PROP_LIST, names);
            }
        );
    }
    #[test]
    fn addresses_are_sent_as_ip_sends_them() {
        same!(|c| addresses::list(c).map(drop), GetAddr::default(), GetFlags::DUMP, |_| {});
        let of_link = GetAddr { index: 3, ..Default::default() };
        same!(|c| addresses::of_link(c, 3).map(drop), of_link, GetFlags::DUMP, |_| {});
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
            same!(|c| addresses::add(c, 3, address, prefix_len), operation, EXCL, both!());
            same!(|c| addresses::replace(c, 3, address, prefix_len), operation, REPLACE, both!());
            let operation = DelAddr { family, prefix_len, index: 3 };
            same!(|c| addresses::delete(c, 3, address, prefix_len), operation, DeleteFlags::ACK, both!());
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
        same!(|c| addresses::add_spec(c, &spec), operation, EXCL, |request| {
            request.put(Addr::IFA_LOCAL, ip("192.0.2.1")).put(Addr::IFA_ADDRESS, ip("192.0.2.9"));
            request.put(Addr::IFA_BROADCAST, ip("192.0.2.255")).put(Addr::IFA_LABEL, "a:1");
            request.put(Addr::IFA_CACHEINFO, &life);
            request.put(Addr::IFA_FLAGS, spec.flags).put(Addr::IFA_RT_PRIORITY, 7);
        });
        let operation = DelAddr { family: INET, prefix_len: 32, index: 3 };
        same!(|c| addresses::delete_spec(c, &spec), operation, DeleteFlags::ACK, |request| {
            request.put(Addr::IFA_LOCAL, ip("192.0.2.1")).put(Addr::IFA_ADDRESS, ip("192.0.2.9"));
            request.put(Addr::IFA_LABEL, "a:1");
        });
    }
    #[test]
    fn routes_are_sent_as_ip_sends_them() {
        same!(|c| routes::list(c).map(drop), GetRoute::default(), GetFlags::DUMP, |_| {});
        same!(|c| routes::of_table(c, 1000).map(drop), GetRoute::default(), GetFlags::DUMP, |request| {
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
        same!(|c| routes::add(c, &default), usual, EXCL, |request| {
            request.put(Route::RTA_GATEWAY, ip("192.0.2.1"));
        });
        // none: scope link
        let prefix = RouteSpec { destination: Some(net("198.51.100.0/24")), link: Some(3), ..nothing };
        let to_prefix = |request: &mut Request<'_, NewRoute>| {
            request.put(Route::RTA_DST, ip("198.51.100.0")).put(Route::RTA_OIF, 3);
        };
        same!(|c| routes::add(c, &prefix), NewRoute { dst_len: 24, ..near }, EXCL, to_prefix);
        same!(|c| routes::replace(c, &prefix), NewRoute { dst_len: 24, ..near }, REPLACE, to_prefix);
        // removed: any scope, any type, any protocol
        let gone = DelRoute {
            family: INET,
            dst_len: 24,
            table: RtmTable::RT_TABLE_MAIN,
            scope: RouteScope::RT_SCOPE_NOWHERE,
            ..Default::default()
        };
        same!(|c| routes::delete(c, &prefix), gone, DeleteFlags::ACK, |request| {
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
        same!(|c| routes::add(c, &far), operation, EXCL, |request| {
            request.put(Route::RTA_DST, ip("2001:db8:1::")).put(Route::RTA_OIF, 3);
            request.put(Route::RTA_PREFSRC, ip("2001:db8::1")).put(Route::RTA_PRIORITY, 5);
            request.put(Route::RTA_TABLE, RouteTable(1000)).nest(Route::RTA_METRICS, |metrics| {
                metrics.put(Metrics::RTAX_MTU, 1400);
            });
        });
        // several next hops, the first by a gateway of the other family; a weight is sent less one
        let ways = [
            Hop { gateway: Some(ip("fe80::1")), link: Some(3), weight: 3 },
            Hop { gateway: Some(ip("192.0.2.2")), link: None, weight: 0 },
            Hop { gateway: None, link: Some(4), weight: 300 },
        ];
        let destination = Some(net("198.51.100.0/24"));
        let several = RouteSpec { destination, hops: &ways, ..nothing };
        same!(|c| routes::add(c, &several), NewRoute { dst_len: 24, ..usual }, EXCL, |request| {
            request.put(Route::RTA_DST, ip("198.51.100.0"));
            request.chain(Route::RTA_MULTIPATH, |hops| {
                let hop = |index, more| {
                    let hop = RtNextHop::new().with(RtNextHop::rtnh_ifindex, index);
                    hop.with(RtNextHop::rtnh_hops, more)
                };
                hops.link(&hop(3, 2), |hop| {
                    let via = RtVia::new().with(RtVia::rtvia_family, ViaFamily::AF_INET6);
                    let address = "fe80::1".parse::<core::net::Ipv6Addr>().unwrap().octets();
                    hop.put(Route::RTA_VIA, Headed { header: &via, tail: Selected::new(&address) });
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
        same!(|c| routes::add(c, &spec), operation, EXCL, |request| {
            let via = RtVia::new().with(RtVia::rtvia_family, ViaFamily::AF_INET6);
            let octets = "fe80::1".parse::<core::net::Ipv6Addr>().unwrap().octets();
            request.put(Route::RTA_DST, ip("198.51.100.0"));
            request.put(Route::RTA_VIA, Headed { header: &via, tail: Selected::new(&octets) });
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
            same!(|c| routes::add(c, &spec), operation, EXCL, |request| {
                request.put(Route::RTA_DST, ip("10.0.0.0"));
            });
        }
    }
    #[test]
    fn routes_are_looked_up() {
        let bytes = sent(|c| {
            let _ = routes::lookup(c, ip("192.0.2.7"));
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
            |c| routes::lookup_from(c, ip("2001:db8::7"), ip("2001:db8::1")).map(drop),
            operation,
            GetFlags::ACK,
            |request| {
                request.put(Route::RTA_DST, ip("2001:db8::7")).put(Route::RTA_SRC, ip("2001:db8::1"));
            }
        );
    }
    #[test]
    fn neighbours_are_sent_as_ip_sends_them() {
        same!(|c| neighbours::list(c).map(drop), GetNeigh::default(), GetFlags::DUMP, |_| {});
        same!(|c| neighbours::of_link(c, 3).map(drop), GetNeigh::default(), GetFlags::DUMP, |request| {
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
        same!(|c| neighbours::add(c, 3, address, &hardware), operation, EXCL, both!());
        same!(|c| neighbours::replace(c, 3, address, &hardware), operation, REPLACE, both!());
        let operation = GetNeigh { family: INET, index: 3, ..Default::default() };
        same!(|c| neighbours::find(c, 3, address).map(drop), operation, GetFlags::ACK, |request| {
            request.put(Neigh::NDA_DST, address);
        });
        let operation = DelNeigh { family: INET, index: 3, ..Default::default() };
        same!(|c| neighbours::delete(c, 3, address), operation, DeleteFlags::ACK, |request| {
            request.put(Neigh::NDA_DST, address);
        });
    }
    #[test]
    fn rules_are_sent_as_ip_sends_them() {
        same!(|c| rules::list(c).map(drop), GetRule::default(), GetFlags::DUMP, |_| {});
        let usual = NewRule {
            family: INET,
            table: RtmTable::RT_TABLE_MAIN,
            action: RuleAction::FR_ACT_TO_TBL,
            ..Default::default()
        };
        same!(|c| rules::add(c, &RuleSpec::default()), usual, EXCL, |_| {});
        let spec = RuleSpec {
            priority: Some(100),
            from: Some(net("2001:db8::/32")),
            to: Some(net("2001:db8:1::/48")),
            mark: Some(7),
            mark_mask: Some(0xff),
            incoming: Some("a".into()),
            outgoing: Some("b".into()),
            table: Some(1000),
            invert: true,
            ..Default::default()
        };
        let (table, flags) = (RtmTable::RT_TABLE_UNSPEC, RuleFlags::FIB_RULE_INVERT);
        let operation = NewRule { family: INET6, src_len: 32, dst_len: 48, table, flags, ..usual };
        macro_rules! all {
            () => {
                |request| {
                    request.put(Rule::FRA_PRIORITY, 100).put(Rule::FRA_SRC, ip("2001:db8::"));
                    request.put(Rule::FRA_DST, ip("2001:db8:1::")).put(Rule::FRA_FWMARK, 7);
                    request
                        .put(Rule::FRA_FWMASK, 0xff)
                        .put(Rule::FRA_IIFNAME, "a")
                        .put(Rule::FRA_OIFNAME, "b");
                    request.put(Rule::FRA_TABLE, RouteTable(1000));
                }
            };
        }
        same!(|c| rules::add(c, &spec), operation, EXCL, all!());
        let operation = DelRule { family: INET6, src_len: 32, dst_len: 48, flags, ..Default::default() };
        same!(|c| rules::delete(c, &spec), operation, DeleteFlags::ACK, all!());
        // nothing is looked up where packets are dropped
        let spec = RuleSpec { action: RuleAction::FR_ACT_BLACKHOLE, family: INET6, ..Default::default() };
        let operation = NewRule { family: INET6, action: RuleAction::FR_ACT_BLACKHOLE, ..Default::default() };
        same!(|c| rules::add(c, &spec), operation, EXCL, |_| {});
    }
    #[test]
    fn a_link_says_what_a_person_wants_first() {
        let answer = |_: Message<'_>, kernel: &mut Answers<'_>| {
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
            let link = links::by_name(c, "a").unwrap();
            assert_eq!((link.index(), link.name(), link.kind()), (3, "a".into(), Some("veth".into())));
            assert_eq!((link.mtu(), link.master(), link.below()), (Some(1400), Some(5), None));
            assert_eq!((link.state(), link.is_up()), (OperState::IF_OPER_UP, true));
            assert_eq!(link.address().and_then(|it| it.mac()), Some([2, 0, 0, 0, 0, 1]));
            assert_eq!(link.alternative_names().collect::<Vec<_>>(), [Str(b"b"), Str(b"c")]);
            // an event has the same getters
            let bytes = link.message.bytes().to_vec();
            let event = Message::new(&bytes).unwrap();
            assert_eq!(GetLink::reply(event).unwrap().index(), 3);
            match RouteMessage::decode(event).unwrap() {
                RouteMessage::NewLink(_, attrs) => {
                    assert_eq!((attrs.name(), attrs.mtu()), ("a".into(), Some(1400)))
                }
                other => panic!("{other:?}"),
            }
        });
    }
    #[test]
    fn what_is_absent_or_broken_is_none() {
        let answer = |_: Message<'_>, kernel: &mut Answers<'_>| {
            kernel
                .reply::<_, Link>(RouteMessage::RTM_NEWLINK, &IfInfo::new(), |link| {
                    // an MTU of three bytes, a kind that overruns its nest
                    link.copy(nlwire::wire::Attr::new(4, &[1, 2, 3]));
                    link.copy(nlwire::wire::Attr::new(18, &[255, 0, 1, 0]));
                })
                .ack();
        };
        with(answer, |c| {
            let link = links::by_index(c, 1).unwrap();
            assert_eq!((link.name(), link.kind(), link.mtu()), (Str(b""), None, None));
            assert_eq!((link.state(), link.is_up()), (OperState::IF_OPER_UNKNOWN, false));
            assert_eq!((link.address(), link.master(), link.alternative_names().count()), (None, None, 0));
        });
    }
    #[test]
    fn a_dump_that_the_kernel_did_not_filter_is_filtered() {
        let answer = |_: Message<'_>, kernel: &mut Answers<'_>| {
            for (link, host) in [(3, 1), (4, 2), (3, 3), (5, 4)] {
                let header = IfAddr::new().with(IfAddr::ifa_index, link).with(IfAddr::ifa_prefixlen, 24);
                kernel.part::<_, Addr>(RouteMessage::RTM_NEWADDR, &header, |addr| {
                    addr.put(Addr::IFA_LOCAL, ip(&format!("192.0.2.{host}")));
                });
            }
            kernel.done();
        };
        with(answer, |c| {
            let (mut all, mut found) = (addresses::of_link(c, 3).unwrap(), Vec::new());
            while let Some(address) = all.next().unwrap() {
                found.push((address.link(), address.address(), address.prefix_len()));
            }
            assert_eq!(found, [(3, Some(ip("192.0.2.1")), 24), (3, Some(ip("192.0.2.3")), 24)]);
            assert!(all.done().is_some());
        });
    }
    #[test]
    fn next_hops_are_one_or_several() {
        let answer = |_: Message<'_>, kernel: &mut Answers<'_>| {
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
            let mut all = routes::list(c).unwrap();
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
    use super::{common::in_namespace, *};
    use addresses::AddressSpec;
    use nlwire::{
        exchange::Failure,
        socket::{Config, Protocol, Socket, SocketError, namespace::Namespace},
        wire::Errno,
    };
    use routes::{Hop, RouteSpec};
    use rules::RuleSpec;
    use std::{
        os::fd::AsRawFd,
        process::Command,
        time::{Duration, Instant},
    };

    type Live<'b> = Connection<'b, Socket>;

    fn with(name: &str, test: impl FnOnce(&mut Live<'_>)) {
        in_namespace(name, || {
            let mut buffer = [0; 32 * 1024];
            test(&mut Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer));
        });
    }
    fn errno<V>(answer: Result<V, Failure<SocketError>>) -> Option<Errno> {
        answer.err().map(|failure| failure.errno().unwrap_or_else(|| panic!("{failure}")))
    }
    /// A veth pair, both ends up, and the indexes.
    fn pair(c: &mut Live<'_>) -> (u32, u32) {
        links::add_veth(c, "a", "b").unwrap();
        let ends = (links::by_name(c, "a").unwrap().index(), links::by_name(c, "b").unwrap().index());
        links::set_up(c, ends.0).unwrap();
        links::set_up(c, ends.1).unwrap();
        ends
    }
    /// What `ip -j` says; `None` where it is not installed, or cannot say it as JSON.
    fn ip_json(args: &str) -> Option<Vec<serde_json::Value>> {
        let output = Command::new("ip").arg("-j").args(args.split(' ')).output().ok()?;
        match serde_json::from_slice(&output.stdout) {
            Ok(serde_json::Value::Array(found)) => Some(found),
            _ => {
                common::skip("ip -j", args);
                None
            }
        }
    }

    #[test]
    fn links_from_birth_to_death() {
        with("live::links_from_birth_to_death", |c| {
            let (a, b) = pair(c);
            // the kernel finds the state later, in a thread of its own, and may pass through others
            let start = Instant::now();
            while links::by_index(c, a).unwrap().state() != OperState::IF_OPER_UP
                && start.elapsed() < Duration::from_secs(10)
            {
                std::thread::sleep(Duration::from_millis(5));
            }
            let link = links::by_index(c, a).unwrap();
            assert_eq!((link.name(), link.kind()), ("a".into(), Some("veth".into())));
            assert_eq!((link.is_up(), link.state(), link.below()), (true, OperState::IF_OPER_UP, Some(b)));
            assert_eq!((link.mtu(), link.master()), (Some(1500), None));

            links::set_mtu(c, a, 1400).unwrap();
            assert_eq!(errno(links::set_mtu(c, a, 1)), Some(Errno::EINVAL));
            links::set_address(c, a, &[2, 0, 0, 0, 0, 1]).unwrap();
            assert_eq!(errno(links::set_address(c, a, &[3, 0, 0, 0, 0, 1])), Some(Errno::EADDRNOTAVAIL));
            let link = links::by_index(c, a).unwrap();
            assert_eq!(
                (link.mtu(), link.address().and_then(|it| it.mac())),
                (Some(1400), Some([2, 0, 0, 0, 0, 1]))
            );

            links::set_down(c, a).unwrap();
            assert!(!links::by_index(c, a).unwrap().is_up());
            assert_eq!(errno(links::rename(c, a, "b")), Some(Errno::EEXIST));
            assert_eq!(errno(links::rename(c, a, "a234567890123456")), Some(Errno::ERANGE));
            links::rename(c, a, "uplink").unwrap();
            assert_eq!(links::by_name(c, "uplink").unwrap().index(), a);
            assert_eq!(errno(links::by_name(c, "a")), Some(Errno::ENODEV));

            let long = "the-name-that-no-interface-had-before-linux-5.5";
            links::add_alternative_name(c, a, long).unwrap();
            links::add_alternative_name(c, a, "short").unwrap();
            assert_eq!(errno(links::add_alternative_name(c, b, long)), Some(Errno::EEXIST));
            assert_eq!(links::by_name(c, long).unwrap().index(), a);
            let link = links::by_name(c, "short").unwrap();
            assert_eq!(link.alternative_names().collect::<Vec<_>>(), [long, "short"]);
            links::delete_alternative_name(c, a, "short").unwrap();
            assert!(links::by_name(c, "short").is_err_and(|failure| failure.is_not_found()));
            assert_eq!(errno(links::delete_alternative_name(c, a, "short")), Some(Errno::ENOENT));

            if let Some(found) = ip_json("-d link show dev uplink") {
                assert_eq!(found[0]["ifindex"], a);
                assert_eq!(found[0]["mtu"], 1400);
                assert_eq!(found[0]["address"], "02:00:00:00:00:01");
                assert_eq!(found[0]["linkinfo"]["info_kind"], "veth");
                assert_eq!(found[0]["altnames"][0], long);
            }
            links::delete(c, a).unwrap();
            assert_eq!(errno(links::by_index(c, b)), Some(Errno::ENODEV), "the other end goes, too");
            assert_eq!(errno(links::delete(c, a)), Some(Errno::ENODEV));
            assert_eq!(errno(links::delete(c, 1)), Some(Errno::EOPNOTSUPP), "the loopback");
            for index in [0, u32::MAX] {
                assert_eq!(errno(links::by_index(c, index)), Some(Errno::EINVAL));
                assert_eq!(errno(links::set_up(c, index)), Some(Errno::EINVAL));
                assert_eq!(errno(links::delete(c, index)), Some(Errno::EINVAL));
            }
        });
    }
    #[test]
    fn bridges_vlans_and_the_list() {
        with("live::bridges_vlans_and_the_list", |c| {
            let (a, _) = pair(c);
            links::add(c, "bridge", "br0").unwrap();
            assert_eq!(errno(links::add(c, "bridge", "br0")), Some(Errno::EEXIST));
            assert_eq!(errno(links::add(c, "no such kind", "x")), Some(Errno::EOPNOTSUPP));
            let refused = errno(links::add(c, "dummy", "d0").and_then(|_| links::add_vlan(c, "a.5", a, 5)));
            if refused == Some(Errno::EOPNOTSUPP) {
                return common::skip(
                    "live::bridges_vlans_and_the_list",
                    "this kernel has no dummies or VLANs",
                );
            }
            assert_eq!(refused, None);
            assert_eq!(errno(links::add_vlan(c, "a.6", a, 5)), Some(Errno::EEXIST));
            assert_eq!(errno(links::add_vlan(c, "a.6", a, 4095)), Some(Errno::ERANGE));
            assert_eq!(errno(links::add_vlan(c, "a.6", 999, 6)), Some(Errno::ENODEV));
            assert_eq!(links::by_name(c, "a.5").unwrap().below(), Some(a));

            let bridge = links::by_name(c, "br0").unwrap().index();
            links::set_master(c, a, Some(bridge)).unwrap();
            assert_eq!(links::by_index(c, a).unwrap().master(), Some(bridge));
            if let Some(found) = ip_json("link show master br0") {
                assert_eq!((found.len(), &found[0]["ifname"]), (1, &"a".into()));
            }
            assert_eq!(errno(links::set_master(c, a, Some(1))), Some(Errno::EOPNOTSUPP));
            links::set_master(c, a, None).unwrap();
            assert_eq!(links::by_index(c, a).unwrap().master(), None);

            let (mut all, mut found) = (links::list(c).unwrap(), Vec::new());
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
        with("live::links_move_to_a_namespace", |c| {
            let (a, b) = pair(c);
            // a thread in a namespace of its own
            let other = std::thread::spawn(|| {
                // SAFETY: of this thread only the network namespace changes, and nothing leans on that.
                unsafe { rustix::thread::unshare_unsafe(rustix::thread::UnshareFlags::NEWNET) }.unwrap();
                Namespace::current().unwrap()
            });
            let other = other.join().unwrap();
            let file = std::os::fd::AsFd::as_fd(&other).as_raw_fd();
            assert_eq!(errno(links::move_to_namespace(c, 1, links::NetNs::File(file))), Some(Errno::EINVAL));
            links::move_to_namespace(c, b, links::NetNs::File(file)).unwrap();
            assert_eq!(errno(links::by_index(c, b)), Some(Errno::ENODEV));
            let mut buffer = [0; 8192];
            let there = Socket::open_in(&other, &Config::new(Protocol::ROUTE)).unwrap();
            let mut there = Connection::over_socket(there, &mut buffer);
            let link = links::by_name(&mut there, "b").unwrap();
            assert!(!link.is_up());
            let b = link.index();
            // and back, by a process
            links::move_to_namespace(&mut there, b, links::NetNs::Process(std::process::id())).unwrap();
            assert_eq!(links::by_name(c, "b").unwrap().below(), Some(a));
            let nobody = links::NetNs::Process(0x7fff_ffff);
            assert_eq!(errno(links::move_to_namespace(c, b, nobody)), Some(Errno::ESRCH));
        });
    }
    fn addresses_of(c: &mut Live<'_>, link: u32) -> Vec<(IpAddr, u8)> {
        let (mut all, mut found) = (addresses::of_link(c, link).unwrap(), Vec::new());
        while let Some(address) = all.next().unwrap() {
            found.push((address.address().unwrap(), address.prefix_len()));
        }
        found
    }
    #[test]
    fn addresses_of_both_families() {
        with("live::addresses_of_both_families", |c| {
            let (a, b) = pair(c);
            for (address, len) in [net("192.0.2.1/24"), net("192.0.2.2/24"), net("2001:db8::1/64")] {
                addresses::add(c, a, address, len).unwrap();
                assert!(addresses::add(c, a, address, len).is_err_and(|failure| failure.already_exists()));
                addresses::replace(c, a, address, len).unwrap();
                assert!(addresses_of(c, a).contains(&(address, len)));
                assert!(!addresses_of(c, b).contains(&(address, len)));
            }
            assert_eq!(errno(addresses::add(c, a, ip("192.0.2.1"), 33)), Some(Errno::EINVAL));
            assert_eq!(errno(addresses::add(c, 999, ip("192.0.2.1"), 24)), Some(Errno::ENODEV));
            assert_eq!(errno(addresses::of_link(c, 999).unwrap().next()), Some(Errno::ENODEV));

            let spec = AddressSpec {
                peer: Some(ip("198.51.100.9")),
                broadcast: Some([198, 51, 100, 255].into()),
                label: Some("b:web".into()),
                flags: AddrFlags::IFA_F_NOPREFIXROUTE,
                lifetime: Some((1000, 2000)),
                ..AddressSpec::new(b, ip("203.0.113.1"), 24)
            };
            addresses::add_spec(c, &spec).unwrap();
            let mut all = addresses::list(c).unwrap();
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
            let plain = addresses::delete(c, b, ip("203.0.113.1"), 24);
            assert!(plain.is_err_and(|failure| failure.is_not_found()), "a peer is to be named");
            addresses::delete_spec(c, &spec).unwrap();

            addresses::delete(c, a, ip("2001:db8::1"), 64).unwrap();
            assert!(
                addresses::delete(c, a, ip("2001:db8::1"), 64).is_err_and(|failure| failure.is_not_found())
            );
            addresses::delete(c, a, ip("192.0.2.2"), 24).unwrap();
            let left: Vec<_> =
                addresses_of(c, a).into_iter().filter(|(address, _)| address.is_ipv4()).collect();
            assert_eq!(left, [net("192.0.2.1/24")]);
        });
    }
    /// The routes of a table to a destination: gateway, link, metric.
    fn routes_to(
        c: &mut Live<'_>,
        table: u32,
        to: Option<(IpAddr, u8)>,
    ) -> Vec<(Option<IpAddr>, u32, Option<u32>)> {
        let (mut all, mut found) = (routes::of_table(c, table).unwrap(), Vec::new());
        while let Some(route) = all.next().unwrap() {
            if route.destination() == to {
                found.push((route.gateway(), route.link().unwrap_or(0), route.metric()));
            }
        }
        found
    }
    #[test]
    fn routes_of_both_families() {
        with("live::routes_of_both_families", |c| {
            let (a, b) = pair(c);
            addresses::add(c, a, ip("192.0.2.1"), 24).unwrap();
            let address =
                AddressSpec { flags: AddrFlags::IFA_F_NODAD, ..AddressSpec::new(a, ip("2001:db8::1"), 64) };
            addresses::add_spec(c, &address).unwrap();
            assert_eq!(errno(routes::lookup(c, ip("198.51.100.7"))), Some(Errno::ENETUNREACH));
            assert_eq!(errno(routes::lookup(c, ip("2001:db8:1::7"))), Some(Errno::ENETUNREACH));

            for (prefix, gateway, host, source, metric) in [
                ("198.51.100.0/24", "192.0.2.9", "198.51.100.7", "192.0.2.1", None),
                ("2001:db8:1::/48", "2001:db8::9", "2001:db8:1::7", "2001:db8::1", Some(1024)),
            ] {
                let (destination, via) = (Some(net(prefix)), Some(ip(gateway)));
                let spec = RouteSpec { destination, via, mtu: Some(1400), ..Default::default() };
                routes::add(c, &spec).unwrap();
                assert!(routes::add(c, &spec).is_err_and(|failure| failure.already_exists()));
                assert_eq!(routes_to(c, 254, destination), [(via, a, metric)]);
                let found = routes::lookup(c, ip(host)).unwrap();
                assert_eq!((found.gateway(), found.link(), found.source()), (via, Some(a), Some(ip(source))));
                assert_eq!((found.table(), found.mtu()), (254, Some(1400)));
                assert_eq!(found.destination().map(|(address, _)| address), Some(ip(host)));
                assert_eq!(routes::lookup_from(c, ip(host), ip(source)).unwrap().gateway(), via);
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
                routes::replace(c, &spec).unwrap();
                assert_eq!(routes_to(c, 254, destination), [(None, b, metric)]);
                if let Some(found) = ip_json(&format!("route show {prefix}")).filter(|_| ip(host).is_ipv4()) {
                    assert_eq!((&found[0]["scope"], &found[0]["dev"]), (&"link".into(), &"b".into()));
                }
                // of another metric, beside it; in a table with a large number
                routes::replace(c, &RouteSpec { metric: Some(7), ..spec }).unwrap();
                assert_eq!(routes_to(c, 254, destination).len(), 2);
                routes::add(c, &RouteSpec { table: Some(1000), ..spec }).unwrap();
                assert_eq!(routes_to(c, 1000, destination), [(None, b, metric)]);
                routes::delete(c, &RouteSpec { destination, table: Some(1000), ..Default::default() })
                    .unwrap();
                assert_eq!(routes_to(c, 1000, destination), []);
                routes::delete(c, &RouteSpec { metric: Some(7), ..spec }).unwrap();
                routes::delete(c, &RouteSpec { destination, ..Default::default() }).unwrap();
                assert!(routes::delete(c, &spec).is_err_and(|failure| failure.is_not_found()));
                // several next hops
                let other = if ip(host).is_ipv4() { "192.0.2.10" } else { "2001:db8::10" };
                let ways = [(gateway, 3), (other, 1)].map(|(gateway, weight)| Hop {
                    gateway: Some(ip(gateway)),
                    link: Some(a),
                    weight,
                });
                let several = RouteSpec { destination, hops: &ways, ..Default::default() };
                routes::add(c, &several).unwrap();
                let mut found = routes::of_table(c, 254).unwrap();
                let mut hops = Vec::new();
                while let Some(route) = found.next().unwrap() {
                    if route.destination() == destination {
                        hops.extend(route.hops());
                    }
                }
                assert_eq!(hops, ways);
                routes::delete(c, &several).unwrap();
                // the default route
                let default = RouteSpec { via, ..Default::default() };
                routes::add(c, &default).unwrap();
                assert_eq!(routes::lookup(c, ip(host)).unwrap().gateway(), via);
                routes::delete(c, &default).unwrap();
            }
            let host_bits =
                RouteSpec { destination: Some(net("198.51.100.1/24")), link: Some(a), ..Default::default() };
            assert_eq!(errno(routes::add(c, &host_bits)), Some(Errno::EINVAL));
            let nowhere = RouteSpec { via: Some(ip("203.0.113.1")), ..Default::default() };
            assert_eq!(errno(routes::add(c, &nowhere)), Some(Errno::ENETUNREACH));
            routes::add(c, &RouteSpec { link: Some(a), on_link: true, ..nowhere }).unwrap();
            // IPv4 by an IPv6 gateway; a route that refuses
            let destination = Some(net("203.0.113.0/24"));
            let (link, via) = (Some(a), Some(ip("fe80::9")));
            routes::add(c, &RouteSpec { destination, via, link, ..Default::default() }).unwrap();
            assert_eq!(routes::lookup(c, ip("203.0.113.7")).unwrap().gateway(), via);
            let destination = Some(net("203.0.113.128/25"));
            let spec = RouteSpec { destination, kind: RouteType::RTN_UNREACHABLE, ..Default::default() };
            routes::add(c, &spec).unwrap();
            assert_eq!(errno(routes::lookup(c, ip("203.0.113.200"))), Some(Errno::EHOSTUNREACH));
            let mut all = routes::list(c).unwrap();
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
    #[test]
    fn neighbours_of_both_families() {
        with("live::neighbours_of_both_families", |c| {
            let (a, b) = pair(c);
            for address in ["192.0.2.9", "2001:db8::9"] {
                let (address, first, second) = (ip(address), [2, 0, 0, 0, 0, 9], [2, 0, 0, 0, 0, 10]);
                assert!(neighbours::find(c, a, address).is_err_and(|failure| failure.is_not_found()));
                neighbours::add(c, a, address, &first).unwrap();
                assert!(
                    neighbours::add(c, a, address, &first).is_err_and(|failure| failure.already_exists())
                );
                assert_eq!(errno(neighbours::add(c, a, address, &[2, 0])), Some(Errno::EINVAL));
                neighbours::replace(c, a, address, &second).unwrap();
                let found = neighbours::find(c, a, address).unwrap();
                assert_eq!((found.address(), found.link()), (Some(address), a));
                assert_eq!(found.hardware_address().and_then(|it| it.mac()), Some(second));
                assert_eq!((found.state(), found.flags()), (NeighState::NUD_PERMANENT, NeighFlags::empty()));
                for (link, times) in [(a, 1), (b, 0)] {
                    let (mut all, mut seen) = (neighbours::of_link(c, link).unwrap(), 0);
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
                neighbours::delete(c, a, address).unwrap();
                assert!(
                    neighbours::find(c, a, address)
                        .map_or(true, |found| found.state() == NeighState::NUD_FAILED)
                );
            }
            assert_eq!(errno(neighbours::delete(c, a, ip("192.0.2.77"))), Some(Errno::ENOENT));
            assert_eq!(errno(neighbours::delete(c, 999, ip("192.0.2.77"))), Some(Errno::ENODEV));
            let mut all = neighbours::list(c).unwrap();
            while all.next().unwrap().is_some() {}
        });
    }
    #[test]
    fn rules_of_both_families() {
        with("live::rules_of_both_families", |c| {
            for (from, to) in [("192.0.2.0/24", "198.51.100.0/24"), ("2001:db8::/32", "2001:db8:1::/48")] {
                let spec = RuleSpec {
                    priority: Some(100),
                    from: Some(net(from)),
                    to: Some(net(to)),
                    mark: Some(7),
                    mark_mask: Some(0xff),
                    incoming: Some("lo".into()),
                    table: Some(1000),
                    ..Default::default()
                };
                rules::add(c, &spec).unwrap();
                assert!(rules::add(c, &spec).is_err_and(|failure| failure.already_exists()));
                let (mut all, mut times) = (rules::list(c).unwrap(), 0);
                while let Some(rule) = all.next().unwrap() {
                    if rule.priority() == 100 {
                        assert_eq!((rule.from(), rule.to(), rule.table()), (spec.from, spec.to, 1000));
                        assert_eq!((rule.mark(), rule.mark_mask()), (Some(7), Some(0xff)));
                        assert_eq!((rule.incoming(), rule.outgoing()), (Some("lo".into()), None));
                        assert_eq!(rule.action(), RuleAction::FR_ACT_TO_TBL);
                        times += 1;
                    }
                }
                assert_eq!(times, 1);
                let six = if spec.from.unwrap().0.is_ipv6() { "-6 " } else { "" };
                if let Some(found) = ip_json(&format!("{six}rule show priority 100")) {
                    let (address, len) = from.split_once('/').unwrap();
                    assert_eq!(
                        (&found[0]["src"], found[0]["srclen"].to_string().as_str()),
                        (&address.into(), len)
                    );
                    assert_eq!((&found[0]["table"], &found[0]["iif"]), (&"1000".into(), &"lo".into()));
                    assert_eq!((&found[0]["fwmark"], &found[0]["fwmask"]), (&"0x7".into(), &"0xff".into()));
                }
                rules::delete(c, &RuleSpec { table: Some(999), ..spec }).unwrap_err();
                let any = RuleSpec {
                    family: if six.is_empty() { 2 } else { 10 }.into(),
                    priority: Some(100),
                    ..Default::default()
                };
                rules::delete(c, &any).unwrap();
                assert!(rules::delete(c, &spec).is_err_and(|failure| failure.is_not_found()));
            }
            let spec =
                RuleSpec { priority: Some(7), action: RuleAction::FR_ACT_PROHIBIT, ..Default::default() };
            rules::add(c, &spec).unwrap();
            assert_eq!(errno(routes::lookup(c, ip("127.0.0.1"))), None, "the local table comes first");
            assert_eq!(errno(routes::lookup(c, ip("192.0.2.1"))), Some(Errno::EACCES));
            rules::delete(c, &spec).unwrap();
            assert_eq!(errno(routes::lookup(c, ip("192.0.2.1"))), Some(Errno::ENETUNREACH));
        });
    }
    #[test]
    fn without_the_capability_a_refusal_says_which() {
        with("live::without_the_capability_a_refusal_says_which", |c| {
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
                let mut c = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer);
                let refused = links::set_mtu(&mut c, 1, 1500).unwrap_err();
                assert_eq!(refused.errno(), Some(Errno::EPERM));
                assert!(refused.to_string().contains("CAP_NET_ADMIN"), "{refused}");
                assert_eq!(links::by_index(&mut c, 1).unwrap().name(), "lo", "reading needs none");
            });
            thread.join().unwrap();
            links::set_mtu(c, 1, 65536).unwrap();
        });
    }
}
