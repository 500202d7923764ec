//! How futures of a shared connection take turns: slots after a panic, wakers that run foreign code, a bound for each poll, the order of
//! arrival, the order of losses, replies that come too late. Over a transport without a kernel, so that each order is one that is chosen.
#![cfg(all(feature = "std", feature = "route"))]

#[path = "shared_turns/loss.rs"]
mod loss;
#[path = "shared_turns/panic.rs"]
mod panic;
#[path = "shared_turns/turn.rs"]
mod turn;
#[path = "shared_turns/waker.rs"]
mod waker;

use nlwire::{
    client::{
        self, Connection, Delivery, ErrorKind, PollTransport, Received, SharedConnection, Transport,
        TransportError,
    },
    route::{GetLink, IfInfo, Link, NewLink},
    wire::{Message, NewFlags, RequestFlags},
};
use std::{
    collections::VecDeque,
    fmt,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{
        Arc, Mutex, Weak,
        atomic::{AtomicUsize, Ordering::SeqCst},
        mpsc,
    },
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

const PORT: u32 = 77;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Trouble {
    Lost,
    Cut,
    Empty,
}
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
impl std::error::Error for Trouble {}
impl TransportError for Trouble {
    fn is_loss(&self) -> bool {
        *self == Self::Lost
    }
    fn is_truncation(&self) -> bool {
        *self == Self::Cut
    }
    fn is_timeout(&self) -> bool {
        *self == Self::Empty
    }
}

fn message(kind: u16, flags: u16, seq: u32, body: &[u8]) -> Vec<u8> {
    let mut bytes = (16 + body.len() as u32).to_ne_bytes().to_vec();
    bytes.extend([kind.to_ne_bytes(), flags.to_ne_bytes()].concat());
    bytes.extend([seq.to_ne_bytes(), PORT.to_ne_bytes()].concat());
    bytes.extend(body);
    bytes
}
fn link(index: u32, flags: u16, seq: u32) -> Vec<u8> {
    let header = IfInfo::new().with(IfInfo::ifi_index, index);
    message(16, flags, seq, nlwire::zerocopy::IntoBytes::as_bytes(&header))
}
fn index_of(bytes: &[u8]) -> u32 {
    Message::new(bytes).unwrap().split::<IfInfo, Link>().unwrap().0.get(IfInfo::ifi_index)
}
/// The end of a dump.
fn done(request: &[u8]) -> Vec<u8> {
    message(3, 2, Message::new(request).unwrap().seq(), &[0; 4])
}
fn ack(request: &[u8]) -> Vec<u8> {
    message(2, 0x100, Message::new(request).unwrap().seq(), &[&[0; 4], &request[..16]].concat())
}

type Item = Result<(Vec<u8>, Delivery), Trouble>;
#[derive(Default)]
struct Inner {
    sent: Vec<Vec<u8>>,
    queue: VecDeque<Item>,
    waker: Option<Waker>,
    /// How many were received.
    received: usize,
    /// After so many receives the transport says that nothing is there, though something is, and wakes: a scheduler's budget.
    coop: Option<usize>,
    since: usize,
    /// Every request is answered by an ack within `send`, and the waker called there.
    acks: bool,
    /// What is received where the queue is empty, without end.
    endless: Option<Vec<u8>>,
}
#[derive(Default)]
struct Mock(Mutex<Inner>);
/// Far more than any budget: with a poll that has none the tests end all the same.
const ENOUGH: usize = 20_000;
impl Mock {
    fn inner<R>(&self, act: impl FnOnce(&mut Inner) -> R) -> R {
        act(&mut self.0.lock().unwrap())
    }
    fn push(&self, item: Item) {
        let waker = self.inner(|inner| {
            inner.queue.push_back(item);
            inner.waker.take()
        });
        waker.into_iter().for_each(Waker::wake);
    }
    fn arrives(&self, bytes: Vec<u8>) {
        self.push(Ok((bytes, Delivery::Unicast)));
    }
    fn sent(&self) -> Vec<Vec<u8>> {
        self.inner(|inner| inner.sent.clone())
    }
    fn next(&self, buffer: &mut [u8]) -> Option<Result<Received, Trouble>> {
        self.inner(|inner| {
            let endless = inner.endless.clone().filter(|_| inner.received < ENOUGH);
            let next = inner.queue.pop_front().or(endless.map(|bytes| Ok((bytes, Delivery::Unicast))))?;
            inner.received += 1;
            Some(next.map(|(bytes, delivery)| {
                buffer[..bytes.len()].copy_from_slice(&bytes);
                Received { len: bytes.len(), delivery }
            }))
        })
    }
}
impl PollTransport for Mock {
    type Error = Trouble;
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<Received, Trouble>> {
        let over = self.inner(|inner| {
            inner.since += 1;
            inner.coop.is_some_and(|budget| inner.since > budget)
        });
        if over {
            self.inner(|inner| inner.since = 0);
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        match self.next(buffer) {
            Some(received) => Poll::Ready(received),
            None => {
                let old = self.inner(|inner| inner.waker.replace(context.waker().clone()));
                drop(old);
                Poll::Pending
            }
        }
    }
    fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, Trouble> {
        self.next(buffer).transpose()
    }
    fn send(&self, datagram: &[u8]) -> Result<(), Trouble> {
        let acks = self.inner(|inner| {
            inner.sent.push(datagram.to_vec());
            inner.acks
        });
        if acks {
            self.arrives(ack(datagram));
        }
        Ok(())
    }
}
impl Transport for Mock {
    type Error = Trouble;
    fn send(&mut self, datagram: &[u8]) -> Result<(), Trouble> {
        PollTransport::send(self, datagram)
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, Trouble> {
        self.next(buffer).unwrap_or(Err(Trouble::Empty))
    }
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, Trouble> {
        self.next(buffer).transpose()
    }
}
fn connection<const N: usize>() -> Arc<SharedConnection<Mock, Vec<u8>, N>> {
    Arc::new(SharedConnection::with_places(Mock::default(), vec![0; 4096], vec![0; 256], PORT, 1))
}

/// Counts how often it was woken.
#[derive(Default)]
struct Count(AtomicUsize);
impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, SeqCst);
    }
}
type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;
/// A future, and how often it was woken.
struct Task<T> {
    future: Boxed<T>,
    woken: Arc<Count>,
    polls: usize,
}
impl<T> Task<T> {
    fn new(future: impl Future<Output = T> + Send + 'static) -> Self {
        Self { future: Box::pin(future), woken: Arc::default(), polls: 0 }
    }
    fn poll(&mut self) -> Poll<T> {
        self.woken.0.store(0, SeqCst);
        self.polls += 1;
        let waker = Waker::from(self.woken.clone());
        self.future.as_mut().poll(&mut Context::from_waker(&waker))
    }
    fn is_woken(&self) -> bool {
        self.woken.0.load(SeqCst) > 0
    }
    /// Polls while it is woken.
    fn run(&mut self) -> Poll<T> {
        for _ in 0..ENOUGH {
            if let Poll::Ready(result) = self.poll() {
                return Poll::Ready(result);
            }
            if !self.is_woken() {
                return Poll::Pending;
            }
        }
        panic!("it is woken without end");
    }
}
type Asked = Result<(), client::Error<Trouble>>;
fn change<const N: usize>(shared: &Arc<SharedConnection<Mock, Vec<u8>, N>>, index: u32) -> Task<Asked> {
    let shared = shared.clone();
    Task::new(async move {
        let asked = NewLink { index, ..Default::default() };
        shared.request(asked, NewFlags::NONE).await.map(|_| ())
    })
}
fn dump<const N: usize>(shared: &Arc<SharedConnection<Mock, Vec<u8>, N>>, index: u32) -> Task<Asked> {
    let shared = shared.clone();
    Task::new(async move {
        let asked = GetLink { index, ..Default::default() };
        shared.dump(asked, |_| {}).await.map(|_| ())
    })
}
/// Runs a test on a thread of its own, and fails where it does not end.
fn ends(test: impl FnOnce() + Send + 'static) {
    let (tell, told) = mpsc::channel();
    let thread = std::thread::spawn(move || {
        let result = catch_unwind(AssertUnwindSafe(test));
        let _ = tell.send(result);
    });
    match told.recv_timeout(Duration::from_secs(20)) {
        Ok(Ok(())) => thread.join().unwrap(),
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(_) => panic!("deadlock"),
    }
}

fn panics(act: impl FnOnce()) {
    assert!(catch_unwind(AssertUnwindSafe(act)).is_err(), "no panic");
}
/// Panics, without a word on the terminal.
fn bang<R>() -> R {
    std::panic::resume_unwind(Box::new("bang"))
}
/// What the reader of events gets until it has to wait.
fn told(shared: &Arc<SharedConnection<Mock, Vec<u8>, 2>>) -> impl FnMut() -> Vec<Result<u32, ()>> {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (shared, into) = (shared.clone(), seen.clone());
    let mut task = Task::new(async move {
        let mut events = shared.events(1 << 16).unwrap();
        loop {
            let event = match events.next().await {
                Ok(event) => Ok(index_of(event.bytes())),
                Err(failure) => {
                    assert_eq!(failure.kind, ErrorKind::Overrun);
                    Err(())
                }
            };
            into.lock().unwrap().push(event);
        }
    });
    move || {
        let _: Poll<()> = task.run();
        core::mem::take(&mut *seen.lock().unwrap())
    }
}
