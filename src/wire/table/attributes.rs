//! `attributes!`: declares an attribute set.

/// Declares an attribute set: keys, an enum of decoded attributes, and the specification.
///
/// See the [module](crate::wire) for a complete family.
///
/// ```text
/// attributes! {
///     /// Link attributes: `IFLA_*`, linux/if_link.h.
///     pub set Link, enum LinkAttr<'a> {
///         /// Maximum transmission unit, bytes.
///         IFLA_MTU: u32 = 4,
///         /// Alternative interface names.
///         IFLA_ALT_IFNAME: [Str<'a>] = 53 where max_len(127),
///     }
/// }
/// ```
/// expands to
///
/// ```text
/// pub enum Link {}                                        // name of the set; has no values
/// impl<'a> Link {
///     pub const IFLA_MTU: Key<Self, u32> = Key::new(4);
///     pub const IFLA_ALT_IFNAME: Repeated<Self, Str<'a>> = Repeated::new(53);
/// }
/// pub enum LinkAttr<'a> { IFLA_MTU(u32), IFLA_ALT_IFNAME(Str<'a>), Unknown(Attr<'a>) }
/// impl AttributeSet for Link { ... }                      // decodes into LinkAttr; has the specification
/// ```
/// Each attribute has the name of the kernel header. A type in square brackets is an attribute that
/// may be repeated. Attributes ascend by number, which is checked at compile time.
///
/// `where` adds a constraint beyond the type, by a method of
/// [`AttributeSpec`](crate::wire::spec::AttributeSpec): `range(1, 4094)`, `flags_mask(0x3)`,
/// `max_len(15)`, `min_len(4)`, `exact_len(6)`, `binary_max_len(64)`, `nul_max_len(15)`,
/// `read_only`, `reject`. Several constraints follow each other, each after its own `where`. Type
/// and constraints are rendered in the documentation of the key.
///
/// `where secret` marks a key or a password. Printing and serializing replace it by
/// [`SECRET`](crate::wire::spec::SECRET), unless secrets are
/// [revealed](crate::schema::View::reveal_secrets).
///
/// `pub set Rule strict from 25, enum RuleAttr<'a> { ... }` is a set whose attributes from type 25
/// on the kernel validates strictly even in old operations. `strict from 0` means that the complete
/// set is always validated strictly.
///
/// `pub set Action ordered, enum ActionAttr<'a> { ... }` is a set whose attributes mean something by
/// their order, such as actions that are done one after the other. It is printed and serialized as
/// a list of objects with one attribute each, and not as one object.
///
/// `pub set Mine extends Link, enum MineAttr<'a> { ... }` is a set with these attributes and all
/// attributes of `Link`, which are `MineAttr::Base(LinkAttr)`. To read the attributes of a link as
/// yours, use `link.cast::<Mine>()`.
#[macro_export]
macro_rules! attributes {
    // `ordered` alone matches nothing that could be repeated below: the empty group inside does
    ($(#[$meta:meta])* $vis:vis set $set:ident $(ordered $($none:lifetime)?)? extends $base:ty, enum $attr:ident<$lt:lifetime> { $($attributes:tt)* }) => {
        $crate::__attributes! {
            [$(#[$meta])* $vis $set $attr $lt $(ordered $($none)?)?]
            [Base #[doc = ::core::concat!("An attribute of [`", ::core::stringify!($base), "`].")] Base(<$base as $crate::wire::AttributeSet>::Attr<$lt>)]
            [::core::option::Option::Some(<$base as $crate::wire::AttributeSet>::spec)]
            [|attr| <$base as $crate::wire::AttributeSet>::decode(attr).map($attr::Base)]
            $($attributes)*
        }
    };
    ($(#[$meta:meta])* $vis:vis set $set:ident $(ordered $($none:lifetime)?)? $(strict from $strict:literal)?, enum $attr:ident<$lt:lifetime> { $($attributes:tt)* }) => {
        $crate::__attributes! {
            [$(#[$meta])* $vis $set $attr $lt $(ordered $($none)?)? $($strict)?]
            [Unknown #[doc = "An attribute that the table does not have."] Unknown($crate::wire::Attr<$lt>)]
            [::core::option::Option::None]
            [|attr| ::core::result::Result::Ok($attr::Unknown(attr))]
            $($attributes)*
        }
    };
    ($(#[$meta:meta])* $vis:vis set $set:ident $(strict from $strict:literal)?, enum $attr:ident { $($attributes:tt)* }) => {
        ::core::compile_error!(::core::concat!(
            "`", ::core::stringify!($attr), "` has no lifetime: write `enum ", ::core::stringify!($attr), "<'a>`"
        ));
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __attributes {
    ([$(#[$meta:meta])* $vis:vis $set:ident $attr:ident $lt:lifetime $($ordered:ident)? $($strict:literal)?] [$other:ident $($rest:tt)*] [$base:expr] [$otherwise:expr]
        $( $(#[$doc:meta])* $name:ident : $ty:ty = $number:literal $(where $constraint:ident $(($($bound:expr),*))?)* ),* $(,)?
    ) => {
        $(#[$meta])*
        #[cfg_attr(doc, doc = ::core::concat!("\n\nA set of keys. Read an attribute by `attrs.get(", ::core::stringify!($set), "::NAME)?`, or by `get_all` if its key is `Repeated`; write one by `request.put(", ::core::stringify!($set), "::NAME, value)`."))]
        $vis enum $set {}
        #[allow(dead_code, non_upper_case_globals)] // names of the kernel header
        impl<$lt> $set {
            $( $(#[$doc])*
               #[cfg_attr(doc, doc = ::core::concat!("\n\nType: `", ::core::stringify!($ty), "`", $( ", `", ::core::stringify!($constraint $(($($bound),*))?), "`", )* "."))]
               pub const $name: $crate::wire::Key<Self, $ty> = $crate::wire::Key::new($number); )*
        }
        #[doc = ::core::concat!("A decoded attribute of [`enum@", ::core::stringify!($set), "`].")]
        #[allow(dead_code, non_camel_case_types, missing_docs)] // the variants have a link to their key, in documentation
        #[non_exhaustive]
        $vis enum $attr<$lt> {
            $( #[cfg_attr(doc, doc = ::core::concat!("[`", ::core::stringify!($name), "`](", ::core::stringify!($set), "::", ::core::stringify!($name), ")"))]
               $name(<$ty as $crate::wire::AttributeType>::Item), )*
            $($rest)*
        }
        impl ::core::marker::Copy for $attr<'_> {}
        impl ::core::clone::Clone for $attr<'_> {
            #[inline(always)]
            fn clone(&self) -> Self { *self }
        }
        impl ::core::fmt::Debug for $attr<'_> {
            // `inline`: only crates that print compile it
            #[inline]
            #[allow(unused_variables, unreachable_code)] // a set without attributes
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let (number, value): (u16, &dyn ::core::fmt::Debug) = match self {
                    $( Self::$name(value) => ($number, value), )*
                    Self::$other(value) => return f.debug_tuple(::core::stringify!($other)).field(value).finish(),
                };
                $crate::wire::debug_attribute(f, <$attr<'static>>::ATTRIBUTES, number, value)
            }
        }
        impl<$lt> $attr<$lt> {
            const ATTRIBUTES: &'static [$crate::wire::spec::AttributeSpec] = &[$(
                $crate::wire::attribute::<$ty>($number, ::core::stringify!($name))$(.$constraint($($($bound),*)?))*
            ),*];
        }
        impl $crate::wire::AttributeSet for $set {
            type Attr<$lt> = $attr<$lt>;
            fn spec() -> &'static $crate::wire::spec::AttributeSetSpec {
                static SPEC: $crate::wire::spec::AttributeSetSpec = $crate::wire::spec::AttributeSetSpec {
                    name: ::core::stringify!($set),
                    attributes: <$attr<'static>>::ATTRIBUTES,
                    base: $base,
                    ordered: false $(|| ::core::stringify!($ordered).len() != 0)?,
                    strict_from: {
                        let strict: &[u16] = &[$($strict)?];
                        strict.first().copied()
                    },
                };
                &SPEC
            }
            #[inline(always)]
            #[allow(unused_variables, unreachable_code)] // a set without attributes
            fn decode<$lt>(attr: $crate::wire::Attr<$lt>) -> ::core::result::Result<$attr<$lt>, $crate::wire::Error> {
                let payload = attr.payload();
                match attr.attr_type() {
                    $( $number => if let ::core::option::Option::Some(value) = $crate::wire::Value::read(payload) {
                        return ::core::result::Result::Ok($attr::$name(value));
                    } )*
                    _ => { let otherwise: fn($crate::wire::Attr<$lt>) -> ::core::result::Result<$attr<$lt>, $crate::wire::Error> = $otherwise; return otherwise(attr) }
                }
                ::core::result::Result::Err(attr.misfit())
            }
        }
        const _: () = $crate::wire::check_attributes(::core::stringify!($set), <$attr<'static>>::ATTRIBUTES);
    };
    // what follows are mistakes
    ([$(#[$meta:meta])* $vis:vis $set:ident $($head:tt)*] $other:tt $base:tt $otherwise:tt
        $( $(#[$doc:meta])* $name:ident $(: $ty:ty)? $(= $number:tt)? $(where $constraint:ident $(($($bound:expr),*))?)* ),* $(,)?
    ) => {
        $( $crate::__attributes! { @row $set $name [$($ty)?] [$($number)?] } )*
    };
    (@row $set:ident $name:ident [$ty:ty] [$number:literal]) => {};
    (@row $set:ident $name:ident [$ty:ty] []) => {
        ::core::compile_error!(::core::concat!(
            ::core::stringify!($set), "::", ::core::stringify!($name), " has no number: write `",
            ::core::stringify!($name), ": ", ::core::stringify!($ty), " = 1`"
        ));
    };
    (@row $set:ident $name:ident [$ty:ty] [$number:tt]) => {
        ::core::compile_error!(::core::concat!(
            ::core::stringify!($set), "::", ::core::stringify!($name), ": write the number as a literal in place of `",
            ::core::stringify!($number), "`"
        ));
    };
    (@row $set:ident $name:ident [] $number:tt) => {
        ::core::compile_error!(::core::concat!(
            ::core::stringify!($set), "::", ::core::stringify!($name), " has no type: write `",
            ::core::stringify!($name), ": u32 = 1`"
        ));
    };
}
