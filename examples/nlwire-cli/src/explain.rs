//! `nlwire explain`: bytes annotated, or what a name of the kernel means.
use crate::{
    annotate, families,
    json::Json,
    line, lookup,
    output::Output,
    registry,
    stop::{Stop, stop},
};
use std::io::Read;

/// Maximum length of the input: netlink datagrams are shorter.
const LONGEST: u64 = 16 << 20;

pub fn run(out: &mut Output, words: &[String], protocol: &str) -> Result<(), Stop> {
    out.quiet = true;
    let text = match words {
        [] => {
            return Err(stop!(
                "explain requires bytes in hexadecimal, a name of the kernel, or - for standard input"
            ));
        }
        [word] if word == "-" => {
            let mut text = Vec::new();
            let read = std::io::stdin().lock().take(LONGEST).read_to_end(&mut text);
            read.map_err(|error| stop!("standard input: {error}"))?;
            String::from_utf8_lossy(&text).into_owned()
        }
        words => words.join(" "),
    };
    let text = text.trim();
    if text.starts_with('{') {
        // a line of JSON, as the bytes that it stands for
        let parsed = Json::parse(text).map_err(|error| stop!("{error}"))?;
        if parsed.get("family").is_some() {
            families::learn(out)?;
        }
        let built = line::build(out.decoder(), &registry::all(), &parsed);
        let (protocol, built) = built.map_err(|error| stop!("{error}"))?;
        return annotate::datagram(out, protocol, &built.bytes);
    }
    let protocol_of = |name: &str| {
        let lower = name.to_lowercase();
        let short = lower.strip_prefix("netlink_").unwrap_or(&lower);
        line::protocol(short).or_else(|| short.parse().ok().map(nlwire::wire::Protocol))
    };
    let Some(protocol) = protocol_of(protocol) else {
        return Err(stop!(
            "no protocol is named {protocol:?}: known are route, generic, netfilter, sock_diag, xfrm, ..."
        ));
    };
    if let Some(found) = lookup::explain(text) {
        return found.iter().try_for_each(|line| out.text(line));
    }
    match bytes(text) {
        Some(bytes) if bytes.len() >= 16 => {
            if protocol == nlwire::wire::Protocol::GENERIC {
                families::learn(out)?;
            }
            annotate::datagram(out, protocol, &bytes)
        }
        Some(bytes) => Err(stop!("{} bytes are less than the 16 of a message header", bytes.len())),
        None => {
            let hint = lookup::hint(text);
            Err(stop!("{text:?} is neither hexadecimal bytes nor a name of the kernel{hint}"))
        }
    }
}
/// Reads bytes from what people paste: hexadecimal digits in any grouping, output of hexdump, xxd or
/// od, and the strings of strace and C.
fn bytes(text: &str) -> Option<Vec<u8>> {
    // characters beside the digits may be quotation marks, so that strings come second
    hexadecimal(text).or_else(|| match text.split_once('"') {
        Some((_, rest)) => c_string(rest),
        None if text.contains("\\x") => c_string(text),
        None => None,
    })
}
fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    let mut digits = String::new();
    // a dump with offsets in front
    let is_dump = text.starts_with("0000");
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let is_last = is_dump && lines.peek().is_none();
        digits.push_str(&digits_of(line, is_last)?);
    }
    let digits = digits.into_bytes();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    if digits.is_empty() || digits.len() % 2 != 0 {
        return None;
    }
    digits.chunks(2).map(pair).collect()
}
/// Returns the digits of one line, without its offset and its characters.
fn digits_of(line: &str, is_last: bool) -> Option<String> {
    let line = line.split('|').next().unwrap_or(line);
    let (offset, rest) = match line.split_once(": ") {
        // xxd, with the characters behind two spaces
        Some((offset, rest)) => (Some(offset), rest.split("  ").next().unwrap_or(rest)),
        None => match line.split_once("  ") {
            Some((offset, rest)) => (Some(offset), rest),
            None => (None, line),
        },
    };
    let is_offset = |word: &str| (4..=8).contains(&word.len()) && word.chars().all(|c| c.is_ascii_hexdigit());
    let line = if offset.is_some_and(is_offset) { rest } else { line };
    // hexdump ends with the length alone, of eight digits
    if is_last && line.len() == 8 {
        return Some(String::new());
    }
    let mut digits = String::new();
    for word in line.split([' ', '\t', ',', ':', ';', '{', '}', '[', ']', '-']) {
        let word = word.strip_prefix("0x").or(word.strip_prefix("0X")).unwrap_or(word);
        if !word.chars().all(|c| c.is_ascii_hexdigit()) {
            return None;
        }
        if word.len() == 1 {
            digits.push('0');
        }
        digits.push_str(word);
    }
    Some(digits)
}
/// Reads a string of C, up to the closing quotation mark.
fn c_string(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes().peekable();
    while let Some(byte) = rest.next() {
        match byte {
            b'"' => break,
            b'\\' => match rest.next()? {
                b'x' => {
                    let (high, low) =
                        (char::from(rest.next()?).to_digit(16)?, char::from(rest.next()?).to_digit(16)?);
                    bytes.push((high * 16 + low) as u8);
                }
                digit @ b'0'..=b'7' => {
                    let mut value = u32::from(digit - b'0');
                    for _ in 0..2 {
                        let Some(digit) = rest.next_if(|byte| (b'0'..=b'7').contains(byte)) else { break };
                        value = value * 8 + u32::from(digit - b'0');
                    }
                    bytes.push(u8::try_from(value).ok()?);
                }
                b'n' => bytes.push(b'\n'),
                b't' => bytes.push(b'\t'),
                b'r' => bytes.push(b'\r'),
                b'f' => bytes.push(12),
                b'v' => bytes.push(11),
                b'a' => bytes.push(7),
                b'b' => bytes.push(8),
                b'e' => bytes.push(27),
                byte => bytes.push(byte),
            },
            byte => bytes.push(byte),
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_from_what_people_paste() {
        let expected = [0x14, 0, 0, 0, 0x12, 0, 1, 3, 0x6a, 0x22];
        for text in [
            "14000000120001036a22",
            "14 00 00 00 12 00 01 03 6a 22",
            "14:00:00:00:12:00:01:03:6a:22",
            "0x14, 0x0, 0x0, 0x0, 0x12, 0x00, 0x01, 0x03, 0x6A, 0x22",
            "[14 00 00 00\n 12 00 01 03 6a 22]",
            r"\x14\x00\x00\x00\x12\x00\x01\x03\x6a\x22",
            r#"sendto(3, "\24\0\0\0\22\0\1\3j\"", 10, 0, NULL, 0) = 10"#,
            r#"sendto(3, "\x14\x00\x00\x00\x12\x00\x01\x03\x6a\x22", 10, 0) = 10"#,
            "00000000  14 00 00 00 12 00 01 03  6a 22                    |........j\"|\n0000000a",
            "00000000: 1400 0000 1200 0103 6a22                 ........j\"",
        ] {
            assert_eq!(bytes(text).as_deref(), Some(&expected[..]), "{text}");
        }
        for text in ["", "hello", "14 0g"] {
            assert_eq!(bytes(text), None, "{text}");
        }
    }
}
