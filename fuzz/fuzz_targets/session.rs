//! A stream of messages and losses against a set of requests: each request ends at most once, one that was given up is not heard of again,
//! and there is always room again once all are given up.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{client::*, wire::*};
use std::collections::HashMap;

/// What becomes of a request that we know of.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Open,
    Batch,
    GivenUp,
}

fuzz_target!(|data: &[u8]| {
    let mut session = Session::<4>::new(7, u32::MAX - 3);
    // by each sequence number: what becomes of the request, and its first number
    let mut known: HashMap<u32, (State, u32)> = HashMap::new();
    let mut tickets: Vec<RequestId> = Vec::new();
    let mut rest = data;
    while let Some((&control, more)) = rest.split_first() {
        rest = more;
        let one = tickets.get(usize::from(control >> 3) % tickets.len().max(1)).copied();
        match control & 7 {
            0 => {
                let expect = [ReplyMode::Ack, ReplyMode::Answer, ReplyMode::Dump, ReplyMode::First]
                    [usize::from(control >> 3 & 3)];
                if let Ok(ticket) = session.begin(expect) {
                    assert!(ticket.seq() != 0 && session.is_in_flight(ticket));
                    let before = known.insert(ticket.seq(), (State::Open, ticket.seq()));
                    assert!(
                        before.is_none_or(|(state, _)| state == State::GivenUp),
                        "two requests of one number"
                    );
                    tickets.push(ticket);
                }
            }
            1 => {
                let count = u32::from(control >> 5) + 1;
                if let Ok(ticket) = session.begin_batch(count, control & 8 != 0, control & 16 != 0) {
                    assert!(ticket.seq() != 0);
                    for seq in (0..count).map(|place| ticket.seq() + place) {
                        known.insert(seq, (State::Batch, ticket.seq()));
                    }
                    tickets.push(ticket);
                }
            }
            2 => {
                if let Some(ticket) = one.filter(|ticket| session.is_in_flight(*ticket)) {
                    session.cancel(ticket);
                    known
                        .values_mut()
                        .filter(|(_, first)| *first == ticket.seq())
                        .for_each(|(state, _)| *state = State::GivenUp);
                }
            }
            3 => {
                if let Some(ticket) = one {
                    session.forget(ticket);
                    known.retain(|_, (_, first)| *first != ticket.seq());
                }
            }
            4 => session.forget_cancelled(),
            _ => {
                // a message whose numbers are near those in flight: type, flags, which request, code
                let (head, more) = rest.split_at(rest.len().min(6));
                rest = more;
                let at = |place: usize| head.get(place).copied().unwrap_or(0);
                let near =
                    tickets.get(usize::from(at(0)) % tickets.len().max(1)).map_or(0, |ticket| ticket.seq());
                let seq = near.wrapping_add(u32::from(at(1) & 3));
                let kind = if at(2) & 1 == 0 { u16::from(at(2) >> 1 & 7) } else { 16 + u16::from(at(2)) };
                let flags = u16::from_ne_bytes([at(3), at(4) & 7]);
                let len = 16 + usize::from(at(5) & 31);
                let mut bytes = [0xffu8; 48];
                bytes[..4].copy_from_slice(&(len as u32).to_ne_bytes());
                bytes[4..6].copy_from_slice(&kind.to_ne_bytes());
                bytes[6..8].copy_from_slice(&flags.to_ne_bytes());
                bytes[8..12].copy_from_slice(&seq.to_ne_bytes());
                bytes[12..16].copy_from_slice(&u32::from(control >> 3 & 7).to_ne_bytes());
                if control & 64 != 0 {
                    bytes[16..20].fill(0);
                }
                let Ok(message) = Message::new(&bytes[..len]) else { continue };
                let (request, last) = match session.receive(message, Delivery::Unicast) {
                    Incoming::Done { request, .. } | Incoming::Refused { request, .. } => (request, true),
                    Incoming::Item { request, last, .. } => (request, last),
                    _ => continue,
                };
                let (state, first) =
                    *known.get(&request.seq()).expect("a request that was begun and has not ended");
                assert!(state != State::GivenUp, "it was given up");
                assert!(
                    !(last && state == State::Open && session.is_in_flight(request)),
                    "what has ended is not in flight"
                );
                if !session.is_in_flight(request) {
                    known.retain(|_, (_, other)| *other != first);
                }
            }
        }
        assert!(session.in_flight() <= 4);
    }
    session.cancel_all();
    session.forget_cancelled();
    assert_eq!(session.in_flight(), 0);
    assert!(session.begin(ReplyMode::Dump).is_ok());
});
