//! Processes that send to the groups of a tokio socket, against the running kernel: nothing that
//! they send is taken for a reply or an event, or ends a request.
#[path = "../../../tests/common/mod.rs"]
mod common;

use nlwire::{
    client::{Received, SharedConnection},
    route::{GetLink, IfInfo, Link, NewLink, RouteGroup, RouteMessage},
    socket::{Config, Peer, Protocol, Socket as Plain},
    tokio::{Connection, Socket},
    wire::{Batch, ControlType, Errno, GetFlags, Message, MessageHead, NewFlags, write_ack, write_done},
};
use std::{future::Future, time::Duration};

const LO: u32 = 1;
const MISSING: u32 = 4711;
const LINK: u32 = RouteGroup::RTNLGRP_LINK.0;
const NEWLINK: u16 = RouteMessage::RTM_NEWLINK;

fn run<F: Future<Output = ()>>(name: &str, threads: usize, test: impl FnOnce() -> F) {
    common::in_namespace(name, || {
        let mut builder = match threads {
            1 => tokio::runtime::Builder::new_current_thread(),
            _ => tokio::runtime::Builder::new_multi_thread(),
        };
        builder.worker_threads(threads).enable_all().build().unwrap().block_on(async {
            tokio::time::timeout(Duration::from_secs(60), test()).await.expect("it hangs");
        });
    });
}
fn link(kind: u16, flags: u16, seq: u32, port: u32, index: u32) -> Vec<u8> {
    let mut buffer = [0; 128];
    let mut batch = Batch::new(&mut buffer);
    let header = IfInfo::new().with(IfInfo::ifi_index, index);
    batch
        .reply::<_, Link>(MessageHead { message_type: kind, flags, seq, port_id: port }, &header, |link| {
            link.put(Link::IFLA_IFNAME, "forged");
        })
        .unwrap();
    batch.bytes().to_vec()
}
/// Forged replies to the request `seq` of the socket `port`, and malformed datagrams.
fn forgeries(seq: u32, port: u32) -> Vec<Vec<u8>> {
    let asked = link(NEWLINK, 5, seq, port, LO);
    let asked = Message::new(&asked).unwrap();
    vec![
        link(NEWLINK, 0, seq, port, LO),
        link(NEWLINK, GetFlags::MULTI.bits(), seq, port, 99),
        link(NEWLINK, 0, 0, 0, 99),
        write_ack(&mut [0; 64], asked).unwrap().to_vec(),
        write_done(&mut [0; 64], asked, 0, |_| {}).unwrap().to_vec(),
        link(ControlType::NLMSG_OVERRUN.0, 0, seq, port, LO),
        vec![0xff; 7],
        vec![0xff; 64],
        vec![0x55; 40_000],
    ]
}
struct Forger(Plain);
impl Forger {
    fn new() -> Self {
        Self(Config::new(Protocol::ROUTE).peer(Peer::Anyone).open().unwrap())
    }
    fn all(&self, seq: u32, port: u32) -> usize {
        let all = forgeries(seq, port);
        all.iter().for_each(|bytes| self.0.send_to(bytes, 0, 1 << (LINK - 1)).unwrap());
        all.len()
    }
}
async fn name_of(connection: &Connection, index: u32) -> Result<String, Option<Errno>> {
    let asked = GetLink { index, ..Default::default() };
    let name = |link: nlwire::route::LinkMessage<'_>| {
        link.attrs.get(Link::IFLA_IFNAME).unwrap().unwrap().to_string()
    };
    connection.get(asked, name).await.map_err(|failure| failure.errno())
}
async fn attack(peer: Peer, adopt: bool) {
    const SEED: u32 = 1000;
    let plain =
        Config::new(Protocol::ROUTE).groups([LINK]).receive_buffer(8 << 20).peer(peer).open().unwrap();
    let plain = if adopt { Plain::try_from(std::os::fd::OwnedFd::from(plain)).unwrap() } else { plain };
    // give the socket an address
    plain.send(&link(RouteMessage::RTM_GETLINK, 1, 7, 0, LO)).unwrap();
    let port = plain.port_id();
    let socket = Socket::new(plain).unwrap();
    assert!(socket.recv(&mut vec![0; 32 * 1024]).await.unwrap().len > 0);
    let connection: Connection = SharedConnection::new(socket, vec![0; 32 * 1024], vec![0; 8192], port, SEED);
    let (forger, mut forged, mut seq) = (Forger::new(), 0, SEED);
    for _ in 0..20 {
        forged += forger.all(seq, port);
        assert_eq!(name_of(&connection, LO).await.as_deref(), Ok("lo"));
        forged += forger.all(seq + 1, port);
        assert_eq!(name_of(&connection, MISSING).await, Err(Some(Errno::ENODEV)));
        forged += forger.all(seq + 2, port);
        let missing = NewLink { index: MISSING, ..Default::default() };
        let change =
            connection.request_with(missing, NewFlags::ECHO, |link| _ = link.put(Link::IFLA_MTU, 1400));
        assert_eq!(change.await.unwrap_err().errno(), Some(Errno::ENODEV));
        forged += forger.all(seq + 3, port);
        let mut found = Vec::new();
        let dump = connection.dump(GetLink::default(), |link| {
            found.push(link.header.get(IfInfo::ifi_index));
        });
        dump.await.unwrap();
        assert_eq!(found, [LO]);
        seq += 4;
    }
    assert_eq!(connection.transport().get().foreign_datagrams(), forged);
}
#[test]
fn a_shared_connection_believes_the_kernel_alone() {
    run("a_shared_connection_believes_the_kernel_alone", 1, || async {
        attack(Peer::Kernel, false).await;
        attack(Peer::Kernel, true).await;
        attack(Peer::Anyone, true).await;
        attack(Peer::Unbound, false).await;
    });
}
#[test]
fn a_shared_connection_of_several_threads_believes_the_kernel_alone() {
    run("a_shared_connection_of_several_threads_believes_the_kernel_alone", 2, || async {
        attack(Peer::Kernel, false).await;
        attack(Peer::Unbound, false).await;
    });
}
#[test]
fn a_socket_returns_what_processes_send_as_empty() {
    run("a_socket_returns_what_processes_send_as_empty", 1, || async {
        let mut buffer = vec![0; 64 * 1024];
        let forger = Forger::new();
        for (peer, believed) in [(Peer::Kernel, false), (Peer::Unbound, false), (Peer::Anyone, true)] {
            let plain = Config::new(Protocol::ROUTE).groups([LINK]).peer(peer).open().unwrap();
            plain.send(&link(RouteMessage::RTM_GETLINK, 1, 7, 0, LO)).unwrap();
            let socket = Socket::new(plain).unwrap();
            assert!(socket.recv(&mut buffer).await.unwrap().len > 0);
            let count = forger.all(7, socket.get().port_id());
            for forgery in forgeries(7, socket.get().port_id()) {
                let wanted = if believed { Received::multicast(forgery.len()) } else { Received::unicast(0) };
                assert_eq!(socket.recv(&mut buffer).await, Ok(wanted));
            }
            assert_eq!(socket.get().foreign_datagrams(), if believed { 0 } else { count });
        }
    });
}
