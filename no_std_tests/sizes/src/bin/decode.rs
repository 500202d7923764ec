//! Routes, every attribute as what it is.
#![no_std]
#![no_main]

use core::hint::black_box;
use nlwire::{route::RouteMessage, wire::Messages};

#[unsafe(no_mangle)]
extern "C" fn start() {
    for message in Messages::new(sizes::datagram()).flatten() {
        if let Ok(RouteMessage::NewRoute(header, attrs)) = RouteMessage::decode(message) {
            black_box(header);
            for attr in attrs {
                let _ = black_box(attr);
            }
        }
    }
}
