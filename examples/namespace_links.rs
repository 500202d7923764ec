//! Interfaces of this network namespace and of all that have an id in it, over one socket: the
//! state, then the changes.
//!
//!     cargo run --release --example namespace_links [-- SECONDS]
//!
//!     here  1 lo up
//!     77    1 lo down
//!     77    2 veth0 up
//!     77    - 2 veth0
//!
//! Namespace ids are assigned by `ip netns set NAME auto`, or automatically when an interface has
//! its peer in another namespace. Viewing this namespace needs no privileges; CAP_NET_BROADCAST is
//! needed for the events of others. Processes can send to the groups of their own namespaces:
//! datagrams that the kernel did not send are counted and discarded.
use nlwire::{
    client::Connection,
    route::{GetLink, IfInfo, Link, LinkFlags, LinkMessage, Nsid, RouteGroup, RouteMessage, netns},
    socket::{Config, Protocol, Socket, SocketOption, monotonic},
    wire::{Messages, Str, Struct},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    time::Duration,
};

fn main() -> Result<(), Box<dyn Error>> {
    let seconds = std::env::args().nth(1).map(|seconds| seconds.parse()).transpose()?;
    let end = seconds.map(|seconds| monotonic() + Duration::from_secs(seconds));
    // join the groups first, so that no event is missed during the dump
    let groups = [RouteGroup::RTNLGRP_LINK, RouteGroup::RTNLGRP_NSID];
    let events = Config::new(Protocol::ROUTE).groups(groups).receive_buffer(1 << 20).open()?;
    events.set_option(SocketOption::ListenAllNsid, true)?;

    let (mut room, mut buffer) = ([0; 32 * 1024], [0; 32 * 1024]);
    let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut room[..]);
    let mut links = Links::default();
    links.read(&mut connection)?;
    let mut foreign = 0u64;
    loop {
        let left = end.map(|end| end.saturating_sub(monotonic()));
        if !events.wait(left)? {
            return Ok(());
        }
        let event = match events.recv_from(&mut buffer) {
            Err(error) if error.is_loss() => {
                // lost changes show up as differences
                links.read(&mut connection)?;
                continue;
            }
            received => received?,
        };
        if !event.is_from_kernel() {
            foreign += 1;
            eprintln!("{:<5} not from the kernel: {foreign} datagrams discarded", label(event.nsid));
            continue;
        }
        for message in Messages::new(event.bytes) {
            match message.and_then(RouteMessage::decode) {
                Ok(RouteMessage::NewLink(LinkMessage { header, attrs, .. })) => {
                    links.is(event.nsid, header, attrs.get(Link::IFLA_IFNAME).ok().flatten());
                }
                Ok(RouteMessage::DelLink(LinkMessage { header, .. })) => {
                    links.remove(|key| *key == (event.nsid, header.get(IfInfo::ifi_index)));
                }
                // a namespace that was just given an id
                Ok(RouteMessage::NewNsid(view)) if event.nsid.is_none() => {
                    if let Ok(Some(id)) = view.attrs.get(Nsid::NETNSA_NSID) {
                        links.read_one(&mut connection, Some(id))?;
                    }
                }
                Ok(RouteMessage::DelNsid(view)) if event.nsid.is_none() => {
                    if let Ok(Some(id)) = view.attrs.get(Nsid::NETNSA_NSID) {
                        links.remove(|(namespace, _)| *namespace == Some(id));
                    }
                }
                Ok(_) => {}
                Err(error) => eprintln!("{:<5} malformed: {error}", label(event.nsid)),
            }
        }
    }
}

/// Last printed state of each interface, by namespace id (none for this one) and index.
#[derive(Default)]
struct Links(BTreeMap<(Option<i32>, u32), String>);
impl Links {
    /// Prints what is new or different.
    fn is(&mut self, id: Option<i32>, header: &Struct<IfInfo>, name: Option<Str<'_>>) {
        let index = header.get(IfInfo::ifi_index);
        let state = if header.get(IfInfo::ifi_flags).contains(LinkFlags::IFF_UP) { "up" } else { "down" };
        let said = format!("{index} {} {state}", name.unwrap_or_default());
        if self.0.get(&(id, index)) != Some(&said) {
            println!("{:<5} {said}", label(id));
            self.0.insert((id, index), said);
        }
    }
    /// Prints and removes what is gone.
    fn remove(&mut self, gone: impl Fn(&(Option<i32>, u32)) -> bool) {
        self.0.retain(|key, said| {
            let (name, _) = said.rsplit_once(' ').unwrap_or((said, ""));
            if gone(key) {
                println!("{:<5} - {name}", label(key.0));
            }
            !gone(key)
        });
    }
    /// Dumps the interfaces of a namespace, by its id in this one.
    fn read_one(
        &mut self,
        connection: &mut Connection<Socket, &mut [u8]>,
        id: Option<i32>,
    ) -> Result<(), Box<dyn Error>> {
        let mut found = BTreeSet::new();
        let mut links = connection
            .dump_with(GetLink::default(), |request| _ = request.put_some(Link::IFLA_TARGET_NETNSID, id))?;
        loop {
            let link = match links.next() {
                Ok(Some(link)) => link,
                Ok(None) => break,
                // the namespace was deleted during the request
                Err(failure) if id.is_some() && failure.errno().is_some() => break,
                Err(failure) => return Err(failure.into()),
            };
            found.insert((id, link.header.get(IfInfo::ifi_index)));
            self.is(id, link.header, link.attrs.get(Link::IFLA_IFNAME).ok().flatten());
        }
        self.remove(|key| key.0 == id && !found.contains(key));
        Ok(())
    }
    /// Dumps the interfaces of all namespaces.
    fn read(&mut self, connection: &mut Connection<Socket, &mut [u8]>) -> Result<(), Box<dyn Error>> {
        let mut known = vec![None];
        let mut ids = connection.dump(netns::list())?;
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
