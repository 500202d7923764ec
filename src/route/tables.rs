//! Tables of NETLINK_ROUTE that a [`Mirror`](crate::mirror::Mirror) keeps: links, addresses, routes, neighbours, or several of them on
//! one socket.
//!
//! What identifies an object is the kernel's own rule: `__dev_get_by_index` (net/core/dev.c), `inet_rtm_newaddr` (net/ipv4/devinet.c),
//! `fib_table_insert` (net/ipv4/fib_trie.c), `fib6_add_rt2node` (net/ipv6/ip6_fib.c), `neigh_lookup` (net/core/neighbour.c),
//! `br_fdb_find` (net/bridge/br_fdb.c).
use super::{
    Addr, GetAddr, GetLink, GetNeigh, GetRoute, IfAddr, IfInfo, IfaCacheInfo, Link, LinkFlags, NdMsg, Neigh,
    NeighFlags, NeighState, Route, RouteFlags, RouteGroup, RouteMessage, RouteProtocol, RtMsg,
};
use crate::{
    mirror::{Ignored, Place, Table, Tells, same_but},
    pick,
    uapi::AddressFamily,
    wire::{BuildError, GetFlags, Layout, Message, NewFlags, RawAttrs, Request},
};

/// An address as part of a key: 4 bytes of IPv4 in front, or 16 of IPv6; zeros for none.
pub type KeyAddress = [u8; 16];

fn key_address(bytes: Option<&[u8]>) -> KeyAddress {
    let mut key = [0; 16];
    for (to, from) in key.iter_mut().zip(bytes.unwrap_or(&[])) {
        *to = *from;
    }
    key
}
/// The attributes of a message behind a header of so many bytes.
fn attributes(message: Message<'_>, header: usize) -> &[u8] {
    message.payload().get(header..).unwrap_or(&[])
}
fn same_headers(old: Message<'_>, new: Message<'_>, len: usize) -> bool {
    old.payload().get(..len) == new.payload().get(..len)
}
const fn group(group: RouteGroup) -> u32 {
    group.0
}

// -------------------------------------------------------------------------------------------------
// Links

/// Links, by index. What changes all the time without an event does not count: counters, what a bridge finds
/// out, what a link is like as a port, and what IPv4 and IPv6 have set for the link (IFLA_AF_SPEC).
///
/// Messages of other families (AF_BRIDGE tells of a port, AF_INET6 of settings) and of wireless extensions are no matter of this table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Links;
impl Links {
    /// The groups that tell of changes.
    pub const GROUPS: &'static [u32] = &[group(RouteGroup::RTNLGRP_LINK)];
}
/// `IFLA_STATS`, `IFLA_STATS64`, `IFLA_EVENT`, `IFLA_AF_SPEC`; of `IFLA_LINKINFO` the extended counters (3) and what is said of it as a port
/// (5), which messages of AF_BRIDGE tell.
const LINK_IGNORED: &[Ignored] = &[
    Ignored::all(Link::IFLA_STATS.number()),
    Ignored::all(Link::IFLA_STATS64.number()),
    Ignored::all(Link::IFLA_EVENT.number()),
    Ignored::within(IFLA_LINKINFO, &[Ignored::all(3), Ignored::all(5)]),
    Ignored::all(IFLA_AF_SPEC),
];
/// The same, and what a bridge finds out: `IFLA_BR_ROOT_ID` (10) to `IFLA_BR_GC_TIMER` (19), `IFLA_BR_MCAST_QUERIER_STATE` (47),
/// `IFLA_BR_FDB_N_LEARNED` (48).
const BRIDGE_IGNORED: &[Ignored] = &[
    Ignored::all(Link::IFLA_STATS.number()),
    Ignored::all(Link::IFLA_STATS64.number()),
    Ignored::all(Link::IFLA_EVENT.number()),
    Ignored::within(IFLA_LINKINFO, &[Ignored::all(3), Ignored::all(5), Ignored::within(2, BRIDGE_STATE)]),
    Ignored::all(IFLA_AF_SPEC),
];
const BRIDGE_STATE: &[Ignored] = &[
    Ignored::all(10),
    Ignored::all(11),
    Ignored::all(12),
    Ignored::all(13),
    Ignored::all(14),
    Ignored::all(15),
    Ignored::all(16),
    Ignored::all(17),
    Ignored::all(18),
    Ignored::all(19),
    Ignored::all(47),
    Ignored::all(48),
];
const IFLA_LINKINFO: u16 = 18;
const IFLA_AF_SPEC: u16 = 26;
impl Table for Links {
    type Key = i32;
    fn request<'b>(&self, _: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        Request::new(buffer, GetLink::default(), GetFlags::DUMP).finish(seq)
    }
    fn tells(&self, message: Message<'_>) -> Tells<i32> {
        let there = message.kind() == RouteMessage::RTM_NEWLINK;
        if !there && message.kind() != RouteMessage::RTM_DELLINK {
            return Tells::Nothing;
        }
        let Ok((header, attrs)) = message.split::<IfInfo, Link>() else { return Tells::Nothing };
        let wireless = || matches!(attrs.last(Link::IFLA_WIRELESS.number()), Ok(Some(_)));
        if header.get(IfInfo::ifi_family) != AddressFamily::AF_UNSPEC || wireless() {
            return Tells::Nothing;
        }
        let index = header.get(IfInfo::ifi_index);
        if there { Tells::There(index, Place::First) } else { Tells::Gone(index) }
    }
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        const HEADER: usize = IfInfo::STRUCTURE.len;
        // all of the header but ifi_change, which says what an event is about
        let kind = |message| {
            RawAttrs::new(attributes(message, HEADER)).flatten().find(|attr| attr.number() == IFLA_LINKINFO)
        };
        let bridge = kind(new).is_some_and(|info| {
            RawAttrs::new(info.payload())
                .flatten()
                .any(|attr| attr.number() == 1 && attr.payload().starts_with(b"bridge"))
        });
        let ignored = if bridge { BRIDGE_IGNORED } else { LINK_IGNORED };
        same_headers(old, new, HEADER - 4)
            && same_but(attributes(old, HEADER), attributes(new, HEADER), ignored)
    }
}

// -------------------------------------------------------------------------------------------------
// Addresses

/// What identifies an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AddressKey {
    /// Index of the link that has it.
    pub index: u32,
    /// `AF_*`.
    pub family: u8,
    /// IPv4: length of the prefix. IPv6 has an address once a link, whatever its prefix.
    pub prefix: u8,
    /// The address itself.
    pub local: KeyAddress,
    /// IPv4: the other end's, of a point-to-point link; else as `local`.
    pub peer: KeyAddress,
}

/// Addresses of IPv4 and IPv6. What is left of a lifetime does not count, only whether it ends. IPv6 tells of a new address when no
/// duplicate of it was found; a dump may have it before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Addresses;
impl Addresses {
    /// The groups that tell of changes.
    pub const GROUPS: &'static [u32] =
        &[group(RouteGroup::RTNLGRP_IPV4_IFADDR), group(RouteGroup::RTNLGRP_IPV6_IFADDR)];
}
impl Table for Addresses {
    type Key = AddressKey;
    fn request<'b>(&self, _: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        Request::new(buffer, GetAddr::default(), GetFlags::DUMP).finish(seq)
    }
    fn tells(&self, message: Message<'_>) -> Tells<AddressKey> {
        let there = message.kind() == RouteMessage::RTM_NEWADDR;
        if !there && message.kind() != RouteMessage::RTM_DELADDR {
            return Tells::Nothing;
        }
        let Ok((header, attrs)) = message.split::<IfAddr, Addr>() else { return Tells::Nothing };
        let Ok(found) = pick!(attrs, Addr { local: IFA_LOCAL, address: IFA_ADDRESS }) else {
            return Tells::Nothing;
        };
        let ours = found.local.or(found.address).map(|it| it.octets());
        let family = header.get(IfAddr::ifa_family);
        let index = header.get(IfAddr::ifa_index);
        let local = key_address(ours);
        let key = match family {
            AddressFamily::AF_INET => AddressKey {
                index,
                family: 2,
                prefix: header.get(IfAddr::ifa_prefixlen),
                local,
                peer: key_address(found.address.map(|it| it.octets()).or(ours)),
            },
            AddressFamily::AF_INET6 => AddressKey { index, family: 10, prefix: 0, local, peer: local },
            _ => return Tells::Nothing,
        };
        if there { Tells::There(key, Place::First) } else { Tells::Gone(key) }
    }
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        const HEADER: usize = IfAddr::STRUCTURE.len;
        let ends = |message: Message<'_>| {
            let attrs = message.split::<IfAddr, Addr>().ok()?.1;
            let info = attrs.get(Addr::IFA_CACHEINFO).ok()??;
            let ends = |seconds: u32| seconds != u32::MAX;
            Some((ends(info.get(IfaCacheInfo::ifa_prefered)), ends(info.get(IfaCacheInfo::ifa_valid))))
        };
        let ignored = &[Ignored::all(Addr::IFA_CACHEINFO.number())];
        same_headers(old, new, HEADER)
            && same_but(attributes(old, HEADER), attributes(new, HEADER), ignored)
            && ends(old) == ends(new)
    }
}

// -------------------------------------------------------------------------------------------------
// Routes

/// What identifies a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RouteKey {
    /// `AF_*`.
    pub family: u8,
    /// Number of the table.
    pub table: u32,
    /// The destination.
    pub dst: KeyAddress,
    /// Length of its prefix.
    pub dst_len: u8,
    /// IPv6: the source's prefix.
    pub src: KeyAddress,
    /// IPv6: length of the source's prefix.
    pub src_len: u8,
    /// IPv4: type of service.
    pub tos: u8,
    /// The metric.
    pub priority: u32,
    /// IPv6: the link, of a route that does not share its traffic with others of the same key; else 0.
    pub oif: u32,
    /// IPv6: the gateway, of such a route; else zeros.
    pub gateway: KeyAddress,
}

/// Routes of IPv4 and IPv6, of all tables.
///
/// - IPv4 may have several routes of one key in an order (`ip route append`): the mirror numbers them. Where an event leaves the order
///   in doubt (`ip route prepend`), a new snapshot tells.
/// - IPv6 routes of one key by gateways are one route of several next hops. When one of these goes, the kernel says so without telling
///   what is left; a new snapshot tells.
/// - An IPv6 route that replaces one of another key (a gateway's in place of a link's) does not tell which; a new snapshot tells.
/// - The kernel drops IPv4 routes silently when their link goes down (IPv6 routes, too, where net.ipv6.route.skip_notify_on_dev_down is
///   set), when their source address goes (IPv6 routes lose it and stay), and when their next-hop object does. The events of those put
///   the routes in doubt; so [`GROUPS`](Self::GROUPS) has them, too.
/// - Whether a next hop's link has a carrier (RTNH_F_LINKDOWN, RTNH_F_DEAD), and whether hardware forwards by it, does not count, since no
///   event tells of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Routes;
impl Routes {
    /// The groups that tell of changes, and those that put routes in doubt.
    pub const GROUPS: &'static [u32] = &[
        group(RouteGroup::RTNLGRP_IPV4_ROUTE),
        group(RouteGroup::RTNLGRP_IPV6_ROUTE),
        group(RouteGroup::RTNLGRP_LINK),
        group(RouteGroup::RTNLGRP_IPV4_IFADDR),
        group(RouteGroup::RTNLGRP_IPV6_IFADDR),
        group(RouteGroup::RTNLGRP_NEXTHOP),
    ];
    const IPV4: u32 = 1;
    const IPV6: u32 = 2;
}
/// Flags of a next hop that change without an event: RTNH_F_DEAD, RTNH_F_OFFLOAD, RTNH_F_LINKDOWN, RTNH_F_TRAP.
const HOP_SILENT: u8 = 1 | 8 | 16 | 64;
const ROUTE_SILENT: u32 = HOP_SILENT as u32
    | RouteFlags::RTM_F_OFFLOAD.bits()
    | RouteFlags::RTM_F_TRAP.bits()
    | RouteFlags::RTM_F_OFFLOAD_FAILED.bits();
const RTA_MULTIPATH: u16 = 9;
const RTA_CACHEINFO: u16 = 12;
const RTA_EXPIRES: u16 = 23;

/// The chain of `struct rtnexthop` of a route that has several.
fn next_hops(message: Message<'_>) -> Option<&[u8]> {
    let mut attrs = RawAttrs::new(attributes(message, RtMsg::STRUCTURE.len)).flatten();
    attrs.find(|attr| attr.number() == RTA_MULTIPATH).map(|attr| attr.payload())
}
/// Whether two chains of `struct rtnexthop` are the same but for flags that change silently.
fn same_hops(mut old: &[u8], mut new: &[u8]) -> bool {
    loop {
        let (Some((a, _)), Some((b, _))) = (old.split_first_chunk::<8>(), new.split_first_chunk::<8>())
        else {
            return old == new;
        };
        let len = usize::from(u16::from_ne_bytes([a[0], a[1]]));
        let (Some(one), Some(two)) = (old.get(8..len), new.get(8..len)) else { return old == new };
        let head =
            |hop: &[u8; 8]| [hop[0], hop[1], hop[2] & !HOP_SILENT, hop[3], hop[4], hop[5], hop[6], hop[7]];
        if head(a) != head(b) || one != two {
            return false;
        }
        let next = len.saturating_add(3) & !3;
        (old, new) = (old.get(next..).unwrap_or(&[]), new.get(next..).unwrap_or(&[]));
    }
}
/// Whether the event of an IPv6 route says that another of its destination is different, too, but not which.
fn concerns_others(message: Message<'_>) -> bool {
    let Ok((header, _)) = message.split::<RtMsg, Route>() else { return false };
    if header.get(RtMsg::rtm_family) != AddressFamily::AF_INET6 {
        return false;
    }
    // The kernel's own routes by advertisements share nothing, those of a program do, and only several next hops tell them apart.
    if matches!(header.get(RtMsg::rtm_protocol), RouteProtocol::RTPROT_RA | RouteProtocol::RTPROT_REDIRECT) {
        return message.kind() == RouteMessage::RTM_DELROUTE || next_hops(message).is_some();
    }
    // in place of the first of those that share nothing, and that may be by another link
    message.kind() == RouteMessage::RTM_NEWROUTE
        && message.flags() & NewFlags::REPLACE.bits() != 0
        && matches!(Routes.tells(message), Tells::There(key, _) if key.oif != 0)
}
impl Table for Routes {
    type Key = RouteKey;
    const SIBLINGS: bool = true;
    fn parts(&self) -> u32 {
        Self::IPV4 | Self::IPV6
    }
    fn part(&self, key: &RouteKey) -> u8 {
        u8::from(key.family == AddressFamily::AF_INET6.0)
    }
    fn request<'b>(&self, part: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        let family = if part == 0 { AddressFamily::AF_INET } else { AddressFamily::AF_INET6 };
        Request::new(buffer, GetRoute { family, ..Default::default() }, GetFlags::DUMP).finish(seq)
    }
    fn tells(&self, message: Message<'_>) -> Tells<RouteKey> {
        let there = message.kind() == RouteMessage::RTM_NEWROUTE;
        if !there && message.kind() != RouteMessage::RTM_DELROUTE {
            return Tells::Nothing;
        }
        let Ok((header, attrs)) = message.split::<RtMsg, Route>() else { return Tells::Nothing };
        let family = header.get(RtMsg::rtm_family);
        let v6 = family == AddressFamily::AF_INET6;
        if !v6 && family != AddressFamily::AF_INET
            || header.get(RtMsg::rtm_flags).contains(RouteFlags::RTM_F_CLONED)
        {
            return Tells::Nothing;
        }
        let Ok(found) = pick!(
            attrs,
            Route {
                dst: RTA_DST,
                src: RTA_SRC,
                table: RTA_TABLE,
                priority: RTA_PRIORITY,
                oif: RTA_OIF,
                gateway: RTA_GATEWAY,
                object: RTA_NH_ID,
            }
        ) else {
            return Tells::Nothing;
        };
        let several = matches!(attrs.last(RTA_MULTIPATH), Ok(Some(_)));
        let protocol = header.get(RtMsg::rtm_protocol);
        let advertised = matches!(protocol, RouteProtocol::RTPROT_RA | RouteProtocol::RTPROT_REDIRECT);
        let shares = several || found.gateway.is_some() && found.object.is_none() && !advertised;
        let alone = v6 && !shares;
        let key = RouteKey {
            family: family.0,
            table: found.table.map_or(u32::from(header.get(RtMsg::rtm_table).0), |table| table.0),
            dst: key_address(found.dst.map(|it| it.0)),
            dst_len: header.get(RtMsg::rtm_dst_len),
            src: if v6 { key_address(found.src.map(|it| it.0)) } else { [0; 16] },
            src_len: header.get(RtMsg::rtm_src_len),
            tos: header.get(RtMsg::rtm_tos),
            priority: found.priority.unwrap_or(0),
            oif: found.oif.filter(|_| alone).unwrap_or(0),
            gateway: key_address(found.gateway.filter(|_| alone).map(|it| it.0)),
        };
        if !there {
            return Tells::Gone(key);
        }
        let flags = NewFlags::from_bits_retain(message.flags());
        let place = if v6 && flags.contains(NewFlags::REPLACE) {
            Place::Instead
        } else if v6 || flags.contains(NewFlags::REPLACE) {
            Place::First
        } else if flags.contains(NewFlags::EXCL) {
            Place::Only
        } else if flags.contains(NewFlags::APPEND) {
            Place::Last
        } else if flags.contains(NewFlags::CREATE) {
            Place::Before
        } else {
            Place::First
        };
        Tells::There(key, place)
    }
    fn doubts(&self, message: Message<'_>) -> u32 {
        match message.kind() {
            // Down: the event comes before the routes go. A link that has just been made is down, too, and all of ifi_change is set.
            RouteMessage::RTM_NEWLINK => {
                let Ok((header, _)) = message.split::<IfInfo, Link>() else { return 0 };
                let change = header.get(IfInfo::ifi_change);
                let down = !header.get(IfInfo::ifi_flags).contains(LinkFlags::IFF_UP)
                    && change.contains(LinkFlags::IFF_UP)
                    && change.bits() != u32::MAX;
                if down { Self::IPV4 | Self::IPV6 } else { 0 }
            }
            RouteMessage::RTM_DELLINK => {
                let all = message.split::<IfInfo, Link>();
                let of_port =
                    all.is_ok_and(|(header, _)| header.get(IfInfo::ifi_family) != AddressFamily::AF_UNSPEC);
                if of_port { 0 } else { Self::IPV4 | Self::IPV6 }
            }
            // routes whose preferred source it was
            RouteMessage::RTM_DELADDR => {
                match message.split::<IfAddr, Addr>().map(|(header, _)| header.get(IfAddr::ifa_family)) {
                    Ok(AddressFamily::AF_INET) => Self::IPV4,
                    Ok(AddressFamily::AF_INET6) => Self::IPV6,
                    _ => 0,
                }
            }
            RouteMessage::RTM_DELNEXTHOP => Self::IPV4 | Self::IPV6,
            RouteMessage::RTM_NEWNEXTHOP if message.flags() & NewFlags::REPLACE.bits() != 0 => {
                Self::IPV4 | Self::IPV6
            }
            RouteMessage::RTM_NEWROUTE | RouteMessage::RTM_DELROUTE if concerns_others(message) => Self::IPV6,
            _ => 0,
        }
    }
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        const HEADER: usize = RtMsg::STRUCTURE.len;
        let flags = |message: Message<'_>| {
            message
                .split::<RtMsg, Route>()
                .map_or(0, |(header, _)| header.get(RtMsg::rtm_flags).bits() & !ROUTE_SILENT)
        };
        let ignored = &[Ignored::all(RTA_CACHEINFO), Ignored::all(RTA_EXPIRES), Ignored::all(RTA_MULTIPATH)];
        same_headers(old, new, HEADER - 4)
            && flags(old) == flags(new)
            && same_but(attributes(old, HEADER), attributes(new, HEADER), ignored)
            && match (next_hops(old), next_hops(new)) {
                (Some(old), Some(new)) => same_hops(old, new),
                (old, new) => old.is_none() && new.is_none(),
            }
    }
    fn is_part_of(&self, gone: Message<'_>, object: Message<'_>) -> bool {
        let several = |message| next_hops(message).is_some();
        gone.payload().first() == Some(&AddressFamily::AF_INET6.0) && several(object) && !several(gone)
    }
}

// -------------------------------------------------------------------------------------------------
// Neighbours

/// What identifies a neighbour, or a forwarding entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NeighbourKey {
    /// Index of the link; of a bridge's forwarding entry, which may move from port to port, that of the bridge.
    pub index: i32,
    /// `AF_*`; AF_BRIDGE of a forwarding entry.
    pub family: u8,
    /// Whether it is the link's own (NTF_SELF), of a forwarding entry.
    pub own: bool,
    /// Its address; of a VXLAN's forwarding entry, the host that it lies behind, where it may lie behind several: that for a group of
    /// hardware addresses, and for all others. One address lies behind one host, and may move.
    pub dst: KeyAddress,
    /// The hardware address, of a forwarding entry.
    pub lladdr: [u8; 8],
    /// VLAN, of a forwarding entry.
    pub vlan: u16,
    /// VXLAN: the UDP port, along with `dst`; so are `vni` and `via`.
    pub port: u16,
    /// VXLAN: the network that it is for.
    pub src_vni: u32,
    /// VXLAN: the network that packets are put into.
    pub vni: u32,
    /// VXLAN: the link by which the host is reached.
    pub via: u32,
}

/// Neighbours of IPv4 and IPv6, and if so wanted forwarding entries of bridges and VXLANs.
///
/// Entries that need no asking (NUD_NOARP: multicast, loopback) come without an event and are left out. So are addresses that this host
/// answers for (NTF_PROXY) and the addresses that a link itself listens to (NTF_SELF, without a destination), of which no event tells.
/// Ages do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// Forwarding entries, too.
    pub forwarding: bool,
}
impl Neighbours {
    /// The groups that tell of changes.
    pub const GROUPS: &'static [u32] = &[group(RouteGroup::RTNLGRP_NEIGH)];
    /// The same for forwarding entries, with that which puts them in doubt: a link that leaves its bridge.
    pub const FORWARDING_GROUPS: &'static [u32] =
        &[group(RouteGroup::RTNLGRP_NEIGH), group(RouteGroup::RTNLGRP_LINK)];
}
impl Table for Neighbours {
    type Key = NeighbourKey;
    fn parts(&self) -> u32 {
        if self.forwarding { 3 } else { 1 }
    }
    fn part(&self, key: &NeighbourKey) -> u8 {
        u8::from(key.family == AddressFamily::AF_BRIDGE.0)
    }
    fn request<'b>(&self, part: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        let family = if part == 0 { AddressFamily::AF_UNSPEC } else { AddressFamily::AF_BRIDGE };
        Request::new(buffer, GetNeigh { family, ..Default::default() }, GetFlags::DUMP).finish(seq)
    }
    fn tells(&self, message: Message<'_>) -> Tells<NeighbourKey> {
        let there = message.kind() == RouteMessage::RTM_NEWNEIGH;
        if !there && message.kind() != RouteMessage::RTM_DELNEIGH {
            return Tells::Nothing;
        }
        let Ok((header, attrs)) = message.split::<NdMsg, Neigh>() else { return Tells::Nothing };
        let family = header.get(NdMsg::ndm_family);
        let (state, flags) = (header.get(NdMsg::ndm_state), header.get(NdMsg::ndm_flags));
        let bridge = family == AddressFamily::AF_BRIDGE;
        let known = matches!(family, AddressFamily::AF_INET | AddressFamily::AF_INET6);
        if bridge && !self.forwarding || !bridge && (!known || flags.contains(NeighFlags::NTF_PROXY)) {
            return Tells::Nothing;
        }
        // one that is left out has come to that by an event, if it was another before
        let silent = state.is_empty() || state.contains(NeighState::NUD_NOARP);
        let there = there && (bridge || !silent);
        let Ok(found) = pick!(
            attrs,
            Neigh {
                dst: NDA_DST,
                lladdr: NDA_LLADDR,
                vlan: NDA_VLAN,
                port: NDA_PORT,
                src_vni: NDA_SRC_VNI,
                vni: NDA_VNI,
                via: NDA_IFINDEX,
                master: NDA_MASTER,
            }
        ) else {
            return Tells::Nothing;
        };
        let own = bridge && flags.contains(NeighFlags::NTF_SELF);
        if own && found.dst.is_none() {
            return Tells::Nothing;
        }
        let master = found.master.filter(|_| bridge && !own).and_then(|index| i32::try_from(index).ok());
        let mut key = NeighbourKey {
            index: master.unwrap_or(header.get(NdMsg::ndm_ifindex)),
            family: family.0,
            own,
            dst: [0; 16],
            lladdr: [0; 8],
            vlan: 0,
            port: 0,
            src_vni: 0,
            vni: 0,
            via: 0,
        };
        let lladdr = found.lladdr.map_or(&[][..], |it| it.0);
        if bridge {
            for (to, from) in key.lladdr.iter_mut().zip(lladdr) {
                *to = *from;
            }
            key.vlan = found.vlan.unwrap_or(0);
            key.src_vni = found.src_vni.unwrap_or(0);
        }
        // a hardware address lies behind one host, and moves; a group's, and that of all others, behind several
        let alone =
            bridge && lladdr.first().is_some_and(|first| first & 1 == 0) && lladdr.iter().any(|it| *it != 0);
        if !alone {
            key.dst = key_address(found.dst.map(|it| it.0));
            key.port = found.port.map_or(0, |port| port.0);
            key.vni = found.vni.unwrap_or(0);
            key.via = found.via.unwrap_or(0);
        }
        if there { Tells::There(key, Place::First) } else { Tells::Gone(key) }
    }
    fn doubts(&self, message: Message<'_>) -> u32 {
        // a bridge keeps the address of a port that leaves where it is its own, too, and does not tell
        if self.forwarding && message.kind() == RouteMessage::RTM_DELLINK { 2 } else { 0 }
    }
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        const HEADER: usize = NdMsg::STRUCTURE.len;
        let ignored =
            &[Ignored::all(Neigh::NDA_CACHEINFO.number()), Ignored::all(Neigh::NDA_PROBES.number())];
        same_headers(old, new, HEADER) && same_but(attributes(old, HEADER), attributes(new, HEADER), ignored)
    }
}

// -------------------------------------------------------------------------------------------------
// Several of them

/// What identifies an object of [`Tables`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TablesKey {
    /// A link, by its index.
    Link(i32),
    /// An address.
    Address(AddressKey),
    /// A route.
    Route(RouteKey),
    /// A neighbour, or a forwarding entry.
    Neighbour(NeighbourKey),
}

/// Links, addresses, routes and neighbours on one socket, or those of them that are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tables {
    /// Links.
    pub links: bool,
    /// Addresses.
    pub addresses: bool,
    /// Routes.
    pub routes: bool,
    /// Neighbours.
    pub neighbours: bool,
    /// Forwarding entries of bridges and VXLANs.
    pub forwarding: bool,
}
impl Tables {
    /// Links, addresses, routes and neighbours.
    pub const USUAL: Self =
        Self { links: true, addresses: true, routes: true, neighbours: true, forwarding: false };
    /// The groups that tell of changes of all of them.
    pub const GROUPS: &'static [u32] = &[
        group(RouteGroup::RTNLGRP_LINK),
        group(RouteGroup::RTNLGRP_NEIGH),
        group(RouteGroup::RTNLGRP_IPV4_IFADDR),
        group(RouteGroup::RTNLGRP_IPV4_ROUTE),
        group(RouteGroup::RTNLGRP_IPV6_IFADDR),
        group(RouteGroup::RTNLGRP_IPV6_ROUTE),
        group(RouteGroup::RTNLGRP_NEXTHOP),
    ];
    /// The first part of routes, and of neighbours.
    const ROUTES: u8 = 2;
    const NEIGHBOURS: u8 = 4;
    const fn of_neighbours(&self) -> Neighbours {
        Neighbours { forwarding: self.forwarding }
    }
}
impl Table for Tables {
    type Key = TablesKey;
    const SIBLINGS: bool = Routes::SIBLINGS;
    fn parts(&self) -> u32 {
        u32::from(self.links)
            | u32::from(self.addresses) << 1
            | if self.routes { Routes.parts() << Self::ROUTES } else { 0 }
            | u32::from(self.neighbours) << Self::NEIGHBOURS
            | u32::from(self.forwarding) << (Self::NEIGHBOURS + 1)
    }
    fn part(&self, key: &TablesKey) -> u8 {
        match key {
            TablesKey::Link(_) => 0,
            TablesKey::Address(_) => 1,
            TablesKey::Route(key) => Self::ROUTES + Routes.part(key),
            TablesKey::Neighbour(key) => Self::NEIGHBOURS + self.of_neighbours().part(key),
        }
    }
    fn request<'b>(&self, part: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        match part {
            0 => Links.request(0, buffer, seq),
            1 => Addresses.request(0, buffer, seq),
            2 | 3 => Routes.request(part.wrapping_sub(Self::ROUTES), buffer, seq),
            _ => self.of_neighbours().request(part.wrapping_sub(Self::NEIGHBOURS), buffer, seq),
        }
    }
    fn tells(&self, message: Message<'_>) -> Tells<TablesKey> {
        fn of<K>(tells: Tells<K>, key: impl Fn(K) -> TablesKey) -> Tells<TablesKey> {
            match tells {
                Tells::Nothing => Tells::Nothing,
                Tells::There(it, place) => Tells::There(key(it), place),
                Tells::Gone(it) => Tells::Gone(key(it)),
            }
        }
        match message.kind() {
            RouteMessage::RTM_NEWLINK | RouteMessage::RTM_DELLINK if self.links => {
                of(Links.tells(message), TablesKey::Link)
            }
            RouteMessage::RTM_NEWADDR | RouteMessage::RTM_DELADDR if self.addresses => {
                of(Addresses.tells(message), TablesKey::Address)
            }
            RouteMessage::RTM_NEWROUTE | RouteMessage::RTM_DELROUTE if self.routes => {
                of(Routes.tells(message), TablesKey::Route)
            }
            RouteMessage::RTM_NEWNEIGH | RouteMessage::RTM_DELNEIGH => {
                match of(self.of_neighbours().tells(message), TablesKey::Neighbour) {
                    Tells::There(TablesKey::Neighbour(key), _) | Tells::Gone(TablesKey::Neighbour(key))
                        if key.family != AddressFamily::AF_BRIDGE.0 && !self.neighbours =>
                    {
                        Tells::Nothing
                    }
                    tells => tells,
                }
            }
            _ => Tells::Nothing,
        }
    }
    fn doubts(&self, message: Message<'_>) -> u32 {
        let routes = if self.routes { Routes.doubts(message) << Self::ROUTES } else { 0 };
        routes | self.of_neighbours().doubts(message) << Self::NEIGHBOURS
    }
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        match new.kind() {
            RouteMessage::RTM_NEWLINK | RouteMessage::RTM_DELLINK => Links.same(old, new),
            RouteMessage::RTM_NEWADDR | RouteMessage::RTM_DELADDR => Addresses.same(old, new),
            RouteMessage::RTM_NEWROUTE | RouteMessage::RTM_DELROUTE => Routes.same(old, new),
            _ => self.of_neighbours().same(old, new),
        }
    }
    fn is_part_of(&self, gone: Message<'_>, object: Message<'_>) -> bool {
        gone.kind() == RouteMessage::RTM_DELROUTE && Routes.is_part_of(gone, object)
    }
}
