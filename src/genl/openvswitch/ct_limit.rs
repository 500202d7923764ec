//! Limits of tracked connections per zone: the family `ovs_ct_limit`.
use super::{OvsHeader, dp};
use crate::{
    attributes, c_struct,
    client::{Call, Completion, Query, call, query},
    genl::{Command, Family},
    genl_family,
    wire::{GetFlags, PackedArray, Struct},
};

/// Name of the family for connection tracking limits: `OVS_CT_LIMIT_FAMILY`.
pub const CT_LIMIT_NAME: &str = "ovs_ct_limit";
/// Zone number of the default limit: `OVS_ZONE_LIMIT_DEFAULT_ZONE`.
///
/// The default limit applies to zones without a limit of their own.
pub const OVS_ZONE_LIMIT_DEFAULT_ZONE: i32 = -1;

c_struct! {
    /// Limit of a zone: `struct ovs_zone_limit`, linux/openvswitch.h.
    #[doc(alias = "ovs_zone_limit")]
    pub struct ZoneLimit {
        /// Connection tracking zone, 0 to 65535; -1 for the default limit.
        zone_id: i32,
        /// Maximum number of connections. 0 means unlimited.
        limit: u32,
        /// Current number of connections. Ignored in requests.
        count: u32,
    }
}
attributes! {
    /// Attributes of connection tracking limits: `OVS_CT_LIMIT_ATTR_*`, linux/openvswitch.h.
    pub set CtLimit, enum CtLimitAttr<'a> {
        /// Limits. The kernel's policy calls the attribute a nest, but it has no inner attributes.
        OVS_CT_LIMIT_ATTR_ZONE_LIMIT: PackedArray<'a, Struct<ZoneLimit>> = 1,
    }
}
genl_family! {
    /// A message of the family `ovs_ct_limit`.
    pub enum CtLimitMessage<'a>, family OVS_CT_LIMIT = "ovs_ct_limit", header OvsHeader {
        /// Adds or changes limits.
        OVS_CT_LIMIT_CMD_SET = 1, Both New => Set(CtLimit),
        /// Deletes limits.
        OVS_CT_LIMIT_CMD_DEL = 2, Both Delete => Del(CtLimit),
        /// Requests limits, and is the reply.
        OVS_CT_LIMIT_CMD_GET = 3, Both Get => Get(CtLimit),
    }
}

/// A command of the family `ovs_ct_limit`, as an operation.
type OfCtLimit = Command<CtLimit, OvsHeader>;

/// Returns the default limit and the limits of all zones that have one.
///
/// Sends `OVS_CT_LIMIT_CMD_GET`. The reply is one message; the default limit comes first.
///
/// # Errors
/// `ENODEV` if the datapath does not exist.
pub fn ct_limits(limits: &Family, dp_ifindex: u32) -> impl Query<Operation = OfCtLimit> + Copy + use<> {
    limits.command_headed(CtLimitMessage::OVS_CT_LIMIT_CMD_GET, dp(dp_ifindex))
}
/// Returns the limits of some zones, with the number of connections of each.
///
/// Sends `OVS_CT_LIMIT_CMD_GET` with `OVS_CT_LIMIT_ATTR_ZONE_LIMIT`. `zones` need only `zone_id`.
///
/// # Errors
/// `EINVAL` for a zone that is out of range, `ENODEV` if the datapath does not exist.
pub fn ct_limits_of<'z>(
    limits: &Family,
    dp_ifindex: u32,
    zones: &'z [Struct<ZoneLimit>],
) -> impl Query<Operation = OfCtLimit> + Copy + use<'z> {
    query(limits.command_headed(CtLimitMessage::OVS_CT_LIMIT_CMD_GET, dp(dp_ifindex)), move |request| {
        request.put(CtLimit::OVS_CT_LIMIT_ATTR_ZONE_LIMIT, PackedArray::new(zones));
    })
}
/// Sets the limits of zones.
///
/// Sends `OVS_CT_LIMIT_CMD_SET` with `OVS_CT_LIMIT_ATTR_ZONE_LIMIT`.
///
/// ```
/// use nlwire::genl::openvswitch::{OVS_ZONE_LIMIT_DEFAULT_ZONE, ZoneLimit};
/// let default = ZoneLimit::new()
///     .with(ZoneLimit::zone_id, OVS_ZONE_LIMIT_DEFAULT_ZONE)
///     .with(ZoneLimit::limit, 10_000);
/// let zone = ZoneLimit::new().with(ZoneLimit::zone_id, 7).with(ZoneLimit::limit, 500);
/// let zones = [default, zone]; // to pass on
/// # _ = zones;
/// ```
///
/// # Errors
/// `ENODEV` if the datapath does not exist, `EPERM` without `CAP_NET_ADMIN`. A zone that is out of
/// range is ignored.
pub fn set_ct_limits<'z>(
    limits: &Family,
    dp_ifindex: u32,
    zones: &'z [Struct<ZoneLimit>],
) -> impl Call<Output = Completion> + Copy + use<'z> {
    let command = limits.command_headed(CtLimitMessage::OVS_CT_LIMIT_CMD_SET, dp(dp_ifindex));
    call(command, GetFlags::ACK, move |request| {
        request.put(CtLimit::OVS_CT_LIMIT_ATTR_ZONE_LIMIT, PackedArray::new(zones));
    })
}
/// Deletes the limits of zones, so that the default limit applies. `zones` need only `zone_id`.
///
/// Sends `OVS_CT_LIMIT_CMD_DEL` with `OVS_CT_LIMIT_ATTR_ZONE_LIMIT`.
///
/// # Errors
/// `ENODEV` if the datapath does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn delete_ct_limits<'z>(
    limits: &Family,
    dp_ifindex: u32,
    zones: &'z [Struct<ZoneLimit>],
) -> impl Call<Output = Completion> + Copy + use<'z> {
    let command = limits.command_headed(CtLimitMessage::OVS_CT_LIMIT_CMD_DEL, dp(dp_ifindex));
    call(command, GetFlags::ACK, move |request| {
        request.put(CtLimit::OVS_CT_LIMIT_ATTR_ZONE_LIMIT, PackedArray::new(zones));
    })
}
