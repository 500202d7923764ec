//! What the caches of NETLINK_ROUTE share: several tables on one socket, and helpers.
//!
//! Objects are identified by the kernel's own rules: `__dev_get_by_index` (net/core/dev.c),
//! `inet_rtm_newaddr` (net/ipv4/devinet.c), `fib_table_insert` (net/ipv4/fib_trie.c),
//! `fib6_add_rt2node` (net/ipv6/ip6_fib.c), `neigh_lookup` (net/core/neighbour.c), `br_fdb_find`
//! (net/bridge/br_fdb.c).
use super::{
    AddrMessage, AddressKey, Addresses, LinkMessage, Links, NeighMessage, NeighbourKey, Neighbours,
    RouteEntryMessage, RouteGroup, RouteKey, RouteMessage, Routes,
};
use crate::{
    cache::{CacheSpec, Update},
    uapi::AddressFamily,
    wire::{BuildError, Error, FromMessage, Message, Protocol},
};
use core::{fmt, net::IpAddr};

/// Reads an address of a key, of IPv4 or IPv6. `None` if the length is that of neither, or of
/// another family than `family`.
pub(super) fn key_address(family: AddressFamily, bytes: &[u8]) -> Option<IpAddr> {
    let address = match bytes.len() {
        4 => IpAddr::from(*bytes.first_chunk::<4>()?),
        _ => IpAddr::from(<[u8; 16]>::try_from(bytes).ok()?),
    };
    let is_of_family = match family {
        AddressFamily::AF_INET => address.is_ipv4(),
        AddressFamily::AF_INET6 => address.is_ipv6(),
        _ => true,
    };
    is_of_family.then_some(address)
}
/// Returns the attributes of a message after a header of `header` bytes.
pub(super) fn attributes(message: Message<'_>, header: usize) -> &[u8] {
    message.payload().get(header..).unwrap_or(&[])
}
pub(super) fn same_headers(old: Message<'_>, new: Message<'_>, len: usize) -> bool {
    old.payload().get(..len) == new.payload().get(..len)
}
pub(super) const fn group(group: RouteGroup) -> u32 {
    group.0
}

/// Key of an object in [`Tables`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TablesKey {
    /// Link, by interface index.
    Link(u32),
    /// Address.
    Address(AddressKey),
    /// Route.
    Route(RouteKey),
    /// Neighbour or FDB entry.
    Neighbour(NeighbourKey),
}

impl fmt::Display for TablesKey {
    /// Prints the type of the object and its key: `link 3`, `address 192.0.2.1/24 dev 3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Link(index) => write!(f, "link {index}"),
            Self::Address(key) => write!(f, "address {key}"),
            Self::Route(key) => write!(f, "route {key}"),
            Self::Neighbour(key) => write!(f, "neighbour {key}"),
        }
    }
}

/// An object in [`Tables`].
#[derive(Clone, Copy, Debug)]
pub enum TablesObject<'a> {
    /// Link.
    Link(LinkMessage<'a>),
    /// Address.
    Address(AddrMessage<'a>),
    /// Route.
    Route(RouteEntryMessage<'a>),
    /// Neighbour or FDB entry.
    Neighbour(NeighMessage<'a>),
}
impl<'a> TablesObject<'a> {
    /// Returns the complete message.
    pub const fn message(&self) -> Message<'a> {
        match self {
            Self::Link(link) => link.message,
            Self::Address(address) => address.message,
            Self::Route(route) => route.message,
            Self::Neighbour(neighbour) => neighbour.message,
        }
    }
}
impl fmt::Display for TablesObject<'_> {
    /// Prints the type of the object and its summary: `address inet 192.0.2.1/24 scope global dev if3`;
    /// of a malformed object its type and the error.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn write(
            f: &mut fmt::Formatter<'_>,
            name: &str,
            summary: Result<impl fmt::Display, Error>,
        ) -> fmt::Result {
            match summary {
                Ok(summary) => write!(f, "{name} {summary}"),
                Err(error) => write!(f, "{name} {error}"),
            }
        }
        match self {
            Self::Link(link) => write(f, "link", link.summary()),
            Self::Address(address) => write(f, "address", address.summary()),
            Self::Route(route) => write(f, "route", route.summary()),
            Self::Neighbour(neighbour) => write(f, "neighbour", neighbour.summary()),
        }
    }
}

/// Cache of links, addresses, routes and neighbours on one socket, each optional.
///
/// ```
/// # #[cfg(feature = "alloc")] {
/// use nlwire::{cache::{Cache, Tree}, route::{Tables, TablesKey, TablesObject}};
/// fn print(cache: &Cache<Tables, Tree<Tables, Vec<u8>>>) {
///     for (key, object) in cache.iter() {
///         println!("{key}"); // address 192.0.2.1/24 dev 3
///         println!("{object}"); // address inet 192.0.2.1/24 scope global dev if3
///         if let TablesObject::Link(link) = object {
///             println!("{} mtu {:?}", link.name(), link.mtu());
///         }
///     }
/// }
/// # _ = print;
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tables {
    /// Includes links.
    pub links: bool,
    /// Includes addresses.
    pub addresses: bool,
    /// Includes routes.
    pub routes: bool,
    /// Includes neighbours.
    pub neighbours: bool,
    /// Includes FDB entries of bridges and VXLANs.
    pub forwarding: bool,
}
impl Tables {
    /// Links, addresses, routes and neighbours, without FDB entries.
    pub const USUAL: Self =
        Self { links: true, addresses: true, routes: true, neighbours: true, forwarding: false };
    /// Multicast groups that notify of changes to any of these objects.
    pub const GROUPS: &'static [u32] = &[
        group(RouteGroup::RTNLGRP_LINK),
        group(RouteGroup::RTNLGRP_NEIGH),
        group(RouteGroup::RTNLGRP_IPV4_IFADDR),
        group(RouteGroup::RTNLGRP_IPV4_ROUTE),
        group(RouteGroup::RTNLGRP_IPV6_IFADDR),
        group(RouteGroup::RTNLGRP_IPV6_ROUTE),
        group(RouteGroup::RTNLGRP_NEXTHOP),
    ];
    /// Numbers of the first part of routes and of neighbours.
    const ROUTES: u8 = 2;
    const NEIGHBOURS: u8 = 4;
    const fn of_neighbours(&self) -> Neighbours {
        Neighbours { forwarding: self.forwarding }
    }
}
impl CacheSpec for Tables {
    const PROTOCOL: Option<Protocol> = Some(Protocol::ROUTE);
    type Key = TablesKey;
    type Object<'a> = TablesObject<'a>;
    const SIBLINGS: bool = Routes::SIBLINGS;
    const MAX_SIBLINGS: u16 = Routes::MAX_SIBLINGS;
    fn parts(&self) -> u32 {
        u32::from(self.links)
            | u32::from(self.addresses) << 1
            | if self.routes { Routes.parts() << Self::ROUTES } else { 0 }
            | u32::from(self.neighbours) << Self::NEIGHBOURS
            | u32::from(self.forwarding) << (Self::NEIGHBOURS + 1)
    }
    fn has_siblings(&self, key: &TablesKey) -> bool {
        matches!(key, TablesKey::Route(key) if Routes.has_siblings(key))
    }
    fn part(&self, key: &TablesKey) -> u8 {
        match key {
            TablesKey::Link(_) => 0,
            TablesKey::Address(_) => 1,
            TablesKey::Route(key) => Self::ROUTES + Routes.part(key),
            TablesKey::Neighbour(key) => Self::NEIGHBOURS + self.of_neighbours().part(key),
        }
    }
    fn object<'a>(&self, message: Message<'a>) -> Option<TablesObject<'a>> {
        Some(match message.message_type() {
            RouteMessage::RTM_NEWLINK | RouteMessage::RTM_DELLINK => {
                TablesObject::Link(LinkMessage::from_message(message).ok()?)
            }
            RouteMessage::RTM_NEWADDR | RouteMessage::RTM_DELADDR => {
                TablesObject::Address(AddrMessage::from_message(message).ok()?)
            }
            RouteMessage::RTM_NEWROUTE | RouteMessage::RTM_DELROUTE => {
                TablesObject::Route(RouteEntryMessage::from_message(message).ok()?)
            }
            RouteMessage::RTM_NEWNEIGH | RouteMessage::RTM_DELNEIGH => {
                TablesObject::Neighbour(NeighMessage::from_message(message).ok()?)
            }
            _ => return None,
        })
    }
    fn request<'b>(&self, part: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        match part {
            0 => Links.request(0, buffer, seq),
            1 => Addresses.request(0, buffer, seq),
            2 | 3 => Routes.request(part.wrapping_sub(Self::ROUTES), buffer, seq),
            _ => self.of_neighbours().request(part.wrapping_sub(Self::NEIGHBOURS), buffer, seq),
        }
    }
    fn classify(&self, message: Message<'_>) -> Update<TablesKey> {
        fn of<K>(tells: Update<K>, key: impl Fn(K) -> TablesKey) -> Update<TablesKey> {
            match tells {
                Update::Nothing => Update::Nothing,
                Update::Present(it, place) => Update::Present(key(it), place),
                Update::Deleted(it) => Update::Deleted(key(it)),
                Update::Excluded(it) => Update::Excluded(key(it)),
            }
        }
        match message.message_type() {
            RouteMessage::RTM_NEWLINK | RouteMessage::RTM_DELLINK if self.links => {
                of(Links.classify(message), TablesKey::Link)
            }
            RouteMessage::RTM_NEWADDR | RouteMessage::RTM_DELADDR if self.addresses => {
                of(Addresses.classify(message), TablesKey::Address)
            }
            RouteMessage::RTM_NEWROUTE | RouteMessage::RTM_DELROUTE if self.routes => {
                of(Routes.classify(message), TablesKey::Route)
            }
            RouteMessage::RTM_NEWNEIGH | RouteMessage::RTM_DELNEIGH => {
                match of(self.of_neighbours().classify(message), TablesKey::Neighbour) {
                    Update::Present(TablesKey::Neighbour(key), _)
                    | Update::Deleted(TablesKey::Neighbour(key))
                    | Update::Excluded(TablesKey::Neighbour(key))
                        if key.family != AddressFamily::AF_BRIDGE && !self.neighbours =>
                    {
                        Update::Nothing
                    }
                    tells => tells,
                }
            }
            _ => Update::Nothing,
        }
    }
    fn invalidates(&self, message: Message<'_>) -> u32 {
        let routes = if self.routes { Routes.invalidates(message) << Self::ROUTES } else { 0 };
        routes | self.of_neighbours().invalidates(message) << Self::NEIGHBOURS
    }
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        match new.message_type() {
            RouteMessage::RTM_NEWLINK | RouteMessage::RTM_DELLINK => Links.same(old, new),
            RouteMessage::RTM_NEWADDR | RouteMessage::RTM_DELADDR => Addresses.same(old, new),
            RouteMessage::RTM_NEWROUTE | RouteMessage::RTM_DELROUTE => Routes.same(old, new),
            _ => self.of_neighbours().same(old, new),
        }
    }
    fn is_part_of(&self, gone: Message<'_>, object: Message<'_>) -> bool {
        gone.message_type() == RouteMessage::RTM_DELROUTE && Routes.is_part_of(gone, object)
    }
    fn may_be_part(&self, gone: Message<'_>) -> bool {
        gone.message_type() == RouteMessage::RTM_DELROUTE && Routes.may_be_part(gone)
    }
}
