//! Queues: rings, channels, how interrupts are coalesced, and how packets are spread over queues.
use super::Header;
use crate::{
    attributes, flags, numbers,
    wire::{Attrs, Slice, Uint},
};

numbers! {
    /// Whether TCP headers and data are received into buffers of their own: `ETHTOOL_TCP_DATA_SPLIT_*`, linux/ethtool_netlink.h.
    pub struct TcpDataSplit(u8) {
        /// Unknown; in a request, as the driver likes.
        ETHTOOL_TCP_DATA_SPLIT_UNKNOWN = 0,
        /// They are not.
        ETHTOOL_TCP_DATA_SPLIT_DISABLED = 1,
        /// They are.
        ETHTOOL_TCP_DATA_SPLIT_ENABLED = 2,
    }
}
flags! {
    /// How addresses are made alike before they are hashed: `RXH_XFRM_*`, linux/ethtool.h.
    pub struct InputXfrm(u32) {
        /// Source and destination are combined by xor.
        RXH_XFRM_SYM_XOR = 1 << 0,
        /// The same, of which one copy is by or.
        RXH_XFRM_SYM_OR_XOR = 1 << 1,
    }
}
attributes! {
    /// Sizes of rings, in descriptors: `ETHTOOL_A_RINGS_*`, linux/ethtool_netlink.h.
    pub set Rings, enum RingsAttr<'a> {
        /// Which device.
        ETHTOOL_A_RINGS_HEADER = 1 => Header(Attrs<'a, Header>),
        /// Largest of RX.
        ETHTOOL_A_RINGS_RX_MAX = 2 => RxMax(u32) where output(),
        /// Largest of RX_MINI.
        ETHTOOL_A_RINGS_RX_MINI_MAX = 3 => RxMiniMax(u32) where output(),
        /// Largest of RX_JUMBO.
        ETHTOOL_A_RINGS_RX_JUMBO_MAX = 4 => RxJumboMax(u32) where output(),
        /// Largest of TX.
        ETHTOOL_A_RINGS_TX_MAX = 5 => TxMax(u32) where output(),
        /// For receiving.
        ETHTOOL_A_RINGS_RX = 6 => Rx(u32),
        /// For receiving small packets.
        ETHTOOL_A_RINGS_RX_MINI = 7 => RxMini(u32),
        /// For receiving large packets.
        ETHTOOL_A_RINGS_RX_JUMBO = 8 => RxJumbo(u32),
        /// For sending.
        ETHTOOL_A_RINGS_TX = 9 => Tx(u32),
        /// Bytes of a buffer of the receiving ring.
        ETHTOOL_A_RINGS_RX_BUF_LEN = 10 => RxBufLen(u32) where range(1, 0xffff_ffff),
        /// Whether TCP headers and data are received apart.
        ETHTOOL_A_RINGS_TCP_DATA_SPLIT = 11 => TcpDataSplit(TcpDataSplit) where range(0, 2),
        /// Bytes of an entry of the completion queue.
        ETHTOOL_A_RINGS_CQE_SIZE = 12 => CqeSize(u32) where range(1, 0xffff_ffff),
        /// Whether packets to be sent are pushed into the device: 0 or 1.
        ETHTOOL_A_RINGS_TX_PUSH = 13 => TxPush(u8) where range(0, 1),
        /// Whether packets received are pushed into memory at once: 0 or 1.
        ETHTOOL_A_RINGS_RX_PUSH = 14 => RxPush(u8) where range(0, 1),
        /// Bytes of a packet that are pushed into the device.
        ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN = 15 => TxPushBufLen(u32),
        /// Most bytes that can be.
        ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN_MAX = 16 => TxPushBufLenMax(u32) where output(),
        /// Packets from so many bytes on have header and data apart.
        ETHTOOL_A_RINGS_HDS_THRESH = 17 => HdsThresh(u32),
        /// Largest such threshold.
        ETHTOOL_A_RINGS_HDS_THRESH_MAX = 18 => HdsThreshMax(u32) where output(),
    }
}
attributes! {
    /// Numbers of channels, each an interrupt with its queues: `ETHTOOL_A_CHANNELS_*`, linux/ethtool_netlink.h.
    pub set Channels, enum ChannelsAttr<'a> {
        /// Which device.
        ETHTOOL_A_CHANNELS_HEADER = 1 => Header(Attrs<'a, Header>),
        /// Most for receiving.
        ETHTOOL_A_CHANNELS_RX_MAX = 2 => RxMax(u32) where output(),
        /// Most for sending.
        ETHTOOL_A_CHANNELS_TX_MAX = 3 => TxMax(u32) where output(),
        /// Most for other ends.
        ETHTOOL_A_CHANNELS_OTHER_MAX = 4 => OtherMax(u32) where output(),
        /// Most for both.
        ETHTOOL_A_CHANNELS_COMBINED_MAX = 5 => CombinedMax(u32) where output(),
        /// For receiving.
        ETHTOOL_A_CHANNELS_RX_COUNT = 6 => RxCount(u32),
        /// For sending.
        ETHTOOL_A_CHANNELS_TX_COUNT = 7 => TxCount(u32),
        /// For other ends.
        ETHTOOL_A_CHANNELS_OTHER_COUNT = 8 => OtherCount(u32),
        /// For both.
        ETHTOOL_A_CHANNELS_COMBINED_COUNT = 9 => CombinedCount(u32),
    }
}
attributes! {
    /// How long interrupts wait for more: `ETHTOOL_A_COALESCE_*`, linux/ethtool_netlink.h. Times are microseconds, frames packets; what a driver does not support is left out, and refused with EINVAL.
    pub set Coalesce, enum CoalesceAttr<'a> {
        /// Which device.
        ETHTOOL_A_COALESCE_HEADER = 1 => Header(Attrs<'a, Header>),
        /// An interrupt comes so long after a packet was received.
        ETHTOOL_A_COALESCE_RX_USECS = 2 => RxUsecs(u32),
        /// It comes at latest after so many packets received.
        ETHTOOL_A_COALESCE_RX_MAX_FRAMES = 3 => RxMaxFrames(u32),
        /// The same time while an interrupt is served.
        ETHTOOL_A_COALESCE_RX_USECS_IRQ = 4 => RxUsecsIrq(u32),
        /// The same number while an interrupt is served.
        ETHTOOL_A_COALESCE_RX_MAX_FRAMES_IRQ = 5 => RxMaxFramesIrq(u32),
        /// An interrupt comes so long after a packet was sent.
        ETHTOOL_A_COALESCE_TX_USECS = 6 => TxUsecs(u32),
        /// It comes at latest after so many packets sent.
        ETHTOOL_A_COALESCE_TX_MAX_FRAMES = 7 => TxMaxFrames(u32),
        /// The same time while an interrupt is served.
        ETHTOOL_A_COALESCE_TX_USECS_IRQ = 8 => TxUsecsIrq(u32),
        /// The same number while an interrupt is served.
        ETHTOOL_A_COALESCE_TX_MAX_FRAMES_IRQ = 9 => TxMaxFramesIrq(u32),
        /// How often the device writes statistics to memory.
        ETHTOOL_A_COALESCE_STATS_BLOCK_USECS = 10 => StatsBlockUsecs(u32),
        /// Whether the driver adapts for receiving: 0 or 1.
        ETHTOOL_A_COALESCE_USE_ADAPTIVE_RX = 11 => UseAdaptiveRx(u8),
        /// Whether the driver adapts for sending: 0 or 1.
        ETHTOOL_A_COALESCE_USE_ADAPTIVE_TX = 12 => UseAdaptiveTx(u8),
        /// Below so many packets a second the values for low rates hold.
        ETHTOOL_A_COALESCE_PKT_RATE_LOW = 13 => PktRateLow(u32),
        /// RX_USECS at a low rate.
        ETHTOOL_A_COALESCE_RX_USECS_LOW = 14 => RxUsecsLow(u32),
        /// RX_MAX_FRAMES at a low rate.
        ETHTOOL_A_COALESCE_RX_MAX_FRAMES_LOW = 15 => RxMaxFramesLow(u32),
        /// TX_USECS at a low rate.
        ETHTOOL_A_COALESCE_TX_USECS_LOW = 16 => TxUsecsLow(u32),
        /// TX_MAX_FRAMES at a low rate.
        ETHTOOL_A_COALESCE_TX_MAX_FRAMES_LOW = 17 => TxMaxFramesLow(u32),
        /// Above so many packets a second the values for high rates hold.
        ETHTOOL_A_COALESCE_PKT_RATE_HIGH = 18 => PktRateHigh(u32),
        /// RX_USECS at a high rate.
        ETHTOOL_A_COALESCE_RX_USECS_HIGH = 19 => RxUsecsHigh(u32),
        /// RX_MAX_FRAMES at a high rate.
        ETHTOOL_A_COALESCE_RX_MAX_FRAMES_HIGH = 20 => RxMaxFramesHigh(u32),
        /// TX_USECS at a high rate.
        ETHTOOL_A_COALESCE_TX_USECS_HIGH = 21 => TxUsecsHigh(u32),
        /// TX_MAX_FRAMES at a high rate.
        ETHTOOL_A_COALESCE_TX_MAX_FRAMES_HIGH = 22 => TxMaxFramesHigh(u32),
        /// How often the rate is sampled, seconds.
        ETHTOOL_A_COALESCE_RATE_SAMPLE_INTERVAL = 23 => RateSampleInterval(u32),
        /// Whether the time of sending begins anew with each completion: 0 or 1.
        ETHTOOL_A_COALESCE_USE_CQE_MODE_TX = 24 => UseCqeModeTx(u8) where range(0, 1),
        /// Whether the time of receiving begins anew with each completion: 0 or 1.
        ETHTOOL_A_COALESCE_USE_CQE_MODE_RX = 25 => UseCqeModeRx(u8) where range(0, 1),
        /// Most bytes of packets that are sent as one block.
        ETHTOOL_A_COALESCE_TX_AGGR_MAX_BYTES = 26 => TxAggrMaxBytes(u32),
        /// Most packets in such a block.
        ETHTOOL_A_COALESCE_TX_AGGR_MAX_FRAMES = 27 => TxAggrMaxFrames(u32),
        /// How long a packet waits for others in such a block.
        ETHTOOL_A_COALESCE_TX_AGGR_TIME_USECS = 28 => TxAggrTimeUsecs(u32),
        /// What the adapting driver may choose for receiving.
        ETHTOOL_A_COALESCE_RX_PROFILE = 29 => RxProfile(Attrs<'a, Profile>),
        /// What the adapting driver may choose for sending.
        ETHTOOL_A_COALESCE_TX_PROFILE = 30 => TxProfile(Attrs<'a, Profile>),
        /// Most packets received that share an entry of the completion queue.
        ETHTOOL_A_COALESCE_RX_CQE_FRAMES = 31 => RxCqeFrames(u32),
        /// How long such an entry waits for more packets, nanoseconds.
        ETHTOOL_A_COALESCE_RX_CQE_NSECS = 32 => RxCqeNsecs(u32),
    }
}
attributes! {
    /// What an adapting driver may choose from: `ETHTOOL_A_PROFILE_*`, linux/ethtool_netlink.h.
    pub set Profile, enum ProfileAttr<'a> {
        /// One choice.
        ETHTOOL_A_PROFILE_IRQ_MODERATION = 1 => IrqModeration[Attrs<'a, IrqModeration>],
    }
}
attributes! {
    /// One choice of an adapting driver: `ETHTOOL_A_IRQ_MODERATION_*`, linux/ethtool_netlink.h.
    pub set IrqModeration, enum IrqModerationAttr<'a> {
        /// Time to an interrupt, microseconds.
        ETHTOOL_A_IRQ_MODERATION_USEC = 1 => Usec(u32),
        /// Packets to an interrupt.
        ETHTOOL_A_IRQ_MODERATION_PKTS = 2 => Pkts(u32),
        /// Completions to an interrupt.
        ETHTOOL_A_IRQ_MODERATION_COMPS = 3 => Comps(u32),
    }
}
attributes! {
    /// How packets received are spread over queues: `ETHTOOL_A_RSS_*`, linux/ethtool_netlink.h.
    pub set Rss, enum RssAttr<'a> {
        /// Which device.
        ETHTOOL_A_RSS_HEADER = 1 => Header(Attrs<'a, Header>),
        /// Which context: 0 is that of the device.
        ETHTOOL_A_RSS_CONTEXT = 2 => Context(u32),
        /// The hash function: a bit of those that [`StringSetId::ETH_SS_RSS_HASH_FUNCS`](super::StringSetId) names.
        ETHTOOL_A_RSS_HFUNC = 3 => Hfunc(u32),
        /// The queue of each value of the hash.
        ETHTOOL_A_RSS_INDIR = 4 => Indir(Slice<'a, u32>),
        /// The hash's key.
        ETHTOOL_A_RSS_HKEY = 5 => Hkey(&'a [u8]),
        /// How addresses are made alike before.
        ETHTOOL_A_RSS_INPUT_XFRM = 6 => InputXfrm(InputXfrm) where range(0, 2),
        /// A dump begins at this context.
        ETHTOOL_A_RSS_START_CONTEXT = 7 => StartContext(u32),
        /// What is hashed of which packets.
        ETHTOOL_A_RSS_FLOW_HASH = 8 => FlowHash(Attrs<'a, Flow>),
    }
}
flags! {
    /// What of a packet is hashed: `RXH_*`, linux/ethtool.h.
    pub struct RxhFields(u32) {
        /// The destination's hardware address.
        RXH_L2DA = 1 << 1,
        /// The VLAN tag.
        RXH_VLAN = 1 << 2,
        /// The protocol.
        RXH_L3_PROTO = 1 << 3,
        /// The source address.
        RXH_IP_SRC = 1 << 4,
        /// The destination address.
        RXH_IP_DST = 1 << 5,
        /// The first two bytes behind the IP header: the source port.
        RXH_L4_B_0_1 = 1 << 6,
        /// The next two: the destination port.
        RXH_L4_B_2_3 = 1 << 7,
        /// The tunnel's id in GTP.
        RXH_GTP_TEID = 1 << 8,
        /// The flow label.
        RXH_IP6_FL = 1 << 9,
        /// Such packets are dropped.
        RXH_DISCARD = 1 << 31,
    }
}
attributes! {
    /// What is hashed of packets of each kind, bits of [`RxhFields`]: `ETHTOOL_A_FLOW_*`, linux/ethtool_netlink.h.
    pub set Flow, enum FlowAttr<'a> {
        /// Ethernet.
        ETHTOOL_A_FLOW_ETHER = 1 => Ether(Uint) where mask(0x8000_01fe),
        /// IPv4.
        ETHTOOL_A_FLOW_IP4 = 2 => Ip4(Uint) where mask(0x8000_01fe),
        /// IPv6.
        ETHTOOL_A_FLOW_IP6 = 3 => Ip6(Uint) where mask(0x8000_03fe),
        /// TCP over IPv4.
        ETHTOOL_A_FLOW_TCP4 = 4 => Tcp4(Uint) where mask(0x8000_01fe),
        /// TCP over IPv6.
        ETHTOOL_A_FLOW_TCP6 = 5 => Tcp6(Uint) where mask(0x8000_03fe),
        /// UDP over IPv4.
        ETHTOOL_A_FLOW_UDP4 = 6 => Udp4(Uint) where mask(0x8000_01fe),
        /// UDP over IPv6.
        ETHTOOL_A_FLOW_UDP6 = 7 => Udp6(Uint) where mask(0x8000_03fe),
        /// SCTP over IPv4.
        ETHTOOL_A_FLOW_SCTP4 = 8 => Sctp4(Uint) where mask(0x8000_01fe),
        /// SCTP over IPv6.
        ETHTOOL_A_FLOW_SCTP6 = 9 => Sctp6(Uint) where mask(0x8000_03fe),
        /// AH over IPv4.
        ETHTOOL_A_FLOW_AH4 = 10 => Ah4(Uint) where mask(0x8000_01fe),
        /// AH over IPv6.
        ETHTOOL_A_FLOW_AH6 = 11 => Ah6(Uint) where mask(0x8000_03fe),
        /// ESP over IPv4.
        ETHTOOL_A_FLOW_ESP4 = 12 => Esp4(Uint) where mask(0x8000_01fe),
        /// ESP over IPv6.
        ETHTOOL_A_FLOW_ESP6 = 13 => Esp6(Uint) where mask(0x8000_03fe),
        /// AH or ESP over IPv4.
        ETHTOOL_A_FLOW_AH_ESP4 = 14 => AhEsp4(Uint) where mask(0x8000_01fe),
        /// AH or ESP over IPv6.
        ETHTOOL_A_FLOW_AH_ESP6 = 15 => AhEsp6(Uint) where mask(0x8000_03fe),
        /// GTP-U over IPv4.
        ETHTOOL_A_FLOW_GTPU4 = 16 => Gtpu4(Uint) where mask(0x8000_01fe),
        /// GTP-U over IPv6.
        ETHTOOL_A_FLOW_GTPU6 = 17 => Gtpu6(Uint) where mask(0x8000_03fe),
        /// GTP-C over IPv4.
        ETHTOOL_A_FLOW_GTPC4 = 18 => Gtpc4(Uint) where mask(0x8000_01fe),
        /// GTP-C over IPv6.
        ETHTOOL_A_FLOW_GTPC6 = 19 => Gtpc6(Uint) where mask(0x8000_03fe),
        /// GTP-C with a tunnel id, over IPv4.
        ETHTOOL_A_FLOW_GTPC_TEID4 = 20 => GtpcTeid4(Uint) where mask(0x8000_01fe),
        /// GTP-C with a tunnel id, over IPv6.
        ETHTOOL_A_FLOW_GTPC_TEID6 = 21 => GtpcTeid6(Uint) where mask(0x8000_03fe),
        /// GTP-U with extension headers, over IPv4.
        ETHTOOL_A_FLOW_GTPU_EH4 = 22 => GtpuEh4(Uint) where mask(0x8000_01fe),
        /// GTP-U with extension headers, over IPv6.
        ETHTOOL_A_FLOW_GTPU_EH6 = 23 => GtpuEh6(Uint) where mask(0x8000_03fe),
        /// GTP-U upwards, over IPv4.
        ETHTOOL_A_FLOW_GTPU_UL4 = 24 => GtpuUl4(Uint) where mask(0x8000_01fe),
        /// GTP-U upwards, over IPv6.
        ETHTOOL_A_FLOW_GTPU_UL6 = 25 => GtpuUl6(Uint) where mask(0x8000_03fe),
        /// GTP-U downwards, over IPv4.
        ETHTOOL_A_FLOW_GTPU_DL4 = 26 => GtpuDl4(Uint) where mask(0x8000_01fe),
        /// GTP-U downwards, over IPv6.
        ETHTOOL_A_FLOW_GTPU_DL6 = 27 => GtpuDl6(Uint) where mask(0x8000_03fe),
    }
}
