//! Writes the recordings of tests/recordings into the corpora of the targets: what a fuzzer starts from.
use nlwire::{exchange::Recording, route::RouteMessage, wire::Messages};
use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut written = 0;
    let mut write = |target: &str, name: &str, front: u8, bytes: &[u8]| {
        let corpus = here.join("corpus").join(target);
        fs::create_dir_all(&corpus)?;
        written += 1;
        fs::write(corpus.join(format!("{name}-{written}")), [&[front], bytes].concat())
    };
    for entry in fs::read_dir(here.join("../tests/recordings"))? {
        let path = entry?.path();
        let (file, name) = (fs::read(&path)?, path.file_stem().unwrap_or_default().to_string_lossy());
        for packet in Recording::open(&file).map_err(io::Error::other)?.map_while(Result::ok) {
            write("datagram", &name, packet.protocol as u8, packet.bytes)?;
            // the attributes alone, behind the place of their row
            for message in Messages::new(packet.bytes).flatten().filter(|_| packet.protocol == 0) {
                let row = RouteMessage::ROWS.iter().position(|row| row.number == message.kind());
                let Some((at, header)) = row.and_then(|at| Some((at, RouteMessage::ROWS[at].header?.len)))
                else {
                    continue;
                };
                let attrs = message.payload().get(header.next_multiple_of(4)..).unwrap_or_default();
                write("validate", &name, at as u8, attrs)?;
            }
        }
    }
    println!("{written} seeds");
    Ok(())
}
