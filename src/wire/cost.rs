//! Counts the steps of a walk: each attribute, and each property of a uevent, is one step.
//!
//! The cost must be linear: a message four times as long may take four times the steps, whatever it
//! contains.
use std::cell::Cell;

std::thread_local! {
    static STEPS: Cell<usize> = const { Cell::new(0) };
}
pub(crate) fn step() {
    STEPS.set(STEPS.get() + 1);
}
/// Returns the number of steps of `walk`.
pub(crate) fn steps(walk: impl FnOnce()) -> usize {
    STEPS.set(0);
    walk();
    STEPS.get()
}

/// Asserts that 16, 64 and 256 kB take at most `most` steps for each 4 bytes.
pub(crate) fn assert_linear(name: &str, most: usize, cost: impl Fn(usize) -> usize) {
    let costs = [16, 64, 256].map(|kilobytes| (kilobytes, cost(kilobytes << 10)));
    for (kilobytes, steps) in costs {
        assert!(steps <= most * (kilobytes << 8), "{name}: {steps} steps for {kilobytes} kB, of {costs:?}");
    }
}

#[cfg(test)]
mod tests {
    use super::{assert_linear, steps};
    use crate::{attributes, sub_messages};
    use crate::{
        schema::{Json, View},
        server::{ValidationFlags, validate},
        wire::{
            AttributeSet, Attrs, Str, SubMessage,
            spec::{PayloadType, Scope, SelectorSource},
            testing::attr,
        },
    };
    use std::{format, string::ToString, vec, vec::Vec};

    attributes! {
        /// A set with sub-messages selected by siblings, and nests with selectors further up.
        pub set Top, enum TopAttr<'a> {
            /// Selector.
            TOP_KIND: Str<'a> = 1,
            /// Sub-message.
            TOP_DATA: SubMessage<'a, ByKind> = 2,
            /// Second selector.
            TOP_OTHER_KIND: Str<'a> = 3,
            /// Second sub-message.
            TOP_OTHER_DATA: SubMessage<'a, ByOtherKind> = 4,
            /// Nest.
            TOP_NEST: Attrs<'a, Below> = 5,
            /// Indexed array of nests.
            TOP_NESTS: crate::wire::IndexedArray<'a, Attrs<'a, Below>> = 6,
            /// Nests by number.
            TOP_NUMBERED: crate::wire::NestTypeValue<'a, Attrs<'a, Below>> = 7,
            /// Recursive nest.
            TOP_AGAIN: Attrs<'a, Top> = 8,
            /// Repeated number.
            TOP_NUMBER: [u32] = 9,
        }
    }
    attributes! {
        /// The set of the nests.
        pub set Below, enum BelowAttr<'a> {
            /// Sub-message selected by an attribute one level up.
            BELOW_DATA: SubMessage<'a, ByKindAbove> = 1,
            /// Sub-message selected by another attribute one level up.
            BELOW_OTHER_DATA: SubMessage<'a, ByOtherKindAbove> = 2,
            /// Sub-message selected by an attribute two levels up.
            BELOW_FAR_DATA: SubMessage<'a, ByKindFarAbove> = 3,
        }
    }
    sub_messages! {
        /// Sub-message by a sibling.
        pub enum ByKindData<'a>, selector ByKind from SelectorSource::text(1) => {
            /// Nest.
            NEST = b"nest" => Nest(Attrs<'a, Below>),
        }
    }
    sub_messages! {
        /// Sub-message by another sibling.
        pub enum ByOtherKindData<'a>, selector ByOtherKind from SelectorSource::bytes(3) => {
            /// Nest.
            NEST = b"nest" => Nest(Attrs<'a, Below>),
        }
    }
    sub_messages! {
        /// Sub-message by an attribute one level up.
        pub enum ByKindAboveData<'a>, selector ByKindAbove from SelectorSource::Text { up: 1, number: 1 } => {
            /// Number.
            NUMBER = b"nest" => Number(u32),
        }
    }
    sub_messages! {
        /// Sub-message by another attribute one level up.
        pub enum ByOtherKindAboveData<'a>, selector ByOtherKindAbove from SelectorSource::Part { up: 1, number: 3, offset: 0, len: 4 } => {
            /// Number.
            NUMBER = b"nest" => Number(u32),
        }
    }
    sub_messages! {
        /// Sub-message by an attribute two levels up.
        pub enum ByKindFarAboveData<'a>, selector ByKindFarAbove from SelectorSource::Bytes { up: 2, number: 1 } => {
            /// Number.
            NUMBER = b"nest" => Number(u32),
        }
    }

    /// Returns `len` bytes of what `each` returns for 0, 1, 2 and so on.
    fn filled(len: usize, each: impl Fn(usize) -> Vec<u8>) -> Vec<u8> {
        let mut bytes = Vec::new();
        for at in 0.. {
            if bytes.len() >= len {
                break;
            }
            bytes.extend(each(at));
        }
        bytes
    }
    type Hostile = (&'static str, fn(usize) -> Vec<u8>);
    const HOSTILE: &[Hostile] = &[
        ("two selected attributes that alternate", |len| {
            filled(len, |at| attr(2 + 2 * (at as u16 % 2), &[]))
        }),
        ("two selected attributes that alternate, and what selects them at the end", |len| {
            let mut bytes = filled(len, |at| attr(2 + 2 * (at as u16 % 2), &attr(1, &[0; 4])));
            bytes.extend([attr(1, b"nest"), attr(3, b"nest")].concat());
            bytes
        }),
        ("nests that look up for what selects", |len| {
            let inside = [attr(1, &[0; 4]), attr(2, &[0; 4]), attr(3, &[0; 4])].concat();
            [attr(1, b"nest"), attr(3, b"nest"), filled(len, |_| attr(5, &inside))].concat()
        }),
        ("arrays of nests that look up twice", |len| {
            let inside = attr(3, &[0; 4]);
            [attr(1, b"nest"), filled(len, |at| attr(6 + at as u16 % 2, &attr(1, &inside)))].concat()
        }),
        ("nests in nests that look up", |len| {
            let mut inside = [attr(2, &[]), attr(4, &[])].concat();
            for _ in 0..5 {
                inside = attr(8, &[inside, attr(2, &[]), attr(4, &[])].concat());
            }
            filled(len, |_| inside.clone())
        }),
        ("every number once", |len| filled(len, |at| attr(at as u16 & 0x3fff, &[]))),
        ("every number twice", |len| {
            let half = filled(len / 2, |at| attr(at as u16 & 0x3fff, &[]));
            [half.clone(), half].concat()
        }),
        ("two hundred numbers over and over", |len| filled(len, |at| attr((at % 200) as u16 + 10, &[]))),
        ("keys over and over", |len| {
            filled(len, |_| attr(7, &filled(4000, |at| attr((at % 200) as u16, &[]))))
        }),
        ("one number", |len| filled(len, |_| attr(9, &[0; 4]))),
        ("one that is selected", |len| filled(len, |_| attr(2, &[]))),
        ("unknown numbers, and then broken framing", |len| {
            [filled(len, |at| attr((at % 500) as u16 + 100, &[])), vec![0; 4]].concat()
        }),
    ];
    #[test]
    fn validation_is_linear_in_the_request() {
        for (name, make) in HOSTILE {
            for checks in [ValidationFlags::LIBERAL, ValidationFlags::STRICT] {
                assert_linear(name, 12, |len| {
                    let bytes = make(len);
                    steps(|| {
                        let _ = validate(Top::spec(), &bytes, 0, Scope::new(0, &[]), checks);
                    })
                });
            }
        }
    }
    #[test]
    fn printing_and_checking_are_linear_in_the_message() {
        for (name, make) in HOSTILE {
            // two passes for each level: which types occur, then the attributes; one pass for each
            // list
            assert_linear(name, 200, |len| {
                let bytes = make(len);
                steps(|| drop(Json(View::of(Attrs::<Top>::new(&bytes))).to_string()))
            });
            assert_linear(name, 50, |len| {
                let bytes = make(len);
                steps(|| {
                    let _ = View::of(Attrs::<Top>::new(&bytes)).check();
                })
            });
            #[cfg(feature = "serde")]
            assert_linear(name, 1000, |len| {
                let bytes = make(len);
                steps(|| drop(serde_json::to_string(&View::of(Attrs::<Top>::new(&bytes)))))
            });
        }
    }
    #[cfg(feature = "route")]
    #[test]
    fn requests_of_links_are_validated_in_linear_time() {
        use crate::route::{self, NewLink};
        use crate::{
            server::RequestPolicy,
            wire::{Message, NewFlags, Request},
        };
        let pair = [attr(2, &[]), attr(5, &[])].concat();
        assert_linear("IFLA_INFO_DATA and IFLA_INFO_SLAVE_DATA", 12, |len| {
            // a nest has at most 64 kB
            let nest = attr(18, &filled(len.min(60_000), |_| pair.clone()));
            let nests = filled(len, |_| nest.clone());
            let mut buffer = vec![0; len * 2 + 100_000];
            let head = Request::new(&mut buffer, NewLink::default(), NewFlags::ACK).finish(1).unwrap();
            let mut bytes = [head, &nests].concat();
            let whole = bytes.len() as u32;
            bytes[..4].copy_from_slice(&whole.to_ne_bytes());
            let message = Message::new(&bytes).unwrap();
            let row = route::lookup(message).unwrap();
            steps(|| {
                let _ = row.validate(message, &RequestPolicy::new(ValidationFlags::LIBERAL));
            })
        });
    }
    #[test]
    fn sound_levels_are_shown_whole_and_crowded_ones_by_their_bytes() {
        // the maximum number of lists
        let lists = |count: u16| {
            (0..2).flat_map(|_| (100..100 + count).flat_map(|at| attr(at, &[]))).collect::<Vec<_>>()
        };
        let (most, more) = (lists(crate::schema::GROUPS.into()), lists(u16::from(crate::schema::GROUPS) + 1));
        let text = Json(View::of(Attrs::<Top>::new(&most))).to_string();
        assert!(!text.contains("crowded") && text.matches("[\"\",\"\"]").count() == 64, "{text}");
        let text = Json(View::of(Attrs::<Top>::new(&more))).to_string();
        let bytes = Json(View::new(PayloadType::Bytes, &more)).to_string();
        assert!(text.ends_with(&format!("\"#crowded\":{bytes}}}")), "{text}");
        assert_eq!(text.matches("[\"\",\"\"]").count(), 64);
        assert_eq!(View::of(Attrs::<Top>::new(&more)).check(), Ok(()));
        // a payload that does not match its type is found nevertheless
        let wrong = [more, attr(9, &[1])].concat();
        assert!(View::of(Attrs::<Top>::new(&wrong)).check().is_err());
    }
    #[test]
    fn what_is_remembered_changes_no_answer() {
        let mut state = 7u64;
        let mut below = |end: u64| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) % end
        };
        for _ in 0..3_000 {
            let mut bytes = Vec::new();
            for _ in 0..below(12) {
                let texts: [&[u8]; 4] = [b"nest", b"nest\0", b"", b"other"];
                let text = texts[below(4) as usize];
                let inside = [attr(below(4) as u16, &[0; 4]), attr(below(4) as u16, text)].concat();
                let number = below(9) as u16;
                bytes.extend(match number {
                    1 | 3 => attr(number, text),
                    6 | 7 => attr(number, &attr(below(3) as u16, &inside)),
                    8 => attr(8, &[inside.clone(), attr(1, text), attr(5, &inside)].concat()),
                    _ => attr(number, &inside),
                });
            }
            same(&View::of(Attrs::<Top>::new(&bytes)), &crate::wire::spec::Memo::new());
        }
    }
    /// Compares the node of each view with and without a memo of the complete walk.
    fn same(view: &View<'_>, memo: &crate::wire::spec::Memo) {
        use crate::schema::Node;
        match (view.node(), view.node_in(Some(memo))) {
            (Node::Map(without), Node::Map(with)) => {
                assert_eq!(without.clone().count(), with.clone().count());
                without.zip(with).for_each(|(without, with)| {
                    assert_eq!(without.label, with.label);
                    same(&with.value, memo);
                });
            }
            (Node::List(without), Node::List(with)) => {
                assert_eq!(without.clone().count(), with.clone().count());
                with.flatten().for_each(|item| same(&item, memo));
            }
            (without, with) => assert_eq!(core::mem::discriminant(&without), core::mem::discriminant(&with)),
        }
    }
}
