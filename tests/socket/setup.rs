//! Port ids, descriptors, groups, options and filters.
use super::*;

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
    let off = Config::new(Protocol::ROUTE).strict_checking(Requirement::Off).extended_acks(Requirement::Off);
    let socket = off.open().unwrap();
    assert!(!socket.option(SocketOption::ExtendedAcks).unwrap());
    assert!(!socket.option(SocketOption::StrictChecking).unwrap());
    let on = Config::from(Protocol::ROUTE)
        .strict_checking(Requirement::Required)
        .extended_acks(Requirement::Required)
        .capped_acks(Requirement::Required)
        .packet_info(Requirement::BestEffort);
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
    if !rtnetlink_answers("setup::an_unbound_socket_gets_its_port_by_sending") {
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
    assert_eq!((socket.port_id(), socket.protocol(), socket.peer()), (port, Protocol::GENERIC, Peer::Kernel));

    let (unix, _other) = std::os::unix::net::UnixDatagram::pair().unwrap();
    let error = Socket::try_from(OwnedFd::from(unix)).unwrap_err();
    assert_eq!(error.errno(), Errno::AFNOSUPPORT.raw_os_error());
    let file = std::fs::File::open("/dev/null").unwrap();
    let error = Socket::try_from(OwnedFd::from(file)).unwrap_err();
    assert_eq!((error.operation(), error.errno()), (Operation::Adopt, Errno::NOTSOCK.raw_os_error()));
}

#[test]
fn groups_above_31_are_joined_and_listed() {
    let socket = Config::new(Protocol::ROUTE).groups([RTNLGRP_LINK, RTNLGRP_NEXTHOP]).open().unwrap();
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
    in_namespace("setup::every_option_goes_round", || {
        let socket = Config::new(Protocol::ROUTE)
            .extended_acks(Requirement::Off)
            .strict_checking(Requirement::Off)
            .open()
            .unwrap();
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
