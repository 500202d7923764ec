//! `attributes!`: a table of attributes becomes a set, its keys, and an enum to match on.

/// A table of attributes becomes a set, its keys, and an enum to match on. See the [module](crate::wire) for a whole family.
///
/// ```text
/// attributes! {
///     /// A link's attributes.
///     pub set Link, enum LinkAttr<'a> {
///         /// Largest packet, bytes.
///         IFLA_MTU = 4 => Mtu(u32),
///         /// Another name.
///         IFLA_ALT_IFNAME = 53 => AltIfName[Str<'a>] where at_most(127),
///     }
/// }
/// ```
/// becomes
///
/// ```text
/// pub enum Link {}                                        // a name for the set; it has no values
/// impl<'a> Link {
///     pub const IFLA_MTU: Key<Self, u32> = Key::new(4);
///     pub const IFLA_ALT_IFNAME: Repeated<Self, Str<'a>> = Repeated::new(53);
/// }
/// pub enum LinkAttr<'a> { Mtu(u32), AltIfName(Str<'a>), Unknown(Attr<'a>) }
/// impl Set for Link { ... }                               // decodes into LinkAttr, and has both rows as data
/// ```
/// Round brackets: an attribute that stands once. Square ones: it may stand several times. `where` says what the payload may be beyond its
/// type, by a function of [`Limit`](crate::wire::Limit): `range(1, 4094)`, `mask(0x3)`, `at_most(15)`, `at_least(4)`, `exactly(6)`,
/// `binary(64)`, `output()`, `rejected()`.
/// Rows ascend by number, which is checked when it is compiled.
///
/// `pub set Rule strict from 25, enum RuleAttr<'a> { ... }` says from which number on the kernel is strict in old operations, too;
/// from 0 on: with everything in the set, wherever it stands.
///
/// `pub set Mine extends Link, enum MineAttr<'a> { ... }` is a set with your rows and all of Link's: what it does not know itself is
/// `MineAttr::Base(LinkAttr)`. Read a link's attributes as yours by `link.of_set::<Mine>()`.
#[macro_export]
macro_rules! attributes {
    ($(#[$meta:meta])* $vis:vis set $set:ident extends $base:ty, enum $attr:ident<$lt:lifetime> { $($rows:tt)* }) => {
        $crate::__attributes! {
            [$(#[$meta])* $vis $set $attr $lt]
            [#[doc = ::core::concat!("What [`", ::core::stringify!($base), "`] knows of it.")] Base(<$base as $crate::wire::Set>::Attr<$lt>)]
            [::core::option::Option::Some(<$base as $crate::wire::Set>::table)]
            [|attr| <$base as $crate::wire::Set>::decode(attr).map($attr::Base)]
            $($rows)*
        }
    };
    ($(#[$meta:meta])* $vis:vis set $set:ident $(strict from $strict:literal)?, enum $attr:ident<$lt:lifetime> { $($rows:tt)* }) => {
        $crate::__attributes! {
            [$(#[$meta])* $vis $set $attr $lt $($strict)?]
            [#[doc = "One that the table does not know."] Unknown($crate::wire::Attr<$lt>)]
            [::core::option::Option::None]
            [|attr| ::core::result::Result::Ok($attr::Unknown(attr))]
            $($rows)*
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __attributes {
    ([$(#[$meta:meta])* $vis:vis $set:ident $attr:ident $lt:lifetime $($strict:literal)?] [$($rest:tt)*] [$base:expr] [$otherwise:expr]
        $( $(#[$doc:meta])* $uapi:ident = $number:literal => $variant:ident $payload:tt $(where $limit:ident($($bound:expr),*))? ),* $(,)?
    ) => {
        $(#[$meta])*
        $vis enum $set {}
        #[allow(dead_code, non_upper_case_globals)] // names are the kernel's
        impl<$lt> $set {
            $( $(#[$doc])* pub const $uapi: $crate::__attributes!(@key $payload) = $crate::__attributes!(@new $payload $number); )*
        }
        #[doc = ::core::concat!("An attribute of [`enum@", ::core::stringify!($set), "`], decoded.")]
        #[derive(Clone, Copy, Debug)]
        #[allow(dead_code)]
        #[non_exhaustive]
        $vis enum $attr<$lt> {
            $( #[doc = ::core::concat!("[`", ::core::stringify!($uapi), "`](", ::core::stringify!($set), "::", ::core::stringify!($uapi), ")")]
               $variant($crate::__attributes!(@type $payload)), )*
            $($rest)*
        }
        impl<$lt> $attr<$lt> {
            const ROWS: &'static [$crate::wire::Row] = &[$( $crate::wire::Row {
                number: $number,
                repeated: $crate::__attributes!(@repeated $payload),
                name: ::core::stringify!($uapi),
                shape: <$crate::__attributes!(@type $payload) as $crate::wire::Encode>::SHAPE,
                limit: $crate::__attributes!(@limit $($limit($($bound),*))?),
            } ),*];
        }
        impl $crate::wire::Set for $set {
            type Attr<$lt> = $attr<$lt>;
            fn table() -> &'static $crate::wire::Table {
                static TABLE: $crate::wire::Table =
                    $crate::wire::Table { name: ::core::stringify!($set), rows: <$attr<'static>>::ROWS, base: $base, strict_from: $crate::__attributes!(@strict $($strict)?) };
                &TABLE
            }
            #[inline(always)]
            fn decode<$lt>(attr: $crate::wire::Attr<$lt>) -> ::core::result::Result<$attr<$lt>, $crate::wire::Error> {
                match attr.number() {
                    $( $number => attr.value().map($attr::$variant), )*
                    _ => { let otherwise: fn($crate::wire::Attr<$lt>) -> ::core::result::Result<$attr<$lt>, $crate::wire::Error> = $otherwise; otherwise(attr) }
                }
            }
        }
        const _: () = ::core::assert!(
            $crate::wire::ascending(<$attr<'static>>::ROWS),
            ::core::concat!("the rows of ", ::core::stringify!($set), " must ascend by number")
        );
    };
    (@strict) => { ::core::option::Option::None };
    (@strict $strict:literal) => { ::core::option::Option::Some($strict) };
    (@key ($($ty:tt)+)) => { $crate::wire::Key<Self, $($ty)+> };
    (@key [$($ty:tt)+]) => { $crate::wire::Repeated<Self, $($ty)+> };
    (@new ($($ty:tt)+) $number:literal) => { $crate::wire::Key::new($number) };
    (@new [$($ty:tt)+] $number:literal) => { $crate::wire::Repeated::new($number) };
    (@type ($($ty:tt)+)) => { $($ty)+ };
    (@type [$($ty:tt)+]) => { $($ty)+ };
    (@repeated ($($ty:tt)+)) => { false };
    (@repeated [$($ty:tt)+]) => { true };
    (@limit) => { $crate::wire::Limit::None };
    (@limit $limit:ident($($bound:expr),*)) => { $crate::wire::Limit::$limit($($bound),*) };
}
