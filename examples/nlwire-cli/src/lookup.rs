//! What a name of the kernel means, by the specifications: messages, attributes, fields, values,
//! error numbers.
use crate::{
    build::expected,
    registry::{self, Entry},
};
use nlwire::wire::{
    Errno, Verb,
    spec::{
        AttributeSetSpec, AttributeSpec, Constraint, Direction, FieldSpec, Named, Names, PayloadType,
        SelectorSource, StructSpec,
    },
};
use std::collections::BTreeSet;

/// An attribute set or a struct, with the messages that contain it.
struct Found<T: 'static> {
    item: &'static T,
    /// Path from the message, such as `IFLA_LINKINFO.IFLA_INFO_DATA`.
    path: String,
    entries: Vec<Entry>,
}
/// All attribute sets and structs of all messages.
#[derive(Default)]
struct Tables {
    sets: Vec<Found<AttributeSetSpec>>,
    structs: Vec<Found<StructSpec>>,
    /// Names of values, each list once.
    names: Vec<(&'static [Named], &'static str, String)>,
}
impl Tables {
    fn new(entries: &[Entry]) -> Self {
        let mut tables = Self::default();
        for entry in entries {
            if let Some(header) = entry.spec.header {
                tables.structure(header, "", *entry, 0);
            }
            tables.set((entry.spec.table)(), "", *entry, 0);
        }
        tables
    }
    fn set(&mut self, set: &'static AttributeSetSpec, path: &str, entry: Entry, depth: usize) {
        if set.attributes.is_empty() && set.base.is_none() || depth > 16 {
            return;
        }
        if let Some(found) = self.sets.iter_mut().find(|found| std::ptr::eq(found.item, set)) {
            if !found.entries.iter().any(|known| std::ptr::eq(known.spec, entry.spec)) {
                found.entries.push(entry);
                // sets inside are those of the first message
                let inside = |row: &AttributeSpec| (row.name, row.payload_type);
                let rows: Vec<_> = set.attributes.iter().map(inside).collect();
                for (name, payload_type) in rows {
                    self.payload(&payload_type, name, path, entry, depth + 1);
                }
            }
            return;
        }
        self.sets.push(Found { item: set, path: path.to_owned(), entries: vec![entry] });
        for row in set.attributes {
            self.payload(&row.payload_type, row.name, path, entry, depth + 1);
        }
        if let Some(base) = set.base {
            self.set(base(), path, entry, depth + 1);
        }
    }
    fn structure(&mut self, structure: &'static StructSpec, path: &str, entry: Entry, depth: usize) {
        match self.structs.iter_mut().find(|found| std::ptr::eq(found.item, structure)) {
            Some(found) if found.entries.iter().any(|known| std::ptr::eq(known.spec, entry.spec)) => return,
            Some(found) => found.entries.push(entry),
            None => self.structs.push(Found { item: structure, path: path.to_owned(), entries: vec![entry] }),
        }
        if depth < 16 {
            for field in structure.fields {
                self.payload(&field.payload_type, field.name, path, entry, depth + 1);
            }
        }
    }
    fn payload(
        &mut self,
        payload_type: &PayloadType,
        name: &'static str,
        path: &str,
        entry: Entry,
        depth: usize,
    ) {
        let inner = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        match *payload_type {
            PayloadType::Number(number) => {
                if let Names::Values(names) | Names::Flags(names) = number.names {
                    if !self.names.iter().any(|known| known.0 == names) {
                        self.names.push((names, entry.family, inner));
                    }
                }
            }
            PayloadType::Nest(set) | PayloadType::Tlvs(set) => self.set(set(), &inner, entry, depth),
            PayloadType::Struct(structure) | PayloadType::Extensible(structure) => {
                self.structure(structure, &inner, entry, depth);
            }
            PayloadType::IndexedArray(item) | PayloadType::NestTypeValue(item) => {
                self.payload(item, name, path, entry, depth);
            }
            PayloadType::PackedArray { item, .. } => self.payload(item, name, path, entry, depth),
            PayloadType::WithHeader { header, body, .. } => {
                self.structure(header, &inner, entry, depth);
                self.payload(body, name, path, entry, depth);
            }
            PayloadType::NextHops(hops) => {
                self.structure(hops.header, &inner, entry, depth);
                self.payload(hops.body, name, path, entry, depth);
            }
            PayloadType::SubMessage(choices) => {
                for (_, payload_type) in choices.arms {
                    self.payload(payload_type, name, path, entry, depth);
                }
            }
            _ => {}
        }
    }
}

/// Explains a name, or the number of an error such as `-34`. Returns nothing if it is unknown.
pub fn explain(word: &str) -> Option<Vec<String>> {
    if let Some(errno) = errno(word) {
        return Some(vec![
            format!("{} (-{})", errno.name().unwrap_or_default(), errno.0),
            format!("  {}", errno.text()),
        ]);
    }
    if !word.contains(|c: char| c.is_ascii_alphabetic()) || word.contains(' ') {
        return None;
    }
    let entries = registry::all();
    let tables = Tables::new(&entries);
    let mut lines = Vec::new();
    message(&entries, word, &mut lines);
    for found in &tables.sets {
        for row in found.item.attributes.iter().filter(|row| row.name.eq_ignore_ascii_case(word)) {
            attribute(found, row, &mut lines);
        }
    }
    for found in &tables.structs {
        // a struct that occurs at several places is shown once
        let is_first = tables.structs.iter().find(|other| other.item.name == found.item.name);
        let is_first = is_first.is_some_and(|first| std::ptr::eq(first, found));
        for row in found.item.fields.iter().filter(|row| is_first && row.name.eq_ignore_ascii_case(word)) {
            field(found, row, &mut lines);
        }
    }
    for (names, family, path) in &tables.names {
        for named in names.iter().filter(|named| named.name.eq_ignore_ascii_case(word)) {
            lines.push(named.name.to_owned());
            wrapped("value", &[format!("{} ({:#x})", named.value as i64, named.value)], &mut lines);
            wrapped("of", &[format!("{family} {path}")], &mut lines);
            let all: Vec<_> = names.iter().map(|named| named.name.to_owned()).collect();
            wrapped("values", &all, &mut lines);
        }
    }
    (!lines.is_empty()).then_some(lines)
}
/// Returns `; did you mean NAME?` for an unknown name.
pub fn hint(word: &str) -> String {
    let entries = registry::all();
    let tables = Tables::new(&entries);
    let mut names: BTreeSet<_> = entries.iter().map(|entry| entry.spec.name).collect();
    names.extend(tables.sets.iter().flat_map(|found| found.item.attributes.iter().map(|row| row.name)));
    names.extend(tables.names.iter().flat_map(|(names, ..)| names.iter().map(|named| named.name)));
    registry::nearest(word, names.into_iter())
}
/// Returns an error number by name, or by a negative number.
fn errno(word: &str) -> Option<Errno> {
    let name = word.strip_prefix('-').unwrap_or(word);
    let number = name.parse().ok().filter(|_| word.starts_with('-'));
    let named = || {
        (1..4096).map(Errno).find(|errno| errno.name().is_some_and(|known| known.eq_ignore_ascii_case(name)))
    };
    number.map(Errno).filter(|errno| errno.name().is_some()).or_else(named)
}
fn message(entries: &[Entry], word: &str, lines: &mut Vec<String>) {
    for entry in entries.iter().filter(|entry| entry.spec.name.eq_ignore_ascii_case(word)) {
        let spec = entry.spec;
        lines.push(spec.name.to_owned());
        let is_generic = entry.protocol == nlwire::wire::Protocol::GENERIC;
        let protocol = if is_generic {
            format!("family {}, command {}", entry.family, spec.number)
        } else {
            format!("{}, nlmsg_type {}", entry.protocol.short_name(), spec.number)
        };
        wrapped("message", &[protocol], lines);
        let direction = match entry.direction {
            Direction::Both => "request, reply and notification",
            Direction::Request => "request",
            Direction::Reply => "reply and notification",
            Direction::Event => "notification",
        };
        wrapped("direction", &[direction.to_owned()], lines);
        let verb = match spec.verb {
            Verb::Get => "reads: flags ROOT, MATCH, ATOMIC, DUMP",
            Verb::New => "creates or changes: flags REPLACE, EXCL, CREATE, APPEND",
            Verb::Delete => "deletes: flags NONREC, BULK",
            Verb::Ack => "control message",
        };
        wrapped("verb", &[verb.to_owned()], lines);
        match spec.header {
            Some(header) => {
                let fields = header.fields.iter().filter(|field| !field.padding);
                let mut words = vec![format!("{}, {} bytes:", header.name, header.len)];
                words.extend(fields.map(|field| field.name.to_owned()));
                wrapped("header", &words, lines);
                let set = (spec.table)();
                let mut words = vec![format!("{}:", set.name)];
                words.extend(set.attributes.iter().map(|row| row.name.to_owned()));
                wrapped("attributes", &words, lines);
            }
            None => wrapped("header", &["only the name is known".to_owned()], lines),
        }
    }
}
fn attribute(found: &Found<AttributeSetSpec>, row: &AttributeSpec, lines: &mut Vec<String>) {
    lines.push(row.name.to_owned());
    wrapped("set", &[format!("{}, nla_type {}", found.item.name, row.number)], lines);
    let mut payload = payload(&row.payload_type);
    if row.repeated {
        payload.push_str(", repeated");
    }
    if row.secret {
        payload.push_str(", secret: printed with --show-secrets only");
    }
    wrapped("payload", &[payload], lines);
    selector(&row.payload_type, Some(found.item), lines);
    let constraint = match row.constraint {
        Constraint::Range(i64::MIN, most) => format!("at most {most}"),
        Constraint::Range(least, i64::MAX) => format!("at least {least}"),
        Constraint::Range(least, most) => format!("{least} to {most}"),
        Constraint::FlagsMask(mask) => format!("bits {mask:#x}"),
        Constraint::MaxLen(len) | Constraint::BinaryMaxLen(len) => format!("at most {len} bytes"),
        Constraint::MinLen(len) => format!("at least {len} bytes"),
        Constraint::ExactLen(len) => format!("{len} bytes"),
        Constraint::NulMaxLen(len) => format!("ends in NUL after at most {len} bytes"),
        _ => String::new(),
    };
    if !constraint.is_empty() {
        wrapped("constraint", &[constraint], lines);
    }
    if row.constraint.is_read_only() {
        wrapped("direction", &["from the kernel only".to_owned()], lines);
    }
    values(&row.payload_type, lines);
    place(&found.path, &found.entries, lines);
}
fn field(found: &Found<StructSpec>, field: &FieldSpec, lines: &mut Vec<String>) {
    lines.push(field.name.to_owned());
    let place = format!("{}, offset {}, {} bytes", found.item.name, field.offset, field.len);
    wrapped("struct", &[place], lines);
    wrapped("payload", &[payload(&field.payload_type)], lines);
    values(&field.payload_type, lines);
    self::place(&found.path, &found.entries, lines);
}
fn payload(payload_type: &PayloadType) -> String {
    match payload_type {
        PayloadType::Number(number) => {
            let sign = if number.signed { "signed" } else { "unsigned" };
            let order = if number.big { ", network byte order" } else { "" };
            match number.len {
                0 => format!("{sign} integer of 4 or 8 bytes{order}"),
                1 => format!("{sign} integer of 1 byte"),
                len => format!("{sign} integer of {len} bytes{order}"),
            }
        }
        PayloadType::Flag => "flag, without payload".to_owned(),
        PayloadType::Nest(set) => format!("nest of {}", set().name),
        PayloadType::Tlvs(set) => format!("type-length-value records of {}", set().name),
        PayloadType::Struct(structure) => format!("struct {} of {} bytes", structure.name, structure.len),
        PayloadType::Extensible(structure) => {
            format!("extensible struct {} of {} bytes", structure.name, structure.len)
        }
        PayloadType::IndexedArray(item) => format!("array of: {}", payload(item)),
        PayloadType::NestTypeValue(item) => format!("nest, items by number, of: {}", payload(item)),
        PayloadType::PackedArray { item, len } => {
            format!("packed array, {len} bytes each, of: {}", payload(item))
        }
        PayloadType::WithHeader { header, body, .. } => {
            format!("struct {}, then {}", header.name, payload(body))
        }
        PayloadType::NextHops(hops) => {
            format!("next hops: struct {}, then {}", hops.header.name, payload(hops.body))
        }
        PayloadType::SubMessage(_) => "depends on a selector".to_owned(),
        PayloadType::Bytes => "bytes".to_owned(),
        PayloadType::Text => "text".to_owned(),
        other => expected(other).trim_start_matches("an ").trim_start_matches("a ").to_owned(),
    }
}
/// Adds what selects the payload type, and the known keys.
fn selector(payload_type: &PayloadType, set: Option<&AttributeSetSpec>, lines: &mut Vec<String>) {
    let PayloadType::SubMessage(choices) = payload_type else { return };
    let by = match choices.by {
        SelectorSource::Text { number, up } | SelectorSource::Bytes { number, up } => {
            let sibling = set.and_then(|set| set.attribute(number)).filter(|_| up == 0);
            sibling
                .map_or_else(|| format!("attribute {number}, {up} levels above"), |row| row.name.to_owned())
        }
        SelectorSource::Part { number, .. } | SelectorSource::Preceding { number, .. } => {
            set.and_then(|set| set.attribute(number)).map_or(String::new(), |row| row.name.to_owned())
        }
        SelectorSource::Header { offset, .. } => format!("the header, offset {offset}"),
        SelectorSource::Type => "nlmsg_type".to_owned(),
        SelectorSource::Length => "the length".to_owned(),
        _ => "a field of the struct".to_owned(),
    };
    let mut words = vec![format!("{by}:")];
    words.extend(choices.arms.iter().map(|(key, _)| match std::str::from_utf8(key) {
        Ok(text) if !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic()) => text.to_owned(),
        _ => key.iter().map(|byte| format!("{byte:02x}")).collect(),
    }));
    wrapped("selector", &words, lines);
}
fn values(payload_type: &PayloadType, lines: &mut Vec<String>) {
    let PayloadType::Number(number) = payload_type else { return };
    let (title, names) = match number.names {
        Names::Values(names) => ("values", names),
        Names::Flags(names) => ("flags", names),
        Names::None => return,
    };
    let words = names.iter().map(|named| match title {
        "flags" => format!("{} {:#x}", named.name, named.value),
        _ => format!("{} {}", named.name, named.value as i64),
    });
    wrapped(title, &words.collect::<Vec<_>>(), lines);
}
fn place(path: &str, entries: &[Entry], lines: &mut Vec<String>) {
    if !path.is_empty() {
        wrapped("in", &[path.to_owned()], lines);
    }
    let mut seen = BTreeSet::new();
    let names = entries.iter().filter(|entry| seen.insert((entry.family, entry.spec.name)));
    let names: Vec<_> = names.map(|entry| format!("{} {}", entry.family, entry.spec.name)).collect();
    wrapped("messages", &names, lines);
}
/// Adds a title and words, in lines of up to 80 columns; long lists end with a count.
fn wrapped(title: &str, words: &[String], lines: &mut Vec<String>) {
    const MOST: usize = 60;
    let mut line = format!("  {title:11}");
    let more = words.len().saturating_sub(MOST);
    let last = (more > 0).then(|| format!("and {more} more"));
    let words: Vec<_> = words.iter().take(MOST).cloned().chain(last).collect();
    for (at, word) in words.iter().enumerate() {
        let is_last = at + 1 == words.len();
        let comma = if is_last || word.ends_with(':') { "" } else { "," };
        if line.len() > 13 && line.len() + word.len() + comma.len() + 1 > 80 {
            lines.push(line.trim_end().to_owned());
            line = " ".repeat(13);
        }
        if line.len() > 13 {
            line.push(' ');
        }
        line.push_str(word);
        line.push_str(comma);
    }
    lines.push(line.trim_end().to_owned());
}
