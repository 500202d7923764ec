//! `bitfields!`: declares bit fields in a byte.

/// Declares a byte with bit fields, as in C. The byte is a field of a struct, printed as a struct.
///
/// ```text
/// bitfields! {
///     /// Window scale (RFC 7323) of both directions.
///     pub struct WindowScale {
///         /// Window scale of the peer.
///         tcpi_snd_wscale: 4,
///         /// Own window scale.
///         tcpi_rcv_wscale: 4,
///     }
/// }
/// ```
/// expands to
///
/// ```text
/// pub struct WindowScale(pub u8);
/// impl WindowScale { pub const fn tcpi_snd_wscale(self) -> u8; pub const fn tcpi_rcv_wscale(self) -> u8; }
/// ```
/// The order is that of C compilers: from the lowest bit up on little-endian machines, from the
/// highest bit down on big-endian ones. To write a bit field, set the byte.
#[macro_export]
macro_rules! bitfields {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $( $(#[$doc:meta])* $field:ident : $len:literal ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Default)]
        $vis struct $name(pub u8);
        #[allow(dead_code)]
        impl $name {
            /// Bit fields, with their positions.
            const FIELDS: &'static [$crate::wire::spec::FieldSpec] =
                &$crate::wire::bit_fields([$( (::core::stringify!($field), $len) ),*]);
            $( $(#[$doc])* pub const fn $field(self) -> u8 {
                $crate::wire::bit_field(self.0, Self::FIELDS, ::core::stringify!($field))
            } )*
        }
        impl $crate::wire::StructField for $name {
            type Raw = u8;
            const PAYLOAD_TYPE: $crate::wire::spec::PayloadType = $crate::wire::spec::PayloadType::Struct(&$crate::wire::spec::StructSpec {
                name: ::core::stringify!($name),
                len: 1,
                fields: Self::FIELDS,
                then: ::core::option::Option::None,
                between: &$crate::wire::spec::PayloadType::Bytes,
            });
            #[inline(always)]
            fn from_raw(raw: &u8) -> Self { Self(*raw) }
            #[inline(always)]
            fn to_raw(self) -> u8 { self.0 }
        }
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let byte = [self.0];
                ::core::fmt::Debug::fmt(&$crate::schema::View::new(<$name as $crate::wire::StructField>::PAYLOAD_TYPE, &byte), f)
            }
        }
    };
}

use crate::wire::spec::{FieldSpec, PayloadType};

/// Returns the specifications of bit fields, in the order of C compilers for this machine.
#[doc(hidden)]
#[allow(clippy::indexing_slicing)] // evaluated at compile time
pub const fn bit_fields<const N: usize>(fields: [(&'static str, u8); N]) -> [FieldSpec; N] {
    let mut rows = [FieldSpec {
        name: "",
        offset: 0,
        len: 1,
        payload_type: PayloadType::Bytes,
        secret: false,
        padding: false,
    }; N];
    let (mut at, mut used) = (0, 0);
    while at < N {
        let (name, len) = fields[at];
        assert!(used + len <= 8, "a byte has eight bits");
        let lowest = if cfg!(target_endian = "big") { 8 - used - len } else { used };
        rows[at] = FieldSpec {
            name,
            offset: 0,
            len: 1,
            payload_type: PayloadType::Bits { at: lowest, len, is_c: true },
            secret: false,
            padding: false,
        };
        used += len;
        at += 1;
    }
    rows
}
/// Returns the bit field with this name; 0 if there is none.
#[doc(hidden)]
#[inline(always)]
pub const fn bit_field(byte: u8, mut rows: &[FieldSpec], name: &str) -> u8 {
    while let [row, rest @ ..] = rows {
        if let (PayloadType::Bits { at, len, .. }, true) =
            (row.payload_type, same(row.name.as_bytes(), name.as_bytes()))
        {
            return crate::wire::spec::view_bits(byte as u64, at, len) as u8;
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
    crate::bitfields! {
        /// Three bit fields.
        pub struct Eight {
            /// One bit.
            one: 1,
            /// Two bits.
            two: 2,
            /// Five bits.
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
