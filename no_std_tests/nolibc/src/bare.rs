//! A Cortex-M4 under qemu (its board mps2-an386): text and the end by semihosting, a breakpoint that the debugger, here qemu, answers.
//! <https://github.com/ARM-software/abi-aa/blob/main/semihosting/semihosting.rst>
use core::arch::{asm, global_asm};
use core::fmt;

// Where the processor begins: the stack's top, the first function, and a function for each of the fourteen faults and exceptions.
global_asm!(
    ".section .vectors, \"a\"",
    ".word 0x20100000",
    ".word start",
    ".rept 14",
    ".word fault",
    ".endr",
    ".text"
);

fn ask(operation: usize, argument: usize) {
    // SAFETY: the operations below read what `argument` points to, and change r0 alone.
    unsafe { asm!("bkpt 0xab", inout("r0") operation => _, in("r1") argument, options(nostack)) };
}
/// Ends the program.
pub fn exit(status: usize) -> ! {
    const ADP_STOPPED_APPLICATION_EXIT: usize = 0x20026;
    ask(0x20, (&raw const *&[ADP_STOPPED_APPLICATION_EXIT, status]) as usize);
    loop {}
}
#[unsafe(no_mangle)]
extern "C" fn fault() -> ! {
    exit(102)
}
/// What qemu prints.
pub struct Out;
impl fmt::Write for Out {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            ask(3, (&raw const byte) as usize);
        }
        Ok(())
    }
}
