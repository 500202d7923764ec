//! Places of values in the messages of one type, found once for each path and then by offset and
//! attribute number, without a walk over names.
use nlwire::{
    schema::View,
    wire::{
        RawAttrs,
        spec::{AttributeSetSpec, PayloadType, StructSpec},
    },
};
use std::cell::{Cell, RefCell};

/// Number of paths that are kept; more than a table has.
const SLOTS: usize = 128;
/// Maximum number of attributes at the top of a message; with more, a path is walked.
const MOST: usize = 96;

/// Where a value is.
pub enum Place<'a> {
    /// The message does not have the value.
    Absent,
    /// Type and payload.
    At(PayloadType, &'a [u8]),
    /// The value depends on others, or is a list: the general walk finds it.
    Elsewhere,
}
/// Header and attribute set of a message type.
type Tables = (&'static StructSpec, fn() -> &'static AttributeSetSpec);
/// A path by address and length, and the way to its value. A path is static: two that are the same
/// memory are the same text.
type Known = ((usize, usize), Result<Route, Absent>);
/// No message has the value.
struct Absent;
/// A value with a name, and its text. Path and prefix are by address and length.
#[derive(Clone, Default)]
struct Word {
    path: (usize, usize),
    prefix: (usize, usize),
    value: u64,
    text: String,
}
/// Returns address and length of a static text, which are those of no other.
fn key(text: &'static str) -> (usize, usize) {
    (text.as_ptr().addr(), text.len())
}
/// Returns the first slot of a key.
fn slot(key: (usize, usize)) -> usize {
    (key.0 ^ (key.1 << 3)).wrapping_mul(0x9e37_79b9) >> 9 & (SLOTS - 1)
}
/// The places of the paths of one message type.
#[derive(Default)]
pub struct Places {
    /// The specifications to which the places belong.
    of: Cell<Option<Tables>>,
    paths: RefCell<Vec<Option<Known>>>,
    /// The last words that were written, by path.
    words: RefCell<Vec<Word>>,
    /// Numbers and positions of the attributes of the current message.
    attributes: RefCell<Vec<(u16, u32, u32)>>,
    /// The current message has an attribute twice, or too many.
    is_odd: Cell<bool>,
}
/// The way to a value.
struct Route {
    /// Attribute numbers from the top; empty if the value is in the header.
    numbers: Vec<u16>,
    /// Offset and length in the header, or in a struct at the end of the way; and the length below
    /// which there is no struct.
    field: Option<(usize, usize, usize)>,
    payload_type: PayloadType,
    /// Type and header alone decide what the payload means, and it is one value.
    is_simple: bool,
    /// The attributes on the way may be repeated, or are secret.
    is_odd: bool,
}
impl Places {
    /// Reads which attributes a message has. Returns whether places can be used.
    pub fn begin(&self, header: Option<View<'_>>, attributes: Option<View<'_>>) -> bool {
        let Some((header, attributes)) = header.zip(attributes) else { return false };
        let (PayloadType::Extensible(structure), PayloadType::Nest(set)) =
            (header.payload_type(), attributes.payload_type())
        else {
            return false;
        };
        if set().ordered {
            return false;
        }
        let same =
            self.of.get().is_some_and(|of| std::ptr::eq(of.0, structure) && std::ptr::eq(of.1(), set()));
        if !same {
            self.of.set(Some((structure, set)));
            *self.paths.borrow_mut() = (0..SLOTS + 8).map(|_| None).collect();
            *self.words.borrow_mut() = vec![Word::default(); SLOTS];
        }
        let mut all = self.attributes.borrow_mut();
        all.clear();
        let (payload, mut is_odd) = (attributes.payload(), false);
        let mut seen = [0_u64; 4];
        for attr in RawAttrs::new(payload).map_while(Result::ok) {
            let number = attr.attr_type();
            let offset = attr.payload().as_ptr().addr().wrapping_sub(payload.as_ptr().addr());
            let (word, bit) = (usize::from(number >> 6) & 3, 1 << (number & 63));
            is_odd |= number > 255 || seen[word] & bit != 0 || all.len() >= MOST;
            seen[word] |= bit;
            all.push((number, offset as u32, attr.payload().len() as u32));
            if is_odd {
                break;
            }
        }
        self.is_odd.set(is_odd);
        true
    }
    /// Finds the value at a path in the current message. `as_bytes` asks for the payload only, of
    /// any type.
    pub fn find<'a>(
        &self,
        path: &'static str,
        [header, attributes]: [&'a [u8]; 2],
        as_bytes: bool,
    ) -> Place<'a> {
        let key = key(path);
        let first = slot(key);
        let is_own = |slot: &Option<Known>| slot.as_ref().is_some_and(|(known, _)| *known == key);
        let mut paths = self.paths.borrow();
        let mut own = first;
        if !paths.get(first).is_some_and(is_own) {
            drop(paths);
            own = self.prepare(first, key, path);
            paths = self.paths.borrow();
        }
        let slot = paths.get(own).and_then(Option::as_ref);
        match slot.map(|(_, route)| route) {
            Some(Err(Absent)) => Place::Absent,
            Some(Ok(route)) => match route.numbers.split_first() {
                Some(_) if self.is_odd.get() => Place::Elsewhere,
                Some((first, below)) => match self.top(*first, attributes) {
                    None => Place::Absent,
                    Some(payload) if route.is_direct(as_bytes) => route.below(below, payload),
                    Some(_) => Place::Elsewhere,
                },
                None if route.is_direct(as_bytes) => route.end(header),
                None => Place::Elsewhere,
            },
            None => Place::Elsewhere,
        }
    }
    /// Appends the text of a value that has a name: path, prefix that names lose, and value.
    pub fn word(
        &self,
        (path, prefix, value): (&'static str, &'static str, u64),
        out: &mut String,
        write: impl FnOnce(&mut String),
    ) {
        let (path, prefix) = (key(path), key(prefix));
        let mut words = self.words.borrow_mut();
        let Some(word) = words.get_mut(slot(path)) else { return write(out) };
        if (word.path, word.prefix, word.value) != (path, prefix, value) {
            word.text.clear();
            write(&mut word.text);
            (word.path, word.prefix, word.value) = (path, prefix, value);
        }
        out.push_str(&word.text);
    }
    /// Returns the slot of a path, which is the first or one of the next seven, and fills it.
    #[cold]
    fn prepare(&self, first: usize, key: (usize, usize), path: &'static str) -> usize {
        let mut paths = self.paths.borrow_mut();
        let is_own = |slot: &Option<Known>| slot.as_ref().is_none_or(|(known, _)| *known == key);
        let own = (first..first + 8).find(|at| paths.get(*at).is_some_and(is_own)).unwrap_or(first);
        if let Some(slot) = paths.get_mut(own) {
            if slot.as_ref().is_none_or(|(known, _)| *known != key) {
                *slot = Some((key, self.route(path)));
            }
        }
        own
    }
    /// Returns the payload of an attribute at the top of the current message.
    fn top<'a>(&self, number: u16, attributes: &'a [u8]) -> Option<&'a [u8]> {
        let all = self.attributes.borrow();
        let (_, offset, len) = all.iter().find(|attribute| attribute.0 == number)?;
        attributes.get(*offset as usize..)?.get(..*len as usize)
    }
    /// Resolves a path by the specifications.
    fn route(&self, path: &str) -> Result<Route, Absent> {
        let (header, set) = self.of.get().ok_or(Absent)?;
        let (mut numbers, mut is_odd, mut field) = (Vec::new(), false, None);
        // the top: attributes, unless the header has a field of the name
        let mut payload_type = PayloadType::Nest(set);
        let mut names = path.split('.').peekable();
        let first = names.peek().copied().unwrap_or("");
        if header.fields.iter().any(|field| field.name == first && !field.padding) {
            payload_type = PayloadType::Extensible(header);
        }
        for name in names {
            match payload_type {
                PayloadType::Nest(inner) if field.is_none() && !inner().ordered => {
                    let attribute = inner().attribute_by_name(name).ok_or(Absent)?;
                    numbers.push(attribute.number);
                    payload_type = attribute.payload_type;
                    is_odd |= attribute.repeated || attribute.secret;
                }
                PayloadType::Struct(inner) | PayloadType::Extensible(inner) => {
                    let found = inner.fields.iter().find(|field| field.name == name && !field.padding);
                    let found = found.ok_or(Absent)?;
                    let least = if matches!(payload_type, PayloadType::Struct(_)) { inner.len } else { 0 };
                    let (start, _, before) = field.unwrap_or((0, 0, 0));
                    field = Some((start + found.offset, found.len, before.max(start + least)));
                    payload_type = found.payload_type;
                    is_odd |= found.secret;
                }
                // attributes decide about what is below, or the value is a list: the walk finds it,
                // if there is a value
                _ => {
                    is_odd = true;
                    break;
                }
            }
        }
        let is_simple = matches!(
            payload_type,
            PayloadType::Number(_)
                | PayloadType::Text
                | PayloadType::UnixName
                | PayloadType::CountedText
                | PayloadType::Bytes
                | PayloadType::Hardware
                | PayloadType::Ip
                | PayloadType::IpOf(_)
                | PayloadType::Ip4
        ) || matches!(payload_type, PayloadType::SubMessage(choices) if choices.by.is_header());
        Ok(Route { numbers, field, payload_type, is_simple: is_simple && !is_odd, is_odd })
    }
}
impl Route {
    fn is_direct(&self, as_bytes: bool) -> bool {
        self.is_simple || (as_bytes && !self.is_odd)
    }
    /// Follows attribute numbers into nests.
    fn below<'a>(&self, numbers: &[u16], mut payload: &'a [u8]) -> Place<'a> {
        for number in numbers {
            let same = RawAttrs::new(payload).map_while(Result::ok);
            let mut same = same.filter(|attr| attr.attr_type() == *number);
            match (same.next(), same.next()) {
                (Some(attr), None) => payload = attr.payload(),
                (None, _) => return Place::Absent,
                _ => return Place::Elsewhere,
            }
        }
        self.end(payload)
    }
    /// Returns the value in a payload at the end of the way.
    fn end<'a>(&self, payload: &'a [u8]) -> Place<'a> {
        let Some((offset, len, least)) = self.field else { return Place::At(self.payload_type, payload) };
        let bytes = payload.get(offset..).and_then(|rest| rest.get(..len));
        match bytes.filter(|_| payload.len() >= least) {
            Some(bytes) => Place::At(self.payload_type, bytes),
            None => Place::Absent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{columns::sheet, fields::Fields, names::Names};
    use nlwire::{
        decode::Decoder,
        pcap::Recording,
        wire::{Message, Messages, Protocol},
    };
    use std::collections::BTreeMap;

    #[test]
    fn a_column_is_the_same_by_place_and_by_walk() {
        if cfg!(target_endian = "big") {
            return; // the recordings are those of little-endian machines
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/recordings");
        let (names, mut tables, mut compared) = (Names::default(), BTreeMap::new(), 0);
        for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if file.extension().is_none_or(|end| end != "pcap") {
                continue;
            }
            let bytes = std::fs::read(&file).unwrap();
            let mut decoder = Decoder::new();
            for packet in Recording::open(&bytes).unwrap().map(Result::unwrap) {
                let protocol = Protocol(packet.protocol as u8);
                for message in Messages::new(packet.bytes).map_while(Result::ok) {
                    decoder.learn(protocol, message);
                    compared += compare(&decoder, protocol, message, &names, &mut tables);
                    // with an attribute twice, and cut short
                    let mut twice = message.bytes().to_vec();
                    let rest = message.bytes().get(28..).unwrap_or(&[]).to_vec();
                    twice.extend(rest);
                    for len in [twice.len(), message.bytes().len().saturating_sub(4).max(16)] {
                        let mut bytes = twice.get(..len).unwrap_or(&[]).to_vec();
                        bytes[..4].copy_from_slice(&(len as u32).to_ne_bytes());
                        let Ok(message) = Message::new(&bytes) else { continue };
                        compared += compare(&decoder, protocol, message, &names, &mut tables);
                    }
                }
            }
        }
        assert!(compared > 500, "{compared}");
    }
    fn compare(
        decoder: &Decoder,
        protocol: Protocol,
        message: Message<'_>,
        names: &Names,
        tables: &mut BTreeMap<usize, Places>,
    ) -> usize {
        let described = decoder.describe(protocol, message);
        let Some(sheet) = sheet(&described).filter(|sheet| sheet.items().is_none()) else { return 0 };
        let places = tables.entry(std::ptr::from_ref(sheet).addr()).or_default();
        let cells = |places| {
            Fields::in_places(&described, places, |fields| {
                let cells = sheet.columns.iter().map(|(title, write)| {
                    let mut cell = String::new();
                    write(fields, names, &mut cell);
                    (*title, cell)
                });
                cells.collect::<Vec<_>>()
            })
        };
        assert_eq!(cells(Some(&*places)), cells(None), "{described:?}");
        1
    }
}
