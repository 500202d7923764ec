//! Queues: rings, channels, interrupt coalescing, receive side scaling (RSS).
use super::Header;
use crate::{
    attributes, flags, open_enum,
    wire::{Attrs, PackedArray, Uint},
};

open_enum! {
    /// TCP header and data split: `ETHTOOL_TCP_DATA_SPLIT_*`, linux/ethtool_netlink.h.
    ///
    /// Received TCP headers and payload are placed into separate buffers.
    pub struct TcpDataSplit(u8) {
        /// Unknown. In a request: the driver's default.
        ETHTOOL_TCP_DATA_SPLIT_UNKNOWN = 0,
        /// Disabled: header and payload share a buffer.
        ETHTOOL_TCP_DATA_SPLIT_DISABLED = 1,
        /// Enabled: header and payload of TCP go to separate buffers.
        ETHTOOL_TCP_DATA_SPLIT_ENABLED = 2,
    }
}
flags! {
    /// Symmetric transformation of the RSS hash input: `RXH_XFRM_*`, linux/ethtool.h.
    pub struct InputXfrm(u32) {
        /// XOR of source and destination fields; both copies of the hash input are the XOR.
        RXH_XFRM_SYM_XOR = 1 << 0,
        /// XOR of source and destination fields in one copy of the hash input, OR in the other.
        RXH_XFRM_SYM_OR_XOR = 1 << 1,
    }
}
attributes! {
    /// Ring sizes in descriptors, and ring options: `ETHTOOL_A_RINGS_*`, linux/ethtool_netlink.h.
    #[doc(alias = "ethtool_ringparam")]
    pub set Rings, enum RingsAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_RINGS_HEADER: Attrs<'a, Header> = 1,
        /// Maximum size of the RX ring, descriptors.
        ETHTOOL_A_RINGS_RX_MAX: u32 = 2 where read_only,
        /// Maximum size of the RX mini ring, descriptors.
        ETHTOOL_A_RINGS_RX_MINI_MAX: u32 = 3 where read_only,
        /// Maximum size of the RX jumbo ring, descriptors.
        ETHTOOL_A_RINGS_RX_JUMBO_MAX: u32 = 4 where read_only,
        /// Maximum size of the TX ring, descriptors.
        ETHTOOL_A_RINGS_TX_MAX: u32 = 5 where read_only,
        /// Size of the RX ring, descriptors.
        ETHTOOL_A_RINGS_RX: u32 = 6,
        /// Size of the RX mini ring (for small packets), descriptors.
        ETHTOOL_A_RINGS_RX_MINI: u32 = 7,
        /// Size of the RX jumbo ring (for large packets), descriptors.
        ETHTOOL_A_RINGS_RX_JUMBO: u32 = 8,
        /// Size of the TX ring, descriptors.
        ETHTOOL_A_RINGS_TX: u32 = 9,
        /// Size of the RX buffers, bytes.
        ETHTOOL_A_RINGS_RX_BUF_LEN: u32 = 10 where range(1, 0xffff_ffff),
        /// TCP header and data split.
        ETHTOOL_A_RINGS_TCP_DATA_SPLIT: TcpDataSplit = 11 where range(0, 2),
        /// Size of a completion queue entry (CQE), bytes.
        ETHTOOL_A_RINGS_CQE_SIZE: u32 = 12 where range(1, 0xffff_ffff),
        /// TX push mode: 0 or 1.
        ///
        /// The driver pushes TX descriptors to the device by MMIO writes instead of DMA.
        ETHTOOL_A_RINGS_TX_PUSH: u8 = 13 where range(0, 1),
        /// RX push mode: 0 or 1.
        ///
        /// The driver pushes RX descriptors to the device by MMIO writes instead of DMA.
        ETHTOOL_A_RINGS_RX_PUSH: u8 = 14 where range(0, 1),
        /// Maximum number of packet bytes pushed to the device in TX push mode.
        ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN: u32 = 15,
        /// Upper limit of `ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN`, bytes.
        ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN_MAX: u32 = 16 where read_only,
        /// Header and data split threshold: minimum packet size, bytes.
        ETHTOOL_A_RINGS_HDS_THRESH: u32 = 17,
        /// Upper limit of `ETHTOOL_A_RINGS_HDS_THRESH`, bytes.
        ETHTOOL_A_RINGS_HDS_THRESH_MAX: u32 = 18 where read_only,
    }
}
attributes! {
    /// Number of channels: `ETHTOOL_A_CHANNELS_*`, linux/ethtool_netlink.h.
    ///
    /// A channel is an interrupt with its queues.
    #[doc(alias = "ethtool_channels")]
    pub set Channels, enum ChannelsAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_CHANNELS_HEADER: Attrs<'a, Header> = 1,
        /// Maximum number of RX channels.
        ETHTOOL_A_CHANNELS_RX_MAX: u32 = 2 where read_only,
        /// Maximum number of TX channels.
        ETHTOOL_A_CHANNELS_TX_MAX: u32 = 3 where read_only,
        /// Maximum number of other channels.
        ETHTOOL_A_CHANNELS_OTHER_MAX: u32 = 4 where read_only,
        /// Maximum number of combined channels.
        ETHTOOL_A_CHANNELS_COMBINED_MAX: u32 = 5 where read_only,
        /// Number of RX channels.
        ETHTOOL_A_CHANNELS_RX_COUNT: u32 = 6,
        /// Number of TX channels.
        ETHTOOL_A_CHANNELS_TX_COUNT: u32 = 7,
        /// Number of other channels, for example for link interrupts.
        ETHTOOL_A_CHANNELS_OTHER_COUNT: u32 = 8,
        /// Number of combined (RX and TX) channels.
        ETHTOOL_A_CHANNELS_COMBINED_COUNT: u32 = 9,
    }
}
attributes! {
    /// Interrupt coalescing: `ETHTOOL_A_COALESCE_*`, linux/ethtool_netlink.h.
    ///
    /// A parameter that the driver does not support is absent from replies and refused with
    /// `EINVAL`. An interrupt is raised when the delay has elapsed or the number of packets is
    /// reached.
    #[doc(alias = "ethtool_coalesce")]
    pub set Coalesce, enum CoalesceAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_COALESCE_HEADER: Attrs<'a, Header> = 1,
        /// Delay from a received packet to the RX interrupt, microseconds.
        ETHTOOL_A_COALESCE_RX_USECS: u32 = 2,
        /// Maximum number of received packets before an RX interrupt.
        ETHTOOL_A_COALESCE_RX_MAX_FRAMES: u32 = 3,
        /// Delay to the RX interrupt while an interrupt is being serviced, microseconds.
        ETHTOOL_A_COALESCE_RX_USECS_IRQ: u32 = 4,
        /// Maximum number of received packets while an interrupt is being serviced.
        ETHTOOL_A_COALESCE_RX_MAX_FRAMES_IRQ: u32 = 5,
        /// Delay from a transmitted packet to the TX interrupt, microseconds.
        ETHTOOL_A_COALESCE_TX_USECS: u32 = 6,
        /// Maximum number of transmitted packets before a TX interrupt.
        ETHTOOL_A_COALESCE_TX_MAX_FRAMES: u32 = 7,
        /// Delay to the TX interrupt while an interrupt is being serviced, microseconds.
        ETHTOOL_A_COALESCE_TX_USECS_IRQ: u32 = 8,
        /// Maximum number of transmitted packets while an interrupt is being serviced.
        ETHTOOL_A_COALESCE_TX_MAX_FRAMES_IRQ: u32 = 9,
        /// Interval of in-memory statistics updates by the device, microseconds.
        ETHTOOL_A_COALESCE_STATS_BLOCK_USECS: u32 = 10,
        /// Adaptive RX coalescing: 0 or 1.
        ETHTOOL_A_COALESCE_USE_ADAPTIVE_RX: u8 = 11,
        /// Adaptive TX coalescing: 0 or 1.
        ETHTOOL_A_COALESCE_USE_ADAPTIVE_TX: u8 = 12,
        /// Packet rate below which the `_LOW` parameters apply, packets per second.
        ETHTOOL_A_COALESCE_PKT_RATE_LOW: u32 = 13,
        /// Delay to the RX interrupt at a low packet rate, microseconds.
        ETHTOOL_A_COALESCE_RX_USECS_LOW: u32 = 14,
        /// Maximum number of received packets before an interrupt at a low packet rate.
        ETHTOOL_A_COALESCE_RX_MAX_FRAMES_LOW: u32 = 15,
        /// Delay to the TX interrupt at a low packet rate, microseconds.
        ETHTOOL_A_COALESCE_TX_USECS_LOW: u32 = 16,
        /// Maximum number of transmitted packets before an interrupt at a low packet rate.
        ETHTOOL_A_COALESCE_TX_MAX_FRAMES_LOW: u32 = 17,
        /// Packet rate above which the `_HIGH` parameters apply, packets per second.
        ETHTOOL_A_COALESCE_PKT_RATE_HIGH: u32 = 18,
        /// Delay to the RX interrupt at a high packet rate, microseconds.
        ETHTOOL_A_COALESCE_RX_USECS_HIGH: u32 = 19,
        /// Maximum number of received packets before an interrupt at a high packet rate.
        ETHTOOL_A_COALESCE_RX_MAX_FRAMES_HIGH: u32 = 20,
        /// Delay to the TX interrupt at a high packet rate, microseconds.
        ETHTOOL_A_COALESCE_TX_USECS_HIGH: u32 = 21,
        /// Maximum number of transmitted packets before an interrupt at a high packet rate.
        ETHTOOL_A_COALESCE_TX_MAX_FRAMES_HIGH: u32 = 22,
        /// Interval of packet rate sampling for adaptive coalescing, seconds.
        ETHTOOL_A_COALESCE_RATE_SAMPLE_INTERVAL: u32 = 23,
        /// CQE mode for TX: 0 or 1. The delay restarts with each completion queue entry (CQE).
        ETHTOOL_A_COALESCE_USE_CQE_MODE_TX: u8 = 24 where range(0, 1),
        /// CQE mode for RX: 0 or 1. The delay restarts with each completion queue entry (CQE).
        ETHTOOL_A_COALESCE_USE_CQE_MODE_RX: u8 = 25 where range(0, 1),
        /// Maximum size of an aggregated block of transmitted packets, bytes.
        ETHTOOL_A_COALESCE_TX_AGGR_MAX_BYTES: u32 = 26,
        /// Maximum number of packets in an aggregated block of transmitted packets.
        ETHTOOL_A_COALESCE_TX_AGGR_MAX_FRAMES: u32 = 27,
        /// Maximum time that a packet waits in an aggregated block, microseconds.
        ETHTOOL_A_COALESCE_TX_AGGR_TIME_USECS: u32 = 28,
        /// Profile of dynamic interrupt moderation (DIM) for RX.
        ETHTOOL_A_COALESCE_RX_PROFILE: Attrs<'a, Profile> = 29,
        /// Profile of dynamic interrupt moderation (DIM) for TX.
        ETHTOOL_A_COALESCE_TX_PROFILE: Attrs<'a, Profile> = 30,
        /// Maximum number of received packets coalesced into one completion queue entry (CQE).
        ETHTOOL_A_COALESCE_RX_CQE_FRAMES: u32 = 31,
        /// Maximum time that a completion queue entry (CQE) waits for more packets, nanoseconds.
        ETHTOOL_A_COALESCE_RX_CQE_NSECS: u32 = 32,
    }
}
attributes! {
    /// Profile of dynamic interrupt moderation (DIM): `ETHTOOL_A_PROFILE_*`.
    ///
    /// Header: linux/ethtool_netlink.h.
    pub set Profile, enum ProfileAttr<'a> {
        /// One moderation level of the profile.
        ETHTOOL_A_PROFILE_IRQ_MODERATION: [Attrs<'a, IrqModeration>] = 1,
    }
}
attributes! {
    /// Moderation level of a DIM profile: `ETHTOOL_A_IRQ_MODERATION_*`, linux/ethtool_netlink.h.
    pub set IrqModeration, enum IrqModerationAttr<'a> {
        /// Delay to the interrupt, microseconds.
        ETHTOOL_A_IRQ_MODERATION_USEC: u32 = 1,
        /// Maximum number of packets before an interrupt.
        ETHTOOL_A_IRQ_MODERATION_PKTS: u32 = 2,
        /// Maximum number of completions before an interrupt.
        ETHTOOL_A_IRQ_MODERATION_COMPS: u32 = 3,
    }
}
attributes! {
    /// Receive side scaling (RSS): `ETHTOOL_A_RSS_*`, linux/ethtool_netlink.h.
    #[doc(alias = "ethtool_rxfh")]
    #[doc(alias = "RXFH")]
    pub set Rss, enum RssAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_RSS_HEADER: Attrs<'a, Header> = 1,
        /// RSS context; 0 is the default context of the device.
        ETHTOOL_A_RSS_CONTEXT: u32 = 2,
        /// Hash function: one bit.
        ///
        /// The bit names are in the string set
        /// [`StringSetId::ETH_SS_RSS_HASH_FUNCS`](super::StringSetId).
        ETHTOOL_A_RSS_HFUNC: u32 = 3,
        /// Indirection table: the RX queue of each hash value.
        ETHTOOL_A_RSS_INDIR: PackedArray<'a, u32> = 4,
        /// Hash key.
        ETHTOOL_A_RSS_HKEY: &'a [u8] = 5,
        /// Symmetric transformation of the hash input.
        ETHTOOL_A_RSS_INPUT_XFRM: InputXfrm = 6 where range(0, 2),
        /// First context of a dump.
        ETHTOOL_A_RSS_START_CONTEXT: u32 = 7,
        /// Packet fields that are hashed, by flow type.
        ETHTOOL_A_RSS_FLOW_HASH: Attrs<'a, Flow> = 8,
    }
}
flags! {
    /// Packet fields in the RSS hash: `RXH_*`, linux/ethtool.h.
    pub struct RxhFields(u32) {
        /// Destination MAC address.
        RXH_L2DA = 1 << 1,
        /// VLAN tag.
        RXH_VLAN = 1 << 2,
        /// Layer 3 protocol number.
        RXH_L3_PROTO = 1 << 3,
        /// IP source address.
        RXH_IP_SRC = 1 << 4,
        /// IP destination address.
        RXH_IP_DST = 1 << 5,
        /// First two bytes of the layer 4 header: the source port of TCP, UDP and SCTP.
        RXH_L4_B_0_1 = 1 << 6,
        /// Third and fourth byte of the layer 4 header: the destination port of TCP, UDP and SCTP.
        RXH_L4_B_2_3 = 1 << 7,
        /// GTP tunnel endpoint identifier (TEID).
        RXH_GTP_TEID = 1 << 8,
        /// IPv6 flow label.
        RXH_IP6_FL = 1 << 9,
        /// Packets of this flow type are dropped.
        RXH_DISCARD = 1 << 31,
    }
}
attributes! {
    /// Hashed packet fields of each flow type, bits of [`RxhFields`]: `ETHTOOL_A_FLOW_*`.
    pub set Flow, enum FlowAttr<'a> {
        /// Ethernet.
        ETHTOOL_A_FLOW_ETHER: Uint = 1 where flags_mask(0x8000_01fe),
        /// IPv4.
        ETHTOOL_A_FLOW_IP4: Uint = 2 where flags_mask(0x8000_01fe),
        /// IPv6.
        ETHTOOL_A_FLOW_IP6: Uint = 3 where flags_mask(0x8000_03fe),
        /// TCP over IPv4.
        ETHTOOL_A_FLOW_TCP4: Uint = 4 where flags_mask(0x8000_01fe),
        /// TCP over IPv6.
        ETHTOOL_A_FLOW_TCP6: Uint = 5 where flags_mask(0x8000_03fe),
        /// UDP over IPv4.
        ETHTOOL_A_FLOW_UDP4: Uint = 6 where flags_mask(0x8000_01fe),
        /// UDP over IPv6.
        ETHTOOL_A_FLOW_UDP6: Uint = 7 where flags_mask(0x8000_03fe),
        /// SCTP over IPv4.
        ETHTOOL_A_FLOW_SCTP4: Uint = 8 where flags_mask(0x8000_01fe),
        /// SCTP over IPv6.
        ETHTOOL_A_FLOW_SCTP6: Uint = 9 where flags_mask(0x8000_03fe),
        /// AH over IPv4.
        ETHTOOL_A_FLOW_AH4: Uint = 10 where flags_mask(0x8000_01fe),
        /// AH over IPv6.
        ETHTOOL_A_FLOW_AH6: Uint = 11 where flags_mask(0x8000_03fe),
        /// ESP over IPv4.
        ETHTOOL_A_FLOW_ESP4: Uint = 12 where flags_mask(0x8000_01fe),
        /// ESP over IPv6.
        ETHTOOL_A_FLOW_ESP6: Uint = 13 where flags_mask(0x8000_03fe),
        /// AH or ESP over IPv4.
        ETHTOOL_A_FLOW_AH_ESP4: Uint = 14 where flags_mask(0x8000_01fe),
        /// AH or ESP over IPv6.
        ETHTOOL_A_FLOW_AH_ESP6: Uint = 15 where flags_mask(0x8000_03fe),
        /// GTP-U (GPRS Tunnelling Protocol, user plane) over IPv4.
        ETHTOOL_A_FLOW_GTPU4: Uint = 16 where flags_mask(0x8000_01fe),
        /// GTP-U (GPRS Tunnelling Protocol, user plane) over IPv6.
        ETHTOOL_A_FLOW_GTPU6: Uint = 17 where flags_mask(0x8000_03fe),
        /// GTP-C (GPRS Tunnelling Protocol, control plane) over IPv4.
        ETHTOOL_A_FLOW_GTPC4: Uint = 18 where flags_mask(0x8000_01fe),
        /// GTP-C (GPRS Tunnelling Protocol, control plane) over IPv6.
        ETHTOOL_A_FLOW_GTPC6: Uint = 19 where flags_mask(0x8000_03fe),
        /// GTP-C with tunnel endpoint identifier (TEID) over IPv4.
        ETHTOOL_A_FLOW_GTPC_TEID4: Uint = 20 where flags_mask(0x8000_01fe),
        /// GTP-C with tunnel endpoint identifier (TEID) over IPv6.
        ETHTOOL_A_FLOW_GTPC_TEID6: Uint = 21 where flags_mask(0x8000_03fe),
        /// GTP-U with extension header over IPv4.
        ETHTOOL_A_FLOW_GTPU_EH4: Uint = 22 where flags_mask(0x8000_01fe),
        /// GTP-U with extension header over IPv6.
        ETHTOOL_A_FLOW_GTPU_EH6: Uint = 23 where flags_mask(0x8000_03fe),
        /// GTP-U uplink over IPv4.
        ETHTOOL_A_FLOW_GTPU_UL4: Uint = 24 where flags_mask(0x8000_01fe),
        /// GTP-U uplink over IPv6.
        ETHTOOL_A_FLOW_GTPU_UL6: Uint = 25 where flags_mask(0x8000_03fe),
        /// GTP-U downlink over IPv4.
        ETHTOOL_A_FLOW_GTPU_DL4: Uint = 26 where flags_mask(0x8000_01fe),
        /// GTP-U downlink over IPv6.
        ETHTOOL_A_FLOW_GTPU_DL6: Uint = 27 where flags_mask(0x8000_03fe),
    }
}
