//! A kernel that answers requests about links when it is told to.
use crate::Trouble;
use nlwire::{
    client::{Delivery, PollTransport, Received},
    route::{IfInfo, Link},
    wire::Message,
};
use nlwire_tables::made;
use std::{
    cell::RefCell,
    collections::VecDeque,
    task::{Context, Poll, Waker},
};

/// Port ID of the socket.
const PORT: u32 = 77;
/// How many links there are.
pub const LINKS: u32 = 5;

/// The kernel's side of a conversation.
#[derive(Default)]
pub struct Replying {
    asked: VecDeque<Vec<u8>>,
    /// The dump under way: sequence number, next link.
    dump: Option<(u32, u32)>,
    /// The receive queue.
    pub queue: VecDeque<Result<(Vec<u8>, Delivery), Trouble>>,
    /// Who waits for a datagram: the last alone is woken.
    pub waker: Option<Waker>,
    /// How many events there were.
    pub events: u32,
    /// Whether anything was lost.
    pub lost: bool,
    /// Whether events are discarded until the queue is empty.
    pub congested: bool,
}
/// A message to the socket.
pub fn addressed(kind: u16, flags: u16, seq: u32, payload: &[u8]) -> Vec<u8> {
    let mut bytes = made::message(kind, flags, seq, payload);
    bytes[12..16].copy_from_slice(&PORT.to_ne_bytes());
    bytes
}
/// A message about a link.
pub fn link(index: u32, flags: u16, seq: u32) -> Vec<u8> {
    addressed(16, flags, seq, IfInfo::new().with(IfInfo::ifi_index, index).as_bytes())
}
fn ack(request: Message<'_>, errno: i32) -> Vec<u8> {
    addressed(2, 0x100, request.seq(), &[&(-errno).to_ne_bytes(), &request.bytes()[..16]].concat())
}
impl Replying {
    /// Queues a datagram.
    pub fn arrives(&mut self, datagram: Vec<u8>, delivery: Delivery, of_dump: bool) {
        if of_dump || !self.congested {
            self.queue.push_back(Ok((datagram, delivery)));
        }
        self.waker.take().into_iter().for_each(Waker::wake);
    }
    /// ENOBUFS is reported before what is queued; until the queue is empty all that follows is discarded.
    pub fn lose(&mut self) {
        if !std::mem::replace(&mut self.congested, true) {
            self.queue.push_front(Err(Trouble::Lost));
            self.lost = true;
            self.waker.take().into_iter().for_each(Waker::wake);
        }
    }
    fn continue_dump(&mut self) {
        let Some((seq, next)) = self.dump else { return };
        let mut datagram = if next <= LINKS { link(next, 2, seq) } else { addressed(3, 2, seq, &[0; 4]) };
        if next == LINKS {
            datagram.extend(addressed(3, 2, seq, &[0; 4]));
        }
        self.dump = (next < LINKS).then_some((seq, next + 1));
        self.arrives(datagram, Delivery::Unicast, true);
    }
    /// Answers one request, if there is one.
    pub fn answer(&mut self) -> bool {
        let Some(request) = self.asked.pop_front() else { return false };
        let request = Message::new(&request).expect("well-formed");
        let (header, _) = request.split::<IfInfo, Link>().expect("with its header");
        let (index, mut answers) = (header.get(IfInfo::ifi_index), Vec::new());
        match request.message_type() {
            18 if request.flags() & 0x300 != 0 => {
                assert!(self.dump.is_none(), "two dumps at once");
                self.dump = Some((request.seq(), 1));
                self.continue_dump();
            }
            18 if index <= LINKS => answers.extend([link(index, 0, request.seq()), ack(request, 0)]),
            _ => answers.push(ack(request, if index <= LINKS { 0 } else { 19 })),
        }
        answers.into_iter().for_each(|answer| self.arrives(answer, Delivery::Unicast, false));
        true
    }
}
/// A socket of that kernel.
#[derive(Default)]
pub struct Wire(pub RefCell<Replying>);
impl PollTransport for Wire {
    type Error = Trouble;
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<Received, Trouble>> {
        match self.try_recv(buffer).transpose() {
            Some(received) => Poll::Ready(received),
            None => {
                self.0.borrow_mut().waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
    fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, Trouble> {
        let mut kernel = self.0.borrow_mut();
        let front = kernel.queue.pop_front();
        kernel.congested &= !kernel.queue.is_empty();
        let Some(front) = front else { return Ok(None) };
        if front != Err(Trouble::Lost) {
            kernel.continue_dump();
        }
        let (datagram, delivery) = front?;
        buffer[..datagram.len()].copy_from_slice(&datagram);
        Ok(Some(Received { len: datagram.len(), delivery }))
    }
    fn send(&self, datagram: &[u8]) -> Result<(), Trouble> {
        let mut kernel = self.0.borrow_mut();
        kernel.asked.push_back(datagram.to_vec());
        // a dump begins before the call returns
        let dumps = datagram[7] & 3 != 0;
        while dumps && kernel.answer() {}
        Ok(())
    }
}
