//! Summaries against the words of `ip`, `bridge`, `tc`, `ss` and `conntrack`, and lists of them.
#![cfg(all(
    target_os = "linux",
    feature = "std",
    feature = "tc",
    feature = "conntrack",
    feature = "sock_diag"
))]
mod common;

use nlwire::{
    client::Connection,
    netfilter::conntrack::{self, Conntrack, Flow, ProtoInfo, ProtoInfoTcp, Status, TcpState},
    route::{self, GetNextHop, addr, link, neigh, rule},
    sock_diag::{self, Filter, Sockets, Tcp, TcpState as SocketState, TcpStates, Udp},
    socket::{Protocol, Socket},
    tc::qdisc,
    uapi::AddressFamily,
    wire::Be,
};
use std::{
    collections::BTreeMap,
    error::Error,
    fmt::Display,
    net::{SocketAddr, TcpListener, TcpStream, UdpSocket},
};

type Nl = Connection<Socket, Vec<u8>>;
fn open(protocol: Protocol) -> Result<Nl, Box<dyn Error>> {
    Ok(Connection::over_socket(Socket::new(protocol)?, vec![0; 32 * 1024]))
}
/// Runs a tool, and returns the lines that it printed, with one space between words; `None` where
/// the command fails.
fn run(command: &str) -> Option<Vec<String>> {
    let mut words = command.split(' ');
    let output = common::tool(words.next()?).args(words).output().ok().filter(|it| it.status.success())?;
    let text = String::from_utf8_lossy(&output.stdout).replace('\\', " ");
    Some(text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect())
}
/// Runs commands of `ip` one by one; says which one the kernel refuses.
fn ip(test: &str, commands: &[&str]) {
    for command in commands {
        if run(&format!("ip {command}")).is_none() {
            common::skip(test, &format!("ip {command}: refused"));
        }
    }
}
/// Lines of summaries, with names in place of indexes.
fn ours(summaries: &[impl Display], names: &BTreeMap<u32, String>) -> Vec<String> {
    let named = |word: &str| {
        let (front, index) = word.split_once("if").unwrap_or((word, ""));
        let (index, colon) = index.strip_suffix(':').map_or((index, ""), |index| (index, ":"));
        let name = index.parse().ok().and_then(|index: u32| names.get(&index));
        let is_index = front.is_empty() || front.ends_with('@');
        name.filter(|_| is_index).map_or(word.to_owned(), |name| format!("{front}{name}{colon}"))
    };
    let line =
        |summary: &dyn Display| summary.to_string().split(' ').map(named).collect::<Vec<_>>().join(" ");
    summaries.iter().map(|summary| line(summary)).collect()
}
/// Asserts that each word of `line` is in `of` as well, in the same order.
fn assert_within(line: &str, of: &str) {
    let mut rest = of.split(' ');
    for word in line.split(' ') {
        assert!(rest.any(|other| other == word), "{word}: of\n  {line}\nnot in\n  {of}");
    }
}
fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

#[test]
fn route_objects_are_printed_as_iproute2_does() {
    const TEST: &str = "route_objects_are_printed_as_iproute2_does";
    common::in_namespace(TEST, || {
        if !common::has_tools(TEST, &["ip", "tc", "bridge"]) {
            return;
        }
        ip(
            TEST,
            &[
                "link add d0 address 02:fc:00:00:00:01 type veth peer name d1",
                "link set d1 up",
                "link add v0 mtu 1400 type veth peer name v1",
                "link add br0 type bridge",
                "link set v1 up master br0",
                "link set d0 up group 7",
                "link set v0 up",
                "address add 192.0.2.1/24 brd 192.0.2.255 dev d0",
                "address add 192.0.2.3/24 dev d0 noprefixroute",
                "address add 198.51.100.1 peer 198.51.100.2/32 dev d0",
                "address add 2001:db8::1/64 dev d0 nodad valid_lft 1000 preferred_lft 500",
                "route add default via 192.0.2.9 metric 100 src 192.0.2.1 mtu 1300",
                "route add 203.0.113.0/24 nexthop via 192.0.2.9 weight 3 nexthop via 192.0.2.8",
                "route add blackhole 203.0.114.0/24 table 1000 proto static",
                "route add 203.0.115.7 dev d0 tos 0x10 proto bird",
                "route add 203.0.116.0/24 via inet6 fe80::1 dev d0 onlink",
                "route add 2001:db8:1::/48 via 2001:db8::9 proto ra metric 1024 pref high",
                "route add unreachable 2001:db8:2::/48",
                "neighbour add 192.0.2.77 lladdr 02:fc:00:00:00:77 dev d0",
                "neighbour add 192.0.2.78 lladdr 02:fc:00:00:00:78 dev d0 nud reachable router",
                "neighbour add proxy 192.0.2.79 dev d0",
                "rule add from 192.0.2.0/24 to 198.51.100.7 fwmark 0x1/0xff iif d0 table 1000 priority 100",
                "rule add not from all ipproto tcp sport 80 dport 1000-2000 uidrange 0-0 lookup main pref 200",
                "-6 rule add to 2001:db8::/32 unreachable pref 300 protocol static",
                "rule add pref 400 goto 500",
                "rule add pref 500 nop",
                "rule add pref 600 lookup main suppress_prefixlength 0 tos 0x10",
                "nexthop add id 1 via 192.0.2.9 dev d0",
                "nexthop add id 2 dev v0 proto zebra",
                "nexthop add id 3 blackhole",
                "nexthop add id 10 group 1/2,5",
                "route add 203.0.117.0/24 nhid 1",
            ],
        );
        for command in [
            "tc qdisc add dev d0 root handle 1: tbf rate 1mbit burst 10k limit 10k",
            "tc qdisc add dev d0 ingress",
        ] {
            if run(command).is_none() {
                common::skip(TEST, &format!("{command}: refused"));
            }
        }
        let mut nl = open(Protocol::ROUTE).unwrap();
        let links = nl.list(link::list()).unwrap();
        let names = links.iter().map(|link| (link.index, link.name.to_string())).collect();
        // links and addresses: each word of ours
        let of_ip = run("ip -d -o link").unwrap();
        assert_eq!(links.len(), of_ip.len());
        for (line, of_ip) in ours(&links, &names).iter().zip(&of_ip) {
            assert_within(line, of_ip);
        }
        let named = |name: &str| links.iter().find(|link| link.name == name);
        if let (Some(v1), Some(br0)) = (named("v1"), named("br0")) {
            assert_eq!((v1.master, v1.kind.map(|kind| kind == "veth")), (Some(br0.index), Some(true)));
            assert_eq!(nl.run(link::index_of(&br0.name)).unwrap(), br0.index);
            nl.run(link::set_mtu(br0, 1300)).unwrap();
            assert_eq!(nl.get(link::by_name(&br0.name)).unwrap().summary().unwrap().mtu, 1300);
        }
        let addresses = nl.list(addr::list()).unwrap();
        let of_ip = run("ip -o address").unwrap();
        assert_eq!(addresses.len(), of_ip.len());
        for (address, line) in addresses.iter().zip(ours(&addresses, &names)) {
            // `ip` prints the interface first, and the label in front of the lifetimes
            let (front, rest) = line.split_once(" dev ").unwrap();
            let (name, _) = rest.split_once(' ').unwrap_or((rest, ""));
            let own = format!("{}: {name} {front}", address.link);
            let of_ip = of_ip.iter().find(|of_ip| of_ip.starts_with(&own) || of_ip.contains(front));
            assert_within(&own, of_ip.unwrap_or_else(|| panic!("{own}")));
        }
        // the others: the same lines
        let routes = nl.list(route::route::list()).unwrap();
        let mut of_ip = run("ip -4 route show table all").unwrap();
        of_ip.extend(run("ip -6 route show table all").unwrap());
        let (several, single): (Vec<route::RouteSummary>, Vec<_>) =
            routes.iter().copied().partition(|route| route.hop_count > 1);
        of_ip.retain(|line| !line.contains("nexthop") && !line.starts_with("203.0.113.0"));
        let is_multicast = |line: &String| line.starts_with("multicast ");
        assert_eq!(
            sorted(ours(&single, &names).into_iter().filter(|line| !is_multicast(line)).collect()),
            sorted(
                of_ip
                    .into_iter()
                    .filter(|line| !is_multicast(line))
                    .map(|line| without_expiry(&line))
                    .collect()
            )
        );
        if let Some(route) = several.first() {
            assert_eq!(
                ours(&several, &names),
                ["203.0.113.0/24 nexthop via 192.0.2.9 dev d0 weight 3 and 1 more"]
            );
            assert!(route.truncated && route.hop_count == 2);
        }
        let mut of_ip = run("ip -4 rule").unwrap();
        of_ip.extend(run("ip -6 rule").unwrap());
        let mut rules = nl.list(rule::list()).unwrap();
        // without those of multicast routing
        rules.retain(|rule| matches!(rule.family, AddressFamily::AF_INET | AddressFamily::AF_INET6));
        assert_eq!(sorted(ours(&rules, &names)), sorted(of_ip));
        let neighbours = nl.list(neigh::list()).unwrap();
        let neighbours: Vec<_> =
            neighbours.into_iter().filter(|it| it.state != route::NeighState::NUD_NOARP).collect();
        let mut of_ip = run("ip neighbour").unwrap();
        of_ip.extend(run("ip neighbour show proxy").unwrap());
        // the flags of newer and the order of older versions of `ip` differ
        assert_eq!(
            sorted(ours(&neighbours, &names)).len() + run("ip neighbour show proxy").unwrap().len(),
            of_ip.len()
        );
        for line in ours(&neighbours, &names) {
            assert!(of_ip.contains(&line), "{line} not in {of_ip:#?}");
        }
        let of_bridge = run("bridge fdb show").unwrap();
        let fdb = route::GetNeigh { family: AddressFamily::AF_BRIDGE, ..Default::default() };
        assert_eq!(sorted(words(&ours(&nl.list(fdb).unwrap(), &names))), sorted(words(&of_bridge)));
        if let Some(of_ip) = run("ip nexthop") {
            assert_eq!(ours(&nl.list(GetNextHop::default()).unwrap(), &names), of_ip);
        }
        let of_tc = run("tc qdisc show").unwrap();
        let qdiscs = nl.list(qdisc::list()).unwrap();
        assert_eq!(qdiscs.len(), of_tc.len());
        for (line, of_tc) in ours(&qdiscs, &names).iter().zip(&of_tc) {
            assert!(of_tc.starts_with(line), "{line} is not the beginning of {of_tc}");
        }
    });
}
/// Words of each line in alphabetical order: `bridge fdb` has changed their order.
fn words(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| sorted(line.split(' ').map(str::to_owned).collect()).join(" ")).collect()
}
/// A line of `ip -6 route` without `expires 999sec`.
fn without_expiry(line: &str) -> String {
    let words: Vec<_> = line.split(' ').collect();
    match words.iter().position(|word| *word == "expires") {
        Some(at) => [&words[..at], &words[at + 2..]].concat().join(" "),
        None => line.to_owned(),
    }
}

#[test]
fn sockets_of_both_families_are_one_list() {
    const TEST: &str = "sockets_of_both_families_are_one_list";
    common::in_namespace(TEST, || {
        let listeners = ["127.0.0.1:7001", "[::1]:7001"].map(|end| TcpListener::bind(end).unwrap());
        let streams = ["127.0.0.1:7001", "[::1]:7001"].map(|end| TcpStream::connect(end).unwrap());
        let accepted = [0, 1].map(|at| listeners[at].accept().unwrap());
        let udp = UdpSocket::bind("127.0.0.1:7002").unwrap();
        let mut nl = open(Protocol::SOCK_DIAG).unwrap();
        let wanted = Sockets::all().filter(Filter::dport(7001));
        let sockets = nl.list(sock_diag::list(Tcp, &wanted.states(TcpStates::TCPF_ESTABLISHED))).unwrap();
        assert_eq!(sockets.len(), 2);
        for (socket, stream) in sockets.iter().zip(&streams) {
            assert_eq!(socket.remote, stream.peer_addr().ok());
            assert_eq!(socket.local, stream.local_addr().ok());
            assert!(socket.rtt.is_some() && !socket.congestion_control.is_empty() && socket.inode != 0);
            let line = socket.to_string();
            let begin =
                format!("ESTAB 0 0 {} {} ", stream.local_addr().unwrap(), stream.peer_addr().unwrap());
            assert!(line.starts_with(&begin) && line.contains(" rtt:"), "{line}");
        }
        // A listener has no round-trip time to print.
        let wanted = Sockets::all().states(TcpStates::TCPF_LISTEN).filter(Filter::sport(7001));
        let listening = nl.list(sock_diag::list(Tcp, &wanted)).unwrap();
        let lines: Vec<_> = listening.iter().map(ToString::to_string).collect();
        let control = sockets[0].congestion_control;
        assert_eq!(
            lines,
            [
                format!("LISTEN 0 128 127.0.0.1:7001 0.0.0.0:* {control}"),
                format!("LISTEN 0 128 [::1]:7001 [::]:* {control}"),
            ]
        );
        let wanted = Sockets::all().filter(Filter::sport(7002));
        let found = nl.list(sock_diag::list(Udp, &wanted)).unwrap();
        assert_eq!(found.iter().map(|it| it.local).collect::<Vec<_>>(), [udp.local_addr().ok()]);
        if common::has_tools(TEST, &["ss"]) {
            let all = nl.list(sock_diag::list(Tcp, &Sockets::all())).unwrap();
            let first_words = |line: &String| line.split(' ').take(5).collect::<Vec<_>>().join(" ");
            let ours: Vec<_> = all.iter().map(|socket| first_words(&socket.to_string())).collect();
            let of_ss = run("ss -H -t -a -n").unwrap();
            assert_eq!(sorted(ours), sorted(of_ss.iter().map(first_words).collect()));
        }
        drop(accepted);
    });
}

#[test]
fn bound_sockets_are_selected_by_a_state_of_their_own() {
    const TEST: &str = "bound_sockets_are_selected_by_a_state_of_their_own";
    common::in_namespace(TEST, || {
        use rustix::net::{AddressFamily, SocketType, bind, socket};
        let bound = socket(AddressFamily::INET, SocketType::STREAM, None).unwrap();
        bind(&bound, &"127.0.0.1:7003".parse::<SocketAddr>().unwrap()).unwrap();
        let mut nl = open(Protocol::SOCK_DIAG).unwrap();
        let wanted = Sockets::all().filter(Filter::sport(7003));
        assert_eq!(nl.list(sock_diag::list(Tcp, &wanted)).unwrap(), []);
        let wanted = wanted.states(TcpStates::ALL | TcpStates::TCPF_BOUND_INACTIVE);
        let found = nl.list(sock_diag::list(Tcp, &wanted)).unwrap();
        if found.is_empty() {
            return common::skip(TEST, "this kernel is older than 6.8");
        }
        assert_eq!(found.iter().map(|it| it.state).collect::<Vec<_>>(), [SocketState::TCP_CLOSE]);
    });
}

#[test]
fn flows_are_printed_as_conntrack_does() {
    const TEST: &str = "flows_are_printed_as_conntrack_does";
    common::in_namespace(TEST, || {
        let Ok(mut nl) = open(Protocol::NETFILTER) else {
            return common::skip(TEST, "this kernel has no netfilter");
        };
        if nl.run(conntrack::totals()).is_err() {
            return common::skip(TEST, "this kernel has no conntrack");
        }
        let tcp = Flow::tcp("192.0.2.1:40000".parse().unwrap(), "198.51.100.7:443".parse().unwrap());
        let udp = Flow::udp("[2001:db8::1]:5000".parse().unwrap(), "[2001:db8::2]:53".parse().unwrap());
        let status = Status::IPS_CONFIRMED | Status::IPS_SEEN_REPLY | Status::IPS_ASSURED;
        nl.run(conntrack::create(&tcp, 0, 300, |entry| {
            entry.put(Conntrack::CTA_STATUS, Be(status)).put(Conntrack::CTA_MARK, 7);
            entry.nest(Conntrack::CTA_PROTOINFO, |info| {
                info.nest(ProtoInfo::CTA_PROTOINFO_TCP, |tcp| {
                    let state = TcpState::TCP_CONNTRACK_ESTABLISHED;
                    tcp.put(ProtoInfoTcp::CTA_PROTOINFO_TCP_STATE, state);
                });
            });
        }))
        .unwrap();
        nl.run(conntrack::create(&udp, 0, 300, |_| {})).unwrap();
        let echo = Flow::echo([192, 0, 2, 1].into(), [192, 0, 2, 2].into(), 77);
        nl.run(conntrack::create(&echo, 5, 300, |_| {})).unwrap();
        let flows = nl.list(conntrack::list()).unwrap();
        let found = flows.iter().find(|flow| flow.original == Some(tcp)).unwrap();
        assert_eq!((found.reply, found.mark, found.status), (Some(tcp.reversed()), 7, status));
        assert_eq!(found.tcp_state, Some(TcpState::TCP_CONNTRACK_ESTABLISHED));
        if !common::has_tools(TEST, &["conntrack"]) {
            return;
        }
        let mut of_tool = run("conntrack -L -f ipv4").unwrap();
        of_tool.extend(run("conntrack -L -f ipv6").unwrap());
        assert_eq!(of_tool.len(), 3);
        for line in ours(&flows, &BTreeMap::new()) {
            // without the timeout, which runs
            let words = |line: &str| {
                line.split(' ')
                    .enumerate()
                    .filter(|(at, _)| *at != 2)
                    .map(|(_, word)| word.to_owned())
                    .collect::<Vec<_>>()
            };
            let same = of_tool.iter().any(|of_tool| {
                let mut rest = words(of_tool).into_iter();
                words(&line).iter().all(|word| rest.any(|other| other == *word))
            });
            assert!(same, "{line} not in {of_tool:#?}");
        }
    });
}
