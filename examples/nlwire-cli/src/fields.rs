//! Values by the kernel's names, in any message with an attribute table: `ifi_index`,
//! `IFLA_LINKINFO.IFLA_INFO_KIND`.
use crate::place::{Place, Places};
use nlwire::{
    schema::{Described, Entry, Label, Node, View},
    wire::{
        Str,
        spec::{Named, Names, NumberSpec, PayloadType, Scope},
    },
};
use std::{cell::OnceCell, fmt::Write, net::Ipv6Addr};

/// The header and the attributes of a message.
pub struct Fields<'a> {
    parts: &'a Parts<'a>,
    /// One item of a list, which is searched first.
    item: Option<View<'a>>,
    /// The fields of the header and the attributes, read once for all columns that need them.
    index: &'a Index<'a>,
    /// Where the columns' values are.
    places: Option<&'a Places>,
}
/// Calls a function with each field and attribute until it returns true.
type Index<'a> = dyn Fn(&mut dyn FnMut(&Entry<'_>) -> bool) + 'a;
/// Header and attributes of a message, which an index borrows.
pub struct Parts<'a> {
    header: Option<View<'a>>,
    attributes: Option<View<'a>>,
    kind: u16,
}
impl<'a> Parts<'a> {
    pub fn of(described: &Described<'a>) -> Self {
        let kind = described.message().message_type();
        Self { header: described.header(), attributes: described.attributes(), kind }
    }
    fn both(&self) -> [&[u8]; 2] {
        [self.header, self.attributes].map(|part| part.map_or(&[][..], |part| part.payload()))
    }
    /// Returns the fields of the header, and the attributes.
    fn index(&self) -> Vec<Entry<'_>> {
        let mut index = Vec::with_capacity(64);
        for part in [&self.header, &self.attributes].into_iter().flatten() {
            if let Node::Map(entries) = part.node() {
                index.extend(entries);
            }
        }
        index
    }
}
/// Calls `read` with the fields of a message.
pub fn read<R>(described: &Described<'_>, read: impl FnOnce(&Fields<'_>) -> R) -> R {
    Fields::in_places(described, None, read)
}
impl<'a> Fields<'a> {
    /// Calls `read` with the fields of a message, which are found at places if these are those of
    /// its type.
    pub fn in_places<R>(
        described: &Described<'_>,
        places: Option<&Places>,
        read: impl FnOnce(&Fields<'_>) -> R,
    ) -> R {
        let (parts, entries) = (Parts::of(described), OnceCell::new());
        let places = places.filter(|places| places.begin(parts.header, parts.attributes));
        let index = |each: &mut dyn FnMut(&Entry<'_>) -> bool| {
            entries.get_or_init(|| parts.index()).iter().any(each);
        };
        read(&Fields { parts: &parts, item: None, index: &index, places })
    }
    /// Returns the fields together with one item of a list.
    pub fn with<'i>(&self, item: View<'i>) -> Fields<'i>
    where
        'a: 'i,
    {
        Fields { parts: self.parts, item: Some(item), index: self.index, places: self.places }
    }
    /// Calls `f` with the field or the attribute at a path.
    pub fn at<R>(&self, path: &'static str, f: impl FnMut(&View<'_>) -> R) -> Option<R> {
        self.find(path, false, f)
    }
    /// Calls `f` with the payload of the field or the attribute at a path, of any type.
    pub fn bytes<R>(&self, path: &'static str, mut f: impl FnMut(&[u8]) -> R) -> Option<R> {
        self.find(path, true, |view| f(view.payload()))
    }
    fn find<R>(&self, path: &'static str, as_bytes: bool, mut f: impl FnMut(&View<'_>) -> R) -> Option<R> {
        if let Some(found) = self.item.as_ref().and_then(|item| at(item, path, &mut f)) {
            return Some(found);
        }
        if let Some(places) = self.places {
            return self.at_place(path, places.find(path, self.parts.both(), as_bytes), f);
        }
        self.index(path, f)
    }
    /// Calls `f` with the value at a place that was found, or, if it is none, at the path by a walk.
    fn at_place<R>(&self, path: &str, place: Place<'_>, mut f: impl FnMut(&View<'_>) -> R) -> Option<R> {
        match place {
            Place::Absent => None,
            Place::At(payload_type, payload) => {
                let scope = Scope::new(self.parts.kind, self.parts.both()[0]);
                Some(f(&View::within(payload_type, payload, scope)))
            }
            Place::Elsewhere => self.index(path, f),
        }
    }
    /// Calls `f` with the field or the attribute at a path that was built at run time, by a walk.
    pub fn at_built<R>(&self, path: &str, mut f: impl FnMut(&View<'_>) -> R) -> Option<R> {
        if let Some(found) = self.item.as_ref().and_then(|item| at(item, path, &mut f)) {
            return Some(found);
        }
        self.index(path, f)
    }
    fn index<R>(&self, path: &str, mut f: impl FnMut(&View<'_>) -> R) -> Option<R> {
        let (name, below) = path.split_once('.').map_or((path, None), |(name, below)| (name, Some(below)));
        let mut found = None;
        (self.index)(&mut |entry| {
            if matches!(entry.label, Label::Name(label) if label == name) {
                found = match below {
                    Some(below) => at(&entry.value, below, &mut f),
                    None => Some(f(&entry.value)),
                };
            }
            found.is_some()
        });
        found
    }
    pub fn number(&self, path: &'static str) -> Option<u64> {
        match self.place(path) {
            Some((_, Place::Absent)) => None,
            Some((_, Place::At(PayloadType::Number(spec), payload))) if !spec.signed => {
                unsigned(spec, payload)
            }
            Some((_, place)) => self.at_place(path, place, number).flatten(),
            None => self.at(path, number).flatten(),
        }
    }
    /// Writes the value at a path in readable form; names of the kernel lose `prefix`.
    pub fn spell(&self, path: &'static str, prefix: &'static str, out: &mut String) -> bool {
        match self.place(path) {
            Some((_, Place::Absent)) => return false,
            Some((places, Place::At(PayloadType::Number(spec), payload))) if !spec.signed => {
                match (unsigned(spec, payload), spec.names) {
                    (Some(value), Names::None) => decimal(value, out),
                    // of names, rows mostly repeat those of the row before
                    (Some(value), _) => places.word((path, prefix, value), out, |out| {
                        spell(&View::new(PayloadType::Number(spec), payload), prefix, out);
                    }),
                    (None, _) => spell(&View::new(PayloadType::Number(spec), payload), prefix, out),
                }
                return true;
            }
            Some((_, Place::At(PayloadType::Ip | PayloadType::IpOf(4), payload))) if payload.len() == 4 => {
                address(payload, out);
                return true;
            }
            Some((_, place)) => self.at_place(path, place, |view| spell(view, prefix, out)),
            None => self.at(path, |view| spell(view, prefix, out)),
        }
        .is_some()
    }
    /// Returns the place of a value, unless an item of a list may have it.
    fn place(&self, path: &'static str) -> Option<(&Places, Place<'_>)> {
        let places = self.places.filter(|_| self.item.is_none())?;
        Some((places, places.find(path, self.parts.both(), false)))
    }
    pub fn text(&self, path: &'static str) -> Option<String> {
        let mut text = String::new();
        self.spell(path, "", &mut text).then_some(text)
    }
}

/// Calls `f` with the value at a path below a view.
pub fn at<R>(view: &View<'_>, path: &str, f: &mut impl FnMut(&View<'_>) -> R) -> Option<R> {
    let (name, below) = path.split_once('.').map_or((path, None), |(name, below)| (name, Some(below)));
    let Node::Map(mut entries) = view.node() else { return None };
    let value = entries.find(|entry| matches!(entry.label, Label::Name(found) if found == name))?.value;
    match below {
        Some(below) => at(&value, below, f),
        None => Some(f(&value)),
    }
}
/// Calls `f` with each item of a list, or with the value itself if it is not a list.
pub fn each(view: &View<'_>, f: &mut dyn FnMut(&View<'_>)) {
    match view.node() {
        Node::List(items) => items.map_while(Result::ok).for_each(|item| f(&item)),
        _ => f(view),
    }
}
pub fn number(view: &View<'_>) -> Option<u64> {
    match view.node() {
        Node::Unsigned(value) | Node::Flags(value, _) => Some(value),
        Node::Signed(value) => Some(value as u64),
        Node::Name(_) => {
            let big = matches!(view.payload_type(), PayloadType::Number(payload_type) if payload_type.big)
                || cfg!(target_endian = "big");
            let push = |value: u64, byte: &u8| (value << 8) | u64::from(*byte);
            let bytes = view.payload();
            Some(if big { bytes.iter().fold(0, push) } else { bytes.iter().rev().fold(0, push) })
        }
        _ => None,
    }
}
/// Decodes an unsigned number, if it has the length of its type.
fn unsigned(spec: NumberSpec, payload: &[u8]) -> Option<u64> {
    let (is_big, len) = (spec.big, usize::from(spec.len));
    if len != payload.len() && len != 0 {
        return None;
    }
    Some(match *payload {
        [byte] if len == 1 => byte.into(),
        [a, b] if len == 2 => {
            if is_big { u16::from_be_bytes([a, b]) } else { u16::from_ne_bytes([a, b]) }.into()
        }
        [a, b, c, d] => {
            let bytes = [a, b, c, d];
            if is_big { u32::from_be_bytes(bytes) } else { u32::from_ne_bytes(bytes) }.into()
        }
        [a, b, c, d, e, f, g, h] => {
            let bytes = [a, b, c, d, e, f, g, h];
            if is_big { u64::from_be_bytes(bytes) } else { u64::from_ne_bytes(bytes) }
        }
        _ => return None,
    })
}
/// Writes a value in readable form; names of the kernel lose `prefix`.
pub fn spell(view: &View<'_>, prefix: &str, out: &mut String) {
    let word = |name: &'static str| name.strip_prefix(prefix).unwrap_or(name);
    let lower = |word: &str, out: &mut String| {
        let start = out.len();
        out.push_str(word);
        out[start..].make_ascii_lowercase();
    };
    let _ = match view.node() {
        Node::Unsigned(value) => {
            decimal(value, out);
            Ok(())
        }
        Node::Ip(octets) => {
            address(octets, out);
            Ok(())
        }
        Node::Text(text) => match std::str::from_utf8(text) {
            Ok(text) if text.bytes().all(|byte| matches!(byte, b' '..=b'[' | b']'..=b'~')) => {
                out.push_str(text);
                Ok(())
            }
            _ => write!(out, "{}", Str(text)),
        },
        Node::Name(name) => {
            lower(word(name), out);
            Ok(())
        }
        Node::Flags(value, names) => {
            let mut any = false;
            for name in set(value, names) {
                if std::mem::replace(&mut any, true) {
                    out.push(',');
                }
                lower(word(name), out);
            }
            let left = names.iter().fold(value, |left, named| left & !named.value);
            match left {
                0 => Ok(()),
                _ => write!(out, "{}{left:#x}", if any { "," } else { "" }),
            }
        }
        _ => write!(out, "{view:?}"),
    };
}
/// Writes a decimal number; `write!` costs several times as much, and text of a buffer is checked
/// for UTF-8.
pub fn decimal(value: u64, out: &mut String) {
    const GROUP: u64 = 10_000;
    if value < GROUP {
        let mut is_leading = true;
        for unit in [1000, 100, 10] {
            is_leading &= value < unit;
            if !is_leading {
                out.push(digit(value / unit));
            }
        }
        return out.push(digit(value));
    }
    decimal(value / GROUP, out);
    let group = value % GROUP;
    [1000, 100, 10, 1].into_iter().for_each(|unit| out.push(digit(group / unit)));
}
/// Returns the last digit of a number.
fn digit(value: u64) -> char {
    char::from(b'0' + (value % 10) as u8)
}
/// Writes an IP address of 4 or 16 bytes.
pub fn address(octets: &[u8], out: &mut String) {
    if let Ok(octets) = <[u8; 4]>::try_from(octets) {
        for (at, octet) in octets.into_iter().enumerate() {
            if at != 0 {
                out.push('.');
            }
            decimal(octet.into(), out);
        }
    } else if let Ok(octets) = <[u8; 16]>::try_from(octets) {
        let _ = write!(out, "{}", Ipv6Addr::from(octets));
    }
}
/// Returns the names of the bits that are set.
fn set(value: u64, names: &'static [Named]) -> impl Iterator<Item = &'static str> {
    let is_set = move |named: &&Named| named.value.is_power_of_two() && value & named.value != 0;
    names.iter().filter(is_set).map(|named| named.name)
}
