//! Keys as text.
use super::*;

/// A key that is displayed in base64, as by `wg`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Base64<'a>(pub &'a [u8; KEY_LEN]);

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

impl fmt::Display for Base64<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |bits: u32, at: u32| {
            char::from(DIGITS.get((bits >> (18 - 6 * at) & 63) as usize).copied().unwrap_or(b'='))
        };
        for chunk in self.0.chunks(3) {
            let bits = chunk.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte));
            let bits = bits << (8 * (3 - chunk.len().min(3)));
            for at in 0..4 {
                let shown = if at as usize <= chunk.len() { digit(bits, at) } else { '=' };
                fmt::Write::write_char(f, shown)?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Base64<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Decodes a key from base64, as printed by `wg genkey`; `None` if the text is not a key.
pub fn key_from_base64(text: &str) -> Option<[u8; KEY_LEN]> {
    let digits = text.as_bytes().strip_suffix(b"=").filter(|digits| digits.len() == 43)?;
    let mut key = [0; KEY_LEN];
    let (mut bits, mut held, mut bytes) = (0u32, 0, key.iter_mut());
    for digit in digits {
        let value = DIGITS.iter().position(|known| known == digit)?;
        bits = bits << 6 | value as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            *bytes.next()? = (bits >> held) as u8;
        }
    }
    // the bits after the last byte must be zero
    (bits & ((1 << held) - 1) == 0).then_some(key)
}
