//! Multicast is an event, never a reply.
use super::*;

const EXPECTS: [ReplyMode; 4] = [ReplyMode::Ack, ReplyMode::Answer, ReplyMode::Dump, ReplyMode::First];
#[test]
fn multicast_is_never_a_reply() {
    for expect in EXPECTS {
        for port in [PORT, 0] {
            let mut session = Session::<4>::new(port, 50);
            let ticket = session.begin(expect).unwrap();
            let seq = ticket.seq();
            let request = link(NEWLINK, 5, seq, PORT, 1);
            let request = parse(&request);
            let of = |kind: ControlType| {
                let mut bytes = link(kind.0, 0, seq, PORT, 1);
                bytes.truncate(16);
                bytes[..4].copy_from_slice(&16u32.to_ne_bytes());
                bytes
            };
            let control = [
                write_ack(&mut [0; 128], request).unwrap().to_vec(),
                write_error(&mut [0; 128], request, 19, false, |_| {}).unwrap().to_vec(),
                write_error(&mut [0; 128], request, 19, true, |_| {}).unwrap().to_vec(),
                of(ControlType::NLMSG_NOOP),
                of(ControlType::NLMSG_OVERRUN),
                link(5, 0, seq, PORT, 1),
                link(15, MULTI, seq, PORT, 1),
            ];
            for bytes in &control {
                let arrival = session.receive(parse(bytes), Delivery::Multicast);
                assert!(matches!(arrival, Incoming::Nothing), "{expect:?}: {arrival:?}");
            }
            // the connector's events are of the type NLMSG_DONE
            let data = [
                link(NEWLINK, 0, seq, PORT, 1),
                link(NEWLINK, MULTI, seq, PORT, 1),
                link(NEWLINK, MULTI, seq, 0, 1),
                link(0xffff, 0, seq, PORT, 1),
                write_done(&mut [0; 128], request, 0, |_| {}).unwrap().to_vec(),
                link(ControlType::NLMSG_DONE.0, 0, seq, PORT, 1),
                of(ControlType::NLMSG_DONE),
            ];
            for bytes in &data {
                let arrival = session.receive(parse(bytes), Delivery::Multicast);
                assert!(matches!(arrival, Incoming::Event(_)), "{expect:?}: {arrival:?}");
            }
            assert!(session.is_in_flight(ticket) && !session.is_interrupted(ticket));
            assert_eq!(session.late_replies(), 0);
            // and by unicast it ends
            let arrival = session.receive(parse(&control[1]), Delivery::Unicast);
            assert!(matches!(arrival, Incoming::Refused { request, .. } if request == ticket), "{arrival:?}");
            assert!(!session.is_in_flight(ticket));
        }
    }
}
#[test]
fn no_operation_takes_multicast_for_its_answer() {
    let mut buffer = [0; 4096];
    let mut connection = Connection::new(Kernel::new(3), &mut buffer[..], PORT, 50);
    let mut events = 0;
    let forge = |connection: &mut Connection<Kernel, &mut [u8]>, seq: u32| {
        let request = link(NEWLINK, 5, seq, PORT, 1);
        let request = parse(&request);
        let all = [
            link(NEWLINK, 0, seq, PORT, 66),
            link(NEWLINK, MULTI, seq, PORT, 66),
            write_ack(&mut [0; 128], request).unwrap().to_vec(),
            write_error(&mut [0; 128], request, 19, false, |_| {}).unwrap().to_vec(),
            write_done(&mut [0; 128], request, 0, |_| {}).unwrap().to_vec(),
        ];
        all.into_iter()
            .for_each(|bytes| connection.transport().queue.push_back((Delivery::Multicast, bytes)));
        // two messages, and what the connector's would be
        3
    };
    events += forge(&mut connection, 50);
    assert_eq!(connection.get(GetLink::default()).unwrap().header.get(IfInfo::ifi_index), 1);
    events += forge(&mut connection, 51);
    assert!(connection.request(NewLink::default(), NewFlags::ECHO).is_ok());
    events += forge(&mut connection, 52);
    assert_eq!(dump(&mut connection), Ok(all_of(3)));
    // between the parts of a dump that flows, alike but for what they say
    connection.transport().mimic = true;
    assert_eq!(dump(&mut connection), Ok(all_of(3)));
    events += 3;
    assert_eq!(connection.unhandled_events(), events);
}
#[test]
fn events_of_the_connector_come_through() {
    // NLMSG_DONE, to a group or to this socket alone, with the sequence of nobody or by chance of a request in flight
    let event = CnMsg::new().with(CnMsg::id, CbId::new()).with(CnMsg::seq, 77);
    for (delivery, seq) in [(Delivery::Multicast, 0), (Delivery::Multicast, 50), (Delivery::Unicast, 0)] {
        let mut bytes = vec![0; 16];
        bytes[..4].copy_from_slice(&36u32.to_ne_bytes());
        bytes[4..6].copy_from_slice(&ControlType::NLMSG_DONE.0.to_ne_bytes());
        bytes[8..12].copy_from_slice(&u32::to_ne_bytes(seq));
        bytes.extend(event.as_bytes());
        let mut buffer = [0; 4096];
        let mut connection = Connection::new(Kernel::new(3), &mut buffer[..], PORT, 50);
        connection.transport().queue.push_back((delivery, bytes.clone()));
        assert_eq!(connection.next_event().unwrap().bytes(), bytes);
        let mut session = Session::<4>::new(PORT, 50);
        let ticket = session.begin(ReplyMode::Dump).unwrap();
        assert!(matches!(session.receive(parse(&bytes), delivery), Incoming::Event(_)));
        assert!(session.is_in_flight(ticket));
    }
}
