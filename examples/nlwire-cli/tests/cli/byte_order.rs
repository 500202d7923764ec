//! Recordings of machines of either byte order.
use super::*;

/// A recording as a machine of the other byte order has it: the datagrams, and the numbers of the file if `file` says so.
fn foreign(recording: &[u8], file: bool) -> Vec<u8> {
    use nlwire::{decode::Decoder, pcap::Recording, schema::ByteOrder, wire::Messages};
    let mut decoder = Decoder::new();
    let mut out = vec![0; 24];
    write_recording(&mut out).unwrap();
    for packet in Recording::open(recording).unwrap().map(Result::unwrap) {
        let (mut datagram, mut at) = (packet.bytes.to_vec(), 0);
        for message in
            Messages::new(packet.bytes).map_while(|message| message.ok().filter(|_| packet.protocol != 15))
        {
            decoder.learn(packet.protocol as u8, message);
            at += decoder.swap_bytes(packet.protocol as u8, &mut datagram[at..], ByteOrder::Foreign).len;
        }
        let mut head = packet.head();
        if file {
            head[..16].chunks_exact_mut(4).for_each(|word| word.reverse());
        }
        out.extend(head);
        out.extend(datagram);
    }
    if file {
        for (at, len) in [(0, 4), (4, 2), (6, 2), (8, 4), (12, 4), (16, 4), (20, 4)] {
            out[at..at + len].reverse();
        }
    }
    out
}
/// A capture of a machine of the other byte order is decoded as one of this machine.
#[test]
fn either_byte_order_is_decoded() {
    if cfg!(target_endian = "big") {
        return; // the recordings are a little-endian machine's
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/recordings");
    let mut lines = 0;
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let Some("pcap") = entry.extension().and_then(|end| end.to_str()) else { continue };
        let native = std::fs::read(&entry).unwrap();
        let output = nlwire(&["decode", entry.to_str().unwrap(), "--json"]);
        let status = output.status.code().unwrap();
        let expected = decode_file(&native, status);
        for file in [true, false] {
            let mut found = decode_file(&foreign(&native, file), status);
            for line in &mut found {
                let line = line.as_object_mut().unwrap();
                if line.contains_key("message") {
                    assert_eq!(line.remove("byte_order"), Some("big".into()), "{line:?}");
                }
            }
            assert_eq!(found, expected, "{}", entry.display());
            lines += found.len();
        }
    }
    assert!(lines > 1000, "{lines}");
}
/// Which byte order a datagram has is its own affair, and what is unknown is counted.
#[test]
fn datagrams_of_both_byte_orders_are_in_one_file() {
    let good = link(8, 4, &[1, 0, 0, 0]);
    let mut other = good.clone();
    nlwire::decode::Decoder::new().swap_bytes(0, &mut other, nlwire::schema::ByteOrder::Foreign);
    let mut unknown = link(8, 4000, &[1, 2, 3, 4]);
    nlwire::decode::Decoder::new().swap_bytes(0, &mut unknown, nlwire::schema::ByteOrder::Foreign);
    let lines = decode(
        &[
            (0, good.clone(), 0),
            (0, other.clone(), 0),
            (0, [&other[..], &unknown, &[0; 136]].concat(), 0),
            (0, good.clone(), 0),
        ],
        0,
    );
    let order = if cfg!(target_endian = "big") { "little" } else { "big" };
    let orders: Vec<_> = lines.iter().map(|line| line["byte_order"].as_str().unwrap_or("")).collect();
    assert_eq!(orders, ["", order, order, order, ""]);
    for at in [1, 2, 4] {
        assert_eq!(lines[at]["attributes"], lines[0]["attributes"]);
    }
    assert_eq!((&lines[3]["unconverted"], &lines[3]["trailing"]), (&1.into(), &136.into()));
    assert_eq!(
        (&lines[3]["attributes"]["#4000"], &lines[2]["unconverted"]),
        (&"01020304".into(), &Value::Null)
    );
    // what is broken is shown as recorded
    let mut broken = other.clone();
    broken[32..34].copy_from_slice(&3u16.to_ne_bytes());
    broken[32..34].reverse();
    let cut = other[..30].to_vec();
    let lines = decode(&[(0, broken, 0), (0, cut, 10)], 1);
    assert_eq!((&lines[0]["byte_order"], &lines[0]["offset"]), (&order.into(), &32.into()));
    assert!(lines[1]["error"].as_str().unwrap().contains("30 of the datagram's 40 bytes"), "{lines:?}");
    let hex: String = other[..30].iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(lines[1]["payload"], hex.as_str());
    // a record to the audit daemon, with a length that its header lacks
    let text = b"audit(1.000:1): a=1";
    let mut record = message(1300, text);
    record[..4].copy_from_slice(&(text.len() as u32).to_ne_bytes());
    for (at, len) in [(0, 4), (4, 2), (6, 2)] {
        record[at..at + len].reverse();
    }
    let lines = decode(&[(9, record, 0)], 0);
    assert_eq!(
        (&lines[0]["message"], &lines[0]["byte_order"], lines.len()),
        (&"AUDIT_SYSCALL".into(), &order.into(), 1)
    );
    assert_eq!(lines[0]["text"].as_str().unwrap().as_bytes(), text);
}
