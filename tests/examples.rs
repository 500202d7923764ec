//! The examples, run as a person would run them: they say what the README says they print.
#![cfg(all(target_os = "linux", feature = "std", feature = "route", feature = "netfilter"))]
#![allow(clippy::unwrap_used)]
mod common;

use nlwire::{
    exchange::Connection,
    route::{links, namespaces},
    socket::{Protocol, Socket, namespace::Namespace},
};
use std::{
    io::{BufRead, BufReader, Read},
    os::fd::{AsFd, AsRawFd},
    process::{Command, Stdio},
};

/// An example; cargo builds them along with all tests, but not for one test alone.
fn example(name: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let path = test.parent().and_then(|deps| deps.parent()).unwrap().join("examples").join(name);
    if !path.exists() {
        let built = Command::new(env!("CARGO")).args(["build", "--example", name]).status().unwrap();
        assert!(built.success() && path.exists(), "cargo build --example {name}");
    }
    Command::new(path)
}
fn ip(args: &str) -> bool {
    Command::new("ip").args(args.split(' ')).status().is_ok_and(|status| status.success())
}

#[test]
fn routes_are_mirrored_and_a_full_table_says_so() {
    const TEST: &str = "routes_are_mirrored_and_a_full_table_says_so";
    // built outside of the namespace
    drop(example("route_mirror"));
    common::in_namespace(TEST, || {
        if !ip("link add veth0 type veth peer name veth1") {
            return common::skip(TEST, "ip is not installed, or there are no veths");
        }
        let (room, whole) = ("12", "= whole: ");
        let mut mirror = example("route_mirror").args(["4", room]).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(mirror.stdout.take().unwrap()).lines().map(Result::unwrap);
        let first = lines.next().unwrap();
        assert!(first.starts_with(whole), "{first}");
        assert!(ip("link set veth1 up") && ip("link set veth0 up") && ip("addr add 192.0.2.9/24 dev veth0"));
        assert!(ip("route add 10.0.0.0/8 via 192.0.2.1"));
        assert!(ip("route change 10.0.0.0/8 via 192.0.2.2") && ip("route del 10.0.0.0/8"));
        let mut wait = |what: &str| {
            let found = lines.by_ref().find(|line| line.contains(what));
            assert!(found.is_some(), "no line has: {what}");
            found.unwrap()
        };
        let added = wait("+ 10.0.0.0/8 table 254 via 192.0.2.1 dev ");
        let way = added.split_once(" via ").unwrap().1;
        let other = way.replace("192.0.2.1", "192.0.2.2");
        wait(&format!("~ 10.0.0.0/8 table 254 via {other} (was via {way})"));
        wait(&format!("- 10.0.0.0/8 table 254 via {other}"));
        for n in 0..12 {
            assert!(ip(&format!("route add 10.1.{n}.0/24 dev veth0")));
        }
        wait("! no room for 10.1.");
        wait("= received ");
        assert!(mirror.wait().unwrap().success());
    });
}

#[test]
fn links_of_all_namespaces_are_followed() {
    const TEST: &str = "links_of_all_namespaces_are_followed";
    drop(example("namespace_links"));
    common::in_namespace(TEST, || {
        let mut buffer = [0; 8192];
        let mut control = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer);
        let [there, later] = [(); 2].map(|()| common::elsewhere());
        let mut assign =
            |there: &Namespace| namespaces::assign(&mut control, there.as_fd().as_raw_fd()).unwrap();
        let id = assign(&there);
        let mut follower = example("namespace_links").arg("60").stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(follower.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut next =
            |left: String| assert_eq!(lines.next().map(|line| line.trim_end().to_owned()), Some(left));
        next("here  1 lo up".into());
        next(format!("{id:<5} 1 lo down"));
        // one that is given an id while it looks
        let other = assign(&later);
        next(format!("{other:<5} 1 lo down"));
        there
            .run(|| {
                let mut buffer = [0; 8192];
                let mut control = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer);
                links::set_up(&mut control, 1).unwrap();
                links::set_down(&mut control, 1).unwrap();
            })
            .unwrap();
        next(format!("{id:<5} 1 lo up"));
        next(format!("{id:<5} 1 lo down"));
        // and one that goes
        drop(later);
        next(format!("{other:<5} - 1 lo"));
        let _ = (follower.kill(), follower.wait());
    });
}

#[test]
fn the_busiest_connections_are_shown() {
    const TEST: &str = "the_busiest_connections_are_shown";
    drop(example("conntrack_top"));
    common::in_namespace(TEST, || {
        let mut text = String::new();
        let mut top = example("conntrack_top").args(["--demo", "1"]).stdout(Stdio::piped()).spawn().unwrap();
        top.stdout.take().unwrap().read_to_string(&mut text).unwrap();
        assert!(top.wait().unwrap().success(), "{text}");
        let lines: Vec<_> = text.lines().collect();
        assert!(lines[0].starts_with("4 connections, ") && lines[0].ends_with(" ms"), "{text}");
        assert_eq!(
            lines[1].split_whitespace().collect::<Vec<_>>(),
            ["RATE/s", "TOTAL", "STATE", "CONNECTION"]
        );
        // the busiest first; which it is depends on whom the processor serves
        let rates: Vec<f64> = lines[2..]
            .iter()
            .map(|line| {
                let mut words = line.split_whitespace();
                let number: f64 = words.next().unwrap().parse().unwrap();
                let unit =
                    ["B", "kB", "MB", "GB"].iter().position(|unit| Some(*unit) == words.clone().next());
                number * 1000f64.powi(unit.unwrap_or_else(|| panic!("no unit: {line}")) as i32)
            })
            .collect();
        assert!(rates.is_sorted_by(|one, next| one >= next), "{text}");
        let mut ports: Vec<_> = lines[2..].iter().map(|line| line.rsplit(':').next().unwrap()).collect();
        ports.sort_unstable();
        assert_eq!(ports, ["9000", "9001", "9002", "9003"], "{text}");
    });
}
