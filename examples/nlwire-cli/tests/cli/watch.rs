//! Rates of counters.
use super::*;
use std::net::UdpSocket;

/// Sends datagrams over the loopback device, and returns how many bytes its counters count for them.
fn send(count: usize, len: usize) -> f64 {
    let (from, to) = (UdpSocket::bind("127.0.0.1:0").unwrap(), UdpSocket::bind("127.0.0.1:0").unwrap());
    let mut buffer = vec![0; len];
    for _ in 0..count {
        from.send_to(&vec![7; len], to.local_addr().unwrap()).unwrap();
        assert_eq!(to.recv(&mut buffer).unwrap(), len);
    }
    // with the headers of IPv4 and UDP
    (count * (len + 20 + 8)) as f64
}

#[test]
fn rates_are_those_of_the_traffic() {
    common::in_namespace("watch::rates_are_those_of_the_traffic", || {
        let mut buffer = [0; 4096];
        let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
        let up =
            NewLink { index: 1, flags: LinkFlags::IFF_UP, change: LinkFlags::IFF_UP, ..Default::default() };
        talk.request(up, NewFlags::ACK).unwrap();
        let mut child = Command::new(binary())
            .args(["dump", "link", "--watch", "100ms", "--json"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
        let mut next = || loop {
            let line: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
            if line["header"]["ifi_index"] == 1 {
                return line;
            }
        };
        let first = next();
        assert!(first["rate"].is_null() && first["time"].as_f64().unwrap() > 1e9, "{first}");
        let sent = send(500, 1000);
        // the sum of rates times seconds is what was sent, over however many rounds
        let (mut packets, mut bytes, mut rounds) = (0.0, 0.0, 0);
        while bytes < sent - 0.5 && rounds < 100 {
            let line = next();
            let rate = &line["rate"];
            let of = |path: &str| rate[path].as_f64().unwrap() * rate["seconds"].as_f64().unwrap();
            packets += of("IFLA_STATS64.rx_packets");
            bytes += of("IFLA_STATS64.rx_bytes");
            assert_eq!(rate["IFLA_STATS64.rx_errors"], 0.0, "{line}");
            rounds += 1;
        }
        assert!(
            (packets - 500.0).abs() < 0.5 && (bytes - sent).abs() < 10.0,
            "{packets} packets, {bytes} of {sent}"
        );
        // a signal ends it, as complete
        rustix::process::kill_process(rustix::process::Pid::from_child(&child), rustix::process::Signal::INT)
            .unwrap();
        assert!(child.wait().unwrap().success());
    });
}
#[test]
fn without_a_terminal_one_table_follows_another() {
    common::in_namespace("watch::without_a_terminal_one_table_follows_another", || {
        let printed = text(&["dump", "link", "--watch", "100ms", "--for", "250ms"], 0);
        assert!(!printed.contains('\x1b'), "{printed}");
        let titles = "NAME  STATE    RX-BYTES/S  TX-BYTES/S  RX-PKTS/S  TX-PKTS/S  ERRORS/S  DROPS/S";
        assert!(printed.matches(titles).count() >= 2, "{printed}");
        let rows: Vec<Vec<_>> = printed
            .lines()
            .filter(|line| line.starts_with("lo "))
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(rows.first().unwrap()[2..], ["-"; 6], "the first round has no rates: {printed}");
        assert_eq!(rows.last().unwrap()[2..], ["0"; 6], "{printed}");
        // columns are chosen by title
        let args = ["dump", "link", "--watch", "1s", "--for", "10ms", "--columns", "name,drops/s"];
        assert!(text(&args, 0).contains("\nNAME  DROPS/S\nlo          -\n"), "{}", text(&args, 0));
    });
}
#[test]
fn what_cannot_be_watched_is_an_error() {
    let said = sentence(&["dump", "addr", "--watch", "1s"]);
    assert!(
        said.contains("addr has no counters: --watch takes link, qdisc, class, tcp, conntrack"),
        "{said}"
    );
    let said = sentence(&["dump", "link", "--watch", "1s", "--sort", "mtu"]);
    assert!(
        said.contains("link has no column \"mtu\" with --watch: known are name, state, rx-bytes/s"),
        "{said}"
    );
    assert!(sentence(&["dump", "link", "--watch", "1ms"]).contains("the shortest interval is 10ms"));
    assert!(sentence(&["dump", "link", "--for", "1s"]).contains("--watch"));
}
#[test]
fn units_are_printed_when_asked_for() {
    let file = std::env::temp_dir().join(format!("nlwire-units-{}.pcap", std::process::id()));
    std::fs::write(&file, include_bytes!("../../../../tests/recordings/conntrack-linux-6.18.pcap")).unwrap();
    let path = file.to_str().unwrap();
    let plain = text(&["decode", path], 0);
    let human = text(&["decode", path, "--human"], 0);
    let json = |args: &[&str]| text(args, 0);
    assert_ne!(plain, human);
    assert_eq!(plain.lines().count(), human.lines().count());
    assert!(
        human.lines().any(|line| line.contains("KiB") || line.contains("d23h") || line.contains("m")),
        "{human}"
    );
    assert_eq!(
        json(&["decode", path, "--json"]),
        json(&["decode", path, "--json", "--human"]),
        "JSON has numbers"
    );
    std::fs::remove_file(file).unwrap();
}
