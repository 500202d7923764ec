//! Links, beside `ip -s -j link` and node_exporter.
use super::*;

/// Metrics, and where `ip -s -s -j link` has them.
const COUNTERS: &[(&str, &[&str])] = &[
    ("receive_bytes", &["/rx/bytes"]),
    ("receive_packets", &["/rx/packets"]),
    ("receive_errs", &["/rx/errors"]),
    ("receive_multicast", &["/rx/multicast"]),
    ("receive_fifo", &["/rx/fifo_errors"]),
    ("transmit_bytes", &["/tx/bytes"]),
    ("transmit_packets", &["/tx/packets"]),
    ("transmit_errs", &["/tx/errors"]),
    ("transmit_drop", &["/tx/dropped"]),
    ("transmit_colls", &["/tx/collisions"]),
    ("transmit_fifo", &["/tx/fifo_errors"]),
];

#[test]
fn counters_and_properties_are_those_of_ip() {
    let name = "links::counters_and_properties_are_those_of_ip";
    if !common::has_tools(name, &["ip"]) {
        return;
    }
    common::in_namespace(name, || {
        pair(7);
        all(
            "ip",
            &["link set v1 mtu 1400 txqueuelen 17 group 5", "link add down0 type veth peer name down1"],
        );
        run("ip", &["link", "set", "v0", "alias", "a \"b\\c\n"]);
        let exporter = Exporter::start(&["--collectors", "links"]);
        let links = || json("ip", &["-s", "-s", "-j", "link"]);
        let (before, found, after) = (links(), exporter.scrape(), links());
        let (before, after) = (before.as_array().unwrap(), after.as_array().unwrap());
        assert_eq!(before.len(), 5);
        for (before, after) in before.iter().zip(after) {
            let device = before["ifname"].as_str().unwrap();
            let value =
                |metric: &str| sample(&found, &format!("node_network_{metric}{{device=\"{device}\"}}"));
            for (metric, places) in COUNTERS {
                let said = |link: &Value| -> f64 {
                    places.iter().map(|place| link["stats64"].pointer(place).unwrap().as_f64().unwrap()).sum()
                };
                let value = value(&format!("{metric}_total"));
                let range = said(before)..=said(after);
                assert!(range.contains(&value), "{device} {metric}: {value}, ip says {range:?}");
                // what only the test uses does not change meanwhile
                assert!(device == "lo" || range.start() == range.end(), "{device} {metric} changes");
            }
            let said = |key: &str| before[key].as_f64().unwrap();
            assert_eq!(value("mtu_bytes"), said("mtu"));
            assert_eq!(value("iface_id"), said("ifindex"));
            assert_eq!(value("transmit_queue_length"), said("txqlen"));
            let up = before["operstate"] == "UP";
            assert_eq!(value("up"), f64::from(u8::from(up)));
            let carrier = format!("node_network_carrier{{device=\"{device}\"}}");
            assert_eq!(found.contains_key(&carrier), !device.starts_with("down"));
        }
        assert_eq!(sample(&found, r#"node_network_receive_packets_total{device="v1"}"#), 7.0);
        assert_eq!(sample(&found, r#"node_network_net_dev_group{device="v1"}"#), 5.0);
        let info = |device: &str| {
            let label = format!("device=\"{device}\"");
            let info = found.keys().find(|key| key.starts_with("node_network_info{") && key.contains(&label));
            info.unwrap().clone()
        };
        assert!(info("v0").contains(r#"ifalias="a \"b\\c\n""#), "{}", info("v0"));
        let address = before.iter().find(|link| link["ifname"] == "v1").unwrap()["address"].as_str().unwrap();
        let expected = format!(
            "node_network_info{{address=\"{address}\",adminstate=\"up\",broadcast=\"ff:ff:ff:ff:ff:ff\",device=\"v1\",\
             duplex=\"full\",ifalias=\"\",operstate=\"up\"}}"
        );
        assert_eq!(info("v1"), expected);
    });
}
#[test]
fn every_series_of_node_exporter_has_its_value() {
    let name = "links::every_series_of_node_exporter_has_its_value";
    let Some(rival) = program(name, "prometheus-node-exporter") else { return };
    common::in_namespace(name, || {
        pair(5);
        _ = works("tc", "qdisc add dev v0 root handle 1: htb default 1");
        // it reads sysfs, which shows the namespace of its mount
        let rival = Command::new("unshare")
            .args(["-m", "sh", "-c", "mount -t sysfs none /sys && exec \"$@\"", "sh"])
            .arg(rival)
            .args([
                "--web.listen-address=127.0.0.1:9100",
                "--collector.disable-defaults",
                "--log.level=error",
            ])
            .args(["--collector.netclass", "--collector.netdev", "--collector.qdisc"])
            .spawn();
        let rival = Process(rival.unwrap());
        await_port("127.0.0.1:9100");
        let exporter = Exporter::start(&["--collectors", "links,qdiscs"]);
        let (theirs, ours) = (samples(&get("127.0.0.1:9100", "/metrics").1), exporter.scrape());
        drop(rival);
        // netlink does not have these
        let absent =
            ["node_network_address_assign_type", "node_network_device_id", "node_network_name_assign_type"];
        let mut compared = 0;
        for (series, value) in theirs {
            let metric = series.split('{').next().unwrap();
            if !(metric.starts_with("node_network_") || metric.starts_with("node_qdisc_"))
                || absent.contains(&metric)
            {
                continue;
            }
            // newer versions of node_exporter have the administrative state, too
            let series = match metric {
                "node_network_info" => series.replace(",broadcast=", ",adminstate=\"up\",broadcast="),
                _ => series,
            };
            assert_eq!(sample(&ours, &series), value, "{series}");
            compared += 1;
        }
        assert!(compared > 100, "{compared} series");
    });
}
