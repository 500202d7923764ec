//! Shared connections with tokio: concurrency, dropped futures and losses, against the running
//! kernel.
#[path = "../../../tests/common/mod.rs"]
mod common;

use nlwire::{
    client::{self, ErrorKind, PollTransport, Received, SharedConnection},
    route::{
        AfSpec, AfSpecFamily, GetAddr, GetLink, GetNeigh, GetRoute, IfInfo, Inet6, Link, LinkFlags, NewLink,
        SetLink, link,
    },
    socket::{Config, Peer, Protocol, SocketError},
    tokio::{Connection, Socket, connect},
    wire::{Attr, Errno, Message, NewFlags, RequestFlags, write_ack, write_done, write_error},
};
use std::{
    collections::VecDeque,
    future::Future,
    pin::pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
    time::Duration,
};

/// Runs a test in its own network namespace, as root there, on one thread.
fn run<F: Future<Output = ()>>(name: &str, test: impl FnOnce() -> F) {
    common::in_namespace(name, || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            tokio::time::timeout(Duration::from_secs(60), test()).await.expect("it hangs");
        });
    });
}
/// Polls a future `times` times, and drops it.
async fn poll_and_drop(future: impl Future, times: usize) -> bool {
    let mut future = pin!(future);
    for _ in 0..times {
        if std::future::poll_fn(|context| Poll::Ready(future.as_mut().poll(context).is_ready())).await {
            return true;
        }
        tokio::task::yield_now().await;
    }
    false
}
async fn index_of(connection: &Connection, index: u32) -> Result<u32, Option<Errno>> {
    let asked = GetLink { index, ..Default::default() };
    let found = connection.get(asked, |link| link.header.get(IfInfo::ifi_index)).await;
    found.map_err(|failure| failure.errno())
}

#[test]
fn a_hundred_tasks_share_one_socket() {
    run("a_hundred_tasks_share_one_socket", || async {
        let connection = Arc::new(connect(Protocol::ROUTE).unwrap());
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..100 {
            let connection = connection.clone();
            tasks.spawn(async move {
                for round in 0..20 {
                    match (n + round) % 4 {
                        0 => assert_eq!(index_of(&connection, 1).await, Ok(1)),
                        1 => assert_eq!(index_of(&connection, 1000 + n).await, Err(Some(Errno::ENODEV))),
                        2 => {
                            let mut seen = Vec::new();
                            let done = connection
                                .dump(GetLink::default(), |link| {
                                    seen.push(link.header.get(IfInfo::ifi_index))
                                })
                                .await;
                            done.unwrap();
                            assert!(seen.contains(&1), "{seen:?}");
                        }
                        _ => {
                            let up = NewLink {
                                index: 1,
                                flags: LinkFlags::IFF_UP,
                                change: LinkFlags::IFF_UP,
                                ..Default::default()
                            };
                            connection.request(up, NewFlags::NONE).await.unwrap();
                        }
                    }
                }
            });
        }
        while let Some(done) = tasks.join_next().await {
            done.unwrap();
        }
        assert_eq!(connection.in_flight(), 0);
    });
}

#[test]
fn each_refusal_names_its_attribute() {
    run("each_refusal_names_its_attribute", || async {
        let connection = connect(Protocol::ROUTE).unwrap();
        let named = |name: &'static str| {
            let asked = connection.request_with(NewLink::default(), NewFlags::CREATE, move |link| {
                link.put(Link::IFLA_MTU, 1500).put(Link::IFLA_IFNAME, name);
            });
            async { asked.await.unwrap_err() }
        };
        let token =
            connection.request_with(SetLink { index: 1, ..Default::default() }, NewFlags::NONE, |link| {
                link.chosen(Link::IFLA_AF_SPEC, AfSpecFamily::UNSPEC, |families| {
                    families.nest(AfSpec::AF_INET6, |inet6| {
                        inet6.copy(Attr::new(Inet6::IFLA_INET6_TOKEN.number(), &[1, 2, 3]));
                    });
                });
            });
        let (name, token, nothing) =
            tokio::join!(named("a-name-that-is-too-long"), token, index_of(&connection, 1000));
        // in any order and repeatedly, as long as the errors are among the last
        let of = |failure: &client::Error<SocketError>| connection.path(failure).map(|path| path.to_string());
        let token = token.unwrap_err();
        for _ in 0..2 {
            assert_eq!(of(&token).as_deref(), Some("IFLA_AF_SPEC.AF_INET6.IFLA_INET6_TOKEN"));
            assert_eq!(of(&name).as_deref(), Some("IFLA_IFNAME"));
        }
        assert_eq!(nothing, Err(Some(Errno::ENODEV)));
        for _ in 0..15 {
            assert!(of(&named("another-that-is-too-long").await).is_some());
        }
        assert!(of(&token).is_some() != of(&name).is_some(), "the older of the two is forgotten");
    });
}

/// A kernel that answers when the test says so.
#[derive(Default)]
struct Slow {
    asked: Mutex<Vec<Vec<u8>>>,
    answers: Mutex<(VecDeque<Vec<u8>>, Option<Waker>)>,
}
impl Slow {
    fn answer(&self, bytes: &[u8]) {
        let mut answers = self.answers.lock().unwrap();
        answers.0.push_back(bytes.to_vec());
        answers.1.take().into_iter().for_each(Waker::wake);
    }
}
impl PollTransport for Slow {
    type Error = SocketError;
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<Received, SocketError>> {
        let mut answers = self.answers.lock().unwrap();
        match answers.0.pop_front() {
            Some(answer) => {
                buffer[..answer.len()].copy_from_slice(&answer);
                Poll::Ready(Ok(Received::unicast(answer.len())))
            }
            None => {
                answers.1 = Some(context.waker().clone()); // only the last is woken
                Poll::Pending
            }
        }
    }
    fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, SocketError> {
        let answer = self.answers.lock().unwrap().0.pop_front();
        Ok(answer.map(|answer| {
            buffer[..answer.len()].copy_from_slice(&answer);
            Received::unicast(answer.len())
        }))
    }
    fn send(&self, datagram: &[u8]) -> Result<(), SocketError> {
        self.asked.lock().unwrap().push(datagram.to_vec());
        Ok(())
    }
}

#[test]
fn many_are_in_flight_and_answered_in_any_order() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let test = async {
        let shared = Arc::new(SharedConnection::new(Slow::default(), vec![0; 4096], vec![0; 4096], 0, 1));
        let mut tasks = Vec::new();
        for n in 0..20 {
            let shared = shared.clone();
            tasks.push(tokio::spawn(async move {
                let asked = shared.request(NewLink { index: n, ..Default::default() }, NewFlags::NONE);
                asked.await.map_err(|failure| failure.errno().unwrap())
            }));
        }
        let asked = || shared.transport().asked.lock().unwrap().clone();
        while asked().len() < 16 {
            tokio::task::yield_now().await;
        }
        tokio::task::yield_now().await;
        assert_eq!((asked().len(), shared.in_flight()), (16, 16), "and four wait for a place");
        // drop one in flight, and one that waits
        tasks[3].abort();
        tasks[18].abort();
        // the last first; odd ones are refused
        let mut answered = 0;
        while answered < 19 {
            for request in asked().split_off(answered).iter().rev() {
                let (message, mut buffer) = (Message::new(request).unwrap(), [0; 256]);
                let index = message.split::<IfInfo, Link>().unwrap().0.get(IfInfo::ifi_index);
                let bytes = match index % 2 {
                    0 => write_ack(&mut buffer, message).unwrap(),
                    _ => write_error(&mut buffer, message, Errno::ENODEV.0, true, |_| {}).unwrap(),
                };
                shared.transport().answer(bytes);
                answered += 1;
            }
            tokio::task::yield_now().await;
        }
        for (n, task) in tasks.into_iter().enumerate() {
            match task.await {
                Ok(answer) => assert_eq!(answer.is_ok(), n % 2 == 0, "{n}: {answer:?}"),
                Err(error) => assert!(error.is_cancelled() && [3, 18].contains(&n), "{n}: {error}"),
            }
        }
        assert_eq!(shared.in_flight(), 0);
    };
    runtime.block_on(async { tokio::time::timeout(Duration::from_secs(20), test).await.expect("it hangs") });
}

/// The end of a cancelled dump frees its slot for the next, no matter which task reads it.
#[test]
fn the_end_of_what_was_given_up_wakes_who_waits_for_its_place() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let test = async {
        for others_read in [false, true] {
            let shared = Arc::new(SharedConnection::<Slow>::with_places(
                Slow::default(),
                vec![0; 4096],
                vec![0; 256],
                7,
                1,
            ));
            let dump = |shared: Arc<SharedConnection<Slow>>| async move {
                shared.dump(GetLink::default(), |_| {}).await.map(|_| ())
            };
            assert!(!poll_and_drop(dump(shared.clone()), 1).await);
            assert_eq!(shared.in_flight(), 1, "given up, and not yet over");
            let waits = tokio::spawn(dump(shared.clone()));
            let (for_events, none) = (shared.clone(), !others_read);
            let reader = tokio::spawn(async move {
                if none {
                    return std::future::pending().await;
                }
                let mut events = for_events.events(1024).unwrap();
                events.next().await.map(|_| ()).unwrap();
            });
            for _ in 0..5 {
                tokio::task::yield_now().await;
            }
            let asked = || shared.transport().asked.lock().unwrap().clone();
            assert_eq!(asked().len(), 1, "the other waits");
            for n in 0..2 {
                let mut done = [0; 64];
                let done = write_done(&mut done, Message::new(&asked()[n]).unwrap(), 0, |_| {}).unwrap();
                shared.transport().answer(done);
                for _ in 0..5 {
                    tokio::task::yield_now().await;
                }
            }
            assert_eq!(waits.await.unwrap(), Ok(()));
            reader.abort();
        }
    };
    runtime.block_on(async { tokio::time::timeout(Duration::from_secs(20), test).await.expect("it hangs") });
}

#[test]
fn a_future_that_is_dropped_takes_nothing_from_others() {
    run("a_future_that_is_dropped_takes_nothing_from_others", || async {
        let connection = connect(Protocol::ROUTE).unwrap();
        for times in 0..200 {
            let links = connection.dump(GetLink::default(), |_| {});
            let routes = connection.dump(GetRoute::default(), |_| {});
            let (a, b, c, d) = tokio::join!(
                poll_and_drop(links, times % 3),
                poll_and_drop(routes, times % 5),
                index_of(&connection, 1),
                poll_and_drop(index_of(&connection, 1), times % 2),
            );
            assert_eq!(c, Ok(1), "{times}: {a} {b} {d}");
            // and the next dump is complete
            let mut count = 0;
            connection.dump(GetAddr::default(), |_| count += 1).await.unwrap();
            let mut again = 0;
            connection.dump(GetAddr::default(), |_| again += 1).await.unwrap();
            assert_eq!(count, again);
        }
        assert_eq!(connection.in_flight(), 0);
    });
}

/// Creates and deletes a veth pair by a plain connection: at least two events of links each.
fn flap(n: u32) {
    let mut buffer = [0; 8192];
    let socket = nlwire::socket::Socket::new(Protocol::ROUTE).unwrap();
    let mut control = nlwire::client::Connection::over_socket(socket, &mut buffer[..]);
    control.run(link::add_veth(format!("a{n}").as_str(), format!("b{n}").as_str())).unwrap();
}

#[test]
fn events_and_questions_about_them_share_a_socket() {
    run("events_and_questions_about_them_share_a_socket", || async {
        let socket = Socket::open(&Config::new(Protocol::ROUTE).groups([1])).unwrap();
        let port = socket.get().port_id();
        let connection: Connection = SharedConnection::new(socket, vec![0; 32768], vec![0; 4096], port, 7);
        let mut events = connection.events(1 << 16).unwrap();
        assert!(connection.events(1).is_none(), "one reader");
        (0..10).for_each(flap);
        let mut names = Vec::new();
        while names.len() < 20 {
            // dropped again and again while it waits: nothing is lost
            tokio::select! {
                biased;
                () = tokio::task::yield_now() => {}
                event = events.next() => {
                    let event = event.unwrap();
                    let (header, attrs) = event.split::<IfInfo, Link>().unwrap();
                    let name = attrs.get(Link::IFLA_IFNAME).unwrap().unwrap().to_string();
                    if names.last() != Some(&name) {
                        names.push(name);
                    }
                    // a request while more events wait
                    let index = header.get(IfInfo::ifi_index);
                    assert_eq!(index_of(&connection, index).await, Ok(index));
                }
            }
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 20, "{names:?}");
        drop(events);
        flap(99);
        index_of(&connection, 1).await.unwrap();
        assert!(connection.unhandled_events() >= 2);
    });
}

#[test]
fn losses_are_told_to_all_and_the_socket_lives_on() {
    run("losses_are_told_to_all_and_the_socket_lives_on", || async {
        let config = Config::new(Protocol::ROUTE).groups([1]).receive_buffer(0);
        let socket = Socket::open(&config).unwrap();
        let port = socket.get().port_id();
        let connection: Connection = SharedConnection::new(socket, vec![0; 32768], vec![0; 4096], port, 7);
        let mut events = connection.events(1 << 16).unwrap();
        (0..20).for_each(flap);
        let mut lost = 0;
        for _ in 0..200 {
            match tokio::time::timeout(Duration::from_millis(50), events.next()).await {
                Ok(Ok(_)) => {}
                Ok(Err(failure)) => {
                    assert_eq!(failure.kind, ErrorKind::Overrun);
                    lost += 1;
                }
                Err(_) => break,
            }
        }
        assert!(lost > 0);
        // (that queue has no room for a reply and its ack)
        connection.transport().get().set_receive_buffer(1 << 20).unwrap();
        // a request in flight fails by a loss, too, and a retry helps
        let mut asked = 0;
        while index_of(&connection, 1).await != Ok(1) {
            asked += 1;
            assert!(asked < 10, "losses without end");
        }
        // a full event queue is a loss, too, reported after its contents
        drop(events);
        let mut events = connection.events(4000).unwrap();
        (100..110).for_each(flap);
        // any task with a request reads for the reader of events
        connection.dump(GetNeigh::default(), |_| {}).await.unwrap();
        let mut came = 0;
        let failure = loop {
            match events.next().await {
                Ok(_) => came += 1,
                Err(failure) => break failure,
            }
        };
        assert_eq!(failure.kind, ErrorKind::Overrun);
        assert!((1..20).contains(&came), "{came} events before the loss");
    });
}

#[test]
fn datagrams_of_others_and_cancelled_receives() {
    run("datagrams_of_others_and_cancelled_receives", || async {
        let open = || Socket::open(&Config::new(Protocol::USERSOCK).peer(Peer::Anyone)).unwrap();
        let (a, b) = (open(), open());
        let mut buffer = [0; 64];
        for n in 0..50u8 {
            // one that waits, and is dropped
            assert!(!poll_and_drop(b.recv(&mut [0; 64]), 2).await);
            a.get().send_to(&[n; 20], b.get().port_id(), 0).unwrap();
            if n % 2 == 0 {
                assert_eq!(b.recv(&mut buffer).await, Ok(Received::unicast(20)));
                assert_eq!(buffer[..20], [n; 20]);
            } else {
                let datagram = b.recv_from(&mut buffer).await.unwrap();
                assert_eq!((datagram.bytes, datagram.sender), (&[n; 20][..], a.get().port_id()));
            }
        }
    });
}
