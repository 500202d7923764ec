//! Aligned columns: the first rows are buffered to determine the widths, the following rows are
//! printed immediately.
use crate::{
    columns::{Column, Sheet},
    fields::Fields,
    names::Names,
    place::Places,
    stop::{Stop, stop},
    units,
};
use nlwire::schema::Described;
use std::{
    borrow::Cow,
    fmt::Write as _,
    io::{self, IsTerminal, Write},
    os::fd::AsFd,
};

/// Number of buffered rows.
const HELD: usize = 256;

/// Width up to which a column grows with its cells.
const WIDEST: usize = 45;
const SPACES: &str = "                                                ";

/// Which columns are printed, and in which order the rows.
#[derive(Clone, Default)]
pub struct View {
    /// Titles of the columns; all if empty.
    pub columns: Vec<String>,
    /// Title of the column by which rows are sorted; `-` in front reverses the order.
    pub sort: Option<String>,
}
/// The cells of a row, in one text.
#[derive(Clone, Default)]
pub struct Cells {
    text: String,
    ends: Vec<usize>,
    /// The cell that is written.
    cell: String,
}
impl Cells {
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }
    /// Appends the cell that `write` writes.
    pub fn push(&mut self, write: impl FnOnce(&mut String)) {
        // columns look at what they wrote, so that each has a text of its own
        self.cell.clear();
        write(&mut self.cell);
        self.text.push_str(&self.cell);
        self.ends.push(self.text.len());
    }
    fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.text.get(start..*end).unwrap_or(""))
    }
    fn get(&self, at: usize) -> &str {
        self.iter().nth(at).unwrap_or("")
    }
}
pub struct Table {
    pub sheet: &'static Sheet,
    /// Where the values of the columns are.
    pub places: Places,
    /// The columns that are printed.
    pub columns: Vec<Column>,
    /// The column by which rows are sorted, and whether in reverse.
    sort: Option<(usize, bool)>,
    held: Vec<Cells>,
    widths: Vec<usize>,
    flows: bool,
    titled: bool,
    colour: bool,
    /// Numbers and times have units.
    human: bool,
    /// Width of the terminal, if rows are printed to one.
    terminal: Option<usize>,
    /// The line that is written, and a cell of it, so that they are allocated once.
    text: String,
    cell: String,
}
impl Table {
    /// Creates a table with the columns of a view.
    ///
    /// # Errors
    /// The sheet has no column of a title.
    pub fn new(
        sheet: &'static Sheet,
        view: &View,
        (colour, human): (bool, bool),
        terminal: Option<usize>,
    ) -> Result<Self, Stop> {
        let find = |columns: &[Column], wanted: &str| {
            let same = |column: &Column| column.0.eq_ignore_ascii_case(wanted);
            columns.iter().position(same).ok_or_else(|| {
                let titles: Vec<_> = columns.iter().map(|column| column.0).collect();
                stop!("{} has no column {wanted:?}: known are {}", sheet.object, titles.join(", "))
            })
        };
        let mut columns = sheet.columns.to_vec();
        if !view.columns.is_empty() {
            let chosen = view.columns.iter().map(|wanted| find(sheet.columns, wanted.trim()));
            let chosen = chosen.collect::<Result<Vec<_>, _>>()?;
            columns = chosen.into_iter().filter_map(|at| sheet.columns.get(at).copied()).collect();
        }
        let sort = match view.sort.as_deref() {
            None => None,
            Some(by) => match by.strip_prefix('-') {
                Some(by) => Some((find(&columns, by)?, true)),
                None => Some((find(&columns, by)?, false)),
            },
        };
        let widths = columns.iter().map(|(title, _)| title.len()).collect();
        Ok(Self {
            sheet,
            places: Places::default(),
            columns,
            sort,
            held: Vec::new(),
            widths,
            flows: false,
            titled: false,
            colour,
            human,
            terminal,
            text: String::new(),
            cell: String::new(),
        })
    }
    pub fn row(&mut self, out: &mut impl Write, front: &str, cells: &Cells) -> io::Result<()> {
        if self.flows {
            let cells = self.with_units(cells);
            self.widen(&cells);
            return self.write(out, front, &cells);
        }
        // rows are sorted by numbers without units
        if !self.human {
            self.widen(cells);
        }
        self.held.push(cells.clone());
        if self.held.len() >= HELD && self.sort.is_none() { self.flow(out) } else { Ok(()) }
    }
    /// Whether the next row is printed as it is written, by [`stream`](Self::stream).
    pub fn is_streaming(&self) -> bool {
        self.flows && !self.human && self.sheet.items().is_none()
    }
    /// Prints a message as a row after the parts in front, in one pass over its columns.
    pub fn stream(
        &mut self,
        out: &mut impl Write,
        described: &Described<'_>,
        names: &Names,
        front: &[&str],
    ) -> io::Result<()> {
        let Self { places, columns, widths, text, cell, colour, .. } = self;
        text.clear();
        front.iter().for_each(|part| text.push_str(part));
        // where the last cell ends that has text: the first one at least
        let mut end = None;
        Fields::in_places(described, Some(places), |fields| {
            for ((title, write), width) in columns.iter().zip(widths) {
                cell.clear();
                write(fields, names, cell);
                let paint = if *colour { paint(title, cell) } else { "" };
                let shown = if cell.is_empty() { "-" } else { cell.as_str() };
                if paint.is_empty() {
                    text.push_str(shown);
                } else {
                    [paint, shown, "\x1b[0m"].into_iter().for_each(|part| text.push_str(part));
                }
                if !cell.is_empty() || end.is_none() {
                    end = Some(text.len());
                }
                let chars = chars(shown);
                if chars > *width && !cell.is_empty() {
                    *width = chars.min(WIDEST).max(*width);
                }
                let between = width.saturating_sub(chars) + 2;
                text.push_str(SPACES.get(..between).unwrap_or(SPACES));
            }
        });
        text.truncate(end.unwrap_or(0));
        end_line(text, self.terminal);
        out.write_all(text.as_bytes())
    }
    /// Prints the titles and the buffered rows. Following rows are printed immediately.
    pub fn flow(&mut self, out: &mut impl Write) -> io::Result<()> {
        if std::mem::replace(&mut self.flows, true) {
            return Ok(());
        }
        let mut held = std::mem::take(&mut self.held);
        if let Some((at, is_reversed)) = self.sort {
            held.sort_by(|a, b| {
                let order = compare(a.get(at), b.get(at));
                if is_reversed { order.reverse() } else { order }
            });
        }
        if self.human {
            held.iter_mut().for_each(|cells| *cells = self.with_units(cells).into_owned());
            held.iter().for_each(|cells| self.widen(cells));
        }
        if !held.is_empty() {
            self.titles(out, 0)?;
        }
        for cells in held {
            self.write(out, "", &cells)?;
        }
        Ok(())
    }
    /// Returns the cells of a row with units, if they are printed.
    fn with_units<'c>(&self, cells: &'c Cells) -> Cow<'c, Cells> {
        if !self.human {
            return Cow::Borrowed(cells);
        }
        let mut converted = Cells::default();
        for (cell, (title, _)) in cells.iter().zip(&self.columns) {
            converted.push(|out| units::cell(title, cell, out));
        }
        Cow::Owned(converted)
    }
    /// Whether the titles are printed.
    pub fn is_titled(&self) -> bool {
        self.titled
    }
    /// Prints the titles after `indent` spaces, unless they were printed already.
    pub fn titles(&mut self, out: &mut impl Write, indent: usize) -> io::Result<()> {
        if std::mem::replace(&mut self.titled, true) {
            return Ok(());
        }
        let mut titles = Cells::default();
        self.columns.iter().for_each(|(title, _)| titles.push(|out| out.push_str(&title.to_uppercase())));
        let bold = if self.colour { ["\x1b[1m", "\x1b[0m"] } else { ["", ""] };
        let mut line = String::new();
        let _ = write!(line, "{:indent$}{}", "", bold[0]);
        self.line(&titles, false, &mut line);
        line.push_str(bold[1]);
        end_line(&mut line, self.terminal);
        out.write_all(line.as_bytes())
    }
    pub fn widen(&mut self, cells: &Cells) {
        for (width, cell) in self.widths.iter_mut().zip(cells.iter()) {
            // no text has more characters than bytes
            if cell.len() > *width {
                *width = (*width).max(chars(cell).min(WIDEST));
            }
        }
    }
    fn write(&mut self, out: &mut impl Write, front: &str, cells: &Cells) -> io::Result<()> {
        let mut line = std::mem::take(&mut self.text);
        line.clear();
        line.push_str(front);
        self.line(cells, self.colour, &mut line);
        end_line(&mut line, self.terminal);
        let written = out.write_all(line.as_bytes());
        self.text = line;
        written
    }
    /// Appends a row as one line, without trailing spaces.
    fn line(&self, cells: &Cells, colour: bool, line: &mut String) {
        // an empty cell ends where the one before ends
        let last = cells.ends.iter().position(|end| *end == cells.text.len()).unwrap_or(0);
        for (at, ((cell, width), (title, _))) in
            cells.iter().zip(&self.widths).zip(&self.columns).enumerate().take(last + 1)
        {
            let shown = if cell.is_empty() { "-" } else { cell };
            let paint = if colour { paint(title, cell) } else { "" };
            line.push_str(paint);
            line.push_str(shown);
            line.push_str(if paint.is_empty() { "" } else { "\x1b[0m" });
            if at < last {
                let between = width.saturating_sub(chars(shown)) + 2;
                line.push_str(SPACES.get(..between).unwrap_or(SPACES));
            }
        }
    }
}
/// Compares cells: numbers at the start by value, addresses by their parts, anything else as text.
pub fn compare(a: &str, b: &str) -> std::cmp::Ordering {
    let parts = |cell: &str| -> Vec<Result<u64, String>> {
        let words = cell.split_inclusive(|c: char| !c.is_ascii_digit());
        words
            .map(|word| {
                let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
                digits.parse().map_err(|_| word.to_owned())
            })
            .collect()
    };
    parts(a).cmp(&parts(b)).then_with(|| a.cmp(b))
}
/// Ends a line, which is cut at the width of a terminal.
fn end_line(line: &mut String, width: Option<usize>) {
    if let Some(width) = width.filter(|width| line.len() > *width) {
        let whole = std::mem::take(line);
        cut(&whole, width, line);
    }
    line.push('\n');
}
/// Returns the number of columns of an output, if it is a terminal.
pub fn terminal_width(of: &(impl AsFd + IsTerminal)) -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(of).ok().filter(|_| of.is_terminal())?;
    Some(size.ws_col.into()).filter(|columns| *columns != 0)
}
/// Appends a line, of which what is beyond a width is left out and marked by `>`. Escape sequences
/// have no width.
pub fn cut(line: &str, width: usize, out: &mut String) {
    if line.len() <= width {
        return out.push_str(line);
    }
    let (mut count, mut is_escape, mut last) = (0, false, 0);
    let start = out.len();
    for c in line.chars() {
        is_escape |= c == '\x1b';
        if is_escape || count < width {
            last = if count + 1 == width && !is_escape { out.len() } else { last };
            out.push(c);
        }
        count += usize::from(!is_escape);
        is_escape &= c != 'm';
    }
    if count > width && width != 0 {
        // the last character that fits makes place for the mark
        let rest = out.split_off(last.max(start));
        out.push('>');
        out.extend(rest.chars().skip(1));
    }
}
/// Returns the number of characters.
fn chars(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}
pub fn paint(title: &str, cell: &str) -> &'static str {
    match (title, cell) {
        (_, "") => "\x1b[2m",
        ("name" | "dev" | "master", _) => "\x1b[36m",
        ("address" | "destination" | "via" | "source", _) => "\x1b[35m",
        ("state", "up" | "reachable" | "permanent") => "\x1b[32m",
        ("state", "down" | "failed" | "lowerlayerdown") => "\x1b[31m",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_the_width_and_marked() {
        for (line, width, expected) in [
            ("abcdef", 6, "abcdef"),
            ("abcdefg", 6, "abcde>"),
            ("\x1b[31mabc\x1b[0mdef", 6, "\x1b[31mabc\x1b[0mdef"),
            ("\x1b[31mabc\x1b[0mdef", 5, "\x1b[31mabc\x1b[0md>"),
            ("ab\x1b[31mcdef\x1b[0m", 4, "ab\x1b[31mc>\x1b[0m"),
            ("ab\x1b[31mcdef\x1b[0m", 3, "ab\x1b[31m>\x1b[0m"),
            ("äöüß", 4, "äöüß"),
            ("äöüß", 3, "äö>"),
            ("abc", 1, ">"),
        ] {
            let mut out = String::from("x");
            cut(line, width, &mut out);
            assert_eq!(out, format!("x{expected}"), "{line:?} at {width}");
        }
    }
}
