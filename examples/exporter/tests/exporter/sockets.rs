//! Sockets, beside `ss`.
use super::*;
use std::{
    net::TcpListener,
    time::{Duration, Instant},
};

#[test]
fn states_are_those_of_ss() {
    let name = "sockets::states_are_those_of_ss";
    if !common::has_tools(name, &["ss"]) {
        return;
    }
    common::in_namespace(name, || {
        let listeners: Vec<_> = (0..3).map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
        let six = TcpListener::bind("[::1]:0").unwrap();
        let connect = |listener: &TcpListener| TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let mut connections: Vec<_> =
            listeners.iter().map(|it| (connect(it), it.accept().unwrap().0)).collect();
        connections.push((connect(&six), six.accept().unwrap().0));
        // one end has closed: FIN_WAIT2 there, CLOSE_WAIT here
        let (closed, open) = connections.pop().unwrap();
        closed.shutdown(std::net::Shutdown::Write).unwrap();
        let deadline = Instant::now() + Duration::from_secs(10);
        while run("ss", &["-Htn", "state", "fin-wait-2"]).is_empty() {
            // the acknowledgement of the FIN may be delayed
            assert!(Instant::now() < deadline, "the FIN is not acknowledged");
            std::thread::sleep(Duration::from_millis(10));
        }
        connections[0].0.write_all(&[0; 100]).unwrap();
        let _udp = UdpSocket::bind("127.0.0.1:0").unwrap();
        let exporter = Exporter::start(&["--collectors", "sockets"]);
        let found = exporter.scrape();
        drop(exporter);
        let lines = |arguments: &[&str]| run("ss", arguments).lines().count() as f64;
        let tcp = |state: &str| sample(&found, &format!("node_tcp_connection_states{{state=\"{state}\"}}"));
        // the exporter and the connection of the scrape are gone
        assert_eq!(tcp("listen") - 1.0, lines(&["-Htln"]));
        assert_eq!(tcp("established") - 2.0, lines(&["-Htn", "state", "established"]));
        for (ours, theirs) in [("close_wait", "close-wait"), ("fin_wait2", "fin-wait-2")] {
            assert_eq!(tcp(ours), lines(&["-Htn", "state", theirs]), "{ours}");
            assert_eq!(tcp(ours), 1.0);
        }
        assert!(tcp("rx_queued_bytes") >= 100.0);
        assert_eq!(sample(&found, r#"nlwire_udp_sockets{state="unconnected"}"#), lines(&["-Huan"]));
        // each connection has an end that measured, the one that connected
        let count = sample(&found, "nlwire_tcp_rtt_seconds_count{}");
        assert!(count >= 4.0 && count <= tcp("established"), "{count}");
        assert_eq!(sample(&found, r#"nlwire_tcp_rtt_seconds_bucket{le="+Inf"}"#), count);
        let sum = sample(&found, "nlwire_tcp_rtt_seconds_sum{}");
        assert!(sum > 0.0 && sum < 5.0, "{sum}");
        drop((connections, closed, open));
    });
}
