//! The mock transport, the tracer, and recordings.
use super::*;

#[test]
fn the_tracer_survives_what_is_broken() {
    let (mut queue, mut buffer, mut log) = ([0; 1024], [0; 1024], String::new());
    let script = MockTransport::new(&mut queue, |_, kernel| {
        kernel.raw(&[1, 2, 3, 4, 5]).next_datagram();
        kernel.raw(&[1]).next_datagram();
        let odd = MessageHead { message_type: 16, flags: 0xffff, seq: 9, port_id: 9 };
        kernel.message::<DoneHeader, ()>(odd, &DoneHeader::new(), |_| {}).next_datagram();
        kernel.fail(MockError::Lost).control(ControlType::NLMSG_OVERRUN).ack();
    });
    let mut tracer =
        Tracer::new(script, &mut log, |message| Described::new("route", route::lookup(message), message));
    let mut request = [0; 64];
    let request = Request::new(&mut request, GetLink::default(), GetFlags::ACK).finish(1).unwrap();
    tracer.send(request).unwrap();
    while !matches!(tracer.recv(&mut buffer), Err(MockError::TimedOut)) {}
    assert_eq!(tracer.send(&[0xff; 7]), Err(MockError::NoMessage));
    let lines: Vec<_> = log.lines().collect();
    for (at, front) in [
        "> RTM_GETLINK REQUEST|ACK seq 1 port 0 {",
        "< 0102030405: a length field",
        "< 01: no message",
        "< RTM_NEWLINK ",
        "! lost: the script lost messages",
        "< NLMSG_OVERRUN ",
        "< NLMSG_ERROR ",
        "! the script has nothing to say",
        "> ffffffffffffff: a length field",
        "! not sent: ",
    ]
    .iter()
    .enumerate()
    {
        assert!(lines[at].starts_with(front), "{at}: {}", lines[at]);
    }
    assert_eq!(lines.len(), 10);
}

#[test]
fn a_script_says_what_is_wrong_with_a_test() {
    scripted(
        |_, kernel| {
            kernel.expect(RouteMessage::RTM_GETLINK, GetFlags::ACK.bits()).ack();
        },
        |connection| {
            let error = set(connection).unwrap_err();
            assert_eq!(
                error.to_string(),
                "NewLink: request 1: the script awaited type 18 with flags 0x4, but got type 16 with flags 0x4"
            );
            assert!(connection.transport().verdict(1).is_err());
        },
    );
    scripted(
        |_, kernel| {
            kernel.ack().next_datagram();
            event(kernel, 1);
        },
        |connection| {
            assert!(set(connection).is_ok());
            let script = connection.transport();
            assert_eq!(script.verdict(2), Err(MockError::Requests { wanted: 2, got: 1 }));
            assert_eq!(script.verdict(1), Err(MockError::Unread { datagrams: 1 }));
            script.say(|kernel| event(kernel, 2));
            assert_eq!(index_of(connection.next_event().unwrap()), 1);
            assert_eq!(index_of(connection.next_event().unwrap()), 2);
            assert_eq!(connection.transport().verdict(1), Ok(()));
        },
    );
    let (mut queue, mut buffer) = ([0; 39], [0; 128]);
    let script = MockTransport::new(&mut queue, |_, kernel| {
        kernel.ack();
    });
    let error = set(&mut Connection::new(script, &mut buffer[..], 0, 1)).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Transport(MockError::TooSmall { needed: 40 }));
}
#[test]
fn a_batch_in_one_send_is_answered_one_by_one() {
    let (mut queue, mut buffer) = ([0; 1024], [0; 1024]);
    let mut script = MockTransport::new(&mut queue, |_, kernel| {
        kernel.ack();
    });
    let mut batch = Batch::new(&mut buffer);
    for seq in [3, 4, 5] {
        batch.request(NewLink::default(), NewFlags::ACK, seq, |_| {}).unwrap();
    }
    script.send(batch.bytes()).unwrap();
    let mut answer = [0; 128];
    for seq in [3, 4, 5] {
        let len = script.recv(&mut answer).unwrap().len;
        assert_eq!(parse(&answer[..len]).seq(), seq);
    }
    assert_eq!(script.recv(&mut answer), Err(MockError::TimedOut));
}
#[test]
fn a_recording_is_read_as_it_was_lived() {
    // records what a script says
    struct Recorder<'a, T>(T, &'a mut Vec<(bool, Vec<u8>)>);
    impl<T: Transport> Transport for Recorder<'_, T> {
        type Error = T::Error;
        fn send(&mut self, datagram: &[u8]) -> Result<(), T::Error> {
            self.1.push((true, datagram.to_vec()));
            self.0.send(datagram)
        }
        fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, T::Error> {
            let received = self.0.recv(buffer)?;
            self.1.push((false, buffer[..received.len].to_vec()));
            Ok(received)
        }
        fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, T::Error> {
            let received = self.0.try_recv(buffer)?;
            self.1.extend(received.map(|received| (false, buffer[..received.len].to_vec())));
            Ok(received)
        }
    }
    let (mut queue, mut buffer, mut recording) = ([0; 4096], [0; 4096], Vec::new());
    let script = MockTransport::new(&mut queue, |request, kernel| {
        if is_dump(request) {
            part(kernel, 1);
            event(kernel.next_datagram(), 9);
            kernel.next_datagram();
            part(kernel, 2);
            kernel.done();
        } else {
            kernel.refuse(22, |ext| {
                ext.put(ExtAck::NLMSGERR_ATTR_OFFS, 32);
            });
        }
    })
    .port(5555);
    let mut connection = Connection::new(Recorder(script, &mut recording), &mut buffer[..], 5555, 70);
    assert_eq!(dump(&mut connection), Ok((vec![1, 2], false)));
    assert!(set(&mut connection).is_err());

    let replay = || {
        let records = recording.iter();
        Replay::new(
            records
                .map(|(sent, bytes)| if *sent { Recorded::Sent(bytes) } else { Recorded::Received(bytes) }),
            PORT,
        )
    };
    let mut connection = Connection::new(replay(), &mut buffer[..], PORT, 1);
    assert_eq!(dump(&mut connection), Ok((vec![1, 2], false)));
    assert_eq!(connection.unhandled_events(), 1);
    let error = set(&mut connection).unwrap_err();
    let ErrorKind::Refused(refusal) = error.kind else { panic!("{error}") };
    assert_eq!((refusal.errno, refusal.seq), (Errno::EINVAL, 2));
    assert_eq!(connection.path().unwrap().to_string(), "IFLA_MTU");
    let Err(client::Error { kind: ErrorKind::Transport(error), .. }) = dump(&mut connection) else {
        panic!()
    };
    assert_eq!(error, ReplayError::NotRecorded { kind: 18, flags: 0x301 });
    // what was recorded in front is passed over
    let mut connection = Connection::new(replay(), &mut buffer[..], PORT, 1);
    assert!(set(&mut connection).is_err());
    assert_eq!(connection.transport().passed_over(), 4);
    // another request of that type
    let other = |connection: &mut Connection<_, &mut [u8]>| {
        connection.request(NewLink { index: 5, ..Default::default() }, NewFlags::empty()).unwrap_err().errno()
    };
    assert_eq!(other(&mut Connection::new(replay(), &mut buffer[..], PORT, 1)), None);
    assert_eq!(
        other(&mut Connection::new(replay().by_type(), &mut buffer[..], PORT, 1)),
        Some(Errno::EINVAL)
    );
}
#[test]
fn what_main_prints_says_all() {
    scripted(
        |_, kernel| {
            kernel.refuse(1, |ext| {
                ext.put(ExtAck::NLMSGERR_ATTR_MSG, "not you").put(ExtAck::NLMSGERR_ATTR_OFFS, 32);
            });
        },
        |connection| {
            let error = set(connection).unwrap_err();
            assert_eq!(
                format!("{error:?}"),
                "NewLink: EPERM (operation not permitted): not you; usually CAP_NET_ADMIN is missing in the network namespace, of some families in the initial user namespace [request type 16, sequence 100, offset 32]"
            );
            assert_eq!(connection.path().unwrap().to_string(), "IFLA_MTU");
            let _ = connection.next_event();
            assert_eq!(connection.path(), None, "the buffer holds something else now");
        },
    );
}
