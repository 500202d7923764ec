//! Lists the interfaces without the standard library, without libc, and without an allocator.
#![no_std]
#![no_main]
use core::fmt::{Display, Write};
use nlwire::{prelude::*, route::link};
use nolibc::{Out, exit};

fn fail<T>(error: impl Display) -> T {
    _ = writeln!(Out, "{error}");
    exit(1)
}
#[unsafe(no_mangle)]
extern "C" fn start() -> ! {
    let socket = Socket::new(Protocol::ROUTE).unwrap_or_else(fail);
    let mut nl = Connection::over_socket(socket, [0; 8192]);
    let links = nl.dump(link::list()).unwrap_or_else(fail);
    let done = links.for_each(|link| _ = writeln!(Out, "{}", link.summary().unwrap_or_else(fail)));
    done.unwrap_or_else(fail);
    exit(0)
}
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    exit(101)
}
