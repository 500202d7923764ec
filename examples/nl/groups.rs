//! Multicast groups by their names, long and short.
use crate::{
    families,
    stop::{Stop, stop},
};
use nlwire::{netfilter::NetfilterGroup, route::RouteGroup, socket::Protocol, wire::Named};

/// A group of a protocol.
pub type Group = (Protocol, u32);
/// What a monitor hears unless it is told otherwise: links, addresses, routes, neighbours.
pub const USUAL: &[Group] = &[
    (Protocol::ROUTE, 1),
    (Protocol::ROUTE, 3),
    (Protocol::ROUTE, 5),
    (Protocol::ROUTE, 7),
    (Protocol::ROUTE, 9),
    (Protocol::ROUTE, 11),
];
/// Protocols that have groups with names: what they are called before a number, the names, what stands in front of those.
const KNOWN: &[(&str, Protocol, &[Named], &str)] = &[
    ("route", Protocol::ROUTE, RouteGroup::NAMES, "rtnlgrp_"),
    ("uevent", Protocol::KOBJECT_UEVENT, UEVENTS, "uevent_"),
    ("connector", Protocol::CONNECTOR, PROCESSES, "connector_"),
    ("sock_diag", Protocol::SOCK_DIAG, nlwire::diag::DiagGroup::NAMES, "sknlgrp_"),
    ("xfrm", Protocol::XFRM, nlwire::xfrm::XfrmGroup::NAMES, "xfrmnlgrp_"),
    ("netfilter", Protocol::NETFILTER, NetfilterGroup::NAMES, "nfnlgrp_"),
];
/// Whoever tells of devices.
const UEVENTS: &[Named] =
    &[Named { value: 1, name: "uevent_kernel" }, Named { value: 2, name: "uevent_udev" }];
/// Of the connector, who tells of processes; 1-Wire has buses only.
const PROCESSES: &[Named] = &[Named { value: 1, name: "connector_process" }];
/// Several groups by one name.
const TOGETHER: &[(&str, &[&str])] = &[
    ("uevent", &["kernel"]),
    ("addr", &["ipv4-ifaddr", "ipv6-ifaddr"]),
    ("address", &["ipv4-ifaddr", "ipv6-ifaddr"]),
    ("conntrack", &["conntrack-new", "conntrack-update", "conntrack-destroy"]),
    ("expect", &["conntrack-exp-new", "conntrack-exp-destroy"]),
];

/// Groups by a name or a number: `RTNLGRP_IPV4_ROUTE`, `ipv4-route`, `7`, `netfilter:3`, `ethtool:monitor` of a generic family; `route` is that of IPv4 and that of IPv6.
pub fn named(name: &str) -> Result<Vec<Group>, Stop> {
    let (of, number) = name.split_once(':').unwrap_or(("route", name));
    let known = KNOWN.iter().find(|known| known.0 == of);
    if let (None, Some(family)) = (known, families::of_group(name)) {
        return families::groups(family, number);
    }
    if let (Ok(number), Some((_, protocol, ..))) = (number.parse::<u32>(), known) {
        return match number {
            0 => Err(stop!("groups count from 1")),
            _ => Ok(vec![(*protocol, number)]),
        };
    }
    let wanted = name.to_lowercase().replace('_', "-");
    if let Some((_, names)) = TOGETHER.iter().find(|together| together.0 == wanted) {
        return Ok(names.iter().filter_map(|name| one(name)).collect());
    }
    if let Some(group) = one(&wanted) {
        return Ok(vec![group]);
    }
    let both: Vec<_> =
        ["ipv4", "ipv6"].iter().filter_map(|family| one(&format!("{family}-{wanted}"))).collect();
    if both.is_empty() {
        let names: Vec<_> = TOGETHER.iter().map(|together| together.0.to_owned()).chain(all()).collect();
        return Err(stop!("there is no group {name:?}: known are {}, and numbers", names.join(", ")));
    }
    Ok(both)
}
/// The group of a name in lower case, with or without what stands in front of all of its protocol.
fn one(wanted: &str) -> Option<Group> {
    KNOWN.iter().find_map(|(_, protocol, names, front)| {
        let wanted = wanted.trim_start_matches(&front.replace('_', "-"));
        let found = names.iter().find(|named| short(named.name, front) == wanted);
        found.map(|named| (*protocol, named.value as u32))
    })
}
fn all() -> impl Iterator<Item = String> {
    KNOWN.iter().flat_map(|(.., names, front)| names.iter().map(|named| short(named.name, front)))
}
fn short(name: &str, front: &str) -> String {
    name.to_lowercase().trim_start_matches(front).replace('_', "-")
}
