//! Sets the MTU of all interfaces of a kind: `cargo run --example mtu -- veth 1400`. Needs
//! `CAP_NET_ADMIN`. Its unit test needs no kernel: `cargo test --example mtu`.
use nlwire::{client, prelude::*, route::link};
use std::error::Error;

/// Sets the MTU of the interfaces that have another; returns their number.
fn set_mtu<T: Transport, B: Buffer>(
    nl: &mut Connection<T, B>,
    kind: &str,
    mtu: u32,
) -> client::Result<usize, T> {
    let mut links = nl.list(link::list())?;
    links.retain(|link| link.kind.is_some_and(|of| of == kind) && link.mtu != mtu);
    for link in &links {
        nl.run(link::set_mtu(link, mtu))?;
    }
    Ok(links.len())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(kind), Some(mtu)) = (arguments.next(), arguments.next()) else {
        return Err("usage: mtu KIND MTU".into());
    };
    let changed = set_mtu(&mut Connection::open(Protocol::ROUTE)?, &kind, mtu.parse()?)?;
    println!("{changed} changed");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use nlwire::{
        client::ExpectTransport,
        route::{IfInfo, Link, LinkInfo, RouteMessage},
    };

    #[test]
    fn only_other_values_of_the_kind_are_changed() -> Result<(), Box<dyn Error>> {
        let (mut memory, mut buffer) = ([0; 4096], [0; 1024]);
        let mut mock = ExpectTransport::new(&mut memory);
        let mut links = mock.expect_dump(link::list());
        for (index, kind, mtu) in [(1, "veth", 1500), (2, "vlan", 1500), (3, "veth", 1400)] {
            let header = IfInfo::new().with(IfInfo::ifi_index, index);
            links = links.reply(RouteMessage::RTM_NEWLINK, &header, |link| {
                link.put(Link::IFLA_MTU, mtu)
                    .nest(Link::IFLA_LINKINFO, |info| _ = info.put(LinkInfo::IFLA_INFO_KIND, kind));
            });
        }
        links.done();
        mock.expect(link::set_mtu(1u32, 1400)).ack();
        let mut nl = Connection::new(mock, &mut buffer, 0, 1);
        assert_eq!(set_mtu(&mut nl, "veth", 1400)?, 1);
        nl.into_transport().verify()?;
        Ok(())
    }
}
