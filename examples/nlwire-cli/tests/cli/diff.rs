//! Differences between captures, and between a capture and now.
use super::*;
use nlwire::{
    pcap::Recording,
    route::DelLink,
    wire::{DeleteFlags, FromMessage, Messages},
};

/// Records links, addresses and routes.
fn record(name: &str) -> String {
    let path = std::env::temp_dir().join(format!("nlwire-diff-{}-{name}.pcap", std::process::id()));
    let path = path.to_str().unwrap().to_owned();
    text(&["record", &path, "--", "link", "addr", "route", "qdisc"], 0);
    path
}
fn change(link: impl FnOnce(&mut Connection<Socket, &mut [u8]>)) {
    let mut buffer = [0; 4096];
    link(&mut Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]));
}
fn veth(talk: &mut Connection<Socket, &mut [u8]>, name: &str) {
    talk.request_with(NewLink::default(), NewFlags::ACK | NewFlags::CREATE | NewFlags::EXCL, |link| {
        link.put(Link::IFLA_IFNAME, name).nest(Link::IFLA_LINKINFO, |info| {
            info.put(LinkInfo::IFLA_INFO_KIND, "veth");
        });
    })
    .unwrap();
}

#[test]
fn what_differs_is_printed_and_is_the_status() {
    common::in_namespace("diff::what_differs_is_printed_and_is_the_status", || {
        change(|talk| veth(talk, "gone0"));
        let a = record("a");
        // counters differ, and are no difference; a capture is the same as itself
        assert_eq!(text(&["diff", &a, &a], 0), "");
        assert_eq!(text(&["diff", &a, "now"], 0), "");
        change(|talk| {
            let gone = DelLink { index: index(talk, "gone0"), ..Default::default() };
            talk.request(gone, DeleteFlags::ACK).unwrap();
            let lo = NewLink { index: 1, ..Default::default() };
            talk.request_with(lo, NewFlags::ACK, |link| _ = link.put(Link::IFLA_MTU, 4000)).unwrap();
            veth(talk, "new0");
        });
        let b = record("b");
        for (args, marks) in [
            (["diff", &a, "now"], ['-', '+']),
            (["diff", &a, &b], ['-', '+']),
            (["diff", &b, &a], ['+', '-']),
            (["diff", "now", &a], ['+', '-']),
        ] {
            let printed = text(&args, 1);
            let of = |mark: char, name: &str| {
                printed
                    .lines()
                    .filter(|line| line.starts_with(&format!("{mark} link ")) && line.contains(name))
                    .count()
            };
            assert_eq!(
                (of(marks[0], "gone0"), of(marks[1], "new0"), of('~', "lo")),
                (2, 2, 1),
                "{args:?}: {printed}"
            );
            let mtu = if marks[0] == '-' { "65536 -> 4000" } else { "4000 -> 65536" };
            assert!(printed.contains(&format!("\n    IFLA_MTU: {mtu}\n")), "{printed}");
            assert!(!printed.contains("IFLA_STATS"), "{printed}");
        }
        let changes = lines(&["diff", &a, "now", "--json"], 1);
        let lo = changes.iter().find(|line| line["attributes"]["IFLA_IFNAME"] == "lo").unwrap();
        assert_eq!(lo["change"], "~");
        assert_eq!(lo["changed"]["IFLA_MTU"]["old"], 65536);
        assert_eq!(lo["changed"]["IFLA_MTU"]["new"], 4000);
        let count = |mark: &str| {
            changes.iter().filter(|line| line["change"] == mark && line["message"] == "RTM_NEWLINK").count()
        };
        assert_eq!((count("+"), count("-"), count("~")), (2, 2, 1), "{changes:?}");
        for path in [a, b] {
            std::fs::remove_file(path).unwrap();
        }
    });
}
/// Events of a capture change the state that its dumps have.
#[test]
fn events_of_a_capture_are_applied() {
    common::in_namespace("diff::events_of_a_capture_are_applied", || {
        change(|talk| veth(talk, "gone0"));
        let (a, b) = (record("before"), record("after"));
        let whole = std::fs::read(&b).unwrap();
        let packets: Vec<_> = Recording::open(&whole).unwrap().map(Result::unwrap).collect();
        let messages = packets.iter().flat_map(|packet| Messages::new(packet.bytes)).map(Result::unwrap);
        let is_gone = |bytes: &[u8]| bytes.windows(6).any(|name| name == b"gone0\0");
        let link = messages.filter(|message| message.message_type() == 16).find(|it| is_gone(it.bytes()));
        // the event that the link was deleted: RTM_DELLINK, without flags
        let mut event = link.unwrap().bytes().to_vec();
        event[4..8].copy_from_slice(&[17u16.to_ne_bytes(), [0, 0]].concat());
        let packet = Packet::new(Duration::from_secs(1), Direction::Received, 0, &event);
        std::fs::write(&b, [&whole[..], &packet.head(), &event].concat()).unwrap();
        let printed = text(&["diff", &a, &b], 1);
        let changes: Vec<_> = printed.lines().filter(|line| line.starts_with(['+', '-', '~'])).collect();
        assert!(changes.len() == 1 && changes[0].starts_with("- link "), "{printed}");
        assert!(changes[0].contains("gone0"), "{printed}");
        for path in [a, b] {
            std::fs::remove_file(path).unwrap();
        }
    });
}
/// Index of a link.
fn index(talk: &mut Connection<Socket, &mut [u8]>, name: &str) -> u32 {
    let mut found = 0;
    let mut replies = talk.dump(GetLink::default()).unwrap();
    while let Some(reply) = replies.next().unwrap() {
        let (header, attrs) = reply.view().message.split::<IfInfo, Link>().unwrap();
        if attrs.get(Link::IFLA_IFNAME).unwrap().is_some_and(|is| is == *name) {
            found = header.get(IfInfo::ifi_index);
        }
    }
    found
}
#[test]
fn trouble_is_a_status_of_two() {
    assert!(sentence(&["diff", "/no/such/file", "now"]).contains("/no/such/file"));
    assert!(sentence(&["diff", "now", "now"]).contains("compares a capture"));
    assert!(sentence(&["diff", "now"]).contains("<B>"));
    let path = std::env::temp_dir().join(format!("nlwire-cut-{}.pcap", std::process::id()));
    let whole = include_bytes!("../../../../tests/recordings/conntrack-linux-6.18.pcap");
    std::fs::write(&path, &whole[..1000]).unwrap();
    let said = sentence(&["diff", path.to_str().unwrap(), path.to_str().unwrap()]);
    // the recording is little-endian
    let reason = if cfg!(target_endian = "little") { "offset" } else { "this machine's byte order" };
    assert!(said.contains(reason), "{said}");
    std::fs::remove_file(path).unwrap();
}
