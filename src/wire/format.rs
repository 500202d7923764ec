//! Text of values, written without allocation.
use crate::wire::{Labels, spec::Named};
use core::fmt::{self, Write};

/// Text of at most `N` bytes of ASCII, written by one call of `write_str`; what does not fit is left
/// out.
///
/// Not `write!`, whose machinery costs several times what the digits cost.
pub(crate) struct Short<const N: usize> {
    bytes: [u8; N],
    len: usize,
}
impl<const N: usize> Short<N> {
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; N], len: 0 }
    }
    /// Appends a character of ASCII.
    #[inline(always)]
    pub(crate) fn push(&mut self, byte: u8) {
        if let Some(free) = self.bytes.get_mut(self.len) {
            *free = byte;
            self.len += 1;
        }
    }
    /// Appends a decimal number.
    pub(crate) fn decimal(&mut self, value: u64) {
        for digit in digits(value) {
            self.push(digit);
        }
    }
    /// Appends a hexadecimal number without leading zeros.
    fn hex(&mut self, value: u16) {
        for shift in [12, 8, 4, 0] {
            if value >> shift != 0 || shift == 0 {
                self.digit((value >> shift) as u8);
            }
        }
    }
    /// Appends two hexadecimal digits.
    fn byte(&mut self, byte: u8) {
        self.digit(byte >> 4);
        self.digit(byte);
    }
    /// Appends the lower four bits as a hexadecimal digit.
    #[inline(always)]
    fn digit(&mut self, value: u8) {
        let value = value & 15;
        self.push(if value < 10 { b'0' + value } else { b'a' - 10 + value });
    }
    /// Appends an IPv4 address.
    fn ip4(&mut self, octets: [u8; 4]) {
        for (at, octet) in octets.into_iter().enumerate() {
            if at != 0 {
                self.push(b'.');
            }
            self.decimal(octet.into());
        }
    }
    fn text(&mut self, text: &str) {
        text.bytes().for_each(|byte| self.push(byte));
    }
    pub(crate) fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or("")
    }
}
/// The digits of a decimal number.
#[inline]
pub(crate) fn digits(mut value: u64) -> impl Iterator<Item = u8> {
    let (mut digits, mut count) = ([0; 20], 0_usize);
    for digit in &mut digits {
        *digit = b'0' + (value % 10) as u8;
        value /= 10;
        count += 1;
        if value == 0 {
            break;
        }
    }
    digits.into_iter().take(count).rev()
}
/// Writes a decimal number.
pub(crate) fn decimal(out: &mut dyn Write, value: u64) -> fmt::Result {
    let mut text = Short::<20>::new();
    text.decimal(value);
    out.write_str(text.as_str())
}

/// Writes the names of bits, for `Display` of a [`flags!`](crate::flags) type.
#[doc(hidden)]
pub fn write_flags(f: &mut fmt::Formatter<'_>, value: u64, names: &'static [Named]) -> fmt::Result {
    flags(f, value, names, false)
}
/// Writes the names of bits, and bits without a name as one number: `UP|LOWER_UP|0x80000`, or a
/// JSON array.
pub(crate) fn flags(out: &mut dyn Write, value: u64, names: &'static [Named], is_json: bool) -> fmt::Result {
    if value == 0 {
        return out.write_str(if is_json { "[]" } else { "0" });
    }
    let [open, close, between, quote] = if is_json { ["[", "]", ",", "\""] } else { ["", "", "|", ""] };
    let mut left = value;
    let mut any = false;
    out.write_str(open)?;
    for named in names {
        if named.value != 0 && left & named.value == named.value {
            left &= !named.value;
            if core::mem::replace(&mut any, true) {
                out.write_str(between)?;
            }
            for part in [quote, named.name, quote] {
                out.write_str(part)?;
            }
        }
    }
    if left != 0 {
        if core::mem::replace(&mut any, true) {
            out.write_str(between)?;
        }
        if is_json { decimal(out, left)? } else { write!(out, "{left:#x}")? }
    }
    out.write_str(close)
}
/// Writes an unknown attribute.
pub(crate) fn unknown(f: &mut fmt::Formatter<'_>, number: u16, payload: &[u8]) -> fmt::Result {
    write!(f, "#{number}: ")?;
    hex(f, payload)
}
/// Writes two hexadecimal digits per byte.
pub(crate) fn hex(out: &mut dyn Write, bytes: &[u8]) -> fmt::Result {
    bytes.chunks(32).try_for_each(|chunk| {
        let mut text = Short::<64>::new();
        chunk.iter().for_each(|byte| text.byte(*byte));
        out.write_str(text.as_str())
    })
}
/// Writes two hexadecimal digits per byte, separated by colons.
pub(crate) fn hardware(out: &mut dyn Write, bytes: &[u8]) -> fmt::Result {
    for (at, chunk) in bytes.chunks(20).enumerate() {
        let mut text = Short::<60>::new();
        for (within, byte) in chunk.iter().enumerate() {
            if (at, within) != (0, 0) {
                text.push(b':');
            }
            text.byte(*byte);
        }
        out.write_str(text.as_str())?;
    }
    Ok(())
}
/// Writes MPLS labels, outermost first, as iproute2 does.
pub(crate) fn labels(out: &mut dyn Write, stack: &[u8]) -> fmt::Result {
    for (at, label) in Labels(stack).iter().enumerate() {
        if at != 0 {
            out.write_str("/")?;
        }
        write!(out, "{label}")?;
    }
    Ok(())
}
/// Writes an address of unknown family: as an IP address if the length is 4 or 16.
pub(crate) fn address(out: &mut dyn Write, bytes: &[u8]) -> fmt::Result {
    if matches!(bytes.len(), 4 | 16) { ip(out, bytes) } else { hex(out, bytes) }
}
/// Writes an IP address as text (RFC 5952).
///
/// Not the implementation of core, which the linker cannot prove to be free of panics.
pub(crate) fn ip(out: &mut dyn Write, octets: &[u8]) -> fmt::Result {
    let mut text = Short::<45>::new();
    if let [a, b, c, d] = *octets {
        text.ip4([a, b, c, d]);
        return out.write_str(text.as_str());
    }
    if let [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d] = *octets {
        text.text("::ffff:");
        text.ip4([a, b, c, d]);
        return out.write_str(text.as_str());
    }
    let mut groups = [0u16; 8];
    for (group, pair) in groups.iter_mut().zip(octets.chunks_exact(2)) {
        *group = pair.iter().fold(0, |value, byte| (value << 8) | u16::from(*byte));
    }
    // the longest run of at least two zero groups; of several, the first
    let (mut best, mut run) = ((0, 1), (0, 0));
    for (at, group) in groups.iter().enumerate() {
        run = if *group != 0 { (at + 1, 0) } else { (run.0, run.1 + 1) };
        if run.1 > best.1 {
            best = run;
        }
    }
    let zeros = if best.1 > 1 { best.0..best.0 + best.1 } else { 8..8 };
    for (at, group) in groups.iter().enumerate() {
        if zeros.contains(&at) {
            if at == zeros.start {
                text.text("::");
            }
        } else {
            if at != 0 && at != zeros.end {
                text.push(b':');
            }
            text.hex(*group);
        }
    }
    out.write_str(text.as_str())
}
/// The context of a text, which decides what is escaped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quotes {
    /// No quotes.
    None,
    /// Double quotes, which are escaped in the text.
    Double,
    /// A JSON string (RFC 8259), with the escapes of JSON for all valid UTF-8.
    Json,
    /// A serializer that adds quotes and escapes.
    #[cfg(feature = "serde")]
    Foreign,
}
/// Whether a character moves the cursor, changes the order of adjacent text, or is invisible.
///
/// These are control characters, line and paragraph separators, and what Unicode calls default
/// ignorable: bidirectional controls, zero-width characters, variation selectors, tags.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}
/// Writes escaped text. [`Str::unescape`](super::Str::unescape) is the inverse.
///
/// A backslash is `\\`, a byte that is not UTF-8 is `\xff`, a hidden character is `\x0a` or
/// `\u{202e}`, a quote in quotes is `\"`; everything else is unchanged. In JSON, hidden characters
/// use the escapes of JSON.
pub(crate) fn escape(out: &mut dyn Write, bytes: &[u8], quotes: Quotes) -> fmt::Result {
    // in JSON, the backslash itself must be escaped
    let backslash = if quotes == Quotes::Json { "\\\\" } else { "\\" };
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\\' => {
                    out.write_str(backslash)?;
                    out.write_str(backslash)?;
                }
                '"' if matches!(quotes, Quotes::Double | Quotes::Json) => out.write_str("\\\"")?,
                c if !is_hidden(c) => out.write_char(c)?,
                c => match quotes {
                    Quotes::Json => {
                        let mut units = [0; 2];
                        for unit in c.encode_utf16(&mut units) {
                            write!(out, "\\u{unit:04x}")?;
                        }
                    }
                    #[cfg(feature = "serde")]
                    Quotes::Foreign => out.write_char(c)?,
                    _ if c.is_ascii() => write!(out, "\\x{:02x}", c as u32)?,
                    _ => write!(out, "\\u{{{:x}}}", c as u32)?,
                },
            }
        }
        for byte in chunk.invalid() {
            write!(out, "{backslash}x{byte:02x}")?;
        }
    }
    Ok(())
}
/// Writes text without quotes.
pub(crate) fn text(out: &mut dyn Write, bytes: &[u8]) -> fmt::Result {
    escape(out, bytes, Quotes::None)
}
/// Writes text in double quotes.
pub(crate) fn quoted(out: &mut dyn Write, bytes: &[u8]) -> fmt::Result {
    out.write_str("\"")?;
    escape(out, bytes, Quotes::Double)?;
    out.write_str("\"")
}
/// Writes a JSON string.
pub(crate) fn json_text(out: &mut dyn Write, bytes: &[u8]) -> fmt::Result {
    out.write_str("\"")?;
    escape(out, bytes, Quotes::Json)?;
    out.write_str("\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::net::{Ipv4Addr, Ipv6Addr};
    use std::{format, string::String};

    #[test]
    fn addresses_are_written_as_core_writes_them() {
        for octets in [[0, 0, 0, 0], [127, 0, 0, 1], [255; 4]] {
            let mut out = String::new();
            ip(&mut out, &octets).unwrap();
            assert_eq!(out, format!("{}", Ipv4Addr::from(octets)));
        }
        let mut state = 1u64;
        for mask in 0..=255u32 {
            for _ in 0..20 {
                let mut octets = [0u8; 16];
                for group in 0..8 {
                    state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    if mask >> group & 1 != 0 {
                        octets[group * 2..group * 2 + 2]
                            .copy_from_slice(&((state >> 40) as u16 >> (state % 13)).to_be_bytes());
                    }
                }
                let mut out = String::new();
                ip(&mut out, &octets).unwrap();
                assert_eq!(out, format!("{}", Ipv6Addr::from(octets)));
            }
        }
        let mut out = String::new();
        ip(&mut out, &Ipv4Addr::LOCALHOST.to_ipv6_mapped().octets()).unwrap();
        assert_eq!(out, "::ffff:127.0.0.1");
    }
}
