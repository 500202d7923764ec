//! Queries and calls.
use super::VlanMessage;
use crate::{
    client::{Call, Completion, Query, call, query},
    route::{
        BrVlanMsg, BridgePortState, BridgeVlanDump, BridgeVlanDumpFlags, BridgeVlanEntry, BridgeVlanFlags,
        BridgeVlanGlobal, BridgeVlanInfo, BridgeVlans, DelVlan, GetVlan, NewVlan,
    },
    uapi::AddressFamily,
    wire::{Attrs, DeleteFlags, NewFlags, RequestFlags, Struct, Writer},
};
use core::ops::RangeInclusive;

/// A VLAN or VLAN range of a bridge or bridge port.
#[derive(Clone, Copy, Debug)]
pub struct BridgeVlan<'a> {
    /// VLAN id and flags; of a range, the first VLAN.
    pub info: &'a Struct<BridgeVlanInfo>,
    /// All attributes.
    pub attrs: Attrs<'a, BridgeVlanEntry>,
}
impl BridgeVlan<'_> {
    /// Returns the VLAN id; of a range, the first one.
    pub fn first(&self) -> u16 {
        self.info.get(BridgeVlanInfo::vid)
    }
    /// Returns the VLAN id; of a range, the last one.
    pub fn last(&self) -> u16 {
        let last = self.attrs.get(BridgeVlanEntry::BRIDGE_VLANDB_ENTRY_RANGE).ok().flatten();
        last.unwrap_or_else(|| self.first())
    }
    /// Returns the flags.
    pub fn flags(&self) -> BridgeVlanFlags {
        self.info.get(BridgeVlanInfo::flags)
    }
    /// Returns the STP state.
    pub fn state(&self) -> Option<BridgePortState> {
        self.attrs.get(BridgeVlanEntry::BRIDGE_VLANDB_ENTRY_STATE).ok().flatten()
    }
}

impl<'a> VlanMessage<'a> {
    /// Iterates over the VLANs and VLAN ranges.
    pub fn vlans(&self) -> impl Iterator<Item = BridgeVlan<'a>> {
        self.attrs.get_all(BridgeVlans::BRIDGE_VLANDB_ENTRY).flatten().filter_map(|attrs| {
            let info = attrs.get(BridgeVlanEntry::BRIDGE_VLANDB_ENTRY_INFO).ok().flatten()?;
            Some(BridgeVlan { info, attrs })
        })
    }
    /// Iterates over the global options of VLANs and VLAN ranges.
    #[doc(alias = "BRIDGE_VLANDB_GLOBAL_OPTIONS")]
    pub fn global_options(&self) -> impl Iterator<Item = Attrs<'a, BridgeVlanGlobal>> {
        self.attrs.get_all(BridgeVlans::BRIDGE_VLANDB_GLOBAL_OPTIONS).flatten()
    }
}
impl VlanMessage<'_> {
    /// Returns the interface index of the bridge or the bridge port.
    pub fn link(&self) -> u32 {
        self.header.get(BrVlanMsg::ifindex)
    }
}

/// Writes `BRIDGE_VLANDB_ENTRY` with a VLAN or a VLAN range.
fn put(
    request: &mut Writer<'_, BridgeVlans>,
    vids: &RangeInclusive<u16>,
    flags: BridgeVlanFlags,
    state: Option<BridgePortState>,
) {
    let (first, last) = (*vids.start(), *vids.end());
    request.nest(BridgeVlans::BRIDGE_VLANDB_ENTRY, |entry| {
        let info = BridgeVlanInfo::new().with(BridgeVlanInfo::vid, first).with(BridgeVlanInfo::flags, flags);
        entry
            .put(BridgeVlanEntry::BRIDGE_VLANDB_ENTRY_INFO, &info)
            .put_some(BridgeVlanEntry::BRIDGE_VLANDB_ENTRY_RANGE, (first != last).then_some(last))
            .put_some(BridgeVlanEntry::BRIDGE_VLANDB_ENTRY_STATE, state);
    });
}
fn dump(flags: BridgeVlanDumpFlags) -> impl Query<Operation = GetVlan> + Copy {
    query(GetVlan { family: AddressFamily::AF_BRIDGE, index: 0 }, move |request| {
        if !flags.is_empty() {
            request.put(BridgeVlanDump::BRIDGE_VLANDB_DUMP_FLAGS, flags);
        }
    })
}
/// Lists the VLANs of all bridges and bridge ports, one message or more for each.
///
/// VLANs with equal options are merged into ranges. Sends `RTM_GETVLAN` of AF_BRIDGE with
/// `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
#[doc(alias = "bridge vlan show")]
pub fn list() -> impl Query<Operation = GetVlan> + Copy {
    dump(BridgeVlanDumpFlags::empty())
}
/// Lists the VLANs of all bridges and bridge ports with statistics.
///
/// Sends `RTM_GETVLAN` with `BRIDGE_VLANDB_DUMP_FLAGS` = `BRIDGE_VLANDB_DUMPF_STATS`.
///
/// # Errors
/// The errors of [`list`].
#[doc(alias = "bridge -s vlan show")]
pub fn list_with_statistics() -> impl Query<Operation = GetVlan> + Copy {
    dump(BridgeVlanDumpFlags::BRIDGE_VLANDB_DUMPF_STATS)
}
/// Lists the global options of the VLANs of all bridges. Since Linux 5.15.
///
/// Sends `RTM_GETVLAN` with `BRIDGE_VLANDB_DUMP_FLAGS` = `BRIDGE_VLANDB_DUMPF_GLOBAL`.
///
/// # Errors
/// The errors of [`list`].
#[doc(alias = "bridge vlan global show")]
pub fn list_global() -> impl Query<Operation = GetVlan> + Copy {
    dump(BridgeVlanDumpFlags::BRIDGE_VLANDB_DUMPF_GLOBAL)
}
/// Adds a VLAN or a VLAN range to a bridge or a bridge port, or changes its flags.
///
/// A VLAN of the bridge itself needs [`BridgeVlanFlags::BRIDGE_VLAN_INFO_BRENTRY`]. Sends
/// `RTM_NEWVLAN` with `BRIDGE_VLANDB_ENTRY_INFO` and, of a range, `BRIDGE_VLANDB_ENTRY_RANGE`.
///
/// # Errors
/// - EINVAL: the interface is neither a bridge nor a bridge port, or a VLAN id is not 1 to 4094.
/// - ENODEV: the interface does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "bridge vlan add")]
pub fn add(
    link: u32,
    vids: RangeInclusive<u16>,
    flags: BridgeVlanFlags,
) -> impl Call<Output = Completion> + Clone {
    let operation = NewVlan { family: AddressFamily::AF_BRIDGE, index: link };
    call(operation, NewFlags::NONE, move |request| put(request, &vids, flags, None))
}
/// Sets the STP state of a VLAN or a VLAN range of a bridge port.
///
/// Sends `RTM_NEWVLAN` with `BRIDGE_VLAN_INFO_ONLY_OPTS` and `BRIDGE_VLANDB_ENTRY_STATE`.
///
/// # Errors
/// - EBUSY: the kernel runs STP on the bridge.
/// - ENOENT: a VLAN does not exist.
/// - ENODEV: the interface does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "bridge vlan set")]
pub fn set_state(
    link: u32,
    vids: RangeInclusive<u16>,
    state: BridgePortState,
) -> impl Call<Output = Completion> + Clone {
    let operation = NewVlan { family: AddressFamily::AF_BRIDGE, index: link };
    call(operation, NewFlags::NONE, move |request| {
        put(request, &vids, BridgeVlanFlags::BRIDGE_VLAN_INFO_ONLY_OPTS, Some(state));
    })
}
/// Sets global options of a VLAN or a VLAN range of a bridge. Since Linux 5.15.
///
/// Sends `RTM_NEWVLAN` with `BRIDGE_VLANDB_GLOBAL_OPTIONS`: the VLAN ids and what `options` writes.
///
/// # Errors
/// - EINVAL: the interface is not a bridge.
/// - ENOENT: a VLAN does not exist.
/// - ENODEV: the interface does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "bridge vlan global set")]
pub fn set_global(
    bridge: u32,
    vids: RangeInclusive<u16>,
    options: impl Fn(&mut Writer<'_, BridgeVlanGlobal>) + Copy,
) -> impl Call<Output = Completion> + Clone {
    let operation = NewVlan { family: AddressFamily::AF_BRIDGE, index: bridge };
    call(operation, NewFlags::NONE, move |request| {
        let (first, last) = (*vids.start(), *vids.end());
        request.nest(BridgeVlans::BRIDGE_VLANDB_GLOBAL_OPTIONS, |global| {
            global
                .put(BridgeVlanGlobal::BRIDGE_VLANDB_GOPTS_ID, first)
                .put_some(BridgeVlanGlobal::BRIDGE_VLANDB_GOPTS_RANGE, (first != last).then_some(last));
            options(global);
        });
    })
}
/// Removes a VLAN or a VLAN range from a bridge or a bridge port.
///
/// Sends `RTM_DELVLAN` with the attributes of [`add`].
///
/// # Errors
/// - ENOENT: a VLAN does not exist.
/// - ENODEV: the interface does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "bridge vlan delete")]
pub fn delete(
    link: u32,
    vids: RangeInclusive<u16>,
    flags: BridgeVlanFlags,
) -> impl Call<Output = Completion> + Clone {
    let operation = DelVlan { family: AddressFamily::AF_BRIDGE, index: link };
    call(operation, DeleteFlags::NONE, move |request| put(request, &vids, flags, None))
}
