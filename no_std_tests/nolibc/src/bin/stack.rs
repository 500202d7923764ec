//! The deepest stack that reading, writing, printing and checking take: the stack below is painted, the work is done, and the deepest byte
//! that lost its paint is looked for. One line each: name, bytes.
#![no_std]
#![no_main]

use core::{fmt::Write, hint::black_box};
use nlwire::{
    pick,
    route::*,
    schema::Described,
    server::{ValidationFlags, validate},
    wire::{spec::Scope, *},
};
use nolibc::{Out, exit};

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    exit(101)
}

const PAINTED: usize = 96 * 1024;
const PAINT: u8 = 0xa5;

#[inline(never)]
fn depth(name: &str, work: &mut dyn FnMut()) {
    let mut here = 0u8;
    let top = black_box(&raw mut here);
    // above the frames of this function and of what it calls meanwhile
    let spared = 256;
    for below in spared..PAINTED {
        unsafe { top.sub(below).write_volatile(PAINT) };
    }
    work();
    let mut deepest = PAINTED - 1;
    while deepest > spared && unsafe { top.sub(deepest).read_volatile() } == PAINT {
        deepest -= 1;
    }
    let _ = writeln!(Out, "{name} {deepest}");
}
struct Nowhere(usize);
impl Write for Nowhere {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        self.0 = self.0.wrapping_add(text.len());
        Ok(())
    }
}
#[inline(never)]
fn build(buffer: &mut [u8]) -> usize {
    let mut request =
        Request::new(buffer, NewLink { index: black_box(3), ..Default::default() }, NewFlags::ACK);
    request.put(Link::IFLA_MTU, 1500).nest(Link::IFLA_LINKINFO, |info| {
        info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VLAN, |vlan| {
            vlan.put(Vlan::IFLA_VLAN_ID, black_box(7));
        });
    });
    request.finish(1).map_or(0, <[u8]>::len)
}
/// A link with 200 nests in one another.
fn deep(buffer: &mut [u8]) -> usize {
    let len = 32 + 4 * 200;
    for (at, byte) in buffer.iter_mut().enumerate() {
        *byte = 0;
        if (32..len).contains(&at) && at % 4 == 0 {
            // every level says how much is left
            let left = (len - at) as u16;
            *byte = left.to_ne_bytes()[0];
        }
    }
    for at in (32..len).step_by(4) {
        let left = ((len - at) as u16).to_ne_bytes();
        let number = (if at == 32 { 18u16 } else { 2 }).to_ne_bytes();
        if let Some(head) = buffer.get_mut(at..at + 4) {
            head.copy_from_slice(&[left[0], left[1], number[0], number[1]]);
        }
    }
    if let Some(head) = buffer.get_mut(..6) {
        let l = (len as u32).to_ne_bytes();
        head.copy_from_slice(&[l[0], l[1], l[2], l[3], 16, 0]);
    }
    len
}

#[unsafe(no_mangle)]
extern "C" fn start() -> ! {
    let mut buffer = [0u8; 2048];
    let mut len = 0;
    depth("nothing", &mut || {});
    depth("encode", &mut || len = build(&mut buffer));
    let bytes = buffer.get(..len).unwrap_or(&[]);
    depth("walk", &mut || {
        for message in Messages::new(black_box(bytes)).flatten() {
            for attr in RawAttrs::new(message.payload()) {
                let _ = black_box(attr);
            }
        }
    });
    depth("decode", &mut || {
        for message in Messages::new(black_box(bytes)).flatten() {
            if let Ok(RouteMessage::NewLink(link)) = RouteMessage::decode(message) {
                for attr in link.attrs {
                    let _ = black_box(&attr);
                }
                let _ = black_box(pick!(
                    link.attrs,
                    Link { name: IFLA_IFNAME, mtu: IFLA_MTU, info: IFLA_LINKINFO }
                ));
            }
        }
    });
    let mut nested = [0u8; 2048];
    let len = deep(&mut nested);
    let nested = nested.get(..len).unwrap_or(&[]);
    depth("check", &mut || {
        for message in Messages::new(black_box(nested)).flatten() {
            let _ = black_box(Described::new("route", lookup(message), message).check());
            let _ = black_box(validate(
                Link::spec(),
                message.payload().get(16..).unwrap_or(&[]),
                32,
                Scope::new(16, &[]),
                ValidationFlags::STRICT,
            ));
        }
    });
    depth("print", &mut || {
        let mut out = Nowhere(0);
        for message in Messages::new(black_box(nested)).flatten() {
            let described = Described::new("route", lookup(message), message);
            let _ = described.write_debug(&mut out, true);
            let _ = described.write_json(&mut out, &mut |_| Ok(()));
        }
        black_box(out.0);
    });
    exit(0)
}
