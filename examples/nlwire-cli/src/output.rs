//! Standard output: a message as a row of a table, in full, or as JSON; and the totals for the
//! closing line.
use crate::{
    args::{Colour, JsonForm, Style},
    columns::{Sheet, sheet},
    families,
    fields::{Fields, each},
    filter::Filter,
    names::Names,
    stop::{Stop, printable},
    table::{self, Cells, Table, terminal_width},
};
use anstream::{AutoStream, ColorChoice};
use nlwire::{
    decode::Decoder,
    schema::{ByteOrder, Described, Json, Swapped, View},
    uevent::Uevent,
    wire::{
        Message, Str,
        spec::{PayloadType, SECRET},
    },
};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs::File,
    io::{self, BufWriter, IsTerminal, Write},
    time::{Duration, Instant},
};

/// Protocols whose messages may contain keys: NETLINK_SOCK_DIAG, NETLINK_XFRM, NETLINK_GENERIC.
const HAVE_SECRETS: [u16; 3] = [4, 6, 16];

/// What a capture adds to a message.
#[derive(Default)]
pub struct Remarks<'a> {
    /// Number of bytes after the last message of the datagram, which the kernel ignores.
    pub trailing: usize,
    /// Text of an audit record.
    pub text: Option<Str<'a>>,
    /// Members of the JSON object, each with a comma in front.
    pub members: &'a str,
    /// The datagram was converted from the other byte order. Number of payloads of this message that
    /// were left as they are, because they are unknown.
    pub unconverted: Option<usize>,
}
/// Name of the other byte order.
const OTHER_ORDER: &str = if cfg!(target_endian = "big") { "little" } else { "big" };
impl Remarks<'_> {
    /// Writes the remarks as members of a JSON object.
    fn json(&self, out: &mut dyn std::fmt::Write) -> std::fmt::Result {
        if let Some(Str(text)) = self.text {
            write!(out, ",\"text\":{}", Json(View::new(PayloadType::Text, text)))?;
        }
        if self.trailing != 0 {
            write!(out, ",\"trailing\":{}", self.trailing)?;
        }
        if let Some(unconverted) = self.unconverted {
            write!(out, ",\"byte_order\":\"{OTHER_ORDER}\"")?;
            if unconverted != 0 {
                write!(out, ",\"unconverted\":{unconverted}")?;
            }
        }
        out.write_str(self.members)
    }
}

/// Process, socket and direction of a datagram of a traced program.
pub struct Origin {
    /// Name, thread and descriptor: `ip[4711]:3`.
    pub text: String,
    /// Members of a JSON object, after a comma.
    json: String,
    /// Whether the program sent the datagram.
    pub sent: bool,
    /// Why bytes of the datagram are missing.
    pub cut: Option<String>,
}
impl Origin {
    /// `numbers` are process, thread and descriptor.
    pub fn new(
        text: String,
        name: &str,
        numbers: [i32; 3],
        sent: bool,
        time: Duration,
        cut: Option<String>,
    ) -> Self {
        let [process, thread, fd] = numbers;
        let name = Json(View::new(PayloadType::Text, name.as_bytes()));
        let direction = if sent { "sent" } else { "received" };
        let (seconds, micros) = (time.as_secs(), time.subsec_micros());
        let json = format!(
            ",\"time\":{seconds}.{micros:06},\"process\":{name},\"pid\":{process},\"tid\":{thread},\"fd\":{fd},\"direction\":\"{direction}\""
        );
        Self { text, json, sent, cut }
    }
}

pub struct Output {
    out: BufWriter<Box<dyn Write>>,
    pub json: bool,
    /// JSON without the fields of headers that are zero.
    is_compact: bool,
    pub debug: bool,
    /// Numbers and times have units.
    pub human: bool,
    show_secrets: bool,
    pub colour: bool,
    /// Width of the terminal, if the output is one.
    terminal: Option<usize>,
    protocols: Decoder,
    pub names: Names,
    tables: Vec<Table>,
    /// Which messages are printed.
    pub filter: Filter,
    /// Which columns tables have, and their order.
    pub table_view: table::View,
    line: String,
    /// The cells of a row, so that they are allocated once.
    cells: Cells,
    /// Name of the last message, and its columns, since the next is mostly of the same type.
    last_sheet: Option<(&'static str, &'static Sheet)>,
    started: Instant,
    messages: u64,
    bytes: u64,
    losses: u64,
    foreign: u64,
    broken: u64,
    /// Whether messages and bytes by name are printed at the end.
    pub prints_stats: bool,
    /// Messages and bytes by name.
    by_name: BTreeMap<&'static str, (u64, u64)>,
    /// The closing line is left out.
    pub quiet: bool,
    /// The process and socket of the current datagram, of a traced program.
    pub origin: Option<Origin>,
    /// A request was refused, or a dump interrupted.
    pub incomplete: bool,
    notes: Vec<String>,
}
impl Output {
    pub fn new(style: Style) -> Self {
        let stdout = io::stdout();
        let choice = AutoStream::choice(&stdout);
        let terminal = terminal_width(&stdout);
        Self::with(style, Box::new(stdout.lock()), choice, terminal)
    }
    /// Prints to standard error, for programs that use standard output themselves.
    pub fn to_stderr(style: Style) -> Self {
        let stderr = io::stderr();
        let choice = AutoStream::choice(&stderr);
        let terminal = terminal_width(&stderr);
        Self::with(style, Box::new(stderr), choice, terminal)
    }
    /// Prints to a file.
    pub fn to_file(style: Style, file: File) -> Self {
        let choice = if file.is_terminal() { ColorChoice::Auto } else { ColorChoice::Never };
        let terminal = terminal_width(&file);
        Self::with(style, Box::new(file), choice, terminal)
    }
    fn with(style: Style, out: Box<dyn Write>, choice: ColorChoice, terminal: Option<usize>) -> Self {
        let Style { json, debug, show_secrets, color } = style;
        let is_compact = json == Some(JsonForm::Compact);
        let json = json.is_some();
        let colour = match color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => choice != ColorChoice::Never,
        };
        let colour = colour && !json;
        Self {
            out: BufWriter::with_capacity(64 * 1024, out),
            json,
            is_compact,
            debug,
            human: false,
            show_secrets,
            colour,
            terminal,
            protocols: Decoder::new(),
            names: Names::default(),
            tables: Vec::new(),
            filter: Filter::default(),
            table_view: table::View::default(),
            line: String::new(),
            cells: Cells::default(),
            last_sheet: None,
            started: Instant::now(),
            messages: 0,
            bytes: 0,
            losses: 0,
            foreign: 0,
            broken: 0,
            prints_stats: false,
            by_name: BTreeMap::new(),
            quiet: false,
            origin: None,
            incomplete: false,
            notes: Vec::new(),
        }
    }
    /// Whether the output is in columns.
    pub fn is_json(&self) -> bool {
        self.json
    }
    pub fn is_columns(&self) -> bool {
        !self.json && !self.debug
    }

    /// Describes a message by the attribute tables.
    pub fn describe<'a>(&self, protocol: u16, message: Message<'a>) -> Described<'a> {
        let described = self.protocols.describe(narrow(protocol), message);
        if self.show_secrets { described.reveal_secrets() } else { described }
    }
    /// Returns the decoder, with the families learnt so far.
    pub fn decoder(&self) -> &Decoder {
        &self.protocols
    }
    /// Returns the decoder, to exchange it for that of another socket.
    pub fn decoder_mut(&mut self) -> &mut Decoder {
        &mut self.protocols
    }
    /// Counts something malformed, and prints the error.
    pub fn malformed(&mut self, sentence: &str) -> Result<(), Stop> {
        self.broken += 1;
        Ok(self.note(sentence)?)
    }
    /// Learns names of interfaces and of generic netlink families from a message.
    pub fn learn(&mut self, protocol: u16, message: Message<'_>) {
        self.learn_described(protocol, message);
    }
    /// Learns from a message, and returns its description.
    fn learn_described<'a>(&mut self, protocol: u16, message: Message<'a>) -> Described<'a> {
        self.protocols.learn(narrow(protocol), message);
        let described = self.describe(protocol, message);
        self.names.learn(&described);
        self.names.learn_features(&described);
        described
    }
    /// Converts the message at the start of the bytes from the other byte order.
    pub fn convert(&self, protocol: u16, bytes: &mut [u8]) -> Swapped {
        self.protocols.swap_bytes(narrow(protocol), bytes, ByteOrder::Native)
    }
    /// Counts a message that is not printed.
    pub fn count(&mut self, message: Message<'_>) {
        self.messages += 1;
        self.bytes += message.bytes().len() as u64;
    }
    /// Counts a datagram that contains no netlink messages by design (uevent).
    pub fn count_datagram(&mut self, datagram: &[u8]) {
        self.messages += 1;
        self.bytes += datagram.len() as u64;
    }
    /// Prints a message, after `front` in output for people. Offsets count from the start of
    /// `within`.
    pub fn message(
        &mut self,
        protocol: u16,
        message: Message<'_>,
        front: &str,
        within: &[u8],
    ) -> Result<(), Stop> {
        self.message_with(protocol, message, front, within, &Remarks::default())
    }
    /// Prints a message as [`message`](Self::message) does, with remarks of the capture.
    pub fn message_with(
        &mut self,
        protocol: u16,
        message: Message<'_>,
        front: &str,
        within: &[u8],
        remarks: &Remarks<'_>,
    ) -> Result<(), Stop> {
        self.count(message);
        let described = &self.learn_described(protocol, message);
        if self.prints_stats {
            let entry = self.by_name.entry(described.name().unwrap_or("unknown")).or_default();
            *entry = (entry.0 + 1, entry.1 + message.bytes().len() as u64);
        }
        if !self.filter.is_empty() && !self.filter.passes(described) {
            self.names.forget(described);
            return Ok(());
        }
        let wrong = described.check().err().map(|error| (error, error.offset_in(within).unwrap_or(0)));
        self.broken += u64::from(wrong.is_some());
        if self.json {
            let line = &mut self.line;
            line.clear();
            let described = if self.is_compact { described.omit_zeros() } else { *described };
            let origin = members(&self.origin);
            let written = described.write_json(line, &mut |out| {
                if described.protocol() == "unknown" {
                    write!(out, ",\"protocol_number\":{protocol}")?;
                }
                remarks.json(out)?;
                out.write_str(origin)?;
                match &wrong {
                    Some((error, offset)) => write!(out, ",\"error\":\"{error}\",\"offset\":{offset}"),
                    None => Ok(()),
                }
            });
            written.map_err(io::Error::other)?;
            line.push('\n');
            self.out.write_all(line.as_bytes())?;
            return Ok(());
        }
        // a request has few of the columns of an object, and what it has beyond them matters
        let is_request = self.origin.as_ref().is_some_and(|origin| origin.sent);
        let has_row = !self.debug && !is_request && described.attributes().is_some();
        match self.sheet(described).filter(|_| has_row) {
            Some(sheet) => self.row(sheet, described, front)?,
            // the text is the payload, which otherwise is hexadecimal
            None if !self.debug && remarks.text.is_some() => {
                let text = remarks.text.unwrap_or_default();
                match described.name() {
                    Some(name) => writeln!(self.out, "{front}{name} {text}")?,
                    None => writeln!(self.out, "{front}audit type {} {text}", message.message_type())?,
                }
            }
            None if self.debug => writeln!(self.out, "{front}{described:#?}")?,
            None if is_request => writeln!(self.out, "{front}{:?}", described.omit_zeros())?,
            None => writeln!(self.out, "{front}{described:?}")?,
        }
        if let Some((error, offset)) = wrong {
            self.note(&format!(
                "{}: {error}, at offset {offset}",
                described.name().unwrap_or("this message")
            ))?;
        }
        if remarks.trailing != 0 {
            self.remark_people(&format!(
                "{} bytes after the last message, which the kernel ignores",
                remarks.trailing
            ))?;
        }
        if let Some(unconverted) = remarks.unconverted.filter(|unconverted| *unconverted != 0) {
            self.remark_people(&format!(
                "{unconverted} unknown payloads are {OTHER_ORDER}-endian as recorded"
            ))?;
        }
        self.names.forget(described);
        Ok(())
    }
    /// Returns the columns of a message.
    fn sheet(&mut self, described: &Described<'_>) -> Option<&'static Sheet> {
        let name = described.name()?;
        match self.last_sheet {
            // the columns of a socket depend on the family
            Some((last, sheet)) if std::ptr::eq(last, name) && !sheet.messages.is_empty() => Some(sheet),
            _ => {
                let found = sheet(described)?;
                self.last_sheet = Some((name, found));
                Some(found)
            }
        }
    }
    fn row(&mut self, sheet: &'static Sheet, described: &Described<'_>, front: &str) -> Result<(), Stop> {
        let names = &self.names;
        let table = match self.tables.iter().position(|table| std::ptr::eq(table.sheet, sheet)) {
            Some(at) => &mut self.tables[at],
            None => {
                self.tables.push(Table::new(
                    sheet,
                    &self.table_view,
                    (self.colour, self.human),
                    self.terminal,
                )?);
                self.tables.last_mut().expect("just put there")
            }
        };
        const PADDING: &str = "        ";
        let object = [front, sheet.object, PADDING.get(sheet.object.len()..).unwrap_or(" ")];
        if table.is_streaming() && (front.is_empty() || table.is_titled()) {
            let before = if front.is_empty() { &[][..] } else { &object };
            return Ok(table.stream(&mut self.out, described, names, before)?);
        }
        let columns = &table.columns;
        let fill = |fields: &Fields<'_>, cells: &mut Cells| {
            cells.clear();
            columns.iter().for_each(|(_, write)| cells.push(|cell| write(fields, names, cell)));
        };
        let (mut rows, mut cells) = (Vec::new(), std::mem::take(&mut self.cells));
        Fields::in_places(described, Some(&table.places), |message| {
            if let Some(path) = sheet.items() {
                message.at(path, |items| {
                    each(items, &mut |item| {
                        let mut cells = Cells::default();
                        fill(&message.with(*item), &mut cells);
                        rows.push(cells);
                    });
                });
            }
            // a WireGuard device without peers is printed, too; a dump without actions prints
            // nothing
            if rows.is_empty() && sheet.items().is_none_or(|path| path == families::PEERS) {
                fill(message, &mut cells);
                rows.push(std::mem::take(&mut cells));
            }
        });
        for row in rows {
            if !front.is_empty() {
                table.flow(&mut self.out)?;
                table.widen(&row);
                if !table.is_titled() {
                    table.titles(&mut self.out, visible(front) + 8)?;
                }
            }
            let before = if front.is_empty() { String::new() } else { object.concat() };
            table.row(&mut self.out, &before, &row)?;
            cells = row;
        }
        self.cells = cells;
        Ok(())
    }
    /// Ends the tables, so that other output can follow. `again` is whether the next table gets
    /// titles.
    pub fn end_tables(&mut self, again: bool) -> io::Result<()> {
        self.tables.iter_mut().try_for_each(|table| table.flow(&mut self.out))?;
        if again {
            self.tables.clear();
        }
        Ok(())
    }
    /// Prints a malformed datagram, or the malformed rest of one.
    pub fn broken(&mut self, protocol: u16, error: &str, offset: usize, rest: &[u8]) -> Result<(), Stop> {
        self.broken += 1;
        // keys may be anywhere in it
        let hides = HAVE_SECRETS.contains(&protocol) && !self.show_secrets && !rest.is_empty();
        let payload = if hides {
            View::new(PayloadType::Text, SECRET.as_bytes())
        } else {
            View::new(PayloadType::Bytes, rest)
        };
        let protocol = nlwire::wire::Protocol(narrow(protocol)).short_name();
        if self.json {
            let error = Json(View::new(PayloadType::Text, error.as_bytes())).to_string();
            writeln!(
                self.out,
                "{{\"protocol\":\"{protocol}\",\"error\":{error},\"offset\":{offset},\"payload\":{}{}}}",
                Json(payload),
                members(&self.origin)
            )?;
        } else {
            let origin = self.origin.as_ref().map_or("", |origin| &origin.text);
            let mut sentence = format!("{origin} {protocol}: {error}, at offset {offset}");
            if !rest.is_empty() {
                let _ = write!(sentence, ": {payload:?}");
            }
            self.note(sentence.trim_start())?;
        }
        Ok(())
    }
    /// Prints a uevent, which contains no netlink messages: strings that end with NUL.
    pub fn uevent(&mut self, protocol: u16, datagram: &[u8], front: &str) -> Result<(), Stop> {
        let Ok(event) = Uevent::read(datagram) else { return self.opaque(protocol, datagram) };
        self.count_datagram(datagram);
        if self.json {
            let event = Json(event).to_string();
            writeln!(self.out, "{}{}}}", event.strip_suffix('}').unwrap_or(&event), members(&self.origin))?;
        } else {
            writeln!(self.out, "{front}{event:?}")?;
        }
        Ok(())
    }
    /// Prints a datagram that is not even a uevent.
    fn opaque(&mut self, protocol: u16, datagram: &[u8]) -> Result<(), Stop> {
        self.count_datagram(datagram);
        let protocol = nlwire::wire::Protocol(narrow(protocol)).short_name();
        if self.json {
            let payload = Json(View::new(PayloadType::Bytes, datagram));
            let origin = members(&self.origin);
            writeln!(self.out, "{{\"protocol\":\"{protocol}\",\"payload\":{payload}{origin}}}")?;
        } else {
            write!(self.out, "{protocol}")?;
            for text in datagram.split(|byte| *byte == 0).filter(|text| !text.is_empty()) {
                write!(self.out, " {}", Str(text))?;
            }
            writeln!(self.out)?;
        }
        Ok(())
    }
    /// Reports a truncated file.
    pub fn broken_file(&mut self, error: &str, offset: usize) -> Result<(), Stop> {
        self.broken += 1;
        self.remark(error, Some(offset))
    }
    /// Counts a datagram that was discarded because neither the kernel nor root sent it.
    pub fn count_foreign(&mut self) {
        self.foreign += 1;
    }
    /// Reports a system call of a traced program that failed.
    pub fn failed(&mut self, sentence: &str) -> Result<(), Stop> {
        self.remark(sentence, None)
    }
    /// Reports lost events.
    pub fn lost(&mut self, sentence: &str) -> Result<(), Stop> {
        self.losses += 1;
        self.remark(sentence, None)
    }
    fn remark(&mut self, sentence: &str, offset: Option<usize>) -> Result<(), Stop> {
        if self.json {
            let error = Json(View::new(PayloadType::Text, sentence.as_bytes())).to_string();
            let offset = offset.map_or(String::new(), |offset| format!(",\"offset\":{offset}"));
            writeln!(self.out, "{{\"error\":{error}{offset}{}}}", members(&self.origin))?;
        } else {
            let origin = self.origin.as_ref().map_or("", |origin| origin.text.trim_end());
            let between = if origin.is_empty() { "" } else { " " };
            self.note(&format!("{origin}{between}{sentence}"))?;
        }
        Ok(())
    }
    /// Prints a remark for people between the rows, which is no error.
    pub fn remark_people(&mut self, sentence: &str) -> io::Result<()> {
        let [dim, end] = if self.colour { ["\x1b[2m", "\x1b[0m"] } else { ["", ""] };
        self.end_tables(false)?;
        writeln!(self.out, "{dim}  ({sentence}){end}")
    }
    /// Prints a note for people between the rows.
    pub fn note(&mut self, sentence: &str) -> io::Result<()> {
        let [red, end] = if self.colour { ["\x1b[31m", "\x1b[0m"] } else { ["", ""] };
        self.end_tables(false)?;
        writeln!(self.out, "{red}! {sentence}{end}")
    }
    /// Reports a refused request on standard error immediately, and by the exit status.
    pub fn refused(&mut self, sentence: &str) -> Result<(), Stop> {
        self.incomplete = true;
        self.end_tables(false)?;
        self.flush()?;
        eprintln!("nlwire: {}", printable(sentence));
        Ok(())
    }
    /// Adds an interrupted dump to the closing line, which marks the output as incomplete.
    pub fn interrupted(&mut self, object: &str) {
        self.incomplete = true;
        self.notes.push(format!("a change interrupted the dump of {object}, so it may not fit together"));
    }
    /// Adds a note to the closing line.
    pub fn remember(&mut self, note: &str) {
        self.notes.push(note.to_owned());
    }
    /// Prints a line for people.
    pub fn text(&mut self, line: &str) -> Result<(), Stop> {
        writeln!(self.out, "{line}")?;
        Ok(())
    }
    /// Prints generated text, such as shell completions.
    pub fn verbatim(&mut self, text: &[u8]) -> io::Result<()> {
        self.out.write_all(text)?;
        self.out.flush()
    }
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
    /// Whether everything is written to standard output.
    pub fn is_flushed(&self) -> bool {
        self.out.buffer().is_empty()
    }
    /// Prints messages, bytes and losses: as one line of JSON, or a row for each kind of message.
    fn stats(&mut self) -> io::Result<()> {
        let names = self.by_name.iter();
        if !self.json {
            writeln!(self.out, "\n{:>10} {:>12}  MESSAGE", "MESSAGES", "BYTES")?;
            for (name, (messages, bytes)) in names {
                writeln!(self.out, "{messages:>10} {bytes:>12}  {name}")?;
            }
            return Ok(());
        }
        let names = names.map(|(name, (messages, bytes))| {
            format!("\"{name}\":{{\"messages\":{messages},\"bytes\":{bytes}}}")
        });
        let names = names.collect::<Vec<_>>().join(",");
        let (messages, bytes, losses) = (self.messages, self.bytes, self.losses);
        let seconds = self.started.elapsed().as_secs_f64();
        writeln!(
            self.out,
            "{{\"stats\":{{\"messages\":{messages},\"bytes\":{bytes},\"losses\":{losses},\"seconds\":{seconds:.3},\"by_name\":{{{names}}}}}}}"
        )
    }
    /// Prints the closing line. Returns whether the output is complete.
    pub fn close(mut self) -> Result<bool, Stop> {
        self.end_tables(false)?;
        if self.prints_stats {
            self.stats()?;
        }
        if !self.json && !self.quiet {
            let [dim, end] = if self.colour { ["\x1b[2m", "\x1b[0m"] } else { ["", ""] };
            let mut line = format!(
                "{} messages, {} bytes, {} losses, {:.3} s",
                self.messages,
                self.bytes,
                self.losses,
                self.started.elapsed().as_secs_f64()
            );
            if self.broken != 0 {
                let _ = write!(line, "; {} broken", self.broken);
            }
            if self.foreign != 0 {
                let _ = write!(line, "; {} of other senders discarded", self.foreign);
            }
            for note in &self.notes {
                let _ = write!(line, "; {note}");
            }
            writeln!(self.out, "{dim}{line}{end}")?;
        } else {
            self.notes.iter().for_each(|note| eprintln!("nlwire: {}", printable(note)));
        }
        self.flush()?;
        Ok(self.broken == 0 && !self.incomplete)
    }
}
/// Returns the number of visible characters, without colours.
fn visible(text: &str) -> usize {
    let mut parts = text.split('\x1b');
    let first = parts.next().map_or(0, |part| part.chars().count());
    first + parts.map(|part| part.split_once('m').map_or(0, |(_, seen)| seen.chars().count())).sum::<usize>()
}
/// Returns what an origin adds to a JSON object.
fn members(origin: &Option<Origin>) -> &str {
    origin.as_ref().map_or("", |origin| &origin.json)
}
/// Protocols are less than 32; larger numbers are unknown.
fn narrow(protocol: u16) -> u8 {
    u8::try_from(protocol).unwrap_or(u8::MAX)
}
