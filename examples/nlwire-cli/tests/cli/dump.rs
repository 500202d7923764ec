//! Dumps: lines for programs, columns for people.
use super::*;

#[test]
fn links_are_json_lines_by_the_kernels_names() {
    if !common::rtnetlink_answers("dump::links_are_json_lines_by_the_kernels_names") {
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
    if !common::rtnetlink_answers("dump::people_get_columns_and_a_closing_line") {
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
fn connections_are_told() {
    common::in_namespace("dump::connections_are_told", || {
        use nlwire::netfilter::conntrack::{self, Flow};
        let mut buffer = [0; 8192];
        let mut connection =
            Connection::over_socket(Socket::new(Protocol::NETFILTER).unwrap(), &mut buffer[..]);
        let flow = Flow::udp("192.0.2.1:53".parse().unwrap(), "192.0.2.2:5353".parse().unwrap());
        connection.run(conntrack::create(&flow, 0, 1000, |_| {})).unwrap();
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
    if !common::rtnetlink_answers("dump::a_reader_that_goes_away_is_no_error") {
        return;
    }
    let mut child =
        Command::new(binary()).args(["dump", "link", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}
#[test]
fn links_are_what_ip_says() {
    common::in_namespace("dump::links_are_what_ip_says", || {
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
    common::in_namespace("dump::addresses_and_routes_are_what_ip_says", || {
        use nlwire::{route::*, uapi::AddressFamily};
        use std::net::Ipv4Addr;
        const V4: AddressFamily = AddressFamily::AF_INET;
        let mut buffer = [0; 8192];
        let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
        let new = NewFlags::CREATE | NewFlags::EXCL;
        let address = NewAddr { family: V4, prefix_len: 24, index: 1, ..Default::default() };
        talk.request_with(address, new, |addr| {
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
        talk.request_with(route, new, |route| {
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
    const NAME: &str = "dump::every_object_is_dumped";
    common::in_namespace(NAME, || {
        let sentence = sentence(&["dump"]);
        let (_, objects) = sentence.trim_end().split_once("known are ").expect("a list");
        let objects: Vec<_> = objects.split(", ").collect();
        assert!(objects.len() > 30, "{objects:?}");
        let help = text(&["dump", "--help"], 0);
        let words: Vec<_> = help.split([' ', ',', '\n']).collect();
        for object in &objects {
            assert!(words.contains(object), "--help says nothing of {object}");
        }

        // something of each, where the tools are installed and the kernel can
        make_links();
        let run = |program: &str, args: &str, input: &str| {
            let mut child = common::tool(program)
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
                None if !common::has_tools(NAME, &[program]) => {}
                Some(()) => there.extend(makes),
                None => common::skip(NAME, &format!("a part: nothing is made by {program} {args}")),
            }
        }

        for object in objects {
            let output = nlwire(&["dump", object, "--json"]);
            let errors = String::from_utf8_lossy(&output.stderr);
            // a kernel without raw_diag says so by ENOENT
            let lacks = errors.contains("this kernel has no") || errors.contains("ENOENT");
            if output.status.code() != Some(0) && lacks {
                common::skip(NAME, &format!("a part: {}", errors.trim_end()));
                continue;
            }
            let lines = String::from_utf8(output.stdout).unwrap();
            assert_eq!(output.status.code(), Some(0), "nlwire dump {object}:\n{lines}{errors}");
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
    common::in_namespace("dump::filters_are_shown_with_what_they_hang_on", || {
        if !common::has_tools("dump::filters_are_shown_with_what_they_hang_on", &["tc"]) {
            return;
        }
        let tc = |args: &str| {
            common::tool("tc").args(args.split(' ')).output().map(|output| output.status.success())
        };
        let made = ["qdisc add dev lo clsact", "qdisc add dev lo root handle 1: htb default 10"].map(tc);
        if !made.iter().all(|made| matches!(made, Ok(true))) {
            return common::skip(
                "dump::filters_are_shown_with_what_they_hang_on",
                "the kernel lacks clsact or htb",
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
#[test]
fn columns_are_chosen_and_rows_are_sorted() {
    common::in_namespace("dump::columns_are_chosen_and_rows_are_sorted", || {
        make_links();
        let names = |args: &[&str]| -> Vec<String> {
            let all = text(&[&["dump", "link", "--columns", "name,index"][..], args].concat(), 0);
            assert!(all.starts_with("NAME") && all.lines().next().unwrap().ends_with("INDEX"), "{all}");
            let rows = all.lines().skip(1).filter(|row| !row.contains("messages"));
            rows.map(|row| row.split_whitespace().next().unwrap().to_owned()).collect()
        };
        let by_name = names(&["--sort", "name"]);
        let mut sorted = by_name.clone();
        sorted.sort();
        assert_eq!((by_name.len(), &by_name), (5, &sorted));
        assert_eq!(names(&["--sort", "index"])[0], "lo");
        assert_eq!(names(&["--sort=-index"]).last().unwrap(), "lo");
        assert!(sentence(&["dump", "link", "--columns", "nam"]).contains("known are index, name, kind"));
        assert!(sentence(&["dump", "link", "--sort", "size"]).contains("no column"));
    });
}
/// Without the zeros of headers, a line means the same: built into a message, it has the same bytes.
#[test]
fn compact_json_leaves_out_zeros_of_headers() {
    common::in_namespace("dump::compact_json_leaves_out_zeros_of_headers", || {
        let (full, compact) =
            (lines(&["dump", "link", "--json"], 0), lines(&["dump", "link", "--json=compact"], 0));
        assert_eq!(full[0]["header"]["ifi_change"], serde_json::json!([]));
        assert_eq!(compact[0]["header"].get("ifi_change"), None);
        assert_eq!(compact[0]["header"]["ifi_index"], 1);
        assert_eq!(compact[0]["attributes"], full[0]["attributes"]);
        let dry = |line: &Value| {
            let mut line = line.clone();
            line["attributes"].as_object_mut().unwrap().retain(|name, _| name == "IFLA_MTU");
            text(&["do", "route", "newlink", "--json", &line.to_string(), "--dry-run"], 0)
        };
        let without_seq =
            |text: String| text.lines().filter(|line| !line.contains("seq")).collect::<Vec<_>>().join("\n");
        assert_eq!(without_seq(dry(&full[0])), without_seq(dry(&compact[0])));
        let sentence = sentence(&["dump", "link", "--json=short"]);
        assert!(sentence.contains("full, compact"), "{sentence}");
    });
}
