//! Losses (ENOBUFS) in requests, in dumps and between.
use super::*;

#[test]
fn a_loss_in_a_dump_is_reported_behind_what_was_queued() {
    for enobufs in [false, true] {
        scripted(
            |_, kernel| {
                part(kernel, 1);
                if enobufs {
                    kernel.fail(MockError::Lost);
                } else {
                    kernel.control(ControlType::NLMSG_OVERRUN);
                }
                part(kernel, 2);
                kernel.done();
            },
            |connection| {
                // the kernel makes the parts of a dump when they are read, so that none is lost; its events may be
                assert_eq!(dump(connection).unwrap(), (vec![1, 2], false));
                assert_eq!(connection.next_event().unwrap_err().kind, ErrorKind::Overrun);
                assert!(connection.next_event().unwrap_err().is_timeout());
            },
        );
    }
}
#[test]
fn a_dump_whose_end_was_lost_is_over_when_the_queue_is_empty() {
    scripted(
        |_, kernel| {
            if kernel.number() == 1 {
                part(kernel, 1);
                kernel.fail(MockError::Lost);
                part(kernel, 2);
            } else {
                part(kernel, 3);
                kernel.done();
            }
        },
        |connection| {
            let mut links = connection.dump(GetLink::default()).unwrap();
            assert!(links.next().unwrap().is_some());
            assert!(links.next().unwrap().is_some());
            assert_eq!(links.next().unwrap_err().kind, ErrorKind::Overrun);
            assert!(links.next().unwrap().is_none(), "it is over");
            assert_eq!(dump(connection).unwrap(), (vec![3], false));
        },
    );
}
#[test]
fn events_queued_before_a_loss_are_read_before_it_is_reported() {
    scripted(
        |_, kernel| {
            kernel.fail(MockError::Lost);
            event(kernel, 1);
            event(kernel.next_datagram(), 2);
            kernel.fail(MockError::TimedOut); // the queue is empty
            event(kernel, 3);
        },
        |connection| {
            connection.send_no_ack(NewLink::default(), NewFlags::empty()).unwrap();
            assert_eq!(index_of(connection.next_event().unwrap()), 1);
            assert_eq!(index_of(connection.next_event().unwrap()), 2);
            assert_eq!(connection.next_event().unwrap_err().kind, ErrorKind::Overrun);
            assert_eq!(index_of(connection.next_event().unwrap()), 3);
        },
    );
}
#[test]
fn a_dump_that_repairs_a_loss_begins_when_the_queue_is_empty() {
    let mut heard = Vec::new();
    let mut handler = |event: Message<'_>| heard.push(index_of(event));
    let (mut queue, mut buffer) = (vec![0; 65536], vec![0; 4096]);
    let script = MockTransport::new(&mut queue, |_, kernel| {
        match kernel.number() {
            1 => {
                kernel.fail(MockError::Lost);
                event(kernel, 1);
                event(kernel.next_datagram(), 2);
            }
            _ => {
                part(kernel, 3);
                kernel.done();
            }
        };
    })
    .port(PORT);
    let mut connection = Connection::new(script, &mut buffer[..], PORT, 100).on_event(&mut handler);
    connection.send_no_ack(NewLink::default(), NewFlags::empty()).unwrap();
    // what was queued is handed over before the request is sent: the script's queue is empty when it answers
    let mut links = connection.dump(GetLink::default()).unwrap();
    assert!(links.next().unwrap().is_some());
    assert!(links.next().unwrap().is_none());
    assert_eq!(connection.next_event().unwrap_err().kind, ErrorKind::Overrun, "after the dump, too");
    assert_eq!(heard, [1, 2]);
}
#[test]
fn a_loss_in_a_do_is_told_and_the_late_ack_does_not_leak() {
    for enobufs in [false, true] {
        scripted(
            |_, kernel| {
                if kernel.number() == 1 {
                    if enobufs {
                        kernel.fail(MockError::Lost);
                    } else {
                        kernel.control(ControlType::NLMSG_OVERRUN);
                    }
                    // the ack was lost, too
                    kernel.fail(MockError::TimedOut);
                }
                kernel.ack();
            },
            |connection| {
                let error = set(connection).unwrap_err();
                assert_eq!(error.kind, ErrorKind::Overrun);
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
            connection.dump(GetLink::default()).unwrap().next().unwrap(); // and leave it
            assert!(set(connection).is_ok());
            assert_eq!(connection.next_event().unwrap_err().kind, ErrorKind::Overrun);
            assert_eq!(index_of(connection.next_event().unwrap()), 8);
        },
    );
}
