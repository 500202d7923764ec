//! One message of a datagram, and what it means.
use super::*;

/// Position of a message in the buffer: start and end. Borrowed from when the search is over.
#[derive(Clone, Copy)]
pub(in crate::client) struct Place(pub(in crate::client) usize, pub(in crate::client) usize);

/// What one message meant, without borrowing it.
#[derive(Clone, Copy)]
pub(in crate::client) enum Polled {
    Item(RequestId, bool),
    Done(RequestId, Completion),
    Refused(RequestId, KernelError),
    Event,
    Overrun,
    Nothing,
}

/// Position of a message, and what it meant.
pub(in crate::client) type Taken = Result<(Place, Polled), Error>;

/// Takes the message that begins at `at` in a datagram that ends at `end`, and advances `at` past
/// it. Returns `None` at the end.
#[inline(always)]
pub(in crate::client) fn take_unread<const N: usize>(
    session: &mut Session<N>,
    buffer: &[u8],
    at: &mut usize,
    end: usize,
    delivery: Delivery,
) -> Option<Taken> {
    let mut messages = Messages::new(buffer.get(*at..end).unwrap_or(&[]));
    let message = messages.next()?;
    let start = core::mem::replace(at, end - messages.rest().len().min(end));
    let message = match message {
        Ok(message) => message,
        Err(error) => return Some(Err(error)),
    };
    let happened = match session.receive(message, delivery) {
        Incoming::Item { request, last, .. } => Polled::Item(request, last),
        Incoming::Done { request, interrupted, ack } => {
            let warning = ack.message().and_then(Str::to_inline_truncated);
            Polled::Done(request, Completion { interrupted, warning })
        }
        Incoming::Refused { request, ack } => Polled::Refused(request, ack.to_kernel_error()),
        Incoming::Event(_) => Polled::Event,
        Incoming::Overrun => Polled::Overrun,
        Incoming::Nothing => Polled::Nothing,
    };
    Some(Ok((Place(start, start + message.bytes().len()), happened)))
}
