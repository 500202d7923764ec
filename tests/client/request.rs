//! Requests and their replies, acks and refusals.
use super::*;

#[test]
fn an_ack_in_a_datagram_of_its_own_does_not_leak_into_the_next_request() {
    scripted(
        |_, kernel| {
            let number = kernel.number();
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
fn silence_is_a_timeout_and_the_next_request_is_not_disturbed() {
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
            assert_eq!((connection.unhandled_events(), connection.transport().verdict(21)), (0, Ok(())));
        },
    );
}
#[test]
fn a_capped_ack_keeps_errno_and_sentence() {
    scripted(
        |_, kernel| {
            kernel.refuse_capped(34, |ext| {
                ext.put(ExtAck::NLMSGERR_ATTR_MSG, "integer out of range")
                    .put(ExtAck::NLMSGERR_ATTR_OFFS, 32);
            });
        },
        |connection| {
            let ErrorKind::Refused(refusal) = set(connection).unwrap_err().kind else { panic!() };
            assert_eq!((refusal.errno, refusal.offset), (Errno::ERANGE, Some(32)));
            assert!(refusal.text() == "integer out of range");
            assert_eq!(connection.path(), None, "the request is not repeated");
        },
    );
    // a request whose length is no multiple of 4 is repeated with padding
    let mut bytes = 17u32.to_ne_bytes().to_vec();
    bytes.extend([16, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0xff]);
    let request = Message::new(&bytes).unwrap();
    let mut buffer = [0xa5; 128];
    let refusal = nlwire::wire::write_error(&mut buffer, request, 22, false, |ext| {
        ext.put(ExtAck::NLMSGERR_ATTR_OFFS, 16);
    });
    let ack = Ack::read(Message::new(refusal.unwrap()).unwrap()).unwrap();
    assert_eq!((ack.offset(), ack.request().unwrap().bytes()), (Some(16), &bytes[..]));
}
#[test]
fn a_warning_on_success_reaches_the_caller() {
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
            let mut links = connection.dump(GetLink::default()).unwrap();
            assert!(links.next().unwrap().is_none());
            assert!(links.done().unwrap().warning.unwrap().as_str() == "this is deprecated");
        },
    );
}
#[test]
fn everything_lies_in_the_callers_buffer() {
    let (mut queue, mut buffer) = ([0; 512], [0; 512]);
    let range = buffer.as_ptr_range();
    let script = MockTransport::new(&mut queue, |_, kernel| {
        part(kernel, 1);
        kernel.done();
    });
    let mut connection = Connection::new(script, &mut buffer[..], 0, 1);
    let mut links = connection.dump(GetLink::default()).unwrap();
    let link = links.next().unwrap().unwrap();
    assert!(range.contains(&link.message.bytes().as_ptr()));
}
#[test]
fn a_message_for_another_port_is_no_answer() {
    // group, namespace and sender are the socket's: tests/socket.rs
    scripted(
        |_, kernel| {
            let forged = MessageHead { message_type: NEWLINK, flags: 0, seq: 100, port_id: 999 };
            kernel.message::<_, Link>(forged, &link(66), |_| {}).next_datagram();
            plain(kernel, 1);
            kernel.ack();
        },
        |connection| {
            assert_eq!(get(connection), Ok(1));
            assert_eq!(connection.unhandled_events(), 1);
        },
    );
}
#[test]
fn an_attribute_too_long_is_an_error_and_the_connection_works_on() {
    with_buffer(
        200_000,
        |_, kernel| {
            kernel.ack();
        },
        |connection| {
            let long = "x".repeat(70_000);
            let error = connection
                .request_with(NewLink::default(), NewFlags::empty(), |request| {
                    request.put(Link::IFLA_IFNAME, &long[..]);
                })
                .unwrap_err();
            assert_eq!(error.kind, ErrorKind::Build(BuildError::TooLong));
            assert!(set(connection).is_ok());
            assert_eq!(connection.transport().requests(), 1);
        },
    );
}
#[test]
fn codes_that_are_no_errno_are_survived() {
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
            assert_eq!((error.operation, error.kind), ("GetLink", ErrorKind::MissingReply));
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
            let head = MessageHead { message_type: NEWLINK, flags: 0, seq: request.seq(), port_id: 0 };
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
            let mut replies = connection.request_multi(GetLink::default(), GetFlags::empty()).unwrap();
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
            assert_eq!(connection.unhandled_events(), 1, "without ECHO it is an event");
            let echo = NewFlags::ECHO; // the ack is asked for in any case
            let mut replies = connection.request_multi(NewLink::default(), echo).unwrap();
            assert_eq!(replies.next().unwrap().unwrap().header.get(IfInfo::ifi_index), 3);
            assert!(replies.next().unwrap().is_none());
            assert_eq!((connection.unhandled_events(), connection.transport().verdict(2)), (1, Ok(())));
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
            let mut links = connection.dump(GetLink::default()).unwrap();
            assert!(links.next().unwrap().is_some());
            assert!(matches!(links.next().unwrap_err().kind, ErrorKind::Malformed(_)));
            assert!(links.next().unwrap().is_some());
            assert!(matches!(links.next().unwrap_err().kind, ErrorKind::Malformed(_)));
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
            let ok = connection.request(NewLink::default(), NewFlags::empty());
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
                error.kind,
                ErrorKind::Transport(MockError::Truncated { needed: 16 + 16 + 4 + 57 + 3, given: 64 })
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
                connection.next_event().unwrap_err().kind,
                ErrorKind::Overrun,
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
                kernel.fail_send(MockError::Closed);
            }
            2 => {
                kernel.fail(MockError::Closed);
            }
            _ => {
                kernel.ack();
            }
        },
        |connection| {
            for _ in 0..2 {
                let error = set(connection).unwrap_err();
                assert_eq!(error.kind, ErrorKind::Transport(MockError::Closed));
                assert!(!error.is_temporary());
            }
            assert!(set(connection).is_ok());
        },
    );
}
