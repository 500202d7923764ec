//! `nlwire dump --watch`: dumps a table again and again, and prints the rates of its counters. On a
//! terminal the table stays in place; otherwise one table follows another, or JSON Lines with the
//! members `time` and `rate`.
use crate::{
    columns::{Column, sheet},
    counters::{self, Counters},
    dump,
    fields::{self, Fields},
    monitor::{End, wait_or_end},
    objects::Object,
    output::{Output, Remarks},
    stop::{Stop, stop},
    table,
    talk::{self, epoch},
    units::{self, Unit},
};
use nlwire::{schema::Described, socket::monotonic, wire::Message};
use std::{collections::HashMap, fmt::Write, io::IsTerminal, time::Duration};

/// The values of counters, and the time at which they were read.
type Samples = HashMap<Vec<u8>, (Duration, Vec<Option<u64>>)>;

/// An object that is watched.
struct Watched {
    object: Object,
    counters: &'static Counters,
    /// The last values of each object of the table.
    before: Samples,
}
/// A cell: its text, and the number if it is one.
#[derive(Default)]
struct Cell {
    text: String,
    value: Option<f64>,
}
/// A column: one of the object's, or a rate.
enum Shown {
    Column(&'static str),
    Rate(usize),
}

pub fn run(
    out: &mut Output,
    objects: &[String],
    every: Duration,
    lasting: Option<Duration>,
) -> Result<(), Stop> {
    let mut watched = Vec::new();
    for name in objects {
        let object = Object::named(name)?;
        let counters = counters::of_object(name)
            .map_err(|known| stop!("{name} has no counters: --watch takes {known}"))?;
        watched.push(Watched { object, counters, before: Samples::new() });
    }
    if out.debug {
        return Err(stop!("--watch prints columns or, with --json, lines: not --debug"));
    }
    out.quiet = true;
    let ended = End::new()?;
    let is_dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb" || term.is_empty());
    let in_place = !out.json && !is_dumb && std::io::stdout().is_terminal();
    let start = monotonic();
    let mut next = start;
    loop {
        let mut text = String::new();
        if out.is_columns() {
            dump::learn_names(out)?;
            let _ = writeln!(text, "{} UTC, every {every:?}", clock());
        }
        for watched in &mut watched {
            watched.round(out, &mut text)?;
        }
        show(out, &text, in_place)?;
        out.flush()?;
        // a dump that takes longer than the interval leaves out rounds
        let now = monotonic();
        while next <= now {
            next += every;
        }
        let limit = lasting.map_or(next, |lasting| next.min(start + lasting));
        loop {
            let now = monotonic();
            if ended.is_reached() || lasting.is_some_and(|lasting| now >= start + lasting) {
                return Ok(());
            }
            if now >= limit {
                break;
            }
            wait_or_end(std::iter::empty(), Some(&ended), Some(limit - now))?;
        }
    }
}
/// Prints a round: on a terminal over the last one, and no more than the screen holds.
fn show(out: &mut Output, text: &str, in_place: bool) -> Result<(), Stop> {
    if out.json {
        return Ok(());
    }
    if !in_place {
        let Some(width) = table::terminal_width(&std::io::stdout()) else { return out.text(text) };
        let mut cut = String::new();
        for line in text.lines() {
            table::cut(line, width, &mut cut);
            cut.push('\n');
        }
        return out.text(&cut);
    }
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok();
    let (rows, columns) = size.map_or((24, 80), |size| (size.ws_row.into(), size.ws_col.into()));
    let (rows, columns): (usize, usize) = (rows, columns);
    let lines: Vec<_> = text.lines().collect();
    let fits = if lines.len() < rows { lines.len() } else { rows.saturating_sub(2) };
    let mut screen = String::from("\x1b[H");
    for line in lines.iter().take(fits) {
        table::cut(line, columns, &mut screen);
        screen.push_str("\x1b[K\n");
    }
    if fits < lines.len() {
        let _ = writeln!(screen, "... {} more lines\x1b[K", lines.len() - fits);
    }
    screen.push_str("\x1b[J");
    Ok(out.verbatim(screen.as_bytes())?)
}
/// Returns the time of day in UTC.
fn clock() -> String {
    let day = epoch().as_secs() % 86_400;
    format!("{:02}:{:02}:{:02}", day / 3600, day / 60 % 60, day % 60)
}

impl Watched {
    /// Dumps the table once. Prints lines of JSON, or appends a table to `text`.
    fn round(&mut self, out: &mut Output, text: &mut String) -> Result<(), Stop> {
        let protocol = self.object.protocol.0.into();
        let (at, time) = (monotonic(), epoch());
        let (columns, mut rows, mut after) = (self.shown(out)?, Vec::new(), Samples::new());
        let mut buffer = vec![0; talk::BUFFER];
        let mut talk = talk::open(self.object.protocol, &mut buffer, None)?;
        let (sent, mut seq) = (talk.transport().sent(), None);
        let (before, counters) = (&self.before, self.counters);
        let ended = self.object.dump(&mut talk, &mut |message| {
            if seq.replace(message.seq()) != Some(message.seq()) {
                if let Ok(request) = Message::new(&sent.borrow()) {
                    out.learn(protocol, request);
                }
            }
            let described = out.describe(protocol, message);
            let (key, values) = fields::read(&described, |f| (counters.key(f), counters.read(f)));
            let rates = before.get(&key).map(|old| (seconds(at, old.0), rates(old, at, &values)));
            if out.json {
                let members = members(time, counters, rates.as_ref());
                let remarks = Remarks { members: &members, ..Remarks::default() };
                out.message_with(protocol, message, "", message.bytes(), &remarks)?;
            } else {
                out.learn(protocol, message);
                let rates = rates.map(|rates| rates.1);
                rows.push(row(out, &described, counters, &columns, rates.as_deref()));
            }
            after.insert(key, (at, values));
            Ok(())
        })?;
        if let Some(wrong) = ended.wrong {
            return Err(stop!("{}: {wrong}", self.object.name));
        }
        self.before = after;
        if !out.json {
            self.table(out, &columns, rows, text);
        }
        Ok(())
    }
    /// Returns the columns that are printed.
    ///
    /// # Errors
    /// The view has a title that there is not.
    fn shown(&self, out: &Output) -> Result<Vec<Shown>, Stop> {
        let rates = self.counters.rates.iter().map(|rate| rate.title);
        let all: Vec<_> = self.counters.columns.iter().copied().chain(rates).collect();
        let find = |title: &str| {
            let title = title.trim();
            let at = all.iter().position(|known| known.eq_ignore_ascii_case(title));
            at.ok_or_else(|| {
                stop!(
                    "{} has no column {title:?} with --watch: known are {}",
                    self.object.name,
                    all.join(", ")
                )
            })
        };
        let view = &out.table_view;
        if let Some(by) = &view.sort {
            find(by.trim_start_matches('-'))?;
        }
        let chosen = match view.columns.as_slice() {
            [] => (0..all.len()).collect(),
            chosen => chosen.iter().map(|title| find(title)).collect::<Result<Vec<_>, _>>()?,
        };
        let fixed = self.counters.columns.len();
        let shown = chosen.into_iter().map(|at| match at.checked_sub(fixed) {
            Some(rate) => Shown::Rate(rate),
            None => Shown::Column(all[at]),
        });
        Ok(shown.collect())
    }
    fn title(&self, shown: &Shown) -> &'static str {
        match shown {
            Shown::Column(title) => title,
            Shown::Rate(at) => self.counters.rates[*at].title,
        }
    }
    /// Appends rows as a table, with numbers to the right.
    fn table(&self, out: &Output, columns: &[Shown], mut rows: Vec<Vec<Cell>>, text: &mut String) {
        let view = &out.table_view;
        if let Some(by) = view.sort.as_deref() {
            let title = by.trim_start_matches('-');
            let at = columns.iter().position(|shown| self.title(shown).eq_ignore_ascii_case(title));
            if let Some(at) = at {
                rows.sort_by(|a, b| match (a[at].value, b[at].value) {
                    (Some(a), Some(b)) => a.total_cmp(&b),
                    (a, b) if a.is_some() != b.is_some() => a.is_some().cmp(&b.is_some()),
                    _ => table::compare(&a[at].text, &b[at].text),
                });
                if by.starts_with('-') {
                    rows.reverse();
                }
            }
        }
        let widths: Vec<_> = columns
            .iter()
            .enumerate()
            .map(|(at, shown)| {
                let cells = rows.iter().map(|row| row[at].text.chars().count());
                cells.chain([self.title(shown).len()]).max().unwrap_or(0)
            })
            .collect();
        let [bold, end] = if out.colour { ["\x1b[1m", "\x1b[0m"] } else { ["", ""] };
        let mut line = String::new();
        for (shown, width) in columns.iter().zip(&widths) {
            let title = self.title(shown).to_uppercase();
            pad(&title, &title, *width, matches!(shown, Shown::Rate(_)), &mut line);
        }
        let _ = writeln!(text, "{bold}{}{end}", line.trim_end());
        for row in &rows {
            line.clear();
            for ((shown, width), cell) in columns.iter().zip(&widths).zip(row) {
                let plain = if cell.text.is_empty() { "-" } else { &cell.text };
                let paint = if out.colour { table::paint(self.title(shown), &cell.text) } else { "" };
                let painted =
                    if paint.is_empty() { plain.to_owned() } else { format!("{paint}{plain}\x1b[0m") };
                pad(&painted, plain, *width, matches!(shown, Shown::Rate(_)), &mut line);
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
}
/// Appends a cell and two spaces, to the left or the right of its width.
fn pad(cell: &str, plain: &str, width: usize, to_right: bool, line: &mut String) {
    let spaces = width.saturating_sub(plain.chars().count());
    let _ = match to_right {
        true => write!(line, "{:spaces$}{cell}  ", ""),
        false => write!(line, "{cell}{:spaces$}  ", ""),
    };
}
fn seconds(now: Duration, before: Duration) -> f64 {
    now.saturating_sub(before).as_secs_f64().max(1e-6)
}
/// Returns the rates of counters per second. A counter that is missing, or that fell, has none.
fn rates(
    (since, before): &(Duration, Vec<Option<u64>>),
    now: Duration,
    values: &[Option<u64>],
) -> Vec<Option<f64>> {
    let seconds = seconds(now, *since);
    let both = before.iter().zip(values);
    both.map(|(old, new)| Some(new.as_ref()?.checked_sub(*old.as_ref()?)? as f64 / seconds)).collect()
}
/// Returns the members of a line of JSON: the time, and the rates by path.
fn members(time: Duration, counters: &Counters, rates: Option<&(f64, Vec<Option<f64>>)>) -> String {
    let mut text = format!(",\"time\":{}.{:03}", time.as_secs(), time.subsec_millis());
    if let Some((seconds, rates)) = rates {
        let _ = write!(text, ",\"rate\":{{\"seconds\":{seconds:.6}");
        for (path, rate) in counters.paths().zip(rates) {
            if let Some(rate) = rate {
                let _ = write!(text, ",\"{path}\":{rate:.3}");
            }
        }
        text.push('}');
    }
    text
}
/// Returns the cells of a message.
fn row(
    out: &Output,
    described: &Described<'_>,
    counters: &Counters,
    columns: &[Shown],
    rates: Option<&[Option<f64>]>,
) -> Vec<Cell> {
    let known = sheet(described).map_or(&[][..], |sheet| sheet.columns);
    let paths: Vec<_> = counters.paths().collect();
    let cell = |f: &Fields<'_>, shown: &Shown| {
        let mut cell = Cell::default();
        match shown {
            Shown::Column(title) => {
                let column: Option<&Column> = known.iter().find(|column| column.0 == *title);
                if let Some((_, write)) = column {
                    write(f, &out.names, &mut cell.text);
                }
                cell.value = cell.text.parse().ok();
                if out.human {
                    let plain = std::mem::take(&mut cell.text);
                    units::cell(title, &plain, &mut cell.text);
                }
            }
            Shown::Rate(at) => {
                let rate = &counters.rates[*at];
                let of = |path| rates?.get(paths.iter().position(|known| known == path)?).copied().flatten();
                let parts: Vec<f64> = rate.paths.iter().filter_map(of).collect();
                if !parts.is_empty() {
                    let sum = parts.iter().sum();
                    cell.value = Some(sum);
                    number(sum, rate.unit, out.human, &mut cell.text);
                }
            }
        }
        cell
    };
    fields::read(described, |f| columns.iter().map(|shown| cell(f, shown)).collect())
}
/// Appends a rate: with a unit, or as a number with one digit after the point below 10.
fn number(rate: f64, unit: Unit, human: bool, out: &mut String) {
    if human {
        return units::number(if rate < 10.0 { rate } else { rate.round() }, unit, out);
    }
    let _ = if rate != 0.0 && rate < 10.0 { write!(out, "{rate:.1}") } else { write!(out, "{rate:.0}") };
}
