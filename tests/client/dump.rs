//! Dumps: their ends, interruptions, and dumps that are given up.
use super::*;

#[test]
fn a_reply_of_several_parts_may_end_by_an_ack() {
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
fn an_interrupted_dump_is_marked_and_read_again_a_bounded_number_of_times() {
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
                part(kernel, number);
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
                    assert_eq!(*seen.borrow(), [interrupted + 1]);
                } else {
                    let error = result.unwrap_err();
                    assert_eq!(error.kind, ErrorKind::Interrupted(attempts));
                    assert!(error.is_temporary());
                }
                assert_eq!(connection.transport().requests(), attempts.min(interrupted + 1));
            },
        );
    }
}
#[test]
fn a_list_is_read_again_until_no_change_interrupts_it() {
    for interrupted in [0, 1, 9, 10, 99] {
        scripted(
            |_, kernel| {
                let number = kernel.number();
                part(kernel, number);
                if number <= interrupted {
                    kernel.flags(INTR);
                }
                kernel.done();
            },
            |connection| {
                let links = connection.list(GetLink::default());
                if interrupted < 10 {
                    let indexes: Vec<_> = links.unwrap().iter().map(|link| link.index).collect();
                    assert_eq!(indexes, [interrupted + 1], "of the last dump only");
                } else {
                    assert_eq!(links.unwrap_err().kind, ErrorKind::Interrupted(10));
                }
                assert_eq!(connection.transport().requests(), 10.min(interrupted + 1));
            },
        );
    }
    // two queries are one list, and only the second is read again
    scripted(
        |_, kernel| {
            let number = kernel.number();
            part(kernel, number);
            if number == 2 {
                kernel.flags(INTR);
            }
            kernel.done();
        },
        |connection| {
            let links = connection.list([GetLink::default(); 2]).unwrap();
            assert_eq!(links.iter().map(|link| link.index).collect::<Vec<_>>(), [1, 3]);
        },
    );
    // `collect` does not read again
    scripted(
        |_, kernel| {
            part(kernel, 1);
            kernel.flags(INTR).done();
        },
        |connection| {
            let collected = connection.dump(GetLink::default()).unwrap().collect(|link| link.index());
            assert_eq!(collected.unwrap_err().kind, ErrorKind::Interrupted(1));
        },
    );
}
#[test]
fn a_malformed_attribute_of_a_summary_is_an_error_of_the_list() {
    scripted(
        |_, kernel| {
            let (kind, header) = (RouteMessage::RTM_NEWLINK, IfInfo::new());
            kernel.part::<_, Link>(kind, &header, |link| {
                link.copy(nlwire::wire::Attr::new(Link::IFLA_MTU.number(), &[1, 2]));
            });
            kernel.done();
        },
        |connection| {
            let mtu = connection.dump(GetLink::default()).unwrap().collect(|link| link.mtu());
            assert_eq!(mtu.unwrap(), [None], "an accessor is lenient");
            let error = connection.list(GetLink::default()).unwrap_err();
            assert!(
                matches!(error.kind, ErrorKind::Malformed(error) if error.number() == Some(4)),
                "{error}"
            );
        },
    );
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
            let mut links = connection.dump(GetLink::default()).unwrap();
            assert!(!links.interrupted());
            links.next().unwrap();
            assert!(links.interrupted() && links.done().is_none());
        },
    );
}
#[test]
fn what_follows_an_error_in_the_midst_of_a_dump_is_nobodys() {
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
            let mut links = connection.dump(GetLink::default()).unwrap();
            assert!(links.next().unwrap().is_some());
            assert_eq!(refused(links.next().map(|_| ())), Errno::ENOMEM);
            assert!(links.next().unwrap().is_none(), "nothing after a refusal");
            assert_eq!(links.done(), None);
            assert_eq!(get(connection), Ok(9));
            assert_eq!(connection.unhandled_events(), 0);
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
            assert_eq!(
                error.to_string(),
                "GetLink: EOPNOTSUPP (operation not supported): not here; is the module of this kind loaded?"
            );
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
        type Error = MockError;
        fn send(&mut self, datagram: &[u8]) -> Result<(), MockError> {
            self.0 = Message::new(datagram).unwrap().seq();
            Ok(())
        }
        fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, MockError> {
            self.recv(buffer).map(Some)
        }
        fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, MockError> {
            self.1 += 1;
            let head = MessageHead { message_type: NEWLINK, flags: 2, seq: self.0, port_id: PORT };
            let mut batch = Batch::new(buffer);
            batch.reply::<_, Link>(head, &link(1), |_| {}).unwrap();
            Ok(Received::unicast(batch.bytes().len()))
        }
    }
    let mut buffer = [0; 256];
    let mut connection = Connection::new(Endless(0, 0), &mut buffer[..], PORT, 1);
    let mut links = connection.dump(GetLink::default()).unwrap();
    let error = loop {
        if let Err(error) = links.next() {
            break error;
        }
    };
    assert_eq!(error.kind, ErrorKind::NoProgress);
    assert!(links.next().unwrap().is_none());
    assert!(error.to_string().contains("on another socket"));
    assert_eq!(dump(&mut connection).unwrap_err().kind, ErrorKind::NoProgress, "and not for ever");
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
            if let Err(client::Error { kind: ErrorKind::Transport(MockError::TooSmall { .. }), .. }) =
                queue_needed
            {
                queue_needed = Ok((vec![1], false)); // the script's buffer, not the connection
            }
            assert_eq!(queue_needed, Ok((vec![1], false)));
            assert_eq!(connection.unhandled_events(), 1500);
        },
    );
}
#[test]
fn a_dump_given_up_is_drained_before_the_next_and_forgotten_where_its_end_is_lost() {
    for end_comes in [true, false] {
        scripted(
            |_, kernel| {
                let number = kernel.number();
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
                    let mut links = connection.dump(GetLink::default()).unwrap();
                    assert!(links.next().unwrap().is_some());
                }
                assert_eq!(dump(connection), Ok((vec![40, 41, 42, 43, 44], false)));
                assert_eq!(connection.unhandled_events(), 4);
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
            connection.dump(GetLink::default()).unwrap().next().unwrap();
            assert!(set(connection).is_ok());
            assert_eq!((connection.unhandled_events(), connection.transport().waiting()), (0, 0));
        },
    );
}
