//! A transport that tells what passes through it.
use super::{Transport, TransportError};
use crate::wire::{Described, Message, Messages};
use core::fmt;

/// A transport around another that prints each message, sent (`>`) and received (`<`), on a line of its own; losses and other errors
/// behind `!`; what is no message in hex, with what is wrong with it. Put it in while you look for an error:
///
/// ```
/// use nlwire::{exchange::{Connection, Script, Tracer}, route::{self, IfInfo, Link, NewLink}, wire::{Described, NewFlags}};
/// let mut queue = [0; 256];
/// let script = Script::new(&mut queue, |_, kernel| { kernel.ack(); }); // stands for a socket
/// let mut log = String::new();
/// let tracer = Tracer::new(script, &mut log, |message| Described::new("route", route::row(message.kind()), message));
/// let mut buffer = [0; 256];
/// Connection::new(tracer, &mut buffer, 7, 1).request(NewLink { index: 3, ..Default::default() }, NewFlags::ACK, |link| {
///     link.put(Link::IFLA_MTU, 1400);
/// })?;
/// let mut lines = log.lines();
/// assert!(lines.next().unwrap().starts_with("> RTM_NEWLINK REQUEST|ACK seq 1 port 0 {"));
/// assert!(lines.next().unwrap().starts_with("< NLMSG_ERROR CAPPED seq 1 port 0 {error: 0, "));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// The closure says what a protocol's tables know of a message; one for generic netlink holds the ids of its families. What cannot be
/// written (the log is full) is left out, and the conversation goes on. With `std`, [`ToStderr`] writes to the standard error.
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
    /// Prints what passes through `transport` to `log`, by what `describe` knows of it.
    pub const fn new(transport: T, log: W, describe: D) -> Self {
        Self { transport, log, describe }
    }
    /// The transport within.
    pub const fn transport(&mut self) -> &mut T {
        &mut self.transport
    }
    /// The transport and the log.
    pub fn into_parts(self) -> (T, W) {
        (self.transport, self.log)
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
    fn recv(&mut self, buffer: &mut [u8]) -> Result<usize, T::Error> {
        match self.transport.recv(buffer) {
            Ok(len) => {
                let _ = self.datagram('<', buffer.get(..len).unwrap_or(buffer));
                Ok(len)
            }
            Err(error) => {
                let lost = if error.is_loss() || error.is_truncation() { "lost: " } else { "" };
                let _ = writeln!(self.log, "! {lost}{error}");
                Err(error)
            }
        }
    }
}

/// Bytes as hex digits.
struct Hex<'a>(&'a [u8]);
impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The standard error, as a log for [`Tracer`].
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
