//! Processes that begin, end and change (linux/cn_proc.h). Only for whoever is in the first user namespace and the first namespace of
//! processes, and, before Linux 6.6, has CAP_NET_ADMIN; to others the kernel answers nothing at all.
use super::{CbId, CnMessage, CnMsg};
use crate::{
    flags, layout, numbers,
    wire::{BuildError, By, Chars, Choices, Encode, Error, Grown, Layout, Shape, Value},
};
use zerocopy::FromBytes;

numbers! {
    /// What has happened to a process: `PROC_EVENT_*`, linux/cn_proc.h.
    pub struct ProcEventType(u32) {
        /// Nothing: this acknowledges a request.
        PROC_EVENT_NONE = 0,
        /// It has made another.
        PROC_EVENT_FORK = 0x1,
        /// It runs another program.
        PROC_EVENT_EXEC = 0x2,
        /// It is another user's.
        PROC_EVENT_UID = 0x4,
        /// It is another group's.
        PROC_EVENT_GID = 0x40,
        /// It leads a new session.
        PROC_EVENT_SID = 0x80,
        /// It is traced, or no longer.
        PROC_EVENT_PTRACE = 0x100,
        /// It has another name.
        PROC_EVENT_COMM = 0x200,
        /// It has ended by a failure: only asked for, never told.
        PROC_EVENT_NONZERO_EXIT = 0x2000_0000,
        /// Its memory is written to a file.
        PROC_EVENT_COREDUMP = 0x4000_0000,
        /// It has ended.
        PROC_EVENT_EXIT = 0x8000_0000,
    }
}
flags! {
    /// Several of them, to be asked for.
    pub struct ProcEvents(u32) {
        /// It has made another.
        PROC_EVENT_FORK = 0x1,
        /// It runs another program.
        PROC_EVENT_EXEC = 0x2,
        /// It is another user's.
        PROC_EVENT_UID = 0x4,
        /// It is another group's.
        PROC_EVENT_GID = 0x40,
        /// It leads a new session.
        PROC_EVENT_SID = 0x80,
        /// It is traced, or no longer.
        PROC_EVENT_PTRACE = 0x100,
        /// It has another name.
        PROC_EVENT_COMM = 0x200,
        /// It has ended by a failure.
        PROC_EVENT_NONZERO_EXIT = 0x2000_0000,
        /// Its memory is written to a file.
        PROC_EVENT_COREDUMP = 0x4000_0000,
        /// It has ended.
        PROC_EVENT_EXIT = 0x8000_0000,
    }
}
numbers! {
    /// What is asked: `PROC_CN_MCAST_*`, linux/cn_proc.h.
    pub struct ProcMcastOp(u32) {
        /// Events are wanted.
        PROC_CN_MCAST_LISTEN = 1,
        /// No longer.
        PROC_CN_MCAST_IGNORE = 2,
    }
}
layout! {
    /// What is asked, and for which events: `struct proc_input`, linux/cn_proc.h. Since Linux 6.6.
    #[doc(alias = "proc_input")]
    pub struct ProcInput {
        /// What is asked.
        mcast_op: ProcMcastOp,
        /// Which events are wanted.
        event_type: ProcEvents,
    }
}
layout! {
    /// What stands in front of each event: the first fields of `struct proc_event`, linux/cn_proc.h.
    #[doc(alias = "proc_event")]
    pub struct ProcEventHead {
        /// What has happened.
        what: ProcEventType,
        /// On which processor; each counts [`CnMsg::seq`] by itself.
        cpu: u32,
        /// When: nanoseconds since the machine started.
        timestamp_ns: u64,
    }
}
layout! {
    /// A request was answered.
    pub struct AckProcEvent {
        /// 0, or an errno, positive.
        err: u32,
    }
}
layout! {
    /// A process or a thread was made: `struct fork_proc_event`, linux/cn_proc.h.
    #[doc(alias = "fork_proc_event")]
    pub struct ForkProcEvent {
        /// The thread that made it.
        parent_pid: i32,
        /// The process that made it.
        parent_tgid: i32,
        /// The new thread.
        child_pid: i32,
        /// Its process: the same number, or it is a thread only.
        child_tgid: i32,
    }
}
layout! {
    /// Another program runs: `struct exec_proc_event`, linux/cn_proc.h.
    #[doc(alias = "exec_proc_event")]
    pub struct ExecProcEvent {
        /// The thread.
        process_pid: i32,
        /// Its process.
        process_tgid: i32,
    }
}
layout! {
    /// Another user, or another group: `struct id_proc_event`, linux/cn_proc.h.
    #[doc(alias = "id_proc_event")]
    pub struct IdProcEvent {
        /// The thread.
        process_pid: i32,
        /// Its process.
        process_tgid: i32,
        /// The real one: `ruid` or `rgid`.
        r: u32,
        /// The effective one: `euid` or `egid`.
        e: u32,
    }
}
layout! {
    /// A new session: `struct sid_proc_event`, linux/cn_proc.h.
    #[doc(alias = "sid_proc_event")]
    pub struct SidProcEvent {
        /// The thread.
        process_pid: i32,
        /// Its process.
        process_tgid: i32,
    }
}
layout! {
    /// A tracer came or went: `struct ptrace_proc_event`, linux/cn_proc.h.
    #[doc(alias = "ptrace_proc_event")]
    pub struct PtraceProcEvent {
        /// The thread.
        process_pid: i32,
        /// Its process.
        process_tgid: i32,
        /// The tracer's thread; 0 where it went.
        tracer_pid: i32,
        /// The tracer's process.
        tracer_tgid: i32,
    }
}
layout! {
    /// Another name: `struct comm_proc_event`, linux/cn_proc.h.
    #[doc(alias = "comm_proc_event")]
    pub struct CommProcEvent {
        /// The thread.
        process_pid: i32,
        /// Its process.
        process_tgid: i32,
        /// The name; it may fill its place to the end.
        comm: Chars<16>,
    }
}
layout! {
    /// Its memory is written to a file: `struct coredump_proc_event`, linux/cn_proc.h. The parent is told since Linux 4.18.
    #[doc(alias = "coredump_proc_event")]
    pub struct CoredumpProcEvent {
        /// The thread.
        process_pid: i32,
        /// Its process.
        process_tgid: i32,
        /// The parent's thread.
        parent_pid: i32,
        /// The parent.
        parent_tgid: i32,
    }
}
layout! {
    /// The end: `struct exit_proc_event`, linux/cn_proc.h. The parent is told since Linux 4.18.
    #[doc(alias = "exit_proc_event")]
    pub struct ExitProcEvent {
        /// The thread.
        process_pid: i32,
        /// Its process: the same number, or a thread only has ended.
        process_tgid: i32,
        /// As wait(2) has it.
        exit_code: u32,
        /// Which signal the parent gets.
        exit_signal: u32,
        /// The parent's thread.
        parent_pid: i32,
        /// The parent.
        parent_tgid: i32,
    }
}
/// What has happened, by its kind.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum ProcEventData<'a> {
    /// A request was answered.
    None(&'a AckProcEvent),
    /// A process or a thread was made.
    Fork(&'a ForkProcEvent),
    /// Another program runs.
    Exec(&'a ExecProcEvent),
    /// Another user.
    Uid(&'a IdProcEvent),
    /// Another group.
    Gid(&'a IdProcEvent),
    /// A new session.
    Sid(&'a SidProcEvent),
    /// A tracer came or went.
    Ptrace(&'a PtraceProcEvent),
    /// Another name.
    Comm(&'a CommProcEvent),
    /// Its memory is written to a file.
    Coredump(Grown<'a, CoredumpProcEvent>),
    /// The end.
    Exit(Grown<'a, ExitProcEvent>),
    /// Something else.
    Unknown(&'a [u8]),
}
/// An event, in place.
#[derive(Clone, Copy, Debug)]
pub struct ProcEvent<'a> {
    /// What, where and when.
    pub head: &'a ProcEventHead,
    /// What has happened.
    pub data: ProcEventData<'a>,
    /// The number by which the processor counts its events.
    pub seq: u32,
}
impl<'a> CnMessage<'a> {
    /// The event of a process; `None` where the message is of another part of the kernel, or a request.
    ///
    /// # Errors
    /// Where it is shorter than an event of its kind.
    pub fn proc_event(&self) -> Result<Option<ProcEvent<'a>>, Error> {
        if !self.is(CbId::PROC) || self.data.len() <= size_of::<ProcInput>() {
            return Ok(None);
        }
        let broken = Error::header(self.data);
        let (head, rest) = ProcEventHead::ref_from_prefix(self.data).map_err(|_| broken)?;
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
/// Writes the request to hear of processes, to be sent by a socket that has joined the group CN_IDX_PROC. With `events`, only of those:
/// kernels before 6.6 pass over such a request. The answer is an event, PROC_EVENT_NONE with the errno, and goes to all who hear everything
/// (a socket that has chosen events is not answered, since that one is not among them);
/// its [`CnMsg::ack`] is one more than `seq`, which the request bears as its `ack`, too. (Its own [`CnMsg::seq`] counts a processor's events.)
///
/// # Errors
/// The buffer is too small: 44 bytes do.
pub fn listen(buffer: &mut [u8], seq: u32, events: Option<ProcEvents>) -> Result<&[u8], BuildError> {
    ask(buffer, seq, ProcMcastOp::PROC_CN_MCAST_LISTEN, events)
}
/// Writes the request to hear no longer of processes; also for the other listeners that asked before Linux 6.6.
///
/// # Errors
/// The buffer is too small: 40 bytes do.
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

/// Tells how many events were lost, processor by processor: each counts its events upwards, and a number that is passed over was lost. With
/// a choice of events it cannot tell, since the kernel counts those, too, that are not wanted.
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
    /// Before the first event.
    pub const fn new() -> Self {
        Self { next: [None; CPUS] }
    }
    /// How many events of its processor were lost right before this one. 0 for the first of a processor, for an acknowledgement (which bears
    /// the request's number), and for processors beyond `CPUS`.
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

/// What the data are, by their length: a request of one number or of two, else an event, by its kind.
pub(super) const SHAPE: Shape = Shape::By(&Choices {
    by: By::Header { offset: 16, len: 2 },
    arms: &[
        (&4u16.to_ne_bytes(), <ProcMcastOp as Encode>::SHAPE),
        (&8u16.to_ne_bytes(), Shape::Struct(&ProcInput::STRUCTURE)),
        (&32u16.to_ne_bytes(), EVENT),
        (&40u16.to_ne_bytes(), EVENT),
    ],
});
const EVENT: Shape = Shape::Headed {
    header: &ProcEventHead::STRUCTURE,
    tail: &Shape::By(&Choices {
        by: By::Header { offset: 0, len: 4 },
        arms: &[
            (&0u32.to_ne_bytes(), Shape::Struct(&AckProcEvent::STRUCTURE)),
            (&1u32.to_ne_bytes(), Shape::Struct(&ForkProcEvent::STRUCTURE)),
            (&2u32.to_ne_bytes(), Shape::Struct(&ExecProcEvent::STRUCTURE)),
            (&4u32.to_ne_bytes(), Shape::Struct(&IdProcEvent::STRUCTURE)),
            (&0x40u32.to_ne_bytes(), Shape::Struct(&IdProcEvent::STRUCTURE)),
            (&0x80u32.to_ne_bytes(), Shape::Struct(&SidProcEvent::STRUCTURE)),
            (&0x100u32.to_ne_bytes(), Shape::Struct(&PtraceProcEvent::STRUCTURE)),
            (&0x200u32.to_ne_bytes(), Shape::Struct(&CommProcEvent::STRUCTURE)),
            (&0x4000_0000u32.to_ne_bytes(), Shape::Grown(&CoredumpProcEvent::STRUCTURE)),
            (&0x8000_0000u32.to_ne_bytes(), Shape::Grown(&ExitProcEvent::STRUCTURE)),
        ],
    }),
    rebinds: true,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Described, Json, Message};
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
        let json = Json(Described::new("connector", super::super::row(message.kind()), message)).to_string();
        assert!(json.contains(r#""message":"NLMSG_DONE""#), "{json}");
        assert!(
            json.contains(r#""payload":{"header":{"what":"PROC_EVENT_EXIT","cpu":1,"timestamp_ns":7},"data":{"process_pid":10,"process_tgid":11,"exit_code":256"#),
            "{json}"
        );
        // every shorter message is an error, or no event
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
        let json = Json(Described::new("connector", super::super::row(3), Message::new(message).unwrap()))
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
