//! Qdiscs, beside `tc -s -j`.
use super::*;

#[test]
fn root_qdiscs_are_those_of_tc() {
    let name = "qdiscs::root_qdiscs_are_those_of_tc";
    if !common::has_tools(name, &["ip", "tc"]) {
        return;
    }
    common::in_namespace(name, || {
        pair(1);
        if !works("tc", "qdisc add dev v0 root handle 1: htb default 1") {
            return common::skip(name, "this kernel has no htb");
        }
        // the limit of the queue is one packet, so that some are dropped
        _ = works("tc", "qdisc add dev v1 root tbf rate 8kbit burst 200 limit 200");
        send(9);
        let exporter = Exporter::start(&["--collectors", "qdiscs"]);
        let (said, found) = (json("tc", &["-s", "-j", "qdisc", "show"]), exporter.scrape());
        let mut compared = 0;
        for qdisc in said.as_array().unwrap().iter().filter(|qdisc| qdisc["root"] == true) {
            let (device, kind) = (qdisc["dev"].as_str().unwrap(), qdisc["kind"].as_str().unwrap());
            if device == "lo" {
                continue; // carries the scrape
            }
            for (metric, key) in [
                ("bytes_total", "bytes"),
                ("packets_total", "packets"),
                ("drops_total", "drops"),
                ("requeues_total", "requeues"),
                ("overlimits_total", "overlimits"),
                ("current_queue_length", "qlen"),
                ("backlog", "backlog"),
            ] {
                let series = format!("node_qdisc_{metric}{{device=\"{device}\",kind=\"{kind}\"}}");
                assert_eq!(sample(&found, &series), qdisc[key].as_f64().unwrap(), "{series}");
                compared += 1;
            }
        }
        assert!(compared >= 14, "{compared}");
        assert_eq!(sample(&found, r#"node_qdisc_packets_total{device="v0",kind="htb"}"#), 9.0);
    });
}
#[test]
fn classes_are_those_of_tc_and_bounded() {
    let name = "qdiscs::classes_are_those_of_tc_and_bounded";
    if !common::has_tools(name, &["ip", "tc"]) {
        return;
    }
    common::in_namespace(name, || {
        pair(0);
        if !works("tc", "qdisc add dev v0 root handle 1: htb default 20") {
            return common::skip(name, "this kernel has no htb");
        }
        for class in 1..40 {
            all("tc", &[&format!("class add dev v0 parent 1: classid 1:{class} htb rate 1mbit")]);
        }
        send(6);
        let exporter = Exporter::start(&["--collectors", "classes", "--top", "5"]);
        let (said, found) = (run("tc", &["-s", "class", "show", "dev", "v0"]), exporter.scrape());
        // class htb 1:20 root prio 0 rate 1Mbit ...
        //  Sent 852 bytes 6 pkt (dropped 0, overlimits 0 requeues 0)
        let class = said.split("class htb ").find_map(|class| class.strip_prefix("1:20 ")).unwrap();
        let numbers = class.split("Sent ").nth(1).unwrap().split(|c: char| !c.is_ascii_digit());
        let numbers: Vec<f64> = numbers.filter_map(|number| number.parse().ok()).collect();
        for (metric, number) in
            ["bytes_total", "packets_total", "drops_total", "overlimits_total"].iter().zip(numbers)
        {
            let series = format!("nlwire_class_{metric}{{class=\"1:20\",device=\"v0\",kind=\"htb\"}}");
            assert_eq!(sample(&found, &series), number, "{series}");
        }
        assert_eq!(sample(&found, r#"nlwire_class_packets_total{class="1:20",device="v0",kind="htb"}"#), 6.0);
        // those with the most traffic, and no more than are wanted
        assert_eq!(found.keys().filter(|series| series.starts_with("nlwire_class_bytes_total{")).count(), 5);
    });
}
