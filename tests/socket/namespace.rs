//! Other namespaces, and wake-ups.
use super::*;

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
    in_namespace("namespace::a_socket_opens_elsewhere_and_the_thread_stays", || {
        let before = here();
        let other = elsewhere();
        let config = Config::new(Protocol::ROUTE);
        assert!(loopback_is_up(&config.open().unwrap()));
        // A new namespace's loopback device is down: that is how we know where a socket is.
        assert!(!loopback_is_up(&other.open(&config).unwrap()), "by a Namespace");
        assert!(!loopback_is_up(&Socket::open_in(other.as_fd(), &config).unwrap()), "by a descriptor");
        let path = format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&other.as_fd()));
        assert!(!loopback_is_up(&Namespace::at(&path).unwrap().open(&config).unwrap()), "by a path");
        let ours = Namespace::from_pid(std::process::id()).unwrap();
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
    in_namespace("namespace::events_of_other_namespaces_carry_their_id", || {
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

        let events = Config::new(Protocol::ROUTE).groups([RTNLGRP_LINK, RTNLGRP_NSID]).open().unwrap();
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
    let mut watched = nlwire::socket::Cancellable::new(&socket, Some(&waker));
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
    assert!(watched.recv(&mut buffer).unwrap().len >= 16);
}
