//! `nlwire diff A B`: the objects that differ between two captures, or between a capture and now.
use crate::{
    decode::{self, Sink},
    front::paint,
    json::Json,
    keys::{self, Key, Place, Said},
    objects::{OBJECTS, Object},
    output::{Output, Remarks},
    stop::{Stop, stop},
    talk::{self, BUFFER},
};
use nlwire::{
    pcap::{Direction, Packet},
    schema,
    wire::{GetFlags, Message, Messages, NLMSG_MIN_TYPE},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    time::Duration,
};

/// The word for the state of the kernel.
const NOW: &str = "now";

/// The objects that messages leave, each with the message that describes it, and its protocol.
type Objects = BTreeMap<Key, Vec<(u16, Vec<u8>)>>;

/// Compares two states. Returns whether they are the same.
pub fn run(out: &mut Output, [a, b]: [&str; 2], counters: bool) -> Result<(), Stop> {
    if a == NOW && b == NOW {
        return Err(stop!("diff compares a capture with another, or with now"));
    }
    out.quiet = true;
    let (mut sides, mut left_out) = ([Objects::new(), Objects::new()], 0);
    for (side, path) in sides.iter_mut().zip([a, b]) {
        if path != NOW {
            let mut state = State { out, objects: side, left_out: 0 };
            decode::read(&mut state, path)?;
            left_out += state.left_out;
        }
    }
    // of now, the objects that the capture has
    let recorded: BTreeSet<_> = sides.iter().flat_map(|side| side.keys().map(Key::object)).collect();
    for (side, path) in sides.iter_mut().zip([a, b]) {
        if path == NOW {
            for object in OBJECTS.iter().filter(|object| recorded.contains(object.name)) {
                now(&mut State { out, objects: side, left_out: 0 }, object)?;
            }
        }
    }
    let [old, new] = &sides;
    for key in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        let none = Vec::new();
        let (old, new) = (old.get(key).unwrap_or(&none), new.get(key).unwrap_or(&none));
        compare(out, old, new, counters)?;
    }
    if left_out != 0 {
        eprintln!("nlwire: {left_out} messages are left out: diff has no key for their objects");
    }
    Ok(())
}
/// Adds the objects that the kernel has.
fn now(state: &mut State<'_>, object: &Object) -> Result<(), Stop> {
    let mut buffer = vec![0; BUFFER];
    let mut talk = talk::open(object.protocol, &mut buffer, None)?;
    let ended = object.dump(&mut talk, &mut |message| {
        state.add(object.protocol.0.into(), message);
        Ok(())
    })?;
    match ended.wrong {
        Some(wrong) => Err(stop!("{}: {wrong}", object.name)),
        None if ended.interrupted => {
            Err(stop!("a change interrupted the dump of {}, so it may not fit together", object.name))
        }
        None => Ok(()),
    }
}

/// The state that a capture leaves.
struct State<'s> {
    out: &'s mut Output,
    objects: &'s mut Objects,
    /// Number of messages of objects without a key.
    left_out: u64,
}
impl State<'_> {
    /// Applies a message of the kernel.
    fn add(&mut self, protocol: u16, message: Message<'_>) {
        self.out.learn(protocol, message);
        let is_request = message.flags() & GetFlags::REQUEST.bits() != 0;
        if is_request || message.message_type() < NLMSG_MIN_TYPE {
            return;
        }
        let described = self.out.describe(protocol, message);
        match keys::of(protocol, &described) {
            None => self.left_out += 1,
            Some(Said::Deleted(key)) => _ = self.objects.remove(&key),
            Some(Said::Present(key, place)) => {
                let all = self.objects.entry(key).or_default();
                let new = (protocol, message.bytes().to_vec());
                let is_known = |old: &(u16, Vec<u8>)| old.1.get(16..) == new.1.get(16..);
                match place {
                    Place::Only => *all = vec![new],
                    _ if all.iter().any(is_known) => {}
                    Place::Before => all.insert(0, new),
                    Place::Last => all.push(new),
                }
            }
        }
    }
}
impl Sink for State<'_> {
    fn packet(&mut self, packet: &Packet<'_>, _: Duration, is_foreign: bool) -> Result<(), Stop> {
        if packet.protocol == decode::UEVENT || packet.protocol == decode::AUDIT {
            self.left_out += 1;
            return Ok(());
        }
        if is_foreign {
            return Err(stop!("diff takes captures of this machine's byte order"));
        }
        for message in Messages::new(packet.bytes) {
            let message = message.map_err(|error| stop!("{error}"))?;
            match packet.direction {
                Direction::Kernel => self.out.learn(packet.protocol, message),
                _ => self.add(packet.protocol, message),
            }
        }
        Ok(())
    }
    fn broken_file(&mut self, error: &str, offset: usize) -> Result<(), Stop> {
        Err(stop!("{error}, at offset {offset}"))
    }
}

/// Prints how the objects of a key differ.
fn compare(
    out: &mut Output,
    old: &[(u16, Vec<u8>)],
    new: &[(u16, Vec<u8>)],
    counters: bool,
) -> Result<(), Stop> {
    if let ([old], [new]) = (old, new) {
        let changes = changes(&content(out, old), &content(out, new), counters);
        return if changes.is_empty() { Ok(()) } else { print(out, '~', new, &changes) };
    }
    // of several with one key, the content decides
    let contents = |objects: &[(u16, Vec<u8>)]| objects.iter().map(|object| content(out, object)).collect();
    let (olds, news): (Vec<_>, Vec<_>) = match old.is_empty() || new.is_empty() {
        true => (vec![Json::Null; old.len()], vec![Json::Null; new.len()]),
        false => (contents(old), contents(new)),
    };
    for (mark, objects, these, others) in [('-', old, &olds, &news), ('+', new, &news, &olds)] {
        for (object, this) in objects.iter().zip(these) {
            if !others.iter().any(|other| changes(this, other, counters).is_empty()) {
                print(out, mark, object, &[])?;
            }
        }
    }
    Ok(())
}
/// A value that differs: its path, and the JSON of both sides.
type Changed = (String, String, String);

/// Returns header and attributes of a message.
fn content(out: &Output, (protocol, bytes): &(u16, Vec<u8>)) -> Json {
    let Ok(message) = Message::new(bytes) else { return Json::Null };
    let text = schema::Json(out.describe(*protocol, message)).to_string();
    let Ok(Json::Map(members)) = Json::parse(&text) else { return Json::Null };
    Json::Map(
        members
            .into_iter()
            .filter(|(name, _)| ["header", "attributes", "payload"].contains(&name.as_str()))
            .collect(),
    )
}
fn changes(old: &Json, new: &Json, counters: bool) -> Vec<Changed> {
    let mut changes = Vec::new();
    walk(&mut Vec::new(), Some(old), Some(new), counters, &mut changes);
    changes
}
fn walk<'j>(
    path: &mut Vec<&'j str>,
    old: Option<&'j Json>,
    new: Option<&'j Json>,
    counters: bool,
    changes: &mut Vec<Changed>,
) {
    if let (Some(Json::Map(a)), Some(Json::Map(b))) = (old, new) {
        let names = a.iter().chain(b).map(|member| member.0.as_str());
        for name in names.collect::<BTreeSet<_>>() {
            if counters || !keys::is_volatile(name) {
                path.push(name);
                walk(
                    path,
                    old.and_then(|old| old.get(name)),
                    new.and_then(|new| new.get(name)),
                    counters,
                    changes,
                );
                path.pop();
            }
        }
    } else if old != new {
        let text = |value: Option<&Json>| value.map_or("null".to_owned(), Json::to_text);
        // as --filter names them: without the words header and attributes
        changes.push((path.get(1..).unwrap_or(&[]).join("."), text(old), text(new)));
    }
}
/// Prints an object, and what differs.
fn print(out: &mut Output, mark: char, object: &(u16, Vec<u8>), changes: &[Changed]) -> Result<(), Stop> {
    out.incomplete = true;
    let Ok(message) = Message::new(&object.1) else { return Ok(()) };
    if out.json {
        let mut members = format!(",\"change\":\"{mark}\"");
        if !changes.is_empty() {
            members.push_str(",\"changed\":{");
            for (at, (path, old, new)) in changes.iter().enumerate() {
                let comma = if at == 0 { "" } else { "," };
                let _ = write!(members, "{comma}\"{path}\":{{\"old\":{old},\"new\":{new}}}");
            }
            members.push('}');
        }
        let remarks = Remarks { members: &members, ..Remarks::default() };
        return out.message_with(object.0, message, "", message.bytes(), &remarks);
    }
    let [paint, end] = paint(mark, out.colour);
    out.message(object.0, message, &format!("{paint}{mark}{end} "), message.bytes())?;
    changes.iter().try_for_each(|(path, old, new)| out.text(&format!("    {path}: {old} -> {new}")))
}
