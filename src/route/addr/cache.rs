//! Cache of addresses.
use super::{Addr, AddrMessage, GetAddr, IfAddr, IfaCacheInfo};
use crate::{
    cache::{CacheSpec, Ignored, Position, Update, same_but},
    pick,
    route::{
        RouteGroup, RouteMessage,
        cache::{attributes, group, key_address, same_headers},
    },
    uapi::AddressFamily,
    wire::{BuildError, CStruct, FromMessage, GetFlags, Message, Protocol, Request, summary::IpText},
};
use core::{fmt, net::IpAddr};

/// Key of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AddressKey {
    /// Interface index.
    pub index: u32,
    /// IPv4: prefix length, bits. IPv6: 0, since an interface has an address once, whatever the
    /// prefix.
    pub prefix: u8,
    /// Local address.
    pub local: IpAddr,
    /// IPv4: peer address of a point-to-point interface; otherwise equal to `local`.
    pub peer: IpAddr,
}

impl fmt::Display for AddressKey {
    /// Prints `192.0.2.1/24 dev 3`, with `peer` after the address if the peer differs. The key of
    /// an IPv6 address has no prefix length.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        IpText(self.local).fmt(f)?;
        if self.peer != self.local {
            write!(f, " peer {}", IpText(self.peer))?;
        }
        if self.local.is_ipv4() {
            write!(f, "/{}", self.prefix)?;
        }
        write!(f, " dev {}", self.index)
    }
}

/// Cache of IPv4 and IPv6 addresses.
///
/// The remaining lifetimes do not count as a change, only whether the address expires. The kernel
/// announces a new IPv6 address after duplicate address detection; a dump may return the address
/// earlier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Addresses;
impl Addresses {
    /// Multicast groups that notify of changes.
    pub const GROUPS: &'static [u32] =
        &[group(RouteGroup::RTNLGRP_IPV4_IFADDR), group(RouteGroup::RTNLGRP_IPV6_IFADDR)];
}
impl CacheSpec for Addresses {
    const PROTOCOL: Option<Protocol> = Some(Protocol::ROUTE);
    type Key = AddressKey;
    type Object<'a> = AddrMessage<'a>;
    fn object<'a>(&self, message: Message<'a>) -> Option<AddrMessage<'a>> {
        AddrMessage::from_message(message).ok()
    }
    fn request<'b>(&self, _: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        Request::new(buffer, GetAddr::default(), GetFlags::DUMP).finish(seq)
    }
    fn classify(&self, message: Message<'_>) -> Update<AddressKey> {
        let there = message.message_type() == RouteMessage::RTM_NEWADDR;
        if !there && message.message_type() != RouteMessage::RTM_DELADDR {
            return Update::Nothing;
        }
        let Ok((header, attrs)) = message.split::<IfAddr, Addr>() else { return Update::Nothing };
        let Ok(found) = pick!(attrs, Addr { local: IFA_LOCAL, address: IFA_ADDRESS }) else {
            return Update::Nothing;
        };
        let (family, index) = (header.get(IfAddr::ifa_family), header.get(IfAddr::ifa_index));
        let Some(ours) = found.local.or(found.address) else { return Update::Nothing };
        let peer = found.address.unwrap_or(ours);
        // malformed, or of another family
        let (Some(local), Some(peer)) = (key_address(family, ours.0), key_address(family, peer.0)) else {
            return Update::Nothing;
        };
        let key = match family {
            AddressFamily::AF_INET => {
                AddressKey { index, prefix: header.get(IfAddr::ifa_prefixlen), local, peer }
            }
            AddressFamily::AF_INET6 => AddressKey { index, prefix: 0, local, peer: local },
            _ => return Update::Nothing,
        };
        if there { Update::Present(key, Position::First) } else { Update::Deleted(key) }
    }
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        const HEADER: usize = IfAddr::SPEC.len;
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
