//! Expressions that do something: verdicts, counters, NAT, logging, queueing.
use super::{Register, VerdictCode};
use crate::{
    attributes, flags, numbers,
    wire::{Attrs, Be, Str},
};

// Limits: nft_data_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// A value or a verdict: `NFTA_DATA_*`.
    pub set NftData, enum NftDataAttr<'a> {
        /// Bytes, in the order in which they lie in a register: mostly network order.
        NFTA_DATA_VALUE = 1 => Value(&'a [u8]),
        /// A verdict.
        NFTA_DATA_VERDICT = 2 => Verdict(Attrs<'a, NftVerdict>),
    }
}
// Limits: nft_verdict_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Where a packet goes: `NFTA_VERDICT_*`.
    pub set NftVerdict, enum NftVerdictAttr<'a> {
        /// Where.
        NFTA_VERDICT_CODE = 1 => Code(Be<VerdictCode>),
        /// The chain, of NFT_JUMP and NFT_GOTO.
        NFTA_VERDICT_CHAIN = 2 => Chain(Str<'a>) where at_most(255),
        /// The chain by its number within a batch.
        NFTA_VERDICT_CHAIN_ID = 3 => ChainId(Be<u32>),
    }
}
attributes! {
    /// `immediate`: a value into a register, a verdict into NFT_REG_VERDICT: `NFTA_IMMEDIATE_*`.
    pub set NftImmediate, enum NftImmediateAttr<'a> {
        /// The register.
        NFTA_IMMEDIATE_DREG = 1 => DReg(Be<Register>),
        /// The value.
        NFTA_IMMEDIATE_DATA = 2 => Data(Attrs<'a, NftData>),
    }
}
attributes! {
    /// `counter`: `NFTA_COUNTER_*`.
    pub set NftCounter, enum NftCounterAttr<'a> {
        /// Bytes.
        NFTA_COUNTER_BYTES = 1 => Bytes(Be<u64>),
        /// Packets.
        NFTA_COUNTER_PACKETS = 2 => Packets(Be<u64>),
        /// Nothing: brings what follows to a multiple of 8.
        NFTA_COUNTER_PAD = 3 => Pad(&'a [u8]),
    }
}
attributes! {
    /// `last`: when a packet was last here: `NFTA_LAST_*`.
    pub set NftLast, enum NftLastAttr<'a> {
        /// 1 where one was.
        NFTA_LAST_SET = 1 => Set(Be<u32>),
        /// Since when, milliseconds.
        NFTA_LAST_MSECS = 2 => Msecs(Be<u64>),
        /// Nothing: brings what follows to a multiple of 8.
        NFTA_LAST_PAD = 3 => Pad(&'a [u8]),
    }
}
numbers! {
    /// What a limit counts: `NFT_LIMIT_*`.
    pub struct LimitType(u32) {
        /// Packets.
        NFT_LIMIT_PKTS = 0,
        /// Bytes.
        NFT_LIMIT_PKT_BYTES = 1,
    }
}
flags! {
    /// A limit's flags: `NFT_LIMIT_F_*`.
    pub struct LimitFlags(u32) {
        /// It matches what is over it.
        NFT_LIMIT_F_INV = 1 << 0,
    }
}
attributes! {
    /// `limit`: `NFTA_LIMIT_*`.
    pub set NftLimit, enum NftLimitAttr<'a> {
        /// How many in the unit of time.
        NFTA_LIMIT_RATE = 1 => Rate(Be<u64>),
        /// The unit of time, seconds.
        NFTA_LIMIT_UNIT = 2 => Unit(Be<u64>),
        /// How many more at once.
        NFTA_LIMIT_BURST = 3 => Burst(Be<u32>),
        /// Of what.
        NFTA_LIMIT_TYPE = 4 => Type(Be<LimitType>),
        /// Its flags.
        NFTA_LIMIT_FLAGS = 5 => Flags(Be<LimitFlags>),
        /// Nothing: brings what follows to a multiple of 8.
        NFTA_LIMIT_PAD = 6 => Pad(&'a [u8]),
    }
}
flags! {
    /// Flags of a limit of connections: `NFT_CONNLIMIT_F_*`.
    pub struct ConnLimitFlags(u32) {
        /// It matches what is over it.
        NFT_CONNLIMIT_F_INV = 1 << 0,
    }
}
attributes! {
    /// `connlimit`: a limit of connections: `NFTA_CONNLIMIT_*`.
    pub set NftConnLimit, enum NftConnLimitAttr<'a> {
        /// How many.
        NFTA_CONNLIMIT_COUNT = 1 => Count(Be<u32>),
        /// Its flags.
        NFTA_CONNLIMIT_FLAGS = 2 => Flags(Be<ConnLimitFlags>),
    }
}
flags! {
    /// A quota's flags: `NFT_QUOTA_F_*`.
    pub struct QuotaFlags(u32) {
        /// It matches what is over it.
        NFT_QUOTA_F_INV = 1 << 0,
        /// It is used up.
        NFT_QUOTA_F_DEPLETED = 1 << 1,
    }
}
attributes! {
    /// `quota`: `NFTA_QUOTA_*`.
    pub set NftQuota, enum NftQuotaAttr<'a> {
        /// How many bytes.
        NFTA_QUOTA_BYTES = 1 => Bytes(Be<u64>),
        /// Its flags.
        NFTA_QUOTA_FLAGS = 2 => Flags(Be<QuotaFlags>),
        /// Nothing: brings what follows to a multiple of 8.
        NFTA_QUOTA_PAD = 3 => Pad(&'a [u8]),
        /// How many of them went.
        NFTA_QUOTA_CONSUMED = 4 => Consumed(Be<u64>),
    }
}
numbers! {
    /// How urgent what is logged is: `NFT_LOGLEVEL_*`.
    pub struct LogLevel(u32) {
        /// The system is unusable.
        NFT_LOGLEVEL_EMERG = 0,
        /// At once.
        NFT_LOGLEVEL_ALERT = 1,
        /// Critical.
        NFT_LOGLEVEL_CRIT = 2,
        /// An error.
        NFT_LOGLEVEL_ERR = 3,
        /// A warning; what is taken of itself.
        NFT_LOGLEVEL_WARNING = 4,
        /// Worth a note.
        NFT_LOGLEVEL_NOTICE = 5,
        /// Information.
        NFT_LOGLEVEL_INFO = 6,
        /// For finding errors.
        NFT_LOGLEVEL_DEBUG = 7,
        /// To the audit system.
        NFT_LOGLEVEL_AUDIT = 8,
    }
}
flags! {
    /// What the kernel's log says of a packet: `NF_LOG_*`, linux/netfilter/nf_log.h.
    pub struct LogFlags(u32) {
        /// Its TCP sequence number.
        NF_LOG_TCPSEQ = 0x01,
        /// Its TCP options.
        NF_LOG_TCPOPT = 0x02,
        /// Its IP options.
        NF_LOG_IPOPT = 0x04,
        /// The user of its socket.
        NF_LOG_UID = 0x08,
        /// Unused.
        NF_LOG_NFLOG = 0x10,
        /// Its link header.
        NF_LOG_MACDECODE = 0x20,
    }
}
// Limits: nft_log_policy, net/netfilter/nft_log.c.
attributes! {
    /// `log`: `NFTA_LOG_*`. With a group to user space (nflog), else to the kernel's log.
    pub set NftLog, enum NftLogAttr<'a> {
        /// The group. 16 bits, though the header's comment says 32.
        NFTA_LOG_GROUP = 1 => Group(Be<u16>),
        /// What stands before it.
        NFTA_LOG_PREFIX = 2 => Prefix(Str<'a>) where at_most(127),
        /// How many bytes of the packet at most; 0 for all.
        NFTA_LOG_SNAPLEN = 3 => SnapLen(Be<u32>),
        /// How many packets are gathered before they are sent.
        NFTA_LOG_QTHRESHOLD = 4 => QThreshold(Be<u16>),
        /// How urgent it is, in the kernel's log.
        NFTA_LOG_LEVEL = 5 => Level(Be<LogLevel>),
        /// What is said of the packet, in the kernel's log.
        NFTA_LOG_FLAGS = 6 => Flags(Be<LogFlags>),
    }
}
flags! {
    /// How packets are queued: `NFT_QUEUE_FLAG_*`.
    pub struct QueueFlags(u16) {
        /// They go on where nobody has bound the queue.
        NFT_QUEUE_FLAG_BYPASS = 0x01,
        /// Each CPU has a queue of its own.
        NFT_QUEUE_FLAG_CPU_FANOUT = 0x02,
    }
}
attributes! {
    /// `queue`: `NFTA_QUEUE_*`.
    pub set NftQueue, enum NftQueueAttr<'a> {
        /// The first queue.
        NFTA_QUEUE_NUM = 1 => Num(Be<u16>),
        /// How many; 1 without it.
        NFTA_QUEUE_TOTAL = 2 => Total(Be<u16>),
        /// How.
        NFTA_QUEUE_FLAGS = 3 => Flags(Be<QueueFlags>),
        /// The register that holds the queue.
        NFTA_QUEUE_SREG_QNUM = 4 => SRegQNum(Be<Register>),
    }
}
numbers! {
    /// How a packet is rejected: `NFT_REJECT_*`.
    pub struct RejectType(u32) {
        /// By an ICMP or ICMPv6 message of that code.
        NFT_REJECT_ICMP_UNREACH = 0,
        /// By a TCP RST.
        NFT_REJECT_TCP_RST = 1,
        /// By an ICMP message of either family, by a code of nf_tables' own.
        NFT_REJECT_ICMPX_UNREACH = 2,
    }
}
attributes! {
    /// `reject`: `NFTA_REJECT_*`.
    pub set NftReject, enum NftRejectAttr<'a> {
        /// How.
        NFTA_REJECT_TYPE = 1 => Type(Be<RejectType>) where range(0, 255),
        /// The code; of NFT_REJECT_ICMPX_UNREACH 0 no route, 1 port, 2 host, 3 prohibited.
        NFTA_REJECT_ICMP_CODE = 2 => IcmpCode(u8),
    }
}
numbers! {
    /// Which end is translated: `NFT_NAT_*`.
    pub struct NatType(u32) {
        /// The source.
        NFT_NAT_SNAT = 0,
        /// The destination.
        NFT_NAT_DNAT = 1,
    }
}
flags! {
    /// How an end is translated: `NF_NAT_RANGE_*`, linux/netfilter/nf_nat.h.
    pub struct NatFlags(u32) {
        /// There is an address.
        NF_NAT_RANGE_MAP_IPS = 1 << 0,
        /// There is a port.
        NF_NAT_RANGE_PROTO_SPECIFIED = 1 << 1,
        /// Ports are drawn at random.
        NF_NAT_RANGE_PROTO_RANDOM = 1 << 2,
        /// A host keeps its address.
        NF_NAT_RANGE_PERSISTENT = 1 << 3,
        /// Ports are drawn at random, without regard for the old ones.
        NF_NAT_RANGE_PROTO_RANDOM_FULLY = 1 << 4,
        /// Ports keep their distance.
        NF_NAT_RANGE_PROTO_OFFSET = 1 << 5,
        /// A network is translated to another, host by host.
        NF_NAT_RANGE_NETMAP = 1 << 6,
    }
}
attributes! {
    /// `nat`: `NFTA_NAT_*`.
    pub set NftNat, enum NftNatAttr<'a> {
        /// Which end.
        NFTA_NAT_TYPE = 1 => Type(Be<NatType>),
        /// Family of the addresses.
        NFTA_NAT_FAMILY = 2 => Family(Be<u32>),
        /// Register that holds the first address.
        NFTA_NAT_REG_ADDR_MIN = 3 => RegAddrMin(Be<Register>),
        /// Register that holds the last.
        NFTA_NAT_REG_ADDR_MAX = 4 => RegAddrMax(Be<Register>),
        /// Register that holds the first port.
        NFTA_NAT_REG_PROTO_MIN = 5 => RegProtoMin(Be<Register>),
        /// Register that holds the last.
        NFTA_NAT_REG_PROTO_MAX = 6 => RegProtoMax(Be<Register>),
        /// How.
        NFTA_NAT_FLAGS = 7 => Flags(Be<NatFlags>),
    }
}
attributes! {
    /// `masq`: the source becomes the address of the link that the packet goes out by: `NFTA_MASQ_*`.
    pub set NftMasq, enum NftMasqAttr<'a> {
        /// How.
        NFTA_MASQ_FLAGS = 1 => Flags(Be<NatFlags>),
        /// Register that holds the first port.
        NFTA_MASQ_REG_PROTO_MIN = 2 => RegProtoMin(Be<Register>),
        /// Register that holds the last.
        NFTA_MASQ_REG_PROTO_MAX = 3 => RegProtoMax(Be<Register>),
    }
}
attributes! {
    /// `redir`: the destination becomes this host: `NFTA_REDIR_*`.
    pub set NftRedir, enum NftRedirAttr<'a> {
        /// Register that holds the first port.
        NFTA_REDIR_REG_PROTO_MIN = 1 => RegProtoMin(Be<Register>),
        /// Register that holds the last.
        NFTA_REDIR_REG_PROTO_MAX = 2 => RegProtoMax(Be<Register>),
        /// How.
        NFTA_REDIR_FLAGS = 3 => Flags(Be<NatFlags>),
    }
}
attributes! {
    /// `tproxy`: to a socket of this host, without translation: `NFTA_TPROXY_*`.
    pub set NftTproxy, enum NftTproxyAttr<'a> {
        /// Family of the address.
        NFTA_TPROXY_FAMILY = 1 => Family(Be<u32>) where range(0, 255),
        /// Register that holds the address.
        NFTA_TPROXY_REG_ADDR = 2 => RegAddr(Be<Register>),
        /// Register that holds the port.
        NFTA_TPROXY_REG_PORT = 3 => RegPort(Be<Register>),
    }
}
attributes! {
    /// `dup`: a copy goes elsewhere: `NFTA_DUP_*`.
    pub set NftDup, enum NftDupAttr<'a> {
        /// Register that holds the address.
        NFTA_DUP_SREG_ADDR = 1 => SRegAddr(Be<Register>),
        /// Register that holds the link.
        NFTA_DUP_SREG_DEV = 2 => SRegDev(Be<Register>),
    }
}
attributes! {
    /// `fwd`: it goes out by another link: `NFTA_FWD_*`.
    pub set NftFwd, enum NftFwdAttr<'a> {
        /// Register that holds the link.
        NFTA_FWD_SREG_DEV = 1 => SRegDev(Be<Register>),
        /// Register that holds the address.
        NFTA_FWD_SREG_ADDR = 2 => SRegAddr(Be<Register>),
        /// Family of the address.
        NFTA_FWD_NFPROTO = 3 => NfProto(Be<u32>),
    }
}
attributes! {
    /// `flow_offload`: the connection goes to a flow table: `NFTA_FLOW_*`.
    pub set NftFlowOffload, enum NftFlowOffloadAttr<'a> {
        /// The flow table.
        NFTA_FLOW_TABLE_NAME = 1 => TableName(Str<'a>) where at_most(255),
    }
}
numbers! {
    /// What is done to a set: `NFT_DYNSET_OP_*`.
    pub struct DynsetOp(u32) {
        /// An element is made where there is none.
        NFT_DYNSET_OP_ADD = 0,
        /// It is made, or begins anew.
        NFT_DYNSET_OP_UPDATE = 1,
        /// It is removed.
        NFT_DYNSET_OP_DELETE = 2,
    }
}
flags! {
    /// How it is done: `NFT_DYNSET_F_*`.
    pub struct DynsetFlags(u32) {
        /// It matches where it could not be done.
        NFT_DYNSET_F_INV = 1 << 0,
        /// Elements have expressions.
        NFT_DYNSET_F_EXPR = 1 << 1,
    }
}
attributes! {
    /// `dynset`: what a packet says goes into a set: `NFTA_DYNSET_*`.
    pub set NftDynset, enum NftDynsetAttr<'a> {
        /// The set.
        NFTA_DYNSET_SET_NAME = 1 => SetName(Str<'a>) where at_most(255),
        /// The set by its number within a batch.
        NFTA_DYNSET_SET_ID = 2 => SetId(Be<u32>),
        /// What is done.
        NFTA_DYNSET_OP = 3 => Op(Be<DynsetOp>) where range(0, 255),
        /// Register that holds the key.
        NFTA_DYNSET_SREG_KEY = 4 => SRegKey(Be<Register>),
        /// Register that holds the value.
        NFTA_DYNSET_SREG_DATA = 5 => SRegData(Be<Register>),
        /// For how long, milliseconds.
        NFTA_DYNSET_TIMEOUT = 6 => Timeout(Be<u64>),
        /// An expression of the element.
        NFTA_DYNSET_EXPR = 7 => Expr(Attrs<'a, super::NftExpr>),
        /// Nothing: brings what follows to a multiple of 8.
        NFTA_DYNSET_PAD = 8 => Pad(&'a [u8]),
        /// How.
        NFTA_DYNSET_FLAGS = 9 => Flags(Be<DynsetFlags>),
        /// Expressions of the element.
        NFTA_DYNSET_EXPRESSIONS = 10 => Expressions(Attrs<'a, super::NftExprs>),
    }
}
attributes! {
    /// `objref`: an object of the table sees the packet: `NFTA_OBJREF_*`. By name, or by what a map says.
    pub set NftObjref, enum NftObjrefAttr<'a> {
        /// What it is.
        NFTA_OBJREF_IMM_TYPE = 1 => ImmType(Be<super::ObjectType>),
        /// Its name.
        NFTA_OBJREF_IMM_NAME = 2 => ImmName(Str<'a>) where at_most(255),
        /// Register that holds the map's key.
        NFTA_OBJREF_SET_SREG = 3 => SetSReg(Be<Register>),
        /// The map.
        NFTA_OBJREF_SET_NAME = 4 => SetName(Str<'a>) where at_most(255),
        /// The map by its number within a batch.
        NFTA_OBJREF_SET_ID = 5 => SetId(Be<u32>),
    }
}
flags! {
    /// What SYN proxying offers: `NF_SYNPROXY_OPT_*`, linux/netfilter/nf_synproxy.h.
    pub struct SynproxyFlags(u32) {
        /// A largest segment.
        NF_SYNPROXY_OPT_MSS = 0x01,
        /// A scaled window.
        NF_SYNPROXY_OPT_WSCALE = 0x02,
        /// Selective acknowledgements.
        NF_SYNPROXY_OPT_SACK_PERM = 0x04,
        /// Timestamps.
        NF_SYNPROXY_OPT_TIMESTAMP = 0x08,
        /// Congestion notification.
        NF_SYNPROXY_OPT_ECN = 0x10,
    }
}
attributes! {
    /// `synproxy`: this host answers a SYN before the server hears of it: `NFTA_SYNPROXY_*`.
    pub set NftSynproxy, enum NftSynproxyAttr<'a> {
        /// Largest segment.
        NFTA_SYNPROXY_MSS = 1 => Mss(Be<u16>),
        /// By how many bits the window is scaled.
        NFTA_SYNPROXY_WSCALE = 2 => WScale(u8),
        /// What is offered.
        NFTA_SYNPROXY_FLAGS = 3 => Flags(Be<SynproxyFlags>),
    }
}
attributes! {
    /// `target`: a target of iptables: `NFTA_TARGET_*`.
    pub set NftTarget, enum NftTargetAttr<'a> {
        /// Its name.
        NFTA_TARGET_NAME = 1 => Name(Str<'a>) where nul_at_most(29),
        /// Its revision.
        NFTA_TARGET_REV = 2 => Rev(Be<u32>) where range(0, 255),
        /// What it says, in its own form.
        NFTA_TARGET_INFO = 3 => Info(&'a [u8]),
    }
}
