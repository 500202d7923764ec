//! `numbers!` and `flags!`: numbers whose values, or whose bits, have names.

/// A number whose values have names. It is open: a value without a name is kept and written again.
///
/// ```text
/// numbers! {
///     /// RFC 2863 state.
///     pub struct OperState(u8) {
///         /// Up.
///         IF_OPER_UP = 6,
///     }
/// }
/// ```
/// becomes
///
/// ```text
/// pub struct OperState(pub u8);
/// impl OperState { pub const IF_OPER_UP: Self = Self(6); pub const fn name(self) -> Option<&'static str>; }
/// ```
/// with `Display` and `Debug` by name, and everything that makes it an attribute's value, a structure's field, and, as `Be<OperState>`, its
/// big-endian twin.
#[macro_export]
macro_rules! numbers {
    ($(#[$meta:meta])* $vis:vis struct $name:ident($repr:ty) { $( $(#[$doc:meta])* $uapi:ident = $value:expr ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        $vis struct $name(pub $repr);
        #[allow(non_upper_case_globals, dead_code)]
        impl $name {
            $( $(#[$doc])* pub const $uapi: Self = Self($value); )*
            /// Every value that has a name.
            pub const NAMES: &'static [$crate::wire::Named] =
                &[$( $crate::wire::Named { value: Self::$uapi.0 as u64, name: ::core::stringify!($uapi) } ),*];
            /// The kernel's name of this value, if it is known here.
            #[must_use]
            pub fn name(self) -> ::core::option::Option<&'static str> {
                Self::NAMES.iter().find(|named| named.value == self.0 as u64).map(|named| named.name)
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self.name() {
                    ::core::option::Option::Some(name) => f.pad(name),
                    ::core::option::Option::None => ::core::fmt::Display::fmt(&self.0, f),
                }
            }
        }
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { ::core::fmt::Display::fmt(self, f) }
        }
        impl ::core::convert::From<$repr> for $name {
            fn from(value: $repr) -> Self { Self(value) }
        }
        $crate::__number_value!($name, $repr, |number| number.0, |repr| $name(repr), $crate::wire::Names::Values($name::NAMES));
    };
}

/// A number whose bits have names, by [`bitflags`]. Bits without a name are kept and written again.
///
/// ```text
/// flags! {
///     /// A link's flags.
///     pub struct LinkFlags(u32) {
///         /// Administratively up.
///         IFF_UP = 1 << 0,
///     }
/// }
/// ```
/// becomes a `bitflags` type of that name, with `Display` and `Debug` as `IFF_UP|IFF_RUNNING`, and everything that makes it an attribute's
/// value or a structure's field. A name of several bits stands before the names of those bits.
#[macro_export]
macro_rules! flags {
    ($(#[$($meta:tt)*])* $vis:vis struct $name:ident($repr:ty) { $( $(#[$($doc:tt)*])* $uapi:ident = $value:expr ),* $(,)? }) => {
        $(#[$($meta)*])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
        $vis struct $name($repr);
        $crate::bitflags::bitflags! {
            impl $name: $repr {
                $( $(#[$($doc)*])* const $uapi = $value; )*
                const _ = !0;
            }
        }
        #[allow(dead_code)]
        impl $name {
            /// Every bit that has a name.
            pub const NAMES: &'static [$crate::wire::Named] =
                &[$( $crate::wire::Named { value: Self::$uapi.bits() as u64, name: ::core::stringify!($uapi) } ),*];
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::wire::write_flags(f, self.bits() as u64, Self::NAMES)
            }
        }
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { ::core::fmt::Display::fmt(self, f) }
        }
        $crate::__number_value!($name, $repr, |number| number.bits(), |repr| $name::from_bits_retain(repr), $crate::wire::Names::Flags($name::NAMES));
    };
}

/// What makes a type over an integer a number on the wire: in attributes, in structures, in either byte order.
#[doc(hidden)]
#[macro_export]
macro_rules! __number_value {
    ($name:ident, $repr:ty, |$number:ident| $get:expr, |$value:ident| $make:expr, $names:expr) => {
        $crate::__serialize!(|it: $name, to| $crate::wire::serialize_number(it, to));
        impl $crate::wire::Number for $name {
            const NUMBER: $crate::wire::NumberShape =
                $crate::wire::NumberShape { names: $names, ..<$repr as $crate::wire::Number>::NUMBER };
            type Repr = $repr;
            #[inline(always)]
            fn of_repr($value: $repr) -> Self {
                $make
            }
            #[inline(always)]
            fn repr(self) -> $repr {
                let $number = self;
                $get
            }
        }
        impl $crate::wire::Encode for $name {
            const SHAPE: $crate::wire::Shape =
                $crate::wire::Shape::Number(<$name as $crate::wire::Number>::NUMBER);
            #[inline(always)]
            fn wire_len(&self) -> usize {
                ::core::mem::size_of::<$repr>()
            }
            #[inline(always)]
            fn write(&self, out: &mut [u8]) {
                $crate::wire::Encode::write(&$crate::wire::Number::repr(*self), out)
            }
        }
        impl<'a> $crate::wire::Value<'a> for $name {
            #[inline(always)]
            fn read(payload: &'a [u8]) -> ::core::option::Option<Self> {
                <$repr as $crate::wire::Value>::read(payload).map($crate::wire::Number::of_repr)
            }
        }
        /// Without the wrapping, since the table says the byte order.
        impl $crate::wire::Put<$crate::wire::Be<$name>> for $name {
            #[inline(always)]
            fn wire_len(&self) -> usize {
                ::core::mem::size_of::<$repr>()
            }
            #[inline(always)]
            fn write(&self, out: &mut [u8]) {
                $crate::wire::Encode::write(&$crate::wire::Be(*self), out)
            }
        }
        impl $crate::wire::Put<$name> for $repr {
            #[inline(always)]
            fn wire_len(&self) -> usize {
                ::core::mem::size_of::<$repr>()
            }
            #[inline(always)]
            fn write(&self, out: &mut [u8]) {
                $crate::wire::Encode::write(self, out)
            }
        }
        impl $crate::wire::Member for $name {
            type Raw = <$repr as $crate::wire::Int>::Ne;
            const SHAPE: $crate::wire::Shape = <$name as $crate::wire::Encode>::SHAPE;
            #[inline(always)]
            fn of_raw(raw: &Self::Raw) -> Self {
                $crate::wire::Number::of_repr(<$repr as $crate::wire::Int>::of_ne(*raw))
            }
            #[inline(always)]
            fn to_raw(self) -> Self::Raw {
                $crate::wire::Int::to_ne($crate::wire::Number::repr(self))
            }
        }
    };
}

/// `Serialize` for what a macro makes, where nlwire has the feature `serde`.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serialize {
    (|$it:ident: $name:ty, $to:ident| $body:expr) => {
        impl $crate::wire::__serde::Serialize for $name {
            fn serialize<S: $crate::wire::__serde::Serializer>(
                &self,
                $to: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                let $it = self;
                $body
            }
        }
    };
}
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serialize {
    ($($nothing:tt)*) => {};
}
