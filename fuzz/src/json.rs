//! JSON (RFC 8259) checked while it is written, without a copy of it.
use std::{fmt, io};

/// What the grammar allows next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    Behind,
    /// Inside a string, which is a key or a value.
    Text {
        key: bool,
    },
    Escape {
        key: bool,
    },
    Unicode {
        key: bool,
        left: u8,
        value: u32,
    },
    /// Inside a number or a word.
    Plain,
}
/// Checks that what is written is one JSON value, and hashes it: two texts that mean the same, with keys in the same order, have the same
/// hash, however they escape characters.
#[derive(Clone, Debug)]
pub struct JsonCheck {
    state: State,
    /// A bit for each level: 1 for an object, 0 for an array.
    levels: u128,
    depth: u32,
    hash: u64,
    plain: Vec<u8>,
}
impl Default for JsonCheck {
    fn default() -> Self {
        Self { state: State::Value, levels: 0, depth: 0, hash: 0, plain: Vec::with_capacity(24) }
    }
}
impl JsonCheck {
    /// Returns the hash of the value.
    ///
    /// # Panics
    /// If the value is not complete.
    pub fn finish(mut self) -> u64 {
        if self.state == State::Plain {
            self.end_plain();
        }
        assert!(self.state == State::Behind && self.depth == 0, "the JSON value is not complete");
        self.hash
    }
    fn mix(&mut self, byte: u32) {
        self.hash = (self.hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    fn mix_char(&mut self, value: u32) {
        let c = char::from_u32(value).expect("an escaped surrogate");
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            self.mix(byte.into());
        }
    }
    fn end_text(&mut self, key: bool) {
        self.mix(0x100);
        self.state = if key { State::Colon } else { State::Behind };
    }
    fn end_plain(&mut self) {
        let text = core::str::from_utf8(&self.plain).expect("ASCII");
        let number = text.strip_prefix('-').unwrap_or(text);
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = digits && !number.is_empty() && (number.len() == 1 || !number.starts_with('0'));
        assert!(is_number || matches!(text, "true" | "false" | "null"), "{text:?} is no JSON value");
        self.state = State::Behind;
    }
    fn open(&mut self, object: bool) {
        assert!(self.depth < 128, "nested more than 128 deep");
        self.levels = self.levels << 1 | u128::from(object);
        self.depth += 1;
        self.state = if object { State::KeyOrEnd } else { State::ValueOrEnd };
    }
    fn close(&mut self, object: bool) {
        assert!(self.depth > 0 && (self.levels & 1 == 1) == object, "a bracket closes what was not opened");
        self.levels >>= 1;
        self.depth -= 1;
        self.state = State::Behind;
    }
    fn byte(&mut self, byte: u8) {
        match (self.state, byte) {
            (State::Text { key }, b'"') => return self.end_text(key),
            (State::Text { key }, b'\\') => return self.state = State::Escape { key },
            (State::Text { .. }, 0..=0x1f) => panic!("a control character in a JSON string"),
            (State::Text { .. }, byte) => return self.mix(byte.into()),
            (State::Escape { key }, b'u') => {
                return self.state = State::Unicode { key, left: 4, value: 0 };
            }
            (State::Escape { key }, byte) => {
                let at = b"\"\\/bfnrt".iter().position(|known| *known == byte).expect("a known escape");
                self.mix(b"\"\\/\x08\x0c\n\r\t"[at].into());
                return self.state = State::Text { key };
            }
            (State::Unicode { key, left, value }, byte) => {
                let value = value << 4 | char::from(byte).to_digit(16).expect("a hexadecimal digit");
                self.state = State::Unicode { key, left: left - 1, value };
                if left == 1 {
                    self.mix_char(value);
                    self.state = State::Text { key };
                }
                return;
            }
            (State::Plain, b'-' | b'0'..=b'9' | b'a'..=b'z') => {
                self.mix(byte.into());
                return self.plain.push(byte);
            }
            (State::Plain, _) => self.end_plain(),
            _ => {}
        }
        self.mix(u32::from(byte) | 0x200);
        match (self.state, byte) {
            (State::Value | State::ValueOrEnd, b'{') => self.open(true),
            (State::Value | State::ValueOrEnd, b'[') => self.open(false),
            (State::Value | State::ValueOrEnd, b'"') => self.state = State::Text { key: false },
            (State::Value | State::ValueOrEnd, b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                self.plain.clear();
                self.plain.push(byte);
                self.state = State::Plain;
            }
            (State::ValueOrEnd, b']') => self.close(false),
            (State::Key | State::KeyOrEnd, b'"') => self.state = State::Text { key: true },
            (State::KeyOrEnd, b'}') => self.close(true),
            (State::Colon, b':') => self.state = State::Value,
            (State::Behind, b',') if self.depth > 0 => {
                self.state = if self.levels & 1 == 1 { State::Key } else { State::Value };
            }
            (State::Behind, b'}') => self.close(true),
            (State::Behind, b']') => self.close(false),
            (state, byte) => panic!("{:?} in state {state:?}", char::from(byte)),
        }
    }
}
impl fmt::Write for JsonCheck {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().for_each(|byte| self.byte(byte));
        Ok(())
    }
}
impl io::Write for JsonCheck {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        bytes.iter().for_each(|byte| self.byte(*byte));
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::JsonCheck;
    use std::fmt::Write;

    fn hash(text: &str) -> Option<u64> {
        let text = text.to_string();
        std::panic::catch_unwind(move || {
            let mut check = JsonCheck::default();
            check.write_str(&text).unwrap();
            check.finish()
        })
        .ok()
    }
    #[test]
    fn it_says_what_serde_json_says() {
        let values = [
            r#"{"a":[1,-2,{"b":"\u0000\n\\\"é\u00e9"}],"":true,"c":[]}"#,
            "[]",
            "{}",
            "0",
            "null",
            "\"\"",
            "[1,]",
            "{,}",
            "[01]",
            "{\"a\"}",
            "{\"a\":}",
            "]",
            "[",
            "{\"a\":1,}",
            "[1 2]",
            "tru",
            "\"\\x41\"",
            "\"\u{1}\"",
            "1,2",
            "[}",
            "",
        ];
        for value in values {
            let known = serde_json::from_str::<serde_json::Value>(value).is_ok();
            assert_eq!(hash(value).is_some(), known, "{value}");
        }
        assert_eq!(hash(r#"["\u000a\u0041"]"#), hash(r#"["\nA"]"#));
        assert_ne!(hash(r#"["ab"]"#), hash(r#"["a","b"]"#));
        assert_ne!(hash("[1]"), hash("[\"1\"]"));
    }
}
