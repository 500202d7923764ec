//! Health reporters.
use super::*;

/// Lists the health reporters.
///
/// Sends `DEVLINK_CMD_HEALTH_REPORTER_GET` with `NLM_F_DUMP`, and with the handle of the devlink
/// instance if given. Kernels before Linux 6.6 ignore the handle and dump all instances.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn health_reporters(family: &Family, of: Option<Handle<'_>>) -> impl Query<Operation = Op> + Copy {
    list(family, DevlinkMessage::DEVLINK_CMD_HEALTH_REPORTER_GET, of)
}

/// Returns a health reporter.
///
/// Sends `DEVLINK_CMD_HEALTH_REPORTER_GET` with the handle, the port index if given, and the name
/// of the health reporter.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EINVAL` if the health reporter does not
/// exist.
pub fn health_reporter(
    family: &Family,
    of: Handle<'_>,
    port: Option<u32>,
    reporter: &str,
) -> impl Query<Operation = Op> + Copy {
    get(family, DevlinkMessage::DEVLINK_CMD_HEALTH_REPORTER_GET, of, move |request| {
        put_reporter(request, port, reporter);
    })
}

/// Starts a recovery of a health reporter.
///
/// Sends `DEVLINK_CMD_HEALTH_REPORTER_RECOVER` with the handle, the port index if given, and the
/// name of the health reporter.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` if the driver cannot
/// recover, `EPERM` without `CAP_NET_ADMIN`.
pub fn recover(
    family: &Family,
    of: Handle<'_>,
    port: Option<u32>,
    reporter: &str,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_HEALTH_REPORTER_RECOVER, of, move |request| {
        put_reporter(request, port, reporter);
    })
}

/// Requests diagnostics of a health reporter: a formatted message, read by [`Fmsg`](crate::genl::devlink::Fmsg).
///
/// Sends `DEVLINK_CMD_HEALTH_REPORTER_DIAGNOSE` with the handle, the port index if given, and the
/// name of the health reporter.
///
/// # Errors
/// Errors of the kernel are returned by
/// [`Replies::next`](crate::client::Replies::next): `EINVAL` if the health reporter does not exist,
/// `EOPNOTSUPP` without diagnostics, `EPERM` without `CAP_NET_ADMIN`.
pub fn diagnose(
    family: &Family,
    of: Handle<'_>,
    port: Option<u32>,
    reporter: &str,
) -> impl Query<Operation = Op> + Copy {
    let command = family.command(DevlinkMessage::DEVLINK_CMD_HEALTH_REPORTER_DIAGNOSE);
    multi(query(command, move |request| {
        of.put(request);
        put_reporter(request, port, reporter);
    }))
}

/// Requests the stored dump of a health reporter, or takes one: a formatted message.
///
/// Sends `DEVLINK_CMD_HEALTH_REPORTER_DUMP_GET` with the handle, the port index if given, and the
/// name of the health reporter, with `NLM_F_DUMP`. [`Fmsg`](crate::genl::devlink::Fmsg) reads the replies.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `EINVAL`
/// if the health reporter does not exist, `EOPNOTSUPP` without dumps, `EPERM` without
/// `CAP_NET_ADMIN`.
pub fn health_dump(
    family: &Family,
    of: Handle<'_>,
    port: Option<u32>,
    reporter: &str,
) -> impl Query<Operation = Op> + Copy {
    query(family.command(DevlinkMessage::DEVLINK_CMD_HEALTH_REPORTER_DUMP_GET), move |request| {
        of.put(request);
        put_reporter(request, port, reporter);
    })
}

/// Deletes the stored dump of a health reporter.
///
/// Sends `DEVLINK_CMD_HEALTH_REPORTER_DUMP_CLEAR` with the handle, the port index if given, and the
/// name of the health reporter.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` without dumps, `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn clear_health_dump(
    family: &Family,
    of: Handle<'_>,
    port: Option<u32>,
    reporter: &str,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_HEALTH_REPORTER_DUMP_CLEAR, of, move |request| {
        put_reporter(request, port, reporter);
    })
}

/// Makes a health reporter report a test error.
///
/// Sends `DEVLINK_CMD_HEALTH_REPORTER_TEST` with the handle, the port index if given, and the name
/// of the health reporter.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` if the driver has no test,
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn test_health_reporter(
    family: &Family,
    of: Handle<'_>,
    port: Option<u32>,
    reporter: &str,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_HEALTH_REPORTER_TEST, of, move |request| {
        put_reporter(request, port, reporter);
    })
}

fn put_reporter(request: &mut Writer<'_, Devlink>, port: Option<u32>, reporter: &str) {
    request
        .put_some(Devlink::DEVLINK_ATTR_PORT_INDEX, port)
        .put(Devlink::DEVLINK_ATTR_HEALTH_REPORTER_NAME, reporter);
}
