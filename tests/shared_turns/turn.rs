//! Whose turn it is: slots, dumps, and a bound for each poll.
use super::*;

#[test]
fn a_poll_returns_after_its_budget() {
    let received = |shared: &SharedConnection<Mock, Vec<u8>, 2>| {
        shared.transport().inner(|inner| core::mem::take(&mut inner.received))
    };
    let endless = |shared: &SharedConnection<Mock, Vec<u8>, 2>, bytes: Option<Vec<u8>>| {
        shared.transport().inner(|inner| inner.endless = bytes);
    };
    let turns = |shared: &SharedConnection<Mock, Vec<u8>, 2>, task: &mut Task<Asked>, what: &str| {
        for _ in 0..5 {
            assert!(task.poll().is_pending(), "{what}");
            let received = received(shared);
            assert!((1..=200).contains(&received), "{what}: {received} datagrams in one poll");
            assert!(task.is_woken(), "{what}: there is more");
        }
    };
    let shared = connection::<2>();
    // events that nobody reads, messages of a dump that was given up, and empty datagrams
    for (what, bytes) in [("events", link(1, 0, 0)), ("nothing", message(1, 0, 0, &[])), ("empty", vec![])] {
        endless(&shared, Some(bytes));
        let mut task = change(&shared, 1);
        turns(&shared, &mut task, what);
        endless(&shared, None);
    }
    // messages of the future's own
    let shared = connection::<2>();
    let mut own = dump(&shared, 1);
    assert!(own.poll().is_pending());
    let seq = Message::new(&shared.transport().sent()[0]).unwrap().seq();
    endless(&shared, Some(link(1, 2, seq)));
    turns(&shared, &mut own, "parts of its dump");
    // it was given up, and another waits for its end: who waits for a slot reads
    drop(own);
    let mut next = dump(&shared, 2);
    turns(&shared, &mut next, "parts of a dump that was given up");
    // after a loss the budget of the runtime is passed over, ours is not; a reader whose queue is full goes on as well
    let mut events = Task::new({
        let shared = shared.clone();
        async move {
            let mut events = shared.events(40).unwrap();
            loop {
                events.next().await.map(|_| ())?;
            }
        }
    });
    endless(&shared, Some(link(1, 0, 0)));
    shared.transport().push(Err(Trouble::Lost));
    drop(next);
    turns(&shared, &mut events, "events behind a loss");
    endless(&shared, None);
    // and in the end all comes to its end
    assert_eq!(events.run().map(|told| told.unwrap_err().kind), Poll::Ready(ErrorKind::Overrun));
}
#[test]
fn slots_are_given_in_the_order_of_arrival() {
    let shared = connection::<3>();
    let mut tasks: Vec<_> = (0..30).map(|n| change(&shared, n)).collect();
    tasks.iter_mut().for_each(|task| assert!(task.poll().is_pending()));
    for ended in 0..30 {
        let request = shared.transport().sent()[ended].clone();
        shared.transport().arrives(ack(&request));
        // the last is polled first, and in between one comes that must not get the slot
        for _ in 0..4 {
            tasks.iter_mut().rev().filter(|task| task.is_woken()).for_each(|task| _ = task.poll());
            if ended < 20 {
                assert!(change(&shared, 1000).poll().is_pending());
            }
        }
    }
    let order: Vec<_> = shared.transport().sent().iter().map(|request| index_of(request)).collect();
    assert_eq!(order, (0..30).collect::<Vec<_>>());
}
#[test]
fn a_dump_that_waits_for_another_does_not_block_those_behind_it() {
    let shared = connection::<3>();
    let mut first = dump(&shared, 1);
    assert!(first.poll().is_pending());
    let mut in_flight = [change(&shared, 2), change(&shared, 3)];
    in_flight.iter_mut().for_each(|task| assert!(task.poll().is_pending()));
    // all slots are taken; a dump comes before two others
    let mut waiting = [dump(&shared, 4), dump(&shared, 5), change(&shared, 6), change(&shared, 7)];
    waiting.iter_mut().for_each(|task| assert!(task.poll().is_pending()));
    let order = || shared.transport().sent().iter().map(|request| index_of(request)).collect::<Vec<_>>();
    assert_eq!(order(), [1, 2, 3]);
    let mut turn = |at: usize| {
        let request = shared.transport().sent()[at].clone();
        let dumps = Message::new(&request).unwrap().flags() & 0x300 != 0;
        shared.transport().arrives(if dumps { done(&request) } else { ack(&request) });
        for _ in 0..6 {
            let all = [&mut first].into_iter().chain(&mut in_flight).chain(&mut waiting);
            all.filter(|task| task.is_woken()).for_each(|task| _ = task.poll());
        }
        order()
    };
    assert_eq!(turn(1), [1, 2, 3, 6], "a slot is free, and the dump cannot have it");
    assert_eq!(turn(2), [1, 2, 3, 6, 7]);
    assert_eq!(turn(0), [1, 2, 3, 6, 7, 4], "the first dump is over: the first that waits");
    assert_eq!(turn(5), [1, 2, 3, 6, 7, 4, 5]);
}
/// The end of a dump that was given up is read by one that waits for a slot, and is not the first in the queue.
#[test]
fn the_end_of_what_was_given_up_calls_the_first_whoever_reads_it() {
    let shared = connection::<3>();
    let mut given_up = dump(&shared, 1);
    assert!(given_up.poll().is_pending());
    drop(given_up);
    let mut waiting = [dump(&shared, 2), dump(&shared, 3), dump(&shared, 4)];
    waiting.iter_mut().for_each(|task| assert!(task.poll().is_pending()));
    shared.transport().arrives(done(&shared.transport().sent()[0]));
    for n in 0..3 {
        for _ in 0..6 {
            waiting.iter_mut().filter(|task| task.is_woken()).for_each(|task| _ = task.poll());
        }
        let sent = shared.transport().sent();
        assert_eq!(sent.len(), n + 2, "nobody is woken");
        assert_eq!(index_of(&sent[n + 1]), n as u32 + 2);
        shared.transport().arrives(done(&sent[n + 1]));
    }
}
/// A task that asks again and again lets the runtime have its turn, also where the reactor never learns of a reply.
#[test]
fn a_task_that_asks_without_end_is_not_the_only_one() {
    let shared = connection::<2>();
    shared.transport().inner(|inner| (inner.acks, inner.coop) = (true, Some(0)));
    let asking = shared.clone();
    let mut task = Task::new(async move {
        loop {
            asking.request(NewLink::default(), NewFlags::NONE).await.unwrap();
        }
    });
    for _ in 0..10 {
        let before = shared.transport().sent().len();
        let _: Poll<()> = task.poll();
        let asked = shared.transport().sent().len() - before;
        assert!((1..=200).contains(&asked), "{asked} requests in one poll");
        assert!(task.is_woken());
    }
}
/// The kernel refuses a dump by ENOBUFS where the queue has no room for its first part, and goes on with it when the queue is read.
#[test]
fn a_dump_without_room_for_its_first_part_goes_on() {
    let refused = |request: &[u8]| {
        let seq = Message::new(request).unwrap().seq();
        message(2, 0x100, seq, &[&(-105i32).to_ne_bytes()[..], &request[..16]].concat())
    };
    let shared = connection::<2>();
    let mut told = told(&shared);
    assert_eq!(told(), []);
    let mut task = dump(&shared, 1);
    assert!(task.poll().is_pending());
    let request = shared.transport().sent().pop().unwrap();
    let seq = Message::new(&request).unwrap().seq();
    for datagram in [refused(&request), link(1, 2, seq), done(&request)] {
        shared.transport().arrives(datagram);
    }
    assert_eq!(task.run(), Poll::Ready(Ok(())));
    // where it does not go on, nobody waits for it
    let mut task = dump(&shared, 2);
    assert!(task.poll().is_pending());
    shared.transport().arrives(refused(&shared.transport().sent()[1]));
    assert_eq!(
        task.run(),
        Poll::Ready(Err(client::Error { operation: "GetLink", kind: ErrorKind::Overrun }))
    );
    assert_eq!(told().last(), Some(&Err(())), "the queue was full");
    assert_eq!(shared.in_flight(), 0);

    let mut buffer = [0; 4096];
    let mut connection = Connection::new(Mock::default(), &mut buffer[..], PORT, 1);
    let request = message(18, 0x301, 1, &[0; 16]);
    for datagram in [refused(&request), link(1, 2, 1), done(&request)] {
        connection.transport().arrives(datagram);
    }
    let mut links = connection.dump(GetLink::default()).unwrap();
    assert_eq!(links.next().unwrap().unwrap().header.get(IfInfo::ifi_index), 1);
    assert!(links.next().unwrap().is_none());
}
