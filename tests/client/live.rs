//! Against the running kernel, in a namespace.

use super::{
    Connection, Described, Errno, ErrorKind, GetLink, IfInfo, Link, Message, NewFlags, NewLink, RouteMessage,
    Tracer, common::in_namespace, dump, index_of, route,
};
use nlwire::{
    route::LinkFlags,
    socket::{Config, Protocol, Socket},
};
use std::time::Duration;

const LINK_GROUP: u32 = 1;
fn open() -> Socket {
    let socket = Socket::new(Protocol::ROUTE).unwrap();
    socket.set_receive_timeout(Some(Duration::from_secs(20))).unwrap();
    socket
}
fn up(up: bool) -> NewLink {
    let flags = if up { LinkFlags::IFF_UP } else { LinkFlags::empty() };
    NewLink { index: 1, flags, change: LinkFlags::IFF_UP, ..Default::default() }
}

#[test]
fn links_are_read() {
    in_namespace("live::links_are_read", || {
        let mut buffer = [0; 32768];
        let mut connection = Connection::over_socket(open(), &mut buffer[..]);
        let lo = connection.get_with(GetLink::default(), |request| {
            request.put(Link::IFLA_IFNAME, "lo");
        });
        let lo = lo.unwrap();
        assert_eq!(lo.header.get(IfInfo::ifi_index), 1);
        assert!(lo.attrs.get(Link::IFLA_IFNAME).unwrap().unwrap() == "lo");
        let (indices, interrupted) = dump(&mut connection).unwrap();
        assert!(indices.contains(&1) && !interrupted);
        // left in its midst, and read again
        connection.dump(GetLink::default()).unwrap().next().unwrap();
        assert!(dump(&mut connection).unwrap().0.contains(&1));
        assert_eq!(connection.unhandled_events(), 0);
        let error = connection.get(GetLink { index: 999, ..Default::default() }).unwrap_err();
        assert!(error.is_not_found(), "{error}");
    });
}
#[test]
fn a_refusal_names_the_attribute() {
    in_namespace("live::a_refusal_names_the_attribute", || {
        let mut buffer = [0; 32768];
        let mut connection = Connection::over_socket(open(), &mut buffer[..]);
        let error = connection
            .request_with(up(true), NewFlags::empty(), |request| {
                request.put(Link::IFLA_IFNAME, "a name of more than fifteen bytes");
            })
            .unwrap_err();
        assert_eq!(error.errno(), Some(Errno::ERANGE), "{error:?}");
        let ErrorKind::Refused(refusal) = error.kind else { panic!() };
        assert!(refusal.text() == "Attribute failed policy validation", "{error:?}");
        assert_eq!(connection.path().unwrap().to_string(), "IFLA_IFNAME");
        let done = connection.request(up(true), NewFlags::empty()).unwrap();
        assert_eq!(done, Default::default());
    });
}
#[test]
fn our_own_change_is_an_event() {
    in_namespace("live::our_own_change_is_an_event", || {
        let mut seen = Vec::new();
        let mut handler = |message: Message<'_>| seen.push((message.message_type(), index_of(message)));
        let mut buffer = [0; 32768];
        let mut connection = Connection::over_socket(open(), &mut buffer[..]).on_event(&mut handler);
        connection.socket().join(LINK_GROUP).unwrap();
        connection.request(up(false), NewFlags::empty()).unwrap();
        // what came between the request and its ack went to the handler; what came behind waits
        drop(connection);
        assert!(seen.iter().all(|event| *event == (RouteMessage::RTM_NEWLINK, 1)));
        let mut buffer = [0; 32768];
        let mut connection = Connection::over_socket(open(), &mut buffer[..]);
        connection.socket().join(LINK_GROUP).unwrap();
        connection.request(up(true), NewFlags::empty()).unwrap();
        if connection.unhandled_events() == 0 {
            assert_eq!(index_of(connection.next_event().unwrap()), 1);
        }
    });
}
#[test]
fn a_real_loss_is_told_and_the_connection_works_on() {
    in_namespace("live::a_real_loss_is_told_and_the_connection_works_on", || {
        let small = Config::new(Protocol::ROUTE).groups([LINK_GROUP]).receive_buffer(2048);
        let socket = small.open().unwrap();
        socket.set_receive_timeout(Some(Duration::from_secs(20))).unwrap();
        let (mut buffer, mut other) = ([0; 32768], [0; 32768]);
        let mut listening = Connection::over_socket(socket, &mut buffer[..]);
        let mut changing = Connection::over_socket(open(), &mut other[..]);
        for round in 0..200 {
            changing.request(up(round % 2 == 0), NewFlags::empty()).unwrap();
        }
        let mut events = 0;
        let error = loop {
            match listening.next_event() {
                Ok(event) => events += index_of(event),
                Err(error) => break error,
            }
        };
        assert_eq!(error.kind, ErrorKind::Overrun);
        assert!(events < 200, "{events}");
        while listening.transport().set_nonblocking(true).is_ok() {
            if listening.next_event().is_err_and(|error| error.is_timeout()) {
                break;
            }
        }
        listening.transport().set_nonblocking(false).unwrap();
        assert!(dump(&mut listening).unwrap().0.contains(&1));
        changing.request(up(false), NewFlags::empty()).unwrap();
        changing.request(up(true), NewFlags::empty()).unwrap();
        assert_eq!(index_of(listening.next_event().unwrap()), 1);
    });
}
#[test]
fn a_tracer_sees_the_kernel() {
    in_namespace("live::a_tracer_sees_the_kernel", || {
        let (mut buffer, mut log) = ([0; 32768], String::new());
        let socket = open();
        let port = socket.port_id();
        let tracer =
            Tracer::new(socket, &mut log, |message| Described::new("route", route::lookup(message), message));
        let mut connection = Connection::new(tracer, &mut buffer[..], port, 9);
        assert!(dump(&mut connection).unwrap().0.contains(&1));
        assert!(log.starts_with("> RTM_GETLINK REQUEST|DUMP seq 9 port 0 {"), "{log}");
        assert!(log.contains("\n< RTM_NEWLINK MULTI seq 9 ") && log.contains("IFLA_IFNAME: \"lo\""), "{log}");
        assert!(log.contains("\n< NLMSG_DONE MULTI seq 9 "), "{log}");
    });
}
