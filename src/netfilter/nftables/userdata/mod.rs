//! User data of libnftnl: type-length-value records that the kernel stores and returns.
mod attrs;
mod typeof_attrs;

pub use attrs::*;
pub use typeof_attrs::*;

use crate::wire::{Key, Str, TlvIter, Tlvs, Writer};
use core::fmt;

/// Records of `NFTA_*_USERDATA`, in the format of libnftnl (libnftnl/udata.h).
///
/// A record is a byte of type, a byte of length, and the value. Types depend on the object; the
/// comment has a constant per object here. [`Tlvs`] has the same records with names and types.
///
/// ```
/// use nlwire::netfilter::nftables::Userdata;
/// let data = Userdata::new(&[0, 4, b's', b's', b'h', 0]);
/// assert_eq!(data.comment(), Some("ssh".into()));
/// assert_eq!(data.iter().count(), 1);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Userdata<'a>(&'a [u8]);
impl<'a> Userdata<'a> {
    /// Type of the comment of tables, chains, rules, elements and stateful objects.
    pub const COMMENT: u8 = 0;
    /// Type of the byte order of the keys of a set: 1 host, 2 big-endian, 4 bytes.
    pub const SET_KEY_BYTE_ORDER: u8 = 0;
    /// Type of the byte order of the values of a map: 1 host, 2 big-endian, 4 bytes.
    pub const SET_DATA_BYTE_ORDER: u8 = 1;
    /// Type of the flag that nft merges adjacent intervals of a set, 4 bytes.
    pub const SET_MERGE_ELEMENTS: u8 = 2;
    /// Type of the expression that nft declares the keys of a set with (`typeof`): nested records.
    pub const SET_KEY_TYPEOF: u8 = 3;
    /// Type of the expression that nft declares the values of a map with (`typeof`).
    pub const SET_DATA_TYPEOF: u8 = 4;
    /// Type of the expression of a set.
    pub const SET_EXPR: u8 = 5;
    /// Type of the flag that the values of a map are intervals, 4 bytes.
    pub const SET_DATA_INTERVAL: u8 = 6;
    /// Type of the comment of a set.
    pub const SET_COMMENT: u8 = 7;
    /// Type of the flags of an element: 1 for an interval without end, 4 bytes.
    pub const ELEMENT_FLAGS: u8 = 1;

    /// Creates user data from the payload of an attribute.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }
    /// Returns the bytes.
    pub const fn as_bytes(self) -> &'a [u8] {
        self.0
    }
    /// Returns an iterator over type and value of the records.
    ///
    /// The iterator ends at a record that is longer than what is left.
    pub const fn iter(self) -> UserdataIter<'a> {
        UserdataIter(TlvIter::new(self.0))
    }
    /// Returns the last value of a type, as nft does.
    pub fn get(self, kind: u8) -> Option<&'a [u8]> {
        self.iter().0.last_of(kind.into())
    }
    /// Returns text of a type, without the NUL.
    pub fn text(self, kind: u8) -> Option<Str<'a>> {
        let value = self.get(kind)?;
        Some(Str(value.split(|byte| *byte == 0).next().unwrap_or(value)))
    }
    /// Returns a number of a type: 4 bytes in host byte order.
    pub fn number(self, kind: u8) -> Option<u32> {
        Some(u32::from_ne_bytes(self.get(kind)?.try_into().ok()?))
    }
    /// Returns the comment of a table, chain, rule, element or stateful object.
    pub fn comment(self) -> Option<Str<'a>> {
        self.text(Self::COMMENT)
    }
}
impl<'a, S> From<Tlvs<'a, S>> for Userdata<'a> {
    fn from(records: Tlvs<'a, S>) -> Self {
        Self(records.bytes())
    }
}
impl<'a> IntoIterator for Userdata<'a> {
    type Item = (u8, &'a [u8]);
    type IntoIter = UserdataIter<'a>;
    fn into_iter(self) -> UserdataIter<'a> {
        self.iter()
    }
}
impl fmt::Debug for Userdata<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // not `debug_map`, for which core asserts that each key has a value
        f.debug_list().entries(*self).finish()
    }
}
/// Iterator over the records of [`Userdata`].
#[derive(Clone, Debug)]
pub struct UserdataIter<'a>(TlvIter<'a>);
impl<'a> Iterator for UserdataIter<'a> {
    type Item = (u8, &'a [u8]);
    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}
impl core::iter::FusedIterator for UserdataIter<'_> {}

/// Builds user data: at most 256 bytes, the limit of the kernel.
///
/// ```
/// use nlwire::netfilter::nftables::{Userdata, UserdataBuilder};
/// let mut data = UserdataBuilder::new();
/// assert!(data.text(Userdata::COMMENT, "ssh"));
/// assert_eq!(data.as_userdata().comment(), Some("ssh".into()));
/// ```
#[derive(Clone, Copy)]
pub struct UserdataBuilder {
    bytes: [u8; 256],
    len: u16,
}
impl Default for UserdataBuilder {
    fn default() -> Self {
        Self::new()
    }
}
impl UserdataBuilder {
    /// Creates empty user data.
    pub const fn new() -> Self {
        Self { bytes: [0; 256], len: 0 }
    }
    /// Appends a record. Returns whether it fits; if not, nothing is appended.
    pub fn put(&mut self, kind: u8, value: &[u8]) -> bool {
        self.put_parts(kind, value, &[])
    }
    /// Appends text and a NUL. Returns whether it fits and contains no NUL.
    ///
    /// nft rejects comments of more than 128 bytes.
    pub fn text(&mut self, kind: u8, text: &str) -> bool {
        text.as_bytes().iter().all(|byte| *byte != 0) && self.put_parts(kind, text.as_bytes(), &[0])
    }
    /// Appends a number: 4 bytes in host byte order. Returns whether it fits.
    pub fn number(&mut self, kind: u8, number: u32) -> bool {
        self.put(kind, &number.to_ne_bytes())
    }
    fn put_parts(&mut self, kind: u8, value: &[u8], end: &[u8]) -> bool {
        let Ok(len) = u8::try_from(value.len().saturating_add(end.len())) else { return false };
        let Some(room) = self.bytes.get_mut(usize::from(self.len)..) else { return false };
        let Some(room) = room.get_mut(..usize::from(len) + 2) else { return false };
        let Some((head, room)) = room.split_first_chunk_mut::<2>() else { return false };
        *head = [kind, len];
        room.iter_mut().zip(value).for_each(|(to, from)| *to = *from);
        let room = room.get_mut(value.len()..).unwrap_or_default();
        room.iter_mut().zip(end).for_each(|(to, from)| *to = *from);
        self.len += u16::from(len) + 2;
        true
    }
    /// Returns what was built.
    pub fn as_userdata(&self) -> Userdata<'_> {
        Userdata(self.bytes.get(..self.len.into()).unwrap_or(&[]))
    }
    /// Returns whether nothing was appended.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
}
/// Writes a comment as user data. A comment that does not fit makes the request fail.
pub(crate) fn put_comment<S, R>(
    writer: &mut Writer<'_, S>,
    key: Key<S, Tlvs<'_, R>>,
    kind: u8,
    comment: Option<&str>,
) {
    let Some(comment) = comment else { return };
    let mut data = UserdataBuilder::new();
    if data.text(kind, comment) {
        writer.put(key, data.as_userdata().as_bytes());
    } else {
        writer.fail_too_long();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{string::String, vec::Vec};

    #[test]
    fn records_are_read_as_they_were_written() {
        let mut data = UserdataBuilder::new();
        assert!(data.is_empty());
        assert!(data.number(Userdata::SET_KEY_BYTE_ORDER, 2));
        assert!(data.text(Userdata::SET_COMMENT, "web ports"));
        assert!(data.put(99, &[]));
        let read = data.as_userdata();
        assert_eq!(read.number(Userdata::SET_KEY_BYTE_ORDER), Some(2));
        assert_eq!(read.text(Userdata::SET_COMMENT), Some("web ports".into()));
        assert_eq!(read.get(99), Some(&[][..]));
        assert_eq!(read.get(1), None);
        assert_eq!(read.iter().count(), 3);
    }
    #[test]
    fn what_does_not_fit_changes_nothing() {
        let mut data = UserdataBuilder::new();
        let long = String::from_utf8([b'x'; 255].to_vec()).unwrap();
        assert!(!data.text(0, &long), "255 bytes and a NUL do not fit a record");
        assert!(!data.text(0, "a\0b"));
        assert!(data.is_empty());
        assert!(data.text(0, &long[..253]), "a record of 256 bytes");
        assert_eq!(data.as_userdata().as_bytes().len(), 256);
        assert!(!data.put(1, &[]));
        assert_eq!(data.as_userdata().comment().unwrap().as_bytes().len(), 253);
    }
    #[test]
    fn any_bytes_are_read_to_their_end() {
        for bytes in [&[][..], &[0], &[0, 1], &[0, 255, 1], &[7, 0, 0, 2, 1], &[0; 9]] {
            let records: Vec<_> = Userdata::new(bytes).iter().collect();
            let len: usize = records.iter().map(|(_, value)| value.len() + 2).sum();
            assert!(len <= bytes.len());
            let _ = (Userdata::new(bytes).comment(), Userdata::new(bytes).number(0));
        }
        // a record longer than the rest ends the list; text without NUL is text
        assert_eq!(Userdata::new(&[1, 0, 0, 9, b'a']).iter().count(), 1);
        assert_eq!(Userdata::new(&[0, 2, b'a', b'b']).comment(), Some("ab".into()));
    }
}
