//! Several datagrams by one system call, for those who get very many small ones. man 2 recvmmsg, man 2 sendmmsg.
//!
//! It saves the entry into the kernel, and nothing else: see [`Socket::recv_batch`] for what that is worth.
#![forbid(unsafe_code)]

use rustix::io::Errno;
use rustix::net::RecvFlags;

use super::receive::Ancillary;
use super::{Datagram, Operation, Socket, SocketError, sys};

/// The most datagrams that one call of [`Socket::recv_batch`] and [`Socket::send_batch`] takes; it bounds what
/// the call keeps on the stack.
pub const MAX_BATCH: usize = 32;

/// A place for what is known of one datagram of a batch. An array of these, by `[Slot::default(); N]`, says
/// how many datagrams a batch may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    pub(super) length: usize,
    pub(super) sender: u32,
    pub(super) groups: u32,
    pub(super) ancillary: Ancillary,
}

/// `MSG_WAITFORONE`, linux/socket.h: wait for the first datagram, take the others as far as they are there.
const MSG_WAITFORONE: u32 = 0x1_0000;

/// What a [`drain`](Socket::drain) did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drained {
    /// How many datagrams were taken.
    pub taken: usize,
    /// Whether the queue was read to its end; else the budget was used up, and more may be there.
    pub empty: bool,
}

/// Several at once.
impl Socket {
    /// Receives as many datagrams as are there, at least one and at most as many as there are slots (and
    /// [`MAX_BATCH`]), and waits for the first as [`recv`](Self::recv) does. The buffer is divided among the
    /// slots evenly, so each datagram has `buffer.len() / slots.len()` bytes. They come in the order of their
    /// arrival, with sender, group and namespace as [`recv_from`](Self::recv_from) tells them.
    ///
    /// What it is worth: by `cargo bench --bench events` (Linux 6.18) a datagram of 128 bytes cost 222
    /// nanoseconds by [`recv`](Self::recv), 310 by [`recv_from`](Self::recv_from), which asks for the same as
    /// this, and 254 by batches of 32. So who needs the sender, the group or the namespace of each datagram
    /// gains a fifth, and who needs only the bytes gains nothing. Dumps gain nothing either: the kernel's own
    /// work prevails.
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
        self.recv_several(buffer, slots, MSG_WAITFORONE)
    }

    /// The same without waiting: `EAGAIN` where nothing is there.
    ///
    /// # Errors
    /// As [`recv_batch`](Self::recv_batch); [`would_block`](SocketError::would_block) where nothing is there.
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

    /// Takes what is there, without waiting, until the queue is empty or `budget` datagrams were taken, and
    /// gives each to `each`: one datagram's failure ([`Truncated`](SocketError::Truncated)) comes in its place.
    /// A budget keeps one busy socket of an event loop from starving the others.
    ///
    /// ```no_run
    /// use nlwire::socket::{Config, Protocol, Slot};
    /// let socket = Config::new(Protocol::ROUTE).groups(&[1, 3]).open()?;
    /// let (mut buffer, mut slots) = ([0; 16 * 8192], [Slot::default(); 16]);
    /// while socket.wait(None)? {
    ///     let drained = socket.drain(&mut buffer, &mut slots, 1000, |datagram| match datagram {
    ///         Ok(datagram) => println!("{} bytes of namespace {:?}", datagram.bytes.len(), datagram.nsid),
    ///         Err(error) => println!("{error}"),
    ///     });
    ///     match drained {
    ///         Err(error) if error.is_loss() => println!("events were lost"), // go on; read the state anew
    ///         drained => _ = drained?,
    ///     }
    /// }
    /// # Ok::<(), nlwire::socket::SocketError>(())
    /// ```
    ///
    /// # Errors
    /// As [`recv_batch`](Self::recv_batch), but never that nothing is there. What was taken before an error was
    /// given to `each`, and the next call goes on.
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
                    // where there were fewer than there was room for, it may have been an error that ended it: the next call tells
                }
                Err(error) if error.would_block() => return Ok(Drained { taken, empty: true }),
                Err(error) => return Err(error),
            }
        }
    }

    /// Sends several datagrams to the socket's peer, in order, at most [`MAX_BATCH`] by one call of the kernel;
    /// how many were sent. Fewer than all: the next one failed, or would have to wait; send it again to hear why.
    ///
    /// The kernel does what a datagram asks for before the next one is looked at. It gains little (230
    /// nanoseconds a datagram to 245); several requests in one datagram ([`wire::Batch`](crate::wire::Batch))
    /// spare the whole way, 6 nanoseconds a request to 245.
    ///
    /// # Errors
    /// As [`send`](Self::send), of the first datagram.
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
