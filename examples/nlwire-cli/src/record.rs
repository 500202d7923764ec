//! `nlwire record`: writes dumps, or the events of a monitor, to a file, with requests and replies.
use crate::{
    families, groups, monitor,
    objects::{FAMILY, Object},
    output::Output,
    pcapng,
    stop::{Stop, stop},
    talk::{self, BUFFER, Recorder},
};
use nlwire::{
    pcap::{Direction, write_recording},
    socket::{Protocol, monotonic},
    wire::Messages,
};
use std::{
    fs::{File, Permissions},
    io::{self, BufWriter, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    time::Duration,
};

/// Records the dump of each object, or what a monitor receives.
pub fn run(out: &mut Output, path: &str, words: &[String], lasting: Option<Duration>) -> Result<(), Stop> {
    match words.split_first() {
        None => Err(stop!("record requires an object: {}", crate::objects::known())),
        Some((first, groups)) if first == "monitor" => monitor(out, path, groups, lasting),
        Some(_) if lasting.is_some() => Err(stop!("--for is for recordings of a monitor only")),
        Some(_) => dumps(out, path, words),
    }
}
fn dumps(out: &mut Output, path: &str, objects: &[String]) -> Result<(), Stop> {
    let objects = objects.iter().map(|name| Object::named(name)).collect::<Result<Vec<_>, _>>()?;
    let mut recorder = begin(path)?;
    dump(out, &mut recorder, objects.iter())?;
    end(out, path, recorder)
}
/// Records dumps of the objects that the groups report, then every event until the time limit.
fn monitor(out: &mut Output, path: &str, wanted: &[String], lasting: Option<Duration>) -> Result<(), Stop> {
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
    // events that arrive meanwhile are queued in their sockets
    dump(out, &mut recorder, monitor::told(heard, &families))?;
    let mut buffer = vec![0; BUFFER];
    loop {
        let mut any = false;
        for socket in &sockets {
            match socket.recv_from(&mut buffer) {
                Ok(datagram) if !datagram.is_from_kernel_or_root() => out.count_foreign(),
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
            // a user who ends the program by a signal keeps all events so far
            recorder.file.flush().map_err(|error| stop!("{path}: {error}"))?;
            out.flush()?;
            monitor::wait(sockets.iter(), left)?;
        }
    }
}
/// Creates a file that only its owner may read: keys are recorded, too.
pub fn create(path: &str) -> io::Result<File> {
    let file = File::options().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    // an existing file keeps its mode until here; other files, such as pipes, are left alone
    if file.metadata()?.is_file() {
        file.set_permissions(Permissions::from_mode(0o600))?;
    }
    Ok(file)
}
pub fn begin(path: &str) -> Result<Recorder, Stop> {
    let file = create(path).map_err(|error| stop!("{path}: {error}"))?;
    let is_pcapng = path.ends_with(".pcapng");
    let mut recorder = Recorder { file: BufWriter::new(file), is_pcapng, packets: 0, bytes: 0, failed: None };
    let start = if is_pcapng {
        pcapng::start()
    } else {
        let mut header = vec![0; 24];
        write_recording(&mut header).map_err(|error| stop!("{error}"))?;
        header
    };
    recorder.file.write_all(&start).map_err(|error| stop!("{path}: {error}"))?;
    Ok(recorder)
}
pub fn end(out: &mut Output, path: &str, mut recorder: Recorder) -> Result<(), Stop> {
    let failed = recorder.failed.take().or(recorder.file.flush().err());
    if let Some(error) = failed {
        return Err(stop!("{path}: {error}"));
    }
    if !out.json {
        out.text(&format!("{} datagrams of {} bytes are in {path}", recorder.packets, recorder.bytes))?;
    }
    Ok(())
}
/// Records dumps: the generic netlink families first, since their ids differ between machines, and
/// a decoder of the recording needs them.
fn dump<'o>(
    out: &mut Output,
    recorder: &mut Recorder,
    objects: impl Iterator<Item = &'o Object>,
) -> Result<(), Stop> {
    let mut buffer = vec![0; BUFFER];
    for object in [&FAMILY].into_iter().chain(objects.filter(|object| object.name != FAMILY.name)) {
        let mut talk = talk::open(object.protocol, &mut buffer, Some(recorder))?;
        let ended = object.dump(&mut talk, &mut |message| {
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
