//! A connection to the kernel whose datagrams can be recorded.
use crate::{
    netns,
    objects::Each,
    pcapng,
    stop::{Stop, stop},
};
use nlwire::wire::FromMessage;
use nlwire::{
    client::{Connection, ErrorKind, Received, Transport},
    pcap::{Direction, Packet},
    socket::{Config, Protocol, Socket, SocketError, random_seed},
    wire::{GetFlags, Operation, Request},
};
use std::{
    cell::RefCell,
    fs::File,
    io::Write,
    rc::Rc,
    time::{Duration, SystemTime},
};

/// Returns the time since 1970.
pub fn epoch() -> Duration {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()
}

/// A connection that can be recorded.
pub type Talk<'b> = Connection<Tap<'b>, &'b mut [u8]>;

/// A socket, and the recorder of its datagrams.
pub struct Tap<'r> {
    socket: Socket,
    recorder: Option<&'r mut Recorder>,
    sent: Sent,
}
/// The last request that was sent, which may decide how replies are decoded.
pub type Sent = Rc<RefCell<Vec<u8>>>;
/// A file, the number of recorded datagrams, and the first error.
pub struct Recorder {
    pub file: std::io::BufWriter<File>,
    /// Whether the format is pcapng.
    pub is_pcapng: bool,
    pub packets: u64,
    pub bytes: u64,
    pub failed: Option<std::io::Error>,
}
impl Recorder {
    /// Records a datagram of a protocol.
    pub fn record(&mut self, protocol: Protocol, direction: Direction, bytes: &[u8]) {
        let now = epoch();
        self.packet(&Packet::new(now, direction, protocol.0.into(), bytes), "");
    }
    /// Records a packet; pcapng has a place for a comment.
    pub fn packet(&mut self, packet: &Packet<'_>, comment: &str) {
        let written = if self.is_pcapng {
            let mut block = Vec::new();
            pcapng::append(&mut block, packet, comment);
            self.file.write_all(&block)
        } else {
            self.file.write_all(&packet.head()).and_then(|()| self.file.write_all(packet.bytes))
        };
        self.failed = self.failed.take().or(written.err());
        self.packets += 1;
        self.bytes += packet.bytes.len() as u64;
    }
}
impl Tap<'_> {
    pub fn sent(&self) -> Sent {
        self.sent.clone()
    }
    fn record(&mut self, direction: Direction, bytes: &[u8]) {
        if let Some(recorder) = self.recorder.as_mut().filter(|_| !bytes.is_empty()) {
            recorder.record(self.socket.protocol(), direction, bytes);
        }
    }
}
impl Transport for Tap<'_> {
    type Error = SocketError;
    fn send(&mut self, datagram: &[u8]) -> Result<(), SocketError> {
        self.socket.send(datagram)?;
        let mut sent = self.sent.borrow_mut();
        sent.clear();
        sent.extend_from_slice(datagram);
        drop(sent);
        self.record(Direction::Sent, datagram);
        Ok(())
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, SocketError> {
        let received = self.socket.recv_checked(buffer)?;
        self.record(Direction::Received, buffer.get(..received.len).unwrap_or(&[]));
        Ok(received)
    }
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, SocketError> {
        let received = self.socket.try_recv_checked(buffer)?;
        let len = received.map_or(0, |received| received.len);
        self.record(Direction::Received, buffer.get(..len).unwrap_or(&[]));
        Ok(received)
    }
    fn protocol(&self) -> Option<Protocol> {
        Some(self.socket.protocol())
    }
}

/// Maximum length of a datagram in a dump.
pub const BUFFER: usize = 32 * 1024;

/// Opens a connection.
pub fn open<'b>(
    protocol: Protocol,
    buffer: &'b mut [u8],
    recorder: Option<&'b mut Recorder>,
) -> Result<Talk<'b>, Stop> {
    let socket = netns::open(&Config::new(protocol)).map_err(|error| stop!("{error}"))?;
    let port = socket.port_id();
    Ok(Connection::new(Tap { socket, recorder, sent: Sent::default() }, buffer, port, random_seed()))
}

/// How a dump ended.
#[derive(Default)]
pub struct Ended {
    pub interrupted: bool,
    /// Text of the error, if any.
    pub wrong: Option<String>,
    /// A permission is missing (EPERM, EACCES).
    pub forbidden: bool,
    /// The kernel has no such object.
    pub unsupported: bool,
}
impl Ended {
    /// Merges the result of another dump of the same table.
    pub fn and(&mut self, other: Self) {
        self.interrupted |= other.interrupted;
        self.forbidden |= other.forbidden;
        self.wrong = self.wrong.take().or(other.wrong);
    }
}

/// Reads the reply to a dump request.
pub fn dump<O: Operation<Flags = GetFlags>>(
    talk: &mut Talk<'_>,
    operation: O,
    each: Each<'_>,
) -> Result<Ended, Stop> {
    dump_with(talk, operation, each, |_| {})
}
/// Reads the reply to a dump request with attributes.
pub fn dump_with<O: Operation<Flags = GetFlags>>(
    talk: &mut Talk<'_>,
    operation: O,
    each: Each<'_>,
    fill: impl FnOnce(&mut Request<'_, O>),
) -> Result<Ended, Stop> {
    let mut replies = talk.dump_with(operation, fill).map_err(|failure| stop!("{failure}"))?;
    let mut ended = Ended::default();
    loop {
        match replies.next() {
            Ok(Some(reply)) => each(reply.view().message)?,
            Ok(None) => break,
            Err(failure) => {
                ended.wrong = Some(failure.to_string());
                ended.unsupported = failure.is_unsupported();
                ended.forbidden = failure.is_permission_denied();
                match failure.kind {
                    ErrorKind::Malformed(_) | ErrorKind::Overrun => {} // the dump continues
                    ErrorKind::Transport(error) => return Err(stop!("{error}")),
                    _ => break,
                }
            }
        }
    }
    ended.interrupted = replies.interrupted();
    Ok(ended)
}
