//! Whatever any family says: checked, and printed as text and as JSON, by the tables of all of them.
#![no_std]
#![no_main]

use core::{fmt, hint::black_box};
use nlwire::{decode::Decoder, schema::Json, wire::Messages};

struct Sink;
impl fmt::Write for Sink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        black_box(text);
        Ok(())
    }
}

#[unsafe(no_mangle)]
extern "C" fn start() {
    let (mut protocols, protocol) = (Decoder::new(), black_box(0));
    for message in Messages::new(sizes::datagram()).flatten() {
        protocols.learn(protocol, message);
        let described = protocols.describe(protocol, message);
        let _ = black_box(described.check());
        let _ = fmt::write(&mut Sink, format_args!("{described:?}{}", Json(described)));
    }
}
