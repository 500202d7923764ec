//! The example `home_router`, between two namespaces.
use super::*;

/// The namespaces of a home and of the internet, with a link to each: `lan0` and `wan0`. `None` where the kernel
/// lacks what a router needs, which skips the test.
fn home(test: &str) -> Option<(Namespace, Namespace)> {
    let (inside, outside) = (common::elsewhere(), common::elsewhere());
    let mut nl = Connection::open(Protocol::ROUTE).unwrap();
    for (name, there, ip) in [("lan0", &inside, [192, 168, 77, 9]), ("wan0", &outside, [192, 0, 2, 1])] {
        if nl.run(link::add_veth_into(name, "eth0", there)).is_err() {
            common::skip(test, "the kernel has no veths");
            return None;
        }
        let mut nl = there.connect(Protocol::ROUTE).unwrap();
        nl.run(link::set_up("eth0")).unwrap();
        nl.run(nlwire::route::addr::add("eth0", ip.into(), 24)).unwrap();
    }
    let mut netfilter = Connection::open(Protocol::NETFILTER).unwrap();
    if netfilter.run(nlwire::netfilter::nftables::generation()).is_err() {
        common::skip(test, "this kernel has no nf_tables");
        return None;
    }
    Some((inside, outside))
}
/// A socket in a namespace that waits a moment only.
fn bind(there: &Namespace, address: &str) -> std::net::UdpSocket {
    let socket = there.run(|| std::net::UdpSocket::bind(address).unwrap()).unwrap();
    socket.set_read_timeout(Some(std::time::Duration::from_millis(200))).unwrap();
    socket
}
/// Sends until something arrives, since the first ones may be lost while links come up.
fn arrived(from: &std::net::UdpSocket, to: &std::net::UdpSocket, address: &str) -> std::net::SocketAddr {
    let mut buffer = [0; 64];
    let sent = (0..100).find_map(|_| {
        from.send_to(b"out", address).ok();
        to.recv_from(&mut buffer).ok()
    });
    let (len, sender) = sent.unwrap();
    assert_eq!(&buffer[..len], b"out");
    sender
}
#[test]
fn a_home_router_forwards_behind_its_address_and_a_second_run_changes_nothing() {
    use nlwire::{
        netfilter::nftables,
        route::{route, route::RouteSpec},
    };
    const TEST: &str =
        "home_router::a_home_router_forwards_behind_its_address_and_a_second_run_changes_nothing";
    drop(example("home_router"));
    common::in_namespace(TEST, || {
        let Some((inside, outside)) = home(TEST) else { return };
        let mut netfilter = Connection::open(Protocol::NETFILTER).unwrap();
        let run = || output(example("home_router").args(["wan0", "lan0"]));
        let lines = run();
        for what in ["bridge created", "port added to the bridge", "default route set", "firewall loaded"] {
            assert!(lines.iter().any(|line| line == what), "{what}: {lines:#?}");
        }
        assert_eq!(lines.iter().filter(|line| *line == "forwarding enabled").count(), 2, "{lines:#?}");

        let mut inner = inside.connect(Protocol::ROUTE).unwrap();
        inner.run(route::add(RouteSpec::to([0, 0, 0, 0], 0).via([192, 168, 77, 1]))).unwrap();
        let (client, server) = (bind(&inside, "192.168.77.9:7000"), bind(&outside, "192.0.2.1:7001"));
        let mut buffer = [0; 64];
        let sender = arrived(&client, &server, "192.0.2.1:7001");
        assert_eq!(sender.ip(), std::net::IpAddr::from([192, 0, 2, 2]));
        server.send_to(b"back", sender).unwrap();
        assert_eq!(client.recv_from(&mut buffer).unwrap().0, 4);
        // nobody outside begins, neither with the router nor with what is behind it
        let mut outer = outside.connect(Protocol::ROUTE).unwrap();
        outer.run(route::add(RouteSpec::to([192, 168, 77, 0], 24).via([192, 0, 2, 2]))).unwrap();
        let other = bind(&inside, "192.168.77.9:7002");
        server.send_to(b"in", "192.168.77.9:7002").unwrap();
        assert!(other.recv_from(&mut buffer).is_err());

        let groups = [
            RouteGroup::RTNLGRP_LINK,
            RouteGroup::RTNLGRP_IPV4_IFADDR,
            RouteGroup::RTNLGRP_IPV4_ROUTE,
            RouteGroup::RTNLGRP_IPV4_NETCONF,
        ];
        let events = Config::new(Protocol::ROUTE).groups(groups).nonblocking(true).open().unwrap();
        let generation = netfilter.run(nftables::generation()).unwrap();
        let mut event = [0; 8192];
        // the kernel itself tells of links that settle: a run that changes something does so every time
        let is_quiet = (0..50).any(|_| {
            while events.recv(&mut event).is_ok() {}
            assert_eq!(run(), ["nothing to change"]);
            events.recv(&mut event).is_err()
        });
        assert!(is_quiet);
        assert_eq!(netfilter.run(nftables::generation()).unwrap(), generation);
    });
}
#[test]
fn a_home_router_lets_a_client_in_over_wireguard() {
    use nlwire::{
        genl::{
            self, Family,
            wireguard::{self, AllowedIp, DeviceSpec, Part, PeerSpec},
        },
        route::{addr, route, route::RouteSpec},
    };
    const TEST: &str = "home_router::a_home_router_lets_a_client_in_over_wireguard";
    drop(example("home_router"));
    /// Makes a device with a private key, and returns its public key.
    fn device<B: nlwire::client::Buffer>(
        there: &Namespace,
        nl: &mut Connection<Socket, B>,
        family: &Family,
        name: &str,
        key: &[u8; 32],
    ) -> [u8; 32] {
        there.connect(Protocol::ROUTE).unwrap().run(link::add(name, "wireguard")).unwrap();
        let spec = DeviceSpec { private_key: Some(key), ..DeviceSpec::default() };
        nl.run(wireguard::set(family, name, &spec, [])).unwrap();
        match wireguard::get(nl, family, name).unwrap().next().unwrap() {
            Some(Part::Device(device)) => *device.public_key().unwrap(),
            _ => panic!("no device {name}"),
        }
    }
    common::in_namespace(TEST, || {
        let mut probe = Connection::open(Protocol::ROUTE).unwrap();
        if probe.run(link::add("probe", "wireguard")).is_err() {
            return common::skip(TEST, "this kernel has no WireGuard");
        }
        let Some((inside, outside)) = home(TEST) else { return };
        // private keys as the kernel keeps them: clamped (RFC 7748)
        let key = |byte| {
            let mut key = [byte; 32];
            (key[0], key[31]) = (byte & 0xf8, byte & 0x7f | 0x40);
            key
        };
        let mut there = outside.connect(Protocol::GENERIC).unwrap();
        let family = there.run(genl::family(wireguard::NAME)).unwrap();
        let router = device(&outside, &mut there, &family, "other", &key(0x5a));
        let client = device(&outside, &mut there, &family, "wg0", &key(0x33));
        let everything = [AllowedIp::new([192, 168, 0, 0].into(), 16)];
        let peer = PeerSpec {
            endpoint: Some(([192, 0, 2, 2], 51820).into()),
            allowed_ips: &everything,
            ..PeerSpec::new(&router)
        };
        there.run(wireguard::set(&family, "wg0", &DeviceSpec::default(), [peer])).unwrap();

        let keys = format!("{} {}", wireguard::Base64(&key(0x5a)), wireguard::Base64(&client));
        let run = || output(example("home_router").args(["wan0", "lan0"]).env("WG_KEYS", &keys));
        let lines = run();
        for what in ["tunnel created", "tunnel configured", "firewall loaded"] {
            assert!(lines.iter().any(|line| line == what), "{what}: {lines:#?}");
        }
        let mut outer = outside.connect(Protocol::ROUTE).unwrap();
        outer.run(link::set_up("wg0")).unwrap();
        outer.run(addr::add("wg0", [192, 168, 78, 2].into(), 24)).unwrap();
        let tunnel = outer.run(link::index_of("wg0")).unwrap();
        outer.run(route::add(RouteSpec::to([192, 168, 77, 0], 24).dev(tunnel))).unwrap();
        let mut inner = inside.connect(Protocol::ROUTE).unwrap();
        inner.run(route::add(RouteSpec::to([0, 0, 0, 0], 0).via([192, 168, 77, 1]))).unwrap();

        let (client, server) = (bind(&outside, "192.168.78.2:7000"), bind(&inside, "192.168.77.9:7001"));
        let sender = arrived(&client, &server, "192.168.77.9:7001");
        assert_eq!(sender.ip(), std::net::IpAddr::from([192, 168, 78, 2]));
        server.send_to(b"back", sender).unwrap();
        assert_eq!(client.recv_from(&mut [0; 64]).unwrap().0, 4);
        assert_eq!(run(), ["nothing to change"]);
        // another client: the tunnel is configured anew, and nothing else
        let other = format!("{} {}", wireguard::Base64(&key(0x5a)), wireguard::Base64(&router));
        let lines = output(example("home_router").args(["wan0", "lan0"]).env("WG_KEYS", &other));
        assert_eq!(lines, ["tunnel configured"]);
    });
}
