//! Filters and messages drawn at random, and what a filter should say of a message, found by reading it.
#![allow(dead_code, clippy::unwrap_used)]
use nlwire::{
    bpf::{self, At, Code, Label, Ordered, Test},
    wire::*,
};
use std::rc::Rc;

nlwire::c_struct! {
    /// Numbers of every kind.
    pub struct Head {
        /// A byte.
        a: u8,
        /// Its neighbour.
        b: i8,
        /// Network order.
        c: Be<u16>,
        /// With a sign.
        d: i32,
        /// Long.
        e: u64,
    }
}
nlwire::attributes! {
    /// Values of every kind.
    pub set Sample, enum SampleAttr<'a> {
        /// A byte.
        S_U8: u8 = 1,
        /// Two.
        S_U16: u16 = 2,
        /// Four.
        S_U32: u32 = 3,
        /// Eight.
        S_U64: u64 = 4,
        /// With a sign.
        S_I16: i16 = 5,
        /// Long and with a sign.
        S_I64: i64 = 6,
        /// Network order.
        S_BE16: Be<u16> = 7,
        /// Long in network order.
        S_BE64: Be<u64> = 8,
        /// In network order and with a sign.
        S_BEI32: Be<i32> = 9,
        /// Text.
        S_TEXT: Str<'a> = 10,
        /// An address.
        S_IP: &'a [u8] = 11,
        /// A structure.
        S_HEAD: Extensible<'a, Head> = 12,
        /// The same, deeper.
        S_NEST: Attrs<'a, Sample> = 13,
    }
}
const SAMPLE: bpf::Behind<Head, Sample> = bpf::Behind::NEW;

pub struct Dice(pub u64);
impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, n: u64) -> u64 {
        self.roll() % n
    }
    /// A number from few, so that they meet: small ones, their neighbours, the ends.
    fn number(&mut self) -> u64 {
        const FEW: [u64; 12] = [
            0,
            1,
            2,
            255,
            256,
            257,
            0x7fff,
            0x8000,
            0x0102_0304,
            0x8000_0000_0000_0001,
            u64::MAX,
            u64::MAX - 1,
        ];
        FEW[self.below(12) as usize]
    }
}

pub struct Any(pub Box<dyn Test>);
impl Test for Any {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        self.0.write(code, yes, no)
    }
}
/// Whether a message should pass.
type Says = Rc<dyn Fn(&[u8]) -> bool>;
/// A filter, and what it should say.
pub type Pair = (Any, Says);

/// The payload of the first attribute of each number, from the outermost in; without numbers the family's header.
fn payload<'m>(message: &'m [u8], path: &[u16]) -> Option<&'m [u8]> {
    let mut bytes = message.get(16..)?;
    for (depth, number) in path.iter().enumerate() {
        let front = if depth == 0 { size_of::<Struct<Head>>() } else { 0 };
        let mut attrs = RawAttrs::new(bytes.get(front..)?).map_while(Result::ok);
        bytes = attrs.find(|attr| attr.attr_type() == *number)?.payload();
    }
    Some(bytes)
}
fn read<V: for<'a> Value<'a>>(message: &[u8], path: &[u16], part: Option<usize>) -> Option<V> {
    let mut bytes = payload(message, path)?;
    if let Some(at) = part {
        let probe = (1..=8).find(|len| V::read(&[0; 8][..*len]).is_some())?;
        bytes = bytes.get(at..at + probe)?;
    }
    V::read(bytes)
}
fn bits<V: Encode>(value: &V) -> u64 {
    let mut bytes = [0; 8];
    value.write(&mut bytes[..value.wire_len()]);
    u64::from_be_bytes(bytes)
}
fn ordered<V>(dice: &mut Dice, at: At<V>, path: Vec<u16>, part: Option<usize>, of: fn(u64) -> V) -> Pair
where
    V: Ordered + for<'a> Value<'a> + Copy + PartialOrd + 'static,
{
    let (value, other) = (of(dice.number()), of(dice.number()));
    let says = |is: fn(V, V, V) -> bool| -> Says {
        Rc::new(move |message| read::<V>(message, &path, part).is_some_and(|it| is(it, value, other)))
    };
    match dice.below(6) {
        0 => (Any(Box::new(at.is(value))), says(|it, value, _| it == value)),
        1 => (Any(Box::new(at.at_least(value))), says(|it, value, _| it >= value)),
        2 => (Any(Box::new(at.at_most(value))), says(|it, value, _| it <= value)),
        3 => (Any(Box::new(at.has(value))), says(|it, value, _| bits(&it) & bits(&value) != 0)),
        4 => {
            (Any(Box::new(at.has_all(value))), says(|it, value, _| bits(&it) & bits(&value) == bits(&value)))
        }
        _ => (
            Any(Box::new(at.is_one_of([other, value, other]))),
            says(|it, value, other| it == value || it == other),
        ),
    }
}
/// A test of one value, in the header or at any depth.
fn leaf(dice: &mut Dice) -> Pair {
    let depth = dice.below(3) as usize;
    let path = |number: u16| [&[13u16; 2][..depth], &[number]].concat();
    macro_rules! at {
        ($key:ident) => {
            match depth {
                0 => SAMPLE.attr(Sample::$key),
                1 => SAMPLE.attr(Sample::S_NEST).attr(Sample::$key),
                _ => SAMPLE.attr(Sample::S_NEST).attr(Sample::S_NEST).attr(Sample::$key),
            }
        };
    }
    match dice.below(18) {
        0 => ordered(dice, at!(S_U8), path(1), None, |n| n as u8),
        1 => ordered(dice, at!(S_U16), path(2), None, |n| n as u16),
        2 => ordered(dice, at!(S_U32), path(3), None, |n| n as u32),
        3 => ordered(dice, at!(S_U64), path(4), None, |n| n),
        4 => ordered(dice, at!(S_I16), path(5), None, |n| n as i16),
        5 => ordered(dice, at!(S_I64), path(6), None, |n| n as i64),
        6 => ordered(dice, at!(S_BE16), path(7), None, |n| Be(n as u16)),
        7 => ordered(dice, at!(S_BE64), path(8), None, Be),
        8 => ordered(dice, at!(S_BEI32), path(9), None, |n| Be(n as i32)),
        9 => ordered(dice, SAMPLE.field(Head::a), vec![], Some(0), |n| n as u8),
        10 => ordered(dice, SAMPLE.field(Head::b), vec![], Some(1), |n| n as i8),
        11 => ordered(dice, SAMPLE.field(Head::c), vec![], Some(2), |n| Be(n as u16)),
        12 => ordered(dice, SAMPLE.field(Head::d), vec![], Some(4), |n| n as i32),
        13 => ordered(dice, at!(S_HEAD).field(Head::e), path(12), Some(8), |n| n),
        14 => ordered(dice, at!(S_HEAD).field(Head::d), path(12), Some(4), |n| n as i32),
        15 => {
            let (text, path) = (TEXTS[dice.below(5) as usize], path(10));
            let says =
                move |message: &[u8]| payload(message, &path) == Some(&[text.as_bytes(), &[0]].concat()[..]);
            (Any(Box::new(at!(S_TEXT).is(text))), Rc::new(says))
        }
        16 => {
            let (address, len, path) = (address(dice), dice.below(130) as usize, path(11));
            let says = move |message: &[u8]| {
                let Some(it) = payload(message, &path).filter(|it| it.len() == address.len()) else {
                    return false;
                };
                (0..len.min(8 * it.len())).all(|n| (it[n / 8] ^ address[n / 8]) >> (7 - n % 8) & 1 == 0)
            };
            (Any(Box::new(at!(S_IP).begins(address, len))), Rc::new(says))
        }
        _ => {
            let path = path(3);
            let at = at!(S_U32).exists();
            (Any(Box::new(at)), Rc::new(move |message: &[u8]| payload(message, &path).is_some()))
        }
    }
}
const TEXTS: [&str; 5] = ["", "a", "lo", "eth0", "a name that is long"];
fn address(dice: &mut Dice) -> &'static [u8] {
    const ADDRESSES: [&[u8]; 4] = [
        &[10, 0, 0, 1],
        &[10, 0, 0x80, 1],
        &[0x20; 16],
        &[0x20, 0x20, 0x20, 0x20, 0x21, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    ];
    ADDRESSES[dice.below(4) as usize]
}
/// A filter of several tests.
pub fn filter(dice: &mut Dice, size: u32) -> Pair {
    if size == 0 {
        return leaf(dice);
    }
    let (a, says_a) = filter(dice, size - 1);
    if dice.below(4) == 0 {
        return (Any(Box::new(a.not())), Rc::new(move |message| !says_a(message)));
    }
    let (b, says_b) = filter(dice, size - 1);
    if dice.below(2) == 0 {
        (Any(Box::new(a.and(b))), Rc::new(move |message| says_a(message) && says_b(message)))
    } else {
        (Any(Box::new(a.or(b))), Rc::new(move |message| says_a(message) || says_b(message)))
    }
}
/// A message with some of the attributes.
pub fn message(dice: &mut Dice) -> Vec<u8> {
    let mut buffer = [0; 8192];
    let mut writer = Writer::<Sample>::new(&mut buffer);
    fill(dice, &mut writer, 3);
    let attrs = writer.finish().unwrap();
    let head = Head::new()
        .with(Head::a, dice.number() as u8)
        .with(Head::b, dice.number() as i8)
        .with(Head::c, Be(dice.number() as u16))
        .with(Head::d, dice.number() as i32)
        .with(Head::e, dice.number());
    let len = (16 + size_of::<Struct<Head>>() + attrs.len()) as u32;
    let mut header = MessageHeader::new();
    header.set(MessageHeader::nlmsg_len, len);
    header.set(MessageHeader::nlmsg_type, 20);
    [header.as_bytes(), head.as_bytes(), attrs].concat()
}
fn fill(dice: &mut Dice, writer: &mut Writer<'_, Sample>, deep: u32) {
    for _ in 0..dice.below(12) {
        let n = dice.number();
        match dice.below(14) {
            0 => _ = writer.put(Sample::S_U8, n as u8),
            1 => _ = writer.put(Sample::S_U16, n as u16),
            2 => _ = writer.put(Sample::S_U32, n as u32),
            3 => _ = writer.put(Sample::S_U64, n),
            4 => _ = writer.put(Sample::S_I16, n as i16),
            5 => _ = writer.put(Sample::S_I64, n as i64),
            6 => _ = writer.put(Sample::S_BE16, Be(n as u16)),
            7 => _ = writer.put(Sample::S_BE64, Be(n)),
            8 => _ = writer.put(Sample::S_BEI32, Be(n as i32)),
            9 => _ = writer.put(Sample::S_TEXT, TEXTS[dice.below(5) as usize]),
            10 => _ = writer.put(Sample::S_IP, address(dice)),
            11 => {
                let head = Head::new().with(Head::d, dice.number() as i32).with(Head::e, n);
                _ = writer.put(Sample::S_HEAD, &head);
            }
            // of another length than the table says
            12 => _ = writer.copy(Attr::new(1 + dice.below(13) as u16, &[1, 2, 3][..dice.below(4) as usize])),
            _ if deep > 0 => _ = writer.nest(Sample::S_NEST, |nest| fill(dice, nest, deep - 1)),
            _ => {}
        }
    }
}
/// The same with some bytes changed and the end cut off.
pub fn hostile(dice: &mut Dice) -> Vec<u8> {
    let mut bytes = message(dice);
    for _ in 0..dice.below(4) {
        let at = dice.below(bytes.len() as u64) as usize;
        bytes[at] = dice.number() as u8;
    }
    if dice.below(3) == 0 {
        bytes.truncate(dice.below(bytes.len() as u64 + 1) as usize);
    }
    bytes
}
