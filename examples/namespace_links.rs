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
    socket::{Config, Protocol, Socket, SocketOption, monotonic},
    wire::{Layout, Messages, Str},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    time::Duration,
};

fn main() -> Result<(), Box<dyn Error>> {
    let seconds = std::env::args().nth(1).map(|seconds| seconds.parse()).transpose()?;
    let end = seconds.map(|seconds| monotonic() + Duration::from_secs(seconds));
    // events first, so that none is missed while the rest is read
    let groups = [RouteGroup::RTNLGRP_LINK.0, RouteGroup::RTNLGRP_NSID.0];
    let events = Config::new(Protocol::ROUTE).groups(&groups).receive_buffer(1 << 20).open()?;
    events.set_option(SocketOption::ListenAllNsid, true)?;

    let (mut room, mut buffer) = ([0; 32 * 1024], [0; 32 * 1024]);
    let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut room);
    let mut links = Links::default();
    links.read(&mut connection)?;
    loop {
        let left = end.map(|end| end.saturating_sub(monotonic()));
        if !events.wait(left)? {
            return Ok(());
        }
        let event = match events.recv_from(&mut buffer) {
            Err(error) if error.is_loss() => {
                // what was lost shows as what is different now
                links.read(&mut connection)?;
                continue;
            }
            received => received?,
        };
        for message in Messages::new(event.bytes) {
            match RouteMessage::decode(message?)? {
                RouteMessage::NewLink(header, attrs) => {
                    links.is(event.nsid, header, attrs.get(Link::IFLA_IFNAME)?);
                }
                RouteMessage::DelLink(header, _) => {
                    links.remove(|key| *key == (event.nsid, header.get(IfInfo::ifi_index)));
                }
                // one that was given an id just now
                RouteMessage::NewNsid(_, attrs) if event.nsid.is_none() => {
                    if let Some(id) = attrs.get(Nsid::NETNSA_NSID)? {
                        links.read_one(&mut connection, Some(id))?;
                    }
                }
                RouteMessage::DelNsid(_, attrs) if event.nsid.is_none() => {
                    let id = attrs.get(Nsid::NETNSA_NSID)?;
                    links.remove(|(namespace, _)| *namespace == id);
                }
                _ => {}
            }
        }
    }
}

/// What was said of each link, by its namespace's id (none here) and its index.
#[derive(Default)]
struct Links(BTreeMap<(Option<i32>, i32), String>);
impl Links {
    /// Says what is new or different.
    fn is(&mut self, id: Option<i32>, header: &IfInfo, name: Option<Str<'_>>) {
        let index = header.get(IfInfo::ifi_index);
        let state = if header.get(IfInfo::ifi_flags).contains(LinkFlags::IFF_UP) { "up" } else { "down" };
        let said = format!("{index} {} {state}", name.unwrap_or_default());
        if self.0.get(&(id, index)) != Some(&said) {
            println!("{:<5} {said}", label(id));
            self.0.insert((id, index), said);
        }
    }
    /// Says what is gone.
    fn remove(&mut self, gone: impl Fn(&(Option<i32>, i32)) -> bool) {
        self.0.retain(|key, said| {
            let (name, _) = said.rsplit_once(' ').unwrap_or((said, ""));
            if gone(key) {
                println!("{:<5} - {name}", label(key.0));
            }
            !gone(key)
        });
    }
    /// All links of a namespace, by its id, asked for from here.
    fn read_one(
        &mut self,
        connection: &mut Connection<'_, Socket>,
        id: Option<i32>,
    ) -> Result<(), Box<dyn Error>> {
        let mut found = BTreeSet::new();
        let mut links = connection
            .dump(GetLink::default(), |request| _ = request.put_some(Link::IFLA_TARGET_NETNSID, id))?;
        loop {
            let link = match links.next() {
                Ok(Some(link)) => link,
                Ok(None) => break,
                // the namespace went while it was asked for
                Err(failure) if id.is_some() && failure.errno().is_some() => break,
                Err(failure) => return Err(failure.into()),
            };
            found.insert((id, link.header.get(IfInfo::ifi_index)));
            self.is(id, link.header, link.attrs.get(Link::IFLA_IFNAME)?);
        }
        self.remove(|key| key.0 == id && !found.contains(key));
        Ok(())
    }
    /// All links of all namespaces.
    fn read(&mut self, connection: &mut Connection<'_, Socket>) -> Result<(), Box<dyn Error>> {
        let mut known = vec![None];
        let mut ids = namespaces::list(connection)?;
        while let Some(namespace) = ids.next()? {
            known.extend(namespace.id().map(Some));
        }
        for id in &known {
            self.read_one(connection, *id)?;
        }
        self.remove(|(id, _)| !known.contains(id));
        Ok(())
    }
}
fn label(id: Option<i32>) -> String {
    id.map_or("here".into(), |id| id.to_string())
}
