//! What it costs to receive and to send a small datagram, each way: `cargo bench --bench events [-- --quick]`. One line a figure:
//!
//!     figure <way> ns=<nanoseconds a datagram, the best of all rounds> typical_ns=<the median> per_second=<by the median>
//!
//! A round puts 128 datagrams of 128 bytes, as large as a route's event, into the queue of a socket of NETLINK_USERSOCK, and times reading
//! them, or putting them there. The ways take turns, so that what disturbs one disturbs all. Needs no privileges.
use nlwire::{
    client::Received,
    socket::{AsFd, Cancellable, Config, Peer, Protocol, Slot, Socket},
};
use std::{hint::black_box, mem::MaybeUninit, time::Instant};

const COUNT: usize = 128;
const SIZE: usize = 128;

struct Bench {
    sender: Socket,
    receiver: Socket,
    /// The receiver by another descriptor, as a process that inherited it has it.
    adopted: Socket,
    datagram: [u8; SIZE],
    buffer: Vec<u8>,
    slots: [Slot; 32],
}
impl Bench {
    fn fill(&mut self) {
        for _ in 0..COUNT {
            self.sender.send(&self.datagram).expect("it fits the queue");
        }
    }
    fn empty(&mut self) {
        for _ in 0..COUNT {
            assert_eq!(self.receiver.recv(&mut self.buffer), Ok(SIZE));
        }
    }
    fn checked(&mut self, control: bool) {
        let socket = if control { &self.adopted } else { &self.receiver };
        for _ in 0..COUNT {
            assert_eq!(socket.recv_checked(&mut self.buffer), Ok(Received::unicast(SIZE)));
        }
    }
    fn batches(&mut self, size: usize) {
        let mut taken = 0;
        while taken < COUNT {
            let slots = &mut self.slots[..size];
            for datagram in
                self.receiver.recv_batch(&mut self.buffer[..size * 256], slots).expect("there are some")
            {
                taken += 1;
                black_box(datagram.expect("whole").bytes);
            }
        }
    }
}
/// A way, and whether it receives: then the queue is filled before it, else emptied after it.
type Direction = (&'static str, bool, fn(&mut Bench));
const WAYS: [Direction; 12] = [
    ("recv", true, Bench::empty),
    // what sessions receive by, on a socket that others can reach: recvfrom(2) with the sender's address
    ("recv_checked", true, |bench| bench.checked(false)),
    // the same by recvmsg(2), where the group or the namespace is known by a control message only
    ("recv_checked_control", true, |bench| bench.checked(true)),
    ("recv_uninit", true, |bench| {
        let mut buffer = [MaybeUninit::uninit(); 4096];
        for _ in 0..COUNT {
            black_box(bench.receiver.recv_uninit(&mut buffer).expect("it is there").0);
        }
    }),
    ("watched_recv", true, |bench| {
        let mut watched = Cancellable::new(&bench.receiver, None);
        for _ in 0..COUNT {
            black_box(watched.recv(&mut bench.buffer).expect("it is there"));
        }
    }),
    ("recv_from", true, |bench| {
        for _ in 0..COUNT {
            black_box(bench.receiver.recv_from(&mut bench.buffer).expect("it is there").sender);
        }
    }),
    ("recv_batch_8", true, |bench| bench.batches(8)),
    ("recv_batch_32", true, |bench| bench.batches(32)),
    ("drain_32", true, |bench| {
        let Bench { receiver, buffer, slots, .. } = bench;
        let drained = receiver.drain(&mut buffer[..32 * 256], slots, usize::MAX, |datagram| {
            black_box(datagram.expect("whole").bytes);
        });
        assert_eq!(drained.map(|drained| drained.taken), Ok(COUNT));
    }),
    ("send", false, Bench::fill),
    ("send_batch_32", false, |bench| {
        let datagrams = [&bench.datagram[..]; COUNT];
        assert_eq!(bench.sender.send_batch(&datagrams), Ok(COUNT));
    }),
    ("one_datagram_of_all", false, |bench| {
        let all = [bench.datagram; COUNT];
        bench.sender.send(all.as_flattened()).expect("it fits");
    }),
];

fn main() {
    let arguments: Vec<_> = std::env::args().collect();
    let rounds = if arguments.iter().any(|argument| argument == "--quick") { 20 } else { 3000 };
    let receiver = Config::new(Protocol::USERSOCK).peer(Peer::Anyone).open().expect("a socket");
    receiver.set_receive_buffer(1 << 20).expect("room");
    let sender =
        Config::new(Protocol::USERSOCK).peer(Peer::Process(receiver.port_id())).open().expect("a socket");
    sender.set_send_buffer(1 << 20).expect("room");
    let mut datagram = [0; SIZE];
    datagram[..4].copy_from_slice(&(SIZE as u32).to_ne_bytes());
    datagram[4] = 24; // RTM_NEWROUTE
    let duplicate = receiver.as_fd().try_clone_to_owned().expect("another descriptor");
    let adopted = Socket::adopt(duplicate, Peer::Anyone).expect("a netlink socket");
    let (buffer, slots) = (vec![0; 64 * 1024], [Slot::default(); 32]);
    let mut bench = Bench { sender, receiver, adopted, datagram, buffer, slots };
    let mut times = [const { Vec::new() }; WAYS.len()];
    for _ in 0..rounds {
        for ((_, receives, way), times) in WAYS.into_iter().zip(&mut times) {
            if receives {
                bench.fill();
            }
            let began = Instant::now();
            way(&mut bench);
            times.push(began.elapsed().as_nanos() as f64 / COUNT as f64);
            if !receives {
                bench
                    .receiver
                    .drain(&mut bench.buffer, &mut bench.slots[..1], usize::MAX, |_| {})
                    .expect("read");
            }
        }
    }
    for ((name, ..), mut times) in WAYS.into_iter().zip(times) {
        times.sort_by(f64::total_cmp);
        let (best, typical) = (times[0], times[times.len() / 2]);
        println!("figure {name} ns={best:.0} typical_ns={typical:.0} per_second={:.0}", 1e9 / typical);
    }
}
