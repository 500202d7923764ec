//! Samples all qdiscs of this machine periodically, in fixed buffers, by a request built at compile
//! time. Prints for each interval the number of qdiscs, what changed, and the time spent here and
//! in the kernel.
//!
//!     cargo run --release --example qdisc_sampler [-- [--demo N] [MILLISECONDS [ROUNDS]]]
//!
//! `--demo N` creates a network namespace with N classes (htb, with a tbf qdisc at each) and
//! samples their qdiscs. Needs no privileges.
use nlwire::{
    client::Connection,
    pick,
    route::RouteMessage,
    socket::{Protocol, Socket, SocketError, random_seed},
    tc::{
        qdisc::{self, ClassSpec, QdiscSpec},
        *,
    },
    wire::{ControlType, GetFlags, Messages, Template},
};
use std::{
    error::Error,
    time::{Duration, Instant},
};

/// RTM_GETQDISC for all interfaces: `struct tcmsg`, all zero. Its sequence number is set before
/// sending.
const DUMP: [u8; 36] =
    Template::<36>::new(RouteMessage::RTM_GETQDISC, GetFlags::DUMP.bits()).seq(0).zeros(20).done();

/// Totals of all qdiscs in one interval.
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
    let (mut before, mut seq) = (Sample::default(), random_seed());
    println!("   qdiscs        bytes      drops  queued    kernel ns/qdisc  ours ns/qdisc  ours % of a core");
    for _ in 0..rounds {
        let began = Instant::now();
        seq = seq.wrapping_add(1);
        let (sample, ours) = sample(&socket, &mut buffer, seq)?;
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

/// Reads one dump: its totals, and the time spent outside the kernel.
fn sample(socket: &Socket, buffer: &mut [u8], seq: u32) -> Result<(Sample, Duration), Box<dyn Error>> {
    let (mut sample, mut ours) = (Sample::default(), Duration::ZERO);
    let mut request = DUMP;
    request[8..12].copy_from_slice(&seq.to_ne_bytes()); // nlmsg_seq
    socket.send(&request)?;
    loop {
        let len = match socket.recv_checked(buffer) {
            Err(SocketError::Overrun) => return Err("the kernel lost messages".into()),
            received => received?.len,
        };
        let began = Instant::now();
        for message in Messages::new(buffer.get(..len).unwrap_or(&[])) {
            let message = message?;
            if message.seq() != seq {
                continue;
            }
            if message.message_type() == ControlType::NLMSG_DONE.0 {
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

/// Creates a network namespace whose loopback interface has a tree of `count` qdiscs: htb, with a
/// class and a tbf for each.
fn demo(count: u16) -> Result<(), Box<dyn Error>> {
    use rustix::thread::{UnshareFlags, unshare_unsafe};
    // SAFETY: no descriptor table is unshared, so none that other code holds changes its meaning.
    #[allow(unsafe_code)]
    unsafe { unshare_unsafe(UnshareFlags::NEWUSER | UnshareFlags::NEWNET) }?;
    const LOOPBACK: u32 = 1;
    let mut buffer = [0; 8192];
    let connection = &mut Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut buffer[..]);
    let tree = TcHandle::new(1, 0);
    connection.run(qdisc::add(LOOPBACK, TcHandle::TC_H_ROOT, tree, &QdiscSpec::Htb { default: 1 }))?;
    let bucket = QdiscSpec::Tbf { rate: 1_250_000, burst: 5000, limit: 50_000 };
    for n in 1..count {
        let (class, handle) = (TcHandle::new(1, n), TcHandle::new(n + 1, 0));
        connection.run(qdisc::add_class(
            LOOPBACK,
            tree,
            class,
            &ClassSpec { rate: 125_000, ..Default::default() },
        ))?;
        connection.run(qdisc::add(LOOPBACK, class, handle, &bucket))?;
    }
    Ok(())
}
