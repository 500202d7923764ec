//! What the targets share.
use nlwire::{protocols::Protocols, wire::Message};
use nlwire_tables::{COMMANDS, made};

/// Generic families have their ids from here on, in the order of their tables.
pub const FIRST_FAMILY: u16 = 0x20;

/// Every generic family that has a table, learnt.
pub fn all_families() -> Protocols {
    let mut protocols = Protocols::new();
    for (id, (_, table)) in (FIRST_FAMILY..).zip(COMMANDS) {
        let name = [table.name.as_bytes(), &[0]].concat();
        let payload = [&[1, 2, 0, 0][..], &made::attr(1, &id.to_ne_bytes()), &made::attr(2, &name)].concat();
        let bytes = made::message(16, 0, 1, &payload);
        assert!(protocols.learn(16, Message::new(&bytes).expect("whole")));
    }
    protocols
}
