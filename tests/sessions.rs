//! Sessions where requests are given up, deadlines pass, and other sessions use the same socket: against a model of the kernel's side of a
//! socket, and against the running kernel.
#![cfg(all(feature = "route", feature = "connector"))]
#![allow(clippy::unwrap_used)]
#[cfg(all(target_os = "linux", feature = "std"))]
mod common;

#[path = "sessions/dump.rs"]
mod dump;
#[path = "sessions/live.rs"]
#[cfg(all(feature = "std", target_os = "linux"))]
mod live;
#[path = "sessions/multicast.rs"]
mod multicast;
#[path = "sessions/sequence.rs"]
mod sequence;

use nlwire::{
    client::{
        self, Buffer, Busy, Connection, Delivery, ErrorKind, Incoming, Received, ReplyMode, RequestId,
        Session, Transport, TransportError,
    },
    connector::{CbId, CnMsg},
    route::{GetLink, IfInfo, Link, NewLink, RouteMessage},
    wire::{
        Batch, ControlType, Errno, GetFlags, Message, MessageHead, MessageHeader, Messages, MessagesMut,
        NewFlags, Struct, write_ack, write_done, write_error,
    },
};
use std::{collections::VecDeque, fmt};

const PORT: u32 = 7;
const NEWLINK: u16 = RouteMessage::RTM_NEWLINK;
const MULTI: u16 = GetFlags::MULTI.bits();
const EBUSY: i32 = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    TimedOut,
    Lost,
}
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
impl std::error::Error for Fault {}
impl TransportError for Fault {
    fn is_loss(&self) -> bool {
        *self == Self::Lost
    }
    fn is_timeout(&self) -> bool {
        *self == Self::TimedOut
    }
}
/// What answers as the kernel does: one dump at a time, whose next part is made when a datagram is read (netlink_recvmsg).
#[derive(Default)]
struct Kernel {
    queue: VecDeque<(Delivery, Vec<u8>)>,
    /// The dump's request, and how many parts are left of it.
    dump: Option<(Vec<u8>, usize)>,
    /// Datagrams of a dump.
    parts: usize,
    /// What a part is, by its number from the end.
    part: Option<fn(usize) -> Vec<u8>>,
    /// How many datagrams can be received before the deadline passes; `None` where there is none.
    left: Option<usize>,
    /// Whether a receive that does not wait fails at the deadline, too.
    strict: bool,
    /// Answers that wait until they are let go.
    held: Option<Vec<Vec<u8>>>,
    /// Behind each part of a dump comes one like it that was sent to a group.
    mimic: bool,
    /// Refusals repeat the request's header only.
    capped: bool,
    /// So many dumps more are refused, whatever runs.
    refuse: u32,
    /// How many dumps were refused because one ran.
    refused: u32,
    /// How many messages were sent.
    requests: u32,
}
impl Kernel {
    fn new(parts: usize) -> Self {
        Self { parts, ..Self::default() }
    }
    fn say(&mut self, bytes: Vec<u8>) {
        match &mut self.held {
            Some(held) => held.push(bytes),
            None => self.queue.push_back((Delivery::Unicast, bytes)),
        }
    }
    /// Makes the dump's next part, where one runs: when it begins, and with each receive.
    fn go_on(&mut self) {
        let Some((request, left)) = self.dump.take() else { return };
        let request_message = parse(&request);
        let Some(next) = left.checked_sub(1) else {
            let end = write_done(&mut [0; 64], request_message, 0, |_| {}).unwrap().to_vec();
            return self.say(end);
        };
        let mut part = match self.part {
            Some(part) => part(next),
            None => link(NEWLINK, MULTI, 0, 0, next as u32),
        };
        let mut messages = MessagesMut::new(&mut part);
        let mut message = messages.next().unwrap();
        message.header().set(MessageHeader::nlmsg_seq, request_message.seq());
        message.header().set(MessageHeader::nlmsg_pid, PORT);
        self.say(part);
        if self.mimic {
            let forged = link(NEWLINK, MULTI, request_message.seq(), PORT, 66);
            self.queue.push_back((Delivery::Multicast, forged));
        }
        self.dump = Some((request, next));
    }
    fn pop(&mut self, buffer: &mut [u8]) -> Option<Received> {
        let (delivery, bytes) = self.queue.pop_front()?;
        self.go_on();
        buffer[..bytes.len()].copy_from_slice(&bytes);
        Some(Received { len: bytes.len(), delivery })
    }
}
impl Transport for Kernel {
    type Error = Fault;
    fn send(&mut self, datagram: &[u8]) -> Result<(), Fault> {
        for request in Messages::new(datagram).map(Result::unwrap) {
            self.requests += 1;
            let refusal =
                |errno, capped| write_error(&mut [0; 256], request, errno, capped, |_| {}).unwrap().to_vec();
            let is_dump = request.flags() & GetFlags::DUMP.bits() == GetFlags::DUMP.bits();
            let mut said = match request.message_type() {
                RouteMessage::RTM_GETLINK if is_dump => {
                    if self.dump.is_some() || self.refuse > 0 {
                        self.refuse = self.refuse.saturating_sub(1);
                        self.refused += 1;
                        refusal(EBUSY, self.capped)
                    } else {
                        self.dump = Some((request.bytes().to_vec(), self.parts));
                        self.go_on();
                        continue;
                    }
                }
                RouteMessage::RTM_GETLINK => {
                    self.say(link(NEWLINK, 0, request.seq(), PORT, 1));
                    refusal(0, true)
                }
                _ => refusal(0, true),
            };
            said[12..16].copy_from_slice(&PORT.to_ne_bytes());
            self.say(said);
        }
        Ok(())
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, Fault> {
        self.left = match self.left {
            Some(0) => return Err(Fault::TimedOut),
            left => left.map(|left| left - 1),
        };
        self.pop(buffer).ok_or(Fault::TimedOut)
    }
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, Fault> {
        if self.strict && self.left == Some(0) && (self.dump.is_some() || !self.queue.is_empty()) {
            return Err(Fault::TimedOut);
        }
        Ok(self.pop(buffer))
    }
}

fn header(index: u32) -> Struct<IfInfo> {
    IfInfo::new().with(IfInfo::ifi_index, index)
}
fn link(kind: u16, flags: u16, seq: u32, port: u32, index: u32) -> Vec<u8> {
    let mut buffer = [0; 64];
    let mut batch = Batch::new(&mut buffer);
    batch
        .reply::<_, Link>(
            MessageHead { message_type: kind, flags, seq, port_id: port },
            &header(index),
            |_| {},
        )
        .unwrap();
    batch.bytes().to_vec()
}
fn parse(bytes: &[u8]) -> Message<'_> {
    Message::new(bytes).unwrap()
}
/// What a dump brings.
fn dump<T: Transport, B: Buffer>(
    connection: &mut Connection<T, B>,
) -> Result<Vec<u32>, client::Error<T::Error>> {
    let mut links = connection.dump(GetLink::default())?;
    let mut found = Vec::new();
    while let Some(link) = links.next()? {
        found.push(link.header.get(IfInfo::ifi_index));
    }
    Ok(found)
}
/// Begins a dump, reads one part of it and gives it up.
fn give_up<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) {
    let mut links = connection.dump(GetLink::default()).unwrap_or_else(|failure| panic!("{failure}"));
    assert!(links.next().unwrap_or_else(|failure| panic!("{failure}")).is_some());
}
fn all_of(parts: usize) -> Vec<u32> {
    (0..parts as u32).rev().collect()
}
