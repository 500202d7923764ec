//! Parsers without a table.
use super::*;

/// What a parser says of bytes, without their address; `None` for what is broken, which is the end.
type Parser = fn(&[u8]) -> Vec<Option<String>>;
fn items<T: std::fmt::Debug, E>(all: impl Iterator<Item = Result<T, E>>) -> Vec<Option<String>> {
    all.map(|item| item.ok().map(|item| format!("{item:?}"))).collect()
}
fn in_connector(bytes: &[u8]) -> Vec<u8> {
    let len = (bytes.len() as u16).to_ne_bytes();
    let header = [&[3, 0, 0, 0, 1, 0, 0, 0][..], &[0; 8], &len, &[0; 2]].concat();
    message(3, 0, 1, &[&header, bytes].concat())
}
/// What is not made of attributes.
static PARSERS: &[(&str, Parser)] = &[
    ("messages", |bytes| items(Messages::new(bytes))),
    ("attributes", |bytes| items(RawAttrs::new(bytes))),
    ("neighbour discovery options", |bytes| items(NdOptions::new(bytes))),
    ("uevent", |bytes| match Uevent::read(bytes) {
        Ok(uevent) => vec![Some(format!("{uevent:?} {:?}", uevent.properties().count()))],
        Err(_) => vec![None],
    }),
    ("recording", |bytes| {
        let file = [&RECORDING[..], bytes].concat();
        items(Recording::open(&file).expect("a recording's head"))
    }),
    ("1-Wire records", |bytes| {
        let whole = in_connector(bytes);
        let message = CnMessage::read(Message::new(&whole).expect("whole")).expect("whole");
        message
            .w1_records()
            .map(|record| record.ok().map(|it| format!("{it:?} {:?}", items(it.commands()))))
            .collect()
    }),
    ("process events", |bytes| {
        let whole = in_connector(bytes);
        let message = CnMessage::read(Message::new(&whole).expect("whole")).expect("whole");
        vec![message.proc_event().ok().map(|event| format!("{event:?}"))]
    }),
    ("NC-SI commands", |bytes| vec![CommandPacket::read(bytes).ok().map(|packet| format!("{packet:?}"))]),
    ("NC-SI responses", |bytes| {
        // of a network controller that computes no checksum
        let header = [0, 1, 0, 0, 0x95, 0, 0, bytes.len() as u8, 0, 0, 0, 0, 0, 0, 0, 0];
        let whole = [&header[..], bytes, &[0; 7]].concat();
        let read = Response::read(&whole);
        assert_eq!(
            read.map(|read| read.payload),
            bytes.get(4..).ok_or(PacketError::Length(bytes.len() as u16))
        );
        vec![read.ok().map(|read| format!("{read:?}"))]
    }),
    ("acks", |bytes| {
        [2, 3]
            .map(|kind| message(kind, 0x200, 1, bytes))
            .iter()
            .map(|whole| {
                let ack = Ack::read(Message::new(whole).expect("whole"))?;
                Some(format!(
                    "{} {:?} {:?} {}",
                    ack.errno(),
                    ack.message(),
                    ack.offset(),
                    ack.to_kernel_error()
                ))
            })
            .collect()
    }),
];
static RECORDING: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut head = [0; 64];
    let len = write_recording(&mut head).expect("room");
    head[..len].to_vec()
});
#[test]
fn parsers_without_a_table() {
    for (name, parse) in PARSERS {
        for case in 0..cases() * 50 {
            let mut chance = Chance::new(case << 8 | 8);
            let len = chance.below(if case % 4 == 0 { 65 } else { 200 });
            let bytes = chance.bytes(len);
            let whole = parse(&bytes);
            assert!(whole.len() <= bytes.len() / 4 + 3, "{name} makes progress: {bytes:02x?}");
            assert!(
                whole.iter().rev().skip(1).all(Option::is_some) || *name == "acks",
                "{name}: {bytes:02x?}"
            );
            for shift in 1..8 {
                let moved = [&vec![0xa5; shift][..], &bytes].concat();
                assert_eq!(parse(&moved[shift..]), whole, "{name}, shifted by {shift}: {bytes:02x?}");
            }
            for end in 0..bytes.len() {
                let cut = parse(&bytes[..end]);
                // what is one thing changes with its end
                if !["uevent", "process events", "acks"].contains(name) {
                    let good = cut.iter().filter(|item| item.is_some()).count();
                    assert!(cut.len() - good <= 1, "{name}: {bytes:02x?}");
                }
            }
        }
    }
}
