//! The other side: a small server over a socket pair, made of what the crate has for whoever answers requests. It answers a dump in several
//! datagrams, going on each time where it stopped, and refuses a wrong request as the kernel does, which is asked the same.
#![cfg(all(feature = "std", feature = "route"))]
mod common;

use nlwire::client::{Connection, ErrorKind, Received, Transport, TransportError};
use nlwire::route::{self, *};
use nlwire::socket::{Config, Protocol, Requirement};
use nlwire::uapi::AddressFamily;
use nlwire::{
    server::ValidationError,
    wire::{
        Ack, Attr, Batch, BuildError, DeleteFlags, Errno, GetFlags, Message, MessageHead, Messages, NewFlags,
        Operation, Request, Writer, write_ack, write_done,
    },
};
use std::os::unix::net::UnixDatagram;

/// How many links the server has.
const LINKS: u32 = 300;
/// Bytes of its datagrams.
const ROOM: usize = 4096;

/// The client's end.
struct Pair(UnixDatagram);
#[derive(Clone, Copy, Debug)]
struct Broken(std::io::ErrorKind);
impl core::fmt::Display for Broken {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "the socket pair: {}", self.0)
    }
}
impl core::error::Error for Broken {}
impl TransportError for Broken {}
impl Transport for Pair {
    type Error = Broken;
    fn send(&mut self, datagram: &[u8]) -> Result<(), Broken> {
        self.0.send(datagram).map(drop).map_err(|error| Broken(error.kind()))
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, Broken> {
        self.0.recv(buffer).map(Received::unicast).map_err(|error| Broken(error.kind()))
    }
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, Broken> {
        self.0.set_nonblocking(true).map_err(|error| Broken(error.kind()))?;
        let received = self.0.recv(buffer);
        self.0.set_nonblocking(false).map_err(|error| Broken(error.kind()))?;
        match received {
            Ok(len) => Ok(Some(Received::unicast(len))),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => Ok(None),
            Err(error) => Err(Broken(error.kind())),
        }
    }
}

/// A dump under way: what was asked, and the link that comes next.
struct Dump {
    request: Vec<u8>,
    next: u32,
}
impl Dump {
    /// Fills one datagram, and says whether it is the last.
    fn resume(&mut self, buffer: &mut [u8]) -> (usize, bool) {
        let request = Message::new(&self.request).unwrap();
        let mut batch = Batch::new(buffer);
        while self.next <= LINKS {
            let head = MessageHead::reply_to(request, RouteMessage::RTM_NEWLINK).multi();
            let header = IfInfo::new().with(IfInfo::ifi_index, self.next);
            let name = format!("link{}", self.next);
            let put = batch.reply(head, &header, |link: &mut Writer<'_, Link>| {
                link.put(Link::IFLA_IFNAME, name.as_str()).put(Link::IFLA_MTU, 1500);
            });
            match put.map(drop) {
                Ok(()) => self.next += 1,
                Err(BuildError::TooSmall { .. }) => return (batch.bytes().len(), false),
                Err(other) => panic!("{other}"),
            }
        }
        let done = batch.append(|room| write_done(room, request, 0, |_| {})).map(drop);
        (batch.bytes().len(), done.is_ok())
    }
}
/// What the server makes of one request: its answer, or a dump that begins.
fn answer(request: Message<'_>, buffer: &mut [u8]) -> Result<usize, Dump> {
    let refused = |invalid: ValidationError, buffer: &mut [u8]| invalid.write(buffer, request).unwrap().len();
    let Some(row) = route::lookup(request) else {
        let nothing = nlwire::wire::write_error(buffer, request, Errno::EOPNOTSUPP.0, false, |_| {});
        return Ok(nothing.unwrap().len());
    };
    if let Err(invalid) = row.validate(request, &route::request_policy(request, true)) {
        return Ok(refused(invalid, buffer));
    }
    match request.message_type() {
        RouteMessage::RTM_GETLINK if request.flags() & GetFlags::DUMP.bits() != 0 => {
            Err(Dump { request: request.bytes().to_vec(), next: 1 })
        }
        _ => Ok(write_ack(buffer, request).unwrap().len()),
    }
}
/// Answers until the other end is closed; how many datagrams it sent.
fn serve(socket: &UnixDatagram) -> usize {
    let (mut buffer, mut room, mut sent) = ([0; 8192], [0; ROOM], 0);
    while let Ok(len) = socket.recv(&mut buffer) {
        if len == 0 {
            break;
        }
        for request in Messages::new(&buffer[..len]).map_while(Result::ok) {
            let mut send = |bytes: &[u8]| {
                sent += 1;
                socket.send(bytes).unwrap();
            };
            match answer(request, &mut room) {
                Ok(len) => send(&room[..len]),
                Err(mut dump) => loop {
                    let (len, is_last) = dump.resume(&mut room);
                    send(&room[..len]);
                    if is_last {
                        break;
                    }
                },
            }
        }
    }
    sent
}
/// A client's connection to the server.
fn with_server(client: impl FnOnce(&mut Connection<Pair, &mut [u8]>)) -> usize {
    let (ours, theirs) = UnixDatagram::pair().unwrap();
    let server = std::thread::spawn(move || serve(&theirs));
    let mut buffer = [0; 8192];
    let mut connection = Connection::new(Pair(ours), &mut buffer[..], 0, 1);
    client(&mut connection);
    // an empty datagram is the end
    connection.transport().0.send(&[]).unwrap();
    server.join().unwrap()
}

#[test]
fn a_dump_is_resumed_in_several_datagrams() {
    let sent = with_server(|connection| {
        let mut links = connection.dump(GetLink::default()).unwrap();
        let mut next = 1;
        while let Some(link) = links.next().unwrap() {
            assert_eq!(link.header.get(IfInfo::ifi_index), next);
            assert_eq!(link.name(), format!("link{next}").as_str());
            next += 1;
        }
        assert_eq!(next, LINKS + 1);
        assert!(links.done().is_some_and(|done| !done.interrupted));
        // and a change is acked
        let change = NewLink { index: 3, ..Default::default() };
        connection
            .request_with(change, NewFlags::empty(), |link| just(link.put(Link::IFLA_MTU, 1400)))
            .unwrap();
    });
    // 40 bytes and more a link
    assert!(sent > 3, "{sent} datagrams");
}

/// Nothing more than what was put.
fn just<S>(_: &mut Writer<'_, S>) {}
/// A request as bytes.
fn made<O: Operation>(operation: O, flags: O::Flags, fill: impl FnOnce(&mut Request<'_, O>)) -> Vec<u8> {
    let mut buffer = [0; 1024];
    let mut request = Request::new(&mut buffer, operation, flags);
    fill(&mut request);
    request.finish(7).unwrap().to_vec()
}
/// Requests that are wrong, each in one place.
fn wrong() -> Vec<(&'static str, Vec<u8>)> {
    let lo = SetLink { index: 1, ..Default::default() };
    let ack = GetFlags::ACK | GetFlags::REQUEST;
    let new = NewFlags::ACK | NewFlags::REQUEST;
    let delete = DeleteFlags::ACK | DeleteFlags::REQUEST;
    let hop = NewNextHop { family: AddressFamily::AF_INET, ..Default::default() };
    let mut trailing = made(GetLink { index: 1, ..Default::default() }, ack, |_| {});
    trailing.extend([0xff; 4]);
    let len = (trailing.len() as u32).to_ne_bytes();
    trailing[..4].copy_from_slice(&len);
    let mut header = made(GetLink { index: 1, ..Default::default() }, ack, |_| {});
    header[24] = 1; // ifi_flags
    vec![
        ("too long", made(lo, new, |link| just(link.put(Link::IFLA_IFNAME, "a-name-that-is-too-long")))),
        ("too short", made(lo, new, |link| just(link.copy(Attr::new(4, &[1, 2]))))),
        (
            "in nests",
            made(lo, new, |link| {
                link.chosen(Link::IFLA_AF_SPEC, AfSpecFamily::UNSPEC, |families| {
                    families.nest(AfSpec::AF_INET6, |inet6| just(inet6.copy(Attr::new(7, &[1, 2, 3]))));
                });
            }),
        ),
        (
            "unknown",
            made(GetLink { index: 1, ..Default::default() }, ack, |link| {
                just(link.copy(Attr::new(900, &[])))
            }),
        ),
        (
            "not served",
            made(GetLink { index: 1, ..Default::default() }, ack, |link| just(link.put(Link::IFLA_MTU, 1))),
        ),
        ("trailing", trailing),
        ("in the header", header),
        ("a number in too many bytes", made(hop, new, |hop| just(hop.copy(Attr::new(5, &[0; 8]))))),
        ("a nest without its bit", made(hop, new, |hop| just(hop.copy(Attr::new(12, &[]))))),
        ("not its own", made(hop, new, |hop| just(hop.put(NextHop::NHA_GROUPS, nlwire::wire::Flag)))),
        ("missing", made(DelNextHop {}, delete, |_| {})),
        ("out of range", made(hop, new, |hop| just(hop.put(NextHop::NHA_HW_STATS_ENABLE, 2)))),
    ]
}

#[test]
fn a_wrong_request_is_refused_as_the_kernel_refuses_it() {
    common::in_namespace("a_wrong_request_is_refused_as_the_kernel_refuses_it", || {
        let socket = Config::new(Protocol::ROUTE).strict_checking(Requirement::Required).open().unwrap();
        // (Linux 6.1 does not know that attribute)
        let is_old = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap().starts_with("6.1.");
        for (what, request) in wrong().into_iter().filter(|(what, _)| !is_old || *what != "out of range") {
            let request = Message::new(&request).unwrap();
            let (mut theirs, mut ours) = ([0; 4096], [0; 4096]);
            socket.send(request.bytes()).unwrap();
            let len = socket.recv(&mut theirs).unwrap();
            let theirs = Ack::read(Message::new(&theirs[..len]).unwrap()).unwrap();
            let Ok(len) = answer(request, &mut ours) else { panic!("{what}: a dump") };
            let ours = Ack::read(Message::new(&ours[..len]).unwrap()).unwrap();
            assert!(ours.errno().0 != 0, "{what}");
            assert_eq!((ours.errno(), ours.offset()), (theirs.errno(), theirs.offset()), "{what}");
            let row = route::lookup(request).unwrap();
            let path = |ack: &Ack<'_>| ack.path(row).map(|path| path.to_string());
            if ours.offset().is_some() {
                // an attribute is to blame: the sentence is the parser's
                assert_eq!((path(&ours), ours.message()), (path(&theirs), theirs.message()), "{what}");
            } else if what == "missing" {
                // rtnetlink says it by a sentence alone, newer families by number, as we do
                assert_eq!((path(&ours).as_deref(), path(&theirs)), (Some("NHA_ID"), None));
            }
        }
    });
}

#[test]
fn a_client_reads_the_refusal() {
    with_server(|connection| {
        let lo = NewLink { index: 1, ..Default::default() };
        let failure = connection
            .request_with(lo, NewFlags::empty(), |link| {
                link.put(Link::IFLA_MTU, 1500).put(Link::IFLA_IFNAME, "a-name-that-is-too-long");
            })
            .unwrap_err();
        let ErrorKind::Refused(refusal) = failure.kind else { panic!("{failure:?}") };
        assert_eq!((refusal.errno, refusal.offset), (Errno::ERANGE, Some(40)));
        assert_eq!(connection.path().unwrap().to_string(), "IFLA_IFNAME");
        // and the conversation goes on
        assert!(
            connection.request_with(lo, NewFlags::empty(), |link| just(link.put(Link::IFLA_MTU, 1))).is_ok()
        );
    });
}
