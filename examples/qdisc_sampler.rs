//! Samples every queueing discipline of this machine again and again, in fixed buffers, by a request that was made when the program was
//! compiled; prints for each interval how many there are, what has changed, and what that cost here and in the kernel.
//!
//!     cargo run --release --example qdisc_sampler [-- [--demo N] [MILLISECONDS [ROUNDS]]]
//!
//! `--demo N` makes a namespace with N disciplines (htb with classes, a tbf at each) and samples those. Needs no privileges.
use nlwire::{
    exchange::Connection,
    pick,
    route::{
        RouteMessage,
        qdiscs::{self, ClassSpec, QdiscSpec},
        tc::*,
    },
    socket::{Protocol, Socket, SocketError},
    wire::{ControlType, GetFlags, Messages, Template},
};
use std::{
    error::Error,
    time::{Duration, Instant},
};

/// RTM_GETQDISC for all links: `struct tcmsg`, all zero.
const DUMP: [u8; 36] =
    Template::<36>::new(RouteMessage::RTM_GETQDISC, GetFlags::DUMP.bits()).seq(1).zeros(20).done();

/// What was read of all disciplines in one interval.
#[derive(Clone, Copy, Default)]
struct Sample {
    qdiscs: u64,
    bytes: u64,
    drops: u64,
    queued: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if(|argument| argument == "--demo").is_some() {
        demo(arguments.next().map_or(Ok(10_000), |count| count.parse())?)?;
    }
    let interval = Duration::from_millis(arguments.next().map_or(Ok(30), |time| time.parse())?);
    let rounds = arguments.next().map_or(Ok(u32::MAX), |rounds| rounds.parse())?;

    let socket = Socket::new(Protocol::ROUTE)?;
    let mut buffer = [0; 32 * 1024];
    let mut before = Sample::default();
    println!("   qdiscs        bytes      drops  queued    kernel ns/qdisc  ours ns/qdisc  ours % of a core");
    for _ in 0..rounds {
        let began = Instant::now();
        let (sample, ours) = sample(&socket, &mut buffer)?;
        let (all, each) =
            (began.elapsed(), |time: Duration| time.as_nanos() as f64 / sample.qdiscs.max(1) as f64);
        println!(
            "{:>9} {:>+12} {:>+10} {:>7} {:>18.0} {:>14.1} {:>17.2}",
            sample.qdiscs,
            sample.bytes.wrapping_sub(before.bytes) as i64,
            sample.drops.wrapping_sub(before.drops) as i64,
            sample.queued,
            each(all - ours),
            each(ours),
            ours.as_secs_f64() / interval.max(all).as_secs_f64() * 100.0,
        );
        before = sample;
        std::thread::sleep(interval.saturating_sub(began.elapsed()));
    }
    Ok(())
}

/// One dump: its sums, and how long reading took outside the kernel.
fn sample(socket: &Socket, buffer: &mut [u8]) -> Result<(Sample, Duration), Box<dyn Error>> {
    let (mut sample, mut ours) = (Sample::default(), Duration::ZERO);
    socket.send(&DUMP)?;
    loop {
        let len = match socket.recv(buffer) {
            Err(SocketError::Overrun) => return Err("the kernel lost messages".into()),
            received => received?,
        };
        let began = Instant::now();
        for message in Messages::new(buffer.get(..len).unwrap_or(&[])) {
            let message = message?;
            if message.kind() == ControlType::NLMSG_DONE.0 {
                return Ok((sample, ours + began.elapsed()));
            }
            let (_, attrs) = message.split::<TcMsg, Qdisc>()?;
            let Some(stats) = attrs.get(Qdisc::TCA_STATS2)? else { continue };
            let stats = pick!(stats, QdiscStats { basic: TCA_STATS_BASIC, queue: TCA_STATS_QUEUE })?;
            sample.qdiscs += 1;
            sample.bytes += stats.basic.and_then(|basic| basic.get(GnetStatsBasic::bytes)).unwrap_or(0);
            if let Some(queue) = stats.queue {
                sample.drops += u64::from(queue.get(GnetStatsQueue::drops).unwrap_or(0));
                sample.queued += u64::from(queue.get(GnetStatsQueue::qlen).unwrap_or(0));
            }
        }
        ours += began.elapsed();
    }
}

/// A namespace of its own, in which the loopback link has a tree of `count` disciplines: htb, a class for each, and at each a tbf.
fn demo(count: u16) -> Result<(), Box<dyn Error>> {
    use rustix::thread::{UnshareFlags, unshare_unsafe};
    // SAFETY: no descriptor table is unshared, so none that other code holds changes its meaning.
    #[allow(unsafe_code)]
    unsafe { unshare_unsafe(UnshareFlags::NEWUSER | UnshareFlags::NEWNET) }?;
    const LOOPBACK: u32 = 1;
    let mut buffer = [0; 8192];
    let connection = &mut Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut buffer);
    let tree = TcHandle::new(1, 0);
    qdiscs::add(connection, LOOPBACK, TcHandle::TC_H_ROOT, tree, &QdiscSpec::Htb { default: 1 })?;
    let bucket = QdiscSpec::Tbf { rate: 1_250_000, burst: 5000, limit: 50_000 };
    for n in 1..count {
        let (class, handle) = (TcHandle::new(1, n), TcHandle::new(n + 1, 0));
        qdiscs::add_class(
            connection,
            LOOPBACK,
            tree,
            class,
            &ClassSpec { rate: 125_000, ..Default::default() },
        )?;
        qdiscs::add(connection, LOOPBACK, class, handle, &bucket)?;
    }
    Ok(())
}
