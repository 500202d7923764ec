//! What shall pass: tests of values, and what is made of several.
use super::{
    At, Label,
    code::{Code, If},
    place::Base,
};
use crate::wire::{Be, Encode, MessageHeader, Number, NumberShape, Put};

/// What shall pass. Tests are values, and are put together by [`and`](Test::and), [`or`](Test::or), [`not`](Test::not).
pub trait Test {
    /// Puts the test in front of what is written already: instructions that lead to `yes` or to `no`. The first of them is returned.
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label;
    /// Both.
    fn and<T: Test>(self, other: T) -> And<Self, T>
    where
        Self: Sized,
    {
        And(self, other)
    }
    /// One of the two, or both.
    fn or<T: Test>(self, other: T) -> Or<Self, T>
    where
        Self: Sized,
    {
        Or(self, other)
    }
    /// Everything else; what is not there, too.
    fn not(self) -> Not<Self>
    where
        Self: Sized,
    {
        Not(self)
    }
}
impl<T: Test + ?Sized> Test for &T {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        (**self).write(code, yes, no)
    }
}
/// See [`Test::and`].
#[derive(Clone, Copy, Debug)]
pub struct And<A, B>(A, B);
impl<A: Test, B: Test> Test for And<A, B> {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        let second = self.1.write(code, yes, no);
        self.0.write(code, second, no)
    }
}
/// See [`Test::or`].
#[derive(Clone, Copy, Debug)]
pub struct Or<A, B>(A, B);
impl<A: Test, B: Test> Test for Or<A, B> {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        let second = self.1.write(code, yes, no);
        self.0.write(code, yes, second)
    }
}
/// See [`Test::not`].
#[derive(Clone, Copy, Debug)]
pub struct Not<T>(T);
impl<T: Test> Test for Not<T> {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        self.0.write(code, no, yes)
    }
}
/// One of a list, at least; none of an empty one.
#[derive(Clone, Copy, Debug)]
pub struct Any<'a, T>(pub &'a [T]);
impl<T: Test> Test for Any<'_, T> {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        self.0.iter().rev().fold(no, |no, test| test.write(code, yes, no))
    }
}

/// The message's type.
pub fn kind(kind: u16) -> Compare<u16, u16> {
    super::header(MessageHeader::nlmsg_type).is(kind)
}
/// What answers requests of the socket with this port id: control messages (acks, ends of dumps), parts of dumps, replies, and
/// notifications of changes that were made by the socket itself. Not for `NETLINK_CONNECTOR`, whose events are all control messages.
///
/// ```
/// use nlwire::bpf::{self, Instruction, Test};
/// let mut room = [Instruction::DROP; 32];
/// let port = 7; // Socket::port_id
/// let program = bpf::compile(bpf::answers(port).or(bpf::kind(24)), &mut room)?;
/// # Ok::<(), bpf::Unfit>(())
/// ```
pub fn answers(port: u32) -> impl Test + Copy {
    const CONTROL: u16 = crate::wire::NLMSG_MIN_TYPE - 1;
    const MULTI: u16 = crate::wire::GetFlags::MULTI.bits();
    let control = super::header(MessageHeader::nlmsg_type).at_most(CONTROL);
    let part = super::header(MessageHeader::nlmsg_flags).has(MULTI);
    control.or(part).or(super::header(MessageHeader::nlmsg_pid).is(port))
}

/// What is ordered, and has bits: numbers of either byte order.
pub trait Ordered: Encode {
    /// How it lies there.
    const ORDER: NumberShape;
}
impl<T: Number + Encode> Ordered for T {
    const ORDER: NumberShape = T::NUMBER;
}
impl<T: Number> Ordered for Be<T> {
    const ORDER: NumberShape = NumberShape { big: true, ..T::NUMBER };
}

#[derive(Clone, Copy, Debug)]
enum How {
    Is,
    Begins(usize),
    AnyBit,
    AllBits,
    Order { at_least: bool },
}
/// A value against another, which is kept as it was spelled.
#[derive(Debug)]
pub struct Compare<V, P> {
    at: At<V>,
    how: How,
    value: P,
    order: Option<NumberShape>,
}
impl<V, P: Clone> Clone for Compare<V, P> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), ..*self }
    }
}
impl<V, P: Copy> Copy for Compare<V, P> {}
/// Whether an attribute is there, whatever its payload.
#[derive(Debug)]
pub struct Exists<V>(At<V>);
impl<V> Clone for Exists<V> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<V> Copy for Exists<V> {}
/// A value against several.
#[derive(Debug)]
pub struct OneOf<V, L> {
    at: At<V>,
    values: L,
}
impl<V, L: Clone> Clone for OneOf<V, L> {
    fn clone(&self) -> Self {
        Self { at: self.at, values: self.values.clone() }
    }
}
impl<V, L: Copy> Copy for OneOf<V, L> {}
/// Several values: an array, or a slice.
pub trait Several<V> {
    /// How each is spelled.
    type One: Put<V>;
    /// All of them.
    fn all(&self) -> &[Self::One];
}
impl<V, P: Put<V>, const N: usize> Several<V> for [P; N] {
    type One = P;
    fn all(&self) -> &[P] {
        self
    }
}
impl<V, P: Put<V>> Several<V> for &[P] {
    type One = P;
    fn all(&self) -> &[P] {
        self
    }
}

/// Tests of a value. It may be spelled as for [`Writer::put`](crate::wire::Writer::put).
impl<V> At<V> {
    /// Whether the attribute is there; of a header, whether the datagram reaches so far.
    pub const fn exists(self) -> Exists<V> {
        Exists(self)
    }
    const fn compare<P>(self, how: How, value: P) -> Compare<V, P> {
        Compare { at: self, how, value, order: None }
    }
    /// Whether it is this value. Text is compared with the NUL behind it, as kernels send it.
    pub const fn is<P: Put<V>>(self, value: P) -> Compare<V, P> {
        self.compare(How::Is, value)
    }
    /// Whether it is one of these values.
    pub const fn is_one_of<L: Several<V>>(self, values: L) -> OneOf<V, L> {
        OneOf { at: self, values }
    }
    /// Whether it is as long as this value, and its first `bits` bits are the same: an address within a prefix.
    pub const fn begins<P: Put<V>>(self, value: P, bits: usize) -> Compare<V, P> {
        self.compare(How::Begins(bits), value)
    }
}
impl<V: Ordered> At<V> {
    /// Whether one of these bits is set, at least.
    pub const fn has<P: Put<V>>(self, bits: P) -> Compare<V, P> {
        self.compare(How::AnyBit, bits)
    }
    /// Whether all of these bits are set.
    pub const fn has_all<P: Put<V>>(self, bits: P) -> Compare<V, P> {
        self.compare(How::AllBits, bits)
    }
    /// Whether it is this value or a greater one.
    pub const fn at_least<P: Put<V>>(self, value: P) -> Compare<V, P> {
        Compare { at: self, how: How::Order { at_least: true }, value, order: Some(V::ORDER) }
    }
    /// Whether it is this value or a smaller one.
    pub const fn at_most<P: Put<V>>(self, value: P) -> Compare<V, P> {
        Compare { at: self, how: How::Order { at_least: false }, value, order: Some(V::ORDER) }
    }
}

impl<V> Test for Exists<V> {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        self.0.spot.find(code, None, yes, no)
    }
}
/// The longest value.
const LONGEST: usize = 256;
/// Gives the value's bytes, as they would lie in the datagram.
fn with_bytes<V, P: Put<V>, R>(value: &P, f: impl FnOnce(&[u8]) -> R) -> Option<R> {
    let mut bytes = [0; LONGEST];
    let bytes = bytes.get_mut(..value.wire_len())?;
    value.write(bytes);
    Some(f(bytes))
}
impl<V, P: Put<V>> Test for Compare<V, P> {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        let spot = self.at.spot;
        let written = with_bytes::<V, P, _>(&self.value, |bytes| {
            let base = spot.base();
            let found = match (self.how, self.order) {
                (How::Is, _) => write_equal(code, base, bytes, usize::MAX, yes, no),
                (How::Begins(bits), _) => write_equal(code, base, bytes, bits, yes, no),
                (How::AnyBit, _) => write_any_bit(code, base, bytes, yes, no),
                (How::AllBits, _) => write_all_bits(code, base, bytes, yes, no),
                (How::Order { at_least: true }, Some(order)) => {
                    write_order(code, base, bytes, order, true, yes, no)
                }
                // not greater
                (How::Order { .. }, Some(order)) => write_order(code, base, bytes, order, false, no, yes),
                (How::Order { .. }, None) => no,
            };
            spot.find(code, Some(bytes.len()), found, no)
        });
        written.unwrap_or_else(|| {
            code.give_up();
            no
        })
    }
}
impl<V, L: Several<V>> Test for OneOf<V, L> {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        let spot = self.at.spot;
        let values = self.values.all();
        let len = values.first().map_or(0, Put::wire_len);
        let alike = values.iter().all(|value| value.wire_len() == len);
        // what one load brings is loaded once
        if let (true, 1 | 2 | 4) = (alike, len) {
            let mut next = no;
            for value in values.iter().rev() {
                let k = with_bytes::<V, L::One, _>(value, big).unwrap_or(0);
                next = code.jump(If::Equal, k, yes, next);
            }
            let found = load(code, spot.base(), 0, len);
            return spot.find(code, Some(len), found, no);
        }
        values.iter().rev().fold(no, |no, value| {
            let written = with_bytes::<V, L::One, _>(value, |bytes| {
                let found = write_equal(code, spot.base(), bytes, usize::MAX, yes, no);
                spot.find(code, Some(bytes.len()), found, no)
            });
            written.unwrap_or_else(|| {
                code.give_up();
                no
            })
        })
    }
}

// What follows compares bytes in pieces of 4, 2 and 1, each loaded as a big-endian number. The constant beside it is made of the bytes in
// memory in the same way, so equality and bits need no thought of byte order. Order does: see `write_order`.

/// A piece as a load gives it.
fn big(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| (number << 8) | u32::from(*byte))
}
/// Where pieces of so many bytes begin and how long they are, from the last to the first.
fn pieces(len: usize) -> impl Iterator<Item = (usize, usize)> {
    let byte = (len & 1 != 0).then(|| (len - 1, 1));
    let half = (len & 2 != 0).then_some((len & !3, 2));
    byte.into_iter().chain(half).chain((0..len / 4).rev().map(|word| (4 * word, 4)))
}
fn piece(bytes: &[u8], at: usize, len: usize) -> u32 {
    big(bytes.get(at..).and_then(|rest| rest.get(..len)).unwrap_or(&[]))
}
/// Puts a load in front: of `len` bytes, `at` bytes behind the base.
pub(super) fn load(code: &mut Code<'_>, base: Base, at: usize, len: usize) -> Label {
    const SIZES: [u16; 5] = [0x10, 0x10, 0x08, 0x08, 0x00]; // BPF_B, BPF_H, BPF_W
    let size = SIZES.get(len).copied().unwrap_or(0);
    let at = at as u32;
    match base {
        Base::Datagram(offset) => code.then(0x20 | size, offset.saturating_add(at)), // BPF_LD | BPF_ABS
        Base::Index(offset) => code.then(0x40 | size, offset.saturating_add(at)),    // BPF_LD | BPF_IND
    }
}
const AND: u16 = 0x54; // BPF_ALU | BPF_AND | BPF_K
const XOR: u16 = 0xa4; // BPF_ALU | BPF_XOR | BPF_K

/// Whether the first `bits` bits are those of `bytes`.
fn write_equal(code: &mut Code<'_>, base: Base, bytes: &[u8], bits: usize, yes: Label, no: Label) -> Label {
    let mut next = yes;
    for (at, len) in pieces(bytes.len()) {
        let all = u32::MAX >> (32 - 8 * len);
        let counts = bits.saturating_sub(8 * at).min(8 * len);
        let mask = if counts == 0 { 0 } else { all & (u32::MAX << (8 * len - counts)) };
        if mask == 0 {
            continue;
        }
        code.jump(If::Equal, piece(bytes, at, len) & mask, next, no);
        if mask != all {
            code.then(AND, mask);
        }
        next = load(code, base, at, len);
    }
    next
}
fn write_any_bit(code: &mut Code<'_>, base: Base, bytes: &[u8], yes: Label, no: Label) -> Label {
    let mut next = no;
    for (at, len) in pieces(bytes.len()) {
        let bits = piece(bytes, at, len);
        if bits != 0 {
            code.jump(If::AnyBit, bits, yes, next);
            next = load(code, base, at, len);
        }
    }
    next
}
fn write_all_bits(code: &mut Code<'_>, base: Base, bytes: &[u8], yes: Label, no: Label) -> Label {
    let mut next = yes;
    for (at, len) in pieces(bytes.len()) {
        let bits = piece(bytes, at, len);
        if bits != 0 {
            code.jump(If::Equal, bits, next, no);
            code.then(AND, bits);
            next = load(code, base, at, len);
        }
    }
    next
}
/// Whether the number is greater than that of `bytes`, or with `equal_too` equal. Pieces are compared from the most significant on: of a
/// number that is little-endian in memory each byte is a piece, since BPF cannot turn bytes around. A sign bit is turned over in both, so
/// that negative numbers are the smaller ones.
pub(super) fn write_order(
    code: &mut Code<'_>,
    base: Base,
    bytes: &[u8],
    order: NumberShape,
    equal_too: bool,
    yes: Label,
    no: Label,
) -> Label {
    let big_in_memory = order.big || cfg!(target_endian = "big");
    let len = bytes.len();
    let count = if big_in_memory { pieces(len).count() } else { len };
    let mut next = None;
    for nth in 0..count {
        // from the least significant on, since the last is written first
        let (at, size) = if big_in_memory { pieces(len).nth(nth).unwrap_or((0, 1)) } else { (nth, 1) };
        let sign = if order.signed && nth + 1 == count { 1 << (8 * size - 1) } else { 0 };
        let k = piece(bytes, at, size) ^ sign;
        match next {
            None if equal_too => code.jump(If::AtLeast, k, yes, no),
            None => code.jump(If::Greater, k, yes, no),
            Some(next) => {
                let not_greater = code.jump(If::Equal, k, next, no);
                code.jump(If::Greater, k, yes, not_greater)
            }
        };
        if sign != 0 {
            code.then(XOR, sign);
        }
        next = Some(load(code, base, at, size));
    }
    next.unwrap_or(no)
}
