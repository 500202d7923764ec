//! Output that is counted or hashed, not stored.
use std::fmt::{self, Write};

/// Counts the bytes written.
struct Count(usize);
impl Write for Count {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.len();
        Ok(())
    }
    fn write_char(&mut self, c: char) -> fmt::Result {
        self.0 += c.len_utf8();
        Ok(())
    }
}
/// Prints, and returns how many bytes were written.
pub fn printed(arguments: fmt::Arguments<'_>) -> usize {
    let mut count = Count(0);
    count.write_fmt(arguments).expect("the sink takes everything");
    count.0
}

/// Hashes the bytes written. The hash depends on how the text is split into writes, which is the same for one printer.
struct Hash(u64);
impl Write for Hash {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for word in text.as_bytes().chunks(8) {
            let mut bytes = [0; 8];
            bytes[..word.len()].copy_from_slice(word);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(bytes)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
        Ok(())
    }
}
/// Prints, and returns a hash of what was written.
pub fn hashed(arguments: fmt::Arguments<'_>) -> u64 {
    let mut hash = Hash(0);
    hash.write_fmt(arguments).expect("the sink takes everything");
    hash.0
}
