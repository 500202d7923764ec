//! The codec by itself: `cargo bench --bench codec [-- --quick] [WORK]`. One line a figure:
//!
//!     figure <work> ours_ns=<nanoseconds a message> messages=<in a datagram> bytes=<of a datagram> allocs=<number>
//!
//! The rivals are measured in benches/rivals. Instructions, which repeat exactly: build, then
//! `valgrind --tool=callgrind --toggle-collect='codec::walk*' target/release/deps/codec-... --once walk`.
use nlwire::{
    pick,
    route::*,
    schema::Described,
    server::{ValidationFlags, validate},
    uapi::AddressFamily,
    wire::{spec::Scope, *},
};
use std::{
    alloc::{GlobalAlloc, Layout as Memory, System},
    hint::black_box,
    net::Ipv4Addr,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

struct Counting;
static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, memory: Memory) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.alloc(memory) }
    }
    unsafe fn dealloc(&self, at: *mut u8, memory: Memory) {
        unsafe { System.dealloc(at, memory) }
    }
}
#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A 32 KiB datagram of routes, as a dump sends them.
fn routes() -> Vec<u8> {
    let mut buffer = vec![0; 32 * 1024];
    let mut batch = Batch::new(&mut buffer);
    for n in 0..1000u32 {
        let operation = NewRoute {
            family: AddressFamily::AF_INET,
            dst_len: 32,
            protocol: RouteProtocol::RTPROT_STATIC,
            kind: RouteType::RTN_UNICAST,
            ..Default::default()
        };
        let put = batch.request(operation, NewFlags::MULTI, 1, |route| {
            route.put(Route::RTA_TABLE, RouteTable::RT_TABLE_MAIN);
            route.put(Route::RTA_DST, Ipv4Addr::from(0x0a00_0000 + n));
            route
                .put(Route::RTA_PRIORITY, n)
                .put(Route::RTA_GATEWAY, Ipv4Addr::new(192, 0, 2, 1))
                .put(Route::RTA_OIF, 2);
            if n % 8 == 0 {
                route.nest(Route::RTA_METRICS, |metrics| {
                    metrics.put(Metrics::RTAX_MTU, 1400);
                });
            }
        });
        if put.is_err() {
            break;
        }
    }
    batch.bytes().to_vec()
}
fn messages(datagram: &[u8]) -> impl Iterator<Item = Message<'_>> {
    Messages::new(datagram).map_while(Result::ok)
}

#[inline(never)]
fn walk(datagram: &[u8]) -> u64 {
    let mut sum = 0u64;
    for message in messages(datagram) {
        let Ok((_, attrs)) = message.split::<RtMsg, Route>() else { continue };
        for attr in attrs.raw().map_while(Result::ok) {
            sum = sum.wrapping_add(u64::from(attr.attr_type()) ^ attr.payload().len() as u64);
        }
    }
    sum
}
#[inline(never)]
fn stream(datagram: &[u8]) -> u64 {
    let mut sum = 0u64;
    for message in messages(datagram) {
        let Ok(RouteMessage::NewRoute(view)) = RouteMessage::decode(message) else { continue };
        for attr in view.attrs {
            sum = sum.wrapping_add(match attr {
                Ok(RouteAttr::RTA_DST(to)) => to.ip().map_or(0, |ip| u64::from(ip.octets()[3])),
                Ok(RouteAttr::RTA_GATEWAY(via)) => via.ip().map_or(0, |ip| u64::from(ip.octets()[3])),
                Ok(RouteAttr::RTA_OIF(index)) => index.into(),
                Ok(RouteAttr::RTA_PRIORITY(priority)) => priority.into(),
                Ok(RouteAttr::RTA_METRICS(metrics)) => metrics.bytes().len() as u64,
                _ => 0,
            });
        }
    }
    sum
}
#[inline(never)]
fn select(datagram: &[u8]) -> u64 {
    let mut sum = 0u64;
    for message in messages(datagram) {
        let Ok(RouteMessage::NewRoute(view)) = RouteMessage::decode(message) else { continue };
        let picked = pick!(
            view.attrs,
            Route { to: RTA_DST, via: RTA_GATEWAY, oif: RTA_OIF, priority: RTA_PRIORITY, table: RTA_TABLE }
        );
        let Ok(route) = picked else { continue };
        let octet = |address: Option<Address<'_>>| {
            address.and_then(|address| address.ip()).map_or(0, |ip| u64::from(ip.octets()[3]))
        };
        sum = sum.wrapping_add(octet(route.to) + octet(route.via));
        sum = sum.wrapping_add(u64::from(route.oif.unwrap_or(0)) + u64::from(route.priority.unwrap_or(0)));
        sum = sum.wrapping_add(route.table.map_or(0, |table| table.0.into()));
    }
    sum
}
#[inline(never)]
fn print(datagram: &[u8]) -> u64 {
    struct Sink(u64);
    impl std::fmt::Write for Sink {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0 += text.len() as u64;
            Ok(())
        }
    }
    let mut sink = Sink(0);
    for message in messages(datagram) {
        let _ = Described::new("route", lookup(message), message).write_json(&mut sink, &mut |_| Ok(()));
    }
    sink.0
}
#[inline(never)]
fn check(datagram: &[u8]) -> u64 {
    messages(datagram)
        .filter_map(|message| {
            message.split::<RtMsg, Route>().ok().map(|(header, attrs)| (message, header, attrs))
        })
        .filter(|(message, header, attrs)| {
            let scope = Scope::new(message.message_type(), zerocopy(header));
            validate(Route::spec(), attrs.bytes(), 28, scope, ValidationFlags::LIBERAL).is_ok()
        })
        .count() as u64
}
fn zerocopy(header: &Struct<RtMsg>) -> &[u8] {
    nlwire::zerocopy::IntoBytes::as_bytes(header)
}
/// As many requests as the datagram has messages, one after the other into the same buffer.
#[inline(never)]
fn encode(datagram: &[u8]) -> u64 {
    let mut buffer = [0; 128];
    let mut sum = 0u64;
    for n in 0..(messages(datagram).count() as u32) {
        let mut request = Request::new(
            &mut buffer,
            NewRoute { family: AddressFamily::AF_INET, dst_len: 32, ..Default::default() },
            NewFlags::CREATE,
        );
        request.put(Route::RTA_DST, Ipv4Addr::from(n)).put(Route::RTA_OIF, 2);
        request.put(Route::RTA_GATEWAY, Ipv4Addr::LOCALHOST).put(Route::RTA_PRIORITY, n);
        request.nest(Route::RTA_METRICS, |metrics| {
            metrics.put(Metrics::RTAX_MTU, 1400);
        });
        sum += black_box(request.finish(n)).map_or(0, <[u8]>::len) as u64;
    }
    sum
}

/// A datagram's worth of work; the sum keeps the compiler from leaving it out.
type Work = fn(&[u8]) -> u64;

fn main() {
    const WORKS: [(&str, Work); 6] = [
        ("walk", walk),
        ("stream", stream),
        ("pick", select),
        ("encode", encode),
        ("json", print),
        ("validate", check),
    ];
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let quick = args.iter().any(|arg| arg == "--quick");
    let once = args.iter().any(|arg| arg == "--once");
    let wanted: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    let datagram = routes();
    let count = messages(&datagram).count() as u32;
    for (name, work) in WORKS {
        if !wanted.is_empty() && !wanted.iter().any(|arg| *arg == name) {
            continue;
        }
        if once {
            black_box(work(black_box(&datagram)));
            continue;
        }
        let before = ALLOCATIONS.load(Ordering::Relaxed);
        let mut best = Duration::MAX;
        for _ in 0..if quick { 200 } else { 5000 } {
            let start = Instant::now();
            black_box(work(black_box(&datagram)));
            best = best.min(start.elapsed());
        }
        let allocs = ALLOCATIONS.load(Ordering::Relaxed) - before;
        let ns = best.as_nanos() as f64 / f64::from(count);
        println!("figure {name} ours_ns={ns:.1} messages={count} bytes={} allocs={allocs}", datagram.len());
        assert_eq!(allocs, 0, "{name} must not allocate");
    }
}
