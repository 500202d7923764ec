//! Connections, counters and quotas, beside `conntrack` and `nft`.
use super::*;

const RULES: &str = "add table inet t; add counter inet t seen; add counter inet t unused; \
    add quota inet t cap { over 100000 bytes }; \
    add chain inet t raw { type filter hook output priority -300; }; \
    add rule inet t raw udp dport 9001 ct zone set 7; \
    add chain inet t out { type filter hook output priority 0; }; \
    add rule inet t out udp dport 9000-9001 ct state new,established counter name seen quota name cap";

#[test]
fn connections_counters_and_quotas_are_those_of_the_tools() {
    let name = "netfilter::connections_counters_and_quotas_are_those_of_the_tools";
    if !common::has_tools(name, &["nft", "conntrack"]) {
        return;
    }
    common::in_namespace(name, || {
        let made = common::tool("nft").arg(RULES).output().unwrap();
        let said = String::from_utf8_lossy(&made.stderr);
        assert!(!said.contains("syntax error"), "{said}");
        if !made.status.success() {
            return common::skip(
                name,
                &format!("this kernel has no nf_tables: {}", String::from_utf8_lossy(&made.stderr)),
            );
        }
        let sockets: Vec<_> = (0..3).map(|_| UdpSocket::bind("127.0.0.1:0").unwrap()).collect();
        let receivers: Vec<_> =
            [9000, 9001].iter().map(|port| UdpSocket::bind(("127.0.0.1", *port)).unwrap()).collect();
        for socket in &sockets {
            socket.send_to(&[0; 72], "127.0.0.1:9000").unwrap();
        }
        sockets[0].send_to(&[0; 72], "127.0.0.1:9001").unwrap();
        let exporter = Exporter::start(&["--collectors", "conntrack,nftables"]);
        let found = exporter.scrape();
        let udp = run("conntrack", &["-L", "-p", "udp"]);
        let zoned = udp.lines().filter(|line| line.contains("zone=7")).count();
        let entries = |zone: u16| {
            sample(&found, &format!("nlwire_conntrack_entries{{protocol=\"udp\",zone=\"{zone}\"}}"))
        };
        assert_eq!((entries(7), entries(0)), (zoned as f64, (udp.lines().count() - zoned) as f64), "{udp}");
        assert_eq!((entries(7), entries(0)), (1.0, 3.0));
        let all = sample(&found, "node_nf_conntrack_entries{}");
        let limit = std::fs::read_to_string("/proc/sys/net/netfilter/nf_conntrack_max").unwrap();
        assert!(all >= 4.0, "{all}");
        assert_eq!(sample(&found, "node_nf_conntrack_entries_limit{}"), limit.trim().parse::<f64>().unwrap());
        let said = json("nft", &["-j", "list", "ruleset"]);
        let object = |kind: &str, name: &str| -> Value {
            let objects = said["nftables"].as_array().unwrap().iter();
            objects.filter_map(|it| it.get(kind)).find(|it| it["name"] == name).unwrap().clone()
        };
        for counter in ["seen", "unused"] {
            for unit in ["packets", "bytes"] {
                let series = format!(
                    "nlwire_nft_counter_{unit}_total{{family=\"inet\",name=\"{counter}\",table=\"t\"}}"
                );
                assert_eq!(
                    sample(&found, &series),
                    object("counter", counter)[unit].as_f64().unwrap(),
                    "{series}"
                );
            }
        }
        let quota = |metric: &str| {
            sample(
                &found,
                &format!("nlwire_nft_quota_{metric}_bytes{{family=\"inet\",name=\"cap\",table=\"t\"}}"),
            )
        };
        // nft rounds what it prints to whole units
        assert_eq!((quota("used"), quota("limit")), (400.0, 100_000.0));
        assert_eq!(
            sample(&found, r#"nlwire_nft_counter_packets_total{family="inet",name="seen",table="t"}"#),
            4.0
        );
        drop(receivers);
    });
}
