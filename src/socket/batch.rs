//! Several datagrams by one system call, for those who get very many small ones.
#![forbid(unsafe_code)]

use rustix::io::Errno;
use rustix::net::RecvFlags;

use super::{Datagram, Operation, Socket, SocketError, sys};

/// The most datagrams that one call of [`Socket::recv_batch`] takes; it bounds what the call keeps on the
/// stack.
pub const MAX_BATCH: usize = 32;

/// A place for what is known of one datagram of a batch. An array of these, by `[Slot::default(); N]`, says
/// how many datagrams a batch may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    pub(super) length: usize,
    pub(super) sender: u32,
    pub(super) groups: u32,
}

/// `MSG_WAITFORONE`, linux/socket.h: wait for the first datagram, take the others as far as they are there.
const MSG_WAITFORONE: u32 = 0x1_0000;

impl Socket {
    /// Receives as many datagrams as are there, at least one and at most as many as there are slots (and
    /// [`MAX_BATCH`]), and waits for the first as [`recv`](Self::recv) does. The buffer is divided among the
    /// slots evenly, so each datagram has `buffer.len() / slots.len()` bytes.
    ///
    /// It pays where datagrams are small and many, as with events. Dumps gain nothing: the kernel's own work
    /// prevails.
    ///
    /// # Errors
    /// As [`recv`](Self::recv), but never `Truncated`: a datagram that was cut is an error among the others,
    /// when its turn comes. `EINVAL` without slots, or with fewer bytes than slots.
    #[doc(alias = "recvmmsg")]
    pub fn recv_batch<'b>(
        &self,
        buffer: &'b mut [u8],
        slots: &'b mut [Slot],
    ) -> Result<Batch<'b>, SocketError> {
        const INTR: i32 = Errno::INTR.raw_os_error();
        let count = slots.len().min(MAX_BATCH);
        let slots = slots.get_mut(..count).unwrap_or(&mut []);
        let stride = buffer.len().checked_div(slots.len()).unwrap_or(0);
        let flags = RecvFlags::TRUNC.bits() | MSG_WAITFORONE;
        let count = loop {
            match sys::receive_messages(&self.fd, buffer, stride, slots, flags) {
                Err(INTR) => {}
                result => break result.map_err(|errno| SocketError::raw(Operation::Receive, errno))?,
            }
        };
        let slots = slots.get(..count).unwrap_or(&[]);
        Ok(Batch { buffer, stride, slots: slots.iter() })
    }
}

/// The datagrams of a batch, in the order of their arrival.
#[derive(Clone, Debug)]
pub struct Batch<'b> {
    buffer: &'b [u8],
    stride: usize,
    slots: core::slice::Iter<'b, Slot>,
}

impl<'b> Iterator for Batch<'b> {
    type Item = Result<Datagram<'b>, SocketError>;

    fn next(&mut self) -> Option<Self::Item> {
        let slot = self.slots.next()?;
        let (chunk, rest) = self.buffer.split_at_checked(self.stride)?;
        self.buffer = rest;
        Some(match chunk.get(..slot.length) {
            Some(bytes) => Ok(Datagram {
                bytes,
                sender: slot.sender,
                groups: slot.groups,
                group: None,
                nsid: None,
                uid: None,
            }),
            None => Err(SocketError::Truncated { needed: slot.length, given: self.stride }),
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.slots.size_hint()
    }
}

impl ExactSizeIterator for Batch<'_> {}
impl core::iter::FusedIterator for Batch<'_> {}
