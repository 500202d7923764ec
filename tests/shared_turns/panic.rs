//! Panics of what a future calls leave its slot free.
use super::*;

#[test]
fn a_panic_while_a_request_is_filled_leaves_its_slot_free() {
    ends(|| {
        let shared = connection::<3>();
        let get = || GetLink { index: 1, ..Default::default() };
        for round in 0..16 {
            let ways: [Task<()>; 3] = [
                {
                    let shared = shared.clone();
                    Task::new(async move { _ = shared.get_with(get(), |_| bang(), |_| {}).await })
                },
                {
                    let shared = shared.clone();
                    Task::new(async move { _ = shared.dump_with(get(), |_| bang(), |_| {}).await })
                },
                {
                    let shared = shared.clone();
                    Task::new(async move {
                        _ = shared.request_with(NewLink::default(), NewFlags::NONE, |_| bang()).await;
                    })
                },
            ];
            for mut way in ways {
                panics(|| _ = way.poll());
                drop(way);
                assert_eq!(shared.in_flight(), 0, "round {round}");
            }
        }
        assert_eq!(shared.transport().sent().len(), 0);
        // who waits for the slot of one that panics gets it
        let mut all: Vec<_> = (0..2).map(|n| change(&shared, n)).collect();
        all.iter_mut().for_each(|task| assert!(task.poll().is_pending()));
        let mut panicking = {
            let shared = shared.clone();
            Task::new(async move { _ = shared.dump_with(GetLink::default(), |_| bang(), |_| {}).await })
        };
        panics(|| _ = panicking.poll());
        drop(panicking);
        let mut after = dump(&shared, 9);
        assert!(after.poll().is_pending());
        assert_eq!(shared.transport().sent().len(), 3, "the dump was sent");
        shared.transport().arrives(done(&shared.transport().sent()[2]));
        // whoever was registered reads for all
        for _ in 0..3 {
            all.iter_mut().filter(|task| task.is_woken()).for_each(|task| assert!(task.poll().is_pending()));
            if after.is_woken() {
                break;
            }
        }
        assert_eq!(after.poll(), Poll::Ready(Ok(())));
    });
}
#[test]
fn a_panic_while_a_reply_is_read_gives_the_request_up() {
    ends(|| {
        let shared = connection::<3>();
        for _ in 0..16 {
            let asking = shared.clone();
            let mut task = Task::new(async move {
                let asked = GetLink { index: 1, ..Default::default() };
                _ = asking.dump(asked, |_| bang()).await;
            });
            assert!(task.poll().is_pending());
            let request = shared.transport().sent().pop().unwrap();
            let seq = Message::new(&request).unwrap().seq();
            shared.transport().arrives(link(1, 2, seq));
            panics(|| _ = task.poll());
            drop(task);
            assert_eq!(shared.in_flight(), 1, "the kernel still runs it");
            let mut next = dump(&shared, 2);
            assert!(next.poll().is_pending());
            shared.transport().arrives(done(&request));
            assert!(next.run().is_pending());
            let request = shared.transport().sent().pop().unwrap();
            assert_eq!(index_of(&request), 2);
            shared.transport().arrives(done(&request));
            assert_eq!(next.run(), Poll::Ready(Ok(())));
        }
        assert_eq!(shared.in_flight(), 0);
    });
}
#[test]
fn a_panic_while_a_request_of_a_connection_is_filled_leaves_its_slot_free() {
    ends(|| {
        let mut buffer = [0; 4096];
        let mut connection = Connection::new(Mock::default(), &mut buffer[..], PORT, 1);
        for _ in 0..16 {
            panics(|| _ = connection.get_with(GetLink::default(), |_| bang()).map(|_| ()));
            panics(|| _ = connection.dump_with(GetLink::default(), |_| bang()).map(|_| ()));
            panics(|| {
                _ = connection.request_with(NewLink::default(), NewFlags::NONE, |_| bang()).map(|_| ())
            });
        }
        assert_eq!(connection.transport().sent().len(), 0);
        // a dump that follows does not wait for the end of one that never was
        let mut links = connection.dump(GetLink::default()).unwrap();
        assert_eq!(links.next().unwrap_err().kind, ErrorKind::Transport(Trouble::Empty));
        let request = connection.transport().sent().pop().unwrap();
        connection.transport().arrives(done(&request));
        connection.transport().inner(|inner| inner.acks = true);
        connection.request(NewLink::default(), NewFlags::NONE).unwrap();
    });
}
