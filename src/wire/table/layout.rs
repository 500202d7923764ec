//! `layout!`: a structure of the kernel.

/// A structure of the kernel by the kernel's own field names: a `#[repr(C)]` structure of unaligned members, a typed
/// [`Field`](crate::wire::Field) of each name, and its rows as data.
///
/// ```text
/// layout! {
///     /// `struct ifinfomsg`.
///     pub struct IfInfo {
///         /// Family.
///         ifi_family: AddressFamily,
///         /// Index.
///         ifi_index: i32,
///     }
/// }
/// ```
/// becomes
///
/// ```text
/// pub struct IfInfo { pub ifi_family: u8, pub ifi_index: zerocopy::native_endian::I32 }   // read by .get(), written by .into()
/// impl IfInfo {
///     pub const ifi_family: Field<Self, AddressFamily>;      // header.get(IfInfo::ifi_family) == AddressFamily::AF_INET
///     pub const ifi_index: Field<Self, i32>;                 // IfInfo::new().with(IfInfo::ifi_index, 3)
///     pub const fn new() -> Self;                            // all zero: what an unset field must be in a request
/// }
/// ```
/// `pub struct NdUserOptMsg then nduseropt_opts_len { ... }` is a header of which that field, a `u16`, says how many bytes of something
/// else stand between it and the attributes; [`Message::between`](crate::wire::Message::between) gives them.
///
/// And implementations of `Layout`, `Member` (a structure may lie in another), `Debug` by names, `Default`.
#[macro_export]
macro_rules! layout {
    ($(#[$meta:meta])* $vis:vis struct $name:ident $(then $then:ident)? { $( $(#[$doc:meta])* $field:ident : $ty:ty ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, $crate::zerocopy::FromBytes, $crate::zerocopy::IntoBytes, $crate::zerocopy::KnownLayout,
            $crate::zerocopy::Immutable, $crate::zerocopy::Unaligned)]
        #[zerocopy(crate = "nlwire::zerocopy")]
        #[repr(C)]
        #[allow(non_snake_case)] // tcm__pad1
        #[non_exhaustive]
        $vis struct $name { $( $(#[$doc])* pub $field: <$ty as $crate::wire::Member>::Raw, )* }
        #[allow(non_upper_case_globals, dead_code)]
        impl $name {
            $( $(#[$doc])* pub const $field: $crate::wire::Field<Self, $ty> =
                $crate::wire::Field::at(::core::mem::offset_of!($name, $field)); )*
            /// All zero: what an unset field must be in a request.
            pub const fn new() -> Self { $crate::zerocopy::transmute!([0u8; ::core::mem::size_of::<$name>()]) }
        }
        impl ::core::default::Default for $name {
            fn default() -> Self { Self::new() }
        }
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let bytes = $crate::zerocopy::IntoBytes::as_bytes(self);
                ::core::fmt::Debug::fmt(&$crate::wire::View::new(<$name as $crate::wire::Member>::SHAPE, bytes), f)
            }
        }
        $crate::__serialize!(|it: $name, to| $crate::wire::__serde::Serialize::serialize(
            &$crate::wire::View::new(<$name as $crate::wire::Member>::SHAPE, $crate::zerocopy::IntoBytes::as_bytes(it)), to));
        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::zerocopy::IntoBytes::as_bytes(self) == $crate::zerocopy::IntoBytes::as_bytes(other)
            }
        }
        impl ::core::cmp::Eq for $name {}
        impl $crate::wire::Layout for $name {
            const STRUCTURE: $crate::wire::Structure = $crate::wire::Structure {
                name: ::core::stringify!($name),
                len: ::core::mem::size_of::<$name>(),
                fields: &[$( $crate::wire::field(
                    ::core::stringify!($field),
                    ::core::mem::offset_of!($name, $field),
                    ::core::mem::size_of::<<$ty as $crate::wire::Member>::Raw>(),
                    <$ty as $crate::wire::Member>::SHAPE,
                ) ),*],
                then: {
                    let then: &[usize] = &[$( ::core::mem::offset_of!($name, $then) )?];
                    then.first().copied()
                },
            };
        }
        impl $crate::wire::Member for $name {
            type Raw = $name;
            const SHAPE: $crate::wire::Shape = $crate::wire::Shape::Struct(&<$name as $crate::wire::Layout>::STRUCTURE);
            #[inline(always)]
            fn of_raw(raw: &Self) -> Self { *raw }
            #[inline(always)]
            fn to_raw(self) -> Self { self }
        }
    };
}
