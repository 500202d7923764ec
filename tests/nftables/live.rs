//! What the live tests of nf_tables share: a connection, nft, and its words.
#![allow(dead_code)]
use crate::common;
use nlwire::{
    client::Connection,
    netfilter::{
        NfProto,
        nftables::{self, NewTable, NftTable},
    },
    socket::{Config, Protocol, Socket},
    wire::{Errno, NewFlags, Request},
};
use std::{
    collections::BTreeMap,
    io::Write,
    process::{Output, Stdio},
    time::Duration,
};

pub const SETUP: &str = include_str!("setup");
pub const RULES: &str = include_str!("rules");
pub const FAMILIES: [&str; 6] = ["inet", "ip", "ip6", "arp", "bridge", "netdev"];

pub const INET: NfProto = NfProto::NFPROTO_INET;
pub const EXCL: NewFlags = NewFlags::CREATE.union(NewFlags::EXCL);

pub fn connect(buffer: &mut [u8]) -> Connection<Socket, &'_ mut [u8]> {
    connected(buffer, &[])
}
pub fn connected<'b>(buffer: &'b mut [u8], groups: &[u32]) -> Connection<Socket, &'b mut [u8]> {
    let socket = Config::new(Protocol::NETFILTER).groups(groups).open().unwrap();
    socket.set_receive_timeout(Some(Duration::from_secs(10))).unwrap();
    Connection::over_socket(socket, buffer)
}
/// Whether this kernel has nf_tables; says so where it has not.
pub fn has_nftables(test: &str, connection: &mut Connection<Socket, &mut [u8]>) -> bool {
    match connection.run(nftables::generation()) {
        Ok(_) => true,
        Err(failure) if failure.errno() == Some(Errno::EINVAL) => {
            common::skip(test, "this kernel has no nf_tables");
            false
        }
        Err(failure) => panic!("{failure}"),
    }
}
/// The same, and whether nft and ip are installed.
pub fn has_nftables_and_tools(test: &str, connection: &mut Connection<Socket, &mut [u8]>) -> bool {
    has_nftables(test, connection) && common::has_tools(test, &["nft", "ip"])
}
pub fn table(name: &str) -> impl FnOnce(&mut Request<'_, NewTable>) {
    move |table| {
        table.put(NftTable::NFTA_TABLE_NAME, name);
    }
}
/// What `nft` prints; `None` where it is not installed.
pub fn nft_prints(test: &str, args: &[&str]) -> Option<String> {
    match common::tool("nft").args(args).output() {
        Ok(Output { status, stdout, stderr }) => {
            assert!(status.success(), "nft {args:?}: {}", String::from_utf8_lossy(&stderr));
            Some(String::from_utf8(stdout).unwrap())
        }
        Err(error) => {
            common::skip(test, &format!("nft is not installed: {error}"));
            None
        }
    }
}
/// Runs nft with a script; whether it was applied, and what it said.
pub fn nft(script: &str) -> (bool, String) {
    run_nft(&["-f", "-"], script)
}
/// What `nft -j list table` says.
pub fn nft_json(of: &str, table: &str) -> serde_json::Value {
    let (ok, text) = run_nft(&["-j", "list", "table", of, table], "");
    assert!(ok, "{text}");
    serde_json::from_str(&text).unwrap()
}
fn run_nft(args: &[&str], script: &str) -> (bool, String) {
    let mut nft = common::tool("nft")
        .args(args)
        .env("TZ", "UTC")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    nft.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = nft.wait_with_output().unwrap();
    assert!(output.status.code().is_some(), "nft {args:?} fell over: {}, {script}", output.status);
    let text = if output.status.success() { output.stdout } else { output.stderr };
    (output.status.success(), String::from_utf8(text).unwrap())
}
/// Loads the lines of a script in few runs: what nft or the kernel refuses is left out, and the rest is tried again.
/// Returns the indexes of these lines with what nft said.
pub fn load(lines: &[String]) -> BTreeMap<usize, String> {
    let mut refused = BTreeMap::new();
    // a transaction has to fit the send buffer of a socket
    for start in (0..lines.len()).step_by(100) {
        let chunk = start..lines.len().min(start + 100);
        loop {
            let left: Vec<usize> = chunk.clone().filter(|index| !refused.contains_key(index)).collect();
            let script: String = left.iter().map(|index| format!("{}\n", lines[*index])).collect();
            let (ok, said) = nft(&script);
            if ok {
                break;
            }
            let before = refused.len();
            for line in said.lines() {
                // /dev/stdin:12:1-9: Error: ...
                let mut parts = line.splitn(3, ':').skip(1);
                let number = parts.next().and_then(|number| number.parse::<usize>().ok());
                let index = number.and_then(|number| left.get(number.checked_sub(1)?));
                if let (Some(index), Some(why)) = (index, parts.next()) {
                    refused.insert(*index, why.to_string());
                    break; // nft may give the lines after it the same error
                }
            }
            if refused.len() == before {
                // nft names no line
                for index in left {
                    let (ok, why) = nft(&format!("{}\n", lines[index]));
                    let first = why.lines().next().unwrap_or_default().to_string();
                    refused.extend((!ok).then_some((index, first)));
                }
                break;
            }
        }
    }
    refused
}
/// Makes the tables `t`; returns what could not be made: what this kernel or this nft does not have is left out, and so are
/// the rules that use it.
pub fn setup() -> Vec<&'static str> {
    setup_as("t")
}
/// Makes the tables by another name.
pub fn setup_as(table: &str) -> Vec<&'static str> {
    assert!(common::tool("ip").args(["link", "set", "lo", "up"]).status().unwrap().success());
    let renamed = |line: &str| format!("{line} ").replacen(" t ", &format!(" {table} "), 1);
    let lines: Vec<String> = SETUP.lines().map(renamed).collect();
    let refused = load(&lines);
    SETUP.lines().enumerate().filter(|(index, _)| refused.contains_key(index)).map(|(_, line)| line).collect()
}
/// Loads the rules of the corpus that this kernel and this nft have; returns their number, and the others.
pub fn load_corpus() -> (usize, Vec<(&'static str, String)>) {
    let lines: Vec<String> = RULES.lines().map(|line| add_rule("t", line)).collect();
    let refused = load(&lines);
    let all: Vec<&str> = RULES.lines().collect();
    (all.len() - refused.len(), refused.into_iter().map(|(index, why)| (all[index], why)).collect())
}
/// Says which part of the corpus is not tested, since this kernel or this nft refuses it.
pub fn say_refused<'r>(test: &str, refused: impl Iterator<Item = (&'r str, &'r str)>) {
    let refused: Vec<_> = refused.collect();
    for (line, why) in &refused {
        println!("not loaded here: {line}: {why}");
    }
    if let Some((line, _)) = refused.first() {
        let what = format!("in part: {} rules are not in this kernel or nft, such as {line}", refused.len());
        common::skip(test, &what);
    }
}
/// The command that adds a rule of the corpus: `inet in tcp dport 22`.
pub fn add_rule(table: &str, line: &str) -> String {
    let (family, rest) = line.split_once(' ').unwrap();
    let (chain, rule) = rest.split_once(' ').unwrap();
    format!("add rule {family} {table} {chain} {rule}")
}
pub fn family(name: &str) -> NfProto {
    match name {
        "ip" => NfProto::NFPROTO_IPV4,
        "ip6" => NfProto::NFPROTO_IPV6,
        "arp" => NfProto::NFPROTO_ARP,
        "bridge" => NfProto::NFPROTO_BRIDGE,
        "netdev" => NfProto::NFPROTO_NETDEV,
        _ => NfProto::NFPROTO_INET,
    }
}
/// The rules that `nft list table` shows, by chain. Of a chain within a rule only that it is there: `jump __chain`.
pub fn listed(of: &str) -> BTreeMap<String, Vec<String>> {
    let (_, text) = nft(&format!("list table {of} t\n"));
    let mut found = BTreeMap::<_, Vec<_>>::new();
    let (mut chain, mut inside) = (None, false);
    for line in text.lines() {
        let line = line.trim();
        if let Some(name) = line.strip_prefix("chain ").and_then(|rest| rest.strip_suffix(" {")) {
            chain = Some(name.to_string());
        } else if line == "}" {
            (chain, inside) = (chain.filter(|_| inside), false);
        } else if let Some(chain) = chain.as_ref().filter(|_| !inside) {
            inside = line.ends_with(" {");
            if !line.contains(" hook ") && !line.starts_with("comment ") {
                let line = if inside { line.replace(" {", " __chain") } else { words(line) };
                found.entry(chain.clone()).or_default().push(line);
            }
        }
    }
    found
}
pub fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
/// The text with the elements of sets in order: nft sorts them by rules of its own.
pub fn sorted(text: &str) -> String {
    let Some((before, rest)) = text.split_once("{ ") else { return text.to_string() };
    let Some((set, after)) = rest.split_once(" }") else { return text.to_string() };
    let mut elements: Vec<_> = set.split(", ").collect();
    elements.sort_unstable();
    format!("{before}{{ {} }}{}", elements.join(", "), sorted(after))
}
/// The text with numbers for names of IP protocols where nft has no /etc/protocols to name them by.
pub fn numbered(text: &str) -> String {
    const NUMBERS: [(&str, &str); 11] = [
        ("icmp", "1"),
        ("igmp", "2"),
        ("tcp", "6"),
        ("udp", "17"),
        ("dccp", "33"),
        ("esp", "50"),
        ("ah", "51"),
        ("ipv6-icmp", "58"),
        ("comp", "108"),
        ("sctp", "132"),
        ("udplite", "136"),
    ];
    if std::path::Path::new("/etc/protocols").exists() {
        return text.to_string();
    }
    let (mut words, mut in_set, mut value_follows) = (Vec::new(), false, false);
    for word in text.split(' ') {
        let (name, comma) = word.strip_suffix(',').map_or((word, ""), |name| (name, ","));
        match NUMBERS.iter().find(|(its, _)| *its == name && (in_set || value_follows)) {
            Some((_, number)) => words.push(format!("{number}{comma}")),
            None => words.push(word.to_string()),
        }
        in_set = word == "{" || in_set && word != "}";
        value_follows = matches!(word, "protocol" | "nexthdr" | "l4proto") || value_follows && word == "!=";
    }
    words.join(" ")
}
