//! `pick!`: several attributes by name, in one pass.

/// Several attributes by name, in one pass; only what is asked for is decoded, and only its last occurrence.
///
/// `pick!(attrs, Link { name: IFLA_IFNAME, mtu: IFLA_MTU })?` has the fields `name: Option<Str>` and `mtu: Option<u32>`.
/// Keys that are not of the set's table stand whole, `pick!(attrs, { mtu: Link::IFLA_MTU, mine: MY_KEY })?`.
/// Its `Result` is an [`Error`](crate::wire::Error) where framing is broken, or where a payload that was asked for does not fit.
///
/// It becomes a structure of its own, one walk that remembers the payload of each number, and a decoding of what was found. Where a number's
/// payload is kept comes from a table that is made when the program is compiled:
///
/// ```text
/// for attr in attrs.raw() { let attr = attr?; if let Some(place) = found.get_mut(SLOTS.of(attr.number())) { *place = Some(attr.payload()) } }
/// Ok(Picked { name: found[0].map(read)?, mtu: found[1].map(read)? })
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
        const KEYS: &[u16] = &[$( $key.number() ),+];
        const SLOTS: &$crate::wire::Slots = &$crate::wire::Slots::new(KEYS);
        let attrs = $attrs;
        let walk = || -> ::core::result::Result<_, $crate::wire::Error> {
            let mut found = [::core::option::Option::<&[u8]>::None; KEYS.len()];
            $( let attrs = $crate::wire::same_set(attrs, &$key); )+
            for attr in $crate::wire::Attrs::raw(attrs) {
                let attr = attr?;
                if let ::core::option::Option::Some(place) = found.get_mut(SLOTS.of(attr.number())) {
                    *place = ::core::option::Option::Some(attr.payload());
                }
            }
            let [$( $field ),+] = found;
            ::core::result::Result::Ok(Picked { $( $field: match $field {
                ::core::option::Option::Some(payload) => ::core::option::Option::Some($crate::wire::read_as($key, payload)?),
                ::core::option::Option::None => ::core::option::Option::None,
            } ),+ })
        };
        walk()
    }};
}

use crate::wire::{Attrs, Error, Key, Value};

/// Where `pick!` keeps the payload of which number; what was not asked for has a slot past every end.
#[doc(hidden)]
pub struct Slots {
    near: [u8; 128],
    keys: &'static [u16],
}
impl Slots {
    /// The slots of these numbers. Numbers from 128 on are searched for.
    #[allow(clippy::indexing_slicing)] // runs when it is compiled
    pub const fn new(keys: &'static [u16]) -> Self {
        let mut near = [u8::MAX; 128];
        let mut at = 0;
        while at < keys.len() {
            let number = keys[at] as usize;
            if number < near.len() {
                near[number] = at as u8;
            }
            at += 1;
        }
        assert!(keys.len() < 255, "pick! takes fewer than 255 keys at once");
        Self { near, keys }
    }
    /// The slot of a number.
    #[inline(always)]
    pub fn of(&self, number: u16) -> usize {
        match self.near.get(usize::from(number)) {
            Some(slot) => usize::from(*slot),
            None => self.keys.iter().position(|key| *key == number).unwrap_or(usize::MAX),
        }
    }
}
/// The payload of a key, read as the key's type.
#[doc(hidden)]
#[inline(always)]
pub fn read_as<'a, S, V: Value<'a>>(key: Key<S, V>, payload: &'a [u8]) -> Result<V, Error> {
    match V::read(payload) {
        Some(value) => Ok(value),
        None => Err(Error::payload(key.number(), payload)),
    }
}
/// The attributes as they are: lets the compiler see that a key is of their set.
#[doc(hidden)]
#[inline(always)]
pub fn same_set<'a, S, V>(attrs: Attrs<'a, S>, _: &Key<S, V>) -> Attrs<'a, S> {
    attrs
}
