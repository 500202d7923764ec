//! `pick!`: reads several attributes in one pass.

/// Reads several attributes in one pass. Decodes only these, and of each only the last occurrence.
///
/// `pick!(attrs, Link { name: IFLA_IFNAME, mtu: IFLA_MTU })?` has the fields `name: Option<Str>`
/// and `mtu: Option<u32>`. For keys that are not of the attribute set, write all keys with their
/// types: `pick!(attrs, { mtu: Link::IFLA_MTU, mine: MY_KEY })?`.
///
/// Returns a `Result` with an [`Error`](crate::wire::Error) if the framing is broken, or if one of
/// the payloads does not match its type.
///
/// Expands to a struct of its own, a walk that keeps the payload of each key, and the decoding of
/// what was found. The slot for the payload of an attribute type is looked up in an array that is
/// computed at compile time:
///
/// ```text
/// for attr in attrs.raw() { let attr = attr?; if let Some(place) = found.get_mut(SLOTS.slot(attr.attr_type())) { *place = Some(attr.payload()) } }
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
                if let ::core::option::Option::Some(place) = found.get_mut(SLOTS.slot(attr.attr_type())) {
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

/// Slots for the payloads of `pick!`; an attribute type that is not read has a slot out of bounds.
#[doc(hidden)]
pub struct Slots {
    near: [u8; 128],
    keys: &'static [u16],
}
impl Slots {
    /// Assigns slots to these attribute types. Those from 128 on are searched linearly.
    #[allow(clippy::indexing_slicing)] // evaluated at compile time
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
    /// Returns the slot of an attribute type.
    #[inline(always)]
    pub fn slot(&self, number: u16) -> usize {
        match self.near.get(usize::from(number)) {
            Some(slot) => usize::from(*slot),
            None => self.keys.iter().position(|key| *key == number).unwrap_or(usize::MAX),
        }
    }
}
/// Decodes the payload of a key as the type of the key.
#[doc(hidden)]
#[inline(always)]
pub fn read_as<'a, S, V: Value<'a>>(key: Key<S, V>, payload: &'a [u8]) -> Result<V, Error> {
    match V::read(payload) {
        Some(value) => Ok(value),
        None => Err(Error::payload(key.number(), payload)),
    }
}
/// Returns the attributes unchanged; makes the compiler check that the key is of their set.
#[doc(hidden)]
#[inline(always)]
pub fn same_set<'a, S, V>(attrs: Attrs<'a, S>, _: &Key<S, V>) -> Attrs<'a, S> {
    attrs
}
