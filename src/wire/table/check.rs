//! Checks of declarations at compile time, with messages that name the entry and say what to do.
#![allow(clippy::indexing_slicing, clippy::panic)] // evaluated at compile time
use crate::wire::{
    NLA_TYPE_MASK,
    spec::{AttributeSpec, CommandSpec, Constraint, Direction, PayloadType, StructSpec},
};

/// Ends the compilation with a message of several words.
#[track_caller]
const fn fail(words: &[&str]) -> ! {
    let (mut text, mut len, mut word) = ([0; 400], 0, 0);
    while word < words.len() {
        let (bytes, mut at) = (words[word].as_bytes(), 0);
        while at < bytes.len() && len < text.len() {
            text[len] = bytes[at];
            len += 1;
            at += 1;
        }
        word += 1;
    }
    match core::str::from_utf8(text.split_at(len).0) {
        Ok(text) => panic!("{}", text),
        Err(_) => panic!("a declaration is wrong"),
    }
}

/// Checks the numbers of an attribute set: each once, ascending, which lookups rely on, and of 14
/// bits.
#[doc(hidden)]
#[track_caller]
pub const fn check_attributes(set: &str, attributes: &[AttributeSpec]) {
    let mut at = 0;
    while at < attributes.len() {
        let attribute = attributes[at];
        if attribute.number > NLA_TYPE_MASK {
            fail(&[set, "::", attribute.name, ": an attribute type has 14 bits: write a number up to 16383"]);
        }
        check_constraint(set, &attribute);
        if at > 0 && attributes[at - 1].number == attribute.number {
            fail(&[
                set,
                "::",
                attribute.name,
                " has the number of ",
                attributes[at - 1].name,
                ": give each attribute a number of its own",
            ]);
        }
        if at > 0 && attributes[at - 1].number > attribute.number {
            fail(&[
                set,
                "::",
                attribute.name,
                " has a lower number than ",
                attributes[at - 1].name,
                ": write the attributes in ascending order of their numbers",
            ]);
        }
        at += 1;
    }
}

/// What a constraint may demand of a payload.
#[derive(Clone, Copy)]
enum Measure {
    /// The value of a number, which has the length of its type.
    Value,
    /// The value of a number of 4 or 8 bytes, or the length.
    ValueOrLength,
    /// The length, in bytes, of text.
    Text,
    /// The length, in bytes, of anything else.
    Length,
    /// Bits and their selector: the valid bits.
    Bits,
    /// Nothing: there is no payload.
    Nothing,
}
const fn measure(payload_type: &PayloadType) -> Measure {
    match payload_type {
        PayloadType::Number(number) if number.len == 0 => Measure::ValueOrLength,
        PayloadType::Number(_) | PayloadType::Bits { .. } => Measure::Value,
        PayloadType::Bitfield32 => Measure::Bits,
        PayloadType::Flag => Measure::Nothing,
        PayloadType::Text | PayloadType::UnixName => Measure::Text,
        PayloadType::Bytes
        | PayloadType::CountedText
        | PayloadType::Hardware
        | PayloadType::Ip
        | PayloadType::IpOf(_)
        | PayloadType::Ip4
        | PayloadType::Labels
        | PayloadType::Struct(_)
        | PayloadType::Extensible(_)
        | PayloadType::PackedArray { .. }
        | PayloadType::WithHeader { .. }
        | PayloadType::Nest(_)
        | PayloadType::IndexedArray(_)
        | PayloadType::NestTypeValue(_)
        | PayloadType::NextHops(_)
        | PayloadType::SubMessage(_)
        | PayloadType::Tlvs(_) => Measure::Length,
    }
}
/// Ends the compilation if the constraint of an attribute is none for its type.
#[track_caller]
const fn check_constraint(set: &str, attribute: &AttributeSpec) {
    let advice = match (attribute.constraint, measure(&attribute.payload_type)) {
        // the kernel accepts any content, whatever the type is
        (Constraint::None | Constraint::ReadOnly | Constraint::Reject | Constraint::BinaryMaxLen(_), _)
        | (Constraint::Range(..), Measure::Value | Measure::ValueOrLength)
        | (Constraint::FlagsMask(_), Measure::Value | Measure::ValueOrLength | Measure::Bits)
        | (Constraint::NulMaxLen(_), Measure::Text)
        | (
            Constraint::MaxLen(_) | Constraint::MinLen(_) | Constraint::ExactLen(_),
            Measure::Text | Measure::Length | Measure::ValueOrLength,
        ) => return,
        (Constraint::Range(..), _) => {
            "`range`, `min` and `max` are for numbers: write `max_len`, `min_len` or `exact_len` for a length"
        }
        (Constraint::FlagsMask(_), _) => "`flags_mask` is for numbers and bitfields",
        (Constraint::NulMaxLen(_), _) => "`nul_max_len` is for text: write `max_len` for the length of bytes",
        (_, Measure::Nothing) => "a flag has no payload whose length could be constrained",
        _ => "a number has the length of its type: write `range`, `min` or `max` for its value",
    };
    fail(&[set, "::", attribute.name, ": ", advice]);
}

/// Checks the commands of a family: each number once in each direction.
#[doc(hidden)]
#[track_caller]
pub const fn check_commands(family: &str, commands: &[CommandSpec]) {
    let mut at = 0;
    while at < commands.len() {
        let mut before = 0;
        while before < at {
            let (one, other) = (&commands[before], &commands[at]);
            let is_same_direction = one.direction as u8 == other.direction as u8;
            if one.message.number == other.message.number && is_same_direction {
                fail(&[
                    family,
                    ": ",
                    other.message.name,
                    " has the number and the direction of ",
                    one.message.name,
                    ": give one of them another",
                ]);
            }
            // `Both` beside a direction of its own is a request or a reply with two meanings
            let is_both =
                matches!(one.direction, Direction::Both) || matches!(other.direction, Direction::Both);
            if one.message.number == other.message.number && is_both {
                fail(&[
                    family,
                    ": ",
                    other.message.name,
                    " has the number of ",
                    one.message.name,
                    ", and one of them is `Both`: write `Request` for the one, and `Reply` for the other",
                ]);
            }
            before += 1;
        }
        at += 1;
    }
}

/// Checks that the fields of a struct are where a C compiler puts them without padding of its own.
#[doc(hidden)]
#[track_caller]
pub const fn check_struct(spec: &StructSpec, layout: &str) {
    match layout.as_bytes() {
        b"" => {}
        b"packed" => return,
        _ => fail(&[spec.name, " as ", layout, ": write `as packed`, or nothing"]),
    }
    let mut at = 0;
    while at < spec.fields.len() {
        let field = spec.fields[at];
        if field.offset % align(&field.payload_type, field.len) != 0 {
            fail(&[
                spec.name,
                "::",
                field.name,
                ": a C compiler puts padding before the field: declare it, `pad name: [u8; n]`",
            ]);
        }
        at += 1;
    }
    if spec.len % align_of_struct(spec) != 0 {
        fail(&[
            spec.name,
            ": a C compiler puts padding after the last field: declare it, `pad name: [u8; n]`",
        ]);
    }
}
/// Alignment of a struct in C.
const fn align_of_struct(spec: &StructSpec) -> usize {
    let (mut at, mut largest) = (0, 1);
    while at < spec.fields.len() {
        let align = align(&spec.fields[at].payload_type, spec.fields[at].len);
        if align > largest {
            largest = align;
        }
        at += 1;
    }
    largest
}
/// Alignment of a field in C.
const fn align(payload_type: &PayloadType, len: usize) -> usize {
    match payload_type {
        PayloadType::Number(number) if number.len as usize == len => len,
        PayloadType::Struct(spec) if spec.len == len => align_of_struct(spec),
        // bytes, and what is made of bytes
        PayloadType::Number(_)
        | PayloadType::Struct(_)
        | PayloadType::Flag
        | PayloadType::Text
        | PayloadType::UnixName
        | PayloadType::CountedText
        | PayloadType::Bytes
        | PayloadType::Hardware
        | PayloadType::Ip
        | PayloadType::IpOf(_)
        | PayloadType::Ip4
        | PayloadType::Bits { .. }
        | PayloadType::Labels
        | PayloadType::Bitfield32
        | PayloadType::Extensible(_)
        | PayloadType::PackedArray { .. }
        | PayloadType::WithHeader { .. }
        | PayloadType::Nest(_)
        | PayloadType::IndexedArray(_)
        | PayloadType::NestTypeValue(_)
        | PayloadType::NextHops(_)
        | PayloadType::SubMessage(_)
        | PayloadType::Tlvs(_) => 1,
    }
}
