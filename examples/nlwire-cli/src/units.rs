//! Units for people: bytes, counts and times, in three digits.
//!
//! A cell of a table has a unit by the title of the column; JSON and cells without one stay as they
//! are.

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes: KiB, MiB, GiB are powers of 1024.
    Bytes,
    /// Anything else: k, M, G are powers of 1000.
    Count,
}
/// Returns the unit of a column's numbers.
fn of_column(title: &str) -> Option<Unit> {
    Some(match title {
        "bytes" | "backlog" | "recv-q" | "send-q" | "queue" => Unit::Bytes,
        "packets" | "drops" | "overlimits" | "requeues" | "dropped" | "hit" | "missed" | "lost" => {
            Unit::Count
        }
        _ => return None,
    })
}
/// Appends a cell with its unit: numbers, also `10/7` of both directions, and times such as `90000s`
/// and `1500ms`.
pub fn cell(title: &str, cell: &str, out: &mut String) {
    let parts = cell.split('/').map(str::parse::<u64>).collect::<Result<Vec<_>, _>>();
    match (of_column(title), parts) {
        (Some(unit), Ok(parts)) => {
            for (at, value) in parts.into_iter().enumerate() {
                out.push_str(if at == 0 { "" } else { "/" });
                number(value as f64, unit, out);
            }
        }
        _ if title == "seconds" => match cell.parse() {
            Ok(seconds) => time(seconds, out),
            Err(_) => out.push_str(cell),
        },
        _ => match duration(cell).filter(|_| is_time(title)) {
            Some(seconds) => time(seconds, out),
            None => out.push_str(cell),
        },
    }
}
/// Whether a column has times. A name may look like one, so that others are left as they are.
fn is_time(title: &str) -> bool {
    matches!(title, "valid" | "preferred" | "reachable" | "retransmit" | "stale" | "timeout" | "expires")
}
/// Reads a time of at least a minute in seconds or milliseconds, as columns write it.
fn duration(cell: &str) -> Option<u64> {
    let milliseconds = cell.strip_suffix("ms").and_then(|number| number.parse::<u64>().ok());
    let seconds = milliseconds.filter(|value| value % 1000 == 0).map(|value| value / 1000);
    seconds.or_else(|| cell.strip_suffix('s')?.parse().ok()).filter(|seconds| *seconds >= 60)
}
/// Appends a number: `999`, `1.50KiB`, `12.3M`.
pub fn number(value: f64, unit: Unit, out: &mut String) {
    let (step, words) = match unit {
        Unit::Bytes => (1024.0, ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]),
        Unit::Count => (1000.0, ["", "k", "M", "G", "T", "P", "E"]),
    };
    let (mut value, mut at) = (value, 0);
    // what rounds to the next unit is printed in it
    while value >= step - 0.5 && at + 1 < words.len() {
        value /= step;
        at += 1;
    }
    let digits = if value.fract() == 0.0 && at == 0 { 0 } else { digits(value) };
    out.push_str(&format!("{value:.digits$}{}", words[at]));
}
/// Returns how many digits follow the point, so that there are three.
fn digits(value: f64) -> usize {
    match value {
        _ if value >= 99.95 => 0,
        _ if value >= 9.995 => 1,
        _ => 2,
    }
}
/// Appends a time in its two largest units: `45s`, `4m30s`, `5d3h`.
fn time(seconds: u64, out: &mut String) {
    let units = [(86_400, "d"), (3600, "h"), (60, "m"), (1, "s")];
    let first = units.iter().position(|unit| seconds >= unit.0).unwrap_or(3);
    let mut left = seconds;
    for (at, (len, word)) in units.iter().enumerate().skip(first).take(2) {
        if left / len != 0 || at == 3 && first == 3 {
            out.push_str(&format!("{}{word}", left / len));
        }
        left %= len;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: f64, unit: Unit) -> String {
        let mut text = String::new();
        number(value, unit, &mut text);
        text
    }
    #[test]
    fn a_number_has_three_digits_and_a_unit() {
        for (value, bytes, count) in [
            (0.0, "0B", "0"),
            (7.0, "7B", "7"),
            (0.25, "0.25B", "0.25"),
            (999.0, "999B", "999"),
            (1000.0, "1000B", "1.00k"),
            (1024.0, "1.00KiB", "1.02k"),
            (10_240.0, "10.0KiB", "10.2k"),
            (1_048_575.0, "1.00MiB", "1.05M"),
            (1_000_000.0, "977KiB", "1.00M"),
            (u64::MAX as f64, "16.0EiB", "18.4E"),
        ] {
            assert_eq!(
                (text(value, Unit::Bytes).as_str(), text(value, Unit::Count).as_str()),
                (bytes, count)
            );
        }
    }
    #[test]
    fn a_cell_has_the_unit_of_its_column() {
        for (title, given, expected) in [
            ("bytes", "1536", "1.50KiB"),
            ("bytes", "2048/512", "2.00KiB/512B"),
            ("bytes", "", ""),
            ("packets", "1500000", "1.50M"),
            ("mtu", "1500", "1500"),
            ("preferred", "90s", "1m30s"),
            ("valid", "forever", "forever"),
            ("valid", "86399s", "23h59m"),
            ("valid", "59s", "59s"),
            ("valid", "3600s", "1h"),
            ("seconds", "431999", "4d23h"),
            ("seconds", "0", "0s"),
            ("stale", "60000ms", "1m"),
            ("stale", "1500ms", "1500ms"),
            ("dev", "3600s", "3600s"),
            ("kind", "/", "/"),
        ] {
            let mut out = String::new();
            cell(title, given, &mut out);
            assert_eq!(out, expected, "{title} {given}");
        }
    }
}
