//! ptrace(2), seccomp(2) and sigwaitinfo(2): all the `unsafe` code of the tool.
//!
//! The wrappers of `nix` are not enough: their signals end at 31, while glibc uses the real-time
//! signals 32 and 33 for setuid(2) and pthread_cancel(3) in programs with threads, so that a program
//! would lose them; and the result of `PTRACE_GET_SYSCALL_INFO` is a union.
use libc::{c_long, c_ulong};
use std::{io, mem, ptr};

/// System call entry or exit, from `PTRACE_GET_SYSCALL_INFO`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Entry: number and arguments.
    Entry { number: c_long, args: [u64; 6] },
    /// Exit: result, or the negated error number.
    Exit { result: i64 },
    /// The process did not stop at a system call.
    Neither,
}
/// `struct ptrace_syscall_info` (linux/ptrace.h). The union at its end is words here.
#[repr(C)]
#[derive(Clone, Copy, Default)]
struct SyscallInfo {
    op: u8,
    pad: [u8; 3],
    arch: u32,
    instruction_pointer: u64,
    stack_pointer: u64,
    words: [u64; 8],
}

/// `AUDIT_ARCH_*` of this machine (linux/audit.h); 0 where tracing is not supported.
pub const ARCH: u32 = if cfg!(all(target_arch = "x86_64", target_pointer_width = "64")) {
    0xc000_003e
} else if cfg!(target_arch = "aarch64") {
    0xc000_00b7
} else {
    0
};

const PTRACE_CONT: i64 = 7;
const PTRACE_SYSCALL: i64 = 24;
const PTRACE_GETEVENTMSG: i64 = 0x4201;
const PTRACE_SEIZE: i64 = 0x4206;
const PTRACE_LISTEN: i64 = 0x4208;
const PTRACE_GET_SYSCALL_INFO: i64 = 0x420e;
/// TRACESYSGOOD, TRACEFORK, TRACEVFORK, TRACECLONE, TRACEEXEC, TRACESECCOMP, EXITKILL.
const OPTIONS: u64 = 0x01 | 0x02 | 0x04 | 0x08 | 0x10 | 0x80 | 0x10_0000;

/// `PTRACE_EVENT_EXEC`.
pub const EVENT_EXEC: i32 = 4;
/// `PTRACE_EVENT_SECCOMP`.
pub const EVENT_SECCOMP: i32 = 7;
/// `PTRACE_EVENT_STOP`.
pub const EVENT_STOP: i32 = 128;

/// Calls ptrace(2) with numbers only.
fn ptrace(request: i64, process: i32, address: u64, data: u64) -> io::Result<()> {
    // SAFETY: with these requests the kernel reads and writes no memory of this process.
    let result = unsafe { libc::syscall(libc::SYS_ptrace, request, i64::from(process), address, data) };
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}
/// Starts to trace a process. Children are traced, too, and all are killed when this process ends.
pub fn seize(process: i32) -> io::Result<()> {
    ptrace(PTRACE_SEIZE, process, 0, OPTIONS)
}
/// Lets a process continue until the next event, with a signal or 0; with `at_calls` also until
/// the entry or exit of the next system call.
pub fn resume(process: i32, at_calls: bool, signal: i32) -> io::Result<()> {
    let request = if at_calls { PTRACE_SYSCALL } else { PTRACE_CONT };
    ptrace(request, process, 0, u64::from(signal.unsigned_abs()))
}
/// Leaves a process stopped by a stop signal, until it is continued.
pub fn listen(process: i32) -> io::Result<()> {
    ptrace(PTRACE_LISTEN, process, 0, 0)
}
/// Returns the message of an event: of an exec, the former thread id.
pub fn event_message(process: i32) -> io::Result<c_ulong> {
    let mut message: c_ulong = 0;
    let to = ptr::from_mut(&mut message);
    // SAFETY: the kernel writes one `unsigned long` to `message`, which outlives the call.
    let result =
        unsafe { libc::syscall(libc::SYS_ptrace, PTRACE_GETEVENTMSG, i64::from(process), 0_u64, to) };
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(message) }
}
/// Returns where a stopped process is, and whether it is a program of this machine's own
/// architecture.
pub fn stage(process: i32) -> io::Result<(Stage, bool)> {
    let mut info = SyscallInfo::default();
    let (len, to) = (mem::size_of::<SyscallInfo>(), ptr::from_mut(&mut info));
    // SAFETY: the kernel writes at most `len` bytes to `info`, which outlives the call; every bit
    // pattern is a valid value of its fields.
    let result = unsafe {
        libc::syscall(libc::SYS_ptrace, PTRACE_GET_SYSCALL_INFO, i64::from(process), len as u64, to)
    };
    if result < 0 {
        return Err(io::Error::last_os_error());
    }
    let [number, a, b, c, d, e, f, _] = info.words;
    let stage = match info.op {
        1 | 3 => Stage::Entry { number: number as c_long, args: [a, b, c, d, e, f] },
        2 => Stage::Exit { result: number as i64 },
        _ => Stage::Neither,
    };
    Ok((stage, info.arch == ARCH))
}

/// Instructions of classic BPF (linux/bpf_common.h): load a word, compare with a constant, return.
const LOAD: u16 = 0x20;
const JUMP_EQUAL: u16 = 0x15;
const JUMP_GREATER: u16 = 0x25;
const RETURN: u16 = 0x06;
/// `SECCOMP_RET_ALLOW`.
const ALLOW: u32 = 0x7fff_0000;
/// `SECCOMP_RET_TRACE`.
const TRACE: u32 = 0x7ff0_0000;

/// Returns the program of a filter over `struct seccomp_data`: number at offset 0, architecture at
/// 4, first argument at 16.
fn filter(always: &[c_long], files: &[c_long]) -> Vec<libc::sock_filter> {
    let step = |code, jt, jf, k| libc::sock_filter { code, jt, jf, k };
    let count = u8::try_from(always.len() + files.len()).unwrap_or(u8::MAX);
    let first_half = if cfg!(target_endian = "little") { 16 } else { 20 };
    let mut program =
        vec![step(LOAD, 0, 0, 4), step(JUMP_EQUAL, 0, count.saturating_add(1), ARCH), step(LOAD, 0, 0, 0)];
    for (number, left) in always.iter().chain(files).zip((0..=count).rev()) {
        let is_file = usize::from(left) <= files.len();
        // over the other comparisons: to the load of the descriptor, or to the end
        let to = if is_file { left } else { left.saturating_add(3) };
        program.push(step(JUMP_EQUAL, to, 0, u32::try_from(*number).unwrap_or(u32::MAX)));
    }
    program.extend([
        step(RETURN, 0, 0, ALLOW),
        step(LOAD, 0, 0, first_half),
        step(JUMP_GREATER, 1, 0, 2),
        step(RETURN, 0, 0, ALLOW),
        step(RETURN, 0, 0, TRACE),
    ]);
    program
}
/// Makes system calls of this thread, of its children, and after exec, events of the tracer: those
/// of `always`, and those of `files` if the descriptor, their first argument, is above 2.
///
/// Without `CAP_SYS_ADMIN`, `no_new_privs` is set, too. A traced program gains no privileges by
/// exec anyway if its tracer lacks them.
pub fn stop_at(always: &[c_long], files: &[c_long]) -> io::Result<()> {
    let mut program = filter(always, files);
    let len = u16::try_from(program.len()).unwrap_or(u16::MAX);
    let filter = libc::sock_fprog { len, filter: program.as_mut_ptr() };
    let install = || {
        // SAFETY: the kernel reads `len` instructions at `filter`, which outlive the call.
        let result = unsafe {
            libc::syscall(
                libc::SYS_seccomp,
                1_u64, /* SECCOMP_SET_MODE_FILTER */
                0_u64,
                ptr::from_ref(&filter),
            )
        };
        if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
    };
    install().or_else(|_| {
        rustix::thread::set_no_new_privs(true)?;
        install()
    })
}

/// Returns the set of signals that are passed on.
fn signals() -> libc::sigset_t {
    // SAFETY: a set of signals is plain memory that sigemptyset initialises.
    unsafe {
        let mut set: libc::sigset_t = mem::zeroed();
        libc::sigemptyset(&mut set);
        for signal in [libc::SIGINT, libc::SIGTERM, libc::SIGHUP, libc::SIGQUIT] {
            libc::sigaddset(&mut set, signal);
        }
        set
    }
}
/// Blocks SIGINT, SIGTERM, SIGHUP and SIGQUIT in this thread, and in the threads that it creates.
pub fn block_signals() {
    // SAFETY: the set is initialised; the old mask is not asked for.
    unsafe { libc::pthread_sigmask(libc::SIG_BLOCK, &signals(), ptr::null_mut()) };
}
/// Waits for a blocked signal. Returns its number, and whether the terminal sent it, by which the
/// foreground processes got it as well.
pub fn next_signal() -> io::Result<(i32, bool)> {
    // SAFETY: both are plain memory which outlives the call; the kernel writes `info`.
    let (signal, code) = unsafe {
        let mut info: libc::siginfo_t = mem::zeroed();
        (libc::sigwaitinfo(&signals(), &mut info), info.si_code)
    };
    const SI_KERNEL: i32 = 0x80;
    if signal < 0 { Err(io::Error::last_os_error()) } else { Ok((signal, code == SI_KERNEL)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_writes_no_more_than_the_structure_holds() {
        assert_eq!(mem::size_of::<SyscallInfo>(), 88);
        assert_eq!(mem::offset_of!(SyscallInfo, words), 24);
    }
    /// Runs a filter.
    fn run(program: &[libc::sock_filter], number: u32, arch: u32, fd: u32) -> u32 {
        let (mut at, mut loaded) = (0, 0);
        loop {
            let step = program[at];
            at += 1;
            let skips = |yes| usize::from(if yes { step.jt } else { step.jf });
            match step.code {
                LOAD => loaded = [number, arch, 0, 0, fd][step.k as usize / 4],
                JUMP_EQUAL => at += skips(loaded == step.k),
                JUMP_GREATER => at += skips(loaded > step.k),
                RETURN => return step.k,
                code => panic!("{code}"),
            }
        }
    }
    #[test]
    fn the_filter_stops_at_what_is_wanted_and_at_nothing_else() {
        for (always, files) in
            [(vec![1, 5, 9], vec![2, 6]), (vec![7], vec![]), (vec![], vec![0]), (vec![], vec![])]
        {
            let program = filter(&always, &files);
            for number in 0..12 {
                for fd in [0, 1, 2, 3, 4, 1000, u32::MAX] {
                    let (is_file, number) = (files.contains(&number), number as u32);
                    let wanted = always.contains(&c_long::from(number as i32)) || is_file && fd > 2;
                    let expected = if wanted { TRACE } else { ALLOW };
                    assert_eq!(run(&program, number, ARCH, fd), expected, "{number} {fd}");
                    assert_eq!(run(&program, number, ARCH + 1, fd), ALLOW, "of another architecture");
                }
            }
        }
    }
}
