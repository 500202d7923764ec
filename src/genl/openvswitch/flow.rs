//! Flows: the family `ovs_flow`.
use super::{Action, FlowKey, OvsHeader, dp};
use crate::{
    attributes, c_struct,
    client::{Call, Completion, Query, call, query},
    flags,
    genl::{Command, Family},
    genl_family,
    wire::{Attrs, Error, Extensible, Flag, GetFlags, Writer},
};

/// Name of the flow family: `OVS_FLOW_FAMILY`.
pub const FLOW_NAME: &str = "ovs_flow";
/// Name of the multicast group for flow notifications: `OVS_FLOW_MCGROUP`.
///
/// Resolve the id with [`Family::group`].
pub const FLOW_GROUP: &str = "ovs_flow";

c_struct! {
    /// Statistics of a flow, a meter or a meter band: `struct ovs_flow_stats`.
    ///
    /// Header: linux/openvswitch.h.
    #[doc(alias = "ovs_flow_stats")]
    pub struct FlowStats {
        /// Packets that matched.
        n_packets: u64,
        /// Bytes of the packets that matched.
        n_bytes: u64,
    }
}
flags! {
    /// Parts of a flow that the kernel may leave out of a reply: `OVS_UFID_F_OMIT_*`.
    ///
    /// Header: linux/openvswitch.h.
    pub struct UfidFlags(u32) {
        /// Leaves out the key, if the flow has a unique identifier.
        OVS_UFID_F_OMIT_KEY = 1 << 0,
        /// Leaves out the mask.
        OVS_UFID_F_OMIT_MASK = 1 << 1,
        /// Leaves out the actions.
        OVS_UFID_F_OMIT_ACTIONS = 1 << 2,
    }
}
// Constraints: flow_policy, net/openvswitch/datapath.c.
attributes! {
    /// Attributes of a flow: `OVS_FLOW_ATTR_*`, linux/openvswitch.h.
    pub set Flow, enum FlowAttr<'a> {
        /// Key. Required in requests, except with `OVS_FLOW_ATTR_UFID` and to delete all flows.
        OVS_FLOW_ATTR_KEY: Attrs<'a, FlowKey> = 1,
        /// Actions. Required in `OVS_FLOW_CMD_NEW`; an empty nest drops the packets.
        ///
        /// In `OVS_FLOW_CMD_SET` without the attribute, the actions remain unchanged.
        OVS_FLOW_ATTR_ACTIONS: Attrs<'a, Action> = 2,
        /// Statistics. Absent if zero.
        OVS_FLOW_ATTR_STATS: Extensible<'a, FlowStats> = 3 where read_only,
        /// TCP flags of all packets that matched, the lower 8 bits. Absent if zero.
        OVS_FLOW_ATTR_TCP_FLAGS: u8 = 4 where read_only,
        /// Time of the last packet, milliseconds of CLOCK_MONOTONIC. Absent if there was none.
        OVS_FLOW_ATTR_USED: u64 = 5 where read_only,
        /// Resets statistics, TCP flags and time of the last packet, in `OVS_FLOW_CMD_SET`.
        OVS_FLOW_ATTR_CLEAR: Flag = 6,
        /// Mask. If absent, all bits of the key must match.
        OVS_FLOW_ATTR_MASK: Attrs<'a, FlowKey> = 7,
        /// Feature probe: the kernel does not log an error.
        OVS_FLOW_ATTR_PROBE: Flag = 8,
        /// Unique identifier of the flow, 1 to 16 bytes.
        ///
        /// A flow that was created with an identifier is found by the identifier only.
        OVS_FLOW_ATTR_UFID: &'a [u8] = 9 where min_len(1),
        /// Parts that the kernel may leave out of the reply.
        OVS_FLOW_ATTR_UFID_FLAGS: UfidFlags = 10,
        /// Padding.
        OVS_FLOW_ATTR_PAD: &'a [u8] = 11,
    }
}
genl_family! {
    /// A message of the flow family.
    pub enum FlowMessage<'a>, family OVS_FLOW = "ovs_flow", header OvsHeader {
        /// Announces a new flow; as a request, creates one, or changes the actions of one.
        OVS_FLOW_CMD_NEW = 1, Both New => New(Flow),
        /// Announces that a flow was deleted; as a request, deletes one or all.
        OVS_FLOW_CMD_DEL = 2, Both Delete => Del(Flow),
        /// Requests one flow or a dump of the flows of a datapath.
        OVS_FLOW_CMD_GET = 3, Both Get => Get(Flow),
        /// Announces a changed flow; as a request, changes actions or resets statistics.
        OVS_FLOW_CMD_SET = 4, Both New => Set(Flow),
    }
}

/// Getters for the parts of a flow.
impl<'a> Attrs<'a, Flow> {
    /// Returns the key.
    ///
    /// # Errors
    /// The attributes are malformed.
    #[doc(alias = "OVS_FLOW_ATTR_KEY")]
    pub fn key(self) -> Result<Option<Attrs<'a, FlowKey>>, Error> {
        self.get(Flow::OVS_FLOW_ATTR_KEY)
    }
    /// Returns the mask; `None` if all bits of the key must match.
    ///
    /// # Errors
    /// The attributes are malformed.
    #[doc(alias = "OVS_FLOW_ATTR_MASK")]
    pub fn mask(self) -> Result<Option<Attrs<'a, FlowKey>>, Error> {
        self.get(Flow::OVS_FLOW_ATTR_MASK)
    }
    /// Returns the actions.
    ///
    /// # Errors
    /// The attributes are malformed.
    #[doc(alias = "OVS_FLOW_ATTR_ACTIONS")]
    pub fn actions(self) -> Result<Option<Attrs<'a, Action>>, Error> {
        self.get(Flow::OVS_FLOW_ATTR_ACTIONS)
    }
    /// Returns the unique identifier of the flow.
    #[doc(alias = "OVS_FLOW_ATTR_UFID")]
    pub fn ufid(self) -> Option<&'a [u8]> {
        self.get(Flow::OVS_FLOW_ATTR_UFID).ok().flatten()
    }
    /// Returns the number of packets that matched the flow.
    pub fn packets(self) -> u64 {
        self.stats().and_then(|stats| stats.get(FlowStats::n_packets)).unwrap_or(0)
    }
    /// Returns the number of bytes of the packets that matched the flow.
    pub fn bytes_matched(self) -> u64 {
        self.stats().and_then(|stats| stats.get(FlowStats::n_bytes)).unwrap_or(0)
    }
    /// Returns the time of the last packet, milliseconds of CLOCK_MONOTONIC; `None` if there was
    /// none.
    #[doc(alias = "OVS_FLOW_ATTR_USED")]
    pub fn used(self) -> Option<u64> {
        self.get(Flow::OVS_FLOW_ATTR_USED).ok().flatten()
    }
    fn stats(self) -> Option<Extensible<'a, FlowStats>> {
        self.get(Flow::OVS_FLOW_ATTR_STATS).ok().flatten()
    }
}

/// A command of the flow family, as an operation.
type OfFlow = Command<Flow, OvsHeader>;

/// Lists the flows of a datapath, selected by the interface index of its local port.
///
/// Sends `OVS_FLOW_CMD_GET` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `ENODEV`
/// if the datapath does not exist.
pub fn flows(flows: &Family, dp_ifindex: u32) -> impl Query<Operation = OfFlow> + Copy {
    flows.command_headed(FlowMessage::OVS_FLOW_CMD_GET, dp(dp_ifindex))
}
/// Lists the flows of a datapath without keys, masks and actions: identifiers and statistics.
///
/// Sends `OVS_FLOW_CMD_GET` with `NLM_F_DUMP` and `OVS_FLOW_ATTR_UFID_FLAGS`. Flows without a
/// unique identifier are listed with their keys.
///
/// # Errors
/// As [`flows`].
pub fn flow_stats(flows: &Family, dp_ifindex: u32) -> impl Query<Operation = OfFlow> + Copy {
    query(flows.command_headed(FlowMessage::OVS_FLOW_CMD_GET, dp(dp_ifindex)), move |request| {
        let omit = UfidFlags::OVS_UFID_F_OMIT_KEY
            | UfidFlags::OVS_UFID_F_OMIT_MASK
            | UfidFlags::OVS_UFID_F_OMIT_ACTIONS;
        request.put(Flow::OVS_FLOW_ATTR_UFID_FLAGS, omit);
    })
}
/// Returns a flow by its key.
///
/// Sends `OVS_FLOW_CMD_GET` with `OVS_FLOW_ATTR_KEY`, which `key` writes.
///
/// # Errors
/// `ENOENT` if the flow does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// `ENODEV` if the datapath does not exist, `EINVAL` if the key is incomplete.
pub fn flow<F: Fn(&mut Writer<'_, FlowKey>) + Copy>(
    flows: &Family,
    dp_ifindex: u32,
    key: F,
) -> impl Query<Operation = OfFlow> + Copy + use<F> {
    query(flows.command_headed(FlowMessage::OVS_FLOW_CMD_GET, dp(dp_ifindex)), move |request| {
        request.nest(Flow::OVS_FLOW_ATTR_KEY, key);
    })
}
/// Returns a flow by its unique identifier.
///
/// Sends `OVS_FLOW_CMD_GET` with `OVS_FLOW_ATTR_UFID`.
///
/// # Errors
/// `ENOENT` if the flow does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// `ENODEV` if the datapath does not exist.
pub fn flow_by_ufid<'u>(
    flows: &Family,
    dp_ifindex: u32,
    ufid: &'u [u8],
) -> impl Query<Operation = OfFlow> + Copy + use<'u> {
    query(flows.command_headed(FlowMessage::OVS_FLOW_CMD_GET, dp(dp_ifindex)), move |request| {
        request.put(Flow::OVS_FLOW_ATTR_UFID, ufid);
    })
}
/// Adds a flow to a datapath, or replaces the actions of the flow with the same key.
///
/// Sends `OVS_FLOW_CMD_NEW`. `fill` writes `OVS_FLOW_ATTR_KEY` and `OVS_FLOW_ATTR_ACTIONS`, and
/// `OVS_FLOW_ATTR_MASK` and `OVS_FLOW_ATTR_UFID` where wanted.
///
/// ```
/// use nlwire::{client::Call, genl::{Family, openvswitch::{self as ovs, *}}, wire::{Flag, MacField}};
/// /// Sends packets to one MAC address to a port, without their VLAN tag.
/// fn forward(flows: &Family, datapath: u32, to: [u8; 6], port: u32) -> impl Call + Copy {
///     ovs::add_flow(flows, datapath, move |flow| {
///         flow.nest(Flow::OVS_FLOW_ATTR_KEY, |key| {
///             let ethernet = KeyEthernet::new().with(KeyEthernet::eth_dst, MacField(to));
///             key.put(FlowKey::OVS_KEY_ATTR_ETHERNET, &ethernet);
///         });
///         flow.nest(Flow::OVS_FLOW_ATTR_MASK, |mask| {
///             let ethernet = KeyEthernet::new().with(KeyEthernet::eth_dst, MacField([0xff; 6]));
///             mask.put(FlowKey::OVS_KEY_ATTR_ETHERNET, &ethernet);
///         });
///         flow.nest(Flow::OVS_FLOW_ATTR_ACTIONS, |actions| {
///             actions.put(Action::OVS_ACTION_ATTR_POP_VLAN, Flag);
///             actions.put(Action::OVS_ACTION_ATTR_OUTPUT, port);
///         });
///     })
/// }
/// # _ = forward;
/// ```
///
/// # Errors
/// `EINVAL` if key, mask and actions do not fit each other, `EEXIST` if a flow with another mask
/// matches the same packets, `ENODEV` if the datapath does not exist, `EPERM` without
/// `CAP_NET_ADMIN`.
pub fn add_flow<F: Fn(&mut Writer<'_, Flow>) + Copy>(
    flows: &Family,
    dp_ifindex: u32,
    fill: F,
) -> impl Call<Output = Completion> + Copy + use<F> {
    let command = flows.command_headed(FlowMessage::OVS_FLOW_CMD_NEW, dp(dp_ifindex));
    call(command, GetFlags::ACK, move |request| fill(request))
}
/// Changes the actions of a flow, or resets its statistics.
///
/// Sends `OVS_FLOW_CMD_SET`. `fill` writes `OVS_FLOW_ATTR_KEY` or `OVS_FLOW_ATTR_UFID`, and
/// `OVS_FLOW_ATTR_ACTIONS` or `OVS_FLOW_ATTR_CLEAR`.
///
/// # Errors
/// `ENOENT` if the flow does not exist, otherwise as [`add_flow`].
pub fn set_flow<F: Fn(&mut Writer<'_, Flow>) + Copy>(
    flows: &Family,
    dp_ifindex: u32,
    fill: F,
) -> impl Call<Output = Completion> + Copy + use<F> {
    let command = flows.command_headed(FlowMessage::OVS_FLOW_CMD_SET, dp(dp_ifindex));
    call(command, GetFlags::ACK, move |request| fill(request))
}
/// Deletes a flow by its key.
///
/// Sends `OVS_FLOW_CMD_DEL` with `OVS_FLOW_ATTR_KEY`, which `key` writes.
///
/// # Errors
/// `ENOENT` if the flow does not exist, `ENODEV` if the datapath does not exist, `EPERM` without
/// `CAP_NET_ADMIN`.
pub fn delete_flow<F: Fn(&mut Writer<'_, FlowKey>) + Copy>(
    flows: &Family,
    dp_ifindex: u32,
    key: F,
) -> impl Call<Output = Completion> + Copy + use<F> {
    let command = flows.command_headed(FlowMessage::OVS_FLOW_CMD_DEL, dp(dp_ifindex));
    call(command, GetFlags::ACK, move |request| {
        request.nest(Flow::OVS_FLOW_ATTR_KEY, key);
    })
}
/// Deletes a flow by its unique identifier.
///
/// Sends `OVS_FLOW_CMD_DEL` with `OVS_FLOW_ATTR_UFID`.
///
/// # Errors
/// As [`delete_flow`].
pub fn delete_flow_by_ufid<'u>(
    flows: &Family,
    dp_ifindex: u32,
    ufid: &'u [u8],
) -> impl Call<Output = Completion> + Copy + use<'u> {
    let command = flows.command_headed(FlowMessage::OVS_FLOW_CMD_DEL, dp(dp_ifindex));
    call(command, GetFlags::ACK, move |request| {
        request.put(Flow::OVS_FLOW_ATTR_UFID, ufid);
    })
}
/// Deletes all flows of a datapath.
///
/// Sends `OVS_FLOW_CMD_DEL` without attributes.
///
/// # Errors
/// `ENODEV` if the datapath does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn flush_flows(flows: &Family, dp_ifindex: u32) -> impl Call<Output = Completion> + Copy + use<> {
    call(flows.command_headed(FlowMessage::OVS_FLOW_CMD_DEL, dp(dp_ifindex)), GetFlags::ACK, |_| {})
}
