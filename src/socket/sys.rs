//! The system calls that rustix lacks: options of `SOL_NETLINK`, classic BPF, and `recvmsg` with
//! control messages of any kind. The only file of the crate with `unsafe`: each function is safe to
//! call, takes borrowed memory, and each block states why the kernel stays within it.
//!
//! How the calls are made: where rustix makes system calls itself (x86, x86_64, arm, aarch64,
//! riscv64), this file does too, with one instruction of inline assembly, so that a program without
//! libc needs none. The crate `syscalls` would do the same, but requires a newer compiler than ours
//! (1.87), and nightly on s390x, powerpc and mips. On those, on the remaining architectures and on
//! Android rustix uses libc, so libc is linked already, and the calls here use `libc::syscall`;
//! never `libc::recvmsg`, because the structures below have the kernel's layout, and C libraries
//! deviate from it.
//!
//! 32-bit x86 uses `socketcall`, as rustix does: its direct numbers are newer (Linux 4.3), and two
//! arguments leave `esi` free, which the compiler reserves.
#![allow(unsafe_code)]

use core::ffi::{c_int, c_uint, c_void};
use core::mem::{MaybeUninit, size_of};
use core::time::Duration;

use rustix::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use rustix::net::RecvFlags;

use super::batch::{MAX_BATCH, Slot};
use super::receive::Ancillary;
use crate::bpf::Instruction;

/// `SOL_NETLINK`, linux/socket.h: the same on every architecture.
const SOL_NETLINK: c_int = 270;

/// `NETLINK_LIST_MEMBERSHIPS`, linux/netlink.h.
const NETLINK_LIST_MEMBERSHIPS: c_int = 9;

/// An errno, positive.
pub(super) type Errno = c_int;

/// `EINVAL` has this number on every architecture.
const EINVAL: Errno = 22;

// -------------------------------------------------------------------------------------------------
// The calls themselves

/// The calls of this file; each backend has their numbers.
#[derive(Clone, Copy)]
enum Call {
    SetOption,
    GetOption,
    GetName,
    ReceiveMessage,
    ReceiveMessages,
    SendMessages,
}

#[cfg(all(
    target_os = "linux",
    target_endian = "little",
    any(
        target_arch = "x86",
        target_arch = "arm",
        target_arch = "riscv64",
        all(target_arch = "x86_64", target_pointer_width = "64"),
        all(target_arch = "aarch64", target_pointer_width = "64")
    )
))]
mod backend {
    use super::{Call, Errno};

    /// Numbers of asm-generic/socket.h, which all of these architectures use.
    pub(in crate::socket) mod numbers {
        pub(in crate::socket) const SOL_SOCKET: i32 = 1;
        pub(in crate::socket) const SO_SNDBUF: i32 = 7;
        pub(in crate::socket) const SO_RCVBUF: i32 = 8;
        pub(in crate::socket) const SO_RCVTIMEO: i32 = 20;
        pub(in crate::socket) const SO_SNDTIMEO: i32 = 21;
        pub(in crate::socket) const SO_ATTACH_FILTER: i32 = 26;
        pub(in crate::socket) const SO_DETACH_FILTER: i32 = 27;
        pub(in crate::socket) const SO_SNDBUFFORCE: i32 = 32;
        pub(in crate::socket) const SO_RCVBUFFORCE: i32 = 33;
        pub(in crate::socket) const SO_PROTOCOL: i32 = 38;
        pub(in crate::socket) const SO_DOMAIN: i32 = 39;
        pub(in crate::socket) const SO_LOCK_FILTER: i32 = 44;
    }

    /// Makes a system call.
    ///
    /// # Safety
    /// The arguments must be right for the call: pointers valid for what the kernel reads and
    /// writes there.
    #[inline]
    pub(super) unsafe fn call(call: Call, arguments: [usize; 5]) -> Result<usize, Errno> {
        // SAFETY: the caller answers for the arguments; surplus ones are zero, and the kernel ignores them.
        let result = unsafe { enter(call, arguments) };
        // The kernel returns an errno as one of the highest 4,095 numbers.
        let signed = result as isize;
        if (-4095..0).contains(&signed) { Err(signed.wrapping_neg() as Errno) } else { Ok(result) }
    }

    /// Uses `syscall`, which stores the return address in rcx and the flags in r11.
    #[cfg(target_arch = "x86_64")]
    #[inline]
    unsafe fn enter(call: Call, [a, b, c, d, e]: [usize; 5]) -> usize {
        let number: usize = match call {
            Call::ReceiveMessage => 47,
            Call::GetName => 51,
            Call::SetOption => 54,
            Call::GetOption => 55,
            Call::ReceiveMessages => 299,
            Call::SendMessages => 307,
        };
        let result;
        // SAFETY: as the caller says; all that the instruction changes is declared, memory among it.
        unsafe {
            core::arch::asm!(
                "syscall",
                inlateout("rax") number => result,
                in("rdi") a, in("rsi") b, in("rdx") c, in("r10") d, in("r8") e,
                lateout("rcx") _, lateout("r11") _,
                options(nostack, preserves_flags),
            );
        }
        result
    }

    /// Uses `int 0x80` and `socketcall`, which takes the arguments from memory.
    #[cfg(target_arch = "x86")]
    #[inline]
    unsafe fn enter(call: Call, arguments: [usize; 5]) -> usize {
        // SYS_* of linux/net.h.
        let number: usize = match call {
            Call::GetName => 6,
            Call::SetOption => 14,
            Call::GetOption => 15,
            Call::ReceiveMessage => 17,
            Call::ReceiveMessages => 19,
            Call::SendMessages => 20,
        };
        let result;
        // SAFETY: as the caller says, and the kernel reads at most five words of `arguments`.
        unsafe {
            core::arch::asm!(
                "int 0x80",
                inlateout("eax") 102usize => result,
                in("ebx") number, in("ecx") arguments.as_ptr(),
                options(nostack, preserves_flags),
            );
        }
        result
    }

    /// Numbers of asm-generic/unistd.h.
    #[cfg(any(target_arch = "aarch64", target_arch = "riscv64"))]
    const fn number(call: Call) -> usize {
        match call {
            Call::GetName => 204,
            Call::SetOption => 208,
            Call::GetOption => 209,
            Call::ReceiveMessage => 212,
            Call::ReceiveMessages => 243,
            Call::SendMessages => 269,
        }
    }

    /// Uses `svc`. Linux preserves all registers except those of the scalable vectors, hence the
    /// clobbers of the C ABI.
    #[cfg(target_arch = "aarch64")]
    #[inline]
    unsafe fn enter(call: Call, [a, b, c, d, e]: [usize; 5]) -> usize {
        let result;
        // SAFETY: as the caller says; more is declared as changed than is.
        unsafe {
            core::arch::asm!(
                "svc 0",
                in("x8") number(call),
                inlateout("x0") a => result,
                in("x1") b, in("x2") c, in("x3") d, in("x4") e,
                clobber_abi("C"),
                options(nostack),
            );
        }
        result
    }

    /// Uses `ecall`. Linux preserves all registers except the vectors, hence the clobbers of the C
    /// ABI.
    #[cfg(target_arch = "riscv64")]
    #[inline]
    unsafe fn enter(call: Call, [a, b, c, d, e]: [usize; 5]) -> usize {
        let result;
        // SAFETY: as the caller says; more is declared as changed than is.
        unsafe {
            core::arch::asm!(
                "ecall",
                in("a7") number(call),
                inlateout("a0") a => result,
                in("a1") b, in("a2") c, in("a3") d, in("a4") e,
                clobber_abi("C"),
                options(nostack),
            );
        }
        result
    }

    /// Uses `svc` with the number in r7, which is saved by hand: in Thumb it is the frame pointer,
    /// and cannot be named.
    #[cfg(target_arch = "arm")]
    #[inline]
    unsafe fn enter(call: Call, [a, b, c, d, e]: [usize; 5]) -> usize {
        let number: usize = match call {
            Call::GetName => 286,
            Call::SetOption => 294,
            Call::GetOption => 295,
            Call::ReceiveMessage => 297,
            Call::ReceiveMessages => 365,
            Call::SendMessages => 374,
        };
        let result;
        // SAFETY: as the caller says; the kernel keeps all registers but r0, and r7 is put back.
        unsafe {
            core::arch::asm!(
                "mov {saved}, r7",
                "mov r7, {number}",
                "svc 0",
                "mov r7, {saved}",
                saved = out(reg) _,
                number = in(reg) number,
                inlateout("r0") a => result,
                in("r1") b, in("r2") c, in("r3") d, in("r4") e,
                options(nostack, preserves_flags),
            );
        }
        result
    }
}

#[cfg(not(all(
    target_os = "linux",
    target_endian = "little",
    any(
        target_arch = "x86",
        target_arch = "arm",
        target_arch = "riscv64",
        all(target_arch = "x86_64", target_pointer_width = "64"),
        all(target_arch = "aarch64", target_pointer_width = "64")
    )
)))]
mod backend {
    use super::{Call, Errno};

    /// Numbers that differ by architecture (mips, powerpc, sparc), as libc knows them.
    pub(in crate::socket) mod numbers {
        pub(in crate::socket) use libc::{
            SO_ATTACH_FILTER, SO_DETACH_FILTER, SO_DOMAIN, SO_LOCK_FILTER, SO_PROTOCOL, SO_RCVBUF,
            SO_RCVBUFFORCE, SO_RCVTIMEO, SO_SNDBUF, SO_SNDBUFFORCE, SO_SNDTIMEO, SOL_SOCKET,
        };
    }

    #[cfg(target_os = "android")]
    use libc::__errno as errno_location;
    #[cfg(not(target_os = "android"))]
    use libc::__errno_location as errno_location;

    /// Makes a system call.
    ///
    /// # Safety
    /// The arguments must be right for the call: pointers valid for what the kernel reads and
    /// writes there.
    #[inline]
    pub(super) unsafe fn call(call: Call, [a, b, c, d, e]: [usize; 5]) -> Result<usize, Errno> {
        let number = match call {
            Call::SetOption => libc::SYS_setsockopt,
            Call::GetOption => libc::SYS_getsockopt,
            Call::GetName => libc::SYS_getsockname,
            Call::ReceiveMessage => libc::SYS_recvmsg,
            Call::SendMessages => libc::SYS_sendmmsg,
            #[cfg(not(target_arch = "riscv32"))]
            Call::ReceiveMessages => libc::SYS_recvmmsg,
            // The variant with 64-bit time, the only one there; the timeout is null in either.
            #[cfg(target_arch = "riscv32")]
            Call::ReceiveMessages => 417,
        };
        // SAFETY: the caller answers for the arguments; surplus ones are zero and ignored.
        let result = unsafe { libc::syscall(number, a, b, c, d, e) };
        match usize::try_from(result) {
            Ok(value) => Ok(value),
            // SAFETY: libc gives a pointer to this thread's errno, which lives as long as the thread.
            Err(_) => Err(unsafe { *errno_location() }),
        }
    }
}

pub(super) use backend::numbers;

/// Returns a file descriptor as an argument. The functions below borrow an `OwnedFd` itself:
/// without the standard library, rustix's `as_fd` asserts that the number is not -1, which would be
/// a path to a panic in each of them.
#[inline]
fn raw(fd: &OwnedFd) -> usize {
    fd.as_raw_fd() as usize
}
/// `as_fd` without that path to a panic, for the calls that rustix makes.
#[inline]
pub(super) fn borrow(fd: &OwnedFd) -> BorrowedFd<'_> {
    // SAFETY: an `OwnedFd` is never -1: the standard library's has that value as a niche, and rustix's asserts it where one is made.
    unsafe { core::hint::assert_unchecked(fd.as_raw_fd() != -1) };
    fd.as_fd()
}

// -------------------------------------------------------------------------------------------------
// Options

/// `setsockopt` over bytes. Not for other files: some options take a structure with a pointer.
///
/// # Safety
/// Where the option's value holds pointers, they must be valid for what the kernel does with them.
unsafe fn set_bytes(fd: &OwnedFd, level: c_int, name: c_int, value: &[u8]) -> Result<(), Errno> {
    let arguments = [raw(fd), level as usize, name as usize, value.as_ptr() as usize, value.len()];
    // SAFETY: the kernel reads `value.len()` bytes there; the caller answers for pointers among them.
    unsafe { backend::call(Call::SetOption, arguments) }.map(|_| ())
}

/// `getsockopt` over bytes: the length that the kernel reports, which may exceed what it wrote.
///
/// # Safety
/// The option must not be one whose value holds pointers that the kernel reads from `value`
/// (`TCP_ZEROCOPY_RECEIVE`).
unsafe fn get_bytes(fd: &OwnedFd, level: c_int, name: c_int, value: &mut [u8]) -> Result<usize, Errno> {
    let mut length = c_int::try_from(value.len()).unwrap_or(c_int::MAX);
    let pointer = value.as_mut_ptr() as usize;
    let arguments = [raw(fd), level as usize, name as usize, pointer, &raw mut length as usize];
    // SAFETY: the kernel writes at most `length` bytes, which is no more than `value` has, and one int to
    // `length`.
    unsafe { backend::call(Call::GetOption, arguments) }?;
    Ok(usize::try_from(length).unwrap_or(0))
}

/// Sets an option of `SOL_SOCKET` that is an int.
pub(super) fn set_socket_int(fd: &OwnedFd, name: c_int, value: c_int) -> Result<(), Errno> {
    // SAFETY: an int holds no pointer, and no option of this level takes a pointer in four bytes.
    unsafe { set_bytes(fd, numbers::SOL_SOCKET, name, &value.to_ne_bytes()) }
}

/// Reads an option of `SOL_SOCKET` that is an int.
pub(super) fn socket_int(fd: &OwnedFd, name: c_int) -> Result<c_int, Errno> {
    let mut bytes = [0; 4];
    // SAFETY: no option of this level reads its value.
    unsafe { get_bytes(fd, numbers::SOL_SOCKET, name, &mut bytes) }?;
    Ok(c_int::from_ne_bytes(bytes))
}

/// Sets an option of `SOL_NETLINK`; all of them are ints.
pub(super) fn set_netlink(fd: &OwnedFd, name: c_int, value: u32) -> Result<(), Errno> {
    // SAFETY: no option of this level holds a pointer.
    unsafe { set_bytes(fd, SOL_NETLINK, name, &value.to_ne_bytes()) }
}

/// Reads a switch of `SOL_NETLINK`. Old big-endian kernels write one byte of the four, so any byte
/// that is not zero means "on".
pub(super) fn netlink_switch(fd: &OwnedFd, name: c_int) -> Result<bool, Errno> {
    let mut bytes = [0; 4];
    // SAFETY: no option of this level reads its value.
    unsafe { get_bytes(fd, SOL_NETLINK, name, &mut bytes) }?;
    Ok(bytes != [0; 4])
}

/// Reads `NETLINK_LIST_MEMBERSHIPS`: fills `words` as far as they go, and returns the number of
/// words.
pub(super) fn memberships(fd: &OwnedFd, words: &mut [u32]) -> Result<usize, Errno> {
    let mut length = c_int::try_from(size_of::<u32>().saturating_mul(words.len())).unwrap_or(c_int::MAX & !3);
    let pointer = words.as_mut_ptr() as usize;
    let arguments =
        [raw(fd), SOL_NETLINK as usize, NETLINK_LIST_MEMBERSHIPS as usize, pointer, &raw mut length as usize];
    // SAFETY: the kernel writes at most `length` bytes, complete words that may have any value, and one int to
    // `length`.
    unsafe { backend::call(Call::GetOption, arguments) }?;
    Ok(usize::try_from(length).unwrap_or(0).div_ceil(size_of::<u32>()))
}

/// `struct sock_fprog`, linux/filter.h.
#[repr(C)]
struct Program {
    length: u16,
    instructions: *const Instruction,
}

/// `SO_ATTACH_FILTER`.
pub(super) fn attach_filter(fd: &OwnedFd, program: &[Instruction]) -> Result<(), Errno> {
    let length = u16::try_from(program.len()).map_err(|_| EINVAL)?;
    if length == 0 {
        return Err(EINVAL);
    }
    let program = Program { length, instructions: program.as_ptr() };
    let arguments = [
        raw(fd),
        numbers::SOL_SOCKET as usize,
        numbers::SO_ATTACH_FILTER as usize,
        &raw const program as usize,
        size_of::<Program>(),
    ];
    // SAFETY: the kernel reads the structure and `length` instructions, both of which outlive the call; a
    // `Instruction` has the layout of `struct sock_filter`. The kernel verifies and copies the program.
    unsafe { backend::call(Call::SetOption, arguments) }.map(|_| ())
}

// -------------------------------------------------------------------------------------------------
// Timeouts

/// Direction of a timeout.
#[derive(Clone, Copy)]
pub(super) enum Direction {
    Receive,
    Send,
}

/// Option whose value is two 64-bit numbers, seconds and microseconds.
const fn wide_timeout(direction: Direction) -> c_int {
    match direction {
        // 64-bit systems have always had it; 32-bit ones since Linux 5.1, as SO_RCVTIMEO_NEW.
        Direction::Receive if cfg!(target_pointer_width = "64") => numbers::SO_RCVTIMEO,
        Direction::Send if cfg!(target_pointer_width = "64") => numbers::SO_SNDTIMEO,
        // 66 and 67 of asm-generic/socket.h, but for sparc.
        Direction::Receive if cfg!(target_arch = "sparc") => 0x44,
        Direction::Send if cfg!(target_arch = "sparc") => 0x45,
        Direction::Receive => 66,
        Direction::Send => 67,
    }
}

/// Option whose value is two 32-bit numbers, on 32-bit systems before Linux 5.1.
const fn narrow_timeout(direction: Direction) -> c_int {
    match direction {
        Direction::Receive => numbers::SO_RCVTIMEO,
        Direction::Send => numbers::SO_SNDTIMEO,
    }
}

/// Sets a timeout, rounded up to microseconds; none is zero.
pub(super) fn set_timeout(fd: &OwnedFd, direction: Direction, timeout: Duration) -> Result<(), Errno> {
    let mut seconds = i64::try_from(timeout.as_secs()).unwrap_or(i64::MAX);
    let mut micros = timeout.subsec_nanos().div_ceil(1000);
    if micros == 1_000_000 {
        micros = 0;
        seconds = seconds.saturating_add(1);
    }
    let wide = [seconds.to_ne_bytes(), i64::from(micros).to_ne_bytes()];
    // SAFETY: a timeout holds no pointer.
    let result = unsafe { set_bytes(fd, numbers::SOL_SOCKET, wide_timeout(direction), wide.as_flattened()) };
    if cfg!(target_pointer_width = "64") || result.is_ok() {
        return result;
    }
    let narrow = [i32::try_from(seconds).unwrap_or(i32::MAX).to_ne_bytes(), micros.to_ne_bytes()];
    // SAFETY: a timeout holds no pointer.
    unsafe { set_bytes(fd, numbers::SOL_SOCKET, narrow_timeout(direction), narrow.as_flattened()) }
}

/// Reads a timeout; none is zero.
pub(super) fn timeout(fd: &OwnedFd, direction: Direction) -> Result<Duration, Errno> {
    let mut wide = [[0; 8]; 2];
    // SAFETY: no option of this level reads its value.
    let result =
        unsafe { get_bytes(fd, numbers::SOL_SOCKET, wide_timeout(direction), wide.as_flattened_mut()) };
    let [mut seconds, mut micros] = wide.map(i64::from_ne_bytes);
    if !cfg!(target_pointer_width = "64") && result.is_err() {
        let mut narrow = [[0; 4]; 2];
        // SAFETY: no option of this level reads its value.
        unsafe { get_bytes(fd, numbers::SOL_SOCKET, narrow_timeout(direction), narrow.as_flattened_mut()) }?;
        [seconds, micros] = narrow.map(|bytes| i64::from(i32::from_ne_bytes(bytes)));
    } else {
        result?;
    }
    let whole = Duration::from_secs(u64::try_from(seconds).unwrap_or(0));
    Ok(whole.saturating_add(Duration::from_micros(u64::try_from(micros).unwrap_or(0))))
}

// -------------------------------------------------------------------------------------------------
// Addresses and messages

/// `struct sockaddr_nl`, linux/netlink.h.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub(super) struct Address {
    family: u16,
    pad: u16,
    pub(super) port: u32,
    pub(super) groups: u32,
}

/// `struct iovec`.
#[repr(C)]
#[derive(Clone, Copy)]
struct Piece {
    base: *mut c_void,
    length: usize,
}

/// `struct user_msghdr`, linux/socket.h: the kernel's, not libc's.
#[repr(C)]
#[derive(Clone, Copy)]
struct Header {
    name: *mut c_void,
    name_length: c_int,
    pieces: *mut Piece,
    piece_count: usize,
    control: *mut c_void,
    control_length: usize,
    flags: c_uint,
}

/// `struct mmsghdr`.
#[repr(C)]
#[derive(Clone, Copy)]
struct CountedHeader {
    header: Header,
    length: c_uint,
}

const ADDRESS_LENGTH: c_int = size_of::<Address>() as c_int;

impl Header {
    /// A header for one piece of memory and one address.
    fn new(address: *mut Address, piece: *mut Piece) -> Self {
        Self {
            name: address.cast(),
            name_length: ADDRESS_LENGTH,
            pieces: piece,
            piece_count: 1,
            control: core::ptr::null_mut(),
            control_length: 0,
            flags: 0,
        }
    }
}

/// Space for control messages, aligned as `struct cmsghdr`. The kernel adds at most a group (24
/// bytes) and a namespace (24); the rest is for time stamps or credentials that were switched on
/// through the file descriptor.
#[repr(C, align(8))]
pub(super) struct Control(pub(super) [u8; 192]);

/// Space for what the kernel adds, and credentials.
#[repr(C, align(8))]
#[derive(Clone, Copy)]
struct Brief([u8; 96]);

impl Control {
    pub(super) const fn new() -> Self {
        Self([0; 192])
    }
}

/// The written part of a buffer, and the rest.
pub(super) type Halves<'b> = (&'b mut [u8], &'b mut [MaybeUninit<u8>]);

/// `recv` into memory that need not be initialized: returns the datagram, the rest, and the
/// datagram's own length. rustix does all of it except the restart after a signal: it would have to
/// return the buffer a second time.
#[inline]
pub(super) fn receive_uninit<'b>(
    fd: BorrowedFd<'_>,
    buffer: &'b mut [MaybeUninit<u8>],
) -> rustix::io::Result<(Halves<'b>, usize)> {
    let (written, length) = loop {
        match rustix::net::recv(fd, &mut *buffer, RecvFlags::TRUNC) {
            Ok(((written, _), length)) => break (written.len(), length),
            Err(rustix::io::Errno::INTR) => {}
            Err(errno) => return Err(errno),
        }
    };
    let (first, rest) = buffer.split_at_mut_checked(written).unwrap_or_default();
    // SAFETY: rustix has just handed out these bytes of this buffer as initialized, and `u8` has no invalid
    // values. The new slice covers the same memory as `first`, which is not used after it.
    let first = unsafe { core::slice::from_raw_parts_mut(first.as_mut_ptr().cast::<u8>(), first.len()) };
    Ok(((first, rest), length))
}

/// Result of `recvmsg`.
pub(super) struct Received {
    /// The datagram's own length, if requested by `MSG_TRUNC`.
    pub(super) length: usize,
    pub(super) sender: Address,
    pub(super) control_length: usize,
}

/// `recvmsg` into one buffer.
pub(super) fn receive_message(
    fd: &OwnedFd,
    buffer: &mut [u8],
    control: Option<&mut Control>,
    flags: u32,
) -> Result<Received, Errno> {
    let mut sender = Address::default();
    let mut piece = Piece { base: buffer.as_mut_ptr().cast(), length: buffer.len() };
    let mut header = Header::new(&raw mut sender, &raw mut piece);
    if let Some(control) = control {
        header.control = control.0.as_mut_ptr().cast();
        header.control_length = control.0.len();
    }
    let arguments = [raw(fd), &raw mut header as usize, flags as usize, 0, 0];
    // SAFETY: each pointer in the header comes with the length of what it points at, all of it outlives the
    // call, and all of it may hold any bytes.
    let length = unsafe { backend::call(Call::ReceiveMessage, arguments) }?;
    if header.name_length < ADDRESS_LENGTH {
        // A socket of another family. Port id 0 would mean the kernel, which must not be the
        // default.
        return Err(EINVAL);
    }
    Ok(Received { length, sender, control_length: header.control_length })
}

/// `recvmmsg` into as many pieces of `stride` bytes as there are slots and space for. Returns the
/// number of datagrams.
pub(super) fn receive_messages(
    fd: &OwnedFd,
    buffer: &mut [u8],
    stride: usize,
    slots: &mut [Slot],
    flags: u32,
) -> Result<usize, Errno> {
    if stride == 0 {
        return Err(EINVAL);
    }
    let mut senders = [Address::default(); MAX_BATCH];
    let mut controls = [Brief([0; 96]); MAX_BATCH];
    let mut pieces = [Piece { base: core::ptr::null_mut(), length: 0 }; MAX_BATCH];
    let mut headers =
        [CountedHeader { header: Header::new(core::ptr::null_mut(), core::ptr::null_mut()), length: 0 };
            MAX_BATCH];

    let mut count = 0;
    for (((((header, piece), sender), control), chunk), _) in headers
        .iter_mut()
        .zip(&mut pieces)
        .zip(&mut senders)
        .zip(&mut controls)
        .zip(buffer.chunks_exact_mut(stride))
        .zip(slots.iter())
    {
        *piece = Piece { base: chunk.as_mut_ptr().cast(), length: chunk.len() };
        header.header = Header::new(&raw mut *sender, &raw mut *piece);
        header.header.control = control.0.as_mut_ptr().cast();
        header.header.control_length = control.0.len();
        count += 1;
    }
    let arguments = [raw(fd), headers.as_mut_ptr() as usize, count, flags as usize, 0];
    // SAFETY: the first `count` headers are filled, each with its own piece, address, control messages and
    // their lengths; the pieces are distinct parts of `buffer`; everything outlives the call and may hold any
    // bytes. The timeout is null.
    let received = unsafe { backend::call(Call::ReceiveMessages, arguments) }?;

    let found = headers.iter().zip(&senders).zip(&controls);
    for (slot, ((header, sender), control)) in slots.iter_mut().zip(found).take(received) {
        if header.header.name_length < ADDRESS_LENGTH {
            return Err(EINVAL);
        }
        *slot = Slot {
            length: header.length as usize,
            sender: sender.port,
            groups: sender.groups,
            ancillary: Ancillary::read(&control.0, header.header.control_length),
        };
    }
    Ok(received)
}

/// `sendmmsg` of as many datagrams as fit in one call. Returns the number of datagrams sent.
pub(super) fn send_messages(fd: &OwnedFd, datagrams: &[&[u8]]) -> Result<usize, Errno> {
    let mut pieces = [Piece { base: core::ptr::null_mut(), length: 0 }; MAX_BATCH];
    let mut headers =
        [CountedHeader { header: Header::new(core::ptr::null_mut(), core::ptr::null_mut()), length: 0 };
            MAX_BATCH];
    let mut count = 0;
    for ((header, piece), datagram) in headers.iter_mut().zip(&mut pieces).zip(datagrams) {
        *piece = Piece { base: datagram.as_ptr().cast_mut().cast(), length: datagram.len() };
        header.header = Header { name_length: 0, ..Header::new(core::ptr::null_mut(), &raw mut *piece) };
        count += 1;
    }
    let arguments = [raw(fd), headers.as_mut_ptr() as usize, count, 0, 0];
    // SAFETY: the first `count` headers are filled, each with its own piece, of which the kernel only reads, and
    // without an address; everything outlives the call.
    unsafe { backend::call(Call::SendMessages, arguments) }
}

/// `getsockname`: the address that the socket is bound to.
pub(super) fn own_address(fd: &OwnedFd) -> Result<Address, Errno> {
    let mut address = Address::default();
    let mut length = ADDRESS_LENGTH;
    let arguments = [raw(fd), &raw mut address as usize, &raw mut length as usize, 0, 0];
    // SAFETY: the kernel writes at most `length` bytes of the address, which may be any, and one int to
    // `length`.
    unsafe { backend::call(Call::GetName, arguments) }?;
    Ok(address)
}

/// Moves the calling thread into a new network namespace: `unshare(2)` with `CLONE_NEWNET`.
#[cfg(feature = "std")]
pub(super) fn unshare_network() -> Result<(), rustix::io::Errno> {
    // SAFETY: unshare is unsafe because of CLONE_FILES, after which threads use different tables of
    // file descriptors. CLONE_NEWNET leaves the table shared, and open descriptors stay valid.
    unsafe { rustix::thread::unshare_unsafe(rustix::thread::UnshareFlags::NEWNET) }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{
        fs,
        path::{Path, PathBuf},
        vec,
        vec::Vec,
    };

    /// Whether a line defines one of the constants that depend on the architecture: `SOL_SOCKET`
    /// and `SO_*`.
    fn defines(line: &str) -> bool {
        let Some((_, name)) = line.split_once("const ") else { return false };
        name.starts_with("SO_") || name.starts_with("SOL_SOCKET")
    }
    #[test]
    fn constants_that_follow_the_architecture_are_defined_in_one_place() {
        let mut found = Vec::new();
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/socket")];
        while let Some(folder) = folders.pop() {
            // a virtual machine has the test alone, without the sources
            let Ok(entries) = fs::read_dir(folder) else { return };
            for path in entries.map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if !path.ends_with("socket/sys.rs")
                    && fs::read_to_string(&path).unwrap().lines().any(defines)
                {
                    found.push(path);
                }
            }
        }
        assert_eq!(found, Vec::<PathBuf>::new());
    }
}
