//! Standard output: a message as a row of a table, in full, or as JSON; and what there was of it all, for the closing line.
use crate::{
    columns::{Sheet, sheet},
    families,
    fields::{Fields, each},
    names::Names,
    stop::Stop,
    table::Table,
};
use nlwire::{
    protocols::{Protocols, protocol_name},
    uevent::Uevent,
    wire::{Asked, Described, Json, Message, Shape, Str, View},
};
use std::{
    fmt::Write as _,
    io::{self, BufWriter, IsTerminal, StdoutLock, Write},
    time::Instant,
};

pub struct Output {
    out: BufWriter<StdoutLock<'static>>,
    pub json: bool,
    pub debug: bool,
    pub colour: bool,
    protocols: Protocols,
    pub names: Names,
    tables: Vec<Table>,
    line: String,
    started: Instant,
    messages: u64,
    bytes: u64,
    losses: u64,
    broken: u64,
    /// Something was refused, or interrupted.
    pub incomplete: bool,
    notes: Vec<String>,
}
impl Output {
    pub fn new(json: bool, debug: bool) -> Self {
        let stdout = io::stdout();
        let colour =
            !json && stdout.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|no| no.is_empty());
        Self {
            out: BufWriter::with_capacity(64 * 1024, stdout.lock()),
            json,
            debug,
            colour,
            protocols: Protocols::new(),
            names: Names::default(),
            tables: Vec::new(),
            line: String::new(),
            started: Instant::now(),
            messages: 0,
            bytes: 0,
            losses: 0,
            broken: 0,
            incomplete: false,
            notes: Vec::new(),
        }
    }
    /// Whether it is for people, in columns.
    pub fn is_columns(&self) -> bool {
        !self.json && !self.debug
    }

    /// What is known of a message.
    pub fn describe<'a>(&self, protocol: u16, message: Message<'a>) -> Described<'a> {
        self.protocols.describe(narrow(protocol), message)
    }
    /// Learns from a message: names of links, and of generic families.
    pub fn learn(&mut self, protocol: u16, message: Message<'_>) {
        self.protocols.learn(narrow(protocol), message);
        let described = self.describe(protocol, message);
        self.names.learn(&described);
        self.names.learn_features(&described);
    }
    /// Learns what was asked that is answered with that sequence.
    pub fn learn_asked(&mut self, protocol: u16, seq: u32, asked: Asked) {
        self.protocols.learn_asked(narrow(protocol), seq, asked);
    }
    /// Counts a message that is not shown.
    pub fn count(&mut self, message: Message<'_>) {
        self.messages += 1;
        self.bytes += message.bytes().len() as u64;
    }
    /// Counts a datagram that holds no messages by its nature.
    pub fn count_datagram(&mut self, datagram: &[u8]) {
        self.messages += 1;
        self.bytes += datagram.len() as u64;
    }
    /// A message, with `front` before it where it is for people. Offsets count from the start of `within`.
    pub fn message(
        &mut self,
        protocol: u16,
        message: Message<'_>,
        front: &str,
        within: &[u8],
    ) -> Result<(), Stop> {
        self.count(message);
        self.learn(protocol, message);
        let described = &self.describe(protocol, message);
        let wrong = described.check().err().map(|error| (error, error.offset_in(within).unwrap_or(0)));
        self.broken += u64::from(wrong.is_some());
        if self.json {
            let line = &mut self.line;
            line.clear();
            let written = described.write_json(line, &mut |out| {
                if described.protocol() == "unknown" {
                    write!(out, ",\"protocol_number\":{protocol}")?;
                }
                match &wrong {
                    Some((error, offset)) => write!(out, ",\"error\":\"{error}\",\"offset\":{offset}"),
                    None => Ok(()),
                }
            });
            written.map_err(io::Error::other)?;
            writeln!(self.out, "{line}")?;
            return Ok(());
        }
        match sheet(described).filter(|_| !self.debug && described.attributes().is_some()) {
            Some(sheet) => self.row(sheet, described, front)?,
            None if self.debug => writeln!(self.out, "{front}{described:#?}")?,
            None => writeln!(self.out, "{front}{described:?}")?,
        }
        if let Some((error, offset)) = wrong {
            self.note(&format!(
                "{}: {error}, at offset {offset}",
                described.name().unwrap_or("this message")
            ))?;
        }
        self.names.forget(described);
        Ok(())
    }
    fn row(&mut self, sheet: &'static Sheet, described: &Described<'_>, front: &str) -> io::Result<()> {
        let (names, message) = (&self.names, Fields::of(described));
        let cells = |fields: &Fields<'_>| -> Vec<_> {
            let cells = sheet.columns.iter().map(|(_, write)| {
                let mut cell = String::new();
                write(fields, names, &mut cell);
                cell
            });
            cells.collect()
        };
        let mut rows = Vec::new();
        if let Some(path) = sheet.items() {
            message.at(path, |items| each(items, &mut |item| rows.push(cells(&message.with(*item)))));
        }
        // a device of WireGuard is a device without peers, too; a dump of no actions is nothing
        if rows.is_empty() && sheet.items().is_none_or(|path| path == families::PEERS) {
            rows.push(cells(&message));
        }
        let table = match self.tables.iter().position(|table| std::ptr::eq(table.sheet, sheet)) {
            Some(at) => &mut self.tables[at],
            None => {
                self.tables.push(Table::new(sheet, self.colour));
                self.tables.last_mut().expect("just put there")
            }
        };
        for cells in rows {
            if !front.is_empty() {
                table.flow(&mut self.out)?;
                table.widen(&cells);
                table.titles(&mut self.out, visible(front) + 8)?;
                write!(self.out, "{front}{:7} ", sheet.object)?;
            }
            table.row(&mut self.out, cells)?;
        }
        Ok(())
    }
    /// Ends the tables, so that what follows stands behind them. `again` is whether a new one has titles of its own.
    pub fn end_tables(&mut self, again: bool) -> io::Result<()> {
        self.tables.iter_mut().try_for_each(|table| table.flow(&mut self.out))?;
        if again {
            self.tables.clear();
        }
        Ok(())
    }
    /// A datagram, or the rest of one, that holds no message.
    pub fn broken(&mut self, protocol: u16, error: &str, offset: usize, rest: &[u8]) -> Result<(), Stop> {
        self.broken += 1;
        let payload = View::new(Shape::Bytes, rest);
        let protocol = protocol_name(narrow(protocol));
        if self.json {
            let error = Json(View::new(Shape::Text, error.as_bytes())).to_string();
            writeln!(
                self.out,
                "{{\"protocol\":\"{protocol}\",\"error\":{error},\"offset\":{offset},\"payload\":{}}}",
                Json(payload)
            )?;
        } else {
            self.note(&format!("{protocol}: {error}, at offset {offset}: {payload:?}"))?;
        }
        Ok(())
    }
    /// A datagram of devices that come and go, which holds no messages by its nature: text, with NULs between.
    pub fn uevent(&mut self, protocol: u16, datagram: &[u8], front: &str) -> Result<(), Stop> {
        let Ok(event) = Uevent::read(datagram) else { return self.opaque(protocol, datagram) };
        self.count_datagram(datagram);
        if self.json {
            writeln!(self.out, "{}", Json(event))?;
        } else {
            writeln!(self.out, "{front}{event:?}")?;
        }
        Ok(())
    }
    /// One that is not even that.
    fn opaque(&mut self, protocol: u16, datagram: &[u8]) -> Result<(), Stop> {
        self.count_datagram(datagram);
        let protocol = protocol_name(narrow(protocol));
        if self.json {
            let payload = Json(View::new(Shape::Bytes, datagram));
            writeln!(self.out, "{{\"protocol\":\"{protocol}\",\"payload\":{payload}}}")?;
        } else {
            write!(self.out, "{protocol}")?;
            for text in datagram.split(|byte| *byte == 0).filter(|text| !text.is_empty()) {
                write!(self.out, " {}", Str(text))?;
            }
            writeln!(self.out)?;
        }
        Ok(())
    }
    /// A file that breaks off.
    pub fn broken_file(&mut self, error: &str, offset: usize) -> Result<(), Stop> {
        self.broken += 1;
        self.remark(error, Some(offset))
    }
    /// Events that were lost.
    pub fn lost(&mut self, sentence: &str) -> Result<(), Stop> {
        self.losses += 1;
        self.remark(sentence, None)
    }
    fn remark(&mut self, sentence: &str, offset: Option<usize>) -> Result<(), Stop> {
        if self.json {
            let error = Json(View::new(Shape::Text, sentence.as_bytes())).to_string();
            let offset = offset.map_or(String::new(), |offset| format!(",\"offset\":{offset}"));
            writeln!(self.out, "{{\"error\":{error}{offset}}}")?;
        } else {
            self.note(sentence)?;
        }
        Ok(())
    }
    /// A line of its own for people, among the rows.
    pub fn note(&mut self, sentence: &str) -> io::Result<()> {
        let [red, end] = if self.colour { ["\x1b[31m", "\x1b[0m"] } else { ["", ""] };
        self.end_tables(false)?;
        writeln!(self.out, "{red}! {sentence}{end}")
    }
    /// Something was refused: said at once on standard error, and by the status.
    pub fn refused(&mut self, sentence: &str) -> Result<(), Stop> {
        self.incomplete = true;
        self.end_tables(false)?;
        self.flush()?;
        eprintln!("nl: {sentence}");
        Ok(())
    }
    /// Something to be said in the closing line, which makes the whole incomplete.
    pub fn interrupted(&mut self, object: &str) {
        self.incomplete = true;
        self.notes.push(format!("a change interrupted the dump of {object}, so it may not fit together"));
    }
    /// A line for people.
    pub fn text(&mut self, line: &str) -> Result<(), Stop> {
        writeln!(self.out, "{line}")?;
        Ok(())
    }
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
    /// The closing line; whether all was well.
    pub fn close(mut self) -> Result<bool, Stop> {
        self.end_tables(false)?;
        if !self.json {
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
            for note in &self.notes {
                let _ = write!(line, "; {note}");
            }
            writeln!(self.out, "{dim}{line}{end}")?;
        } else {
            self.notes.iter().for_each(|note| eprintln!("nl: {note}"));
        }
        self.flush()?;
        Ok(self.broken == 0 && !self.incomplete)
    }
}
/// How many characters of it are seen: colours are not.
fn visible(text: &str) -> usize {
    let mut parts = text.split('\x1b');
    let first = parts.next().map_or(0, |part| part.chars().count());
    first + parts.map(|part| part.split_once('m').map_or(0, |(_, seen)| seen.chars().count())).sum::<usize>()
}
/// Protocols are less than 32; what cannot be one is unknown.
fn narrow(protocol: u16) -> u8 {
    u8::try_from(protocol).unwrap_or(u8::MAX)
}
