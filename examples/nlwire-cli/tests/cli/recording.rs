//! Recordings: decoding, and what is broken in them.
use super::*;

#[test]
fn a_recording_decodes_to_what_was_dumped() {
    common::in_namespace("recording::a_recording_decodes_to_what_was_dumped", || {
        make_links();
        let directory = std::env::temp_dir();
        let path = directory.join(format!("nlwire-{}.pcap", std::process::id()));
        let path = path.to_str().unwrap();
        let dumped = lines(&["dump", "link", "--json"], 0);
        text(&["record", path, "--", "link"], 0);
        let decoded = lines(&["decode", path, "--json"], 0);
        let mut through_pipe = Command::new(binary());
        through_pipe.args(["decode", "-", "-j"]).stdin(std::fs::File::open(path).unwrap());
        let through_pipe = through_pipe.output().unwrap();
        std::fs::remove_file(path).unwrap();
        assert_eq!(through_pipe.stdout.iter().filter(|byte| **byte == b'\n').count(), decoded.len());
        assert_eq!(decoded[0]["message"], "CTRL_CMD_GETFAMILY", "families are learnt first");
        assert_eq!(of(&decoded, "RTM_GETLINK").len(), 1);
        assert_eq!(of(&decoded, "NLMSG_DONE").len(), 2);
        let links = of(&decoded, "RTM_NEWLINK");
        assert_eq!(links.len(), dumped.len());
        for (link, dumped) in links.iter().zip(&dumped) {
            assert_eq!((&link["header"], &link["attributes"]), (&dumped["header"], &dumped["attributes"]));
        }
    });
}
/// Keys are shown where they are asked for alone, whole or cut, for people and for programs; and nobody else may read a recording.
#[test]
fn secrets_stay_in_the_recording() {
    use nlwire::{
        genl::wireguard::{WgDevice, WgPeer},
        wire::Writer,
    };
    let mut buffer = [0; 512];
    let mut device = Writer::<WgDevice>::new(&mut buffer);
    device.put(WgDevice::WGDEVICE_A_IFNAME, "wg0").put(WgDevice::WGDEVICE_A_PRIVATE_KEY, [0xd5; 32]);
    device.array(WgDevice::WGDEVICE_A_PEERS, 0, [0], |peer, _| {
        peer.put(WgPeer::WGPEER_A_PUBLIC_KEY, [1; 32]).put(WgPeer::WGPEER_A_PRESHARED_KEY, [0xd5; 32]);
    });
    let device = [&[0, 1, 0, 0][..], device.finish().unwrap()].concat();
    let family = [&[1, 2, 0, 0][..], &[6, 0, 1, 0, 0x30, 0, 0, 0], &[14, 0, 2, 0], b"wireguard\0\0\0"];
    let (family, whole) = (message(16, &family.concat()), message(0x30, &device));
    let cut = whole[..whole.len() - 20].to_vec();
    let mut file = vec![0; 24];
    write_recording(&mut file).unwrap();
    for datagram in [family, whole, cut] {
        file.extend(Packet::new(Duration::ZERO, Direction::Received, 16, &datagram).head());
        file.extend(&datagram);
    }
    let path = std::env::temp_dir().join(format!("nlwire-secrets-{}.pcap", std::process::id()));
    std::fs::write(&path, file).unwrap();
    let path = path.to_str().unwrap();
    for style in ["--json", "--debug", "--verbose"] {
        let hidden = text(&["decode", path, style], 1);
        assert!(!hidden.contains("d5d5") && hidden.contains("<secret>"), "{hidden}");
        let shown = text(&["decode", path, style, "--show-secrets"], 1);
        assert!(shown.matches(&"d5".repeat(32)).count() >= 2 && !shown.contains("<secret>"), "{shown}");
    }
    assert!(!text(&["decode", path], 1).contains("d5d5"));

    // a file that is there already keeps no wider mode
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o666)).unwrap();
    for _ in 0..2 {
        text(&["record", path, "--", "link"], 0);
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::remove_file(path).unwrap();
    }
}
/// A recording in a pipe whose writer stays: a packet is shown when it is there, and what is no recording is refused when its first four
/// bytes are.
#[test]
fn a_pipe_is_decoded_as_it_comes() {
    let run = || {
        let mut child = Command::new(binary());
        child
            .args(["decode", "-", "--json"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        child.spawn().unwrap()
    };
    let mut child = run();
    let mut stdin = child.stdin.take().unwrap();
    let mut lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
    let mut file = vec![0; 24];
    write_recording(&mut file).unwrap();
    // the last one is longer than what is read at once
    for len in [4, 400, 300_000] {
        let datagram = message(16, &[vec![0; 16], vec![0; len]].concat());
        file.extend(Packet::new(Duration::ZERO, Direction::Sent, 0, &datagram).head());
        file.extend(&datagram);
        stdin.write_all(&file).unwrap();
        file.clear();
        assert!(lines.next().unwrap().unwrap().contains("RTM_NEWLINK"));
    }
    drop(stdin);
    assert!(lines.next().is_none());
    child.wait().unwrap();

    let mut child = run();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"#!/b").unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    drop(stdin);
}
/// A packet that says it has 4 GB takes no more memory than is there of it.
#[test]
fn a_packet_that_lies_about_its_length_is_one_line() {
    let mut file = vec![0; 24];
    write_recording(&mut file).unwrap();
    file.extend([[0; 4], [0; 4], [0xff; 4], [0xff; 4]].concat());
    file.extend([0; 1000]);
    let lines = decode_file(&file, 1);
    assert_eq!((lines.len(), lines[0]["offset"].as_u64()), (1, Some(24)));
}
#[test]
fn what_is_unknown_in_a_recording_is_a_line() {
    let lines = decode(
        &[
            (0, message(999, &[1, 2, 3]), 0),
            (31, message(20, &[0xab]), 0),
            (300, message(20, &[]), 0),
            (16, message(0x77, &[1, 0, 0, 0]), 0),
            (0, link(5, 1234, &[0xee]), 0),
            (0, link(12, 3, b"a\xff\"\n\0\0\0\0"), 0),
            (15, b"add@/devices\0ACTION=add\0".to_vec(), 0),
        ],
        0,
    );
    assert_eq!((&lines[0]["message"], &lines[0]["payload"]), (&999.into(), &"010203".into()));
    assert_eq!((&lines[1]["message"], &lines[1]["payload"]), (&20.into(), &"ab".into()));
    assert_eq!((&lines[2]["protocol"], &lines[2]["protocol_number"]), (&"unknown".into(), &300.into()));
    assert_eq!((&lines[3]["protocol"], &lines[3]["message"]), (&"generic".into(), &0x77.into()));
    assert_eq!(lines[4]["attributes"]["#1234"], "ee");
    assert_eq!(lines[5]["attributes"]["IFLA_IFNAME"], "a\\xff\"\n");
    assert_eq!((&lines[6]["protocol"], lines.len()), (&"uevent".into(), 7));
    assert_eq!((&lines[6]["action"], &lines[6]["devpath"]), (&"add".into(), &"/devices".into()));
    assert_eq!(lines[6]["properties"]["ACTION"], "add");
}
#[test]
fn what_is_broken_in_a_recording_is_a_line_and_reading_goes_on() {
    let good = link(8, 4, &[1, 0, 0, 0]);
    let behind = [&good[..], &link(6, 4, &[1, 2, 0, 0])].concat();
    let mut lies = good.clone();
    lies[..4].copy_from_slice(&200u32.to_ne_bytes());
    let lines = decode(
        &[
            (0, link(6, 4, &[1, 2, 0, 0]), 0),
            (0, behind, 0),
            (0, link(3, 4, &[]), 0),
            (0, lies, 0),
            (0, message(16, &[0; 7]), 0),
            (0, good[..30].to_vec(), 10),
            (0, good.clone(), 4),
            (0, good.clone(), 0),
        ],
        1,
    );
    let errors: Vec<_> =
        lines.iter().map(|line| line.get("error").map(|_| line["offset"].as_u64().unwrap())).collect();
    // a message that is whole, and the rest of its datagram, are lines of their own
    let expected =
        [Some(36), None, Some(40 + 36), Some(32), Some(0), Some(16), Some(0), None, Some(40), None];
    assert_eq!(errors, expected, "{lines:#?}");
    assert_eq!(lines[0]["attributes"]["IFLA_MTU"], "0102", "what does not fit is shown as bytes");
    assert!(
        lines[4]["payload"].as_str().unwrap().starts_with(if cfg!(target_endian = "little") {
            "c8000000"
        } else {
            "000000c8"
        }),
        "{}",
        lines[4]
    );
    assert!(lines[6]["error"].as_str().unwrap().contains("30 of the datagram's 40 bytes"), "{}", lines[6]);
    assert_eq!(lines[9]["attributes"]["IFLA_MTU"], if cfg!(target_endian = "little") { 1 } else { 1 << 24 });
}
/// What the kernel ignores after a message is counted, and no error: programs send their complete buffer.
#[test]
fn a_tail_that_the_kernel_ignores_is_a_remark() {
    let good = link(8, 4, &[1, 0, 0, 0]);
    let with = |tail: &[u8]| [&good[..], tail].concat();
    let mut short = [0xa5; 64];
    short[..4].copy_from_slice(&15u32.to_ne_bytes());
    let lines = decode(
        &[
            (0, with(&[0; 128]), 0),
            (0, with(&[0xff; 15]), 0),
            (0, with(&[7]), 0),
            (0, with(&short), 0),
            // the capture lacks zeros alone
            (0, with(&[0; 8]), 120),
            (0, [&good[..], &with(&[0; 20])].concat(), 0),
            (0, good.clone(), 0),
        ],
        0,
    );
    let tails: Vec<_> = lines.iter().map(|line| line["trailing"].as_u64().unwrap_or(0)).collect();
    assert_eq!(tails, [128, 15, 1, 64, 128, 0, 20, 0], "{lines:#?}");
    assert!(lines.iter().all(|line| line["attributes"]["IFLA_MTU"].is_u64()));
    // no message at all, and one whose length points past the end, are errors still
    let mut past = with(&[0; 64]);
    past[40..44].copy_from_slice(&65u32.to_ne_bytes());
    for (datagram, count) in [(vec![0; 64], 1), (vec![0; 15], 1), (past, 2)] {
        let lines = decode(&[(0, datagram, 0)], 1);
        assert_eq!(lines.len(), count);
        assert!(lines[count - 1]["error"].is_string());
    }
    // people read one row, and how many bytes were ignored
    let rows = rows_and_remarks(&[&with(&[0; 128])]);
    assert!(rows.contains("(128 bytes after the last message, which the kernel ignores)"), "{rows}");
    assert!(!rows.contains('!') && !rows.contains("broken"), "{rows}");
}
/// A record to the audit daemon has a length field without the header.
#[test]
fn audit_records_are_whole_whatever_their_length_field() {
    let text = b"audit(1.000:1): a=1 b2 c=\"x\" dddd";
    let record = |kind: u16, len: usize| {
        let mut bytes = message(kind, text);
        bytes[..4].copy_from_slice(&(len as u32).to_ne_bytes());
        bytes
    };
    let lines = decode(
        &[
            (9, record(1300, text.len()), 0),
            (9, record(1300, text.len() + 16), 0),
            (9, record(1999, text.len()), 0),
            (9, message(1000, &[1, 2, 3, 4]), 0),
            (9, record(1300, text.len() + 60), 60),
        ],
        1,
    );
    let hex: String = text.iter().map(|byte| format!("{byte:02x}")).collect();
    for (line, name) in lines.iter().zip([Value::from("AUDIT_SYSCALL"), "AUDIT_SYSCALL".into(), 1999.into()])
    {
        assert_eq!((&line["protocol"], &line["message"]), (&"audit".into(), &name));
        assert_eq!((&line["payload"], &line["error"]), (&hex.as_str().into(), &Value::Null));
        assert_eq!(line["text"].as_str().unwrap().as_bytes(), text);
    }
    assert_eq!((&lines[3]["message"], &lines[3]["payload"]), (&"AUDIT_GET".into(), &"01020304".into()));
    assert_eq!(lines[3].get("text"), None);
    // the part of a cut record, and that it is cut
    assert_eq!((lines[4]["text"].as_str().unwrap().as_bytes(), lines.len()), (&text[..], 6));
    assert!(lines[5]["error"].as_str().unwrap().contains("of the datagram's"));
    let rows = rows_and_remarks_of(9, &[&record(1300, text.len())]);
    assert!(rows.contains("AUDIT_SYSCALL audit(1.000:1): a=1 b2 c=\"x\" dddd\n"), "{rows}");
}
#[test]
fn a_file_may_be_cut_anywhere() {
    let mut file = vec![0; 24];
    write_recording(&mut file).unwrap();
    let datagram = link(8, 4, &[1, 0, 0, 0]);
    for _ in 0..2 {
        file.extend(Packet::new(Duration::ZERO, Direction::Sent, 0, &datagram).head());
        file.extend(&datagram);
    }
    for (end, status, count) in [
        (0, 2, 0),
        (3, 2, 0),
        (23, 2, 0),
        (24, 0, 0),
        (30, 1, 1),
        (95, 1, 1),
        (96, 0, 1),
        (97, 1, 2),
        (168, 0, 2),
    ] {
        let lines = decode_file(&file[..end], status);
        assert_eq!(lines.len(), count, "{end} bytes");
        if status == 1 {
            assert_eq!(lines[count - 1]["offset"], if end < 96 { 24 } else { 96 });
        }
    }
    file[20..24].copy_from_slice(&1u32.to_ne_bytes());
    assert_eq!(decode_file(&file, 2).len(), 0);
    assert_eq!(decode_file(b"\x0a\x0d\x0d\x0a", 2).len(), 0);
}
#[test]
fn pcapng_is_written_and_read() {
    common::in_namespace("recording::pcapng_is_written_and_read", || {
        let directory = std::env::temp_dir();
        let path = directory.join(format!("nlwire-{}.pcapng", std::process::id()));
        let path = path.to_str().unwrap();
        text(&["record", path, "--", "link", "addr"], 0);
        let file = std::fs::read(path).unwrap();
        std::fs::remove_file(path).unwrap();
        assert!(file.starts_with(&[0x0a, 0x0d, 0x0d, 0x0a]));
        let dumped = lines(&["dump", "link", "addr", "--json"], 0);
        let decoded = decode_file(&file, 0);
        for message in ["RTM_NEWLINK", "RTM_NEWADDR"] {
            let (found, expected) = (of(&decoded, message), of(&dumped, message));
            assert!(!found.is_empty() && found.len() == expected.len());
            for (found, expected) in found.iter().zip(expected) {
                assert_eq!(found["attributes"], expected["attributes"]);
            }
        }
        // a file that breaks off: what is complete is printed, and the end is an error with an offset
        let whole = decoded.len();
        assert_eq!(decode_file(&file[..27], 2).len(), 0);
        for end in (28..file.len()).step_by(101) {
            let output = decode_file_status(&file[..end]);
            match output.0 {
                0 => assert!(output.1.len() < whole, "the end of a block"),
                1 => {
                    let last = output.1.last().unwrap();
                    assert!(
                        last["error"].is_string() && last["offset"].as_u64().unwrap() < end as u64,
                        "{last}"
                    );
                }
                status => panic!("{status} for {end} bytes"),
            }
        }
        // other readers take it, where they are installed
        let copy = directory.join(format!("nlwire-copy-{}.pcapng", std::process::id()));
        std::fs::write(&copy, &file).unwrap();
        let read = Command::new("tcpdump").args(["-nr", copy.to_str().unwrap()]).output();
        std::fs::remove_file(&copy).unwrap();
        if let Ok(read) = read {
            let errors = String::from_utf8_lossy(&read.stderr);
            assert!(read.status.success() && errors.contains("NETLINK"), "{errors}");
        }
    });
}
