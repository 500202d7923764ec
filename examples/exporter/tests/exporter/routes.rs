//! Routes and neighbours, beside `ip`.
use super::*;

#[test]
fn routes_are_those_of_ip_and_dumped_only_after_a_change() {
    let name = "routes::routes_are_those_of_ip_and_dumped_only_after_a_change";
    if !common::has_tools(name, &["ip"]) {
        return;
    }
    common::in_namespace(name, || {
        pair(0);
        for n in 0..20 {
            all("ip", &[&format!("route add 198.51.100.{n} via 192.0.2.2 proto bird table 77")]);
        }
        let exporter = Exporter::start(&["--collectors", "routes"]);
        let compare = || {
            let found = exporter.scrape();
            let said = json("ip", &["-4", "-j", "-N", "route", "show", "table", "all"]);
            let mut counts = BTreeMap::<String, f64>::new();
            for route in said.as_array().unwrap() {
                let number = |key: &str| route[key].to_string().trim_matches('"').to_string();
                let table = number("table");
                let table = if table == "null" { "254" } else { &table };
                let table = [("254", "main"), ("255", "local")]
                    .into_iter()
                    .find(|it| it.0 == table)
                    .map_or(table, |it| it.1);
                let protocol = match number("protocol").as_str() {
                    "2" => "kernel",
                    "3" | "null" => "boot",
                    "12" => "bird",
                    other => panic!("protocol {other}"),
                };
                *counts
                    .entry(format!(
                        "nlwire_routes{{family=\"ipv4\",protocol=\"{protocol}\",table=\"{table}\"}}"
                    ))
                    .or_default() += 1.0;
            }
            assert!(counts.len() >= 3);
            for (series, count) in counts {
                assert_eq!(sample(&found, &series), count, "{series}");
            }
            sample(&found, "nlwire_cache_resyncs_total{}")
        };
        assert_eq!(compare(), 1.0);
        assert_eq!(compare(), 1.0); // nothing has changed: no dump
        all("ip", &["route del 198.51.100.3 table 77", "route add 203.0.113.0/24 via 192.0.2.2"]);
        assert_eq!(compare(), 2.0);
        // a link that goes down takes its routes with it, without an event for each
        all("ip", &["link set v0 down"]);
        let found = exporter.scrape();
        assert!(!found.contains_key(r#"nlwire_routes{family="ipv4",protocol="bird",table="77"}"#));
    });
}
#[test]
fn neighbours_are_those_of_ip() {
    let name = "routes::neighbours_are_those_of_ip";
    if !common::has_tools(name, &["ip"]) {
        return;
    }
    common::in_namespace(name, || {
        pair(0);
        for n in 3..9 {
            all("ip", &[&format!("neigh add 192.0.2.{n} lladdr 02:00:00:00:00:0{n} dev v0 nud stale")]);
        }
        let exporter = Exporter::start(&["--collectors", "neighbours"]);
        let found = exporter.scrape();
        let count = |state: &str| -> f64 {
            let said = json("ip", &["-4", "-j", "neigh", "show", "nud", state]);
            said.as_array().unwrap().len() as f64
        };
        for state in ["permanent", "stale"] {
            let series = format!("nlwire_neighbours{{family=\"ipv4\",state=\"{state}\"}}");
            assert_eq!(sample(&found, &series), count(state), "{series}");
        }
        let arp = std::fs::read_to_string("/proc/net/arp").unwrap();
        let lines = arp.lines().filter(|line| line.ends_with(" v0")).count();
        assert_eq!(sample(&found, r#"node_arp_entries{device="v0"}"#), lines as f64);
        assert_eq!(lines, 7);
    });
}
