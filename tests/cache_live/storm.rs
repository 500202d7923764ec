//! Storms of events, and memory.
use super::*;

/// A writer that adds and deletes routes and flips a link as fast as the kernel lets it, a reader that is slow and has a small buffer.
#[test]
fn a_storm_leaves_the_table_true() {
    common::in_namespace("storm::a_storm_leaves_the_table_true", || {
        let total = number("NLWIRE_STORM", 200_000);
        let device = pair();
        let socket = open(Routes::GROUPS);
        socket.set_receive_buffer(16 * 1024).unwrap();
        let mut cache = Cache::new(Routes, Tree::<Routes, Vec<u8>>::new(), socket.port_id(), 1).pace(PACE);
        let mut buffer = vec![0; 32768];
        resolve(&mut cache, &socket, &mut buffer);

        let over = AtomicBool::new(false);
        let (mut losses, mut first, mut most) = (0u64, 0, 0usize);
        let started = monotonic();
        let wrote = std::thread::scope(|scope| {
            let writer = scope.spawn(|| {
                let socket = Socket::new(Protocol::ROUTE).unwrap();
                socket.set_send_buffer(1 << 20).unwrap();
                socket.set_receive_buffer(1 << 20).unwrap();
                let (mut batch, mut answer) = (Vec::new(), vec![0; 8192]);
                let mut dice = 1u64;
                for n in 0..total {
                    dice = dice.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    // of 5,000 destinations, so that most are added, deleted and added again
                    write_route(&mut batch, (dice >> 33) as u32 % 5000, device, dice >> 20 & 3 != 0, false);
                    if n % 100 == 99 || n + 1 == total {
                        let flip = n % 20_000 == 19_999;
                        for flags in [LinkFlags::empty(), LinkFlags::IFF_UP] {
                            if flip {
                                let link = NewLink {
                                    index: device,
                                    flags,
                                    change: LinkFlags::IFF_UP,
                                    ..Default::default()
                                };
                                Request::append(&mut batch, link, NewFlags::empty(), 1, |_| {}).unwrap();
                            }
                        }
                        let link = NewLink { index: device, ..Default::default() };
                        Request::append(&mut batch, link, NewFlags::ACK, 2, |_| {}).unwrap();
                        send(&socket, &batch, &mut answer);
                        batch.clear();
                    }
                }
                over.store(true, Ordering::Release);
                monotonic() - started
            });
            let mut dice = 7u64;
            while !over.load(Ordering::Acquire) {
                let limit = cache.due_in(monotonic()).unwrap_or(PACE.settle_delay).min(PACE.settle_delay);
                socket.wait(Some(limit)).unwrap();
                let step = cache
                    .step(&mut &socket, &mut buffer, monotonic(), &mut |change| {
                        losses += u64::from(matches!(change, Change::Lost))
                    })
                    .unwrap();
                // once it has been at work for a while, memory is not to grow
                if first == 0 && cache.counters().snapshots > 3 {
                    first = kilobytes("VmRSS");
                }
                most = most.max(cache.len());
                dice = dice.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                if step == Step::Took && dice >> 40 & 0xff == 0 {
                    std::thread::sleep(Duration::from_micros(dice >> 52)); // a slow reader
                }
            }
            writer.join().unwrap()
        });
        losses += resolve(&mut cache, &socket, &mut buffer);
        let last = kilobytes("VmRSS");
        assert_current(&mut cache, &socket, &mut buffer);
        match routes_of_ip() {
            Some(rows) => {
                assert_eq!(routes_of_mirror(&cache), rows, "field by field what ip says");
                println!("{} routes are field by field what ip says", rows.len());
            }
            None => common::skip("storm::a_storm_leaves_the_table_true", "in part: ip is not installed"),
        }
        let counters = cache.counters();
        println!(
            "{total} changes in {:?}; whole again after {:?}; at most {most} routes; RSS {first} kB, then {last} kB; {counters:?}",
            wrote,
            monotonic() - started - wrote
        );
        assert_eq!(losses, counters.lost);
        assert!(losses > 0, "the storm was none");
        // the tree's own growth is bounded by the number of destinations
        assert!(first == 0 || last < first + 8 * 1024, "memory grew from {first} kB to {last} kB");
    });
}
/// An hour's worth of events (50 a second) replayed at full speed through the whole stack: constant memory, no descriptor left open.
#[test]
fn an_hour_of_events_in_constant_memory() {
    common::in_namespace("storm::an_hour_of_events_in_constant_memory", || {
        let total = number("NLWIRE_HOUR", 180_000);
        let device = pair();
        let socket = open(Routes::GROUPS);
        let mut cache = Cache::new(Routes, Tree::<Routes, Vec<u8>>::new(), socket.port_id(), 1).pace(PACE);
        let (mut buffer, mut answer, mut batch) = (vec![0; 32768], vec![0; 8192], Vec::new());
        resolve(&mut cache, &socket, &mut buffer);
        let writer = Socket::new(Protocol::ROUTE).unwrap();
        writer.set_send_buffer(1 << 20).unwrap();
        let (mut warm, mut fds) = (0, 0);
        let started = monotonic();
        for round in 0..total / 100 {
            for n in 0..100 {
                write_route(&mut batch, n, device, round % 2 == 0, false);
            }
            Request::append(
                &mut batch,
                NewLink { index: device, ..Default::default() },
                NewFlags::ACK,
                2,
                |_| {},
            )
            .unwrap();
            send(&writer, &batch, &mut answer);
            batch.clear();
            while cache.step(&mut &socket, &mut buffer, monotonic(), &mut |_| {}).unwrap() != Step::Idle {}
            if round == total / 1000 {
                (warm, fds) = (kilobytes("VmRSS"), descriptors());
            }
        }
        let took = monotonic() - started;
        resolve(&mut cache, &socket, &mut buffer);
        assert_current(&mut cache, &socket, &mut buffer);
        let (end, peak) = (kilobytes("VmRSS"), kilobytes("VmHWM"));
        let counters = cache.counters();
        println!("{total} events in {took:?}; RSS {warm} kB, then {end} kB, peak {peak} kB; {counters:?}");
        assert_eq!(counters.lost + counters.malformed, 0);
        assert!(counters.events >= u64::from(total), "{counters:?}");
        assert!(end <= warm + 2048, "memory grew from {warm} kB to {end} kB");
        assert_eq!(descriptors(), fds);
    });
}
