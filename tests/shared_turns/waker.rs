//! Wakers that run foreign code.
use super::*;

/// Looks at the connection when it is woken, cloned or dropped.
struct Looks<const N: usize>(Arc<SharedConnection<Mock, Vec<u8>, N>>, Arc<Count>);
impl<const N: usize> Wake for Looks<N> {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }
    fn wake_by_ref(self: &Arc<Self>) {
        self.0.in_flight();
        self.1.0.fetch_add(1, SeqCst);
    }
}
impl<const N: usize> Drop for Looks<N> {
    fn drop(&mut self) {
        self.0.in_flight();
    }
}
#[test]
fn a_waker_may_look_at_the_connection() {
    ends(|| {
        let shared = connection::<2>();
        let woken = Arc::<Count>::default();
        let waker = || Waker::from(Arc::new(Looks(shared.clone(), woken.clone())));
        let poll = |task: &mut Task<Asked>| task.future.as_mut().poll(&mut Context::from_waker(&waker()));
        let mut tasks: Vec<_> = (0..5).map(|n| change(&shared, n)).collect();
        // each with a new waker each time, so that every one is replaced, dropped or called
        for round in 0..40 {
            tasks.retain_mut(|task| poll(task).is_pending());
            if round % 3 == 0 {
                let sent = shared.transport().sent();
                if let Some(request) = sent.get(round / 3) {
                    shared.transport().arrives(ack(request));
                }
            }
            if round == 10 {
                tasks.pop();
            }
        }
        assert_eq!(tasks.len(), 0);
        assert!(woken.0.load(SeqCst) > 0);
        // a transport that calls its waker within `send`
        let mut waits = change(&shared, 1);
        assert!(poll(&mut waits).is_pending());
        shared.transport().inner(|inner| inner.acks = true);
        let before = woken.0.load(SeqCst);
        assert!(poll(&mut change(&shared, 2)).is_ready());
        assert!(woken.0.load(SeqCst) > before, "who waits is woken all the same");
        // losses wake all
        shared.transport().push(Err(Trouble::Cut));
        assert!(poll(&mut waits).is_ready());
    });
}
/// A task whose wakers alone hold it: the last that is dropped drops the future.
struct Held {
    future: Mutex<Option<Boxed<Asked>>>,
}
impl Wake for Held {
    fn wake(self: Arc<Self>) {}
}
/// Polls a task once, and leaves it to its wakers.
fn hold(task: Task<Asked>) -> Weak<Held> {
    let held = Arc::new(Held { future: Mutex::new(Some(task.future)) });
    let waker = Waker::from(held.clone());
    let mut future = held.future.lock().unwrap().take().unwrap();
    assert!(future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    *held.future.lock().unwrap() = Some(future);
    Arc::downgrade(&held)
}
#[test]
fn a_waker_may_drop_a_future_of_the_connection() {
    ends(|| {
        let shared = connection::<2>();
        for round in 0..6 {
            // two in flight, two that wait for their slots
            let kept: Vec<_> = (0..4)
                .rev()
                .map(|n| hold(if n == 1 { dump(&shared, n) } else { change(&shared, n) }))
                .collect();
            assert!(kept.iter().all(|task| task.strong_count() > 0), "kept by their wakers");
            match round % 3 {
                // another registers, so that the transport drops what it has
                0 => assert!(change(&shared, 5).poll().is_pending()),
                // losses wake all; these wakers do nothing but drop what they hold
                1 => {
                    shared.transport().push(Err(Trouble::Cut));
                    _ = change(&shared, 5).poll();
                }
                _ => shared.transport().push(Err(Trouble::Lost)),
            }
            for task in kept {
                drop(task.upgrade());
            }
            // the ends of what is in flight, for a reader that ends
            for _ in 0..8 {
                for request in shared.transport().sent() {
                    let dumps = Message::new(&request).unwrap().flags() & 0x300 != 0;
                    shared.transport().arrives(if dumps { done(&request) } else { ack(&request) });
                }
                _ = change(&shared, 6).poll();
            }
        }
    });
}
/// The transport has the last waker of a task, and drops it when another task registers.
#[test]
fn a_transport_may_drop_a_waker_while_it_receives() {
    ends(|| {
        let shared = connection::<2>();
        let held = hold(change(&shared, 0));
        // a loss wakes it, which it does not mind, before the reactor knows of the datagram
        shared.transport().inner(|inner| inner.queue.push_back(Err(Trouble::Cut)));
        assert_eq!(
            change(&shared, 1).run().map(|asked| asked.unwrap_err().kind),
            Poll::Ready(ErrorKind::Overrun)
        );
        let mut next = change(&shared, 2);
        assert!(next.run().is_pending());
        assert_eq!(held.strong_count(), 0);
        shared.transport().arrives(ack(&shared.transport().sent()[2]));
        assert_eq!(next.run(), Poll::Ready(Ok(())));
    });
}
#[test]
fn the_connection_keeps_one_waker_of_a_future() {
    let shared = connection::<1>();
    let mut events = Task::new({
        let shared = shared.clone();
        async move {
            let mut events = shared.events(1024).unwrap();
            events.next().await.map(|_| ())
        }
    });
    // in flight, waiting for a slot, and waiting for events
    let mut tasks = [change(&shared, 1), change(&shared, 2), dump(&shared, 3)];
    for (at, task) in tasks.iter_mut().chain([&mut events]).enumerate() {
        let wakers: Vec<Arc<Count>> = (0..1000).map(|_| Arc::default()).collect();
        for waker in &wakers {
            let waker = Waker::from(waker.clone());
            assert!(task.future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
        }
        let kept: usize = wakers.iter().map(|waker| Arc::strong_count(waker) - 1).sum();
        assert!(kept <= 1, "task {at}: {kept} wakers are kept");
        assert_eq!(kept, Arc::strong_count(&wakers[999]) - 1, "task {at}: the newest");
    }
    // in front is a message of another task, whose turn it is
    let shared = connection::<2>();
    let [mut first, mut second] = [change(&shared, 1), change(&shared, 2)];
    assert!(first.run().is_pending() && second.run().is_pending());
    shared.transport().arrives(ack(&shared.transport().sent()[0]));
    let wakers: Vec<Arc<Count>> = (0..1000).map(|_| Arc::default()).collect();
    for waker in &wakers {
        let waker = Waker::from(waker.clone());
        assert!(second.future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    }
    let kept: usize = wakers.iter().map(|waker| Arc::strong_count(waker) - 1).sum();
    assert_eq!((kept, Arc::strong_count(&wakers[999]) - 1), (1, 1));
    assert_eq!(first.run(), Poll::Ready(Ok(())));
}
