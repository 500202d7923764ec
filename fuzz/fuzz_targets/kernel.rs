//! A cache of links over a kernel that loses events as kernels do: in the end the cache is the kernel's table, whatever other processes
//! multicast.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{
    cache::{Cache, Change, Tree},
    client::Delivery,
    route::{LinkMessage, Links},
};
use nlwire_fuzz::{Input, LinkKernel, PORT, Told, link_body};
use nlwire_tables::made;
use std::{collections::BTreeMap, time::Duration};

fuzz_target!(|data: &[u8]| {
    // a history that is longer costs time and shows nothing new
    let data = data.get(..1024).unwrap_or(data);
    let mut input = Input(data);
    let (mut kernel, mut buffer) = (LinkKernel::default(), vec![0; 1024]);
    let mut cache = Cache::new(Links, Tree::<Links, Vec<u8>>::new(), PORT, u32::MAX - 1);
    let (mut told, mut now, mut quiet) = (Told(BTreeMap::new()), Duration::ZERO, 0);
    while !(input.is_empty() && kernel.is_quiet() && cache.is_synced()) {
        assert!(quiet < 2000 + data.len(), "it does not come to rest");
        quiet += usize::from(input.is_empty());
        let what = if input.is_empty() { 5 } else { input.byte() };
        let index = (what >> 3 & 7) + 1;
        now += Duration::from_millis(if quiet > 0 { 50 } else { u64::from(what) });
        match what & 7 {
            0 | 1 => {
                let mtu = what >> 6;
                kernel.links.insert(index, mtu);
                kernel.event(16, &link_body(index, mtu), what & 7 == 1);
            }
            2 => {
                if let Some(mtu) = kernel.links.remove(&index) {
                    kernel.event(17, &link_body(index, mtu), what & 0x40 != 0);
                }
            }
            3 => kernel.dump.iter_mut().for_each(|dump| dump.2 = true),
            4 => {
                // acks and ends that another process forges
                let (seq, _, _) = kernel.dump.unwrap_or((u32::from(index), 0, false));
                let forged = made::message(2 + u16::from(what & 0x40 != 0), 2, seq, &[0; 20]);
                kernel.queue.push_back((forged, Delivery::Multicast));
            }
            _ => {
                let mut sink = |change: Change<'_, u32, LinkMessage<'_>>| told.take(change, false);
                cache.step(&mut kernel, &mut buffer, now, &mut sink).expect("no other errors");
            }
        }
    }
    let found: Vec<_> = cache.entries().map(|(index, bytes)| (*index, bytes[16..].to_vec())).collect();
    let expected: Vec<_> =
        kernel.links.iter().map(|(index, mtu)| (u32::from(*index), link_body(*index, *mtu))).collect();
    assert_eq!(found, expected);
    assert!(told.0.into_keys().eq(expected.into_iter().map(|(index, _)| index)));
});
