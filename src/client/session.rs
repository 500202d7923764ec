//! Protocol state: the requests in flight, and the meaning of incoming messages.
use super::Delivery;
use crate::wire::{Ack, ControlType, Errno, GetFlags, Message, NLMSG_MIN_TYPE, Verb};
use core::fmt;

/// What ends a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyMode {
    /// An ack or an error. The request has no other reply: a message with its sequence number is a
    /// notification, and so an event.
    Ack,
    /// An ack or an error; messages before it are the reply.
    Answer,
    /// `NLMSG_DONE`, an ack or an error; messages before it are the reply.
    Dump,
    /// The first message, since no ack was requested.
    First,
    /// Nothing, since no ack was requested: the request is not in flight after it was sent, and an
    /// error of the kernel is a late reply.
    None,
}
impl ReplyMode {
    /// Returns the mode of a request by its kind and its flags.
    ///
    /// A request that changes something is answered by a message only with `NLM_F_ECHO`. Without
    /// `NLM_F_ACK` only an error would end it, so set `NLM_F_ACK`.
    pub const fn from_flags(verb: Verb, flags: u16) -> Self {
        let ack = flags & GetFlags::ACK.bits() != 0;
        let echo = flags & GetFlags::ECHO.bits() != 0;
        let dump = flags & GetFlags::DUMP.bits() == GetFlags::DUMP.bits();
        match verb {
            Verb::Get if dump => Self::Dump,
            Verb::Get if ack => Self::Answer,
            Verb::Get => Self::First,
            _ if echo => Self::Answer,
            _ => Self::Ack,
        }
    }
}

/// A request in flight, identified by its sequence number; for a batch, by the sequence number of
/// its first request.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RequestId(u32);
impl RequestId {
    /// Returns `nlmsg_seq` of the request.
    pub const fn seq(self) -> u32 {
        self.0
    }
}
impl fmt::Debug for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "request {}", self.0)
    }
}

/// Why a request cannot start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Busy {
    /// The maximum number of requests is in flight.
    Full,
    /// A dump is running. The kernel allows one per socket and would answer `EBUSY`.
    Dump,
}
impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full => "too many requests are in flight: wait for an answer first",
            Self::Dump => {
                "a dump is under way on this socket: read it to its end first, or use another socket"
            }
        })
    }
}
impl core::error::Error for Busy {}

/// Meaning of an incoming message.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Incoming<'a> {
    /// A message of the reply to a request.
    Item {
        /// The request.
        request: RequestId,
        /// The message.
        message: Message<'a>,
        /// Whether the request ends with this message ([`ReplyMode::First`]).
        last: bool,
    },
    /// A request succeeded, or a dump is complete.
    Done {
        /// The request.
        request: RequestId,
        /// Whether a change interrupted the dump (`NLM_F_DUMP_INTR`), so that its entries may be
        /// inconsistent.
        interrupted: bool,
        /// The ack, which may carry a warning.
        ack: Ack<'a>,
    },
    /// The kernel refused a request, or a dump failed.
    Refused {
        /// The request.
        request: RequestId,
        /// The error message.
        ack: Ack<'a>,
    },
    /// Multicast, or the notification of a change that this socket requested.
    Event(Message<'a>),
    /// The kernel lost messages, or its queue was too full for the first part of a dump: state that
    /// was built from events is no longer complete. Messages that are still queued may answer the
    /// requests in flight.
    Overrun,
    /// A message without effect: `NLMSG_NOOP`, or a late reply to a cancelled request.
    Nothing,
}

#[derive(Clone, Copy)]
struct Slot {
    /// First sequence number; 0 in a free slot.
    seq: u32,
    /// Number of further sequence numbers of the request (batch).
    more: u32,
    /// An error of the first request refuses all.
    whole: bool,
    expect: ReplyMode,
    interrupted: bool,
    /// A part of the reply came with NLM_F_MULTI.
    multi: bool,
    /// The request was cancelled; what still arrives for it is discarded.
    abandoned: bool,
}
const FREE: Slot = Slot {
    seq: 0,
    more: 0,
    whole: false,
    expect: ReplyMode::Ack,
    interrupted: false,
    multi: false,
    abandoned: false,
};

/// Protocol state of one socket, without I/O: up to `N` requests in flight.
#[derive(Clone)]
pub struct Session<const N: usize = 4> {
    slots: [Slot; N],
    port: u32,
    /// Sequence numbers from `first` up to `next` were used.
    first: u32,
    next: u32,
    late: u64,
}
impl<const N: usize> Session<N> {
    /// Creates the session of a socket with port id `port`; 0 if the port id is unknown, which
    /// accepts any.
    ///
    /// `seed` is the first sequence number: use a random one
    /// ([`socket::random_seed`](crate::socket::random_seed)), so that no other process can guess
    /// the sequence numbers in flight.
    pub const fn new(port: u32, seed: u32) -> Self {
        Self { slots: [FREE; N], port, first: seed, next: seed, late: 0 }
    }
    /// Returns the number of messages discarded because their request was cancelled or no longer in
    /// flight: after a timeout, or because its reply was not read to the end.
    pub const fn late_replies(&self) -> u64 {
        self.late
    }
    /// Returns the socket's port id.
    pub const fn port_id(&self) -> u32 {
        self.port
    }
    /// Returns the number of requests in flight, including cancelled ones.
    pub fn in_flight(&self) -> usize {
        self.slots.iter().filter(|slot| slot.seq != 0).count()
    }
    /// Whether a dump is in flight, including a cancelled one.
    pub fn is_dumping(&self) -> bool {
        self.slots.iter().any(|slot| slot.seq != 0 && slot.expect == ReplyMode::Dump)
    }
    /// Whether a change has interrupted a dump in flight so far. Only after the end is `false`
    /// certain.
    pub fn is_interrupted(&self, request: RequestId) -> bool {
        self.slots.iter().any(|slot| slot.seq == request.0 && slot.interrupted)
    }
    /// Whether a request is in flight.
    pub fn is_in_flight(&self, request: RequestId) -> bool {
        self.slots.iter().any(|slot| slot.has(request.0))
    }

    /// Starts a request: assigns a sequence number, to be sent in `nlmsg_seq`.
    ///
    /// If no slot is free, the oldest cancelled request that is not a dump loses its slot, since
    /// its end may have been lost. What still arrives for that request is
    /// [`Nothing`](Incoming::Nothing), and counted by [`late_replies`](Self::late_replies).
    ///
    /// # Errors
    /// [`Busy::Full`]: too many requests are in flight. [`Busy::Dump`]: another dump is in flight.
    pub fn begin(&mut self, expect: ReplyMode) -> Result<RequestId, Busy> {
        if expect == ReplyMode::None {
            return Ok(RequestId(self.sequence()));
        }
        if expect == ReplyMode::Dump && self.is_dumping() {
            return Err(Busy::Dump);
        }
        self.occupy(1, expect)
    }
    /// Starts `count` requests that are sent together, under one id with consecutive sequence
    /// numbers.
    ///
    /// The last request must ask for an ack: its ack or error ends the batch. Acks and errors of
    /// the others are reported and end nothing, unless `whole` is set: then an error of the first
    /// request refuses all (nfnetlink batch). Unless `answered` is set, messages with these
    /// sequence numbers are events.
    ///
    /// # Errors
    /// [`Busy::Full`]: too many requests are in flight, or `count` is more than half of all
    /// sequence numbers.
    pub fn begin_batch(&mut self, count: u32, whole: bool, answered: bool) -> Result<RequestId, Busy> {
        if count > u32::MAX / 2 {
            return Err(Busy::Full);
        }
        let ticket = self.occupy(count.max(1), if answered { ReplyMode::Answer } else { ReplyMode::Ack })?;
        if let Some(slot) = self.slots.iter_mut().find(|slot| slot.seq == ticket.0) {
            (slot.more, slot.whole) = (count.saturating_sub(1), whole);
        }
        Ok(ticket)
    }
    /// Returns the number of requests that could start: free slots, and slots of cancelled requests
    /// except dumps.
    pub fn available(&self) -> usize {
        self.slots.iter().filter(|slot| slot.is_available()).count()
    }
    /// Checks whether [`begin`](Self::begin) would succeed.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub fn check(&self, expect: ReplyMode) -> Result<(), Busy> {
        if expect == ReplyMode::Dump && self.is_dumping() {
            return Err(Busy::Dump);
        }
        if expect == ReplyMode::None || self.slots.iter().any(Slot::is_available) {
            Ok(())
        } else {
            Err(Busy::Full)
        }
    }
    fn occupy(&mut self, count: u32, expect: ReplyMode) -> Result<RequestId, Busy> {
        let seq = self.room(count).ok_or(Busy::Full)?;
        let free = self.slots.iter().position(|slot| slot.seq == 0).or_else(|| {
            let given_up = |slot: &Slot| slot.abandoned && slot.expect != ReplyMode::Dump;
            let slots = self.slots.iter().enumerate().filter(|(_, slot)| given_up(slot));
            slots.max_by_key(|(_, slot)| seq.wrapping_sub(slot.seq)).map(|(at, _)| at)
        });
        let slot = free.and_then(|at| self.slots.get_mut(at)).ok_or(Busy::Full)?;
        *slot = Slot { seq, expect, ..FREE };
        self.next = seq.wrapping_add(count);
        Ok(RequestId(seq))
    }
    /// Returns a sequence number for a message without reply.
    pub fn sequence(&mut self) -> u32 {
        let seq = self.room(1).unwrap_or(1);
        self.next = seq.wrapping_add(1);
        seq
    }
    /// Returns the first of `count` consecutive sequence numbers that no request uses; they skip 0.
    /// `None` if there are none: each step of the search passes one slot, so after twice as many
    /// steps as slots all have been passed, on either side of the wrap-around.
    fn room(&self, count: u32) -> Option<u32> {
        let mut seq = self.next;
        for _ in 0..=N.saturating_mul(2).saturating_add(2) {
            if seq == 0 || seq.checked_add(count.saturating_sub(1)).is_none() {
                seq = 1;
            }
            let overlaps =
                |slot: &&Slot| slot.seq != 0 && (slot.has(seq) || slot.seq.wrapping_sub(seq) < count);
            match self.slots.iter().find(overlaps) {
                Some(taken) => seq = taken.seq.wrapping_add(taken.more).wrapping_add(1),
                None => return Some(seq),
            }
        }
        None
    }
    /// Removes a request that could not be sent: nothing will answer it.
    pub fn forget(&mut self, request: RequestId) {
        if let Some(slot) = self.slots.iter_mut().find(|slot| slot.seq == request.0) {
            *slot = FREE;
        }
    }
    /// Cancels a request that was sent. Its slot becomes free when its end arrives; until then what
    /// arrives for it is [`Nothing`](Incoming::Nothing).
    pub fn cancel(&mut self, request: RequestId) {
        if let Some(slot) = self.slots.iter_mut().find(|slot| slot.seq == request.0) {
            slot.abandoned = true;
        }
    }
    /// Cancels all requests in flight, as [`cancel`](Self::cancel) does.
    pub fn cancel_all(&mut self) {
        self.slots.iter_mut().for_each(|slot| slot.abandoned = true);
    }
    /// Removes all cancelled requests, because nothing more is expected for them (after a timeout,
    /// or a loss). Parts of a dump that arrive later are [`Nothing`](Incoming::Nothing).
    pub fn forget_cancelled(&mut self) {
        self.slots.iter_mut().filter(|slot| slot.abandoned).for_each(|slot| *slot = FREE);
    }
    /// Removes all requests: the socket, or its peer, was reopened.
    pub const fn reset(&mut self, port: u32) {
        self.slots = [FREE; N];
        self.port = port;
    }

    /// Classifies an incoming message. A multicast message is never a reply, an ack or the end of a
    /// dump, whatever its header claims.
    #[inline]
    pub fn receive<'a>(&mut self, message: Message<'a>, delivery: Delivery) -> Incoming<'a> {
        if matches!(delivery, Delivery::Multicast) {
            // the connector sends its events as NLMSG_DONE
            return match ControlType(message.message_type()) {
                ControlType::NLMSG_DONE => Incoming::Event(message),
                ControlType(kind) if kind >= NLMSG_MIN_TYPE => Incoming::Event(message),
                _ => Incoming::Nothing,
            };
        }
        let (kind, seq, port) = (message.message_type(), message.seq(), message.port_id());
        // audit and some servers answer with port id 0
        let ours = seq != 0 && (port == self.port || self.port == 0 || port == 0);
        let slot = if ours { self.slots.iter_mut().find(|slot| slot.has(seq)) } else { None };
        // addressed to us, but to no request in flight: a late reply to a removed request
        let used = seq.wrapping_sub(self.first) < self.next.wrapping_sub(self.first);
        let late = slot.is_none() && ours && port != 0 && (self.port != 0 || used);
        if kind >= NLMSG_MIN_TYPE {
            let arrival = match slot {
                Some(slot) => slot.item(seq, message),
                None if late => Incoming::Nothing,
                None => Incoming::Event(message),
            };
            self.late = self.late.saturating_add(u64::from(matches!(arrival, Incoming::Nothing)));
            return arrival;
        }
        match (ControlType(kind), slot) {
            (ControlType::NLMSG_OVERRUN, _) => Incoming::Overrun,
            // data of the connector, which has no message types of its own
            (ControlType::NLMSG_DONE, None) if message.flags() & GetFlags::MULTI.bits() == 0 => {
                Incoming::Event(message)
            }
            (ControlType::NLMSG_DONE, Some(slot))
                if message.flags() & GetFlags::MULTI.bits() == 0
                    && !slot.multi
                    && slot.expect != ReplyMode::Dump =>
            {
                slot.item(seq, message)
            }
            (ControlType::NLMSG_DONE | ControlType::NLMSG_ERROR, Some(slot)) => {
                let Some(ack) = Ack::read(message) else { return Incoming::Nothing };
                // The queue was too full for the first part of a dump, which the kernel starts
                // nevertheless: it continues as the queue is read (netlink_dump in
                // net/netlink/af_netlink.c, up to Linux 6.18 at least).
                let is_refusal = kind == ControlType::NLMSG_ERROR.0 && !ack.is_ok();
                if is_refusal && slot.expect == ReplyMode::Dump && ack.errno() == Errno::ENOBUFS {
                    return if slot.abandoned { Incoming::Nothing } else { Incoming::Overrun };
                }
                let ended = *slot;
                let place = seq.wrapping_sub(slot.seq);
                if place == slot.more || (place == 0 && slot.whole && !ack.is_ok()) {
                    *slot = FREE;
                }
                let request = RequestId(seq);
                let interrupted = ended.interrupted || message.flags() & GetFlags::DUMP_INTR.bits() != 0;
                match () {
                    () if ended.abandoned => {
                        self.late = self.late.saturating_add(1);
                        Incoming::Nothing
                    }
                    () if ack.is_ok() => Incoming::Done { request, interrupted, ack },
                    () => Incoming::Refused { request, ack },
                }
            }
            // reserved types, and late replies
            (ControlType::NLMSG_DONE | ControlType::NLMSG_ERROR, None) => {
                self.late = self.late.saturating_add(u64::from(late));
                Incoming::Nothing
            }
            _ => Incoming::Nothing,
        }
    }
}
impl Slot {
    /// Whether a new request can use the slot.
    fn is_available(&self) -> bool {
        self.seq == 0 || (self.abandoned && self.expect != ReplyMode::Dump)
    }
    /// Whether a sequence number belongs to the slot.
    #[inline(always)]
    const fn has(&self, seq: u32) -> bool {
        self.seq != 0 && seq.wrapping_sub(self.seq) <= self.more
    }
    #[inline]
    fn item<'a>(&mut self, seq: u32, message: Message<'a>) -> Incoming<'a> {
        let flags = message.flags();
        self.interrupted |= flags & GetFlags::DUMP_INTR.bits() != 0;
        let multi = flags & GetFlags::MULTI.bits() != 0;
        self.multi |= multi;
        let (request, abandoned) = (RequestId(seq), self.abandoned);
        match self.expect {
            ReplyMode::Ack if !multi => return Incoming::Event(message),
            ReplyMode::First if !multi => {
                *self = FREE;
                return if abandoned {
                    Incoming::Nothing
                } else {
                    Incoming::Item { request, message, last: true }
                };
            }
            _ if abandoned => return Incoming::Nothing,
            _ => {}
        }
        Incoming::Item { request, message, last: false }
    }
}
