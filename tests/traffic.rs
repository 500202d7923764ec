//! Traffic control against `tc`: disciplines and classes of every kind, made by `tc` with options that are not the defaults, given some
//! packets, then read by both in the same moment and compared, field by field. All that `tc` says in JSON must stand in a table here; and
//! nothing that we say may be bytes in hexadecimal or an attribute without a name.
#![cfg(all(feature = "std", feature = "route", target_os = "linux"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

#[path = "traffic/calls.rs"]
mod calls;
#[path = "traffic/options.rs"]
mod options;

use nlwire::wire::FromMessage as _;
use nlwire::{
    client::Connection,
    route::{self},
    schema::{Described, Json},
    socket::{Protocol, Socket},
    tc::*,
    wire::{Errno, GetFlags, Operation},
};
use options::*;
use serde_json::{Map, Value, json};
use std::{
    net::UdpSocket,
    time::{Duration, Instant},
};

/// What `tc` calls it, where we have it, and what `tc` makes of that. `*` in both is each member of a list.
type AttributeSpec = (&'static str, &'static str, fn(&Value) -> Value);

/// A kind, how it is made on `v0`, and what more is done.
struct Case(&'static str, &'static str, &'static [&'static str]);
const CASES: &[Case] = &[
    Case(
        "htb",
        "default 10 r2q 5 direct_qlen 900",
        &[
            "class add dev v0 parent 1: classid 1:1 htb rate 20mbit ceil 20mbit",
            "class add dev v0 parent 1:1 classid 1:10 htb rate 10mbit ceil 20mbit burst 2000 cburst 3000 prio 3 quantum 2000 mpu 64 overhead 4",
            "class add dev v0 parent 1:1 classid 1:11 htb rate 1mbit prio 7",
            "qdisc add dev v0 parent 1:11 handle 20: tbf rate 2mbit burst 3000 limit 9000",
        ],
    ),
    Case("tbf", "rate 1mbit burst 4000 limit 10000 peakrate 2mbit mtu 2000", &[]),
    Case("tbf", "rate 1mbit burst 4000 latency 50ms", &["qdisc add dev v0 clsact"]),
    Case(
        "fq",
        "limit 2000 flow_limit 90 quantum 3000 initial_quantum 15000 maxrate 10mbit buckets 512 orphan_mask 511 pacing refill_delay \
        50ms low_rate_threshold 600kbit ce_threshold 5ms horizon 3s timer_slack 20us horizon_cap",
        &[],
    ),
    Case(
        "fq_codel",
        "limit 1000 flows 256 target 4ms interval 90ms quantum 1000 memory_limit 1000000 ce_threshold 3ms drop_batch 32",
        &[],
    ),
    Case("codel", "limit 900 target 4ms interval 90ms ecn ce_threshold 2ms", &[]),
    Case(
        "cake",
        "bandwidth 10mbit diffserv4 dual-srchost nat wash ack-filter rtt 50ms memlimit 2mb mpu 64 overhead 20 atm fwmark 0xff ingress",
        &[],
    ),
    Case(
        "red",
        "limit 400000 min 30000 max 90000 avpkt 1000 burst 55 ecn adaptive bandwidth 10mbit probability 0.1",
        &[],
    ),
    Case(
        "sfq",
        "quantum 2000 perturb 10 limit 120 divisor 256 flows 100 depth 60 headdrop redflowlimit 100000 min 8000 max 60000 probability \
        0.2 ecn harddrop",
        &[],
    ),
    Case("prio", "bands 4 priomap 1 2 2 2 1 2 0 0 1 1 1 1 3 1 1 1", &[]),
    Case("mq", "", &[]),
    Case("mqprio", "num_tc 2 map 0 0 0 1 1 1 0 0 0 0 0 0 0 0 0 0 queues 2@0 2@2 hw 0", &[]),
    Case(
        "netem",
        "limit 500 delay 10ms 2ms 25% loss 1% 20% duplicate 2% 10% reorder 30% 40% gap 5 corrupt 3% 4% rate 10mbit 20 100 5 slot \
        1ms 2ms packets 10 bytes 2000",
        &[],
    ),
    Case("netem", "loss gemodel 1% 10% 70% 0.1% ecn", &[]),
    Case("netem", "loss state 1% 10% 20% 3% 5%", &[]),
    Case("pfifo", "limit 77", &[]),
    Case("bfifo", "limit 7777", &[]),
    Case("pfifo_head_drop", "limit 55", &[]),
    Case("pfifo_fast", "", &[]),
    Case(
        "taprio",
        "num_tc 2 map 0 0 0 1 1 1 0 0 0 0 0 0 0 0 0 0 queues 1@0 1@1 base-time 1000000000 sched-entry S 01 300000 sched-entry S \
        02 700000 clockid CLOCK_TAI",
        &[],
    ),
    Case(
        "hfsc",
        "default 10",
        &[
            "class add dev v0 parent 1: classid 1:10 hfsc rt m1 10mbit d 10ms m2 1mbit ls m2 2mbit ul m2 20mbit",
        ],
    ),
    Case(
        "drr",
        "",
        &[
            "class add dev v0 parent 1: classid 1:10 drr quantum 2000",
            "filter add dev v0 parent 1: matchall classid 1:10",
        ],
    ),
    Case(
        "qfq",
        "",
        &[
            "class add dev v0 parent 1: classid 1:10 qfq weight 10 maxpkt 2000",
            "filter add dev v0 parent 1: matchall classid 1:10",
        ],
    ),
    Case("ets", "bands 4 strict 2 quanta 3000 2000 priomap 3 2 1 0 3", &[]),
    Case("multiq", "", &[]),
    Case("choke", "limit 1000 min 100 max 300 avpkt 1000 burst 100 bandwidth 10mbit ecn", &[]),
    Case(
        "gred",
        "setup DPs 3 default 1 grio limit 100000",
        &[
            "qdisc change dev v0 root handle 1: gred DP 1 limit 60000 min 10000 max 30000 avpkt 1000 burst 20 bandwidth 10mbit prio 2 probability 0.05",
        ],
    ),
    Case("pie", "limit 900 target 10ms tupdate 20ms alpha 3 beta 22 ecn bytemode dq_rate_estimator", &[]),
    Case(
        "fq_pie",
        "limit 900 flows 256 target 10ms tupdate 20ms alpha 3 beta 22 quantum 1000 memory_limit 1000000 ecn_prob 20 ecn bytemode",
        &[],
    ),
    Case("cbs", "locredit -1470 hicredit 30 sendslope -980000 idleslope 20000", &[]),
    Case("etf", "clockid CLOCK_TAI delta 300000 deadline_mode skip_sock_check", &[]),
    Case("skbprio", "limit 88", &[]),
    Case("plug", "limit 5000", &[]),
    Case(
        "hhf",
        "limit 900 quantum 2000 hh_limit 1000 reset_timeout 30ms admit_bytes 100000 evict_timeout 900ms non_hh_weight 3",
        &[],
    ),
    Case(
        "sfb",
        "rehash 500 db 50 limit 900 max 30 target 22 increment 0.001 decrement 0.0001 penalty_rate 11 penalty_burst 23",
        &[],
    ),
];

/// Runs a program; what it printed, or what it complained of.
fn run(program: &str, arguments: &str) -> Result<String, String> {
    let output = common::tool(program)
        .args(arguments.split_whitespace())
        .output()
        .map_err(|error| error.to_string())?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}
/// JSON of `tc`, which forgets about it for two kinds.
fn json_of(text: &str) -> Vec<Value> {
    let mut text = text.to_owned();
    for (word, key) in [("{default ", "default"), ("{bands ", "bands")] {
        if let Some((before, after)) = text.clone().split_once(word) {
            let (value, after) = after.split_once(" }").unwrap();
            text = format!("{before}{{\"{key}\":\"{value}\"}}{after}");
        }
    }
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in what tc says: {text}"))
}

/// What we say of a dump: the fields of the header and the attributes, as one object each.
fn ours<O: Operation<Flags = GetFlags>>(operation: O, index: u32) -> Vec<Value> {
    let mut buffer = vec![0; 32768];
    let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
    let mut replies = connection.dump(operation).unwrap();
    let mut all = Vec::new();
    while let Some(reply) = replies.next().unwrap() {
        let message = Described::new("route", route::lookup(reply.view().message), reply.view().message);
        let parse = |text: String| -> Map<String, Value> { serde_json::from_str(&text).unwrap() };
        let mut fields = parse(Json(message.header().unwrap()).to_string());
        fields.extend(parse(Json(message.attributes().unwrap()).to_string()));
        if fields["tcm_ifindex"] == index {
            let mut fields = fields.into();
            without(
                &mut fields,
                &["time_next_delayed_flow", "TCA_CAKE_STATS_BLUE_TIMER_US", "TCA_CAKE_STATS_DROP_NEXT_US"],
            );
            all.push(fields);
        }
    }
    all
}

/// Takes out what is counted from now and never rests.
fn without(value: &mut Value, keys: &[&str]) {
    if let Value::Object(fields) = value {
        fields.retain(|key, _| !keys.contains(&key.as_str()));
        fields.values_mut().for_each(|value| without(value, keys));
    }
}
/// What is at a path, with the numbers that its stars stand for.
fn at<'v>(value: &'v Value, path: &str) -> Vec<(Vec<usize>, &'v Value)> {
    if path == "." {
        return vec![(vec![], value)];
    }
    let mut found = vec![(vec![], value)];
    for step in path.split('.') {
        found = found
            .into_iter()
            .flat_map(|(stars, value)| match step {
                "*" => value
                    .as_array()
                    .into_iter()
                    .flatten()
                    .enumerate()
                    .map(|(number, value)| ([&stars[..], &[number]].concat(), value))
                    .collect::<Vec<_>>(),
                step => value.get(step).map(|value| (stars, value)).into_iter().collect(),
            })
            .collect();
    }
    found
}
/// Every path at which something stands, lists of objects by a star, any other list as one thing.
fn leaves(value: &Value, path: &str, to: &mut Vec<String>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| leaves(value, &below(key), to)),
        Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_object) => {
            items.iter().for_each(|item| leaves(item, &below("*"), to));
        }
        _ => to.push(path.to_owned()),
    }
}
fn alike(one: &Value, other: &Value) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => one == other || (one - other).abs() <= one.abs().max(other.abs()) * 1e-4,
        _ => one == other,
    }
}
/// No attribute without a name, no bytes that could not be read, no number where a name should be.
fn nothing_is_unknown(value: &Value, path: &str, kind: &str) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                assert!(!key.starts_with('#'), "{kind}: {path}.{key}: {value}");
                nothing_is_unknown(value, &format!("{path}.{key}"), kind);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| nothing_is_unknown(item, path, kind)),
        Value::String(text) => {
            let padding = path.ends_with("PAD") && text.is_empty();
            let hex =
                !text.is_empty() && text.len() % 2 == 0 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(padding || !hex, "{kind}: bytes at {path}: {text}");
        }
        _ => {}
    }
}
/// Compares one discipline; the number of its fields that were compared.
fn compare(tc: &Value, ours: &Value) -> usize {
    let kind = tc["kind"].as_str().unwrap();
    let (mut compared, mut known) = (0, Vec::new());
    let prefix = |row: &AttributeSpec| match row.0.starts_with("options.") {
        true => format!("TCA_OPTIONS.{}", row.1),
        false => format!("TCA_STATS2.TCA_STATS_APP.{}", row.1),
    };
    let of_kind = rows_of(kind)
        .iter()
        .map(|row| (row.0, prefix(row).replace(".TCA_OPTIONS..", "").replace("..", ""), row.2));
    let of_all = COMMON.iter().map(|row| (row.0, row.1.to_owned(), row.2));
    let rows: Vec<_> = of_kind.chain(of_all).collect();
    for (theirs, path, how) in &rows {
        // a kind's own name may also be one of all
        let path = path.strip_suffix('.').unwrap_or(path);
        let list = *theirs == "options.vqs" || *theirs == "options.queues";
        known.push((*theirs).to_owned());
        let (found, mut mine) = (at(tc, theirs), at(ours, path));
        if found.is_empty() {
            continue;
        }
        if mine.len() != found.len() && !list {
            panic!(
                "{kind}: tc has {theirs} {} times, we have {path} {} times: {tc} {ours}",
                found.len(),
                mine.len()
            );
        }
        mine.truncate(found.len());
        for ((stars, expected), (_, mine)) in found.into_iter().zip(mine) {
            let made = how(mine);
            let equal = match (expected, &made) {
                (Value::Array(expected), Value::Array(made)) => {
                    expected.len() == made.len()
                        && expected.iter().zip(made).all(|(one, other)| alike(one, other))
                }
                (expected, made) => alike(expected, made),
            };
            assert!(equal, "{kind}: {theirs} {stars:?}: tc says {expected}, we say {made}, of {path} {mine}");
            compared += 1;
        }
    }
    let mut all = Vec::new();
    leaves(tc, "", &mut all);
    for leaf in all {
        let listed = known.iter().any(|row| leaf == *row || leaf.starts_with(&format!("{row}.")));
        assert!(listed, "{kind}: tc says {leaf}, which no row has: {tc}");
    }
    // what the kernel says twice is the same
    let app = &ours["TCA_STATS2"]["TCA_STATS_APP"];
    assert!(ours["TCA_XSTATS"].is_null() || ours["TCA_XSTATS"] == *app, "{kind}: {ours}");
    for (old, new) in [
        ("bytes", "TCA_STATS_BASIC"),
        ("packets", "TCA_STATS_BASIC"),
        ("drops", "TCA_STATS_QUEUE"),
        ("qlen", "TCA_STATS_QUEUE"),
    ] {
        assert_eq!(ours["TCA_STATS"][old], ours["TCA_STATS2"][new][old], "{kind}");
    }
    nothing_is_unknown(ours, "", kind);
    compared
}

/// `10Mbit` in bytes a second, `2000b` in bytes, `10ms` in microseconds.
fn quantity(text: &str) -> Option<f64> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let times = match unit {
        "" | "b" | "us" => 1.0,
        "Kb" => 1024.0,
        "bit" => 1.0 / 8.0,
        "Kbit" => 125.0,
        "Mbit" => 125_000.0,
        "Gbit" => 125_000_000.0,
        "ms" => 1000.0,
        "s" => 1e6,
        _ => return None,
    };
    number.parse::<f64>().ok().map(|number| number * times)
}
/// Compares the classes: `tc` of these days has no JSON for them.
fn compare_classes(text: &str, ours: &[Value]) -> usize {
    let mut compared = 0;
    let mut parts = text.split("class ").filter(|part| !part.trim().is_empty());
    for class in ours {
        let part = parts.next().unwrap_or_else(|| panic!("tc does not have the class {class}: {text}"));
        let words: Vec<&str> = part
            .split(|c: char| c.is_whitespace() || "(),".contains(c))
            .filter(|word| !word.is_empty())
            .collect();
        let kind = class["TCA_KIND"].as_str().unwrap();
        assert_eq!((words[0], Value::from(words[1])), (kind, handle(&class["tcm_handle"])), "{part} {class}");
        let parent = if words[2] == "root" { "root" } else { words[3] };
        assert_eq!(Value::from(parent), handle(&class["tcm_parent"]), "{part} {class}");
        if let Some(at) = words.iter().position(|word| *word == "leaf") {
            assert_eq!(Value::from(words[at + 1]), handle(&class["tcm_info"]), "{part} {class}");
        }
        let after = |word: &str| {
            // `rt:m1` is m1 behind rt
            let (group, word) =
                word.split_once(':').filter(|(_, word)| !word.is_empty()).unwrap_or(("", word));
            let from =
                if group.is_empty() { Some(0) } else { words.iter().position(|found| *found == group) }?;
            let at = words[from..].iter().position(|found| *found == word)?;
            words.get(from + at + 1).copied()
        };
        let stats = &class["TCA_STATS2"];
        let mut check = |name: &str, said: Option<&str>, made: &Value| {
            let Some(said) = said else { return };
            let said = quantity(said).unwrap_or_else(|| panic!("{kind}: {name} {said}"));
            let near = (said - number(made)).abs() <= said.abs() * 0.01;
            assert!(near, "{kind}: {name}: tc says {said}, we say {made}: {part} {class}");
            compared += 1;
        };
        check("Sent", after("Sent"), &stats["TCA_STATS_BASIC"]["bytes"]);
        check("dropped", after("dropped"), &stats["TCA_STATS_QUEUE"]["drops"]);
        check("overlimits", after("overlimits"), &stats["TCA_STATS_QUEUE"]["overlimits"]);
        check("backlog", after("backlog"), &stats["TCA_STATS_QUEUE"]["backlog"]);
        for (word, path, how) in class_rows(kind) {
            if after(word).is_some() {
                let found = at(class, path);
                let (_, mine) = found.first().unwrap_or_else(|| panic!("{kind}: no {path} in {class}"));
                check(word, after(word), &how(mine));
            }
        }
        nothing_is_unknown(class, "", kind);
    }
    assert_eq!(parts.next(), None, "we do not have that class");
    compared
}

/// A pair of links with four queues each, and packets that go out by the first.
fn make_link() -> Option<(u32, UdpSocket)> {
    for file in ["all", "default"] {
        let _ = std::fs::write(format!("/proc/sys/net/ipv6/conf/{file}/disable_ipv6"), "1");
    }
    run("ip", "link add v0 numtxqueues 4 numrxqueues 4 type veth peer name v1 numtxqueues 4 numrxqueues 4")
        .ok()?;
    for arguments in ["link set v0 up", "link set v1 up", "addr add 10.9.9.1/24 dev v0"] {
        run("ip", arguments).unwrap();
    }
    run("ip", "neigh add 10.9.9.2 lladdr 02:00:00:00:00:09 dev v0").unwrap();
    let links: Vec<Value> = serde_json::from_str(&run("ip", "-j link show v0").unwrap()).unwrap();
    let socket = UdpSocket::bind("10.9.9.1:0").unwrap();
    socket.connect("10.9.9.2:9").unwrap();
    Some((links[0]["ifindex"].as_i64().unwrap() as u32, socket))
}

#[test]
fn disciplines_and_classes_are_what_tc_says() {
    const NAME: &str = "disciplines_and_classes_are_what_tc_says";
    common::in_namespace(NAME, || {
        if !common::has_tools(NAME, &["tc", "ip"]) {
            return;
        }
        let Some((index, socket)) = make_link() else { return common::skip(NAME, "there is no veth") };
        let (mut missing, mut differ, mut kinds, mut fields) = (Vec::new(), Vec::new(), 0, 0);
        for Case(kind, options, more) in CASES {
            let _ = run("tc", "qdisc del dev v0 root");
            let _ = run("tc", "qdisc del dev v0 clsact");
            match run("tc", &format!("qdisc add dev v0 root handle 1: {kind} {options}")) {
                Ok(_) => {}
                Err(why) if why.contains("qdisc kind is unknown") || why.contains("No such file") => {
                    missing.push(*kind);
                    continue;
                }
                Err(why) => panic!("{kind} {options}: {why}"),
            }
            for arguments in *more {
                run("tc", arguments).unwrap_or_else(|why| panic!("{kind}: {arguments}: {why}"));
            }
            for len in 1..=40 {
                let _ = socket.send(&vec![0; 30 * len]); // ENOBUFS where the discipline drops it
            }
            // what still moves is read again, until nothing did between our two looks
            let deadline = Instant::now() + Duration::from_secs(20);
            loop {
                let qdiscs = || ours(GetQdisc { index, ..Default::default() }, index);
                let classes = || ours(GetTClass { index, ..Default::default() }, index);
                let before = (qdiscs(), classes());
                let tc = json_of(&run("tc", "-j -s qdisc show dev v0").unwrap());
                let tc_classes = run("tc", "-s class show dev v0").unwrap();
                let after = (qdiscs(), classes());
                if before == after {
                    assert_eq!(tc.len(), after.0.len(), "{kind}");
                    // the next kind is compared all the same
                    let compared = std::panic::catch_unwind(|| {
                        let fields =
                            tc.iter().zip(&after.0).map(|(tc, ours)| compare(tc, ours)).sum::<usize>();
                        fields + compare_classes(&tc_classes, &after.1)
                    });
                    match compared {
                        Ok(compared) => fields += compared,
                        Err(_) => differ.push(*kind),
                    }
                    break;
                }
                if Instant::now() > deadline {
                    println!("{kind} does not come to rest: {before:?} {after:?}");
                    differ.push(*kind);
                    break;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            kinds += 1;
        }
        assert!(differ.is_empty(), "what was said above, of {differ:?}");
        println!("{fields} fields of {kinds} disciplines equal tc's");
        assert!(kinds >= 5 && fields > kinds * 15, "{kinds} {fields}");
        if !missing.is_empty() {
            missing.dedup();
            common::skip("disciplines_that_this_kernel_lacks", &missing.join(" "));
        }
    });
}
