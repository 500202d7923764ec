//! Multicast groups by their names, long and short.
use crate::stop::{Stop, stop};
use nlwire::route::RouteGroup;

/// What a monitor hears unless it is told otherwise: links, addresses, routes, neighbours.
pub const USUAL: &[u32] = &[1, 3, 5, 7, 9, 11];

/// Groups by a name or a number: `RTNLGRP_IPV4_ROUTE`, `ipv4-route`, `7`; `route` is that of IPv4 and that of IPv6.
pub fn named(name: &str) -> Result<Vec<u32>, Stop> {
    if let Ok(number) = name.parse::<u32>() {
        return match number {
            0 => Err(stop!("groups count from 1")),
            _ => Ok(vec![number]),
        };
    }
    let wanted = short(name);
    let of = |wanted: &str| {
        let found = RouteGroup::NAMES.iter().find(|named| short(named.name) == wanted);
        found.map(|named| named.value as u32)
    };
    let wanted = match wanted.as_str() {
        "addr" | "address" => "ifaddr",
        other => other,
    };
    if let Some(group) = of(wanted) {
        return Ok(vec![group]);
    }
    let both: Vec<u32> =
        ["ipv4", "ipv6"].iter().filter_map(|family| of(&format!("{family}-{wanted}"))).collect();
    if both.is_empty() {
        let names: Vec<_> = RouteGroup::NAMES.iter().map(|named| short(named.name)).collect();
        return Err(stop!("there is no group {name:?}: known are {}, and numbers", names.join(", ")));
    }
    Ok(both)
}
fn short(name: &str) -> String {
    name.to_lowercase().trim_start_matches("rtnlgrp_").replace('_', "-")
}
