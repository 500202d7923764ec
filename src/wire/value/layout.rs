//! Structs of the kernel, borrowed: fixed, extensible, as fields and in arrays.
use super::{Be, Encode, Int, Number, Put, borrowed, copy};
use crate::wire::spec::{FieldSpec, PayloadType, StructSpec};
use core::{fmt, marker::PhantomData, net};
use zerocopy::{FromBytes, FromZeros, Immutable, IntoBytes, KnownLayout, Unaligned};

/// A struct of the kernel. [`c_struct!`](crate::c_struct) generates these.
///
/// The type that implements the trait has no values: it holds the [`Field`] keys of the struct, and
/// selects a [`Struct`], which holds the bytes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no struct of the kernel",
    note = "structs are declared by `c_struct! {{ pub struct Name {{ ... }} }}`; `Struct<Name>` is the type of their values"
)]
pub trait CStruct: 'static {
    /// Bytes of the struct, as in C.
    type Bytes: FromBytes + IntoBytes + KnownLayout + Immutable + Unaligned + Copy + 'static;
    /// All bytes 0.
    const ZEROED: Self::Bytes;
    /// Specification: name, fields and size.
    const SPEC: StructSpec;
}
/// No struct: nothing between `struct genlmsghdr` and the attributes, as in most generic netlink
/// families.
impl CStruct for () {
    type Bytes = ();
    const ZEROED: () = ();
    const SPEC: StructSpec =
        StructSpec { name: "", len: 0, fields: &[], then: None, between: &PayloadType::Bytes };
}

/// A value of a struct of the kernel: the bytes of the C struct `S`, at any address.
///
/// Any bytes of this length are a valid value. Fields are read and written by their keys, which are
/// constants of `S`.
///
/// ```
/// use nlwire::wire::{MessageHeader, Struct};
/// let header: Struct<MessageHeader> = MessageHeader::new().with(MessageHeader::nlmsg_len, 20);
/// assert_eq!(header.get(MessageHeader::nlmsg_len), 20);
/// assert_eq!(size_of::<Struct<MessageHeader>>(), 16);
/// ```
#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(transparent)]
pub struct Struct<S: CStruct>(pub(crate) S::Bytes);
impl<S: CStruct> Struct<S> {
    /// Creates a struct with all bytes 0, the value of unset fields in a request.
    #[inline(always)]
    pub const fn new() -> Self {
        Self(S::ZEROED)
    }
    /// Returns the bytes, as in C.
    #[inline(always)]
    pub fn as_bytes(&self) -> &[u8] {
        IntoBytes::as_bytes(self)
    }
    /// Returns a field, converted to host byte order.
    #[inline(always)]
    pub fn get<N: StructField>(&self, field: Field<S, N>) -> N {
        let found = Extensible::<S>::new(self.as_bytes()).get(field);
        found.unwrap_or_else(|| N::from_raw(&N::Raw::new_zeroed())) // a field lies within its structure
    }
    /// Borrows the bytes of a field, for fields of which only a part is valid.
    #[inline(always)]
    pub fn bytes_of<N: StructField>(&self, field: Field<S, N>) -> &[u8] {
        let bytes = self.as_bytes().get(field.offset..).and_then(|bytes| bytes.get(..size_of::<N::Raw>()));
        bytes.unwrap_or(&[])
    }
    /// Returns the struct with one field changed: `IfInfo::new().with(IfInfo::ifi_index, 3)`.
    #[inline(always)]
    #[must_use]
    pub fn with<N: StructField>(mut self, field: Field<S, N>, value: N) -> Self {
        self.set(field, value);
        self
    }
    /// Changes a field in place: `header.set(MessageHeader::nlmsg_seq, 7)`.
    #[inline(always)]
    pub fn set<N: StructField>(&mut self, field: Field<S, N>, value: N) {
        if let Some(bytes) = self.as_mut_bytes().get_mut(field.offset..) {
            if let Ok((raw, _)) = N::Raw::mut_from_prefix(bytes) {
                *raw = value.to_raw();
            }
        }
    }
    /// Whether a text field continues after its first NUL, where the kernel ends the text.
    #[inline(always)]
    pub(crate) fn has_inner_nul(&self) -> bool {
        let has_text = const { has_text(&S::SPEC) };
        has_text && text_goes_on(&S::SPEC, self.as_bytes())
    }
}
impl<S: CStruct> Clone for Struct<S> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<S: CStruct> Copy for Struct<S> {}
impl<S: CStruct> Default for Struct<S> {
    fn default() -> Self {
        Self::new()
    }
}
impl<S: CStruct> PartialEq for Struct<S> {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}
impl<S: CStruct> Eq for Struct<S> {}
impl<S: CStruct> StructField for Struct<S> {
    type Raw = Self;
    const PAYLOAD_TYPE: PayloadType = PayloadType::Struct(&S::SPEC);
    #[inline(always)]
    fn from_raw(raw: &Self) -> Self {
        *raw
    }
    #[inline(always)]
    fn to_raw(self) -> Self {
        self
    }
}

/// Whether a struct has a text field, at any depth.
#[allow(clippy::indexing_slicing)] // runs when it is compiled
#[deny(clippy::wildcard_enum_match_arm)] // a new payload type is to be handled here
const fn has_text(structure: &StructSpec) -> bool {
    let mut at = 0;
    while at < structure.fields.len() {
        match structure.fields[at].payload_type {
            PayloadType::Text => return true,
            PayloadType::Struct(inner) => {
                if has_text(inner) {
                    return true;
                }
            }
            PayloadType::Number(_)
            | PayloadType::Flag
            | PayloadType::UnixName
            | PayloadType::CountedText
            | PayloadType::Bytes
            | PayloadType::Hardware
            | PayloadType::Ip
            | PayloadType::IpOf(_)
            | PayloadType::Ip4
            | PayloadType::Bits { .. }
            | PayloadType::Labels
            | PayloadType::Bitfield32
            | PayloadType::Extensible(_)
            | PayloadType::PackedArray { .. }
            | PayloadType::Nest(_)
            | PayloadType::IndexedArray(_)
            | PayloadType::NestTypeValue(_)
            | PayloadType::WithHeader { .. }
            | PayloadType::NextHops(_)
            | PayloadType::SubMessage(_)
            | PayloadType::Tlvs(_) => {}
        }
        at += 1;
    }
    false
}
#[deny(clippy::wildcard_enum_match_arm)] // a new payload type is to be handled here
fn text_goes_on(structure: &StructSpec, bytes: &[u8]) -> bool {
    structure.fields.iter().any(|field| {
        let bytes = bytes.get(field.offset..).and_then(|rest| rest.get(..field.len)).unwrap_or(&[]);
        match field.payload_type {
            PayloadType::Text => bytes.iter().skip_while(|byte| **byte != 0).any(|byte| *byte != 0),
            PayloadType::Struct(inner) => text_goes_on(inner, bytes),
            PayloadType::Number(_)
            | PayloadType::Flag
            | PayloadType::UnixName
            | PayloadType::CountedText
            | PayloadType::Bytes
            | PayloadType::Hardware
            | PayloadType::Ip
            | PayloadType::IpOf(_)
            | PayloadType::Ip4
            | PayloadType::Bits { .. }
            | PayloadType::Labels
            | PayloadType::Bitfield32
            | PayloadType::Extensible(_)
            | PayloadType::PackedArray { .. }
            | PayloadType::Nest(_)
            | PayloadType::IndexedArray(_)
            | PayloadType::NestTypeValue(_)
            | PayloadType::WithHeader { .. }
            | PayloadType::NextHops(_)
            | PayloadType::SubMessage(_)
            | PayloadType::Tlvs(_) => false,
        }
    })
}

/// Key of a field of a struct: `stats.get(LinkStats64::rx_nohandler)`.
pub struct Field<T, N> {
    offset: usize,
    types: PhantomData<fn() -> (T, N)>,
}
impl<T, N> Field<T, N> {
    #[doc(hidden)]
    pub const fn at(offset: usize) -> Self {
        Self { offset, types: PhantomData }
    }
    /// Returns the offset of the field in the struct, bytes.
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

/// A type of a field of a struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a field of a structure",
    note = "integers, Be<_>, types of open_enum! and flags!, Struct<_> of another c_struct!, [u8; N], FixedStr<N>, MacField<N>, FieldArray<_, N>, Ipv4Addr and Ipv6Addr can"
)]
pub trait StructField: Sized + 'static {
    /// Representation in the struct: unaligned, in the byte order of the field.
    type Raw: FromBytes + IntoBytes + KnownLayout + Immutable + Unaligned + Copy + 'static;
    /// Payload type.
    const PAYLOAD_TYPE: PayloadType;
    /// Converts from the representation in the struct.
    fn from_raw(raw: &Self::Raw) -> Self;
    /// Converts to the representation in the struct.
    fn to_raw(self) -> Self::Raw;
}
/// `type: raw type, raw to value, value to raw, payload type`.
macro_rules! members { ($([$($generics:tt)*] $t:ty: $raw:ty, |$r:ident| $get:expr, |$v:ident| $set:expr, $payload_type:expr;)*) => { $(
    impl<$($generics)*> StructField for $t {
        type Raw = $raw;
        const PAYLOAD_TYPE: PayloadType = $payload_type;
        #[inline(always)]
        fn from_raw($r: &$raw) -> Self { $get }
        #[inline(always)]
        fn to_raw(self) -> $raw { let $v = self; $set }
    }
)* } }
members! {
    [T: Number] Be<T>: <T::Repr as Int>::Be, |r| Be(T::from_repr(T::Repr::from_be(*r))), |v| v.0.repr().to_be(), <Be<T> as Encode>::PAYLOAD_TYPE;
    [const N: usize] [u8; N]: [u8; N], |r| *r, |v| v, PayloadType::Bytes;
    [const N: usize] FixedStr<N>: [u8; N], |r| FixedStr(*r), |v| v.0, PayloadType::Text;
    [const N: usize] MacField<N>: [u8; N], |r| MacField(*r), |v| v.0, PayloadType::Hardware;
    [] net::Ipv4Addr: [u8; 4], |r| (*r).into(), |v| v.octets(), PayloadType::IpOf(4);
    [] net::Ipv6Addr: [u8; 16], |r| (*r).into(), |v| v.octets(), PayloadType::IpOf(16);
}
/// A text field of `N` bytes, padded with NUL.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FixedStr<const N: usize>(pub [u8; N]);
impl<const N: usize> FixedStr<N> {
    /// Returns the text up to the first NUL.
    pub fn as_str(&self) -> super::Str<'_> {
        super::Str(super::text::to_nul(&self.0))
    }
}
impl<const N: usize> Default for FixedStr<N> {
    fn default() -> Self {
        Self([0; N])
    }
}
impl<const N: usize> fmt::Debug for FixedStr<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.as_str(), f)
    }
}
/// A field with a hardware address of `N` bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MacField<const N: usize>(pub [u8; N]);
impl<const N: usize> Default for MacField<N> {
    fn default() -> Self {
        Self([0; N])
    }
}
impl<const N: usize> fmt::Debug for MacField<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::HwAddr(&self.0).fmt(f)
    }
}
/// A field with an array of `N` items.
#[derive(Clone, Copy)]
pub struct FieldArray<T: StructField, const N: usize>(pub [T::Raw; N]);
impl<T: StructField, const N: usize> StructField for FieldArray<T, N> {
    type Raw = [T::Raw; N];
    const PAYLOAD_TYPE: PayloadType =
        PayloadType::PackedArray { item: &T::PAYLOAD_TYPE, len: size_of::<T::Raw>() };
    #[inline(always)]
    fn from_raw(raw: &Self::Raw) -> Self {
        Self(*raw)
    }
    #[inline(always)]
    fn to_raw(self) -> Self::Raw {
        self.0
    }
}
impl<T: StructField, const N: usize> Default for FieldArray<T, N> {
    fn default() -> Self {
        Self(zerocopy::FromZeros::new_zeroed())
    }
}
impl<T: StructField, const N: usize> FieldArray<T, N> {
    /// Iterates over the items, converted to host byte order.
    pub fn iter(&self) -> impl Iterator<Item = T> {
        self.0.iter().map(T::from_raw)
    }
}

/// A struct that newer kernels may extend.
///
/// A field that the running kernel does not have is `None`. Bytes after the known fields are
/// available as [`beyond`](Self::beyond). Reading a field does not decode the other fields.
pub struct Extensible<'a, T> {
    bytes: &'a [u8],
    of: PhantomData<fn() -> T>,
}
impl<T> Clone for Extensible<'_, T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Extensible<'_, T> {}
impl<'a, T: CStruct> Extensible<'a, T> {
    /// Creates a struct from `bytes`, of any length.
    #[inline(always)]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, of: PhantomData }
    }
    /// Returns a field; `None` if the running kernel does not have the field.
    #[inline(always)]
    pub fn get<N: StructField>(&self, field: Field<T, N>) -> Option<N> {
        let raw = self.bytes.get(field.offset..)?.get(..size_of::<N::Raw>())?;
        N::Raw::ref_from_bytes(raw).ok().map(N::from_raw)
    }
    /// Returns the complete struct; `None` if the struct of the running kernel is shorter.
    #[inline(always)]
    pub fn whole(&self) -> Option<&'a Struct<T>> {
        Struct::ref_from_prefix(self.bytes).ok().map(|(whole, _)| whole)
    }
    /// Copies the struct; fields that the running kernel does not have are 0.
    pub fn or_zero(&self) -> Struct<T> {
        let mut whole = Struct::new();
        for (to, from) in whole.as_mut_bytes().iter_mut().zip(self.bytes) {
            *to = *from;
        }
        whole
    }
    /// Returns the bytes after the known fields, which a newer kernel has added.
    pub fn beyond(&self) -> &'a [u8] {
        self.bytes.get(size_of::<Struct<T>>()..).unwrap_or(&[])
    }
    /// Returns all bytes.
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
}

/// A packed array: structs or numbers, without headers.
pub struct PackedArray<'a, T> {
    bytes: &'a [u8],
    of: PhantomData<fn() -> T>,
}
impl<T> Clone for PackedArray<'_, T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for PackedArray<'_, T> {}
impl<'a, T: StructField> PackedArray<'a, T> {
    /// Creates an array from its raw items.
    pub fn new(items: &'a [T::Raw]) -> Self {
        Self { bytes: items.as_bytes(), of: PhantomData }
    }
    /// Borrows the raw items.
    #[inline(always)]
    pub fn as_slice(&self) -> &'a [T::Raw] {
        <[T::Raw]>::ref_from_bytes(self.bytes).unwrap_or(&[])
    }
    /// Iterates over the items, converted to host byte order.
    #[inline(always)]
    pub fn iter(&self) -> impl Iterator<Item = T> + use<'a, T> {
        self.as_slice().iter().map(T::from_raw)
    }
    /// Returns all bytes.
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
}
impl<T: CStruct> Put<Extensible<'_, T>> for &Struct<T> {
    #[inline(always)]
    fn wire_len(&self) -> usize {
        size_of::<Struct<T>>()
    }
    #[inline(always)]
    fn write(&self, out: &mut [u8]) {
        copy(out, self.as_bytes())
    }
    #[inline(always)]
    fn has_inner_nul(&self) -> bool {
        Struct::has_inner_nul(self)
    }
}

borrowed! {
    [T: CStruct] &'a Struct<T>: PayloadType::Struct(&T::SPEC), 0, |b| Struct::ref_from_prefix(b).ok().map(|(whole, _)| whole), |it| it.as_bytes(), |it| Struct::has_inner_nul(it);
    [T: CStruct] Extensible<'a, T>: PayloadType::Extensible(&T::SPEC), 0, |b| Some(Extensible::new(b)), |it| it.bytes, |it| it.whole().is_some_and(Struct::has_inner_nul);
    [T: StructField] PackedArray<'a, T>: PayloadType::PackedArray { item: &T::PAYLOAD_TYPE, len: size_of::<T::Raw>() }, 0, |b| {
        <[T::Raw]>::ref_from_bytes(b).ok().map(|_| PackedArray { bytes: b, of: PhantomData })
    }, |it| it.bytes;
}
/// Specification of the field with this key.
#[doc(hidden)]
pub const fn field_of<S, N: StructField>(name: &'static str, key: Field<S, N>) -> FieldSpec {
    field(name, key.offset, size_of::<N::Raw>(), N::PAYLOAD_TYPE)
}
/// Specification of a field. For `r#type`, the kernel's name is `type`.
#[doc(hidden)]
pub const fn field(name: &'static str, offset: usize, len: usize, payload_type: PayloadType) -> FieldSpec {
    let name = match name.as_bytes() {
        [b'r', b'#', kernels @ ..] => match core::str::from_utf8(kernels) {
            Ok(kernels) => kernels,
            Err(_) => name,
        },
        _ => name,
    };
    FieldSpec { name, offset, len, payload_type, secret: false, padding: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::c_struct;
    use crate::wire::{MessageHeader, Value};

    #[test]
    fn a_grown_structure_reads_field_by_field_at_any_length() {
        let bytes: std::vec::Vec<u8> = (0..80).collect();
        for len in 0..80 {
            let grown = Extensible::<MessageHeader>::new(&bytes[..len]);
            assert_eq!(
                grown.get(MessageHeader::nlmsg_type),
                (len >= 6).then(|| u16::from_ne_bytes([4, 5])),
                "{len} bytes"
            );
            assert_eq!(grown.whole().is_some(), len >= 16);
            assert_eq!(grown.beyond().len(), len.saturating_sub(16));
            assert_eq!(grown.or_zero().as_bytes()[..len.min(16)], bytes[..len.min(16)]);
            assert_eq!(<&Struct<MessageHeader>>::read(&bytes[..len]).is_some(), len >= 16);
            assert_eq!(PackedArray::<u32>::read(&bytes[..len]).is_some(), len % 4 == 0);
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
    c_struct! {
        /// A structure whose fields are named like padding.
        struct Named {
            /// A field.
            padding: u8,
            /// Padding.
            pad hole: u8,
            /// A field.
            reserved_blocks: u16,
            /// Padding.
            pad pad: [u8; 2],
            /// A field.
            __key: [u8; 2] where secret,
            /// Padding at the end.
            pad body: u32
        }
    }
    #[test]
    fn only_declared_padding_is_left_out() {
        let named = Named::new().with(Named::reserved_blocks, 3).with(Named::hole, 9);
        assert_eq!(std::format!("{named:?}"), "{padding: 0, reserved_blocks: 3, __key: <secret>}");
        let padding: std::vec::Vec<_> =
            Named::SPEC.fields.iter().filter(|field| field.padding).map(|field| field.name).collect();
        assert_eq!(padding, ["hole", "pad", "body"]);
    }
}
