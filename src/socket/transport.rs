//! The socket as a [`Transport`] of the client.
use super::{Cancellable, Protocol, Socket, SocketError, monotonic};
use crate::transport::{Received, Transport, TransportError};
use core::time::Duration;

macro_rules! transport { ($($t:ty),*) => { $(
    impl Transport for $t {
        type Error = SocketError;
        #[inline(always)]
        fn send(&mut self, datagram: &[u8]) -> Result<(), SocketError> { Socket::send(self, datagram) }
        #[inline(always)]
        fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, SocketError> { Socket::recv_checked(self, buffer) }
        #[inline(always)]
        fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, SocketError> {
            Socket::try_recv_checked(self, buffer)
        }
        fn join(&mut self, group: u32) -> Result<bool, SocketError> { self.join_for_now(group) }
        fn leave(&mut self, group: u32) -> Result<(), SocketError> { Socket::leave(self, group) }
        #[inline(always)]
        fn protocol(&self) -> Option<Protocol> { Some(Socket::protocol(self)) }
        fn now(&self) -> Duration { monotonic() }
        fn recv_until(&mut self, buffer: &mut [u8], deadline: Duration) -> Result<Received, SocketError> {
            Cancellable::new(self, None).until(Some(deadline)).recv(buffer)
        }
    }
)* } }
transport!(Socket, &Socket);
impl TransportError for SocketError {
    fn is_loss(&self) -> bool {
        matches!(self, Self::Overrun)
    }
    fn is_truncation(&self) -> bool {
        matches!(self, Self::Truncated { .. })
    }
    fn is_timeout(&self) -> bool {
        SocketError::is_timeout(self)
    }
}
