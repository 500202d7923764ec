//! What threads may share, and what none must wait for: checked when this is compiled, and against the running kernel.
#![cfg(all(target_os = "linux", feature = "std", feature = "route"))]
#![allow(clippy::unwrap_used)]
mod common;

use nlwire::{
    bpf::Instruction,
    cache::{Cache, Tree},
    client::{
        self, Connection, Delivery, Incoming, Replies, ReplyMode, RequestId, Session, SharedConnection,
    },
    route::{GetLink, IfInfo, Link, Routes},
    socket::{Cancellable, Config, Protocol, Ready, Socket, SocketError, Waker, namespace::Namespace},
    wire::{Attrs, GetFlags, KernelError, Message, Messages, Request},
};
use std::{
    collections::HashMap,
    sync::{Mutex, mpsc},
    time::{Duration, Instant},
};

const fn is_send<T: Send>() {}
const fn is_shared<T: Send + Sync>() {}
const _: () = {
    // by reference from any thread
    is_shared::<Socket>();
    is_shared::<Waker>();
    is_shared::<Namespace>();
    is_shared::<SharedConnection<Socket, Vec<u8>>>();
    is_shared::<Session>();
    is_shared::<Instruction>();
    is_shared::<Cache<Routes, Tree<Routes, Vec<u8>>>>();
    // what is read, and what went wrong
    is_shared::<Message<'static>>();
    is_shared::<Attrs<'static, Link>>();
    is_shared::<nlwire::route::LinkMessage<'static>>();
    is_shared::<SocketError>();
    is_shared::<client::Error<SocketError>>();
    is_shared::<KernelError>();
    // by one thread at a time
    is_send::<Cancellable<'static>>();
    is_send::<Connection<Socket, &'static mut [u8]>>();
    is_send::<Connection<Cancellable<'static>, Vec<u8>>>();
    is_send::<Replies<'static, Socket, Vec<u8>, GetLink>>();
};

/// Of a pool, each thread asks over one socket, and one of them receives and gives out what arrived by its sequence.
#[test]
fn a_pool_shares_one_socket_by_sequences() {
    let name = "a_pool_shares_one_socket_by_sequences";
    if !common::rtnetlink_answers(name) {
        return;
    }
    let socket = Socket::new(Protocol::ROUTE).unwrap();
    let waker = Waker::new().unwrap();
    type Desk = (Session<64>, HashMap<RequestId, mpsc::Sender<Result<u32, i32>>>);
    let desk: Mutex<Desk> = Mutex::new((Session::new(socket.port_id(), 1), HashMap::new()));
    std::thread::scope(|scope| {
        let receiver = scope.spawn(|| {
            let (mut buffer, mut given) = ([0; 32 * 1024], 0);
            while socket.wait_or(Some(&waker), None).unwrap() != Ready::Woken {
                let len = socket.recv(&mut buffer).unwrap();
                for message in Messages::new(&buffer[..len]) {
                    let (session, owners) = &mut *desk.lock().unwrap();
                    match session.receive(message.unwrap(), Delivery::Unicast) {
                        Incoming::Item { request, message, .. } => {
                            let index = message.split::<IfInfo, Link>().unwrap().0.get(IfInfo::ifi_index);
                            owners.remove(&request).unwrap().send(Ok(index)).unwrap();
                            given += 1;
                        }
                        Incoming::Refused { request, ack } => {
                            owners.remove(&request).unwrap().send(Err(ack.errno().0)).unwrap();
                            given += 1;
                        }
                        _ => {}
                    }
                }
            }
            given
        });
        let pool: Vec<_> = (0..8)
            .map(|worker| {
                let (socket, desk) = (&socket, &desk);
                scope.spawn(move || {
                    for n in 0..100 {
                        let index = if (worker + n) % 3 == 0 { 1_000_000 + n } else { 1 };
                        let (sender, answer) = mpsc::channel();
                        let mut buffer = [0; 64];
                        {
                            // sent under the same lock, so that the answer finds its owner
                            let (session, owners) = &mut *desk.lock().unwrap();
                            let ticket = session.begin(ReplyMode::Answer).unwrap();
                            owners.insert(ticket, sender);
                            let asked = GetLink { index, ..Default::default() };
                            let request = Request::new(&mut buffer, asked, GetFlags::ACK);
                            socket.send(request.finish(ticket.seq()).unwrap()).unwrap();
                        }
                        let answer = answer.recv_timeout(Duration::from_secs(20)).unwrap();
                        assert_eq!(answer, if index == 1 { Ok(1) } else { Err(19) }, "ENODEV");
                    }
                })
            })
            .collect();
        pool.into_iter().for_each(|worker| worker.join().unwrap());
        // closed by another thread: the reader is woken
        waker.wake().unwrap();
        assert_eq!(receiver.join().unwrap(), 800);
    });
}

/// Every call of a conversation ends at its deadline, and the next one works.
#[test]
fn every_call_has_a_deadline() {
    let name = "every_call_has_a_deadline";
    if !common::rtnetlink_answers(name) {
        return;
    }
    let (limit, patience) = (Duration::from_millis(30), Duration::from_secs(20));
    // nobody answers on this protocol: the kernel refuses what is sent, and says nothing by itself
    let silent = Config::new(Protocol::USERSOCK).open().unwrap();
    let mut buffer = [0; 8192];
    let began = Instant::now();
    let mut connection =
        Connection::new(Cancellable::new(&silent, None), &mut buffer[..], silent.port_id(), 1);
    connection.transport().within(limit);
    assert!(connection.next_event().unwrap_err().is_timeout());
    assert!(began.elapsed() >= limit && began.elapsed() < patience);
    // the same by the socket's own time-out, without a descriptor beside it
    silent.set_receive_timeout(Some(limit)).unwrap();
    assert!(silent.recv(&mut [0; 64]).unwrap_err().is_timeout());
    assert!(silent.recv_from(&mut [0; 64]).unwrap_err().is_timeout());
    assert!(silent.peek_size().unwrap_err().is_timeout());
    let mut slots = [nlwire::socket::Slot::default(); 2];
    assert!(silent.recv_batch(&mut [0; 64], &mut slots).unwrap_err().is_timeout());
    assert!(!silent.wait(Some(limit)).unwrap());

    // a conversation whose deadline is over: what is there comes all the same, and the next has a deadline of its own
    let socket = Socket::new(Protocol::ROUTE).unwrap();
    let mut buffer = [0; 32 * 1024];
    let mut connection =
        Connection::new(Cancellable::new(&socket, None), &mut buffer[..], socket.port_id(), 1);
    connection.transport().within(patience);
    connection.get(GetLink { index: 1, ..Default::default() }).unwrap();
    connection.transport().within(limit);
    assert!(connection.next_event().unwrap_err().is_timeout());
    connection.transport().within(patience);
    let mut links = connection.dump(GetLink::default()).unwrap();
    assert!(links.next().unwrap().is_some());
}
