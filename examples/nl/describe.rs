//! Messages by their protocol's tables.
use nlwire::{
    route,
    socket::Protocol,
    wire::{Described, Message},
};

/// What is known of a message.
pub fn describe(protocol: u16, message: Message<'_>) -> Described<'_> {
    match protocol {
        0 => Described::new("route", route::row(message.kind()), message),
        _ => {
            let name = u8::try_from(protocol).ok().and_then(|protocol| Protocol(protocol).name());
            Described::new(name.unwrap_or("unknown"), None, message)
        }
    }
}
