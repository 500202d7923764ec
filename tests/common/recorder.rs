//! A conversation that is recorded as `nlwire record` would.
use super::common::skip;
use nlwire::{
    client::{Connection, Received, Transport},
    pcap::{Direction, Packet, write_recording},
    socket::{Config, Protocol, Socket, SocketError},
    wire::Message,
};
use std::time::Duration;

/// A recording that is made. Its time counts from 1970 a microsecond a datagram, so that it tells nothing of the day.
pub struct Recorder {
    pub file: Vec<u8>,
    packets: u64,
}
impl Recorder {
    pub fn new() -> Self {
        let mut file = vec![0; 24];
        write_recording(&mut file).unwrap();
        Self { file, packets: 0 }
    }
    pub fn record(&mut self, protocol: Protocol, direction: Direction, bytes: &[u8]) {
        self.packets += 1;
        let packet = Packet::new(Duration::from_micros(self.packets), direction, protocol.0.into(), bytes);
        self.file.extend(packet.head());
        self.file.extend(bytes);
    }
    /// Begins a conversation. What comes is kept if `wanted` says so.
    pub fn connect<'b>(
        &'b mut self,
        protocol: Protocol,
        buffer: &'b mut [u8],
        wanted: fn(Message<'_>) -> bool,
    ) -> Connection<Tap<'b>, &'b mut [u8]> {
        let socket = Config::new(protocol).open().unwrap();
        socket.set_receive_timeout(Some(Duration::from_secs(20))).unwrap();
        let port = socket.port_id();
        Connection::new(Tap { socket, recorder: self, wanted }, buffer, port, 1)
    }
    /// Hands it over, where somebody collects recordings: in the folder of the variable NLWIRE_RECORDINGS.
    pub fn finish(self, name: &str) -> Vec<u8> {
        if let Some(folder) = std::env::var_os("NLWIRE_RECORDINGS") {
            let path = std::path::Path::new(&folder).join(name);
            if let Err(error) = std::fs::write(&path, &self.file) {
                skip(name, &format!("{}: {error}", path.display()));
            }
        }
        self.file
    }
}
/// A socket, and where what goes through it is recorded.
pub struct Tap<'r> {
    pub socket: Socket,
    recorder: &'r mut Recorder,
    wanted: fn(Message<'_>) -> bool,
}
impl Tap<'_> {
    fn record(&mut self, buffer: &[u8], received: Received) {
        let bytes = buffer.get(..received.len).unwrap_or(&[]);
        if Message::new(bytes).is_ok_and(self.wanted) {
            self.recorder.record(self.socket.protocol(), Direction::Received, bytes);
        }
    }
}
impl Transport for Tap<'_> {
    type Error = SocketError;
    fn send(&mut self, datagram: &[u8]) -> Result<(), SocketError> {
        self.socket.send(datagram)?;
        self.recorder.record(self.socket.protocol(), Direction::Sent, datagram);
        Ok(())
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, SocketError> {
        let received = self.socket.recv_checked(buffer)?;
        self.record(buffer, received);
        Ok(received)
    }
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, SocketError> {
        let received = self.socket.try_recv_checked(buffer)?;
        received.iter().for_each(|received| self.record(buffer, *received));
        Ok(received)
    }
    fn protocol(&self) -> Option<Protocol> {
        Some(self.socket.protocol())
    }
}
