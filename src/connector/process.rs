//! Process events: fork, exec, exit and changes of ids and names (linux/cn_proc.h).
//!
//! Available only in the initial user namespace and the initial PID namespace; before Linux 6.6,
//! only with CAP_NET_ADMIN. The kernel ignores requests of other processes without an answer.
use super::{CbId, CnMessage, CnMsg};
use crate::{
    c_struct, flags, open_enum,
    wire::{
        BuildError, CStruct, Encode, Error, Extensible, FixedStr, Struct, Value,
        spec::{PayloadType, SelectorSource, SubMessageSpec},
    },
};
use zerocopy::FromBytes;

open_enum! {
    /// Type of a process event: `PROC_EVENT_*`, linux/cn_proc.h.
    pub struct ProcEventType(u32) {
        /// Acknowledgement of a subscription request.
        PROC_EVENT_NONE = 0,
        /// Fork of a process or thread.
        PROC_EVENT_FORK = 0x1,
        /// Execution of a program: execve(2).
        PROC_EVENT_EXEC = 0x2,
        /// Change of the user ids.
        PROC_EVENT_UID = 0x4,
        /// Change of the group ids.
        PROC_EVENT_GID = 0x40,
        /// Creation of a session: setsid(2).
        PROC_EVENT_SID = 0x80,
        /// Attachment or detachment of a tracer: ptrace(2).
        PROC_EVENT_PTRACE = 0x100,
        /// Change of the command name.
        PROC_EVENT_COMM = 0x200,
        /// Exit with a non-zero status. Used in requests only; the event has type PROC_EVENT_EXIT.
        PROC_EVENT_NONZERO_EXIT = 0x2000_0000,
        /// Core dump.
        PROC_EVENT_COREDUMP = 0x4000_0000,
        /// Exit of a task.
        PROC_EVENT_EXIT = 0x8000_0000,
    }
}
flags! {
    /// Set of process events to request: `PROC_EVENT_*`, linux/cn_proc.h.
    pub struct ProcEvents(u32) {
        /// Fork of a process or thread.
        PROC_EVENT_FORK = 0x1,
        /// Execution of a program: execve(2).
        PROC_EVENT_EXEC = 0x2,
        /// Change of the user ids.
        PROC_EVENT_UID = 0x4,
        /// Change of the group ids.
        PROC_EVENT_GID = 0x40,
        /// Creation of a session: setsid(2).
        PROC_EVENT_SID = 0x80,
        /// Attachment or detachment of a tracer: ptrace(2).
        PROC_EVENT_PTRACE = 0x100,
        /// Change of the command name.
        PROC_EVENT_COMM = 0x200,
        /// Exit with a non-zero status.
        PROC_EVENT_NONZERO_EXIT = 0x2000_0000,
        /// Core dump.
        PROC_EVENT_COREDUMP = 0x4000_0000,
        /// Exit, whatever the status.
        PROC_EVENT_EXIT = 0x8000_0000,
    }
}
open_enum! {
    /// Subscription request: `PROC_CN_MCAST_*`, linux/cn_proc.h.
    pub struct ProcMcastOp(u32) {
        /// Subscribes to events.
        PROC_CN_MCAST_LISTEN = 1,
        /// Unsubscribes from events.
        PROC_CN_MCAST_IGNORE = 2,
    }
}
c_struct! {
    /// Subscription request with a set of events: `struct proc_input`, linux/cn_proc.h. Since Linux
    /// 6.6.
    #[doc(alias = "proc_input")]
    pub struct ProcInput {
        /// Operation.
        mcast_op: ProcMcastOp,
        /// Events to subscribe to.
        event_type: ProcEvents,
    }
}
c_struct! {
    /// Header of a process event: the first fields of `struct proc_event`, linux/cn_proc.h.
    #[doc(alias = "proc_event")]
    pub struct ProcEventHead {
        /// Type of the event.
        what: ProcEventType,
        /// CPU on which the event occurred. Each CPU counts [`CnMsg::seq`] separately.
        cpu: u32,
        /// Time of the event since boot, nanoseconds.
        timestamp_ns: u64,
    }
}
c_struct! {
    /// Acknowledgement of a subscription request: `proc_event.event_data.ack`, linux/cn_proc.h.
    pub struct AckProcEvent {
        /// Positive errno; 0 for success.
        err: u32,
    }
}
c_struct! {
    /// Fork of a process or thread: `struct fork_proc_event`, linux/cn_proc.h.
    #[doc(alias = "fork_proc_event")]
    pub struct ForkProcEvent {
        /// Thread id of the parent.
        parent_pid: i32,
        /// Process id of the parent.
        parent_tgid: i32,
        /// Thread id of the child.
        child_pid: i32,
        /// Process id of the child; different from `child_pid` if the child is a thread.
        child_tgid: i32,
    }
}
c_struct! {
    /// Execution of a program: `struct exec_proc_event`, linux/cn_proc.h.
    #[doc(alias = "exec_proc_event")]
    pub struct ExecProcEvent {
        /// Thread id.
        process_pid: i32,
        /// Process id.
        process_tgid: i32,
    }
}
c_struct! {
    /// Change of user or group ids: `struct id_proc_event`, linux/cn_proc.h.
    #[doc(alias = "id_proc_event")]
    pub struct IdProcEvent {
        /// Thread id.
        process_pid: i32,
        /// Process id.
        process_tgid: i32,
        /// Real id: `ruid` or `rgid`.
        r: u32,
        /// Effective id: `euid` or `egid`.
        e: u32,
    }
}
c_struct! {
    /// Creation of a session: `struct sid_proc_event`, linux/cn_proc.h.
    #[doc(alias = "sid_proc_event")]
    pub struct SidProcEvent {
        /// Thread id.
        process_pid: i32,
        /// Process id.
        process_tgid: i32,
    }
}
c_struct! {
    /// Attachment or detachment of a tracer: `struct ptrace_proc_event`, linux/cn_proc.h.
    #[doc(alias = "ptrace_proc_event")]
    pub struct PtraceProcEvent {
        /// Thread id of the traced thread.
        process_pid: i32,
        /// Process id of the traced thread.
        process_tgid: i32,
        /// Thread id of the tracer; 0 if the tracer detached.
        tracer_pid: i32,
        /// Process id of the tracer; 0 if the tracer detached.
        tracer_tgid: i32,
    }
}
c_struct! {
    /// Change of the command name: `struct comm_proc_event`, linux/cn_proc.h.
    #[doc(alias = "comm_proc_event")]
    pub struct CommProcEvent {
        /// Thread id.
        process_pid: i32,
        /// Process id.
        process_tgid: i32,
        /// Command name. A name of 16 bytes has no terminating NUL byte.
        comm: FixedStr<16>,
    }
}
c_struct! {
    /// Core dump of a process: `struct coredump_proc_event`, linux/cn_proc.h.
    #[doc(alias = "coredump_proc_event")]
    pub struct CoredumpProcEvent {
        /// Thread id.
        process_pid: i32,
        /// Process id.
        process_tgid: i32,
        /// Thread id of the parent. Since Linux 4.18.
        parent_pid: i32,
        /// Process id of the parent. Since Linux 4.18.
        parent_tgid: i32,
    }
}
c_struct! {
    /// Exit of a process or thread: `struct exit_proc_event`, linux/cn_proc.h.
    #[doc(alias = "exit_proc_event")]
    pub struct ExitProcEvent {
        /// Thread id.
        process_pid: i32,
        /// Process id; different from `process_pid` if only a thread exited.
        process_tgid: i32,
        /// Exit status, in the encoding of wait(2).
        exit_code: u32,
        /// Signal that the parent receives.
        exit_signal: u32,
        /// Thread id of the parent. Since Linux 4.18.
        parent_pid: i32,
        /// Process id of the parent. Since Linux 4.18.
        parent_tgid: i32,
    }
}
/// Data of a process event, by type.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum ProcEventData<'a> {
    /// Acknowledgement of a subscription request.
    None(&'a Struct<AckProcEvent>),
    /// Fork of a process or thread.
    Fork(&'a Struct<ForkProcEvent>),
    /// Execution of a program.
    Exec(&'a Struct<ExecProcEvent>),
    /// Change of the user ids.
    Uid(&'a Struct<IdProcEvent>),
    /// Change of the group ids.
    Gid(&'a Struct<IdProcEvent>),
    /// Creation of a session.
    Sid(&'a Struct<SidProcEvent>),
    /// Attachment or detachment of a tracer.
    Ptrace(&'a Struct<PtraceProcEvent>),
    /// Change of the command name.
    Comm(&'a Struct<CommProcEvent>),
    /// Core dump.
    Coredump(Extensible<'a, CoredumpProcEvent>),
    /// Exit of a process or thread.
    Exit(Extensible<'a, ExitProcEvent>),
    /// Event of an unknown type.
    Unknown(&'a [u8]),
}
/// A process event, borrowed from a buffer.
#[derive(Clone, Copy, Debug)]
pub struct ProcEvent<'a> {
    /// Type, CPU and time of the event.
    pub head: &'a Struct<ProcEventHead>,
    /// Data of the event.
    pub data: ProcEventData<'a>,
    /// Number of the event, counted per CPU.
    pub seq: u32,
}
impl<'a> CnMessage<'a> {
    /// Returns the process event of a message; `None` for other subsystems and for requests.
    ///
    /// # Errors
    /// The data is shorter than an event of this type.
    pub fn proc_event(&self) -> Result<Option<ProcEvent<'a>>, Error> {
        if !self.is(CbId::PROC) || self.data.len() <= size_of::<Struct<ProcInput>>() {
            return Ok(None);
        }
        let broken = Error::header(self.data);
        let (head, rest) = Struct::<ProcEventHead>::ref_from_prefix(self.data).map_err(|_| broken)?;
        fn of<'a, V: Value<'a>>(rest: &'a [u8]) -> Result<V, Error> {
            V::read(rest).ok_or(Error::header(rest))
        }
        let data = match head.get(ProcEventHead::what) {
            ProcEventType::PROC_EVENT_NONE => ProcEventData::None(of(rest)?),
            ProcEventType::PROC_EVENT_FORK => ProcEventData::Fork(of(rest)?),
            ProcEventType::PROC_EVENT_EXEC => ProcEventData::Exec(of(rest)?),
            ProcEventType::PROC_EVENT_UID => ProcEventData::Uid(of(rest)?),
            ProcEventType::PROC_EVENT_GID => ProcEventData::Gid(of(rest)?),
            ProcEventType::PROC_EVENT_SID => ProcEventData::Sid(of(rest)?),
            ProcEventType::PROC_EVENT_PTRACE => ProcEventData::Ptrace(of(rest)?),
            ProcEventType::PROC_EVENT_COMM => ProcEventData::Comm(of(rest)?),
            ProcEventType::PROC_EVENT_COREDUMP => ProcEventData::Coredump(of(rest)?),
            ProcEventType::PROC_EVENT_EXIT => ProcEventData::Exit(of(rest)?),
            _ => ProcEventData::Unknown(rest),
        };
        Ok(Some(ProcEvent { head, data, seq: self.header.get(CnMsg::seq) }))
    }
}
/// Writes a request to subscribe to process events.
///
/// Send the message with a socket that has joined the group CN_IDX_PROC. With `events`, the kernel
/// sends only these events; kernels before 6.6 ignore such a request.
///
/// The kernel answers with an event of type PROC_EVENT_NONE that holds the errno. Its
/// [`CnMsg::ack`] is `seq` plus one; its [`CnMsg::seq`] is the event counter of a CPU. All sockets
/// that receive every event get the answer. A socket that selected events does not, since
/// PROC_EVENT_NONE is not one of them.
///
/// # Errors
/// The buffer is too small: 44 bytes suffice.
#[doc(alias = "PROC_CN_MCAST_LISTEN")]
pub fn listen(buffer: &mut [u8], seq: u32, events: Option<ProcEvents>) -> Result<&[u8], BuildError> {
    ask(buffer, seq, ProcMcastOp::PROC_CN_MCAST_LISTEN, events)
}
/// Writes a request to unsubscribe from process events. Before Linux 6.6, the request also stops
/// the events of other subscribers.
///
/// # Errors
/// The buffer is too small: 40 bytes suffice.
#[doc(alias = "PROC_CN_MCAST_IGNORE")]
pub fn ignore(buffer: &mut [u8], seq: u32) -> Result<&[u8], BuildError> {
    ask(buffer, seq, ProcMcastOp::PROC_CN_MCAST_IGNORE, None)
}
fn ask(
    buffer: &mut [u8],
    seq: u32,
    op: ProcMcastOp,
    events: Option<ProcEvents>,
) -> Result<&[u8], BuildError> {
    let header = CnMsg::new().with(CnMsg::id, CbId::PROC).with(CnMsg::seq, seq).with(CnMsg::ack, seq);
    let input = ProcInput::new()
        .with(ProcInput::mcast_op, op)
        .with(ProcInput::event_type, events.unwrap_or_default());
    let input = zerocopy::IntoBytes::as_bytes(&input);
    super::write(buffer, header, if events.is_some() { input } else { input.get(..4).unwrap_or(input) })
}

/// Detector of lost process events. Each CPU numbers its events consecutively, so that a gap means
/// loss. Not usable with a selected set of events: the kernel counts the other events, too.
#[derive(Clone, Copy, Debug)]
pub struct Sequences<const CPUS: usize> {
    next: [Option<u32>; CPUS],
}
impl<const CPUS: usize> Default for Sequences<CPUS> {
    fn default() -> Self {
        Self::new()
    }
}
impl<const CPUS: usize> Sequences<CPUS> {
    /// Creates a detector that has seen no events.
    pub const fn new() -> Self {
        Self { next: [None; CPUS] }
    }
    /// Returns the number of events of the same CPU lost immediately before this one.
    ///
    /// 0 for the first event of a CPU, for an acknowledgement (which has the number of the
    /// request), and for CPUs beyond `CPUS`.
    pub fn lost(&mut self, event: &ProcEvent<'_>) -> u32 {
        if matches!(event.data, ProcEventData::None(_)) {
            return 0;
        }
        let Some(next) = self.next.get_mut(event.head.get(ProcEventHead::cpu) as usize) else { return 0 };
        let lost = next.map_or(0, |next| event.seq.wrapping_sub(next));
        *next = Some(event.seq.wrapping_add(1));
        lost
    }
}

/// Shape of the data, by length: a request of 4 or 8 bytes, otherwise an event, by type.
pub(super) const PAYLOAD_TYPE: PayloadType = PayloadType::SubMessage(&SubMessageSpec {
    by: SelectorSource::Header { offset: 16, len: 2 },
    arms: &[
        (&4u16.to_ne_bytes(), <ProcMcastOp as Encode>::PAYLOAD_TYPE),
        (&8u16.to_ne_bytes(), PayloadType::Struct(&ProcInput::SPEC)),
        (&32u16.to_ne_bytes(), EVENT),
        (&40u16.to_ne_bytes(), EVENT),
    ],
});
const EVENT: PayloadType = PayloadType::WithHeader {
    header: &ProcEventHead::SPEC,
    body: &PayloadType::SubMessage(&SubMessageSpec {
        by: SelectorSource::Header { offset: 0, len: 4 },
        arms: &[
            (&0u32.to_ne_bytes(), PayloadType::Struct(&AckProcEvent::SPEC)),
            (&1u32.to_ne_bytes(), PayloadType::Struct(&ForkProcEvent::SPEC)),
            (&2u32.to_ne_bytes(), PayloadType::Struct(&ExecProcEvent::SPEC)),
            (&4u32.to_ne_bytes(), PayloadType::Struct(&IdProcEvent::SPEC)),
            (&0x40u32.to_ne_bytes(), PayloadType::Struct(&IdProcEvent::SPEC)),
            (&0x80u32.to_ne_bytes(), PayloadType::Struct(&SidProcEvent::SPEC)),
            (&0x100u32.to_ne_bytes(), PayloadType::Struct(&PtraceProcEvent::SPEC)),
            (&0x200u32.to_ne_bytes(), PayloadType::Struct(&CommProcEvent::SPEC)),
            (&0x4000_0000u32.to_ne_bytes(), PayloadType::Extensible(&CoredumpProcEvent::SPEC)),
            (&0x8000_0000u32.to_ne_bytes(), PayloadType::Extensible(&ExitProcEvent::SPEC)),
        ],
    }),
    rebinds: true,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schema::{Described, Json},
        wire::Message,
    };
    use std::{string::ToString, vec::Vec};

    fn event(buffer: &mut [u8], what: u32, cpu: u32, seq: u32, words: &[u32]) -> usize {
        let mut data: Vec<u8> = [what, cpu].into_iter().flat_map(u32::to_ne_bytes).collect();
        data.extend(7u64.to_ne_bytes());
        data.extend(words.iter().flat_map(|word| word.to_ne_bytes()));
        data.resize(40, 0);
        let header = CnMsg::new().with(CnMsg::id, CbId::PROC).with(CnMsg::seq, seq).with(CnMsg::ack, seq);
        super::super::write(buffer, header, &data).unwrap().len()
    }
    #[test]
    fn events_are_read_and_printed_by_their_kind() {
        let mut buffer = [0xa5; 128];
        let len = event(&mut buffer, 0x8000_0000, 1, 9, &[10, 11, 0x100, 17, 1, 2]);
        let message = Message::new(&buffer[..len]).unwrap();
        let read = CnMessage::read(message).unwrap().proc_event().unwrap().unwrap();
        let ProcEventData::Exit(exit) = read.data else { panic!("{read:?}") };
        assert_eq!(
            (exit.get(ExitProcEvent::exit_code), exit.get(ExitProcEvent::parent_tgid)),
            (Some(0x100), Some(2))
        );
        let json = Json(Described::new("connector", super::super::lookup(message.message_type()), message))
            .to_string();
        assert!(json.contains(r#""message":"NLMSG_DONE""#), "{json}");
        assert!(
            json.contains(r#""payload":{"header":{"what":"PROC_EVENT_EXIT","cpu":1,"timestamp_ns":7},"data":{"process_pid":10,"process_tgid":11,"exit_code":256"#),
            "{json}"
        );
        // every shorter message is an error, or not an event
        for cut in 16..len {
            let mut bytes = buffer;
            bytes[..4].copy_from_slice(&(cut as u32).to_ne_bytes());
            assert!(CnMessage::read(Message::new(&bytes[..cut]).unwrap()).is_err(), "{cut} bytes");
        }
        for data in 0..40u16 {
            let mut bytes = buffer;
            bytes[32..34].copy_from_slice(&data.to_ne_bytes());
            let read = CnMessage::read(Message::new(&bytes[..len]).unwrap()).unwrap().proc_event();
            assert!(
                data < 16 && read.is_err() || matches!(read, Ok(None)) == (data <= 8),
                "{data}: {read:?}"
            );
        }
        let text = std::format!("{:?}", CnMessage::read(message).unwrap());
        assert!(text.contains("PROC_EVENT_EXIT"), "{text}");
    }
    #[test]
    fn requests_are_as_long_as_the_kernel_wants() {
        let mut buffer = [0xa5; 64];
        assert_eq!(listen(&mut buffer, 1, None).unwrap().len(), 40);
        let message = listen(&mut buffer, 1, Some(ProcEvents::PROC_EVENT_EXEC)).unwrap();
        let json = Json(Described::new("connector", super::super::lookup(3), Message::new(message).unwrap()))
            .to_string();
        assert!(
            json.contains(
                r#""payload":{"mcast_op":"PROC_CN_MCAST_LISTEN","event_type":["PROC_EVENT_EXEC"]}"#
            ),
            "{json}"
        );
        assert_eq!(ignore(&mut buffer[..39], 1), Err(BuildError::TooSmall { needed: 40 }));
    }
    #[test]
    fn what_is_lost_is_counted_by_processor() {
        let mut sequences = Sequences::<2>::new();
        let mut buffer = [0; 128];
        let mut lost = |what, cpu, seq| {
            let len = event(&mut buffer, what, cpu, seq, &[]);
            let message = CnMessage::read(Message::new(&buffer[..len]).unwrap()).unwrap();
            sequences.lost(&message.proc_event().unwrap().unwrap())
        };
        let steps = [
            (1, 0, 5, 0),
            (1, 0, 6, 0),
            (1, 1, 90, 0),
            (1, 0, 9, 2),
            (0, 0, 1000, 0),
            (1, 0, 10, 0),
            (1, 1, 91, 0),
            (1, 7, 1, 0),
        ];
        for (what, cpu, seq, expected) in steps {
            assert_eq!(lost(what, cpu, seq), expected, "{what} {cpu} {seq}");
        }
        assert_eq!((lost(1, 1, u32::MAX), lost(1, 1, 0)), (u32::MAX - 92, 0));
    }
}
