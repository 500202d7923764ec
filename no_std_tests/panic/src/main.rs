//! Links only where no probed function has a path to a panic: the panic handler calls a function that does not exist.
#![no_std]
#![no_main]

use core::{fmt, hint::black_box};
use nlwire::{route::*, wire::*};

unsafe extern "C" {
    fn there_is_a_path_to_a_panic() -> !;
}
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    unsafe { there_is_a_path_to_a_panic() }
}

struct Sink(usize);
impl fmt::Write for Sink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.wrapping_add(black_box(text).len());
        Ok(())
    }
}

#[unsafe(no_mangle)]
#[inline(never)]
pub fn walk(bytes: &[u8]) -> usize {
    let mut n = 0usize;
    for message in Messages::new(bytes) {
        let Ok(message) = message else { continue };
        for attr in RawAttrs::new(message.payload()) {
            n = n.wrapping_add(attr.map_or(0, |attr| attr.payload().len()));
        }
    }
    n
}
#[unsafe(no_mangle)]
#[inline(never)]
pub fn decode(bytes: &[u8]) {
    for message in Messages::new(bytes).flatten() {
        match RouteMessage::decode(message) {
            Ok(RouteMessage::NewLink(header, attrs)) => {
                for attr in attrs {
                    let _ = black_box(attr);
                }
                let _ = black_box(nlwire::pick!(attrs, Link { name: IFLA_IFNAME, mtu: IFLA_MTU }));
                black_box(header.get(IfInfo::ifi_index));
            }
            other => {
                let _ = black_box(other);
            }
        }
    }
}
#[unsafe(no_mangle)]
#[inline(never)]
pub fn encode(buffer: &mut [u8]) -> usize {
    let mut request = Request::new(buffer, NewLink { index: black_box(3), ..Default::default() }, NewFlags::ACK);
    request.put(Link::IFLA_MTU, black_box(1500)).nest(Link::IFLA_LINKINFO, |info| {
        info.put(LinkInfo::IFLA_INFO_KIND, black_box("veth"));
    });
    request.finish(black_box(1)).map_or(0, <[u8]>::len)
}
#[unsafe(no_mangle)]
#[inline(never)]
pub fn check(bytes: &[u8]) {
    for message in Messages::new(bytes).flatten() {
        let row = row(message.kind());
        let described = Described::new("route", row, message);
        let _ = black_box(described.check());
        if let Some(row) = row {
            black_box(row.path(message, black_box(40)));
            black_box(row.missing(message, Some(black_box(40)), 3));
        }
        let _ = black_box(validate(Link::table(), message.payload(), 16, Scope::new(16, &[]), Checks::STRICT));
        if let Some(ack) = Ack::read(message) {
            black_box(ack.to_refusal());
        }
    }
}
#[unsafe(no_mangle)]
#[inline(never)]
pub fn print(bytes: &[u8]) {
    let mut sink = Sink(0);
    for message in Messages::new(bytes).flatten() {
        let described = Described::new("route", row(message.kind()), message);
        let _ = described.write_json(&mut sink, &mut |_| Ok(()));
        let _ = described.write_debug(&mut sink, black_box(true));
    }
    black_box(sink.0);
}
#[unsafe(no_mangle)]
#[inline(never)]
pub fn exchange(bytes: &[u8]) {
    use nlwire::exchange::*;
    let mut exchange = Exchange::<4>::new(black_box(7), black_box(1));
    let _ = black_box(exchange.begin(Expect::Dump));
    for message in Messages::new(bytes).flatten() {
        let _ = black_box(exchange.take(message));
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn _start() -> ! {
    let mut buffer = [0u8; 4096];
    let bytes = black_box(&mut buffer[..]);
    black_box(walk(bytes));
    decode(bytes);
    black_box(encode(bytes));
    check(bytes);
    print(bytes);
    exchange(bytes);
    #[cfg(feature = "planted")]
    black_box(bytes[black_box(5000)]);
    loop {}
}

// what the compiler calls by itself, and a libc would bring
#[unsafe(no_mangle)]
unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, len: usize) -> *mut u8 {
    unsafe { core::arch::asm!("rep movsb", inout("rcx") len => _, inout("rdi") to => _, inout("rsi") from => _) };
    to
}
#[unsafe(no_mangle)]
unsafe extern "C" fn memset(to: *mut u8, byte: i32, len: usize) -> *mut u8 {
    unsafe { core::arch::asm!("rep stosb", inout("rcx") len => _, inout("rdi") to => _, in("al") byte as u8) };
    to
}
#[unsafe(no_mangle)]
unsafe extern "C" fn memcmp(a: *const u8, b: *const u8, len: usize) -> i32 {
    let mut at = 0;
    while at < len {
        let (x, y) = unsafe { (core::ptr::read_volatile(a.add(at)), core::ptr::read_volatile(b.add(at))) };
        if x != y {
            return i32::from(x) - i32::from(y);
        }
        at += 1;
    }
    0
}
#[unsafe(no_mangle)]
unsafe extern "C" fn bcmp(a: *const u8, b: *const u8, len: usize) -> i32 {
    unsafe { memcmp(a, b, len) }
}
