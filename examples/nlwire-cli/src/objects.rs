//! Objects that can be dumped.
use crate::{
    families, nftables, security, sockets,
    stop::{Stop, stop},
    talk::{Ended, Talk, dump},
    traffic,
};
use nlwire::{
    genl::GetFamily,
    netfilter::conntrack::{GetConntrack, GetExpectation},
    route::*,
    socket::Protocol,
    tc::{GetQdisc, GetTClass},
    wire::Message,
};

/// A table of the kernel.
#[derive(Clone, Copy)]
pub struct Object {
    pub name: &'static str,
    pub protocol: Protocol,
    /// The multicast groups that report its changes.
    pub groups: &'static [u32],
    pub dump: fn(&mut Talk<'_>, Each<'_>) -> Result<Ended, Stop>,
}
/// Callback for each message.
pub type Each<'e> = &'e mut dyn FnMut(Message<'_>) -> Result<(), Stop>;

pub const LINK: Object = route("link", &[1], |talk, each| dump(talk, GetLink::default(), each));
pub const ADDR: Object = route("addr", &[5, 9], |talk, each| dump(talk, GetAddr::default(), each));
pub const ROUTE: Object = route("route", &[7, 11], |talk, each| dump(talk, GetRoute::default(), each));
pub const NEIGH: Object = route("neigh", &[3], |talk, each| dump(talk, GetNeigh::default(), each));
const NDT: Object = route("ndt", &[], |talk, each| dump(talk, GetNeighTable::default(), each));
const RULE: Object = route("rule", &[8, 19], |talk, each| dump(talk, GetRule::default(), each));
const NSID: Object = route("nsid", &[28], |talk, each| dump(talk, GetNsid {}, each));
const NEXTHOP: Object = route("nexthop", &[32], |talk, each| dump(talk, GetNextHop::default(), each));
const QDISC: Object = route("qdisc", &[4], |talk, each| dump(talk, GetQdisc::default(), each));
const CLASS: Object = route("class", &[4], |talk, each| {
    by_link(talk, &mut |talk, index| dump(talk, GetTClass { index, ..Default::default() }, each))
});

const FILTER: Object = route("filter", &[4], traffic::filters);
const CHAIN: Object = route("chain", &[4], traffic::chains);
const ACTION: Object = route("action", &[4], traffic::actions);

pub const FAMILY: Object = Object {
    name: "family",
    protocol: Protocol::GENERIC,
    groups: &[],
    dump: |talk, each| dump(talk, GetFamily, each),
};

const CONNTRACK: Object =
    netfilter("conntrack", &[1, 2, 3], |talk, each| dump(talk, GetConntrack::default(), each));
const EXPECT: Object = netfilter("expect", &[4, 6], |talk, each| dump(talk, GetExpectation::default(), each));

pub const OBJECTS: &[Object] = &[
    LINK,
    ADDR,
    ROUTE,
    NEIGH,
    NDT,
    RULE,
    NSID,
    NEXTHOP,
    QDISC,
    CLASS,
    FILTER,
    CHAIN,
    ACTION,
    FAMILY,
    CONNTRACK,
    EXPECT,
    families::ETHTOOL,
    families::WIREGUARD,
    families::OVS,
];

const fn route(
    name: &'static str,
    groups: &'static [u32],
    dump: fn(&mut Talk<'_>, Each<'_>) -> Result<Ended, Stop>,
) -> Object {
    Object { name, protocol: Protocol::ROUTE, groups, dump }
}
/// Dumps what the kernel returns for one interface at a time.
fn by_link(
    talk: &mut Talk<'_>,
    dump_one: &mut dyn FnMut(&mut Talk<'_>, u32) -> Result<Ended, Stop>,
) -> Result<Ended, Stop> {
    let mut links = Vec::new();
    let mut ended = dump(talk, GetLink::default(), &mut |message| {
        links.extend(message.split::<IfInfo, Link>().map(|(header, _)| header.get(IfInfo::ifi_index)));
        Ok(())
    })?;
    for index in links {
        ended.and(dump_one(talk, index)?);
    }
    Ok(ended)
}
const fn netfilter(
    name: &'static str,
    groups: &'static [u32],
    dump: fn(&mut Talk<'_>, Each<'_>) -> Result<Ended, Stop>,
) -> Object {
    Object { name, protocol: Protocol::NETFILTER, groups, dump }
}
impl Object {
    pub fn named(name: &str) -> Result<Self, Stop> {
        all()
            .find(|object| object.name == name)
            .ok_or_else(|| stop!("there is no object {name:?}: {}", known()))
    }
    /// Reads the complete table.
    pub fn dump(&self, talk: &mut Talk<'_>, each: Each<'_>) -> Result<Ended, Stop> {
        (self.dump)(talk, each)
    }
}
fn all() -> impl Iterator<Item = Object> {
    [OBJECTS, nftables::OBJECTS, sockets::OBJECTS, security::OBJECTS].into_iter().flatten().copied()
}
/// Returns a sentence that lists the objects.
pub fn known() -> String {
    let names: Vec<_> = all().map(|object| object.name).collect();
    format!("known are {}", names.join(", "))
}
