//! Byte order: converts messages of a machine of the other byte order, for captures.
//!
//! Netlink uses the byte order of the host. The conversion is one walk over the specifications:
//! headers, numbers, structs, nests and arrays are converted in place; what is declared big-endian,
//! text, addresses and bytes stay as they are. So do unknown attributes, which are counted.
use crate::wire::Struct;
use crate::wire::spec::leaf;
use crate::{
    schema::Described,
    wire::{
        AckFlags, AttributeSet, ControlType, ExtAck, Message, MessageHeader, TlvIter, align4, are_tlvs,
        spec::{
            AttributeSetSpec, DEPTH, MessageSpec, NextHopsSpec, NumberSpec, PayloadType, SelectorSource,
            StructSpec, length_key,
        },
        to_nul,
    },
};

mod level;

use level::{Level, Place, Preceding, Selectors, native_head, nothing_found};

const HEADER: usize = size_of::<Struct<MessageHeader>>();

/// The byte order that a message is converted to.
///
/// ```
/// use nlwire::{route, schema::{ByteOrder, Described, is_foreign, swap_bytes}, wire::Message};
/// fn describe(message: Message<'_>) -> Described<'_> {
///     Described::new("route", route::lookup(message), message)
/// }
/// // RTM_GETLINK for interface 1, with IFLA_EXT_MASK 1, from a big-endian machine
/// let mut bytes = [0, 0, 0, 40, 0, 18, 0, 1, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 29, 0, 0, 0, 1];
/// # if cfg!(target_endian = "little") {
/// assert_eq!(is_foreign(&bytes, bytes.len()), Some(true));
/// let swapped = swap_bytes(&mut bytes, ByteOrder::Native, &describe);
/// assert_eq!((swapped.len, swapped.unknown), (40, 0));
/// let message = Message::new(&bytes)?;
/// let text = format!("{:?}", describe(message));
/// assert!(text.contains("ifi_index: 1") && text.ends_with("{IFLA_EXT_MASK: RTEXT_FILTER_VF}"), "{text}");
/// # }
/// # Ok::<(), nlwire::wire::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    /// The byte order of this machine: the message is of the other byte order.
    Native,
    /// The other byte order: the message is of this machine.
    Foreign,
}
/// Result of a conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Swapped {
    /// Length of the message with its padding, bytes: where the next message of the datagram
    /// starts.
    pub len: usize,
    /// Number of payloads that are left as they are, because they are unknown or do not match their
    /// type.
    pub unknown: usize,
}

/// Returns whether a machine of the other byte order wrote a datagram, by the first `nlmsg_len`.
///
/// `None` if `nlmsg_len` is possible in both byte orders or in none. `whole` is the length of the
/// datagram, bytes; of a capture, the original length.
pub fn is_foreign(datagram: &[u8], whole: usize) -> Option<bool> {
    let len = u32::from_ne_bytes(*datagram.first_chunk::<4>()?);
    let fits = |len: u32| usize::try_from(len).is_ok_and(|len| len >= HEADER && len <= whole);
    match (fits(len), fits(len.swap_bytes())) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

/// Converts the message at the start of `bytes` to a byte order, in place.
///
/// `describe` selects the specification, as [`Described::new`] or a
/// [`Decoder`](crate::decode::Decoder) does. It gets the message with a header in the byte order of
/// this machine; the payload may still be foreign, so that single bytes of it may be used only.
///
/// Converting to [`ByteOrder::Foreign`] and back to [`ByteOrder::Native`] restores any bytes. A
/// message that `bytes` hold in part is converted as far as it goes, one with an `nlmsg_len` below
/// 16 in its header alone, and fewer than 16 bytes not at all. Takes linear time.
pub fn swap_bytes(
    bytes: &mut [u8],
    to: ByteOrder,
    describe: &dyn for<'m> Fn(Message<'m>) -> Described<'m>,
) -> Swapped {
    let mut walk = Walk { to, describe, kind: 0, unknown: 0 };
    let len = walk.message(bytes, false);
    Swapped { len, unknown: walk.unknown }
}

/// Reverses the bytes of a number.
fn reverse_one(bytes: &mut [u8]) {
    // not `slice::reverse`, which the linker may not prove to be free of panics
    if let Ok(number) = <&mut [u8; 2]>::try_from(&mut *bytes) {
        *number = u16::from_ne_bytes(*number).swap_bytes().to_ne_bytes();
    } else if let Ok(number) = <&mut [u8; 4]>::try_from(&mut *bytes) {
        *number = u32::from_ne_bytes(*number).swap_bytes().to_ne_bytes();
    } else if let Ok(number) = <&mut [u8; 8]>::try_from(bytes) {
        *number = u64::from_ne_bytes(*number).swap_bytes().to_ne_bytes();
    }
}
/// Reverses the bytes of numbers of these lengths.
fn reverse(mut bytes: &mut [u8], lens: &[usize]) {
    for len in lens {
        let Some((number, rest)) = bytes.split_at_mut_checked(*len) else { return };
        reverse_one(number);
        bytes = rest;
    }
}

/// What is converted in a walk over a level. Selectors are converted before what they select.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Headers of attributes, numbers, structs.
    Plain,
    /// Nests and sub-messages; of structs, fields that are sub-messages.
    Selected,
}
/// Payload types of the attributes of a level.
#[derive(Clone, Copy)]
enum Types {
    Set(&'static AttributeSetSpec),
    Each(PayloadType),
}
impl Types {
    fn of(self, number: u16) -> Option<PayloadType> {
        match self {
            Self::Set(table) => table.attribute(number).map(|row| row.payload_type),
            Self::Each(payload_type) => Some(payload_type),
        }
    }
}

struct Walk<'w> {
    to: ByteOrder,
    describe: &'w dyn for<'m> Fn(Message<'m>) -> Described<'m>,
    kind: u16,
    unknown: usize,
}
impl Walk<'_> {
    fn phases(&self) -> [Phase; 2] {
        match self.to {
            ByteOrder::Native => [Phase::Plain, Phase::Selected],
            ByteOrder::Foreign => [Phase::Selected, Phase::Plain],
        }
    }
    /// Converts a message, and returns its length with padding. `echoed` is whether another message
    /// repeats it.
    fn message(&mut self, bytes: &mut [u8], echoed: bool) -> usize {
        const FIELDS: [usize; 5] = [4, 2, 2, 4, 4];
        let Some(len) = bytes.first_chunk::<4>().map(|len| u32::from_ne_bytes(*len)) else {
            return bytes.len();
        };
        let len = if self.to == ByteOrder::Native { len.swap_bytes() } else { len } as usize;
        if bytes.len() < HEADER {
            return bytes.len();
        }
        if self.to == ByteOrder::Native {
            reverse(bytes, &FIELDS);
        }
        let held = if len < HEADER { bytes.len() } else { len.min(bytes.len()) };
        let padded = align4(held).min(bytes.len());
        if let Some(message) = bytes.get_mut(..held).filter(|_| len >= HEADER) {
            self.body(message, len as u32, echoed);
        }
        if self.to == ByteOrder::Foreign {
            reverse(bytes, &FIELDS);
        }
        padded
    }
    /// Converts what follows the message header, which is in native byte order.
    fn body(&mut self, message: &mut [u8], len: u32, echoed: bool) {
        // the length of what is held, for the look-up
        let held = message.len() as u32;
        let set_len = |message: &mut [u8], len: u32| {
            if let Some((field, _)) = message.split_first_chunk_mut::<4>() {
                *field = len.to_ne_bytes();
            }
        };
        set_len(message, held);
        let found = Message::new(message).map(|message| {
            let described = (self.describe)(message);
            (described.is_control(), described.row().copied(), message.message_type(), message.flags())
        });
        set_len(message, len);
        let (Ok((is_control, row, kind, flags)), Some(payload)) = (found, message.get_mut(HEADER..)) else {
            return;
        };
        match row {
            _ if is_control && echoed => self.leave(payload),
            _ if is_control => self.control(payload, ControlType(kind), flags),
            Some(MessageSpec { header: Some(structure), table, .. }) => {
                self.kind = kind;
                self.parts(payload, structure, table());
            }
            _ => self.leave(payload),
        }
    }
    /// Counts a payload that stays as it is.
    fn leave(&mut self, payload: &[u8]) {
        self.unknown = self.unknown.saturating_add(usize::from(!payload.is_empty()));
    }
    /// Converts the payload of a message: fixed header, data between, attributes.
    fn parts(
        &mut self,
        payload: &mut [u8],
        structure: &'static StructSpec,
        table: &'static AttributeSetSpec,
    ) {
        let top = Place { level: None, header: &[], depth: 0 };
        let Some((head, _)) = payload.split_at_mut_checked(structure.len) else {
            return self.fields(structure, payload, top); // the fields that exist
        };
        if self.to == ByteOrder::Native {
            self.fields(structure, head, top);
        }
        // in native byte order, the header tells where the attributes start
        let lens = structure.split(payload).map(|(_, between, attrs)| (between.len(), attrs.len()));
        let whole = payload.len();
        let (head, rest) = payload.split_at_mut_checked(structure.len).unwrap_or_default();
        match lens {
            Some((between, attrs)) => {
                let place = Place { header: head, ..top };
                let from = align4(structure.len).saturating_sub(structure.len).min(rest.len());
                let at = whole.saturating_sub(attrs).saturating_sub(structure.len);
                if let Some(attrs) = rest.get_mut(at..) {
                    self.attrs(Types::Set(table), attrs, place);
                }
                if let Some(between) = rest.get_mut(from..).and_then(|rest| rest.get_mut(..between)) {
                    self.payload(*structure.between, between, place);
                }
            }
            None => self.leave(rest),
        }
        if self.to == ByteOrder::Foreign {
            self.fields(structure, head, top);
        }
    }
    /// Converts the payload of an NLMSG_ERROR or NLMSG_DONE: code, repeated request, attributes.
    fn control(&mut self, payload: &mut [u8], kind: ControlType, flags: u16) {
        let code_len = match kind {
            ControlType::NLMSG_ERROR | ControlType::NLMSG_DONE if payload.len() >= 4 => 4,
            _ => return self.leave(payload),
        };
        let Some((code, rest)) = payload.split_at_mut_checked(code_len) else { return };
        if self.to == ByteOrder::Native {
            reverse_one(code);
        }
        let echo_len = match kind {
            ControlType::NLMSG_ERROR => {
                let len = rest.first_chunk::<4>().map_or(0, |len| u32::from_ne_bytes(*len));
                let len = if self.to == ByteOrder::Native { len.swap_bytes() } else { len } as usize;
                let is_whole = flags & AckFlags::CAPPED.bits() == 0 && *code != [0; 4];
                align4(if is_whole { len.min(rest.len()).max(HEADER) } else { HEADER })
            }
            _ => 0,
        };
        let (echo, attrs) = match rest.split_at_mut_checked(echo_len) {
            Some(split) => split,
            None => (rest, &mut [][..]),
        };
        // each part is on its own, so their order does not matter
        self.message(echo, true);
        if flags & AckFlags::ACK_TLVS.bits() != 0 {
            let top = Place { level: None, header: &[], depth: 0 };
            self.attrs(Types::Set(ExtAck::spec()), attrs, top);
        } else {
            self.leave(attrs);
        }
        if self.to == ByteOrder::Foreign {
            reverse_one(code);
        }
    }
    /// Converts the attributes of a nest, or the items of an array.
    fn attrs(&mut self, types: Types, bytes: &mut [u8], place: Place<'_>) {
        if place.depth >= DEPTH {
            return self.leave(bytes);
        }
        let found = nothing_found();
        for phase in self.phases() {
            self.attrs_of(phase, types, bytes, place, &found);
        }
    }
    fn attrs_of(
        &mut self,
        phase: Phase,
        types: Types,
        bytes: &mut [u8],
        place: Place<'_>,
        found: &Selectors,
    ) {
        let (mut at, mut preceding) = (0usize, Preceding::default());
        loop {
            #[cfg(test)]
            crate::wire::cost::step();
            let Some((before, rest)) = bytes.split_at_mut_checked(at.saturating_add(4)) else { return };
            let Some(head) = before.get_mut(at..) else { return };
            if (self.to, phase) == (ByteOrder::Native, Phase::Plain) {
                reverse(head, &[2, 2]);
            }
            let Some((len, bits)) = native_head(head) else { return };
            if (self.to, phase) == (ByteOrder::Foreign, Phase::Plain) {
                reverse(head, &[2, 2]);
            }
            let Some((payload, after)) = len.checked_sub(4).and_then(|len| rest.split_at_mut_checked(len))
            else {
                return; // as a reader does
            };
            let number = bits & crate::wire::NLA_TYPE_MASK;
            let start = at.saturating_add(4);
            let level = Level {
                before,
                hole: payload.len(),
                after,
                up: place.level,
                found,
                preceding,
                are_tlvs: false,
            };
            preceding = [Some((number, start, payload.len())), preceding[0]];
            let inner = Place { level: Some(&level), depth: place.depth.saturating_add(1), ..place };
            match types.of(number) {
                Some(payload_type) if phase_of(&payload_type) == phase => {
                    self.payload(payload_type, payload, inner)
                }
                None if phase == Phase::Plain => self.leave(payload),
                _ => {}
            }
            at = at.saturating_add(align4(len));
        }
    }
    /// Converts a payload.
    #[deny(clippy::wildcard_enum_match_arm)] // a new payload type is to be handled here
    fn payload(&mut self, payload_type: PayloadType, bytes: &mut [u8], place: Place<'_>) {
        match self.resolve(payload_type, bytes, place) {
            None => self.leave(bytes),
            Some(PayloadType::Number(number)) => self.number(number, bytes),
            Some(PayloadType::Bitfield32) if bytes.len() == 8 => reverse(bytes, &[4, 4]),
            Some(PayloadType::Struct(structure)) if bytes.len() >= structure.len => {
                self.fields(structure, bytes, place)
            }
            Some(PayloadType::Extensible(structure)) => self.fields(structure, bytes, place),
            Some(PayloadType::PackedArray { item, len }) if len != 0 && bytes.len() % len == 0 => {
                let mut rest = bytes;
                while let Some((bytes, after)) = core::mem::take(&mut rest).split_at_mut_checked(len) {
                    self.payload(*item, bytes, place);
                    rest = after;
                }
            }
            Some(PayloadType::WithHeader { header, body, rebinds }) if bytes.len() >= header.len => {
                self.with_header(header, body, rebinds, bytes, place);
            }
            Some(PayloadType::Nest(table)) => self.attrs(Types::Set(table()), bytes, place),
            Some(PayloadType::IndexedArray(item) | PayloadType::NestTypeValue(item)) => {
                self.attrs(Types::Each(*item), bytes, place);
            }
            Some(PayloadType::NextHops(chain)) => self.next_hops(chain, bytes, place),
            Some(PayloadType::Tlvs(table)) => self.tlvs(table(), bytes, place),
            Some(
                PayloadType::Bitfield32
                | PayloadType::Struct(_)
                | PayloadType::PackedArray { .. }
                | PayloadType::WithHeader { .. }
                | PayloadType::SubMessage(_),
            ) => self.leave(bytes),
            // no byte order, or one of its own; a C bit field is converted with its byte
            Some(
                PayloadType::Flag
                | PayloadType::Text
                | PayloadType::UnixName
                | PayloadType::CountedText
                | PayloadType::Bytes
                | PayloadType::Hardware
                | PayloadType::Ip
                | PayloadType::IpOf(_)
                | PayloadType::Ip4
                | PayloadType::Bits { .. }
                | PayloadType::Labels,
            ) => {}
        }
    }
    /// Resolves sub-messages by selectors in native byte order; `None` if the key is unknown.
    fn resolve(&self, mut payload_type: PayloadType, bytes: &[u8], place: Place<'_>) -> Option<PayloadType> {
        while let PayloadType::SubMessage(choices) = payload_type {
            let level = |up| place.level.and_then(|level| level.above(up));
            let (kind, length) = (self.kind.to_ne_bytes(), length_key(bytes));
            let key: &[u8] = match choices.by {
                SelectorSource::Text { up, number } => {
                    level(up).map_or(&[], |level| to_nul(level.attr(number)))
                }
                SelectorSource::Bytes { up, number } => level(up).map_or(&[], |level| level.attr(number)),
                SelectorSource::Part { up, number, offset, len } => {
                    let payload = level(up).map(|level| level.attr(number));
                    payload.and_then(|payload| payload.get(offset..)?.get(..len)).unwrap_or(&[])
                }
                SelectorSource::Header { offset, len } => {
                    place.header.get(offset..).and_then(|rest| rest.get(..len)).unwrap_or(&[])
                }
                SelectorSource::Preceding { number, len } => {
                    place.level.map_or(&[], |level| level.preceding(number, len))
                }
                SelectorSource::Type => &kind,
                SelectorSource::Length => &length,
                SelectorSource::Structure { up, offset, len } => {
                    level(up).map_or(&[], |level| level.part(offset, len))
                }
            };
            payload_type = choices.arms.iter().find(|(arm, _)| *arm == key)?.1;
        }
        Some(payload_type)
    }
    fn number(&mut self, number: NumberSpec, bytes: &mut [u8]) {
        match (number.len, bytes.len()) {
            (0, 4 | 8) => {}
            (len, there) if there != 0 && usize::from(len) == there => {}
            _ => return self.leave(bytes),
        }
        if !number.big {
            reverse_one(bytes);
        }
    }
    fn with_header(
        &mut self,
        header: &'static StructSpec,
        body: &'static PayloadType,
        rebinds: bool,
        bytes: &mut [u8],
        place: Place<'_>,
    ) {
        let (head, rest) = match bytes.split_at_mut_checked(body.behind(header.len)) {
            Some(split) => split,
            None => (bytes, &mut [][..]),
        };
        if self.to == ByteOrder::Native {
            self.fields(header, head, place);
        }
        self.payload(*body, rest, if rebinds { Place { header: head, ..place } } else { place });
        if self.to == ByteOrder::Foreign {
            self.fields(header, head, place);
        }
    }
    fn next_hops(&mut self, chain: &'static NextHopsSpec, mut bytes: &mut [u8], place: Place<'_>) {
        let header = chain.header;
        while bytes.len() >= header.len.max(4) {
            let Some(head) = bytes.get_mut(..header.len) else { return };
            let len = native_head(head).map_or(0, |(len, _)| len);
            if self.to == ByteOrder::Native {
                self.fields(header, head, place);
            }
            let len =
                if self.to == ByteOrder::Native { native_head(head).map_or(0, |(len, _)| len) } else { len };
            let is_whole = len >= header.len.max(4) && len <= bytes.len();
            let at = if is_whole { align4(len).min(bytes.len()) } else { bytes.len() };
            let Some((element, rest)) = core::mem::take(&mut bytes).split_at_mut_checked(at) else { return };
            let inside = element.get_mut(..len).filter(|_| is_whole);
            if let Some(body) = inside.and_then(|element| element.get_mut(chain.body.behind(header.len)..)) {
                self.payload(*chain.body, body, place);
            }
            if self.to == ByteOrder::Foreign {
                if let Some(head) = element.get_mut(..header.len) {
                    self.fields(header, head, place);
                }
            }
            bytes = rest;
        }
    }
    /// Converts the values of records, if the bytes are complete records.
    fn tlvs(&mut self, table: &'static AttributeSetSpec, bytes: &mut [u8], place: Place<'_>) {
        if place.depth >= DEPTH || !are_tlvs(bytes, !table.ordered) {
            return self.leave(bytes);
        }
        let (found, preceding) = (&nothing_found(), Preceding::default());
        for phase in self.phases() {
            let mut at = 0usize;
            while let Some((kind, value)) = TlvIter::new(bytes.get(at..).unwrap_or(&[])).next() {
                let (hole, start) = (value.len(), at.saturating_add(2));
                at = start.saturating_add(hole);
                let Some((before, rest)) = bytes.split_at_mut_checked(start) else { return };
                let Some((value, after)) = rest.split_at_mut_checked(hole) else { return };
                let up = place.level;
                let around: (&[u8], &[u8]) = if table.ordered { (&[], &[]) } else { (before, after) };
                let (before, after) = around;
                let level = Level { before, hole, after, up, found, preceding, are_tlvs: true };
                let inner = Place { level: Some(&level), depth: place.depth.saturating_add(1), ..place };
                match table.attribute(kind.into()) {
                    Some(row) if phase_of(&row.payload_type) == phase => {
                        self.payload(row.payload_type, value, inner);
                    }
                    None if phase == Phase::Plain => self.leave(value),
                    _ => {}
                }
            }
        }
    }
    /// Converts the fields of a struct that exist.
    fn fields(&mut self, structure: &'static StructSpec, bytes: &mut [u8], place: Place<'_>) {
        for phase in self.phases() {
            self.fields_of(phase, structure, bytes, place);
        }
    }
    fn fields_of(
        &mut self,
        phase: Phase,
        structure: &'static StructSpec,
        bytes: &mut [u8],
        place: Place<'_>,
    ) {
        if let Some(PayloadType::Bits { is_c: true, .. }) =
            structure.fields.first().map(|field| field.payload_type)
        {
            if let (Phase::Plain, [byte, ..]) = (phase, bytes) {
                *byte = self.bits(structure, *byte);
            }
            return;
        }
        let depth = place.depth.saturating_add(1).min(DEPTH);
        for field in structure.fields {
            let Some((before, rest)) = bytes.split_at_mut_checked(field.offset) else { return };
            let Some((field_bytes, after)) = rest.split_at_mut_checked(field.len) else { return };
            let found = &nothing_found();
            let preceding = Preceding::default();
            let level =
                Level { before, hole: field.len, after, up: place.level, found, preceding, are_tlvs: false };
            let inner = Place { level: Some(&level), depth, ..place };
            match field.payload_type {
                PayloadType::Struct(structure) | PayloadType::Extensible(structure) => {
                    self.fields_of(phase, structure, field_bytes, inner);
                }
                PayloadType::PackedArray {
                    item: PayloadType::Struct(structure) | PayloadType::Extensible(structure),
                    len,
                } if len != 0 => {
                    let mut rest = field_bytes;
                    while let Some((bytes, after)) = core::mem::take(&mut rest).split_at_mut_checked(len) {
                        rest = after;
                        self.fields_of(phase, structure, bytes, inner);
                    }
                }
                payload_type => {
                    if phase_of(&payload_type) == phase {
                        self.payload(payload_type, field_bytes, inner);
                    }
                }
            }
        }
    }
    /// Converts a byte of bit fields, which compilers allocate from the other end.
    fn bits(&self, structure: &StructSpec, byte: u8) -> u8 {
        let (mut converted, mut covered) = (0u8, 0u8);
        let mut convert = |at: u32, len: u32| {
            let there = 8u32.saturating_sub(at).saturating_sub(len);
            let mask = u8::MAX.checked_shr(8u32.saturating_sub(len)).unwrap_or(0);
            let (from, to) = if self.to == ByteOrder::Native { (there, at) } else { (at, there) };
            let field = byte.checked_shr(from).unwrap_or(0) & mask;
            converted |= field.checked_shl(to).unwrap_or(0);
            covered |= mask.checked_shl(at).unwrap_or(0);
        };
        for field in structure.fields {
            if let PayloadType::Bits { at, len, .. } = field.payload_type {
                convert(at.into(), len.into());
            }
        }
        // bits that no field uses are at one end
        let (unused, first) = ((!covered).count_ones(), (!covered).trailing_zeros());
        if unused != 0 {
            let mut rest = 0u8;
            let there = 8u32.saturating_sub(first).saturating_sub(unused);
            let (from, to) = if self.to == ByteOrder::Native { (there, first) } else { (first, there) };
            let mask = u8::MAX.checked_shr(8u32.saturating_sub(unused)).unwrap_or(0);
            rest |= byte.checked_shr(from).unwrap_or(0) & mask;
            converted |= rest.checked_shl(to).unwrap_or(0);
        }
        converted
    }
}
/// Returns the phase in which a payload type is converted.
#[deny(clippy::wildcard_enum_match_arm)] // a new payload type is to be handled here
const fn phase_of(payload_type: &PayloadType) -> Phase {
    match payload_type {
        PayloadType::Nest(_)
        | PayloadType::IndexedArray(_)
        | PayloadType::NestTypeValue(_)
        | PayloadType::WithHeader { .. }
        | PayloadType::NextHops(_)
        | PayloadType::SubMessage(_) => Phase::Selected,
        leaf!() => Phase::Plain,
    }
}

#[cfg(all(test, target_endian = "little", feature = "full"))]
mod tests;
