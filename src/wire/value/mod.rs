//! What a payload can be. Each kind says how it is read and written, and its [`Shape`]: data from which printing, validation and paths
//! are made. Byte order is part of the type.
//!
//! | kind | type |
//! |---|---|
//! | numbers of the host's byte order | `u8` ... `u64`, `i8` ... `i64`, and what [`numbers!`](crate::numbers) and [`flags!`](crate::flags) make of them |
//! | numbers in network byte order | [`Be`] of any of those |
//! | 4 or 8 bytes, as large as the value needs | [`Uint`], [`Sint`] |
//! | no payload: being there is the value | [`Flag`] |
//! | text | [`Str`], [`UnixName`] |
//! | bytes | `&[u8]` |
//! | addresses | [`Ip`], [`Address`], [`HwAddr`]; of one family, `Ipv4Addr` and `Ipv6Addr` |
//! | structures | `&T`, [`Grown`], [`Slice`], [`Bitfield32`] |
//! | nests | [`Attrs`](super::Attrs), [`Array`], [`ByNumber`], [`Headed`], [`Chain`] |
//! | what something else selects | [`Selected`] |
//!
//! ```
//! use nlwire::wire::{Be, Str, Value};
//! assert_eq!(u32::read(&1500u32.to_ne_bytes()), Some(1500));
//! assert_eq!(Be::<u16>::read(&[0, 80]), Some(Be(80)));
//! assert_eq!(u32::read(&[1, 2]), None); // a number must fit exactly
//! assert_eq!(Str::read(b"lo\0").and_then(|name| name.to_str().ok()), Some("lo"));
//! ```
mod address;
mod layout;
mod nest;
mod number;
mod select;
mod text;

pub use address::{Address, HwAddr, Ip, IpUnion, Labels};
#[doc(hidden)]
pub use layout::field;
pub use layout::{Chars, Field, Grown, Layout, Many, Member, Octets, Slice};
pub use nest::{Array, ArrayIter, ByNumber, Chain, ChainIter, Headed, Linked};
pub use number::{Be, Bitfield32, Flag, Int, Number, Sint, Uint};
pub use select::{Choice, Selected, Selector};
pub use text::{Name, Str, UnixName};
pub(crate) use {
    nest::next_link,
    text::{to_nul, unix_name},
};

use super::Shape;

/// How a value is written, and what it is.
pub trait Encode {
    /// What it is, as data.
    const SHAPE: Shape;
    /// Bits of `nla_type` beside the number: [`NLA_F_NESTED`](super::NLA_F_NESTED) for nests.
    const FLAGS: u16 = 0;
    /// How many bytes [`write`](Self::write) writes.
    fn wire_len(&self) -> usize;
    /// Writes into `out`, which is exactly [`wire_len`](Self::wire_len) bytes long.
    fn write(&self, out: &mut [u8]);
}

/// How a value is read.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no attribute value",
    label = "no attribute value",
    note = "numbers, Be<_>, Uint, Flag, Str, &[u8], Ip, HwAddr, &T and Grown<T> of a layout!, Attrs<_>, Array<_>, Headed<_, _>, Selected<_> are; see nlwire::wire for all"
)]
pub trait Value<'a>: Encode + Sized {
    /// Reads a payload; `None` where it does not fit.
    fn read(payload: &'a [u8]) -> Option<Self>;
}

/// What may be written where a `V` is expected: the value itself, so that a plain `1500` finds its type, and handy spellings of it, such
/// as a `&str` for a [`Str`] or an [`Ipv4Addr`](core::net::Ipv4Addr) for an [`Ip`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written where the table says `{V}`",
    label = "the attribute holds a `{V}`"
)]
pub trait Put<V> {
    /// Bits of `nla_type` beside the number.
    const FLAGS: u16 = 0;
    /// How many bytes [`write`](Self::write) writes.
    fn wire_len(&self) -> usize;
    /// Writes into `out`, which is exactly [`wire_len`](Self::wire_len) bytes long.
    fn write(&self, out: &mut [u8]);
}
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
}

/// Copies where the lengths agree, which they do; said this way the compiler needs no path to a panic.
#[inline(always)]
pub(crate) fn copy(out: &mut [u8], from: &[u8]) {
    if out.len() == from.len() {
        out.copy_from_slice(from)
    }
}

/// `Put<target> for spelling`, written as the bytes that the closure makes of it. The line
///
/// ```text
/// [] net::Ipv4Addr => Ip<'_>, |it| &it.octets();
/// ```
/// becomes an `impl Put<Ip<'_>> for net::Ipv4Addr` that writes those octets.
macro_rules! spelling {
    ($([$($generics:tt)*] $spelling:ty => $target:ty, |$it:ident| $bytes:expr;)*) => { $(
        impl<$($generics)*> $crate::wire::Put<$target> for $spelling {
            #[inline(always)]
            fn wire_len(&self) -> usize { let $it = self; AsRef::<[u8]>::as_ref($bytes).len() }
            #[inline(always)]
            fn write(&self, out: &mut [u8]) { let $it = self; $crate::wire::value::copy(out, AsRef::<[u8]>::as_ref($bytes)) }
        }
    )* };
}

/// Values that are views of borrowed bytes. The line
///
/// ```text
/// [S: Set] Attrs<'a, S>: Shape::Set(S::table), NLA_F_NESTED, |b| Some(Attrs::new(b)), |it| it.bytes();
/// ```
/// says the shape, the bits beside the number, how it is made of a payload, and which bytes it is a view of; it becomes the
/// implementations of `Encode` and `Value`.
macro_rules! borrowed {
    ($([$($generics:tt)*] $t:ty: $shape:expr, $flags:expr, |$b:ident| $read:expr, |$it:ident| $bytes:expr;)*) => { $(
        impl<'a, $($generics)*> $crate::wire::Encode for $t {
            const SHAPE: $crate::wire::Shape = $shape;
            const FLAGS: u16 = $flags;
            #[inline(always)]
            fn wire_len(&self) -> usize { let $it = self; <[u8]>::len($bytes) }
            #[inline(always)]
            fn write(&self, out: &mut [u8]) { let $it = self; $crate::wire::value::copy(out, $bytes) }
        }
        impl<'a, $($generics)*> $crate::wire::Value<'a> for $t {
            #[inline(always)]
            fn read($b: &'a [u8]) -> Option<Self> { $read }
        }
    )* };
}
pub(crate) use {borrowed, spelling};

borrowed! {
    [] &'a [u8]: Shape::Bytes, 0, |b| Some(b), |it| it;
}
spelling! {
    [const N: usize] &[u8; N] => &[u8], |it| it;
    [const N: usize] [u8; N] => &[u8], |it| it;
}
