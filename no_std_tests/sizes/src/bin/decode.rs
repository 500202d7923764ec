//! Routes, every attribute as what it is.
#![no_std]
#![no_main]

use core::hint::black_box;
use nlwire::{route::RouteMessage, wire::Messages};

#[unsafe(no_mangle)]
extern "C" fn start() {
    for message in Messages::new(sizes::datagram()).flatten() {
        if let Ok(RouteMessage::NewRoute(route)) = RouteMessage::decode(message) {
            black_box(route.header);
            for attr in route.attrs {
                let _ = black_box(attr);
            }
        }
    }
}
