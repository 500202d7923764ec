//! Fixed structures of the kernel, borrowed: whole, growing, and in arrays.
use super::{Be, Encode, Int, Number, Put, borrowed, copy};
use crate::wire::{FieldRow, Shape, Structure};
use core::{fmt, marker::PhantomData, net};
use zerocopy::{FromBytes, FromZeros, Immutable, IntoBytes, KnownLayout, Unaligned, native_endian as ne};

/// A fixed structure of the kernel, as [`layout!`](crate::layout) makes them: any bytes are one, at any address.
pub trait Layout:
    FromBytes + IntoBytes + KnownLayout + Immutable + Unaligned + Copy + fmt::Debug + 'static
{
    /// Its name, its fields and its size, as data.
    const STRUCTURE: Structure;
    /// A field in the host's terms: a number in host order, a named number as its type.
    #[inline(always)]
    fn get<N: Member>(&self, field: Field<Self, N>) -> N {
        let found = Grown::<Self>::new(self.as_bytes()).get(field);
        found.unwrap_or_else(|| N::of_raw(&N::Raw::new_zeroed())) // a field lies within its structure
    }
    /// The bytes of a field as they lie there, borrowed: for those of which only a part counts.
    #[inline(always)]
    fn bytes_of<N: Member>(&self, field: Field<Self, N>) -> &[u8] {
        let bytes = self.as_bytes().get(field.offset..).and_then(|bytes| bytes.get(..size_of::<N::Raw>()));
        bytes.unwrap_or(&[])
    }
    /// The same structure with one field changed: `IfInfo::new().with(IfInfo::ifi_index, 3)`.
    #[inline(always)]
    fn with<N: Member>(mut self, field: Field<Self, N>, value: N) -> Self {
        self.set(field, value);
        self
    }
    /// Changes one field where it lies: `header.set(MessageHeader::nlmsg_seq, 7)`.
    #[inline(always)]
    fn set<N: Member>(&mut self, field: Field<Self, N>, value: N) {
        if let Some(bytes) = self.as_mut_bytes().get_mut(field.offset..) {
            if let Ok((raw, _)) = N::Raw::mut_from_prefix(bytes) {
                *raw = value.to_raw();
            }
        }
    }
}

/// A field of a structure, as a typed key: `stats.get(LinkStats64::rx_nohandler)`.
pub struct Field<T, N> {
    offset: usize,
    types: PhantomData<fn() -> (T, N)>,
}
impl<T, N> Field<T, N> {
    #[doc(hidden)]
    pub const fn at(offset: usize) -> Self {
        Self { offset, types: PhantomData }
    }
    /// Where it begins in the structure, in bytes.
    pub const fn offset(&self) -> usize {
        self.offset
    }
}
impl<T, N> Clone for Field<T, N> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T, N> Copy for Field<T, N> {}

/// What a structure's field can be. `Raw` is how it lies there: unaligned, in its own byte order.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a field of a structure",
    note = "integers, Be<_>, types of numbers! and flags!, other structures of layout!, [u8; N], Chars<N>, Octets<N>, Many<_, N>, Ipv4Addr and Ipv6Addr can"
)]
pub trait Member: Sized + 'static {
    /// How it lies in the structure.
    type Raw: FromBytes + IntoBytes + KnownLayout + Immutable + Unaligned + Copy + 'static;
    /// What it is, as data.
    const SHAPE: Shape;
    /// In the host's terms.
    fn of_raw(raw: &Self::Raw) -> Self;
    /// As it lies in the structure.
    fn to_raw(self) -> Self::Raw;
}
/// `type: its raw form, raw to native, native to raw, shape`.
macro_rules! members { ($([$($generics:tt)*] $t:ty: $raw:ty, |$r:ident| $get:expr, |$v:ident| $set:expr, $shape:expr;)*) => { $(
    impl<$($generics)*> Member for $t {
        type Raw = $raw;
        const SHAPE: Shape = $shape;
        #[inline(always)]
        fn of_raw($r: &$raw) -> Self { $get }
        #[inline(always)]
        fn to_raw(self) -> $raw { let $v = self; $set }
    }
)* } }
members! {
    [] u8: u8, |r| *r, |v| v, <u8 as Encode>::SHAPE;
    [] i8: i8, |r| *r, |v| v, <i8 as Encode>::SHAPE;
    [] u16: ne::U16, |r| r.get(), |v| v.into(), <u16 as Encode>::SHAPE;
    [] u32: ne::U32, |r| r.get(), |v| v.into(), <u32 as Encode>::SHAPE;
    [] u64: ne::U64, |r| r.get(), |v| v.into(), <u64 as Encode>::SHAPE;
    [] i16: ne::I16, |r| r.get(), |v| v.into(), <i16 as Encode>::SHAPE;
    [] i32: ne::I32, |r| r.get(), |v| v.into(), <i32 as Encode>::SHAPE;
    [] i64: ne::I64, |r| r.get(), |v| v.into(), <i64 as Encode>::SHAPE;
    [T: Number] Be<T>: <T::Repr as Int>::Be, |r| Be(T::of_repr(T::Repr::of_be(*r))), |v| v.0.repr().to_be(), <Be<T> as Encode>::SHAPE;
    [const N: usize] [u8; N]: [u8; N], |r| *r, |v| v, Shape::Bytes;
    [const N: usize] Chars<N>: [u8; N], |r| Chars(*r), |v| v.0, Shape::Text;
    [const N: usize] Octets<N>: [u8; N], |r| Octets(*r), |v| v.0, Shape::Hardware;
    [] net::Ipv4Addr: [u8; 4], |r| (*r).into(), |v| v.octets(), Shape::IpOf(4);
    [] net::Ipv6Addr: [u8; 16], |r| (*r).into(), |v| v.octets(), Shape::IpOf(16);
}
/// A field of text: up to `N` bytes, the rest NUL.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Chars<const N: usize>(pub [u8; N]);
impl<const N: usize> Chars<N> {
    /// The text, up to the first NUL.
    pub fn as_str(&self) -> super::Str<'_> {
        super::Str(super::text::to_nul(&self.0))
    }
}
impl<const N: usize> Default for Chars<N> {
    fn default() -> Self {
        Self([0; N])
    }
}
impl<const N: usize> fmt::Debug for Chars<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.as_str(), f)
    }
}
/// A field that holds a hardware address of `N` bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Octets<const N: usize>(pub [u8; N]);
impl<const N: usize> Default for Octets<N> {
    fn default() -> Self {
        Self([0; N])
    }
}
impl<const N: usize> fmt::Debug for Octets<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::HwAddr(&self.0).fmt(f)
    }
}
/// A field that is an array of `N` members.
#[derive(Clone, Copy)]
pub struct Many<T: Member, const N: usize>(pub [T::Raw; N]);
impl<T: Member, const N: usize> Member for Many<T, N> {
    type Raw = [T::Raw; N];
    const SHAPE: Shape = Shape::Slice { item: &T::SHAPE, len: size_of::<T::Raw>() };
    #[inline(always)]
    fn of_raw(raw: &Self::Raw) -> Self {
        Self(*raw)
    }
    #[inline(always)]
    fn to_raw(self) -> Self::Raw {
        self.0
    }
}
impl<T: Member, const N: usize> Default for Many<T, N> {
    fn default() -> Self {
        Self(zerocopy::FromZeros::new_zeroed())
    }
}
impl<T: Member, const N: usize> fmt::Debug for Many<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::wire::View::new(<Self as Member>::SHAPE, self.0.as_bytes()).fmt(f)
    }
}
impl<T: Member, const N: usize> Many<T, N> {
    /// The members, in the host's terms.
    pub fn iter(&self) -> impl Iterator<Item = T> {
        self.0.iter().map(T::of_raw)
    }
}

/// A structure that the kernel grows: a field beyond this kernel's end is `None`, bytes beyond the structure that is known here stay
/// reachable, and reading one field costs nothing for the others.
pub struct Grown<'a, T> {
    bytes: &'a [u8],
    of: PhantomData<fn() -> T>,
}
impl<T> Clone for Grown<'_, T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Grown<'_, T> {}
impl<'a, T: Layout> Grown<'a, T> {
    /// The structure at the front of `bytes`, however many there are.
    #[inline(always)]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, of: PhantomData }
    }
    /// One field; `None` where this kernel's structure ends before it.
    #[inline(always)]
    pub fn get<N: Member>(&self, field: Field<T, N>) -> Option<N> {
        let raw = self.bytes.get(field.offset..)?.get(..size_of::<N::Raw>())?;
        N::Raw::ref_from_bytes(raw).ok().map(N::of_raw)
    }
    /// The whole structure; `None` where this kernel's is shorter.
    #[inline(always)]
    pub fn whole(&self) -> Option<&'a T> {
        T::ref_from_prefix(self.bytes).ok().map(|(whole, _)| whole)
    }
    /// A copy of the whole structure in which what this kernel's lacks is zero.
    pub fn or_zero(&self) -> T {
        let mut whole = T::new_zeroed();
        for (to, from) in whole.as_mut_bytes().iter_mut().zip(self.bytes) {
            *to = *from;
        }
        whole
    }
    /// Bytes behind the structure that is known here: what a newer kernel has added.
    pub fn beyond(&self) -> &'a [u8] {
        self.bytes.get(size_of::<T>()..).unwrap_or(&[])
    }
    /// All of it.
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
}

/// Members one behind the other, without headers: an array of structures, or of numbers.
pub struct Slice<'a, T> {
    bytes: &'a [u8],
    of: PhantomData<fn() -> T>,
}
impl<T> Clone for Slice<'_, T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Slice<'_, T> {}
impl<'a, T: Member> Slice<'a, T> {
    /// Of the array as it lies there.
    pub fn new(items: &'a [T::Raw]) -> Self {
        Self { bytes: items.as_bytes(), of: PhantomData }
    }
    /// The array as it lies there, borrowed.
    #[inline(always)]
    pub fn as_slice(&self) -> &'a [T::Raw] {
        <[T::Raw]>::ref_from_bytes(self.bytes).unwrap_or(&[])
    }
    /// The members, in the host's terms.
    #[inline(always)]
    pub fn iter(&self) -> impl Iterator<Item = T> + use<'a, T> {
        self.as_slice().iter().map(T::of_raw)
    }
    /// All of it.
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
}
impl<T: Layout> Put<Grown<'_, T>> for &T {
    #[inline(always)]
    fn wire_len(&self) -> usize {
        size_of::<T>()
    }
    #[inline(always)]
    fn write(&self, out: &mut [u8]) {
        copy(out, self.as_bytes())
    }
}

borrowed! {
    [T: Layout] &'a T: Shape::Struct(&T::STRUCTURE), 0, |b| T::ref_from_prefix(b).ok().map(|(whole, _)| whole), |it| it.as_bytes();
    [T: Layout] Grown<'a, T>: Shape::Grown(&T::STRUCTURE), 0, |b| Some(Grown::new(b)), |it| it.bytes;
    [T: Member] Slice<'a, T>: Shape::Slice { item: &T::SHAPE, len: size_of::<T::Raw>() }, 0, |b| {
        <[T::Raw]>::ref_from_bytes(b).ok().map(|_| Slice { bytes: b, of: PhantomData })
    }, |it| it.bytes;
}
impl<T: Layout> fmt::Debug for Grown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::wire::View::new(Shape::Grown(&T::STRUCTURE), self.bytes).fmt(f)
    }
}
impl<T: Member> fmt::Debug for Slice<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::wire::View::new(<Self as Encode>::SHAPE, self.bytes).fmt(f)
    }
}
/// A field's row; of `r#type`, the kernel's name is `type`.
#[doc(hidden)]
pub const fn field(name: &'static str, offset: usize, len: usize, shape: Shape) -> FieldRow {
    let name = match name.as_bytes() {
        [b'r', b'#', kernels @ ..] => match core::str::from_utf8(kernels) {
            Ok(kernels) => kernels,
            Err(_) => name,
        },
        _ => name,
    };
    FieldRow { name, offset, len, shape }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{MessageHeader, Value};

    #[test]
    fn a_grown_structure_reads_field_by_field_at_any_length() {
        let bytes: std::vec::Vec<u8> = (0..80).collect();
        for len in 0..80 {
            let grown = Grown::<MessageHeader>::new(&bytes[..len]);
            assert_eq!(
                grown.get(MessageHeader::nlmsg_type),
                (len >= 6).then(|| u16::from_ne_bytes([4, 5])),
                "{len} bytes"
            );
            assert_eq!(grown.whole().is_some(), len >= 16);
            assert_eq!(grown.beyond().len(), len.saturating_sub(16));
            assert_eq!(grown.or_zero().as_bytes()[..len.min(16)], bytes[..len.min(16)]);
            assert_eq!(<&MessageHeader>::read(&bytes[..len]).is_some(), len >= 16);
            assert_eq!(Slice::<u32>::read(&bytes[..len]).is_some(), len % 4 == 0);
        }
    }
    #[test]
    fn fields_are_set_in_their_own_place() {
        let header =
            MessageHeader::new().with(MessageHeader::nlmsg_type, 0x1234).with(MessageHeader::nlmsg_pid, 7);
        assert_eq!(
            (
                header.get(MessageHeader::nlmsg_type),
                header.get(MessageHeader::nlmsg_pid),
                header.get(MessageHeader::nlmsg_len)
            ),
            (0x1234, 7, 0)
        );
    }
}
