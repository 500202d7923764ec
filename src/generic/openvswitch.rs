//! The families `ovs_datapath` and `ovs_vport`: switches of Open vSwitch in the kernel, and their ports (linux/openvswitch.h). Their
//! messages have a header of their own, which says the datapath. Changes need CAP_NET_ADMIN.
//!
//! ```no_run
//! use nlwire::{exchange::Connection, generic::{self, openvswitch::{self as ovs, Vport}}, socket::{Protocol, Socket}, wire::Layout};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
//! let datapaths = generic::family(&mut connection, ovs::DATAPATH_NAME)?; // keep them
//! let vports = generic::family(&mut connection, ovs::VPORT_NAME)?;
//! let br0 = ovs::datapath(&mut connection, &datapaths, "br0")?.header.user;
//! let mut ports = ovs::vports(&mut connection, &vports, br0.get(ovs::OvsHeader::dp_ifindex))?;
//! while let Some(port) = ports.next()? {
//!     println!("{:?} {:?}", port.attrs.get(Vport::OVS_VPORT_ATTR_PORT_NO)?, port.attrs.get(Vport::OVS_VPORT_ATTR_NAME)?);
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{Command, Family};
use crate::{
    attributes, commands,
    exchange::{Answer, Connection, Done, Replies, Transport},
    flags, layout, numbers,
    wire::{Attrs, Flag, GetFlags, Grown, Layout, Reply, Slice, Str},
};

/// Name of the family of datapaths: `OVS_DATAPATH_FAMILY`.
pub const DATAPATH_NAME: &str = "ovs_datapath";
/// Name of the family of ports: `OVS_VPORT_FAMILY`.
pub const VPORT_NAME: &str = "ovs_vport";

layout! {
    /// Which datapath: `struct ovs_header`, linux/openvswitch.h.
    #[doc(alias = "ovs_header")]
    pub struct OvsHeader {
        /// Index of its own port's link; 0 for none, or any.
        dp_ifindex: i32,
    }
}
layout! {
    /// What a datapath counts: `struct ovs_dp_stats`, linux/openvswitch.h.
    #[doc(alias = "ovs_dp_stats")]
    pub struct DpStats {
        /// Packets that a flow was found for.
        n_hit: u64,
        /// Packets that none was found for.
        n_missed: u64,
        /// Packets of those that nobody could be asked about.
        n_lost: u64,
        /// Flows that there are.
        n_flows: u64,
    }
}
layout! {
    /// What a datapath counts of masks: `struct ovs_dp_megaflow_stats`, linux/openvswitch.h.
    #[doc(alias = "ovs_dp_megaflow_stats")]
    pub struct DpMegaflowStats {
        /// Masks that were tried.
        n_mask_hit: u64,
        /// Masks that there are.
        n_masks: u32,
        /// Unused.
        pad0: u32,
        /// Packets whose mask was in the cache.
        n_cache_hit: u64,
        /// Unused.
        pad1: u64,
    }
}
layout! {
    /// What a port counts: `struct ovs_vport_stats`, linux/openvswitch.h.
    #[doc(alias = "ovs_vport_stats")]
    pub struct VportStats {
        /// Packets received.
        rx_packets: u64,
        /// Packets sent.
        tx_packets: u64,
        /// Bytes received.
        rx_bytes: u64,
        /// Bytes sent.
        tx_bytes: u64,
        /// Bad packets received.
        rx_errors: u64,
        /// Packets that could not be sent.
        tx_errors: u64,
        /// Packets received for which there was no room.
        rx_dropped: u64,
        /// Packets to be sent for which there was no room.
        tx_dropped: u64,
    }
}
flags! {
    /// What user space can do: `OVS_DP_F_*`, linux/openvswitch.h.
    pub struct DpFeatures(u32) {
        /// It takes unaligned packets.
        OVS_DP_F_UNALIGNED = 1 << 0,
        /// It takes several sockets a port.
        OVS_DP_F_VPORT_PIDS = 1 << 1,
        /// It shares recirculation with traffic control.
        OVS_DP_F_TC_RECIRC_SHARING = 1 << 2,
        /// It has a socket a CPU.
        OVS_DP_F_DISPATCH_UPCALL_PER_CPU = 1 << 3,
    }
}
numbers! {
    /// What a port is: `enum ovs_vport_type`, linux/openvswitch.h.
    pub struct VportType(u32) {
        /// Nothing.
        OVS_VPORT_TYPE_UNSPEC = 0,
        /// A network device.
        OVS_VPORT_TYPE_NETDEV = 1,
        /// A device that the datapath makes.
        OVS_VPORT_TYPE_INTERNAL = 2,
        /// A GRE tunnel.
        OVS_VPORT_TYPE_GRE = 3,
        /// A VXLAN tunnel.
        OVS_VPORT_TYPE_VXLAN = 4,
        /// A Geneve tunnel.
        OVS_VPORT_TYPE_GENEVE = 5,
    }
}
attributes! {
    /// A datapath: `OVS_DP_ATTR_*`, linux/openvswitch.h.
    pub set Datapath, enum DatapathAttr<'a> {
        /// Its name: that of its own port.
        OVS_DP_ATTR_NAME = 1 => Name(Str<'a>) where nul_at_most(15),
        /// Port id of the socket that its own port asks; 0 asks nobody.
        OVS_DP_ATTR_UPCALL_PID = 2 => UpcallPid(u32),
        /// What it counts.
        OVS_DP_ATTR_STATS = 3 => Stats(Grown<'a, DpStats>) where output(),
        /// What it counts of masks.
        OVS_DP_ATTR_MEGAFLOW_STATS = 4 => MegaflowStats(Grown<'a, DpMegaflowStats>) where output(),
        /// What user space can do.
        OVS_DP_ATTR_USER_FEATURES = 5 => UserFeatures(DpFeatures),
        /// Entries of the cache of masks.
        OVS_DP_ATTR_MASKS_CACHE_SIZE = 7 => MasksCacheSize(u32) where range(0, 2048),
        /// Port ids of sockets, a CPU each.
        OVS_DP_ATTR_PER_CPU_PIDS = 8 => PerCpuPids(Slice<'a, u32>) where at_least(4),
        /// The index that its own port's link shall have (Linux 6.7).
        OVS_DP_ATTR_IFINDEX = 9 => Ifindex(i32) where range(0, 0x7fff_ffff),
    }
}
attributes! {
    /// A port: `OVS_VPORT_ATTR_*`, linux/openvswitch.h.
    pub set Vport, enum VportAttr<'a> {
        /// Its number in the datapath.
        OVS_VPORT_ATTR_PORT_NO = 1 => PortNo(u32),
        /// What it is.
        OVS_VPORT_ATTR_TYPE = 2 => Type(VportType),
        /// Its name: that of its link.
        OVS_VPORT_ATTR_NAME = 3 => Name(Str<'a>) where nul_at_most(15),
        /// What a tunnel is like.
        OVS_VPORT_ATTR_OPTIONS = 4 => Options(Attrs<'a, VportOptions>),
        /// Port ids of the sockets that it asks; 0 asks nobody.
        OVS_VPORT_ATTR_UPCALL_PID = 5 => UpcallPid(Slice<'a, u32>),
        /// What it counts.
        OVS_VPORT_ATTR_STATS = 6 => Stats(Grown<'a, VportStats>) where at_least(64),
        /// Index of its link; in a request, the one that it shall have (Linux 6.7).
        OVS_VPORT_ATTR_IFINDEX = 8 => Ifindex(i32) where range(0, 0x7fff_ffff),
        /// Id of its link's network namespace, where that is another.
        OVS_VPORT_ATTR_NETNSID = 9 => Netnsid(i32),
        /// How often it asked (Linux 6.3).
        OVS_VPORT_ATTR_UPCALL_STATS = 10 => UpcallStats(Attrs<'a, VportUpcallStats>),
    }
}
attributes! {
    /// What a tunnel is like: `OVS_TUNNEL_ATTR_*`, linux/openvswitch.h.
    pub set VportOptions, enum VportOptionsAttr<'a> {
        /// UDP port.
        OVS_TUNNEL_ATTR_DST_PORT = 1 => DstPort(u16),
        /// Extensions.
        OVS_TUNNEL_ATTR_EXTENSION = 2 => Extension(Attrs<'a, VxlanOptions>),
    }
}
attributes! {
    /// Extensions of VXLAN: `OVS_VXLAN_EXT_*`, linux/openvswitch.h.
    pub set VxlanOptions, enum VxlanOptionsAttr<'a> {
        /// Group policy.
        OVS_VXLAN_EXT_GBP = 1 => Gbp(Flag),
    }
}
attributes! {
    /// How often a port asked: `OVS_VPORT_UPCALL_ATTR_*`, linux/openvswitch.h.
    pub set VportUpcallStats, enum VportUpcallStatsAttr<'a> {
        /// With success.
        OVS_VPORT_UPCALL_ATTR_SUCCESS = 0 => Success(u64),
        /// In vain.
        OVS_VPORT_UPCALL_ATTR_FAIL = 1 => Fail(u64),
    }
}

commands! {
    /// What the family of datapaths says.
    pub enum DatapathMessage<'a>, family OVS_DATAPATH = "ovs_datapath", header OvsHeader {
        /// A datapath is made, or told.
        OVS_DP_CMD_NEW = 1, Both New => New(Datapath),
        /// A datapath is removed, or is gone.
        OVS_DP_CMD_DEL = 2, Both Delete => Del(Datapath),
        /// Datapaths are asked for.
        OVS_DP_CMD_GET = 3, Both Get => Get(Datapath),
        /// A datapath is changed.
        OVS_DP_CMD_SET = 4, Both New => Set(Datapath),
    }
}
commands! {
    /// What the family of ports says.
    pub enum VportMessage<'a>, family OVS_VPORT = "ovs_vport", header OvsHeader {
        /// A port is made, or told.
        OVS_VPORT_CMD_NEW = 1, Both New => New(Vport),
        /// A port is removed, or is gone.
        OVS_VPORT_CMD_DEL = 2, Both Delete => Del(Vport),
        /// Ports are asked for.
        OVS_VPORT_CMD_GET = 3, Both Get => Get(Vport),
        /// A port is changed.
        OVS_VPORT_CMD_SET = 4, Both New => Set(Vport),
    }
}
/// The header of a datapath.
fn of(dp_ifindex: i32) -> OvsHeader {
    OvsHeader::new().with(OvsHeader::dp_ifindex, dp_ifindex)
}

/// A command about datapaths, and one about ports, as operations.
type OfDatapath = Command<Datapath, OvsHeader>;
type OfVport = Command<Vport, OvsHeader>;

/// Asks for all datapaths of the network namespace.
///
/// Sends OVS_DP_CMD_GET with NLM_F_DUMP.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`].
pub fn datapaths<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    datapaths: &Family,
) -> Answer<Replies<'c, 'b, T, OfDatapath>, T> {
    connection.dump(datapaths.command_headed(DatapathMessage::OVS_DP_CMD_GET, of(0)), |_| {})
}
/// Asks for a datapath by its name. Its header has the index by which its ports are asked for.
///
/// Sends OVS_DP_CMD_GET with OVS_DP_ATTR_NAME.
///
/// # Errors
/// ENODEV where there is none ([`is_not_found`](crate::exchange::Failure::is_not_found)).
pub fn datapath<'c, T: Transport>(
    connection: &'c mut Connection<'_, T>,
    datapaths: &Family,
    name: &str,
) -> Answer<Reply<'c, OfDatapath>, T> {
    connection.get(datapaths.command_headed(DatapathMessage::OVS_DP_CMD_GET, of(0)), |request| {
        request.put(Datapath::OVS_DP_ATTR_NAME, name);
    })
}
/// Makes a datapath, with a port of its own of that name; its packets without a flow go to the socket `upcall`, or to nobody for 0.
///
/// Sends OVS_DP_CMD_NEW with OVS_DP_ATTR_NAME and OVS_DP_ATTR_UPCALL_PID.
///
/// # Errors
/// EEXIST where there is a link of that name ([`already_exists`](crate::exchange::Failure::already_exists)), EPERM without CAP_NET_ADMIN.
pub fn add_datapath<T: Transport>(
    connection: &mut Connection<'_, T>,
    datapaths: &Family,
    name: &str,
    upcall: u32,
) -> Answer<Done, T> {
    let command = datapaths.command_headed(DatapathMessage::OVS_DP_CMD_NEW, of(0));
    connection.request(command, GetFlags::ACK, |request| {
        request.put(Datapath::OVS_DP_ATTR_NAME, name).put(Datapath::OVS_DP_ATTR_UPCALL_PID, upcall);
    })
}
/// Removes a datapath and its ports.
///
/// Sends OVS_DP_CMD_DEL with OVS_DP_ATTR_NAME.
///
/// # Errors
/// ENODEV where there is none, EPERM without CAP_NET_ADMIN.
pub fn delete_datapath<T: Transport>(
    connection: &mut Connection<'_, T>,
    datapaths: &Family,
    name: &str,
) -> Answer<Done, T> {
    let command = datapaths.command_headed(DatapathMessage::OVS_DP_CMD_DEL, of(0));
    connection.request(command, GetFlags::ACK, |request| {
        request.put(Datapath::OVS_DP_ATTR_NAME, name);
    })
}
/// Asks for all ports of a datapath, by the index that its header has.
///
/// Sends OVS_VPORT_CMD_GET with NLM_F_DUMP.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`]: ENODEV where there is no such datapath.
pub fn vports<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    vports: &Family,
    dp_ifindex: i32,
) -> Answer<Replies<'c, 'b, T, OfVport>, T> {
    connection.dump(vports.command_headed(VportMessage::OVS_VPORT_CMD_GET, of(dp_ifindex)), |_| {})
}
/// Adds a port to a datapath: a link that is there ([`VportType::OVS_VPORT_TYPE_NETDEV`]), or one that is made.
///
/// Sends OVS_VPORT_CMD_NEW with OVS_VPORT_ATTR_NAME, OVS_VPORT_ATTR_TYPE and OVS_VPORT_ATTR_UPCALL_PID.
///
/// # Errors
/// ENODEV where there is no such datapath or link, EEXIST or EBUSY where the link is in use, EPERM without CAP_NET_ADMIN.
pub fn add_vport<T: Transport>(
    connection: &mut Connection<'_, T>,
    vports: &Family,
    dp_ifindex: i32,
    kind: VportType,
    name: &str,
    upcall: u32,
) -> Answer<Done, T> {
    let command = vports.command_headed(VportMessage::OVS_VPORT_CMD_NEW, of(dp_ifindex));
    connection.request(command, GetFlags::ACK, |request| {
        request
            .put(Vport::OVS_VPORT_ATTR_NAME, name)
            .put(Vport::OVS_VPORT_ATTR_TYPE, kind)
            .put(Vport::OVS_VPORT_ATTR_UPCALL_PID, Slice::new(&[upcall.into()]));
    })
}
/// Takes a port from its datapath, and removes the link where the datapath made it.
///
/// Sends OVS_VPORT_CMD_DEL with OVS_VPORT_ATTR_NAME.
///
/// # Errors
/// ENODEV where there is none, EINVAL for a datapath's own port, EPERM without CAP_NET_ADMIN.
pub fn delete_vport<T: Transport>(
    connection: &mut Connection<'_, T>,
    vports: &Family,
    name: &str,
) -> Answer<Done, T> {
    let command = vports.command_headed(VportMessage::OVS_VPORT_CMD_DEL, of(0));
    connection.request(command, GetFlags::ACK, |request| {
        request.put(Vport::OVS_VPORT_ATTR_NAME, name);
    })
}
