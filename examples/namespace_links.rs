//! The links of this network namespace and of all that have an id in it, by one socket: what is there, then what changes.
//!
//!     cargo run --release --example namespace_links [-- SECONDS]
//!
//!     here  1 lo up
//!     77    1 lo down
//!     77    2 veth0 up
//!     77    - 2 veth0
//!
//! Ids are given by `ip netns set NAME auto`, and as soon as a link has its other end elsewhere. Needs no privileges to look at this
//! namespace; those who may look at others (CAP_NET_BROADCAST) see their events.
use nlwire::{
    exchange::Connection,
    route::{GetLink, IfInfo, Link, LinkFlags, Nsid, RouteGroup, RouteMessage, namespaces},
    socket::{Config, Protocol, Socket, SocketOption},
    wire::{Layout, Messages},
};
use std::{collections::BTreeSet, error::Error, time::Duration};

fn main() -> Result<(), Box<dyn Error>> {
    let seconds = std::env::args().nth(1).map(|seconds| seconds.parse()).transpose()?;
    let end = seconds.map(|seconds| nlwire::socket::monotonic() + Duration::from_secs(seconds));
    // events first, so that none is missed while the rest is read
    let groups = [RouteGroup::RTNLGRP_LINK.0, RouteGroup::RTNLGRP_NSID.0];
    let events = Config::new(Protocol::ROUTE).groups(&groups).receive_buffer(1 << 20).open()?;
    events.set_option(SocketOption::ListenAllNsid, true)?;

    let (mut room, mut known) = ([0; 32 * 1024], BTreeSet::new());
    let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut room);
    show_all(&mut connection, None)?;
    let mut ids = namespaces::list(&mut connection)?;
    while let Some(namespace) = ids.next()? {
        known.extend(namespace.id());
    }
    for id in &known {
        show_all(&mut connection, Some(*id))?;
    }

    let mut buffer = [0; 32 * 1024];
    loop {
        let left = end.map(|end| end.saturating_sub(nlwire::socket::monotonic()));
        if !events.wait(left)? {
            return Ok(());
        }
        let event = match events.recv_from(&mut buffer) {
            Err(error) if error.is_loss() => {
                println!("events were lost: begin anew");
                continue;
            }
            received => received?,
        };
        for message in Messages::new(event.bytes) {
            match RouteMessage::decode(message?)? {
                RouteMessage::NewLink(header, attrs) => {
                    show(event.nsid, "", header, attrs.get(Link::IFLA_IFNAME)?)
                }
                RouteMessage::DelLink(header, attrs) => {
                    show(event.nsid, "- ", header, attrs.get(Link::IFLA_IFNAME)?)
                }
                // one that was given an id just now
                RouteMessage::NewNsid(_, attrs) if event.nsid.is_none() => {
                    if let Some(id) = attrs.get(Nsid::NETNSA_NSID)?.filter(|id| known.insert(*id)) {
                        show_all(&mut connection, Some(id))?;
                    }
                }
                RouteMessage::DelNsid(_, attrs) if event.nsid.is_none() => {
                    if let Some(id) = attrs.get(Nsid::NETNSA_NSID)?.filter(|id| known.remove(id)) {
                        println!("{id:<5} is gone");
                    }
                }
                _ => {}
            }
        }
    }
}
/// All links of a namespace, by its id, asked for from here.
fn show_all(connection: &mut Connection<'_, Socket>, id: Option<i32>) -> Result<(), Box<dyn Error>> {
    let mut links =
        connection.dump(GetLink::default(), |request| _ = request.put_some(Link::IFLA_TARGET_NETNSID, id))?;
    while let Some(link) = links.next()? {
        show(id, "", link.header, link.attrs.get(Link::IFLA_IFNAME)?);
    }
    Ok(())
}
fn show(id: Option<i32>, gone: &str, header: &IfInfo, name: Option<nlwire::wire::Str<'_>>) {
    let (index, up) =
        (header.get(IfInfo::ifi_index), header.get(IfInfo::ifi_flags).contains(LinkFlags::IFF_UP));
    let state = if gone.is_empty() { if up { " up" } else { " down" } } else { "" };
    let id = id.map_or("here".into(), |id| id.to_string());
    println!("{id:<5} {gone}{index} {}{state}", name.unwrap_or_default());
}
