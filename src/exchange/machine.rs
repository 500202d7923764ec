//! The state machine: requests in flight, and what arrives.
use crate::wire::{Ack, ControlType, GetFlags, Message, NLMSG_MIN_TYPE, Verb};
use core::fmt;

/// How a request ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// By an ack or a refusal. Nothing else answers it: a message of its sequence is a notification, an event.
    Ack,
    /// By an ack or a refusal; messages before it are the answer.
    Answer,
    /// By NLMSG_DONE, an ack, or a refusal; messages before it are the answer.
    Dump,
    /// By its first message, since no ack was asked for.
    First,
}
impl Expect {
    /// What a request of that verb with those flags may expect. Of a request that changes something, an answer comes with NLM_F_ECHO only,
    /// and nothing but a refusal ends it where no ack was asked for: set NLM_F_ACK.
    pub const fn of(verb: Verb, flags: u16) -> Self {
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

/// A request in flight. It is its sequence number; of several that were sent together, that of the first.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ticket(u32);
impl Ticket {
    /// `nlmsg_seq` of the request.
    pub const fn seq(self) -> u32 {
        self.0
    }
}
impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "request {}", self.0)
    }
}

/// Why a request cannot begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Busy {
    /// As many requests are in flight as the exchange can hold.
    Full,
    /// A dump is under way, and the kernel allows one a socket; it would answer EBUSY.
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

/// What a message that arrived means.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Arrival<'a> {
    /// A part of the answer to a request.
    Item {
        /// Which.
        request: Ticket,
        /// The message.
        message: Message<'a>,
        /// Whether the request ends with it ([`Expect::First`]).
        last: bool,
    },
    /// A request was granted, or a dump came to its end.
    Done {
        /// Which.
        request: Ticket,
        /// Whether a change interrupted the dump, so that what was read does not fit together.
        interrupted: bool,
        /// The ack itself, which may bear a warning.
        ack: Ack<'a>,
    },
    /// A request was refused, or a dump failed on its way.
    Refused {
        /// Which.
        request: Ticket,
        /// The refusal.
        ack: Ack<'a>,
    },
    /// Multicast, or a notification of a change that we asked for.
    Event(Message<'a>),
    /// The kernel lost messages: what is known by events is no longer complete.
    Overrun,
    /// Nothing to anybody: a NOOP, or what is left of a request that was given up.
    Nothing,
}

#[derive(Clone, Copy)]
struct Slot {
    /// 0 where it is free.
    seq: u32,
    /// How many sequence numbers behind that one are its own, too.
    more: u32,
    /// A refusal of the first of them is one of all.
    whole: bool,
    expect: Expect,
    interrupted: bool,
    /// A part of it came with NLM_F_MULTI.
    multi: bool,
    /// It was given up; what still arrives is for nobody.
    abandoned: bool,
}
const FREE: Slot = Slot {
    seq: 0,
    more: 0,
    whole: false,
    expect: Expect::Ack,
    interrupted: false,
    multi: false,
    abandoned: false,
};

/// The conversation on one socket, without I/O: up to `N` requests in flight.
#[derive(Clone)]
pub struct Exchange<const N: usize = 4> {
    slots: [Slot; N],
    port: u32,
    next: u32,
}
impl<const N: usize> Exchange<N> {
    /// A conversation of the socket with that port id; 0 where it is not known, which accepts any. `seed` is the first sequence number:
    /// take one that an earlier user of the port id has not used, such as a clock's.
    pub const fn new(port: u32, seed: u32) -> Self {
        Self { slots: [FREE; N], port, next: seed }
    }
    /// The socket's port id.
    pub const fn port(&self) -> u32 {
        self.port
    }
    /// How many requests are in flight, given-up ones included.
    pub fn in_flight(&self) -> usize {
        self.slots.iter().filter(|slot| slot.seq != 0).count()
    }
    /// Whether a dump is in flight, given up or not.
    pub fn is_dumping(&self) -> bool {
        self.slots.iter().any(|slot| slot.seq != 0 && slot.expect == Expect::Dump)
    }
    /// Whether a change is known to have interrupted a dump that is in flight. Only at its end is it certain that none did.
    pub fn is_interrupted(&self, request: Ticket) -> bool {
        self.slots.iter().any(|slot| slot.seq == request.0 && slot.interrupted)
    }
    /// Whether a request is in flight.
    pub fn is_in_flight(&self, request: Ticket) -> bool {
        self.slots.iter().any(|slot| slot.has(request.0))
    }

    /// Begins a request: gives it a sequence number, to be sent in `nlmsg_seq`. Where no place is free, the oldest of the requests that
    /// were given up makes room, since its end may have been lost; a dump does not. What comes of its answer after that is an
    /// [`Event`](Arrival::Event).
    ///
    /// # Errors
    /// Too many are in flight, or a dump is and this is another.
    pub fn begin(&mut self, expect: Expect) -> Result<Ticket, Busy> {
        if expect == Expect::Dump && self.is_dumping() {
            return Err(Busy::Dump);
        }
        self.occupy(1, expect)
    }
    /// Begins `count` requests that are sent together, which is one ticket: their sequence numbers are the ticket's and those behind it, and
    /// what arrives for each bears its own. The last must ask for an ack, which ends them all; so does its refusal. Acks and refusals of the
    /// others are told and end nothing, but where `whole` is set a refusal of the first is one of all (an nfnetlink batch). Where `answered`
    /// is not set, messages of these sequences are events.
    ///
    /// # Errors
    /// Too many are in flight.
    pub fn begin_batch(&mut self, count: u32, whole: bool, answered: bool) -> Result<Ticket, Busy> {
        let ticket = self.occupy(count.max(1), if answered { Expect::Answer } else { Expect::Ack })?;
        if let Some(slot) = self.slots.iter_mut().find(|slot| slot.seq == ticket.0) {
            (slot.more, slot.whole) = (count.saturating_sub(1), whole);
        }
        Ok(ticket)
    }
    fn occupy(&mut self, count: u32, expect: Expect) -> Result<Ticket, Busy> {
        let seq = self.room(count);
        let free = self.slots.iter().position(|slot| slot.seq == 0).or_else(|| {
            let given_up = |slot: &Slot| slot.abandoned && slot.expect != Expect::Dump;
            let slots = self.slots.iter().enumerate().filter(|(_, slot)| given_up(slot));
            slots.max_by_key(|(_, slot)| seq.wrapping_sub(slot.seq)).map(|(at, _)| at)
        });
        let slot = free.and_then(|at| self.slots.get_mut(at)).ok_or(Busy::Full)?;
        *slot = Slot { seq, expect, ..FREE };
        self.next = seq.wrapping_add(count);
        Ok(Ticket(seq))
    }
    /// A sequence number for a message that expects nothing.
    pub fn sequence(&mut self) -> u32 {
        let seq = self.room(1);
        self.next = seq.wrapping_add(1);
        seq
    }
    /// Where so many sequence numbers in a row are free. They skip 0.
    fn room(&self, count: u32) -> u32 {
        let mut seq = self.next;
        loop {
            if seq == 0 || seq.checked_add(count - 1).is_none() {
                seq = 1;
            }
            match self
                .slots
                .iter()
                .find(|slot| slot.seq != 0 && (slot.has(seq) || slot.seq.wrapping_sub(seq) < count))
            {
                Some(taken) => seq = taken.seq.wrapping_add(taken.more).wrapping_add(1),
                None => return seq,
            }
        }
    }
    /// Gives a request up that could not be sent: nothing will answer it.
    pub fn forget(&mut self, request: Ticket) {
        if let Some(slot) = self.slots.iter_mut().find(|slot| slot.seq == request.0) {
            *slot = FREE;
        }
    }
    /// Gives a request up that was sent. Its place is free when its end has arrived; until then what arrives for it is
    /// [`Nothing`](Arrival::Nothing).
    pub fn cancel(&mut self, request: Ticket) {
        if let Some(slot) = self.slots.iter_mut().find(|slot| slot.seq == request.0) {
            slot.abandoned = true;
        }
    }
    /// Gives all requests up that are in flight, as [`cancel`](Self::cancel) does.
    pub fn cancel_all(&mut self) {
        self.slots.iter_mut().for_each(|slot| slot.abandoned = true);
    }
    /// Forgets the requests that were given up, because nothing comes for them any more (a time-out; their end was lost). Parts of a dump
    /// that come all the same are [`Nothing`](Arrival::Nothing).
    pub fn forget_cancelled(&mut self) {
        self.slots.iter_mut().filter(|slot| slot.abandoned).for_each(|slot| *slot = FREE);
    }
    /// Forgets all requests: the socket was opened anew, or its peer was.
    pub const fn reset(&mut self, port: u32) {
        self.slots = [FREE; N];
        self.port = port;
    }

    /// What a message means that arrived on the socket.
    #[inline]
    pub fn take<'a>(&mut self, message: Message<'a>) -> Arrival<'a> {
        let (kind, seq, port) = (message.kind(), message.seq(), message.port());
        // audit answers with port id 0, and some servers do
        let ours = seq != 0 && (port == self.port || self.port == 0 || port == 0);
        let slot = if ours { self.slots.iter_mut().find(|slot| slot.has(seq)) } else { None };
        if kind >= NLMSG_MIN_TYPE {
            return match slot {
                Some(slot) => slot.item(seq, message),
                // no event comes in parts: it is the rest of a dump that was forgotten, or that failed on its way
                None if ours && port != 0 && message.flags() & GetFlags::MULTI.bits() != 0 => {
                    Arrival::Nothing
                }
                None => Arrival::Event(message),
            };
        }
        match (ControlType(kind), slot) {
            (ControlType::NLMSG_OVERRUN, _) => Arrival::Overrun,
            // data of the connector, which has no types of its own
            (ControlType::NLMSG_DONE, None) if message.flags() & GetFlags::MULTI.bits() == 0 => {
                Arrival::Event(message)
            }
            (ControlType::NLMSG_DONE, Some(slot))
                if message.flags() & GetFlags::MULTI.bits() == 0
                    && !slot.multi
                    && slot.expect != Expect::Dump =>
            {
                slot.item(seq, message)
            }
            (ControlType::NLMSG_DONE | ControlType::NLMSG_ERROR, Some(slot)) => {
                let Some(ack) = Ack::read(message) else { return Arrival::Nothing };
                let ended = *slot;
                let place = seq.wrapping_sub(slot.seq);
                if place == slot.more || (place == 0 && slot.whole && !ack.is_ok()) {
                    *slot = FREE;
                }
                let request = Ticket(seq);
                let interrupted = ended.interrupted || message.flags() & GetFlags::DUMP_INTR.bits() != 0;
                match () {
                    () if ended.abandoned => Arrival::Nothing,
                    () if ack.is_ok() => Arrival::Done { request, interrupted, ack },
                    () => Arrival::Refused { request, ack },
                }
            }
            // types that are neither control nor data, and what came too late
            _ => Arrival::Nothing,
        }
    }
}
impl Slot {
    /// Whether a sequence number is its own.
    #[inline(always)]
    const fn has(&self, seq: u32) -> bool {
        self.seq != 0 && seq.wrapping_sub(self.seq) <= self.more
    }
    #[inline]
    fn item<'a>(&mut self, seq: u32, message: Message<'a>) -> Arrival<'a> {
        let flags = message.flags();
        self.interrupted |= flags & GetFlags::DUMP_INTR.bits() != 0;
        let multi = flags & GetFlags::MULTI.bits() != 0;
        self.multi |= multi;
        let (request, abandoned) = (Ticket(seq), self.abandoned);
        match self.expect {
            Expect::Ack if !multi => return Arrival::Event(message),
            Expect::First if !multi => {
                *self = FREE;
                return if abandoned {
                    Arrival::Nothing
                } else {
                    Arrival::Item { request, message, last: true }
                };
            }
            _ if abandoned => return Arrival::Nothing,
            _ => {}
        }
        Arrival::Item { request, message, last: false }
    }
}
