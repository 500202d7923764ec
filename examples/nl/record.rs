//! `nl record`: dumps, and what was sent and received for them goes into a file.
use crate::{
    objects::{FAMILY, Object},
    output::Output,
    stop::{Stop, stop},
    talk::{self, BUFFER, Recorder},
};
use nlwire::exchange::write_recording;
use std::{
    fs::File,
    io::{BufWriter, Write},
};

pub fn run(out: &mut Output, path: &str, objects: &[String]) -> Result<(), Stop> {
    let objects = objects.iter().map(|name| Object::named(name)).collect::<Result<Vec<_>, _>>()?;
    let file = File::create(path).map_err(|error| stop!("{path}: {error}"))?;
    let mut recorder = Recorder { file: BufWriter::new(file), packets: 0, bytes: 0, failed: None };
    let mut header = [0; 24];
    let begun = write_recording(&mut header).map_err(|error| stop!("{error}"))?;
    let written = recorder.file.write_all(header.get(..begun).unwrap_or(&[]));
    written.map_err(|error| stop!("{path}: {error}"))?;
    let mut buffer = vec![0; BUFFER];
    // the families first: their numbers are this machine's own, and who decodes the recording must learn them
    for object in [FAMILY].iter().chain(objects.iter().filter(|object| object.name != FAMILY.name)) {
        let mut talk = talk::open(object.protocol, &mut buffer, Some(&mut recorder))?;
        let ended = object.dump(&mut talk, &mut |message, _| {
            out.count(message);
            Ok(())
        })?;
        if ended.interrupted {
            out.interrupted(object.name);
        }
        match ended.wrong {
            Some(wrong) if ended.forbidden => return Err(stop!("{}: {wrong}", object.name)),
            Some(wrong) => out.refused(&format!("{}: {wrong}", object.name))?,
            None => {}
        }
    }
    let failed = recorder.failed.take().or(recorder.file.flush().err());
    if let Some(error) = failed {
        return Err(stop!("{path}: {error}"));
    }
    if !out.json {
        out.text(&format!("{} datagrams of {} bytes are in {path}", recorder.packets, recorder.bytes))?;
    }
    Ok(())
}
