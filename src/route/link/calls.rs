//! Queries and calls.
use super::{LinkId, LinkMessage, index_of};
use crate::{
    client::{Call, Completion, Query, call, query, then},
    route::{
        DelLink, DelLinkProp, GetLink, IfInfo, Link, LinkFlags, LinkInfo, LinkKind, LinkProperty, NewLink,
        NewLinkProp, OperState, SetLink, Veth, Vlan, netns::NetNs,
    },
    wire::{DeleteFlags, HwAddr, NewFlags, Request, RequestFlags, Str},
};

impl<'a> LinkMessage<'a> {
    /// Returns the interface name; empty if the kernel sent none.
    #[doc(alias = "IFLA_IFNAME")]
    pub fn name(&self) -> Str<'a> {
        self.attrs.get(Link::IFLA_IFNAME).ok().flatten().unwrap_or_default()
    }
    /// Returns the alternative names.
    pub fn alternative_names(&self) -> impl Iterator<Item = Str<'a>> {
        let names = self.attrs.get(Link::IFLA_PROP_LIST).ok().flatten();
        names
            .into_iter()
            .flat_map(|names| names.get_all(LinkProperty::IFLA_ALT_IFNAME))
            .filter_map(Result::ok)
    }
    /// Returns the link kind, such as `vlan`, `bridge` or `veth`.
    ///
    /// `None` for interfaces without a kind, such as Ethernet devices and the loopback.
    pub fn kind(&self) -> Option<Str<'a>> {
        self.attrs
            .get(Link::IFLA_LINKINFO)
            .ok()
            .flatten()
            .and_then(|info| info.get(LinkInfo::IFLA_INFO_KIND).ok().flatten())
    }
    /// Returns the operational state (RFC 2863), such as `IF_OPER_UP` or `IF_OPER_DOWN`.
    ///
    /// `IF_OPER_UNKNOWN` for interfaces that do not report a state, such as the loopback.
    #[doc(alias = "IFLA_OPERSTATE")]
    pub fn state(&self) -> OperState {
        self.attrs.get(Link::IFLA_OPERSTATE).ok().flatten().unwrap_or_default()
    }
    /// Returns the MTU (maximum transmission unit), bytes.
    #[doc(alias = "IFLA_MTU")]
    pub fn mtu(&self) -> Option<u32> {
        self.attrs.get(Link::IFLA_MTU).ok().flatten()
    }
    /// Returns the link-layer (hardware) address.
    #[doc(alias = "IFLA_ADDRESS")]
    pub fn address(&self) -> Option<HwAddr<'a>> {
        self.attrs.get(Link::IFLA_ADDRESS).ok().flatten()
    }
    /// Returns the index of the master, such as a bridge or bond.
    #[doc(alias = "IFLA_MASTER")]
    pub fn master(&self) -> Option<u32> {
        self.attrs.get(Link::IFLA_MASTER).ok().flatten().filter(|index| *index != 0)
    }
    /// Returns the index of the lower link, or of the peer of a veth.
    ///
    /// The lower link of a VLAN is its Ethernet device. If `IFLA_LINK_NETNSID` is present, the
    /// index belongs to another network namespace.
    #[doc(alias = "IFLA_LINK")]
    pub fn below(&self) -> Option<u32> {
        self.attrs.get(Link::IFLA_LINK).ok().flatten().filter(|index| *index != 0)
    }
}
impl LinkMessage<'_> {
    /// Returns the interface index.
    pub fn index(&self) -> u32 {
        self.header.get(IfInfo::ifi_index)
    }
    /// Returns the interface flags.
    pub fn flags(&self) -> LinkFlags {
        self.header.get(IfInfo::ifi_flags)
    }
    /// Returns whether the interface is administratively up.
    ///
    /// The operational state is [`state`](Self::state).
    pub fn is_up(&self) -> bool {
        self.flags().contains(LinkFlags::IFF_UP)
    }
}

/// Lists all links.
///
/// Sends `RTM_GETLINK` with `NLM_F_DUMP` and no attributes.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
#[doc(alias = "ip link show")]
pub fn list() -> impl Query<Operation = GetLink> + Copy {
    GetLink::default()
}
/// Returns the link with an interface index.
///
/// Sends `RTM_GETLINK` with `ifi_index`.
///
/// # Errors
/// - ENODEV: the link does not exist ([`is_not_found`](crate::client::Error::is_not_found)).
/// - EINVAL: the index is 0.
pub fn by_index(index: u32) -> impl Query<Operation = GetLink> + Copy {
    GetLink { index, ..Default::default() }
}
/// Returns the link with a name or alternative name.
///
/// Sends `RTM_GETLINK` with `IFLA_IFNAME` or, for a name of more than 15 bytes, `IFLA_ALT_IFNAME`,
/// as `ip` does. Since Linux 5.5, the kernel also finds alternative names by `IFLA_IFNAME`.
///
/// # Errors
/// - ENODEV: the link does not exist ([`is_not_found`](crate::client::Error::is_not_found)).
/// - ERANGE: the name exceeds 127 bytes.
pub fn by_name<'n>(name: impl Into<Str<'n>>) -> impl Query<Operation = GetLink> + Copy {
    let name = LinkId::Name(name.into());
    query(GetLink::default(), move |request| name.put(request))
}

/// Creates a link of a kind without mandatory parameters, such as `dummy` or `bridge`.
///
/// Others are `bond` and `ifb`. The new link is down.
///
/// Sends `RTM_NEWLINK` with `NLM_F_CREATE | NLM_F_EXCL`, `IFLA_IFNAME`, and `IFLA_LINKINFO` with
/// `IFLA_INFO_KIND`. The kernel may load the module `rtnl-link-<kind>`.
///
/// # Errors
/// - EEXIST: the name is in use.
/// - EOPNOTSUPP: the kernel does not have this kind.
/// - EINVAL: the kind has mandatory parameters, or the name is invalid.
/// - ERANGE: the name exceeds 15 bytes.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip link add")]
pub fn add<'n, 'k>(
    name: impl Into<Str<'n>>,
    kind: impl Into<Str<'k>>,
) -> impl Call<Output = Completion> + Copy {
    let kind = kind.into();
    add_with(name, move |request| {
        request.nest(Link::IFLA_LINKINFO, |info| {
            info.put(LinkInfo::IFLA_INFO_KIND, kind);
        });
    })
}
/// Creates a link with attributes from `details`, which must write IFLA_LINKINFO.
///
/// Sends `RTM_NEWLINK` with `NLM_F_CREATE | NLM_F_EXCL`, `IFLA_IFNAME`, and what `details` writes.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Completion, Transport}, route::{Link, LinkInfo, LinkKind, Vxlan, link}};
/// fn vxlan<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<Completion, T> {
///     connection.run(link::add_with("vxlan7", |request| {
///         request.put(Link::IFLA_MTU, 1450).nest(Link::IFLA_LINKINFO, |info| {
///             info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VXLAN, |vxlan| {
///                 vxlan.put(Vxlan::IFLA_VXLAN_ID, 7);
///             });
///         });
///     }))
/// }
/// ```
///
/// # Errors
/// The errors of [`add`]. [`Connection::path`](crate::client::Connection::path) returns the
/// attribute that the kernel rejected.
pub fn add_with<'n>(
    name: impl Into<Str<'n>>,
    details: impl Fn(&mut Request<'_, NewLink>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    let name = name.into();
    call(NewLink::default(), NewFlags::CREATE | NewFlags::EXCL, move |request| {
        request.put(Link::IFLA_IFNAME, name);
        details(request);
    })
}
/// Creates a pair of veth (virtual Ethernet) links.
///
/// Sends `RTM_NEWLINK` with `NLM_F_CREATE | NLM_F_EXCL`, `IFLA_IFNAME`, and `IFLA_LINKINFO` of kind
/// `veth` with `VETH_INFO_PEER`, which contains the name of the peer in `IFLA_IFNAME`.
///
/// # Errors
/// The errors of [`add`].
pub fn add_veth<'n, 'p>(
    name: impl Into<Str<'n>>,
    peer: impl Into<Str<'p>>,
) -> impl Call<Output = Completion> + Copy {
    veth(name, peer, None)
}
/// Creates a pair of veth (virtual Ethernet) links, the peer in another network namespace.
///
/// The peer never exists in the namespace of the connection. Both links are down.
///
/// Sends `RTM_NEWLINK` as [`add_veth`] does, with `IFLA_NET_NS_FD` or `IFLA_NET_NS_PID` in
/// `VETH_INFO_PEER`. The kernel ignores `IFLA_TARGET_NETNSID` there.
///
/// ```no_run
/// # #[cfg(feature = "std")] {
/// use nlwire::{client::Connection, route::link, socket::{Protocol, Socket, namespace::Namespace}};
/// let blue = Namespace::create("blue")?;
/// let mut nl = Connection::over_socket(Socket::new(Protocol::ROUTE)?, [0; 8192]);
/// nl.run(link::add_veth_into("veth0", "veth1", &blue))?;
/// # }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// # Errors
/// The errors of [`add`], and:
///
/// - EEXIST: one of the names is in use in its namespace.
/// - EINVAL: the descriptor is not a network namespace.
/// - ESRCH: the process does not exist.
/// - EPERM: CAP_NET_ADMIN is missing in one of the namespaces.
#[doc(alias = "ip link add type veth peer netns")]
pub fn add_veth_into<'n, 'p, 's>(
    name: impl Into<Str<'n>>,
    peer: impl Into<Str<'p>>,
    namespace: impl Into<NetNs<'s>>,
) -> impl Call<Output = Completion> + Copy {
    veth(name, peer, Some(namespace.into()))
}
fn veth<'n, 'p>(
    name: impl Into<Str<'n>>,
    peer: impl Into<Str<'p>>,
    namespace: Option<NetNs<'_>>,
) -> impl Call<Output = Completion> + Copy {
    let peer = peer.into();
    add_with(name, move |request| {
        request.nest(Link::IFLA_LINKINFO, |info| {
            info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |veth| {
                veth.headed(Veth::VETH_INFO_PEER, &IfInfo::new(), |other| {
                    other.put(Link::IFLA_IFNAME, peer);
                    if let Some(namespace) = namespace {
                        namespace.put_link(other);
                    }
                });
            });
        });
    })
}
/// Creates a VLAN (IEEE 802.1Q) link on a lower link.
///
/// Sends `RTM_NEWLINK` with `NLM_F_CREATE | NLM_F_EXCL`, `IFLA_IFNAME`, `IFLA_LINK`, and
/// `IFLA_LINKINFO` of kind `vlan` with `IFLA_VLAN_ID`.
///
/// # Errors
/// The errors of [`add`], and:
///
/// - ENODEV: the lower link does not exist.
/// - EEXIST: the lower link already has this VLAN.
/// - ERANGE: the VLAN id exceeds 4094.
pub fn add_vlan<'n, 'l>(
    name: impl Into<Str<'n>>,
    below: impl Into<LinkId<'l>>,
    vlan: u16,
) -> impl Call<Output = Completion> + Copy {
    let name = name.into();
    then(index_of(below), move |below| {
        add_with(name, move |request| {
            request.put(Link::IFLA_LINK, below).nest(Link::IFLA_LINKINFO, |info| {
                info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VLAN, |data| {
                    data.put(Vlan::IFLA_VLAN_ID, vlan);
                });
            });
        })
    })
}

/// Changes a link; `details` writes the attributes of [`Link`] to set.
///
/// Sends `RTM_SETLINK` with `ifi_index` or the name, and what `details` writes. `ip link set` sends
/// `RTM_NEWLINK` to the same effect; `RTM_SETLINK` never creates a link.
///
/// # Errors
/// - ENODEV: the link does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
/// - Further errors of the attributes.
#[doc(alias = "ip link set")]
pub fn set_with<'n>(
    link: impl Into<LinkId<'n>>,
    details: impl Fn(&mut Request<'_, SetLink>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    let link = link.into();
    call(SetLink { index: link.header_index(), ..Default::default() }, NewFlags::NONE, move |request| {
        link.put(request);
        details(request);
    })
}
fn set_flag(link: LinkId<'_>, flags: LinkFlags, change: LinkFlags) -> impl Call<Output = Completion> + Copy {
    let operation = SetLink { index: link.header_index(), flags, change, ..Default::default() };
    call(operation, NewFlags::NONE, move |request| link.put(request))
}
/// Brings a link up.
///
/// Sends `RTM_SETLINK` with `IFF_UP` in `ifi_flags` and `ifi_change`.
///
/// # Errors
/// - ENODEV: the link does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
/// - Errors of the driver.
#[doc(alias = "ip link set up")]
pub fn set_up<'n>(link: impl Into<LinkId<'n>>) -> impl Call<Output = Completion> + Copy {
    set_flag(link.into(), LinkFlags::IFF_UP, LinkFlags::IFF_UP)
}
/// Brings a link down.
///
/// The kernel removes the routes of the link and its IPv6 addresses; the sysctl `keep_addr_on_down`
/// keeps the IPv6 addresses.
///
/// Sends `RTM_SETLINK` with `IFF_UP` in `ifi_change` only.
///
/// # Errors
/// - ENODEV: the link does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip link set down")]
pub fn set_down<'n>(link: impl Into<LinkId<'n>>) -> impl Call<Output = Completion> + Copy {
    set_flag(link.into(), LinkFlags::empty(), LinkFlags::IFF_UP)
}
/// Sets the MTU (maximum transmission unit), bytes.
///
/// Sends `RTM_SETLINK` with `IFLA_MTU`.
///
/// # Errors
/// - EINVAL: the MTU is outside the range of the device (`IFLA_MIN_MTU` to `IFLA_MAX_MTU`).
/// - ENODEV: the link does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip link set mtu")]
pub fn set_mtu<'n>(link: impl Into<LinkId<'n>>, mtu: u32) -> impl Call<Output = Completion> + Copy {
    set_with(link, move |request| {
        request.put(Link::IFLA_MTU, mtu);
    })
}
/// Sets the link-layer (hardware) address; for Ethernet, the MAC address of six bytes.
///
/// Sends `RTM_SETLINK` with `IFLA_ADDRESS`.
///
/// # Errors
/// - EINVAL: the address is too short.
/// - EADDRNOTAVAIL: the address is a multicast address.
/// - EBUSY: the device must be down for this change.
/// - EOPNOTSUPP: the device has no address.
/// - ENODEV: the link does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip link set address")]
pub fn set_address<'n>(link: impl Into<LinkId<'n>>, address: &[u8]) -> impl Call<Output = Completion> + Copy {
    set_with(link, move |request| {
        request.put(Link::IFLA_ADDRESS, address);
    })
}
/// Renames a link. The name has at most 15 bytes.
///
/// Sends `RTM_SETLINK` with `ifi_index` and `IFLA_IFNAME`; before that, for a link given by its
/// name, the request of [`index_of`].
///
/// # Errors
/// - EBUSY: the link is up (before Linux 6.2).
/// - EEXIST: the name is in use.
/// - EINVAL: the name is invalid.
/// - ERANGE: the name exceeds 15 bytes.
/// - ENODEV: the link does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip link set name")]
pub fn rename<'n, 'm>(
    link: impl Into<LinkId<'n>>,
    name: impl Into<Str<'m>>,
) -> impl Call<Output = Completion> + Copy {
    let name = name.into();
    // IFLA_IFNAME is the new name, so the header has to select the link
    then(index_of(link), move |index| {
        set_with(index, move |request| {
            request.put(Link::IFLA_IFNAME, name);
        })
    })
}
/// Adds an alternative name of at most 127 bytes to a link.
///
/// Sends `RTM_NEWLINKPROP` with `NLM_F_CREATE | NLM_F_EXCL | NLM_F_APPEND`, and `IFLA_PROP_LIST`
/// with `IFLA_ALT_IFNAME`. Since Linux 5.5.
///
/// # Errors
/// - EEXIST: the name is in use.
/// - ENODEV: the link does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip link property add altname")]
pub fn add_alternative_name<'n, 'm>(
    link: impl Into<LinkId<'n>>,
    name: impl Into<Str<'m>>,
) -> impl Call<Output = Completion> + Copy {
    let (link, name) = (link.into(), name.into());
    let flags = NewFlags::CREATE | NewFlags::EXCL | NewFlags::APPEND;
    call(NewLinkProp { index: link.header_index() }, flags, move |request| {
        link.put(request);
        request.nest(Link::IFLA_PROP_LIST, |names| {
            names.put(LinkProperty::IFLA_ALT_IFNAME, name);
        });
    })
}
/// Removes an alternative name from a link.
///
/// Sends `RTM_DELLINKPROP` with `IFLA_ALT_IFNAME` in `IFLA_PROP_LIST`. Since Linux 5.5.
///
/// # Errors
/// - ENOENT: the link does not have this name.
/// - ENODEV: the link does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip link property delete altname")]
pub fn delete_alternative_name<'n, 'm>(
    link: impl Into<LinkId<'n>>,
    name: impl Into<Str<'m>>,
) -> impl Call<Output = Completion> + Copy {
    let (link, name) = (link.into(), name.into());
    call(DelLinkProp { index: link.header_index() }, DeleteFlags::NONE, move |request| {
        link.put(request);
        request.nest(Link::IFLA_PROP_LIST, |names| {
            names.put(LinkProperty::IFLA_ALT_IFNAME, name);
        });
    })
}
/// Adds a link to a master such as a bridge or bond.
///
/// Sends `RTM_SETLINK` with the index of the master in `IFLA_MASTER`; before that, for a master
/// given by its name, the request of [`index_of`].
///
/// # Errors
/// - EINVAL: the given master cannot have ports.
/// - EBUSY: the master cannot accept this link.
/// - ELOOP: the change would create a loop.
/// - ENODEV: the link or the master does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip link set master")]
pub fn set_master<'n, 'm>(
    link: impl Into<LinkId<'n>>,
    master: impl Into<LinkId<'m>>,
) -> impl Call<Output = Completion> + Copy {
    let link = link.into();
    then(index_of(master), move |master| {
        set_with(link, move |request| {
            request.put(Link::IFLA_MASTER, master);
        })
    })
}
/// Removes a link from its master.
///
/// Sends `RTM_SETLINK` with 0 in `IFLA_MASTER`.
///
/// # Errors
/// - ENODEV: the link does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip link set nomaster")]
pub fn unset_master<'n>(link: impl Into<LinkId<'n>>) -> impl Call<Output = Completion> + Copy {
    set_with(link, move |request| {
        request.put(Link::IFLA_MASTER, 0);
    })
}
/// Moves a link to another network namespace.
///
/// The link is down there, without addresses, and may get a different index.
///
/// Sends `RTM_SETLINK` with `IFLA_NET_NS_PID` or `IFLA_NET_NS_FD`.
///
/// # Errors
/// - EEXIST: the name is in use in the target namespace.
/// - EINVAL: the link cannot be moved (the loopback), or the descriptor is not a network namespace.
/// - ESRCH: the process does not exist.
/// - EPERM: CAP_NET_ADMIN is missing in one of the namespaces.
/// - ENODEV: the link does not exist.
#[doc(alias = "ip link set netns")]
pub fn move_to_namespace<'n, 's>(
    link: impl Into<LinkId<'n>>,
    namespace: impl Into<NetNs<'s>>,
) -> impl Call<Output = Completion> + Copy {
    let namespace = namespace.into();
    set_with(link, move |request| namespace.put_link(request))
}
/// Removes a link.
///
/// Upper links such as VLANs, and the peer of a veth, are removed as well.
///
/// Sends `RTM_DELLINK` with `ifi_index` or the name.
///
/// # Errors
/// - EOPNOTSUPP: the link cannot be removed (hardware devices, the loopback).
/// - ENODEV: the link does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip link delete")]
pub fn delete<'n>(link: impl Into<LinkId<'n>>) -> impl Call<Output = Completion> + Copy {
    let link = link.into();
    let operation = DelLink { index: link.header_index(), ..Default::default() };
    call(operation, DeleteFlags::NONE, move |request| link.put(request))
}
