//! What is printed: one line a figure for machines, and at the end a table for people, with what was to be reached.
use crate::harness::Cost;
use std::fs;

pub struct Figure {
    pub work: &'static str,
    pub rival: &'static str,
    pub ours: Cost,
    pub theirs: Cost,
}

impl Figure {
    fn ratio(&self) -> f64 {
        self.ours.ns / self.theirs.ns
    }
    /// The most that the ratio may be.
    fn reach(&self) -> Option<f64> {
        match (self.rival, self.work) {
            ("libmnl", "stream" | "pick") => Some(0.15),
            ("libmnl", "conntrack" | "diag") => Some(0.20),
            ("libmnl", "qdisc") => Some(0.30),
            ("libmnl", "walk") => Some(0.20),
            ("libmnl", "encode") => Some(0.10),
            ("libmnl", "walk-cold" | "stream-cold" | "pick-cold") => Some(0.30),
            ("libmnl", "link-stream" | "link-pick") => Some(0.25),
            ("wl-nl80211", _) | ("netlink-bindings", "elements" | "elements-cold") => Some(0.50),
            ("netlink-bindings", work) if work != "live" => Some(0.75),
            ("floor", _) => Some(1.15),
            _ => None,
        }
    }
    fn reached(&self) -> Option<bool> {
        self.reach().map(|reach| self.ratio() <= reach && self.ours.allocations == 0.0)
    }
    pub fn print(&self) {
        println!(
            "figure {} {} ours_ns={:.2} rival_ns={:.2} ratio={:.3} ours_allocs={} rival_allocs={}",
            self.work,
            self.rival,
            self.ours.ns,
            self.theirs.ns,
            self.ratio(),
            allocations(self.ours),
            allocations(self.theirs),
        );
    }
}

/// Allocations a message; whole numbers without a fraction, and the few of a whole dump not as none.
fn allocations(cost: Cost) -> String {
    match cost.allocations {
        n if n == n.trunc() => format!("{n}"),
        n if n < 0.1 => format!("{n:.5}"),
        n => format!("{n:.1}"),
    }
}

/// The whole in one table.
pub fn table(figures: &[Figure]) {
    println!();
    println!("{}", machine());
    println!("ns a message, the best of many turns (live: the middle one); ratio: ours to theirs; allocations a message.");
    println!();
    println!(
        "{:<12} {:<24} {:>8} {:>8} {:>7} {:>7}       {:>7} {:>7}",
        "work", "rival", "ours", "theirs", "ratio", "reach", "allocs", "theirs"
    );
    let mut work = "";
    for figure in figures {
        if work != figure.work {
            println!("{}", "-".repeat(87));
            work = figure.work;
        }
        let mark = match figure.reached() {
            Some(true) => "PASS",
            Some(false) => "MISS",
            None => "",
        };
        println!(
            "{:<12} {:<24} {:>8.2} {:>8.2} {:>7.3} {:>7}  {:<4} {:>7} {:>7}",
            figure.work,
            figure.rival,
            figure.ours.ns,
            figure.theirs.ns,
            figure.ratio(),
            figure.reach().map_or(String::new(), |reach| format!("{reach:.2}")),
            mark,
            allocations(figure.ours),
            allocations(figure.theirs),
        );
    }
    let judged: Vec<bool> = figures.iter().filter_map(Figure::reached).collect();
    println!();
    println!("{} of {} reached", judged.iter().filter(|reached| **reached).count(), judged.len());
}

/// Processor, kernel and compilers.
fn machine() -> String {
    let processor = fs::read_to_string("/proc/cpuinfo")
        .ok()
        .and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("model name"))?;
            Some(line.split_once(':')?.1.trim().to_owned())
        })
        .unwrap_or_else(|| "unknown processor".into());
    let kernel = rustix::system::uname();
    format!("machine: {processor}; Linux {}; {}; {}", kernel.release().to_string_lossy(), env!("RUSTC_VERSION"), env!("CC_VERSION"))
}
