//! `c_struct!`: declares a struct of the kernel.

/// Declares a struct of the kernel, with the field names of the kernel header.
///
/// The type has no values. It has a typed [`Field`](crate::wire::Field) for each name, and the
/// specification as data. Its values are of the type [`Struct`](crate::wire::Struct), which holds
/// the bytes as in C.
///
/// ```text
/// c_struct! {
///     /// `struct ifinfomsg`.
///     pub struct IfInfo {
///         /// Family.
///         ifi_family: AddressFamily,
///         /// Padding.
///         pad __ifi_pad: u8,
///         /// Index.
///         ifi_index: u32,
///     }
/// }
/// ```
/// expands to
///
/// ```text
/// pub enum IfInfo {}                                         // its values: Struct<IfInfo>, 16 bytes
/// impl IfInfo {
///     pub const ifi_family: Field<Self, AddressFamily>;      // header.get(IfInfo::ifi_family) == AddressFamily::AF_INET
///     pub const ifi_index: Field<Self, i32>;                 // IfInfo::new().with(IfInfo::ifi_index, 3)
///     pub const fn new() -> Struct<Self>;                    // all bytes 0
/// }
/// impl CStruct for IfInfo { ... }                            // size and specification
/// ```
/// A payload or a parameter of this type is a `&Struct<IfInfo>`; a field of another struct is a
/// `Struct<IfInfo>`. Copying, comparing, printing and serializing are implemented once, for every
/// `Struct<_>`, which keeps builds fast.
///
/// `pub struct NdUserOptMsg then nduseropt_opts_len { ... }` is a header with data between header
/// and attributes; the field, a `u16`, is the length of the data.
/// [`Message::between`](crate::wire::Message::between) returns the data, and `then len as Value`
/// gives the payload type.
///
/// `pad __ifi_pad: u8` marks padding: printing and serializing leave the field out. Every other
/// field is printed, whatever its name.
///
/// A C compiler aligns fields to their size. Padding that it would add is declared, which is checked
/// at compile time. `pub struct ConfigMode as packed { ... }` is a struct without: packed in C, or
/// without the padding after its last field.
///
/// `tcpm_key: [u8; 80] where secret` marks a field that holds a key: printing shows
/// [`SECRET`](crate::wire::spec::SECRET) in its place.
#[macro_export]
macro_rules! c_struct {
    ($(#[$meta:meta])* $vis:vis struct $name:ident $(as $layout:ident)? $(then $then:ident $(as $between:ty)?)? { $( $(#[$doc:meta])* $field:ident : $ty:ty $(where $mark:ident)? ),* $(,)? }) => {
        $(#[$meta])*
        #[cfg_attr(doc, doc = ::core::concat!("\n\nNames the fields; [values](nlwire::wire::Struct) are `Struct<", ::core::stringify!($name), ">`."))]
        $vis enum $name {}
        const _: () = {
            /// The struct in C, for the size and the offsets of the fields.
            #[repr(C)]
            #[allow(non_snake_case)] // tcm__pad1
            struct Place { $( $field: <$ty as $crate::wire::StructField>::Raw ),* }
            #[allow(non_upper_case_globals, dead_code)]
            impl $name {
                $( $(#[$doc])* pub const $field: $crate::wire::Field<Self, $ty> =
                    $crate::wire::Field::at(::core::mem::offset_of!(Place, $field)); )*
                /// Creates a struct with all bytes 0, the value of unset fields in a request.
                #[inline(always)]
                pub const fn new() -> $crate::wire::Struct<Self> { $crate::wire::Struct::new() }
            }
            impl $crate::wire::CStruct for $name {
                type Bytes = [u8; ::core::mem::size_of::<Place>()];
                const ZEROED: Self::Bytes = [0; ::core::mem::size_of::<Place>()];
                const SPEC: $crate::wire::spec::StructSpec = $crate::wire::spec::StructSpec {
                    name: ::core::stringify!($name),
                    len: ::core::mem::size_of::<Place>(),
                    fields: &[$( $crate::wire::field_of(::core::stringify!($field), Self::$field)$(.$mark())? ),*],
                    then: {
                        let then: &[usize] = &[$( Self::$then.offset() )?];
                        then.first().copied()
                    },
                    between: &$crate::c_struct!(@between $($($between)?)?),
                };
            }
            const _: () = $crate::wire::check_struct(&<$name as $crate::wire::CStruct>::SPEC, ::core::stringify!($($layout)?));
        };
    };
    // Padding is rare: structures without it, which the arm above takes whole, do not pay for it.
    (@fields [$($head:tt)*] [$($done:tt)*]) => { $crate::c_struct! { $($head)* { $($done)* } } };
    (@fields $head:tt [$($done:tt)*] $(#[$doc:meta])* pad $field:ident : $ty:ty $(, $($rest:tt)*)?) => {
        $crate::c_struct! { @fields $head [$($done)* $(#[$doc])* $field: $ty where padding,] $($($rest)*)? }
    };
    (@fields $head:tt [$($done:tt)*] $(#[$doc:meta])* $field:ident : $ty:ty $(where $mark:ident)? $(, $($rest:tt)*)?) => {
        $crate::c_struct! { @fields $head [$($done)* $(#[$doc])* $field: $ty $(where $mark)?,] $($($rest)*)? }
    };
    (@fields $head:tt $done:tt $(#[$doc:meta])* $field:ident $($rest:tt)*) => {
        ::core::compile_error!(::core::concat!(
            "field `", ::core::stringify!($field), "`: write `", ::core::stringify!($field),
            ": type`, and a comma between fields"
        ));
    };
    (@between) => { $crate::wire::spec::PayloadType::Bytes };
    (@between $between:ty) => { <$between as $crate::wire::Encode>::PAYLOAD_TYPE };
    ($(#[$meta:meta])* $vis:vis struct $name:ident $(as $layout:ident)? $(then $then:ident $(as $between:ty)?)? { $($fields:tt)* }) => {
        $crate::c_struct! { @fields [$(#[$meta])* $vis struct $name $(as $layout)? $(then $then $(as $between)?)?] [] $($fields)* }
    };
}
