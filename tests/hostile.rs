//! Processes that send to the groups that a socket has joined, against the running kernel: nothing of what they send is an answer, an event
//! or a part of a cache, and nothing of it ends anything.
#![cfg(all(target_os = "linux", feature = "std", feature = "route"))]
#![allow(clippy::unwrap_used)]
mod common;

#[path = "hostile/cache.rs"]
mod cache;
#[path = "hostile/session.rs"]
mod session;
#[path = "hostile/tenant.rs"]
mod tenant;

use nlwire::{
    cache::{Cache, Change, ResyncPolicy, Tree},
    client::{Buffer, Connection, Received, Transport},
    route::{GetLink, IfInfo, Link, LinkFlags, Links, NewLink, RouteGroup, RouteMessage, link, netns},
    socket::{AsFd, Cancellable, Config, Peer, Protocol, Socket, SocketOption, monotonic},
    wire::{
        Batch, ControlType, Errno, GetFlags, Message, MessageHead, Messages, NewFlags, write_ack, write_done,
    },
};
use std::{
    io::{BufRead, BufReader, Write},
    process::Child,
    time::Duration,
};

const LO: u32 = 1;
const MISSING: u32 = 4711;
const SEED: u32 = 1000;
const NEWLINK: u16 = RouteMessage::RTM_NEWLINK;
const DELLINK: u16 = RouteMessage::RTM_DELLINK;
const LINK: u32 = RouteGroup::RTNLGRP_LINK.0;
const MULTI: u16 = GetFlags::MULTI.bits();
/// RTNLGRP_IPV4_MCADDR, Linux 6.14.
const IPV4_MCADDR: u32 = 37;
/// The highest number that an address can name as a bit.
const HIGHEST_OF_ADDRESS: u32 = 32;

fn forged_link(kind: u16, flags: u16, seq: u32, port: u32, index: u32) -> Vec<u8> {
    let mut buffer = [0; 128];
    let header = IfInfo::new().with(IfInfo::ifi_index, index).with(IfInfo::ifi_flags, LinkFlags::empty());
    let mut batch = Batch::new(&mut buffer);
    let name = if index == LO { "forged" } else { "ghost" };
    batch
        .reply::<_, Link>(MessageHead { message_type: kind, flags, seq, port_id: port }, &header, |link| {
            link.put(Link::IFLA_IFNAME, name).put(Link::IFLA_MTU, 666);
        })
        .unwrap();
    batch.bytes().to_vec()
}
fn asked(seq: u32, port: u32) -> Vec<u8> {
    forged_link(NEWLINK, 5, seq, port, LO)
}
fn forged_ack(seq: u32, port: u32) -> Vec<u8> {
    write_ack(&mut [0; 64], Message::new(&asked(seq, port)).unwrap()).unwrap().to_vec()
}
fn forged_done(seq: u32, port: u32) -> Vec<u8> {
    write_done(&mut [0; 64], Message::new(&asked(seq, port)).unwrap(), 0, |_| {}).unwrap().to_vec()
}
fn control(kind: ControlType, seq: u32, port: u32) -> Vec<u8> {
    let mut bytes = forged_link(kind.0, 0, seq, port, LO);
    bytes.truncate(16);
    bytes[..4].copy_from_slice(&16u32.to_ne_bytes());
    bytes
}
/// What can be said to the request `seq` of the socket `port`, and what nobody can read.
fn forgeries(seq: u32, port: u32) -> Vec<Vec<u8>> {
    let mut all = vec![
        forged_link(NEWLINK, 0, seq, port, LO),
        forged_link(NEWLINK, MULTI, seq, port, LO),
        forged_link(NEWLINK, MULTI, seq, port, 99),
        forged_link(NEWLINK, 0, 0, 0, 99),
        forged_link(DELLINK, 0, seq, port, LO),
        forged_link(DELLINK, 0, 0, 0, LO),
        forged_ack(seq, port),
        forged_ack(seq, 0),
        forged_done(seq, port),
        control(ControlType::NLMSG_OVERRUN, seq, port),
        control(ControlType::NLMSG_OVERRUN, 0, 0),
    ];
    // malformed: no message, a message that is longer than the datagram, one that is shorter than its header
    let mut long = forged_link(NEWLINK, 0, seq, port, LO);
    long[..4].copy_from_slice(&4000u32.to_ne_bytes());
    let mut short = long.clone();
    short[..4].copy_from_slice(&3u32.to_ne_bytes());
    all.extend([vec![0xff; 7], long, short, vec![0xff; 64]]);
    // more than a buffer has room for
    all.push(vec![0x55; 40_000]);
    all
}
/// Another socket, as another process of the same namespace with CAP_NET_ADMIN has it.
struct Forger(Socket);
impl Forger {
    fn new() -> Self {
        Self(Config::new(Protocol::ROUTE).peer(Peer::Anyone).open().unwrap())
    }
    /// Sends to a group; how many.
    fn multicast(&self, group: u32, datagrams: &[Vec<u8>]) -> usize {
        for datagram in datagrams {
            self.0.send_to(datagram, 0, 1 << (group - 1)).unwrap();
        }
        datagrams.len()
    }
    /// What can be said to the request `seq` of the socket `port`.
    fn all(&self, seq: u32, port: u32) -> usize {
        self.multicast(LINK, &forgeries(seq, port))
    }
}
fn name_of<T: Transport, B: Buffer>(
    connection: &mut Connection<T, B>,
    index: u32,
) -> Result<String, Option<Errno>> {
    let found = connection.get(GetLink { index, ..Default::default() });
    match found {
        Ok(link) => Ok(link.attrs.get(Link::IFLA_IFNAME).unwrap().unwrap().to_string()),
        Err(failure) => Err(Some(failure.errno().unwrap_or_else(|| panic!("{failure}")))),
    }
}
/// Sets lo up or down over a socket of its own.
fn switch_lo(up: bool) {
    let mut buffer = [0; 8192];
    let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
    if up { connection.run(link::set_up(1)) } else { connection.run(link::set_down(1)) }.unwrap();
}
/// The next event must be the kernel's word of lo.
fn next_is_lo<T: Transport, B: Buffer>(connection: &mut Connection<T, B>, up: bool) {
    let event = connection.next_event().unwrap_or_else(|failure| panic!("{failure}"));
    let Ok(RouteMessage::NewLink(nlwire::route::LinkMessage { header, attrs, .. })) =
        RouteMessage::decode(event)
    else {
        panic!("{event:?}")
    };
    assert_eq!(header.get(IfInfo::ifi_index), LO);
    assert_eq!(header.get(IfInfo::ifi_flags).contains(LinkFlags::IFF_UP), up);
    assert!(attrs.get(Link::IFLA_IFNAME).unwrap().unwrap() == "lo");
}

/// Everything that a session can be asked for, while all that can be forged lies before the kernel's answer in the queue. `seed` is the
/// next sequence number, which the forger has guessed. How many datagrams were forged.
fn attack<T: Transport, B: Buffer>(connection: &mut Connection<T, B>, port: u32, seed: u32) -> usize {
    let (forger, mut forged, mut seq) = (Forger::new(), 0, seed);
    let mut forge = |seq: &mut u32| {
        forged += forger.all(*seq, port);
        *seq += 1;
    };
    // a request for one thing, answered by a message and an ack
    forge(&mut seq);
    assert_eq!(name_of(connection, LO).as_deref(), Ok("lo"));
    // for one that is missing
    forge(&mut seq);
    assert_eq!(name_of(connection, MISSING), Err(Some(Errno::ENODEV)));
    // a change that is refused, and one with an answer (NLM_F_ECHO)
    for flags in [NewFlags::empty(), NewFlags::ECHO] {
        forge(&mut seq);
        let missing = NewLink { index: MISSING, ..Default::default() };
        let refused = connection.request_with(missing, flags, |link| _ = link.put(Link::IFLA_MTU, 1400));
        assert_eq!(refused.unwrap_err().errno(), Some(Errno::ENODEV));
    }
    // a change that is made: its own event is one
    forge(&mut seq);
    connection
        .request_with(NewLink { index: LO, ..Default::default() }, NewFlags::empty(), |link| {
            link.put(Link::IFLA_MTU, 60_000);
        })
        .unwrap();
    // a dump, forged before it begins and between its parts
    forge(&mut seq);
    let mut all = connection.dump(GetLink::default()).unwrap();
    let mut found = Vec::new();
    while let Some(link) = all.next().unwrap() {
        let name = link.attrs.get(Link::IFLA_IFNAME).unwrap().unwrap().to_string();
        found.push((link.header.get(IfInfo::ifi_index), name, link.attrs.get(Link::IFLA_MTU).unwrap()));
        seq -= 1;
        forge(&mut seq);
    }
    assert_eq!(found, [(LO, "lo".to_owned(), Some(60_000))]);
    // without an ack: the first message is the answer
    forge(&mut seq);
    let mut one =
        connection.request_multi(GetLink { index: LO, ..Default::default() }, GetFlags::empty()).unwrap();
    let name = one.next().unwrap().unwrap().attrs.get(Link::IFLA_IFNAME).unwrap().unwrap().to_string();
    assert_eq!(name, "lo");
    assert!(one.next().unwrap().is_none());
    // several by one send
    forge(&mut seq);
    let mut batch = connection.batch(nlwire::route::lookup);
    for index in [MISSING, MISSING] {
        batch
            .add_with(NewLink { index, ..Default::default() }, NewFlags::empty(), |link| {
                link.put(Link::IFLA_MTU, 1400);
            })
            .unwrap();
    }
    let failure = batch.commit().unwrap_err();
    assert_eq!((failure.index, failure.refused, failure.failure.errno()), (Some(0), 2, Some(Errno::ENODEV)));
    seq += 1;

    // a watcher: what is forged, malformed things among it, does not end it
    while connection.next_event().is_ok() {} // those of the changes above
    for up in [false, true, false, true] {
        forge(&mut seq);
        switch_lo(up);
        next_is_lo(connection, up);
        forge(&mut seq);
    }
    let end = connection.next_event().unwrap_err();
    assert!(end.is_timeout(), "nothing is left: {end}");
    assert_eq!(connection.late_replies(), 0);
    forged
}
fn config() -> Config<'static> {
    Config::new(Protocol::ROUTE).groups([LINK]).receive_buffer(8 << 20)
}
fn patient(socket: Socket) -> Socket {
    socket.set_receive_timeout(Some(Duration::from_millis(500))).unwrap();
    socket
}

const PACE: ResyncPolicy = ResyncPolicy {
    min_interval: Duration::from_millis(20),
    settle_delay: Duration::from_millis(10),
    dump_timeout: Duration::from_secs(10),
};
type LinkCache = Cache<Links, Tree<Links, Vec<u8>>>;
/// Runs a cache until it is complete and nothing comes.
fn settle(cache: &mut LinkCache, mut transport: impl Transport, socket: &Socket) {
    let (until, mut buffer) = (monotonic() + Duration::from_secs(30), vec![0; 32 * 1024]);
    loop {
        let quiet = !socket.wait(Some(cache.due_in(monotonic()).unwrap_or(PACE.settle_delay))).unwrap();
        if quiet && cache.is_synced() {
            return;
        }
        assert!(monotonic() < until, "it never comes to rest: {:?}", cache.counters());
        let step = cache.step(&mut transport, &mut buffer, monotonic(), &mut |change| {
            assert!(
                !matches!(change, Change::Lost | Change::Removed { .. }),
                "nothing was lost, nothing went"
            );
        });
        step.unwrap_or_else(|failure| panic!("{failure}"));
    }
}
fn links_of(cache: &LinkCache) -> Vec<(u32, String, bool)> {
    cache.iter().map(|(key, link)| (*key, link.name().to_string(), link.is_up())).collect()
}
