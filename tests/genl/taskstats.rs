//! TASKSTATS against the running kernel, and against /proc. Root of the initial namespaces alone may ask.
use super::{Tested, common, connect};
use nlwire::{
    genl::{
        self, OpFlags,
        taskstats::{self, TaskStats, TaskstatsMessage, Who},
    },
    wire::Errno,
};
use std::{fs, process::Command, time::Duration};

/// A line of /proc/self/status, as a number.
fn status(of: &str, line: &str) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{of}/status")).ok()?;
    let line = text.lines().find_map(|found| found.strip_prefix(line)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse().ok()
}

#[test]
fn a_task_and_its_group_are_what_proc_says() -> Tested {
    let name = "taskstats::a_task_and_its_group_are_what_proc_says";
    let mut buffer = vec![0; 8192];
    let mut connection = connect(&mut buffer)?;
    let family = match connection.run(genl::family(taskstats::NAME)) {
        Ok(family) => family,
        Err(failure) if failure.is_not_found() => {
            common::skip(name, "this kernel has no TASKSTATS");
            return Ok(());
        }
        Err(failure) => return Err(failure.into()),
    };
    let info = genl::family_info(&mut connection, &family)?;
    assert!(info.ops().any(|op| op.command == 1 && op.flags.contains(OpFlags::GENL_CMD_CAP_DO)));
    let tid = u32::try_from(rustix::thread::gettid().as_raw_nonzero().get())?;
    let thread = format!("self/task/{tid}");
    let before = status(&thread, "voluntary_ctxt_switches").ok_or("no /proc")?;
    let told = match taskstats::get(&mut connection, &family, Who::Pid(tid)) {
        Ok(told) => told,
        Err(failure) if failure.errno() == Some(Errno::EPERM) => {
            common::skip(name, "only root may ask");
            return Ok(());
        }
        Err(failure) => return Err(failure.into()),
    };
    let after = status(&thread, "voluntary_ctxt_switches").ok_or("no /proc")?;
    assert_eq!(told.who, Who::Pid(tid));
    let stats = told.stats;
    let version = stats.get(TaskStats::version).ok_or("no version")?;
    println!("version {version}, {} bytes, {} beyond", stats.bytes().len(), stats.beyond().len());
    assert!(version >= 8);
    assert!((before..=after).contains(&stats.get(TaskStats::nvcsw).ok_or("no switches")?));
    assert_eq!(stats.get(TaskStats::ac_pid), Some(tid));
    assert_eq!(
        stats.get(TaskStats::ac_ppid),
        Some(u32::try_from(status("self", "PPid").ok_or("no parent")?)?)
    );
    assert_eq!(stats.get(TaskStats::ac_uid), Some(rustix::process::getuid().as_raw()));
    let comm = fs::read_to_string(format!("/proc/{thread}/comm"))?;
    assert_eq!(
        stats.get(TaskStats::ac_comm).map(|comm| comm.as_str().to_string()),
        Some(comm.trim_end().into())
    );
    if version >= 12 {
        assert_eq!(stats.get(TaskStats::ac_tgid), Some(std::process::id()));
        let exe = fs::metadata("/proc/self/exe")?;
        assert_eq!(stats.get(TaskStats::ac_exe_inode), Some(std::os::unix::fs::MetadataExt::ino(&exe)));
    }
    // kilobytes, as VmHWM; read later, so it may have grown
    let rss = stats.get(TaskStats::hiwater_rss).ok_or("no memory")?;
    let high = status("self", "VmHWM").ok_or("no VmHWM")?;
    assert!(rss > 0 && rss <= high + 1024, "{rss} of {high}");

    let group = taskstats::get(&mut connection, &family, Who::Tgid(std::process::id()))?;
    assert_eq!(group.who, Who::Tgid(std::process::id()));
    assert!(group.stats.get(TaskStats::nvcsw) >= Some(before));
    let nobody = taskstats::get(&mut connection, &family, Who::Pid(0x3fff_ffff)).map(drop).unwrap_err();
    assert!(nobody.is_not_found(), "{nobody:?}");
    Ok(())
}

#[test]
fn an_exit_is_told_to_a_listener() -> Tested {
    let name = "taskstats::an_exit_is_told_to_a_listener";
    let mut buffer = vec![0; 8192];
    let mut connection = connect(&mut buffer)?;
    let Ok(family) = connection.run(genl::family(taskstats::NAME)) else {
        common::skip(name, "this kernel has no TASKSTATS");
        return Ok(());
    };
    let cpus = fs::read_to_string("/sys/devices/system/cpu/possible")?;
    let cpus = cpus.trim_end();
    match connection.run(taskstats::listen(&family, cpus)) {
        Ok(_) => {}
        Err(failure) if failure.errno() == Some(Errno::EPERM) => {
            common::skip(name, "only root may listen");
            return Ok(());
        }
        Err(failure) => return Err(failure.into()),
    }
    connection.socket().set_receive_timeout(Some(Duration::from_secs(10)))?;
    let mut child = Command::new("sh").args(["-c", "exit 7"]).spawn()?;
    let pid = child.id();
    assert_eq!(child.wait()?.code(), Some(7));
    loop {
        let event = connection.next_event()?;
        let TaskstatsMessage::New(view) = TaskstatsMessage::decode(event)? else { continue };
        let Some(told) = view.attrs.told().next().transpose()? else { continue };
        if told.who != Who::Pid(pid) {
            continue;
        }
        assert_eq!(told.stats.get(TaskStats::ac_exitcode), Some(7 << 8));
        assert_eq!(told.stats.get(TaskStats::ac_ppid), Some(std::process::id()));
        break;
    }
    connection.run(taskstats::ignore(&family, cpus))?;
    let refused = connection.run(taskstats::listen(&family, "nonsense")).unwrap_err();
    assert!(matches!(refused.errno(), Some(Errno::EINVAL | Errno::ERANGE)), "{refused:?}");
    Ok(())
}
