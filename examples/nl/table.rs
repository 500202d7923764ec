//! Aligned columns: the first rows are held back until it is known how wide each column is, then rows flow.
use crate::columns::Sheet;
use std::io::{self, Write};

/// How many rows are held back.
const HELD: usize = 256;

pub struct Table {
    pub sheet: &'static Sheet,
    held: Vec<Vec<String>>,
    widths: Vec<usize>,
    flows: bool,
    titled: bool,
    colour: bool,
}
impl Table {
    pub fn new(sheet: &'static Sheet, colour: bool) -> Self {
        let widths = sheet.columns.iter().map(|(title, _)| title.len()).collect();
        Self { sheet, held: Vec::new(), widths, flows: false, titled: false, colour }
    }
    pub fn row(&mut self, out: &mut impl Write, cells: Vec<String>) -> io::Result<()> {
        self.widen(&cells);
        if self.flows {
            return self.write(out, &cells);
        }
        self.held.push(cells);
        if self.held.len() >= HELD { self.flow(out) } else { Ok(()) }
    }
    /// Writes the titles, and the rows that were held back. From now on rows are written as they come.
    pub fn flow(&mut self, out: &mut impl Write) -> io::Result<()> {
        if std::mem::replace(&mut self.flows, true) {
            return Ok(());
        }
        if !self.held.is_empty() {
            self.titles(out, 0)?;
        }
        for cells in std::mem::take(&mut self.held) {
            self.write(out, &cells)?;
        }
        Ok(())
    }
    /// Writes the titles behind so many spaces, unless they stand there.
    pub fn titles(&mut self, out: &mut impl Write, indent: usize) -> io::Result<()> {
        if std::mem::replace(&mut self.titled, true) {
            return Ok(());
        }
        let titles: Vec<_> = self.sheet.columns.iter().map(|(title, _)| title.to_uppercase()).collect();
        let bold = if self.colour { ["\x1b[1m", "\x1b[0m"] } else { ["", ""] };
        writeln!(out, "{:indent$}{}{}{}", "", bold[0], self.line(&titles, false), bold[1])
    }
    pub fn widen(&mut self, cells: &[String]) {
        for (width, cell) in self.widths.iter_mut().zip(cells) {
            *width = (*width).max(cell.chars().count().min(45));
        }
    }
    fn write(&self, out: &mut impl Write, cells: &[String]) -> io::Result<()> {
        writeln!(out, "{}", self.line(cells, self.colour))
    }
    /// A row on one line, without spaces at its end.
    fn line(&self, cells: &[String], colour: bool) -> String {
        let mut line = String::new();
        let last = cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0);
        for (at, ((cell, width), (title, _))) in
            cells.iter().zip(&self.widths).zip(self.sheet.columns).enumerate().take(last + 1)
        {
            let shown = if cell.is_empty() { "-" } else { cell };
            let paint = if colour { paint(title, cell) } else { "" };
            line.push_str(paint);
            line.push_str(shown);
            line.push_str(if paint.is_empty() { "" } else { "\x1b[0m" });
            if at < last {
                line.extend(std::iter::repeat_n(' ', width.saturating_sub(shown.chars().count()) + 2));
            }
        }
        line
    }
}
fn paint(title: &str, cell: &str) -> &'static str {
    match (title, cell) {
        (_, "") => "\x1b[2m",
        ("name" | "dev" | "master", _) => "\x1b[36m",
        ("address" | "destination" | "via" | "source", _) => "\x1b[35m",
        ("state", "up" | "reachable" | "permanent") => "\x1b[32m",
        ("state", "down" | "failed" | "lowerlayerdown") => "\x1b[31m",
        _ => "",
    }
}
