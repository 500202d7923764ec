//! Calls of the ethtool family: get, dump, set, act.
use super::{HeaderFlags, OfDevice, StrSet, StringSet, StringSetId, StringSets, put_device};
use crate::{
    client::{Call, Completion, Query, call, query},
    genl::{Command, CommandKey, Device, Family},
    wire::{AttributeSet, GetFlags, Request},
};

/// The command of a key, as an operation.
type Asked<S, R> = Command<S, (), R>;

/// Returns the settings of one device, for example with `ETHTOOL_MSG_RINGS_GET`.
///
/// Sends `command` with the interface index or name of the device.
///
/// # Errors
/// `ENODEV` if the device does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` if the device does not
/// support the command.
pub fn get<'n, S: OfDevice, R: AttributeSet>(
    family: &Family,
    command: CommandKey<S, (), R>,
    device: impl Into<Device<'n>>,
) -> impl Query<Operation = Asked<S, R>> + Copy {
    get_with(family, command, device, HeaderFlags::empty(), |_| {})
}
/// Returns the settings of one device, with request flags and additional attributes.
///
/// Sends `command` with the interface index or name of the device, the flags, such as
/// [`HeaderFlags::STATS`](HeaderFlags::ETHTOOL_FLAG_STATS), and the attributes that `fill` adds.
///
/// # Errors
/// `ENODEV` if the device does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` if the device does not
/// support the command.
pub fn get_with<'n, S: OfDevice, R: AttributeSet>(
    family: &Family,
    command: CommandKey<S, (), R>,
    device: impl Into<Device<'n>>,
    flags: HeaderFlags,
    fill: impl Fn(&mut Request<'_, Asked<S, R>>) + Copy,
) -> impl Query<Operation = Asked<S, R>> + Copy {
    let device = device.into();
    query(family.command(command), move |request| {
        put_device(request, Some(device), flags);
        fill(request);
    })
}
/// Lists the settings of all devices that support the command, one message per device.
///
/// Sends `command` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn dump<S: OfDevice, R: AttributeSet>(
    family: &Family,
    command: CommandKey<S, (), R>,
) -> impl Query<Operation = Asked<S, R>> + Copy {
    dump_with(family, command, HeaderFlags::empty())
}
/// Lists the settings of all devices that support the command, with request flags.
///
/// Sends `command` with `NLM_F_DUMP` and the flags.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn dump_with<S: OfDevice, R: AttributeSet>(
    family: &Family,
    command: CommandKey<S, (), R>,
    flags: HeaderFlags,
) -> impl Query<Operation = Asked<S, R>> + Copy {
    query(family.command(command), move |request| put_device(request, None, flags))
}
/// Changes settings or starts an action: `ETHTOOL_MSG_RINGS_SET`, `ETHTOOL_MSG_CABLE_TEST_ACT`.
///
/// Sends `command` with the interface index or name of the device and the attributes that `fill`
/// adds, and waits for the ack. Some commands, such as `ETHTOOL_MSG_FEATURES_SET` and
/// `ETHTOOL_MSG_TSCONFIG_SET`, also send a reply, which is discarded: use [`get_with`] to receive
/// it.
///
/// # Errors
/// `ENODEV` if the device does not exist, `EOPNOTSUPP` if the device does not support the command,
/// `EINVAL` or `ERANGE` for invalid values, `EPERM` without `CAP_NET_ADMIN`.
pub fn set<'n, S: OfDevice, R: AttributeSet>(
    family: &Family,
    command: CommandKey<S, (), R>,
    device: impl Into<Device<'n>>,
    fill: impl Fn(&mut Request<'_, Asked<S, R>>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    let device = device.into();
    call(family.command(command), GetFlags::ACK, move |request| {
        put_device(request, Some(device), HeaderFlags::empty());
        fill(request);
    })
}
/// Returns string sets: of the driver of a device, or the global string sets without a device.
///
/// Sends `ETHTOOL_MSG_STRSET_GET` with the ids. Extract the strings from the reply with
/// [`strings`](crate::wire::Attrs::strings).
///
/// # Errors
/// `EINVAL` for a string set that requires a device if none is given, `ENODEV` if the device does
/// not exist.
pub fn strings(
    family: &Family,
    device: Option<Device<'_>>,
    sets: &[StringSetId],
) -> impl Query<Operation = Asked<StrSet, StrSet>> + Copy {
    query(family.command(super::EthtoolMessage::ETHTOOL_MSG_STRSET_GET), move |request| {
        put_device(request, device, HeaderFlags::empty());
        request.nest(StrSet::ETHTOOL_A_STRSET_STRINGSETS, |asked| {
            for id in sets {
                asked.nest(StringSets::ETHTOOL_A_STRINGSETS_STRINGSET, |set| {
                    set.put(StringSet::ETHTOOL_A_STRINGSET_ID, *id);
                });
            }
        });
    })
}
