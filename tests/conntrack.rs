//! Conntrack, live: what our requests make and what traffic makes, as the tool `conntrack` shows it; events; filters by the kernel.
#![cfg(all(feature = "std", feature = "netfilter", target_os = "linux"))]
#![allow(clippy::unwrap_used)]
mod common;

use nlwire::{
    client::{self, Connection},
    netfilter::{
        NetfilterGroup, NfProto,
        conntrack::{self, *},
    },
    socket::{Config, Protocol, Socket, SocketError},
    uapi::IpProtocol,
    wire::{Be, DeleteFlags, Errno, NewFlags, Request, RequestFlags},
};
use std::{collections::BTreeSet, fmt::Write, process::Output, time::Duration};

type Failed = client::Error<SocketError>;

/// What a program prints; `None` where it is not installed.
fn tool(test: &str, program: &str, args: &[&str]) -> Option<String> {
    match common::tool(program).args(args).output() {
        Ok(Output { status, stdout, stderr }) => {
            assert!(status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&stderr));
            Some(String::from_utf8(stdout).unwrap())
        }
        Err(error) => {
            common::skip(test, &format!("{program} is not installed: {error}"));
            None
        }
    }
}
fn connect(buffer: &mut [u8]) -> Connection<Socket, &'_ mut [u8]> {
    let socket = Socket::new(Protocol::NETFILTER).unwrap();
    socket.set_receive_timeout(Some(Duration::from_secs(10))).unwrap();
    Connection::over_socket(socket, buffer)
}
fn flow(protocol: u8, source: &str, destination: &str) -> Flow {
    Flow::ports(IpProtocol(protocol), source.parse().unwrap(), destination.parse().unwrap())
}
/// An entry as `conntrack -L -o extended,id` prints it, but for the seconds.
fn line(entry: &nlwire::netfilter::conntrack::ConntrackMessage<'_>) -> String {
    let (original, reply) = (entry.original().unwrap(), entry.reply().unwrap());
    let (family, number) = if original.source.is_ipv4() { ("ipv4", 2) } else { ("ipv6", 10) };
    let protocol = match original.protocol.0 {
        1 => "icmp",
        6 => "tcp",
        17 => "udp",
        58 => "icmpv6",
        132 => "sctp",
        47 => "gre",
        _ => "unknown",
    };
    let mut line = format!("{family} {number} {protocol} {}", original.protocol.0);
    let info = entry.attrs.get(Conntrack::CTA_PROTOINFO).unwrap();
    if let Some(state) = entry.tcp_state() {
        write!(line, " {}", state.name().unwrap().trim_start_matches("TCP_CONNTRACK_")).unwrap();
    }
    if let Some(sctp) = info.and_then(|info| info.get(ProtoInfo::CTA_PROTOINFO_SCTP).unwrap()) {
        let state = sctp.get(ProtoInfoSctp::CTA_PROTOINFO_SCTP_STATE).unwrap().unwrap();
        write!(line, " {}", state.name().unwrap().trim_start_matches("SCTP_CONNTRACK_")).unwrap();
    }
    let counters = entry.counters();
    let status = entry.status();
    let mut direction = |flow: Flow, count: Option<Count>, back: bool| {
        write!(line, " src={} dst={}", flow.source, flow.destination).unwrap();
        match flow.ends {
            // GRE's keys are printed in hexadecimal
            Ends::Ports { source, destination } if flow.protocol.0 == 47 => {
                write!(line, " srckey=0x{source:x} dstkey=0x{destination:x}")
            }
            Ends::Ports { source, destination } => write!(line, " sport={source} dport={destination}"),
            Ends::Icmp { id, kind, code } => write!(line, " type={kind} code={code} id={id}"),
            _ => Ok(()),
        }
        .unwrap();
        if let Some(count) = count {
            write!(line, " packets={} bytes={}", count.packets, count.bytes).unwrap();
        }
        if !back && !status.contains(Status::IPS_SEEN_REPLY) {
            line.push_str(" [UNREPLIED]");
        }
    };
    direction(original, counters.map(|both| both.0), false);
    direction(reply, counters.map(|both| both.1), true);
    if status.contains(Status::IPS_ASSURED) {
        line.push_str(" [ASSURED]");
    }
    write!(line, " mark={}", entry.mark()).unwrap();
    if entry.zone() != 0 {
        write!(line, " zone={}", entry.zone()).unwrap();
    }
    if let Some(helper) = entry.helper() {
        write!(line, " helper={helper}").unwrap();
    }
    let uses = entry.attrs.get(Conntrack::CTA_USE).unwrap().unwrap();
    write!(line, " use={} id={}", uses.0, entry.id().unwrap()).unwrap();
    line
}
/// The tool's lines by our form: single spaces, and the seconds (the fifth word) apart.
fn theirs(text: &str) -> (BTreeSet<String>, Vec<u32>) {
    let mut seconds = Vec::new();
    let lines = text.lines().map(|line| {
        let mut words: Vec<_> = line.split_whitespace().collect();
        if words.get(2) == Some(&"unknown") || words[4].parse::<u32>().is_ok() {
            seconds.push(words.remove(4).parse().unwrap());
        }
        words.retain(|word| !word.starts_with("delta-time="));
        words.join(" ")
    });
    (lines.collect(), seconds)
}
fn ours(connection: &mut Connection<Socket, &mut [u8]>) -> Result<BTreeSet<String>, Failed> {
    let mut lines = BTreeSet::new();
    let mut entries = connection.dump(conntrack::list())?;
    while let Some(entry) = entries.next()? {
        assert!(!format!("{:?}", entry).contains("misfit"), "{entry:?}");
        assert!(!format!("{:?}", entry).contains('#'), "everything has a name: {entry:?}");
        lines.insert(line(&entry));
    }
    Ok(lines)
}
fn established(entry: &mut nlwire::wire::Writer<'_, Conntrack>) {
    entry
        .put(Conntrack::CTA_STATUS, Be(Status::IPS_CONFIRMED | Status::IPS_SEEN_REPLY | Status::IPS_ASSURED));
    entry.nest(Conntrack::CTA_PROTOINFO, |info| {
        info.nest(ProtoInfo::CTA_PROTOINFO_TCP, |tcp| {
            tcp.put(ProtoInfoTcp::CTA_PROTOINFO_TCP_STATE, TcpState::TCP_CONNTRACK_ESTABLISHED);
        });
    });
}
fn sysctl(name: &str, value: &str) {
    std::fs::write(format!("/proc/sys/net/netfilter/{name}"), value).unwrap();
}

#[test]
fn entries_that_we_make_are_as_conntrack_shows_them() {
    const TEST: &str = "entries_that_we_make_are_as_conntrack_shows_them";
    common::in_namespace(TEST, || {
        let (mut buffer, mut answer) = ([0; 32 * 1024], [0; 8192]);
        let mut connection = connect(&mut buffer);
        sysctl("nf_conntrack_acct", "1");
        sysctl("nf_conntrack_timestamp", "1");
        let tcp = flow(6, "192.0.2.1:1000", "192.0.2.2:443");
        connection
            .run(conntrack::create(&tcp, 3, 1000, |entry| {
                established(entry);
                entry.put(Conntrack::CTA_MARK, 0x12345u32);
            }))
            .unwrap();
        let udp = flow(17, "[2001:db8::1]:53", "[2001:db8::2]:5353");
        connection.run(conntrack::create(&udp, 0, 1000, |_| {})).unwrap();
        let echo = Flow::echo("192.0.2.1".parse().unwrap(), "192.0.2.3".parse().unwrap(), 77);
        connection.run(conntrack::create(&echo, 0, 1000, |_| {})).unwrap();
        let echo6 = Flow::echo("2001:db8::1".parse().unwrap(), "2001:db8::3".parse().unwrap(), 78);
        connection.run(conntrack::create(&echo6, 0, 1000, |_| {})).unwrap();
        let sctp = flow(132, "192.0.2.1:7", "192.0.2.2:9");
        connection
            .run(conntrack::create(&sctp, 0, 1000, |entry| {
                entry.put(Conntrack::CTA_STATUS, Be(Status::IPS_CONFIRMED | Status::IPS_SEEN_REPLY));
                entry.nest(Conntrack::CTA_PROTOINFO, |info| {
                    info.nest(ProtoInfo::CTA_PROTOINFO_SCTP, |sctp| {
                        sctp.put(
                            ProtoInfoSctp::CTA_PROTOINFO_SCTP_STATE,
                            SctpState::SCTP_CONNTRACK_ESTABLISHED,
                        )
                        .put(ProtoInfoSctp::CTA_PROTOINFO_SCTP_VTAG_ORIGINAL, 0x1234_5678u32)
                        .put(ProtoInfoSctp::CTA_PROTOINFO_SCTP_VTAG_REPLY, 0x9abc_def0u32);
                    });
                });
            }))
            .unwrap();
        let translated = flow(6, "192.0.2.5:1", "192.0.2.6:2");
        connection
            .run(conntrack::create(&translated, 0, 1000, |entry| {
                established(entry);
                entry.nest(Conntrack::CTA_NAT_SRC, |nat| {
                    nat.put(Nat::CTA_NAT_V4_MINIP, core::net::Ipv4Addr::new(198, 51, 100, 1));
                    nat.nest(Nat::CTA_NAT_PROTO, |ports| {
                        ports.put(NatProto::CTA_PROTONAT_PORT_MIN, 5000u16);
                    });
                });
            }))
            .unwrap();

        let entry = connection.get(conntrack::find(&tcp, 3)).unwrap();
        assert_eq!((entry.original(), entry.reply()), (Some(tcp), Some(tcp.reversed())));
        assert_eq!(
            (entry.mark(), entry.zone(), entry.tcp_state()),
            (0x12345, 3, Some(TcpState::TCP_CONNTRACK_ESTABLISHED))
        );
        assert_eq!(entry.counters(), Some((Count::default(), Count::default())));
        let begun = entry.attrs.get(Conntrack::CTA_TIMESTAMP).unwrap().expect("a nest");
        let begun = begun.get(Timestamp::CTA_TIMESTAMP_START).unwrap().unwrap().0;
        let now =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos() as u64;
        assert!(now - begun < 60_000_000_000, "{begun} and {now}");
        assert!(connection.get(conntrack::find(&tcp, 0)).unwrap_err().is_not_found(), "in its zone alone");
        let entry = connection.get(conntrack::find(&translated, 0)).unwrap();
        assert_eq!(entry.reply(), Some(flow(6, "192.0.2.6:2", "198.51.100.1:5000")));
        assert!(entry.status().contains(Status::IPS_SRC_NAT | Status::IPS_SRC_NAT_DONE));
        // behind NAT, a reply alone is known
        let reply = flow(6, "192.0.2.6:2", "198.51.100.1:5000");
        let entry = connection.get(conntrack::find_by_reply(&reply, 0)).unwrap();
        assert_eq!(entry.original(), Some(translated));
        assert!(connection.get(conntrack::find_by_reply(&reply, 3)).unwrap_err().is_not_found());
        let reversed = translated.reversed();
        assert!(connection.get(conntrack::find_by_reply(&reversed, 0)).unwrap_err().is_not_found());
        let mark = |entry: &mut Request<'_, NewConntrack>| _ = entry.put(Conntrack::CTA_MARK, 5u32);
        connection.run(conntrack::update_by_reply(&reply, 0, mark)).unwrap();
        assert_eq!(connection.get(conntrack::find(&translated, 0)).unwrap().mark(), 5);
        let other = flow(6, "192.0.2.5:8", "192.0.2.6:8");
        connection.run(conntrack::create(&other, 0, 1000, |_| {})).unwrap();
        connection.run(conntrack::delete_by_reply(&other.reversed(), 0)).unwrap();
        assert!(connection.get(conntrack::find(&other, 0)).unwrap_err().is_not_found());
        let entry = connection.get(conntrack::find(&sctp, 0)).unwrap();
        let text = format!("{:?}", entry.attrs);
        assert!(text.contains("CTA_PROTOINFO_SCTP_STATE: SCTP_CONNTRACK_ESTABLISHED, CTA_PROTOINFO_SCTP_VTAG_ORIGINAL: 305419896"), "{text}");

        let lines = ours(&mut connection).unwrap();
        assert_eq!(lines.len(), 6);
        let refused = connection.run(conntrack::create(&tcp, 3, 1000, |_| {})).unwrap_err();
        assert!(refused.already_exists(), "{refused}");
        let refused = connection.run(conntrack::create(&tcp.reversed(), 4, 1000, |entry| {
            entry.put(Conntrack::CTA_LABELS, [0u8; 3]);
        }));
        // the labels come after the entry is there: what is wrong with them is not told
        assert!(refused.is_ok(), "{refused:?}");
        connection.run(conntrack::delete(&tcp.reversed(), 4)).unwrap();
        let refused = connection
            .run(conntrack::update(&tcp, 3, |entry| {
                entry.put(Conntrack::CTA_LABELS, [0u8; 20]);
            }))
            .unwrap_err();
        assert_eq!(refused.errno(), Some(Errno::ERANGE));
        assert_eq!(connection.path().unwrap().to_string(), "CTA_LABELS");

        let mut second = connect(&mut answer);
        assert_eq!(second.run(conntrack::totals()).unwrap().0, 6);
        assert_eq!(ours(&mut second).unwrap(), lines);
        let Some(text) = tool(TEST, "conntrack", &["-L", "-o", "extended,id"]) else { return };
        let (shown, seconds) = theirs(&text);
        assert_eq!(shown, lines);
        assert!(seconds.iter().all(|seconds| (900..=1000).contains(seconds)), "{seconds:?}");
    });
}
#[test]
fn entries_are_changed_and_removed() {
    common::in_namespace("entries_are_changed_and_removed", || {
        let mut buffer = [0; 32 * 1024];
        let mut connection = connect(&mut buffer);
        let of = |port: u16| flow(6, &format!("192.0.2.1:{port}"), "192.0.2.2:443");
        for port in 1..=40 {
            connection
                .run(conntrack::create(&of(port), port % 2, 1000, |entry| {
                    if port % 4 < 2 {
                        established(entry);
                    }
                    entry.put(Conntrack::CTA_MARK, u32::from(port));
                }))
                .unwrap();
        }
        let of6 = |port: u16| flow(17, &format!("[2001:db8::{port}]:{port}"), "[2001:db8::ffff]:53");
        for port in 1..=10 {
            connection.run(conntrack::create(&of6(port), 0, 1000, |_| {})).unwrap();
        }
        let count = |connection: &mut Connection<Socket, &mut [u8]>, which: &Which| {
            let (mut count, mut entries) = (0, connection.dump(conntrack::list_only(which))?);
            while entries.next()?.is_some() {
                count += 1;
            }
            Ok::<_, Failed>(count)
        };
        let all = Which::default();
        let inet = Which { family: NfProto::NFPROTO_IPV4, ..all };
        let inet6 = Which { family: NfProto::NFPROTO_IPV6, ..all };
        let assured = (Status::IPS_ASSURED, Status::IPS_ASSURED);
        let flags = FilterFlags::CTA_FILTER_F_CTA_PROTO_NUM | FilterFlags::CTA_FILTER_F_CTA_PROTO_SRC_PORT;
        for (which, expected) in [
            (all, 50),
            (inet, 40),
            (inet6, 10),
            (Which { mark: Some((7, u32::MAX)), ..all }, 1),
            (Which { mark: Some((4, 7)), ..all }, 5),
            (Which { status: Some(assured), ..all }, 20),
            (Which { status: Some((Status::empty(), Status::IPS_ASSURED)), ..all }, 30),
            (Which { original: Some((of(9), of(9).filter())), ..inet }, 1),
            (Which { original: Some((of(9), FilterFlags::CTA_FILTER_F_CTA_IP_DST)), ..inet }, 40),
            (Which { reply: Some((of(9).reversed(), of(9).reversed().filter())), ..inet }, 1),
            (Which { original: Some((of6(3), flags)), ..inet6 }, 1),
            (Which { protocol: Some(IpProtocol::IPPROTO_TCP), ..inet }, 40),
            (Which { protocol: Some(IpProtocol::IPPROTO_UDP), ..inet }, 0),
            (
                Which {
                    protocol: Some(IpProtocol::IPPROTO_UDP),
                    original: Some((of(9), of(9).filter())),
                    ..inet
                },
                0,
            ),
            (Which { mark: Some((1, 1)), status: Some(assured), ..inet }, 10),
            (Which { protocol: Some(IpProtocol::IPPROTO_TCP), ..all }, 40),
            (Which { protocol: Some(IpProtocol::IPPROTO_UDP), ..all }, 10),
            (Which { protocol: Some(IpProtocol::IPPROTO_UDP), ..inet }, 0),
            (Which { protocol: Some(IpProtocol::IPPROTO_UDP), ..inet6 }, 10),
            (Which { protocol: Some(IpProtocol::IPPROTO_TCP), mark: Some((4, 7)), ..inet }, 5),
        ] {
            assert_eq!(count(&mut connection, &which).unwrap(), expected, "{which:?}");
        }
        // the kernel, too, filters by the protocol
        let udp = Which { protocol: Some(IpProtocol::IPPROTO_UDP), ..inet6 };
        let operation = conntrack::GetConntrack { family: inet6.family };
        let mut entries = connection.dump_with(operation, |request| udp.write(request)).unwrap();
        let mut found = 0;
        while entries.next().unwrap().is_some() {
            found += 1;
        }
        assert_eq!(found, 10);
        let tcp = Which { protocol: Some(IpProtocol::IPPROTO_TCP), ..all };
        let refused = connection.run(conntrack::flush(&tcp)).unwrap_err();
        assert_eq!(refused.errno(), Some(Errno::EOPNOTSUPP), "nothing is flushed without a family");
        let refused = count(&mut connection, &Which { original: Some((of(9), flags)), ..all }).unwrap_err();
        assert_eq!(refused.errno(), Some(Errno::EOPNOTSUPP), "a tuple needs a family");
        // kernels before 6.8 give all, since they do not look at the zone
        let zone = count(&mut connection, &Which { zone: Some(1), ..all }).unwrap();
        assert!(zone == 20 || zone == 50, "{zone}");

        connection
            .run(conntrack::update(&of(2), 0, |entry| {
                entry.put(Conntrack::CTA_MARK, 0xffu32).put(Conntrack::CTA_MARK_MASK, 0xf0u32);
                entry.put(Conntrack::CTA_TIMEOUT, 77u32);
            }))
            .unwrap();
        let entry = connection.get(conntrack::find(&of(2), 0)).unwrap();
        // the mask says which bits are cleared, and then the mark is added by XOR: 2 & !0xf0 ^ 0xff
        assert_eq!(entry.mark(), 0xfd);
        assert!((70..=77).contains(&entry.timeout().unwrap()));
        let refused = connection.run(conntrack::update(&of(2), 1, |_| {})).unwrap_err();
        assert!(refused.is_not_found(), "{refused}");

        connection.run(conntrack::delete(&of(2), 0)).unwrap();
        assert!(connection.run(conntrack::delete(&of(2), 0)).unwrap_err().is_not_found());
        connection.run(conntrack::flush(&Which { mark: Some((4, 7)), ..all })).unwrap();
        assert_eq!(count(&mut connection, &all).unwrap(), 44);
        connection.run(conntrack::flush(&inet6)).unwrap();
        assert_eq!(count(&mut connection, &all).unwrap(), 34);
        match connection.run(conntrack::flush(&Which { original: Some((of(9), of(9).filter())), ..inet })) {
            Ok(_) => assert_eq!(count(&mut connection, &all).unwrap(), 33),
            // Linux 6.1 takes a tuple for the one entry that is to be removed, and finds none of that much
            Err(refused) => assert!(refused.is_not_found(), "{refused}"),
        }
        connection.run(conntrack::flush(&all)).unwrap();
        assert_eq!(count(&mut connection, &all).unwrap(), 0);
        assert_eq!(connection.run(conntrack::totals()).unwrap().0, 0);
    });
}
/// What is counted on each CPU, by the kernel's names in lower case and without their prefix, as `conntrack -S` has them.
fn counted(connection: &mut Connection<Socket, &mut [u8]>) -> String {
    let (mut text, mut cpus) = (String::new(), connection.dump(conntrack::stats()).unwrap());
    while let Some(cpu) = cpus.next().unwrap() {
        write!(text, "cpu={}", cpu.cpu()).unwrap();
        for (key, name) in [
            (Stats::CTA_STATS_FOUND, "found"),
            (Stats::CTA_STATS_INVALID, "invalid"),
            (Stats::CTA_STATS_INSERT, "insert"),
            (Stats::CTA_STATS_INSERT_FAILED, "insert_failed"),
            (Stats::CTA_STATS_DROP, "drop"),
            (Stats::CTA_STATS_EARLY_DROP, "early_drop"),
            (Stats::CTA_STATS_ERROR, "error"),
            (Stats::CTA_STATS_SEARCH_RESTART, "search_restart"),
            (Stats::CTA_STATS_CLASH_RESOLVE, "clash_resolve"),
            (Stats::CTA_STATS_CHAIN_TOOLONG, "chaintoolong"),
        ] {
            if let Some(Be(value)) = cpu.attrs.get(key).unwrap() {
                write!(text, " {name}={value}").unwrap();
            }
        }
        text.push('\n');
    }
    text
}
#[test]
fn statistics_are_those_of_conntrack() {
    const TEST: &str = "statistics_are_those_of_conntrack";
    common::in_namespace(TEST, || {
        let mut buffer = [0; 32 * 1024];
        let mut connection = connect(&mut buffer);
        for port in 1..=30 {
            let flow = flow(17, &format!("192.0.2.1:{port}"), "192.0.2.2:53");
            connection.run(conntrack::create(&flow, 0, 1000, |_| {})).unwrap();
        }
        let ours = counted(&mut connection);
        let inserted: u32 = ours
            .lines()
            .map(|cpu| cpu.split(" insert=").nth(1).unwrap())
            .map(|rest| rest.split(' ').next().unwrap().parse::<u32>().unwrap())
            .sum();
        assert!(inserted <= 30, "{ours}");
        let (entries, most) = connection.run(conntrack::totals()).unwrap();
        assert_eq!(entries, 30);
        assert!(most.is_none_or(|most| most >= 30));
        let Some(text) = tool(TEST, "conntrack", &["-S"]) else { return };
        let theirs: String =
            text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ") + "\n").collect();
        assert_eq!(ours, theirs);
        assert_eq!(tool(TEST, "conntrack", &["-C"]).unwrap().trim(), "30");
    });
}
#[test]
fn events_come_while_another_tool_changes_things() {
    const TEST: &str = "events_come_while_another_tool_changes_things";
    common::in_namespace(TEST, || {
        let mut buffer = [0; 32 * 1024];
        let groups = [
            NetfilterGroup::NFNLGRP_CONNTRACK_NEW.0,
            NetfilterGroup::NFNLGRP_CONNTRACK_UPDATE.0,
            NetfilterGroup::NFNLGRP_CONNTRACK_DESTROY.0,
        ];
        let socket = Config::new(Protocol::NETFILTER).groups(groups).open().unwrap();
        socket.set_receive_timeout(Some(Duration::from_secs(10))).unwrap();
        let mut events = Connection::over_socket(socket, &mut buffer[..]);
        let tuple = ["-p", "tcp", "-s", "192.0.2.1", "-d", "192.0.2.2", "--sport", "1", "--dport", "2"];
        let with = |front: &'static str, back: &[&'static str]| [&[front], &tuple[..], back].concat();
        if tool(
            TEST,
            "conntrack",
            &with("-I", &["--state", "ESTABLISHED", "-t", "100", "-u", "SEEN_REPLY", "-m", "1"]),
        )
        .is_none()
        {
            return;
        }
        tool(TEST, "conntrack", &with("-U", &["-m", "9"])).unwrap();
        tool(TEST, "conntrack", &with("-D", &[])).unwrap();
        let expected = flow(6, "192.0.2.1:1", "192.0.2.2:2");
        let mut seen = Vec::new();
        while seen.len() < 3 {
            let message = events.next_event().unwrap();
            let (what, attrs) = match Event::read(message).unwrap().unwrap() {
                Event::New(attrs) => ("new", attrs),
                Event::Update(attrs) => ("update", attrs),
                Event::Destroy(attrs) => ("destroy", attrs),
                other => panic!("{other:?}"),
            };
            assert_eq!(attrs.original(), Some(expected));
            seen.push((what, attrs.mark()));
        }
        assert_eq!(seen, [("new", 1), ("update", 9), ("destroy", 9)]);
    });
}
#[test]
fn labels_helpers_and_expectations_are_told() {
    const TEST: &str = "labels_helpers_and_expectations_are_told";
    common::in_namespace(TEST, || {
        let (mut buffer, mut told) = ([0; 32 * 1024], [0; 8192]);
        let mut connection = connect(&mut buffer);
        let groups =
            [NetfilterGroup::NFNLGRP_CONNTRACK_EXP_NEW.0, NetfilterGroup::NFNLGRP_CONNTRACK_EXP_DESTROY.0];
        let socket = Config::new(Protocol::NETFILTER).groups(groups).open().unwrap();
        socket.set_receive_timeout(Some(Duration::from_secs(10))).unwrap();
        let mut events = Connection::over_socket(socket, &mut told[..]);
        // connections have labels where a rule sets one
        let rule = "add table ip t; add chain ip t c { type filter hook output priority 0; }; add rule ip t c ct label set 9";
        if tool(TEST, "nft", &[rule]).is_none() {
            return;
        }
        let control = flow(6, "192.0.2.1:1000", "192.0.2.2:21");
        let labels = [0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80];
        let made = connection.run(conntrack::create(&control, 0, 1000, |entry| {
            established(entry);
            entry.put(Conntrack::CTA_LABELS, &labels[..]);
            entry.nest(Conntrack::CTA_HELP, |help| {
                help.put(Help::CTA_HELP_NAME, "ftp");
            });
        }));
        if let Err(failure) = made {
            assert_eq!(failure.errno(), Some(Errno::EOPNOTSUPP), "{failure}");
            return common::skip(TEST, "this kernel does not help FTP");
        }
        let entry = connection.get(conntrack::find(&control, 0)).unwrap();
        assert_eq!(entry.attrs.get(Conntrack::CTA_LABELS).unwrap(), Some(&labels[..]));
        let help = entry.attrs.get(Conntrack::CTA_HELP).unwrap().expect("its helper");
        assert_eq!(help.get(Help::CTA_HELP_NAME).unwrap().map(|name| name.to_string()), Some("ftp".into()));

        // some of its labels change, the others stay, but those beyond what is written go
        connection
            .run(conntrack::update(&control, 0, |entry| {
                entry
                    .put(Conntrack::CTA_LABELS, [0u8, 1, 0, 0])
                    .put(Conntrack::CTA_LABELS_MASK, [0u8, 1, 0, 0]);
            }))
            .unwrap();
        let entry = connection.get(conntrack::find(&control, 0)).unwrap();
        let changed = [0x20, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(entry.attrs.get(Conntrack::CTA_LABELS).unwrap(), Some(&changed[..]));

        let data = flow(6, "192.0.2.2:0", "192.0.2.1:5000");
        let mask = flow(6, "255.255.255.255:0", "255.255.255.255:65535");
        let family = NfProto::NFPROTO_IPV4;
        let expect = |connection: &mut Connection<Socket, &mut [u8]>, master: Flow| {
            let flags = NewFlags::CREATE | NewFlags::EXCL;
            connection.request_with(NewExpectation { family }, flags, |expected| {
                expected
                    .put(Expectation::CTA_EXPECT_TIMEOUT, 300u32)
                    .nest(Expectation::CTA_EXPECT_MASTER, |tuple| master.write(tuple))
                    .nest(Expectation::CTA_EXPECT_TUPLE, |tuple| data.write(tuple))
                    .nest(Expectation::CTA_EXPECT_MASK, |tuple| mask.write(tuple));
            })
        };
        let none = flow(6, "192.0.2.1:1001", "192.0.2.2:21");
        assert!(expect(&mut connection, none).unwrap_err().is_not_found());
        expect(&mut connection, control).unwrap();
        let mut all = connection.dump(conntrack::expectations()).unwrap();
        let one = all.next().unwrap().expect("the expectation");
        let tuple = |key| one.attrs.get(key).unwrap().and_then(|tuple| Flow::read(tuple).unwrap());
        assert_eq!(tuple(Expectation::CTA_EXPECT_TUPLE), Some(data));
        assert_eq!(tuple(Expectation::CTA_EXPECT_MASTER), Some(control));
        assert_eq!(
            one.attrs.get(Expectation::CTA_EXPECT_HELP_NAME).unwrap().map(|name| name.to_string()),
            Some("ftp".into())
        );
        let left = one.attrs.get(Expectation::CTA_EXPECT_TIMEOUT).unwrap().unwrap().0;
        assert!((290..=300).contains(&left), "{left}");
        assert!(!format!("{one:?}").contains(['#', '!']), "everything has a name: {one:?}");
        assert!(all.next().unwrap().is_none());
        match Event::read(events.next_event().unwrap()).unwrap().unwrap() {
            Event::ExpectNew(message) => {
                let tuple = message.attrs.get(Expectation::CTA_EXPECT_TUPLE).unwrap().unwrap();
                assert_eq!(Flow::read(tuple).unwrap(), Some(data));
            }
            other => panic!("{other:?}"),
        }
        if let Some(text) = tool(TEST, "conntrack", &["-L", "expect"]) {
            let words: Vec<_> = text.split_whitespace().collect();
            for word in [
                "proto=6",
                "src=192.0.2.2",
                "dst=192.0.2.1",
                "sport=0",
                "dport=5000",
                "mask-src=255.255.255.255",
                "master-dst=192.0.2.2",
                "dport=21",
                "helper=ftp",
            ] {
                assert!(words.contains(&word), "{word} in {text}");
            }
            let text = tool(TEST, "conntrack", &["-L", "-o", "xml"]).unwrap();
            assert!(text.contains("<dport>21</dport>"), "{text}");
        }
        connection
            .request_with(DelExpectation { family }, DeleteFlags::NONE, |expected| {
                expected.nest(Expectation::CTA_EXPECT_TUPLE, |tuple| data.write(tuple));
            })
            .unwrap();
        assert!(matches!(
            Event::read(events.next_event().unwrap()).unwrap().unwrap(),
            Event::ExpectDestroy(_)
        ));
        assert!(connection.dump(conntrack::expectations()).unwrap().next().unwrap().is_none());
    });
}
