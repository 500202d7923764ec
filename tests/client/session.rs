//! The state machine without I/O.
use super::*;

#[test]
fn several_requests_in_flight_are_told_apart() {
    let mut session = Session::<4>::new(PORT, 1);
    let dumping = session.begin(ReplyMode::Dump).unwrap();
    let changing = session.begin(ReplyMode::Ack).unwrap();
    let asking = session.begin(ReplyMode::Answer).unwrap();
    assert_eq!((session.in_flight(), session.begin(ReplyMode::Dump)), (3, Err(Busy::Dump)));
    let is_item =
        |arrival: Incoming<'_>, of| matches!(arrival, Incoming::Item { request, .. } if request == of);
    let is_done =
        |arrival: Incoming<'_>, of| matches!(arrival, Incoming::Done { request, .. } if request == of);
    let (m, s) = (GetFlags::MULTI.bits(), |ticket: nlwire::client::RequestId| ticket.seq());
    assert!(is_item(
        session.receive(parse(&message(NEWLINK, 0, s(asking), PORT)), Delivery::Unicast),
        asking
    ));
    assert!(is_item(
        session.receive(parse(&message(NEWLINK, m, s(dumping), PORT)), Delivery::Unicast),
        dumping
    ));
    assert!(matches!(
        session.receive(parse(&message(NEWLINK, 0, 0, 0)), Delivery::Unicast),
        Incoming::Event(_)
    ));
    assert!(matches!(
        session.receive(parse(&message(NEWLINK, 0, s(asking), 99)), Delivery::Unicast),
        Incoming::Event(_)
    ));
    assert!(matches!(
        session.receive(parse(&message(NEWLINK, 0, s(changing), PORT)), Delivery::Unicast),
        Incoming::Event(_)
    ));
    assert!(is_done(session.receive(parse(&ack(s(changing))), Delivery::Unicast), changing));
    assert!(
        matches!(session.receive(parse(&ack(s(changing))), Delivery::Unicast), Incoming::Nothing),
        "once"
    );
    assert!(is_done(session.receive(parse(&done(s(dumping))), Delivery::Unicast), dumping));
    assert!(session.begin(ReplyMode::Dump).is_ok());
    assert!(is_done(session.receive(parse(&ack(s(asking))), Delivery::Unicast), asking));
}
#[test]
fn places_run_out_and_given_up_requests_make_room() {
    let mut session = Session::<2>::new(PORT, 1);
    let first = session.begin(ReplyMode::Ack).unwrap();
    let dumping = session.begin(ReplyMode::Dump).unwrap();
    assert_eq!(session.begin(ReplyMode::Ack), Err(Busy::Full));
    session.cancel(dumping);
    assert_eq!(session.begin(ReplyMode::Ack), Err(Busy::Full), "a dump given up still sends");
    session.cancel(first);
    let second = session.begin(ReplyMode::Ack).unwrap();
    assert!(session.is_in_flight(second) && !session.is_in_flight(first));
    assert!(matches!(session.receive(parse(&ack(first.seq())), Delivery::Unicast), Incoming::Nothing));
    session.forget_cancelled();
    assert!(!session.is_dumping());
    let late = message(NEWLINK, GetFlags::MULTI.bits(), dumping.seq(), PORT);
    assert!(matches!(session.receive(parse(&late), Delivery::Unicast), Incoming::Nothing));
    assert!(session.begin(ReplyMode::Dump).is_ok());
}
#[test]
fn sequences_pass_over_0_and_over_those_in_flight() {
    let mut session = Session::<3>::new(PORT, u32::MAX);
    let tickets: Vec<_> = (0..3).map(|_| session.begin(ReplyMode::Ack).unwrap().seq()).collect();
    assert_eq!(tickets, [u32::MAX, 1, 2]);
    let mut session = Session::<2>::new(PORT, 0);
    assert_eq!(session.begin(ReplyMode::Answer).unwrap().seq(), 1);
    assert!(matches!(
        session.receive(parse(&message(NEWLINK, 0, 0, PORT)), Delivery::Unicast),
        Incoming::Event(_)
    ));
    assert!(Session::<0>::new(0, 0).begin(ReplyMode::Ack).is_err());
}
#[test]
fn what_a_request_may_expect_follows_from_verb_and_flags() {
    let expects = |bits| ReplyMode::from_flags(nlwire::wire::Verb::Get, bits);
    assert_eq!(
        (expects(0x301), expects(5), expects(1)),
        (ReplyMode::Dump, ReplyMode::Answer, ReplyMode::First)
    );
    assert_eq!(expects(0x105), ReplyMode::Answer, "half a dump is none");
    let expects = |bits| ReplyMode::from_flags(nlwire::wire::Verb::New, bits);
    assert_eq!((expects(0x305), expects(0xd)), (ReplyMode::Ack, ReplyMode::Answer));
}
/// Numbers by a xorshift: the same on every run.
struct Random(u64);
impl Random {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as u32 % limit
    }
}
#[test]
fn whatever_arrives_each_request_ends_at_most_once() {
    for seed in 1..400 {
        let mut random = Random(u64::wrapping_mul(seed, 0x9e37_79b9_7f4a_7c15));
        let mut session =
            Session::<4>::new(if seed % 5 == 0 { 0 } else { PORT }, random.below(4).wrapping_sub(2));
        let (mut live, mut ended, mut given_up) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..300 {
            match random.below(4) {
                0 => {
                    let expect = [ReplyMode::Ack, ReplyMode::Answer, ReplyMode::Dump, ReplyMode::First]
                        [random.below(4) as usize];
                    if let Ok(ticket) = session.begin(expect) {
                        assert!(!live.contains(&ticket) && ticket.seq() != 0);
                        ended.retain(|old| *old != ticket);
                        given_up.retain(|old| *old != ticket);
                        live.push(ticket);
                    }
                    continue;
                }
                1 if random.below(4) == 0 && !live.is_empty() => {
                    let ticket = live.swap_remove(random.below(live.len() as u32) as usize);
                    session.cancel(ticket);
                    given_up.push(ticket);
                    continue;
                }
                _ => {}
            }
            let seq = random.below(60).wrapping_sub(3);
            let kind = [0, 1, 2, 3, 3, 4, 9, 16, 16, 18][random.below(10) as usize];
            let port = [0, PORT, PORT, 99][random.below(4) as usize];
            let mut bytes = message(kind, [0, 2, 2, 0x12, 0x302][random.below(5) as usize], seq, port);
            let code = [0, 0, -22, i32::MIN, 5][random.below(5) as usize];
            bytes[16..20].copy_from_slice(&i32::to_ne_bytes(code));
            bytes.truncate(16 + 4 * random.below(5) as usize);
            let len = bytes.len() as u32;
            bytes[..4].copy_from_slice(&len.to_ne_bytes());
            let end = match session.receive(parse(&bytes), Delivery::Unicast) {
                Incoming::Item { request, last, .. } => {
                    assert!(live.contains(&request), "an item of one that is not in flight");
                    last.then_some(request)
                }
                Incoming::Done { request, .. } | Incoming::Refused { request, .. } => Some(request),
                _ => None,
            };
            if let Some(request) = end {
                let at = live
                    .iter()
                    .position(|ticket| *ticket == request)
                    .expect("it was in flight, and not given up");
                ended.push(live.swap_remove(at));
                assert!(!session.is_in_flight(request));
            }
            assert!(live.iter().all(|ticket| session.is_in_flight(*ticket)));
        }
    }
}
#[test]
fn no_stream_of_datagrams_gets_a_connection_stuck() {
    for seed in 1..300u64 {
        let random = std::cell::RefCell::new(Random(u64::wrapping_mul(seed, 0x9e37_79b9_7f4a_7c15)));
        let size = 40 + random.borrow_mut().below(400) as usize;
        with_buffer(
            size,
            |request, kernel| {
                let mut random = random.borrow_mut();
                for _ in 0..random.below(12) {
                    match random.below(14) {
                        0 => part(kernel, 1),
                        1 => plain(kernel, 2),
                        2 => event(kernel, 3),
                        3 | 4 => {
                            kernel.next_datagram();
                        }
                        5 => {
                            kernel.fail(MockError::Lost);
                        }
                        6 => {
                            kernel.control(
                                [
                                    ControlType::NLMSG_OVERRUN,
                                    ControlType::NLMSG_NOOP,
                                    ControlType::NLMSG_DONE,
                                ][random.below(3) as usize],
                            );
                        }
                        7 => {
                            kernel.fail(MockError::TimedOut);
                        }
                        8 => {
                            let bytes: Vec<u8> =
                                (0..random.below(40)).map(|_| random.below(256) as u8).collect();
                            kernel.raw(&bytes);
                        }
                        9 => {
                            kernel.seq(request.seq().wrapping_sub(random.below(4)));
                        }
                        10 => {
                            kernel.flags(INTR);
                        }
                        11 => {
                            kernel.refuse(22, |_| {});
                        }
                        _ if is_dump(request) => {
                            kernel.done();
                        }
                        _ => {
                            kernel.ack();
                        }
                    }
                }
            },
            |connection| {
                for _ in 0..50 {
                    let what = random.borrow_mut().below(5);
                    match what {
                        0 => drop(get(connection)),
                        1 => drop(set(connection)),
                        2 => {
                            if let Ok(mut links) = connection.dump(GetLink::default()) {
                                let _ = links.next();
                            }
                        }
                        3 => {
                            let _ = connection.next_event();
                        }
                        _ => drop(dump(connection)),
                    }
                }
                // and when the kernel behaves again, so does the connection
                while !matches!(
                    connection.next_event(),
                    Err(client::Error { kind: ErrorKind::Transport(MockError::TimedOut), .. })
                ) {}
            },
        );
    }
}
