//! The busiest conntrack entries of this machine, redrawn in place every second, in memory
//! allocated at the start.
//!
//!     cargo run --release --example conntrack_top [-- [--demo] [ROUNDS]]
//!
//! As root it shows the machine's own connections; bytes are counted if the sysctl
//! net.netfilter.nf_conntrack_acct is 1. `--demo` needs no privileges: it creates a network
//! namespace with traffic of its own.
//!
//!     4 connections, 13.0 MB/s; a dump took 1.9 ms
//!           RATE/s         TOTAL  STATE        CONNECTION
//!        5676.1 kB       11.3 MB               udp 127.0.0.1:39763 -> 127.0.0.1:9000
use nlwire::{
    client::Connection,
    netfilter::{
        NfProto,
        conntrack::{self, Flow},
        nftables::{self, *},
    },
    route::link,
    socket::{Protocol, Socket},
    wire::NewFlags,
};
use std::{
    error::Error,
    io::{IsTerminal, Write},
    net::UdpSocket,
    time::{Duration, Instant},
};

const ROWS: usize = 20;

/// Bytes of each connection in the previous round, by the kernel's id: a hash table of fixed size,
/// in which the oldest entry of a full bucket is replaced.
struct Before(Vec<(u32, u64)>);
impl Before {
    fn session(&mut self, id: u32, bytes: u64) -> Option<u64> {
        const WAYS: usize = 8;
        let sets = self.0.len() / WAYS;
        let set = self.0.chunks_exact_mut(WAYS).nth(id as usize % sets)?;
        let found = set.iter().position(|place| place.0 == id);
        let before = found.map(|at| set[at].1);
        set[..=found.unwrap_or(WAYS - 1)].rotate_right(1); // the newest in front
        set[0] = (id, bytes);
        before
    }
}
#[derive(Clone, Copy)]
struct AttributeSpec {
    rate: u64,
    total: u64,
    state: &'static str,
    flow: Flow,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if(|argument| argument == "--demo").is_some() {
        demo()?;
    }
    let rounds = arguments.next().map_or(Ok(u32::MAX), |rounds| rounds.parse())?;
    let mut buffer = [0; 32 * 1024];
    let mut connection = Connection::over_socket(Socket::new(Protocol::NETFILTER)?, &mut buffer[..]);
    let mut before = Before(vec![(0, 0); 1 << 20]);
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let redraw = std::io::stdout().is_terminal();
    let mut last = Instant::now();
    for round in 0..=rounds {
        let (began, mut top) = (Instant::now(), [None::<AttributeSpec>; ROWS]);
        let seconds = (began - std::mem::replace(&mut last, began)).as_secs_f64();
        let (mut count, mut all, mut counted) = (0, 0, false);
        let mut entries = connection.dump(conntrack::list())?;
        while let Some(entry) = entries.next()? {
            let (Some(flow), Some(id)) = (entry.original(), entry.id()) else { continue };
            let total = entry.counters().map(|(there, back)| there.bytes + back.bytes);
            counted |= total.is_some();
            let total = total.unwrap_or(0);
            let rate = before.session(id, total).map_or(total, |before| total.saturating_sub(before));
            (count, all) = (count + 1, all + rate);
            // from the bottom up to its place in the order
            let at = top.partition_point(|row| row.is_some_and(|row| (row.rate, row.total) >= (rate, total)));
            if let Some(worse) = top.get_mut(at..).filter(|worse| !worse.is_empty()) {
                worse.rotate_right(1);
                let state = entry.tcp_state().and_then(|state| state.name()).unwrap_or("");
                worse[0] = Some(AttributeSpec {
                    rate,
                    total,
                    state: state.trim_start_matches("TCP_CONNTRACK_"),
                    flow,
                });
            }
        }
        let took = began.elapsed();
        if round > 0 {
            let per_second = |bytes: u64| size((bytes as f64 / seconds) as u64);
            let (home, line, rest) = if redraw { ("\x1b[H", "\x1b[K\n", "\x1b[J") } else { ("", "\n", "") };
            let (rate, took) = (per_second(all), took.as_secs_f64() * 1000.0);
            write!(out, "{home}{count} connections, {rate}/s; a dump took {took:.1} ms{line}")?;
            write!(out, "{:>12} {:>13}  {:<12} CONNECTION{line}", "RATE/s", "TOTAL", "STATE")?;
            for row in top.iter().flatten() {
                let (rate, total) = (per_second(row.rate), size(row.total));
                write!(out, "{rate:>12} {total:>13}  {:<12} {}{line}", row.state, row.flow)?;
            }
            if count > 0 && !counted {
                write!(out, "bytes are not counted: sysctl net.netfilter.nf_conntrack_acct=1{line}")?;
            }
            write!(out, "{rest}")?;
            out.flush()?;
        }
        std::thread::sleep(Duration::from_secs(u64::from(round < rounds)).saturating_sub(began.elapsed()));
    }
    Ok(())
}
fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..10_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
/// Creates a network namespace with four streams over its loopback interface, and an nftables rule
/// that matches connections, without which none are tracked.
fn demo() -> Result<(), Box<dyn Error>> {
    use rustix::thread::{UnshareFlags, unshare_unsafe};
    // SAFETY: no descriptor table is unshared, so none that other code holds changes its meaning.
    #[allow(unsafe_code)]
    unsafe { unshare_unsafe(UnshareFlags::NEWUSER | UnshareFlags::NEWNET) }?;
    std::fs::write("/proc/sys/net/netfilter/nf_conntrack_acct", "1")?;
    let (mut room, mut other) = ([0; 4096], [0; 4096]);
    Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut room[..]).run(link::set_up(1))?;
    let connection = &mut Connection::over_socket(Socket::new(Protocol::NETFILTER)?, &mut other[..]);
    let (family, make) = (NfProto::NFPROTO_INET, NewFlags::CREATE);
    let mut all = nftables::transaction(connection, None)?;
    all.add_with(NewTable { family }, make, |table| _ = table.put(NftTable::NFTA_TABLE_NAME, "demo"))?;
    all.add_with(NewChain { family }, make, |chain| {
        chain.put(NftChain::NFTA_CHAIN_TABLE, "demo").put(NftChain::NFTA_CHAIN_NAME, "out");
        chain.put(NftChain::NFTA_CHAIN_TYPE, "filter").nest(NftChain::NFTA_CHAIN_HOOK, |hook| {
            hook.put(NftHook::NFTA_HOOK_HOOKNUM, 3u32).put(NftHook::NFTA_HOOK_PRIORITY, 0i32); // output
        });
    })?;
    all.add_with(NewRule { family }, make, |rule| {
        rule.put(NftRule::NFTA_RULE_TABLE, "demo").put(NftRule::NFTA_RULE_CHAIN, "out");
        rule.nest(NftRule::NFTA_RULE_EXPRESSIONS, |rule| {
            rule.ct(CtKey::NFT_CT_STATE, Register::NFT_REG32_00);
        });
    })?;
    all.commit()?;
    for n in 0..4 {
        let (from, to) = (UdpSocket::bind("127.0.0.1:0")?, UdpSocket::bind(("127.0.0.1", 9000 + n))?);
        std::thread::spawn(move || {
            let (datagram, mut read) = ([0; 1000], [0; 1000]);
            while from.send_to(&datagram, ("127.0.0.1", 9000 + n)).is_ok() && to.recv(&mut read).is_ok() {
                std::thread::sleep(Duration::from_micros(100 << n));
            }
        });
    }
    Ok(())
}
