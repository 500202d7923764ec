//! Summaries beyond NETLINK_ROUTE: AF_UNIX sockets, nf_tables and ethtool against the words of `ss`,
//! `nft` and `ethtool`; WireGuard from a recording.
#![cfg(all(
    target_os = "linux",
    feature = "std",
    feature = "sock_diag",
    feature = "nftables",
    feature = "ethtool",
    feature = "wireguard",
    feature = "pcap"
))]
#![allow(clippy::unwrap_used)]
mod common;

use nlwire::{
    client::Connection,
    decode::Decoder,
    genl::{
        self,
        ethtool::{self, EthtoolMessage},
        wireguard::{self, WireguardMessage},
    },
    netfilter::nftables,
    pcap::Recording,
    route::link,
    schema::ByteOrder,
    sock_diag::{self, UnixShow, UnixSummary},
    socket::{Protocol, Socket},
    wire::{Messages, Summarize},
};
use std::{io::Write, os::unix::net, process::Stdio};

type Nl = Connection<Socket, Vec<u8>>;
fn open(protocol: Protocol) -> Nl {
    Connection::over_socket(Socket::new(protocol).unwrap(), vec![0; 32 * 1024])
}
/// Lines that a tool prints, with one space between words.
fn said(tool: &str, args: &str) -> Vec<String> {
    let output = common::tool(tool).args(args.split(' ')).output().unwrap();
    assert!(output.status.success(), "{tool} {args}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}
/// The lines of summaries, in order.
fn lines<S: ToString>(summaries: &[S]) -> Vec<String> {
    let mut lines: Vec<_> = summaries.iter().map(ToString::to_string).collect();
    lines.sort();
    lines
}

#[test]
fn unix_sockets_are_printed_as_ss_does() {
    use std::os::linux::net::SocketAddrExt;
    const TEST: &str = "unix_sockets_are_printed_as_ss_does";
    common::in_namespace(TEST, || {
        let path = std::env::temp_dir().join(format!("nlwire-unix-{}", std::process::id()));
        let listener = net::UnixListener::bind(&path).unwrap();
        let mut waiting = net::UnixStream::connect(&path).unwrap();
        waiting.write_all(b"unread").unwrap();
        let hidden = net::SocketAddr::from_abstract_name(b"nlwire\0summary").unwrap();
        let abstracted = net::UnixDatagram::bind_addr(&hidden).unwrap();
        let pair = net::UnixStream::pair().unwrap();
        let mut nl = open(Protocol::SOCK_DIAG);
        let sockets: Vec<UnixSummary> = nl.list(sock_diag::unix(UnixShow::all())).unwrap();
        std::fs::remove_file(&path).unwrap();
        let named = |name: &[u8]| *sockets.iter().find(|socket| socket.name.bytes() == name).unwrap();
        let bound = named(path.as_os_str().as_encoded_bytes());
        assert_eq!((bound.receive_queue, bound.truncated, bound.peer), (1, false, None));
        assert_eq!(bound.name().and_then(|name| name.path()), path.to_str().map(Into::into));
        assert_eq!(
            named(b"\0nlwire\0summary").name().unwrap().abstract_name(),
            Some(&b"nlwire\0summary"[..])
        );
        // the connection that waits has no name, and its peer is one of the listener's
        let queued = sockets.iter().find(|socket| socket.send_queue > 0 && socket.peer.is_some());
        assert!(queued.is_some_and(|socket| socket.cookie != 0), "{sockets:#?}");
        if common::has_tools(TEST, &["ss"]) {
            let mut theirs = said("ss", "-H -n -x -a");
            theirs.sort();
            assert_eq!(lines(&sockets), theirs);
        }
        drop((listener, waiting, abstracted, pair));
    });
}

#[test]
fn objects_of_nftables_are_printed_as_nft_does() {
    const TEST: &str = "objects_of_nftables_are_printed_as_nft_does";
    common::in_namespace(TEST, || {
        let Ok(socket) = Socket::new(Protocol::NETFILTER) else {
            return common::skip(TEST, "this kernel has no netfilter");
        };
        let mut nl = Connection::over_socket(socket, vec![0; 32 * 1024]);
        if nl.run(nftables::generation()).is_err() {
            return common::skip(TEST, "this kernel has no nf_tables");
        }
        if !common::has_tools(TEST, &["nft"]) {
            return;
        }
        let script = "table inet guard {
            set ports { type inet_service; elements = { 22, 80 }; }
            set nets { type ipv4_addr . inet_service; flags interval,timeout; }
            map verdicts { type ipv4_addr : verdict; }
            chain input { type filter hook input priority -5; policy drop; }
            chain own { }
        }
        table ip6 asleep { flags dormant; chain out { type nat hook postrouting priority 100; }; }
        table netdev edge { chain first { type filter hook ingress device \"lo\" priority 3; }; }
";
        let mut nft = common::tool("nft").args(["-f", "-"]).stdin(Stdio::piped()).spawn().unwrap();
        nft.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        assert!(nft.wait().unwrap().success());

        let tables = nl.list(nftables::tables()).unwrap();
        let words = ["table inet guard", "table ip6 asleep { flags dormant; }", "table netdev edge"];
        assert_eq!(lines(&tables), words);
        assert_eq!(tables.iter().find(|table| table.name == "guard").unwrap().use_count, 5);
        let chains = nl.list(nftables::chains()).unwrap();
        let listed = said("nft", "-y list chains").join(" ");
        for chain in lines(&chains) {
            let empty = format!("{chain} {{ }}");
            assert!(
                listed.contains(if chain.ends_with('}') { &chain } else { &empty }),
                "{chain} in {listed}"
            );
        }
        assert_eq!(chains.len(), 4);
        let sets = nl.list(nftables::sets(Default::default(), "")).unwrap();
        assert_eq!(
            lines(&sets),
            [
                "map verdicts { type ipv4_addr : verdict; }",
                "set nets { type ipv4_addr . inet_service; flags interval,timeout; }",
                "set ports { type inet_service; }",
            ]
        );
        let listed = said("nft", "-y list ruleset").join("; ").replace("{;", "{").replace(";;", ";");
        assert!(listed.contains("flags interval,timeout") && listed.contains("type ipv4_addr : verdict"));
        assert!(sets.iter().all(|set| set.table == "guard" && !set.truncated && set.handle != 0));
    });
}

#[test]
fn states_of_links_are_printed_as_ethtool_does() {
    const TEST: &str = "states_of_links_are_printed_as_ethtool_does";
    common::in_namespace(TEST, || {
        let mut route = open(Protocol::ROUTE);
        if route.run(link::add_veth("v0", "v1")).is_err() {
            return common::skip(TEST, "the kernel has no veths");
        }
        route.run(link::set_up("v0")).unwrap();
        let mut nl = open(Protocol::GENERIC);
        let Ok(family) = nl.run(genl::family(ethtool::NAME)) else {
            return common::skip(TEST, "this kernel has no ethtool");
        };
        let check = |nl: &mut Nl, link: &str| {
            let states = nl.list(ethtool::dump(&family, EthtoolMessage::ETHTOOL_MSG_LINKSTATE_GET)).unwrap();
            let state = states.iter().find(|state| state.name == "v0").unwrap().to_string();
            assert!(state.starts_with(&format!("v0: Link detected: {link}")), "{state}");
            let modes = nl.list(ethtool::dump(&family, EthtoolMessage::ETHTOOL_MSG_LINKMODES_GET)).unwrap();
            let modes = modes.iter().find(|modes| modes.name == "v0").unwrap().to_string();
            assert_eq!(modes, "v0: Speed: 10000Mb/s Duplex: Full Auto-negotiation: off");
            if common::has_tools(TEST, &["ethtool"]) {
                let theirs = said("ethtool", "v0");
                for words in
                    [format!("Link detected: {link}"), "Speed: 10000Mb/s".into(), "Duplex: Full".into()]
                {
                    assert!(theirs.contains(&words), "{words} in {theirs:#?}");
                }
            }
        };
        check(&mut nl, "no");
        route.run(link::set_up("v1")).unwrap();
        check(&mut nl, "yes");
    });
}

#[test]
fn devices_and_peers_of_wireguard_are_summarized() {
    let file = include_bytes!("recordings/wireguard-linux-6.1.pcap");
    let (mut devices, mut peers) = (Vec::new(), Vec::new());
    let recording = Recording::open(file).unwrap();
    let (foreign, mut families) = (recording.is_foreign(), Decoder::new());
    for packet in recording.map(Result::unwrap) {
        let mut bytes = packet.bytes.to_vec();
        if foreign {
            let mut rest = &mut bytes[..];
            while !rest.is_empty() {
                let len = families.swap_bytes(Protocol::GENERIC, rest, ByteOrder::Native).len;
                rest = &mut rest[len..];
            }
        }
        for message in Messages::new(&bytes).map(Result::unwrap) {
            families.learn(Protocol::GENERIC, message);
            // acks and the controller's messages
            if message.message_type() <= genl::GENL_ID_CTRL {
                continue;
            }
            let Ok(WireguardMessage::GetDevice(device)) = WireguardMessage::decode(message) else { continue };
            let summary = Summarize::summary(&device).unwrap();
            let all = device.attrs.get(wireguard::WgDevice::WGDEVICE_A_PEERS).unwrap();
            let all = all.into_iter().flat_map(|peers| peers.iter());
            peers.extend(all.map(|peer| peer.unwrap().1.summary().unwrap()));
            devices.push(summary);
        }
    }
    assert_eq!(
        lines(&devices),
        [
            "interface: wg0 listening port: 0",
            "interface: wg0 public key: mYOrTqAT7tfEwVGKSkrcOLtc1FXYpt72Anpsfam75kU= listening port: 4242 fwmark: 0x2a",
        ]
    );
    assert_eq!(
        lines(&peers),
        [
            "peer: AAAAAQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= preshared key: (hidden) endpoint: 192.0.2.1:51820 \
             transfer: 0 B received, 0 B sent persistent keepalive: every 25 seconds",
            "peer: AAAAAgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= endpoint: [2001:db8::1]:1024 transfer: 0 B \
             received, 0 B sent",
        ]
    );
}
