//! The family `TASKSTATS`: resource usage and delays of tasks, and task counts of cgroups.
//!
//! Headers: linux/taskstats.h, linux/cgroupstats.h. Statistics of a task are returned on request,
//! and sent to listeners when a task exits. `TASKSTATS_CMD_GET` needs `CAP_NET_ADMIN` in the
//! initial user namespace.
//!
//! Delays are counted only while the sysctl `kernel.task_delayacct` is 1. A listener registers for
//! the exits of tasks on a set of CPUs. The kernel then sends [`TaskstatsMessage::New`] to the
//! socket of the listener, until the listener deregisters or closes the socket. Exits can be
//! frequent: use a large receive buffer.
//!
//! See [Per-task statistics interface](https://docs.kernel.org/accounting/taskstats.html) and
//! [Delay accounting](https://docs.kernel.org/accounting/delay-accounting.html) in the kernel
//! documentation.
//!
//! ```no_run
//! use nlwire::{
//!     client::Connection, genl::{self, taskstats::{self, TaskStats, Who}},
//!     socket::{Protocol, Socket},
//! };
//! let mut buffer = [0; 8192];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
//! let family = connection.run(genl::family(taskstats::NAME))?; // resolve once and keep
//! let told = taskstats::get(&mut connection, &family, Who::Tgid(std::process::id()))?;
//! println!("waited for a CPU {:?} ns, faulted {:?} times",
//!     told.stats.get(TaskStats::cpu_delay_total), told.stats.get(TaskStats::ac_minflt));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{CommandKey, Family};
use crate::{
    attributes, c_struct,
    client::{self, Buffer, Call, Completion, Connection, EventHandler, Transport, call},
    genl_family,
    uapi::KernelTimespec,
    wire::{Attrs, Error, Extensible, FixedStr, GetFlags, Str, Struct},
};

/// Name of the family: `TASKSTATS_GENL_NAME`.
pub const NAME: &str = "TASKSTATS";

c_struct! {
    /// Statistics of a task or of a thread group: `struct taskstats`, linux/taskstats.h.
    ///
    /// The structure is extended with each version: read it field by field; a field that the
    /// running kernel lacks is `None`. Each `_delay_total` is the sum of `_count` delays, in
    /// nanoseconds of wall-clock time. For a thread group, the kernel fills only the delays, the
    /// context switches and a few other fields.
    ///
    /// Version 15 (Linux 6.13 and 6.14) inserted the maxima between the older fields: on these
    /// kernels the fields after the first delay have other offsets and are misread.
    #[doc(alias = "taskstats")]
    pub struct TaskStats {
        /// Version of the structure, which determines its length.
        version: u16,
        /// Padding.
        pad pad1: u16,
        /// Exit status, encoded as by wait(2).
        ac_exitcode: u32,
        /// Accounting flags: `AFORK`, `ASU`, `ACOMPAT`, `ACORE`, `AXSIG`, `AGROUP` of linux/acct.h.
        ac_flag: u8,
        /// Nice value, a signed byte.
        ac_nice: u8,
        /// Padding.
        pad pad2: [u8; 6],
        /// Number of delays waiting for a CPU while runnable.
        cpu_count: u64,
        /// Total delay waiting for a CPU while runnable, nanoseconds.
        cpu_delay_total: u64,
        /// Number of delays waiting for synchronous block I/O.
        blkio_count: u64,
        /// Total delay waiting for synchronous block I/O, nanoseconds.
        blkio_delay_total: u64,
        /// Number of delays waiting for swap-in of a page.
        swapin_count: u64,
        /// Total delay waiting for swap-in of a page, nanoseconds.
        swapin_delay_total: u64,
        /// CPU time without time stolen by a hypervisor (on some architectures), nanoseconds.
        cpu_run_real_total: u64,
        /// CPU time as accounted by the scheduler, nanoseconds. Version 1 ends here.
        cpu_run_virtual_total: u64,
        /// Command name.
        ac_comm: FixedStr<32>,
        /// Scheduling policy: `SCHED_*`.
        ac_sched: u8,
        /// Padding.
        pad ac_pad: [u8; 3],
        /// Padding.
        pad pad3: u32,
        /// User id, in the user namespace of the requester.
        ac_uid: u32,
        /// Group id, in the user namespace of the requester.
        ac_gid: u32,
        /// Task id.
        ac_pid: u32,
        /// Process id of the parent.
        ac_ppid: u32,
        /// Start time, seconds since 1970; overflows in 2106. See `ac_btime64`.
        ac_btime: u32,
        /// Padding.
        pad pad4: u32,
        /// Elapsed time since the start, microseconds.
        ac_etime: u64,
        /// CPU time in user mode, microseconds.
        ac_utime: u64,
        /// CPU time in kernel mode, microseconds.
        ac_stime: u64,
        /// Minor page faults (without I/O).
        ac_minflt: u64,
        /// Major page faults (with I/O).
        ac_majflt: u64,
        /// Resident set size (RSS), accumulated over CPU time, megabyte-microseconds.
        coremem: u64,
        /// Virtual memory size, accumulated over CPU time, megabyte-microseconds.
        virtmem: u64,
        /// Peak resident set size (RSS), kilobytes.
        hiwater_rss: u64,
        /// Peak virtual memory size, kilobytes.
        hiwater_vm: u64,
        /// Bytes read by system calls, including reads from the page cache.
        read_char: u64,
        /// Bytes written by system calls, including writes to the page cache.
        write_char: u64,
        /// Number of read system calls.
        read_syscalls: u64,
        /// Number of write system calls.
        write_syscalls: u64,
        /// Bytes read from storage.
        read_bytes: u64,
        /// Bytes written to storage.
        write_bytes: u64,
        /// Bytes counted as written whose write-back was cancelled, for example by truncation.
        cancelled_write_bytes: u64,
        /// Voluntary context switches.
        nvcsw: u64,
        /// Involuntary context switches.
        nivcsw: u64,
        /// CPU time in user mode, scaled by CPU frequency, microseconds.
        ac_utimescaled: u64,
        /// CPU time in kernel mode, scaled by CPU frequency, microseconds.
        ac_stimescaled: u64,
        /// `cpu_run_real_total`, scaled by CPU frequency, nanoseconds. Version 7 ends here.
        cpu_scaled_run_real_total: u64,
        /// Number of delays waiting for memory reclaim.
        freepages_count: u64,
        /// Total delay waiting for memory reclaim, nanoseconds. Version 8.
        freepages_delay_total: u64,
        /// Number of delays waiting for a thrashing page (reclaimed recently).
        thrashing_count: u64,
        /// Total delay waiting for a thrashing page (reclaimed recently), nanoseconds. Version 9.
        thrashing_delay_total: u64,
        /// Start time, seconds since 1970. Version 10.
        ac_btime64: u64,
        /// Number of delays waiting for memory compaction.
        compact_count: u64,
        /// Total delay waiting for memory compaction, nanoseconds. Version 11.
        compact_delay_total: u64,
        /// Thread group id.
        ac_tgid: u32,
        /// Padding.
        pad pad5: u32,
        /// Elapsed time of the thread group, microseconds. Final if `AGROUP` is set in `ac_flag`.
        ac_tgetime: u64,
        /// Device number of the executable's file; 0 for kernel threads.
        ac_exe_dev: u64,
        /// Inode number of the executable's file; 0 for kernel threads. Version 12.
        ac_exe_inode: u64,
        /// Number of delays waiting for a write-protect (copy-on-write) page copy.
        wpcopy_count: u64,
        /// Total delay waiting for a write-protect (copy-on-write) page copy, nanoseconds. Version
        /// 13.
        wpcopy_delay_total: u64,
        /// Number of delays by IRQ and softirq handling.
        irq_count: u64,
        /// Total delay by IRQ and softirq handling, nanoseconds. Version 14.
        irq_delay_total: u64,
        /// Longest delay waiting for a CPU while runnable, nanoseconds.
        cpu_delay_max: u64,
        /// Shortest delay waiting for a CPU while runnable, nanoseconds.
        cpu_delay_min: u64,
        /// Longest delay waiting for synchronous block I/O, nanoseconds.
        blkio_delay_max: u64,
        /// Shortest delay waiting for synchronous block I/O, nanoseconds.
        blkio_delay_min: u64,
        /// Longest delay waiting for swap-in of a page, nanoseconds.
        swapin_delay_max: u64,
        /// Shortest delay waiting for swap-in of a page, nanoseconds.
        swapin_delay_min: u64,
        /// Longest delay waiting for memory reclaim, nanoseconds.
        freepages_delay_max: u64,
        /// Shortest delay waiting for memory reclaim, nanoseconds.
        freepages_delay_min: u64,
        /// Longest delay waiting for a thrashing page (reclaimed recently), nanoseconds.
        thrashing_delay_max: u64,
        /// Shortest delay waiting for a thrashing page (reclaimed recently), nanoseconds.
        thrashing_delay_min: u64,
        /// Longest delay waiting for memory compaction, nanoseconds.
        compact_delay_max: u64,
        /// Shortest delay waiting for memory compaction, nanoseconds.
        compact_delay_min: u64,
        /// Longest delay waiting for a copy-on-write page copy, nanoseconds.
        wpcopy_delay_max: u64,
        /// Shortest delay waiting for a copy-on-write page copy, nanoseconds.
        wpcopy_delay_min: u64,
        /// Longest delay by IRQ and softirq handling, nanoseconds.
        irq_delay_max: u64,
        /// Shortest delay by IRQ and softirq handling, nanoseconds. Version 16.
        irq_delay_min: u64,
        /// Time at which the longest delay waiting for a CPU while runnable ended.
        cpu_delay_max_ts: Struct<KernelTimespec>,
        /// Time at which the longest delay waiting for synchronous block I/O ended.
        blkio_delay_max_ts: Struct<KernelTimespec>,
        /// Time at which the longest delay waiting for swap-in of a page ended.
        swapin_delay_max_ts: Struct<KernelTimespec>,
        /// Time at which the longest delay waiting for memory reclaim ended.
        freepages_delay_max_ts: Struct<KernelTimespec>,
        /// Time at which the longest delay waiting for a thrashing page (reclaimed recently) ended.
        thrashing_delay_max_ts: Struct<KernelTimespec>,
        /// Time at which the longest delay waiting for memory compaction ended.
        compact_delay_max_ts: Struct<KernelTimespec>,
        /// Time at which the longest delay waiting for a copy-on-write page copy ended.
        wpcopy_delay_max_ts: Struct<KernelTimespec>,
        /// Time at which the longest delay by IRQ and softirq handling ended. Version 17.
        irq_delay_max_ts: Struct<KernelTimespec>,
    }
}
c_struct! {
    /// Number of tasks of a cgroup by state: `struct cgroupstats`, linux/cgroupstats.h.
    #[doc(alias = "cgroupstats")]
    pub struct CgroupStats {
        /// Tasks in interruptible sleep.
        nr_sleeping: u64,
        /// Running or runnable tasks.
        nr_running: u64,
        /// Stopped tasks.
        nr_stopped: u64,
        /// Tasks in uninterruptible sleep.
        nr_uninterruptible: u64,
        /// Tasks waiting for I/O.
        nr_io_wait: u64,
    }
}
attributes! {
    /// Attributes of a request: `TASKSTATS_CMD_ATTR_*`, linux/taskstats.h.
    pub set TaskstatsAsk, enum TaskstatsAskAttr<'a> {
        /// Task id.
        TASKSTATS_CMD_ATTR_PID: u32 = 1,
        /// Thread group id.
        TASKSTATS_CMD_ATTR_TGID: u32 = 2,
        /// CPU list for which the socket is registered as listener for exits: `0-3,7`.
        TASKSTATS_CMD_ATTR_REGISTER_CPUMASK: Str<'a> = 3,
        /// CPU list for which the socket is deregistered as listener for exits: `0-3,7`.
        TASKSTATS_CMD_ATTR_DEREGISTER_CPUMASK: Str<'a> = 4,
    }
}
attributes! {
    /// Attributes of a reply or exit notification: `TASKSTATS_TYPE_*`, linux/taskstats.h.
    pub set Taskstats, enum TaskstatsAttr<'a> {
        /// Task id.
        TASKSTATS_TYPE_PID: u32 = 1 where read_only,
        /// Thread group id.
        TASKSTATS_TYPE_TGID: u32 = 2 where read_only,
        /// Statistics.
        TASKSTATS_TYPE_STATS: Extensible<'a, TaskStats> = 3 where read_only,
        /// Statistics of a task: contains `TASKSTATS_TYPE_PID` and `TASKSTATS_TYPE_STATS`.
        TASKSTATS_TYPE_AGGR_PID: Attrs<'a, Taskstats> = 4 where read_only,
        /// Statistics of a thread group: contains `TASKSTATS_TYPE_TGID` and `TASKSTATS_TYPE_STATS`.
        TASKSTATS_TYPE_AGGR_TGID: Attrs<'a, Taskstats> = 5 where read_only,
        /// Padding, which aligns the structure to 8 bytes on some architectures.
        TASKSTATS_TYPE_NULL: &'a [u8] = 6 where read_only,
    }
}
attributes! {
    /// Attributes of a cgroup request: `CGROUPSTATS_CMD_ATTR_*`, linux/cgroupstats.h.
    pub set CgroupAsk, enum CgroupAskAttr<'a> {
        /// File descriptor of the cgroup's directory.
        CGROUPSTATS_CMD_ATTR_FD: u32 = 1,
    }
}
attributes! {
    /// Attributes of a cgroup reply: `CGROUPSTATS_TYPE_*`, linux/cgroupstats.h.
    pub set Cgroup, enum CgroupAttr<'a> {
        /// Number of tasks by state.
        CGROUPSTATS_TYPE_CGROUP_STATS: Extensible<'a, CgroupStats> = 1 where read_only,
    }
}

genl_family! {
    /// A message of the taskstats family.
    pub enum TaskstatsMessage<'a>, family TASKSTATS = "TASKSTATS", header () {
        /// Requests the statistics of a task, or registers or deregisters a listener.
        TASKSTATS_CMD_GET = 1, Request Get => Get(TaskstatsAsk),
        /// Statistics of a task: reply to `TASKSTATS_CMD_GET`, or notification of an exit.
        ///
        /// The notification of the last exit of a thread group also contains the statistics of the
        /// group.
        TASKSTATS_CMD_NEW = 2, Reply New => New(Taskstats),
        /// Requests the task counts of a cgroup. Needs no privilege.
        CGROUPSTATS_CMD_GET = 4, Request Get => CgroupGet(CgroupAsk),
        /// Reply to `CGROUPSTATS_CMD_GET`.
        CGROUPSTATS_CMD_NEW = 5, Reply New => CgroupNew(Cgroup),
    }
}

/// Subject of statistics: a task or a thread group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Task id.
    Pid(u32),
    /// Thread group id.
    Tgid(u32),
}
/// Statistics of a task or a thread group, with its id.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Task or thread group.
    pub who: Who,
    /// Statistics.
    pub stats: Extensible<'a, TaskStats>,
}
impl<'a> Attrs<'a, Taskstats> {
    /// Returns the statistics of the task in a message, then of the thread group if present.
    pub fn told(self) -> impl Iterator<Item = Result<Told<'a>, Error>> + use<'a> {
        self.into_iter().filter_map(|attr| {
            let (attrs, aggregate) = match attr {
                Ok(TaskstatsAttr::TASKSTATS_TYPE_AGGR_PID(attrs)) => {
                    (attrs, Taskstats::TASKSTATS_TYPE_AGGR_PID)
                }
                Ok(TaskstatsAttr::TASKSTATS_TYPE_AGGR_TGID(attrs)) => {
                    (attrs, Taskstats::TASKSTATS_TYPE_AGGR_TGID)
                }
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

/// `TASKSTATS_CMD_GET`, typed with its reply.
const GET: CommandKey<TaskstatsAsk, (), Taskstats> = CommandKey::new(1).named("TASKSTATS TASKSTATS_CMD_GET");
/// `CGROUPSTATS_CMD_GET`, typed with its reply.
const CGROUP_GET: CommandKey<CgroupAsk, (), Cgroup> =
    CommandKey::new(4).named("TASKSTATS CGROUPSTATS_CMD_GET");

/// Returns the statistics of a task or a thread group.
///
/// Sends `TASKSTATS_CMD_GET` with `TASKSTATS_CMD_ATTR_PID` or `TASKSTATS_CMD_ATTR_TGID`.
///
/// # Errors
/// `ESRCH` if the task does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// `EPERM` without `CAP_NET_ADMIN` in the initial user namespace.
pub fn get<'c, T: Transport, B: Buffer, H: EventHandler>(
    connection: &'c mut Connection<T, B, H>,
    family: &Family,
    who: Who,
) -> client::Result<Told<'c>, T> {
    let reply = connection.get_with(family.command(GET), |request| {
        match who {
            Who::Pid(pid) => request.put(TaskstatsAsk::TASKSTATS_CMD_ATTR_PID, pid),
            Who::Tgid(tgid) => request.put(TaskstatsAsk::TASKSTATS_CMD_ATTR_TGID, tgid),
        };
    })?;
    let number = Taskstats::TASKSTATS_TYPE_STATS.number();
    let told = reply.attrs.told().next().unwrap_or(Err(Error::payload(number, reply.attrs.bytes())));
    told.map_err(super::family::malformed(GET.name()))
}
/// Registers this socket for the exits of tasks on a list of CPUs: `0-3,7`.
///
/// Sends `TASKSTATS_CMD_GET` with `TASKSTATS_CMD_ATTR_REGISTER_CPUMASK`. Receive the notifications
/// with [`next_event`](Connection::next_event) and decode them with [`TaskstatsMessage::decode`].
///
/// # Errors
/// `EINVAL` for CPUs that are not possible, and outside the initial user and PID namespaces;
/// `EINVAL` or `ERANGE` for a malformed list; `EPERM` without `CAP_NET_ADMIN` in the initial user
/// namespace.
pub fn listen(family: &Family, cpus: &str) -> impl Call<Output = Completion> + Copy {
    call(family.command(GET), GetFlags::ACK, move |request| {
        request.put(TaskstatsAsk::TASKSTATS_CMD_ATTR_REGISTER_CPUMASK, Str::from(cpus));
    })
}
/// Deregisters this socket from the exits of tasks on a list of CPUs: the opposite of [`listen`].
///
/// Sends `TASKSTATS_CMD_GET` with `TASKSTATS_CMD_ATTR_DEREGISTER_CPUMASK`.
///
/// # Errors
/// `EINVAL` for CPUs that are not possible, and outside the initial user and PID namespaces;
/// `EINVAL` or `ERANGE` for a malformed list; `EPERM` without `CAP_NET_ADMIN` in the initial user
/// namespace.
pub fn ignore(family: &Family, cpus: &str) -> impl Call<Output = Completion> + Copy {
    call(family.command(GET), GetFlags::ACK, move |request| {
        request.put(TaskstatsAsk::TASKSTATS_CMD_ATTR_DEREGISTER_CPUMASK, Str::from(cpus));
    })
}
/// Returns the number of tasks of a cgroup by state.
///
/// Sends `CGROUPSTATS_CMD_GET` with `CGROUPSTATS_CMD_ATTR_FD`: a file descriptor of the cgroup's
/// directory in a cgroup v1 hierarchy.
///
/// # Errors
/// `EINVAL` if the file descriptor does not refer to such a directory. For a closed file descriptor
/// the kernel acknowledges without a reply, which is reported as
/// [`MissingReply`](crate::client::ErrorKind::MissingReply).
pub fn cgroup<'c, T: Transport, B: Buffer, H: EventHandler>(
    connection: &'c mut Connection<T, B, H>,
    family: &Family,
    descriptor: u32,
) -> client::Result<Extensible<'c, CgroupStats>, T> {
    let reply = connection.get_with(family.command(CGROUP_GET), |request| {
        request.put(CgroupAsk::CGROUPSTATS_CMD_ATTR_FD, descriptor);
    })?;
    let number = Cgroup::CGROUPSTATS_TYPE_CGROUP_STATS.number();
    let stats = reply.attrs.get(Cgroup::CGROUPSTATS_TYPE_CGROUP_STATS);
    let stats = stats.and_then(|stats| stats.ok_or(Error::payload(number, reply.attrs.bytes())));
    stats.map_err(super::family::malformed(CGROUP_GET.name()))
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
            (size_of::<Struct<TaskStats>>(), 688),
        ] {
            assert_eq!(end, len);
        }
    }
}
