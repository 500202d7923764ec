//! `open_enum!` and `flags!`: declare numbers with names for values or bits.

/// Declares a number with names for values. A value without a name is kept and written again.
///
/// ```text
/// open_enum! {
///     /// RFC 2863 state.
///     pub struct OperState(u8) {
///         /// Up.
///         IF_OPER_UP = 6,
///     }
/// }
/// ```
/// expands to
///
/// ```text
/// pub struct OperState(pub u8);
/// impl OperState { pub const IF_OPER_UP: Self = Self(6); pub const fn name(self) -> Option<&'static str>; }
/// ```
/// with `Display` and `Debug` by name, and the traits of an attribute payload and of a field of a
/// struct. `Be<OperState>` is the number in network byte order.
#[macro_export]
macro_rules! open_enum {
    ($(#[$meta:meta])* $vis:vis struct $name:ident($repr:ty) { $( $(#[$doc:meta])* $uapi:ident = $value:expr ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        $vis struct $name(pub $repr);
        #[allow(non_upper_case_globals, dead_code)]
        impl $name {
            $( $(#[$doc])* pub const $uapi: Self = Self($value); )*
            /// All values with a name.
            pub const NAMES: &'static [$crate::wire::spec::Named] =
                &[$( $crate::wire::spec::Named { value: Self::$uapi.0 as u64, name: ::core::stringify!($uapi) } ),*];
            /// Returns the name in the kernel header, if known.
            #[must_use]
            pub fn name(self) -> ::core::option::Option<&'static str> { $crate::wire::spec::value_name(Self::NAMES, self.0 as u64) }
        }
        impl ::core::convert::From<$repr> for $name {
            fn from(value: $repr) -> Self { Self(value) }
        }
        $crate::__number_value!($name, $repr, |number| number.0, |repr| $name(repr), Values);
    };
    ($($mistake:tt)*) => { $crate::__number_mistake! { $($mistake)* } };
}

/// Declares a number with names for bits. Bits without a name are kept.
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
/// expands to
///
/// ```text
/// pub struct LinkFlags(u32);
/// impl LinkFlags {
///     pub const IFF_UP: Self;
///     pub const fn bits(self) -> u32;
///     pub const fn contains(&self, other: Self) -> bool;
///     // from_bits_retain, empty, all, is_empty, intersects, union, difference, insert, remove, set, iter_names
/// }
/// ```
/// with the operators `|`, `|=`, `&`, `-` and `!`, with `Display` and `Debug` as
/// `IFF_UP|IFF_RUNNING`, and the traits of an attribute payload and of a field of a struct. A name
/// of several bits must precede the names of the single bits.
#[macro_export]
macro_rules! flags {
    ($(#[$meta:meta])* $vis:vis struct $name:ident($repr:ty) { $( $(#[$doc:meta])* $uapi:ident = $value:expr ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
        $vis struct $name($repr);
        #[allow(non_upper_case_globals, dead_code)]
        impl $name {
            $( $(#[$doc])* pub const $uapi: Self = Self($value); )*
            /// All bits with a name.
            pub const NAMES: &'static [$crate::wire::spec::Named] =
                &[$( $crate::wire::spec::Named { value: Self::$uapi.0 as u64, name: ::core::stringify!($uapi) } ),*];
            /// Returns the number.
            #[inline(always)]
            pub const fn bits(self) -> $repr { self.0 }
            /// Creates flags from the number, with bits that have no name.
            #[inline(always)]
            pub const fn from_bits_retain(bits: $repr) -> Self { Self(bits) }
            /// Returns no flags: all bits 0.
            #[inline(always)]
            pub const fn empty() -> Self { Self(0) }
            /// Returns all bits, with and without a name.
            #[inline(always)]
            pub const fn all() -> Self { Self(!0) }
            /// Returns whether all bits are 0.
            #[inline(always)]
            pub const fn is_empty(&self) -> bool { self.0 == 0 }
            /// Returns whether all bits of `other` are set.
            #[inline(always)]
            pub const fn contains(&self, other: Self) -> bool { self.0 & other.0 == other.0 }
            /// Returns whether a bit of `other` is set.
            #[inline(always)]
            pub const fn intersects(&self, other: Self) -> bool { self.0 & other.0 != 0 }
            /// Returns the union: the bits that are set in either.
            #[inline(always)]
            #[must_use]
            pub const fn union(self, other: Self) -> Self { Self(self.0 | other.0) }
            /// Returns the bits without those of `other`.
            #[inline(always)]
            #[must_use]
            pub const fn difference(self, other: Self) -> Self { Self(self.0 & !other.0) }
            /// Sets the bits of `other`.
            #[inline(always)]
            pub const fn insert(&mut self, other: Self) { self.0 |= other.0; }
            /// Clears the bits of `other`.
            #[inline(always)]
            pub const fn remove(&mut self, other: Self) { self.0 &= !other.0; }
            /// Sets or clears the bits of `other`.
            #[inline(always)]
            pub const fn set(&mut self, other: Self, value: bool) { if value { self.insert(other) } else { self.remove(other) } }
            /// Iterates over the names of the bits that are set. Bits without a name are left out.
            pub fn iter_names(self) -> $crate::wire::FlagNames { $crate::wire::FlagNames::new(self.0 as u64, Self::NAMES) }
        }
        impl ::core::ops::BitOr for $name {
            type Output = Self;
            #[inline(always)]
            fn bitor(self, other: Self) -> Self { Self(self.0 | other.0) }
        }
        impl ::core::ops::BitOrAssign for $name {
            #[inline(always)]
            fn bitor_assign(&mut self, other: Self) { self.0 |= other.0; }
        }
        impl ::core::ops::BitAnd for $name {
            type Output = Self;
            #[inline(always)]
            fn bitand(self, other: Self) -> Self { Self(self.0 & other.0) }
        }
        impl ::core::ops::Sub for $name {
            type Output = Self;
            #[inline(always)]
            fn sub(self, other: Self) -> Self { Self(self.0 & !other.0) }
        }
        impl ::core::ops::Not for $name {
            type Output = Self;
            #[inline(always)]
            fn not(self) -> Self { Self(!self.0) }
        }
        $crate::__number_value!($name, $repr, |number| number.0, |repr| $name(repr), Flags);
    };
    ($($mistake:tt)*) => { $crate::__number_mistake! { $($mistake)* } };
}

/// Says what is wrong in a declaration that open_enum! or flags! does not accept.
#[doc(hidden)]
#[macro_export]
macro_rules! __number_mistake {
    ($(#[$meta:meta])* $vis:vis enum $($rest:tt)*) => {
        ::core::compile_error!("write `struct` in place of `enum`: the type keeps numbers without a name, too");
    };
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($rest:tt)* }) => {
        ::core::compile_error!(::core::concat!(
            "`", ::core::stringify!($name), "` has no integer type: write `struct ", ::core::stringify!($name), "(u32)`"
        ));
    };
    ($(#[$meta:meta])* $vis:vis struct $name:ident($repr:ty) { $( $(#[$doc:meta])* $uapi:ident $(= $value:expr)? ),* $(,)? }) => {
        $( $crate::__number_mistake! { @row $name $uapi [$($value)?] } )*
    };
    (@row $name:ident $uapi:ident [$value:expr]) => {};
    (@row $name:ident $uapi:ident []) => {
        ::core::compile_error!(::core::concat!(
            ::core::stringify!($name), "::", ::core::stringify!($uapi), " has no value: write `",
            ::core::stringify!($uapi), " = 1`"
        ));
    };
}

/// Implements what open_enum! and flags! share.
#[doc(hidden)]
#[macro_export]
macro_rules! __number_value {
    ($name:ident, $repr:ty, |$number:ident| $get:expr, |$value:ident| $make:expr, $names:ident) => {
        $crate::__serialize!(|it: $name, to| $crate::schema::serialize_number(it, to));
        impl $crate::wire::NamedNumber for $name {
            type Repr = $repr;
            const NAMES: $crate::wire::spec::Names = $crate::wire::spec::Names::$names(Self::NAMES);
            #[inline(always)]
            fn from_int($value: $repr) -> Self {
                $make
            }
            #[inline(always)]
            fn to_int(self) -> $repr {
                let $number = self;
                $get
            }
        }
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::wire::write_named(f, *self)
            }
        }
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::wire::write_named(f, *self)
            }
        }
    };
}

/// Implements `Serialize` for a generated type if nlwire has the feature `serde`.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serialize {
    (|$it:ident: $name:ty, $to:ident| $body:expr) => {
        impl $crate::schema::__serde::Serialize for $name {
            fn serialize<S: $crate::schema::__serde::Serializer>(
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
