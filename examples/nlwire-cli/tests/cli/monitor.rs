//! Events.
use super::*;
use nlwire::route::route::{self, RouteSpec};
use rustix::process::{Pid, Signal, kill_process};
use std::io::BufReader;

type Talk<'t> = Connection<Socket, &'t mut [u8]>;
/// What `monitor` prints with these arguments, while links are changed every `pause` until it ends: nothing says when
/// its snapshot is whole.
fn monitor(args: &[&str], pause: Duration, mut change: impl FnMut(&mut Talk<'_>)) -> String {
    let mut child = Command::new(binary()).arg("monitor").args(args).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        stdout.read_to_string(&mut text).map(|_| text).unwrap()
    });
    let mut buffer = [0; 4096];
    let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
    while child.try_wait().unwrap().is_none() {
        change(&mut talk);
        std::thread::sleep(pause);
    }
    assert!(child.wait().unwrap().success());
    reader.join().unwrap()
}
/// Sets the loopback device down with an MTU of 1234, then up.
fn down_and_up(talk: &mut Talk<'_>) {
    let down = NewLink { index: 1, change: LinkFlags::IFF_UP, ..Default::default() };
    talk.request_with(down, NewFlags::ACK, |link| _ = link.put(Link::IFLA_MTU, 1234)).unwrap();
    talk.request(NewLink { flags: LinkFlags::IFF_UP, ..down }, NewFlags::ACK).unwrap();
}

#[test]
fn a_monitor_shows_what_is_there_and_what_changes() {
    common::in_namespace("monitor::a_monitor_shows_what_is_there_and_what_changes", || {
        let monitor = |args: &[&str]| monitor(args, Duration::from_millis(50), down_and_up);
        let text = monitor(&["--for", "3s", "--json", "link"]);
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        // what is there comes first, be it by the snapshot or by a change that overtook it; then every change
        assert_eq!(lines[0]["attributes"]["IFLA_IFNAME"], "lo");
        assert!(lines.iter().skip(1).any(|line| line["attributes"]["IFLA_MTU"] == 1234), "{text}");
        let text = monitor(&["--for=3s"]);
        assert!(text.lines().any(|line| line.contains(" ~ link ") && line.contains("lo")), "{text}");
    });
}
#[test]
fn what_a_monitor_hears_is_recorded() {
    common::in_namespace("monitor::what_a_monitor_hears_is_recorded", || {
        let path = std::env::temp_dir().join(format!("nlwire-heard-{}.pcap", std::process::id()));
        let path = path.to_str().unwrap();
        let said = text(&["record", path, "monitor", "link", "uevent", "--for", "100ms"], 0);
        assert!(said.contains(&format!("bytes are in {path}")) && said.contains("0 losses"), "{said}");
        let decoded = lines(&["decode", path, "--json"], 0);
        assert_eq!(of(&decoded, "RTM_NEWLINK").len(), 1, "the loopback device is there");

        // without a time it goes on, and whoever ends it has all that it heard
        let mut child = Command::new(binary()).args(["record", path, "monitor", "link"]).spawn().unwrap();
        let mut buffer = [0; 4096];
        let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
        let lo = NewLink { index: 1, ..Default::default() };
        let is_event = |line: &&Value| line["flags"].as_array().is_some_and(|flags| flags.is_empty());
        let mut events = Vec::new();
        for mtu in (1300u32..).take(500) {
            talk.request_with(lo, NewFlags::ACK, |link| _ = link.put(Link::IFLA_MTU, mtu)).unwrap();
            std::thread::sleep(Duration::from_millis(20));
            // it is written in pieces: half a datagram may stand there
            let output = nlwire(&["decode", path, "--json"]);
            let text = String::from_utf8(output.stdout).unwrap();
            let decoded: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            let links = of(&decoded, "RTM_NEWLINK");
            events = links
                .into_iter()
                .filter(is_event)
                .map(|link| link["attributes"]["IFLA_MTU"].clone())
                .collect();
            if events.len() >= 3 {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        std::fs::remove_file(path).unwrap();
        let numbers: Vec<_> = events.iter().map(|mtu| mtu.as_u64().unwrap()).collect();
        assert!(numbers.len() >= 3 && numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]), "{numbers:?}");
        assert!(sentence(&["record", path, "--for", "1s", "--", "link"]).contains("--for"));
        assert!(sentence(&["record", path, "monitor", "nonsense"]).contains("ipv4-route"));
    });
}
/// A monitor without a cache prints no state, and needs no memory for one.
#[test]
fn events_alone_are_followed() {
    common::in_namespace("monitor::events_alone_are_followed", || {
        let follow = |more: &[&str]| {
            let args = [&["--events", "--for", "1500ms"], more].concat();
            monitor(&args, Duration::from_millis(20), down_and_up)
        };
        // every line but the titles and the totals is an event
        let text = follow(&["link"]);
        let rows: Vec<_> = text.lines().filter(|line| line.contains(" link ")).collect();
        assert!(rows.len() > 2 && rows.iter().all(|row| row.contains(" ~ link ")), "{text}");
        assert!(text.lines().next().unwrap().contains("INDEX"), "{text}");
        // none has the mark of a dump's part
        let text = follow(&["--json", "link", "addr"]);
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(
            !lines.is_empty() && lines.iter().all(|line| line["flags"] == serde_json::json!([])),
            "{text}"
        );
    });
}
/// Filters decide by the tables' names, in the kernel or in the tool; `--all` joins every group that is permitted.
#[test]
fn events_are_filtered_by_the_tables_names() {
    common::in_namespace("monitor::events_are_filtered_by_the_tables_names", || {
        let follow = |args: &[&str]| {
            let lo = NewLink { index: 1, ..Default::default() };
            let args = [&["--for", "1s", "--json=compact"], args].concat();
            let text = monitor(&args, Duration::from_millis(20), |talk| {
                for mtu in [1234, 5678] {
                    talk.request_with(lo, NewFlags::ACK, |link| _ = link.put(Link::IFLA_MTU, mtu)).unwrap();
                }
            });
            let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
            lines.map(|line| line["attributes"]["IFLA_MTU"].as_u64().unwrap_or(0)).collect::<Vec<_>>()
        };
        let both = follow(&["--events", "link"]);
        assert!(both.contains(&1234) && both.contains(&5678), "{both:?}");
        for args in [
            &["--events", "link", "--filter", "IFLA_MTU=5678"][..],
            &["--events", "link", "--filter", "IFLA_MTU!=1234", "--filter", "IFLA_IFNAME=lo"],
            &["link", "--filter", "IFLA_MTU=5678", "--filter", "ifi_flags=IFF_UP"],
            &["--all", "--filter", "IFLA_MTU=5678"],
        ] {
            let seen = follow(args);
            assert!(!seen.is_empty() && seen.iter().all(|mtu| *mtu == 5678), "{args:?}: {seen:?}");
        }
        let none = follow(&["--events", "link", "--filter", "IFLA_IFNAME=eth0"]);
        assert!(none.is_empty(), "{none:?}");
    });
}
/// Events of another namespace have its id here, and interfaces have the names of that namespace.
#[test]
fn events_of_all_namespaces_have_their_id() {
    const TEST: &str = "monitor::events_of_all_namespaces_have_their_id";
    common::in_namespace(TEST, || {
        let other = common::tool("unshare").args(["-n", "cat"]).stdin(Stdio::piped()).spawn();
        let Ok(mut other) = other else { return common::skip(TEST, "unshare is not installed") };
        let own = std::fs::read_link("/proc/self/ns/net").unwrap();
        let process = format!("/proc/{}/ns/net", other.id());
        while std::fs::read_link(&process).is_ok_and(|namespace| namespace == own) {
            std::thread::yield_now();
        }
        let namespace = nlwire::socket::namespace::Namespace::from_pid(other.id()).unwrap();
        let mut buffer = [0; 4096];
        let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
        let id = talk.run(nlwire::route::netns::assign(&namespace)).unwrap();
        let pid = other.id().to_string();
        let mut mtu = 1300;
        let mut change = |_: &mut Talk<'_>| {
            mtu += 1;
            let mtu = format!("IFLA_MTU={mtu}");
            text(&["do", "route", "newlink", "--in", &pid, "--set", "ifi_index=1", "--set", &mtu], 0);
        };
        let args = ["--all-netns", "--for", "700ms", "link"];
        let printed = monitor(&[&args[..], &["--json"]].concat(), Duration::from_millis(20), &mut change);
        let events: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(!events.is_empty() && events.iter().all(|event| event["nsid"] == id), "{printed}");
        let printed = monitor(&args, Duration::from_millis(20), &mut change);
        assert!(printed.contains(&format!("[nsid {id}] link")), "{printed}");
        // without the option, the namespace is entered
        let printed = monitor(
            &["--events", "--for=700ms", "--in", &pid, "link"],
            Duration::from_millis(20),
            &mut change,
        );
        assert!(printed.contains(" link ") && !printed.contains("nsid"), "{printed}");
        let dumped = lines(&["dump", "link", "--in", &pid, "--json"], 0);
        assert!(dumped.iter().all(|link| link["attributes"]["IFLA_MTU"] == mtu), "{dumped:?}");
        assert!(sentence(&["dump", "link", "--in", "no-such-namespace"]).contains("no-such-namespace"));
        drop(other.stdin.take());
        other.wait().unwrap();
    });
}
/// A monitor that was stopped while more changed than its socket holds tells what differed.
#[test]
fn after_a_loss_the_differences_are_counted() {
    common::in_namespace("monitor::after_a_loss_the_differences_are_counted", || {
        let mut child = Command::new(binary())
            .args(["monitor", "--json=compact", "ipv4-route"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let id = Pid::from_child(&child);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut buffer = [0; 4096];
        let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
        talk.request(
            NewLink { index: 1, flags: LinkFlags::IFF_UP, change: LinkFlags::IFF_UP, ..Default::default() },
            NewFlags::ACK,
        )
        .unwrap();
        let mut make = |number: u32| {
            let octets = (0x0a00_0000 + number).to_be_bytes();
            let made = talk.run(route::add(RouteSpec::to(octets, 32).dev(1)));
            made.unwrap_or_else(|error| panic!("{number}: {error}"));
        };
        // the snapshot is complete once a change arrives
        make(1);
        assert!(lines.any(|line| line.contains("10.0.0.1")));
        kill_process(id, Signal::STOP).unwrap();
        (2..20_000).for_each(&mut make);
        kill_process(id, Signal::CONT).unwrap();
        let mut added = 0;
        let told = lines.find(|line| {
            added += u64::from(line.contains(r#""RTA_DST":"10."#));
            line.contains("resync")
        });
        let told: Value = serde_json::from_str(&told.unwrap()).unwrap();
        assert_eq!(added, 19_998);
        let told = &told["resync"];
        assert!(told["added"].as_u64().is_some_and(|count| (1..=added).contains(&count)), "{told}");
        assert_eq!((&told["changed"], &told["removed"]), (&0.into(), &0.into()));
        child.kill().unwrap();
        child.wait().unwrap();
    });
}
