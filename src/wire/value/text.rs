//! Text: up to the first NUL, where there is one.
use super::{Encode, Put, Value, borrowed, copy};
use crate::wire::Shape;
use core::{fmt, str};

/// Text up to the first NUL, borrowed. It need not be UTF-8: interface names are any bytes. Written with a NUL.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Str<'a>(pub &'a [u8]);
impl<'a> Str<'a> {
    /// The bytes without NUL.
    #[inline(always)]
    pub const fn as_bytes(&self) -> &'a [u8] {
        self.0
    }
    /// As UTF-8.
    ///
    /// # Errors
    /// Where it is not UTF-8.
    pub const fn to_str(&self) -> Result<&'a str, str::Utf8Error> {
        str::from_utf8(self.0)
    }
    /// A copy that outlives the buffer, cut to `N` bytes.
    pub(crate) fn to_name_cut<const N: usize>(self) -> Option<Name<N>> {
        Name::new(self.0.get(..N).unwrap_or(self.0))
    }
    /// A copy that outlives the buffer; `None` where it is longer than `N`.
    pub fn to_name<const N: usize>(&self) -> Option<Name<N>> {
        Name::new(self.0)
    }
}
impl Encode for Str<'_> {
    const SHAPE: Shape = Shape::Text;
    #[inline(always)]
    fn wire_len(&self) -> usize {
        self.0.len() + 1
    }
    #[inline(always)]
    fn write(&self, out: &mut [u8]) {
        if let Some((nul, text)) = out.split_last_mut() {
            *nul = 0;
            copy(text, self.0)
        }
    }
}
impl<'a> Value<'a> for Str<'a> {
    #[inline(always)]
    fn read(payload: &'a [u8]) -> Option<Self> {
        Some(Self(to_nul(payload)))
    }
}
/// What stands before the first NUL.
#[inline(always)]
pub(crate) fn to_nul(bytes: &[u8]) -> &[u8] {
    match bytes.iter().position(|&byte| byte == 0) {
        Some(end) => bytes.get(..end).unwrap_or(bytes),
        None => bytes,
    }
}
impl fmt::Display for Str<'_> {
    /// What is no UTF-8 comes out as `\x..`, so that nothing can hide.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.width().is_some() || f.precision().is_some() {
            if let Some(text) = self.to_str().ok().filter(|text| !text.contains(char::is_control)) {
                return f.pad(text);
            }
        }
        crate::wire::print::text(f, self.0)
    }
}
impl fmt::Debug for Str<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::wire::print::quoted(f, self.0)
    }
}
impl PartialEq<str> for Str<'_> {
    fn eq(&self, other: &str) -> bool {
        self.0 == other.as_bytes()
    }
}
impl PartialEq<&str> for Str<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == other.as_bytes()
    }
}
impl<'a> From<&'a str> for Str<'a> {
    fn from(text: &'a str) -> Self {
        Self(text.as_bytes())
    }
}
macro_rules! as_text { ($($t:ty),*) => { $(
    impl Put<Str<'_>> for $t {
        #[inline(always)]
        fn wire_len(&self) -> usize { self.len() + 1 }
        #[inline(always)]
        fn write(&self, out: &mut [u8]) { Encode::write(&Str(self.as_ref()), out) }
    }
)* } }
as_text!(&str, &[u8]);

/// The name of a socket of AF_UNIX, borrowed: a path, up to the first NUL; or one that begins with NUL, an abstract one, to its end. It need
/// not be UTF-8.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnixName<'a>(pub &'a [u8]);
impl<'a> UnixName<'a> {
    /// The path; `None` of an abstract name.
    pub fn path(&self) -> Option<Str<'a>> {
        self.0.first().is_some_and(|first| *first != 0).then_some(Str(self.0))
    }
    /// The abstract name without the NUL in front; `None` of a path.
    pub fn abstract_name(&self) -> Option<&'a [u8]> {
        self.0.strip_prefix(&[0])
    }
    /// All of it.
    pub const fn bytes(&self) -> &'a [u8] {
        self.0
    }
}
impl fmt::Debug for UnixName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::wire::print::quoted(f, self.0)
    }
}
/// What belongs to the name.
#[inline(always)]
pub(crate) fn unix_name(bytes: &[u8]) -> &[u8] {
    if bytes.first() == Some(&0) { bytes } else { to_nul(bytes) }
}
borrowed! {
    [] UnixName<'a>: Shape::UnixName, 0, |b| Some(UnixName(unix_name(b))), |it| it.0;
}

/// Text of at most `N` bytes that outlives the buffer it was read from: an interface name is a `Name<16>`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name<const N: usize> {
    bytes: [u8; N],
}
impl<const N: usize> Name<N> {
    /// A copy of `text` up to its first NUL; `None` where that is longer than `N` bytes.
    pub fn new(text: &[u8]) -> Option<Self> {
        let text = to_nul(text);
        let mut bytes = [0; N];
        bytes.get_mut(..text.len())?.copy_from_slice(text);
        Some(Self { bytes })
    }
    /// No text.
    pub const fn new_empty() -> Self {
        Self { bytes: [0; N] }
    }
    /// As what an attribute holds.
    pub fn as_str(&self) -> Str<'_> {
        Str(to_nul(&self.bytes))
    }
}
impl<const N: usize> Default for Name<N> {
    fn default() -> Self {
        Self::new_empty()
    }
}
impl<const N: usize> fmt::Display for Name<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}
impl<const N: usize> fmt::Debug for Name<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;

    #[test]
    fn with_or_without_nul_and_never_past_the_first() {
        for (payload, text) in
            [(&b"eth0\0"[..], "eth0"), (b"eth0", "eth0"), (b"a\0b\0", "a"), (b"\0", ""), (b"", "")]
        {
            assert_eq!(Str::read(payload), Some(Str(text.as_bytes())));
        }
        assert_eq!(
            format!("{} {:?} {:>6}|", Str(b"a\xff\n"), Str(b"a\"\xff"), Str(b"lo")),
            "a\\xff\\x0a \"a\\\"\\xff\"     lo|"
        );
    }
    #[test]
    fn a_name_holds_as_much_as_it_says() {
        assert_eq!(Name::<4>::new(b"eth0").map(|name| name.as_str() == "eth0"), Some(true));
        assert_eq!((Name::<4>::new(b"eth00"), Name::<4>::new(b"et\0h00").is_some()), (None, true));
    }
}
