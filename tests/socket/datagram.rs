//! Datagrams, batches, overruns and senders.
use super::*;

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
    in_namespace("datagram::groups_get_what_the_port_refuses", || {
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
        let connected = Config::new(Protocol::USERSOCK).groups([3]).open().unwrap();
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
    in_namespace("datagram::a_full_buffer_is_an_overrun_and_the_socket_lives_on", || {
        let events = Config::new(Protocol::ROUTE).groups([RTNLGRP_LINK]).receive_buffer(0).open().unwrap();
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
    in_namespace("datagram::an_event_tells_its_group", || {
        let control = Socket::new(Protocol::ROUTE).unwrap();
        let events = Config::new(Protocol::ROUTE)
            .groups([RTNLGRP_LINK])
            .packet_info(Requirement::Required)
            .open()
            .unwrap();
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
    in_namespace("datagram::forgers_are_refused", || {
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
        return skip("datagram::privileges_are_asked_for", "we are root");
    }
    let error = Socket::new(Protocol::NETFILTER).and_then(|socket| socket.join(1)).unwrap_err();
    assert_eq!(error.errno(), Errno::PERM.raw_os_error());
    assert!(error.to_string().contains("CAP_NET_ADMIN"), "{error}");
}
