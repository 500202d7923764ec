//! Where the objects are kept, and as what.
use super::Table;
use crate::wire::{Attr, Message, RawAttrs, align4};

/// A map of the caller's that holds the objects. There is one ready in `BTreeMap` (feature `alloc`), `HashMap` (feature `std`) and
/// `heapless::index_map::FnvIndexMap` (feature `heapless`), and any other is a few lines.
pub trait Store {
    /// What is looked for.
    type Key;
    /// What is found.
    type Value;
    /// What is under a key.
    fn get(&self, key: &Self::Key) -> Option<&Self::Value>;
    /// What is under a key, to be changed.
    fn get_mut(&mut self, key: &Self::Key) -> Option<&mut Self::Value>;
    /// Puts a value under a key that is not there.
    ///
    /// # Errors
    /// Gives the value back where there is no room.
    fn insert(&mut self, key: Self::Key, value: Self::Value) -> Result<(), Self::Value>;
    /// Takes what is under a key.
    fn remove(&mut self, key: &Self::Key) -> Option<Self::Value>;
    /// Drops all for which `keep` says so. Each is asked about once, in any order.
    fn retain(&mut self, keep: impl FnMut(&Self::Key, &mut Self::Value) -> bool);
    /// All of it, in any order.
    fn iter(&self) -> impl Iterator<Item = (&Self::Key, &Self::Value)>;
}

/// What is kept of an object. The bytes of its message are ready ([`Bytes`]): `Vec<u8>` (feature `alloc`), `heapless::Vec<u8, N>`
/// (feature `heapless`); so is `()`, for who wants the keys alone. An entry of your own holds what you need, in the size that you choose.
///
/// ```
/// # #[cfg(feature = "route")] {
/// use nlwire::{mirror::Entry, route::{Link, Links}, wire::{Message, Name}};
/// /// A link's name and MTU, and nothing else.
/// #[derive(PartialEq)]
/// struct Brief { name: Option<Name<16>>, mtu: u32 }
/// impl Brief {
///     fn read(message: Message<'_>) -> Option<Self> {
///         let attrs = message.split::<nlwire::route::IfInfo, Link>().ok()?.1;
///         let found = nlwire::pick!(attrs, Link { name: IFLA_IFNAME, mtu: IFLA_MTU }).ok()?;
///         Some(Self { name: found.name.and_then(|name| name.to_name()), mtu: found.mtu? })
///     }
/// }
/// impl Entry<Links> for Brief {
///     fn of(_: &Links, message: Message<'_>, _: Option<&Self>) -> Option<Self> { Self::read(message) }
///     fn tells_nothing_new(&self, _: &Links, message: Message<'_>) -> bool { Self::read(message).as_ref() == Some(self) }
/// }
/// # }
/// ```
pub trait Entry<T: Table + ?Sized>: Sized {
    /// Makes it of a message, and of what was known of the object. `None` where there is no room for it.
    fn of(table: &T, message: Message<'_>, old: Option<&Self>) -> Option<Self>;
    /// Whether a message tells nothing of the object that is not known.
    fn tells_nothing_new(&self, table: &T, message: Message<'_>) -> bool;
    /// Whether what `gone` tells is gone is a part of the object only; see [`Table::is_part_of`].
    fn is_more_than(&self, table: &T, gone: Message<'_>) -> bool {
        _ = (table, gone);
        false
    }
}
impl<T: Table + ?Sized> Entry<T> for () {
    fn of(_: &T, _: Message<'_>, _: Option<&Self>) -> Option<Self> {
        Some(())
    }
    fn tells_nothing_new(&self, _: &T, _: Message<'_>) -> bool {
        true
    }
}

/// A value in a [`Store`]: what is kept of an object, and when it was seen.
#[derive(Clone, Debug)]
pub struct Slot<E> {
    /// What is kept. `None` of an object that is gone and was never known.
    pub(super) entry: Option<E>,
    /// It is gone, by an event, while a dump runs that may still bring it.
    pub(super) gone: bool,
    /// The snapshot that had it last.
    pub(super) seen: u32,
    /// The snapshot during which an event told of it last.
    pub(super) touched: u32,
    /// How many of the same key that snapshot has had; of the first one.
    pub(super) count: u16,
}
impl<E> Slot<E> {
    /// What is kept of the object, unless it is gone.
    pub fn entry(&self) -> Option<&E> {
        self.entry.as_ref().filter(|_| !self.gone)
    }
}

/// Bytes that can be collected.
pub trait Bytes: AsRef<[u8]> + Default {
    /// Adds bytes at the end; whether there was room.
    fn extend(&mut self, bytes: &[u8]) -> bool;
}
/// The whole message, as it came last; of a message that has only what changed, the attributes that it has take the place of the old.
impl<T: Table + ?Sized, B: Bytes> Entry<T> for B {
    fn of(table: &T, message: Message<'_>, old: Option<&Self>) -> Option<Self> {
        let mut bytes = Self::default();
        match old.and_then(|old| Message::new(old.as_ref()).ok()) {
            Some(old) if table.is_partial(message) => merge(&mut bytes, old, message).then_some(bytes),
            _ => bytes.extend(message.bytes()).then_some(bytes),
        }
    }
    fn tells_nothing_new(&self, table: &T, message: Message<'_>) -> bool {
        Message::new(self.as_ref()).is_ok_and(|known| table.same(known, message))
    }
    fn is_more_than(&self, table: &T, gone: Message<'_>) -> bool {
        Message::new(self.as_ref()).is_ok_and(|known| table.is_part_of(gone, known))
    }
}
/// Writes the new message, and behind it what the old one has besides. The header of the family is taken to be as long in both; it is 4
/// bytes wherever messages are partial (`nfgenmsg`, `genlmsghdr`).
fn merge(out: &mut impl Bytes, old: Message<'_>, new: Message<'_>) -> bool {
    const FAMILY: usize = 4;
    fn attributes(message: Message<'_>) -> impl Iterator<Item = Attr<'_>> {
        RawAttrs::new(message.payload().get(FAMILY..).unwrap_or(&[])).flatten()
    }
    let absent = |number: u16| !attributes(new).any(|attr| attr.number() == number);
    let padded = align4(new.bytes().len());
    let kept: usize = attributes(old)
        .filter(|attr| absent(attr.number()))
        .map(|attr| 4 + align4(attr.payload().len()))
        .sum();
    let Ok(len) = u32::try_from(padded.saturating_add(kept)) else { return false };
    let (Some(head), pad) = (new.bytes().get(4..), padded - new.bytes().len()) else { return false };
    let zeros = |count: usize| ZEROS.get(..count).unwrap_or(&[]);
    let mut written = out.extend(&len.to_ne_bytes()) && out.extend(head) && out.extend(zeros(pad));
    for attr in attributes(old).filter(|attr| absent(attr.number())) {
        let payload = attr.payload();
        let Ok(length) = u16::try_from(payload.len() + 4) else { return false };
        written = written
            && out.extend(&length.to_ne_bytes())
            && out.extend(&attr.bits().to_ne_bytes())
            && out.extend(payload)
            && out.extend(zeros(align4(payload.len()) - payload.len()));
    }
    written
}
const ZEROS: [u8; 3] = [0; 3];

#[cfg(feature = "alloc")]
mod with_alloc {
    use super::{super::At, Bytes, Slot, Store, Table};
    use alloc::{collections::BTreeMap, vec::Vec};

    /// A store in a `BTreeMap`: ordered by key, as large as need be.
    pub type Tree<T, E> = BTreeMap<At<<T as Table>::Key>, Slot<E>>;

    impl<K: Ord, V> Store for BTreeMap<K, V> {
        type Key = K;
        type Value = V;
        fn get(&self, key: &K) -> Option<&V> {
            Self::get(self, key)
        }
        fn get_mut(&mut self, key: &K) -> Option<&mut V> {
            Self::get_mut(self, key)
        }
        fn insert(&mut self, key: K, value: V) -> Result<(), V> {
            Self::insert(self, key, value);
            Ok(())
        }
        fn remove(&mut self, key: &K) -> Option<V> {
            Self::remove(self, key)
        }
        fn retain(&mut self, keep: impl FnMut(&K, &mut V) -> bool) {
            Self::retain(self, keep);
        }
        fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
            Self::iter(self)
        }
    }
    impl Bytes for Vec<u8> {
        fn extend(&mut self, bytes: &[u8]) -> bool {
            if self.is_empty() {
                // most messages come whole: then there is no room to spare
                self.reserve_exact(bytes.len());
            }
            self.extend_from_slice(bytes);
            true
        }
    }
}
#[cfg(feature = "alloc")]
pub use with_alloc::*;

#[cfg(feature = "std")]
mod with_std {
    use super::{super::At, Slot, Store, Table};
    use core::hash::{BuildHasher, Hash};
    use std::collections::HashMap;

    /// A store in a `HashMap`: as large as need be.
    pub type Hashed<T, E> = HashMap<At<<T as Table>::Key>, Slot<E>>;

    impl<K: Eq + Hash, V, S: BuildHasher> Store for HashMap<K, V, S> {
        type Key = K;
        type Value = V;
        fn get(&self, key: &K) -> Option<&V> {
            Self::get(self, key)
        }
        fn get_mut(&mut self, key: &K) -> Option<&mut V> {
            Self::get_mut(self, key)
        }
        fn insert(&mut self, key: K, value: V) -> Result<(), V> {
            Self::insert(self, key, value);
            Ok(())
        }
        fn remove(&mut self, key: &K) -> Option<V> {
            Self::remove(self, key)
        }
        fn retain(&mut self, keep: impl FnMut(&K, &mut V) -> bool) {
            Self::retain(self, keep);
        }
        fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
            Self::iter(self)
        }
    }
}
#[cfg(feature = "std")]
pub use with_std::*;

#[cfg(feature = "heapless")]
mod with_heapless {
    use super::{super::At, Bytes, Slot, Store, Table};
    use core::hash::{BuildHasher, Hash};
    use heapless::{Vec, index_map::FnvIndexMap, index_map::IndexMap};

    /// A store of `N` objects, a power of two, in place and without an allocator.
    pub type Fixed<T, E, const N: usize> = FnvIndexMap<At<<T as Table>::Key>, Slot<E>, N>;

    impl<K: Eq + Hash, V, S: BuildHasher, const N: usize> Store for IndexMap<K, V, S, N> {
        type Key = K;
        type Value = V;
        fn get(&self, key: &K) -> Option<&V> {
            Self::get(self, key)
        }
        fn get_mut(&mut self, key: &K) -> Option<&mut V> {
            Self::get_mut(self, key)
        }
        fn insert(&mut self, key: K, value: V) -> Result<(), V> {
            Self::insert(self, key, value).map(|_| ()).map_err(|(_, value)| value)
        }
        fn remove(&mut self, key: &K) -> Option<V> {
            Self::swap_remove(self, key)
        }
        fn retain(&mut self, keep: impl FnMut(&K, &mut V) -> bool) {
            Self::retain(self, keep);
        }
        fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
            Self::iter(self)
        }
    }
    impl<const N: usize> Bytes for Vec<u8, N> {
        fn extend(&mut self, bytes: &[u8]) -> bool {
            self.extend_from_slice(bytes).is_ok()
        }
    }
}
#[cfg(feature = "heapless")]
pub use with_heapless::*;
