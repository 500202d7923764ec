//! Packets between datapath and user space: the family `ovs_packet`.
use super::{Action, FlowKey, OvsHeader, TunnelKey, dp};
use crate::{
    attributes,
    client::{Call, Completion, call},
    genl::{Command, Family},
    genl_family,
    wire::{Attrs, Flag, GetFlags, Writer},
};

/// Name of the packet family: `OVS_PACKET_FAMILY`.
pub const PACKET_NAME: &str = "ovs_packet";

// Constraints: packet_policy, net/openvswitch/datapath.c.
attributes! {
    /// Attributes of a packet: `OVS_PACKET_ATTR_*`, linux/openvswitch.h.
    pub set Packet, enum PacketAttr<'a> {
        /// Packet, from the Ethernet header on.
        OVS_PACKET_ATTR_PACKET: &'a [u8] = 1 where min_len(14),
        /// Flow key that the kernel extracted from the packet as it was received.
        ///
        /// In `OVS_PACKET_CMD_EXECUTE`, the metadata of the packet: the kernel extracts the rest.
        OVS_PACKET_ATTR_KEY: Attrs<'a, FlowKey> = 2,
        /// Actions to execute; in an upcall, the actions of the flow that caused it.
        OVS_PACKET_ATTR_ACTIONS: Attrs<'a, Action> = 3,
        /// Cookie of the action that caused the upcall.
        OVS_PACKET_ATTR_USERDATA: &'a [u8] = 4 where read_only,
        /// Tunnel key of the output port that the action names.
        OVS_PACKET_ATTR_EGRESS_TUN_KEY: Attrs<'a, TunnelKey> = 5 where read_only,
        /// Unused.
        OVS_PACKET_ATTR_UNUSED1: &'a [u8] = 6,
        /// Unused.
        OVS_PACKET_ATTR_UNUSED2: &'a [u8] = 7,
        /// Feature probe: the kernel does not log an error.
        OVS_PACKET_ATTR_PROBE: Flag = 8,
        /// Size of the largest fragment of a packet that was reassembled, bytes.
        OVS_PACKET_ATTR_MRU: u16 = 9,
        /// Length of the packet before truncation, bytes.
        OVS_PACKET_ATTR_LEN: u32 = 10 where read_only,
        /// Hash of the packet: the lower 32 bits. The upper bits are flags of the kernel.
        OVS_PACKET_ATTR_HASH: u64 = 11,
        /// Port id of the socket for upcalls that the execution causes (Linux 6.17).
        OVS_PACKET_ATTR_UPCALL_PID: u32 = 12,
    }
}
genl_family! {
    /// A message of the packet family.
    pub enum PacketMessage<'a>, family OVS_PACKET = "ovs_packet", header OvsHeader {
        /// Upcall: no flow matched the packet.
        OVS_PACKET_CMD_MISS = 1, Reply New => Miss(Packet),
        /// Upcall of the action `OVS_ACTION_ATTR_USERSPACE`.
        OVS_PACKET_CMD_ACTION = 2, Reply New => Action(Packet),
        /// Executes actions on a packet.
        OVS_PACKET_CMD_EXECUTE = 3, Request New => Execute(Packet),
    }
}
/// Getters for the parts of an upcall.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, Packet> {
    /// Returns the packet, from the Ethernet header on.
    #[doc(alias = "OVS_PACKET_ATTR_PACKET")]
    pub fn packet(self) -> &'a [u8] {
        self.get(Packet::OVS_PACKET_ATTR_PACKET).ok().flatten().unwrap_or(&[])
    }
    /// Returns the flow key of the packet; empty if absent.
    #[doc(alias = "OVS_PACKET_ATTR_KEY")]
    pub fn key(self) -> Attrs<'a, FlowKey> {
        self.get(Packet::OVS_PACKET_ATTR_KEY).ok().flatten().unwrap_or(Attrs::new(&[]))
    }
    /// Returns the port number on which the packet was received.
    pub fn in_port(self) -> Option<u32> {
        self.key().get(FlowKey::OVS_KEY_ATTR_IN_PORT).ok().flatten()
    }
    /// Returns the cookie of the action that caused the upcall.
    #[doc(alias = "OVS_PACKET_ATTR_USERDATA")]
    pub fn userdata(self) -> Option<&'a [u8]> {
        self.get(Packet::OVS_PACKET_ATTR_USERDATA).ok().flatten()
    }
}

/// Executes actions on a packet.
///
/// Sends `OVS_PACKET_CMD_EXECUTE` with `OVS_PACKET_ATTR_PACKET`, `OVS_PACKET_ATTR_KEY` and
/// `OVS_PACKET_ATTR_ACTIONS`. `packet` starts with the Ethernet header; `key` is the key of the
/// upcall, or only metadata such as `OVS_KEY_ATTR_IN_PORT`; `actions` writes the actions.
///
/// # Errors
/// `EINVAL` if the actions do not fit the packet, `ENODEV` if the datapath does not exist, `EPERM`
/// without `CAP_NET_ADMIN`. An action that fails, such as output to a port that does not exist, is
/// no error.
pub fn execute<'p, F: Fn(&mut Writer<'_, Action>) + Copy>(
    packets: &Family,
    dp_ifindex: u32,
    packet: &'p [u8],
    key: Attrs<'p, FlowKey>,
    actions: F,
) -> impl Call<Output = Completion> + Copy + use<'p, F> {
    let command: Command<Packet, OvsHeader> =
        packets.command_headed(PacketMessage::OVS_PACKET_CMD_EXECUTE, dp(dp_ifindex));
    call(command, GetFlags::ACK, move |request| {
        request
            .put(Packet::OVS_PACKET_ATTR_PACKET, packet)
            .put(Packet::OVS_PACKET_ATTR_KEY, key)
            .nest(Packet::OVS_PACKET_ATTR_ACTIONS, actions);
    })
}
