//! Cache of links.
use super::{GetLink, IfInfo, Link, LinkMessage};
use crate::{
    cache::{CacheSpec, Ignored, Position, Update, same_but},
    route::{
        RouteGroup, RouteMessage,
        cache::{attributes, group, same_headers},
    },
    uapi::AddressFamily,
    wire::{BuildError, CStruct, FromMessage, GetFlags, Message, Protocol, RawAttrs, Request},
};

/// Cache of links, keyed by interface index.
///
/// Messages of other families (`AF_BRIDGE` for bridge ports, `AF_INET6` for IPv6 settings) and of
/// wireless extensions are not part of the table.
///
/// # Changes without an event
///
/// - Frequently changing values are not compared: statistics, the state of a bridge (root ID,
///   timers, number of learned entries), the bridge port attributes of a link, and the IPv4 and
///   IPv6 settings (`IFLA_AF_SPEC`). An entry holds the values of the last change.
/// - For a link that is down, the kernel sends no event for changes of the alias, the group, the
///   alternative names, the link mode and the options of the kind (`IFLA_INFO_DATA`), because
///   `netdev_state_change` (net/core/dev.c) notifies only while `IFF_UP` is set. For GSO and GRO
///   limits (`IFLA_GSO_MAX_SIZE`, `IFLA_GSO_MAX_SEGS`, `IFLA_GRO_MAX_SIZE` and their IPv4 variants)
///   and for `IFLA_QDISC` it never sends one. These are compared: the next event of the link or the
///   next snapshot reports the change. To read them earlier, call
///   [`Cache::refresh`](crate::cache::Cache::refresh). Setting a link up causes an event with all
///   its attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Links;
impl Links {
    /// Multicast groups that notify of changes.
    pub const GROUPS: &'static [u32] = &[group(RouteGroup::RTNLGRP_LINK)];
}
/// `IFLA_STATS`, `IFLA_STATS64`, `IFLA_EVENT`, `IFLA_AF_SPEC`; in `IFLA_LINKINFO` the extended
/// statistics (3) and the port data (5), which AF_BRIDGE messages carry.
const LINK_IGNORED: &[Ignored] = &[
    Ignored::all(Link::IFLA_STATS.number()),
    Ignored::all(Link::IFLA_STATS64.number()),
    Ignored::all(Link::IFLA_EVENT.number()),
    Ignored::within(IFLA_LINKINFO, &[Ignored::all(3), Ignored::all(5)]),
    Ignored::all(IFLA_AF_SPEC),
];
/// As LINK_IGNORED, and the state that a bridge learns: `IFLA_BR_ROOT_ID` (10) to
/// `IFLA_BR_GC_TIMER` (19), `IFLA_BR_MCAST_QUERIER_STATE` (47), `IFLA_BR_FDB_N_LEARNED` (48).
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
impl CacheSpec for Links {
    const PROTOCOL: Option<Protocol> = Some(Protocol::ROUTE);
    type Key = u32;
    type Object<'a> = LinkMessage<'a>;
    fn object<'a>(&self, message: Message<'a>) -> Option<LinkMessage<'a>> {
        LinkMessage::from_message(message).ok()
    }
    fn request<'b>(&self, _: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        Request::new(buffer, GetLink::default(), GetFlags::DUMP).finish(seq)
    }
    fn classify(&self, message: Message<'_>) -> Update<u32> {
        let there = message.message_type() == RouteMessage::RTM_NEWLINK;
        if !there && message.message_type() != RouteMessage::RTM_DELLINK {
            return Update::Nothing;
        }
        let Ok((header, attrs)) = message.split::<IfInfo, Link>() else { return Update::Nothing };
        let wireless = || matches!(attrs.get_raw(Link::IFLA_WIRELESS.number()), Ok(Some(_)));
        if header.get(IfInfo::ifi_family) != AddressFamily::AF_UNSPEC || wireless() {
            return Update::Nothing;
        }
        let index = header.get(IfInfo::ifi_index);
        if index == 0 {
            return Update::Nothing; // a team that has no index yet; its event with an index follows
        }
        if there { Update::Present(index, Position::First) } else { Update::Deleted(index) }
    }
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        const HEADER: usize = IfInfo::SPEC.len;
        // the complete header except ifi_change, which describes the event
        let kind = |message| {
            RawAttrs::new(attributes(message, HEADER))
                .flatten()
                .find(|attr| attr.attr_type() == IFLA_LINKINFO)
        };
        let bridge = kind(new).is_some_and(|info| {
            RawAttrs::new(info.payload())
                .flatten()
                .any(|attr| attr.attr_type() == 1 && attr.payload().starts_with(b"bridge"))
        });
        let ignored = if bridge { BRIDGE_IGNORED } else { LINK_IGNORED };
        same_headers(old, new, HEADER - 4)
            && same_but(attributes(old, HEADER), attributes(new, HEADER), ignored)
    }
}
