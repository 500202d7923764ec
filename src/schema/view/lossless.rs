//! Which values determine their bytes when they are printed.
use super::*;

/// Whether the printed form of the value of a record determines its bytes. Of other payload types
/// than those below, only nests and what they contain may be printed with loss.
pub(super) fn is_lossless(payload_type: PayloadType, payload: &[u8]) -> bool {
    match payload_type {
        PayloadType::Number(spec) => spec.len != 0 && fits(spec, payload),
        PayloadType::Text => payload.strip_suffix(&[0]).is_some_and(|text| !text.contains(&0)),
        PayloadType::UnixName => unix_name(payload).len() == payload.len(),
        PayloadType::Flag => payload.is_empty(),
        PayloadType::Ip => matches!(payload.len(), 4 | 16),
        PayloadType::IpOf(len) => payload.len() == usize::from(len),
        PayloadType::Ip4 => payload.len() == 4,
        PayloadType::Bitfield32 => payload.len() == 8,
        PayloadType::Struct(structure) => {
            payload.len() == structure.len && are_fields_lossless(structure, payload)
        }
        // without attributes, nothing stands between header and body
        PayloadType::WithHeader { header, body, .. } => {
            payload.split_at_checked(header.len).is_some_and(|(head, rest)| {
                are_fields_lossless(header, head)
                    && body.behind(header.len) == header.len
                    && is_lossless(*body, rest)
            })
        }
        PayloadType::Extensible(structure) => {
            payload.len() == printed_len(structure, payload) && are_fields_lossless(structure, payload)
        }
        PayloadType::PackedArray { item, len } => {
            let item = if let PayloadType::Struct(structure) = *item { Some(structure) } else { None };
            let mut items = payload.chunks(len.max(1));
            payload.len().checked_rem(len) == Some(0)
                && items.all(|bytes| item.is_none_or(|item| are_fields_lossless(item, bytes)))
        }
        PayloadType::Bits { .. } | PayloadType::Labels => false,
        PayloadType::Bytes
        | PayloadType::CountedText
        | PayloadType::Hardware
        | PayloadType::Tlvs(_)
        | PayloadType::Nest(_)
        | PayloadType::IndexedArray(_)
        | PayloadType::NestTypeValue(_)
        | PayloadType::NextHops(_)
        | PayloadType::SubMessage(_) => true,
    }
}

/// Whether text in place of a value is its bytes: values of the payload type are printed as lists and
/// maps, so that the name of the record needs not be given up for its number.
pub(super) const fn is_text_bytes(payload_type: PayloadType) -> bool {
    matches!(
        payload_type,
        PayloadType::Struct(_)
            | PayloadType::Extensible(_)
            | PayloadType::PackedArray { .. }
            | PayloadType::WithHeader { .. }
    )
}
/// Returns the length that the printed fields of an extensible struct stand for: if all or none are
/// printed, that of the struct, else up to the first field that is not, which may be bits that begin
/// in the last byte.
fn printed_len(structure: &StructSpec, payload: &[u8]) -> usize {
    let fields = || structure.fields.iter().filter(|field| !field.padding);
    let end = |field: &FieldSpec| field.offset.saturating_add(field.len);
    let printed = fields().take_while(|field| end(field) <= payload.len());
    let (count, longest) = printed
        .fold((0usize, 0), |(count, longest), field| (count.saturating_add(1), end(field).max(longest)));
    match fields().nth(count).filter(|_| count != 0) {
        Some(next) => next.offset.max(longest),
        None => structure.len,
    }
}
/// Whether the bits outside of the printed fields of a struct are 0.
fn are_fields_lossless(structure: &StructSpec, payload: &[u8]) -> bool {
    payload.iter().enumerate().all(|(at, byte)| byte & !printed_bits(structure, payload, at) == 0)
}
/// Returns the bits of a byte of a struct that its printed fields show.
#[deny(clippy::wildcard_enum_match_arm)] // a new payload type is to be handled here
fn printed_bits(structure: &StructSpec, payload: &[u8], at: usize) -> u8 {
    let fields = structure.fields.iter().filter(|field| !field.padding);
    fields.fold(0, |bits, field| {
        let Some(within) = at.checked_sub(field.offset).filter(|within| *within < field.len) else {
            return bits;
        };
        let end = field.offset.saturating_add(field.len);
        let Some(bytes) = payload.get(field.offset..end) else { return bits };
        bits | match field.payload_type {
            PayloadType::Bits { at, len, .. } => {
                let mask = (1u64 << (len & 31)).wrapping_sub(1) << (at & 7);
                mask.to_le_bytes().get(within).copied().unwrap_or(0)
            }
            PayloadType::Text if within > to_nul(bytes).len() => 0,
            PayloadType::Struct(inner) => printed_bits(inner, bytes, within),
            PayloadType::Text
            | PayloadType::Number(_)
            | PayloadType::Flag
            | PayloadType::UnixName
            | PayloadType::CountedText
            | PayloadType::Bytes
            | PayloadType::Hardware
            | PayloadType::Ip
            | PayloadType::IpOf(_)
            | PayloadType::Ip4
            | PayloadType::Labels
            | PayloadType::Bitfield32
            | PayloadType::Extensible(_)
            | PayloadType::PackedArray { .. }
            | PayloadType::Nest(_)
            | PayloadType::IndexedArray(_)
            | PayloadType::NestTypeValue(_)
            | PayloadType::WithHeader { .. }
            | PayloadType::NextHops(_)
            | PayloadType::SubMessage(_)
            | PayloadType::Tlvs(_) => u8::MAX,
        }
    })
}
