//! What holds for all bytes: no panic, progress, bounds, the same at any address, round trips, prefixes, valid JSON.
#[path = "../../wire_family/mod.rs"]
mod wire_family;

use nlwire::{
    schema::{Described, Json, View},
    wire::*,
};
use proptest::prelude::*;
use wire_family::{Every, *};

/// Numbers that the table knows, and a few that it does not.
fn number() -> impl Strategy<Value = u16> {
    prop_oneof![12 => 0u16..44, 1 => 299u16..304, 1 => 0..=NLA_TYPE_MASK]
}
fn flag_bits() -> impl Strategy<Value = u16> {
    prop_oneof![3 => Just(0), 1 => Just(NLA_F_NESTED), 1 => any::<u16>().prop_map(|bits| bits & !NLA_TYPE_MASK)]
}
/// Well-formed attributes, nested; numbers and payloads need not go together.
fn tree() -> impl Strategy<Value = Vec<u8>> {
    let payload = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..12),
        prop::collection::vec(any::<u8>(), 50..70),
        prop::sample::select(vec![&b"nest\0"[..], b"number", b"address\0", b"chain"])
            .prop_map(<[u8]>::to_vec),
    ];
    let leaf =
        (number(), flag_bits(), payload).prop_map(|(number, bits, payload)| attr(number | bits, &payload));
    leaf.prop_recursive(5, 40, 6, |inner| {
        let nest = prop_oneof![4 => Just(26u16), 2 => Just(27), 2 => Just(38), 2 => Just(29), 2 => Just(32), 1 => number()];
        (nest, flag_bits(), prop::collection::vec(inner, 0..6)).prop_map(|(number, bits, inside)| {
            let front = if number == 29 { vec![1; 60] } else { Vec::new() };
            attr(number | bits, &[front, inside.concat()].concat())
        })
    })
}
fn trees() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(tree(), 0..6).prop_map(|trees| trees.concat())
}
/// The same with a few bytes changed and the end cut off; or bytes without any sense.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let changes = prop::collection::vec(
        (any::<prop::sample::Index>(), prop_oneof![Just(0u8), Just(255), any::<u8>()]),
        0..4,
    );
    let mutated = (trees(), changes, any::<prop::sample::Index>()).prop_map(|(mut bytes, changes, end)| {
        for (at, value) in changes {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = value;
            }
        }
        let end = bytes.len() - end.index(bytes.len() + 1) / 8;
        bytes.truncate(end);
        bytes
    });
    prop_oneof![3 => mutated, 1 => prop::collection::vec(any::<u8>(), 0..200), 1 => prop::collection::vec(0u8..9, 0..200)]
}

fn inside(part: &[u8], whole: &[u8]) -> bool {
    let whole = whole.as_ptr_range();
    part.is_empty() || whole.start <= part.as_ptr() && part.as_ptr_range().end <= whole.end
}
type Told = Result<(u16, Vec<u8>), Option<usize>>;
/// What a walk says of bytes, without their address.
fn told(bytes: &[u8]) -> Vec<Told> {
    RawAttrs::new(bytes)
        .map(|attr| attr.map(|a| (a.raw_type(), a.payload().to_vec())).map_err(|e| e.offset_in(bytes)))
        .collect()
}
/// Errors must not occur in the middle.
fn prefix_then_error<T: PartialEq + Clone, E>(items: &[Result<T, E>], all: &[T]) -> bool {
    let good: Vec<T> = items.iter().map_while(|item| item.as_ref().ok()).cloned().collect();
    let errors = items.len() - good.len();
    errors <= 1 && all.get(..good.len()) == Some(&good[..])
}
/// Every value of every kind is within the input.
fn everything_inside(attrs: Attrs<'_, Every>, whole: &[u8], depth: u8) {
    let limit = attrs.bytes().len() / 4 + 1;
    let mut count = 0;
    for attr in attrs {
        count += 1;
        let parts: &[&[u8]] = &match attr {
            Ok(EveryAttr::A_STR(it)) | Ok(EveryAttr::A_NAME(it)) | Ok(EveryAttr::A_KIND(it)) => {
                [it.as_bytes()]
            }
            Ok(EveryAttr::A_BYTES(it)) => [it],
            Ok(EveryAttr::A_IP(it)) => [it.octets()],
            Ok(EveryAttr::A_POINT(it)) => [zerocopy_bytes(it)],
            Ok(EveryAttr::A_GROWN(it)) => [it.bytes()],
            Ok(EveryAttr::A_DATA(it)) => [it.bytes()],
            Ok(EveryAttr::Unknown(it)) => [it.payload()],
            Ok(EveryAttr::A_NEST(it)) | Ok(EveryAttr::A_MORE(it)) => {
                if depth < 20 {
                    everything_inside(it, whole, depth + 1);
                }
                [it.bytes()]
            }
            Ok(EveryAttr::A_NESTS(it)) => {
                assert!(it.iter().count() <= it.bytes().len() / 4 + 1);
                [it.bytes()]
            }
            Ok(EveryAttr::A_HEADED(it)) => [it.body.bytes()],
            Ok(EveryAttr::A_CHAIN(it)) => {
                assert!(it.iter().count() <= it.bytes().len() / 4 + 1);
                for link in it.iter().flatten() {
                    assert!(inside(zerocopy_bytes(link.header), whole) && inside(link.body.bytes(), whole));
                }
                [it.bytes()]
            }
            _ => [&[]],
        };
        assert!(parts.iter().all(|part| inside(part, whole)));
    }
    assert!(count <= limit);
}

/// Whether an object of this JSON has a key twice, told by counting: a parser keeps one of each.
fn keys_are_unique(json: &str) -> bool {
    fn count(value: &serde_json::Value) -> usize {
        match value {
            serde_json::Value::Object(map) => map.len() + map.values().map(count).sum::<usize>(),
            serde_json::Value::Array(items) => items.iter().map(count).sum(),
            _ => 0,
        }
    }
    // keys as they are printed: quotes outside of strings, with a colon behind
    let (mut printed, mut in_string, mut escaped) = (0, false, false);
    for (at, byte) in json.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => {
                in_string = !in_string;
                printed += usize::from(!in_string && json.as_bytes().get(at + 1) == Some(&b':'));
            }
            _ => {}
        }
    }
    let value: serde_json::Value =
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    count(&value) == printed
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn walking_attributes(bytes in hostile(), family in any::<u8>()) {
        let whole = told(&bytes);
        prop_assert!(whole.len() <= bytes.len() / 4 + 1);
        prop_assert!(whole.iter().rev().skip(1).all(Result::is_ok), "one error, at the end");
        at_every_address(&bytes, |bytes| {
            assert_eq!(told(bytes), whole);
            everything_inside(Attrs::new(bytes), bytes, 0);
        });
        let message = new_message(family, &bytes);
        let first = walk_message(Message::new(&message).unwrap());
        at_every_address(&message, |message| {
            assert_eq!(walk_message(Message::new(message).unwrap()), first);
        });
    }

    #[test]
    fn walking_messages(bytes in prop::collection::vec(prop_oneof![
        hostile().prop_map(|attrs| new_message(2, &attrs)),
        (any::<u32>(), 0u16..20, any::<u16>(), hostile()).prop_map(|(len, kind, flags, payload)|
            lying_message(if len % 2 == 0 { len % 100 } else { payload.len() as u32 + 16 }, kind, flags, &payload)),
        prop::collection::vec(any::<u8>(), 0..40),
    ], 0..4)) {
        let bytes = bytes.concat();
        let items: Vec<_> = Messages::new(&bytes).collect();
        prop_assert!(items.len() <= bytes.len() / 4 + 1);
        prop_assert!(items.iter().rev().skip(1).all(Result::is_ok));
        for message in items.iter().flatten() {
            prop_assert!(inside(message.bytes(), &bytes) && inside(message.payload(), &bytes));
            walk_message(*message);
        }
        let mut copy = bytes.clone();
        prop_assert_eq!(MessagesMut::new(&mut copy).count(), items.iter().flatten().count());
        let told = |bytes: &[u8]| Messages::new(bytes).map(|m| m.map(|m| m.bytes().to_vec()).map_err(drop)).collect::<Vec<_>>();
        let all: Vec<_> = items.iter().flatten().map(|m| m.bytes().to_vec()).collect();
        let first = told(&bytes);
        at_every_address(&bytes, |bytes| assert_eq!(told(bytes), first));
        for end in 0..bytes.len() {
            prop_assert!(prefix_then_error(&told(&bytes[..end]), &all), "cut at {}", end);
        }
    }

    #[test]
    fn cutting_well_formed_attributes(bytes in trees()) {
        let all: Vec<_> = RawAttrs::new(&bytes).map(|attr| attr.unwrap().raw_type()).collect();
        let ends: Vec<usize> = RawAttrs::new(&bytes).map(|attr| {
            let payload = attr.unwrap().payload();
            payload.as_ptr().addr() + payload.len() - bytes.as_ptr().addr()
        }).collect();
        for end in 0..=bytes.len() {
            let items: Vec<_> = RawAttrs::new(&bytes[..end]).map(|attr| attr.map(|a| a.raw_type())).collect();
            prop_assert!(prefix_then_error(&items, &all));
            let whole = ends.iter().filter(|e| **e <= end).count();
            let good = items.iter().filter(|item| item.is_ok()).count();
            prop_assert_eq!(good, whole, "cut at {}", end);
            let left = end.saturating_sub(ends.get(whole.wrapping_sub(1)).map_or(0, |e| e.next_multiple_of(4)));
            prop_assert_eq!(items.len() - good, usize::from(left >= 4), "cut at {}", end);
        }
    }

    #[test]
    fn copying_well_formed_attributes(bytes in trees()) {
        let mut buffer = vec![0xa5; bytes.len()];
        let mut writer = Writer::<Every>::new(&mut buffer);
        for attr in RawAttrs::new(&bytes) {
            writer.copy(attr.unwrap());
        }
        prop_assert_eq!(writer.finish().unwrap(), &bytes[..]);

        let message = new_message(2, &bytes);
        let message = Message::new(&message).unwrap();
        let mut out = vec![0xa5; message.bytes().len()];
        let kept = rewrite(message, 8, &mut out, &mut |_, _| Edit::Keep).unwrap();
        prop_assert_eq!(kept.bytes(), message.bytes());
        // into every nest that is one: what it holds is well-formed, and nothing is behind it
        let mut out = vec![0xa5; message.bytes().len()];
        let entered = rewrite(message, 8, &mut out, &mut |path, attr| {
            assert!(path.len() < 16);
            let whole = RawAttrs::new(attr.payload()).all(|inner| inner.is_ok());
            let canonical = whole && attr.payload().len() % 4 == 0 && {
                let mut copy = vec![0; attr.payload().len()];
                let mut writer = Writer::<()>::new(&mut copy);
                for inner in RawAttrs::new(attr.payload()) {
                    writer.copy(inner.unwrap());
                }
                writer.finish() == Ok(attr.payload())
            };
            if canonical && path.len() < 15 { Edit::Enter } else { Edit::Keep }
        }).unwrap();
        prop_assert_eq!(entered.bytes(), message.bytes());
        for room in [0, 1, 15, 16, 23, message.bytes().len() - 1] {
            let mut out = vec![0; room.min(message.bytes().len() - 1)];
            let needed = message.bytes().len();
            prop_assert_eq!(rewrite(message, 8, &mut out, &mut |_, _| Edit::Keep).err(), Some(RewriteError::Build(BuildError::TooSmall { needed })));
        }
    }

    #[test]
    fn json_is_json(bytes in hostile(), family in prop_oneof![Just(2u8), Just(10), Just(28), any::<u8>()], kind in 0u16..20, flags in any::<u16>()) {
        prop_assert!(keys_are_unique(&Json(View::of(Attrs::<Every>::new(&bytes))).to_string()));
        let head = [family, 0, 0, 0, 1, 0, 0, 0];
        for payload in [&[&head[..], &bytes].concat()[..], &bytes] {
            let message = message(kind, flags, payload);
            let message = Message::new(&message).unwrap();
            for row in [row(kind), None, row(16)] {
                prop_assert!(keys_are_unique(&Json(Described::new("test", row, message)).to_string()));
            }
        }
    }

    #[test]
    fn numbers_are_read_as_written(a in any::<u64>(), b in any::<i64>(), text in "[^\0]{0,40}", bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let mut buffer = [0xa5; 1024];
        let mut writer = Writer::<Every>::new(&mut buffer);
        writer.put(Every::A_U8, a as u8).put(Every::A_U16, a as u16).put(Every::A_U32, a as u32).put(Every::A_U64, a);
        writer.put(Every::A_I8, b as i8).put(Every::A_I16, b as i16).put(Every::A_I32, b as i32).put(Every::A_I64, b);
        writer.put(Every::A_BE16, a as u16).put(Every::A_BE32, b as i32).put(Every::A_BE64, a);
        writer.put(Every::A_UINT, a >> (a & 63)).put(Every::A_SINT, b >> (a & 63));
        writer.put(Every::A_STR, &text[..]).put(Every::A_BYTES, &bytes[..]).put(Every::A_HARDWARE, HwAddr(&bytes));
        writer.put(Every::A_BITFIELD, Bitfield32 { value: a as u32, selector: b as u32 });
        writer.put(Every::A_COLOUR, Colour(a as u16)).put(Every::A_LEVEL, Level(b as i8)).put(Every::A_BITS, Bits::from_bits_retain(a as u32));
        writer.put(Every::A_COLOUR_BE, Be(Colour(a as u16)));
        let point = Point::new().with(Point::x, b as i32).with(Point::y, Be(a as u16)).with(Point::r#type, Level(b as i8));
        writer.put(Every::A_POINT, &point).put(Every::A_GROWN, &point);
        writer.headed(Every::A_HEADED, &point, |body| { body.put(Every::A_U64, a); });
        writer.nest(Every::A_NEST, |nest| { nest.put(Every::A_U64, a); });
        writer.values(Every::A_ARRAY, 1, [a as u32, b as u32]);
        writer.array(Every::A_NESTS, 0, [a, b as u64], |nest, item| { nest.put(Every::A_U64, item); });
        writer.chain(Every::A_CHAIN, |hops| {
            hops.link(&Hop::new().with(Hop::index, b as i32), |hop| { hop.put(Every::A_U64, a); }).link(&Hop::new(), |_| {});
        });
        writer.put(Every::A_NAME, "one").put(Every::A_NAME, "two");
        let written = writer.finish().unwrap();
        at_every_address(written, |written| {
            let attrs = Attrs::<Every>::new(written);
            macro_rules! same { ($($key:ident: $value:expr),* $(,)?) => { $( assert_eq!(attrs.get(Every::$key), Ok(Some($value))); )* } }
            same! {
                A_U8: a as u8, A_U16: a as u16, A_U32: a as u32, A_U64: a, A_I8: b as i8, A_I16: b as i16, A_I32: b as i32, A_I64: b,
                A_BE16: Be(a as u16), A_BE32: Be(b as i32), A_BE64: Be(a), A_UINT: Uint(a >> (a & 63)), A_SINT: Sint(b >> (a & 63)),
                A_STR: Str(text.as_bytes()), A_BYTES: &bytes[..], A_HARDWARE: HwAddr(&bytes),
                A_BITFIELD: Bitfield32 { value: a as u32, selector: b as u32 },
                A_COLOUR: Colour(a as u16), A_LEVEL: Level(b as i8), A_BITS: Bits::from_bits_retain(a as u32), A_COLOUR_BE: Be(Colour(a as u16)),
                A_POINT: &point,
            }
            assert_eq!(attrs.get(Every::A_GROWN).unwrap().unwrap().whole(), Some(&point));
            let headed = attrs.get(Every::A_HEADED).unwrap().unwrap();
            assert_eq!((headed.header, headed.body.get(Every::A_U64)), (&point, Ok(Some(a))));
            assert_eq!(attrs.get(Every::A_NEST).unwrap().unwrap().get(Every::A_U64), Ok(Some(a)));
            let array: Vec<_> = attrs.get(Every::A_ARRAY).unwrap().unwrap().iter().map(Result::unwrap).collect();
            assert_eq!(array, [(1, a as u32), (2, b as u32)]);
            let nests: Vec<_> = attrs.get(Every::A_NESTS).unwrap().unwrap().iter()
                .map(|item| item.unwrap().1.get(Every::A_U64).unwrap().unwrap()).collect();
            assert_eq!(nests, [a, b as u64]);
            let hops: Vec<_> = attrs.get(Every::A_CHAIN).unwrap().unwrap().iter()
                .map(|hop| hop.map(|hop| (hop.header.get(Hop::len), hop.body.get(Every::A_U64).unwrap())).unwrap()).collect();
            assert_eq!(hops, [(20, Some(a)), (8, None)]);
            let names: Vec<_> = attrs.get_all(Every::A_NAME).map(Result::unwrap).collect();
            assert_eq!(names, [Str(b"one"), Str(b"two")]);
            // what is read can be written again, to the same bytes
            let mut buffer = [0x5a; 1024];
            let mut again = Writer::<Every>::new(&mut buffer);
            for attr in attrs {
                match attr.unwrap() {
                    EveryAttr::A_UINT(it) => { again.put(Every::A_UINT, it); }
                    EveryAttr::A_STR(it) => { again.put(Every::A_STR, it); }
                    EveryAttr::A_POINT(it) => { again.put(Every::A_POINT, it); }
                    EveryAttr::A_GROWN(it) => { again.put(Every::A_GROWN, it); }
                    EveryAttr::A_HEADED(it) => { again.put(Every::A_HEADED, it); }
                    EveryAttr::A_NEST(it) => { again.put(Every::A_NEST, it); }
                    EveryAttr::A_NESTS(it) => { again.put(Every::A_NESTS, it); }
                    EveryAttr::A_ARRAY(it) => { again.put(Every::A_ARRAY, it); }
                    EveryAttr::A_CHAIN(it) => { again.put(Every::A_CHAIN, it); }
                    EveryAttr::A_BITS(it) => { again.put(Every::A_BITS, it); }
                    EveryAttr::A_COLOUR_BE(it) => { again.put(Every::A_COLOUR_BE, it); }
                    EveryAttr::A_BE32(it) => { again.put(Every::A_BE32, it); }
                    _ => {}
                }
            }
            let again = Attrs::<Every>::new(again.finish().unwrap());
            for attr in again.raw() {
                assert_eq!(attr.ok(), attrs.get_raw(attr.unwrap().attr_type()).unwrap());
            }
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn serde_says_what_json_says(bytes in hostile(), family in prop_oneof![Just(2u8), Just(10), Just(28), any::<u8>()], kind in 0u16..20, flags in any::<u16>()) {
        let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        let view = View::of(Attrs::<Every>::new(&bytes));
        prop_assert_eq!(serde_json::to_value(view).unwrap(), json(&Json(view).to_string()));
        postcard::to_allocvec(&view).unwrap(); // refuses a map or list of unknown length
        let message = message(kind, flags, &[&[family, 0, 0, 0, 1, 0, 0, 0], &bytes[..]].concat());
        for row in [row(kind), row(16)] {
            let described = Described::new("test", row, Message::new(&message).unwrap());
            prop_assert_eq!(serde_json::to_value(described).unwrap(), json(&Json(described).to_string()));
            postcard::to_allocvec(&described).unwrap();
        }
    }
}

/// Every pair of length and number in front of up to 64 bytes: nothing panics, everything moves on.
#[test]
fn lengths_exhaustively() {
    for room in 0..=64usize {
        for len in (0..=70u16).chain([0x7fff, 0x8000, 0xfffc, 0xfffd, 0xffff]) {
            let mut bytes = lying(len, 26, &[4; 64]);
            bytes.truncate(room);
            let count = RawAttrs::new(&bytes).count();
            assert!(count <= room / 4 + 1);
            let mut message = bytes.clone();
            if let Some(head) = message.first_chunk_mut::<4>() {
                *head = u32::from(len).to_ne_bytes();
            }
            assert!(Messages::new(&message).count() <= room / 4 + 1);
            let _ = View::of(Attrs::<Every>::new(&bytes)).check();
        }
    }
}

#[test]
fn every_value_at_every_length() {
    fn exact(lens: &'static [usize]) -> impl Fn(usize) -> bool {
        move |len| lens.contains(&len)
    }
    type Fits = Box<dyn Fn(usize) -> bool>;
    let table: Vec<(u16, Fits)> = vec![
        (1, Box::new(exact(&[1]))),
        (2, Box::new(exact(&[2]))),
        (3, Box::new(exact(&[4]))),
        (4, Box::new(exact(&[8]))),
        (5, Box::new(exact(&[1]))),
        (6, Box::new(exact(&[2]))),
        (7, Box::new(exact(&[4]))),
        (8, Box::new(exact(&[8]))),
        (9, Box::new(exact(&[2]))),
        (10, Box::new(exact(&[4]))),
        (11, Box::new(exact(&[8]))),
        (12, Box::new(exact(&[4, 8]))),
        (13, Box::new(exact(&[4, 8]))),
        (14, Box::new(exact(&[0]))),
        (15, Box::new(|_| true)),
        (16, Box::new(|_| true)),
        (17, Box::new(exact(&[4, 16]))),
        (18, Box::new(|_| true)),
        (19, Box::new(|_| true)),
        (20, Box::new(|len| len % 4 == 0)),
        (21, Box::new(exact(&[8]))),
        (22, Box::new(|len| len >= 58)),
        (23, Box::new(|_| true)),
        (24, Box::new(|len| len % 4 == 0)),
        (25, Box::new(|len| len % 8 == 0)),
        (26, Box::new(|_| true)),
        (27, Box::new(|_| true)),
        (28, Box::new(|_| true)),
        (29, Box::new(|len| len >= 58)),
        (30, Box::new(|_| true)),
        (32, Box::new(|_| true)),
        (33, Box::new(exact(&[2]))),
        (34, Box::new(exact(&[1]))),
        (35, Box::new(exact(&[4]))),
        (37, Box::new(exact(&[2]))),
    ];
    for (number, fits) in table {
        for len in 0..=2 * 58 + 64 {
            for fill in [0, 1, 0x80, 0xff] {
                let bytes = attr(number, &vec![fill; len]);
                let attrs = Attrs::<Every>::new(&bytes);
                let decoded = attrs.into_iter().next().unwrap();
                assert_eq!(decoded.is_ok(), fits(len), "attribute {number}, {len} bytes");
                if let Err(error) = decoded {
                    assert_eq!((error.kind(), error.number()), (ErrorKind::Payload, Some(number)));
                    assert_eq!(View::of(attrs).check(), Err(error), "attribute {number}, {len} bytes");
                }
                if fill == 1 {
                    walk_attrs(&[2], attrs);
                }
            }
        }
    }
}
