//! Comparison of messages, except for attributes that change all the time.
use crate::wire::RawAttrs;

/// An attribute that is ignored in comparisons, completely or in part.
#[derive(Clone, Copy, Debug)]
pub struct Ignored {
    /// Attribute type.
    pub number: u16,
    /// Nested attributes that are ignored; empty if the complete attribute is.
    pub within: &'static [Ignored],
}
impl Ignored {
    /// Ignores an attribute completely.
    pub const fn all(number: u16) -> Self {
        Self { number, within: &[] }
    }
    /// Ignores some of an attribute's nested attributes.
    pub const fn within(number: u16, within: &'static [Ignored]) -> Self {
        Self { number, within }
    }
}

/// Whether two attribute lists are equal, in the same order, except for `ignored`. Malformed data
/// is compared as bytes.
pub fn same_but(old: &[u8], new: &[u8], ignored: &[Ignored]) -> bool {
    let counts = |number: u16| !ignored.iter().any(|it| it.number == number && it.within.is_empty());
    let (mut old, mut new) = (RawAttrs::new(old), RawAttrs::new(new));
    loop {
        let rest = (old.rest(), new.rest());
        let next = (
            old.find(|attr| attr.as_ref().map_or(true, |attr| counts(attr.attr_type()))),
            new.find(|attr| attr.as_ref().map_or(true, |attr| counts(attr.attr_type()))),
        );
        match next {
            (None, None) => return true,
            (Some(Ok(a)), Some(Ok(b))) => {
                if a.attr_type() != b.attr_type() {
                    return false;
                }
                let same = match ignored.iter().find(|it| it.number == a.attr_type()) {
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

/// Whether every attribute of `new` is in `old` with the same value, except for `ignored`: for
/// messages that contain only the changed attributes.
pub fn same_within(old: &[u8], new: &[u8], ignored: &[Ignored]) -> bool {
    RawAttrs::new(new).all(|attr| {
        let Ok(attr) = attr else { return false };
        if ignored.iter().any(|it| it.number == attr.attr_type() && it.within.is_empty()) {
            return true;
        }
        let known = RawAttrs::new(old).flatten().filter(|known| known.attr_type() == attr.attr_type()).last();
        known.is_some_and(|known| match ignored.iter().find(|it| it.number == attr.attr_type()) {
            Some(it) => same_but(known.payload(), attr.payload(), it.within),
            None => known.payload() == attr.payload(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::testing::attr;
    use std::{vec, vec::Vec};

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
