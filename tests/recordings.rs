//! What kernels said to `nl record`, decoded: every message has its table, every attribute its name, and what stood there comes out.
//! The recordings are seeds of the fuzzers, too.
use nlwire::{
    exchange::Recording,
    protocols::Protocols,
    wire::{Json, Messages},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Every message of a recording as JSON, but for acknowledgements and ends.
fn decoded(file: &[u8]) -> Vec<Value> {
    let mut protocols = Protocols::new();
    let mut all = Vec::new();
    for packet in Recording::open(file).unwrap().map(Result::unwrap) {
        let protocol = u8::try_from(packet.protocol).unwrap();
        for message in Messages::new(packet.bytes).map(Result::unwrap) {
            protocols.learn(protocol, message);
            if message.kind() < 16 {
                continue;
            }
            let described = protocols.describe(protocol, message);
            assert!(described.name().is_some(), "{described:?}");
            let json: Value = serde_json::from_str(&Json(described).to_string()).unwrap();
            named(&json);
            all.push(json);
        }
    }
    all
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
    #[test]
    fn $name() {
        if cfg!(target_endian = "big") {
            return;
        }
        let $all = decoded(include_bytes!(concat!("recordings/", $file)));
        $body
    }
)* } }
recordings! {
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
}
