//! `examples/nl`, run as a person or a script would run it: what it prints, what it says of broken things, its statuses.
#![cfg(target_os = "linux")]
mod common;

use nlwire::{
    exchange::{Connection, Direction, Packet, write_recording},
    route::{GetLink, IfInfo, Link, LinkFlags, LinkInfo, LinkKind, NewLink, Veth, Vxlan},
    socket::{Protocol, Socket},
    wire::{Layout, NewFlags},
};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    io::{Read, Write},
    path::PathBuf,
    process::{Command, Output, Stdio},
    sync::OnceLock,
    time::Duration,
};

/// The example stands beside this test's binary. Cargo builds it along with all tests, but not for `--test nl` alone.
fn binary() -> &'static PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let test = std::env::current_exe().unwrap();
        let path = test.parent().and_then(|deps| deps.parent()).unwrap().join("examples/nl");
        if !path.exists() {
            let built = Command::new(env!("CARGO")).args(["build", "--example", "nl"]).status().unwrap();
            assert!(built.success() && path.exists(), "cargo build --example nl");
        }
        path
    })
}
fn nl(args: &[&str]) -> Output {
    Command::new(binary()).args(args).stdin(Stdio::null()).output().unwrap()
}
/// What it prints with the status that is expected.
fn text(args: &[&str], status: i32) -> String {
    let output = nl(args);
    let (stdout, stderr) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(status), "nl {args:?}:\n{stdout}{stderr}");
    stdout
}
fn lines(args: &[&str], status: i32) -> Vec<Value> {
    let text = text(args, status);
    text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}
/// The sentence of a status 2: one line, and nothing else.
fn sentence(args: &[&str]) -> String {
    let output = nl(args);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "nl {args:?}: {stderr}");
    assert!(
        output.stdout.is_empty() && stderr.lines().count() == 1 && stderr.starts_with("nl: "),
        "{stderr}"
    );
    stderr
}
fn of<'v>(lines: &'v [Value], message: &str) -> Vec<&'v Value> {
    lines.iter().filter(|line| line["message"] == message).collect()
}

#[test]
fn links_are_json_lines_by_the_kernels_names() {
    if !common::rtnetlink_answers("links_are_json_lines_by_the_kernels_names") {
        return;
    }
    let lines = lines(&["dump", "link", "--json"], 0);
    let lo = lines.iter().find(|line| line["attributes"]["IFLA_IFNAME"] == "lo").expect("a loopback device");
    assert_eq!((&lo["protocol"], &lo["message"]), (&"route".into(), &"RTM_NEWLINK".into()));
    assert!(lo["flags"].as_array().unwrap().contains(&"MULTI".into()));
    assert!(lo["seq"].is_u64() && lo["port"].is_u64() && lo["attributes"]["IFLA_MTU"].is_u64());
    assert_eq!(
        (&lo["header"]["ifi_index"], &lo["header"]["ifi_type"]),
        (&1.into(), &"ARPHRD_LOOPBACK".into())
    );
    assert!(lo["header"]["ifi_flags"].as_array().unwrap().contains(&"IFF_LOOPBACK".into()));
    assert_eq!(lo["attributes"]["IFLA_ADDRESS"], "00:00:00:00:00:00");
}
#[test]
fn people_get_columns_and_a_closing_line() {
    if !common::rtnetlink_answers("people_get_columns_and_a_closing_line") {
        return;
    }
    let text = text(&["dump", "link"], 0);
    let rows: Vec<_> = text.lines().collect();
    assert!(rows[0].starts_with("INDEX  NAME"), "{text}");
    let kind = rows[0].find("KIND").unwrap();
    assert!(rows.iter().any(|row| row.get(kind..).is_some_and(|row| row.starts_with("loopback"))), "{text}");
    let last = rows.last().unwrap();
    assert!(["messages", "bytes", "losses", " s"].iter().all(|word| last.contains(word)), "{text}");
    assert!(!text.contains('\x1b'), "no colours where nobody sees them");
    assert!(self::text(&["dump", "link", "-v"], 0).contains("\n    ifi_index: 1,\n"));
}
#[test]
fn what_is_unknown_is_a_sentence_and_a_status_of_two() {
    assert!(sentence(&["dump", "links"]).contains(
        "link, addr, route, neigh, ndt, rule, nsid, nexthop, qdisc, class, filter, chain, action, family"
    ));
    assert!(sentence(&["dump"]).contains("known are link"));
    assert!(sentence(&["monitor", "nonsense"]).contains("ipv4-route"));
    assert!(sentence(&["monitor", "--for", "soon"]).contains("500ms"));
    assert!(sentence(&["dance"]).contains("decode"));
    assert!(sentence(&["dump", "link", "--jason"]).contains("--jason"));
    assert!(sentence(&[]).contains("--help"));
    assert!(sentence(&["decode", "/no/such/file"]).contains("/no/such/file"));
    assert!(sentence(&["record", "/no/such/dir/file", "--", "link"]).contains("/no/such/dir/file"));
    assert!(sentence(&["family", "nonsense"]).contains("nonsense"));
    assert!(text(&["--help"], 0).contains("nl dump link addr"));
}
#[test]
fn connections_are_told() {
    common::in_namespace("connections_are_told", || {
        use nlwire::netfilter::conntrack::{self, Flow};
        let mut buffer = [0; 8192];
        let mut connection = Connection::over_socket(Socket::new(Protocol::NETFILTER).unwrap(), &mut buffer);
        let flow = Flow::udp("192.0.2.1:53".parse().unwrap(), "192.0.2.2:5353".parse().unwrap());
        conntrack::create(&mut connection, &flow, 0, 1000, |_| {}).unwrap();
        let lines = lines(&["dump", "conntrack", "--json"], 0);
        assert_eq!((lines.len(), &lines[0]["message"]), (1, &"IPCTNL_MSG_CT_NEW".into()));
        let tuple = &lines[0]["attributes"]["CTA_TUPLE_ORIG"];
        assert_eq!(tuple["CTA_TUPLE_IP"]["CTA_IP_V4_SRC"], "192.0.2.1");
        assert_eq!(tuple["CTA_TUPLE_PROTO"]["CTA_PROTO_DST_PORT"], 5353);
        let text = text(&["dump", "conntrack", "expect"], 0);
        assert!(text.contains("192.0.2.1:53 > 192.0.2.2:5353") && text.contains("unreplied"), "{text}");
    });
}
#[test]
fn generic_families_are_told() {
    let families = lines(&["dump", "family", "--json"], 0);
    let nlctrl =
        families.iter().find(|line| line["attributes"]["CTRL_ATTR_FAMILY_NAME"] == "nlctrl").unwrap();
    assert_eq!((&nlctrl["protocol"], &nlctrl["family"]), (&"generic".into(), &"nlctrl".into()));
    assert_eq!(nlctrl["attributes"]["CTRL_ATTR_FAMILY_ID"], 16);
    assert!(nlctrl["attributes"]["CTRL_ATTR_OPS"].is_array());
    let text = text(&["family", "nlctrl"], 0);
    assert!(text.starts_with("nlctrl: id 16, ") && text.contains("notify"), "{text}");
    assert!(self::text(&["policy", "nlctrl"], 0).contains("attribute   2  nul string, up to 15 bytes"));
}
#[test]
fn a_reader_that_goes_away_is_no_error() {
    if !common::rtnetlink_answers("a_reader_that_goes_away_is_no_error") {
        return;
    }
    let mut child =
        Command::new(binary()).args(["dump", "link", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}

/// Links of several kinds, made by requests of our own.
fn make_links() {
    let mut buffer = [0; 8192];
    let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer);
    let new = NewFlags::CREATE | NewFlags::EXCL;
    talk.request(NewLink::default(), new, |link| {
        link.put(Link::IFLA_IFNAME, "veth0").put(Link::IFLA_MTU, 1400).nest(Link::IFLA_LINKINFO, |info| {
            info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |veth| {
                veth.headed(Veth::VETH_INFO_PEER, &IfInfo::new(), |peer| {
                    peer.put(Link::IFLA_IFNAME, "veth1");
                });
            });
        });
    })
    .unwrap();
    talk.request(NewLink::default(), new, |link| {
        link.put(Link::IFLA_IFNAME, "br0").nest(Link::IFLA_LINKINFO, |info| {
            info.put(LinkInfo::IFLA_INFO_KIND, "bridge");
        });
    })
    .unwrap();
    let mut index = |name: &str| {
        let link = talk.get(GetLink::default(), |link| _ = link.put(Link::IFLA_IFNAME, name)).unwrap();
        link.header.get(IfInfo::ifi_index)
    };
    let (veth, bridge) = (index("veth0"), index("br0"));
    talk.request(NewLink::default(), new, |link| {
        link.put(Link::IFLA_IFNAME, "vxlan7").put(Link::IFLA_LINK, veth as u32).nest(
            Link::IFLA_LINKINFO,
            |info| {
                info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VXLAN, |vxlan| {
                    vxlan.put(Vxlan::IFLA_VXLAN_ID, 7).put(Vxlan::IFLA_VXLAN_PORT, 4789);
                });
            },
        );
    })
    .unwrap();
    talk.request(NewLink { index: veth, ..Default::default() }, NewFlags::ACK, |link| {
        link.put(Link::IFLA_MASTER, bridge as u32);
    })
    .unwrap();
}
/// What `ip -j` tells, where it is installed.
fn ip(args: &[&str]) -> Option<Vec<Value>> {
    let output =
        Command::new("ip").arg("-j").args(args).output().ok().filter(|output| output.status.success());
    let Some(output) = output else {
        common::skip("ip", "iproute2 is not there, or too old");
        return None;
    };
    serde_json::from_slice(&output.stdout).ok()
}
#[test]
fn links_are_what_ip_says() {
    common::in_namespace("links_are_what_ip_says", || {
        make_links();
        let lines = lines(&["dump", "link", "--json"], 0);
        let by_name: BTreeMap<_, _> =
            lines.iter().map(|line| (line["attributes"]["IFLA_IFNAME"].as_str().unwrap(), line)).collect();
        let names: BTreeMap<_, _> =
            by_name.iter().map(|(name, line)| (line["header"]["ifi_index"].as_u64(), *name)).collect();
        for (name, kind) in [("veth0", "veth"), ("veth1", "veth"), ("br0", "bridge"), ("vxlan7", "vxlan")] {
            assert_eq!(by_name[name]["attributes"]["IFLA_LINKINFO"]["IFLA_INFO_KIND"], kind);
        }
        assert_eq!(by_name["vxlan7"]["attributes"]["IFLA_LINKINFO"]["IFLA_INFO_DATA"]["IFLA_VXLAN_ID"], 7);
        assert_eq!(by_name["veth0"]["attributes"]["IFLA_MTU"], 1400);
        let Some(expected) = ip(&["link"]) else { return };
        assert_eq!(expected.len(), lines.len());
        for link in expected {
            let line = by_name[link["ifname"].as_str().unwrap()];
            let attributes = &line["attributes"];
            assert_eq!(line["header"]["ifi_index"], link["ifindex"]);
            assert_eq!(attributes["IFLA_MTU"], link["mtu"], "{link}");
            // of a tunnel, `ip` prints it as the internet address that it is
            if link["address"].as_str().is_some_and(|address| address.len() == 17) {
                assert_eq!(attributes["IFLA_ADDRESS"], link["address"], "{link}");
                assert_eq!(attributes["IFLA_BROADCAST"], link["broadcast"], "{link}");
            }
            assert_eq!(attributes["IFLA_QDISC"], link["qdisc"], "{link}");
            let state = attributes["IFLA_OPERSTATE"].as_str().unwrap().trim_start_matches("IF_OPER_");
            assert_eq!(state, link["operstate"].as_str().unwrap(), "{link}");
            let master = attributes["IFLA_MASTER"].as_u64().map(|master| names[&Some(master)]);
            assert_eq!(master, link["master"].as_str(), "{link}");
        }
    });
}
#[test]
fn addresses_and_routes_are_what_ip_says() {
    common::in_namespace("addresses_and_routes_are_what_ip_says", || {
        use nlwire::{route::*, uapi::AddressFamily};
        use std::net::Ipv4Addr;
        const V4: AddressFamily = AddressFamily::AF_INET;
        let mut buffer = [0; 8192];
        let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer);
        let new = NewFlags::CREATE | NewFlags::EXCL;
        let address = NewAddr { family: V4, prefix_len: 24, index: 1, ..Default::default() };
        talk.request(address, new, |addr| {
            addr.put(Addr::IFA_LOCAL, Ipv4Addr::new(10, 0, 0, 1))
                .put(Addr::IFA_ADDRESS, Ipv4Addr::new(10, 0, 0, 1));
        })
        .unwrap();
        let route = NewRoute {
            family: V4,
            dst_len: 16,
            table: RtmTable::RT_TABLE_MAIN,
            protocol: RouteProtocol::RTPROT_STATIC,
            kind: RouteType::RTN_UNICAST,
            ..Default::default()
        };
        talk.request(route, new, |route| {
            route.put(Route::RTA_DST, Ipv4Addr::new(10, 9, 0, 0)).put(Route::RTA_OIF, 1);
            route.put(Route::RTA_GATEWAY, Ipv4Addr::new(10, 0, 0, 9)).put(Route::RTA_PRIORITY, 33);
        })
        .unwrap();
        let found = lines(&["dump", "addr", "--json"], 0);
        let of_ours = |line: &&Value| line["attributes"]["IFA_LOCAL"] == "10.0.0.1";
        assert_eq!(found.iter().find(of_ours).expect("our address")["header"]["ifa_prefixlen"], 24);
        if let Some(links) = ip(&["addr"]) {
            let infos = |link: &Value| link["addr_info"].as_array().cloned().unwrap_or_default();
            let mut expected: Vec<_> =
                links.iter().flat_map(infos).map(|info| info["local"].clone()).collect();
            let local = |line: &Value| match &line["attributes"]["IFA_LOCAL"] {
                Value::Null => line["attributes"]["IFA_ADDRESS"].clone(),
                local => local.clone(),
            };
            let mut told: Vec<_> = found.iter().map(local).collect();
            expected.sort_by_key(Value::to_string);
            told.sort_by_key(Value::to_string);
            assert_eq!(told, expected);
        }
        let found = lines(&["dump", "route", "--json"], 0);
        let ours = found.iter().find(|line| line["attributes"]["RTA_PRIORITY"] == 33).expect("our route");
        assert_eq!(ours["attributes"]["RTA_GATEWAY"], "10.0.0.9");
        assert_eq!(ours["attributes"]["RTA_TABLE"], "RT_TABLE_MAIN");
        if let Some(routes) = ip(&["-4", "route", "show", "table", "all"]) {
            let of_v4: Vec<_> =
                found.iter().filter(|line| line["header"]["rtm_family"] == "AF_INET").collect();
            assert_eq!(of_v4.len(), routes.len());
            let ip = routes.iter().find(|route| route["metric"] == 33).expect("our route");
            assert_eq!((&ip["dst"], &ip["gateway"]), (&"10.9.0.0/16".into(), &"10.0.0.9".into()));
        }
        let columns = text(&["dump", "addr", "route", "neigh", "rule"], 0);
        assert!(columns.contains("10.0.0.1/24") && columns.contains("10.9.0.0/16"), "{columns}");
        assert!(columns.contains("DESTINATION") && columns.contains("PRIORITY"), "{columns}");
    });
}
#[test]
fn a_monitor_shows_what_is_there_and_what_changes() {
    common::in_namespace("a_monitor_shows_what_is_there_and_what_changes", || {
        let monitor = |args: &[&str]| {
            let mut child = Command::new(binary()).args(args).stdout(Stdio::piped()).spawn().unwrap();
            let mut stdout = child.stdout.take().unwrap();
            let reader = std::thread::spawn(move || {
                let mut text = String::new();
                stdout.read_to_string(&mut text).map(|_| text).unwrap()
            });
            // changes for as long as it looks, since nothing says when its snapshot is whole
            let mut buffer = [0; 4096];
            let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer);
            let down = NewLink { index: 1, change: LinkFlags::IFF_UP, ..Default::default() };
            while child.try_wait().unwrap().is_none() {
                talk.request(down, NewFlags::ACK, |link| _ = link.put(Link::IFLA_MTU, 1234)).unwrap();
                talk.request(NewLink { flags: LinkFlags::IFF_UP, ..down }, NewFlags::ACK, |_| {}).unwrap();
                std::thread::sleep(Duration::from_millis(50));
            }
            assert!(child.wait().unwrap().success());
            reader.join().unwrap()
        };
        let text = monitor(&["monitor", "--for", "3s", "--json", "link"]);
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        // what is there comes first, be it by the snapshot or by a change that overtook it; then every change
        assert_eq!(lines[0]["attributes"]["IFLA_IFNAME"], "lo");
        assert!(lines.iter().skip(1).any(|line| line["attributes"]["IFLA_MTU"] == 1234), "{text}");
        let text = monitor(&["monitor", "--for=3s"]);
        assert!(text.lines().any(|line| line.contains(" ~ link ") && line.contains("lo")), "{text}");
    });
}
#[test]
fn a_recording_decodes_to_what_was_dumped() {
    common::in_namespace("a_recording_decodes_to_what_was_dumped", || {
        make_links();
        let directory = std::env::temp_dir();
        let path = directory.join(format!("nlwire-{}.pcap", std::process::id()));
        let path = path.to_str().unwrap();
        let dumped = lines(&["dump", "link", "--json"], 0);
        text(&["record", path, "--", "link"], 0);
        let decoded = lines(&["decode", path, "--json"], 0);
        let mut through_pipe = Command::new(binary());
        through_pipe.args(["decode", "-", "-j"]).stdin(std::fs::File::open(path).unwrap());
        let through_pipe = through_pipe.output().unwrap();
        std::fs::remove_file(path).unwrap();
        assert_eq!(through_pipe.stdout.iter().filter(|byte| **byte == b'\n').count(), decoded.len());
        assert_eq!(decoded[0]["message"], "CTRL_CMD_GETFAMILY", "families are learnt first");
        assert_eq!(of(&decoded, "RTM_GETLINK").len(), 1);
        assert_eq!(of(&decoded, "NLMSG_DONE").len(), 2);
        let links = of(&decoded, "RTM_NEWLINK");
        assert_eq!(links.len(), dumped.len());
        for (link, dumped) in links.iter().zip(&dumped) {
            assert_eq!((&link["header"], &link["attributes"]), (&dumped["header"], &dumped["attributes"]));
        }
    });
}
#[test]
fn what_a_monitor_hears_is_recorded() {
    common::in_namespace("what_a_monitor_hears_is_recorded", || {
        let path = std::env::temp_dir().join(format!("nlwire-heard-{}.pcap", std::process::id()));
        let path = path.to_str().unwrap();
        let said = text(&["record", path, "monitor", "link", "uevent", "--for", "100ms"], 0);
        assert!(said.contains(&format!("bytes are in {path}")) && said.contains("0 losses"), "{said}");
        let decoded = lines(&["decode", path, "--json"], 0);
        assert_eq!(of(&decoded, "RTM_NEWLINK").len(), 1, "the loopback device is there");

        // without a time it goes on, and whoever ends it has all that it heard
        let mut child = Command::new(binary()).args(["record", path, "monitor", "link"]).spawn().unwrap();
        let mut buffer = [0; 4096];
        let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer);
        let lo = NewLink { index: 1, ..Default::default() };
        let is_event = |line: &&Value| line["flags"].as_array().is_some_and(|flags| flags.is_empty());
        let mut events = Vec::new();
        for mtu in (1300u32..).take(500) {
            talk.request(lo, NewFlags::ACK, |link| _ = link.put(Link::IFLA_MTU, mtu)).unwrap();
            std::thread::sleep(Duration::from_millis(20));
            // it is written in pieces: half a datagram may stand there
            let output = nl(&["decode", path, "--json"]);
            let text = String::from_utf8(output.stdout).unwrap();
            let decoded: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            let links = of(&decoded, "RTM_NEWLINK");
            events = links
                .into_iter()
                .filter(is_event)
                .map(|link| link["attributes"]["IFLA_MTU"].clone())
                .collect();
            if events.len() >= 3 {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        std::fs::remove_file(path).unwrap();
        let numbers: Vec<_> = events.iter().map(|mtu| mtu.as_u64().unwrap()).collect();
        assert!(numbers.len() >= 3 && numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]), "{numbers:?}");
        assert!(sentence(&["record", path, "--for", "1s", "--", "link"]).contains("--for"));
        assert!(sentence(&["record", path, "monitor", "nonsense"]).contains("ipv4-route"));
    });
}

/// A message with attributes of which the lengths may lie.
fn message(kind: u16, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; 16];
    bytes[0..4].copy_from_slice(&(payload.len() as u32 + 16).to_ne_bytes());
    bytes[4..6].copy_from_slice(&kind.to_ne_bytes());
    bytes.extend(payload);
    bytes
}
/// A link with one attribute.
fn link(len: u16, number: u16, payload: &[u8]) -> Vec<u8> {
    message(16, &[&[0; 16][..], &len.to_ne_bytes(), &number.to_ne_bytes(), payload].concat())
}
/// Decodes a file with these packets: protocol, datagram, and how many bytes are not in the file.
fn decode(packets: &[(u16, Vec<u8>, usize)], status: i32) -> Vec<Value> {
    let mut file = vec![0; 24];
    write_recording(&mut file).unwrap();
    for (protocol, datagram, cut) in packets {
        let mut packet = Packet::new(Duration::from_secs(1), Direction::Received, *protocol, datagram);
        packet.whole += cut;
        file.extend(packet.head());
        file.extend(datagram);
    }
    decode_file(&file, status)
}
fn decode_file(file: &[u8], status: i32) -> Vec<Value> {
    let mut child = Command::new(binary())
        .args(["decode", "-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(file).unwrap();
    let output = child.wait_with_output().unwrap();
    let (stdout, stderr) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(status), "{stdout}{stderr}");
    assert_eq!(stderr.is_empty(), status != 2, "{stderr}");
    stdout.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}
#[test]
fn what_is_unknown_in_a_recording_is_a_line() {
    let lines = decode(
        &[
            (0, message(999, &[1, 2, 3]), 0),
            (31, message(20, &[0xab]), 0),
            (300, message(20, &[]), 0),
            (16, message(0x77, &[1, 0, 0, 0]), 0),
            (0, link(5, 1234, &[0xee]), 0),
            (0, link(12, 3, b"a\xff\"\n\0\0\0\0"), 0),
            (15, b"add@/devices\0ACTION=add\0".to_vec(), 0),
        ],
        0,
    );
    assert_eq!((&lines[0]["message"], &lines[0]["payload"]), (&999.into(), &"010203".into()));
    assert_eq!((&lines[1]["message"], &lines[1]["payload"]), (&20.into(), &"ab".into()));
    assert_eq!((&lines[2]["protocol"], &lines[2]["protocol_number"]), (&"unknown".into(), &300.into()));
    assert_eq!((&lines[3]["protocol"], &lines[3]["message"]), (&"generic".into(), &0x77.into()));
    assert_eq!(lines[4]["attributes"]["#1234"], "ee");
    assert_eq!(lines[5]["attributes"]["IFLA_IFNAME"], "a\\xff\"\n");
    assert_eq!((&lines[6]["protocol"], lines.len()), (&"uevent".into(), 7));
    assert_eq!((&lines[6]["action"], &lines[6]["devpath"]), (&"add".into(), &"/devices".into()));
    assert_eq!(lines[6]["properties"]["ACTION"], "add");
}
#[test]
fn what_is_broken_in_a_recording_is_a_line_and_reading_goes_on() {
    let good = link(8, 4, &[1, 0, 0, 0]);
    let behind = [&good[..], &link(6, 4, &[1, 2, 0, 0])].concat();
    let mut lies = good.clone();
    lies[..4].copy_from_slice(&200u32.to_ne_bytes());
    let lines = decode(
        &[
            (0, link(6, 4, &[1, 2, 0, 0]), 0),
            (0, behind, 0),
            (0, link(3, 4, &[]), 0),
            (0, lies, 0),
            (0, message(16, &[0; 7]), 0),
            (0, good[..30].to_vec(), 10),
            (0, good.clone(), 4),
            (0, good.clone(), 0),
        ],
        1,
    );
    let errors: Vec<_> =
        lines.iter().map(|line| line.get("error").map(|_| line["offset"].as_u64().unwrap())).collect();
    // a message that is whole, and the rest of its datagram, are lines of their own
    let expected =
        [Some(36), None, Some(40 + 36), Some(32), Some(0), Some(16), Some(0), None, Some(40), None];
    assert_eq!(errors, expected, "{lines:#?}");
    assert_eq!(lines[0]["attributes"]["IFLA_MTU"], "0102", "what does not fit is shown as bytes");
    assert!(
        lines[4]["payload"].as_str().unwrap().starts_with(if cfg!(target_endian = "little") {
            "c8000000"
        } else {
            "000000c8"
        }),
        "{}",
        lines[4]
    );
    assert!(lines[6]["error"].as_str().unwrap().contains("30 of the datagram's 40 bytes"), "{}", lines[6]);
    assert_eq!(lines[9]["attributes"]["IFLA_MTU"], if cfg!(target_endian = "little") { 1 } else { 1 << 24 });
}
#[test]
fn a_file_may_be_cut_anywhere() {
    let mut file = vec![0; 24];
    write_recording(&mut file).unwrap();
    let datagram = link(8, 4, &[1, 0, 0, 0]);
    for _ in 0..2 {
        file.extend(Packet::new(Duration::ZERO, Direction::Sent, 0, &datagram).head());
        file.extend(&datagram);
    }
    for (end, status, count) in [
        (0, 2, 0),
        (3, 2, 0),
        (23, 2, 0),
        (24, 0, 0),
        (30, 1, 1),
        (95, 1, 1),
        (96, 0, 1),
        (97, 1, 2),
        (168, 0, 2),
    ] {
        let lines = decode_file(&file[..end], status);
        assert_eq!(lines.len(), count, "{end} bytes");
        if status == 1 {
            assert_eq!(lines[count - 1]["offset"], if end < 96 { 24 } else { 96 });
        }
    }
    file[20..24].copy_from_slice(&1u32.to_ne_bytes());
    assert_eq!(decode_file(&file, 2).len(), 0);
    assert_eq!(decode_file(b"\x0a\x0d\x0d\x0a", 2).len(), 0);
}

/// A recording of requests, decoded for people: every row, without the time.
fn rows(requests: &[&[u8]]) -> Vec<String> {
    let mut file = vec![0; 24];
    write_recording(&mut file).unwrap();
    for request in requests {
        file.extend(Packet::new(Duration::ZERO, Direction::Sent, 0, request).head());
        file.extend(*request);
    }
    let path = std::env::temp_dir().join(format!("nlwire-rows-{}.pcap", std::process::id()));
    std::fs::write(&path, file).unwrap();
    let text = text(&["decode", path.to_str().unwrap()], 0);
    std::fs::remove_file(path).unwrap();
    let rows = text.lines().filter_map(|row| row.split_once(" > "));
    rows.map(|(_, row)| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}
#[test]
fn people_see_what_matters_of_each_object() {
    use nlwire::{
        route::*,
        uapi::AddressFamily,
        wire::{Request, RequestFlags},
    };
    use std::net::Ipv4Addr;
    const V4: AddressFamily = AddressFamily::AF_INET;
    let mut buffer = [0; 512];
    let mut build = |fill: &dyn Fn(&mut [u8]) -> usize| {
        let len = fill(&mut buffer);
        buffer[..len].to_vec()
    };
    macro_rules! request {
        ($operation:expr, |$request:ident| $fill:expr) => {
            build(&|buffer| {
                let mut $request = Request::new(buffer, $operation, RequestFlags::ACK);
                $fill;
                $request.finish(1).unwrap().len()
            })
        };
    }
    let link = request!(NewLink { index: 2, ..Default::default() }, |link| {
        link.put(Link::IFLA_IFNAME, "et\u{1b}[31m").put(Link::IFLA_MTU, 1500).put(Link::IFLA_LINK, 2u32)
    });
    let address = request!(NewAddr { family: V4, prefix_len: 24, index: 2, ..Default::default() }, |addr| {
        addr.put(Addr::IFA_LOCAL, Ipv4Addr::new(10, 0, 0, 1))
            .put(Addr::IFA_ADDRESS, Ipv4Addr::new(10, 0, 0, 9))
    });
    let route = NewRoute { family: V4, dst_len: 8, kind: RouteType::RTN_UNICAST, ..Default::default() };
    let route = request!(route, |route| {
        route.put(Route::RTA_DST, Ipv4Addr::new(10, 0, 0, 0)).put(Route::RTA_TABLE, RouteTable(1000));
        route
            .put(Route::RTA_GATEWAY, Ipv4Addr::new(10, 0, 0, 2))
            .put(Route::RTA_OIF, 2)
            .put(Route::RTA_PRIORITY, 7)
    });
    let neigh = NewNeigh { family: V4, index: 2, state: NeighState::NUD_PERMANENT, ..Default::default() };
    let neigh = request!(neigh, |neigh| neigh.put(Neigh::NDA_DST, Ipv4Addr::new(10, 0, 0, 3)));
    let rule = NewRule { family: V4, action: RuleAction::FR_ACT_TO_TBL, ..Default::default() };
    let rule = request!(rule, |rule| rule.put(Rule::FRA_PRIORITY, 100).put(Rule::FRA_TABLE, RouteTable(7)));
    let rows = rows(&[&link, &address, &route, &neigh, &rule]);
    assert!(rows[0].starts_with("link 2 et\\x1b[31m@et\\x1b[31m netrom - 1500"), "{rows:#?}");
    assert!(rows[1].starts_with("addr et\\x1b[31m 10.0.0.1 peer 10.0.0.9/24 universe"), "{rows:#?}");
    assert!(
        rows[2].starts_with("route 10.0.0.0/8 10.0.0.2 et\\x1b[31m 1000 unspec universe unicast 7"),
        "{rows:#?}"
    );
    assert!(rows[3].starts_with("neigh 10.0.0.3 - et\\x1b[31m permanent"), "{rows:#?}");
    assert!(rows[4].starts_with("rule 100 inet all all - - - to_tbl 7"), "{rows:#?}");
}

#[test]
fn every_object_is_dumped() {
    const NAME: &str = "every_object_is_dumped";
    common::in_namespace(NAME, || {
        let sentence = sentence(&["dump"]);
        let (_, objects) = sentence.trim_end().split_once("known are ").expect("a list");
        let objects: Vec<_> = objects.split(", ").collect();
        assert!(objects.len() > 30, "{objects:?}");
        let help = text(&["--help"], 0);
        let words: Vec<_> = help.split([' ', ',', '\n']).collect();
        for object in &objects {
            assert!(words.contains(object), "--help says nothing of {object}");
        }

        // something of each, where the tools are installed and the kernel can
        make_links();
        let run = |program: &str, args: &str, input: &str| {
            let mut child = Command::new(program)
                .args(args.split(' '))
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .ok()?;
            let _ = child.stdin.take()?.write_all(input.as_bytes()); // most do not read it
            child.wait().ok()?.success().then_some(())
        };
        let _listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let _datagrams = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
        let _pair = std::os::unix::net::UnixStream::pair().unwrap();
        let mut there =
            vec!["link", "addr", "route", "ndt", "rule", "family", "tcp", "udp", "unix", "netlink"];
        let class = "class add dev lo parent 1: classid 1:1 htb rate 1mbit";
        let filter = "filter add dev lo parent 1: protocol ip pref 5 u32 match ip dst 10.0.0.0/8 flowid 1:1 action \
            mirred egress redirect dev lo index 7";
        let policy = "xfrm policy add src 10.1.0.0/16 dst 10.2.0.0/24 proto 6 dport 80 dir out tmpl src 192.0.2.1 \
            dst 192.0.2.2 proto esp reqid 42 mode tunnel";
        let state = "xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1000 mode tunnel aead \
            rfc4106(gcm(aes)) 0x0102030405060708090a0b0c0d0e0f1011121314 128";
        for (program, args, makes) in [
            ("ip", "neigh add 127.0.0.9 lladdr 02:00:00:00:00:01 dev lo", &["neigh"][..]),
            ("ip", "nexthop add id 1 blackhole", &["nexthop"]),
            ("tc", "qdisc add dev lo root handle 1: htb default 1", &["qdisc"]),
            ("tc", class, &["class"]),
            ("tc", filter, &["filter", "chain", "action"]),
            ("ip", policy, &["xfrm-policy"]),
            ("ip", state, &["xfrm-state"]),
            (
                "conntrack",
                "-I -p udp -s 192.0.2.1 -d 192.0.2.2 --sport 53 --dport 5353 -t 1000",
                &["conntrack"],
            ),
            ("nft", "-f -", &["nft-table", "nft-chain", "nft-rule", "nft-set", "nft-element", "nft-object"]),
        ] {
            match run(program, args, RULES) {
                Some(()) => there.extend(makes),
                None => common::skip(NAME, &format!("a part: nothing is made by {program} {args}")),
            }
        }

        for object in objects {
            let output = nl(&["dump", object, "--json"]);
            let errors = String::from_utf8_lossy(&output.stderr);
            // a kernel without raw_diag says so by ENOENT
            let lacks = errors.contains("this kernel has no") || errors.contains("ENOENT");
            if output.status.code() != Some(0) && lacks {
                common::skip(NAME, &format!("a part: {}", errors.trim_end()));
                continue;
            }
            let lines = String::from_utf8(output.stdout).unwrap();
            assert_eq!(output.status.code(), Some(0), "nl dump {object}:\n{lines}{errors}");
            for line in lines.lines() {
                let value: Value = serde_json::from_str(line).expect(line);
                let is = |key: &str| value.get(key).is_some();
                assert!(value["protocol"].is_string() && value["message"].is_string(), "{object}: {line}");
                assert!(value["attributes"].is_object() && !is("error"), "{object}: {line}");
            }
            assert!(!there.contains(&object) || !lines.is_empty(), "nothing is told of {object}");
            // as many for people: each begins with a row of titles, and none has a table for nothing
            let people = text(&["dump", object], 0);
            assert!(
                people.lines().last().is_some_and(|line| line.contains("messages")),
                "{object}: {people}"
            );
            assert_eq!(people.lines().count() > 1, !lines.is_empty(), "{object}: {people}");
            if there.contains(&object) {
                assert!(
                    people.lines().next().is_some_and(|line| !line.contains(char::is_lowercase)),
                    "{object} has no columns: {people}"
                );
            }
        }
    });
}
/// A table with one of each, for nft.
const RULES: &str = r#"
table inet t {
    counter c {
        packets 3 bytes 4
    }
    set s {
        type ipv4_addr
        flags interval,timeout
        elements = { 10.0.0.0/8 timeout 1h }
    }
    map m {
        type inet_service : verdict
        elements = { 22 : accept, 23 : drop }
    }
    chain input {
        type filter hook input priority 0
        policy accept
        meta l4proto tcp th dport vmap @m
        ip saddr @s counter name c drop
    }
}
"#;

#[test]
fn filters_are_shown_with_what_they_hang_on() {
    common::in_namespace("filters_are_shown_with_what_they_hang_on", || {
        let tc = |args: &str| {
            Command::new("tc").args(args.split(' ')).output().map(|output| output.status.success())
        };
        let made = ["qdisc add dev lo clsact", "qdisc add dev lo root handle 1: htb default 10"].map(tc);
        if !made.iter().all(|made| matches!(made, Ok(true))) {
            return common::skip(
                "filters_are_shown_with_what_they_hang_on",
                "no tc, or a kernel without clsact or htb",
            );
        }
        for filter in [
            "parent 1: protocol ip pref 5 u32 match ip dst 10.0.0.0/8 flowid 1:10",
            "ingress protocol all pref 9 chain 3 u32 match u32 0 0 action mirred egress redirect dev lo index 7",
        ] {
            assert!(tc(&format!("filter add dev lo {filter}")).unwrap(), "{filter}");
        }
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown: Vec<_> = text(&["dump", "filter", "chain", "action"], 0).lines().map(words).collect();
        for row in [
            "DEV PARENT PREF PROTOCOL KIND CHAIN HANDLE CLASS ACTIONS MATCH",
            "lo 1: 5 ip u32 0 800::800 1:10 - 0a000000/ff000000@16",
            "lo ingress 9 all u32 3 800::800 - mirred lo 00000000/00000000@0",
            "lo ffff: 3",
            "KIND INDEX VERDICT FILTERS BYTES PACKETS DROPS OVERLIMITS COOKIE",
            "mirred 7 stolen 1 0 0 0 0",
        ] {
            assert!(shown.iter().any(|shown| shown == row), "{row}: {shown:#?}");
        }
        let all = lines(&["dump", "filter", "action", "--json"], 0);
        assert_eq!((of(&all, "RTM_NEWTFILTER").len(), of(&all, "RTM_GETACTION").len()), (6, 1));
    });
}
