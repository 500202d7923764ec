//! Builds messages from JSON by the attribute tables: the inverse of the output.
//!
//! What JSON does not have is chosen as requests need it: nests have `NLA_F_NESTED`, text ends in
//! NUL, items of an array are numbered from 1, padding is zero.
mod tlvs;

use crate::{json::Json, registry};
use nlwire::wire::{
    Labels, NLA_F_NESTED, Str,
    spec::{
        AttributeSetSpec, AttributeSpec, FieldSpec, MessageSpec, Named, Names, NumberSpec, PayloadType,
        SelectorSource, StructSpec, SubMessageSpec,
    },
};
use std::{collections::HashSet, net::IpAddr};

/// Maximum depth of nests, as for printing.
const DEPTH: usize = 16;

/// Error with its place, such as `attributes.IFLA_LINKINFO: ...`.
pub type Wrong = String;

/// Values that one level of a message selects sub-messages by.
enum Level<'l> {
    Set { spec: Option<&'static AttributeSetSpec>, members: &'l [(String, Json)] },
    Struct(&'l [u8]),
    Items,
}
/// Position of a value: the levels above, and the fixed header.
struct Scope<'l> {
    level: Option<Level<'l>>,
    up: Option<&'l Scope<'l>>,
    header: &'l [u8],
    kind: u16,
    depth: usize,
    /// Position among repeated attributes; in an ordered set, among all.
    at: usize,
}
impl Scope<'_> {
    fn inner<'n>(&'n self, level: Level<'n>) -> Option<Scope<'n>> {
        let depth = self.depth + 1;
        (depth <= DEPTH).then_some(Scope {
            level: Some(level),
            up: Some(self),
            header: self.header,
            kind: self.kind,
            depth,
            at: 0,
        })
    }
    fn above(&self, up: u8) -> Option<&Self> {
        let mut scope = self;
        for _ in 0..up {
            scope = scope.up?;
        }
        Some(scope)
    }
}

/// Builder of one message.
#[derive(Default)]
pub struct Builder {
    out: Vec<u8>,
    path: Vec<String>,
    /// Offsets of the types of attributes, whose flag bits JSON does not have.
    pub attributes: Vec<usize>,
    /// Offsets of the types of array items, which JSON does not have.
    pub items: Vec<usize>,
}
impl Builder {
    fn wrong<T>(&self, what: &str) -> Result<T, Wrong> {
        Err(format!("{}: {what}", self.path.join(".")))
    }
    fn within<T>(
        &mut self,
        name: &str,
        inside: impl FnOnce(&mut Self) -> Result<T, Wrong>,
    ) -> Result<T, Wrong> {
        self.path.push(name.to_owned());
        let result = inside(self);
        self.path.pop();
        result
    }
    fn align(&mut self) {
        self.out.resize(self.out.len().next_multiple_of(4), 0);
    }

    /// Builds a message by a specification.
    ///
    /// # Errors
    /// What does not fit the tables, with its place.
    pub fn message(
        &mut self,
        spec: &MessageSpec,
        (kind, flags, seq, port): (u16, u16, u32, u32),
        line: &Json,
    ) -> Result<Vec<u8>, Wrong> {
        self.out = [&[0; 4][..], &kind.to_ne_bytes(), &flags.to_ne_bytes()].concat();
        self.out.extend(seq.to_ne_bytes());
        self.out.extend(port.to_ne_bytes());
        let empty = Json::Map(Vec::new());
        let root = Scope { level: None, up: None, header: &[], kind, depth: 0, at: 0 };
        let mut header = Vec::new();
        match spec.header {
            // a dump may be requested without a header
            Some(_) if is_bare(line) => {}
            Some(structure) => {
                let given = line.get("header").unwrap_or(&empty);
                header = self.within("header", |it| it.structure(structure, given, &root))?;
                self.out.extend(&header);
            }
            None if line.get("header").is_some() || line.get("attributes").is_some() => {
                return Err(format!(
                    "{}: only the name of this message is known, so it has a payload only",
                    spec.name
                ));
            }
            None => {}
        }
        let scope = Scope { header: &header, ..root };
        if let Some(payload) = line.get("payload") {
            let between = spec.header.filter(|structure| structure.then.is_some());
            let payload_type = between.map_or(PayloadType::Bytes, |structure| *structure.between);
            self.align();
            let begin = self.out.len();
            self.within("payload", |it| it.value(payload_type, payload, &scope, None))?;
            if let Some(at) = between.and_then(|structure| structure.then) {
                // the length that is given may be that of a larger union
                let given = header
                    .get(at..)
                    .and_then(|len| len.first_chunk())
                    .map_or(0, |len| u16::from_ne_bytes(*len));
                let end = self.out.len().max(begin + usize::from(given));
                self.out.resize(end, 0);
                let Ok(len) = u16::try_from(self.out.len() - begin) else {
                    return Err("payload: longer than 65535 bytes".to_owned());
                };
                self.out[16 + at..16 + at + 2].copy_from_slice(&len.to_ne_bytes());
            }
        }
        if let Some(attributes) = line.get("attributes") {
            self.align();
            self.within("attributes", |it| it.set((spec.table)(), attributes, &scope))?;
        }
        let len = u32::try_from(self.out.len()).map_err(|_| "the message is longer than 4 GB".to_owned())?;
        self.out[..4].copy_from_slice(&len.to_ne_bytes());
        Ok(std::mem::take(&mut self.out))
    }

    /// Appends the attributes of a set.
    fn set(&mut self, spec: &'static AttributeSetSpec, value: &Json, scope: &Scope<'_>) -> Result<(), Wrong> {
        let mut flat = Vec::new();
        let members = self.flat_members(spec, value, &mut flat)?;
        let Some(mut inner) = scope.inner(Level::Set { spec: Some(spec), members }) else {
            return self.wrong("nested deeper than 16 levels");
        };
        for (place, (name, value)) in members.iter().enumerate() {
            self.path.push(name.clone());
            let unknown = || name.strip_prefix('#')?.parse::<u16>().ok();
            match (spec.attribute_by_name(name), unknown()) {
                (Some(row), _) => {
                    let several = match value {
                        Json::List(items) if !spec.ordered && is_several(row, items) => Some(items),
                        _ => None,
                    };
                    let one = std::slice::from_ref(value);
                    for (at, value) in several.map_or(one, Vec::as_slice).iter().enumerate() {
                        inner.at = if spec.ordered { place } else { at };
                        self.attribute(row.number, row.payload_type, value, &inner)?;
                    }
                }
                (None, Some(number)) => {
                    let several =
                        if let Json::List(items) = value { items } else { std::slice::from_ref(value) };
                    for value in several {
                        self.attribute(number, PayloadType::Bytes, value, &inner)?;
                    }
                }
                (None, None) => {
                    self.path.pop();
                    let hint = registry::nearest(name, names(spec).into_iter());
                    return self.wrong(&format!("{} has no attribute {name:?}{hint}", spec.name));
                }
            }
            self.path.pop();
        }
        Ok(())
    }
    /// Returns the members of an object, or those of all objects of a list for an ordered set.
    fn flat_members<'j>(
        &self,
        spec: &AttributeSetSpec,
        value: &'j Json,
        flat: &'j mut Vec<(String, Json)>,
    ) -> Result<&'j [(String, Json)], Wrong> {
        match value {
            Json::List(items) if spec.ordered => {
                for item in items {
                    flat.extend_from_slice(self.members(item)?);
                }
                Ok(flat)
            }
            _ => self.members(value),
        }
    }
    /// Returns the members of an object, each of which must occur once.
    fn members<'j>(&self, value: &'j Json) -> Result<&'j [(String, Json)], Wrong> {
        let Json::Map(members) = value else {
            return self.wrong(&format!("{} where an object is expected", value.describe()));
        };
        let mut seen = HashSet::new();
        for (name, _) in members {
            if !seen.insert(name) {
                return self.wrong(&format!("{name:?} occurs twice"));
            }
        }
        Ok(members)
    }
    fn attribute(
        &mut self,
        number: u16,
        payload_type: PayloadType,
        value: &Json,
        scope: &Scope<'_>,
    ) -> Result<(), Wrong> {
        self.align();
        let begin = self.out.len();
        self.out.extend([0; 4]);
        let payload_type = self.resolve(payload_type, value, scope);
        self.attributes.push(begin + 2);
        self.value(payload_type, value, scope, None)?;
        let Ok(len) = u16::try_from(self.out.len() - begin) else {
            return self.wrong("the attribute is longer than 65535 bytes");
        };
        let number = if payload_type.is_nest() { number | NLA_F_NESTED } else { number };
        self.out[begin..begin + 2].copy_from_slice(&len.to_ne_bytes());
        self.out[begin + 2..begin + 4].copy_from_slice(&number.to_ne_bytes());
        self.align();
        Ok(())
    }
    /// Appends a value. `field` is the length of the field of a struct, or of the item of a packed
    /// array.
    fn value(
        &mut self,
        payload_type: PayloadType,
        value: &Json,
        scope: &Scope<'_>,
        field: Option<usize>,
    ) -> Result<(), Wrong> {
        match (self.resolve(payload_type, value, scope), value) {
            (PayloadType::Number(number), _) => {
                let len = field.filter(|_| number.len == 0);
                self.number(number, value, len)
            }
            (PayloadType::Flag, Json::Bool(true)) => Ok(()),
            (PayloadType::Flag, Json::Word(word)) if word.is_empty() || word == "true" => Ok(()),
            (PayloadType::Flag, _) => {
                self.wrong(&format!("{} where only true is possible, for a flag", value.describe()))
            }
            (PayloadType::Text | PayloadType::CountedText, Json::Word(text)) => {
                self.out.extend(text.as_bytes());
                self.out.extend((field.is_none() && matches!(payload_type, PayloadType::Text)).then_some(0));
                Ok(())
            }
            (
                PayloadType::Text | PayloadType::UnixName | PayloadType::CountedText,
                Json::Text(text) | Json::Word(text),
            ) => {
                match Str::unescape(text).collect::<Result<Vec<u8>, _>>() {
                    Ok(bytes) => self.out.extend(bytes),
                    Err(error) => return self.wrong(&error.to_string()),
                }
                self.out.extend((field.is_none() && matches!(payload_type, PayloadType::Text)).then_some(0));
                Ok(())
            }
            (payload_type @ (PayloadType::Text | PayloadType::CountedText), Json::Unsigned(number)) => {
                self.value(payload_type, &Json::Word(number.to_string()), scope, field)
            }
            (PayloadType::Bytes, Json::Text(text) | Json::Word(text)) => self.hex(text, ""),
            (PayloadType::Hardware, Json::Text(text) | Json::Word(text)) => self.hex(text, ":"),
            (
                PayloadType::Ip | PayloadType::IpOf(_) | PayloadType::Ip4,
                Json::Text(text) | Json::Word(text),
            ) => self.address(payload_type, text),
            (PayloadType::Bits { at, len, .. }, _) => {
                let Some(bits) = unsigned(value).filter(|bits| bits >> len == 0) else {
                    return self.wrong(&format!("{} does not fit in {len} bits", value.describe()));
                };
                let bytes = (bits << at).to_le_bytes();
                self.out.extend(bytes.get(..field.unwrap_or(1)).unwrap_or(&bytes));
                Ok(())
            }
            (PayloadType::Labels, Json::Text(text) | Json::Word(text)) => {
                let labels: Vec<_> = text.split('/').filter(|label| !label.is_empty()).collect();
                for (at, label) in labels.iter().enumerate() {
                    match label.parse().ok().filter(|label: &u32| *label < 1 << 20) {
                        Some(label) => self.out.extend(Labels::entry(label, at + 1 == labels.len())),
                        None => return self.wrong(&format!("{label:?} is not a label below 1048576")),
                    }
                }
                Ok(())
            }
            (PayloadType::Bitfield32, _) => {
                for (name, _) in self.members(value)? {
                    if name != "value" && name != "selector" {
                        return self.wrong(&format!("a bitfield has value and selector, not {name:?}"));
                    }
                }
                let plain = NumberSpec { len: 4, signed: false, big: false, names: Names::None };
                for name in ["value", "selector"] {
                    let part = value.get(name).unwrap_or(&Json::Unsigned(0));
                    self.within(name, |it| it.number(plain, part, None))?;
                }
                Ok(())
            }
            (PayloadType::Struct(structure), Json::Map(_)) => {
                let bytes = self.structure(structure, value, scope)?;
                self.out.extend(bytes);
                Ok(())
            }
            (PayloadType::Extensible(structure), Json::Map(members)) => {
                let mut bytes = self.structure(structure, value, scope)?;
                bytes.truncate(extent(structure, members));
                self.out.extend(bytes);
                Ok(())
            }
            (PayloadType::PackedArray { item, len }, Json::List(items)) => {
                for (at, value) in items.iter().enumerate() {
                    self.within(&at.to_string(), |it| {
                        let begin = it.out.len();
                        it.value(*item, value, scope, Some(len))?;
                        it.fill(begin, len)
                    })?;
                }
                Ok(())
            }
            // what printing leaves undecoded
            (
                PayloadType::Nest(_)
                | PayloadType::IndexedArray(_)
                | PayloadType::NestTypeValue(_)
                | PayloadType::Struct(_)
                | PayloadType::Extensible(_)
                | PayloadType::PackedArray { .. }
                | PayloadType::WithHeader { .. }
                | PayloadType::NextHops(_)
                | PayloadType::Tlvs(_),
                Json::Text(text) | Json::Word(text),
            ) => self.hex(text, ""),
            (PayloadType::Nest(table), _) => self.set(table(), value, scope),
            (PayloadType::Tlvs(table), _) => self.tlvs(table(), value, scope),
            (PayloadType::IndexedArray(item), Json::List(list)) => {
                let Some(inner) = scope.inner(Level::Items) else {
                    return self.wrong("nested deeper than 16 levels");
                };
                for (at, value) in list.iter().enumerate() {
                    let number = u16::try_from(at + 1).unwrap_or(u16::MAX) & 0x3fff;
                    self.align();
                    self.items.push(self.out.len() + 2);
                    self.within(&at.to_string(), |it| it.attribute(number, *item, value, &inner))?;
                }
                Ok(())
            }
            // items with numbers
            (PayloadType::IndexedArray(item) | PayloadType::NestTypeValue(item), Json::Map(_)) => {
                let members = self.members(value)?;
                let Some(inner) = scope.inner(Level::Set { spec: None, members }) else {
                    return self.wrong("nested deeper than 16 levels");
                };
                for (name, value) in members {
                    match name.parse().ok().filter(|number: &u16| *number < 1 << 14) {
                        Some(number) => self.within(name, |it| it.attribute(number, *item, value, &inner))?,
                        None => return self.wrong(&format!("{name:?} is not the number of an item")),
                    }
                }
                Ok(())
            }
            (PayloadType::WithHeader { header, body, rebinds }, Json::Map(_)) => {
                self.with_header(header, body, rebinds, value, scope)
            }
            (PayloadType::NextHops(hops), Json::List(list)) => {
                for (at, value) in list.iter().enumerate() {
                    self.align();
                    let begin = self.out.len();
                    self.within(&at.to_string(), |it| {
                        it.with_header(hops.header, hops.body, false, value, scope)
                    })?;
                    let Ok(len) = u16::try_from(self.out.len() - begin) else {
                        return self.wrong("the next hop is longer than 65535 bytes");
                    };
                    self.out[begin..begin + 2].copy_from_slice(&len.to_ne_bytes());
                }
                Ok(())
            }
            (payload_type, _) => {
                self.wrong(&format!("{} where {} is expected", value.describe(), expected(&payload_type)))
            }
        }
    }
    fn with_header(
        &mut self,
        header: &'static StructSpec,
        body: &'static PayloadType,
        rebinds: bool,
        value: &Json,
        scope: &Scope<'_>,
    ) -> Result<(), Wrong> {
        for (name, _) in self.members(value)? {
            if !matches!(name.as_str(), "header" | "attributes" | "data") {
                return self.wrong(&format!("{name:?} where header, attributes and data are possible"));
            }
        }
        let empty = Json::Map(Vec::new());
        let given = value.get("header").unwrap_or(&empty);
        let bytes = self.within("header", |it| it.structure(header, given, scope))?;
        self.out.extend(&bytes);
        let Some((name, body_value)) =
            ["attributes", "data"].into_iter().find_map(|name| Some((name, value.get(name)?)))
        else {
            return Ok(());
        };
        self.out.resize(self.out.len() + body.behind(bytes.len()) - bytes.len(), 0);
        let header = if rebinds { &bytes[..] } else { scope.header };
        // the same position, with another header
        let scope = Scope {
            level: scope.level.as_ref().map(Level::again),
            up: scope.up,
            header,
            kind: scope.kind,
            depth: scope.depth,
            at: scope.at,
        };
        self.within(name, |it| it.value(*body, body_value, &scope, None))
    }
    /// Returns the bytes of a struct; fields that are not given are zero.
    fn structure(&mut self, spec: &StructSpec, value: &Json, scope: &Scope<'_>) -> Result<Vec<u8>, Wrong> {
        let mut bytes = vec![0; spec.len];
        let members = self.members(value)?;
        // numbers before what they may select: in structs inside, then in this struct
        let order = |field: &FieldSpec| match field.payload_type {
            PayloadType::SubMessage(_) => 2,
            PayloadType::Struct(_) | PayloadType::Extensible(_) | PayloadType::WithHeader { .. } => 1,
            _ => 0,
        };
        for (name, _) in members {
            if !spec.fields.iter().any(|field| field.name == name && !field.padding) {
                let names = spec.fields.iter().filter(|field| !field.padding).map(|field| field.name);
                let hint = registry::nearest(name, names);
                return self.wrong(&format!("{} has no field {name:?}{hint}", spec.name));
            }
        }
        for turn in 0..3 {
            let fields = spec.fields.iter().filter(|field| !field.padding && order(field) == turn);
            for field in fields {
                let Some(value) = members.iter().find(|(name, _)| name == field.name).map(|(_, value)| value)
                else {
                    continue;
                };
                let so_far = bytes.clone();
                let inner = scope.inner(Level::Struct(&so_far));
                let inner = inner.as_ref().unwrap_or(scope);
                let part = self.within(field.name, |it| {
                    let before = std::mem::take(&mut it.out);
                    let built = it.value(field.payload_type, value, inner, Some(field.len));
                    let filled = built.and_then(|()| it.fill(0, field.len));
                    let part = std::mem::replace(&mut it.out, before);
                    filled.map(|()| part)
                })?;
                for (byte, new) in bytes.iter_mut().skip(field.offset).zip(part) {
                    *byte |= new; // bit fields share bytes
                }
            }
        }
        Ok(bytes)
    }
    /// Fills a field with zeros up to its length.
    fn fill(&mut self, begin: usize, len: usize) -> Result<(), Wrong> {
        let found = self.out.len() - begin;
        if found > len {
            return self.wrong(&format!("{found} bytes in a field of {len}"));
        }
        self.out.resize(begin + len, 0);
        Ok(())
    }
    fn number(&mut self, spec: NumberSpec, value: &Json, field: Option<usize>) -> Result<(), Wrong> {
        let number: i128 = match (spec.names, value) {
            (_, Json::Unsigned(value)) => (*value).into(),
            (_, Json::Signed(value)) => (*value).into(),
            (Names::Flags(names), Json::List(items)) => {
                let mut bits = 0u64;
                for item in items {
                    bits |= match item {
                        Json::Unsigned(bits) => *bits,
                        Json::Text(name) => self.named(names, name)?,
                        _ => return self.wrong(&format!("{} among names of flags", item.describe())),
                    };
                }
                bits.into()
            }
            (_, Json::Word(word)) if plain(word).is_some() => plain(word).unwrap_or(0),
            (Names::Flags(names), Json::Word(word)) => {
                let mut bits = 0u64;
                for name in word.split(['|', ',']) {
                    bits |= self.named(names, name)?;
                }
                bits.into()
            }
            (Names::Values(names), Json::Text(name) | Json::Word(name)) => {
                let value = self.named(names, name)?;
                if spec.signed { (value as i64).into() } else { value.into() }
            }
            _ => {
                return self.wrong(&format!(
                    "{} where {} is expected",
                    value.describe(),
                    expected(&PayloadType::Number(spec))
                ));
            }
        };
        let len = match (spec.len, field) {
            (0, Some(len)) => len,
            (0, None) if u32::try_from(number).is_ok() || i32::try_from(number).is_ok() && spec.signed => 4,
            (0, None) => 8,
            (len, _) => len.into(),
        };
        let bits = 8 * len.clamp(1, 8) as u32;
        let (least, most) = match spec.signed {
            true => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
            false => (0, (1i128 << bits) - 1),
        };
        // flags of a signed number are printed without sign
        let most = if matches!(spec.names, Names::Flags(_)) { (1i128 << bits) - 1 } else { most };
        if number < least || number > most {
            return self.wrong(&format!("{number} is not from {least} to {most}"));
        }
        let is_big = spec.big || cfg!(target_endian = "big");
        let bytes = number.to_le_bytes();
        let bytes = bytes.get(..len).unwrap_or(&bytes);
        if is_big {
            self.out.extend(bytes.iter().rev())
        } else {
            self.out.extend(bytes)
        }
        Ok(())
    }
    /// Returns the value of a name, with or without the prefix of all names, in any case.
    fn named(&self, names: &'static [Named], name: &str) -> Result<u64, Wrong> {
        if let Some(value) = plain(name).and_then(|value| u64::try_from(value).ok()) {
            return Ok(value);
        }
        let upper = name.to_uppercase();
        let is_end = |named: &&Named| {
            let full = named.name.to_uppercase();
            full == upper || full.strip_suffix(&upper).is_some_and(|front| front.ends_with('_'))
        };
        let found = names.iter().find(|named| named.name == name).or_else(|| names.iter().find(is_end));
        match found {
            Some(named) => Ok(named.value),
            None => {
                let hint = registry::nearest(name, names.iter().map(|named| named.name));
                self.wrong(&format!("no value is named {name:?}{hint}"))
            }
        }
    }
    /// Appends bytes from hexadecimal digits.
    fn hex(&mut self, text: &str, between: &str) -> Result<(), Wrong> {
        let digits: Vec<u8> = text.replace(between, "").into_bytes();
        let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        let bytes: Option<Vec<_>> =
            digits.chunks(2).map(|two| pair(two).filter(|_| two.len() == 2)).collect();
        match bytes.filter(|_| digits.iter().all(u8::is_ascii_hexdigit)) {
            Some(bytes) => self.out.extend(bytes),
            None => return self.wrong(&format!("{text:?} where hexadecimal bytes are expected")),
        }
        Ok(())
    }
    fn address(&mut self, payload_type: PayloadType, text: &str) -> Result<(), Wrong> {
        let Ok(address) = text.parse::<IpAddr>() else {
            return self.wrong(&format!("{text:?} is not an IP address"));
        };
        let is_other = matches!(
            (payload_type, address),
            (PayloadType::IpOf(4) | PayloadType::Ip4, IpAddr::V6(_)) | (PayloadType::IpOf(16), IpAddr::V4(_))
        );
        if is_other {
            return self.wrong(&format!("{text} is of the other address family"));
        }
        match address {
            IpAddr::V4(address) => self.out.extend(address.octets()),
            IpAddr::V6(address) => self.out.extend(address.octets()),
        }
        Ok(())
    }

    /// Resolves sub-messages to the payload type for their selectors; bytes if unknown.
    fn resolve(&mut self, mut payload_type: PayloadType, value: &Json, scope: &Scope<'_>) -> PayloadType {
        while let PayloadType::SubMessage(choices) = payload_type {
            payload_type = match choices.by {
                SelectorSource::Length => by_length(choices, value, scope),
                by => arm(choices, &key(by, scope)),
            };
        }
        payload_type
    }
}
/// Whether a line has an empty header, and no attributes.
fn is_bare(line: &Json) -> bool {
    let is_empty = |value: &Json| matches!(value, Json::Map(members) if members.is_empty());
    line.get("header").is_some_and(is_empty) && line.get("attributes").is_none_or(is_empty)
}
impl Level<'_> {
    fn again(&self) -> Level<'_> {
        match self {
            Self::Set { spec, members } => Level::Set { spec: *spec, members },
            Self::Struct(bytes) => Level::Struct(bytes),
            Self::Items => Level::Items,
        }
    }
}
fn arm(choices: &SubMessageSpec, key: &[u8]) -> PayloadType {
    choices
        .arms
        .iter()
        .find(|(arm, _)| *arm == key)
        .map_or(PayloadType::Bytes, |(_, payload_type)| *payload_type)
}
/// Returns the first payload type whose bytes have the length that selects it.
fn by_length(choices: &SubMessageSpec, value: &Json, scope: &Scope<'_>) -> PayloadType {
    let fits = |(key, payload_type): &&(&[u8], PayloadType)| {
        let bytes = alone(*payload_type, value, scope);
        bytes.is_some_and(|bytes| u16::try_from(bytes.len()).is_ok_and(|len| len.to_ne_bytes() == **key))
    };
    choices.arms.iter().find(fits).map_or(PayloadType::Bytes, |(_, payload_type)| *payload_type)
}
/// Returns the bytes of a value by itself.
fn alone(payload_type: PayloadType, value: &Json, scope: &Scope<'_>) -> Option<Vec<u8>> {
    let mut builder = Builder::default();
    builder.value(payload_type, value, scope, None).ok()?;
    Some(builder.out)
}
/// Returns the selector of a sub-message.
fn key(by: SelectorSource, scope: &Scope<'_>) -> Vec<u8> {
    let part = |bytes: &[u8], offset: usize, len: usize| {
        bytes.get(offset..).and_then(|rest| rest.get(..len)).unwrap_or(&[]).to_vec()
    };
    match by {
        SelectorSource::Header { offset, len } => part(scope.header, offset, len),
        SelectorSource::Type => scope.kind.to_ne_bytes().to_vec(),
        SelectorSource::Structure { up, offset, len } => {
            match scope.above(up).and_then(|it| it.level.as_ref()) {
                Some(Level::Struct(bytes)) => part(bytes, offset, len),
                _ => Vec::new(),
            }
        }
        SelectorSource::Part { up, number, offset, len } => {
            part(&attribute_of(scope, up, number, None), offset, len)
        }
        SelectorSource::Bytes { up, number } => attribute_of(scope, up, number, None),
        SelectorSource::Text { up, number } => {
            let bytes = attribute_of(scope, up, number, None);
            bytes.split(|byte| *byte == 0).next().unwrap_or(&[]).to_vec()
        }
        SelectorSource::Preceding { number, .. } => attribute_of(scope, 0, number, Some(scope.at)),
        _ => Vec::new(),
    }
}
/// Returns the payload of an attribute of a level above: the last one, or the one at a position.
fn attribute_of(scope: &Scope<'_>, up: u8, number: u16, at: Option<usize>) -> Vec<u8> {
    let Some(scope) = scope.above(up) else { return Vec::new() };
    let Some(Level::Set { spec: Some(spec), members }) = &scope.level else { return Vec::new() };
    let Some(row) = spec.attribute(number) else { return Vec::new() };
    // of an ordered set, the last one before the position
    let before = at.filter(|_| spec.ordered).unwrap_or(members.len());
    let mut members = members.iter().take(before);
    let is_wanted = |(name, _): &&(String, Json)| name == row.name;
    let found = if spec.ordered { members.rfind(is_wanted) } else { members.find(is_wanted) };
    let Some((_, value)) = found else { return Vec::new() };
    let value = match value {
        value if spec.ordered => value,
        Json::List(items) if is_several(row, items) => {
            let found = at.map_or(items.last(), |at| items.get(at));
            let Some(value) = found else { return Vec::new() };
            value
        }
        value => value,
    };
    alone(row.payload_type, value, scope).unwrap_or_default()
}
/// Whether a list stands for several attributes, rather than for one whose value is a list.
fn is_several(row: &AttributeSpec, items: &[Json]) -> bool {
    match row.payload_type {
        _ if row.repeated => true,
        PayloadType::Nest(set) | PayloadType::Tlvs(set) if set().ordered => {
            matches!(items.first(), Some(Json::List(_)))
        }
        PayloadType::Number(NumberSpec { names: Names::Flags(_), .. }) => {
            matches!(items.first(), Some(Json::List(_)))
        }
        PayloadType::IndexedArray(_) | PayloadType::PackedArray { .. } | PayloadType::NextHops(_) => {
            matches!(items.first(), Some(Json::List(_)))
        }
        PayloadType::SubMessage(_) => false,
        _ => true,
    }
}
/// Returns the length of an extensible struct of which the first fields are given.
fn extent(structure: &StructSpec, members: &[(String, Json)]) -> usize {
    let is_given = |field: &FieldSpec| members.iter().any(|(name, _)| name == field.name);
    let fields = || structure.fields.iter().filter(|field| !field.padding);
    let given = fields().take_while(|field| is_given(field)).count();
    match fields().nth(given) {
        Some(next) if !fields().skip(given).any(is_given) && given != 0 => {
            // a bit field may begin in the last byte and go on behind the end
            fields().take(given).fold(next.offset, |end, field| end.max(field.offset + field.len))
        }
        _ => structure.len,
    }
}
fn names(spec: &AttributeSetSpec) -> Vec<&'static str> {
    let mut names: Vec<_> = spec.attributes.iter().map(|row| row.name).collect();
    names.extend(spec.base.map_or(Vec::new(), |base| self::names(base())));
    names
}
fn unsigned(value: &Json) -> Option<u64> {
    match value {
        Json::Unsigned(value) => Some(*value),
        Json::Word(word) => plain(word).and_then(|value| u64::try_from(value).ok()),
        _ => None,
    }
}
/// Parses a decimal or hexadecimal number.
fn plain(word: &str) -> Option<i128> {
    match word.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok().map(Into::into),
        None => word.parse::<i64>().map(Into::into).or_else(|_| word.parse::<u64>().map(Into::into)).ok(),
    }
}
/// Returns what a payload type is in JSON.
pub fn expected(payload_type: &PayloadType) -> String {
    match payload_type {
        PayloadType::Number(NumberSpec { names: Names::Values(_), .. }) => "a number or its name".to_owned(),
        PayloadType::Number(NumberSpec { names: Names::Flags(_), .. }) => "a list of flags".to_owned(),
        PayloadType::Number(number) if number.signed => format!("an integer of {} bytes", number.len),
        PayloadType::Number(number) if number.len == 0 => "an unsigned integer".to_owned(),
        PayloadType::Number(number) => format!("an unsigned integer of {} bytes", number.len),
        PayloadType::Flag => "true".to_owned(),
        PayloadType::Text | PayloadType::UnixName | PayloadType::CountedText => "text".to_owned(),
        PayloadType::Hardware => "a hardware address".to_owned(),
        PayloadType::Ip | PayloadType::IpOf(_) | PayloadType::Ip4 => "an IP address".to_owned(),
        PayloadType::Labels => "a stack of MPLS labels such as 100/200".to_owned(),
        PayloadType::IndexedArray(_) | PayloadType::PackedArray { .. } | PayloadType::NextHops(_) => {
            "a list".to_owned()
        }
        PayloadType::Nest(set) | PayloadType::Tlvs(set) if set().ordered => {
            "a list of objects with one attribute each".to_owned()
        }
        PayloadType::Nest(_)
        | PayloadType::Tlvs(_)
        | PayloadType::Struct(_)
        | PayloadType::Extensible(_)
        | PayloadType::Bitfield32
        | PayloadType::NestTypeValue(_)
        | PayloadType::WithHeader { .. } => "an object".to_owned(),
        _ => "text of hexadecimal bytes".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nlwire::route::RouteMessage;

    fn build(line: &str) -> Result<Vec<u8>, Wrong> {
        let spec = RouteMessage::MESSAGES.iter().find(|spec| spec.name == "RTM_NEWLINK").unwrap();
        Builder::default().message(spec, (16, 5, 1, 0), &Json::parse(line).unwrap())
    }
    #[test]
    fn errors_name_the_place() {
        let deep = format!(r#"{{"attributes":{}1{}}}"#, r#"{"IFLA_PROP_LIST":"#.repeat(20), "}".repeat(20));
        for (line, error) in [
            (
                r#"{"attributes":{"IFLA_MTUX":1}}"#,
                r#"attributes: Link has no attribute "IFLA_MTUX"; did you mean IFLA_MTU?"#,
            ),
            (
                r#"{"header":{"ifi_indx":1}}"#,
                r#"header: IfInfo has no field "ifi_indx"; did you mean ifi_index?"#,
            ),
            (
                r#"{"attributes":{"IFLA_MTU":4294967296}}"#,
                "attributes.IFLA_MTU: 4294967296 is not from 0 to 4294967295",
            ),
            (r#"{"attributes":{"IFLA_MTU":-1}}"#, "attributes.IFLA_MTU: -1 is not from 0 to 4294967295"),
            (
                r#"{"attributes":{"IFLA_MTU":1.5}}"#,
                "attributes.IFLA_MTU: 1.5 where an unsigned integer of 4 bytes is expected",
            ),
            (r#"{"attributes":{"IFLA_MTU":1,"IFLA_MTU":2}}"#, r#"attributes: "IFLA_MTU" occurs twice"#),
            (
                r#"{"attributes":{"IFLA_MTU":{}}}"#,
                "attributes.IFLA_MTU: an object where an unsigned integer of 4 bytes is expected",
            ),
            (
                r#"{"attributes":{"IFLA_LINKINFO":{"IFLA_INFO_KIND":["vlan"],"x":1}}}"#,
                r#"attributes.IFLA_LINKINFO: LinkInfo has no attribute "x""#,
            ),
            (
                r#"{"attributes":{"IFLA_LINKINFO":{"IFLA_INFO_KIND":"vlan","IFLA_INFO_DATA":{"IFLA_VLAN_ID":70000}}}}"#,
                "attributes.IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_VLAN_ID: 70000 is not from 0 to 65535",
            ),
            (
                r#"{"header":{"ifi_flags":["IFF_UPP"]}}"#,
                r#"header.ifi_flags: no value is named "IFF_UPP"; did you mean IFF_UP?"#,
            ),
            (
                r#"{"attributes":{"IFLA_ADDRESS":"02:00:0g"}}"#,
                r#"attributes.IFLA_ADDRESS: "02:00:0g" where hexadecimal bytes are expected"#,
            ),
            (
                r#"{"attributes":{"IFLA_IFNAME":"a\\q"}}"#,
                "attributes.IFLA_IFNAME: unknown escape at byte 1 of the text",
            ),
            (r#"{"attributes":[]}"#, "attributes: a list where an object is expected"),
        ] {
            assert_eq!(build(line).unwrap_err(), error, "{line}");
        }
        let error = build(&deep).unwrap_err();
        assert!(error.starts_with("attributes.IFLA_PROP_LIST"), "{error}");
    }
    #[test]
    fn nesting_ends_at_sixteen_levels() {
        let level = r#"{"1":"#;
        // an array of arrays does not exist in the tables, so that items stand for it
        static INNER: PayloadType = PayloadType::NestTypeValue(&PayloadType::Bytes);
        let mut builder = Builder::default();
        let value = Json::parse(&format!("{level}\"\"}}")).unwrap();
        let root = Scope { level: None, up: None, header: &[], kind: 0, depth: DEPTH, at: 0 };
        assert!(builder.value(INNER, &value, &root, None).unwrap_err().contains("deeper than 16"));
        let root = Scope { level: None, up: None, header: &[], kind: 0, depth: DEPTH - 1, at: 0 };
        assert!(builder.value(INNER, &value, &root, None).is_ok());
    }
    #[test]
    fn the_order_of_an_ordered_set_is_kept() {
        use nlwire::{
            genl::openvswitch::FlowMessage,
            schema::{Json as Printed, View},
            wire::spec::PayloadType,
        };
        let actions = r#"[{"OVS_ACTION_ATTR_OUTPUT":2},{"OVS_ACTION_ATTR_POP_VLAN":true},{"OVS_ACTION_ATTR_OUTPUT":3}]"#;
        let line = format!(r#"{{"attributes":{{"OVS_FLOW_ATTR_ACTIONS":{actions}}}}}"#);
        let mut specs = FlowMessage::MESSAGES.iter().map(|spec| &spec.message);
        let spec = specs.find(|spec| spec.name == "OVS_FLOW_CMD_NEW").unwrap();
        let bytes = Builder::default().message(spec, (16, 5, 1, 0), &Json::parse(&line).unwrap()).unwrap();
        // behind the headers of netlink, generic netlink and Open vSwitch
        let attributes = View::new(PayloadType::Nest(spec.table), &bytes[24..]);
        assert_eq!(Printed(attributes).to_string(), format!(r#"{{"OVS_FLOW_ATTR_ACTIONS":{actions}}}"#));
        // one object is short for a list of one attribute each
        let short = line.replace(actions, r#"{"OVS_ACTION_ATTR_OUTPUT":2}"#);
        let bytes = Builder::default().message(spec, (16, 5, 1, 0), &Json::parse(&short).unwrap()).unwrap();
        assert_eq!(bytes.len(), 36);
    }
    #[test]
    fn words_are_read_by_the_payload_type() {
        let word = |word: &str| Json::Word(word.to_owned());
        let row = |name: &str| {
            let spec = RouteMessage::MESSAGES.iter().find(|spec| spec.name == "RTM_NEWLINK").unwrap();
            *(spec.table)().attribute_by_name(name).unwrap()
        };
        let root = Scope { level: None, up: None, header: &[], kind: 16, depth: 0, at: 0 };
        let bytes = |name: &str, text: &str| alone(row(name).payload_type, &word(text), &root);
        assert_eq!(bytes("IFLA_MTU", "1500"), Some(1500u32.to_ne_bytes().to_vec()));
        assert_eq!(bytes("IFLA_MTU", "0x5dc"), Some(1500u32.to_ne_bytes().to_vec()));
        assert_eq!(bytes("IFLA_IFNAME", "1500"), Some(b"1500\0".to_vec()));
        assert_eq!(bytes("IFLA_ADDRESS", "02:00:00:00:00:01"), Some(vec![2, 0, 0, 0, 0, 1]));
        assert_eq!(bytes("IFLA_OPERSTATE", "up"), Some(vec![6]));
        assert_eq!(bytes("IFLA_OPERSTATE", "IF_OPER_UP"), Some(vec![6]));
        assert_eq!(bytes("IFLA_MTU", "many"), None);
    }
}
