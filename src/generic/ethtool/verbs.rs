//! Verbs: ask for one device, ask for all, change, act.
use super::{HeaderFlags, OfDevice, StrSet, StringSet, StringSetId, StringSets, put_device};
use crate::{
    exchange::{Answer, Connection, Done, Replies, Transport},
    generic::{Command, CommandKey, Device, Family},
    wire::{GetFlags, Reply, Request, Set},
};

/// The command of a key, as an operation.
type Asked<S, R> = Command<S, (), R>;

/// Asks for one device: `ETHTOOL_MSG_RINGS_GET`.
///
/// Sends the command with the device's index or name.
///
/// # Errors
/// ENODEV where there is no such device ([`is_not_found`](crate::exchange::Failure::is_not_found)), EOPNOTSUPP where the device knows
/// nothing of the kind.
pub fn get<'c, 'n, T: Transport, S: OfDevice, R: Set>(
    connection: &'c mut Connection<'_, T>,
    family: &Family,
    command: CommandKey<S, (), R>,
    device: impl Into<Device<'n>>,
) -> Answer<Reply<'c, Asked<S, R>>, T> {
    get_with(connection, family, command, device, HeaderFlags::empty(), |_| {})
}
/// The same with flags, such as [`HeaderFlags::STATS`](HeaderFlags::ETHTOOL_FLAG_STATS), and with attributes of your own.
///
/// Sends the command with the device's index or name, the flags, and what `fill` puts.
///
/// # Errors
/// As [`get`].
pub fn get_with<'c, 'n, T: Transport, S: OfDevice, R: Set>(
    connection: &'c mut Connection<'_, T>,
    family: &Family,
    command: CommandKey<S, (), R>,
    device: impl Into<Device<'n>>,
    flags: HeaderFlags,
    fill: impl FnOnce(&mut Request<'_, Asked<S, R>>),
) -> Answer<Reply<'c, Asked<S, R>>, T> {
    let device = device.into();
    connection.get(family.command(command), |request| {
        put_device(request, Some(device), flags);
        fill(request);
    })
}
/// Asks for all devices that know it, one message each.
///
/// Sends the command with NLM_F_DUMP.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`].
pub fn dump<'c, 'b, T: Transport, S: OfDevice, R: Set>(
    connection: &'c mut Connection<'b, T>,
    family: &Family,
    command: CommandKey<S, (), R>,
) -> Answer<Replies<'c, 'b, T, Asked<S, R>>, T> {
    dump_with(connection, family, command, HeaderFlags::empty())
}
/// The same with flags.
///
/// Sends the command with NLM_F_DUMP and the flags.
///
/// # Errors
/// As [`dump`].
pub fn dump_with<'c, 'b, T: Transport, S: OfDevice, R: Set>(
    connection: &'c mut Connection<'b, T>,
    family: &Family,
    command: CommandKey<S, (), R>,
    flags: HeaderFlags,
) -> Answer<Replies<'c, 'b, T, Asked<S, R>>, T> {
    connection.dump(family.command(command), |request| put_device(request, None, flags))
}
/// Changes something, or begins it: `ETHTOOL_MSG_RINGS_SET`, `ETHTOOL_MSG_CABLE_TEST_ACT`.
///
/// Sends the command with the device's index or name and what `fill` puts. An answer beside the ack, which features and time stamps have,
/// is not read: for that use [`get_with`].
///
/// # Errors
/// ENODEV where there is no such device, EOPNOTSUPP where it cannot do that, EINVAL or ERANGE for what it does not take; EPERM without
/// CAP_NET_ADMIN.
pub fn set<'n, T: Transport, S: OfDevice, R: Set>(
    connection: &mut Connection<'_, T>,
    family: &Family,
    command: CommandKey<S, (), R>,
    device: impl Into<Device<'n>>,
    fill: impl FnOnce(&mut Request<'_, Asked<S, R>>),
) -> Answer<Done, T> {
    let device = device.into();
    connection.request(family.command(command), GetFlags::ACK, |request| {
        put_device(request, Some(device), HeaderFlags::empty());
        fill(request);
    })
}
/// Asks for sets of strings: those of the kernel's own without a device, a driver's with one. Of the answer take
/// [`strings`](crate::wire::Attrs::strings).
///
/// Sends ETHTOOL_MSG_STRSET_GET with the ids.
///
/// # Errors
/// EINVAL for a set that only a device has where none is said, ENODEV where there is no such device.
pub fn strings<'c, T: Transport>(
    connection: &'c mut Connection<'_, T>,
    family: &Family,
    device: Option<Device<'_>>,
    sets: &[StringSetId],
) -> Answer<Reply<'c, Asked<StrSet, StrSet>>, T> {
    connection.get(family.command(super::EthtoolMessage::ETHTOOL_MSG_STRSET_GET), |request| {
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
