//! Whole dumps of the live kernel: request, every datagram, the end. The floor receives and looks at nothing; it knows from the recording
//! how many bytes there are.
use crate::{
    kernel::{Dump, RECEIVE_BUFFER, Recording, Unavailable, route_socket},
    work::Decode,
};
use rustix::{
    fd::OwnedFd,
    net::{RecvFlags, SendFlags, recv, send},
};

pub struct Receiver {
    socket: OwnedFd,
    request: Vec<u8>,
    buffer: Vec<u8>,
    bytes: usize,
}

impl Receiver {
    pub fn new(recording: &Recording) -> Result<Self, Unavailable> {
        Ok(Self {
            socket: route_socket()?,
            request: Dump::Routes.request(),
            buffer: vec![0; RECEIVE_BUFFER],
            bytes: recording.bytes_on_the_wire,
        })
    }
    /// Receives a whole dump and hands each datagram to `take`; the sum of what that returns, or 0 where the kernel fails.
    #[inline(always)]
    fn dump(&mut self, mut take: impl FnMut(&[u8]) -> u64) -> u64 {
        if send(&self.socket, &self.request, SendFlags::empty()).is_err() {
            return 0;
        }
        let (mut received, mut sum) = (0, 0u64);
        while received < self.bytes {
            let Ok((len, _)) = recv(&self.socket, self.buffer.as_mut_slice(), RecvFlags::empty()) else { return 0 };
            received += len;
            sum = sum.wrapping_add(take(&self.buffer[..len]));
        }
        sum
    }
    pub fn discard(&mut self) -> usize {
        let mut received = 0;
        self.dump(|datagram| {
            received += datagram.len();
            0
        });
        received
    }
    /// A rival's decoder on what is received, its receive loop being ours: its best case.
    pub fn decode(&mut self, decode: Decode) -> u64 {
        self.dump(decode)
    }
}
