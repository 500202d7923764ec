//! Makes this host the router of a home: a bridge over the local ports, addresses, a default route, forwarding,
//! a firewall with NAT, and a tunnel of WireGuard for a client that is elsewhere, if `WG_KEYS` has the private key
//! of the router and the public key of the client. A second run changes nothing. In buffers on the stack:
//! `cargo run --example home_router -- WAN LAN...`. Needs `CAP_NET_ADMIN`; try it in a namespace: `unshare -rn`.
use nlwire::genl::{self, wireguard as wg};
use nlwire::netfilter::nftables::{CtState, Table, VerdictCode};
use nlwire::netfilter::{Hook, nftables};
use nlwire::prelude::*;
use nlwire::route::link::{LinkFlags, LinkSummary};
use nlwire::route::route::RouteSpec;
use nlwire::route::{AfSpec, AfSpecFamily, Inet, InetConf, InetSetting, Link, LinkAfSpec, addr, link, route};
use std::error::Error;
use std::net::{IpAddr, Ipv4Addr};

const BRIDGE: &str = "br-lan";
const LAN: (IpAddr, u8) = (IpAddr::V4(Ipv4Addr::new(192, 168, 77, 1)), 24);
const WAN: (IpAddr, u8) = (IpAddr::V4(Ipv4Addr::new(192, 0, 2, 2)), 24);
const GATEWAY: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
const TUNNEL: &str = "wg-home";
const VPN: (IpAddr, u8) = (IpAddr::V4(Ipv4Addr::new(192, 168, 78, 1)), 24);
const CLIENT: wg::AllowedIp = wg::AllowedIp::new(IpAddr::V4(Ipv4Addr::new(192, 168, 78, 2)), 32);
const PORT: u16 = 51820;
/// Of the firewall below: a table with another comment is replaced.
const VERSION: &str = "home router, version 2";

/// The connection, and how much was changed.
struct Router {
    nl: Connection<Socket, [u8; 32768]>,
    changes: usize,
}
type Done = Result<(), Box<dyn Error>>;

impl Router {
    /// Sends what changes something.
    fn change(&mut self, what: &str, call: impl Call) -> Done {
        self.nl.run(call)?;
        println!("{what}");
        self.changes += 1;
        Ok(())
    }
    fn link(&mut self, name: &str) -> Result<Option<LinkSummary>, Box<dyn Error>> {
        match self.nl.get(link::by_name(name)) {
            Ok(link) => Ok(Some(link.summary()?)),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
    fn created(&mut self, what: &str, name: &str, kind: &str) -> Done {
        if self.link(name)?.is_none() { self.change(what, link::add(name, kind)) } else { Ok(()) }
    }
    fn port(&mut self, name: &str) -> Done {
        let bridge = self.link(BRIDGE)?.map(|bridge| bridge.index);
        let port = self.link(name)?.ok_or_else(|| format!("there is no link {name}"))?;
        if port.master != bridge {
            self.change("port added to the bridge", link::set_master(&port, BRIDGE))?;
        }
        self.up(name)
    }
    fn up(&mut self, name: &str) -> Done {
        let link = self.link(name)?.ok_or_else(|| format!("there is no link {name}"))?;
        let is_up = link.flags.contains(LinkFlags::IFF_UP);
        if is_up { Ok(()) } else { self.change("link set up", link::set_up(&link)) }
    }
    fn address(&mut self, name: &str, (ip, prefix_len): (IpAddr, u8)) -> Done {
        let index = self.nl.run(link::index_of(name))?;
        let mut found = false;
        self.nl.dump(addr::of_link(index))?.for_each(|address| {
            found |= address.address() == Some(ip) && address.prefix_len() == prefix_len;
        })?;
        if found { Ok(()) } else { self.change("address added", addr::add(index, ip, prefix_len)) }
    }
    /// Forwards packets that arrive at a link, as the sysctl net.ipv4.conf.NAME.forwarding.
    fn forwarding(&mut self, name: &str) -> Done {
        let link = self.nl.get(link::by_name(name))?;
        let index = link.index();
        let Some(LinkAfSpec::Unspec(families)) = link.select(Link::IFLA_AF_SPEC)? else {
            return Err("the kernel does not send IFLA_AF_SPEC".into());
        };
        let inet = families.get(AfSpec::AF_INET)?.ok_or("the kernel has no IPv4")?;
        let place = usize::from(InetSetting::IPV4_DEVCONF_FORWARDING.0 - 1);
        if inet.get(Inet::IFLA_INET_CONF)?.and_then(|settings| settings.iter().nth(place)) != Some(1) {
            let set = link::set_with(index, |link| {
                link.chosen(Link::IFLA_AF_SPEC, AfSpecFamily::UNSPEC, |families| {
                    families.nest(AfSpec::AF_INET, |inet| {
                        inet.nest(Inet::IFLA_INET_CONF_SET, |conf| {
                            conf.put(InetConf::IPV4_DEVCONF_FORWARDING, 1);
                        });
                    });
                });
            });
            self.change("forwarding enabled", set)?;
        }
        Ok(())
    }
    fn default_route(&mut self) -> Done {
        let mut found = false;
        self.nl.dump(route::list())?.for_each(|route| {
            found |= route.destination().is_none() && route.gateway() == Some(GATEWAY);
        })?;
        let any = RouteSpec::to(Ipv4Addr::UNSPECIFIED, 0);
        if found { Ok(()) } else { self.change("default route set", route::replace(any.via(GATEWAY))) }
    }
    fn tunnel(&mut self, keys: &str) -> Done {
        let mut keys = keys.split(' ').map(|key| wg::key_from_base64(key).ok_or("no key of WireGuard"));
        let mut key = || keys.next().unwrap_or(Err("two keys are needed"));
        let (own, client) = (key()?, key()?);
        self.created("tunnel created", TUNNEL, "wireguard")?;
        let mut nl = Connection::over_socket(Socket::new(Protocol::GENERIC)?, [0; 32768]);
        let family = nl.run(genl::family(wg::NAME))?;
        let port = Some(PORT);
        let (mut is_own, mut is_client, mut found) = (false, false, false);
        let mut parts = wg::get(&mut nl, &family, TUNNEL)?;
        while let Some(part) = parts.next()? {
            match part {
                wg::Part::Device(it) => is_own = (it.private_key(), it.listen_port()) == (Some(&own), port),
                wg::Part::Peer(it) => is_client = it.public_key() == Some(&client),
                wg::Part::AllowedIp(allowed) => found |= is_own && is_client && allowed == CLIENT,
            }
        }
        let device =
            wg::DeviceSpec { private_key: Some(&own), listen_port: port, replace_peers: true, fwmark: None };
        let client = wg::PeerSpec { allowed_ips: &[CLIENT], ..wg::PeerSpec::new(&client) };
        if !found {
            nl.run(wg::set(&family, TUNNEL, &device, [client]))?;
            println!("tunnel configured");
            self.changes += 1;
        }
        Ok(())
    }
}

/// Lets the LAN and the tunnel out, behind the address of `wan`, and nothing in but replies and packets of the
/// tunnel. Returns whether it was missing.
fn firewall(wan: &str) -> Result<bool, Box<dyn Error>> {
    let mut nl = Connection::over_socket(Socket::new(Protocol::NETFILTER)?, [0; 32768]);
    let (mut exists, mut current) = (false, false);
    let table = Table::inet("home").comment(VERSION);
    nl.dump(nftables::tables())?.for_each(|found| {
        if found.family() == table.family() && found.name().is_some_and(|name| name == table.name()) {
            exists = true;
            current = found.comment().is_some_and(|comment| comment == VERSION);
        }
    })?;
    if current {
        return Ok(false);
    }
    let known = CtState::NF_CT_STATE_ESTABLISHED | CtState::NF_CT_STATE_RELATED;
    let input = table.chain("input").filter(Hook::NF_INET_LOCAL_IN).policy(VerdictCode::NF_DROP);
    let forward = table.chain("forward").filter(Hook::NF_INET_FORWARD).policy(VerdictCode::NF_DROP);
    let out = table.chain("out").nat(Hook::NF_INET_POST_ROUTING);

    let mut all = nftables::transaction(&mut nl, None)?;
    if exists {
        all.delete(&table)?;
    }
    all.create(&table)?;
    all.create(&input)?;
    all.create(&input.rule(|rule| rule.ct_state(known).accept()))?;
    all.create(&input.rule(|rule| rule.iifname(wan).udp_dport(PORT).accept()))?;
    for inside in ["lo", BRIDGE, TUNNEL] {
        all.create(&input.rule(|rule| rule.iifname(inside).accept()))?;
    }
    all.create(&forward)?;
    all.create(&forward.rule(|rule| rule.ct_state(known).accept()))?;
    for (from, to) in [(BRIDGE, wan), (TUNNEL, wan), (TUNNEL, BRIDGE)] {
        all.create(&forward.rule(|rule| rule.iifname(from).oifname(to).counter().accept()))?;
    }
    all.create(&out)?;
    all.create(&out.rule(|rule| rule.oifname(wan).masquerade()))?;
    all.commit()?;
    println!("firewall loaded");
    Ok(true)
}

fn main() -> Done {
    let mut names = std::env::args().skip(1);
    let wan = names.next().ok_or("usage: home_router WAN LAN...")?;
    let nl = Connection::over_socket(Socket::new(Protocol::ROUTE)?, [0; 32768]);
    let mut router = Router { nl, changes: 0 };
    router.created("bridge created", BRIDGE, "bridge")?;
    for port in names {
        router.port(&port)?;
    }
    let keys = std::env::var("WG_KEYS").ok();
    keys.iter().try_for_each(|keys| router.tunnel(keys))?;
    let places = [(BRIDGE, LAN), (&wan[..], WAN), (TUNNEL, VPN)];
    for (name, address) in places.into_iter().take(2 + keys.iter().len()) {
        router.up(name)?;
        router.address(name, address)?;
        router.forwarding(name)?;
    }
    router.default_route()?;
    router.changes += usize::from(firewall(&wan)?);
    if router.changes == 0 {
        println!("nothing to change");
    }
    Ok(())
}
