//! Printing without allocation: `Debug` for a log, JSON for a program.
//!
//! Both are one walk over [`View`]s with different syntax.
use super::{Label, Node, View};
use crate::wire::{
    format::{self, hardware, hex, ip, json_text, labels, quoted, text},
    spec::{Memo, Named, SECRET},
};
use core::fmt::{self, Write};

/// Syntax of the output.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// On one line, names without quotes.
    Line,
    /// Indented, one entry per line.
    Pretty,
    /// JSON, on one line.
    Json,
}
/// Size of the buffer in front of an output, bytes: several names and values, so that one call of
/// `write_str` writes them.
const BUFFER: usize = 256;
/// Output that collects short pieces.
struct Buffered<'w> {
    out: &'w mut dyn Write,
    bytes: [u8; BUFFER],
    len: usize,
}
impl Buffered<'_> {
    fn flush(&mut self) -> fmt::Result {
        let text = self.bytes.get(..core::mem::take(&mut self.len)).unwrap_or(&[]);
        // what is collected is text, in whole pieces
        self.out.write_str(core::str::from_utf8(text).map_err(|_| fmt::Error)?)
    }
    /// Writes one character of ASCII: punctuation is half of the pieces.
    #[inline]
    fn byte(&mut self, byte: u8) -> fmt::Result {
        if self.len >= BUFFER {
            self.flush()?;
        }
        if let Some(free) = self.bytes.get_mut(self.len) {
            *free = byte;
            self.len += 1;
        }
        Ok(())
    }
}
impl Write for Buffered<'_> {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.len() > BUFFER.saturating_sub(self.len) {
            self.flush()?;
        }
        match self.bytes.get_mut(self.len..).and_then(|free| free.get_mut(..text.len())) {
            Some(free) => {
                free.copy_from_slice(text.as_bytes());
                self.len += text.len();
                Ok(())
            }
            None => self.out.write_str(text),
        }
    }
}
/// Writes in one style, with commas and indentation.
pub(crate) struct Printer<'w> {
    out: Buffered<'w>,
    style: Style,
    depth: u8,
    memo: Memo,
    /// The next map leaves out entries whose bytes are zero.
    omits_zeros: bool,
}

impl<'w> Printer<'w> {
    /// Lets `print` write to an output.
    pub(crate) fn print<T>(
        out: &'w mut dyn Write,
        style: Style,
        print: impl FnOnce(&mut Self) -> Result<T, fmt::Error>,
    ) -> Result<T, fmt::Error> {
        let out = Buffered { out, bytes: [0; BUFFER], len: 0 };
        let mut printer = Self { out, style, depth: 0, memo: Memo::new(), omits_zeros: false };
        let printed = print(&mut printer)?;
        printer.out.flush()?;
        Ok(printed)
    }
    /// Sets whether the next map leaves out entries whose bytes are zero.
    pub(crate) fn omit_zeros(&mut self, omits: bool) {
        self.omits_zeros = omits;
    }
    fn is_json(&self) -> bool {
        self.style == Style::Json
    }
    pub(crate) fn is_pretty(&self) -> bool {
        self.style == Style::Pretty
    }
    pub(crate) fn raw(&mut self, text: &str) -> fmt::Result {
        self.out.write_str(text)
    }
    pub(crate) fn number(&mut self, value: u64) -> fmt::Result {
        format::digits(value).try_for_each(|digit| self.out.byte(digit))
    }
    /// Writes a name of the kernel, which needs no escapes.
    pub(crate) fn word(&mut self, word: &str) -> fmt::Result {
        if self.is_json() {
            self.out.byte(b'"')?;
            self.raw(word)?;
            return self.out.byte(b'"');
        }
        self.raw(word)
    }
    /// Writes a map or a list around what `inside` writes.
    pub(crate) fn group(
        &mut self,
        [open, close]: [u8; 2],
        inside: impl FnOnce(&mut Self, &mut bool) -> fmt::Result,
    ) -> fmt::Result {
        self.out.byte(open)?;
        self.depth = self.depth.saturating_add(1);
        let mut any = false;
        let written = inside(self, &mut any);
        self.depth = self.depth.saturating_sub(1);
        written?;
        if any && self.style == Style::Pretty {
            self.line()?;
        }
        self.out.byte(close)
    }
    fn line(&mut self) -> fmt::Result {
        self.out.byte(b'\n')?;
        (0..self.depth).try_for_each(|_| self.raw("    "))
    }
    /// Writes what separates the elements of a group.
    pub(crate) fn next(&mut self, any: &mut bool) -> fmt::Result {
        let first = !core::mem::replace(any, true);
        match self.style {
            Style::Pretty => {
                if !first {
                    self.out.byte(b',')?;
                }
                self.line()
            }
            Style::Line if !first => self.raw(", "),
            Style::Json if !first => self.out.byte(b','),
            _ => Ok(()),
        }
    }
    /// Writes the key of a map, and the separator before the value.
    pub(crate) fn key(&mut self, any: &mut bool, key: &str) -> fmt::Result {
        self.next(any)?;
        self.word(key)?;
        self.colon()
    }
    /// Writes what separates a key and its value.
    fn colon(&mut self) -> fmt::Result {
        if self.is_json() { self.out.byte(b':') } else { self.raw(": ") }
    }
    /// Lets `more` write to the output.
    pub(crate) fn more(&mut self, more: &mut dyn FnMut(&mut dyn Write) -> fmt::Result) -> fmt::Result {
        more(&mut self.out)
    }
    /// Writes text in quotes, escaped.
    pub(crate) fn text(&mut self, bytes: &[u8]) -> fmt::Result {
        if self.is_json() { json_text(&mut self.out, bytes) } else { quoted(&mut self.out, bytes) }
    }
    /// Writes text without quotes, escaped.
    pub(crate) fn bare_text(&mut self, bytes: &[u8]) -> fmt::Result {
        text(&mut self.out, bytes)
    }
    /// Writes the names of bits, and bits without a name as one number.
    pub(crate) fn flags(&mut self, value: u64, names: &'static [Named]) -> fmt::Result {
        let is_json = self.is_json();
        format::flags(&mut self.out, value, names, is_json)
    }
    /// Writes in quotes in JSON, otherwise without.
    fn bare(&mut self, write: impl FnOnce(&mut dyn Write) -> fmt::Result) -> fmt::Result {
        if self.is_json() {
            self.out.byte(b'"')?;
            write(&mut self.out)?;
            return self.out.byte(b'"');
        }
        write(&mut self.out)
    }
    /// Writes a payload, at every level.
    pub(crate) fn view(&mut self, view: &View<'_>) -> fmt::Result {
        match view.node_in(Some(&self.memo)) {
            Node::Flag => self.raw("true"),
            Node::Unsigned(value) => self.number(value),
            Node::Signed(value) => {
                if value < 0 {
                    self.out.byte(b'-')?;
                }
                self.number(value.unsigned_abs())
            }
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
            Node::Secret => self.word(SECRET),
            Node::Map(entries) => self.group([b'{', b'}'], |printer, any| {
                let omits_zeros = core::mem::take(&mut printer.omits_zeros);
                for entry in entries {
                    if omits_zeros && entry.value.payload().iter().all(|byte| *byte == 0) {
                        continue;
                    }
                    match entry.label {
                        Label::Name(name) => printer.key(any, name)?,
                        Label::Number(number) => {
                            printer.next(any)?;
                            printer.bare(|out| write!(out, "#{number}"))?;
                            printer.colon()?;
                        }
                        Label::Key(number) => {
                            printer.next(any)?;
                            printer.bare(|out| write!(out, "{number}"))?;
                            printer.colon()?;
                        }
                        Label::Broken if printer.is_json() => printer.key(any, "#broken")?,
                        Label::Broken => printer.key(any, "broken framing")?,
                        Label::Crowded if printer.is_json() => printer.key(any, "#crowded")?,
                        Label::Crowded => printer.key(any, "crowded")?,
                    }
                    printer.view(&entry.value)?;
                }
                Ok(())
            }),
            Node::List(items) => self.group([b'[', b']'], |printer, any| {
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
        Printer::print(f, style, |printer| printer.view(self))
    }
}

/// Displays a value as JSON, on one line.
///
/// Names are those of the kernel, and bytes are hexadecimal. In text, a backslash is `\\` and a
/// byte that is not UTF-8 is `\xff`, before the escapes of JSON;
/// [`Str::unescape`](crate::wire::Str::unescape) reads such text.
///
/// ```
/// use nlwire::{schema::{Json, View}, wire::spec::PayloadType};
/// let view = View::new(PayloadType::Text, b"a\"b\xff\0");
/// assert_eq!(format!("{view:?}"), r#""a\"b\xff""#);
/// assert_eq!(Json(view).to_string(), r#""a\"b\\xff""#);
/// ```
#[derive(Clone, Copy)]
pub struct Json<T>(pub T);
impl fmt::Display for Json<View<'_>> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Printer::print(f, Style::Json, |printer| printer.view(&self.0))
    }
}
