//! A recording of filters, whole and damaged.
use super::*;

/// Recorded by `nlwire record` on Linux 6.1: filters of each kind with actions of each kind, of links and of a block, chains and a template.
#[test]
fn a_recording_decodes() {
    if cfg!(target_endian = "big") {
        return; // the recording is a little-endian machine's
    }
    let mut kinds = std::collections::BTreeMap::<String, usize>::new();
    let mut count = |kind: &Value| *kinds.entry(spelled(Some(kind))).or_default() += 1;
    let recording = Recording::open(include_bytes!("../recordings/tc-linux-6.1.pcap")).unwrap();
    let replies = recording
        .map(Result::unwrap)
        .filter(|packet| packet.protocol == 0 && packet.direction == Direction::Received);
    for message in replies.flat_map(|packet| Messages::new(packet.bytes)) {
        let message = message.unwrap();
        if message.message_type() < 16 {
            continue;
        }
        let json = json(message);
        all_is_known("", &json);
        let attributes = &json["attributes"];
        match json["message"].as_str().unwrap() {
            "RTM_NEWTFILTER" if attributes.get("TCA_OPTIONS").is_some() => count(&attributes["TCA_KIND"]),
            "RTM_NEWCHAIN" => count(&"chain".into()),
            "RTM_GETACTION" => {
                attributes["TCA_ROOT_TAB"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .for_each(|action| count(&action["TCA_ACT_KIND"]));
            }
            _ => {}
        }
    }
    let kinds: Vec<_> = kinds.into_iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    assert_eq!(
        kinds.join(", "),
        "basic 2, bpf 2, cgroup 1, chain 5, connmark 1, csum 1, ct 1, ctinfo 1, flow 2, flower 13, fw 1, gact 13, gate 1, ife 1, matchall 15, \
         mirred 1, mpls 2, nat 1, pedit 1, police 4, route 2, sample 1, simple 1, skbedit 1, skbmod 1, tunnel_key 2, u32 7, vlan 2"
    );
}
/// Each datagram of the recording, damaged in many ways: what is left is described, checked and printed.
#[test]
fn a_damaged_recording_is_printed() {
    let recording = Recording::open(include_bytes!("../recordings/tc-linux-6.1.pcap")).unwrap();
    let (protocols, mut state, mut printed) = (Decoder::new(), 1u64, 0);
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    for packet in recording.map(Result::unwrap).filter(|packet| packet.protocol == 0) {
        for _ in 0..60 {
            let mut bytes = packet.bytes.to_vec();
            for _ in 0..=random(4) {
                let (at, byte) = (random(bytes.len()), random(256) as u8);
                // mostly lengths and numbers of attributes, which are small
                bytes[at] = if random(2) == 0 { byte & 15 } else { byte };
            }
            bytes.truncate(bytes.len() - random(3) * random(40).min(bytes.len() / 3));
            for message in Messages::new(&bytes).flatten() {
                let (described, mut line) = (protocols.describe(Protocol::ROUTE.0, message), String::new());
                let _ = described.check();
                described.write_json(&mut line, &mut |_| Ok(())).unwrap();
                assert!(serde_json::from_str::<Value>(&line).is_ok(), "{line}");
                printed += format!("{described:?}{described:#?}").len();
            }
        }
    }
    assert!(printed > 1 << 20 || cfg!(target_endian = "big"), "{printed}");
}
