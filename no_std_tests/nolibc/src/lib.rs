//! What a program without libc brings itself: a start, an end, a line of text, and what the compiler calls. x86_64 Linux.
#![no_std]

use core::arch::{asm, global_asm};
use core::fmt;

// The kernel starts a program with the stack aligned to 16, as a function expects it before a call.
global_asm!(".globl _start", "_start:", "xor ebp, ebp", "call start");

/// A system call of up to three arguments.
///
/// # Safety
/// The arguments must be right for the call.
pub unsafe fn call(number: usize, a: usize, b: usize, c: usize) -> isize {
    let result;
    unsafe {
        asm!("syscall", inlateout("rax") number => result, in("rdi") a, in("rsi") b, in("rdx") c,
            lateout("rcx") _, lateout("r11") _, options(nostack));
    }
    result
}
/// Ends the program.
pub fn exit(status: usize) -> ! {
    unsafe { call(231, status, 0, 0) };
    loop {}
}
/// A user and a network namespace of its own: unshare(CLONE_NEWUSER | CLONE_NEWNET).
pub fn enter_namespace() -> bool {
    unsafe { call(272, 0x5000_0000, 0, 0) == 0 }
}
/// Standard output.
pub struct Out;
impl fmt::Write for Out {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let written = unsafe { call(1, 1, text.as_ptr() as usize, text.len()) };
        if written < 0 { Err(fmt::Error) } else { Ok(()) }
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, len: usize) -> *mut u8 {
    unsafe { asm!("rep movsb", inout("rcx") len => _, inout("rdi") to => _, inout("rsi") from => _) };
    to
}
#[unsafe(no_mangle)]
unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, len: usize) -> *mut u8 {
    if (to as usize).wrapping_sub(from as usize) >= len {
        return unsafe { memcpy(to, from, len) };
    }
    let mut at = len;
    while at > 0 {
        at -= 1;
        unsafe { to.add(at).write_volatile(from.add(at).read_volatile()) };
    }
    to
}
#[unsafe(no_mangle)]
unsafe extern "C" fn memset(to: *mut u8, byte: i32, len: usize) -> *mut u8 {
    unsafe { asm!("rep stosb", inout("rcx") len => _, inout("rdi") to => _, in("al") byte as u8) };
    to
}
#[unsafe(no_mangle)]
unsafe extern "C" fn memcmp(a: *const u8, b: *const u8, len: usize) -> i32 {
    let mut at = 0;
    while at < len {
        let (x, y) = unsafe { (a.add(at).read_volatile(), b.add(at).read_volatile()) };
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
