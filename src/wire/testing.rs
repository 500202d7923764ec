//! Bytes for tests.
use super::align4;
use std::vec::Vec;

/// Returns an attribute with its padding.
pub fn attr(number: u16, payload: &[u8]) -> Vec<u8> {
    let mut bytes = (payload.len() as u16 + 4).to_ne_bytes().to_vec();
    bytes.extend(number.to_ne_bytes());
    bytes.extend(payload);
    bytes.resize(align4(bytes.len()), 0);
    bytes
}
