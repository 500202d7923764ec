//! Attributes: `struct nlattr`, linux/netlink.h.
//!
//! ```text
//!  <------- nla_len, without the padding ------->
//! +----------+----------------------+------------+---------+
//! | nla_len  | N|O| nla_type        | payload    | padding |
//! | 2 bytes  |  2 bytes             |            | to 4    |
//! +----------+----------------------+------------+---------+
//! ```
//! N is the bit NLA_F_NESTED, O is NLA_F_NET_BYTEORDER. Walks go over the bytes once, end after a framing error, and never leave them.
//!
//! ```
//! use nlwire::wire::{Attrs, RawAttrs};
//! let mut bytes = [0; 12];
//! bytes[..2].copy_from_slice(&7u16.to_ne_bytes()); // three bytes of payload, one of padding
//! bytes[2..4].copy_from_slice(&3u16.to_ne_bytes());
//! bytes[4..7].copy_from_slice(b"lo\0");
//! bytes[8..10].copy_from_slice(&4u16.to_ne_bytes()); // no payload
//! let numbers: Vec<u16> = RawAttrs::new(&bytes).map(|attr| attr.unwrap().number()).collect();
//! assert_eq!(numbers, [3, 0]);
//! ```
use super::{By, Error, Key, Repeated, Scope, Selected, Selector, Set, Value, behind, length_key, seldom};
use core::{fmt, iter::FusedIterator, marker::PhantomData};

/// The bit of `nla_type` that marks a nest (linux/netlink.h). Written with every nest; accepted without it, since old families omit it.
pub const NLA_F_NESTED: u16 = 1 << 15;
/// The bit of `nla_type` that says the payload is in network byte order (linux/netlink.h).
pub const NLA_F_NET_BYTEORDER: u16 = 1 << 14;
/// What is left of `nla_type` without its two flag bits (linux/netlink.h).
pub const NLA_TYPE_MASK: u16 = 0x3fff;

/// One attribute, not yet read: its number, its flag bits and its payload.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Attr<'a> {
    bits: u16,
    payload: &'a [u8],
}
impl<'a> Attr<'a> {
    /// An attribute from its parts; `bits` is `nla_type`, flag bits and number.
    pub const fn new(bits: u16, payload: &'a [u8]) -> Self {
        Self { bits, payload }
    }
    /// `nla_type` without its flag bits.
    #[inline(always)]
    pub const fn number(&self) -> u16 {
        self.bits & NLA_TYPE_MASK
    }
    /// `nla_type` as it stands, flag bits and all.
    #[inline(always)]
    pub const fn bits(&self) -> u16 {
        self.bits
    }
    /// Whether the sender marked this as a nest. Many families do not mark theirs.
    pub const fn is_nested(&self) -> bool {
        self.bits & NLA_F_NESTED != 0
    }
    /// Whether the sender marked the payload as big-endian. Hardly any family does; types say it instead.
    pub const fn is_net_byteorder(&self) -> bool {
        self.bits & NLA_F_NET_BYTEORDER != 0
    }
    /// The payload, without padding.
    #[inline(always)]
    pub const fn payload(&self) -> &'a [u8] {
        self.payload
    }
    /// The payload read as a `V`, whatever a table says of this attribute.
    ///
    /// # Errors
    /// [`ErrorKind::Payload`](super::ErrorKind::Payload) where it does not fit.
    #[inline(always)]
    pub fn value<V: Value<'a>>(&self) -> Result<V, Error> {
        match V::read(self.payload) {
            Some(value) => Ok(value),
            None => Err(Error::payload(self.number(), self.payload)),
        }
    }
}
impl fmt::Debug for Attr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::print::unknown(f, self.number(), self.payload)
    }
}

/// Attributes one by one, of no set: numbers and bytes.
#[derive(Clone, Copy)]
pub struct RawAttrs<'a>(&'a [u8]);
impl<'a> RawAttrs<'a> {
    /// Attributes from the front of `bytes` on.
    #[inline(always)]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }
    /// What has not been walked yet. Behind the last attribute that is up to 3 bytes of padding, or nothing.
    #[inline(always)]
    pub const fn rest(&self) -> &'a [u8] {
        self.0
    }
}
impl<'a> Iterator for RawAttrs<'a> {
    type Item = Result<Attr<'a>, Error>;
    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        // Most attributes have 4 bytes of payload, or fewer and padding. Where the guess is right, the processor need not wait for this
        // length to find the next attribute, which is most of what a walk costs otherwise.
        if let Some((&[a, b, c, d, ..], rest)) = self.0.split_first_chunk::<8>() {
            let len = u16::from_ne_bytes([a, b]) as usize;
            if (5..=8).contains(&len) {
                let payload = self.0.get(4..len).unwrap_or(&[]);
                self.0 = rest;
                return Some(Ok(Attr { bits: u16::from_ne_bytes([c, d]), payload }));
            }
        }
        seldom();
        let (head, rest) = self.0.split_first_chunk::<4>()?; // fewer than 4 bytes are padding
        let len = (u16::from_ne_bytes([head[0], head[1]]) as usize).wrapping_sub(4); // under 4: larger than any slice
        let Some(payload) = rest.get(..len) else {
            let error = Error::framing(self.0);
            self.0 = &[];
            return Some(Err(error));
        };
        self.0 = behind(rest, len);
        Some(Ok(Attr { bits: u16::from_ne_bytes([head[2], head[3]]), payload }))
    }
}
impl FusedIterator for RawAttrs<'_> {}

/// Attributes that may stand together at one level; `S` is their set.
///
/// Read them by key ([`get`](Self::get), [`all`](Self::all), [`select`](Self::select), [`pick!`](crate::pick)), or iterate and match
/// on the set's enum. Only what is asked for is decoded.
pub struct Attrs<'a, S = ()> {
    bytes: &'a [u8],
    set: PhantomData<fn() -> S>,
}
impl<S> Clone for Attrs<'_, S> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for Attrs<'_, S> {}
impl<S> PartialEq for Attrs<'_, S> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}
impl<S> Eq for Attrs<'_, S> {}
impl<'a, S> Attrs<'a, S> {
    /// Attributes from the front of `bytes` on.
    #[inline(always)]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, set: PhantomData }
    }
    /// The bytes that hold them, padding included.
    #[inline(always)]
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
    /// The same attributes as those of another set, such as one of your own that [extends](crate::attributes) this one.
    #[inline(always)]
    pub const fn of_set<T>(self) -> Attrs<'a, T> {
        Attrs::new(self.bytes)
    }
    /// One by one, as numbers and bytes.
    #[inline(always)]
    pub const fn raw(self) -> RawAttrs<'a> {
        RawAttrs(self.bytes)
    }
    /// The last attribute of that number; the kernel, too, lets the last one win.
    ///
    /// # Errors
    /// Framing that is broken anywhere at this level.
    #[inline(always)]
    pub fn last(self, number: u16) -> Result<Option<Attr<'a>>, Error> {
        let mut found = None;
        for attr in self.raw() {
            let attr = attr?;
            if attr.number() == number {
                found = Some(attr);
            }
        }
        Ok(found)
    }
    /// The value of one attribute, or `None` where it is absent. One pass; for several, [`pick!`](crate::pick) takes one pass for all.
    ///
    /// # Errors
    /// Framing that is broken anywhere at this level, or a payload that does not fit the key's type.
    #[inline(always)]
    pub fn get<V: Value<'a>>(self, key: Key<S, V>) -> Result<Option<V>, Error> {
        match self.last(key.number())? {
            Some(attr) => attr.value().map(Some),
            None => Ok(None),
        }
    }
    /// Every occurrence of an attribute that may repeat, in order.
    #[inline(always)]
    pub fn all<V: Value<'a>>(self, key: Repeated<S, V>) -> All<'a, V> {
        All { attrs: self.raw(), number: key.number(), value: PhantomData }
    }
}
impl<'a, S: Set> Attrs<'a, S> {
    /// Reads a payload whose meaning a sibling decides, such as `IFLA_INFO_DATA` by `IFLA_INFO_KIND`. What a header decides is read by
    /// [`Reply::select`](super::Reply::select), or by [`Selected::by`] with a key of the caller's.
    ///
    /// # Errors
    /// Framing that is broken anywhere at this level. A payload that fits no arm is no error: it is the `Other` arm, with its bytes.
    #[inline]
    pub fn select<X: Selector>(self, key: Key<S, Selected<'a, X>>) -> Result<Option<X::Chosen<'a>>, Error> {
        self.select_in(key, &Scope::new(0, &[]))
    }
    /// The same where the selector looks further up: `scope` is the level above these attributes, or the message's top.
    ///
    /// # Errors
    /// As [`select`](Self::select).
    #[inline]
    pub fn select_in<X: Selector>(
        self,
        key: Key<S, Selected<'a, X>>,
        scope: &Scope<'_>,
    ) -> Result<Option<X::Chosen<'a>>, Error> {
        let Some(attr) = self.last(key.number())? else { return Ok(None) };
        let here = scope.inner(self.bytes);
        let length = length_key(attr.payload);
        let key = match X::CHOICES.by {
            By::Length => &length[..],
            by => here.as_ref().map_or(&[][..], |here| here.find(by)),
        };
        Ok(Some(X::choose(key, attr.payload)))
    }
}

/// What [`Attrs::all`] walks.
#[derive(Clone, Copy)]
pub struct All<'a, V> {
    attrs: RawAttrs<'a>,
    number: u16,
    value: PhantomData<fn() -> V>,
}
impl<'a, V: Value<'a>> Iterator for All<'a, V> {
    type Item = Result<V, Error>;
    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.attrs.next()? {
                Ok(attr) if attr.number() != self.number => {}
                Ok(attr) => return Some(attr.value()),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// Every attribute, decoded one by one for a `match`: what iterating [`Attrs`] yields.
#[derive(Clone, Copy)]
pub struct Each<'a, S>(RawAttrs<'a>, PhantomData<fn() -> S>);
impl<'a, S: Set> IntoIterator for Attrs<'a, S> {
    type Item = Result<S::Attr<'a>, Error>;
    type IntoIter = Each<'a, S>;
    #[inline(always)]
    fn into_iter(self) -> Each<'a, S> {
        Each(self.raw(), PhantomData)
    }
}
impl<'a, S: Set> Iterator for Each<'a, S> {
    type Item = Result<S::Attr<'a>, Error>;
    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        match self.0.next()? {
            Ok(attr) => Some(S::decode(attr)),
            Err(error) => Some(Err(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::ErrorKind;

    fn attr(len: u16, number: u16, payload: &[u8]) -> [u8; 12] {
        let mut bytes = [0xa5; 12];
        bytes[..2].copy_from_slice(&len.to_ne_bytes());
        bytes[2..4].copy_from_slice(&number.to_ne_bytes());
        bytes[4..4 + payload.len()].copy_from_slice(payload);
        bytes
    }

    #[test]
    fn lengths_that_lie_end_the_walk_with_one_error() {
        for len in [0, 1, 2, 3, 13, 0xffff] {
            let bytes = attr(len, 1, &[]);
            let mut attrs = RawAttrs::new(&bytes);
            assert_eq!(attrs.next().unwrap().unwrap_err().kind(), ErrorKind::Framing, "nla_len {len}");
            assert!(attrs.next().is_none() && attrs.next().is_none());
        }
    }
    #[test]
    fn the_last_attribute_needs_no_padding_and_up_to_three_bytes_are_padding() {
        let bytes = attr(7, 3 | NLA_F_NESTED, b"abc");
        for end in 7..=11 {
            let mut attrs = RawAttrs::new(&bytes[..end]);
            let found = attrs.next().unwrap().unwrap();
            assert_eq!((found.number(), found.payload(), found.is_nested()), (3, &b"abc"[..], true));
            assert!(attrs.next().is_none(), "{end} bytes");
        }
    }
    #[test]
    fn cutting_gives_a_prefix_and_then_one_error_or_nothing() {
        let bytes = attr(12, 9, &[1, 2, 3, 4, 5, 6, 7, 8]);
        for end in 0..bytes.len() {
            let items: usize = RawAttrs::new(&bytes[..end]).map(|attr| usize::from(attr.is_err())).sum();
            assert_eq!(items, usize::from(end >= 4), "{end} bytes");
        }
    }
}
