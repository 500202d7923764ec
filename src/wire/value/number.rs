//! Numbers: in host or network byte order, of 4 or 8 bytes, flags, bitfields.
use super::{Encode, Put, StructField, Value, copy};
use crate::wire::{
    NLA_F_NET_BYTEORDER,
    spec::{Named, Names, NumberSpec, PayloadType, value_name},
    write_flags,
};
use core::{
    fmt,
    net::{Ipv4Addr, Ipv6Addr},
};
use zerocopy::{
    FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned, native_endian as ne, network_endian as be,
};

/// A number in a message.
///
/// An integer, or a type of [`open_enum!`](crate::open_enum) or [`flags!`](crate::flags).
pub trait Number: Copy + 'static {
    /// Specification: length, sign and names of values.
    const NUMBER: NumberSpec;
    /// Integer type.
    type Repr: Int;
    /// Converts from the integer.
    fn from_repr(repr: Self::Repr) -> Self;
    /// Converts to the integer.
    fn repr(self) -> Self::Repr;
}

/// A number with names for values or bits.
///
/// [`open_enum!`](crate::open_enum) and [`flags!`](crate::flags) generate these. Every such number
/// is a [`Number`].
pub trait NamedNumber: Copy + 'static {
    /// Integer type.
    type Repr: Int + Number;
    /// Names of values or bits.
    const NAMES: Names;
    /// Converts from the integer.
    fn from_int(int: Self::Repr) -> Self;
    /// Converts to the integer.
    fn to_int(self) -> Self::Repr;
}
#[diagnostic::do_not_recommend]
impl<T: NamedNumber> Number for T {
    const NUMBER: NumberSpec = NumberSpec { names: T::NAMES, ..T::Repr::NUMBER };
    type Repr = T::Repr;
    #[inline(always)]
    fn from_repr(repr: T::Repr) -> T {
        T::from_int(repr)
    }
    #[inline(always)]
    fn repr(self) -> T::Repr {
        self.to_int()
    }
}
#[diagnostic::do_not_recommend]
impl<T: Number> Encode for T {
    const PAYLOAD_TYPE: PayloadType = PayloadType::Number(T::NUMBER);
    #[inline(always)]
    fn wire_len(&self) -> usize {
        size_of::<T::Repr>()
    }
    #[inline(always)]
    fn write(&self, out: &mut [u8]) {
        copy(out, self.repr().to_ne().as_bytes())
    }
}
#[diagnostic::do_not_recommend]
impl<'a, T: Number> Value<'a> for T {
    #[inline(always)]
    fn read(payload: &'a [u8]) -> Option<Self> {
        read_ne(payload).map(T::from_repr)
    }
}
/// Without `Be`, since the attribute set has the byte order.
#[diagnostic::do_not_recommend]
impl<T: Number> Put<Be<T>> for T {
    #[inline(always)]
    fn wire_len(&self) -> usize {
        size_of::<T::Repr>()
    }
    #[inline(always)]
    fn write(&self, out: &mut [u8]) {
        copy(out, self.repr().to_be().as_bytes())
    }
}
#[diagnostic::do_not_recommend]
impl<T: Number> StructField for T {
    type Raw = <T::Repr as Int>::Ne;
    const PAYLOAD_TYPE: PayloadType = PayloadType::Number(T::NUMBER);
    #[inline(always)]
    fn from_raw(raw: &Self::Raw) -> Self {
        T::from_repr(T::Repr::from_ne(*raw))
    }
    #[inline(always)]
    fn to_raw(self) -> Self::Raw {
        self.repr().to_ne()
    }
}
/// Prints a number by the name of the value, or by the names of the bits.
#[doc(hidden)]
pub fn write_named<T: NamedNumber>(f: &mut fmt::Formatter<'_>, number: T) -> fmt::Result {
    write_names(f, T::NAMES, T::NUMBER.signed, number.to_int().to_u64())
}
fn write_names(f: &mut fmt::Formatter<'_>, names: Names, signed: bool, value: u64) -> fmt::Result {
    match names {
        Names::Flags(names) => write_flags(f, value, names),
        Names::Values(names) => match value_name(names, value) {
            Some(name) => f.pad(name),
            None if signed => fmt::Display::fmt(&(value as i64), f),
            None => fmt::Display::fmt(&value, f),
        },
        Names::None => Ok(()),
    }
}
/// Iterator over the names of the bits that are set: `iter_names` of a [`flags!`](crate::flags)
/// type.
#[derive(Clone)]
pub struct FlagNames {
    left: u64,
    names: &'static [Named],
}
impl fmt::Debug for FlagNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FlagNames")
    }
}
impl FlagNames {
    #[doc(hidden)]
    pub const fn new(bits: u64, names: &'static [Named]) -> Self {
        Self { left: bits, names }
    }
}
impl Iterator for FlagNames {
    type Item = &'static str;
    fn next(&mut self) -> Option<&'static str> {
        loop {
            let (named, rest) = self.names.split_first()?;
            self.names = rest;
            if named.value != 0 && self.left & named.value == named.value {
                self.left &= !named.value;
                return Some(named.name);
            }
        }
    }
}

/// An integer of 1 to 8 bytes, with its representation in either byte order.
pub trait Int: Copy + 'static {
    /// Representation in host byte order.
    type Ne: FromBytes + IntoBytes + KnownLayout + Immutable + Unaligned + Copy + 'static;
    /// Representation in network byte order.
    type Be: FromBytes + IntoBytes + KnownLayout + Immutable + Unaligned + Copy + 'static;
    /// Converts from host byte order.
    fn from_ne(raw: Self::Ne) -> Self;
    /// Converts to host byte order.
    fn to_ne(self) -> Self::Ne;
    /// Converts from network byte order.
    fn from_be(raw: Self::Be) -> Self;
    /// Converts to network byte order.
    fn to_be(self) -> Self::Be;
    /// Returns the value, sign-extended to 64 bits.
    fn to_u64(self) -> u64;
}

/// Decodes a number in host byte order; `None` if the length differs.
#[inline(always)]
pub(crate) fn read_ne<T: Int>(bytes: &[u8]) -> Option<T> {
    T::Ne::read_from_bytes(bytes).ok().map(T::from_ne)
}

/// A number in network byte order (big-endian). The field holds the number in host byte order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Be<T>(pub T);
impl<T: Number> Encode for Be<T> {
    const PAYLOAD_TYPE: PayloadType = PayloadType::Number(NumberSpec { big: true, ..T::NUMBER });
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
        <T::Repr as Int>::Be::read_from_bytes(payload).ok().map(|raw| Be(T::from_repr(T::Repr::from_be(raw))))
    }
}

/// A value in network byte order, in an attribute with the bit
/// [`NLA_F_NET_BYTEORDER`](crate::wire::NLA_F_NET_BYTEORDER): `nla_put_net32` in the kernel.
///
/// A number, or an address of one family. The bit is written, which ipset requires, and not
/// required when reading. The field holds a number in host byte order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[doc(alias = "nla_put_net32")]
#[doc(alias = "NLA_F_NET_BYTEORDER")]
pub struct Net<T>(pub T);
macro_rules! net { ($([$($generics:tt)*] $t:ty, $inner:ty, |$value:ident| $wrap:expr;)*) => { $(
    impl<$($generics)*> Encode for Net<$t> {
        const PAYLOAD_TYPE: PayloadType = <$inner as Encode>::PAYLOAD_TYPE;
        const FLAGS: u16 = NLA_F_NET_BYTEORDER;
        #[inline(always)]
        fn wire_len(&self) -> usize { let $value = self.0; Encode::wire_len(&$wrap) }
        #[inline(always)]
        fn write(&self, out: &mut [u8]) { let $value = self.0; Encode::write(&$wrap, out) }
    }
    impl<$($generics)*> Put<Net<$t>> for $t {
        const FLAGS: u16 = NLA_F_NET_BYTEORDER;
        #[inline(always)]
        fn wire_len(&self) -> usize { Encode::wire_len(&Net(*self)) }
        #[inline(always)]
        fn write(&self, out: &mut [u8]) { Encode::write(&Net(*self), out) }
    }
)* } }
net! {
    [T: Number] T, Be<T>, |value| Be(value);
    [] Ipv4Addr, Ipv4Addr, |value| value;
    [] Ipv6Addr, Ipv6Addr, |value| value;
}
impl<'a, T: Number> Value<'a> for Net<T> {
    #[inline(always)]
    fn read(payload: &'a [u8]) -> Option<Self> {
        Be::<T>::read(payload).map(|value| Self(value.0))
    }
}
macro_rules! net_address { ($($t:ty),*) => { $(
    impl<'a> Value<'a> for Net<$t> {
        #[inline(always)]
        fn read(payload: &'a [u8]) -> Option<Self> { <$t as Value>::read(payload).map(Self) }
    }
)* } }
net_address!(Ipv4Addr, Ipv6Addr);

/// `integer, signed, type in host byte order, type in network byte order`.
macro_rules! integers { ($($t:ty, $signed:literal, $ne:ty, $be:ty;)*) => { $(
    impl Int for $t {
        type Ne = $ne;
        type Be = $be;
        #[inline(always)]
        fn from_ne(raw: $ne) -> Self { raw.into() }
        #[inline(always)]
        fn to_ne(self) -> $ne { self.into() }
        #[inline(always)]
        fn from_be(raw: $be) -> Self { raw.into() }
        #[inline(always)]
        fn to_be(self) -> $be { self.into() }
        #[inline(always)]
        fn to_u64(self) -> u64 { self as u64 }
    }
    impl Number for $t {
        const NUMBER: NumberSpec = NumberSpec { len: size_of::<$t>() as u8, signed: $signed, big: false, names: Names::None };
        type Repr = $t;
        #[inline(always)]
        fn from_repr(repr: $t) -> Self { repr }
        #[inline(always)]
        fn repr(self) -> $t { self }
    }
    #[diagnostic::do_not_recommend]
    impl<T: NamedNumber<Repr = $t>> Put<T> for $t {
        #[inline(always)]
        fn wire_len(&self) -> usize { size_of::<$t>() }
        #[inline(always)]
        fn write(&self, out: &mut [u8]) { copy(out, &self.to_ne_bytes()) }
    }
)* } }
integers! {
    u8, false, u8, u8; u16, false, ne::U16, be::U16; u32, false, ne::U32, be::U32; u64, false, ne::U64, be::U64;
    i8, true, i8, i8; i16, true, ne::I16, be::I16; i32, true, ne::I32, be::I32; i64, true, ne::I64, be::I64;
}

/// A boolean, one byte in the kernel: 0 or 1.
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

/// An unsigned number of 4 bytes, or of 8 bytes if the value requires them: the kernel's `uint`.
///
/// See the [kernel documentation](https://docs.kernel.org/userspace-api/netlink/specs.html).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Uint(pub u64);
/// A signed number of 4 bytes, or of 8 bytes if the value requires them: the kernel's `sint`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Sint(pub i64);

macro_rules! sized_by_value { ($($t:ident, $short:ty, $long:ty, $signed:literal;)*) => { $(
    impl Encode for $t {
        const PAYLOAD_TYPE: PayloadType = PayloadType::Number(NumberSpec { len: 0, signed: $signed, big: false, names: Names::None });
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

/// A flag: an attribute without payload, whose presence is the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Flag;
impl Encode for Flag {
    const PAYLOAD_TYPE: PayloadType = PayloadType::Flag;
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
#[doc(alias = "nla_bitfield32")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Bitfield32 {
    /// New values of the bits.
    pub value: u32,
    /// Bits to change.
    pub selector: u32,
}
impl Encode for Bitfield32 {
    const PAYLOAD_TYPE: PayloadType = PayloadType::Bitfield32;
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
    use crate::{flags, open_enum};
    use std::{format, vec::Vec};

    open_enum! {
        /// A number with a negative name.
        pub struct Signed(i16) {
            /// Negative.
            MINUS = -2,
            /// Positive.
            PLUS = 3,
        }
    }
    flags! {
        /// Flags: the combination comes before the single bits.
        pub struct Bits(u8) {
            /// Both.
            BOTH = 3,
            /// One.
            ONE = 1 << 0,
            /// Two.
            TWO = 1 << 1,
            /// Three.
            THREE = 1 << 2,
        }
    }
    #[test]
    fn named_numbers_print_names_and_keep_what_has_none() {
        assert_eq!(
            format!("{} {:?} {:>6}|{}", Signed::MINUS, Signed(3), Signed::PLUS, Signed(-7)),
            "MINUS PLUS   PLUS|-7"
        );
        assert_eq!(Signed::MINUS.name(), Some("MINUS"));
        assert_eq!((Signed::read(&(-2i16).to_ne_bytes()), Signed::read(&[1])), (Some(Signed::MINUS), None));
        let mut out = [0; 2];
        Encode::write(&Signed::MINUS, &mut out);
        assert_eq!(i16::from_ne_bytes(out), -2);
        Put::<Be<Signed>>::write(&Signed::MINUS, &mut out);
        assert_eq!(i16::from_be_bytes(out), -2);
        Put::<Signed>::write(&-2i16, &mut out);
        assert_eq!(i16::from_ne_bytes(out), -2);
    }
    #[test]
    fn flags_are_sets_of_bits() {
        let mut bits = Bits::ONE | Bits::THREE;
        assert!(bits.contains(Bits::ONE) && !bits.contains(Bits::BOTH) && bits.intersects(Bits::BOTH));
        assert_eq!((bits.bits(), (bits - Bits::ONE), bits & Bits::BOTH), (5, Bits::THREE, Bits::ONE));
        bits.set(Bits::TWO, true);
        bits.insert(Bits::from_bits_retain(0x40));
        assert_eq!(format!("{bits} {bits:?}"), "BOTH|THREE|0x40 BOTH|THREE|0x40");
        assert_eq!(bits.iter_names().collect::<Vec<_>>(), ["BOTH", "THREE"]);
        bits.remove(Bits::BOTH);
        bits.set(Bits::THREE, false);
        assert_eq!(
            (bits, !bits, Bits::all().bits()),
            (Bits::from_bits_retain(0x40), Bits::from_bits_retain(0xbf), 0xff)
        );
        assert!(Bits::empty().is_empty() && bits.difference(bits).is_empty());
        const BOTH: Bits = Bits::ONE.union(Bits::TWO);
        assert_eq!(BOTH, Bits::BOTH);
    }

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
