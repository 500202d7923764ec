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
        test();
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

/// The calling thread's network namespace, as the kernel names it.
pub fn here() -> std::path::PathBuf {
    std::fs::read_link("/proc/thread-self/ns/net").unwrap()
}
/// Another network namespace, made by a thread that is gone.
#[cfg(feature = "std")]
pub fn elsewhere() -> nlwire::socket::namespace::Namespace {
    std::thread::spawn(|| {
        // SAFETY: a network namespace changes nothing that other code of this thread relies on.
        unsafe { rustix::thread::unshare_unsafe(rustix::thread::UnshareFlags::NEWNET) }.unwrap();
        nlwire::socket::namespace::Namespace::current().unwrap()
    })
    .join()
    .unwrap()
}
