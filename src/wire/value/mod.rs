//! Payload types: how each value is read and written.
mod address;
mod inline_bytes;
mod layout;
mod nest;
mod number;
mod select;
mod text;
mod tlv;

pub use address::{Address, HwAddr, InlineHwAddr, Ip, IpUnion, Labels};
pub use inline_bytes::InlineBytes;
pub use layout::{
    CStruct, Extensible, Field, FieldArray, FixedStr, MacField, PackedArray, Struct, StructField,
};
#[doc(hidden)]
pub use layout::{field, field_of};
pub use nest::{ArrayIter, Chain, ChainIter, IndexedArray, Linked, NestTypeValue, WithHeader};
#[doc(hidden)]
pub use number::write_named;
pub use number::{Be, Bitfield32, Flag, FlagNames, Int, NamedNumber, Net, Number, Sint, Uint};
pub use select::{Selector, SubMessage, SubMessageKey};
pub use text::{InlineStr, Str, Unescape, UnescapeError, UnixName};
pub use tlv::{TlvIter, Tlvs};
pub(crate) use {
    nest::next_link,
    text::{to_nul, unix_name},
    tlv::are_tlvs,
};

use super::spec::PayloadType;

/// A value that can be written, with its payload type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no attribute value",
    label = "no attribute value",
    note = "numbers, Be<_>, Uint, Flag, Str, &[u8], Ip, HwAddr, &Struct<T> and Extensible<T> of a c_struct!, Attrs<_>, IndexedArray<_>, WithHeader<_, _>, SubMessage<_> are; see nlwire::wire for all"
)]
pub trait Encode {
    /// Payload type.
    const PAYLOAD_TYPE: PayloadType;
    /// Flag bits of `nla_type`: [`NLA_F_NESTED`](super::NLA_F_NESTED) for nests.
    const FLAGS: u16 = 0;
    /// Returns the number of bytes that [`write`](Self::write) writes.
    fn wire_len(&self) -> usize;
    /// Writes into `out`, which is exactly [`wire_len`](Self::wire_len) bytes long.
    fn write(&self, out: &mut [u8]);
    /// Returns whether the value contains text with an inner NUL.
    ///
    /// The kernel would end the text there.
    ///
    /// Such a value is not written: [`BuildError::NulInText`](super::BuildError::NulInText).
    #[inline(always)]
    fn has_inner_nul(&self) -> bool {
        false
    }
}

/// A value that can be read.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no attribute value",
    label = "no attribute value",
    note = "numbers, Be<_>, Uint, Flag, Str, &[u8], Ip, HwAddr, &Struct<T> and Extensible<T> of a c_struct!, Attrs<_>, IndexedArray<_>, WithHeader<_, _>, SubMessage<_> are; see nlwire::wire for all"
)]
pub trait Value<'a>: Encode + Sized {
    /// Decodes a payload; `None` if the payload does not match the type.
    fn read(payload: &'a [u8]) -> Option<Self>;
}

/// A value that can be written as the payload of an attribute of type `V`.
///
/// Besides `V` itself, this is for example a `&str` for a [`Str`], or an
/// [`Ipv4Addr`](core::net::Ipv4Addr) for an [`Ip`]. A number literal gets the type of the
/// attribute.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written where the attribute table has `{V}`",
    label = "the attribute holds a `{V}`"
)]
pub trait Put<V> {
    /// Flag bits of `nla_type`.
    const FLAGS: u16 = 0;
    /// Returns the number of bytes that [`write`](Self::write) writes.
    fn wire_len(&self) -> usize;
    /// Writes into `out`, which is exactly [`wire_len`](Self::wire_len) bytes long.
    fn write(&self, out: &mut [u8]);
    /// Returns whether the value contains text with an inner NUL; see [`Encode::has_inner_nul`].
    #[inline(always)]
    fn has_inner_nul(&self) -> bool {
        false
    }
}
#[diagnostic::do_not_recommend]
impl<V: Encode> Put<V> for V {
    const FLAGS: u16 = V::FLAGS;
    #[inline(always)]
    fn wire_len(&self) -> usize {
        Encode::wire_len(self)
    }
    #[inline(always)]
    fn write(&self, out: &mut [u8]) {
        Encode::write(self, out)
    }
    #[inline(always)]
    fn has_inner_nul(&self) -> bool {
        Encode::has_inner_nul(self)
    }
}

/// Copies if the lengths are equal, which they are. With the check, the compiler needs no panic
/// path.
#[inline(always)]
pub(crate) fn copy(out: &mut [u8], from: &[u8]) {
    if out.len() == from.len() {
        out.copy_from_slice(from)
    }
}

/// Implements `Put` for a type that is written as the bytes that the closure returns. The line
///
/// ```text
/// [] net::Ipv4Addr => Ip<'_>, |it| &it.octets();
/// ```
/// is an `impl Put<Ip<'_>> for net::Ipv4Addr` that writes the octets.
macro_rules! spelling {
    ($([$($generics:tt)*] $spelling:ty => $target:ty, |$it:ident| $bytes:expr;)*) => { $(
        impl<$($generics)*> $crate::wire::Put<$target> for $spelling {
            #[inline(always)]
            fn wire_len(&self) -> usize { let $it = self; AsRef::<[u8]>::as_ref($bytes).len() }
            #[inline(always)]
            fn write(&self, out: &mut [u8]) { let $it = self; $crate::wire::copy(out, AsRef::<[u8]>::as_ref($bytes)) }
        }
    )* };
}

/// Implements `Encode` and `Value` for values that borrow bytes. The line
///
/// ```text
/// [S: AttributeSet] Attrs<'a, S>: PayloadType::Nest(S::spec), NLA_F_NESTED, |b| Some(Attrs::new(b)), |it| it.bytes();
/// ```
/// has the payload type, the flag bits of `nla_type`, the conversion from a payload, and the bytes
/// of the value. A second closure after the bytes returns whether the value has text with an inner
/// NUL.
macro_rules! borrowed {
    ($([$($generics:tt)*] $t:ty: $payload_type:expr, $flags:expr, |$b:ident| $read:expr, |$it:ident| $bytes:expr $(, |$with:ident| $nul:expr)?;)*) => { $(
        impl<'a, $($generics)*> $crate::wire::Encode for $t {
            const PAYLOAD_TYPE: $crate::wire::spec::PayloadType = $payload_type;
            const FLAGS: u16 = $flags;
            #[inline(always)]
            fn wire_len(&self) -> usize { let $it = self; <[u8]>::len($bytes) }
            #[inline(always)]
            fn write(&self, out: &mut [u8]) { let $it = self; $crate::wire::copy(out, $bytes) }
            $(
                #[inline(always)]
                fn has_inner_nul(&self) -> bool { let $with = self; $nul }
            )?
        }
        impl<'a, $($generics)*> $crate::wire::Value<'a> for $t {
            #[inline(always)]
            fn read($b: &'a [u8]) -> Option<Self> { $read }
        }
    )* };
}
pub(crate) use {borrowed, spelling};

borrowed! {
    [] &'a [u8]: PayloadType::Bytes, 0, |b| Some(b), |it| it;
}
spelling! {
    [const N: usize] &[u8; N] => &[u8], |it| it;
    [const N: usize] [u8; N] => &[u8], |it| it;
}
