//! A stream of messages against a set of requests: never stuck, and each request ends at most once.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{exchange::*, wire::*};
use std::collections::HashSet;

fuzz_target!(|data: &[u8]| {
    let mut exchange = Exchange::<4>::new(7, u32::MAX);
    let mut open = HashSet::new();
    let mut begin = |exchange: &mut Exchange<4>, byte: u8, open: &mut HashSet<u32>| {
        let expect = [Expect::Ack, Expect::Answer, Expect::Dump, Expect::First][usize::from(byte & 3)];
        if let Ok(ticket) = exchange.begin(expect) {
            assert!(ticket.seq() != 0 && open.insert(ticket.seq()));
        }
    };
    for chunk in data.chunks(24) {
        let Some((&control, rest)) = chunk.split_first() else { continue };
        begin(&mut exchange, control, &mut open);
        // a message whose numbers are near those in flight
        let mut bytes = [0u8; 40];
        bytes[16..16 + rest.len().min(20)].copy_from_slice(&rest[..rest.len().min(20)]);
        bytes[..4].copy_from_slice(&36u32.to_ne_bytes());
        bytes[4..6].copy_from_slice(&u16::from(control >> 4).to_ne_bytes());
        bytes[6..8].copy_from_slice(&u16::from(rest.first().copied().unwrap_or(0)).to_ne_bytes());
        let seq = u32::MAX.wrapping_add(u32::from(control & 7));
        bytes[8..12].copy_from_slice(&seq.to_ne_bytes());
        bytes[12..16].copy_from_slice(&7u32.to_ne_bytes());
        let Ok(message) = Message::new(&bytes) else { continue };
        match exchange.take(message) {
            Arrival::Done { request, .. }
            | Arrival::Refused { request, .. }
            | Arrival::Item { request, last: true, .. } => {
                assert!(open.remove(&request.seq()), "a request ended twice");
            }
            _ => {}
        }
    }
});
