//! Runs a tool, and measures what it costs.
use crate::kernel::{self, Unavailable};
use rustix::thread::{UnshareFlags, unshare_unsafe};
use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Read, Seek},
    mem::MaybeUninit,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Changes between two looks at the queue of the receiver: what fits in the queue of every tool.
const BURST: u32 = 50;

/// Number of the first route that is added while a tool listens: not one of those of the dumps.
const FIRST: u32 = 1_000_000;

/// A command line.
pub struct Tool<'t> {
    pub program: &'t Path,
    pub arguments: &'t [&'t str],
}
/// Cost of a run: seconds, megabytes, lines of output.
pub struct Cost {
    pub user: f64,
    pub system: f64,
    pub memory: f64,
    pub output: f64,
    pub lines: f64,
}

/// Moves this process into a user and network namespace, where it is root, so that the tools are root, too. It must
/// have one thread.
pub fn enter_namespace() -> Result<(), Unavailable> {
    let (user, group) = (rustix::process::geteuid().as_raw(), rustix::process::getegid().as_raw());
    // SAFETY: no descriptor table is unshared, so none that other code holds changes its meaning.
    unsafe { unshare_unsafe(UnshareFlags::NEWUSER | UnshareFlags::NEWNET) }
        .map_err(|errno| Unavailable(format!("the kernel gives no user and network namespace: {errno}")))?;
    let write = |path: &str, text: String| fs::write(path, text).map_err(|error| Unavailable(format!("{path}: {error}")));
    write("/proc/self/setgroups", "deny".to_owned())?;
    write("/proc/self/uid_map", format!("0 {user} 1"))?;
    write("/proc/self/gid_map", format!("0 {group} 1"))
}

/// Starts this program again to make the objects. They last until the standard input of the process is closed.
pub fn start_stage() -> Result<Child, Unavailable> {
    let failed = |error: std::io::Error| Unavailable(format!("this program cannot be started again: {error}"));
    let mut command = Command::new(std::env::current_exe().map_err(failed)?);
    command.args(std::env::args_os().skip(1)).arg("--stage").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(failed)?;
    let mut line = String::new();
    if let Some(output) = child.stdout.take() {
        BufReader::new(output).read_line(&mut line).map_err(failed)?;
    }
    match line.trim() {
        "ready" => Ok(child),
        _ => Err(Unavailable("the objects could not be made".to_owned())),
    }
}

impl Tool<'_> {
    /// Whether the program can be started.
    pub fn exists(&self) -> bool {
        let version = Command::new(self.program).arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status();
        version.is_ok()
    }
    /// Runs the command to its end.
    pub fn dump(&self) -> Result<Cost, Unavailable> {
        let (child, file) = self.start()?;
        self.end(child, file, true)
    }
    /// Runs the command, changes routes while it listens, and ends it.
    pub fn monitor(&self, changes: u32) -> Result<Cost, Unavailable> {
        let (mut child, file) = self.start()?;
        // it listens as soon as its socket has joined the group
        wait(&mut child, |queues| !queues.is_empty())?;
        for first in (0..changes / 2).step_by(BURST as usize) {
            let burst = FIRST + first..FIRST + (first + BURST).min(changes / 2);
            for is_new in [true, false] {
                kernel::change_routes(burst.clone(), is_new)?;
                wait(&mut child, |queues| queues.iter().all(|queue| *queue == 0))?;
            }
        }
        // it writes the last lines before it waits again, or when no event has followed for a moment
        for _ in 0..3 {
            std::thread::sleep(Duration::from_millis(20));
            while !is_asleep(child.id()) {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
        child.kill().map_err(|error| self.failed(&error))?;
        self.end(child, file, false)
    }
    fn start(&self) -> Result<(Child, File), Unavailable> {
        // a file, since a pipe would make the reader's pace that of the tool
        let path = std::env::temp_dir().join(format!("nlwire-tools-{}", std::process::id()));
        let file = File::options().read(true).write(true).create(true).truncate(true).open(&path);
        let file = file.map_err(|error| Unavailable(format!("{}: {error}", path.display())))?;
        let _ = fs::remove_file(&path);
        let output = file.try_clone().map_err(|error| self.failed(&error))?;
        let mut command = Command::new(self.program);
        command.args(self.arguments).stdin(Stdio::null()).stdout(output).stderr(Stdio::null());
        Ok((command.spawn().map_err(|error| self.failed(&error))?, file))
    }
    fn failed(&self, why: &dyn std::fmt::Display) -> Unavailable {
        Unavailable(format!("{} {}: {why}", self.program.display(), self.arguments.join(" ")))
    }
    fn end(&self, child: Child, mut file: File, succeeds: bool) -> Result<Cost, Unavailable> {
        let (mut status, mut usage) = (0, MaybeUninit::<libc::rusage>::zeroed());
        // SAFETY: both pointers are valid for the call, and zeros are a valid rusage.
        let usage = unsafe {
            if libc::wait4(child.id() as i32, &mut status, 0, usage.as_mut_ptr()) < 0 {
                return Err(self.failed(&std::io::Error::last_os_error()));
            }
            usage.assume_init()
        };
        if succeeds && status != 0 {
            return Err(self.failed(&format!("wait status {status:#x}")));
        }
        let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
        file.rewind().map_err(|error| self.failed(&error))?;
        let output = file.metadata().map_or(0, |metadata| metadata.len()) as f64 / 1e6;
        // by parts, since all of the output may be one line
        let (mut part, mut lines) = (vec![0; 64 * 1024], 0);
        while let Ok(len @ 1..) = file.read(&mut part) {
            lines += part.iter().take(len).filter(|byte| **byte == b'\n').count();
        }
        let (user, system) = (seconds(usage.ru_utime), seconds(usage.ru_stime));
        Ok(Cost { user, system, memory: usage.ru_maxrss as f64 / 1e3, output, lines: lines as f64 })
    }
}
/// Waits until the queues of the sockets in groups satisfy `until`. The namespace has no such sockets but the tool's.
fn wait(child: &mut Child, until: impl Fn(&[u64]) -> bool) -> Result<(), Unavailable> {
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        let table = fs::read_to_string("/proc/net/netlink").unwrap_or_default();
        let rows = table.lines().skip(1).map(|row| row.split_whitespace().collect::<Vec<_>>());
        let joined = rows.filter(|row| row.get(1) == Some(&"0") && row.get(3).is_some_and(|groups| *groups != "00000000"));
        let queues: Vec<u64> = joined.filter_map(|row| row.get(4)?.parse().ok()).collect();
        if until(&queues) {
            return Ok(());
        }
        if Instant::now() > end || !matches!(child.try_wait(), Ok(None)) {
            return Err(Unavailable(format!("the tool does not listen to events: {table}")));
        }
        std::thread::yield_now();
    }
}
/// Whether a process waits for something.
fn is_asleep(process: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.rsplit_once(')').is_none_or(|(_, rest)| rest.trim_start().starts_with('S'))
}
