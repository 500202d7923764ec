//! Bytes of netlink messages, annotated: offsets, header fields, attributes, padding, and what is
//! malformed.
use crate::{output::Output, stop::Stop};
use nlwire::{
    schema::{Described, Entries, Label, Node, View},
    socket::Protocol,
    wire::{GetFlags, Message, Messages, spec::PayloadType},
};

/// Number of bytes in a line.
const WIDTH: usize = 8;
/// Number of characters of text in a line, for 80 columns.
const TEXT: usize = 47;

/// A range of bytes with its meaning.
struct Row {
    offset: usize,
    len: usize,
    depth: usize,
    text: String,
}

/// Prints a datagram, message by message.
pub fn datagram(out: &mut Output, protocol: Protocol, bytes: &[u8]) -> Result<(), Stop> {
    let begin = bytes.as_ptr().addr();
    let mut messages = Messages::new(bytes);
    for message in messages.by_ref() {
        match message {
            Ok(message) => {
                let base = message.bytes().as_ptr().addr() - begin;
                out.learn(protocol.0.into(), message);
                self::message(out, protocol, message, base)?;
            }
            Err(error) => {
                let offset = error.offset_in(bytes).unwrap_or(0);
                lines(out, offset, bytes.get(offset..).unwrap_or(&[]), 0, &format!("malformed: {error}"))?;
                out.malformed(&format!("{error}, at offset {offset}"))?;
            }
        }
    }
    let tail = messages.ignored_tail();
    if !tail.is_empty() {
        let offset = tail.as_ptr().addr() - begin;
        lines(out, offset, tail, 0, "trailing bytes, which the kernel ignores")?;
    }
    Ok(())
}
fn message(out: &mut Output, protocol: Protocol, message: Message<'_>, base: usize) -> Result<(), Stop> {
    let bytes = message.bytes();
    let described = out.describe(protocol.0.into(), message);
    let name = described.name().unwrap_or("unknown message type");
    let mut rows = vec![
        Row::new(0, 4, format!("nlmsg_len: {}", bytes.len())),
        Row::new(4, 2, format!("nlmsg_type: {} ({name})", message.message_type())),
        Row::new(6, 2, format!("nlmsg_flags: {:#06x} {}", message.flags(), flags(&described))),
        Row::new(8, 4, format!("nlmsg_seq: {}", message.seq())),
        Row::new(12, 4, format!("nlmsg_pid: {}", message.port_id())),
    ];
    let mut walk = Walk { message: bytes, rows: &mut rows };
    for part in [described.header(), described.attributes()].into_iter().flatten() {
        walk.view("", "", &part, 0);
    }
    rows.sort_by_key(|row| (row.offset, usize::MAX - row.len));
    let title = format!("{} {name}, {} bytes, {}", protocol.short_name(), bytes.len(), direction(message));
    out.text(&title)?;
    let mut at = 0;
    for row in rows.iter().filter(|row| row.offset + row.len <= bytes.len()) {
        if row.offset < at {
            continue;
        }
        gap(out, base, bytes, at, row.offset)?;
        let part = bytes.get(row.offset..row.offset + row.len).unwrap_or(&[]);
        lines(out, base + row.offset, part, row.depth, &row.text)?;
        at = row.offset + row.len;
    }
    gap(out, base, bytes, at, bytes.len())?;
    if let Err(error) = described.check() {
        let offset = base + error.offset_in(bytes).unwrap_or(0);
        out.malformed(&format!("{name}: {error}, at offset {offset}"))?;
    }
    kernel_says(out, protocol, message, base)
}
/// Prints what Linux answers to a request that it refuses before it acts.
fn kernel_says(out: &mut Output, protocol: Protocol, message: Message<'_>, base: usize) -> Result<(), Stop> {
    if protocol != Protocol::ROUTE || message.flags() & GetFlags::REQUEST.bits() == 0 {
        return Ok(());
    }
    let Some(spec) = nlwire::route::lookup(message) else { return Ok(()) };
    let policy = nlwire::route::request_policy(message, true);
    if let Err(error) = spec.validate(message, &policy) {
        let offset = base + error.offset;
        out.malformed(&format!("the kernel refuses {}: {error}, at offset {offset}", spec.name))?;
    }
    Ok(())
}
fn direction(message: Message<'_>) -> &'static str {
    if message.flags() & GetFlags::REQUEST.bits() != 0 { "request" } else { "from the kernel" }
}
/// Returns the names of the flags, as the output has them.
fn flags(described: &Described<'_>) -> String {
    let text = format!("{described:?}");
    // NAME FLAGS seq N
    let before = text.split(" seq ").next().unwrap_or("");
    before.rsplit(' ').next().unwrap_or("").to_owned()
}
impl Row {
    fn new(offset: usize, len: usize, text: String) -> Self {
        Self { offset, len, depth: 0, text }
    }
}
/// Prints bytes between two rows, which have no meaning or an unknown one.
fn gap(out: &mut Output, base: usize, bytes: &[u8], from: usize, to: usize) -> Result<(), Stop> {
    let Some(part) = bytes.get(from..to).filter(|part| !part.is_empty()) else { return Ok(()) };
    let is_padding = part.iter().all(|byte| *byte == 0) && part.len() < 8;
    let text = if is_padding { "padding" } else { "no field or attribute" };
    lines(out, base + from, part, 0, text)
}
fn lines(out: &mut Output, offset: usize, bytes: &[u8], depth: usize, text: &str) -> Result<(), Stop> {
    let text = format!("{}{text}", "  ".repeat(depth.min(8)));
    let chars: Vec<char> = text.chars().collect();
    let mut texts = chars.chunks(TEXT).map(|chars| chars.iter().collect::<String>());
    let mut chunks = bytes.chunks(WIDTH);
    let mut at = offset;
    loop {
        let (chunk, text) = (chunks.next(), texts.next());
        if chunk.is_none() && text.is_none() {
            return Ok(());
        }
        let hex: Vec<_> = chunk.unwrap_or(&[]).iter().map(|byte| format!("{byte:02x}")).collect();
        let number = chunk.map_or(String::new(), |_| at.to_string());
        let line = format!("{number:>6}  {:23}  {}", hex.join(" "), text.unwrap_or_default());
        out.text(line.trim_end())?;
        at += chunk.map_or(0, <[u8]>::len);
    }
}

struct Walk<'w> {
    message: &'w [u8],
    rows: &'w mut Vec<Row>,
}
impl Walk<'_> {
    fn offset(&self, view: &View<'_>) -> usize {
        view.payload().as_ptr().addr().wrapping_sub(self.message.as_ptr().addr())
    }
    /// Returns the header in front of the payload of an attribute of the level that begins at
    /// `level`: length and type.
    fn header(&self, view: &View<'_>, level: usize) -> Option<(usize, u16)> {
        let at = self.offset(view).checked_sub(4).filter(|at| *at >= level)?;
        let half = |at: usize| Some(u16::from_ne_bytes(*self.message.get(at..)?.first_chunk()?));
        let len = usize::from(half(at)?);
        (len == view.payload().len() + 4).then_some((len, half(at + 2)?))
    }
    fn push(&mut self, offset: usize, len: usize, depth: usize, text: String) {
        if len != 0 {
            self.rows.push(Row { offset, len, depth, text });
        }
    }
    /// Adds a field of a struct, an attribute with its header, or an item, of the level that begins
    /// at `level`.
    fn child(&mut self, name: &str, view: &View<'_>, depth: usize, level: usize) {
        let Some((len, raw)) = self.header(view, level) else {
            return self.view(name, name, view, depth);
        };
        let flags = match raw >> 14 {
            2 => ", nested",
            1 => ", network byte order",
            3 => ", nested, network byte order",
            _ => "",
        };
        let text = match raw & 0x3fff {
            number if name.starts_with("unknown") => {
                format!("unknown attribute ({number}), {len} bytes{flags}")
            }
            number => format!("{name} ({number}), {len} bytes{flags}"),
        };
        self.push(self.offset(view) - 4, 4, depth, text);
        self.view("", "", view, depth + 1);
    }
    /// Whether the entries of a map are records with a byte each for type and length: the value of
    /// the first one follows two bytes, which no attribute does.
    fn are_tlvs(&self, view: &View<'_>, mut entries: Entries<'_>) -> bool {
        matches!(view.payload_type(), PayloadType::Tlvs(_) | PayloadType::SubMessage(_))
            && entries.next().is_some_and(|first| self.offset(&first.value) == self.offset(view) + 2)
    }
    /// Adds a record with its header.
    fn tlv(&mut self, name: &str, view: &View<'_>, depth: usize) {
        let at = self.offset(view).saturating_sub(2);
        let (kind, len) = (self.message.get(at).copied().unwrap_or(0), view.payload().len() + 2);
        let text = match name.strip_prefix("unknown attribute") {
            Some(_) => format!("unknown record ({kind}), {len} bytes"),
            None => format!("{name} ({kind}), {len} bytes"),
        };
        self.push(at, 2, depth, text);
        self.view("", "", view, depth + 1);
    }
    /// Adds a value. `items` is the name of its items, if it is a list without a header of its own.
    fn view(&mut self, name: &str, items: &str, view: &View<'_>, depth: usize) {
        let (offset, len) = (self.offset(view), view.payload().len());
        let text = |value: String| if name.is_empty() { value } else { format!("{name}: {value}") };
        match view.node() {
            Node::Map(entries) => {
                let are_tlvs = self.are_tlvs(view, entries.clone());
                for entry in entries {
                    let name = match entry.label {
                        Label::Name(name) => name.to_owned(),
                        Label::Number(number) => format!("unknown attribute {number}"),
                        Label::Key(number) => format!("item {number}"),
                        Label::Broken => {
                            let (offset, len) = (self.offset(&entry.value), entry.value.payload().len());
                            self.push(offset, len, depth, "malformed attribute".to_owned());
                            continue;
                        }
                        Label::Crowded => continue,
                    };
                    if are_tlvs {
                        self.tlv(&name, &entry.value, depth);
                    } else {
                        self.child(&name, &entry.value, depth, offset);
                    }
                }
            }
            Node::List(list) => {
                for (at, item) in list.enumerate() {
                    let Ok(item) = item else { return };
                    // of an ordered set, an item is an attribute with its header
                    let is_attribute = matches!(item.payload_type(), PayloadType::Nest(set) | PayloadType::Tlvs(set) if set().ordered)
                        && matches!(item.node(), Node::Map(_));
                    if is_attribute {
                        self.view("", "", &item, depth);
                        continue;
                    }
                    let name = if items.is_empty() || self.header(&item, offset).is_none() {
                        format!("{items}[{at}]")
                    } else {
                        items.to_owned()
                    };
                    self.child(&name, &item, depth, offset);
                }
            }
            Node::Flag => {}
            Node::Bytes(bytes) => self.push(offset, len, depth, text(format!("{} bytes", bytes.len()))),
            Node::Misfit(_) => {
                self.push(offset, len, depth, text(format!("malformed: {len} bytes do not fit the type")));
            }
            Node::Deep(_) => self.push(offset, len, depth, text("nested deeper than 16 levels".to_owned())),
            Node::Secret => self.push(offset, len, depth, text("<secret>".to_owned())),
            _ => self.push(offset, len, depth, text(format!("{view:?}"))),
        }
    }
}
