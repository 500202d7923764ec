//! The examples, run as a person would run them: they say what the README says they print.
#![cfg(all(target_os = "linux", feature = "std", feature = "route", feature = "netfilter"))]
#![allow(clippy::unwrap_used)]
mod common;
#[path = "examples/home_router.rs"]
mod home_router;
use nlwire::{
    client::Connection,
    route::{IfInfo, Link, RouteGroup, RouteMessage, link, netns},
    socket::{Config, Peer, Protocol, Socket, namespace::Namespace},
    wire::{Batch, MessageHead},
};
use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{Command, Stdio},
};
/// An example; cargo builds them along with all tests, but not for one test alone.
fn example(name: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let path = test.parent().and_then(|deps| deps.parent()).unwrap().join("examples").join(name);
    if !path.exists() {
        let built = Command::new(env!("CARGO")).args(["build", "--example", name]).status().unwrap();
        assert!(built.success() && path.exists(), "cargo build --example {name}");
    }
    Command::new(path)
}
fn ip(args: &str) -> bool {
    common::tool("ip").args(args.split(' ')).status().is_ok_and(|status| status.success())
}
#[test]
fn routes_are_mirrored_and_a_full_table_says_so() {
    const TEST: &str = "routes_are_mirrored_and_a_full_table_says_so";
    // built outside of the namespace
    drop(example("route_cache"));
    common::in_namespace(TEST, || {
        if !common::has_tools(TEST, &["ip"]) {
            return;
        }
        if !ip("link add veth0 type veth peer name veth1") {
            return common::skip(TEST, "the kernel has no veths");
        }
        let (room, whole) = ("12", "= whole: ");
        let mut cache = example("route_cache").args(["4", room]).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(cache.stdout.take().unwrap()).lines().map(Result::unwrap);
        let first = lines.next().unwrap();
        assert!(first.starts_with(whole), "{first}");
        assert!(ip("link set veth1 up") && ip("link set veth0 up") && ip("addr add 192.0.2.9/24 dev veth0"));
        assert!(ip("route add 10.0.0.0/8 via 192.0.2.1"));
        assert!(ip("route change 10.0.0.0/8 via 192.0.2.2") && ip("route del 10.0.0.0/8"));
        let mut wait = |what: &str| {
            let found = lines.by_ref().find(|line| line.contains(what));
            assert!(found.is_some(), "no line has: {what}");
            found.unwrap()
        };
        let added = wait("+ 10.0.0.0/8 table 254 via 192.0.2.1 dev ");
        let way = added.split_once(" via ").unwrap().1;
        let other = way.replace("192.0.2.1", "192.0.2.2");
        wait(&format!("~ 10.0.0.0/8 table 254 via {other} (was via {way})"));
        wait(&format!("- 10.0.0.0/8 table 254 via {other}"));
        for n in 0..12 {
            assert!(ip(&format!("route add 10.1.{n}.0/24 dev veth0")));
        }
        wait("! no room for 10.1.");
        wait("= received ");
        assert!(cache.wait().unwrap().success());
    });
}
#[test]
fn links_of_all_namespaces_are_followed() {
    const TEST: &str = "links_of_all_namespaces_are_followed";
    drop(example("namespace_links"));
    common::in_namespace(TEST, || {
        let mut buffer = [0; 8192];
        let mut control = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
        let [there, later] = [(); 2].map(|()| common::elsewhere());
        let mut assign = |there: &Namespace| control.run(netns::assign(there)).unwrap();
        let id = assign(&there);
        let mut follower = example("namespace_links").arg("60").stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(follower.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut next =
            |left: String| assert_eq!(lines.next().map(|line| line.trim_end().to_owned()), Some(left));
        next("here  1 lo up".into());
        next(format!("{id:<5} 1 lo down"));
        // one that is given an id while it looks
        let other = assign(&later);
        next(format!("{other:<5} 1 lo down"));
        there
            .run(|| {
                let mut buffer = [0; 8192];
                let mut control =
                    Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
                control.run(link::set_up(1)).unwrap();
                control.run(link::set_down(1)).unwrap();
            })
            .unwrap();
        next(format!("{id:<5} 1 lo up"));
        next(format!("{id:<5} 1 lo down"));
        // and one that goes
        drop(later);
        next(format!("{other:<5} - 1 lo"));
        let _ = (follower.kill(), follower.wait());
    });
}
/// Sends to RTNLGRP_LINK in a user namespace and a network namespace of its own.
#[test]
fn forger() {
    common::as_tenant("forger", || {
        println!("begun");
        let socket = Config::new(Protocol::ROUTE).peer(Peer::Anyone).open().unwrap();
        for _ in std::io::stdin().lines() {
            let mut buffer = [0; 128];
            let mut batch = Batch::new(&mut buffer);
            for kind in [RouteMessage::RTM_DELLINK, RouteMessage::RTM_NEWLINK] {
                let header = IfInfo::new().with(IfInfo::ifi_index, 1);
                batch
                    .reply::<_, Link>(MessageHead::event(kind), &header, |link| {
                        link.put(Link::IFLA_IFNAME, "forged");
                    })
                    .unwrap();
            }
            let group = 1 << (RouteGroup::RTNLGRP_LINK.0 - 1);
            let long = [0x55; 40_000];
            for datagram in [batch.bytes(), &[0xff; 7], &[0xff; 64], &[3, 0, 0, 0, 16, 0, 0, 0], &long] {
                socket.send_to(datagram, 0, group).unwrap();
            }
            println!("done");
        }
    });
}
#[test]
fn a_tenant_cannot_forge_links_of_its_namespace() {
    const TEST: &str = "a_tenant_cannot_forge_links_of_its_namespace";
    drop(example("namespace_links"));
    common::in_namespace(TEST, || {
        let mut tenant = common::tenant("forger").unwrap();
        let mut said = BufReader::new(tenant.stdout.take().unwrap()).lines().map(Result::unwrap);
        assert!(said.any(|line| line.ends_with("begun")));
        let there = Namespace::at(format!("/proc/{}/ns/net", tenant.id())).unwrap();
        let mut buffer = [0; 8192];
        let mut control = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
        let id = control.run(netns::assign(&there)).unwrap();
        let mut follower = example("namespace_links")
            .arg("60")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(follower.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut next =
            |left: String| assert_eq!(lines.next().map(|line| line.trim_end().to_owned()), Some(left));
        next("here  1 lo up".into());
        next(format!("{id:<5} 1 lo down"));
        writeln!(tenant.stdin.as_mut().unwrap(), "now").unwrap();
        assert!(said.any(|line| line.ends_with("done")));
        // what the kernel says next comes next, and nothing of the forged in between
        control.run(link::set_down(1)).unwrap();
        next("here  1 lo down".into());
        control.run(link::set_up(1)).unwrap();
        next("here  1 lo up".into());
        let _ = (follower.kill(), follower.wait());
        let mut discarded = String::new();
        follower.stderr.take().unwrap().read_to_string(&mut discarded).unwrap();
        assert!(
            discarded.contains(&format!("{id:<5} not from the kernel: 4 datagrams discarded")),
            "{discarded}"
        );
        drop(tenant.stdin.take());
        tenant.wait().unwrap();
    });
}
#[test]
fn the_busiest_connections_are_shown() {
    const TEST: &str = "the_busiest_connections_are_shown";
    drop(example("conntrack_top"));
    common::in_namespace(TEST, || {
        let mut text = String::new();
        let mut top = example("conntrack_top").args(["--demo", "1"]).stdout(Stdio::piped()).spawn().unwrap();
        top.stdout.take().unwrap().read_to_string(&mut text).unwrap();
        assert!(top.wait().unwrap().success(), "{text}");
        let lines: Vec<_> = text.lines().collect();
        assert!(lines[0].starts_with("4 connections, ") && lines[0].ends_with(" ms"), "{text}");
        assert_eq!(
            lines[1].split_whitespace().collect::<Vec<_>>(),
            ["RATE/s", "TOTAL", "STATE", "CONNECTION"]
        );
        // the busiest first; which it is depends on whom the processor serves
        let rates: Vec<f64> = lines[2..]
            .iter()
            .map(|line| {
                let mut words = line.split_whitespace();
                let number: f64 = words.next().unwrap().parse().unwrap();
                let unit =
                    ["B", "kB", "MB", "GB"].iter().position(|unit| Some(*unit) == words.clone().next());
                number * 1000f64.powi(unit.unwrap_or_else(|| panic!("no unit: {line}")) as i32)
            })
            .collect();
        assert!(rates.is_sorted_by(|one, next| one >= next), "{text}");
        let mut ports: Vec<_> = lines[2..].iter().map(|line| line.rsplit(':').next().unwrap()).collect();
        ports.sort_unstable();
        assert_eq!(ports, ["9000", "9001", "9002", "9003"], "{text}");
    });
}
#[test]
fn open_ports_are_guarded() {
    const TEST: &str = "open_ports_are_guarded";
    drop(example("nftables"));
    common::in_namespace(TEST, || {
        if Socket::new(Protocol::NETFILTER).is_err() {
            return common::skip(TEST, "this kernel has no netfilter");
        }
        let mut buffer = [0; 8192];
        let mut control = Connection::over_socket(Socket::new(Protocol::NETFILTER).unwrap(), &mut buffer[..]);
        if control.run(nlwire::netfilter::nftables::generation()).is_err() {
            return common::skip(TEST, "this kernel has no nf_tables");
        }
        let output = example("nftables").args(["22", "443", "80"]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(
            String::from_utf8(output.stdout).unwrap(),
            "ct state established,related accept\n\
             iifname \"lo\" accept\n\
             tcp dport @ports counter packets 0 bytes 0 accept comment \"open\"\n"
        );
        if !common::has_tools(TEST, &["nft"]) {
            return;
        }
        let listed = common::tool("nft").args(["list", "ruleset"]).output().unwrap().stdout;
        let listed = String::from_utf8(listed).unwrap();
        let words = listed.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(
            words,
            "table inet guard { \
             set ports { type inet_service elements = { 22, 80, 443 } } \
             chain input { type filter hook input priority filter; policy drop; \
             ct state established,related accept iifname \"lo\" accept \
             tcp dport @ports counter packets 0 bytes 0 accept comment \"open\" } }"
        );
    });
}
#[test]
fn a_switch_learns_and_the_kernel_forwards() {
    const TEST: &str = "a_switch_learns_and_the_kernel_forwards";
    use nlwire::genl::{
        self, GenericHeader,
        openvswitch::{self as ovs, OvsHeader},
    };
    drop(example("learning_switch"));
    common::in_namespace(TEST, || {
        if !common::has_tools(TEST, &["ip"]) {
            return;
        }
        let mut buffer = vec![0; 64 * 1024];
        let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC).unwrap(), &mut buffer);
        let Ok(datapaths) = connection.run(genl::family(ovs::DATAPATH_NAME)) else {
            return common::skip(TEST, "this kernel has no Open vSwitch");
        };
        let flows = connection.run(genl::family(ovs::FLOW_NAME)).unwrap();
        // one end of each pair is a port, the other is a host in a namespace of its own
        let mut hosts = Vec::new();
        for number in 1..=2 {
            let host = Command::new("unshare").args(["--net", "sleep", "1000"]).spawn();
            let Ok(host) = host else { return common::skip(TEST, "unshare is not installed") };
            let pid = host.id();
            hosts.push(host);
            let ours = std::fs::read_link("/proc/self/ns/net").unwrap();
            while std::fs::read_link(format!("/proc/{pid}/ns/net")).is_ok_and(|theirs| theirs == ours) {
                std::thread::yield_now();
            }
            assert!(ip(&format!("link add p{number} type veth peer name host netns {pid}")));
            assert!(ip(&format!("link set p{number} up")));
            let inside = |args: &str| {
                let pid = pid.to_string();
                let args = format!("--target {pid} --net ip {args}");
                assert!(Command::new("nsenter").args(args.split(' ')).status().unwrap().success(), "{args}");
            };
            inside(&format!("addr add 10.0.0.{number}/24 dev host"));
            inside("link set host up");
        }
        let mut switch =
            example("learning_switch").args(["sw0", "p1", "p2"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(switch.stdout.take().unwrap()).lines().map(Result::unwrap);
        assert_eq!(lines.next().unwrap(), "sw0: 2 ports");
        let target = hosts[0].id().to_string();
        let ping = Command::new("nsenter")
            .args(["--target", &target, "--net", "ping", "-c", "5", "-W", "20", "10.0.0.2"])
            .stdout(Stdio::piped())
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&ping.stdout).into_owned();
        let learned = lines.find(|line| line.ends_with("leaves at port 1")).unwrap();
        let found = connection.get(ovs::datapath(&datapaths, "sw0")).unwrap().header;
        let index = found.get(GenericHeader::user).get(OvsHeader::dp_ifindex);
        let mut forwarded = 0;
        let mut all = connection.dump(ovs::flows(&flows, index)).unwrap();
        while let Some(flow) = all.next().unwrap() {
            forwarded += flow.attrs.packets();
        }
        switch.kill().unwrap();
        switch.wait().unwrap();
        for mut host in hosts {
            host.kill().unwrap();
            host.wait().unwrap();
        }
        assert!(ping.status.success(), "{text}");
        assert!(forwarded > 0, "{learned}");
    });
}
/// Runs an example to its end, and returns its lines.
fn output(command: &mut Command) -> Vec<String> {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}
#[test]
fn links_and_addresses_are_joined() {
    const TEST: &str = "links_and_addresses_are_joined";
    drop(example("links"));
    common::in_namespace(TEST, || {
        let lines = output(&mut example("links"));
        assert!(lines[0].starts_with("1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 "), "{lines:#?}");
        assert_eq!(lines[1], "    inet 127.0.0.1/8 scope host lo dev if1");
    });
}
#[test]
fn a_namespace_is_connected() {
    const TEST: &str = "a_namespace_is_connected";
    drop(example("veth"));
    common::in_namespace(TEST, || {
        let mut nl = Connection::open(Protocol::ROUTE).unwrap();
        if nl.run(link::add_veth("veth0", "veth1")).is_err() {
            return common::skip(TEST, "the kernel has no veths");
        }
        nl.run(link::delete("veth0")).unwrap();
        let lines = output(&mut example("veth"));
        assert!(lines[0].starts_with("198.51.100.7 via 192.0.2.2 dev if"), "{lines:#?}");
        assert!(lines[0].contains(" src 192.0.2.1"), "{lines:#?}");
        assert!(
            lines.iter().any(|line| line.contains(": veth1@if") && line.ends_with(" veth")),
            "{lines:#?}"
        );
    });
}
#[test]
fn marked_connections_and_ends_are_shown() {
    use nlwire::netfilter::conntrack::{self, Conntrack, Flow};
    const TEST: &str = "marked_connections_and_ends_are_shown";
    drop(example("conntrack"));
    common::in_namespace(TEST, || {
        let Ok(mut nl) = Connection::open(Protocol::NETFILTER) else {
            return common::skip(TEST, "this kernel has no netfilter");
        };
        if nl.run(conntrack::totals()).is_err() {
            return common::skip(TEST, "this kernel has no conntrack");
        }
        let to = "198.51.100.7:443".parse().unwrap();
        let flows = [1, 2, 3].map(|port| Flow::tcp(([192, 0, 2, 1], port).into(), to));
        let marked = |mark: u32| {
            move |entry: &mut nlwire::wire::Request<'_, _>| _ = entry.put(Conntrack::CTA_MARK, mark)
        };
        nl.run(conntrack::create(&flows[0], 0, 300, marked(7))).unwrap();
        nl.run(conntrack::create(&flows[1], 0, 300, marked(8))).unwrap();
        let mut watcher = example("conntrack").arg("7").stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(watcher.stdout.take().unwrap()).lines().map(Result::unwrap);
        let first = lines.next().unwrap();
        assert!(first.starts_with("tcp 6 ") && first.contains(" sport=1 dport=443 "), "{first}");
        assert!(first.ends_with(" mark=7"), "{first}");
        // a connection that is younger than the listener
        nl.run(conntrack::create(&flows[2], 0, 300, marked(0))).unwrap();
        nl.run(conntrack::delete(&flows[2], 0)).unwrap();
        let end = lines.next().unwrap();
        assert!(end.starts_with("[DESTROY] tcp 6 ") && end.contains(" sport=3 "), "{end}");
        let _ = (watcher.kill(), watcher.wait());
    });
}
#[test]
fn connections_to_a_port_are_shown() {
    const TEST: &str = "connections_to_a_port_are_shown";
    drop(example("ss"));
    common::in_namespace(TEST, || {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let stream = std::net::TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (local, remote) = (stream.local_addr().unwrap(), stream.peer_addr().unwrap());
        let lines = output(example("ss").arg(remote.port().to_string()));
        assert_eq!(lines.len(), 1, "{lines:#?}");
        let begin = format!("ESTAB 0 0 {local} {remote} ");
        assert!(lines[0].starts_with(&begin) && lines[0].contains(" rtt:"), "{lines:#?}");
    });
}
#[test]
fn metrics_of_tcp_are_listed() {
    const TEST: &str = "metrics_of_tcp_are_listed";
    drop(example("tcp_metrics"));
    let mut nl = Connection::open(Protocol::GENERIC).unwrap();
    if nl.run(nlwire::genl::family("tcp_metrics")).is_err() {
        return common::skip(TEST, "this kernel has no tcp_metrics");
    }
    common::in_namespace(TEST, || {
        let lines = output(&mut example("tcp_metrics"));
        assert!(lines.iter().all(|line| line.starts_with("{TCP_METRICS_ATTR_ADDR_IPV")), "{lines:#?}");
    });
}
/// What `ip -j` lists.
fn listed(args: &str) -> Vec<serde_json::Value> {
    let output = common::tool("ip").arg("-j").args(args.split(' ')).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("ip -j {args}: {error}: {text}"))
}
#[test]
fn links_addresses_and_routes_are_followed_beyond_losses() {
    use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
    const TEST: &str = "links_addresses_and_routes_are_followed_beyond_losses";
    drop(example("follow"));
    common::in_namespace(TEST, || {
        if !common::has_tools(TEST, &["ip"]) {
            return;
        }
        let mut nl = Connection::open(Protocol::ROUTE).unwrap();
        if nl.run(link::add_veth("v0", "v1")).is_err() {
            return common::skip(TEST, "the kernel has no veths");
        }
        let mut follower = example("follow").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(follower.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut wait = |what: &str| {
            let found = lines.by_ref().find(|line| line.contains(what));
            found.unwrap_or_else(|| panic!("no line has: {what}"))
        };
        let added = wait(": v0@if");
        assert!(added.starts_with("+ link ") && added.contains(" mtu 1500 "), "{added}");
        wait("= synced");
        assert!(ip("link set v1 up") && ip("link set v0 up") && ip("addr add 192.0.2.1/24 dev v0"));
        wait("+ address inet 192.0.2.1/24 ");
        assert!(ip("route add 198.51.100.0/24 via 192.0.2.2"));
        wait("+ route 198.51.100.0/24 via 192.0.2.2 dev if");
        nl.run(link::set_mtu("v0", 1400)).unwrap();
        let changed = wait("~ link ");
        let (new, old) = changed.split_once(" (was ").unwrap();
        assert!(new.contains(" mtu 1400 ") && old.contains(" mtu 1500 "), "{changed}");
        // more events than its socket holds, while it is stopped; the kernel deletes the routes of a
        // deleted link without a notification
        let pid = Pid::from_raw(follower.id() as i32);
        kill_process(pid.unwrap(), Signal::STOP).unwrap();
        assert!(waitpid(pid, WaitOptions::UNTRACED).unwrap().unwrap().1.stopped());
        for mtu in 1000..1400 {
            nl.run(link::set_mtu("v1", mtu)).unwrap();
        }
        nl.run(link::delete("v0")).unwrap();
        nl.run(link::add_veth("v2", "v3")).unwrap();
        kill_process(pid.unwrap(), Signal::CONT).unwrap();
        wait("! events were lost");
        wait("= synced");
        follower.stdin.take().unwrap().write_all(b"\n").unwrap();
        let rest: Vec<_> = lines.filter(|line| !line.starts_with(['+', '-', '~', '!', '='])).collect();
        assert!(follower.wait().unwrap().success(), "{rest:#?}");
        let of = |kind: &str| rest.iter().filter_map(|line| line.strip_prefix(kind)).collect::<Vec<_>>();
        let links = listed("link")
            .iter()
            .map(|it| format!("{}: {}", it["ifindex"], it["ifname"]))
            .collect::<Vec<_>>();
        let ours = of("link ").iter().map(|it| it.to_string()).collect::<Vec<_>>();
        assert_eq!(ours.len(), links.len(), "{ours:#?} {links:#?}");
        for (ours, link) in ours.iter().zip(&links) {
            assert!(ours.starts_with(&link.replace('"', "")), "{ours}, of ip {link}");
        }
        let addresses: Vec<_> = listed("addr")
            .iter()
            .flat_map(|link| link["addr_info"].as_array().cloned().unwrap_or_default())
            .map(|it| format!("{} {}/{}", it["family"], it["local"], it["prefixlen"]).replace('"', ""))
            .collect();
        let ours = of("address ");
        assert_eq!(ours.len(), addresses.len(), "{ours:#?} {addresses:#?}");
        assert!(
            addresses.iter().all(|it| ours.iter().any(|ours| ours.starts_with(it))),
            "{ours:#?} {addresses:#?}"
        );
        let routes = listed("-4 route show table all").len() + listed("-6 route show table all").len();
        assert_eq!(of("route ").len(), routes, "{rest:#?}");
    });
}
#[test]
fn interfaces_of_a_kind_get_an_mtu() {
    const TEST: &str = "interfaces_of_a_kind_get_an_mtu";
    drop(example("mtu"));
    common::in_namespace(TEST, || {
        let mut nl = Connection::open(Protocol::ROUTE).unwrap();
        if nl.run(link::add_veth("v0", "v1")).is_err() {
            return common::skip(TEST, "the kernel has no veths");
        }
        nl.run(link::set_mtu("v1", 1300)).unwrap();
        assert_eq!(output(example("mtu").args(["veth", "1300"])), ["1 changed"]);
        assert_eq!(output(example("mtu").args(["veth", "1300"])), ["0 changed"]);
        let refused = example("mtu").args(["veth", "1"]).output().unwrap();
        let words = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && words.contains("EINVAL"), "{words}");
        if common::has_tools(TEST, &["ip"]) {
            let mtus: Vec<_> = listed("link").iter().map(|it| it["mtu"].as_u64()).collect();
            assert_eq!(mtus, [Some(65536), Some(1300), Some(1300)]);
        }
    });
}
