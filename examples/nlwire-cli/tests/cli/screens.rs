//! Screens, signals, subscriptions, and text of the kernel.
use super::*;

/// A monitor that a user ends by a signal prints what it has, and its statistics.
#[test]
fn a_signal_ends_a_monitor_with_its_statistics() {
    common::in_namespace("screens::a_signal_ends_a_monitor_with_its_statistics", || {
        for args in [
            &["monitor", "--stats", "--json", "link"][..],
            &["monitor", "--stats", "--json", "--events", "link"],
        ] {
            let mut child = Command::new(binary()).args(args).stdout(Stdio::piped()).spawn().unwrap();
            let mut lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
            let mut buffer = [0; 4096];
            let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
            let lo = NewLink { index: 1, ..Default::default() };
            // the first line says that it listens; until then, changes go on
            let changes = std::thread::scope(|scope| {
                let first = scope.spawn(|| lines.next().unwrap().unwrap());
                let mut changes = 0;
                while !first.is_finished() {
                    changes += 1;
                    talk.request_with(lo, NewFlags::ACK, |link| _ = link.put(Link::IFLA_MTU, 2000 + changes))
                        .unwrap();
                    std::thread::sleep(Duration::from_millis(5));
                }
                first.join().unwrap();
                changes
            });
            let process = rustix::process::Pid::from_child(&child);
            rustix::process::kill_process(process, rustix::process::Signal::INT).unwrap();
            let last: Value = serde_json::from_str(&lines.map(Result::unwrap).last().unwrap()).unwrap();
            assert!(child.wait().unwrap().success());
            let link = &last["stats"]["by_name"]["RTM_NEWLINK"];
            assert!(
                link["messages"].as_u64().unwrap() >= 1 && link["bytes"].as_u64().unwrap() > 100,
                "{last}"
            );
            assert!(last["stats"]["losses"] == 0 && changes < 1000, "{last}");
        }
    });
}
/// `do --subscribe` prints the answer, then the events of the groups: those of its own request, too.
#[test]
fn a_request_is_sent_and_its_events_are_printed() {
    common::in_namespace("screens::a_request_is_sent_and_its_events_are_printed", || {
        let words = ["do", "route", "newlink", "--set", "ifi_index=1", "--set", "IFLA_MTU=4321", "--json"];
        for group in ["link", "1", "RTNLGRP_LINK"] {
            let all = lines(&[&words[..], &["--subscribe", group, "--for", "300ms"]].concat(), 0);
            assert!(all.iter().any(|line| line["message"] == "RTM_NEWLINK"), "{group}: {all:?}");
            // the next change differs
            text(&["do", "route", "newlink", "--set", "ifi_index=1", "--set", "IFLA_MTU=1000"], 0);
        }
        // without a request
        let none = lines(&["do", "nlctrl", "--subscribe", "notify", "--for", "50ms", "--json"], 0);
        assert!(none.is_empty(), "{none:?}");
        let wrong = sentence(&["do", "route", "--subscribe", "conntrack"]);
        assert!(wrong.contains("route has no group"), "{wrong}");
        let wrong = sentence(&["do", "nlctrl", "--subscribe", "notif"]);
        assert!(wrong.contains("known are nlctrl:notify"), "{wrong}");
        let wrong = sentence(&["do", "route"]);
        assert!(wrong.contains("OPERATION"), "{wrong}");
    });
}

/// Plain screens are those in `tests/screens`: help at 80 and 200 columns, recordings as tables, with `NO_COLOR`, with
/// `TERM=dumb` and piped. `NLWIRE_WRITE_SCREENS=1` writes them.
#[test]
fn plain_screens_are_the_golden_ones() {
    if cfg!(target_endian = "big") {
        return; // the recordings are those of little-endian machines
    }
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/screens"));
    let recordings = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/recordings");
    if !folder.exists() || !PathBuf::from(recordings).exists() {
        return common::skip("screens::plain_screens_are_the_golden_ones", "the sources are not here");
    }
    let mut screens: Vec<(String, Vec<String>)> = Vec::new();
    for command in
        ["", "dump", "monitor", "decode", "record", "diff", "family", "policy", "do", "explain", "strace"]
    {
        let words = [command, "--help"].into_iter().filter(|word| !word.is_empty()).map(str::to_owned);
        screens.push((format!("help-{command}").trim_end_matches('-').to_owned(), words.collect()));
    }
    for name in ["conntrack-linux-6.18", "sockets-linux-6.18", "tc-linux-6.1", "nftables-linux-6.18"] {
        screens.push((name.to_owned(), vec!["decode".to_owned(), format!("{recordings}/{name}.pcap")]));
    }
    screens.push(("explain-mtu".to_owned(), vec!["explain".to_owned(), "IFLA_MTU".to_owned()]));
    for (name, words) in screens {
        let path = folder.join(format!("{name}.txt"));
        for (columns, variable, value) in [
            ("80", "NO_COLOR", "1"),
            ("200", "NO_COLOR", "1"),
            ("80", "TERM", "dumb"),
            ("200", "CLICOLOR", "0"),
        ] {
            let mut command = Command::new(binary());
            command.args(&words).env_remove("NO_COLOR").env(variable, value).env("COLUMNS", columns);
            let output = command.stdin(Stdio::null()).output().unwrap();
            let screen = String::from_utf8(output.stdout).unwrap();
            assert!(!screen.contains(|c: char| c.is_control() && c != '\n'), "{name} {variable}: {screen}");
            // the closing line has the time that it took
            let is_closing = |line: &&str| line.contains(" losses, ") && line.contains(" messages, ");
            let lines: Vec<_> = screen.lines().filter(|line| !is_closing(line)).collect();
            let screen = lines.join("\n") + "\n";
            if std::env::var_os("NLWIRE_WRITE_SCREENS").is_some() {
                std::fs::write(&path, &screen).unwrap();
            }
            let golden = std::fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(screen, golden, "{name} with {columns} columns and {variable}={value}");
        }
    }
}
/// Text of the kernel reaches a terminal escaped, in every form of output.
#[test]
fn text_of_the_kernel_is_never_printed_raw() {
    common::in_namespace("screens::text_of_the_kernel_is_never_printed_raw", || {
        let mut buffer = [0; 4096];
        let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
        let lo = NewLink { index: 1, ..Default::default() };
        let hostile = "a\u{1b}[31m\u{202e}\n\u{7f}\u{9b}b";
        talk.request_with(lo, NewFlags::ACK, |link| _ = link.put(Link::IFLA_IFALIAS, hostile)).unwrap();
        for args in [
            &["dump", "link"][..],
            &["dump", "link", "--json"],
            &["dump", "link", "--debug"],
            &["dump", "link", "--json=compact"],
            &["do", "route", "getlink", "--set", "ifi_index=1"],
            &["do", "route", "getlink", "--set", "ifi_index=1", "--debug"],
            &["monitor", "link", "--for", "200ms", "--json"],
        ] {
            let text = text(args, 0);
            let raw = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(!text.contains(raw), "{args:?}: {text:?}");
            let is_json = args.iter().any(|arg| arg.starts_with("--json"));
            assert!(!is_json || text.contains("\\u001b[31m\\u202e\\u000a"), "{args:?}: {text}");
        }
        let refused = sentence(&["dump", "li\u{1b}[31mnk"]);
        assert!(!refused.contains('\u{1b}'), "{refused:?}");
    });
}
