//! What an event costs a cache of routes when other routes share its key (`ip route append`): `cargo bench --bench cache`. One line a figure:
//!
//!     figure <operation> siblings=<routes of the key before it> ns=<nanoseconds an event, the best of all rounds>
//!
//! `replace` replaces the first route of the key, `append_delete` appends one and deletes it. Needs no privileges.
use nlwire::{
    cache::{Cache, Tree},
    client::Delivery,
    route::Routes,
};
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

const NEW: u16 = 24;
const REPLACE: u16 = 0x100;
const EXCL: u16 = 0x200;
const CREATE: u16 = 0x400;
const APPEND: u16 = 0x800;

/// The event of a route to 198.51.100.0/24 through the gateway `10.0.0.0 + gateway`.
fn event(kind: u16, flags: u16, gateway: u32) -> Vec<u8> {
    let mut bytes = 44u32.to_ne_bytes().to_vec();
    bytes.extend(kind.to_ne_bytes());
    bytes.extend(flags.to_ne_bytes());
    bytes.extend([0; 8]);
    bytes.extend([2, 24, 0, 0, 254, 4, 0, 1, 0, 0, 0, 0]);
    for (number, value) in [(1, 0xc633_6400), (5, 0x0a00_0000 + gateway)] {
        bytes.extend([8u16, number].map(u16::to_ne_bytes).concat());
        bytes.extend(u32::to_be_bytes(value));
    }
    bytes
}

fn main() {
    for siblings in [1, 100, 10_000] {
        let mut cache = Cache::new(Routes, Tree::<Routes, Vec<u8>>::new(), 1, 1);
        let mut take = |event: &[u8]| {
            cache.receive(event, Delivery::Multicast, Duration::ZERO, &mut |change| _ = black_box(change))
        };
        for gateway in 0..siblings {
            take(&event(NEW, CREATE | if gateway == 0 { EXCL } else { APPEND }, gateway));
        }
        let other = siblings + 1;
        let replace = [event(NEW, REPLACE, other), event(NEW, REPLACE, 0)];
        let append_delete = [event(NEW, CREATE | APPEND, other), event(NEW + 1, 0, other)];
        let count = 20_000 / siblings.clamp(10, 1000) as usize;
        for (name, events) in [("replace", replace), ("append_delete", append_delete)] {
            let round = |_| {
                let began = Instant::now();
                for _ in 0..count {
                    events.iter().for_each(|event| take(event));
                }
                began.elapsed().as_nanos() / (2 * count as u128)
            };
            let best = (0..50).map(round).min().unwrap_or(0);
            println!("figure {name} siblings={siblings} ns={best}");
        }
        println!("kept siblings={siblings} objects={}", cache.len());
    }
}
