//! Datapaths and their ports: the families `ovs_datapath` and `ovs_vport`.
use super::{OvsHeader, dp};
use crate::{
    attributes, c_struct,
    client::{Call, Completion, Query, call, query},
    flags,
    genl::{Command, Family},
    genl_family, open_enum,
    wire::{Attrs, Extensible, Flag, GetFlags, PackedArray, Str},
};

/// Name of the datapath family: `OVS_DATAPATH_FAMILY`.
pub const DATAPATH_NAME: &str = "ovs_datapath";
/// Name of the vport family: `OVS_VPORT_FAMILY`.
pub const VPORT_NAME: &str = "ovs_vport";

c_struct! {
    /// Datapath statistics: `struct ovs_dp_stats`, linux/openvswitch.h.
    #[doc(alias = "ovs_dp_stats")]
    pub struct DpStats {
        /// Packets that matched a flow.
        n_hit: u64,
        /// Packets that matched no flow.
        n_missed: u64,
        /// Packets that matched no flow and could not be sent to user space.
        n_lost: u64,
        /// Number of flows in the flow table.
        n_flows: u64,
    }
}
c_struct! {
    /// Statistics of the megaflow masks of a datapath: `struct ovs_dp_megaflow_stats`.
    ///
    /// Header: linux/openvswitch.h.
    #[doc(alias = "ovs_dp_megaflow_stats")]
    pub struct DpMegaflowStats {
        /// Number of masks tried in flow lookups.
        n_mask_hit: u64,
        /// Number of masks of the datapath.
        n_masks: u32,
        /// Padding.
        pad pad0: u32,
        /// Flow lookups that hit the masks cache.
        n_cache_hit: u64,
        /// Padding.
        pad pad1: u64,
    }
}
c_struct! {
    /// Vport statistics: `struct ovs_vport_stats`, linux/openvswitch.h.
    #[doc(alias = "ovs_vport_stats")]
    pub struct VportStats {
        /// Packets received.
        rx_packets: u64,
        /// Packets transmitted.
        tx_packets: u64,
        /// Bytes received.
        rx_bytes: u64,
        /// Bytes transmitted.
        tx_bytes: u64,
        /// Packets received with errors.
        rx_errors: u64,
        /// Packets that failed to be transmitted.
        tx_errors: u64,
        /// Received packets dropped because of missing buffer space.
        rx_dropped: u64,
        /// Packets dropped on transmission because of missing buffer space.
        tx_dropped: u64,
    }
}
flags! {
    /// Features that user space supports: `OVS_DP_F_*`, linux/openvswitch.h.
    pub struct DpFeatures(u32) {
        /// Upcalls whose last attribute is not padded to 4 bytes are accepted.
        OVS_DP_F_UNALIGNED = 1 << 0,
        /// Several upcall sockets per vport.
        OVS_DP_F_VPORT_PIDS = 1 << 1,
        /// The recirculation id is shared with tc offload.
        OVS_DP_F_TC_RECIRC_SHARING = 1 << 2,
        /// One upcall socket per CPU (Linux 5.15).
        OVS_DP_F_DISPATCH_UPCALL_PER_CPU = 1 << 3,
    }
}
open_enum! {
    /// Vport type: `enum ovs_vport_type`, linux/openvswitch.h.
    pub struct VportType(u32) {
        /// Unspecified.
        OVS_VPORT_TYPE_UNSPEC = 0,
        /// Existing network device.
        OVS_VPORT_TYPE_NETDEV = 1,
        /// Network device that the datapath implements.
        OVS_VPORT_TYPE_INTERNAL = 2,
        /// GRE tunnel.
        OVS_VPORT_TYPE_GRE = 3,
        /// VXLAN tunnel.
        OVS_VPORT_TYPE_VXLAN = 4,
        /// Geneve tunnel.
        OVS_VPORT_TYPE_GENEVE = 5,
    }
}
attributes! {
    /// Attributes of a datapath: `OVS_DP_ATTR_*`, linux/openvswitch.h.
    pub set Datapath, enum DatapathAttr<'a> {
        /// Name of the datapath, which is the name of the local port's network device.
        OVS_DP_ATTR_NAME: Str<'a> = 1 where nul_max_len(15),
        /// Port id of the socket for upcalls of the local port; 0 disables upcalls.
        ///
        /// Valid only in `OVS_DP_CMD_NEW`.
        OVS_DP_ATTR_UPCALL_PID: u32 = 2,
        /// Statistics of the datapath.
        OVS_DP_ATTR_STATS: Extensible<'a, DpStats> = 3 where read_only,
        /// Statistics of the megaflow masks.
        OVS_DP_ATTR_MEGAFLOW_STATS: Extensible<'a, DpMegaflowStats> = 4 where read_only,
        /// Features that user space supports.
        OVS_DP_ATTR_USER_FEATURES: DpFeatures = 5,
        /// Padding.
        OVS_DP_ATTR_PAD: &'a [u8] = 6,
        /// Number of entries of the masks cache.
        OVS_DP_ATTR_MASKS_CACHE_SIZE: u32 = 7 where range(0, 2048),
        /// Port ids of the upcall sockets, one per CPU.
        ///
        /// Used if `OVS_DP_F_DISPATCH_UPCALL_PER_CPU` is set.
        OVS_DP_ATTR_PER_CPU_PIDS: PackedArray<'a, u32> = 8 where min_len(4),
        /// Interface index for the new local port (Linux 6.7).
        ///
        /// Valid only in `OVS_DP_CMD_NEW`.
        OVS_DP_ATTR_IFINDEX: i32 = 9 where range(0, 0x7fff_ffff),
    }
}
attributes! {
    /// Attributes of a vport: `OVS_VPORT_ATTR_*`, linux/openvswitch.h.
    pub set Vport, enum VportAttr<'a> {
        /// Port number within the datapath. The kernel assigns a free one if omitted.
        OVS_VPORT_ATTR_PORT_NO: u32 = 1,
        /// Vport type: network device, internal, or tunnel.
        OVS_VPORT_ATTR_TYPE: VportType = 2,
        /// Name of the vport, which is the name of its network device.
        OVS_VPORT_ATTR_NAME: Str<'a> = 3 where nul_max_len(15),
        /// Configuration of a tunnel vport.
        OVS_VPORT_ATTR_OPTIONS: Attrs<'a, VportOptions> = 4,
        /// Port ids of the sockets among which upcalls of this vport are distributed.
        ///
        /// A single 0 disables upcalls.
        OVS_VPORT_ATTR_UPCALL_PID: PackedArray<'a, u32> = 5,
        /// Statistics of the vport.
        OVS_VPORT_ATTR_STATS: Extensible<'a, VportStats> = 6 where min_len(64),
        /// Padding.
        OVS_VPORT_ATTR_PAD: &'a [u8] = 7,
        /// Interface index of the vport's network device.
        ///
        /// In a request for an internal vport, the index that the new device gets (Linux 6.7).
        OVS_VPORT_ATTR_IFINDEX: i32 = 8 where range(0, 0x7fff_ffff),
        /// Id of the network namespace of the vport's network device, if not this one.
        OVS_VPORT_ATTR_NETNSID: i32 = 9,
        /// Upcall statistics of the vport (Linux 6.3).
        OVS_VPORT_ATTR_UPCALL_STATS: Attrs<'a, VportUpcallStats> = 10,
    }
}
attributes! {
    /// Configuration of a tunnel vport: `OVS_TUNNEL_ATTR_*`, linux/openvswitch.h.
    pub set VportOptions, enum VportOptionsAttr<'a> {
        /// Destination UDP port.
        OVS_TUNNEL_ATTR_DST_PORT: u16 = 1,
        /// VXLAN extensions.
        OVS_TUNNEL_ATTR_EXTENSION: Attrs<'a, VxlanOptions> = 2,
    }
}
attributes! {
    /// VXLAN extensions: `OVS_VXLAN_EXT_*`, linux/openvswitch.h.
    pub set VxlanOptions, enum VxlanOptionsAttr<'a> {
        /// Group Based Policy extension.
        OVS_VXLAN_EXT_GBP: Flag = 1,
    }
}
attributes! {
    /// Upcall statistics of a vport: `OVS_VPORT_UPCALL_ATTR_*`, linux/openvswitch.h.
    pub set VportUpcallStats, enum VportUpcallStatsAttr<'a> {
        /// Packets sent to user space.
        OVS_VPORT_UPCALL_ATTR_SUCCESS: u64 = 0,
        /// Packets that could not be sent to user space.
        OVS_VPORT_UPCALL_ATTR_FAIL: u64 = 1,
    }
}

genl_family! {
    /// A message of the datapath family.
    pub enum DatapathMessage<'a>, family OVS_DATAPATH = "ovs_datapath", header OvsHeader {
        /// Announces a new datapath; as a request, creates one.
        OVS_DP_CMD_NEW = 1, Both New => New(Datapath),
        /// Announces that a datapath was deleted; as a request, deletes one.
        OVS_DP_CMD_DEL = 2, Both Delete => Del(Datapath),
        /// Requests one datapath or a dump of all.
        OVS_DP_CMD_GET = 3, Both Get => Get(Datapath),
        /// Announces a changed datapath; as a request, changes one.
        OVS_DP_CMD_SET = 4, Both New => Set(Datapath),
    }
}
genl_family! {
    /// A message of the vport family.
    pub enum VportMessage<'a>, family OVS_VPORT = "ovs_vport", header OvsHeader {
        /// Announces a new vport; as a request, adds one to a datapath.
        OVS_VPORT_CMD_NEW = 1, Both New => New(Vport),
        /// Announces that a vport was deleted; as a request, deletes one.
        OVS_VPORT_CMD_DEL = 2, Both Delete => Del(Vport),
        /// Requests one vport or a dump of the vports of a datapath.
        OVS_VPORT_CMD_GET = 3, Both Get => Get(Vport),
        /// Announces a changed vport; as a request, changes one.
        OVS_VPORT_CMD_SET = 4, Both New => Set(Vport),
    }
}
/// Commands of the datapath and vport families, as operations.
type OfDatapath = Command<Datapath, OvsHeader>;
type OfVport = Command<Vport, OvsHeader>;

/// Lists all datapaths of the network namespace.
///
/// Sends `OVS_DP_CMD_GET` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn datapaths(datapaths: &Family) -> impl Query<Operation = OfDatapath> + Copy {
    datapaths.command_headed(DatapathMessage::OVS_DP_CMD_GET, dp(0))
}
/// Returns a datapath by name.
///
/// Sends `OVS_DP_CMD_GET` with `OVS_DP_ATTR_NAME`. The header of the reply contains the interface
/// index that selects the datapath in requests for its vports.
///
/// # Errors
/// `ENODEV` if the datapath does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)).
pub fn datapath(datapaths: &Family, name: &str) -> impl Query<Operation = OfDatapath> + Copy {
    query(datapaths.command_headed(DatapathMessage::OVS_DP_CMD_GET, dp(0)), move |request| {
        request.put(Datapath::OVS_DP_ATTR_NAME, name);
    })
}
/// Creates a datapath and its local port, both with the name `name`.
///
/// Sends `OVS_DP_CMD_NEW` with `OVS_DP_ATTR_NAME` and `OVS_DP_ATTR_UPCALL_PID`. `upcall` is the
/// port id of the socket that receives packets that match no flow; 0 disables upcalls.
///
/// # Errors
/// `EEXIST` if a network device of that name exists
/// ([`already_exists`](crate::client::Error::already_exists)), `EPERM` without `CAP_NET_ADMIN`.
pub fn add_datapath(datapaths: &Family, name: &str, upcall: u32) -> impl Call<Output = Completion> + Copy {
    let command = datapaths.command_headed(DatapathMessage::OVS_DP_CMD_NEW, dp(0));
    call(command, GetFlags::ACK, move |request| {
        request.put(Datapath::OVS_DP_ATTR_NAME, name).put(Datapath::OVS_DP_ATTR_UPCALL_PID, upcall);
    })
}
/// Deletes a datapath and its vports.
///
/// Sends `OVS_DP_CMD_DEL` with `OVS_DP_ATTR_NAME`.
///
/// # Errors
/// `ENODEV` if the datapath does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn delete_datapath(datapaths: &Family, name: &str) -> impl Call<Output = Completion> + Copy {
    let command = datapaths.command_headed(DatapathMessage::OVS_DP_CMD_DEL, dp(0));
    call(command, GetFlags::ACK, move |request| {
        request.put(Datapath::OVS_DP_ATTR_NAME, name);
    })
}
/// Lists the vports of a datapath, selected by the interface index of its local port.
///
/// Sends `OVS_VPORT_CMD_GET` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `ENODEV`
/// if the datapath does not exist.
pub fn vports(vports: &Family, dp_ifindex: u32) -> impl Query<Operation = OfVport> + Copy {
    vports.command_headed(VportMessage::OVS_VPORT_CMD_GET, dp(dp_ifindex))
}
/// Adds a vport to a datapath.
///
/// Sends `OVS_VPORT_CMD_NEW` with `OVS_VPORT_ATTR_NAME`, `OVS_VPORT_ATTR_TYPE` and
/// `OVS_VPORT_ATTR_UPCALL_PID`. With [`VportType::OVS_VPORT_TYPE_NETDEV`] an existing network
/// device becomes the port; other types create a network device.
///
/// # Errors
/// `ENODEV` if the datapath or the network device does not exist, `EEXIST` or `EBUSY` if the
/// network device is in use, `EPERM` without `CAP_NET_ADMIN`.
pub fn add_vport(
    vports: &Family,
    dp_ifindex: u32,
    kind: VportType,
    name: &str,
    upcall: u32,
) -> impl Call<Output = Completion> + Copy {
    let command = vports.command_headed(VportMessage::OVS_VPORT_CMD_NEW, dp(dp_ifindex));
    call(command, GetFlags::ACK, move |request| {
        request
            .put(Vport::OVS_VPORT_ATTR_NAME, name)
            .put(Vport::OVS_VPORT_ATTR_TYPE, kind)
            .put(Vport::OVS_VPORT_ATTR_UPCALL_PID, PackedArray::new(&[upcall.into()]));
    })
}
/// Removes a vport from its datapath; deletes the network device if the datapath created it.
///
/// Sends `OVS_VPORT_CMD_DEL` with `OVS_VPORT_ATTR_NAME`.
///
/// # Errors
/// `ENODEV` if the vport does not exist, `EINVAL` for the local port of a datapath, `EPERM` without
/// `CAP_NET_ADMIN`.
pub fn delete_vport(vports: &Family, name: &str) -> impl Call<Output = Completion> + Copy {
    let command = vports.command_headed(VportMessage::OVS_VPORT_CMD_DEL, dp(0));
    call(command, GetFlags::ACK, move |request| {
        request.put(Vport::OVS_VPORT_ATTR_NAME, name);
    })
}
