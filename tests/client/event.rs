//! Events between replies.
use super::*;

#[test]
fn events_between_go_to_the_handler_and_are_else_counted() {
    fn answer(request: Message<'_>, kernel: &mut MockReplies<'_>) {
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
    let mut connection = Connection::new(MockTransport::new(&mut queue, answer), &mut buffer[..], PORT, 1)
        .on_event(&mut handler);
    assert!(set(&mut connection).is_ok());
    assert_eq!(dump(&mut connection), Ok((vec![1], false)));
    assert_eq!(index_of(connection.next_event().unwrap()), 52);
    assert!(connection.next_event().unwrap_err().is_timeout());
    assert_eq!(connection.unhandled_events(), 0);
    assert_eq!(seen, [50, 51, 52, 50, 51]);
    scripted(answer, |connection| {
        assert!(set(connection).is_ok());
        assert_eq!(connection.unhandled_events(), 2);
        assert_eq!(index_of(connection.next_event().unwrap()), 52);
    });
    fn moves<T: Send>(_: T) {}
    let mut handler = |_: Message<'_>| {};
    let connection = Connection::new(MockTransport::new(&mut queue, answer), &mut buffer[..], PORT, 1);
    moves(connection.on_event(&mut handler));
}
#[test]
fn the_connectors_data_is_an_event() {
    // type NLMSG_DONE without MULTI, with a sequence of its own, which may be ours by chance
    for seq in [0, 55, 100] {
        scripted(
            |_, kernel| {
                let head = MessageHead { message_type: ControlType::NLMSG_DONE.0, flags: 0, seq, port_id: 0 };
                kernel.message::<_, Link>(head, &link(1), |_| {}).ack();
            },
            |connection| {
                assert!(set(connection).is_ok());
                assert_eq!(connection.unhandled_events(), 1, "sequence {seq}");
            },
        );
    }
}
