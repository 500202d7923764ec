//! Several datagrams per system call: `recvmmsg(2)`, `sendmmsg(2)`, for very many small datagrams.
//!
//! This saves only the entry into the kernel; [`Socket::recv_batch`] gives figures.
#![forbid(unsafe_code)]

use rustix::io::Errno;
use rustix::net::RecvFlags;

use super::receive::Ancillary;
use super::{Datagram, Operation, Socket, SocketError, sys};

/// Maximum number of datagrams per call of [`Socket::recv_batch`] and [`Socket::send_batch`], which
/// limits the stack that the call uses.
pub const MAX_BATCH: usize = 32;

/// Metadata of one datagram of a batch. The length of an array of these, `[Slot::default(); N]`,
/// limits the number of datagrams in a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    pub(super) length: usize,
    pub(super) sender: u32,
    pub(super) groups: u32,
    pub(super) ancillary: Ancillary,
}

/// `MSG_WAITFORONE`, linux/socket.h: waits for the first datagram, then takes what is queued.
const MSG_WAITFORONE: u32 = 0x1_0000;

/// Result of a [`drain`](Socket::drain).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drained {
    /// Number of datagrams taken.
    pub taken: usize,
    /// Whether the queue was read to its end; otherwise the budget was used up, and more may be
    /// queued.
    pub empty: bool,
}

/// Several datagrams per call.
impl Socket {
    /// Receives the datagrams that are queued: at least one, and at most as many as there are slots
    /// (and [`MAX_BATCH`]). Waits for the first as [`recv`](Self::recv) does.
    ///
    /// The buffer is divided evenly among the slots, so each datagram has `buffer.len() /
    /// slots.len()` bytes. Datagrams are in order of arrival, with sender, group and namespace as
    /// in [`recv_from`](Self::recv_from).
    ///
    /// Performance by `cargo bench --bench events` (Linux 6.18): a datagram of 128 bytes took 222
    /// nanoseconds by [`recv`](Self::recv), 310 by [`recv_from`](Self::recv_from), which returns
    /// the same metadata as this function, and 254 in batches of 32. So batches gain a fifth if
    /// sender, group or namespace are needed, and nothing otherwise. Dumps gain nothing either: the
    /// kernel's own work dominates.
    ///
    /// # Errors
    /// As [`recv`](Self::recv), but never `Truncated`: a truncated datagram is an error among the
    /// results, at its position. `EINVAL` without slots, or with fewer bytes than slots.
    #[doc(alias = "recvmmsg")]
    pub fn recv_batch<'b>(
        &self,
        buffer: &'b mut [u8],
        slots: &'b mut [Slot],
    ) -> Result<Batch<'b>, SocketError> {
        self.recv_several(buffer, slots, MSG_WAITFORONE)
    }

    /// Receives the datagrams that are queued without waiting, as [`recv_batch`](Self::recv_batch)
    /// does.
    ///
    /// # Errors
    /// As [`recv_batch`](Self::recv_batch); an error that [would block](SocketError::would_block)
    /// if nothing is queued.
    pub fn try_recv_batch<'b>(
        &self,
        buffer: &'b mut [u8],
        slots: &'b mut [Slot],
    ) -> Result<Batch<'b>, SocketError> {
        self.recv_several(buffer, slots, RecvFlags::DONTWAIT.bits())
    }

    fn recv_several<'b>(
        &self,
        buffer: &'b mut [u8],
        slots: &'b mut [Slot],
        flags: u32,
    ) -> Result<Batch<'b>, SocketError> {
        const INTR: i32 = Errno::INTR.raw_os_error();
        let count = slots.len().min(MAX_BATCH);
        let slots = slots.get_mut(..count).unwrap_or(&mut []);
        let stride = buffer.len().checked_div(slots.len()).unwrap_or(0);
        let flags = RecvFlags::TRUNC.bits() | flags;
        let count = loop {
            match sys::receive_messages(&self.fd, buffer, stride, slots, flags) {
                Err(INTR) => {}
                result => break result.map_err(|errno| SocketError::raw(Operation::Receive, errno))?,
            }
        };
        let slots = slots.get(..count).unwrap_or(&[]);
        Ok(Batch { buffer, stride, slots: slots.iter() })
    }

    /// Receives without waiting, until the queue is empty or `budget` datagrams were taken, and
    /// passes each to `each`. The failure of one datagram ([`Truncated`](SocketError::Truncated))
    /// is passed at its position.
    ///
    /// The budget keeps one busy socket of an event loop from starving the others.
    ///
    /// ```no_run
    /// use nlwire::socket::{Config, Protocol, Slot};
    /// let socket = Config::new(Protocol::ROUTE).groups([1, 3]).open()?;
    /// let (mut buffer, mut slots) = ([0; 16 * 8192], [Slot::default(); 16]);
    /// while socket.wait(None)? {
    ///     let drained = socket.drain(&mut buffer, &mut slots, 1000, |datagram| match datagram {
    ///         Ok(datagram) if !datagram.is_from_kernel() => println!("discarded: sent by {}", datagram.sender),
    ///         Ok(datagram) => println!("{} bytes of namespace {:?}", datagram.bytes.len(), datagram.nsid),
    ///         Err(error) => println!("{error}"),
    ///     });
    ///     match drained {
    ///         Err(error) if error.is_loss() => println!("events were lost"), // dump the state again, then continue
    ///         drained => _ = drained?,
    ///     }
    /// }
    /// # Ok::<(), nlwire::socket::SocketError>(())
    /// ```
    ///
    /// # Errors
    /// As [`recv_batch`](Self::recv_batch), except that an empty queue is no error. Datagrams
    /// before an error were passed to `each`, and the next call continues.
    pub fn drain(
        &self,
        buffer: &mut [u8],
        slots: &mut [Slot],
        budget: usize,
        mut each: impl FnMut(Result<Datagram<'_>, SocketError>),
    ) -> Result<Drained, SocketError> {
        let mut taken = 0usize;
        loop {
            let left = slots.len().min(MAX_BATCH).min(budget.saturating_sub(taken));
            if left == 0 && !slots.is_empty() {
                return Ok(Drained { taken, empty: false });
            }
            let stride = buffer.len().checked_div(slots.len().min(MAX_BATCH)).unwrap_or(0);
            let part = buffer.get_mut(..stride.saturating_mul(left)).unwrap_or(&mut []);
            match self.try_recv_batch(part, slots.get_mut(..left).unwrap_or(&mut [])) {
                Ok(batch) => {
                    let count = batch.len();
                    batch.for_each(&mut each);
                    taken = taken.saturating_add(count);
                    // with fewer than there was room for, an error may have ended the batch: the
                    // next call shows
                }
                Err(error) if error.would_block() => return Ok(Drained { taken, empty: true }),
                Err(error) => return Err(error),
            }
        }
    }

    /// Sends several datagrams to the socket's peer, in order, at most [`MAX_BATCH`] per system
    /// call. Returns the number of datagrams sent. If it is less than all, the next one failed or
    /// would have to wait; send it again to get the error.
    ///
    /// The kernel processes the request in a datagram before the next datagram. The gain is small
    /// (230 instead of 245 nanoseconds per datagram); several requests in one datagram
    /// ([`wire::Batch`](crate::wire::Batch)) take 6 nanoseconds per request.
    ///
    /// # Errors
    /// As [`send`](Self::send), for the first datagram.
    #[doc(alias = "sendmmsg")]
    pub fn send_batch(&self, datagrams: &[&[u8]]) -> Result<usize, SocketError> {
        const INTR: i32 = Errno::INTR.raw_os_error();
        let mut sent = 0usize;
        while let Some(rest) = datagrams.get(sent..).filter(|rest| !rest.is_empty()) {
            match sys::send_messages(&self.fd, rest) {
                Ok(0) => break,
                Ok(count) => sent = sent.saturating_add(count),
                Err(INTR) => {}
                Err(errno) if sent == 0 => {
                    return Err(self.send_error(Errno::from_raw_os_error(errno)));
                }
                Err(_) => break,
            }
        }
        Ok(sent)
    }
}

/// The datagrams of a batch, in order of arrival.
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
            Some(bytes) => {
                let mut datagram = Datagram {
                    bytes,
                    sender: slot.sender,
                    groups: slot.groups,
                    group: None,
                    nsid: None,
                    uid: None,
                };
                slot.ancillary.tell(&mut datagram);
                Ok(datagram)
            }
            None => Err(SocketError::Truncated { needed: slot.length, given: self.stride }),
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.slots.size_hint()
    }
}

impl ExactSizeIterator for Batch<'_> {}
impl core::iter::FusedIterator for Batch<'_> {}
