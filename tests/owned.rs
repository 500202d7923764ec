//! Connections with allocated buffers, typed groups, and events by the message enum.
#![cfg(all(target_os = "linux", feature = "std", feature = "route", feature = "genl"))]
mod common;

use nlwire::{
    client::{Connection, DiscardEvents},
    genl::{self, ControlMessage},
    route::{RouteGroup, RouteMessage, link},
    socket::{Config, Operation, Protocol, Socket, SocketError},
    wire::Message,
};
use std::error::Error;

type Handler = Box<dyn FnMut(Message<'_>) + Send>;
/// A struct that holds its connection, as programs do.
struct App {
    nl: Connection,
    events: Connection<Socket, Vec<u8>, Handler>,
}
fn start() -> Result<App, SocketError> {
    let events = Config::new(Protocol::ROUTE).groups([RouteGroup::RTNLGRP_LINK]).connect()?;
    Ok(App { nl: Connection::open(Protocol::ROUTE)?, events: events.on_event(Box::new(|_| {})) })
}

#[test]
fn a_connection_is_stored_and_returned() {
    const TEST: &str = "a_connection_is_stored_and_returned";
    common::in_namespace(TEST, || {
        let run = || -> Result<(), Box<dyn Error>> {
            let mut app = start()?;
            let lo = app.nl.get(link::by_name("lo"))?.summary()?;
            let names = app.nl.dump(link::list())?.collect(|link| link.name().to_string())?;
            let mut count = 0;
            let done = app.nl.dump(link::list())?.for_each(|_| count += 1)?;
            assert_eq!((names.len(), done.interrupted), (count, false));
            assert!(names.contains(&"lo".to_owned()));
            app.nl.run(link::set_mtu(&lo, 1400))?;
            app.events.socket().set_receive_timeout(Some(std::time::Duration::from_secs(20)))?;
            match app.events.next_event_as::<RouteMessage>()? {
                RouteMessage::NewLink(link) => {
                    assert_eq!((link.summary()?.mtu, link.index()), (1400, lo.index));
                }
                other => panic!("{other:?}"),
            }
            // to another thread, too
            let mtu = std::thread::spawn(move || app.nl.get(link::by_index(1)).ok()?.mtu());
            assert_eq!(mtu.join().unwrap(), Some(1400));
            Ok(())
        };
        run().unwrap();
    });
}
#[test]
fn more_groups_than_fit_are_refused() {
    let config = Config::new(Protocol::USERSOCK);
    let refused = config.groups(1..=65).open().map(|_| ());
    assert!(
        matches!(refused, Err(SocketError::Failed { operation: Operation::Join(0), errno: 7 })),
        "{refused:?}"
    );
    // several calls add
    let config = Config::new(Protocol::ROUTE).groups([RouteGroup::RTNLGRP_LINK]).groups([3]);
    let socket = config.open().unwrap();
    assert!(socket.is_member(RouteGroup::RTNLGRP_LINK).unwrap());
    assert!(socket.is_member(RouteGroup::RTNLGRP_NEIGH).unwrap());
    socket.leave(RouteGroup::RTNLGRP_NEIGH).unwrap();
    assert!(!socket.is_member(3).unwrap());
}
#[test]
fn messages_of_another_family_are_not_decoded() {
    let mut nl: Connection<Socket, Vec<u8>, DiscardEvents> = Connection::open(Protocol::GENERIC).unwrap();
    let control = nl.run(genl::family("nlctrl")).unwrap();
    let [mut other, mut same_id] = [control; 2];
    (other.id, same_id.name) = (0x11, Default::default());
    let reply = nl.get(nlwire::genl::GetFamily).err();
    assert!(reply.is_some(), "neither name nor id");
    let reply = nl.get_with(genl::GetFamily, |request| {
        request.put(genl::Control::CTRL_ATTR_FAMILY_NAME, "nlctrl");
    });
    let message = reply.unwrap().message;
    let decoded = control.decode::<ControlMessage<'_>>(message).unwrap();
    assert!(matches!(decoded, Some(ControlMessage::NewFamily(_))), "{decoded:?}");
    assert!(other.decode::<ControlMessage<'_>>(message).unwrap().is_none());
    assert!(same_id.decode::<ControlMessage<'_>>(message).unwrap().is_none());
}
