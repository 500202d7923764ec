//! Queries and calls.
use super::TunnelMessage;
use crate::{
    client::{Call, Completion, Query, call},
    route::{
        DelTunnel, GetTunnel, NewTunnel, TunnelMsg, TunnelMsgFlags, VniFilter, VniFilterEntry, VniFilterStats,
    },
    uapi::AddressFamily,
    wire::{Attrs, DeleteFlags, NewFlags, RequestFlags, Writer},
};
use core::{net::IpAddr, ops::RangeInclusive};

/// A VNI or a range of VNIs in a filter.
#[derive(Clone, Copy, Debug)]
pub struct VniRange<'a> {
    /// First VNI.
    pub first: u32,
    /// Last VNI; equal to the first one for a single VNI.
    pub last: u32,
    /// Multicast group or remote VTEP.
    pub group: Option<IpAddr>,
    /// Statistics, if requested.
    pub statistics: Option<Attrs<'a, VniFilterStats>>,
}
impl<'a> TunnelMessage<'a> {
    /// Iterates over the VNIs and ranges of VNIs.
    pub fn vnis(&self) -> impl Iterator<Item = VniRange<'a>> {
        self.attrs.get_all(VniFilter::VXLAN_VNIFILTER_ENTRY).flatten().filter_map(|entry| {
            let first = entry.get(VniFilterEntry::VXLAN_VNIFILTER_ENTRY_START).ok().flatten()?;
            let v4 = entry.get(VniFilterEntry::VXLAN_VNIFILTER_ENTRY_GROUP).ok().flatten().map(IpAddr::V4);
            let v6 = entry.get(VniFilterEntry::VXLAN_VNIFILTER_ENTRY_GROUP6).ok().flatten().map(IpAddr::V6);
            Some(VniRange {
                first,
                last: entry.get(VniFilterEntry::VXLAN_VNIFILTER_ENTRY_END).ok().flatten().unwrap_or(first),
                group: v4.or(v6),
                statistics: entry.get(VniFilterEntry::VXLAN_VNIFILTER_ENTRY_STATS).ok().flatten(),
            })
        })
    }
}
impl TunnelMessage<'_> {
    /// Returns the interface index of the VXLAN interface.
    pub fn link(&self) -> u32 {
        self.header.get(TunnelMsg::ifindex)
    }
}

/// Writes `VXLAN_VNIFILTER_ENTRY` with a VNI or a range of VNIs.
fn put(request: &mut Writer<'_, VniFilter>, vnis: &RangeInclusive<u32>, group: Option<IpAddr>) {
    let (first, last) = (*vnis.start(), *vnis.end());
    request.nest(VniFilter::VXLAN_VNIFILTER_ENTRY, |entry| {
        entry
            .put(VniFilterEntry::VXLAN_VNIFILTER_ENTRY_START, first)
            .put_some(VniFilterEntry::VXLAN_VNIFILTER_ENTRY_END, (first != last).then_some(last));
        match group {
            Some(IpAddr::V4(group)) => {
                entry.put(VniFilterEntry::VXLAN_VNIFILTER_ENTRY_GROUP, group);
            }
            Some(IpAddr::V6(group)) => {
                entry.put(VniFilterEntry::VXLAN_VNIFILTER_ENTRY_GROUP6, group);
            }
            None => {}
        }
    });
}
fn dump(flags: TunnelMsgFlags) -> impl Query<Operation = GetTunnel> + Copy {
    GetTunnel { family: AddressFamily::AF_BRIDGE, flags, index: 0 }
}
/// Lists the VNI filters of all VXLAN interfaces.
///
/// Adjacent VNIs with one group are merged into ranges. Sends `RTM_GETTUNNEL` of AF_BRIDGE with
/// `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
#[doc(alias = "bridge vni show")]
pub fn list() -> impl Query<Operation = GetTunnel> + Copy {
    dump(TunnelMsgFlags::empty())
}
/// Lists the VNI filters of all VXLAN interfaces with statistics of each VNI.
///
/// Sends `RTM_GETTUNNEL` of AF_BRIDGE with `NLM_F_DUMP` and `TUNNEL_MSG_FLAG_STATS`.
///
/// # Errors
/// The errors of [`list`].
#[doc(alias = "bridge -s vni show")]
pub fn list_with_statistics() -> impl Query<Operation = GetTunnel> + Copy {
    dump(TunnelMsgFlags::TUNNEL_MSG_FLAG_STATS)
}
/// Adds VNIs to the filter of a VXLAN interface, or changes their group.
///
/// Sends `RTM_NEWTUNNEL` with `VXLAN_VNIFILTER_ENTRY`.
///
/// # Errors
/// - EINVAL: the interface has no VNI filter (`IFLA_VXLAN_VNIFILTER`).
/// - EEXIST: another VXLAN interface uses a VNI.
/// - ENODEV: the interface does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "bridge vni add")]
pub fn add(
    link: u32,
    vnis: RangeInclusive<u32>,
    group: Option<IpAddr>,
) -> impl Call<Output = Completion> + Clone {
    let operation = NewTunnel { family: AddressFamily::AF_BRIDGE, index: link };
    call(operation, NewFlags::NONE, move |request| put(request, &vnis, group))
}
/// Removes VNIs from the filter of a VXLAN interface.
///
/// Sends `RTM_DELTUNNEL` with `VXLAN_VNIFILTER_ENTRY`.
///
/// # Errors
/// - ENOENT: a VNI is not in the filter ([`is_not_found`](crate::client::Error::is_not_found)).
/// - EINVAL: the interface has no VNI filter.
/// - ENODEV: the interface does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "bridge vni delete")]
pub fn delete(link: u32, vnis: RangeInclusive<u32>) -> impl Call<Output = Completion> + Clone {
    let operation = DelTunnel { family: AddressFamily::AF_BRIDGE, index: link };
    call(operation, DeleteFlags::NONE, move |request| put(request, &vnis, None))
}
