//! `nlwire strace`: runs a program and prints the netlink messages that it and its children send and
//! receive.
//!
//! A seccomp filter makes the system calls of interest events of ptrace(2), so that all others run
//! at full speed, as do read(2) and write(2) of standard input, output and error. Requests are printed when the call begins, because the answer may be received by
//! another thread before the call ends; received datagrams are printed when the call ends.
mod calls;
mod memory;
mod report;
mod sockets;
mod sys;

use crate::{
    args::{Style, Trace},
    stop::{Stop, stop},
};
use calls::Call;
use memory::Memory;
use report::{Place, Report};
use rustix::process::{Pid, Signal, WaitOptions, WaitStatus, kill_process, waitpid};
use sockets::Sockets;
use std::{
    collections::HashMap,
    fs,
    io::ErrorKind,
    os::unix::process::CommandExt,
    process::Command,
    sync::{Arc, Mutex, PoisonError},
};
use sys::{EVENT_EXEC, EVENT_SECCOMP, EVENT_STOP, Stage};

/// `SIGTRAP | 0x80`: the stop of a system call with `PTRACE_O_TRACESYSGOOD`.
const CALL_STOP: i32 = 5 | 0x80;
/// SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU.
const STOP_SIGNALS: [i32; 4] = [19, 20, 21, 22];
/// Results of interrupted system calls that the kernel restarts: `ERESTARTSYS` and its like.
const RESTARTS: [i64; 4] = [-512, -513, -514, -516];
const EINTR: i64 = 4;
const EAGAIN: i64 = 11;
const ENOBUFS: i64 = 105;

/// Runs the command, and ends with its status.
pub fn run(style: Style, options: &Trace) -> Result<bool, Stop> {
    let Some((program, args)) = options.command.split_first() else {
        return Err(stop!("strace requires a command: nlwire strace -- ip link"));
    };
    if sys::ARCH == 0 {
        return Err(stop!("strace is available on x86_64 and aarch64"));
    }
    if options.tracee {
        return Err(become_command(options, program, args));
    }
    check_proc()?;
    let report = Report::new(style, options.output.as_deref())?;
    let mut own = Command::new("/proc/self/exe");
    own.args(["strace", "--tracee"]);
    if options.no_seccomp {
        own.arg("--no-seccomp");
    }
    let mut child = own
        .arg("--")
        .args(&options.command)
        .spawn()
        .map_err(|error| stop!("cannot start a process: {error}"))?;
    let pid = Pid::from_child(&child);
    let stopped = waitpid(Some(pid), WaitOptions::UNTRACED).map_err(|error| stop!("waitpid: {error}"))?;
    if !stopped.is_some_and(|(_, status)| status.stopped()) {
        return Err(stop!("the process ended before it could be traced"));
    }
    let command = pid.as_raw_nonzero().get();
    if let Err(error) = sys::seize(command) {
        // the process waits, stopped, and nothing of the command has run
        let _ = child.kill();
        let _ = child.wait();
        return Err(stop!("{}", forbidden(&error)));
    }
    let _ = kill_process(pid, Signal::CONT);
    let mut tracer = Tracer {
        command,
        status: 0,
        has_begun: false,
        filtered: false,
        threads: HashMap::new(),
        living: Arc::default(),
        sockets: Sockets::default(),
        report,
    };
    tracer.pass_signals_on();
    tracer.follow()?;
    tracer.report.close(tracer.has_begun)?;
    Err(Stop::Status(tracer.status))
}
/// In the child: waits for the tracer, then becomes the command. Returns only if that fails.
fn become_command(options: &Trace, program: &std::ffi::OsStr, args: &[std::ffi::OsString]) -> Stop {
    if let Err(error) = kill_process(rustix::process::getpid(), Signal::STOP) {
        return stop!("cannot stop: {error}");
    }
    if !options.no_seccomp {
        // without the filter, the tracer stops at every system call
        let [sockets, files] = calls::numbers();
        let _ = sys::stop_at(&sockets, &files);
    }
    let error = Command::new(program).args(args).exec();
    let shown = program.to_string_lossy();
    report::complain(&format!("cannot run {shown}: {error}"));
    Stop::Status(if error.kind() == ErrorKind::NotFound { 127 } else { 126 })
}
/// Checks that `/proc` shows the processes of this namespace.
fn check_proc() -> Result<(), Stop> {
    let own = fs::read_link("/proc/self").ok();
    match own.as_ref().and_then(|own| own.to_str()).and_then(|own| own.parse::<u32>().ok()) {
        Some(own) if own == std::process::id() => Ok(()),
        _ => Err(stop!("/proc does not show the processes of this namespace: mount -t proc proc /proc")),
    }
}
/// Returns what to do where ptrace is forbidden.
fn forbidden(error: &std::io::Error) -> String {
    let yama = fs::read_to_string("/proc/sys/kernel/yama/ptrace_scope").unwrap_or_default();
    let reason = match yama.trim() {
        "2" => {
            "kernel.yama.ptrace_scope is 2: run as root, or sysctl kernel.yama.ptrace_scope=1 allows users \
             to trace their own children"
        }
        "3" => "kernel.yama.ptrace_scope is 3, which holds until the next boot",
        _ => {
            "a container, a sandbox or an emulator may forbid it: docker run --cap-add SYS_PTRACE, or outside \
             of it"
        }
    };
    format!("the kernel refuses ptrace ({error}): {reason}")
}

/// A traced thread.
#[derive(Default)]
struct Thread {
    /// Process id; 0 if it is not known yet.
    process: i32,
    /// The system call of which the exit is awaited.
    pending: Option<Pending>,
    /// The arguments of a send that was interrupted and will be repeated.
    interrupted: Option<[u64; 6]>,
}
enum Pending {
    /// socket(2) with a protocol of netlink.
    Socket {
        protocol: u16,
    },
    Message {
        call: &'static Call,
        args: [u64; 6],
        inode: u64,
    },
    /// Nothing of interest, but the exit will come.
    Other,
}
struct Tracer {
    command: i32,
    /// Exit status of the command.
    status: u8,
    /// The command was executed.
    has_begun: bool,
    /// The seccomp filter is in place.
    filtered: bool,
    threads: HashMap<i32, Thread>,
    /// The threads, for signals.
    living: Arc<Mutex<Vec<i32>>>,
    sockets: Sockets,
    report: Report,
}
impl Tracer {
    /// Passes signals on to the command, or to what is left after its end. The command gets those of
    /// the terminal without us.
    fn pass_signals_on(&self) {
        let (living, command) = (self.living.clone(), self.command);
        sys::block_signals();
        std::thread::spawn(move || {
            while let Ok((signal, from_terminal)) = sys::next_signal() {
                let living = living.lock().unwrap_or_else(PoisonError::into_inner);
                let has_command = living.contains(&command);
                for process in living.iter().filter(|process| !has_command || **process == command) {
                    let named = Pid::from_raw(*process).zip(Signal::from_named_raw(signal));
                    if let Some((process, signal)) = named.filter(|_| !(has_command && from_terminal)) {
                        let _ = kill_process(process, signal);
                    }
                }
            }
        });
    }
    fn living(&self) -> std::sync::MutexGuard<'_, Vec<i32>> {
        self.living.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Handles events until all processes have ended.
    fn follow(&mut self) -> Result<(), Stop> {
        const ALL: WaitOptions = WaitOptions::from_bits_retain(0x4000_0000); // __WALL
        self.known(self.command);
        loop {
            match waitpid(None, ALL) {
                Ok(Some((process, status))) => self.event(process.as_raw_nonzero().get(), status)?,
                Ok(None) | Err(rustix::io::Errno::INTR) => {}
                Err(rustix::io::Errno::CHILD) => return Ok(()),
                Err(error) => return Err(stop!("waitpid: {error}")),
            }
        }
    }
    fn known(&mut self, thread: i32) -> &mut Thread {
        if !self.threads.contains_key(&thread) {
            self.living().push(thread);
        }
        self.threads.entry(thread).or_default()
    }
    fn event(&mut self, thread: i32, status: WaitStatus) -> Result<(), Stop> {
        let Some(signal) = status.stopping_signal() else {
            self.threads.remove(&thread);
            self.living().retain(|living| *living != thread);
            if thread == self.command {
                let killed = status.terminating_signal().map(|signal| 128 + signal);
                self.status = killed.or(status.exit_status()).unwrap_or(0) as u8;
            }
            return Ok(());
        };
        let mut deliver = 0;
        self.known(thread);
        match status.as_raw() >> 16 {
            0 if signal == CALL_STOP => match self.stage(thread)? {
                Stage::Entry { number, args } => self.entry(thread, number, &args),
                Stage::Exit { result } => self.exit(thread, result)?,
                Stage::Neither => {}
            },
            0 => deliver = signal,
            EVENT_SECCOMP => {
                self.filtered = true;
                if self.known(thread).pending.is_none() {
                    if let Stage::Entry { number, args } = self.stage(thread)? {
                        self.entry(thread, number, &args);
                    }
                }
            }
            EVENT_EXEC => {
                // a thread that executes a program takes the id of the process
                let former = sys::event_message(thread).ok().and_then(|former| i32::try_from(former).ok());
                if let Some(former) = former.filter(|former| *former != thread) {
                    self.threads.remove(&former);
                    self.living().retain(|living| *living != former);
                }
                *self.known(thread) = Thread::default();
                self.has_begun = true;
                if !self.is_native(thread) {
                    let note = "is a program of another architecture: its messages are not shown";
                    self.report.note(thread, note);
                }
            }
            EVENT_STOP if STOP_SIGNALS.contains(&signal) => {
                let _ = sys::listen(thread);
                return Ok(());
            }
            _ => {}
        }
        let at_calls = !self.filtered || self.known(thread).pending.is_some();
        // fails if the thread was killed meanwhile, which the next event reports
        let _ = sys::resume(thread, at_calls, deliver);
        Ok(())
    }
    /// Returns where a thread is stopped.
    fn stage(&self, thread: i32) -> Result<Stage, Stop> {
        match sys::stage(thread) {
            Ok((stage, true)) => Ok(stage),
            Ok((_, false)) => Ok(Stage::Neither),
            Err(error) if error.raw_os_error() == Some(libc::ESRCH) => Ok(Stage::Neither),
            Err(error) => {
                Err(stop!("PTRACE_GET_SYSCALL_INFO: {error}; this needs Linux 5.3 or newer, and no emulator"))
            }
        }
    }
    fn is_native(&self, thread: i32) -> bool {
        sys::stage(thread).map_or(true, |(_, is_native)| is_native)
    }
    /// Returns the process of a thread.
    fn process(&mut self, thread: i32) -> i32 {
        let known = self.known(thread);
        if known.process == 0 {
            known.process = report::process_of(thread).unwrap_or(thread);
        }
        known.process
    }
    /// Handles the entry of a system call.
    fn entry(&mut self, thread: i32, number: libc::c_long, args: &[u64; 6]) {
        let interrupted = self.known(thread).interrupted.take();
        // at every call, the exit follows
        let mut pending = (!self.filtered).then_some(Pending::Other);
        if let Some(call) = calls::find(number) {
            let process = self.process(thread);
            let fd = args[0] as i32;
            let place = Place { thread, process, fd };
            if let Some(inode) = self.sockets.find(thread, process, fd, self.report.decoder()) {
                if call.sends && interrupted.as_ref() != Some(args) {
                    let datagrams = Memory::of(thread).map(|memory| call.sent(&memory, args));
                    for datagram in datagrams.unwrap_or_default() {
                        self.report.datagram(place, true, datagram, &mut self.sockets, inode);
                    }
                }
                pending = Some(Pending::Message { call, args: *args, inode });
            }
        } else if number == calls::SOCKET && args[0] as i32 == libc::AF_NETLINK {
            pending = Some(Pending::Socket { protocol: args[2] as u16 });
        } else if number == calls::IO_URING {
            self.report.note(thread, "uses io_uring: messages that pass through it are not shown");
        }
        self.known(thread).pending = pending;
    }
    /// Handles the exit of a system call.
    fn exit(&mut self, thread: i32, result: i64) -> Result<(), Stop> {
        let process = self.process(thread);
        let place = |fd| Place { thread, process, fd };
        match self.known(thread).pending.take() {
            Some(Pending::Socket { protocol }) => {
                if let Ok(fd) = i32::try_from(result) {
                    self.sockets.created(thread, fd, protocol, self.report.decoder());
                }
            }
            Some(Pending::Message { call, args, inode }) => {
                let fd = args[0] as i32;
                if RESTARTS.contains(&result) {
                    self.known(thread).interrupted = Some(args).filter(|_| call.sends);
                } else if let Ok(result) = u64::try_from(result) {
                    if !call.sends {
                        self.received(place(fd), call, &args, inode, result);
                    } else if call.name == "sendmmsg" && result < args[2] {
                        let sentence = format!("sendmmsg: {result} of {} datagrams were sent", args[2]);
                        self.report.failed(place(fd), &sentence, false);
                    }
                } else if !matches!(-result, EAGAIN | EINTR) {
                    let is_loss = !call.sends && -result == ENOBUFS;
                    let errno = nlwire::wire::Errno(i32::try_from(-result).unwrap_or(0));
                    let mut sentence = format!("{}: {errno}", call.name);
                    if is_loss {
                        sentence.push_str("; the program was too slow, and events were lost");
                    }
                    self.report.failed(place(fd), &sentence, is_loss);
                }
            }
            Some(Pending::Other) | None => {}
        }
        Ok(())
    }
    fn received(&mut self, place: Place, call: &Call, args: &[u64; 6], inode: u64, result: u64) {
        let Ok(memory) = Memory::of(place.thread) else { return };
        for mut datagram in call.received(&memory, args, result) {
            let Some(conversation) = self.sockets.get(inode) else { return };
            if call.peeks(args) {
                conversation.peeked = Some((datagram.bytes, datagram.whole));
                return;
            }
            // a program that looked at all of it may fetch it into a buffer that is too small
            if let Some((peeked, whole)) = conversation.peeked.take() {
                if peeked.starts_with(&datagram.bytes) && whole > datagram.bytes.len() {
                    datagram.whole = whole.max(peeked.len());
                    datagram.cut = datagram.cut.filter(|_| peeked.len() < whole);
                    datagram.bytes = peeked;
                }
            }
            self.report.datagram(place, false, datagram, &mut self.sockets, inode);
        }
    }
}
