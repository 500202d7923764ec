//! WireGuard: what is sent and how it is cut, by a script; and the running kernel, against `wg`.
use super::{Tested, common, connect, ethtool::ip};
use nlwire::{
    client::{self, Connection, ErrorKind, MockTransport},
    genl::{
        self, Family,
        wireguard::{self as wg, *},
    },
    socket::{Socket, SocketError},
    wire::{Attrs, BuildError, Errno, Key, Message, Messages},
};
use std::{collections::BTreeMap, net::IpAddr};

/// What a device is: for comparing.
#[derive(Debug, Default, PartialEq)]
struct Device {
    port: u16,
    mark: u32,
    public: Option<String>,
    private: Option<String>,
    peers: BTreeMap<String, Peer>,
}
#[derive(Debug, Default, PartialEq, Clone)]
struct Peer {
    shared: Option<String>,
    endpoint: Option<String>,
    keepalive: u64,
    handshake: u64,
    bytes: (u64, u64),
    ips: Vec<String>,
}
fn text(key: &[u8; 32]) -> String {
    Base64(key).to_string()
}
fn read(
    connection: &mut Connection<Socket, &mut [u8]>,
    family: &Family,
    name: &str,
) -> Result<(Device, usize), client::Error<SocketError>> {
    let (mut device, mut current, mut told) = (Device::default(), String::new(), 0);
    let mut parts = wg::get(connection, family, name)?;
    while let Some(part) = parts.next()? {
        match part {
            Part::Device(found) => {
                told += 1;
                device.port = found.listen_port().unwrap_or(0);
                device.mark = found.fwmark().unwrap_or(0);
                device.public = found.public_key().map(text);
                device.private = found.private_key().map(text);
                assert_eq!(found.name(), Some(name.into()));
            }
            Part::Peer(found) => {
                current = found.public_key().map(text).unwrap();
                let peer = Peer {
                    shared: found.preshared_key().map(text),
                    endpoint: found.endpoint().map(|endpoint| endpoint.to_string()),
                    keepalive: found.persistent_keepalive().map_or(0, |time| time.as_secs()),
                    handshake: found.last_handshake().map_or(0, |time| time.as_secs()),
                    bytes: (found.rx_bytes(), found.tx_bytes()),
                    ips: Vec::new(),
                };
                assert!(device.peers.insert(current.clone(), peer).is_none(), "a peer is told once");
            }
            Part::AllowedIp(allowed) => {
                let ips = &mut device.peers.get_mut(&current).unwrap().ips;
                ips.push(format!("{}/{}", allowed.address, allowed.prefix));
            }
        }
    }
    assert!(parts.done().is_some_and(|done| !done.interrupted) && told == 1, "{told}");
    Ok((device, told))
}
/// What `wg show NAME dump` says.
fn theirs(name: &str) -> Option<Device> {
    let output = common::tool("wg").args(["show", name, "dump"]).output().ok()?;
    let text = String::from_utf8(output.stdout).unwrap();
    let some = |word: &str| (word != "(none)").then(|| word.to_string());
    let mut device = Device::default();
    for (at, line) in text.lines().enumerate() {
        let words: Vec<_> = line.split('\t').collect();
        if at == 0 {
            device.private = some(words[0]);
            device.public = some(words[1]);
            device.port = words[2].parse().unwrap();
            device.mark = words[3].strip_prefix("0x").map_or(0, |hex| u32::from_str_radix(hex, 16).unwrap());
            continue;
        }
        let peer = Peer {
            shared: some(words[1]),
            endpoint: some(words[2]),
            ips: some(words[3]).map_or(Vec::new(), |ips| ips.split(',').map(str::to_string).collect()),
            handshake: words[4].parse().unwrap(),
            bytes: (words[5].parse().unwrap(), words[6].parse().unwrap()),
            keepalive: words[7].parse().unwrap_or(0),
        };
        device.peers.insert(words[0].to_string(), peer);
    }
    Some(device)
}
/// A key that differs for each number.
fn key(number: u32) -> [u8; 32] {
    let mut key = [0; 32];
    key[..4].copy_from_slice(&number.to_be_bytes());
    key[4] = 1;
    key
}
fn with_wireguard(name: &str, test: impl FnOnce(&mut Connection<Socket, &mut [u8]>, Family) -> Tested) {
    common::in_namespace(name, || {
        if !common::has_tools(name, &["ip"]) {
            return;
        }
        let made = common::tool("ip")
            .args(["link", "add", "wg0", "type", "wireguard"])
            .output()
            .expect("ip is there");
        if !made.status.success() {
            return common::skip(name, "this kernel has no WireGuard");
        }
        ip("link set wg0 up");
        let mut buffer = vec![0; 32 * 1024];
        let mut connection = connect(&mut buffer).expect("a socket");
        let family = connection.run(genl::family(wg::NAME)).expect("wireguard");
        test(&mut connection, family).expect("all of it");
    });
}
/// Ours is what the kernel's other client sees.
fn assert_theirs(test: &str, ours: &Device) {
    match theirs("wg0") {
        Some(theirs) => assert_eq!(*ours, theirs),
        None => common::skip(test, "no wg to compare with"),
    }
}

#[test]
fn a_device_is_set_told_and_changed() {
    let name = "wireguard::a_device_is_set_told_and_changed";
    with_wireguard(name, |connection, family| {
        let private = key_from_base64("GKp3ZCDtjXdxWs0kYtQYmn6jUqSdE4dYUBDEaxqMc1A=").ok_or("no key")?;
        let (one, two, shared) = (key(1), key(2), key(99));
        let ips = ["10.1.0.0/16", "192.0.2.7/32", "2001:db8::/32", "0.0.0.0/0", "::/0"].map(|text| {
            let (address, prefix) = text.split_once('/').unwrap();
            AllowedIp::new(address.parse().unwrap(), prefix.parse().unwrap())
        });
        let peers = [
            PeerSpec {
                preshared_key: Some(&shared),
                endpoint: Some("192.0.2.1:51820".parse()?),
                persistent_keepalive: Some(25),
                allowed_ips: &ips,
                ..PeerSpec::new(&one)
            },
            PeerSpec { endpoint: Some("[2001:db8::1]:1024".parse()?), ..PeerSpec::new(&two) },
        ];
        let spec = DeviceSpec {
            private_key: Some(&private),
            listen_port: Some(4242),
            fwmark: Some(0x2a),
            replace_peers: true,
        };
        connection.run(wg::set(&family, "wg0", &spec, peers))?;
        let (device, _) = read(connection, &family, "wg0")?;
        assert_eq!((device.port, device.mark, device.peers.len()), (4242, 0x2a, 2));
        assert_eq!(device.private, Some(text(&private)));
        let first = &device.peers[&text(&one)];
        assert_eq!(first.shared, Some(text(&shared)));
        assert_eq!((first.endpoint.as_deref(), first.keepalive), (Some("192.0.2.1:51820"), 25));
        assert_eq!(first.ips.len(), 5);
        assert_theirs(name, &device);

        // one goes, the other changes, allowed IPs move to whom they were given last
        connection.run(wg::set_peer(&family, "wg0", PeerSpec::remove(&one)))?;
        let moved = [AllowedIp::new("10.1.0.0".parse()?, 16)];
        connection.run(wg::set_peer(
            &family,
            "wg0",
            PeerSpec { allowed_ips: &moved, persistent_keepalive: Some(3), ..PeerSpec::new(&two) },
        ))?;
        let only = PeerSpec { flags: PeerFlags::WGPEER_F_UPDATE_ONLY, ..PeerSpec::new(&one) };
        connection.run(wg::set_peer(&family, "wg0", only))?;
        let (device, _) = read(connection, &family, "wg0")?;
        assert_eq!(device.peers.len(), 1);
        assert_eq!(
            (device.peers[&text(&two)].ips.as_slice(), device.peers[&text(&two)].keepalive),
            (&["10.1.0.0/16".to_string()][..], 3)
        );
        assert_theirs(name, &device);

        let nobody = read(connection, &family, "nobody").map(drop).unwrap_err();
        assert!(nobody.is_not_found(), "{nobody:?}");
        assert_eq!(read(connection, &family, "lo").map(drop).unwrap_err().errno(), Some(Errno::EOPNOTSUPP));
        #[cfg(feature = "route")]
        {
            let mut buffer = vec![0; 32 * 1024];
            let mut route =
                Connection::over_socket(Socket::new(nlwire::socket::Protocol::ROUTE)?, &mut buffer[..]);
            let mut names = Vec::new();
            wg::devices(&mut route, |index, name| names.push((index > 0, name.to_string())))?;
            assert_eq!(names, [(true, "wg0".to_string())]);
        }
        Ok(())
    });
}

#[test]
fn many_allowed_ips_and_many_peers_come_in_pieces_and_are_put_together() {
    let name = "wireguard::many_allowed_ips_and_many_peers_come_in_pieces_and_are_put_together";
    with_wireguard(name, |connection, family| {
        // 900 allowed IPs on one peer among others, as in an office
        let ips: Vec<_> = (0..900u32)
            .map(|at| AllowedIp::new(IpAddr::from((0x0a00_0000 + at).to_be_bytes()), 32))
            .collect();
        let keys: Vec<_> = (0..2000).map(key).collect();
        let peers = keys[..3].iter().map(|key| PeerSpec {
            allowed_ips: if *key == keys[1] { &ips } else { &[] },
            ..PeerSpec::new(key)
        });
        let replace = DeviceSpec { replace_peers: true, ..DeviceSpec::default() };
        connection.run(wg::set(&family, "wg0", &replace, peers))?;
        let (device, _) = read(connection, &family, "wg0")?;
        let mut found = device.peers[&text(&keys[1])].ips.clone();
        assert_theirs(name, &device);
        found.sort();
        let mut expected: Vec<_> = ips.iter().map(|ip| format!("{}/32", ip.address)).collect();
        expected.sort();
        assert_eq!((device.peers.len(), found), (3, expected));

        // 2,000 peers with two each, set in pieces by a buffer of any size
        let pairs: Vec<_> = (0..2000u32)
            .map(|at| {
                [
                    AllowedIp::new(IpAddr::from((0x0a00_0000 + at).to_be_bytes()), 32),
                    AllowedIp::new(IpAddr::from((u128::from(at) << 64).to_be_bytes()), 64),
                ]
            })
            .collect();
        for size in [1024, 8192, 128 * 1024] {
            let mut buffer = vec![0; size];
            let mut small = connect(&mut buffer)?;
            let peers =
                keys.iter().zip(&pairs).map(|(key, ips)| PeerSpec { allowed_ips: ips, ..PeerSpec::new(key) });
            small.run(wg::set(&family, "wg0", &replace, peers))?;
            let (device, _) = read(connection, &family, "wg0")?;
            assert_eq!(device.peers.len(), 2000, "by {size} bytes");
            assert!(device.peers.values().all(|peer| peer.ips.len() == 2), "by {size} bytes");
            assert_theirs(name, &device);
        }
        Ok(())
    });
}

/// What [`wg::set`] sends through a buffer of `size` bytes: the messages, all acked by a script.
fn sent(size: usize, spec: &DeviceSpec<'_>, peers: &[PeerSpec<'_>]) -> Result<Vec<Vec<u8>>, BuildError> {
    let (mut queue, mut buffer, mut messages) = (vec![0; 1024], vec![0xa5; size], Vec::new());
    let script = MockTransport::new(
        &mut queue,
        |message: Message<'_>, kernel: &mut nlwire::client::MockReplies<'_>| {
            messages.push(message.bytes().to_vec());
            kernel.ack();
        },
    );
    let mut connection = Connection::new(script, &mut buffer[..], 7, 1);
    let result = connection.run(wg::set(&family(), "wg0", spec, peers.iter().copied()));
    match result.map_err(|failure| failure.kind) {
        Ok(_) => Ok(messages),
        Err(ErrorKind::Build(error)) => Err(error),
        Err(cause) => panic!("{cause:?}"),
    }
}
/// A family as the controller would tell it.
fn family() -> Family {
    let mut buffer = [0; 128];
    let mut writer = nlwire::wire::Writer::<genl::Control>::new(&mut buffer);
    writer.put(genl::Control::CTRL_ATTR_FAMILY_ID, 0x25).put(genl::Control::CTRL_ATTR_FAMILY_NAME, wg::NAME);
    genl::FamilyInfo::read(Attrs::new(writer.finish().unwrap())).unwrap().to_family()
}

#[test]
fn what_is_set_is_cut_so_that_each_message_holds() {
    let many: Vec<_> = (0..4000u32).map(|at| AllowedIp::new(IpAddr::from(at.to_be_bytes()), 32)).collect();
    let keys: Vec<_> = (0..300).map(key).collect();
    let flags = PeerFlags::WGPEER_F_REPLACE_ALLOWEDIPS | PeerFlags::WGPEER_F_UPDATE_ONLY;
    let mut peers: Vec<_> = keys.iter().map(|key| PeerSpec { flags, ..PeerSpec::new(key) }).collect();
    peers[5].allowed_ips = &many;
    peers[5].endpoint = Some("192.0.2.1:1".parse().unwrap());
    peers[7].allowed_ips = &many[..1];
    let spec = DeviceSpec { listen_port: Some(1), replace_peers: true, ..DeviceSpec::default() };
    for size in [300, 512, 4096, 40_000, 70_000, 400_000] {
        let messages = sent(size, &spec, &peers).unwrap();
        let (mut seen, mut ips, mut parts) = (Vec::new(), 0, 0);
        for (at, bytes) in messages.iter().enumerate() {
            assert!(bytes.len() <= size);
            let message = Messages::new(bytes).next().unwrap().unwrap();
            let WireguardMessage::SetDevice(view) = WireguardMessage::decode(message).unwrap() else {
                panic!()
            };
            assert_eq!(view.attrs.name(), Some("wg0".into()));
            // what is said of the device is said once: said again, it would remove the peers before
            assert_eq!(view.attrs.get(WgDevice::WGDEVICE_A_FLAGS).unwrap().is_some(), at == 0);
            assert_eq!(view.attrs.listen_port().is_some(), at == 0);
            for peer in view.attrs.get(WgDevice::WGDEVICE_A_PEERS).unwrap().unwrap().iter() {
                let peer = peer.unwrap().1;
                let key = *peer.public_key().unwrap();
                let flags = peer.get(WgPeer::WGPEER_A_FLAGS).unwrap();
                if seen.last() == Some(&key) {
                    parts += 1;
                    assert_eq!((flags, peer.endpoint()), (Some(PeerFlags::WGPEER_F_UPDATE_ONLY), None));
                } else {
                    assert_eq!(flags, Some(peers[0].flags));
                    seen.push(key);
                }
                let found = peer.get(WgPeer::WGPEER_A_ALLOWEDIPS).unwrap();
                ips += found.map_or(0, |found| {
                    found.iter().filter(|ip| AllowedIp::read(ip.unwrap().1).is_ok()).count()
                });
            }
        }
        assert_eq!((seen, ips), (keys.clone(), 4001), "by {size} bytes");
        assert_eq!(parts > 0, messages.len() > 1, "by {size} bytes");
        // 4,000 addresses alone are 112 kB, more than an attribute holds
        assert!(messages.len() >= 2);
    }
    let too_small = sent(120, &spec, &peers).unwrap_err();
    assert!(matches!(too_small, BuildError::TooSmall { needed } if needed > 120), "{too_small:?}");
    assert_eq!(sent(300, &spec, &[]).unwrap().len(), 1);
}

#[test]
fn keys_are_written_and_read_in_base64() {
    for number in [0, 1, 0xffff_ffff, 0x1234_5678] {
        let key = key(number);
        assert_eq!(key_from_base64(&text(&key)), Some(key));
    }
    assert_eq!(text(&[0xff; 32]), "//////////////////////////////////////////8=");
    for wrong in [
        "",
        "=",
        "//////////////////////////////////////////9=",
        "///////////////////////////////////////////=",
        "/////////////////////////////////////////8=",
        "*/////////////////////////////////////////8=",
    ] {
        assert_eq!(key_from_base64(wrong), None, "{wrong}");
    }
}

#[test]
fn an_endpoint_is_what_its_length_says() {
    let mut buffer = [0; 128];
    let v6 = SockaddrIn6::new();
    let mut writer = nlwire::wire::Writer::<WgPeer>::new(&mut buffer);
    writer.put_chosen(WgPeer::WGPEER_A_ENDPOINT, EndpointBy::INET6, &v6);
    let v6 = Attrs::<WgPeer>::new(writer.finish().unwrap());
    assert_eq!(v6.endpoint().map(|endpoint| endpoint.to_string()).as_deref(), Some("[::]:0"));
    assert_eq!(
        format!("{v6:?}"),
        "{WGPEER_A_ENDPOINT: {sin6_family: 0, sin6_port: 0, sin6_flowinfo: 0, sin6_addr: ::, sin6_scope_id: 0}}"
    );
    for len in [0, 1, 15, 17, 27, 29] {
        let mut buffer = [0; 64];
        let bytes = [0; 64];
        let mut writer = nlwire::wire::Writer::<WgPeer>::new(&mut buffer);
        writer.put(Key::<WgPeer, &[u8]>::new(4), &bytes[..len]);
        let peer = Attrs::<WgPeer>::new(writer.finish().unwrap());
        assert_eq!(peer.endpoint(), None, "{len} bytes");
        assert!(
            matches!(peer.select(WgPeer::WGPEER_A_ENDPOINT).unwrap(), Some(Endpoint::Other(other)) if other.len() == len)
        );
    }
}
