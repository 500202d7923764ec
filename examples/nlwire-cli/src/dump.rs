//! `nlwire dump`: dumps complete tables.
use crate::{
    families,
    objects::{LINK, Object},
    output::Output,
    stop::{Stop, stop},
    talk::{self, BUFFER},
};
use nlwire::wire::Message;

pub fn run(out: &mut Output, objects: &[String]) -> Result<(), Stop> {
    let objects = objects.iter().map(|name| Object::named(name)).collect::<Result<Vec<_>, _>>()?;
    if out.is_columns() {
        learn_names(out)?;
    }
    for (at, object) in objects.iter().enumerate() {
        if at != 0 && out.is_columns() {
            out.end_tables(true)?;
            out.text("")?;
        }
        if let Some(forbidden) = one(out, object)? {
            return Err(stop!("{forbidden}"));
        }
    }
    Ok(())
}
/// Dumps one table; an error of the kernel is printed and remembered. Returns its text if a
/// permission is missing.
pub fn one(out: &mut Output, object: &Object) -> Result<Option<String>, Stop> {
    if families::of_object(object).is_some() {
        families::learn(out)?;
    }
    let mut buffer = vec![0; BUFFER];
    let mut talk = talk::open(object.protocol, &mut buffer, None)?;
    let (sent, mut seq) = (talk.transport().sent(), None);
    let ended = object.dump(&mut talk, &mut |message| {
        if seq.replace(message.seq()) != Some(message.seq()) {
            if let Ok(request) = Message::new(&sent.borrow()) {
                out.learn(object.protocol.0.into(), request);
            }
        }
        out.message(object.protocol.0.into(), message, "", message.bytes())
    })?;
    if ended.interrupted {
        out.interrupted(object.name);
    }
    match ended.wrong {
        Some(wrong) if ended.forbidden => return Ok(Some(format!("{}: {wrong}", object.name))),
        Some(wrong) => out.refused(&format!("{}: {wrong}", object.name))?,
        None => {}
    }
    Ok(None)
}
/// Dumps the interfaces for their names only.
pub fn learn_names(out: &mut Output) -> Result<(), Stop> {
    let mut buffer = vec![0; BUFFER];
    let mut talk = talk::open(LINK.protocol, &mut buffer, None)?;
    LINK.dump(&mut talk, &mut |message| {
        out.learn(LINK.protocol.0.into(), message);
        Ok(())
    })?;
    Ok(())
}
