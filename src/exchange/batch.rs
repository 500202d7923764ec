//! Several requests by one send, each answered by itself.
use super::connection::{Happened, Place};
use super::{Answer, Cause, Connection, Done, Failure, Ticket, Transport};
use crate::wire::{
    Ack, Batch, GetFlags, Layout, Message, MessageHeader, MessageRow, MessagesMut, Operation, Path, Refusal,
    Request, RequestFlags, Verb, align4,
};
use core::fmt;

/// How the table of a protocol is asked for a message type's row: [`route::row`](crate::route::row), `netfilter::row`.
pub type RowOf = fn(u16) -> Option<&'static MessageRow>;

/// Several requests that go by one send, built in a connection's buffer. The kernel takes them in order, and a refusal of one does not keep
/// it from the next (nf_tables takes all or none: [`nftables::transaction`](crate::netfilter::nftables::transaction)).
///
/// Only the last asks for an ack, so that the answer is short: what was refused, and the end. Each refusal is told with the place of its
/// request among them, counted from 0.
///
/// ```
/// use nlwire::{exchange::{BatchFailure, Connection, Transport}, route::{self, Addr, NewAddr}, uapi::AddressFamily, wire::NewFlags};
/// /// Adds 192.0.2.1 to 192.0.2.9 to a link by one system call.
/// fn add_nine<T: Transport>(connection: &mut Connection<'_, T>, link: u32) -> Result<(), BatchFailure<T::Error>> {
///     let mut batch = connection.batch(route::row);
///     for last in 1..10 {
///         let operation = NewAddr { family: AddressFamily::AF_INET, prefix_len: 24, index: link, ..Default::default() };
///         batch.add(operation, NewFlags::CREATE, |request| {
///             request.put(Addr::IFA_LOCAL, core::net::Ipv4Addr::new(192, 0, 2, last));
///         })?;
///     }
///     batch.commit()?; // fails with the first refusal: which, why, which attribute
///     Ok(())
/// }
/// ```
pub struct RequestBatch<'c, 'b, T: Transport> {
    connection: &'c mut Connection<'b, T>,
    row: RowOf,
    /// Bytes.
    len: usize,
    /// How many messages there are, those in front included.
    count: u32,
    /// How many in front are no element: what begins a transaction.
    front: u32,
    /// Where the last element begins.
    last: usize,
    /// Some element is answered by more than an ack.
    answered: bool,
}
impl<'b, T: Transport> Connection<'b, T> {
    /// Begins a batch: requests are added to it, and go by one send. `row` knows the protocol's messages, for the names in an error.
    pub fn batch(&mut self, row: RowOf) -> RequestBatch<'_, 'b, T> {
        self.leave_datagram();
        RequestBatch { connection: self, row, len: 0, count: 0, front: 0, last: 0, answered: false }
    }
}
impl<'c, 'b, T: Transport> RequestBatch<'c, 'b, T> {
    /// Adds a request, and says its place among them.
    ///
    /// # Errors
    /// It does not fit the connection's buffer; the batch is as it was, and can be sent.
    pub fn add<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> Answer<usize, T> {
        let flags_bits = flags.to_bits();
        self.answered |=
            <O::Flags as RequestFlags>::VERB == Verb::Get || flags_bits & GetFlags::ECHO.bits() != 0;
        let at = align4(self.len);
        self.put(operation, flags, fill)?;
        self.last = at;
        Ok((self.count - self.front).saturating_sub(1) as usize)
    }
    /// Adds a message that is no element of what the user asked for: what begins a transaction.
    #[cfg_attr(not(feature = "netfilter"), allow(dead_code))] // nf_tables alone opens its batches with a message
    pub(crate) fn front<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> Answer<(), T> {
        self.put(operation, flags, fill)?;
        self.front = self.count;
        Ok(())
    }
    fn put<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> Answer<(), T> {
        let mut batch = Batch::behind(self.connection.buffer, self.len);
        // the sequence is known when all are there
        let put = batch.request(operation, flags, 0, fill).map(|_| ());
        self.len = batch.bytes().len();
        match put {
            Ok(()) => {
                self.count = self.count.saturating_add(1);
                Ok(())
            }
            Err(error) => Err(Failure { operation: O::NAME, cause: Cause::Build(error) }),
        }
    }
    /// How many requests there are.
    pub const fn len(&self) -> usize {
        (self.count - self.front) as usize
    }
    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.count == self.front
    }
    /// Sends all, and lends what is answered. Where there are none, nothing is sent.
    ///
    /// # Errors
    /// They could not be sent.
    pub fn send(self) -> Answer<BatchAnswers<'c, 'b, T>, T> {
        self.send_with(|_, len| Ok(len))
    }
    /// The same with a message behind the last, which `back` writes behind the first `len` bytes of the buffer.
    pub(crate) fn send_with(
        self,
        back: impl FnOnce(&mut [u8], usize) -> Result<usize, crate::wire::BuildError>,
    ) -> Answer<BatchAnswers<'c, 'b, T>, T> {
        let Self { connection, row, len, count, front, last, answered } = self;
        let fail = |cause| Failure { operation: "batch", cause };
        let mut answers = BatchAnswers {
            connection,
            row,
            ticket: None,
            front,
            count,
            ended: count == front,
            place: Place(0, 0),
        };
        if answers.ended {
            return Ok(answers);
        }
        let connection = &mut *answers.connection;
        connection.exchange.cancel_all();
        let ticket = connection
            .exchange
            .begin_batch(count, front > 0, answered)
            .map_err(|busy| fail(Cause::Busy(busy)))?;
        let end = back(connection.buffer, len);
        let back = connection.exchange.sequence();
        let sent = end.map_err(Cause::Build).and_then(|end| {
            let bytes = connection.buffer.get_mut(..end).unwrap_or(&mut []);
            let mut seq = ticket.seq();
            for (place, mut message) in (0..).zip(MessagesMut::new(bytes)) {
                message.header().set(MessageHeader::nlmsg_seq, if place < count { seq } else { back });
                seq = seq.wrapping_add(1);
            }
            if let Some(mut message) = bytes.get_mut(last..).and_then(|bytes| MessagesMut::new(bytes).next())
            {
                let flags = message.header().get(MessageHeader::nlmsg_flags);
                message.header().set(MessageHeader::nlmsg_flags, flags | GetFlags::ACK.bits());
            }
            connection.transport.send(bytes).map_err(Cause::Transport)
        });
        if let Err(cause) = sent {
            connection.exchange.forget(ticket);
            return Err(fail(cause));
        }
        answers.ticket = Some(ticket);
        Ok(answers)
    }
    /// Sends all, and reads to the end. What answers beside acks and refusals is passed over.
    ///
    /// # Errors
    /// The first refusal: which request, why, which attribute; and how many were refused.
    #[allow(clippy::result_large_err)] // once for many requests
    pub fn commit(self) -> Result<Done, BatchFailure<T::Error>> {
        self.send()?.finish()
    }
}

/// What answers a batch, lent one by one.
pub struct BatchAnswers<'c, 'b, T: Transport> {
    connection: &'c mut Connection<'b, T>,
    row: RowOf,
    ticket: Option<Ticket>,
    front: u32,
    count: u32,
    ended: bool,
    /// Where the refusal lies that was told last.
    place: Place,
}
/// One answer of a batch.
#[derive(Clone, Copy, Debug)]
pub enum BatchAnswer<'a> {
    /// A message that answers a request: of a Get, or with NLM_F_ECHO what was made.
    Item {
        /// The request's place among them; `None` where it answers what begins a transaction. (nf_tables tells its generation as if the
        /// first had asked.)
        index: Option<usize>,
        /// The message.
        message: Message<'a>,
    },
    /// A request was refused.
    Refused {
        /// The request's place among them; `None` where all were refused together.
        index: Option<usize>,
        /// Why.
        refusal: Refusal,
    },
}
impl<T: Transport> BatchAnswers<'_, '_, T> {
    /// The next answer, or `None` at the end.
    ///
    /// # Errors
    /// Those of the transport, a message that is broken, a loss. The next call goes on.
    #[allow(clippy::should_implement_trait)] // it lends, which an Iterator cannot
    pub fn next(&mut self) -> Answer<Option<BatchAnswer<'_>>, T> {
        let Some(ticket) = self.ticket.filter(|_| !self.ended) else { return Ok(None) };
        let fail = |cause| Failure { operation: "batch", cause };
        let index = |request: Ticket, front: u32| {
            request.seq().wrapping_sub(ticket.seq()).checked_sub(front).map(|at| at as usize)
        };
        let (request, place, refusal) = loop {
            match self.connection.happens(0).map_err(fail)? {
                (place, Happened::Item(request, _)) if self.is_ours(request) => break (request, place, None),
                (place, Happened::Refused(request, refusal)) if self.is_ours(request) => {
                    self.ended = !self.connection.exchange.is_in_flight(ticket);
                    self.place = place;
                    break (request, place, Some(refusal));
                }
                (_, Happened::Done(request, _))
                    if self.is_ours(request) && !self.connection.exchange.is_in_flight(ticket) =>
                {
                    self.ended = true;
                    return Ok(None);
                }
                (place, Happened::Event) => self.connection.hand_over(place),
                (_, Happened::Overrun) => return Err(fail(Cause::Overrun)),
                _ => {}
            }
        };
        let index = index(request, self.front);
        Ok(Some(match refusal {
            Some(refusal) => BatchAnswer::Refused { index, refusal },
            None => BatchAnswer::Item {
                index,
                message: self.connection.message(place).map_err(|error| fail(Cause::Malformed(error)))?,
            },
        }))
    }
    fn is_ours(&self, request: Ticket) -> bool {
        self.ticket.is_some_and(|ticket| request.seq().wrapping_sub(ticket.seq()) < self.count)
    }
    /// The attribute that the last refusal was about, by the kernel's names. To be asked before the next answer.
    pub fn path(&self) -> Option<Path> {
        let (ack, row) = self.refused()?;
        ack.path(row?)
    }
    /// The last refusal, and the row of what was refused.
    fn refused(&self) -> Option<(Ack<'_>, Option<&'static MessageRow>)> {
        let ack = Ack::read(self.connection.message(self.place).ok()?)?;
        Some((ack, ack.request_header().and_then(|header| (self.row)(header.get(MessageHeader::nlmsg_type)))))
    }
    /// Reads to the end.
    ///
    /// # Errors
    /// The first refusal.
    #[allow(clippy::result_large_err)] // once for many requests
    pub fn finish(mut self) -> Result<Done, BatchFailure<T::Error>> {
        let mut first: Option<BatchFailure<T::Error>> = None;
        loop {
            let found = match self.next()? {
                Some(BatchAnswer::Refused { index, refusal }) => (index, refusal),
                Some(BatchAnswer::Item { .. }) => continue,
                None => break,
            };
            let (index, refusal) = found;
            match &mut first {
                Some(first) => first.refused = first.refused.saturating_add(1),
                None => {
                    let row = self.refused().and_then(|(_, row)| row);
                    let operation = row.map_or("batch", |row| row.name);
                    let failure = Failure { operation, cause: Cause::Refused(refusal) };
                    first = Some(BatchFailure { index, refused: 1, path: self.path(), failure });
                }
            }
        }
        first.map_or(Ok(Done::default()), Err)
    }
}

/// Why a batch failed. Of fixed size, without allocation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BatchFailure<E> {
    /// The place of the request that was refused first, counted from 0; `None` where all were refused together, or none could be sent.
    pub index: Option<usize>,
    /// How many were refused.
    pub refused: usize,
    /// The attribute that the first refusal was about, by the kernel's names, where the kernel told.
    pub path: Option<Path>,
    /// What was asked for, and why it failed.
    pub failure: Failure<E>,
}
impl<E> From<Failure<E>> for BatchFailure<E> {
    fn from(failure: Failure<E>) -> Self {
        Self { index: None, refused: 0, path: None, failure }
    }
}
impl<E: fmt::Display> fmt::Display for BatchFailure<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(index) = self.index {
            write!(f, "request {index} of the batch, ")?;
        }
        fmt::Display::fmt(&self.failure, f)?;
        if let Some(path) = self.path.filter(|path| !path.is_empty()) {
            write!(f, ", at {path}")?;
        }
        match self.refused {
            0 | 1 => Ok(()),
            refused => write!(f, "; {} more were refused", refused - 1),
        }
    }
}
impl<E: fmt::Display> fmt::Debug for BatchFailure<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl<E: core::error::Error> core::error::Error for BatchFailure<E> {}
