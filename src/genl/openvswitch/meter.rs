//! Meters, which limit the rate of packets: the family `ovs_meter`.
use super::{FlowStats, OvsHeader, dp};
use crate::{
    attributes,
    client::{Call, Completion, Query, call, query},
    genl::{Command, Family},
    genl_family, open_enum,
    wire::{Attrs, Extensible, Flag, GetFlags, IndexedArray},
};

/// Name of the meter family: `OVS_METER_FAMILY`.
pub const METER_NAME: &str = "ovs_meter";

open_enum! {
    /// Type of a meter band: `enum ovs_meter_band_type`, linux/openvswitch.h.
    pub struct MeterBandType(u32) {
        /// Unspecified.
        OVS_METER_BAND_TYPE_UNSPEC = 0,
        /// Drops packets that exceed the rate.
        OVS_METER_BAND_TYPE_DROP = 1,
    }
}
// Constraints: meter_policy, band_policy, net/openvswitch/meter.c.
attributes! {
    /// Attributes of a meter: `OVS_METER_ATTR_*`, linux/openvswitch.h.
    pub set Meter, enum MeterAttr<'a> {
        /// Number of the meter within the datapath.
        OVS_METER_ATTR_ID: u32 = 1,
        /// Rates are kilobits per second. If absent, packets per second.
        OVS_METER_ATTR_KBPS: Flag = 2,
        /// Statistics of the meter.
        OVS_METER_ATTR_STATS: Extensible<'a, FlowStats> = 3 where min_len(16),
        /// Bands. In a reply to `OVS_METER_CMD_FEATURES`, the supported types of bands.
        OVS_METER_ATTR_BANDS: IndexedArray<'a, Attrs<'a, MeterBand>> = 4,
        /// Time of the last packet, milliseconds of CLOCK_MONOTONIC.
        OVS_METER_ATTR_USED: u64 = 5,
        /// Resets statistics and time of the last packet.
        OVS_METER_ATTR_CLEAR: Flag = 6,
        /// Maximum number of meters.
        OVS_METER_ATTR_MAX_METERS: u32 = 7,
        /// Maximum number of bands of a meter.
        OVS_METER_ATTR_MAX_BANDS: u32 = 8,
        /// Padding.
        OVS_METER_ATTR_PAD: &'a [u8] = 9,
    }
}
attributes! {
    /// Attributes of a meter band: `OVS_BAND_ATTR_*`, linux/openvswitch.h.
    pub set MeterBand, enum MeterBandAttr<'a> {
        /// Type of the band: what happens to packets above the rate.
        OVS_BAND_ATTR_TYPE: MeterBandType = 1,
        /// Rate, in the unit of the meter.
        OVS_BAND_ATTR_RATE: u32 = 2,
        /// Burst size, in the unit of the meter: packets or kilobits.
        OVS_BAND_ATTR_BURST: u32 = 3,
        /// Packets and bytes that exceeded the rate.
        OVS_BAND_ATTR_STATS: Extensible<'a, FlowStats> = 4 where min_len(16),
    }
}
genl_family! {
    /// A message of the meter family.
    pub enum MeterMessage<'a>, family OVS_METER = "ovs_meter", header OvsHeader {
        /// Requests the number of meters and the types of bands that the datapath supports.
        OVS_METER_CMD_FEATURES = 1, Both Get => Features(Meter),
        /// Adds or replaces a meter. The reply has the statistics of the meter that was replaced.
        OVS_METER_CMD_SET = 2, Both New => Set(Meter),
        /// Deletes a meter. The reply has its statistics.
        OVS_METER_CMD_DEL = 3, Both Delete => Del(Meter),
        /// Requests the statistics of a meter.
        OVS_METER_CMD_GET = 4, Both Get => Get(Meter),
    }
}
/// Unit of the rates of a meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeterUnit {
    /// Packets per second.
    Packets,
    /// Kilobits per second.
    Kilobits,
}
/// Band of a meter in a request: packets that exceed the rate are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DropBand {
    /// Rate, in the unit of the meter.
    pub rate: u32,
    /// Burst size: packets or kilobits. The kernel requires more than 0.
    pub burst: u32,
}

/// A command of the meter family, as an operation.
type OfMeter = Command<Meter, OvsHeader>;

/// Returns what meters a datapath supports.
///
/// Sends `OVS_METER_CMD_FEATURES`. The reply has `OVS_METER_ATTR_MAX_METERS`,
/// `OVS_METER_ATTR_MAX_BANDS` and `OVS_METER_ATTR_BANDS`.
///
/// # Errors
/// `ENODEV` if the datapath does not exist (since Linux 5.8).
pub fn meter_features(meters: &Family, dp_ifindex: u32) -> impl Query<Operation = OfMeter> + Copy + use<> {
    meters.command_headed(MeterMessage::OVS_METER_CMD_FEATURES, dp(dp_ifindex))
}
/// Returns the statistics of a meter.
///
/// Sends `OVS_METER_CMD_GET` with `OVS_METER_ATTR_ID`. The kernel has no dump of all meters.
///
/// # Errors
/// `ENOENT` if the meter does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// `ENODEV` if the datapath does not exist.
pub fn meter(meters: &Family, dp_ifindex: u32, id: u32) -> impl Query<Operation = OfMeter> + Copy + use<> {
    query(meters.command_headed(MeterMessage::OVS_METER_CMD_GET, dp(dp_ifindex)), move |request| {
        request.put(Meter::OVS_METER_ATTR_ID, id);
    })
}
/// Adds a meter, or replaces the meter with the same number.
///
/// Sends `OVS_METER_CMD_SET`. A flow uses the meter with `OVS_ACTION_ATTR_METER`.
///
/// # Errors
/// `EINVAL` for more bands than the datapath supports, `EFBIG` for a number beyond the maximum,
/// `ENODEV` if the datapath does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_meter<'b>(
    meters: &Family,
    dp_ifindex: u32,
    id: u32,
    unit: MeterUnit,
    bands: &'b [DropBand],
) -> impl Call<Output = Completion> + Copy + use<'b> {
    let command = meters.command_headed(MeterMessage::OVS_METER_CMD_SET, dp(dp_ifindex));
    call(command, GetFlags::ACK, move |request| {
        request.put(Meter::OVS_METER_ATTR_ID, id);
        if unit == MeterUnit::Kilobits {
            request.put(Meter::OVS_METER_ATTR_KBPS, Flag);
        }
        request.array(Meter::OVS_METER_ATTR_BANDS, 0, bands, |band, spec| {
            band.put(MeterBand::OVS_BAND_ATTR_TYPE, MeterBandType::OVS_METER_BAND_TYPE_DROP)
                .put(MeterBand::OVS_BAND_ATTR_RATE, spec.rate)
                .put(MeterBand::OVS_BAND_ATTR_BURST, spec.burst);
        });
    })
}
/// Deletes a meter. Flows that use the meter pass packets on without a limit.
///
/// Sends `OVS_METER_CMD_DEL` with `OVS_METER_ATTR_ID`.
///
/// # Errors
/// `ENODEV` if the datapath does not exist, `EPERM` without `CAP_NET_ADMIN`. A meter that does not
/// exist is no error.
pub fn delete_meter(
    meters: &Family,
    dp_ifindex: u32,
    id: u32,
) -> impl Call<Output = Completion> + Copy + use<> {
    let command = meters.command_headed(MeterMessage::OVS_METER_CMD_DEL, dp(dp_ifindex));
    call(command, GetFlags::ACK, move |request| {
        request.put(Meter::OVS_METER_ATTR_ID, id);
    })
}
