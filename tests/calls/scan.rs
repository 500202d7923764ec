//! A scan: trigger, end and results.
use super::*;

#[test]
fn a_scan_is_its_trigger_its_end_and_its_results() {
    for end in [(RESULTS, ScanEnd::Finished), (ABORTED, ScanEnd::Aborted)] {
        let outcome = scan(|command, kernel| {
            if command == GET {
                return results(kernel);
            }
            event(kernel, TRIGGER, INDEX);
            kernel.ack();
            event(kernel, end.0, INDEX);
        });
        assert_eq!(outcome, complete(&[TRIGGER, GET], end.1));
    }
}
#[test]
fn an_end_before_the_ack_is_not_missed() {
    let outcome = scan(|command, kernel| {
        if command == GET {
            return results(kernel);
        }
        // of the scan before ours; and of ours
        event(kernel, RESULTS, INDEX);
        event(kernel, TRIGGER, INDEX);
        event(kernel, ABORTED, INDEX);
        kernel.ack();
    });
    assert_eq!(outcome, complete(&[TRIGGER, GET], ScanEnd::Aborted));
    // an end in the datagram of the ack
    let outcome = scan(|command, kernel| {
        if command == GET {
            return results(kernel);
        }
        kernel.ack();
        kernel.event::<_, Nl80211>(ID, &header(RESULTS), |to| {
            to.put(Nl80211::NL80211_ATTR_IFINDEX, INDEX);
        });
    });
    assert_eq!(outcome, complete(&[TRIGGER, GET], ScanEnd::Finished));
}
#[test]
fn the_end_of_an_earlier_scan_is_not_that_of_ours() {
    let outcome = scan(|_, kernel| {
        event(kernel, RESULTS, INDEX);
        event(kernel, TRIGGER, INDEX);
        kernel.ack();
    });
    assert_eq!(outcome.sent, [TRIGGER]);
    assert_eq!(outcome.result, Err(ErrorKind::TimedOut));
}
#[test]
fn what_is_not_the_end_of_the_scan_does_not_end_it() {
    let outcome = scan(|_, kernel| {
        event(kernel, TRIGGER, INDEX);
        kernel.ack();
        // another interface; another command; another family; no interface at all; malformed
        event(kernel, RESULTS, INDEX + 1);
        event(kernel, GET, INDEX);
        kernel.multicast().event::<_, Nl80211>(ID + 1, &header(RESULTS), |to| {
            to.put(Nl80211::NL80211_ATTR_IFINDEX, INDEX);
        });
        kernel.next_datagram();
        kernel.multicast().event::<_, Nl80211>(ID, &header(RESULTS), |_| {}).next_datagram();
        kernel.multicast().event::<_, Nl80211>(ID, &header(RESULTS), |to| {
            to.copy(nlwire::wire::Attr::new(Nl80211::NL80211_ATTR_IFINDEX.number(), &[3, 0]));
        });
        kernel.next_datagram();
        // a reply to a request that nobody has sent, as if it were the end
        let forged = MessageHead { message_type: ID, flags: 0, seq: 99, port_id: 7 };
        kernel.message::<_, Nl80211>(forged, &header(RESULTS), |to| {
            to.put(Nl80211::NL80211_ATTR_IFINDEX, INDEX);
        });
    });
    assert_eq!(outcome, Outcome { sent: vec![TRIGGER], result: Err(ErrorKind::TimedOut), found: vec![] });
}
#[test]
fn a_lost_end_does_not_hang() {
    // still running: its end comes; over: the second scan's end comes
    for is_running in [true, false] {
        let outcome = scan(|command, kernel| match (command, kernel.number()) {
            (GET, _) => results(kernel),
            (_, 1) => {
                event(kernel, TRIGGER, INDEX);
                kernel.ack().fail(MockError::Lost);
            }
            (_, 2) => {
                if is_running {
                    kernel.refuse(Errno::EBUSY.0, |_| {});
                } else {
                    event(kernel, TRIGGER, INDEX);
                    kernel.ack();
                }
                event(kernel, RESULTS, INDEX);
            }
            _ => _ = kernel.unexpected(),
        });
        assert_eq!(outcome, complete(&[TRIGGER, TRIGGER, GET], ScanEnd::Finished));
    }
    // a datagram that does not fit, or that is malformed, is a loss, too
    for len in [2000, 20] {
        let outcome = scan(|command, kernel| match (command, kernel.number()) {
            (GET, _) => results(kernel),
            (_, 1) => {
                kernel.ack().next_datagram();
                kernel.multicast().raw(&[0xff; 2000][..len]).next_datagram();
            }
            _ => {
                kernel.refuse(Errno::EBUSY.0, |_| {});
                event(kernel, RESULTS, INDEX);
            }
        });
        assert_eq!(outcome, complete(&[TRIGGER, TRIGGER, GET], ScanEnd::Finished));
    }
}
#[test]
fn another_scan_is_awaited() {
    // of another interface of the radio; its end comes after the refusal, or overtakes it
    for overtakes in [false, true] {
        let outcome = scan(|command, kernel| match (command, kernel.number()) {
            (GET, _) => results(kernel),
            (_, 1) => {
                if overtakes {
                    event(kernel, RESULTS, INDEX + 1);
                }
                kernel.refuse(Errno::EBUSY.0, |_| {});
                if !overtakes {
                    event(kernel, RESULTS, INDEX + 1);
                }
            }
            _ => {
                event(kernel, TRIGGER, INDEX);
                kernel.ack();
                event(kernel, RESULTS, INDEX + 1);
                event(kernel, ABORTED, INDEX);
            }
        });
        assert_eq!(outcome, complete(&[TRIGGER, TRIGGER, GET], ScanEnd::Aborted));
    }
    // its end never comes: one more try says why
    let outcome = scan(|_, kernel| _ = kernel.refuse(Errno::EBUSY.0, |_| {}));
    assert_eq!(outcome.sent, [TRIGGER, TRIGGER]);
    let refused = outcome.result.unwrap_err();
    assert_eq!(refused.refusal().map(|refusal| refusal.errno), Some(Errno::EBUSY));
}
#[test]
fn errors_of_a_scan_are_the_kernels() {
    for at in [TRIGGER, GET] {
        let outcome = scan(|command, kernel| {
            if command == at {
                kernel.refuse(Errno::ENETDOWN.0, |_| {});
            } else {
                kernel.ack();
                event(kernel, RESULTS, INDEX);
            }
        });
        let refused = outcome.result.unwrap_err();
        assert_eq!(refused.refusal().map(|refusal| refusal.errno), Some(Errno::ENETDOWN));
    }
}
#[test]
fn a_group_that_was_joined_before_stays_joined() {
    let (family, spec, mut queue, mut buffer) = (family(), ScanSpec::active(), [0; 1024], [0; 1024]);
    let mut kernel = MockTransport::new(&mut queue, |_, kernel| _ = kernel.refuse(19, |_| {}));
    kernel.join(SCAN).unwrap();
    let mut connection = Connection::new(kernel, &mut buffer, 7, 1);
    connection.run(nl80211::scan(&family, INDEX, &spec, |_| {})).unwrap_err();
    assert_eq!(connection.into_transport().group(), Some(SCAN));
}
#[test]
fn handlers_get_the_events_too() {
    let (family, spec, mut queue, mut buffer) = (family(), ScanSpec::active(), [0; 1024], [0; 1024]);
    let kernel = MockTransport::new(&mut queue, |request, kernel| {
        if command(request) == GET {
            return results(kernel);
        }
        event(kernel, TRIGGER, INDEX);
        kernel.ack();
        event(kernel, RESULTS, INDEX);
    });
    let mut events = 0;
    let connection = Connection::new(kernel, &mut buffer, 7, 1);
    connection
        .on_event(|_: Message<'_>| events += 1)
        .run(nl80211::scan(&family, INDEX, &spec, |_| {}))
        .unwrap();
    assert_eq!(events, 2);
}
/// Several scans, plain requests and a reader of events share a connection: each scan gets its end, and what
/// is dropped keeps nobody from reading.
#[test]
fn scans_share_a_connection() {
    let (family, spec, mut queue) = (family(), ScanSpec::active(), [0; 8192]);
    let kernel = MockTransport::new(&mut queue, |request: Message<'_>, kernel: &mut MockReplies<'_>| {
        let (head, attrs) = request.split::<GenericHeader<()>, Nl80211>().unwrap();
        let index = attrs.get(Nl80211::NL80211_ATTR_IFINDEX).unwrap().unwrap();
        if head.get(<GenericHeader<()>>::cmd) == GET {
            results(kernel);
        } else {
            event(kernel, TRIGGER, index);
            kernel.ack();
        }
    });
    let kernel = Scripted { kernel: Mutex::new(kernel), waker: Mutex::new(None), time_passes: false };
    let shared: SharedConnection<_, Vec<u8>> =
        SharedConnection::new(&kernel, vec![0; 1024], vec![0; 1024], 7, 1);
    let mut events = shared.events(4096).unwrap();
    let mut tasks: Vec<_> =
        [1u32, 2, 3].map(|index| Task::new(shared.run(nl80211::scan(&family, index, &spec, |_| {})))).into();
    run(&mut tasks);
    assert!(tasks.iter().all(|task| task.result.is_none()));
    kernel.arrives(RESULTS, 2);
    run(&mut tasks);
    let ends = |tasks: &[Task<'_, Result<ScanReport, _>>]| {
        tasks.iter().map(|task| Some(task.result?.ok()?.end)).collect::<Vec<_>>()
    };
    assert_eq!(ends(&tasks), [None, Some(ScanEnd::Finished), None]);
    assert_eq!(kernel.with(|kernel| kernel.group()), Some(SCAN));
    // the one that the reactor wakes, or another
    tasks.pop();
    kernel.arrives(ABORTED, 1);
    run(&mut tasks);
    assert_eq!(ends(&tasks), [Some(ScanEnd::Aborted), Some(ScanEnd::Finished)]);
    drop(tasks);
    assert_eq!(kernel.with(|kernel| kernel.group()), None);
    // three begins and two ends
    for _ in 0..5 {
        block_on(events.next()).unwrap();
    }
    assert_eq!(shared.in_flight(), 0);
}
