//! Attributes: `struct nlattr`, linux/netlink.h.
use crate::wire::{
    AttributeSet, Error, Key, Repeated, Selector, SubMessage, Value, behind, cold_path,
    spec::{Scope, SelectorSource, length_key},
};
use core::{fmt, iter::FusedIterator, marker::PhantomData};

/// Bit of `nla_type` that marks a nest (linux/netlink.h).
///
/// Set in every nest that is written. Not required when reading, since old families omit it.
pub const NLA_F_NESTED: u16 = 1 << 15;
/// Bit of `nla_type` that marks a payload in network byte order (linux/netlink.h).
pub const NLA_F_NET_BYTEORDER: u16 = 1 << 14;
/// Mask for `nla_type` without the two flag bits (linux/netlink.h).
pub const NLA_TYPE_MASK: u16 = 0x3fff;

/// An attribute, not yet decoded: type, flag bits and payload.
#[doc(alias = "nlattr")]
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Attr<'a> {
    bits: u16,
    payload: &'a [u8],
}
impl<'a> Attr<'a> {
    /// Creates an attribute; `bits` is `nla_type`, including the flag bits.
    pub const fn new(bits: u16, payload: &'a [u8]) -> Self {
        Self { bits, payload }
    }
    /// Returns the attribute type: `nla_type` without the flag bits.
    #[inline(always)]
    #[doc(alias = "nla_type")]
    pub const fn attr_type(&self) -> u16 {
        self.bits & NLA_TYPE_MASK
    }
    /// Returns `nla_type` including the flag bits.
    #[doc(alias = "nla_type")]
    #[inline(always)]
    pub const fn raw_type(&self) -> u16 {
        self.bits
    }
    /// Returns whether the sender set NLA_F_NESTED. Many families do not set the bit.
    #[doc(alias = "NLA_F_NESTED")]
    pub const fn is_nested(&self) -> bool {
        self.bits & NLA_F_NESTED != 0
    }
    /// Returns whether the sender set NLA_F_NET_BYTEORDER.
    ///
    /// Few families set the bit; the byte order is part of the payload type.
    #[doc(alias = "NLA_F_NET_BYTEORDER")]
    pub const fn is_net_byteorder(&self) -> bool {
        self.bits & NLA_F_NET_BYTEORDER != 0
    }
    /// Returns the payload, without padding.
    #[doc(alias = "nla_data")]
    #[doc(alias = "nla_len")]
    #[inline(always)]
    pub const fn payload(&self) -> &'a [u8] {
        self.payload
    }
    /// Decodes the payload as a `V`, whatever the attribute set says.
    ///
    /// # Errors
    /// [`ErrorKind::Payload`](super::ErrorKind::Payload) if the payload does not match the type.
    #[inline(always)]
    pub fn value<V: Value<'a>>(&self) -> Result<V, Error> {
        match V::read(self.payload) {
            Some(value) => Ok(value),
            None => Err(self.misfit()),
        }
    }
    /// Returns the error of a payload that does not match the type.
    #[doc(hidden)]
    #[inline(always)]
    pub fn misfit(&self) -> Error {
        Error::payload(self.attr_type(), self.payload)
    }
}
impl fmt::Debug for Attr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::format::unknown(f, self.attr_type(), self.payload)
    }
}

/// Iterator over attributes, not decoded and without an attribute set.
///
/// ```text
///  <------- nla_len, without the padding ------->
/// +----------+----------------------+------------+---------+
/// | nla_len  | N|O| nla_type        | payload    | padding |
/// | 2 bytes  |  2 bytes             |            | to 4    |
/// +----------+----------------------+------------+---------+
/// ```
/// N is the bit NLA_F_NESTED, O is NLA_F_NET_BYTEORDER. Iterators read the bytes once, end after a
/// framing error, and never leave the bytes.
///
/// ```
/// use nlwire::wire::{Attrs, RawAttrs};
/// let mut bytes = [0; 12];
/// bytes[..2].copy_from_slice(&7u16.to_ne_bytes()); // three bytes of payload, one of padding
/// bytes[2..4].copy_from_slice(&3u16.to_ne_bytes());
/// bytes[4..7].copy_from_slice(b"lo\0");
/// bytes[8..10].copy_from_slice(&4u16.to_ne_bytes()); // no payload
/// let numbers: Vec<u16> = RawAttrs::new(&bytes).map(|attr| attr.unwrap().attr_type()).collect();
/// assert_eq!(numbers, [3, 0]);
/// ```
#[doc(alias = "NLA_ALIGN")]
#[doc(alias = "nla_next")]
#[doc(alias = "nla_ok")]
#[doc(alias = "nlattr")]
#[derive(Clone, Copy)]
pub struct RawAttrs<'a>(&'a [u8]);
impl<'a> RawAttrs<'a> {
    /// Creates an iterator over bytes that begin with the header of an attribute.
    #[inline(always)]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }
    /// Returns the bytes that are not yet iterated over.
    ///
    /// After the last attribute, empty or up to 3 bytes of padding.
    #[inline(always)]
    pub const fn rest(&self) -> &'a [u8] {
        self.0
    }
}
impl<'a> Iterator for RawAttrs<'a> {
    type Item = Result<Attr<'a>, Error>;
    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        #[cfg(test)]
        super::cost::step();
        // Most attributes have 4 bytes of payload, or fewer and padding. If this guess is right,
        // the processor finds the next attribute without waiting for the length, which otherwise is
        // most of the cost of a walk.
        if let Some((&[a, b, c, d, ..], rest)) = self.0.split_first_chunk::<8>() {
            let len = u16::from_ne_bytes([a, b]) as usize;
            if (5..=8).contains(&len) {
                let payload = self.0.get(4..len).unwrap_or(&[]);
                self.0 = rest;
                return Some(Ok(Attr { bits: u16::from_ne_bytes([c, d]), payload }));
            }
        }
        cold_path();
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

/// Attributes of the attribute set `S`: of a message, or of a nest.
///
/// Read attributes by key ([`get`](Self::get), [`get_all`](Self::get_all),
/// [`select`](Self::select), [`pick!`](crate::pick)), or iterate and match on the enum of the set.
/// Only the requested attributes are decoded.
#[doc(alias = "nla_parse")]
#[doc(alias = "nlattr")]
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
    /// Treats bytes that begin with the header of an attribute as attributes of the set. Nothing is
    /// checked yet.
    #[inline(always)]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, set: PhantomData }
    }
    /// Returns the bytes of the attributes, including padding.
    #[inline(always)]
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
    /// Converts the attributes to another set.
    ///
    /// The set may be your own that [extends](crate::attributes) this one.
    #[inline(always)]
    pub const fn cast<T>(self) -> Attrs<'a, T> {
        Attrs::new(self.bytes)
    }
    /// Iterates over the attributes without decoding them.
    #[inline(always)]
    pub const fn raw(self) -> RawAttrs<'a> {
        RawAttrs(self.bytes)
    }
    /// Returns the last attribute of this type. The kernel uses the last one, too.
    ///
    /// # Errors
    /// [`ErrorKind::Framing`](super::ErrorKind::Framing) if the framing is broken at this level.
    #[inline(always)]
    pub fn get_raw(self, number: u16) -> Result<Option<Attr<'a>>, Error> {
        let mut found = None;
        for attr in self.raw() {
            let attr = attr?;
            if attr.attr_type() == number {
                found = Some(attr);
            }
        }
        Ok(found)
    }
    /// Returns the value of an attribute; `None` if the attribute is absent.
    ///
    /// Each call iterates over all attributes; [`pick!`](crate::pick) reads several attributes in
    /// one pass.
    ///
    /// # Errors
    /// [`ErrorKind::Framing`](super::ErrorKind::Framing) if the framing is broken at this level,
    /// and [`ErrorKind::Payload`](super::ErrorKind::Payload) if the payload does not match the
    /// type.
    #[inline(always)]
    pub fn get<V: Value<'a>>(self, key: Key<S, V>) -> Result<Option<V>, Error> {
        match self.get_raw(key.number())? {
            Some(attr) => attr.value().map(Some),
            None => Ok(None),
        }
    }
    /// Iterates over all occurrences of an attribute that may be repeated.
    #[inline(always)]
    pub fn get_all<V: Value<'a>>(self, key: Repeated<S, V>) -> All<'a, V> {
        All { attrs: self.raw(), number: key.number(), value: PhantomData }
    }
}
impl<'a, S: AttributeSet> Attrs<'a, S> {
    /// Decodes a sub-message by its selector, such as `IFLA_INFO_DATA` by `IFLA_INFO_KIND`.
    ///
    /// The selector must be an attribute of this level. For a selector in a header, use
    /// [`MessageView::select`](super::MessageView::select), or [`SubMessage::by`] with a key of
    /// your own.
    ///
    /// # Errors
    /// [`ErrorKind::Framing`](super::ErrorKind::Framing) if the framing is broken at this level. A
    /// payload that matches no variant is no error: it is the variant `Other`, with its bytes.
    #[inline]
    pub fn select<X: Selector>(self, key: Key<S, SubMessage<'a, X>>) -> Result<Option<X::Chosen<'a>>, Error> {
        self.select_in(key, &Scope::new(0, &[]))
    }
    /// Decodes a sub-message whose selector is further up.
    ///
    /// `scope` is the level above these attributes, or the top of the message.
    ///
    /// # Errors
    /// [`ErrorKind::Framing`](super::ErrorKind::Framing), as [`select`](Self::select).
    #[inline]
    pub fn select_in<X: Selector>(
        self,
        key: Key<S, SubMessage<'a, X>>,
        scope: &Scope<'_>,
    ) -> Result<Option<X::Chosen<'a>>, Error> {
        let Some(attr) = self.get_raw(key.number())? else { return Ok(None) };
        let here = scope.inner(self.bytes);
        let length = length_key(attr.payload);
        let key = match X::SPEC.by {
            SelectorSource::Length => &length[..],
            SelectorSource::Preceding { number, len } => {
                here.as_ref().map_or(&[][..], |here| here.preceding(attr.payload, number, len))
            }
            by => here.as_ref().map_or(&[][..], |here| here.find(by)),
        };
        Ok(Some(X::choose(key, attr.payload)))
    }
}

/// Iterator over the occurrences of an attribute: see [`Attrs::get_all`].
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
                Ok(attr) if attr.attr_type() != self.number => {}
                Ok(attr) => return Some(attr.value()),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// Iterator over decoded attributes, for a `match`: see [`Attrs`].
#[derive(Clone, Copy)]
pub struct Each<'a, S>(RawAttrs<'a>, PhantomData<fn() -> S>);
impl<'a, S: AttributeSet> IntoIterator for Attrs<'a, S> {
    type Item = Result<S::Attr<'a>, Error>;
    type IntoIter = Each<'a, S>;
    #[inline(always)]
    fn into_iter(self) -> Each<'a, S> {
        Each(self.raw(), PhantomData)
    }
}
impl<'a, S: AttributeSet> Iterator for Each<'a, S> {
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
            assert_eq!((found.attr_type(), found.payload(), found.is_nested()), (3, &b"abc"[..], true));
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
