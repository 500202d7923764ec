//! Actions of flows, and of packets that user space executes.
use super::{FlowKey, KeyCtLabels, KeyEthernet, Masked, MaskedKey};
use crate::{
    attributes, c_struct, flags, open_enum,
    uapi::EtherType,
    wire::{Attrs, Be, Flag, Ip, Str, Struct},
};

c_struct! {
    /// Truncation: `struct ovs_action_trunc`, linux/openvswitch.h.
    #[doc(alias = "ovs_action_trunc")]
    pub struct ActionTrunc {
        /// Maximum length of the packet, bytes: at least 14.
        max_len: u32,
    }
}
c_struct! {
    /// MPLS label stack entry to push: `struct ovs_action_push_mpls`, linux/openvswitch.h.
    #[doc(alias = "ovs_action_push_mpls")]
    pub struct ActionPushMpls {
        /// Label (20 bits), traffic class (3 bits), bottom of stack (1 bit), TTL (8 bits).
        mpls_lse: Be<u32>,
        /// EtherType of the packet: MPLS unicast or multicast.
        mpls_ethertype: Be<EtherType>,
        /// Padding.
        pad __pad: u16,
    }
}
c_struct! {
    /// MPLS label stack entry to add: `struct ovs_action_add_mpls`, linux/openvswitch.h.
    #[doc(alias = "ovs_action_add_mpls")]
    pub struct ActionAddMpls {
        /// Label (20 bits), traffic class (3 bits), bottom of stack (1 bit), TTL (8 bits).
        mpls_lse: Be<u32>,
        /// EtherType of the packet: MPLS unicast or multicast.
        mpls_ethertype: Be<EtherType>,
        /// Where the entry is added.
        tun_flags: MplsTunnelFlags,
    }
}
c_struct! {
    /// VLAN tag to push: `struct ovs_action_push_vlan`, linux/openvswitch.h.
    #[doc(alias = "ovs_action_push_vlan")]
    pub struct ActionPushVlan {
        /// Tag protocol identifier (TPID): 802.1Q or 802.1ad.
        vlan_tpid: Be<EtherType>,
        /// Priority (3 bits), tag present (1 bit, must be set), VLAN id (12 bits).
        vlan_tci: Be<u16>,
    }
}
c_struct! {
    /// Hash to compute: `struct ovs_action_hash`, linux/openvswitch.h.
    #[doc(alias = "ovs_action_hash")]
    pub struct ActionHash {
        /// Algorithm.
        hash_alg: HashAlg,
        /// Basis that is mixed into the hash.
        hash_basis: u32,
    }
}
c_struct! {
    /// Ethernet header to push: `struct ovs_action_push_eth`, linux/openvswitch.h.
    #[doc(alias = "ovs_action_push_eth")]
    pub struct ActionPushEth {
        /// Source and destination MAC address.
        addresses: Struct<KeyEthernet>,
    }
}
open_enum! {
    /// Hash algorithm of `OVS_ACTION_ATTR_HASH`: `enum ovs_hash_alg`, linux/openvswitch.h.
    pub struct HashAlg(u32) {
        /// Hash over addresses and ports, which depends on the direction.
        OVS_HASH_ALG_L4 = 0,
        /// Hash over addresses and ports that is equal for both directions (Linux 6.8).
        OVS_HASH_ALG_SYM_L4 = 1,
    }
}
flags! {
    /// Where `OVS_ACTION_ATTR_ADD_MPLS` adds the entry: `OVS_MPLS_L3_TUNNEL_FLAG_MASK`.
    ///
    /// Header: linux/openvswitch.h.
    pub struct MplsTunnelFlags(u16) {
        /// At the start of the layer 3 header. If not set, at the start of the packet.
        OVS_MPLS_L3_TUNNEL_FLAG_MASK = 1 << 0,
    }
}
// Lengths: action_lens, __ovs_nla_copy_actions, sample_policy, userspace_policy, cpl_policy,
// net/openvswitch/flow_netlink.c; ovs_ct_attr_lens, ovs_nat_attr_lens, net/openvswitch/conntrack.c.
attributes! {
    /// Actions, executed in order: `OVS_ACTION_ATTR_*`, linux/openvswitch.h.
    ///
    /// No action drops the packet.
    pub set Action ordered, enum ActionAttr<'a> {
        /// Sends the packet to a port.
        OVS_ACTION_ATTR_OUTPUT: [u32] = 1 where range(0, 65534),
        /// Sends the packet to user space, in `OVS_PACKET_CMD_ACTION`.
        OVS_ACTION_ATTR_USERSPACE: [Attrs<'a, UserspaceAction>] = 2,
        /// Replaces a header. Contains exactly one attribute.
        OVS_ACTION_ATTR_SET: [Attrs<'a, FlowKey>] = 3,
        /// Pushes a VLAN tag, outermost.
        OVS_ACTION_ATTR_PUSH_VLAN: [&'a Struct<ActionPushVlan>] = 4,
        /// Removes the outermost VLAN tag.
        OVS_ACTION_ATTR_POP_VLAN: [Flag] = 5,
        /// Executes actions with a probability.
        OVS_ACTION_ATTR_SAMPLE: [Attrs<'a, SampleAction>] = 6,
        /// Looks up a copy of the packet again, with this recirculation id.
        OVS_ACTION_ATTR_RECIRC: [u32] = 7,
        /// Computes the hash that flow keys contain as `OVS_KEY_ATTR_DP_HASH`.
        OVS_ACTION_ATTR_HASH: [&'a Struct<ActionHash>] = 8,
        /// Pushes an MPLS label stack entry, outermost.
        OVS_ACTION_ATTR_PUSH_MPLS: [&'a Struct<ActionPushMpls>] = 9,
        /// Removes the outermost MPLS label stack entry. The value is the EtherType that follows.
        OVS_ACTION_ATTR_POP_MPLS: [Be<EtherType>] = 10,
        /// Replaces bits of a header. Contains exactly one attribute.
        OVS_ACTION_ATTR_SET_MASKED: [Attrs<'a, MaskedKey>] = 11,
        /// Passes the packet through connection tracking.
        OVS_ACTION_ATTR_CT: [Attrs<'a, CtAction>] = 12,
        /// Truncates the packet in the next output, sample or upcall.
        OVS_ACTION_ATTR_TRUNC: [&'a Struct<ActionTrunc>] = 13,
        /// Pushes an Ethernet header.
        OVS_ACTION_ATTR_PUSH_ETH: [&'a Struct<ActionPushEth>] = 14,
        /// Removes the Ethernet header.
        OVS_ACTION_ATTR_POP_ETH: [Flag] = 15,
        /// Removes the connection tracking state from the packet.
        OVS_ACTION_ATTR_CT_CLEAR: [Flag] = 16,
        /// Pushes a Network Service Header: `OVS_KEY_ATTR_NSH`, and nothing else.
        OVS_ACTION_ATTR_PUSH_NSH: [Attrs<'a, FlowKey>] = 17,
        /// Removes the outermost Network Service Header.
        OVS_ACTION_ATTR_POP_NSH: [Flag] = 18,
        /// Passes the packet through a meter, which may drop the packet.
        OVS_ACTION_ATTR_METER: [u32] = 19,
        /// Executes actions on a copy of the packet.
        OVS_ACTION_ATTR_CLONE: [Attrs<'a, Action>] = 20,
        /// Executes actions by the length of the packet.
        OVS_ACTION_ATTR_CHECK_PKT_LEN: [Attrs<'a, CheckPktLenAction>] = 21,
        /// Adds an MPLS label stack entry, at the start of the packet or of the layer 3 header.
        OVS_ACTION_ATTR_ADD_MPLS: [&'a Struct<ActionAddMpls>] = 22,
        /// Decrements TTL or hop limit, or executes actions if it is 1 or less.
        OVS_ACTION_ATTR_DEC_TTL: [Attrs<'a, DecTtlAction>] = 23,
        /// Drops the packet with a drop reason (Linux 6.7). 0 means no error.
        OVS_ACTION_ATTR_DROP: [u32] = 24,
        /// Sends a sample of the packet to a group of the family `psample` (Linux 6.11).
        OVS_ACTION_ATTR_PSAMPLE: [Attrs<'a, PsampleAction>] = 25,
    }
}
attributes! {
    /// Sampling: `OVS_SAMPLE_ATTR_*`, linux/openvswitch.h.
    pub set SampleAction, enum SampleActionAttr<'a> {
        /// Fraction of packets that are sampled, of 2^32 - 1.
        OVS_SAMPLE_ATTR_PROBABILITY: u32 = 1,
        /// Actions that are executed on sampled packets.
        OVS_SAMPLE_ATTR_ACTIONS: Attrs<'a, Action> = 2,
    }
}
attributes! {
    /// Upcall of an action: `OVS_USERSPACE_ATTR_*`, linux/openvswitch.h.
    pub set UserspaceAction, enum UserspaceActionAttr<'a> {
        /// Port id of the socket that receives the packet. Required.
        OVS_USERSPACE_ATTR_PID: u32 = 1,
        /// Cookie that the upcall contains as `OVS_PACKET_ATTR_USERDATA`.
        OVS_USERSPACE_ATTR_USERDATA: &'a [u8] = 2,
        /// Output port whose tunnel key the upcall contains, as `OVS_PACKET_ATTR_EGRESS_TUN_KEY`.
        OVS_USERSPACE_ATTR_EGRESS_TUN_PORT: u32 = 3,
        /// Adds the actions of the flow to the upcall.
        OVS_USERSPACE_ATTR_ACTIONS: Flag = 4,
    }
}
attributes! {
    /// Connection tracking: `OVS_CT_ATTR_*`, linux/openvswitch.h.
    pub set CtAction, enum CtActionAttr<'a> {
        /// Commits the connection, so that later packets are established.
        OVS_CT_ATTR_COMMIT: Flag = 1,
        /// Conntrack zone, in which tuples are unique.
        OVS_CT_ATTR_ZONE: u16 = 2,
        /// Mark that is set on the connection.
        OVS_CT_ATTR_MARK: Masked<u32> = 3,
        /// Label that is set on the connection.
        OVS_CT_ATTR_LABELS: Masked<Struct<KeyCtLabels>> = 4,
        /// Name of a helper, such as `ftp`.
        OVS_CT_ATTR_HELPER: Str<'a> = 5 where nul_max_len(15),
        /// Network address translation. Empty: translate packets of committed connections only.
        OVS_CT_ATTR_NAT: Attrs<'a, NatAction> = 6,
        /// Commits the connection; deletes an existing connection of the opposite direction first.
        OVS_CT_ATTR_FORCE_COMMIT: Flag = 7,
        /// Events that are reported, one bit each: `IPCT_*`, linux/netfilter/nf_conntrack_common.h.
        OVS_CT_ATTR_EVENTMASK: u32 = 8,
        /// Name of a timeout policy.
        OVS_CT_ATTR_TIMEOUT: Str<'a> = 9 where nul_max_len(31),
    }
}
attributes! {
    /// Network address translation: `OVS_NAT_ATTR_*`, linux/openvswitch.h.
    pub set NatAction, enum NatActionAttr<'a> {
        /// Translates the source.
        OVS_NAT_ATTR_SRC: Flag = 1,
        /// Translates the destination.
        OVS_NAT_ATTR_DST: Flag = 2,
        /// Lowest address.
        OVS_NAT_ATTR_IP_MIN: Ip<'a> = 3,
        /// Highest address. Omitted if there is only one.
        OVS_NAT_ATTR_IP_MAX: Ip<'a> = 4,
        /// Lowest port, in host byte order.
        OVS_NAT_ATTR_PROTO_MIN: u16 = 5,
        /// Highest port, in host byte order. Omitted if there is only one.
        OVS_NAT_ATTR_PROTO_MAX: u16 = 6,
        /// Gives a client the same address for all its connections.
        OVS_NAT_ATTR_PERSISTENT: Flag = 7,
        /// Selects the port by a hash.
        OVS_NAT_ATTR_PROTO_HASH: Flag = 8,
        /// Selects the port at random.
        OVS_NAT_ATTR_PROTO_RANDOM: Flag = 9,
    }
}
attributes! {
    /// Actions by packet length: `OVS_CHECK_PKT_LEN_ATTR_*`, linux/openvswitch.h.
    ///
    /// All three attributes are required.
    pub set CheckPktLenAction, enum CheckPktLenActionAttr<'a> {
        /// Length that the packet is compared with, bytes.
        OVS_CHECK_PKT_LEN_ATTR_PKT_LEN: u16 = 1,
        /// Actions for a longer packet.
        OVS_CHECK_PKT_LEN_ATTR_ACTIONS_IF_GREATER: Attrs<'a, Action> = 2,
        /// Actions for a packet that is not longer.
        OVS_CHECK_PKT_LEN_ATTR_ACTIONS_IF_LESS_EQUAL: Attrs<'a, Action> = 3,
    }
}
attributes! {
    /// Actions for an expired TTL: `OVS_DEC_TTL_ATTR_*`, linux/openvswitch.h.
    pub set DecTtlAction, enum DecTtlActionAttr<'a> {
        /// Actions for a packet whose TTL is 1 or less.
        OVS_DEC_TTL_ATTR_ACTION: Attrs<'a, Action> = 1,
    }
}
attributes! {
    /// Sample for the family `psample`: `OVS_PSAMPLE_ATTR_*`, linux/openvswitch.h.
    pub set PsampleAction, enum PsampleActionAttr<'a> {
        /// Group number. Required.
        OVS_PSAMPLE_ATTR_GROUP: u32 = 1,
        /// Cookie that the sample contains.
        OVS_PSAMPLE_ATTR_COOKIE: &'a [u8] = 2 where binary_max_len(16),
    }
}
