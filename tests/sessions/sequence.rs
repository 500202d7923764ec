//! Sequence numbers: the wrap-around, late replies, unicasts that answer nothing.
use super::*;

/// The numbers that a batch occupies.
fn range(ticket: RequestId, count: u32) -> std::ops::RangeInclusive<u32> {
    let last = ticket.seq().checked_add(count - 1);
    ticket.seq()..=last.unwrap_or_else(|| panic!("{count} from {} wrap around", ticket.seq()))
}
#[test]
fn more_sequence_numbers_than_there_are_is_busy() {
    for in_flight in 0..4 {
        for count in [u32::MAX, u32::MAX - 1, u32::MAX / 2 + 1] {
            let mut session = Session::<4>::new(PORT, 1);
            (0..in_flight).for_each(|_| _ = session.begin(ReplyMode::Ack).unwrap());
            assert_eq!(session.begin_batch(count, false, false), Err(Busy::Full), "{count}");
            assert_eq!(session.in_flight(), in_flight);
            assert!(session.begin(ReplyMode::Ack).is_ok(), "and nothing else is kept from beginning");
        }
    }
    let mut session = Session::<4>::new(PORT, 1);
    let half = u32::MAX / 2;
    let first = range(session.begin_batch(half, false, false).unwrap(), half);
    let second = range(session.begin_batch(half, false, false).unwrap(), half);
    assert!(first.end() < second.start() || second.end() < first.start());
    // one number is left between them, or behind
    assert_eq!(session.begin_batch(half, false, false), Err(Busy::Full));
}
#[test]
fn batches_around_the_wrap_around_overlap_with_nothing() {
    let near = [0, 1, 2, 3, 5, 8, 100];
    for seed in near.iter().flat_map(|by| [*by, 0u32.wrapping_sub(*by), u32::MAX / 2 + by]) {
        for count in near.iter().flat_map(|by| [*by.max(&1), u32::MAX / 2 - by, u32::MAX / 4]) {
            let mut session = Session::<6>::new(PORT, seed);
            let mut taken: Vec<std::ops::RangeInclusive<u32>> = Vec::new();
            let mut take = |begun: Result<RequestId, Busy>, count: u32| {
                let Ok(ticket) = begun else { return };
                let new = range(ticket, count);
                assert!(*new.start() != 0, "0 is nobody's");
                for old in &taken {
                    assert!(old.end() < new.start() || new.end() < old.start(), "{old:?} and {new:?}");
                }
                taken.push(new);
            };
            take(session.begin(ReplyMode::Ack), 1);
            take(session.begin_batch(count, false, false), count);
            take(session.begin(ReplyMode::Dump), 1);
            take(session.begin_batch(count, true, true), count);
            take(session.begin_batch(3, true, true), 3);
            take(session.begin(ReplyMode::Answer), 1);
            take(session.begin(ReplyMode::First), 1);
            assert!(session.in_flight() >= 5, "small ones find their numbers");
        }
    }
}

#[test]
fn late_answers_are_counted_and_are_no_events() {
    for port in [PORT, 0] {
        let mut buffer = [0; 4096];
        let kernel = Kernel { held: Some(Vec::new()), ..Kernel::new(3) };
        let mut connection = Connection::new(kernel, &mut buffer[..], port, 50);
        for _ in 0..9 {
            let failure = connection.get(GetLink::default()).err().unwrap();
            assert!(failure.is_timeout(), "{failure}");
        }
        // nine answers and nine acks; and an event that is one
        let held = connection.transport().held.take().unwrap();
        assert_eq!(held.len(), 18);
        held.into_iter().for_each(|bytes| connection.transport().say(bytes));
        connection.transport().queue.push_back((Delivery::Multicast, link(NEWLINK, 0, 0, 0, 5)));
        let event = connection.next_event().unwrap();
        assert_eq!(event.split::<IfInfo, Link>().unwrap().0.get(IfInfo::ifi_index), 5);
        assert!(connection.next_event().unwrap_err().is_timeout());
        assert_eq!((connection.late_replies(), connection.unhandled_events()), (18, 0));
        // and the next one gets its own
        let found = connection.get(GetLink::default()).unwrap().header.get(IfInfo::ifi_index);
        assert_eq!((found, connection.late_replies()), (1, 18));
    }
}
#[test]
fn unicasts_that_answer_nothing_are_events() {
    // packets of nfnetlink_queue, frames of nl80211, records of audit: port id or sequence 0
    let mut session = Session::<4>::new(PORT, 50);
    _ = session.begin(ReplyMode::Ack).unwrap();
    for (seq, port) in [(0, 0), (0, PORT), (900, 0)] {
        let message = link(0x300, 0, seq, port, 1);
        assert!(
            matches!(session.receive(parse(&message), Delivery::Unicast), Incoming::Event(_)),
            "{seq} {port}"
        );
    }
    assert_eq!(session.late_replies(), 0);
}
