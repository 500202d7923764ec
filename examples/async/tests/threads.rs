//! Shared connections on runtimes with several threads, against the running kernel: how often a
//! request is polled, how many may be in flight, and a cache during more changes than the socket
//! can hold.
#[path = "../../../tests/common/mod.rs"]
mod common;

use nlwire::{
    client::{Connection as Blocking, ErrorKind, PollTransport, Received, SharedConnection},
    route::{GetAddr, GetLink, IfInfo, addr},
    socket::{Config, Protocol, SocketError},
    tokio::{Connection, Socket, connect, connect_with},
    wire::{Errno, GetFlags, Messages, Operation, Request},
};
use std::{
    collections::BTreeSet,
    future::Future,
    net::IpAddr,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, AtomicUsize, Ordering::SeqCst},
    },
    task::{Context, Poll},
    time::Duration,
};
use tokio::runtime::Runtime;

/// Creates a runtime with `workers` threads; 0 means the current thread.
fn runtime(workers: usize) -> Runtime {
    let mut builder = match workers {
        0 => tokio::runtime::Builder::new_current_thread(),
        _ => tokio::runtime::Builder::new_multi_thread(),
    };
    builder.worker_threads(workers.max(1)).enable_all().build().unwrap()
}
/// Runs a test as one of the runtime's tasks; fails if the test does not end.
fn run(runtime: &Runtime, test: impl Future<Output = ()> + Send + 'static) {
    runtime.block_on(async {
        tokio::time::timeout(Duration::from_secs(60), tokio::spawn(test)).await.expect("it hangs").unwrap();
    });
}
/// Counts how often a future is polled.
struct Counted<F>(F, usize);
impl<F: Future + Unpin> Future for Counted<F> {
    type Output = (F::Output, usize);
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.1 += 1;
        let polls = self.1;
        Pin::new(&mut self.0).poll(context).map(|output| (output, polls))
    }
}
async fn index_of<X: PollTransport<Error = SocketError>, const N: usize>(
    connection: &SharedConnection<X, Vec<u8>, N>,
    index: u32,
) -> Result<u32, ErrorKind<SocketError>> {
    let asked = GetLink { index, ..Default::default() };
    let found = connection.get(asked, |link| link.header.get(IfInfo::ifi_index)).await;
    found.map_err(|failure| failure.kind)
}

#[test]
fn a_request_is_polled_twice_at_most() {
    for workers in [0, 1, 2, 4] {
        let runtime = runtime(workers);
        for tasks in [100, 1000, 3000] {
            run(&runtime, async move {
                let connection = Arc::new(connect(Protocol::ROUTE).unwrap());
                let mut running = Vec::new();
                for _ in 0..tasks {
                    let connection = connection.clone();
                    let asks = async move { index_of(&connection, 1).await };
                    running.push(tokio::spawn(Counted(Box::pin(asks), 0)));
                }
                let mut polls = Vec::new();
                for task in running {
                    let (found, polled) = task.await.unwrap();
                    assert_eq!(found, Ok(1));
                    polls.push(polled);
                }
                polls.sort_unstable();
                let (median, worst) = (polls[tasks / 2], polls[tasks - 1]);
                common::count(&format!(
                    "{workers} workers, {tasks} tasks: polls of a request {median} in the median, {worst} at most"
                ));
                assert!(median <= 2, "{workers} workers, {tasks} tasks: {median} polls in the median");
                assert_eq!(connection.in_flight(), 0);
            });
        }
    }
}

/// A socket that withholds received datagrams until the gate opens, so that all requests are in
/// flight at the same time.
struct Gate {
    socket: Socket,
    sent: AtomicUsize,
    opens_at: usize,
    waiting: Mutex<Option<std::task::Waker>>,
}
impl PollTransport for Gate {
    type Error = SocketError;
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<Received, SocketError>> {
        if self.sent.load(SeqCst) < self.opens_at {
            *self.waiting.lock().unwrap() = Some(context.waker().clone());
            if self.sent.load(SeqCst) < self.opens_at {
                return Poll::Pending;
            }
        }
        self.socket.poll_recv(context, buffer)
    }
    fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, SocketError> {
        if self.sent.load(SeqCst) < self.opens_at { Ok(None) } else { self.socket.try_recv(buffer) }
    }
    fn send(&self, datagram: &[u8]) -> Result<(), SocketError> {
        PollTransport::send(&self.socket, datagram)?;
        if self.sent.fetch_add(1, SeqCst) + 1 == self.opens_at {
            self.waiting.lock().unwrap().take().into_iter().for_each(std::task::Waker::wake);
        }
        Ok(())
    }
}

#[test]
fn as_many_requests_as_there_are_slots_are_in_flight_and_succeed() {
    const N: usize = 256;
    common::in_namespace("as_many_requests_as_there_are_slots_are_in_flight_and_succeed", || {
        for workers in [0, 2, 4] {
            let runtime = runtime(workers);
            run(&runtime, async {
                // the size that the connection sets for so many slots, with nothing read before the
                // last request was sent
                let granted = {
                    let connection = connect_with::<N>(&Config::new(Protocol::ROUTE)).unwrap();
                    let socket = connection.transport();
                    let mut buffer = [0; 64];
                    for seq in 1..=N as u32 {
                        let asked = GetLink { index: 1, ..Default::default() };
                        let request = Request::new(&mut buffer, asked, GetFlags::ACK).finish(seq).unwrap();
                        PollTransport::send(socket, request).unwrap();
                    }
                    let (mut replies, mut buffer) = (0, vec![0; 32 * 1024]);
                    while let Some(received) = socket.try_recv(&mut buffer).expect("no loss") {
                        replies += Messages::new(&buffer[..received.len]).count();
                    }
                    assert_eq!(replies, 2 * N, "each with its ack");
                    socket.get().receive_buffer().unwrap()
                };
                let socket = Socket::open(&Config::new(Protocol::ROUTE)).unwrap();
                // the kernel doubles what is set
                socket.get().set_receive_buffer(granted / 2).unwrap();
                let port = socket.get().port_id();
                let gate = Gate { socket, sent: AtomicUsize::new(0), opens_at: N, waiting: Mutex::default() };
                let shared: Arc<SharedConnection<Gate, Vec<u8>, N>> =
                    Arc::new(SharedConnection::with_places(gate, vec![0; 32 * 1024], vec![0; 4096], port, 7));
                let mut running = tokio::task::JoinSet::new();
                for _ in 0..N {
                    let shared = shared.clone();
                    running.spawn(async move { index_of(&shared, 1).await });
                }
                while let Some(found) = running.join_next().await {
                    assert_eq!(found.unwrap(), Ok(1));
                }
                assert_eq!(shared.in_flight(), 0);
            });
        }
    });
}

/// State shared with the task that maintains the cache, and its counters.
#[derive(Default)]
struct Kept {
    addresses: Mutex<BTreeSet<IpAddr>>,
    losses: AtomicU64,
}
/// Maintains a cache of addresses by events and dumps over one shared connection.
async fn keep(connection: Arc<Connection>, kept: Arc<Kept>, changed: Arc<tokio::sync::Notify>) {
    let mut events = connection.events(1 << 20).unwrap();
    let mut is_known = false;
    loop {
        while !is_known {
            let mut found = BTreeSet::new();
            let dump = connection.dump(GetAddr::default(), |reply| found.extend(reply.address()));
            match dump.await {
                Ok(done) if !done.interrupted => {
                    *kept.addresses.lock().unwrap() = found;
                    is_known = true;
                    // a change whose event was lost is seen here, and no event may follow
                    changed.notify_one();
                }
                Ok(_) => {}
                Err(failure) => assert_eq!(failure.kind, ErrorKind::Overrun),
            }
        }
        match events.next().await {
            Ok(event) => {
                let address = GetAddr::reply(event).ok().and_then(|reply| reply.address());
                let mut addresses = kept.addresses.lock().unwrap();
                match (event.message_type(), address) {
                    (20, Some(address)) => _ = addresses.insert(address),
                    (21, Some(address)) => _ = addresses.remove(&address),
                    _ => {}
                }
            }
            Err(failure) => {
                assert_eq!(failure.kind, ErrorKind::Overrun);
                kept.losses.fetch_add(1, SeqCst);
                is_known = false;
            }
        }
        changed.notify_one();
    }
}
/// Returns the kernel's addresses, by a separate socket.
fn addresses_of_kernel() -> BTreeSet<IpAddr> {
    let mut buffer = vec![0; 32 * 1024];
    let socket = nlwire::socket::Socket::new(Protocol::ROUTE).unwrap();
    let mut connection = Blocking::over_socket(socket, &mut buffer[..]);
    let (mut found, mut replies) = (BTreeSet::new(), connection.dump(addr::list()).unwrap());
    while let Some(reply) = replies.next().unwrap() {
        found.extend(reply.address());
    }
    found
}
/// Adds and removes `count` addresses, as fast as possible.
fn flood(round: u32, count: u32) {
    let mut buffer = vec![0; 8192];
    let socket = nlwire::socket::Socket::new(Protocol::ROUTE).unwrap();
    let mut connection = Blocking::over_socket(socket, &mut buffer[..]);
    let address = |n: u32| IpAddr::from([127, 1 + (round % 2) as u8, (n / 256) as u8, (n % 256) as u8]);
    for n in 0..count {
        // some stay for the next rounds, and some of earlier rounds are removed
        match connection.run(addr::add(1, address(n), 32)) {
            Ok(_) => {}
            Err(failure) => assert_eq!(failure.errno(), Some(Errno::EEXIST)),
        }
        if n.wrapping_mul(2_654_435_761).wrapping_add(round) % 7 > 1 {
            connection.run(addr::delete(1, address(n), 32)).unwrap();
        }
    }
}
fn mark(address: IpAddr) {
    let mut buffer = vec![0; 8192];
    let socket = nlwire::socket::Socket::new(Protocol::ROUTE).unwrap();
    let mut connection = Blocking::over_socket(socket, &mut buffer[..]);
    connection.run(addr::add(1, address, 32)).unwrap();
}

#[test]
fn a_table_kept_by_events_and_dumps_is_the_kernels_after_each_flood() {
    common::in_namespace("a_table_kept_by_events_and_dumps_is_the_kernels_after_each_flood", || {
        for (workers, tasks) in [(0, 0), (0, 4), (2, 0), (2, 4), (4, 4)] {
            let runtime = runtime(workers);
            run(&runtime, async move {
                let config = Config::new(Protocol::ROUTE).groups([5]).receive_buffer(5000);
                let connection: Arc<Connection> = Arc::new(connect_with(&config).unwrap());
                let (kept, changed) = (Arc::<Kept>::default(), Arc::<tokio::sync::Notify>::default());
                let mut running = tokio::task::JoinSet::new();
                running.spawn(keep(connection.clone(), kept.clone(), changed.clone()));
                // other tasks send requests over the same connection
                for _ in 0..tasks {
                    let connection = connection.clone();
                    running.spawn(async move {
                        loop {
                            let found = index_of(&connection, 1).await;
                            assert!(matches!(found, Ok(1) | Err(ErrorKind::Overrun)), "{found:?}");
                            tokio::task::yield_now().await;
                        }
                    });
                }
                let rounds = 12;
                for round in 0..rounds {
                    if tasks == 0 {
                        // no task of this runtime, or of this worker, gets a turn
                        flood(round, 400);
                    } else {
                        tokio::task::spawn_blocking(move || flood(round, 400)).await.unwrap();
                    }
                    // two more changes, the second sent after the first arrived: differences after
                    // that are permanent
                    for n in 0..2 {
                        let address = IpAddr::from([127, 100 + workers as u8 * 10 + tasks, round as u8, n]);
                        tokio::task::spawn_blocking(move || mark(address)).await.unwrap();
                        while !kept.addresses.lock().unwrap().contains(&address) {
                            changed.notified().await;
                        }
                    }
                    let kernel = tokio::task::spawn_blocking(addresses_of_kernel).await.unwrap();
                    let addresses = kept.addresses.lock().unwrap().clone();
                    let surplus: Vec<_> = addresses.difference(&kernel).collect();
                    let missing: Vec<_> = kernel.difference(&addresses).collect();
                    assert!(
                        surplus.is_empty() && missing.is_empty(),
                        "round {round}: surplus {surplus:?}, missing {missing:?}"
                    );
                }
                let losses = kept.losses.load(SeqCst);
                common::count(&format!("{workers} workers, {tasks} tasks that ask: {losses} losses"));
                assert!(losses > 0, "no loss: the test tests nothing");
                running.shutdown().await;
            });
        }
    });
}
