//! Stores for cached objects, and the entries in them.
use super::CacheSpec;
use crate::wire::{Attr, Message, RawAttrs, align4};

/// A map of the caller that holds the objects.
///
/// Implemented for `BTreeMap` (feature `alloc`), `HashMap` (feature `std`) and
/// `heapless::index_map::FnvIndexMap` (feature `heapless`).
pub trait Store {
    /// Type of the keys.
    type Key;
    /// Type of the values.
    type Value;
    /// Returns the value of a key.
    fn get(&self, key: &Self::Key) -> Option<&Self::Value>;
    /// Returns the value of a key, to modify it.
    fn get_mut(&mut self, key: &Self::Key) -> Option<&mut Self::Value>;
    /// Inserts a value under a key that is not in the map.
    ///
    /// # Errors
    /// Returns the value if there is no room.
    fn insert(&mut self, key: Self::Key, value: Self::Value) -> Result<(), Self::Value>;
    /// Removes a key and returns its value.
    fn remove(&mut self, key: &Self::Key) -> Option<Self::Value>;
    /// Removes all entries for which `keep` returns false. Calls `keep` once for each entry, in any
    /// order.
    fn retain(&mut self, keep: impl FnMut(&Self::Key, &mut Self::Value) -> bool);
    /// Returns an iterator over all entries, in any order.
    fn iter(&self) -> impl Iterator<Item = (&Self::Key, &Self::Value)>;
}

/// What the cache keeps of an object.
///
/// Implemented for the bytes of the complete message ([`Bytes`]): `Vec<u8>` (feature `alloc`),
/// `heapless::Vec<u8, N>` (feature `heapless`); and for `()`, if only the keys matter. An entry
/// type of the caller holds selected properties:
///
/// ```
/// # #[cfg(feature = "route")] {
/// use nlwire::{cache::Entry, route::{Link, Links}, wire::{Message, InlineStr}};
/// /// A link's name and MTU, and nothing else.
/// #[derive(PartialEq)]
/// struct Brief { name: Option<InlineStr<16>>, mtu: u32 }
/// impl Brief {
///     fn read(message: Message<'_>) -> Option<Self> {
///         let attrs = message.split::<nlwire::route::IfInfo, Link>().ok()?.1;
///         let found = nlwire::pick!(attrs, Link { name: IFLA_IFNAME, mtu: IFLA_MTU }).ok()?;
///         Some(Self { name: found.name.and_then(|name| name.to_inline()), mtu: found.mtu? })
///     }
/// }
/// impl Entry<Links> for Brief {
///     type View<'a> = &'a Self;
///     fn view<'a>(&'a self, _: &Links) -> Option<&'a Self> { Some(self) }
///     fn of(_: &Links, message: Message<'_>, _: Option<&Self>) -> Option<Self> { Self::read(message) }
///     fn matches(&self, _: &Links, message: Message<'_>) -> bool { Self::read(message).as_ref() == Some(self) }
/// }
/// # }
/// ```
pub trait Entry<T: CacheSpec + ?Sized>: Sized + 'static {
    /// The object as [`Cache::get`](super::Cache::get) and [`Change`](super::Change) return it. For
    /// [`Bytes`] it is the message type with its accessors ([`CacheSpec::Object`]); an entry type
    /// of the caller usually has `&'a Self`.
    type View<'a>;
    /// Returns the object. `None` if the entry cannot be read, which does not happen to [`Bytes`]:
    /// such an entry is skipped, and its changes are not reported.
    fn view<'a>(&'a self, table: &T) -> Option<Self::View<'a>>;
    /// Creates an entry from a message, and from the previous entry of the object. `None` if there
    /// is no room.
    fn of(table: &T, message: Message<'_>, old: Option<&Self>) -> Option<Self>;
    /// Whether a message adds nothing to the entry. Among several objects of one key
    /// ([`CacheSpec::SIBLINGS`]), this also finds the object that a message is about.
    fn matches(&self, table: &T, message: Message<'_>) -> bool;
    /// Whether `gone` reports the deletion of a part of the object, and not of the object; see
    /// [`CacheSpec::is_part_of`]. An entry that cannot decide returns [`CacheSpec::may_be_part`]:
    /// the object then stays until the next snapshot.
    fn is_more_than(&self, table: &T, gone: Message<'_>) -> bool {
        _ = (table, gone);
        false
    }
}
impl<T: CacheSpec + ?Sized> Entry<T> for () {
    type View<'a> = ();
    fn view(&self, _: &T) -> Option<()> {
        Some(())
    }
    fn of(_: &T, _: Message<'_>, _: Option<&Self>) -> Option<Self> {
        Some(())
    }
    fn matches(&self, _: &T, _: Message<'_>) -> bool {
        true
    }
    fn is_more_than(&self, table: &T, gone: Message<'_>) -> bool {
        table.may_be_part(gone)
    }
}

/// A value in a [`Store`]: an object's entry, and what the cache needs to know about the object and
/// its key.
#[derive(Clone, Debug)]
pub struct Slot<E> {
    /// The entry; `None` for an object that was deleted and never known.
    pub(super) entry: Option<E>,
    /// The object was deleted by an event while a snapshot runs, whose dump may still contain it.
    pub(super) gone: bool,
    /// The number of the last snapshot that contained the object.
    pub(super) seen: u32,
    /// The number of the snapshot during which an event last concerned the key.
    pub(super) touched: u32,
    /// In the first slot of a key: number of objects with the key. They occupy the slots from 0 on
    /// without a gap.
    pub(super) siblings: u16,
    /// In the first slot of a key: number of objects that the snapshot `seen` has contained so far.
    /// They come first, in the dump's order.
    pub(super) matched: u16,
}
impl<E> Slot<E> {
    /// Returns the entry of the object, unless the object was deleted.
    pub fn entry(&self) -> Option<&E> {
        self.entry.as_ref().filter(|_| !self.gone)
    }
}

/// A growable byte string.
pub trait Bytes: AsRef<[u8]> + Default + 'static {
    /// Appends bytes. Returns whether there was room.
    fn extend(&mut self, bytes: &[u8]) -> bool;
}
/// Keeps the complete message that came last; of a partial message, the attributes replace the old
/// ones.
impl<T: CacheSpec + ?Sized, B: Bytes> Entry<T> for B {
    type View<'a> = T::Object<'a>;
    fn view<'a>(&'a self, table: &T) -> Option<T::Object<'a>> {
        table.object(Message::new(self.as_ref()).ok()?)
    }
    fn of(table: &T, message: Message<'_>, old: Option<&Self>) -> Option<Self> {
        let mut bytes = Self::default();
        match old.and_then(|old| Message::new(old.as_ref()).ok()) {
            Some(old) if table.is_partial(message) => merge(&mut bytes, old, message).then_some(bytes),
            _ => bytes.extend(message.bytes()).then_some(bytes),
        }
    }
    fn matches(&self, table: &T, message: Message<'_>) -> bool {
        Message::new(self.as_ref()).is_ok_and(|known| table.same(known, message))
    }
    fn is_more_than(&self, table: &T, gone: Message<'_>) -> bool {
        Message::new(self.as_ref()).is_ok_and(|known| table.is_part_of(gone, known))
    }
}
/// Writes the new message, then the attributes that only the old one has. The family header must
/// have the same length in both; it has 4 bytes in all partial messages (`nfgenmsg`, `genlmsghdr`).
fn merge(out: &mut impl Bytes, old: Message<'_>, new: Message<'_>) -> bool {
    const FAMILY: usize = 4;
    fn attributes(message: Message<'_>) -> impl Iterator<Item = Attr<'_>> {
        RawAttrs::new(message.payload().get(FAMILY..).unwrap_or(&[])).flatten()
    }
    let absent = |number: u16| !attributes(new).any(|attr| attr.attr_type() == number);
    let padded = align4(new.bytes().len());
    let kept: usize = attributes(old)
        .filter(|attr| absent(attr.attr_type()))
        .map(|attr| 4 + align4(attr.payload().len()))
        .sum();
    let Ok(len) = u32::try_from(padded.saturating_add(kept)) else { return false };
    let (Some(head), pad) = (new.bytes().get(4..), padded - new.bytes().len()) else { return false };
    let zeros = |count: usize| ZEROS.get(..count).unwrap_or(&[]);
    let mut written = out.extend(&len.to_ne_bytes()) && out.extend(head) && out.extend(zeros(pad));
    for attr in attributes(old).filter(|attr| absent(attr.attr_type())) {
        let payload = attr.payload();
        let Ok(length) = u16::try_from(payload.len() + 4) else { return false };
        written = written
            && out.extend(&length.to_ne_bytes())
            && out.extend(&attr.raw_type().to_ne_bytes())
            && out.extend(payload)
            && out.extend(zeros(align4(payload.len()) - payload.len()));
    }
    written
}
const ZEROS: [u8; 3] = [0; 3];

#[cfg(feature = "alloc")]
mod with_alloc {
    use super::{super::At, Bytes, CacheSpec, Slot, Store};
    use alloc::{collections::BTreeMap, vec::Vec};

    /// A store in a `BTreeMap`: ordered by key, unlimited.
    pub type Tree<T, E> = BTreeMap<At<<T as CacheSpec>::Key>, Slot<E>>;

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
                // most messages replace the complete entry: no spare capacity
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
    use super::{super::At, CacheSpec, Slot, Store};
    use core::hash::{BuildHasher, Hash};
    use std::collections::HashMap;

    /// A store in a `HashMap`: unlimited.
    pub type Hashed<T, E> = HashMap<At<<T as CacheSpec>::Key>, Slot<E>>;

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
    use super::{super::At, Bytes, CacheSpec, Slot, Store};
    use core::hash::{BuildHasher, Hash};
    use heapless::{Vec, index_map::FnvIndexMap, index_map::IndexMap};

    /// A store for `N` objects, a power of two, without an allocator.
    pub type Fixed<T, E, const N: usize> = FnvIndexMap<At<<T as CacheSpec>::Key>, Slot<E>, N>;

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
