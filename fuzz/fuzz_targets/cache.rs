//! Caches of the kernel's tables over any datagrams and losses: what is reported adds up to the table.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{
    cache::{Cache, CacheSpec, Change, Tree},
    client::Delivery,
    netfilter::conntrack::Connections,
    route::{Addresses, Links, Neighbours, Routes},
};
use nlwire_fuzz::{Feed, Input, PORT, Told};
use nlwire_tables::made;
use std::{collections::BTreeMap, time::Duration};

/// Any datagrams.
fn any<T: CacheSpec>(table: T, input: Input<'_>)
where
    T::Key: core::fmt::Debug,
{
    let (mut feed, mut buffer) = (Feed::new(input, PORT), vec![0; 8192]);
    let mut cache = Cache::new(table, Tree::<T, Vec<u8>>::new(), PORT, u32::MAX - 1);
    let (mut told, mut now) = (Told(BTreeMap::new()), Duration::ZERO);
    while !feed.input.is_empty() {
        let what = feed.input.byte();
        now += Duration::from_millis(1 << (what & 15));
        let mut sink = |change: Change<'_, T::Key, T::Object<'_>>| told.take(change, T::SIBLINGS);
        match what >> 4 {
            0 => cache.refresh(now),
            1 => cache.restart(PORT, now),
            2 => cache.lost(now, &mut sink),
            3..=7 => {
                // a datagram of one message of the table's kind, of which the fuzzer knows the attributes
                let payload = feed.input.piece();
                let kind = 16 + u16::from(what >> 4 & 3) + 4 * u16::from(what & 3);
                let bytes =
                    made::message(if what & 8 == 0 { kind } else { 0x100 | kind & 3 }, 0x600, 0, payload);
                cache.receive(&bytes, Delivery::Multicast, now, &mut sink);
            }
            _ => _ = cache.step(&mut feed, &mut buffer, now, &mut sink),
        }
        assert_eq!(cache.len(), cache.iter().count());
        let counters = cache.counters();
        assert_eq!(counters.added - counters.removed, cache.len() as u64);
        assert_eq!(cache.is_synced(), cache.due_in(now).is_none());
    }
    let mut counts = BTreeMap::new();
    cache.iter().for_each(|(key, _)| *counts.entry(*key).or_default() += 1);
    assert_eq!(counts, told.0);
}

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    match input.byte() % 5 {
        0 => any(Links, input),
        1 => any(Addresses, input),
        2 => any(Routes, input),
        3 => any(Neighbours { forwarding: true }, input),
        _ => any(Connections, input),
    }
});
