//! Numbers: plain, big-endian, 4-or-8-byte, none at all.
use super::{Encode, Put, Value, copy};
use crate::wire::{Names, NumberShape, Shape};
use zerocopy::{
    FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned, native_endian as ne, network_endian as be,
};

/// What is a number on the wire: the integers, and the types that [`numbers!`](crate::numbers) and [`flags!`](crate::flags) make.
pub trait Number: Copy + 'static {
    /// How many bytes, whether signed, and what its values are called.
    const NUMBER: NumberShape;
    /// The integer that it is made of.
    type Repr: Int;
    /// From that integer.
    fn of_repr(repr: Self::Repr) -> Self;
    /// As that integer.
    fn repr(self) -> Self::Repr;
}

/// The integers of 1 to 8 bytes, with what they are as bytes of either order.
pub trait Int: Copy + 'static {
    /// In a structure, in host order.
    type Ne: FromBytes + IntoBytes + KnownLayout + Immutable + Unaligned + Copy + 'static;
    /// In a structure, in network order.
    type Be: FromBytes + IntoBytes + KnownLayout + Immutable + Unaligned + Copy + 'static;
    /// Out of a structure, from host order.
    fn of_ne(raw: Self::Ne) -> Self;
    /// Into a structure, in host order.
    fn to_ne(self) -> Self::Ne;
    /// Out of a structure, from network order.
    fn of_be(raw: Self::Be) -> Self;
    /// Into a structure, in network order.
    fn to_be(self) -> Self::Be;
}

/// Reads a number in host order from exactly as many bytes as it has.
#[inline(always)]
pub(crate) fn read_ne<T: Int>(bytes: &[u8]) -> Option<T> {
    T::Ne::read_from_bytes(bytes).ok().map(T::of_ne)
}

/// A number that travels in network byte order. It holds the number as the host has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Be<T>(pub T);
impl<T: Number> Encode for Be<T> {
    const SHAPE: Shape = Shape::Number(NumberShape { big: true, ..T::NUMBER });
    #[inline(always)]
    fn wire_len(&self) -> usize {
        size_of::<T::Repr>()
    }
    #[inline(always)]
    fn write(&self, out: &mut [u8]) {
        copy(out, self.0.repr().to_be().as_bytes())
    }
}
impl<'a, T: Number> Value<'a> for Be<T> {
    #[inline(always)]
    fn read(payload: &'a [u8]) -> Option<Self> {
        <T::Repr as Int>::Be::read_from_bytes(payload).ok().map(|raw| Be(T::of_repr(T::Repr::of_be(raw))))
    }
}

/// `integer, signed, in host order, in network order`.
macro_rules! integers { ($($t:ty, $signed:literal, $ne:ty, $be:ty;)*) => { $(
    impl Int for $t {
        type Ne = $ne;
        type Be = $be;
        #[inline(always)]
        fn of_ne(raw: $ne) -> Self { raw.into() }
        #[inline(always)]
        fn to_ne(self) -> $ne { self.into() }
        #[inline(always)]
        fn of_be(raw: $be) -> Self { raw.into() }
        #[inline(always)]
        fn to_be(self) -> $be { self.into() }
    }
    impl Number for $t {
        const NUMBER: NumberShape = NumberShape { len: size_of::<$t>() as u8, signed: $signed, big: false, names: Names::None };
        type Repr = $t;
        #[inline(always)]
        fn of_repr(repr: $t) -> Self { repr }
        #[inline(always)]
        fn repr(self) -> $t { self }
    }
    impl Encode for $t {
        const SHAPE: Shape = Shape::Number(<$t as Number>::NUMBER);
        #[inline(always)]
        fn wire_len(&self) -> usize { size_of::<$t>() }
        #[inline(always)]
        fn write(&self, out: &mut [u8]) { copy(out, &self.to_ne_bytes()) }
    }
    impl<'a> Value<'a> for $t {
        #[inline(always)]
        fn read(payload: &'a [u8]) -> Option<Self> { payload.try_into().ok().map(<$t>::from_ne_bytes) }
    }
    impl Put<Be<$t>> for $t {
        #[inline(always)]
        fn wire_len(&self) -> usize { size_of::<$t>() }
        #[inline(always)]
        fn write(&self, out: &mut [u8]) { copy(out, &self.to_be_bytes()) }
    }
)* } }
integers! {
    u8, false, u8, u8; u16, false, ne::U16, be::U16; u32, false, ne::U32, be::U32; u64, false, ne::U64, be::U64;
    i8, true, i8, i8; i16, true, ne::I16, be::I16; i32, true, ne::I32, be::I32; i64, true, ne::I64, be::I64;
}

/// A boolean that the kernel keeps in a byte: 0 or 1.
impl Put<u8> for bool {
    #[inline(always)]
    fn wire_len(&self) -> usize {
        1
    }
    #[inline(always)]
    fn write(&self, out: &mut [u8]) {
        copy(out, &[u8::from(*self)])
    }
}

/// An unsigned number that takes 4 bytes, or 8 where it needs them: the kernel's `uint` (Documentation/userspace-api/netlink/specs.rst).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Uint(pub u64);
/// The signed twin of [`Uint`]: the kernel's `sint`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Sint(pub i64);

macro_rules! sized_by_value { ($($t:ident, $short:ty, $long:ty, $signed:literal;)*) => { $(
    impl Encode for $t {
        const SHAPE: Shape = Shape::Number(NumberShape { len: 0, signed: $signed, big: false, names: Names::None });
        #[inline(always)]
        fn wire_len(&self) -> usize { if <$short>::try_from(self.0).is_ok() { 4 } else { 8 } }
        #[inline(always)]
        fn write(&self, out: &mut [u8]) {
            match <$short>::try_from(self.0) {
                Ok(short) => copy(out, &short.to_ne_bytes()),
                Err(_) => copy(out, &self.0.to_ne_bytes()),
            }
        }
    }
    impl<'a> Value<'a> for $t {
        #[inline(always)]
        fn read(payload: &'a [u8]) -> Option<Self> {
            match payload.len() {
                4 => <$short as Value>::read(payload).map(|short| Self(short.into())),
                _ => <$long as Value>::read(payload).map(Self),
            }
        }
    }
    impl Put<$t> for $long {
        #[inline(always)]
        fn wire_len(&self) -> usize { Encode::wire_len(&$t(*self)) }
        #[inline(always)]
        fn write(&self, out: &mut [u8]) { Encode::write(&$t(*self), out) }
    }
)* } }
sized_by_value! { Uint, u32, u64, false; Sint, i32, i64, true; }

/// An attribute without payload: being there is the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Flag;
impl Encode for Flag {
    const SHAPE: Shape = Shape::Flag;
    #[inline(always)]
    fn wire_len(&self) -> usize {
        0
    }
    #[inline(always)]
    fn write(&self, _: &mut [u8]) {}
}
impl<'a> Value<'a> for Flag {
    #[inline(always)]
    fn read(payload: &'a [u8]) -> Option<Self> {
        payload.is_empty().then_some(Self)
    }
}

/// Bits to change and their new values: `struct nla_bitfield32`, linux/netlink.h.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Bitfield32 {
    /// The bits' values.
    pub value: u32,
    /// Which bits are meant.
    pub selector: u32,
}
impl Encode for Bitfield32 {
    const SHAPE: Shape = Shape::Bitfield32;
    #[inline(always)]
    fn wire_len(&self) -> usize {
        8
    }
    #[inline(always)]
    fn write(&self, out: &mut [u8]) {
        if let Some((value, selector)) = out.split_at_mut_checked(4) {
            copy(value, &self.value.to_ne_bytes());
            copy(selector, &self.selector.to_ne_bytes());
        }
    }
}
impl<'a> Value<'a> for Bitfield32 {
    #[inline(always)]
    fn read(payload: &'a [u8]) -> Option<Self> {
        let (value, selector) = payload.split_at_checked(4)?;
        Some(Self { value: read_ne(value)?, selector: read_ne(selector)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_fits_exactly_or_not_at_all() {
        let bytes = [0xa5; 16];
        for len in 0..16 {
            assert_eq!(<u8 as Value>::read(&bytes[..len]).is_some(), len == 1);
            assert_eq!(<i16 as Value>::read(&bytes[..len]).is_some(), len == 2);
            assert_eq!(Be::<u32>::read(&bytes[..len]).is_some(), len == 4);
            assert_eq!(<u64 as Value>::read(&bytes[..len]).is_some(), len == 8);
            assert_eq!(Uint::read(&bytes[..len]).is_some(), len == 4 || len == 8);
            assert_eq!(Flag::read(&bytes[..len]).is_some(), len == 0);
            assert_eq!(Bitfield32::read(&bytes[..len]).is_some(), len == 8);
        }
    }
    #[test]
    fn uint_and_sint_are_as_long_as_they_need() {
        let mut out = [0xa5; 8];
        for (value, len) in [(0, 4), (u64::from(u32::MAX), 4), (1 << 32, 8), (u64::MAX, 8)] {
            assert_eq!(Encode::wire_len(&Uint(value)), len);
            Encode::write(&Uint(value), &mut out[..len]);
            assert_eq!(Uint::read(&out[..len]), Some(Uint(value)));
        }
        for (value, len) in [(-1, 4), (i64::from(i32::MIN), 4), (i64::from(i32::MIN) - 1, 8), (i64::MAX, 8)] {
            assert_eq!(Encode::wire_len(&Sint(value)), len);
            Encode::write(&Sint(value), &mut out[..len]);
            assert_eq!(Sint::read(&out[..len]), Some(Sint(value)));
        }
    }
}
