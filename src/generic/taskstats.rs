//! The family `TASKSTATS`: what a task has used, asked for or told when it exits; and how many tasks of a cgroup wait for what
//! (linux/taskstats.h, linux/cgroupstats.h). It needs CAP_NET_ADMIN in the initial user namespace.
//!
//! Delays are counted only while `kernel.task_delayacct` is 1. A listener says for which CPUs it wants to be told of exits; the messages
//! come to its socket by themselves, as [`TaskstatsMessage::New`], from when it asked until it gives up or closes the socket. They come
//! fast where tasks do: give the socket a large receive buffer.
//!
//! ```no_run
//! use nlwire::{exchange::Connection, generic::{self, taskstats::{self, TaskStats, Who}}, socket::{Protocol, Socket}};
//! let mut buffer = [0; 8192];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
//! let family = generic::family(&mut connection, taskstats::NAME)?; // keep it
//! let told = taskstats::get(&mut connection, &family, Who::Tgid(std::process::id()))?;
//! println!("waited for a CPU {:?} ns, faulted {:?} times", told.stats.get(TaskStats::cpu_delay_total), told.stats.get(TaskStats::ac_minflt));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{Command, CommandKey, Family};
use crate::{
    attributes, commands,
    exchange::{Answer, Connection, Done, Transport},
    layout,
    uapi::KernelTimespec,
    wire::{Attrs, Chars, Error, GetFlags, Grown, Str},
};

/// The family's name, by which it is resolved: `TASKSTATS_GENL_NAME`.
pub const NAME: &str = "TASKSTATS";

layout! {
    /// What a task has used: `struct taskstats`, linux/taskstats.h. It grows with each version; read it field by field, a field that this kernel lacks is `None`. Times are wall-clock time, and each `_delay_total` is the sum of `_count` delays, nanoseconds. Of a thread group only delays, context switches and a few more are told, and the times of a group that has ended. Linux 6.13 and 6.14 sent version 15, which put its maxima in between: there the fields from the first delay on mean something else.
    #[doc(alias = "taskstats")]
    pub struct TaskStats {
        /// Version of the structure, which says how much of it there is.
        version: u16,
        /// Unused.
        pad1: u16,
        /// How it exited, as wait(2) tells.
        ac_exitcode: u32,
        /// `AFORK`, `ASU`, `ACOMPAT`, `ACORE`, `AXSIG`, `AGROUP` of linux/acct.h.
        ac_flag: u8,
        /// Its nice value, as a signed byte.
        ac_nice: u8,
        /// Unused.
        pad2: [u8; 6],
        /// How often it waited for a CPU while it could run.
        cpu_count: u64,
        /// How long, nanoseconds.
        cpu_delay_total: u64,
        /// How often it waited for block I/O.
        blkio_count: u64,
        /// How long, nanoseconds.
        blkio_delay_total: u64,
        /// How often it waited for a page from swap.
        swapin_count: u64,
        /// How long, nanoseconds.
        swapin_delay_total: u64,
        /// Time on a CPU, less what a hypervisor took, nanoseconds.
        cpu_run_real_total: u64,
        /// Time on a CPU as the scheduler saw it, nanoseconds. Version 1 ends here.
        cpu_run_virtual_total: u64,
        /// Its name.
        ac_comm: Chars<32>,
        /// How it is scheduled: `SCHED_*`.
        ac_sched: u8,
        /// Unused.
        ac_pad: [u8; 3],
        /// Unused.
        pad3: u32,
        /// Its user, as the asker's namespace numbers it.
        ac_uid: u32,
        /// Its group.
        ac_gid: u32,
        /// Its id.
        ac_pid: u32,
        /// Its parent's.
        ac_ppid: u32,
        /// When it began, seconds since 1970, up to 2106.
        ac_btime: u32,
        /// Unused.
        pad4: u32,
        /// For how long it has been there, microseconds.
        ac_etime: u64,
        /// CPU time in user mode, microseconds.
        ac_utime: u64,
        /// CPU time in the kernel, microseconds.
        ac_stime: u64,
        /// Page faults without I/O.
        ac_minflt: u64,
        /// Page faults with I/O.
        ac_majflt: u64,
        /// Resident memory over CPU time, megabytes times microseconds.
        coremem: u64,
        /// Virtual memory over CPU time, megabytes times microseconds.
        virtmem: u64,
        /// Most resident memory, kilobytes.
        hiwater_rss: u64,
        /// Most virtual memory, kilobytes.
        hiwater_vm: u64,
        /// Bytes read, from caches too.
        read_char: u64,
        /// Bytes written, into caches too.
        write_char: u64,
        /// Calls that read.
        read_syscalls: u64,
        /// Calls that wrote.
        write_syscalls: u64,
        /// Bytes read from storage.
        read_bytes: u64,
        /// Bytes written to storage.
        write_bytes: u64,
        /// Bytes of those that were given up before they got there.
        cancelled_write_bytes: u64,
        /// Context switches of its own will.
        nvcsw: u64,
        /// Others.
        nivcsw: u64,
        /// User time, scaled by frequency, microseconds.
        ac_utimescaled: u64,
        /// Time in the kernel, scaled, microseconds.
        ac_stimescaled: u64,
        /// Time on a CPU, scaled, nanoseconds. Version 7 ends here.
        cpu_scaled_run_real_total: u64,
        /// How often it waited for memory to be freed.
        freepages_count: u64,
        /// How long, nanoseconds. Version 8.
        freepages_delay_total: u64,
        /// How often it waited for a page that had just been given up.
        thrashing_count: u64,
        /// How long, nanoseconds. Version 9.
        thrashing_delay_total: u64,
        /// When it began, seconds since 1970. Version 10.
        ac_btime64: u64,
        /// How often it waited for memory to be compacted.
        compact_count: u64,
        /// How long, nanoseconds. Version 11.
        compact_delay_total: u64,
        /// Its thread group's id.
        ac_tgid: u32,
        /// Unused.
        pad5: u32,
        /// For how long the group has been there, microseconds.
        ac_tgetime: u64,
        /// Device of its program's file.
        ac_exe_dev: u64,
        /// Inode of its program's file. Version 12.
        ac_exe_inode: u64,
        /// How often it waited for a page to be copied that it wrote to.
        wpcopy_count: u64,
        /// How long, nanoseconds. Version 13.
        wpcopy_delay_total: u64,
        /// How often interrupts took its time.
        irq_count: u64,
        /// How long, nanoseconds. Version 14.
        irq_delay_total: u64,
        /// Longest wait for a CPU, nanoseconds.
        cpu_delay_max: u64,
        /// Shortest.
        cpu_delay_min: u64,
        /// Longest wait for block I/O.
        blkio_delay_max: u64,
        /// Shortest.
        blkio_delay_min: u64,
        /// Longest wait for a page from swap.
        swapin_delay_max: u64,
        /// Shortest.
        swapin_delay_min: u64,
        /// Longest wait for memory to be freed.
        freepages_delay_max: u64,
        /// Shortest.
        freepages_delay_min: u64,
        /// Longest wait for a page that had just been given up.
        thrashing_delay_max: u64,
        /// Shortest.
        thrashing_delay_min: u64,
        /// Longest wait for memory to be compacted.
        compact_delay_max: u64,
        /// Shortest.
        compact_delay_min: u64,
        /// Longest wait for a page to be copied.
        wpcopy_delay_max: u64,
        /// Shortest.
        wpcopy_delay_min: u64,
        /// Most time that an interrupt took.
        irq_delay_max: u64,
        /// Least. Version 16.
        irq_delay_min: u64,
        /// When the longest wait for a CPU ended.
        cpu_delay_max_ts: KernelTimespec,
        /// The same for block I/O.
        blkio_delay_max_ts: KernelTimespec,
        /// For a page from swap.
        swapin_delay_max_ts: KernelTimespec,
        /// For memory to be freed.
        freepages_delay_max_ts: KernelTimespec,
        /// For a page that had just been given up.
        thrashing_delay_max_ts: KernelTimespec,
        /// For memory to be compacted.
        compact_delay_max_ts: KernelTimespec,
        /// For a page to be copied.
        wpcopy_delay_max_ts: KernelTimespec,
        /// For an interrupt. Version 17.
        irq_delay_max_ts: KernelTimespec,
    }
}
layout! {
    /// How many tasks of a cgroup do what: `struct cgroupstats`, linux/cgroupstats.h.
    #[doc(alias = "cgroupstats")]
    pub struct CgroupStats {
        /// Sleeping.
        nr_sleeping: u64,
        /// Running.
        nr_running: u64,
        /// Stopped.
        nr_stopped: u64,
        /// Sleeping, and not to be woken by signals.
        nr_uninterruptible: u64,
        /// Waiting for I/O.
        nr_io_wait: u64,
    }
}
attributes! {
    /// Of whom to tell: `TASKSTATS_CMD_ATTR_*`, linux/taskstats.h.
    pub set TaskstatsAsk, enum TaskstatsAskAttr<'a> {
        /// A task's id.
        TASKSTATS_CMD_ATTR_PID = 1 => Pid(u32),
        /// A thread group's id.
        TASKSTATS_CMD_ATTR_TGID = 2 => Tgid(u32),
        /// Exits on these CPUs are to be told from now on: `0-3,7`.
        TASKSTATS_CMD_ATTR_REGISTER_CPUMASK = 3 => RegisterCpumask(Str<'a>),
        /// They are not to be told any more.
        TASKSTATS_CMD_ATTR_DEREGISTER_CPUMASK = 4 => DeregisterCpumask(Str<'a>),
    }
}
attributes! {
    /// What is told: `TASKSTATS_TYPE_*`, linux/taskstats.h.
    pub set Taskstats, enum TaskstatsAttr<'a> {
        /// A task's id.
        TASKSTATS_TYPE_PID = 1 => Pid(u32) where output(),
        /// A thread group's id.
        TASKSTATS_TYPE_TGID = 2 => Tgid(u32) where output(),
        /// What it has used.
        TASKSTATS_TYPE_STATS = 3 => Stats(Grown<'a, TaskStats>) where output(),
        /// A task: PID and STATS.
        TASKSTATS_TYPE_AGGR_PID = 4 => AggrPid(Attrs<'a, Taskstats>) where output(),
        /// A thread group: TGID and STATS.
        TASKSTATS_TYPE_AGGR_TGID = 5 => AggrTgid(Attrs<'a, Taskstats>) where output(),
        /// Padding, for the alignment of the structure.
        TASKSTATS_TYPE_NULL = 6 => Null(&'a [u8]) where output(),
    }
}
attributes! {
    /// Which cgroup: `CGROUPSTATS_CMD_ATTR_*`, linux/cgroupstats.h.
    pub set CgroupAsk, enum CgroupAskAttr<'a> {
        /// A descriptor of its directory.
        CGROUPSTATS_CMD_ATTR_FD = 1 => Fd(u32),
    }
}
attributes! {
    /// What is told of a cgroup: `CGROUPSTATS_TYPE_*`, linux/cgroupstats.h.
    pub set Cgroup, enum CgroupAttr<'a> {
        /// How many tasks do what.
        CGROUPSTATS_TYPE_CGROUP_STATS = 1 => CgroupStats(Grown<'a, CgroupStats>) where output(),
    }
}

commands! {
    /// What the family says.
    pub enum TaskstatsMessage<'a>, family TASKSTATS = "TASKSTATS", header () {
        /// A task is asked for, or a listener begins or ends.
        TASKSTATS_CMD_GET = 1, Request Get => Get(TaskstatsAsk),
        /// A task is told, asked for or at its exit: the task, and behind the last of its group the group.
        TASKSTATS_CMD_NEW = 2, Reply New => New(Taskstats),
        /// A cgroup is asked for.
        CGROUPSTATS_CMD_GET = 4, Request Get => CgroupGet(CgroupAsk),
        /// A cgroup is told.
        CGROUPSTATS_CMD_NEW = 5, Reply New => CgroupNew(Cgroup),
    }
}

/// Of whom a message tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A task, by its id.
    Pid(u32),
    /// A thread group, by its id.
    Tgid(u32),
}
/// What a message tells of a task, or of a thread group.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Of whom.
    pub who: Who,
    /// What it has used.
    pub stats: Grown<'a, TaskStats>,
}
impl<'a> Attrs<'a, Taskstats> {
    /// The task of a message, and the thread group, where it tells of one.
    pub fn told(self) -> impl Iterator<Item = Result<Told<'a>, Error>> + use<'a> {
        self.into_iter().filter_map(|attr| {
            let (attrs, aggregate) = match attr {
                Ok(TaskstatsAttr::AggrPid(attrs)) => (attrs, Taskstats::TASKSTATS_TYPE_AGGR_PID),
                Ok(TaskstatsAttr::AggrTgid(attrs)) => (attrs, Taskstats::TASKSTATS_TYPE_AGGR_TGID),
                Ok(_) => return None,
                Err(error) => return Some(Err(error)),
            };
            let read = || {
                let found = crate::pick!(
                    attrs,
                    Taskstats {
                        pid: TASKSTATS_TYPE_PID,
                        tgid: TASKSTATS_TYPE_TGID,
                        stats: TASKSTATS_TYPE_STATS,
                    }
                )?;
                let who = found.pid.map(Who::Pid).or(found.tgid.map(Who::Tgid));
                match (who, found.stats) {
                    (Some(who), Some(stats)) => Ok(Told { who, stats }),
                    _ => Err(Error::payload(aggregate.number(), attrs.bytes())),
                }
            };
            Some(read())
        })
    }
}

/// TASKSTATS_CMD_GET with what answers it.
const GET: CommandKey<TaskstatsAsk, (), Taskstats> = CommandKey::new(1);
/// CGROUPSTATS_CMD_GET with what answers it.
const CGROUP_GET: CommandKey<CgroupAsk, (), Cgroup> = CommandKey::new(4);
/// TASKSTATS_CMD_GET as an operation.
type Get = Command<TaskstatsAsk, (), Taskstats>;

/// Asks what a task, or a thread group, has used so far.
///
/// Sends TASKSTATS_CMD_GET with TASKSTATS_CMD_ATTR_PID or TASKSTATS_CMD_ATTR_TGID.
///
/// # Errors
/// ESRCH where there is none ([`is_not_found`](crate::exchange::Failure::is_not_found)), EPERM without CAP_NET_ADMIN in the initial user
/// namespace.
pub fn get<'c, T: Transport>(
    connection: &'c mut Connection<'_, T>,
    family: &Family,
    who: Who,
) -> Answer<Told<'c>, T> {
    let reply = connection.get(family.command(GET), |request| {
        match who {
            Who::Pid(pid) => request.put(TaskstatsAsk::TASKSTATS_CMD_ATTR_PID, pid),
            Who::Tgid(tgid) => request.put(TaskstatsAsk::TASKSTATS_CMD_ATTR_TGID, tgid),
        };
    })?;
    let number = Taskstats::TASKSTATS_TYPE_STATS.number();
    let told = reply.attrs.told().next().unwrap_or(Err(Error::payload(number, reply.attrs.bytes())));
    told.map_err(super::family::malformed::<Get, _>)
}
/// Has exits of tasks on these CPUs told to this socket: `0-3,7`, or `0` for one. Read them by
/// [`next_event`](Connection::next_event) and [`TaskstatsMessage::decode`].
///
/// Sends TASKSTATS_CMD_GET with TASKSTATS_CMD_ATTR_REGISTER_CPUMASK.
///
/// # Errors
/// EINVAL for CPUs that are not possible, ERANGE for a list that is none; EPERM without CAP_NET_ADMIN in the initial namespaces.
pub fn listen<T: Transport>(
    connection: &mut Connection<'_, T>,
    family: &Family,
    cpus: &str,
) -> Answer<Done, T> {
    connection.request(family.command(GET), GetFlags::ACK, |request| {
        request.put(TaskstatsAsk::TASKSTATS_CMD_ATTR_REGISTER_CPUMASK, Str::from(cpus));
    })
}
/// Ends what [`listen`] began, for these CPUs.
///
/// Sends TASKSTATS_CMD_GET with TASKSTATS_CMD_ATTR_DEREGISTER_CPUMASK.
///
/// # Errors
/// As [`listen`].
pub fn ignore<T: Transport>(
    connection: &mut Connection<'_, T>,
    family: &Family,
    cpus: &str,
) -> Answer<Done, T> {
    connection.request(family.command(GET), GetFlags::ACK, |request| {
        request.put(TaskstatsAsk::TASKSTATS_CMD_ATTR_DEREGISTER_CPUMASK, Str::from(cpus));
    })
}
/// Asks how many tasks of a cgroup do what. The descriptor is of its directory, in a hierarchy of version 1.
///
/// Sends CGROUPSTATS_CMD_GET with CGROUPSTATS_CMD_ATTR_FD.
///
/// # Errors
/// EINVAL where the descriptor is of something else; EBADF is answered by an empty success, which is
/// [`NoAnswer`](crate::exchange::Cause::NoAnswer).
pub fn cgroup<'c, T: Transport>(
    connection: &'c mut Connection<'_, T>,
    family: &Family,
    descriptor: u32,
) -> Answer<Grown<'c, CgroupStats>, T> {
    let reply = connection.get(family.command(CGROUP_GET), |request| {
        request.put(CgroupAsk::CGROUPSTATS_CMD_ATTR_FD, descriptor);
    })?;
    let number = Cgroup::CGROUPSTATS_TYPE_CGROUP_STATS.number();
    let stats = reply.attrs.get(Cgroup::CGROUPSTATS_TYPE_CGROUP_STATS);
    let stats = stats.and_then(|stats| stats.ok_or(Error::payload(number, reply.attrs.bytes())));
    stats.map_err(super::family::malformed::<Command<CgroupAsk, (), Cgroup>, _>)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_end_where_the_kernels_do() {
        for (end, len) in [
            (TaskStats::ac_comm.offset(), 80),
            (TaskStats::ac_uid.offset(), 120),
            (TaskStats::ac_etime.offset(), 144),
            (TaskStats::cpu_delay_max.offset(), 432),
            (TaskStats::cpu_delay_max_ts.offset(), 560),
            (size_of::<TaskStats>(), 688),
        ] {
            assert_eq!(end, len);
        }
    }
}
