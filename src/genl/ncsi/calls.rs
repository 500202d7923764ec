//! Packages and channels: list, prefer, restrict; commands to network controllers.
use super::{CommandPacket, Ncsi, NcsiMessage};
use crate::{
    client::{Call, Completion, Query, call, no_ack, query},
    genl::{Command, Family},
    wire::{Flag, GetFlags},
};

/// A command of NCSI, as an operation.
type Op = Command<Ncsi>;

/// Lists the packages of an interface, with their channels.
///
/// Sends `NCSI_CMD_PKG_INFO` with `NLM_F_DUMP` and `NCSI_ATTR_IFINDEX`. Each message has one package
/// in `NCSI_ATTR_PACKAGE_LIST`. The kernel counts up from package 0 and ends at the first id that is
/// missing.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `ENODEV` if
/// the interface does not exist or does not use NC-SI.
pub fn packages(family: &Family, ifindex: u32) -> impl Query<Operation = Op> + Copy {
    query(family.command(NcsiMessage::NCSI_CMD_PKG_INFO), move |request| {
        request.put(Ncsi::NCSI_ATTR_IFINDEX, ifindex);
    })
}
/// Returns a package of an interface, with its channels.
///
/// Sends `NCSI_CMD_PKG_INFO` with `NCSI_ATTR_IFINDEX` and `NCSI_ATTR_PACKAGE_ID`. The reply has one
/// package in `NCSI_ATTR_PACKAGE_LIST`.
///
/// # Errors
/// `ENODEV` if the interface does not exist, does not use NC-SI or does not have the package
/// ([`is_not_found`](crate::client::Error::is_not_found)), or if the id of the package is not below
/// the number of packages; `ENOMEM` if the channels do not fit in a message.
pub fn package(family: &Family, ifindex: u32, package: u32) -> impl Query<Operation = Op> + Copy {
    query(family.command(NcsiMessage::NCSI_CMD_PKG_INFO), move |request| {
        request.put(Ncsi::NCSI_ATTR_IFINDEX, ifindex).put(Ncsi::NCSI_ATTR_PACKAGE_ID, package);
    })
}
/// Sets the one package that the kernel may use, and the one channel, or any channel.
///
/// Sends `NCSI_CMD_SET_INTERFACE` with `NCSI_ATTR_IFINDEX`, `NCSI_ATTR_PACKAGE_ID`, and
/// `NCSI_ATTR_CHANNEL_ID` if a channel is given. The kernel then configures the channels anew, after
/// the ack.
///
/// # Errors
/// `ERANGE` if the interface does not have the package, or the package not the channel; `ENODEV` if
/// the interface does not exist or does not use NC-SI; `EPERM` without `CAP_NET_ADMIN`.
pub fn set_interface(
    family: &Family,
    ifindex: u32,
    package: u32,
    channel: Option<u32>,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(NcsiMessage::NCSI_CMD_SET_INTERFACE);
    call(command, GetFlags::ACK, move |request| {
        request
            .put(Ncsi::NCSI_ATTR_IFINDEX, ifindex)
            .put(Ncsi::NCSI_ATTR_PACKAGE_ID, package)
            .put_some(Ncsi::NCSI_ATTR_CHANNEL_ID, channel);
    })
}
/// Clears the masks and preferences of an interface: the kernel may use any package and channel, one
/// at a time.
///
/// Sends `NCSI_CMD_CLEAR_INTERFACE` with `NCSI_ATTR_IFINDEX`. The kernel then configures the channels
/// anew, after the ack.
///
/// # Errors
/// `ENODEV` if the interface does not exist or does not use NC-SI, `EPERM` without `CAP_NET_ADMIN`.
pub fn clear_interface(family: &Family, ifindex: u32) -> impl Call<Output = Completion> + Copy {
    let command = family.command(NcsiMessage::NCSI_CMD_CLEAR_INTERFACE);
    call(command, GetFlags::ACK, move |request| {
        request.put(Ncsi::NCSI_ATTR_IFINDEX, ifindex);
    })
}
/// Sets which packages the kernel may use, by a bit mask of their ids; with `multi`, all of them at
/// once.
///
/// Sends `NCSI_CMD_SET_PACKAGE_MASK` with `NCSI_ATTR_IFINDEX`, `NCSI_ATTR_PACKAGE_MASK`, and
/// `NCSI_ATTR_MULTI_FLAG` if `multi` is true. The kernel does not compare the mask with the packages
/// of the interface. It then configures the channels anew, after the ack.
///
/// # Errors
/// `EPERM` if `multi` is true and a network controller lacks hardware arbitration, and without
/// `CAP_NET_ADMIN`; `ENODEV` if the interface does not exist or does not use NC-SI.
pub fn set_package_mask(
    family: &Family,
    ifindex: u32,
    mask: u32,
    multi: bool,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(NcsiMessage::NCSI_CMD_SET_PACKAGE_MASK);
    call(command, GetFlags::ACK, move |request| {
        request
            .put(Ncsi::NCSI_ATTR_IFINDEX, ifindex)
            .put(Ncsi::NCSI_ATTR_PACKAGE_MASK, mask)
            .put_some(Ncsi::NCSI_ATTR_MULTI_FLAG, multi.then_some(Flag));
    })
}
/// Sets which channels of a package the kernel may use, by a bit mask of their ids; with `multi`, all
/// of them at once. `preferred` is the preferred channel; `None` clears the preference.
///
/// Sends `NCSI_CMD_SET_CHANNEL_MASK` with `NCSI_ATTR_IFINDEX`, `NCSI_ATTR_PACKAGE_ID`,
/// `NCSI_ATTR_CHANNEL_MASK`, `NCSI_ATTR_CHANNEL_ID` if a channel is preferred, and
/// `NCSI_ATTR_MULTI_FLAG` if `multi` is true. The kernel does not compare the mask with the channels
/// of the package; 0 disables all. It then configures the channels anew, after the ack.
///
/// # Errors
/// `ERANGE` if the interface does not have the package, or the package not the preferred channel;
/// `ENODEV` if the interface does not exist or does not use NC-SI; `EPERM` without `CAP_NET_ADMIN`.
pub fn set_channel_mask(
    family: &Family,
    ifindex: u32,
    package: u32,
    mask: u32,
    multi: bool,
    preferred: Option<u32>,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(NcsiMessage::NCSI_CMD_SET_CHANNEL_MASK);
    call(command, GetFlags::ACK, move |request| {
        request
            .put(Ncsi::NCSI_ATTR_IFINDEX, ifindex)
            .put(Ncsi::NCSI_ATTR_PACKAGE_ID, package)
            .put(Ncsi::NCSI_ATTR_CHANNEL_MASK, mask)
            .put_some(Ncsi::NCSI_ATTR_CHANNEL_ID, preferred)
            .put_some(Ncsi::NCSI_ATTR_MULTI_FLAG, multi.then_some(Flag));
    })
}
/// Sends a command to a channel, or with [`NCSI_RESERVED_CHANNEL`](super::NCSI_RESERVED_CHANNEL) to a
/// package, and returns the reply with the response: [`Attrs::response`](crate::wire::Attrs::response).
///
/// Sends `NCSI_CMD_SEND_CMD` with `NCSI_ATTR_IFINDEX`, `NCSI_ATTR_PACKAGE_ID`,
/// `NCSI_ATTR_CHANNEL_ID` and `NCSI_ATTR_DATA`, without `NLM_F_ACK`, because the kernel acknowledges
/// a command before the network controller responds. If there is no response within a second, the
/// reply is without `NCSI_ATTR_DATA`.
///
/// The kernel sends no reply to a response of a package that it does not know: set a receive timeout.
/// It reports an error of the request twice; the second report is ignored as a late reply.
///
/// # Errors
/// - `ENODEV`: the interface does not exist or does not use NC-SI.
/// - `ERANGE`: the package is not below 8, the channel not below 32, or the payload is longer than
///   2032 bytes.
/// - `EINVAL`: length, revision or checksum of the response is wrong.
/// - `ENOMEM`: 255 commands wait for their responses.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn send_command(
    family: &Family,
    ifindex: u32,
    package: u32,
    channel: u32,
    packet: CommandPacket<'_>,
) -> impl Query<Operation = Op> + Copy {
    let command = family.command(NcsiMessage::NCSI_CMD_SEND_CMD);
    no_ack(query(command, move |request| {
        request
            .put(Ncsi::NCSI_ATTR_IFINDEX, ifindex)
            .put(Ncsi::NCSI_ATTR_PACKAGE_ID, package)
            .put(Ncsi::NCSI_ATTR_CHANNEL_ID, channel)
            .put(Ncsi::NCSI_ATTR_DATA, packet);
    }))
}
