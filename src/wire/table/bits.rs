//! `bits!`: a byte of which some bits are a number of their own.

/// A byte of which some bits are a number of their own, as C's bit fields are. It is a field of a structure, and is printed as a structure
/// of those numbers.
///
/// ```text
/// bits! {
///     /// Window scales.
///     pub struct WindowScale {
///         /// Of what is sent.
///         tcpi_snd_wscale: 4,
///         /// Of what is received.
///         tcpi_rcv_wscale: 4,
///     }
/// }
/// ```
/// becomes
///
/// ```text
/// pub struct WindowScale(pub u8);
/// impl WindowScale { pub const fn tcpi_snd_wscale(self) -> u8; pub const fn tcpi_rcv_wscale(self) -> u8; }
/// ```
/// The numbers stand behind each other as compilers lay them out: from the lowest bit up on a little-endian machine, from the highest down
/// on a big-endian one. To write one, set the byte.
#[macro_export]
macro_rules! bits {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $( $(#[$doc:meta])* $field:ident : $len:literal ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Default)]
        $vis struct $name(pub u8);
        #[allow(dead_code)]
        impl $name {
            /// The numbers and their places.
            const FIELDS: &'static [$crate::wire::FieldRow] =
                &$crate::wire::bit_fields([$( (::core::stringify!($field), $len) ),*]);
            $( $(#[$doc])* pub const fn $field(self) -> u8 {
                $crate::wire::bit_field(self.0, Self::FIELDS, ::core::stringify!($field))
            } )*
        }
        impl $crate::wire::Member for $name {
            type Raw = u8;
            const SHAPE: $crate::wire::Shape = $crate::wire::Shape::Struct(&$crate::wire::Structure {
                name: ::core::stringify!($name),
                len: 1,
                fields: Self::FIELDS,
                then: ::core::option::Option::None,
                between: &$crate::wire::Shape::Bytes,
            });
            #[inline(always)]
            fn of_raw(raw: &u8) -> Self { Self(*raw) }
            #[inline(always)]
            fn to_raw(self) -> u8 { self.0 }
        }
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let byte = [self.0];
                ::core::fmt::Debug::fmt(&$crate::wire::View::new(<$name as $crate::wire::Member>::SHAPE, &byte), f)
            }
        }
    };
}

use crate::wire::{FieldRow, Shape};

/// Names and lengths as rows, in the order of this machine's compilers.
#[doc(hidden)]
#[allow(clippy::indexing_slicing)] // runs when it is compiled
pub const fn bit_fields<const N: usize>(fields: [(&'static str, u8); N]) -> [FieldRow; N] {
    let mut rows = [FieldRow { name: "", offset: 0, len: 1, shape: Shape::Bytes }; N];
    let (mut at, mut used) = (0, 0);
    while at < N {
        let (name, len) = fields[at];
        assert!(used + len <= 8, "a byte has eight bits");
        let lowest = if cfg!(target_endian = "big") { 8 - used - len } else { used };
        rows[at] = FieldRow { name, offset: 0, len: 1, shape: Shape::Bits { at: lowest, len } };
        used += len;
        at += 1;
    }
    rows
}
/// The number of that name; 0 where there is none.
#[doc(hidden)]
#[inline(always)]
pub const fn bit_field(byte: u8, mut rows: &[FieldRow], name: &str) -> u8 {
    while let [row, rest @ ..] = rows {
        if let (Shape::Bits { at, len }, true) = (row.shape, same(row.name.as_bytes(), name.as_bytes())) {
            return crate::wire::view_bits(byte as u64, at, len) as u8;
        }
        rows = rest;
    }
    0
}
const fn same(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([a, one_rest @ ..], [b, other_rest @ ..]) = (one, other) {
        if *a != *b {
            return false;
        }
        (one, other) = (one_rest, other_rest);
    }
    one.is_empty() && other.is_empty()
}

#[cfg(test)]
mod tests {
    crate::bits! {
        /// Eight bits.
        pub struct Eight {
            /// One.
            one: 1,
            /// Two.
            two: 2,
            /// Five.
            five: 5,
        }
    }
    #[test]
    fn bits_stand_as_compilers_lay_them_out() {
        let byte = if cfg!(target_endian = "big") { 0b1010_0011 } else { 0b0001_1011 };
        let eight = Eight(byte);
        assert_eq!((eight.one(), eight.two(), eight.five()), (1, 1, 3));
        assert_eq!(std::format!("{eight:?}"), "{one: 1, two: 1, five: 3}");
    }
}
