//! A kernel with links that loses events as kernels do.
use crate::Trouble;
use nlwire::{
    client::{Delivery, Received, Transport},
    wire::{Errno, Message},
};
use nlwire_tables::made;
use std::collections::{BTreeMap, VecDeque};

/// Port ID of the socket.
pub const PORT: u32 = 7;

/// A kernel with links, which have an MTU each.
#[derive(Default)]
pub struct LinkKernel {
    /// The MTU of each link, by index.
    pub links: BTreeMap<u8, u8>,
    /// The receive queue.
    pub queue: VecDeque<(Vec<u8>, Delivery)>,
    lost: bool,
    congested: bool,
    /// The dump under way: sequence number, the link told last, whether it was interrupted.
    pub dump: Option<(u32, u8, bool)>,
}
/// Header and attributes of a link.
pub fn link_body(index: u8, mtu: u8) -> Vec<u8> {
    [&[0, 0, 0, 0, index, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &made::attr(4, &[mtu, 2, 0, 0])].concat()
}
impl LinkKernel {
    /// Returns whether there is nothing to be received.
    pub fn is_quiet(&self) -> bool {
        self.queue.is_empty() && self.dump.is_none() && !self.lost
    }
    /// Announces a change, or loses the event.
    pub fn event(&mut self, kind: u16, body: &[u8], lose: bool) {
        if self.congested || lose {
            self.lost |= !std::mem::replace(&mut self.congested, true);
        } else {
            self.queue.push_back((made::message(kind, 0, 0, body), Delivery::Multicast));
        }
    }
    fn continue_dump(&mut self) {
        let Some((seq, last, interrupted)) = self.dump.take() else { return };
        let flags = if interrupted { 0x12 } else { 2 };
        let next = self.links.range(last + 1..).next();
        let (kind, body) = next.map_or((3, vec![0; 4]), |(index, mtu)| (16, link_body(*index, *mtu)));
        self.dump = next.map(|(index, _)| (seq, *index, interrupted));
        self.reply(kind, flags, seq, &body);
    }
    fn reply(&mut self, kind: u16, flags: u16, seq: u32, body: &[u8]) {
        let mut message = made::message(kind, flags, seq, body);
        message[12..16].copy_from_slice(&PORT.to_ne_bytes());
        self.queue.push_back((message, Delivery::Unicast));
    }
}
impl Transport for LinkKernel {
    type Error = Trouble;
    fn send(&mut self, datagram: &[u8]) -> Result<(), Trouble> {
        let request = Message::new(datagram).expect("well-formed");
        if self.dump.is_some() {
            // the reader was silent for so long that it asks again
            let busy = [&(-Errno::EBUSY.0).to_ne_bytes()[..], &request.bytes()[..16]].concat();
            self.reply(2, 0x100, request.seq(), &busy);
            return Ok(());
        }
        self.dump = Some((request.seq(), 0, false));
        self.continue_dump();
        Ok(())
    }
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, Trouble> {
        if std::mem::take(&mut self.lost) {
            return Err(Trouble::Lost);
        }
        let front = self.queue.pop_front();
        self.congested &= !self.queue.is_empty();
        self.continue_dump();
        let Some((datagram, delivery)) = front else { return Ok(None) };
        buffer[..datagram.len()].copy_from_slice(&datagram);
        Ok(Some(Received { len: datagram.len(), delivery }))
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, Trouble> {
        self.try_recv(buffer)?.ok_or(Trouble::Late)
    }
}
