//! Queries and calls.
use super::MdbMessage;
use crate::{
    client::{Call, Completion, Query, call, query},
    route::{
        BrMdbEntry, BrPortMsg, DelMdb, GetMdb, Mdb, MdbEntries, MdbEntryOptions, MdbFlags, MdbGet, MdbGroup,
        MdbInfo, MdbRouterPort, MdbRouters, MdbSet, MdbState, NewMdb,
    },
    uapi::AddressFamily,
    wire::{Attrs, DeleteFlags, NewFlags, RequestFlags, Struct},
};
use core::net::IpAddr;

/// An entry of the MDB: membership of one port in one group.
#[derive(Clone, Copy, Debug)]
pub struct MdbEntry<'a> {
    /// Entry.
    pub entry: &'a Struct<BrMdbEntry>,
    /// Further attributes.
    pub attrs: Attrs<'a, MdbInfo>,
}
impl MdbEntry<'_> {
    /// Returns the interface index of the port.
    pub fn port(&self) -> u32 {
        self.entry.get(BrMdbEntry::ifindex)
    }
    /// Returns the IPv4 or IPv6 multicast group; `None` for a MAC address.
    pub fn group(&self) -> Option<IpAddr> {
        self.entry.group()
    }
    /// Returns the multicast MAC address; `None` for an IP group.
    pub fn mac(&self) -> Option<[u8; 6]> {
        self.entry.mac()
    }
    /// Returns the VLAN id; 0 without VLAN filtering.
    pub fn vid(&self) -> u16 {
        self.entry.get(BrMdbEntry::vid)
    }
    /// Returns the lifetime of the entry.
    pub fn state(&self) -> MdbState {
        self.entry.get(BrMdbEntry::state)
    }
    /// Returns the flags of the entry.
    pub fn flags(&self) -> MdbFlags {
        self.entry.get(BrMdbEntry::flags)
    }
    /// Returns the source address of an (S, G) entry.
    pub fn source(&self) -> Option<IpAddr> {
        self.attrs.get(MdbInfo::MDBA_MDB_EATTR_SOURCE).ok().flatten().map(IpAddr::from)
    }
}

impl<'a> MdbMessage<'a> {
    /// Iterates over the entries of the bridge or the VXLAN interface.
    pub fn entries(&self) -> impl Iterator<Item = MdbEntry<'a>> {
        let groups = self.attrs.get(Mdb::MDBA_MDB).ok().flatten();
        let groups =
            groups.into_iter().flat_map(|groups| groups.get_all(MdbEntries::MDBA_MDB_ENTRY)).flatten();
        groups
            .flat_map(|group| group.get_all(MdbGroup::MDBA_MDB_ENTRY_INFO))
            .flatten()
            .map(|info| MdbEntry { entry: info.header, attrs: info.body })
    }
    /// Iterates over the interface indexes of the ports with a multicast router.
    pub fn router_ports(&self) -> impl Iterator<Item = u32> {
        let routers = self.attrs.get(Mdb::MDBA_ROUTER).ok().flatten();
        let ports = routers.into_iter().flat_map(|routers| routers.get_all(MdbRouters::MDBA_ROUTER_PORT));
        ports.flatten().map(|port| port.header.get(MdbRouterPort::ifindex))
    }
}
impl MdbMessage<'_> {
    /// Returns the interface index of the bridge or the VXLAN interface.
    pub fn link(&self) -> u32 {
        self.header.get(BrPortMsg::ifindex)
    }
}

/// Parameters of an MDB entry.
#[derive(Clone, Copy, Debug, Default)]
pub struct MdbSpec {
    /// Interface index of the port; the index of the bridge for its own membership.
    pub port: u32,
    /// IPv4 or IPv6 multicast group; `None` for a MAC address.
    pub group: Option<IpAddr>,
    /// Multicast MAC address, if there is no group.
    pub mac: [u8; 6],
    /// Source address of an (S, G) entry.
    pub source: Option<IpAddr>,
    /// VLAN id; 0 without VLAN filtering.
    pub vid: u16,
    /// Lifetime of the entry.
    pub state: MdbState,
}
impl MdbSpec {
    fn entry(&self) -> Struct<BrMdbEntry> {
        self.group
            .map_or_else(|| BrMdbEntry::from_mac(self.mac), BrMdbEntry::from_group)
            .with(BrMdbEntry::ifindex, self.port)
            .with(BrMdbEntry::vid, self.vid)
            .with(BrMdbEntry::state, self.state)
    }
}

/// Lists the MDB entries of all bridges and VXLAN interfaces, one message for each.
///
/// Sends `RTM_GETMDB` of AF_BRIDGE with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
#[doc(alias = "bridge mdb show")]
pub fn list() -> impl Query<Operation = GetMdb> + Copy {
    GetMdb { family: AddressFamily::AF_BRIDGE, index: 0 }
}
/// Returns the MDB entry of a group with all its ports. Since Linux 6.8.
///
/// Sends `RTM_GETMDB` with `MDBA_GET_ENTRY` and, if `spec` has a source, `MDBE_ATTR_SOURCE`. Port
/// and state of `spec` are not sent.
///
/// # Errors
/// - ENOENT: there is no such entry ([`is_not_found`](crate::client::Error::is_not_found)).
/// - ENODEV: the interface does not exist.
/// - EOPNOTSUPP: the interface has no MDB, or the kernel is older.
#[doc(alias = "bridge mdb get")]
pub fn find(link: u32, spec: &MdbSpec) -> impl Query<Operation = GetMdb> + Copy {
    let entry = MdbSpec { port: 0, state: MdbState::MDB_TEMPORARY, ..*spec }.entry();
    query(GetMdb { family: AddressFamily::AF_BRIDGE, index: link }, move |request| {
        request.put(MdbGet::MDBA_GET_ENTRY, &entry);
        if let Some(source) = spec.source {
            request.nest(MdbGet::MDBA_GET_ENTRY_ATTRS, |options| {
                options.put(MdbEntryOptions::MDBE_ATTR_SOURCE, source);
            });
        }
    })
}
fn put(flags: NewFlags, link: u32, spec: &MdbSpec) -> impl Call<Output = Completion> + Copy {
    call(NewMdb { family: AddressFamily::AF_BRIDGE, index: link }, flags, move |request| {
        request.put(MdbSet::MDBA_SET_ENTRY, &spec.entry());
        if let Some(source) = spec.source {
            request.nest(MdbSet::MDBA_SET_ENTRY_ATTRS, |options| {
                options.put(MdbEntryOptions::MDBE_ATTR_SOURCE, source);
            });
        }
    })
}
/// Adds an MDB entry to a bridge.
///
/// Sends `RTM_NEWMDB` with `NLM_F_CREATE | NLM_F_EXCL`, `MDBA_SET_ENTRY` and, if `spec` has a
/// source, `MDBE_ATTR_SOURCE`.
///
/// # Errors
/// - EEXIST: the port is already a member
///   ([`already_exists`](crate::client::Error::already_exists)).
/// - EINVAL: the bridge is down, has multicast snooping off, or the group is not multicast.
/// - ENODEV: the bridge or the port does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "bridge mdb add")]
pub fn add(link: u32, spec: &MdbSpec) -> impl Call<Output = Completion> + Copy {
    put(NewFlags::CREATE | NewFlags::EXCL, link, spec)
}
/// Adds or replaces an MDB entry of a bridge. Since Linux 6.3.
///
/// Sends the request of [`add`] with `NLM_F_CREATE | NLM_F_REPLACE`.
///
/// # Errors
/// The errors of [`add`], except EEXIST.
#[doc(alias = "bridge mdb replace")]
pub fn replace(link: u32, spec: &MdbSpec) -> impl Call<Output = Completion> + Copy {
    put(NewFlags::CREATE | NewFlags::REPLACE, link, spec)
}
/// Removes an MDB entry from a bridge.
///
/// Sends `RTM_DELMDB` with the attributes of [`add`].
///
/// # Errors
/// - ENOENT or EINVAL: there is no such entry.
/// - ENODEV: the bridge or the port does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "bridge mdb del")]
pub fn delete(link: u32, spec: &MdbSpec) -> impl Call<Output = Completion> + Copy {
    let operation = DelMdb { family: AddressFamily::AF_BRIDGE, index: link };
    call(operation, DeleteFlags::NONE, move |request| {
        request.put(MdbSet::MDBA_SET_ENTRY, &spec.entry());
        if let Some(source) = spec.source {
            request.nest(MdbSet::MDBA_SET_ENTRY_ATTRS, |options| {
                options.put(MdbEntryOptions::MDBE_ATTR_SOURCE, source);
            });
        }
    })
}
