//! A conversation with the kernel, with a tap that records it.
use crate::{
    objects::Each,
    stop::{Stop, stop},
};
use nlwire::{
    exchange::{Cause, Connection, Direction, Packet, Transport},
    socket::{Config, Protocol, Socket, SocketError},
    wire::{Errno, GetFlags, Operation, Request},
};
use std::{fs::File, io::Write, time::SystemTime};

/// A conversation.
pub type Talk<'b> = Connection<'b, Tap<'b>>;

/// A socket, and where what goes through it is recorded.
pub struct Tap<'r> {
    socket: Socket,
    recorder: Option<&'r mut Recorder>,
}
/// A file, how much went there, and what went wrong with it.
pub struct Recorder {
    pub file: std::io::BufWriter<File>,
    pub packets: u64,
    pub bytes: u64,
    pub failed: Option<std::io::Error>,
}
impl Recorder {
    /// A datagram of a protocol went this way.
    pub fn record(&mut self, protocol: Protocol, direction: Direction, bytes: &[u8]) {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let packet = Packet::new(now, direction, protocol.0.into(), bytes);
        let written = self.file.write_all(&packet.head()).and_then(|()| self.file.write_all(bytes));
        self.failed = self.failed.take().or(written.err());
        self.packets += 1;
        self.bytes += bytes.len() as u64;
    }
}
impl Tap<'_> {
    fn record(&mut self, direction: Direction, bytes: &[u8]) {
        if let Some(recorder) = &mut self.recorder {
            recorder.record(self.socket.protocol(), direction, bytes);
        }
    }
}
impl Transport for Tap<'_> {
    type Error = SocketError;
    fn send(&mut self, datagram: &[u8]) -> Result<(), SocketError> {
        self.socket.send(datagram)?;
        self.record(Direction::Sent, datagram);
        Ok(())
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<usize, SocketError> {
        let len = self.socket.recv(buffer)?;
        self.record(Direction::Received, buffer.get(..len).unwrap_or(&[]));
        Ok(len)
    }
}

/// What a dump may fill with one datagram.
pub const BUFFER: usize = 32 * 1024;

/// Begins a conversation.
pub fn open<'b>(
    protocol: Protocol,
    buffer: &'b mut [u8],
    recorder: Option<&'b mut Recorder>,
) -> Result<Talk<'b>, Stop> {
    let socket = Config::new(protocol).open().map_err(|error| stop!("{error}"))?;
    let (port, clock) = (socket.port_id(), SystemTime::now().duration_since(SystemTime::UNIX_EPOCH));
    let seed = port.rotate_left(16) ^ clock.map_or(0, |clock| clock.as_nanos() as u32);
    Ok(Connection::new(Tap { socket, recorder }, buffer, port, seed))
}

/// How a dump ended.
#[derive(Default)]
pub struct Ended {
    pub interrupted: bool,
    /// What was refused or broken, in a sentence.
    pub wrong: Option<String>,
    /// It was refused for want of a permission.
    pub forbidden: bool,
    /// It was refused because there is nothing of the kind.
    pub unsupported: bool,
}
impl Ended {
    /// Another dump of the same table has ended, too.
    pub fn and(&mut self, other: Self) {
        self.interrupted |= other.interrupted;
        self.forbidden |= other.forbidden;
        self.wrong = self.wrong.take().or(other.wrong);
    }
}

/// Reads the answer to a request for all of something.
pub fn dump<O: Operation<Flags = GetFlags>>(
    talk: &mut Talk<'_>,
    operation: O,
    each: Each<'_>,
) -> Result<Ended, Stop> {
    dump_with(talk, operation, each, |_| {})
}
/// The same of a request with attributes.
pub fn dump_with<O: Operation<Flags = GetFlags>>(
    talk: &mut Talk<'_>,
    operation: O,
    each: Each<'_>,
    fill: impl FnOnce(&mut Request<'_, O>),
) -> Result<Ended, Stop> {
    let mut replies = talk.dump(operation, fill).map_err(|failure| stop!("{failure}"))?;
    let mut ended = Ended::default();
    loop {
        match replies.next() {
            Ok(Some(reply)) => each(reply.message, reply.asked)?,
            Ok(None) => break,
            Err(failure) => {
                ended.wrong = Some(failure.to_string());
                ended.unsupported = failure.errno() == Some(Errno::EOPNOTSUPP);
                ended.forbidden = matches!(failure.errno(), Some(Errno::EPERM | Errno::EACCES));
                match failure.cause {
                    Cause::Malformed(_) | Cause::Overrun => {} // it goes on
                    Cause::Transport(error) => return Err(stop!("{error}")),
                    _ => break,
                }
            }
        }
    }
    ended.interrupted = replies.interrupted();
    Ok(ended)
}
