//! Compares io_uring's multishot receive with plain `recv`: `cargo bench --manifest-path
//! examples/async/Cargo.toml`. One line per figure:
//!
//!     figure <way> ns=<nanoseconds per datagram, sent and received, best of all rounds> typical_ns=<the median>
//!
//! A round sends 128 datagrams of 128 bytes and receives them. Both are timed together: with
//! io_uring the kernel does part of the receiving during the send. The line `sending` is the cost
//! of sending alone, to be subtracted. Needs no privileges.
use io_uring::{IoUring, cqueue, opcode, types};
use nlwire::socket::{Config, Peer, Protocol, Socket};
use std::{hint::black_box, os::fd::AsRawFd, time::Instant};

const COUNT: usize = 128;
const SIZE: usize = 128;
/// Size of a buffer, bytes. The pool has more buffers than a round needs, so the kernel never runs
/// out.
const BUFFER: usize = 256;
const BUFFERS: usize = COUNT + 32;
const POOL: u16 = 0;
const RECEIVE: u64 = 1;

struct Ring<'a> {
    ring: IoUring,
    receiver: &'a Socket,
    pool: Vec<[u8; BUFFER]>,
    /// The next buffer that the kernel uses: in the order in which they were provided.
    next: usize,
}
impl Ring<'_> {
    /// Provides buffers to the kernel, and restarts the multishot receive if it has stopped.
    fn give(&mut self, from: usize, count: usize, again: bool) {
        let address = self.pool[from..].as_mut_ptr().cast();
        let provide = opcode::ProvideBuffers::new(address, BUFFER as i32, count as u16, POOL, from as u16);
        // SAFETY: the pool lives as long as the ring, and a buffer is read before it is provided
        // again.
        unsafe { self.ring.submission().push(&provide.build()) }.expect("room");
        if again {
            let receive = opcode::RecvMulti::new(types::Fd(self.receiver.as_raw_fd()), POOL);
            // SAFETY: as above; the socket stays open.
            unsafe { self.ring.submission().push(&receive.build().user_data(RECEIVE)) }.expect("room");
        }
    }
    fn empty(&mut self) {
        let (first, mut taken, mut again) = (self.next, 0, false);
        while taken < COUNT {
            self.ring.submit_and_wait(1).expect("completions");
            for done in self.ring.completion().filter(|done| done.user_data() == RECEIVE) {
                assert_eq!(done.result(), SIZE as i32);
                assert_eq!(cqueue::buffer_select(done.flags()), Some(self.next as u16));
                black_box(&self.pool[self.next][..SIZE]);
                self.next = (self.next + 1) % BUFFERS;
                taken += 1;
                again |= !cqueue::more(done.flags());
            }
        }
        let to_end = COUNT.min(BUFFERS - first);
        self.give(first, to_end, again);
        if to_end < COUNT {
            self.give(0, COUNT - to_end, false);
        }
        self.ring.submit().expect("submitted");
    }
}

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let pair = || {
        let receiver = Config::new(Protocol::USERSOCK).peer(Peer::Anyone).open().expect("a socket");
        receiver.set_receive_buffer(1 << 20).expect("room");
        let to = Peer::Process(receiver.port_id());
        (Config::new(Protocol::USERSOCK).peer(to).open().expect("a socket"), receiver)
    };
    let mut datagram = [0; SIZE];
    datagram[..4].copy_from_slice(&(SIZE as u32).to_ne_bytes());
    datagram[4] = 24; // RTM_NEWROUTE
    let fill = |sender: &Socket| (0..COUNT).for_each(|_| sender.send(&datagram).expect("it fits the queue"));
    let (plain, by_ring) = (pair(), pair());
    let ring = IoUring::new(256).expect("io_uring: the kernel may forbid it (kernel.io_uring_disabled)");
    let mut ring = Ring { ring, receiver: &by_ring.1, pool: vec![[0; BUFFER]; BUFFERS], next: 0 };
    ring.give(0, BUFFERS, true);
    ring.ring.submit().expect("submitted");
    let mut buffer = [0; BUFFER];
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..if quick { 20 } else { 3000 } {
        let mut time =
            |way: usize, began: Instant| times[way].push(began.elapsed().as_nanos() as f64 / COUNT as f64);
        let began = Instant::now();
        fill(&plain.0);
        time(0, began);
        for _ in 0..COUNT {
            assert_eq!(plain.1.recv(&mut buffer), Ok(SIZE));
        }
        time(1, began);
        let began = Instant::now();
        fill(&by_ring.0);
        ring.empty();
        time(2, began);
    }
    for (name, mut times) in ["sending", "recv", "io_uring_multishot"].into_iter().zip(times) {
        times.sort_by(f64::total_cmp);
        println!("figure {name} ns={:.0} typical_ns={:.0}", times[0], times[times.len() / 2]);
    }
}
