//! A program without libc, without an allocator, that holds a real conversation: it resolves a generic family, lists links, joins a group
//! and reads an event, which it causes itself in a network namespace of its own. Two buffers of 8 KiB are all that it has.
#![no_std]
#![no_main]

use core::fmt::Write;
use nlwire::{
    client::{self, Connection},
    genl, pick,
    route::*,
    socket::{Config, Protocol, Socket, SocketError},
};
use nolibc::{Out, enter_namespace, exit};

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    exit(101)
}

type Broken = client::Error<SocketError>;

fn talk() -> Result<(), Broken> {
    let (mut buffer, mut second) = ([0; 8192], [0; 8192]);
    let socket = Socket::new(Protocol::GENERIC).map_err(failure)?;
    let mut connection = Connection::over_socket(socket, &mut buffer[..]);
    let family = connection.run(genl::family("nlctrl"))?;
    let _ = writeln!(Out, "family nlctrl: id {}, version {}", family.id, family.version);

    let socket = Socket::new(Protocol::ROUTE).map_err(failure)?;
    let mut connection = Connection::over_socket(socket, &mut buffer[..]);
    let groups = [RouteGroup::RTNLGRP_LINK];
    let events = Config::new(Protocol::ROUTE).groups(groups).open().map_err(failure)?;
    let mut events = Connection::over_socket(events, &mut second[..]);
    let mut found = connection.dump(GetLink::default())?;
    while let Some(link) = found.next()? {
        if let Ok(link) = pick!(link.attrs, Link { name: IFLA_IFNAME, mtu: IFLA_MTU }) {
            let _ = writeln!(Out, "link {}: mtu {}", link.name.unwrap_or("?".into()), link.mtu.unwrap_or(0));
        }
    }
    connection.run(link::set_up(1))?;
    let event = events.next_event()?;
    if let Ok(RouteMessage::NewLink(link)) = RouteMessage::decode(event) {
        let name = link.attrs.get(Link::IFLA_IFNAME).ok().flatten().unwrap_or("?".into());
        let up = link.header.get(IfInfo::ifi_flags).contains(LinkFlags::IFF_UP);
        let _ = writeln!(Out, "event: {} is {}", name, if up { "up" } else { "down" });
        if up {
            return Ok(());
        }
    }
    exit(3)
}
fn failure(error: SocketError) -> Broken {
    let _ = writeln!(Out, "{error}");
    exit(2)
}

#[unsafe(no_mangle)]
extern "C" fn start() -> ! {
    if !enter_namespace() {
        let _ = writeln!(Out, "no user namespace");
        exit(4)
    }
    match talk() {
        Ok(()) => exit(0),
        Err(failure) => {
            let _ = writeln!(Out, "{failure}");
            exit(1)
        }
    }
}
