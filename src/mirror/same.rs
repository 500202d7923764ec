//! Comparing what two messages tell, but for what changes all the time.
use crate::wire::RawAttrs;

/// An attribute that does not count when two messages are compared, or whose inner ones do not.
#[derive(Clone, Copy, Debug)]
pub struct Ignored {
    /// Its number.
    pub number: u16,
    /// What does not count within it; nothing: none of it does.
    pub within: &'static [Ignored],
}
impl Ignored {
    /// An attribute that does not count at all.
    pub const fn all(number: u16) -> Self {
        Self { number, within: &[] }
    }
    /// An attribute of which some inner ones do not count.
    pub const fn within(number: u16, within: &'static [Ignored]) -> Self {
        Self { number, within }
    }
}

/// Whether two lists of attributes are the same, in the same order, but for what is ignored. What is broken is compared as bytes.
pub fn same_but(old: &[u8], new: &[u8], ignored: &[Ignored]) -> bool {
    let counts = |number: u16| !ignored.iter().any(|it| it.number == number && it.within.is_empty());
    let (mut old, mut new) = (RawAttrs::new(old), RawAttrs::new(new));
    loop {
        let rest = (old.rest(), new.rest());
        let next = (
            old.find(|attr| attr.as_ref().map_or(true, |attr| counts(attr.number()))),
            new.find(|attr| attr.as_ref().map_or(true, |attr| counts(attr.number()))),
        );
        match next {
            (None, None) => return true,
            (Some(Ok(a)), Some(Ok(b))) => {
                if a.number() != b.number() {
                    return false;
                }
                let same = match ignored.iter().find(|it| it.number == a.number()) {
                    Some(it) => same_but(a.payload(), b.payload(), it.within),
                    None => a.payload() == b.payload(),
                };
                if !same {
                    return false;
                }
            }
            (Some(Err(_)), Some(Err(_))) => return rest.0 == rest.1,
            _ => return false,
        }
    }
}

/// Whether every attribute of `new` is in `old` with the same value, but for what is ignored: for messages that have only what changed.
pub fn same_within(old: &[u8], new: &[u8], ignored: &[Ignored]) -> bool {
    RawAttrs::new(new).all(|attr| {
        let Ok(attr) = attr else { return false };
        if ignored.iter().any(|it| it.number == attr.number() && it.within.is_empty()) {
            return true;
        }
        let known = RawAttrs::new(old).flatten().filter(|known| known.number() == attr.number()).last();
        known.is_some_and(|known| match ignored.iter().find(|it| it.number == attr.number()) {
            Some(it) => same_but(known.payload(), attr.payload(), it.within),
            None => known.payload() == attr.payload(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{vec, vec::Vec};

    fn attr(number: u16, payload: &[u8]) -> Vec<u8> {
        let mut bytes = (4 + payload.len() as u16).to_ne_bytes().to_vec();
        bytes.extend(number.to_ne_bytes());
        bytes.extend(payload);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        bytes
    }

    #[test]
    fn what_is_ignored_does_not_count_at_any_level() {
        const IGNORED: &[Ignored] =
            &[Ignored::all(7), Ignored::within(26, &[Ignored::within(10, &[Ignored::all(3)])])];
        let inner =
            |stats: &[u8], flags: u8| attr(26, &attr(10, &[attr(1, &[flags; 4]), attr(3, stats)].concat()));
        let old = [attr(3, b"lo"), attr(7, &[1; 8]), inner(&[1; 16], 1)].concat();
        for (new, same) in [
            (old.clone(), true),
            ([attr(3, b"lo"), attr(7, &[9; 8]), inner(&[2; 24], 1)].concat(), true),
            ([attr(3, b"lo"), inner(&[2; 16], 1)].concat(), true),
            ([attr(3, b"lo"), inner(&[2; 16], 2)].concat(), false),
            ([attr(3, b"l0"), attr(7, &[1; 8]), inner(&[1; 16], 1)].concat(), false),
            ([attr(3, b"lo"), attr(7, &[1; 8])].concat(), false),
            ([inner(&[1; 16], 1), attr(3, b"lo")].concat(), false),
            (vec![0xff; 8], false),
            (Vec::new(), false),
        ] {
            assert_eq!(same_but(&old, &new, IGNORED), same, "{new:?}");
            assert_eq!(same_but(&new, &old, IGNORED), same, "{new:?}");
        }
        assert!(same_but(&[0xff; 8], &[0xff; 8], IGNORED) && !same_but(&[0xff; 8], &[0xfe; 8], IGNORED));
        assert!(same_within(&old, &inner(&[5; 4], 1), IGNORED) && same_within(&old, &[], IGNORED));
        assert!(!same_within(&old, &attr(4, &[1]), IGNORED) && !same_within(&old, &attr(3, b"l0"), IGNORED));
    }
}
