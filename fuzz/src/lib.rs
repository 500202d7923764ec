//! Shared parts of the fuzz targets.
mod executor;
mod input;
mod json;
mod link_kernel;
pub mod readers;
mod replying;
mod sink;
mod told;
mod transport;

pub use executor::Spawned;
pub use input::Input;
pub use json::JsonCheck;
pub use link_kernel::{LinkKernel, PORT, link_body};
pub use replying::{LINKS, Replying, Wire, addressed, link};
pub use sink::{hashed, printed};
pub use told::Told;
pub use transport::{Feed, Heard, Trouble};

use nlwire::{
    decode::Decoder,
    schema::Described,
    wire::{Message, spec::MessageSpec},
};
use nlwire_tables::{COMMANDS, made};
use std::sync::OnceLock;

/// Generic netlink families have IDs from here on, in the order of their tables.
pub const FIRST_FAMILY: u16 = 0x20;

/// Returns a decoder that has learnt every generic netlink family with a table.
pub fn all_families() -> &'static Decoder {
    static FAMILIES: OnceLock<Decoder> = OnceLock::new();
    FAMILIES.get_or_init(|| {
        let mut protocols = Decoder::new();
        for (id, (_, table)) in (FIRST_FAMILY..).zip(COMMANDS) {
            let name = [table.name.as_bytes(), &[0]].concat();
            let payload =
                [&[1, 2, 0, 0][..], &made::attr(1, &id.to_ne_bytes()), &made::attr(2, &name)].concat();
            let bytes = made::message(16, 0, 1, &payload);
            assert!(protocols.learn(16, Message::new(&bytes).expect("well-formed")));
        }
        protocols
    })
}
/// Returns the family header and the attributes of a message, if it is long enough for the header.
pub fn parts<'a>(row: &'static MessageSpec, message: Message<'a>) -> Option<(&'a [u8], &'a [u8])> {
    let described = Described::new("", Some(row), message);
    Some((described.header()?.payload(), described.attributes()?.payload()))
}
