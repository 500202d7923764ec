//! `layout!`: a structure of the kernel.

/// A structure of the kernel by the kernel's own field names: its bytes as they lie in C, a typed [`Field`](crate::wire::Field) of each
/// name, and its rows as data.
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
/// pub struct IfInfo([u8; 16]);                               // at any address
/// impl IfInfo {
///     pub const ifi_family: Field<Self, AddressFamily>;      // header.get(IfInfo::ifi_family) == AddressFamily::AF_INET
///     pub const ifi_index: Field<Self, i32>;                 // IfInfo::new().with(IfInfo::ifi_index, 3)
///     pub const fn new() -> Self;                            // all zero: what an unset field must be in a request
/// }
/// ```
/// (Bytes, not members: zerocopy's derives write some thirty lines for each member of a structure, which a compiler reads at every build,
/// and its number types stay out of what is public.)
///
/// `pub struct NdUserOptMsg then nduseropt_opts_len { ... }` is a header of which that field, a `u16`, says how many bytes of something
/// else stand between it and the attributes; [`Message::between`](crate::wire::Message::between) gives them. `then len as Value` says what they
/// are.
///
/// And implementations of `Layout`, `Member` (a structure may lie in another), `Debug` by names, `Default`.
#[macro_export]
macro_rules! layout {
    ($(#[$meta:meta])* $vis:vis struct $name:ident $(then $then:ident $(as $between:ty)?)? { $( $(#[$doc:meta])* $field:ident : $ty:ty ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, $crate::zerocopy::FromBytes, $crate::zerocopy::IntoBytes, $crate::zerocopy::KnownLayout,
            $crate::zerocopy::Immutable, $crate::zerocopy::Unaligned)]
        #[zerocopy(crate = "nlwire::zerocopy")]
        #[repr(transparent)]
        $vis struct $name([u8; 0 $( + ::core::mem::size_of::<<$ty as $crate::wire::Member>::Raw>() )*]);
        const _: () = {
            /// As it lies in C: where each field begins.
            #[repr(C)]
            #[allow(non_snake_case)] // tcm__pad1
            struct Place { $( $field: <$ty as $crate::wire::Member>::Raw ),* }
            ::core::assert!(::core::mem::size_of::<Place>() == ::core::mem::size_of::<$name>());
            #[allow(non_upper_case_globals, dead_code)]
            impl $name {
                $( $(#[$doc])* pub const $field: $crate::wire::Field<Self, $ty> =
                    $crate::wire::Field::at(::core::mem::offset_of!(Place, $field)); )*
                /// All zero: what an unset field must be in a request.
                pub const fn new() -> Self { Self([0; ::core::mem::size_of::<Self>()]) }
            }
        };
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
        impl $crate::wire::Layout for $name {
            const STRUCTURE: $crate::wire::Structure = $crate::wire::Structure {
                name: ::core::stringify!($name),
                len: ::core::mem::size_of::<$name>(),
                fields: &[$( $crate::wire::field(
                    ::core::stringify!($field),
                    <$name>::$field.offset(),
                    ::core::mem::size_of::<<$ty as $crate::wire::Member>::Raw>(),
                    <$ty as $crate::wire::Member>::SHAPE,
                ) ),*],
                then: {
                    let then: &[usize] = &[$( <$name>::$then.offset() )?];
                    then.first().copied()
                },
                between: &$crate::layout!(@between $($($between)?)?),
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
    (@between) => { $crate::wire::Shape::Bytes };
    (@between $between:ty) => { <$between as $crate::wire::Encode>::SHAPE };
}
