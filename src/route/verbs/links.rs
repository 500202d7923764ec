//! Links, by verbs: list, find, make, change, remove. Each function sends one request over an open [`Connection`] and says which.
//!
//! ```
//! use nlwire::{exchange::{Answer, Connection, Transport}, route::links};
//! fn show<T: Transport>(connection: &mut Connection<'_, T>) -> Answer<(), T> {
//!     let mut all = links::list(connection)?;
//!     while let Some(link) = all.next()? {
//!         println!("{} {} {} mtu {:?}", link.index(), link.name(), link.state(), link.mtu());
//!     }
//!     let index = links::by_name(connection, "eth0")?.index();
//!     links::set_mtu(connection, index, 1400)?;
//!     links::set_up(connection, index)?;
//!     Ok(())
//! }
//! ```
//! Indexes are those of the connection's network namespace. Whatever changes a link needs CAP_NET_ADMIN there; without it the kernel refuses
//! with EPERM.
//!
//! An event has the same getters: `GetLink::reply(message)?` (of [`Operation`](crate::wire::Operation)) takes any RTM_NEWLINK and
//! RTM_DELLINK, and the attributes of [`RouteMessage::NewLink`](crate::route::RouteMessage::NewLink) have those that need no header.
use super::getters;
use crate::{
    exchange::{Answer, Connection, Done, Replies, Transport},
    route::{
        DelLink, DelLinkProp, GetLink, IfInfo, Link, LinkFlags, LinkInfo, LinkKind, LinkProperty, NewLink,
        NewLinkProp, OperState, SetLink, Veth, Vlan,
    },
    wire::{DeleteFlags, HwAddr, Layout, NewFlags, Reply, Request, RequestFlags, Str},
};

/// Bytes of the longest name, IFNAMSIZ without its NUL. Longer ones are alternative names.
const NAME_LEN: usize = 15;

getters! { Link, GetLink {
    /// Its name; empty where the kernel sent none.
    name(attrs) -> Str<'a> = attrs.get(Link::IFLA_IFNAME).ok().flatten().unwrap_or_default();
    /// Its other names.
    alternative_names(attrs) -> impl Iterator<Item = Str<'a>> = {
        let names = attrs.get(Link::IFLA_PROP_LIST).ok().flatten();
        names.into_iter().flat_map(|names| names.all(LinkProperty::IFLA_ALT_IFNAME)).filter_map(Result::ok)
    };
    /// What it is: `vlan`, `bridge`, `veth`, ... `None` where a driver made it: Ethernet cards, the loopback.
    kind(attrs) -> Option<Str<'a>> =
        attrs.get(Link::IFLA_LINKINFO).ok().flatten().and_then(|info| info.get(LinkInfo::IFLA_INFO_KIND).ok().flatten());
    /// Whether it works: `IF_OPER_UP`, `IF_OPER_DOWN`, ... The loopback and some others never say: `IF_OPER_UNKNOWN`.
    state(attrs) -> OperState = attrs.get(Link::IFLA_OPERSTATE).ok().flatten().unwrap_or_default();
    /// The largest packet, bytes.
    mtu(attrs) -> Option<u32> = attrs.get(Link::IFLA_MTU).ok().flatten();
    /// Its hardware address.
    address(attrs) -> Option<HwAddr<'a>> = attrs.get(Link::IFLA_ADDRESS).ok().flatten();
    /// Index of the bridge, bond, ... that it is part of.
    master(attrs) -> Option<u32> = attrs.get(Link::IFLA_MASTER).ok().flatten().filter(|index| *index != 0);
    /// Index of the link below it (a VLAN's Ethernet), or of a veth's other end. Of another namespace where `IFLA_LINK_NETNSID` is there.
    below(attrs) -> Option<u32> = attrs.get(Link::IFLA_LINK).ok().flatten().filter(|index| *index != 0);
} }
impl Reply<'_, GetLink> {
    /// Its index.
    pub fn index(&self) -> u32 {
        self.header.get(IfInfo::ifi_index) as u32
    }
    /// Its flags.
    pub fn flags(&self) -> LinkFlags {
        self.header.get(IfInfo::ifi_flags)
    }
    /// Whether the administrator wants it up. Whether it works is [`state`](Self::state).
    pub fn is_up(&self) -> bool {
        self.flags().contains(LinkFlags::IFF_UP)
    }
}

/// Lists all links, one by one.
///
/// Sends RTM_GETLINK with NLM_F_DUMP and no attribute.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`].
pub fn list<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetLink>, T> {
    connection.dump(GetLink::default(), |_| {})
}
/// The link of an index.
///
/// Sends RTM_GETLINK with that `ifi_index`.
///
/// # Errors
/// ENODEV where there is none ([`is_not_found`](crate::exchange::Failure::is_not_found)), EINVAL for index 0.
pub fn by_index<'c, T: Transport>(
    connection: &'c mut Connection<'_, T>,
    index: u32,
) -> Answer<Reply<'c, GetLink>, T> {
    connection.get(GetLink { index: index as i32, ..Default::default() }, |_| {})
}
/// The link of a name, or of an alternative name.
///
/// Sends RTM_GETLINK with IFLA_IFNAME, or where the name is longer than 15 bytes with IFLA_ALT_IFNAME, as `ip` does. Since Linux 5.5 the
/// kernel finds alternative names by IFLA_IFNAME, too.
///
/// # Errors
/// ENODEV where there is none ([`is_not_found`](crate::exchange::Failure::is_not_found)); ERANGE for more than 127 bytes.
pub fn by_name<'c, 'n, T: Transport>(
    connection: &'c mut Connection<'_, T>,
    name: impl Into<Str<'n>>,
) -> Answer<Reply<'c, GetLink>, T> {
    let name = name.into();
    let key = if name.as_bytes().len() <= NAME_LEN { Link::IFLA_IFNAME } else { Link::IFLA_ALT_IFNAME };
    connection.get(GetLink::default(), |request| {
        request.put(key, name);
    })
}

/// Makes a link of a kind that needs to be told nothing more: `dummy`, `bridge`, `bond`, `ifb`, ... It is down at first.
///
/// Sends RTM_NEWLINK with NLM_F_CREATE | NLM_F_EXCL: IFLA_IFNAME, and IFLA_LINKINFO with IFLA_INFO_KIND. The kernel may load a module,
/// `rtnl-link-<kind>`.
///
/// # Errors
/// EEXIST where the name is taken, EOPNOTSUPP for a kind that the kernel does not know, EINVAL where the kind wants to be told more, or for
/// what is no name, ERANGE for a name of more than 15 bytes, EPERM without CAP_NET_ADMIN.
pub fn add<'n, 'k, T: Transport>(
    connection: &mut Connection<'_, T>,
    kind: impl Into<Str<'k>>,
    name: impl Into<Str<'n>>,
) -> Answer<Done, T> {
    let kind = kind.into();
    add_with(connection, name, |request| {
        request.nest(Link::IFLA_LINKINFO, |info| {
            info.put(LinkInfo::IFLA_INFO_KIND, kind);
        });
    })
}
/// Makes a link as `details` says, which must write IFLA_LINKINFO, and may write more.
///
/// Sends RTM_NEWLINK with NLM_F_CREATE | NLM_F_EXCL: IFLA_IFNAME, and what `details` writes.
///
/// ```
/// use nlwire::{exchange::{Answer, Connection, Done, Transport}, route::{Link, LinkInfo, LinkKind, Vxlan, links}};
/// fn vxlan<T: Transport>(connection: &mut Connection<'_, T>) -> Answer<Done, T> {
///     links::add_with(connection, "vxlan7", |request| {
///         request.put(Link::IFLA_MTU, 1450).nest(Link::IFLA_LINKINFO, |info| {
///             info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VXLAN, |vxlan| {
///                 vxlan.put(Vxlan::IFLA_VXLAN_ID, 7);
///             });
///         });
///     })
/// }
/// ```
///
/// # Errors
/// As [`add`]; what the kernel finds wrong, by [`Connection::path`] of [`NewLink`].
pub fn add_with<'n, T: Transport>(
    connection: &mut Connection<'_, T>,
    name: impl Into<Str<'n>>,
    details: impl FnOnce(&mut Request<'_, NewLink>),
) -> Answer<Done, T> {
    let name = name.into();
    connection.request(NewLink::default(), NewFlags::CREATE | NewFlags::EXCL, |request| {
        request.put(Link::IFLA_IFNAME, name);
        details(request);
    })
}
/// Makes two links that are each other's other end.
///
/// Sends RTM_NEWLINK with NLM_F_CREATE | NLM_F_EXCL: IFLA_IFNAME, and IFLA_LINKINFO of kind `veth` with VETH_INFO_PEER, in which the other
/// name stands as IFLA_IFNAME.
///
/// # Errors
/// As [`add`].
pub fn add_veth<'n, 'p, T: Transport>(
    connection: &mut Connection<'_, T>,
    name: impl Into<Str<'n>>,
    peer: impl Into<Str<'p>>,
) -> Answer<Done, T> {
    let peer = peer.into();
    add_with(connection, name, |request| {
        request.nest(Link::IFLA_LINKINFO, |info| {
            info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |veth| {
                veth.headed(Veth::VETH_INFO_PEER, &IfInfo::new(), |other| {
                    other.put(Link::IFLA_IFNAME, peer);
                });
            });
        });
    })
}
/// Makes a VLAN (IEEE 802.1Q) above a link.
///
/// Sends RTM_NEWLINK with NLM_F_CREATE | NLM_F_EXCL: IFLA_IFNAME, IFLA_LINK, and IFLA_LINKINFO of kind `vlan` with IFLA_VLAN_ID.
///
/// # Errors
/// As [`add`]; ENODEV where there is no link below, EEXIST where that VLAN of it is there already, ERANGE for a VLAN above 4094.
pub fn add_vlan<'n, T: Transport>(
    connection: &mut Connection<'_, T>,
    name: impl Into<Str<'n>>,
    below: u32,
    vlan: u16,
) -> Answer<Done, T> {
    add_with(connection, name, |request| {
        request.put(Link::IFLA_LINK, below).nest(Link::IFLA_LINKINFO, |info| {
            info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VLAN, |data| {
                data.put(Vlan::IFLA_VLAN_ID, vlan);
            });
        });
    })
}

/// Changes a link as `details` says: any attributes of [`Link`] that can be set.
///
/// Sends RTM_SETLINK with `ifi_index` and what `details` writes. (`ip link set` sends RTM_NEWLINK to the same effect; RTM_SETLINK cannot make
/// a link.)
///
/// # Errors
/// ENODEV where there is no such link, EPERM without CAP_NET_ADMIN, and what the attributes bring.
pub fn set_with<T: Transport>(
    connection: &mut Connection<'_, T>,
    index: u32,
    details: impl FnOnce(&mut Request<'_, SetLink>),
) -> Answer<Done, T> {
    connection.request(SetLink { index: index as i32, ..Default::default() }, NewFlags::NONE, details)
}
fn set_flag<T: Transport>(
    connection: &mut Connection<'_, T>,
    index: u32,
    flags: LinkFlags,
    change: LinkFlags,
) -> Answer<Done, T> {
    let operation = SetLink { index: index as i32, flags, change, ..Default::default() };
    connection.request(operation, NewFlags::NONE, |_| {})
}
/// Brings a link up.
///
/// Sends RTM_SETLINK with IFF_UP in `ifi_flags` and `ifi_change`.
///
/// # Errors
/// ENODEV where there is no such link, EPERM without CAP_NET_ADMIN, and what its driver says.
pub fn set_up<T: Transport>(connection: &mut Connection<'_, T>, index: u32) -> Answer<Done, T> {
    set_flag(connection, index, LinkFlags::IFF_UP, LinkFlags::IFF_UP)
}
/// Brings a link down. Its routes go; its IPv6 addresses go, too, unless the sysctl `keep_addr_on_down` keeps them.
///
/// Sends RTM_SETLINK with IFF_UP in `ifi_change` alone.
///
/// # Errors
/// ENODEV where there is no such link, EPERM without CAP_NET_ADMIN.
pub fn set_down<T: Transport>(connection: &mut Connection<'_, T>, index: u32) -> Answer<Done, T> {
    set_flag(connection, index, LinkFlags::empty(), LinkFlags::IFF_UP)
}
/// Sets the largest packet, bytes.
///
/// Sends RTM_SETLINK with IFLA_MTU.
///
/// # Errors
/// EINVAL where it is beyond what the device can (`IFLA_MIN_MTU`, `IFLA_MAX_MTU`), ENODEV, EPERM without CAP_NET_ADMIN.
pub fn set_mtu<T: Transport>(connection: &mut Connection<'_, T>, index: u32, mtu: u32) -> Answer<Done, T> {
    set_with(connection, index, |request| {
        request.put(Link::IFLA_MTU, mtu);
    })
}
/// Sets the hardware address: of Ethernet, six bytes.
///
/// Sends RTM_SETLINK with IFLA_ADDRESS.
///
/// # Errors
/// EINVAL where it is too short, EADDRNOTAVAIL for a multicast address, EBUSY of a device that has to be down for it, EOPNOTSUPP of one that
/// has none, ENODEV, EPERM without CAP_NET_ADMIN.
pub fn set_address<T: Transport>(
    connection: &mut Connection<'_, T>,
    index: u32,
    address: &[u8],
) -> Answer<Done, T> {
    set_with(connection, index, |request| {
        request.put(Link::IFLA_ADDRESS, address);
    })
}
/// Gives a link another name of at most 15 bytes.
///
/// Sends RTM_SETLINK with `ifi_index` and IFLA_IFNAME.
///
/// # Errors
/// EBUSY where it is up (before Linux 6.2), EEXIST where the name is taken, EINVAL for what is no name, ERANGE for one that is too long,
/// ENODEV, EPERM without CAP_NET_ADMIN.
pub fn rename<'n, T: Transport>(
    connection: &mut Connection<'_, T>,
    index: u32,
    name: impl Into<Str<'n>>,
) -> Answer<Done, T> {
    let name = name.into();
    set_with(connection, index, |request| {
        request.put(Link::IFLA_IFNAME, name);
    })
}
/// Gives a link an alternative name of at most 127 bytes, too.
///
/// Sends RTM_NEWLINKPROP with NLM_F_CREATE | NLM_F_EXCL | NLM_F_APPEND, and IFLA_PROP_LIST with IFLA_ALT_IFNAME. Since Linux 5.5.
///
/// # Errors
/// EEXIST where the name is taken, ENODEV, EPERM without CAP_NET_ADMIN.
pub fn add_alternative_name<'n, T: Transport>(
    connection: &mut Connection<'_, T>,
    index: u32,
    name: impl Into<Str<'n>>,
) -> Answer<Done, T> {
    let name = name.into();
    let flags = NewFlags::CREATE | NewFlags::EXCL | NewFlags::APPEND;
    connection.request(NewLinkProp { index: index as i32 }, flags, |request| {
        request.nest(Link::IFLA_PROP_LIST, |names| {
            names.put(LinkProperty::IFLA_ALT_IFNAME, name);
        });
    })
}
/// Takes an alternative name from a link.
///
/// Sends RTM_DELLINKPROP with IFLA_PROP_LIST with IFLA_ALT_IFNAME. Since Linux 5.5.
///
/// # Errors
/// ENOENT where it has no such name, ENODEV, EPERM without CAP_NET_ADMIN.
pub fn delete_alternative_name<'n, T: Transport>(
    connection: &mut Connection<'_, T>,
    index: u32,
    name: impl Into<Str<'n>>,
) -> Answer<Done, T> {
    let name = name.into();
    connection.request(DelLinkProp { index: index as i32 }, DeleteFlags::NONE, |request| {
        request.nest(Link::IFLA_PROP_LIST, |names| {
            names.put(LinkProperty::IFLA_ALT_IFNAME, name);
        });
    })
}
/// Puts a link into a bridge, a bond, ... given by its index; `None` takes it out.
///
/// Sends RTM_SETLINK with IFLA_MASTER, which is 0 for `None`.
///
/// # Errors
/// EINVAL for a master that is none, EBUSY where it cannot be taken in, ELOOP where that would make a circle, ENODEV, EPERM without
/// CAP_NET_ADMIN.
pub fn set_master<T: Transport>(
    connection: &mut Connection<'_, T>,
    index: u32,
    master: Option<u32>,
) -> Answer<Done, T> {
    set_with(connection, index, |request| {
        request.put(Link::IFLA_MASTER, master.unwrap_or(0));
    })
}
/// A network namespace, as a link is told to go there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetNs {
    /// That of a process, by its id.
    Process(u32),
    /// That behind an open file, by its descriptor: `/run/netns/<name>`, `/proc/<pid>/ns/net`.
    File(i32),
}
/// Moves a link to another network namespace. There it is down, without addresses, and may get another index.
///
/// Sends RTM_SETLINK with IFLA_NET_NS_PID or IFLA_NET_NS_FD.
///
/// # Errors
/// EEXIST where its name is taken there, EINVAL for a link that must stay (the loopback) or a descriptor of something else, ESRCH for a
/// process that is none, EPERM without CAP_NET_ADMIN in both namespaces, ENODEV.
pub fn move_to_namespace<T: Transport>(
    connection: &mut Connection<'_, T>,
    index: u32,
    namespace: NetNs,
) -> Answer<Done, T> {
    set_with(connection, index, |request| {
        match namespace {
            NetNs::Process(id) => request.put(Link::IFLA_NET_NS_PID, id),
            NetNs::File(descriptor) => request.put(Link::IFLA_NET_NS_FD, descriptor as u32),
        };
    })
}
/// Removes a link. Those above it (VLANs, ...) and the other end of a veth go, too.
///
/// Sends RTM_DELLINK with `ifi_index`.
///
/// # Errors
/// EOPNOTSUPP for what a driver has made (Ethernet cards, the loopback), ENODEV, EPERM without CAP_NET_ADMIN.
pub fn delete<T: Transport>(connection: &mut Connection<'_, T>, index: u32) -> Answer<Done, T> {
    connection.request(DelLink { index: index as i32, ..Default::default() }, DeleteFlags::NONE, |_| {})
}
