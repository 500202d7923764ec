//! The real Prometheus scrapes the exporter, and its API has the values that the tools print.
use super::*;
use std::time::{Duration, Instant};

/// A running Prometheus with the folder of its data.
struct Prometheus {
    _process: Process,
    folder: PathBuf,
}
impl Drop for Prometheus {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
/// The result of a query: labels and value of each series.
fn query(text: &str) -> Vec<(Value, f64)> {
    let encoded: String = text.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let (_, body) = get("127.0.0.1:9090", &format!("/api/v1/query?query={encoded}"));
    let answer: Value = serde_json::from_str(&body).unwrap_or_else(|error| panic!("{error}: {body}"));
    assert_eq!(answer["status"], "success", "{text}: {body}");
    let series = answer["data"]["result"].as_array().unwrap().iter();
    series.map(|it| (it["metric"].clone(), it["value"][1].as_str().unwrap().parse().unwrap())).collect()
}

#[test]
fn prometheus_has_the_values_of_the_tools() {
    let name = "prometheus::prometheus_has_the_values_of_the_tools";
    let Some(server) = program(name, "prometheus") else { return };
    if !common::has_tools(name, &["ip"]) {
        return;
    }
    common::in_namespace(name, || {
        pair(5);
        run("ip", &["link", "set", "v0", "alias", "a \"b\\c\n"]);
        _ = works("tc", "qdisc add dev v0 root handle 1: htb default 1");
        let exporter = Exporter::start(&["--collectors", "all"]);
        let folder = std::env::temp_dir().join(format!("nlwire-exporter-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let config = format!(
            "scrape_configs:\n- job_name: nlwire\n  scrape_interval: 250ms\n  scrape_timeout: 250ms\n  static_configs:\n  \
             - targets: ['{}']\n",
            exporter.address
        );
        std::fs::write(folder.join("prometheus.yml"), config).unwrap();
        let process = Command::new(server)
            .arg(format!("--config.file={}", folder.join("prometheus.yml").display()))
            .arg(format!("--storage.tsdb.path={}", folder.display()))
            .args(["--web.listen-address=127.0.0.1:9090", "--log.level=error"])
            .spawn();
        let _prometheus = Prometheus { _process: Process(process.unwrap()), folder };
        await_port("127.0.0.1:9090");
        let deadline = Instant::now() + Duration::from_secs(30);
        while !get("127.0.0.1:9090", "/-/ready").0.contains(" 200 ") {
            assert!(Instant::now() < deadline, "Prometheus is not ready");
            std::thread::sleep(Duration::from_millis(50));
        }
        while query("up").first().is_none_or(|(_, up)| *up != 1.0) {
            assert!(Instant::now() < deadline, "{}", get("127.0.0.1:9090", "/api/v1/targets").1);
            std::thread::sleep(Duration::from_millis(50));
        }
        // every sample is accepted; a connection in another state between two scrapes is another sample
        while query("scrape_samples_scraped")[0].1 != exporter.scrape().len() as f64 {
            assert!(
                Instant::now() < deadline,
                "Prometheus has {:?} samples",
                query("scrape_samples_scraped")
            );
            std::thread::sleep(Duration::from_millis(50));
        }
        let links = json("ip", &["-s", "-j", "link"]);
        for link in links.as_array().unwrap().iter().filter(|link| link["ifname"] != "lo") {
            let device = link["ifname"].as_str().unwrap();
            for (metric, place) in [
                ("receive_packets_total", "/stats64/rx/packets"),
                ("receive_bytes_total", "/stats64/rx/bytes"),
                ("transmit_bytes_total", "/stats64/tx/bytes"),
                ("mtu_bytes", "/mtu"),
                ("iface_id", "/ifindex"),
            ] {
                let found = query(&format!("node_network_{metric}{{device=\"{device}\"}}"));
                assert_eq!(found.len(), 1, "{metric} of {device}");
                assert_eq!(
                    found[0].1,
                    link.pointer(place).unwrap().as_f64().unwrap(),
                    "{metric} of {device}"
                );
            }
        }
        let info = query("node_network_info{device=\"v0\"}");
        assert_eq!(info[0].0["ifalias"], "a \"b\\c\n");
        assert_eq!(query("sum(node_tcp_connection_states{state=\"listen\"})")[0].1, 2.0);
        let median = query("histogram_quantile(0.5, nlwire_tcp_rtt_seconds_bucket)")[0].1;
        assert!(median > 0.0 && median < 2.5, "{median}");
        assert_eq!(query("min(node_scrape_collector_success)")[0].1, 1.0);
        assert_eq!(query("nlwire_decode_errors_total > 0").len(), 0);
        // every query of the dashboard is one, with its variables as for all
        for expression in dashboard() {
            query(&expression.replace("$__rate_interval", "1m"));
        }
        let traffic = dashboard().into_iter().find(|it| it.contains("receive_bytes")).unwrap();
        let traffic = traffic.replace("[$__rate_interval]", "[1m]");
        let deadline = Instant::now() + Duration::from_secs(30);
        while query(&traffic).len() != 3 {
            assert!(Instant::now() < deadline, "{traffic}: {:?}", query(&traffic));
            std::thread::sleep(Duration::from_millis(50));
        }
    });
}

/// The queries of the dashboard, for all instances, namespaces and devices.
fn dashboard() -> Vec<String> {
    let dashboard: Value = serde_json::from_str(include_str!("../../dashboard.json")).unwrap();
    let mut queries = Vec::new();
    for panel in dashboard["panels"].as_array().unwrap() {
        for target in panel["targets"].as_array().unwrap() {
            let expression = target["expr"].as_str().unwrap();
            queries.push(
                ["$instance", "$netns", "$device"]
                    .iter()
                    .fold(expression.to_string(), |it, name| it.replace(name, ".*")),
            );
        }
    }
    queries
}
#[test]
fn the_dashboard_has_metrics_of_the_exporter() {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/collect")).unwrap();
    let mut sources = include_str!("../../src/scrape.rs").to_string();
    for file in folder {
        sources += &std::fs::read_to_string(file.unwrap().path()).unwrap();
    }
    let mut metrics = 0;
    for expression in dashboard() {
        for word in expression.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')) {
            if !["node_", "nlwire_", "wireguard_"].iter().any(|prefix| word.starts_with(prefix)) {
                continue;
            }
            let name = word.strip_suffix("_total").or(word.strip_suffix("_bucket")).unwrap_or(word);
            assert!(sources.contains(&format!("\"{name}\"")), "{word} is in the dashboard only");
            metrics += 1;
        }
    }
    assert!(metrics > 15, "{metrics}");
}
