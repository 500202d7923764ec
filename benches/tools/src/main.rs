//! The tool `nlwire` against the tools that it replaces: user CPU and memory of `ip`, `tc`, `ss`, `conntrack`, and of
//! `nlwire` for the same output. See README.md.
#[path = "../../rivals/src/kernel.rs"]
#[allow(dead_code)]
mod kernel;
mod run;

use kernel::{Size, Unavailable};
use run::{Cost, Tool};
use std::{env, path::PathBuf, process::ExitCode};

const USAGE: &str = "usage: tools [--quick] [--nlwire PATH] [PAIR]...
  --quick    a tenth of the objects, one run of each
  --nlwire   the binary, by default target/release/nlwire of the workspace
  PAIR       only these: routes routes-json routes-compact qdiscs sockets conntrack monitor monitor-json";

/// A pair of commands that print the same objects.
struct Pair {
    name: &'static str,
    rival: &'static [&'static str],
    ours: &'static [&'static str],
}
const DUMPS: &[Pair] = &[
    Pair { name: "routes", rival: &["ip", "route", "show", "table", "all"], ours: &["dump", "route"] },
    Pair { name: "routes-json", rival: &["ip", "-j", "route", "show", "table", "all"], ours: &["dump", "route", "--json"] },
    Pair { name: "routes-compact", rival: &["ip", "-j", "route", "show", "table", "all"], ours: &["dump", "route", "--json=compact"] },
    Pair { name: "qdiscs", rival: &["tc", "-s", "qdisc", "show"], ours: &["dump", "qdisc"] },
    Pair { name: "sockets", rival: &["ss", "-t", "-a", "-n", "-i", "-e"], ours: &["dump", "tcp"] },
    Pair { name: "conntrack", rival: &["conntrack", "-L"], ours: &["dump", "conntrack"] },
];
const MONITORS: &[Pair] = &[
    Pair { name: "monitor", rival: &["ip", "monitor", "route"], ours: &["monitor", "--events", "ipv4-route"] },
    Pair { name: "monitor-json", rival: &["ip", "monitor", "route"], ours: &["monitor", "--events", "--json=compact", "ipv4-route"] },
];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("tools: {why}");
            ExitCode::from(2)
        }
    }
}
fn run() -> Result<(), Unavailable> {
    let (mut quick, mut is_stage, mut only) = (false, false, Vec::new());
    let mut nlwire = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/release/nlwire"));
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let known = |pair: &Pair| pair.name == argument;
        match argument.as_str() {
            "--quick" => quick = true,
            "--stage" => is_stage = true,
            "--nlwire" => nlwire = arguments.next().map(PathBuf::from).unwrap_or_default(),
            _ if DUMPS.iter().any(known) || MONITORS.iter().any(known) => only.push(argument),
            _ => return Err(Unavailable(USAGE.to_owned())),
        }
    }
    if !nlwire.exists() {
        let build = "cargo build --release -p nlwire-cli builds it";
        return Err(Unavailable(format!("{} does not exist: {build}", nlwire.display())));
    }
    let runs = if quick { 1 } else { 5 };
    let part = if quick { 10 } else { 1 };
    let wanted = |pair: &&Pair| only.is_empty() || only.iter().any(|name| name == pair.name);
    let any = |names: &[&str]| names.iter().any(|name| only.is_empty() || only.iter().any(|only| only == name));
    if is_stage {
        return stage(part, any);
    }
    run::enter_namespace()?;
    let _stage = run::start_stage()?;
    for pair in DUMPS.iter().filter(wanted) {
        compare(pair, runs, &nlwire, |tool| tool.dump())?;
    }
    for pair in MONITORS.iter().filter(wanted) {
        compare(pair, runs, &nlwire, |tool| tool.monitor(400_000 / part as u32))?;
    }
    Ok(())
}
/// Makes the objects, and keeps them until standard input ends. A process of its own, since the memory of a process
/// that starts a tool counts as that of the tool.
fn stage(part: usize, any: impl Fn(&[&str]) -> bool) -> Result<(), Unavailable> {
    let routes = if any(&["routes", "routes-json", "routes-compact"]) { 200_000 / part } else { 0 };
    let size = Size { links: 2, routes, entries: 20_000 / part, qdiscs: (10_000 / part) as u16, sockets: 10_000 / part };
    kernel::build(&size)?;
    if any(&["qdiscs"]) {
        kernel::build_qdiscs(size.qdiscs)?;
    }
    let _sockets = if any(&["sockets"]) { kernel::build_sockets(size.sockets)? } else { Vec::new() };
    if any(&["conntrack"]) {
        kernel::build_conntrack(size.entries)?;
    }
    println!("ready");
    let _ = std::io::stdin().read_line(&mut String::new());
    Ok(())
}
/// Runs both commands in turns, and prints the medians.
fn compare(
    pair: &Pair,
    runs: usize,
    nlwire: &std::path::Path,
    measure: impl Fn(&Tool<'_>) -> Result<Cost, Unavailable>,
) -> Result<(), Unavailable> {
    let Some((program, arguments)) = pair.rival.split_first() else { return Ok(()) };
    let rival = Tool { program: program.as_ref(), arguments };
    let ours = Tool { program: nlwire, arguments: pair.ours };
    if !rival.exists() {
        println!("SKIPPED {}: {program} is not installed", pair.name);
        return Ok(());
    }
    let (mut theirs, mut mine) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        theirs.push(measure(&rival)?);
        mine.push(measure(&ours)?);
    }
    for (name, costs) in [(*program, &mut theirs), ("nlwire", &mut mine)] {
        let front = format!("{}.{name}", pair.name);
        println!("figure {front}.user {:.3} s", median(costs, |cost| cost.user));
        println!("figure {front}.system {:.3} s", median(costs, |cost| cost.system));
        println!("figure {front}.memory {:.1} MB", median(costs, |cost| cost.memory));
        println!("figure {front}.output {:.1} MB", median(costs, |cost| cost.output));
        println!("figure {front}.lines {} lines", median(costs, |cost| cost.lines));
    }
    let ratio = median(&mut mine, |cost| cost.user) / median(&mut theirs, |cost| cost.user).max(0.001);
    println!("figure {}.ratio {ratio:.2} times", pair.name);
    Ok(())
}
fn median(costs: &mut [Cost], of: impl Fn(&Cost) -> f64) -> f64 {
    costs.sort_by(|a, b| of(a).total_cmp(&of(b)));
    costs.get(costs.len() / 2).map_or(0.0, of)
}
