//! nf_tables, live: tables, chains, sets, maps and their elements made here as nft lists them; conntrack objects of nft.
#![cfg(all(feature = "std", feature = "nftables", target_os = "linux"))]
#![allow(clippy::unwrap_used)]
mod common;
#[path = "nftables/live.rs"]
mod live;
#[path = "nftables/tunnels.rs"]
mod tunnels;
#[path = "nftables/userdata.rs"]
mod userdata;

use live::*;
use nlwire::{
    netfilter::{
        Hook, NfProto, hooks,
        nftables::{self, *},
    },
    wire::Errno,
};

#[test]
fn objects_made_here_are_what_nft_lists() {
    const TEST: &str = "objects_made_here_are_what_nft_lists";
    common::in_namespace(TEST, || {
        let mut buffer = vec![0; 64 * 1024];
        let mut connection = connect(&mut buffer);
        if !has_nftables_and_tools(TEST, &mut connection) {
            return;
        }
        use std::net::Ipv4Addr;
        let address = |last| Ipv4Addr::new(192, 0, 2, last);
        let table = Table::inet("t").comment("a table");
        let pairs = SetType::IPV4_ADDR.and(SetType::INET_SERVICE);
        let chains = [
            table.chain("other").comment("called"),
            table.chain("in").filter(Hook::NF_INET_LOCAL_IN).policy(VerdictCode::NF_DROP),
            table.chain("early").filter(Hook::NF_INET_PRE_ROUTING).priority(Priority::RAW),
            table.chain("mangled").filter(Hook::NF_INET_FORWARD).priority(Priority::MANGLE),
            table.chain("secure").filter(Hook::NF_INET_LOCAL_OUT).priority(Priority(51)),
            table.chain("pre").nat(Hook::NF_INET_PRE_ROUTING),
            table.chain("post").nat(Hook::NF_INET_POST_ROUTING),
            table.chain("routed").route(),
        ];
        let ports = table.set("ports", SetType::INET_SERVICE).comment("some ports");
        let nets = table.set("nets", SetType::IPV4_ADDR).interval();
        let marks = table.set("marks", SetType::MARK);
        let names = table.set("names", SetType::IFNAME);
        let seen = table.set("seen", SetType::IPV4_ADDR).dynamic().timeout(60_000).size(100);
        let both = table.set("both", pairs);
        let ranges = table.set("ranges", pairs).interval();
        let spans = table.set("spans", SetType::MARK).interval();
        let pairs_of_marks = table.set("markports", SetType::MARK.and(SetType::INET_SERVICE)).interval();
        let tomark = table.map("tomark", SetType::INET_SERVICE, SetType::MARK);
        let topair = table.map("topair", SetType::INET_SERVICE, pairs);
        let tochain = table.verdict_map("tochain", SetType::INET_SERVICE);
        let anonymous = table.set("__set%d", SetType::INET_SERVICE).anonymous();

        let mut all = nftables::transaction(&mut connection, None).unwrap();
        all.create(&table).unwrap();
        for chain in &chains {
            all.create(chain).unwrap();
        }
        for set in [
            &ports,
            &nets,
            &marks,
            &names,
            &seen,
            &both,
            &ranges,
            &spans,
            &pairs_of_marks,
            &tomark,
            &topair,
            &tochain,
        ] {
            all.create(set).unwrap();
        }
        let commented = Element::new(443u16).comment("web");
        all.create(&ports.elements([Element::new(22u16), Element::new(80u16), commented])).unwrap();
        all.create(&ports.elements([99u16])).unwrap();
        all.create(&nets.elements([Prefix(Ipv4Addr::new(10, 0, 0, 0), 8), Prefix(address(9), 32)])).unwrap();
        all.create(&nets.elements([address(20)..=address(22)])).unwrap();
        all.create(&nets.elements([Ipv4Addr::new(240, 0, 0, 0)..=Ipv4Addr::BROADCAST])).unwrap();
        all.create(&marks.elements([7u32, 0x1000])).unwrap();
        all.create(&names.elements(["lo", "eth0"])).unwrap();
        all.create(&both.elements([(address(1), 22u16), (address(2), 80)])).unwrap();
        all.create(&ranges.elements([Element::range((address(1), 22u16), (address(5), 80u16))])).unwrap();
        all.create(&spans.elements([Element::range(1u32, 9u32), Element::new(0x1000u32)])).unwrap();
        all.create(&pairs_of_marks.elements([Element::range((1u32, 22u16), (9u32, 80u16))])).unwrap();
        all.create(&tomark.elements([Element::new(22u16).to(7u32)])).unwrap();
        all.create(&topair.elements([Element::new(80u16).to((address(1), 8080u16))])).unwrap();
        let verdicts =
            [Element::new(22u16).jump("other"), Element::new(80u16).verdict(VerdictCode::NF_ACCEPT)];
        all.create(&tochain.elements(verdicts)).unwrap();
        let id = all.create(&anonymous).unwrap() as u32;
        all.create(&anonymous.elements_of_id(id, [1u16, 2])).unwrap();
        let input = chains[1];
        all.create(&input.rule(|rule| rule.tcp_dport(SetRef::with_id("__set%d", id)).accept())).unwrap();
        all.create(&input.rule(|rule| rule.udp_dport(5).drop()).comment("no five").first()).unwrap();
        all.delete(&ports.elements([99u16])).unwrap();
        all.commit().unwrap();

        let (_, text) = nft("list table inet t\n");
        let text = words(&text);
        // nft sorts names as numbers
        let names = if cfg!(target_endian = "big") { "\"eth0\", \"lo\"" } else { "\"lo\", \"eth0\"" };
        let names = &format!("set names {{ type ifname elements = {{ {names} }} }}");
        for wanted in [
            "table inet t { comment \"a table\"",
            "chain other { comment \"called\" }",
            "chain in { type filter hook input priority filter; policy drop; udp dport 5 drop comment \"no five\" tcp dport { 1, 2 } accept }",
            "chain early { type filter hook prerouting priority raw; policy accept; }",
            "chain mangled { type filter hook forward priority mangle; policy accept; }",
            "chain secure { type filter hook output priority security + 1; policy accept; }",
            "chain pre { type nat hook prerouting priority dstnat; policy accept; }",
            "chain post { type nat hook postrouting priority srcnat; policy accept; }",
            "chain routed { type route hook output priority mangle; policy accept; }",
            "set ports { type inet_service comment \"some ports\" elements = { 22, 80, 443 comment \"web\" } }",
            "set nets { type ipv4_addr flags interval elements = { 10.0.0.0/8, 192.0.2.9, 192.0.2.20-192.0.2.22, 240.0.0.0/4 } }",
            "set marks { type mark elements = { 0x00000007, 0x00001000 } }",
            names,
            "set seen { type ipv4_addr size 100 flags dynamic,timeout timeout 1m }",
            "set both { type ipv4_addr . inet_service elements = { 192.0.2.1 . 22, 192.0.2.2 . 80 } }",
            "set ranges { type ipv4_addr . inet_service flags interval elements = { 192.0.2.1-192.0.2.5 . 22-80 } }",
            "set spans { type mark flags interval elements = { 0x00000001-0x00000009, 0x00001000 } }",
            "set markports { type mark . inet_service flags interval elements = { 0x00000001-0x00000009 . 22-80 } }",
            "map tomark { type inet_service : mark elements = { 22 : 0x00000007 } }",
            "map topair { type inet_service : ipv4_addr . inet_service elements = { 80 : 192.0.2.1 . 8080 } }",
            "map tochain { type inet_service : verdict elements = { 22 : jump other, 80 : accept } }",
        ] {
            assert!(sorted(&text).contains(&sorted(wanted)) || text.contains(wanted), "no {wanted}\n{text}");
        }
        // and read back: comments of a table, of chains, of a rule, of a set, of an element
        let mut tables = connection.dump(nftables::tables()).unwrap();
        assert_eq!(tables.next().unwrap().unwrap().comment(), Some("a table".into()));
        while tables.next().unwrap().is_some() {}
        let comments = |chain: nftables::ChainMessage<'_>| chain.comment().map(|comment| comment.to_string());
        let comments = connection.dump(nftables::chains()).unwrap().collect(comments).unwrap();
        assert_eq!(comments.iter().flatten().collect::<Vec<_>>(), ["called"]);
        let mut rules = connection.dump(nftables::rules(NfProto::NFPROTO_INET, "t", Some("in"))).unwrap();
        let first = rules.next().unwrap().unwrap();
        assert_eq!((first.comment(), first.userdata().comment()), (Some("no five".into()), first.comment()));
        let handle = first.handle().unwrap();
        while rules.next().unwrap().is_some() {}
        let mut sets = connection.dump(nftables::sets(NfProto::NFPROTO_INET, "t")).unwrap();
        let set = sets.next().unwrap().unwrap();
        let data = set.attrs.get(NftSet::NFTA_SET_USERDATA).unwrap().unwrap();
        assert_eq!(set.comment(), Some("some ports".into()));
        assert_eq!(Userdata::from(data).number(Userdata::SET_KEY_BYTE_ORDER), Some(2));
        while sets.next().unwrap().is_some() {}
        // a rule is replaced, and deleted by its handle
        let mut all = nftables::transaction(&mut connection, None).unwrap();
        all.create(&input.rule(|rule| rule.udp_dport(6).drop()).replace(handle)).unwrap();
        all.commit().unwrap();
        assert_eq!(listed("inet")["in"][0], "udp dport 6 drop");
        let mut all = nftables::transaction(&mut connection, None).unwrap();
        all.delete(&input.all_rules()).unwrap();
        all.delete(&tomark).unwrap();
        all.delete(&chains[2]).unwrap();
        all.commit().unwrap();
        assert!(!listed("inet").contains_key("in"));
        // what is too long is refused before anything is sent
        let mut all = nftables::transaction(&mut connection, None).unwrap();
        assert!(all.create(&table.comment(&"x".repeat(255))).is_err());
        assert!(all.create(&input.rule(|rule| rule.iifname("sixteen-letters-"))).is_err());
        assert!(all.create(&ports.elements([70_000u32])).is_err());
        assert!(all.is_empty());
    });
}
#[test]
fn conntrack_objects_are_read_and_reset() {
    const TEST: &str = "conntrack_objects_are_read_and_reset";
    common::in_namespace(TEST, || {
        let mut buffer = vec![0; 64 * 1024];
        let mut connection = connect(&mut buffer);
        if !has_nftables_and_tools(TEST, &mut connection) {
            return;
        }
        let missing = setup();
        let has = |what: &str| !missing.iter().any(|line| line.contains(what));
        let inet = NfProto::NFPROTO_INET;
        let (ok, _) = nft("add counter inet t used { packets 5 bytes 60 }\n");
        assert!(ok);
        let mut found = Vec::new();
        let mut objects = connection.dump(nftables::objects(inet, "t", None)).unwrap();
        while let Some(object) = objects.next().unwrap() {
            match object.attrs.select(NftObject::NFTA_OBJ_DATA).unwrap().unwrap() {
                ObjectData::CtTimeout(timeout) => {
                    let data = timeout.select(NftCtTimeout::NFTA_CT_TIMEOUT_DATA).unwrap().unwrap();
                    let seconds = match data {
                        CtTimeoutData::Tcp(tcp) => tcp.get(CtTimeoutTcp::CTA_TIMEOUT_TCP_ESTABLISHED),
                        CtTimeoutData::Udp(udp) => udp.get(CtTimeoutUdp::CTA_TIMEOUT_UDP_REPLIED),
                        _ => panic!("{data:?}"),
                    };
                    found.push(format!("timeout {}", seconds.unwrap().unwrap().0));
                }
                ObjectData::CtHelper(helper) => {
                    let name = helper.get(NftCtHelper::NFTA_CT_HELPER_NAME).unwrap().unwrap();
                    found.push(format!("helper {name}"));
                }
                ObjectData::CtExpect(expect) => {
                    let port = expect.get(NftCtExpect::NFTA_CT_EXPECT_DPORT).unwrap().unwrap().0;
                    found.push(format!("expect {port}"));
                }
                ObjectData::Counter(counter) => {
                    let packets = counter.get(NftCounter::NFTA_COUNTER_PACKETS).unwrap().unwrap().0;
                    found.push(format!("counter {packets}"));
                }
                _ => {}
            }
        }
        found.sort();
        let mut wanted = vec!["counter 0", "counter 5", "counter 5"];
        wanted.extend(has("ct expectation").then_some("expect 9876"));
        wanted.extend(has("ftp-standard").then_some("helper ftp"));
        wanted.extend(has("sip-five").then_some("helper sip"));
        wanted.extend(has("timeout inet t fast").then_some("timeout 120"));
        wanted.extend(has("timeout inet t slow").then_some("timeout 30"));
        assert_eq!(found, wanted);
        let counters = Some(ObjectType::NFT_OBJECT_COUNTER);
        let mut packets = Vec::new();
        for _ in 0..2 {
            let mut objects = connection.dump(nftables::reset_objects(inet, "t", counters)).unwrap();
            while let Some(object) = objects.next().unwrap() {
                if let Some(ObjectData::Counter(counter)) =
                    object.attrs.select(NftObject::NFTA_OBJ_DATA).unwrap()
                {
                    packets.push(counter.get(NftCounter::NFTA_COUNTER_PACKETS).unwrap().unwrap().0);
                }
            }
        }
        packets.sort_unstable();
        assert_eq!(packets, [0, 0, 0, 0, 5, 5]);
    });
}
#[test]
fn chains_are_among_the_hooks() {
    const TEST: &str = "chains_are_among_the_hooks";
    common::in_namespace(TEST, || {
        let mut buffer = vec![0; 64 * 1024];
        let mut connection = connect(&mut buffer);
        if !has_nftables_and_tools(TEST, &mut connection) {
            return;
        }
        let (ok, why) = nft("add table ip t; add chain ip t early { type filter hook input priority -7; }\n");
        assert!(ok, "{why}");
        let mut found = Vec::new();
        let mut all = connection.dump(hooks::hooks(NfProto::NFPROTO_IPV4, Hook::NF_INET_LOCAL_IN)).unwrap();
        loop {
            match all.next() {
                Ok(Some(hook)) => {
                    let name = match hook.owner() {
                        Some(hooks::HookOwner::Chain(chain)) => {
                            chain.get(hooks::NfnlHookChain::NFNLA_CHAIN_NAME).unwrap()
                        }
                        _ => None,
                    };
                    found.push((hook.priority(), name.map(|name| name.to_string())));
                }
                Ok(None) => break,
                Err(failure) if failure.errno() == Some(Errno::EINVAL) => {
                    return common::skip(TEST, "this kernel has no CONFIG_NETFILTER_NETLINK_HOOK");
                }
                Err(failure) => panic!("{failure}"),
            }
        }
        assert!(found.contains(&(Some(-7), Some("early".to_string()))), "{found:?}");
        let (_, listed) = nft("list hooks ip hook input\n");
        assert!(listed.contains("chain ip t early"), "{listed}");
    });
}
