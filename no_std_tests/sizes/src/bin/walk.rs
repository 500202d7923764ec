//! Messages and their attributes, by number and length.
#![no_std]
#![no_main]

use nlwire::wire::{Messages, RawAttrs};

#[unsafe(no_mangle)]
extern "C" fn start() -> usize {
    let mut sum = 0usize;
    for message in Messages::new(sizes::datagram()).flatten() {
        for attr in RawAttrs::new(message.payload().get(16..).unwrap_or(&[])).flatten() {
            sum = sum.wrapping_add(usize::from(attr.attr_type())).wrapping_add(attr.payload().len());
        }
    }
    sum
}
