//! Reading by hand: who is woken when a dump is given up.
use super::*;

/// A transport into which the test puts datagrams by hand.
#[derive(Default)]
struct Manual(Mutex<ManualState>);
/// Sequence numbers of the requests, datagrams to be received, and who waits for one.
type ManualState = (Vec<u32>, VecDeque<Vec<u8>>, Option<Waker>);
impl Manual {
    fn arrives(&self, datagram: Vec<u8>) {
        let mut state = self.0.lock().unwrap();
        state.1.push_back(datagram);
        state.2.take().into_iter().for_each(Waker::wake);
    }
}
impl PollTransport for Manual {
    type Error = Trouble;
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<Received, Trouble>> {
        match self.try_recv(buffer).transpose() {
            Some(received) => Poll::Ready(received),
            None => {
                self.0.lock().unwrap().2 = Some(context.waker().clone()); // the last alone is woken
                Poll::Pending
            }
        }
    }
    fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, Trouble> {
        let Some(datagram) = self.0.lock().unwrap().1.pop_front() else { return Ok(None) };
        buffer[..datagram.len()].copy_from_slice(&datagram);
        Ok(Some(Received::unicast(datagram.len())))
    }
    fn send(&self, datagram: &[u8]) -> Result<(), Trouble> {
        self.0.lock().unwrap().0.push(Message::new(datagram).unwrap().seq());
        Ok(())
    }
}
/// Three dumps: the first runs and is dropped, the second and the third wait. Its end is read by the third, which is not the next: the
/// second must be woken, or both wait for ever.
#[test]
fn the_end_of_a_dump_given_up_wakes_the_first_that_waits_whoever_reads_it() {
    let shared = SharedConnection::<Manual, Vec<u8>, 3>::with_places(
        Manual::default(),
        vec![0; 512],
        vec![0; 64],
        PORT,
        1,
    );
    let dump = async || {
        shared.dump(GetLink::default(), |_| {}).await.unwrap();
    };
    let mut tasks = [dump(), dump(), dump()]
        .map(|future| Task {
            woken: Arc::new(Woken(AtomicBool::new(true))),
            future: Box::pin(future),
            is_reader: false,
            late: Arc::default(),
        })
        .map(Some);
    let poll = |task: &mut Option<Task<'_>>| {
        if let Some(waiting) = task.as_mut().filter(|task| task.woken.0.swap(false, SeqCst)) {
            let waker = Waker::from(waiting.woken.clone());
            if waiting.future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
                *task = None;
            }
        }
    };
    tasks.iter_mut().for_each(poll);
    tasks[0] = None;
    let wire = shared.transport();
    for dumps in 1..=3 {
        let seqs = wire.0.lock().unwrap().0.clone();
        assert_eq!(seqs.len(), dumps, "the next dump begins when the one before it has ended");
        wire.arrives(message(3, 2, seqs[dumps - 1], &[0; 4]));
        (0..3).for_each(|_| tasks.iter_mut().for_each(poll));
    }
    assert!(tasks.iter().all(Option::is_none));
}
