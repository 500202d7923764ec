//! Rates of ports and of groups of ports.
use super::*;

/// Lists the rate objects.
///
/// Sends `DEVLINK_CMD_RATE_GET` with `NLM_F_DUMP`, and with the handle of the devlink instance if
/// given. Kernels before Linux 6.6 ignore the handle and dump all instances.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn rates(family: &Family, of: Option<Handle<'_>>) -> impl Query<Operation = Op> + Copy {
    list(family, DevlinkMessage::DEVLINK_CMD_RATE_GET, of)
}

/// Rate object: the function of a port, or a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateObject<'n> {
    /// Leaf: the function of the port with this index.
    Leaf(u32),
    /// Node with this name.
    Node(&'n str),
}

/// Rates of a rate object; fields that are `None` remain unchanged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RateSpec<'n> {
    /// Guaranteed transmit rate, bytes per second.
    pub tx_share: Option<u64>,
    /// Maximum transmit rate, bytes per second; 0 means unlimited.
    pub tx_max: Option<u64>,
    /// Priority among siblings (Linux 6.3).
    pub tx_priority: Option<u32>,
    /// Weight among siblings (Linux 6.3).
    pub tx_weight: Option<u32>,
    /// Name of the parent node; an empty name removes the parent.
    pub parent: Option<&'n str>,
}

fn put_rate(request: &mut Writer<'_, Devlink>, object: RateObject<'_>, spec: &RateSpec<'_>) {
    match object {
        RateObject::Leaf(port) => request.put(Devlink::DEVLINK_ATTR_PORT_INDEX, port),
        RateObject::Node(name) => request.put(Devlink::DEVLINK_ATTR_RATE_NODE_NAME, name),
    };
    request
        .put_some(Devlink::DEVLINK_ATTR_RATE_TX_SHARE, spec.tx_share)
        .put_some(Devlink::DEVLINK_ATTR_RATE_TX_MAX, spec.tx_max)
        .put_some(Devlink::DEVLINK_ATTR_RATE_TX_PRIORITY, spec.tx_priority)
        .put_some(Devlink::DEVLINK_ATTR_RATE_TX_WEIGHT, spec.tx_weight)
        .put_some(Devlink::DEVLINK_ATTR_RATE_PARENT_NODE_NAME, spec.parent);
}

/// Changes a rate object.
///
/// Sends `DEVLINK_CMD_RATE_SET` with the handle, the port index or the name of the node, and the
/// rates.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EOPNOTSUPP` if the driver does not
/// support rates, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_rate(
    family: &Family,
    of: Handle<'_>,
    object: RateObject<'_>,
    spec: &RateSpec<'_>,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_RATE_SET, of, move |request| {
        put_rate(request, object, spec);
    })
}

/// Adds a rate node.
///
/// Sends `DEVLINK_CMD_RATE_NEW` with the handle, the name of the node and the rates.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EEXIST` if the node exists,
/// `EOPNOTSUPP` if the driver does not support rates, `EPERM` without `CAP_NET_ADMIN`.
pub fn add_rate_node(
    family: &Family,
    of: Handle<'_>,
    node: &str,
    spec: &RateSpec<'_>,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_RATE_NEW, of, move |request| {
        put_rate(request, RateObject::Node(node), spec);
    })
}

/// Deletes a rate node.
///
/// Sends `DEVLINK_CMD_RATE_DEL` with the handle and the name of the node.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EBUSY` if the node is a parent, `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn delete_rate_node(
    family: &Family,
    of: Handle<'_>,
    node: &str,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_RATE_DEL, of, move |request| {
        request.put(Devlink::DEVLINK_ATTR_RATE_NODE_NAME, node);
    })
}
