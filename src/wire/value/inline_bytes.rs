//! Bytes that do not borrow.
use super::Str;
use crate::wire::format;
use core::fmt;

/// At most `N` bytes that do not borrow: an SSID is an `InlineBytes<32>`, the name of a Unix domain
/// socket an `InlineBytes<108>`. `N` is at most 255.
///
/// `Display` prints the bytes as text, escaped as [`Str`] does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InlineBytes<const N: usize> {
    bytes: [u8; N],
    len: u8,
}
impl<const N: usize> InlineBytes<N> {
    /// Copies the bytes; `None` if there are more than `N`.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        let mut truncated = false;
        let copy = Self::cut(bytes, &mut truncated);
        (!truncated).then_some(copy)
    }
    /// Copies the bytes, or the first `N` of them; sets `truncated` if there are more.
    pub(crate) fn cut(bytes: &[u8], truncated: &mut bool) -> Self {
        const { assert!(N <= 255, "InlineBytes holds at most 255 bytes") };
        let mut copy = Self { bytes: [0; N], len: 0 };
        *truncated |= bytes.len() > N;
        for (to, from) in copy.bytes.iter_mut().zip(bytes) {
            *to = *from;
            copy.len = copy.len.wrapping_add(1);
        }
        copy
    }
    /// Returns the bytes.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len)).unwrap_or(&self.bytes)
    }
}
impl<const N: usize> fmt::Display for InlineBytes<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Str(self.bytes()), f)
    }
}
impl<const N: usize> fmt::Debug for InlineBytes<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        format::quoted(f, self.bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;

    #[test]
    fn bytes_are_kept_and_longer_ones_are_refused() {
        let copy = InlineBytes::<4>::new(b"a\0b").unwrap();
        assert_eq!((copy.bytes(), format!("{copy}")), (&b"a\0b"[..], "a\\x00b".into()));
        assert_eq!(InlineBytes::<4>::new(b"abcde"), None);
        let mut truncated = false;
        assert_eq!(InlineBytes::<4>::cut(b"abcde", &mut truncated).bytes(), b"abcd");
        assert!(truncated);
    }
}
