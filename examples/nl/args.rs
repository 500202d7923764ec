//! The command line.
use crate::stop::{Stop, stop};
use std::time::Duration;

pub const HELP: &str = "\
nl: netlink, read and shown.

    nl dump link addr             # tables, as the kernel has them
    nl monitor                    # links, addresses, routes, neighbours, then every change of them
    nl monitor --for 5s link      # ends by itself
    nl dump route --json          # JSON Lines, a message a line, by the kernel's names
    nl record links.pcap -- link  # what was sent and received; Wireshark reads it, too
    nl record m.pcap monitor link # what a monitor of links hears; --for 5s ends it, or Ctrl-C
    nl decode links.pcap          # so does this, and what nlmon captured; `-` is standard input
    nl family nlctrl              # a family of generic netlink: its commands and groups
    nl policy nlctrl              # what its commands take, as the running kernel tells

COMMANDS
    dump OBJECT...                link, addr, route, neigh, ndt, rule, nsid, nexthop, qdisc, class,
                                  filter, chain, action, family, conntrack, expect,
                                  nft-table, nft-chain, nft-rule, nft-set, nft-element,
                                  nft-object, nft-flowtable,
                                  tcp, udp, raw, unix, netlink, packet,
                                  xfrm-state, xfrm-policy, crypto, ethtool, wireguard, ovs
    monitor [GROUP...]            RTNLGRP_LINK or link, ipv4-route, mdb ... or a number;
                                  addr, route, rule: those of IPv4 and IPv6;
                                  conntrack, expect, nftables, uevent, process, netfilter:3;
                                  ethtool:monitor or FAMILY:GROUP of a generic family
    decode FILE.pcap              link type 253 (netlink), either byte order
    record FILE.pcap -- OBJECT... the dump of each
    record FILE.pcap monitor [GROUP...]
                                  what is there of those groups, and every event
    family [NAME]
    policy NAME

OPTIONS
    -j, --json                    JSON Lines
    -v, --debug                   every message in full, indented
    --for TIME                    end a monitor, or its recording, after 500ms, 5s, 2m
    -h, --help

A monitor marks with + what is there, with ~ what changed, with - what is gone, and gives the time in UTC. What is broken is a
line of its own with the error and its offset, which counts from the start of the datagram (of the message, in a dump).

Status: 0 all is well; 1 something was broken or refused, or a dump was interrupted; 2 wrong usage, an unreadable file, or
missing permission.
";

/// What is asked for.
pub struct Args {
    pub json: bool,
    pub debug: bool,
    pub command: Command,
}
pub enum Command {
    Help,
    Dump { objects: Vec<String> },
    Monitor { groups: Vec<String>, lasting: Option<Duration> },
    Decode { file: String },
    Record { file: String, objects: Vec<String> },
    RecordMonitor { file: String, groups: Vec<String>, lasting: Option<Duration> },
    Family { name: Option<String> },
    Policy { name: String },
}

pub fn parse(given: impl Iterator<Item = String>) -> Result<Args, Stop> {
    let (mut json, mut debug, mut help, mut lasting) = (false, false, false, None);
    let mut words = Vec::new();
    let mut given = given;
    while let Some(word) = given.next() {
        match word.as_str() {
            "-j" | "--json" => json = true,
            "-v" | "--debug" | "--verbose" => debug = true,
            "-h" | "--help" => help = true,
            "--for" => {
                let Some(time) = given.next() else { return Err(stop!("--for wants a time, such as 5s")) };
                lasting = Some(duration(&time)?);
            }
            "--" => words.extend(given.by_ref()),
            _ if word.starts_with("--for=") => lasting = Some(duration(&word["--for=".len()..])?),
            _ if word.starts_with('-') && word != "-" => {
                return Err(stop!("there is no option {word:?}: nl --help lists them"));
            }
            _ => words.push(word),
        }
    }
    let mut words = words.into_iter();
    let command = match words.next() {
        _ if help => Command::Help,
        None => return Err(stop!("what shall it be? nl --help shows examples")),
        Some(command) => {
            let mut file = || words.next().ok_or_else(|| stop!("{command} wants a file"));
            match command.as_str() {
                "help" => Command::Help,
                "monitor" => Command::Monitor { groups: words.by_ref().collect(), lasting },
                "decode" => Command::Decode { file: file()? },
                "record" => {
                    let (file, mut objects) = (file()?, objects(&command, &mut words)?);
                    match objects.first().is_some_and(|first| first == "monitor") {
                        true => Command::RecordMonitor { file, groups: objects.split_off(1), lasting },
                        false => Command::Record { file, objects },
                    }
                }
                "dump" => Command::Dump { objects: objects(&command, &mut words)? },
                "family" => Command::Family { name: words.next() },
                "policy" => {
                    let name = words.next().ok_or_else(|| stop!("policy wants the name of a family"))?;
                    Command::Policy { name }
                }
                _ => {
                    return Err(stop!(
                        "there is no command {command:?}: known are dump, monitor, decode, record, family, policy"
                    ));
                }
            }
        }
    };
    if lasting.is_some() && !matches!(command, Command::Monitor { .. } | Command::RecordMonitor { .. }) {
        return Err(stop!("--for goes with monitor only"));
    }
    match words.next() {
        Some(word) if !help => Err(stop!("{word:?} is too much: nl --help shows what goes together")),
        _ => Ok(Args { json, debug, command }),
    }
}
fn objects(command: &str, words: &mut impl Iterator<Item = String>) -> Result<Vec<String>, Stop> {
    let objects: Vec<_> = words.collect();
    if objects.is_empty() {
        return Err(stop!("{command} wants an object: {}", crate::objects::known()));
    }
    Ok(objects)
}
/// `500ms`, `5s`, `2m`; a number alone is seconds.
fn duration(text: &str) -> Result<Duration, Stop> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "ms" => 0.001,
        "" | "s" => 1.0,
        "m" | "min" => 60.0,
        _ => return Err(stop!("{text:?} is no time: write 500ms, 5s or 2m")),
    };
    let number: Option<f64> = digits.parse().ok();
    let time = number.and_then(|number| Duration::try_from_secs_f64(number * unit).ok());
    time.ok_or_else(|| stop!("{text:?} is no time: write 500ms, 5s or 2m"))
}
