//! `nl record`: dumps, or what a monitor hears; what was sent and received for them goes into a file.
use crate::{
    families, groups, monitor,
    objects::{FAMILY, Object},
    output::Output,
    stop::{Stop, stop},
    talk::{self, BUFFER, Recorder},
};
use nlwire::{
    exchange::{Direction, write_recording},
    socket::{Protocol, monotonic},
    wire::Messages,
};
use std::{
    fs::File,
    io::{BufWriter, Write},
    time::Duration,
};

/// Records the dump of each object.
pub fn run(out: &mut Output, path: &str, objects: &[String]) -> Result<(), Stop> {
    let objects = objects.iter().map(|name| Object::named(name)).collect::<Result<Vec<_>, _>>()?;
    let mut recorder = begin(path)?;
    dump(out, &mut recorder, objects.iter())?;
    end(out, path, recorder)
}
/// Records what is there of the objects that the groups tell of, and then every event until it is time.
pub fn monitor(
    out: &mut Output,
    path: &str,
    wanted: &[String],
    lasting: Option<Duration>,
) -> Result<(), Stop> {
    let mut heard = Vec::new();
    for name in wanted {
        heard.extend(groups::named(name)?);
    }
    let families: Vec<_> = wanted.iter().filter_map(|name| families::of_group(name)).collect();
    let heard = if wanted.is_empty() { groups::USUAL } else { &heard };
    let sockets = monitor::protocols(heard).map(|protocol| {
        let groups: Vec<_> = heard.iter().filter(|group| group.0 == protocol).map(|group| group.1).collect();
        monitor::open(protocol, &groups)
    });
    let sockets = sockets.collect::<Result<Vec<_>, _>>()?;
    let mut recorder = begin(path)?;
    let limit = lasting.map(|lasting| monotonic() + lasting);
    // events that come meanwhile wait in their sockets
    dump(out, &mut recorder, monitor::told(heard, &families))?;
    let mut buffer = vec![0; BUFFER];
    loop {
        let mut any = false;
        for socket in &sockets {
            match socket.recv_from(&mut buffer) {
                Ok(datagram) if !datagram.is_from_kernel_or_root() => {}
                Ok(datagram) => {
                    let direction =
                        if datagram.is_from_kernel() { Direction::Received } else { Direction::User };
                    recorder.record(socket.protocol(), direction, datagram.bytes);
                    match socket.protocol() {
                        Protocol::KOBJECT_UEVENT => out.count_datagram(datagram.bytes),
                        _ => Messages::new(datagram.bytes).flatten().for_each(|message| out.count(message)),
                    }
                }
                Err(error) if error.would_block() => continue,
                Err(error) if error.is_loss() => out.lost(&error.to_string())?,
                Err(error) => return Err(stop!("{error}")),
            }
            any = true;
        }
        let left = limit.map(|limit| limit.saturating_sub(monotonic()));
        if left.is_some_and(|left| left.is_zero()) {
            return end(out, path, recorder);
        }
        if !any {
            // whoever ends it by a signal has all that was heard
            recorder.file.flush().map_err(|error| stop!("{path}: {error}"))?;
            out.flush()?;
            monitor::wait(sockets.iter(), left)?;
        }
    }
}
fn begin(path: &str) -> Result<Recorder, Stop> {
    let file = File::create(path).map_err(|error| stop!("{path}: {error}"))?;
    let mut recorder = Recorder { file: BufWriter::new(file), packets: 0, bytes: 0, failed: None };
    let mut header = [0; 24];
    let begun = write_recording(&mut header).map_err(|error| stop!("{error}"))?;
    let written = recorder.file.write_all(header.get(..begun).unwrap_or(&[]));
    written.map_err(|error| stop!("{path}: {error}"))?;
    Ok(recorder)
}
fn end(out: &mut Output, path: &str, mut recorder: Recorder) -> Result<(), Stop> {
    let failed = recorder.failed.take().or(recorder.file.flush().err());
    if let Some(error) = failed {
        return Err(stop!("{path}: {error}"));
    }
    if !out.json {
        out.text(&format!("{} datagrams of {} bytes are in {path}", recorder.packets, recorder.bytes))?;
    }
    Ok(())
}
/// Records dumps: the families first, since their numbers are this machine's own, and who decodes the recording must learn them.
fn dump<'o>(
    out: &mut Output,
    recorder: &mut Recorder,
    objects: impl Iterator<Item = &'o Object>,
) -> Result<(), Stop> {
    let mut buffer = vec![0; BUFFER];
    for object in [&FAMILY].into_iter().chain(objects.filter(|object| object.name != FAMILY.name)) {
        let mut talk = talk::open(object.protocol, &mut buffer, Some(recorder))?;
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
    Ok(())
}
