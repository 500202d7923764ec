//! The order of losses, and replies that come too late.
use super::*;

#[test]
fn a_loss_is_reported_behind_what_was_queued_before_it() {
    for coop in [None, Some(1), Some(2), Some(3)] {
        let shared = connection::<2>();
        shared.transport().inner(|inner| inner.coop = coop);
        let mut told = told(&shared);
        assert_eq!(told(), []);
        // the kernel reports a loss before what was queued
        shared.transport().push(Err(Trouble::Lost));
        (1..=10).for_each(|n| shared.transport().arrives(link(n, 0, 0)));
        let before: Vec<_> = (1..=10).map(Ok).chain([Err(())]).collect();
        assert_eq!(told(), before, "{coop:?}");
        shared.transport().arrives(link(11, 0, 0));
        assert_eq!(told(), [Ok(11)], "{coop:?}: reported once, and before what follows");
        // a dump that is asked for by another while the queue is not empty begins behind its end
        shared.transport().push(Err(Trouble::Lost));
        (1..=10).for_each(|n| shared.transport().arrives(link(n, 0, 0)));
        let mut asks = dump(&shared, 1);
        // the loss is seen by who begins, or by the reader of events; in either case the dump that follows the report is the second
        let _ = asks.run();
        assert_eq!(told(), before, "{coop:?}");
        assert!(shared.transport().inner(|inner| inner.queue.is_empty()));
        let mut again = dump(&shared, 2);
        assert!(again.run().is_pending());
        let request = shared.transport().sent().pop().unwrap();
        assert_eq!(index_of(&request), 2);
        shared.transport().arrives(done(&request));
        assert_eq!(again.run(), Poll::Ready(Ok(())));
    }
}
/// A runtime's budget says "nothing" while something is queued: it is not taken for the end of the queue.
#[test]
fn no_request_begins_before_the_queue_was_seen_empty_after_a_loss() {
    for coop in 1..6 {
        let shared = connection::<2>();
        let mut reads = change(&shared, 1);
        assert!(reads.poll().is_pending());
        shared.transport().inner(|inner| (inner.coop, inner.since) = (Some(coop), 0));
        shared.transport().push(Err(Trouble::Lost));
        // more than one poll takes
        (0..1000).for_each(|n| shared.transport().arrives(link(n, 0, 0)));
        let mut repairs = dump(&shared, 2);
        let _ = reads.poll();
        for _ in 0..1000 {
            let _ = repairs.poll();
            let (sent, left) = shared.transport().inner(|inner| (inner.sent.len(), inner.queue.len()));
            assert!(sent == 1 || left == 0, "coop {coop}: it began with {left} datagrams in the queue");
            if sent > 1 {
                break;
            }
        }
        assert_eq!(shared.transport().sent().len(), 2);
    }
}
#[test]
fn replies_that_come_too_late_are_dropped_and_counted() {
    let shared = connection::<2>();
    let mut told = told(&shared);
    assert_eq!(told(), []);
    // given up before anything came, like a time-out
    for n in 0..6 {
        let shared = shared.clone();
        let mut task = Task::new(async move {
            let asked = GetLink { index: n, ..Default::default() };
            shared.get(asked, |link| link.header.get(IfInfo::ifi_index)).await.map(|_| ())
        });
        assert!(task.poll().is_pending());
    }
    let sent = shared.transport().sent();
    assert_eq!(sent.len(), 6, "each took the slot of the oldest");
    for request in &sent {
        let seq = Message::new(request).unwrap().seq();
        shared.transport().arrives(link(index_of(request), 0, seq));
        shared.transport().arrives(ack(request));
    }
    shared.transport().arrives(link(99, 0, 0));
    assert_eq!(told(), [Ok(99)], "no late reply is an event");
    assert_eq!(shared.late_replies(), 12, "a reply and an ack each");
    assert_eq!(shared.in_flight(), 0);
}
/// A datagram that was sent to a group ends nothing, whatever it says.
#[test]
fn a_message_to_a_group_is_no_reply() {
    let shared = connection::<2>();
    let mut task = change(&shared, 1);
    assert!(task.poll().is_pending());
    let request = shared.transport().sent().pop().unwrap();
    shared.transport().push(Ok((ack(&request), Delivery::Multicast)));
    shared.transport().push(Ok((done(&request), Delivery::Multicast)));
    let seq = Message::new(&request).unwrap().seq();
    shared.transport().push(Ok((link(1, 0, seq), Delivery::Multicast)));
    assert!(task.run().is_pending());
    shared.transport().arrives(ack(&request));
    assert_eq!(task.run(), Poll::Ready(Ok(())));
    assert_eq!(shared.unhandled_events(), 2, "the end and the link");
}
