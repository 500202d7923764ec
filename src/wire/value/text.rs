//! Text up to the first NUL, if any.
use super::{Encode, Put, Value, borrowed, copy};
use crate::wire::{format, spec::PayloadType};
use core::{fmt, iter::FusedIterator, str};

/// Text up to the first NUL, borrowed. Not necessarily UTF-8: interface names are any bytes.
///
/// Written with a NUL at the end. Text with an inner NUL is not written:
/// [`BuildError::NulInText`](crate::wire::BuildError::NulInText).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Str<'a>(pub &'a [u8]);
impl<'a> Str<'a> {
    /// Returns the bytes without NUL.
    #[inline(always)]
    pub const fn as_bytes(&self) -> &'a [u8] {
        self.0
    }
    /// Returns the text as UTF-8.
    ///
    /// # Errors
    /// [`Utf8Error`](core::str::Utf8Error) if the text is not UTF-8.
    pub const fn to_str(&self) -> Result<&'a str, str::Utf8Error> {
        str::from_utf8(self.0)
    }
    /// Decodes escaped text: the output of `Display`, JSON, serde, and `Debug` between its quotes.
    ///
    /// Yields the bytes one by one. `\\\\` is a backslash, `\\"` a quote, `\\xff` a byte,
    /// `\\u{202e}` a character; everything else is unchanged.
    ///
    /// ```
    /// use nlwire::wire::Str;
    /// let text = Str(b"a\\b\xff\n").to_string();
    /// assert_eq!(text, r"a\\b\xff\x0a");
    /// assert_eq!(Str::unescape(&text).collect::<Result<Vec<u8>, _>>()?, b"a\\b\xff\n");
    /// assert_eq!(Str::unescape(r"C:\new").last().unwrap().unwrap_err().to_string(), "unknown escape at byte 2 of the text");
    /// # Ok::<(), nlwire::wire::UnescapeError>(())
    /// ```
    pub const fn unescape(text: &'a str) -> Unescape<'a> {
        Unescape { text: text.as_bytes(), offset: 0, pending: [0; 4], waiting: 0 }
    }
    /// Copies at most the first `N` bytes.
    pub(crate) fn to_inline_truncated<const N: usize>(self) -> Option<InlineStr<N>> {
        InlineStr::new(self.0.get(..N).unwrap_or(self.0))
    }
    /// Copies the text, or its first `N` bytes; sets `truncated` if it is longer.
    #[allow(dead_code)] // by feature
    pub(crate) fn to_inline_cut<const N: usize>(self, truncated: &mut bool) -> InlineStr<N> {
        *truncated |= self.0.len() > N;
        self.to_inline_truncated().unwrap_or_default()
    }
    /// Copies the text; `None` if longer than `N` bytes.
    pub fn to_inline<const N: usize>(&self) -> Option<InlineStr<N>> {
        InlineStr::new(self.0)
    }
}
impl Encode for Str<'_> {
    const PAYLOAD_TYPE: PayloadType = PayloadType::Text;
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
    #[inline(always)]
    fn has_inner_nul(&self) -> bool {
        self.0.contains(&0)
    }
}
impl<'a> Value<'a> for Str<'a> {
    #[inline(always)]
    fn read(payload: &'a [u8]) -> Option<Self> {
        Some(Self(to_nul(payload)))
    }
}
/// Returns the bytes before the first NUL.
#[inline(always)]
pub(crate) fn to_nul(bytes: &[u8]) -> &[u8] {
    match bytes.iter().position(|&byte| byte == 0) {
        Some(end) => bytes.get(..end).unwrap_or(bytes),
        None => bytes,
    }
}
impl fmt::Display for Str<'_> {
    /// Prints the text, escaped; [`Str::unescape`] is the inverse.
    ///
    /// A byte that is not UTF-8 is `\xff`, a backslash is `\\`, and a character that is hidden or
    /// moves the cursor is `\x0a` or `\u{202e}`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.width().is_some() || f.precision().is_some() {
            if let Some(text) =
                self.to_str().ok().filter(|text| !text.contains(|c| c == '\\' || format::is_hidden(c)))
            {
                return f.pad(text);
            }
        }
        format::text(f, self.0)
    }
}
impl fmt::Debug for Str<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        format::quoted(f, self.0)
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
/// Iterator over the bytes of escaped text: see [`Str::unescape`]. Ends after an error.
#[derive(Clone, Debug)]
pub struct Unescape<'a> {
    text: &'a [u8],
    offset: usize,
    /// The remaining bytes of a character, at the end of the array.
    pending: [u8; 4],
    waiting: u8,
}
/// An escape that is unknown or truncated: see [`Str::unescape`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnescapeError {
    /// Offset of the escape in the text, bytes.
    pub offset: usize,
}
impl fmt::Display for UnescapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown escape at byte {} of the text", self.offset)
    }
}
impl core::error::Error for UnescapeError {}
impl Unescape<'_> {
    /// Decodes the escape at the start, without its backslash.
    ///
    /// Returns the first byte and the length of the escape. Further bytes of a character become
    /// pending.
    fn escape(&mut self) -> Option<(u8, usize)> {
        let digits = |digits: &[u8]| {
            // `from_str_radix` accepts a sign
            let all = !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit);
            let digits = str::from_utf8(digits).ok().filter(|_| all)?;
            u32::from_str_radix(digits, 16).ok()
        };
        match self.text.split_first()? {
            (byte @ (b'\\' | b'"'), _) => Some((*byte, 1)),
            (b'x', rest) => Some((u8::try_from(digits(rest.get(..2)?)?).ok()?, 3)),
            (b'u', rest) => {
                let rest = rest.strip_prefix(b"{")?;
                let len = rest.iter().take(7).position(|byte| *byte == b'}')?;
                let c = char::from_u32(digits(rest.get(..len)?)?)?;
                let mut bytes = [0; 4];
                let (first, others) = c.encode_utf8(&mut bytes).as_bytes().split_first()?;
                for (slot, byte) in self.pending.iter_mut().rev().zip(others.iter().rev()) {
                    *slot = *byte;
                }
                self.waiting = others.len() as u8;
                Some((*first, len.saturating_add(3)))
            }
            _ => None,
        }
    }
}
impl Iterator for Unescape<'_> {
    type Item = Result<u8, UnescapeError>;
    fn next(&mut self) -> Option<Self::Item> {
        if self.waiting != 0 {
            let at = self.pending.len().saturating_sub(usize::from(self.waiting));
            self.waiting -= 1;
            return self.pending.get(at).copied().map(Ok);
        }
        let (first, rest) = self.text.split_first()?;
        self.text = rest;
        let offset = self.offset;
        self.offset = offset.saturating_add(1);
        if *first != b'\\' {
            return Some(Ok(*first));
        }
        match self.escape() {
            Some((byte, len)) => {
                self.text = self.text.get(len..).unwrap_or(&[]);
                self.offset = self.offset.saturating_add(len);
                Some(Ok(byte))
            }
            None => {
                self.text = &[];
                Some(Err(UnescapeError { offset }))
            }
        }
    }
}
impl FusedIterator for Unescape<'_> {}
macro_rules! as_text { ($($t:ty),*) => { $(
    impl Put<Str<'_>> for $t {
        #[inline(always)]
        fn wire_len(&self) -> usize { self.len() + 1 }
        #[inline(always)]
        fn write(&self, out: &mut [u8]) { Encode::write(&Str(self.as_ref()), out) }
        #[inline(always)]
        fn has_inner_nul(&self) -> bool { Encode::has_inner_nul(&Str(self.as_ref())) }
    }
)* } }
as_text!(&str, &[u8]);

/// The name of a Unix domain socket, borrowed. Not necessarily UTF-8.
///
/// A path ends at the first NUL. An abstract name starts with NUL and has all bytes. See
/// [unix(7)](https://man7.org/linux/man-pages/man7/unix.7.html).
#[doc(alias = "sockaddr_un")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnixName<'a>(pub &'a [u8]);
impl<'a> UnixName<'a> {
    /// Returns the path; `None` for an abstract name.
    pub fn path(&self) -> Option<Str<'a>> {
        self.0.first().is_some_and(|first| *first != 0).then_some(Str(self.0))
    }
    /// Returns the abstract name, without the leading NUL; `None` for a path.
    pub fn abstract_name(&self) -> Option<&'a [u8]> {
        self.0.strip_prefix(&[0])
    }
    /// Returns all bytes of the name.
    pub const fn bytes(&self) -> &'a [u8] {
        self.0
    }
}
impl fmt::Debug for UnixName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        format::quoted(f, self.0)
    }
}
/// Returns the bytes of the name, without what follows a path.
#[inline(always)]
pub(crate) fn unix_name(bytes: &[u8]) -> &[u8] {
    if bytes.first() == Some(&0) { bytes } else { to_nul(bytes) }
}
borrowed! {
    [] UnixName<'a>: PayloadType::UnixName, 0, |b| Some(UnixName(unix_name(b))), |it| it.0, |it| it.path().is_some_and(|path| path.0.contains(&0));
}

/// Text of at most `N` bytes that does not borrow. An interface name is an `InlineStr<16>`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InlineStr<const N: usize> {
    bytes: [u8; N],
}
impl<const N: usize> InlineStr<N> {
    /// Copies `text` up to the first NUL; `None` if longer than `N` bytes.
    pub fn new(text: &[u8]) -> Option<Self> {
        let text = to_nul(text);
        let mut bytes = [0; N];
        bytes.get_mut(..text.len())?.copy_from_slice(text);
        Some(Self { bytes })
    }
    /// Creates an empty text.
    pub const fn new_empty() -> Self {
        Self { bytes: [0; N] }
    }
    /// Borrows the text.
    pub fn as_str(&self) -> Str<'_> {
        Str(to_nul(&self.bytes))
    }
    /// Returns the text as UTF-8.
    ///
    /// # Errors
    /// [`Utf8Error`](core::str::Utf8Error) if the text is not UTF-8.
    pub fn to_str(&self) -> Result<&str, str::Utf8Error> {
        self.as_str().to_str()
    }
    /// Returns whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.as_str().0.is_empty()
    }
}
impl<const N: usize> PartialEq<str> for InlineStr<N> {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == *other
    }
}
impl<const N: usize> PartialEq<&str> for InlineStr<N> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
impl<'a, const N: usize> From<&'a InlineStr<N>> for Str<'a> {
    fn from(text: &'a InlineStr<N>) -> Self {
        text.as_str()
    }
}
impl<const N: usize> Default for InlineStr<N> {
    fn default() -> Self {
        Self::new_empty()
    }
}
impl<const N: usize> fmt::Display for InlineStr<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}
impl<const N: usize> fmt::Debug for InlineStr<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Json, View};
    use std::{format, vec::Vec};

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
    fn what_is_printed_is_read_back() {
        let back = |text: &str| Str::unescape(text).collect::<Result<Vec<u8>, _>>();
        let check = |bytes: &[u8]| {
            let shown = format!("{}", Str(bytes));
            assert_eq!(back(&shown).as_deref(), Ok(bytes), "{shown}");
            let quoted = format!("{:?}", Str(bytes));
            assert_eq!(back(&quoted[1..quoted.len() - 1]).as_deref(), Ok(bytes), "{quoted}");
            (shown, quoted)
        };
        check(b"");
        for first in 0..=255 {
            check(&[first]);
            for second in 0..=255 {
                check(&[first, second]);
                check(&[b'\\', first, second]);
                check(&[b'\\', b'x', first, second, b'0']);
            }
        }
        for text in
            [r"\xff", r"\\", r"\u{202e}", r"\", r"\x20 and \x2", "\u{202e}\u{10ffff}\u{e0001}", "a\"b"]
        {
            check(text.as_bytes());
        }
        let mut state = 1u64;
        for _ in 0..20_000 {
            let bytes: Vec<u8> = (0..state >> 60)
                .map(|_| {
                    state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    let kinds = [b'\\', b'x', b'f', b'u', b'{', b'}', 0xe2, 0x80, 0xae, (state >> 40) as u8];
                    kinds[(state >> 33) as usize % kinds.len()]
                })
                .collect();
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1);
            check(&bytes);
        }
        for c in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            let (shown, quoted) = check(c.encode_utf8(&mut bytes).as_bytes());
            assert!(!shown.contains(format::is_hidden) && !quoted.contains(format::is_hidden), "{c:?}");
        }
    }
    #[test]
    fn what_moves_the_cursor_or_hides_is_escaped() {
        for c in "\u{0}\u{9}\u{1b}\u{7f}\u{85}\u{9b}\u{ad}\u{61c}\u{200b}\u{200e}\u{2028}\u{2029}\u{202e}\u{2066}\u{feff}\u{e0041}".chars() {
            let mut bytes = [0; 4];
            let text = Str(c.encode_utf8(&mut bytes).as_bytes());
            for printed in [format!("{text}"), format!("{text:?}"), format!("{text:8}")] {
                assert!(printed.contains('\\') && printed.is_ascii(), "{printed:?}");
            }
            let view = View::new(PayloadType::Text, text.0);
            if c != '\0' {
                assert!(format!("{}", Json(view)).is_ascii() && format!("{view:?}").is_ascii());
            }
        }
        assert_eq!(format!("{}", Str("é ß 日本".as_bytes())), "é ß 日本");
    }
    #[test]
    fn escapes_that_are_none_are_errors() {
        for (text, offset) in [
            ("\\", 0),
            ("ab\\", 2),
            ("\\n", 0),
            ("\\x", 0),
            ("\\x1", 0),
            ("\\x+1", 0),
            ("\\xg0", 0),
            ("\\u0041", 0),
            ("\\u{", 0),
            ("\\u{}", 0),
            ("\\u{d800}", 0),
            ("\\u{110000}", 0),
            ("\\u{00000041}", 0),
            ("\\\\\\", 2),
        ] {
            let mut bytes = Str::unescape(text);
            assert_eq!(bytes.by_ref().find_map(Result::err), Some(UnescapeError { offset }), "{text}");
            assert_eq!(bytes.next(), None);
        }
    }
    #[test]
    fn a_name_holds_as_much_as_it_says() {
        assert_eq!(InlineStr::<4>::new(b"eth0").map(|name| name.as_str() == "eth0"), Some(true));
        assert_eq!((InlineStr::<4>::new(b"eth00"), InlineStr::<4>::new(b"et\0h00").is_some()), (None, true));
    }
}
