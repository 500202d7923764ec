//! What carries datagrams.

/// Whatever carries datagrams: a socket, a script, a recording, a tracer around any of them.
pub trait Transport {
    /// What can go wrong.
    type Error: TransportError;
    /// Sends one datagram, whole.
    ///
    /// # Errors
    /// Those of the transport.
    fn send(&mut self, datagram: &[u8]) -> Result<(), Self::Error>;
    /// Receives one datagram, and says how much of `buffer` it filled.
    ///
    /// # Errors
    /// Those of the transport; a datagram that does not fit is one.
    fn recv(&mut self, buffer: &mut [u8]) -> Result<usize, Self::Error>;
}
impl<T: Transport + ?Sized> Transport for &mut T {
    type Error = T::Error;
    #[inline(always)]
    fn send(&mut self, datagram: &[u8]) -> Result<(), T::Error> {
        (**self).send(datagram)
    }
    #[inline(always)]
    fn recv(&mut self, buffer: &mut [u8]) -> Result<usize, T::Error> {
        (**self).recv(buffer)
    }
}

/// What a conversation must know of a transport's error.
pub trait TransportError: core::error::Error + Copy {
    /// Whether the kernel lost messages, and the transport works on: ENOBUFS.
    fn is_loss(&self) -> bool {
        false
    }
    /// Whether a datagram did not fit the buffer, and what did not fit is lost.
    fn is_truncation(&self) -> bool {
        false
    }
    /// Whether nothing has arrived as yet: a time-out, or a socket that does not block.
    fn is_timeout(&self) -> bool {
        false
    }
}

#[cfg(all(feature = "socket", any(target_os = "linux", target_os = "android")))]
mod of_socket {
    use super::{Transport, TransportError};
    use crate::socket::{Socket, SocketError};

    macro_rules! transport { ($($t:ty),*) => { $(
        impl Transport for $t {
            type Error = SocketError;
            #[inline(always)]
            fn send(&mut self, datagram: &[u8]) -> Result<(), SocketError> { Socket::send(self, datagram) }
            #[inline(always)]
            fn recv(&mut self, buffer: &mut [u8]) -> Result<usize, SocketError> { Socket::recv(self, buffer) }
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
}
