//! The program itself: help, pages, errors, its end.
use super::*;

#[test]
fn the_help_fits_a_screen_and_names_every_collector() {
    let output = Command::new(env!("CARGO_BIN_EXE_nlwire-exporter")).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && help.lines().count() <= 32, "{} lines:\n{help}", help.lines().count());
    assert!(help.lines().all(|line| line.len() <= 80), "{help}");
    let wrong =
        Command::new(env!("CARGO_BIN_EXE_nlwire-exporter")).arg("--collectors=wrong").output().unwrap();
    let said = String::from_utf8(wrong.stderr).unwrap();
    assert_eq!(wrong.status.code(), Some(2), "{said}");
    assert!(help.contains("Examples:\n"), "{help}");
}
#[test]
fn an_address_in_use_is_an_error() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output =
        Command::new(env!("CARGO_BIN_EXE_nlwire-exporter")).args(["--listen", &address]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with(&format!("nlwire-exporter: --listen {address}: ")), "{said}");
    assert_eq!(output.status.code(), Some(2));
}
#[test]
fn pages_and_the_end() {
    common::in_namespace("program::pages_and_the_end", || {
        let exporter = Exporter::start(&[]);
        let (head, page) = exporter.get("/");
        assert!(head.starts_with("HTTP/1.0 200 ") && page.contains(r#"<a href="/metrics">"#), "{head}{page}");
        let (head, _) = exporter.get("/wrong");
        assert!(head.starts_with("HTTP/1.0 404 "), "{head}");
        let (head, body) = exporter.get("/metrics");
        assert!(
            head.contains("content-type: application/openmetrics-text; version=1.0.0; charset=utf-8"),
            "{head}"
        );
        let found = samples(&body);
        for collector in ["links", "qdiscs"] {
            let labels = format!("{{collector=\"{collector}\"}}");
            assert_eq!(sample(&found, &format!("node_scrape_collector_success{labels}")), 1.0);
            assert_eq!(sample(&found, &format!("nlwire_scrape_errors_total{labels}")), 0.0);
        }
        assert_eq!(sample(&found, "nlwire_cache_resyncs_total{}"), 1.0);
        assert_eq!(exporter.terminate(), Some(0));
    });
}
#[test]
fn every_collector_is_in_the_readme() {
    let sources = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/collect")).unwrap();
    let readme = include_str!("../../README.md");
    for source in sources {
        let name = source.unwrap().file_name().into_string().unwrap();
        let name = name.strip_suffix(".rs").unwrap();
        assert!(name == "mod" || readme.contains(&format!("\n| `{name}` |")), "{name} is missing");
    }
}
#[test]
fn a_collector_without_privileges_fails_alone() {
    let name = "program::a_collector_without_privileges_fails_alone";
    if !common::has_tools(name, &["setpriv"]) {
        return;
    }
    common::in_namespace(name, || {
        let mut command = common::tool("setpriv");
        command.args(["--bounding-set=-all", "--inh-caps=-all", env!("CARGO_BIN_EXE_nlwire-exporter")]);
        let exporter = Exporter::start_by(command, &["--collectors", "all"]);
        exporter.scrape();
        let found = exporter.scrape();
        for (series, value) in
            found.iter().filter(|(series, _)| series.starts_with("node_scrape_collector_success{"))
        {
            let needs = ["conntrack", "nftables"].iter().any(|name| series.contains(&format!("\"{name}\"")));
            assert_eq!(*value, f64::from(u8::from(!needs)), "{series}");
        }
        assert_eq!(sample(&found, r#"nlwire_scrape_errors_total{collector="conntrack"}"#), 2.0);
    });
}
#[test]
fn lost_events_are_counted_and_made_up_for() {
    let name = "program::lost_events_are_counted_and_made_up_for";
    if !common::has_tools(name, &["ip"]) {
        return;
    }
    common::in_namespace(name, || {
        pair(0);
        let exporter = Exporter::start(&["--collectors", "qdiscs"]);
        let found = exporter.scrape();
        let losses = |found: &Samples| sample(found, "nlwire_cache_losses_total{}");
        assert_eq!(losses(&found), 0.0);
        assert!(found.contains_key(r#"node_qdisc_bytes_total{device="v1",kind="noqueue"}"#));
        // the events of a stopped process fill its socket
        exporter.signal(Signal::STOP);
        let changes: String = (0..600).map(|n| format!("link set v0 mtu {}\n", 1000 + n)).collect();
        let file = std::env::temp_dir().join(format!("nlwire-exporter-batch-{}", std::process::id()));
        std::fs::write(&file, changes + "link set v1 down\nlink set v1 name other\nlink set other up\n")
            .unwrap();
        run("ip", &["-batch", file.to_str().unwrap()]);
        std::fs::remove_file(file).unwrap();
        exporter.signal(Signal::CONT);
        let found = exporter.scrape();
        assert!(losses(&found) >= 1.0);
        assert!(sample(&found, "nlwire_cache_resyncs_total{}") >= 2.0);
        assert!(found.contains_key(r#"node_qdisc_bytes_total{device="other",kind="noqueue"}"#), "{found:#?}");
    });
}
