//! Filters, actions and chains of traffic control, live: what `tc` makes, we read, and `tc -j -s` says the same; what we make, `tc` reads.
#![cfg(all(target_os = "linux", feature = "std", feature = "route"))]
#![allow(clippy::unwrap_used)]
mod common;
#[path = "filters/flower.rs"]
mod flower;

#[path = "filters/actions.rs"]
mod actions;
#[path = "filters/cases.rs"]
mod cases;
#[path = "filters/record.rs"]
mod record;
#[path = "filters/write.rs"]
mod write;

use cases::*;
use common::{in_namespace, in_namespace_of_root, skip};
use nlwire::wire::FromMessage as _;
use nlwire::{
    client::Connection,
    decode::Decoder,
    pcap::{Direction, Recording},
    route::{addr, link},
    socket::{Protocol, Socket},
    tc::{
        action, chain,
        filter::{self, FilterSpec},
        *,
    },
    uapi::{EtherType, IpProtocol},
    wire::{Message, Messages, Operation, PackedArray, Request, Writer},
};
use serde_json::Value;
use std::{
    net::UdpSocket,
    process::Stdio,
    time::{Duration, Instant},
};

fn run(program: &str, args: &str) -> Result<String, String> {
    let output = common::tool(program).args(words(args)).stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("{program}: {error}"))?;
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if output.status.success() { Ok(out.into_owned()) } else { Err(format!("{program} {args}: {out}{err}")) }
}
/// As a shell would split it: by spaces, but for what stands in single quotes.
fn words(args: &str) -> Vec<String> {
    let mut words = vec![];
    for (at, part) in args.split('\'').enumerate() {
        match at % 2 {
            0 => words.extend(part.split_whitespace().map(String::from)),
            _ => words.push(part.into()),
        }
    }
    words
}
fn tc(args: &str) -> Result<String, String> {
    run("tc", args)
}
/// Whether a refusal is for want of a module.
fn is_lacking(refusal: &str) -> bool {
    [
        "TC classifier not found",
        "Failed to load TC action module",
        "Unknown filter",
        "Unknown qdisc",
        "Specified qdisc kind is unknown",
    ]
    .iter()
    .any(|sentence| refusal.contains(sentence))
        || refusal.contains("RTNETLINK answers: No such file or directory")
}
/// [`wires`] with clsact at v0; `None` if the test is skipped, since a tool or the qdisc is missing.
fn classified_wires(test: &str) -> Option<(u32, u32)> {
    if !common::has_tools(test, &["tc", "ip"]) {
        return None;
    }
    let ends = wires();
    match tc("qdisc add dev v0 clsact") {
        Ok(_) => Some(ends),
        Err(refusal) => {
            skip(test, &refusal);
            None
        }
    }
}
/// v0 with clsact and v1, its other end, which has 10.0.0.2; nobody but the test sends anything.
fn wires() -> (u32, u32) {
    for side in ["all", "default"] {
        let _ = std::fs::write(format!("/proc/sys/net/ipv6/conf/{side}/disable_ipv6"), "1");
    }
    let mut buffer = vec![0; 32 * 1024];
    let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
    talk.run(link::add_veth("v0", "v1")).unwrap();
    talk.run(link::add_veth("w0", "w1")).unwrap(); // what goes to v1 would come back to v0
    let mut index = |name| {
        let index = talk.get(link::by_name(name)).unwrap().index();
        talk.run(link::set_up(index)).unwrap();
        index
    };
    let ends = (index("v0"), index("v1"));
    talk.run(addr::add(ends.1, [10, 0, 0, 2].into(), 24)).unwrap();
    ends
}
/// The lines of JSON that nlwire would print, of a dump.
fn ours<O: Operation<Flags = nlwire::wire::GetFlags>>(
    operation: O,
    fill: impl FnOnce(&mut Request<'_, O>),
) -> Vec<Value> {
    let mut buffer = vec![0; 32 * 1024];
    let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
    let (mut replies, mut all) = (talk.dump_with(operation, fill).unwrap(), vec![]);
    while let Some(reply) = replies.next().unwrap() {
        all.push(json(reply.view().message));
    }
    all
}
fn json(message: Message<'_>) -> Value {
    let (protocols, mut line) = (Decoder::new(), String::new());
    let described = protocols.describe(Protocol::ROUTE.0, message);
    described.check().unwrap_or_else(|error| panic!("{error}: {described:?}"));
    described.write_json(&mut line, &mut |_| Ok(())).unwrap();
    serde_json::from_str(&line).unwrap()
}
fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    value.pointer(&format!("/{}", path.replace('.', "/")))
}
fn spelled(value: Option<&Value>) -> String {
    match value {
        None => "nothing".into(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            items.iter().map(|item| spelled(Some(item))).collect::<Vec<_>>().join("|")
        }
        Some(value) => value.to_string(),
    }
}
/// What has no other form than bytes.
const BYTES: &[&str] = &[
    "TCA_ACT_COOKIE",
    "TCA_FLOWER_KEY_CT_LABELS",
    "TCA_FLOWER_KEY_CT_LABELS_MASK",
    "TCA_CT_LABELS",
    "TCA_CT_LABELS_MASK",
    "TCA_FLOWER_KEY_ENC_OPT_GENEVE_DATA",
    "nbyte",
];
/// No attribute is unknown, and no payload stays hex.
fn all_is_known(key: &str, value: &Value) {
    match value {
        Value::Object(map) => {
            // the bytes that a match compares
            let is_nbyte = at(value, "header.kind").is_some_and(|kind| kind == "TCF_EM_NBYTE");
            for (name, value) in map {
                assert!(!name.starts_with('#'), "{name} in {key} is unknown: {value}");
                if !is_nbyte {
                    all_is_known(name, value);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| all_is_known(key, item)),
        Value::String(text) => {
            let hex =
                text.len() >= 2 && text.len() % 2 == 0 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(!hex || BYTES.contains(&key), "{key} stays hex: {text}");
        }
        _ => {}
    }
}

/// Three packets go from v1 to v0, and nothing else.
fn send_three() {
    let socket = UdpSocket::bind("10.0.0.2:0").unwrap();
    for _ in 0..3 {
        socket.send_to(b"hello", "10.0.0.1:9").unwrap();
    }
}
/// The message of the filter itself, not those of its kind and of tables of hashes.
fn itself(message: &Value) -> bool {
    let attributes = &message["attributes"];
    message["header"]["tcm_handle"] != "TC_H_UNSPEC"
        && at(attributes, "TCA_OPTIONS.TCA_U32_DIVISOR").is_none()
}
/// Whether a line of a case holds; else what is wrong, in a sentence.
fn compare(line: &str, ours: &Value, theirs: &Result<Value, String>, text: &str) -> Result<(), String> {
    let (left, right, is_json) = match line.split_once(" = ") {
        Some((left, right)) => (left, right, true),
        None => line.split_once(" ~ ").map(|(left, right)| (left, right, false)).ok_or("neither = nor ~")?,
    };
    let split = |side: &str| match side.split_once(' ') {
        Some((path, value)) => (path.to_string(), Some(value.trim().to_string())),
        None => (side.to_string(), None),
    };
    let holds = |holds: bool, what: String| if holds { Ok(()) } else { Err(format!("{line}: {what}")) };
    let (path, value) = split(left);
    let found = at(ours, &path);
    holds(
        found.is_some() && value.is_none_or(|value| spelled(found) == value),
        format!("we have {}", spelled(found)),
    )?;
    if !is_json {
        return holds(text.contains(right), format!("tc prints {text}"));
    }
    let theirs = theirs.as_ref().map_err(|error| format!("{line}: tc's JSON: {error}"))?;
    let (path, value) = split(right);
    let said = spelled(at(theirs, &path));
    holds(
        said == value.unwrap_or_else(|| spelled(found)),
        format!("we have {}, tc has {said} in {theirs}", spelled(found)),
    )
}

/// The lines of a case that do not hold, of the only filter there is.
fn differences(v0: u32, command: &str, lines: &[&str]) -> Vec<String> {
    let get = GetTFilter { index: v0, parent: TcHandle::CLSACT_INGRESS, ..Default::default() };
    let all = ours(get, |_| {});
    all.iter().for_each(|message| all_is_known("", message));
    let found: Vec<_> = all.iter().filter(|message| itself(message)).collect();
    assert_eq!(found.len(), 1, "{command}: {all:?}");
    let text = tc("-s filter show dev v0 ingress pref 5").unwrap();
    let theirs = tc("-j -s filter show dev v0 ingress pref 5").and_then(|json| {
        let all: Vec<Value> = serde_json::from_str(&json).map_err(|error| format!("{error}: {json}"))?;
        Ok(all.into_iter().rfind(|filter| filter["options"].get("ht_divisor").is_none()).unwrap_or_default())
    });
    let compare = |line: &&str| compare(line, &found[0]["attributes"], &theirs, &text).err();
    lines.iter().filter_map(compare).collect()
}

#[test]
fn filters_are_what_tc_says() {
    in_namespace("filters_are_what_tc_says", || {
        if !common::has_tools("filters_are_what_tc_says", &["tc", "ip"]) {
            return;
        }
        let (v0, _) = wires();
        if let Err(refusal) = tc("qdisc add dev v0 clsact") {
            return skip("filters_are_what_tc_says", &refusal);
        }
        let _ = run("ip", "neigh add 10.0.0.1 lladdr 02:00:00:00:00:01 dev v1");
        let (mut lacking, mut wrong, mut compared) = (vec![], vec![], 0);
        for Case(command, lines) in CASES.iter().chain(flower::CASES) {
            if command.contains("link 2:") {
                let _ = tc("filter add dev v0 ingress protocol ip pref 5 handle 2: u32 divisor 16");
            }
            if let Err(refusal) = tc(&format!("filter add dev v0 ingress pref 5 {command}")) {
                assert!(is_lacking(&refusal), "{refusal}");
                lacking.push(command.split_whitespace().take(4).collect::<Vec<_>>().join(" "));
                let _ = tc("filter del dev v0 ingress");
                continue;
            }
            send_three();
            // the packets are on their way for a while, and nothing tells when the last was counted
            let patience = Instant::now() + Duration::from_secs(10);
            let differ = loop {
                let differ = differences(v0, command, lines);
                if differ.is_empty() || Instant::now() > patience {
                    break differ;
                }
                std::thread::sleep(Duration::from_millis(10));
            };
            compared += lines.len();
            wrong.extend(differ.iter().map(|sentence| format!("{command}\n    {sentence}")));
            tc("filter del dev v0 ingress").unwrap();
        }
        assert!(wrong.is_empty(), "{} of {compared}:\n{}", wrong.len(), wrong.join("\n"));
        assert!(compared > 30, "{compared}");
        if !lacking.is_empty() {
            skip(
                "filters_are_what_tc_says",
                &format!("in part; this kernel has not got: {}", lacking.join("; ")),
            );
        }
    });
}

/// What `tc -j` says, each with options.
fn theirs(args: &str) -> Vec<Value> {
    let json = tc(&format!("-j {args}")).unwrap();
    let all: Vec<Value> = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    all.into_iter().filter(|one| one.get("options").is_some()).collect()
}
