//! What the programs share. Nothing panics, so that the handler is never linked.
#![no_std]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
/// A datagram, for all that the compiler knows.
pub fn datagram() -> &'static [u8] {
    core::hint::black_box(&[0; 64])
}
