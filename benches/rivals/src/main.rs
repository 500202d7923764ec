//! nlwire against its rivals: see README.md beside `src` for what each does, and `work` for what they are asked to do.
mod allocations;
mod bindings;
mod conntrack;
mod elements;
mod fold;
mod harness;
mod kernel;
mod live;
#[cfg(libmnl)]
mod mnl;
mod neli_rs;
mod ours;
mod packet;
mod qdisc;
mod report;
mod scan;
mod sock_diag;
mod work;

use harness::{Effort, Taken, compare};
use kernel::{Dump, RECEIVE_BUFFER, Recording, Size, Unavailable, route_socket};
use report::Figure;
use std::{
    env,
    hint::black_box,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};
use work::{Decode, Encode, Library, Scratch};

const USAGE: &str = "usage: rivals [--quick] [--save DIR | --from DIR] [WORK]...
  --quick   20,000 routes, 200 links, 5,000 conntrack entries, 2,000 disciplines and sockets, fewer turns
  --save    keep the recordings in DIR and measure nothing
  --from    measure the recordings in DIR, all but live, where no namespace can be made
  WORK      only these: walk stream pick walk-cold stream-cold pick-cold link-stream link-pick encode
            conntrack conntrack-cold qdisc qdisc-cold diag diag-cold scan scan-cold elements elements-cold live";

fn main() -> ExitCode {
    let mut quick = false;
    let (mut save, mut from) = (None, None);
    let mut only = Vec::new();
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--quick" => quick = true,
            "--save" => save = arguments.next().map(PathBuf::from),
            "--from" => from = arguments.next().map(PathBuf::from),
            "--help" | "-h" => {
                println!("{USAGE}");
                return ExitCode::SUCCESS;
            }
            work if WORKS.contains(&work) => only.push(argument),
            _ => {
                eprintln!("{USAGE}");
                return ExitCode::from(2);
            }
        }
    }
    match run(quick, save.as_deref(), from.as_deref(), &only) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("rivals: {why}");
            ExitCode::from(2)
        }
    }
}

const WORKS: [&str; 20] = [
    "walk",
    "stream",
    "pick",
    "walk-cold",
    "stream-cold",
    "pick-cold",
    "link-stream",
    "link-pick",
    "encode",
    "conntrack",
    "conntrack-cold",
    "qdisc",
    "qdisc-cold",
    "diag",
    "diag-cold",
    "scan",
    "scan-cold",
    "elements",
    "elements-cold",
    "live",
];

fn run(quick: bool, save: Option<&Path>, from: Option<&Path>, only: &[String]) -> Result<(), Unavailable> {
    let wanted = |work: &str| only.is_empty() || only.iter().any(|only| only == work);
    let plan = if quick { Plan::QUICK } else { Plan::FULL };
    let (links, routes) = match from {
        Some(dir) => (load(dir, "links")?, load(dir, "routes")?),
        None => {
            kernel::enter_namespace()?;
            kernel::build(&plan.size)?;
            (kernel::record(Dump::Links)?, kernel::record(Dump::Routes)?)
        }
    };
    let families = families(&plan.size, from);
    if let Some(dir) = save {
        let families = families.iter().map(|family| (&family.recording, family.names[0]));
        for (recording, name) in [(&links, "links"), (&routes, "routes")].into_iter().chain(families) {
            recording.save(&dir.join(name)).map_err(|why| Unavailable(format!("cannot write {name} in {}: {why}", dir.display())))?;
        }
        return Ok(());
    }
    eprintln!(
        "recorded {} routes in {} datagrams ({} bytes), {} links in {} ({} bytes)",
        routes.messages,
        routes.datagrams.len(),
        routes.bytes(),
        links.messages,
        links.datagrams.len(),
        links.bytes(),
    );

    let rivals = rivals();
    let hot = routes.hot();
    let mut figures = Vec::new();
    let mut figure = |figure: Figure| {
        figure.print();
        figures.push(figure);
    };
    let decoding: [(&str, &Recording, &Effort, Decoder); 8] = [
        ("walk", &hot, &plan.hot, |library| library.walk),
        ("stream", &hot, &plan.hot, |library| library.stream),
        ("pick", &hot, &plan.hot, |library| library.pick),
        ("walk-cold", &routes, &plan.cold, |library| library.walk),
        ("stream-cold", &routes, &plan.cold, |library| library.stream),
        ("pick-cold", &routes, &plan.cold, |library| library.pick),
        ("link-stream", &links, &plan.cold, |library| library.link_stream),
        ("link-pick", &links, &plan.cold, |library| library.link_pick),
    ];
    for (work, recording, effort, decoder) in decoding.into_iter().filter(|(work, ..)| wanted(work)) {
        for rival in &rivals {
            let what = format!("{work} by {}", rival.name);
            let (ours, theirs) = (decoder(&ours::LIBRARY), decoder(rival));
            let (ours, theirs) = compare(&what, effort, recording.messages, || decode(recording, ours), || decode(recording, theirs));
            figure(Figure { work, rival: rival.name, ours, theirs });
        }
    }
    if wanted("encode") {
        for rival in &rivals {
            figure(encode(&plan.hot, rival.name, ours::LIBRARY.encode, rival.encode));
        }
    }
    for Family { names: [hot, cold], recording, ours, rivals } in &families {
        eprintln!("recorded {} of {hot} in {} datagrams ({} bytes)", recording.messages, recording.datagrams.len(), recording.bytes());
        let datagram = recording.hot();
        for (work, recording, effort) in [(*hot, &datagram, &plan.hot), (*cold, recording, &plan.cold)] {
            for &(rival, theirs) in rivals.iter().filter(|_| wanted(work)) {
                let what = format!("{work} by {rival}");
                let (ours, theirs) = (|| decode(recording, *ours), || decode(recording, theirs));
                let (ours, theirs) = compare(&what, effort, recording.messages, ours, theirs);
                figure(Figure { work, rival, ours, theirs });
            }
        }
    }
    if wanted("live") && from.is_none() {
        live(&plan.live, &routes, &rivals, figure)?;
    }
    report::table(&figures);
    if !cfg!(libmnl) {
        println!("SKIPPED libmnl: install libmnl-dev");
    }
    Ok(())
}

/// A family with rivals of its own: its works, hot and cold, what was recorded, and who reads it.
struct Family {
    names: [&'static str; 2],
    recording: Recording,
    ours: Decode,
    rivals: Vec<(&'static str, Decode)>,
}

/// What this kernel can record of each, or what was recorded. A kernel without a family has none to measure.
fn families(size: &Size, from: Option<&Path>) -> Vec<Family> {
    let record = |name: &str, build: &dyn Fn() -> Result<Recording, Unavailable>| match from {
        Some(dir) => load(dir, name).ok(),
        None => build().map_err(|why| println!("SKIPPED {name}: {why}")).ok(),
    };
    let conntrack = || kernel::build_conntrack(size.entries).and_then(|()| kernel::record(Dump::Conntrack));
    let qdiscs = || kernel::build_qdiscs(size.qdiscs).and_then(|()| kernel::record(Dump::Qdiscs));
    let sockets = || kernel::build_sockets(size.sockets).and_then(|_kept| kernel::record(Dump::Sockets));
    let families = [
        (["conntrack", "conntrack-cold"], record("conntrack", &conntrack), conntrack::OURS, conntrack::rivals()),
        (["qdisc", "qdisc-cold"], record("qdisc", &qdiscs), qdisc::OURS, qdisc::rivals()),
        (["diag", "diag-cold"], record("diag", &sockets), sock_diag::OURS, sock_diag::rivals()),
        (["scan", "scan-cold"], record("scan", &|| Ok(scan::recording())), scan::OURS, scan::rivals()),
        (["elements", "elements-cold"], record("elements", &|| Ok(elements::recording())), elements::OURS, elements::rivals()),
    ];
    let family = |(names, recording, ours, rivals)| Some(Family { names, recording: recording?, ours, rivals });
    families.into_iter().filter_map(family).collect()
}

fn load(dir: &Path, name: &str) -> Result<Recording, Unavailable> {
    Recording::load(&dir.join(name)).map_err(|why| Unavailable(format!("cannot read {name} in {}: {why}", dir.display())))
}

fn rivals() -> Vec<Library> {
    vec![
        #[cfg(libmnl)]
        mnl::LIBRARY,
        bindings::LIBRARY,
        neli_rs::LIBRARY,
        packet::LIBRARY,
    ]
}

/// Which of a library's decoders a work is for.
type Decoder = fn(&Library) -> Decode;

/// How much is done.
struct Plan {
    size: Size,
    hot: Effort,
    cold: Effort,
    live: Effort,
}

impl Plan {
    const FULL: Self = Self {
        size: Size { links: 1_000, routes: 100_000, entries: 20_000, qdiscs: 10_000, sockets: 10_000 },
        hot: Effort { rounds: 200, turn: Duration::from_micros(500), taken: Taken::Best },
        cold: Effort { rounds: 40, turn: Duration::from_millis(2), taken: Taken::Best },
        live: Effort { rounds: 60, turn: Duration::ZERO, taken: Taken::Middle },
    };
    const QUICK: Self = Self {
        size: Size { links: 200, routes: 20_000, entries: 5_000, qdiscs: 2_000, sockets: 2_000 },
        hot: Effort { rounds: 40, ..Self::FULL.hot },
        cold: Effort { rounds: 15, ..Self::FULL.cold },
        live: Effort { rounds: 15, ..Self::FULL.live },
    };
}

/// Every datagram of a recording through a decoder.
fn decode(recording: &Recording, decode: Decode) -> u64 {
    recording.datagrams.iter().fold(0, |sum, datagram| sum.wrapping_add(decode(black_box(datagram))))
}

/// Requests by the hundred. What both wrote is compared as bytes before, bit 15 of the nest's number (`NLA_F_NESTED`) set aside: two of the
/// rivals do not write it.
fn encode(effort: &Effort, rival: &'static str, ours: Encode, theirs: Encode) -> Figure {
    const REQUESTS: u32 = 256;
    const NEST_NUMBER_HIGH: usize = 71;
    let (mut our_scratch, mut their_scratch) = (Scratch::default(), Scratch::default());
    for n in [1, 0x1234_5678, u32::MAX - 1] {
        let mut expected = ours(&mut our_scratch, n, 1).to_vec();
        let mut written = theirs(&mut their_scratch, n, 1).to_vec();
        for request in [&mut expected, &mut written] {
            if let Some(high) = request.get_mut(NEST_NUMBER_HIGH) {
                *high &= 0x7f;
            }
        }
        assert_eq!(expected, written, "encode by {rival}: both must write the same");
    }
    let (ours, theirs) = compare(
        &format!("encode by {rival}"),
        effort,
        REQUESTS as usize,
        || ours(&mut our_scratch, black_box(7), REQUESTS).len() as u64,
        || theirs(&mut their_scratch, black_box(7), REQUESTS).len() as u64,
    );
    Figure { work: "encode", rival, ours, theirs }
}

/// Live dumps against the floor, then against each rival's `stream` behind the plainest receive loop.
fn live(effort: &Effort, routes: &Recording, rivals: &[Library], mut figure: impl FnMut(Figure)) -> Result<(), Unavailable> {
    let mut ours = ours::Live::new(route_socket()?, RECEIVE_BUFFER);
    let mut receiver = live::Receiver::new(routes)?;
    // Routes do not change: the sum over a live dump is that of the recording, and the floor is given it for having received every byte.
    let expected = decode(routes, ours::LIBRARY.stream);
    let bytes = routes.bytes_on_the_wire;
    let floor = || if receiver.discard() == bytes { expected } else { 0 };
    let (our_cost, floor) = compare("live by floor", effort, routes.messages, || ours.dump(), floor);
    figure(Figure { work: "live", rival: "floor", ours: our_cost, theirs: floor });
    for rival in rivals {
        let what = format!("live by {}", rival.name);
        let (ours, theirs) = compare(&what, effort, routes.messages, || ours.dump(), || receiver.decode(rival.stream));
        figure(Figure { work: "live", rival: rival.name, ours, theirs });
    }
    Ok(())
}
