//! Tests of values, and their combinations.
use super::{
    At, Label,
    code::{Code, If},
    place::{Base, Spot},
};
use crate::wire::{Be, Encode, MessageHeader, Number, Put, spec::NumberSpec};

/// A condition on a datagram. Combine tests by [`and`](Test::and), [`or`](Test::or),
/// [`not`](Test::not).
pub trait Test {
    /// Prepends the test's instructions, which lead to `yes` or to `no`. Returns the first of them.
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label;
    /// Passes if both tests pass.
    fn and<T: Test>(self, other: T) -> And<Self, T>
    where
        Self: Sized,
    {
        And(self, other)
    }
    /// Passes if at least one of the tests passes.
    fn or<T: Test>(self, other: T) -> Or<Self, T>
    where
        Self: Sized,
    {
        Or(self, other)
    }
    /// Passes if the test fails, which includes a missing value.
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
/// Conjunction: [`Test::and`].
#[derive(Clone, Copy, Debug)]
pub struct And<A, B>(A, B);
impl<A: Test, B: Test> Test for And<A, B> {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        let second = self.1.write(code, yes, no);
        self.0.write(code, second, no)
    }
}
/// Disjunction: [`Test::or`].
#[derive(Clone, Copy, Debug)]
pub struct Or<A, B>(A, B);
impl<A: Test, B: Test> Test for Or<A, B> {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        let second = self.1.write(code, yes, no);
        self.0.write(code, yes, second)
    }
}
/// Negation: [`Test::not`].
#[derive(Clone, Copy, Debug)]
pub struct Not<T>(T);
impl<T: Test> Test for Not<T> {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        self.0.write(code, no, yes)
    }
}
/// Passes if at least one test of the list passes; fails for an empty list.
#[derive(Clone, Copy, Debug)]
pub struct Any<'a, T>(pub &'a [T]);
impl<T: Test> Test for Any<'_, T> {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        self.0.iter().rev().fold(no, |no, test| test.write(code, yes, no))
    }
}

/// Tests the message type (`nlmsg_type`).
pub fn kind(kind: u16) -> Compare<u16, u16> {
    super::header(MessageHeader::nlmsg_type).is(kind)
}
/// Passes replies to the socket with this port id: control messages (acks, ends of dumps), parts of
/// dumps, replies, and notifications of changes that the socket itself made.
///
/// Not for `NETLINK_CONNECTOR`, whose events are all control messages.
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

/// Tests bytes at a location that is known at run time only: see [`field_bytes`] and
/// [`attr_bytes`].
#[derive(Clone, Copy, Debug)]
pub struct CompareBytes<'a> {
    spot: Spot,
    value: &'a [u8],
}
/// Tests whether the datagram has these bytes at an offset from its start: for filters in words of a
/// user, whose fields are found in a [`StructSpec`](crate::wire::spec::StructSpec).
///
/// ```
/// use nlwire::bpf::{self, Instruction, Test};
/// let mut room = [Instruction::DROP; 32];
/// // rtm_dst_len of routes
/// let wanted = bpf::kind(24).and(bpf::field_bytes(16 + 1, &[32]));
/// let program = bpf::compile(wanted, &mut room)?;
/// let mut route = [0; 28];
/// route[4..6].copy_from_slice(&24u16.to_ne_bytes());
/// assert_eq!(bpf::run(program, &route), Ok(0));
/// route[17] = 32;
/// assert_eq!(bpf::run(program, &route), Ok(u32::MAX));
/// # Ok::<(), bpf::Unfit>(())
/// ```
pub const fn field_bytes(offset: u32, value: &[u8]) -> CompareBytes<'_> {
    CompareBytes { spot: Spot::absolute(offset), value }
}
/// Tests whether an attribute has exactly this payload. `path` is the attribute types down to the
/// attribute, of at most 8 levels; the outermost attributes begin at `offset` from the start of the
/// datagram.
///
/// ```
/// use nlwire::bpf::{self, Instruction, Test};
/// let mut room = [Instruction::DROP; 32];
/// // RTA_OIF of routes
/// let seven = 7u32.to_ne_bytes();
/// let wanted = bpf::kind(0).and(bpf::attr_bytes(16 + 12, &[4], &seven));
/// let program = bpf::compile(wanted, &mut room)?;
/// let mut route = [0; 36];
/// route[28..30].copy_from_slice(&8u16.to_ne_bytes());
/// route[30..32].copy_from_slice(&4u16.to_ne_bytes());
/// route[32..].copy_from_slice(&7u32.to_ne_bytes());
/// assert_eq!(bpf::run(program, &route), Ok(u32::MAX));
/// assert_eq!(bpf::run(program, &route[..32]), Ok(0));
/// # Ok::<(), bpf::Unfit>(())
/// ```
pub fn attr_bytes<'a>(offset: u32, path: &[u16], value: &'a [u8]) -> CompareBytes<'a> {
    CompareBytes { spot: Spot::attribute(offset, path), value }
}
impl Test for CompareBytes<'_> {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        if self.value.len() > LONGEST {
            code.give_up();
            return no;
        }
        let found = write_equal(code, self.spot.base(), self.value, usize::MAX, yes, no);
        self.spot.find(code, Some(self.value.len()), found, no)
    }
}

/// Numbers of either byte order, which have an order and bits.
pub trait Ordered: Encode {
    /// Format of the number.
    const ORDER: NumberSpec;
}
impl<T: Number + Encode> Ordered for T {
    const ORDER: NumberSpec = T::NUMBER;
}
impl<T: Number> Ordered for Be<T> {
    const ORDER: NumberSpec = NumberSpec { big: true, ..T::NUMBER };
}

#[derive(Clone, Copy, Debug)]
enum How {
    Is,
    Begins(usize),
    AnyBit,
    AllBits,
    Order { at_least: bool },
}
/// Comparison of a value with another, which is kept in the type given.
#[derive(Debug)]
pub struct Compare<V, P> {
    at: At<V>,
    how: How,
    value: P,
    order: Option<NumberSpec>,
}
impl<V, P: Clone> Clone for Compare<V, P> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), ..*self }
    }
}
impl<V, P: Copy> Copy for Compare<V, P> {}
/// Test for the presence of an attribute, with any payload.
#[derive(Debug)]
pub struct Exists<V>(At<V>);
impl<V> Clone for Exists<V> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<V> Copy for Exists<V> {}
/// Comparison of a value with several.
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
/// Several values: an array or a slice.
pub trait Several<V> {
    /// Type of each value.
    type One: Put<V>;
    /// Returns all values.
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

/// Tests of a value. Arguments may have any type that [`Writer::put`](crate::wire::Writer::put)
/// takes.
impl<V> At<V> {
    /// Tests whether the attribute is present; for a header field, whether the datagram is long
    /// enough.
    pub const fn exists(self) -> Exists<V> {
        Exists(self)
    }
    const fn compare<P>(self, how: How, value: P) -> Compare<V, P> {
        Compare { at: self, how, value, order: None }
    }
    /// Tests for equality. Strings are compared with their NUL, as kernels send them.
    pub const fn is<P: Put<V>>(self, value: P) -> Compare<V, P> {
        self.compare(How::Is, value)
    }
    /// Tests for equality with one of several values.
    pub const fn is_one_of<L: Several<V>>(self, values: L) -> OneOf<V, L> {
        OneOf { at: self, values }
    }
    /// Tests the length, and the first `bits` bits for equality: an address within a prefix.
    pub const fn begins<P: Put<V>>(self, value: P, bits: usize) -> Compare<V, P> {
        self.compare(How::Begins(bits), value)
    }
}
impl<V: Ordered> At<V> {
    /// Tests whether at least one of these bits is set.
    pub const fn has<P: Put<V>>(self, bits: P) -> Compare<V, P> {
        self.compare(How::AnyBit, bits)
    }
    /// Tests whether all of these bits are set.
    pub const fn has_all<P: Put<V>>(self, bits: P) -> Compare<V, P> {
        self.compare(How::AllBits, bits)
    }
    /// Tests whether the number is greater than or equal to this one.
    pub const fn at_least<P: Put<V>>(self, value: P) -> Compare<V, P> {
        Compare { at: self, how: How::Order { at_least: true }, value, order: Some(V::ORDER) }
    }
    /// Tests whether the number is less than or equal to this one.
    pub const fn at_most<P: Put<V>>(self, value: P) -> Compare<V, P> {
        Compare { at: self, how: How::Order { at_least: false }, value, order: Some(V::ORDER) }
    }
}

impl<V> Test for Exists<V> {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        self.0.spot.find(code, None, yes, no)
    }
}
/// Maximum length of a value, bytes.
const LONGEST: usize = 256;
/// Passes the value's bytes to `f`, as in the datagram.
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
        // load once what a single load covers
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

// The rest compares bytes in pieces of 4, 2 and 1, each loaded as a big-endian number. The
// constants are made of the bytes in memory in the same way, so equality and bit tests are
// independent of byte order. Ordering is not: see `write_order`.

/// Returns a piece as a load reads it.
fn big(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| (number << 8) | u32::from(*byte))
}
/// Returns offsets and lengths of the pieces of `len` bytes, from last to first.
fn pieces(len: usize) -> impl Iterator<Item = (usize, usize)> {
    let byte = (len & 1 != 0).then(|| (len - 1, 1));
    let half = (len & 2 != 0).then_some((len & !3, 2));
    byte.into_iter().chain(half).chain((0..len / 4).rev().map(|word| (4 * word, 4)))
}
fn piece(bytes: &[u8], at: usize, len: usize) -> u32 {
    big(bytes.get(at..).and_then(|rest| rest.get(..len)).unwrap_or(&[]))
}
/// Prepends a load of `len` bytes, `at` bytes after the base.
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

/// Writes a test whether the first `bits` bits equal those of `bytes`.
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
/// Writes a test whether the number is greater than that of `bytes`, or with `equal_too` equal.
/// Pieces are compared from the most significant on: each byte of a little-endian number is a
/// piece, since BPF cannot swap bytes. The sign bit is inverted in both, so that negative numbers
/// sort first.
pub(super) fn write_order(
    code: &mut Code<'_>,
    base: Base,
    bytes: &[u8],
    order: NumberSpec,
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
