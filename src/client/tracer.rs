//! A transport that logs all messages of another.
use super::{Received, Transport, TransportError};

use crate::{
    schema::Described,
    wire::{Message, Messages, Protocol},
};
use core::{fmt, time::Duration};

/// A transport that wraps another and logs each message on a line: sent (`>`) and received (`<`).
///
/// Losses and other errors are logged after `!`; malformed data is logged in hex, with the error.
/// For debugging:
///
/// ```
/// use nlwire::{client::{Connection, MockTransport, Tracer}, route::{self, IfInfo, Link, NewLink}, schema::Described, wire::NewFlags};
/// let mut queue = [0; 256];
/// let script = MockTransport::new(&mut queue, |_, kernel| { kernel.ack(); }); // in place of a socket
/// let mut log = String::new();
/// let tracer = Tracer::new(script, &mut log, |message| Described::new("route", route::lookup(message), message));
/// let mut buffer = [0; 256];
/// Connection::new(tracer, &mut buffer, 7, 1).request_with(NewLink { index: 3, ..Default::default() }, NewFlags::ACK, |link| {
///     link.put(Link::IFLA_MTU, 1400);
/// })?;
/// let mut lines = log.lines();
/// assert!(lines.next().unwrap().starts_with("> RTM_NEWLINK REQUEST|ACK seq 1 port 0 {"));
/// assert!(lines.next().unwrap().starts_with("< NLMSG_ERROR CAPPED seq 1 port 0 ack {error: 0, "));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// The closure describes a message by a protocol's tables; for generic netlink it holds the ids of
/// the families. Keys and passwords are printed as [`SECRET`](crate::wire::spec::SECRET) unless the
/// closure [reveals them](Described::reveal_secrets); malformed data, and messages without a table,
/// are printed byte by byte. Output that cannot be written (the log is full) is dropped without an
/// error. With `std`, [`ToStderr`] writes to standard error.
pub struct Tracer<T, W, D> {
    transport: T,
    log: W,
    describe: D,
}
impl<T, W, D> Tracer<T, W, D>
where
    T: Transport,
    W: fmt::Write,
    D: for<'m> FnMut(Message<'m>) -> Described<'m>,
{
    /// Wraps `transport`: logs its messages to `log`, as `describe` describes them.
    pub const fn new(transport: T, log: W, describe: D) -> Self {
        Self { transport, log, describe }
    }
    /// Returns the wrapped transport.
    pub const fn transport(&mut self) -> &mut T {
        &mut self.transport
    }
    /// Returns the wrapped transport and the log.
    pub fn into_parts(self) -> (T, W) {
        (self.transport, self.log)
    }
    fn received(
        &mut self,
        buffer: &[u8],
        received: Result<Received, T::Error>,
    ) -> Result<Received, T::Error> {
        let _ = match &received {
            Ok(Received { len, .. }) => self.datagram('<', buffer.get(..*len).unwrap_or(buffer)),
            Err(error) => {
                let lost = if error.is_loss() || error.is_truncation() { "lost: " } else { "" };
                writeln!(self.log, "! {lost}{error}")
            }
        };
        received
    }
    fn datagram(&mut self, sign: char, datagram: &[u8]) -> fmt::Result {
        let mut messages = Messages::new(datagram);
        loop {
            let rest = messages.rest();
            match messages.next() {
                Some(Ok(message)) => {
                    let described = (self.describe)(message);
                    writeln!(self.log, "{sign} {described:?}")?;
                }
                Some(Err(error)) => return writeln!(self.log, "{sign} {}: {error}", Hex(rest)),
                None if rest.iter().all(|byte| *byte == 0) => return Ok(()),
                None => return writeln!(self.log, "{sign} {}: no message", Hex(rest)),
            }
        }
    }
}
impl<T, W, D> Transport for Tracer<T, W, D>
where
    T: Transport,
    W: fmt::Write,
    D: for<'m> FnMut(Message<'m>) -> Described<'m>,
{
    type Error = T::Error;
    fn send(&mut self, datagram: &[u8]) -> Result<(), T::Error> {
        let _ = self.datagram('>', datagram);
        self.transport.send(datagram).inspect_err(|error| {
            let _ = writeln!(self.log, "! not sent: {error}");
        })
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, T::Error> {
        let received = self.transport.recv(buffer);
        self.received(buffer, received)
    }
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, T::Error> {
        match self.transport.try_recv(buffer).transpose() {
            Some(received) => self.received(buffer, received).map(Some),
            None => Ok(None),
        }
    }
    fn join(&mut self, group: u32) -> Result<bool, T::Error> {
        self.transport.join(group)
    }
    fn leave(&mut self, group: u32) -> Result<(), T::Error> {
        self.transport.leave(group)
    }
    fn protocol(&self) -> Option<Protocol> {
        self.transport.protocol()
    }
    fn now(&self) -> Duration {
        self.transport.now()
    }
    fn recv_until(&mut self, buffer: &mut [u8], deadline: Duration) -> Result<Received, T::Error> {
        let received = self.transport.recv_until(buffer, deadline);
        self.received(buffer, received)
    }
}

/// Bytes as hex digits.
struct Hex<'a>(&'a [u8]);
impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Standard error, as a log for [`Tracer`].
#[cfg(feature = "std")]
#[derive(Clone, Copy, Debug, Default)]
pub struct ToStderr;
#[cfg(feature = "std")]
impl fmt::Write for ToStderr {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        use std::io::Write;
        std::io::stderr().write_all(text.as_bytes()).map_err(|_| fmt::Error)
    }
}
