//! `pick!`: several attributes by name, in one pass.

/// Several attributes by name, in one pass; only what is asked for is decoded, and only its last occurrence.
///
/// `pick!(attrs, Link { name: IFLA_IFNAME, mtu: IFLA_MTU })?` has the fields `name: Option<Str>` and `mtu: Option<u32>`.
/// Keys that are not of the set's table stand whole, `pick!(attrs, { mtu: Link::IFLA_MTU, mine: MY_KEY })?`.
/// Its `Result` is an [`Error`](crate::wire::Error) where framing is broken, or where a payload that was asked for does not fit.
///
/// It becomes a structure of its own, one walk that remembers where each number stood, and a decoding of what was found:
///
/// ```text
/// for attr in attrs.raw() { let attr = attr?; if attr.number() == 3 { name = Some(attr) } else if attr.number() == 4 { mtu = Some(attr) } }
/// Ok(Picked { name: name.map(read)?, mtu: mtu.map(read)? })
/// ```
#[macro_export]
macro_rules! pick {
    ($attrs:expr, $set:ty { $($field:ident : $key:ident),+ $(,)? }) => {
        $crate::pick!($attrs, { $($field: <$set>::$key),+ })
    };
    ($attrs:expr, { $($field:ident : $key:expr),+ $(,)? }) => {{
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy)]
        struct Picked<$($field),+> { $($field: $field),+ }
        let attrs = $attrs;
        let walk = || -> ::core::result::Result<_, $crate::wire::Error> {
            $( let mut $field: ::core::option::Option<$crate::wire::Attr<'_>> = ::core::option::Option::None; )+
            $( let attrs = $crate::wire::same_set(attrs, &$key); )+
            for attr in $crate::wire::Attrs::raw(attrs) {
                let attr = attr?;
                $( if attr.number() == $key.number() { $field = ::core::option::Option::Some(attr) } else )+ {}
            }
            ::core::result::Result::Ok(Picked { $( $field: match $field { ::core::option::Option::Some(attr) => ::core::option::Option::Some($crate::wire::value_of(attr, $key)?), ::core::option::Option::None => ::core::option::Option::None } ),+ })
        };
        walk()
    }};
}
