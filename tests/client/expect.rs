//! Requests that a test expects by calls and queries.
use super::task::{Locked, now};
use super::*;
use nlwire::{
    client::{Completion, ExpectTransport, Part, SharedConnection},
    route::{LinkInfo, RouteGroup, link},
    socket::Protocol,
};
use std::sync::Mutex;

type Mock<'b> = ExpectTransport<'b>;
type Nl<'b> = Connection<Mock<'b>, [u8; 2048]>;
/// Runs a test with a connection over a mock.
fn expecting(expect: impl FnOnce(&mut Mock<'_>), test: impl FnOnce(&mut Nl<'_>)) -> Result<(), MockError> {
    let mut memory = [0; 8192];
    let mut mock = Mock::new(&mut memory).port(PORT);
    expect(&mut mock);
    let mut nl = Connection::new(mock, [0xa5; 2048], PORT, 9000);
    test(&mut nl);
    nl.into_transport().verify()
}
fn shrink<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
    nl.run(link::set_mtu("eth0", 1400))?;
    nl.run(link::set_up("eth0"))?;
    Ok(())
}

#[test]
fn calls_are_expected_in_order() {
    let both = |mock: &mut Mock<'_>| {
        mock.expect(link::set_mtu("eth0", 1400)).ack();
        mock.expect(link::set_up("eth0")).ack();
    };
    expecting(both, |nl| shrink(nl).unwrap()).unwrap();
    // one is missing
    let missing = expecting(both, |nl| _ = nl.run(link::set_mtu("eth0", 1400)).unwrap()).unwrap_err();
    assert_eq!(missing, MockError::Missing { number: 2, expected: "SetLink" });
    assert_eq!(missing.to_string(), "request 2, the expected SetLink, was not sent");
    // one too many
    let another = expecting(both, |nl| {
        shrink(nl).unwrap();
        let error = nl.run(link::set_down("eth0")).unwrap_err();
        assert!(matches!(error.kind, ErrorKind::Transport(MockError::NotExpected { number: 3, .. })));
        let text = nl.transport().difference().unwrap().to_string();
        assert!(text.starts_with("expected no request\ngot      "), "{text}");
    });
    assert_eq!(another.unwrap_err().to_string(), "request 3, of type 19 with flags 0x4, was not expected");
    // the other way round
    let swapped = expecting(both, |nl| {
        nl.run(link::set_up("eth0")).unwrap_err();
        // nothing else succeeds after that
        nl.run(link::set_mtu("eth0", 1400)).unwrap_err();
    });
    assert!(matches!(swapped.unwrap_err(), MockError::Differs { number: 1, expected: "SetLink", .. }));
}

#[test]
fn a_difference_is_named() {
    let set = |mock: &mut Mock<'_>| _ = mock.expect(link::set_mtu(3u32, 1400)).ack();
    let part = |run: &dyn Fn(&mut Nl<'_>)| match expecting(set, |nl| run(nl)) {
        Err(MockError::Differs { number: 1, expected: "SetLink", part }) => part,
        other => panic!("{other:?}"),
    };
    let named = |name| Part::Named(name);
    assert_eq!(part(&|nl| _ = nl.run(link::set_mtu(3u32, 1500))), named("IFLA_MTU"));
    assert_eq!(part(&|nl| _ = nl.run(link::set_mtu(4u32, 1400))), named("ifi_index"));
    assert_eq!(part(&|nl| _ = nl.run(link::delete(3u32))), Part::MessageType(19, 17));
    assert_eq!(part(&|nl| _ = nl.get(link::by_index(3))), Part::MessageType(19, 18));
    let operation = nlwire::route::SetLink { index: 3, ..Default::default() };
    // an attribute more, and one less
    let more = |nl: &mut Nl<'_>| {
        _ = nl.request_with(operation, NewFlags::REQUEST, |link| {
            link.put(Link::IFLA_MTU, 1400).put(Link::IFLA_TXQLEN, 7);
        });
    };
    assert_eq!(part(&more), named("IFLA_TXQLEN"));
    assert_eq!(part(&|nl| _ = nl.request(operation, NewFlags::REQUEST)), named("IFLA_MTU"));
    assert_eq!(part(&|nl| _ = nl.send_no_ack(operation, NewFlags::REQUEST)), Part::Flags(5, 1));
    expecting(set, |nl| {
        nl.run(link::set_mtu(3u32, 1500)).unwrap_err();
        let text = nl.transport().difference().unwrap().to_string();
        let lines: Vec<_> = text.lines().collect();
        assert!(lines[0].starts_with("expected SetLink REQUEST|ACK "), "{text}");
        assert!(lines[0].ends_with("{IFLA_MTU: 1400}"), "{text}");
        assert!(
            lines[1].starts_with("got      SetLink ") && lines[1].ends_with("{IFLA_MTU: 1500}"),
            "{text}"
        );
    })
    .unwrap_err();
}

#[test]
fn the_kernels_errors_and_failures_are_part_of_the_script() {
    expecting(
        |mock| {
            mock.expect(link::set_mtu("eth0", 9)).refuse_with(Errno::EINVAL, |ext| {
                ext.put(ExtAck::NLMSGERR_ATTR_MSG, "mtu less than device minimum");
                ext.put(ExtAck::NLMSGERR_ATTR_OFFS, 44);
            });
            mock.expect(link::set_up("eth0")).answer(|kernel| _ = kernel.fail(MockError::Lost));
            mock.expect(client::allow(link::add("br0", "bridge"), Errno::EEXIST)).refuse(Errno::EEXIST);
        },
        |nl| {
            let error = nl.run(link::set_mtu("eth0", 9)).unwrap_err();
            assert!(nl.explain(error).to_string().contains("mtu less than device minimum"), "{error}");
            assert_eq!(nl.run(link::set_up("eth0")).unwrap_err().kind, ErrorKind::Overrun);
            nl.run(client::allow(link::add("br0", "bridge"), Errno::EEXIST)).unwrap();
        },
    )
    .unwrap();
}

#[test]
fn errors_of_a_kind_are_told_apart() {
    for (errno, expected) in [
        (Errno::EPERM, [true, false, false, false]),
        (Errno::EACCES, [true, false, false, false]),
        (Errno::EOPNOTSUPP, [false, true, false, false]),
        (Errno::EPROTONOSUPPORT, [false, true, false, false]),
        (Errno::EAFNOSUPPORT, [false, true, false, false]),
        (Errno::ENODEV, [false, false, true, false]),
        (Errno::EEXIST, [false, false, false, true]),
        (Errno::EINVAL, [false; 4]),
    ] {
        expecting(
            |mock| _ = mock.expect(link::set_up("eth0")).refuse(errno),
            |nl| {
                let error = nl.run(link::set_up("eth0")).unwrap_err();
                let kinds = [
                    error.is_permission_denied(),
                    error.is_unsupported(),
                    error.is_not_found(),
                    error.already_exists(),
                ];
                assert_eq!(kinds, expected, "{error}");
            },
        )
        .unwrap();
    }
}

fn header(index: u32) -> Struct<IfInfo> {
    link(index)
}
#[test]
fn queries_are_expected_and_answered_by_their_type() {
    expecting(
        |mock| {
            mock.expect_get(link::by_name("eth0"))
                .reply(NEWLINK, &header(3), |link| _ = link.put(Link::IFLA_MTU, 1500))
                .ack();
            mock.expect_get(link::by_index(9)).refuse(Errno::ENODEV);
            mock.expect_dump(link::list())
                .reply(NEWLINK, &header(1), |link| _ = link.put(Link::IFLA_IFNAME, "lo"))
                .reply(NEWLINK, &header(2), |link| {
                    link.put(Link::IFLA_IFNAME, "eth0").nest(Link::IFLA_LINKINFO, |info| {
                        info.put(LinkInfo::IFLA_INFO_KIND, "veth");
                    });
                })
                .done();
            mock.expect_dump(link::list()).done();
        },
        |nl| {
            assert_eq!(nl.get(link::by_name("eth0")).unwrap().mtu(), Some(1500));
            assert!(nl.get(link::by_index(9)).map(|_| ()).unwrap_err().is_not_found());
            let links = nl.list(link::list()).unwrap();
            assert_eq!(links.iter().map(|link| link.index).collect::<Vec<_>>(), [1, 2]);
            assert_eq!(nl.list(link::list()).unwrap(), []);
        },
    )
    .unwrap();
}

#[test]
fn a_query_without_an_ack_ends_with_its_reply() {
    let later = || client::no_ack(link::by_name("eth0"));
    let fill = |link: &mut nlwire::wire::Writer<'_, Link>| _ = link.put(Link::IFLA_MTU, 1500);
    expecting(
        |mock| {
            mock.expect_get(later()).reply(NEWLINK, &header(3), fill);
            mock.expect(client::read(later(), |link| Ok(link.mtu()))).answer(|kernel| {
                kernel.reply::<_, Link>(NEWLINK, &header(3), fill);
            });
            mock.expect_get(later()).refuse(Errno::ENODEV);
            mock.expect_get(link::by_index(9)).refuse(Errno::ENODEV);
        },
        |nl| {
            assert_eq!(nl.get(later()).unwrap().mtu(), Some(1500));
            assert_eq!(nl.run(client::read(later(), |link| Ok(link.mtu()))).unwrap(), Some(1500));
            assert!(nl.get(later()).map(|_| ()).unwrap_err().is_not_found());
            assert!(nl.get(link::by_index(9)).map(|_| ()).unwrap_err().is_not_found());
        },
    )
    .unwrap();
    // and over a shared connection
    let mut queue = [0; 1024];
    let script = MockTransport::new(&mut queue, |_, kernel| {
        kernel.expect(RouteMessage::RTM_GETLINK, 0).reply::<_, Link>(NEWLINK, &header(3), fill);
    });
    let transport = Locked(Mutex::new(script.port(PORT)));
    let shared = SharedConnection::new(transport, vec![0; 1024], vec![0; 1024], PORT, 1);
    assert_eq!(now(shared.get(later(), |link| link.mtu())).unwrap(), Some(1500));
    assert_eq!(now(shared.run(client::read(later(), |link| Ok(link.mtu())))).unwrap(), Some(1500));
    // the flags are those of the request
    let differs = expecting(
        |mock| _ = mock.expect_get(later()).reply(NEWLINK, &header(3), fill),
        |nl| _ = nl.get(link::by_name("eth0")).map(|_| ()).unwrap_err(),
    );
    let flags = MockError::Differs { number: 1, expected: "GetLink", part: Part::Flags(1, 5) };
    assert_eq!(differs, Err(flags));
}

#[test]
fn steps_of_a_call_follow_from_the_answers() {
    let steps = |index: u32| {
        move |mock: &mut Mock<'_>| {
            mock.expect(link::rename("eth0", "lan0"))
                .answer(|kernel| _ = kernel.reply::<_, Link>(NEWLINK, &header(index), |_| {}))
                .ack()
                .ack();
        }
    };
    expecting(steps(3), |nl| _ = nl.run(link::rename("eth0", "lan0")).unwrap()).unwrap();
    // the first step, and another second one
    let error = expecting(steps(3), |nl| {
        nl.get(link::by_name("eth0")).unwrap();
        nl.run(link::rename(4u32, "lan0")).unwrap_err();
    });
    let part = Part::Named("ifi_index");
    assert_eq!(error.unwrap_err(), MockError::Differs { number: 2, expected: "SetLink", part });
    // the first step is refused: no second
    expecting(
        |mock| _ = mock.expect(link::rename("eth0", "lan0")).refuse(Errno::ENODEV),
        |nl| assert!(nl.run(link::rename("eth0", "lan0")).unwrap_err().is_not_found()),
    )
    .unwrap();
    // a request that is sent without an ack
    let confirm = || client::send(NewLink::default(), NewFlags::REQUEST, |_| {});
    expecting(|mock| _ = mock.expect(confirm()), |nl| nl.run(confirm()).unwrap()).unwrap();
}

#[test]
fn requests_of_a_batch_are_expected_one_by_one() {
    let two = |mock: &mut Mock<'_>| {
        mock.expect(link::set_up(3u32));
        mock.expect(link::set_up(4u32)).ack();
    };
    expecting(two, |nl| {
        let mut batch = nl.batch(route::lookup);
        batch.add(link::set_up(3u32)).unwrap();
        batch.add(link::set_up(4u32)).unwrap();
        assert_eq!(batch.commit().unwrap(), Completion::default());
    })
    .unwrap();
    let error = expecting(two, |nl| {
        let mut batch = nl.batch(route::lookup);
        batch.add(link::set_up(3u32)).unwrap();
        batch.add(link::set_up(5u32)).unwrap();
        batch.commit().unwrap_err();
    });
    let part = Part::Named("ifi_index");
    assert_eq!(error.unwrap_err(), MockError::Differs { number: 2, expected: "SetLink", part });
}

#[cfg(feature = "nftables")]
#[test]
fn a_transaction_is_expected_as_a_call() {
    use nlwire::netfilter::nftables::{Table, apply};
    let changes = |name: &'static str| apply(Some(7), move |changes| _ = changes.create(&Table::inet(name)));
    let expect = |mock: &mut Mock<'_>| _ = mock.expect(changes("filter")).ack();
    expecting(expect, |nl| _ = nl.run(changes("filter")).unwrap()).unwrap();
    let error = expecting(expect, |nl| _ = nl.run(changes("nat")).unwrap_err()).unwrap_err();
    assert!(error.to_string().ends_with("it differs in NFTA_TABLE_NAME"), "{error}");
}

#[test]
fn faults_of_a_test_are_reported() {
    // an answer to nothing
    let error = expecting(|mock| _ = mock.expect(client::ready(())).ack(), |_| {});
    assert_eq!(error.unwrap_err(), MockError::NoRequest);
    let error = expecting(|mock| _ = mock.expect(link::set_up("eth0")).ack().ack(), |_| {});
    assert_eq!(error.unwrap_err(), MockError::NoRequest);
    // no room
    let (mut memory, mut small) = ([0; 64], [0; 16]);
    let mut mock = Mock::new(&mut small);
    mock.expect(link::set_up("eth0"));
    assert!(matches!(mock.verify(), Err(MockError::TooSmall { .. })));
    let mut mock = Mock::new(&mut memory);
    mock.expect(link::set_up("eth0")).refuse(Errno::EPERM);
    assert!(matches!(mock.verify(), Err(MockError::TooSmall { needed }) if needed > 64));
    // no place
    let mut memory = [0; 4096];
    let mut mock = ExpectTransport::<1>::with_places(&mut memory);
    mock.expect(link::set_up("eth0")).ack();
    mock.expect(link::set_up("eth1")).ack();
    let error = mock.verify().unwrap_err();
    assert_eq!(
        error.to_string(),
        "more than 1 requests are expected: write ExpectTransport::<2>::with_places"
    );
    // no answer: the function under test waits in vain
    expecting(
        |mock| _ = mock.expect(link::set_up("eth0")),
        |nl| assert!(nl.run(link::set_up("eth0")).unwrap_err().is_timeout()),
    )
    .unwrap();
    // an answer that nobody reads
    let twice = |mock: &mut Mock<'_>| {
        _ = mock.expect(link::set_up("eth0")).answer(|kernel| _ = kernel.ack().next_datagram().ack());
    };
    let error = expecting(twice, |nl| _ = nl.run(link::set_up("eth0")).unwrap());
    assert_eq!(error.unwrap_err(), MockError::Unread { datagrams: 1 });
}

#[test]
fn other_protocols_and_groups_are_those_of_a_socket() {
    let mut memory = [0; 1024];
    let mut mock = Mock::new(&mut memory).protocol(Protocol::XFRM);
    assert!(mock.join(RouteGroup::RTNLGRP_LINK.0).unwrap());
    assert_eq!(mock.group(), Some(1));
    let mut nl = Connection::new(mock, [0; 512], 0, 1);
    let error = nl.run(link::set_up("eth0")).unwrap_err();
    assert!(matches!(error.kind, ErrorKind::WrongProtocol { .. }));
    assert_eq!(nl.transport().requests(), 0);
}

/// A call that awaits an event: the event is part of the answer.
#[cfg(feature = "nl80211")]
#[test]
fn the_end_of_a_scan_is_expected() {
    use nlwire::{
        genl::{Control, ControlGroup, FamilyInfo, GenericHeader, nl80211},
        wire::{Attrs, Writer},
    };
    let mut attrs = [0; 128];
    let mut writer = Writer::<Control>::new(&mut attrs);
    writer.put(Control::CTRL_ATTR_FAMILY_NAME, "nl80211").put(Control::CTRL_ATTR_FAMILY_ID, 30);
    writer.array(Control::CTRL_ATTR_MCAST_GROUPS, 1, [9], |group, id| {
        group.put(ControlGroup::CTRL_ATTR_MCAST_GRP_NAME, nl80211::GROUP_SCAN);
        group.put(ControlGroup::CTRL_ATTR_MCAST_GRP_ID, id);
    });
    let family = FamilyInfo::read(Attrs::new(writer.finish().unwrap())).unwrap().to_family();
    let spec = nl80211::ScanSpec::active();
    let scan = || nl80211::scan(&family, 3u32, &spec, |_| {});
    let event = |kernel: &mut MockReplies<'_>, command: u8| {
        let header = GenericHeader::new(command, 1, Struct::<()>::new());
        kernel.multicast().event::<_, nl80211::Nl80211>(30, &header, |to| {
            to.put(nl80211::Nl80211::NL80211_ATTR_IFINDEX, 3);
        });
        kernel.next_datagram();
    };
    let (mut memory, mut buffer) = ([0; 4096], [0; 1024]);
    let mut mock = Mock::new(&mut memory);
    mock.expect(scan())
        .answer(|kernel| event(kernel, 33))
        .ack()
        .answer(|kernel| event(kernel, 34)) // NL80211_CMD_NEW_SCAN_RESULTS
        .done();
    let mut nl = Connection::new(mock, &mut buffer[..], 0, 1);
    nl.run(scan()).unwrap();
    assert_eq!((nl.transport().requests(), nl.transport().group()), (2, None));
    nl.into_transport().verify().unwrap();
}

#[test]
fn an_answer_has_the_number_of_its_request_and_may_refuse_the_send() {
    let mut numbers = Vec::new();
    let expect = |mock: &mut Mock<'_>| {
        mock.expect(link::set_mtu("eth0", 1400)).answer(|kernel| numbers.push(kernel.number())).ack();
        mock.expect(link::set_up("eth0")).answer(|kernel| {
            numbers.push(kernel.number());
            kernel.fail_send(MockError::TimedOut);
        });
    };
    let result = expecting(expect, |nl| {
        let error = shrink(nl).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Transport(MockError::TimedOut));
    });
    assert_eq!((numbers, result), (vec![1, 2], Ok(())));
}
