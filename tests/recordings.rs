//! What kernels said, decoded: every message has its table, every attribute its name, a copy made attribute by attribute is the same
//! bytes, and what stood there comes out. The recordings are seeds of the fuzzers, too.
//!
//! Some were made by `nlwire record`, the others by the tests of the module `live`, which make each again on the kernel that runs, and ask of it
//! what is asked of the one that is kept. `NLWIRE_RECORDINGS=FOLDER cargo test --test recordings` puts those into a folder. Those of quotas,
//! network block devices and Wi-Fi are made in the virtual machine, by tests/quota.rs, tests/nbd.rs and tests/nl80211.rs.
#![cfg(all(
    feature = "std",
    feature = "route",
    feature = "genl",
    feature = "netfilter",
    feature = "connector",
    feature = "uevent",
    feature = "sock_diag",
    feature = "xfrm",
    target_os = "linux"
))]
#![allow(unsafe_code)]
mod common;
#[path = "common/recordings.rs"]
mod live;
#[path = "common/packets.rs"]
mod packets;
#[path = "common/recorder.rs"]
mod recorder;

use nlwire::{
    decode::{Decoder, FAMILIES},
    netfilter,
    pcap::Recording,
    route,
    schema::Json,
    server::{RequestPolicy, ValidationFlags},
    uevent::Uevent,
    wire::{Attr, Edit, GetFlags, Message, Messages, RawAttrs, rewrite},
};
use serde_json::Value;
use std::collections::BTreeMap;

const CONNECTOR: u8 = 11;
const UEVENT: u8 = 15;
const GENERIC_NETLINK: u8 = 16;

/// Every message of a recording as JSON, but for acknowledgements and ends.
fn decoded(file: &[u8]) -> Vec<Value> {
    let mut protocols = Decoder::new();
    let mut all = Vec::new();
    for packet in Recording::open(file).unwrap().map(Result::unwrap) {
        let protocol = u8::try_from(packet.protocol).unwrap();
        if protocol == UEVENT {
            all.push(uevent(packet.bytes));
            continue;
        }
        for message in Messages::new(packet.bytes).map(Result::unwrap) {
            protocols.learn(protocol, message);
            // every message of the connector is of the type NLMSG_DONE
            if message.message_type() < 16 && protocol != CONNECTOR {
                continue;
            }
            let described = protocols.describe(protocol, message).reveal_secrets();
            assert!(described.name().is_some(), "{described:?}");
            // who asks for everything may leave the header out
            let asks = message.flags() & GetFlags::REQUEST.bits() != 0 && message.payload().is_empty();
            assert!(asks || described.check() == Ok(()), "{:?} in {described:?}", described.check());
            let json: Value = serde_json::from_str(&Json(described).to_string()).unwrap();
            named(&json);
            all.push(json);
            if protocol == CONNECTOR {
                continue;
            }
            let header = described.header().map_or(0, |header| header.payload().len());
            let mut out = vec![0xa5; message.bytes().len() + 64];
            let copy = rewrite(message, header, &mut out, &mut |path: &[u16], attr: Attr<'_>| {
                let whole = RawAttrs::new(attr.payload()).all(|inner| inner.is_ok());
                if attr.is_nested() && whole && path.len() < 15 { Edit::Enter } else { Edit::Keep }
            });
            // the kernel leaves a packet's last bytes without padding
            let copy = copy.unwrap().bytes();
            assert_eq!(copy.len(), message.bytes().len().next_multiple_of(4), "{described:?}");
            assert_eq!(&copy[4..message.bytes().len()], &message.bytes()[4..], "{described:?}");
            validated(&protocols, protocol, message);
        }
    }
    all
}
/// A uevent as JSON, whose parts put together are the same bytes.
fn uevent(bytes: &[u8]) -> Value {
    let event = Uevent::read(bytes).unwrap();
    let mut again = format!("{}@{}\0", event.action(), event.devpath());
    for pair in event.properties() {
        let (key, value) = pair.unwrap();
        again.push_str(&format!("{key}={value}\0"));
    }
    assert_eq!(again.as_bytes(), bytes, "{event:?}");
    serde_json::from_str(&Json(event).to_string()).unwrap()
}
/// What was asked is right by the strictest reading.
fn validated(protocols: &Decoder, protocol: u8, message: Message<'_>) {
    if message.flags() & GetFlags::REQUEST.bits() == 0 {
        return;
    }
    let row = match protocol {
        0 => {
            return assert_eq!(
                route::lookup(message).unwrap().validate(message, &route::request_policy(message, true)),
                Ok(())
            );
        }
        12 => netfilter::lookup(message),
        GENERIC_NETLINK => {
            let name = protocols.family(message.message_type()).expect("a family that was learnt");
            FAMILIES.iter().find(|table| name.as_str() == table.name).and_then(|table| table.lookup(message))
        }
        _ => None,
    };
    if let Some(row) = row {
        let read = row.validate(message, &RequestPolicy::new(ValidationFlags::STRICT));
        assert_eq!(read, Ok(()), "{:?}", protocols.describe(protocol, message));
    }
}
/// No number stands for a name.
fn named(value: &Value) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                assert!(!name.starts_with('#'), "{name}: {value}");
                named(value);
            }
        }
        Value::Array(items) => items.iter().for_each(named),
        _ => {}
    }
}
/// How many there are of each.
fn counted(all: &[Value]) -> String {
    let mut counts = BTreeMap::<&str, usize>::new();
    for message in all.iter().filter(|message| message["family"] != "nlctrl") {
        *counts.entry(message["message"].as_str().unwrap()).or_default() += 1;
    }
    counts.iter().map(|(name, count)| format!("{name} {count}\n")).collect()
}
fn of<'v>(all: &'v [Value], message: &str) -> impl Iterator<Item = &'v Value> {
    all.iter().filter(move |line| line["message"] == message)
}
/// The recordings are a little-endian machine's.
macro_rules! recordings { ($($name:ident = $file:literal, $all:ident => $body:block)*) => { $(
    fn $name($all: Vec<Value>) $body
)*
    mod kept { $(
        #[test]
        fn $name() {
            if cfg!(target_endian = "little") {
                super::$name(super::decoded(include_bytes!(concat!("recordings/", $file))));
            }
        }
    )* }
} }
recordings! {
    filters_and_actions = "tc-linux-6.1.pcap", all => {
        let mut kinds = BTreeMap::<&str, usize>::new();
        for filter in of(&all, "RTM_NEWTFILTER") {
            *kinds.entry(filter["attributes"]["TCA_KIND"].as_str().unwrap()).or_default() += 1;
        }
        let expected = [("basic", 4), ("bpf", 2), ("cgroup", 2), ("flow", 4), ("flower", 26), ("fw", 2), ("matchall", 30), ("route", 4), ("u32", 10)];
        assert_eq!(kinds, expected.into());
        assert_eq!(
            counted(&all),
            "RTM_GETACTION 38\nRTM_GETCHAIN 7\nRTM_GETQDISC 2\nRTM_GETTCLASS 4\nRTM_GETTFILTER 7\nRTM_NEWCHAIN 5\nRTM_NEWQDISC 12\n\
             RTM_NEWTCLASS 6\nRTM_NEWTFILTER 84\n"
        );
    }
    rules_of_nftables = "nftables-linux-6.18.pcap", all => {
        assert_eq!(
            counted(&all),
            "NFT_MSG_GETCHAIN 1\nNFT_MSG_GETOBJ 1\nNFT_MSG_GETRULE 1\nNFT_MSG_GETSET 2\nNFT_MSG_GETSETELEM 3\nNFT_MSG_GETTABLE 1\n\
             NFT_MSG_NEWCHAIN 3\nNFT_MSG_NEWOBJ 2\nNFT_MSG_NEWRULE 10\nNFT_MSG_NEWSET 6\nNFT_MSG_NEWSETELEM 5\nNFT_MSG_NEWTABLE 2\n"
        );
        let mut expressions = BTreeMap::<&str, usize>::new();
        for rule in of(&all, "NFT_MSG_NEWRULE") {
            let list = &rule["attributes"]["NFTA_RULE_EXPRESSIONS"]["NFTA_LIST_ELEM"];
            for expression in list.as_array().unwrap() {
                assert!(expression["NFTA_EXPR_DATA"].is_object(), "a table of its own: {expression}");
                *expressions.entry(expression["NFTA_EXPR_NAME"].as_str().unwrap()).or_default() += 1;
            }
        }
        let names: Vec<_> = expressions.keys().copied().collect();
        for name in ["bitwise", "counter", "ct", "dynset", "immediate", "limit", "log", "lookup", "masq", "nat", "objref", "payload"] {
            assert!(names.contains(&name), "{name} in {names:?}");
        }
        let counter = of(&all, "NFT_MSG_NEWOBJ").find(|object| object["attributes"]["NFTA_OBJ_NAME"] == "c").unwrap();
        assert_eq!(counter["attributes"]["NFTA_OBJ_DATA"]["NFTA_COUNTER_PACKETS"], 3);
        let elements = of(&all, "NFT_MSG_NEWSETELEM").find(|set| set["attributes"]["NFTA_SET_ELEM_LIST_SET"] == "m").unwrap();
        let all = elements["attributes"]["NFTA_SET_ELEM_LIST_ELEMENTS"].as_array().unwrap();
        let element = all.iter().find(|element| element["NFTA_SET_ELEM_KEY"]["NFTA_DATA_VALUE"] == "0016").unwrap();
        assert_eq!(element["NFTA_SET_ELEM_DATA"]["NFTA_DATA_VERDICT"]["NFTA_VERDICT_CODE"], "NF_ACCEPT");
    }
    connections = "conntrack-linux-6.18.pcap", all => {
        assert_eq!(counted(&all), "IPCTNL_MSG_CT_GET 1\nIPCTNL_MSG_CT_NEW 5\nIPCTNL_MSG_EXP_GET 1\n");
        let mut seen: Vec<_> = of(&all, "IPCTNL_MSG_CT_NEW")
            .map(|entry| {
                let entry = &entry["attributes"];
                assert!(entry["CTA_TIMESTAMP"]["CTA_TIMESTAMP_START"].is_u64() && entry["CTA_COUNTERS_ORIG"].is_object());
                let protocol = &entry["CTA_TUPLE_ORIG"]["CTA_TUPLE_PROTO"]["CTA_PROTO_NUM"];
                let reply = &entry["CTA_TUPLE_REPLY"]["CTA_TUPLE_IP"];
                let to = reply.get("CTA_IP_V4_DST").or(reply.get("CTA_IP_V6_DST")).unwrap();
                format!("{} {}", protocol.as_str().unwrap(), to.as_str().unwrap())
            })
            .collect();
        seen.sort_unstable();
        assert_eq!(
            seen,
            ["IPPROTO_ICMP 192.0.2.1", "IPPROTO_SCTP 192.0.2.1", "IPPROTO_TCP 192.0.2.1", "IPPROTO_TCP 198.51.100.1", "IPPROTO_UDP 2001:db8::1"]
        );
    }
    sockets = "sockets-linux-6.18.pcap", all => {
        assert_eq!(counted(&all), "SOCK_DIAG_BY_FAMILY 25\n");
        let told: Vec<_> = all.iter().filter(|line| line["flags"].as_array().unwrap().contains(&"MULTI".into())).collect();
        let header = |name: &str, value: &str| told.iter().find(|line| line["header"][name] == value).copied();
        let listening = header("idiag_state", "TCP_LISTEN").expect("one that listens");
        // a reply says by what was asked that it is TCP's
        assert!(listening["attributes"]["INET_DIAG_INFO"]["tcpi_rto"].is_u64(), "{listening}");
        let unread = told.iter().find(|line| line["header"]["idiag_rqueue"] == 5).expect("with five bytes unread");
        assert_eq!(unread["header"]["id"]["idiag_sport"], 7000);
        assert_eq!(unread["attributes"]["INET_DIAG_INFO"]["tcpi_bytes_received"], 5);
        assert!(header("udiag_family", "AF_UNIX").is_some() && header("ndiag_family", "AF_NETLINK").is_some());
        let packet = header("pdiag_family", "AF_PACKET").expect("one of packets");
        assert_eq!(packet["attributes"]["PACKET_DIAG_INFO"]["pdi_index"], 1);
    }
    policies_of_ipsec = "xfrm-linux-6.18.pcap", all => {
        assert_eq!(counted(&all), "XFRM_MSG_GETPOLICY 1\nXFRM_MSG_GETSA 1\nXFRM_MSG_NEWPOLICY 2\n");
        let out = of(&all, "XFRM_MSG_NEWPOLICY").find(|policy| policy["header"]["dir"] == "XFRM_POLICY_OUT").unwrap();
        assert_eq!((&out["header"]["sel"]["daddr"], &out["attributes"]["XFRMA_IF_ID"]), (&"10.2.0.0".into(), &7.into()));
        let templates = out["attributes"]["XFRMA_TMPL"].as_array().unwrap();
        assert_eq!((templates.len(), &templates[0]["reqid"], &templates[1]["optional"]), (2, &42.into(), &1.into()));
    }
    devices_of_ethtool = "ethtool-linux-6.18.pcap", all => {
        let replies = all.iter().filter(|line| line["message"].as_str().unwrap().ends_with("_GET_REPLY"));
        assert_eq!((replies.count(), of(&all, "ETHTOOL_MSG_FEATURES_GET_REPLY").count()), (15, 3));
        let modes = of(&all, "ETHTOOL_MSG_LINKMODES_GET_REPLY").next().unwrap();
        assert_eq!(modes["attributes"]["ETHTOOL_A_LINKMODES_SPEED"], 10_000, "a veth's");
    }
    devices_of_uevents = "uevents-linux-6.18.pcap", all => {
        let told = |action: &str, name: &str| {
            let found = all.iter().find(|event| event["action"] == action && event["properties"]["INTERFACE"] == name);
            found.unwrap_or_else(|| panic!("no {action} of {name} in {all:?}"))
        };
        assert_eq!(told("add", "uevent0")["devpath"], "/devices/virtual/net/uevent0");
        assert_eq!(told("remove", "uevent0")["properties"]["IFINDEX"], "770");
        assert_eq!(told("add", "uevent1")["properties"]["IFINDEX"], "771");
        assert_eq!(told("remove", "uevent1")["properties"]["SUBSYSTEM"], "net");
        let queues = all.iter().filter(|event| event["properties"]["SUBSYSTEM"] == "queues").count();
        assert!(queues >= 8 && queues % 4 == 0, "a queue of each direction at least comes and goes for each of two links: {queues}");
        let numbers: Vec<u64> = all.iter().map(|event| event["properties"]["SEQNUM"].as_str().unwrap().parse().unwrap()).collect();
        assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "{numbers:?}");
    }
    processes_of_the_connector = "process-linux-6.1.pcap", all => {
        assert!(all.iter().all(|event| event["protocol"] == "connector" && event["header"]["id"]["idx"] == "CN_IDX_PROC"));
        let data = |what: &str| -> Vec<&Value> {
            let events = all.iter().map(|event| &event["payload"]);
            events.filter(|event| event["header"]["what"] == what).map(|event| &event["data"]).collect()
        };
        assert_eq!(data("PROC_EVENT_NONE"), [&serde_json::json!({"err": 0})]);
        let forks = data("PROC_EVENT_FORK");
        let [first, second] = forks[..] else { panic!("{forks:?}") };
        let (first, second) = (&first["child_tgid"], &second["child_tgid"]);
        let of = |what: &str, process: &Value, key: &str| -> Vec<Value> {
            data(what).iter().filter(|data| data["process_tgid"] == *process).map(|data| data[key].clone()).collect()
        };
        for process in [first, second] {
            assert_eq!(of("PROC_EVENT_EXEC", process, "process_pid"), std::slice::from_ref(process));
        }
        assert_eq!(of("PROC_EVENT_COMM", first, "comm"), ["nlwire-comm"]);
        assert_eq!(of("PROC_EVENT_GID", first, "r"), [2]);
        assert_eq!(of("PROC_EVENT_UID", first, "e"), [3]);
        assert_eq!(of("PROC_EVENT_EXIT", first, "exit_code"), [3 << 8]);
        assert_eq!(of("PROC_EVENT_SID", second, "process_pid"), std::slice::from_ref(second));
        assert_eq!(of("PROC_EVENT_COREDUMP", second, "process_pid"), std::slice::from_ref(second));
        let ended = of("PROC_EVENT_EXIT", second, "exit_code");
        assert_eq!(ended[0].as_u64().unwrap() & 0x7f, 11, "by SIGSEGV");
    }
    tasks_of_taskstats = "taskstats-linux-6.1.pcap", all => {
        let told: Vec<_> = of(&all, "TASKSTATS_CMD_NEW").map(|message| &message["attributes"]).collect();
        let [task, group, exit] = told[..] else { panic!("{told:?}") };
        let (stats, pid) = (&task["TASKSTATS_TYPE_AGGR_PID"]["TASKSTATS_TYPE_STATS"], &task["TASKSTATS_TYPE_AGGR_PID"]["TASKSTATS_TYPE_PID"]);
        assert_eq!((&stats["ac_comm"], &stats["ac_pid"], &stats["ac_exitcode"]), (&"nlwire-comm".into(), pid, &0.into()));
        assert!(stats["version"].as_u64().unwrap() >= 8 && stats["hiwater_rss"].as_u64().unwrap() > 0, "{stats}");
        assert_eq!(&group["TASKSTATS_TYPE_AGGR_TGID"]["TASKSTATS_TYPE_TGID"], pid);
        let exit = &exit["TASKSTATS_TYPE_AGGR_PID"]["TASKSTATS_TYPE_STATS"];
        assert_eq!((&exit["ac_comm"], &exit["ac_pid"], &exit["ac_exitcode"]), (&"nlwire-comm".into(), pid, &(7 << 8).into()));
        assert_eq!((&exit["ac_uid"], &exit["ac_gid"]), (&3.into(), &2.into()));
    }
    warnings_of_quotas = "quota-linux-6.1.pcap", all => {
        let told: Vec<_> = of(&all, "QUOTA_NL_C_WARNING").map(|message| &message["attributes"]).collect();
        let shown: Vec<_> = told
            .iter()
            .map(|warning| {
                assert_eq!(warning["QUOTA_NL_A_QTYPE"], "USRQUOTA");
                assert_eq!((&warning["QUOTA_NL_A_DEV_MAJOR"], &warning["QUOTA_NL_A_DEV_MINOR"]), (&7.into(), &0.into()));
                let kind = warning["QUOTA_NL_A_WARNING"].as_str().unwrap().trim_start_matches("QUOTA_NL_");
                format!("{kind} {} by {}", warning["QUOTA_NL_A_EXCESS_ID"], warning["QUOTA_NL_A_CAUSED_ID"])
            })
            .collect();
        assert_eq!(
            shown,
            [
                "BSOFTWARN 1000 by 1000",
                "BHARDWARN 1000 by 1000",
                "BHARDBELOW 1000 by 0",
                "BHARDWARN 1000 by 1000",
                "BHARDBELOW 1000 by 0",
                "BSOFTBELOW 1000 by 0",
                "ISOFTWARN 4000000000 by 4000000000",
                "IHARDWARN 4000000000 by 4000000000",
                "IHARDBELOW 4000000000 by 0",
                "ISOFTBELOW 4000000000 by 0",
                "BSOFTWARN 1002 by 1002",
                "ISOFTWARN 1002 by 1002",
                "BSOFTLONGWARN 1002 by 1002",
                "ISOFTLONGWARN 1002 by 1002",
            ]
        );
    }
    devices_of_nbd = "nbd-linux-6.1.pcap", all => {
        assert_eq!(
            counted(&all),
            "NBD_CMD_CONNECT 3\nNBD_CMD_DISCONNECT 1\nNBD_CMD_LINK_DEAD 1\nNBD_CMD_RECONFIGURE 4\nNBD_CMD_STATUS 8\n"
        );
        let connect = &of(&all, "NBD_CMD_CONNECT").next().unwrap()["attributes"];
        assert_eq!((&connect["NBD_ATTR_INDEX"], &connect["NBD_ATTR_BLOCK_SIZE_BYTES"]), (&3.into(), &4096.into()));
        assert_eq!(connect["NBD_ATTR_SERVER_FLAGS"], serde_json::json!(["NBD_FLAG_HAS_FLAGS", "NBD_FLAG_SEND_FLUSH"]));
        assert!(connect["NBD_ATTR_SOCKETS"]["NBD_SOCK_ITEM"][0]["NBD_SOCK_FD"].is_u64(), "{connect}");
        let dead = of(&all, "NBD_CMD_LINK_DEAD").next().unwrap();
        assert_eq!(dead["attributes"], serde_json::json!({"NBD_ATTR_INDEX": 3}));
        let lists = of(&all, "NBD_CMD_STATUS").filter_map(|status| status["attributes"]["NBD_ATTR_DEVICE_LIST"]["NBD_DEVICE_ITEM"].as_array());
        let counts: Vec<_> = lists
            .map(|list| {
                let connected = list.iter().filter(|device| device["NBD_DEVICE_CONNECTED"] == 1).map(|device| &device["NBD_DEVICE_INDEX"]);
                (list.len(), connected.map(Value::to_string).collect::<String>())
            })
            .collect();
        assert_eq!(counts, [(16, ""), (1, "3"), (1, "3"), (1, "")].map(|(len, connected)| (len, connected.to_string())));
    }
    network_of_nl80211 = "nl80211-linux-6.1.pcap", all => {
        let interface = &of(&all, "NL80211_CMD_NEW_INTERFACE").next().unwrap()["attributes"];
        assert_eq!((&interface["NL80211_ATTR_IFTYPE"], &interface["NL80211_ATTR_IFINDEX"]), (&"NL80211_IFTYPE_STATION".into(), &3.into()));
        let wiphys: Vec<_> = of(&all, "NL80211_CMD_NEW_WIPHY").collect();
        assert!(wiphys.len() > 100 && wiphys.iter().all(|part| part["attributes"]["NL80211_ATTR_WIPHY_NAME"] == "talk1"));
        let bands: std::collections::BTreeSet<_> = wiphys.iter().filter_map(|part| part["attributes"]["NL80211_ATTR_WIPHY_BANDS"].as_object()?.keys().next()).collect();
        assert!(bands.contains(&"0".to_owned()) && bands.contains(&"1".to_owned()), "{bands:?}");
        let ends: Vec<_> = of(&all, "NL80211_CMD_NEW_SCAN_RESULTS").map(|end| &end["attributes"]).collect();
        let [end, found, later] = ends[..] else { panic!("{ends:?}") };
        assert_eq!(end["NL80211_ATTR_SCAN_FREQUENCIES"], serde_json::json!([2437]));
        let network = &found["NL80211_ATTR_BSS"];
        assert_eq!((&network["NL80211_BSS_BSSID"], &network["NL80211_BSS_FREQUENCY"]), (&"02:00:00:00:02:00".into(), &2437.into()));
        let elements = network["NL80211_BSS_INFORMATION_ELEMENTS"].as_array().unwrap();
        let element = |name: &str| elements.iter().find_map(|element| element.get(name)).unwrap();
        assert_eq!(elements[0], serde_json::json!({"WLAN_EID_SSID": "net1"}));
        assert_eq!(element("WLAN_EID_SUPP_RATES"), &serde_json::json!([130, 132, 139, 150, 12, 18, 24, 36]));
        assert_eq!(element("WLAN_EID_COUNTRY")["header"], serde_json::json!({"code": "DE", "environment": 32}));
        assert_eq!(element("WLAN_EID_RSN"), "0100000fac040100000fac040100000fac020c00");
        assert_eq!((&element("WLAN_EID_HT_OPERATION")["primary_channel"], &element("WLAN_EID_EXT_CAPABILITY")["utf8_ssid"]), (&6.into(), &0.into()));
        assert_eq!(later["NL80211_ATTR_IE"].as_array().unwrap().len(), 5, "what wpa_supplicant adds to its probe requests");
        let station = &of(&all, "NL80211_CMD_NEW_STATION").next().unwrap()["attributes"];
        assert_eq!(station["NL80211_ATTR_MAC"], network["NL80211_BSS_BSSID"]);
        assert_eq!(station["NL80211_ATTR_STA_INFO"]["NL80211_STA_INFO_SIGNAL"], -30);
    }
    packets_logged = "nflog-linux-6.18.pcap", all => {
        let packets: Vec<_> = of(&all, "NFULNL_MSG_PACKET").map(|packet| &packet["attributes"]).collect();
        assert_eq!((packets.len(), of(&all, "NFULNL_MSG_CONFIG").count()), (5, 5));
        for (number, packet) in packets.iter().enumerate() {
            assert_eq!((&packet["NFULA_PREFIX"], &packet["NFULA_SEQ"]), (&"seen: ".into(), &number.into()));
            assert_eq!(packet["NFULA_PACKET_HDR"]["hook"], "NF_INET_LOCAL_IN");
            assert_eq!((&packet["NFULA_MARK"], &packet["NFULA_IFINDEX_INDEV"]), (&0x77.into(), &1.into()));
            let payload = packet["NFULA_PAYLOAD"].as_str().unwrap();
            assert!(payload.starts_with("45") && payload.ends_with(&"ab".repeat(number + 1)), "{payload}");
            assert_eq!(payload.len() / 2, 28 + number + 1, "IPv4 and UDP, and nothing behind them");
        }
    }
    packets_queued = "nfqueue-linux-6.18.pcap", all => {
        let packets: Vec<_> = of(&all, "NFQNL_MSG_PACKET").map(|packet| &packet["attributes"]).collect();
        let counts = ["NFQNL_MSG_CONFIG", "NFQNL_MSG_VERDICT", "NFQNL_MSG_VERDICT_BATCH"].map(|name| of(&all, name).count());
        assert_eq!((packets.len(), counts), (4, [6, 2, 1]));
        for (number, packet) in packets.iter().enumerate() {
            let header = &packet["NFQA_PACKET_HDR"];
            assert_eq!((&header["packet_id"], &header["hook"]), (&(number + 1).into(), &"NF_INET_LOCAL_OUT".into()));
            // root made the recording that is kept; another is made by whoever runs the test
            assert_eq!(packet["NFQA_IFINDEX_OUTDEV"], 1);
            assert!([0, common::user_outside()].map(Value::from).contains(&packet["NFQA_UID"]), "{packet}");
        }
        assert_eq!((packets[2]["NFQA_PAYLOAD"].as_str().unwrap().len() / 2, &packets[2]["NFQA_CAP_LEN"]), (21, &41.into()), "cut");
        assert!(packets[3].get("NFQA_PAYLOAD").is_none(), "described only");
        let mangled = of(&all, "NFQNL_MSG_VERDICT").nth(1).unwrap();
        assert_eq!(mangled["attributes"]["NFQA_VERDICT_HDR"]["verdict"], "NF_ACCEPT");
        assert_eq!(mangled["attributes"]["NFQA_MARK"], 7);
    }
    devices_of_wireguard = "wireguard-linux-6.1.pcap", all => {
        let told: Vec<_> = all.iter().filter(|line| line["family"] == "wireguard").map(|line| &line["attributes"]).collect();
        let set = told.iter().find(|attrs| attrs.get("WGDEVICE_A_LISTEN_PORT").is_some()).unwrap();
        assert_eq!(set["WGDEVICE_A_PEERS"].as_array().unwrap().len(), 2);
        let device = told.iter().find(|attrs| attrs.get("WGDEVICE_A_PUBLIC_KEY").is_some()).unwrap();
        assert_eq!((&device["WGDEVICE_A_IFNAME"], &device["WGDEVICE_A_LISTEN_PORT"]), (&"wg0".into(), &4242.into()));
        // the public key belongs to this private one
        assert_eq!(device["WGDEVICE_A_PRIVATE_KEY"], set["WGDEVICE_A_PRIVATE_KEY"]);
        let peers = device["WGDEVICE_A_PEERS"].as_array().unwrap();
        let one = peers.iter().find(|peer| peer["WGPEER_A_PUBLIC_KEY"].as_str().unwrap().starts_with("0000000101")).unwrap();
        assert_eq!((&one["WGPEER_A_ENDPOINT"]["sin_port"], &one["WGPEER_A_ENDPOINT"]["sin_addr"]), (&51820.into(), &"192.0.2.1".into()));
        assert_eq!(one["WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL"], 25);
        let ips = one["WGPEER_A_ALLOWEDIPS"].as_array().unwrap();
        let mut ips: Vec<_> = ips.iter().map(|ip| format!("{}/{}", ip["WGALLOWEDIP_A_IPADDR"].as_str().unwrap(), ip["WGALLOWEDIP_A_CIDR_MASK"])).collect();
        ips.sort();
        assert_eq!(ips, ["10.1.0.0/16", "192.0.2.7/32", "2001:db8::/32"]);
        assert!(peers.iter().any(|peer| peer["WGPEER_A_ENDPOINT"]["sin6_addr"] == "2001:db8::1"), "{peers:?}");
    }
    flows_of_open_vswitch = "openvswitch-flows-linux-6.1.pcap", all => {
        let of_dump = |line: &&Value| line["flags"].as_array().unwrap().contains(&"MULTI".into());
        let flows: Vec<_> = all.iter().filter(|line| line["family"] == "ovs_flow").filter(of_dump).collect();
        assert_eq!(flows.len(), 1);
        let flow = &flows[0]["attributes"];
        assert_eq!(flow["OVS_FLOW_ATTR_KEY"]["OVS_KEY_ATTR_IPV4"]["ipv4_dst"], "10.0.0.2");
        assert_eq!(flow["OVS_FLOW_ATTR_MASK"]["OVS_KEY_ATTR_IPV4"]["ipv4_src"], "0.0.0.0");
        // in order, each with its one attribute
        let actions = flow["OVS_FLOW_ATTR_ACTIONS"].as_array().unwrap();
        let first = |list: &[Value], name: &str| list.iter().find_map(|action| action.get(name)).unwrap().clone();
        let set = first(actions, "OVS_ACTION_ATTR_SET_MASKED");
        assert_eq!(set["OVS_KEY_ATTR_IPV4"]["mask"]["ipv4_ttl"], 255);
        let sample = first(actions, "OVS_ACTION_ATTR_SAMPLE");
        let inner = sample["OVS_SAMPLE_ATTR_ACTIONS"].as_array().unwrap();
        assert_eq!(inner[0]["OVS_ACTION_ATTR_OUTPUT"], 1);
        let ct = first(actions, "OVS_ACTION_ATTR_CT");
        assert_eq!(ct["OVS_CT_ATTR_NAT"]["OVS_NAT_ATTR_IP_MIN"], "10.0.0.240");
        let upcall = of(&all, "OVS_PACKET_CMD_ACTION").next().unwrap();
        assert_eq!(upcall["attributes"]["OVS_PACKET_ATTR_USERDATA"], "0102");
        assert_eq!(upcall["attributes"]["OVS_PACKET_ATTR_KEY"]["OVS_KEY_ATTR_ETHERTYPE"], 0x1234);
        let meter = all.iter().find(|line| line["message"] == "OVS_METER_CMD_GET" && line["attributes"]["OVS_METER_ATTR_STATS"].is_object());
        assert_eq!(meter.unwrap()["attributes"]["OVS_METER_ATTR_ID"], 3);
        let zones = of(&all, "OVS_CT_LIMIT_CMD_GET").find_map(|line| line["attributes"]["OVS_CT_LIMIT_ATTR_ZONE_LIMIT"].as_array()).unwrap();
        assert_eq!((zones.len(), &zones[1]["limit"]), (2, &100.into()));
    }
    ports_of_open_vswitch = "openvswitch-linux-6.1.pcap", all => {
        let of_dump = |line: &&Value| line["flags"].as_array().unwrap().contains(&"MULTI".into());
        let datapath = all.iter().find(|line| line["family"] == "ovs_datapath" && of_dump(line)).unwrap();
        assert_eq!(datapath["attributes"]["OVS_DP_ATTR_NAME"], "br0");
        assert_eq!(datapath["attributes"]["OVS_DP_ATTR_STATS"]["n_flows"], 0);
        let ports = all.iter().filter(|line| line["family"] == "ovs_vport").filter(of_dump);
        let mut ports: Vec<_> = ports
            .map(|port| {
                assert_eq!(port["header"]["user"]["dp_ifindex"], datapath["header"]["user"]["dp_ifindex"]);
                let port = &port["attributes"];
                assert!(port["OVS_VPORT_ATTR_STATS"]["rx_packets"].is_u64(), "{port}");
                format!("{} {} {}", port["OVS_VPORT_ATTR_PORT_NO"], port["OVS_VPORT_ATTR_NAME"], port["OVS_VPORT_ATTR_TYPE"])
            })
            .collect();
        ports.sort();
        assert_eq!(
            ports,
            [
                r#"0 "br0" "OVS_VPORT_TYPE_INTERNAL""#,
                r#"1 "v0" "OVS_VPORT_TYPE_NETDEV""#,
                r#"2 "in0" "OVS_VPORT_TYPE_INTERNAL""#
            ]
        );
    }
}
