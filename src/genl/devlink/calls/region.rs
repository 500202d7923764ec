//! Regions and their snapshots.
use super::*;

/// Lists the regions.
///
/// Sends `DEVLINK_CMD_REGION_GET` with `NLM_F_DUMP`, and with the handle of the devlink instance if
/// given. Kernels before Linux 6.6 ignore the handle and dump all instances.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn regions(family: &Family, of: Option<Handle<'_>>) -> impl Query<Operation = Op> + Copy {
    list(family, DevlinkMessage::DEVLINK_CMD_REGION_GET, of)
}

/// Takes a snapshot of a region.
///
/// Sends `DEVLINK_CMD_REGION_NEW` with the handle, the name of the region and the snapshot id.
/// Without an id the kernel assigns one, and announces it by `DEVLINK_CMD_REGION_NEW`
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EINVAL` if the region does not exist,
/// `EEXIST` if the snapshot exists, `ENOSPC` if there are too many snapshots, `EOPNOTSUPP` if only
/// the driver takes snapshots, `EPERM` without `CAP_NET_ADMIN`.
pub fn new_snapshot(
    family: &Family,
    of: Handle<'_>,
    region: &str,
    snapshot: Option<u32>,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_REGION_NEW, of, move |request| {
        request
            .put(Devlink::DEVLINK_ATTR_REGION_NAME, region)
            .put_some(Devlink::DEVLINK_ATTR_REGION_SNAPSHOT_ID, snapshot);
    })
}

/// Deletes a snapshot of a region.
///
/// Sends `DEVLINK_CMD_REGION_DEL` with the handle, the name of the region and the snapshot id.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EINVAL` if the region or the snapshot
/// does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn delete_snapshot(
    family: &Family,
    of: Handle<'_>,
    region: &str,
    snapshot: u32,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_REGION_DEL, of, move |request| {
        request
            .put(Devlink::DEVLINK_ATTR_REGION_NAME, region)
            .put(Devlink::DEVLINK_ATTR_REGION_SNAPSHOT_ID, snapshot);
    })
}

/// Reads a snapshot of a region in chunks.
///
/// Sends `DEVLINK_CMD_REGION_READ` with the handle, the name of the region, the snapshot id, and
/// the range (address and length) if given, with `NLM_F_DUMP`. [`chunks`](Attrs::chunks) reads the
/// replies.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `EINVAL`
/// if the region or the snapshot does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn read_region(
    family: &Family,
    of: Handle<'_>,
    region: &str,
    snapshot: u32,
    range: Option<(u64, u64)>,
) -> impl Query<Operation = Op> + Copy {
    query(family.command(DevlinkMessage::DEVLINK_CMD_REGION_READ), move |request| {
        of.put(request);
        request
            .put(Devlink::DEVLINK_ATTR_REGION_NAME, region)
            .put(Devlink::DEVLINK_ATTR_REGION_SNAPSHOT_ID, snapshot);
        if let Some((address, len)) = range {
            request
                .put(Devlink::DEVLINK_ATTR_REGION_CHUNK_ADDR, address)
                .put(Devlink::DEVLINK_ATTR_REGION_CHUNK_LEN, len);
        }
    })
}
