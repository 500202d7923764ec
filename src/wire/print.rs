//! Printing without allocation: `Debug` for a log, JSON for a program. Both are one walk over [`View`]s in two spellings.
//!
//! ```
//! use nlwire::wire::{Json, Shape, View};
//! let view = View::new(Shape::Text, b"a\"b\xff\0");
//! assert_eq!(format!("{view:?}"), r#""a\"b\xff""#);
//! assert_eq!(Json(view).to_string(), r#""a\"b\\xff""#);
//! ```
use super::{Label, Labels, Named, Node, View};
use core::fmt::{self, Write};

/// How things are spelled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// On one line, names bare.
    Line,
    /// Indented, an entry a line.
    Pretty,
    /// JSON, on one line.
    Json,
}
/// Writes in one style, and keeps commas and indentation.
pub(crate) struct Printer<'w> {
    out: &'w mut dyn Write,
    style: Style,
    depth: u8,
}

impl<'w> Printer<'w> {
    pub(crate) fn new(out: &'w mut dyn Write, style: Style) -> Self {
        Self { out, style, depth: 0 }
    }
    fn is_json(&self) -> bool {
        self.style == Style::Json
    }
    pub(crate) fn raw(&mut self, text: &str) -> fmt::Result {
        self.out.write_str(text)
    }
    pub(crate) fn number(&mut self, value: u64) -> fmt::Result {
        write!(self.out, "{value}")
    }
    /// A word of the kernel's vocabulary: needs no escapes.
    pub(crate) fn word(&mut self, word: &str) -> fmt::Result {
        let quote = if self.is_json() { "\"" } else { "" };
        self.raw(quote)?;
        self.raw(word)?;
        self.raw(quote)
    }
    /// Opens a map or a list, closes it behind what `inside` writes.
    pub(crate) fn group(
        &mut self,
        [open, close]: [&str; 2],
        inside: impl FnOnce(&mut Self, &mut bool) -> fmt::Result,
    ) -> fmt::Result {
        self.raw(open)?;
        self.depth = self.depth.saturating_add(1);
        let mut any = false;
        let written = inside(self, &mut any);
        self.depth = self.depth.saturating_sub(1);
        written?;
        if any && self.style == Style::Pretty {
            self.line()?;
        }
        self.raw(close)
    }
    fn line(&mut self) -> fmt::Result {
        self.raw("\n")?;
        (0..self.depth).try_for_each(|_| self.raw("    "))
    }
    /// What stands in front of an element of a group.
    pub(crate) fn next(&mut self, any: &mut bool) -> fmt::Result {
        let first = !core::mem::replace(any, true);
        match self.style {
            Style::Pretty => {
                if !first {
                    self.raw(",")?;
                }
                self.line()
            }
            Style::Line if !first => self.raw(", "),
            Style::Json if !first => self.raw(","),
            _ => Ok(()),
        }
    }
    /// A key of a map, and what stands between it and its value.
    pub(crate) fn key(&mut self, any: &mut bool, key: &str) -> fmt::Result {
        self.next(any)?;
        self.word(key)?;
        self.raw(if self.is_json() { ":" } else { ": " })
    }
    /// What `more` writes by itself.
    pub(crate) fn more(&mut self, more: &mut dyn FnMut(&mut dyn Write) -> fmt::Result) -> fmt::Result {
        more(self.out)
    }
    /// Text in quotes, escaped.
    pub(crate) fn text(&mut self, bytes: &[u8]) -> fmt::Result {
        if self.is_json() { json_text(self.out, bytes) } else { quoted(self.out, bytes) }
    }
    /// Text without quotes, escaped.
    pub(crate) fn bare_text(&mut self, bytes: &[u8]) -> fmt::Result {
        text(self.out, bytes)
    }
    /// Bits by their names, those without a name as one number.
    pub(crate) fn flags(&mut self, value: u64, names: &'static [Named]) -> fmt::Result {
        let [open, close, between] = if self.is_json() { ["[", "]", ","] } else { ["", "", "|"] };
        let mut left = value;
        let mut any = false;
        self.raw(open)?;
        for named in names {
            if named.value != 0 && left & named.value == named.value {
                left &= !named.value;
                if core::mem::replace(&mut any, true) {
                    self.raw(between)?;
                }
                self.word(named.name)?;
            }
        }
        if left != 0 {
            if core::mem::replace(&mut any, true) {
                self.raw(between)?;
            }
            if self.is_json() { self.number(left)? } else { write!(self.out, "{left:#x}")? }
        }
        if !any && !self.is_json() {
            self.raw("0")?;
        }
        self.raw(close)
    }
    /// What stands in quotes in JSON and bare elsewhere.
    fn bare(&mut self, write: impl FnOnce(&mut dyn Write) -> fmt::Result) -> fmt::Result {
        let quote = if self.is_json() { "\"" } else { "" };
        self.raw(quote)?;
        write(self.out)?;
        self.raw(quote)
    }
    /// A payload and everything in it.
    pub(crate) fn view(&mut self, view: &View<'_>) -> fmt::Result {
        match view.node() {
            Node::Flag => self.raw("true"),
            Node::Unsigned(value) => self.number(value),
            Node::Signed(value) => write!(self.out, "{value}"),
            Node::Name(name) => self.word(name),
            Node::Flags(value, names) => self.flags(value, names),
            Node::Text(text) => self.text(text),
            Node::Ip(octets) => self.bare(|out| ip(out, octets)),
            Node::Hardware(bytes) => self.bare(|out| hardware(out, bytes)),
            Node::Labels(stack) => self.bare(|out| labels(out, stack)),
            Node::Bytes(bytes) => self.bare(|out| hex(out, bytes)),
            Node::Misfit(bytes) => {
                if !self.is_json() {
                    self.raw("misfit ")?;
                }
                self.bare(|out| hex(out, bytes))
            }
            Node::Deep(bytes) => {
                if !self.is_json() {
                    self.raw("deeper ")?;
                }
                self.bare(|out| hex(out, bytes))
            }
            Node::Map(entries) => self.group(["{", "}"], |printer, any| {
                for entry in entries {
                    match entry.label {
                        Label::Name(name) => printer.key(any, name)?,
                        Label::Number(number) => {
                            printer.next(any)?;
                            printer.bare(|out| write!(out, "#{number}"))?;
                            printer.raw(if printer.is_json() { ":" } else { ": " })?;
                        }
                        Label::Broken if printer.is_json() => printer.key(any, "#broken")?,
                        Label::Broken => printer.key(any, "broken framing")?,
                    }
                    printer.view(&entry.value)?;
                }
                Ok(())
            }),
            Node::List(items) => self.group(["[", "]"], |printer, any| {
                for item in items {
                    printer.next(any)?;
                    match item {
                        Ok(item) => printer.view(&item)?,
                        Err(_) => printer.word("broken framing")?,
                    }
                }
                Ok(())
            }),
        }
    }
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let style = if f.alternate() { Style::Pretty } else { Style::Line };
        Printer::new(f, style).view(self)
    }
}

/// Displays what it holds as JSON, on one line. Names are the kernel's; bytes are hex; text that is no UTF-8 is escaped as `\xff`.
#[derive(Clone, Copy)]
pub struct Json<T>(pub T);
impl fmt::Display for Json<View<'_>> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Printer::new(f, Style::Json).view(&self.0)
    }
}

/// Bits by their names, for `Display` of a [`flags!`](crate::flags) type.
#[doc(hidden)]
pub fn write_flags(f: &mut fmt::Formatter<'_>, value: u64, names: &'static [Named]) -> fmt::Result {
    Printer::new(f, Style::Line).flags(value, names)
}
/// An attribute that no table knows.
pub(crate) fn unknown(f: &mut fmt::Formatter<'_>, number: u16, payload: &[u8]) -> fmt::Result {
    write!(f, "#{number}: ")?;
    hex(f, payload)
}
/// Two digits a byte.
pub(crate) fn hex(out: &mut dyn Write, bytes: &[u8]) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
}
/// Two digits a byte, colons between.
pub(crate) fn hardware(out: &mut dyn Write, bytes: &[u8]) -> fmt::Result {
    for (at, byte) in bytes.iter().enumerate() {
        if at != 0 {
            out.write_str(":")?;
        }
        write!(out, "{byte:02x}")?;
    }
    Ok(())
}
/// Label numbers, outermost first, as iproute2 writes them.
pub(crate) fn labels(out: &mut dyn Write, stack: &[u8]) -> fmt::Result {
    for (at, label) in Labels(stack).iter().enumerate() {
        if at != 0 {
            out.write_str("/")?;
        }
        write!(out, "{label}")?;
    }
    Ok(())
}
/// An address of which only the length is known.
pub(crate) fn address(out: &mut dyn Write, bytes: &[u8]) -> fmt::Result {
    if matches!(bytes.len(), 4 | 16) { ip(out, bytes) } else { hex(out, bytes) }
}
/// An IP address as text: RFC 5952. (core's own can panic, as far as the linker sees.)
pub(crate) fn ip(out: &mut dyn Write, octets: &[u8]) -> fmt::Result {
    if let [a, b, c, d] = *octets {
        return write!(out, "{a}.{b}.{c}.{d}");
    }
    if let [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d] = *octets {
        return write!(out, "::ffff:{a}.{b}.{c}.{d}");
    }
    let mut groups = [0u16; 8];
    for (group, pair) in groups.iter_mut().zip(octets.chunks_exact(2)) {
        *group = pair.iter().fold(0, |value, byte| (value << 8) | u16::from(*byte));
    }
    // the longest run of at least two zero groups, the first of several
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
                out.write_str("::")?;
            }
        } else {
            if at != 0 && at != zeros.end {
                out.write_str(":")?;
            }
            write!(out, "{group:x}")?;
        }
    }
    Ok(())
}
/// UTF-8 as it stands, other bytes as `\xff`, without quotes. Control characters are escaped, too: a name must not move the cursor.
pub(crate) fn text(out: &mut dyn Write, bytes: &[u8]) -> fmt::Result {
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_control() { write!(out, "\\x{:02x}", c as u32)? } else { out.write_char(c)? }
        }
        chunk.invalid().iter().try_for_each(|byte| write!(out, "\\x{byte:02x}"))?;
    }
    Ok(())
}
/// The same in quotes.
pub(crate) fn quoted(out: &mut dyn Write, bytes: &[u8]) -> fmt::Result {
    out.write_str("\"")?;
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '"' | '\\' => {
                    out.write_char('\\')?;
                    out.write_char(c)?;
                }
                c if c.is_control() => write!(out, "\\x{:02x}", c as u32)?,
                c => out.write_char(c)?,
            }
        }
        chunk.invalid().iter().try_for_each(|byte| write!(out, "\\x{byte:02x}"))?;
    }
    out.write_str("\"")
}
/// A JSON string: RFC 8259. Bytes that are no UTF-8 become the four characters `\xff`.
pub(crate) fn json_text(out: &mut dyn Write, bytes: &[u8]) -> fmt::Result {
    out.write_str("\"")?;
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '"' => out.write_str("\\\"")?,
                '\\' => out.write_str("\\\\")?,
                c if c.is_control() => write!(out, "\\u{:04x}", c as u32)?,
                c => out.write_char(c)?,
            }
        }
        chunk.invalid().iter().try_for_each(|byte| write!(out, "\\\\x{byte:02x}"))?;
    }
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
