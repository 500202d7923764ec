//! Requests that the decoder remembers, so that a control message which does not repeat its request
//! can be decoded by it.
use crate::wire::{Ack, ControlType, GetFlags, Message, MessageHeader, NLMSG_MIN_TYPE, Protocol, Struct};
use core::fmt;

/// Maximum number of requests.
const REQUESTS: usize = 32;
/// Size of the storage, bytes.
const STORAGE: usize = 4096;
/// Maximum number of bytes of one request. An attribute further on has no path.
const LONGEST: usize = 1024;
const HEADER: usize = size_of::<Struct<MessageHeader>>();

/// The most recent requests, oldest first.
#[derive(Clone)]
pub(super) struct Requests {
    entries: [Entry; REQUESTS],
    count: usize,
    /// The requests, without gaps.
    storage: [u8; STORAGE],
    used: usize,
}
#[derive(Clone, Copy)]
struct Entry {
    protocol: u8,
    /// Header as sent. The stored one has the length that is stored.
    header: [u8; HEADER],
    len: usize,
}
impl fmt::Debug for Requests {
    /// Prints the number alone: requests may contain keys.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} requests", self.count)
    }
}
impl Requests {
    pub(super) const fn new() -> Self {
        let entry = Entry { protocol: 0, header: [0; HEADER], len: 0 };
        Self { entries: [entry; REQUESTS], count: 0, storage: [0; STORAGE], used: 0 }
    }
    /// Remembers a message if it is a request, and forgets the oldest ones for it.
    pub(super) fn learn(&mut self, protocol: Protocol, message: Message<'_>) {
        let is_request = message.flags() & GetFlags::REQUEST.bits() != 0;
        if !is_request || message.message_type() < NLMSG_MIN_TYPE {
            return;
        }
        let bytes = message.bytes();
        let bytes = bytes.get(..bytes.len().min(LONGEST)).unwrap_or(bytes);
        while self.count >= REQUESTS || self.used.saturating_add(bytes.len()) > STORAGE {
            self.forget_oldest();
        }
        let (Some(header), Some(room)) = (
            bytes.first_chunk::<HEADER>(),
            self.storage.get_mut(self.used..).and_then(|rest| rest.get_mut(..bytes.len())),
        ) else {
            return;
        };
        room.copy_from_slice(bytes);
        if let Some((field, _)) = room.split_first_chunk_mut::<4>() {
            *field = (bytes.len() as u32).to_ne_bytes();
        }
        if let Some(entry) = self.entries.get_mut(self.count) {
            *entry = Entry { protocol: protocol.0, header: *header, len: bytes.len() };
            self.count += 1;
            self.used += bytes.len();
        }
    }
    fn forget_oldest(&mut self) {
        let Some(oldest) = self.entries.first() else { return };
        let len = oldest.len;
        if let Some(used) = self.storage.get_mut(..self.used).filter(|used| len <= used.len()) {
            used.rotate_left(len);
        }
        self.used = self.used.saturating_sub(len);
        self.entries.copy_within(1.., 0);
        self.count = self.count.saturating_sub(1);
    }
    /// Returns the most recent request that an `NLMSG_ERROR` or `NLMSG_DONE` answers.
    ///
    /// The start of the request if it is longer than 1 kB.
    pub(super) fn find(&self, protocol: Protocol, ack: &Ack<'_>) -> Option<Message<'_>> {
        let is_done = ack.outer().message_type() == ControlType::NLMSG_DONE.0;
        let echoed = ack.request_header().filter(|_| !is_done);
        // the kernel repeats the header as it was sent; a server may change it
        let exact = |entry: &Entry| {
            echoed.is_some_and(|header| zerocopy::IntoBytes::as_bytes(header) == entry.header)
        };
        let similar = |entry: &Entry| {
            let header: &Struct<MessageHeader> = zerocopy::transmute_ref!(&entry.header);
            let (sender, receiver) = (header.get(MessageHeader::nlmsg_pid), ack.outer().port_id());
            let kind = header.get(MessageHeader::nlmsg_type);
            header.get(MessageHeader::nlmsg_seq) == ack.seq()
                // most programs leave the port to the kernel
                && (sender == 0 || sender == receiver)
                && (is_done || echoed.is_some_and(|header| header.get(MessageHeader::nlmsg_type) == kind))
        };
        self.search(protocol, exact).or_else(|| self.search(protocol, similar))
    }
    fn search(&self, protocol: Protocol, is_asked: impl Fn(&Entry) -> bool) -> Option<Message<'_>> {
        let (mut rest, mut found) = (self.storage.get(..self.used)?, None);
        for entry in self.entries.get(..self.count)? {
            let (bytes, after) = rest.split_at_checked(entry.len)?;
            rest = after;
            if entry.protocol == protocol.0 && is_asked(entry) {
                found = Some(bytes);
            }
        }
        Message::new(found?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{write_done, write_error};
    use std::{vec, vec::Vec};

    const ROUTE: Protocol = Protocol::ROUTE;

    fn request(kind: u16, seq: u32, port: u32, len: usize) -> Vec<u8> {
        let mut bytes = vec![seq as u8; len];
        bytes[..4].copy_from_slice(&(len as u32).to_ne_bytes());
        bytes[4..6].copy_from_slice(&kind.to_ne_bytes());
        bytes[6..8].copy_from_slice(&1u16.to_ne_bytes());
        bytes[8..12].copy_from_slice(&seq.to_ne_bytes());
        bytes[12..16].copy_from_slice(&port.to_ne_bytes());
        bytes
    }
    /// Returns the length of the request that is found for a capped error.
    fn found(requests: &Requests, protocol: Protocol, request: &[u8]) -> Option<usize> {
        let mut buffer = [0; 256];
        let bytes = write_error(&mut buffer, Message::new(request).unwrap(), 22, true, |_| {}).unwrap();
        let ack = Ack::read(Message::new(bytes).unwrap()).unwrap();
        let found = requests.find(protocol, &ack)?;
        assert_eq!(&found.bytes()[4..], &request[4..found.bytes().len()]);
        Some(found.bytes().len())
    }

    #[test]
    fn the_newest_requests_are_found_and_the_oldest_forgotten() {
        let mut requests = Requests::new();
        let all: Vec<_> = (0..100).map(|seq| request(16, seq, 0, 40 + seq as usize * 4)).collect();
        for (at, bytes) in all.iter().enumerate() {
            requests.learn(ROUTE, Message::new(bytes).unwrap());
            let kept = all[..=at].iter().rev().take(REQUESTS).scan(0, |sum, bytes| {
                *sum += bytes.len();
                Some(*sum)
            });
            let kept = kept.take_while(|sum| *sum <= STORAGE).count();
            for (before, bytes) in all[..=at].iter().rev().enumerate() {
                let expected = (before < kept).then_some(bytes.len());
                assert_eq!(found(&requests, ROUTE, bytes), expected, "{before} before {at}");
            }
        }
        assert_eq!(found(&requests, Protocol::XFRM, &all[99]), None, "of another protocol");
    }
    #[test]
    fn a_long_request_is_remembered_in_part() {
        let mut requests = Requests::new();
        for len in [LONGEST - 1, LONGEST, LONGEST + 1, 60_000] {
            let bytes = request(16, len as u32, 0, len);
            requests.learn(ROUTE, Message::new(&bytes).unwrap());
            assert_eq!(found(&requests, ROUTE, &bytes), Some(len.min(LONGEST)));
        }
        let mut reply = request(16, 7, 0, 20);
        reply[6..8].fill(0);
        requests.learn(ROUTE, Message::new(&reply).unwrap());
        assert_eq!(found(&requests, ROUTE, &reply), None, "a reply is no request");
    }
    #[test]
    fn of_two_requests_with_one_number_the_header_decides() {
        let mut requests = Requests::new();
        let (one, other) = (request(16, 1, 0, 20), request(17, 1, 0, 24));
        let mut buffer = [0; 64];
        for bytes in [&one, &other] {
            requests.learn(ROUTE, Message::new(bytes).unwrap());
        }
        assert_eq!((found(&requests, ROUTE, &one), found(&requests, ROUTE, &other)), (Some(20), Some(24)));
        // an end of a dump has no header: the newest, of this port if the request has one
        let mut end = |asked: &[u8], port: u32| {
            let bytes = write_done(&mut buffer, Message::new(asked).unwrap(), 0, |_| {}).unwrap();
            let mut bytes = bytes.to_vec();
            bytes[12..16].copy_from_slice(&port.to_ne_bytes());
            let ack = Ack::read(Message::new(&bytes).unwrap()).unwrap();
            requests.find(ROUTE, &ack).map(|message| message.message_type())
        };
        assert_eq!(end(&one, 700), Some(17));
        requests.learn(ROUTE, Message::new(&request(18, 1, 701, 20)).unwrap());
        let mut end = |port: u32| {
            let bytes = write_done(&mut buffer, Message::new(&one).unwrap(), 0, |_| {}).unwrap();
            let mut bytes = bytes.to_vec();
            bytes[12..16].copy_from_slice(&port.to_ne_bytes());
            let ack = Ack::read(Message::new(&bytes).unwrap()).unwrap();
            requests.find(ROUTE, &ack).map(|message| message.message_type())
        };
        assert_eq!((end(700), end(701)), (Some(17), Some(18)));
    }
}
