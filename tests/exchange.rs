//! The conversation: against scripts, for all that a kernel may do; and against the running kernel, in a namespace.
#![cfg(feature = "route")]
#![allow(clippy::unwrap_used)]

use nlwire::{
    exchange::{
        Answers, Arrival, Busy, Cause, Connection, Exchange, Expect, Failure, Recorded, Replay, ReplayError,
        Script, ScriptError, Tracer, Transport,
    },
    route::{self, GetLink, IfInfo, Link, NewLink, RouteMessage},
    wire::{
        Ack, AckFlags, Batch, BuildError, ControlType, Described, DoneHeader, Errno, ExtAck, GetFlags,
        Layout, Message, MessageHead, NewFlags, Request, write_ack, write_done,
    },
};

const PORT: u32 = 7;
const NEWLINK: u16 = RouteMessage::RTM_NEWLINK;
const INTR: u16 = GetFlags::DUMP_INTR.bits();

fn link(index: i32) -> IfInfo {
    IfInfo::new().with(IfInfo::ifi_index, index)
}
/// Runs a test with a connection over a script.
fn scripted<F: FnMut(Message<'_>, &mut Answers<'_>)>(
    answer: F,
    test: impl FnOnce(&mut Connection<'_, Script<'_, F>>),
) {
    with_buffer(4096, answer, test);
}
fn with_buffer<F: FnMut(Message<'_>, &mut Answers<'_>)>(
    size: usize,
    answer: F,
    test: impl FnOnce(&mut Connection<'_, Script<'_, F>>),
) {
    let (mut queue, mut buffer) = (vec![0; 65536], vec![0xa5; size]);
    let script = Script::new(&mut queue, answer).port(PORT);
    test(&mut Connection::new(script, &mut buffer, PORT, 100));
}
type Fail = Failure<ScriptError>;

/// The index of the link that `get` lends.
fn get<T: Transport>(connection: &mut Connection<'_, T>) -> Result<i32, Failure<T::Error>> {
    connection.get(GetLink::default(), |_| {}).map(|link| link.header.get(IfInfo::ifi_index))
}
/// The indices that a dump lends, and whether it was interrupted.
fn dump<T: Transport>(connection: &mut Connection<'_, T>) -> Result<(Vec<i32>, bool), Failure<T::Error>> {
    let mut links = connection.dump(GetLink::default(), |_| {})?;
    let mut indices = Vec::new();
    while let Some(link) = links.next()? {
        indices.push(link.header.get(IfInfo::ifi_index));
    }
    Ok((indices, links.done().unwrap().interrupted))
}
fn set<T: Transport>(
    connection: &mut Connection<'_, T>,
) -> Result<nlwire::exchange::Done, Failure<T::Error>> {
    connection.request(NewLink::default(), NewFlags::empty(), |link| {
        link.put(Link::IFLA_MTU, 1400);
    })
}
fn refused<V: std::fmt::Debug>(result: Result<V, Fail>) -> Errno {
    result.unwrap_err().errno().unwrap()
}
fn is_dump(request: Message<'_>) -> bool {
    request.flags() & GetFlags::DUMP.bits() == GetFlags::DUMP.bits()
}
fn plain(kernel: &mut Answers<'_>, index: i32) {
    kernel.reply::<_, Link>(NEWLINK, &link(index), |_| {});
}
fn part(kernel: &mut Answers<'_>, index: i32) {
    kernel.part::<_, Link>(NEWLINK, &link(index), |_| {});
}
fn event(kernel: &mut Answers<'_>, index: i32) {
    kernel.event::<_, Link>(NEWLINK, &link(index), |_| {});
}
fn index_of(message: Message<'_>) -> i32 {
    message.split::<IfInfo, Link>().unwrap().0.get(IfInfo::ifi_index)
}

// -------------------------------------------------------------------------------------------------
// The gaps of the Go reference, one by one

#[test]
fn g1_an_ack_in_a_datagram_of_its_own_does_not_leak_into_the_next_request() {
    scripted(
        |_, kernel| {
            let number = kernel.number() as i32;
            plain(kernel, number);
            kernel.next_datagram().ack();
        },
        |connection| {
            for number in 1..10 {
                assert_eq!(get(connection), Ok(number));
            }
            assert_eq!(connection.transport().verdict(9), Ok(()));
        },
    );
}
#[test]
fn g2_a_reply_of_several_parts_may_end_by_an_ack() {
    scripted(
        |_, kernel| {
            part(kernel, 1);
            kernel.next_datagram();
            part(kernel, 2);
            kernel.ack();
        },
        |connection| {
            for _ in 0..5 {
                assert_eq!(dump(connection), Ok((vec![1, 2], false)));
            }
        },
    );
}
#[test]
fn g3_silence_is_a_timeout_and_the_next_request_is_not_disturbed() {
    scripted(
        |_, kernel| match kernel.number() {
            1..=20 => {}
            // everything that was owed comes at once, in front of the answer
            21 => {
                for seq in 100..120 {
                    kernel.seq(seq).ack().next_datagram();
                }
                kernel.seq(120);
                plain(kernel, 5);
                kernel.ack();
            }
            _ => {
                kernel.unexpected();
            }
        },
        |connection| {
            for _ in 0..20 {
                let error = set(connection).unwrap_err();
                assert!(error.is_timeout() && error.is_temporary());
            }
            assert_eq!(get(connection), Ok(5));
            assert_eq!((connection.events_passed_over(), connection.transport().verdict(21)), (0, Ok(())));
        },
    );
}
#[test]
fn g4_a_capped_ack_keeps_errno_and_sentence() {
    scripted(
        |_, kernel| {
            kernel.refuse_capped(34, |ext| {
                ext.put(ExtAck::NLMSGERR_ATTR_MSG, "integer out of range")
                    .put(ExtAck::NLMSGERR_ATTR_OFFS, 32);
            });
        },
        |connection| {
            let Cause::Refused(refusal) = set(connection).unwrap_err().cause else { panic!() };
            assert_eq!((refusal.errno, refusal.offset), (Errno::ERANGE, Some(32)));
            assert!(refusal.text() == "integer out of range");
            assert_eq!(connection.path::<NewLink>(), None, "the request is not repeated");
        },
    );
    // a request whose length is no multiple of 4 is repeated with padding
    let mut bytes = 17u32.to_ne_bytes().to_vec();
    bytes.extend([16, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0xff]);
    let request = Message::new(&bytes).unwrap();
    let mut buffer = [0xa5; 128];
    let refusal = nlwire::wire::write_refusal(&mut buffer, request, 22, false, |ext| {
        ext.put(ExtAck::NLMSGERR_ATTR_OFFS, 16);
    });
    let ack = Ack::read(Message::new(refusal.unwrap()).unwrap()).unwrap();
    assert_eq!((ack.offset(), ack.request().unwrap().bytes()), (Some(16), &bytes[..]));
}
#[test]
fn g5_a_warning_on_success_reaches_the_caller() {
    fn warn(ext: &mut nlwire::wire::Writer<'_, ExtAck>) {
        ext.put(ExtAck::NLMSGERR_ATTR_MSG, "this is deprecated");
    }
    scripted(
        |request, kernel| {
            if is_dump(request) {
                kernel.done_with(0, warn);
            } else {
                kernel.ack_with(warn);
            }
        },
        |connection| {
            assert!(set(connection).unwrap().warning.unwrap().as_str() == "this is deprecated");
            let mut links = connection.dump(GetLink::default(), |_| {}).unwrap();
            assert!(links.next().unwrap().is_none());
            assert!(links.done().unwrap().warning.unwrap().as_str() == "this is deprecated");
        },
    );
}
#[test]
fn g6_an_interrupted_dump_is_marked_and_read_again_a_bounded_number_of_times() {
    scripted(
        |_, kernel| {
            let number = kernel.number();
            // on an item, on the end only, then not
            if number == 1 {
                kernel.flags(INTR);
            }
            part(kernel, 1);
            part(kernel, 2);
            if number == 2 || number > 6 {
                kernel.flags(INTR);
            }
            kernel.done();
        },
        |connection| {
            assert_eq!(dump(connection), Ok((vec![1, 2], true)), "on an item");
            assert_eq!(dump(connection), Ok((vec![1, 2], true)), "on the end");
            assert_eq!(dump(connection), Ok((vec![1, 2], false)));
        },
    );
    for (interrupted, attempts) in [(0, 1), (1, 2), (3, 4), (3, 3), (9, 4)] {
        scripted(
            |_, kernel| {
                let number = kernel.number();
                part(kernel, number as i32);
                if number <= interrupted {
                    kernel.flags(INTR);
                }
                kernel.done();
            },
            |connection| {
                let seen = std::cell::RefCell::new(Vec::new());
                let result = connection.dump_consistent(
                    GetLink::default(),
                    attempts,
                    |_| {},
                    || seen.borrow_mut().clear(),
                    |link| {
                        seen.borrow_mut().push(link.header.get(IfInfo::ifi_index));
                        Ok(())
                    },
                );
                if interrupted < attempts {
                    assert!(!result.unwrap().interrupted);
                    assert_eq!(*seen.borrow(), [interrupted as i32 + 1]);
                } else {
                    let error = result.unwrap_err();
                    assert_eq!(error.cause, Cause::Interrupted(attempts));
                    assert!(error.is_temporary());
                }
                assert_eq!(connection.transport().requests(), attempts.min(interrupted + 1));
            },
        );
    }
}
#[test]
fn an_interruption_is_known_before_the_end() {
    scripted(
        |_, kernel| {
            kernel.flags(INTR);
            part(kernel, 1);
            part(kernel, 2);
            kernel.done();
        },
        |connection| {
            let mut links = connection.dump(GetLink::default(), |_| {}).unwrap();
            assert!(!links.interrupted());
            links.next().unwrap();
            assert!(links.interrupted() && links.done().is_none());
        },
    );
}
#[test]
fn g7_everything_lies_in_the_callers_buffer() {
    let (mut queue, mut buffer) = ([0; 512], [0; 512]);
    let range = buffer.as_ptr_range();
    let script = Script::new(&mut queue, |_, kernel| {
        part(kernel, 1);
        kernel.done();
    });
    let mut connection = Connection::new(script, &mut buffer, 0, 1);
    let mut links = connection.dump(GetLink::default(), |_| {}).unwrap();
    let link = links.next().unwrap().unwrap();
    assert!(range.contains(&link.message.bytes().as_ptr()));
}
#[test]
fn g8_a_message_for_another_port_is_no_answer() {
    // group, namespace and sender are the socket's: tests/socket.rs
    scripted(
        |_, kernel| {
            let forged = MessageHead { kind: NEWLINK, flags: 0, seq: 100, port: 999 };
            kernel.message::<_, Link>(forged, &link(66), |_| {}).next_datagram();
            plain(kernel, 1);
            kernel.ack();
        },
        |connection| {
            assert_eq!(get(connection), Ok(1));
            assert_eq!(connection.events_passed_over(), 1);
        },
    );
}
#[test]
fn g9_what_follows_an_error_in_the_midst_of_a_dump_is_nobodys() {
    scripted(
        |_, kernel| {
            if kernel.number() == 1 {
                part(kernel, 1);
                kernel.refuse(12, |_| {});
                part(kernel, 2);
                kernel.next_datagram();
                part(kernel, 3);
                kernel.done();
            } else {
                plain(kernel, 9);
                kernel.ack();
            }
        },
        |connection| {
            let mut links = connection.dump(GetLink::default(), |_| {}).unwrap();
            assert!(links.next().unwrap().is_some());
            assert_eq!(refused(links.next().map(|_| ())), Errno::ENOMEM);
            assert!(links.next().unwrap().is_none(), "nothing after a refusal");
            assert_eq!(links.done(), None);
            assert_eq!(get(connection), Ok(9));
            assert_eq!(connection.events_passed_over(), 0);
        },
    );
}
#[test]
fn g10_an_attribute_too_long_is_an_error_and_the_connection_works_on() {
    with_buffer(
        200_000,
        |_, kernel| {
            kernel.ack();
        },
        |connection| {
            let long = "x".repeat(70_000);
            let error = connection
                .request(NewLink::default(), NewFlags::empty(), |request| {
                    request.put(Link::IFLA_IFNAME, &long[..]);
                })
                .unwrap_err();
            assert_eq!(error.cause, Cause::Build(BuildError::TooLong));
            assert!(set(connection).is_ok());
            assert_eq!(connection.transport().requests(), 1);
        },
    );
}
#[test]
fn g11_codes_that_are_no_errno_are_survived() {
    for (code, errno) in [(i32::MIN, i32::MAX), (5, 5), (i32::MAX, i32::MAX), (-4000, 4000)] {
        scripted(
            |request, kernel| {
                let mut bytes = 36u32.to_ne_bytes().to_vec();
                bytes.extend(2u16.to_ne_bytes());
                bytes.extend(AckFlags::CAPPED.bits().to_ne_bytes());
                bytes.extend(request.seq().to_ne_bytes());
                bytes.extend(PORT.to_ne_bytes());
                bytes.extend(code.to_ne_bytes());
                bytes.extend(&request.bytes()[..16]);
                kernel.raw(&bytes);
            },
            |connection| {
                let error = set(connection).unwrap_err();
                assert_eq!(error.errno(), Some(Errno(errno)), "code {code}");
                assert!(!error.to_string().is_empty());
            },
        );
    }
}
#[test]
fn g12_the_tracer_survives_what_is_broken() {
    let (mut queue, mut buffer, mut log) = ([0; 1024], [0; 1024], String::new());
    let script = Script::new(&mut queue, |_, kernel| {
        kernel.raw(&[1, 2, 3, 4, 5]).next_datagram();
        kernel.raw(&[1]).next_datagram();
        let odd = MessageHead { kind: 16, flags: 0xffff, seq: 9, port: 9 };
        kernel.message::<DoneHeader, ()>(odd, &DoneHeader::new(), |_| {}).next_datagram();
        kernel.fail(ScriptError::Lost).control(ControlType::NLMSG_OVERRUN).ack();
    });
    let mut tracer =
        Tracer::new(script, &mut log, |message| Described::new("route", route::row(message.kind()), message));
    let mut request = [0; 64];
    let request = Request::new(&mut request, GetLink::default(), GetFlags::ACK).finish(1).unwrap();
    tracer.send(request).unwrap();
    while !matches!(tracer.recv(&mut buffer), Err(ScriptError::TimedOut)) {}
    assert_eq!(tracer.send(&[0xff; 7]), Err(ScriptError::NoMessage));
    let lines: Vec<_> = log.lines().collect();
    for (at, front) in [
        "> RTM_GETLINK REQUEST|ACK seq 1 port 0 {",
        "< 0102030405: a length field",
        "< 01: no message",
        "< RTM_NEWLINK ",
        "! lost: the script lost messages",
        "< NLMSG_OVERRUN ",
        "< NLMSG_ERROR ",
        "! the script has nothing to say",
        "> ffffffffffffff: a length field",
        "! not sent: ",
    ]
    .iter()
    .enumerate()
    {
        assert!(lines[at].starts_with(front), "{at}: {}", lines[at]);
    }
    assert_eq!(lines.len(), 10);
}

// -------------------------------------------------------------------------------------------------
// Answers in every form

#[test]
fn a_get_is_answered_in_one_datagram_or_two_or_by_an_ack_alone() {
    scripted(
        |_, kernel| match kernel.number() {
            1 => {
                plain(kernel, 1);
                kernel.ack();
            }
            2 => {
                plain(kernel, 2);
                kernel.next_datagram().ack();
            }
            3 => {
                kernel.ack();
            }
            4 => {
                // several messages: the first is lent
                plain(kernel, 4);
                plain(kernel, 5);
                kernel.next_datagram();
                plain(kernel, 6);
                kernel.next_datagram().ack();
            }
            5 => {
                // an answer of several parts, then an ack
                part(kernel, 7);
                kernel.done().ack();
            }
            _ => {
                plain(kernel, 8);
                kernel.refuse(5, |_| {});
            }
        },
        |connection| {
            assert_eq!((get(connection), get(connection)), (Ok(1), Ok(2)));
            let error = get(connection).unwrap_err();
            assert_eq!((error.operation, error.cause), ("GetLink", Cause::NoAnswer));
            assert_eq!((get(connection), get(connection)), (Ok(4), Ok(7)));
            assert_eq!(refused(get(connection)), Errno::EIO);
            assert_eq!(connection.transport().verdict(6), Ok(()));
        },
    );
}
#[test]
fn an_answer_with_port_0_is_one() {
    // audit's are
    scripted(
        |request, kernel| {
            let head = MessageHead { kind: NEWLINK, flags: 0, seq: request.seq(), port: 0 };
            kernel.message::<_, Link>(head, &link(4), |_| {}).ack();
        },
        |connection| assert_eq!(get(connection), Ok(4)),
    );
}
#[test]
fn without_an_ack_the_first_message_ends_it() {
    scripted(
        |_, kernel| {
            kernel.expect(RouteMessage::RTM_GETLINK, 0);
            plain(kernel, 3);
        },
        |connection| {
            let mut replies = connection.replies(GetLink::default(), GetFlags::empty(), |_| {}).unwrap();
            assert!(replies.next().unwrap().is_some());
            assert!(replies.next().unwrap().is_none() && replies.done().is_some());
        },
    );
}
#[test]
fn a_change_is_acked_and_its_answer_comes_with_echo() {
    scripted(
        |request, kernel| {
            kernel.expect(NEWLINK, request.flags() & !GetFlags::ACK.bits() | GetFlags::ACK.bits());
            plain(kernel, 3); // our own notification, with our sequence and our port, in front of the ack
            kernel.ack();
        },
        |connection| {
            assert!(set(connection).is_ok());
            assert_eq!(connection.events_passed_over(), 1, "without ECHO it is an event");
            let echo = NewFlags::ECHO; // the ack is asked for in any case
            let mut replies = connection.replies(NewLink::default(), echo, |_| {}).unwrap();
            assert_eq!(replies.next().unwrap().unwrap().header.get(IfInfo::ifi_index), 3);
            assert!(replies.next().unwrap().is_none());
            assert_eq!((connection.events_passed_over(), connection.transport().verdict(2)), (1, Ok(())));
        },
    );
}
#[test]
fn a_dump_is_empty_or_fails_at_its_end_or_ends_without_a_code() {
    scripted(
        |_, kernel| match kernel.number() {
            1 => {
                kernel.done();
            }
            2 => {
                part(kernel, 1);
                kernel.done_with(95, |ext| {
                    ext.put(ExtAck::NLMSGERR_ATTR_MSG, "not here");
                });
            }
            3 => {
                part(kernel, 1);
                kernel.control(ControlType::NLMSG_DONE);
            }
            4 => {
                kernel.control(ControlType::NLMSG_NOOP);
                part(kernel, 1);
                kernel.control(ControlType::NLMSG_NOOP).next_datagram().done();
            }
            // a positive code is the family's own number
            5 => {
                kernel.done_with(-3, |_| {});
            }
            _ => {
                kernel.refuse(16, |_| {});
            }
        },
        |connection| {
            assert_eq!(dump(connection), Ok((vec![], false)));
            let error = dump(connection).unwrap_err();
            assert_eq!(error.to_string(), "GetLink: EOPNOTSUPP (operation not supported): not here");
            assert_eq!(dump(connection), Ok((vec![1], false)));
            assert_eq!(dump(connection), Ok((vec![1], false)));
            assert_eq!(dump(connection), Ok((vec![], false)));
            let error = dump(connection).unwrap_err();
            assert_eq!(error.errno(), Some(Errno::EBUSY));
            assert!(error.is_temporary());
        },
    );
}
#[test]
fn a_dump_that_sends_the_same_for_ever_is_ended() {
    // a script of our own: it never ends
    struct Endless(u32, u32);
    impl Transport for Endless {
        type Error = ScriptError;
        fn send(&mut self, datagram: &[u8]) -> Result<(), ScriptError> {
            self.0 = Message::new(datagram).unwrap().seq();
            Ok(())
        }
        fn recv(&mut self, buffer: &mut [u8]) -> Result<usize, ScriptError> {
            self.1 += 1;
            let head = MessageHead { kind: NEWLINK, flags: 2, seq: self.0, port: PORT };
            let mut batch = Batch::new(buffer);
            batch.reply::<_, Link>(head, &link(1), |_| {}).unwrap();
            Ok(batch.bytes().len())
        }
    }
    let mut buffer = [0; 256];
    let mut connection = Connection::new(Endless(0, 0), &mut buffer, PORT, 1);
    let mut links = connection.dump(GetLink::default(), |_| {}).unwrap();
    let error = loop {
        if let Err(error) = links.next() {
            break error;
        }
    };
    assert_eq!(error.cause, Cause::Stuck);
    assert!(links.next().unwrap().is_none());
    assert!(error.to_string().contains("on another socket"));
    assert_eq!(dump(&mut connection).unwrap_err().cause, Cause::Stuck, "and not for ever");
    assert!(connection.transport().1 < 5000);
}
#[test]
fn many_like_events_during_a_dump_are_no_lack_of_progress() {
    scripted(
        |_, kernel| {
            part(kernel, 1);
            for _ in 0..1500 {
                event(kernel.next_datagram(), 1);
            }
            kernel.next_datagram().done();
        },
        |connection| {
            let mut queue_needed = dump(connection);
            if let Err(Failure { cause: Cause::Transport(ScriptError::TooSmall { .. }), .. }) = queue_needed {
                queue_needed = Ok((vec![1], false)); // the script's buffer, not the connection
            }
            assert_eq!(queue_needed, Ok((vec![1], false)));
            assert_eq!(connection.events_passed_over(), 1500);
        },
    );
}

// -------------------------------------------------------------------------------------------------
// Losses

#[test]
fn a_loss_in_a_dump_is_told_and_the_dump_goes_on() {
    for enobufs in [false, true] {
        scripted(
            |_, kernel| {
                part(kernel, 1);
                if enobufs {
                    kernel.fail(ScriptError::Lost);
                } else {
                    kernel.control(ControlType::NLMSG_OVERRUN);
                }
                part(kernel, 2);
                kernel.done();
            },
            |connection| {
                let mut links = connection.dump(GetLink::default(), |_| {}).unwrap();
                assert!(links.next().unwrap().is_some());
                assert_eq!(links.next().unwrap_err().cause, Cause::Overrun);
                assert!(links.next().unwrap().is_some());
                assert!(links.next().unwrap().is_none());
            },
        );
    }
}
#[test]
fn a_loss_in_a_do_is_told_and_the_late_ack_does_not_leak() {
    for enobufs in [false, true] {
        scripted(
            |_, kernel| {
                if kernel.number() == 1 {
                    if enobufs {
                        kernel.fail(ScriptError::Lost);
                    } else {
                        kernel.control(ControlType::NLMSG_OVERRUN);
                    }
                }
                kernel.ack();
            },
            |connection| {
                let error = set(connection).unwrap_err();
                assert_eq!(error.cause, Cause::Overrun);
                assert!(error.is_temporary() && error.to_string().contains("by a dump"));
                assert!(set(connection).is_ok());
                assert_eq!(connection.transport().verdict(2), Ok(()));
            },
        );
    }
}
#[test]
fn a_loss_that_nobody_could_be_told_of_is_told_with_the_events() {
    scripted(
        |_, kernel| {
            if kernel.number() == 1 {
                part(kernel, 1);
                kernel.control(ControlType::NLMSG_OVERRUN).done();
            } else {
                kernel.ack();
                event(kernel.next_datagram(), 8);
            }
        },
        |connection| {
            connection.dump(GetLink::default(), |_| {}).unwrap().next().unwrap(); // and leave it
            assert!(set(connection).is_ok());
            assert_eq!(connection.next_event().unwrap_err().cause, Cause::Overrun);
            assert_eq!(index_of(connection.next_event().unwrap()), 8);
        },
    );
}
#[test]
fn a_dump_given_up_is_drained_before_the_next_and_forgotten_where_its_end_is_lost() {
    for end_comes in [true, false] {
        scripted(
            |_, kernel| {
                let number = kernel.number() as i32;
                for at in 0..5 {
                    part(kernel, number * 10 + at);
                    kernel.next_datagram();
                }
                event(kernel, 77);
                kernel.next_datagram();
                if end_comes || number == 4 {
                    kernel.done();
                }
            },
            |connection| {
                for _ in 0..3 {
                    let mut links = connection.dump(GetLink::default(), |_| {}).unwrap();
                    assert!(links.next().unwrap().is_some());
                }
                assert_eq!(dump(connection), Ok((vec![40, 41, 42, 43, 44], false)));
                assert_eq!(connection.events_passed_over(), 4);
                assert_eq!(connection.transport().verdict(4), Ok(()));
            },
        );
    }
}
#[test]
fn a_dump_given_up_does_not_hold_up_a_do() {
    scripted(
        |request, kernel| {
            if is_dump(request) {
                for at in 0..5 {
                    part(kernel, at);
                    kernel.next_datagram();
                }
            } else {
                kernel.ack();
            }
        },
        |connection| {
            connection.dump(GetLink::default(), |_| {}).unwrap().next().unwrap();
            assert!(set(connection).is_ok());
            assert_eq!((connection.events_passed_over(), connection.transport().waiting()), (0, 0));
        },
    );
}
#[test]
fn a_broken_datagram_is_an_error_once() {
    scripted(
        |_, kernel| {
            part(kernel, 1);
            kernel.raw(&[3, 0, 0, 0, 0, 0, 0, 0]).next_datagram();
            part(kernel, 2);
            kernel.reply::<DoneHeader, ()>(NEWLINK, &DoneHeader::new(), |_| {}); // shorter than an ifinfomsg
            kernel.raw(&[0xff; 3]).next_datagram().done();
        },
        |connection| {
            let mut links = connection.dump(GetLink::default(), |_| {}).unwrap();
            assert!(links.next().unwrap().is_some());
            assert!(matches!(links.next().unwrap_err().cause, Cause::Malformed(_)));
            assert!(links.next().unwrap().is_some());
            assert!(matches!(links.next().unwrap_err().cause, Cause::Malformed(_)));
            assert!(links.next().unwrap().is_none());
        },
    );
    // leftovers of that kind, even fewer bytes than a length, do not hold a request up
    scripted(
        |_, kernel| {
            kernel.ack().raw(&[0xff; 3]);
        },
        |connection| {
            for _ in 0..3 {
                assert!(set(connection).is_ok());
            }
            assert_eq!(connection.transport().verdict(3), Ok(()));
        },
    );
}
#[test]
fn buffers_that_are_too_small_say_how_much_they_need() {
    with_buffer(
        39,
        |_, kernel| {
            kernel.ack();
        },
        |connection| {
            let error = set(connection).unwrap_err();
            assert_eq!(
                error.to_string(),
                "NewLink: the buffer is too small for the message: give it 40 bytes"
            );
            assert_eq!(connection.transport().requests(), 0);
            let ok = connection.request(NewLink::default(), NewFlags::empty(), |_| {});
            assert!(ok.is_ok());
        },
    );
    // the request fits, the answer does not
    with_buffer(
        64,
        |_, kernel| {
            if kernel.number() == 1 {
                kernel.reply::<_, Link>(NEWLINK, &link(1), |link| {
                    link.put(Link::IFLA_IFNAME, "a name that is rather long, for a link, and longer still");
                });
                kernel.next_datagram();
            }
            kernel.ack();
        },
        |connection| {
            let error = get(connection).unwrap_err();
            assert_eq!(
                error.cause,
                Cause::Transport(ScriptError::Truncated { needed: 16 + 16 + 4 + 57 + 3, given: 64 })
            );
            assert!(set(connection).is_ok());
        },
    );
}
#[test]
fn an_answer_is_there_though_its_ack_does_not_fit_behind_it() {
    with_buffer(
        64,
        |_, kernel| {
            if kernel.number() < 10 {
                plain(kernel, 1);
                kernel.next_datagram().ack();
            } else {
                kernel.ack();
            }
        },
        |connection| {
            for _ in 1..10 {
                assert_eq!(get(connection), Ok(1)); // 32 bytes, an ack of 36
            }
            assert!(set(connection).is_ok());
            assert_eq!(
                connection.next_event().unwrap_err().cause,
                Cause::Overrun,
                "it may have been an event"
            );
        },
    );
}
#[test]
fn failures_of_the_transport_come_out_as_they_are() {
    scripted(
        |_, kernel| match kernel.number() {
            1 => {
                kernel.fail_send(ScriptError::Closed);
            }
            2 => {
                kernel.fail(ScriptError::Closed);
            }
            _ => {
                kernel.ack();
            }
        },
        |connection| {
            for _ in 0..2 {
                let error = set(connection).unwrap_err();
                assert_eq!(error.cause, Cause::Transport(ScriptError::Closed));
                assert!(!error.is_temporary());
            }
            assert!(set(connection).is_ok());
        },
    );
}

// -------------------------------------------------------------------------------------------------
// Events

#[test]
fn events_between_go_to_the_handler_and_are_else_counted() {
    fn answer(request: Message<'_>, kernel: &mut Answers<'_>) {
        event(kernel, 50);
        kernel.next_datagram();
        if is_dump(request) {
            part(kernel, 1);
            event(kernel, 51);
            kernel.done();
        } else {
            event(kernel, 51);
            kernel.ack();
        }
        event(kernel, 52); // behind the end, in the same datagram
    }
    let (mut queue, mut buffer, mut seen) = ([0; 1024], [0; 1024], Vec::new());
    let mut handler = |message: Message<'_>| seen.push(index_of(message));
    let mut connection = Connection::new(Script::new(&mut queue, answer), &mut buffer, PORT, 1);
    connection.on_event(&mut handler);
    assert!(set(&mut connection).is_ok());
    assert_eq!(dump(&mut connection), Ok((vec![1], false)));
    assert_eq!(index_of(connection.next_event().unwrap()), 52);
    assert!(connection.next_event().unwrap_err().is_timeout());
    assert_eq!(connection.events_passed_over(), 0);
    assert_eq!(seen, [50, 51, 52, 50, 51]);
    scripted(answer, |connection| {
        assert!(set(connection).is_ok());
        assert_eq!(connection.events_passed_over(), 2);
        assert_eq!(index_of(connection.next_event().unwrap()), 52);
    });
    fn moves<T: Send>(_: T) {}
    let mut handler = |_: Message<'_>| {};
    let mut connection = Connection::new(Script::new(&mut queue, answer), &mut buffer, PORT, 1);
    connection.on_event(&mut handler);
    moves(connection);
}
#[test]
fn the_connectors_data_is_an_event() {
    // type NLMSG_DONE without MULTI, with a sequence of its own, which may be ours by chance
    for seq in [0, 55, 100] {
        scripted(
            |_, kernel| {
                let head = MessageHead { kind: ControlType::NLMSG_DONE.0, flags: 0, seq, port: 0 };
                kernel.message::<_, Link>(head, &link(1), |_| {}).ack();
            },
            |connection| {
                assert!(set(connection).is_ok());
                assert_eq!(connection.events_passed_over(), 1, "sequence {seq}");
            },
        );
    }
}

// -------------------------------------------------------------------------------------------------
// The machine by itself

fn message(kind: u16, flags: u16, seq: u32, port: u32) -> Vec<u8> {
    let mut buffer = [0; 64];
    let mut batch = Batch::new(&mut buffer);
    batch.reply::<_, Link>(MessageHead { kind, flags, seq, port }, &link(1), |_| {}).unwrap();
    batch.bytes().to_vec()
}
fn ack(seq: u32) -> Vec<u8> {
    let asked = message(NEWLINK, 5, seq, PORT);
    write_ack(&mut [0; 64], Message::new(&asked).unwrap()).unwrap().to_vec()
}
fn done(seq: u32) -> Vec<u8> {
    let asked = message(NEWLINK, 5, seq, PORT);
    write_done(&mut [0; 64], Message::new(&asked).unwrap(), 0, |_| {}).unwrap().to_vec()
}
fn parse(bytes: &[u8]) -> Message<'_> {
    Message::new(bytes).unwrap()
}

#[test]
fn several_requests_in_flight_are_told_apart() {
    let mut exchange = Exchange::<4>::new(PORT, 1);
    let dumping = exchange.begin(Expect::Dump).unwrap();
    let changing = exchange.begin(Expect::Ack).unwrap();
    let asking = exchange.begin(Expect::Answer).unwrap();
    assert_eq!((exchange.in_flight(), exchange.begin(Expect::Dump)), (3, Err(Busy::Dump)));
    let is_item =
        |arrival: Arrival<'_>, of| matches!(arrival, Arrival::Item { request, .. } if request == of);
    let is_done =
        |arrival: Arrival<'_>, of| matches!(arrival, Arrival::Done { request, .. } if request == of);
    let (m, s) = (GetFlags::MULTI.bits(), |ticket: nlwire::exchange::Ticket| ticket.seq());
    assert!(is_item(exchange.take(parse(&message(NEWLINK, 0, s(asking), PORT))), asking));
    assert!(is_item(exchange.take(parse(&message(NEWLINK, m, s(dumping), PORT))), dumping));
    assert!(matches!(exchange.take(parse(&message(NEWLINK, 0, 0, 0))), Arrival::Event(_)));
    assert!(matches!(exchange.take(parse(&message(NEWLINK, 0, s(asking), 99))), Arrival::Event(_)));
    assert!(matches!(exchange.take(parse(&message(NEWLINK, 0, s(changing), PORT))), Arrival::Event(_)));
    assert!(is_done(exchange.take(parse(&ack(s(changing)))), changing));
    assert!(matches!(exchange.take(parse(&ack(s(changing)))), Arrival::Nothing), "once");
    assert!(is_done(exchange.take(parse(&done(s(dumping)))), dumping));
    assert!(exchange.begin(Expect::Dump).is_ok());
    assert!(is_done(exchange.take(parse(&ack(s(asking)))), asking));
}
#[test]
fn places_run_out_and_given_up_requests_make_room() {
    let mut exchange = Exchange::<2>::new(PORT, 1);
    let first = exchange.begin(Expect::Ack).unwrap();
    let dumping = exchange.begin(Expect::Dump).unwrap();
    assert_eq!(exchange.begin(Expect::Ack), Err(Busy::Full));
    exchange.cancel(dumping);
    assert_eq!(exchange.begin(Expect::Ack), Err(Busy::Full), "a dump given up still sends");
    exchange.cancel(first);
    let second = exchange.begin(Expect::Ack).unwrap();
    assert!(exchange.is_in_flight(second) && !exchange.is_in_flight(first));
    assert!(matches!(exchange.take(parse(&ack(first.seq()))), Arrival::Nothing));
    exchange.forget_cancelled();
    assert!(!exchange.is_dumping());
    let late = message(NEWLINK, GetFlags::MULTI.bits(), dumping.seq(), PORT);
    assert!(matches!(exchange.take(parse(&late)), Arrival::Nothing));
    assert!(exchange.begin(Expect::Dump).is_ok());
}
#[test]
fn sequences_pass_over_0_and_over_those_in_flight() {
    let mut exchange = Exchange::<3>::new(PORT, u32::MAX);
    let tickets: Vec<_> = (0..3).map(|_| exchange.begin(Expect::Ack).unwrap().seq()).collect();
    assert_eq!(tickets, [u32::MAX, 1, 2]);
    let mut exchange = Exchange::<2>::new(PORT, 0);
    assert_eq!(exchange.begin(Expect::Answer).unwrap().seq(), 1);
    assert!(matches!(exchange.take(parse(&message(NEWLINK, 0, 0, PORT))), Arrival::Event(_)));
    assert!(Exchange::<0>::new(0, 0).begin(Expect::Ack).is_err());
}
#[test]
fn what_a_request_may_expect_follows_from_verb_and_flags() {
    let expects = |bits| Expect::of(nlwire::wire::Verb::Get, bits);
    assert_eq!((expects(0x301), expects(5), expects(1)), (Expect::Dump, Expect::Answer, Expect::First));
    assert_eq!(expects(0x105), Expect::Answer, "half a dump is none");
    let expects = |bits| Expect::of(nlwire::wire::Verb::New, bits);
    assert_eq!((expects(0x305), expects(0xd)), (Expect::Ack, Expect::Answer));
}

/// Numbers by a xorshift: the same on every run.
struct Random(u64);
impl Random {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as u32 % limit
    }
}
#[test]
fn whatever_arrives_each_request_ends_at_most_once() {
    for seed in 1..400 {
        let mut random = Random(u64::wrapping_mul(seed, 0x9e37_79b9_7f4a_7c15));
        let mut exchange =
            Exchange::<4>::new(if seed % 5 == 0 { 0 } else { PORT }, random.below(4).wrapping_sub(2));
        let (mut live, mut ended, mut given_up) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..300 {
            match random.below(4) {
                0 => {
                    let expect =
                        [Expect::Ack, Expect::Answer, Expect::Dump, Expect::First][random.below(4) as usize];
                    if let Ok(ticket) = exchange.begin(expect) {
                        assert!(!live.contains(&ticket) && ticket.seq() != 0);
                        ended.retain(|old| *old != ticket);
                        given_up.retain(|old| *old != ticket);
                        live.push(ticket);
                    }
                    continue;
                }
                1 if random.below(4) == 0 && !live.is_empty() => {
                    let ticket = live.swap_remove(random.below(live.len() as u32) as usize);
                    exchange.cancel(ticket);
                    given_up.push(ticket);
                    continue;
                }
                _ => {}
            }
            let seq = random.below(60).wrapping_sub(3);
            let kind = [0, 1, 2, 3, 3, 4, 9, 16, 16, 18][random.below(10) as usize];
            let port = [0, PORT, PORT, 99][random.below(4) as usize];
            let mut bytes = message(kind, [0, 2, 2, 0x12, 0x302][random.below(5) as usize], seq, port);
            let code = [0, 0, -22, i32::MIN, 5][random.below(5) as usize];
            bytes[16..20].copy_from_slice(&i32::to_ne_bytes(code));
            bytes.truncate(16 + 4 * random.below(5) as usize);
            let len = bytes.len() as u32;
            bytes[..4].copy_from_slice(&len.to_ne_bytes());
            let end = match exchange.take(parse(&bytes)) {
                Arrival::Item { request, last, .. } => {
                    assert!(live.contains(&request), "an item of one that is not in flight");
                    last.then_some(request)
                }
                Arrival::Done { request, .. } | Arrival::Refused { request, .. } => Some(request),
                _ => None,
            };
            if let Some(request) = end {
                let at = live
                    .iter()
                    .position(|ticket| *ticket == request)
                    .expect("it was in flight, and not given up");
                ended.push(live.swap_remove(at));
                assert!(!exchange.is_in_flight(request));
            }
            assert!(live.iter().all(|ticket| exchange.is_in_flight(*ticket)));
        }
    }
}
#[test]
fn no_stream_of_datagrams_gets_a_connection_stuck() {
    for seed in 1..300u64 {
        let random = std::cell::RefCell::new(Random(u64::wrapping_mul(seed, 0x9e37_79b9_7f4a_7c15)));
        let size = 40 + random.borrow_mut().below(400) as usize;
        with_buffer(
            size,
            |request, kernel| {
                let mut random = random.borrow_mut();
                for _ in 0..random.below(12) {
                    match random.below(14) {
                        0 => part(kernel, 1),
                        1 => plain(kernel, 2),
                        2 => event(kernel, 3),
                        3 | 4 => {
                            kernel.next_datagram();
                        }
                        5 => {
                            kernel.fail(ScriptError::Lost);
                        }
                        6 => {
                            kernel.control(
                                [
                                    ControlType::NLMSG_OVERRUN,
                                    ControlType::NLMSG_NOOP,
                                    ControlType::NLMSG_DONE,
                                ][random.below(3) as usize],
                            );
                        }
                        7 => {
                            kernel.fail(ScriptError::TimedOut);
                        }
                        8 => {
                            let bytes: Vec<u8> =
                                (0..random.below(40)).map(|_| random.below(256) as u8).collect();
                            kernel.raw(&bytes);
                        }
                        9 => {
                            kernel.seq(request.seq().wrapping_sub(random.below(4)));
                        }
                        10 => {
                            kernel.flags(INTR);
                        }
                        11 => {
                            kernel.refuse(22, |_| {});
                        }
                        _ if is_dump(request) => {
                            kernel.done();
                        }
                        _ => {
                            kernel.ack();
                        }
                    }
                }
            },
            |connection| {
                for _ in 0..50 {
                    let what = random.borrow_mut().below(5);
                    match what {
                        0 => drop(get(connection)),
                        1 => drop(set(connection)),
                        2 => {
                            if let Ok(mut links) = connection.dump(GetLink::default(), |_| {}) {
                                let _ = links.next();
                            }
                        }
                        3 => {
                            let _ = connection.next_event();
                        }
                        _ => drop(dump(connection)),
                    }
                }
                // and when the kernel behaves again, so does the connection
                while !matches!(
                    connection.next_event(),
                    Err(Failure { cause: Cause::Transport(ScriptError::TimedOut), .. })
                ) {}
            },
        );
    }
}

// -------------------------------------------------------------------------------------------------
// The script itself, and recordings

#[test]
fn a_script_says_what_is_wrong_with_a_test() {
    scripted(
        |_, kernel| {
            kernel.expect(RouteMessage::RTM_GETLINK, GetFlags::ACK.bits()).ack();
        },
        |connection| {
            let error = set(connection).unwrap_err();
            assert_eq!(
                error.to_string(),
                "NewLink: request 1: the script awaited type 18 with flags 0x4, but got type 16 with flags 0x4"
            );
            assert!(connection.transport().verdict(1).is_err());
        },
    );
    scripted(
        |_, kernel| {
            kernel.ack().next_datagram();
            event(kernel, 1);
        },
        |connection| {
            assert!(set(connection).is_ok());
            let script = connection.transport();
            assert_eq!(script.verdict(2), Err(ScriptError::Requests { wanted: 2, got: 1 }));
            assert_eq!(script.verdict(1), Err(ScriptError::Unread { datagrams: 1 }));
            script.say(|kernel| event(kernel, 2));
            assert_eq!(index_of(connection.next_event().unwrap()), 1);
            assert_eq!(index_of(connection.next_event().unwrap()), 2);
            assert_eq!(connection.transport().verdict(1), Ok(()));
        },
    );
    let (mut queue, mut buffer) = ([0; 39], [0; 128]);
    let script = Script::new(&mut queue, |_, kernel| {
        kernel.ack();
    });
    let error = set(&mut Connection::new(script, &mut buffer, 0, 1)).unwrap_err();
    assert_eq!(error.cause, Cause::Transport(ScriptError::TooSmall { needed: 40 }));
}
#[test]
fn a_batch_in_one_send_is_answered_one_by_one() {
    let (mut queue, mut buffer) = ([0; 1024], [0; 1024]);
    let mut script = Script::new(&mut queue, |_, kernel| {
        kernel.ack();
    });
    let mut batch = Batch::new(&mut buffer);
    for seq in [3, 4, 5] {
        batch.request(NewLink::default(), NewFlags::ACK, seq, |_| {}).unwrap();
    }
    script.send(batch.bytes()).unwrap();
    let mut answer = [0; 128];
    for seq in [3, 4, 5] {
        let len = script.recv(&mut answer).unwrap();
        assert_eq!(parse(&answer[..len]).seq(), seq);
    }
    assert_eq!(script.recv(&mut answer), Err(ScriptError::TimedOut));
}
#[test]
fn a_recording_is_read_as_it_was_lived() {
    // records what a script says
    struct Recorder<'a, T>(T, &'a mut Vec<(bool, Vec<u8>)>);
    impl<T: Transport> Transport for Recorder<'_, T> {
        type Error = T::Error;
        fn send(&mut self, datagram: &[u8]) -> Result<(), T::Error> {
            self.1.push((true, datagram.to_vec()));
            self.0.send(datagram)
        }
        fn recv(&mut self, buffer: &mut [u8]) -> Result<usize, T::Error> {
            let len = self.0.recv(buffer)?;
            self.1.push((false, buffer[..len].to_vec()));
            Ok(len)
        }
    }
    let (mut queue, mut buffer, mut recording) = ([0; 4096], [0; 4096], Vec::new());
    let script = Script::new(&mut queue, |request, kernel| {
        if is_dump(request) {
            part(kernel, 1);
            event(kernel.next_datagram(), 9);
            kernel.next_datagram();
            part(kernel, 2);
            kernel.done();
        } else {
            kernel.refuse(22, |ext| {
                ext.put(ExtAck::NLMSGERR_ATTR_OFFS, 32);
            });
        }
    })
    .port(5555);
    let mut connection = Connection::new(Recorder(script, &mut recording), &mut buffer, 5555, 70);
    assert_eq!(dump(&mut connection), Ok((vec![1, 2], false)));
    assert!(set(&mut connection).is_err());

    let replay = || {
        let records = recording.iter();
        Replay::new(
            records
                .map(|(sent, bytes)| if *sent { Recorded::Sent(bytes) } else { Recorded::Received(bytes) }),
            PORT,
        )
    };
    let mut connection = Connection::new(replay(), &mut buffer, PORT, 1);
    assert_eq!(dump(&mut connection), Ok((vec![1, 2], false)));
    assert_eq!(connection.events_passed_over(), 1);
    let error = set(&mut connection).unwrap_err();
    let Cause::Refused(refusal) = error.cause else { panic!("{error}") };
    assert_eq!((refusal.errno, refusal.seq), (Errno::EINVAL, 2));
    assert_eq!(connection.path::<NewLink>().unwrap().to_string(), "IFLA_MTU");
    let Err(Failure { cause: Cause::Transport(error), .. }) = dump(&mut connection) else { panic!() };
    assert_eq!(error, ReplayError::NotRecorded { kind: 18, flags: 0x301 });
    // what was recorded in front is passed over
    let mut connection = Connection::new(replay(), &mut buffer, PORT, 1);
    assert!(set(&mut connection).is_err());
    assert_eq!(connection.transport().passed_over(), 4);
    // another request of that type
    let other = |connection: &mut Connection<'_, _>| {
        connection
            .request(NewLink { index: 5, ..Default::default() }, NewFlags::empty(), |_| {})
            .unwrap_err()
            .errno()
    };
    assert_eq!(other(&mut Connection::new(replay(), &mut buffer, PORT, 1)), None);
    assert_eq!(other(&mut Connection::new(replay().by_type(), &mut buffer, PORT, 1)), Some(Errno::EINVAL));
}
#[test]
fn what_main_prints_says_all() {
    scripted(
        |_, kernel| {
            kernel.refuse(1, |ext| {
                ext.put(ExtAck::NLMSGERR_ATTR_MSG, "not you").put(ExtAck::NLMSGERR_ATTR_OFFS, 32);
            });
        },
        |connection| {
            let error = set(connection).unwrap_err();
            assert_eq!(
                format!("{error:?}"),
                "NewLink: EPERM (operation not permitted): not you; this needs CAP_NET_ADMIN in the network namespace [request type 16, sequence 100, offset 32]"
            );
            assert_eq!(connection.path::<NewLink>().unwrap().to_string(), "IFLA_MTU");
            let _ = connection.next_event();
            assert_eq!(connection.path::<NewLink>(), None, "the buffer holds something else now");
        },
    );
}

// -------------------------------------------------------------------------------------------------
// The running kernel
#[cfg(all(feature = "std", target_os = "linux"))]
mod common;
#[cfg(all(feature = "std", target_os = "linux"))]
mod live {
    use super::{
        Cause, Connection, Described, Errno, GetLink, IfInfo, Layout, Link, Message, NewFlags, NewLink,
        RouteMessage, Tracer, common::in_namespace, dump, index_of, route,
    };
    use nlwire::{
        route::LinkFlags,
        socket::{Config, Protocol, Socket},
    };
    use std::time::Duration;

    const LINK_GROUP: u32 = 1;
    fn open() -> Socket {
        let socket = Socket::new(Protocol::ROUTE).unwrap();
        socket.set_receive_timeout(Some(Duration::from_secs(20))).unwrap();
        socket
    }
    fn up(up: bool) -> NewLink {
        let flags = if up { LinkFlags::IFF_UP } else { LinkFlags::empty() };
        NewLink { index: 1, flags, change: LinkFlags::IFF_UP, ..Default::default() }
    }

    #[test]
    fn links_are_read() {
        in_namespace("live::links_are_read", || {
            let mut buffer = [0; 32768];
            let mut connection = Connection::over_socket(open(), &mut buffer);
            let lo = connection.get(GetLink::default(), |request| {
                request.put(Link::IFLA_IFNAME, "lo");
            });
            let lo = lo.unwrap();
            assert_eq!(lo.header.get(IfInfo::ifi_index), 1);
            assert!(lo.attrs.get(Link::IFLA_IFNAME).unwrap().unwrap() == "lo");
            let (indices, interrupted) = dump(&mut connection).unwrap();
            assert!(indices.contains(&1) && !interrupted);
            // left in its midst, and read again
            connection.dump(GetLink::default(), |_| {}).unwrap().next().unwrap();
            assert!(dump(&mut connection).unwrap().0.contains(&1));
            assert_eq!(connection.events_passed_over(), 0);
            let error = connection.get(GetLink { index: 999, ..Default::default() }, |_| {}).unwrap_err();
            assert!(error.is_not_found(), "{error}");
        });
    }
    #[test]
    fn a_refusal_names_the_attribute() {
        in_namespace("live::a_refusal_names_the_attribute", || {
            let mut buffer = [0; 32768];
            let mut connection = Connection::over_socket(open(), &mut buffer);
            let error = connection
                .request(up(true), NewFlags::empty(), |request| {
                    request.put(Link::IFLA_IFNAME, "a name of more than fifteen bytes");
                })
                .unwrap_err();
            assert_eq!(error.errno(), Some(Errno::ERANGE), "{error:?}");
            let Cause::Refused(refusal) = error.cause else { panic!() };
            assert!(refusal.text() == "Attribute failed policy validation", "{error:?}");
            assert_eq!(connection.path::<NewLink>().unwrap().to_string(), "IFLA_IFNAME");
            let done = connection.request(up(true), NewFlags::empty(), |_| {}).unwrap();
            assert_eq!(done, Default::default());
        });
    }
    #[test]
    fn our_own_change_is_an_event() {
        in_namespace("live::our_own_change_is_an_event", || {
            let mut seen = Vec::new();
            let mut handler = |message: Message<'_>| seen.push((message.kind(), index_of(message)));
            let mut buffer = [0; 32768];
            let mut connection = Connection::over_socket(open(), &mut buffer);
            connection.socket().join(LINK_GROUP).unwrap();
            connection.on_event(&mut handler);
            connection.request(up(false), NewFlags::empty(), |_| {}).unwrap();
            // what came between the request and its ack went to the handler; what came behind waits
            drop(connection);
            assert!(seen.iter().all(|event| *event == (RouteMessage::RTM_NEWLINK, 1)));
            let mut buffer = [0; 32768];
            let mut connection = Connection::over_socket(open(), &mut buffer);
            connection.socket().join(LINK_GROUP).unwrap();
            connection.request(up(true), NewFlags::empty(), |_| {}).unwrap();
            if connection.events_passed_over() == 0 {
                assert_eq!(index_of(connection.next_event().unwrap()), 1);
            }
        });
    }
    #[test]
    fn a_real_loss_is_told_and_the_connection_works_on() {
        in_namespace("live::a_real_loss_is_told_and_the_connection_works_on", || {
            let small = Config::new(Protocol::ROUTE).groups(&[LINK_GROUP]).receive_buffer(2048);
            let socket = small.open().unwrap();
            socket.set_receive_timeout(Some(Duration::from_secs(20))).unwrap();
            let (mut buffer, mut other) = ([0; 32768], [0; 32768]);
            let mut listening = Connection::over_socket(socket, &mut buffer);
            let mut changing = Connection::over_socket(open(), &mut other);
            for round in 0..200 {
                changing.request(up(round % 2 == 0), NewFlags::empty(), |_| {}).unwrap();
            }
            let mut events = 0;
            let error = loop {
                match listening.next_event() {
                    Ok(event) => events += index_of(event),
                    Err(error) => break error,
                }
            };
            assert_eq!(error.cause, Cause::Overrun);
            assert!(events < 200, "{events}");
            while listening.transport().set_nonblocking(true).is_ok() {
                if listening.next_event().is_err_and(|error| error.is_timeout()) {
                    break;
                }
            }
            listening.transport().set_nonblocking(false).unwrap();
            assert!(dump(&mut listening).unwrap().0.contains(&1));
            changing.request(up(false), NewFlags::empty(), |_| {}).unwrap();
            changing.request(up(true), NewFlags::empty(), |_| {}).unwrap();
            assert_eq!(index_of(listening.next_event().unwrap()), 1);
        });
    }
    #[test]
    fn a_tracer_sees_the_kernel() {
        in_namespace("live::a_tracer_sees_the_kernel", || {
            let (mut buffer, mut log) = ([0; 32768], String::new());
            let socket = open();
            let port = socket.port_id();
            let tracer = Tracer::new(socket, &mut log, |message| {
                Described::new("route", route::row(message.kind()), message)
            });
            let mut connection = Connection::new(tracer, &mut buffer, port, 9);
            assert!(dump(&mut connection).unwrap().0.contains(&1));
            assert!(log.starts_with("> RTM_GETLINK REQUEST|DUMP seq 9 port 0 {"), "{log}");
            assert!(
                log.contains("\n< RTM_NEWLINK MULTI seq 9 ") && log.contains("IFLA_IFNAME: \"lo\""),
                "{log}"
            );
            assert!(log.contains("\n< NLMSG_DONE MULTI seq 9 "), "{log}");
        });
    }
}
