//! Programs that are traced: what they send and receive, their statuses, and their text.
use super::*;
use nlwire::{
    pcap::Recording,
    route::GetAddr,
    wire::{GetFlags, Request},
};
use std::{
    net::UdpSocket,
    os::{
        fd::{AsRawFd, FromRawFd, OwnedFd},
        unix::process::CommandExt,
    },
    path::Path,
};

/// Whether processes can be traced here; else prints why the test is skipped.
fn can_trace() -> bool {
    let output = nlwire(&["strace", "--", "sh", "-c", ":"]);
    if output.status.success() {
        return true;
    }
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    common::skip(&common::test_name(), &format!("no program can be traced here: {}", stderr.trim_end()));
    false
}
/// A name for a new file.
fn path(name: &str) -> String {
    static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("nlwire-{}-{count}-{name}", std::process::id()));
    path.to_str().unwrap().to_owned()
}
/// The datagrams of a capture: whether sent, protocol, bytes.
fn packets(path: &str) -> Vec<(bool, u16, Vec<u8>)> {
    let file = std::fs::read(path).unwrap();
    let packets = Recording::open(&file).unwrap().map(Result::unwrap);
    let is_sent = |packet: &Packet<'_>| matches!(packet.direction, Direction::Sent | Direction::Kernel);
    packets.map(|packet| (is_sent(&packet), packet.protocol, packet.bytes.to_vec())).collect()
}
/// What a trace has as JSON, and the exit status.
fn trace(options: &[&str], command: &[&str]) -> (Vec<Value>, i32) {
    let file = path("trace.json");
    let words = [&["strace", "--json", "-o", &file][..], options, &["--"], command].concat();
    let output = nlwire(&words);
    let lines = std::fs::read_to_string(&file).unwrap_or_default();
    let _ = std::fs::remove_file(file);
    let lines = lines.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    (lines, output.status.code().unwrap())
}
fn is_sent(line: &Value) -> bool {
    line["direction"] == "sent"
}
/// Runs this binary as a program to trace: the test with this name.
fn trace_part(options: &[&str], part: &str) -> Vec<Value> {
    let own = std::env::current_exe().unwrap();
    let name = format!("strace::programs::{part}");
    let words = [own.to_str().unwrap(), &name, "--exact", "--ignored", "--test-threads=1"];
    let (lines, status) = trace(options, &words);
    assert_eq!(status, 0, "{part}: {lines:?}");
    lines
}

/// The capture of a trace has each datagram that the program itself recorded, and no other.
#[test]
fn a_capture_has_what_the_program_recorded() {
    common::in_namespace("strace::a_capture_has_what_the_program_recorded", || {
        if !can_trace() {
            return;
        }
        make_links();
        let (own, traced) = (path("own.pcap"), path("traced.pcap"));
        for option in [&[][..], &["--no-seccomp"]] {
            let command = [binary().to_str().unwrap(), "record", &own, "--", "link", "addr", "route", "tcp"];
            let words = [&["strace", "-o", &traced][..], option, &["--"], &command].concat();
            let output = text(&words, 0);
            assert!(output.contains(" datagrams of "), "the command's output is left alone: {output}");
            let (own, traced) = (packets(&own), packets(&traced));
            assert!(own.len() > 8 && own.iter().any(|packet| packet.1 == 4), "{own:?}");
            assert_eq!(own, traced, "{option:?}");
        }
        // as pcapng, with the process in a comment
        let both = path("traced.pcapng");
        text(&["strace", "-o", &both, "--", binary().to_str().unwrap(), "record", &own, "--", "link"], 0);
        let decoded = lines(&["decode", &both, "--json"], 0);
        assert_eq!(decoded, lines(&["decode", &own, "--json"], 0));
        let file = std::fs::read(&both).unwrap();
        assert!(file.windows(7).any(|bytes| bytes == b"nlwire["), "no comment names the process");
        [own, traced, both].into_iter().for_each(|path| std::fs::remove_file(path).unwrap());
    });
}
/// The requests of other tools have the lengths that strace(1) shows.
#[test]
fn requests_of_tools_are_those_that_strace_shows() {
    common::in_namespace("strace::requests_of_tools_are_those_that_strace_shows", || {
        if !can_trace() || !common::has_tools(&common::test_name(), &["strace"]) {
            return;
        }
        make_links();
        let (capture, log) = (path("tools.pcap"), path("tools.log"));
        let commands: [&[&str]; 7] = [
            &["ip", "addr", "show"],
            &["ip", "link", "set", "veth0", "mtu", "1300"],
            &["ip", "-s", "link", "show", "type", "bridge"],
            &["tc", "qdisc", "replace", "dev", "veth0", "root", "pfifo", "limit", "7"],
            &["tc", "-s", "qdisc", "show"],
            &["nft", "add table inet t; add chain inet t c; add rule inet t c tcp dport 22 accept"],
            &["ss", "-t", "-u", "-a"],
        ];
        for command in commands {
            let Some(program) = common::find_tool(command[0]) else {
                common::skip(&common::test_name(), &format!("in part: {} is not installed", command[0]));
                continue;
            };
            let command = [&[program.to_str().unwrap()], &command[1..]].concat();
            // what a tool asks for depends on what exists: the second run and the third find the same
            let _ = Command::new(&program).args(&command[1..]).output().unwrap();
            let mut strace = common::tool("strace");
            strace.args(["-f", "-yy", "-e", "trace=sendto,sendmsg,sendmmsg,write,writev", "-o", &log]);
            let shown = strace.args(&command).output().unwrap();
            let text = std::fs::read_to_string(&log).unwrap_or_default();
            let lens = text.lines().filter(|line| line.contains("<NETLINK:["));
            let lens: Vec<usize> =
                lens.map(|line| line.rsplit_once("= ").expect(line).1.parse().expect(line)).collect();
            if !shown.status.success() || lens.is_empty() {
                let stderr = String::from_utf8_lossy(&shown.stderr);
                common::skip(&common::test_name(), &format!("in part: {command:?} fails here: {stderr}"));
                continue;
            }
            let words = [&["strace", "-o", &capture, "--"][..], &command].concat();
            let output = nlwire(&words);
            assert!(output.status.success(), "{output:?}");
            let ours: Vec<_> =
                packets(&capture).into_iter().filter(|packet| packet.0).map(|sent| sent.2.len()).collect();
            assert_eq!(ours, lens, "{command:?}: {text}");
            // every reply is one of the program's requests
            let broken: Vec<_> = trace(&[], &command).0;
            assert!(broken.iter().all(|line| line["error"].is_null()), "{command:?}: {broken:?}");
        }
        let _ = (std::fs::remove_file(capture), std::fs::remove_file(log));
    });
}
#[test]
fn a_refusal_has_its_error_and_the_path_of_the_attribute() {
    common::in_namespace("strace::a_refusal_has_its_error_and_the_path_of_the_attribute", || {
        if !can_trace() {
            return;
        }
        let body = r#"{"IFLA_IFNAME":"vx","IFLA_LINKINFO":{"IFLA_INFO_KIND":"vxlan","IFLA_INFO_DATA":{"IFLA_VXLAN_ID":16777216}}}"#;
        // the braces are the command's own
        let command =
            [binary().to_str().unwrap(), "do", "route", "newlink", "--flags", "create", "--json", body];
        let (lines, status) = trace(&[], &command);
        assert_eq!(status, 1);
        let refused = of(&lines, "NLMSG_ERROR");
        let refused = refused.iter().find(|line| line["errno"] == "ERANGE").expect("a refusal");
        assert_eq!(refused["request"], "RTM_NEWLINK");
        assert_eq!(refused["attribute"], "IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_VXLAN_ID");
        assert_eq!((&refused["process"], &refused["direction"]), (&"nlwire".into(), &"received".into()));
        assert!(refused["fd"].as_u64().unwrap() >= 3 && refused["pid"] == refused["tid"]);
        // for people: on standard error, with process and descriptor, in one line each
        let output = nlwire(&[&["strace"][..], &command].concat());
        let stderr = String::from_utf8(output.stderr).unwrap();
        let line = stderr.lines().find(|line| line.contains("ERANGE") && line.contains("nlwire[")).unwrap();
        assert!(line.contains("]:3 < NLMSG_ERROR") && line.contains("IFLA_VXLAN_ID"), "{line}");
        let request = stderr.lines().find(|line| line.contains(" > RTM_NEWLINK")).unwrap();
        assert!(request.contains("IFLA_VXLAN_ID: 16777216") && !request.contains("ifi_change"), "{request}");
    });
}
/// Threads, children, copies of descriptors, and descriptors that outlive exec.
#[test]
fn threads_children_and_copies_of_descriptors_are_followed() {
    if !can_trace() {
        return;
    }
    for options in [&[][..], &["--no-seccomp"]] {
        let lines = trace_part(options, "that_has_threads_and_children");
        let (sent, received): (Vec<_>, Vec<_>) = lines.iter().partition(|line| is_sent(line));
        let mut seqs: Vec<_> = sent.iter().map(|line| line["seq"].as_u64().unwrap()).collect();
        seqs.sort_unstable();
        let expected: Vec<u64> = (100..108).chain([200, 300, 400, 500]).collect();
        assert_eq!(seqs, expected, "{options:?}: {lines:?}");
        for seq in expected {
            let ends = of(&lines, "NLMSG_DONE");
            let end = ends.iter().find(|line| line["seq"] == seq).expect("the end of a dump");
            let asked = sent.iter().find(|line| line["seq"] == seq).unwrap();
            assert_eq!(end["request"], "RTM_GETADDR");
            let same = |key: &str| assert_eq!(end[key], asked[key], "{seq} {key}");
            ["pid", "tid", "fd", "process"].into_iter().for_each(same);
            let of_seq = received.iter().filter(|line| line["seq"] == seq);
            assert!(of_seq.clone().all(|line| line["time"].as_f64() >= asked["time"].as_f64()), "{seq}");
        }
        let value = |seq: u64, key: &str| {
            let line = sent.iter().find(|line| line["seq"] == seq).unwrap();
            line[key].as_u64().unwrap()
        };
        // threads share a process, a child has its own
        assert!((101..108).all(|seq| value(seq, "pid") == value(100, "pid")));
        assert!((101..108).all(|seq| value(seq, "tid") != value(100, "tid")));
        assert!([300, 400].iter().all(|seq| value(*seq, "pid") != value(100, "pid")));
        assert_eq!(value(200, "fd"), 77);
        let sh = sent.iter().find(|line| line["seq"] == 400).unwrap();
        assert_eq!(sh["fd"], 0, "standard input of the child");
    }
}
#[test]
fn looks_and_small_buffers_are_shown_for_what_they_are() {
    if !can_trace() {
        return;
    }
    let lines = trace_part(&[], "that_looks_before_it_reads");
    let sent: Vec<_> = lines.iter().filter(|line| is_sent(line)).collect();
    assert_eq!(sent.len(), 10, "{lines:?}");
    assert!(sent.iter().all(|line| line["message"] == "RTM_GETLINK" && line["error"].is_null()));
    // one line for each datagram, in order, whatever was looked at before
    let received: Vec<_> = lines.iter().filter(|line| !is_sent(line)).collect();
    let is_whole = |line: &&&Value| line["message"] == "RTM_NEWLINK" && line["error"].is_null();
    assert_eq!(received.len(), 10, "{lines:?}");
    assert_eq!(received.iter().filter(is_whole).count(), 7, "{lines:?}");
    let errors: Vec<_> = received.iter().filter_map(|line| line["error"].as_str()).collect();
    assert!(errors[0].starts_with("the buffer holds 24 of the datagram's "), "{errors:?}");
    assert_eq!(errors[1..], ["the buffer of 20 bytes is smaller than the datagram"; 2], "{errors:?}");
}
#[test]
fn memory_that_is_not_there_is_said() {
    if !can_trace() {
        return;
    }
    let lines = trace_part(&[], "that_passes_bad_pointers");
    let errors: Vec<_> = lines.iter().filter_map(|line| line["error"].as_str()).collect();
    let all = errors.join("\n");
    for expected in [
        "16 of 48 bytes are readable: the memory at 0x10 is not",
        "sendmsg: EFAULT",
        "0 of 9223372036854775808 bytes are readable",
        "sendto: EMSGSIZE",
        "the memory at 0x4d is not readable",
        "the memory at 0x8 is not readable",
        "the memory at 0xfffffffffffffff0 is not readable",
        "sendmmsg: EFAULT",
        "recvmsg: EFAULT",
        "sendmmsg: 1 of 2 datagrams were sent",
        "uses io_uring",
    ] {
        assert!(all.contains(expected), "{expected}: {all}");
    }
    assert!(errors.len() < 40, "{all}");
    // the file is written, too, and says what it lacks
    let capture = path("bad.pcapng");
    let own = std::env::current_exe().unwrap();
    let name = "strace::programs::that_passes_bad_pointers";
    let words = ["strace", "-o", &capture, "--", own.to_str().unwrap(), name, "--exact", "--ignored"];
    text(&words, 0);
    let decoded = decode_file_status(&std::fs::read(&capture).unwrap()).1;
    assert!(decoded.iter().any(|line| line["message"] == "RTM_GETADDR"), "{decoded:?}");
    std::fs::remove_file(capture).unwrap();
}
#[test]
fn the_status_is_that_of_the_command() {
    if !can_trace() {
        return;
    }
    for options in [&[][..], &["--no-seccomp"]] {
        let status = |command: &[&str]| {
            let output = nlwire(&[&["strace"][..], options, &["--"], command].concat());
            (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
        };
        assert_eq!(status(&["sh", "-c", ":"]).0, 0);
        assert_eq!(status(&["sh", "-c", "exit 7"]).0, 7);
        assert_eq!(status(&["sh", "-c", "kill -9 $$"]).0, 137);
        assert_eq!(status(&["sh", "-c", "kill -15 $$"]).0, 143);
        // the status of the command, not of a child that ends later
        assert_eq!(
            status(&["sh", "-c", "(while :; do kill -0 $$ || exit 5; done) 2>/dev/null & exit 3"]).0,
            3
        );
        let (code, stderr) = status(&["/no/such\u{1b}[31m/program"]);
        assert!(code == 127 && stderr.contains("cannot run") && !stderr.contains('\u{1b}'), "{stderr:?}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
        assert_eq!(status(&["/"]).0, 126);
    }
    // a reader that goes away does not end the command
    let twice = "\"$0\" dump link >/dev/null; \"$0\" dump link >/dev/null; exit 6";
    let mut command = Command::new(binary());
    command.args(["strace", "--", "sh", "-c", twice]).arg(binary()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(6));
    assert!(sentence(&["strace"]).contains("requires a command"));
    assert!(sentence(&["strace", "-o", "/no/such/dir/t.pcapng", "sh"]).contains("/no/such/dir"));
    // the command's own options are left alone
    let words = ["strace", "--json", "sh", "-c", "printf %s \"$*\"", "sh", "--json", "{}", "--help", "-o"];
    assert_eq!(nlwire(&words).stdout, b"--json {} --help -o");
}
#[test]
fn signals_are_passed_on_and_stops_are_kept() {
    if !can_trace() {
        return;
    }
    let start = |script: &str| {
        let mut command = Command::new(binary());
        command.args(["strace", "--", "sh", "-c", script]).stdout(Stdio::piped()).stderr(Stdio::null());
        // `cat` reads from it until it is dropped
        command.stdin(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
        let process: i32 = lines.next().unwrap().unwrap().parse().unwrap();
        let stdin = child.stdin.take();
        (child, rustix::process::Pid::from_raw(process).unwrap(), lines, stdin)
    };
    use rustix::process::{Pid, Signal, kill_process};
    for (signal, status) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129), (Signal::QUIT, 131)]
    {
        // what a shell starts in the background ignores SIGINT and SIGQUIT, and so do its children
        if ignores(signal) {
            continue;
        }
        let (mut child, _, mut lines, stdin) = start("ulimit -c 0; echo $$; exec cat");
        // a shell that is about to execute a program may swallow a signal: only when `cat` answers is it gone
        let mut stdin = stdin.unwrap();
        stdin.write_all(b"ready\n").unwrap();
        assert_eq!(lines.next().unwrap().unwrap(), "ready");
        kill_process(Pid::from_child(&child), signal).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(status), "{signal:?}");
    }
    // a program that stops itself goes on when it is continued, and not before
    let (mut child, process, mut lines, _stdin) = start("echo $$; kill -STOP $$; echo goes on; exit 4");
    let state = || std::fs::read_to_string(format!("/proc/{}/stat", process.as_raw_nonzero())).unwrap();
    while !state().contains(") T") && !state().contains(") t") {
        std::thread::yield_now();
    }
    let line = std::thread::scope(|scope| {
        let line = scope.spawn(|| lines.next().unwrap().unwrap());
        // more and more seldom: on a slow machine, signals in a row would leave the program no time
        let mut pause = Duration::from_millis(5);
        while !line.is_finished() {
            let _ = kill_process(process, Signal::CONT);
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_secs(2));
        }
        line.join().unwrap()
    });
    assert_eq!((line.as_str(), child.wait().unwrap().code()), ("goes on", Some(4)));
    // nothing that was traced survives the end of the tracer
    let (mut child, process, _lines, _stdin) = start("echo $$; exec cat");
    child.kill().unwrap();
    child.wait().unwrap();
    while std::fs::metadata(format!("/proc/{}", process.as_raw_nonzero())).is_ok()
        && !state_of(process.as_raw_nonzero().get()).contains(") Z")
    {
        std::thread::sleep(Duration::from_millis(5));
    }
}
/// Whether this process ignores a signal.
fn ignores(signal: rustix::process::Signal) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap();
    let mask = u64::from_str_radix(mask.trim(), 16).unwrap();
    mask >> (signal.as_raw() - 1) & 1 == 1
}
fn state_of(process: i32) -> String {
    std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_else(|_| ") Z".to_owned())
}
/// An ordinary user traces, and a program in a program is refused with what to do.
#[test]
fn no_privileges_are_needed() {
    if !can_trace() {
        return;
    }
    // the folder of the binary may be closed to others
    let folder = PathBuf::from(path("user"));
    let copy = folder.join("nlwire");
    std::fs::create_dir(&folder).unwrap();
    std::fs::copy(binary(), &copy).unwrap();
    let mode = |path: &Path| {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    };
    mode(&folder);
    mode(&copy);
    let copy_name = copy.to_str().unwrap();
    let mut command = Command::new(&copy);
    command.args(["strace", "--json", "--", copy_name, "dump", "link"]).current_dir("/");
    if rustix::process::geteuid().is_root() {
        command.uid(65534).gid(65534);
    }
    match command.output() {
        Ok(output) => {
            let stderr = String::from_utf8(output.stderr).unwrap();
            assert!(output.status.success() && !output.stdout.is_empty(), "{stderr}");
            let lines: Vec<Value> = stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            for message in ["RTM_GETLINK", "RTM_NEWLINK", "NLMSG_DONE"] {
                assert!(!of(&lines, message).is_empty(), "{message}: {stderr}");
            }
        }
        Err(error) => common::skip(&common::test_name(), &format!("in part: no other user: {error}")),
    }
    // text of a program: a name with an escape sequence
    let hostile = folder.join("a\u{1b}[31m\u{202e}");
    std::os::unix::fs::symlink(&copy, &hostile).unwrap();
    for style in [&["--json"][..], &[], &["--debug"], &["--json=compact"]] {
        let words = [&["strace"][..], style, &["--", hostile.to_str().unwrap(), "dump", "link"]].concat();
        let stderr = String::from_utf8(nlwire(&words).stderr).unwrap();
        let raw = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(stderr.contains("[31m") && !stderr.contains(raw), "{style:?}: {stderr:?}");
    }
    // a process has one tracer
    let inner = nlwire(&["strace", "--", binary().to_str().unwrap(), "strace", "--", "sh", "-c", ":"]);
    let stderr = String::from_utf8(inner.stderr).unwrap();
    assert_eq!(inner.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("the kernel refuses ptrace") && stderr.contains("SYS_PTRACE"), "{stderr}");
    std::fs::remove_dir_all(folder).unwrap();
}

/// Programs that the tests above trace: tests of this binary which are ignored otherwise.
mod programs {
    use super::*;
    use rustix::net::{RecvFlags, SendFlags, recv, send};
    use std::os::fd::AsFd;

    /// A request for all addresses with this number.
    fn request(seq: u32) -> Vec<u8> {
        let mut buffer = [0; 64];
        let request = Request::new(&mut buffer, GetAddr::default(), GetFlags::DUMP);
        request.finish(seq).unwrap().to_vec()
    }
    /// Sends a request, and reads until the dump ends.
    fn dump(socket: impl AsFd, seq: u32) {
        let mut buffer = [0; 32768];
        send(&socket, &request(seq), SendFlags::empty()).unwrap();
        loop {
            let (len, _) = recv(&socket, &mut buffer, RecvFlags::empty()).unwrap();
            if nlwire::wire::Messages::new(&buffer[..len])
                .flatten()
                .any(|message| message.message_type() == 3)
            {
                return;
            }
        }
    }
    fn open() -> OwnedFd {
        use rustix::net::{AddressFamily, SocketFlags, SocketType, socket_with};
        socket_with(AddressFamily::NETLINK, SocketType::RAW, SocketFlags::CLOEXEC, None).unwrap()
    }
    /// Threads at the same time, a copy of a descriptor, a child that inherits, standard input of another program, and a
    /// program that a thread other than the first executes.
    #[test]
    #[ignore = "a program that other tests trace"]
    fn that_has_threads_and_children() {
        let main = open();
        dump(&main, 100);
        let all = std::sync::Barrier::new(7);
        std::thread::scope(|scope| {
            for seq in 101..108 {
                let all = &all;
                scope.spawn(move || {
                    let socket = open();
                    all.wait();
                    dump(&socket, seq);
                });
            }
            // in programs with threads, setuid(2) is done by real-time signals
            // SAFETY: the user stays the same.
            assert_eq!(unsafe { libc::setuid(libc::getuid()) }, 0);
        });
        // SAFETY: no other descriptor has this number, and it is owned once.
        let copy = unsafe {
            assert_eq!(libc::dup2(main.as_raw_fd(), 77), 77);
            OwnedFd::from_raw_fd(77)
        };
        drop(main);
        dump(&copy, 200);
        let own = std::env::current_exe().unwrap();
        let child = |socket: OwnedFd, seq: u32| {
            let mut command = Command::new(&own);
            command.args(["strace::programs::that_uses_standard_input", "--exact", "--ignored"]);
            command.env("NLWIRE_TEST_SEQ", seq.to_string()).stdin(socket);
            command
        };
        assert!(child(copy.try_clone().unwrap(), 300).status().unwrap().success());
        let other = open();
        let status = std::thread::scope(|scope| scope.spawn(|| child(other, 400).status()).join().unwrap());
        assert!(status.unwrap().success());
        dump(&copy, 500);
    }
    #[test]
    #[ignore = "a program that other tests trace"]
    fn that_uses_standard_input() {
        let seq = std::env::var("NLWIRE_TEST_SEQ").unwrap_or_default();
        if let Ok(seq) = seq.parse() {
            dump(std::io::stdin(), seq);
        }
    }
    /// Ten requests for one link, and ten ways to read the reply.
    #[test]
    #[ignore = "a program that other tests trace"]
    fn that_looks_before_it_reads() {
        let socket = open();
        let fd = socket.as_raw_fd();
        let mut bytes = [0_u8; 32];
        bytes[0..4].copy_from_slice(&32_u32.to_ne_bytes());
        bytes[4..6].copy_from_slice(&18_u16.to_ne_bytes());
        bytes[6..8].copy_from_slice(&1_u16.to_ne_bytes());
        bytes[20..24].copy_from_slice(&1_u32.to_ne_bytes());
        let mut buffer = vec![0_u8; 8192];
        let data = |buffer: &mut Vec<u8>| buffer.as_mut_ptr().cast::<libc::c_void>();
        let ask = || assert_eq!(send(&socket, &bytes, SendFlags::empty()).unwrap(), 32);
        let mut vector = [libc::iovec { iov_base: data(&mut buffer), iov_len: 8192 }];
        // SAFETY: zeros are a valid value.
        let mut header: libc::msghdr = unsafe { std::mem::zeroed() };
        (header.msg_iov, header.msg_iovlen) = (vector.as_mut_ptr(), 1);
        let mut small = libc::iovec { iov_base: data(&mut buffer), iov_len: 20 };
        let (trunc, peek) = (libc::MSG_TRUNC, libc::MSG_PEEK);
        // SAFETY: all buffers are as long as it says, and outlive the calls.
        unsafe {
            // whole
            ask();
            assert!(libc::read(fd, data(&mut buffer), 8192) > 100);
            ask();
            assert!(libc::readv(fd, vector.as_ptr(), 1) > 100);
            ask();
            assert!(libc::recvmsg(fd, &mut header, 0) > 100);
            // its length, then all of it
            ask();
            let len = libc::recv(fd, std::ptr::null_mut(), 0, peek | trunc);
            assert_eq!(libc::recv(fd, data(&mut buffer), 8192, 0), len);
            // twice all of it, and then away with it
            ask();
            assert_eq!(libc::recv(fd, data(&mut buffer), 8192, peek), len);
            assert_eq!(libc::recv(fd, data(&mut buffer), 8192, peek), len);
            assert_eq!(libc::recv(fd, std::ptr::null_mut(), 0, trunc), len);
            // buffers that are too small: said by the result, by the flags of the header, by nothing
            ask();
            assert_eq!(libc::recv(fd, data(&mut buffer), 24, trunc), len);
            ask();
            header.msg_iov = &mut small;
            assert_eq!(libc::recvmsg(fd, &mut header, 0), 20);
            assert_ne!(header.msg_flags & trunc, 0);
            ask();
            assert_eq!(libc::recv(fd, data(&mut buffer), 20, 0), 20);
            // two messages by one call
            ask();
            ask();
            let mut other = vec![0_u8; 8192];
            let mut vectors = [
                libc::iovec { iov_base: data(&mut buffer), iov_len: 8192 },
                libc::iovec { iov_base: data(&mut other), iov_len: 8192 },
            ];
            let mut headers: [libc::mmsghdr; 2] = std::mem::zeroed();
            for (header, vector) in headers.iter_mut().zip(&mut vectors) {
                (header.msg_hdr.msg_iov, header.msg_hdr.msg_iovlen) = (vector, 1);
            }
            assert_eq!(libc::recvmmsg(fd, headers.as_mut_ptr(), 2, 0, std::ptr::null_mut()), 2);
        }
        // other sockets are none of our business
        let udp = UdpSocket::bind("127.0.0.1:0").unwrap();
        udp.send_to(&bytes, udp.local_addr().unwrap()).unwrap();
        assert_eq!(udp.recv(&mut buffer).unwrap(), 32);
    }
    #[test]
    #[ignore = "a program that other tests trace"]
    fn that_passes_bad_pointers() {
        let socket = open();
        let fd = socket.as_raw_fd();
        let mut good = request(7);
        good.resize(40, 0);
        let bad = |address: usize| std::ptr::without_provenance_mut::<libc::c_void>(address);
        // SAFETY: the kernel checks addresses, and answers EFAULT.
        unsafe {
            let mut vector = [
                libc::iovec { iov_base: good.as_mut_ptr().cast(), iov_len: 16 },
                libc::iovec { iov_base: bad(16), iov_len: 32 },
            ];
            let mut header: libc::msghdr = std::mem::zeroed();
            (header.msg_iov, header.msg_iovlen) = (vector.as_mut_ptr(), 2);
            assert_eq!(libc::sendmsg(fd, &header, 0), -1);
            assert_eq!(libc::send(fd, bad(4096), 1 << 63, 0), -1);
            assert_eq!(libc::sendmsg(fd, bad(77).cast(), 0), -1);
            (header.msg_iov, header.msg_iovlen) = (bad(8).cast(), usize::MAX);
            assert_eq!(libc::sendmsg(fd, &header, 0), -1);
            assert_eq!(libc::sendmmsg(fd, bad(usize::MAX - 15).cast(), 900, 0), -1);
            let mut headers: [libc::mmsghdr; 2] = std::mem::zeroed();
            let mut whole = libc::iovec { iov_base: good.as_mut_ptr().cast(), iov_len: 24 };
            for (header, count) in headers.iter_mut().zip([1, usize::MAX]) {
                (header.msg_hdr.msg_iov, header.msg_hdr.msg_iovlen) = (&mut whole, count);
            }
            assert_eq!(libc::sendmmsg(fd, headers.as_mut_ptr(), 2, 0), 1);
            assert_eq!(libc::recvmsg(fd, bad(usize::MAX - 15).cast(), 0), -1);
            libc::syscall(libc::SYS_io_uring_setup, 0, 0);
        }
    }
}
