//! Position of a payload in a message, which selects sub-messages.
use super::{PayloadType, SelectorSource, length_key};
use crate::wire::{RawAttrs, TlvIter, to_nul};
use core::cell::Cell;

/// Position of a payload: its siblings, the levels above, and the header.
///
/// A linked list on the stack, at most 16 levels deep.
#[derive(Clone, Copy)]
pub struct Scope<'s> {
    siblings: &'s [u8],
    /// Whether the siblings are records of a [`Tlvs`](crate::wire::Tlvs), and not attributes.
    are_tlvs: bool,
    up: Option<&'s Scope<'s>>,
    header: &'s [u8],
    kind: u16,
    depth: u8,
    /// Whether secrets are printed.
    reveals: bool,
}
/// Maximum depth of nests for recursive walks.
///
/// Without a limit, 64 kB of nested nests overflowed the stack.
pub(crate) const DEPTH: u8 = 16;
impl<'s> Scope<'s> {
    /// Creates the scope at the top of a message with this type and fixed header.
    pub const fn new(kind: u16, header: &'s [u8]) -> Self {
        Self { siblings: &[], are_tlvs: false, up: None, header, kind, depth: 0, reveals: false }
    }
    /// Returns the scope one level down, of the attributes in `siblings`; `None` if too deep.
    pub(crate) fn inner<'n>(&'n self, siblings: &'n [u8]) -> Option<Scope<'n>> {
        (self.depth < DEPTH).then_some(Scope {
            siblings,
            are_tlvs: false,
            up: Some(self),
            header: self.header,
            kind: self.kind,
            depth: self.depth + 1,
            reveals: self.reveals,
        })
    }
    /// Returns the scope one level down, of the records in `siblings`; `None` if too deep.
    pub(crate) fn inner_tlvs<'n>(&'n self, siblings: &'n [u8]) -> Option<Scope<'n>> {
        self.inner(siblings).map(|inner| Scope { are_tlvs: true, ..inner })
    }
    /// Returns the number of levels above.
    pub(crate) const fn depth(&self) -> u8 {
        self.depth
    }
    /// Sets whether secrets are printed.
    pub(crate) const fn revealing(self, reveals: bool) -> Self {
        Scope { reveals, ..self }
    }
    /// Whether secrets are printed.
    pub(crate) const fn reveals(&self) -> bool {
        self.reveals
    }
    /// Replaces the header.
    pub(crate) const fn behind(self, header: &'s [u8]) -> Self {
        Scope { header, ..self }
    }
    /// Returns the attributes of this level.
    pub(crate) const fn siblings(&self) -> &'s [u8] {
        self.siblings
    }
    /// Returns the selector: text without NUL, or the bytes of a number. Empty if there is none.
    pub fn find(&self, by: SelectorSource) -> &[u8] {
        self.find_in(by, None)
    }
    fn find_in(&self, by: SelectorSource, memo: Option<&Memo>) -> &[u8] {
        let part = |of: &'s [u8], offset: usize, len| {
            of.get(offset..).and_then(|rest| rest.get(..len)).unwrap_or(&[])
        };
        match by {
            SelectorSource::Header { offset, len } => part(self.header, offset, len),
            SelectorSource::Part { up, number, offset, len } => {
                part(self.attr(up, number, memo), offset, len)
            }
            SelectorSource::Type => zerocopy::IntoBytes::as_bytes(&self.kind),
            SelectorSource::Structure { up, offset, len } => {
                part(self.above(up).map_or(&[], |level| level.siblings), offset, len)
            }
            SelectorSource::Text { up, number } => to_nul(self.attr(up, number, memo)),
            SelectorSource::Bytes { up, number } => self.attr(up, number, memo),
            // depends on the payload: see `settle_for`
            SelectorSource::Length | SelectorSource::Preceding { .. } => &[],
        }
    }
    /// Returns the scope `up` levels above.
    fn above(&self, up: u8) -> Option<&Self> {
        let mut level = self;
        for _ in 0..up {
            level = level.up?;
        }
        Some(level)
    }
    /// Returns the payload of the attribute before `payload`, if it has this type and length.
    pub(crate) fn preceding(&self, payload: &[u8], number: u16, len: usize) -> &'s [u8] {
        let offset = payload.as_ptr().addr().wrapping_sub(self.siblings.as_ptr().addr());
        let wanted = |end: usize| {
            let start = end.checked_sub(crate::wire::align4(len))?.checked_sub(4)?;
            let attr = RawAttrs::new(self.siblings.get(start..end)?).next()?.ok()?;
            (attr.attr_type() == number && attr.payload().len() == len).then(|| attr.payload())
        };
        let end = offset.checked_sub(4);
        let padding = |end: usize| {
            let start = end.checked_sub(4)?;
            let attr = RawAttrs::new(self.siblings.get(start..end)?).next()?.ok()?;
            attr.payload().is_empty().then_some(start)
        };
        end.and_then(|end| wanted(end).or_else(|| wanted(padding(end)?))).unwrap_or(&[])
    }
    /// Returns the payload of the last attribute of this type, `up` levels above; empty if absent.
    fn attr(&self, up: u8, number: u16, memo: Option<&Memo>) -> &'s [u8] {
        let Some(level) = self.above(up) else { return &[] };
        let look = || {
            if level.are_tlvs {
                return TlvIter::new(level.siblings).last_of(number).unwrap_or(&[]);
            }
            let attrs = RawAttrs::new(level.siblings).map_while(Result::ok);
            attrs.filter(|attr| attr.attr_type() == number).last().map_or(&[][..], |attr| attr.payload())
        };
        match memo {
            Some(memo) => memo.get(level, number, look),
            None => look(),
        }
    }
    /// Resolves all sub-messages to the payload type for their selectors.
    ///
    /// Unlike [`resolve`](Self::resolve), resolves selection by the length of the payload and by
    /// the attribute before the payload, too.
    pub(crate) fn settle_for(
        &self,
        payload_type: PayloadType,
        payload: &[u8],
        memo: Option<&Memo>,
    ) -> PayloadType {
        let mut payload_type = self.resolve(payload_type, memo);
        while let PayloadType::SubMessage(choices) = payload_type {
            let length = length_key(payload);
            let key = match choices.by {
                SelectorSource::Preceding { number, len } => self.preceding(payload, number, len),
                _ => &length[..],
            };
            payload_type = self.resolve(choices.arm(key), memo);
        }
        payload_type
    }
    /// Resolves sub-messages to the payload type for their selectors; bytes if unknown.
    ///
    /// Does not resolve sub-messages that are selected by the length of the payload, or by the
    /// attribute before the payload.
    pub(crate) fn resolve(&self, mut payload_type: PayloadType, memo: Option<&Memo>) -> PayloadType {
        while let PayloadType::SubMessage(choices) = payload_type {
            if matches!(choices.by, SelectorSource::Length | SelectorSource::Preceding { .. }) {
                break;
            }
            let key = self.find_in(choices.by, memo);
            payload_type = choices.arm(key);
        }
        payload_type
    }
}

/// Number of selectors that are remembered at each level, more than any attribute set here needs.
///
/// With more selectors a walk stays correct, but takes quadratic time.
pub(crate) const SELECTORS: usize = 2;
/// Selectors found so far, at each level of one walk.
///
/// Otherwise each sub-message searches all of its siblings, and a level of sub-messages takes
/// quadratic time.
pub(crate) struct Memo([[Cell<Found>; SELECTORS]; DEPTH as usize + 1]);
/// Position of the payload of an attribute in its level.
#[derive(Clone, Copy)]
struct Found {
    /// Address and length of the level. Within one walk, which stays in one message of less than 4
    /// GiB, two levels differ in one of them.
    level: (u32, u32),
    offset: u32,
    len: u16,
    number: u16,
}
impl Memo {
    pub(crate) const fn new() -> Self {
        const NOTHING: Found = Found { level: (0, 0), offset: 0, len: 0, number: 0 };
        Self([const { [const { Cell::new(NOTHING) }; SELECTORS] }; DEPTH as usize + 1])
    }
    fn get<'s>(&self, scope: &Scope<'s>, number: u16, look: impl FnOnce() -> &'s [u8]) -> &'s [u8] {
        let siblings = scope.siblings;
        let Ok(len) = u32::try_from(siblings.len()) else { return look() };
        let address = siblings.as_ptr().addr();
        let level = (address as u32, len);
        let Some(slots) = self.0.get(usize::from(scope.depth)) else { return look() };
        if let Some(found) =
            slots.iter().map(Cell::get).find(|slot| (slot.level, slot.number) == (level, number))
        {
            let (offset, len) = (found.offset as usize, usize::from(found.len));
            return siblings.get(offset..).and_then(|rest| rest.get(..len)).unwrap_or(&[]);
        }
        let payload = look();
        // an empty payload may have any address
        let offset = if payload.is_empty() { 0 } else { payload.as_ptr().addr().wrapping_sub(address) };
        let free = slots.iter().find(|slot| slot.get().level != level);
        if let Some(slot) = free.or(slots.get(usize::from(number) % SELECTORS)) {
            slot.set(Found { level, offset: offset as u32, len: payload.len() as u16, number });
        }
        payload
    }
}
