//! `select!`: what a payload is by something else.

/// What a payload is by something else: a sibling's text or number, an attribute further up, a field of the header, the message's type.
///
/// ```text
/// select! {
///     /// `IFLA_INFO_DATA` by `IFLA_INFO_KIND`.
///     pub enum LinkData<'a>, selector LinkKind from By::text(1) => {
///         /// A VLAN.
///         VLAN = b"vlan" => Vlan(Attrs<'a, Vlan>),
///     }
/// }
/// ```
/// becomes
///
/// ```text
/// pub enum LinkKind {}                                                       // a name for the selector; it has no values
/// impl<'a> LinkKind { pub const VLAN: Choice<Self, Attrs<'a, Vlan>>; }       // to write by
/// pub enum LinkData<'a> { Vlan(Attrs<'a, Vlan>), Other(&'a [u8]) }           // to read
/// ```
/// The key of an arm is what the selecting attribute or field holds: text without its NUL (`b"vlan"`), or the bytes of a number
/// (`&1u16.to_ne_bytes()`); where the payload's own length selects (`By::Length`), that length as a `u16`. A payload that does not fit its arm is `Other`, too.
#[macro_export]
macro_rules! select {
    ($(#[$meta:meta])* $vis:vis enum $chosen:ident<$lt:lifetime>, selector $selector:ident from $by:expr => {
        $( $(#[$doc:meta])* $name:ident = $key:expr => $variant:ident($($ty:tt)+) ),* $(,)?
    }) => {
        #[doc = ::core::concat!("What selects [`", ::core::stringify!($chosen), "`].")]
        $vis enum $selector {}
        #[allow(dead_code)]
        impl<$lt> $selector {
            $( $(#[$doc])* pub const $name: $crate::wire::Choice<Self, $($ty)+> = $crate::wire::Choice::new($key); )*
        }
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        #[allow(dead_code)]
        #[non_exhaustive]
        $vis enum $chosen<$lt> {
            $( $(#[$doc])* $variant($($ty)+), )*
            /// What no arm stands for, or does not fit it.
            Other(&$lt [u8]),
        }
        impl<$lt> $chosen<$lt> {
            const ARMS: &'static [(&'static [u8], $crate::wire::Shape)] =
                &[$( ($key, <$($ty)+ as $crate::wire::Encode>::SHAPE) ),*];
        }
        impl $crate::wire::Selector for $selector {
            const CHOICES: $crate::wire::Choices = $crate::wire::Choices { by: $by, arms: <$chosen<'static>>::ARMS };
            type Chosen<$lt> = $chosen<$lt>;
            #[inline]
            #[allow(unused_variables)] // where there is no arm yet
            fn choose<$lt>(key: &[u8], payload: &$lt [u8]) -> $chosen<$lt> {
                $( if key == ($key as &[u8]) {
                    return $crate::wire::Value::read(payload).map_or($chosen::Other(payload), $chosen::$variant);
                } )*
                $chosen::Other(payload)
            }
        }
    };
}
