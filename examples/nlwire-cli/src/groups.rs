//! Multicast groups by name, long and short.
use crate::{
    families,
    output::Output,
    stop::{Stop, stop},
};
use nlwire::{netfilter::NetfilterGroup, route::RouteGroup, socket::Protocol, wire::spec::Named};

/// A multicast group of a protocol.
pub type Group = (Protocol, u32);
/// Default groups of a monitor: links, addresses, routes, neighbours.
pub const USUAL: &[Group] = &[
    (Protocol::ROUTE, 1),
    (Protocol::ROUTE, 3),
    (Protocol::ROUTE, 5),
    (Protocol::ROUTE, 7),
    (Protocol::ROUTE, 9),
    (Protocol::ROUTE, 11),
];
/// Protocols with named groups: short name, protocol, group names, prefix of these names.
const KNOWN: &[(&str, Protocol, &[Named], &str)] = &[
    ("route", Protocol::ROUTE, RouteGroup::NAMES, "rtnlgrp_"),
    ("uevent", Protocol::KOBJECT_UEVENT, UEVENTS, "uevent_"),
    ("connector", Protocol::CONNECTOR, PROCESSES, "connector_"),
    ("sock_diag", Protocol::SOCK_DIAG, nlwire::sock_diag::DiagGroup::NAMES, "sknlgrp_"),
    ("xfrm", Protocol::XFRM, nlwire::xfrm::XfrmGroup::NAMES, "xfrmnlgrp_"),
    ("netfilter", Protocol::NETFILTER, NetfilterGroup::NAMES, "nfnlgrp_"),
];
/// Senders of uevents.
const UEVENTS: &[Named] =
    &[Named { value: 1, name: "uevent_kernel" }, Named { value: 2, name: "uevent_udev" }];
/// Of the connector's groups, only process events; 1-Wire has buses only.
const PROCESSES: &[Named] = &[Named { value: 1, name: "connector_process" }];
/// Short names for several groups.
const TOGETHER: &[(&str, &[&str])] = &[
    ("uevent", &["kernel"]),
    ("addr", &["ipv4-ifaddr", "ipv6-ifaddr"]),
    ("address", &["ipv4-ifaddr", "ipv6-ifaddr"]),
    ("conntrack", &["conntrack-new", "conntrack-update", "conntrack-destroy"]),
    ("expect", &["conntrack-exp-new", "conntrack-exp-destroy"]),
];

/// Returns groups by name or number: `RTNLGRP_IPV4_ROUTE`, `ipv4-route`, `7`, `netfilter:3`,
/// `ethtool:monitor` of a generic netlink family; `route` means both IPv4 and IPv6.
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
/// Returns every group of every protocol that needs no request first, and of every generic netlink
/// family.
///
/// # Errors
/// The families cannot be listed.
pub fn every(out: &mut Output) -> Result<Vec<Group>, Stop> {
    let mut all = Vec::new();
    for (_, protocol, names, _) in KNOWN.iter().filter(|known| known.1 != Protocol::CONNECTOR) {
        all.extend(
            names.iter().filter(|named| named.value != 0).map(|named| (*protocol, named.value as u32)),
        );
    }
    families::every_group(out, &mut |group| all.push((Protocol::GENERIC, group)))?;
    Ok(all)
}
/// Returns the group with a lower-case name, with or without the protocol's prefix.
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
