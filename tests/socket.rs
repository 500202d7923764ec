//! The socket against the running kernel, without root.
#![cfg(all(feature = "std", target_os = "linux"))]

mod common;

use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::time::{Duration, Instant};

use common::{elsewhere, here, in_namespace, rtnetlink_answers, set_link_flags, skip};
use nlwire::bpf::Instruction as Bpf;
use nlwire::socket::{
    Config, IoSlice, Operation, Peer, Protocol, Slot, Socket, SocketError, SocketOption, Want, groups_of,
    namespace::Namespace,
};
use rustix::io::Errno;

const RTNLGRP_LINK: u32 = 1;
const RTNLGRP_NSID: u32 = 28;
const RTNLGRP_NEXTHOP: u32 = 32;
const RTNLGRP_BRVLAN: u32 = 33;

/// Long enough for any machine; a test that works never waits for it.
const PATIENCE: Option<Duration> = Some(Duration::from_secs(20));

fn errno(result: Result<impl Sized, SocketError>) -> i32 {
    match result {
        Ok(_) => 0,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            error.errno()
        }
    }
}

/// A message of a type with a payload.
fn message(kind: u16, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend((16 + payload.len() as u32).to_ne_bytes());
    bytes.extend(kind.to_ne_bytes());
    bytes.extend(1u16.to_ne_bytes()); // NLM_F_REQUEST
    bytes.extend(7u32.to_ne_bytes()); // sequence
    bytes.extend(0u32.to_ne_bytes());
    bytes.extend(payload);
    bytes
}

fn kind(datagram: &[u8]) -> u16 {
    u16::from_ne_bytes([datagram[4], datagram[5]])
}

/// Sends a request with an ack and reads it.
fn transact(socket: &Socket, request: &[u8]) -> i32 {
    socket.send(request).unwrap();
    let mut buffer = [0; 4096];
    let length = socket.recv(&mut buffer).unwrap();
    assert_eq!(kind(&buffer[..length]), 2, "an NLMSG_ERROR");
    -i32::from_ne_bytes(buffer[16..20].try_into().unwrap())
}

/// Two sockets of NETLINK_USERSOCK that hear each other; ports of the kernel's choice.
fn pair() -> (Socket, Socket) {
    let open = || Config::new(Protocol::USERSOCK).peer(Peer::Anyone).open().unwrap();
    let (a, b) = (open(), open());
    b.set_receive_timeout(PATIENCE).unwrap();
    (a, b)
}

// -------------------------------------------------------------------------------------------------
// Opening

#[test]
fn a_new_socket_knows_itself() {
    let socket = Socket::new(Protocol::ROUTE).unwrap();
    assert_ne!(socket.port_id(), 0);
    assert_eq!(socket.protocol(), Protocol::ROUTE);
    assert_eq!(socket.peer(), Peer::Kernel);
    assert!(socket.option(SocketOption::ExtendedAcks).unwrap());
    assert!(socket.option(SocketOption::StrictChecking).unwrap());
    assert!(!socket.option(SocketOption::CappedAcks).unwrap());
    let flags = rustix::io::fcntl_getfd(&socket).unwrap();
    assert!(flags.contains(rustix::io::FdFlags::CLOEXEC));
    assert!(format!("{socket:?}").contains("NETLINK_ROUTE"));
    let other = Socket::new(Protocol::ROUTE).unwrap();
    assert_ne!(socket.port_id(), other.port_id());
}

#[test]
fn wants_are_honoured() {
    let off = Config::new(Protocol::ROUTE).strict_checking(Want::Off).extended_acks(Want::Off);
    let socket = off.open().unwrap();
    assert!(!socket.option(SocketOption::ExtendedAcks).unwrap());
    assert!(!socket.option(SocketOption::StrictChecking).unwrap());
    let on = Config::from(Protocol::ROUTE)
        .strict_checking(Want::Required)
        .extended_acks(Want::Required)
        .capped_acks(Want::Required)
        .packet_info(Want::BestEffort);
    let socket = on.open().unwrap();
    assert!(socket.option(SocketOption::CappedAcks).unwrap());
    assert!(socket.option(SocketOption::PacketInfo).unwrap());
}

#[test]
fn a_port_id_can_be_chosen_and_taken() {
    // Not a number that the kernel gives by itself: it starts with the process id, then goes negative.
    // One for each socket: what another test's process inherits of a closed one is open until it executes.
    let port = 0x4000_0000 | std::process::id();
    for (port, peer) in [(port, Peer::Kernel), (port | 0x2000_0000, Peer::Anyone)] {
        let config = Config::new(Protocol::ROUTE).port_id(port).peer(peer);
        let first = config.open().unwrap();
        assert_eq!(first.port_id(), port);
        let error = config.open().unwrap_err();
        assert_eq!(error.operation(), Operation::Bind(port));
        assert_eq!(error.errno(), Errno::ADDRINUSE.raw_os_error());
        assert_eq!(
            error.to_string(),
            format!(
                "bind to port id {port}: EADDRINUSE: port id {port} is taken; use 0 and let the kernel choose"
            )
        );
        // Other protocols have other ports.
        Config::new(Protocol::GENERIC).port_id(port).open().unwrap();
    }
}

#[test]
fn an_unbound_socket_gets_its_port_by_sending() {
    if !rtnetlink_answers("an_unbound_socket_gets_its_port_by_sending") {
        return;
    }
    let socket = Config::new(Protocol::ROUTE).peer(Peer::Unbound).open().unwrap();
    assert_eq!(socket.port_id(), 0);
    socket.set_receive_timeout(PATIENCE).unwrap();
    socket.send(&message(18, &[0; 16])).unwrap(); // RTM_GETLINK of nothing: refused, and that is an answer
    assert_ne!(socket.port_id(), 0);
    socket.recv(&mut [0; 1024]).unwrap();
}

#[test]
fn a_protocol_that_is_not_there_is_named() {
    let error = Socket::new(Protocol(31)).unwrap_err();
    assert_eq!(error.errno(), Errno::PROTONOSUPPORT.raw_os_error());
    assert!(error.to_string().contains("this kernel has no netlink protocol 31"), "{error}");
    assert_eq!(errno(Socket::new(Protocol(200))), Errno::PROTONOSUPPORT.raw_os_error());
    assert_eq!(Protocol::SOCK_DIAG.to_string(), "NETLINK_SOCK_DIAG");
}

#[test]
fn descriptors_come_and_go() {
    let socket = Config::new(Protocol::GENERIC).open().unwrap();
    let port = socket.port_id();
    let fd = OwnedFd::from(socket);
    let socket = Socket::try_from(fd).unwrap();
    assert_eq!((socket.port_id(), socket.protocol(), socket.peer()), (port, Protocol::GENERIC, Peer::Anyone));

    let (unix, _other) = std::os::unix::net::UnixDatagram::pair().unwrap();
    let error = Socket::try_from(OwnedFd::from(unix)).unwrap_err();
    assert_eq!(error.errno(), Errno::AFNOSUPPORT.raw_os_error());
    let file = std::fs::File::open("/dev/null").unwrap();
    let error = Socket::try_from(OwnedFd::from(file)).unwrap_err();
    assert_eq!((error.operation(), error.errno()), (Operation::Adopt, Errno::NOTSOCK.raw_os_error()));
}

// -------------------------------------------------------------------------------------------------
// Options

#[test]
fn groups_above_31_are_joined_and_listed() {
    let socket = Config::new(Protocol::ROUTE).groups(&[RTNLGRP_LINK, RTNLGRP_NEXTHOP]).open().unwrap();
    socket.join(RTNLGRP_BRVLAN).unwrap();
    socket.join(RTNLGRP_BRVLAN).unwrap();

    let mut words = [0xa5a5_a5a5; 8];
    let needed = socket.memberships(&mut words).unwrap();
    assert!((2..=8).contains(&needed), "{needed}");
    assert_eq!(words[0], 1 | 1 << 31);
    assert_eq!(words[1], 1);
    assert_eq!(words[needed..], [0xa5a5_a5a5; 8][needed..], "untouched");
    assert!(groups_of(&words[..needed]).eq([RTNLGRP_LINK, RTNLGRP_NEXTHOP, RTNLGRP_BRVLAN]));

    // Too little room is no error, and none at all asks for the size.
    let mut one = [0; 1];
    assert_eq!(socket.memberships(&mut one).unwrap(), needed);
    assert_eq!(one[0], 1 | 1 << 31);
    assert_eq!(socket.memberships(&mut []).unwrap(), needed);

    assert!(socket.is_member(RTNLGRP_BRVLAN).unwrap());
    socket.leave(RTNLGRP_BRVLAN).unwrap();
    socket.leave(RTNLGRP_BRVLAN).unwrap();
    assert!(!socket.is_member(RTNLGRP_BRVLAN).unwrap());
    assert!(!socket.is_member(0).unwrap());

    for group in [0, 10_000, u32::MAX] {
        let error = socket.join(group).unwrap_err();
        assert_eq!((error.operation(), error.errno()), (Operation::Join(group), Errno::INVAL.raw_os_error()));
    }
    assert_eq!(errno(socket.leave(0)), Errno::INVAL.raw_os_error());
}

#[test]
fn every_option_goes_round() {
    in_namespace("every_option_goes_round", || {
        let socket =
            Config::new(Protocol::ROUTE).extended_acks(Want::Off).strict_checking(Want::Off).open().unwrap();
        // NETLINK_LISTEN_ALL_NSID can be set for long, and be read on newer kernels only (Linux 6.1 cannot)
        let is_on = |option| match socket.option(option) {
            Err(error) if error.errno() == Errno::NOPROTOOPT.raw_os_error() => None,
            read => Some(read.unwrap()),
        };
        for option in SocketOption::ALL {
            assert_ne!(is_on(option), Some(true), "{option}");
            socket.set_option(option, true).unwrap();
            for other in SocketOption::ALL {
                assert_ne!(is_on(other), Some(other != option), "{other} while {option} is on");
            }
            socket.set_option(option, false).unwrap();
            assert_ne!(is_on(option), Some(true), "{option}");
        }
        assert!(SocketOption::ALL.into_iter().filter(|option| is_on(*option).is_none()).count() <= 1);
    });
}

#[test]
fn buffers_tell_what_came_of_them() {
    let socket = Socket::new(Protocol::ROUTE).unwrap();
    assert_eq!(socket.set_receive_buffer(20_000).unwrap(), 40_000);
    assert_eq!(socket.receive_buffer().unwrap(), 40_000);
    assert_eq!(socket.set_send_buffer(30_000).unwrap(), 60_000);
    assert_eq!(socket.send_buffer().unwrap(), 60_000);
    // More than anybody gives is no error.
    assert!(socket.set_receive_buffer(usize::MAX).unwrap() >= 40_000);
    let socket = Config::new(Protocol::ROUTE).receive_buffer(25_000).open().unwrap();
    assert_eq!(socket.receive_buffer().unwrap(), 50_000);
}

#[test]
fn timeouts_pass_and_say_so() {
    let socket = Socket::new(Protocol::ROUTE).unwrap();
    assert_eq!(socket.receive_timeout().unwrap(), None);
    assert_eq!(socket.send_timeout().unwrap(), None);
    assert_eq!(errno(socket.set_receive_timeout(Some(Duration::ZERO))), Errno::INVAL.raw_os_error());
    assert_eq!(errno(socket.set_send_timeout(Some(Duration::ZERO))), Errno::INVAL.raw_os_error());
    // Less than a tick, and less than a microsecond, must not become zero, which is forever.
    socket.set_receive_timeout(Some(Duration::from_nanos(1))).unwrap();
    assert!(socket.receive_timeout().unwrap().is_some());
    socket.set_receive_timeout(Some(Duration::new(3, 999_999_999))).unwrap();
    assert_eq!(socket.receive_timeout().unwrap(), Some(Duration::from_secs(4)));
    socket.set_send_timeout(Some(Duration::MAX)).unwrap();
    socket.set_send_timeout(Some(Duration::from_secs(5))).unwrap();
    assert_eq!(socket.send_timeout().unwrap(), Some(Duration::from_secs(5)));
    socket.set_send_timeout(None).unwrap();
    assert_eq!(socket.send_timeout().unwrap(), None);

    let timeout = Duration::from_millis(200);
    socket.set_receive_timeout(Some(timeout)).unwrap();
    let start = Instant::now();
    let error = socket.recv(&mut [0; 64]).unwrap_err();
    // The kernel counts ticks: the first is under way already, and a virtual machine catches up on those it missed.
    assert!(start.elapsed() >= timeout / 2);
    assert!(error.is_timeout() && !error.is_loss());
    assert_eq!(error.to_string(), "receive: EAGAIN: nothing came in time");
    for result in [
        socket.recv_from(&mut [0; 64]).map(|_| ()),
        socket.recv_uninit(&mut [MaybeUninit::uninit(); 64]).map(|_| ()),
        socket.recv_batch(&mut [0; 64], &mut [Slot::default(); 2]).map(|_| ()),
        socket.peek_size().map(|_| ()),
    ] {
        assert!(result.unwrap_err().is_timeout());
    }
}

#[test]
fn non_blocking_sockets_do_not_wait() {
    let socket = Config::new(Protocol::ROUTE).nonblocking(true).open().unwrap();
    assert!(socket.recv(&mut [0; 64]).unwrap_err().would_block());
    assert!(socket.recv_batch(&mut [0; 64], &mut [Slot::default(); 2]).unwrap_err().would_block());
    socket.set_nonblocking(false).unwrap();
    let timeout = Duration::from_millis(200);
    socket.set_receive_timeout(Some(timeout)).unwrap();
    let start = Instant::now();
    assert!(socket.recv(&mut [0; 64]).unwrap_err().is_timeout());
    assert!(start.elapsed() >= timeout / 2, "the kernel counts ticks, not time");
    socket.set_nonblocking(true).unwrap();
    assert!(socket.recv_from(&mut [0; 64]).unwrap_err().would_block());
}

// -------------------------------------------------------------------------------------------------
// Filters

#[test]
fn filters_drop_and_pass() {
    let (sender, receiver) = pair();
    receiver.set_nonblocking(true).unwrap();
    let mut buffer = [0; 64];
    let mut hears = |kind: u16| {
        sender.send_to(&message(kind, &[]), receiver.port_id(), 0).unwrap();
        match receiver.recv(&mut buffer) {
            Ok(length) => length == 16,
            Err(error) => {
                assert!(error.would_block(), "{error}");
                false
            }
        }
    };
    assert!(hears(20));
    receiver.attach_filter(&[Bpf::DROP]).unwrap();
    assert!(!hears(20));
    receiver
        .attach_filter(&[
            Bpf::load_u16(4),
            Bpf::jump_equal(21u16.to_be().into(), 0, 1),
            Bpf::ACCEPT,
            Bpf::DROP,
        ])
        .unwrap();
    assert!(!hears(20));
    assert!(hears(21));
    receiver.detach_filter().unwrap();
    assert!(hears(20));
    let error = receiver.detach_filter().unwrap_err();
    assert_eq!(error.to_string(), "detach the filter: ENOENT: no filter is attached");

    assert_eq!(errno(receiver.attach_filter(&[])), Errno::INVAL.raw_os_error());
    assert_eq!(errno(receiver.attach_filter(&[Bpf::load_u16(4)])), Errno::INVAL.raw_os_error());
    assert_eq!(errno(receiver.attach_filter(&vec![Bpf::ACCEPT; 70_000])), Errno::INVAL.raw_os_error());

    receiver.attach_filter(&[Bpf::ACCEPT]).unwrap();
    receiver.lock_filter().unwrap();
    for result in [receiver.attach_filter(&[Bpf::DROP]), receiver.detach_filter()] {
        let error = result.unwrap_err();
        assert_eq!(error.errno(), Errno::PERM.raw_os_error());
        assert!(error.to_string().ends_with("the filter is locked"), "{error}");
    }
    assert!(hears(20));
}

#[test]
fn a_filter_of_the_config_is_there_from_the_first() {
    let receiver = Config::new(Protocol::USERSOCK).peer(Peer::Anyone).filter(&[Bpf::DROP]).nonblocking(true);
    let receiver = receiver.open().unwrap();
    let (sender, _) = pair();
    sender.send_to(&message(20, &[]), receiver.port_id(), 0).unwrap();
    assert!(receiver.recv(&mut [0; 64]).unwrap_err().would_block());
}

// -------------------------------------------------------------------------------------------------
// Receiving and sending

#[test]
fn processes_talk_over_usersock() {
    let (a, b) = pair();
    a.set_receive_timeout(PATIENCE).unwrap();
    let text = message(20, b"hello, you");
    a.send_to(&text, b.port_id(), 0).unwrap();
    let mut buffer = [0xa5; 128];
    let datagram = b.recv_from(&mut buffer).unwrap();
    assert_eq!((datagram.bytes, datagram.sender), (&text[..], a.port_id()));
    assert!(!datagram.is_from_kernel() && !datagram.is_multicast());
    assert_eq!((datagram.group, datagram.nsid, datagram.groups), (None, None, 0));

    // And back, from pieces, over a connection of the other side's.
    let reply = Config::new(Protocol::USERSOCK).peer(Peer::Process(a.port_id())).open().unwrap();
    reply.send_pieces(&[IoSlice::new(&text[..16]), IoSlice::new(&[]), IoSlice::new(&text[16..])]).unwrap();
    let datagram = a.recv_from(&mut buffer).unwrap();
    assert_eq!((datagram.bytes, datagram.sender), (&text[..], reply.port_id()));
    reply.send(&text).unwrap();
    assert_eq!(a.recv(&mut buffer).unwrap(), text.len());

    // The connected one hears its peer, and nobody else.
    a.send_to(&text, reply.port_id(), 0).unwrap();
    assert_eq!(reply.recv(&mut buffer).unwrap(), text.len());
    assert_eq!(errno(b.send_to(&text, reply.port_id(), 0)), Errno::CONNREFUSED.raw_os_error());
}

#[test]
fn groups_get_what_the_port_refuses() {
    // In a namespace, where no other test joins the group.
    in_namespace("groups_get_what_the_port_refuses", || {
        let (sender, receiver) = pair();
        receiver.join(3).unwrap();
        receiver.set_option(SocketOption::PacketInfo, true).unwrap();
        let text = message(20, b"to all");
        assert_eq!(errno(sender.send_to(&text, 0, 1 << 2)), Errno::CONNREFUSED.raw_os_error());
        let mut buffer = [0; 64];
        let heard = receiver.recv_from(&mut buffer).unwrap();
        assert_eq!((heard.bytes, heard.sender, heard.group), (&text[..], sender.port_id(), Some(3)));
        assert!(heard.is_multicast() && !heard.is_from_kernel());

        // A socket that is connected to the kernel hears groups all the same: that is why one asks for the sender.
        let connected = Config::new(Protocol::USERSOCK).groups(&[3]).open().unwrap();
        connected.set_receive_timeout(PATIENCE).unwrap();
        _ = sender.send_to(&text, 0, 1 << 2);
        assert_eq!(connected.recv_from(&mut buffer).unwrap().sender, sender.port_id());
    });
}

#[test]
fn a_datagram_that_does_not_fit_is_an_error_with_its_size() {
    let (sender, receiver) = pair();
    let text = message(20, &[7; 84]);
    let send = || sender.send_to(&text, receiver.port_id(), 0).unwrap();
    let truncated = |given| SocketError::Truncated { needed: 100, given };

    for given in [0, 1, 16, 99] {
        let mut buffer = vec![0xa5; given];
        send();
        assert_eq!(receiver.peek_size(), Ok(100));
        assert_eq!(receiver.recv(&mut buffer).unwrap_err(), truncated(given));
        assert_eq!(buffer, text[..given], "what fits is there");
        send();
        assert_eq!(receiver.recv_from(&mut buffer).unwrap_err(), truncated(given));
        send();
        assert_eq!(
            receiver.recv_uninit(&mut vec![MaybeUninit::uninit(); given]).unwrap_err(),
            truncated(given)
        );
    }
    let mut buffer = [0xa5; 100];
    send();
    assert_eq!(receiver.recv(&mut buffer), Ok(100));
    assert_eq!(buffer, text[..]);
    let mut buffer = [MaybeUninit::uninit(); 128];
    send();
    let (datagram, rest) = receiver.recv_uninit(&mut buffer).unwrap();
    assert_eq!((&*datagram, rest.len()), (&text[..], 28));

    let error = SocketError::Truncated { needed: 100, given: 16 };
    assert_eq!(error.to_string(), "receive: the datagram needs 100 bytes and the buffer has 16");
    assert!(error.is_loss());
    assert_eq!(error.errno(), Errno::MSGSIZE.raw_os_error());
}

#[test]
fn batches_bring_what_is_there() {
    let (sender, receiver) = pair();
    let send = |payload: &[u8]| sender.send_to(&message(20, payload), receiver.port_id(), 0).unwrap();
    send(b"");
    send(&[1; 100]);
    send(b"abcd");
    let mut buffer = [0xa5; 160];
    let mut slots = [Slot::default(); 5];
    let batch = receiver.recv_batch(&mut buffer, &mut slots).unwrap();
    assert_eq!(batch.len(), 3);
    let datagrams: Vec<_> = batch.collect();
    assert_eq!(datagrams[0].unwrap().bytes, message(20, b""));
    assert_eq!(datagrams[0].unwrap().sender, sender.port_id());
    assert_eq!(datagrams[1], Err(SocketError::Truncated { needed: 116, given: 32 }));
    assert_eq!(datagrams[2].unwrap().bytes, message(20, b"abcd"));

    // More slots than a batch has: the rest waits for the next.
    for _ in 0..40 {
        send(b"");
    }
    let mut buffer = [0; 64 * 16];
    let mut slots = [Slot::default(); 64];
    assert_eq!(receiver.recv_batch(&mut buffer, &mut slots).unwrap().len(), 32);
    assert_eq!(receiver.recv_batch(&mut buffer, &mut slots).unwrap().len(), 8);

    assert_eq!(errno(receiver.recv_batch(&mut buffer, &mut [])), Errno::INVAL.raw_os_error());
    assert_eq!(errno(receiver.recv_batch(&mut [0; 3], &mut slots)), Errno::INVAL.raw_os_error());
}

#[test]
fn a_drain_ends_where_nothing_is_there_or_with_its_budget() {
    let (sender, receiver) = pair();
    let (mut buffer, mut slots) = ([0; 8 * 64], [Slot::default(); 8]);
    let mut seen = Vec::new();
    let mut drain = |budget| {
        let drained = receiver.drain(&mut buffer, &mut slots, budget, |datagram| {
            seen.push(datagram.map(|it| (it.sender, it.bytes[8..].to_vec())).map_err(|error| error.errno()));
        });
        drained.map(|drained| (drained.taken, drained.empty))
    };
    assert_eq!(drain(10), Ok((0, true)), "it does not wait");
    // 30 of them by one call, in order
    let datagrams: Vec<_> = (0..30u8).map(|n| message(20, &[n; 4])).collect();
    let borrowed: Vec<_> = datagrams.iter().map(Vec::as_slice).collect();
    let to = Config::new(Protocol::USERSOCK).peer(Peer::Process(receiver.port_id())).open().unwrap();
    assert_eq!(to.send_batch(&borrowed), Ok(30));
    sender.send_to(&message(20, &[0; 100]), receiver.port_id(), 0).unwrap();
    assert_eq!(drain(20), Ok((20, false)), "no more than the budget");
    assert_eq!(drain(0), Ok((0, false)));
    assert_eq!(drain(100), Ok((11, true)));
    assert_eq!(errno(receiver.drain(&mut [0; 8], &mut [], 9, |_| {})), Errno::INVAL.raw_os_error());
    assert_eq!(seen.len(), 31);
    for (n, got) in seen[..30].iter().enumerate() {
        assert_eq!(*got, Ok((to.port_id(), datagrams[n][8..].to_vec())));
    }
    assert_eq!(seen[30], Err(Errno::MSGSIZE.raw_os_error()), "one that was cut, in its place");
}

#[test]
fn a_batch_that_is_sent_stops_where_one_fails() {
    let (_, receiver) = pair();
    let to = Config::new(Protocol::USERSOCK).peer(Peer::Process(receiver.port_id())).open().unwrap();
    let (small, empty) = (message(20, b"abcd"), Vec::new());
    assert_eq!(to.send_batch(&[&small, &small, &empty, &small]), Ok(2), "nobody can send nothing");
    assert_eq!(errno(to.send_batch(&[&empty])), Errno::NODATA.raw_os_error());
    assert_eq!(to.send_batch(&[]), Ok(0));
    let many = vec![small.as_slice(); 100];
    assert_eq!(to.send_batch(&many), Ok(100), "more than one call takes");
    drop(receiver);
    assert_eq!(errno(to.send_batch(&many)), Errno::CONNREFUSED.raw_os_error());
    // requests to the kernel are answered in order
    let route = Socket::new(Protocol::ROUTE).unwrap();
    route.set_receive_timeout(PATIENCE).unwrap();
    let mut requests = [message(18, &[0; 16]), message(18, &[0; 16]), message(18, &[0; 16])];
    for (n, request) in requests.iter_mut().enumerate() {
        request[8] = n as u8 + 1;
        request[6..8].copy_from_slice(&5_u16.to_ne_bytes()); // NLM_F_REQUEST | NLM_F_ACK
        request[20..24].copy_from_slice(&(n as i32 * 1000 + 1).to_ne_bytes()); // the loopback link, and two that are not there
    }
    assert_eq!(route.send_batch(&[&requests[0], &requests[1], &requests[2]]), Ok(3));
    let (mut buffer, mut slots) = (vec![0; 4 * 8192], [Slot::default(); 4]);
    let mut answers = Vec::new();
    while answers.len() < 4 {
        for datagram in route.recv_batch(&mut buffer, &mut slots).unwrap() {
            let datagram = datagram.unwrap();
            assert!(datagram.is_from_kernel());
            answers.push((kind(datagram.bytes), datagram.bytes[8]));
        }
    }
    assert_eq!(answers, [(16, 1), (2, 1), (2, 2), (2, 3)]);
}

#[test]
fn a_send_that_fails_says_why() {
    let (sender, receiver) = pair();
    let gone = receiver.port_id();
    drop(receiver);
    let error = sender.send_to(&message(20, &[]), gone, 0).unwrap_err();
    assert_eq!(
        (error.operation(), error.errno()),
        (Operation::Send(gone), Errno::CONNREFUSED.raw_os_error())
    );

    let socket = Socket::new(Protocol::ROUTE).unwrap();
    let size = socket.set_send_buffer(5_000).unwrap();
    let error = socket.send(&message(18, &vec![0; size])).unwrap_err();
    assert_eq!(error.errno(), Errno::MSGSIZE.raw_os_error());
    assert!(error.to_string().contains("larger than the send buffer"), "{error}");
    let converted = std::io::Error::from(SocketError::Overrun);
    assert_eq!(converted.raw_os_error(), Some(Errno::NOBUFS.raw_os_error()));
}

#[test]
fn a_full_buffer_is_an_overrun_and_the_socket_lives_on() {
    in_namespace("a_full_buffer_is_an_overrun_and_the_socket_lives_on", || {
        let events = Config::new(Protocol::ROUTE).groups(&[RTNLGRP_LINK]).receive_buffer(0).open().unwrap();
        events.set_receive_timeout(PATIENCE).unwrap();
        let control = Socket::new(Protocol::ROUTE).unwrap();
        for turn in 0..40 {
            assert_eq!(transact(&control, &set_link_flags(1, turn % 2 == 1)), 0);
        }
        let mut buffer = [0; 32 * 1024];
        assert_eq!(events.recv(&mut buffer), Err(SocketError::Overrun));
        assert!(SocketError::Overrun.is_loss());
        events.set_nonblocking(true).unwrap();
        while events.recv(&mut buffer).is_ok() {}
        assert_eq!(transact(&control, &set_link_flags(1, false)), 0);
        events.recv(&mut buffer).unwrap();
        assert_eq!(kind(&buffer), 16);
    });
}

#[test]
fn an_event_tells_its_group() {
    in_namespace("an_event_tells_its_group", || {
        let control = Socket::new(Protocol::ROUTE).unwrap();
        let events =
            Config::new(Protocol::ROUTE).groups(&[RTNLGRP_LINK]).packet_info(Want::Required).open().unwrap();
        events.set_receive_timeout(PATIENCE).unwrap();
        let mut buffer = [0; 32 * 1024];
        assert_eq!(transact(&control, &set_link_flags(1, false)), 0);
        let event = events.recv_from(&mut buffer).unwrap();
        assert_eq!((event.group, event.groups), (Some(RTNLGRP_LINK), 1));
        assert!(event.is_from_kernel() && event.is_multicast());
        assert_eq!(kind(event.bytes), 16, "RTM_NEWLINK");

        // Unicasts are of group 0.
        events.leave(RTNLGRP_LINK).unwrap();
        events.send(&set_link_flags(1, true)).unwrap();
        let ack = events.recv_from(&mut buffer).unwrap();
        assert_eq!((ack.group, ack.groups, kind(ack.bytes)), (Some(0), 0, 2));
        assert!(!ack.is_multicast());

        // Without the option, the mask still tells of the first 32.
        events.set_option(SocketOption::PacketInfo, false).unwrap();
        events.join(RTNLGRP_LINK).unwrap();
        assert_eq!(transact(&control, &set_link_flags(1, false)), 0);
        let event = events.recv_from(&mut buffer).unwrap();
        assert_eq!((event.group, event.groups, event.is_multicast()), (None, 1, true));
    });
}

#[test]
fn forgers_are_refused() {
    in_namespace("forgers_are_refused", || {
        let victim = Config::new(Protocol::ROUTE).nonblocking(true).open().unwrap();
        let forger = Socket::new(Protocol::ROUTE).unwrap();
        let lie = message(16, &[0; 16]);
        let error = forger.send_to(&lie, victim.port_id(), 0).unwrap_err();
        assert_eq!(error.errno(), Errno::CONNREFUSED.raw_os_error());
        assert!(victim.recv(&mut [0; 64]).unwrap_err().would_block());

        // Who listens to anyone hears the lie, and learns whose it is.
        let open = Config::new(Protocol::ROUTE).peer(Peer::Anyone).nonblocking(true).open().unwrap();
        forger.send_to(&lie, open.port_id(), 0).unwrap();
        let mut buffer = [0; 64];
        let heard = open.recv_from(&mut buffer).unwrap();
        assert_eq!((heard.sender, heard.is_from_kernel()), (forger.port_id(), false));
    });
}

#[test]
fn privileges_are_asked_for() {
    // Outside any namespace of ours, so this needs not to be root.
    if rustix::process::geteuid().is_root() {
        return skip("privileges_are_asked_for", "we are root");
    }
    let error = Socket::new(Protocol::NETFILTER).and_then(|socket| socket.join(1)).unwrap_err();
    assert_eq!(error.errno(), Errno::PERM.raw_os_error());
    assert!(error.to_string().contains("CAP_NET_ADMIN"), "{error}");
}

// -------------------------------------------------------------------------------------------------
// Namespaces

/// Whether the socket's namespace has its loopback device up: RTM_GETLINK of index 1, ifi_flags.
fn loopback_is_up(socket: &Socket) -> bool {
    let mut payload = [0; 16];
    payload[4..8].copy_from_slice(&1i32.to_ne_bytes());
    socket.send(&message(18, &payload)).unwrap();
    let mut buffer = [0; 32 * 1024];
    let length = socket.recv(&mut buffer).unwrap();
    assert_eq!(kind(&buffer[..length]), 16);
    u32::from_ne_bytes(buffer[24..28].try_into().unwrap()) & 1 != 0
}

#[test]
fn a_socket_opens_elsewhere_and_the_thread_stays() {
    in_namespace("a_socket_opens_elsewhere_and_the_thread_stays", || {
        let before = here();
        let other = elsewhere();
        let config = Config::new(Protocol::ROUTE);
        assert!(loopback_is_up(&config.open().unwrap()));
        // A new namespace's loopback device is down: that is how we know where a socket is.
        assert!(!loopback_is_up(&other.open(&config).unwrap()), "by a Namespace");
        assert!(!loopback_is_up(&Socket::open_in(other.as_fd(), &config).unwrap()), "by a descriptor");
        let path = format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&other.as_fd()));
        assert!(!loopback_is_up(&Namespace::at(&path).unwrap().open(&config).unwrap()), "by a path");
        let ours = Namespace::of_process(std::process::id()).unwrap();
        assert!(loopback_is_up(&ours.open(&config).unwrap()), "by a process");
        assert_eq!(here(), before);

        let error = Namespace::at("/nonexistent").unwrap_err();
        assert_eq!(
            (error.operation(), error.errno()),
            (Operation::OpenNamespace, Errno::NOENT.raw_os_error())
        );
        for name in ["", ".", "..", "a/b", "a\0b"] {
            assert_eq!(errno(Namespace::named(name)), Errno::INVAL.raw_os_error());
        }
        assert_eq!(errno(Namespace::named("nlwire-has-no-such-name")), Errno::NOENT.raw_os_error());
        let null = Namespace::at("/dev/null").unwrap();
        let error = null.open(&config).unwrap_err();
        assert_eq!(
            (error.operation(), error.errno()),
            (Operation::EnterNamespace, Errno::INVAL.raw_os_error())
        );
        // What fails in there comes out.
        let error = other.open(&Config::new(Protocol(31))).unwrap_err();
        assert_eq!(error.operation(), Operation::Open(Protocol(31)));
        assert_eq!(here(), before);
    });
}

#[test]
fn events_of_other_namespaces_carry_their_id() {
    in_namespace("events_of_other_namespaces_carry_their_id", || {
        let other = elsewhere();
        let control = Socket::new(Protocol::ROUTE).unwrap();
        // RTM_NEWNSID: struct rtgenmsg, padded; NETNSA_NSID = 1, NETNSA_FD = 3.
        let fd = std::os::fd::AsRawFd::as_raw_fd(&other.as_fd()) as u32;
        let attribute = |kind: u16, value: u32| {
            [&8u16.to_ne_bytes()[..], &kind.to_ne_bytes(), &value.to_ne_bytes()].concat()
        };
        let mut request = message(88, &[&[0; 4][..], &attribute(1, 77), &attribute(3, fd)].concat());
        request[6..8].copy_from_slice(&5u16.to_ne_bytes()); // NLM_F_REQUEST | NLM_F_ACK
        assert_eq!(transact(&control, &request), 0);

        let events = Config::new(Protocol::ROUTE).groups(&[RTNLGRP_LINK, RTNLGRP_NSID]).open().unwrap();
        events.set_receive_timeout(PATIENCE).unwrap();
        events.set_option(SocketOption::ListenAllNsid, true).unwrap();
        let there = other.open(&Config::new(Protocol::ROUTE)).unwrap();
        assert_eq!(transact(&there, &set_link_flags(1, true)), 0);
        let mut buffer = [0; 32 * 1024];
        let event = events.recv_from(&mut buffer).unwrap();
        assert_eq!((event.nsid, kind(event.bytes)), (Some(77), 16));
        assert_eq!(transact(&control, &set_link_flags(1, false)), 0);
        let event = events.recv_from(&mut buffer).unwrap();
        assert_eq!((event.nsid, kind(event.bytes)), (None, 16));
        // the same by a batch: in order, with the group
        events.set_option(SocketOption::PacketInfo, true).unwrap();
        for (socket, up) in [(&there, false), (&control, true), (&there, true)] {
            assert_eq!(transact(socket, &set_link_flags(1, up)), 0);
        }
        let mut found = Vec::new();
        let mut slots = [Slot::default(); 4];
        while found.len() < 3 {
            let batch = events.recv_batch(&mut buffer, &mut slots).unwrap();
            let told = batch.map(|event| event.map(|event| (event.nsid, event.group, event.sender)).unwrap());
            found.extend(told);
        }
        let link = Some(RTNLGRP_LINK);
        assert_eq!(found, [(Some(77), link, 0), (None, link, 0), (Some(77), link, 0)]);
    });
}

#[test]
fn a_reader_is_woken_by_another_thread_and_by_its_deadline() {
    fn shared<T: Send + Sync>() {}
    shared::<Socket>();
    shared::<nlwire::socket::Waker>();
    let socket = Socket::new(Protocol::ROUTE).unwrap();
    let waker = nlwire::socket::Waker::new().unwrap();
    let mut watched = nlwire::socket::Watched::new(&socket, Some(&waker));
    let mut buffer = [0; 4096];
    // woken while it waits, without a deadline
    std::thread::scope(|scope| {
        scope.spawn(|| waker.wake().unwrap());
        assert_eq!(watched.recv(&mut buffer), Err(SocketError::Woken));
    });
    // it stays so until it is cleared
    assert_eq!(watched.recv(&mut buffer), Err(SocketError::Woken));
    assert!(waker.clear() && !waker.clear());
    assert!(watched.within(Duration::from_millis(20)).recv(&mut buffer).unwrap_err().is_timeout());
    assert!(!socket.wait(Some(Duration::from_millis(1))).unwrap());
    assert!(socket.try_recv(&mut buffer).unwrap_err().would_block());
    // and what is there comes, deadline or not
    socket.send(&message(18, &[0; 16])).ok();
    assert!(socket.wait(Some(Duration::from_secs(5))).unwrap());
    assert!(watched.recv(&mut buffer).unwrap() >= 16);
}
