//! A family of the tests' own, with every kind of value, so that no test waits for a family of the kernel's.
#![allow(dead_code)]
use nlwire::{
    attributes, c_struct, flags, messages, open_enum, operations,
    schema::*,
    server::*,
    sub_messages,
    wire::{spec::*, *},
};

c_struct! {
    /// What stands in front of the attributes.
    pub struct Head {
        /// A family: 2, 10 and 28 select what [`Every::A_ADDRESS`] is.
        family: u8,
        /// Padding.
        pad pad: [u8; 3],
        /// An index.
        index: u32,
    }
}
c_struct! {
    /// A structure with every kind of field; 58 bytes, so that what follows it is padded.
    pub struct Point as packed {
        /// A number.
        x: i32,
        /// A big-endian number.
        y: Be<u16>,
        /// A kernel's name that Rust has taken.
        r#type: Level,
        /// Bits.
        bits: Bits,
        /// Text.
        name: FixedStr<8>,
        /// A hardware address.
        mac: MacField<6>,
        /// Bytes.
        raw: [u8; 1],
        /// An array.
        many: FieldArray<u16, 2>,
        /// An address.
        v4: core::net::Ipv4Addr,
        /// An address.
        v6: core::net::Ipv6Addr,
        /// A structure.
        inner: Struct<Head>,
    }
}
c_struct! {
    /// What heads an element of a chain.
    pub struct Hop {
        /// Length of the element.
        len: u16,
        /// Flags.
        flags: u8,
        /// Weight.
        weight: u8,
        /// Index.
        index: i32,
    }
}
impl Linked for Hop {}
open_enum! {
    /// A number with a sign and with names.
    pub struct Level(i8) {
        /// Low.
        LEVEL_LOW = -1,
        /// High.
        LEVEL_HIGH = 1,
    }
}
open_enum! {
    /// A number with names.
    pub struct Colour(u16) {
        /// Red.
        COLOUR_RED = 1,
        /// Blue.
        COLOUR_BLUE = 0xffff,
    }
}
flags! {
    /// Bits with names.
    pub struct Bits(u32) {
        /// Both.
        BIT_BOTH = 3,
        /// The first.
        BIT_ONE = 1,
        /// The highest.
        BIT_TOP = 1 << 31,
    }
}
attributes! {
    /// Every kind of value.
    pub set Every, enum EveryAttr<'a> {
        /// 1 byte.
        A_U8: u8 = 1 where range(0, 200),
        /// 2 bytes.
        A_U16: u16 = 2,
        /// 4 bytes.
        A_U32: u32 = 3 where flags_mask(0xff),
        /// 8 bytes.
        A_U64: u64 = 4,
        /// 1 byte.
        A_I8: i8 = 5 where range(-5, 5),
        /// 2 bytes.
        A_I16: i16 = 6,
        /// 4 bytes.
        A_I32: i32 = 7,
        /// 8 bytes.
        A_I64: i64 = 8,
        /// 2 bytes, big-endian.
        A_BE16: Be<u16> = 9 where range(1, 1000),
        /// 4 bytes, big-endian.
        A_BE32: Be<i32> = 10,
        /// 8 bytes, big-endian.
        A_BE64: Be<u64> = 11,
        /// 4 or 8 bytes.
        A_UINT: Uint = 12,
        /// 4 or 8 bytes.
        A_SINT: Sint = 13,
        /// None.
        A_FLAG: Flag = 14,
        /// Text.
        A_STR: Str<'a> = 15 where max_len(15),
        /// Bytes.
        A_BYTES: &'a [u8] = 16 where max_len(32),
        /// 4 or 16 bytes.
        A_IP: Ip<'a> = 17,
        /// By the header.
        A_ADDRESS: Address<'a> = 18,
        /// Hardware.
        A_HARDWARE: HwAddr<'a> = 19 where exact_len(6),
        /// Labels.
        A_LABELS: Labels<'a> = 20,
        /// 8 bytes.
        A_BITFIELD: Bitfield32 = 21 where flags_mask(0xf),
        /// A structure.
        A_POINT: &'a Struct<Point> = 22,
        /// One that grows.
        A_GROWN: Extensible<'a, Point> = 23,
        /// Numbers one behind the other.
        A_NUMBERS: PackedArray<'a, u32> = 24,
        /// Structures one behind the other.
        A_POINTS: PackedArray<'a, Struct<Head>> = 25,
        /// A nest.
        A_NEST: Attrs<'a, Every> = 26,
        /// An array of nests.
        A_NESTS: IndexedArray<'a, Attrs<'a, Every>> = 27,
        /// An array of numbers.
        A_ARRAY: IndexedArray<'a, u32> = 28,
        /// A structure, then a nest.
        A_HEADED: WithHeader<'a, Point, Attrs<'a, Every>> = 29,
        /// Elements with lengths.
        A_CHAIN: Chain<'a, Hop, Every> = 30,
        /// Selects.
        A_KIND: Str<'a> = 31,
        /// What it selects.
        A_DATA: SubMessage<'a, Kind> = 32,
        /// A number with names.
        A_COLOUR: Colour = 33,
        /// A number with a sign and names.
        A_LEVEL: Level = 34,
        /// Bits.
        A_BITS: Bits = 35,
        /// Several times.
        A_NAME: [Str<'a>] = 36 where nul_max_len(15),
        /// A big-endian number with names.
        A_COLOUR_BE: Be<Colour> = 37,
        /// Several nests.
        A_MORE: [Attrs<'a, Every>] = 38,
        /// By the level above.
        A_ABOVE: [SubMessage<'a, AboveKind>] = 39,
        /// Only the kernel's.
        A_OUTPUT: u32 = 40 where read_only,
        /// At least two bytes.
        A_LEAST: &'a [u8] = 41 where min_len(2),
        /// Beyond what one bit each remembers.
        A_FAR: u32 = 300,
        /// The same, several times.
        A_FAR_MORE: [u16] = 301,
    }
}
sub_messages! {
    /// `A_DATA` by `A_KIND`.
    pub enum Data<'a>, selector Kind from SelectorSource::text(31) => {
        /// A nest.
        NEST = b"nest" => Nest(Attrs<'a, Every>),
        /// A number.
        NUMBER = b"number" => Number(u32),
        /// By the header, in turn.
        ADDRESS = b"address" => Address(Address<'a>),
        /// A chain.
        CHAIN = b"chain" => Chain(Chain<'a, Hop, Every>),
    }
}
sub_messages! {
    /// `A_ABOVE` by `A_U16` one level up.
    pub enum Above<'a>, selector AboveKind from SelectorSource::Bytes { up: 1, number: 2 } => {
        /// Text.
        TEXT = &1u16.to_ne_bytes() => Text(Str<'a>),
        /// A number.
        NUMBER = &2u16.to_ne_bytes() => Number(u32),
    }
}
messages! {
    /// The family's messages.
    pub enum TestMessage<'a> {
        /// New.
        T_NEW = 16, New => New(Head, Every),
        /// Gone.
        T_DEL = 17, Delete => Del(Head, Every),
        /// Asked for.
        T_GET = 18, Get => Get(Head, Every),
    }
}
operations! {
    /// Makes a thing.
    pub New {
        /// Its family.
        family: u8 => family,
        /// Its index.
        index: u32 => index,
    } = New(TestMessage::T_NEW, Head, Every);
}

/// One attribute, padded.
pub fn attr(number: u16, payload: &[u8]) -> Vec<u8> {
    lying(payload.len() as u16 + 4, number, payload)
}
/// One attribute of which the length field says `len`, padded.
pub fn lying(len: u16, number: u16, payload: &[u8]) -> Vec<u8> {
    let mut bytes = [&len.to_ne_bytes()[..], &number.to_ne_bytes(), payload].concat();
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}
/// One message, padded.
pub fn message(kind: u16, flags: u16, payload: &[u8]) -> Vec<u8> {
    lying_message(payload.len() as u32 + 16, kind, flags, payload)
}
/// One message of which the length field says `len`, not padded.
pub fn lying_message(len: u32, kind: u16, flags: u16, payload: &[u8]) -> Vec<u8> {
    let head = [len.to_ne_bytes(), [0; 4], 7u32.to_ne_bytes(), 9u32.to_ne_bytes()].concat();
    let mut bytes = [&head[..], payload].concat();
    bytes[4..6].copy_from_slice(&kind.to_ne_bytes());
    bytes[6..8].copy_from_slice(&flags.to_ne_bytes());
    bytes
}
/// A message of the family: header, then attributes.
pub fn new_message(family: u8, attrs: &[u8]) -> Vec<u8> {
    let head = Head::new().with(Head::family, family).with(Head::index, 5);
    message(16, 0, &[zerocopy_bytes(&head), attrs].concat())
}
/// A structure's bytes.
pub fn zerocopy_bytes<T: CStruct>(of: &Struct<T>) -> &[u8] {
    of.as_bytes()
}
/// Runs `test` with the same bytes at the addresses 0 to 7 of an aligned buffer.
pub fn at_every_address(bytes: &[u8], mut test: impl FnMut(&[u8])) {
    let mut buffer: Vec<u8> = vec![0xa5; bytes.len() + 16];
    let aligned = buffer.as_ptr().align_offset(8);
    for offset in 0..8 {
        let at = aligned + offset;
        buffer[at..at + bytes.len()].copy_from_slice(bytes);
        test(&buffer[at..at + bytes.len()]);
    }
}
/// Everything that walks by itself, over one message of the family.
pub fn walk_all(bytes: &[u8]) {
    for message in Messages::new(bytes).flatten() {
        walk_message(message);
    }
}
/// The row of the family's message type.
pub fn row(kind: u16) -> Option<&'static MessageSpec> {
    TestMessage::MESSAGES.iter().find(|row| row.number == kind)
}
/// Everything that walks by itself, over one message of the family; returns what was printed.
pub fn walk_message(message: Message<'_>) -> String {
    let described = Described::new("test", row(message.message_type()), message);
    let text = format!("{described:?}\n{described:#?}\n{}", Json(described));
    let _ = (described.check(), format!("{message:?}"));
    if let Some(ack) = Ack::read(message) {
        let _ = format!("{ack:?} {} {:?}", ack.errno(), ack.request_header());
        let _ =
            (ack.message(), ack.offset(), ack.request(), ack.to_kernel_error(), ack.is_ok(), ack.is_capped());
    }
    if let Ok((head, attrs)) = message.split::<Head, Every>() {
        walk_attrs(zerocopy_bytes(head), attrs);
    }
    if let Some(row) = row(message.message_type()) {
        for offset in (0..message.bytes().len() as u32 + 2).chain([u32::MAX]).take(600) {
            let _ = row.path(message, offset).to_string();
            let _ = row.missing(message, Some(offset), 3).to_string();
        }
    }
    let mut out = vec![0; message.bytes().len() + 64];
    let _ = rewrite(message, 8, &mut out, &mut |_, _| Edit::Keep);
    let _ = rewrite(message, 8, &mut out, &mut |_, attr| match attr.attr_type() {
        26 | 27 | 38 => Edit::Enter,
        29 => Edit::EnterBehind(size_of::<Struct<Point>>()),
        _ => Edit::Keep,
    });
    let _ = rewrite(message, 0, &mut out, &mut |_, _| Edit::Enter);
    text
}
/// Everything that walks by itself, over attributes.
pub fn walk_attrs(head: &[u8], attrs: Attrs<'_, Every>) {
    let view = View::of(attrs);
    let _ = (format!("{attrs:?}"), format!("{view:#?}"), Json(view).to_string(), view.check());
    for checks in [ValidationFlags::STRICT, ValidationFlags::LIBERAL, ValidationFlags::DEPRECATED_STRICT] {
        let _ = validate(Every::spec(), attrs.bytes(), 24, Scope::new(16, head), checks)
            .map_err(|e| e.to_string());
    }
    let _ = require(attrs.bytes(), 24, &[1, 2, 3]);
    for attr in attrs {
        match attr {
            Ok(EveryAttr::A_NESTS(nests)) => assert!(nests.iter().count() <= nests.bytes().len() / 4 + 1),
            Ok(EveryAttr::A_CHAIN(chain)) => assert!(chain.iter().count() <= chain.bytes().len() / 4 + 1),
            Ok(EveryAttr::A_NUMBERS(numbers)) => {
                assert_eq!(numbers.iter().count(), numbers.bytes().len() / 4)
            }
            Ok(other) => drop(format!("{other:?}")),
            Err(error) => drop(error.to_string()),
        }
    }
    let _ = (attrs.select(Every::A_DATA), attrs.get(Every::A_U64), attrs.get_all(Every::A_MORE).count());
    let _ = nlwire::pick!(attrs, Every { a: A_U8, b: A_NEST, c: A_UINT, d: A_HEADED });
}
