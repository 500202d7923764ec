//! Bytes made from tables: attributes with payloads that fit, that nearly fit, and that do not.
use nlwire::wire::{
    NLA_F_NESTED,
    spec::{
        AttributeSetSpec, AttributeSpec, Constraint, PayloadType, SelectorSource, StructSpec, SubMessageSpec,
    },
};

/// Numbers by chance, the same from the same seed: xorshift64*.
pub struct Chance(u64);
impl Chance {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }
    /// Any number.
    pub fn any(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
    /// A number below another; 0 where that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.any() >> 33) as usize % end }
    }
    /// Once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
    /// One of these.
    pub fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
    /// So many bytes: all alike, small, or any.
    pub fn bytes(&mut self, len: usize) -> Vec<u8> {
        let like = self.below(4);
        let small = self.below(3) as u8;
        (0..len)
            .map(|_| match like {
                0 => small,
                1 => self.below(20) as u8,
                _ => self.any() as u8,
            })
            .collect()
    }
}

/// An attribute, padded.
pub fn attr(bits: u16, payload: &[u8]) -> Vec<u8> {
    let len = u16::try_from(payload.len() + 4).unwrap_or(u16::MAX);
    let mut bytes = [&len.to_ne_bytes()[..], &bits.to_ne_bytes(), payload].concat();
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}
/// A message.
pub fn message(kind: u16, flags: u16, seq: u32, payload: &[u8]) -> Vec<u8> {
    let len = payload.len() as u32 + 16;
    [&len.to_ne_bytes()[..], &kind.to_ne_bytes(), &flags.to_ne_bytes(), &seq.to_ne_bytes(), &[0; 4], payload]
        .concat()
}

/// A few attributes of a set, with payloads that fit; what selects stands in front of what it selects.
pub fn attributes(table: &'static AttributeSetSpec, chance: &mut Chance, depth: u8) -> Vec<u8> {
    let mut rows: Vec<&AttributeSpec> = table.attributes.iter().collect();
    if let Some(base) = table.base {
        rows.extend(base().attributes);
    }
    let mut bytes = Vec::new();
    for _ in 0..chance.below(if depth == 0 { 7 } else { 4 }) {
        let Some(row) = chance.of(&rows) else { break };
        bytes.extend(attribute(row, &rows, chance, depth));
    }
    bytes
}
fn attribute(row: &AttributeSpec, rows: &[&AttributeSpec], chance: &mut Chance, depth: u8) -> Vec<u8> {
    let (mut payload_type, mut front) = (row.payload_type, Vec::new());
    while let PayloadType::SubMessage(choices) = payload_type {
        let Some((key, arm)) = chance.of(choices.arms) else { break };
        front.extend(key_in_front(choices, key, rows));
        payload_type = *arm;
    }
    let mut made = payload(payload_type, chance, depth);
    limit(row.constraint, payload_type, &mut made, chance);
    let nest = matches!(
        payload_type,
        PayloadType::Nest(_) | PayloadType::IndexedArray(_) | PayloadType::NestTypeValue(_)
    );
    front.extend(attr(row.number | if nest { NLA_F_NESTED } else { 0 }, &made));
    front
}
/// The sibling by whose text or bytes something is selected.
fn key_in_front(choices: &SubMessageSpec, key: &[u8], rows: &[&AttributeSpec]) -> Vec<u8> {
    match choices.by {
        SelectorSource::Text { up: 0, number } => attr(number, &[key, &[0]].concat()),
        SelectorSource::Bytes { up: 0, number } if rows.iter().any(|row| row.number == number) => {
            attr(number, key)
        }
        _ => Vec::new(),
    }
}
/// Mends a payload so that strict validation may take it.
fn limit(limit: Constraint, payload_type: PayloadType, made: &mut Vec<u8>, chance: &mut Chance) {
    let plain = matches!(
        payload_type,
        PayloadType::Text
            | PayloadType::CountedText
            | PayloadType::Bytes
            | PayloadType::Hardware
            | PayloadType::Tlvs(_)
    );
    match limit {
        Constraint::Range(min, _) if made.len() <= 8 => {
            if let PayloadType::Number(number) = payload_type {
                let value = (min as u64).to_be_bytes();
                *made = value[8 - made.len()..].to_vec();
                if !number.big && cfg!(target_endian = "little") {
                    made.reverse();
                }
            }
        }
        Constraint::FlagsMask(_) => made.fill(0),
        Constraint::MaxLen(len) | Constraint::BinaryMaxLen(len) | Constraint::NulMaxLen(len) if plain => {
            made.truncate(usize::from(len));
            if matches!(payload_type, PayloadType::Text) {
                made.truncate(usize::from(len).saturating_sub(1));
                made.push(0);
            }
        }
        Constraint::MinLen(len) if plain && made.len() < usize::from(len) => {
            made.extend(chance.bytes(usize::from(len)))
        }
        Constraint::ExactLen(len) if plain => *made = chance.bytes(usize::from(len)),
        _ => {}
    }
}
/// A few records with a byte each for type and length, mostly of one type each; what selects stands in front of what it selects.
fn tlvs(table: &'static AttributeSetSpec, chance: &mut Chance, depth: u8) -> Vec<u8> {
    let (mut bytes, mut seen) = (Vec::new(), Vec::new());
    let mut push = |number: u16, value: &[u8], again: bool| {
        let (Ok(kind), Ok(len)) = (u8::try_from(number), u8::try_from(value.len())) else { return };
        if again || !seen.contains(&kind) {
            seen.push(kind);
            bytes.extend([&[kind, len], value].concat());
        }
    };
    for _ in 0..chance.below(4) {
        let Some(row) = chance.of(table.attributes) else { break };
        let mut payload_type = row.payload_type;
        while let PayloadType::SubMessage(choices) = payload_type {
            let Some((key, arm)) = chance.of(choices.arms) else { break };
            if let SelectorSource::Bytes { up: 0, number } = choices.by {
                push(number, key, false);
            }
            payload_type = *arm;
        }
        let value = payload(payload_type, chance, depth);
        push(row.number, &value, chance.once_in(9));
    }
    bytes
}
fn structure(structure: &StructSpec, chance: &mut Chance) -> Vec<u8> {
    chance.bytes(structure.len)
}
/// A payload of a shape.
pub fn payload(payload_type: PayloadType, chance: &mut Chance, depth: u8) -> Vec<u8> {
    let text = |chance: &mut Chance| {
        let len = chance.below(14);
        (0..len).map(|_| b'a' + chance.below(26) as u8).chain([0]).collect()
    };
    match payload_type {
        PayloadType::Number(number) => {
            let len = if number.len == 0 { [4, 8][chance.below(2)] } else { usize::from(number.len) };
            chance.bytes(len)
        }
        PayloadType::Flag => Vec::new(),
        PayloadType::Text | PayloadType::UnixName => text(chance),
        PayloadType::CountedText => {
            let len = chance.below(14);
            chance.bytes(len)
        }
        PayloadType::Hardware => chance.bytes(6),
        PayloadType::Ip => {
            let len = [4, 16][chance.below(2)];
            chance.bytes(len)
        }
        PayloadType::IpOf(len) => chance.bytes(len.into()),
        PayloadType::Ip4 | PayloadType::Labels => chance.bytes(4),
        PayloadType::Bits { at, len, .. } => chance.bytes((usize::from(at) + usize::from(len)).div_ceil(8)),
        PayloadType::Bitfield32 => chance.bytes(8),
        PayloadType::Struct(it) => structure(it, chance),
        PayloadType::Extensible(it) => {
            let len = it.len + 8 - chance.below(it.len.min(16) + 1);
            chance.bytes(len)
        }
        PayloadType::PackedArray { item, len } => (0..chance.below(4))
            .flat_map(|_| {
                let mut made = payload(*item, chance, depth + 1);
                made.resize(len, 0);
                made
            })
            .collect(),
        PayloadType::Tlvs(table) if depth < 5 => tlvs(table(), chance, depth + 1),
        PayloadType::Nest(table) if depth < 5 => attributes(table(), chance, depth + 1),
        PayloadType::IndexedArray(item) | PayloadType::NestTypeValue(item) if depth < 5 => (0..chance
            .below(4))
            .flat_map(|at| {
                let mut item = *item;
                while let PayloadType::SubMessage(choices) = item {
                    let Some((_, arm)) = chance.of(choices.arms) else { break };
                    item = *arm;
                }
                let nest = if matches!(item, PayloadType::Nest(_)) { NLA_F_NESTED } else { 0 };
                attr((at as u16 + 1) | nest, &payload(item, chance, depth + 1))
            })
            .collect(),
        PayloadType::WithHeader { header, body, .. } => {
            let mut made = structure(header, chance);
            made.resize(body.behind(made.len()), 0);
            made.extend(payload(*body, chance, depth + 1));
            made
        }
        PayloadType::NextHops(chain) => (0..chance.below(3))
            .flat_map(|_| {
                let mut made = structure(chain.header, chance);
                made.resize(made.len().next_multiple_of(4), 0);
                made.extend(payload(*chain.body, chance, depth + 1));
                let len = (made.len() as u16).to_ne_bytes();
                made[..2].copy_from_slice(&len);
                made.resize(made.len().next_multiple_of(4), 0);
                made
            })
            .collect(),
        PayloadType::SubMessage(choices) => match chance.of(choices.arms) {
            Some((_, arm)) => payload(*arm, chance, depth + 1),
            None => Vec::new(),
        },
        // deep enough
        PayloadType::Nest(_) | PayloadType::IndexedArray(_) | PayloadType::NestTypeValue(_) => Vec::new(),
        _ => {
            let len = chance.below(24);
            chance.bytes(len)
        }
    }
}
/// The same with a few bytes changed and, at times, the end cut off.
pub fn spoil(bytes: &mut Vec<u8>, chance: &mut Chance) {
    for _ in 0..chance.below(4) + 1 {
        let (at, value) = (chance.below(bytes.len()), [0, 1, 4, 255, chance.any() as u8][chance.below(5)]);
        if let Some(byte) = bytes.get_mut(at) {
            *byte = value;
        }
    }
    if chance.once_in(3) {
        let end = chance.below(bytes.len() + 1);
        bytes.truncate(end);
    }
}
