//! A family of the tests' own, with every kind of value, so that no test waits for a family of the kernel's.
#![allow(dead_code)]
use nlwire::{attributes, flags, layout, messages, numbers, operations, select, wire::*};

layout! {
    /// What stands in front of the attributes.
    pub struct Head {
        /// A family: 2, 10 and 28 select what [`Every::A_ADDRESS`] is.
        family: u8,
        /// Padding.
        pad: [u8; 3],
        /// An index.
        index: u32,
    }
}
layout! {
    /// A structure with every kind of field; 58 bytes, so that what follows it is padded.
    pub struct Point {
        /// A number.
        x: i32,
        /// A big-endian number.
        y: Be<u16>,
        /// A kernel's name that Rust has taken.
        r#type: Level,
        /// Bits.
        bits: Bits,
        /// Text.
        name: Chars<8>,
        /// A hardware address.
        mac: Octets<6>,
        /// Bytes.
        raw: [u8; 1],
        /// An array.
        many: Many<u16, 2>,
        /// An address.
        v4: core::net::Ipv4Addr,
        /// An address.
        v6: core::net::Ipv6Addr,
        /// A structure.
        inner: Head,
    }
}
layout! {
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
numbers! {
    /// A number with a sign and with names.
    pub struct Level(i8) {
        /// Low.
        LEVEL_LOW = -1,
        /// High.
        LEVEL_HIGH = 1,
    }
}
numbers! {
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
        A_U8 = 1 => U8(u8) where range(0, 200),
        /// 2 bytes.
        A_U16 = 2 => U16(u16),
        /// 4 bytes.
        A_U32 = 3 => U32(u32) where mask(0xff),
        /// 8 bytes.
        A_U64 = 4 => U64(u64),
        /// 1 byte.
        A_I8 = 5 => I8(i8) where range(-5, 5),
        /// 2 bytes.
        A_I16 = 6 => I16(i16),
        /// 4 bytes.
        A_I32 = 7 => I32(i32),
        /// 8 bytes.
        A_I64 = 8 => I64(i64),
        /// 2 bytes, big-endian.
        A_BE16 = 9 => Be16(Be<u16>) where range(1, 1000),
        /// 4 bytes, big-endian.
        A_BE32 = 10 => Be32(Be<i32>),
        /// 8 bytes, big-endian.
        A_BE64 = 11 => Be64(Be<u64>),
        /// 4 or 8 bytes.
        A_UINT = 12 => Uint(Uint),
        /// 4 or 8 bytes.
        A_SINT = 13 => Sint(Sint),
        /// None.
        A_FLAG = 14 => Flag(Flag),
        /// Text.
        A_STR = 15 => Str(Str<'a>) where at_most(15),
        /// Bytes.
        A_BYTES = 16 => Bytes(&'a [u8]) where at_most(32),
        /// 4 or 16 bytes.
        A_IP = 17 => Ip(Ip<'a>),
        /// By the header.
        A_ADDRESS = 18 => Address(Address<'a>),
        /// Hardware.
        A_HARDWARE = 19 => Hardware(HwAddr<'a>) where exactly(6),
        /// Labels.
        A_LABELS = 20 => Labels(Labels<'a>),
        /// 8 bytes.
        A_BITFIELD = 21 => Bitfield(Bitfield32) where mask(0xf),
        /// A structure.
        A_POINT = 22 => Point(&'a Point),
        /// One that grows.
        A_GROWN = 23 => Grown(Grown<'a, Point>),
        /// Numbers one behind the other.
        A_NUMBERS = 24 => Numbers(Slice<'a, u32>),
        /// Structures one behind the other.
        A_POINTS = 25 => Points(Slice<'a, Head>),
        /// A nest.
        A_NEST = 26 => Nest(Attrs<'a, Every>),
        /// An array of nests.
        A_NESTS = 27 => Nests(Array<'a, Attrs<'a, Every>>),
        /// An array of numbers.
        A_ARRAY = 28 => Array(Array<'a, u32>),
        /// A structure, then a nest.
        A_HEADED = 29 => Headed(Headed<'a, Point, Attrs<'a, Every>>),
        /// Elements with lengths.
        A_CHAIN = 30 => Chain(Chain<'a, Hop, Every>),
        /// Selects.
        A_KIND = 31 => Kind(Str<'a>),
        /// What it selects.
        A_DATA = 32 => Data(Selected<'a, Kind>),
        /// A number with names.
        A_COLOUR = 33 => Colour(Colour),
        /// A number with a sign and names.
        A_LEVEL = 34 => Level(Level),
        /// Bits.
        A_BITS = 35 => Bits(Bits),
        /// Several times.
        A_NAME = 36 => Name[Str<'a>] where nul_at_most(15),
        /// A big-endian number with names.
        A_COLOUR_BE = 37 => ColourBe(Be<Colour>),
        /// Several nests.
        A_MORE = 38 => More[Attrs<'a, Every>],
        /// By the level above.
        A_ABOVE = 39 => Above[Selected<'a, AboveKind>],
        /// Only the kernel's.
        A_OUTPUT = 40 => Output(u32) where output(),
        /// At least two bytes.
        A_LEAST = 41 => Least(&'a [u8]) where at_least(2),
        /// Beyond what one bit each remembers.
        A_FAR = 300 => Far(u32),
        /// The same, several times.
        A_FAR_MORE = 301 => FarMore[u16],
    }
}
select! {
    /// `A_DATA` by `A_KIND`.
    pub enum Data<'a>, selector Kind from By::text(31) => {
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
select! {
    /// `A_ABOVE` by `A_U16` one level up.
    pub enum Above<'a>, selector AboveKind from By::Bytes { up: 1, number: 2 } => {
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
pub fn zerocopy_bytes<T: Layout>(of: &T) -> &[u8] {
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
pub fn row(kind: u16) -> Option<&'static MessageRow> {
    TestMessage::ROWS.iter().find(|row| row.number == kind)
}
/// Everything that walks by itself, over one message of the family; returns what was printed.
pub fn walk_message(message: Message<'_>) -> String {
    let described = Described::new("test", row(message.kind()), message);
    let text = format!("{described:?}\n{described:#?}\n{}", Json(described));
    let _ = (described.check(), format!("{message:?}"));
    if let Some(ack) = Ack::read(message) {
        let _ = format!("{ack:?} {} {:?}", ack.errno(), ack.request_header());
        let _ = (ack.message(), ack.offset(), ack.request(), ack.to_refusal(), ack.is_ok(), ack.is_capped());
    }
    if let Ok((head, attrs)) = message.split::<Head, Every>() {
        walk_attrs(zerocopy_bytes(head), attrs);
    }
    if let Some(row) = row(message.kind()) {
        for offset in (0..message.bytes().len() as u32 + 2).chain([u32::MAX]).take(600) {
            let _ = row.path(message, offset).to_string();
            let _ = row.missing(message, Some(offset), 3).to_string();
        }
    }
    let mut out = vec![0; message.bytes().len() + 64];
    let _ = rewrite(message, 8, &mut out, &mut |_, _| Edit::Keep);
    let _ = rewrite(message, 8, &mut out, &mut |_, attr| match attr.number() {
        26 | 27 | 38 => Edit::Enter,
        29 => Edit::EnterBehind(size_of::<Point>()),
        _ => Edit::Keep,
    });
    let _ = rewrite(message, 0, &mut out, &mut |_, _| Edit::Enter);
    text
}
/// Everything that walks by itself, over attributes.
pub fn walk_attrs(head: &[u8], attrs: Attrs<'_, Every>) {
    let view = View::of(attrs);
    let _ = (format!("{attrs:?}"), format!("{view:#?}"), Json(view).to_string(), view.check());
    for checks in [Checks::STRICT, Checks::LIBERAL, Checks::DEPRECATED_STRICT] {
        let _ = validate(Every::table(), attrs.bytes(), 24, Scope::new(16, head), checks)
            .map_err(|e| e.to_string());
    }
    let _ = require(attrs.bytes(), 24, &[1, 2, 3]);
    for attr in attrs {
        match attr {
            Ok(EveryAttr::Nests(nests)) => assert!(nests.iter().count() <= nests.bytes().len() / 4 + 1),
            Ok(EveryAttr::Chain(chain)) => assert!(chain.iter().count() <= chain.bytes().len() / 4 + 1),
            Ok(EveryAttr::Numbers(numbers)) => assert_eq!(numbers.iter().count(), numbers.bytes().len() / 4),
            Ok(other) => drop(format!("{other:?}")),
            Err(error) => drop(error.to_string()),
        }
    }
    let _ = (attrs.select(Every::A_DATA), attrs.get(Every::A_U64), attrs.all(Every::A_MORE).count());
    let _ = nlwire::pick!(attrs, Every { a: A_U8, b: A_NEST, c: A_UINT, d: A_HEADED });
}
