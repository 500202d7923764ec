//! Cache of neighbours and FDB entries.
use super::{GetNeigh, NdMsg, Neigh, NeighFlags, NeighMessage, NeighState};
use crate::{
    cache::{CacheSpec, Ignored, Position, Update, same_but},
    pick,
    route::{
        RouteGroup, RouteMessage,
        cache::{attributes, group, key_address, same_headers},
    },
    uapi::AddressFamily,
    wire::{BuildError, CStruct, FromMessage, GetFlags, HwAddr, Message, Protocol, Request, summary::IpText},
};
use core::{fmt, net::IpAddr};

/// Key of a neighbour or FDB entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NeighbourKey {
    /// Interface index.
    ///
    /// Of a bridge's FDB entry, which may move between ports, the index of the bridge.
    pub index: u32,
    /// Address family; AF_BRIDGE for an FDB entry.
    pub family: AddressFamily,
    /// FDB entry of the interface itself (NTF_SELF).
    pub own: bool,
    /// Protocol address; for a VXLAN FDB entry, the remote VTEP address.
    ///
    /// Part of a VXLAN key only where one MAC address may have several remotes: for multicast MAC
    /// addresses and the all-zeros default entry. A unicast MAC address has one remote, which may
    /// change.
    pub dst: Option<IpAddr>,
    /// MAC address of an FDB entry, followed by zeros.
    pub lladdr: [u8; 8],
    /// VLAN id of an FDB entry.
    pub vlan: u16,
    /// VXLAN: UDP destination port; part of the key under the same condition as `dst`.
    pub port: u16,
    /// VXLAN: source VNI, for which the entry applies.
    pub src_vni: u32,
    /// VXLAN: destination VNI; part of the key under the same condition as `dst`.
    pub vni: u32,
    /// VXLAN: index of the outgoing interface; part of the key under the same condition as `dst`.
    pub via: u32,
}

impl NeighbourKey {
    /// Returns the MAC address of an FDB entry.
    pub const fn mac(&self) -> Option<[u8; 6]> {
        match (self.family, self.lladdr) {
            (AddressFamily::AF_BRIDGE, [a, b, c, d, e, f, ..]) => Some([a, b, c, d, e, f]),
            _ => None,
        }
    }
}
impl fmt::Display for NeighbourKey {
    /// Prints `192.0.2.7 dev 3`; for an FDB entry `52:54:00:12:34:56 dev 3 vlan 10`, and `self`,
    /// `dst`, `port`, `src_vni`, `vni` and `via` where the key has them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(mac) = self.mac() {
            write!(f, "{} dev {}", HwAddr(&mac), self.index)?;
        } else if let Some(dst) = self.dst {
            write!(f, "{} dev {}", IpText(dst), self.index)?;
        } else {
            write!(f, "dev {}", self.index)?;
        }
        if self.vlan != 0 {
            write!(f, " vlan {}", self.vlan)?;
        }
        if self.own {
            f.write_str(" self")?;
        }
        if let (Some(_), Some(dst)) = (self.mac(), self.dst) {
            write!(f, " dst {}", IpText(dst))?;
        }
        let numbers =
            [("port", u32::from(self.port)), ("src_vni", self.src_vni), ("vni", self.vni), ("via", self.via)];
        numbers
            .iter()
            .filter(|(_, number)| *number != 0)
            .try_for_each(|(name, number)| write!(f, " {name} {number}"))
    }
}

/// Cache of IPv4 and IPv6 neighbours, optionally with FDB entries of bridges and VXLANs.
///
/// Entries without address resolution (`NUD_NOARP`: multicast, loopback) and unused ones
/// (`NUD_NONE`) are created without an event and are excluded: neither their creation nor their
/// deletion is a change, and their events are [`Change::Excluded`](crate::cache::Change::Excluded).
/// A cached entry that becomes `NUD_NOARP` is removed. Proxy entries (`NTF_PROXY`) and the unicast
/// and multicast filter addresses of a link (`NTF_SELF` without a destination) are not part of the
/// table, since there are no events for them. Ages are not compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// Includes FDB entries.
    pub forwarding: bool,
}
impl Neighbours {
    /// Multicast groups that notify of changes, without FDB entries.
    pub const GROUPS: &'static [u32] = &[group(RouteGroup::RTNLGRP_NEIGH)];
    /// Multicast groups that notify of changes, with FDB entries.
    ///
    /// RTNLGRP_LINK is included because a port that leaves its bridge invalidates FDB entries.
    pub const FORWARDING_GROUPS: &'static [u32] =
        &[group(RouteGroup::RTNLGRP_NEIGH), group(RouteGroup::RTNLGRP_LINK)];
}
impl CacheSpec for Neighbours {
    const PROTOCOL: Option<Protocol> = Some(Protocol::ROUTE);
    type Key = NeighbourKey;
    type Object<'a> = NeighMessage<'a>;
    fn parts(&self) -> u32 {
        if self.forwarding { 3 } else { 1 }
    }
    fn part(&self, key: &NeighbourKey) -> u8 {
        u8::from(key.family == AddressFamily::AF_BRIDGE)
    }
    fn object<'a>(&self, message: Message<'a>) -> Option<NeighMessage<'a>> {
        NeighMessage::from_message(message).ok()
    }
    fn request<'b>(&self, part: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        let family = if part == 0 { AddressFamily::AF_UNSPEC } else { AddressFamily::AF_BRIDGE };
        Request::new(buffer, GetNeigh { family, ..Default::default() }, GetFlags::DUMP).finish(seq)
    }
    fn classify(&self, message: Message<'_>) -> Update<NeighbourKey> {
        let there = message.message_type() == RouteMessage::RTM_NEWNEIGH;
        if !there && message.message_type() != RouteMessage::RTM_DELNEIGH {
            return Update::Nothing;
        }
        let Ok((header, attrs)) = message.split::<NdMsg, Neigh>() else { return Update::Nothing };
        let family = header.get(NdMsg::ndm_family);
        let (state, flags) = (header.get(NdMsg::ndm_state), header.get(NdMsg::ndm_flags));
        let bridge = family == AddressFamily::AF_BRIDGE;
        let known = matches!(family, AddressFamily::AF_INET | AddressFamily::AF_INET6);
        if bridge && !self.forwarding || !bridge && (!known || flags.contains(NeighFlags::NTF_PROXY)) {
            return Update::Nothing;
        }
        // Excluded in both directions. The state in a deletion is not the previous state of the
        // entry: the kernel sets NUD_NOARP or NUD_NONE in entries that are still referenced
        // (neigh_flush_dev).
        let excluded = !bridge && (state.is_empty() || state.contains(NeighState::NUD_NOARP));
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
            return Update::Nothing;
        };
        let own = bridge && flags.contains(NeighFlags::NTF_SELF);
        if own && found.dst.is_none() {
            return Update::Nothing;
        }
        let master = found.master.filter(|_| bridge && !own);
        let mut key = NeighbourKey {
            index: master.unwrap_or(header.get(NdMsg::ndm_ifindex)),
            family,
            own,
            dst: None,
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
        // A unicast MAC address has one remote, which may change; a multicast address and all zeros
        // may have several.
        let alone =
            bridge && lladdr.first().is_some_and(|first| first & 1 == 0) && lladdr.iter().any(|it| *it != 0);
        if !alone {
            let Ok(dst) = found.dst.map(|it| key_address(family, it.0).ok_or(())).transpose() else {
                return Update::Nothing;
            };
            key.dst = dst;
            key.port = found.port.map_or(0, |port| port.0);
            key.vni = found.vni.unwrap_or(0);
            key.via = found.via.unwrap_or(0);
        }
        match (excluded, there) {
            (true, _) => Update::Excluded(key),
            (false, true) => Update::Present(key, Position::First),
            (false, false) => Update::Deleted(key),
        }
    }
    fn invalidates(&self, message: Message<'_>) -> u32 {
        // If the bridge itself has the address of a port that leaves, the bridge keeps the entry,
        // without an event.
        if self.forwarding && message.message_type() == RouteMessage::RTM_DELLINK { 2 } else { 0 }
    }
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        const HEADER: usize = NdMsg::SPEC.len;
        let ignored =
            &[Ignored::all(Neigh::NDA_CACHEINFO.number()), Ignored::all(Neigh::NDA_PROBES.number())];
        same_headers(old, new, HEADER) && same_but(attributes(old, HEADER), attributes(new, HEADER), ignored)
    }
}
