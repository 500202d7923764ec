//! A shared conversation through thousands of histories: tasks that ask, are dropped and wait for each other, over a kernel that answers late,
//! loses messages and sends datagrams that do not fit. Each answer is its asker's, and nobody waits for what never comes.
#![cfg(all(feature = "std", feature = "route"))]

use nlwire::{
    exchange::{Cause, Failure, PollTransport, Shared, TransportError},
    route::{GetLink, IfInfo, Link, NewLink},
    wire::{Errno, Layout, Message, NewFlags, RequestFlags},
};
use std::{
    collections::VecDeque,
    fmt,
    future::Future,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    task::{Context, Poll, Wake, Waker},
};

const PORT: u32 = 77;
/// How many links a dump tells of.
const LINKS: i32 = 9;

/// Numbers that look random, the same for a seed (splitmix64).
struct Dice(u64);
impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
    fn one_in(&mut self, n: u64) -> bool {
        n != 0 && self.below(n) == 0
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Trouble {
    Lost,
    Cut,
}
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
impl std::error::Error for Trouble {}
impl TransportError for Trouble {
    fn is_loss(&self) -> bool {
        *self == Self::Lost
    }
    fn is_truncation(&self) -> bool {
        *self == Self::Cut
    }
}

fn message(kind: u16, flags: u16, seq: u32, body: &[u8]) -> Vec<u8> {
    let mut bytes = (16 + body.len() as u32).to_ne_bytes().to_vec();
    bytes.extend([kind.to_ne_bytes(), flags.to_ne_bytes()].concat());
    bytes.extend([seq.to_ne_bytes(), PORT.to_ne_bytes()].concat());
    bytes.extend(body);
    bytes
}
fn link(index: i32, flags: u16, seq: u32) -> Vec<u8> {
    let header = IfInfo::new().with(IfInfo::ifi_index, index);
    message(16, flags, seq, nlwire::zerocopy::IntoBytes::as_bytes(&header))
}
/// NLMSG_ERROR with the header of the request.
fn ack(request: Message<'_>, errno: i32) -> Vec<u8> {
    message(2, 0x100, request.seq(), &[&(-errno).to_ne_bytes(), &request.bytes()[..16]].concat())
}

/// A kernel with a receive queue: what was asked is answered when the dice say so, one dump at a time.
struct Kernel {
    dice: Dice,
    losses: u64,
    asked: VecDeque<Vec<u8>>,
    /// The dump under way: its sequence, and the next link; behind the last comes the end.
    dump: Option<(u32, i32)>,
    queue: VecDeque<Result<Vec<u8>, Trouble>>,
    waker: Option<Waker>,
    refused_dumps: u32,
    events: u32,
}
impl Kernel {
    /// Makes the next part of a dump: when it begins, and whenever something was read (netlink_dump in net/netlink/af_netlink.c).
    fn continue_dump(&mut self) {
        let Some((seq, next)) = &mut self.dump else { return };
        let seq = *seq;
        let mut datagram = Vec::new();
        while *next <= LINKS && (datagram.is_empty() || self.dice.one_in(2)) {
            datagram.extend(link(*next, 2, seq));
            *next += 1;
        }
        // newer kernels put the end behind the last messages
        if *next > LINKS && (datagram.is_empty() || self.dice.one_in(2)) {
            datagram.extend(message(3, 2, seq, &[0; 4]));
            self.dump = None;
        }
        self.arrives(datagram, true);
    }
    /// Answers one request, if there is one.
    fn step(&mut self) -> bool {
        let Some(request) = self.asked.pop_front() else { return false };
        let request = Message::new(&request).unwrap();
        let index = request.split::<IfInfo, Link>().unwrap().0.get(IfInfo::ifi_index);
        match request.kind() {
            18 if request.flags() & 0x300 != 0 => {
                if self.dump.is_some() {
                    self.refused_dumps += 1;
                    self.arrives(ack(request, 16), false);
                } else {
                    self.dump = Some((request.seq(), 1));
                    self.continue_dump();
                }
            }
            18 if index <= LINKS => {
                self.arrives(link(index, 0, request.seq()), false);
                self.arrives(ack(request, 0), false);
            }
            18 => self.arrives(ack(request, 19), false),
            _ => self.arrives(ack(request, if index <= LINKS { 0 } else { 19 }), false),
        }
        true
    }
    /// A datagram is queued. One of a dump is never lost for want of room, since the kernel makes it when it is read; any may be too long
    /// for the buffer.
    fn arrives(&mut self, datagram: Vec<u8>, of_dump: bool) {
        if self.dice.one_in(self.losses) {
            self.queue.push_back(Err(Trouble::Cut));
        } else if !of_dump && self.dice.one_in(self.losses) {
            self.queue.push_front(Err(Trouble::Lost));
        } else {
            self.queue.push_back(Ok(datagram));
        }
        self.waker.take().into_iter().for_each(Waker::wake);
    }
    fn event(&mut self) {
        self.events += 1;
        self.arrives(link(5, 0, 0), false);
    }
}
struct Wire(Mutex<Kernel>);
impl PollTransport for Wire {
    type Error = Trouble;
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<usize, Trouble>> {
        let mut kernel = self.0.lock().unwrap();
        match kernel.queue.pop_front() {
            Some(Ok(datagram)) => {
                kernel.continue_dump();
                buffer[..datagram.len()].copy_from_slice(&datagram);
                Poll::Ready(Ok(datagram.len()))
            }
            Some(Err(trouble)) => {
                // a loss is told instead of a datagram, and what does not fit is read all the same
                if trouble == Trouble::Cut {
                    kernel.continue_dump();
                }
                Poll::Ready(Err(trouble))
            }
            None => {
                kernel.waker = Some(context.waker().clone()); // the last alone is woken
                Poll::Pending
            }
        }
    }
    fn send(&self, datagram: &[u8]) -> Result<(), Trouble> {
        let mut kernel = self.0.lock().unwrap();
        kernel.asked.push_back(datagram.to_vec());
        // A kernel answers before the call returns, nearly always. A dump begins by then.
        let dumps = Message::new(datagram).unwrap().flags() & 0x300 != 0;
        let late = kernel.dice.one_in(2) && !dumps;
        while !late && kernel.step() {}
        Ok(())
    }
}

struct Woken(AtomicBool);
impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, SeqCst);
    }
}
struct Task<'a> {
    woken: Arc<Woken>,
    future: Pin<Box<dyn Future<Output = ()> + 'a>>,
    /// The reader of events, which never ends by itself.
    is_reader: bool,
}

type Conversation = Shared<Wire, Vec<u8>, 3>;
/// One task's questions, one behind the other.
async fn ask(shared: &Conversation, mut dice: Dice, losses: bool, told: &Mutex<u32>) {
    let fine = |failure: &Failure<Trouble>| losses && matches!(failure.cause, Cause::Overrun);
    for _ in 0..=dice.below(4) {
        let index = 1 + dice.below(2 * LINKS as u64) as i32;
        match dice.below(3) {
            0 => {
                let asked = GetLink { index, ..Default::default() };
                match shared.get(asked, |_| {}, |link| link.header.get(IfInfo::ifi_index)).await {
                    Ok(found) => assert_eq!(found, index),
                    Err(failure) if failure.errno() == Some(Errno::ENODEV) => assert!(index > LINKS),
                    Err(failure) => assert!(fine(&failure), "{failure}"),
                }
            }
            1 => {
                let mut found = Vec::new();
                let each =
                    |link: nlwire::wire::Reply<'_, GetLink>| found.push(link.header.get(IfInfo::ifi_index));
                match shared.dump(GetLink::default(), |_| {}, each).await {
                    Ok(_) => assert!(found.iter().copied().eq(1..=LINKS), "{found:?}"),
                    Err(failure) => assert!(fine(&failure), "{failure}"),
                }
            }
            _ => {
                match shared.request(NewLink { index, ..Default::default() }, NewFlags::NONE, |_| {}).await {
                    Ok(_) => assert!(index <= LINKS),
                    Err(failure) if failure.errno() == Some(Errno::ENODEV) => assert!(index > LINKS),
                    Err(failure) => assert!(fine(&failure), "{failure}"),
                }
            }
        }
        *told.lock().unwrap() += 1;
    }
}

/// One history; what was answered, and what was lost.
fn history(seed: u64, losses: u64) -> (u32, u32) {
    let mut dice = Dice(seed);
    let kernel = Kernel {
        dice: Dice(seed ^ 0x5555),
        losses,
        asked: VecDeque::new(),
        dump: None,
        queue: VecDeque::new(),
        waker: None,
        refused_dumps: 0,
        events: 0,
    };
    let shared = Conversation::with_places(Wire(Mutex::new(kernel)), vec![0; 4096], vec![0; 256], PORT, 1);
    let (told, heard) = (Mutex::new(0), Mutex::new((0, 0)));
    let new = |future, is_reader| Task { woken: Arc::new(Woken(AtomicBool::new(true))), future, is_reader };
    let mut tasks: Vec<Task<'_>> = Vec::new();
    for _ in 0..=dice.below(6) {
        let numbers = Dice(dice.below(u64::MAX));
        tasks.push(new(Box::pin(ask(&shared, numbers, losses != 0, &told)), false));
    }
    if dice.one_in(2) {
        let mut events = shared.events(1 << 16).unwrap();
        let heard = &heard;
        let listen = async move {
            loop {
                match events.next().await {
                    Ok(event) => {
                        // the answer to one that had to make room is an event, too
                        assert_eq!(event.kind(), 16);
                        heard.lock().unwrap().0 += u32::from(event.seq() == 0);
                    }
                    Err(failure) => {
                        assert!(matches!(failure.cause, Cause::Overrun), "{failure}");
                        heard.lock().unwrap().1 += 1;
                    }
                }
            }
        };
        tasks.push(new(Box::pin(listen), true));
    }
    let reads = tasks.last().is_some_and(|task| task.is_reader);
    for step in 0.. {
        assert!(step < 100_000, "seed {seed}: it does not end");
        let ready: Vec<usize> = (0..tasks.len()).filter(|task| tasks[*task].woken.0.load(SeqCst)).collect();
        if dice.one_in(40) && !tasks.is_empty() {
            // somebody has enough of waiting
            let at = dice.below(tasks.len() as u64) as usize;
            if !tasks[at].is_reader {
                tasks.swap_remove(at);
            }
            continue;
        }
        if dice.one_in(10) {
            shared.transport().0.lock().unwrap().event();
            continue;
        }
        if !ready.is_empty() && dice.one_in(2) {
            let at = ready[dice.below(ready.len() as u64) as usize];
            let task = &mut tasks[at];
            task.woken.0.store(false, SeqCst);
            let waker = Waker::from(task.woken.clone());
            if task.future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
                tasks.swap_remove(at);
            }
            continue;
        }
        let worked = shared.transport().0.lock().unwrap().step();
        if !worked && ready.is_empty() {
            let waiting = tasks.iter().filter(|task| !task.is_reader).count();
            assert_eq!(waiting, 0, "seed {seed}: after {step} steps nobody is woken and nothing is to come");
            break;
        }
    }
    let kernel = shared.transport().0.lock().unwrap();
    assert_eq!(kernel.refused_dumps, 0, "seed {seed}: two dumps at once");
    let (events, lost) = *heard.lock().unwrap();
    if losses == 0 && reads {
        assert_eq!((events, lost), (kernel.events, 0), "seed {seed}");
    }
    (*told.lock().unwrap(), lost)
}

#[test]
fn each_answer_is_its_askers_and_nobody_waits_for_ever() {
    let sum = (0..10_000).map(|seed| history(seed, 0).0).sum::<u32>();
    assert!(sum > 10_000, "{sum}");
}

#[test]
fn nor_where_messages_are_lost() {
    let told = (0..10_000).map(|seed| history(seed, [5, 20, 60][seed as usize % 3]));
    let (told, lost) = told.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    assert!(told > 10_000 && lost > 1000, "{told} {lost}");
}
