//! Resources, shared buffers and dpipe tables.
use super::*;

/// Returns the resources of a device, a tree in `DEVLINK_ATTR_RESOURCE_LIST`.
///
/// Sends `DEVLINK_CMD_RESOURCE_DUMP` with the handle.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` without resources.
pub fn resources(family: &Family, of: Handle<'_>) -> impl Query<Operation = Op> + Copy {
    get(family, DevlinkMessage::DEVLINK_CMD_RESOURCE_DUMP, of, |_| {})
}

/// Changes the size of a resource; takes effect by [`reload`].
///
/// Sends `DEVLINK_CMD_RESOURCE_SET` with the handle, the resource id and the size.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EINVAL` if the resource does not exist
/// or the size is invalid, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_resource(
    family: &Family,
    of: Handle<'_>,
    resource: u64,
    size: u64,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_RESOURCE_SET, of, move |request| {
        request
            .put(Devlink::DEVLINK_ATTR_RESOURCE_ID, resource)
            .put(Devlink::DEVLINK_ATTR_RESOURCE_SIZE, size);
    })
}

/// Lists the shared buffers.
///
/// Sends `DEVLINK_CMD_SB_GET` with `NLM_F_DUMP`, and with the handle of the devlink instance if
/// given. Kernels before Linux 6.6 ignore the handle and dump all instances.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn shared_buffers(family: &Family, of: Option<Handle<'_>>) -> impl Query<Operation = Op> + Copy {
    list(family, DevlinkMessage::DEVLINK_CMD_SB_GET, of)
}

/// Lists the pools of the shared buffers.
///
/// Sends `DEVLINK_CMD_SB_POOL_GET` with `NLM_F_DUMP`, and with the handle of the devlink instance
/// if given. Kernels before Linux 6.6 ignore the handle and dump all instances.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn sb_pools(family: &Family, of: Option<Handle<'_>>) -> impl Query<Operation = Op> + Copy {
    list(family, DevlinkMessage::DEVLINK_CMD_SB_POOL_GET, of)
}

/// Returns the tables of the packet processing pipeline.
///
/// Sends `DEVLINK_CMD_DPIPE_TABLE_GET` with the handle.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` without a pipeline.
pub fn dpipe_tables(family: &Family, of: Handle<'_>) -> impl Query<Operation = Op> + Copy {
    get(family, DevlinkMessage::DEVLINK_CMD_DPIPE_TABLE_GET, of, |_| {})
}

/// Returns the headers of the packet processing pipeline.
///
/// Sends `DEVLINK_CMD_DPIPE_HEADERS_GET` with the handle.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` without a pipeline.
pub fn dpipe_headers(family: &Family, of: Handle<'_>) -> impl Query<Operation = Op> + Copy {
    get(family, DevlinkMessage::DEVLINK_CMD_DPIPE_HEADERS_GET, of, |_| {})
}

/// Lists the entries of a table of the pipeline.
///
/// Sends `DEVLINK_CMD_DPIPE_ENTRIES_GET` with the handle and the name of the table.
///
/// # Errors
/// Errors of the kernel are returned by
/// [`Replies::next`](crate::client::Replies::next): `EINVAL` if the table does not exist.
pub fn dpipe_entries(family: &Family, of: Handle<'_>, table: &str) -> impl Query<Operation = Op> + Copy {
    let command = family.command(DevlinkMessage::DEVLINK_CMD_DPIPE_ENTRIES_GET);
    multi(query(command, move |request| {
        of.put(request);
        request.put(Devlink::DEVLINK_ATTR_DPIPE_TABLE_NAME, table);
    }))
}
