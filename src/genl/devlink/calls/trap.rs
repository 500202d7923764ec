//! Packet traps, their groups and policers.
use super::*;

/// Lists the packet traps.
///
/// Sends `DEVLINK_CMD_TRAP_GET` with `NLM_F_DUMP`, and with the handle of the devlink instance if
/// given. Kernels before Linux 6.6 ignore the handle and dump all instances.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn traps(family: &Family, of: Option<Handle<'_>>) -> impl Query<Operation = Op> + Copy {
    list(family, DevlinkMessage::DEVLINK_CMD_TRAP_GET, of)
}

/// Changes the action of a packet trap.
///
/// Sends `DEVLINK_CMD_TRAP_SET` with the handle, the name of the trap and the action.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EINVAL` if the trap does not exist,
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn set_trap_action(
    family: &Family,
    of: Handle<'_>,
    trap: &str,
    action: TrapAction,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_TRAP_SET, of, move |request| {
        request.put(Devlink::DEVLINK_ATTR_TRAP_NAME, trap).put(Devlink::DEVLINK_ATTR_TRAP_ACTION, action);
    })
}

/// Lists the trap groups.
///
/// Sends `DEVLINK_CMD_TRAP_GROUP_GET` with `NLM_F_DUMP`, and with the handle of the devlink
/// instance if given. Kernels before Linux 6.6 ignore the handle and dump all instances.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn trap_groups(family: &Family, of: Option<Handle<'_>>) -> impl Query<Operation = Op> + Copy {
    list(family, DevlinkMessage::DEVLINK_CMD_TRAP_GROUP_GET, of)
}

/// Binds a policer to a trap group; 0 unbinds it.
///
/// Sends `DEVLINK_CMD_TRAP_GROUP_SET` with the handle, the name of the group and the policer id.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `ENOENT` if the group or the policer
/// does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_trap_group_policer(
    family: &Family,
    of: Handle<'_>,
    group: &str,
    policer: u32,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_TRAP_GROUP_SET, of, move |request| {
        request
            .put(Devlink::DEVLINK_ATTR_TRAP_GROUP_NAME, group)
            .put(Devlink::DEVLINK_ATTR_TRAP_POLICER_ID, policer);
    })
}

/// Lists the trap policers.
///
/// Sends `DEVLINK_CMD_TRAP_POLICER_GET` with `NLM_F_DUMP`, and with the handle of the devlink
/// instance if given. Kernels before Linux 6.6 ignore the handle and dump all instances.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn trap_policers(family: &Family, of: Option<Handle<'_>>) -> impl Query<Operation = Op> + Copy {
    list(family, DevlinkMessage::DEVLINK_CMD_TRAP_POLICER_GET, of)
}

/// Changes rate and burst of a trap policer.
///
/// Sends `DEVLINK_CMD_TRAP_POLICER_SET` with the handle, the policer id, rate (packets per second)
/// and burst (packets).
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `ENOENT` if the policer does not exist,
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn set_trap_policer(
    family: &Family,
    of: Handle<'_>,
    policer: u32,
    rate: Option<u64>,
    burst: Option<u64>,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_TRAP_POLICER_SET, of, move |request| {
        request
            .put(Devlink::DEVLINK_ATTR_TRAP_POLICER_ID, policer)
            .put_some(Devlink::DEVLINK_ATTR_TRAP_POLICER_RATE, rate)
            .put_some(Devlink::DEVLINK_ATTR_TRAP_POLICER_BURST, burst);
    })
}
