//! Writes what a fuzzer starts from into a folder for each target: the recordings of tests/recordings, and bytes made from the tables; and a
//! dictionary of the tables' numbers and words.
use nlwire::{
    pcap::Recording,
    wire::{
        Messages,
        spec::{AttributeSetSpec, Names, PayloadType},
    },
};
use nlwire_fuzz::{FIRST_FAMILY, readers::READERS};
use nlwire_tables::{COMMANDS, MESSAGES, Reached, made};
use std::{collections::BTreeSet, fs, io, path::Path};

fn main() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut written = 0;
    let mut write = |target: &str, name: &str, front: &[u8], bytes: &[u8]| {
        let corpus = here.join("corpus").join(target);
        fs::create_dir_all(&corpus)?;
        written += 1;
        fs::write(corpus.join(format!("{name}-{written}")), [front, bytes].concat())
    };
    for entry in fs::read_dir(here.join("../tests/recordings"))? {
        let path = entry?.path();
        let (file, name) = (fs::read(&path)?, path.file_stem().unwrap_or_default().to_string_lossy());
        write("capture", &name, &[], file.get(..2048).unwrap_or(&file))?;
        for packet in Recording::open(&file).map_err(io::Error::other)?.map_while(Result::ok).step_by(3) {
            let protocol = packet.protocol as u8;
            for pass in 0..8 {
                write("datagram", &name, &[protocol | pass << 5], packet.bytes)?;
            }
            for message in Messages::new(packet.bytes).flatten() {
                for (at, _) in READERS.iter().enumerate().filter(|(_, it)| it.protocol == protocol) {
                    write("readers", &name, &[at as u8], message.payload())?;
                }
            }
            write("json", &name, &[protocol], packet.bytes)?;
            write("rewrite", &name, &[protocol, 0x80, 1, 2, 3], packet.bytes)?;
            write("rivals", &name, &[], packet.bytes)?;
            write("filter", &name, &[3, 1, 2], packet.bytes)?;
        }
    }
    let mut chance = made::Chance::new(1);
    // a message of each type, with attributes
    let plain = MESSAGES.iter().flat_map(|(path, rows)| {
        let protocols = [("route", 0), ("netfilter", 12), ("xfrm", 6), ("crypto", 21), ("diag", 4)];
        let protocol =
            protocols.iter().find(|(name, _)| path.contains(name)).map_or(0, |(_, protocol)| *protocol);
        rows.iter().map(move |row| (protocol, row.number, row))
    });
    let generic = (FIRST_FAMILY..)
        .zip(COMMANDS)
        .flat_map(|(id, (_, table))| table.commands.iter().map(move |row| (16, id, &row.message)));
    for (protocol, kind, row) in plain.chain(generic) {
        let mut payload = vec![0; row.header.map_or(0, |header| header.len.next_multiple_of(4))];
        if let (16, Some(command)) = (protocol, payload.first_mut()) {
            *command = row.number as u8;
        }
        payload.extend(made::attributes((row.table)(), &mut chance, 0));
        let message = made::message(kind, 1, 1, &payload);
        for pass in 0..8 {
            write("datagram", "made", &[protocol | pass << 5], &message)?;
        }
        for (at, _) in READERS.iter().enumerate().filter(|(_, it)| it.protocol == protocol) {
            write("readers", "made", &[at as u8], &payload)?;
        }
        write("json", "made", &[protocol], &message)?;
        write("rewrite", "made", &[protocol, 0x80, 1, 2, 3], &message)?;
    }
    // no recording has a packet of NC-SI: a response to Get Link Status, with its checksum
    let packet =
        [&[0, 1, 0, 7, 0x8a, 0x21, 0, 16][..], &[0; 15], &[0x61], &[0; 8], &[0xff, 0xff, 0x75, 0x66]];
    let payload = [&[4, 0, 0, 0][..], &made::attr(5, &packet.concat())].concat();
    for (at, _) in READERS.iter().enumerate().filter(|(_, it)| it.name == "NC-SI") {
        write("readers", "ncsi", &[at as u8], &payload)?;
    }
    for (at, row) in nlwire::route::RouteMessage::MESSAGES.iter().enumerate() {
        let mut payload = vec![0; row.header.map_or(0, |header| header.len.next_multiple_of(4))];
        payload.extend(made::attributes((row.table)(), &mut chance, 0));
        write("policy", "made", &[at as u8, 0], &payload)?;
        write("control", "made", &[0x21, 4, 32, 0, at as u8, 3, b'w', b'h', b'y'], &payload)?;
        let answer = made::message(row.number, 2, 7, &payload);
        let refusal = [&(-22i32).to_ne_bytes()[..], &answer, &made::attr(2, &32u32.to_ne_bytes())].concat();
        write("control", "made", &[0], &refusal)?;
        for table in 0..5 {
            let event = [&[0x31 | (row.number >> 2) as u8 & 3, payload.len() as u8][..], &payload].concat();
            write("cache", "made", &[table], &event)?;
        }
    }
    let reached = Reached::everything();
    for (at, table) in reached.tables.values().enumerate() {
        let bytes = made::attributes(table, &mut chance, 0);
        write("validate", "made", &(at as u16).to_le_bytes(), &[&[0; 4][..], &bytes].concat())?;
    }
    for len in 1..40 {
        write("builder", "made", &[], &chance.bytes(len + 2))?;
        for target in ["exchange", "batch", "connection", "kernel", "shared"] {
            let decisions: Vec<u8> = (0..8 * len).map(|_| chance.any() as u8).collect();
            write(target, "made", &[], &decisions)?;
        }
    }
    write("uevent", "made", &[], b"ACTION=add\0SUBSYSTEM=net\0INTERFACE=lo\0SEQNUM=7\0A=1\0A=2\0broken\0")?;
    // for the pass of large inputs, in folders of its own: attributes repeated up to 100 KiB, since mutation alone seldom gets there
    for (at, row) in nlwire::route::RouteMessage::MESSAGES.iter().enumerate() {
        let mut payload = vec![0; row.header.map_or(0, |header| header.len.next_multiple_of(4))];
        let mut attrs: Vec<u8> =
            (0..8).flat_map(|_| made::attributes((row.table)(), &mut chance, 0)).collect();
        if attrs.is_empty() {
            attrs = made::attr(1, &[0; 4]);
        }
        payload.extend(attrs.iter().cycle().take(100_000 / attrs.len() * attrs.len()));
        let message = made::message(row.number, 1, 1, &payload);
        for pass in 0..8 {
            write("large-datagram", "made", &[pass << 5], &message)?;
        }
        write("large-json", "made", &[0], &message)?;
        write("large-rewrite", "made", &[0, 0x80, 1, 2, 3], &message)?;
        write("large-policy", "made", &[at as u8, 0], &payload)?;
        write("large-control", "made", &[0x21, 4, 32, 0, at as u8, 0], &payload)?;
        write("large-cache", "made", &[2], &message)?;
    }
    let property = b"ACTION=add\0KEY_1=\xff\0A=1\0";
    let properties: Vec<u8> = property.iter().copied().cycle().take(100_000).collect();
    write("large-uevent", "made", &[], &properties)?;
    let numbered: Vec<u8> = (0..9000).flat_map(|at| format!("KEY{at}=1\0").into_bytes()).collect();
    write("large-uevent", "made", &[], &numbered)?;
    for (at, table) in reached.tables.values().enumerate().step_by(4) {
        let attrs: Vec<u8> = (0..8).flat_map(|_| made::attributes(table, &mut chance, 0)).collect();
        let bytes: Vec<u8> =
            attrs.iter().copied().cycle().take(100_000 / attrs.len().max(1) * attrs.len()).collect();
        write("large-validate", "made", &(at as u16).to_le_bytes(), &[&[0; 4][..], &bytes].concat())?;
    }
    let words = dictionary(reached.tables.values().copied());
    let lines: String = words
        .iter()
        .map(|word| {
            let escaped: String = word.iter().map(|byte| format!("\\x{byte:02x}")).collect();
            format!("\"{escaped}\"\n")
        })
        .collect();
    fs::write(here.join("corpus/dictionary"), lines)?;
    println!("{written} seeds, {} words in the dictionary", words.len());
    Ok(())
}
/// The numbers of attributes with the length that their type has, the words that select, and values that have names.
fn dictionary(tables: impl Iterator<Item = &'static AttributeSetSpec>) -> BTreeSet<Vec<u8>> {
    let mut words = BTreeSet::new();
    for row in tables.flat_map(|table| table.attributes) {
        let len = match row.payload_type {
            PayloadType::Number(number) => u16::from(number.len.max(4)) + 4,
            PayloadType::Struct(structure) => structure.len as u16 + 4,
            _ => 8,
        };
        words.insert([len.to_ne_bytes(), row.number.to_ne_bytes()].concat());
        match row.payload_type {
            PayloadType::SubMessage(choices) => {
                words.extend(choices.arms.iter().map(|(key, _)| key.to_vec()).filter(|key| !key.is_empty()))
            }
            PayloadType::Number(number) => {
                if let Names::Values(names) = number.names {
                    words.extend(
                        names.iter().take(8).map(|named| (named.value as u32).to_ne_bytes().to_vec()),
                    );
                }
            }
            _ => {}
        }
    }
    words
}
