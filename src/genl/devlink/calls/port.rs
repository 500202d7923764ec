//! Ports and the eswitch.
use super::*;

/// Lists the ports.
///
/// Sends `DEVLINK_CMD_PORT_GET` with `NLM_F_DUMP`, and with the handle of the devlink instance if
/// given. Kernels before Linux 6.6 ignore the handle and dump all instances.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn ports(
    family: &Family,
    of: Option<Handle<'_>>,
) -> impl Query<Operation = Op<PortMessage<'static>>> + Copy {
    objects_of(family, DevlinkMessage::DEVLINK_CMD_PORT_GET, of, None)
}

/// Returns a port.
///
/// Sends `DEVLINK_CMD_PORT_GET` with the handle and the port index.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), or if the port does not exist.
pub fn port(
    family: &Family,
    of: Handle<'_>,
    port: u32,
) -> impl Query<Operation = Op<PortMessage<'static>>> + Copy {
    objects_of(family, DevlinkMessage::DEVLINK_CMD_PORT_GET, Some(of), Some(port))
}

/// Changes the type of a port: Ethernet, InfiniBand or automatic.
///
/// Sends `DEVLINK_CMD_PORT_SET` with the handle, the port index and `DEVLINK_ATTR_PORT_TYPE`.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), or if the port does not exist,
/// `EOPNOTSUPP` if the driver cannot change it, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_port_type(
    family: &Family,
    of: Handle<'_>,
    port: u32,
    to: PortType,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_PORT_SET, of, move |request| {
        request.put(Devlink::DEVLINK_ATTR_PORT_INDEX, port).put(Devlink::DEVLINK_ATTR_PORT_TYPE, to);
    })
}

/// Changes hardware address and state of the function behind a port.
///
/// Sends `DEVLINK_CMD_PORT_SET` with the handle, the port index and `DEVLINK_ATTR_PORT_FUNCTION`.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), or if the port does not exist,
/// `EOPNOTSUPP` if the port has no function, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_port_function(
    family: &Family,
    of: Handle<'_>,
    port: u32,
    address: Option<&[u8]>,
    state: Option<PortFnState>,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_PORT_SET, of, move |request| {
        request.put(Devlink::DEVLINK_ATTR_PORT_INDEX, port);
        request.nest(Devlink::DEVLINK_ATTR_PORT_FUNCTION, |function| {
            function
                .put_some(PortFunction::DEVLINK_PORT_FUNCTION_ATTR_HW_ADDR, address)
                .put_some(PortFunction::DEVLINK_PORT_FN_ATTR_STATE, state);
        });
    })
}

/// Splits a port into `count` ports.
///
/// Sends `DEVLINK_CMD_PORT_SPLIT` with the handle, the port index and the count.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EINVAL` if the port cannot be split
/// into so many, `EPERM` without `CAP_NET_ADMIN`.
pub fn split_port(
    family: &Family,
    of: Handle<'_>,
    port: u32,
    count: u32,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_PORT_SPLIT, of, move |request| {
        request
            .put(Devlink::DEVLINK_ATTR_PORT_INDEX, port)
            .put(Devlink::DEVLINK_ATTR_PORT_SPLIT_COUNT, count);
    })
}

/// Reverts the split of a port.
///
/// Sends `DEVLINK_CMD_PORT_UNSPLIT` with the handle and the port index.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EINVAL` if the port is not split,
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn unsplit_port(family: &Family, of: Handle<'_>, port: u32) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_PORT_UNSPLIT, of, move |request| {
        request.put(Devlink::DEVLINK_ATTR_PORT_INDEX, port);
    })
}

/// Returns the mode of the embedded switch.
///
/// Sends `DEVLINK_CMD_ESWITCH_GET` with the handle.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` without an embedded switch.
pub fn eswitch(family: &Family, of: Handle<'_>) -> impl Query<Operation = Op> + Copy {
    get(family, DevlinkMessage::DEVLINK_CMD_ESWITCH_GET, of, |_| {})
}

/// Changes the mode of the embedded switch.
///
/// Sends `DEVLINK_CMD_ESWITCH_SET` with the handle and the mode.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` without an embedded switch,
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn set_eswitch_mode(
    family: &Family,
    of: Handle<'_>,
    mode: EswitchMode,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_ESWITCH_SET, of, move |request| {
        request.put(Devlink::DEVLINK_ATTR_ESWITCH_MODE, mode);
    })
}
