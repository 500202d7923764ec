//! A shared connection through thousands of histories: tasks that ask, panic, run out of time, are dropped and wait for each other, over a
//! kernel that answers late, loses messages and sends datagrams that do not fit, beside a process that multicasts forged replies, in a runtime
//! that yields at random. Each answer is its asker's, nobody waits for what never comes, and a table that is kept by events and dumps is the
//! kernel's in the end.
//!
//! `NLWIRE_HISTORIES=1000000 cargo test --release --test shared` makes more of them, `NLWIRE_SEED=N` begins elsewhere.
#![cfg(all(feature = "std", feature = "route"))]
#[path = "shared/manual.rs"]
mod manual;
use nlwire::{
    client::{self, Delivery, ErrorKind, Events, PollTransport, Received, SharedConnection, TransportError},
    route::{GetLink, IfInfo, Link, NewLink},
    wire::{Errno, Message, NewFlags, RequestFlags},
};
use std::{
    cell::RefCell,
    collections::{BTreeSet, VecDeque},
    fmt,
    future::{Future, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::{Pin, pin},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    task::{Context, Poll, Wake, Waker},
};
const PORT: u32 = 77;
/// How many links there always are. Those behind them come and go, with an event each.
const LINKS: u32 = 9;
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
fn link_of(kind: u16, index: u32, flags: u16, seq: u32) -> Vec<u8> {
    let header = IfInfo::new().with(IfInfo::ifi_index, index);
    message(kind, flags, seq, nlwire::zerocopy::IntoBytes::as_bytes(&header))
}
fn link(index: u32, flags: u16, seq: u32) -> Vec<u8> {
    link_of(16, index, flags, seq)
}
fn index_of(message: Message<'_>) -> u32 {
    message.split::<IfInfo, Link>().unwrap().0.get(IfInfo::ifi_index)
}
/// NLMSG_ERROR with the header of the request.
fn ack(request: Message<'_>, errno: u32) -> Vec<u8> {
    message(2, 0x100, request.seq(), &[&errno.wrapping_neg().to_ne_bytes(), &request.bytes()[..16]].concat())
}
/// A kernel with a receive queue: what was asked is answered when the dice say so, one dump at a time.
struct Kernel {
    dice: Dice,
    troubles: Troubles,
    /// The links that come and go.
    table: BTreeSet<u32>,
    /// The last sequence numbers, for who forges replies.
    sequences: VecDeque<u32>,
    asked: VecDeque<Vec<u8>>,
    /// The dump under way: its sequence, and the next link; behind the last comes the end.
    dump: Option<(u32, u32)>,
    queue: VecDeque<Result<(Vec<u8>, Delivery), Trouble>>,
    waker: Option<Waker>,
    refused_dumps: u32,
    events: u32,
    /// Messages were lost, and the queue was not empty since.
    congested: bool,
}
impl Kernel {
    /// Makes the next part of a dump: when it begins, and whenever something was read (netlink_dump in net/netlink/af_netlink.c).
    fn continue_dump(&mut self) {
        let Some((seq, mut next)) = self.dump.take() else { return };
        let mut datagram = Vec::new();
        let mut found = (next..=LINKS).chain(self.table.range(next.max(LINKS + 1)..).copied()).peekable();
        while found.peek().is_some() && (datagram.is_empty() || self.dice.one_in(2)) {
            let index = found.next().unwrap();
            datagram.extend(link(index, 2, seq));
            next = index + 1;
        }
        // newer kernels put the end behind the last messages
        if found.peek().is_none() && (datagram.is_empty() || self.dice.one_in(2)) {
            datagram.extend(message(3, 2, seq, &[0; 4]));
        } else {
            self.dump = Some((seq, next));
        }
        self.arrives(datagram, true);
    }
    /// Answers one request, if there is one.
    fn step(&mut self) -> bool {
        let Some(request) = self.asked.pop_front() else { return false };
        let request = Message::new(&request).unwrap();
        let index = index_of(request);
        match request.message_type() {
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
        self.arrives_by(datagram, Delivery::Unicast, of_dump);
    }
    fn arrives_by(&mut self, datagram: Vec<u8>, delivery: Delivery, of_dump: bool) {
        if self.dice.one_in(self.troubles.losses) {
            self.queue.push_back(Err(Trouble::Cut));
        } else if !of_dump && (self.congested || self.dice.one_in(self.troubles.losses)) {
            // reported before what is queued; until the queue is empty all that follows is discarded without another word
            if !core::mem::replace(&mut self.congested, true) {
                self.queue.push_front(Err(Trouble::Lost));
            }
        } else {
            self.queue.push_back(Ok((datagram, delivery)));
        }
        self.waker.take().into_iter().for_each(Waker::wake);
    }
    /// A link comes or goes.
    fn event(&mut self) {
        self.events += 1;
        let index = LINKS + 1 + self.dice.below(8) as u32;
        let kind = if self.table.remove(&index) { 17 } else { 16 };
        if kind == 16 {
            self.table.insert(index);
        }
        self.arrives_by(link_of(kind, index, 0, 0), Delivery::Multicast, false);
    }
    /// Another process multicasts what looks like a reply to a request in flight, or to one that begins soon.
    fn forge(&mut self) {
        let Some(last) = self.sequences.back() else { return };
        let seq = match self.dice.below(3) {
            0 => last.wrapping_add(1),
            n => self.sequences[self.sequences.len().saturating_sub(n as usize)],
        };
        let forged = match self.dice.below(5) {
            0 => link(666, 0, seq),
            1 => link(666, 2, seq),
            2 => message(3, 2, seq, &[0; 4]),
            3 => message(2, 0x100, seq, &[0; 20]),
            _ => message(2, 0x100, seq, &[&(-1i32).to_ne_bytes()[..], &[0; 16]].concat()),
        };
        self.arrives_by(forged, Delivery::Multicast, false);
    }
}
impl Kernel {
    fn receive(&mut self, buffer: &mut [u8]) -> Option<Result<Received, Trouble>> {
        let front = self.queue.pop_front()?;
        self.congested &= !self.queue.is_empty();
        // a loss is told instead of a datagram, and what does not fit is read all the same
        if front.as_ref().err() != Some(&Trouble::Lost) {
            self.continue_dump();
        }
        Some(front.map(|(datagram, delivery)| {
            buffer[..datagram.len()].copy_from_slice(&datagram);
            Received { len: datagram.len(), delivery }
        }))
    }
}
struct Wire(Mutex<Kernel>);
impl PollTransport for Wire {
    type Error = Trouble;
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<Received, Trouble>> {
        let mut kernel = self.0.lock().unwrap();
        let yields = kernel.troubles.yields;
        if kernel.dice.one_in(yields) {
            // the runtime's budget is spent: it says nothing of the queue
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        match kernel.receive(buffer) {
            Some(received) => Poll::Ready(received),
            None => {
                kernel.waker = Some(context.waker().clone()); // the last alone is woken
                Poll::Pending
            }
        }
    }
    fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, Trouble> {
        self.0.lock().unwrap().receive(buffer).transpose()
    }
    fn send(&self, datagram: &[u8]) -> Result<(), Trouble> {
        let mut kernel = self.0.lock().unwrap();
        kernel.asked.push_back(datagram.to_vec());
        kernel.sequences.push_back(Message::new(datagram).unwrap().seq());
        if kernel.sequences.len() > 4 {
            kernel.sequences.pop_front();
        }
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
    /// The time of the request that it waits for is over.
    late: Arc<AtomicBool>,
    future: Pin<Box<dyn Future<Output = ()> + 'a>>,
    /// The reader of events, which never ends by itself.
    is_reader: bool,
}
/// How often what happens, one in so many; 0 for never.
#[derive(Clone, Copy, Default)]
struct Troubles {
    losses: u64,
    yields: u64,
    panics: u64,
    forgeries: u64,
    deadlines: u64,
}
/// What a closure panics with that shall panic.
struct Bang;
type Conversation = SharedConnection<Wire, Vec<u8>, 3>;
/// Waits for a request until its time is over. `None` then.
async fn in_time<T>(late: &AtomicBool, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    poll_fn(|context| match late.swap(false, SeqCst) {
        true => Poll::Ready(None),
        false => future.as_mut().poll(context).map(Some),
    })
    .await
}
/// One task's questions, one behind the other.
async fn ask(
    shared: &Conversation,
    dice: Dice,
    troubles: Troubles,
    late: Arc<AtomicBool>,
    told: &Mutex<u32>,
) {
    let dice = RefCell::new(dice);
    let fine =
        |failure: &client::Error<Trouble>| troubles.losses != 0 && matches!(failure.kind, ErrorKind::Overrun);
    let below = |n| dice.borrow_mut().below(n);
    let may_panic = || {
        if dice.borrow_mut().one_in(troubles.panics) {
            resume_unwind(Box::new(Bang));
        }
    };
    for _ in 0..=below(4) {
        let index = 1 + below(LINKS as u64) as u32;
        let index = if below(2) == 0 { index } else { index + 100 };
        match below(3) {
            0 => {
                let asked = GetLink { index, ..Default::default() };
                let read = |link: nlwire::route::LinkMessage<'_>| {
                    may_panic();
                    link.header.get(IfInfo::ifi_index)
                };
                match in_time(&late, shared.get_with(asked, |_| may_panic(), read)).await {
                    None => {}
                    Some(Ok(found)) => assert_eq!(found, index),
                    Some(Err(failure)) if failure.errno() == Some(Errno::ENODEV) => assert!(index > LINKS),
                    Some(Err(failure)) => assert!(fine(&failure), "{failure}"),
                }
            }
            1 => {
                let mut found = Vec::new();
                let each = |link: nlwire::route::LinkMessage<'_>| {
                    may_panic();
                    found.push(link.header.get(IfInfo::ifi_index));
                };
                match in_time(&late, shared.dump_with(GetLink::default(), |_| may_panic(), each)).await {
                    None => {}
                    Some(Ok(_)) => {
                        let (always, others) = found.split_at(found.len().min(LINKS as usize));
                        assert!(always.iter().copied().eq(1..=LINKS), "{found:?}");
                        assert!(
                            others.iter().all(|index| (LINKS + 1..LINKS + 9).contains(index)),
                            "{found:?}"
                        );
                    }
                    Some(Err(failure)) => assert!(fine(&failure), "{failure}"),
                }
            }
            _ => {
                let asked = NewLink { index, ..Default::default() };
                match in_time(&late, shared.request_with(asked, NewFlags::NONE, |_| may_panic())).await {
                    None => {}
                    Some(Ok(_)) => assert!(index <= LINKS),
                    Some(Err(failure)) if failure.errno() == Some(Errno::ENODEV) => assert!(index > LINKS),
                    Some(Err(failure)) => assert!(fine(&failure), "{failure}"),
                }
            }
        }
        *told.lock().unwrap() += 1;
    }
}
/// What the reader of events has.
#[derive(Default)]
struct Kept {
    table: BTreeSet<u32>,
    events: u32,
    lost: u32,
}
/// Keeps the table of links that come and go: by a dump, by events, and by another dump where events were lost.
async fn keep(
    shared: &Conversation,
    mut events: Events<'_, Wire, Vec<u8>, 3>,
    kept: &Mutex<Kept>,
) -> Result<(), client::Error<Trouble>> {
    let mut is_known = false;
    loop {
        while !is_known {
            let mut table = BTreeSet::new();
            let each =
                |link: nlwire::route::LinkMessage<'_>| _ = table.insert(link.header.get(IfInfo::ifi_index));
            match shared.dump(GetLink::default(), each).await {
                Ok(_) => {
                    kept.lock().unwrap().table = table.split_off(&(LINKS + 1));
                    is_known = true;
                }
                Err(failure) if failure.kind == ErrorKind::Overrun => {}
                Err(failure) => return Err(failure),
            }
        }
        match events.next().await {
            // what was forged comes as what it is, a message of a group
            Ok(event) if event.seq() != 0 => {}
            Ok(event) => {
                let mut kept = kept.lock().unwrap();
                let index = index_of(event);
                assert!((LINKS + 1..LINKS + 9).contains(&index), "{index}: an event that was none");
                kept.events += 1;
                match event.message_type() {
                    16 => kept.table.insert(index),
                    _ => kept.table.remove(&index),
                };
            }
            Err(failure) if failure.kind == ErrorKind::Overrun => {
                kept.lock().unwrap().lost += 1;
                is_known = false;
            }
            Err(failure) => return Err(failure),
        }
    }
}
/// One history; what was answered, and what was lost.
fn history(seed: u64, troubles: Troubles) -> (u32, u32) {
    let mut dice = Dice(seed);
    let kernel = Kernel {
        dice: Dice(seed ^ 0x5555),
        troubles,
        table: BTreeSet::new(),
        sequences: VecDeque::new(),
        asked: VecDeque::new(),
        dump: None,
        queue: VecDeque::new(),
        waker: None,
        refused_dumps: 0,
        events: 0,
        congested: false,
    };
    let shared = Conversation::with_places(Wire(Mutex::new(kernel)), vec![0; 4096], vec![0; 256], PORT, 1);
    let (told, kept) = (Mutex::new(0), Mutex::new(Kept::default()));
    let capacity = if dice.one_in(3) { 100 } else { 1 << 16 };
    let mut tasks: Vec<Task<'_>> = Vec::new();
    for _ in 0..=dice.below(6) {
        let (numbers, late) = (Dice(dice.below(u64::MAX)), Arc::<AtomicBool>::default());
        let future = Box::pin(ask(&shared, numbers, troubles, late.clone(), &told));
        tasks.push(Task { woken: Arc::new(Woken(AtomicBool::new(true))), late, future, is_reader: false });
    }
    if dice.one_in(2) {
        let events = shared.events(capacity).unwrap();
        let future = async { keep(&shared, events, &kept).await.unwrap() };
        let woken = Arc::new(Woken(AtomicBool::new(true)));
        tasks.push(Task { woken, late: Arc::default(), future: Box::pin(future), is_reader: true });
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
        // (nothing happens any more when all have their answers, so that what was kept can be compared)
        let asking = tasks.iter().any(|task| !task.is_reader);
        if asking && dice.one_in(10) {
            shared.transport().0.lock().unwrap().event();
            continue;
        }
        if asking && dice.one_in(troubles.forgeries) {
            shared.transport().0.lock().unwrap().forge();
            continue;
        }
        if dice.one_in(troubles.deadlines) && !tasks.is_empty() {
            let task = &tasks[dice.below(tasks.len() as u64) as usize];
            if !task.is_reader {
                task.late.store(true, SeqCst);
                task.woken.0.store(true, SeqCst);
            }
            continue;
        }
        if !ready.is_empty() && dice.one_in(2) {
            let at = ready[dice.below(ready.len() as u64) as usize];
            let task = &mut tasks[at];
            task.woken.0.store(false, SeqCst);
            let waker = Waker::from(task.woken.clone());
            let poll = || task.future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready();
            match catch_unwind(AssertUnwindSafe(poll)) {
                Ok(false) => {}
                Ok(true) => _ = tasks.swap_remove(at),
                Err(panic) if panic.is::<Bang>() => _ = tasks.swap_remove(at),
                Err(panic) => {
                    println!("seed {seed}");
                    resume_unwind(panic);
                }
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
    assert!(tasks.iter().all(|task| task.is_reader));
    let kernel = shared.transport().0.lock().unwrap();
    assert_eq!(kernel.refused_dumps, 0, "seed {seed}: two dumps at once");
    let kept = kept.lock().unwrap();
    if reads {
        assert_eq!(kept.table, kernel.table, "seed {seed}: a wrong table, for ever");
    }
    if reads && troubles.losses == 0 && capacity > 100 {
        assert_eq!((kept.events, kept.lost), (kernel.events, 0), "seed {seed}");
    }
    (*told.lock().unwrap(), kept.lost)
}
/// So many histories, or as many as the environment asks for.
fn histories(troubles: impl Fn(u64) -> Troubles) -> (u32, u32) {
    let number = |name| std::env::var(name).ok().map(|number| number.parse().unwrap());
    let (count, first) = (number("NLWIRE_HISTORIES").unwrap_or(5000), number("NLWIRE_SEED").unwrap_or(0));
    let told = (first..first + count).map(|seed| history(seed, troubles(seed)));
    told.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
}
#[test]
fn each_answer_is_its_askers_and_nobody_waits_for_ever() {
    let (told, _) = histories(|_| Troubles::default());
    assert!(told > 5000, "{told}");
}
#[test]
fn nor_where_messages_are_lost() {
    let (told, lost) =
        histories(|seed| Troubles { losses: [5, 20, 60][seed as usize % 3], ..Troubles::default() });
    assert!(told > 5000 && lost > 1000, "{told} {lost}");
}
#[test]
fn nor_where_all_goes_wrong_that_can() {
    let (told, lost) = histories(|seed| {
        let mut dice = Dice(seed ^ 0xaaaa);
        let mut one_of = |ways: [u64; 3]| ways[dice.below(3) as usize];
        Troubles {
            losses: one_of([0, 10, 40]),
            yields: one_of([0, 2, 10]),
            panics: one_of([0, 5, 30]),
            forgeries: one_of([0, 5, 20]),
            deadlines: one_of([0, 5, 20]),
        }
    });
    assert!(told > 5000 && lost > 500, "{told} {lost}");
}
