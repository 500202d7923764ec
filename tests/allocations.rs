//! A million messages are walked, matched, picked from, printed, checked and built without one allocation.
#![cfg(feature = "route")]
use nlwire::{pick, route::*, schema::*, uapi::AddressFamily, wire::*};
use std::alloc::{GlobalAlloc, Layout as Memory, System};
use std::cell::Cell;
use std::fmt;
use std::hint::black_box;
use std::net::Ipv4Addr;

struct Counting;
thread_local! {
    // this thread's alone: the one that runs the tests allocates when it likes
    static COUNT: Cell<u64> = const { Cell::new(0) };
}
// SAFETY: all is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, memory: Memory) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(memory) }
    }
    unsafe fn dealloc(&self, at: *mut u8, memory: Memory) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(at, memory) }
    }
}
#[global_allocator]
static ALLOCATOR: Counting = Counting;

struct Nowhere(u64);
impl fmt::Write for Nowhere {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.len() as u64;
        Ok(())
    }
}

#[test]
fn a_million_messages_allocate_nothing() {
    let mut buffer = [0; 8192];
    let mut batch = Batch::new(&mut buffer);
    for n in 0..100 {
        let operation = NewRoute { family: AddressFamily::AF_INET, dst_len: 32, ..Default::default() };
        let put = batch.request(operation, NewFlags::MULTI, n, |route| {
            route.put(Route::RTA_DST, Ipv4Addr::from(n)).put(Route::RTA_OIF, 2).put(Route::RTA_PRIORITY, n);
            route.nest(Route::RTA_METRICS, |metrics| _ = metrics.put(Metrics::RTAX_MTU, 1400));
        });
        put.unwrap();
    }
    let datagram = batch.bytes();
    let (mut messages, mut printed) = (0u64, Nowhere(0));
    let before = COUNT.get();
    // other processors are emulated
    let turns = if cfg!(any(target_arch = "x86_64", target_arch = "aarch64")) { 10_000 } else { 500 };
    for turn in 0..turns {
        for message in Messages::new(black_box(datagram)) {
            let message = message.unwrap();
            messages += 1;
            let Ok(RouteMessage::NewRoute(view)) = RouteMessage::decode(message) else { panic!() };
            for attr in view.attrs {
                black_box(attr.unwrap());
            }
            let found = pick!(view.attrs, Route { to: RTA_DST, oif: RTA_OIF }).unwrap();
            assert_eq!(found.oif, Some(2));
            black_box(found.to);
            // printing and checking cost more: of one message in a hundred
            if messages % 100 == turn % 100 {
                let described = Described::new("route", lookup(message), message);
                described.write_json(&mut printed, &mut |_| Ok(())).unwrap();
                described.write_debug(&mut printed, true).unwrap();
                described.check().unwrap();
            }
        }
    }
    let allocations = COUNT.get() - before;
    assert_eq!((messages, allocations), (turns * 100, 0));
    assert!(printed.0 > turns * 100);
}
