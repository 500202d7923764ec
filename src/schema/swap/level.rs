//! Position of a payload that is being converted, whose selectors are in the bytes around it.
use crate::wire::{align4, spec::SELECTORS};
use core::cell::Cell;

/// Position in the message: the levels above, the header and the depth, as in a
/// [`Scope`](crate::wire::spec::Scope).
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) level: Option<&'p Level<'p>>,
    pub(super) header: &'p [u8],
    pub(super) depth: u8,
}
/// A nest or a struct without the part that is being converted, in native byte order.
pub(super) struct Level<'l> {
    pub(super) before: &'l [u8],
    /// Length of the part between.
    pub(super) hole: usize,
    pub(super) after: &'l [u8],
    pub(super) up: Option<&'l Level<'l>>,
    pub(super) found: &'l Selectors,
    pub(super) preceding: Preceding,
    /// Whether the level is records of a `Tlvs`, and not attributes.
    pub(super) are_tlvs: bool,
}
/// The two attributes before the part that is being converted, nearest first: number, offset of the
/// payload, and its length.
pub(super) type Preceding = [Option<(u16, usize, usize)>; 2];
/// Selectors found so far in a level: number, offset and length. Otherwise each sub-message
/// searches all of its siblings.
pub(super) type Selectors = [Cell<Option<(u16, usize, usize)>>; SELECTORS];
pub(super) const fn nothing_found() -> Selectors {
    [const { Cell::new(None) }; SELECTORS]
}
impl Level<'_> {
    pub(super) fn part(&self, offset: usize, len: usize) -> &[u8] {
        let (of, offset) = match offset.checked_sub(self.before.len().saturating_add(self.hole)) {
            Some(offset) => (self.after, offset),
            None => (self.before, offset),
        };
        of.get(offset..).and_then(|rest| rest.get(..len)).unwrap_or(&[])
    }
    pub(super) fn above(&self, up: u8) -> Option<&Self> {
        let mut level = self;
        for _ in 0..up {
            level = level.up?;
        }
        Some(level)
    }
    /// Returns the payload of the attribute before the part that is being converted, as
    /// [`SelectorSource::Preceding`] selects it; empty if there is none.
    pub(super) fn preceding(&self, number: u16, len: usize) -> &[u8] {
        let [nearest, next] = self.preceding;
        let padding = nearest.is_some_and(|(_, _, len)| len == 0);
        let mut found = nearest.into_iter().chain(next.filter(|_| padding));
        let found = found.find(|(found, _, there)| *found == number && *there == len);
        found.map_or(&[], |(_, offset, len)| self.part(offset, len))
    }
    /// Returns the payload of the last attribute of this type; empty if absent.
    pub(super) fn attr(&self, number: u16) -> &[u8] {
        let known = self.found.iter().find_map(|found| found.get().filter(|found| found.0 == number));
        let (_, offset, len) = known.unwrap_or_else(|| {
            let found = self.search(number);
            let free = self.found.iter().find(|found| found.get().is_none());
            if let Some(slot) = free.or(self.found.get(usize::from(number) % SELECTORS)) {
                slot.set(Some(found));
            }
            found
        });
        self.part(offset, len)
    }
    fn search(&self, number: u16) -> (u16, usize, usize) {
        let (mut at, mut found) = (0usize, (number, 0, 0));
        if self.are_tlvs {
            while let Some(&[kind, len]) = self.part(at, 2).first_chunk() {
                if u16::from(kind) == number {
                    found = (number, at.saturating_add(2), len.into());
                }
                at = at.saturating_add(usize::from(len).saturating_add(2));
            }
            return found;
        }
        while let Some((len, bits)) = native_head(self.part(at, 4)) {
            #[cfg(test)]
            crate::wire::cost::step();
            let Some(payload) = len.checked_sub(4) else { break };
            if bits & crate::wire::NLA_TYPE_MASK == number {
                found = (number, at.saturating_add(4), payload);
            }
            at = at.saturating_add(align4(len));
        }
        found
    }
}
/// Reads length and type of an attribute.
pub(super) fn native_head(head: &[u8]) -> Option<(usize, u16)> {
    let [a, b, c, d] = *head.first_chunk::<4>()?;
    Some((u16::from_ne_bytes([a, b]).into(), u16::from_ne_bytes([c, d])))
}
