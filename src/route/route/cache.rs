//! Cache of routes.
use super::{GetRoute, Route, RouteEntryMessage, RouteFlags, RouteProtocol, RtMsg};
use crate::{
    cache::{CacheSpec, Ignored, Position, Update, same_but},
    pick,
    route::{
        Addr, IfAddr, IfInfo, Link, LinkFlags, RouteGroup, RouteMessage,
        cache::{attributes, group, key_address, same_headers},
    },
    uapi::AddressFamily,
    wire::{
        BuildError, CStruct, FromMessage, GetFlags, Message, NewFlags, Protocol, RawAttrs, Request,
        summary::IpText,
    },
};
use core::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

/// Key of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RouteKey {
    /// Destination address, of the family of the route; unspecified for a default route.
    pub dst: IpAddr,
    /// Prefix length of the destination, bits.
    pub dst_len: u8,
    /// Routing table number.
    pub table: u32,
    /// IPv6: source prefix, if any.
    pub src: Option<IpAddr>,
    /// IPv6: prefix length of the source, bits.
    pub src_len: u8,
    /// IPv4: type of service (TOS).
    pub tos: u8,
    /// Metric (priority).
    pub priority: u32,
    /// IPv6: index of the outgoing interface; 0 for a multipath route.
    ///
    /// Also 0 for a route with a gateway that may become part of a multipath route.
    pub oif: u32,
    /// IPv6: gateway; `None` for a multipath route.
    ///
    /// Also `None` for a route with a gateway that may become part of a multipath route.
    pub gateway: Option<IpAddr>,
}
impl RouteKey {
    /// Returns the destination: address and prefix length, bits.
    pub const fn destination(&self) -> (IpAddr, u8) {
        (self.dst, self.dst_len)
    }
}
impl fmt::Display for RouteKey {
    /// Prints `192.0.2.0/24 table 254 metric 100`, and `from`, `tos`, `via` and `dev` where the key
    /// has them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", IpText(self.dst), self.dst_len)?;
        if let Some(src) = self.src {
            write!(f, " from {}/{}", IpText(src), self.src_len)?;
        }
        write!(f, " table {}", self.table)?;
        if self.tos != 0 {
            write!(f, " tos {:#x}", self.tos)?;
        }
        if self.priority != 0 {
            write!(f, " metric {}", self.priority)?;
        }
        if let Some(gateway) = self.gateway {
            write!(f, " via {}", IpText(gateway))?;
        }
        if self.oif != 0 {
            write!(f, " dev {}", self.oif)?;
        }
        Ok(())
    }
}

/// Cache of IPv4 and IPv6 routes of all tables.
///
/// - IPv4 may have several routes with one key (`ip route append`), in an order: the kernel uses
///   the first. They are kept in this order and distinguished by content, up to
///   [`MAX_SIBLINGS`](CacheSpec::MAX_SIBLINGS). A deletion removes the route with the content of
///   the event.
/// - IPv6 routes with one key that have gateways form one multipath route. When one next hop is
///   deleted, the kernel's event does not contain the remaining ones; a new snapshot reads them.
/// - An IPv6 route may replace one with another key (a route with a gateway replaces an on-link
///   route). The event does not name the replaced route; a new snapshot finds it.
/// - The kernel deletes IPv4 routes without an event when their link goes down (IPv6 routes too, if
///   the sysctl net.ipv6.route.skip_notify_on_dev_down is set), when their preferred source address
///   is deleted (IPv6 routes lose the address and remain), and when their next-hop object is
///   deleted. The events of links, addresses and next-hop objects therefore invalidate the routes,
///   and [`GROUPS`](Self::GROUPS) includes their groups.
/// - Flags of a next hop that change without an event are not compared: carrier of the link
///   (`RTNH_F_LINKDOWN`, `RTNH_F_DEAD`) and hardware offload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Routes;
impl Routes {
    /// Multicast groups that notify of changes, and of events that invalidate routes.
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
/// Flags of a next hop that change without an event: RTNH_F_DEAD, RTNH_F_OFFLOAD, RTNH_F_LINKDOWN,
/// RTNH_F_TRAP.
const HOP_SILENT: u8 = 1 | 8 | 16 | 64;
const ROUTE_SILENT: u32 = HOP_SILENT as u32
    | RouteFlags::RTM_F_OFFLOAD.bits()
    | RouteFlags::RTM_F_TRAP.bits()
    | RouteFlags::RTM_F_OFFLOAD_FAILED.bits();
const RTA_MULTIPATH: u16 = 9;
const RTA_CACHEINFO: u16 = 12;
const RTA_EXPIRES: u16 = 23;

/// Returns the list of `struct rtnexthop` of a multipath route.
fn next_hops(message: Message<'_>) -> Option<&[u8]> {
    let mut attrs = RawAttrs::new(attributes(message, RtMsg::SPEC.len)).flatten();
    attrs.find(|attr| attr.attr_type() == RTA_MULTIPATH).map(|attr| attr.payload())
}
/// Compares two lists of `struct rtnexthop`, except for flags that change without an event.
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
/// Whether two lists of next hops of an IPv6 route are equal up to rotation. The kernel keeps the
/// next hops in a ring: a dump starts with the first one, an event with the added one
/// (`rt6_fill_node`, net/ipv6/route.c).
fn same_ring(old: &[u8], new: &[u8]) -> bool {
    if same_hops(old, new) {
        return true;
    }
    let hop = |chain: &[u8]| usize::from(chain.first_chunk().map_or(0, |len| u16::from_ne_bytes(*len)));
    let Some(first) = old.get(..hop(old)).filter(|first| !first.is_empty() && old.len() == new.len()) else {
        return false;
    };
    let mut at = 0usize;
    while let Some(rest) = new.get(at..).filter(|rest| rest.len() >= 8) {
        let len = hop(rest);
        if rest.get(..len).is_some_and(|other| same_hops(first, other)) {
            let (Some(head), Some((one, other))) = (new.get(..at), old.split_at_checked(rest.len())) else {
                return false;
            };
            return same_hops(one, rest) && same_hops(other, head);
        }
        at = at.saturating_add(len.max(8).saturating_add(3) & !3);
    }
    false
}
/// Whether the event of an IPv6 route implies a change of another route of its destination, without
/// naming it.
fn concerns_others(message: Message<'_>) -> bool {
    let Ok((header, _)) = message.split::<RtMsg, Route>() else { return false };
    if header.get(RtMsg::rtm_family) != AddressFamily::AF_INET6 {
        return false;
    }
    // Routes that the kernel adds from router advertisements form no multipath route; those added
    // by programs do, and are distinguished only by RTA_MULTIPATH.
    if matches!(header.get(RtMsg::rtm_protocol), RouteProtocol::RTPROT_RA | RouteProtocol::RTPROT_REDIRECT) {
        return message.message_type() == RouteMessage::RTM_DELROUTE || next_hops(message).is_some();
    }
    // Replaces the first route that is not part of a multipath route, possibly one of another
    // interface.
    message.message_type() == RouteMessage::RTM_NEWROUTE
        && message.flags() & NewFlags::REPLACE.bits() != 0
        && matches!(Routes.classify(message), Update::Present(key, _) if key.oif != 0)
}
impl CacheSpec for Routes {
    const PROTOCOL: Option<Protocol> = Some(Protocol::ROUTE);
    type Key = RouteKey;
    type Object<'a> = RouteEntryMessage<'a>;
    const SIBLINGS: bool = true;
    fn parts(&self) -> u32 {
        Self::IPV4 | Self::IPV6
    }
    fn part(&self, key: &RouteKey) -> u8 {
        u8::from(key.dst.is_ipv6())
    }
    fn object<'a>(&self, message: Message<'a>) -> Option<RouteEntryMessage<'a>> {
        RouteEntryMessage::from_message(message).ok()
    }
    fn request<'b>(&self, part: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        let family = if part == 0 { AddressFamily::AF_INET } else { AddressFamily::AF_INET6 };
        Request::new(buffer, GetRoute { family, ..Default::default() }, GetFlags::DUMP).finish(seq)
    }
    fn classify(&self, message: Message<'_>) -> Update<RouteKey> {
        let there = message.message_type() == RouteMessage::RTM_NEWROUTE;
        if !there && message.message_type() != RouteMessage::RTM_DELROUTE {
            return Update::Nothing;
        }
        let Ok((header, attrs)) = message.split::<RtMsg, Route>() else { return Update::Nothing };
        let family = header.get(RtMsg::rtm_family);
        let v6 = family == AddressFamily::AF_INET6;
        if !v6 && family != AddressFamily::AF_INET
            || header.get(RtMsg::rtm_flags).contains(RouteFlags::RTM_F_CLONED)
        {
            return Update::Nothing;
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
            return Update::Nothing;
        };
        let several = matches!(attrs.get_raw(RTA_MULTIPATH), Ok(Some(_)));
        let protocol = header.get(RtMsg::rtm_protocol);
        let advertised = matches!(protocol, RouteProtocol::RTPROT_RA | RouteProtocol::RTPROT_REDIRECT);
        let shares = several || found.gateway.is_some() && found.object.is_none() && !advertised;
        let alone = v6 && !shares;
        let of_family = |bytes| key_address(family, bytes).ok_or(());
        let dst = match found.dst.map(|it| of_family(it.0)).transpose() {
            Ok(dst) => {
                dst.unwrap_or(if v6 { Ipv6Addr::UNSPECIFIED.into() } else { Ipv4Addr::UNSPECIFIED.into() })
            }
            Err(()) => return Update::Nothing,
        };
        let Ok(src) = found.src.filter(|_| v6).map(|it| of_family(it.0)).transpose() else {
            return Update::Nothing;
        };
        let Ok(gateway) = found.gateway.filter(|_| alone).map(|it| of_family(it.0)).transpose() else {
            return Update::Nothing;
        };
        let key = RouteKey {
            dst,
            table: found.table.map_or(u32::from(header.get(RtMsg::rtm_table).0), |table| table.0),
            dst_len: header.get(RtMsg::rtm_dst_len),
            src,
            src_len: header.get(RtMsg::rtm_src_len),
            tos: header.get(RtMsg::rtm_tos),
            priority: found.priority.unwrap_or(0),
            oif: found.oif.filter(|_| alone).unwrap_or(0),
            gateway,
        };
        if !there {
            return Update::Deleted(key);
        }
        let flags = NewFlags::from_bits_retain(message.flags());
        let place = if v6 && flags.contains(NewFlags::REPLACE) {
            Position::Replace
        } else if v6 || flags.contains(NewFlags::REPLACE) {
            Position::First
        } else if flags.contains(NewFlags::EXCL) {
            Position::Unique
        } else if flags.contains(NewFlags::APPEND) {
            Position::Last
        } else if flags.contains(NewFlags::CREATE) {
            Position::Before
        } else {
            Position::First
        };
        Update::Present(key, place)
    }
    fn invalidates(&self, message: Message<'_>) -> u32 {
        match message.message_type() {
            // Interface down: the event precedes the removal of the routes. A newly created link is
            // down as well, with all bits of ifi_change set.
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
            // routes with this preferred source address
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
        const HEADER: usize = RtMsg::SPEC.len;
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
                (Some(one), Some(other)) if old.payload().first() == Some(&AddressFamily::AF_INET6.0) => {
                    same_ring(one, other)
                }
                (Some(one), Some(other)) => same_hops(one, other),
                (old, new) => old.is_none() && new.is_none(),
            }
    }
    fn is_part_of(&self, gone: Message<'_>, object: Message<'_>) -> bool {
        let several = |message| next_hops(message).is_some();
        gone.payload().first() == Some(&AddressFamily::AF_INET6.0) && several(object) && !several(gone)
    }
    fn may_be_part(&self, gone: Message<'_>) -> bool {
        let one_of_several = |key: RouteKey| key.dst.is_ipv6() && key.oif == 0;
        next_hops(gone).is_none()
            && matches!(self.classify(gone), Update::Deleted(key) if one_of_several(key))
    }
}
