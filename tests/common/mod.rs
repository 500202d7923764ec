//! Tests that need privileges, without root: each runs in a process of its own, inside a user and a network
//! namespace where it is root, with the loopback device up and nothing else there.
//!
//! ```ignore
//! mod common;
//!
//! #[test]
//! fn links_are_listed() {
//!     common::in_namespace("links_are_listed", || { /* root here, and alone */ });
//! }
//! ```
//!
//! A process with several threads cannot enter a new user namespace, and libtest has several. So
//! `in_namespace` starts this test binary again for the one test of that name; the child enters the
//! namespaces between fork and exec. In that second process `in_namespace` finds itself inside, and runs the
//! closure.
#![allow(dead_code, unsafe_code)]

use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use rustix::fs::{Mode, OFlags};
use rustix::net::{AddressFamily, SocketFlags, SocketType};
use rustix::thread::UnshareFlags;

/// Names the test whose inner process this is.
const INSIDE: &str = "NLWIRE_TEST_INSIDE";

/// Printed by the inner process, so that the outer one knows that the test was found and ran to its end.
const DONE: &str = "nlwire: ran inside the namespace";

/// Runs `test` as root in namespaces of its own. `name` is the test's full name, as libtest prints it (with
/// its modules); it is how the test is found again. Fails when the inner test fails. Where the system has no
/// namespaces for us, says `SKIPPED` and why, and returns.
pub fn in_namespace(name: &str, test: impl FnOnce()) {
    inside(name, true, test);
}
/// The same for what a kernel allows the system's own root alone: a network namespace, without one of users. Where we are not root, says
/// `SKIPPED`.
pub fn in_namespace_of_root(name: &str, test: impl FnOnce()) {
    inside(name, false, test);
}
fn inside(name: &str, users_too: bool, test: impl FnOnce()) {
    if std::env::var_os(INSIDE).is_some_and(|inside| inside == name) {
        loopback_up().expect("the loopback device goes up");
        if std::panic::catch_unwind(std::panic::AssertUnwindSafe(test)).is_err() {
            // what the test has started would keep its output open, for which the outer process waits
            let _ = rustix::process::kill_current_process_group(rustix::process::Signal::KILL);
        }
        println!("{DONE}");
        return;
    }
    if !rtnetlink_answers(name) {
        return;
    }
    let mut command = Command::new(std::env::current_exe().expect("this test's binary"));
    command
        .args([name, "--exact", "--nocapture", "--include-ignored", "--test-threads=1"])
        .env(INSIDE, name)
        .process_group(0)
        .stdin(Stdio::null());
    let users = format!("0 {} 1", rustix::process::geteuid().as_raw());
    let groups = format!("0 {} 1", rustix::process::getegid().as_raw());
    // SAFETY: between fork and exec only system calls are made, no allocation and no lock: what they write
    // was made before.
    unsafe {
        command.pre_exec(move || match users_too {
            true => enter(&users, &groups),
            false => Ok(rustix::thread::unshare_unsafe(UnshareFlags::NEWNET)?),
        })
    };
    let output = match command.output() {
        Ok(output) => output,
        Err(error) if users_too => return skip(name, &format!("no user and network namespace: {error}")),
        Err(error) => return skip(name, &format!("no network namespace without root: {error}")),
    };
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = String::from_utf8_lossy(&output.stderr);
    let is_for_people = |line: &&str| line.contains("SKIPPED") || line.starts_with("COUNTED ");
    for line in stderr.lines().filter(is_for_people) {
        let _ = io::stderr().write_all(format!("\n{line}\n").as_bytes());
    }
    assert!(output.status.success(), "{name}, inside its namespace:\n{stdout}{stderr}");
    assert!(stdout.contains(DONE), "no test has the name {name}, as it stands in `in_namespace`:\n{stdout}");
}

/// Names what a [`tenant`] is to do.
const TENANT: &str = "NLWIRE_TEST_TENANT";
/// A process in a user namespace and a network namespace of its own, without any privilege outside of them: the test `name` of this binary,
/// which calls [`as_tenant`]. Its standard input is for orders, its standard output says what it did.
pub fn tenant(name: &str) -> io::Result<std::process::Child> {
    let mut command = Command::new(std::env::current_exe()?);
    command
        .args([name, "--exact", "--nocapture", "--include-ignored", "--test-threads=1"])
        .env(TENANT, name)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let users = format!("0 {} 1", rustix::process::geteuid().as_raw());
    let groups = format!("0 {} 1", rustix::process::getegid().as_raw());
    // SAFETY: as in `inside`.
    unsafe { command.pre_exec(move || enter(&users, &groups)) };
    command.spawn()
}
/// Runs `test` where this process was started by [`tenant`] for it; else nothing.
pub fn as_tenant(name: &str, test: impl FnOnce()) {
    if std::env::var_os(TENANT).is_some_and(|tenant| tenant == name) {
        test();
    }
}

/// Whether this kernel's rtnetlink answers; else says that the test named `name` is skipped. Where a process died that held its lock, a
/// request would hang for ever, and could not be killed. Reading a file of sysfs asks for the same lock and can be.
pub fn rtnetlink_answers(name: &str) -> bool {
    static ANSWERS: OnceLock<bool> = OnceLock::new();
    let answers = *ANSWERS.get_or_init(|| {
        let reader = Command::new("cat")
            .arg("/sys/class/net/lo/carrier")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut reader) = reader else { return true };
        let deadline = Instant::now() + Duration::from_secs(5);
        while Instant::now() < deadline {
            match reader.try_wait() {
                Ok(None) => std::thread::sleep(Duration::from_millis(5)),
                _ => return true,
            }
        }
        let _ = reader.kill();
        let _ = reader.wait();
        false
    });
    if !answers {
        skip(name, "this kernel's rtnetlink does not answer: a process holds its lock");
    }
    answers
}

/// Says what a test has counted: one line, past libtest, also where the test holds.
pub fn count(what: &str) {
    let _ = io::stderr().write_all(format!("\nCOUNTED {what}\n").as_bytes());
}

/// Says that a test, or a part of it, could not be made here.
pub fn skip(name: &str, reason: &str) {
    // past libtest, which would keep it from whoever looks at the output
    let _ = io::stderr().write_all(format!("\nSKIPPED {name}: {reason}\n").as_bytes());
}

/// In the child: enters new namespaces, where our user is root.
fn enter(users: &str, groups: &str) -> io::Result<()> {
    // SAFETY: the child has one thread, and no file of its own that a namespace of users or networks would
    // change.
    unsafe { rustix::thread::unshare_unsafe(UnshareFlags::NEWUSER | UnshareFlags::NEWNET) }?;
    let write = |path: &core::ffi::CStr, text: &str| -> io::Result<()> {
        let file = rustix::fs::open(path, OFlags::WRONLY | OFlags::CLOEXEC, Mode::empty())?;
        rustix::io::write(&file, text.as_bytes())?;
        Ok(())
    };
    // Without privileges outside, a map of groups is allowed only after setgroups is given up.
    write(c"/proc/self/setgroups", "deny")?;
    write(c"/proc/self/uid_map", users)?;
    write(c"/proc/self/gid_map", groups)
}

/// Sets IFF_UP of the link with index 1, by bytes made by hand: this helper shall not lean on what it helps
/// to test.
fn loopback_up() -> io::Result<()> {
    let socket =
        rustix::net::socket_with(AddressFamily::NETLINK, SocketType::RAW, SocketFlags::CLOEXEC, None)?;
    rustix::net::send(&socket, &set_link_flags(1, true), rustix::net::SendFlags::empty())?;
    let mut reply = [0u8; 256];
    let (length, _) = rustix::net::recv(&socket, &mut reply, rustix::net::RecvFlags::empty())?;
    match reply[..length].get(16..20) {
        Some([0, 0, 0, 0]) => Ok(()),
        Some(code) => Err(io::Error::from_raw_os_error(-i32::from_ne_bytes(code.try_into().unwrap()))),
        None => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

/// The bytes of an RTM_NEWLINK with an ack that sets or clears IFF_UP of a link.
pub fn set_link_flags(index: i32, up: bool) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[0..4].copy_from_slice(&32u32.to_ne_bytes());
    bytes[4..6].copy_from_slice(&16u16.to_ne_bytes()); // RTM_NEWLINK
    bytes[6..8].copy_from_slice(&5u16.to_ne_bytes()); // NLM_F_REQUEST | NLM_F_ACK
    bytes[8..12].copy_from_slice(&1u32.to_ne_bytes()); // sequence
    bytes[20..24].copy_from_slice(&index.to_ne_bytes()); // ifi_index
    bytes[24..28].copy_from_slice(&u32::from(up).to_ne_bytes()); // ifi_flags: IFF_UP
    bytes[28..32].copy_from_slice(&1u32.to_ne_bytes()); // ifi_change: IFF_UP
    bytes
}

/// A mount namespace of this thread with an empty `/run`, for named namespaces; the threads and programs that it
/// starts share it.
pub fn empty_run() {
    use rustix::mount::{MountFlags, MountPropagationFlags, mount, mount_change};
    // SAFETY: the table of file descriptors stays shared.
    unsafe { rustix::thread::unshare_unsafe(UnshareFlags::NEWNS) }.unwrap();
    mount_change("/", MountPropagationFlags::PRIVATE | MountPropagationFlags::REC).unwrap();
    mount("tmpfs", "/run", "tmpfs", MountFlags::empty(), None).unwrap();
}
/// The calling thread's network namespace, as the kernel names it.
pub fn here() -> std::path::PathBuf {
    std::fs::read_link("/proc/thread-self/ns/net").unwrap()
}
/// Another network namespace.
#[cfg(feature = "std")]
pub fn elsewhere() -> nlwire::socket::namespace::Namespace {
    nlwire::socket::namespace::Namespace::new().unwrap()
}

/// Folders where tools are looked for in place of PATH and the folders of the system's administrator.
const TOOLS: &str = "NLWIRE_TEST_TOOLS";

/// The path of a program such as `ip` or `nft`, if it is installed. Debian's PATH of ordinary users lacks the folders in which most
/// of them are.
pub fn find_tool(name: &str) -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = match std::env::var_os(TOOLS) {
        Some(folders) => std::env::split_paths(&folders).collect(),
        None => {
            let path = std::env::var_os("PATH").unwrap_or_default();
            std::env::split_paths(&path)
                .chain(["/usr/local/sbin", "/usr/sbin", "/sbin"].map(PathBuf::from))
                .collect()
        }
    };
    folders.retain(|folder| folder.is_absolute());
    let is_program = |path: &PathBuf| rustix::fs::access(path, rustix::fs::Access::EXEC_OK).is_ok();
    folders.into_iter().map(|folder| folder.join(name)).find(is_program)
}
/// A command that runs the tool `name`. Where it is not installed, starting it fails with `ErrorKind::NotFound`.
pub fn tool(name: &str) -> Command {
    Command::new(find_tool(name).unwrap_or_else(|| Path::new("/nonexistent").join(name)))
}
/// Whether the tools are installed; else prints that `test` is skipped for the first that is not.
pub fn has_tools(test: &str, names: &[&str]) -> bool {
    match names.iter().find(|name| find_tool(name).is_none()) {
        Some(name) => {
            skip(test, &format!("{name} is not installed"));
            false
        }
        None => true,
    }
}
/// The name of the test that runs: that of the inner process, or of libtest's thread.
pub fn test_name() -> String {
    match std::env::var(INSIDE) {
        Ok(name) => name,
        Err(_) => std::thread::current().name().unwrap_or("main").to_string(),
    }
}
/// The number of this process's user outside of its user namespace, as `/proc/self/uid_map` has it. Netfilter reports that one.
pub fn user_outside() -> u32 {
    let map = std::fs::read_to_string("/proc/self/uid_map").unwrap();
    let user = rustix::process::geteuid().as_raw();
    let mut ranges = map.lines().filter_map(|line| {
        let mut numbers = line.split_whitespace().filter_map(|number| number.parse::<u32>().ok());
        Some((numbers.next()?, numbers.next()?, numbers.next()?))
    });
    let offset = |(inside, outside, len)| {
        let at = user.checked_sub(inside).filter(|at| *at < len)?;
        Some(outside + at)
    };
    ranges.find_map(offset).unwrap_or(user)
}
/// Whether this is the virtual machine of tests/vm/run, for tests that change block devices and mounts; else prints that `test` is
/// skipped.
pub fn in_virtual_machine(test: &str) -> bool {
    let is_there = std::env::var_os("NLWIRE_VM").is_some();
    if !is_there {
        skip(test, "it changes block devices, and runs in the virtual machine alone");
    }
    is_there
}
/// Runs `task` in a thread of an ordinary user without capabilities; this process must be root.
pub fn as_user<R: Send>(user: u32, group: u32, task: impl FnOnce() -> R + Send) -> R {
    use rustix::{
        process::{Gid, Uid},
        thread::{set_thread_groups, set_thread_res_gid, set_thread_res_uid},
    };
    let (user, group) = (Uid::from_raw(user), Gid::from_raw(group));
    let thread = || {
        // system calls that change the calling thread alone
        set_thread_groups(&[]).expect("no groups");
        set_thread_res_gid(group, group, group).expect("a group");
        set_thread_res_uid(user, user, user).expect("a user");
        task()
    };
    let joined = std::thread::scope(|scope| scope.spawn(thread).join());
    joined.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
