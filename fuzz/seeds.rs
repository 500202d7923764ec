//! Writes what a fuzzer starts from into a folder for each target: the recordings of tests/recordings, and bytes made from the tables; and a
//! dictionary of the tables' numbers and words.
use nlwire::{
    exchange::Recording,
    wire::{Names, Shape, Table},
};
use nlwire_fuzz::FIRST_FAMILY;
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
        for packet in Recording::open(&file).map_err(io::Error::other)?.map_while(Result::ok).step_by(3) {
            write("datagram", &name, &[packet.protocol as u8], packet.bytes)?;
            write("rivals", &name, &[], packet.bytes)?;
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
        .flat_map(|(id, (_, table))| table.rows.iter().map(move |row| (16, id, &row.row)));
    for (protocol, kind, row) in plain.chain(generic) {
        let mut payload = vec![0; row.header.map_or(0, |header| header.len.next_multiple_of(4))];
        if let (16, Some(command)) = (protocol, payload.first_mut()) {
            *command = row.number as u8;
        }
        payload.extend(made::attributes((row.table)(), &mut chance, 0));
        write("datagram", "made", &[protocol], &made::message(kind, 1, 1, &payload))?;
    }
    let reached = Reached::everything();
    for (at, table) in reached.tables.values().enumerate() {
        let bytes = made::attributes(table, &mut chance, 0);
        write("validate", "made", &(at as u16).to_le_bytes(), &[&[0; 4][..], &bytes].concat())?;
    }
    for len in 1..40 {
        write("builder", "made", &[], &chance.bytes(len + 2))?;
        write("exchange", "made", &[], &chance.bytes(8 * len))?;
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
fn dictionary(tables: impl Iterator<Item = &'static Table>) -> BTreeSet<Vec<u8>> {
    let mut words = BTreeSet::new();
    for row in tables.flat_map(|table| table.rows) {
        let len = match row.shape {
            Shape::Number(number) => u16::from(number.len.max(4)) + 4,
            Shape::Struct(structure) => structure.len as u16 + 4,
            _ => 8,
        };
        words.insert([len.to_ne_bytes(), row.number.to_ne_bytes()].concat());
        match row.shape {
            Shape::By(choices) => {
                words.extend(choices.arms.iter().map(|(key, _)| key.to_vec()).filter(|key| !key.is_empty()))
            }
            Shape::Number(number) => {
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
