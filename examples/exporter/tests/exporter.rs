//! The exporter, run as its user would run it: what it reports, beside what the usual tools say.
#![cfg(target_os = "linux")]
#[path = "../../../tests/common/mod.rs"]
mod common;

#[path = "exporter/links.rs"]
mod links;
#[path = "exporter/namespaces.rs"]
mod namespaces;
#[path = "exporter/netfilter.rs"]
mod netfilter;
#[path = "exporter/program.rs"]
mod program;
#[path = "exporter/prometheus.rs"]
mod prometheus;
#[path = "exporter/qdiscs.rs"]
mod qdiscs;
#[path = "exporter/routes.rs"]
mod routes;
#[path = "exporter/sockets.rs"]
mod sockets;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpStream, UdpSocket},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

/// A process, which ends with this value.
struct Process(Child);
impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
/// A running exporter, which ends with this value.
struct Exporter {
    process: Process,
    address: String,
}
impl Exporter {
    /// Starts an exporter on a free port, with these arguments.
    fn start(arguments: &[&str]) -> Self {
        Self::start_by(Command::new(env!("CARGO_BIN_EXE_nlwire-exporter")), arguments)
    }
    /// The same, by a command to which the arguments are added.
    fn start_by(mut command: Command, arguments: &[&str]) -> Self {
        let mut process =
            command.args(["--listen", "127.0.0.1:0"]).args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address =
            line.trim_end().strip_prefix("listening on http://").and_then(|it| it.strip_suffix("/metrics"));
        let address = address.unwrap_or_else(|| panic!("the exporter says {line:?}")).to_string();
        Self { process: Process(process), address }
    }
    /// Sends a request. Returns the head and the body of the response.
    fn get(&self, path: &str) -> (String, String) {
        get(&self.address, path)
    }
    /// Scrapes, and returns the samples.
    fn scrape(&self) -> Samples {
        let (head, body) = self.get("/metrics");
        assert!(head.starts_with("HTTP/1.0 200 ") && body.ends_with("# EOF\n"), "{head}{body}");
        samples(&body)
    }
    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.process.0), signal).unwrap();
    }
    /// Ends the exporter by SIGTERM, and returns its exit status.
    fn terminate(mut self) -> Option<i32> {
        self.signal(Signal::TERM);
        self.process.0.wait().unwrap().code()
    }
}
/// Sends an HTTP request. Returns the head and the body of the response.
fn get(address: &str, path: &str) -> (String, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    // HTTP 1.0 has no chunks
    write!(stream, "GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n").unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    (head.to_string(), body.to_string())
}
/// Values by name and labels, in the text format.
type Samples = BTreeMap<String, f64>;
fn samples(text: &str) -> Samples {
    let mut samples = Samples::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (series, value) = line.rsplit_once(' ').unwrap();
        let before = samples.insert(series.to_string(), value.parse().unwrap());
        assert!(before.is_none(), "{series} occurs twice");
    }
    samples
}
/// The value of a series, of which the labels are given in the order of the exporter.
fn sample(samples: &Samples, series: &str) -> f64 {
    *samples.get(series).unwrap_or_else(|| panic!("there is no {series} in {samples:#?}"))
}

/// Runs a tool, and returns what it prints.
fn run(name: &str, arguments: &[&str]) -> String {
    let output = common::tool(name).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{name} {arguments:?}: {said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    said
}
/// Runs a tool for each line of arguments.
fn all(name: &str, lines: &[&str]) {
    for line in lines {
        run(name, &line.split(' ').collect::<Vec<_>>());
    }
}
/// Runs a tool, and returns the JSON that it prints.
fn json(name: &str, arguments: &[&str]) -> Value {
    let said = run(name, arguments);
    serde_json::from_str(if said.trim().is_empty() { "[]" } else { &said }).unwrap()
}
/// Whether the tool does this here. Some kernels lack what it needs.
fn works(name: &str, line: &str) -> bool {
    let output = common::tool(name).args(line.split(' ')).output();
    output.is_ok_and(|output| output.status.success())
}
/// Creates a pair of links, `v0` and `v1`, without IPv6, whose packets nothing but the test sends, and sends
/// `packets` datagrams from one to the other.
fn pair(packets: u32) {
    for all in ["all", "default"] {
        _ = std::fs::write(format!("/proc/sys/net/ipv6/conf/{all}/disable_ipv6"), "1");
    }
    all(
        "ip",
        &[
            "link add v0 type veth peer name v1",
            "link set v0 up",
            "link set v1 up",
            "addr add 192.0.2.1/24 dev v0",
            "neigh add 192.0.2.2 lladdr 02:00:00:00:00:02 dev v0",
        ],
    );
    send(packets);
}
/// Sends datagrams from `v0` to `v1`.
fn send(packets: u32) {
    let socket = UdpSocket::bind("192.0.2.1:0").unwrap();
    for _ in 0..packets {
        socket.send_to(&[0; 100], "192.0.2.2:9").unwrap();
    }
}
/// The path of a program that is installed, or that `.ci/run exporter` or `bench` has unpacked; else says that the
/// test is skipped.
fn program(test: &str, name: &str) -> Option<PathBuf> {
    let unpacked = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/debian/usr/bin").join(name);
    let found = common::find_tool(name).or_else(|| unpacked.exists().then_some(unpacked));
    if found.is_none() {
        common::skip(test, &format!("{name} is not installed"));
    }
    found
}
/// Waits until a program listens at an address.
fn await_port(address: &str) {
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while TcpStream::connect(address).is_err() {
        assert!(std::time::Instant::now() < deadline, "nothing listens at {address}");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}
