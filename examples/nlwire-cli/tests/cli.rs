//! The tool, run as a person or a script would run it: what it prints, what it says of broken things, its statuses.
#![cfg(target_os = "linux")]
#[path = "../../../tests/common/mod.rs"]
mod common;

#[path = "cli/byte_order.rs"]
mod byte_order;
#[path = "cli/diff.rs"]
mod diff;
#[path = "cli/dump.rs"]
mod dump;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/monitor.rs"]
mod monitor;
#[path = "cli/recording.rs"]
mod recording;
#[path = "cli/request.rs"]
mod request;
#[path = "cli/screens.rs"]
mod screens;
#[path = "cli/strace.rs"]
mod strace;
#[path = "cli/userdata.rs"]
mod userdata;
#[path = "cli/watch.rs"]
mod watch;

use nlwire::{
    client::Connection,
    pcap::{Direction, Packet, write_recording},
    route::{GetLink, IfInfo, Link, LinkFlags, LinkInfo, LinkKind, NewLink, Veth, Vxlan},
    socket::{Protocol, Socket},
    wire::NewFlags,
};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    io::{BufRead, Read, Write},
    path::PathBuf,
    process::{Command, Output, Stdio},
    sync::OnceLock,
    time::Duration,
};

/// The tool is in the folder above this test's binary, also where both were copied to another machine.
fn binary() -> &'static PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let test = std::env::current_exe().unwrap();
        let beside = test.parent().and_then(|deps| deps.parent()).unwrap().join("nlwire");
        if beside.exists() { beside } else { env!("CARGO_BIN_EXE_nlwire").into() }
    })
}
fn nlwire(args: &[&str]) -> Output {
    Command::new(binary()).args(args).stdin(Stdio::null()).output().unwrap()
}
/// What it prints with the status that is expected.
fn text(args: &[&str], status: i32) -> String {
    let output = nlwire(args);
    let (stdout, stderr) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(status), "nlwire {args:?}:\n{stdout}{stderr}");
    stdout
}
fn lines(args: &[&str], status: i32) -> Vec<Value> {
    let text = text(args, status);
    text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}
/// The sentence of a status 2: one line, and nothing else.
fn sentence(args: &[&str]) -> String {
    let output = nlwire(args);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "nlwire {args:?}: {stderr}");
    assert!(
        output.stdout.is_empty() && stderr.lines().count() == 1 && stderr.starts_with("nlwire: "),
        "{stderr}"
    );
    stderr
}
fn of<'v>(lines: &'v [Value], message: &str) -> Vec<&'v Value> {
    lines.iter().filter(|line| line["message"] == message).collect()
}

/// Links of several kinds, made by requests of our own.
fn make_links() {
    let mut buffer = [0; 8192];
    let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
    let new = NewFlags::CREATE | NewFlags::EXCL;
    talk.request_with(NewLink::default(), new, |link| {
        link.put(Link::IFLA_IFNAME, "veth0").put(Link::IFLA_MTU, 1400).nest(Link::IFLA_LINKINFO, |info| {
            info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |veth| {
                veth.headed(Veth::VETH_INFO_PEER, &IfInfo::new(), |peer| {
                    peer.put(Link::IFLA_IFNAME, "veth1");
                });
            });
        });
    })
    .unwrap();
    talk.request_with(NewLink::default(), new, |link| {
        link.put(Link::IFLA_IFNAME, "br0").nest(Link::IFLA_LINKINFO, |info| {
            info.put(LinkInfo::IFLA_INFO_KIND, "bridge");
        });
    })
    .unwrap();
    let mut index = |name: &str| {
        let link = talk.get_with(GetLink::default(), |link| _ = link.put(Link::IFLA_IFNAME, name)).unwrap();
        link.header.get(IfInfo::ifi_index)
    };
    let (veth, bridge) = (index("veth0"), index("br0"));
    talk.request_with(NewLink::default(), new, |link| {
        link.put(Link::IFLA_IFNAME, "vxlan7").put(Link::IFLA_LINK, veth).nest(Link::IFLA_LINKINFO, |info| {
            info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VXLAN, |vxlan| {
                vxlan.put(Vxlan::IFLA_VXLAN_ID, 7).put(Vxlan::IFLA_VXLAN_PORT, 4789);
            });
        });
    })
    .unwrap();
    talk.request_with(NewLink { index: veth, ..Default::default() }, NewFlags::ACK, |link| {
        link.put(Link::IFLA_MASTER, bridge);
    })
    .unwrap();
}
/// What `ip -j` tells, where it is installed.
fn ip(args: &[&str]) -> Option<Vec<Value>> {
    let output =
        common::tool("ip").arg("-j").args(args).output().ok().filter(|output| output.status.success());
    let Some(output) = output else {
        common::skip(&common::test_name(), "in part: ip is not installed, or too old");
        return None;
    };
    serde_json::from_slice(&output.stdout).ok()
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
/// The output for people of a recording of these datagrams.
fn rows_and_remarks(datagrams: &[&[u8]]) -> String {
    rows_and_remarks_of(0, datagrams)
}
fn rows_and_remarks_of(protocol: u16, datagrams: &[&[u8]]) -> String {
    let mut file = vec![0; 24];
    write_recording(&mut file).unwrap();
    for datagram in datagrams {
        file.extend(Packet::new(Duration::ZERO, Direction::Received, protocol, datagram).head());
        file.extend(*datagram);
    }
    static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("nlwire-remarks-{}-{count}.pcap", std::process::id()));
    std::fs::write(&path, file).unwrap();
    let text = text(&["decode", path.to_str().unwrap()], 0);
    std::fs::remove_file(path).unwrap();
    text
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

/// Decodes a file: exit status and lines.
fn decode_file_status(file: &[u8]) -> (i32, Vec<Value>) {
    let mut child = Command::new(binary())
        .args(["decode", "-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(file).unwrap();
    let output = child.wait_with_output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}
