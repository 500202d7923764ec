//! Several requests in one send, each answered separately.
use super::connection::{Place, Polled};
use super::error::check_protocol;
use super::{
    Buffer, Call, Completion, Connection, DiscardEvents, ErrorKind, EventHandler, RequestId, Step, Transport,
};
use crate::client;
use crate::{
    schema::Path,
    wire::{
        Ack, Batch, GetFlags, KernelError, Message, MessageHeader, MessagesMut, Operation, Request,
        RequestFlags, Verb, align4,
        spec::{Lookup, MessageSpec},
    },
};
use core::fmt;

/// Several requests in one send, built in a connection's buffer.
///
/// The kernel processes them in order, and an error of one does not stop the next (except
/// nf_tables, which applies all or none:
/// [`nftables::transaction`](crate::netfilter::nftables::transaction)).
///
/// Only the last request asks for an ack, so that the reply is short: the errors, and the end. Each
/// error is reported with the index of its request, counted from 0.
///
/// ```
/// use nlwire::{client::{Buffer, BatchError, Connection, Transport}, route::{self, Addr, NewAddr}, uapi::AddressFamily, wire::NewFlags};
/// /// Adds 192.0.2.1 to 192.0.2.9 to a link in one system call.
/// fn add_nine<T: Transport, B: Buffer>(connection: &mut Connection<T, B>, link: u32) -> Result<(), BatchError<T::Error>> {
///     let mut batch = connection.batch(route::lookup);
///     for last in 1..10 {
///         let operation = NewAddr { family: AddressFamily::AF_INET, prefix_len: 24, index: link, ..Default::default() };
///         batch.add_with(operation, NewFlags::CREATE, |request| {
///             request.put(Addr::IFA_LOCAL, core::net::Ipv4Addr::new(192, 0, 2, last));
///         })?;
///     }
///     batch.commit()?; // fails with the first error: index, errno, attribute
///     Ok(())
/// }
/// ```
pub struct RequestBatch<'c, T, B, H = DiscardEvents> {
    connection: &'c mut Connection<T, B, H>,
    row: Lookup,
    /// Length in bytes.
    len: usize,
    /// Number of messages, including those in front.
    count: u32,
    /// Number of leading messages that are not requests of the caller, such as the begin of a
    /// transaction.
    front: u32,
    /// Start of the last request.
    last: usize,
    /// Some request is answered by more than an ack.
    answered: bool,
}
impl<T: Transport, B: Buffer, H: EventHandler> Connection<T, B, H> {
    /// Creates a batch: requests are added to it and go in one send. `row` looks up the protocol's
    /// messages, for the names in an error.
    pub fn batch(&mut self, row: Lookup) -> RequestBatch<'_, T, B, H> {
        self.discard_datagram(|_| {});
        RequestBatch { connection: self, row, len: 0, count: 0, front: 0, last: 0, answered: false }
    }
}
impl<'c, T: Transport, B: Buffer, H: EventHandler> RequestBatch<'c, T, B, H> {
    /// Adds the request of a call, and returns its index.
    ///
    /// # Errors
    /// [`ErrorKind::NeedsReply`] if the call needs more than one request, such as one that looks up
    /// an index by name: give the index. Or the request does not fit in the connection's buffer.
    /// The batch is unchanged and can be sent.
    pub fn add<C: Call>(&mut self, mut call: C) -> client::Result<usize, T> {
        let name = call.name();
        let fail = |kind| client::Error { operation: name, kind };
        call.spec().check_protocol(self.connection.transport.protocol()).map_err(fail)?;
        if !matches!(call.start(), Step::Send) || !call.is_single() {
            return Err(fail(ErrorKind::NeedsReply));
        }
        let at = align4(self.len);
        let room = self.connection.buffer.as_mut().get_mut(at..).unwrap_or(&mut []);
        let len = call.write(room, 0).map_err(|error| fail(ErrorKind::Build(error)))?;
        if let Some(mut message) = MessagesMut::new(room.get_mut(..len).unwrap_or(&mut [])).next() {
            // the last request alone asks for an ack
            let flags = message.header().get(MessageHeader::nlmsg_flags);
            message.header().set(MessageHeader::nlmsg_flags, flags & !GetFlags::ACK.bits());
        }
        // padding of the message before
        self.connection.buffer.as_mut().get_mut(self.len..at).unwrap_or(&mut []).fill(0);
        self.len = at.saturating_add(len);
        self.count = self.count.saturating_add(1);
        self.last = at;
        Ok((self.count - self.front).saturating_sub(1) as usize)
    }
    /// Adds a request with attributes that `fill` adds to it, and returns its index.
    ///
    /// # Errors
    /// The request does not fit in the connection's buffer. The batch is unchanged and can be sent.
    pub fn add_with<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> client::Result<usize, T> {
        let flags_bits = flags.to_bits();
        self.answered |=
            <O::Flags as RequestFlags>::VERB == Verb::Get || flags_bits & GetFlags::ECHO.bits() != 0;
        let at = align4(self.len);
        self.put(operation, flags, fill)?;
        self.last = at;
        Ok((self.count - self.front).saturating_sub(1) as usize)
    }
    /// Adds a message that is not a request of the caller: the begin of a transaction.
    #[cfg_attr(not(feature = "nftables"), allow(dead_code))] // nf_tables alone opens its batches with a message
    pub(crate) fn front<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> client::Result<(), T> {
        self.put(operation, flags, fill)?;
        self.front = self.count;
        Ok(())
    }
    fn put<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> client::Result<(), T> {
        let name = operation.name();
        let fail = |kind| client::Error { operation: name, kind };
        check_protocol(O::PROTOCOL, self.connection.transport.protocol()).map_err(fail)?;
        let mut batch = Batch::behind(self.connection.buffer.as_mut(), self.len);
        // the sequence number is known when all requests are added
        let put = batch.request(operation, flags, 0, fill).map(|_| ());
        self.len = batch.bytes().len();
        match put {
            Ok(()) => {
                self.count = self.count.saturating_add(1);
                Ok(())
            }
            Err(error) => Err(fail(ErrorKind::Build(error))),
        }
    }
    /// Returns the number of requests.
    pub const fn len(&self) -> usize {
        (self.count - self.front) as usize
    }
    /// Whether the batch is empty.
    pub const fn is_empty(&self) -> bool {
        self.count == self.front
    }
    /// Sends all requests, and returns an iterator over the replies. An empty batch sends nothing.
    ///
    /// # Errors
    /// The requests could not be sent.
    pub fn send(self) -> client::Result<BatchReplies<'c, T, B, H>, T> {
        self.send_with(|_, len| Ok(len))
    }
    /// Sends the batch with one more message, which `back` writes after the first `len` bytes of
    /// the buffer.
    pub(crate) fn send_with(
        self,
        back: impl FnOnce(&mut [u8], usize) -> Result<usize, crate::wire::BuildError>,
    ) -> client::Result<BatchReplies<'c, T, B, H>, T> {
        let Self { connection, row, len, count, front, last, answered } = self;
        let fail = |cause| client::Error { operation: "batch", kind: cause };
        let mut answers = BatchReplies {
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
        connection.session.cancel_all();
        let ticket = connection
            .session
            .begin_batch(count, front > 0, answered)
            .map_err(|busy| fail(ErrorKind::Busy(busy)))?;
        let end = back(connection.buffer.as_mut(), len);
        let back = connection.session.sequence();
        let sent = end.map_err(ErrorKind::Build).and_then(|end| {
            let bytes = connection.buffer.as_mut().get_mut(..end).unwrap_or(&mut []);
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
            connection.transport.send(bytes).map_err(ErrorKind::Transport)
        });
        if let Err(cause) = sent {
            connection.session.forget(ticket);
            return Err(fail(cause));
        }
        answers.ticket = Some(ticket);
        Ok(answers)
    }
    /// Sends all requests, and reads all replies. Replies other than acks and errors are discarded.
    ///
    /// # Errors
    /// The first error: the index of the request, the cause, the attribute; and the number of
    /// refused requests.
    #[allow(clippy::result_large_err)] // once for many requests
    pub fn commit(self) -> Result<Completion, BatchError<T::Error>> {
        self.send()?.finish()
    }
}

/// The replies to a batch, borrowed one by one.
pub struct BatchReplies<'c, T, B, H = DiscardEvents> {
    connection: &'c mut Connection<T, B, H>,
    row: Lookup,
    ticket: Option<RequestId>,
    front: u32,
    count: u32,
    ended: bool,
    /// Position of the error that was returned last.
    place: Place,
}
/// One reply to a batch.
#[derive(Clone, Copy, Debug)]
pub enum BatchReply<'a> {
    /// A message that answers a request: to a get, or with `NLM_F_ECHO` the changed object.
    Item {
        /// Index of the request; `None` if the message answers the begin of a transaction.
        /// nf_tables sends its generation as if the first request had asked for it.
        index: Option<usize>,
        /// The reply.
        message: Message<'a>,
    },
    /// The kernel refused a request.
    Refused {
        /// Index of the request; `None` if all requests were refused together.
        index: Option<usize>,
        /// The kernel's error.
        refusal: KernelError,
    },
}
impl<T: Transport, B: Buffer, H: EventHandler> BatchReplies<'_, T, B, H> {
    /// Returns the next reply, or `None` at the end.
    ///
    /// # Errors
    /// Errors of the transport, or a malformed message: the next call continues.
    /// [`ErrorKind::Overrun`] if messages were lost: nothing follows.
    #[allow(clippy::should_implement_trait)] // it lends, which an Iterator cannot
    pub fn next(&mut self) -> client::Result<Option<BatchReply<'_>>, T> {
        let Some(ticket) = self.ticket.filter(|_| !self.ended) else { return Ok(None) };
        let fail = |cause| client::Error { operation: "batch", kind: cause };
        let index = |request: RequestId, front: u32| {
            request.seq().wrapping_sub(ticket.seq()).checked_sub(front).map(|at| at as usize)
        };
        let (request, place, refusal) = loop {
            let happened = self.connection.poll_message(0).map_err(|cause| {
                if matches!(cause, ErrorKind::Overrun) {
                    // what has not come by the end of the queue was lost
                    self.ended = true;
                    self.connection.lost(ticket);
                }
                fail(cause)
            })?;
            match happened {
                (place, Polled::Item(request, _)) if self.is_ours(request) => break (request, place, None),
                (place, Polled::Refused(request, refusal)) if self.is_ours(request) => {
                    self.ended = !self.connection.session.is_in_flight(ticket);
                    self.place = place;
                    break (request, place, Some(refusal));
                }
                (_, Polled::Done(request, _))
                    if self.is_ours(request) && !self.connection.session.is_in_flight(ticket) =>
                {
                    self.ended = true;
                    return Ok(None);
                }
                (place, Polled::Event) => self.connection.dispatch_event(place, |_| {}),
                (_, Polled::Overrun) => self.connection.draining = true,
                _ => {}
            }
        };
        let index = index(request, self.front);
        Ok(Some(match refusal {
            Some(refusal) => BatchReply::Refused { index, refusal },
            None => BatchReply::Item {
                index,
                message: self.connection.message(place).map_err(|error| fail(ErrorKind::Malformed(error)))?,
            },
        }))
    }
    fn is_ours(&self, request: RequestId) -> bool {
        self.ticket.is_some_and(|ticket| request.seq().wrapping_sub(ticket.seq()) < self.count)
    }
    /// Returns the attribute that the last error is about, by the kernel's names. Call it before
    /// [`next`](Self::next).
    pub fn path(&self) -> Option<Path> {
        let (ack, row) = self.refused()?;
        ack.path(row?)
    }
    /// Returns the last error, and the spec of the refused message.
    fn refused(&self) -> Option<(Ack<'_>, Option<&'static MessageSpec>)> {
        let ack = Ack::read(self.connection.message(self.place).ok()?)?;
        let row = refused_spec(&ack, self.row);
        Some((ack, row))
    }
    /// Reads the remaining replies.
    ///
    /// # Errors
    /// The first refusal.
    #[allow(clippy::result_large_err)] // once for many requests
    pub fn finish(mut self) -> Result<Completion, BatchError<T::Error>> {
        let mut first: Option<BatchError<T::Error>> = None;
        loop {
            let found = match self.next()? {
                Some(BatchReply::Refused { index, refusal }) => (index, refusal),
                Some(BatchReply::Item { .. }) => continue,
                None => break,
            };
            let (index, refusal) = found;
            match &mut first {
                Some(first) => first.refused = first.refused.saturating_add(1),
                None => {
                    let row = self.refused().and_then(|(_, row)| row);
                    let operation = row.map_or("batch", |row| row.name);
                    let failure = client::Error { operation, kind: ErrorKind::Refused(refusal) };
                    first = Some(BatchError { index, refused: 1, path: self.path(), failure });
                }
            }
        }
        first.map_or(Ok(Completion::default()), Err)
    }
}

/// Returns the specification of a refused message.
pub(super) fn refused_spec(ack: &Ack<'_>, row: Lookup) -> Option<&'static MessageSpec> {
    match ack.request() {
        Some(request) => row(request),
        // a capped ack holds the header only
        None => {
            let header = ack.request_header()?.with(MessageHeader::nlmsg_len, 16);
            Message::new(zerocopy::IntoBytes::as_bytes(&header)).ok().and_then(row)
        }
    }
}

/// Why a batch failed. Of fixed size, without allocation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BatchError<E> {
    /// Index of the request that was refused first, from 0; `None` if all were refused together, or
    /// none could be sent.
    pub index: Option<usize>,
    /// Number of refused requests.
    pub refused: usize,
    /// The attribute that the first error is about, by the kernel's names, if the kernel reported
    /// one.
    pub path: Option<Path>,
    /// The operation, and why it failed.
    pub failure: client::Error<E>,
}
impl<E> From<client::Error<E>> for BatchError<E> {
    fn from(failure: client::Error<E>) -> Self {
        Self { index: None, refused: 0, path: None, failure }
    }
}
impl<E: fmt::Display> fmt::Display for BatchError<E> {
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
impl<E: fmt::Display> fmt::Debug for BatchError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl<E: core::error::Error> core::error::Error for BatchError<E> {}
