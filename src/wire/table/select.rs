//! `sub_messages!`: declares sub-messages and their selector.

/// Declares a sub-message: a payload whose type a selector decides.
///
/// The selector is the text or number in a sibling or in an attribute further up, a field of the
/// header, the message type, or the length of the payload.
///
/// ```text
/// sub_messages! {
///     /// `IFLA_INFO_DATA` by `IFLA_INFO_KIND`.
///     pub enum LinkData<'a>, selector LinkKind from SelectorSource::text(1) => {
///         /// A VLAN.
///         VLAN = b"vlan" => Vlan(Attrs<'a, Vlan>),
///     }
/// }
/// ```
/// expands to
///
/// ```text
/// pub enum LinkKind {}                                                       // name of the selector; has no values
/// impl<'a> LinkKind { pub const VLAN: SubMessageKey<Self, Attrs<'a, Vlan>>; }       // for writing
/// pub enum LinkData<'a> { Vlan(Attrs<'a, Vlan>), Other(&'a [u8]) }           // for reading
/// ```
/// The key of a variant is the value of the selector: text without NUL (`b"vlan"`), or the bytes of
/// a number (`&1u16.to_ne_bytes()`). If the length of the payload selects
/// (`SelectorSource::Length`), the key is that length as a `u16`. A payload that does not match the
/// type of its variant is `Other`.
#[macro_export]
macro_rules! sub_messages {
    ($(#[$meta:meta])* $vis:vis enum $chosen:ident<$lt:lifetime>, selector $selector:ident from $by:expr => {
        $( $(#[$doc:meta])* $name:ident = $key:expr => $variant:ident($($ty:tt)+) ),* $(,)?
    }) => {
        #[doc = ::core::concat!("Selector of [`", ::core::stringify!($chosen), "`].")]
        $vis enum $selector {}
        #[allow(dead_code)]
        impl<$lt> $selector {
            $( $(#[$doc])* pub const $name: $crate::wire::SubMessageKey<Self, $($ty)+> = $crate::wire::SubMessageKey::new($key); )*
        }
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        #[allow(dead_code)]
        #[non_exhaustive]
        $vis enum $chosen<$lt> {
            $( $(#[$doc])* $variant($($ty)+), )*
            /// A payload with an unknown selector, or one that does not match its type.
            Other(&$lt [u8]),
        }
        impl<$lt> $chosen<$lt> {
            const ARMS: &'static [(&'static [u8], $crate::wire::spec::PayloadType)] =
                &[$( ($key, <$($ty)+ as $crate::wire::Encode>::PAYLOAD_TYPE) ),*];
        }
        impl $crate::wire::Selector for $selector {
            const SPEC: $crate::wire::spec::SubMessageSpec = $crate::wire::spec::SubMessageSpec { by: $by, arms: <$chosen<'static>>::ARMS };
            type Chosen<$lt> = $chosen<$lt>;
            #[inline]
            #[allow(unused_variables)] // unused without variants
            fn choose<$lt>(key: &[u8], payload: &$lt [u8]) -> $chosen<$lt> {
                $( if key == ($key as &[u8]) {
                    return $crate::wire::Value::read(payload).map_or($chosen::Other(payload), $chosen::$variant);
                } )*
                $chosen::Other(payload)
            }
        }
    };
    ($(#[$meta:meta])* $vis:vis enum $chosen:ident<$lt:lifetime> $(=>)? { $($rest:tt)* }) => {
        ::core::compile_error!(::core::concat!(
            "`", ::core::stringify!($chosen), "` has no selector: write `enum ", ::core::stringify!($chosen),
            "<'a>, selector Kind from SelectorSource::text(1) => { ... }` with the attribute type of the selector"
        ));
    };
}
