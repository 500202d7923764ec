//! Several namespaces, beside `ip -n`.
use super::*;

#[test]
fn named_namespaces_come_and_go() {
    let name = "namespaces::named_namespaces_come_and_go";
    if !common::has_tools(name, &["ip"]) {
        return;
    }
    common::in_namespace(name, || {
        common::empty_run();
        pair(0);
        all("ip", &["netns add blue", "link set v1 netns blue", "-n blue link set v1 mtu 1300"]);
        let exporter =
            Exporter::start(&["--collectors", "links,routes", "--netns", "blue", "--netns", "green"]);
        let found = exporter.scrape();
        let mtu = r#"node_network_mtu_bytes{netns="blue",device="v1"}"#;
        assert_eq!(sample(&found, mtu), 1300.0);
        assert_eq!(sample(&found, r#"node_network_mtu_bytes{device="v0"}"#), 1500.0);
        assert!(!found.contains_key(r#"node_network_mtu_bytes{device="v1"}"#));
        // a namespace that does not exist yet
        let success = |found: &Samples, netns: &str| {
            sample(found, &format!("node_scrape_collector_success{{netns=\"{netns}\",collector=\"links\"}}"))
        };
        let errors =
            |found: &Samples| sample(found, r#"nlwire_scrape_errors_total{netns="green",collector="links"}"#);
        assert_eq!((success(&found, "blue"), success(&found, "green"), errors(&found)), (1.0, 0.0, 1.0));
        all("ip", &["netns add green", "-n green link add g0 type veth peer name g1"]);
        let found = exporter.scrape();
        assert_eq!((success(&found, "green"), errors(&found)), (1.0, 1.0));
        assert_eq!(sample(&found, r#"node_network_up{netns="green",device="g0"}"#), 0.0);
        // another namespace of the same name
        all("ip", &["netns del blue", "netns add blue"]);
        let found = exporter.scrape();
        assert!(!found.contains_key(mtu), "the namespace that was deleted is still reported");
        assert_eq!(sample(&found, r#"node_network_iface_id{netns="blue",device="lo"}"#), 1.0);
        all("ip", &["netns del blue"]);
        let found = exporter.scrape();
        assert_eq!(success(&found, "blue"), 0.0);
        assert!(!found.keys().any(|series| series.starts_with("node_network_up{netns=\"blue\"")));
    });
}
