//! Messages for tests.
pub use crate::wire::testing::attr;
use crate::{route, schema::Described, wire::Message};
use std::{format, string::String, vec::Vec};

/// Returns a message of a type, with a payload.
pub fn message(number: u16, payload: &[u8]) -> Vec<u8> {
    let mut bytes = (16 + payload.len() as u32).to_ne_bytes().to_vec();
    bytes.extend(number.to_ne_bytes());
    bytes.extend([0; 10]);
    bytes.extend(payload);
    bytes
}
/// Decodes a message that must have no misfit, and returns the text of its attributes.
pub fn text(bytes: &[u8]) -> String {
    let message = Message::new(bytes).unwrap();
    let described = Described::new("route", route::lookup(message), message);
    described.check().unwrap();
    let text = format!("{described:?}");
    text.split_once("} ").unwrap().1.into()
}
